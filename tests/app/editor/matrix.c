/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * matrix.c - tests of the matrix of correlations and of the pictures on the cards Outcome and
 * Correlation.
 */
#include "bench.h"

#include "editor/picture.h"
#include "tooltip.h"

#define VALUES "/outcomes/rmdq/correlation/values"

static void
choose_type (Bench *bench, const char *type)
{
  g_autoptr (SimValue) value = sim_value_new_text (type);
  AppField *field = bench_field (bench, "/outcomes/rmdq/correlation/type");

  app_field_set_value (field, value);
  app_field_end_edit (field);
  bench_assert_valid (bench);
}

static void
assert_json (Bench *bench, const char *pointer, const char *expected)
{
  g_autofree char *text = bench_json (bench, pointer);

  g_assert_cmpstr (text, ==, expected);
}

/* The matrix starts with what was there, and stays symmetric. */
static void
test_edit (Bench *bench, gconstpointer data)
{
  bench_set (bench, "/outcomes/rmdq/correlation/baseline=0.4");
  choose_type (bench, "matrix");
  assert_json (bench, VALUES, "[[1,0.4,0.4],[0.4,1,0.7],[0.4,0.7,1]]");
  bench_type (bench, VALUES "/2/0", "0.25");
  bench_wait (bench, 300);
  assert_json (bench, VALUES, "[[1,0.4,0.25],[0.4,1,0.7],[0.25,0.7,1]]");
  bench_assert_valid (bench);
  g_assert_true (bench_named (bench->editor, "Correlations, Baseline, Week 26")
                 == app_field_control (bench_field (bench, VALUES "/2/0")));
  app_document_undo (bench->document);
  assert_json (bench, VALUES "/0/2", "0.4");
  g_assert_cmpstr (bench_text (bench, VALUES "/2/0"), ==, "0.4");
  choose_type (bench, "compound-symmetry");
  assert_json (bench, VALUES, "");
}

/* Without a baseline the visits alone have correlations. */
static void
test_no_baseline (Bench *bench, gconstpointer data)
{
  bench_set (bench, "/analyses/main/method=t-test");
  bench_set (bench, "/outcomes/rmdq/baseline=null");
  choose_type (bench, "matrix");
  assert_json (bench, VALUES, "[[1,0.7],[0.7,1]]");
  bench_field (bench, VALUES "/1/0");
}

static void
test_invalid (Bench *bench, gconstpointer data)
{
  GtkWidget *card = GTK_WIDGET (app_editor_card (bench->editor, "correlation"));
  SimScenario *last = NULL;

  choose_type (bench, "matrix");
  last = app_document_scenario (bench->document);
  bench_type (bench, VALUES "/1/0", "1.5");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card, "above -1 and below 1"));
  bench_type (bench, VALUES "/1/0", "half");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card, "“half” is not a number; allowed: a number above -1"));
  bench_type (bench, VALUES "/1/0", "-0.9");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card, "not positive definite"));
  g_assert_true (app_document_scenario (bench->document) == last);
}

/* Visits come and go with their correlations; many of them stand in pairs. */
static void
test_visits (Bench *bench, gconstpointer data)
{
  int width = 0;

  choose_type (bench, "matrix");
  bench_click (bench, "Add a visit");
  bench_click (bench, "Add a visit");
  bench_assert_valid (bench);
  bench_field (bench, VALUES "/4/0");
  gtk_widget_measure (bench->editor, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 300);
  bench_click (bench, "Remove visit 4");
  bench_click (bench, "Remove visit 3");
  g_assert_null (app_editor_find (bench->editor, VALUES "/4/0"));
  gtk_widget_measure (bench->editor, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 300);
}

