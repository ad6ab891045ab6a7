/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference.c - what differs is said once, in words and with units; what does not is not said; and
 * whether a number may change is what the hash says.
 */
#include "../run/fixture.h"

static GPtrArray *
between (SimScenario *a, SimScenario *b)
{
  return sim_scenario_differences (a, b);
}

static const SimDifference *
at (const GPtrArray *differences, guint i)
{
  return g_ptr_array_index (differences, i);
}

typedef struct {
  const char *edit, *pointer, *what, *a, *b;
  SimStage stage;
} Row;

/* One edit of the default scenario, one difference. */
static const Row rows[] = {
  { "/arms/usual/size=60", "/arms/usual/size", "Usual care: Patients", "48 patients", "60 patients",
    SIM_STAGE_DRAW },
  { "/testing/alpha=0.025", "/testing/alpha", "Testing: Level", "5 %", "2.5 %", SIM_STAGE_DECIDE },
  { "/testing/multiplicity/method=bonferroni", "/testing/multiplicity/method",
    "Testing: Multiplicity", "Holm", "Bonferroni", SIM_STAGE_DECIDE },
  { "/outcomes/rmdq/sd=6", "/outcomes/rmdq/sd", "Roland-Morris disability: SD", "5 points",
    "6 points", SIM_STAGE_TRUTH },
  { "/outcomes/rmdq/sd/usual=6", "/outcomes/rmdq/sd/usual",
    "Roland-Morris disability: SD, Usual care", "5 points", "6 points", SIM_STAGE_TRUTH },
  { "/outcomes/rmdq/sd/usual/1=6", "/outcomes/rmdq/sd/usual/1",
    "Roland-Morris disability: SD, Usual care, Week 26", "5 points", "6 points", SIM_STAGE_TRUTH },
  { "/outcomes/rmdq/sd/1=6", "/outcomes/rmdq/sd/1", "Roland-Morris disability: SD, Week 26",
    "5 points", "6 points", SIM_STAGE_TRUTH },
  { "/dropout/proportion/usual=0.2", "/dropout/proportion/usual", "Dropout: Lost, Usual care",
    "0 %", "20 %", SIM_STAGE_DRAW },
  { "/outcomes/rmdq/baseline/mean=12", "/outcomes/rmdq/baseline/mean",
    "Roland-Morris disability: Baseline: Mean", "11 points", "12 points", SIM_STAGE_TRUTH },
  { "/outcomes/rmdq/better=higher", "/outcomes/rmdq/better", "Roland-Morris disability: Direction",
    "Lower is better", "Higher is better", SIM_STAGE_DECIDE },
  { "/analyses/main/visit=week-26", "/analyses/main/visit", "Analyses main: Visit", "Week 8",
    "Week 26", SIM_STAGE_DRAW },
  { "/testing/hypotheses/HE-ST/compare=[\"standard\", \"hand-ear\"]",
    "/testing/hypotheses/HE-ST/compare", "Testing: Hypotheses HE-ST: Compared arms",
    "Hand-ear acupuncture, Standard acupuncture", "Standard acupuncture, Hand-ear acupuncture",
    SIM_STAGE_DECIDE },
  { "/run/sizes=[60, 152]", "/run/sizes", "Run: Sizes", "60, 90, 120, 152, 180, 240, 300 patients",
    "60, 152 patients", SIM_STAGE_DRAW },
  { "/run/replicates=5000", "/run/replicates", "Run: Trials", "100\u202f000 trials", "5000 trials",
    SIM_STAGE_LENGTH },
  { "/run/seed=7", "/run/seed", "Run: Seed", "20190704", "7", SIM_STAGE_DRAW },
  { "/arms/usual/name=Nothing", "/arms/usual/name", "Nothing: Name", "Usual care", "Nothing",
    SIM_STAGE_LABEL },
  { "/basis={\"/testing/alpha\": {\"kind\": \"assumed\"}}", "/basis/~1testing~1alpha",
    "Basis: Testing: Level", NULL, "Kind: Assumed", SIM_STAGE_LABEL },
  { "/basis={\"/outcomes/rmdq/sd/0\": {\"kind\": \"reported\", \"value\": 5}}",
    "/basis/~1outcomes~1rmdq~1sd~10", "Basis: Roland-Morris disability: SD, Week 8", NULL,
    "Kind: Reported, Said of: 5 points", SIM_STAGE_LABEL },
  { "/basis={\"/dropout/proportion/usual\": {\"kind\": \"truth\", \"range\": [0.1, 0.2]}}",
    "/basis/~1dropout~1proportion~1usual", "Basis: Dropout: Lost, Usual care", NULL,
    "Kind: True in this simulation, Plausible range: 10 %, 20 %", SIM_STAGE_LABEL },
  { "/basis={\"/arms/usual/size\": {\"kind\": \"assumed\", \"note\": \"Pilot\"}}",
    "/basis/~1arms~1usual~1size", "Basis: Usual care: Patients", NULL,
    "Kind: Assumed, Note: Pilot", SIM_STAGE_LABEL },
  { "/estimand=hypothetical", "/estimand", "Estimand", "Treatment policy", "Hypothetical",
    SIM_STAGE_DRAW },
  { "/response-sd={\"hand-ear\": 1, \"standard\": 0}", "/response-sd/hand-ear",
    "SD of response, Hand-ear acupuncture", "0 points", "1 point", SIM_STAGE_DRAW },
  { "/practitioners={\"caseload\": {\"standard\": 10}, \"icc\": 0}",
    "/practitioners/caseload/standard", "Practitioners: Caseload, Standard acupuncture", NULL,
    "10 patients", SIM_STAGE_DRAW },
};

