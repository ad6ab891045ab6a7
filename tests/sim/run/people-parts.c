/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-parts.c - with any part of the variance switched on, and with all, the total SD of scores
 * and the correlations of latent values are still those that were asked.
 */
#include "people-fixture.h"

/* Arms a and b, at baseline and two visits. */
typedef struct {
  const char *type;
  gboolean moments; /* of the scores: asked as well */
  double mean[2][PEOPLE_POINTS], sd[2][PEOPLE_POINTS];
} Base;

static const Base normal = {
  "'type':'continuous','means':{'a':[5.7,5],'b':[8.9,8]}", TRUE,
  { { 11, 5.7, 5 }, { 11, 8.9, 8 } }, { { 5, 5, 4 }, { 5, 6, 5.5 } }
};

/* Latent means and SDs are given, and so are the parts: shares of these SDs. */
static const Base latent = {
  "'type':'bounded','max':24,'given':'latent','means':{'a':[2,5],'b':[22,8]}", FALSE,
  { { 0 } }, { { 0 } }
};

static const double correlation[] = { 0.5, 0.5, 0.7 };

typedef struct {
  const char *name, *rest;
  const Base *base;
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

static const Parts cases[] = {
  { "practitioners", PRACTITIONERS, &normal },
  { "centres", CENTRES, &normal },
  { "strata", STRATA, &normal },
  { "covariates", COVARIATES, &normal },
  { "response", RESPONSE, &normal },
  { "all", PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE, &normal },
  { "all-latent", PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE, &latent },
};

static SimScenario *scenario_of (const Parts *parts)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':500},{'id':'b','size':500,'reference':true}],"
      "'outcomes':[{'id':'y',%s,'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5},'sd':{'a':[5,4],'b':[6,5.5]},"
      "'correlation':{'baseline':0.5,'visits':0.7}}],"
      "'analyses':[{'id':'m','visit':'w','method':'ancova'}],%s"
      "'run':{'seed':7120,'sizes':[1000]}}",
      parts->base->type, parts->rest);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* 400 trials of 1000: with a part that patients share, the trials are what is independent. */
static void test_parts (gconstpointer data)
{
  const Parts *p = data;
  guint trials = g_test_slow () ? 4000 : 400;
  PeopleTally tally = { 0, 0 };
  PeopleColumns arms[2];
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (p);
  people_replay (engine, scenario, trials, arms);
  for (guint a = 0; a < 2; a++) {
    const PeopleColumns *arm = &arms[a];
    for (guint i = 0; i < PEOPLE_POINTS; i++) {
      char *where = g_strdup_printf ("%s, arm %u, point %u", p->name, a, i);
      PeopleMoments of = people_moments (arm->latent[i], arm->n, arm->per_trial);
      people_z (&tally, where, of.mean, 0, of.mean_se);
      people_z (&tally, where, of.sd, 1, of.sd_se);
      of = people_moments (arm->score[i], arm->n, arm->per_trial);
      if (p->base->moments) {
        people_z (&tally, where, of.mean, p->base->mean[a][i], of.mean_se);
        people_z (&tally, where, of.sd, p->base->sd[a][i], of.sd_se);
      }
      g_free (where);
    }
    people_correlations (&tally, p->name, correlation, arm->latent, arm->n, arm->per_trial);
    people_clear (&arms[a]);
  }
  people_report (p->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/people-parts/%s", cases[i].name);
    g_test_add_data_func (path, &cases[i], test_parts);
    g_free (path);
  }
  return g_test_run ();
}
