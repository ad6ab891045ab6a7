/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-save.c - the document on its way to a file, one writing after the other.
 *
 * Writing happens in a thread: a slow disk must not stop the window.
 */
#include "window-files.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX     ".trefoil"
#define TITLE      "/title"
#define EXPECTED   "/expected"
#define MOST_LOOKS 5 /* at a file that others write all the time */

/* What the file gets in the place of what the document has, which follows once it is written. */
typedef struct {
  const char *pointer, *what; /* what: the name of the edit */
  SimValue *before, *value;   /* value NULL: it is taken out */
} Change;

struct _AppSaving {
  guint generation; /* of the document that draft is of */
  SimDraft *draft;
  char *path;
  AppStep *next;      /* may be NULL */
  gboolean own;       /* the document's file; any other one was asked about when it was chosen */
  SimDraft *known;    /* what it should have; NULL: nothing is known of it */
  SimFileStamp seen;  /* what may go from there too */
  GArray *changes;    /* of Change */
  AppFileLook *found; /* another's work, for which it was not written; else NULL */
};

/* --- the queue --- */

static void
change_clear (gpointer data)
{
  Change *change = data;

  sim_value_unref (change->before);
  sim_value_unref (change->value);
}

static GArray *
changes_new (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  g_array_set_clear_func (changes, change_clear);
  return changes;
}

static void
saving_free (gpointer data)
{
  AppSaving *saving = data;
  sim_draft_unref (saving->draft);
  g_free (saving->path);
  app_step_free (saving->next);
  sim_draft_unref (saving->known);
  g_array_unref (saving->changes);
  app_file_look_free (saving->found);
  g_free (saving);
}

/* Finds what another program wrote there since, of which nobody may have told: network disks do
   not. */
static gboolean
find_foreign (AppSaving *saving, SimFileStamp *stamp, GError **error)
{
  g_autoptr (AppFileLook) look = app_file_look_new (saving->path);
  g_autofree char *name = NULL;

  *stamp = look->stamp;
  if (!app_file_look_is_foreign (look, saving->known, &saving->seen, saving->draft))
    return FALSE;
  look->generation = saving->generation;
  saving->found = g_steal_pointer (&look);
  name = g_filename_display_basename (saving->path);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("Not saved: another program changed “%s” on the disk."), name);
  return TRUE;
}

/* What is written between the look and the end of ours is looked at in its turn. */
static gboolean
write_over (AppSaving *saving, GError **error)
{
  for (int i = 0; i < MOST_LOOKS; i++) {
    SimFileStamp stamp;
    g_clear_error (error);
    if (find_foreign (saving, &stamp, error))
      return FALSE;
    if (sim_draft_save_over (saving->draft, saving->path, &stamp, error))
      return TRUE;
    if (!g_error_matches (*error, SIM_ERROR, SIM_ERROR_CONFLICT))
      return FALSE;
  }
  return FALSE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AppSaving *saving = data;
  GError *error = NULL;

  if (saving->own ? write_over (saving, &error)
                  : sim_draft_save (saving->draft, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void begin_saving (AppWindow *self, AppSaving *saving);

/* It was not written: asks about what was found, or says why. */
static void
fail (AppWindow *self, AppSaving *saving, const GError *error)
{
  g_clear_pointer (&self->then, app_step_free);
  if (saving->found != NULL && self->question == NULL
      && saving->generation == app_document_generation (self->document))
    app_window_ask_before_writing (self, g_steal_pointer (&saving->found),
                                   g_steal_pointer (&saving->next));
  else
    app_window_toast (self, error->message, _ ("Save As…"), "win.save-as");
}

/* The document gets them only now: of a file that could not be written it has none. */
static void
take_changes (AppWindow *self, const AppSaving *saving)
{
  for (guint i = 0; i < saving->changes->len; i++) {
    const Change *change = &g_array_index (saving->changes, Change, i);
    const SimValue *now = sim_draft_get (app_document_kept (self->document), change->pointer);

    if (now == NULL || !sim_value_equal (now, change->before)
        || !app_window_write_value (self, change->pointer, change->value, change->what))
      continue;
    if (change->value == NULL)
      app_window_say_left_out (self);
  }
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  AppWindow *self = APP_WINDOW (source);
  AppSaving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->saving = NULL;
  g_application_release (g_application_get_default ());
  if (!done && app_window_is_gone (self)) {
    g_message ("%s", error->message); /* which names the file */
  } else if (!done) {
    fail (self, saving, error);
  } else {
    if (app_document_mark_saved (self->document, saving->generation, saving->draft,
                                 saving->path)) {
      take_changes (self, saving);
      app_window_note_recent (self);
    }
    app_window_say_not_in_file (self);
    /* Of two wishes the later one counts. */
    if (self->then == NULL)
      self->then = g_steal_pointer (&saving->next);
  }
  if (!g_queue_is_empty (&self->waiting))
    begin_saving (self, g_queue_pop_head (&self->waiting));
  else if (self->then != NULL && !app_window_is_gone (self))
    app_window_when_safe (self, g_steal_pointer (&self->then)); /* asks about newer edits */
  else
    g_clear_pointer (&self->then, app_step_free); /* it would ask on behalf of nobody */
}

static void
begin_saving (AppWindow *self, AppSaving *saving)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);
  SimDraft *known = app_document_known (self->document);

  /* Not when it was asked for: the one before may be to the same file. */
  saving->own = saving->generation == app_document_generation (self->document)
                && g_strcmp0 (saving->path, app_document_path (self->document)) == 0;
  if (saving->own) {
    saving->known = known != NULL ? sim_draft_ref (known) : NULL;
    saving->seen = *app_document_seen (self->document);
  }
  self->saving = saving;
  g_application_hold (g_application_get_default ()); /* whatever becomes of the window */
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, write_thread);
}

