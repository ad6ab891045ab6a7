/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule.c - tests of what hypotheses claim in the editor, and of a graphical rule: its picture, its
 * weights and arrows, and how it goes through the hypotheses of a trial.
 */
#include "bench.h"

#include <math.h>
#include <string.h>

#include "editor/edit.h"
#include "editor/graph-area.h"
#include "editor/rows-graph.h"

#define RULE  "/testing/multiplicity"
#define SHOW  "Show how the levels move in a trial"
#define GRAPH                                                                                      \
  RULE "={\"method\":\"graph\",\"weights\":{\"HE-UC\":0.5,\"ST-UC\":0.5},"                         \
       "\"transitions\":{\"HE-UC\":{\"ST-UC\":0.5,\"HE-ST\":0.5},\"ST-UC\":{\"HE-UC\":1}}}"

static void
assert_json (Bench *bench, const char *pointer, const char *expected)
{
  g_autofree char *text = bench_json (bench, pointer);

  g_assert_cmpstr (text, ==, expected);
}

static void
open_graph (Bench *bench)
{
  bench_set (bench, GRAPH);
  bench_assert_valid (bench);
  bench_wait (bench, 300);
}

static AppGraph
graph_of (Bench *bench)
{
  AppGraph graph;

  g_assert_true (app_graph_start (&graph, app_document_scenario (bench->document)));
  return graph;
}

/* --- the picture --- */

static void
test_start (Bench *bench, gconstpointer data)
{
  AppGraph graph;

  g_assert_false (app_graph_start (&graph, app_document_scenario (bench->document)));
  open_graph (bench);
  graph = graph_of (bench);
  g_assert_cmpuint (graph.n, ==, 3);
  g_assert_cmpstr (graph.names[1], ==, "ST-UC");
  g_assert_cmpfloat_with_epsilon (graph.level[0], 0.025, 1e-12);
  g_assert_cmpfloat (graph.level[2], ==, 0);
  g_assert_cmpfloat (graph.transitions[0][2], ==, 0.5);
  g_assert_cmpfloat (graph.transitions[2][0], ==, 0);
  g_autofree char *words = app_graph_describe (&graph);
  g_assert_cmpstr (words, ==,
                   "HE-UC is tested at 2.5 % and hands 0.5 to ST-UC, 0.5 to HE-ST. "
                   "ST-UC is tested at 2.5 % and hands 1 to HE-UC. HE-ST is tested at 0 %.");
}

static void
assert_share (double share, const char *expected)
{
  g_autofree char *text = app_graph_share (share);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_shares (void)
{
  assert_share (0.5, "0.5");
  assert_share (1.0 / 3, "1/3");
  assert_share (2.0 / 3, "2/3");
  assert_share (0.3333, "0.333");
  assert_share (1, "1");
  assert_share (0.07, "0.07");
}

/* Every hypothesis and every arrow is found by the place where it is drawn, and there only. */
static void
test_places (Bench *bench, gconstpointer data)
{
  const double width = 280, height = 190;
  gboolean seen[4][4] = { { FALSE } }; /* [from][to + 1] */
  PlotStyle style;
  AppGraph graph;

  open_graph (bench);
  graph = graph_of (bench);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  for (double x = 0; x < width; x += 2)
    for (double y = 0; y < height; y += 2) {
      AppGraphPart part = app_graph_at (&graph, width, height, &style, x, y);

      g_assert_cmpint (part.from, <, 3);
      if (part.from >= 0)
        seen[part.from][part.to + 1] = TRUE;
      if (part.to >= 0)
        g_assert_cmpfloat (graph.transitions[part.from][part.to], >, 0);
    }
  for (int i = 0; i < 3; i++)
    for (int j = -1; j < 3; j++)
      g_assert_cmpint (seen[i][j + 1], ==, j < 0 || graph.transitions[i][j] > 0);
}

static guint
inked (const AppGraph *graph)
{
  const AppGraphPart nothing = { -1, -1 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 280, 190);
  cairo_t *cr = cairo_create (surface);
  PlotStyle style;
  guint count = 0;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  app_graph_draw (cr, 280, 190, &style, graph, nothing, NULL);
  cairo_surface_flush (surface);
  for (int y = 0; y < 190; y++)
    for (int x = 0; x < 280; x++)
      count += cairo_image_surface_get_data (
                   surface)[y * cairo_image_surface_get_stride (surface) + 4 * x + 3]
               != 0;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return count;
}

static void
test_drawing (Bench *bench, gconstpointer data)
{
  AppGraph graph, bare;

  open_graph (bench);
  bare = graph = graph_of (bench);
  memset (bare.transitions, 0, sizeof bare.transitions);
  g_assert_cmpuint (inked (&bare), >, 1000);
  g_assert_cmpuint (inked (&graph), >, inked (&bare) + 300);
}

/* --- the rows --- */

static void
test_rows (Bench *bench, gconstpointer data)
{
  g_assert_null (bench_named (bench->editor, "Add an arrow"));
  open_graph (bench);
  g_assert_cmpstr (bench_text (bench, RULE "/weights/HE-UC"), ==, "0.5");
  g_assert_cmpstr (bench_text (bench, RULE "/transitions/ST-UC/HE-UC"), ==, "1");
  g_assert_null (app_editor_find (bench->editor, RULE "/transitions/HE-ST/HE-UC"));
  bench_type (bench, RULE "/weights/HE-UC", "0.25");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, RULE "/weights/HE-UC"), ==, 0.25);
  bench_assert_valid (bench);
  bench_type (bench, RULE "/weights/HE-UC", "0.75");
  bench_wait (bench, 300);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (bench_says (bench->editor, "share out more than the level"));
}

