/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-sums.c - the mixed model's patients as sums of each pattern of visits seen, and where its
 * covariance starts from.
 */
#include "mmrm-private.h"

enum { ARMS = SIM_MMRM_ARMS, VISITS = SIM_MMRM_VISITS, HEAD = 3 };
enum { MASK, SIZE, XX };

static size_t pattern_doubles (int n_arms, int v)
{
  return HEAD + (size_t) (2 * n_arms + n_arms * v + v + 4 * v * v);
}

SimMmrmPattern sim_mmrm_pattern (const SimMmrm *fit, int p)
{
  int a = fit->n_arms, v = fit->n_visits;
  double *at = fit->patterns + (size_t) p * pattern_doubles (a, v);
  SimMmrmPattern pattern = { .head = at };
  pattern.size = at + HEAD;
  pattern.x = pattern.size + a;
  pattern.y = pattern.x + a;
  pattern.xy = pattern.y + a * v;
  pattern.yy = pattern.xy + v;
  pattern.w = pattern.yy + v * v;
  pattern.residual = pattern.w + v * v;
  pattern.hat = pattern.residual + v * v;
  return pattern;
}

/* What is not of patterns: of arms and slopes, of parameters, and squares of parameters. */
static size_t common_doubles (size_t a, size_t v)
{
  size_t k = v * (v + 1) / 2;
  return (3 * a + 2) * v * v + (a + 1) * v + k * ((3 * a + 1) * v * v + (a + 1) * v) + 3 * k * k;
}

size_t sim_mmrm_room (int n_arms, int n_visits, int n_patterns)
{
  return common_doubles ((size_t) n_arms, (size_t) n_visits)
         + (size_t) n_patterns * pattern_doubles (n_arms, n_visits);
}

void sim_mmrm_lay (int n_arms, int n_visits, double *room, SimMmrm *fit)
{
  int a = n_arms, v = n_visits, k = v * (v + 1) / 2;
  *fit = (SimMmrm){ .n_arms = a, .n_visits = v, .n_parameters = k };
  fit->inverse_n = room;
  fit->tilt = fit->inverse_n + a * v * v;
  fit->border = fit->tilt + a * v * v;
  fit->inverse_s = fit->border + a * v * v;
  fit->second = fit->inverse_s + v * v;
  fit->mean = fit->second + v * v;
  fit->slope = fit->mean + a * v;
  fit->derivatives = fit->slope + v;
  fit->information = fit->derivatives + k * ((3 * a + 1) * v * v + (a + 1) * v);
  fit->root = fit->information + k * k;
  fit->inverse = fit->root + k * k;
  fit->patterns = fit->inverse + k * k;
}

/* Which visits were seen of a patient in the model; 0: he is not. */
static int seen_of (const SimMmrmData *data, int i)
{
  int mask = 0;
  if (data->arm[i] < 0 || !(data->baseline[i] == data->baseline[i]))
    return 0;
  for (int v = 0; v < data->n_visits; v++)
    mask |= (data->score[v][i] == data->score[v][i]) << v;
  return mask;
}

/* Means of all arms together: taken off, so that the sums of squares do not cancel. */
static void find_shifts (const SimMmrmData *data, SimMmrm *fit)
{
  double n_seen[VISITS] = { 0 }, n = 0;
  for (int i = 0; i < data->n; i++) {
    int mask = seen_of (data, i);
    if (!mask)
      continue;
    n++;
    fit->shift_x += data->baseline[i];
    for (int v = 0; v < data->n_visits; v++)
      if (mask >> v & 1) {
        n_seen[v]++;
        fit->shift_y[v] += data->score[v][i];
      }
  }
  fit->shift_x /= n > 0 ? n : 1;
  for (int v = 0; v < data->n_visits; v++)
    fit->shift_y[v] /= n_seen[v] > 0 ? n_seen[v] : 1;
}

static void add_patient (const SimMmrmData *data, const SimMmrm *fit, int i,
                         const SimMmrmPattern *to)
{
  int arm = data->arm[i], n = data->n_visits, mask = (int) to->head[MASK];
  double x = data->baseline[i] - fit->shift_x, y[VISITS];
  for (int v = 0; v < n; v++)
    y[v] = mask >> v & 1 ? data->score[v][i] - fit->shift_y[v] : 0;
  to->head[SIZE] += 1;
  to->head[XX] += x * x;
  to->size[arm] += 1;
  to->x[arm] += x;
  for (int v = 0; v < n; v++) {
    to->y[arm * n + v] += y[v];
    to->xy[v] += x * y[v];
    for (int u = 0; u <= v; u++)
      to->yy[v * n + u] += y[v] * y[u];
  }
}

