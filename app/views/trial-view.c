/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-view.c - one simulated trial: its patients, its analysis, and the way to others.
 *
 * The trial is replayed in a thread. What is shown stays until the next is there. An edit shows the
 * trial of the same number, whose patients have the same random numbers.
 */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "actions.h"
#include "aside.h"
#include "button.h"
#include "export/export.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/follow.h"
#include "views/hypothesis-choice.h"
#include "views/trial-number.h"
#include "views/trial-patients.h"
#include "views/trial-search.h"
#include "views/trial-table.h"
#include "views/views.h"

struct _AppTrialView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  AppJob *job;
  AppTrialSource *source;
  AppTrialAnswer *answer; /* what is shown; NULL: nothing yet */
  AppShown shown;
  SimScenario *asked;  /* the scenario of the newest wish, or NULL */
  const char *missing; /* what is said if there is no trial as it was looked for */
  gboolean filling;    /* controls are being set: they ask for nothing */
  gboolean low;        /* there is no room for the picture above the list of patients */
  guint64 told;        /* the trials of the run of which it is said to be none; 0: it is not */

  GtkWidget *hypothesis, *cite, *bar, *steps, *number, *refusal;
  GtkWidget *area, *bottom, *table, *patients, *list;
};

G_DEFINE_FINAL_TYPE (AppTrialView, app_trial_view, GTK_TYPE_WIDGET)

/* The buttons that look for a trial of some kind. */
static const struct {
  const char *label, *help, *missing;
  guint with, without;
} kinds[] = {
  { N_ ("_Significant"), N_ ("The next trial in which the chosen comparison is significant"),
    N_ ("None of %s trials is significant here"), SIM_TRIAL_REJECTED, 0 },
  { N_ ("_Wrong Sign"), N_ ("The next trial that finds the wrong arm significantly better"),
    N_ ("None of %s trials is significant with the wrong sign"), SIM_TRIAL_WRONG_SIGN, 0 },
  { N_ ("_Misses the Truth"), N_ ("The next trial whose confidence interval misses the truth"),
    N_ ("The interval holds the truth in all of %s trials"), SIM_TRIAL_FITTED, SIM_TRIAL_COVERS },
};

/* --- asking --- */

static guint
chosen (AppTrialView *self, SimScenario *scenario)
{
  return app_trial_focus_hypothesis (self->focus, scenario);
}

static AppTrialInput *
new_input (AppTrialView *self)
{
  AppTrialInput *input = g_new0 (AppTrialInput, 1);

  input->source = self->source;
  input->scenario = sim_scenario_ref (self->asked);
  input->trial = app_trial_focus_trial (self->focus);
  input->n = CLAMP (app_run_target (self->run), 1, SIM_MAX_REPLICATES);
  return input;
}

static void
ask (AppTrialView *self)
{
  if (self->asked != NULL)
    app_job_want (self->job, new_input (self));
}

static void
on_kind (GtkButton *button, AppTrialView *self)
{
  guint k = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));
  AppTrialInput *input;

  if (self->asked == NULL)
    return;
  input = new_input (self);
  input->ask = APP_TRIAL_NEXT;
  input->hypothesis = chosen (self, self->asked);
  input->kind.with = kinds[k].with;
  input->kind.without = kinds[k].without;
  self->missing = kinds[k].missing;
  app_job_want (self->job, input);
}

/* --- showing --- */

/* How many trials the run has, or is to have, if that one is none of them; else 0. */
static guint64
exceeded (AppTrialView *self, guint64 trial)
{
  guint64 target = app_run_target (self->run);

  return trial >= target ? target : 0;
}

static guint64
exceeded_by_focus (AppTrialView *self)
{
  return exceeded (self, app_trial_focus_trial (self->focus));
}

/* Says below the controls why what was typed leads nowhere (NULL: it does not), else that the trial
   is beyond the run. */
