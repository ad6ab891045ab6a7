/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-same.c - the same random numbers.
 *
 * What is switched on for some patients changes no random number of anything else: innovations are
 * recovered from the latent values by taking away what the parts add and undoing the correlations,
 * here, and are the same with and without. Neither the order of the arms nor the size of the trial
 * changes a patient.
 */
#include "people-everything.h"

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
  g_assert_true (a->outcomes->latent_baseline == b->outcomes->latent_baseline);
  g_assert_true (a->outcomes->latent[0] == b->outcomes->latent[0]
                 && a->outcomes->latent[1] == b->outcomes->latent[1]);
}

static void same_seen (const SimPatient *a, const SimPatient *b)
{
  g_assert_true (a->outcomes->seen[0] == b->outcomes->seen[0]
                 && a->outcomes->seen[1] == b->outcomes->seen[1]);
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
    latent[i] = (i == 0 ? patient->outcomes->latent_baseline : patient->outcomes->latent[i - 1])
                - of[patient->levels[0]][i] - 0.3 * patient->covariates[0];
    for (int j = 0; j < 3; j++)
      c[i][j] -= 0.09 + prevalence[0] * of[0][i] * of[0][j] + prevalence[1] * of[1][i] * of[1][j];
  }
  innovations (latent, c, z);
}

static void same_innovations (const SimPatient *a, const SimPatient *b)
{
  double plain[3][3] = { { 1, 0.5, 0.5 }, { 0.5, 1, 0.7 }, { 0.5, 0.7, 1 } };
  double latent[3]
      = { a->outcomes->latent_baseline, a->outcomes->latent[0], a->outcomes->latent[1] },
      za[3], zb[3];
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
  g_assert_true (a->outcomes->latent_baseline == b->outcomes->latent_baseline);
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
        double change = a[i].outcomes->latent_baseline - a[i - 4].outcomes->latent_baseline;
        g_assert_cmpfloat (fabs (b[i].outcomes->latent_baseline - b[i - 4].outcomes->latent_baseline
                                 - sqrt (0.8) * change), <, 1e-9);
      }
      if (c[i].arm == c[i - 1].arm && c[i].practitioner == c[i - 1].practitioner) {
        /* z of the first visit: (latent - 0.5 baseline) / sqrt (0.75), then / sqrt (0.55) */
        double x = a[i].outcomes->latent_baseline - a[i - 1].outcomes->latent_baseline;
        double one
            = (a[i].outcomes->latent[0] - a[i - 1].outcomes->latent[0] - 0.5 * x) / sqrt (0.75);
        double two
            = (c[i].outcomes->latent[0] - c[i - 1].outcomes->latent[0] - 0.5 * x) / sqrt (0.55);
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
      g_assert_true (p->outcomes->baseline == q->outcomes->baseline
                     && p->outcomes->scores[0] == q->outcomes->scores[0]
                     && p->outcomes->scores[1] == q->outcomes->scores[1]);
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
      g_assert_true (p->outcomes->scores[0] == q->outcomes->scores[0]
                     && p->outcomes->scores[1] == q->outcomes->scores[1]);
    }
    sim_trial_free (a);
    sim_trial_free (b);
  }
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-same/fates", test_fates);
  g_test_add_func ("/run/people-same/parts", test_parts);
  g_test_add_func ("/run/people-same/groups", test_groups);
  g_test_add_func ("/run/people-same/prefixes", test_prefixes);
  g_test_add_func ("/run/people-same/order", test_order);
  return g_test_run ();
}
