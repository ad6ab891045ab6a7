/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * screens.c - every view, the start page, a lesson and the projector mode, in three sizes: light
 * and dark, with text twice as large, from right to left, and with high contrast. No word is cut,
 * broken or pale, no texts of a plot touch, and no plot is empty. Dark it is in one size, as where
 * words stand does not hang on the style; called with "dark" in all. With "contrast": in high
 * contrast; with "right-to-left"; with "language": in that of the environment; with "projector":
 * every view in that mode.
 *
 * The real window, in process, at once without animations; look.h is the judge.
 * With "presets": Power and Effects of presets that say more than the first scenario.
 * TREFOIL_SHOTS=DIRECTORY keeps the pictures for looking at.
 */
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>

#include "application.h"
#include "export/export.h"
#include "library.h"
#include "look.h"
#include "start/page.h"
#include "theme.h"
#include "views/plot-area-private.h"
#include "window-private.h"

#define TIMEOUT (60 * G_USEC_PER_SEC)
/* Turns of the main loop for what comes with later frames. */
#define PATIENT 200

typedef struct {
  int width, height;
} Size;

enum { SMALL, USUAL, LARGE };
static const Size sizes[] = { { 900, 600 }, { 1280, 800 }, { 1920, 1080 } };

/* Of words to what is behind them: WCAG 2.1, AA and AAA. */
#define READABLE 4.5
#define HIGH     7.0
/* In which size that is looked at. */
#define CONTRAST_SIZE (&sizes[USUAL])

#define LESSON "lesson-3-the-152-patient-lottery.trefoil"

static AppWindow *window;
static GtkWidget *judged; /* whose words are looked at */

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

/* --- looking --- */

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
  question.bad = look_at_words (judged, question.where);
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

/* A widget that is about to be drawn again has no picture for a moment. */
static GdkTexture *
picture_of (GtkWidget *widget)
{
  GdkTexture *picture;

  WAIT_FOR ((picture = look_picture (widget, 1)) != NULL);
  return picture;
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

/* What the data of a picture have once it is whole; the others say numbers then. */
static const struct {
  const char *id, *has;
} wholes[] = {
  { "sensitivity", "\tassumed\t.*\t[0-9]" }, /* bars */
  { "errors", "\t50\t" },                    /* the first trials */
};

static gboolean
shows_something (const char *id, AppPlotArea *area)
{
  PlotFigure *figure = app_plot_area_figure (area);
  g_autofree char *words = figure != NULL ? plot_figure_describe (figure) : NULL;
  g_autofree char *data = figure != NULL ? plot_figure_data (figure) : NULL;

  if (figure == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_str_equal (id, wholes[i].id))
      return g_regex_match_simple (wholes[i].has, data, 0, 0);
  return g_regex_match_simple ("[0-9]", words, 0, 0);
}

/* Without a window manager the window takes more than size when it needs that. */
static gboolean
fits (const Size *size, int *width, int *height)
{
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, size->width, height, NULL,
                      NULL, NULL);
  return *width <= size->width && *height <= size->height;
}

/* Contrast is that of the style alone: it is looked at in one size. */
static guint
judge (const char *where, const Size *size, double contrast)
{
  guint bad;
  int width, height;

  /* What gives way does so in later frames, which take their time on a busy machine. */
  for (guint turns = 0; turns < PATIENT && !fits (size, &width, &height); turns++)
    turn_for (20);
  bad = bad_words (where) + look_at_lesson (GTK_WIDGET (window->lesson), where);
  if (!fits (size, &width, &height)) {
    g_test_message ("%s: the window needs %dx%d", where, width, height);
    bad++;
  }
  if (size == CONTRAST_SIZE)
    bad += look_at_contrast (judged, where, contrast);
  keep (where);
  return bad;
}

/* With text of the usual size a plot has a third of the window, all of it in sight. */
static guint
look_at_room (AppPlotArea *area, const char *where, const Size *size)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (area), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t its, seen;

  if (app_theme_text_scale () > 1
      || !gtk_widget_compute_bounds (GTK_WIDGET (area), GTK_WIDGET (window), &its))
    return 0;
  if (scroller != NULL && gtk_widget_compute_bounds (scroller, GTK_WIDGET (window), &seen)
      && graphene_rect_intersection (&its, &seen, &seen))
    its = seen;
  if (its.size.height >= (float)size->height / 3 - 1)
    return 0;
  g_test_message ("%s: of the plot %.0f px are in sight", where, its.size.height);
  return 1;
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