static void
set_refusal (AppTrialView *self, const char *why)
{
  GtkAccessible *number = GTK_ACCESSIBLE (self->number);
  g_autofree char *count = sim_format_count (exceeded_by_focus (self));
  g_autofree char *beyond = NULL;
  const char *text = why;

  if (why == NULL && exceeded_by_focus (self) > 0)
    /* Translators: a number of trials */
    text = beyond = g_strdup_printf (_ ("None of the %s trials of the run: it would be one if the "
                                        "run went on so far. Power and all other figures do not "
                                        "count it."),
                                     count);
  if (text == NULL && !gtk_widget_get_visible (self->refusal))
    return;
  gtk_label_set_text (GTK_LABEL (self->refusal), text != NULL ? text : "");
  gtk_widget_set_visible (self->refusal, text != NULL);
  if (why != NULL)
    gtk_widget_add_css_class (self->refusal, "error");
  else
    gtk_widget_remove_css_class (self->refusal, "error");
  gtk_accessible_update_property (number, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : app_tooltip_get (self->number), -1);
  gtk_accessible_update_state (number, GTK_ACCESSIBLE_STATE_INVALID,
                               why != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                           : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* How a simulated trial is named for somebody else. */
static char *
citation (AppTrialView *self, SimScenario *scenario, guint64 trial)
{
  guint64 seed = sim_scenario_seed (scenario);
  g_autofree char *count = sim_format_count (exceeded (self, trial));

  if (exceeded (self, trial) > 0)
    /* Translators: the same as "Trial 12 of seed 99" of one that is none of the run, and how many
       trials that has */
    return g_strdup_printf (_ ("Trial %" PRIu64 " of seed %" PRIu64 ", beyond the %s of the run"),
                            trial, seed, count);
  /* Translators: how a simulated trial is named for somebody else: its number, and the seed. */
  return g_strdup_printf (_ ("Trial %" PRIu64 " of seed %" PRIu64), trial, seed);
}

static void
show_focus (AppTrialView *self)
{
  guint64 trial = app_trial_focus_trial (self->focus);
  g_autofree char *text = NULL;

  app_hypothesis_choice_choose (APP_HYPOTHESIS_CHOICE (self->hypothesis),
                                app_trial_focus_id (self->focus));
  self->told = exceeded_by_focus (self);
  set_refusal (self, NULL);
  self->filling = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->number), (double)trial);
  self->filling = FALSE;
  if (self->asked == NULL)
    return;
  text = citation (self, self->asked, trial);
  gtk_button_set_label (GTK_BUTTON (self->cite), text);
}

/* The run goes on, or ends, at another number of trials: what is said of that follows. */
static void
show_reach (AppTrialView *self)
{
  if (self->told != exceeded_by_focus (self))
    show_focus (self);
}

static void
show_answer (AppTrialView *self)
{
  PlotFigure *figure;
  guint h;

  if (self->answer == NULL)
    return;
  h = chosen (self, self->answer->scenario);
  figure = plot_trial_figure_new (
      plot_trial_data_new (self->answer->scenario, self->answer->trial, h));
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  plot_figure_unref (figure);
  app_trial_table_show (self->table, self->answer->scenario, self->answer->trial, h);
  app_trial_patients_show (self->list, self->answer->scenario, self->answer->trial,
                           sim_scenario_hypothesis (self->answer->scenario, h)->outcome);
}

static void
say_missing (AppTrialView *self, guint64 n)
{
  g_autofree char *count = sim_format_count (n);
  g_autofree char *text = g_strdup_printf (_ (self->missing), count);

  app_toast (GTK_WIDGET (self), text);
}

static void
on_ready (gpointer data, gboolean last, gpointer view)
{
  AppTrialView *self = view;
  AppTrialAnswer *answer = data, *before = self->answer;

  if (answer == NULL)
    return;
  if (answer->error != NULL)
    app_toast (GTK_WIDGET (self), answer->error);
  else if (answer->trial == NULL)
    say_missing (self, answer->n);
  if (answer->trial == NULL) {
    app_trial_answer_free (answer);
    return;
  }
  self->answer = answer;
  if (app_trial_focus_trial (self->focus) != answer->trial->index)
    app_trial_focus_set_trial (self->focus, answer->trial->index);
  else
    show_answer (self);
  g_clear_pointer (&before, app_trial_answer_free); /* nothing shows it any more */
}

/* --- following --- */

static void
refresh (AppTrialView *self)
{
  SimScenario *scenario;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  scenario = self->shown.scenario;
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  app_shown_mark (&self->shown, self->table);
  app_shown_mark (&self->shown, self->list);
  if (scenario == NULL)
    return;
  if (scenario == self->asked) {
    show_reach (self);
    return;
  }
  sim_scenario_unref (self->asked);
  self->asked = sim_scenario_ref (scenario);
  app_hypothesis_choice_update (APP_HYPOTHESIS_CHOICE (self->hypothesis), scenario);
  show_focus (self);
  ask (self);
}

