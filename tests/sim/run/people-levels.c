/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-levels.c - known answers: what practitioners do to the type I error, and what dropout
 * that hangs on the scores does to the estimate.
 *
 * The levels are those of a planning report, given to a tenth of a point: each must be met to 0.3
 * points and within 4 Monte Carlo standard errors. They also follow from the law of the statistic:
 * a ratio of a normal value and sums of squares that are independent chi-squares, which a plain
 * generator draws here. The estimates under dropout come from numerical integration, and from a
 * slow simulation with that generator.
 */
#include "people-fixture.h"

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

/* --- type I error with practitioners ------------------------------------------------------- */

typedef struct {
  const char *name;
  gboolean three; /* arms; else hand-ear and usual care alone */
  gboolean needles; /* hand-ear against standard; else against usual care */
  gboolean shared;
  guint each; /* patients of a practitioner, of 54 in the arm */
  guint usual;
  double icc, level;
} Level;

static const Level levels[] = {
  { "two-arms/3x18", FALSE, FALSE, FALSE, 18, 48, 0.04, 0.088 },
  { "two-arms/2x27", FALSE, FALSE, FALSE, 27, 48, 0.04, 0.109 },
  { "two-arms/6x9", FALSE, FALSE, FALSE, 9, 48, 0.04, 0.068 },
  { "two-arms/3x18-icc-7", FALSE, FALSE, FALSE, 18, 48, 0.07, 0.117 },
  { "all-arms/3x18", TRUE, FALSE, FALSE, 18, 54, 0.04, 0.091 },
  { "all-arms/2x27", TRUE, FALSE, FALSE, 27, 54, 0.04, 0.114 },
  { "all-arms/6x9", TRUE, FALSE, FALSE, 9, 54, 0.04, 0.069 },
  { "needles/3x18", TRUE, TRUE, FALSE, 18, 54, 0.04, 0.131 },
  { "needles/2x27", TRUE, TRUE, FALSE, 27, 54, 0.04, 0.172 },
  { "needles/6x9", TRUE, TRUE, FALSE, 9, 54, 0.04, 0.088 },
  { "shared/3x18", TRUE, TRUE, TRUE, 18, 54, 0.04, 0.046 },
};

static SimScenario *level_scenario (const Level *level)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'he','size':54},%s{'id':'uc','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','visits':[{'id':'v','time':8}],'means':7,'sd':5}],"
      "'practitioners':{'caseload':{'he':%u%s},'icc':%g,'shared':[%s]},"
      "'analyses':[{'id':'m','method':'t-test','variance':'%s'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['he','%s']}],"
      "'multiplicity':{'method':'none'}},'run':{'seed':540048,'sizes':[%u]}}",
      level->three ? "{'id':'st','size':54}," : "", level->usual, level->each,
      level->three ? level->each == 18  ? ",'st':18"
                     : level->each == 27 ? ",'st':27"
                                         : ",'st':9"
                   : "",
      level->icc, level->shared ? "['he','st']" : "", level->three ? "all-arms" : "two-arms",
      level->needles ? "st" : "uc", 54 + (level->three ? 54 : 0) + level->usual);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* A chi-square times what an arm's patients share: squares within and between practitioners. */
static double arm_squares (const Level *level, guint n, double icc, guint64 *state)
{
  double sum = 0, between = 1 - icc + icc * level->each;
  guint k = icc > 0 ? n / level->each : 1;
  for (guint i = 1; i < n; i++) {
    double z = normal (state);
    sum += z * z * (i < k ? between : 1 - icc);
  }
  return sum;
}

/* The same of two arms that share practitioners: what these add is common to both. */
static double shared_squares (const Level *level, guint64 *state)
{
  double sum = 0;
  for (guint i = 1; i < 54; i++) {
    double common = i < 54 / level->each ? sqrt (level->icc * level->each) * normal (state) : 0;
    for (guint arm = 0; arm < 2; arm++) {
      double z = common + sqrt (1 - level->icc) * normal (state);
      sum += z * z;
    }
  }
  return sum;
}

