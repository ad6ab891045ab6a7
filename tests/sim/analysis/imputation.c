/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation.c - multiple imputation against a second route (imputation-slow.h) and analyses by
 * normal equations with a column for each arm, in long double. Its means against what is expected
 * of very many imputations, its intervals against their level.
 */
#include "imputation-slow.h"

#include "base/prob.h"

/* The columns that those before them and the arms do not explain. */
static int independent (const Data *d, int first, int *kept)
{
  static real q[1 + MORE][MOST];
  int n = 0;
  for (int t = first; t < slow_fixed (d); t++) {
    real before = 0, after = 0, sum[ARMS] = { 0 }, count[ARMS] = { 0 };
    for (int i = 0; i < d->n; i++)
      if (d->arm[i] >= 0) {
        sum[d->arm[i]] += slow_column (d, t, i);
        count[d->arm[i]]++;
      }
    for (int i = 0; i < d->n; i++) {
      q[n][i] = d->arm[i] < 0 ? 0 : slow_column (d, t, i) - sum[d->arm[i]] / count[d->arm[i]];
      before += q[n][i] * q[n][i];
    }
    for (int round = 0; round < 2; round++)
      for (int s = 0; s < n; s++) {
        real dot = 0;
        for (int i = 0; i < d->n; i++)
          dot += q[s][i] * q[n][i];
        for (int i = 0; i < d->n; i++)
          q[n][i] -= dot * q[s][i];
      }
    for (int i = 0; i < d->n; i++)
      after += q[n][i] * q[n][i];
    if (!(after > 1e-10L * before))
      continue;
    for (int i = 0; i < d->n; i++)
      q[n][i] /= sqrtl (after);
    kept[n++] = t;
  }
  return n;
}

/* Least squares with a column for each arm, and for ANCOVA the others. */
static gboolean slow_analysis (const Data *d, const real *y, SimImputedMethod method,
                               const double *weights, real *estimate, real *variance, real *df)
{
  real m[TERMS + ARMS][TERMS + ARMS] = { { 0 } }, beta[COLUMNS] = { 0 }, rhs[COLUMNS] = { 0 };
  int kept[1 + MORE], more = method < SIM_IMPUTED_ANCOVA
                                  ? 0
                                  : independent (d, method == SIM_IMPUTED_ADJUSTED, kept);
  int columns = d->arms + more;
  gboolean own_arms = method == SIM_IMPUTED_TWO_ARMS || method == SIM_IMPUTED_WITHIN;
  real rss = 0, n = 0, own[ARMS] = { 0 }, of[ARMS] = { 0 };
  if (method == SIM_IMPUTED_ANCOVA && (more == 0 || kept[0] != 0))
    return FALSE;
  for (int pass = 0; pass < 2; pass++) {
    for (int i = 0; i < d->n; i++) {
      if (d->arm[i] < 0)
        continue;
      real row[COLUMNS] = { 0 }, value = y[i], fitted = 0;
      row[d->arm[i]] = 1;
      for (int t = 0; t < more; t++)
        row[d->arms + t] = slow_column (d, kept[t], i);
      if (method == SIM_IMPUTED_CHANGE || method == SIM_IMPUTED_WITHIN)
        value -= slow_column (d, 0, i);
      for (int r = 0; r < columns && pass == 0; r++) {
        rhs[r] += row[r] * value;
        for (int c = 0; c < columns; c++)
          m[r][c] += row[r] * row[c];
      }
      for (int r = 0; r < columns; r++)
        fitted += row[r] * beta[r];
      if (pass == 0)
        continue;
      of[d->arm[i]]++;
      own[d->arm[i]] += (value - fitted) * (value - fitted);
      if (own_arms && weights[d->arm[i]] == 0)
        continue;
      rss += (value - fitted) * (value - fitted);
      n++;
    }
    if (pass == 0)
      slow_invert (columns, m);
    for (int r = 0; r < columns && pass == 0; r++)
      for (int c = 0; c < columns; c++)
        beta[r] += m[r][c] * rhs[c];
  }
  *estimate = *variance = 0;
  *df = n - columns;
  for (int a = 0; a < d->arms; a++)
    *df += own_arms && weights[a] == 0; /* whose patients are not among n */
  for (int r = 0; r < d->arms; r++) {
    *estimate += weights[r] * beta[r];
    for (int c = 0; c < d->arms; c++)
      *variance += weights[r] * weights[c] * m[r][c] * rss / *df;
  }
  if (method != SIM_IMPUTED_WELCH)
    return *df >= 1;
  real squares = 0;
  *variance = 0;
  for (int a = 0; a < d->arms; a++) {
    real part = weights[a] * weights[a] * own[a] / (of[a] - 1) / of[a];
    *variance += part;
    squares += part * part / (of[a] - 1);
  }
  *df = *variance * *variance / squares;
  return squares > 0;
}

