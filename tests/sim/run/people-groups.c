/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-groups.c - practitioners and centres: what their patients have in common.
 *
 * Components of variance are estimated trial by trial by analysis of variance, which is unbiased
 * for caseloads of any size; their means over trials lie within 4 standard errors, taken between
 * the trials, of what was asked.
 */
#include "people-fixture.h"

enum { ARM_MOST = 400, GROUPS_MOST = 400 };

/* --- analysis of variance ------------------------------------------------------------------ */

/* A column of one arm: the scores at a point and the group of each patient. */
typedef struct {
  guint n;
  double y[ARM_MOST];
  int group[ARM_MOST];
} Column;

typedef enum { BY_PRACTITIONER, BY_CENTRE } Grouping;

static void take_column (const SimTrial *trial, guint arm, guint point, Grouping by,
                         Column *column)
{
  column->n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    if (patient->arm != arm)
      continue;
    column->y[column->n]
        = point == 0 ? patient->outcomes->baseline : patient->outcomes->scores[point - 1];
    column->group[column->n++]
        = by == BY_CENTRE ? patient->centre : patient->practitioner;
  }
}

typedef struct {
  guint groups;
  double n[GROUPS_MOST], mean[GROUPS_MOST];
} Means;

static void group_means (const Column *column, Means *means)
{
  *means = (Means){ 0 };
  for (guint i = 0; i < column->n; i++) {
    int g = column->group[i];
    g_assert_true (g >= 0 && g < GROUPS_MOST);
    means->groups = MAX (means->groups, (guint) g + 1);
    means->n[g]++;
    means->mean[g] += column->y[i];
  }
  for (guint g = 0; g < means->groups; g++)
    means->mean[g] /= means->n[g];
}

/* Searle's estimators for groups of unequal size. */
static void components (const Column *column, double *between, double *within)
{
  Means means;
  double mean = 0, ss_b = 0, ss_w = 0, squares = 0, n = column->n;
  group_means (column, &means);
  for (guint i = 0; i < column->n; i++) {
    double d = column->y[i] - means.mean[column->group[i]];
    mean += column->y[i] / n;
    ss_w += d * d;
  }
  for (guint g = 0; g < means.groups; g++) {
    ss_b += means.n[g] * (means.mean[g] - mean) * (means.mean[g] - mean);
    squares += means.n[g] * means.n[g];
  }
  double k = means.groups, n0 = (n - squares / n) / (k - 1);
  *within = ss_w / (n - k);
  *between = (ss_b / (k - 1) - *within) / n0;
}

/* Covariance between the group means of two columns, over groups that both have. */
static double covariance (const Column *a, const Column *b)
{
  Means ma, mb;
  double sa = 0, sb = 0, sab = 0;
  group_means (a, &ma);
  group_means (b, &mb);
  guint k = MIN (ma.groups, mb.groups);
  for (guint g = 0; g < k; g++) {
    sa += ma.mean[g];
    sb += mb.mean[g];
    sab += ma.mean[g] * mb.mean[g];
  }
  return (sab - sa * sb / k) / (k - 1);
}

/* A figure of every trial. */
typedef struct {
  double n, sum, squares;
} Series;

static void series_add (Series *series, double x)
{
  series->n++;
  series->sum += x;
  series->squares += x * x;
}

static void series_check (PeopleTally *tally, const char *what, const Series *series,
                          double asked)
{
  double mean = series->sum / series->n;
  double variance = (series->squares / series->n - mean * mean) / (series->n - 1);
  people_z (tally, what, mean, asked, sqrt (variance));
}

/* --- practitioners and centres ------------------------------------------------------------- */

/* Variance between groups by arm and point, and covariance of their means between the arms at the
 * last visit and between the visits in the first arm. */
typedef struct {
  const char *name, *rest;
  guint size;
  Grouping by;
  gboolean has[2]; /* arm b may have no practitioners */
  double between[2][PEOPLE_POINTS];
  double sd[2][PEOPLE_POINTS];
  double across; /* covariance of the arms' group means; NAN: not asked */
} Grouped;

/* SDs 5 and 4 in arm a, 6 and 6 in arm b, 5 at baseline. */
#define SDS { { 5, 5, 4 }, { 5, 6, 6 } }

