/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * binary-imputation.c - multiple imputation of binary scores against a second route that shares
 * nothing with it but the random numbers: a table of patients, those added among them, fitted by
 * weighted least squares in long double, gaps by all completions there are. Fits of fixed data
 * against R's glm(). Proportions against those of data of which nothing is missing.
 */
#include "analysis/binary-imputation.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "analysis/rubin.h"
#include "base/prob.h"

enum { MOST = 400, VISITS = 5, ARMS = 4, TERMS = 5 + VISITS, COLUMNS = ARMS + TERMS };

typedef struct {
  int n, arms, visits, place[MOST], room[MOST];
  int8_t arm[MOST], level[2][MOST];
  gboolean has_baseline, adjusted;
  double baseline[MOST], number[MOST], score[VISITS][MOST];
  const double *scores[VISITS];
} Data;

static SimImputation ask (Data *d, int imputations, guint64 seed)
{
  SimImputation data = { .n = d->n,
                         .n_arms = d->arms,
                         .n_visits = d->visits,
                         .arm = d->arm,
                         .place = d->place,
                         .baseline = d->has_baseline ? d->baseline : NULL,
                         .score = d->scores,
                         .imputations = imputations,
                         .room = d->room };
  for (int v = 0; v < d->visits; v++)
    d->scores[v] = d->score[v];
  if (d->adjusted) {
    data.n_numbers = 1;
    data.number[0] = d->number;
    data.n_factors = 2;
    for (int f = 0; f < 2; f++) {
      data.level[f] = d->level[f];
      data.n_levels[f] = 3 - f;
    }
  }
  for (int a = 0; a < d->arms; a++) {
    char *id = g_strdup_printf ("%d", a);
    data.patients[a] = sim_stream_new (sim_key_new (5, "imputation", "y", NULL, id), seed);
    g_free (id);
  }
  data.model = sim_stream_new (sim_key_new (5, "imputation", "y", NULL, NULL), seed);
  return data;
}

/* --- the second route ----------------------------------------------------------------------- */

typedef long double real;

/* Terms that a patient has before a visit, in the order of the header. */
static int terms (const Data *d, int v, int i, real *x)
{
  int n = 0;
  if (d->has_baseline)
    x[n++] = d->baseline[i];
  if (d->adjusted) {
    x[n++] = d->number[i];
    x[n++] = d->level[0][i] == 1;
    x[n++] = d->level[0][i] == 2;
    x[n++] = d->level[1][i] == 1;
  }
  for (int u = 0; u < v; u++)
    x[n++] = d->score[u][i];
  return n;
}

typedef struct {
  int rows, columns;
  real x[MOST + 4 * COLUMNS][COLUMNS], y[MOST + 4 * COLUMNS], weight[MOST + 4 * COLUMNS];
} Table;

static void add_row (Table *table, const real *x, real y, real weight)
{
  for (int j = 0; j < table->columns; j++)
    table->x[table->rows][j] = x[j];
  table->y[table->rows] = y;
  table->weight[table->rows++] = weight;
}

typedef struct {
  gboolean varies[TERMS];
  real mean[TERMS], beta[COLUMNS], root[COLUMNS][COLUMNS], drawn[COLUMNS];
} Fit;

/* Patients seen so far, terms less their means; then those who are added. */
static gboolean make_table (const Data *d, int v, Table *table, Fit *fit)
{
  real x[TERMS], square[TERMS] = { 0 }, n = 0, of[ARMS] = { 0 };
  int k = 0, least = MOST, coefficients = d->arms, added = 2 * d->arms;
  gboolean in[MOST];
  for (int t = 0; t < TERMS; t++)
    fit->mean[t] = 0;
  for (int i = 0; i < d->n; i++) {
    in[i] = d->arm[i] >= 0;
    for (int u = 0; u <= v; u++)
      in[i] = in[i] && !isnan (d->score[u][i]);
    k = terms (d, v, i, x);
    for (int t = 0; t < k && in[i]; t++)
      fit->mean[t] += x[t];
    n += in[i];
    of[MAX (0, d->arm[i])] += in[i];
  }
  for (int a = 0; a < d->arms; a++)
    least = MIN (least, (int) of[a]);
  if (least < 2)
    return FALSE;
  for (int t = 0; t < k; t++)
    fit->mean[t] /= n;
  for (int i = 0; i < d->n; i++) {
    terms (d, v, i, x);
    for (int t = 0; t < k && in[i]; t++)
      square[t] += (x[t] - fit->mean[t]) * (x[t] - fit->mean[t]);
  }
  for (int t = 0; t < k; t++) {
    fit->varies[t] = square[t] > 1e-15L;
    coefficients += fit->varies[t];
    added += 4 * fit->varies[t];
  }
  table->rows = 0;
  table->columns = d->arms + k;
  for (int i = 0; i < d->n; i++) {
    real row[COLUMNS] = { 0 };
    if (!in[i])
      continue;
    terms (d, v, i, x);
    row[d->arm[i]] = 1;
    for (int t = 0; t < k; t++)
      row[d->arms + t] = fit->varies[t] ? x[t] - fit->mean[t] : 0;
    add_row (table, row, d->score[v][i], 1);
  }
  for (int more = 0; more < d->arms + 2 * k; more++) {
    real row[COLUMNS] = { 0 };
    int t = (more - d->arms) / 2;
    if (more >= d->arms && !fit->varies[t])
      continue;
    for (int a = 0; a < d->arms; a++)
      row[a] = more < d->arms ? a == more : of[a] / n;
    if (more >= d->arms)
      row[d->arms + t] = ((more - d->arms) % 2 ? 0.5L : -0.5L) * sqrtl (square[t] / (n - 1));
    add_row (table, row, 0, (real) coefficients / added);
    add_row (table, row, 1, (real) coefficients / added);
  }
  return TRUE;
}

