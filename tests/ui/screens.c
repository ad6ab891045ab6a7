/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * screens.c - every view, light and dark, and some from right to left and with large text, in three
 * sizes: no word is cut and no plot is empty. Called with "translated": every view in the language
 * of the environment, light, in two sizes.
 *
 * The real window, in process, at once without animations. A label is cut where its text ends in
 * an ellipsis, also in a plot, where it is given less than its least size, or where it sticks out
 * of what shows it and cannot be scrolled to. A plot is empty if its picture is of one colour.
 * TREFOIL_SHOTS=DIRECTORY keeps the pictures for looking at.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "application.h"
#include "export/export.h"
#include "window-private.h"

#define TIMEOUT (60 * G_USEC_PER_SEC)

typedef struct {
  int width, height;
} Size;

static const Size sizes[] = { { 900, 600 }, { 1280, 800 }, { 1920, 1080 } };

static AppWindow *window;

static void
on_time (gpointer over)
{
  *(gboolean *)over = TRUE;
}

static void
turn_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add_once (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Runs the main loop until condition holds. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + TIMEOUT;                                               \
    while (!(condition)) {                                                                         \
      g_assert_cmpint (g_get_monotonic_time (), <, end_);                                          \
      turn_for (10);                                                                               \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

static gboolean
is_at_rest (void)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE
         && app_run_scenario (window->run) == app_document_scenario (window->document)
         && app_run_theory (window->run) != NULL;
}

/* --- words --- */

/* The scroller that brings all of what a widget holds into sight that way, or NULL. The rows of a
   table scroll with the table. */
static GtkWidget *
scroller_of (GtkWidget *widget, gboolean across)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkPolicyType policies[2];

  if (parent != NULL && GTK_IS_COLUMN_VIEW (parent))
    parent = gtk_widget_get_parent (parent);
  if (parent == NULL || !GTK_IS_SCROLLED_WINDOW (parent))
    return NULL;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (parent), &policies[0], &policies[1]);
  return policies[across ? 0 : 1] != GTK_POLICY_NEVER ? parent : NULL;
}

/* Whether a widget sticks out of one that it is in; of what is scrolled the scroller must not. */
static gboolean
sticks_out (GtkWidget *widget, gboolean across)
{
  for (GtkWidget *room = gtk_widget_get_parent (widget); room != NULL;
       room = gtk_widget_get_parent (room)) {
    double size = across ? gtk_widget_get_width (room) : gtk_widget_get_height (room);
    GtkWidget *scroller = scroller_of (room, across);
    graphene_rect_t box;
    double from, to;

    if (scroller != NULL) {
      widget = room = scroller;
      continue;
    }
    if ((gtk_widget_get_overflow (room) != GTK_OVERFLOW_HIDDEN && !GTK_IS_ROOT (room))
        || !gtk_widget_compute_bounds (widget, room, &box))
      continue;
    from = across ? box.origin.x : box.origin.y;
    to = from + (across ? box.size.width : box.size.height);
    if (from < -1 || to > size + 1)
      return TRUE;
  }
  return FALSE;
}

/* Of any length by what they are: the title of the document, which is its tooltip as well, and the
   one line that a folded card says of itself. */
static gboolean
may_be_cut (GtkWidget *label)
{
  return gtk_widget_has_css_class (gtk_widget_get_parent (label), "document-title")
         || gtk_widget_has_css_class (label, "summary");
}

/* Figures without a letter, in a label whose words run from the right. */
static gboolean
reads_backwards (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  return gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL
         && g_regex_match_simple ("^[^\\p{L}\\x{200e}]*$", text, 0, 0)
         && g_regex_match_simple ("[^0-9.][0-9]|[0-9][^0-9.]", text, 0, 0);
}

static const char *
what_is_wrong (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width, height;

  if (pango_layout_is_ellipsized (layout) && !may_be_cut (label))
    return "ends in an ellipsis";
  pango_layout_get_pixel_size (layout, &width, &height);
  if (gtk_widget_get_width (label) < width || gtk_widget_get_height (label) < height)
    return "has less room than it needs";
  if (reads_backwards (label))
    return "reads backwards";
  if (sticks_out (label, TRUE) || sticks_out (label, FALSE))
    return "sticks out of what shows it";
  return NULL;
}

