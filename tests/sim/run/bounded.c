/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bounded.c - trials of bounded scores: moments and grid of the scores, a second implementation
 * with a generator of its own, the level where nothing is true, the same bits on every path.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/prob.h"
#include "people-bits.h"
#include "run/block.h"
#include "run/plan.h"

/* Two arms, one visit; sizes, scale, means, SDs and method differ. */
static SimScenario *scenario_of (const char *outcome, const char *arm_a, const char *arm_b,
                                 const char *analysis, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%s},{'id':'b','size':%s,'reference':true}],"
      "'outcomes':[{'id':'y','type':'bounded','visits':[{'id':'v','time':8}],%s}],"
      "'analyses':[{'id':'m',%s}],%s'testing':{'multiplicity':{'method':'none'}}}",
      arm_a, arm_b, outcome, analysis, rest);
  GPtrArray *problems = sim_problems_new ();
  g_strdelimit (text, "'", '"');
  SimDraft *draft = sim_draft_parse (text, strlen (text), problems);
  SimScenario *scenario = sim_scenario_check (draft, problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((SimProblem *) problems->pdata[i])->message);
  g_assert_nonnull (scenario);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  g_free (text);
  return scenario;
}

/* --- the scores themselves ----------------------------------------------------------------- */

typedef struct {
  double n, sum, squares, fourth;
} Tally;

static void count_score (Tally *tally, const SimScoreMap *map, double score, double max)
{
  double steps = (score - map->min) / map->step, d = score - map->mean;
  g_assert_true (score >= map->min && score <= max);
  g_assert_cmpfloat (fabs (steps - nearbyint (steps)), <, 1e-9);
  tally->n++;
  tally->sum += d;
  tally->squares += d * d;
  tally->fourth += d * d * d * d;
}

/* Mean and SD within 4 standard errors of what was given. */
static void check_tally (const Tally *tally, const SimScoreMap *map)
{
  double variance = tally->squares / tally->n;
  double z = tally->sum / tally->n / (map->sd / sqrt (tally->n));
  double se = sqrt ((tally->fourth / tally->n - variance * variance) / tally->n);
  double z_variance = (variance - map->sd * map->sd) / se;
  g_test_message ("mean %g: z %.2f; SD %g: z %.2f", map->mean, z, map->sd, z_variance);
  g_assert_cmpfloat (fabs (z), <=, 4);
  g_assert_cmpfloat (fabs (z_variance), <=, 4);
}

/* A million patients a scale, half of them in each arm. */
static void test_scores (gconstpointer outcome)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario
      = scenario_of (outcome, "50000", "50000", "'method':'ancova'", "'run':{'sizes':[100000]},");
  double max = sim_scenario_number (scenario, "/outcomes/y/max");
  const SimScoreMap *maps[] = { sim_scenario_score_map (scenario, 0, 0, 0),
                                sim_scenario_score_map (scenario, 0, 1, 0),
                                sim_scenario_score_map (scenario, 0, -1, 0) };
  Tally tallies[3] = { { .n = 0 } };
  for (guint64 r = 0; r < 10; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      count_score (&tallies[patient->arm], maps[patient->arm], patient->outcomes->scores[0], max);
      count_score (&tallies[2], maps[2], patient->outcomes->baseline, max);
    }
    sim_trial_free (trial);
  }
  g_assert_cmpfloat (tallies[2].n, ==, 1e6);
  for (guint i = 0; i < 3; i++)
    check_tally (&tallies[i], maps[i]);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- a second implementation --------------------------------------------------------------- */