static void
test_edit (gconstpointer data)
{
  const Row *row = &rows[GPOINTER_TO_UINT (data)];
  SimScenario *a = fixture_scenario ("/dropout/proportion=0"),
              *b = fixture_scenario ("/dropout/proportion=0", row->edit);
  GPtrArray *found = between (a, b);
  gboolean several = g_str_has_prefix (row->edit, "/practitioners");
  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s | %s | %s | %s", at (found, i)->pointer, at (found, i)->what,
                    at (found, i)->a, at (found, i)->b);
  g_assert_cmpuint (found->len, ==, several ? 4 : 1);
  const SimDifference *d = at (found, several ? 1 : 0);
  g_assert_cmpint (d->kind, ==, SIM_DIFFERENCE_VALUE);
  g_assert_cmpstr (d->pointer, ==, row->pointer);
  g_assert_cmpstr (d->what, ==, row->what);
  g_assert_cmpstr (d->a, ==, row->a);
  g_assert_cmpstr (d->b, ==, row->b);
  g_assert_cmpint (d->stage, ==, row->stage);
  g_assert_true ((d->in_a == NULL) == (row->a == NULL));
  g_assert_true ((d->in_b == NULL) == (row->b == NULL));
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* The other way round the values change places. */
static void
test_turned (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows) - 1; i++) {
    SimScenario *a = fixture_scenario ("/x-a=1"), *b = fixture_scenario (rows[i].edit);
    GPtrArray *there = between (a, b), *back = between (b, a);
    g_assert_cmpuint (there->len, ==, back->len);
    for (guint k = 0; k < there->len; k++) {
      g_assert_cmpstr (at (there, k)->a, ==, at (back, k)->b);
      g_assert_cmpstr (at (there, k)->b, ==, at (back, k)->a);
    }
    g_ptr_array_unref (there);
    g_ptr_array_unref (back);
    sim_scenario_unref (a);
    sim_scenario_unref (b);
  }
}

