/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * correlation.c - the latent correlation matrix of an outcome, and whether it is one.
 */
#include <math.h>
#include <string.h>

#include "build.h"
#include "expand.h"
#include "scenario-private.h"

static double
number (const SimValue *record, const char *key)
{
  return sim_value_number (sim_value_get (record, key));
}

guint
sim_matrix_read (const SimValue *matrix, double *numbers)
{
  guint n = sim_value_length (matrix);
  if (sim_value_kind (matrix) != SIM_VALUE_LIST || n > SIM_MAX_VISITS + 1)
    return 0;
  for (guint i = 0; i < n; i++) {
    const SimValue *row = sim_value_at (matrix, i);
    if (sim_value_kind (row) != SIM_VALUE_LIST || sim_value_length (row) != n)
      return 0;
    for (guint j = 0; j < n; j++) {
      numbers[i * n + j] = sim_value_number (sim_value_at (row, j));
      if (isnan (numbers[i * n + j]))
        return 0;
    }
  }
  return n;
}

SimValue *
sim_matrix_new (const double *matrix, guint n)
{
  SimBuild *rows = sim_build_new ();
  for (guint i = 0; i < n; i++) {
    SimBuild *row = sim_build_new ();
    for (guint j = 0; j < n; j++)
      sim_build_add (row, NULL, sim_value_new_number (matrix[i * n + j]));
    sim_build_add (rows, NULL, sim_build_list (row));
  }
  return sim_build_list (rows);
}

/* Correlation of points i < j, of which 0 is the baseline; first: that of the first measured. */
static double
entry (const SimValue *correlation, const char *type, const SimValue *visits, guint first, guint i,
       guint j)
{
  if (strcmp (type, "matrix") == 0) {
    const SimValue *row = sim_value_at (sim_value_get (correlation, "values"), i - first);
    return sim_value_number (sim_value_at (row, j - first));
  }
  if (strcmp (type, "compound-symmetry") == 0)
    return number (correlation, "rho");
  if (strcmp (type, "baseline-visits") == 0)
    return number (correlation, i == 0 ? "baseline" : "visits");
  double from = i == 0 ? 0 : number (sim_value_at (visits, i - 1), "time");
  double gap = number (sim_value_at (visits, j - 1), "time") - from;
  return pow (number (correlation, "rho"), fabs (gap) / number (correlation, "lag"));
}

guint
sim_correlation_fill (const SimValue *outcome, double *matrix)
{
  const SimValue *visits = sim_value_get (outcome, "visits");
  const SimValue *correlation = sim_value_get (outcome, "correlation");
  const char *type = sim_value_text (sim_value_get (correlation, "type"));
  gboolean has_baseline = sim_value_get (outcome, "baseline") != NULL;
  if (!sim_visits_usable (visits))
    return 0;
  guint n = sim_value_length (visits) + 1;
  /* What is measured once goes together with nothing. */
  if (!correlation && !has_baseline && n == 2) {
    matrix[0] = matrix[3] = 1;
    matrix[1] = matrix[2] = 0;
    return n;
  }
  if (!type)
    return 0;
  for (guint i = 0; i < n; i++) {
    matrix[i * n + i] = 1;
    for (guint j = i + 1; j < n; j++) {
      double r
          = i == 0 && !has_baseline ? 0 : entry (correlation, type, visits, !has_baseline, i, j);
      if (!(fabs (r) <= 1))
        return 0;
      matrix[i * n + j] = matrix[j * n + i] = r;
    }
  }
  return n;
}

guint
sim_correlation_failing_minor (const double *matrix, guint n, guint stride)
{
  double factor[SIM_MAX_VISITS + 1][SIM_MAX_VISITS + 1];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sum = matrix[i * stride + j];
      for (guint k = 0; k < j; k++)
        sum -= factor[i][k] * factor[j][k];
      /* Cholesky: the minor of order i + 1 is the product of the squared pivots so far. */
      if (i == j && !(sum > SIM_CORRELATION_PIVOT))
        return i + 1;
      factor[i][j] = i == j ? sqrt (sum) : sum / factor[j][j];
    }
  return 0;
}

void
sim_scenario_correlation (const SimScenario *scenario, guint outcome, double *matrix)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");
  sim_correlation_fill (sim_value_at (outcomes, outcome), matrix);
}
