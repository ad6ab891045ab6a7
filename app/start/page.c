/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * page.c - the start page: three sections of cards below a search.
 */
#include "start/page.h"

#include <glib/gi18n.h>

#include "button.h"
#include "recent.h"
#include "start/card.h"
#include "start/shelf.h"
#include "tooltip.h"
#include "words.h"

#define MAX_RECENT 6
#define WIDEST     1760 /* px of all cards beside each other */

typedef enum { RECENT, LESSONS, SCENARIOS, N_SECTIONS } SectionId;

typedef struct {
  GtkWidget *box, *flow;
} Section;

struct _AppStartPage {
  AdwBin parent_instance;

  char *folder;
  AppShelf *shelf; /* from the first time on screen on */
  GtkWidget *search, *content, *nothing;
  Section sections[N_SECTIONS];
  GPtrArray *cards; /* of AppStartCard, in the order of the shelf's entries; NULL before */
  GStrv words;      /* of the search */
  AppPurpose purpose;
};

G_DEFINE_FINAL_TYPE (AppStartPage, app_start_page, ADW_TYPE_BIN)

/* --- what is shown --- */

static AppStartCard *
card_of (GtkFlowBoxChild *child)
{
  return APP_START_CARD (gtk_flow_box_child_get_child (child));
}

static gboolean
matches (AppStartPage *self, GtkFlowBoxChild *child)
{
  return app_start_card_matches (card_of (child), (const char *const *)self->words, self->purpose);
}

static GtkFlowBoxChild *
child_at (AppStartPage *self, SectionId id, int i)
{
  return gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->sections[id].flow), i);
}

/* The cards of a section that the search leaves; the first of them, too. */
static guint
count_shown (AppStartPage *self, SectionId id, AppStartCard **first)
{
  GtkFlowBoxChild *child;
  guint n = 0;

  for (int i = 0; (child = child_at (self, id, i)) != NULL; i++)
    if (matches (self, child) && n++ == 0 && first != NULL)
      *first = card_of (child);
  return n;
}

/* The filter of the flow box would leave cards that nobody sees to screen readers. */
static void
update_filter (AppStartPage *self)
{
  guint n = 0;

  for (guint s = 0; s < N_SECTIONS; s++) {
    guint shown = count_shown (self, s, NULL);
    GtkFlowBoxChild *child;

    for (int i = 0; (child = child_at (self, s, i)) != NULL; i++)
      gtk_widget_set_visible (GTK_WIDGET (child), matches (self, child));
    gtk_widget_set_visible (self->sections[s].box, shown > 0);
    n += shown;
  }
  gtk_widget_set_visible (self->nothing, n == 0 && self->cards != NULL);
}

static void
add_card (AppStartPage *self, SectionId id, GtkWidget *card)
{
  GtkWidget *child;

  gtk_flow_box_insert (GTK_FLOW_BOX (self->sections[id].flow), card, -1);
  child = gtk_widget_get_parent (card);
  gtk_widget_set_focusable (child, FALSE); /* its button is */
}

static void
fill_recent (AppStartPage *self)
{
  g_autoptr (GPtrArray) infos = app_recent_list (MAX_RECENT);
  GtkFlowBox *flow = GTK_FLOW_BOX (self->sections[RECENT].flow);
  GtkFlowBoxChild *child;

  while ((child = child_at (self, RECENT, 0)) != NULL)
    gtk_flow_box_remove (flow, GTK_WIDGET (child));
  for (guint i = 0; i < infos->len; i++)
    add_card (self, RECENT, app_start_card_new_recent (g_ptr_array_index (infos, i)));
}

static void
on_shelf (GPtrArray *entries, GPtrArray *figures, gpointer data)
{
  AppStartPage *self = data;

  if (self->cards == NULL) {
    self->cards = g_ptr_array_new ();
    for (guint i = 0; i < entries->len; i++) {
      const AppLibraryEntry *entry = g_ptr_array_index (entries, i);
      GtkWidget *card = app_start_card_new (entry);

      g_ptr_array_add (self->cards, card);
      add_card (self, entry->n_steps > 0 ? LESSONS : SCENARIOS, card);
    }
    update_filter (self);
  }
  for (guint i = 0; i < MIN (figures->len, self->cards->len); i++)
    app_start_card_set_figure (g_ptr_array_index (self->cards, i), g_ptr_array_index (figures, i));
}

/* --- the search --- */

static void
on_search (AppStartPage *self)
{
  g_autofree char *text = app_words_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strfreev (self->words);
  self->words = g_strsplit_set (g_strstrip (text), " ", -1);
  update_filter (self);
}

