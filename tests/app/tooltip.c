/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tooltip.c - tests of tooltips that are asked for when the pointer comes.
 */
#include "tooltip.h"

/* Whether the toolkit would show something where widget is pointed at. */
static gboolean
is_told (GtkWidget *widget)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean told = FALSE;

  if (gtk_widget_get_has_tooltip (widget))
    g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &told);
  return told;
}

static void
test_texts (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new ("–"));
  char *text = g_strdup ("not reached");

  g_assert_null (app_tooltip_get (widget));
  g_assert_false (is_told (widget));
  app_tooltip_set (widget, text);
  *text = 'N'; /* it has a copy */
  g_assert_cmpstr (app_tooltip_get (widget), ==, "not reached");
  g_assert_true (is_told (widget));
  app_tooltip_set (widget, app_tooltip_get (widget)); /* its own text does it no harm */
  g_assert_cmpstr (app_tooltip_get (widget), ==, "not reached");
  app_tooltip_set (widget, text);
  g_assert_cmpstr (app_tooltip_get (widget), ==, "Not reached");
  app_tooltip_set (widget, "");
  g_assert_null (app_tooltip_get (widget));
  g_assert_false (is_told (widget));
  app_tooltip_set (widget, text);
  app_tooltip_set (widget, NULL);
  g_assert_false (is_told (widget));
  g_free (text);
}

static guint asked;

static void
on_query (GtkWidget *widget, int x, int y, gboolean by_key, GtkTooltip *tooltip, gpointer data)
{
  asked++;
}

/* Only what lies under the pointer is asked at once. */
static void
test_pointer (void)
{
  GtkWidget *window = gtk_window_new (), *widget = gtk_label_new ("–");

  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
  app_tooltip_set (widget, "far");
  g_assert_cmpuint (asked, ==, 0);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
  app_tooltip_set (widget, "farther");
  g_assert_cmpuint (asked, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The tooltip of a button would lie over the popover that it opens. */
static void
test_popover (void)
{
  GtkWidget *window = gtk_window_new (), *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (button) || gtk_widget_get_width (button) == 0)
    g_main_context_iteration (NULL, TRUE);
  app_tooltip_set (button, "Main menu");
  g_assert_true (is_told (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_false (is_told (button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_true (is_told (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ()) {
    g_print ("1..0 # SKIP no display\n");
    return 77;
  }
  g_test_add_func ("/tooltip/texts", test_texts);
  g_test_add_func ("/tooltip/pointer", test_pointer);
  g_test_add_func ("/tooltip/popover", test_popover);
  return g_test_run ();
}
