/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/window*.c, app/actions.c and app/application.c from inside the process: what the
 * window holds, how it is named for those who cannot see it, how it fits.
 */
#include <glib/gi18n.h>

#include "actions.h"
#include "application.h"
#include "editor/card.h"
#include "editor/editor.h"
#include "help/help-window.h"
#include "help/topic.h"
#include "tooltip.h"
#include "window-private.h"
#include "../app/wait.h"

static AppApplication *application;
static AppWindow *window;

static void
iterate (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
}

static gboolean
finished (void)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE && app_run_results (window->run) != NULL
         && app_run_done (window->run) == app_run_target (window->run);
}

/* --- names --- */

static gboolean
shows_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && shows_text (child))
      return TRUE;
  return FALSE;
}

/* A button that shows an icon alone says what it does when it is pointed at. */
static void
check_buttons (GtkWidget *widget, guint *count)
{
  gboolean own = GTK_IS_BUTTON (widget) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget));

  if (GTK_IS_WINDOW_CONTROLS (widget) || !gtk_widget_get_visible (widget))
    return;
  if ((own || GTK_IS_MENU_BUTTON (widget)) && !shows_text (widget)) {
    g_autofree char *path = g_strdup (G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    const char *tooltip = app_tooltip_get (widget);

    if (tooltip == NULL || *tooltip == '\0')
      g_test_message ("a nameless %s in a %s", G_OBJECT_TYPE_NAME (widget), path);
    g_assert_nonnull (tooltip);
    g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL)
                   || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY));
    ++*count;
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_buttons (child, count);
}

static void
test_buttons (void)
{
  guint count = 0;

  check_buttons (window->header, &count);
  g_assert_cmpuint (count, >=, 6);
}

static void
test_tooltips (void)
{
  g_autofree char *undo = app_actions_tooltip ("win.undo", "Undo");
  g_autofree char *none = app_actions_tooltip ("win.nothing", "Nothing");

  g_assert_cmpstr (undo, ==, "Undo (Ctrl+Z)");
  g_assert_cmpstr (none, ==, "Nothing");
}

/* --- actions --- */

static void
test_accels (void)
{
  g_auto (GStrv) names
      = gtk_application_list_action_descriptions (GTK_APPLICATION (application));
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_cmpuint (g_strv_length (names), >=, 15);
  for (guint i = 0; names[i] != NULL; i++) {
    g_auto (GStrv) accels
        = gtk_application_get_accels_for_action (GTK_APPLICATION (application), names[i]);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;

    /* No two actions share a key. */
    for (guint k = 0; accels[k] != NULL; k++)
      g_assert_true (g_hash_table_insert (keys, g_strdup (accels[k]), g_strdup (names[i])));
    g_assert_true (g_action_parse_detailed_name (names[i], &name, &target, NULL));
    if (g_str_has_prefix (name, "win."))
      g_assert_nonnull (g_action_map_lookup_action (G_ACTION_MAP (window), name + 4));
    else if (g_str_has_prefix (name, "app."))
      g_assert_nonnull (g_action_map_lookup_action (G_ACTION_MAP (application), name + 4));
    else
      g_assert_cmpstr (name, ==, "window.close");
  }
}

/* The one that is shown stands on the button More where it is in the menu; every view has a row in
   the shortcuts window, a place in the stack and what its row says. */
static void
test_table_of_views (void)
{
  GtkWidget *box = gtk_menu_button_get_child (GTK_MENU_BUTTON (window->more));
  GtkLabel *label = GTK_LABEL (gtk_widget_get_last_child (box));
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (window->more));
  /* Without a lesson that holds some all are in one. */
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  int n_more = 0;
  guint n;
  const AppView *views = app_views (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *widget = gtk_stack_get_child_by_name (window->stack, views[i].id);
    g_autofree char *tooltip = app_actions_tooltip (views[i].action, "");

    n_more += views[i].more ? 1 : 0;
    g_assert_nonnull (widget);
    g_assert_true (app_view_find (views[i].id) == &views[i]);
    g_assert_cmpstr (tooltip, !=, "");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", views[i].id);
    g_assert_true (gtk_stack_get_visible_child (window->stack) == widget);
    g_assert_cmpstr (gtk_label_get_label (label), ==, _ (views[i].more ? views[i].name : "More"));
    g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->table)) == !views[i].whole);
    if (views[i].area != NULL)
      g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (views[i].area (widget)), widget));
  }
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 1);
  g_assert_cmpint (g_menu_model_get_n_items (section), ==, n_more);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "power");
}

