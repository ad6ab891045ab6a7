/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people.c - tests of the cards Strata, Covariates, Individual response, Adherence and Switching:
 * they come, are edited, say what is wrong, and go.
 */
#include "bench.h"

#include "editor/parts.h"

static void
assert_json (Bench *bench, const char *pointer, const char *expected)
{
  g_autofree char *text = bench_json (bench, pointer);

  g_assert_cmpstr (text, ==, expected);
}

static GtkWidget *
card_of (Bench *bench, const char *id)
{
  return GTK_WIDGET (app_editor_card (bench->editor, id));
}

/* What leads to a part as a whole leads to where it begins, not to where it ends. */
static void
assert_begins (Bench *bench, const char *key, const char *card)
{
  g_autofree char *pointer = g_strconcat ("/", key, NULL);
  GtkWidget *field;

  g_assert_true (app_editor_reveal (bench->editor, pointer));
  field = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (bench->window)), APP_TYPE_FIELD);
  g_assert_true (field == GTK_WIDGET (app_card_first (app_editor_card (bench->editor, card))));
}

/* Each part comes and leaves the scenario valid, and goes without a trace; so with undo. */
static void
test_all (Bench *bench, gconstpointer data)
{
  guint n = 0;
  const AppPart *parts = app_parts (&n);
  g_autofree char *before = bench_json (bench, "");

  g_assert_cmpuint (n, ==, 7);
  for (guint i = 0; i < n; i++) {
    g_assert_false (gtk_widget_get_visible (card_of (bench, parts[i].card)));
    bench_add (bench, parts[i].key);
    g_assert_true (gtk_widget_get_visible (card_of (bench, parts[i].card)));
    g_assert_false (app_card_folded (app_editor_card (bench->editor, parts[i].card)));
    assert_begins (bench, parts[i].key, parts[i].card);
    g_assert_cmpstr (app_document_undo_name (bench->document), ==, parts[i].add);
    bench_click (bench, parts[i].remove);
    assert_json (bench, "", before);
    g_assert_cmpstr (app_document_undo_name (bench->document), ==, parts[i].remove);
    app_document_undo (bench->document);
    g_assert_true (app_part_there (app_document_draft (bench->document), parts[i].key));
    app_document_undo (bench->document);
    assert_json (bench, "", before);
  }
}

/* When nothing is left to add there is no button for it. */
static void
test_full (Bench *bench, gconstpointer data)
{
  GtkWidget *button = bench_named (bench->editor, "Add to the scenario");
  guint n = 0;
  const AppPart *parts = app_parts (&n);

  g_assert_true (gtk_widget_get_mapped (button));
  for (guint i = 0; i < n; i++)
    bench_add (bench, parts[i].key);
  g_assert_true (gtk_widget_get_mapped (button));
  for (guint i = 1; i < SIM_MAX_OUTCOMES; i++)
    bench_add (bench, "outcomes");
  for (guint i = 1; i < SIM_MAX_ANALYSES; i++)
    bench_add (bench, "analyses");
  g_assert_false (gtk_widget_get_mapped (button));
  app_document_undo (bench->document);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
}

/* What the search finds first by text has the focus then. */
static void
assert_found (Bench *bench, const char *text, const char *name)
{
  GtkWidget *entry = bench_named (bench->editor, "Find a setting");
  GtkWidget *focus;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  bench_wait (bench, 300);
  focus = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (bench->window)), APP_TYPE_FIELD);
  g_assert_cmpstr (app_field_name (APP_FIELD (focus)), ==, name);
}

static void
test_prevalence (Bench *bench, gconstpointer data)
{
  const char *levels = "/strata/stratum-1/levels";

  bench_add (bench, "strata");
  /* The other level takes what is left. */
  bench_type (bench, "/strata/stratum-1/levels/yes/prevalence", "30");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, "/strata/stratum-1/levels/no/prevalence"), ==, 0.7);
  bench_type (bench, "/strata/stratum-1/levels/no/prevalence", "60");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, "/strata/stratum-1/levels/yes/prevalence"), ==, 0.4);
  bench_assert_valid (bench);
  bench_type (bench, "/strata/stratum-1/levels/no/prevalence", "120");
  bench_wait (bench, 300);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (bench_says (card_of (bench, "strata"), "above 0 and below 100"));
  app_document_undo (bench->document);
  bench_assert_valid (bench);
  bench_set (bench, "/strata/stratum-1/levels/no/prevalence=0.5");
  g_assert_true (bench_says (card_of (bench, "strata"), "add up to 1"));
  g_assert_nonnull (app_editor_find (bench->editor, levels));
}

