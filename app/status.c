/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * status.c - the status line.
 */
#include "status.h"
#include "remark.h"
#include "tooltip.h"

#include <glib/gi18n.h>
#include <math.h>

#define APP_TYPE_STATUS (app_status_get_type ())
G_DECLARE_FINAL_TYPE (AppStatus, app_status, APP, STATUS, GtkWidget)

struct _AppStatus {
  GtkWidget parent_instance;
  AppDocument *document;
  AppRun *run;
  GtkProgressBar *progress;
  GtkLabel *label;
  GtkWidget *problems; /* a button that leads to the first one */
  AppRemark *remark;   /* of scores that no patient can have */
  SimScenario *told;   /* the scenario of the finished run that expected is about */
  guint64 told_trials;
  char *expected;        /* in the line, */
  char *expected_detail; /* and all that can be said, where that is more; else NULL */
  gboolean covered;
};

G_DEFINE_FINAL_TYPE (AppStatus, app_status, GTK_TYPE_WIDGET)

/* --- the sentence --- */

static void
append (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* 1.2 M/s, 83 k/s, 410/s */
static char *
rate_text (double rate)
{
  char number[32];

  if (rate >= 9.995e5) {
    g_ascii_formatd (number, sizeof number, rate < 9.95e6 ? "%.1f" : "%.0f", rate / 1e6);
    return g_strdup_printf (_ ("%s M/s"), number);
  }
  if (rate >= 999.5) {
    g_ascii_formatd (number, sizeof number, rate < 9950 ? "%.1f" : "%.0f", rate / 1e3);
    return g_strdup_printf (_ ("%s k/s"), number);
  }
  g_ascii_formatd (number, sizeof number, "%.0f", rate);
  return g_strdup_printf (_ ("%s/s"), number);
}

static char *
time_text (double seconds)
{
  char number[32];

  if (seconds < 1) {
    g_ascii_formatd (number, sizeof number, "%.1f", MAX (seconds, 0.1));
    return g_strdup_printf (_ ("%s s"), number);
  }
  if (seconds < 119.5) {
    g_ascii_formatd (number, sizeof number, "%.0f", seconds);
    return g_strdup_printf (_ ("%s s"), number);
  }
  g_ascii_formatd (number, sizeof number, "%.0f", seconds / 60);
  return g_strdup_printf (_ ("%s min"), number);
}

static void
append_progress (GString *text, const AppStatusFacts *facts)
{
  g_autofree char *done = sim_format_count (facts->done);
  g_autofree char *target = sim_format_count (facts->target);
  g_autofree char *part = NULL;

  if (facts->done < facts->target)
    part = g_strdup_printf (_ ("%s of %s trials"), done, target);
  else
    part = g_strdup_printf (_ ("%s trials"), done);
  append (text, part);
}

static void
append_elsewhere (GString *text, const AppStatusFacts *facts)
{
  g_autofree char *count = sim_format_count (facts->elsewhere);
  /* Translators: a number of trials */
  g_autofree char *part = g_strdup_printf (_ ("%s of them from a cluster"), count);

  append (text, facts->elsewhere == facts->done ? _ ("from a cluster") : part);
}

static void
append_precision (GString *text, double mcse)
{
  g_autofree char *number = NULL, *part = NULL;
  double points = 100 * SIM_Z95 * mcse;

  if (isnan (mcse))
    return;
  number = sim_format_figure (points, points / 10);
  part = g_strdup_printf (_ ("±%s points (95\u202f%%)"), number);
  append (text, part);
}

char *
app_status_sentence (const AppStatusFacts *facts)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rate = NULL, *time = NULL, *left = NULL;

  if (facts->error != NULL) {
    g_string_append (text, facts->error);
    return g_string_free (text, FALSE);
  }
  if (facts->state == SIM_RUN_CANCELLED)
    return g_string_free (text, FALSE);
  if (facts->state == SIM_RUN_PAUSED)
    append (text, _ ("Paused"));
  if (facts->state == SIM_RUN_FAILED)
    append (text, _ ("Stopped: not enough memory"));
  append_progress (text, facts);
  if (facts->elsewhere > 0) {
    append_elsewhere (text, facts);
  } else if (facts->state == SIM_RUN_COMPLETE && facts->seconds > 0) {
    time = time_text (facts->seconds);
    left = g_strdup_printf (_ ("done in %s"), time);
    append (text, left);
  }
  if (facts->expected != NULL)
    append (text, facts->expected);
  if (facts->rate > 0) {
    rate = rate_text (facts->rate);
    append (text, rate);
  }
  append_precision (text, facts->mcse);
  if (facts->state == SIM_RUN_RUNNING && !isnan (facts->left)) {
    time = time_text (facts->left);
    left = g_strdup_printf (_ ("%s left"), time);
    append (text, left);
  }
  return g_string_free (text, FALSE);
}

/* --- the widget --- */

