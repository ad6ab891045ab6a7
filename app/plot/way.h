/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * way.h - in which way an estimate came about, as a paper says it beside the number.
 */
#ifndef PLOT_WAY_H
#define PLOT_WAY_H

#include <glib.h>

#include "sim.h"

G_BEGIN_DECLS

/**
 * Why an estimate of a hypothesis (an index) is not the difference of what the arms show, to follow
 * it: "adjusted for baseline", "by MMRM at Week 26, adjusted for baseline"; "" where nothing is
 * done that would make another of it. Can be drawn. Newly allocated.
 */
char *plot_text_way (SimScenario *scenario, guint hypothesis);

G_END_DECLS
#endif