typedef struct {
  real estimate, variance, df;
} Slow;

static gboolean slow (Data *d, const SimImputation *data, SimImputedMethod method,
                      const double *weights, Slow *result)
{
  real estimates[SIM_IMPUTATIONS], within = 0, mean = 0, between = 0, complete = 0, y[MOST];
  int m = data->imputations, missing = 0, last = d->visits - 1;
  for (int i = 0; i < d->n; i++)
    missing += d->arm[i] >= 0 && isnan (d->score[last][i]);
  for (int k = 0; k < m; k++) {
    real variance, df;
    if (!slow_complete (d, data, k, y))
      return FALSE;
    if (!slow_analysis (d, y, method, weights, &estimates[k], &variance, &df))
      return FALSE;
    within += variance / m;
    mean += estimates[k] / m;
    complete += df / m;
  }
  for (int k = 0; k < m; k++)
    between += (estimates[k] - mean) * (estimates[k] - mean) / (m - 1);
  real total = within + (1 + 1.0L / m) * between, lambda = (1 + 1.0L / m) * between / total;
  *result = (Slow){ mean, total, complete };
  if (missing > 0) {
    real observed = (complete + 1) / (complete + 3) * complete * (1 - lambda);
    result->df = 1 / (lambda * lambda / (m - 1) + 1 / observed);
  }
  return TRUE;
}

/* --- data ----------------------------------------------------------------------------------- */

static double draw (GRand *rand)
{
  return sim_normal_quantile (g_rand_double_range (rand, 1e-9, 1 - 1e-9));
}

typedef struct {
  int arms, visits, least, most;
  double left, gaps, grid, effect;
  gboolean baseline, at_random; /* at_random: those with low scores leave */
  gboolean adjusted;
} Kind;

static void make (GRand *rand, const Kind *kind, Data *d)
{
  *d = (Data){ .arms = kind->arms, .visits = kind->visits, .has_baseline = kind->baseline };
  d->adjusted = kind->adjusted;
  for (int a = 0; a < kind->arms; a++) {
    int n = g_rand_int_range (rand, kind->least, kind->most + 1);
    for (int p = 0; p < n; p++) {
      int i = d->n++;
      double common = draw (rand), last;
      gboolean left = FALSE;
      d->arm[i] = (int8_t) a;
      d->place[i] = p;
      d->baseline[i] = last = 10 + 3 * (0.7 * common + 0.71 * draw (rand));
      if (kind->adjusted) {
        d->number[i] = 0.5 * common + draw (rand);
        d->level[0][i] = (int8_t) g_rand_int_range (rand, 0, kind->most > 12 ? 3 : 2);
        d->level[1][i] = common > 0;
      }
      for (int v = 0; v < kind->visits; v++) {
        double y = 10 + 3 * (0.7 * common + 0.71 * draw (rand)) + kind->effect * a * (v + 1);
        double leave = kind->left * (kind->at_random ? (last < 10 ? 1.7 : 0.3) : 1);
        if (kind->grid > 0)
          y = kind->grid * floor (y / kind->grid);
        left = left || g_rand_double (rand) < leave;
        last = y;
        d->score[v][i] = left || g_rand_double (rand) < kind->gaps ? NAN : y;
      }
    }
  }
}

/* --- tests ---------------------------------------------------------------------------------- */

