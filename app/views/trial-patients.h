/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-patients.h - the list of the patients of one trial: who went where, in which order, what
 * was measured, who left and why.
 */
#ifndef APP_VIEWS_TRIAL_PATIENTS_H
#define APP_VIEWS_TRIAL_PATIENTS_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

/** What became of a patient for an outcome: "seen at all visits", "left after Week 4 (by chance)".
 *  Newly allocated. */
char *app_patient_course (SimScenario *scenario, const SimTrial *trial, const SimPatient *patient,
                          guint outcome);

/** The list, empty. */
GtkWidget *app_trial_patients_new (void);
/** Shows the patients of a trial for an outcome, in the order of randomisation or, as its reader
 *  chooses, arm by arm. Both are borrowed until the next call. */
void app_trial_patients_show (GtkWidget *list, SimScenario *scenario, const SimTrial *trial,
                              guint outcome);

G_END_DECLS
#endif
