/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * between.c - how the outcomes of a patient go together.
 *
 * The latent values of an outcome are L u, L the Cholesky factor of what the parts of the variance
 * leave of its correlations and u its innovations, one for each point. Innovations of two outcomes
 * are correlated where their points go together, and nowhere else, which leaves the correlations
 * within an outcome as they are. From the first point to the last that correlation is solved so
 * that the latent values there have the one that is asked for.
 */
#include <math.h>
#include <string.h>

#include "expand.h"
#include "scenario-private.h"

enum { POINTS = SIM_MAX_VISITS + 1 };

/* The outcomes that are not derived, in one arm. */
typedef struct {
  const SimValue *full;
  guint n, index[SIM_MAX_OUTCOMES], arm;
  guint n_points[SIM_MAX_OUTCOMES];
  gboolean baseline[SIM_MAX_OUTCOMES];
  double factor[SIM_MAX_OUTCOMES][POINTS][POINTS];
  double asked[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES];
  int slot[SIM_MAX_OUTCOMES][POINTS]; /* points of one slot go together */
  double between[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES][POINTS]; /* of the innovations of outcome k at
                                                                 a point, and of l in its slot */
} Outcomes;

static const SimValue *
outcome_at (const Outcomes *o, guint k)
{
  return sim_value_at (sim_value_get (o->full, "outcomes"), o->index[k]);
}

static double
time_at (const Outcomes *o, guint k, guint point)
{
  const SimValue *visit = sim_value_at (sim_value_get (outcome_at (o, k), "visits"), point - 1);
  return sim_value_number (sim_value_get (visit, "time"));
}

/* --- points that go together --------------------------------------------------------------- */

/* The slot of a visit of an outcome before k at that time; -1 if there is none. */
static int
slot_at (const Outcomes *o, guint k, double time)
{
  for (guint l = 0; l < k; l++)
    for (guint q = 1; q < o->n_points[l]; q++)
      if (time_at (o, l, q) == time)
        return o->slot[l][q];
  return -1;
}

static void
lay_slots (Outcomes *o)
{
  int next = 1; /* 0: baselines */
  for (guint k = 0; k < o->n; k++) {
    gboolean common = k == 0;
    guint last = o->n_points[k] - 1;
    for (guint p = 1; p <= last; p++) {
      o->slot[k][p] = slot_at (o, k, time_at (o, k, p));
      common |= o->slot[k][p] >= 0;
    }
    if (!common)
      o->slot[k][last] = o->slot[0][o->n_points[0] - 1];
    for (guint p = 1; p <= last; p++)
      if (o->slot[k][p] < 0)
        o->slot[k][p] = next++;
  }
}

static int
point_in (const Outcomes *o, guint k, int slot)
{
  for (guint p = o->baseline[k] ? 0 : 1; p < o->n_points[k]; p++)
    if (o->slot[k][p] == slot)
      return (int)p;
  return -1;
}

/* --- reading ------------------------------------------------------------------------------- */

static gboolean
read_factor (Outcomes *o, guint k)
{
  double m[POINTS * POINTS];
  guint n = o->n_points[k];
  if (!sim_people_residual_read (o->full, o->index[k], o->arm, m))
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sum = m[i * n + j];
      for (guint h = 0; h < j; h++)
        sum -= o->factor[k][i][h] * o->factor[k][j][h];
      o->factor[k][i][j] = i == j ? sqrt (sum) : sum / o->factor[k][j][j];
    }
  return TRUE;
}

/* FALSE if something is in question, which is said elsewhere. */
static gboolean
read_outcomes (const SimValue *full, guint arm, guint n, Outcomes *o)
{
  double asked[POINTS * POINTS];
  memset (o, 0, sizeof *o);
  o->full = full;
  o->arm = arm;
  o->n = sim_own_outcomes (sim_value_get (full, "outcomes"), o->index);
  guint order = sim_matrix_read (sim_value_get (full, "outcome-correlation"), asked);
  if (o->n < 2 || order != o->n)
    return FALSE;
  o->n = MIN (n, o->n);
  for (guint k = 0; k < o->n; k++) {
    const SimValue *visits = sim_value_get (outcome_at (o, k), "visits");
    if (!sim_visits_usable (visits))
      return FALSE;
    o->n_points[k] = sim_value_length (visits) + 1;
    o->baseline[k] = sim_value_get (outcome_at (o, k), "baseline") != NULL;
    for (guint l = 0; l < o->n; l++)
      o->asked[k][l] = asked[k * order + l];
    if (!read_factor (o, k))
      return FALSE;
  }
  lay_slots (o);
  return TRUE;
}

