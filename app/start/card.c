/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.c - a button with a small curve, a title, what it is for, and for whom.
 */
#include "start/card.h"

#include <glib/gi18n.h>
#include <string.h>

#include "start/thumbnail.h"
#include "tooltip.h"
#include "words.h"

#define TITLE_CHARS 26

struct _AppStartCard {
  AdwBin parent_instance;

  GtkWidget *button, *thumbnail; /* of lessons and of files used before: NULL */
  char *text; /* folded (words.h), for the search */
  char *purpose;
};

G_DEFINE_FINAL_TYPE (AppStartCard, app_start_card, ADW_TYPE_BIN)

/* Both lines of words keep their places in a row of cards, however long they are. */
static GtkWidget *
new_label (const char *text, const char *css_class, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), TITLE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TITLE_CHARS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
kind_text (const AppLibraryEntry *entry)
{
  if (entry->n_steps > 0)
    return g_strdup_printf (ngettext ("Lesson, %u step", "Lesson, %u steps", entry->n_steps),
                            entry->n_steps);
  if (g_str_equal (entry->purpose, "both"))
    return g_strdup (_ ("Planning and teaching"));
  return g_strdup (g_str_equal (entry->purpose, "teaching") ? _ ("Teaching") : _ ("Planning"));
}

/* All that is said of what the card opens; words: what it is found by besides title and text. */
static void
fill (AppStartCard *self, const char *title, const char *text, const char *kind, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *foot = new_label (kind, "kind", 1);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", title, kind);
  g_autofree char *searched = g_strjoin ("\n", title, text, words, NULL);

  self->text = app_words_fold (searched);
  gtk_widget_set_vexpand (foot, TRUE);
  gtk_widget_set_valign (foot, GTK_ALIGN_END);
  if (self->thumbnail != NULL)
    gtk_box_append (GTK_BOX (box), self->thumbnail);
  gtk_box_append (GTK_BOX (box), new_label (title, "title", 3));
  if (*text != '\0')
    gtk_box_append (GTK_BOX (box), new_label (text, "question", 4));
  gtk_box_append (GTK_BOX (box), foot);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
app_start_card_finalize (GObject *object)
{
  AppStartCard *self = APP_START_CARD (object);

  g_free (self->text);
  g_free (self->purpose);
  G_OBJECT_CLASS (app_start_card_parent_class)->finalize (object);
}

static void
app_start_card_class_init (AppStartCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_start_card_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "startcard");
}

static void
app_start_card_init (AppStartCard *self)
{
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "card");
  adw_bin_set_child (ADW_BIN (self), self->button);
}

GtkWidget *
app_start_card_new (const AppLibraryEntry *entry)
{
  AppStartCard *self = g_object_new (APP_TYPE_START_CARD, NULL);
  g_autofree char *kind = kind_text (entry);
  g_autofree char *words = g_strjoin ("\n", kind, entry->id, entry->words, NULL);

  self->purpose = g_strdup (entry->n_steps > 0 ? "teaching" : entry->purpose);
  self->thumbnail = entry->n_steps == 0 ? app_thumbnail_new () : NULL;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open-example");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", entry->path);
  fill (self, entry->title, entry->question, kind, words);
  return GTK_WIDGET (self);
}

GtkWidget *
app_start_card_new_recent (GtkRecentInfo *info)
{
  AppStartCard *self = g_object_new (APP_TYPE_START_CARD, NULL);
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  const char *uri = gtk_recent_info_get_uri (info);

  self->purpose = g_strdup ("both");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.open-uri");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", uri);
  fill (self, gtk_recent_info_get_display_name (info), "", place != NULL ? place : uri, "");
  app_tooltip_set (self->button, place);
  return GTK_WIDGET (self);
}

void
app_start_card_open (AppStartCard *self)
{
  gtk_widget_activate (self->button);
}

void
app_start_card_set_figure (AppStartCard *self, PlotFigure *figure)
{
  if (self->thumbnail != NULL)
    app_thumbnail_set_figure (APP_THUMBNAIL (self->thumbnail), figure);
}

gboolean
app_start_card_matches (AppStartCard *self, const char *const *words, AppPurpose purpose)
{
  const char *wanted = purpose == APP_PURPOSE_PLANNING ? "planning" : "teaching";

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->text, words[i]) == NULL)
      return FALSE;
  return purpose == APP_PURPOSE_ANY || g_str_equal (self->purpose, wanted)
         || g_str_equal (self->purpose, "both");
}
