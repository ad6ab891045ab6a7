/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategies.c - what analyses do about missing scores, and per protocol: each trial's result again
 * from its list of patients, plainly. What is drawn is drawn by the kernel, whose own test is
 * analysis/imputation; here it is told from which scores, streams and rules.
 */
#include "analysis/imputation.h"
#include "people-fixture.h"

#define ARMS                                                                                      \
  "{'trefoil':1,'arms':[{'id':'a','size':17},{'id':'b','size':13},"                               \
  "{'id':'c','size':15,'reference':true}],"
#define VISITS "'visits':[{'id':'u','time':4},{'id':'v','time':8},{'id':'w','time':26}],"
#define SCORES "'means':{'a':[9,8,6],'b':[9,9,8],'c':[10,10,9]},'sd':[4,5,5.5]"
#define CONTINUOUS "'outcomes':[{'id':'y'," VISITS "'baseline':{'mean':11,'sd':4}," SCORES "}],"
#define BOUNDED                                                                                   \
  "'outcomes':[{'id':'y','type':'bounded','max':24,'better':'higher'," VISITS                     \
  "'baseline':{'mean':11,'sd':4}," SCORES "}],"
#define NO_BASELINE "'outcomes':[{'id':'y'," VISITS SCORES "}],"
#define RESPONDER                                                                                 \
  "'outcomes':[{'id':'r','type':'binary','responder':{'outcome':'y','improvement':0.2,"           \
  "'relative':true}},{'id':'y','type':'bounded','max':24," VISITS "'baseline':{'mean':11,'sd':4}," \
  SCORES "}],"
#define BINARY                                                                                    \
  "'outcomes':[{'id':'z','type':'binary','better':'lower'," VISITS                                \
  "'proportions':{'a':[0.5,0.4,0.3],'b':0.4,'c':0.6}}],"
#define ORDINAL                                                                                   \
  "'outcomes':[{'id':'o','type':'ordinal','better':'lower','categories':4," VISITS                \
  "'probabilities':{'c':[0.2,0.3,0.3,0.2]},'odds-ratio':{'a':0.5,'b':0.7}}],"
#define MAR                                                                                       \
  "'dropout':{'mechanism':'mar','log-odds':0.2,'gaps':0.15,'proportion':{'a':[0.1,0.1,0.3],"      \
  "'b':[0,0.1,0.2],'c':[0.1,0.3,0.35]}},"
#define MCAR "'dropout':{'proportion':[0.1,0.2,0.3]},"
#define TREATMENT                                                                                 \
  "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"                                  \
  "'switching':[{'from':'b','to':'a','proportion':0.25}],"

#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.4,'effect':2},"                       \
  "{'id':'no','prevalence':0.6}]},{'id':'t','levels':[{'id':'old','prevalence':0.3,'effect':-1},"  \
  "{'id':'mid','prevalence':0.5},{'id':'new','prevalence':0.2}]}],"                               \
  "'covariates':[{'id':'age','correlation':0.3},{'id':'pain','correlation':0.2}],"
/* In place of an analysis set: what else the analysis is adjusted for. */
#define FOR_STRATA "full','adjust-for':['baseline','strata'],'se':'model"
#define FOR_ALL    "full','adjust-for':['strata','pain'],'se':'model"

typedef struct {
  const char *name, *outcomes, *rest, *method, *missing, *set;
} Case;

