/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search-list.c - the entry, and the rows of what is found.
 */
#include "search-list.h"

#include <glib/gi18n.h>

#include "laid-out.h"
#include "tooltip.h"

/* As many as are looked through by eye. Each costs a millisecond or two: those that come into sight
   by scrolling are made after the others, a few at a time. */
#define MOST_ROWS 40
#define FIRST     5
#define EACH      2
#define LINE      30 /* characters of a name beside a value */
#define VALUE     12 /* characters of a value */
/* Of a list that shows all, px; so few rows take no more height than they need. */
#define WIDTH    340
#define TALLEST  320
#define FEW_ROWS 6

struct _AppSearchList {
  GtkWidget parent_instance;

  AppSettings settings;
  AppSettingValue value; /* NULL: the place stands below the name */
  gpointer data;
  GtkWidget *box, *entry, *scroller, *list, *rest;
  GPtrArray *all;   /* of AppSetting, while they are listed; else NULL */
  GPtrArray *found; /* of those, in the order of their rows; NULL: none are listed */
  guint next, n;    /* of found: the next that has no row yet; how many rows there are */
  guint tick;       /* while rows are to be made yet; else 0 */
};

G_DEFINE_FINAL_TYPE (AppSearchList, app_search_list, GTK_TYPE_WIDGET)

enum { FOUND, CHANGED, STOPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- a row --- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
place_below (const AppSetting *setting)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  app_tooltip_set (add_label (box, setting->name, "found"), setting->name);
  app_tooltip_set (add_label (box, setting->place, "place"), setting->place);
  return box;
}

static GtkWidget *
value_beside (const AppSetting *setting, const char *value)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = add_label (line, setting->name, "found");
  GtkWidget *end = add_label (line, value, "value");

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (end), 1);
  gtk_label_set_width_chars (GTK_LABEL (end), (int)MIN (g_utf8_strlen (value, -1), VALUE));
  return line;
}

/* FALSE if the setting cannot be chosen. */
static gboolean
add_row (AppSearchList *self, const AppSetting *setting)
{
  g_autofree char *value = self->value != NULL ? self->value (setting, self->data) : NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *row;

  if (self->value != NULL && value == NULL)
    return FALSE;
  row = gtk_list_box_row_new ();
  spoken = g_strdup_printf ("%s, %s", setting->name, value != NULL ? value : setting->place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), value != NULL ? value_beside (setting, value)
                                                                    : place_below (setting));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, setting->help, -1);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (setting->key), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return TRUE;
}

/* --- the list --- */

gboolean
app_search_list_looking (AppSearchList *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

static GtkListBoxRow *
first_row (AppSearchList *self)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
}

/* What there is beyond n rows, or instead of them. */
static char *
words_of_rest (AppSearchList *self, guint n, guint more)
{
  if (n == 0)
    return g_strdup (app_search_list_looking (self) ? _ ("Nothing has all of these words.")
                                                    : _ ("There is nothing to choose yet."));
  return more > 0 ? g_strdup_printf (ngettext ("%u more: search for it by a word of its name.",
                                               "%u more: search for them by a word of their names.",
                                               more),
                                     more)
                  : g_strdup ("");
}

/* Many rows stand in a place of one size: a popover that is to be as large as they wish to be
   measures each of them again and again. */
static void
fit (AppSearchList *self, guint n)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  gboolean few = n <= FEW_ROWS;

  if (self->value == NULL)
    return;
  gtk_scrolled_window_set_propagate_natural_height (scroller, few);
  gtk_scrolled_window_set_min_content_height (scroller, few ? -1 : TALLEST);
}

static void
tell_rest (AppSearchList *self)
{
  g_autofree char *rest = words_of_rest (self, self->n, self->found->len - self->next);

  gtk_label_set_label (GTK_LABEL (self->rest), rest);
  gtk_widget_set_visible (self->rest, *rest != '\0');
}