/* The big figures have their ids for names where there is no room for more. */
static guint
look_at_names (const char *id, const char *where, const Size *size)
{
  gboolean brief = size == &sizes[SMALL] && app_view_find (id)->whole;

  if (app_theme_text_scale () > 1 || has_label (window->figures, "HE-UC") == brief)
    return 0;
  g_test_message ("%s: the big figures have %s names", where, brief ? "long" : "short");
  return 1;
}

/* The card of the last place but the edges, for looking at; then none. */
static void
keep_card (AppPlotArea *area, const char *where)
{
  g_autofree char *name = g_strconcat ("card-", where, NULL);
  const PlotGeometry *at = &area->geometry;

  app_plot_area_point_at (area, (at->left + 2 * at->right) / 3, (2 * at->top + at->bottom) / 3);
  if (area->readout != NULL) {
    turn_for (40);
    keep (name);
  }
  app_plot_area_point_at (area, 0, 0);
}

static guint
look_at_view (const char *id, const char *where, const Size *size, double contrast)
{
  AppPlotArea *area = show (id);
  GtkWidget *canvas;
  guint bad;

  look_watch (area);
  WAIT_FOR (shows_something (id, area) && !app_plot_area_waiting (area));
  turn_for (60);
  canvas = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (area)));
  gtk_widget_queue_draw (canvas);
  bad = judge (where, size, contrast);
  bad += look_at_plot (area, where) + look_at_room (area, where, size)
         + look_at_cards (area, where)
         + look_at_rows (GTK_WIDGET (window->strip), window->figures, where);
  keep_card (area, where);
  look_watch (NULL);
  return bad;
}

static void
set_number (const char *pointer, double value)
{
  g_assert_true (app_document_set_number (window->document, pointer, value, "Number", NULL, NULL));
  WAIT_FOR (is_at_rest ());
}

/* Runs are short, and the scenario is another than the pinned one. */
static void
edit (void)
{
  set_number ("/run/replicates", 5000);
  set_number ("/outcomes/rmdq/means/usual/0", 8.4);
}

/* There is something to compare with. */
static void
prepare (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  set_number ("/run/replicates", 5000);
  g_assert_cmpuint (app_pins_add (window->pins, app_document_scenario (window->document), NULL), >,
                    0);
  edit ();
}

/* What else there is to see, once it is there; its end takes it from the screen again. */
typedef struct {
  const char *name;
  void (*begin) (void);
  void (*end) (void);
} Scene;

static void
begin_start (void)
{
  app_window_show_start (window, TRUE);
  WAIT_FOR (!app_start_page_busy (APP_START_PAGE (window->start)));
}

static void
end_start (void)
{
  app_window_show_start (window, FALSE);
}

static void
set_projector (gboolean on)
{
  show ("power");
  g_action_group_change_action_state (G_ACTION_GROUP (window), "projector",
                                      g_variant_new_boolean (on));
  turn_for (60);
}

static void
begin_projector (void)
{
  set_projector (TRUE);
}

static void
end_projector (void)
{
  set_projector (FALSE);
}

static void
load (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_document_load_template (window->document, path, &error));
  WAIT_FOR (is_at_rest ());
}

static gboolean sidebar; /* whether it was there: a lesson may take its room */

static void
begin_lesson (void)
{
  g_autofree char *folder = app_library_folder ();
  g_autofree char *path = g_build_filename (folder, "lessons", LESSON, NULL);

  sidebar = adw_flap_get_reveal_flap (window->flap);
  load (path);
  g_assert_cmpuint (app_course_n_steps (window->course), >, 1);
}

static void
end_lesson (void)
{
  g_autofree char *path = app_library_path (APP_LIBRARY_FIRST);

  load (path);
  edit ();
  adw_flap_set_reveal_flap (window->flap, sidebar);
}

static gboolean
is_writing (void)
{
  return app_author_on (window->author);
}

static void
set_writing (gboolean on)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "write-lesson",
                                      g_variant_new_boolean (on));
  WAIT_FOR (is_writing () == on);
  WAIT_FOR (is_at_rest ());
}

/* A lesson with a title whose step has no text yet: there is something to complain of. */
static void
begin_writing (void)
{
  sidebar = adw_flap_get_reveal_flap (window->flap);
  show ("power");
  set_writing (TRUE);
  app_author_set_title (window->author, "Chance");
}

