/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox.c - Cox's regression on the arms against a second route that shares no code: at the maximum
 * that is found the score, patient by patient in long double by the definition, must be 0, and the
 * inverse of the information be the covariance. Whether there is a maximum is asked of every
 * direction in which the likelihood may rise for ever. The data of R's coxph are in
 * tests/reference.
 */
#include "analysis/cox.h"
#include "analysis/log-rank.h"

#include <glib.h>
#include <math.h>

enum { MOST = 600 };

typedef struct {
  int n, n_arms;
  double time[MOST];
  uint8_t event[MOST];
  int8_t arm[MOST];
} Data;

static gboolean fit_to (const Data *d, SimCox *fit)
{
  static int order[MOST], spare[MOST];
  g_assert_true (sim_log_rank_order (d->n, d->time, order, spare));
  return sim_cox (d->n_arms, d->n, order, d->time, d->event, d->arm, spare, fit);
}

/* --- by the definition --------------------------------------------------------------------- */

typedef struct {
  long double score[SIM_COX_ARMS], information[SIM_COX_ARMS][SIM_COX_ARMS];
} Derivatives;

static gboolean is_here (const Data *d, int i)
{
  return d->arm[i] >= 0 && d->arm[i] < d->n_arms;
}

/* The event of patient i: his rank among those at the same time says what share of them is out of
 * the risk set, as Efron has it. */
static void add_event (const Data *d, int i, const long double *hazard, Derivatives *sums)
{
  long double mean[SIM_COX_ARMS] = { 0 }, all = 0;
  int events = 0, rank = 0;
  for (int j = 0; j < d->n; j++)
    if (is_here (d, j) && d->event[j] && d->time[j] == d->time[i]) {
      events++;
      rank += j < i;
    }
  for (int j = 0; j < d->n; j++) {
    if (!is_here (d, j) || d->time[j] < d->time[i])
      continue;
    gboolean with = d->event[j] && d->time[j] == d->time[i];
    long double weight = hazard[d->arm[j]] * (with ? 1 - rank / (long double) events : 1);
    mean[d->arm[j]] += weight;
    all += weight;
  }
  sums->score[d->arm[i]] += 1;
  for (int a = 0; a < d->n_arms; a++) {
    sums->score[a] -= mean[a] / all;
    for (int b = 0; b < d->n_arms; b++)
      sums->information[a][b] += (a == b ? mean[a] / all : 0) - mean[a] * mean[b] / (all * all);
  }
}

static void by_definition (const Data *d, const double *log_hazard, Derivatives *sums)
{
  long double hazard[SIM_COX_ARMS];
  *sums = (Derivatives){ 0 };
  for (int a = 0; a < d->n_arms; a++)
    hazard[a] = expl (log_hazard[a]);
  for (int i = 0; i < d->n; i++)
    if (is_here (d, i) && d->event[i])
      add_event (d, i, hazard, sums);
}

/* Every split of the arms into two: do all events of the one side come when nobody of the other is
 * at risk? Then its betas can fall for ever against those of the other. */
static gboolean has_maximum (const Data *d)
{
  for (int split = 1; split < (1 << d->n_arms) - 1; split++) {
    gboolean holds = FALSE;
    for (int i = 0; i < d->n && !holds; i++)
      for (int j = 0; j < d->n && !holds; j++)
        holds = is_here (d, i) && is_here (d, j) && d->event[i] && d->time[j] >= d->time[i]
                && (split >> d->arm[i] & 1) && !(split >> d->arm[j] & 1);
    if (!holds)
      return FALSE;
  }
  return TRUE;
}

/* Information times covariance is the identity, and the step left is none. */
static void agree (const Data *d)
{
  SimCox fit;
  Derivatives sums;
  int last = d->n_arms - 1;
  gboolean fitted = fit_to (d, &fit);
  g_assert_cmpint (fitted, ==, has_maximum (d));
  if (!fitted) {
    g_assert_cmpfloat (fit.log_hazard[0], ==, 0);
    return;
  }
  by_definition (d, fit.log_hazard, &sums);
  g_assert_cmpfloat (fit.log_hazard[last], ==, 0);
  for (int a = 0; a < last; a++) {
    long double step = 0;
    for (int b = 0; b < last; b++) {
      long double product = 0;
      step += fit.covariance[a][b] * sums.score[b];
      for (int c = 0; c < last; c++)
        product += sums.information[a][c] * fit.covariance[c][b];
      g_assert_cmpfloat (fabsl (product - (a == b)), <, 1e-9);
      g_assert_cmpfloat (fit.covariance[a][b], ==, fit.covariance[b][a]);
    }
    g_assert_cmpfloat (fabsl (step), <, 1e-9 * sqrt (fit.covariance[a][a]));
    g_assert_cmpfloat (fit.covariance[a][last], ==, 0);
  }
}

/* steps > 0: times on a grid of so many. */
static void draw (GRand *rand, int n, int n_arms, int steps, double seen, Data *d)
{
  d->n = n;
  d->n_arms = n_arms;
  for (int i = 0; i < n; i++) {
    int arm = g_rand_int_range (rand, -1, n_arms + 1);
    double time = -log (1 - g_rand_double (rand)) * (1 + 0.7 * arm);
    d->time[i] = steps > 0 ? floor (time * steps / 4) : time;
    d->event[i] = g_rand_double (rand) < seen;
    d->arm[i] = (int8_t) arm;
  }
}

