/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the Compare view and of the pins, in a window on a private display: what it shows is
 * what the engine's own comparison of the two scenarios says.
 */
#include "views/views.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "../plot/sets.h"
#include "views/compare-table.h"

#define TRIALS 20000

static GtkWidget *window, *view;
static AppDocument *document;
static AppPins *pins;

/* Runs the main loop until done says so, at most a minute. */
static gboolean
wait_for (gboolean (*done) (void))
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!done () && g_get_monotonic_time () < end) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (2000);
  }
  return done ();
}

static char *
description (void)
{
  PlotFigure *figure = app_plot_area_figure (app_compare_view_area (view));

  return figure != NULL ? plot_figure_describe (figure) : g_strdup ("");
}

static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static gboolean
shows (const char *part)
{
  GString *text = g_string_new (NULL);
  gboolean found;

  collect (view, text);
  found = strstr (text->str, part) != NULL;
  g_string_free (text, TRUE);
  return found;
}

static char *wanted;

static gboolean
shows_wanted (void)
{
  return shows (wanted);
}

static gboolean
is_done (void)
{
  return !shows ("Comparing") && !shows ("Computing");
}

static void
set_dropout (double proportion)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_document_set_number (document, "/dropout/proportion/usual", proportion,
                                          "Dropout", NULL, &error));
  g_assert_no_error (error);
}

static void
set_text (const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (document, draft, "Test", NULL);
}

/* The engine's own comparison of the present scenario with the first pin. */
static GPtrArray *
compare_directly (void)
{
  SimScenario *scenarios[2]
      = { app_document_scenario (document), app_pins_get (pins, 0)->scenario };
  SimCompareOptions options = { .replicates = TRIALS, .exact = TRUE };
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &error);
  GPtrArray *found = sim_compare (engine, scenarios, 2, &options, &error);

  g_assert_no_error (error);
  sim_engine_free (engine);
  return found;
}

static void
test_pins (void)
{
  g_autoptr (AppPins) some = app_pins_new ();
  g_autoptr (GError) error = NULL;
  SimScenario *before = sim_scenario_ref (app_document_scenario (document));
  guint first = app_pins_add (some, before, &error);

  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (app_pins_add (some, before, &error), ==, 0);
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  g_clear_error (&error);
  for (guint i = 1; i < APP_MAX_PINS; i++) {
    set_dropout (0.2 + 0.01 * i);
    g_assert_cmpuint (app_pins_add (some, app_document_scenario (document), &error), !=, 0);
    g_assert_cmpuint (app_pins_get (some, i)->slot, ==, i + 1);
  }
  /* With the same title a pin is called by what differs. */
  g_assert_cmpstr (app_pins_get (some, 0)->name, ==, "Luo 2019 as run");
  g_assert_nonnull (strstr (app_pins_get (some, 1)->name, "21"));
  /* The only analysis needs no name. */
  app_pins_remove (some, app_pins_get (some, APP_MAX_PINS - 1)->id);
  app_document_undo (document);
  set_text ("/analyses/main/visit=week-26");
  g_assert_cmpuint (app_pins_add (some, app_document_scenario (document), NULL), !=, 0);
  g_assert_cmpstr (app_pins_get (some, APP_MAX_PINS - 1)->name, ==, "Visit: Week 26");
  set_dropout (0.4);
  g_assert_cmpuint (app_pins_add (some, app_document_scenario (document), &error), ==, 0);
  g_assert_error (error, SIM_ERROR, SIM_ERROR_LIMIT);
  /* A place that becomes free is taken again, and with it its colour. */
  app_pins_remove (some, app_pins_get (some, 2)->id);
  g_assert_cmpuint (app_pins_add (some, app_document_scenario (document), NULL), !=, 0);
  g_assert_cmpuint (app_pins_get (some, APP_MAX_PINS - 1)->slot, ==, 3);
  while (app_document_undo_name (document) != NULL)
    app_document_undo (document);
  g_assert_true (app_pins_get (some, 0)->scenario == before);
  sim_scenario_unref (before);
}

static gboolean
shows_empty (void)
{
  return shows ("Nothing is pinned yet");
}

static void
test_empty (void)
{
  g_assert_true (wait_for (shows_empty));
  g_assert_true (shows ("Pin this scenario"));
}

static AppCompareTable *
find_table (GtkWidget *widget)
{
  AppCompareTable *found = NULL;

  if (APP_IS_COMPARE_TABLE (widget))
    return APP_COMPARE_TABLE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_table (child);
  return found;
}

/* In what is copied of the plot numbers of patients are numbers, and which less which stands in
   columns of its own: a row of the present scenario less the pin has this difference. */