static void
end_writing (void)
{
  set_writing (FALSE);
  end_lesson ();
}

/* The whole of what is shown beside a lesson that is written. */
static void
begin_projected_writing (void)
{
  begin_writing ();
  set_projector (TRUE);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (window->lesson)));
}

static void
end_projected_writing (void)
{
  set_projector (FALSE);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->lesson)));
  end_writing ();
}

static const Scene scenes[] = {
  { "start", begin_start, end_start },
  { "projector", begin_projector, end_projector },
  { "lesson", begin_lesson, end_lesson },
  { "writing", begin_writing, end_writing },
  { "projector-writing", begin_projected_writing, end_projected_writing },
};

/* Everything in the sizes from the first on to the last. */
static guint
look_at_all (const char *style, guint first, guint last, double contrast)
{
  guint bad = 0, n;
  const AppView *views = app_views (&n);

  for (guint s = first; s <= last; s++) {
    WAIT_FOR (resize (&sizes[s]));
    for (guint v = 0; v < n; v++) {
      g_autofree char *where
          = g_strdup_printf ("%s-%s-%dx%d", views[v].id, style, sizes[s].width, sizes[s].height);

      bad += look_at_view (views[v].id, where, &sizes[s], contrast)
             + look_at_names (views[v].id, where, &sizes[s]);
    }
    for (guint i = 0; i < G_N_ELEMENTS (scenes); i++) {
      g_autofree char *where = g_strdup_printf ("%s-%s-%dx%d", scenes[i].name, style,
                                                sizes[s].width, sizes[s].height);

      if (g_str_has_prefix (scenes[i].name, "projector") && app_theme_text_scale () > 1)
        continue; /* it makes text large by itself */
      scenes[i].begin ();
      turn_for (60);
      bad += judge (where, &sizes[s], contrast);
      scenes[i].end ();
      WAIT_FOR (resize (&sizes[s]));
    }
  }
  return bad;
}

