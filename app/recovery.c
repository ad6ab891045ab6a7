/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recovery.c - autosave beside the document's own file, and what a crash left behind.
 *
 * The lock (flock) belongs to the open file, so the kernel frees it however the process ends, and a
 * reused process id cannot be mistaken for a living owner.
 */
#include "recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* From an edit to its copy on disk. */
#define DELAY_SECONDS 2
/* From a copy that failed to the next attempt: a full disk is not cured by haste. */
#define RETRY_SECONDS 5

/* Of the file whose lock is the owner's: an unsaved work's, and that of one which was discarded. */
#define LOCK  ".lock"
#define ASIDE ".discarded"
/* How long what was discarded waits for its turn to be offered. */
#define KEPT (7 * G_TIME_SPAN_DAY)

struct _AppRecovery {
  GObject parent_instance;

  AppDocument *document;
  char *folder;
  char *file; /* NULL while there are no files */
  char *lock;
  char *pins_file;
  int fd;      /* of lock, -1 while there is none */
  char *noted; /* the path that stands in lock */
  guint timer;
  SimDraft *written;   /* what stands in file */
  AppPins *pins;       /* NULL: nobody keeps any */
  guint pinned;        /* how often they changed */
  guint pinned_then;   /* as of what stands in pins_file; 0: nothing does */
  gboolean writing;    /* a thread is at it */
  gboolean complained; /* that writing fails was said; not again before it succeeded */
  gint closed;         /* write no more */
  guint copies;        /* how many were begun */
  GMutex busy;         /* held while writing; guards newest */
  guint newest;        /* the copy that was written last */
};

/* A copy on its way to disk. */
typedef struct {
  SimDraft *draft, *written; /* of the document; what a file gets of it */
  char *file;
  char *pins, *pins_file; /* the text of these; NULL: it is on the disk already */
  guint pinned;           /* how often they had changed */
  guint number;
} Copy;

G_DEFINE_FINAL_TYPE (AppRecovery, app_recovery, G_TYPE_OBJECT)

static char *
usual_folder (const char *folder)
{
  if (folder != NULL)
    return g_strdup (folder);
  return g_build_filename (g_get_user_state_dir (), "trefoil", "recovery", NULL);
}

/* Opens and locks path; -1 if somebody holds it or it vanished while it was being locked. */
static int
open_lock (const char *path, int flags)
{
  struct stat by_fd, by_path;
  int fd = g_open (path, O_RDWR | O_CLOEXEC | flags, 0600);

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &by_fd) == 0 && stat (path, &by_path) == 0
      && by_fd.st_ino == by_path.st_ino && by_fd.st_dev == by_path.st_dev)
    return fd;
  close (fd);
  return -1;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* --- writing --- */

static void
write_path (AppRecovery *self, const char *path)
{
  const char *text = path != NULL ? path : "";
  gssize length = (gssize)strlen (text);

  if (ftruncate (self->fd, 0) != 0 || pwrite (self->fd, text, (gsize)length, 0) != length)
    g_warning ("%s: %s", self->lock, g_strerror (errno));
  g_free (self->noted);
  self->noted = g_strdup (text);
}

static gboolean
ensure_files (AppRecovery *self)
{
  const char *path = app_document_path (self->document);
  g_autofree char *name = NULL, *base = NULL;

  if (self->fd < 0) {
    if (g_mkdir_with_parents (self->folder, 0700) != 0)
      return FALSE;
    name = g_uuid_string_random ();
    base = g_build_filename (self->folder, name, NULL);
    self->lock = g_strconcat (base, LOCK, NULL);
    self->file = g_strconcat (base, ".trefoil", NULL);
    self->pins_file = g_strconcat (base, ".pins", NULL);
    self->fd = open_lock (self->lock, O_CREAT | O_EXCL);
    if (self->fd < 0) {
      g_clear_pointer (&self->lock, g_free);
      g_clear_pointer (&self->file, g_free);
      g_clear_pointer (&self->pins_file, g_free);
      return FALSE;
    }
  }
  if (self->noted == NULL || g_strcmp0 (self->noted, path != NULL ? path : "") != 0)
    write_path (self, path);
  return TRUE;
}