static void
check_data (const char *data, guint now, double difference, guint then)
{
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  guint found = 0;

  g_assert_cmpstr (lines[0], ==,
                   "patients\tcurve\tpower\tmcse\tlow\thigh\texact\tless_curve\tless_patients");
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
    char *end;

    g_assert_cmpuint (g_strv_length (cells), ==, 9);
    g_assert_cmpuint (g_ascii_strtoull (cells[0], &end, 10), >, 0);
    g_assert_cmpint (*end, ==, '\0');
    g_assert_true (g_str_equal (cells[1], "now") || g_str_equal (cells[1], "Luo 2019 as run"));
    if (cells[7][0] == '\0')
      continue;
    g_assert_cmpstr (cells[1], ==, "now");
    g_assert_cmpstr (cells[7], ==, "Luo 2019 as run");
    if (g_ascii_strtoull (cells[0], NULL, 10) == now
        && g_ascii_strtoull (cells[8], NULL, 10) == then) {
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[2], NULL), difference, 1e-9);
      found++;
    }
  }
  g_assert_cmpuint (found, ==, 1);
}

/* What falls stands neither in the row of the pin nor in that of the present scenario, but in one
   of its own, which is the one less the other. */
static void
check_rows (const SimComparison *comparison)
{
  const SimPaired *paired = &comparison->sizes[0].power[0];
  g_autofree char *change = app_compare_change (paired), *exact = NULL, *table = NULL;
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (wait_for (is_done));
  exact = app_compare_exact_change (paired);
  table = app_compare_table_text (find_table (view));
  lines = g_strsplit (table, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[1], "Present scenario\t152\t"));
  g_assert_true (g_str_has_prefix (lines[2], "Luo 2019 as run\t152\t"));
  g_assert_true (g_str_has_prefix (lines[3], "Present − “Luo 2019 as run”\t0\t"));
  for (guint i = 1; i <= 3; i++) {
    g_assert_true ((strstr (lines[i], change) != NULL) == (i == 3));
    g_assert_true ((strstr (lines[i], exact) != NULL) == (i == 3));
  }
  g_assert_cmpstr (lines[4], ==, "");
  data = plot_figure_data (app_plot_area_figure (app_compare_view_area (view)));
  check_data (data, 152, -paired->difference.value, 152);
}

/* Title, text alternative and table say what sim_compare() says. */
static void
test_difference (void)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *points = NULL, *interval = NULL, *unpaired = NULL, *text = NULL;
  const SimComparison *comparison;
  const SimPaired *paired;

  app_pins_add (pins, app_document_scenario (document), NULL);
  set_dropout (0.3);
  found = compare_directly ();
  comparison = g_ptr_array_index (found, 0);
  paired = &comparison->sizes[0].power[0];
  g_assert_cmpfloat (paired->difference.low, >, 0);
  points = app_compare_change (paired);
  interval = app_compare_interval (paired);
  unpaired = app_compare_unpaired_half (paired);
  wanted = points;
  g_assert_true (wait_for (shows_wanted));
  g_assert_true (shows (interval));
  g_assert_true (shows (unpaired));
  text = description ();
  g_test_message ("%s", text);
  /* What falls has a minus wherever it stands. */
  g_assert_true (g_str_has_prefix (points, "\u2212"));
  g_assert_nonnull (strstr (text, "Power at 152 patients falls by "));
  /* One number of the file is one difference, at however many visits it counts. */
  g_assert_nonnull (strstr (text, "Lost, Usual care: 13 % → 30 %)"));
  g_assert_nonnull (strstr (text, points));
  g_assert_true (shows ("What differs from “Luo 2019 as run”"));
  g_assert_true (shows (" now, "));
  check_rows (comparison);
}

static gboolean
sets (const char *words)
{
  PlotFigure *figure = app_plot_area_figure (app_compare_view_area (view));
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  sets_clear ();
  g_assert_true (plot_figure_draw (figure, cr, 1280, 800, &style, NULL));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return sets_find (words) != NULL;
}

