/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.c - ranges from the basis, ranges offered, and their names.
 */
#include "assumptions.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/difference.h"
#include "tornado.h"

/* How much less and more is offered. */
#define PART 0.2

void
sim_assumption_free (SimAssumption *assumption)
{
  if (assumption == NULL)
    return;
  sim_vary_free (assumption->range);
  g_free (assumption->label);
  g_free (assumption->unit);
  g_free (assumption->ends[0]);
  g_free (assumption->ends[1]);
  g_free (assumption);
}

/* The scenario at an end of a range; NULL where it is not valid. */
static SimScenario *
at_end (const SimVary *range, SimDraft *draft, guint end)
{
  g_autoptr (SimDraft) edited = sim_vary_apply (range, draft, end, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  return edited != NULL ? sim_scenario_check (edited, problems) : NULL;
}

static char *
number_with_unit (double number, const char *unit)
{
  g_autofree char *plain = sim_json_number (number);

  return *unit != '\0' ? g_strconcat (plain, " ", unit, NULL) : g_steal_pointer (&plain);
}

/* Its name and what stands at its ends, as they are said where two scenarios differ so. */
static void
name_by_difference (SimAssumption *assumption, SimScenario *low, SimScenario *high)
{
  g_autoptr (GPtrArray) found = sim_scenario_differences (low, high);
  const SimDifference *first = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;

  if (first == NULL || first->a == NULL || first->b == NULL)
    return;
  assumption->label = g_strdup (first->what);
  if (assumption->range->how == SIM_VARY_SET) {
    assumption->ends[0] = g_strdup (first->a);
    assumption->ends[1] = g_strdup (first->b);
  }
}

/* Takes range over. NULL where the scenario is valid at neither end, or the same at both. */
static SimAssumption *
assumption_new (SimVary *range, SimDraft *draft, gboolean given)
{
  SimAssumption *assumption = g_new0 (SimAssumption, 1);
  const SimField *field = sim_field_find (sim_draft_root (draft), range->pointer);
  g_autoptr (SimScenario) low = at_end (range, draft, 0);
  g_autoptr (SimScenario) high = at_end (range, draft, 1);

  assumption->range = range;
  assumption->given = given;
  assumption->planned = sim_vary_planned (range, draft);
  if (low != NULL && high != NULL)
    name_by_difference (assumption, low, high);
  if (assumption->label == NULL && !given) {
    sim_assumption_free (assumption);
    return NULL;
  }
  if (range->how == SIM_VARY_SCALE)
    assumption->unit = g_strdup (_ ("times as planned"));
  else
    assumption->unit = field != NULL
                           ? sim_field_unit (field, sim_draft_root (draft), range->pointer)
                           : g_strdup ("");
  if (assumption->label == NULL)
    assumption->label = g_strdup (field != NULL && field->label != NULL ? _ (field->label)
                                                                        : range->pointer);
  for (guint end = 0; end < 2; end++)
    if (assumption->ends[end] == NULL)
      assumption->ends[end] = number_with_unit (range->values[end], assumption->unit);
  return assumption;
}

static gboolean
is_listed (GPtrArray *list, const char *pointer)
{
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    if (g_str_has_prefix (one->range->pointer, pointer)
        || g_str_has_prefix (pointer, one->range->pointer))
      return TRUE;
  }
  return FALSE;
}

/* Offers the number at a pointer, or those there together, where there are such but none is 0. */
static void
offer (GPtrArray *list, SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) there = sim_draft_effective (draft, pointer);
  double ends[2] = { 1 - PART, 1 + PART };
  SimVary probe = { (char *)pointer, SIM_VARY_SET, 0, NULL };
  double planned = sim_vary_planned (&probe, draft);
  SimAssumption *assumption = NULL;
  SimVary *range;

  if (there == NULL || planned == 0 || is_listed (list, pointer))
    return;
  if (isfinite (planned)) {
    ends[0] = MIN (planned * (1 - PART), planned * (1 + PART));
    ends[1] = MAX (planned * (1 - PART), planned * (1 + PART));
  }
  range = sim_vary_new (pointer, isfinite (planned) ? SIM_VARY_SET : SIM_VARY_SCALE, ends, 2,
                        NULL);
  if (range != NULL && sim_vary_check (range, draft, NULL))
    assumption = assumption_new (g_steal_pointer (&range), draft, FALSE);
  sim_vary_free (range);
  if (assumption != NULL)
    g_ptr_array_add (list, assumption);
}

/* What power hangs on in the outcome that the first hypothesis is about. */
static void
offer_outcome (GPtrArray *list, const SimScenario *scenario, SimDraft *draft, const char *outcome)
{
  static const char *const of_arms[] = { "means", "proportions", "rates", "medians", "hazards" };
  static const char *const of_all[]
      = { "sd", "dispersion", "correlation/baseline", "correlation/visits", "correlation/rho" };

  for (guint i = 0; i < G_N_ELEMENTS (of_arms); i++)
    for (guint arm = 0; arm < sim_scenario_n_arms (scenario); arm++) {
      g_autofree char *pointer = g_strdup_printf ("/outcomes/%s/%s/%s", outcome, of_arms[i],
                                                  sim_scenario_arm_id (scenario, arm));
      offer (list, draft, pointer);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_all); i++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%s/%s", outcome, of_all[i]);
    offer (list, draft, pointer);
  }
}

GPtrArray *
sim_assumptions (SimScenario *scenario)
{
  static const char *const of_trial[] = { "/dropout/proportion", "/practitioners/icc",
                                          "/practitioners/sd", "/centres/icc", "/centres/sd" };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_assumption_free);
  g_autoptr (GPtrArray) ranges = sim_tornado_ranges (scenario);
  SimDraft *draft = sim_scenario_draft (scenario);
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *id = g_strdup_printf ("/outcomes/%u/id", first->outcome);

  for (guint i = 0; i < ranges->len; i++) {
    SimAssumption *given
        = assumption_new (sim_vary_copy (g_ptr_array_index (ranges, i)), draft, TRUE);
    g_ptr_array_add (list, given);
  }
  offer_outcome (list, scenario, draft, sim_scenario_text (scenario, id));
  for (guint i = 0; i < G_N_ELEMENTS (of_trial); i++)
    offer (list, draft, of_trial[i]);
  return list;
}
