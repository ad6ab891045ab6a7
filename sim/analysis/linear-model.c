/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-model.c - least squares within arms.
 *
 * The arms' own columns are swept out by taking means, so what is factored are the sums of products
 * of covariates within arms, W = C C'. The basis of a patient is C^-1 times his deviation from the
 * means of his arm.
 */
#include "linear-model.h"

#include "triangular.h"

enum { COLUMNS = SIM_LINEAR_COLUMNS };

typedef struct {
  int n_columns;
  double mean[SIM_LINEAR_ARMS][COLUMNS], overall[COLUMNS], raw[COLUMNS];
  double y_mean[SIM_LINEAR_ARMS], y_raw, y_within;
  double w[COLUMNS][COLUMNS]; /* lower triangle; then its root, of the columns that are kept */
  int kept[COLUMNS];
} Work;

int sim_linear_columns (const SimLinearData *data)
{
  int columns = data->n_numbers;
  for (int f = 0; f < data->n_factors; f++)
    columns += data->n_levels[f] - 1;
  return columns;
}

static bool within_limits (const SimLinearData *data)
{
  if (data->n_arms < 1 || data->n_arms > SIM_LINEAR_ARMS || data->n_numbers < 0
      || data->n_numbers > SIM_LINEAR_NUMBERS || data->n_factors < 0
      || data->n_factors > SIM_LINEAR_FACTORS)
    return false;
  for (int f = 0; f < data->n_factors; f++)
    if (data->n_levels[f] < 1 || data->n_levels[f] > SIM_LINEAR_LEVELS)
      return false;
  return true;
}

static inline bool is_analysed (const int8_t *arm, int n_arms, int i)
{
  return arm[i] >= 0 && arm[i] < n_arms;
}

static void covariates_of (const SimLinearData *data, int i, double *z)
{
  int at = 0;
  for (int k = 0; k < data->n_numbers; k++)
    z[at++] = data->number[k][i];
  for (int f = 0; f < data->n_factors; f++)
    for (int l = 1; l < data->n_levels[f]; l++)
      z[at++] = data->level[f][i] == l ? 1.0 : 0.0;
}

/* Means of scores and covariates by arm, and of covariates over all. */
static void take_means (const SimLinearData *data, SimLinearModel *fit, Work *w)
{
  double z[COLUMNS];
  for (int i = 0; i < data->n; i++) {
    if (!is_analysed (data->arm, data->n_arms, i))
      continue;
    int a = data->arm[i];
    covariates_of (data, i, z);
    fit->count[a] += 1.0;
    fit->analysed++;
    w->y_mean[a] += data->y[i];
    w->y_raw += data->y[i] * data->y[i];
    for (int j = 0; j < w->n_columns; j++) {
      w->mean[a][j] += z[j];
      w->overall[j] += z[j];
      w->raw[j] += z[j] * z[j];
    }
  }
  for (int a = 0; a < data->n_arms; a++) {
    w->y_mean[a] /= fit->count[a];
    for (int j = 0; j < w->n_columns; j++)
      w->mean[a][j] /= fit->count[a];
  }
  for (int j = 0; j < w->n_columns; j++)
    w->overall[j] /= fit->analysed;
}

/* Deviations from the arms' means into the room, and the sums of their products. */
static void take_products (const SimLinearData *data, SimLinearModel *fit, Work *w)
{
  for (int i = 0; i < data->n; i++) {
    if (!is_analysed (data->arm, data->n_arms, i))
      continue;
    int a = data->arm[i];
    double *z = fit->basis + (long) i * w->n_columns;
    covariates_of (data, i, z);
    fit->left[i] = data->y[i] - w->y_mean[a];
    w->y_within += fit->left[i] * fit->left[i];
    for (int j = 0; j < w->n_columns; j++) {
      z[j] -= w->mean[a][j];
      for (int k = 0; k <= j; k++)
        w->w[j][k] += z[j] * z[k];
    }
  }
}