static void
test_hostile (Bench *bench, gconstpointer data)
{
  static const char *const values[] = { "5", "[]", "[[1]]", "[[1,2,3],4,{}]", "[[],[],[]]" };

  choose_type (bench, "matrix");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *assignment = g_strconcat (VALUES "=", values[i], NULL);

    bench_set (bench, assignment);
    g_assert_false (app_document_valid (bench->document));
    bench_type (bench, VALUES "/1/0", "0.3");
    bench_wait (bench, 300);
    g_assert_cmpfloat (bench_number (bench, VALUES "/0/1"), ==, 0.3);
  }
}

/* --- pictures --- */

static char *
said (Bench *bench, const char *name)
{
  GtkWidget *picture = bench_named (bench->editor, name);

  g_assert_nonnull (picture);
  return g_strdup (app_tooltip_get (picture));
}

static void
test_tiles (Bench *bench, gconstpointer data)
{
  g_autofree char *text = said (bench, "Correlations between visits"), *ar1 = NULL;

  g_assert_cmpstr (text, ==,
                   "Correlations: Baseline and Week 8 0.5; Baseline and Week 26 0.5; "
                   "Week 8 and Week 26 0.7.");
  bench_set (bench, "/outcomes/rmdq/correlation={\"type\":\"ar1\",\"rho\":0.5,\"lag\":18}");
  ar1 = said (bench, "Correlations between visits");
  g_assert_nonnull (strstr (ar1, "Week 8 and Week 26 0.5."));
}

static void
test_scores (Bench *bench, gconstpointer data)
{
  const char *name = "Distribution of the scores by arm";
  g_autofree char *text = said (bench, name), *edited = NULL, *stale = NULL;

  g_assert_cmpstr (text, ==,
                   "Scores at Week 8: Hand-ear acupuncture mean 5.7, SD 5; Standard acupuncture "
                   "mean 6.8, SD 5; Usual care mean 8.9, SD 5.");
  bench_set (bench, "/outcomes/rmdq/means/usual/0=9.5");
  edited = said (bench, name);
  g_assert_nonnull (strstr (edited, "Usual care mean 9.5"));
  bench_set (bench, "/outcomes/rmdq/means/usual/0=many");
  stale = said (bench, name);
  g_assert_cmpstr (stale, ==, edited);
}

