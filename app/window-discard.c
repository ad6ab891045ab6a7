/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-discard.c - what was discarded can be brought back as long as a message offers it: in the
 * window where something else was opened, and at the next start where the window was closed.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "toast.h"

#define ACTION "win.bring-back"

/* On its way back into the window. */
typedef struct {
  SimDraft *draft;
  char *path;
} Discarded;

static void
discarded_free (gpointer data)
{
  Discarded *discarded = data;

  sim_draft_unref (discarded->draft);
  g_free (discarded->path);
  g_free (discarded);
}

void
app_window_clear_discarded (AppWindow *self)
{
  g_clear_pointer (&self->discarded, sim_draft_unref);
  g_clear_pointer (&self->discarded_path, g_free);
}

static void
keep (AppWindow *self, SimDraft *draft, const char *path)
{
  app_window_clear_discarded (self);
  self->discarded = sim_draft_ref (draft);
  self->discarded_path = g_strdup (path);
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
  g_autofree char *title = title_of (self->discarded, self->discarded_path);
  g_autofree char *text = g_strdup_printf (_ ("The changes to “%s” were discarded"), title);

  app_window_toast (self, text, _ ("Bring Back"), ACTION);
}

void
app_window_put_aside (AppWindow *self)
{
  if (!app_document_modified (self->document))
    return;
  keep (self, app_document_kept (self->document), app_document_path (self->document));
  self->discarded_in = app_document_generation (self->document);
  self->discard_told = FALSE;
}

void
app_window_offer_discarded (AppWindow *self, SimDraft *draft, const char *path)
{
  keep (self, draft, path);
  self->discard_told = TRUE;
  offer (self);
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

static void
bring_back (AppWindow *self, gpointer data)
{
  const Discarded *discarded = data;

  app_document_load_draft (self->document, discarded->draft, discarded->path, TRUE);
  app_window_show_start (self, FALSE);
}

static void
on_bring_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  Discarded *discarded;

  if (self->discarded == NULL)
    return;
  discarded = g_new (Discarded, 1);
  *discarded = (Discarded){ g_steal_pointer (&self->discarded),
                            g_steal_pointer (&self->discarded_path) };
  app_toast_withdraw (self->toasts, ACTION);
  app_window_when_safe (self, app_step_new (self, bring_back, discarded, discarded_free));
}

void
app_window_init_discard (AppWindow *self)
{
  static const GActionEntry entries[] = { { .name = "bring-back", .activate = on_bring_back } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->document, "file-changed", G_CALLBACK (on_file_changed), self,
                           G_CONNECT_SWAPPED);
}