/* Two ways of writing the same. */
static void
test_same (void)
{
  SimScenario *a = fixture_scenario ("/x-a=1"),
              *b = fixture_scenario (
                  "/outcomes/rmdq/sd={\"hand-ear\": 5, \"standard\": [5, 5], \"usual\": 5}",
                  "/x-b=2", "/estimand=treatment-policy", "/arms/usual/ratio=1");
  SimDraft *full = sim_draft_new (sim_scenario_expanded (a), NULL);
  GPtrArray *problems = sim_problems_new ();
  SimScenario *written = sim_scenario_check (full, problems);
  GPtrArray *one = between (a, b), *other = between (a, written);
  g_assert_cmpuint (one->len, ==, 0);
  g_assert_cmpuint (other->len, ==, 0);
  g_ptr_array_unref (one);
  g_ptr_array_unref (other);
  g_ptr_array_unref (problems);
  sim_draft_unref (full);
  sim_scenario_unref (written);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* So many differences in what is lost, the last of which is this one. */
static void
assert_lost (GPtrArray *found, guint n, const char *what, const char *a, const char *b)
{
  const SimDifference *last = NULL;

  for (guint i = 0; i < found->len; i++)
    if (g_str_has_prefix (at (found, i)->what, "Dropout: Lost")) {
      last = at (found, i);
      n--;
    }
  g_assert_cmpuint (n, ==, 0);
  g_assert_nonnull (last);
  g_assert_cmpstr (last->what, ==, what);
  g_assert_cmpstr (last->a, ==, a);
  g_assert_cmpstr (last->b, ==, b);
}

/* What is lost by the last visit is told as the file has it, whatever visits there are: once for
   arms that are alike, and not at all where only the visits are others. */
static void
test_spread (void)
{
  SimScenario *arms = fixture_scenario ("/x-a=1");
  SimScenario *all = fixture_scenario ("/dropout/proportion=0.1");
  SimScenario *later = fixture_scenario ("/outcomes/rmdq/visits/week-26/time=30");
  SimScenario *fewer = fixture_scenario (
      "/outcomes/rmdq/visits=[{\"id\": \"week-8\", \"name\": \"Week 8\", \"time\": 8}]",
      "/outcomes/rmdq/means=5", "/outcomes/rmdq/sd=5", "/dropout/proportion=0.2");
  GPtrArray *found = between (arms, later);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (at (found, 0)->what, ==, "Week 26: Time");
  g_ptr_array_unref (found);

  found = between (all, fewer);
  assert_lost (found, 1, "Dropout: Lost", "10 %", "20 %");
  g_ptr_array_unref (found);

  found = between (arms, fewer);
  assert_lost (found, 3, "Dropout: Lost, Usual care", "13 %", "20 %");
  g_ptr_array_unref (found);

  /* one value for all arms here and there, of which there is one more */
  SimScenario *more = fixture_scenario (
      "/arms/3={\"id\": \"sham\", \"name\": \"Sham\", \"size\": 50}",
      "/outcomes/rmdq/means=[6, 7]", "/outcomes/rmdq/sd=5", "/dropout/proportion=[0.05, 0.3]");
  found = between (all, more);
  assert_lost (found, 2, "Dropout: Lost, Week 26", "10 %", "30 %");
  g_ptr_array_unref (found);
  sim_scenario_unref (more);
  sim_scenario_unref (arms);
  sim_scenario_unref (all);
  sim_scenario_unref (later);
  sim_scenario_unref (fewer);
}

/* What an analysis adjusts for has its name, as the editor has. */
static void
test_covariate (void)
{
  const char *age = "/covariates=[{\"id\": \"covariate-1\", \"name\": \"Age\"}]";
  SimScenario *a = fixture_scenario (age);
  SimScenario *b
      = fixture_scenario (age, "/analyses/main/adjust-for=[\"baseline\", \"covariate-1\"]");
  GPtrArray *found = between (a, b);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (at (found, 0)->what, ==, "Analyses main: Adjusted for");
  g_assert_cmpstr (at (found, 0)->a, ==, "Baseline");
  g_assert_cmpstr (at (found, 0)->b, ==, "Baseline, Age");
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Members that come, go and change places. */
static void
test_members (void)
{
  SimScenario *a = fixture_scenario ("/x-a=1");
  SimScenario *b = fixture_scenario (
      "/arms/3={\"id\": \"sham\", \"name\": \"Sham\", \"size\": 50}",
      "/outcomes/rmdq/means/sham=[8, 8]", "/outcomes/rmdq/sd/sham=[5, 5]",
      "/dropout/proportion/sham=0.1",
      "/testing/hypotheses=[{\"id\": \"ST-UC\", \"compare\": [\"standard\", \"usual\"]}, "
      "{\"id\": \"HE-UC\", \"compare\": [\"hand-ear\", \"usual\"]}]",
      "/run/sizes=[60, 90, 120, 152, 180, 240, 300]");
  GPtrArray *found = between (a, b);
  guint added = 0, removed = 0, order = 0;
  for (guint i = 0; i < found->len; i++) {
    const SimDifference *d = at (found, i);
    g_test_message ("%s | %s | %s | %s", d->pointer, d->what, d->a, d->b);
    if (d->kind == SIM_DIFFERENCE_ADDED) {
      g_assert_cmpstr (d->pointer, ==, "/arms/sham");
      g_assert_cmpstr (d->b, ==, "Sham (50 patients)");
      g_assert_null (d->a);
      added++;
    } else if (d->kind == SIM_DIFFERENCE_REMOVED) {
      g_assert_cmpstr (d->pointer, ==, "/testing/hypotheses/HE-ST");
      g_assert_true (g_str_has_prefix (d->a, "HE-ST ("));
      removed++;
    } else if (d->kind == SIM_DIFFERENCE_ORDER) {
      g_assert_cmpstr (d->pointer, ==, "/testing/hypotheses");
      g_assert_cmpstr (d->a, ==, "HE-UC, ST-UC");
      g_assert_cmpstr (d->b, ==, "ST-UC, HE-UC");
      order++;
    } else { /* what the new arm has */
      g_assert_nonnull (strstr (d->what, "Sham"));
      g_assert_null (d->a);
      g_assert_nonnull (d->b);
    }
  }
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (order, ==, 1);
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

/* Visits go with one another by id, wherever they stand. */
static void
test_visits (void)
{
  SimScenario *a
      = fixture_scenario ("/x-a=1"),
      *b = fixture_scenario (
          "/outcomes/rmdq/visits=[{\"id\": \"week-26\", \"name\": \"Week 26\", \"time\": 26}]",
          "/outcomes/rmdq/means={\"hand-ear\": [5.5], \"standard\": [6.6], \"usual\": [8.0]}",
          "/outcomes/rmdq/sd=5", "/analyses/main/visit=week-26");
  GPtrArray *found = between (a, b);
  gboolean mean = FALSE;
  for (guint i = 0; i < found->len; i++) {
    const SimDifference *d = at (found, i);
    g_test_message ("%s | %s | %s | %s", d->pointer, d->what, d->a, d->b);
    g_assert_null (strstr (d->what, "SD"));
    if (strstr (d->what, "Mean")) {
      g_assert_cmpstr (d->what, ==, "Roland-Morris disability: Mean, Usual care, Week 26");
      g_assert_cmpstr (d->pointer, ==, "/outcomes/rmdq/means/usual/0");
      g_assert_cmpstr (d->a, ==, "8.4 points");
      g_assert_cmpstr (d->b, ==, "8 points");
      mean = TRUE;
    }
  }
  g_assert_true (mean);
  g_ptr_array_unref (found);
  sim_scenario_unref (a);
  sim_scenario_unref (b);
}

static GPtrArray *
bundled (void)
{
  GPtrArray *all = g_ptr_array_new ();
  const char *folder = g_getenv ("TREFOIL_SCENARIOS"), *name;
  GDir *dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir))) {
    char *path = g_build_filename (folder, name, NULL);
    GPtrArray *problems = sim_problems_new ();
    SimDraft *draft = sim_draft_read_file (path, problems);
    g_assert_nonnull (draft);
    g_ptr_array_add (all, sim_scenario_check (draft, problems));
    g_assert_nonnull (all->pdata[all->len - 1]);
    sim_draft_unref (draft);
    g_ptr_array_unref (problems);
    g_free (path);
  }
  g_dir_close (dir);
  return all;
}

