/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * run.h - the simulation behind the window: follows the document, hands out snapshots.
 *
 * AppRun is a GObject of the main thread. A new valid scenario starts a new run at once and cancels
 * the old; a change of labels only keeps the run. Snapshots are pulled by a frame-clock tick while
 * running: the first one after an edit at once, later ones at 10-20 Hz. The exact values are
 * computed in a thread of low priority and joined here.
 *
 * Signals (no arguments):
 *   "updated"  the snapshot, the theory or the state changed: redraw
 */
#ifndef APP_RUN_H
#define APP_RUN_H

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

#define APP_TYPE_RUN (app_run_get_type ())
G_DECLARE_FINAL_TYPE (AppRun, app_run, APP, RUN, GObject)

AppRun *app_run_new (AppDocument *document);
/** The widget whose frame clock drives the pulling (the window). */
void app_run_set_clock (AppRun *self, GtkWidget *widget);

/** The newest snapshot, borrowed until the next main-loop turn; NULL before the first. */
SimSnapshot *app_run_snapshot (AppRun *self);
const SimResults *app_run_results (AppRun *self); /* of that snapshot; NULL before the first */
/** Scenario that the snapshot belongs to; labels come from here. NULL before the first. */
SimScenario *app_run_scenario (AppRun *self);
/** app_document_generation() of the document that is followed. */
guint app_run_generation (AppRun *self);
/** Exact values for exactly that scenario, or NULL while not there yet. */
const SimTheory *app_run_theory (AppRun *self);
/** Whether they are on their way. */
gboolean app_run_awaits_theory (AppRun *self);
/** The numbers of patients to plan with of that scenario, exact where they are known by now; FALSE
 *  before the first results. */
gboolean app_run_needs (AppRun *self, SimNeeds *needs);
/** TRUE while what is shown is older than the draft (invalid input): draw it greyed. */
gboolean app_run_stale (AppRun *self);
SimRunState app_run_state (AppRun *self);
guint64 app_run_done (AppRun *self);
guint64 app_run_target (AppRun *self);
/** How many of the trials done came from app_run_take(). */
guint64 app_run_elsewhere (AppRun *self);
double app_run_rate (AppRun *self);         /* trials a second, of what is shown */
double app_run_seconds_left (AppRun *self); /* NaN if not running */
guint app_run_threads (AppRun *self);
/** Leaves one core to other programs while simulating, where there is more than one. */
void app_run_set_spare (AppRun *self, gboolean spare);
double app_run_seconds (AppRun *self); /* time spent on the present run, pauses left out */
/** Why nothing can run (a sentence of the engine), or NULL. */
const char *app_run_error (AppRun *self);

/** Takes the trials of part, which it takes over and which are from the folder of that name, as the
 * first ones of the present scenario, in place of what has been simulated. They are kept: whenever
 * that scenario is wanted again, as after an undo, its run begins with them. FALSE with a sentence,
 * and nothing done, where they are not trials of it, or as many or more are here. */
gboolean app_run_take (AppRun *self, SimRunPart *part, const char *folder, GError **error);
/** The name that app_run_take() had for the folder of the trials that are shown; the caller owns
 *  it. NULL: none are shown, or it was given already. */
char *app_run_take_folder (AppRun *self);
void app_run_pause (AppRun *self);
void app_run_continue (AppRun *self);
/** "More": ten times the trials, same run. */
void app_run_more (AppRun *self);

G_END_DECLS
#endif
