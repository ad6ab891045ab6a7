/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * between.c - how the outcomes of a patient go together.
 *
 * At the same time latent values of two outcomes k and l have the correlation rho that is asked.
 * Point p of k and point q of l at another time go together by way of the point of l at the time of
 * p: by rho times the correlation within l from there to q; or of k at the time of q. Where both
 * are measured it is the mean of the two, where neither is the points nearest in time stand in, of
 * the outcome that has more of them. So one that is measured but once goes with the course of
 * another through the value of that time alone, and with equal correlations within both outcomes
 * all is their Kronecker product.
 *
 * What the parts of the variance bring is taken away; what is left is factored as one matrix over
 * the outcomes in their order, each with its points, so that no outcome changes those before it.
 */
#include <math.h>
#include <string.h>

#include "expand.h"
#include "scenario-private.h"

enum { POINTS = SIM_MAX_VISITS + 1, MOST = SIM_MAX_OUTCOMES * POINTS };

/* The outcomes that are not derived, in one arm. */
typedef struct {
  const SimValue *full;
  const SimScenario *scenario; /* of that form, if it is frozen: what is solved is known there */
  guint n, index[SIM_MAX_OUTCOMES], arm;
  guint n_points[SIM_MAX_OUTCOMES];
  gboolean baseline[SIM_MAX_OUTCOMES];
  double time[SIM_MAX_OUTCOMES][POINTS];              /* of the baseline 0 */
  double within[SIM_MAX_OUTCOMES][POINTS * POINTS];   /* correlations */
  double residual[SIM_MAX_OUTCOMES][POINTS * POINTS]; /* what the parts leave of them */
  double asked[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES];
  SimCommons common[SIM_MAX_OUTCOMES * (SIM_MAX_OUTCOMES - 1) / 2]; /* of k and l < k: see pair() */
} Outcomes;

static guint
first_point (const Outcomes *o, guint k)
{
  return o->baseline[k] ? 0 : 1;
}

static guint
pair (guint k, guint l)
{
  return k * (k - 1) / 2 + l;
}

/* Latent correlations; FALSE if they cannot be. */
static gboolean
read_within (const Outcomes *o, guint k, double *matrix)
{
  if (!o->scenario)
    return sim_people_latent_read (o->full, o->index[k], o->arm, matrix) > 0;
  sim_scenario_latent_correlation (o->scenario, o->index[k], o->arm, matrix);
  return TRUE;
}

static gboolean
read_outcome (Outcomes *o, guint k)
{
  const SimValue *outcome = sim_value_at (sim_value_get (o->full, "outcomes"), o->index[k]);
  const SimValue *visits = sim_value_get (outcome, "visits");
  if (!sim_visits_usable (visits) || !read_within (o, k, o->within[k]))
    return FALSE;
  o->n_points[k] = sim_value_length (visits) + 1;
  o->baseline[k] = sim_value_get (outcome, "baseline") != NULL;
  for (guint p = 1; p < o->n_points[k]; p++)
    o->time[k][p] = sim_value_number (sim_value_get (sim_value_at (visits, p - 1), "time"));
  guint n = o->n_points[k];
  memcpy (o->residual[k], o->within[k], n * n * sizeof *o->residual[k]);
  return sim_people_take_parts (o->full, o->index[k], o->arm, n, o->residual[k]);
}

/* How the first n are to go together; FALSE if that is in question, which is said elsewhere. */
static gboolean
read_asked (const SimValue *full, guint n, Outcomes *o)
{
  double asked[POINTS * POINTS];
  memset (o, 0, sizeof *o);
  o->full = full;
  guint listed[SIM_MAX_OUTCOMES], place[SIM_MAX_OUTCOMES];
  o->n = sim_drawn_outcomes (sim_value_get (full, "outcomes"), o->index);
  sim_own_outcomes (sim_value_get (full, "outcomes"), listed);
  for (guint k = 0; k < o->n; k++) /* the matrix is in the order of the list */
    for (place[k] = 0; listed[place[k]] != o->index[k];)
      place[k]++;
  guint order = sim_matrix_read (sim_value_get (full, "outcome-correlation"), asked);
  if (o->n < 2 || order != o->n)
    return FALSE;
  o->n = MIN (n, o->n);
  for (guint k = 0; k < o->n; k++)
    for (guint l = 0; l < o->n; l++)
      o->asked[k][l] = asked[place[k] * order + place[l]];
  return TRUE;
}

static gboolean
read_outcomes (const SimScenario *scenario, guint arm, Outcomes *o)
{
  o->scenario = scenario;
  o->arm = arm;
  for (guint k = 0; k < o->n; k++)
    if (!read_outcome (o, k))
      return FALSE;
  return sim_people_common (o->full, o->index, o->n, arm, o->common);
}

/* --- between two outcomes ------------------------------------------------------------------ */

/* The point of outcome l that is nearest in time to point p of k; baselines go with baselines
   alone. -1 if there is none. Of two as near the earlier. */
static int
nearest (const Outcomes *o, guint k, guint p, guint l)
{
  int best = -1;
  if (p == 0)
    return o->baseline[l] ? 0 : -1;
  for (guint q = 1; q < o->n_points[l]; q++)
    if (best < 0 || fabs (o->time[l][q] - o->time[k][p]) < fabs (o->time[l][best] - o->time[k][p]))
      best = (int)q;
  return best;
}

