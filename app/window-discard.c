/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-discard.c - what was discarded can be brought back as long as a message offers it: in the
 * window where something else was opened, and at the next start where the window was closed.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "toast.h"

#define ACTION "win.bring-back"

/* Shared by the window and the way back into it. */
struct _AppDiscarded {
  SimDraft *draft;
  char *path;      /* its file; NULL: none */
  AppOrphan *copy; /* of it on the disk; NULL: none */
};

static void
discarded_clear (gpointer data)
{
  AppDiscarded *discarded = data;

  sim_draft_unref (discarded->draft);
  g_free (discarded->path);
  g_clear_pointer (&discarded->copy, app_orphan_free);
}

static void
discarded_unref (gpointer data)
{
  g_rc_box_release_full (data, discarded_clear);
}

void
app_window_clear_discarded (AppWindow *self)
{
  g_clear_handle_id (&self->discard_wait, g_source_remove);
  g_clear_pointer (&self->discarded, discarded_unref);
}

void
app_window_end_discarded (AppWindow *self)
{
  if (self->discarded != NULL && self->discarded->copy != NULL && self->discard_wait == 0)
    app_orphan_discard (self->discarded->copy);
  app_window_clear_discarded (self);
}

static void
keep (AppWindow *self, SimDraft *draft, const char *path, AppOrphan *copy)
{
  app_window_clear_discarded (self);
  self->discarded = g_rc_box_new (AppDiscarded);
  *self->discarded = (AppDiscarded){ sim_draft_ref (draft), g_strdup (path), copy };
}

static char *
title_of (SimDraft *draft, const char *path)
{
  const char *title = sim_value_text (sim_draft_get (draft, "/title"));

  if (title != NULL && *title != '\0')
    return g_strdup (sim_shown_text (sim_draft_root (draft), title));
  return path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("Untitled"));
}

static void
offer (AppWindow *self)
{
  g_autofree char *title = title_of (self->discarded->draft, self->discarded->path);
  g_autofree char *text = g_strdup_printf (_ ("The changes to “%s” were discarded"), title);

  app_window_toast (self, text, _ ("Bring Back"), ACTION);
}

void
app_window_put_aside (AppWindow *self)
{
  if (!app_document_modified (self->document))
    return;
  keep (self, app_document_kept (self->document), app_document_path (self->document), NULL);
  self->discarded_in = app_document_generation (self->document);
  self->discard_told = FALSE;
}

/* Messages take each other's place: the earlier one is to be read. */
static gboolean
on_wait (gpointer data)
{
  AppWindow *self = data;

  if (app_toast_stands (self->toasts))
    return G_SOURCE_CONTINUE;
  self->discard_wait = 0;
  offer (self);
  return G_SOURCE_REMOVE;
}

void
app_window_offer_discarded (AppWindow *self, AppOrphan *discarded)
{
  if (self->discarded != NULL) {
    app_orphan_free (discarded);
    return;
  }
  keep (self, discarded->draft, discarded->path, discarded);
  self->discard_told = TRUE;
  if (on_wait (self) == G_SOURCE_CONTINUE)
    self->discard_wait = g_timeout_add_seconds (1, on_wait, self);
}

/* Not before something else is here: a file that cannot be read takes no place, and then the
   changes may be saved after all. */
static void
on_file_changed (AppWindow *self)
{
  if (self->discarded == NULL || self->discard_told)
    return;
  if (app_document_generation (self->document) != self->discarded_in) {
    self->discard_told = TRUE;
    offer (self);
  } else if (!app_document_modified (self->document)) {
    app_window_clear_discarded (self);
  }
}

/* It is no more to be brought back, and its files go, not before it is safe in its place. Its
   message goes first: what has been discarded for it has one of its own. */
static void
bring_back (AppWindow *self, gpointer data)
{
  AppDiscarded *discarded = data;

  if (self->discarded == discarded) {
    app_window_clear_discarded (self);
    app_toast_withdraw (self->toasts, ACTION);
  }
  app_document_load_draft (self->document, discarded->draft, discarded->path, TRUE);
  app_window_show_start (self, FALSE);
  if (discarded->copy == NULL)
    return;
  if (discarded->copy->pins != NULL || discarded->copy->pins_lost)
    app_window_recover_pins (self, discarded->copy);
  if (app_window_flush (self))
    app_orphan_discard (discarded->copy);
}

static void
on_bring_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  if (self->discarded != NULL)
    app_window_when_safe (self, app_step_new (self, bring_back, g_rc_box_acquire (self->discarded),
                                              discarded_unref));
}

void
app_window_init_discard (AppWindow *self)
{
  static const GActionEntry entries[] = { { .name = "bring-back", .activate = on_bring_back } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->document, "file-changed", G_CALLBACK (on_file_changed), self,
                           G_CONNECT_SWAPPED);
}