static void
on_focus (AppTrialView *self)
{
  gboolean there = self->answer != NULL && self->answer->scenario == self->asked
                   && self->answer->trial->index == app_trial_focus_trial (self->focus);

  show_focus (self);
  if (there)
    show_answer (self);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

/* Shown again, it may have been led to another trial meanwhile. */
static void
on_map (AppTrialView *self)
{
  refresh (self);
  on_focus (self);
}

static void
on_unmap (AppTrialView *self)
{
  app_job_cancel (self->job);
}

/* --- controls --- */

static void
on_hypothesis (AppTrialView *self)
{
  app_trial_focus_set_hypothesis (
      self->focus, app_hypothesis_choice_id (APP_HYPOTHESIS_CHOICE (self->hypothesis)));
}

static void
on_number (AppTrialView *self)
{
  if (!self->filling)
    app_trial_focus_set_trial (self->focus,
                               (guint64)gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->number)));
}

/* What is no trial leaves the number as it is. */
static int
on_number_input (GtkSpinButton *spin, double *value, gpointer data)
{
  AppTrialView *self = data;
  guint64 seed = self->asked != NULL ? sim_scenario_seed (self->asked) : 0;
  guint64 number = app_trial_focus_trial (self->focus);
  g_autofree char *why
      = app_trial_number_read (gtk_editable_get_text (GTK_EDITABLE (spin)), seed, &number);

  set_refusal (self, why);
  *value = (double)number;
  return TRUE;
}

static void
on_before (AppTrialView *self)
{
  guint64 trial = app_trial_focus_trial (self->focus);

  if (trial > 0)
    app_trial_focus_set_trial (self->focus, trial - 1);
}

static void
on_after (AppTrialView *self)
{
  app_trial_focus_set_trial (self->focus, app_trial_focus_trial (self->focus) + 1);
}

static void
on_any (AppTrialView *self)
{
  double n = CLAMP ((double)app_run_target (self->run), 1, SIM_MAX_REPLICATES);

  app_trial_focus_set_trial (self->focus, (guint64)(g_random_double () * n));
}

static void
on_cite (AppTrialView *self)
{
  const char *text = gtk_button_get_label (GTK_BUTTON (self->cite));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  app_toast (GTK_WIDGET (self), _ ("Number of the trial copied"));
}

/* Below the picture stands the analysis, or the list of patients, which takes more room: in a low
   window all there is. */
static void
on_list (AppTrialView *self)
{
  gboolean list = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->patients));

  gtk_widget_set_visible (self->area, !(list && self->low));
  gtk_stack_set_visible_child_name (GTK_STACK (self->bottom), list ? "patients" : "analysis");
  /* Who reads them one by one has seen the picture, which keeps what it needs. */
  gtk_widget_set_vexpand (self->bottom, list);
  gtk_widget_set_vexpand (self->area, !list);
}

static GtkWidget *
icon_button (AppTrialView *self, const char *icon, const char *help, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  app_tooltip_set (button, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->steps), button);
  return button;
}

static void
add_number (AppTrialView *self)
{
  self->number = gtk_spin_button_new_with_range (0, SIM_MAX_REPLICATES - 1.0, 1);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->number), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->number), 10);
  app_tooltip_set (self->number, _ ("Number of the trial, from 0"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number of the trial"), -1);
  g_signal_connect (self->number, "input", G_CALLBACK (on_number_input), self);
  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (on_number), self);
  gtk_box_append (GTK_BOX (self->steps), self->number);
}

/* The ways to another number stand together, in whichever row. */
static void
add_steps (AppTrialView *self)
{
  self->steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  icon_button (self, "go-previous-symbolic", _ ("Previous trial"), G_CALLBACK (on_before));
  add_number (self);
  icon_button (self, "go-next-symbolic", _ ("Next trial"), G_CALLBACK (on_after));
  icon_button (self, "media-playlist-shuffle-symbolic", _ ("Any trial"), G_CALLBACK (on_any));
  gtk_box_append (GTK_BOX (self->bar), self->steps);
}

static void
add_kinds (AppTrialView *self)
{
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (linked, "linked");
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    GtkWidget *button = gtk_button_new ();

    app_button_set_label (GTK_BUTTON (button), _ (kinds[k].label));
    app_tooltip_set (button, _ (kinds[k].help));
    g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (k));
    g_signal_connect (button, "clicked", G_CALLBACK (on_kind), self);
    gtk_box_append (GTK_BOX (linked), button);
  }
  gtk_box_append (GTK_BOX (self->bar), linked);
}

static void
add_hypothesis (AppTrialView *self)
{
  self->hypothesis = app_hypothesis_choice_new (_ ("Comparison"));
  gtk_widget_remove_css_class (self->hypothesis, "view-bar"); /* the bar around has its margins */
  gtk_widget_set_hexpand (self->hypothesis, TRUE);
  self->cite = gtk_button_new_with_label ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cite), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy the number, to be found again elsewhere"), -1);
  gtk_widget_add_css_class (self->cite, "flat");
  app_tooltip_set (self->cite, _ ("Copy the number, to be found again elsewhere"));
  g_signal_connect_swapped (self->cite, "clicked", G_CALLBACK (on_cite), self);
  gtk_box_append (GTK_BOX (self->bar), app_aside_new (self->hypothesis));
  gtk_box_append (GTK_BOX (self->bar), app_aside_new (self->cite));
}

