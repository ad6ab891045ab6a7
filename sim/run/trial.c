/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial.c - one replicate again, patient by patient.
 *
 * The patients come from the plain streams of stream.c, the verdicts from the scalar lane kernels
 * on the group of eight that holds the replicate: both give the bits of the run.
 */
#include "trial.h"

#include <math.h>

#include "../base/prob.h"
#include "../base/round.h"
#include "snapshot.h"

typedef struct {
  guint n_visits, n; /* n = n_visits + 1: baseline first */
  double *factor;    /* Cholesky factor of the latent correlation */
  const SimScenario *scenario;
  double missing[SIM_MAX_ARMS][SIM_MAX_VISITS];
} Model;

static double element (const SimScenario *scenario, const char *map, guint arm, guint visit)
{
  char *pointer
      = g_strdup_printf ("%s/%s/%u", map, sim_scenario_arm_id (scenario, arm), visit);
  double value = sim_scenario_number (scenario, pointer);
  g_free (pointer);
  return value;
}

static void model_init (Model *model, const SimScenario *scenario)
{
  model->n_visits = sim_value_length (sim_scenario_value (scenario, "/outcomes/0/visits"));
  model->n = model->n_visits + 1;
  model->factor = sim_plan_factor (scenario);
  model->scenario = scenario;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    for (guint v = 0; v < model->n_visits; v++)
      model->missing[a][v] = element (scenario, "/dropout/proportion", a, v);
}

typedef struct {
  SimStream baseline, dropout, visit[SIM_MAX_VISITS];
} Streams;

/* The latent value of a visit from those drawn, baseline first. Rounding a score to its steps may
 * turn on the last bit, so latent values of such scores are summed as the lanes sum them. */
static double latent_value (const Model *model, guint v, const double *z, gboolean as_lanes)
{
  double latent = 0, rho, resid, weight[SIM_MAX_VISITS];
  if (!as_lanes) {
    for (guint j = 0; j <= v + 1; j++)
      latent += model->factor[(v + 1) * model->n + j] * z[j];
    return latent;
  }
  sim_plan_latent (model->factor, model->n, v, &rho, &resid, weight);
  latent = z[1] * weight[0];
  for (guint j = 1; j <= v; j++)
    latent += z[j + 1] * weight[j];
  if (sim_scenario_score_map (model->scenario, 0, -1, 0))
    latent = z[0] * rho + latent * resid;
  return latent;
}

static double score (const SimScoreMap *map, double latent)
{
  if (map->steps == 0)
    return map->mean + map->sd * latent;
  LaneMap lanes = sim_plan_map (map);
  return map->min + map->step * lane_map_steps (&lanes, latent);
}

static void draw_patient (const Model *model, Streams *streams, guint arm, SimPatient *patient)
{
  double z[SIM_MAX_VISITS + 1] = { 0 };
  const SimScoreMap *baseline = sim_scenario_score_map (model->scenario, 0, -1, 0);
  z[0] = baseline ? sim_draw_normal (sim_stream_next (&streams->baseline)) : 0;
  double u = sim_draw_uniform (sim_stream_next (&streams->dropout));
  patient->baseline = baseline ? score (baseline, z[0]) : NAN;
  for (guint v = 0; v < model->n_visits; v++) {
    z[v + 1] = sim_draw_normal (sim_stream_next (&streams->visit[v]));
    const SimScoreMap *map = sim_scenario_score_map (model->scenario, 0, (int) arm, v);
    patient->scores[v] = score (map, latent_value (model, v, z, map->steps > 0));
    patient->observed[v] = !(u < model->missing[arm][v]);
  }
}

static void draw_patients (SimTrial *trial, const SimScenario *scenario, const LanePlan *plan,
                           guint size)
{
  Model model;
  SimPatient *patient = trial->patients;
  model_init (&model, scenario);
  trial->n_visits = model.n_visits;
  for (guint a = 0; a < trial->n_arms; a++) {
    Streams streams;
    streams.baseline = sim_stream_new (plan->draws.key_baseline[a], trial->index);
    streams.dropout = sim_stream_new (plan->draws.key_dropout[a], trial->index);
    for (guint v = 0; v < model.n_visits; v++)
      streams.visit[v] = sim_stream_new (plan->draws.key_visit[v][a], trial->index);
    for (guint i = 0; i < sim_scenario_arm_size (scenario, size, a); i++, patient++) {
      patient->arm = a;
      patient->number = i + 1;
      draw_patient (&model, &streams, a, patient);
    }
  }
  g_free (model.factor);
}

