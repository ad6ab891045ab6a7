/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-scores.c - whether simulated scores are what was asked, for every type of outcome.
 *
 * Each row of outcomes.def must have an example here, with what is asked written out beside it: of
 * a million patients mean, SD, skewness, the whole distribution function and the latent
 * correlations lie within 4 standard errors, which come from the sample itself. With every part of
 * the variance switched on the total SD and the correlations are still those asked.
 */
#include "people-fixture.h"

#define N_(text) text

/* What is asked of an arm at a point. */
typedef struct {
  double mean, sd;
  double a, b; /* of the distribution function */
} Asked;

typedef struct {
  const char *type, *name;
  const char *outcome; /* its keys, as of arms a, b and visits v, w */
  const char *method;
  Asked asked[2][PEOPLE_POINTS];
  double correlation[3]; /* baseline with v, with w, v with w */
  double skewness;       /* NAN: not asked */
  gboolean moments;      /* FALSE: the asked mean and SD do not exist, or are not asked */
  /* probability of a score up to x */
  double (*below) (const Asked *asked, double x);
  double at[9]; /* where it is tried, in SDs from the mean; or in scores */
  gboolean at_scores;
} Example;

static double normal_below (const Asked *asked, double x)
{
  return people_phi ((x - asked->mean) / asked->sd);
}

/* Steps of 1 from 0 to 10: a and b are the mean and SD of the latent values. */
static double nrs_below (const Asked *asked, double x)
{
  return x >= 10 ? 1 : people_phi ((floor (x) + 0.5 - asked->a) / asked->b);
}

static const Example examples[] = {
  { "continuous",
    "arms-differ",
    "'baseline':{'mean':11,'sd':5},'means':{'a':[5.7,5],'b':[8.9,-8]},"
    "'sd':{'a':[5,4],'b':[6,0.5]},'correlation':{'baseline':0.5,'visits':0.7}",
    "t-test",
    { { { .mean = 11, .sd = 5 }, { .mean = 5.7, .sd = 5 }, { .mean = 5, .sd = 4 } },
      { { .mean = 11, .sd = 5 }, { .mean = 8.9, .sd = 6 }, { .mean = -8, .sd = 0.5 } } },
    { 0.5, 0.5, 0.7 },
    0,
    TRUE,
    normal_below,
    { -3.5, -2.5, -1.5, -0.5, 0, 0.7, 1.7, 2.7, 3.7 } },
  { "continuous",
    "matrix",
    "'baseline':{'mean':0,'sd':1},'means':1,'sd':2,'correlation':{'type':'matrix','values':"
    "[[1,-0.3,0.2],[-0.3,1,0.6],[0.2,0.6,1]]}",
    "ancova",
    { { { .mean = 0, .sd = 1 }, { .mean = 1, .sd = 2 }, { .mean = 1, .sd = 2 } },
      { { .mean = 0, .sd = 1 }, { .mean = 1, .sd = 2 }, { .mean = 1, .sd = 2 } } },
    { -0.3, 0.2, 0.6 },
    0,
    TRUE,
    normal_below,
    { -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3 } },
  { "bounded",
    "observed",
    "'max':24,'baseline':{'mean':11,'sd':5},'means':{'a':[2,3],'b':[6,20]},"
    "'sd':{'a':[3.5,4],'b':[6.5,5]},'correlation':{'type':'ar1','rho':0.8,'lag':8}",
    "t-test",
    { { { .mean = 11, .sd = 5 }, { .mean = 2, .sd = 3.5 }, { .mean = 3, .sd = 4 } },
      { { .mean = 11, .sd = 5 }, { .mean = 6, .sd = 6.5 }, { .mean = 20, .sd = 5 } } },
    { 0.8, 0.4842197, 0.6052746 }, /* 0.8^(26/8), 0.8^(18/8) */
    NAN,
    TRUE,
    NULL,
    { 0 } },
  { "bounded",
    "latent",
    "'max':10,'given':'latent','baseline':{'mean':6,'sd':2},'means':{'a':[-1,1],'b':[9.5,4]},"
    "'sd':{'a':[3,2.5],'b':[2,8]},'correlation':{'type':'compound-symmetry','rho':0.4}",
    "t-test",
    { { { .a = 6, .b = 2 }, { .a = -1, .b = 3 }, { .a = 1, .b = 2.5 } },
      { { .a = 6, .b = 2 }, { .a = 9.5, .b = 2 }, { .a = 4, .b = 8 } } },
    { 0.4, 0.4, 0.4 },
    NAN,
    FALSE,
    nrs_below,
    { 0, 1, 2, 3, 4, 5, 7, 8, 9 },
    TRUE },
};