static void
change (AppWindow *self, GArray *changes, const char *pointer, SimValue *value, const char *what)
{
  const Change change
      = { pointer, what,
          sim_value_ref (sim_draft_get (app_document_kept (self->document), pointer)), value };

  g_array_append_val (changes, change);
}

/* What was made from a bundled scenario is another one, and was given a name: two windows, pins and
   reports of the same title could not be told apart. NULL: its title stays. */
static SimValue *
title_after_file (AppWindow *self, const char *path)
{
  AppDocument *document = self->document;
  SimDraft *template = app_document_known (document);
  const char *title = sim_value_text (sim_draft_get (app_document_kept (document), TITLE));
  g_autofree char *proposed = app_document_stem (document);
  g_autofree char *stem = app_document_stem_of (path);
  g_autofree char *name = g_filename_display_name (stem);

  for (char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_strstrip (name);
  if (template == NULL || title == NULL || *title == '\0' || *name == '\0'
      || g_str_equal (name, proposed)
      || g_strcmp0 (title, sim_value_text (sim_draft_get (template, TITLE))) != 0
      || !app_document_modified (document))
    return NULL;
  return sim_value_new_text (name);
}

/* What a bundled scenario that is saved for the first time says of itself, and no copy of it. What
   is told comes last: undo takes back that. */
static GArray *
changes_of_copy (AppWindow *self, const char *path)
{
  GArray *changes = changes_new ();
  SimValue *title = title_after_file (self, path);

  if (title != NULL)
    change (self, changes, TITLE, title, _ ("Title"));
  if (app_window_leaves_out_expected (self))
    change (self, changes, EXPECTED, NULL, _ ("Leave out the expected results"));
  return changes;
}

/* One after the other: two that write at once could end with the older text, or the wrong path.
   changes are taken. */
static void
save_to (AppWindow *self, const char *path, GArray *changes, AppStep *next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) taken = changes;
  SimDraft *draft = app_document_to_save (self->document, &error);
  AppSaving *saving;

  if (draft == NULL) {
    app_window_toast (self, error->message, _ ("Undo"), "win.undo");
    app_step_free (next);
    return;
  }
  for (guint i = 0; i < changes->len; i++) {
    const Change *change = &g_array_index (changes, Change, i);
    g_autoptr (SimDraft) before = draft;

    draft = sim_draft_set (before, change->pointer, change->value, NULL);
  }
  saving = g_new0 (AppSaving, 1);
  saving->generation = app_document_generation (self->document);
  saving->draft = draft;
  saving->changes = g_steal_pointer (&taken);
  saving->path = g_strdup (path);
  saving->next = next;
  if (self->saving != NULL)
    g_queue_push_tail (&self->waiting, saving);
  else
    begin_saving (self, saving);
}