/* Where colour stands in a picture drawn on white: the pixel that differs from it. */
static gboolean
is_drawn (const AppPictureKind *kind, SimScenario *scenario, double part_x, double part_y)
{
  int width = 260, height = kind->tall != NULL ? kind->tall (scenario, 0) : kind->height;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  const guint32 *pixels = NULL;
  gboolean drawn = FALSE;
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  kind->draw (cr, width, height, &style, scenario, 0);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_flush (surface);
  pixels = (const guint32 *)(void *)cairo_image_surface_get_data (surface);
  /* Within a few pixels: what is looked for has a width of its own. */
  for (int dy = -2; dy <= 2; dy++)
    for (int dx = -2; dx <= 2; dx++) {
      int x = CLAMP ((int)(part_x * width) + dx, 0, width - 1);
      int y = CLAMP ((int)(part_y * height) + dy, 0, height - 1);

      if ((pixels[y * cairo_image_surface_get_stride (surface) / 4 + x] & 0xffffff) != 0xffffff)
        drawn = TRUE;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return drawn;
}

/* Where the two differ both are said, and drawn: of a floor, in the mean of three arms. */
static void
test_two_scales (Bench *bench, gconstpointer data)
{
  const char *name = "Correlations between visits";
  g_autofree char *text = NULL, *asked = NULL;
  int before = app_picture_correlation.tall (app_document_scenario (bench->document), 0);

  g_assert_null (app_editor_find (bench->editor, "/outcomes/rmdq/correlation/scale"));
  bench_set (bench, "/outcomes/rmdq={\"id\":\"rmdq\",\"type\":\"bounded\",\"max\":24,"
                    "\"visits\":[{\"id\":\"week-8\",\"time\":8}],"
                    "\"baseline\":{\"mean\":11,\"sd\":5},\"means\":3,\"sd\":6,"
                    "\"correlation\":{\"baseline\":0.5}}");
  text = said (bench, name);
  g_assert_nonnull (strstr (text, "Correlations of latent values: Baseline and week-8 0.5. "
                                  "Correlations of scores, in the mean of the arms: Baseline"));
  g_assert_false (g_str_has_suffix (text, "0.5."));
  g_assert_true (is_drawn (&app_picture_correlation, app_document_scenario (bench->document),
                           0.95, 0.2));
  g_assert_cmpint (app_picture_correlation.tall (app_document_scenario (bench->document), 0), >,
                   before * 2 / 3);
  bench_field (bench, "/outcomes/rmdq/correlation/scale");
  bench_set (bench, "/outcomes/rmdq/correlation/scale=observed");
  asked = said (bench, name);
  g_assert_true (g_str_has_suffix (asked, "0.5."));
  g_assert_null (strstr (asked, "latent values: Baseline and week-8 0.5."));
}

/* Conditions of entry have rows once there are some; an emptied limit is none. */
static void
test_entry (Bench *bench, gconstpointer data)
{
  g_assert_null (app_editor_find (bench->editor, "/outcomes/rmdq/baseline/min"));
  bench_click (bench, "Add conditions of entry");
  bench_assert_valid (bench);
  assert_json (bench, "/outcomes/rmdq/baseline/imbalance", "0");
  g_assert_cmpstr (bench_text (bench, "/outcomes/rmdq/baseline/min"), ==, "");
  bench_type (bench, "/outcomes/rmdq/baseline/min", "4");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
  assert_json (bench, "/outcomes/rmdq/baseline/min", "4");
  bench_type (bench, "/outcomes/rmdq/baseline/max", "10");
  bench_wait (bench, 300);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "outcome")),
                             "does not lie within the limits at entry"));
  bench_type (bench, "/outcomes/rmdq/baseline/max", "");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
  assert_json (bench, "/outcomes/rmdq/baseline/max", "");
  assert_json (bench, "/outcomes/rmdq/baseline/min", "4");
  /* a mean must be there */
  bench_type (bench, "/outcomes/rmdq/baseline/mean", "");
  bench_wait (bench, 300);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "outcome")),
                             "Nothing entered"));
}

static void
test_drawing (Bench *bench, gconstpointer data)
{
  SimScenario *scenario = app_document_scenario (bench->document);

  /* Densities are high in the middle and nothing at the sides. */
  g_assert_true (is_drawn (&app_picture_scores, scenario, 0.5, 0.5));
  g_assert_false (is_drawn (&app_picture_scores, scenario, 0.06, 0.4));
  g_assert_false (is_drawn (&app_picture_scores, scenario, 0.94, 0.4));
  /* Tiles to the right, from top to bottom. */
  g_assert_true (is_drawn (&app_picture_correlation, scenario, 0.95, 0.2));
  g_assert_true (is_drawn (&app_picture_correlation, scenario, 0.95, 0.8));
  g_assert_false (is_drawn (&app_picture_correlation, scenario, 0.5, 0.5));
  /* From all at the start to 96 % at Week 8: half of the way; and 87 % at Week 26. */
  g_assert_true (is_drawn (&app_picture_retention, scenario, 0.269, 0.185));
  g_assert_true (is_drawn (&app_picture_retention, scenario, 0.825, 0.537));
  g_assert_false (is_drawn (&app_picture_retention, scenario, 0.25, 0.6));
}

