/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-views.c - the views of the table in the stack and in the header, and how one is shown.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "theme.h"
#include "toast.h"
#include "tooltip.h"
#include "views/list.h"

#define BUTTON_GAP 8
/* px by which a header with names is wider than it needs to be before they go. */
#define SPARE 40
/* Why a view is held. */
#define HELD N_ ("This view may show what the lesson is going to ask")
/* Of an item of a menu that cannot be chosen. */
#define NO_ACTION "win.no-action"

const AppView *
app_window_view (AppWindow *self, GtkWidget **widget)
{
  const char *id = gtk_stack_get_visible_child_name (self->stack);

  if (widget != NULL)
    *widget = gtk_stack_get_visible_child (self->stack);
  return app_view_find (id);
}

/* --- the header --- */

/* The name and the icon of a button; the name goes where the window is narrow. */
static GtkWidget *
button_content (const char *icon, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, BUTTON_GAP);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
view_button (const AppView *view)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), button_content (view->icon, _ (view->name)));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), view->action);
  app_window_set_help (button, view->action, _ (view->name));
  return button;
}

static GtkWidget *
more_button (GMenu *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button),
                             button_content ("view-more-symbolic", _ ("More")));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "more");
  return button;
}

/* Views that are held stand in a section of their own, below the reason. */
static void
fill_menu (GMenu *menu, guint held)
{
  g_autoptr (GMenu) open = g_menu_new (), closed = g_menu_new ();
  guint n;
  const AppView *views = app_views (&n);

  for (guint i = 0; i < n; i++)
    if (views[i].more)
      g_menu_append ((held >> i & 1) != 0 ? closed : open, _ (views[i].name),
                     (held >> i & 1) != 0 ? NO_ACTION : views[i].action);
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  if (g_menu_model_get_n_items (G_MENU_MODEL (closed)) > 0)
    g_menu_append_section (menu, _ (HELD), G_MENU_MODEL (closed));
}

/* The button of the menu shows the current view if that is in the menu. */
static void
update_more (AppWindow *self, const AppView *view)
{
  GtkWidget *box = gtk_menu_button_get_child (GTK_MENU_BUTTON (self->more));
  GtkWidget *image = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  const char *name = view->more ? _ (view->name) : _ ("More");
  g_autofree char *help = g_strdup (_ ("More views"));

  if (view->more) {
    g_free (help);
    help = g_strdup_printf (_ ("%s, more views"), name);
    gtk_widget_add_css_class (self->more, "current");
  } else {
    gtk_widget_remove_css_class (self->more, "current");
  }
  gtk_image_set_from_icon_name (GTK_IMAGE (image), view->more ? view->icon : "view-more-symbolic");
  gtk_label_set_label (GTK_LABEL (label), name);
  app_window_set_help (self->more, "", help);
}

/* The box of icon and name in a button of the switcher. */
static GtkWidget *
content_of (GtkWidget *button)
{
  return GTK_IS_MENU_BUTTON (button) ? gtk_menu_button_get_child (GTK_MENU_BUTTON (button))
                                     : gtk_button_get_child (GTK_BUTTON (button));
}

static int
width_of_name (GtkWidget *content, const char *name)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (content, name);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + BUTTON_GAP;
}

/* What the button of the menu is given, whichever view is shown. */
static int
width_of_longest (GtkWidget *content)
{
  guint n;
  const AppView *views = app_views (&n);
  int longest = 0;

  for (guint i = 0; i < n; i++)
    if (views[i].more)
      longest = MAX (longest, width_of_name (content, _ (views[i].name)));
  return longest;
}

int
app_window_names_width (AppWindow *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
  int shown = 0;

  for (GtkWidget *button = first; button != NULL; button = gtk_widget_get_next_sibling (button)) {
    GtkWidget *content = content_of (button), *label = gtk_widget_get_last_child (content);

    if (gtk_widget_get_visible (label))
      shown += width_of_name (content, gtk_label_get_text (GTK_LABEL (label)));
  }
  return shown;
}

/* A window does not become narrower than its header: there are no names any more before it would
   have to. */
void
app_window_fit_switcher (AppWindow *self, int width)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
  int header, names = 0, shown = app_window_names_width (self);

  for (GtkWidget *button = first; button != NULL; button = gtk_widget_get_next_sibling (button)) {
    GtkWidget *content = content_of (button), *label = gtk_widget_get_last_child (content);
    int needed = width_of_name (content, gtk_label_get_text (GTK_LABEL (label)));

    names += GTK_IS_MENU_BUTTON (button) ? MAX (needed, width_of_longest (content)) : needed;
  }
  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &header, NULL, NULL, NULL);
  for (GtkWidget *button = first; button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (gtk_widget_get_last_child (content_of (button)),
                            width > header - shown + names + SPARE);
}

