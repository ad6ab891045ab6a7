/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rmst.c - restricted means against a second route that shares no code: the curve at any time from
 * all patients anew, in long double; and, where nobody is censored, the mean of the times cut at
 * tau and its variance. The data of R's survfit are in tests/reference.
 */
#include "analysis/log-rank.h"
#include "analysis/rmst.h"

#include <glib.h>
#include <math.h>

enum { MOST = 400 };

typedef struct {
  int n;
  double time[MOST];
  uint8_t event[MOST];
  int8_t arm[MOST];
} Data;

static void fit_to (const Data *d, int n_arms, double tau, SimRmst *arms)
{
  static int order[MOST], spare[MOST];
  g_assert_true (sim_log_rank_order (d->n, d->time, order, spare));
  sim_rmst (n_arms, d->n, order, d->time, d->event, d->arm, tau, arms);
}

/* Those at risk at t, and those with an event then. */
static void at (const Data *d, int arm, double t, long double *risk, long double *dead)
{
  *risk = *dead = 0;
  for (int i = 0; i < d->n; i++) {
    *risk += d->arm[i] == arm && d->time[i] >= t;
    *dead += d->arm[i] == arm && d->time[i] == t && d->event[i];
  }
}

static gboolean is_first (const Data *d, int arm, int i)
{
  for (int j = 0; j < i; j++)
    if (d->arm[j] == arm && d->time[j] == d->time[i])
      return FALSE;
  return d->arm[i] == arm;
}

/* The curve just after t: of every time up to then once. */
static long double share_after (const Data *d, int arm, double t)
{
  long double share = 1, risk, dead;
  for (int i = 0; i < d->n; i++) {
    if (!is_first (d, arm, i) || d->time[i] > t)
      continue;
    at (d, arm, d->time[i], &risk, &dead);
    share *= 1 - dead / risk;
  }
  return share;
}

/* From each time that there is to the next, or tau. */
static long double area (const Data *d, int arm, double from, double tau)
{
  long double sum = 0;
  while (from < tau) {
    double to = tau;
    for (int i = 0; i < d->n; i++)
      if (d->arm[i] == arm && d->time[i] > from)
        to = MIN (to, d->time[i]);
    sum += share_after (d, arm, from) * ((long double) to - from);
    from = to;
  }
  return sum;
}

static void agree (const Data *d, int n_arms, double tau)
{
  SimRmst arms[SIM_RMST_ARMS];
  fit_to (d, n_arms, tau, arms);
  for (int a = 0; a < n_arms; a++) {
    long double variance = 0, risk, dead, last = 0;
    int n = 0, events = 0;
    for (int i = 0; i < d->n; i++) {
      if (d->arm[i] != a)
        continue;
      n++;
      events += d->event[i] && d->time[i] <= tau;
      last = MAX (last, d->time[i]);
      if (!is_first (d, a, i) || d->time[i] > tau)
        continue;
      at (d, a, d->time[i], &risk, &dead);
      long double right = area (d, a, d->time[i], tau);
      if (dead < risk)
        variance += dead / (risk * (risk - dead)) * right * right;
    }
    gboolean held = last < tau && share_after (d, a, tau) > 0;
    g_assert_cmpint (arms[a].n, ==, n);
    g_assert_cmpint (arms[a].events, ==, events);
    g_assert_cmpint (arms[a].held, ==, held);
    g_assert_cmpfloat (fabsl (arms[a].mean - area (d, a, 0, tau)), <, 1e-12 * tau);
    g_assert_cmpfloat (fabsl (arms[a].variance - variance), <, 1e-12 * tau * tau);
  }
}

static void draw (GRand *rand, int n, int steps, double seen, Data *d)
{
  d->n = n;
  for (int i = 0; i < n; i++) {
    double time = -log (1 - g_rand_double (rand));
    d->time[i] = steps > 0 ? floor (time * steps) : time;
    d->event[i] = g_rand_double (rand) < seen;
    d->arm[i] = (int8_t) g_rand_int_range (rand, -1, 4);
  }
}

static void test_definition (void)
{
  static Data d;
  static const int steps[] = { 0, 1, 3, 7, 40 };
  static const double seen[] = { 0.7, 1, 0.3, 0.05 }, taus[] = { 0.5, 1, 2, 3, 8, 0.01 };
  GRand *rand = g_rand_new_with_seed (19490101);
  for (int round = 0; round < 3000; round++) {
    draw (rand, g_rand_int_range (rand, 1, 40), steps[round % 5], seen[round / 5 % 4], &d);
    agree (&d, 3, taus[round % 6]);
  }
  draw (rand, 300, 0, 0.7, &d);
  agree (&d, 3, 1.5);
  g_rand_free (rand);
}

