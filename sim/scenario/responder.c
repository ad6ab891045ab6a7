/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * responder.c - outcomes derived from another, and how probable a response is.
 */
#include "responder.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "expand.h"

gboolean
sim_scenario_responder (const SimScenario *scenario, guint outcome, SimResponder *responder)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");
  const SimValue *own = sim_value_at (outcomes, outcome);
  const SimValue *record = sim_value_get (own, "responder");
  if (!record)
    return FALSE;
  const SimValue *source = sim_outcome_source (outcomes, own);
  const SimValue *visits = sim_value_get (own, "visits");
  *responder = (SimResponder){
    .source = (guint)sim_value_index_of (outcomes, sim_value_text (sim_value_get (source, "id"))),
    .direction = sim_outcome_direction (source),
    .improvement = sim_value_number (sim_value_get (record, "improvement")),
    .relative = sim_value_bool (sim_value_get (record, "relative"))
  };
  for (guint v = 0; v < sim_value_length (visits); v++)
    responder->visit[v] = (guint)sim_value_index_of (
        sim_value_get (source, "visits"),
        sim_value_text (sim_value_get (sim_value_at (visits, v), "id")));
  return TRUE;
}

/* --- curves backwards ---------------------------------------------------------------------- */

#define REACH 8.5 /* as far as latent values come */
enum { CELLS = 4096 };

struct SimInverse {
  double score[CELLS + 1]; /* in SDs from the mean, ascending */
};

static gboolean
on_curve (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_CURVE || map->kind == SIM_SCORE_LIMITED;
}

SimInverse *
sim_inverse_new (const SimScoreMap *map)
{
  if (!on_curve (map))
    return NULL;
  SimInverse *inverse = g_new (SimInverse, 1);
  for (guint i = 0; i <= CELLS; i++)
    inverse->score[i] = sim_score_curve (map, -REACH + 2 * REACH * i / CELLS);
  return inverse;
}

void
sim_inverse_free (SimInverse *inverse)
{
  g_free (inverse);
}

static double
latent_on_curve (const SimInverse *inverse, double score)
{
  guint low = 0, high = CELLS;
  if (score <= inverse->score[0] || score >= inverse->score[CELLS])
    return score <= inverse->score[0] ? -INFINITY : INFINITY;
  while (high - low > 1) {
    guint middle = (low + high) / 2;
    *(inverse->score[middle] <= score ? &low : &high) = middle;
  }
  double part = (score - inverse->score[low]) / (inverse->score[high] - inverse->score[low]);
  return -REACH + 2 * REACH * (low + part) / CELLS;
}

/* --- scores and latent values -------------------------------------------------------------- */

static gboolean
in_steps (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_GRID || map->kind == SIM_SCORE_CUTS;
}

static guint
n_steps (const SimScoreMap *map)
{
  return map->kind == SIM_SCORE_GRID ? (guint)map->steps : map->n_cuts;
}

/* The latent value from which on the score is at least step k; 1 <= k <= n_steps. */
static double
step_at (const SimScoreMap *map, guint k)
{
  return map->kind == SIM_SCORE_GRID ? (k - 0.5 - map->mu) / map->sigma : map->cuts[k - 1];
}

static double
score_at (const SimScoreMap *map, double z)
{
  guint low = 0, high = n_steps (map) + 1;
  if (on_curve (map))
    return map->mean + map->sd * sim_score_curve (map, z);
  if (!in_steps (map))
    return map->mean + map->sd * z;
  while (high - low > 1) { /* the last step at or below z */
    guint middle = (low + high) / 2;
    *(step_at (map, middle) <= z ? &low : &high) = middle;
  }
  return map->min + map->step * low;
}

/* The latent value at which the score passes a threshold: up to which it is at most that much
   (below), or from which on it is at least that much. */
static double
latent_at (const SimScoreMap *map, const SimInverse *inverse, double threshold, gboolean below)
{
  if (!in_steps (map)) {
    double score = (threshold - map->mean) / map->sd;
    return on_curve (map) ? latent_on_curve (inverse, score) : score;
  }
  double steps = (threshold - map->min) / map->step;
  double first = below ? floor (steps + SIM_RESPONSE_SLACK) + 1 : ceil (steps - SIM_RESPONSE_SLACK);
  if (first <= 0)
    return -INFINITY;
  return first > n_steps (map) ? INFINITY : step_at (map, (guint)first);
}

/* --- the integral -------------------------------------------------------------------------- */

enum { ORDER = 8, PANELS = 38 };

typedef struct {
  const SimResponder *responder;
  const SimChange *change;
  const SimInverse *baseline, *score;
  double x[ORDER], w[ORDER];
} Integral;

