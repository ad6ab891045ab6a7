/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part-file.c - parts of runs as files, and their union.
 */
#include "part-file.h"

#include <math.h>
#include <string.h>

#include "../scenario/difference.h"
#include "json-map.h"

/* --- writing --- */

static SimValue *
trials_value (const SimRunPart *part)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "first", sim_json_figure ((double)sim_run_part_first (part)));
  sim_json_map_add (&map, "done", sim_json_figure ((double)sim_run_part_done (part)));
  sim_json_map_add (&map, "end", sim_json_figure ((double)sim_run_part_end (part)));
  return sim_json_map_end (&map);
}

/* What binds counts to the scenario and the trials that they are of: SHA-256 in hex. */
static char *
seal (const SimScenario *scenario, guint64 first, guint64 done, guint64 end, const guint8 *bytes,
      gsize n)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *of
      = g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n",
                         sim_scenario_hash (scenario), first, done, end);

  g_checksum_update (sum, (const guchar *)of, (gssize)strlen (of));
  g_checksum_update (sum, bytes, (gssize)n);
  return g_strdup (g_checksum_get_string (sum));
}

static SimValue *
counts_value (const SimRunPart *part)
{
  SimJsonMap map = { .n = 0 };
  GByteArray *bytes = sim_run_part_counts (part);
  g_autofree char *base64 = g_base64_encode (bytes->data, bytes->len);
  g_autofree char *hash
      = seal (sim_run_part_scenario (part), sim_run_part_first (part), sim_run_part_done (part),
              sim_run_part_end (part), bytes->data, bytes->len);

  g_byte_array_unref (bytes);
  sim_json_map_add (&map, "base64", sim_value_new_text (base64));
  sim_json_map_add (&map, "sha256", sim_value_new_text (hash));
  return sim_json_map_end (&map);
}

char *
sim_run_part_text (const SimRunPart *part, const SimReportInfo *info, GError **error)
{
  SimJsonMap map = { .n = 0 };
  const SimValue *root = sim_draft_root (sim_scenario_draft (sim_run_part_scenario (part)));

  sim_json_map_add (&map, "trefoil-part", sim_json_figure (SIM_PART_FORMAT));
  sim_json_map_add (&map, "program", sim_value_new_text (info->program));
  sim_json_map_add (&map, "scenario", sim_value_ref (root));
  sim_json_map_add (&map, "trials", trials_value (part));
  sim_json_map_add (&map, "counts", counts_value (part));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) value = sim_json_map_end (&map);
  char *text = sim_json_write (value);
  if (strlen (text) <= SIM_JSON_MAX_BYTES && sim_value_depth (value) <= SIM_JSON_MAX_DEPTH)
    return text;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               "the scenario is too long or too deep to be part of a file that can be read again; "
               "allowed: %u bytes, and %u lists and objects in one another",
               SIM_JSON_MAX_BYTES, SIM_JSON_MAX_DEPTH);
  g_free (text);
  return NULL;
}

/* --- reading --- */

/* A number of the file that is an index of a trial. */
static gboolean
index_at (const SimValue *trials, const char *key, guint64 *index)
{
  double number = sim_value_number (sim_value_get (trials, key));

  if (!(number >= 0 && number <= SIM_MAX_REPLICATES && number == floor (number)))
    return FALSE;
  *index = (guint64)number;
  return TRUE;
}

static void
set_damaged (GError **error, const char *what)
{
  g_set_error (error, SIM_ERROR, SIM_ERROR_SHAPE, "the part is damaged: %s", what);
}

/* The bytes of the counts, and the seal that was written with them; NULL after a sentence. */
static guchar *
bytes_of (const SimValue *counts, gsize *n, const char **written, GError **error)
{
  const char *base64 = sim_value_text (sim_value_get (counts, "base64"));

  *written = sim_value_text (sim_value_get (counts, "sha256"));
  if (base64 != NULL && *written != NULL)
    return g_base64_decode (base64, n);
  set_damaged (error, "it has no counts");
  return NULL;
}

static SimScenario *
scenario_of (const SimValue *value, GError **error)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = value != NULL ? sim_draft_new (value, NULL) : NULL;
  SimScenario *scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  if (draft == NULL) {
    set_damaged (error, "it has no scenario");
  } else if (scenario == NULL) {
    const SimProblem *problem = g_ptr_array_index (problems, 0);
    g_autofree char *line = sim_problem_to_line (problem, "its scenario");
    set_damaged (error, line);
  }
  return scenario;
}

static gboolean
check_head (const SimValue *root, const char *program, GError **error)
{
  double format = sim_value_number (sim_value_get (root, "trefoil-part"));
  const char *writer = sim_value_text (sim_value_get (root, "program"));

  if (isnan (format))
    g_set_error (error, SIM_ERROR, SIM_ERROR_VERSION,
                 "this is no part of a run; parts are what run --shard writes");
  else if (format != SIM_PART_FORMAT || g_strcmp0 (writer, program) != 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_VERSION,
                 "the part was written by %s, of which the numbers may be others; this is %s",
                 writer != NULL ? writer : "an unknown program", program);
  else
    return TRUE;
  return FALSE;
}

