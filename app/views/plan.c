/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan.c - the table of questions about a plan, and what their answers have in common.
 */
#include "views/plan.h"

#include <glib/gi18n.h>
#include <math.h>

/* Trials of the first two answers. */
#define COARSE 2000
#define MIDDLE 20000
/* Of the engine's threads: the run of the document comes first. */
#define NICENESS     8
#define REPORT_EVERY (G_USEC_PER_SEC / 10)

G_DEFINE_FINAL_TYPE (AppPlanRow, app_plan_row, G_TYPE_OBJECT)

const SimReportInfo app_plan_info = { .program = "trefoil " TREFOIL_VERSION, .complete = TRUE };

const AppPlanQuestion app_plan_questions[APP_N_PLAN_KINDS] = {
  [APP_PLAN_PATIENTS] = { N_ ("Patients"), N_ ("How many patients reach the target power"),
                          app_plan_patients_looks, 9, app_plan_patients },
  [APP_PLAN_RATIO] = { N_ ("Ratio"), N_ ("The ratio of the arms that needs the fewest patients"),
                       app_plan_ratio_looks, 8, app_plan_ratio },
  [APP_PLAN_ASSURANCE] = { N_ ("Assurance"), N_ ("Power averaged over what is believed"),
                           app_plan_assurance_looks, 8, app_plan_assurance },
  [APP_PLAN_NULLS]
  = { N_ ("True nulls"), N_ ("Family-wise error where hypotheses are true nulls, all and in part"),
      app_plan_nulls_looks, 6, app_plan_nulls },
};

/* --- rows --- */

static void
app_plan_row_finalize (GObject *object)
{
  AppPlanRow *self = APP_PLAN_ROW (object);

  for (guint i = 0; i < APP_PLAN_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self->tip);
  g_free (self->use);
  g_free (self->use_help);
  plot_figure_unref (self->figure);
  G_OBJECT_CLASS (app_plan_row_parent_class)->finalize (object);
}

static void
app_plan_row_class_init (AppPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_plan_row_finalize;
}

static void
app_plan_row_init (AppPlanRow *self)
{
}

AppPlanRow *
app_plan_row_new (void)
{
  return g_object_new (APP_TYPE_PLAN_ROW, NULL);
}

/* --- what answers have in common --- */

AppPlanResult *
app_plan_result_new (const AppPlanWork *work, PlotFigure *figure)
{
  AppPlanResult *result = g_atomic_rc_box_new0 (AppPlanResult);

  result->kind = work->input->kind;
  result->figure = figure;
  result->rows = g_ptr_array_new_with_free_func (g_object_unref);
  return result;
}

AppPlanResult *
app_plan_result_ref (AppPlanResult *result)
{
  return g_atomic_rc_box_acquire (result);
}

static void
clear_result (gpointer data)
{
  AppPlanResult *result = data;

  plot_figure_unref (result->figure);
  g_ptr_array_unref (result->rows);
  g_free (result->text);
  g_free (result->csv);
  g_free (result->json);
  g_free (result->error);
}

void
app_plan_result_unref (AppPlanResult *result)
{
  if (result != NULL)
    g_atomic_rc_box_release_full (result, clear_result);
}

/* What is known and how far it is; a report that was not looked at is followed by one that holds
   as much. */
static AppPlanReport *
report_of (const AppPlanWork *work, double share)
{
  AppPlanReport *report = g_new0 (AppPlanReport, 1);

  report->result = work->found != NULL ? app_plan_result_ref (work->found) : NULL;
  report->share = (work->step + share) / work->n_steps;
  return report;
}

void
app_plan_found (AppPlanWork *work, AppPlanResult *result)
{
  app_plan_result_unref (work->found);
  work->found = result;
}

void
app_plan_progress (double share, gpointer data)
{
  AppPlanWork *work = data;
  gint64 now = g_get_monotonic_time ();

  if (now - work->reported < REPORT_EVERY)
    return;
  work->reported = now;
  app_task_report (work->task, report_of (work, share));
}

AppPlanResult *
app_plan_study (AppPlanWork *work, const AppPlanStudy *study, guint64 replicates, GError **error)
{
  const SimStudyOptions options
      = { .replicates = replicates, .progress = app_plan_progress, .data = work };
  gpointer made = study->make (work->engine, work->input->scenario, &options,
                               app_task_cancel (work->task), error);
  AppPlanResult *result = made != NULL ? study->answer (work, made) : NULL;

  study->clear (made);
  return result;
}

