/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls-table.c - companion nulls for people: what was found, and all sets as a table.
 */
#include "nulls-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "column.h"
#include "grid.h"

#define MOST_REASONS 6 /* sets that are named each with what makes it impossible */

static gboolean
is_global (const SimScenario *scenario, guint nulls)
{
  return nulls == (1u << sim_scenario_n_hypotheses (scenario)) - 1;
}

char *
sim_null_label (const SimScenario *scenario, guint nulls)
{
  GString *text = g_string_new (NULL);

  if (is_global (scenario, nulls)) {
    g_string_append (text, _ ("all"));
    return g_string_free (text, FALSE);
  }
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (nulls >> h & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              sim_scenario_hypothesis (scenario, h)->id);
  return g_string_free (text, FALSE);
}

const char *
sim_null_others_label (const SimScenario *scenario, const SimNull *null)
{
  if (is_global (scenario, null->true_nulls))
    return "";
  return null->others == SIM_OTHERS_FAR ? _ ("far") : _ ("as planned");
}

static void
write_largest (const SimScenario *scenario, const SimNullStudy *study, GString *out, int columns)
{
  if (study->largest < 0)
    return;
  const SimNull *null = &study->nulls[study->largest];
  g_autofree char *error = sim_format_percent (null->fwer.value, null->fwer.mcse);
  g_autofree char *mcse = sim_format_percent_error (null->fwer.mcse);
  g_autofree char *label = sim_null_label (scenario, null->true_nulls);
  const char *others = sim_null_others_label (scenario, null);
  g_autofree char *number = sim_format_percent (null->exact, 0);
  g_autofree char *exact
      = isnan (null->exact) ? g_strdup ("") : g_strdup_printf (_ (", exactly %s"), number);
  g_autofree char *text = g_strdup_printf (
      _ ("Largest family-wise error: %s (standard error %s)%s, where true nulls "
         "are: %s%s%s."),
      error, mcse, exact, label, *others != '\0' ? _ ("; the others: ") : "", others);

  sim_text_wrap (out, text, columns);
}

