/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * editor.c - tests of the editor as a whole: it has a field for every value, they have names, and
 * no problem goes unseen.
 */
#include "bench.h"

#include "editor/alternatives.h"
#include "editor/chosen.h"
#include "editor/number.h"
#include "editor/options.h"
#include "editor/parts.h"
#include "editor/structure.h"

/* Values of the table that no field is for: ids are given once, the format's version never. */
static gboolean
is_exempt (SimDraft *draft, const SimField *row, const char *pointer)
{
  if (row->kind == SIM_FIELD_ID || row->kind == SIM_FIELD_MAP)
    return TRUE;
  if (g_str_equal (pointer, "/trefoil") || g_str_has_suffix (pointer, "/reference"))
    return TRUE;
  /* Their rows come when they mean something, and tests of their own see them. */
  if (g_str_equal (pointer, "/dropout/log-odds") || g_str_equal (pointer, "/practitioners/shared"))
    return TRUE;
  if (g_str_has_suffix (pointer, "/interaction") || g_str_has_suffix (pointer, "/ratio"))
    return TRUE;
  if (g_str_has_prefix (pointer, "/testing/hypotheses/")
      && (g_str_has_suffix (pointer, "/contrast") || g_str_has_suffix (pointer, "/alpha")
          || g_str_has_suffix (pointer, "/sides")))
    return TRUE;
  /* Where there is no choice there need be no row. */
  if (row->kind == SIM_FIELD_REF || row->kind == SIM_FIELD_ENUM) {
    g_autoptr (GPtrArray) options = app_options_at (draft, pointer);

    return options->len <= 1;
  }
  return FALSE;
}

/* A value per arm or visit has its fields at its elements, or one that stands for all. */
static guint
check_elements (Bench *bench, const SimField *row, const char *pointer)
{
  static const char *const elements[] = { "", "/rmdq", "/rmdq/standard", "/standard", "/1",
                                          "/standard/1" };

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++) {
    g_autofree char *at = g_strconcat (pointer, elements[i], NULL);
    AppField *field = app_editor_find (bench->editor, at);

    if (field != NULL && g_str_equal (app_field_pointer (field), at))
      return 1;
  }
  g_test_message ("no field for %s", pointer);
  g_test_fail ();
  return 0;
}

static guint check_record (Bench *bench, const SimField *owner, const char *pointer);

/* Of one outcome there is no correlation with others. */
static guint
check_between (Bench *bench, const char *pointer)
{
  SimDraft *draft = app_document_draft (bench->document);
  g_auto (GStrv) own = app_structure_own_outcomes (draft);
  g_autofree char *pair = g_strconcat (pointer, "/1/0", NULL);

  if (own[1] == NULL) {
    g_assert_null (app_editor_find (bench->editor, pointer));
    return 0;
  }
  bench_field (bench, sim_value_kind (sim_draft_get (draft, pointer)) == SIM_VALUE_LIST ? pair
                                                                                        : pointer);
  return 1;
}

static guint
check_value (Bench *bench, const SimField *row, const char *pointer)
{
  SimDraft *draft = app_document_draft (bench->document);
  guint n = 0;

  if (is_exempt (draft, row, pointer) || !app_alternatives_shown (draft, pointer))
    return 0;
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF)
    return check_record (bench, row, pointer);
  if (row->kind == SIM_FIELD_LIST && row->fields != NULL) {
    g_auto (GStrv) ids = app_structure_ids (draft, pointer);

    for (guint i = 0; ids[i] != NULL; i++) {
      g_autofree char *member = sim_pointer_join (pointer, ids[i]);

      /* Of several outcomes one is shown. */
      if (g_str_equal (pointer, "/outcomes"))
        app_chosen_set (bench->document, ids[i]);
      n += check_record (bench, row, member);
    }
    return n;
  }
  if (row->per != SIM_PER_NONE)
    return check_elements (bench, row, pointer);
  if (g_str_has_suffix (pointer, "/compare")) {
    g_autofree char *first = g_strconcat (pointer, "/0", NULL);

    bench_field (bench, first);
    return 1;
  }
  if (row->kind == SIM_FIELD_MATRIX && row->target != NULL)
    return check_between (bench, pointer);
  if (row->kind == SIM_FIELD_MATRIX) {
    g_autofree char *last = g_strconcat (pointer, "/2/1", NULL);

    bench_field (bench, last);
    return 1;
  }
  bench_field (bench, pointer);
  return 1;
}