static void
test_levels (Bench *bench, gconstpointer data)
{
  bench_add (bench, "strata");
  g_assert_null (bench_named (bench->editor, "Remove, stratum 1, level 1"));
  bench_choose (bench, "Edit stratum 1", "row.edit-0", NULL);
  bench_assert_valid (bench);
  g_assert_cmpfloat (bench_number (bench, "/strata/stratum-1/levels/no/prevalence"), ==, 0.25);
  bench_field (bench, "/strata/stratum-1/levels/level-1/prevalence");
  bench_click (bench, "Remove, stratum 1, level 1");
  bench_assert_valid (bench);
  g_assert_cmpfloat (bench_number (bench, "/strata/stratum-1/levels/level-1/prevalence"), ==,
                     0.75);
  bench_click (bench, "Add a stratum");
  bench_field (bench, "/strata/stratum-2/levels/yes/effect");
  bench_assert_valid (bench);
  bench_choose (bench, "Edit stratum 1", "row.edit-2", NULL);
  bench_choose (bench, "Edit stratum 1", "row.edit-2", NULL);
  assert_json (bench, "/strata", "");
}

static void
test_effects (Bench *bench, gconstpointer data)
{
  const char *by_arm = "/strata/stratum-1/levels/yes/interaction/rmdq/standard";

  bench_add (bench, "strata");
  bench_type (bench, "/strata/stratum-1/levels/yes/effect", "1.5");
  bench_wait (bench, 300);
  assert_json (bench, "/strata/stratum-1/levels/yes/effect", "1.5");
  g_assert_null (app_editor_find (bench->editor, by_arm));
  bench_choose (bench, "Edit stratum 1", "row.edit-1", NULL);
  bench_type (bench, by_arm, "0.5");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, by_arm), ==, 0.5);
  bench_assert_valid (bench);
  bench_choose (bench, "Edit stratum 1", "row.edit-1", NULL);
  g_assert_null (app_editor_find (bench->editor, by_arm));
  assert_json (bench, "/strata/stratum-1/levels/yes/interaction", "");
  /* More than there is of the variance. */
  bench_type (bench, "/strata/stratum-1/levels/yes/effect", "30");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card_of (bench, "strata"), "leave nothing of the variance"));
}

static void
test_covariates (Bench *bench, gconstpointer data)
{
  const char *pointer = "/covariates/covariate-1/correlation";

  bench_add (bench, "covariates");
  g_assert_cmpstr (bench_text (bench, pointer), ==, "0.3");
  /* The analysis offers at once to adjust for it, and under its name. */
  g_assert_nonnull (bench_named (card_of (bench, "analysis"), "Adjusted for: Covariate 1"));
  bench_set (bench, "/covariates/covariate-1/name=Pain duration");
  g_assert_nonnull (bench_named (card_of (bench, "analysis"), "Adjusted for: Pain duration"));
  /* Several switches have the list in common. */
  assert_found (bench, "adjusted for: pain duration", "Adjusted for: Pain duration");
  /* The method cannot do without the only one that is on: the next one is close by. */
  assert_found (bench, "adjusted for: baseline", "Adjusted for: Strata");
  app_document_undo (bench->document);
  bench_type (bench, pointer, "1");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card_of (bench, "covariates"), "above -1 and below 1"));
  bench_type (bench, pointer, "0.4");
  bench_wait (bench, 300);
  bench_assert_valid (bench);
  bench_click (bench, "Add a covariate");
  bench_field (bench, "/covariates/covariate-2/correlation");
  bench_click (bench, "Remove covariate 1");
  bench_click (bench, "Remove covariate 1");
  assert_json (bench, "/covariates", "");
}

/* With a second outcome each has a field of its own, even though that is not simulated yet. */
static void
test_outcomes (Bench *bench, gconstpointer data)
{
  bench_set (bench, "/outcomes=[{\"id\":\"rmdq\",\"visits\":[{\"id\":\"week-8\",\"time\":8}],"
                    "\"means\":{\"hand-ear\":5,\"standard\":6,\"usual\":8}},"
                    "{\"id\":\"pain\",\"visits\":[{\"id\":\"week-8\",\"time\":8}],"
                    "\"means\":{\"hand-ear\":5,\"standard\":6,\"usual\":8}}]");
  bench_choose (bench, "Add to the scenario", "adding.add", "covariates");
  bench_type (bench, "/covariates/covariate-1/correlation/pain", "0.2");
  bench_wait (bench, 300);
  assert_json (bench, "/covariates/covariate-1/correlation", "{\"rmdq\":0.3,\"pain\":0.2}");
  bench_choose (bench, "Add to the scenario", "adding.add", "strata");
  bench_field (bench, "/strata/stratum-1/levels/no/effect/pain");
}

