/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * topic.c - which place of the guide is about a widget.
 *
 * The pages of keys are written from the same table by tools/help-keys.c, whose ids these are.
 */
#include "help/topic.h"

#include <glib/gi18n.h>
#include <string.h>

#include "editor/card.h"

#define PLACE   "trefoil-help"         /* of a widget */
#define CHOOSER "trefoil-help-chooser" /* of the file chooser over a window */

void
app_help_topic_set (GtkWidget *widget, const char *place)
{
  g_object_set_data (G_OBJECT (widget), PLACE, (gpointer)place);
}

void
app_help_topic_set_chooser (GtkWindow *parent, const char *place)
{
  g_object_set_data (G_OBJECT (parent), CHOOSER, (gpointer)place);
}

const char *
app_help_topic_of_dialog (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  const char *place = g_object_get_data (G_OBJECT (dialog), PLACE);

  if (place == NULL && GTK_IS_FILE_CHOOSER (dialog) && parent != NULL)
    place = g_object_get_data (G_OBJECT (parent), CHOOSER);
  return place != NULL ? place : "index";
}

static const char *
place_around (GtkWidget *widget)
{
  const char *place = NULL;

  for (; widget != NULL && place == NULL; widget = gtk_widget_get_parent (widget))
    place = g_object_get_data (G_OBJECT (widget), PLACE);
  return place;
}

char *
app_help_topic_of_pointer (const char *pointer)
{
  g_autofree char *path = sim_field_path (pointer);
  g_auto (GStrv) steps = path != NULL ? sim_pointer_split (path) : NULL;
  GString *topic = NULL;

  if (steps == NULL || steps[0] == NULL)
    return NULL;
  topic = g_string_new (NULL);
  g_string_printf (topic, "keys-%s#%s", steps[0], steps[0]);
  for (guint i = 1; steps[i] != NULL; i++)
    if (strcmp (steps[i], "ID") != 0 && strcmp (steps[i], "POINTER") != 0)
      g_string_append_printf (topic, ".%s", steps[i]);
  return g_string_free (topic, FALSE);
}

static char *
words_of (AppField *field)
{
  const SimField *row = app_field_row (field);

  return row != NULL && row->help != NULL
             ? g_strdup_printf ("%s: %s", app_field_name (field), _ (row->help))
             : g_strdup (app_field_name (field));
}

char *
app_help_topic (GtkWidget *widget, char **words)
{
  GtkWidget *field = widget != NULL ? gtk_widget_get_ancestor (widget, APP_TYPE_FIELD) : NULL;
  GtkWidget *card = widget != NULL ? gtk_widget_get_ancestor (widget, APP_TYPE_CARD) : NULL;
  const char *place = place_around (widget);

  if (words != NULL && place != NULL)
    *words = NULL;
  if (place != NULL)
    return g_strdup (place);
  if (words != NULL)
    *words = field != NULL ? words_of (APP_FIELD (field)) : NULL;
  if (field != NULL)
    return app_help_topic_of_pointer (app_field_pointer (APP_FIELD (field)));
  if (card != NULL)
    return g_strconcat ("keys-", app_card_spec (APP_CARD (card))->shows[0], NULL);
  return NULL;
}