char *
app_window_describe_waiting (AppWindow *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  guint n;

  for (GList *item = self->waiting.head; item != NULL; item = item->next) {
    char *name = g_filename_display_name (((AppSaving *)item->data)->path);
    if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_free (name);
    else
      g_ptr_array_add (names, name);
  }
  n = names->len;
  g_ptr_array_add (names, NULL);
  list = g_strjoinv ("\n", (char **)names->pdata);
  /* Translators: the names of the files follow, one a line. */
  return g_strdup_printf (
      "%s\n%s",
      ngettext ("This file still waits for the disk. Without waiting it is not saved:",
                "These files still wait for the disk. Without waiting they are not saved:", n),
      list);
}

void
app_window_drop_waiting (AppWindow *self)
{
  g_queue_clear_full (&self->waiting, saving_free);
  g_clear_pointer (&self->then, app_step_free);
}

/* --- where to --- */

/* The document's file, or the one it is getting; NULL if it has none. */
static const char *
own_path (AppWindow *self)
{
  const AppSaving *newest = g_queue_peek_tail (&self->waiting);

  if (newest == NULL)
    newest = self->saving;
  if (newest != NULL && newest->generation == app_document_generation (self->document))
    return newest->path;
  return app_document_path (self->document);
}

/* With the suffix, unless another was typed. The chooser asked about path, not about the result. */
static char *
with_suffix (AppWindow *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *full = NULL;

  if (strchr (base, '.') != NULL)
    return g_strdup (path);
  full = g_strconcat (path, SUFFIX, NULL);
  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  app_window_toast (self, _ ("Not saved: a file of that name exists. Choose it to replace it."),
                    _ ("Save As…"), "win.save-as");
  return NULL;
}

static void
on_save_answer (GtkNativeDialog *chooser, int response, gpointer data)
{
  AppWindow *self = data;
  AppStep *next = g_object_steal_data (G_OBJECT (chooser), "next");
  g_autofree char *chosen = app_window_chosen_path (self, chooser, response);
  g_autofree char *path = chosen != NULL ? with_suffix (self, chosen) : NULL;

  if (path != NULL)
    save_to (self, path, own_path (self) == NULL ? changes_of_copy (self, path) : changes_new (),
             next);
  else
    app_step_free (next);
  g_clear_object (&self->chooser);
}

static void
choose (AppWindow *self, AppStep *next)
{
  const char *path = app_document_path (self->document);
  g_autofree char *stem = app_document_stem (self->document);
  g_autofree char *name
      = path != NULL ? g_path_get_basename (path) : g_strconcat (stem, SUFFIX, NULL);
  GtkNativeDialog *chooser = app_window_chooser_new (self, _ ("Save the scenario"),
                                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "next", next, (GDestroyNotify)app_step_free);
  g_signal_connect (chooser, "response", G_CALLBACK (on_save_answer), self);
  gtk_native_dialog_show (chooser);
}

/* A file that could not be opened again is no safe place: mend it first. */
static gboolean
refuse_invalid (AppWindow *self)
{
  if (app_document_problems (self->document)->len == 0)
    return FALSE;
  app_window_toast (self,
                    _ ("Not saved: the scenario has a problem and could not be opened again."),
                    _ ("Show"), "win.show-problem");
  return TRUE;
}

void
app_window_save (AppWindow *self, AppStep *next)
{
  const char *path = own_path (self);

  if (refuse_invalid (self))
    app_step_free (next);
  else if (path != NULL)
    save_to (self, path, changes_new (), next);
  else
    choose (self, next);
}

void
app_window_save_as (AppWindow *self, AppStep *next)
{
  if (refuse_invalid (self))
    app_step_free (next);
  else
    choose (self, next);
}

/* --- actions --- */

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_save (data, NULL);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_window_save_as (data, NULL);
}

static const GActionEntry entries[] = {
  { .name = "save", .activate = on_save },
  { .name = "save-as", .activate = on_save_as },
};

void
app_window_init_save (AppWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