static void
test_views (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "effects");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "effects");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "nonsense");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "effects");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "power");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "power");
}

static gboolean
is_enabled (const char *name)
{
  return g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (window), name));
}

static void
test_history (void)
{
  g_assert_false (is_enabled ("undo"));
  g_assert_false (is_enabled ("redo"));
  g_assert_true (app_document_set_number (window->document, "/arms/usual/size", 60, "Size", NULL,
                                          NULL));
  g_assert_true (is_enabled ("undo"));
  g_assert_nonnull (strstr (app_tooltip_get (window->undo_button), "Size"));
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "• "));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_false (is_enabled ("undo"));
  g_assert_true (is_enabled ("redo"));
  g_assert_false (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (window)), "• "));
}

static const char *
run_label (void)
{
  return gtk_button_get_label (GTK_BUTTON (window->run_button));
}

static void
test_run_button (void)
{
  WAIT_FOR (finished ());
  WAIT_FOR (g_strcmp0 (run_label (), _ ("More trials")) == 0);
  g_assert_true (app_document_set_number (window->document, "/run/replicates", 1e9, "Trials", NULL,
                                          NULL));
  WAIT_FOR (app_run_target (window->run) == 1000000000);
  WAIT_FOR (g_strcmp0 (run_label (), _ ("Pause")) == 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  WAIT_FOR (g_strcmp0 (run_label (), _ ("Continue")) == 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  WAIT_FOR (g_strcmp0 (run_label (), _ ("Pause")) == 0);
  app_document_undo (window->document);
  WAIT_FOR (finished ());
}

/* The menu's tick is kept by the action, and the simulating goes on either way. */
static void
test_spare_core (void)
{
  g_autoptr (GVariant) state = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.spare-core", NULL);
  state = g_action_group_get_action_state (G_ACTION_GROUP (window), "spare-core");
  g_assert_true (g_variant_get_boolean (state));
  g_assert_true (app_document_set_number (window->document, "/run/seed", 6, "Seed", NULL, NULL));
  WAIT_FOR (finished ());
  gtk_widget_activate_action (GTK_WIDGET (window), "win.spare-core", NULL);
  app_document_undo (window->document);
  WAIT_FOR (finished ());
}

static void
test_problem (void)
{
  WAIT_FOR (finished ());
  g_assert_false (is_enabled ("show-problem"));
  g_assert_true (app_document_set_number (window->document, "/dropout/proportion/usual", 7,
                                          "Dropout", NULL, NULL));
  g_assert_true (is_enabled ("show-problem"));
  g_assert_true (app_run_stale (window->run));
  /* Leads to the field, wherever it is folded away. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-problem", NULL);
  iterate (0.2);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         window->editor));
  app_document_undo (window->document);
  g_assert_false (is_enabled ("show-problem"));
}

/* --- menus --- */

static guint
count_items (GMenuModel *model)
{
  guint count = 0;

  for (int i = 0; i < g_menu_model_get_n_items (model); i++) {
    g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
    count += section != NULL ? count_items (section) : 1;
  }
  return count;
}

static void
test_open_menu (void)
{
  GMenuModel *model;

  WAIT_FOR (adw_split_button_get_menu_model (window->open_button) != NULL);
  model = adw_split_button_get_menu_model (window->open_button);
  g_assert_cmpuint (count_items (model), >=, 1);
}

static void
test_open_example (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", NULL);
  g_autofree char *path = g_build_filename (folder, "null-world.trefoil", NULL);
  g_autofree char *luo = g_build_filename (folder, "luo-2019.trefoil", NULL);
  SimDraft *before = app_document_draft (window->document);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-example", "s", path);
  WAIT_FOR (app_document_draft (window->document) != before);
  /* An example is a beginning, not a file to write to. */
  g_assert_null (app_document_path (window->document));
  g_assert_true (app_window_is_untouched (window));
  before = app_document_draft (window->document);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-example", "s", luo);
  WAIT_FOR (app_document_draft (window->document) != before);
  WAIT_FOR (finished ());
}

/* --- size --- */

static gboolean
views_have_labels (void)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (window->switcher));
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));
  return gtk_widget_get_visible (gtk_widget_get_last_child (box));
}

