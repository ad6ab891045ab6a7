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
        sim_id_at (visits, v));
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

#define SPAN   6.5     /* SDs on either side; beyond lies a part of 1e-10 */
#define PANEL  0.45    /* SDs at most */
#define BUDGET 30000.0 /* nodes of all atoms together */
enum { ORDER = 8, N_RULES = 4, LEAST_ATOMS = 5, MOST_ATOMS = 24 };

/* Patients of the same levels, or those that stand for several: by how much they differ. */
typedef struct {
  double effect, interaction; /* in the outcome's unit: at both points, further at the second */
  double weight;              /* of all 1; where they stand for others it may be negative */
  double mean[2];             /* of the latent values of baseline and score */
} Atom;

typedef struct {
  double x, weight;
} Place;

typedef struct {
  guint n;
  double x[ORDER], w[ORDER];
} Rule;

/* The laws of all atoms differ in their means alone. */
typedef struct {
  const SimResponder *responder;
  const SimChange *change;
  const SimInverse *baseline, *score;
  double variance[2], covariance; /* what the strata leave */
  double sd, slope, rest; /* of the baseline; of the score over that in SDs; its SD given that */
  double low, high;       /* latent baselines */
  GArray *atoms;
  Rule rules[N_RULES]; /* of 1, 2, 4 and 8 nodes */
  gboolean hasty;      /* one node where there would be two */
} Integral;

/* The latent value up to which, or from which on, scores are enough after a latent baseline. */
static double
cut_after (const Integral *integral, double latent)
{
  const SimResponder *responder = integral->responder;
  double b = score_at (integral->change->baseline, latent), x = responder->improvement;
  if (responder->relative && !(b > 0))
    return responder->direction * INFINITY;
  double enough = b + responder->direction * (responder->relative ? b * x : x);
  return latent_at (integral->change->score, integral->score, enough, responder->direction < 0);
}

/* Density of a latent baseline times the probability of a response after it. */
static double
given_baseline (const Integral *integral, double latent)
{
  double cut = cut_after (integral, latent), sum = 0;
  gboolean below = integral->responder->direction < 0;
  if (cut == (below ? -INFINITY : INFINITY))
    return 0;
  for (guint i = 0; i < integral->atoms->len; i++) {
    const Atom *atom = &g_array_index (integral->atoms, Atom, i);
    double z = (latent - atom->mean[0]) / integral->sd;
    if (fabs (z) > SPAN)
      continue;
    double at = (cut - atom->mean[1] - integral->slope * z) / integral->rest;
    sum += atom->weight * sim_normal_density (z)
           * (below ? sim_normal_cdf (at) : sim_normal_upper (at));
  }
  return sum / integral->sd;
}

/* Narrow panels need fewer nodes: what is integrated is smooth over an SD of the baseline, or over
   as much as moves the score by one of its own. */
static const Rule *
rule_of (const Integral *integral, double from, double to)
{
  double steep = MAX (1, fabs (integral->slope) / integral->rest);
  double width = (to - from) / integral->sd * steep;
  return &integral->rules[width > 0.2 ? 3 : width > 0.05 ? 2 : integral->hasty ? 0 : 1];
}

static double
over_panel (const Integral *integral, double from, double to)
{
  const Rule *rule = rule_of (integral, from, to);
  double half = (to - from) / 2, sum = 0;
  for (guint i = 0; i < rule->n; i++)
    sum += rule->w[i] * given_baseline (integral, from + half * (1 + rule->x[i]));
  return half * sum;
}

