/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-lanes.c - the linear model of eight trials at once, with standard errors by the model
 * or HC3.
 *
 * Operation by operation what linear-model.c does with one trial, hence its bits: who is not there
 * adds 0 to every sum, and a column that says nothing new stays in its place as 0. Of patients
 * nothing is kept: what a later sum reads of them is computed again, which costs less than memory.
 */
#include "analysis-lanes.h"
#include "linear-model.h"

enum { ARMS = LANE_ARMS, COLUMNS = SIM_LINEAR_COLUMNS, PAIRS = COLUMNS * (COLUMNS + 1) / 2 };

/* Where an arm's patients stand, and how many of them each trial has at the size at hand. */
typedef struct {
  const double *y, *column[COLUMNS];
  const int8_t *seen;
  vi n;
  int most;
} Arm;

/* The fit of a vector of trials. */
typedef struct {
  int n_arms, n_columns, part;
  double level[COLUMNS];  /* 0: the column has numbers; else 1 where a factor has this level */
  Arm arms[ARMS];
  vd count[ARMS], per_root[ARMS], y_mean[ARMS], mean[ARMS][COLUMNS];
  vd y_raw, y_within, overall[COLUMNS], raw[COLUMNS];
  vd w[PAIRS];            /* sums of products within arms, then their root */
  vi kept[COLUMNS];       /* -1 where the column says something new */
  vd slope[COLUMNS], standing[ARMS][COLUMNS], adjusted[ARMS];
  vd residual, df;
  vi good;
} Fit;

#define INLINE static inline __attribute__ ((always_inline))

INLINE int pair_at (int j, int k)
{
  return j * (j + 1) / 2 + k;
}

INLINE vi is_here (const Fit *fit, const Arm *arm, int i)
{
  typedef int8_t vb __attribute__ ((vector_size (VW)));
  const vb *seen = (const void *) (arm->seen + (long) i * SIM_LANES + fit->part * VW);
  return (__builtin_convertvector (*seen, vi) != 0) & (arm->n > i);
}

INLINE vd score_of (const Fit *fit, const Arm *arm, int i)
{
  return v_load (arm->y, i * VPARTS + fit->part);
}

INLINE vd covariate_of (const Fit *fit, const Arm *arm, int i, int j)
{
  vd value = v_load (arm->column[j], i * VPARTS + fit->part);
  return fit->level[j] > 0 ? v_keep (value == v_set (fit->level[j]), v_set (1.0)) : value;
}

INLINE void take_means (Fit *fit, int columns)
{
  vd overall[COLUMNS], raw[COLUMNS], y_raw = { 0 }, all = { 0 };
  for (int j = 0; j < columns; j++)
    overall[j] = raw[j] = (vd){ 0 };
  for (int a = 0; a < fit->n_arms; a++) {
    const Arm *arm = &fit->arms[a];
    vd n = { 0 }, y = { 0 }, mean[COLUMNS];
    for (int j = 0; j < columns; j++)
      mean[j] = (vd){ 0 };
    for (int i = 0; i < arm->most; i++) {
      vi here = is_here (fit, arm, i);
      vd score = v_keep (here, score_of (fit, arm, i));
      n += v_keep (here, v_set (1.0));
      y += score;
      y_raw += score * score;
      for (int j = 0; j < columns; j++) {
        vd z = v_keep (here, covariate_of (fit, arm, i, j));
        mean[j] += z;
        overall[j] += z;
        raw[j] += z * z;
      }
    }
    all += n;
    fit->count[a] = n;
    fit->per_root[a] = 1.0 / v_sqrt (n);
    fit->good &= n >= v_set (2.0);
    fit->y_mean[a] = y / n;
    for (int j = 0; j < columns; j++)
      fit->mean[a][j] = mean[j] / n;
  }
  fit->y_raw = y_raw;
  fit->df = all - (double) fit->n_arms;
  for (int j = 0; j < columns; j++) {
    fit->overall[j] = overall[j] / all;
    fit->raw[j] = raw[j];
  }
}

INLINE void take_products (Fit *fit, int columns)
{
  vd w[PAIRS], within = { 0 };
  for (int i = 0; i < pair_at (columns, 0); i++)
    w[i] = (vd){ 0 };
  for (int a = 0; a < fit->n_arms; a++) {
    const Arm *arm = &fit->arms[a];
    for (int i = 0; i < arm->most; i++) {
      vi here = is_here (fit, arm, i);
      vd z[COLUMNS], left = v_keep (here, score_of (fit, arm, i) - fit->y_mean[a]);
      within += left * left;
      for (int j = 0; j < columns; j++) {
        z[j] = v_keep (here, covariate_of (fit, arm, i, j) - fit->mean[a][j]);
        for (int k = 0; k <= j; k++)
          w[pair_at (j, k)] += z[j] * z[k];
      }
    }
  }
  fit->y_within = within;
  for (int i = 0; i < pair_at (columns, 0); i++)
    fit->w[i] = w[i];
}

