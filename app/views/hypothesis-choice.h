/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis-choice.h - the choice of the hypothesis that the views of trials are about.
 */
#ifndef APP_VIEWS_HYPOTHESIS_CHOICE_H
#define APP_VIEWS_HYPOTHESIS_CHOICE_H

#include <gtk/gtk.h>

#include "trial-focus.h"

G_BEGIN_DECLS

/** A drop-down that follows the focus and sets its hypothesis; empty until it is filled. */
GtkWidget *app_hypothesis_choice_new (AppTrialFocus *focus);
/** The hypotheses of another scenario. */
void app_hypothesis_choice_fill (GtkWidget *choice, SimScenario *scenario);

G_END_DECLS
#endif
