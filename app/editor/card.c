/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.c - a card of the editor.
 */
#include "editor/card.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/parts.h"
#include "editor/structure.h"

typedef struct {
  GtkWidget *widget;
  AppCardRefresh refresh;
} Follower;

struct _AppCard {
  AdwBin parent_instance;
  const AppCardSpec *spec;
  AppDocument *document;
  char *structure; /* of the rows that are there */

  GtkWidget *top, *header, *arrow, *summary, *alarm; /* top: the line of header */
  GtkWidget *revealer, *body, *failure; /* failure: the last sentence in the card */
  GPtrArray *rows;                      /* of AppRow, borrowed from the widget tree */
  gboolean inner;                       /* of rows that are being added */
  GArray *followers;                    /* of Follower, borrowed likewise */
};

G_DEFINE_FINAL_TYPE (AppCard, app_card, ADW_TYPE_BIN)

enum { FOLDED_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
finalize (GObject *object)
{
  AppCard *self = APP_CARD (object);

  g_clear_object (&self->document);
  g_free (self->structure);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->followers);
  G_OBJECT_CLASS (app_card_parent_class)->finalize (object);
}

static void
app_card_class_init (AppCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor-card");
  signals[FOLDED_CHANGED] = g_signal_new ("folded-changed", APP_TYPE_CARD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Folding is remembered on an object that lives as long as the program does. */
static GObject *
session (void)
{
  return G_OBJECT (gtk_settings_get_default ());
}

static char *
session_key (AppCard *self)
{
  return g_strconcat ("trefoil-folded-", self->spec->id, NULL);
}

enum { UNKNOWN, FOLDED, UNFOLDED };

gboolean
app_card_folded (AppCard *self)
{
  return !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

static void
show_folded (AppCard *self, gboolean folded)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), !folded);
  gtk_widget_set_visible (self->summary, folded);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_STATE_EXPANDED,
                               !folded, -1);
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
}

void
app_card_set_folded (AppCard *self, gboolean folded)
{
  g_autofree char *key = session_key (self);

  g_object_set_data (session (), key, GINT_TO_POINTER (folded ? FOLDED : UNFOLDED));
  if (!folded && app_card_folded (self))
    app_card_update_rows (self);
  show_folded (self, folded);
  g_signal_emit (self, signals[FOLDED_CHANGED], 0);
}

static void
on_header_clicked (AppCard *self)
{
  app_card_set_folded (self, !app_card_folded (self));
}

static void
on_remove_clicked (AppCard *self)
{
  GError *error = NULL;
  SimDraft *draft = app_part_remove (app_card_draft (self), self->spec->part, &error);

  app_card_apply (self, draft, _ (app_part (self->spec->part)->remove), &error);
}

static void
add_remover (AppCard *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  const char *label = _ (app_part (self->spec->part)->remove);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "remover");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove_clicked), self);
  gtk_box_append (GTK_BOX (self->top), button);
}

static void
make_header (AppCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);

  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->header = gtk_button_new ();
  gtk_widget_set_hexpand (self->header, TRUE);
  gtk_box_append (GTK_BOX (self->top), self->header);
  self->arrow = gtk_image_new ();
  self->summary = gtk_label_new (NULL);
  self->alarm = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->header, "flat");
  gtk_widget_add_css_class (title, "title");
  gtk_widget_add_css_class (self->summary, "summary");
  gtk_widget_add_css_class (self->alarm, "alarm");
  gtk_widget_set_visible (self->alarm, FALSE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_box_append (GTK_BOX (line), self->arrow);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), self->alarm);
  gtk_box_append (GTK_BOX (line), self->summary);
  gtk_button_set_child (GTK_BUTTON (self->header), line);
  g_signal_connect_swapped (self->header, "clicked", G_CALLBACK (on_header_clicked), self);
  g_object_set_data (G_OBJECT (self->header), "title", title);
}

static void
app_card_init (AppCard *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_ptr_array_new ();
  self->followers = g_array_new (FALSE, FALSE, sizeof (Follower));
  make_header (self);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->failure = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failure), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->failure), 0);
  gtk_widget_add_css_class (self->failure, "sentence");
  gtk_widget_set_visible (self->failure, FALSE);
  gtk_box_append (GTK_BOX (frame), self->body);
  gtk_box_append (GTK_BOX (frame), self->failure);
  gtk_widget_add_css_class (frame, "card");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->revealer), 120);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), frame);
  gtk_box_append (GTK_BOX (column), self->top);
  gtk_box_append (GTK_BOX (column), self->revealer);
  adw_bin_set_child (ADW_BIN (self), column);
}