static void test_uncensored (void)
{
  static Data d;
  const double tau = 1.1;
  GRand *rand = g_rand_new_with_seed (58);
  SimRmst arms[3];
  double mean[3] = { 0 }, variance[3] = { 0 }, n[3] = { 0 }, of_difference;
  draw (rand, MOST, 0, 1, &d);
  for (int i = 0; i < d.n; i++)
    if (d.arm[i] >= 0 && d.arm[i] < 3) {
      n[d.arm[i]]++;
      mean[d.arm[i]] += MIN (d.time[i], tau);
    }
  for (int a = 0; a < 3; a++)
    mean[a] /= n[a];
  for (int i = 0; i < d.n; i++)
    if (d.arm[i] >= 0 && d.arm[i] < 3) {
      double less = MIN (d.time[i], tau) - mean[d.arm[i]];
      variance[d.arm[i]] += less * less / (n[d.arm[i]] * n[d.arm[i]]);
    }
  fit_to (&d, 3, tau, arms);
  for (int a = 0; a < 3; a++) {
    g_assert_cmpfloat (fabs (arms[a].mean - mean[a]), <, 1e-13);
    g_assert_cmpfloat (fabs (arms[a].variance - variance[a]), <, 1e-13);
  }
  double difference = sim_rmst_difference (arms, 2, 0, &of_difference);
  g_assert_cmpfloat (fabs (difference - (mean[2] - mean[0])), <, 1e-13);
  g_assert_cmpfloat (fabs (of_difference - (variance[2] + variance[0])), <, 1e-13);
  g_rand_free (rand);
}

/* Areas and squares by hand. */
static void test_by_hand (void)
{
  static const struct {
    const char *what;
    Data d;
    double tau, mean, variance;
    int events;
    gboolean held;
  } cases[] = {
    /* clang-format off */
    { "one of two at 1, tau 3", { 2, { 1, 4 }, { 1, 0 }, { 0, 0 } }, 3, 2, 0.5, 1, FALSE },
    { "censored between", { 3, { 1, 2, 3 }, { 1, 0, 1 }, { 0 } }, 4,
      1 + 2 * 2 / 3.0, 16 / 9.0 / 6, 2, FALSE },
    { "held beyond the last", { 2, { 1, 2 }, { 1, 0 }, { 0 } }, 4,
      1 + 0.5 * 3, 0.5 * 2.25, 1, TRUE },
    { "censored at tau", { 2, { 1, 4 }, { 1, 0 }, { 0 } }, 4, 1 + 0.5 * 3, 0.5 * 2.25, 1, FALSE },
    { "an event at tau", { 2, { 1, 3 }, { 1, 1 }, { 0 } }, 3, 2, 0.5, 2, FALSE },
    { "no event", { 2, { 4, 5 }, { 0, 0 }, { 0 } }, 3, 3, 0, 0, FALSE },
    { "events after tau", { 2, { 4, 5 }, { 1, 1 }, { 0 } }, 3, 3, 0, 0, FALSE },
    { "nobody", { 1, { 4 }, { 1 }, { 1 } }, 3, 3, 0, 0, TRUE },
    { "at once", { 2, { 0, 0 }, { 1, 1 }, { 0 } }, 3, 0, 0, 2, FALSE },
    { "endless", { 2, { 1, INFINITY }, { 1, 0 }, { 0 } }, 3, 2, 0.5, 1, FALSE },
    /* clang-format on */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimRmst arm;
    g_test_message ("%s", cases[i].what);
    fit_to (&cases[i].d, 1, cases[i].tau, &arm);
    g_assert_cmpfloat (fabs (arm.mean - cases[i].mean), <, 1e-15);
    g_assert_cmpfloat (fabs (arm.variance - cases[i].variance), <, 1e-15);
    g_assert_cmpint (arm.events, ==, cases[i].events);
    g_assert_cmpint (arm.held, ==, cases[i].held);
  }
}

static void test_shuffled (void)
{
  static Data d, e;
  GRand *rand = g_rand_new_with_seed (3);
  SimRmst one[3], other[3];
  draw (rand, MOST, 9, 0.7, &d);
  e.n = d.n;
  for (int i = 0; i < d.n; i++) {
    int from = d.n - 1 - i;
    e.time[i] = d.time[from], e.event[i] = d.event[from], e.arm[i] = d.arm[from];
  }
  fit_to (&d, 3, 11, one);
  fit_to (&e, 3, 11, other);
  for (int a = 0; a < 3; a++)
    g_assert_true (one[a].mean == other[a].mean && one[a].variance == other[a].variance);
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/rmst/definition", test_definition);
  g_test_add_func ("/analysis/rmst/uncensored", test_uncensored);
  g_test_add_func ("/analysis/rmst/by-hand", test_by_hand);
  g_test_add_func ("/analysis/rmst/shuffled", test_shuffled);
  return g_test_run ();
}
