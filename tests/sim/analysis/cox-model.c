/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cox-model.c - Cox's regression with covariates against a second one that shares no code: the
 * likelihood by its definition, patient by patient in long double, in the covariates as they are,
 * by Newton's steps with Gauss's elimination. The data of R's coxph are in tests/reference.
 */
#include "analysis/cox-model.h"
#include "analysis/cox.h"
#include "analysis/log-rank.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum { MOST = 60, COLUMNS = 12 };

typedef struct {
  int n, n_arms, n_numbers, n_levels; /* n_levels 0: no factor */
  double time[MOST], number[2][MOST];
  uint8_t event[MOST];
  int8_t arm[MOST], level[MOST];
} Data;

static gboolean is_here (const Data *d, int i)
{
  return d->arm[i] >= 0 && d->arm[i] < d->n_arms;
}

static gboolean fit_to (const Data *d, SimCoxModel *fit)
{
  static int order[MOST], spare[MOST];
  static double room[SIM_LINEAR_ROOM (MOST, COLUMNS)];
  SimLinearData data = { .n = d->n, .n_arms = d->n_arms, .y = d->time, .arm = d->arm };
  for (int k = 0; k < d->n_numbers; k++)
    data.number[data.n_numbers++] = d->number[k];
  if (d->n_levels > 0) {
    data.level[0] = d->level;
    data.n_levels[0] = d->n_levels;
    data.n_factors = 1;
  }
  g_assert_true (sim_log_rank_order (d->n, d->time, order, spare));
  return sim_cox_model (&data, d->event, order, room, fit);
}

/* --- by the definition --------------------------------------------------------------------- */

typedef struct {
  int p;
  long double row[MOST][COLUMNS], at[COLUMNS];
  long double score[COLUMNS], information[COLUMNS][COLUMNS], likelihood;
} Slow;

static void make_rows (const Data *d, Slow *s)
{
  s->p = d->n_arms - 1 + d->n_numbers + MAX (d->n_levels - 1, 0);
  for (int i = 0; i < d->n; i++) {
    int at = d->n_arms - 1;
    memset (s->row[i], 0, sizeof s->row[i]);
    if (d->arm[i] >= 0 && d->arm[i] < at)
      s->row[i][d->arm[i]] = 1;
    for (int k = 0; k < d->n_numbers; k++)
      s->row[i][at++] = d->number[k][i];
    for (int l = 1; l < d->n_levels; l++)
      s->row[i][at++] = d->level[i] == l;
  }
}

static long double hazard_of (const Slow *s, int i)
{
  long double eta = 0;
  for (int j = 0; j < s->p; j++)
    eta += s->at[j] * s->row[i][j];
  return expl (eta);
}

/* The event of patient i: his rank among those at the same time says what share of them is out of
   the risk set, as Efron has it. */
static void add_event (const Data *d, int i, const long double *hazard, Slow *s)
{
  long double mean[COLUMNS] = { 0 }, product[COLUMNS][COLUMNS] = { { 0 } }, all = 0;
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
    long double weight = hazard[j] * (with ? 1 - rank / (long double) events : 1);
    all += weight;
    for (int p = 0; p < s->p; p++) {
      mean[p] += weight * s->row[j][p];
      for (int q = 0; q < s->p; q++)
        product[p][q] += weight * s->row[j][p] * s->row[j][q];
    }
  }
  s->likelihood += logl (hazard[i] / all);
  for (int p = 0; p < s->p; p++) {
    s->score[p] += s->row[i][p] - mean[p] / all;
    for (int q = 0; q < s->p; q++)
      s->information[p][q] += product[p][q] / all - mean[p] * mean[q] / (all * all);
  }
}

static void differentiate (const Data *d, Slow *s)
{
  long double hazard[MOST];
  memset (s->score, 0, sizeof s->score);
  memset (s->information, 0, sizeof s->information);
  s->likelihood = 0;
  for (int i = 0; i < d->n; i++)
    hazard[i] = hazard_of (s, i);
  for (int i = 0; i < d->n; i++)
    if (is_here (d, i) && d->event[i])
      add_event (d, i, hazard, s);
}

