/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.c - tests of edits that take along what is said about the basis of values.
 */
#include "editor/edit.h"

static const char text[]
    = "{\"trefoil\": 1, \"sources\": [{\"id\": \"one\"}, {\"id\": \"two\"}],"
      "\"basis\": {\"/outcomes/rmdq/baseline/sd\": {\"kind\": \"assumed\", \"source\": \"one\"},"
      "\"/arms/usual/size\": {\"kind\": \"reported\", \"source\": \"two\"},"
      "\"/arms/nobody/size\": {\"kind\": \"reported\", \"source\": \"one\"}}}";

static SimDraft *
parsed (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_parse (text, sizeof text - 1, problems);

  g_assert_nonnull (draft);
  return draft;
}

static gboolean
has_basis (SimDraft *draft, const char *pointer)
{
  g_autofree char *entry = sim_pointer_join ("/basis", pointer);

  return sim_draft_get (draft, entry) != NULL;
}

static void
test_set (void)
{
  g_autoptr (SimDraft) draft = parsed ();
  g_autoptr (SimDraft) bare = app_edit_set (draft, "/outcomes/rmdq/baseline", NULL, NULL);
  g_autoptr (SimDraft) without = NULL, other = NULL;
  g_autoptr (SimValue) size = sim_value_new_number (60);
  g_autoptr (GError) error = NULL;

  /* The example's baseline is not written here: there is nothing to remove. */
  g_assert_true (has_basis (bare, "/outcomes/rmdq/baseline/sd"));
  other = app_edit_set (draft, "/arms/usual/size", size, &error);
  g_assert_no_error (error);
  g_assert_true (has_basis (other, "/arms/usual/size"));
  g_assert_true (has_basis (other, "/outcomes/rmdq/baseline/sd"));
  without = app_edit_set (other, "/arms", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (has_basis (without, "/arms/nobody/size"));
}

/* A bounded score needs a highest value; going back takes it away again. */
static void
test_seeds (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimValue) bounded = sim_value_new_text ("bounded");
  g_autoptr (SimValue) continuous = sim_value_new_text ("continuous");
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) next = app_edit_set (draft, "/outcomes/rmdq/type", bounded, &error);
  g_autoptr (SimDraft) back = NULL, kept = NULL, again = NULL;
  g_autoptr (SimScenario) scenario = NULL;

  g_assert_no_error (error);
  scenario = sim_scenario_check (next, problems);
  g_assert_nonnull (scenario);
  g_assert_cmpfloat (sim_value_number (sim_draft_get (next, "/outcomes/rmdq/max")), ==, 100);
  back = app_edit_set (next, "/outcomes/rmdq/type", continuous, &error);
  g_assert_no_error (error);
  g_assert_true (sim_value_equal (sim_draft_root (back), sim_draft_root (draft)));
  kept = sim_draft_set_text (next, "/outcomes/rmdq/max=24", &error);
  again = app_edit_set (kept, "/outcomes/rmdq/type", bounded, &error);
  g_assert_cmpfloat (sim_value_number (sim_draft_get (again, "/outcomes/rmdq/max")), ==, 24);
}

/* From any type to any other by one choice: valid, and analysed by a method that fits. */
static void
test_types (void)
{
  static const char *const types[]
      = { "continuous", "binary", "bounded",      "ordinal", "skewed",        "count",
          "bounded",    "skewed", "time-to-event", "binary", "time-to-event", "continuous",
          "heavy-tailed" };
  SimDraft *draft = sim_draft_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (SimValue) type = sim_value_new_text (types[i]);
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimScenario) scenario = NULL;
    g_autoptr (GError) error = NULL;
    SimDraft *next = app_edit_set (draft, "/outcomes/rmdq/type", type, &error);

    g_assert_no_error (error);
    scenario = sim_scenario_check (next, problems);
    for (guint k = 0; k < problems->len; k++)
      g_test_message ("%s: %s", types[i], ((SimProblem *)problems->pdata[k])->message);
    g_assert_nonnull (scenario);
    sim_draft_unref (draft);
    draft = next;
  }
  sim_draft_unref (draft);
}