static void
show_problems (AppStatus *self)
{
  guint n = app_document_n_problems (self->document);
  const char *what = app_run_results (self->run) != NULL ? _ ("showing the last valid results")
                                                         : _ ("nothing to show yet");
  g_autofree char *count = NULL, *text = NULL;

  gtk_widget_set_visible (self->problems, n > 0);
  if (n == 0)
    return;
  count = g_strdup_printf (
      ngettext ("%u problem in the scenario", "%u problems in the scenario", n), n);
  text = g_strdup_printf ("%s · %s", count, what);
  gtk_button_set_label (GTK_BUTTON (self->problems), text);
}

/* What was changed would take the line a second row, and the plot its room. What a step of a lesson
   changes is meant to be another scenario. */
static void
tell_expected (AppStatus *self, SimScenario *scenario, SimSnapshot *snapshot)
{
  g_autofree char *text = sim_report_expected_text (scenario, snapshot);

  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->expected_detail, g_free);
  if (sim_expected_verdict (scenario, snapshot) != SIM_EXPECTED_CHANGED) {
    self->expected = g_steal_pointer (&text);
  } else if (app_document_base (self->document) == NULL) {
    self->expected = g_strdup (_ ("changed since its results were written"));
    self->expected_detail = g_steal_pointer (&text);
  }
}

/* Told once of a finished run: it takes two checks of a scenario. What is expected is among the
   labels, of which the run has the newest. */
static const char *
find_expected (AppStatus *self)
{
  SimSnapshot *snapshot = app_run_snapshot (self->run);
  SimScenario *scenario = app_run_scenario (self->run);

  if (snapshot == NULL || app_run_state (self->run) != SIM_RUN_COMPLETE)
    return NULL;
  if (self->told == scenario && self->told_trials == sim_snapshot_replicates (snapshot))
    return self->expected;
  g_clear_pointer (&self->told, sim_scenario_unref);
  self->told = sim_scenario_ref (scenario);
  self->told_trials = sim_snapshot_replicates (snapshot);
  tell_expected (self, scenario, snapshot);
  return self->expected;
}

static void
show_detail (AppStatus *self, const char *detail)
{
  if (g_strcmp0 (detail, app_tooltip_get (GTK_WIDGET (self->label))) == 0)
    return;
  app_tooltip_set (GTK_WIDGET (self->label), detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "",
                                  -1);
}

static void
update (AppStatus *self)
{
  const SimResults *results = app_run_results (self->run);
  guint64 target = app_run_target (self->run);
  AppStatusFacts facts = {
    .state = app_run_state (self->run),
    .done = app_run_done (self->run),
    .target = target,
    .elsewhere = app_run_elsewhere (self->run),
    .rate = app_run_rate (self->run),
    .seconds = app_run_seconds (self->run),
    .left = app_run_seconds_left (self->run),
    .mcse = results != NULL && !self->covered ? results->largest_mcse : NAN,
    .error = app_run_error (self->run),
    .expected = find_expected (self),
  };
  g_autofree char *sentence = app_status_sentence (&facts);

  gtk_progress_bar_set_fraction (self->progress,
                                 target > 0 ? (double)facts.done / (double)target : 0);
  gtk_label_set_label (self->label, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  show_detail (self, facts.expected != NULL ? self->expected_detail : NULL);
  show_problems (self);
  /* While what it is of is covered, it may be the answer. */
  app_remark_set_scenario (self->remark, self->covered ? NULL : app_run_scenario (self->run));
}

void
app_status_set_covered (GtkWidget *status, gboolean covered)
{
  AppStatus *self = APP_STATUS (status);

  if (covered == self->covered)
    return;
  self->covered = covered;
  update (self);
}

static void
app_status_dispose (GObject *object)
{
  AppStatus *self = APP_STATUS (object);
  GtkWidget *child;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_pointer (&self->told, sim_scenario_unref);
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->expected_detail, g_free);
  g_clear_object (&self->run);
  g_clear_object (&self->document);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_status_parent_class)->dispose (object);
}

static void
app_status_class_init (AppStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_status_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "statusline");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
app_status_init (AppStatus *self)
{
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the simulation"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->progress), GTK_WIDGET (self));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  /* Large text in a narrow window, of a value that was changed. */
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_lines (self->label, 4);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));

  self->problems = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->problems), "win.show-problem");
  app_tooltip_set (self->problems, _ ("Go to the first problem"));
  gtk_widget_add_css_class (self->problems, "flat");
  gtk_widget_add_css_class (self->problems, "problem");
  gtk_widget_set_parent (self->problems, GTK_WIDGET (self));
}

GtkWidget *
app_status_new (AppDocument *document, AppRun *run)
{
  AppStatus *self = g_object_new (APP_TYPE_STATUS, NULL);

  self->document = g_object_ref (document);
  self->run = g_object_ref (run);
  self->remark = APP_REMARK (app_remark_new (document));
  gtk_widget_insert_before (GTK_WIDGET (self->remark), GTK_WIDGET (self), self->problems);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (run, "updated", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
