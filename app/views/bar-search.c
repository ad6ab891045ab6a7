/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bar-search.c - the job that looks for a trial of a bar.
 */
#include "views/bar-search.h"

#include <glib/gi18n.h>

#include "export/export.h"
#include "views/trial-search.h"

struct _AppBarSearch {
  GtkWidget *view;
  const AppShown *shown;
  AppTrialFocus *focus;
  AppTrialSource *source;
  AppJob *job;
  SimScenario *scenario; /* that is searched, with what for; NULL: none was */
  guint hypothesis;
  AppTrialKind *kind;
};

/* Whether the view still shows what is searched. */
static gboolean
is_current (const AppBarSearch *self)
{
  return self->scenario != NULL && self->scenario == self->shown->scenario && !self->shown->stale;
}

static void
open_trial (AppBarSearch *self, guint64 index)
{
  app_trial_focus_set_hypothesis (self->focus,
                                  sim_scenario_hypothesis (self->scenario, self->hypothesis)->id);
  if (self->kind->text != NULL)
    app_trial_focus_set_kind (self->focus, self->kind);
  gtk_widget_activate_action (self->view, "win.show-trial", "t", index);
}

static void
on_ready (gpointer data, gboolean last, gpointer self)
{
  AppBarSearch *search = self;
  AppTrialAnswer *answer = data;

  if (answer == NULL)
    return;
  if (!is_current (search)) {
    app_trial_answer_free (answer);
    return;
  }
  if (answer->error != NULL)
    app_toast (search->view, answer->error);
  else if (answer->trial == NULL)
    app_toast (search->view, _ ("No trial of this bar was found"));
  else
    open_trial (search, answer->trial->index);
  app_trial_answer_free (answer);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_trial_compute (task, input);
}

AppBarSearch *
app_bar_search_new (GtkWidget *view, const AppShown *shown, AppTrialFocus *focus)
{
  static const AppJobKind kind = { "bar", compute, (GDestroyNotify)app_trial_input_free,
                                   (GDestroyNotify)app_trial_answer_free, on_ready };
  AppBarSearch *self = g_new0 (AppBarSearch, 1);

  self->view = view;
  self->shown = shown;
  self->focus = focus;
  self->source = app_trial_source_new ();
  self->job = app_job_new (&kind, self);
  return self;
}

void
app_bar_search_free (AppBarSearch *self)
{
  if (self == NULL)
    return;
  app_job_free (self->job);
  app_trial_source_free (self->source);
  sim_scenario_unref (self->scenario);
  app_trial_kind_free (self->kind);
  g_free (self);
}

void
app_bar_search_open (AppBarSearch *self, guint64 n, guint hypothesis, const AppTrialKind *kind)
{
  AppTrialInput *input = g_new0 (AppTrialInput, 1);
  SimScenario *before = self->scenario;

  self->scenario = sim_scenario_ref (self->shown->scenario);
  sim_scenario_unref (before);
  self->hypothesis = hypothesis;
  app_trial_kind_free (self->kind);
  self->kind = app_trial_kind_copy (kind);
  input->source = self->source;
  input->scenario = sim_scenario_ref (self->scenario);
  input->ask = APP_TRIAL_NEXT;
  input->trial = app_trial_focus_trial (self->focus);
  input->n = n;
  input->hypothesis = hypothesis;
  input->kind = kind->which;
  app_job_want (self->job, input);
}

void
app_bar_search_check (AppBarSearch *self)
{
  if (!is_current (self))
    app_job_cancel (self->job);
}

void
app_bar_search_cancel (AppBarSearch *self)
{
  if (self != NULL)
    app_job_cancel (self->job);
}
