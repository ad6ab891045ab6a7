/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * family-simulated.c - power that has no closed form: what the engine counts against R's counts.
 *
 * Within four standard errors of both together. What no scenario can say (scores of a log-normal
 * law of such skewness, Wilcoxon's test with a continuity correction) is simulated here, and tested
 * at the engine's critical values.
 */
#include <math.h>
#include <string.h>

#include "sim.h"
#include "table.h"
#include "theory/critical.h"

enum { TRIALS = 100000, MOST = 1000 };

/* --- by the engine --- */

static double
engine_power (Table *t, const char *json)
{
  g_autofree char *text = g_strdup (json);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_parse (g_strdelimit (text, "'", '"'), strlen (text), problems);
  SimScenario *scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, NULL);
  double power = NAN;

  if (scenario == NULL)
    table_fail (t, "no such scenario: %s", json);
  else {
    SimRun *run = sim_run_start (engine, scenario, NULL, NULL);
    SimSnapshot *snapshot = NULL;
    const SimResults *results = NULL;

    g_assert_true (sim_run_wait (run, -1));
    snapshot = sim_run_snapshot (run);
    results = sim_snapshot_results (snapshot);
    power = results->sizes[results->own_size].hypotheses[0].power.value;
    sim_snapshot_unref (snapshot);
    sim_run_unref (run);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  sim_draft_unref (draft);
  return power;
}

/* outcome: the keys of its type; method: those of the analysis. */
static double
two_arms (Table *t, const char *outcome, const char *method, double lost)
{
  char share[G_ASCII_DTOSTR_BUF_SIZE];
  int n1 = (int)table_need (t, "n1"), n2 = (int)table_need (t, "n2");
  g_autofree char *json = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d,'reference':true}],"
      "'outcomes':[{'id':'y',%s}],'dropout':{'proportion':%s},'analyses':[{'id':'m',%s}],"
      "'testing':{'alpha':%s,'sides':2,'multiplicity':{'method':'none'},"
      "'hypotheses':[{'id':'h','compare':['a','b']}]},"
      "'run':{'seed':20261128,'replicates':%d,'sizes':[%d]}}",
      n1, n2, outcome, g_ascii_dtostr (share, sizeof share, lost), method,
      table_text (t, "alpha_two_sided"), TRIALS, n1 + n2);

  return engine_power (t, json);
}

#define SCORES "'better':'higher','visits':[{'id':'v','time':1}],"

static double
of_scores (Table *t, const char *method)
{
  const char *law = table_text (t, "distribution");
  const char *one = table_text (t, "par1"), *two = table_text (t, "par2");
  const char *common = table_text (t, "common");
  g_autofree char *outcome = NULL;

  if (strcmp (law, "normal_mean;common=sd") == 0)
    outcome = g_strdup_printf (SCORES "'type':'continuous','means':{'a':%s,'b':%s},'sd':%s", one,
                               two, common);
  else if (strcmp (law, "exponential_mean") == 0) /* a gamma law of skewness 2 */
    outcome = g_strdup_printf (SCORES "'type':'skewed','shape':'gamma','skewness':2,"
                                      "'means':{'a':%s,'b':%s},'sd':{'a':%s,'b':%s}",
                               one, two, one, two);
  else if (strcmp (law, "t_shift;common=df") == 0) {
    char sd[G_ASCII_DTOSTR_BUF_SIZE];
    double df = table_need (t, "common");

    g_ascii_dtostr (sd, sizeof sd, sqrt (df / (df - 2)));
    outcome = g_strdup_printf (SCORES "'type':'heavy-tailed','df':%s,'means':{'a':%s,'b':%s},"
                                      "'sd':%s",
                               common, one, two, sd);
  }
  return outcome != NULL ? two_arms (t, outcome, method, 0) : NAN;
}

/* Patients enter over 12 months, are watched for 12 more, and are lost at a constant hazard. */
static double
of_times (Table *t)
{
  g_autofree char *outcome = g_strdup_printf (
      "'type':'time-to-event','better':'later','medians':{'a':%s,'b':%s},'accrual':12,"
      "'follow-up':12",
      table_text (t, "par1"), table_text (t, "par2"));

  return two_arms (t, outcome, "'method':'log-rank'", -expm1 (-12 * table_need (t, "common")));
}

