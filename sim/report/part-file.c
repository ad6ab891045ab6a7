/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part-file.c - parts of runs as files.
 */
#include "part-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "json-map.h"

#define LOOK 1024 /* bytes of either end of a file that is no JSON: it may have any size */

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
               _ ("the scenario is too long or too deep to be part of a file that can be read "
                  "again; allowed: %u bytes, and %u lists and objects in one another"),
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
  g_set_error (error, SIM_ERROR, SIM_ERROR_SHAPE, _ ("the part is damaged: %s"), what);
}

static void
set_no_part (GError **error)
{
  g_set_error (error, SIM_ERROR, SIM_ERROR_VERSION,
               _ ("this is no part of a run; parts are what run --shard writes"));
}

/* Whether a text has the beginning, or the end, that is written: a brace on a line of its own. */
static gboolean
begins_as_part (const char *text)
{
  static const char *const marks[] = { "{", "\"trefoil-part\"" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    text += strspn (text, " \t\r\n");
    if (!g_str_has_prefix (text, marks[i]))
      return FALSE;
    text += strlen (marks[i]);
  }
  return TRUE;
}

static gboolean
ends_as_part (const char *text, gsize n)
{
  while (n > 0 && strchr (" \t\r\n", text[n - 1]) != NULL)
    n--;
  return n > 1 && text[n - 1] == '}' && text[n - 2] == '\n';
}

/* The first and the last of a file, each ended by NUL; FALSE if it cannot be read. */
static gboolean
read_ends (const char *path, char first[LOOK + 1], char last[LOOK + 1], gsize *n_last)
{
  FILE *file = g_fopen (path, "rb");
  gboolean good = file != NULL;

  if (good) {
    first[fread (first, 1, LOOK, file)] = '\0';
    /* The end of a file that is shorter is all of it. */
    if (fseek (file, -LOOK, SEEK_END) != 0)
      rewind (file);
    *n_last = fread (last, 1, LOOK, file);
    last[*n_last] = '\0';
    good = ferror (file) == 0;
    fclose (file);
  }
  return good;
}

/* Says of a file that is no JSON what is wrong with it as a part. What was read from a pipe cannot
   be looked at again. */
static void
set_unreadable (const char *path, const SimProblem *problem, GError **error)
{
  char first[LOOK + 1], last[LOOK + 1];
  gsize n = 0;

  if (problem->code == SIM_ERROR_IO) {
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_IO, problem->message);
  } else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !read_ends (path, first, last, &n)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_SHAPE,
                 _ ("what is read is cut short, damaged, or no part of a run: line %d, %s"),
                 problem->line, problem->message);
  } else if (!begins_as_part (first)) {
    set_no_part (error);
  } else if (!ends_as_part (last, n)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_SHAPE,
                 _ ("the part is cut short: its end is missing; run --shard makes it anew"));
  } else {
    g_autofree char *line = g_strdup_printf (_ ("line %d, %s"), problem->line, problem->message);
    set_damaged (error, line);
  }
}

/* The bytes of the counts, and the seal that was written with them; NULL after a sentence. */
static guchar *
bytes_of (const SimValue *counts, gsize *n, const char **written, GError **error)
{
  const char *base64 = sim_value_text (sim_value_get (counts, "base64"));

  *written = sim_value_text (sim_value_get (counts, "sha256"));
  if (base64 != NULL && *written != NULL)
    return g_base64_decode (base64, n);
  set_damaged (error, _ ("it has no counts"));
  return NULL;
}

static SimScenario *
scenario_of (const SimValue *value, GError **error)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = value != NULL ? sim_draft_new (value, NULL) : NULL;
  SimScenario *scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  if (draft == NULL) {
    set_damaged (error, _ ("it has no scenario"));
  } else if (scenario == NULL) {
    const SimProblem *problem = g_ptr_array_index (problems, 0);
    g_autofree char *line = sim_problem_to_line (problem, _ ("its scenario"));
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
    set_no_part (error);
  else if (format != SIM_PART_FORMAT || g_strcmp0 (writer, program) != 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_VERSION,
                 _ ("the part was written by %s, of which the numbers may be others; this is %s"),
                 writer != NULL ? writer : _ ("an unknown program"), program);
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
    set_unreadable (path, g_ptr_array_index (problems, 0), error);
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
    set_damaged (error, _ ("its trials are not some of the scenario's"));
    return NULL;
  }
  g_autofree guchar *bytes = bytes_of (sim_value_get (root, "counts"), &n, &written, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *found = seal (scenario, first, done, end, bytes, n);
  if (strcmp (found, written) != 0) {
    set_damaged (error, _ ("its scenario, trials and counts do not belong together"));
    return NULL;
  }
  const SimValue *timing = sim_value_get (root, "timing");
  double seconds = sim_value_number (sim_value_get (timing, "seconds"));
  double threads = sim_value_number (sim_value_get (timing, "threads"));
  info->seconds = seconds >= 0 && seconds < 1e10 ? seconds : 0;
  info->threads = threads >= 1 && threads <= 1024 ? (guint)threads : 1;
  return sim_run_part_from_counts (engine, scenario, first, done, end, bytes, n, error);
}