static void close_to (double found, real expected, double scale)
{
  if (!(fabs (found - (double) expected) <= 1e-9 * MAX (1, scale)))
    g_test_message ("%.15g, the second route has %.15g", found, (double) expected);
  g_assert_cmpfloat (fabs (found - (double) expected), <=, 1e-9 * MAX (1, scale));
}

/* Score by score, those of nobody's arm as they are. */
static void compare_scores (Data *d, const SimImputation *data)
{
  static SimScoreChain chain;
  double y[MOST];
  real expected[MOST];
  gboolean good = sim_score_chain (data, &chain);
  g_assert_cmpint (good, ==, slow_complete (d, data, 0, expected));
  for (int k = 0; k < data->imputations && good; k++) {
    sim_score_complete (&chain, y);
    g_assert_true (slow_complete (d, data, k, expected));
    for (int i = 0; i < d->n; i++)
      if (!isnan (y[i]) || d->arm[i] >= 0)
        close_to (y[i], expected[i], fabs (y[i]));
  }
}

static void compare (GRand *rand, Data *d, int *fitted, int *failed)
{
  static SimImputed imputed;
  SimImputeAs as = (SimImputeAs) g_rand_int_range (rand, 0, 3);
  SimImputation data = slow_ask (d, as, g_rand_int_range (rand, 2, 12), g_rand_int (rand));
  for (int a = 0; a < d->arms; a++)
    data.shift[a] = g_rand_boolean (rand) ? g_rand_double_range (rand, -5, 5) : 0;
  double contrast[ARMS] = { 0 };
  contrast[0] = 1;
  contrast[d->arms - 1] = -1;
  if (d->arms > 2 && g_rand_boolean (rand)) {
    contrast[0] = 0.5;
    contrast[1] = 0.5;
  }
  compare_scores (d, &data);
  gboolean good = sim_impute (&data, &imputed);
  for (SimImputedMethod method = SIM_IMPUTED_ALL_ARMS; method <= SIM_IMPUTED_ADJUSTED; method++) {
    Slow expected;
    double estimate, variance, df;
    if (!d->has_baseline && method >= SIM_IMPUTED_CHANGE && method != SIM_IMPUTED_ADJUSTED)
      continue;
    const double one[ARMS] = { 0, -1 };
    const double *weights = method == SIM_IMPUTED_WITHIN ? one : contrast;
    gboolean found = slow (d, &data, method, weights, &expected);
    gboolean have
        = good && sim_imputed_contrast (&imputed, method, weights, &estimate, &variance, &df);
    g_assert_cmpint (have, ==, found && expected.variance > 1e-25L && expected.df >= 1);
    *fitted += have;
    *failed += !have;
    if (!have)
      continue;
    close_to (estimate, expected.estimate, fabs (estimate));
    close_to (variance, expected.variance, variance);
    close_to (df, expected.df, df);
  }
}

/* Thousands of data sets: unequal arms, few patients, ties, gaps, no baseline. */
static void test_second_route (void)
{
  GRand *rand = g_rand_new_with_seed (20);
  int fitted = 0, failed = 0;
  static Data d;
  for (int round = 0; round < 4000; round++) {
    Kind kind = { .arms = g_rand_int_range (rand, 2, ARMS + 1),
                  .visits = g_rand_int_range (rand, 1, 6),
                  .least = g_rand_int_range (rand, 2, 6),
                  .most = g_rand_int_range (rand, 8, 20),
                  .left = g_rand_double_range (rand, 0, 0.3),
                  .gaps = g_rand_boolean (rand) ? g_rand_double_range (rand, 0, 0.3) : 0,
                  .grid = g_rand_boolean (rand) ? g_rand_double_range (rand, 0.5, 4) : 0,
                  .effect = g_rand_double_range (rand, -1, 1),
                  .baseline = g_rand_double (rand) < 0.8,
                  .adjusted = round % 3 == 0 };
    make (rand, &kind, &d);
    for (int i = 0; i < d.n && round % 5 == 0; i++)
      if (g_rand_double (rand) < 0.1)
        d.arm[i] = -1; /* of another size */
    compare (rand, &d, &fitted, &failed);
  }
  g_test_message ("%d fitted, %d failed", fitted, failed);
  g_assert_cmpint (fitted, >, 8000);
  g_assert_cmpint (failed, >, 500);
  g_rand_free (rand);
}