/* Correlation of the latent values of outcome k at p and l at q. */
static double
between (const Outcomes *o, guint k, guint p, guint l, guint q)
{
  int there = nearest (o, k, p, l), here = nearest (o, l, q, k);
  gboolean at_p = there >= 0 && o->time[l][there] == o->time[k][p];
  gboolean at_q = here >= 0 && o->time[k][here] == o->time[l][q];
  gboolean by_l = at_p || (!at_q && there >= 0 && o->n_points[l] >= o->n_points[k]);
  gboolean by_k = at_q || (!at_p && here >= 0 && o->n_points[k] >= o->n_points[l]);
  double over_time = 0;
  if (by_l)
    over_time += o->within[l][(guint)there * o->n_points[l] + q];
  if (by_k)
    over_time += o->within[k][p * o->n_points[k] + (guint)here];
  return o->asked[k][l] * over_time / MAX (by_l + by_k, 1);
}

static double
left_between (const Outcomes *o, guint k, guint p, guint l, guint q)
{
  const SimCommon *common = &o->common[pair (k, l)].at[p][q];
  return between (o, k, p, l, q) - o->asked[k][l] * common->alike - common->known;
}

/* --- factoring ----------------------------------------------------------------------------- */

/* A row of the factor: of point p of outcome k, over the points of all outcomes up to it. */
typedef struct {
  guint outcome, point;
  double left[MOST]; /* the covariances, then the factor */
} Row;

static void
fill_row (const Outcomes *o, const Row *rows, guint i, Row *row)
{
  for (guint j = 0; j <= i; j++) {
    guint l = rows[j].outcome, q = rows[j].point;
    row->left[j] = l == row->outcome
                       ? o->residual[l][row->point * o->n_points[l] + q]
                       : left_between (o, row->outcome, row->point, l, q);
  }
}

/* FALSE if nothing of the variance is left to row i. */
static gboolean
factor_row (Row *rows, guint i)
{
  for (guint j = 0; j <= i; j++) {
    double sum = rows[i].left[j];
    for (guint h = 0; h < j; h++)
      sum -= rows[i].left[h] * rows[j].left[h];
    if (i == j && !(sum > SIM_CORRELATION_PIVOT))
      return FALSE;
    rows[i].left[j] = i == j ? sqrt (sum) : sum / rows[j].left[j];
  }
  return TRUE;
}

static gboolean
factor (const Outcomes *o, Row *rows, guint *n, SimMixFault *fault)
{
  *n = 0;
  for (guint k = 0; k < o->n; k++)
    for (guint p = first_point (o, k); p < o->n_points[k]; p++) {
      rows[*n].outcome = k;
      rows[*n].point = p;
      *fault = (SimMixFault){ o->index[k], p };
      fill_row (o, rows, *n, &rows[*n]);
      if (!factor_row (rows, *n))
        return FALSE;
      ++*n;
    }
  return TRUE;
}

/* The effects of what patients have in common go together as asked: the regression of the last
   outcome's on those before it. FALSE if the correlations are those of nothing. */
static gboolean
mix_alike (const Outcomes *o, double alike[SIM_MAX_OUTCOMES])
{
  guint n = o->n;
  double f[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sum = o->asked[i][j];
      for (guint h = 0; h < j; h++)
        sum -= f[i][h] * f[j][h];
      if (i == j && !(sum > SIM_CORRELATION_PIVOT))
        return FALSE;
      f[i][j] = i == j ? sqrt (sum) : sum / f[j][j];
    }
  for (guint i = n - 1; i-- > 0;) {
    alike[i] = f[n - 1][i];
    for (guint j = i + 1; j + 1 < n; j++)
      alike[i] -= f[j][i] * alike[j];
    alike[i] /= f[i][i];
  }
  alike[n - 1] = f[n - 1][n - 1];
  return TRUE;
}

static gboolean
read_mix (const SimValue *full, const SimScenario *scenario, guint nth, guint arm, SimMix *mix,
          SimMixFault *fault)
{
  Outcomes *o = g_new (Outcomes, 1);
  Row *rows = g_new (Row, MOST);
  double alike[SIM_MAX_OUTCOMES];
  guint n;
  memset (mix, 0, sizeof *mix);
  *fault = (SimMixFault){ 0, G_MAXUINT };
  gboolean good = read_asked (full, nth + 1, o) && read_outcomes (scenario, arm, o);
  if (good) {
    fault->outcome = o->index[nth];
    good = mix_alike (o, alike) && factor (o, rows, &n, fault);
  }
  for (guint i = 0; good && i < n; i++)
    for (guint j = 0; j <= i && rows[i].outcome == nth; j++)
      mix->weight[rows[i].point][rows[j].outcome][rows[j].point] = rows[i].left[j];
  g_free (rows);
  g_free (o);
  return good;
}

gboolean
sim_mix_read (const SimValue *full, guint nth, guint arm, SimMix *mix, SimMixFault *fault)
{
  return read_mix (full, NULL, nth, arm, mix, fault);
}

gboolean
sim_scenario_mix (const SimScenario *scenario, guint nth, guint arm, SimMix *mix)
{
  SimMixFault fault;
  return read_mix (sim_scenario_expanded (scenario), scenario, nth, arm, mix, &fault);
}

gboolean
sim_scenario_alike (const SimScenario *scenario, guint nth, double alike[SIM_MAX_OUTCOMES])
{
  Outcomes *o = g_new (Outcomes, 1);
  gboolean good
      = read_asked (sim_scenario_expanded (scenario), nth + 1, o) && mix_alike (o, alike);
  g_free (o);
  return good;
}