static int
ascending (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void
add_joint (const Integral *integral, GArray *at, double latent)
{
  if (latent > integral->low && latent < integral->high)
    g_array_append_val (at, latent);
}

/* Where what is integrated may jump: at the steps of the baseline, and where that passes 0. */
static GArray *
joints (const Integral *integral)
{
  const SimScoreMap *map = integral->change->baseline;
  GArray *at = g_array_new (FALSE, FALSE, sizeof (double));
  double whole = integral->high - integral->low;
  guint n = (guint)ceil (whole / (PANEL * integral->sd));
  for (guint i = 0; i <= n; i++) {
    double latent = integral->low + whole * i / n;
    g_array_append_val (at, latent);
  }
  for (guint k = 1; in_steps (map) && k <= n_steps (map); k++)
    add_joint (integral, at, step_at (map, k));
  if (!in_steps (map) && integral->responder->relative)
    add_joint (integral, at, latent_at (map, integral->baseline, 0, TRUE));
  g_array_sort (at, ascending);
  return at;
}

/* The part of the baselines that concern one atom. */
static double
concerned (const Integral *integral)
{
  return 2 * SPAN * integral->sd / (integral->high - integral->low);
}

/* How many nodes of panels between joints concern one atom. */
static double
load (const Integral *integral, const GArray *at)
{
  guint n = 0;
  for (guint i = 1; i < at->len; i++)
    n += rule_of (integral, g_array_index (at, double, i - 1), g_array_index (at, double, i))->n;
  return n * concerned (integral);
}

static double
by_panels (const Integral *integral, const GArray *at)
{
  double sum = 0;
  for (guint i = 1; i < at->len; i++)
    sum += over_panel (integral, g_array_index (at, double, i - 1), g_array_index (at, double, i));
  return sum;
}

/* At even distances, whatever lies between. */
static double
by_points (const Integral *integral)
{
  guint n = (guint)(BUDGET / (integral->atoms->len * concerned (integral)));
  double width = (integral->high - integral->low) / n, sum = 0;
  for (guint i = 0; i < n; i++)
    sum += given_baseline (integral, integral->low + width * (i + 0.5));
  return width * sum;
}

/* --- strata -------------------------------------------------------------------------------- */

/* A stratum that does something to the scores of an arm. */
static gboolean
matters (const SimStratum *stratum, guint arm)
{
  for (guint l = 0; l < stratum->n_levels; l++)
    if (stratum->effect[l] != 0 || stratum->interaction[l][arm] != 0)
      return TRUE;
  return FALSE;
}

static void
fill_means (const SimChange *change, Atom *atom)
{
  atom->mean[0] = atom->effect / change->baseline->given_sd;
  atom->mean[1] = (atom->effect + atom->interaction) / change->score->given_sd;
}

/* What the strata leave of the law of all patients. */
static void
take_stratum (Integral *integral, const SimStratum *stratum)
{
  for (guint l = 0; l < stratum->n_levels; l++) {
    Atom atom = { .effect = stratum->effect[l],
                  .interaction = stratum->interaction[l][integral->change->arm] };
    fill_means (integral->change, &atom);
    integral->variance[0] -= stratum->prevalence[l] * atom.mean[0] * atom.mean[0];
    integral->variance[1] -= stratum->prevalence[l] * atom.mean[1] * atom.mean[1];
    integral->covariance -= stratum->prevalence[l] * atom.mean[0] * atom.mean[1];
  }
}

/* Each atom by the levels of one more stratum. */
static void
split_atoms (Integral *integral, const SimStratum *stratum)
{
  GArray *split = g_array_new (FALSE, FALSE, sizeof (Atom));
  double whole = 0;
  for (guint l = 0; l < stratum->n_levels; l++)
    whole += stratum->prevalence[l];
  for (guint i = 0; i < integral->atoms->len; i++)
    for (guint l = 0; l < stratum->n_levels; l++) {
      Atom atom = g_array_index (integral->atoms, Atom, i);
      atom.effect += stratum->effect[l];
      atom.interaction += stratum->interaction[l][integral->change->arm];
      atom.weight *= stratum->prevalence[l] / whole;
      g_array_append_val (split, atom);
    }
  g_array_unref (integral->atoms);
  integral->atoms = split;
}

static void
make_atoms (Integral *integral)
{
  const SimPeople *people = integral->change->people;
  const Atom all = { .weight = 1 };
  integral->atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  g_array_append_val (integral->atoms, all);
  for (guint s = 0; s < MIN (people->n_strata, SIM_MAX_STRATA); s++)
    if (matters (&people->strata[s], integral->change->arm)) {
      take_stratum (integral, &people->strata[s]);
      split_atoms (integral, &people->strata[s]);
    }
  for (guint i = 0; i < integral->atoms->len; i++)
    fill_means (integral->change, &g_array_index (integral->atoms, Atom, i));
}

/* The polynomials that are 1 at one of the points and 0 at the others, at x. */
static void
lagrange (guint n, const double *points, double x, double *values)
{
  for (guint i = 0; i < n; i++) {
    values[i] = 1;
    for (guint j = 0; j < n; j++)
      if (j != i)
        values[i] *= (x - points[j]) / (points[i] - points[j]);
  }
}

static int
by_place (const void *a, const void *b)
{
  return ascending (&((const Place *)a)->x, &((const Place *)b)->x);
}

/* FALSE if two nodes are one but for rounding, as they may be when few places have the weight. */
static gboolean
are_apart (guint n, const double *nodes, double apart)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (!(fabs (nodes[i] - nodes[j]) > apart))
        return FALSE;
  return TRUE;
}

