/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number-drag.c - the gesture that moves a number.
 *
 * It sees the press before the text within the entry does, and takes it away from it only when the
 * pointer has gone some way aside: a click still places the cursor.
 */
#include "editor/number-drag.h"

#include <math.h>

/* px to begin, and px a step. */
#define BEGIN 6
#define STEP  6

typedef struct {
  void (*step) (gpointer data, double n_steps);
  void (*end) (gpointer data);
  gpointer data;
  gboolean dragging;
  double done; /* steps of this drag */
} Drag;

static void
on_begin (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  Drag *drag = data;
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  drag->dragging = FALSE;
  drag->done = 0;
  if ((gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  Drag *drag = data;
  double steps = trunc (dx / STEP);

  if (!drag->dragging && fabs (dx) >= BEGIN && fabs (dx) > fabs (dy)) {
    drag->dragging = TRUE;
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  }
  if (!drag->dragging || steps == drag->done)
    return;
  drag->step (drag->data, steps - drag->done);
  drag->done = steps;
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  Drag *drag = data;

  if (drag->dragging)
    drag->end (drag->data);
  drag->dragging = FALSE;
}

void
app_number_drag_attach (GtkWidget *entry, void (*step) (gpointer data, double n_steps),
                        void (*end) (gpointer data), gpointer data)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();
  Drag *drag = g_new0 (Drag, 1);

  drag->step = step;
  drag->end = end;
  drag->data = data;
  g_object_set_data_full (G_OBJECT (gesture), "drag", drag, g_free);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "drag-begin", G_CALLBACK (on_begin), drag);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (on_update), drag);
  g_signal_connect (gesture, "drag-end", G_CALLBACK (on_end), drag);
  gtk_widget_add_controller (entry, GTK_EVENT_CONTROLLER (gesture));
}
