/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * column.h - the figures of one column with one number of decimals. Private to sim/report.
 *
 * The largest Monte Carlo error of a column says how many decimals all of its figures have, as
 * report.h says it of one figure; figures that do not exist have no say.
 */
#ifndef SIM_REPORT_COLUMN_H
#define SIM_REPORT_COLUMN_H

#include "report.h"

G_BEGIN_DECLS

/** What a column has whose figures are too large, or too far apart, for one number of decimals. */
#define SIM_COLUMN_NO_DECIMALS G_MAXINT

/** Decimals of a column of percentages, of n proportions and their errors (0: exact). */
int sim_column_percent_decimals (const double *values, const double *mcse, guint n);
/** "89.6 %"; NaN gives "–". Newly allocated. */
char *sim_column_percent (double proportion, int decimals);
/** sim_format_percent_ends() from so many decimals on. */
void sim_column_percent_ends (double low, double high, int decimals, char *ends[2]);

/** A difference of proportions in percentage points, with its sign: "+1.32", "−0.4"; NaN gives "–".
 *  Newly allocated. */
char *sim_column_points (double difference, int decimals);
/** What sim_format_points() gives with its sign, "0.14 %": of a column or sentence of percentages.
 *  Newly allocated. */
char *sim_format_percent_error (double error);

/** Decimals of a column of other figures; below 0: rounded to tens, hundreds, ... */
int sim_column_figure_decimals (const double *values, const double *mcse, guint n);
/** A number; NaN gives "–". Newly allocated. */
char *sim_column_figure (double value, int decimals);

G_END_DECLS
#endif
