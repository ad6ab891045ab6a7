/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * toast.c - tests of messages that follow one another faster than they fade.
 */
#include "toast.h"

#include "wait.h"

static void
settle (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

/* Whether a button on it has a name beside that of its label. */
static gboolean
has_named_twice (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_named_twice (child))
      return TRUE;
  return FALSE;
}

/* The last one is there at once; once it is dismissed, none of the earlier ones comes back. With
 * 0 ms no frame is drawn in between; with others the earlier ones still fade. */
static void
test_succession (gconstpointer data)
{
  guint gap = GPOINTER_TO_UINT (data);
  GtkWidget *window = gtk_window_new ();
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  AdwToast *last;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  gtk_window_present (GTK_WINDOW (window));
  settle (200);
  app_toast_show (overlay, "Saved", NULL, NULL);
  settle (gap);
  app_toast_show (overlay, "Pinned", "_Undo", "win.undo");
  g_assert_false (has_named_twice (GTK_WIDGET (overlay)));
  settle (gap);
  app_toast_show (overlay, "Copied & <pasted>", NULL, NULL);
  g_assert_true (has_label (GTK_WIDGET (overlay), "Copied & <pasted>"));
  settle (700); /* what comes to the screen may not be dismissed, by whomever (libadwaita 1.2.2) */
  last = g_object_get_data (G_OBJECT (overlay), "shown-toast");
  g_assert_null (adw_toast_get_button_label (last));
  adw_toast_dismiss (last);
  g_assert_null (g_object_get_data (G_OBJECT (overlay), "shown-toast"));
  settle (1000);
  g_assert_false (has_label (GTK_WIDGET (overlay), "Saved"));
  g_assert_false (has_label (GTK_WIDGET (overlay), "Pinned"));
  app_toast_show (overlay, "Saved again", NULL, NULL);
  g_assert_true (has_label (GTK_WIDGET (overlay), "Saved again"));
  settle (500);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A window goes while a message comes, or while one gives way to another. */
static void
test_closed (gconstpointer data)
{
  guint gap = GPOINTER_TO_UINT (data);

  for (guint messages = 1; messages <= 2; messages++) {
    GtkWidget *window = gtk_window_new ();
    GtkWidget *overlay = g_object_ref_sink (adw_toast_overlay_new ());

    gtk_window_set_child (GTK_WINDOW (window), overlay);
    gtk_window_present (GTK_WINDOW (window));
    settle (200);
    app_toast_show (ADW_TOAST_OVERLAY (overlay), "Saved", "_Undo", "win.undo");
    if (messages > 1) {
      settle (900); /* it has come */
      app_toast_show (ADW_TOAST_OVERLAY (overlay), "Pinned", NULL, NULL);
    }
    settle (gap);
    gtk_window_destroy (GTK_WINDOW (window));
    settle (300);
    g_assert_finalize_object (overlay);
  }
}

static AdwToast *
shown (AdwToastOverlay *overlay)
{
  return g_object_get_data (G_OBJECT (overlay), "shown-toast");
}

/* What there is no need of any more goes, as soon as it may; what leads elsewhere stays. */
static void
test_withdrawn (gconstpointer data)
{
  guint gap = GPOINTER_TO_UINT (data);
  GtkWidget *window = gtk_window_new ();
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  gtk_window_present (GTK_WINDOW (window));
  settle (200);
  app_toast_show (overlay, "Mend it", "_Show", "win.show-problem");
  settle (gap);
  app_toast_withdraw (overlay, "win.view::compare");
  settle (1500);
  g_assert_nonnull (shown (overlay));
  app_toast_show (overlay, "Mend it first", "_Show", "win.show-problem");
  settle (gap);
  app_toast_withdraw (overlay, "win.show-problem");
  WAIT_FOR (shown (overlay) == NULL);
  /* Something else was said in its place before it came. */
  app_toast_show (overlay, "Mend it", "_Show", "win.show-problem");
  app_toast_withdraw (overlay, "win.show-problem");
  app_toast_show (overlay, "Pinned", "_Compare", "win.view::compare");
  settle (1500);
  g_assert_nonnull (shown (overlay));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A text that is cut, or anything that reaches out of what it stands in. */
static gboolean
is_cut (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t place;

  if (!gtk_widget_compute_bounds (widget, parent, &place)
      || place.origin.x + place.size.width > gtk_widget_get_width (parent) + 1
      || place.origin.y + place.size.height > gtk_widget_get_height (parent) + 1)
    return TRUE;
  if (GTK_IS_LABEL (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_cut (child))
      return TRUE;
  return FALSE;
}

/* Whether the message is on the screen, whole, and covers nothing of what is above it. */
static gboolean
is_clear (AdwToastOverlay *overlay, GtkWidget *content)
{
  GtkWidget *toast = gtk_widget_get_last_child (GTK_WIDGET (overlay));
  graphene_rect_t place, above;

  return gtk_widget_get_mapped (toast) && gtk_widget_get_height (toast) > 0 && !is_cut (toast)
         && gtk_widget_compute_bounds (toast, GTK_WIDGET (overlay), &place)
         && gtk_widget_compute_bounds (content, GTK_WIDGET (overlay), &above)
         && above.origin.y + above.size.height <= place.origin.y + 1;
}

static void
resize (GtkWidget *window, AdwToastOverlay *overlay, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, 300);
  WAIT_FOR (ABS (gtk_widget_get_width (GTK_WIDGET (overlay)) - width) < 20);
}

/* A message that is longer than a line is not cut, and covers nothing but the line that it may. */
static void
test_room (void)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_label_new ("Read"), *line = gtk_label_new ("Line");
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());

  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), line);
  adw_toast_overlay_set_child (overlay, box);
  app_toast_set_line (overlay, line);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (overlay)) > 0);
  for (guint i = 0; i < 2; i++) {
    gtk_widget_set_visible (line, i == 0);
    app_toast_show (overlay,
                    "A message that has more words than one line of this window has room for, so "
                    "that it takes some more of them", "_Undo", "win.undo");
    WAIT_FOR (is_clear (overlay, content));
    g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_last_child (GTK_WIDGET (overlay))), <=,
                     400);
    g_assert_cmpfloat (gtk_widget_get_opacity (line), ==, 0);
    g_assert_false (gtk_widget_get_can_target (line) || gtk_widget_get_can_focus (line));
    resize (window, overlay, 240); /* more lines of it */
    WAIT_FOR (is_clear (overlay, content));
    resize (window, overlay, 400);
    app_toast_withdraw (overlay, "win.undo"); /* once it may go */
    WAIT_FOR (shown (overlay) == NULL && gtk_widget_get_margin_bottom (box) == 0);
    g_assert_cmpfloat (gtk_widget_get_opacity (line), ==, 1);
    g_assert_true (gtk_widget_get_can_target (line) && gtk_widget_get_can_focus (line));
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_view (GSimpleAction *action, GVariant *target, gpointer viewed)
{
  *(char **)viewed = g_variant_dup_string (target, NULL);
}

