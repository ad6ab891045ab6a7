/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-table.c - how many patients, for people: a sentence a goal, and all of them as a table.
 */
#include "size-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "grid.h"
#include "needed-words.h"
#include "size-private.h"

#define NO_EFFECT 1e-9 /* true effects that differ from 0 by rounding alone */

char *
sim_size_patients (double number)
{
  return sim_format_figure (floor (number * 10 + 0.5) / 10, 0);
}

void
sim_size_write_against (const SimScenario *scenario, guint of, GString *out, int columns)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *one = sim_scenario_hypothesis (scenario, h);
    double effect = sim_scenario_true_effect (scenario, h);
    if (!(of >> h & 1) || fabs (effect) < NO_EFFECT || !sim_goal_shows_harm (scenario, h, effect))
      continue;
    g_autofree char *sentence
        = one->pair ? g_strdup_printf (_ ("%s: %s is the worse arm in this scenario; these trials "
                                          "would show that."),
                                       one->id, sim_scenario_arm_id (scenario, one->arm_a))
                    : g_strdup_printf (_ ("%s: the true effect is negative in this scenario; "
                                          "these trials would show that."),
                                       one->id);
    sim_text_wrap (out, sentence, columns);
  }
}

char *
sim_size_power_text (const SimSizeAnswer *answer)
{
  const SimFigure *power = &answer->power;
  double error = (power->high - power->low) / (2 * SIM_Z95); /* there is one of 0 and 1 as well */
  g_autofree char *value = sim_format_percent (power->value, error);
  char *ends[2];
  sim_format_percent_ends (power->low, power->high, error, ends);
  g_autofree char *low = ends[0], *high = ends[1];
  g_autofree char *trials = sim_format_count (answer->replicates);
  g_autofree char *exact = sim_format_percent (answer->exact_power, 0);
  /* Translators: a share of trials, how many were simulated, and the ends of its interval */
  g_autofree char *simulated = g_strdup_printf (
      _ ("%s in %s simulated trials (95 %% interval %s to %s)"), value, trials, low, high);

  return isnan (answer->exact_power) ? g_steal_pointer (&simulated)
                                     : g_strdup_printf (_ ("%s exactly, and %s"), exact, simulated);
}

static char *
not_reached (const SimSizeStudy *study, const SimSizeAnswer *answer)
{
  g_autofree char *target = sim_format_percent (study->target, 0);
  g_autofree char *total = sim_format_count (answer->total);
  g_autofree char *power = sim_size_power_text (answer);

  return g_strdup_printf (_ ("%s: a power of %s is not reached: with %s patients it is %s."),
                          answer->goal.id, target, total, power);
}

static char *
nothing (const SimSizeAnswer *answer)
{
  g_autofree char *total = sim_format_count (answer->total);
  g_autofree char *power = sim_size_power_text (answer);

  return g_strdup_printf (
      answer->goal.kind == SIM_GOAL_HYPOTHESIS
          ? _ ("%s: there is nothing to find, for its null hypothesis is true in this scenario; "
               "of trials with %s patients the share that rejects it by error is %s.")
          : _ ("%s: there is nothing to find, for it takes the rejection of a true null "
               "hypothesis; of trials with %s patients the share that makes this error is %s."),
      answer->goal.id, total, power);
}

