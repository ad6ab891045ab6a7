/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log-rank.c - the log-rank sums against a second route that shares no code: for every distinct
 * time all patients are counted again, in long double, by the definition. The fixed data of R's
 * survdiff are in tests/reference.
 */
#include "analysis/log-rank.h"

#include <glib.h>
#include <math.h>

enum { MOST = 4000 };

typedef struct {
  int n;
  double time[MOST];
  uint8_t event[MOST];
  int8_t arm[MOST];
} Data;

/* Every patient with an event stands for its time, unless an earlier one has the same. */
static void by_definition (const Data *d, int experimental, int control, SimLogRank *r)
{
  long double expected = 0, variance = 0;
  *r = (SimLogRank){ 0 };
  for (int i = 0; i < d->n; i++) {
    long double risk[2] = { 0 }, dead[2] = { 0 };
    gboolean seen = FALSE, ours = d->arm[i] == experimental || d->arm[i] == control;
    r->n_experimental += d->arm[i] == experimental;
    r->n_control += d->arm[i] == control;
    for (int j = 0; j < d->n; j++) {
      if (d->arm[j] != experimental && d->arm[j] != control)
        continue;
      int side = d->arm[j] == control;
      risk[side] += d->time[j] >= d->time[i];
      dead[side] += d->time[j] == d->time[i] && d->event[j];
      seen = seen || (j < i && d->time[j] == d->time[i] && d->event[j]);
    }
    if (!ours || !d->event[i] || seen)
      continue;
    long double all = risk[0] + risk[1], events = dead[0] + dead[1];
    r->observed += (double) dead[0];
    r->events += (int) events;
    expected += events * risk[0] / all;
    if (all > 1)
      variance += events * risk[0] * risk[1] * (all - events) / (all * all * (all - 1));
  }
  r->expected = (double) expected;
  r->variance = (double) variance;
}

static gboolean fit (const Data *d, int experimental, int control, SimLogRank *r)
{
  static int order[MOST], spare[MOST];
  g_assert_true (sim_log_rank_order (d->n, d->time, order, spare));
  return sim_log_rank (d->n, order, d->time, d->event, d->arm, experimental, control, r);
}

static void agree (const Data *d, int experimental, int control)
{
  SimLogRank found, expected;
  gboolean fitted = fit (d, experimental, control, &found);
  by_definition (d, experimental, control, &expected);
  g_assert_cmpint (fitted, ==, expected.variance > 0);
  g_assert_cmpint (found.n_experimental, ==, expected.n_experimental);
  g_assert_cmpint (found.n_control, ==, expected.n_control);
  g_assert_cmpint (found.events, ==, expected.events);
  g_assert_true (found.observed == expected.observed);
  g_assert_cmpfloat (fabs (found.expected - expected.expected), <, 1e-13 * (1 + d->n));
  g_assert_cmpfloat (fabs (found.variance - expected.variance), <, 1e-13 * (1 + d->n));
}

/* steps > 0: times on a grid of so many, many of them equal. */
static void draw (GRand *rand, int n, int n_arms, int steps, Data *d)
{
  d->n = n;
  for (int i = 0; i < n; i++) {
    double u = g_rand_double (rand);
    d->time[i] = steps > 0 ? floor (u * steps) : -log (1 - u);
    d->event[i] = g_rand_double (rand) < 0.7;
    d->arm[i] = (int8_t) g_rand_int_range (rand, -1, n_arms);
  }
}

static void test_definition (void)
{
  static Data d;
  static const int sizes[] = { 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 257, 600 };
  GRand *rand = g_rand_new_with_seed (20140331);
  for (int round = 0; round < 8; round++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
      static const int steps[] = { 0, 1, 2, 5, 20, 200, 0, 12 };
      draw (rand, sizes[i], 3, steps[round], &d);
      agree (&d, 0, 1);
      agree (&d, 2, 0);
      agree (&d, 1, 2);
    }
  g_rand_free (rand);
}

static int by_time (const void *a, const void *b, void *data)
{
  const int *i = a, *j = b;
  const double *time = data;
  if (time[*i] != time[*j])
    return time[*i] < time[*j] ? -1 : 1;
  return *i < *j ? -1 : 1; /* equal times in their own order */
}

/* Times of one kind: rising, falling, even, tied, of all sizes, all but equal, huge, infinite. */
enum { KINDS = 8 };
static double time_of (GRand *rand, int kind, int i)
{
  switch (kind) {
  case 0:
    return i;
  case 1:
    return -i;
  case 2:
    return g_rand_double (rand);
  case 3:
    return g_rand_int_range (rand, 0, 9) * (g_rand_boolean (rand) ? 1.0 : -0.0);
  case 4:
    return ldexp (g_rand_double (rand), g_rand_int_range (rand, -1060, 1000));
  case 5:
    return g_rand_int_range (rand, 1, 40) * 4.94e-324;
  case 6:
    return g_rand_double_range (rand, -1, 1) * 1.7e308;
  default:
    return g_rand_int_range (rand, -1, 2) * INFINITY;
  }
}

