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

/* The ranges of --range. NULL after a sentence. */
static GPtrArray *
read_ranges (const SimCliOptions *options)
{
  GPtrArray *ranges = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_vary_free);

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

/* Of the ranges that the basis gives, and those that are assumed without. NULL after a sentence. */
static SimTornado *
tornado_offered (SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assumptions = sim_assumptions (scenario);
  SimTornado *tornado = assumptions->len > 0
                            ? sim_assumptions_tornado (scenario, assumptions, &error)
                            : NULL;

  if (error != NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("%s", printable);
  } else if (tornado == NULL) {
    sim_cli_say (_ ("found no assumption that could be varied; allowed: --range "
                    "/pointer=low:high, for instance /outcomes/rmdq/sd=4:6"));
  }
  return tornado;
}

/* Of those that were asked for. */
static SimTornado *
tornado_asked (const SimCliOptions *options, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ranges = read_ranges (options);
  SimTornado *tornado;

  if (ranges == NULL)
    return NULL;
  tornado = sim_tornado_new (scenario, (const SimVary *const *)ranges->pdata, ranges->len, &error);
  if (tornado == NULL) {
    g_autofree char *printable = sim_cli_printable (error->message);
    sim_cli_say ("--range: %s", printable);
  }
  return tornado;
}

static gboolean
prepare (SimCliStudy *study, int *status)
{
  SimScenario *scenario = sim_cli_study_scenario (study);

  *status = SIM_CLI_WRONG;
  study->found = study->options->varied->len > 0 ? tornado_asked (study->options, scenario)
                                                 : tornado_offered (scenario);
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
  return sim_report_tornado_table (study->found, study->options->goal, info, columns);
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
