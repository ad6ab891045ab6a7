/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.c - the mixed model for repeated measures against the slow route of mmrm-slow.c, against the
 * closed form of complete data, and against itself with visits or arms in another order. The fits
 * of the R packages mmrm and nlme are in tests/reference.
 */
#include "analysis/mmrm.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mmrm-slow.h"

enum { ARMS = SIM_MMRM_ARMS, VISITS = SIM_MMRM_VISITS, MOST = 600 };

typedef struct {
  SimMmrmData data;
  int8_t arm[MOST];
  double baseline[MOST], score[VISITS][MOST], *rows[VISITS];
} Trial;

static double normal (GRand *rand)
{
  double u = 1 - g_rand_double (rand), v = g_rand_double (rand);
  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

/* Scores that go together, with arms of about n patients; leave and gap: chances of leaving for
 * good before a visit and of missing one; grid: to which scores are rounded. */
static void draw (GRand *rand, int arms, int visits, int n, double leave, double gap, double grid,
                  Trial *t)
{
  t->data = (SimMmrmData){ arms, visits, 0, t->arm, t->baseline, t->rows };
  for (int v = 0; v < visits; v++)
    t->rows[v] = t->score[v];
  for (int a = 0; a < arms; a++)
    for (int k = n - g_rand_int_range (rand, 0, n / 3 + 1); k > 0; k--) {
      int i = t->data.n++;
      double person = normal (rand), last = 0;
      gboolean gone = FALSE;
      t->arm[i] = (int8_t) a;
      t->baseline[i] = grid * round ((2 * person + normal (rand)) / grid);
      for (int v = 0; v < visits; v++) {
        last = 0.5 * last + (1 + 0.2 * v) * normal (rand);
        gone = gone || (v > 0 && g_rand_double (rand) < leave);
        gboolean missing = gone || g_rand_double (rand) < gap;
        t->score[v][i] = missing ? NAN : grid * round ((person + 0.3 * a * v + last) / grid);
      }
    }
}

static bool fit (const Trial *t, bool kenward_roger, double **room, SimMmrm *found)
{
  size_t doubles = sim_mmrm_room (t->data.n_arms, t->data.n_visits, t->data.n);
  *room = g_renew (double, *room, doubles);
  return sim_mmrm (&t->data, kenward_roger, t->data.n, *room, found);
}

static void near (const char *what, double found, double expected, double within)
{
  if (!(fabs (found - expected) <= within)) {
    g_test_message ("%s: %.15g, should be %.15g within %.1g", what, found, expected, within);
    g_test_fail ();
  }
}

/* The engine's R in the slow route's parameters. */
static void theta_of (const SimMmrm *fit, long double *theta)
{
  int n = fit->n_visits, k = n;
  long double root[SLOW_VISITS][SLOW_VISITS] = { { 0 } };
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) {
      long double rest = fit->covariance[i * n + j];
      for (int s = 0; s < j; s++)
        rest -= root[i][s] * root[j][s];
      root[i][j] = j < i ? rest / root[j][j] : sqrtl (rest);
    }
  for (int i = 0; i < n; i++) {
    theta[i] = logl (root[i][i]);
    for (int j = 0; j < i; j++)
      theta[k++] = root[i][j] / root[i][i];
  }
}

static long double minus_two (const SimMmrmData *data, const long double *theta)
{
  return slow_mmrm_minus_two (data, theta, NULL, NULL);
}

/* What became of the data sets of both routes. */
typedef struct {
  int fitted, boundary;
  int elsewhere; /* two maxima, and each route at its own */
} Ends;

/* The likelihood of few patients who come and go can have two maxima. Then each route may be at
 * either, but at a maximum: the engine's likelihood falls in every direction. */
