/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the variance leave: against sums over listed cases, and by hand.
 */
#include "scenario/people.h"

#include <math.h>

#include "scenario-make.h"

#define CLOSE(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-12)

enum { HAND_EAR, STANDARD, USUAL };

/* That of the default scenario, with SDs 4 at baseline and 5 and 6 at the visits. */
static void
residual (const char *a, const char *b, guint arm, double matrix[9])
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/outcomes/rmdq/sd=[5,6]");
  draft = make_set (draft, "/outcomes/rmdq/baseline/sd=4");
  draft = make_set (draft, a);
  if (b)
    draft = make_set (draft, b);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_true (sim_people_residual (scenario, 0, arm, matrix));
}

/* asked: (baseline, week-8, week-26) less `less`, whose upper triangle is given. */
static void
assert_less (const double matrix[9], const double less[6])
{
  static const double asked[6] = { 1, 0.5, 0.5, 1, 0.7, 1 };
  guint k = 0;
  for (guint i = 0; i < 3; i++)
    for (guint j = i; j < 3; j++, k++) {
      CLOSE (matrix[3 * i + j], asked[k] - less[k]);
      CLOSE (matrix[3 * j + i], asked[k] - less[k]);
    }
}

static void
nothing_leaves_all (void)
{
  double matrix[9];
  residual ("/title=t", NULL, USUAL, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 0, 0, 0 });
}

static void
shares_at_every_point (void)
{
  double matrix[9];
  residual ("/covariates=[{'id':'x','correlation':0.3},{'id':'y','correlation':-0.2}]", NULL, USUAL,
            matrix);
  assert_less (matrix, (double[6]){ 0.13, 0.13, 0.13, 0.13, 0.13, 0.13 });
  residual ("/centres={'count':4,'icc':0.06}", NULL, USUAL, matrix);
  assert_less (matrix, (double[6]){ 0.06, 0.06, 0.06, 0.06, 0.06, 0.06 });
  residual ("/centres={'count':4,'sd':2}", NULL, HAND_EAR, matrix);
  assert_less (matrix, (double[6]){ 4 / 16.0, 4 / 20.0, 4 / 24.0, 4 / 25.0, 4 / 30.0, 4 / 36.0 });
}

static void
shares_at_visits (void)
{
  double matrix[9];
  residual ("/practitioners={'count':{'standard':3},'icc':0.1}", NULL, STANDARD, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 0.1, 0.1, 0.1 });
  residual ("/practitioners={'count':{'standard':3},'icc':0.1}", NULL, USUAL, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 0, 0, 0 });
  residual ("/practitioners={'count':{'standard':3},'sd':2}", NULL, STANDARD, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 4 / 25.0, 4 / 30.0, 4 / 36.0 });
  residual ("/response-sd=1.5", NULL, STANDARD, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 2.25 / 25, 2.25 / 30, 2.25 / 36 });
  residual ("/response-sd=1.5", NULL, USUAL, matrix);
  assert_less (matrix, (double[6]){ 0, 0, 0, 0, 0, 0 });
}

static void
centres_differ_in_their_effect (void)
{
  double matrix[9];
  residual ("/centres={'count':4,'icc':0.06,'effect-sd':1}", NULL, STANDARD, matrix);
  assert_less (matrix,
               (double[6]){ 0.06, 0.06, 0.06, 0.06 + 1 / 25.0, 0.06 + 1 / 30.0, 0.06 + 1 / 36.0 });
  residual ("/centres={'count':4,'icc':0.06,'effect-sd':1}", NULL, USUAL, matrix);
  assert_less (matrix, (double[6]){ 0.06, 0.06, 0.06, 0.06, 0.06, 0.06 });
}

