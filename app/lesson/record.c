/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record.c - how far a learner has come, as a key file.
 */
#include "lesson/record.h"

#include <gio/gio.h>

#include "sim.h"

static char *
file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "trefoil", "lessons.ini", NULL);
}

/* What is kept of all lessons; read once, and what is written since. */
static GKeyFile *
records (void)
{
  static GKeyFile *kept;
  g_autofree char *name = file_name ();

  if (kept == NULL) {
    kept = g_key_file_new ();
    g_key_file_load_from_file (kept, name, G_KEY_FILE_NONE, NULL);
  }
  return kept;
}

/* The first attempt has the bare key, as files have it that know of no other. */
static char *
group_of (const char *key, guint attempt)
{
  return attempt == 1 ? g_strdup (key) : g_strdup_printf ("%s attempt %u", key, attempt);
}

static gboolean
has_attempt (const char *key, guint attempt)
{
  g_autofree char *group = group_of (key, attempt);

  return g_key_file_has_group (records (), group);
}

guint
app_record_attempt (const char *key)
{
  guint attempt = 1;

  while (has_attempt (key, attempt + 1))
    attempt++;
  return attempt;
}

static void
read_texts (const char *group, const char *what, char **texts, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%s-%u", what, i);
    texts[i] = g_key_file_get_string (records (), group, name, NULL);
  }
}

guint
app_record_read (const char *key, guint attempt, char **predictions, char **answers, guint n)
{
  g_autofree char *group = group_of (key, attempt);
  int step = g_key_file_get_integer (records (), group, "step", NULL);

  read_texts (group, "prediction", predictions, n);
  read_texts (group, "answer", answers, n);
  return (guint)CLAMP (step, 0, (int)n - 1);
}

/* --- writing: one file at a time, the newest last --- */

static gboolean writing, again;

static void write_all (void);

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *name = file_name ();
  g_autofree char *folder = g_path_get_dirname (name);
  GError *error = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 && sim_file_save (name, data, -1, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: no such folder", folder);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("lessons: %s", error->message);
  writing = FALSE;
  if (again)
    write_all ();
}

static void
write_all (void)
{
  g_autoptr (GTask) task = NULL;

  again = writing;
  if (writing)
    return;
  writing = TRUE;
  task = g_task_new (NULL, NULL, on_written, NULL);
  g_task_set_task_data (task, g_key_file_to_data (records (), NULL, NULL), g_free);
  g_task_run_in_thread (task, write_thread);
}

static void
set_texts (const char *group, const char *what, char *const *texts, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%s-%u", what, i);
    if (texts[i] != NULL)
      g_key_file_set_string (records (), group, name, texts[i]);
  }
}

void
app_record_write (const char *key, guint attempt, guint step, char *const *predictions,
                  char *const *answers, guint n)
{
  g_autofree char *group = group_of (key, attempt);

  g_key_file_set_integer (records (), group, "step", (int)step);
  set_texts (group, "prediction", predictions, n);
  set_texts (group, "answer", answers, n);
  write_all ();
}