static guint
check_record (Bench *bench, const SimField *owner, const char *pointer)
{
  SimDraft *draft = app_document_draft (bench->document);
  const SimField *rows[SIM_MAX_ROWS];
  g_autoptr (SimValue) record = sim_draft_effective (draft, pointer);
  guint n = sim_field_rows (owner, record, rows), total = 0;

  for (guint i = 0; i < n; i++) {
    g_autofree char *below = sim_pointer_join (pointer, rows[i]->key);

    total += check_value (bench, rows[i], below);
  }
  return total;
}

static guint
check_all (Bench *bench)
{
  guint n = 0;

  for (const SimField *row = sim_fields (); row->key != NULL; row++) {
    g_autofree char *pointer = sim_pointer_join ("", row->key);

    /* A panel of its own goes through a lesson; what is expected is held against the results. */
    if (!g_str_equal (row->key, "lesson") && !g_str_equal (row->key, "expected"))
      n += check_value (bench, row, pointer);
  }
  return n;
}

/* The parts that a scenario may do without are there. */
static void
add_parts (Bench *bench)
{
  guint n = 0;
  const AppPart *parts = app_parts (&n);

  for (guint i = 0; i < n; i++)
    bench_add (bench, parts[i].key);
  bench_click (bench, "Add conditions of entry");
}

/* Every value of the field table that this version reads can be edited. */
static void
test_coverage (Bench *bench, gconstpointer data)
{
  add_parts (bench);
  g_assert_cmpuint (check_all (bench), >, 35);
  /* Under every variant of every choice as well. */
  bench_set (bench, "/analyses/main/method=t-test");
  check_all (bench);
  bench_field (bench, "/analyses/main/variance");
  bench_set (bench, "/outcomes/rmdq/correlation/type=ar1");
  check_all (bench);
  bench_field (bench, "/outcomes/rmdq/correlation/lag");
  bench_set (bench, "/outcomes/rmdq/correlation/type=matrix");
  check_all (bench);
  bench_set (bench, "/allocation/method=permuted-blocks");
  check_all (bench);
  bench_field (bench, "/allocation/block-sizes");
  bench_field (bench, "/arms/usual/ratio");
  /* And of every outcome and analysis. */
  bench_set (bench, "/allocation/method=fixed");
  bench_set (bench, "/outcomes/rmdq/correlation/type=baseline-visits");
  bench_add (bench, "outcomes");
  bench_add (bench, "analyses");
  check_all (bench);
  bench_field (bench, "/outcome-correlation");
  bench_add (bench, "outcomes");
  bench_set (bench, "/outcome-correlation=[[1,0.5,0.5],[0.5,1,0.4],[0.5,0.4,1]]");
  bench_set (bench, "/outcomes/outcome-3={\"id\":\"outcome-3\",\"type\":\"count\",\"rates\":3,"
                    "\"visits\":[{\"id\":\"a\",\"time\":4},{\"id\":\"b\",\"time\":8}]}");
  check_all (bench);
  bench_field (bench, "/outcomes/outcome-3/rates/usual/0");
}

static void
test_names (Bench *bench, gconstpointer data)
{
  static const struct {
    const char *pointer, *name;
  } fields[] = {
    { "/arms/usual/size", "Patients, Usual care" },
    { "/outcomes/rmdq/means/usual/0", "Mean, Usual care, Week 8" },
    { "/outcomes/rmdq/sd/1", "SD, Week 26" },
    { "/outcomes/rmdq/baseline/mean", "Baseline, Mean" },
    { "/dropout/proportion/standard", "Dropout, Lost, Standard acupuncture" },
    { "/run/seed", "Seed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    AppField *field = bench_field (bench, fields[i].pointer);

    g_assert_cmpstr (app_field_name (field), ==, fields[i].name);
    gtk_test_accessible_assert_property (app_field_control (field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         fields[i].name);
    g_assert_true (bench_named (bench->editor, fields[i].name) == app_field_control (field));
  }
}

static GtkWidget *
problem_button (Bench *bench, const char *name)
{
  return bench_named (bench->editor, name);
}

/* The sentence of the draft's only problem, with its place: the name of its button. */
static char *
only_problem (Bench *bench)
{
  GPtrArray *problems = app_document_problems (bench->document);
  const SimProblem *problem = NULL;

  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_autofree char *message = app_number_problem (problem);
  return g_strdup_printf ("%s: %s", problem->pointer, message);
}

static void
test_hidden_problem (Bench *bench, gconstpointer data)
{
  AppCard *card = app_editor_card (bench->editor, "run");
  g_autofree char *name = NULL;
  GtkWidget *button = NULL;

  bench_set (bench, "/run/replicates=3");
  name = only_problem (bench);
  /* Its row shows it: no second mention. */
  g_assert_nonnull (app_field_complaint (bench_field (bench, "/run/replicates")));
  g_assert_null (problem_button (bench, name));
  app_card_set_folded (card, TRUE);
  button = problem_button (bench, name);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (app_card_folded (card));
  g_assert_null (problem_button (bench, name));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (bench->window)),
                                         GTK_WIDGET (bench_field (bench, "/run/replicates"))));
}

