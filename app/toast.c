/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * toast.c - the latest message takes the place of the one before.
 *
 * The high priority of libadwaita means something else: the earlier toast waits and is shown again,
 * and where it has not gone from the screen by then, after a quarter of a second, an assertion ends
 * the program (1.2.2). Nor may a toast be dismissed before it has come to the screen: its text is
 * changed then, which hardly anybody has seen.
 */
#include "toast.h"

#include <glib/gi18n.h>

#define SECONDS          4
#define SECONDS_TO_PRESS 10
/* A toast comes in a quarter of a second. */
#define COMING (G_USEC_PER_SEC / 2)
#define FRAMES 5
#define SHOWN  "shown-toast" /* data of an overlay: the toast that has not been dismissed */
#define SINCE  "since"       /* data of that: the Moment in which it was added */
#define ACTION "leads-to"    /* and the detailed name of its action */
#define AGAIN  100           /* ms until it is asked again whether it has come */
#define LINE   "line"        /* data of an overlay: in whose place a message stands */

/* --- its room --- */

void
app_toast_set_line (AdwToastOverlay *overlay, GtkWidget *line)
{
  g_object_set_data_full (G_OBJECT (overlay), LINE, g_object_ref (line), g_object_unref);
}

/* What cannot be seen is not to be pressed either. */
static void
take_room (AdwToastOverlay *overlay, int height, gboolean over)
{
  GtkWidget *child = adw_toast_overlay_get_child (overlay);
  GtkWidget *line = g_object_get_data (G_OBJECT (overlay), LINE);

  if (child != NULL)
    gtk_widget_set_margin_bottom (child, height);
  if (line == NULL)
    return;
  gtk_widget_set_opacity (line, over ? 0 : 1);
  gtk_widget_set_can_target (line, !over);
  gtk_widget_set_can_focus (line, !over);
}

static GtkWidget *
first_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = first_label (child);
  return found;
}

/* libadwaita (1.2.2) gives a toast the height of its natural width, and then less width where there
   is none: the text is to want no more than there is. */
static void
limit_width (GtkWidget *toast, int width)
{
  GtkWidget *text = first_label (toast);
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (text), NULL, NULL);
  int unit = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                  pango_font_metrics_get_approximate_digit_width (metrics));
  int all, own;

  pango_font_metrics_unref (metrics);
  gtk_widget_measure (toast, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &all, NULL, NULL);
  gtk_widget_measure (text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &own, NULL, NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (text),
                                 MAX (width - (all - own), 0) * PANGO_SCALE / MAX (unit, 1));
}

/* So that it covers nothing else. */
static void
make_room (AdwToastOverlay *overlay)
{
  GtkWidget *toast = gtk_widget_get_last_child (GTK_WIDGET (overlay));
  GtkWidget *line = g_object_get_data (G_OBJECT (overlay), LINE);
  int width = gtk_widget_get_width (GTK_WIDGET (overlay)), height;
  GtkRequisition size;

  if (width > 0)
    limit_width (toast, width);
  gtk_widget_get_preferred_size (toast, NULL, &size);
  height = size.height;
  if (line != NULL && gtk_widget_get_mapped (line))
    height -= gtk_widget_get_height (line);
  take_room (overlay, MAX (height, 0), TRUE);
}

/* Calls make_room() whenever the window or its text has another size. */
static void
follow_layout (AdwToastOverlay *overlay, gboolean on)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (overlay));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  if (surface != NULL && on)
    g_signal_connect_object (surface, "layout", G_CALLBACK (make_room), overlay,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  else if (surface != NULL)
    g_signal_handlers_disconnect_by_data (surface, overlay);
}

static void
on_dismissed (AdwToast *toast, gpointer overlay)
{
  if (g_object_get_data (overlay, SHOWN) != toast)
    return;
  g_object_set_data (overlay, SHOWN, NULL);
  follow_layout (overlay, FALSE);
  take_room (overlay, 0, FALSE);
}

/* --- what it says --- */

typedef struct {
  gint64 time, frame;
} Moment;

static Moment
now (AdwToastOverlay *overlay)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (overlay));
  return (Moment){ g_get_monotonic_time (),
                   clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0 };
}

/* Frames as well: a window that draws none gets no further, however long that takes. */
static gboolean
has_come (AdwToastOverlay *overlay, AdwToast *toast)
{
  const Moment *since = g_object_get_data (G_OBJECT (toast), SINCE);
  Moment then = now (overlay);

  return then.time > since->time + COMING && then.frame > since->frame + FRAMES;
}