/* --- solving ------------------------------------------------------------------------------- */

/* The correlation of the innovations of outcome k at point p with those of l at q. */
static double
solve (const Outcomes *o, guint k, guint l, guint p, guint q)
{
  const guint both[] = { o->index[k], o->index[l] }, at[] = { p, q };
  SimCommon common;
  sim_people_common (o->full, both, o->arm, at, &common);
  double left = o->asked[k][l] * (1 - common.alike) - common.known;
  for (guint i = o->baseline[k] ? 0 : 1; i < p; i++) {
    int j = point_in (o, l, o->slot[k][i]);
    if (j >= 0 && (guint)j < q)
      left -= o->factor[k][p][i] * o->factor[l][q][j] * o->between[k][l][i];
  }
  return left / (o->factor[k][p][p] * o->factor[l][q][q]);
}

/* The regression of the last of n variables with such correlations on the others; FALSE if they are
   those of nothing. */
static gboolean
regress (double m[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES], guint n, double *on, double *left)
{
  double f[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sum = m[i][j];
      for (guint h = 0; h < j; h++)
        sum -= f[i][h] * f[j][h];
      if (i == j && !(sum > SIM_CORRELATION_PIVOT))
        return FALSE;
      f[i][j] = i == j ? sqrt (sum) : sum / f[j][j];
    }
  for (guint i = n - 1; i-- > 0;) {
    on[i] = f[n - 1][i];
    for (guint j = i + 1; j + 1 < n; j++)
      on[i] -= f[j][i] * on[j];
    on[i] /= f[i][i];
  }
  *left = f[n - 1][n - 1];
  return TRUE;
}

/* Of outcome k at point p: regressed on the outcomes before it that have a point in its slot. */
static gboolean
mix_point (const Outcomes *o, guint k, guint p, SimMix *mix)
{
  double m[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES], on[SIM_MAX_OUTCOMES];
  guint with[SIM_MAX_OUTCOMES], n = 0;
  for (guint l = 0; l < k; l++)
    if ((mix->point[l] = point_in (o, l, o->slot[k][p])) >= 0)
      with[n++] = l;
  with[n++] = k;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      guint at = with[i] == k ? p : (guint)mix->point[with[i]];
      m[i][j] = i == j ? 1 : o->between[with[i]][with[j]][at];
    }
  if (!regress (m, n, on, &mix->own))
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    mix->mix[with[i]] = on[i];
  return TRUE;
}

static gboolean
mix_alike (const Outcomes *o, guint k, SimMix *mix)
{
  double m[SIM_MAX_OUTCOMES][SIM_MAX_OUTCOMES];
  memcpy (m, o->asked, sizeof m);
  return regress (m, k + 1, mix->mix, &mix->own);
}

gboolean
sim_mix_read (const SimValue *full, guint nth, guint arm, SimMix *points, SimMix *alike,
              SimMixFault *fault)
{
  Outcomes *o = g_new (Outcomes, 1);
  gboolean good = TRUE;
  memset (points, 0, POINTS * sizeof *points);
  for (guint p = 0; p < POINTS; p++)
    points[p].own = 1;
  *alike = (SimMix){ .own = 1 };
  *fault = (SimMixFault){ 0, 0 };
  if (nth > 0 && read_outcomes (full, arm, nth + 1, o)) {
    for (guint k = 1; k <= nth; k++)
      for (guint p = o->baseline[k] ? 0 : 1; p < o->n_points[k]; p++)
        for (guint l = 0; l < k; l++) {
          int q = point_in (o, l, o->slot[k][p]);
          if (q >= 0)
            o->between[k][l][p] = solve (o, k, l, p, (guint)q);
        }
    *fault = (SimMixFault){ o->index[nth], G_MAXUINT };
    good = mix_alike (o, nth, alike);
    for (guint p = o->baseline[nth] ? 0 : 1; good && p < o->n_points[nth]; p++) {
      fault->point = p;
      good = mix_point (o, nth, p, &points[p]);
    }
  }
  g_free (o);
  return good;
}

gboolean
sim_scenario_mix (const SimScenario *scenario, guint nth, guint arm, SimMix *points, SimMix *alike)
{
  SimMixFault fault;
  return sim_mix_read (sim_scenario_expanded (scenario), nth, arm, points, alike, &fault);
}