/* Every kind of score and every number of visits can be drawn, however little room there is. */
static void
test_kinds (Bench *bench, gconstpointer data)
{
  static const char *const scenarios[]
      = { "/outcomes/rmdq/type=continuous",
          "/outcomes/rmdq={\"id\":\"rmdq\",\"type\":\"bounded\",\"min\":0,\"max\":24,\"step\":1,"
          "\"visits\":[{\"id\":\"w\",\"time\":1}],\"baseline\":{\"mean\":11,\"sd\":5},"
          "\"means\":{\"hand-ear\":2,\"standard\":3,\"usual\":4},\"sd\":3}",
          "/outcomes/rmdq={\"id\":\"rmdq\",\"type\":\"bounded\",\"min\":0,\"max\":100,"
          "\"step\":0.01,\"visits\":[{\"id\":\"w\",\"time\":8}],"
          "\"baseline\":{\"mean\":50,\"sd\":20},"
          "\"means\":{\"hand-ear\":20,\"standard\":30,\"usual\":40},\"sd\":20}" };
  static const AppPictureKind *const kinds[]
      = { &app_picture_scores, &app_picture_correlation, &app_picture_retention };

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++) {
    g_test_message ("%s", scenarios[i]);
    if (i > 0)
      bench_set (bench, "/analyses=[{\"id\":\"main\"}]");
    bench_set (bench, scenarios[i]);
    bench_assert_valid (bench);
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
      SimScenario *scenario = app_document_scenario (bench->document);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 30, 20);
      cairo_t *cr = cairo_create (surface);
      g_autofree char *text = kinds[k]->describe (scenario, 0);
      PlotStyle style;

      plot_style_init (&style, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, 3);
      kinds[k]->draw (cr, 30, 20, &style, scenario, 0);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      g_assert_null (strstr (text, "nan"));
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
    g_assert_true (is_drawn (&app_picture_scores, app_document_scenario (bench->document), 0.5,
                             0.78));
  }
}

/* Times have no SD to speak of, categories may have names. */
static void
test_raw (Bench *bench, gconstpointer data)
{
  g_autofree char *times = NULL, *names = NULL;

  bench_set (bench, "/analyses=[{\"id\":\"main\",\"method\":\"log-rank\"}]");
  bench_set (bench, "/outcomes=[{\"id\":\"rmdq\",\"type\":\"time-to-event\",\"follow-up\":52,"
                    "\"intervals\":[8,26],\"hazards\":{\"hand-ear\":[0.1,0.05,0],"
                    "\"standard\":[0.1,0.02,0.05],\"usual\":0.05}}]");
  bench_assert_valid (bench);
  times = said (bench, "Distribution of the scores by arm");
  g_assert_nonnull (strstr (times, "Usual care mean 20."));
  /* few events until week 8 of the 22 by which most have had it, then many */
  bench_set (bench, "/outcomes/rmdq/hazards=[0.02,0.5,0.02]");
  g_assert_true (is_drawn (&app_picture_scores, app_document_scenario (bench->document), 0.36,
                           0.4));
  g_assert_false (is_drawn (&app_picture_scores, app_document_scenario (bench->document), 0.15,
                            0.4));
  bench_set (bench, "/analyses=[{\"id\":\"main\",\"method\":\"proportional-odds\"}]");
  bench_set (bench, "/outcomes=[{\"id\":\"rmdq\",\"type\":\"ordinal\",\"categories\":[\"none\","
                    "\"some\"],\"probabilities\":[0.25,0.75]}]");
  bench_assert_valid (bench);
  names = said (bench, "Distribution of the scores by arm");
  g_assert_nonnull (strstr (names, ", 25 % none, 75 % some;"));
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/matrix/edit", test_edit);
  ADD ("/editor/matrix/no-baseline", test_no_baseline);
  ADD ("/editor/matrix/invalid", test_invalid);
  ADD ("/editor/matrix/visits", test_visits);
  ADD ("/editor/matrix/hostile", test_hostile);
  ADD ("/editor/picture/tiles", test_tiles);
  ADD ("/editor/picture/two-scales", test_two_scales);
  ADD ("/editor/matrix/entry", test_entry);
  ADD ("/editor/picture/scores", test_scores);
  ADD ("/editor/picture/raw", test_raw);
  ADD ("/editor/picture/drawing", test_drawing);
  ADD ("/editor/picture/kinds", test_kinds);
  return g_test_run ();
}