/* Whether something that changes a number is said of two scenarios is what their hashes say. */
static void
test_hash (void)
{
  GPtrArray *all = bundled ();
  guint pairs = 0;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (all, fixture_scenario (rows[i].edit));
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < all->len; j++) {
      SimScenario *a = all->pdata[i], *b = all->pdata[j];
      GPtrArray *found = between (a, b);
      gboolean differ = FALSE;
      for (guint k = 0; k < found->len; k++)
        differ |= at (found, k)->stage != SIM_STAGE_LABEL;
      g_assert_true (differ == (g_strcmp0 (sim_scenario_hash (a), sim_scenario_hash (b)) != 0));
      g_assert_true (i != j || found->len == 0);
      g_ptr_array_unref (found);
      pairs++;
    }
  g_assert_cmpuint (pairs, >, 900);
  for (guint i = 0; i < all->len; i++)
    sim_scenario_unref (all->pdata[i]);
  g_ptr_array_unref (all);
}

static const SimStatement *
statement_at (const GPtrArray *statements, const char *pointer)
{
  for (guint i = 0; i < statements->len; i++) {
    const SimStatement *statement = statements->pdata[i];
    if (g_strcmp0 (statement->pointer, pointer) == 0)
      return statement;
  }
  return NULL;
}

static void
assert_said (SimScenario *scenario, const char *pointer, const char *what, const char *value,
             const char *basis)
{
  GPtrArray *statements = sim_scenario_statements (scenario);
  const SimStatement *statement = statement_at (statements, pointer);
  g_assert_nonnull (statement);
  g_assert_cmpstr (statement->what, ==, what);
  g_assert_cmpstr (statement->value, ==, value);
  g_assert_cmpstr (statement->basis, ==, basis);
  g_ptr_array_unref (statements);
}