static void test_definition (void)
{
  static Data d;
  static const int steps[] = { 0, 1, 2, 5, 20, 200, 0 };
  static const double seen[] = { 0.9, 0.6, 1, 0.3, 0.08 };
  GRand *rand = g_rand_new_with_seed (19720301);
  int fitted = 0, rounds = 7000;
  for (int round = 0; round < rounds; round++) {
    SimCox fit;
    draw (rand, g_rand_int_range (rand, 1, 45), 2 + round % 5, steps[round % 7],
          seen[round / 7 % 5], &d);
    agree (&d);
    fitted += fit_to (&d, &fit);
  }
  g_test_message ("%d of %d sets of data have a fit", fitted, rounds);
  g_assert_cmpint (fitted, >, rounds / 4);
  g_assert_cmpint (fitted, <, rounds * 3 / 4);
  for (int round = 0; round < 12; round++) {
    draw (rand, MOST, 2 + round % 5, steps[round % 7], 0.8, &d);
    agree (&d);
  }
  g_rand_free (rand);
}

/* One of b with a and b two at risk, then a with b: with r = exp (beta) the score
 * 1 - r / (r + 2) - r / (r + 1) is 0 at r = sqrt (2). And two at once, one of each arm. */
static void test_by_hand (void)
{
  Data d = { .n = 3, .n_arms = 2, .time = { 2, 1, 3 }, .event = { 1, 1, 0 }, .arm = { 0, 1, 1 } };
  Data tied = d;
  double r = sqrt (2), variance;
  double information = 2 * r / ((r + 2) * (r + 2)) + r / ((r + 1) * (r + 1));
  tied.time[0] = 1;
  SimCox fit;
  g_assert_true (fit_to (&d, &fit));
  g_assert_cmpfloat (fabs (fit.log_hazard[0] - log (r)), <, 1e-15);
  g_assert_cmpfloat (fabs (sim_cox_contrast (&fit, 0, 1, &variance) - log (r)), <, 1e-15);
  g_assert_cmpfloat (fabs (variance * information - 1), <, 1e-9);
  g_assert_cmpfloat (fabs (sim_cox_contrast (&fit, 1, 0, &variance) + log (r)), <, 1e-15);

  /* 1 - r / (r + 2) - r / 2 / (r / 2 + 3 / 2) = 0 at r = sqrt (6) */
  g_assert_true (fit_to (&tied, &fit));
  g_assert_cmpfloat (fabs (fit.log_hazard[0] - log (6) / 2), <, 1e-15);
}

static void test_edges (void)
{
  static const struct {
    const char *what;
    Data d;
    gboolean fitted;
  } cases[] = {
    /* clang-format off */
    { "all censored", { 4, 2, { 1, 2, 3, 4 }, { 0 }, { 0, 1, 0, 1 } }, FALSE },
    { "no event in one arm", { 4, 2, { 1, 2, 3, 4 }, { 1, 0, 1, 0 }, { 1, 0, 1, 0 } }, FALSE },
    { "one arm all before the other",
      { 4, 2, { 1, 2, 3, 4 }, { 1, 1, 1, 1 }, { 1, 1, 0, 0 } }, FALSE },
    { "all at once", { 4, 2, { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 0, 0 } }, TRUE },
    { "an empty arm", { 3, 3, { 1, 2, 3 }, { 1, 1, 1 }, { 0, 1, 0 } }, FALSE },
    { "a third arm that nobody is compared with",
      { 5, 3, { 1, 2, 3, 4, 5 }, { 1, 1, 1, 1, 1 }, { 2, 0, 1, 0, 1 } }, FALSE },
    { "censored in time to be at risk",
      { 5, 3, { 1, 2, 3, 4, 2 }, { 1, 1, 1, 0, 0 }, { 2, 0, 1, 0, 2 } }, TRUE },
    { "endless times", { 4, 2, { 1, INFINITY, 2, 3 }, { 1, 0, 1, 0 }, { 1, 0, 0, 1 } }, TRUE },
    { "one arm", { 2, 1, { 1, 2 }, { 1, 1 }, { 0, 0 } }, FALSE },
    { "too many arms", { 2, 7, { 1, 2 }, { 1, 1 }, { 0, 1 } }, FALSE },
    /* clang-format on */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimCox fit;
    g_test_message ("%s", cases[i].what);
    g_assert_cmpint (fit_to (&cases[i].d, &fit), ==, cases[i].fitted);
    if (cases[i].fitted)
      agree (&cases[i].d);
  }
}

/* A hazard ratio as far out as data have it: 300 of one arm, then all but one of the other. */
static void test_far (void)
{
  static Data d = { .n = MOST, .n_arms = 2 };
  SimCox fit;
  for (int i = 0; i < MOST; i++) {
    d.time[i] = i;
    d.event[i] = 1;
    d.arm[i] = i < MOST / 2 && i != MOST / 4;
  }
  g_assert_true (fit_to (&d, &fit));
  g_test_message ("log hazard ratio %.3f after %d evaluations", fit.log_hazard[0],
                  fit.evaluations);
  g_assert_cmpfloat (fit.log_hazard[0], <, -5);
  agree (&d);
}

/* Bits must not depend on how ties are ordered. */
static void test_shuffled (void)
{
  static Data d, e;
  GRand *rand = g_rand_new_with_seed (3);
  draw (rand, 500, 3, 25, 0.7, &d);
  e.n = d.n;
  e.n_arms = d.n_arms;
  for (int i = 0; i < d.n; i++) {
    int from = d.n - 1 - i;
    e.time[i] = d.time[from], e.event[i] = d.event[from], e.arm[i] = d.arm[from];
  }
  SimCox one, other;
  g_assert_true (fit_to (&d, &one) && fit_to (&e, &other));
  g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/cox/definition", test_definition);
  g_test_add_func ("/analysis/cox/by-hand", test_by_hand);
  g_test_add_func ("/analysis/cox/edges", test_edges);
  g_test_add_func ("/analysis/cox/far", test_far);
  g_test_add_func ("/analysis/cox/shuffled", test_shuffled);
  return g_test_run ();
}
