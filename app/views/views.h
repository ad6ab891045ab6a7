/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * views.h - the widgets that show a run: its plots, the big figures, the table.
 *
 * Each is made with the document and the run, keeps a reference to both, and follows their signals
 * by itself; whoever embeds one has nothing to update. All live in the main thread. Failures are
 * shown as a toast in the nearest AdwToastOverlay above the widget.
 */
#ifndef APP_VIEWS_H
#define APP_VIEWS_H

#include <gtk/gtk.h>

#include "document.h"
#include "pins.h"
#include "run.h"
#include "trial-focus.h"
#include "views/plot-area.h"

G_BEGIN_DECLS

#define APP_TYPE_POWER_VIEW (app_power_view_get_type ())
G_DECLARE_FINAL_TYPE (AppPowerView, app_power_view, APP, POWER_VIEW, GtkWidget)
#define APP_TYPE_EFFECTS_VIEW (app_effects_view_get_type ())
G_DECLARE_FINAL_TYPE (AppEffectsView, app_effects_view, APP, EFFECTS_VIEW, GtkWidget)
#define APP_TYPE_P_VALUE_VIEW (app_p_value_view_get_type ())
G_DECLARE_FINAL_TYPE (AppPValueView, app_p_value_view, APP, P_VALUE_VIEW, GtkWidget)
#define APP_TYPE_ERRORS_VIEW (app_errors_view_get_type ())
G_DECLARE_FINAL_TYPE (AppErrorsView, app_errors_view, APP, ERRORS_VIEW, GtkWidget)
#define APP_TYPE_COMPARE_VIEW (app_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (AppCompareView, app_compare_view, APP, COMPARE_VIEW, GtkWidget)
#define APP_TYPE_SENSITIVITY_VIEW (app_sensitivity_view_get_type ())
G_DECLARE_FINAL_TYPE (AppSensitivityView, app_sensitivity_view, APP, SENSITIVITY_VIEW, GtkWidget)
#define APP_TYPE_TRIALS_VIEW (app_trials_view_get_type ())
G_DECLARE_FINAL_TYPE (AppTrialsView, app_trials_view, APP, TRIALS_VIEW, GtkWidget)
#define APP_TYPE_PLAN_VIEW (app_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanView, app_plan_view, APP, PLAN_VIEW, GtkWidget)
#define APP_TYPE_TRIAL_VIEW (app_trial_view_get_type ())
G_DECLARE_FINAL_TYPE (AppTrialView, app_trial_view, APP, TRIAL_VIEW, GtkWidget)
#define APP_TYPE_FIGURES (app_figures_get_type ())
G_DECLARE_FINAL_TYPE (AppFigures, app_figures, APP, FIGURES, GtkWidget)
#define APP_TYPE_TABLE (app_table_get_type ())
G_DECLARE_FINAL_TYPE (AppTable, app_table, APP, TABLE, GtkWidget)

/**
 * What all of these need once, after gtk_init() and before the first of them is made and before
 * any thread is started: the plots' font (the family of the gtk-font-name setting) and the style
 * sheet of the views. A second call does nothing.
 */
void app_views_init (void);

/**
 * Power against total N. The scenario's own N is a handle: a drag, or with the plot focused
 * Alt+Left, Alt+Right (with Ctrl: ten patients), edits the document live, one undo step a drag; so
 * is the line of the target power, which moves up and down.
 */
GtkWidget *app_power_view_new (AppDocument *document, AppRun *run, AppTrialFocus *focus);
/** The plot of the view, for copying and saving it. Borrowed. */
AppPlotArea *app_power_view_area (GtkWidget *view);

/**
 * The sampling distribution of every estimate at the own size. A click on a bar sets the focus on
 * its hypothesis and opens one of its trials through win.show-trial. A drag on the line of a truth,
 * or with the plot focused Up and Down to choose a row and then Alt+Left, Alt+Right (with Ctrl: ten
 * steps), edits the value of the first arm live, one undo step a drag.
 */
GtkWidget *app_effects_view_new (AppDocument *document, AppRun *run, AppTrialFocus *focus);
AppPlotArea *app_effects_view_area (GtkWidget *view);