static void
test_arrows (Bench *bench, gconstpointer data)
{
  open_graph (bench);
  bench_click (bench, "Add an arrow");
  bench_wait (bench, 300);
  assert_json (bench, RULE "/transitions/HE-ST", "{\"HE-UC\":1}");
  bench_assert_valid (bench);
  bench_field (bench, RULE "/transitions/HE-ST/HE-UC");
  bench_click (bench, "Remove the arrow from HE-UC to ST-UC");
  bench_wait (bench, 300);
  assert_json (bench, RULE "/transitions/HE-UC", "{\"HE-ST\":0.5}");
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Remove an arrow");
  app_document_undo (bench->document);
  bench_wait (bench, 300);
  bench_field (bench, RULE "/transitions/HE-UC/ST-UC");
}

static void
assert_joined (SimDraft *draft, const char *from, const char *to, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) joined = app_rows_graph_join (draft, from, to, &error);
  g_autofree char *pointer = g_strdup_printf (RULE "/transitions/%s", from);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = sim_json_write_compact (sim_draft_get (joined, pointer));
  g_assert_cmpstr (text, ==, expected);
}

/* An arrow takes what is left, or else all share alike and come to no more than the whole. */
static void
test_join (Bench *bench, gconstpointer data)
{
  SimDraft *draft = NULL;

  open_graph (bench);
  draft = app_document_draft (bench->document);
  assert_joined (draft, "HE-ST", "ST-UC", "{\"ST-UC\":1}");
  assert_joined (draft, "ST-UC", "HE-ST", "{\"HE-UC\":0.5,\"HE-ST\":0.5}");
  bench_set (bench, RULE "/transitions/HE-UC={\"ST-UC\":0.3}");
  assert_joined (app_document_draft (bench->document), "HE-UC", "HE-ST",
                 "{\"ST-UC\":0.3,\"HE-ST\":0.7}");
}

/* --- families --- */

#define FAMILIES RULE "/families"

/* Every hypothesis stays in one family, whatever is moved where. */
static void
test_families (Bench *bench, gconstpointer data)
{
  g_assert_null (bench_named (bench->editor, "Test HE-ST in the family after"));
  bench_set (bench, RULE "={\"method\":\"gatekeeping\"}");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
  bench_click (bench, "Test HE-ST in the family after");
  bench_wait (bench, 300);
  assert_json (bench, FAMILIES,
               "[{\"hypotheses\":[\"HE-UC\",\"ST-UC\"]},{\"hypotheses\":[\"HE-ST\"]}]");
  bench_assert_valid (bench);
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Test later");
  g_assert_null (bench_named (bench->editor, "Test HE-ST in the family after"));
  bench_field (bench, FAMILIES "/0/type");
  g_assert_null (app_editor_find (bench->editor, FAMILIES "/0/gamma"));
  g_assert_null (app_editor_find (bench->editor, FAMILIES "/1/type")); /* no gate behind it */
  bench_set (bench, FAMILIES "/0/type=parallel");
  bench_wait (bench, 300);
  bench_type (bench, FAMILIES "/0/gamma", "0.5");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, FAMILIES "/0/gamma"), ==, 0.5);
  bench_assert_valid (bench);
  bench_click (bench, "Test ST-UC in the family before"); /* a new one, before all */
  bench_wait (bench, 300);
  assert_json (bench, FAMILIES,
               "[{\"hypotheses\":[\"ST-UC\"]},{\"hypotheses\":[\"HE-UC\"],\"type\":\"parallel\","
               "\"gamma\":0.5},{\"hypotheses\":[\"HE-ST\"]}]");
  bench_click (bench, "Test HE-UC in the family after"); /* the family that is left empty goes */
  bench_wait (bench, 300);
  assert_json (bench, FAMILIES,
               "[{\"hypotheses\":[\"ST-UC\"]},{\"hypotheses\":[\"HE-ST\",\"HE-UC\"]}]");
  bench_assert_valid (bench);
  app_document_undo (bench->document);
  app_document_undo (bench->document);
  bench_wait (bench, 300);
  bench_field (bench, FAMILIES "/0/gamma");
}

