/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-csv.c - how many patients, as comma-separated rows: one a goal.
 */
#include "size-report.h"

#include <math.h>

#include "delimited.h"
#include "needed-words.h"
#include "view.h"

static const char *const statuses[] = { [SIM_SIZE_FOUND] = "found",
                                        [SIM_SIZE_SMALLEST] = "smallest",
                                        [SIM_SIZE_NOT_REACHED] = "not-reached",
                                        [SIM_SIZE_NOTHING] = "nothing-to-find" };

static double
count_or_none (guint count)
{
  return count > 0 ? count : NAN;
}

/* Columns that are new come last: what was there keeps its place for those who count. */
static void
write_header (const SimScenario *scenario, const SimSizeFound *found, GString *out)
{
  static const char *const size[]
      = { "target", "status",     "total",       "total-low",   "total-high", "analysed",
          "power",  "power-mcse", "exact-power", "exact-total", "replicates" };
  static const char *const recommended[] = { "recommended-total", "recommended-by" };
  static const char *const effect[]
      = { "effect-planned", "effect-detectable", "effect-low", "effect-high", "effect-exact" };
  static const char *const allocation[] = { "planned-total", "ratio-total", "better" };

  sim_delimited_text (out, ',', "kind");
  sim_delimited_text (out, ',', "id");
  for (guint i = 0; i < G_N_ELEMENTS (size); i++)
    sim_delimited_text (out, ',', size[i]);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *name = g_strconcat ("arm-", sim_scenario_arm_id (scenario, a), NULL);
    sim_delimited_text (out, ',', name);
  }
  for (guint i = 0; found->effect != NULL && i < G_N_ELEMENTS (effect); i++)
    sim_delimited_text (out, ',', effect[i]);
  for (guint i = 0; found->allocation != NULL && i < G_N_ELEMENTS (allocation); i++)
    sim_delimited_text (out, ',', allocation[i]);
  for (guint a = 0; found->allocation != NULL && a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *name = g_strconcat ("ratio-", sim_scenario_arm_id (scenario, a), NULL);
    sim_delimited_text (out, ',', name);
  }
  for (guint i = 0; i < G_N_ELEMENTS (recommended); i++)
    sim_delimited_text (out, ',', recommended[i]);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *name = g_strconcat ("recommended-", sim_scenario_arm_id (scenario, a), NULL);
    sim_delimited_text (out, ',', name);
  }
  sim_delimited_text (out, ',', "recommended-power");
  if (found->allocation != NULL)
    sim_delimited_text (out, ',', "unblocked-total");
  sim_delimited_end (out);
}

static void
write_size (const SimScenario *scenario, const SimSizeStudy *study, const SimSizeAnswer *answer,
            GString *out)
{
  const double numbers[] = { answer->total,
                             count_or_none (answer->low),
                             count_or_none (answer->high),
                             answer->analysed,
                             answer->power.value,
                             answer->power.mcse,
                             sim_report_six_decimals (answer->exact_power),
                             count_or_none (answer->exact_total),
                             (double)answer->replicates };

  sim_delimited_text (out, ',', sim_goal_kind_word (&answer->goal));
  sim_delimited_text (out, ',', answer->goal.id);
  sim_delimited_number (out, ',', study->target);
  sim_delimited_text (out, ',', statuses[answer->status]);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sim_delimited_number (out, ',', numbers[i]);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    sim_delimited_number (out, ',', answer->arms[a]);
}

static void
write_recommended (const SimScenario *scenario, const SimSizeAnswer *answer, GString *out)
{
  SimNeeded needed;

  sim_needed_of_answer (scenario, answer, &needed);
  sim_delimited_number (out, ',', count_or_none (needed.total));
  sim_delimited_text (out, ',',
                      needed.by != SIM_NEEDED_NOT ? sim_needed_by_word (&needed) : "");
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    sim_delimited_number (out, ',', count_or_none (needed.arms[a]));
  sim_delimited_number (out, ',', answer->needed_power.value);
}

static void
write_effect (const SimEffectAnswer *answer, GString *out)
{
  const double numbers[] = { answer->planned, answer->effect, answer->low, answer->high,
                             sim_report_six_decimals (answer->exact_effect) };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sim_delimited_number (out, ',', numbers[i]);
}

static void
write_allocation (const SimAllocationStudy *study, const SimAllocationAnswer *answer, GString *out)
{
  sim_delimited_number (out, ',', count_or_none (answer->planned.total));
  sim_delimited_number (out, ',', count_or_none (answer->offered.total));
  sim_delimited_text (out, ',', answer->better ? "true" : "false");
  for (guint a = 0; a < study->n_arms; a++)
    sim_delimited_number (out, ',', count_or_none (answer->ratio[a]));
}

char *
sim_report_size_csv (const SimScenario *scenario, const SimSizeFound *found)
{
  GString *out = g_string_new (NULL);

  write_header (scenario, found, out);
  for (guint i = 0; i < found->size->n_answers; i++) {
    write_size (scenario, found->size, &found->size->answers[i], out);
    if (found->effect != NULL)
      write_effect (&found->effect->answers[i], out);
    if (found->allocation != NULL)
      write_allocation (found->allocation, &found->allocation->answers[i], out);
    write_recommended (scenario, &found->size->answers[i], out);
    if (found->allocation != NULL)
      sim_delimited_number (out, ',', count_or_none (found->allocation->answers[i].unblocked));
    sim_delimited_end (out);
  }
  return g_string_free (out, FALSE);
}