SimRunPart *
sim_run_part_read_file (SimEngine *engine, const char *path, SimReportInfo *info, GError **error)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) root = sim_json_read_file (path, NULL, problems);
  const char *written;
  guint64 first, done, end;
  gsize n = 0;

  if (root == NULL) {
    const SimProblem *problem = g_ptr_array_index (problems, 0);
    g_set_error_literal (error, SIM_ERROR, (int)problem->code, problem->message);
    return NULL;
  }
  if (!check_head (root, info->program, error))
    return NULL;
  const SimValue *trials = sim_value_get (root, "trials");
  g_autoptr (SimScenario) scenario = scenario_of (sim_value_get (root, "scenario"), error);
  if (scenario == NULL)
    return NULL;
  if (!index_at (trials, "first", &first) || !index_at (trials, "done", &done)
      || !index_at (trials, "end", &end) || first > done || done > end
      || end > sim_scenario_replicates (scenario)) {
    set_damaged (error, "its trials are not some of the scenario's");
    return NULL;
  }
  g_autofree guchar *bytes = bytes_of (sim_value_get (root, "counts"), &n, &written, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *found = seal (scenario, first, done, end, bytes, n);
  if (strcmp (found, written) != 0) {
    set_damaged (error, "its scenario, trials and counts do not belong together");
    return NULL;
  }
  const SimValue *timing = sim_value_get (root, "timing");
  double seconds = sim_value_number (sim_value_get (timing, "seconds"));
  double threads = sim_value_number (sim_value_get (timing, "threads"));
  info->seconds = isnan (seconds) ? 0 : seconds;
  info->threads = threads >= 1 && threads <= 1024 ? (guint)threads : 1;
  return sim_run_part_from_counts (engine, scenario, first, done, end, bytes, n, error);
}

/* --- the union --- */

typedef struct {
  const SimRunPart *part;
  const char *name;
} Named;

static int
by_first (gconstpointer a, gconstpointer b)
{
  const Named *left = a, *right = b;
  guint64 first = sim_run_part_first (left->part), second = sim_run_part_first (right->part);

  if (first != second)
    return first < second ? -1 : 1;
  first = sim_run_part_done (left->part);
  second = sim_run_part_done (right->part);
  return first < second ? -1 : first > second;
}

/* FALSE, and what differs first of what changes numbers, unless both are of the same run. */
static gboolean
same_run (const Named *one, const Named *other, GError **error)
{
  SimScenario *a = sim_run_part_scenario (one->part), *b = sim_run_part_scenario (other->part);

  if (strcmp (sim_scenario_hash (a), sim_scenario_hash (b)) == 0)
    return TRUE;
  g_autoptr (GPtrArray) differences = sim_scenario_differences (a, b);
  const SimDifference *said = NULL;
  for (guint i = 0; i < differences->len && said == NULL; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if (difference->stage != SIM_STAGE_LABEL)
      said = difference;
  }
  if (said != NULL && said->a != NULL && said->b != NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 "%s and %s are parts of different runs: %s is %s in the one and %s in the other",
                 one->name, other->name, said->what, said->a, said->b);
  else
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 "%s and %s are parts of different runs: %s differs", one->name, other->name,
                 said != NULL ? said->what : "their scenario");
  return FALSE;
}

/* FALSE, and a sentence, unless trials start .. end - 1 are none. */
static gboolean
none_missing (guint64 start, guint64 end, GError **error)
{
  if (start >= end)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
               "trials %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT
               " (counted from 0) are in none of the parts",
               start, end - 1);
  return FALSE;
}

/* FALSE, and a sentence, where a part cannot follow on what ends before trial `at`. */
static gboolean
follows (const Named *before, const Named *part, guint64 at, GError **error)
{
  guint64 first = sim_run_part_first (part->part);

  if (sim_run_part_done (part->part) < sim_run_part_end (part->part)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 "%s is not finished: %" G_GUINT64_FORMAT " of its %" G_GUINT64_FORMAT
                 " trials are done; run --resume goes on with it",
                 part->name, sim_run_part_done (part->part) - first,
                 sim_run_part_end (part->part) - first);
    return FALSE;
  }
  if (first < at) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 "%s and %s both have trial %" G_GUINT64_FORMAT " (counted from 0)", before->name,
                 part->name, first);
    return FALSE;
  }
  return none_missing (at, first, error);
}

SimRunPart *
sim_run_part_join (GPtrArray *parts, const char *const *names, GError **error)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Named));
  g_autoptr (SimRunPart) whole = NULL;
  guint64 at = 0;

  for (guint i = 0; i < parts->len; i++) {
    Named named = { g_ptr_array_index (parts, i), names[i] };
    g_array_append_val (sorted, named);
  }
  for (guint i = 1; i < parts->len; i++)
    if (!same_run (&g_array_index (sorted, Named, 0), &g_array_index (sorted, Named, i), error))
      return NULL;
  g_array_sort (sorted, by_first);
  for (guint i = 0; i < parts->len; i++) {
    const Named *named = &g_array_index (sorted, Named, i);
    if (!follows (i > 0 ? named - 1 : NULL, named, at, error))
      return NULL;
    at = sim_run_part_done (named->part);
  }
  const Named *start = &g_array_index (sorted, Named, 0);
  SimScenario *scenario = sim_run_part_scenario (start->part);
  if (!none_missing (at, sim_scenario_replicates (scenario), error))
    return NULL;
  whole = sim_run_part_copy (start->part);
  for (guint i = 1; i < parts->len && whole != NULL; i++)
    sim_run_part_append (whole, g_array_index (sorted, Named, i).part);
  if (whole == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "there is not enough memory for the counts");
  return g_steal_pointer (&whole);
}
