/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * example.c - trefoil-sim example: the scenarios that come with the program.
 */
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "output.h"
#include "words.h"

#define ENDING ".trefoil"

/* Lessons are scenarios, too. */
static const char *const shelves[] = { "scenarios", "lessons" };

/* The build tree's when TREFOIL_DATA_DIR says where, else the installed ones. */
static char *
folder_of (const char *shelf)
{
  const char *data = g_getenv ("TREFOIL_DATA_DIR");

  return g_build_filename (data != NULL && *data != '\0' ? data : DATADIR, shelf, NULL);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Adds the ids of one folder in order; FALSE if there is none. */
static gboolean
add_ids (GPtrArray *ids, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *found = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ENDING) && name[0] != '.')
      g_ptr_array_add (found, g_strndup (name, strlen (name) - strlen (ENDING)));
  g_ptr_array_sort (found, compare_ids);
  g_ptr_array_extend_and_steal (ids, found);
  return dir != NULL;
}

/* All ids, NULL-terminated; NULL after a sentence if there are no scenarios. */
static GPtrArray *
list_ids (void)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++) {
    g_autofree char *folder = folder_of (shelves[i]);
    if (add_ids (ids, folder) || i > 0)
      continue;
    g_autofree char *printable = sim_cli_printable (folder);
    sim_cli_say (_ ("the bundled scenarios were not found in %s; TREFOIL_DATA_DIR can name the "
                    "folder that holds 'scenarios'"),
                 printable);
    g_ptr_array_unref (ids);
    return NULL;
  }
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* On the first shelf that has it. */
static char *
path_of (const char *id)
{
  g_autofree char *name = g_strconcat (id, ENDING, NULL);
  char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++) {
    g_autofree char *folder = folder_of (shelves[i]);
    g_free (path);
    path = g_build_filename (folder, name, NULL);
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      break;
  }
  return path;
}

static char *
title_of (const char *id)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *path = path_of (id);
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  const char *title = draft != NULL ? sim_value_text (sim_draft_get (draft, "/title")) : NULL;

  return sim_cli_printable (title != NULL ? sim_shown_own (title) : "");
}

static int
write_list (const SimCliOptions *options, GPtrArray *ids)
{
  GString *text = g_string_new (NULL);
  int width = 0;

  for (guint i = 0; i + 1 < ids->len; i++)
    width = MAX (width, (int)strlen (g_ptr_array_index (ids, i)));
  for (guint i = 0; i + 1 < ids->len; i++) {
    g_autofree char *title = title_of (g_ptr_array_index (ids, i));
    g_autofree char *id = sim_cli_printable (g_ptr_array_index (ids, i));
    g_string_append_printf (text, "%-*s  %s\n", width, id, title);
  }
  gboolean written = sim_cli_output_write (options, text->str, text->len);
  g_string_free (text, TRUE);
  return written ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

static int
say_unknown (const char *id, GPtrArray *ids)
{
  const char *nearest = sim_cli_nearest (id, (const char *const *)ids->pdata);
  g_autofree char *found = sim_cli_printable (id);
  g_autofree char *list = g_strjoinv (", ", (char **)ids->pdata);

  if (nearest != NULL)
    sim_cli_say (_ ("example: found '%s'; allowed: %s; did you mean %s?"), found, list, nearest);
  else
    sim_cli_say (_ ("example: found '%s'; allowed: %s"), found, list);
  return SIM_CLI_WRONG;
}

static int
write_example (const SimCliOptions *options, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (id);
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;

  if (!g_file_get_contents (path, &bytes, &n_bytes, &error)) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  return sim_cli_output_write (options, bytes, n_bytes) ? SIM_CLI_DONE : SIM_CLI_FAILED;
}

int
sim_cli_example (const SimCliOptions *options)
{
  GPtrArray *ids = NULL;
  int status;

  if (!sim_cli_output_check (options) || (ids = list_ids ()) == NULL)
    return SIM_CLI_FAILED;
  if (options->operands->len == 0)
    status = write_list (options, ids);
  else if (g_strv_contains ((const char *const *)ids->pdata,
                            g_ptr_array_index (options->operands, 0)))
    status = write_example (options, g_ptr_array_index (options->operands, 0));
  else
    status = say_unknown (g_ptr_array_index (options->operands, 0), ids);
  g_ptr_array_unref (ids);
  return status;
}