/* Normal values of the baseline and of the score, given the levels of the strata. */
typedef struct {
  double mean[2], variance[2], covariance;
} Law;

/* Probability of a response given the latent baseline. */
static double
given_baseline (const Integral *integral, const Law *law, double z, double latent)
{
  const SimResponder *responder = integral->responder;
  double b = score_at (integral->change->baseline, latent), x = responder->improvement;
  if (responder->relative && !(b > 0))
    return 0;
  double enough = b + responder->direction * (responder->relative ? b * x : x);
  gboolean below = responder->direction < 0;
  double slope = law->covariance / sqrt (law->variance[0]);
  double cut = latent_at (integral->change->score, integral->score, enough, below);
  double at = (cut - law->mean[1] - slope * z) / sqrt (law->variance[1] - slope * slope);
  return below ? sim_normal_cdf (at) : sim_normal_upper (at);
}

static double
over_panel (const Integral *integral, const Law *law, double from, double to)
{
  double half = (to - from) / 2, sum = 0;
  for (guint i = 0; i < ORDER; i++) {
    double z = from + half * (1 + integral->x[i]);
    double latent = law->mean[0] + z * sqrt (law->variance[0]);
    sum += integral->w[i] * sim_normal_density (z) * given_baseline (integral, law, z, latent);
  }
  return half * sum;
}

static int
ascending (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Where what is integrated may jump: at the steps of the baseline, and where that passes 0. */
static GArray *
joints (const Integral *integral, const Law *law)
{
  const SimScoreMap *map = integral->change->baseline;
  GArray *at = g_array_new (FALSE, FALSE, sizeof (double));
  double sd = sqrt (law->variance[0]);
  for (int i = 0; i <= PANELS; i++) {
    double z = -REACH + 2 * REACH * i / PANELS;
    g_array_append_val (at, z);
  }
  for (guint k = 1; in_steps (map) && k <= n_steps (map); k++) {
    double z = (step_at (map, k) - law->mean[0]) / sd;
    if (fabs (z) < REACH)
      g_array_append_val (at, z);
  }
  if (!in_steps (map) && integral->responder->relative) {
    double z = (latent_at (map, integral->baseline, 0, TRUE) - law->mean[0]) / sd;
    if (fabs (z) < REACH)
      g_array_append_val (at, z);
  }
  g_array_sort (at, ascending);
  return at;
}

static double
integrate (const Integral *integral, const Law *law)
{
  GArray *at = joints (integral, law);
  double sum = 0;
  for (guint i = 1; i < at->len; i++)
    sum += over_panel (integral, law, g_array_index (at, double, i - 1),
                       g_array_index (at, double, i));
  g_array_unref (at);
  return sum;
}

/* --- strata -------------------------------------------------------------------------------- */

static double
shift (const SimChange *change, const SimStratum *stratum, guint level, guint point)
{
  double effect = stratum->effect[level] + (point ? stratum->interaction[level][change->arm] : 0);
  return effect / (point ? change->score : change->baseline)->given_sd;
}

/* What the strata leave of the law of all patients. */
static void
take_strata (const SimChange *change, Law *law)
{
  for (guint s = 0; s < change->people->n_strata; s++) {
    const SimStratum *stratum = &change->people->strata[s];
    for (guint l = 0; l < stratum->n_levels; l++) {
      double first = shift (change, stratum, l, 0), second = shift (change, stratum, l, 1);
      law->variance[0] -= stratum->prevalence[l] * first * first;
      law->variance[1] -= stratum->prevalence[l] * second * second;
      law->covariance -= stratum->prevalence[l] * first * second;
    }
  }
}

/* Sum over the levels of the strata from s on. */
static double
over_strata (const Integral *integral, guint s, Law law)
{
  const SimPeople *people = integral->change->people;
  if (s >= MIN (people->n_strata, SIM_MAX_STRATA))
    return integrate (integral, &law);
  const SimStratum *stratum = &people->strata[s];
  double sum = 0, whole = 0;
  for (guint l = 0; l < stratum->n_levels; l++) {
    Law own = law;
    own.mean[0] += shift (integral->change, stratum, l, 0);
    own.mean[1] += shift (integral->change, stratum, l, 1);
    sum += stratum->prevalence[l] * over_strata (integral, s + 1, own);
    whole += stratum->prevalence[l];
  }
  return sum / whole;
}

double
sim_response_probability (const SimResponder *responder, const SimChange *change,
                          const SimInverse *baseline, const SimInverse *score)
{
  Integral integral = { responder, change, baseline, score, { 0 }, { 0 } };
  Law law = { { 0, 0 }, { 1, 1 }, change->correlation };
  sim_gauss_legendre (ORDER, -1, 1, integral.x, integral.w);
  take_strata (change, &law);
  return over_strata (&integral, 0, law);
}
