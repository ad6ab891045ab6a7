/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-focus.h - which simulated trial, which hypothesis and which kind of trials the views are
 * about, and what was drawn by hand to be held against what they show.
 *
 * AppTrialFocus is a GObject of the main thread, one a window. It is no part of the scenario: no
 * step of undo, and in no file.
 *
 * Signals (no arguments):
 *   "changed"  trial, hypothesis, subject, kind or drawn curve is another one now
 */
#ifndef APP_TRIAL_FOCUS_H
#define APP_TRIAL_FOCUS_H

#include <glib-object.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_TRIAL_FOCUS (app_trial_focus_get_type ())
G_DECLARE_FINAL_TYPE (AppTrialFocus, app_trial_focus, APP, TRIAL_FOCUS, GObject)

/** Trial 0, the first hypothesis. */
AppTrialFocus *app_trial_focus_new (void);
guint64 app_trial_focus_trial (AppTrialFocus *self);
/** At most SIM_MAX_REPLICATES - 1. */
void app_trial_focus_set_trial (AppTrialFocus *self, guint64 trial);
/** The chosen hypothesis as an index of a scenario; the first one where it has none of that id. */
guint app_trial_focus_hypothesis (AppTrialFocus *self, SimScenario *scenario);
/** Its id; NULL: the first. Borrowed. */
const char *app_trial_focus_id (AppTrialFocus *self);
void app_trial_focus_set_hypothesis (AppTrialFocus *self, const char *id);
/**
 * What all plots are to speak of, such as what a lesson asks about: the id of a hypothesis of the
 * scenario, which is chosen as well, or of another goal, of which the power plot alone can speak
 * and which chooses none; or NULL, where each speaks of what it finds most telling. scenario may be
 * NULL, which has none.
 */
void app_trial_focus_set_subject (AppTrialFocus *self, const char *id, SimScenario *scenario);
/** Its id, or NULL. Borrowed. */
const char *app_trial_focus_subject (AppTrialFocus *self);
/** The same; NULL also if it is no hypothesis. */
const char *app_trial_focus_asked (AppTrialFocus *self);
/** The index of that hypothesis in a scenario; -1: none. */
int app_trial_focus_subject_of (AppTrialFocus *self, SimScenario *scenario);
/** The ids of the goals whose power is to be shown, copied; n 0: the tests, any and all. */
void app_trial_focus_set_shown (AppTrialFocus *self, const char *const *ids, guint n);
/** The goals of a scenario whose power is to be shown, in the order of their ids; those of the
 *  tests, any and all where it has none of them. */
guint app_trial_focus_goals (AppTrialFocus *self, SimScenario *scenario,
                             SimGoal goals[SIM_MAX_GOALS]);

/** A curve of power over sizes that somebody drew by hand; n 0: none. */
typedef struct {
  guint n;
  double totals[SIM_MAX_SIZES + 1], values[SIM_MAX_SIZES + 1];
} AppDrawnCurve;
/** Copied; NULL: none. */
void app_trial_focus_set_drawn (AppTrialFocus *self, const AppDrawnCurve *curve);
/** Borrowed; never NULL. */
const AppDrawnCurve *app_trial_focus_drawn (AppTrialFocus *self);

/** Trials by what they found for the chosen hypothesis, with a name. */
typedef struct {
  SimTrialKind which;
  char *text; /* what they are called: "trials with p below 0.05" */
} AppTrialKind;
/** Those that the view of trials shows; NULL: all of them. Borrowed. */
const AppTrialKind *app_trial_focus_kind (AppTrialFocus *self);
/** kind is copied; NULL: all. Emits "changed" in either case. */
void app_trial_focus_set_kind (AppTrialFocus *self, const AppTrialKind *kind);
/** A copy, to be freed with app_trial_kind_free(); both accept NULL. */
AppTrialKind *app_trial_kind_copy (const AppTrialKind *kind);
void app_trial_kind_free (AppTrialKind *kind);

G_END_DECLS
#endif
