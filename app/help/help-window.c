/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help-window.c - a page of the guide as labels, with links, and the way back.
 *
 * A place is a page, or a section of it. A page of many texts, as the references are, shows the
 * titles of its sections in their place, and a section of as many goes on at a third kind of place,
 * page#section#block: hundreds of labels take longer than a frame. What is searched for is a place
 * as well, ?words, to which one comes back from what was found.
 */
#include "help/help-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "help/search.h"
#include "tooltip.h"

#define WIDTH      560
#define HEIGHT     640
#define MARGIN     18
#define INDENT     18
#define MANY_TEXTS 150
#define MOST_FOUND 50
#define BROWSED    "help" /* the scheme of help browsers */

struct _AppHelpWindow {
  AdwWindow parent_instance;

  const AppGuide *guide;
  GPtrArray *before; /* of char*: places, the present one last */
  GtkWidget *scroller;
  GtkWidget *bar, *entry; /* of the search */
  gboolean silent;        /* what comes into the entry is not typed */
  gboolean typed;         /* something was, and nothing was shown since */
};

G_DEFINE_FINAL_TYPE (AppHelpWindow, app_help_window, ADW_TYPE_WINDOW)

/* --- blocks --- */

static gboolean
on_link (GtkLabel *label, const char *target, gpointer data)
{
  if (strstr (target, "://") != NULL)
    return FALSE;
  app_help_window_show (data, target, NULL);
  return TRUE;
}

static GtkWidget *
new_label (AppHelpWindow *self, const char *markup, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  g_signal_connect (label, "activate-link", G_CALLBACK (on_link), self);
  return label;
}

static void
add_label (AppHelpWindow *self, GtkWidget *box, const char *markup, const char *css_class)
{
  gtk_box_append (GTK_BOX (box), new_label (self, markup, css_class));
}

static void
add_link (AppHelpWindow *self, GtkWidget *box, const char *place, const char *title,
          const char *about)
{
  g_autofree char *markup
      = about != NULL
            ? g_strdup_printf ("<a href=\"%s\">%s</a>\n<small>%s</small>", place, title, about)
            : g_strdup_printf ("<a href=\"%s\">%s</a>", place, title);

  add_label (self, box, markup, NULL);
}

static void
add_item (AppHelpWindow *self, GtkWidget *box, const AppGuideBlock *block)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *mark
      = block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
  GtkWidget *label = gtk_label_new (mark);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_start (line, INDENT * ((int)block->depth - 1));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), new_label (self, g_ptr_array_index (block->texts, 0), NULL));
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_code (GtkWidget *box, const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL), *scroller = gtk_scrolled_window_new ();

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_set_margin_end (label, 8);
  gtk_widget_set_margin_top (label, 8);
  gtk_widget_set_margin_bottom (label, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_box_append (GTK_BOX (box), scroller);
}

/* A row of the table that box ends with, or of a new one. */
static void
add_row (AppHelpWindow *self, GtkWidget *box, const AppGuideBlock *block)
{
  GtkWidget *grid = gtk_widget_get_last_child (box);
  guint row = 0;

  if (block->first || !GTK_IS_GRID (grid)) {
    grid = gtk_grid_new ();
    gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
    gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
    gtk_box_append (GTK_BOX (box), grid);
  } else {
    row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (grid), "rows"));
  }
  for (guint i = 0; i < block->texts->len; i++)
    gtk_grid_attach (
        GTK_GRID (grid),
        new_label (self, g_ptr_array_index (block->texts, i), block->head ? "heading" : NULL),
        (int)i, (int)row, 1, 1);
  g_object_set_data (G_OBJECT (grid), "rows", GUINT_TO_POINTER (row + 1));
}

static void
add_block (AppHelpWindow *self, GtkWidget *box, const AppGuideBlock *block)
{
  const char *text = block->texts->len > 0 ? g_ptr_array_index (block->texts, 0) : "";

  switch (block->kind) {
  case APP_GUIDE_ITEM:
    add_item (self, box, block);
    break;
  case APP_GUIDE_CODE:
    add_code (box, text);
    break;
  case APP_GUIDE_ROW:
    add_row (self, box, block);
    break;
  case APP_GUIDE_TERM:
    add_label (self, box, text, "heading");
    break;
  case APP_GUIDE_TEXT:
  default:
    add_label (self, box, text, NULL);
    gtk_widget_set_margin_start (gtk_widget_get_last_child (box), INDENT * (int)block->depth);
    break;
  }
}