/* Inverse of the information by Gauss and Jordan with pivots; FALSE if there is none. */
static gboolean invert (const Slow *s, long double inverse[COLUMNS][COLUMNS])
{
  long double a[COLUMNS][COLUMNS];
  memcpy (a, s->information, sizeof a);
  for (int i = 0; i < s->p; i++)
    for (int j = 0; j < s->p; j++)
      inverse[i][j] = i == j;
  for (int k = 0; k < s->p; k++) {
    int best = k;
    for (int i = k + 1; i < s->p; i++)
      if (fabsl (a[i][k]) > fabsl (a[best][k]))
        best = i;
    if (!(fabsl (a[best][k]) > 1e-13L))
      return FALSE;
    for (int j = 0; j < s->p; j++) {
      long double one = a[k][j], other = inverse[k][j];
      a[k][j] = a[best][j];
      a[best][j] = one;
      inverse[k][j] = inverse[best][j];
      inverse[best][j] = other;
    }
    long double pivot = a[k][k];
    for (int j = 0; j < s->p; j++) {
      a[k][j] /= pivot;
      inverse[k][j] /= pivot;
    }
    for (int i = 0; i < s->p; i++) {
      long double by = a[i][k];
      for (int j = 0; j < s->p && i != k; j++) {
        a[i][j] -= by * a[k][j];
        inverse[i][j] -= by * inverse[k][j];
      }
    }
  }
  return TRUE;
}

/* FALSE where there is no maximum: parameters go beyond anything that so few patients could say. */
static gboolean climb (const Data *d, Slow *s, long double inverse[COLUMNS][COLUMNS])
{
  memset (s->at, 0, sizeof s->at);
  for (int round = 0; round < 200; round++) {
    long double step[COLUMNS] = { 0 }, from[COLUMNS], largest = 0;
    differentiate (d, s);
    if (!invert (s, inverse))
      return FALSE;
    for (int i = 0; i < s->p; i++) {
      for (int j = 0; j < s->p; j++)
        step[i] += inverse[i][j] * s->score[j];
      largest = MAX (largest, fabsl (step[i]));
    }
    if (largest < 1e-13L)
      return TRUE;
    memcpy (from, s->at, sizeof from);
    long double before = s->likelihood, share = 1;
    do {
      for (int i = 0; i < s->p; i++)
        s->at[i] = from[i] + share * step[i];
      differentiate (d, s);
      share /= 2;
    } while (!(s->likelihood >= before - 1e-12L) && share > 1e-9L);
  }
  return FALSE;
}

/* --- both ---------------------------------------------------------------------------------- */

static void close_to (double found, long double due, double scale)
{
  g_assert_cmpfloat (fabs (found - (double) due), <, 1e-9 * MAX (1, scale));
}

static gboolean times_alike (const Data *d)
{
  double first = NAN;
  for (int i = 0; i < d->n; i++) {
    if (!is_here (d, i))
      continue;
    first = isnan (first) ? d->time[i] : first;
    if (d->time[i] != first)
      return FALSE;
  }
  return TRUE;
}

/* TRUE if there is a fit. */
static gboolean agree (const Data *d)
{
  static Slow s;
  long double inverse[COLUMNS][COLUMNS];
  SimCoxModel fit;
  int last = d->n_arms - 1, size[SIM_LINEAR_ARMS] = { 0 };
  gboolean fitted = fit_to (d, &fit), enough = TRUE;
  for (int i = 0; i < d->n; i++)
    if (is_here (d, i))
      size[d->arm[i]]++;
  for (int a = 0; a <= last; a++)
    enough &= size[a] >= 2;
  make_rows (d, &s);
  if (!enough || !climb (d, &s, inverse)) {
    /* a column that is nothing new, as of a level that nobody has, is left out by the one alone */
    g_assert_true (!fitted || enough);
    return FALSE;
  }
  if (times_alike (d)) { /* which the basis takes for no data */
    g_assert_false (fitted);
    return FALSE;
  }
  g_assert_true (fitted);
  for (int a = 0; a <= last; a++)
    for (int b = 0; b < a; b++) {
      double weights[SIM_LINEAR_ARMS] = { 0 }, variance, estimate;
      long double va = a < last ? inverse[a][a] : 0, vb = inverse[b][b];
      long double cross = a < last ? inverse[a][b] + inverse[b][a] : 0;
      weights[a] = 1;
      weights[b] = -1;
      estimate = sim_cox_model_contrast (&fit, weights, &variance);
      close_to (estimate, (a < last ? s.at[a] : 0) - s.at[b], sqrt (variance));
      /* it is that of one step before: 1e-9 standard errors away */
      close_to (variance, va + vb - cross, variance * MAX (1, sqrt (variance)));
    }
  return TRUE;
}