static bool elsewhere (const SimMmrm *fit, const SimMmrmData *data, const long double *slow_theta)
{
  long double theta[SLOW_THETA], here, there = minus_two (data, slow_theta);
  theta_of (fit, theta);
  here = minus_two (data, theta);
  if (fabsl (here - there) <= 1e-6)
    return false;
  g_test_message ("another maximum, the likelihood higher by %.3g", (double) (there - here));
  for (int k = 0; k < fit->n_parameters; k++)
    for (int side = -1; side <= 1; side += 2) {
      long double moved[SLOW_THETA];
      memcpy (moved, theta, sizeof moved);
      moved[k] += side * 1e-4L;
      if (!(minus_two (data, moved) > here)) {
        g_test_message ("no maximum");
        g_test_fail ();
      }
    }
  return true;
}

/* Random small trials, nobody or everybody coming back. */
static Ends against_slow (int rounds, int seed, double leave, double gap)
{
  GRand *rand = g_rand_new_with_seed ((guint32) seed);
  double *room = NULL;
  Ends ends = { 0 };
  for (int round = 0; round < rounds; round++) {
    static Trial t;
    int arms = g_rand_int_range (rand, 2, 4), visits = g_rand_int_range (rand, 2, 4);
    draw (rand, arms, visits, g_rand_int_range (rand, 7, 14), leave, gap,
          round % 3 == 0 ? 0.5 : 1e-6, &t);
    SimMmrm r;
    long double theta[SLOW_THETA];
    bool slow = slow_mmrm (&t.data, theta), found = fit (&t, false, &room, &r);
    if (!slow || !found) {
      ends.boundary++;
      if (slow != found)
        g_test_message ("round %d: slow %d, fast %d after %d evaluations", round, slow, found,
                        r.evaluations);
      continue;
    }
    if (elsewhere (&r, &t.data, theta)) {
      ends.elsewhere++;
      continue;
    }
    ends.fitted++;
    for (int visit = visits - 2; visit < visits; visit++) {
      double weight[ARMS] = { 1, -1, 0 };
      if (arms > 2 && round % 2)
        weight[0] = weight[1] = 0.5, weight[2] = -1;
      SlowContrast slowly;
      SimMmrmContrast quick;
      slow_mmrm_contrast (&t.data, theta, visit, weight, &slowly);
      g_assert_true (fit (&t, false, &room, &r) && sim_mmrm_contrast (&r, visit, weight, &quick));
      near ("estimate", quick.estimate, slowly.estimate, 1e-9 * sqrt (slowly.variance));
      near ("variance", quick.variance, slowly.variance, 1e-9 * slowly.variance);
      near ("df", quick.df, slowly.df, 1e-7 * slowly.df);
      g_assert_true (fit (&t, true, &room, &r));
      if (sim_mmrm_contrast (&r, visit, weight, &quick))
        near ("adjusted", quick.variance, slowly.adjusted, 1e-7 * slowly.variance);
      else
        g_assert_cmpfloat (slowly.adjusted, <, 1e-9);
    }
  }
  g_test_message ("%d fitted, %d not, %d at another maximum", ends.fitted, ends.boundary,
                  ends.elsewhere);
  g_free (room);
  g_rand_free (rand);
  return ends;
}

/* With -m slow two thousand and more. */
static int so_many (int rounds)
{
  return g_test_slow () ? 20 * rounds : rounds;
}

static void test_monotone (void)
{
  Ends ends = against_slow (so_many (100), 11, 0.12, 0);
  g_assert_cmpint (ends.fitted, >, so_many (90));
  g_assert_cmpint (ends.elsewhere, ==, 0); /* a closed form has one maximum */
}

static void test_gaps (void)
{
  Ends ends = against_slow (so_many (130), 12, 0.08, 0.1);
  g_assert_cmpint (ends.fitted, >, so_many (115));
  g_assert_cmpint (ends.elsewhere, <=, so_many (130) / 500);
}

