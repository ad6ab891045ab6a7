/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editor.c - the scenario as a column of cards.
 */
#include "editor/editor.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/adding.h"
#include "editor/cards.h"
#include "editor/chosen.h"
#include "editor/editor-private.h"
#include "editor/parts.h"
#include "editor/problems.h"
#include "editor/structure.h"
#include "editor/editor-resources.h"
#include "search-list.h"
#include "theme.h"
#include "words.h"

#define WIDTH 300 /* px, where text has its usual size */
#define GONE  440 /* at most: what a lesson leaves of 900 */
/* Frames: rows have their place after the first, and no card takes longer to unfold. */
#define MIN_TICKS 3
#define MAX_TICKS 60

/* In the order of a protocol. */
static const AppCardSpec *const specs[]
    = { &app_card_trial,       &app_card_arms,       &app_card_outcome,  &app_card_visits,
        &app_card_correlation, &app_card_strata,     &app_card_covariates, &app_card_practitioners,
        &app_card_centres,     &app_card_response,   &app_card_adherence, &app_card_switching,
        &app_card_dropout,     &app_card_analysis,   &app_card_testing,  &app_card_run };

#define N_CARDS G_N_ELEMENTS (specs)

#define APP_TYPE_EDITOR (app_editor_get_type ())
G_DECLARE_FINAL_TYPE (AppEditor, app_editor, APP, EDITOR, AdwBin)

struct _AppEditor {
  AdwBin parent_instance;
  AppDocument *document;
  AppProblems *problems;
  AppCard *cards[N_CARDS];
  AppAdding *adding;
  AppSearchList *search;
  GtkWidget *scroller, *column; /* column is in it */
  char *added; /* pointer of a part that has just come, or was found, and is to be shown */
  gboolean whole; /* as much of its card as there is room for */
  guint tick, n_ticks;
  guint generation;  /* of the document that is shown */
  gboolean gone;     /* given way to a lesson */
  gboolean updating; /* the cards are following the document now */
  gboolean again;    /* it changed while they were */
};

G_DEFINE_FINAL_TYPE (AppEditor, app_editor, ADW_TYPE_BIN)

static void
dispose (GObject *object)
{
  AppEditor *self = APP_EDITOR (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->added, g_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (app_editor_parent_class)->dispose (object);
}

static void
app_editor_class_init (AppEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor");
}

static void
app_editor_init (AppEditor *self)
{
}

/* As wide as its words need. */
static void
fit (AppEditor *self)
{
  double width = WIDTH * MAX (1, app_theme_text_scale ());

  gtk_widget_set_size_request (GTK_WIDGET (self), (int)(self->gone ? MIN (width, GONE) : width),
                               -1);
}

/* One provider serves all editors of a display. */
static void
add_style (void)
{
  static gboolean added = FALSE;
  GtkCssProvider *provider = NULL;

  if (added)
    return;
  added = TRUE;
  g_resources_register (editor_get_resource ());
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/trefoil/Trefoil/editor/editor.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

/* --- problems --- */

static AppField *
find (AppEditor *self, const char *pointer, AppCard **card)
{
  AppField *best = NULL;
  gsize most = 0;

  for (gsize i = 0; i < N_CARDS; i++) {
    AppField *field = app_card_find (self->cards[i], pointer);
    gsize n = field != NULL ? app_field_covers (field, pointer) : 0;

    if (n > most) {
      best = field;
      most = n;
      *card = self->cards[i];
    }
  }
  return best;
}

/* A problem that a row shows in a card that is open needs no second mention. */
static void
update_problems (AppEditor *self)
{
  GPtrArray *all = app_document_problems (self->document);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    SimProblem *problem = g_ptr_array_index (all, i);
    AppCard *card = NULL;
    AppField *field = find (self, problem->pointer, &card);

    if (field == NULL || app_card_folded (card))
      g_ptr_array_add (hidden, problem);
  }
  app_problems_show (self->problems, hidden);
}

/* --- following the document --- */

/* Another document is read from its beginning. */
static void
begin_at_top (AppEditor *self)
{
  guint generation = app_document_generation (self->document);

  if (generation == self->generation)
    return;
  self->generation = generation;
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
update (AppEditor *self)
{
  /* Rows that go away commit what was typed in them, which changes the document once more. */
  self->again = TRUE;
  if (self->updating)
    return;
  self->updating = TRUE;
  while (self->again) {
    self->again = FALSE;
    for (gsize i = 0; i < N_CARDS; i++)
      app_card_update (self->cards[i]);
    app_adding_refresh (self->adding);
    update_problems (self);
  }
  self->updating = FALSE;
  begin_at_top (self);
}

static AppCard *
card_of (AppEditor *self, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);

  if (steps == NULL || steps[0] == NULL)
    return NULL;
  for (gsize i = 0; i < N_CARDS; i++)
    if (app_card_there (self->cards[i]) && g_strv_contains (specs[i]->shows, steps[0]))
      return self->cards[i];
  return NULL;
}

/* Of several outcomes one is shown: that which pointer is about. */
static void
choose (AppEditor *self, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  g_auto (GStrv) ids = app_structure_ids (app_document_draft (self->document), "/outcomes");

  if (steps != NULL && g_strv_length (steps) > 1 && g_str_equal (steps[0], "outcomes")
      && g_strv_contains ((const char *const *)ids, steps[1]))
    app_chosen_set (self->document, steps[1]);
}

void
app_editor_settle (GtkWidget *self)
{
  GtkRoot *root = gtk_widget_get_root (self);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, APP_TYPE_FIELD) : NULL;

  if (field != NULL && gtk_widget_is_ancestor (field, self)) {
    g_object_ref (field);
    app_field_commit (APP_FIELD (field));
    g_object_unref (field);
  }
}