static const Case cases[] = {
  { "cc", CONTINUOUS, MCAR, "ancova", "complete-cases", "full" },
  { "cc-pp", CONTINUOUS, MAR TREATMENT, "ancova", "complete-cases", "per-protocol" },
  { "locf", CONTINUOUS, MCAR, "ancova", "locf", "full" },
  { "locf-gaps", CONTINUOUS, MAR, "change-score", "locf", "full" },
  { "locf-pp", BOUNDED, MAR TREATMENT, "t-test", "locf", "per-protocol" },
  { "locf-simple", BOUNDED, MAR "'allocation':{'method':'simple'},", "ancova", "locf", "full" },
  { "locf-none", NO_BASELINE, MAR, "t-test", "locf", "full" },
  { "bocf", CONTINUOUS, MCAR, "t-test", "bocf", "full" },
  { "bocf-pp", BOUNDED, MAR TREATMENT, "ancova", "bocf", "per-protocol" },
  { "respond-cc", RESPONDER, MAR, "risk-difference", "complete-cases", "full" },
  { "respond-locf", RESPONDER, MAR, "risk-difference", "locf", "full" },
  { "respond-bocf", RESPONDER, MAR, "risk-difference", "bocf", "full" },
  { "respond-fail", RESPONDER, MAR TREATMENT, "risk-difference", "non-responder", "full" },
  { "fail-pp", RESPONDER, MAR TREATMENT, "risk-difference", "non-responder", "per-protocol" },
  { "binary-fail", BINARY, MAR, "risk-difference", "non-responder", "full" },
  { "binary-locf", BINARY, MAR, "risk-difference", "locf", "full" },
  { "ranks-locf", CONTINUOUS, MAR, "mann-whitney", "locf", "full" },
  { "ranks-bocf", BOUNDED, MAR TREATMENT, "mann-whitney", "bocf", "per-protocol" },
  { "ranks-locf-bounded", BOUNDED, MAR, "mann-whitney", "locf", "full" },
  { "ranks-ordinal", ORDINAL, MAR, "mann-whitney", "locf", "full" },
  { "chi-fail", RESPONDER, MAR TREATMENT, "chi-squared", "non-responder", "per-protocol" },
  { "chi-locf", BINARY, MAR, "chi-squared", "locf", "full" },
  { "mi", CONTINUOUS, MCAR, "ancova", "multiple-imputation", "full" },
  { "mi-gaps", BOUNDED, MAR, "change-score", "multiple-imputation", "full" },
  { "mi-pp", CONTINUOUS, MAR TREATMENT, "t-test", "multiple-imputation", "per-protocol" },
  { "mi-simple", BOUNDED, MAR "'allocation':{'method':'simple'},", "ancova",
    "multiple-imputation", "full" },
  { "mi-none", NO_BASELINE, MAR, "t-test", "multiple-imputation", "full" },
  { "jump", CONTINUOUS, MAR, "ancova", "jump-to-reference", "full" },
  { "copy", CONTINUOUS, MAR, "ancova", "copy-increments", "full" },
  { "delta", CONTINUOUS, MAR, "ancova", "delta", "full" },
  { "mi-strata", CONTINUOUS, MAR STRATA, "ancova", "multiple-imputation", FOR_STRATA },
  { "mi-pain", CONTINUOUS, MAR STRATA, "ancova", "multiple-imputation", FOR_ALL },
  { "jump-strata", CONTINUOUS, MAR STRATA "'allocation':{'method':'stratified-blocks'},", "ancova",
    "jump-to-reference", FOR_STRATA },
  { "copy-strata", BOUNDED, MAR STRATA, "ancova", "copy-increments", FOR_ALL },
  { "delta-strata", CONTINUOUS, MAR STRATA, "ancova", "delta", FOR_STRATA },
  { "delta-up", BOUNDED, MCAR, "t-test", "delta", "full" },
};

static SimScenario *scenario_of (const Case *c, const char *more)
{
  char *json = g_strdup_printf (
      ARMS "%s%s'analyses':[{'id':'main','method':'%s','missing':'%s','set':'%s'%s}],"
           "'testing':{'hypotheses':[{'id':'H','compare':['a','c']},{'id':'I','compare':"
           "['b','c']}]},'run':{'sizes':[45]}}",
      c->outcomes, c->rest, c->method, c->missing, c->set, more);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

static gboolean is (const char *text, const char *other)
{
  return strcmp (text, other) == 0;
}

static gboolean draws (const Case *c)
{
  return is (c->missing, "multiple-imputation") || is (c->missing, "jump-to-reference")
         || is (c->missing, "copy-increments") || is (c->missing, "delta");
}

enum { MOST = 64 };

/* --- plainly -------------------------------------------------------------------------------- */

/* The score of a patient at the last visit, or what stands for it; NaN: he is not analysed. */
static double score_of (const Case *c, const SimScores *s, double otherwise)
{
  if (s->seen[2] == SIM_SEEN || is (c->missing, "complete-cases"))
    return s->seen[2] == SIM_SEEN ? s->scores[2] : NAN;
  if (is (c->missing, "bocf"))
    return s->baseline;
  if (is (c->missing, "non-responder"))
    return otherwise;
  double last = s->baseline;
  for (guint v = 0; v < 2; v++)
    if (s->seen[v] == SIM_SEEN)
      last = s->scores[v];
  return last;
}

/* Whether a score has responded; two tenths better of it than the baseline, lower being better. */
static double response (double baseline, double score)
{
  return isnan (score) ? NAN : baseline > 0 && score <= 0.8 * baseline + 1e-9;
}

static double value_of (const Case *c, const SimPatient *p)
{
  if (is (c->set, "per-protocol") && p->treated != SIM_TREATED_AS_ALLOCATED)
    return NAN;
  if (!is (c->outcomes, RESPONDER))
    return score_of (c, &p->outcomes[0], 1); /* of the binary one 1 is worse */
  double score = score_of (c, &p->outcomes[1], INFINITY); /* an infinite one is no response */
  return isnan (score) ? NAN : response (p->outcomes[1].baseline, score);
}

/* One arm: numbers, means and corrected sums. */
typedef struct {
  double n, x, y, sxx, sxy, syy;
} Arm;

static void sum (const Case *c, const SimTrial *trial, Arm *arms)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *p = &trial->patients[i];
      Arm *arm = &arms[p->arm];
      double x = p->outcomes[0].baseline, y = value_of (c, p);
      x = isnan (x) ? 0 : x;
      if (isnan (y))
        continue;
      if (pass == 0) {
        arm->n++;
        arm->x += (x - arm->x) / arm->n;
        arm->y += (y - arm->y) / arm->n;
      } else {
        arm->sxx += (x - arm->x) * (x - arm->x);
        arm->sxy += (x - arm->x) * (y - arm->y);
        arm->syy += (y - arm->y) * (y - arm->y);
      }
    }
}