AppCard *
app_card_new (AppDocument *document, const AppCardSpec *spec)
{
  AppCard *self = g_object_new (APP_TYPE_CARD, NULL);
  g_autofree char *key = NULL;
  int known = UNKNOWN;

  self->document = g_object_ref (document);
  self->spec = spec;
  gtk_label_set_text (g_object_get_data (G_OBJECT (self->header), "title"), _ (spec->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (spec->title), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), spec->id);
  if (spec->part != NULL)
    add_remover (self);
  key = session_key (self);
  known = GPOINTER_TO_INT (g_object_get_data (session (), key));
  show_folded (self, known == UNKNOWN ? spec->folded : known == FOLDED);
  app_card_update (self);
  return self;
}

const AppCardSpec *
app_card_spec (AppCard *self)
{
  return self->spec;
}

AppDocument *
app_card_document (AppCard *self)
{
  return self->document;
}

SimDraft *
app_card_draft (AppCard *self)
{
  return app_document_draft (self->document);
}

/* --- rows --- */

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
  Follower follower = { widget, refresh };

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

gboolean
app_card_there (AppCard *self)
{
  return self->spec->part == NULL || app_part_there (app_card_draft (self), self->spec->part);
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
  structure = app_structure (draft, self->spec->keys, self->spec->names);

  gtk_widget_set_visible (self->failure, FALSE);
  if (g_strcmp0 (structure, self->structure) != 0) {
    g_free (self->structure);
    self->structure = g_steal_pointer (&structure);
    build (self);
  } else {
    for (guint i = 0; i < self->rows->len; i++)
      app_row_refresh (g_ptr_array_index (self->rows, i));
    for (guint i = 0; i < self->followers->len; i++) {
      Follower *follower = &g_array_index (self->followers, Follower, i);

      follower->refresh (follower->widget, draft);
    }
  }
  update_alarm (self);
}

/* A card that goes leaves the focus to the one above it, so that keys go on from there. */
static void
pass_focus (AppCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *other = gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  while (other != NULL && !(APP_IS_CARD (other) && gtk_widget_get_visible (other)))
    other = gtk_widget_get_prev_sibling (other);
  if (other != NULL)
    gtk_widget_grab_focus (APP_CARD (other)->header);
}

void
app_card_update (AppCard *self)
{
  g_autofree char *summary = NULL;

  if (!app_card_there (self)) {
    /* First of all: GTK 4.8 keeps what has the focus in a widget that is hidden for good. */
    pass_focus (self);
    app_card_update_rows (self);
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  summary = self->spec->summary (app_card_draft (self));
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (self->summary)), summary)) {
    gtk_label_set_text (GTK_LABEL (self->summary), summary);
    gtk_widget_set_tooltip_text (self->summary, summary);
  }
  if (!app_card_folded (self))
    app_card_update_rows (self);
}

gboolean
app_card_moves (AppCard *self)
{
  GtkRevealer *revealer = GTK_REVEALER (self->revealer);

  return gtk_revealer_get_reveal_child (revealer) != gtk_revealer_get_child_revealed (revealer);
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

AppField *
app_card_find (AppCard *self, const char *pointer)
{
  AppField *best = NULL;

  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *fields = app_row_fields (g_ptr_array_index (self->rows, i));

    for (guint j = 0; j < fields->len; j++) {
      AppField *field = g_ptr_array_index (fields, j);

      if (app_field_covers (field, pointer)
          && (best == NULL
              || strlen (app_field_pointer (field)) > strlen (app_field_pointer (best))))
        best = field;
    }
  }
  return best;
}

void
app_card_apply (AppCard *self, SimDraft *draft, const char *what, GError **error)
{
  g_autoptr (SimDraft) next = draft;
  g_autoptr (GError) failure = g_steal_pointer (error);

  if (next != NULL) {
    app_document_apply (self->document, next, what, NULL);
    return;
  }
  gtk_label_set_text (GTK_LABEL (self->failure), failure != NULL ? failure->message : "");
  gtk_widget_set_visible (self->failure, failure != NULL);
}
