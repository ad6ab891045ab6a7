/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify.c - the table of cases is sound, every case holds, and every one of them can fail.
 */
#include <math.h>
#include <string.h>

#include "sim.h"

static SimEngine *
new_engine (void)
{
  GError *error = NULL;
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &error);

  g_assert_no_error (error);
  return engine;
}

static gboolean
holds (SimVerifyKind kind, double expected, double tolerance, double error, double found,
       double mcse)
{
  const SimVerifyCase row
      = { .kind = kind, .expected = expected, .tolerance = tolerance, .error = error };
  SimVerifyResult result = { .row = &row, .found = found, .mcse = mcse };

  sim_verify_judge (&result);
  return result.passed;
}

static void
test_exact (void)
{
  g_assert_true (holds (SIM_VERIFY_EXACT, 0.5, 1e-3, 0, 0.5009, 0));
  g_assert_true (holds (SIM_VERIFY_EXACT, 20, 0, 0, 20, 0));
  g_assert_false (holds (SIM_VERIFY_EXACT, 0.5, 1e-3, 0, 0.5011, 0));
  g_assert_false (holds (SIM_VERIFY_EXACT, 0.5, 1e-3, 0, 0.4989, 0));
  g_assert_false (holds (SIM_VERIFY_EXACT, 20, 0, 0, 19, 0));
  g_assert_false (holds (SIM_VERIFY_EXACT, 0.5, 1e-3, 0, NAN, 0));
}

static void
test_digits (void)
{
  g_assert_true (holds (SIM_VERIFY_DIGITS, 0.83, 0.01, 0, 0.8349, 0));
  g_assert_false (holds (SIM_VERIFY_DIGITS, 0.83, 0.01, 0, 0.8351, 0));
  g_assert_false (holds (SIM_VERIFY_DIGITS, 0.83, 0.01, 0, 0.8249, 0));
  g_assert_false (holds (SIM_VERIFY_DIGITS, 0.83, 0.01, 0, NAN, 0));
}

static void
test_simulated (void)
{
  g_assert_true (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, 0.539, 0.01));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, 0.541, 0.01));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, 0.459, 0.01));
  /* the source's own error: 0.03 and 0.04 make 0.05 */
  g_assert_true (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0.03, 0.699, 0.04));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0.03, 0.701, 0.04));
  /* what the source may be off comes on top */
  g_assert_true (holds (SIM_VERIFY_SIMULATED, 0.5, 0.005, 0, 0.544, 0.01));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0.005, 0, 0.546, 0.01));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, NAN, 0.01));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, 0.5, NAN));
  g_assert_false (holds (SIM_VERIFY_SIMULATED, 0.5, 0, 0, 0.5, 0));
}

/* Ids are unique, sources and words are there, scenarios are valid, and those of one text stand
   together, so that a run is made once. */
static void
test_table (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) scenarios = g_hash_table_new (g_str_hash, g_str_equal);
  const char *last = NULL;
  guint n, simulated = 0;
  const SimVerifyCase *rows = sim_verify_cases (&n);

  for (guint i = 0; i < n; i++) {
    g_assert_true (g_hash_table_add (ids, (gpointer)rows[i].id));
    g_assert_true (*rows[i].design != '\0' && *rows[i].source != '\0');
    g_assert_true ((rows[i].closed != NULL) != (rows[i].scenario != NULL));
    g_assert_true (rows[i].kind == SIM_VERIFY_SIMULATED || rows[i].error == 0);
    g_assert_true (rows[i].kind != SIM_VERIFY_SIMULATED || rows[i].closed == NULL);
    g_assert_true (rows[i].kind != SIM_VERIFY_DIGITS || rows[i].tolerance > 0);
    simulated += rows[i].kind == SIM_VERIFY_SIMULATED;
    if (rows[i].scenario == NULL || g_strcmp0 (rows[i].scenario, last) == 0)
      continue;
    last = rows[i].scenario;
    g_assert_true (g_hash_table_add (scenarios, (gpointer)last));
    g_autofree char *json = g_strdelimit (g_strdup (last), "'", '"');
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimDraft) draft = sim_draft_parse (json, strlen (json), problems);
    g_autoptr (SimScenario) scenario = draft ? sim_scenario_check (draft, problems) : NULL;
    for (guint k = 0; k < problems->len; k++) {
      g_autofree char *line
          = sim_problem_to_line (g_ptr_array_index (problems, k), rows[i].id);
      g_test_message ("%s", line);
    }
    g_assert_nonnull (scenario);
    g_assert_cmpuint (rows[i].hypothesis, <, sim_scenario_n_hypotheses (scenario));
  }
  g_test_message ("%u cases, %u of them simulated", n, simulated);
  g_assert_cmpuint (n, >=, 60);
  g_assert_cmpuint (simulated, >=, 30);
}

static void
note_progress (guint done, guint n, gpointer data)
{
  guint *calls = data;

  g_assert_cmpuint (done, ==, *calls);
  g_assert_cmpuint (done, <=, n);
  (*calls)++;
}

