/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sensitivity.c - trefoil-sim sensitivity: what each assumption alone does to power.
 */
#include <glib/gi18n.h>

#include "goal.h"
#include "study.h"
#include "words.h"

/* Bytes for the sums of patients whom scenarios have in common. */
#define KEEP ((gsize)256 << 20)

/* The ranges of --range, or else of the file. NULL after a sentence. */
static GPtrArray *
read_ranges (const SimCliOptions *options, SimScenario *scenario)
{
  GPtrArray *ranges;

  if (options->varied->len == 0) {
    ranges = sim_tornado_ranges (scenario);
    if (ranges->len > 0)
      return ranges;
    sim_cli_say (_ ("found no plausible range in the basis of the file; allowed: --range "
                    "/pointer=low:high, for instance /outcomes/rmdq/sd=4:6"));
    g_ptr_array_unref (ranges);
    return NULL;
  }
  ranges = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_vary_free);
  for (guint i = 0; i < options->varied->len; i++) {
    g_autoptr (GError) error = NULL;
    SimVary *range = sim_vary_parse_range (g_ptr_array_index (options->varied, i), &error);
    if (range == NULL) {
      g_autofree char *printable = sim_cli_printable (error->message);
      sim_cli_say ("--range: %s", printable);
      g_ptr_array_unref (ranges);
      return NULL;
    }
    g_ptr_array_add (ranges, range);
  }
  return ranges;
}

static gboolean
prepare (SimCliStudy *study, int *status)
{
  g_autoptr (GError) error = NULL;
  SimScenario *scenario = sim_cli_study_scenario (study);
  GPtrArray *ranges = read_ranges (study->options, scenario);

  *status = SIM_CLI_WRONG;
  if (ranges == NULL)
    return FALSE;
  study->found
      = sim_tornado_new (scenario, (const SimVary *const *)ranges->pdata, ranges->len, &error);
  if (study->found == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("--range: %s", printable);
  }
  g_ptr_array_unref (ranges);
  return study->found != NULL;
}

static void
count_end (const SimTornado *tornado, gpointer data)
{
  sim_cli_study_count (data, tornado->n_done, 2 * tornado->n_bars);
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  const SimTornadoOptions how
      = { .exact = study->options->exact, .end_done = count_end, .data = study };

  const SimTornado *tornado = study->found;

  count_end (tornado, study);
  study->complete = sim_tornado_run (study->found, study->engine, &how, cancel, &study->error);
  study->empty = tornado->n_done == 0 || tornado->replicates == 0;
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_tornado_json (study->found, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_tornado_csv (study->found);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  guint goal = sim_cli_goal_index (study->options, sim_cli_study_scenario (study));

  return sim_report_tornado_table (study->found, goal, info, columns);
}

static void
clear (gpointer found)
{
  sim_tornado_free (found);
}

int
sim_cli_sensitivity (const SimCliOptions *options)
{
  static const SimCliStudyRow row = { .keep = KEEP,
                                      .counted = N_ ("scenarios"),
                                      .prepare = prepare,
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
