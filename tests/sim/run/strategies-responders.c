/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategies-responders.c - analyses of responses of which the scores that are missing are drawn:
 * thousands of trials again from their lists of patients. Scores by the second route of
 * analysis/imputation-slow.h, responses by the rule in plain words, proportions and odds of the
 * completed tables, Rubin's rules plainly; models with strata by their own kernels, which have
 * tests of their own. The streams are those of the scores, so that an analysis of these and one of
 * responses have the same data sets. That what is drawn at random is right in the mean.
 */
#include "../analysis/imputation-slow.h"
#include "analysis/logistic.h"
#include "people-fixture.h"

#define SIZES                                                                                      \
  "{'trefoil':1,'arms':[{'id':'a','size':23},{'id':'b','size':19},{'id':'c','size':21,"            \
  "'reference':true}],"
#define AT "'visits':[{'id':'u','time':4},{'id':'v','time':8},{'id':'w','time':26}],"
#define MEANS "'baseline':{'mean':11,'sd':5},'means':{'a':[9,7,6],'b':[9,8,7],'c':[10,9,9]}"
#define NORMAL "'type':'continuous'," AT MEANS ",'sd':5"
#define GRID "'type':'bounded','max':24," AT MEANS ",'sd':5.5"
#define HALVES                                                                                     \
  "'type':'bounded','min':2,'max':12,'step':0.5," AT "'baseline':{'mean':7,'sd':2},"               \
  "'means':{'a':5,'b':5.5,'c':6},'sd':2.2"
#define BETA "'type':'bounded','max':24,'shape':'beta-binomial'," AT MEANS ",'sd':5.5"
#define SKEWED "'type':'skewed','skewness':1," AT MEANS ",'sd':5"
#define UP "'better':'higher','type':'bounded','max':24," AT                                       \
  "'baseline':{'mean':9,'sd':4,'min':3,'max':18},'means':{'a':[11,13,14],'b':12,'c':[10,10,11]}," \
  "'sd':5.5"
#define POINTS "'improvement':4"
#define SHARE "'improvement':0.3,'relative':true"
#define MCAR "'dropout':{'proportion':[0.1,0.2,0.3],'gaps':0.1},"
#define MAR                                                                                        \
  "'dropout':{'mechanism':'mar','log-odds':0.2,'gaps':0.1,'proportion':{'a':[0.1,0.1,0.3],"       \
  "'b':[0,0.1,0.2],'c':[0.1,0.3,0.35]}},"
#define TREATMENT                                                                                  \
  "'adherence':{'proportion':{'a':0.8},'share-kept':{'a':0.3}},"                                   \
  "'switching':[{'from':'b','to':'a','proportion':0.2}],"
#define STRATA                                                                                     \
  "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.4,'effect':{'y':2}},"                    \
  "{'id':'m','prevalence':0.3},{'id':'n','prevalence':0.3}]},{'id':'t','levels':[{'id':'old',"     \
  "'prevalence':0.4},{'id':'new','prevalence':0.6}]}],'covariates':[{'id':'k','correlation':"      \
  "{'y':0.3}}],"
#define ADJUSTED ",'adjust-for':['strata','k']"
#define DELTA ",'delta':{'a':3,'c':-1.5}"
#define UNPOOLED ",'variance':'unpooled'"

typedef struct {
  const char *name, *scores, *responder, *rest, *method, *missing, *more;
} Case;