/* Marsaglia's xorshift64*, and Box and Muller's normals. */
static double uniform (guint64 *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return ((double) ((*state * 2685821657736338717u) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal (guint64 *state)
{
  double radius = sqrt (-2 * log (uniform (state)));
  return radius * cos (2 * G_PI * uniform (state));
}

typedef struct {
  double min, max, step;
} Grid;

static double to_score (const Grid *grid, double x)
{
  double clipped = x < grid->min ? grid->min : x > grid->max ? grid->max : x;
  return grid->min + grid->step * floor ((clipped - grid->min) / grid->step + 0.5);
}

/* Mean and SD of the scores by going through them; probabilities by libm's erfc. */
static void score_moments (const Grid *grid, double mu, double sigma, double *mean, double *sd)
{
  double first = 0, second = 0;
  for (double s = grid->min; s < grid->max + grid->step / 2; s += grid->step) {
    double low = s > grid->min ? (s - grid->step / 2 - mu) / sigma : -40;
    double high = s < grid->max - grid->step / 2 ? (s + grid->step / 2 - mu) / sigma : 40;
    double p = (erfc (low / sqrt (2)) - erfc (high / sqrt (2))) / 2;
    first += s * p;
    second += s * s * p;
  }
  *mean = first;
  *sd = sqrt (second - first * first);
}

/* Plain halving: for each sigma the mu of the mean, and the sigma whose SD is right. */
static void solve (const Grid *grid, double mean, double sd, double *mu, double *sigma)
{
  double low = 0.1 * grid->step, high = 20 * (grid->max - grid->min), m, s;
  for (int i = 0; i < 60; i++) {
    double a = grid->min - 60 * high, b = grid->max + 60 * high;
    *sigma = (low + high) / 2;
    for (int j = 0; j < 80; j++) {
      *mu = (a + b) / 2;
      score_moments (grid, *mu, *sigma, &m, &s);
      *(m < mean ? &a : &b) = *mu;
    }
    *(s < sd ? &low : &high) = *sigma;
  }
}

typedef struct {
  double mu, sigma; /* latent */
} Latent;

typedef struct {
  const char *name, *outcome, *size_a, *size_b, *analysis;
  Grid grid;
  gboolean latent, ancova, welch;
  double mean[2], sd[2], baseline_mean, baseline_sd, rho;
} Design;

static const Design designs[] = {
  { "rmdq-ancova",
    "'max':24,'baseline':{'mean':11,'sd':5},'means':{'a':4,'b':6.5},'sd':{'a':4.5,'b':5},"
    "'correlation':{'baseline':0.6}",
    "30", "25", "'method':'ancova'", { 0, 24, 1 }, FALSE, TRUE, FALSE, { 4, 6.5 }, { 4.5, 5 }, 11,
    5, 0.6 },
  { "vas-floor-welch", /* two thirds of the first arm are at the floor */
    "'max':100,'step':10,'baseline':{'mean':60,'sd':20},'means':{'a':7,'b':19},"
    "'sd':{'a':13,'b':22}",
    "20", "35", "'method':'t-test','variance':'welch'", { 0, 100, 10 }, FALSE, FALSE, TRUE,
    { 7, 19 }, { 13, 22 }, 60, 20, 0.5 },
  { "nrs-latent-ancova",
    "'max':10,'given':'latent','baseline':{'mean':6,'sd':2},'means':{'a':-1,'b':1},"
    "'sd':{'a':3,'b':2.5},'correlation':{'baseline':0.7}",
    "24", "24", "'method':'ancova'", { 0, 10, 1 }, TRUE, TRUE, FALSE, { -1, 1 }, { 3, 2.5 }, 6, 2,
    0.7 },
};

typedef struct {
  double x[64], y[64], mean_x, mean_y, xx, xy, yy;
  int n;
} Arm;

static void draw_arm (const Design *d, const Latent *baseline, const Latent *latent, int n,
                      guint64 *state, Arm *arm)
{
  *arm = (Arm){ .n = n };
  for (int i = 0; i < n; i++) {
    double x = normal (state), e = normal (state);
    double y = d->rho * x + sqrt (1 - d->rho * d->rho) * e;
    arm->x[i] = to_score (&d->grid, baseline->mu + baseline->sigma * x);
    arm->y[i] = to_score (&d->grid, latent->mu + latent->sigma * y);
    arm->mean_x += arm->x[i] / n;
    arm->mean_y += arm->y[i] / n;
  }
  for (int i = 0; i < n; i++) {
    double x = arm->x[i] - arm->mean_x, y = arm->y[i] - arm->mean_y;
    arm->xx += x * x;
    arm->xy += x * y;
    arm->yy += y * y;
  }
}

/* t of the difference, and its df. */
static double statistic (const Design *d, const Arm *a, const Arm *b, double *df)
{
  double difference = a->mean_y - b->mean_y;
  if (d->welch) {
    double va = a->yy / (a->n - 1) / a->n, vb = b->yy / (b->n - 1) / b->n;
    *df = (va + vb) * (va + vb) / (va * va / (a->n - 1) + vb * vb / (b->n - 1));
    return difference / sqrt (va + vb);
  }
  double xx = a->xx + b->xx, xy = a->xy + b->xy, slope = xy / xx, gap = a->mean_x - b->mean_x;
  *df = a->n + b->n - 3;
  double s2 = (a->yy + b->yy - slope * xy) / *df;
  return (difference - slope * gap) / sqrt (s2 * (1.0 / a->n + 1.0 / b->n + gap * gap / xx));
}

static double second_power (const Design *d, int trials)
{
  Latent latent[3] = { { d->mean[0], d->sd[0] },
                       { d->mean[1], d->sd[1] },
                       { d->baseline_mean, d->baseline_sd } };
  int rejected = 0, sizes[2] = { atoi (d->size_a), atoi (d->size_b) };
  guint64 state = 88172645463325252u;
  for (int i = 0; i < 3 && !d->latent; i++)
    solve (&d->grid, latent[i].mu, latent[i].sigma, &latent[i].mu, &latent[i].sigma);
  for (int r = 0; r < trials; r++) {
    Arm arms[2];
    double df;
    for (int a = 0; a < 2; a++)
      draw_arm (d, &latent[2], &latent[a], sizes[a], &state, &arms[a]);
    double t = statistic (d, &arms[0], &arms[1], &df);
    rejected += 2 * sim_t_upper (fabs (t), df) < 0.05;
  }
  return (double) rejected / trials;
}

static void test_second (gconstpointer data)
{
  enum { OURS = 200000, THEIRS = 50000 };
  const Design *d = data;
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  SimScenario *scenario
      = scenario_of (d->outcome, d->size_a, d->size_b, d->analysis, "");
  SimRunOptions options = { .replicates = OURS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimSizeResult *own = &results->sizes[sim_scenario_own_size (scenario)];
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  const SimTheorySize *near = &theory->sizes[sim_scenario_own_size (scenario)];
  double p = own->hypotheses[0].power.value, q = second_power (d, THEIRS);
  double se = sqrt (p * (1 - p) / OURS + q * (1 - q) / THEIRS);
  g_test_message ("power %.4f, second %.4f, z %.2f, approximation %.4f", p, q, (p - q) / se,
                  near->approximation[0]);
  g_assert_cmpfloat (fabs (p - q), <=, 4 * se);
  g_assert_cmpfloat (p, >, 0.3);
  g_assert_cmpfloat (p, <, 0.95);
  /* there is no closed form, only the normal one at the same moments */
  g_assert_true (isnan (near->power[0]) && isnan (near->any));
  g_assert_cmpfloat (fabs (near->approximation[0] - p), <, 0.02);
  sim_theory_free (theory);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- level, failed fits, bits -------------------------------------------------------------- */

static void test_level (void)
{
  enum { TRIALS = 1000000 };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of ("'max':24,'means':5,'sd':5", "120", "120",
                                       "'method':'t-test'", "'run':{'sizes':[240]},");
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimHypothesisResult *result = &sim_snapshot_results (snapshot)->sizes[0].hypotheses[0];
  double z = (result->power.value - 0.05) / sqrt (0.05 * 0.95 / TRIALS);
  g_test_message ("level %.5f, z %.2f", result->power.value, z);
  g_assert_cmpfloat (fabs (z), <=, 4);
  g_assert_true (result->true_effect == 0);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Where every arm's scores are all the same there is no variance to test with; what rounding leaves
 * of it depends on the sizes alone. */
static void check_no_variance (const char *size_a, const char *size_b)
{
  enum { TRIALS = 1000 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario
      = scenario_of ("'max':10,'given':'latent','means':{'a':-4,'b':-3.8},'sd':2", size_a, size_b,
                     "'method':'t-test'", "");
  guint own = sim_scenario_own_size (scenario);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  guint64 without = 0;
  for (guint64 r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    gboolean same = TRUE;
    for (guint i = 1; i < trial->n_patients; i++)
      same &= trial->patients[i].arm != trial->patients[i - 1].arm
              || trial->patients[i].outcomes->scores[0]
                     == trial->patients[i - 1].outcomes->scores[0];
    g_assert_cmpint (trial->results[0].fitted, ==, !same);
    without += same;
    sim_trial_free (trial);
  }
  g_assert_cmpuint (sim_snapshot_results (snapshot)->sizes[own].failed_fits, ==, without);
  g_assert_cmpuint (without, >, TRIALS / 20);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* ANCOVA needs baselines that differ within an arm. Whether they do must not be left to what
 * rounding leaves of a sum of squares: a trial with equal ones has a failed fit at every size. */
static void test_equal_baselines (void)
{
  enum { TRIALS = 2000 };
  SimScenario *scenario = fixture_scenario (
      "/outcomes/rmdq/type=bounded", "/outcomes/rmdq/max=10", "/outcomes/rmdq/baseline/mean=0.2",
      "/outcomes/rmdq/baseline/sd=0.5", "/outcomes/rmdq/sd=2", "/outcomes/rmdq/means=3",
      "/dropout/proportion=0", "/arms/hand-ear/size=5", "/arms/standard/size=6",
      "/arms/usual/size=7", "/run/sizes=[18]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  guint64 equal = 0;
  for (guint64 r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    gboolean same = TRUE;
    for (guint i = 1; i < trial->n_patients; i++)
      same = same
             && (trial->patients[i].arm != trial->patients[i - 1].arm
                 || trial->patients[i].outcomes->baseline
                        == trial->patients[i - 1].outcomes->baseline);
    equal += same;
    sim_trial_free (trial);
  }
  g_assert_cmpuint (equal, >, 20);
  g_assert_cmpuint (sim_snapshot_results (snapshot)->sizes[0].failed_fits, ==, equal);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_no_variance (void)
{
  static const char *const sizes[][2] = { { "23", "17" }, { "11", "29" }, { "5", "4" },
                                          { "30", "10" }, { "19", "25" }, { "7", "13" } };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_no_variance (sizes[i][0], sizes[i][1]);
}

/* Latent values that all lie half-way between two scores go up, here and in the lanes. */
static void test_halves (void)
{
  static const double latent[][2] = { { 0.5, 1 },   { 1.5, 2 },  { 2.5, 3 },   { 23.5, 24 },
                                      { 24.5, 24 }, { -0.5, 0 }, { 2.499, 2 }, { 3, 3 } };
  SimCriticalCache *cache = sim_critical_cache_new ();
  const SimKernels *kernels = sim_kernels (SIM_ISA_SCALAR);
  SimScenario *scenario
      = scenario_of ("'max':24,'means':5,'sd':5", "20", "20", "'method':'t-test'", "");
  SimPlan *plan = sim_plan_new (scenario, kernels, cache, 0);
  LaneScratch *scratch = sim_scratch_new (&plan->lanes);
  atomic_int never = 0;
  for (guint i = 0; i < G_N_ELEMENTS (latent); i++) {
    LaneDraws draws = plan->lanes.draws;
    LanePeople people = *draws.people[0];
    draws.people[0] = &people;
    for (int a = 0; a < draws.n_arms; a++)
      people.points[1].map[a][0] = (LaneMap){
        .kind = LANE_MAP_GRID, .offset = latent[i][0], .top = 24, .by = 1
      };
    kernels->reduce (&draws, 0, 1, scratch, scratch->records, &never);
    const double *record = lane_record (&draws, scratch->records, 0, 0);
    g_assert_cmpfloat (record[LANE_E * SIM_LANES], ==, latent[i][1] * draws.arm_n[0][0]);
  }
  sim_scratch_free (scratch);
  sim_plan_unref (plan);
  sim_scenario_unref (scenario);
  sim_critical_cache_free (cache);
}

static void test_same_bits (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/rmdq/type=bounded", "/outcomes/rmdq/max=24", "/testing/omnibus=anova",
      "/analyses/1={\"id\": \"late\", \"visit\": \"week-26\", \"method\": \"change-score\"}",
      "/testing/hypotheses/HE-ST/analysis=late");
  people_check_bits_of (scenario, 5003, 96, 3);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/run/bounded/scores/rmdq",
                        "'max':24,'baseline':{'mean':11,'sd':5},'means':{'a':2,'b':6},"
                        "'sd':{'a':3.5,'b':6.5}",
                        test_scores);
  g_test_add_data_func ("/run/bounded/scores/half-steps",
                        "'min':-3,'max':7,'step':0.5,'baseline':{'mean':-2.9,'sd':0.4},"
                        "'means':{'a':6.5,'b':2},'sd':{'a':1,'b':4}",
                        test_scores);
  g_test_add_data_func ("/run/bounded/scores/latent",
                        "'max':100,'step':0.1,'given':'latent','baseline':{'mean':-20,'sd':30},"
                        "'means':{'a':110,'b':50},'sd':20",
                        test_scores);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    char *path = g_strconcat ("/run/bounded/second/", designs[i].name, NULL);
    g_test_add_data_func (path, &designs[i], test_second);
    g_free (path);
  }
  g_test_add_func ("/run/bounded/level", test_level);
  g_test_add_func ("/run/bounded/no-variance", test_no_variance);
  g_test_add_func ("/run/bounded/equal-baselines", test_equal_baselines);
  g_test_add_func ("/run/bounded/halves", test_halves);
  g_test_add_func ("/run/bounded/same-bits", test_same_bits);
  return g_test_run ();
}