/* Solves m x = b by elimination with pivots from the diagonal; rows of 0 have an x of 0. */
static void solve (int n, real m[COLUMNS][COLUMNS], real *b)
{
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++) {
      real factor = k == i || m[i][i] == 0 ? 0 : m[k][i] / m[i][i];
      for (int j = 0; j < n; j++)
        m[k][j] -= factor * m[i][j];
      b[k] -= factor * b[i];
    }
  for (int i = 0; i < n; i++)
    b[i] = m[i][i] == 0 ? 0 : b[i] / m[i][i];
}

/* Weighted least squares again and again, halving what makes the likelihood fall. */
static real likelihood (const Table *table, const real *beta)
{
  real sum = 0;
  for (int r = 0; r < table->rows; r++) {
    real eta = 0;
    for (int j = 0; j < table->columns; j++)
      eta += table->x[r][j] * beta[j];
    sum -= table->weight[r] * log1pl (expl (table->y[r] > 0.5L ? -eta : eta));
  }
  return sum;
}

static void slow_fit (const Table *table, Fit *fit)
{
  real m[COLUMNS][COLUMNS], b[COLUMNS];
  int n = table->columns;
  for (int j = 0; j < n; j++)
    fit->beta[j] = 0;
  for (int round = 0; round < 200; round++) {
    memset (m, 0, sizeof m);
    memset (b, 0, sizeof b);
    for (int r = 0; r < table->rows; r++) {
      real eta = 0;
      for (int j = 0; j < n; j++)
        eta += table->x[r][j] * fit->beta[j];
      real p = 1 / (1 + expl (-eta)), w = table->weight[r] * p * (1 - p);
      for (int j = 0; j < n; j++) {
        b[j] += table->weight[r] * table->x[r][j] * (table->y[r] - p);
        for (int k = 0; k < n; k++)
          m[j][k] += w * table->x[r][j] * table->x[r][k];
      }
    }
    memcpy (fit->root, m, sizeof m);
    solve (n, m, b);
    real before = likelihood (table, fit->beta), next[COLUMNS], largest = 0;
    for (real length = 1; length > 1e-6L; length /= 2) {
      for (int j = 0; j < n; j++)
        next[j] = fit->beta[j] + length * b[j];
      if (likelihood (table, next) >= before - 1e-17L)
        break;
    }
    for (int j = 0; j < n; j++) {
      largest = MAX (largest, fabsl (next[j] - fit->beta[j]));
      fit->beta[j] = next[j];
    }
    if (largest < 1e-15L)
      break;
  }
  for (int j = 0; j < n; j++) /* information = root root', and 1 for what is not there */
    for (int k = 0; k <= j; k++) {
      real sum = fit->root[j][k];
      if (j == k && sum == 0)
        sum = 1;
      for (int l = 0; l < k; l++)
        sum -= fit->root[j][l] * fit->root[k][l];
      fit->root[j][k] = j == k ? sqrtl (sum) : sum / fit->root[k][k];
    }
}

static SimStream ahead (SimStream stream, guint64 draws)
{
  SimJump jump = sim_jump_new (draws);
  sim_stream_jump (&stream, &jump);
  return stream;
}

