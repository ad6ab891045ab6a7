/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-match.c - what goes with what in two scenarios, and what of them must be simulated.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "compare-private.h"

static double
weight_of (const SimScenario *scenario, const SimHypothesis *hypothesis, const char *arm)
{
  for (guint i = 0; i < sim_scenario_n_arms (scenario); i++)
    if (g_strcmp0 (sim_scenario_arm_id (scenario, i), arm) == 0)
      return hypothesis->weights[i];
  return 0;
}

/* Arms that one of the two lacks have no weight in it. */
static gboolean
same_arms (const SimScenario *a, const SimHypothesis *one, const SimScenario *b,
           const SimHypothesis *other)
{
  for (guint i = 0; i < sim_scenario_n_arms (a); i++)
    if (one->weights[i] != weight_of (b, other, sim_scenario_arm_id (a, i)))
      return FALSE;
  for (guint i = 0; i < sim_scenario_n_arms (b); i++)
    if (other->weights[i] != weight_of (a, one, sim_scenario_arm_id (b, i)))
      return FALSE;
  return TRUE;
}

static const char *
outcome_id (const SimScenario *scenario, const SimHypothesis *hypothesis)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");

  return sim_value_text (sim_value_get (sim_value_at (outcomes, hypothesis->outcome), "id"));
}

/* How two hypotheses go together, the closest first. */
enum { SAME_ID, SAME_ARMS_AND_OUTCOME, SAME_ARMS, N_WAYS };

static gboolean
goes_with (guint way, const SimScenario *a, const SimHypothesis *one, const SimScenario *b,
           const SimHypothesis *other)
{
  if (way == SAME_ID)
    return g_strcmp0 (one->id, other->id) == 0;
  return same_arms (a, one, b, other)
         && (way == SAME_ARMS || g_strcmp0 (outcome_id (a, one), outcome_id (b, other)) == 0);
}

guint
sim_compare_match (const SimScenario *a, const SimScenario *b, int match[SIM_MAX_HYPOTHESES])
{
  gboolean taken[SIM_MAX_HYPOTHESES] = { FALSE };
  guint n = 0, n_a = sim_scenario_n_hypotheses (a), n_b = sim_scenario_n_hypotheses (b);

  for (guint i = 0; i < SIM_MAX_HYPOTHESES; i++)
    match[i] = -1;
  for (guint way = 0; way < N_WAYS; way++)
    for (guint i = 0; i < n_a; i++)
      for (guint j = 0; j < n_b && match[i] < 0; j++)
        if (!taken[j]
            && goes_with (way, a, sim_scenario_hypothesis (a, i), b,
                          sim_scenario_hypothesis (b, j))) {
          match[i] = (int)j;
          taken[j] = TRUE;
          n++;
        }
  return n;
}

static SimComparedRow *
add_row (SimComparison *comparison, SimComparedKind kind, SimSuccess a, SimSuccess b)
{
  SimComparedRow *row = &comparison->rows[comparison->n_rows++];

  *row = (SimComparedRow){ kind, a, b, NAN, NAN };
  return row;
}

static SimSuccess
rejection_of (const SimScenario *scenario, guint h)
{
  return (SimSuccess){ sim_scenario_hypothesis (scenario, h)->id, 1u << h, 1 };
}

/* At least one hypothesis of a scenario, or all of them. */
static SimSuccess
rejections_of (const SimScenario *scenario, const char *id, gboolean all)
{
  guint n = sim_scenario_n_hypotheses (scenario);

  return (SimSuccess){ id, (1u << n) - 1, all ? n : 1 };
}

