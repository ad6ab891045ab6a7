/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-lanes.c - the mixed model for repeated measures of eight trials at once, where nobody who
 * has left comes back.
 *
 * REML is then a regression of each visit v on arms, baseline and the visits before it, of those
 * seen at v: with q = arms + 1 the likelihood is the sum over visits of
 * (n_v - q) log d_v + RSS_v (phi_v) / d_v, for |X'V^-1 X| is a constant over the product of the
 * d_v^q. So d_v = RSS_v / (n_v - q), and with M = (I - phi)^-1 the variance of a contrast c at
 * visit t is sum M_tu^2 d_u k_u, k_u = c'(Z_u'Z_u)^-1 c with the design Z_u of those seen at u. The
 * observed information on phi_v is S_v / d_v, S_v the sums of squares of the visits before v within
 * arms and baseline, on d_v it is (n_v - q) / (2 d_v^2), and there is none between them:
 * Satterthwaite's df follow in closed form. sim/analysis/mmrm.h says the same of any data.
 */
#include <limits.h>

#include "analysis-lanes.h"
#include "mmrm.h"

enum { VISITS = LANE_VISITS, ARMS = LANE_ARMS, PAIRS = VISITS * (VISITS + 1) / 2 };

/* Those seen at a visit: of the arms numbers, means of the baseline and of the visits up to it;
 * of all of them sums of squares and products within arms. */
typedef struct {
  vd n[ARMS], x[ARMS], y[ARMS][VISITS];
  vd all, xx, before_xx, xy[VISITS], yy[PAIRS];
} VisitSums;

/* The regression at a visit. */
typedef struct {
  vd slope[VISITS];        /* on the visits before */
  vd by_x;                 /* and on the baseline */
  vd d, df;
  vd root[PAIRS];          /* of S */
  vi good;
} VisitFit;

static inline int pair_at (int i, int j)
{
  return i * (i + 1) / 2 + j;
}

/* Where eight trials' patients of an arm stand, how much to take off, and which are to be added:
 * those from `from` on and before `to`. */
typedef struct {
  const double *x, *y[VISITS];
  double centre_x, centre_y[VISITS];
  vi from, to;
  int first, last;
} ArmColumns;

/* Sums of an arm's patients seen at a visit, of values less the true means. */
typedef struct {
  vd n, x, xx, y[VISITS], xy[VISITS], yy[PAIRS];
} PatientSums;

static inline __attribute__ ((always_inline)) void add_arm (const ArmColumns *arm, int v,
                                                            int part, PatientSums *to)
{
  vd n = to->n, x = to->x, xx = to->xx, y[VISITS], xy[VISITS], yy[PAIRS];
  for (int u = 0; u <= v; u++) {
    y[u] = to->y[u];
    xy[u] = to->xy[u];
  }
  for (int i = 0; i < pair_at (v + 1, 0); i++)
    yy[i] = to->yy[i];
  for (int i = arm->first; i < arm->last; i++) {
    vd last = v_load (arm->y[v], i * VPARTS + part);
    vi place = i - (vi){ 0 }, here = (last == last) & (arm->to > place) & (arm->from <= place);
    vd b = v_keep (here, v_load (arm->x, i * VPARTS + part) - arm->centre_x), s[VISITS];
    n += v_keep (here, v_set (1.0));
    x += b;
    xx += b * b;
    for (int u = 0; u <= v; u++) {
      s[u] = v_keep (here, v_load (arm->y[u], i * VPARTS + part) - arm->centre_y[u]);
      y[u] += s[u];
      xy[u] += b * s[u];
      for (int w = 0; w <= u; w++)
        yy[pair_at (u, w)] += s[u] * s[w];
    }
  }
  to->n = n;
  to->x = x;
  to->xx = xx;
  for (int u = 0; u <= v; u++) {
    to->y[u] = y[u];
    to->xy[u] = xy[u];
  }
  for (int i = 0; i < pair_at (v + 1, 0); i++)
    to->yy[i] = yy[i];
}

static void add_patients (const ArmColumns *arm, int v, int part, PatientSums *to)
{
  switch (v) { /* the sums of few visits stay in registers */
  case 0:
    add_arm (arm, 0, part, to);
    break;
  case 1:
    add_arm (arm, 1, part, to);
    break;
  case 2:
    add_arm (arm, 2, part, to);
    break;
  default:
    add_arm (arm, v, part, to);
  }
}

static void clear_arm (int v, PatientSums *sums)
{
  sums->n = sums->x = sums->xx = (vd){ 0 };
  for (int u = 0; u <= v; u++)
    sums->y[u] = sums->xy[u] = (vd){ 0 };
  for (int i = 0; i < pair_at (v + 1, 0); i++)
    sums->yy[i] = (vd){ 0 };
}

