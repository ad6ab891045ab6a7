/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search.c - finds a setting by what it is called.
 */
#include "editor/search.h"
#include "tooltip.h"
#include "words.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_FOUND 40

struct _AppSearch {
  AdwBin parent_instance;

  AppSettings settings;
  gpointer data;
  GtkWidget *cards; /* borrowed */
  GtkWidget *entry, *scroller, *list, *nothing;
  GPtrArray *all; /* from the first letter until the search is over; else NULL */
};

G_DEFINE_FINAL_TYPE (AppSearch, app_search, ADW_TYPE_BIN)

enum { FOUND, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- finding --- */

AppSetting *
app_setting_new (const char *key, const char *name, const char *place, const char *help,
                 const char *words)
{
  AppSetting *setting = g_new0 (AppSetting, 1);

  setting->key = g_strdup (key);
  setting->name = g_strdup (name);
  setting->place = g_strdup (place);
  setting->help = g_strdup (help);
  setting->words = g_strdup (words);
  return setting;
}

void
app_setting_free (gpointer data)
{
  AppSetting *setting = data;

  if (setting == NULL)
    return;
  g_free (setting->key);
  g_free (setting->name);
  g_free (setting->place);
  g_free (setting->help);
  g_free (setting->words);
  g_free (setting);
}

static gboolean
has_all (const char *text, char **words)
{
  g_autofree char *folded = app_words_fold (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Whether one of what stands between commas is the text. */
static gboolean
is_one_of (const char *terms, const char *text)
{
  g_autofree char *folded = app_words_fold (terms);
  g_auto (GStrv) each = g_strsplit (folded, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (g_str_equal (g_strstrip (each[i]), text))
      return TRUE;
  return FALSE;
}

#define N_RANKS 4

/* 0 is best; N_RANKS: it is not meant. */
static guint
rank (const AppSetting *setting, const char *text, char **words)
{
  g_autofree char *name = app_words_fold (setting->name);
  g_autofree char *known = g_strjoin ("\n", setting->name, setting->place, setting->words, NULL);
  g_autofree char *all = g_strjoin ("\n", known, setting->help, NULL);

  if (g_str_equal (name, text) || is_one_of (setting->words, text))
    return 0;
  if (g_str_has_prefix (name, text))
    return 1;
  if (has_all (known, words))
    return 2;
  return has_all (all, words) ? 3 : N_RANKS;
}

GPtrArray *
app_settings_find (GPtrArray *settings, const char *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = app_words_fold (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " ", -1);
  g_autofree guint *ranks = g_new (guint, settings->len);

  for (guint i = 0; i < settings->len; i++)
    ranks[i] = rank (g_ptr_array_index (settings, i), folded, words);
  for (guint wanted = 0; *folded != '\0' && wanted < N_RANKS; wanted++)
    for (guint i = 0; i < settings->len; i++)
      if (ranks[i] == wanted)
        g_ptr_array_add (found, g_ptr_array_index (settings, i));
  return found;
}

/* --- the list --- */

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  app_tooltip_set (label, text);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (AppSearch *self, const AppSetting *setting)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", setting->name, setting->place);

  gtk_box_append (GTK_BOX (box), new_label (setting->name, "found"));
  gtk_box_append (GTK_BOX (box), new_label (setting->place, "place"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, setting->help, -1);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (setting->key), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
clear (AppSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
on_changed (AppSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean looking = *text != '\0';
  g_autoptr (GPtrArray) found = NULL;

  clear (self);
  gtk_widget_set_visible (self->scroller, looking);
  gtk_widget_set_visible (self->cards, !looking);
  if (!looking) {
    g_clear_pointer (&self->all, g_ptr_array_unref);
    return;
  }
  if (self->all == NULL)
    self->all = self->settings (self->data);
  found = app_settings_find (self->all, text);
  for (guint i = 0; i < MIN (found->len, MAX_FOUND); i++)
    add_row (self, g_ptr_array_index (found, i));
  gtk_widget_set_visible (self->nothing, found->len == 0);
}

static void
choose (AppSearch *self, GtkListBoxRow *row)
{
  g_autofree char *key = NULL;

  if (row == NULL)
    return;
  key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_changed (self);
  g_signal_emit (self, signals[FOUND], 0, key);
}

static void
on_activate (AppSearch *self)
{
  on_changed (self); /* the entry waits a little before it tells of a change */
  choose (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  choose (data, row);
}

static void
on_stop (AppSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_changed (self);
}

/* Down leads from the entry into the list. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppSearch *self = data;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- making --- */

static void
app_search_dispose (GObject *object)
{
  g_clear_pointer (&APP_SEARCH (object)->all, g_ptr_array_unref);
  G_OBJECT_CLASS (app_search_parent_class)->dispose (object);
}

static void
app_search_class_init (AppSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_search_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor-search");
  signals[FOUND] = g_signal_new ("found", APP_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
new_list (AppSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  self->nothing = gtk_label_new (_ ("No setting has all of these words."));
  self->scroller = gtk_scrolled_window_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Settings found"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_visible (self->scroller, FALSE);
  return self->scroller;
}

static void
app_search_init (AppSearch *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  g_object_set (self->entry, "placeholder-text", _ ("Find a setting"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a setting"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), new_list (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

AppSearch *
app_search_new (AppSettings settings, gpointer data, GtkWidget *cards)
{
  AppSearch *self = g_object_new (APP_TYPE_SEARCH, NULL);

  self->settings = settings;
  self->data = data;
  self->cards = cards;
  return self;
}

void
app_search_begin (AppSearch *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
