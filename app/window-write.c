/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-write.c - a lesson is written beside the results, and tried as a learner has it.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "lesson/writer.h"

static void
begin_to_write (AppWindow *self)
{
  guint index = app_course_on_trial (self->course) ? app_course_index (self->course)
                                                   : app_author_index (self->author);

  app_window_show_start (self, FALSE);
  app_course_set_on (self->course, FALSE);
  app_author_begin (self->author, index);
  /* What it is written in takes the keys. */
  gtk_widget_child_focus (gtk_stack_get_child_by_name (self->teaching, "writer"),
                          GTK_DIR_TAB_FORWARD);
}

/* Which of the two is on; the other one waits. */
static void
write_on (AppWindow *self, gboolean on)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "write-lesson");

  if (on && !app_author_on (self->author) && !app_author_can_begin (self->author)) {
    app_window_toast (self, _ ("A lesson begins with a scenario without problems: mend it first"),
                      _ ("Show"), "win.show-problem");
    return;
  }
  if (on && !app_author_on (self->author) && app_course_awaits (self->course)) {
    app_window_ask_to_miss (self,
                            _ ("Writing a lesson shows the results of its steps. The predictions "
                               "that are not made yet then count as not made."),
                            _ ("_Write"), begin_to_write);
    return;
  }
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (on));
  if (on == app_author_on (self->author))
    return;
  if (on) {
    begin_to_write (self);
  } else {
    app_author_end (self->author);
    app_course_begin (self->course, FALSE);
    app_course_set_on (self->course, FALSE);
  }
}

static void
on_write (GSimpleAction *action, GVariant *state, gpointer data)
{
  write_on (data, g_variant_get_boolean (state));
}

static void
on_record (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (!app_author_record (self->author, app_window_view (self, NULL)->id, &error))
    app_window_toast (self, error->message, NULL, NULL);
}

/* Once it is known whether it can be gone through; else its writer says what is missing. */
static void
try_it (AppWindow *self)
{
  GtkWidget *writer = gtk_stack_get_child_by_name (self->teaching, "writer");

  if (!self->trying || app_author_checking (self->author))
    return;
  self->trying = FALSE;
  if (!app_author_ready (self->author)) {
    app_lesson_writer_point_out (APP_LESSON_WRITER (writer));
    return;
  }
  app_author_end (self->author);
  app_course_begin (self->course, TRUE);
}

static void
on_try (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = app_document_to_save (self->document, &error);

  if (draft == NULL || !app_document_valid (self->document)) {
    app_window_toast (self, _ ("A scenario with a problem cannot be simulated: mend it first"),
                      _ ("Show"), "win.show-problem");
    return;
  }
  self->trying = TRUE;
  try_it (self);
}

/* What a step shows is on show once when the author comes to it. */
static void
show_view (AppWindow *self)
{
  const char *view = app_author_text (self->author, "view");
  guint step = app_author_on (self->author) ? app_author_index (self->author) : G_MAXUINT;
  gboolean same = step == self->written;

  self->written = step;
  if (!same && step != G_MAXUINT && app_view_find (view) != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                        g_variant_new_string (view));
}

/* Undo or another document may have ended the writing. */
static void
on_changed (AppWindow *self)
{
  static const char *const names[] = { "record-step", "try-lesson" };
  gboolean on = app_author_on (self->author);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "write-lesson");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (on));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), on);
  }
  self->trying &= on;
  show_view (self);
}

GtkWidget *
app_window_init_writing (AppWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "write-lesson", .state = "false", .change_state = on_write },
    { .name = "record-step", .activate = on_record },
    { .name = "try-lesson", .activate = on_try },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->author = app_author_new (self->document);
  self->written = G_MAXUINT;
  g_signal_connect_object (self->author, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->author, "checked", G_CALLBACK (try_it), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return app_lesson_writer_new (self->author, self->run);
}