char *
sim_size_sentence (const SimScenario *scenario, const SimSizeStudy *study,
                   const SimSizeAnswer *answer)
{
  SimNeeded needed;

  if (answer->status == SIM_SIZE_NOT_REACHED)
    return not_reached (study, answer);
  if (answer->status == SIM_SIZE_NOTHING)
    return nothing (answer);
  sim_needed_of_answer (scenario, answer, &needed);
  g_autofree char *total = sim_format_count (needed.total);
  g_autofree char *arms = sim_needed_arms_text (scenario, &needed, FALSE);
  g_autofree char *check = sim_needed_check_text (&needed);
  g_autofree char *interval = sim_needed_interval_text (&needed);
  g_autofree char *analysed = sim_size_patients (answer->needed_analysed);
  GString *text = g_string_new (NULL);

  if (needed.by == SIM_NEEDED_EXACT)
    g_string_append_printf (text,
                            /* Translators: a goal, a number of patients, and what the arms have;
                               then a number that is simulated, with its interval */
                            _ ("%s: %s patients in all (%s), calculated exactly; simulated as a "
                               "check: %s"),
                            answer->goal.id, total, arms, check);
  else
    g_string_append_printf (text, _ ("%s: %s patients in all (%s), simulated"), answer->goal.id,
                            total, arms);
  if (needed.by != SIM_NEEDED_EXACT && interval != NULL)
    /* Translators: of a number of patients */
    g_string_append_printf (text, _ (", 95 %% interval %s"), interval);
  if (answer->needed_analysed < needed.total - 1e-9)
    g_string_append_printf (text, _ (". Of the %s patients %s are analysed on average"), total,
                            analysed);
  if (answer->status == SIM_SIZE_SMALLEST)
    g_string_append (text, _ ("; the smallest trial that there is reaches the target"));
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* Whether a row of the table would say more than dashes. */
static gboolean
has_numbers (const SimSizeStudy *study)
{
  for (guint i = 0; i < study->n_answers; i++)
    if (sim_size_is_reached (&study->answers[i]) || study->answers[i].low > 0)
      return TRUE;
  return FALSE;
}

static char *
count_or_none (guint total)
{
  return total > 0 ? sim_format_count (total) : sim_format_figure (NAN, 0);
}

static void
add_row (SimGrid *grid, const SimScenario *scenario, const SimSizeAnswer *answer)
{
  gboolean reached = sim_size_is_reached (answer);
  g_autofree char *interval = NULL;
  SimNeeded needed;

  sim_needed_of_answer (scenario, answer, &needed);
  interval = sim_needed_interval_text (&needed);
  sim_grid_add (grid, g_strdup (answer->goal.id));
  sim_grid_add (grid, count_or_none (needed.total));
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    sim_grid_add (grid, count_or_none (needed.arms[a]));
  sim_grid_add (grid, g_strdup (sim_needed_by_text (&needed)));
  sim_grid_add (grid, sim_size_patients (answer->needed_analysed));
  sim_grid_add (grid, count_or_none (reached ? (guint)needed.simulated : 0));
  sim_grid_add (grid, interval != NULL ? g_steal_pointer (&interval) : sim_format_figure (NAN, 0));
  sim_grid_add (grid, sim_format_percent (answer->needed_power.value, answer->needed_power.mcse));
}

static void
write_grid (const SimScenario *scenario, const SimSizeStudy *study, const SimReportInfo *info,
            GString *out, int columns)
{
  guint n_arms = sim_scenario_n_arms (scenario);
  SimGrid *grid = sim_grid_new (7 + n_arms);

  sim_grid_add (grid, g_strdup (_ ("Goal")));
  sim_grid_add (grid, g_strdup (_ ("Patients")));
  for (guint a = 0; a < n_arms; a++)
    sim_grid_add (grid, g_strdup (sim_scenario_arm_id (scenario, a)));
  sim_grid_add (grid, g_strdup (_ ("From")));
  sim_grid_add (grid, g_strdup (_ ("Analysed")));
  sim_grid_add (grid, g_strdup (_ ("Simulated")));
  sim_grid_add (grid, g_strdup (_ ("95 % MC CI")));
  sim_grid_add (grid, g_strdup (_ ("Power there")));
  for (guint i = 0; i < study->n_answers; i++)
    add_row (grid, scenario, &study->answers[i]);
  sim_grid_write (grid, out, columns, info->colour);
  sim_grid_free (grid);
  sim_text_wrap (
      out,
      _ ("Patients: the number to plan with, each arm's share rounded up to whole patients; exact "
         "where there is a closed form, else simulated. Simulated: what the trials say of it, "
         "rounded up likewise, which is a check of an exact one. Power there: simulated, with the "
         "number to plan with."),
      columns);
}

/* With the trials behind the answers, but where there is none: few were enough to know that. */
static char *
title_of (const SimScenario *scenario, const SimSizeStudy *study)
{
  g_autofree char *target = sim_format_percent (study->target, 0);
  g_autofree char *trials = sim_format_count (study->replicates);
  gboolean reached = FALSE;

  for (guint i = 0; i < study->n_answers; i++)
    reached |= sim_size_is_reached (&study->answers[i]);
  if (!reached)
    return g_strdup_printf (_ ("Patients needed for a power of %s (seed %" PRIu64 ")"), target,
                            sim_scenario_seed (scenario));
  return g_strdup_printf (_ ("Patients needed for a power of %s (%s trials, seed %" PRIu64 ")"),
                          target, trials, sim_scenario_seed (scenario));
}

char *
sim_report_size_table (SimScenario *scenario, const SimSizeFound *found, const SimReportInfo *info,
                       int columns)
{
  const SimSizeStudy *study = found->size;
  GString *out = g_string_new (NULL);
  guint of = 0; /* hypotheses */
  g_autofree char *title = title_of (scenario, study);

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (*sim_scenario_title (scenario) != '\0')
    sim_text_heading (out, sim_scenario_title (scenario), columns, info->colour);
  sim_text_wrap (out, title, columns);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < study->n_answers; i++) {
    g_autofree char *sentence = sim_size_sentence (scenario, study, &study->answers[i]);
    sim_text_wrap (out, sentence, columns);
    of |= study->answers[i].goal.of;
  }
  sim_size_write_against (scenario, of, out, columns);
  if (has_numbers (study)) {
    g_autofree char *coarse = sim_needed_coarse_text (study->target, study->replicates);
    g_string_append_c (out, '\n');
    write_grid (scenario, study, info, out, columns);
    if (coarse != NULL)
      sim_text_wrap (out, coarse, columns);
  }
  if (found->effect != NULL)
    sim_size_write_effect (scenario, found->effect, info, out, columns);
  if (found->allocation != NULL)
    sim_size_write_allocation (scenario, found->allocation, info, out, columns);
  if (!info->complete)
    sim_text_wrap (out, _ ("Not complete: stopped before its end."), columns);
  return g_string_free (out, FALSE);
}
