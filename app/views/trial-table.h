/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-table.h - the analysis of one trial as a paper would print it.
 */
#ifndef APP_VIEWS_TRIAL_TABLE_H
#define APP_VIEWS_TRIAL_TABLE_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

typedef enum {
  APP_TRIAL_COMPARISON,
  APP_TRIAL_ARM_A, /* "50 · 5.6 (4.9)", of a proportion "23/50 (46 %)", of times "31/50" */
  APP_TRIAL_ARM_B,
  APP_TRIAL_ANALYSED,   /* "54 and 48", where those are others than were seen at the visit */
  APP_TRIAL_DIFFERENCE, /* "3.4 (1.2 to 5.6)", and where ways differ "..., by MMRM at Week 26" */
  APP_TRIAL_P,
  APP_TRIAL_ADJUSTED_P,
  APP_TRIAL_SIMULTANEOUS, /* "0.9 to 5.9", with rules that have such intervals */
  APP_TRIAL_ALPHA,
  APP_TRIAL_VERDICT,
  APP_TRIAL_N_SHOWN, /* a window has no more room: the rest is in tooltips, and in what is copied */
  APP_TRIAL_SE = APP_TRIAL_N_SHOWN,
  APP_TRIAL_STATISTIC, /* the estimate in standard errors: t or z */
  APP_TRIAL_DF,        /* "145", "87.3", "–" of a normal distribution */
  APP_TRIAL_N_COLUMNS
} AppTrialColumn;

/** The heading of a column for the trials of a scenario. Newly allocated. */
char *app_trial_heading (SimScenario *scenario, AppTrialColumn column);
/** A cell of a hypothesis' row. Newly allocated, never NULL. */
char *app_trial_cell (SimScenario *scenario, const SimTrial *trial, guint hypothesis,
                      AppTrialColumn column);
/** Whether a trial has the column. */
gboolean app_trial_has_column (SimScenario *scenario, const SimTrial *trial,
                               AppTrialColumn column);
/** All of it as tab-separated text, headings first. */
char *app_trial_text (SimScenario *scenario, const SimTrial *trial);

/** The widget: a grid of labels, empty. */
GtkWidget *app_trial_table_new (void);
/** Shows a trial; the row of the chosen hypothesis is strong. */
void app_trial_table_show (GtkWidget *table, SimScenario *scenario, const SimTrial *trial,
                           guint chosen);

G_END_DECLS
#endif
