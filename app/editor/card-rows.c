/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-rows.c - the rows of a card: made anew when their structure changes, and where the focus
 * goes then.
 */
#include "editor/card-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/chosen.h"
#include "editor/structure.h"

static gboolean
has_complaint (AppCard *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *fields = app_row_fields (g_ptr_array_index (self->rows, i));

    for (guint j = 0; j < fields->len; j++)
      if (app_field_complaint (g_ptr_array_index (fields, j)) != NULL)
        return TRUE;
  }
  return FALSE;
}

static void
update_alarm (AppCard *self)
{
  gtk_widget_set_visible (self->alarm, has_complaint (self));
}

void
app_card_add (AppCard *self, AppRow *row)
{
  GPtrArray *fields = app_row_fields (row);

  if (self->inner)
    gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
  g_ptr_array_add (self->rows, row);
  for (guint i = 0; i < fields->len; i++)
    g_signal_connect_object (g_ptr_array_index (fields, i), "complaint-changed",
                             G_CALLBACK (update_alarm), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (row));
}

void
app_card_set_inner (AppCard *self, gboolean inner)
{
  self->inner = inner;
}

void
app_card_add_value (AppCard *self, const char *pointer, const char *name)
{
  const SimField *field = sim_field_find (sim_draft_root (app_card_draft (self)), pointer);
  AppRow *row
      = field == NULL ? NULL : app_row_new_value (self->document, pointer, _ (field->label), name);

  if (row != NULL)
    app_card_add (self, row);
}

void
app_card_add_whole (AppCard *self, const char *pointer, const char *name)
{
  AppRow *row = app_row_new (NULL);

  app_row_add_field (row, app_field_whole_new (self->document, pointer, name));
  gtk_widget_add_css_class (GTK_WIDGET (row), "whole");
  app_card_add (self, row);
}

void
app_card_add_widget (AppCard *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->body), widget);
}

GtkWidget *
app_card_add_heading (AppCard *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "inner-heading");
  gtk_box_append (GTK_BOX (self->body), label);
  return label;
}

void
app_card_add_refresh (AppCard *self, GtkWidget *widget, AppCardRefresh refresh)
{
  AppCardFollower follower = { widget, refresh };

  g_array_append_val (self->followers, follower);
  refresh (widget, app_card_draft (self));
}

static AppField *
focused_field (AppCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, APP_TYPE_FIELD) : NULL;

  return field != NULL && gtk_widget_is_ancestor (field, GTK_WIDGET (self)) ? APP_FIELD (field)
                                                                            : NULL;
}

/* Of a text the end is where typing goes on; all of it selected, the next key would replace it. */
static void
focus_field (AppField *field)
{
  GtkWidget *control = app_field_control (field);

  gtk_widget_grab_focus (GTK_WIDGET (field));
  if (control != NULL && GTK_IS_EDITABLE (control))
    gtk_editable_set_position (GTK_EDITABLE (control), -1);
}

#define NAME_KEY "trefoil-control"

void
app_card_name_control (GtkWidget *control, const char *name)
{
  g_object_set_data_full (G_OBJECT (control), NAME_KEY, g_strdup (name), g_free);
}

/* The control that has the focus, or what in it has it; NULL if it has no name. */
static const char *
name_of_control (GtkWidget *focus)
{
  const char *name = NULL;

  for (; focus != NULL && name == NULL && !APP_IS_CARD (focus);
       focus = gtk_widget_get_parent (focus))
    name = g_object_get_data (G_OBJECT (focus), NAME_KEY);
  return name;
}

static GtkWidget *
find_control (GtkWidget *widget, const char *name)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), NAME_KEY), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_control (child, name);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A row, a heading or a picture that has been removed. */
typedef struct {
  AppCard *card;
  GtkWidget *child;
} Removed;

/* What stands now for what had the focus in a child that has been removed; NULL if nothing does. */
static AppField *
successor (AppCard *self, GtkWidget *focus, GtkWidget *child)
{
  GtkWidget *field = gtk_widget_get_ancestor (focus, APP_TYPE_FIELD);
  GPtrArray *fields = APP_IS_ROW (child) ? app_row_fields (APP_ROW (child)) : NULL;

  /* Beside the fields of a row stand its buttons. */
  if (field == NULL && fields != NULL && fields->len > 0)
    field = g_ptr_array_index (fields, 0);
  return field != NULL ? app_card_find (self, app_field_pointer (APP_FIELD (field))) : NULL;
}

/* An entry that is left commits its text, which may make the rows anew; only then GTK gives the
   focus to where it was to go, although that has just been removed. */