/* Nobody missing: one analysis, whatever the streams; two gaps before the end do not matter. */
static void test_nothing_missing (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  static Data d;
  static SimImputed imputed, again;
  Kind kind = { 3, 3, 8, 12, 0, 0, 0, 0.5, TRUE, FALSE, FALSE };
  make (rand, &kind, &d);
  d.score[0][2] = d.score[1][5] = NAN;
  SimImputation data = slow_ask (&d, SIM_IMPUTE_JUMP, 10, 1);
  SimImputation other = slow_ask (&d, SIM_IMPUTE_COPY, 20, 2);
  double weights[ARMS] = { 1, 0, -1 }, a[3], b[3];
  g_assert_true (sim_impute (&data, &imputed) && sim_impute (&other, &again));
  g_assert_cmpint (imputed.imputations, ==, 1);
  g_assert_true (
      sim_imputed_contrast (&imputed, SIM_IMPUTED_ANCOVA, weights, &a[0], &a[1], &a[2]));
  g_assert_true (
      sim_imputed_contrast (&again, SIM_IMPUTED_ANCOVA, weights, &b[0], &b[1], &b[2]));
  g_assert_true (a[0] == b[0] && a[1] == b[1] && a[2] == b[2]);
  g_assert_cmpfloat (a[2], ==, d.n - 4);
  g_rand_free (rand);
}

/* Whoever is seen after the visit analysed has not left, so that there is nothing to jump from; who
   is not, has. */
static void test_came_back (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  static Data d;
  static SimImputed random, jump, left;
  Kind kind = { 3, 3, 20, 25, 0, 0, 0, 0.5, TRUE, FALSE, FALSE };
  make (rand, &kind, &d);
  for (int i = 0; i < d.n; i += 4)
    d.score[1][i] = NAN;
  SimImputation data = slow_ask (&d, SIM_IMPUTE_AT_RANDOM, 5, 1);
  data.n_visits = 2;
  g_assert_true (sim_impute (&data, &random));
  data.as = SIM_IMPUTE_JUMP;
  g_assert_true (sim_impute (&data, &left));
  data.n_later = 3;
  g_assert_true (sim_impute (&data, &jump));
  for (int k = 0; k < 5; k++) {
    g_assert_cmpfloat (jump.y[k][0], ==, random.y[k][0]);
    g_assert_cmpfloat (left.y[k][0], !=, random.y[k][0]);
  }
  d.score[2][0] = NAN; /* the first patient, of arm 0 */
  g_assert_true (sim_impute (&data, &jump));
  g_assert_cmpfloat (jump.y[0][0], !=, random.y[0][0]);
  g_rand_free (rand);
}

/* Of very many imputations the mean is what the fitted chain says: draws for different visits are
 * independent, so the expectation of their products is the product of the expectations. That is the
 * maximum of the likelihood where scores are missing at random. */
static void test_expectation (void)
{
  GRand *rand = g_rand_new_with_seed (11);
  static Data d;
  static SimImputed imputed;
  Kind kind = { 3, 3, 25, 30, 0.15, 0, 0, 1, TRUE, TRUE, TRUE };
  double weights[ARMS] = { 1, 0, -1 };
  for (SimImputeAs as = SIM_IMPUTE_AT_RANDOM; as <= SIM_IMPUTE_COPY; as++) {
    make (rand, &kind, &d);
    Chain chain[VISITS];
    real y[MOST], expected, unused[2];
    SimImputation data = slow_ask (&d, as, SIM_IMPUTATIONS, 0);
    data.shift[0] = 2;
    for (int v = 0; v < d.visits; v++)
      g_assert_true (slow_regression (&d, v, NULL, &chain[v]));
    for (int i = 0; i < d.n; i++)
      y[i] = isnan (d.score[d.visits - 1][i]) ? slow_score (&d, &data, chain, i, 0)
                                              : d.score[d.visits - 1][i];
    g_assert_true (slow_analysis (&d, y, SIM_IMPUTED_ALL_ARMS, weights, &expected,
                                  &unused[0], &unused[1]));
    double mean = 0, square = 0;
    const int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      double estimate, variance, df;
      data = slow_ask (&d, as, SIM_IMPUTATIONS, (guint64) round + 1);
      data.shift[0] = 2;
      g_assert_true (sim_impute (&data, &imputed));
      g_assert_true (sim_imputed_contrast (&imputed, SIM_IMPUTED_ALL_ARMS, weights, &estimate,
                                           &variance, &df));
      mean += estimate / rounds;
      square += estimate * estimate / rounds;
    }
    double se = sqrt ((square - mean * mean) / rounds);
    g_test_message ("as %d: mean %.5f, expected %.5f, standard error %.5f", (int) as, mean,
                    (double) expected, se);
    g_assert_cmpfloat (fabs (mean - (double) expected), <, 4 * se);
  }
  g_rand_free (rand);
}

