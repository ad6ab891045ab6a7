/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is read from a frozen scenario, and the bundled scenarios.
 */
#include <math.h>

#include "scenario-make.h"

static void
arms_and_run (void)
{
  g_autoptr (SimScenario) s = make_valid ("{'trefoil':1,'title':'T'}");
  g_assert_cmpstr (sim_scenario_title (s), ==, "T");
  g_assert_cmpuint (sim_scenario_n_arms (s), ==, 3);
  g_assert_cmpstr (sim_scenario_arm_id (s, 0), ==, "hand-ear");
  g_assert_cmpstr (sim_scenario_arm_name (s, 2), ==, "Usual care");
  g_assert_cmpint (sim_scenario_reference (s), ==, 2);
  g_assert_cmpuint (sim_scenario_seed (s), ==, 20190704);
  g_assert_cmpuint (sim_scenario_replicates (s), ==, 100000);
  g_autoptr (SimScenario) none = make_valid ("{'trefoil':1,'run':{'seed':9007199254740991},"
                                             "'arms':[{'id':'a','size':2},{'id':'b','size':2}],"
                                             "'outcomes':[{'id':'y','means':0}]," SMALL_REST "}");
  g_assert_cmpint (sim_scenario_reference (none), ==, -1);
  g_assert_true (sim_scenario_seed (none) == G_GUINT64_CONSTANT (9007199254740991));
  g_assert_cmpstr (sim_scenario_title (none), ==, "");
}

static void
values (void)
{
  g_autoptr (SimScenario) s = make_valid ("{'trefoil':1}");
  g_assert_cmpfloat (sim_scenario_number (s, "/testing/alpha"), ==, 0.05);
  g_assert_cmpstr (sim_scenario_text (s, "/testing/multiplicity/method"), ==, "holm");
  g_assert_true (isnan (sim_scenario_number (s, "/nowhere")));
  g_assert_true (isnan (sim_scenario_number (s, "/title")));
  g_assert_null (sim_scenario_text (s, "/nowhere"));
  g_assert_null (sim_scenario_value (s, "/nowhere"));
  assert_value (sim_value_get (sim_scenario_expanded (s), "trefoil"), "1");
}

static void
sizes (void)
{
  g_autoptr (SimScenario) s = make_valid ("{'trefoil':1,'run':{'sizes':[300,60,152,60,90]}}");
  static const guint totals[] = { 60, 90, 152, 300 };
  g_assert_cmpuint (sim_scenario_n_sizes (s), ==, 4);
  g_assert_cmpuint (sim_scenario_own_size (s), ==, 2);
  for (guint i = 0; i < 4; i++) {
    guint sum = 0;
    g_assert_cmpuint (sim_scenario_total (s, i), ==, totals[i]);
    for (guint a = 0; a < 3; a++)
      sum += sim_scenario_arm_size (s, i, a);
    g_assert_cmpuint (sum, ==, totals[i]);
  }
  g_assert_cmpuint (sim_scenario_arm_size (s, 2, 0), ==, 54);
  g_assert_cmpuint (sim_scenario_arm_size (s, 0, 2), ==, 19);
  g_autoptr (SimScenario) own = make_valid ("{'trefoil':1,'run':{'sizes':[60]}}");
  g_assert_cmpuint (sim_scenario_n_sizes (own), ==, 2);
  g_assert_cmpuint (sim_scenario_total (own, sim_scenario_own_size (own)), ==, 152);
}

static void
hypotheses (void)
{
  g_autoptr (SimScenario) s = make_valid (
      "{'trefoil':1,'analyses':[{'id':'late'},{'id':'early','visit':'week-8'}],'testing':"
      "{'hypotheses':[{'id':'A','compare':['standard','usual'],'analysis':'early'},"
      "{'id':'B','compare':['usual','hand-ear']}]}}");
  const SimHypothesis *a = sim_scenario_hypothesis (s, 0), *b = sim_scenario_hypothesis (s, 1);
  g_assert_cmpuint (sim_scenario_n_hypotheses (s), ==, 2);
  g_assert_cmpstr (a->id, ==, "A");
  g_assert_cmpuint (a->arm_a, ==, 1);
  g_assert_cmpuint (a->arm_b, ==, 2);
  g_assert_cmpuint (a->analysis, ==, 1);
  g_assert_cmpuint (a->visit, ==, 0);
  g_assert_cmpuint (b->analysis, ==, 0);
  g_assert_cmpuint (b->visit, ==, 1);
  g_assert_cmpuint (b->outcome, ==, 0);
  g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (s, 0), 2.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (s, 1), -2.9, 1e-12);
}