/* steps > 0: times on a grid of so many. Hazards hang on arm, first number and level. */
static void draw (GRand *rand, int n, int n_arms, int numbers, int levels, int steps, double seen,
                  Data *d)
{
  *d = (Data){ .n = n, .n_arms = n_arms, .n_numbers = numbers, .n_levels = levels };
  for (int i = 0; i < n; i++) {
    int arm = g_rand_int_range (rand, g_rand_int_range (rand, 0, 12) ? 0 : -1, n_arms);
    for (int k = 0; k < 2; k++)
      d->number[k][i] = 50 + 12 * (g_rand_double (rand) + g_rand_double (rand) - 1);
    d->level[i] = (int8_t) (levels > 0 ? g_rand_int_range (rand, 0, levels) : 0);
    double eta = 0.04 * (d->number[0][i] - 50) + 0.4 * d->level[i] - 0.3 * arm;
    double time = -log (1 - g_rand_double (rand)) * exp (-eta);
    d->time[i] = steps > 0 ? floor (time * steps / 4) : time;
    d->event[i] = g_rand_double (rand) < seen;
    d->arm[i] = (int8_t) arm;
  }
}

static void test_definition (void)
{
  static Data d;
  static const int steps[] = { 0, 3, 8, 40 };
  static const double seen[] = { 0.9, 0.6, 1, 0.3 };
  GRand *rand = g_rand_new_with_seed (19720302);
  int fitted = 0, rounds = 3000;
  for (int round = 0; round < rounds; round++) {
    draw (rand, g_rand_int_range (rand, 8, MOST), 2 + round % 3, round / 3 % 3, round / 9 % 4,
          steps[round / 36 % 4], seen[round % 4], &d);
    fitted += agree (&d);
  }
  g_test_message ("%d of %d data sets have a fit", fitted, rounds);
  g_assert_cmpint (fitted, >, rounds / 2);
  g_rand_free (rand);
}

/* Without covariates it is the model of the arms alone. */
static void test_arms_alone (void)
{
  static Data d;
  static int order[MOST], spare[MOST];
  GRand *rand = g_rand_new_with_seed (5);
  for (int round = 0; round < 300; round++) {
    SimCoxModel fit;
    SimCox arms;
    draw (rand, 30, 3, 0, 0, round % 2 ? 12 : 0, 0.7, &d);
    gboolean fitted = fit_to (&d, &fit);
    g_assert_true (sim_log_rank_order (d.n, d.time, order, spare));
    g_assert_cmpint (sim_cox (3, d.n, order, d.time, d.event, d.arm, spare, &arms), ==, fitted);
    for (int a = 0; a < 3 && fitted; a++) {
      close_to (fit.log_hazard[a], arms.log_hazard[a], 1);
      close_to (fit.covariance[a][0], arms.covariance[a][0], 1);
    }
  }
  g_rand_free (rand);
}

/* Shifted and stretched covariates, and one given twice, say the same. */
static void test_same_space (void)
{
  static Data d, other;
  GRand *rand = g_rand_new_with_seed (6);
  for (int round = 0; round < 200; round++) {
    SimCoxModel one, two;
    double weights[] = { 1, 0, -1 }, v, w;
    draw (rand, 50, 3, 1, 2, 0, 0.8, &d);
    other = d;
    other.n_numbers = 2;
    for (int i = 0; i < d.n; i++) {
      other.number[0][i] = 1e4 * d.number[0][i] - 7;
      other.number[1][i] = -3 * d.number[0][i];
    }
    g_assert_true (fit_to (&d, &one));
    double estimate = sim_cox_model_contrast (&one, weights, &v);
    g_assert_true (fit_to (&other, &two));
    close_to (sim_cox_model_contrast (&two, weights, &w), estimate, 1);
    close_to (w, v, 1);
  }
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cox-model/definition", test_definition);
  g_test_add_func ("/cox-model/arms-alone", test_arms_alone);
  g_test_add_func ("/cox-model/same-space", test_same_space);
  return g_test_run ();
}
