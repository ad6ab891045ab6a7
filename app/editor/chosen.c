/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chosen.c - which of several outcomes the cards show.
 */
#include "editor/chosen.h"

#include <glib/gi18n.h>

#include "editor/options.h"
#include "editor/structure.h"
#include "name-choice.h"
#include "tooltip.h"

#define OUTCOMES "/outcomes"
#define DATA_KEY "trefoil-chosen-outcome"

struct _AppChosen {
  GObject parent_instance;
  char *id; /* NULL: the first */
};

G_DEFINE_FINAL_TYPE (AppChosen, app_chosen, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
finalize (GObject *object)
{
  g_free (APP_CHOSEN (object)->id);
  G_OBJECT_CLASS (app_chosen_parent_class)->finalize (object);
}

static void
app_chosen_class_init (AppChosenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_CHOSEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
app_chosen_init (AppChosen *self)
{
}

AppChosen *
app_chosen_of (AppDocument *document)
{
  AppChosen *self = g_object_get_data (G_OBJECT (document), DATA_KEY);

  if (self == NULL) {
    self = g_object_new (APP_TYPE_CHOSEN, NULL);
    g_object_set_data_full (G_OBJECT (document), DATA_KEY, self, g_object_unref);
  }
  return self;
}

void
app_chosen_set (AppDocument *document, const char *outcome)
{
  AppChosen *self = app_chosen_of (document);

  if (g_strcmp0 (self->id, outcome) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (outcome);
  g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct {
  AppDocument *document;
  char *outcome;
} Wish;

static gboolean
on_idle (gpointer data)
{
  Wish *wish = data;

  app_chosen_set (wish->document, wish->outcome);
  return G_SOURCE_REMOVE;
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->document);
  g_free (wish->outcome);
  g_free (wish);
}

void
app_chosen_set_later (AppDocument *document, const char *outcome)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->document = g_object_ref (document);
  wish->outcome = g_strdup (outcome);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, wish, wish_free);
}

guint
app_chosen_place (AppDocument *document)
{
  AppChosen *self = app_chosen_of (document);
  g_auto (GStrv) ids = app_structure_ids (app_document_draft (document), OUTCOMES);

  for (guint i = 0; ids[i] != NULL; i++)
    if (g_strcmp0 (ids[i], self->id) == 0)
      return i;
  return 0;
}

char *
app_chosen_id (AppDocument *document)
{
  g_auto (GStrv) ids = app_structure_ids (app_document_draft (document), OUTCOMES);

  return ids[0] != NULL ? g_strdup (ids[app_chosen_place (document)]) : NULL;
}

char *
app_chosen_pointer (AppDocument *document)
{
  g_autofree char *id = app_chosen_id (document);

  return id != NULL ? sim_pointer_join (OUTCOMES, id) : NULL;
}

/* --- the row --- */

static void
on_selected (GtkDropDown *choice, GParamSpec *property, gpointer card)
{
  AppDocument *document = app_card_document (card);
  g_auto (GStrv) ids = app_structure_ids (app_document_draft (document), OUTCOMES);
  guint place = gtk_drop_down_get_selected (choice);

  if (place < g_strv_length (ids) && place != app_chosen_place (document))
    app_chosen_set_later (document, ids[place]);
}

/* Names are typed while they stand here. */
static void
refresh_names (GtkWidget *choice, SimDraft *draft)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (choice)));
  g_auto (GStrv) ids = app_structure_ids (draft, OUTCOMES);

  for (guint i = 0; ids[i] != NULL; i++) {
    const char *const more[] = { app_options_name (draft, OUTCOMES, ids[i]), NULL };
    guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

    if (g_strcmp0 (gtk_string_list_get_string (names, i), more[0]) != 0) {
      gtk_string_list_splice (names, i, i < g_list_model_get_n_items (G_LIST_MODEL (names)) ? 1 : 0,
                              more);
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
    }
    g_free ((char *)more[0]);
  }
}

void
app_chosen_add_row (AppCard *card)
{
  AppDocument *document = app_card_document (card);
  g_auto (GStrv) ids = app_structure_ids (app_document_draft (document), OUTCOMES);
  g_autoptr (GtkStringList) names = NULL;
  AppRow *row = NULL;
  GtkWidget *choice = NULL;

  if (ids[0] == NULL || ids[1] == NULL)
    return;
  row = app_row_new (_ ("Outcome"));
  names = gtk_string_list_new (NULL);
  choice = app_name_choice_new (_ ("Outcome shown"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (names));
  gtk_widget_add_css_class (choice, "shown-outcome");
  app_card_name_control (choice, "shown-outcome");
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  app_tooltip_set (choice, _ ("The outcome whose values are shown here"));
  app_card_add_refresh (card, choice, refresh_names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), app_chosen_place (document));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_selected), card);
  app_row_add (row, choice);
  gtk_widget_add_css_class (GTK_WIDGET (row), "shown");
  app_card_add (card, row);
}