/* A problem without any row. */
static void
test_rowless_problem (Bench *bench, gconstpointer data)
{
  g_autofree char *name = NULL;

  bench_set (bench, "/colour=blue");
  name = only_problem (bench);
  g_assert_nonnull (problem_button (bench, name));
  app_document_undo (bench->document);
  g_assert_null (problem_button (bench, name));
}

static void
test_reveal (Bench *bench, gconstpointer data)
{
  AppCard *card = app_editor_card (bench->editor, "correlation");

  app_card_set_folded (card, TRUE);
  g_assert_true (app_editor_reveal (bench->editor, "/outcomes/rmdq/correlation/visits"));
  g_assert_false (app_card_folded (card));
  g_assert_true (gtk_widget_is_ancestor (
      gtk_root_get_focus (GTK_ROOT (bench->window)),
      GTK_WIDGET (bench_field (bench, "/outcomes/rmdq/correlation/visits"))));
  g_assert_true (app_editor_reveal (bench->editor, "/arms"));
  g_assert_false (app_editor_reveal (bench->editor, "/nothing"));
}

/* A whole other document takes the place of the old one's rows. */
static void
test_load (Bench *bench, gconstpointer data)
{
  const char *text = "{\"trefoil\": 1, \"arms\": [{\"id\": \"a\", \"size\": 20},"
                     "{\"id\": \"b\", \"size\": 20}], \"outcomes\": [{\"id\": \"pain\","
                     "\"means\": {\"a\": [1], \"b\": [2]}}]}";
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);

  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
      gtk_widget_get_last_child (gtk_widget_get_first_child (bench->editor))));

  g_assert_nonnull (draft);
  gtk_adjustment_set_value (place, 400);
  bench_set (bench, "/arms/usual/size=60");
  bench_wait (bench, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 400);
  app_document_load_draft (bench->document, draft, NULL, FALSE);
  bench_wait (bench, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0); /* read from its beginning */
  g_assert_cmpstr (bench_text (bench, "/arms/a/size"), ==, "20");
  bench_field (bench, "/outcomes/pain/means/b/0");
  g_assert_null (app_editor_find (bench->editor, "/arms/usual/size"));
}

/* Drafts that no row can show must not bring the window down. */
static void
test_hostile (Bench *bench, gconstpointer data)
{
  static const char *const assignments[] = { "/arms=[]",
                                             "/arms=5",
                                             "/outcomes=[]",
                                             "/outcomes={}",
                                             "/testing=[]",
                                             "/testing/hypotheses=[1,null,{}]",
                                             "/analyses=[{}]",
                                             "/run/sizes={}",
                                             "/outcomes/rmdq/means=7",
                                             "/outcomes/rmdq/sd={\"nobody\":1}",
                                             "/dropout/proportion=\"some\"",
                                             "/outcomes/rmdq/visits=[]",
                                             "/title=[]",
                                             "/sources=[{\"text\":5}]",
                                             "/basis=5",
                                             "/arms/usual/name=7" };

  for (gsize i = 0; i < G_N_ELEMENTS (assignments); i++) {
    g_test_message ("%s", assignments[i]);
    bench_set (bench, assignments[i]);
    g_assert_false (app_document_valid (bench->document) && i != 8);
    app_document_undo (bench->document);
    g_assert_true (app_document_valid (bench->document));
  }
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/coverage", test_coverage);
  ADD ("/editor/names", test_names);
  ADD ("/editor/hidden-problem", test_hidden_problem);
  ADD ("/editor/rowless-problem", test_rowless_problem);
  ADD ("/editor/reveal", test_reveal);
  ADD ("/editor/load", test_load);
  ADD ("/editor/hostile", test_hostile);
  return g_test_run ();
}