static void
test_response (Bench *bench, gconstpointer data)
{
  bench_add (bench, "response-sd");
  g_assert_cmpstr (bench_text (bench, "/response-sd"), ==, "1");
  bench_choose (bench, "How SD of response is given", "shape.set", "arm");
  /* Nobody responds to no treatment. */
  assert_json (bench, "/response-sd", "{\"hand-ear\":1,\"standard\":1}");
  g_assert_null (app_editor_find (bench->editor, "/response-sd/usual"));
  bench_type (bench, "/response-sd/standard", "6");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card_of (bench, "response"), "leave nothing of the variance"));
}

static void
test_adherence (Bench *bench, gconstpointer data)
{
  g_assert_null (app_editor_find (bench->editor, "/estimand"));
  bench_add (bench, "adherence");
  bench_field (bench, "/estimand");
  bench_type (bench, "/adherence/proportion", "110");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card_of (bench, "adherence"), "from 0 to 100"));
  bench_type (bench, "/adherence/proportion", "75");
  bench_wait (bench, 300);
  g_assert_cmpfloat (bench_number (bench, "/adherence/proportion/hand-ear"), ==, 0.75);
  g_assert_cmpfloat (bench_number (bench, "/adherence/proportion/usual"), ==, 1);
  bench_choose (bench, "How Adherence, Share kept is given", "shape.set", "arm");
  bench_field (bench, "/adherence/share-kept/standard");
  bench_set (bench, "/estimand=hypothetical");
  bench_click (bench, "Remove adherence");
  assert_json (bench, "/estimand", "");
  g_assert_null (app_editor_find (bench->editor, "/estimand"));
}

static void
test_switching (Bench *bench, gconstpointer data)
{
  bench_add (bench, "switching");
  assert_json (bench, "/switching",
               "[{\"from\":\"usual\",\"to\":\"hand-ear\",\"proportion\":0.05}]");
  bench_field (bench, "/estimand");
  bench_type (bench, "/switching/0/proportion", "150");
  bench_wait (bench, 300);
  g_assert_true (bench_says (card_of (bench, "switching"), "from 0 to 100"));
  bench_type (bench, "/switching/0/proportion", "10");
  bench_wait (bench, 300);
  bench_click (bench, "Add a switch");
  bench_assert_valid (bench);
  bench_set (bench, "/switching/1/to=usual");
  g_assert_true (bench_says (card_of (bench, "switching"), "cannot switch to the arm"));
  app_document_undo (bench->document);
  bench_click (bench, "Remove switch 1");
  assert_json (bench, "/switching",
               "[{\"from\":\"usual\",\"to\":\"standard\",\"proportion\":0.05}]");
  bench_click (bench, "Remove switch 1");
  assert_json (bench, "/switching", "");
}

/* Values of the wrong kind must not bring the window down. */
static void
test_hostile (Bench *bench, gconstpointer data)
{
  static const char *const assignments[]
      = { "/strata=5",          "/strata=[{}]",
          "/strata=[{\"id\":\"a\",\"levels\":7}]",
          "/strata=[{\"id\":\"a\",\"levels\":[{\"id\":\"b\",\"effect\":[1]},2]}]",
          "/covariates={}",     "/covariates=[{\"correlation\":{\"rmdq\":\"x\"}}]",
          "/practitioners=[]",  "/practitioners={}",
          "/practitioners={\"count\":2,\"caseload\":[],\"icc\":{},\"sd\":1,\"shared\":[[1,2]]}",
          "/centres=true",      "/centres={\"practitioners-each\":{\"usual\":[1]}}",
          "/response-sd=[1,2]", "/response-sd={\"usual\":1}",
          "/adherence=1",       "/adherence={\"proportion\":{\"nobody\":1}}",
          "/switching=[1,{}]",  "/estimand=5",
          "/dropout={\"mechanism\":{\"usual\":7},\"log-odds\":[1]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (assignments); i++) {
    g_test_message ("%s", assignments[i]);
    bench_set (bench, assignments[i]);
    g_assert_false (app_document_valid (bench->document));
    app_document_undo (bench->document);
    bench_assert_valid (bench);
  }
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/people/all", test_all);
  ADD ("/editor/people/full", test_full);
  ADD ("/editor/people/prevalence", test_prevalence);
  ADD ("/editor/people/levels", test_levels);
  ADD ("/editor/people/effects", test_effects);
  ADD ("/editor/people/covariates", test_covariates);
  ADD ("/editor/people/outcomes", test_outcomes);
  ADD ("/editor/people/response", test_response);
  ADD ("/editor/people/adherence", test_adherence);
  ADD ("/editor/people/switching", test_switching);
  ADD ("/editor/people/hostile", test_hostile);
  return g_test_run ();
}
