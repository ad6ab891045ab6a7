/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * attrition.c - numbers analysed when patients leave at random.
 */
#include "attrition.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"

/* A law on the integers first, first + 1, ... */
typedef struct {
  guint first, n;
  double *w;
} Law;

/* Binomial, given two or more; what lies more than nine standard deviations out is left off. */
static Law
binomial_law (guint size, double missing, double *complete)
{
  double mean = size * (1 - missing), reach = 9 * sqrt (mean * missing) + 30 * missing;
  guint low = (guint)MAX (2, floor (mean - reach)), high = (guint)MIN (size, ceil (mean + reach));
  Law law = { low, high >= low ? high - low + 1 : 0, NULL };
  double sum = 0;

  law.w = g_new (double, MAX (law.n, 1));
  for (guint i = 0; i < law.n; i++) {
    law.w[i] = sim_binomial_mass (low + i, size, 1 - missing);
    sum += law.w[i];
  }
  for (guint i = 0; i < law.n; i++)
    law.w[i] /= sum;
  *complete = law.n == 0 ? 0 : 1 - sim_binomial_cdf (1, size, 1 - missing);
  return law;
}

/* The law of the sum of two independent numbers; frees both. */
static Law
convolve (Law a, Law b)
{
  Law sum = { a.first + b.first, a.n + b.n - 1, NULL };

  sum.w = g_new0 (double, sum.n);
  for (guint i = 0; i < a.n; i++)
    for (guint j = 0; j < b.n; j++)
      sum.w[i + j] += a.w[i] * b.w[j];
  g_free (a.w);
  g_free (b.w);
  return sum;
}

/* A law as points, with its width relative to its mean. */
typedef struct {
  guint n;
  double *x, *w, width;
} Points;

static Points
points_of (const Law *law)
{
  Points points = { law->n, g_new (double, MAX (law->n, 1)), law->w, 0 };
  double mean = 0, variance = 0;

  for (guint i = 0; i < law->n; i++) {
    points.x[i] = law->first + i;
    mean += law->w[i] * points.x[i];
  }
  for (guint i = 0; i < law->n; i++)
    variance += law->w[i] * (points.x[i] - mean) * (points.x[i] - mean);
  points.width = law->n == 0 ? 0 : sqrt (variance) / mean;
  return points;
}

/*
 * The error of q nodes falls like (SD / mean)^(2q), the relative width of the law to the order
 * from which moments are no longer matched: what a further node is worth.
 */
static double
node_worth (double width)
{
  return MIN (pow (1.5 * width, 2), 0.999);
}

static guint
nodes_needed (double width, double tolerance)
{
  guint q = 1;

  while (q < SIM_ATTRITION_NODES && pow (1.5 * width, 2 * q) > tolerance)
    q++;
  return q;
}

static void
reduce (SimAttrition *attrition, const Law *law, double tolerance)
{
  Points points = points_of (law);

  attrition->n
      = sim_gauss_discrete (points.n, points.x, points.w, nodes_needed (points.width, tolerance),
                            attrition->x, attrition->w);
  g_free (points.x);
}

void
sim_attrition_init (SimAttrition *attrition, guint n_arms, const guint *size, const double *missing,
                    double tolerance)
{
  Law law = { 0, 1, g_new (double, 1) };

  law.w[0] = 1;
  attrition->complete = 1;
  for (guint i = 0; i < n_arms; i++) {
    double complete;
    Law one = binomial_law (size[i], missing[i], &complete);
    attrition->complete *= complete;
    if (one.n > 0)
      law = convolve (law, one);
    else
      g_free (one.w);
  }
  reduce (attrition, &law, tolerance);
  g_free (law.w);
}

/* --- several arms -------------------------------------------------------------------------- */

/* The rules of one arm: rules[k] has k + 1 nodes, the last as many as the tolerance asks for. */
typedef struct {
  guint n_rules;
  double worth;
  SimAttrition rules[SIM_ATTRITION_NODES];
} Arm;

typedef struct {
  guint n_arms, most;
  double tolerance;
  Arm arms[SIM_MAX_ARMS];
  GArray *terms;
} Sparse;

