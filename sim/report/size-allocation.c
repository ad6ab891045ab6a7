/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-allocation.c - a better ratio of the arms, for people.
 */
#include "size-private.h"

#include <glib/gi18n.h>

#include "grid.h"

/* "5 : 4 : 1" */
static char *
ratio_text (const guint *ratio, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < n; a++)
    g_string_append_printf (text, "%s%u", a == 0 ? "" : " : ", ratio[a]);
  return g_string_free (text, FALSE);
}

static char *
arms_text (const SimScenario *scenario, const guint *arms)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    g_string_append_printf (text, "%s%s %u", a == 0 ? "" : ", ", sim_scenario_arm_id (scenario, a),
                            arms[a]);
  return g_string_free (text, FALSE);
}

/* The arms that the goal compares, whose ratio is sought: "a, b"; the others keep their shares. */
static char *
compared_text (const SimScenario *scenario, const SimGoal *goal)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    gboolean compared = FALSE;
    for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
      compared |= (goal->of >> h & 1)
                  && sim_scenario_hypothesis (scenario, h)->weights[a] != 0;
    if (compared)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ", ",
                              sim_scenario_arm_id (scenario, a));
  }
  return g_string_free (text, FALSE);
}

char *
sim_allocation_caution (const SimScenario *scenario, const SimAllocationAnswer *answer)
{
  int arm = sim_allocation_small_arm (answer, sim_scenario_n_arms (scenario));
  g_autofree char *patients
      = arm >= 0 ? sim_format_count (answer->offered.arms[arm]) : NULL;

  if (arm < 0)
    return NULL;
  /* Translators: an arm, its number of patients, and the smallest number that is not too small */
  return g_strdup_printf (_ ("%s has only %s patients: in arms of fewer than %d neither normal "
                             "approximations nor adjustment for covariates are safe"),
                          sim_scenario_arm_name (scenario, arm), patients, SIM_ALLOCATION_SAFE);
}

/* Of an answer that needs fewer patients than planned. */
static char *
better_sentence (const SimScenario *scenario, const SimAllocationStudy *study,
                 const SimAllocationAnswer *answer)
{
  g_autofree char *ratio = ratio_text (answer->ratio, study->n_arms);
  g_autofree char *arms = arms_text (scenario, answer->offered.arms);
  g_autofree char *total = sim_format_count (answer->offered.total);
  g_autofree char *planned = sim_format_count (answer->planned.total);
  g_autofree char *fewer = sim_format_count (answer->planned.total - answer->offered.total);
  g_autofree char *unblocked = sim_format_count (answer->unblocked);
  g_autofree char *caution = sim_allocation_caution (scenario, answer);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("%s: %s patients as %s (%s) instead of %s in the proportions planned: %s fewer."),
      answer->goal.id, total, ratio, arms, planned, fewer);
  if (answer->unblocked > 0)
    /* Translators: a sentence after another one, and a number of patients */
    g_string_append_printf (text, _ (" The sizes of blocks planned, which this ratio does not "
                                     "fill, fall away: without them the proportions planned need "
                                     "%s."),
                            unblocked);
  if (caution != NULL)
    /* Translators: a sentence that warns, after another one */
    g_string_append_printf (text, _ (" But %s."), caution);
  return g_string_free (text, FALSE);
}

char *
sim_allocation_sentence (const SimScenario *scenario, const SimAllocationStudy *study,
                         const SimAllocationAnswer *answer)
{
  g_autofree char *planned = sim_format_count (answer->planned.total);
  g_autofree char *compared = compared_text (scenario, &answer->goal);

  if (answer->nothing)
    return g_strdup_printf (_ ("%s: there is nothing to find, so no ratio is sought."),
                            answer->goal.id);
  if (answer->planned.total == 0 || answer->offered.total == 0)
    return g_strdup_printf (_ ("%s: the power is not reached, so no ratio is sought."),
                            answer->goal.id);
  if (answer->better)
    return better_sentence (scenario, study, answer);
  return g_strdup_printf (_ ("%s: %s patients in the proportions planned; no ratio of the arms "
                             "that it compares (%s), in small whole numbers, was found to need "
                             "fewer."),
                          answer->goal.id, planned, compared);
}

void
sim_size_write_allocation (SimScenario *scenario, const SimAllocationStudy *study,
                           const SimReportInfo *info, GString *out, int columns)
{
  g_string_append_c (out, '\n');
  sim_text_heading (out, _ ("The ratio of the arms that needs about the fewest patients"), columns,
                    info->colour);
  for (guint i = 0; i < study->n_answers; i++) {
    g_autofree char *sentence = sim_allocation_sentence (scenario, study, &study->answers[i]);
    sim_text_wrap (out, sentence, columns);
  }
}