static const Grouped grouped[] = {
  { "caseload", "'practitioners':{'caseload':{'a':15},'icc':{'a':0.1}},", 120, BY_PRACTITIONER,
    { TRUE, FALSE }, { { 0, 2.5, 1.6 }, { 0 } }, SDS, NAN },
  { "list-and-sd", "'practitioners':{'caseload':{'a':[4,13,7],'b':9},'sd':{'a':1.5,'b':2}},", 120,
    BY_PRACTITIONER, { TRUE, TRUE }, { { 0, 2.25, 2.25 }, { 0, 4, 4 } }, SDS, 0 },
  { "shares", "'practitioners':{'count':{'a':[1,2,5,1,1,3],'b':8},'icc':0.05},", 120,
    BY_PRACTITIONER, { TRUE, TRUE }, { { 0, 1.25, 0.8 }, { 0, 1.8, 1.8 } }, SDS, 0 },
  { "shared", "'practitioners':{'caseload':12,'shared':[['b','a']],'icc':{'a':0.1,'b':0.2}},",
    120, BY_PRACTITIONER, { TRUE, TRUE }, { { 0, 2.5, 1.6 }, { 0, 7.2, 7.2 } }, SDS,
    3.394113 /* sqrt (1.6 x 7.2) */ },
  { "centres", "'centres':{'count':10,'icc':0.08},", 120, BY_CENTRE, { TRUE, TRUE },
    { { 2, 2, 1.28 }, { 2, 2.88, 2.88 } }, SDS, 1.92 /* 0.08 x 4 x 6 */ },
  { "centre-effects", "'centres':{'count':10,'sd':1.1,'effect-sd':1.3},", 120, BY_CENTRE,
    { TRUE, TRUE }, { { 1.21, 2.9, 2.9 }, { 1.21, 1.21, 1.21 } }, SDS, 1.21 },
  { "practitioners-in-centres",
    "'centres':{'count':6,'sd':1,'practitioners-each':{'a':4}},'practitioners':{'icc':0.1},", 120,
    BY_CENTRE, { TRUE, TRUE },
    /* centres of 4 practitioners: their means differ by a quarter of the practitioners' variance */
    { { 1, NAN, NAN }, { 1, 1, 1 } }, SDS, 1 },
};