/* A value is said once, with what the basis says of it or of its parts. */
static void
test_statements (void)
{
  SimScenario *scenario = fixture_scenario (
      "/basis={\"/outcomes/rmdq/sd\":{\"kind\":\"assumed\",\"range\":[4,6]},"
      "\"/dropout/proportion/usual\":{\"kind\":\"reported\",\"note\":\"Counted\"}}");
  assert_said (scenario, "/outcomes/rmdq/sd", "Roland-Morris disability: SD", "5 points",
               "Assumed, plausible 4 to 6.");
  assert_said (scenario, "/dropout/proportion/usual", "Dropout: Lost, Usual care",
               "13 % by Week 26", "Reported. Counted.");
  assert_said (scenario, "/testing/alpha", "Testing: Level", "5 %", NULL);
  sim_scenario_unref (scenario);
  scenario = fixture_scenario (
      "/basis={\"/outcomes/rmdq/sd/usual\":{\"kind\":\"assumed\",\"note\":\"One\"},"
      "\"/outcomes/rmdq/sd/standard\":{\"kind\":\"reported\"}}");
  assert_said (scenario, "/outcomes/rmdq/sd", "Roland-Morris disability: SD", "5 points",
               "Usual care: Assumed. One. Standard acupuncture: Reported.");
  sim_scenario_unref (scenario);
}

