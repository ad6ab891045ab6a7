/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-same.c - the same random numbers and the same bits.
 *
 * What is switched on for some patients changes no random number of anything else: innovations are
 * recovered from the latent values by taking away what the parts add and undoing the correlations,
 * here, and are the same with and without. Runs with everything on give the same bits on every
 * path. Their replayed trials, analysed by textbook formulas in two passes, give the engine's
 * estimates to 1e-9.
 */
#include "base/prob.h"
#include "people-fixture.h"

#define PRACTITIONERS "'practitioners':{'caseload':{'a':7,'c':5},'icc':0.08},"
#define CENTRES "'centres':{'count':4,'icc':0.03,'effect-sd':0.9},"
#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5,"                      \
  "'interaction':{'y':{'a':-2,'c':1}}},{'id':'no','prevalence':0.7}]}],"
#define COVARIATES "'covariates':[{'id':'age','correlation':0.3}],"
#define RESPONSE "'response-sd':{'a':1.5},"
#define ADHERENCE "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"
#define SWITCHING "'switching':[{'from':'b','to':'a','proportion':0.2}],"
#define ESTIMAND "'estimand':'hypothetical',"
#define MCAR "'dropout':{'proportion':0.3},"
#define GAPS "'dropout':{'proportion':0.3,'gaps':0.15},"
#define MAR "'dropout':{'mechanism':'mar','log-odds':0.2,'proportion':0.3,'gaps':{'a':0.15}},"
#define MNAR "'dropout':{'mechanism':{'a':'mar','b':'mnar','c':'mcar'},"                          \
             "'log-odds':{'a':0.2,'b':-0.1},'proportion':0.3,'gaps':{'a':0.15}},"
#define EVERYTHING PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE ADHERENCE SWITCHING

#define ARMS "{'id':'a','size':40},{'id':'b','size':50,'reference':true},{'id':'c','size':30}"
#define SIZES "[60,120,240]"

static SimScenario *scenario_with (const char *arms, const char *type, const char *rest,
                                   const char *sizes)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[%s],'outcomes':[{'id':'y',%s,"
      "'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5},'means':{'a':[5,6],'b':[9,8],'c':[7,6]},"
      "'sd':{'a':[5,4],'b':6,'c':5},'correlation':{'baseline':0.5,'visits':0.7}}],%s"
      "'analyses':[{'id':'m','visit':'w','method':'ancova'},"
      "{'id':'t','visit':'v','method':'t-test','variance':'two-arms'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','b'],'analysis':'m'},"
      "{'id':'i','compare':['c','b'],'analysis':'t'}]},'run':{'seed':31,'sizes':%s}}",
      arms, type, rest, sizes);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static SimTrial *replay (SimEngine *engine, const char *arms, const char *rest, guint64 index)
{
  SimScenario *scenario = scenario_with (arms, "'type':'continuous'", rest, "[120]");
  SimTrial *trial = sim_trial_new (engine, scenario, index, 0, NULL);
  g_assert_nonnull (trial);
  sim_scenario_unref (scenario);
  return trial;
}

/* --- the same random numbers --------------------------------------------------------------- */

static void same_latent (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->latent_baseline == b->latent_baseline);
  g_assert_true (a->latent[0] == b->latent[0] && a->latent[1] == b->latent[1]);
}

static void same_seen (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->seen[0] == b->seen[0] && a->seen[1] == b->seen[1]);
}

static void same_state (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->treated == b->treated && a->switched_to == b->switched_to);
}

static void same_entry (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->levels[0] == b->levels[0] && a->covariates[0] == b->covariates[0]);
}

typedef void (*Same) (const SimPatient *a, const SimPatient *b);

/* All patients of some trials of two scenarios are the same in some respect. */
static void compare (const char *one, const char *other, Same same)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 r = 0; r < 20; r++) {
    SimTrial *a = replay (engine, ARMS, one, r), *b = replay (engine, ARMS, other, r);
    g_assert_cmpuint (a->n_patients, ==, b->n_patients);
    for (guint i = 0; i < a->n_patients; i++)
      same (&a->patients[i], &b->patients[i]);
    sim_trial_free (a);
    sim_trial_free (b);
  }
  sim_engine_free (engine);
}