/* The difference beside the end of the present curve says of which number of patients it is. */
static void
test_detail (void)
{
  g_autoptr (GPtrArray) found = compare_directly (), grown = NULL;
  const SimComparison *comparison = g_ptr_array_index (found, 0);
  const SimPaired *paired = &comparison->sizes[0].power[0];
  g_autofree char *points = NULL, *detail = NULL, *other = NULL, *more = NULL, *data = NULL;
  g_autofree char *power = NULL, *marked = NULL;
  SimFigure pinned;

  points = app_compare_change (paired);
  detail = g_strdup_printf ("%s at N = 152", points);
  g_assert_true (wait_for (is_done));
  g_assert_true (sets (detail));
  g_assert_true (app_document_set_number (document, "/arms/usual/size", 60, "Size", NULL, NULL));
  grown = compare_directly ();
  comparison = g_ptr_array_index (grown, 0);
  paired = &comparison->sizes[0].power[0];
  more = app_compare_change (paired);
  other = g_strdup_printf ("%s, N = 164 against 152", more);
  wanted = more;
  g_assert_true (wait_for (shows_wanted));
  g_assert_true (wait_for (is_done));
  g_assert_true (sets (other));
  /* the pin's curve is marked where its row has its power, at 152 */
  pinned = app_compare_power (paired, TRUE);
  power = plot_words_percent (pinned.value, pinned.mcse);
  marked = g_strdup_printf ("%s at N = 152", power);
  g_assert_true (shows (power) && sets (marked));
  data = plot_figure_data (app_plot_area_figure (app_compare_view_area (view)));
  check_data (data, 164, -paired->difference.value, 152);
  app_document_undo (document);
}

/* The pin that is selected has no such hypothesis: what stands beside the present curve is of the
   other one, which is named. */
static void
test_lacking (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = compare_directly (), problems = sim_problems_new ();
  const SimComparison *comparison = g_ptr_array_index (found, 0);
  g_autofree char *change = app_compare_change (&comparison->sizes[0].power[0]), *detail = NULL;
  g_autofree char *nameless = g_strdup_printf ("%s at N = 152", change), *text = NULL;
  g_autofree char *differs = NULL;
  g_autoptr (SimDraft) draft = sim_draft_set_text (
      app_document_draft (document),
      "/testing/hypotheses=[{\"id\":\"HE-ST\",\"compare\":[\"hand-ear\",\"standard\"]}]", &error);
  SimScenario *one = sim_scenario_check (draft, problems);

  g_assert_no_error (error);
  g_assert_nonnull (one);
  detail = g_strdup_printf ("%s against “%s”", change, app_pins_get (pins, 0)->name);
  g_assert_true (wait_for (is_done));
  g_assert_true (sets (nameless));
  app_pins_add (pins, one, &error);
  g_assert_no_error (error);
  differs = g_strdup_printf ("What differs from “%s”", app_pins_get (pins, 1)->name);
  wanted = differs;
  g_assert_true (wait_for (is_done) && wait_for (shows_wanted));
  text = description ();
  g_assert_nonnull (strstr (text, "has nothing like it to compare with"));
  g_assert_true (sets (detail));
  g_assert_false (sets (nameless));
  app_pins_remove (pins, app_pins_get (pins, 1)->id);
  g_assert_true (wait_for (is_done));
  sim_scenario_unref (one);
}

static SimPaired
made_up (guint64 only_a, guint64 only_b)
{
  return sim_paired (1000000, 800000, only_a, only_b);
}

/* A difference has its unit wherever it stands, and one point is a point: with 10 000 trials of a
   million more, which is known to a hundredth, "1.00", and by closed formulas "+1". */
static void
test_units (void)
{
  const SimPaired one = { .exact = -0.01 }, falls = { .exact = 0.01 }, half = { .exact = -0.005 };
  const SimPaired none = { .exact = NAN }, known = made_up (10100, 100);
  g_autofree char *up = app_compare_exact_change (&one), *down = app_compare_exact_change (&falls);
  g_autofree char *some = app_compare_exact_change (&half), *no = app_compare_exact_change (&none);
  g_autofree char *change = app_compare_change (&known), *rough = app_compare_points (0.01, 0.01);
  g_autofree char *interval = app_compare_interval (&known);
  g_autofree char *unpaired = app_compare_unpaired_half (&known);

  g_assert_cmpstr (up, ==, "+1.00 points");
  g_assert_cmpstr (down, ==, "\u22121.00 points");
  g_assert_cmpstr (some, ==, "+0.50 points");
  g_assert_cmpstr (no, ==, "–");
  g_assert_cmpstr (rough, ==, "+1 point");
  g_assert_true (g_str_has_suffix (change, " points"));
  g_assert_true (g_str_has_suffix (interval, " points"));
  g_assert_true (g_str_has_suffix (unpaired, " points"));
}

/* The band is the engine's: Wilson's, of 800 of 1000 from 0.7741 to 0.8236. */
static void
test_band (void)
{
  const SimPaired paired = sim_paired (1000, 700, 100, 50);
  SimFigure present = app_compare_power (&paired, FALSE);
  SimFigure pinned = app_compare_power (&paired, TRUE);

  g_assert_cmpfloat (present.value, ==, 0.8);
  g_assert_cmpfloat (pinned.value, ==, 0.75);
  g_assert_cmpfloat_with_epsilon (present.low, 0.7741, 5e-5);
  g_assert_cmpfloat_with_epsilon (present.high, 0.8236, 5e-5);
  g_assert_cmpfloat_with_epsilon (present.mcse, sqrt (0.8 * 0.2 / 1000), 1e-12);
}