static void
direction_of_benefit (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/outcomes/rmdq/better=higher");
  g_autoptr (SimScenario) s = make_scenario (draft);
  g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (s, 0), -3.2, 1e-12);
  g_autoptr (SimDraft) null = make_set (sim_draft_new_default (), "/outcomes/rmdq/means=4");
  g_autoptr (SimScenario) none = make_scenario (null);
  g_assert_false (signbit (sim_scenario_true_effect (none, 0)));
}

static void
assert_label (SimScenario *s, guint i, const char *expected)
{
  g_autofree char *label = sim_scenario_hypothesis_label (s, i);
  g_assert_cmpstr (label, ==, expected);
}

static void
labels (void)
{
  g_autoptr (SimScenario) s = make_valid ("{'trefoil':1}");
  assert_label (s, 0, "Hand-ear acupuncture vs usual care");
  assert_label (s, 2, "Hand-ear acupuncture vs standard acupuncture");
  g_autoptr (SimDraft) named = make_set (sim_draft_new_default (), "/arms/usual/name=GERAC care");
  g_autoptr (SimScenario) acronym = make_scenario (named);
  assert_label (acronym, 0, "Hand-ear acupuncture vs GERAC care");
  g_autoptr (SimScenario) twice = make_valid (
      "{'trefoil':1,'analyses':[{'id':'a'},{'id':'b','visit':'week-8'},{'id':'c','method':"
      "'t-test'}],'testing':{'hypotheses':[{'id':'A','compare':['standard','usual']},"
      "{'id':'B','compare':['standard','usual'],'analysis':'b'},"
      "{'id':'C','compare':['standard','hand-ear'],'analysis':'c'},"
      "{'id':'D','compare':['standard','hand-ear'],'analysis':'a'}]}}");
  assert_label (twice, 0, "Standard acupuncture vs usual care, Week 26");
  assert_label (twice, 1, "Standard acupuncture vs usual care, Week 8");
  assert_label (twice, 2, "Standard acupuncture vs hand-ear acupuncture, t test");
  assert_label (twice, 3, "Standard acupuncture vs hand-ear acupuncture, ANCOVA");
  /* What is imputed is no matter of an analysis that imputes nothing. */
  g_autoptr (SimScenario) imputed = make_valid (
      "{'trefoil':1,'analyses':[{'id':'a'},{'id':'b','missing':'delta','imputations':20,"
      "'delta':{'usual':4}}],'testing':{'hypotheses':[{'id':'A','compare':['standard','usual']},"
      "{'id':'B','compare':['standard','usual'],'analysis':'b'}]}}");
  assert_label (imputed, 0, "Standard acupuncture vs usual care, complete cases");
  assert_label (imputed, 1, "Standard acupuncture vs usual care, delta adjustment");
}

/* --- the bundled scenarios ----------------------------------------------------------------- */

static SimDraft *
bundled (const char *id, char **text)
{
  const char *folder = g_getenv ("TREFOIL_SCENARIOS");
  g_assert_nonnull (folder);
  g_autofree char *name = g_strconcat (id, ".trefoil", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, text, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimDraft *draft = sim_draft_read_file (path, problems);
  g_assert_nonnull (draft);
  return draft;
}

/* The path of a value's pointer below which a basis entry must speak. */
static void assert_has_basis (SimDraft *draft, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
assert_has_basis (SimDraft *draft, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *pointer = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s", pointer);
  g_assert_nonnull (sim_draft_basis_kind (draft, pointer));
}

/* Of what is written, the whole or each of its members. */
static void
assert_all_have_basis (SimDraft *draft, const char *pointer)
{
  const SimValue *value = sim_draft_get (draft, pointer);
  if (value == NULL || sim_draft_basis_kind (draft, pointer) != NULL)
    return;
  g_test_message ("%s or its members", pointer);
  g_assert_cmpint (sim_value_kind (value), ==, SIM_VALUE_MAP);
  for (guint i = 0; i < sim_value_length (value); i++)
    assert_has_basis (draft, "%s/%s", pointer, sim_value_key (value, i));
}

/* What a reader may ask of any trial: how many, how they fare, how alike, how many are lost. */
static void
assert_says_where_from (SimDraft *draft, const SimScenario *scenario)
{
  static const char *const of_outcome[] = { "baseline", "sd", "correlation/baseline" };
  static const char *const others[]
      = { "/practitioners/icc", "/practitioners/count",        "/centres/count",
          "/centres/icc",       "/centres/practitioners-each", "/dropout/log-odds" };
  const SimValue *outcome = sim_draft_get (draft, "/outcomes/0");
  const char *id = sim_value_text (sim_value_get (outcome, "id"));
  const char *truth = sim_value_get (outcome, "means") != NULL ? "means" : "proportions";
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    const char *arm = sim_scenario_arm_id (scenario, a);
    assert_has_basis (draft, "/arms/%s/size", arm);
    assert_has_basis (draft, "/outcomes/%s/%s/%s", id, truth, arm);
    assert_has_basis (draft, "/dropout/proportion/%s", arm);
  }
  for (guint i = 0; i < G_N_ELEMENTS (of_outcome); i++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%s/%s", id, of_outcome[i]);
    assert_all_have_basis (draft, pointer);
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_all_have_basis (draft, others[i]);
}

static void
bundled_scenarios_are_in_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (g_getenv ("TREFOIL_SCENARIOS"), 0, &error);
  g_assert_no_error (error);
  guint count = 0;
  for (const char *name = g_dir_read_name (folder); name; name = g_dir_read_name (folder)) {
    if (!g_str_has_suffix (name, ".trefoil"))
      continue;
    g_test_message ("%s", name);
    g_autofree char *id = g_strndup (name, strlen (name) - strlen (".trefoil"));
    g_autofree char *text = NULL;
    g_autoptr (SimDraft) draft = bundled (id, &text);
    g_autoptr (SimScenario) scenario = make_scenario (draft);
    g_autofree char *written = sim_json_write (sim_draft_root (draft));
    g_assert_cmpstr (written, ==, text);
    g_assert_cmpstr (sim_scenario_title (scenario), !=, "");
    g_assert_cmpstr (sim_scenario_text (scenario, "/question"), !=, "");
    g_assert_cmpstr (sim_scenario_text (scenario, "/notes"), !=, "");
    assert_says_where_from (draft, scenario);
    count++;
  }
  g_assert_cmpuint (count, >=, 16);
}

/* The true effects of the first hypotheses, as many as there are up to three. */
static void
assert_effects (const char *id, double first, double second, double third)
{
  g_autofree char *text = NULL;
  g_autoptr (SimDraft) draft = bundled (id, &text);
  g_autoptr (SimScenario) s = make_scenario (draft);
  const double effects[] = { first, second, third };
  g_test_message ("%s", id);
  for (guint h = 0; h < MIN (sim_scenario_n_hypotheses (s), G_N_ELEMENTS (effects)); h++)
    if (!isnan (effects[h]))
      g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (s, h), effects[h], 1e-9);
}

