/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.c - trefoil-sim size: how many patients a scenario needs.
 */
#include "study.h"

#define KEEP (512 << 20) /* bytes: effects are decided on patients drawn before */

/* NULL what was not asked. */
typedef struct {
  SimEffectStudy *effect;
  SimSizeStudy *size;
  SimAllocationStudy *allocation;
} Found;

static void
clear (gpointer data)
{
  Found *found = data;

  sim_allocation_study_free (found->allocation);
  sim_effect_study_free (found->effect);
  sim_size_study_free (found->size);
  g_free (found);
}

/* What a trial of --total patients can find. */
static SimEffectStudy *
find_effect (SimCliStudy *study, const SimSizeOptions *how, const gint *cancel)
{
  const SimEffectOptions at = { study->options->total, how->target, 0, how->goal };
  SimEffectStudy *effect;

  sim_engine_set_keep (study->engine, KEEP);
  effect = sim_effect_study_new (study->engine, sim_cli_study_scenario (study), &at, cancel,
                                 &study->error);
  sim_engine_set_keep (study->engine, 0);
  return effect;
}

/* FALSE where it was stopped or failed. */
static gboolean
find_all (SimCliStudy *study, Found *found, const gint *cancel)
{
  const SimCliOptions *options = study->options;
  const SimSizeOptions how = { .target = options->power,
                               .goal = options->goal,
                               .progress = sim_cli_study_share,
                               .data = study };
  SimScenario *scenario = sim_cli_study_scenario (study);

  if (options->total > 0) {
    found->effect = find_effect (study, &how, cancel);
    if (found->effect == NULL)
      return FALSE;
  }
  found->size = sim_size_study_new (study->engine, scenario, &how, cancel, &study->error);
  if (found->size == NULL || !found->size->complete || !options->allocation)
    return found->size != NULL && found->size->complete;
  found->allocation
      = sim_allocation_study_new (study->engine, scenario, found->size, sim_cli_study_share, study,
                                  cancel, &study->error);
  return found->allocation != NULL && found->allocation->complete;
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  Found *found = g_new0 (Found, 1);

  study->complete = find_all (study, found, cancel);
  if (found->size != NULL)
    study->found = found;
  else
    clear (found);
}

static SimSizeFound
found_of (const SimCliStudy *study)
{
  const Found *found = study->found;

  return (SimSizeFound){ found->size, found->effect, found->allocation };
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  const SimSizeFound found = found_of (study);

  return sim_report_size_json (sim_cli_study_scenario (study), &found, info);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  const SimSizeFound found = found_of (study);

  return sim_report_size_table (sim_cli_study_scenario (study), &found, info, columns);
}

int
sim_cli_size (const SimCliOptions *options)
{
  static const SimCliStudyRow row = {
    .usage = "--total", .compute = compute, .json = json, .table = table, .clear = clear
  };

  return sim_cli_study (options, &row);
}