static void
add_patients (AppTrialView *self)
{
  self->patients = gtk_toggle_button_new ();
  app_button_set_label (GTK_BUTTON (self->patients), _ ("Pa_tients"));
  app_tooltip_set (self->patients, _ ("List the patients in place of the analysis"));
  g_signal_connect_swapped (self->patients, "toggled", G_CALLBACK (on_list), self);
  gtk_box_append (GTK_BOX (self->bar), app_aside_new (self->patients));
}

/* Only where a view has led here. */
static void
add_back (AppTrialView *self)
{
  GtkWidget *button = app_button_new (_ ("_Back"));
  g_autofree char *help
      = app_actions_tooltip ("win.view-back", _ ("Back to the view that has led here"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.view-back");
  app_tooltip_set (button, help);
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (self->bar), button);
}

/* In an order in which rows of a narrow bar are full. */
static void
add_bar (AppTrialView *self)
{
  self->bar = app_bar_new ();
  gtk_widget_add_css_class (self->bar, "view-bar");
  add_hypothesis (self);
  add_steps (self);
  add_back (self);
  add_patients (self);
  add_kinds (self);
  self->refusal = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->refusal), 0);
  gtk_label_set_wrap (GTK_LABEL (self->refusal), TRUE);
  gtk_widget_add_css_class (self->refusal, "view-bar");
  gtk_widget_set_visible (self->refusal, FALSE);
}

static void
add_bottom (AppTrialView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->table = app_trial_table_new ();
  self->list = app_trial_patients_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->table);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Analysis of the trial"), -1);
  self->bottom = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->bottom), FALSE);
  gtk_stack_add_named (GTK_STACK (self->bottom), scroller, "analysis");
  gtk_stack_add_named (GTK_STACK (self->bottom), self->list, "patients");
}

/* --- life --- */

static void
app_trial_view_dispose (GObject *object)
{
  AppTrialView *self = APP_TRIAL_VIEW (object);
  GtkWidget *child;

  g_clear_pointer (&self->job, app_job_free);
  g_clear_pointer (&self->source, app_trial_source_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->answer, app_trial_answer_free);
  g_clear_pointer (&self->asked, sim_scenario_unref);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_trial_view_parent_class)->dispose (object);
}

static void
app_trial_view_class_init (AppTrialViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_trial_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_trial_compute (task, input);
}

static void
app_trial_view_init (AppTrialView *self)
{
  static const AppJobKind kind = { "trial", compute, (GDestroyNotify)app_trial_input_free,
                                   (GDestroyNotify)app_trial_answer_free, on_ready };

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->source = app_trial_source_new ();
  self->job = app_job_new (&kind, self);
  add_bar (self);
  self->area = app_plot_area_new ("trial");
  add_bottom (self);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->refusal, GTK_WIDGET (self));
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_set_parent (app_aside_new (self->bottom), GTK_WIDGET (self));
  on_list (self);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
}

GtkWidget *
app_trial_view_new (AppRun *run, AppTrialFocus *focus)
{
  AppTrialView *self = g_object_new (APP_TYPE_TRIAL_VIEW, NULL);

  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  g_signal_connect_object (self->hypothesis, "changed", G_CALLBACK (on_hypothesis), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "updated", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_trial_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_TRIAL_VIEW (view)->area);
}

void
app_trial_view_copy (GtkWidget *view)
{
  AppTrialView *self = APP_TRIAL_VIEW (view);
  const AppTrialAnswer *answer = self->answer; /* the focus may be ahead of it */
  g_autofree char *text = NULL;

  if (answer == NULL)
    return;
  text = app_trial_text (answer->scenario, answer->trial);
  if (exceeded (self, answer->trial->index) > 0) {
    g_autofree char *which = citation (self, answer->scenario, answer->trial->index);
    g_autofree char *table = text;

    text = g_strdup_printf ("%s\n%s", which, table);
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text);
  app_toast (view, _ ("Table copied"));
}

void
app_trial_view_set_low (GtkWidget *view, gboolean low)
{
  AppTrialView *self = APP_TRIAL_VIEW (view);

  if (self->low == low)
    return;
  self->low = low;
  on_list (self);
}

void
app_trial_view_show (GtkWidget *view, guint64 trial)
{
  app_trial_focus_set_trial (APP_TRIAL_VIEW (view)->focus, trial);
}