gboolean
app_editor_reveal (GtkWidget *editor, const char *pointer)
{
  AppEditor *self = APP_EDITOR (editor);
  AppCard *card = NULL;
  AppField *field = NULL;

  /* What is left commits its text, which may make the rows anew: before the focus is on its way to
     one of them. */
  app_editor_settle (editor);
  choose (self, pointer);
  for (gsize i = 0; i < N_CARDS; i++)
    app_card_update_rows (self->cards[i]);
  field = find (self, pointer, &card);
  if (card == NULL)
    card = card_of (self, pointer);
  if (card == NULL)
    return FALSE;
  app_card_set_folded (card, FALSE);
  update_problems (self);
  if (!app_card_focus_at (card, field))
    gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
on_jump (AppProblems *problems, const char *pointer, gpointer editor)
{
  app_editor_reveal (editor, pointer);
}

/* As much of the card as there is room for. */
static void
scroll_to (AppEditor *self, AppCard *card)
{
  graphene_rect_t place;
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (gtk_widget_compute_bounds (GTK_WIDGET (card), self->column, &place))
    gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
}

/* Shows what has been added once the menu has closed and the card has its place. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppEditor *self = APP_EDITOR (widget);
  AppCard *card = card_of (self, self->added);

  if (++self->n_ticks < MAX_TICKS && card != NULL
      && (self->n_ticks < MIN_TICKS || app_card_moves (card) || app_adding_is_open (self->adding)))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (card != NULL) {
    app_editor_reveal (GTK_WIDGET (self), self->added);
    if (self->whole)
      scroll_to (self, card);
  }
  return G_SOURCE_REMOVE;
}

static void
show_soon (AppEditor *self, const char *pointer, gboolean whole)
{
  AppCard *card = card_of (self, pointer);

  /* The focus is still in the menu, and where the rows will be is not known yet. */
  if (card != NULL)
    app_card_set_folded (card, FALSE);
  g_free (self->added);
  self->added = g_strdup (pointer);
  self->whole = whole;
  self->n_ticks = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
on_added (AppAdding *adding, const char *pointer, AppEditor *self)
{
  show_soon (self, pointer, TRUE);
}

static void
on_lead (AppCard *card, const char *pointer, AppEditor *self)
{
  show_soon (self, pointer, FALSE);
}

/* --- finding a setting --- */

/* All fields below widget that can be edited. */
static void
collect (GtkWidget *widget, const char *place, GPtrArray *settings)
{
  if (APP_IS_FIELD (widget) && app_field_control (APP_FIELD (widget)) != NULL) {
    AppField *field = APP_FIELD (widget);
    const SimField *row = app_field_row (field);
    const char *help = row != NULL && row->help != NULL ? _ (row->help) : "";
    g_autofree char *words = app_words_of (app_field_pointer (field));

    g_ptr_array_add (settings, app_setting_new (app_field_key (field), app_field_name (field),
                                                place, help, words));
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, place, settings);
}

/* What the cards show, and what could be added, whose key is no pointer. */
static GPtrArray *
settings (gpointer data)
{
  AppEditor *self = data;
  GPtrArray *all = g_ptr_array_new_with_free_func (app_setting_unref);
  guint n = 0;
  const AppPart *parts = app_parts (&n);

  for (gsize i = 0; i < N_CARDS; i++) {
    if (!app_card_there (self->cards[i]))
      continue;
    app_card_update_rows (self->cards[i]);
    collect (GTK_WIDGET (self->cards[i]), _ (specs[i]->title), all);
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *words = app_words_of (parts[i].key);

    if (!app_part_there (app_document_draft (self->document), parts[i].key))
      g_ptr_array_add (all, app_setting_new (parts[i].key, _ (parts[i].add),
                                             _ ("Not in this scenario"), "", words));
  }
  return all;
}

static void
on_found (AppSearchList *search, const char *key, AppEditor *self)
{
  if (key[0] == '/')
    show_soon (self, key, FALSE);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->adding), "adding.add", "s", key);
}