/* The root of the sums of products, of the columns that say something new: the rows of others are
 * 0, but for their pivot, by which nothing but 0 is divided. */
static void take_root (Fit *fit)
{
  for (int j = 0; j < fit->n_columns; j++) {
    vd *row = &fit->w[pair_at (j, 0)], was = row[j], pivot = was;
    for (int k = 0; k < j; k++) {
      const vd *other = &fit->w[pair_at (k, 0)];
      for (int l = 0; l < k; l++)
        row[k] -= row[l] * other[l];
      row[k] = v_keep (fit->kept[k], row[k] / other[k]);
      pivot -= row[k] * row[k];
    }
    vi kept = (was > SIM_LINEAR_CONSTANT * fit->raw[j]) & (pivot > SIM_LINEAR_EXPLAINED * was);
    for (int k = 0; k < j; k++)
      row[k] = v_keep (kept, row[k]);
    row[j] = v_select (kept, v_sqrt (pivot), v_set (1.0));
    fit->kept[j] = kept;
    fit->df -= v_keep (kept, v_set (1.0));
  }
}

/* Replaces z by the x of root x = z. */
INLINE void solve (const Fit *fit, int columns, vd *z)
{
  for (int j = 0; j < columns; j++) {
    for (int k = 0; k < j; k++)
      z[j] -= fit->w[pair_at (j, k)] * z[k];
    z[j] = v_keep (fit->kept[j], z[j] / fit->w[pair_at (j, j)]);
  }
}

/* A patient's vector of the basis, but for the arms; returns his score less the arm's mean. */
INLINE vd basis_of (const Fit *fit, int a, int i, int columns, vi here, vd *z)
{
  const Arm *arm = &fit->arms[a];
  for (int j = 0; j < columns; j++)
    z[j] = v_keep (here, covariate_of (fit, arm, i, j) - fit->mean[a][j]);
  solve (fit, columns, z);
  return v_keep (here, score_of (fit, arm, i) - fit->y_mean[a]);
}

/* The same, returning the residual of the model. */
INLINE vd residual_of (const Fit *fit, int a, int i, int columns, vi here, vd *z)
{
  vd left = basis_of (fit, a, i, columns, here, z);
  for (int j = 0; j < columns; j++)
    left -= fit->slope[j] * z[j];
  return left;
}

INLINE void take_slopes (Fit *fit, int columns)
{
  vd z[COLUMNS], slope[COLUMNS], residual = { 0 };
  for (int j = 0; j < columns; j++)
    slope[j] = (vd){ 0 };
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < fit->arms[a].most; i++) {
      vd left = basis_of (fit, a, i, columns, is_here (fit, &fit->arms[a], i), z);
      for (int j = 0; j < columns; j++)
        slope[j] += z[j] * left;
    }
  for (int j = 0; j < columns; j++)
    fit->slope[j] = slope[j];
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < fit->arms[a].most; i++) {
      vd left = residual_of (fit, a, i, columns, is_here (fit, &fit->arms[a], i), z);
      residual += left * left;
    }
  fit->residual = residual;
}

static void adjust_arms (Fit *fit)
{
  for (int a = 0; a < fit->n_arms; a++) {
    vd *standing = fit->standing[a];
    for (int j = 0; j < fit->n_columns; j++)
      standing[j] = fit->mean[a][j] - fit->overall[j];
    solve (fit, fit->n_columns, standing);
    fit->adjusted[a] = fit->y_mean[a];
    for (int j = 0; j < fit->n_columns; j++)
      fit->adjusted[a] -= fit->slope[j] * standing[j];
  }
}

INLINE void fit_columns (Fit *fit, int columns)
{
  take_means (fit, columns);
  take_products (fit, columns);
  take_root (fit);
  take_slopes (fit, columns);
  adjust_arms (fit);
}

static void fit_size (Fit *fit)
{
  const double nothing = SIM_LINEAR_NOTHING;
  fit->good = ~(vi){ 0 };
  switch (fit->n_columns) { /* the sums of few columns stay in registers */
    case 1:
      fit_columns (fit, 1);
      break;
    case 2:
      fit_columns (fit, 2);
      break;
    case 3:
      fit_columns (fit, 3);
      break;
    default:
      fit_columns (fit, fit->n_columns);
  }
  fit->good &= (fit->df >= v_set (1.0)) & (fit->residual > nothing * fit->y_raw)
               & (fit->residual > nothing * fit->y_within);
}

/* A contrast as a vector of the basis, arms first; returns the square of its length. */
static vd contrast_vector (const Fit *fit, const double *weights, vd *vector)
{
  vd length2 = { 0 };
  for (int a = 0; a < fit->n_arms; a++)
    vector[a] = weights[a] * fit->per_root[a];
  for (int j = 0; j < fit->n_columns; j++) {
    vd sum = { 0 };
    for (int a = 0; a < fit->n_arms; a++)
      sum -= weights[a] * fit->standing[a][j];
    vector[fit->n_arms + j] = sum;
  }
  for (int j = 0; j < fit->n_arms + fit->n_columns; j++)
    length2 += vector[j] * vector[j];
  return length2;
}

