/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast.h - how a scenario's hypothesis is to be drawn.
 */
#ifndef PLOT_CONTRAST_H
#define PLOT_CONTRAST_H

#include "plot/style.h"
#include "sim.h"

G_BEGIN_DECLS

/** The arms of hypothesis index with their colours, for plot_style_stroke(). */
PlotContrast plot_contrast_of (SimScenario *scenario, guint index);

G_END_DECLS
#endif