/* In two steps, as by dragging: there is room for less once the views' names are gone. */
static void
resize (int width, int height)
{
  if (width < 1110 && views_have_labels ()) {
    gtk_window_set_default_size (GTK_WINDOW (window), 1110, height);
    WAIT_FOR (!views_have_labels ());
  }
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
}

static void
test_small (void)
{
  g_assert_true (views_have_labels ());
  resize (900, 600);
  WAIT_FOR (gtk_widget_get_width (GTK_WIDGET (window)) <= 900 && !views_have_labels ());
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window)), <=, 600);
  /* The scenario stays beside the results. */
  g_assert_false (adw_flap_get_folded (window->flap));
  g_assert_true (adw_flap_get_reveal_flap (window->flap));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window->stack)), >=, 220);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  WAIT_FOR (views_have_labels ());
}

/* --- texts that are cut --- */

/* Whether text is read where widget is pointed at. */
static gboolean
tells (GtkWidget *widget, const char *text)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget)) {
    const char *tooltip = app_tooltip_get (widget);
    if (tooltip != NULL && strstr (tooltip, text) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* The text of widget if there is no room for all of it, else NULL. */
static const char *
cut_text (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (GTK_IS_LABEL (widget)) {
    gboolean cut = pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
    return cut ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;
  }
  if (!GTK_IS_TEXT (widget))
    return NULL;
  layout = gtk_widget_create_pango_layout (widget, gtk_editable_get_text (GTK_EDITABLE (widget)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (widget) ? gtk_editable_get_text (GTK_EDITABLE (widget))
                                               : NULL;
}

/* What is cut is read in full when it is pointed at, and by those who cannot see it. Where they are
   typed, names of arms are not cut at all. */
static void
check_texts (GtkWidget *widget, guint *n_cut)
{
  static const char *const arms[]
      = { "Hand-ear acupuncture", "Standard acupuncture", "Usual care", NULL };
  const char *text;

  if (!gtk_widget_get_mapped (widget))
    return;
  text = cut_text (widget);
  if (text != NULL) {
    g_test_message ("cut in a %s: %s", G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), text);
    g_assert_true (tells (widget, text));
    if (GTK_IS_LABEL (widget))
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL, text));
    else
      g_assert_false (g_strv_contains (arms, text));
    ++*n_cut;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_texts (child, n_cut);
}

/* Shows an example in a window of so many pixels; returns how many names of big figures are cut. */
static guint
show_texts (const char *name, int width, int height)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", name, NULL);
  SimDraft *before = app_document_draft (window->document);
  guint n_cut = 0, n_other = 0;

  resize (width, height);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-example", "s", path);
  WAIT_FOR (app_document_draft (window->document) != before);
  WAIT_FOR (finished ());
  /* Without a compositor the border counts. */
  WAIT_FOR (ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) <= 20);
  iterate (0.5);
  check_texts (GTK_WIDGET (window->strip), &n_cut);
  check_texts (GTK_WIDGET (window), &n_other);
  return n_cut;
}

static void
test_texts (void)
{
  g_autoptr (SimDraft) draft = NULL;

  /* With one visit and with two. */
  show_texts ("ancova.trefoil", 900, 600);
  show_texts ("ancova.trefoil", 1280, 800);
  show_texts ("luo-2019.trefoil", 900, 600);
  g_assert_cmpuint (show_texts ("luo-2019.trefoil", 1280, 800), ==, 0);
  /* A file's place does not take that of the title. */
  draft = sim_draft_ref (app_document_draft (window->document));
  app_document_load_draft (window->document, draft, "/home/me/mine.trefoil", FALSE);
  g_assert_true (tells (GTK_WIDGET (window->title), gtk_label_get_text (window->title)));
  g_assert_true (tells (GTK_WIDGET (window->title), "/home/me/mine.trefoil"));
}