/* A name by which to find a widget: the types that it is in, the nearest first. */
static char *
place_of (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (GtkWidget *at = widget; at != NULL && !GTK_IS_ROOT (at); at = gtk_widget_get_parent (at))
    g_string_append_printf (path, "%s%s", path->len > 0 ? " in " : "", G_OBJECT_TYPE_NAME (at));
  return g_string_free (path, FALSE);
}

static guint
look_at_words (GtkWidget *widget, const char *where)
{
  guint bad = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_width (widget) > 0) {
    const char *wrong = what_is_wrong (widget);

    if (wrong != NULL) {
      g_autofree char *place = place_of (widget);

      g_test_message ("%s: “%s” %s (%s)", where, gtk_label_get_text (GTK_LABEL (widget)), wrong,
                      place);
      bad++;
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bad += look_at_words (child, where);
  return bad;
}

/* Looked at when a frame has been painted: later, words may be new and their room not yet. */
static struct {
  const char *where; /* NULL: nobody asks */
  guint bad;
} question;

static void
on_after_paint (void)
{
  if (question.where == NULL)
    return;
  question.bad = look_at_words (GTK_WIDGET (window), question.where);
  question.where = NULL;
}

static guint
bad_words (const char *where)
{
  question.where = where;
  gtk_widget_queue_draw (GTK_WIDGET (window));
  WAIT_FOR (question.where == NULL);
  return question.bad;
}

/* --- pictures --- */

static GdkTexture *
try_picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture *texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    texture
        = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_clear_pointer (&node, gsk_render_node_unref);
  return texture;
}

/* A widget that is about to be drawn again has no picture for a moment. */
static GdkTexture *
picture_of (GtkWidget *widget)
{
  GdkTexture *picture;

  WAIT_FOR ((picture = try_picture (widget)) != NULL);
  return picture;
}

static gboolean
is_of_one_colour (GtkWidget *widget)
{
  g_autoptr (GdkTexture) picture = picture_of (widget);
  g_autofree guint32 *pixels = NULL;
  gsize n;

  n = (gsize)gdk_texture_get_width (picture) * (gsize)gdk_texture_get_height (picture);
  pixels = g_new (guint32, n);
  gdk_texture_download (picture, (guchar *)pixels, 4 * (gsize)gdk_texture_get_width (picture));
  for (gsize i = 1; i < n; i++)
    if (pixels[i] != pixels[0])
      return FALSE;
  return TRUE;
}

static void
keep (const char *name)
{
  const char *folder = g_getenv ("TREFOIL_SHOTS");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GdkTexture) picture = NULL;

  if (folder == NULL)
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = g_build_filename (folder, file, NULL);
  picture = picture_of (GTK_WIDGET (window));
  g_assert_true (gdk_texture_save_to_png (picture, path));
}

/* --- the views --- */

static gboolean
has_size (const Size *size)
{
  return gtk_widget_get_width (GTK_WIDGET (window)) == size->width
         && gtk_widget_get_height (GTK_WIDGET (window)) == size->height;
}

/* Whether it has that size, else asks for it: first for one that is a little wider, since the same
   again is no wish. The header takes its short form in one step and only then needs less. Around
   the window stands a border where nothing draws shadows. */
static gboolean
resize (const Size *size)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  int border = gdk_surface_get_width (surface) - gtk_widget_get_width (GTK_WIDGET (window));

  if (has_size (size))
    return TRUE;
  for (int wider = 1; wider >= 0; wider--) {
    gtk_window_set_default_size (GTK_WINDOW (window), size->width + border + wider,
                                 size->height + border);
    turn_for (60);
  }
  return has_size (size);
}

static AppPlotArea *
show (const char *id)
{
  GtkWidget *widget;
  const AppView *view;

  g_action_group_change_action_state (G_ACTION_GROUP (window), "view", g_variant_new_string (id));
  view = app_window_view (window, &widget);
  g_assert_cmpstr (view->id, ==, id);
  return view->area (widget);
}

/* What it says has numbers once there is something on show; in Sensitivity its table does once bars
   are there. */