/* What is lost adds up over the visits: each number with the visit that it is by, a list as one. */
static void
test_losses_are_said (void)
{
  SimScenario *all = fixture_scenario ("/dropout/proportion=[0.04,0.13]");
  SimScenario *same = fixture_scenario ("/dropout/proportion=[0.1,0.1]");
  SimScenario *none = fixture_scenario ("/dropout/proportion=0");
  SimScenario *own = fixture_scenario (
      "/dropout/proportion={\"hand-ear\":[0,0.1],\"standard\":0.08,\"usual\":0}",
      "/basis={\"/dropout/proportion/hand-ear\":{\"kind\":\"assumed\",\"note\":\"Late\"}}");
  const char *lost = "/dropout/proportion";
  assert_said (all, lost, "Dropout: Lost", "4 % by Week 8, 13 % by Week 26", NULL);
  assert_said (same, lost, "Dropout: Lost", "10 % by Week 8, 10 % by Week 26", NULL);
  assert_said (none, lost, "Dropout: Lost", "0 %", NULL);
  assert_said (own, "/dropout/proportion/hand-ear", "Dropout: Lost, Hand-ear acupuncture",
               "0 % by Week 8, 10 % by Week 26", "Assumed. Late.");
  assert_said (own, "/dropout/proportion/standard", "Dropout: Lost, Standard acupuncture",
               "8 % by Week 26", NULL);
  assert_said (own, "/dropout/proportion/usual", "Dropout: Lost, Usual care", "0 %", NULL);
  sim_scenario_unref (all);
  sim_scenario_unref (same);
  sim_scenario_unref (none);
  sim_scenario_unref (own);
}

/* All of what two scenarios may differ in is said of each, and nothing twice. */
static void
test_all_is_said (void)
{
  GPtrArray *all = bundled ();
  for (guint i = 0; i < all->len; i++) {
    SimScenario *scenario = all->pdata[i];
    GPtrArray *said = sim_scenario_statements (scenario);
    GPtrArray *found = between (scenario, all->pdata[(i + 1) % all->len]);
    g_assert_cmpuint (said->len, >, 25);
    for (guint k = 0; k < said->len; k++) {
      const SimStatement *statement = said->pdata[k];
      g_assert_nonnull (statement->value);
      g_assert_true (statement_at (said, statement->pointer) == statement);
    }
    for (guint k = 0; k < found->len; k++) {
      const SimDifference *difference = at (found, k);
      const SimValue *full = sim_scenario_expanded (scenario);
      gboolean covered = difference->stage == SIM_STAGE_LABEL || difference->in_a == NULL;
      for (guint n = 0; n < said->len && !covered; n++) {
        const char *pointer = ((const SimStatement *)said->pdata[n])->pointer;
        covered = sim_pointer_within (full, pointer, difference->pointer)
                  || sim_pointer_within (full, difference->pointer, pointer);
      }
      if (!covered)
        g_error ("nothing is said of %s", difference->pointer);
    }
    g_ptr_array_unref (found);
    g_ptr_array_unref (said);
  }
  for (guint i = 0; i < all->len; i++)
    sim_scenario_unref (all->pdata[i]);
  g_ptr_array_unref (all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    char *path = g_strdup_printf ("/difference/edit/%u%s", i, rows[i].pointer);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_edit);
    g_free (path);
  }
  g_test_add_func ("/difference/turned", test_turned);
  g_test_add_func ("/difference/same", test_same);
  g_test_add_func ("/difference/spread", test_spread);
  g_test_add_func ("/difference/covariate", test_covariate);
  g_test_add_func ("/difference/members", test_members);
  g_test_add_func ("/difference/visits", test_visits);
  g_test_add_func ("/difference/hash", test_hash);
  g_test_add_func ("/difference/statements", test_statements);
  g_test_add_func ("/difference/losses-are-said", test_losses_are_said);
  g_test_add_func ("/difference/all-is-said", test_all_is_said);
  return g_test_run ();
}