/* The sums of the arms at visit v about their means. */
static void join_arms (const PatientSums (*arms)[VISITS], int n_arms, int v, VisitSums *to)
{
  to->all = to->xx = to->before_xx = (vd){ 0 };
  for (int u = 0; u <= v; u++)
    to->xy[u] = (vd){ 0 };
  for (int i = 0; i < pair_at (v + 1, 0); i++)
    to->yy[i] = (vd){ 0 };
  for (int a = 0; a < n_arms; a++) {
    const PatientSums *arm = &arms[a][v];
    vd per_n = 1.0 / arm->n;
    to->n[a] = arm->n;
    to->all += arm->n;
    to->x[a] = arm->x * per_n;
    to->before_xx += arm->xx;
    to->xx += arm->xx - arm->x * to->x[a];
    for (int u = 0; u <= v; u++) {
      to->y[a][u] = arm->y[u] * per_n;
      to->xy[u] += arm->xy[u] - arm->x * to->y[a][u];
      for (int w = 0; w <= u; w++)
        to->yy[pair_at (u, w)] += arm->yy[pair_at (u, w)] - arm->y[u] * to->y[a][w];
    }
  }
}

/* x := (root root')^-1 x, or root^-1 x alone. */
static inline void solve (int n, const vd *root, bool both, vd *x)
{
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < i; k++)
      x[i] -= root[pair_at (i, k)] * x[k];
    x[i] /= root[pair_at (i, i)];
  }
  for (int i = n - 1; i >= 0 && both; i--) {
    for (int k = i + 1; k < n; k++)
      x[i] -= root[pair_at (k, i)] * x[k];
    x[i] /= root[pair_at (i, i)];
  }
}

static void regress (const VisitSums *sums, int n_arms, int v, VisitFit *fit)
{
  const vd nothing = v_set (SIM_MMRM_SINGULAR);
  vd per_xx = 1.0 / sums->xx, left;
  fit->good = sums->xx > nothing * sums->before_xx;
  for (int a = 0; a < n_arms; a++)
    fit->good &= sums->n[a] > v_set (0.0);
  for (int i = 0; i <= v; i++) /* S, the last row of which is visit v's own */
    for (int j = 0; j <= i; j++)
      fit->root[pair_at (i, j)]
          = sums->yy[pair_at (i, j)] - sums->xy[i] * (sums->xy[j] * per_xx);
  for (int j = 0; j < v; j++)
    fit->slope[j] = fit->root[pair_at (v, j)];
  left = fit->root[pair_at (v, v)];
  for (int i = 0; i < v; i++)
    for (int j = 0; j <= i; j++) {
      vd sum = fit->root[pair_at (i, j)];
      for (int k = 0; k < j; k++)
        sum -= fit->root[pair_at (i, k)] * fit->root[pair_at (j, k)];
      if (i == j)
        fit->good &= sum > nothing * fit->root[pair_at (i, i)];
      fit->root[pair_at (i, j)] = i == j ? v_sqrt (sum) : sum / fit->root[pair_at (j, j)];
    }
  solve (v, fit->root, true, fit->slope);
  fit->by_x = sums->xy[v];
  for (int j = 0; j < v; j++) {
    left -= fit->slope[j] * fit->root[pair_at (v, j)];
    fit->by_x -= fit->slope[j] * sums->xy[j];
  }
  fit->by_x *= per_xx;
  fit->df = sums->all - (double) (n_arms + 1);
  fit->d = left / fit->df;
  fit->good &= (left > nothing * fit->root[pair_at (v, v)]) & (fit->df >= v_set (v + 1.0));
}

/* Row t of M, [t][u], of all visits up to t. */
static inline void chain (const VisitFit *fits, int visit, vd m[VISITS][VISITS])
{
  for (int v = 0; v <= visit; v++) {
    for (int u = 0; u < v; u++) {
      m[v][u] = fits[v].slope[u];
      for (int k = u + 1; k < v; k++)
        m[v][u] += fits[v].slope[k] * m[k][u];
    }
    m[v][v] = v_set (1.0);
  }
}

/* The contrast of arms at a visit, of scores less the true means. */
static void contrast (const VisitSums *sums, const VisitFit *fits, int n_arms, int visit,
                      const double *weight, vd *estimate, vd *variance, vd *df)
{
  vd m[VISITS][VISITS], at[VISITS], share[VISITS], spread = { 0 };
  chain (fits, visit, m);
  *variance = (vd){ 0 };
  for (int u = 0; u <= visit; u++) {
    const VisitSums *s = &sums[u];
    vd gap = { 0 }, unit = { 0 };
    at[u] = (vd){ 0 };
    for (int a = 0; a < n_arms; a++) {
      vd own = s->y[a][u];
      for (int k = 0; k < u; k++)
        own -= fits[u].slope[k] * s->y[a][k];
      at[u] += weight[a] * own;
      gap += weight[a] * s->x[a];
      unit += weight[a] * weight[a] / s->n[a];
    }
    unit += gap * gap / s->xx;
    at[u] -= fits[u].by_x * gap;
    for (int k = 0; k < u; k++)
      at[u] += fits[u].slope[k] * at[k];
    share[u] = m[visit][u] * fits[u].d * unit;
    vd part = m[visit][u] * share[u];
    *variance += part;
    spread += 2.0 * part * part / fits[u].df;
  }
  for (int j = 1; j <= visit; j++) {
    vd gradient[VISITS], sum = { 0 };
    for (int k = 0; k < j; k++) {
      vd through = { 0 };
      for (int u = 0; u <= k; u++)
        through += share[u] * m[k][u];
      gradient[k] = 2.0 * m[visit][j] * through;
    }
    solve (j, fits[j].root, false, gradient);
    for (int k = 0; k < j; k++)
      sum += gradient[k] * gradient[k];
    spread += fits[j].d * sum;
  }
  *estimate = at[visit];
  *df = 2.0 * *variance * *variance / spread;
}