/**
 * Simulated trials below each other, one after the other at a chosen pace, with running tallies; a
 * click opens the trial through win.show-trial. Without animations a page of them at once.
 */
GtkWidget *app_trials_view_new (AppRun *run, AppTrialFocus *focus);
AppPlotArea *app_trials_view_area (GtkWidget *view);
/** Puts the trials on show on the clipboard as tab-separated text. */
void app_trials_view_copy (GtkWidget *view);

/** One simulated trial: its patients and its analysis. Replays it in a thread of its own. */
GtkWidget *app_trial_view_new (AppRun *run, AppTrialFocus *focus);
AppPlotArea *app_trial_view_area (GtkWidget *view);
/** Puts the analysis on the clipboard as tab-separated text. */
void app_trial_view_copy (GtkWidget *view);
/** Has the focus on the trial of this number. */
void app_trial_view_show (GtkWidget *view, guint64 trial);
/** In a low window the list of patients takes the place of the picture too. */
void app_trial_view_set_low (GtkWidget *view, gboolean low);

/** How the p-values of a hypothesis, to be chosen, are spread at the own size. A click on a bar
 *  opens one of its trials through win.show-trial, and sets the focus on trials of that kind. */
GtkWidget *app_p_value_view_new (AppRun *run, AppTrialFocus *focus);
AppPlotArea *app_p_value_view_area (GtkWidget *view);

/** How well each figure of a hypothesis, to be chosen, is known, and how it came to be known. The
 *  buttons of its table do the same for the trials that a figure counts. */
GtkWidget *app_errors_view_new (AppRun *run, AppTrialFocus *focus);
AppPlotArea *app_errors_view_area (GtkWidget *view);
/** Puts its table on the clipboard as tab-separated text. */
void app_errors_view_copy (GtkWidget *view);

/** The present scenario beside the pinned ones. Uses the action win.pin. */
GtkWidget *app_compare_view_new (AppDocument *document, AppPins *pins);
AppPlotArea *app_compare_view_area (GtkWidget *view);
/** Puts its table on the clipboard as tab-separated text. */
void app_compare_view_copy (GtkWidget *view);

/**
 * What power hangs on: a bar an assumption over its plausible range, or a map over two of them.
 * Simulates with an engine of its own while it is on screen, at lower priority than the run.
 */
GtkWidget *app_sensitivity_view_new (AppRun *run);
AppPlotArea *app_sensitivity_view_area (GtkWidget *view);

/**
 * Sample size: how many patients the goals need, the ratio that needs fewest, assurance, and the
 * family-wise error under companion nulls. Simulates with an engine of its own while it is on
 * screen, at lower priority than the run; edits the document by its buttons alone.
 */
GtkWidget *app_plan_view_new (AppDocument *document, AppRun *run);
AppPlotArea *app_plan_view_area (GtkWidget *view);
void app_plan_view_copy (GtkWidget *view);
void app_plan_view_save (GtkWidget *view, const char *stem);

/** The strip of big figures: power of the goals that app_trial_focus_goals() has, with its error.
 *  Of many the hypotheses are called by their ids. */
GtkWidget *app_figures_new (AppRun *run, AppTrialFocus *focus);
/** Calls the hypotheses by their ids, which take one line. */
void app_figures_set_brief (GtkWidget *figures, gboolean brief);
/** Whether a hypothesis has its id below its name, for a plot that calls it by that. */
void app_figures_set_coded (GtkWidget *figures, gboolean coded);
/** The height (px) of as many rows of figures as have room in most: one at least. */
int app_figures_fit (GtkWidget *figures, int most);

/** The operating characteristics at the own size, one row a hypothesis, then any and all. */
GtkWidget *app_table_new (AppDocument *document, AppRun *run);
/** The height (px) that all of its rows take, with the bar that scrolls their columns. */
int app_table_height (AppTable *self);
/** How far its rows go, as they are laid out; borrowed. */
GtkAdjustment *app_table_rows (AppTable *self);
/** Puts the whole table on the clipboard as tab-separated text. */
void app_table_copy (AppTable *self);

G_END_DECLS
#endif