/* FALSE: there are all. */
static gboolean
add_rows (AppSearchList *self, guint most)
{
  for (guint i = 0; i < most && self->n < MOST_ROWS && self->next < self->found->len; i++)
    self->n += add_row (self, self->found->pdata[self->next++]) ? 1 : 0;
  return self->n < MOST_ROWS && self->next < self->found->len;
}

/* A few with every frame: many at once would be measured in one. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppSearchList *self = APP_SEARCH_LIST (widget);

  if (add_rows (self, EACH))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  tell_rest (self);
  return G_SOURCE_REMOVE;
}

static void
stop (AppSearchList *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static void
clear (AppSearchList *self)
{
  GtkListBoxRow *row;

  stop (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  while ((row = first_row (self)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
fill (AppSearchList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->all == NULL)
    self->all = self->settings (self->data);
  self->found = *text != '\0' ? app_settings_find (self->all, text) : g_ptr_array_ref (self->all);
  self->next = self->n = 0;
  gtk_widget_set_visible (self->rest, FALSE);
  fit (self, self->found->len);
  if (add_rows (self, FIRST))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  else
    tell_rest (self);
}

static void
refresh (AppSearchList *self)
{
  gboolean listed = app_search_list_looking (self) || self->value != NULL;

  clear (self);
  gtk_widget_set_visible (self->scroller, listed);
  if (listed)
    fill (self);
  else
    g_clear_pointer (&self->all, g_ptr_array_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose (AppSearchList *self, GtkListBoxRow *row)
{
  g_autofree char *key = NULL;

  if (row == NULL)
    return;
  key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));
  if (app_search_list_looking (self)) {
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    refresh (self);
  }
  g_signal_emit (self, signals[FOUND], 0, key);
}

static void
on_activate (AppSearchList *self)
{
  refresh (self); /* the entry waits a little before it tells of a change */
  choose (self, first_row (self));
}

static void
on_row (AppSearchList *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
on_stop (AppSearchList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  refresh (self);
  g_signal_emit (self, signals[STOPPED], 0);
}

/* Down leads from the entry into the list. */
static gboolean
on_key (AppSearchList *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = first_row (self);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- making --- */

static void
make_entry (AppSearchList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  gtk_box_append (GTK_BOX (self->box), self->entry);
}

static void
make_list (AppSearchList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  self->rest = gtk_label_new ("");
  self->scroller = gtk_scrolled_window_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Found"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row), self);
  gtk_label_set_wrap (GTK_LABEL (self->rest), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->rest), LINE);
  gtk_widget_add_css_class (self->rest, "dim-label");
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->rest);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
}

static void
app_search_list_dispose (GObject *object)
{
  AppSearchList *self = APP_SEARCH_LIST (object);

  stop (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  G_OBJECT_CLASS (app_search_list_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_texts)
{
  return g_signal_new (name, APP_TYPE_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n_texts, G_TYPE_STRING);
}

static void
app_search_list_class_init (AppSearchListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_search_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "search-list");
  GTK_WIDGET_CLASS (klass)->compute_expand = app_laid_out_compute_expand;
  signals[FOUND] = new_signal ("found", 1);
  signals[CHANGED] = new_signal ("changed", 0);
  signals[STOPPED] = new_signal ("stopped", 0);
}

static void
app_search_list_init (AppSearchList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make_entry (self);
  make_list (self);
}

AppSearchList *
app_search_list_new (const char *prompt, AppSettings settings, gpointer data)
{
  AppSearchList *self = g_object_new (APP_TYPE_SEARCH_LIST, NULL);

  self->settings = settings;
  self->data = data;
  g_object_set (self->entry, "placeholder-text", prompt, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt, -1);
  return self;
}

void
app_search_list_show_all (AppSearchList *self, AppSettingValue value)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);

  self->value = value;
  gtk_scrolled_window_set_max_content_height (scroller, TALLEST);
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (self->scroller, WIDTH, -1);
  gtk_box_set_spacing (GTK_BOX (self->box), 6);
  refresh (self);
}

void
app_search_list_begin (AppSearchList *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
