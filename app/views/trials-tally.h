/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trials-tally.h - what the trials played so far add up to, beside what all of the run do.
 */
#ifndef APP_VIEWS_TRIALS_TALLY_H
#define APP_VIEWS_TRIALS_TALLY_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

typedef enum {
  APP_TALLY_COVERS, /* intervals that hold the truth */
  APP_TALLY_SIGNIFICANT,
  APP_TALLY_MEAN,  /* of the significant estimates, and how many times the truth */
  APP_TALLY_WRONG, /* significant ones with the wrong sign */
  APP_TALLY_N
} AppTallyKind;

/** "57 of 60", "4.1 points, 1.3 times the truth". Newly allocated, never NULL. */
char *app_tally_value (SimScenario *scenario, guint hypothesis, const SimTally *tally,
                       AppTallyKind kind);
/** "95.0 % in the long run": the same in all trials of a run. */
char *app_tally_long_run (SimScenario *scenario, guint hypothesis, const SimResults *results,
                          AppTallyKind kind);

/** The widget: four figures with their names. */
GtkWidget *app_trials_tally_new (void);
/** results may be NULL, or of another scenario: then there is no long run. */
void app_trials_tally_show (GtkWidget *widget, SimScenario *scenario, guint hypothesis,
                            const SimTally *tally, const SimResults *results);

G_END_DECLS
#endif