/* The list takes the place of the cards. */
static void
on_looked (AppSearchList *search, AppEditor *self)
{
  gtk_widget_set_visible (self->scroller, !app_search_list_looking (search));
}

/* --- making --- */

GtkWidget *
app_editor_new (AppDocument *document)
{
  AppEditor *self = g_object_new (APP_TYPE_EDITOR, NULL);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_style ();
  self->column = column;
  self->scroller = scroller;
  self->document = g_object_ref (document);
  self->generation = app_document_generation (document);
  self->problems = app_problems_new ();
  g_signal_connect (self->problems, "jump", G_CALLBACK (on_jump), self);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->problems));
  for (gsize i = 0; i < N_CARDS; i++) {
    self->cards[i] = app_card_new (document, specs[i]);
    gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->cards[i]));
    g_signal_connect_object (self->cards[i], "lead", G_CALLBACK (on_lead), self, 0);
    g_signal_connect_object (self->cards[i], "folded-changed", G_CALLBACK (update_problems), self,
                             G_CONNECT_SWAPPED);
  }
  self->adding = app_adding_new (document);
  g_signal_connect (self->adding, "added", G_CALLBACK (on_added), self);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->adding));
  gtk_widget_add_css_class (column, "cards");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  /* As tall as the text is, not as little as it can be squeezed to. */
  gtk_scrollable_set_vscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))),
      GTK_SCROLL_NATURAL);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->search = app_search_list_new (_ ("Find a setting"), settings, self);
  g_signal_connect (self->search, "found", G_CALLBACK (on_found), self);
  g_signal_connect (self->search, "changed", G_CALLBACK (on_looked), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
  fit (self);
  app_theme_watch (G_CALLBACK (fit), G_OBJECT (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Scenario"), -1);
  g_signal_connect_object (document, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (app_chosen_of (document), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update_problems (self);
  return GTK_WIDGET (self);
}

AppField *
app_editor_find (GtkWidget *editor, const char *pointer)
{
  AppCard *card = NULL;

  return find (APP_EDITOR (editor), pointer, &card);
}

AppCard *
app_editor_card (GtkWidget *editor, const char *id)
{
  for (gsize i = 0; i < N_CARDS; i++)
    if (g_str_equal (specs[i]->id, id))
      return APP_EDITOR (editor)->cards[i];
  return NULL;
}

void
app_editor_give_way (GtkWidget *editor, gboolean gone)
{
  AppEditor *self = APP_EDITOR (editor);

  self->gone = gone;
  fit (self);
}

void
app_editor_search (GtkWidget *editor)
{
  app_search_list_begin (APP_EDITOR (editor)->search);
}

const char *
app_editor_name_of (const SimField *row)
{
  for (gsize i = 0; i < N_CARDS; i++)
    if (g_str_equal (specs[i]->shows[0], row->key))
      return _ (specs[i]->title);
  return _ (row->label);
}

char **
app_editor_cards (GtkWidget *editor)
{
  char **cards = g_new0 (char *, N_CARDS + 1);

  for (gsize i = 0; i < N_CARDS; i++)
    cards[i] = g_strconcat (specs[i]->id, " ",
                            app_card_folded (APP_EDITOR (editor)->cards[i]) ? "folded" : "open",
                            NULL);
  return cards;
}

void
app_editor_fold (GtkWidget *editor, const char *const *cards)
{
  for (guint i = 0; cards[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (cards[i], " ", 2);
    AppCard *card = parts[0] != NULL ? app_editor_card (editor, parts[0]) : NULL;
    gboolean folded = card != NULL && g_strcmp0 (parts[1], "folded") == 0;

    if (card != NULL && folded != app_card_folded (card))
      app_card_set_folded (card, folded);
  }
}
