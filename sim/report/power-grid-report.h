/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-report.h - power over varied assumptions: CSV, JSON, and a table for people.
 *
 * Cells that are not done are left out of CSV and JSON, and blank in the table. All return newly
 * allocated text that ends in a newline. Thread-safe, but not while the grid is being filled.
 */
#ifndef SIM_REPORT_POWER_GRID_REPORT_H
#define SIM_REPORT_POWER_GRID_REPORT_H

#include "../study/power-grid.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * In the order of the values: the assumptions, then a row a hypothesis and criterion of success,
 * and for any and all where hypotheses are several, as in the CSV of a run; last what is wrong with
 * the scenario of a cell, whose figures are empty, and what is counted as power in it.
 */
char *sim_report_power_grid_csv (const SimPowerGrid *grid);
/** Canonical JSON; powers as in the results file. */
char *sim_report_power_grid_json (const SimPowerGrid *grid, const SimReportInfo *info);
/**
 * Over two assumptions the power of a goal, which sim_power_grid_goal() finds for the id goal
 * (NULL: none is asked for), the first downwards and the second across; over another number of them
 * a row a cell and a column a goal. What is no power has a mark. columns as in sim_report_table().
 */
char *sim_report_power_grid_table (const SimPowerGrid *grid, const char *goal,
                                   const SimReportInfo *info, int columns);

G_END_DECLS
#endif