bool sim_mmrm_sums (const SimMmrmData *data, int n_patterns, SimMmrm *fit)
{
  int16_t place[SIM_MMRM_PATTERNS + 1];
  int n = data->n_visits;
  for (int mask = 0; mask < 1 << n; mask++)
    place[mask] = -1;
  find_shifts (data, fit);
  for (int i = 0; i < data->n; i++) {
    int mask = seen_of (data, i);
    if (!mask)
      continue;
    if (data->arm[i] >= data->n_arms || (place[mask] < 0 && fit->n_patterns == n_patterns))
      return false;
    if (place[mask] < 0) {
      place[mask] = (int16_t) fit->n_patterns++;
      SimMmrmPattern made = sim_mmrm_pattern (fit, place[mask]);
      for (size_t k = 0; k < pattern_doubles (fit->n_arms, n); k++)
        made.head[k] = 0;
      made.head[MASK] = mask;
    }
    SimMmrmPattern to = sim_mmrm_pattern (fit, place[mask]);
    add_patient (data, fit, i, &to);
    fit->n[data->arm[i]]++;
  }
  for (int p = 0; p < fit->n_patterns; p++) {
    double *yy = sim_mmrm_pattern (fit, p).yy;
    for (int v = 0; v < n; v++)
      for (int u = 0; u < v; u++)
        yy[u * n + v] = yy[v * n + u];
  }
  return true;
}

/* Sums of squares and products of visits 0 .. last about arms and baseline, of those of whom every
 * visit in `mask` was seen; their number less arms less 1, below 1 where there is nothing. */
static double within (const SimMmrm *fit, int mask, int last, double *s)
{
  int n = fit->n_visits;
  double size[ARMS] = { 0 }, x[ARMS] = { 0 }, y[ARMS][VISITS] = { { 0 } }, xy[VISITS] = { 0 };
  double xx = 0, df = -1 - fit->n_arms;
  for (int i = 0; i < n * n; i++)
    s[i] = 0;
  for (int p = 0; p < fit->n_patterns; p++) {
    SimMmrmPattern from = sim_mmrm_pattern (fit, p);
    if (((int) from.head[MASK] & mask) != mask)
      continue;
    df += from.head[SIZE];
    xx += from.head[XX];
    for (int a = 0; a < fit->n_arms; a++) {
      size[a] += from.size[a];
      x[a] += from.x[a];
      for (int v = 0; v <= last; v++)
        y[a][v] += from.y[a * n + v];
    }
    for (int v = 0; v <= last; v++) {
      xy[v] += from.xy[v];
      for (int u = 0; u <= last; u++)
        s[v * n + u] += from.yy[v * n + u];
    }
  }
  double before = xx;
  for (int a = 0; a < fit->n_arms; a++) {
    if (size[a] == 0)
      return 0;
    xx -= x[a] * x[a] / size[a];
    for (int v = 0; v <= last; v++) {
      xy[v] -= x[a] * y[a][v] / size[a];
      for (int u = 0; u <= last; u++)
        s[v * n + u] -= y[a][v] * y[a][u] / size[a];
    }
  }
  if (!(xx > SIM_MMRM_SINGULAR * before))
    return 0;
  for (int v = 0; v <= last; v++)
    for (int u = 0; u <= last; u++)
      s[v * n + u] -= xy[v] * xy[u] / xx;
  return df;
}

/* The regression of visit v on those before it, of which s has the sums: its coefficients into
 * row v of r, and what is left of the sum of squares; not positive if there is no regression. */
static double regress (int n, int v, const double *s, double *slope)
{
  double root[VISITS * VISITS];
  for (int i = 0; i < v; i++) {
    slope[i] = s[v * n + i];
    for (int j = 0; j < v; j++)
      root[i * v + j] = s[i * n + j];
  }
  if (!sim_mmrm_root (v, root))
    return 0;
  sim_mmrm_solve (v, root, slope);
  double left = s[v * n + v];
  for (int i = 0; i < v; i++)
    left -= slope[i] * s[v * n + i];
  return left > SIM_MMRM_SINGULAR * s[v * n + v] ? left : 0;
}

bool sim_mmrm_factored (const SimMmrm *fit, double *r)
{
  int n = fit->n_visits;
  double s[VISITS * VISITS], slope[VISITS];
  for (int v = 0; v < n; v++) {
    double df = within (fit, (2 << v) - 1, v, s), left = regress (n, v, s, slope);
    if (df - v < 1 || left <= 0)
      return false;
    r[v * n + v] = left / df;
    for (int i = 0; i < v; i++) {
      double sum = 0;
      for (int j = 0; j < v; j++)
        sum += r[i * n + j] * slope[j];
      r[v * n + i] = r[i * n + v] = sum;
      r[v * n + v] += slope[i] * sum;
    }
  }
  return true;
}

bool sim_mmrm_unrelated (const SimMmrm *fit, double *r)
{
  int n = fit->n_visits;
  double s[VISITS * VISITS];
  for (int v = 0; v < n; v++) {
    double df = within (fit, 1 << v, v, s), own = s[v * n + v];
    if (df < 1 || !(own > 0))
      return false;
    for (int u = 0; u < n; u++)
      r[v * n + u] = u == v ? own / df : 0;
  }
  return true;
}