/* HC3 of a contrast; good: -1 where there is one. */
static vd robust_variance (const Fit *fit, const vd *vector, vd length2, vi *good)
{
  const double full = SIM_LINEAR_FULL;
  vd sum = { 0 }, z[COLUMNS];
  for (int a = 0; a < fit->n_arms; a++)
    for (int i = 0; i < fit->arms[a].most; i++) {
      vi here = is_here (fit, &fit->arms[a], i);
      vd left = residual_of (fit, a, i, fit->n_columns, here, z);
      vd leverage = fit->per_root[a] * fit->per_root[a], share = vector[a] * fit->per_root[a];
      for (int j = 0; j < fit->n_columns; j++) {
        leverage += z[j] * z[j];
        share += z[j] * vector[fit->n_arms + j];
      }
      vd rest = 1.0 - leverage, counted = share * left;
      vi low = rest < v_set (full);
      *good &= ~(here & low & (share * share > full * full * length2));
      sum += v_keep (~low, counted * counted / (rest * rest));
    }
  *good &= sum > v_set (0.0);
  return sum;
}

static void write_contrasts (const LaneReduction *reduction, const Fit *fit, double *record)
{
  for (int i = 0; i < reduction->n_pairs; i++) {
    double *row = record + (long) (fit->n_arms + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    double weights[ARMS];
    vd vector[SIM_LINEAR_BASIS], estimate = { 0 };
    vi good = fit->good;
    for (int a = 0; a < fit->n_arms; a++) {
      weights[a] = reduction->direction * reduction->contrast[i][a];
      estimate += weights[a] * fit->adjusted[a];
    }
    vd length2 = contrast_vector (fit, weights, vector);
    vd variance = reduction->linear.se == LANE_SE_HC3
                      ? robust_variance (fit, vector, length2, &good)
                      : fit->residual / fit->df * length2;
    v_store (row + LANE_WHOLE_ESTIMATE * SIM_LANES, fit->part, v_keep (good, estimate));
    v_store (row + LANE_WHOLE_VARIANCE * SIM_LANES, fit->part,
             v_select (good, variance, v_set (-1.0)));
    v_store (row + LANE_WHOLE_DF * SIM_LANES, fit->part,
             v_select (fit->good, fit->df, v_set (__builtin_inf ())));
  }
}

/* The columns of each arm, in the order in which linear-model.c has them. */
static void find_columns (const LaneReduction *reduction, const LaneWhole *whole, Fit *fit)
{
  const LaneLinear *linear = &reduction->linear;
  const LaneStore *store = &whole->draws->stores[reduction->store];
  int kept[COLUMNS], n = 0;
  if (linear->baseline)
    kept[n++] = store->baseline;
  for (int k = 0; k < linear->n_covariates; k++)
    kept[n++] = store->covariates + linear->covariate[k];
  for (int j = 0; j < n; j++)
    fit->level[j] = 0;
  for (int k = 0; k < linear->n_strata; k++)
    for (int l = 1; l < linear->n_levels[k]; l++) {
      fit->level[n] = l;
      kept[n++] = store->strata + k;
    }
  fit->n_columns = n;
  for (int a = 0; a < fit->n_arms; a++) {
    long at = lane_kept_at (whole, reduction->store, a);
    fit->arms[a].y = whole->value + at;
    fit->arms[a].seen = whole->seen + at;
    for (int j = 0; j < n; j++)
      fit->arms[a].column[j] = whole->column + lane_kept_at (whole, kept[j], a);
  }
}

unsigned LANE_FN (sim_lanes_linear_group) (const LaneReduction *reduction, const LaneWhole *whole,
                                           const int64_t *n_at, double *records)
{
  const LaneDraws *draws = whole->draws;
  for (int part = 0; part < VPARTS; part++) {
    Fit fit;
    fit.part = part;
    fit.n_arms = draws->n_arms;
    find_columns (reduction, whole, &fit);
    for (int size = 0; size < draws->n_sizes; size++) {
      double *record
          = records + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES;
      for (int a = 0; a < fit.n_arms; a++) {
        Arm *arm = &fit.arms[a];
        arm->n = v_load_i (n_at + (size * fit.n_arms + a) * SIM_LANES, part);
        arm->most = 0;
        for (int i = 0; i < VW; i++)
          arm->most = arm->n[i] > arm->most ? (int) arm->n[i] : arm->most;
      }
      if (reduction->n_pairs > 0)
        fit_size (&fit);
      else
        take_means (&fit, 0); /* only the numbers are asked for */
      for (int a = 0; a < fit.n_arms; a++)
        v_store (record + (long) (a * LANE_WHOLE_MOMENTS + LANE_WHOLE_N) * SIM_LANES, part,
                 fit.count[a]);
      write_contrasts (reduction, &fit, record);
    }
  }
  return 0;
}