typedef struct {
  double estimate, variance, df;
} Found;

/* Mann and Whitney's share of pairs less one half, and its variance where arms are alike: of all
   pairs of the patients of both, those that are no ties, three by three. */
static Found by_ranks (const Case *c, const SimTrial *trial, guint a, double direction)
{
  double y[MOST], n[2] = { 0 }, net = 0, ties = 0;
  guint arm[MOST], m = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *p = &trial->patients[i];
    y[m] = value_of (c, p);
    arm[m] = p->arm == a ? 0 : 1;
    if (isnan (y[m]) || (p->arm != a && p->arm != 2))
      continue;
    n[arm[m++]]++;
  }
  for (guint i = 0; i < m; i++) {
    double same = 0;
    for (guint j = 0; j < m; j++) {
      same += y[i] == y[j];
      if (arm[i] == 0 && arm[j] == 1)
        net += (y[i] > y[j]) - (y[i] < y[j]);
    }
    ties += same * same - 1; /* t^3 - t of each group of t */
  }
  double all = n[0] + n[1], product = n[0] * n[1];
  double u = product / 12 * (all + 1 - ties / (all * (all - 1)));
  return (Found){ direction * net / (2 * product), u / (product * product), INFINITY };
}

static Found plainly (const Case *c, const SimTrial *trial, guint a, double direction)
{
  if (g_str_has_prefix (c->method, "mann-whitney"))
    return by_ranks (c, trial, a, direction);
  Arm arms[3] = { { 0 } }, w = { 0 };
  sum (c, trial, arms);
  for (guint i = 0; i < 3; i++) {
    w.n += arms[i].n;
    w.sxx += arms[i].sxx;
    w.sxy += arms[i].sxy;
    w.syy += arms[i].syy;
  }
  double per_n = 1 / arms[a].n + 1 / arms[2].n, gap = arms[a].x - arms[2].x;
  double difference = direction * (arms[a].y - arms[2].y);
  if (is (c->method, "t-test"))
    return (Found){ difference, w.syy / (w.n - 3) * per_n, w.n - 3 };
  if (is (c->method, "change-score"))
    return (Found){ difference - direction * gap,
                    (w.syy - 2 * w.sxy + w.sxx) / (w.n - 3) * per_n, w.n - 3 };
  if (is (c->method, "ancova"))
    return (Found){ difference - direction * w.sxy / w.sxx * gap,
                    (w.syy - w.sxy * w.sxy / w.sxx) / (w.n - 4)
                        * (per_n + gap * gap / w.sxx),
                    w.n - 4 };
  double p = (arms[a].n * arms[a].y + arms[2].n * arms[2].y) / (arms[a].n + arms[2].n);
  return (Found){ difference, p * (1 - p) * per_n, INFINITY };
}

/* --- by draws ------------------------------------------------------------------------------- */