static GtkWidget *
button_of (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && has_label (widget, label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = button_of (child, label);
  return found;
}

/* A message that is on its way takes the words and the action of the next: GTK complains of a
   button that has, for a moment, an action without what that is about. */
static void
test_target (void)
{
  static const GActionEntry entries[]
      = { { .name = "view", .parameter_type = "s", .activate = on_view } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autofree char *viewed = NULL;
  GtkWidget *window = gtk_window_new ();
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, &viewed);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (overlay));
  gtk_window_present (GTK_WINDOW (window));
  app_toast_show (overlay, "Saved", NULL, NULL);
  app_toast_show (overlay, "Pinned", "Compare", "win.view::compare");
  settle (700); /* a press dismisses it, see test_succession() */
  g_signal_emit_by_name (button_of (GTK_WIDGET (overlay), "Compare"), "clicked");
  g_assert_cmpstr (viewed, ==, "compare");
  settle (700);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  adw_init ();
  g_test_add_data_func ("/toast/at-once", GUINT_TO_POINTER (0), test_succession);
  g_test_add_data_func ("/toast/next-frame", GUINT_TO_POINTER (40), test_succession);
  g_test_add_data_func ("/toast/fading", GUINT_TO_POINTER (120), test_succession);
  g_test_add_data_func ("/toast/faded", GUINT_TO_POINTER (800), test_succession);
  g_test_add_data_func ("/toast/closed-at-once", GUINT_TO_POINTER (0), test_closed);
  g_test_add_data_func ("/toast/closed-coming", GUINT_TO_POINTER (120), test_closed);
  g_test_add_data_func ("/toast/withdrawn-at-once", GUINT_TO_POINTER (0), test_withdrawn);
  g_test_add_data_func ("/toast/withdrawn", GUINT_TO_POINTER (900), test_withdrawn);
  g_test_add_func ("/toast/room", test_room);
  g_test_add_func ("/toast/target", test_target);
  return g_test_run ();
}