/* Nobody missing: at each visit the analysis of covariance of that visit. */
static void test_complete (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  double *room = NULL;
  for (int round = 0; round < 200; round++) {
    static Trial t;
    int arms = g_rand_int_range (rand, 2, ARMS + 1);
    int visits = round % 10 == 0 ? VISITS : g_rand_int_range (rand, 1, 6);
    draw (rand, arms, visits, g_rand_int_range (rand, 10, 30), 0, 0, 1e-6, &t);
    SimMmrm r;
    g_assert_true (fit (&t, false, &room, &r));
    g_assert_cmpint (r.evaluations, ==, 1);
    for (int v = 0; v < visits; v++) {
      double n[ARMS] = { 0 }, x[ARMS] = { 0 }, y[ARMS] = { 0 }, xx = 0, xy = 0, yy = 0;
      int a = v % arms, b = (a + 1) % arms;
      double weight[ARMS] = { 0 };
      weight[a] = 1;
      weight[b] = -1;
      for (int i = 0; i < t.data.n; i++)
        n[t.arm[i]]++;
      for (int i = 0; i < t.data.n; i++) {
        x[t.arm[i]] += t.baseline[i] / n[t.arm[i]];
        y[t.arm[i]] += t.score[v][i] / n[t.arm[i]];
      }
      for (int i = 0; i < t.data.n; i++) {
        double dx = t.baseline[i] - x[t.arm[i]], dy = t.score[v][i] - y[t.arm[i]];
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
      }
      double df = t.data.n - arms - 1, gap = x[a] - x[b];
      double variance = (yy - xy * xy / xx) / df * (1 / n[a] + 1 / n[b] + gap * gap / xx);
      SimMmrmContrast c;
      g_assert_true (sim_mmrm_contrast (&r, v, weight, &c));
      near ("estimate", c.estimate, y[a] - y[b] - xy / xx * gap, 1e-11 * sqrt (variance));
      near ("variance", c.variance, variance, 1e-11 * variance);
      near ("df", c.df, df, 1e-9 * df);
    }
  }
  g_free (room);
  g_rand_free (rand);
}

/* Many visits, arms and gaps; then visits and arms turned round, scores in another unit. */
static void test_turned (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  double *room = NULL;
  static const struct {
    int arms, visits, n;
  } cases[] = { { 2, 4, 25 }, { 3, 3, 12 }, { 4, 6, 30 }, { 6, 12, 60 } };
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++) {
    static Trial t, turned;
    int arms = cases[k].arms, visits = cases[k].visits;
    draw (rand, arms, visits, cases[k].n, 0.03, 0.05, 1e-6, &t);
    turned = t;
    turned.data.arm = turned.arm;
    turned.data.baseline = turned.baseline;
    turned.data.score = turned.rows;
    for (int v = 0; v < visits; v++) {
      turned.rows[v] = turned.score[visits - 1 - v];
      for (int i = 0; i < t.data.n; i++)
        turned.score[v][i] = 1e6 - 1e3 * t.score[v][i];
    }
    for (int i = 0; i < t.data.n; i++)
      turned.arm[i] = (int8_t) (arms - 1 - t.arm[i]);
    for (int adjusted = 0; adjusted < 2; adjusted++) {
      SimMmrm r;
      SimMmrmContrast one, other;
      double weight[ARMS] = { 0 }, back[ARMS] = { 0 };
      weight[0] = back[arms - 1] = 1;
      weight[1] = back[arms - 2] = -1;
      if (adjusted && visits > 6)
        break;
      g_assert_true (fit (&t, adjusted, &room, &r));
      g_assert_true (sim_mmrm_contrast (&r, visits - 1, weight, &one));
      g_test_message ("%d visits: %d patterns, %d evaluations", visits, r.n_patterns,
                      r.evaluations);
      g_assert_true (fit (&turned, false, &room, &r));
      g_assert_true (sim_mmrm_contrast (&r, 0, back, &other));
      near ("estimate", -1e3 * one.estimate, other.estimate, 1e-6 * sqrt (other.variance));
      near ("df", one.df, other.df, 1e-6 * other.df);
      if (!adjusted)
        near ("variance", 1e6 * one.variance, other.variance, 1e-7 * other.variance);
    }
  }
  g_free (room);
  g_rand_free (rand);
}