static void test_fates (void)
{
  /* who leaves, is treated and is seen changes no latent value */
  compare ("", MCAR, same_latent);
  compare ("", GAPS, same_latent);
  compare ("", MAR, same_latent);
  compare ("", ADHERENCE SWITCHING MNAR, same_latent);
  compare (PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE, EVERYTHING MNAR, same_latent);
  compare (EVERYTHING, EVERYTHING ESTIMAND, same_latent);
  /* nor does who the patients are change who is lost or treated at random */
  compare (MCAR, EVERYTHING MCAR, same_seen);
  compare (GAPS, EVERYTHING GAPS, same_seen);
  compare (ADHERENCE SWITCHING, EVERYTHING MNAR, same_state);
  compare (STRATA COVARIATES, EVERYTHING MNAR, same_entry);
}

/* Innovations of (baseline, v, w) behind latent values less what the parts add: c is the
 * correlation that the parts leave. */
static void innovations (const double latent[3], double c[3][3], double z[3])
{
  double l[3][3] = { { 0 } };
  for (int i = 0; i < 3; i++) {
    z[i] = latent[i];
    for (int j = 0; j <= i; j++) {
      double sum = c[i][j];
      for (int k = 0; k < j; k++)
        sum -= l[i][k] * l[j][k];
      l[i][j] = i == j ? sqrt (sum) : sum / l[j][j];
    }
    for (int j = 0; j < i; j++)
      z[i] -= l[i][j] * z[j];
    z[i] /= l[i][i];
  }
}

/* With a stratum and a covariate: levels 0.3 / 0.7 with effects 2.5 / 0, so 1.75 / -0.75 centred;
 * the interaction of arm a, -2 / 0, is -1.4 / 0.6. */
static void parted (const SimPatient *patient, double z[3])
{
  static const double sd[3][3] = { { 5, 5, 4 }, { 5, 6, 6 }, { 5, 5, 5 } };
  static const double extra[3][2] = { { -1.4, 0.6 }, { 0, 0 }, { 0.7, -0.3 } };
  static const double effect[2] = { 1.75, -0.75 }, prevalence[2] = { 0.3, 0.7 };
  double c[3][3] = { { 1, 0.5, 0.5 }, { 0.5, 1, 0.7 }, { 0.5, 0.7, 1 } }, of[2][3], latent[3];
  guint arm = patient->arm;
  for (int l = 0; l < 2; l++)
    for (int p = 0; p < 3; p++)
      of[l][p] = (effect[l] + (p > 0 ? extra[arm][l] : 0)) / sd[arm][p];
  for (int i = 0; i < 3; i++) {
    latent[i] = (i == 0 ? patient->latent_baseline : patient->latent[i - 1])
                - of[patient->levels[0]][i] - 0.3 * patient->covariates[0];
    for (int j = 0; j < 3; j++)
      c[i][j] -= 0.09 + prevalence[0] * of[0][i] * of[0][j] + prevalence[1] * of[1][i] * of[1][j];
  }
  innovations (latent, c, z);
}

static void same_innovations (const SimPatient *a, const SimPatient *b)
{
  double plain[3][3] = { { 1, 0.5, 0.5 }, { 0.5, 1, 0.7 }, { 0.5, 0.7, 1 } };
  double latent[3] = { a->latent_baseline, a->latent[0], a->latent[1] }, za[3], zb[3];
  innovations (latent, plain, za);
  parted (b, zb);
  /* correlations are rounded to 32 bits */
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (fabs (za[i] - zb[i]), <, 1e-7);
}

/* Practitioners, centres and response load on the visits too, but nobody says with what value:
 * the baseline is free of the first and the last, and of the centre where its effect is alone. */
static void same_baseline (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->latent_baseline == b->latent_baseline);
}

static void test_parts (void)
{
  compare ("", STRATA COVARIATES, same_innovations);
  compare (MCAR, STRATA COVARIATES ADHERENCE SWITCHING MNAR, same_innovations);
  compare ("", PRACTITIONERS RESPONSE "'centres':{'count':4,'sd':0,'effect-sd':1},",
           same_baseline);
}

/* Patients of a centre differ at baseline by their innovations alone, those of a practitioner with
 * the same correlations at the first visit too. */
