/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance.c - trefoil-sim assurance: power averaged over what is believed of the values.
 */
#include <glib/gi18n.h>

#include "study.h"
#include "words.h"

static gboolean
prepare (SimCliStudy *study, int *status)
{
  if (sim_value_length (sim_scenario_value (sim_cli_study_scenario (study), "/priors")) > 0)
    return TRUE;
  sim_cli_say (_ ("the scenario has no priors; --prior gives one, for instance "
                  "--prior '/outcomes/rmdq/means/hand-ear/0=normal(5.7,1)'"));
  *status = SIM_CLI_WRONG;
  return FALSE;
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  const SimStudyOptions how = { .progress = sim_cli_study_share, .data = study };

  SimAssuranceStudy *found = sim_assurance_study_new (
      study->engine, sim_cli_study_scenario (study), &how, cancel, &study->error);

  study->found = found;
  study->complete = found != NULL && found->complete;
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_assurance_json (sim_cli_study_scenario (study), study->found, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_assurance_csv (study->found);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  return sim_report_assurance_table (sim_cli_study_scenario (study), study->found, info, columns);
}

static void
clear (gpointer found)
{
  sim_assurance_study_free (found);
}

int
sim_cli_assurance (const SimCliOptions *options)
{
  static const SimCliStudyRow row = { .prepare = prepare,
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
