/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verification-data.c - a verification for programs: JSON and CSV.
 */
#include "verification.h"

#include "../scenario/json.h"
#include "delimited.h"

#include <math.h>

#define VERSION      1
#define MOST_MEMBERS 16

/* Words of the files, which are never translated. */
static const char *const kinds[] = {
  [SIM_VERIFY_EXACT] = "exact",
  [SIM_VERIFY_DIGITS] = "digits",
  [SIM_VERIFY_SIMULATED] = "simulated",
};

/* A map under construction: keys in the order in which they are added. */
typedef struct {
  const char *keys[MOST_MEMBERS];
  SimValue *values[MOST_MEMBERS];
  guint n;
} Map;

static void
add (Map *map, const char *key, SimValue *value)
{
  g_assert (map->n < MOST_MEMBERS);
  map->keys[map->n] = key;
  map->values[map->n++] = value;
}

static SimValue *
finish (Map *map)
{
  return sim_value_new_map (map->keys, map->values, map->n);
}

static SimValue *
number (double value)
{
  return isfinite (value) ? sim_value_new_number (value) : sim_value_new_null ();
}

static SimValue *
case_map (const SimVerifyResult *result)
{
  const SimVerifyCase *row = result->row;
  Map map = { .n = 0 };

  add (&map, "id", sim_value_new_text (row->id));
  add (&map, "design", sim_value_new_text (row->design));
  add (&map, "source", sim_value_new_text (row->source));
  add (&map, "kind", sim_value_new_text (kinds[row->kind]));
  add (&map, "expected", number (row->expected));
  add (&map, "tolerance", number (row->tolerance));
  add (&map, "found", number (result->found));
  add (&map, "difference", number (result->difference));
  add (&map, "mcse", number (row->kind == SIM_VERIFY_SIMULATED ? result->mcse : NAN));
  add (&map, "z", number (result->z));
  add (&map, "pass", sim_value_new_bool (result->passed));
  return finish (&map);
}

static SimValue *
machine_map (const SimVerification *verification, const SimVerificationInfo *info)
{
  Map map = { .n = 0 };

  add (&map, "processor", sim_value_new_text (info->processor));
  add (&map, "isa", sim_value_new_text (verification->isa));
  add (&map, "threads", number (verification->threads));
  return finish (&map);
}

char *
sim_report_verification_json (const SimVerification *verification, const SimVerificationInfo *info)
{
  g_autofree SimValue **cases = g_new (SimValue *, verification->n);
  Map map = { .n = 0 };

  for (guint i = 0; i < verification->n; i++)
    cases[i] = case_map (&verification->results[i]);
  add (&map, "trefoil-verification", number (VERSION));
  add (&map, "program", sim_value_new_text (info->program));
  add (&map, "date", sim_value_new_text (info->date));
  add (&map, "machine", machine_map (verification, info));
  add (&map, "passed", number (verification->n_passed));
  add (&map, "failed", number (verification->n - verification->n_passed));
  add (&map, "seconds", number (round (verification->seconds * 1e3) / 1e3));
  add (&map, "cases", sim_value_new_list (cases, verification->n));
  g_autoptr (SimValue) root = finish (&map);
  return sim_json_write (root);
}

char *
sim_report_verification_csv (const SimVerification *verification, const SimVerificationInfo *info)
{
  static const char *const names[]
      = { "id",   "design", "source", "kind", "expected", "tolerance", "found", "difference",
          "mcse", "z",      "pass",   "date", "program",  "processor", "isa",   "threads" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    sim_delimited_text (out, ',', names[i]);
  sim_delimited_end (out);
  for (guint i = 0; i < verification->n; i++) {
    const SimVerifyResult *result = &verification->results[i];
    const SimVerifyCase *row = result->row;
    sim_delimited_text (out, ',', row->id);
    sim_delimited_text (out, ',', row->design);
    sim_delimited_text (out, ',', row->source);
    sim_delimited_text (out, ',', kinds[row->kind]);
    sim_delimited_number (out, ',', row->expected);
    sim_delimited_number (out, ',', row->tolerance);
    sim_delimited_number (out, ',', result->found);
    sim_delimited_number (out, ',', result->difference);
    sim_delimited_number (out, ',', row->kind == SIM_VERIFY_SIMULATED ? result->mcse : NAN);
    sim_delimited_number (out, ',', result->z);
    sim_delimited_number (out, ',', result->passed ? 1 : 0);
    sim_delimited_text (out, ',', info->date);
    sim_delimited_text (out, ',', info->program);
    sim_delimited_text (out, ',', info->processor);
    sim_delimited_text (out, ',', verification->isa);
    sim_delimited_number (out, ',', verification->threads);
    sim_delimited_end (out);
  }
  return g_string_free (out, FALSE);
}