static SimStream stream_of (SimScenario *scenario, const char *arm, guint64 replicate)
{
  return sim_stream_new (sim_key_new (sim_scenario_seed (scenario), "imputation", "y", "w", arm),
                         replicate);
}

static SimImputeAs as_of (const Case *c)
{
  return is (c->missing, "jump-to-reference") ? SIM_IMPUTE_JUMP
         : is (c->missing, "copy-increments") ? SIM_IMPUTE_COPY
                                              : SIM_IMPUTE_AT_RANDOM;
}

/* What else the case is adjusted for, as the models of the kernel have it. */
static void adjust (const Case *c, const SimTrial *trial, SimImputation *data)
{
  static double pain[MOST];
  static int8_t level[2][MOST];
  if (!is (c->set, FOR_STRATA) && !is (c->set, FOR_ALL))
    return;
  data->n_factors = 2;
  for (guint k = 0; k < 2; k++) {
    data->level[k] = level[k];
    data->n_levels[k] = (int) k + 2;
  }
  if (is (c->set, FOR_ALL))
    data->number[data->n_numbers++] = pain;
  for (guint i = 0; i < trial->n_patients; i++) {
    pain[i] = trial->patients[i].covariates[1];
    for (guint k = 0; k < 2; k++)
      level[k][i] = (int8_t) trial->patients[i].levels[k];
  }
}

static SimImputedMethod method_of (const Case *c)
{
  return is (c->set, FOR_ALL)             ? SIM_IMPUTED_ADJUSTED
         : is (c->method, "ancova")       ? SIM_IMPUTED_ANCOVA
         : is (c->method, "change-score") ? SIM_IMPUTED_CHANGE
                                          : SIM_IMPUTED_ALL_ARMS;
}

/* FALSE: no fit. */
static gboolean by_draws (const Case *c, SimScenario *scenario, const SimTrial *trial, guint a,
                          double direction, Found *found)
{
  static const char *const arms[] = { "a", "b", "c" };
  static SimImputed imputed;
  int8_t arm[MOST];
  int place[MOST], room[MOST];
  double x[MOST], y[3][MOST];
  SimImputation data = { .n = (int) trial->n_patients,
                         .n_arms = 3,
                         .n_visits = 3,
                         .arm = arm,
                         .place = place,
                         .baseline = trial->outcomes[0].has_baseline ? x : NULL,
                         .score = (const double *const[]){ y[0], y[1], y[2] },
                         .imputations = 7,
                         .as = as_of (c),
                         .reference = 2,
                         .model = stream_of (scenario, NULL, trial->index),
                         .room = room };
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *p = &trial->patients[i];
    gboolean out = is (c->set, "per-protocol") && p->treated != SIM_TREATED_AS_ALLOCATED;
    arm[i] = (int8_t) (out ? -1 : (int) p->arm);
    place[i] = (int) p->number - 1;
    x[i] = p->outcomes[0].baseline;
    for (guint v = 0; v < 3; v++)
      y[v][i] = p->outcomes[0].seen[v] == SIM_SEEN ? p->outcomes[0].scores[v] : NAN;
  }
  adjust (c, trial, &data);
  for (guint i = 0; i < 3; i++)
    data.patients[i] = stream_of (scenario, arms[i], trial->index);
  if (is (c->missing, "delta"))
    data.shift[0] = -direction * 2.5; /* of arm a alone: worse */
  double weights[SIM_IMPUTE_ARMS] = { 0 };
  weights[a] = direction;
  weights[2] = -direction;
  return sim_impute (&data, &imputed)
         && sim_imputed_contrast (&imputed, method_of (c), weights, &found->estimate,
                                  &found->variance, &found->df);
}

/* --- tests ---------------------------------------------------------------------------------- */

static void agree (const SimTrialResult *result, const Found *found)
{
  gboolean same = fabs (result->estimate - found->estimate) < 1e-8
                  && fabs (result->se - sqrt (found->variance)) < 1e-8
                  && (result->df == found->df
                      || fabs (result->df - found->df) < 1e-7 * found->df);
  if (!same)
    g_printerr ("estimate %.10g se %.10g df %.10g, expected %.10g %.10g %.10g\n", result->estimate,
                result->se, result->df, found->estimate, sqrt (found->variance), found->df);
  g_assert_true (same);
}