/* Other sizes in the pin: each curve has the points of both. */
static void
test_sizes (void)
{
  g_autoptr (SimValue) sizes = NULL;
  SimValue *two[] = { sim_value_new_number (100), sim_value_new_number (200) };
  g_autofree char *data = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_now = 0, n_pinned = 0;

  sizes = sim_value_new_list (two, 2);
  g_assert_true (app_document_set (document, "/run/sizes", sizes, "Sizes", NULL, NULL));
  wanted = (char *) "Comparing";
  g_assert_true (wait_for (shows_wanted));
  g_assert_true (wait_for (is_done));
  data = plot_figure_data (app_plot_area_figure (app_compare_view_area (view)));
  lines = g_strsplit (data, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++) {
    n_now += strstr (lines[i], "\tnow\t") != NULL && g_str_has_suffix (lines[i], "\t\t");
    n_pinned += strstr (lines[i], "\tLuo 2019 as run\t") != NULL
                && g_str_has_suffix (lines[i], "\t\t");
  }
  g_assert_cmpuint (n_now, ==, 9);
  g_assert_cmpuint (n_pinned, ==, 9);
  g_assert_null (strstr (data, "\tnow\t\t"));
  g_assert_null (strstr (data, "\tLuo 2019 as run\t\t"));
  app_document_undo (document);
}

static void
test_accessible (void)
{
  AppPlotArea *area = app_compare_view_area (view);

  gtk_test_accessible_assert_role (area, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (area),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

/* Another name is shown everywhere, and nothing is simulated for it. */
static void
test_rename (void)
{
  const AppPin *pin = app_pins_get (pins, 0);
  g_autofree char *before = g_strdup (pin->name), *data = NULL;

  g_assert_true (wait_for (is_done));
  app_pins_rename (pins, pin->id, "  ");
  app_pins_rename (pins, pin->id + 1000, "nobody");
  g_assert_cmpstr (pin->name, ==, before);
  app_pins_rename (pins, pin->id, " As run in Chengdu ");
  g_assert_cmpstr (pin->name, ==, "As run in Chengdu");
  g_assert_true (is_done ());
  g_assert_true (shows ("What differs from “As run in Chengdu”"));
  data = plot_figure_data (app_plot_area_figure (app_compare_view_area (view)));
  g_assert_nonnull (strstr (data, "\tAs run in Chengdu\t"));
  app_pins_rename (pins, pin->id, before);
}

/* What is invalid leaves the numbers; what was pinned outlives the file; without pins nothing is
   left to show. */
static void
test_lasting (void)
{
  g_autofree char *before = NULL, *during = NULL;

  g_assert_true (wait_for (is_done));
  before = description ();
  set_dropout (7);
  g_assert_false (app_document_valid (document));
  g_assert_true (shows ("From the last valid scenario"));
  during = description ();
  g_assert_cmpstr (before, ==, during);
  app_document_undo (document);
  app_document_load_draft (document, app_document_draft (document), NULL, FALSE);
  g_assert_cmpuint (app_pins_n (pins), ==, 1);
  app_pins_remove (pins, app_pins_get (pins, 0)->id);
  g_assert_true (wait_for (shows_empty));
}

static void
build (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios", "luo-2019.trefoil", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft = NULL;
  g_autoptr (SimValue) trials = sim_value_new_number (TRIALS);

  document = app_document_new ();
  g_assert_true (app_document_load (document, path, &error));
  draft = sim_draft_set (app_document_draft (document), "/run/replicates", trials, &error);
  app_document_load_draft (document, draft, NULL, FALSE);
  pins = app_pins_new ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 760);
  view = app_compare_view_new (document, pins);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  app_views_init ();
  build ();
  g_test_add_func ("/compare/pins", test_pins);
  g_test_add_func ("/compare/empty", test_empty);
  g_test_add_func ("/compare/difference", test_difference);
  g_test_add_func ("/compare/detail", test_detail);
  g_test_add_func ("/compare/lacking", test_lacking);
  g_test_add_func ("/compare/units", test_units);
  g_test_add_func ("/compare/band", test_band);
  g_test_add_func ("/compare/sizes", test_sizes);
  g_test_add_func ("/compare/accessible", test_accessible);
  g_test_add_func ("/compare/rename", test_rename);
  g_test_add_func ("/compare/lasting", test_lasting);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (pins);
  g_object_unref (document);
  return status;
}