static void slow_draw (int n, SimStream stream, Fit *fit)
{
  for (int j = 0; j < n; j++)
    fit->drawn[j] = sim_draw_normal (sim_stream_next (&stream));
  for (int j = n - 1; j >= 0; j--) {
    for (int k = j + 1; k < n; k++)
      fit->drawn[j] -= fit->root[k][j] * fit->drawn[k];
    fit->drawn[j] /= fit->root[j][j];
  }
  for (int j = 0; j < n; j++)
    fit->drawn[j] += fit->beta[j];
}

/* Of a patient whose scores before the visit stand in the data. */
static real chance (const Data *d, const Fit *fit, int v, int i, real shift)
{
  real x[TERMS], eta = fit[v].drawn[d->arm[i]] + shift;
  int k = terms (d, v, i, x);
  for (int t = 0; t < k; t++)
    eta += fit[v].varies[t] ? fit[v].drawn[d->arms + t] * (x[t] - fit[v].mean[t]) : 0;
  return 1 / (1 + expl (-eta));
}

/* Puts scores in the data for those of a patient that are missing. */
static void slow_patient (Data *d, const Fit *fit, int i, real shift, SimStream stream)
{
  gboolean known[VISITS];
  real u[VISITS], sum[1 << VISITS], all = 0, first = 0;
  int left = 0;
  for (int v = 0; v < d->visits; v++) {
    u[v] = sim_draw_uniform (sim_stream_next (&stream));
    known[v] = !isnan (d->score[v][i]);
    left = known[v] ? v + 1 : left;
  }
  for (int v = left - 1; v >= 0; v--)
    first = known[v] ? first : u[v];
  /* every history there can be, the first visit being its first bit; impossible ones weigh 0 */
  for (int h = 0; h < 1 << left; h++) {
    sum[h] = 1;
    for (int v = 0; v < left; v++)
      sum[h] *= !known[v] || d->score[v][i] == (h >> v & 1);
    real weight = 1, kept[VISITS];
    for (int v = 0; v < left; v++) {
      kept[v] = d->score[v][i];
      d->score[v][i] = h >> v & 1;
    }
    for (int v = 0; v < left; v++) {
      real p = chance (d, fit, v, i, 0);
      weight *= h >> v & 1 ? p : 1 - p;
    }
    for (int v = 0; v < left; v++)
      d->score[v][i] = (double) kept[v];
    sum[h] *= weight;
    all += sum[h];
  }
  int chosen = 0;
  real below = sum[0];
  while (chosen + 1 < 1 << left && first * all >= below)
    below += sum[++chosen];
  for (int v = 0; v < left; v++)
    d->score[v][i] = chosen >> v & 1;
  for (int v = left; v < d->visits; v++)
    d->score[v][i] = u[v] < chance (d, fit, v, i, v == d->visits - 1 ? shift : 0);
}

/* --- data ----------------------------------------------------------------------------------- */

static double draw (GRand *rand)
{
  return sim_normal_quantile (g_rand_double_range (rand, 1e-9, 1 - 1e-9));
}

typedef struct {
  int arms, visits, least, most;
  double left, gaps, level, effect;
  gboolean baseline, adjusted, at_random; /* at_random: those with 0 leave */
} Kind;