static void
bundled_effects (void)
{
  assert_effects ("luo-2019", 3.2, 2.1, 1.1);
  assert_effects ("luo-2019-reported", 6.74, 0, 6.74);
  assert_effects ("luo-replanned", 3.2, 2.1, 1.1);
  assert_effects ("null-world", 0, 0, 0);
  assert_effects ("ancova", 2.1, 2.1, 2.1);
  assert_effects ("ancova-r02", 2.1, 2.1, 2.1);
  assert_effects ("ancova-r07", 2.1, 2.1, 2.1);
  assert_effects ("ancova-vas", 10, 10, 10);
  /* the third is of responses: an integral, checked where these are */
  assert_effects ("co-primary", 8.5 - 6.1, 4.4 - 3.35, NAN);
  assert_effects ("art-211", 28.7 - 23.6, 28.7 - 6.9, 0);
  assert_effects ("backinaction", 1.0, 1.5, 0.5);
  assert_effects ("dropout-mar", 2, 2, 2);
  assert_effects ("floor", 2.6, 2.6, NAN); /* the third is of ranks */
  assert_effects ("four-arm-sham", 4.4 - 2.1, 4.5 - 2.1, 4.4 - 2.1);
  assert_effects ("gerac-knee", 0.531 - 0.51, 0.531 - 0.291, 0.51 - 0.291);
  assert_effects ("gerac-responder", 0.476 - 0.442, 0.476 - 0.274, 0.442 - 0.274);
  assert_effects ("therapist-nested", 0, 0, 0);
  assert_effects ("wei-registry", 2, 0, 0);
}

/* The flagship is the example of the format, word for word where numbers depend on it. */
static void
luo_is_the_default (void)
{
  g_autofree char *text = NULL;
  g_autoptr (SimDraft) draft = bundled ("luo-2019", &text);
  g_autoptr (SimScenario) luo = make_scenario (draft);
  g_autoptr (SimScenario) bare = make_valid ("{'trefoil':1}");
  g_assert_cmpstr (sim_scenario_hash (luo), ==, sim_scenario_hash (bare));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scenario/arms-and-run", arms_and_run);
  g_test_add_func ("/scenario/values", values);
  g_test_add_func ("/scenario/sizes", sizes);
  g_test_add_func ("/scenario/hypotheses", hypotheses);
  g_test_add_func ("/scenario/direction-of-benefit", direction_of_benefit);
  g_test_add_func ("/scenario/labels", labels);
  g_test_add_func ("/scenario/bundled-in-order", bundled_scenarios_are_in_order);
  g_test_add_func ("/scenario/bundled-effects", bundled_effects);
  g_test_add_func ("/scenario/luo-is-the-default", luo_is_the_default);
  return g_test_run ();
}