/* The root of the sums of products, of the columns that say something new. */
static void take_root (SimLinearModel *fit, Work *w)
{
  int n = 0;
  for (int j = 0; j < w->n_columns; j++) {
    double row[COLUMNS], was = w->w[j][j], pivot = was;
    for (int k = 0; k < n; k++) {
      row[k] = w->w[j][w->kept[k]];
      for (int l = 0; l < k; l++)
        row[k] -= row[l] * w->w[k][l];
      row[k] /= w->w[k][k];
      pivot -= row[k] * row[k];
    }
    if (!(was > SIM_LINEAR_CONSTANT * w->raw[j]) || !(pivot > SIM_LINEAR_EXPLAINED * was))
      continue;
    /* row n of the root goes where the products of column n were: n <= j, and those of later
       columns with the ones that are kept stand in their own rows */
    for (int k = 0; k < n; k++)
      w->w[n][k] = row[k];
    w->w[n][n] = sqrt (pivot);
    w->kept[n++] = j;
  }
  fit->n_columns = n;
}

/* Deviations become the basis, residuals of arms those of the model. */
static void take_basis (SimLinearModel *fit, Work *w)
{
  double slope[COLUMNS] = { 0 }, z[COLUMNS];
  int columns = fit->n_columns;
  for (int i = 0; i < fit->n; i++) {
    if (!is_analysed (fit->arm, fit->n_arms, i))
      continue;
    const double *from = fit->basis + (long) i * w->n_columns;
    double *to = fit->basis + (long) i * columns;
    for (int j = 0; j < columns; j++)
      z[j] = from[w->kept[j]];
    sim_triangular_solve (columns, COLUMNS, &w->w[0][0], z);
    for (int j = 0; j < columns; j++) {
      to[j] = z[j];
      slope[j] += z[j] * fit->left[i];
    }
  }
  for (int i = 0; i < fit->n; i++) {
    if (!is_analysed (fit->arm, fit->n_arms, i))
      continue;
    for (int j = 0; j < columns; j++)
      fit->left[i] -= slope[j] * fit->basis[(long) i * columns + j];
    fit->residual += fit->left[i] * fit->left[i];
  }
  for (int a = 0; a < fit->n_arms; a++) {
    double *standing = fit->standing[a];
    for (int j = 0; j < columns; j++)
      standing[j] = w->mean[a][w->kept[j]] - w->overall[w->kept[j]];
    sim_triangular_solve (columns, COLUMNS, &w->w[0][0], standing);
    fit->mean[a] = w->y_mean[a];
    for (int j = 0; j < columns; j++)
      fit->mean[a] -= slope[j] * standing[j];
  }
}

bool sim_linear_model (const SimLinearData *data, double *room, SimLinearModel *fit)
{
  Work w = { 0 };
  *fit = (SimLinearModel){ .arm = data->arm, .n = data->n, .n_arms = data->n_arms };
  if (!within_limits (data))
    return false;
  w.n_columns = sim_linear_columns (data);
  fit->left = room;
  fit->basis = room + data->n;
  take_means (data, fit, &w);
  for (int a = 0; a < data->n_arms; a++) {
    if (fit->count[a] < 2)
      return false;
    fit->per_root[a] = 1.0 / sqrt (fit->count[a]);
  }
  take_products (data, fit, &w);
  take_root (fit, &w);
  fit->df = fit->analysed - fit->n_arms - fit->n_columns;
  if (fit->df < 1)
    return false;
  take_basis (fit, &w);
  return fit->residual > SIM_LINEAR_NOTHING * w.y_raw
         && fit->residual > SIM_LINEAR_NOTHING * w.y_within;
}

void sim_linear_vector (const SimLinearModel *fit, const double *weights, double *vector)
{
  for (int a = 0; a < fit->n_arms; a++)
    vector[a] = weights[a] * fit->per_root[a];
  for (int j = 0; j < fit->n_columns; j++) {
    double sum = 0;
    for (int a = 0; a < fit->n_arms; a++)
      sum -= weights[a] * fit->standing[a][j];
    vector[fit->n_arms + j] = sum;
  }
}