/* Coverage of 95 % intervals of a true effect, and the mean estimate, where who leaves does so by
 * the last score seen. */
static void test_calibration (void)
{
  enum { ROUNDS = 8000 };
  GRand *rand = g_rand_new_with_seed (77);
  static Data d;
  static SimImputed imputed;
  Kind kind = { 3, 2, 40, 40, 0.15, 0, 0, 0.5, TRUE, TRUE, FALSE };
  double weights[ARMS] = { -1, 0, 1 }, sum = 0, squares = 0;
  int covered = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double estimate, variance, df;
    make (rand, &kind, &d);
    SimImputation data = slow_ask (&d, SIM_IMPUTE_AT_RANDOM, 10, (guint64) round);
    g_assert_true (sim_impute (&data, &imputed));
    g_assert_true (sim_imputed_contrast (&imputed, SIM_IMPUTED_ANCOVA, weights, &estimate,
                                         &variance, &df));
    covered += fabs (estimate - 2) < sim_t_upper_quantile (0.025, df) * sqrt (variance);
    sum += estimate / ROUNDS;
    squares += (estimate - 2) * (estimate - 2) / ROUNDS;
  }
  double rate = (double) covered / ROUNDS, mcse = sqrt (0.05 * 0.95 / ROUNDS);
  g_test_message ("coverage %.4f (standard error %.4f), mean estimate %.4f of 2", rate, mcse, sum);
  g_assert_cmpfloat (fabs (rate - 0.95), <, 4 * mcse);
  g_assert_cmpfloat (fabs (sum - 2), <, 4 * sqrt (squares / ROUNDS));
  g_rand_free (rand);
}

static void test_failed (void)
{
  static Data d;
  static SimImputed imputed;
  GRand *rand = g_rand_new_with_seed (4);
  Kind kind = { 2, 2, 5, 5, 0, 0, 0, 0, TRUE, FALSE, FALSE };
  make (rand, &kind, &d);
  for (int i = 0; i < 4; i++)
    d.score[1][i] = NAN; /* one of the first arm is left */
  SimImputation data = slow_ask (&d, SIM_IMPUTE_AT_RANDOM, 5, 0);
  g_assert_false (sim_impute (&data, &imputed));
  d.score[1][3] = 3;
  g_assert_true (sim_impute (&data, &imputed));
  g_assert_cmpint (imputed.n_imputed, ==, 3);
  for (int i = 5; i < 7; i++)
    d.score[1][i] = NAN; /* 5 are left for two levels and two slopes: one df */
  g_assert_true (sim_impute (&data, &imputed));
  d.score[1][7] = NAN;
  g_assert_false (sim_impute (&data, &imputed));
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/imputation/second-route", test_second_route);
  g_test_add_func ("/analysis/imputation/nothing-missing", test_nothing_missing);
  g_test_add_func ("/analysis/imputation/came-back", test_came_back);
  g_test_add_func ("/analysis/imputation/expectation", test_expectation);
  g_test_add_func ("/analysis/imputation/calibration", test_calibration);
  g_test_add_func ("/analysis/imputation/failed", test_failed);
  return g_test_run ();
}