static void test_order (void)
{
  static double time[MOST];
  static int order[MOST], spare[MOST], expected[MOST];
  GRand *rand = g_rand_new_with_seed (7);
  for (int n = 1; n <= MOST; n += n < 70 ? 1 : 393)
    for (int kind = 0; kind < KINDS; kind++) {
      for (int i = 0; i < n; i++) {
        time[i] = time_of (rand, kind, i);
        if (time[i] != time[i]) /* 0 times infinity */
          time[i] = 1;
        expected[i] = i;
      }
      if (n % 3 == 0)
        time[n / 2] = INFINITY;
      if (n % 5 == 0)
        time[n / 3] = -INFINITY;
      g_assert_true (sim_log_rank_order (n, time, order, spare));
      g_qsort_with_data (expected, n, sizeof *expected, by_time, time);
      g_assert_cmpmem (order, n * sizeof *order, expected, n * sizeof *expected);
    }
  g_rand_free (rand);
}

/* By hand: events at 1 (experimental), 2 (both), 3 (control, one censored). */
static void test_by_hand (void)
{
  Data d = {
    .n = 6, .time = { 3, 2, 1, 2, 3, 4 }, .event = { 0, 1, 1, 1, 1, 1 }, .arm = { 0, 0, 0, 1, 1, 1 }
  };
  SimLogRank r;
  g_assert_true (fit (&d, 0, 1, &r));
  double e = 3 / 6.0 + 2 * 2 / 5.0 + 1 / 3.0;
  double v = 0.25 + 2 * (2 / 5.0) * (3 / 5.0) * (3 / 4.0) + (1 / 3.0) * (2 / 3.0);
  g_assert_cmpfloat (r.observed, ==, 2);
  g_assert_cmpint (r.events, ==, 5);
  g_assert_cmpfloat (fabs (r.expected - e), <, 1e-15);
  g_assert_cmpfloat (fabs (r.variance - v), <, 1e-15);

  SimLogRankEffect bad = sim_log_rank_effect (&r, true), good = sim_log_rank_effect (&r, false);
  g_assert_cmpfloat (fabs (good.z - (2 - e) / sqrt (v)), <, 1e-15);
  g_assert_cmpfloat (fabs (good.estimate - (2 - e) / v), <, 1e-15);
  g_assert_cmpfloat (fabs (good.variance - 1 / v), <, 1e-14);
  g_assert_true (bad.z == -good.z && bad.estimate == -good.estimate);
  g_assert_true (bad.variance == good.variance);
  g_assert_cmpfloat (good.z, >, 0); /* more recoveries than expected */

  SimLogRank other; /* the arms exchanged */
  g_assert_true (fit (&d, 1, 0, &other));
  g_assert_cmpfloat (fabs (other.observed - other.expected + r.observed - r.expected), <, 1e-15);
  g_assert_cmpfloat (fabs (other.variance - r.variance), <, 1e-15);
}

/* Events all in one arm, of one arm whole; patients of a third arm change nothing. */
static void test_edges (void)
{
  static const struct {
    const char *what;
    Data d;
    gboolean fitted;
    double observed, expected, variance;
  } cases[] = {
    /* clang-format off */
    { "all censored", { 4, { 1, 2, 3, 4 }, { 0 }, { 0, 1, 0, 1 } }, FALSE, 0, 0, 0 },
    { "events in control only",
      { 4, { 1, 2, 3, 4 }, { 1, 0, 1, 0 }, { 1, 0, 1, 0 } }, TRUE, 0, 1, 0.5 },
    { "events in experimental only",
      { 4, { 1, 2, 3, 4 }, { 1, 0, 1, 0 }, { 0, 1, 0, 1 } }, TRUE, 2, 1, 0.5 },
    { "two patients", { 2, { 1, 2 }, { 1, 1 }, { 0, 1 } }, TRUE, 1, 0.5, 0.25 },
    { "two patients at once", { 2, { 1, 1 }, { 1, 1 }, { 0, 1 } }, FALSE, 1, 1, 0 },
    { "one patient", { 1, { 1 }, { 1 }, { 0 } }, FALSE, 1, 1, 0 },
    { "an empty arm", { 3, { 1, 2, 3 }, { 1, 1, 1 }, { 0, 0, 0 } }, FALSE, 3, 3, 0 },
    { "nobody of the pair", { 3, { 1, 2, 3 }, { 1, 1, 1 }, { -1, 2, 5 } }, FALSE, 0, 0, 0 },
    { "the last censored with the event", { 2, { 5, 5 }, { 1, 0 }, { 0, 1 } }, TRUE, 1, 0.5, 0.25 },
    { "a third arm between",
      { 5, { 1, 1, 1.5, 2, 2 }, { 1, 1, 1, 1, 1 }, { 0, 2, 2, 1, 3 } }, TRUE, 1, 0.5, 0.25 },
    { "endless times", { 2, { 1, INFINITY }, { 1, 0 }, { 1, 0 } }, TRUE, 0, 0.5, 0.25 },
    /* clang-format on */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    SimLogRank r;
    g_test_message ("%s", cases[i].what);
    g_assert_cmpint (fit (&cases[i].d, 0, 1, &r), ==, cases[i].fitted);
    g_assert_cmpfloat (r.observed, ==, cases[i].observed);
    g_assert_cmpfloat (r.expected, ==, cases[i].expected);
    g_assert_cmpfloat (r.variance, ==, cases[i].variance);
  }
}