/* A tenth of the patients, four tenths, and half of them: a population of ten, gone through. */
static void
strata_by_a_population (void)
{
  static const double effect[10] = { 3, 1, 1, 1, 1, 0, 0, 0, 0, 0 };
  static const double extra[10] = { -1, 0, 0, 0, 0, 2, 2, 2, 2, 2 };
  static const double sd[3] = { 4, 5, 6 };
  double value[10][3], mean[3] = { 0, 0, 0 }, less[6], matrix[9];
  guint k = 0;
  for (guint i = 0; i < 10; i++)
    for (guint t = 0; t < 3; t++) {
      value[i][t] = (effect[i] + (t > 0 ? extra[i] : 0)) / sd[t];
      mean[t] += value[i][t] / 10;
    }
  for (guint t = 0; t < 3; t++)
    for (guint u = t; u < 3; u++, k++) {
      less[k] = 0;
      for (guint i = 0; i < 10; i++)
        less[k] += (value[i][t] - mean[t]) * (value[i][u] - mean[u]) / 10;
    }
  residual ("/strata=[{'id':'s','levels':[{'id':'a','prevalence':0.1,'effect':3,"
            "'interaction':{'rmdq':{'standard':-1}}},{'id':'b','prevalence':0.4,'effect':1},"
            "{'id':'c','prevalence':0.5,'interaction':{'rmdq':{'standard':2}}}]}]",
            NULL, STANDARD, matrix);
  assert_less (matrix, less);
}

static void
parts_add_up (void)
{
  double all[9], one[9], two[9];
  static const char first[] = "/covariates=[{'id':'x','correlation':0.3}]";
  static const char second[] = "/response-sd=1";
  residual (first, second, STANDARD, all);
  residual (first, NULL, STANDARD, one);
  residual (second, NULL, STANDARD, two);
  static const double asked[9] = { 1, 0.5, 0.5, 0.5, 1, 0.7, 0.5, 0.7, 1 };
  for (guint i = 0; i < 9; i++)
    CLOSE (all[i], one[i] + two[i] - asked[i]);
}

/* Without a baseline its row and column are those of a variate by itself. */
static void
without_a_baseline (void)
{
  double matrix[9];
  g_autoptr (SimDraft) draft = make_draft (SMALL);
  draft = make_set (draft, "/covariates=[{'id':'x','correlation':0.5}]");
  draft = make_set (draft, "/centres={'count':2,'icc':0.1}");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_true (sim_people_residual (scenario, 0, 0, matrix));
  CLOSE (matrix[0], 1);
  CLOSE (matrix[1], 0);
  CLOSE (matrix[2], 0);
  CLOSE (matrix[4], 0.65);
  CLOSE (matrix[5], 0.35);
}

/* --- a matrix of its own ------------------------------------------------------------------- */

static void
given_matrix (void)
{
  double matrix[9];
  static const double given[9] = { 1, 0.3, 0.2, 0.3, 1, 0.6, 0.2, 0.6, 1 };
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/outcomes/rmdq/correlation={'type':'matrix','values':"
                                            "[[1,0.3,0.2],[0.3,1,0.6],[0.2,0.6,1]]}");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  sim_scenario_correlation (scenario, 0, matrix);
  g_assert_cmpmem (matrix, sizeof matrix, given, sizeof given);
  /* What is not given is what the default type has. */
  draft = make_set (draft, "/outcomes/rmdq/correlation={'type':'matrix'}");
  g_autoptr (SimScenario) bare = make_scenario (draft);
  assert_value (sim_scenario_value (bare, "/outcomes/rmdq/correlation/values"),
                "[[1,0.5,0.5],[0.5,1,0.7],[0.5,0.7,1]]");
  g_autoptr (SimDraft) small = make_set (make_draft (SMALL), "/outcomes/y/correlation="
                                                             "{'type':'matrix'}");
  g_autoptr (SimScenario) two = make_scenario (small);
  assert_value (sim_scenario_value (two, "/outcomes/y/correlation/values"), "[[1,0.7],[0.7,1]]");
  small = make_set (small, "/outcomes/y/correlation/values=[[1,-0.2],[-0.2,1]]");
  g_autoptr (SimScenario) own = make_scenario (small);
  sim_scenario_correlation (own, 0, matrix);
  static const double alone[9] = { 1, 0, 0, 0, 1, -0.2, 0, -0.2, 1 };
  g_assert_cmpmem (matrix, sizeof matrix, alone, sizeof alone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/residual/nothing-leaves-all", nothing_leaves_all);
  g_test_add_func ("/residual/shares-at-every-point", shares_at_every_point);
  g_test_add_func ("/residual/shares-at-visits", shares_at_visits);
  g_test_add_func ("/residual/effects-of-centres", centres_differ_in_their_effect);
  g_test_add_func ("/residual/strata", strata_by_a_population);
  g_test_add_func ("/residual/parts-add-up", parts_add_up);
  g_test_add_func ("/residual/without-a-baseline", without_a_baseline);
  g_test_add_func ("/residual/given-matrix", given_matrix);
  return g_test_run ();
}