static const Case cases[] = {
  { "points", NORMAL, POINTS, MCAR, "risk-difference", "multiple-imputation", UNPOOLED },
  { "share", NORMAL, SHARE, MCAR, "risk-difference", "multiple-imputation", UNPOOLED },
  { "grid", GRID, POINTS, MCAR, "risk-difference", "multiple-imputation", UNPOOLED },
  { "grid-share", GRID, SHARE, MAR, "logistic", "multiple-imputation", "" },
  { "halves", HALVES, "'improvement':1.5", MCAR, "g-computation", "multiple-imputation", "" },
  { "beta", BETA, SHARE, MCAR, "logistic", "multiple-imputation", "" },
  { "skewed", SKEWED, SHARE, MCAR, "risk-difference", "multiple-imputation", UNPOOLED },
  { "up", UP, "'improvement':8", MCAR, "risk-difference", "multiple-imputation", UNPOOLED },
  { "up-delta", UP, SHARE, MCAR, "logistic", "delta", DELTA },
  { "down-delta", GRID, POINTS, MCAR, "risk-difference", "delta", DELTA UNPOOLED },
  { "jump", GRID, POINTS, MCAR, "risk-difference", "jump-to-reference", UNPOOLED },
  { "jump-share", NORMAL, SHARE, MCAR, "logistic", "jump-to-reference", "" },
  { "copy", GRID, SHARE, MCAR, "risk-difference", "copy-increments", UNPOOLED },
  { "protocol", GRID, POINTS, MCAR TREATMENT, "risk-difference", "multiple-imputation",
    UNPOOLED ",'set':'per-protocol'" },
  { "simple", NORMAL, POINTS, MCAR "'allocation':{'method':'simple'},", "risk-difference",
    "multiple-imputation", UNPOOLED },
  { "before", GRID, POINTS, MCAR, "risk-difference", "multiple-imputation",
    UNPOOLED ",'visit':'v'" },
  { "strata", NORMAL, POINTS, MCAR STRATA, "g-computation", "multiple-imputation", ADJUSTED },
  { "strata-copy", GRID, POINTS, MCAR STRATA, "g-computation", "copy-increments", ADJUSTED },
};

enum { IMPUTATIONS = 4, TRIALS = 75 };

