/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * logistic.c - logistic regression and standardisation against a second route that shares no code:
 * Newton's method on the plain columns in long double. Fits of R's glm are in tests/reference.
 */
#include "analysis/logistic.h"

#include <glib.h>
#include <math.h>

enum { MOST = 120, ARMS = 4, COLUMNS = 8 };

typedef long double Real;

typedef struct {
  int n, n_arms, n_numbers, levels; /* levels 0: no factor */
  double y[MOST], x[2][MOST];
  int8_t arm[MOST], level[MOST];
} Data;

static SimLinearData view (const Data *d)
{
  return (SimLinearData){ .n = d->n, .n_arms = d->n_arms, .y = d->y, .arm = d->arm,
                          .n_numbers = d->n_numbers, .number = { d->x[0], d->x[1] },
                          .n_factors = d->levels > 0, .n_levels = { d->levels },
                          .level = { d->level } };
}

static int column_of (const Data *d, int i, Real *row)
{
  int n = 0;
  for (int a = 0; a < d->n_arms; a++)
    row[n++] = d->arm[i] == a;
  for (int k = 0; k < d->n_numbers; k++)
    row[n++] = d->x[k][i];
  for (int l = 1; l < d->levels; l++)
    row[n++] = d->level[i] == l;
  return n;
}

/* Inverts in place with the largest pivot on the diagonal; FALSE where there is none. */
static gboolean invert (int n, Real m[COLUMNS + ARMS][COLUMNS + ARMS])
{
  for (int i = 0; i < n; i++) {
    Real pivot = m[i][i];
    if (pivot == 0)
      return FALSE;
    m[i][i] = 1;
    for (int j = 0; j < n; j++)
      m[i][j] /= pivot;
    for (int k = 0; k < n; k++) {
      Real factor = m[k][i];
      if (k == i)
        continue;
      m[k][i] = 0;
      for (int j = 0; j < n; j++)
        m[k][j] -= factor * m[i][j];
    }
  }
  return TRUE;
}

typedef struct {
  int n;
  Real b[COLUMNS + ARMS], v[COLUMNS + ARMS][COLUMNS + ARMS];
} Slow;

static Real eta_of (const Slow *s, const Real *row)
{
  Real sum = 0;
  for (int j = 0; j < s->n; j++)
    sum += s->b[j] * row[j];
  return sum;
}

static Real log_likelihood (const Data *d, const Slow *s)
{
  Real sum = 0, row[COLUMNS + ARMS];
  for (int i = 0; i < d->n; i++) {
    if (d->arm[i] < 0)
      continue;
    column_of (d, i, row);
    Real eta = eta_of (s, row);
    sum -= log1pl (expl (d->y[i] > 0 ? -eta : eta));
  }
  return sum;
}

/* FALSE: log odds run away. largest: of those of patients. */
static gboolean slow_fit (const Data *d, Slow *s, Real *largest)
{
  *s = (Slow){ 0 };
  for (int round = 0; round < 300; round++) {
    Real gradient[COLUMNS + ARMS] = { 0 }, row[COLUMNS + ARMS];
    *largest = 0;
    for (int j = 0; j < COLUMNS + ARMS; j++)
      for (int k = 0; k < COLUMNS + ARMS; k++)
        s->v[j][k] = 0;
    for (int i = 0; i < d->n; i++) {
      if (d->arm[i] < 0)
        continue;
      s->n = column_of (d, i, row);
      Real eta = eta_of (s, row), p = 1 / (1 + expl (-eta)), q = 1 / (1 + expl (eta));
      *largest = MAX (*largest, fabsl (eta));
      for (int j = 0; j < s->n; j++) {
        gradient[j] += row[j] * (d->y[i] > 0 ? q : -p);
        for (int k = 0; k < s->n; k++)
          s->v[j][k] += row[j] * row[k] * p * q;
      }
    }
    if (!invert (s->n, s->v))
      return FALSE;
    Slow before = *s;
    Real step[COLUMNS + ARMS] = { 0 }, size = 0, at = log_likelihood (d, s), share = 1;
    for (int j = 0; j < s->n; j++) {
      for (int k = 0; k < s->n; k++)
        step[j] += s->v[j][k] * gradient[k];
      size = MAX (size, fabsl (step[j]));
    }
    for (int halvings = 0; halvings < 30; halvings++, share /= 2) {
      for (int j = 0; j < s->n; j++)
        s->b[j] = before.b[j] + share * step[j];
      if (log_likelihood (d, s) >= at - 1e-15L)
        break;
    }
    if (size < 1e-13L)
      return TRUE;
  }
  return FALSE;
}