static double second_level (const Level *level, guint trials)
{
  guint64 state = 88172645463325252u;
  double icc = level->icc, own = (1 - icc) / 54 + icc * level->each / 54;
  double variance = level->shared    ? 2 * (1 - icc) / 54
                    : level->needles ? 2 * own
                                     : own + 1.0 / level->usual;
  double n = 54 + (level->three ? 54 : 0) + level->usual, df = n - (level->three ? 3 : 2);
  double inverse = 1.0 / 54 + 1.0 / (level->needles ? 54 : level->usual);
  /* Student's quantile of 0.975 by Cornish and Fisher's expansion, good to 1e-6 at 100 df */
  double q = 1.959963984540054, q3 = q * q * q, q5 = q3 * q * q;
  double c = q + (q3 + q) / (4 * df) + (5 * q5 + 16 * q3 + 3 * q) / (96 * df * df);
  guint rejected = 0;
  for (guint r = 0; r < trials; r++) {
    double squares = arm_squares (level, level->usual, 0, &state);
    for (guint arm = 0; arm < (level->three ? 2 : 1) && !level->shared; arm++)
      squares += arm_squares (level, 54, icc, &state);
    if (level->shared)
      squares += shared_squares (level, &state);
    double d = sqrt (variance) * normal (&state);
    rejected += d * d > c * c * squares / df * inverse;
  }
  return (double) rejected / trials;
}

