/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference-list.h - what differs between two scenarios, as a table that can be scrolled.
 */
#ifndef APP_DIFFERENCE_LIST_H
#define APP_DIFFERENCE_LIST_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

/**
 * A row for each of differences (sim_scenario_differences()): what it is, and its two values with
 * their units, below the headings a and b. What changes no number comes last, below a line that
 * says so.
 */
GtkWidget *app_difference_list_new (const GPtrArray *differences, const char *a, const char *b);

G_END_DECLS
#endif
