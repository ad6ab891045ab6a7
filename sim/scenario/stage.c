/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stage.c - which values change numbers: the hash of a scenario, and where an edit re-enters.
 */
#include <string.h>

#include "build.h"
#include "scenario-private.h"

/* Names of what would else be a number count as that number. */
static gboolean
are_names (const SimField *row, const SimValue *value)
{
  return row->per & SIM_PER_EACH && row->item == SIM_FIELD_TEXT
         && sim_value_kind (value) == SIM_VALUE_LIST;
}

static SimValue *
without_names (const SimField *row, const SimValue *value)
{
  return are_names (row, value) ? sim_value_new_number (sim_value_length (value))
                                : sim_value_ref (value);
}

static SimValue *without_labels (const SimField *row, const SimValue *value);

static SimValue *
record_without_labels (const SimField *owner, const SimValue *record)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < n; i++) {
    const SimValue *value = sim_value_get (record, rows[i]->key);
    if (value && rows[i]->stage != SIM_STAGE_LABEL)
      sim_build_add (build, rows[i]->key, without_labels (rows[i], value));
  }
  return sim_build_map (build);
}

static SimValue *
without_labels (const SimField *row, const SimValue *value)
{
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return record_without_labels (row, value);
  if (row->kind != SIM_FIELD_LIST || !row->fields)
    return without_names (row, value);
  SimBuild *build = sim_build_new ();
  for (guint i = 0; i < sim_value_length (value); i++)
    sim_build_add (build, NULL, record_without_labels (row, sim_value_at (value, i)));
  return sim_build_list (build);
}

SimValue *
sim_scenario_without_labels (const SimScenario *scenario)
{
  return record_without_labels (sim_field_root (), sim_scenario_expanded (scenario));
}

char *
sim_full_hash (const SimValue *full)
{
  SimValue *bare = record_without_labels (sim_field_root (), full);
  char *text = sim_json_write_compact (bare);
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_free (text);
  sim_value_unref (bare);
  return hash;
}

static SimStage between (const SimField *row, const SimValue *a, const SimValue *b);

static SimStage
between_records (const SimField *owner, const SimValue *a, const SimValue *b)
{
  const SimField *rows[2][SIM_MAX_ROWS];
  guint n[2] = { sim_field_rows (owner, a, rows[0]), sim_field_rows (owner, b, rows[1]) };
  SimStage latest = SIM_STAGE_LABEL;
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < n[side]; i++) {
      const char *key = rows[side][i]->key;
      SimStage stage = between (rows[side][i], sim_value_get (a, key), sim_value_get (b, key));
      latest = MAX (latest, stage);
    }
  return latest;
}

static SimStage
between (const SimField *row, const SimValue *a, const SimValue *b)
{
  if (a == b || (a && b && sim_value_equal (a, b)))
    return SIM_STAGE_LABEL;
  if (!a || !b)
    return row->stage;
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return between_records (row, a, b);
  if (are_names (row, a) || are_names (row, b)) {
    SimValue *one = without_names (row, a), *other = without_names (row, b);
    SimStage stage = sim_value_equal (one, other) ? SIM_STAGE_LABEL : row->stage;
    sim_value_unref (one);
    sim_value_unref (other);
    return stage;
  }
  if (row->kind != SIM_FIELD_LIST || !row->fields || sim_value_length (a) != sim_value_length (b))
    return row->stage;
  SimStage latest = SIM_STAGE_LABEL;
  for (guint i = 0; i < sim_value_length (a); i++) {
    SimStage stage = between_records (row, sim_value_at (a, i), sim_value_at (b, i));
    latest = MAX (latest, stage);
  }
  return latest;
}

SimStage
sim_full_stage_between (const SimValue *a, const SimValue *b)
{
  return between_records (sim_field_root (), a, b);
}