static Copy *
copy_new (AppRecovery *self, SimDraft *draft)
{
  Copy *copy = g_new0 (Copy, 1);
  copy->draft = sim_draft_ref (draft);
  copy->written = sim_draft_ref (app_document_kept (self->document)); /* valid or not */
  copy->file = g_strdup (self->file);
  copy->number = ++self->copies;
  copy->pinned = self->pinned;
  copy->pins_file = g_strdup (self->pins_file);
  if (self->pinned != self->pinned_then)
    copy->pins = app_pins_write (self->pins);
  return copy;
}

static void
copy_free (Copy *copy)
{
  sim_draft_unref (copy->draft);
  sim_draft_unref (copy->written);
  g_free (copy->file);
  g_free (copy->pins);
  g_free (copy->pins_file);
  g_free (copy);
}

/* Waits for a copy that is being written; writes nothing over a newer one. FALSE without an error
   where nothing was to be written any more. */
static gboolean
write_copy (AppRecovery *self, const Copy *copy, GError **error)
{
  gboolean done = FALSE;

  g_mutex_lock (&self->busy);
  if (!g_atomic_int_get (&self->closed) && copy->number > self->newest) {
    done = sim_draft_save (copy->written, copy->file, error)
           && (copy->pins == NULL
               || g_file_set_contents_full (copy->pins_file, copy->pins, -1,
                                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, error));
    if (done)
      self->newest = copy->number;
  }
  g_mutex_unlock (&self->busy);
  return done;
}

static void
complain (AppRecovery *self, const GError *error)
{
  if (error == NULL || self->complained)
    return;
  self->complained = TRUE;
  g_message ("unsaved work is not safe: %s", error->message);
}

static void
note_written (AppRecovery *self, const Copy *copy)
{
  g_clear_pointer (&self->written, sim_draft_unref);
  self->written = sim_draft_ref (copy->draft);
  self->pinned_then = copy->pinned;
  self->complained = FALSE;
}

static void
remove_files (AppRecovery *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->fd < 0)
    return;
  g_unlink (self->file);
  g_unlink (self->pins_file);
  g_unlink (self->lock);
  close_fd (&self->fd);
  self->pinned_then = 0;
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->pins_file, g_free);
  g_clear_pointer (&self->lock, g_free);
  g_clear_pointer (&self->noted, g_free);
  g_clear_pointer (&self->written, sim_draft_unref);
}

/* In a thread of its own: syncing a disk may take long. */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gboolean done = write_copy (source, data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done);
}

/* The last window may be gone before its copy is written: the process stays to clear it away. */
static void
hold_process (gboolean hold)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && hold)
    g_application_hold (application);
  else if (application != NULL)
    g_application_release (application);
}

/* All of it is on the disk. */
static gboolean
is_written (AppRecovery *self)
{
  return app_document_draft (self->document) == self->written && self->pinned == self->pinned_then;
}

static gboolean on_timer (gpointer data);

static void
arm (AppRecovery *self, guint seconds)
{
  if (self->timer == 0 && app_document_modified (self->document) && !is_written (self))
    self->timer = g_timeout_add_seconds (seconds, on_timer, self);
}

static void
write_finished (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRecovery *self = APP_RECOVERY (source);
  const Copy *copy = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  guint newest;

  g_mutex_lock (&self->busy);
  newest = self->newest;
  g_mutex_unlock (&self->busy);
  self->writing = FALSE;
  complain (self, error);
  /* The document was saved or closed while this was on its way: the file is nobody's now. */
  if (g_strcmp0 (copy->file, self->file) != 0) {
    g_unlink (copy->file);
    g_unlink (copy->pins_file);
  } else if (done && copy->number == newest) {
    note_written (self, copy);
  }
  if (!g_atomic_int_get (&self->closed))
    arm (self, done ? DELAY_SECONDS : RETRY_SECONDS);
  hold_process (FALSE);
}

static gboolean
on_timer (gpointer data)
{
  AppRecovery *self = data;
  SimDraft *draft = app_document_draft (self->document);
  g_autoptr (GTask) task = NULL;

  if (self->writing)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  if (is_written (self))
    return G_SOURCE_REMOVE;
  if (!ensure_files (self)) {
    arm (self, RETRY_SECONDS);
    return G_SOURCE_REMOVE;
  }
  self->writing = TRUE;
  hold_process (TRUE);
  task = g_task_new (self, NULL, write_finished, NULL);
  g_task_set_task_data (task, copy_new (self, draft), (GDestroyNotify)copy_free);
  g_task_run_in_thread (task, write_thread);
  return G_SOURCE_REMOVE;
}

