/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * responder.c - how probable a response is where the steps of a grid and the levels of strata are
 * too many for all their combinations: against the sum over all of them, step by step.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "scenario/responder.h"

typedef struct {
  const char *name;
  guint steps, n_strata, n_levels;
  double effect, interaction; /* most, in SDs */
  gboolean relative;
  double direction, correlation, bound;
} Design;

/* The bounds: within those of responder.h; beside them the slow sum is exact. */
static const Design designs[] = {
  { "all combinations", 250, 1, 3, 0.4, 0.3, TRUE, -1, 0.5, 1e-8 },
  { "equal effects", 1000, 4, 6, 0.3, 0, TRUE, -1, 0.5, 1e-6 },
  { "interactions", 1000, 4, 6, 0.3, 0.15, TRUE, -1, 0.5, 1e-6 },
  { "interactions in points", 1000, 4, 6, 0.3, 0.15, FALSE, 1, 0.7, 1e-6 },
  { "a coarser grid", 250, 3, 4, 0.3, 0.2, FALSE, -1, 0.3, 1e-6 },
  { "as fine as may be", 10000, 2, 3, 0.5, 0.2, TRUE, -1, 0.5, 1e-4 },
};

static SimScoreMap
grid (guint steps, double mean, double sd)
{
  return (SimScoreMap){ .kind = SIM_SCORE_GRID, .step = 1, .steps = steps, .mean = mean, .sd = sd,
                        .given_mean = mean, .given_sd = sd, .mu = mean, .sigma = sd };
}

/* Prevalences and effects without order, centred. */
static void
fill_stratum (const Design *design, guint s, double sd, SimStratum *stratum)
{
  double whole = 0, mean = 0, further = 0;
  guint n = stratum->n_levels = design->n_levels;
  for (guint l = 0; l < n; l++)
    whole += stratum->prevalence[l] = 1 + (3 * l + s) % 4;
  for (guint l = 0; l < n; l++) {
    stratum->prevalence[l] /= whole;
    stratum->effect[l] = design->effect * sd * (((7 * s + 5 * l) % 11) / 5.0 - 1);
    stratum->interaction[l][0] = design->interaction * sd * (((5 * s + 3 * l) % 7) / 3.0 - 1);
    mean += stratum->prevalence[l] * stratum->effect[l];
    further += stratum->prevalence[l] * stratum->interaction[l][0];
  }
  for (guint l = 0; l < n; l++) {
    stratum->effect[l] -= mean;
    stratum->interaction[l][0] -= further;
  }
}

/* --- step by step -------------------------------------------------------------------------- */

typedef struct {
  const Design *design;
  const SimResponder *responder;
  const SimChange *change;
  double variance[2], covariance;
} Slow;

/* The most or the least that a score may be, plus or minus half a step. */
static double
threshold (const Slow *slow, double baseline)
{
  double by = slow->responder->improvement * (slow->responder->relative ? baseline : 1);
  return slow->responder->direction < 0 ? floor (baseline - by + 1e-9) + 0.5
                                        : ceil (baseline + by - 1e-9) - 0.5;
}

/* Of patients of certain levels. The normal value of the baseline is taken for that in the middle
   of its step, or of an eighth of it: by the midpoint rule the error is of the order of h^2/24 for
   h SDs, 1e-6, and most of it cancels. Thirds of these change no sum by more than 1e-7. */
static double
at_levels (const Slow *slow, double first, double second)
{
  const SimScoreMap *b = slow->change->baseline, *s = slow->change->score;
  double sd = sqrt (slow->variance[0]), slope = slow->covariance / sd, sum = 0;
  double rest = sqrt (slow->variance[1] - slope * slope);
  int parts = slow->design->steps < 1000 ? 8 : 1;
  int reach = (int)(8.5 * b->sigma);
  for (int k = (int)b->mu - reach; k <= (int)b->mu + reach; k++) {
    double baseline = CLAMP (k, 0, (int)b->steps), at = threshold (slow, baseline);
    if ((slow->responder->relative && k <= 0) || at < 0
        || at > b->steps) /* nobody, or out of the grid */
      continue;
    double cut = (at - s->mu) / s->sigma;
    for (int i = 0; i < parts; i++) {
      double z = ((k - 0.5 + (i + 0.5) / parts - b->mu) / b->sigma - first) / sd;
      double enough = (cut - second - slope * z) / rest;
      sum += sim_normal_density (z) / (b->sigma * sd * parts)
             * (slow->responder->direction < 0 ? sim_normal_cdf (enough)
                                               : sim_normal_upper (enough));
    }
  }
  return sum;
}

static double
over_levels (const Slow *slow, guint s, double first, double second)
{
  const SimPeople *people = slow->change->people;
  double sum = 0;
  if (s >= MIN (people->n_strata, SIM_MAX_STRATA))
    return at_levels (slow, first, second);
  const SimStratum *stratum = &people->strata[s];
  for (guint l = 0; l < stratum->n_levels; l++)
    sum += stratum->prevalence[l]
           * over_levels (slow, s + 1,
                          first + stratum->effect[l] / slow->change->baseline->given_sd,
                          second + (stratum->effect[l] + stratum->interaction[l][0])
                                       / slow->change->score->given_sd);
  return sum;
}

static double
step_by_step (const Design *design, const SimResponder *responder, const SimChange *change)
{
  Slow slow = { design, responder, change, { 1, 1 }, change->correlation };
  for (guint s = 0; s < change->people->n_strata; s++)
    for (guint l = 0; l < design->n_levels; l++) {
      const SimStratum *stratum = &change->people->strata[s];
      double first = stratum->effect[l] / change->baseline->given_sd;
      double second = (stratum->effect[l] + stratum->interaction[l][0]) / change->score->given_sd;
      slow.variance[0] -= stratum->prevalence[l] * first * first;
      slow.variance[1] -= stratum->prevalence[l] * second * second;
      slow.covariance -= stratum->prevalence[l] * first * second;
    }
  return over_levels (&slow, 0, 0, 0);
}

static void
many_combinations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    const Design *design = &designs[i];
    double most = design->steps;
    SimScoreMap baseline = grid (design->steps, 0.5 * most, 0.2 * most);
    SimScoreMap score = grid (design->steps, (design->direction < 0 ? 0.36 : 0.6) * most,
                              0.21 * most);
    SimPeople people = { .any = TRUE, .n_strata = design->n_strata };
    for (guint s = 0; s < design->n_strata; s++)
      fill_stratum (design, s, 0.2 * most, &people.strata[s]);
    SimResponder responder = { .direction = design->direction,
                               .relative = design->relative,
                               .improvement = design->relative ? 0.3 : 0.12 * most };
    SimChange change = { &baseline, &score, design->correlation, &people, 0 };
    double found = sim_response_probability (&responder, &change, NULL, NULL);
    double slow = step_by_step (design, &responder, &change);
    g_test_message ("%s: %.9f, step by step %.9f, %.2g off", design->name, found, slow,
                    found - slow);
    g_assert_cmpfloat (slow, >, 0.2);
    g_assert_cmpfloat (slow, <, 0.8);
    g_assert_cmpfloat (fabs (found - slow), <, design->bound);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/responder/many-combinations", many_combinations);
  return g_test_run ();
}
