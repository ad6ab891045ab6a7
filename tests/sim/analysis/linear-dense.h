/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-dense.h - the slow second route of the linear models: whole matrices in long double, and
 * random trials to try both on.
 */
#ifndef TESTS_SIM_ANALYSIS_LINEAR_DENSE_H
#define TESTS_SIM_ANALYSIS_LINEAR_DENSE_H

#include <glib.h>
#include <math.h>

#include "analysis/cluster-robust.h"
#include "analysis/linear-model.h"
#include "analysis/mixed-model.h"

enum { DENSE_N = 64, DENSE_P = 32 };

typedef long double Real;
typedef struct {
  int rows, columns;
  Real at[DENSE_N][DENSE_N];
} Dense;

static inline void dense_product (const Dense *a, const Dense *b, Dense *out)
{
  out->rows = a->rows;
  out->columns = b->columns;
  for (int i = 0; i < a->rows; i++)
    for (int j = 0; j < b->columns; j++) {
      Real sum = 0;
      for (int k = 0; k < a->columns; k++)
        sum += a->at[i][k] * b->at[k][j];
      out->at[i][j] = sum;
    }
}

static inline void dense_transpose (const Dense *a, Dense *out)
{
  out->rows = a->columns;
  out->columns = a->rows;
  for (int i = 0; i < a->rows; i++)
    for (int j = 0; j < a->columns; j++)
      out->at[j][i] = a->at[i][j];
}

/* Gauss and Jordan with pivots; the log of the determinant's size. */
static inline Real dense_inverse (const Dense *a, Dense *out)
{
  static Dense work;
  Real log_determinant = 0;
  int n = a->rows;
  work = *a;
  out->rows = out->columns = n;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      out->at[i][j] = i == j;
  for (int j = 0; j < n; j++) {
    int best = j;
    for (int i = j + 1; i < n; i++)
      if (fabsl (work.at[i][j]) > fabsl (work.at[best][j]))
        best = i;
    for (int k = 0; k < n; k++) {
      Real t = work.at[j][k];
      work.at[j][k] = work.at[best][k];
      work.at[best][k] = t;
      t = out->at[j][k];
      out->at[j][k] = out->at[best][k];
      out->at[best][k] = t;
    }
    Real pivot = work.at[j][j];
    log_determinant += logl (fabsl (pivot));
    for (int k = 0; k < n; k++) {
      work.at[j][k] /= pivot;
      out->at[j][k] /= pivot;
    }
    for (int i = 0; i < n; i++) {
      Real by = work.at[i][j];
      for (int k = 0; i != j && by != 0 && k < n; k++) {
        work.at[i][k] -= by * work.at[j][k];
        out->at[i][k] -= by * out->at[j][k];
      }
    }
  }
  return log_determinant;
}

/* The inverse of the square root, by the iteration of Denman and Beavers (1976). */
static inline void dense_inverse_root (const Dense *a, Dense *out)
{
  static Dense y, z, iy, iz;
  int n = a->rows;
  y = *a;
  z.rows = z.columns = n;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      z.at[i][j] = i == j;
  for (int round = 0; round < 60; round++) {
    Real change = 0;
    dense_inverse (&y, &iy);
    dense_inverse (&z, &iz);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        Real next = (y.at[i][j] + iz.at[i][j]) / 2;
        change = MAX (change, fabsl (next - y.at[i][j]));
        y.at[i][j] = next;
        z.at[i][j] = (z.at[i][j] + iy.at[i][j]) / 2;
      }
    if (change < 1e-18L)
      break;
  }
  *out = z;
}

/* A random trial. */
typedef struct {
  SimLinearData data;
  double y[DENSE_N], number[SIM_LINEAR_NUMBERS][DENSE_N];
  int8_t arm[DENSE_N], level[SIM_LINEAR_FACTORS][DENSE_N];
  int cluster[DENSE_N];
} Trial;

typedef struct {
  int arms, n, numbers, factors;
  double tied;     /* share of trials whose scores are whole numbers */
  gboolean nested; /* the last arm has no practitioners */
  int practitioners; /* of an arm */
} Shape;

static inline double dense_normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