/* What the action is about first: the button of a toast that is on its way follows each of them. */
static void
set_action (AdwToast *toast, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  adw_toast_set_action_name (toast, NULL);
  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return;
  adw_toast_set_action_target_value (toast, target);
  adw_toast_set_action_name (toast, name);
}

static void
say (AdwToast *toast, const char *text, const char *button, const char *action)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_set_title (toast, markup);
  adw_toast_set_timeout (toast, button != NULL ? SECONDS_TO_PRESS : SECONDS);
  adw_toast_set_button_label (toast, button);
  set_action (toast, action);
  g_object_set_data_full (G_OBJECT (toast), ACTION, g_strdup (action), g_free);
}

/* Of the buttons of libadwaita one has a name twice, as button.c tells, and one has none. Its text
   is cut where it is longer than a line. */
static void
mend (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Close"), -1);
  else if (GTK_IS_BUTTON (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (GTK_IS_LABEL (widget) && !GTK_IS_BUTTON (gtk_widget_get_parent (widget))) {
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_NONE);
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mend (child);
}

static void
fit (AdwToastOverlay *overlay)
{
  mend (gtk_widget_get_last_child (GTK_WIDGET (overlay)));
  make_room (overlay);
}

void
app_toast_show (AdwToastOverlay *overlay, const char *text, const char *button, const char *action)
{
  AdwToast *earlier = g_object_get_data (G_OBJECT (overlay), SHOWN);
  AdwToast *toast;
  Moment since = now (overlay);

  if (earlier != NULL && !has_come (overlay, earlier)) {
    say (earlier, text, button, action);
    fit (overlay);
    return;
  }
  if (earlier != NULL)
    adw_toast_dismiss (earlier);
  toast = adw_toast_new ("");
  say (toast, text, button, action);
  g_object_set_data_full (G_OBJECT (toast), SINCE, g_memdup2 (&since, sizeof since), g_free);
  g_object_set_data_full (G_OBJECT (overlay), SHOWN, g_object_ref (toast), g_object_unref);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);
  fit (overlay);
  follow_layout (overlay, TRUE);
}

gboolean
app_toast_stands (AdwToastOverlay *overlay)
{
  return g_object_get_data (G_OBJECT (overlay), SHOWN) != NULL;
}

/* TRUE if what is shown leads to the action. */
static gboolean
leads_to (AdwToastOverlay *overlay, const char *action)
{
  AdwToast *toast = g_object_get_data (G_OBJECT (overlay), SHOWN);

  return toast != NULL && g_strcmp0 (g_object_get_data (G_OBJECT (toast), ACTION), action) == 0;
}

typedef struct {
  GWeakRef overlay;
  AdwToast *toast; /* only compared */
  char *action;
} Withdrawal;

static void
withdrawal_free (gpointer data)
{
  Withdrawal *withdrawal = data;

  g_weak_ref_clear (&withdrawal->overlay);
  g_free (withdrawal->action);
  g_free (withdrawal);
}

/* As soon as it has come, unless it says something else by then. */
static gboolean
on_again (gpointer data)
{
  Withdrawal *withdrawal = data;
  g_autoptr (AdwToastOverlay) overlay = g_weak_ref_get (&withdrawal->overlay);
  AdwToast *toast = overlay != NULL ? g_object_get_data (G_OBJECT (overlay), SHOWN) : NULL;

  if (toast == NULL || toast != withdrawal->toast || !leads_to (overlay, withdrawal->action))
    return G_SOURCE_REMOVE;
  if (!has_come (overlay, toast))
    return G_SOURCE_CONTINUE;
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

void
app_toast_withdraw (AdwToastOverlay *overlay, const char *action)
{
  Withdrawal *withdrawal;

  if (!leads_to (overlay, action))
    return;
  withdrawal = g_new0 (Withdrawal, 1);
  g_weak_ref_init (&withdrawal->overlay, overlay);
  withdrawal->toast = g_object_get_data (G_OBJECT (overlay), SHOWN);
  withdrawal->action = g_strdup (action);
  if (on_again (withdrawal) == G_SOURCE_REMOVE)
    withdrawal_free (withdrawal);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, AGAIN, on_again, withdrawal, withdrawal_free);
}