/* Patients who are not there, without a baseline or without scores change nothing. */
static void test_left_out (void)
{
  GRand *rand = g_rand_new_with_seed (21);
  static Trial t, more;
  double *room = NULL;
  SimMmrm r;
  SimMmrmContrast one, other;
  const double weight[ARMS] = { 1, 0, -1 };
  draw (rand, 3, 3, 12, 0.1, 0.05, 1e-6, &t);
  more = t;
  more.data = (SimMmrmData){ 3, 3, t.data.n, more.arm, more.baseline, more.rows };
  for (int k = 0; k < 30; k++) {
    int i = more.data.n++;
    more.arm[i] = (int8_t) (k % 3 == 0 ? -1 : k % 3);
    more.baseline[i] = k % 3 == 1 ? NAN : 3;
    for (int v = 0; v < 3; v++) {
      more.rows[v] = more.score[v];
      more.score[v][i] = k % 3 == 2 ? NAN : 100;
    }
  }
  g_assert_true (fit (&t, false, &room, &r) && sim_mmrm_contrast (&r, 2, weight, &one));
  int n = r.n[0] + r.n[1] + r.n[2];
  g_assert_true (fit (&more, false, &room, &r) && sim_mmrm_contrast (&r, 2, weight, &other));
  g_assert_cmpint (n, ==, r.n[0] + r.n[1] + r.n[2]);
  g_assert_true (one.estimate == other.estimate && one.variance == other.variance
                 && one.df == other.df);
  g_free (room);
  g_rand_free (rand);
}

/* What cannot be fitted is said to be so. */
static void test_failed (void)
{
  enum { EMPTY_VISIT, SAME_BASELINE, SAME_SCORES, TWICE, FEW, ONE_ARM, NOBODY, STRANGER, CASES };
  GRand *rand = g_rand_new_with_seed (4);
  double *room = NULL;
  for (int k = 0; k < CASES; k++) {
    static Trial t;
    draw (rand, 2, 3, k == FEW ? 3 : 9, 0, 0, 1e-6, &t);
    for (int i = 0; i < t.data.n; i++) {
      if (k == EMPTY_VISIT && t.arm[i] == 1)
        t.score[1][i] = NAN;
      if (k == SAME_BASELINE)
        t.baseline[i] = 7.1;
      if (k == SAME_SCORES)
        t.score[2][i] = 0.3;
      if (k == TWICE)
        t.score[2][i] = t.score[0][i] + 0.7;
      if (k == STRANGER)
        t.arm[i] = (int8_t) (i % 3);
    }
    t.data.n_arms = k == ONE_ARM ? 1 : 2;
    t.data.n = k == NOBODY ? 0 : t.data.n;
    SimMmrm r;
    g_test_message ("case %d", k);
    g_assert_false (fit (&t, false, &room, &r));
  }
  static Trial t;
  SimMmrm r;
  draw (rand, 2, 4, 40, 0.1, 0.3, 1e-6, &t);
  g_assert_true (fit (&t, false, &room, &r));
  g_assert_false (sim_mmrm (&t.data, false, r.n_patterns - 1, room, &r)); /* no room */
  g_free (room);
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/mmrm/monotone", test_monotone);
  g_test_add_func ("/analysis/mmrm/gaps", test_gaps);
  g_test_add_func ("/analysis/mmrm/complete", test_complete);
  g_test_add_func ("/analysis/mmrm/turned", test_turned);
  g_test_add_func ("/analysis/mmrm/left-out", test_left_out);
  g_test_add_func ("/analysis/mmrm/failed", test_failed);
  return g_test_run ();
}