/* --- pages --- */

static guint
count_block (const AppGuideSection *section, guint block)
{
  return ((const AppGuideBlock *)g_ptr_array_index (section->blocks, block))->texts->len;
}

static void
add_topics (AppHelpWindow *self, GtkWidget *box, const char *place)
{
  g_autoptr (GPtrArray) topics = app_guide_topics (self->guide, place);

  for (guint i = 0; i < topics->len; i++) {
    const AppGuidePage *topic = g_ptr_array_index (topics, i);
    add_link (self, box, topic->id, topic->title, topic->about);
  }
}

static void
add_blocks (AppHelpWindow *self, GtkWidget *box, const AppGuideSection *section)
{
  for (guint i = 0; i < section->blocks->len; i++)
    add_block (self, box, g_ptr_array_index (section->blocks, i));
}

static void
add_more (AppHelpWindow *self, GtkWidget *box, const AppGuidePage *page)
{
  if (page->more->len > 0)
    add_label (self, box, _ ("See also"), "heading");
  for (guint i = 0; i < page->more->len; i++) {
    const AppGuidePage *other = app_guide_find (self->guide, g_ptr_array_index (page->more, i));
    if (other != NULL)
      add_link (self, box, other->id, other->title, NULL);
  }
}

static guint
count_texts (const AppGuidePage *page)
{
  guint n = 0;

  for (guint i = 0; i < page->sections->len; i++) {
    const AppGuideSection *section = g_ptr_array_index (page->sections, i);
    for (guint b = 0; b < section->blocks->len; b++)
      n += count_block (section, b);
  }
  return n;
}

static void
add_page (AppHelpWindow *self, GtkWidget *box, const AppGuidePage *page)
{
  gboolean many = count_texts (page) > MANY_TEXTS;

  add_label (self, box, page->title, "title-2");
  add_blocks (self, box, g_ptr_array_index (page->sections, 0));
  add_topics (self, box, page->id);
  for (guint i = 1; i < page->sections->len; i++) {
    const AppGuideSection *section = g_ptr_array_index (page->sections, i);
    g_autofree char *place = g_strconcat (page->id, "#", section->id, NULL);

    if (many) {
      add_link (self, box, place, section->title, NULL);
      continue;
    }
    add_label (self, box, section->title, "title-4");
    add_blocks (self, box, section);
    add_topics (self, box, place);
  }
  add_more (self, box, page);
}

/* The headings of the table that a block is a later row of. */
static void
add_headings (AppHelpWindow *self, GtkWidget *box, const AppGuideSection *section, guint block)
{
  const AppGuideBlock *row = g_ptr_array_index (section->blocks, block);

  if (row->kind != APP_GUIDE_ROW || row->first)
    return;
  while (!row->first)
    row = g_ptr_array_index (section->blocks, --block);
  if (row->head)
    add_row (self, box, row);
}

/* A section from a block on, with a link to what is too much for once. */
static void
add_section (AppHelpWindow *self, GtkWidget *box, const AppGuidePage *page,
             const AppGuideSection *section, guint from)
{
  guint at = from;

  add_link (self, box, page->id, page->title, NULL);
  add_label (self, box, section->title, "title-4");
  if (from < section->blocks->len)
    add_headings (self, box, section, from);
  for (guint n = 0; at < section->blocks->len; at++) {
    n += count_block (section, at);
    if (n > MANY_TEXTS && at > from)
      break;
    add_block (self, box, g_ptr_array_index (section->blocks, at));
  }
  if (at < section->blocks->len) {
    g_autofree char *rest = g_strdup_printf ("%s#%s#%u", page->id, section->id, at);
    add_link (self, box, rest, _ ("Continue"), NULL);
  }
  add_more (self, box, page);
}

static void
add_missing (AppHelpWindow *self, GtkWidget *box, const char *words)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("The guide has no page on this. Its pages were looked for in %s."),
                         app_guide_folder (self->guide));
  g_autofree char *where = g_markup_escape_text (sentence, -1);
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  if (escaped != NULL)
    add_label (self, box, escaped, NULL);
  add_label (self, box, where, escaped != NULL ? "dim-label" : NULL);
}

/* --- what was found --- */

/* The words of a place that is a search, else NULL. */
static const char *
searched (const char *place)
{
  return place != NULL && place[0] == '?' ? place + 1 : NULL;
}

