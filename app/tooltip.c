/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tooltip.c - texts that wait for the pointer.
 */
#include "tooltip.h"

#include <string.h>

#define KEY         "app-tooltip"
#define WIDTH_CHARS 60

/* The toolkit's own label breaks no line of a text that has lines. */
static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* Open, the popover of a button says more than its tooltip, which would lie over it. */
static gboolean
is_open (GtkWidget *widget)
{
  GtkPopover *popover
      = GTK_IS_MENU_BUTTON (widget) ? gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)) : NULL;

  return popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover));
}

static gboolean
on_query (GtkWidget *widget, int x, int y, gboolean by_key, GtkTooltip *tooltip, gpointer data)
{
  const char *text = is_open (widget) ? NULL : app_tooltip_get (widget);

  if (text != NULL && strchr (text, '\n') != NULL)
    gtk_tooltip_set_custom (tooltip, new_label (text));
  else
    gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* The button within a menu button has been pressed, or let go by the popover: what is told now is
   asked anew. */
static void
on_pressed (GtkWidget *button)
{
  gtk_widget_trigger_tooltip_query (button);
}

static void
follow_popover (GtkWidget *button)
{
  GtkWidget *inner = gtk_widget_get_first_child (button);

  if (GTK_IS_TOGGLE_BUTTON (inner))
    g_signal_connect_object (inner, "notify::active", G_CALLBACK (on_pressed), button,
                             G_CONNECT_SWAPPED);
}

void
app_tooltip_set (GtkWidget *widget, const char *text)
{
  const char *old = app_tooltip_get (widget);

  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (g_strcmp0 (old, text) == 0)
    return;
  if (!GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), KEY "-asked"))) {
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
    if (GTK_IS_MENU_BUTTON (widget))
      follow_popover (widget);
    g_object_set_data (G_OBJECT (widget), KEY "-asked", GINT_TO_POINTER (TRUE));
  }
  g_object_set_data_full (G_OBJECT (widget), KEY, g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_PRELIGHT) != 0)
    gtk_widget_trigger_tooltip_query (widget);
}

const char *
app_tooltip_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), KEY);
}