static SimScenario *scenario_of (const Case *c)
{
  char *json = g_strdup_printf (
      SIZES "'outcomes':[{'id':'r','type':'binary','responder':{'outcome':'y',%s}},{'id':'y',%s}],"
            "%s'analyses':[{'id':'main','method':'%s','missing':'%s','imputations':%d%s}],"
            "'testing':{'hypotheses':[{'id':'H','compare':['a','c']},{'id':'I','compare':"
            "['b','c']}]},'run':{'sizes':[63]}}",
      c->responder, c->scores, c->rest, c->method, c->missing, IMPUTATIONS, c->more);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

static gboolean says (const char *text, const char *part)
{
  return strstr (text, part) != NULL;
}

/* --- from the list of patients -------------------------------------------------------------- */

static SimStream stream_of (SimScenario *scenario, const char *visit, const char *arm,
                            guint64 replicate)
{
  return sim_stream_new (sim_key_new (sim_scenario_seed (scenario), "imputation", "y", visit, arm),
                         replicate);
}

/* Scores of the second outcome, of those who are analysed. */
static void read_patients (const Case *c, const SimTrial *trial, Data *d)
{
  gboolean set = says (c->more, "per-protocol");
  *d = (Data){ .n = (int) trial->n_patients,
               .arms = 3,
               .visits = says (c->more, "'visit':'v'") ? 2 : 3,
               .has_baseline = TRUE,
               .adjusted = says (c->more, "adjust-for") };
  for (int i = 0; i < d->n; i++) {
    const SimPatient *p = &trial->patients[i];
    const SimScores *y = &p->outcomes[1];
    d->arm[i] = (int8_t) (set && p->treated != SIM_TREATED_AS_ALLOCATED ? -1 : (int) p->arm);
    d->place[i] = (int) p->number - 1;
    d->baseline[i] = y->baseline;
    for (int v = 0; v < d->visits; v++)
      d->score[v][i] = y->seen[v] == SIM_SEEN ? y->scores[v] : NAN;
    d->number[i] = p->covariates[0];
    for (int f = 0; f < 2 && d->adjusted; f++)
      d->level[f][i] = (int8_t) p->levels[f];
  }
}

static SimImputation question (const Case *c, SimScenario *scenario, const SimTrial *trial,
                               Data *d)
{
  static const char *const arms[] = { "a", "b", "c" };
  SimImputeAs as = says (c->missing, "jump")   ? SIM_IMPUTE_JUMP
                   : says (c->missing, "copy") ? SIM_IMPUTE_COPY
                                               : SIM_IMPUTE_AT_RANDOM;
  SimImputation data = slow_ask (d, as, IMPUTATIONS, 0);
  double worse = says (c->scores, "higher") ? -1 : 1;
  const char *visit = d->visits == 2 ? "v" : "w";
  data.model = stream_of (scenario, visit, NULL, trial->index);
  for (int a = 0; a < 3; a++)
    data.patients[a] = stream_of (scenario, visit, arms[a], trial->index);
  if (says (c->missing, "delta")) {
    data.shift[0] = 3 * worse;
    data.shift[2] = -1.5 * worse;
  }
  return data;
}

/* By the rule in plain words, from a score that the outcome can have. */
static gboolean responds (const Case *c, double baseline, double score)
{
  gboolean higher = says (c->scores, "higher"), relative = says (c->responder, "relative");
  double improvement = g_ascii_strtod (strchr (c->responder, ':') + 1, NULL);
  if (says (c->scores, "bounded")) {
    double low = says (c->scores, "'step'") ? 2 : 0, high = low > 0 ? 12 : 24;
    double step = low > 0 ? 0.5 : 1;
    score = CLAMP (low + step * floor ((score - low) / step + 0.5), low, high);
  }
  double gain = higher ? score - baseline : baseline - score;
  return relative ? baseline > 0 && gain / baseline >= improvement - 1e-9
                  : gain >= improvement - 1e-9;
}

/* Of one completed data set: arm a less arm 2. */
static gboolean analyse (const Case *c, Data *d, const double *y, int a, double *estimate,
                         double *variance)
{
  gboolean odds = says (c->method, "logistic");
  double n[3] = { 0 }, events[3] = { 0 }, weights[3] = { 0 };
  weights[a] = 1;
  weights[2] = -1;
  if (d->adjusted) {
    static double room[SIM_LINEAR_ROOM (MOST, MORE)];
    SimLogistic fit;
    SimStandardised standardised;
    SimLinearData data = { .n = d->n, .n_arms = 3, .y = y, .arm = d->arm, .n_numbers = 1,
                           .n_factors = 2 };
    data.number[0] = d->number;
    for (int f = 0; f < 2; f++) {
      data.level[f] = d->level[f];
      data.n_levels[f] = 3 - f;
    }
    if (!sim_logistic (&data, room, &fit))
      return FALSE;
    sim_standardise (&data, &fit, &standardised);
    *estimate = odds ? sim_logistic_contrast (&fit, weights, variance)
                     : sim_standardised_contrast (&standardised, 3, weights, variance);
    return TRUE;
  }
  for (int i = 0; i < d->n; i++)
    if (d->arm[i] >= 0) {
      n[d->arm[i]]++;
      events[d->arm[i]] += y[i];
    }
  for (int k = 0; k < 3 && !says (c->method, "risk"); k++)
    if (events[k] == 0 || events[k] == n[k]) /* one model of all arms has no maximum then */
      return FALSE;
  double p = events[a] / n[a], q = events[2] / n[2];
  *estimate = odds ? log (p / (1 - p)) - log (q / (1 - q)) : p - q;
  *variance = odds ? 1 / (n[a] * p * (1 - p)) + 1 / (n[2] * q * (1 - q))
                   : p * (1 - p) / n[a] + q * (1 - q) / n[2];
  return TRUE;
}

static gboolean expect (const Case *c, Data *d, const SimImputation *data, int a, double *estimate,
                        double *variance, double *df)
{
  double e[IMPUTATIONS], v[IMPUTATIONS], r[MOST], within = 0, between = 0;
  real y[MOST];
  *estimate = 0;
  for (int k = 0; k < IMPUTATIONS; k++) {
    if (!slow_complete (d, data, k, y))
      return FALSE;
    for (int i = 0; i < d->n; i++)
      r[i] = responds (c, d->baseline[i], (double) y[i]);
    if (!analyse (c, d, r, a, &e[k], &v[k]))
      return FALSE;
    *estimate += e[k] / IMPUTATIONS;
    within += v[k] / IMPUTATIONS;
  }
  for (int k = 0; k < IMPUTATIONS; k++)
    between += pow (e[k] - *estimate, 2) / (IMPUTATIONS - 1);
  *variance = within + (1 + 1.0 / IMPUTATIONS) * between;
  double lambda = (1 + 1.0 / IMPUTATIONS) * between / *variance;
  *df = (IMPUTATIONS - 1) / (lambda * lambda);
  return *variance > 0;
}

static void close_to (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <=, 1e-9 * MAX (1, fabs (expected)));
}

