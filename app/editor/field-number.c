/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-number.c - a number as a dense entry.
 *
 * Arrow keys and, while the entry has the focus, the wheel move by the field's step. A number is
 * dragged to the side, with the focus or without: every step is live, all of them are one step of
 * undo. A press that does not move is the text's: it puts the cursor there, and the second
 * of two selects the number.
 */
#include "editor/field-entry.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/alternatives.h"
#include "editor/number.h"
#include "editor/structure.h"
#include "figure-label.h"

/* Long enough for the next digit to arrive, short enough for the plot to seem to follow. */
#define REST_MS 150
/* Of a drag: px until it is one and no click, and a step. */
#define DRAG_START 6
#define DRAG_STEP  6

#define APP_TYPE_FIELD_NUMBER (app_field_number_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldNumber, app_field_number, APP, FIELD_NUMBER, AppFieldEntry)

struct _AppFieldNumber {
  AppFieldEntry parent_instance;
  double shown; /* the draft's number when the text was last in step with it; NaN: none */
  double drag_from;  /* the number at the start of a drag; NaN: it cannot be dragged */
  gboolean pressed;
  gboolean dragging; /* and no click */
};

G_DEFINE_FINAL_TYPE (AppFieldNumber, app_field_number, APP_TYPE_FIELD_ENTRY)

static double
draft_number (AppFieldNumber *self)
{
  g_autoptr (SimValue) value = app_field_value (APP_FIELD (self));

  return sim_value_number (value);
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* The number that the text says; FALSE if it says none. What the field wrote is in no doubt. */
static gboolean
typed_number (AppFieldNumber *self, double *number)
{
  AppFieldEntry *entry = APP_FIELD_ENTRY (self);

  return app_number_parse_known (app_field_entry_text (entry),
                                 app_number_kind (app_field_row (APP_FIELD (self))),
                                 app_field_entry_written (entry), number);
}

static void
show_number (AppFieldNumber *self, double number)
{
  g_autofree char *text
      = isnan (number) ? g_strdup ("")
                       : app_number_show (app_field_row (APP_FIELD (self)), number);

  self->shown = number;
  app_field_entry_show (APP_FIELD_ENTRY (self), text);
}

static void
complain (AppFieldNumber *self)
{
  const SimField *row = app_field_row (APP_FIELD (self));
  g_autofree char *allowed = row != NULL ? app_number_allowed (row) : g_strdup (_ ("a number"));
  const char *text = app_field_entry_text (APP_FIELD_ENTRY (self));
  g_autofree char *sentence = app_number_doubt (text, app_number_kind (row));

  if (sentence == NULL)
    sentence = text[0] == '\0'
                   ? g_strdup_printf (_ ("Nothing entered; allowed: %s"), allowed)
                   : g_strdup_printf (_ ("“%s” is not a number; allowed: %s"), text, allowed);

  app_field_set_unreadable (APP_FIELD (self), sentence);
}

static void
take (AppFieldEntry *entry)
{
  AppFieldNumber *self = APP_FIELD_NUMBER (entry);
  double number = 0;

  if (!typed_number (self, &number)) {
    const SimField *row = app_field_row (APP_FIELD (self));

    if (!isnan (self->shown) && app_field_entry_text (entry)[0] == '\0' && row != NULL
        && app_structure_optional (row)
        && app_alternatives_of (app_field_pointer (APP_FIELD (self))) == NULL) {
      self->shown = NAN;
      app_field_set_value (APP_FIELD (self), NULL);
    } else if (isnan (self->shown) && app_field_entry_text (entry)[0] == '\0')
      app_field_set_unreadable (APP_FIELD (self), NULL);
    else
      complain (self);
    return;
  }
  app_field_set_unreadable (APP_FIELD (self), NULL);
  if (!same (number, draft_number (self))) {
    g_autoptr (SimValue) value = sim_value_new_number (number);

    self->shown = number;
    app_field_set_value (APP_FIELD (self), value);
  }
}

/* "5,0" becomes "5" when it is left; what cannot be read stays. */
static void
tidy (AppFieldEntry *entry)
{
  AppFieldNumber *self = APP_FIELD_NUMBER (entry);
  double number = 0;

  if (typed_number (self, &number) && same (number, draft_number (self)))
    show_number (self, number);
}

static void
refresh (AppField *field)
{
  AppFieldNumber *self = APP_FIELD_NUMBER (field);
  AppFieldEntry *entry = APP_FIELD_ENTRY (field);
  double now = draft_number (self), number = 0;
  gboolean says_so = typed_number (self, &number) && number == now;

  /* As long as the draft's number stands still, the text belongs to who types it. */
  if (same (now, self->shown)
      && (app_field_entry_pending (entry) || says_so || app_field_complaint (field) != NULL))
    return;
  app_field_entry_settle (entry);
  self->shown = now;
  if (!says_so || !app_field_entry_focused (entry))
    show_number (self, now);
  app_field_set_unreadable (field, NULL);
}

static void
show_draft (AppFieldEntry *entry)
{
  AppFieldNumber *self = APP_FIELD_NUMBER (entry);

  show_number (self, draft_number (self));
}

/* By n_steps from a number, which need not be the present one. */
static void
step_from (AppFieldNumber *self, double from, double n_steps)
{
  const SimField *row = app_field_row (APP_FIELD (self));
  AppFieldEntry *entry = APP_FIELD_ENTRY (self);
  g_autofree char *text = NULL;
  double number = 0, moved = 0;

  if (row == NULL || !typed_number (self, &number))
    return;
  moved = n_steps == 0 ? from : app_number_step (row, from, n_steps);
  if (moved == number)
    return;
  text = app_number_show (row, moved);
  app_field_entry_settle (entry);
  app_field_entry_show (entry, text);
  gtk_editable_select_region (app_field_entry_editable (entry), 0, -1);
  take (entry);
}

static void
step (AppFieldNumber *self, double n_steps)
{
  double number = 0;

  if (typed_number (self, &number))
    step_from (self, number, n_steps);
}

/* --- dragging --- */

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  AppFieldNumber *self = data;

  self->pressed = TRUE;
  self->dragging = FALSE;
  if (!typed_number (self, &self->drag_from))
    self->drag_from = NAN;
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  AppFieldNumber *self = data;

  if (isnan (self->drag_from))
    return;
  /* Whichever way it goes: else GtkText would select, or take away what is selected. */
  if (MAX (fabs (dx), fabs (dy)) >= DRAG_START)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!self->dragging && fabs (dx) < DRAG_START)
    return;
  if (!self->dragging) {
    app_field_commit (APP_FIELD (self)); /* what was typed before is a step of its own */
    app_field_end_edit (APP_FIELD (self));
  }
  self->dragging = TRUE;
  step_from (self, self->drag_from,
             trunc ((dx - copysign (DRAG_START, dx)) / DRAG_STEP) + copysign (1, dx));
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  AppFieldNumber *self = data;

  if (!self->pressed)
    return;
  self->pressed = FALSE;
  if (self->dragging) {
    app_field_end_edit (APP_FIELD (self));
    tidy (APP_FIELD_ENTRY (self));
  }
  self->dragging = FALSE;
}