void
app_plan_mark_provisional (const AppPlanWork *work, gboolean firm, char **title, char **subtitle)
{
  g_autofree char *plain = *title, *below = *subtitle;
  g_autofree char *few = sim_format_count (work->steps[work->step]);
  g_autofree char *all = sim_format_count (work->steps[work->n_steps - 1]);
  g_autofree char *why = NULL;

  if (work->step + 1 == work->n_steps) {
    *title = g_steal_pointer (&plain);
    *subtitle = g_steal_pointer (&below);
    return;
  }
  /* Translators: two numbers of trials, of the answer that is shown and of the one to come */
  why = g_strdup_printf (_ ("So far from %s simulated trials: %s are being simulated"), few,
                         all);
  /* Translators: a title, of an answer that a more precise one will take the place of */
  *title = firm ? g_steal_pointer (&plain) : g_strdup_printf (_ ("Provisional: %s"), plain);
  *subtitle = g_strconcat (why, "\n", below, NULL);
}

char *
app_plan_goal (const AppPlanWork *work, const SimGoal *goal)
{
  return plot_text_goal (work->input->scenario, goal);
}

char *
app_plan_goal_within (const AppPlanWork *work, const SimGoal *goal)
{
  g_autofree char *name = app_plan_goal (work, goal);

  return plot_text_within (name);
}

char *
app_plan_patients_text (double number)
{
  return sim_format_figure (floor (number * 10 + 0.5) / 10, 0);
}

char *
app_plan_arms (const AppPlanWork *work, const double *arms)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < sim_scenario_n_arms (work->input->scenario); a++) {
    g_autofree char *number = app_plan_patients_text (arms[a]);

    g_string_append_printf (text, "%s%s", a > 0 ? " / " : "", number);
  }
  return g_string_free (text, FALSE);
}

/* --- the job --- */

void
app_plan_input_free (gpointer data)
{
  AppPlanInput *input = data;

  sim_scenario_unref (input->scenario);
  g_free (input);
}

void
app_plan_report_free (gpointer data)
{
  AppPlanReport *report = data;

  if (report == NULL)
    return;
  app_plan_result_unref (report->result);
  g_free (report);
}

/* How many trials the steps from coarse to fine have. */
static guint
find_steps (SimScenario *scenario, guint64 *steps)
{
  static const guint64 first[] = { COARSE, MIDDLE };
  guint64 all = sim_scenario_replicates (scenario);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (2 * first[i] <= all)
      steps[n++] = first[i];
  steps[n++] = all;
  return n;
}

/* FALSE when cancelled. */
static gboolean
answer (AppPlanWork *work, GError **error)
{
  const AppPlanQuestion *question = &app_plan_questions[work->input->kind];
  const gint *cancel = app_task_cancel (work->task);

  work->n_steps = find_steps (work->input->scenario, work->steps);
  for (work->step = 0; work->step < work->n_steps; work->step++) {
    gboolean last = work->step + 1 == work->n_steps;
    AppPlanResult *result = question->compute (work, work->steps[work->step], last, error);

    /* A study that was stopped may have had something to return. */
    if (result != NULL)
      app_plan_found (work, result);
    if (result == NULL || g_atomic_int_get (cancel) != 0)
      return FALSE;
    app_task_report (work->task, report_of (work, 1));
  }
  return TRUE;
}

gpointer
app_plan_compute (AppTask *task, gpointer data)
{
  AppPlanInput *input = data;
  g_autoptr (GError) error = NULL;
  AppPlanWork work = { .task = task, .input = input, .n_steps = 1 };
  AppPlanReport *report = NULL;

  work.engine = sim_engine_new (0, SIM_ISA_AUTO, &error);
  if (work.engine != NULL) {
    sim_engine_set_nice (work.engine, NICENESS);
    answer (&work, &error);
    sim_engine_free (work.engine);
  }
  if (error != NULL) {
    app_plan_found (&work, app_plan_result_new (&work, NULL));
    work.found->error = g_strdup (error->message);
  }
  if (work.found != NULL)
    report = report_of (&work, 1);
  app_plan_result_unref (work.found);
  return report;
}