static void test_groups (void)
{
  const char *centres = "'centres':{'count':4,'icc':0.2},";
  const char *practitioners = "'practitioners':{'caseload':5,'icc':0.2},";
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 r = 0; r < 20; r++) {
    SimTrial *plain = replay (engine, ARMS, "", r), *in = replay (engine, ARMS, centres, r);
    SimTrial *with = replay (engine, ARMS, practitioners, r);
    for (guint i = 4; i < plain->n_patients; i++) {
      const SimPatient *a = plain->patients, *b = in->patients, *c = with->patients;
      if (b[i].arm == b[i - 4].arm) {
        double change = a[i].latent_baseline - a[i - 4].latent_baseline;
        g_assert_cmpfloat (fabs (b[i].latent_baseline - b[i - 4].latent_baseline
                                 - sqrt (0.8) * change), <, 1e-9);
      }
      if (c[i].arm == c[i - 1].arm && c[i].practitioner == c[i - 1].practitioner) {
        /* z of the first visit: (latent - 0.5 baseline) / sqrt (0.75), then / sqrt (0.55) */
        double x = a[i].latent_baseline - a[i - 1].latent_baseline;
        double one = (a[i].latent[0] - a[i - 1].latent[0] - 0.5 * x) / sqrt (0.75);
        double two = (c[i].latent[0] - c[i - 1].latent[0] - 0.5 * x) / sqrt (0.55);
        g_assert_cmpfloat (fabs (one - two), <, 1e-7);
      }
    }
    sim_trial_free (plain);
    sim_trial_free (in);
    sim_trial_free (with);
  }
  sim_engine_free (engine);
}

/* Smaller trials are the beginnings of larger ones, arm by arm. */
static void test_prefixes (void)
{
  SimScenario *scenario
      = scenario_with (ARMS, "'type':'bounded','max':24", EVERYTHING MNAR, SIZES);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 r = 0; r < 20; r++) {
    SimTrial *small = sim_trial_new (engine, scenario, r, 60, NULL);
    SimTrial *large = sim_trial_new (engine, scenario, r, 240, NULL);
    guint at = 0;
    for (guint i = 0; i < small->n_patients; i++) {
      const SimPatient *p = &small->patients[i];
      while (large->patients[at].arm != p->arm || large->patients[at].number != p->number)
        at++;
      const SimPatient *q = &large->patients[at];
      same_latent (p, q);
      same_seen (p, q);
      same_state (p, q);
      same_entry (p, q);
      g_assert_true (p->baseline == q->baseline && p->scores[0] == q->scores[0]
                     && p->scores[1] == q->scores[1]);
      g_assert_cmpint (p->practitioner, ==, q->practitioner);
      g_assert_cmpint (p->centre, ==, q->centre);
    }
    sim_trial_free (small);
    sim_trial_free (large);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* The order of the arms is of no account, also where practitioners are shared. */
static void test_order (void)
{
  const char *swapped
      = "{'id':'c','size':30},{'id':'b','size':50,'reference':true},{'id':'a','size':40}";
  const char *shared
      = "'practitioners':{'caseload':{'a':7,'c':5},'icc':0.08,'shared':[['a','c']]},"
        CENTRES STRATA COVARIATES RESPONSE ADHERENCE SWITCHING MNAR;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint64 r = 0; r < 20; r++) {
    SimTrial *a = replay (engine, ARMS, shared, r), *b = replay (engine, swapped, shared, r);
    for (guint i = 0; i < a->n_patients; i++) {
      const SimPatient *p = &a->patients[i];
      guint at = p->arm == 0 ? 80 : p->arm == 1 ? 30 : 0;
      const SimPatient *q = &b->patients[at + p->number - 1];
      same_latent (p, q);
      same_seen (p, q);
      g_assert_true (p->scores[0] == q->scores[0] && p->scores[1] == q->scores[1]);
    }
    sim_trial_free (a);
    sim_trial_free (b);
  }
  sim_engine_free (engine);
}

/* --- the same bits ------------------------------------------------------------------------- */

static void check_bits (const char *type, const char *rest)
{
  SimScenario *scenario = scenario_with (ARMS, type, rest, SIZES);
  char *expected = NULL;
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++)
    for (guint threads = 1; threads <= 3; threads++) {
      GError *error = NULL;
      SimEngine *engine = sim_engine_new (threads, (SimIsa) isa, &error);
      g_clear_error (&error); /* this machine may lack the instructions */
      if (!engine)
        continue;
      SimRunOptions options = { .replicates = 3001, .block = threads * 56 };
      SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
      if (!expected)
        expected = g_strdup (sim_snapshot_fingerprint (snapshot));
      g_assert_cmpstr (sim_snapshot_fingerprint (snapshot), ==, expected);
      sim_snapshot_unref (snapshot);
      sim_engine_free (engine);
    }
  g_free (expected);
  sim_scenario_unref (scenario);
}

static void test_bits (void)
{
  check_bits ("'type':'continuous'", EVERYTHING MAR);
  check_bits ("'type':'continuous'", EVERYTHING MNAR);
  check_bits ("'type':'bounded','max':24", EVERYTHING MNAR ESTIMAND);
}

/* --- a textbook's analysis ----------------------------------------------------------------- */