static void
on_changed (AppRecovery *self)
{
  if (!app_document_modified (self->document))
    remove_files (self);
  else
    arm (self, DELAY_SECONDS);
}

static void
on_pins (AppRecovery *self)
{
  self->pinned++;
  on_changed (self);
}

void
app_recovery_keep_pins (AppRecovery *self, AppPins *pins)
{
  self->pins = g_object_ref (pins);
  g_signal_connect_swapped (pins, "changed", G_CALLBACK (on_pins), self);
  g_signal_connect_swapped (pins, "renamed", G_CALLBACK (on_pins), self);
}

gboolean
app_recovery_flush (AppRecovery *self)
{
  SimDraft *draft = app_document_draft (self->document);
  g_autoptr (GError) error = NULL;
  Copy *copy;
  gboolean done;

  if (!app_document_modified (self->document))
    return TRUE;
  /* A copy on its way is of an older draft, and would replace this one if it came later. */
  if (is_written (self) && !self->writing)
    return TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!ensure_files (self)) {
    arm (self, RETRY_SECONDS);
    return FALSE;
  }
  copy = copy_new (self, draft);
  done = write_copy (self, copy, &error);
  complain (self, error);
  if (done)
    note_written (self, copy);
  else
    arm (self, RETRY_SECONDS);
  copy_free (copy);
  return done;
}

static void
follow_no_more (AppRecovery *self)
{
  g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->pins != NULL)
    g_signal_handlers_disconnect_by_data (self->pins, self);
}

void
app_recovery_abandon (AppRecovery *self)
{
  follow_no_more (self);
  g_atomic_int_set (&self->closed, TRUE);
  g_clear_handle_id (&self->timer, g_source_remove);
  close_fd (&self->fd);
}

/* Not wanted any more: nothing to wait for. A write under way holds a reference and clears up when
   it comes back. */
static void
app_recovery_dispose (GObject *object)
{
  AppRecovery *self = APP_RECOVERY (object);

  follow_no_more (self);
  g_atomic_int_set (&self->closed, TRUE);
  remove_files (self);
  G_OBJECT_CLASS (app_recovery_parent_class)->dispose (object);
}

static void
app_recovery_finalize (GObject *object)
{
  AppRecovery *self = APP_RECOVERY (object);

  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->lock, g_free);
  g_clear_pointer (&self->pins_file, g_free);
  g_clear_pointer (&self->noted, g_free);
  g_clear_pointer (&self->written, sim_draft_unref);
  g_clear_object (&self->pins);
  g_mutex_clear (&self->busy);
  g_free (self->folder);
  g_object_unref (self->document);
  G_OBJECT_CLASS (app_recovery_parent_class)->finalize (object);
}

static void
app_recovery_class_init (AppRecoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_recovery_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_recovery_finalize;
}

static void
app_recovery_init (AppRecovery *self)
{
  self->fd = -1;
  g_mutex_init (&self->busy);
}

AppRecovery *
app_recovery_new (AppDocument *document, const char *folder)
{
  AppRecovery *self = g_object_new (APP_TYPE_RECOVERY, NULL);

  self->document = g_object_ref (document);
  self->folder = usual_folder (folder);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (document, "file-changed", G_CALLBACK (on_changed), self);
  on_changed (self);
  return self;
}

/* --- what was left behind --- */

void
app_orphan_free (AppOrphan *orphan)
{
  if (orphan->fd >= 0)
    close (orphan->fd);
  sim_draft_unref (orphan->draft);
  g_free (orphan->file);
  g_free (orphan->lock);
  g_free (orphan->pins_file);
  g_free (orphan->pins);
  g_free (orphan->path);
  g_free (orphan->title);
  g_free (orphan);
}

void
app_orphan_discard (AppOrphan *orphan)
{
  g_unlink (orphan->file);
  if (!orphan->keeps_pins)
    g_unlink (orphan->pins_file);
  g_unlink (orphan->lock);
}

static char *
orphan_title (const AppOrphan *orphan)
{
  const char *title = sim_value_text (sim_draft_get (orphan->draft, "/title"));

  if (title != NULL && *title != '\0')
    return g_strdup (sim_shown_text (sim_draft_root (orphan->draft), title));
  return orphan->path != NULL ? g_filename_display_basename (orphan->path) : NULL;
}