/* To GtkText the point parts two words. */
static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  if (n_press == 2)
    gtk_editable_select_region (app_field_entry_editable (data), 0, -1);
}

static void
on_focus (GtkEventControllerFocus *controller, gpointer data)
{
  AppFieldNumber *self = data;
  gboolean inside = gtk_event_controller_focus_contains_focus (controller);
  GtkEditable *text
      = gtk_editable_get_delegate (app_field_entry_editable (APP_FIELD_ENTRY (self)));

  gtk_widget_set_cursor_from_name (GTK_WIDGET (text), inside ? "text" : "ew-resize");
}

static void
add_drag (AppFieldNumber *self, GtkWidget *entry)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  self->drag_from = NAN;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus), self);
  gtk_widget_add_controller (entry, focus);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (text), "ew-resize");
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppFieldNumber *self = data;
  double n_steps = app_field_entry_steps (key, state);

  if (n_steps != 0) {
    step (self, n_steps);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  AppFieldNumber *self = data;

  /* Without the focus the wheel belongs to the column, so that scrolling past changes nothing. */
  if (!app_field_entry_focused (APP_FIELD_ENTRY (self)) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  step (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
constructed (GObject *object)
{
  AppFieldNumber *self = APP_FIELD_NUMBER (object);

  G_OBJECT_CLASS (app_field_number_parent_class)->constructed (object);
  app_field_refresh (APP_FIELD (self));
}

static void
app_field_number_class_init (AppFieldNumberClass *klass)
{
  AppFieldEntryClass *entry_class = APP_FIELD_ENTRY_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  APP_FIELD_CLASS (klass)->refresh = refresh;
  entry_class->rest_ms = REST_MS;
  entry_class->take = take;
  entry_class->tidy = tidy;
  entry_class->show_draft = show_draft;
}

static void
app_field_number_init (AppFieldNumber *self)
{
  GtkEditable *editable = app_field_entry_editable (APP_FIELD_ENTRY (self));
  GtkWidget *entry = GTK_WIDGET (editable);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->shown = NAN;
  app_figure_entry (editable);
  gtk_editable_set_alignment (editable, 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (entry, key);
  gtk_widget_add_controller (entry, scroll);
  add_drag (self, entry);
}

AppField *
app_field_number_new (AppDocument *document, const char *pointer, const char *name)
{
  return g_object_new (APP_TYPE_FIELD_NUMBER, "document", document, "pointer", pointer,
                       "field-name", name, NULL);
}