static void
test_all_hold (void)
{
  SimEngine *engine = new_engine ();
  guint n, calls = 0;
  const SimVerifyCase *rows = sim_verify_cases (&n);
  SimVerification *verification = sim_verify_run (engine, rows, n, note_progress, &calls, NULL);
  double largest = 0;

  g_assert_nonnull (verification);
  g_assert_cmpuint (calls, ==, n + 1);
  for (guint i = 0; i < n; i++) {
    const SimVerifyResult *result = &verification->results[i];
    if (!result->passed)
      g_test_message ("%s: found %.12g, expected %.12g, z %.2f", result->row->id, result->found,
                      result->row->expected, result->z);
    if (isfinite (result->z))
      largest = MAX (largest, fabs (result->z));
  }
  g_test_message ("largest |z| %.2f", largest);
  g_assert_cmpuint (verification->n_passed, ==, n);
  sim_verification_free (verification);
  sim_engine_free (engine);
}

/* Every case that is no simulation, its expected value moved by three times what is allowed. */
static void
test_each_can_fail (void)
{
  SimEngine *engine = new_engine ();
  guint n, n_broken = 0;
  const SimVerifyCase *rows = sim_verify_cases (&n);
  g_autofree SimVerifyCase *broken = g_new (SimVerifyCase, n);

  for (guint i = 0; i < n; i++)
    if (rows[i].kind != SIM_VERIFY_SIMULATED) {
      broken[n_broken] = rows[i];
      broken[n_broken++].expected += rows[i].tolerance > 0 ? 3 * rows[i].tolerance : 1;
    }
  SimVerification *verification = sim_verify_run (engine, broken, n_broken, NULL, NULL, NULL);
  for (guint i = 0; i < n_broken; i++)
    if (verification->results[i].passed)
      g_test_message ("%s still holds", broken[i].id);
  g_assert_cmpuint (verification->n_passed, ==, 0);
  sim_verification_free (verification);
  sim_engine_free (engine);
}

#define COIN                                                                                       \
  "{'trefoil':1,'arms':[{'id':'A','size':20},{'id':'B','size':20}],"                               \
  "'outcomes':[{'id':'y','type':'continuous','visits':[{'id':'v','time':1}],"                      \
  "'means':{'A':0,'B':0},'sd':1}],'dropout':{'proportion':0},"                                     \
  "'analyses':[{'id':'m','method':'t-test'}],'testing':{'hypotheses':[{'id':'H',"                  \
  "'compare':['A','B']}],'multiplicity':{'method':'none'}},"                                       \
  "'run':{'seed':1,'replicates':20000,'sizes':[40]}}"

/* A level of 5 % held against 5 %, against 6 %, and what no scenario or figure is there for. */
static void
test_simulated_can_fail (void)
{
  static const SimVerifyCase rows[] = {
    { .id = "true", .kind = SIM_VERIFY_SIMULATED, .expected = 0.05, .scenario = COIN },
    { .id = "false", .kind = SIM_VERIFY_SIMULATED, .expected = 0.06, .scenario = COIN },
    { .id = "estimate", .kind = SIM_VERIFY_SIMULATED, .expected = 0, .scenario = COIN,
      .figure = SIM_VERIFY_ESTIMATE },
    { .id = "not-there", .kind = SIM_VERIFY_SIMULATED, .expected = 0.05, .scenario = COIN,
      .figure = SIM_VERIFY_OMNIBUS },
    { .id = "exact", .kind = SIM_VERIFY_EXACT, .expected = 0.05, .tolerance = 1e-9,
      .scenario = COIN },
    { .id = "invalid", .kind = SIM_VERIFY_EXACT, .expected = 0.05, .tolerance = 1,
      .scenario = "{'trefoil':2}" },
    { .id = "no-json", .kind = SIM_VERIFY_SIMULATED, .expected = 0.05, .scenario = "{" },
  };
  static const gboolean passed[] = { TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, FALSE };
  SimEngine *engine = new_engine ();
  SimVerification *verification
      = sim_verify_run (engine, rows, G_N_ELEMENTS (rows), NULL, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s: %.6f, z %.2f", rows[i].id, verification->results[i].found,
                    verification->results[i].z);
    g_assert_true (verification->results[i].passed == passed[i]);
  }
  g_assert_cmpuint (verification->n_passed, ==, 3);
  /* the error is that of the expected share, whatever was found */
  g_assert_cmpfloat_with_epsilon (verification->results[0].mcse, sqrt (0.05 * 0.95 / 20000), 1e-12);
  sim_verification_free (verification);
  sim_engine_free (engine);
}

static void
test_cancel (void)
{
  SimEngine *engine = new_engine ();
  const gint cancel = 1;
  guint n;
  const SimVerifyCase *rows = sim_verify_cases (&n);

  g_assert_null (sim_verify_run (engine, rows, n, NULL, NULL, &cancel));
  sim_engine_free (engine);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/exact", test_exact);
  g_test_add_func ("/verify/digits", test_digits);
  g_test_add_func ("/verify/simulated", test_simulated);
  g_test_add_func ("/verify/table", test_table);
  g_test_add_func ("/verify/all-hold", test_all_hold);
  g_test_add_func ("/verify/each-can-fail", test_each_can_fail);
  g_test_add_func ("/verify/simulated-can-fail", test_simulated_can_fail);
  g_test_add_func ("/verify/cancel", test_cancel);
  return g_test_run ();
}