static void test_refused (void)
{
  double time[3] = { 1, NAN, 2 };
  int order[3], spare[3];
  g_assert_false (sim_log_rank_order (3, time, order, spare));
  g_assert_false (sim_log_rank_order (0, time, order, spare));
  g_assert_false (sim_log_rank_order (-5, time, order, spare));
}

/* Ties make bits depend on the order of patients only if sums do: they must not. */
static void test_shuffled (void)
{
  static Data d, e;
  GRand *rand = g_rand_new_with_seed (3);
  draw (rand, 500, 2, 25, &d);
  e.n = d.n;
  for (int i = 0; i < d.n; i++) {
    int from = d.n - 1 - i;
    e.time[i] = d.time[from], e.event[i] = d.event[from], e.arm[i] = d.arm[from];
  }
  SimLogRank one, other;
  g_assert_true (fit (&d, 0, 1, &one) && fit (&e, 0, 1, &other));
  g_assert_true (one.expected == other.expected && one.variance == other.variance);
  g_rand_free (rand);
}

/* --- strata -------------------------------------------------------------------------------- */

/* Each stratum as data of its own. */
static void strata_by_definition (const Data *d, const int16_t *stratum, int n_strata,
                                  SimLogRank *sum)
{
  static Data own;
  *sum = (SimLogRank){ 0 };
  for (int s = 0; s < n_strata; s++) {
    SimLogRank r;
    own.n = 0;
    for (int i = 0; i < d->n; i++)
      if (stratum[i] == s) {
        own.time[own.n] = d->time[i];
        own.event[own.n] = d->event[i];
        own.arm[own.n++] = d->arm[i];
      }
    by_definition (&own, 0, 1, &r);
    sum->observed += r.observed;
    sum->expected += r.expected;
    sum->variance += r.variance;
    sum->events += r.events;
    sum->n_experimental += r.n_experimental;
    sum->n_control += r.n_control;
  }
}

static void test_strata (void)
{
  enum { STRATA = 7 };
  static Data d;
  static const int sizes[] = { 1, 2, 3, 5, 9, 20, 60, 150 }, steps[] = { 0, 2, 5, 20 };
  static int16_t stratum[MOST];
  static int order[MOST], spare[MOST], start[STRATA + 1];
  GRand *rand = g_rand_new_with_seed (1977);
  for (int round = 0; round < 2000; round++) {
    SimLogRank found, expected;
    int n_strata = 1 + round % STRATA;
    draw (rand, sizes[round % G_N_ELEMENTS (sizes)], 3, steps[round / 8 % 4], &d);
    for (int i = 0; i < d.n; i++) /* one that is none, and some that nobody is in */
      stratum[i] = (int16_t) g_rand_int_range (rand, -1, n_strata + (round % 3 ? 0 : 1));
    g_assert_true (sim_log_rank_order (d.n, d.time, order, spare));
    sim_log_rank_strata (d.n, order, stratum, n_strata, spare, start);
    gboolean fitted = sim_log_rank_stratified (n_strata, spare, start, d.time, d.event, d.arm, 0,
                                               1, &found);
    strata_by_definition (&d, stratum, n_strata, &expected);
    g_assert_cmpint (fitted, ==, expected.variance > 0);
    g_assert_cmpint (found.n_experimental, ==, expected.n_experimental);
    g_assert_cmpint (found.n_control, ==, expected.n_control);
    g_assert_cmpint (found.events, ==, expected.events);
    g_assert_true (found.observed == expected.observed);
    g_assert_cmpfloat (fabs (found.expected - expected.expected), <, 1e-13 * (1 + d.n));
    g_assert_cmpfloat (fabs (found.variance - expected.variance), <, 1e-13 * (1 + d.n));
  }
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/log-rank/definition", test_definition);
  g_test_add_func ("/analysis/log-rank/order", test_order);
  g_test_add_func ("/analysis/log-rank/by-hand", test_by_hand);
  g_test_add_func ("/analysis/log-rank/edges", test_edges);
  g_test_add_func ("/analysis/log-rank/refused", test_refused);
  g_test_add_func ("/analysis/log-rank/shuffled", test_shuffled);
  g_test_add_func ("/analysis/log-rank/strata", test_strata);
  return g_test_run ();
}