static gboolean
shows_something (const char *id, AppPlotArea *area)
{
  gboolean bars = g_str_equal (id, "sensitivity");
  PlotFigure *figure = app_plot_area_figure (area);
  g_autofree char *words = figure == NULL ? NULL
                           : bars         ? plot_figure_data (figure)
                                          : plot_figure_describe (figure);

  return words != NULL
         && g_regex_match_simple (bars ? "\tassumed\t.*\t[0-9]" : "[0-9]", words, 0, 0);
}

static guint
look_at (const char *id, const char *where)
{
  AppPlotArea *area = show (id);
  guint bad;

  WAIT_FOR (shows_something (id, area));
  turn_for (60);
  bad = bad_words (where);
  if (app_plot_area_geometry (area)->n_cut > 0) {
    g_test_message ("%s: %u texts of the plot end in an ellipsis", where,
                    app_plot_area_geometry (area)->n_cut);
    bad++;
  }
  if (is_of_one_colour (GTK_WIDGET (area))) {
    g_test_message ("%s: the plot is empty", where);
    bad++;
  }
  keep (where);
  return bad;
}

/* One view in the first n sizes. */
static guint
look_at_sizes (const char *id, const char *style, guint n)
{
  guint bad = 0;

  for (guint s = 0; s < n; s++) {
    g_autofree char *where
        = g_strdup_printf ("%s-%s-%dx%d", id, style, sizes[s].width, sizes[s].height);

    WAIT_FOR (resize (&sizes[s]));
    bad += look_at (id, where);
  }
  return bad;
}

static guint
look_at_all (const char *style, guint n_sizes)
{
  guint bad = 0, n;
  const AppView *views = app_views (&n);

  for (guint v = 0; v < n; v++)
    bad += look_at_sizes (views[v].id, style, n_sizes);
  return bad;
}

static void
test_light (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpuint (look_at_all ("light", G_N_ELEMENTS (sizes)), ==, 0);
}

static void
test_dark (void)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpuint (look_at_all ("dark", G_N_ELEMENTS (sizes)), ==, 0);
}

/* What follows is about the layout: a few views have all kinds of it. */
static guint
look_at_some (const char *const *views, const char *style, guint n_sizes)
{
  guint bad = 0;

  for (; *views != NULL; views++)
    bad += look_at_sizes (*views, style, n_sizes);
  return bad;
}

/* Figures read from the left all the same. */
static void
test_right_to_left (void)
{
  static const char *const views[] = { "power", "trials", "trial", "errors", NULL };

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_assert_cmpuint (look_at_some (views, "rtl", G_N_ELEMENTS (sizes)), ==, 0);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Twice as large. What there is no room for scrolls, or gives way as a whole. */
static void
test_large_text (void)
{
  static const char *const views[] = { "power", "effects", "trials", "errors", NULL };
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpuint (look_at_some (views, "large", G_N_ELEMENTS (sizes)), ==, 0);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_language (void)
{
  const char *language = g_getenv ("LANGUAGE");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpstr (_ ("Compare"), !=, "Compare");
  g_assert_cmpuint (look_at_all (language, 2), ==, 0);
}

/* There is something to compare with, and runs are short. */
static void
prepare (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_assert_true (
      app_document_set_number (window->document, "/run/replicates", 5000, "Trials", NULL, NULL));
  WAIT_FOR (is_at_rest ());
  g_assert_cmpuint (app_pins_add (window->pins, app_document_scenario (window->document), NULL), >,
                    0);
  g_assert_true (app_document_set_number (window->document, "/outcomes/rmdq/means/usual/0", 8.4,
                                          "Mean", NULL, NULL));
  WAIT_FOR (is_at_rest ());
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (argc > 1) {
    setlocale (LC_ALL, "");
    sim_shown_init ();
  }
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
  prepare ();
  if (argc > 1)
    g_test_add_func ("/screens/language", test_language);
  else {
    g_test_add_func ("/screens/light", test_light);
    g_test_add_func ("/screens/dark", test_dark);
    g_test_add_func ("/screens/right-to-left", test_right_to_left);
    g_test_add_func ("/screens/large-text", test_large_text);
  }
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