static SimScenario *scenario_of (const Example *example, guint size, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','type':'%s',"
      "'visits':[{'id':'v','time':8},{'id':'w','time':26}],%s}],"
      "'analyses':[{'id':'m','visit':'w','method':'%s'}],'run':{'seed':7120,'sizes':[%u]},%s"
      "'testing':{'multiplicity':{'method':'none'}}}",
      size, size, example->type, example->outcome, example->method, 2 * size, rest);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static void check_law (PeopleTally *tally, const char *where, const Example *example,
                       const Asked *asked, const double *score, guint n)
{
  for (guint i = 0; example->below && i < G_N_ELEMENTS (example->at); i++) {
    double x = example->at_scores ? example->at[i] : asked->mean + asked->sd * example->at[i];
    double p = example->below (asked, x), found = 0;
    for (guint k = 0; k < n; k++)
      found += score[k] <= x;
    char *what = g_strdup_printf ("%s, up to %g", where, x);
    people_z (tally, what, found / n, p, sqrt (p * (1 - p) / n));
    g_free (what);
  }
}

static void check_point (PeopleTally *tally, const char *where, const Example *example,
                         const Asked *asked, const PeopleColumns *arm, guint p)
{
  PeopleMoments latent = people_moments (arm->latent[p], arm->n, 1);
  people_z (tally, where, latent.mean, 0, latent.mean_se);
  people_z (tally, where, latent.sd, 1, latent.sd_se);
  if (example->moments) {
    PeopleMoments score = people_moments (arm->score[p], arm->n, 1);
    people_z (tally, where, score.mean, asked->mean, score.mean_se);
    people_z (tally, where, score.sd, asked->sd, score.sd_se);
    if (!isnan (example->skewness))
      people_z (tally, where, score.skewness, example->skewness, score.skewness_se);
  }
  check_law (tally, where, example, asked, arm->score[p], arm->n);
}

static void check_correlations (PeopleTally *tally, const char *where, const double *asked,
                                double *const *column, guint n, guint per)
{
  static const guint pairs[3][2] = { { 0, 1 }, { 0, 2 }, { 1, 2 } };
  for (guint i = 0; i < 3; i++) {
    double se, r = people_correlation (column[pairs[i][0]], column[pairs[i][1]], n, per, &se);
    char *what
        = g_strdup_printf ("%s, correlation of %u and %u", where, pairs[i][0], pairs[i][1]);
    people_z (tally, what, r, asked[i], se);
    g_free (what);
  }
}

