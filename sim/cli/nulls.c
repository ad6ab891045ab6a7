/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls.c - trefoil-sim nulls: the family-wise error where hypotheses are true nulls.
 */
#include "study.h"

static void
compute (SimCliStudy *study, const gint *cancel)
{
  const SimStudyOptions how = { .progress = sim_cli_study_share, .data = study };

  SimNullStudy *found = sim_null_study_new (study->engine, sim_cli_study_scenario (study), &how,
                                            cancel, &study->error);

  study->found = found;
  study->complete = found != NULL && found->complete;
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_nulls_json (sim_cli_study_scenario (study), study->found, info);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  return sim_report_nulls_csv (sim_cli_study_scenario (study), study->found);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  return sim_report_nulls_table (sim_cli_study_scenario (study), study->found, info, columns);
}

static void
clear (gpointer found)
{
  sim_null_study_free (found);
}

int
sim_cli_nulls (const SimCliOptions *options)
{
  static const SimCliStudyRow row
      = { .compute = compute, .json = json, .csv = csv, .table = table, .clear = clear };

  return sim_cli_study (options, &row);
}
