/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-session.c - what the window was like, kept for the next start, and given back then.
 */
#include "window-private.h"

#include "editor/editor.h"
#include "session.h"

void
app_window_remember (AppWindow *self)
{
  AppSession session = { .cards = app_editor_cards (self->editor),
                         .trial = app_trial_focus_trial (self->focus) };
  gboolean shown = self->covered        ? self->covered_before
                   : self->projector ? self->sidebar_before
                                     : adw_flap_get_reveal_flap (self->flap);
  /* What hides for want of room is not hidden by anybody. */
  gboolean hides = self->gave_way || adw_flap_get_folded (self->flap);

  gtk_window_get_default_size (GTK_WINDOW (self), &session.width, &session.height);
  session.maximised = gtk_window_is_maximized (GTK_WINDOW (self));
  session.path = g_strdup (app_document_path (self->document));
  session.view = g_strdup (gtk_stack_get_visible_child_name (self->stack));
  session.bare = !shown && !hides;
  session.hypothesis = g_strdup (app_trial_focus_id (self->focus));
  session.pins = app_pins_n (self->pins) > 0 ? app_pins_write (self->pins) : NULL;
  app_session_write (&session, NULL);
  g_strfreev (session.cards);
  g_free (session.path);
  g_free (session.view);
  g_free (session.hypothesis);
  g_free (session.pins);
}

/* Another scenario has other trials, and what was pinned was for comparing the one before. Without
   a file nothing of before is open. */
static void
restore_work (AppWindow *self, const AppSession *session)
{
  const char *path = app_document_path (self->document);

  if (path == NULL || g_strcmp0 (path, session->path) != 0)
    return;
  if (session->pins != NULL && app_pins_read (self->pins, session->pins) > 0)
    g_message ("not all that was pinned could be read");
  if (session->trial < SIM_MAX_REPLICATES)
    app_trial_focus_set_trial (self->focus, session->trial);
  app_trial_focus_set_hypothesis (self->focus, session->hypothesis);
}

void
app_window_restore (AppWindow *self, const AppSession *session)
{
  if (session->width > 0 && session->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), session->width, session->height);
  if (session->maximised)
    gtk_window_maximize (GTK_WINDOW (self));
  if (session->view != NULL && app_view_find (session->view) != NULL
      && app_course_opens (self->course, session->view))
    g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                        g_variant_new_string (session->view));
  app_editor_fold (self->editor, (const char *const *)session->cards);
  if (session->bare)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  restore_work (self, session);
}
