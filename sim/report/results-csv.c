/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-csv.c - the curve as comma- or tab-separated rows.
 *
 * The columns are named after the keys of the results file and never depend on the scenario, so
 * that files of several scenarios can be laid under one another.
 */
#include "view.h"

#include "delimited.h"
#include "deviation.h"

#include <math.h>

/* The numbers of a row, in the order of the columns. */
enum {
  TOTAL,
  ANALYSED,
  NULL_TRUE,
  POWER,
  POWER_MCSE,
  POWER_LOW,
  POWER_HIGH,
  EXACT,
  Z,
  APPROXIMATION,
  BENEFIT,
  BENEFIT_MCSE,
  BENEFIT_LOW,
  BENEFIT_HIGH,
  TRUE_EFFECT,
  ESTIMATE,
  ESTIMATE_MCSE,
  ESTIMATE_SD,
  ESTIMATE_SD_MCSE,
  MODEL_SE,
  MODEL_SE_MCSE,
  BIAS,
  BIAS_MCSE,
  RMSE,
  RMSE_MCSE,
  COVERAGE,
  COVERAGE_MCSE,
  COVERAGE_LOW,
  COVERAGE_HIGH,
  CI_WIDTH,
  CI_WIDTH_MCSE,
  TYPE_S,
  TYPE_S_MCSE,
  TYPE_S_EXACT,
  TYPE_M,
  TYPE_M_MCSE,
  TYPE_M_EXACT,
  FAILED_FITS,
  REPLICATES,
  P_EDGE,
  N_NUMBERS
};

static const char *const column_names[N_NUMBERS] = {
  [TOTAL] = "total",
  [ANALYSED] = "analysed",
  [NULL_TRUE] = "null-true",
  [POWER] = "power",
  [POWER_MCSE] = "power-mcse",
  [POWER_LOW] = "power-low",
  [POWER_HIGH] = "power-high",
  [EXACT] = "exact",
  [Z] = "z",
  [APPROXIMATION] = "approximation",
  [BENEFIT] = "power-benefit",
  [BENEFIT_MCSE] = "power-benefit-mcse",
  [BENEFIT_LOW] = "power-benefit-low",
  [BENEFIT_HIGH] = "power-benefit-high",
  [TRUE_EFFECT] = "true-effect",
  [ESTIMATE] = "estimate",
  [ESTIMATE_MCSE] = "estimate-mcse",
  [ESTIMATE_SD] = "estimate-sd",
  [ESTIMATE_SD_MCSE] = "estimate-sd-mcse",
  [MODEL_SE] = "model-se",
  [MODEL_SE_MCSE] = "model-se-mcse",
  [BIAS] = "bias",
  [BIAS_MCSE] = "bias-mcse",
  [RMSE] = "rmse",
  [RMSE_MCSE] = "rmse-mcse",
  [COVERAGE] = "coverage",
  [COVERAGE_MCSE] = "coverage-mcse",
  [COVERAGE_LOW] = "coverage-low",
  [COVERAGE_HIGH] = "coverage-high",
  [CI_WIDTH] = "ci-width",
  [CI_WIDTH_MCSE] = "ci-width-mcse",
  [TYPE_S] = "type-s",
  [TYPE_S_MCSE] = "type-s-mcse",
  [TYPE_S_EXACT] = "type-s-exact",
  [TYPE_M] = "type-m",
  [TYPE_M_MCSE] = "type-m-mcse",
  [TYPE_M_EXACT] = "type-m-exact",
  [FAILED_FITS] = "failed-fits",
  [REPLICATES] = "replicates",
  [P_EDGE] = "p-below",
};

typedef struct {
  const SimReportView *view;
  GString *out;
  char separator;
} Writer;

static void
start (const Writer *writer, const SimSizeResult *size, double *row)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    row[i] = NAN;
  row[TOTAL] = size->total;
  row[ANALYSED] = size->analysed;
  row[REPLICATES] = (double)writer->view->results->replicates;
}

static void
set_figure (double *row, int first, const SimFigure *figure)
{
  row[first] = figure->value;
  row[first + 1] = figure->mcse;
  row[first + 2] = figure->low;
  row[first + 3] = figure->high;
}

/* The exact value and how far the simulated one is from it, as the results file has them. */
static void
set_exact (double *row, double exact)
{
  row[EXACT] = sim_report_six_decimals (exact);
  row[Z] = sim_deviation_two_decimals (row[POWER], exact, (guint64)row[REPLICATES]);
}