static void
set_scheme (AdwColorScheme scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
test_light (void)
{
  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpuint (look_at_all ("light", SMALL, LARGE, READABLE), ==, 0);
}

static void
test_dark (void)
{
  set_scheme (ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpuint (look_at_all ("dark", USUAL, USUAL, READABLE), ==, 0);
}

static void
test_dark_sizes (void)
{
  set_scheme (ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpuint (look_at_all ("dark", SMALL, LARGE, READABLE), ==, 0);
}

static void
test_high_contrast (void)
{
  g_assert_true (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpuint (look_at_all ("contrast", USUAL, USUAL, HIGH), ==, 0);
  set_scheme (ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpuint (look_at_all ("contrast-dark", USUAL, USUAL, HIGH), ==, 0);
}

/* Figures read from the left all the same. */
static void
test_right_to_left (void)
{
  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpuint (look_at_all ("rtl", SMALL, USUAL, READABLE), ==, 0);
}

static void
load_preset (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = app_library_path (name);

  g_assert_true (app_document_load_template (window->document, path, &error));
  set_number ("/run/replicates", 2000);
}

/* Twice as large. What there is no room for scrolls, or gives way as a whole. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpuint (look_at_all ("large", SMALL, LARGE, READABLE), ==, 0);
  load_preset ("multiplicity");
  WAIT_FOR (resize (&sizes[SMALL]));
  g_assert_cmpuint (look_at_view ("power", "many-large", &sizes[SMALL], READABLE), ==, 0);
  end_lesson ();
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* --- the projector --- */

static const Size projected[] = { { 1280, 720 }, { 3840, 2160 } };

/* A line of a lesson has so many characters at least, or nobody reads it, but leaves the plot the
   larger part of the window; and from one trial to the
   next it is so much, as a share of the type of an axis. */
#define LEAST_CHARS 28
#define MOST_SHARE  0.41
#define LEAST_PITCH 0.6
#define AXIS_TYPE   12

/* Draws a view again and waits for that. */
static AppPlotArea *
draw_view (const char *id)
{
  AppPlotArea *area = show (id);

  look_watch (area);
  WAIT_FOR (shows_something (id, area) && !app_plot_area_waiting (area));
  turn_for (60);
  gtk_widget_queue_draw (
      gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (area))));
  turn_for (60);
  return area;
}

/* px from one trial to the next on the screen. */
static double
row_pitch (AppPlotArea *area)
{
  const PlotGeometry *at = app_plot_area_geometry (area);
  PlotStyle style;
  double first = 0, last = 0;
  guint n = 0, before = G_MAXUINT;

  app_theme_fill (&style);
  for (double y = at->top; y < at->bottom; y += 0.5) {
    PlotTarget target;

    if (!plot_figure_target (app_plot_area_figure (area), at->width, at->height, &style,
                             (at->left + at->right) / 2, y, &target)
        || target.index == before)
      continue;
    before = target.index;
    first = n == 0 ? y : first;
    last = y;
    n++;
  }
  g_assert_cmpuint (n, >, 4);
  return (last - first) / (n - 1) * look_enlarged (GTK_WIDGET (area));
}

static GtkWidget *
find_by_name (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_name (child, name);
  return found;
}

/* How many characters of its text a widget has room for beside each other. */
static double
chars_in (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double one = pango_font_metrics_get_approximate_char_width (metrics) / (double)PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return gtk_widget_get_width (widget) / one;
}

static guint
look_at_projected (const char *id, const Size *size, double title)
{
  g_autofree char *where
      = g_strdup_printf ("%s-projected-%dx%d", id, size->width, size->height);
  AppPlotArea *area = draw_view (id);
  double type = AXIS_TYPE * app_theme_text_scale () * look_enlarged (GTK_WIDGET (area));
  double its = look_title_size (area);
  guint bad;

  bad = judge (where, size, READABLE) + look_at_plot (area, where)
        + look_at_room (area, where, size);
  if (its <= 1.1 * title) {
    g_test_message ("%s: the title has %.1f px, in the window %.1f", where, its, title);
    bad++;
  }
  if (g_str_equal (id, "trials") && row_pitch (area) < LEAST_PITCH * type) {
    g_test_message ("%s: from row to row it is %.1f px, beside type of %.1f", where,
                    row_pitch (area), type);
    bad++;
  }
  return bad;
}

static guint
look_at_projected_lesson (const Size *size)
{
  g_autofree char *where = g_strdup_printf ("lesson-projected-%dx%d", size->width, size->height);
  double chars, share = 1;
  guint bad;

  begin_lesson ();
  turn_for (60);
  bad = judge (where, size, READABLE);
  app_course_miss (window->course); /* before that it has all of it */
  /* On a busy machine the results that are uncovered come into their place late. */
  for (guint turn = 0; turn == 0 || (share > MOST_SHARE && turn < 50); turn++) {
    turn_for (60);
    share = (double)gtk_widget_get_width (GTK_WIDGET (window->lesson)) / window->width;
  }
  if (share > MOST_SHARE) {
    g_test_message ("%s: the lesson has %.0f %% of the width", where, 100 * share);
    bad++;
  }
  chars = chars_in (find_by_name (GTK_WIDGET (window->lesson), "lesson"));
  if (chars < LEAST_CHARS) {
    g_test_message ("%s: a line has %.0f characters", where, chars);
    bad++;
  }
  end_lesson ();
  return bad;
}

/* All of it larger than in a window of 1280x720: type, and what is measured in px besides. */
static void
test_projector (void)
{
  guint bad = 0, n;
  const AppView *views = app_views (&n);
  g_autofree double *titles = g_new0 (double, n);

  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  WAIT_FOR (resize (&projected[0]));
  for (guint v = 0; v < n; v++)
    titles[v] = look_title_size (draw_view (views[v].id));
  set_projector (TRUE);
  for (guint s = 0; s < G_N_ELEMENTS (projected); s++) {
    WAIT_FOR (resize (&projected[s]));
    for (guint v = 0; v < n; v++)
      bad += look_at_projected (views[v].id, &projected[s], titles[v]);
    bad += look_at_projected_lesson (&projected[s]);
  }
  set_projector (FALSE);
  look_watch (NULL);
  g_assert_cmpuint (bad, ==, 0);
}

/* Of a menu that opens over a window. */
static int
menu_type (AppWindow *of)
{
  GtkWidget *menu = gtk_popover_new (), *label = gtk_label_new ("Menu");
  int size;

  gtk_popover_set_child (GTK_POPOVER (menu), label);
  gtk_popover_set_autohide (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_parent (menu, GTK_WIDGET (of));
  gtk_popover_popup (GTK_POPOVER (menu));
  WAIT_FOR (gtk_widget_get_mapped (label));
  turn_for (40);
  size = pango_font_description_get_size (
      pango_context_get_font_description (gtk_widget_get_pango_context (label)));
  gtk_widget_unparent (menu);
  return size;
}

static void
make_active (AppWindow *one)
{
  gtk_window_present (GTK_WINDOW (one));
  WAIT_FOR (gtk_window_is_active (GTK_WINDOW (one)));
}

/* Of two windows that which is in the mode has large menus, and the other one usual ones. */
static void
test_projector_beside (void)
{
  g_autoptr (AppDocument) document = app_document_new ();
  int usual = menu_type (window), large;
  AppWindow *other;

  make_active (window);
  set_projector (TRUE);
  large = menu_type (window);
  g_assert_cmpint (large, >, usual * 5 / 4);
  other = app_window_new (gtk_window_get_application (GTK_WINDOW (window)), document);
  make_active (other);
  g_assert_cmpint (menu_type (other), ==, usual);
  make_active (window);
  g_assert_cmpint (menu_type (window), ==, large);
  gtk_window_destroy (GTK_WINDOW (other));
  set_projector (FALSE);
  g_assert_cmpint (menu_type (window), ==, usual);
}

/* --- presets --- */

/* Where they have more, or longer, than the first scenario. */
static const struct {
  const char *name, *views[4];
} presets[] = {
  { "gerac-responder", { "power", "effects" } },
  { "co-primary", { "power", "effects" } },
  { "multiplicity", { "power", "effects", "sensitivity" } },
  { "luo-2019", { "power" } },
};

/* Names of outcomes in the editor are read as a whole. */
static guint
look_at_outcomes (GtkWidget *widget, const char *where)
{
  SimScenario *scenario = app_document_scenario (window->document);
  guint bad = 0;

  for (guint i = 0; GTK_IS_LABEL (widget) && i < sim_scenario_n_outcomes (scenario); i++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/name", i);
    const char *name = sim_scenario_shown (scenario, pointer);

    if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), name) == 0
        && gtk_widget_get_mapped (widget)
        && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)))) {
      g_test_message ("%s: “%s” is cut in the editor", where, name);
      bad++;
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bad += look_at_outcomes (child, where);
  return bad;
}

