/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure-label.c - figures read from the left.
 *
 * Without a letter a text takes the direction of its label. From the right, a minus would stand
 * behind its number, and an interval begin with its upper end.
 */
#include "figure-label.h"

#include <string.h>

#include "editor/number.h"

#define FROM_LEFT "\xe2\x80\x8e"   /* U+200E, the left-to-right mark */
#define FOLLOWS   "trefoil-figure" /* set: a label that follows its direction */

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
show (GtkWidget *label, const char *text)
{
  gboolean marked = gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL && !has_letters (text);
  g_autofree char *shown = g_strconcat (marked ? FROM_LEFT : "", text, NULL);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), shown) != 0)
    gtk_label_set_text (GTK_LABEL (label), shown);
}

static void
on_direction (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  g_autofree char *plain
      = g_strdup (g_str_has_prefix (text, FROM_LEFT) ? text + strlen (FROM_LEFT) : text);

  show (label, plain);
}

void
app_figure_label_set (GtkWidget *label, const char *text)
{
  if (g_object_get_data (G_OBJECT (label), FOLLOWS) == NULL)
    g_signal_connect (label, "direction-changed", G_CALLBACK (on_direction), NULL);
  g_object_set_data (G_OBJECT (label), FOLLOWS, label);
  show (label, text);
}

void
app_figure_entry (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  gtk_widget_set_direction (GTK_WIDGET (text != NULL ? text : entry), GTK_TEXT_DIR_LTR);
}

gboolean
app_figure_read_whole (const char *text, gssize length, double *value)
{
  g_autofree char *figures = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);

  return app_number_parse (figures, APP_NUMBER_WHOLE, value);
}

static int
on_input (GtkSpinButton *number, double *value, gpointer data)
{
  return app_figure_read_whole (gtk_editable_get_text (GTK_EDITABLE (number)), -1, value)
             ? TRUE
             : GTK_INPUT_ERROR;
}

void
app_figure_spin (GtkSpinButton *number)
{
  g_signal_connect (number, "input", G_CALLBACK (on_input), NULL);
  gtk_spin_button_set_update_policy (number, GTK_UPDATE_IF_VALID);
}