/* At most q nodes for places with weights; those that differ by rounding alone are one. */
static guint
nodes_of (GArray *places, guint q, double *nodes)
{
  guint n = 0, found;
  double *x = g_new (double, 2 * places->len), *w = x + places->len, weights[MOST_ATOMS];
  g_array_sort (places, by_place);
  const Place *place = &g_array_index (places, Place, 0);
  double apart = 1e-6 * (place[places->len - 1].x - place[0].x);
  for (guint i = 0; i < places->len; i++)
    if (n > 0 && place[i].x - x[n - 1] <= apart)
      w[n - 1] += place[i].weight;
    else {
      x[n] = place[i].x;
      w[n++] = place[i].weight;
    }
  do
    found = sim_gauss_discrete (n, x, w, q, nodes, weights);
  while (!are_apart (found, nodes, apart) && --q > 0);
  g_free (x);
  return found;
}

/* Gauss nodes of the effects and of the interactions, crossed: of each pair the mean over the atoms
   of the product of its polynomials. Without interactions these are the Gauss weights. */
static void
condense (Integral *integral, guint q)
{
  GArray *all = integral->atoms;
  double nodes[2][MOST_ATOMS], value[2][MOST_ATOMS], weight[MOST_ATOMS][MOST_ATOMS] = { { 0 } };
  guint n[2];
  for (guint k = 0; k < 2; k++) {
    GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
    for (guint a = 0; a < all->len; a++) {
      const Atom *atom = &g_array_index (all, Atom, a);
      Place place = { k ? atom->interaction : atom->effect, atom->weight };
      g_array_append_val (places, place);
    }
    n[k] = nodes_of (places, q, nodes[k]);
    g_array_unref (places);
  }
  if (n[0] * n[1] >= all->len)
    return;
  for (guint a = 0; a < all->len; a++) {
    const Atom *atom = &g_array_index (all, Atom, a);
    lagrange (n[0], nodes[0], atom->effect, value[0]);
    lagrange (n[1], nodes[1], atom->interaction, value[1]);
    for (guint i = 0; i < n[0]; i++)
      for (guint j = 0; j < n[1]; j++)
        weight[i][j] += atom->weight * value[0][i] * value[1][j];
  }
  g_array_set_size (all, 0);
  for (guint i = 0; i < n[0]; i++)
    for (guint j = 0; j < n[1]; j++) {
      Atom atom = { .effect = nodes[0][i], .interaction = nodes[1][j], .weight = weight[i][j] };
      fill_means (integral->change, &atom);
      g_array_append_val (all, atom);
    }
}

/* Of how many nodes the error is about 1e-10, but no more than there is time for: it falls by as
   much a node as is the share of the strata in the variance beside what is left to the scores. */
static guint
enough_nodes (const Integral *integral, double most_atoms)
{
  gboolean crossed = FALSE;
  for (guint i = 0; i < integral->atoms->len; i++)
    crossed |= g_array_index (integral->atoms, Atom, i).interaction != 0;
  double strata = 1 - MIN (integral->variance[0], integral->variance[1]);
  double share = strata / (strata + integral->rest * integral->rest);
  double wanted = ceil (log (1e-10) / log (share));
  double most = crossed ? sqrt (most_atoms) : most_atoms;
  return (guint)CLAMP (MIN (wanted, most), LEAST_ATOMS, MOST_ATOMS);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void
set_law (Integral *integral)
{
  integral->sd = sqrt (integral->variance[0]);
  integral->slope = integral->covariance / integral->sd;
  integral->rest = sqrt (integral->variance[1] - integral->slope * integral->slope);
  integral->low = INFINITY;
  integral->high = -INFINITY;
  for (guint i = 0; i < integral->atoms->len; i++) {
    double mean = g_array_index (integral->atoms, Atom, i).mean[0];
    integral->low = MIN (integral->low, mean - SPAN * integral->sd);
    integral->high = MAX (integral->high, mean + SPAN * integral->sd);
  }
}

double
sim_response_probability (const SimResponder *responder, const SimChange *change,
                          const SimInverse *baseline, const SimInverse *score)
{
  Integral integral = { .responder = responder, .change = change, .baseline = baseline,
                        .score = score, .variance = { 1, 1 }, .covariance = change->correlation };
  for (guint i = 0; i < N_RULES; i++) {
    integral.rules[i].n = 1u << i;
    sim_gauss_legendre (1u << i, -1, 1, integral.rules[i].x, integral.rules[i].w);
  }
  make_atoms (&integral);
  set_law (&integral);
  GArray *at = joints (&integral);
  double nodes = load (&integral, at);
  if (nodes * integral.atoms->len > BUDGET)
    condense (&integral, enough_nodes (&integral, BUDGET / nodes));
  integral.hasty = nodes * integral.atoms->len > BUDGET;
  double p = load (&integral, at) * integral.atoms->len <= BUDGET ? by_panels (&integral, at)
                                                                  : by_points (&integral);
  g_array_unref (at);
  g_array_unref (integral.atoms);
  return p;
}