static gboolean
on_removed (gpointer data)
{
  Removed *removed = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (removed->card));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  AppField *field = NULL;

  if (focus != NULL
      && (focus == removed->child || gtk_widget_is_ancestor (focus, removed->child))) {
    const char *name = name_of_control (focus);
    GtkWidget *control = name != NULL ? find_control (removed->card->body, name) : NULL;

    if (control != NULL && gtk_widget_grab_focus (control))
      return G_SOURCE_REMOVE;
    field = successor (removed->card, focus, removed->child);
    if (field == NULL)
      field = app_card_first (removed->card);
    if (field != NULL)
      gtk_widget_grab_focus (GTK_WIDGET (field));
    else
      gtk_widget_grab_focus (removed->card->header);
  }
  return G_SOURCE_REMOVE;
}

static void
removed_free (gpointer data)
{
  Removed *removed = data;

  g_object_unref (removed->card);
  g_object_unref (removed->child);
  g_free (removed);
}

/* The edit that makes the rows anew mostly comes from one of them, which is still at work. */
static void
remove_rows (AppCard *self)
{
  GtkWidget *child = NULL;

  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->followers, 0);
  while ((child = gtk_widget_get_first_child (self->body)) != NULL) {
    Removed *removed = g_new0 (Removed, 1);

    removed->card = g_object_ref (self);
    removed->child = g_object_ref (child);
    /* Before the next key, which would go to what has been removed. */
    g_idle_add_full (G_PRIORITY_HIGH, on_removed, removed, removed_free);
    gtk_box_remove (GTK_BOX (self->body), child);
  }
}

static void
build (AppCard *self)
{
  AppField *focus = focused_field (self);
  g_autofree char *pointer = focus != NULL ? g_strdup (app_field_pointer (focus)) : NULL;

  remove_rows (self);
  self->spec->build (self);
  if (pointer != NULL && (focus = app_card_find (self, pointer)) != NULL)
    focus_field (focus);
}

/* What decides the rows, as a text. */
static char *
structure_of (AppCard *self)
{
  SimDraft *draft = app_card_draft (self);
  g_autofree char *scenario = app_structure (draft, self->spec->keys, self->spec->names);
  g_autofree char *names = self->spec->outcomes ? app_structure_outcomes (draft) : g_strdup ("");
  g_autofree char *chosen
      = self->spec->chosen ? app_chosen_id (self->document) : g_strdup ("");

  return g_strconcat (scenario, names, "@", chosen, NULL);
}

void
app_card_update_rows (AppCard *self)
{
  SimDraft *draft = app_card_draft (self);
  g_autofree char *structure = NULL;

  if (!app_card_there (self)) {
    g_clear_pointer (&self->structure, g_free);
    remove_rows (self);
    return;
  }
  structure = structure_of (self);

  gtk_widget_set_visible (self->failure, FALSE);
  if (g_strcmp0 (structure, self->structure) != 0) {
    g_free (self->structure);
    self->structure = g_steal_pointer (&structure);
    build (self);
  } else {
    for (guint i = 0; i < self->rows->len; i++)
      app_row_refresh (g_ptr_array_index (self->rows, i));
    for (guint i = 0; i < self->followers->len; i++) {
      AppCardFollower *follower = &g_array_index (self->followers, AppCardFollower, i);

      follower->refresh (follower->widget, draft);
    }
  }
  update_alarm (self);
}

AppField *
app_card_first (AppCard *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *fields = app_row_fields (g_ptr_array_index (self->rows, i));

    for (guint j = 0; j < fields->len; j++)
      if (app_field_control (g_ptr_array_index (fields, j)) != NULL)
        return g_ptr_array_index (fields, j);
  }
  return NULL;
}

static gpointer
take_ref (gconstpointer field, gpointer data)
{
  return g_object_ref ((gpointer)field);
}

/* The fields of all rows, in their order. */
static GPtrArray *
all_fields (AppCard *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_extend (all, app_row_fields (g_ptr_array_index (self->rows, i)), take_ref, NULL);
  return all;
}

/* What has the focus commits its text as it loses that, which may make the rows anew. */
static gboolean
takes_focus (GtkWidget *field)
{
  return gtk_widget_get_root (field) != NULL && gtk_widget_grab_focus (field);
}

gboolean
app_card_focus_at (AppCard *self, AppField *field)
{
  g_autoptr (GPtrArray) all = all_fields (self);
  guint at = 0;

  /* What speaks of a record as a whole stands below it, which begins with the first. */
  if (field != NULL && app_field_control (field) != NULL)
    g_ptr_array_find (all, field, &at);
  for (guint step = 0; step < all->len; step++) {
    if (at + step < all->len && takes_focus (g_ptr_array_index (all, at + step)))
      return TRUE;
    if (step <= at && takes_focus (g_ptr_array_index (all, at - step)))
      return TRUE;
  }
  return FALSE;
}

AppField *
app_card_find (AppCard *self, const char *pointer)
{
  AppField *best = NULL;
  gsize most = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *fields = app_row_fields (g_ptr_array_index (self->rows, i));

    for (guint j = 0; j < fields->len; j++) {
      AppField *field = g_ptr_array_index (fields, j);
      gsize n = app_field_covers (field, pointer);

      if (n > most) {
        best = field;
        most = n;
      }
    }
  }
  return best;
}
