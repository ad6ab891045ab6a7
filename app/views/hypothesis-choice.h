/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis-choice.h - a row above a plot that chooses which hypothesis it is about.
 *
 * Keeps the choice by id while scenarios come and go; not shown where there is only one.
 *
 * Signals:
 *   "changed" ()  somebody chose another one
 */
#ifndef APP_VIEWS_HYPOTHESIS_CHOICE_H
#define APP_VIEWS_HYPOTHESIS_CHOICE_H

#include <gtk/gtk.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_HYPOTHESIS_CHOICE (app_hypothesis_choice_get_type ())
G_DECLARE_FINAL_TYPE (AppHypothesisChoice, app_hypothesis_choice, APP, HYPOTHESIS_CHOICE, GtkWidget)

/** caption: what stands before it, also its accessible name: "p-values of". */
GtkWidget *app_hypothesis_choice_new (const char *caption);
/** Offers the hypotheses of a scenario and returns the index of the chosen one. */
guint app_hypothesis_choice_update (AppHypothesisChoice *self, SimScenario *scenario);
/** The id of the hypothesis that somebody chose last; NULL: nobody has. Borrowed. */
const char *app_hypothesis_choice_id (AppHypothesisChoice *self);
/** Chooses by id, without a signal. FALSE if that is no change, as NULL is none. */
gboolean app_hypothesis_choice_choose (AppHypothesisChoice *self, const char *id);

G_END_DECLS
#endif