static void slow_standardise (const Data *d, const Slow *s, int a, int b, Real *difference,
                              Real *variance)
{
  Real p[ARMS] = { 0 }, n = 0, count[ARMS] = { 0 }, row[COLUMNS + ARMS], sum = 0;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < d->n; i++) {
      Real own[ARMS];
      if (d->arm[i] < 0)
        continue;
      column_of (d, i, row);
      for (int arm = 0; arm < d->n_arms; arm++) {
        for (int k = 0; k < d->n_arms; k++)
          row[k] = k == arm;
        own[arm] = 1 / (1 + expl (-eta_of (s, row)));
      }
      if (pass == 0) {
        n++;
        count[d->arm[i]]++;
        for (int arm = 0; arm < d->n_arms; arm++)
          p[arm] += own[arm];
        continue;
      }
      Real influence = own[a] - p[a] / n - (own[b] - p[b] / n);
      if (d->arm[i] == a)
        influence += n / count[a] * (d->y[i] - own[a]);
      if (d->arm[i] == b)
        influence -= n / count[b] * (d->y[i] - own[b]);
      sum += influence * influence;
    }
  *difference = (p[a] - p[b]) / n;
  *variance = sum / (n * (n - (s->n - d->n_arms)));
}

static void near (const char *what, double got, Real due)
{
  if (fabs (got - (double)due) <= 1e-9 * (1 + fabs ((double)due)))
    return;
  g_test_message ("%s: %.15g, not %.15Lg", what, got, due);
  g_test_fail ();
}

static void draw (GRand *rand, Data *d)
{
  *d = (Data){ .n = g_rand_int_range (rand, 12, MOST), .n_arms = g_rand_int_range (rand, 2, 5),
               .n_numbers = g_rand_int_range (rand, 0, 3),
               .levels = g_rand_int_range (rand, 0, 4) };
  double slope = g_rand_double_range (rand, -2, 2);
  for (int i = 0; i < d->n; i++) {
    gboolean nowhere = g_rand_int_range (rand, 0, 20) == 0;
    d->arm[i] = (int8_t)(nowhere ? -1 : g_rand_int_range (rand, 0, d->n_arms));
    d->level[i] = (int8_t)g_rand_int_range (rand, 0, MAX (d->levels, 1));
    d->x[0][i] = floor (g_rand_double_range (rand, 0, 12)); /* ties */
    d->x[1][i] = g_rand_double_range (rand, -50, 50);
    double eta = 0.4 * d->arm[i] + slope * (d->x[0][i] - 6) / 4;
    d->y[i] = g_rand_double (rand) < 1 / (1 + exp (-eta));
  }
}

/* A level that nobody has is none to the engine, and a column of zeros to the second route. */
static gboolean all_levels (const Data *d)
{
  gboolean seen[4] = { FALSE }, all = TRUE;
  for (int i = 0; i < d->n; i++)
    if (d->arm[i] >= 0)
      seen[d->level[i]] = TRUE;
  for (int l = 0; l < d->levels; l++)
    all &= seen[l];
  return all;
}