static void find_columns (const LaneReduction *reduction, const LaneWhole *whole, int arm,
                          ArmColumns *columns)
{
  const LaneStore *store = &whole->draws->stores[reduction->store];
  columns->x = whole->column + lane_kept_at (whole, store->baseline, arm);
  columns->centre_x = reduction->unit[0].plus[arm];
  for (int v = 0; v < store->n_visits; v++) {
    columns->y[v] = whole->column + lane_kept_at (whole, store->visits + v, arm);
    columns->centre_y[v] = reduction->unit[v + 1].plus[arm];
  }
}

/* Brings the sums of an arm to n patients: adds to those of the size before, or begins anew. */
static void grow_arm (ArmColumns *columns, int n_visits, vi n, int part, PatientSums *sums)
{
  bool anew = false;
  columns->first = INT_MAX;
  columns->last = 0;
  for (int i = 0; i < VW; i++)
    anew = anew || n[i] < columns->to[i];
  columns->from = anew ? (vi){ 0 } : columns->to;
  columns->to = n;
  for (int i = 0; i < VW; i++) {
    columns->first = columns->from[i] < columns->first ? (int) columns->from[i] : columns->first;
    columns->last = n[i] > columns->last ? (int) n[i] : columns->last;
  }
  for (int v = 0; v < n_visits; v++) {
    if (anew)
      clear_arm (v, &sums[v]);
    add_patients (columns, v, part, &sums[v]);
  }
}

static void write_contrasts (const LaneReduction *reduction, int n_arms, int part,
                             const VisitSums *sums, const VisitFit *fits, vi good, double *record)
{
  int t = reduction->visit;
  for (int i = 0; i < reduction->n_pairs; i++) {
    double *row = record + (long) (n_arms + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    const double *weight = reduction->contrast[i];
    double truth = 0;
    vd estimate, variance, df;
    contrast (sums, fits, n_arms, t, weight, &estimate, &variance, &df);
    for (int a = 0; a < n_arms; a++)
      truth += weight[a] * reduction->unit[t + 1].plus[a];
    estimate += truth;
    vi found = good & (variance > v_set (0.0)) & (df > v_set (0.0));
    v_store (row + LANE_WHOLE_ESTIMATE * SIM_LANES, part,
             v_keep (found, estimate * reduction->direction));
    v_store (row + LANE_WHOLE_VARIANCE * SIM_LANES, part,
             v_select (found, variance, v_set (-1.0)));
    v_store (row + LANE_WHOLE_DF * SIM_LANES, part,
             v_select (found, df, v_set (__builtin_inf ())));
  }
}

static void fit_size (const LaneReduction *reduction, int n_arms, int n_visits, int part,
                      const PatientSums (*arms)[VISITS], double *record)
{
  VisitSums sums[VISITS];
  VisitFit fits[VISITS];
  vi good = ~(vi){ 0 };
  for (int v = 0; v < n_visits; v++) {
    join_arms (arms, n_arms, v, &sums[v]);
    regress (&sums[v], n_arms, v, &fits[v]);
    good &= fits[v].good;
  }
  for (int a = 0; a < n_arms; a++) {
    v_store (record + (long) (a * LANE_WHOLE_MOMENTS + LANE_WHOLE_N) * SIM_LANES, part,
             sums[0].n[a]);
    good &= sums[0].n[a] >= v_set (2.0);
  }
  write_contrasts (reduction, n_arms, part, sums, fits, good, record);
}

unsigned LANE_FN (sim_lanes_mmrm_group) (const LaneReduction *reduction, const LaneWhole *whole,
                                         const int64_t *n_at, double *records)
{
  const LaneDraws *draws = whole->draws;
  int n_arms = draws->n_arms, n_visits = draws->stores[reduction->store].n_visits;
  for (int part = 0; part < VPARTS; part++) {
    PatientSums arms[ARMS][VISITS];
    ArmColumns columns[ARMS];
    for (int a = 0; a < n_arms; a++) {
      find_columns (reduction, whole, a, &columns[a]);
      columns[a].to = (vi){ 0 };
      for (int v = 0; v < n_visits; v++)
        clear_arm (v, &arms[a][v]);
    }
    for (int size = 0; size < draws->n_sizes; size++) {
      for (int a = 0; a < n_arms; a++)
        grow_arm (&columns[a], n_visits, v_load_i (n_at + (size * n_arms + a) * SIM_LANES, part),
                  part, arms[a]);
      fit_size (reduction, n_arms, n_visits, part, (const PatientSums (*)[VISITS]) arms,
                records + (long) size * reduction->n_rows * reduction->n_moments * SIM_LANES);
    }
  }
  return 0;
}
