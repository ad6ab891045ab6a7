/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-alike.c - tests of the edit after which no arm works otherwise than another.
 */
#include <math.h>
#include <string.h>

#include "sim.h"

#include "../theory/scenario-of.h"

#define NOTE "No difference between arms."

static SimDraft *
alike_of (SimDraft *draft)
{
  GError *error = NULL;
  SimDraft *alike = sim_edit_alike (draft, NOTE, &error);

  g_assert_no_error (error);
  return alike;
}

/* That every true difference of two arms or of a contrast is 0; how many there are. */
static guint
assert_no_effect (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((SimProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (scenario);
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    char *pointer = g_strdup_printf ("/testing/hypotheses/%u/type", h);
    SimValue *type = sim_draft_effective (draft, pointer);
    const char *name = sim_value_text (type);

    g_free (pointer);
    if (g_strcmp0 (name, "within-arm-change") != 0 && g_strcmp0 (name, "retention") != 0) {
      g_test_message ("%u: %.3g", h, sim_scenario_true_effect (scenario, h));
      g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, h)), <, 1e-12);
      n++;
    }
    sim_value_unref (type);
  }
  sim_scenario_unref (scenario);
  g_ptr_array_unref (problems);
  return n;
}

static SimDraft *
draft_of_v (const char *const *assignments)
{
  SimScenario *scenario = scenario_of_v (assignments);
  SimDraft *draft = sim_draft_ref (sim_scenario_draft (scenario));

  sim_scenario_unref (scenario);
  return draft;
}

static void
assert_kind (const char *const *assignments, guint n)
{
  SimDraft *draft = draft_of_v (assignments);
  SimDraft *alike = alike_of (draft);

  g_assert_cmpuint (assert_no_effect (alike), ==, n);
  sim_draft_unref (alike);
  sim_draft_unref (draft);
}

#define KIND(n, ...) assert_kind ((const char *const[]){ __VA_ARGS__, NULL }, n)
#define NO_BASELINE  "/outcomes/rmdq/baseline=null", "/outcomes/rmdq/means=null"
#define ONE_VISIT    "/outcomes/rmdq/visits=[{\"id\":\"week-8\",\"time\":8}]", \
                     "/outcomes/rmdq/correlation=null", "/outcomes/rmdq/sd=null"

/* Every kind of outcome has its own values per arm. */
static void
test_kinds (void)
{
  KIND (3, "/outcomes/rmdq/sd={\"hand-ear\":[4,4],\"standard\":[5,5],\"usual\":[6,6]}");
  KIND (3, NO_BASELINE, ONE_VISIT, "/outcomes/rmdq/type=binary",
        "/outcomes/rmdq/proportions={\"hand-ear\":[0.6],\"standard\":[0.5],\"usual\":[0.3]}",
        "/outcomes/rmdq/better=higher", "/analyses/main/adjust-for=null",
        "/analyses/main/method=risk-difference");
  KIND (3, NO_BASELINE, ONE_VISIT, "/outcomes/rmdq/type=count",
        "/outcomes/rmdq/rates={\"hand-ear\":2,\"standard\":3,\"usual\":4}",
        "/analyses/main/adjust-for=null", "/analyses/main/method=negative-binomial");
  KIND (3, NO_BASELINE, ONE_VISIT, "/outcomes/rmdq/type=ordinal",
        "/outcomes/rmdq/categories=3", "/outcomes/rmdq/probabilities=[0.2,0.5,0.3]",
        "/outcomes/rmdq/odds-ratio={\"hand-ear\":0.5,\"standard\":0.7,\"usual\":1}",
        "/analyses/main/adjust-for=null", "/analyses/main/method=proportional-odds");
}

/* The reference keeps what it has, as the author wrote it; all else stays. */
static void
test_values (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *alike = alike_of (draft);
  const SimValue *means = sim_draft_get (alike, "/outcomes/rmdq/means");

  for (guint i = 0; i < 3; i++)
    g_assert_true (sim_value_equal (sim_value_at (means, i),
                                    sim_draft_get (draft, "/outcomes/rmdq/means/usual")));
  g_assert_true (sim_value_equal (sim_draft_get (alike, "/dropout"),
                                  sim_draft_get (draft, "/dropout")));
  g_assert_true (sim_value_equal (sim_draft_get (alike, "/arms"), sim_draft_get (draft, "/arms")));
  g_assert_cmpstr (sim_draft_basis_kind (alike, "/outcomes/rmdq/means/hand-ear/0"), ==, "truth");
  sim_draft_unref (alike);
  sim_draft_unref (draft);
}