static inline void dense_trial (GRand *rand, const Shape *shape, Trial *t)
{
  gboolean tied = g_rand_double (rand) < shape->tied;
  double likeness[DENSE_N];
  for (int g = 0; g < DENSE_N; g++)
    likeness[g] = dense_normal (rand) * (g_rand_boolean (rand) ? 1.5 : 0.3);
  t->data = (SimLinearData){ .n = shape->n,
                             .n_arms = shape->arms,
                             .y = t->y,
                             .arm = t->arm,
                             .n_numbers = shape->numbers,
                             .n_factors = shape->factors };
  for (int f = 0; f < shape->factors; f++) {
    t->data.level[f] = t->level[f];
    t->data.n_levels[f] = 2 + (f + (int) g_rand_int_range (rand, 0, 2)) % 3;
  }
  for (int k = 0; k < shape->numbers; k++)
    t->data.number[k] = t->number[k];
  for (int i = 0; i < shape->n; i++) {
    int a = g_rand_int_range (rand, 0, shape->arms + 1);
    a = i < 2 * shape->arms ? i % shape->arms : a == shape->arms ? -1 : a; /* -1: not seen */
    t->arm[i] = (int8_t) a;
    double y = 3 + a + (1 + 0.5 * a) * dense_normal (rand);
    for (int k = 0; k < shape->numbers; k++) {
      t->number[k][i] = 10 + 5 * dense_normal (rand) + (a == 0);
      y += 0.3 * t->number[k][i];
    }
    for (int f = 0; f < shape->factors; f++) {
      /* the last level of a factor is sometimes one that nobody has */
      int levels = t->data.n_levels[f] - (t->data.n_levels[f] > 2 && shape->n % 2);
      t->level[f][i] = (int8_t) g_rand_int_range (rand, 0, levels);
      y += t->level[f][i];
    }
    t->cluster[i] = -1;
    if (a >= 0 && !(shape->nested && a == shape->arms - 1)) {
      t->cluster[i] = 7 * (a * shape->practitioners
                           + (int) g_rand_int_range (rand, 0, shape->practitioners));
      y += likeness[t->cluster[i] / 7];
    }
    t->y[i] = tied ? floor (y) : y;
  }
}

/* The model by whole matrices: x of the patients analysed, columns that add nothing left out. */
typedef struct {
  int n, p;
  int who[DENSE_N];
  Dense x, xt, cross, inverse, hat, left, contrast; /* contrast: of the columns; then n x 1 */
  Real y[DENSE_N], residual[DENSE_N], rss, of[DENSE_N], estimate, length2;
} DenseModel;

static inline void dense_columns (const Trial *t, int i, Real *row, int *p)
{
  int at = 0;
  for (int a = 0; a < t->data.n_arms; a++)
    row[at++] = t->arm[i] == a;
  for (int k = 0; k < t->data.n_numbers; k++)
    row[at++] = t->number[k][i];
  for (int f = 0; f < t->data.n_factors; f++)
    for (int l = 1; l < t->data.n_levels[f]; l++)
      row[at++] = t->level[f][i] == l;
  *p = at;
}

/* Leaves out columns by Gram and Schmidt, twice over. */
static inline void dense_independent (DenseModel *m, int all)
{
  static Real q[DENSE_P][DENSE_N];
  m->p = 0;
  for (int j = 0; j < all; j++) {
    Real v[DENSE_N], was = 0, is = 0;
    for (int i = 0; i < m->n; i++) {
      v[i] = m->x.at[i][j];
      was += v[i] * v[i];
    }
    for (int twice = 0; twice < 2; twice++)
      for (int k = 0; k < m->p; k++) {
        Real dot = 0;
        for (int i = 0; i < m->n; i++)
          dot += q[k][i] * v[i];
        for (int i = 0; i < m->n; i++)
          v[i] -= dot * q[k][i];
      }
    for (int i = 0; i < m->n; i++)
      is += v[i] * v[i];
    if (is <= 1e-20L * was)
      continue;
    for (int i = 0; i < m->n; i++) {
      q[m->p][i] = v[i] / sqrtl (is);
      m->x.at[i][m->p] = m->x.at[i][j];
    }
    m->p++;
  }
  m->x.columns = m->p;
}

static inline void dense_model (const Trial *t, DenseModel *m)
{
  static Dense h;
  int all = 0;
  m->n = 0;
  for (int i = 0; i < t->data.n; i++)
    if (t->arm[i] >= 0) {
      dense_columns (t, i, m->x.at[m->n], &all);
      m->y[m->n] = t->y[i];
      m->who[m->n++] = i;
    }
  m->x.rows = m->n;
  dense_independent (m, all);
  dense_transpose (&m->x, &m->xt);
  dense_product (&m->xt, &m->x, &m->cross);
  dense_inverse (&m->cross, &m->inverse);
  dense_product (&m->x, &m->inverse, &h);
  dense_product (&h, &m->xt, &m->hat);
  m->rss = 0;
  for (int i = 0; i < m->n; i++) {
    m->residual[i] = m->y[i];
    for (int j = 0; j < m->n; j++)
      m->residual[i] -= m->hat.at[i][j] * m->y[j];
    m->rss += m->residual[i] * m->residual[i];
  }
}

/* A contrast of the arms: what each patient counts in it. */
static inline void dense_contrast (DenseModel *m, int arms, const double *weights)
{
  m->estimate = m->length2 = 0;
  for (int i = 0; i < m->n; i++) {
    m->of[i] = 0;
    for (int j = 0; j < m->p; j++)
      for (int a = 0; a < arms; a++)
        m->of[i] += m->x.at[i][j] * m->inverse.at[j][a] * weights[a];
    m->estimate += m->of[i] * m->y[i];
    m->length2 += m->of[i] * m->of[i];
  }
}

static inline void dense_close (double got, Real due, double allowed)
{
  if (!(fabsl (got - due) <= allowed * (1 + fabsl (due))))
    g_error ("%.15g instead of %.15Lg", got, due);
}

#endif