static void
add_hit (AppHelpWindow *self, GtkWidget *box, const AppGuideHit *hit)
{
  gboolean head = strchr (hit->place, '#') == NULL;
  g_autofree char *about = NULL;

  if (head)
    about = g_strdup (hit->excerpt[0] != '\0' ? hit->excerpt : hit->page->about);
  else
    about = g_strjoin (hit->excerpt[0] != '\0' ? "\n" : "", hit->page->title, hit->excerpt, NULL);
  add_link (self, box, hit->place, hit->title, about);
}

static void
add_found (AppHelpWindow *self, GtkWidget *box, const char *words)
{
  g_autoptr (GPtrArray) hits = app_guide_search (self->guide, words);
  guint more = hits->len - MIN (hits->len, MOST_FOUND);
  g_autofree char *rest
      = g_strdup_printf (ngettext ("and %u more place", "and %u more places", more), more);

  if (hits->len == 0)
    add_label (self, box, _ ("Nothing in the guide has all of these words."), "dim-label");
  for (guint i = 0; i < hits->len - more; i++)
    add_hit (self, box, g_ptr_array_index (hits, i));
  if (more > 0)
    add_label (self, box, rest, "dim-label");
}

/* --- places --- */

static GtkWidget *
make_content (AppHelpWindow *self, const char *place, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  g_auto (GStrv) parts = g_strsplit (place, "#", 3);
  const AppGuidePage *page = app_guide_find (self->guide, parts[0]);
  const AppGuideSection *section = page != NULL && parts[0] != NULL && parts[1] != NULL
                                       ? app_guide_section (page, parts[1])
                                       : NULL;

  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  if (searched (place) != NULL)
    add_found (self, box, searched (place));
  else if (section != NULL)
    add_section (self, box, page, section,
                 parts[2] != NULL ? (guint)g_ascii_strtoull (parts[2], NULL, 10) : 0);
  else if (page != NULL)
    add_page (self, box, page);
  else
    add_missing (self, box, words);
  return box;
}

/* Shows the place that is the present one. */
static void
fill (AppHelpWindow *self, const char *words)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 make_content (self, app_help_window_place (self), words));
  gtk_adjustment_set_value (adjustment, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", self->before->len > 1);
}

static void
show_place (AppHelpWindow *self, const char *words)
{
  const char *search = searched (app_help_window_place (self));

  self->typed = FALSE; /* the entry may be about to tell of it, too late */
  if (search != NULL) {
    /* On its way to the new text the entry is empty, which would end the search. */
    self->silent = TRUE;
    gtk_editable_set_text (GTK_EDITABLE (self->entry), search);
    self->silent = FALSE;
    gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  }
  fill (self, words);
  /* Its keys scroll. */
  gtk_window_set_focus (GTK_WINDOW (self), self->scroller);
}

void
app_help_window_show (AppHelpWindow *self, const char *place, const char *words)
{
  if (g_strcmp0 (place, app_help_window_place (self)) != 0)
    g_ptr_array_add (self->before, g_strdup (place));
  show_place (self, words);
}

const char *
app_help_window_place (AppHelpWindow *self)
{
  return self->before->len > 0 ? g_ptr_array_index (self->before, self->before->len - 1) : NULL;
}

/* --- actions --- */

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHelpWindow *self = APP_HELP_WINDOW (widget);

  if (self->before->len < 2)
    return;
  g_ptr_array_set_size (self->before, (int)self->before->len - 1);
  show_place (self, NULL);
}

static void
contents_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_help_window_show (APP_HELP_WINDOW (widget), "index", NULL);
}

/* The same page in the desktop's help browser; what was searched for is none. */
static void
browse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *place = app_help_window_place (APP_HELP_WINDOW (widget));
  g_auto (GStrv) parts = g_strsplit (searched (place) == NULL ? place : "index", "#", 3);
  g_autofree char *uri
      = g_strconcat ("help:trefoil/", parts[0], parts[1] != NULL ? "#" : NULL, parts[1], NULL);

  gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

/* --- search --- */

static void
drop_place (AppHelpWindow *self)
{
  g_ptr_array_set_size (self->before, (int)self->before->len - 1);
}

static void
on_typed (AppHelpWindow *self)
{
  if (!self->silent)
    self->typed = TRUE;
}

/* What is typed takes the place of what was searched for before; without words the place before
   comes back. */