/* What was said of a value that is another now is forgotten, but not of the reference's. */
static void
test_basis (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *noted = sim_draft_set_text (
      draft,
      "/basis={\"/outcomes/rmdq/means/hand-ear/0\":{\"kind\":\"assumed\"},"
      "\"/outcomes/0/means/2/1\":{\"kind\":\"assumed\"},"
      "\"/outcomes/rmdq/means/usual/0\":{\"kind\":\"reported\"},"
      "\"/arms/usual/size\":{\"kind\":\"reported\"}}",
      NULL);
  SimDraft *alike = alike_of (noted);

  g_assert_cmpstr (sim_draft_basis_kind (alike, "/outcomes/rmdq/means/hand-ear/0"), ==, "truth");
  g_assert_cmpstr (sim_draft_basis_kind (alike, "/outcomes/rmdq/means/usual/0"), ==, "reported");
  g_assert_cmpstr (sim_draft_basis_kind (alike, "/arms/usual/size"), ==, "reported");
  char *text = sim_draft_basis_text (alike, "/outcomes/rmdq/means/standard/1");
  g_assert_cmpstr (text, ==, "True in this simulation. " NOTE);
  g_free (text);
  sim_draft_unref (alike);
  sim_draft_unref (noted);
  sim_draft_unref (draft);
}

/* A treatment that helps in one stratum alone does not help any more. */
static void
test_interaction (void)
{
  KIND (3, "/strata=[{\"id\":\"s\",\"levels\":[{\"id\":\"a\",\"prevalence\":0.5,"
           "\"interaction\":{\"rmdq\":{\"hand-ear\":-2}}},{\"id\":\"b\",\"prevalence\":0.5}]}]");
}

/* Without a reference the last arm is the one; what is alike already is said to be. */
static void
test_arm (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *none = sim_draft_set_text (draft, "/arms/usual/reference=null", NULL);
  SimDraft *first = sim_draft_set_text (none, "/arms/hand-ear/reference=true", NULL);
  SimDraft *alike = alike_of (first);
  GError *error = NULL;
  char *arm = sim_edit_alike_arm (none);

  g_assert_cmpstr (arm, ==, "usual");
  g_free (arm);
  arm = sim_edit_alike_arm (first);
  g_assert_cmpstr (arm, ==, "hand-ear");
  g_free (arm);
  g_assert_null (sim_edit_alike (alike, NOTE, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CONFLICT);
  g_clear_error (&error);
  sim_draft_unref (alike);
  sim_draft_unref (first);
  sim_draft_unref (none);
  sim_draft_unref (draft);
}

/* Every bundled scenario has its null version, which is valid, or is one. */
static void
test_bundled (void)
{
  const char *folder = g_getenv ("TREFOIL_SCENARIOS");
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    char *path = g_build_filename (folder, name, NULL);
    GPtrArray *problems = sim_problems_new ();
    SimDraft *draft = sim_draft_read_file (path, problems);
    GError *error = NULL;
    SimDraft *alike = sim_edit_alike (draft, NOTE, &error);

    g_test_message ("%s", name);
    g_assert_cmpuint (assert_no_effect (alike ? alike : draft), >, 0);
    n += alike != NULL;
    g_clear_error (&error);
    sim_draft_unref (alike);
    sim_draft_unref (draft);
    g_ptr_array_unref (problems);
    g_free (path);
  }
  g_assert_cmpuint (n, >, 15);
  g_dir_close (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-alike/values", test_values);
  g_test_add_func ("/edit-alike/kinds", test_kinds);
  g_test_add_func ("/edit-alike/basis", test_basis);
  g_test_add_func ("/edit-alike/interaction", test_interaction);
  g_test_add_func ("/edit-alike/arm", test_arm);
  g_test_add_func ("/edit-alike/bundled", test_bundled);
  return g_test_run ();
}