/* kind tells a hypothesis or success whose id is "any" from the row of that name. */
static void
write_row (const Writer *writer, const char *kind, const char *id, const double *row)
{
  sim_delimited_text (writer->out, writer->separator, kind);
  sim_delimited_text (writer->out, writer->separator, id);
  for (guint i = 0; i < N_NUMBERS; i++)
    sim_delimited_number (writer->out, writer->separator, row[i]);
  sim_delimited_end (writer->out);
}

static void
write_header (const Writer *writer)
{
  sim_delimited_text (writer->out, writer->separator, "kind");
  sim_delimited_text (writer->out, writer->separator, "id");
  for (guint i = 0; i < N_NUMBERS; i++)
    sim_delimited_text (writer->out, writer->separator, column_names[i]);
  sim_delimited_end (writer->out);
}

static void
write_hypothesis (const Writer *writer, const SimSizeResult *size, guint h)
{
  const SimHypothesisResult *result = &size->hypotheses[h];
  const SimTheorySize *theory = sim_report_view_theory (writer->view, size->total);
  double row[N_NUMBERS];

  start (writer, size, row);
  row[NULL_TRUE] = result->null_true;
  set_figure (row, POWER, &result->power);
  if (theory != NULL) {
    set_exact (row, theory->power[h]);
    row[APPROXIMATION] = sim_report_six_decimals (theory->approximation[h]);
    row[TYPE_S_EXACT] = sim_report_six_decimals (theory->type_s[h]);
    row[TYPE_M_EXACT] = sim_report_six_decimals (theory->type_m[h]);
  }
  set_figure (row, BENEFIT, &result->power_benefit);
  row[TRUE_EFFECT] = result->true_effect;
  row[ESTIMATE] = result->estimate.value;
  row[ESTIMATE_MCSE] = result->estimate.mcse;
  row[ESTIMATE_SD] = result->empirical_se;
  row[ESTIMATE_SD_MCSE] = result->empirical_se_mcse;
  row[MODEL_SE] = result->model_se;
  row[MODEL_SE_MCSE] = result->model_se_mcse;
  row[BIAS] = result->bias.value;
  row[BIAS_MCSE] = result->bias.mcse;
  row[RMSE] = result->rmse;
  row[RMSE_MCSE] = result->rmse_mcse;
  set_figure (row, COVERAGE, &result->coverage);
  row[CI_WIDTH] = result->ci_width;
  row[CI_WIDTH_MCSE] = result->ci_width_mcse;
  row[TYPE_S] = result->type_s.value;
  row[TYPE_S_MCSE] = result->type_s.mcse;
  row[TYPE_M] = result->type_m.value;
  row[TYPE_M_MCSE] = result->type_m.mcse;
  row[FAILED_FITS] = (double)result->failed_fits;
  write_row (writer, "hypothesis", sim_scenario_hypothesis (writer->view->scenario, h)->id, row);
}

static void
write_trial (const Writer *writer, const SimSizeResult *size, const char *kind, const char *id,
             const SimFigure *figure, double exact)
{
  double row[N_NUMBERS];

  start (writer, size, row);
  set_figure (row, POWER, figure);
  set_exact (row, exact);
  row[FAILED_FITS] = (double)size->failed_fits;
  write_row (writer, kind, id, row);
}

/* How many are rejected: in the mean, and so many or more, between any and all. */
static void
write_counts (const Writer *writer, const SimSizeResult *size)
{
  double row[N_NUMBERS];

  for (guint k = 2; k < writer->view->results->n_hypotheses; k++) {
    g_autofree char *id = g_strdup_printf ("at-least-%u", k);
    write_trial (writer, size, "trial", id, &size->at_least[k - 1], NAN);
  }
  start (writer, size, row);
  row[ESTIMATE] = size->rejections.value;
  row[ESTIMATE_MCSE] = size->rejections.mcse;
  write_row (writer, "trial", "rejections", row);
}

static void
write_mean (const Writer *writer, const SimSizeResult *size, const char *kind, const char *id,
            const SimTrialMean *mean)
{
  double row[N_NUMBERS];

  start (writer, size, row);
  row[ESTIMATE] = mean->mean.value;
  row[ESTIMATE_MCSE] = mean->mean.mcse;
  row[ESTIMATE_SD] = mean->sd;
  write_row (writer, kind, id, row);
}