/* A file with a hypothesis in no family is shown as it is, and mended by one button. */
static void
test_left_out (Bench *bench, gconstpointer data)
{
  bench_set (bench, RULE "={\"method\":\"gatekeeping\",\"families\":[{\"hypotheses\":[\"HE-UC\"]},"
                         "{\"hypotheses\":[\"ST-UC\"]}]}");
  bench_wait (bench, 300);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (bench_says (bench->editor, "HE-ST\" is in no family"));
  bench_click (bench, "Test HE-ST in the last family");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
  assert_json (bench, FAMILIES "/1", "{\"hypotheses\":[\"ST-UC\",\"HE-ST\"]}");
}

/* --- a trial --- */

static GtkWidget *
shown_area (GtkWidget *widget)
{
  GtkWidget *play = gtk_widget_get_ancestor (widget, GTK_TYPE_BOX);

  return bench_named (play, "Levels of the hypotheses");
}

/* One click shows the trial; step by step the picture has the levels of the engine's steps. */
static void
play_through (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, &error);
  SimTrial *trial = NULL;
  GtkWidget *button = NULL;
  guint last = 0;

  trial = sim_trial_new (engine, app_document_scenario (bench->document), 0, 0, &error);
  g_assert_no_error (error);
  last = trial->adjustment.n_steps - 1;
  g_assert_cmpuint (last, >, 0); /* a trial in which something is rejected */
  button = bench_named (bench->editor, SHOW);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  for (guint i = 0; i < 600 && !bench_says (bench->editor, "Before the first step."); i++)
    bench_wait (bench, 50);
  g_assert_true (bench_says (bench->editor, "Before the first step."));
  for (guint step = 1; step <= last; step++) {
    const SimAdjustStep *now = &trial->adjustment.steps[step];
    const AppGraph *graph = NULL;

    bench_click (bench, "Next step");
    bench_wait (bench, 50);
    graph = app_graph_area_graph (shown_area (button));
    g_assert_cmpint (graph->newest, ==, now->rejected);
    for (guint h = 0; h < 3; h++)
      g_assert_cmpfloat_with_epsilon (graph->level[h], isnan (now->level[h]) ? 0 : now->level[h],
                                      1e-15);
  }
  for (guint h = 0; h < 3; h++)
    g_assert_cmpint (app_graph_area_graph (shown_area (button))->rejected[h], ==,
                     trial->results[h].rejected);
  g_assert_true (bench_says (bench->editor, "the rule ends."));
  g_assert_false (gtk_widget_get_sensitive (bench_named (bench->editor, "Next step")));
  sim_trial_free (trial);
  sim_engine_free (engine);
}

static void
test_play (Bench *bench, gconstpointer data)
{
  open_graph (bench);
  play_through (bench);
}

/* Every rule that rejects one hypothesis after another at levels that move. */
static void
test_play_rule (Bench *bench, gconstpointer rule)
{
  g_autofree char *assignment = g_strdup_printf (RULE "=%s", (const char *)rule);

  bench_set (bench, assignment);
  bench_assert_valid (bench);
  bench_wait (bench, 300);
  play_through (bench);
}

/* --- claims --- */

