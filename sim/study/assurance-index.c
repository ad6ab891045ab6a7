/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-index.c - the order of points by power: least squares from the normal equations.
 *
 * Values are standardised first, so that these are well conditioned. Nothing but + - x / and the
 * root is done, so that all machines have the same bits.
 */
#include "assurance-index.h"

#include <math.h>

#include "../run/plan.h"

#define RIDGE  1e-9 /* of the number of points: keeps values apart that are one */
#define ENOUGH 4    /* points for each term */

struct _SimAssuranceIndex {
  guint n, n_groups, n_terms;
  guint *group;
  double *rows;  /* [point][term] */
  double *roots; /* [group left out, none last][term][term]: Cholesky factors */
};

static const double *
row_of (const SimAssuranceIndex *index, guint point)
{
  return index->rows + (gsize)point * index->n_terms;
}

static double *
root_of (const SimAssuranceIndex *index, guint left_out)
{
  return index->roots + (gsize)left_out * index->n_terms * index->n_terms;
}

/* Mean 0 and variance 1 over the points; zeros where all are the same. */
static double *
standardised (const double *values, guint n, guint n_values)
{
  double *standard = g_new (double, (gsize)n *n_values);

  for (guint j = 0; j < n_values; j++) {
    double mean = 0, squares = 0;
    for (guint i = 0; i < n; i++)
      mean += values[(gsize)i * n_values + j] / n;
    for (guint i = 0; i < n; i++) {
      double off = values[(gsize)i * n_values + j] - mean;
      squares += off * off / n;
    }
    double scale = squares > 0 ? 1 / sqrt (squares) : 0;
    for (guint i = 0; i < n; i++)
      standard[(gsize)i * n_values + j] = (values[(gsize)i * n_values + j] - mean) * scale;
  }
  return standard;
}

/* 1, the values, their squares, their products, as far as there is room. */
static void
fill_row (const double *value, guint n_values, guint n_terms, double *row)
{
  guint at = 0;

  row[at++] = 1;
  for (guint j = 0; j < n_values; j++)
    row[at++] = value[j];
  for (guint j = 0; j < n_values && at < n_terms; j++)
    row[at++] = value[j] * value[j] - 1;
  for (guint j = 0; j < n_values; j++)
    for (guint k = 0; k < j && at < n_terms; k++)
      row[at++] = value[j] * value[k];
}

static guint
terms_of (guint n, guint n_values)
{
  guint first = 1 + n_values, squares = first + n_values;
  guint all = squares + n_values * (n_values - 1) / 2;

  return n >= ENOUGH * all ? all : n >= ENOUGH * squares ? squares : first;
}

/* Adds what one point is to the normal equations. */
static void
add_square (const double *row, guint n_terms, double *matrix)
{
  for (guint a = 0; a < n_terms; a++)
    for (guint b = 0; b <= a; b++)
      matrix[(gsize)a * n_terms + b] += row[a] * row[b];
}

SimAssuranceIndex *
sim_assurance_index_new (const double *values, const guint *group, guint n, guint n_values,
                         guint n_groups)
{
  SimAssuranceIndex *index = g_new0 (SimAssuranceIndex, 1);
  g_autofree double *standard = standardised (values, n, n_values);
  guint terms = terms_of (n, n_values);

  index->n = n;
  index->n_groups = n_groups;
  index->n_terms = terms;
  index->group = g_memdup2 (group, n * sizeof *group);
  index->rows = g_new (double, (gsize)n *terms);
  index->roots = g_new0 (double, (gsize)(n_groups + 1) * terms * terms);
  for (guint i = 0; i < n; i++)
    fill_row (standard + (gsize)i * n_values, n_values, terms, index->rows + (gsize)i * terms);
  for (guint left_out = 0; left_out <= n_groups; left_out++) {
    double *matrix = root_of (index, left_out);
    for (guint i = 0; i < n; i++)
      if (group[i] != left_out)
        add_square (row_of (index, i), terms, matrix);
    for (guint a = 0; a < terms; a++)
      matrix[(gsize)a * terms + a] += RIDGE * n;
    sim_plan_cholesky (matrix, terms);
  }
  return index;
}

void
sim_assurance_index_free (SimAssuranceIndex *index)
{
  if (index == NULL)
    return;
  g_free (index->group);
  g_free (index->rows);
  g_free (index->roots);
  g_free (index);
}

/* x from L L' x = x, in place. */
static void
solve (const double *root, guint n, double *x)
{
  for (guint a = 0; a < n; a++) {
    for (guint b = 0; b < a; b++)
      x[a] -= root[(gsize)a * n + b] * x[b];
    x[a] /= root[(gsize)a * n + a];
  }
  for (guint a = n; a-- > 0;) {
    for (guint b = a + 1; b < n; b++)
      x[a] -= root[(gsize)b * n + a] * x[b];
    x[a] /= root[(gsize)a * n + a];
  }
}

void
sim_assurance_index_fit (const SimAssuranceIndex *index, const double *power, guint left_out,
                         double *fitted)
{
  guint terms = index->n_terms;
  g_autofree double *factor = g_new0 (double, terms);

  for (guint i = 0; i < index->n; i++)
    for (guint a = 0; index->group[i] != left_out && a < terms; a++)
      factor[a] += row_of (index, i)[a] * power[i];
  solve (root_of (index, left_out), terms, factor);
  for (guint i = 0; i < index->n; i++) {
    fitted[i] = 0;
    for (guint a = 0; a < terms; a++)
      fitted[i] += row_of (index, i)[a] * factor[a];
  }
}