/* Events and duration, where an analysis is of times. */
static void
write_times (const Writer *writer, const SimSizeResult *size)
{
  const SimTimesResult *times = &size->times;

  if (!times->counted)
    return;
  write_mean (writer, size, "trial", "events", &times->events);
  write_mean (writer, size, "trial", "duration", &times->duration);
  if (times->wanted > 0)
    write_trial (writer, size, "trial", "events-reached", &times->reached, NAN);
  for (guint arm = 0; arm < writer->view->results->n_arms; arm++)
    write_mean (writer, size, "events", sim_scenario_arm_id (writer->view->scenario, arm),
                &times->events_arms[arm]);
}

/* All adjusted intervals at once, where the rule has such. */
static void
write_simultaneous (const Writer *writer, const SimSizeResult *size)
{
  double row[N_NUMBERS];

  if (isnan (size->simultaneous_coverage.value))
    return;
  start (writer, size, row);
  set_figure (row, COVERAGE, &size->simultaneous_coverage);
  write_row (writer, "trial", "simultaneous-coverage", row);
}

/* Probabilities of the arms, where there are such. */
static void
write_arms (const Writer *writer, const SimSizeResult *size, const char *kind,
            const SimFigure *figures, const double *exact)
{
  for (guint arm = 0; arm < writer->view->results->n_arms; arm++)
    if (!isnan (figures[arm].value))
      write_trial (writer, size, kind, sim_scenario_arm_id (writer->view->scenario, arm),
                   &figures[arm], exact != NULL ? exact[arm] : NAN);
}

static void
write_size (const Writer *writer, const SimSizeResult *size)
{
  const SimTheorySize *theory = sim_report_view_theory (writer->view, size->total);

  for (guint h = 0; h < writer->view->results->n_hypotheses; h++)
    write_hypothesis (writer, size, h);
  write_trial (writer, size, "trial", "any", &size->any, theory != NULL ? theory->any : NAN);
  write_trial (writer, size, "trial", "all", &size->all, theory != NULL ? theory->all : NAN);
  write_counts (writer, size);
  if (!isnan (size->fwer.value))
    write_trial (writer, size, "trial", "fwer", &size->fwer,
                 theory != NULL ? theory->fwer : NAN);
  if (!isnan (size->omnibus.value))
    write_trial (writer, size, "trial", "omnibus", &size->omnibus,
                 theory != NULL ? theory->omnibus : NAN);
  for (guint i = 0; i < writer->view->results->n_success; i++) {
    const SimSuccess *success = sim_scenario_success (writer->view->scenario, i);
    write_trial (writer, size, "success", success->id, &size->success[i],
                 sim_theory_success (theory, writer->view->results->n_hypotheses, success));
  }
  write_simultaneous (writer, size);
  write_arms (writer, size, "best-arm", size->best, theory != NULL ? theory->best : NULL);
  write_arms (writer, size, "dropout", size->dropout_arms, NULL);
  write_times (writer, size);
}

/* How p-values are distributed: P(p below an edge) is the power of a test alone at that level. */
static void
write_p_values (const Writer *writer, guint h)
{
  const SimReportView *view = writer->view;
  const SimTheoryP *exact
      = view->theory != NULL && view->theory->p_values != NULL ? &view->theory->p_values[h] : NULL;

  for (guint k = 0; k < SIM_P_EDGES; k++) {
    double row[N_NUMBERS];

    start (writer, &view->results->sizes[view->results->own_size], row);
    row[P_EDGE] = sim_p_edges[k];
    row[REPLICATES] = (double)view->results->p_values[h].trials;
    set_figure (row, POWER, &view->results->p_values[h].below[k]);
    set_exact (row, exact != NULL ? exact->below[k] : NAN);
    write_row (writer, "p-value", sim_scenario_hypothesis (view->scenario, h)->id, row);
  }
}

char *
sim_report_view_csv (const SimReportView *view)
{
  Writer writer = { view, g_string_new (NULL), ',' };

  write_header (&writer);
  for (guint i = 0; i < view->results->n_sizes; i++)
    write_size (&writer, &view->results->sizes[i]);
  for (guint h = 0; h < view->results->n_hypotheses && view->results->p_values != NULL; h++)
    write_p_values (&writer, h);
  return g_string_free (writer.out, FALSE);
}

char *
sim_report_view_tsv (const SimReportView *view, guint size)
{
  Writer writer = { view, g_string_new (NULL), '\t' };

  write_header (&writer);
  write_size (&writer, &view->results->sizes[size]);
  return g_string_free (writer.out, FALSE);
}