static void test_case (gconstpointer given)
{
  const Case *c = given;
  SimScenario *scenario = scenario_of (c);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  static Data d;
  guint compared = 0, failed = 0;
  for (guint64 index = 0; index < TRIALS; index++) {
    SimTrial *trial = sim_trial_new (engine, scenario, index, 0, NULL);
    g_assert_nonnull (trial);
    read_patients (c, trial, &d);
    SimImputation data = question (c, scenario, trial, &d);
    for (int h = 0; h < 2; h++) {
      double estimate, variance, df;
      const SimTrialResult *found = &trial->results[h];
      gboolean fits = expect (c, &d, &data, h, &estimate, &variance, &df);
      g_assert_cmpint (found->fitted, ==, fits);
      compared += fits;
      failed += !fits;
      if (!fits)
        continue;
      close_to (found->estimate, estimate);
      close_to (found->se, sqrt (variance));
      g_assert_cmpint (isinf (found->df) != 0, ==, isinf (df) != 0);
      if (!isinf (df))
        close_to (found->df / df, 1);
    }
    sim_trial_free (trial);
  }
  g_test_message ("%u compared, %u without a fit", compared, failed);
  g_assert_cmpuint (compared, >, 2 * TRIALS * 2 / 3);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- all of them ---------------------------------------------------------------------------- */

/* Tens, of which few are 0 or 100: normal but for their steps. */
#define TENS                                                                                       \
  "'type':'bounded','max':100,'step':10," AT "'baseline':{'mean':60,'sd':15},"                     \
  "'means':{'a':[50,45,40],'b':50,'c':[55,50,50]},'sd':15"

/* Who has bad scores leaves more often in usual care, so complete cases have too small a
   difference; imputed scores give the true one, on a coarse grid as well, where they are brought to
   its steps. */
static void test_in_the_mean (void)
{
  static const char *const scores[][2] = { { NORMAL, "3" }, { TENS, "20" } };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++) {
    char *json = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'a','size':150},{'id':'b','size':150},{'id':'c','size':150,"
        "'reference':true}],'outcomes':[{'id':'r','type':'binary','responder':{'outcome':'y',"
        "'improvement':%s}},{'id':'y',%s}],'dropout':{'mechanism':{'a':'mcar','b':'mcar',"
        "'c':'mar'},'log-odds':{'c':%s},'proportion':[0,0,0.3]},'analyses':[{'id':'m',"
        "'method':'risk-difference','variance':'unpooled','missing':'multiple-imputation'},"
        "{'id':'n','method':'risk-difference'}],'testing':{'multiplicity':{'method':'none'},"
        "'hypotheses':[{'id':'H','compare':['a','c'],'analysis':'m'},{'id':'I',"
        "'compare':['a','c'],'analysis':'n'}]},'run':{'sizes':[450]}}",
        scores[i][1], scores[i][0], i == 0 ? "0.3" : "0.1");
    SimScenario *scenario = people_parse (json);
    SimRunOptions options = { .replicates = 3000 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimHypothesisResult *found = sim_snapshot_results (snapshot)->sizes[0].hypotheses;
    g_test_message ("bias %.4f (MCSE %.4f), of complete cases %.4f", found[0].bias.value,
                    found[0].bias.mcse, found[1].bias.value);
    g_assert_cmpfloat (fabs (found[0].bias.value), <=, 4 * found[0].bias.mcse);
    g_assert_cmpfloat (found[1].bias.value, <, -0.02);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    g_free (json);
  }
  sim_engine_free (engine);
}

static void test_same_bits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimScenario *scenario = scenario_of (&cases[i]);
    fixture_same_bits (scenario, 40);
    sim_scenario_unref (scenario);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/strategies-responders/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  g_test_add_func ("/run/strategies-responders/in-the-mean", test_in_the_mean);
  g_test_add_func ("/run/strategies-responders/same-bits", test_same_bits);
  return g_test_run ();
}