/* --- by hand --- */

static double
normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

typedef struct {
  int n;
  double x[MOST], mean, variance;
} Sample;

static void
draw (GRand *rand, double mean, double sd, gboolean log_normal, Sample *s)
{
  double sum = 0, squares = 0;

  for (int i = 0; i < s->n; i++) {
    s->x[i] = mean + sd * normal (rand);
    s->x[i] = log_normal ? exp (s->x[i]) : s->x[i];
    sum += s->x[i];
  }
  s->mean = sum / s->n;
  for (int i = 0; i < s->n; i++)
    squares += (s->x[i] - s->mean) * (s->x[i] - s->mean);
  s->variance = squares / (s->n - 1);
}

static gboolean
t_rejects (const Sample *a, const Sample *b, gboolean welch, double alpha)
{
  double va = a->variance / a->n, vb = b->variance / b->n, df = a->n + b->n - 2;
  double variance = ((a->n - 1) * a->variance + (b->n - 1) * b->variance) / df
                    * (1.0 / a->n + 1.0 / b->n);

  if (welch) {
    variance = va + vb;
    df = variance * variance / (va * va / (a->n - 1) + vb * vb / (b->n - 1));
  }
  return fabs (a->mean - b->mean) > sim_critical_t (alpha / 2, df) * sqrt (variance);
}

static gboolean
corrected_rejects (const Sample *a, const Sample *b, double alpha)
{
  double u = 0, both = (double)a->n * b->n;

  for (int i = 0; i < a->n; i++)
    for (int j = 0; j < b->n; j++)
      u += a->x[i] > b->x[j];
  return fabs (u - both / 2) - 0.5
         > sim_critical_t (alpha / 2, INFINITY) * sqrt (both * (a->n + b->n + 1) / 12);
}

static double
by_hand (Table *t, const char *test)
{
  Sample a = { .n = (int)table_need (t, "n1") }, b = { .n = (int)table_need (t, "n2") };
  gboolean log_normal = strncmp (table_text (t, "distribution"), "lognormal", 9) == 0;
  double alpha = table_need (t, "alpha_two_sided"), sd = table_need (t, "common");
  GRand *rand = g_rand_new_with_seed (1974);
  int rejected = 0;

  for (int i = 0; i < TRIALS; i++) {
    draw (rand, table_need (t, "par1"), sd, log_normal, &a);
    draw (rand, table_need (t, "par2"), sd, log_normal, &b);
    rejected += strcmp (test, "wilcoxon_cc") == 0
                    ? corrected_rejects (&a, &b, alpha)
                    : t_rejects (&a, &b, strcmp (test, "welch_t") == 0, alpha);
  }
  g_rand_free (rand);
  return (double)rejected / TRIALS;
}

static double
power_of (Table *t, const char *test)
{
  gboolean log_normal = strncmp (table_text (t, "distribution"), "lognormal", 9) == 0;

  if (strcmp (test, "logrank") == 0)
    return of_times (t);
  if (strcmp (test, "wilcoxon_cc") == 0 || log_normal)
    return by_hand (t, test);
  if (strcmp (test, "wilcoxon_no_cc") == 0)
    return of_scores (t, "'method':'mann-whitney'");
  if (strcmp (test, "welch_t") == 0)
    return of_scores (t, "'method':'t-test','variance':'welch'");
  if (strcmp (test, "pooled_t") == 0)
    return of_scores (t, "'method':'t-test','variance':'two-arms'");
  return NAN;
}

void
family_simulated_power (void)
{
  Table *t = table_open ("simulated_power");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    const char *test = table_text (t, "test");
    double power = power_of (t, test), error = table_need (t, "mc_se");

    if (isnan (power)) {
      table_fail (t, "test %s of scores %s is none of those here", test,
                  table_text (t, "distribution"));
      continue;
    }
    error = sqrt (error * error + power * (1 - power) / TRIALS);
    table_check (t, "power", power, 4 * error, FALSE);
  }
  table_close (t);
}
