/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduce.c - trefoil-sim reproduce: whether a file still gives what it is expected to give.
 */
#include <glib/gi18n.h>

#include "load.h"
#include "study.h"
#include "words.h"

/* There must be something to be reproduced, and it must be in order. */
static gboolean
prepare (SimCliStudy *study, int *status)
{
  SimScenario *scenario = sim_cli_study_scenario (study);
  const char *file = g_ptr_array_index (study->options->operands, 0);
  GString *lines = g_string_new (NULL);
  SimExpected expected;
  gboolean there = sim_expected_read (sim_scenario_draft (scenario), &expected);
  gboolean good = sim_cli_load_rest (scenario, file, lines);

  *status = good ? SIM_CLI_FAILED : SIM_CLI_INVALID;
  sim_cli_say_text (lines->str);
  g_string_free (lines, TRUE);
  if (good && !there) {
    g_autofree char *name = sim_cli_printable (file);
    sim_cli_say (_ ("%s: the file says of no results that they are expected; trefoil-sim expect "
                    "writes them"),
                 name);
  }
  return good && there;
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  const SimReproduceOptions how
      = { .cancel = cancel, .progress = sim_cli_study_share, .data = study };

  study->found = sim_reproduce (study->engine, sim_cli_study_scenario (study), &how, &study->error);
  study->complete = study->found != NULL;
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_reproduction_json (study->found, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_reproduction_csv (study->found);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  return sim_report_reproduction_table (study->found, info, columns);
}

/* What is written is also the verdict. */
static int
conclude (const SimCliStudy *study)
{
  return sim_reproduced (study->found) == SIM_REPRODUCED_NOT ? SIM_CLI_FAILED : SIM_CLI_DONE;
}

static void
clear (gpointer found)
{
  sim_reproduction_free (found);
}

int
sim_cli_reproduce (const SimCliOptions *options)
{
  static const SimCliStudyRow row = { .prepare = prepare,
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .conclude = conclude,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