static void
arm_init (Arm *arm, guint size, double missing, double tolerance, double *complete)
{
  Law law = binomial_law (size, missing, complete);
  Points points = points_of (&law);
  guint most = MIN (nodes_needed (points.width, tolerance), law.n);

  arm->worth = node_worth (points.width);
  arm->n_rules = most;
  for (guint k = 0; k < most; k++)
    arm->rules[k].n = sim_gauss_discrete (points.n, points.x, points.w, k + 1, arm->rules[k].x,
                                          arm->rules[k].w);
  g_free (points.x);
  g_free (law.w);
}

/* Whether the rules k, beyond which arm a's may be one finer, add more than the tolerance. */
static gboolean
is_wanted (const Sparse *sparse, const guint *k, guint finer)
{
  double worth = 1;

  for (guint a = 0; a < sparse->n_arms; a++) {
    guint more = k[a] + (finer >> a & 1);
    if (more >= sparse->arms[a].n_rules)
      return FALSE;
    for (guint i = 0; i < more; i++)
      worth *= sparse->arms[a].worth;
  }
  return worth > sparse->tolerance;
}

/* How often the product of the rules k counts in the sum of the wanted differences of rules. */
static int
count_of (const Sparse *sparse, const guint *k)
{
  int count = 0;

  for (guint finer = 0; finer < 1u << sparse->n_arms; finer++)
    if (is_wanted (sparse, k, finer)) {
      guint n = 0;
      for (guint rest = finer; rest != 0; rest &= rest - 1)
        n++;
      count += n % 2 == 0 ? 1 : -1;
    }
  return count;
}

/* Appends the product of the arms' rules k, times count. FALSE once there are too many terms. */
static gboolean
add_product (Sparse *sparse, const guint *k, int count)
{
  guint n_terms = 1;

  for (guint a = 0; a < sparse->n_arms; a++)
    n_terms *= sparse->arms[a].rules[k[a]].n;
  if (n_terms + sparse->terms->len > sparse->most)
    return FALSE;
  for (guint i = 0; i < n_terms; i++) {
    SimAttritionTerm term = { .weight = count };
    guint rest = i;
    for (guint a = 0; a < sparse->n_arms; a++) {
      const SimAttrition *rule = &sparse->arms[a].rules[k[a]];
      term.n[a] = rule->x[rest % rule->n];
      term.weight *= rule->w[rest % rule->n];
      rest /= rule->n;
    }
    g_array_append_val (sparse->terms, term);
  }
  return TRUE;
}

/* All wanted k whose rules of the arms before `arm` are given; the others are the coarsest yet. */
static gboolean
add_products (Sparse *sparse, guint *k, guint arm)
{
  if (arm == sparse->n_arms) {
    int count = count_of (sparse, k);
    return count == 0 || add_product (sparse, k, count);
  }
  gboolean fits = TRUE;
  for (k[arm] = 0; fits && is_wanted (sparse, k, 0); k[arm]++)
    fits = add_products (sparse, k, arm + 1);
  k[arm] = 0;
  return fits;
}

/* The full product, in the place of a sparse sum that is larger. */
static gboolean
use_product (Sparse *sparse)
{
  guint k[SIM_MAX_ARMS];

  g_array_set_size (sparse->terms, 0);
  for (guint a = 0; a < sparse->n_arms; a++)
    k[a] = sparse->arms[a].n_rules - 1;
  return add_product (sparse, k, 1);
}

GArray *
sim_attrition_terms (guint n_arms, const guint *size, const double *missing, double tolerance,
                     guint most, double *complete)
{
  Sparse sparse = { .n_arms = n_arms, .most = most, .tolerance = tolerance };
  guint k[SIM_MAX_ARMS] = { 0 };
  double product = 1;

  sparse.terms = g_array_new (FALSE, FALSE, sizeof (SimAttritionTerm));
  *complete = 1;
  for (guint a = 0; a < n_arms; a++) {
    double one;
    arm_init (&sparse.arms[a], size[a], missing[a], tolerance, &one);
    *complete *= one;
    product *= sparse.arms[a].n_rules;
  }
  if (product == 0 || *complete == 0) /* an arm that cannot have two: no terms are needed */
    return sparse.terms;
  gboolean fits = add_products (&sparse, k, 0);
  if (!fits || sparse.terms->len >= product)
    fits = product <= most && use_product (&sparse);
  if (!fits)
    g_clear_pointer (&sparse.terms, g_array_unref);
  return sparse.terms;
}
