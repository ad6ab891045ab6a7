/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls-table.c - companion nulls for people: what was found, and all sets as a table.
 */
#include "nulls-report.h"

#include <glib/gi18n.h>
#include <math.h>

#include "grid.h"

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
  g_autofree char *mcse = sim_format_percent (null->fwer.mcse, 0);
  g_autofree char *label = sim_null_label (scenario, null->true_nulls);
  const char *others = sim_null_others_label (scenario, null);
  g_autofree char *number = sim_format_percent (null->exact, 0);
  g_autofree char *exact = isnan (null->exact)
                               ? g_strdup ("")
                               : g_strdup_printf (_ (", exactly %s"), number);
  g_autofree char *text
      = g_strdup_printf (_ ("Largest family-wise error: %s (standard error %s)%s, where true nulls "
                            "are: %s%s%s."),
                         error, mcse, exact, label,
                         *others != '\0' ? _ ("; the others: ") : "", others);

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
  sim_grid_add (grid, g_strdup (_ ("±")));
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
    sim_grid_add (grid, sim_format_percent (null->fwer.mcse, 0));
    sim_grid_add (grid, sim_format_percent (null->exact, null->fwer.mcse));
    for (guint h = 0; h < n; h++)
      sim_grid_add (grid,
                    sim_format_percent (null->rejected[h].value, null->rejected[h].mcse));
  }
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
}

/* Sets that there are not, and why; what holds of a set whatever becomes of the others once. */
static void
write_reasons (const SimScenario *scenario, const SimNullStudy *study, GString *out, int columns)
{
  gboolean said = FALSE;

  for (guint i = 0; i < study->n; i++) {
    const SimNull *null = &study->nulls[i];
    if (null->reason == NULL || null->others == SIM_OTHERS_FAR)
      continue;
    g_autofree char *label = sim_null_label (scenario, null->nulls);
    g_autofree char *line = g_strdup_printf (_ ("Not by themselves: %s (%s)"), label, null->reason);
    if (!said)
      g_string_append_c (out, '\n');
    said = TRUE;
    sim_text_wrap (out, line, columns);
  }
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
                            "%" G_GUINT64_FORMAT ")"),
                         total, trials, sim_scenario_seed (scenario));

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (*sim_scenario_title (scenario) != '\0')
    sim_text_wrap (out, sim_scenario_title (scenario), columns);
  sim_text_wrap (out, title, columns);
  g_string_append_c (out, '\n');
  write_largest (scenario, study, out, columns);
  g_string_append_c (out, '\n');
  write_grid (scenario, study, out, columns, info->colour);
  write_reasons (scenario, study, out, columns);
  return g_string_free (out, FALSE);
}