static void test_random (void)
{
  static double room[SIM_LINEAR_ROOM (MOST, COLUMNS + ARMS)];
  GRand *rand = g_rand_new_with_seed (1);
  int fitted = 0, slowest = 0, far = 0;
  for (int round = 0; round < 1500; round++) {
    Data d;
    Slow s;
    SimLogistic fit;
    SimStandardised standardised;
    do
      draw (rand, &d);
    while (!all_levels (&d));
    SimLinearData data = view (&d);
    gboolean good = sim_logistic (&data, room, &fit);
    Real largest;
    gboolean slow = slow_fit (&d, &s, &largest);
    /* where all but a few patients are told apart a maximum may be too far away */
    far += !good && slow;
    g_assert_true (good == slow || (slow && largest > 30));
    if (!good)
      continue;
    if (largest > 30) /* standard errors of ten and more: only as good as double precision is */
      continue;
    fitted++;
    slowest = MAX (slowest, fit.evaluations);
    sim_standardise (&data, &fit, &standardised);
    for (int b = 1; b < d.n_arms; b++) {
      double weights[SIM_LINEAR_ARMS] = { 1 }, variance;
      Real difference, due;
      weights[b] = -1;
      near ("log odds ratio", sim_logistic_contrast (&fit, weights, &variance), s.b[0] - s.b[b]);
      near ("its variance", variance, s.v[0][0] + s.v[b][b] - 2 * s.v[0][b]);
      slow_standardise (&d, &s, 0, b, &difference, &due);
      near ("difference",
            sim_standardised_contrast (&standardised, d.n_arms, weights, &variance), difference);
      near ("its variance", variance, due);
    }
  }
  g_test_message ("%d fits, %d too far away; at most %d evaluations", fitted, far, slowest);
  g_assert_cmpint (fitted, >, 1000);
  g_assert_cmpint (far, <, 20);
  g_rand_free (rand);
}

/* Without covariates everything has a closed form. */
static void test_closed (void)
{
  static double room[SIM_LINEAR_ROOM (MOST, 4)];
  GRand *rand = g_rand_new_with_seed (2);
  for (int round = 0; round < 2000; round++) {
    Data d;
    SimLogistic fit;
    SimStandardised standardised;
    double events[ARMS] = { 0 }, n[ARMS] = { 0 };
    gboolean inside = TRUE;
    draw (rand, &d);
    d.n = round % 2 ? 14 : d.n;
    d.n_numbers = d.levels = 0;
    SimLinearData data = view (&d);
    for (int i = 0; i < d.n; i++)
      if (d.arm[i] >= 0) {
        events[d.arm[i]] += d.y[i];
        n[d.arm[i]]++;
      }
    for (int a = 0; a < d.n_arms; a++)
      inside &= events[a] > 0 && events[a] < n[a];
    g_assert_cmpint (sim_logistic (&data, room, &fit), ==, inside);
    if (!inside)
      continue;
    sim_standardise (&data, &fit, &standardised);
    for (int a = 0; a < d.n_arms; a++) {
      double p = events[a] / n[a];
      near ("log odds", fit.log_odds[a], logl ((Real)p / (1 - (Real)p)));
      near ("variance", fit.covariance[a][a], 1 / (n[a] * (Real)p * (1 - (Real)p)));
      near ("proportion", standardised.proportion[a], p);
      near ("unpooled variance", standardised.covariance[a][a], p * (1 - p) / n[a]);
      near ("covariance", standardised.covariance[a][(a + 1) % d.n_arms], 0);
    }
  }
  g_rand_free (rand);
}

/* A covariate that tells the outcomes apart. */
static void test_separated (void)
{
  static double room[SIM_LINEAR_ROOM (MOST, 4)];
  GRand *rand = g_rand_new_with_seed (3);
  for (int round = 0; round < 500; round++) {
    Data d;
    SimLogistic fit;
    draw (rand, &d);
    d.n_numbers = 1 + round % 2;
    d.levels = 0;
    for (int i = 0; i < d.n; i++)
      d.y[i] = d.x[0][i] > 5.5;
    SimLinearData data = view (&d);
    g_assert_false (sim_logistic (&data, room, &fit));
  }
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logistic/random", test_random);
  g_test_add_func ("/logistic/closed", test_closed);
  g_test_add_func ("/logistic/separated", test_separated);
  return g_test_run ();
}
