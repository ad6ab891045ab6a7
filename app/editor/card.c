/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.c - a card of the editor: its heading, and what it is as a whole. Its rows: card-rows.c.
 */
#include "editor/card-private.h"

#include <glib/gi18n.h>

#include "editor/options.h"
#include "editor/parts.h"
#include "tooltip.h"

G_DEFINE_FINAL_TYPE (AppCard, app_card, ADW_TYPE_BIN)

enum { FOLDED_CHANGED, LEAD, N_SIGNALS };
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
  signals[LEAD] = g_signal_new ("lead", APP_TYPE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
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
  app_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove_clicked), self);
  gtk_box_append (GTK_BOX (self->top), button);
  self->remover = button;
}

/* A lesson may keep what is there. */
static void
update_remover (AppCard *self)
{
  gboolean asked = self->remover != NULL && app_document_has_locks (self->document);
  g_autoptr (SimDraft) without
      = asked ? app_part_remove (app_card_draft (self), self->spec->part, NULL) : NULL;

  if (self->remover != NULL)
    app_card_hold (self->remover, without != NULL && !app_document_allows (self->document, without),
                   _ (app_part (self->spec->part)->remove));
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
  self->followers = g_array_new (FALSE, FALSE, sizeof (AppCardFollower));
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

/* --- following the document --- */

gboolean
app_card_there (AppCard *self)
{
  return self->spec->part == NULL || app_part_there (app_card_draft (self), self->spec->part);
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
  update_remover (self);
  summary = self->spec->summary (app_card_draft (self));
  if (!g_str_equal (gtk_label_get_text (GTK_LABEL (self->summary)), summary)) {
    gtk_label_set_text (GTK_LABEL (self->summary), summary);
    app_tooltip_set (self->summary, summary);
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

gboolean
app_card_apply (AppCard *self, SimDraft *draft, const char *what, GError **error)
{
  g_autoptr (SimDraft) next = draft;
  g_autoptr (GError) failure = g_steal_pointer (error);

  if (self->probing) {
    self->refused = next != NULL && !app_document_allows (self->document, next);
    return FALSE;
  }
  if (next != NULL)
    return app_document_apply (self->document, next, what, NULL);
  gtk_label_set_text (GTK_LABEL (self->failure), failure != NULL ? failure->message : "");
  gtk_widget_set_visible (self->failure, failure != NULL);
  return FALSE;
}

gboolean
app_card_apply_named (AppCard *self, SimDraft *draft, const char *what, const char *list,
                      const char *id, GError **error)
{
  g_autofree char *name = app_options_name (app_card_draft (self), list, id);
  g_autofree char *full = g_strdup_printf ("%s: %s", what, name);

  return app_card_apply (self, draft, full, error);
}

gboolean
app_card_allows (AppCard *self, AppCardEdit edit, const char *id)
{
  if (!app_document_has_locks (self->document))
    return TRUE;
  self->probing = TRUE;
  self->refused = FALSE;
  edit (self, id);
  self->probing = FALSE;
  return !self->refused;
}

gboolean
app_card_only_asks (AppCard *self)
{
  return self->probing;
}

void
app_card_lead (AppCard *self, const char *pointer)
{
  g_signal_emit (self, signals[LEAD], 0, pointer);
}

void
app_card_hold (GtkWidget *button, gboolean held, const char *label)
{
  gtk_widget_set_sensitive (button, !held);
  app_tooltip_set (button, held ? _ ("Locked in this step of the lesson") : label);
}