/* Enter opens the first card that is left. */
static void
on_activate (AppStartPage *self)
{
  AppStartCard *card = NULL;

  on_search (self);
  for (guint i = 0; i < N_SECTIONS && card == NULL; i++)
    count_shown (self, i, &card);
  if (card != NULL)
    app_start_card_open (card);
}

/* Escape takes the search back, then leaves. */
static void
on_stop (AppStartPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.start-close", NULL);
}

static void
on_purpose (GtkToggleButton *button, AppStartPage *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->purpose = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "purpose"));
  update_filter (self);
}

/* --- what stands where --- */

static GtkWidget *
new_header (AppStartPage *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *fresh = app_button_new (_ ("_New Trial"));
  GtkWidget *open = app_button_new (_ ("_Open a File…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.start-close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fresh), "win.new");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open");
  app_tooltip_set (back, _ ("Back to the scenario"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back to the scenario"), -1);
  app_tooltip_set (fresh, _ ("Three arms and default values"));
  self->search = gtk_search_entry_new ();
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->search), 36);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the scenarios"), -1);
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), open);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), fresh);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->search);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (on_stop), self);
  return header;
}

static GtkWidget *
new_purposes (AppStartPage *self)
{
  static const char *const names[] = { N_ ("All"), N_ ("Planning"), N_ ("Teaching") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (_ (names[i]));

    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    if (first == NULL)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first = button), TRUE);
    g_object_set_data (G_OBJECT (button), "purpose", GUINT_TO_POINTER (i));
    g_signal_connect (button, "toggled", G_CALLBACK (on_purpose), self);
    gtk_box_append (GTK_BOX (box), button);
  }
  return box;
}

static void
add_section (AppStartPage *self, SectionId id, const char *title)
{
  Section *section = &self->sections[id];
  GtkWidget *heading = gtk_label_new (title);

  section->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  section->flow = gtk_flow_box_new ();
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-4");
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (section->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (section->flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (section->flow), 8);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (section->flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (section->flow), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (section->flow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_box_append (GTK_BOX (section->box), heading);
  gtk_box_append (GTK_BOX (section->box), section->flow);
  /* The feet of its cards would have all the room that a search leaves. */
  gtk_widget_set_vexpand (section->box, FALSE);
  gtk_widget_set_visible (section->box, FALSE);
  gtk_box_append (GTK_BOX (self->content), section->box);
}

static void
fill (AppStartPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->content, "cards");
  gtk_box_append (GTK_BOX (box), new_header (self));
  self->nothing = gtk_label_new (_ ("No scenario has all of these words."));
  gtk_box_append (GTK_BOX (self->content), new_purposes (self));
  add_section (self, RECENT, _ ("Recent"));
  add_section (self, LESSONS, _ ("Lessons"));
  add_section (self, SCENARIOS, _ ("Scenarios"));
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (self->content), self->nothing);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* --- life --- */

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  on_stop (APP_START_PAGE (widget));
  return TRUE;
}

static void
app_start_page_map (GtkWidget *widget)
{
  AppStartPage *self = APP_START_PAGE (widget);

  fill_recent (self);
  update_filter (self);
  if (self->shelf == NULL)
    self->shelf = app_shelf_new (self->folder, on_shelf, self);
  GTK_WIDGET_CLASS (app_start_page_parent_class)->map (widget);
}

static void
app_start_page_dispose (GObject *object)
{
  AppStartPage *self = APP_START_PAGE (object);

  g_clear_pointer (&self->shelf, app_shelf_free);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  G_OBJECT_CLASS (app_start_page_parent_class)->dispose (object);
}

static void
app_start_page_finalize (GObject *object)
{
  AppStartPage *self = APP_START_PAGE (object);

  g_strfreev (self->words);
  g_free (self->folder);
  G_OBJECT_CLASS (app_start_page_parent_class)->finalize (object);
}

static void
app_start_page_class_init (AppStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_start_page_finalize;
  widget_class->map = app_start_page_map;
  gtk_widget_class_set_css_name (widget_class, "startpage");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
app_start_page_init (AppStartPage *self)
{
  self->words = g_new0 (char *, 1);
  fill (self);
  /* Whoever types anywhere on the page searches. */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
}

GtkWidget *
app_start_page_new (const char *folder)
{
  AppStartPage *self = g_object_new (APP_TYPE_START_PAGE, NULL);

  self->folder = g_strdup (folder);
  return GTK_WIDGET (self);
}

void
app_start_page_reset (AppStartPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->search);
}

gboolean
app_start_page_busy (AppStartPage *self)
{
  return self->shelf == NULL || app_shelf_busy (self->shelf);
}

guint
app_start_page_n_shown (AppStartPage *self)
{
  return count_shown (self, LESSONS, NULL) + count_shown (self, SCENARIOS, NULL);
}
