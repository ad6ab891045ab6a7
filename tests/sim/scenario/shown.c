/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of sim/scenario/shown.c, in German: text of a file that was made from a bundled one is
 * translated, that of other files is not, and what the program writes into one is in its language.
 */
#include <locale.h>
#include <string.h>

#include "scenario/json.h"
#include "sim.h"

/* Two arms by names that bundled files have, without an origin. */
#define OWN                                                                                        \
  "{\"trefoil\": 1, \"title\": \"Luo 2019 as run\","                                               \
  " \"arms\": [{\"id\": \"a\", \"name\": \"Standard acupuncture\", \"size\": 50},"                 \
  " {\"id\": \"b\", \"name\": \"Usual care\", \"size\": 50, \"reference\": true}],"                \
  " \"outcomes\": [{\"id\": \"pain\", \"name\": \"Pain\", \"unit\": \"points\", \"sd\": 5,"        \
  " \"visits\": [{\"id\": \"v\", \"name\": \"Week 8\", \"time\": 8}],"                             \
  " \"means\": {\"a\": 6, \"b\": 8}}],"                                                            \
  " \"analyses\": [{\"id\": \"main\", \"method\": \"t-test\"}]"

/* An outcome that is a time, whose visit the file does not name. */
#define TIMES                                                                                      \
  "{\"trefoil\": 1, \"arms\": [{\"id\": \"a\", \"size\": 50},"                                     \
  " {\"id\": \"b\", \"size\": 50}],"                                                               \
  " \"outcomes\": [{\"id\": \"rec\", \"type\": \"time-to-event\","                                 \
  " \"hazards\": {\"b\": 0.035}, \"hazard-ratio\": {\"a\": 0.6},"                                  \
  " \"accrual\": 26, \"follow-up\": 26}],"                                                         \
  " \"analyses\": [{\"id\": \"main\", \"method\": \"log-rank\"}]}"

static SimDraft *
draft_of (const char *text)
{
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_draft_parse (text, strlen (text), problems);

  g_assert_nonnull (draft);
  g_ptr_array_unref (problems);
  return draft;
}

static SimScenario *
scenario_of (SimDraft *draft)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((SimProblem *)g_ptr_array_index (problems, i))->message);
  g_assert_nonnull (scenario);
  g_ptr_array_unref (problems);
  return scenario;
}

static SimDraft *
bundled (const char *id)
{
  char *name = g_strconcat (id, ".trefoil", NULL);
  char *path = g_build_filename (g_getenv ("TREFOIL_SCENARIOS"), name, NULL);
  GPtrArray *problems = sim_problems_new ();
  SimDraft *draft = sim_draft_read_file (path, problems);

  g_assert_nonnull (draft);
  g_ptr_array_unref (problems);
  g_free (path);
  g_free (name);
  return draft;
}

static void
test_origin (void)
{
  SimDraft *draft = bundled ("luo-2019");
  SimScenario *scenario = scenario_of (draft);
  char *label = sim_scenario_hypothesis_label (scenario, 0);

  g_assert_cmpstr (sim_scenario_text (scenario, "/title"), ==, "Luo 2019 as run");
  g_assert_cmpstr (sim_scenario_title (scenario), !=, "Luo 2019 as run");
  g_assert_cmpstr (sim_scenario_arm_name (scenario, 0), ==, "Hand-Ohr-Akupunktur");
  g_assert_cmpstr (sim_scenario_effect_unit (scenario, 0), ==, "Punkte");
  g_assert_nonnull (strstr (label, "Hand-Ohr-Akupunktur"));
  g_free (label);
  sim_scenario_unref (scenario);
  sim_draft_unref (draft);
}