static void
on_search (AppHelpWindow *self)
{
  g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  const char *now = searched (app_help_window_place (self));

  g_strstrip (words);
  if (!self->typed || g_strcmp0 (now != NULL ? now : "", words) == 0)
    return;
  if (now != NULL && (words[0] != '\0' || self->before->len > 1))
    drop_place (self);
  if (words[0] != '\0')
    g_ptr_array_add (self->before, g_strconcat ("?", words, NULL));
  fill (self, NULL);
}

/* Enter: the first of what is found. */
static void
on_enter (AppHelpWindow *self)
{
  g_autoptr (GPtrArray) hits = NULL;

  on_search (self); /* which waits a moment for more letters */
  hits = app_guide_search (self->guide, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (hits->len > 0)
    app_help_window_show (self, ((const AppGuideHit *)g_ptr_array_index (hits, 0))->place, NULL);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHelpWindow *self = APP_HELP_WINDOW (widget);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_widget_grab_focus (self->entry);
}

static void
add_search (AppHelpWindow *self, GtkWidget *box)
{
  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Search the guide"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the guide"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_enter), self);
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), self->entry);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
  gtk_search_bar_set_key_capture_widget (GTK_SEARCH_BAR (self->bar), GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (box), self->bar);
}

/* --- life --- */

static GtkWidget *
header_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  app_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* Where there is a browser, and the pages are where it looks for them. */
static gboolean
can_browse (const AppGuide *guide)
{
  g_autoptr (GAppInfo) browser = g_app_info_get_default_for_uri_scheme (BROWSED);

  return browser != NULL && app_guide_installed (guide);
}

static GtkWidget *
make_header (AppHelpWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_pack_start (
      ADW_HEADER_BAR (header),
      header_button ("go-previous-symbolic", _ ("Back (Alt+Left)"), "help.back"));
  adw_header_bar_pack_start (
      ADW_HEADER_BAR (header),
      header_button ("go-home-symbolic", _ ("Contents (Alt+Home)"), "help.contents"));
  adw_header_bar_pack_end (
      ADW_HEADER_BAR (header),
      header_button ("system-search-symbolic", _ ("Search the guide (Ctrl+F)"), "help.search"));
  if (can_browse (self->guide))
    adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                             header_button ("help-browser-symbolic",
                                            _ ("Open in the help browser"), "help.browse"));
  return header;
}

/* Said where the program speaks another language. */
static void
add_language (GtkWidget *box)
{
  const char *text = N_ ("The guide is in English.");
  GtkWidget *label = NULL;

  if (strcmp (_ (text), text) == 0)
    return;
  label = gtk_label_new (_ (text));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, INDENT / 3);
  gtk_widget_set_margin_bottom (label, INDENT / 3);
  gtk_box_append (GTK_BOX (box), label);
}

static void
finalize (GObject *object)
{
  g_ptr_array_unref (APP_HELP_WINDOW (object)->before);
  G_OBJECT_CLASS (app_help_window_parent_class)->finalize (object);
}

static void
app_help_window_class_init (AppHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_install_action (widget_class, "help.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "help.contents", NULL, contents_action);
  gtk_widget_class_install_action (widget_class, "help.browse", NULL, browse_action);
  gtk_widget_class_install_action (widget_class, "help.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "help.contents",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "help.contents", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "help.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  /* It is no window of the application, whose keys it does not have. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
app_help_window_init (AppHelpWindow *self)
{
  self->before = g_ptr_array_new_with_free_func (g_free);
}

AppHelpWindow *
app_help_window_new (GtkWindow *parent, const AppGuide *guide)
{
  AppHelpWindow *self
      = g_object_new (APP_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                      "title", _ ("Guide"), "default-width", WIDTH, "default-height", HEIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  /* Over a dialog that keeps all others from the keyboard it has to do so too. */
  gtk_window_set_modal (GTK_WINDOW (self), parent != NULL && gtk_window_get_modal (parent));
  self->guide = guide;
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Guide"), -1);
  gtk_box_append (GTK_BOX (box), make_header (self));
  add_search (self, box);
  gtk_box_append (GTK_BOX (box), self->scroller);
  add_language (box);
  adw_window_set_content (ADW_WINDOW (self), box);
  return self;
}

AppHelpWindow *
app_help_window_over (GtkWindow *parent)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

    if (APP_IS_HELP_WINDOW (window) && gtk_window_get_transient_for (window) == parent)
      return APP_HELP_WINDOW (window); /* borrowed from the list */
  }
  return app_help_window_new (parent, app_guide ());
}