static void read_result (const SimScenario *scenario, const LanePlan *plan, const LaneFit *fit,
                         int h, int size, int lane, SimTrialResult *result)
{
  *result = (SimTrialResult){ FALSE, NAN, NAN, NAN, NAN, NAN, NAN, NAN, FALSE };
  if (!fit->fitted[h][lane])
    return;
  double alpha = sim_scenario_number (scenario, "/testing/alpha");
  const LaneHypothesis *hypothesis = &plan->hypotheses[h];
  result->fitted = TRUE;
  result->estimate = hypothesis->truth + hypothesis->scale[size] * fit->error[h][lane];
  result->se = hypothesis->scale[size] * sqrt (fit->variance[h][lane]);
  result->df = fit->df[h][lane];
  result->statistic = result->estimate / result->se;
  result->p_value = plan->two_sided ? 2 * sim_t_upper (fabs (result->statistic), result->df)
                                    : sim_t_upper (result->statistic, result->df);
  double c = sim_t_upper_quantile (plan->two_sided ? alpha / 2 : alpha, result->df);
  result->low = result->estimate - c * result->se;
  result->high = result->estimate + c * result->se;
  result->rejected = fit->rejected[h][lane] != 0;
}

static gboolean judge (SimTrial *trial, const SimScenario *scenario, const SimKernels *kernels,
                       const LanePlan *plan, guint size, GError **error)
{
  atomic_int never = 0;
  LaneScratch *scratch = sim_scratch_new (plan);
  if (!scratch) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "there is not enough memory for the trial");
    return FALSE;
  }
  kernels->reduce (&plan->draws, trial->index & ~(guint64) (SIM_LANES - 1), 1, scratch,
                   scratch->records, &never);
  kernels->decide (plan, (int) size, scratch->records, 1, &scratch->fit);
  for (guint h = 0; h < trial->n_hypotheses; h++)
    read_result (scenario, plan, &scratch->fit, (int) h, (int) size,
                 (int) (trial->index % SIM_LANES), &trial->results[h]);
  sim_scratch_free (scratch);
  return TRUE;
}

static int find_size (const SimScenario *scenario, guint total)
{
  if (total == 0)
    return (int) sim_scenario_own_size (scenario);
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    if (sim_scenario_total (scenario, s) == total)
      return (int) s;
  return -1;
}

SimTrial *sim_trial_new (SimEngine *engine, SimScenario *scenario, guint64 index, guint total,
                         GError **error)
{
  int size = find_size (scenario, total);
  if (size < 0) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_RANGE,
                 "%u patients is not one of the sizes of this scenario; its own size is %u", total,
                 sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
    return NULL;
  }
  const SimKernels *kernels = sim_kernels (SIM_ISA_SCALAR);
  SimPlan *plan = sim_plan_new (scenario, kernels, sim_engine_cache (engine), 0);
  if (!plan) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "there is not enough memory for the trial");
    return NULL;
  }
  SimTrial *trial = g_new0 (SimTrial, 1);
  trial->index = index;
  trial->total = sim_scenario_total (scenario, (guint) size);
  trial->n_arms = sim_scenario_n_arms (scenario);
  trial->n_hypotheses = sim_scenario_n_hypotheses (scenario);
  trial->has_baseline = plan->lanes.draws.baseline;
  trial->n_patients = trial->total;
  trial->patients = g_new0 (SimPatient, trial->n_patients);
  draw_patients (trial, scenario, &plan->lanes, (guint) size);
  if (!judge (trial, scenario, kernels, &plan->lanes, (guint) size, error))
    g_clear_pointer (&trial, sim_trial_free);
  sim_plan_unref (plan);
  return trial;
}

void sim_trial_free (SimTrial *trial)
{
  if (!trial)
    return;
  g_free (trial->patients);
  g_free (trial);
}