static void test_case (gconstpointer data)
{
  const Case *c = data;
  const char *more = !draws (c)                ? ""
                     : is (c->missing, "delta") ? ",'imputations':7,'delta':{'a':2.5}"
                                                : ",'imputations':7";
  SimScenario *scenario = scenario_of (c, more);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double direction = sim_scenario_direction (scenario, 0);
  guint compared = 0, failed = 0;
  for (guint64 index = 0; index < 12; index++) {
    SimTrial *trial = sim_trial_new (engine, scenario, index, 0, NULL);
    g_assert_nonnull (trial);
    for (guint h = 0; h < 2; h++) {
      Found found = { 0 };
      gboolean fits = draws (c) ? by_draws (c, scenario, trial, h, direction, &found) : TRUE;
      if (!draws (c))
        found = plainly (c, trial, h, direction);
      compared += trial->results[h].fitted;
      failed += !trial->results[h].fitted;
      if (fits && found.variance > 0)
        g_assert_true (trial->results[h].fitted);
      if (trial->results[h].fitted)
        agree (&trial->results[h], &found);
    }
    sim_trial_free (trial);
  }
  g_test_message ("%s: %u results compared, %u failed fits", c->name, compared, failed);
  g_assert_cmpuint (compared, >, 15);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static char *print_of (SimScenario *scenario, SimIsa isa)
{
  SimRunOptions options = { .replicates = 80 };
  SimEngine *engine = sim_engine_new (1, isa, NULL);
  if (!engine)
    return NULL;
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  char *print = g_strdup (sim_snapshot_fingerprint (snapshot));
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  return print;
}

/* Every instruction set has the bits of the plain one. */
static void test_same_bits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimScenario *scenario = scenario_of (&cases[i], "");
    char *scalar = print_of (scenario, SIM_ISA_SCALAR), *avx2 = print_of (scenario, SIM_ISA_AVX2);
    char *avx512 = print_of (scenario, SIM_ISA_AVX512);
    g_assert_true (!avx2 || strcmp (avx2, scalar) == 0);
    g_assert_true (!avx512 || strcmp (avx512, scalar) == 0);
    g_free (scalar);
    g_free (avx2);
    g_free (avx512);
    sim_scenario_unref (scenario);
  }
}

/* Where nobody can be missing every strategy is complete cases, to the bit. */
static void test_nobody_missing (void)
{
  static const char *const missing[]
      = { "complete-cases", "locf", "bocf", "multiple-imputation", "copy-increments", "delta" };
  char *first = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++) {
    Case c = { "none", CONTINUOUS, "'dropout':{'proportion':0},", "ancova", missing[i], "full" };
    SimScenario *scenario = scenario_of (&c, "");
    char *print = print_of (scenario, SIM_ISA_AUTO);
    if (!first)
      first = g_strdup (print);
    g_assert_cmpstr (print, ==, first);
    g_free (print);
    sim_scenario_unref (scenario);
  }
  g_free (first);
}

/* The worse imputed scores of an arm are, the less it is better: in every trial, until nothing is
 * left of the effect. What is missing of the other arms does not matter. */
static void test_tipping_point (void)
{
  Case c = { "tip", CONTINUOUS, MAR, "ancova", "delta", "full" };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double before[10][2], mean = 0;
  for (guint step = 0; step < 6; step++) {
    char *more = g_strdup_printf (",'imputations':5,'delta':{'a':%u}", 4 * step);
    SimScenario *scenario = scenario_of (&c, more);
    mean = 0;
    for (guint index = 0; index < 10; index++) {
      SimTrial *trial = sim_trial_new (engine, scenario, index, 0, NULL);
      g_assert_nonnull (trial);
      for (guint h = 0; h < 2; h++) {
        double estimate = trial->results[h].estimate;
        if (step > 0 && h == 0)
          g_assert_cmpfloat (estimate, <, before[index][h]);
        before[index][h] = estimate;
      }
      mean += before[index][0] / 10;
      sim_trial_free (trial);
    }
    g_assert_cmpfloat (sim_scenario_true_effect (scenario, 0), ==, 3);
    sim_scenario_unref (scenario);
    g_free (more);
  }
  g_assert_cmpfloat (mean, <, 0);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/strategies/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  g_test_add_func ("/run/strategies/same-bits", test_same_bits);
  g_test_add_func ("/run/strategies/nobody-missing", test_nobody_missing);
  g_test_add_func ("/run/strategies/tipping-point", test_tipping_point);
  return g_test_run ();
}