static void make (GRand *rand, const Kind *kind, Data *d)
{
  *d = (Data){ .arms = kind->arms, .visits = kind->visits, .has_baseline = kind->baseline,
               .adjusted = kind->adjusted };
  for (int a = 0; a < kind->arms; a++) {
    int n = g_rand_int_range (rand, kind->least, kind->most + 1);
    for (int p = 0; p < n; p++) {
      int i = d->n++;
      double common = draw (rand), last = 1;
      gboolean left = FALSE;
      d->arm[i] = (int8_t) a;
      d->place[i] = p;
      d->baseline[i] = 10 + 3 * (0.7 * common + 0.71 * draw (rand));
      d->number[i] = 0.5 * common + draw (rand);
      d->level[0][i] = (int8_t) g_rand_int_range (rand, 0, kind->most > 12 ? 3 : 2);
      d->level[1][i] = common > 0;
      for (int v = 0; v < kind->visits; v++) {
        double leave = kind->left * (kind->at_random ? (last > 0.5 ? 0.3 : 1.7) : 1);
        last = 0.7 * common + 0.71 * draw (rand) + kind->effect * a > kind->level;
        left = left || (v > 0 && g_rand_double (rand) < leave);
        d->score[v][i] = left || g_rand_double (rand) < kind->gaps ? NAN : last;
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

static void compare_fits (const SimBinaryVisit *visit, const Fit *fit)
{
  for (int j = 0; j < visit->parameters; j++) {
    close_to (visit->at[j], fit->beta[j], fabs (visit->at[j]));
    for (int k = 0; k <= j; k++)
      close_to (visit->root[j][k], fit->root[j][k], fabs (visit->root[j][k]));
  }
}

/* Returns how many scores were drawn; -1: both routes find no fit. */
static int compare (GRand *rand, Data *d)
{
  static SimBinaryChain chain;
  static Table table;
  static Fit fit[VISITS];
  static Data filled;
  double y[MOST];
  int imputations = g_rand_int_range (rand, 2, 5), drawn = 0;
  SimImputation data = ask (d, imputations, g_rand_int (rand));
  for (int a = 0; a < d->arms; a++)
    data.shift[a] = g_rand_boolean (rand) ? g_rand_double_range (rand, -2, 2) : 0;
  gboolean good = sim_binary_chain (&data, &chain), expected = TRUE;
  for (int v = 0; v < d->visits && chain.n_missing > 0; v++)
    expected = expected && make_table (d, v, &table, &fit[v]);
  g_assert_cmpint (good, ==, expected);
  if (!good)
    return -1;
  for (int v = 0; v < d->visits && chain.n_missing > 0; v++) {
    make_table (d, v, &table, &fit[v]);
    slow_fit (&table, &fit[v]);
    compare_fits (&chain.visits[v], &fit[v]);
  }
  for (int k = 0; k < imputations; k++) {
    SimStream model = ahead (data.model, (guint64) k * 1200011);
    sim_binary_complete (&chain, y);
    filled = *d;
    for (int v = 0; v < d->visits && chain.n_missing > 0; v++)
      slow_draw (chain.visits[v].parameters, ahead (model, (guint64) v * 50129), &fit[v]);
    for (int i = 0; i < d->n; i++) {
      if (d->arm[i] < 0)
        continue;
      if (isnan (d->score[d->visits - 1][i])) {
        guint64 draws = (guint64) k * 1200011 + (guint64) d->place[i] * SIM_IMPUTE_VISITS;
        slow_patient (&filled, fit, i, data.shift[d->arm[i]],
                      ahead (data.patients[d->arm[i]], draws));
        drawn++;
      }
      g_assert_cmpfloat (y[i], ==, filled.score[d->visits - 1][i]);
    }
  }
  return drawn;
}

/* Thousands of data sets: unequal arms, few patients, all or none, gaps, levels nobody has. */
static void test_second_route (void)
{
  GRand *rand = g_rand_new_with_seed (12);
  static Data d;
  int fitted = 0, failed = 0, scores = 0;
  for (int round = 0; round < 3000; round++) {
    Kind kind = { .arms = g_rand_int_range (rand, 2, ARMS + 1),
                  .visits = g_rand_int_range (rand, 1, VISITS + 1),
                  .least = g_rand_int_range (rand, 2, 8),
                  .most = g_rand_int_range (rand, 8, 20),
                  .left = g_rand_double_range (rand, 0, 0.3),
                  .gaps = g_rand_boolean (rand) ? g_rand_double_range (rand, 0, 0.3) : 0,
                  .level = g_rand_double_range (rand, -2, 2),
                  .effect = g_rand_double_range (rand, -1, 1),
                  .baseline = g_rand_boolean (rand),
                  .adjusted = round % 3 == 0 };
    make (rand, &kind, &d);
    for (int i = 0; i < d.n && round % 5 == 0; i++)
      if (g_rand_double (rand) < 0.1)
        d.arm[i] = -1; /* of another size */
    int drawn = compare (rand, &d);
    fitted += drawn >= 0;
    failed += drawn < 0;
    scores += MAX (drawn, 0);
  }
  g_test_message ("%d fitted, %d failed, %d scores drawn", fitted, failed, scores);
  g_assert_cmpint (fitted, >, 1500);
  g_assert_cmpint (failed, >, 100);
  g_assert_cmpint (scores, >, 20000);
  g_rand_free (rand);
}

/* 12 and 13 patients, the second visit given the first, of which one arm has but 1: separated. R
 * 4.2.2, the patients who are added in the data:
 *   y <- c(1,1,0,1,0,0,1,1,1,0,1,1, 1,1,1,1,1,1,1,1,1,1,1,1,1)
 *   x <- c(0,1,0,1,0,1,1,1,0,0,1,0, 1,1,0,1,1,0,1,1,1,0,1,1,1)
 *   a <- rep(0:1, c(12, 13)); h <- sd(x)/2; s <- c(12, 13)/25
 *   A <- c(1,1,0,0, rep(s[1],4)); B <- c(0,0,1,1, rep(s[2],4)); H <- c(0,0,0,0, -h,-h,h,h)
 *   X <- rbind(cbind(1-a, a, x-mean(x)), cbind(A, B, H)); w <- c(rep(1,25), rep(3/8,8))
 *   f <- glm.fit(X, c(y, rep(0:1,4)), w, family=quasibinomial(), control=list(epsilon=1e-15))
 *   p <- as.vector(plogis(X %*% f$coefficients))
 *   print(f$coefficients, 15); print(chol(t(X) %*% (X*w*p*(1-p))), 15) */
static void test_against_r (void)
{
  static const double r[]
      = { 0.776533540219165,  2.969615648396104, 1.263079845195207,
          1.6583482792533,   0.025622988754785,  -0.3536490145712922,
          0.814581139399981, -0.0781671098216939, 0.8846954468720595 };
  static const int y[]
      = { 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  static const int x[]
      = { 0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1 };
  static Data d;
  static SimBinaryChain chain;
  d = (Data){ .n = 26, .arms = 2, .visits = 2 };
  for (int i = 0; i < 26; i++) {
    d.arm[i] = i > 11;
    d.place[i] = i > 11 ? i - 12 : i;
    d.score[0][i] = i < 25 ? x[i] : 0;
    d.score[1][i] = i < 25 ? y[i] : NAN;
  }
  SimImputation data = ask (&d, 2, 0);
  g_assert_true (sim_binary_chain (&data, &chain));
  const SimBinaryVisit *visit = &chain.visits[1];
  const double found[] = { visit->at[0],      visit->at[1],      visit->at[2],
                           visit->root[0][0], visit->root[1][0], visit->root[2][0],
                           visit->root[1][1], visit->root[2][1], visit->root[2][2] };
  for (guint k = 0; k < G_N_ELEMENTS (found); k++)
    g_assert_cmpfloat (fabs (found[k] - r[k]), <, 1e-9);
}

/* Intervals of a difference of proportions, and its mean, where who leaves does so by the last
 * score seen; the truth is that of the data before anybody left. */
static void test_calibration (void)
{
  enum { ROUNDS = 4000, IMPUTATIONS = 10 };
  GRand *rand = g_rand_new_with_seed (7);
  static Data d;
  static SimBinaryChain chain;
  Kind kind = { 2, 3, 100, 100, 0.15, 0, 0, 0.5, FALSE, FALSE, TRUE };
  double sd = hypot (0.7, 0.71), off = 0, squares = 0, y[MOST];
  double truth = sim_normal_upper (-0.5 / sd) - 0.5;
  int covered = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double estimates[IMPUTATIONS], variances[IMPUTATIONS];
    make (rand, &kind, &d);
    SimImputation data = ask (&d, IMPUTATIONS, (guint64) round);
    g_assert_true (sim_binary_chain (&data, &chain));
    for (int k = 0; k < IMPUTATIONS; k++) {
      double p[2] = { 0 };
      sim_binary_complete (&chain, y);
      for (int i = 0; i < d.n; i++)
        p[d.arm[i]] += y[i] / 100;
      estimates[k] = p[1] - p[0];
      variances[k] = p[0] * (1 - p[0]) / 100 + p[1] * (1 - p[1]) / 100;
    }
    SimRubin pooled = sim_rubin (IMPUTATIONS, estimates, variances, INFINITY);
    covered += fabs (pooled.estimate - truth)
               < sim_t_upper_quantile (0.025, pooled.df) * sqrt (pooled.total);
    off += (pooled.estimate - truth) / ROUNDS;
    squares += (pooled.estimate - truth) * (pooled.estimate - truth) / ROUNDS;
  }
  double rate = (double) covered / ROUNDS;
  g_test_message ("coverage %.4f (standard error %.4f), mean %.4f off %.4f (standard error %.4f)",
                  rate, sqrt (0.05 * 0.95 / ROUNDS), off, truth, sqrt (squares / ROUNDS));
  g_assert_cmpfloat (fabs (rate - 0.95), <, 4 * sqrt (0.05 * 0.95 / ROUNDS));
  /* the patients who are added draw both proportions of those missing a little towards one half */
  g_assert_cmpfloat (off, <, 4 * sqrt (squares / ROUNDS));
  g_assert_cmpfloat (off, >, -0.01);
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/binary-imputation/second-route", test_second_route);
  g_test_add_func ("/analysis/binary-imputation/r", test_against_r);
  g_test_add_func ("/analysis/binary-imputation/calibration", test_calibration);
  return g_test_run ();
}