static void
add_rows (SimComparison *comparison, const int match[SIM_MAX_HYPOTHESES])
{
  const SimScenario *a = comparison->a, *b = comparison->b;

  for (guint h = 0; h < sim_scenario_n_hypotheses (a); h++) {
    if (match[h] < 0)
      continue;
    guint other = (guint)match[h];
    SimComparedRow *row = add_row (comparison, SIM_COMPARED_HYPOTHESIS, rejection_of (a, h),
                                   rejection_of (b, other));
    row->true_a = sim_scenario_true_effect (a, h);
    row->true_b = sim_scenario_true_effect (b, other);
  }
  for (guint i = 0; i < sim_scenario_n_success (a); i++)
    for (guint j = 0; j < sim_scenario_n_success (b); j++) {
      const SimSuccess *one = sim_scenario_success (a, i), *other = sim_scenario_success (b, j);
      if (g_strcmp0 (one->id, other->id) == 0)
        add_row (comparison, SIM_COMPARED_SUCCESS, *one, *other);
    }
  add_row (comparison, SIM_COMPARED_ANY, rejections_of (a, "any", FALSE),
           rejections_of (b, "any", FALSE));
  add_row (comparison, SIM_COMPARED_ALL, rejections_of (a, "all", TRUE),
           rejections_of (b, "all", TRUE));
}

/* A scenario with another value, which it can have. */
static SimScenario *
with_value (SimScenario *scenario, const char *pointer, const SimValue *value)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft
      = sim_draft_set (sim_scenario_draft (scenario), pointer, value, NULL);

  return sim_scenario_check (draft, problems);
}

/* B with A's seed. */
static SimScenario *
with_seed_of (SimScenario *b, const SimScenario *a)
{
  g_autoptr (SimValue) seed = sim_value_new_number ((double)sim_scenario_seed (a));

  return sim_scenario_seed (a) == sim_scenario_seed (b) ? sim_scenario_ref (b)
                                                        : with_value (b, "/run/seed", seed);
}

static gboolean
has_total (const SimScenario *scenario, guint total)
{
  for (guint i = 0; i < sim_scenario_n_sizes (scenario); i++)
    if (sim_scenario_total (scenario, i) == total)
      return TRUE;
  return FALSE;
}

SimScenario *
sim_compare_with_sizes (SimScenario *scenario, SimScenario *const *others, guint n)
{
  SimValue *sizes[SIM_MAX_SIZES + 1];
  guint n_sizes = 0;

  for (guint i = 0; i < sim_scenario_n_sizes (scenario); i++) {
    guint total = sim_scenario_total (scenario, i);
    gboolean wanted = i == sim_scenario_own_size (scenario);
    for (guint k = 0; k < n && !wanted; k++)
      wanted = has_total (others[k], total);
    if (wanted && n_sizes < SIM_MAX_SIZES)
      sizes[n_sizes++] = sim_value_new_number (total);
  }
  g_autoptr (SimValue) list = sim_value_new_list (sizes, n_sizes);
  return n_sizes == sim_scenario_n_sizes (scenario)
             ? sim_scenario_ref (scenario)
             : with_value (scenario, "/run/sizes", list);
}

/* How many trials B has by itself does not count here. */
static void
drop_lengths (GPtrArray *differences)
{
  for (guint i = differences->len; i-- > 0;)
    if (((const SimDifference *)g_ptr_array_index (differences, i))->stage == SIM_STAGE_LENGTH)
      g_ptr_array_remove_index (differences, i);
}

SimComparison *
sim_comparison_new (SimScenario *a, SimScenario *b, GError **error)
{
  int match[SIM_MAX_HYPOTHESES];

  if (sim_compare_match (a, b, match) == 0) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("the scenarios have nothing in common: no hypothesis of one has the id of a "
                    "hypothesis of the other or compares the same arms"));
    return NULL;
  }
  SimComparison *comparison = g_new0 (SimComparison, 1);
  comparison->a = sim_scenario_ref (a);
  comparison->b = with_seed_of (b, a);
  comparison->seed_differs = comparison->b != b;
  comparison->differences = sim_scenario_differences (a, comparison->b);
  drop_lengths (comparison->differences);
  add_rows (comparison, match);
  return comparison;
}

void
sim_comparison_free (SimComparison *comparison)
{
  if (comparison == NULL)
    return;
  sim_scenario_unref (comparison->a);
  sim_scenario_unref (comparison->b);
  g_ptr_array_unref (comparison->differences);
  g_free (comparison->sizes);
  g_free (comparison);
}