/* Somebody's own text, though a bundled file has it too. */
static void
test_no_origin (void)
{
  SimDraft *draft = draft_of (OWN "}");
  SimDraft *same = draft_of (OWN ", \"origin\": \"\"}");
  SimDraft *made = draft_of (OWN ", \"origin\": \"luo-2019\"}");
  SimScenario *scenario = scenario_of (draft), *other = scenario_of (made);
  SimScenario *empty = scenario_of (same);
  char *label = sim_scenario_hypothesis_label (scenario, 0);

  g_assert_cmpstr (sim_scenario_title (scenario), ==, "Luo 2019 as run");
  g_assert_cmpstr (label, ==, "Standard acupuncture vs. Usual care");
  g_assert_cmpstr (sim_scenario_effect_unit (scenario, 0), ==, "points");
  g_assert_cmpstr (sim_scenario_arm_name (empty, 1), ==, "Usual care");
  g_assert_cmpstr (sim_scenario_arm_name (other, 1), !=, "Usual care");
  /* It is a label: no number hangs on it, and without it the hash is what it always was. */
  g_assert_cmpint (sim_scenario_stage_between (scenario, other), ==, SIM_STAGE_LABEL);
  g_assert_null (sim_scenario_value (scenario, "/origin"));
  g_free (label);
  sim_scenario_unref (scenario);
  sim_scenario_unref (other);
  sim_scenario_unref (empty);
  sim_draft_unref (draft);
  sim_draft_unref (same);
  sim_draft_unref (made);
}

/* What the program writes into a file is in the language of the file, and shown in the user's. */
static void
test_null (void)
{
  SimDraft *own = draft_of (OWN "}"), *made = draft_of (OWN ", \"origin\": \"luo-2019\"}");
  const SimValue *none = sim_draft_root (own), *origin = sim_draft_root (made);
  char *title = sim_shown_null_title (none, "Drei Arme");
  char *english = sim_shown_null_title (origin, "Luo 2019 as run");
  char *unknown = sim_shown_null_title (origin, "Luo 2019 as I run it");
  const char *shown = sim_shown_text (origin, english);

  g_assert_true (g_str_has_suffix (title, "Drei Arme"));
  g_assert_cmpstr (title, !=, "No difference: Drei Arme");
  g_assert_cmpstr (english, ==, "No difference: Luo 2019 as run");
  g_assert_true (g_str_has_suffix (shown, sim_shown_own ("Luo 2019 as run")));
  g_assert_null (strstr (shown, "No difference"));
  g_assert_true (shown == sim_shown_text (origin, english)); /* once for good */
  g_assert_true (sim_shown_text (origin, unknown) == unknown);
  g_assert_true (sim_shown_text (none, english) == english);
  g_assert_cmpstr (sim_shown_null_note (origin), ==, "No difference between the arms.");
  g_assert_cmpstr (sim_shown_null_note (none), ==,
                   sim_shown_text (origin, sim_shown_null_note (origin)));
  g_assert_cmpstr (sim_shown_null_note (none), !=, sim_shown_null_note (origin));
  g_free (title);
  g_free (english);
  g_free (unknown);
  sim_draft_unref (own);
  sim_draft_unref (made);
}

/* The visit of times has its name from the program, so it is nobody's own text. */
static void
test_default_name (void)
{
  SimDraft *draft = draft_of (TIMES);
  SimScenario *scenario = scenario_of (draft);

  g_assert_cmpstr (sim_scenario_text (scenario, "/outcomes/0/visits/0/name"), ==,
                   "End of follow-up");
  g_assert_cmpstr (sim_scenario_shown (scenario, "/outcomes/0/visits/0/name"), ==,
                   "Ende der Nachbeobachtung");
  sim_scenario_unref (scenario);
  sim_draft_unref (draft);
}