void sim_linear_patient (const SimLinearModel *fit, int i, double *vector)
{
  for (int a = 0; a < fit->n_arms; a++)
    vector[a] = a == fit->arm[i] ? fit->per_root[a] : 0.0;
  for (int j = 0; j < fit->n_columns; j++)
    vector[fit->n_arms + j] = fit->basis[(long) i * fit->n_columns + j];
}

double sim_linear_contrast (const SimLinearModel *fit, const double *weights, double *variance)
{
  double vector[SIM_LINEAR_BASIS], estimate = 0, length2 = 0;
  sim_linear_vector (fit, weights, vector);
  for (int a = 0; a < fit->n_arms; a++)
    estimate += weights[a] * fit->mean[a];
  for (int j = 0; j < fit->n_arms + fit->n_columns; j++)
    length2 += vector[j] * vector[j];
  *variance = fit->residual / fit->df * length2;
  return estimate;
}

bool sim_linear_robust (const SimLinearModel *fit, SimHeteroscedastic kind, const double *weights,
                        double *variance)
{
  const double full = SIM_LINEAR_FULL;
  double vector[SIM_LINEAR_BASIS], length2 = 0, sum = 0;
  sim_linear_vector (fit, weights, vector);
  for (int j = 0; j < fit->n_arms + fit->n_columns; j++)
    length2 += vector[j] * vector[j];
  for (int i = 0; i < fit->n; i++) {
    if (!is_analysed (fit->arm, fit->n_arms, i))
      continue;
    const double *z = fit->basis + (long) i * fit->n_columns;
    int a = fit->arm[i];
    double leverage = fit->per_root[a] * fit->per_root[a], share = vector[a] * fit->per_root[a];
    for (int j = 0; j < fit->n_columns; j++) {
      leverage += z[j] * z[j];
      share += z[j] * vector[fit->n_arms + j];
    }
    double rest = 1.0 - leverage, counted = share * fit->left[i];
    if (rest < full && share * share > full * full * length2)
      return false;
    if (rest >= full)
      sum += counted * counted / (kind == SIM_HC3 ? rest * rest : rest);
  }
  *variance = sum;
  return sum > 0;
}

/* The squares of the adjusted means about their own weighted mean: with Q the covariance of the
 * adjusted means in residual variances, m' (Q^-1 - Q^-1 1 1' Q^-1 / (1' Q^-1 1)) m. */
double sim_linear_f (const SimLinearModel *fit)
{
  enum { ARMS = SIM_LINEAR_ARMS };
  double q[ARMS][ARMS] = { { 0 } }, m[ARMS] = { 0 }, one[ARMS] = { 0 };
  double mm = 0, m1 = 0, ones = 0;
  for (int a = 0; a < fit->n_arms; a++) {
    for (int b = 0; b <= a; b++) {
      q[a][b] = a == b ? 1.0 / fit->count[a] : 0.0;
      for (int j = 0; j < fit->n_columns; j++)
        q[a][b] += fit->standing[a][j] * fit->standing[b][j];
    }
    m[a] = fit->mean[a] - fit->mean[0];
    one[a] = 1.0;
  }
  sim_triangular_root (fit->n_arms, ARMS, &q[0][0], 0.0);
  sim_triangular_solve (fit->n_arms, ARMS, &q[0][0], m);
  sim_triangular_solve (fit->n_arms, ARMS, &q[0][0], one);
  for (int a = 0; a < fit->n_arms; a++) {
    mm += m[a] * m[a];
    m1 += m[a] * one[a];
    ones += one[a] * one[a];
  }
  return (mm - m1 * m1 / ones) / (fit->n_arms - 1) / (fit->residual / fit->df);
}