static SimScenario *scenario_of (guint size, const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5},'means':{'a':[5,6],'b':[9,8]},'sd':{'a':[5,4],'b':6},"
      "'correlation':{'baseline':0.5,'visits':0.7}}],%s"
      "'analyses':[{'id':'m','visit':'w','method':'t-test'}],'run':{'seed':77,'sizes':[%u]}}",
      size, size, rest, 2 * size);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static void test_grouped (gconstpointer data)
{
  const Grouped *g = data;
  guint trials = g_test_slow () ? 30000 : 3000;
  PeopleTally tally = { 0, 0 };
  Series between[2][PEOPLE_POINTS] = { 0 }, total[2][PEOPLE_POINTS] = { 0 };
  Series icc[2][PEOPLE_POINTS] = { 0 }, across = { 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (g->size, g->rest);
  for (guint r = 0; r < trials; r++) {
    Column column[2][PEOPLE_POINTS];
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint a = 0; a < 2; a++)
      for (guint p = 0; p < PEOPLE_POINTS && g->has[a]; p++) {
        double b, w;
        take_column (trial, a, p, g->by, &column[a][p]);
        components (&column[a][p], &b, &w);
        series_add (&between[a][p], b);
        series_add (&total[a][p], b + w);
        /* of this the mean is 0 at the true ICC, and its slope in the ICC minus the total */
        double share = g->between[a][p] / (g->sd[a][p] * g->sd[a][p]);
        series_add (&icc[a][p], b - share * (b + w));
      }
    if (!isnan (g->across))
      series_add (&across, covariance (&column[0][2], &column[1][2]));
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 2; a++)
    for (guint p = 0; p < PEOPLE_POINTS && g->has[a]; p++) {
      char *what = g_strdup_printf ("%s, arm %u, point %u", g->name, a, p);
      if (!isnan (g->between[a][p])) {
        series_check (&tally, what, &between[a][p], g->between[a][p]);
        series_check (&tally, what, &total[a][p], g->sd[a][p] * g->sd[a][p]);
        series_check (&tally, what, &icc[a][p], 0);
        g_test_message ("ICC %.4f", between[a][p].sum / total[a][p].sum);
      }
      g_free (what);
    }
  if (!isnan (g->across))
    series_check (&tally, "between arms", &across, g->across);
  people_report (g->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* Practitioners within centres: variance between those of one centre, and of the centre. */
static void test_nested (void)
{
  enum { TRIALS = 3000, CENTRES = 6, EACH = 4, LOAD = 5 };
  PeopleTally tally = { 0, 0 };
  Series inner = { 0 }, outer = { 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (CENTRES * EACH * LOAD, grouped[6].rest);
  for (guint r = 0; r < TRIALS; r++) {
    double mean[CENTRES][EACH] = { { 0 } }, within = 0, middle = 0, ss = 0, grand = 0, top = 0;
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < CENTRES * EACH * LOAD; i++) {
      const SimPatient *patient = &trial->patients[i];
      g_assert_cmpint (patient->centre, ==, patient->practitioner / EACH);
      mean[patient->centre][patient->practitioner % EACH] += patient->outcomes->scores[1] / LOAD;
    }
    for (guint i = 0; i < CENTRES * EACH * LOAD; i++) {
      const SimPatient *patient = &trial->patients[i];
      double d = patient->outcomes->scores[1] - mean[patient->centre][patient->practitioner % EACH];
      ss += d * d;
    }
    within = ss / (CENTRES * EACH * (LOAD - 1));
    double of_centre[CENTRES] = { 0 };
    for (guint c = 0; c < CENTRES; c++) {
      for (guint k = 0; k < EACH; k++)
        of_centre[c] += mean[c][k] / EACH;
      for (guint k = 0; k < EACH; k++)
        middle += (mean[c][k] - of_centre[c]) * (mean[c][k] - of_centre[c]);
      grand += of_centre[c] / CENTRES;
    }
    middle /= CENTRES * (EACH - 1);
    for (guint c = 0; c < CENTRES; c++)
      top += (of_centre[c] - grand) * (of_centre[c] - grand) / (CENTRES - 1);
    series_add (&inner, middle - within / LOAD);
    series_add (&outer, top - middle / EACH);
    sim_trial_free (trial);
  }
  series_check (&tally, "between practitioners of a centre", &inner, 1.6);
  series_check (&tally, "between centres", &outer, 1);
  people_report ("nested", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* The caseloads themselves, counted. */
static void check_loads (SimEngine *engine, const char *rest, guint size, guint arm,
                         const int *loads)
{
  SimScenario *scenario = scenario_of (size, rest);
  SimTrial *trial = sim_trial_new (engine, scenario, 3, 0, NULL);
  int found[64] = { 0 }, expected = 0;
  for (guint i = 0; i < trial->n_patients; i++)
    if (trial->patients[i].arm == arm) {
      g_assert_cmpint (trial->patients[i].practitioner, <, 64);
      if (trial->patients[i].practitioner >= 0)
        found[trial->patients[i].practitioner]++;
    }
  for (guint k = 0; loads[k] >= 0; k++, expected++)
    g_assert_cmpint (found[k], ==, loads[k]);
  g_assert_cmpint (found[expected], ==, 0);
  sim_trial_free (trial);
  sim_scenario_unref (scenario);
}

static void test_loads (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  const char *list = "'practitioners':{'caseload':{'a':[4,13,7],'b':9},'icc':0.1},";
  check_loads (engine, list, 50, 0, (int[]){ 4, 13, 7, 4, 13, 7, 2, -1 });
  check_loads (engine, list, 50, 1, (int[]){ 9, 9, 9, 9, 9, 5, -1 });
  const char *count = "'practitioners':{'count':{'a':[1,2,5],'b':0},'icc':0.1},";
  check_loads (engine, count, 40, 0, (int[]){ 5, 10, 25, -1 });
  check_loads (engine, count, 40, 1, (int[]){ -1 });
  const char *fixed = "'practitioners':{'count':{'b':7},'icc':0.1},";
  check_loads (engine, fixed, 40, 0, (int[]){ -1 });
  check_loads (engine, fixed, 40, 1, (int[]){ 6, 6, 6, 6, 6, 5, 5, -1 });
  const char *nested
      = "'centres':{'count':3,'icc':0.05,'practitioners-each':{'a':2}},"
        "'practitioners':{'icc':0.1},";
  check_loads (engine, nested, 20, 0, (int[]){ 4, 3, 4, 3, 3, 3, -1 });
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (grouped); i++) {
    char *path = g_strconcat ("/run/people-groups/", grouped[i].name, NULL);
    g_test_add_data_func (path, &grouped[i], test_grouped);
    g_free (path);
  }
  g_test_add_func ("/run/people-groups/nested", test_nested);
  g_test_add_func ("/run/people-groups/loads", test_loads);
  return g_test_run ();
}