static void
choose_type (Bench *bench, const char *type)
{
  g_autofree char *assignment = g_strdup_printf ("/testing/hypotheses/HE-UC/type=%s", type);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimValue) value = sim_value_new_text (type);
  SimDraft *draft = app_edit_set (app_document_draft (bench->document),
                                  "/testing/hypotheses/HE-UC/type", value, &error);

  g_assert_no_error (error);
  app_document_apply (bench->document, draft, assignment, NULL);
  bench_assert_valid (bench);
  bench_wait (bench, 200);
}

/* A claim comes with all that it needs, and goes with all that the next has no use for. */
static void
test_claims (Bench *bench, gconstpointer data)
{
  bench_set (bench, "/testing/multiplicity/method=none");
  choose_type (bench, "non-inferiority");
  g_assert_cmpfloat (bench_number (bench, "/testing/hypotheses/HE-UC/margin"), ==, 1.5);
  bench_field (bench, "/testing/hypotheses/HE-UC/margin");
  choose_type (bench, "retention");
  assert_json (bench, "/testing/hypotheses/HE-UC/compare", "[\"hand-ear\",\"standard\"]");
  assert_json (bench, "/testing/hypotheses/HE-UC/placebo", "\"usual\"");
  assert_json (bench, "/testing/hypotheses/HE-UC/margin", "");
  bench_field (bench, "/testing/hypotheses/HE-UC/fraction");
  app_document_undo (bench->document);
  bench_wait (bench, 200);
  assert_json (bench, "/testing/hypotheses/HE-UC/placebo", "");
  bench_field (bench, "/testing/hypotheses/HE-UC/margin");
  choose_type (bench, "superiority");
  assert_json (bench, "/testing/hypotheses/HE-UC/margin", "");
  bench_field (bench, "/testing/hypotheses/HE-UC/compare/1");
}

static void
test_contrast (Bench *bench, gconstpointer data)
{
  bench_set (bench, "/testing/multiplicity/method=none");
  bench_choose (bench, "Edit hypothesis HE-UC", "row.edit-0", NULL);
  bench_assert_valid (bench);
  bench_wait (bench, 200);
  assert_json (bench, "/testing/hypotheses/HE-UC/contrast",
               "{\"hand-ear\":0.5,\"standard\":0.5,\"usual\":-1}");
  bench_field (bench, "/testing/hypotheses/HE-UC/contrast/standard");
  bench_choose (bench, "Edit hypothesis HE-UC", "row.edit-0", NULL);
  bench_assert_valid (bench);
  assert_json (bench, "/testing/hypotheses/HE-UC/compare", "[\"hand-ear\",\"usual\"]");
  bench_wait (bench, 200);
  bench_choose (bench, "Edit hypothesis HE-UC", "row.edit-1", NULL);
  bench_assert_valid (bench);
  bench_wait (bench, 200);
  bench_field (bench, "/testing/hypotheses/HE-UC/alpha");
  g_assert_cmpfloat (bench_number (bench, "/testing/hypotheses/HE-UC/alpha"), ==, 0.05);
}

static const char *const stepwise[]
    = { "{\"method\":\"holm\"}",
        "{\"method\":\"shaffer\"}",
        "{\"method\":\"fixed-sequence\"}",
        "{\"method\":\"fallback\",\"weights\":{\"HE-UC\":0.5,\"ST-UC\":0.3,\"HE-ST\":0.2}}",
        ("{\"method\":\"gatekeeping\",\"families\":[{\"hypotheses\":[\"HE-UC\",\"ST-UC\"],"
         "\"type\":\"parallel\"},{\"hypotheses\":[\"HE-ST\"]}]}"),
        "{\"method\":\"closed\"}" };

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  g_test_add_func ("/rule/shares", test_shares);
#define ADD(name, test) g_test_add ("/rule/" name, Bench, NULL, bench_open, test, bench_close)
  ADD ("start", test_start);
  ADD ("places", test_places);
  ADD ("drawing", test_drawing);
  ADD ("rows", test_rows);
  ADD ("arrows", test_arrows);
  ADD ("join", test_join);
  ADD ("families", test_families);
  ADD ("left-out", test_left_out);
  ADD ("play", test_play);
  for (guint i = 0; i < G_N_ELEMENTS (stepwise); i++) {
    g_autofree char *path = g_strdup_printf ("/rule/play/%u", i);

    g_test_add (path, Bench, stepwise[i], bench_open, test_play_rule, bench_close);
  }
  ADD ("claims", test_claims);
  ADD ("contrast", test_contrast);
  return g_test_run ();
}