/* The table shows all its rows where there is room, also where a name takes two lines. */
static void
test_table_height (void)
{
  GtkWidget *scroller = gtk_widget_get_first_child (GTK_WIDGET (window->table));
  GtkAdjustment *rows = app_table_rows (window->table);
  int natural;

  WAIT_FOR (finished ());
  iterate (0.2);
  gtk_widget_measure (scroller, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (window->table)), >=, natural);
  g_assert_cmpfloat (gtk_adjustment_get_upper (rows), <=, gtk_adjustment_get_page_size (rows));
  /* Nor has it more than that once there is room for the names on one line, and back. */
  for (guint i = 0; i < 2; i++) {
    int request;

    gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
    iterate (0.6);
    gtk_widget_get_size_request (GTK_WIDGET (window->table), NULL, &request);
    g_assert_cmpint (request, ==, app_table_height (window->table));
    g_assert_cmpfloat (gtk_adjustment_get_upper (rows), <=, gtk_adjustment_get_page_size (rows));
  }
}

/* --- help --- */

/* The place of the guide that the action of F1 or of the menu shows. */
static const char *
place_after (const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  return app_help_window_place (app_help_window_over (GTK_WINDOW (window)));
}

/* Of the field, the card or the view that has the focus. */
static void
test_help (void)
{
  g_auto (GStrv) keys
      = gtk_application_get_accels_for_action (GTK_APPLICATION (application), "win.help");
  g_autofree char *of_card = NULL, *of_field = NULL, *words = NULL;
  GtkWidget *focus = NULL;
  gpointer gone = NULL;

  g_assert_cmpstr (keys[0], ==, "F1");
  g_assert_true (app_editor_reveal (window->editor, "/arms/usual/size"));
  g_assert_cmpstr (place_after ("win.help"), ==, "keys-arms#arms.size");
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  of_field = app_help_topic (focus, &words);
  g_assert_cmpstr (of_field, ==, "keys-arms#arms.size");
  g_assert_true (g_str_has_prefix (words, "Patients, Usual care: "));
  of_card = app_help_topic (gtk_widget_get_ancestor (focus, APP_TYPE_CARD), NULL);
  g_assert_cmpstr (of_card, ==, "keys-arms");
  g_assert_true (app_editor_reveal (window->editor, "/outcomes/rmdq/means/usual/0"));
  g_assert_cmpstr (place_after ("win.help"), ==, "keys-outcomes#outcomes.means");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "sensitivity");
  g_assert_cmpstr (place_after ("win.help"), ==, "view-sensitivity");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "power");
  g_assert_cmpstr (place_after ("win.help-contents"), ==, "index");
  /* It can be closed, and comes again. */
  g_set_weak_pointer (&gone, app_help_window_over (GTK_WINDOW (window)));
  gtk_window_close (gone);
  WAIT_FOR (gone == NULL);
  g_assert_cmpstr (place_after ("win.help"), ==, "view-power");
  gtk_window_destroy (GTK_WINDOW (app_help_window_over (GTK_WINDOW (window))));
}

/* --- the end --- */

static void
test_close (void)
{
  gpointer gone = window;

  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  gtk_window_close (GTK_WINDOW (window));
  WAIT_FOR (gone == NULL);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));

  g_test_add_func ("/widgets/buttons", test_buttons);
  g_test_add_func ("/widgets/tooltips", test_tooltips);
  g_test_add_func ("/widgets/accels", test_accels);
  g_test_add_func ("/widgets/views", test_views);
  g_test_add_func ("/widgets/table-of-views", test_table_of_views);
  g_test_add_func ("/widgets/history", test_history);
  g_test_add_func ("/widgets/run-button", test_run_button);
  g_test_add_func ("/widgets/spare-core", test_spare_core);
  g_test_add_func ("/widgets/problem", test_problem);
  g_test_add_func ("/widgets/open-menu", test_open_menu);
  g_test_add_func ("/widgets/open-example", test_open_example);
  g_test_add_func ("/widgets/small", test_small);
  g_test_add_func ("/widgets/texts", test_texts);
  g_test_add_func ("/widgets/table-height", test_table_height);
  g_test_add_func ("/widgets/help", test_help);
  g_test_add_func ("/widgets/close", test_close);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