static void
test_presets (void)
{
  guint bad = 0;

  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  judged = GTK_WIDGET (window->curtain); /* what the editor says has its own length */
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++) {
    load_preset (presets[i].name);
    for (guint s = SMALL; s <= USUAL; s++) {
      WAIT_FOR (resize (&sizes[s]));
      for (guint v = 0; presets[i].views[v] != NULL; v++) {
        g_autofree char *where = g_strdup_printf ("%s-%s-%dx%d", presets[i].name,
                                                  presets[i].views[v], sizes[s].width,
                                                  sizes[s].height);

        bad += look_at_view (presets[i].views[v], where, &sizes[s], READABLE);
      }
      bad += look_at_outcomes (window->editor, presets[i].name);
    }
  }
  g_assert_cmpuint (bad, ==, 0);
}

static void
test_language (void)
{
  set_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpstr (_ ("Compare"), !=, "Compare");
  g_assert_cmpuint (look_at_all (g_getenv ("LANGUAGE"), SMALL, USUAL, READABLE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "language")) {
    setlocale (LC_ALL, "");
    sim_shown_init ();
  }
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  if (argc > 1 && g_str_equal (argv[1], "right-to-left"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
  judged = GTK_WIDGET (window);
  prepare ();
  if (argc > 1 && g_str_equal (argv[1], "language"))
    g_test_add_func ("/screens/language", test_language);
  else if (argc > 1 && g_str_equal (argv[1], "right-to-left"))
    g_test_add_func ("/screens/right-to-left", test_right_to_left);
  else if (argc > 1 && g_str_equal (argv[1], "projector")) {
    g_test_add_func ("/screens/projector", test_projector);
    g_test_add_func ("/screens/projector-beside", test_projector_beside);
  }
  else if (argc > 1 && g_str_equal (argv[1], "presets"))
    g_test_add_func ("/screens/presets", test_presets);
  else if (argc > 1 && g_str_equal (argv[1], "dark"))
    g_test_add_func ("/screens/dark-sizes", test_dark_sizes);
  else if (argc > 1)
    g_test_add_func ("/screens/high-contrast", test_high_contrast);
  else {
    g_test_add_func ("/screens/light", test_light);
    g_test_add_func ("/screens/dark", test_dark);
    g_test_add_func ("/screens/large-text", test_large_text);
  }
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