static void
write_grid (const SimScenario *scenario, const SimNullStudy *study, GString *out, int columns,
            gboolean colour)
{
  guint n = sim_scenario_n_hypotheses (scenario);
  SimGrid *grid = sim_grid_new (5 + n);

  sim_grid_add (grid, g_strdup (_ ("True nulls")));
  sim_grid_add (grid, g_strdup (_ ("Others")));
  sim_grid_add (grid, g_strdup (_ ("Family-wise error")));
  sim_grid_add (grid, g_strdup (_ ("MCSE")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  for (guint h = 0; h < n; h++)
    sim_grid_add (grid, g_strdup (sim_scenario_hypothesis (scenario, h)->id));
  for (guint i = 0; i < study->n; i++) {
    const SimNull *null = &study->nulls[i];
    if (null->scenario == NULL)
      continue;
    sim_grid_add (grid, sim_null_label (scenario, null->true_nulls));
    sim_grid_add (grid, g_strdup (sim_null_others_label (scenario, null)));
    sim_grid_add (grid, sim_format_percent (null->fwer.value, null->fwer.mcse));
    sim_grid_add (grid, sim_format_percent_error (null->fwer.mcse));
    sim_grid_add (grid, sim_format_percent (null->exact, null->fwer.mcse));
    for (guint h = 0; h < n; h++)
      sim_grid_add (grid, sim_format_percent (null->rejected[h].value, null->rejected[h].mcse));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

/* Whether a row says already what a row that there is not would. */
static gboolean
is_shown (const SimNullStudy *study, const SimNull *null)
{
  for (guint i = 0; i < study->n; i++)
    if (study->nulls[i].scenario != NULL && study->nulls[i].true_nulls == null->nulls
        && study->nulls[i].others == null->others)
      return TRUE;
  return FALSE;
}

/* Of rows without a scenario: of a set as planned, or the far case if that has another reason and
   there are others. */
static gboolean
is_reason (const SimScenario *scenario, const SimNullStudy *study, guint i, SimNullOthers others)
{
  const SimNull *null = &study->nulls[i];

  if (null->reason == NULL || null->others != others || is_shown (study, null))
    return FALSE;
  return others == SIM_OTHERS_PLANNED
         || (g_strcmp0 (null->reason, study->nulls[i - 1].reason) != 0
             && !is_global (scenario, study->nulls[i - 1].true_nulls));
}

/* More sets than are worth a line each: how many, and the smallest of them. */
static void
write_many (const SimScenario *scenario, const SimNull *smallest, guint n, SimNullOthers others,
            GString *out, int columns)
{
  g_autofree char *label = sim_null_label (scenario, smallest->nulls);
  g_autofree char *line = g_strdup_printf (
      others == SIM_OTHERS_FAR
          ? _ ("Not with the others far: %u sets of true nulls, such as %s (%s); JSON has all.")
          : _ ("Not by themselves: %u sets of true nulls, such as %s (%s); JSON has all."),
      n, label, smallest->reason);

  g_string_append_c (out, '\n');
  sim_text_wrap (out, line, columns);
}

/* Sets that there are not, and why; sets with the same reason together. */
static void
write_reasons (const SimScenario *scenario, const SimNullStudy *study, SimNullOthers others,
               GString *out, int columns)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  const SimNull *smallest = NULL;
  guint n = 0;

  for (guint i = 0; i < study->n; i++)
    if (is_reason (scenario, study, i, others)) {
      const SimNull *null = &study->nulls[i];
      n++;
      if (smallest == NULL
          || __builtin_popcount (null->nulls) < __builtin_popcount (smallest->nulls))
        smallest = null;
    }
  if (n > MOST_REASONS) {
    write_many (scenario, smallest, n, others, out, columns);
    return;
  }

  for (guint i = 0; i < study->n; i++) {
    g_autoptr (GString) labels = g_string_new (NULL);
    const char *reason = study->nulls[i].reason;
    if (!is_reason (scenario, study, i, others) || !g_hash_table_add (said, (gpointer)reason))
      continue;
    for (guint j = i; j < study->n; j++)
      if (is_reason (scenario, study, j, others) && g_str_equal (study->nulls[j].reason, reason)) {
        g_autofree char *label = sim_null_label (scenario, study->nulls[j].nulls);
        g_string_append_printf (labels, "%s%s", j > i ? "; " : "", label);
      }
    g_autofree char *line
        = g_strdup_printf (others == SIM_OTHERS_FAR ? _ ("Not with the others far: %s (%s)")
                                                    : _ ("Not by themselves: %s (%s)"),
                           labels->str, reason);
    if (g_hash_table_size (said) == 1)
      g_string_append_c (out, '\n');
    sim_text_wrap (out, line, columns);
  }
}

static void
write_left_out (const SimNullStudy *study, GString *out, int columns)
{
  if (study->left_out == 0)
    return;
  g_autofree char *text = g_strdup_printf (
      ngettext ("Not looked at: %u other set of true nulls; the error may be larger there.",
                "Not looked at: %u other sets of true nulls; the error may be larger there.",
                study->left_out),
      study->left_out);
  g_string_append_c (out, '\n');
  sim_text_wrap (out, text, columns);
}

char *
sim_report_nulls_table (SimScenario *scenario, const SimNullStudy *study, const SimReportInfo *info,
                        int columns)
{
  GString *out = g_string_new (NULL);
  g_autofree char *trials = sim_format_count (study->replicates);
  g_autofree char *total = sim_format_count (study->total);
  g_autofree char *title
      = g_strdup_printf (_ ("Companion nulls with %s patients (%s trials each, seed "
                            "%" PRIu64 ")"),
                         total, trials, sim_scenario_seed (scenario));

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (*sim_scenario_title (scenario) != '\0')
    sim_text_wrap (out, sim_scenario_title (scenario), columns);
  sim_text_wrap (out, title, columns);
  g_string_append_c (out, '\n');
  write_largest (scenario, study, out, columns);
  g_string_append_c (out, '\n');
  write_grid (scenario, study, out, columns, info->colour);
  write_reasons (scenario, study, SIM_OTHERS_PLANNED, out, columns);
  write_reasons (scenario, study, SIM_OTHERS_FAR, out, columns);
  write_left_out (study, out, columns);
  if (!info->complete)
    sim_text_wrap (out, _ ("Not complete: stopped before its end."), columns);
  return g_string_free (out, FALSE);
}