static void test_level (gconstpointer data)
{
  enum { OURS = 400000, THEIRS = 40000 };
  const Level *level = data;
  guint trials = g_test_slow () ? 10 * THEIRS : THEIRS;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = level_scenario (level);
  SimRunOptions options = { .replicates = OURS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  guint own = sim_scenario_own_size (scenario);
  const SimHypothesisResult *result
      = &sim_snapshot_results (snapshot)->sizes[own].hypotheses[0];
  double p = result->power.value, se = sqrt (p * (1 - p) / OURS);
  g_assert_true (result->null_true);
  people_z (&tally, level->name, p, level->level, se);
  g_assert_cmpfloat (fabs (p - level->level), <=, 0.003);
  double second = second_level (level, trials);
  people_z (&tally, "second", p, second, sqrt (se * se + second * (1 - second) / trials));
  char *what = g_strdup_printf ("level %s, %.4f where %.3f is known", level->name, p, level->level);
  people_report (what, &tally);
  g_free (what);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* --- dropout by the score ------------------------------------------------------------------ */

/* Correlations 0.5 with baseline and 0.7 between visits, SD 5; a quarter of the control arm leaves
 * between the visits, with log odds 0.25 per point at the first. */
enum { NODES = 4000 };
#define RHO_0 0.5
#define RHO_V 0.7
#define SD 5.0
#define SLOPE (0.25 * SD) /* per SD */

static double expit (double x)
{
  return 1 / (1 + exp (-x));
}

/* Means over those who stay, of z^0, z and z^2 of the first visit, by Simpson's rule. */
static void stayers (double intercept, double *stay, double *first, double *second)
{
  double sums[3] = { 0, 0, 0 };
  for (int i = 0; i <= NODES; i++) {
    double z = -10 + 20.0 * i / NODES;
    double w = (i == 0 || i == NODES ? 1 : i % 2 ? 4 : 2) * 20.0 / NODES / 3;
    double p = w * exp (-z * z / 2) / sqrt (2 * G_PI) * (1 - expit (intercept + SLOPE * z));
    sums[0] += p;
    sums[1] += p * z;
    sums[2] += p * z * z;
  }
  *stay = sums[0];
  *first = sums[1] / sums[0];
  *second = sums[2] / sums[0];
}

static double solve_intercept (double stay)
{
  double low = -20, high = 20, found, first, second;
  for (int i = 0; i < 100; i++) {
    double middle = (low + high) / 2;
    stayers (middle, &found, &first, &second);
    *(found > stay ? &low : &high) = middle;
  }
  return low;
}

/* What completers show of a true difference of 2, in large samples. */
static void integrate_estimates (double *unadjusted, double *adjusted)
{
  double stay, m1, m2, n_t = 0.9, n_c = 0.75;
  stayers (solve_intercept (0.75), &stay, &m1, &m2);
  double v = m2 - m1 * m1; /* of the first visit among those who stay */
  double xx = 1 - RHO_0 * RHO_0 + RHO_0 * RHO_0 * v;
  double xy = RHO_0 - RHO_0 * RHO_V + RHO_0 * RHO_V * v;
  double slope = (n_t * RHO_0 + n_c * xy) / (n_t + n_c * xx);
  *unadjusted = 2 + RHO_V * SD * m1;
  *adjusted = *unadjusted - slope * RHO_0 * SD * m1;
}

typedef struct {
  double n, x, y, xx, xy;
} Sums;

static void draw_arm (gboolean control, double intercept, guint64 *state, Sums *sums)
{
  *sums = (Sums){ 0, 0, 0, 0, 0 };
  /* y at the second visit from baseline x and the first visit f: b x + c f + e */
  double det = 1 - RHO_0 * RHO_0, b = (RHO_0 - RHO_0 * RHO_V) / det;
  double c = (RHO_V - RHO_0 * RHO_0) / det, e = sqrt (1 - b * RHO_0 - c * RHO_V);
  for (int i = 0; i < 100; i++) {
    double x = normal (state), f = RHO_0 * x + sqrt (det) * normal (state);
    double y = SD * (b * x + c * f + e * normal (state)) + (control ? 2 : 0);
    x *= SD;
    if (uniform (state) < (control ? expit (intercept + SLOPE * f) : 0.1))
      continue;
    sums->n++;
    sums->x += x;
    sums->y += y;
    sums->xx += x * x;
    sums->xy += x * y;
  }
}

static void simulate_estimates (guint trials, double mean[2], double se[2])
{
  guint64 state = 88172645463325252u;
  double intercept = solve_intercept (0.75), square[2] = { 0, 0 };
  mean[0] = mean[1] = 0;
  for (guint r = 0; r < trials; r++) {
    Sums t, c;
    draw_arm (FALSE, 0, &state, &t);
    draw_arm (TRUE, intercept, &state, &c);
    double xx = t.xx - t.x * t.x / t.n + c.xx - c.x * c.x / c.n;
    double xy = t.xy - t.x * t.y / t.n + c.xy - c.x * c.y / c.n;
    double d[2] = { c.y / c.n - t.y / t.n, 0 };
    d[1] = d[0] - xy / xx * (c.x / c.n - t.x / t.n);
    for (int i = 0; i < 2; i++) {
      mean[i] += d[i] / trials;
      square[i] += d[i] * d[i] / trials;
    }
  }
  for (int i = 0; i < 2; i++)
    se[i] = sqrt ((square[i] - mean[i] * mean[i]) / trials);
}

static void test_dropout (void)
{
  enum { OURS = 200000, THEIRS = 60000 };
  guint trials = g_test_slow () ? 10 * THEIRS : THEIRS;
  static const char *const methods[] = { "t-test", "ancova" };
  static const double stated[] = { 1.13, 1.43 };
  double exact[2], mean[2], se[2];
  integrate_estimates (&exact[0], &exact[1]);
  simulate_estimates (trials, mean, se);
  for (guint i = 0; i < 2; i++) {
    PeopleTally tally = { 0, 0 };
    char *text = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'t','size':100},{'id':'c','size':100,'reference':true}],"
        "'outcomes':[{'id':'y','visits':[{'id':'v','time':8},{'id':'w','time':26}],"
        "'baseline':{'mean':11,'sd':5},'means':{'t':6,'c':8},'sd':5,"
        "'correlation':{'baseline':0.5,'visits':0.7}}],"
        "'dropout':{'mechanism':{'t':'mcar','c':'mar'},'proportion':{'t':[0,0.1],'c':[0,0.25]},"
        "'log-odds':{'c':0.25}},'analyses':[{'id':'m','visit':'w','method':'%s'}],"
        "'run':{'seed':540048,'sizes':[200]}}",
        methods[i]);
    SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
    SimScenario *scenario = people_parse (text);
    SimRunOptions options = { .replicates = OURS };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimHypothesisResult *result = &sim_snapshot_results (snapshot)->sizes[0].hypotheses[0];
    double found = result->estimate.value, mcse = result->estimate.mcse;
    g_assert_cmpfloat (result->true_effect, ==, 2);
    people_z (&tally, "second simulation", found, mean[i], hypot (mcse, se[i]));
    if (i == 0) /* exact at every size; with ANCOVA but for terms of order 1/n */
      people_z (&tally, "integral", found, exact[i], mcse);
    g_assert_cmpfloat (fabs (found - exact[i]), <, 0.01);
    g_assert_cmpfloat (fabs (found - stated[i]), <=, 0.01);
    char *what = g_strdup_printf ("dropout, %s: %.4f, integral %.4f, second simulation %.4f",
                                  methods[i], found, exact[i], mean[i]);
    people_report (what, &tally);
    g_free (what);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    sim_engine_free (engine);
    g_free (text);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++) {
    char *path = g_strconcat ("/run/people-levels/", levels[i].name, NULL);
    g_test_add_data_func (path, &levels[i], test_level);
    g_free (path);
  }
  g_test_add_func ("/run/people-levels/dropout", test_dropout);
  return g_test_run ();
}