/* --- actions --- */

/* One trial tells nothing of all. */
static gboolean
comes_later (AppWindow *self, const AppView *view)
{
  return self->course != NULL && view->show_trial == NULL
         && !app_course_opens (self->course, view->id);
}

/* A view that is held looks like that, and says why. */
static void
hold_view (GtkWidget *button, const AppView *view, gboolean held)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", _ (view->name), _ (HELD));

  app_window_set_help (button, view->action, _ (view->name));
  if (held)
    app_tooltip_set (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  held ? _ (HELD) : "", -1);
}

void
app_window_update_views (AppWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "view");
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
  guint n, held = 0;
  const AppView *views = app_views (&n);

  for (guint i = 0; i < n; i++)
    held |= comes_later (self, &views[i]) ? 1u << i : 0;
  for (guint i = 0; i < n; i++) {
    if (views[i].more)
      continue;
    if ((held ^ self->held) >> i & 1)
      hold_view (button, &views[i], held >> i & 1);
    gtk_widget_set_sensitive (button, g_action_get_enabled (action) && (held >> i & 1) == 0);
    button = gtk_widget_get_next_sibling (button);
  }
  if (held != self->held)
    fill_menu (G_MENU (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->more))), held);
  self->held = held;
}

void
app_window_update_way (AppWindow *self)
{
  GActionMap *map = G_ACTION_MAP (self);
  gboolean views = g_action_get_enabled (g_action_map_lookup_action (map, "view"));

  if (self->chosen_in != app_document_generation (self->document)) {
    self->chosen_in = app_document_generation (self->document);
    self->led_from = NULL;
    if (app_trial_focus_kind (self->focus) != NULL)
      app_trial_focus_set_kind (self->focus, NULL);
  }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "view-back")),
                               views && self->led_from != NULL);
}

static void
set_led_from (AppWindow *self, const AppView *view)
{
  self->led_from = view;
  app_window_update_way (self);
}

static void
on_view (GSimpleAction *action, GVariant *state, gpointer data)
{
  AppWindow *self = data;
  const AppView *view = app_view_find (g_variant_get_string (state, NULL));

  if (view == NULL)
    return;
  if (comes_later (self, view)) {
    app_window_toast (self, _ (HELD), NULL, NULL);
    return;
  }
  g_simple_action_set_state (action, state);
  gtk_stack_set_visible_child_name (self->stack, view->id);
  if (view->show_trial == NULL)
    set_led_from (self, NULL);
  app_window_fit_table (self);
  update_more (self, view);
  app_window_update_output (self);
  app_toast_withdraw (self->toasts, view->action);
}

/* Where trials are shown, or NULL. */
static const AppView *
trial_view (void)
{
  guint n;
  const AppView *views = app_views (&n);

  for (guint i = 0; i < n; i++)
    if (views[i].show_trial != NULL)
      return &views[i];
  return NULL;
}

static void
on_show_trial (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  const AppView *view = trial_view (), *from = app_window_view (self, NULL);

  g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                      g_variant_new_string (view->id));
  view->show_trial (gtk_stack_get_child_by_name (self->stack, view->id),
                    g_variant_get_uint64 (parameter));
  if (from != view)
    set_led_from (self, from);
}

static void
on_view_back (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "view",
                                      g_variant_new_string (self->led_from->id));
}

static const GActionEntry entries[] = {
  { .name = "view", .parameter_type = "s", .state = "'power'", .change_state = on_view },
  { .name = "show-trial", .parameter_type = "t", .activate = on_show_trial },
  { .name = "view-back", .activate = on_view_back },
};

void
app_window_init_views (AppWindow *self)
{
  const AppSources sources = { self->document, self->run, self->pins, self->focus };
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n;
  const AppView *views = app_views (&n);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "show-trial")),
      trial_view () != NULL);
  set_led_from (self, NULL);
  for (guint i = 0; i < n; i++) {
    gtk_stack_add_titled (self->stack, views[i].make (&sources), views[i].id, _ (views[i].name));
    if (!views[i].more)
      gtk_box_append (self->switcher, view_button (&views[i]));
  }
  fill_menu (menu, 0);
  self->more = more_button (menu);
  gtk_box_append (self->switcher, self->more);
  update_more (self, &views[0]);
}
