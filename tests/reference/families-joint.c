/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-joint.c - multivariate normal and t probabilities: the chance that a rule with a bound
 * of its own for every hypothesis rejects nothing.
 */
#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"
#include "table.h"
#include "theory/joint.h"

enum { MOST = 3 };

/* Loadings of the statistics on the mean of a shared arm, correlations being their products. FALSE
 * if there are none: then the statistics are no comparisons with one arm. */
static gboolean
find_loadings (int n, double rho12, double rho13, double rho23, double *loading)
{
  double rho[MOST] = { rho23, rho13, rho12 }; /* of the two others */
  int zeros = 0;

  if (n == 2) {
    loading[0] = sqrt (fabs (rho12));
    loading[1] = copysign (loading[0], rho12);
    return TRUE;
  }
  for (int i = 0; i < MOST; i++)
    zeros += rho[i] == 0;
  for (int i = 0; i < MOST; i++) {
    double own = rho[(i + 1) % MOST] * rho[(i + 2) % MOST];
    if (zeros == 0)
      loading[i] = sqrt (own / rho[i]);
    else
      loading[i] = rho[i] != 0 ? 0 : sqrt (fabs (rho[0] + rho[1] + rho[2]));
    if (zeros == 1 || !(loading[i] < 1))
      return FALSE;
  }
  for (int i = 0; i < MOST && zeros == 0; i++) /* by the signs of those with the first */
    if (i > 0 && rho[MOST - i] < 0)
      loading[i] = -loading[i];
  if (zeros == 2)
    for (int i = 0, signs = 0; i < MOST; i++)
      if (loading[i] > 0 && signs++ == 1)
        loading[i] = copysign (loading[i], rho[0] + rho[1] + rho[2]);
  return TRUE;
}

/* Arm 0 is the shared one, of variance 1; a statistic without a loading has two arms of its own. */
static double
chance_of_none (int n, double df, const double *bound, const double *loading)
{
  double mean[1 + 2 * MOST] = { 0 }, variance[1 + 2 * MOST] = { 1 };
  double bounds[(1 << MOST) * MOST], chance[1 << MOST];
  SimPair pairs[MOST];
  SimRule rule;
  guint arms = 1;

  for (int i = 0; i < n; i++) {
    double square = loading[i] * loading[i];
    variance[arms] = square > 0 ? 1 / square - 1 : 1;
    pairs[i] = loading[i] > 0   ? (SimPair){ 0, arms }
               : loading[i] < 0 ? (SimPair){ arms, 0 }
                                : (SimPair){ arms, arms + 1 };
    variance[++arms] = 1;
    arms += loading[i] == 0;
  }
  for (int set = 0; set < 1 << n; set++)
    for (int i = 0; i < n; i++)
      bounds[set * n + i] = bound[i];
  SimJoint joint = { .n_arms = arms,
                     .mean = mean,
                     .variance = variance,
                     .df = df,
                     .sides = 1,
                     .n_hypotheses = (guint) n,
                     .pairs = pairs };
  g_assert_true (sim_rule_init_sequence (&rule, (guint) n, bounds));
  return sim_joint_patterns (&joint, &rule, 1e-13, chance) ? chance[0] : NAN;
}

/* Three normal variables, and the two others given that the first is x, times its density. */
typedef struct {
  double bound[MOST], rho12, rho13, rho23;
} Three;

static double
given_first (double x, gpointer data)
{
  const Three *three = data;
  double left2 = sqrt (1 - three->rho12 * three->rho12);
  double left3 = sqrt (1 - three->rho13 * three->rho13), loading[MOST];
  const double bound[] = { (three->bound[1] - three->rho12 * x) / left2,
                           (three->bound[2] - three->rho13 * x) / left3 };

  find_loadings (2, (three->rho23 - three->rho12 * three->rho13) / (left2 * left3), 0, 0, loading);
  return sim_normal_density (x) * chance_of_none (2, INFINITY, bound, loading);
}

/* Correlations that no comparisons with one arm have. */
static void
check_any (Table *t, const double *bound)
{
  Three three = { { bound[0], bound[1], bound[2] }, table_need (t, "rho12"),
                  table_need (t, "rho13"), table_need (t, "rho23") };

  if (isinf (table_need (t, "df")))
    table_check (t, "lower_orthant_prob",
                 sim_integrate (given_first, &three, -9, three.bound[0], 1e-12, NULL), 1e-9, FALSE);
  else
    table_pass (t, "no comparisons with one arm have such correlations");
}

void
family_mvn_probabilities (void)
{
  Table *t = table_open ("mvn_probabilities");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    int n = (int) table_need (t, "dim");
    double bound[MOST], loading[MOST];
    if (n < 2 || n > MOST) {
      table_pass (t, "more statistics than the test has arms for");
      continue;
    }
    bound[0] = table_need (t, "h1");
    bound[1] = table_need (t, "h2");
    bound[2] = table_number (t, "h3");
    if (!find_loadings (n, table_need (t, "rho12"), table_number (t, "rho13"),
                        table_number (t, "rho23"), loading)) {
      check_any (t, bound);
      continue;
    }
    table_check (t, "lower_orthant_prob",
                 chance_of_none (n, table_need (t, "df"), bound, loading), 1e-12, FALSE);
  }
  table_close (t);
}
