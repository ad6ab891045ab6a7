/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-notes.c - longer text that wraps: title, question, notes.
 *
 * Tab leaves the text, as in a form; Ctrl+Tab would too, but nobody looks for that in a form. Where
 * the text is one line that only wraps on the screen, Enter confirms it, as in an entry. Markdown
 * is shown as it is read until it is to be edited; Escape, or the button below it, ends that.
 */
#include "editor/field.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n.h>

#include "editor/reading.h"

#define REST_MS 300
/* Longer texts scroll within themselves while they are written, where the cursor goes. */
#define MAX_HEIGHT 340

static const char reading[] = "reading", writing[] = "writing";

#define APP_TYPE_FIELD_NOTES (app_field_notes_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldNotes, app_field_notes, APP, FIELD_NOTES, AppField)

struct _AppFieldNotes {
  AppField parent_instance;
  GtkWidget *view;
  GtkTextBuffer *buffer; /* of view */
  GtkStack *pages;       /* of Markdown: reading, and writing with the view; else NULL */
  AppReading *reading;   /* of the first */
  gboolean silent;       /* the text is being set from the draft */
  char *shown;           /* the draft's text when the buffer was last in step with it */
  guint rest;
};

G_DEFINE_FINAL_TYPE (AppFieldNotes, app_field_notes, APP_TYPE_FIELD)

static char *
buffer_text (AppFieldNotes *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static gboolean
is_one_line (AppFieldNotes *self)
{
  const SimField *row = app_field_row (APP_FIELD (self));
  return row != NULL && !row->markdown;
}

static void
take_text (AppFieldNotes *self)
{
  g_autofree char *text = buffer_text (self);
  g_autoptr (SimValue) value = NULL;

  if (is_one_line (self)) /* more of them can come from the clipboard */
    g_strdelimit (text, "\r\n", ' ');
  value = sim_value_new_text (text);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_free (self->shown);
  self->shown = g_strdup (text);
  app_field_set_value (APP_FIELD (self), value);
}

static gboolean
on_rest (gpointer data)
{
  AppFieldNotes *self = data;

  self->rest = 0;
  take_text (self);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (AppFieldNotes *self)
{
  if (self->silent)
    return;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

/* --- Markdown: reading and writing --- */

static gboolean
is_read (AppFieldNotes *self)
{
  return self->pages != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), reading) == 0;
}

/* An empty text is there to be written. */
static void
read_text (AppFieldNotes *self)
{
  gboolean empty = self->shown == NULL || self->shown[0] == '\0';

  if (self->pages == NULL)
    return;
  app_reading_set_text (self->reading, empty ? "" : self->shown);
  gtk_stack_set_visible_child_name (self->pages, empty ? writing : reading);
}

static void
write_text (AppFieldNotes *self)
{
  GtkTextIter start;

  if (!gtk_widget_get_sensitive (self->view))
    return; /* locked */
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  gtk_stack_set_visible_child_name (self->pages, writing);
  gtk_widget_grab_focus (self->view);
}

static void commit (AppField *field);

static void
stop_writing (AppFieldNotes *self)
{
  commit (APP_FIELD (self));
  read_text (self);
  if (is_read (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->reading));
}

static void
on_sensitive (AppFieldNotes *self)
{
  app_reading_set_offers (self->reading, gtk_widget_get_sensitive (self->view));
}

static GtkWidget *
new_pages (AppFieldNotes *self, GtkWidget *scroller)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *done = gtk_button_new_with_label (_ ("Done"));

  self->pages = GTK_STACK (gtk_stack_new ());
  self->reading = app_reading_new (app_field_name (APP_FIELD (self)));
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  gtk_widget_add_css_class (done, "flat");
  gtk_widget_add_css_class (done, "done");
  gtk_widget_set_halign (done, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (page), scroller);
  gtk_box_append (GTK_BOX (page), done);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->reading), reading);
  gtk_stack_add_named (self->pages, page, writing);
  g_signal_connect_swapped (self->reading, "clicked", G_CALLBACK (write_text), self);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (stop_writing), self);
  g_signal_connect_object (self->view, "notify::sensitive", G_CALLBACK (on_sensitive), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->pages);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  AppFieldNotes *self = APP_FIELD_NOTES (widget);

  if (is_read (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->reading));
  return GTK_WIDGET_CLASS (app_field_notes_parent_class)->grab_focus (widget);
}

/* --- as all fields --- */

static void
refresh (AppField *field)
{
  AppFieldNotes *self = APP_FIELD_NOTES (field);
  g_autoptr (SimValue) value = app_field_value (field);
  const char *raw = sim_value_text (value) != NULL ? sim_value_text (value) : "";
  const char *now = app_field_shown (field, raw);
  gboolean typed = gtk_widget_has_focus (self->view) && g_strcmp0 (raw, self->shown) == 0;
  g_autofree char *text = NULL;

  if (g_strcmp0 (now, self->shown) == 0 || typed)
    return;
  g_clear_handle_id (&self->rest, g_source_remove);
  g_free (self->shown);
  self->shown = g_strdup (now);
  text = buffer_text (self);
  if (g_str_equal (text, now))
    return;
  self->silent = TRUE;
  gtk_text_buffer_set_text (self->buffer, now, -1);
  self->silent = FALSE;
  if (!gtk_widget_has_focus (self->view))
    read_text (self);
}

static void
commit (AppField *field)
{
  if (APP_FIELD_NOTES (field)->rest != 0)
    take_text (APP_FIELD_NOTES (field));
}

static void
on_leave (AppFieldNotes *self)
{
  commit (APP_FIELD (self));
  app_field_end_edit (APP_FIELD (self));
}

static gboolean
on_key (AppFieldNotes *self, guint key, guint code, GdkModifierType state)
{
  if (key == GDK_KEY_Escape && self->pages != NULL) {
    stop_writing (self);
    return GDK_EVENT_STOP;
  }
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !is_one_line (self))
    return GDK_EVENT_PROPAGATE;
  commit (APP_FIELD (self));
  app_field_end_edit (APP_FIELD (self));
  return GDK_EVENT_STOP;
}

/* Long texts are scrolled while they are written. */
static GtkWidget *
new_scroller (AppFieldNotes *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  return scroller;
}

static void
constructed (GObject *object)
{
  AppFieldNotes *self = APP_FIELD_NOTES (object);

  G_OBJECT_CLASS (app_field_notes_parent_class)->constructed (object);
  /* A scroller keeps the wheel to itself, which is to move the card on. */
  app_field_set_control (APP_FIELD (object), self->view,
                         is_one_line (self) ? self->view
                                            : new_pages (self, new_scroller (self)));
  app_field_refresh (APP_FIELD (object));
  read_text (self);
}

static void
dispose (GObject *object)
{
  g_clear_handle_id (&APP_FIELD_NOTES (object)->rest, g_source_remove);
  G_OBJECT_CLASS (app_field_notes_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_free (APP_FIELD_NOTES (object)->shown);
  G_OBJECT_CLASS (app_field_notes_parent_class)->finalize (object);
}

static void
app_field_notes_class_init (AppFieldNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  APP_FIELD_CLASS (klass)->refresh = refresh;
  APP_FIELD_CLASS (klass)->commit = commit;
}

static void
app_field_notes_init (AppFieldNotes *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->view, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->view, keys);
}

AppField *
app_field_notes_new (AppDocument *document, const char *pointer, const char *name)
{
  return g_object_new (APP_TYPE_FIELD_NOTES, "document", document, "pointer", pointer, "field-name",
                       name, NULL);
}
