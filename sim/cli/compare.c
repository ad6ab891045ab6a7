/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare.c - trefoil-sim compare: scenarios against a first one on the same random numbers.
 */
#include <glib/gi18n.h>

#include "load.h"
#include "study.h"
#include "words.h"

/* "A with /arms/usual/size=60, /testing/alpha=0.01" */
static char *
name_of_with (const SimCliOptions *options)
{
  GString *name = g_string_new (_ ("A with"));

  for (guint i = 0; i < options->withs->len; i++) {
    g_autofree char *printable = sim_cli_printable (g_ptr_array_index (options->withs, i));
    g_string_append_printf (name, "%s %s", i == 0 ? "" : ",", printable);
  }
  return g_string_free (name, FALSE);
}

/* What the scenarios are called, NULL-terminated. */
static char **
names_of (const SimCliOptions *options)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < options->operands->len; i++)
    g_ptr_array_add (names, sim_cli_printable (g_ptr_array_index (options->operands, i)));
  if (options->withs->len > 0)
    g_ptr_array_add (names, name_of_with (options));
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

/* Reads the scenarios after the first. */
static gboolean
prepare (SimCliStudy *study, int *status)
{
  const SimCliOptions *options = study->options;
  guint n_files = options->operands->len, n = n_files + (options->withs->len > 0);

  if (n < 2) {
    sim_cli_say (_ ("%s: found one scenario; allowed: two files or more, or one and --with"),
                 options->command->name);
    *status = SIM_CLI_WRONG;
    return FALSE;
  }
  for (guint i = 1; i < n; i++) {
    const char *file = g_ptr_array_index (options->operands, i < n_files ? i : 0);
    SimScenario *scenario
        = i < n_files
              ? sim_cli_load_or_say (options, file, status)
              : sim_cli_load_with (options, sim_cli_study_scenario (study), file, status);
    if (scenario == NULL)
      return FALSE;
    g_ptr_array_add (study->scenarios, scenario);
  }
  return TRUE;
}

static gboolean
is_complete (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (!((const SimComparison *)g_ptr_array_index (found, i))->complete)
      return FALSE;
  return TRUE;
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  SimCompareOptions how = { .precision = study->options->precision, .exact = TRUE,
                            .cancel = cancel, .progress = sim_cli_study_share, .data = study };

  if (study->options->edits[SIM_CLI_EDIT_REPLICATES] != NULL)
    how.replicates = sim_scenario_replicates (sim_cli_study_scenario (study));
  sim_cli_study_share (0, study);
  study->found = sim_compare (study->engine, (SimScenario *const *)study->scenarios->pdata,
                              study->scenarios->len, &how, &study->error);
  study->complete = study->found != NULL && is_complete (study->found);
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  g_auto (GStrv) names = names_of (study->options);

  return sim_report_compare_json (study->found, (const char *const *)names, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  g_auto (GStrv) names = names_of (study->options);

  return sim_report_compare_csv (study->found, (const char *const *)names);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  g_auto (GStrv) names = names_of (study->options);

  return sim_report_compare_table (study->found, (const char *const *)names, info, columns);
}

static void
clear (gpointer found)
{
  g_ptr_array_unref (found);
}

int
sim_cli_compare (const SimCliOptions *options)
{
  static const SimCliStudyRow row = { .prepare = prepare,
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