static void test_example (gconstpointer data)
{
  const Example *example = data;
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  PeopleColumns arms[2];
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (example, 50000, "");
  people_replay (engine, scenario, trials, arms);
  for (guint a = 0; a < 2; a++) {
    for (guint p = 0; p < PEOPLE_POINTS; p++) {
      char *where = g_strdup_printf ("arm %u, point %u", a, p);
      check_point (&tally, where, example, &example->asked[a][p], &arms[a], p);
      g_free (where);
    }
    check_correlations (&tally, a ? "arm b" : "arm a", example->correlation, arms[a].latent,
                        arms[a].n, 1);
    people_clear (&arms[a]);
  }
  people_report (example->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* A new type of outcome needs an example above. */
static void test_every_type (void)
{
  static const char *const types[] = {
#define SIM_OUTCOME(stem, id, label, help) id,
#include "model/outcome/outcomes.def"
  };
  for (guint t = 0; t < G_N_ELEMENTS (types); t++) {
    guint n = 0;
    for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
      n += g_str_equal (examples[i].type, types[t]);
    if (n == 0)
      g_printerr ("outcome type %s has no example in people-scores.c\n", types[t]);
    g_assert_cmpuint (n, >, 0);
  }
}

/* --- parts of the variance ----------------------------------------------------------------- */

typedef struct {
  const char *name, *rest;
  const Example *example;
} Parts;

#define PRACTITIONERS "'practitioners':{'caseload':{'a':7},'icc':{'a':0.15}},"
#define CENTRES "'centres':{'count':9,'sd':1,'effect-sd':1.2},"
#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5,"                      \
  "'interaction':{'y':{'a':-2}}},{'id':'no','prevalence':0.7}]},"                                 \
  "{'id':'t','levels':[{'id':'x','prevalence':0.2,'effect':-1},"                                  \
  "{'id':'y','prevalence':0.5,'effect':1},{'id':'z','prevalence':0.3}]}],"
#define COVARIATES                                                                                \
  "'covariates':[{'id':'age','correlation':0.3},{'id':'bmi','correlation':-0.2}],"
#define RESPONSE "'response-sd':{'a':1.5},"

static const Example normal = {
  "continuous",
  "parts",
  "'baseline':{'mean':11,'sd':5},'means':{'a':[5.7,5],'b':[8.9,8]},"
  "'sd':{'a':[5,4],'b':[6,5.5]},'correlation':{'baseline':0.5,'visits':0.7}",
  "ancova",
  { { { .mean = 11, .sd = 5 }, { .mean = 5.7, .sd = 5 }, { .mean = 5, .sd = 4 } },
    { { .mean = 11, .sd = 5 }, { .mean = 8.9, .sd = 6 }, { .mean = 8, .sd = 5.5 } } },
  { 0.5, 0.5, 0.7 },
  0,
  TRUE,
  NULL,
  { 0 }
};

/* Latent means and SDs are given, and so are the parts: shares of these SDs. */
static const Example latent = {
  "bounded",
  "parts",
  "'max':24,'given':'latent','baseline':{'mean':11,'sd':5},'means':{'a':[2,5],'b':[22,8]},"
  "'sd':{'a':[5,4],'b':[6,5.5]},'correlation':{'baseline':0.5,'visits':0.7}",
  "ancova",
  { { { 0 } } },
  { 0.5, 0.5, 0.7 },
  NAN,
  FALSE,
  NULL,
  { 0 }
};

static const Parts parts[] = {
  { "practitioners", PRACTITIONERS, &normal },
  { "centres", CENTRES, &normal },
  { "strata", STRATA, &normal },
  { "covariates", COVARIATES, &normal },
  { "response", RESPONSE, &normal },
  { "all", PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE, &normal },
  { "all-latent", PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE, &latent },
};

/* 400 trials of 1000: with a part that patients share, the trials are what is independent. */
static void test_parts (gconstpointer data)
{
  const Parts *p = data;
  guint trials = g_test_slow () ? 4000 : 400;
  PeopleTally tally = { 0, 0 };
  PeopleColumns arms[2];
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (p->example, 500, p->rest);
  people_replay (engine, scenario, trials, arms);
  for (guint a = 0; a < 2; a++) {
    const PeopleColumns *arm = &arms[a];
    for (guint i = 0; i < PEOPLE_POINTS; i++) {
      const Asked *asked = &p->example->asked[a][i];
      char *where = g_strdup_printf ("%s, arm %u, point %u", p->name, a, i);
      PeopleMoments of = people_moments (arm->latent[i], arm->n, arm->per_trial);
      people_z (&tally, where, of.mean, 0, of.mean_se);
      people_z (&tally, where, of.sd, 1, of.sd_se);
      of = people_moments (arm->score[i], arm->n, arm->per_trial);
      if (p->example->moments) {
        people_z (&tally, where, of.mean, asked->mean, of.mean_se);
        people_z (&tally, where, of.sd, asked->sd, of.sd_se);
      }
      g_free (where);
    }
    check_correlations (&tally, p->name, p->example->correlation, arm->latent, arm->n,
                        arm->per_trial);
    people_clear (&arms[a]);
  }
  people_report (p->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-scores/every-type", test_every_type);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    char *path = g_strdup_printf ("/run/people-scores/examples/%s/%s", examples[i].type,
                                  examples[i].name);
    g_test_add_data_func (path, &examples[i], test_example);
    g_free (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    char *path = g_strdup_printf ("/run/people-scores/parts/%s", parts[i].name);
    g_test_add_data_func (path, &parts[i], test_parts);
    g_free (path);
  }
  return g_test_run ();
}