static void
take_pins (AppOrphan *orphan)
{
  g_autoptr (GError) error = NULL;

  orphan->pins_lost = !g_file_get_contents (orphan->pins_file, &orphan->pins, NULL, &error)
                      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Takes over what belongs to a free lock, name, which ends like that; NULL if its owner
   lives or there is nothing to recover. What cannot be read now may be readable tomorrow, or by a
   person: it is kept and listed. */
static AppOrphan *
take_orphan (const char *folder, const char *name, const char *ending, GPtrArray *unreadable)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (ending));
  g_autofree char *base = g_build_filename (folder, stem, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  AppOrphan *orphan = g_new0 (AppOrphan, 1);
  struct stat info = { 0 };
  gboolean exists;

  orphan->file = g_strconcat (base, ".trefoil", NULL);
  orphan->lock = g_build_filename (folder, name, NULL);
  orphan->pins_file = g_strconcat (base, ".pins", NULL);
  orphan->fd = open_lock (orphan->lock, 0);
  if (orphan->fd < 0) {
    app_orphan_free (orphan);
    return NULL;
  }
  orphan->draft = sim_draft_read_file (orphan->file, problems);
  exists = stat (orphan->file, &info) == 0 || errno != ENOENT;
  if (orphan->draft == NULL) {
    if (!exists)
      app_orphan_discard (orphan);
    else if (unreadable != NULL)
      g_ptr_array_add (unreadable, g_strdup (orphan->file));
    app_orphan_free (orphan);
    return NULL;
  }
  take_pins (orphan);
  if (g_str_equal (ending, ASIDE))
    fstat (orphan->fd, &info);
  orphan->time = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  if (g_file_get_contents (orphan->lock, &orphan->path, NULL, NULL) && *orphan->path == '\0')
    g_clear_pointer (&orphan->path, g_free);
  orphan->title = orphan_title (orphan);
  return orphan;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const AppOrphan *first = *(AppOrphan *const *)a, *second = *(AppOrphan *const *)b;
  return (first->time > second->time) - (first->time < second->time);
}

static GPtrArray *
take_orphans (const char *folder, const char *ending, GPtrArray *unreadable)
{
  GPtrArray *orphans = g_ptr_array_new_with_free_func ((GDestroyNotify)app_orphan_free);
  g_autofree char *place = usual_folder (folder);
  GDir *dir = g_dir_open (place, 0, NULL);
  const char *name;

  if (dir == NULL)
    return orphans;
  while ((name = g_dir_read_name (dir)) != NULL) {
    AppOrphan *orphan = g_str_has_suffix (name, ending)
                            ? take_orphan (place, name, ending, unreadable)
                            : NULL;
    if (orphan != NULL)
      g_ptr_array_add (orphans, orphan);
  }
  g_dir_close (dir);
  g_ptr_array_sort (orphans, compare_times);
  return orphans;
}

GPtrArray *
app_recovery_orphans (const char *folder, GPtrArray *unreadable)
{
  return take_orphans (folder, LOCK, unreadable);
}

/* --- what was discarded --- */

/* One step makes it discarded, whole, or leaves it as it was: its lock gets the other ending. */
void
app_recovery_put_aside (AppRecovery *self)
{
  g_autofree char *aside = NULL;

  if (!app_document_modified (self->document) || !app_recovery_flush (self))
    return;
  aside = g_strdup_printf ("%.*s" ASIDE, (int)(strlen (self->lock) - strlen (LOCK)), self->lock);
  futimens (self->fd, NULL); /* when it was */
  if (g_rename (self->lock, aside) == 0)
    app_recovery_abandon (self);
}

AppOrphan *
app_recovery_discarded (const char *folder, GPtrArray *unreadable)
{
  g_autoptr (GPtrArray) all = take_orphans (folder, ASIDE, unreadable);
  gint64 oldest = g_get_real_time () - KEPT;

  while (all->len > 0 && ((AppOrphan *)g_ptr_array_index (all, 0))->time < oldest) {
    app_orphan_discard (g_ptr_array_index (all, 0));
    g_ptr_array_remove_index (all, 0);
  }
  return all->len > 0 ? g_ptr_array_steal_index (all, all->len - 1) : NULL;
}
