/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-pairs.c - trials of two scenarios, pair by pair, and the figures that come of them.
 */
#include <math.h>

#include "compare-private.h"

enum { CHUNK = 4096 };

SimPaired
sim_paired (guint64 n, guint64 both, guint64 only_a, guint64 only_b)
{
  double total = (double)n, minus = (double)only_a, plus = (double)only_b;
  SimPaired paired = { .n = n, .both = both, .only_a = only_a, .only_b = only_b };
  double a = ((double)both + minus) / total, b = ((double)both + plus) / total;
  double difference = (plus - minus) / total;
  /* Bonett & Price (2012): one trial more of either kind */
  double centre = (plus - minus) / (total + 2), share = (plus + minus + 2) / (total + 2);
  double half = SIM_Z95 * sqrt ((share - centre * centre) / (total + 2));

  paired.a = a;
  paired.b = b;
  paired.difference = (SimFigure){
    .value = difference,
    .mcse = sqrt (MAX ((plus + minus) / total - difference * difference, 0) / total),
    .low = n > 0 ? MAX (centre - half, -1) : NAN,
    .high = n > 0 ? MIN (centre + half, 1) : NAN,
  };
  paired.independent = sqrt ((a * (1 - a) + b * (1 - b)) / total);
  paired.exact_a = paired.exact_b = paired.exact = NAN;
  return paired;
}

/* The verdicts of two runs at a pair of sizes (indices). */
typedef struct {
  const SimVerdicts *a, *b;
  guint size_a, size_b;
  guint64 n;
} Pairs;

/* shift: to the rejections in favour of A, or 0. */
static SimPaired
count_pairs (const Pairs *pairs, const SimComparedRow *row, guint shift)
{
  SimVerdict a[CHUNK], b[CHUNK];
  guint64 counts[4] = { 0 };

  for (guint64 first = 0; first < pairs->n; first += CHUNK) {
    gsize n = (gsize)MIN (pairs->n - first, CHUNK);
    sim_verdicts_read (pairs->a, pairs->size_a, first, n, a);
    sim_verdicts_read (pairs->b, pairs->size_b, first, n, b);
    for (gsize i = 0; i < n; i++)
      counts[(guint)sim_success_met (&row->a, a[i] >> shift)
             | (guint)sim_success_met (&row->b, b[i] >> shift) << 1]++;
  }
  return sim_paired (pairs->n, counts[3], counts[1], counts[2]);
}

static SimComparedSize *
add_size (SimComparison *comparison, const SimScenario *a, const SimScenario *b,
          const Pairs *pairs)
{
  SimComparedSize *size = &comparison->sizes[comparison->n_sizes++];

  size->total_a = sim_scenario_total (a, pairs->size_a);
  size->total_b = sim_scenario_total (b, pairs->size_b);
  return size;
}

static void
fill_size (const SimComparison *comparison, const Pairs *pairs, SimComparedSize *size)
{
  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimComparedRow *row = &comparison->rows[i];
    size->power[i] = count_pairs (pairs, row, 0);
    size->benefit[i] = row->kind == SIM_COMPARED_HYPOTHESIS
                           ? count_pairs (pairs, row, SIM_VERDICT_BENEFIT)
                           : sim_paired (0, 0, 0, 0);
  }
}

/* What the share of trials in which a criterion is met is called. */
static SimCounts
counts_of (const SimSuccess *criterion, SimSnapshot *snapshot)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimGoal goal = { .of = criterion->of, .at_least = criterion->at_least };

  return sim_goal_counts (&goal, sim_snapshot_scenario (snapshot),
                          &results->sizes[results->own_size]);
}

void
sim_comparison_fill (SimComparison *comparison, SimSnapshot *a, SimSnapshot *b)
{
  const SimScenario *one = sim_snapshot_scenario (a), *other = sim_snapshot_scenario (b);
  Pairs pairs = { sim_snapshot_verdicts (a), sim_snapshot_verdicts (b),
                  sim_scenario_own_size (one), sim_scenario_own_size (other), 0 };
  guint own_a = pairs.size_a, own_b = pairs.size_b;

  pairs.n = MIN (sim_verdicts_n (pairs.a), sim_verdicts_n (pairs.b));
  comparison->replicates = pairs.n;
  for (guint i = 0; i < comparison->n_rows; i++) {
    SimComparedRow *row = &comparison->rows[i];
    row->counts_a = counts_of (&row->a, a);
    row->counts_b = counts_of (&row->b, b);
  }
  g_free (comparison->sizes);
  comparison->n_sizes = 0;
  comparison->sizes = g_new0 (SimComparedSize, sim_scenario_n_sizes (one) + 1);
  fill_size (comparison, &pairs, add_size (comparison, one, other, &pairs));
  for (guint i = 0; i < sim_scenario_n_sizes (one); i++)
    for (guint j = 0; j < sim_scenario_n_sizes (other); j++)
      if (sim_scenario_total (one, i) == sim_scenario_total (other, j)
          && !(i == own_a && j == own_b)) {
        pairs.size_a = i;
        pairs.size_b = j;
        fill_size (comparison, &pairs, add_size (comparison, one, other, &pairs));
      }
}

static const SimTheorySize *
theory_at (const SimTheory *theory, guint total)
{
  for (guint i = 0; i < theory->n_sizes; i++)
    if (theory->sizes[i].total == total)
      return &theory->sizes[i];
  return NULL;
}

void
sim_comparison_fill_exact (SimComparison *comparison, const SimTheory *a, const SimTheory *b)
{
  guint n_a = sim_scenario_n_hypotheses (comparison->a);
  guint n_b = sim_scenario_n_hypotheses (comparison->b);

  for (guint s = 0; s < comparison->n_sizes; s++) {
    SimComparedSize *size = &comparison->sizes[s];
    for (guint i = 0; i < comparison->n_rows; i++) {
      const SimComparedRow *row = &comparison->rows[i];
      SimPaired *power = &size->power[i];
      power->exact_a = sim_theory_success (theory_at (a, size->total_a), n_a, &row->a);
      power->exact_b = sim_theory_success (theory_at (b, size->total_b), n_b, &row->b);
      power->exact = power->exact_b - power->exact_a;
    }
  }
}