typedef struct {
  double x[128], y[128], mean_x, mean_y, xx, xy, yy;
  guint n;
} Group;

static void read_groups (const SimTrial *trial, guint visit, Group groups[3])
{
  for (guint a = 0; a < 3; a++)
    groups[a] = (Group){ .n = 0 };
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    Group *g = &groups[patient->arm];
    if (patient->seen[visit] != SIM_SEEN)
      continue;
    g->x[g->n] = patient->baseline;
    g->y[g->n++] = patient->scores[visit];
  }
  for (guint a = 0; a < 3; a++) {
    Group *g = &groups[a];
    for (guint i = 0; i < g->n; i++) {
      g->mean_x += g->x[i] / g->n;
      g->mean_y += g->y[i] / g->n;
    }
    for (guint i = 0; i < g->n; i++) {
      g->xx += (g->x[i] - g->mean_x) * (g->x[i] - g->mean_x);
      g->xy += (g->x[i] - g->mean_x) * (g->y[i] - g->mean_y);
      g->yy += (g->y[i] - g->mean_y) * (g->y[i] - g->mean_y);
    }
  }
}

static void check_result (const SimTrialResult *result, double estimate, double se, double df)
{
  double found[] = { result->estimate, result->se, result->df, result->p_value };
  double expected[] = { estimate, se, df, 2 * sim_t_upper (fabs (estimate / se), df) };
  g_assert_true (result->fitted);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs (found[i] - expected[i]), <=, 1e-9 * MAX (1, fabs (expected[i])));
}

/* Lower is better: the estimates are of b less the other arm. */
static void check_trial (const SimTrial *trial)
{
  Group g[3];
  double xx = 0, xy = 0, yy = 0, n = 0;
  read_groups (trial, 1, g);
  for (guint a = 0; a < 3; a++) {
    xx += g[a].xx;
    xy += g[a].xy;
    yy += g[a].yy;
    n += g[a].n;
  }
  double gap = g[1].mean_x - g[0].mean_x, s2 = (yy - xy * xy / xx) / (n - 4);
  check_result (&trial->results[0], g[1].mean_y - g[0].mean_y - xy / xx * gap,
                sqrt (s2 * (1.0 / g[0].n + 1.0 / g[1].n + gap * gap / xx)), n - 4);
  read_groups (trial, 0, g);
  double df = g[1].n + g[2].n - 2.0;
  check_result (&trial->results[1], g[1].mean_y - g[2].mean_y,
                sqrt ((g[1].yy + g[2].yy) / df * (1.0 / g[1].n + 1.0 / g[2].n)), df);
}

static void check_oracle (const char *type, const char *rest)
{
  enum { TRIALS = 80 };
  SimScenario *scenario = scenario_with (ARMS, type, rest, "[60,120]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint s = 0; s < results->n_sizes; s++) {
    double sum[2] = { 0, 0 }, rejected[2] = { 0, 0 }, analysed = 0;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, results->sizes[s].total, NULL);
      check_trial (trial);
      for (guint h = 0; h < 2; h++) {
        sum[h] += trial->results[h].estimate / TRIALS;
        rejected[h] += trial->results[h].rejected;
      }
      for (guint i = 0; i < trial->n_patients; i++)
        analysed += trial->patients[i].seen[1] == SIM_SEEN;
      sim_trial_free (trial);
    }
    g_assert_cmpfloat (fabs (results->sizes[s].analysed - analysed / TRIALS), <, 1e-9);
    for (guint h = 0; h < 2; h++) {
      const SimHypothesisResult *found = &results->sizes[s].hypotheses[h];
      g_assert_cmpfloat (fabs (found->estimate.value - sum[h]), <, 1e-6); /* sums in steps */
      g_assert_cmpfloat (fabs (found->power.value - rejected[h] / TRIALS), <, 1e-12);
    }
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

static void test_oracle (void)
{
  check_oracle ("'type':'continuous'", PRACTITIONERS STRATA ADHERENCE MAR);
  check_oracle ("'type':'continuous'", EVERYTHING MNAR ESTIMAND);
  check_oracle ("'type':'bounded','max':24", EVERYTHING MNAR);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-same/fates", test_fates);
  g_test_add_func ("/run/people-same/parts", test_parts);
  g_test_add_func ("/run/people-same/groups", test_groups);
  g_test_add_func ("/run/people-same/prefixes", test_prefixes);
  g_test_add_func ("/run/people-same/order", test_order);
  g_test_add_func ("/run/people-same/bits", test_bits);
  g_test_add_func ("/run/people-same/oracle", test_oracle);
  return g_test_run ();
}