/* Nouns keep their capital letter, and so do people and abbreviations; other words do not. */
static void
test_small (void)
{
  static const char *const labels[][2]
      = { { "Feste Anzahlen", "feste Anzahlen" }, { "Gepoolt", "gepoolt" },
          { "\xc3\x9c" "ber alle Arme gepoolt", "\xc3\xbc" "ber alle Arme gepoolt" },
          { "Risikodifferenz", "Risikodifferenz" },
          { "Welch, nicht gepoolt", "Welch, nicht gepoolt" }, { "ANCOVA", "ANCOVA" },
          { "t-Test", "t-Test" }, { "", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autofree char *small = sim_shown_small (labels[i][0]);
    g_assert_cmpstr (small, ==, labels[i][1]);
  }
}

/* A file without arms has the example's, whose names are the program's; the hash is what it was
   with them written out, and an edit that writes them out keeps them translated. */
static void
test_no_arms (void)
{
  SimDraft *draft = draft_of ("{\"trefoil\": 1, \"run\": {\"seed\": 5}}");
  SimDraft *refused = draft_of ("{\"trefoil\": 1, \"origin\": \"\", \"run\": {\"seed\": 5}}");
  SimDraft *edited = sim_draft_set_text (draft, "/arms/usual/size=60", NULL);
  SimScenario *scenario = scenario_of (draft), *other = scenario_of (refused);
  SimScenario *larger = scenario_of (edited);
  char *label = sim_scenario_hypothesis_label (scenario, 0);

  g_assert_cmpstr (sim_scenario_arm_name (scenario, 0), ==, "Hand-Ohr-Akupunktur");
  g_assert_cmpstr (sim_scenario_effect_unit (scenario, 0), ==, "Punkte");
  g_assert_nonnull (strstr (label, "Hand-Ohr-Akupunktur"));
  g_assert_cmpstr (sim_shown_text (sim_draft_root (draft), "Usual care"), !=, "Usual care");
  g_assert_cmpstr (sim_scenario_arm_name (other, 0), ==, "Hand-ear acupuncture");
  g_assert_cmpstr (sim_scenario_hash (scenario), ==, sim_scenario_hash (other));
  g_assert_cmpstr (sim_scenario_arm_id (scenario, 0), ==, "hand-ear");
  g_assert_cmpstr (sim_scenario_arm_name (larger, 0), ==, "Hand-Ohr-Akupunktur");
  g_assert_null (sim_draft_get (draft, "/origin"));
  g_free (label);
  sim_scenario_unref (scenario);
  sim_scenario_unref (other);
  sim_scenario_unref (larger);
  sim_draft_unref (draft);
  sim_draft_unref (refused);
  sim_draft_unref (edited);
}

static void
test_nothing (void)
{
  SimDraft *draft = draft_of (OWN ", \"origin\": \"luo-2019\"}");

  g_assert_null (sim_shown_text (sim_draft_root (draft), NULL));
  g_assert_cmpstr (sim_shown_text (sim_draft_root (draft), ""), ==, "");
  g_assert_cmpstr (sim_shown_text (NULL, "Usual care"), ==, "Usual care");
  sim_draft_unref (draft);
}

/* The size of a number decides, not its sign. */
static void
test_amount (void)
{
  static const char *const cases[][3] = {
    { "3.2", "cm", "3.2 cm" }, { "1", "cm", "1 cm" },   { "3.2", "", "3.2" },
    { "3.2", NULL, "3.2" },    { "-1", "cm", "-1 cm" },
  };
  static const char *const ones[] = { "", "+", "-", "\u2212" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *amount = sim_shown_amount (cases[i][0], cases[i][1]);
    g_assert_cmpstr (amount, ==, cases[i][2]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ones); i++) {
    g_autofree char *one = g_strconcat (ones[i], "1", NULL);
    g_autofree char *two = g_strconcat (ones[i], "2", NULL);
    g_autofree char *amount = sim_shown_amount (one, "points");
    g_autofree char *expected = g_strconcat (one, " point", NULL);
    g_autofree char *several = sim_shown_amount (two, "points");
    g_assert_cmpstr (amount, ==, expected);
    g_assert_true (g_str_has_suffix (several, "2 points"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  sim_shown_init ();
  g_test_add_func ("/shown/origin", test_origin);
  g_test_add_func ("/shown/no-origin", test_no_origin);
  g_test_add_func ("/shown/null", test_null);
  g_test_add_func ("/shown/default-name", test_default_name);
  g_test_add_func ("/shown/small", test_small);
  g_test_add_func ("/shown/no-arms", test_no_arms);
  g_test_add_func ("/shown/nothing", test_nothing);
  g_test_add_func ("/shown/amount", test_amount);
  return g_test_run ();
}
