/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * handmade.c - results made up by hand, to test the reports on.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

static SimFigure
figure (double value, double mcse)
{
  return (SimFigure){ value, mcse, value - 2 * mcse, value + 2 * mcse };
}

static const SimFigure no_figure = { NAN, NAN, NAN, NAN };

static SimHypothesisResult
hypothesis (guint i, guint h)
{
  double step = i / 100.0 + h / 1000.0;

  return (SimHypothesisResult){
    .null_true = h == 2,
    .true_effect = 3.2 - h,
    .power = figure (0.5 + step, 0.00158),
    .power_benefit = figure (0.4 + step, 0.00155),
    .estimate = figure (3.2 - h + 0.0012, 0.003),
    .empirical_se = 0.871 + step,
    .empirical_se_mcse = 0.0022,
    .model_se = 0.877 + step,
    .model_se_mcse = 0.0023,
    .bias = figure (0.0012, 0.003),
    .rmse = 0.872 + step,
    .rmse_mcse = 0.0021,
    .coverage = figure (0.9502, 0.0007),
    .ci_width = 3.46 + step,
    .ci_width_mcse = 0.0007,
    .failed_fits = h == 1 ? 5 + i : 0,
    .type_s = h == 2 ? no_figure : figure (0.0001, 0.00004),
    .type_m = h == 2 ? no_figure : figure (1.05, 0.001),
  };
}

static void
fill_size (const Handmade *handmade, guint i)
{
  SimSizeResult *size = &handmade->results.sizes[i];

  size->total = sim_scenario_total (handmade->scenario, i);
  for (guint arm = 0; arm < handmade->results.n_arms; arm++)
    size->arms[arm] = sim_scenario_arm_size (handmade->scenario, i, arm);
  size->analysed = size->total * 0.9;
  for (guint h = 0; h < handmade->results.n_hypotheses; h++)
    size->hypotheses[h] = hypothesis (i, h);
  size->any = figure (0.9 + i / 100.0, 0.0009);
  size->all = figure (0.08 + i / 100.0, 0.0008);
  for (guint k = 0; k < handmade->results.n_hypotheses; k++)
    size->at_least[k] = figure (0.91 - k / 10.0 + i / 100.0, 0.0011);
  size->rejections = figure (1.75 + i / 100.0, 0.0021);
  for (guint k = 0; k < handmade->results.n_success; k++)
    size->success[k] = figure (0.61 + k / 10.0 + i / 100.0, 0.0015);
  size->simultaneous_coverage = i == 1 ? figure (0.9412, 0.0007) : no_figure;
  size->dropout = figure (0.1, 0.0002);
  for (guint arm = 0; arm < handmade->results.n_arms; arm++) {
    size->analysed_arms[arm] = size->arms[arm] * 0.9;
    size->dropout_arms[arm] = figure (0.1 + arm / 100.0, 0.0003);
    size->best[arm] = i == 0 ? no_figure : figure (0.7 - arm / 4.0, 0.0014);
  }
  size->disjunctive = figure (0.905, 0.0009);
  size->conjunctive = no_figure;
  size->fwer = figure (0.0251 + i / 1000.0, 0.0005);
  size->omnibus = no_figure;
  size->failed_fits = 7 + i;
}

static void
fill_results (Handmade *handmade)
{
  SimResults *results = &handmade->results;

  results->replicates = HANDMADE_REPLICATES;
  results->n_sizes = sim_scenario_n_sizes (handmade->scenario);
  results->n_arms = sim_scenario_n_arms (handmade->scenario);
  results->n_hypotheses = sim_scenario_n_hypotheses (handmade->scenario);
  results->n_success = sim_scenario_n_success (handmade->scenario);
  results->own_size = sim_scenario_own_size (handmade->scenario);
  results->sizes = g_new0 (SimSizeResult, results->n_sizes);
  for (guint i = 0; i < results->n_sizes; i++)
    fill_size (handmade, i);
  results->target_power = 0.9;
  for (guint h = 0; h < results->n_hypotheses; h++)
    results->reach[h] = (SimReach){ NAN, NAN, NAN };
  results->reach[0] = (SimReach){ 154.2, 152.9, 156 };
  results->reach[1] = (SimReach){ NAN, 287.5, NAN };
  for (guint i = 0; i < results->n_success; i++)
    results->reach_success[i] = (SimReach){ 171.5 + i, 169.1 + i, 173 + i };
  results->largest_mcse = 0.00158;
}

static void
fill_theory (Handmade *handmade)
{
  SimTheory *theory = &handmade->theory;

  theory->n_sizes = handmade->results.n_sizes;
  theory->n_hypotheses = handmade->results.n_hypotheses;
  theory->sizes = g_new0 (SimTheorySize, theory->n_sizes);
  for (guint i = 0; i < theory->n_sizes; i++) {
    SimTheorySize *size = &theory->sizes[i];
    size->total = handmade->results.sizes[i].total;
    for (guint h = 0; h < theory->n_hypotheses; h++) {
      size->power[h] = h == 0 ? 0.5 + i / 100.0 + 0.00012345678 : NAN;
      size->approximation[h] = h == 1 ? 0.77777777777 : NAN;
    }
    size->any = 0.91234567891;
    for (guint arm = 0; arm < SIM_MAX_ARMS; arm++)
      size->best[arm] = arm == 0 ? 0.70123456789 : NAN;
    size->all = size->omnibus = NAN;
    size->fwer = 0.0252 + i / 1000.0;
  }
}

static Handmade *
of_draft (SimDraft *draft, gboolean with_theory)
{
  Handmade *handmade = g_new0 (Handmade, 1);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  handmade->scenario = sim_scenario_check (draft, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (handmade->scenario);
  fill_results (handmade);
  if (with_theory)
    fill_theory (handmade);
  handmade->view = (SimReportView){ handmade->scenario, &handmade->results,
                                    with_theory ? &handmade->theory : NULL, "0123456789abcdef" };
  sim_draft_unref (draft);
  return handmade;
}

Handmade *
handmade_new (gboolean with_theory)
{
  return of_draft (sim_draft_new_default (), with_theory);
}

Handmade *
handmade_new_of (const char *json, gboolean with_theory)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_parse (json, strlen (json), problems);

  g_assert_nonnull (draft);
  return of_draft (draft, with_theory);
}

void
handmade_add_times (Handmade *handmade)
{
  SimTimesResult *times = &handmade->results.sizes[1].times;

  times->counted = TRUE;
  times->events = (SimTrialMean){ { 88.5, 0.02, 88.46, 88.54 }, 5.25 };
  times->duration = (SimTrialMean){ { 45.25, 0.01, 45.23, 45.27 }, 1.5 };
  times->wanted = 90;
  times->reached = figure (0.75, 0.001);
  for (guint a = 0; a < 3; a++)
    times->events_arms[a] = (SimTrialMean){ { 29.5 + a, 0.02, 29.46 + a, 29.54 + a }, 3.25 };
}

void
handmade_free (Handmade *handmade)
{
  sim_scenario_unref (handmade->scenario);
  g_free (handmade->results.sizes);
  g_free (handmade->theory.sizes);
  g_free (handmade);
}

SimReportInfo
handmade_info (void)
{
  return (SimReportInfo){
    .program = "trefoil-sim 0.1.0", .complete = TRUE, .seconds = 0.42, .threads = 2
  };
}