/* Scores that are points before are no points as proportions, categories, counts and times. */
static void
test_unit (void)
{
  static const struct {
    const char *type, *unit;
  } types[] = { { "bounded", "points" }, { "skewed", "points" }, { "heavy-tailed", "points" },
                { "binary", "" },        { "ordinal", "" },      { "count", "" },
                { "time-to-event", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (SimDraft) whole = sim_draft_new_default ();
    g_autoptr (SimDraft) draft = sim_draft_set_text (whole, "/outcomes/rmdq/unit=points", NULL);
    g_autoptr (SimValue) type = sim_value_new_text (types[i].type);
    g_autoptr (SimDraft) next = app_edit_set (draft, "/outcomes/rmdq/type", type, NULL);
    g_autoptr (SimValue) unit = sim_draft_effective (next, "/outcomes/rmdq/unit");

    g_test_message ("%s", types[i].type);
    g_assert_cmpstr (sim_value_text (unit), ==, types[i].unit);
  }
}

static void
test_remove_record (void)
{
  g_autoptr (SimDraft) example = sim_draft_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) said
      = sim_draft_set_text (example,
                            "/basis={\"/outcomes/rmdq/baseline/sd\":{\"kind\":\"assumed\"},"
                            "\"/arms/usual/size\":{\"kind\":\"reported\"}}",
                            &error);
  g_autoptr (SimDraft) without = NULL;

  g_assert_no_error (error);
  without = app_edit_set (said, "/outcomes/rmdq/baseline", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (has_basis (without, "/outcomes/rmdq/baseline/sd"));
  g_assert_true (has_basis (without, "/arms/usual/size"));
}

static void
test_refusal (void)
{
  g_autoptr (SimDraft) draft = parsed ();
  g_autoptr (SimValue) value = sim_value_new_number (1);
  g_autoptr (GError) error = NULL;

  g_assert_null (app_edit_set (draft, "/arms/nobody/size", value, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_POINTER);
}

static void
test_remove_source (void)
{
  g_autoptr (SimDraft) draft = parsed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) without = app_edit_remove_source (draft, "one", &error);
  const SimValue *sources = NULL;

  g_assert_no_error (error);
  sources = sim_draft_get (without, "/sources");
  g_assert_cmpuint (sim_value_length (sources), ==, 1);
  g_assert_cmpint (sim_value_index_of (sources, "two"), ==, 0);
  g_assert_null (sim_draft_get (without, "/basis/~1outcomes~1rmdq~1baseline~1sd/source"));
  g_assert_nonnull (sim_draft_get (without, "/basis/~1outcomes~1rmdq~1baseline~1sd/kind"));
  g_assert_nonnull (sim_draft_get (without, "/basis/~1arms~1usual~1size/source"));
}

static SimDraft *
set (SimDraft *draft, const char *pointer, SimValue *value)
{
  g_autoptr (SimDraft) before = draft;
  g_autoptr (SimValue) owned = value;
  g_autoptr (GError) error = NULL;
  SimDraft *next = app_edit_set (before, pointer, owned, &error);

  g_assert_no_error (error);
  return next;
}

static void
assert_json (SimDraft *draft, const char *pointer, const char *expected)
{
  const SimValue *value = sim_draft_get (draft, pointer);
  g_autofree char *json = value != NULL ? sim_json_write_compact (value) : g_strdup ("");

  g_assert_cmpstr (json, ==, expected);
}

/* Better scores are higher: those with low scores leave. */
static void
test_log_odds (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  draft = set (g_steal_pointer (&draft), "/outcomes/rmdq/better", sim_value_new_text ("higher"));
  draft = set (g_steal_pointer (&draft), "/outcomes/rmdq/sd", sim_value_new_number (20));
  draft = set (g_steal_pointer (&draft), "/dropout/mechanism", sim_value_new_text ("mnar"));
  assert_json (draft, "/dropout/log-odds", "-0.025");
  /* What its author has written stays. */
  draft = set (g_steal_pointer (&draft), "/dropout/log-odds", sim_value_new_number (0.3));
  draft = set (g_steal_pointer (&draft), "/dropout/mechanism/usual", sim_value_new_text ("mar"));
  assert_json (draft, "/dropout/log-odds", "0.3");
  draft = set (g_steal_pointer (&draft), "/dropout/mechanism", sim_value_new_text ("mcar"));
  assert_json (draft, "/dropout/log-odds", "");
}

/* A default in its full form is shown as the number that it is. */
static void
test_value (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimValue) mixed = NULL, one = NULL, element = NULL;

  draft = set (g_steal_pointer (&draft), "/outcomes/rmdq/sd", NULL);
  draft = set (g_steal_pointer (&draft), "/dropout/proportion", NULL);
  one = app_edit_value (draft, "/outcomes/rmdq/sd");
  g_assert_cmpfloat (sim_value_number (one), ==, 5);
  element = app_edit_value (draft, "/outcomes/rmdq/sd/usual/1");
  g_assert_cmpfloat (sim_value_number (element), ==, 5);
  draft = set (g_steal_pointer (&draft), "/dropout/proportion/usual", sim_value_new_number (0.4));
  mixed = app_edit_value (draft, "/dropout/proportion");
  g_assert_cmpint (sim_value_kind (mixed), ==, SIM_VALUE_MAP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/edit/types", test_types);
  g_test_add_func ("/editor/edit/unit", test_unit);
  g_test_add_func ("/editor/edit/set", test_set);
  g_test_add_func ("/editor/edit/seeds", test_seeds);
  g_test_add_func ("/editor/edit/remove-record", test_remove_record);
  g_test_add_func ("/editor/edit/refusal", test_refusal);
  g_test_add_func ("/editor/edit/remove-source", test_remove_source);
  g_test_add_func ("/editor/edit/log-odds", test_log_odds);
  g_test_add_func ("/editor/edit/value", test_value);
  return g_test_run ();
}
