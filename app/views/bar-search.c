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
  SimScenario *current; /* of what the view shows; NULL: nothing that is true now */
  AppTrialSource *source;
  AppJob *job;
};

static void
on_ready (gpointer data, gboolean last, gpointer self)
{
  GtkWidget *view = ((AppBarSearch *)self)->view;
  AppTrialAnswer *answer = data;

  if (answer == NULL)
    return;
  if (answer->scenario != ((AppBarSearch *)self)->current) {
    app_trial_answer_free (answer);
    return;
  }
  if (answer->error != NULL)
    app_toast (view, answer->error);
  else if (answer->trial == NULL)
    app_toast (view, _ ("No trial of this bar was found"));
  else
    gtk_widget_activate_action (view, "win.show-trial", "t", answer->trial->index);
  app_trial_answer_free (answer);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  return app_trial_compute (task, input);
}

AppBarSearch *
app_bar_search_new (GtkWidget *view)
{
  static const AppJobKind kind = { "bar", compute, (GDestroyNotify)app_trial_input_free,
                                   (GDestroyNotify)app_trial_answer_free, on_ready };
  AppBarSearch *self = g_new0 (AppBarSearch, 1);

  self->view = view;
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
  sim_scenario_unref (self->current);
  g_free (self);
}

void
app_bar_search_open (AppBarSearch *self, SimScenario *scenario, guint64 trial, guint64 n,
                     const SimTrialWish *wish)
{
  AppTrialInput *input = g_new0 (AppTrialInput, 1);

  input->source = self->source;
  input->scenario = sim_scenario_ref (scenario);
  input->ask = APP_TRIAL_NEXT;
  input->trial = trial;
  input->n = n;
  input->wish = *wish;
  app_job_want (self->job, input);
}

void
app_bar_search_shown (AppBarSearch *self, SimScenario *scenario)
{
  if (self->current == scenario)
    return;
  if (scenario != NULL)
    sim_scenario_ref (scenario);
  sim_scenario_unref (self->current);
  self->current = scenario;
  app_job_cancel (self->job);
}

void
app_bar_search_cancel (AppBarSearch *self)
{
  if (self != NULL)
    app_job_cancel (self->job);
}
