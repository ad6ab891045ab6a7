/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot.h - the one header of the plot library for those outside it.
 *
 * A PlotFigure is an immutable picture waiting to be drawn: made from a run's results, drawn onto
 * any cairo context at any size, described in words, read off at a point. It computes no
 * statistics and knows no widgets.
 */
#ifndef PLOT_PLOT_H
#define PLOT_PLOT_H

#include "plot/style.h"
#include "plot/geometry.h"
#include "plot/figure.h"
#include "plot/convergence-plot.h"
#include "plot/power-plot.h"
#include "plot/tornado-plot.h"
#include "plot/effects-plot.h"
#include "plot/forest-plot.h"
#include "plot/heat-plot.h"
#include "plot/histogram-plot.h"
#include "plot/intervals-plot.h"
#include "plot/p-value-plot.h"
#include "plot/trial-plot.h"
#include "plot/way.h"
#include "plot/words.h"

#endif
