/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocation.c - the ratio that needs the fewest patients: against published ones and closed forms.
 */
#include <math.h>
#include <string.h>

#include "../run/fixture.h"

static SimAllocationStudy *
study_of (SimScenario *scenario, double power, const char *goal, guint64 replicates)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSizeOptions options = { power, replicates, goal, NULL, NULL };
  GError *error = NULL;
  SimSizeStudy *planned = sim_size_study_new (engine, scenario, &options, NULL, &error);
  g_assert_no_error (error);
  SimAllocationStudy *study
      = sim_allocation_study_new (engine, scenario, planned, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (study);
  g_assert_true (study->complete);
  sim_size_study_free (planned);
  sim_engine_free (engine);
  return study;
}

static void
report (const SimAllocationAnswer *answer)
{
  g_test_message ("%s: %u as %u:%u:%u instead of %u; shares %.3f %.3f %.3f, by rule %.3f %.3f %.3f",
                  answer->goal.id, answer->offered.total, answer->ratio[0], answer->ratio[1],
                  answer->ratio[2], answer->planned.total, answer->share[0], answer->share[1],
                  answer->share[2], answer->rule_share[0], answer->rule_share[1],
                  answer->rule_share[2]);
}

/* Pigeot et al. 2003: 1 : f : 1 - f. A retained 80 % needs 787 as 5 : 4 : 1 instead of 991
   (published.md, row 56, by the R package ThreeArmedTrials). */
static void
test_retention (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[5,5],\"usual\":[10,10]}",
      "/dropout/proportion=0", "/analyses/0/method=t-test", "/testing/multiplicity/method=none",
      "/arms/hand-ear/size=100", "/arms/standard/size=100", "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"keeps\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"fraction\":0.8,\"placebo\":\"usual\"}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "keeps", 4000);
  const SimAllocationAnswer *answer = &study->answers[0];
  static const guint ratio[] = { 5, 4, 1 }, arms[] = { 394, 315, 79 };

  report (answer);
  g_assert_cmpint (answer->planned.by, ==, SIM_NEEDED_EXACT);
  g_assert_cmpuint (answer->planned.smallest, ==, 991);
  g_assert_cmpuint (answer->planned.total, ==, 993); /* 331 in each */
  g_assert_cmpuint (answer->offered.smallest, ==, 787);
  g_assert_cmpuint (answer->offered.total, ==, 788); /* 393.5, 314.8 and 78.7 rounded up */
  g_assert_cmpint (answer->rule, ==, SIM_ALLOCATION_RULE_CONTRAST);
  for (guint a = 0; a < 3; a++) {
    g_assert_cmpuint (answer->ratio[a], ==, ratio[a]);
    g_assert_cmpuint (answer->offered.arms[a], ==, arms[a]);
    g_assert_cmpfloat (fabs (answer->share[a] - ratio[a] / 10.0), <, 0.01);
  }
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

/* Neyman: SDs of 3 and 1 want three patients to one, by Welch's test; arms that are not compared
   keep their third. */
static void
test_neyman (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/sd={\"hand-ear\":9,\"standard\":3,\"usual\":3}", "/dropout/proportion=0",
      "/analyses/0/method=t-test", "/analyses/0/variance=welch",
      "/testing/multiplicity/method=none", "/arms/hand-ear/size=100", "/arms/standard/size=100",
      "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "x", 2000);
  const SimAllocationAnswer *answer = &study->answers[0];

  report (answer);
  g_assert_cmpint (answer->planned.by, ==, SIM_NEEDED_EXACT);
  g_assert_true (answer->better);
  g_assert_cmpfloat (fabs (answer->rule_share[0] - 0.5), <, 0.01);
  g_assert_cmpfloat (fabs (answer->share[0] / answer->share[2] - 3), <, 0.4);
  g_assert_cmpuint (answer->ratio[0], ==, 3 * answer->ratio[2]);
  g_assert_cmpuint (answer->ratio[1], ==, 2 * answer->ratio[2]);
  /* variances 81 / n + 9 / m: (9 + 3)^2 of the best and 2 (81 + 9) of equal numbers */
  g_assert_cmpfloat (fabs ((double)answer->offered.total / answer->planned.total - 144 / 180.0), <,
                     0.02);
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

#define TWO                                                                                        \
  "/testing/hypotheses=[{\"id\":\"a\",\"compare\":[\"hand-ear\",\"usual\"]},"                      \
  "{\"id\":\"b\",\"compare\":[\"standard\",\"usual\"]}]"

/* Two arms against a control by Dunnett's test: the root of two times the patients of an arm, and
   fewer patients in all than with equal numbers. */
static void
test_root (void)
{
  SimScenario *scenario = fixture_scenario (
      TWO, "/testing/multiplicity/method=dunnett", "/dropout/proportion=0",
      "/analyses/0/method=t-test", "/arms/hand-ear/size=50", "/arms/standard/size=50",
      "/arms/usual/size=50",
      "/outcomes/0/means={\"hand-ear\":[6,6],\"standard\":[6,6],\"usual\":[8,8]}");

  for (guint i = 0; i < 2; i++) {
    SimAllocationStudy *study = study_of (scenario, 0.8, i == 0 ? "any" : "all", 400);
    const SimAllocationAnswer *answer = &study->answers[0];
    report (answer);
    g_assert_cmpint (answer->planned.by, ==, SIM_NEEDED_EXACT);
    g_assert_cmpint (answer->rule, ==, SIM_ALLOCATION_RULE_ROOT);
    g_assert_cmpfloat (fabs (answer->rule_share[2] / answer->rule_share[0] - sqrt (2)), <, 1e-9);
    g_assert_cmpfloat (fabs (answer->share[2] / answer->share[0] - sqrt (2)), <, 0.25);
    g_assert_cmpuint (answer->ratio[0], ==, answer->ratio[1]);
    g_assert_cmpuint (answer->ratio[2], >, answer->ratio[0]);
    g_assert_cmpuint (answer->offered.total, <, answer->planned.total);
    sim_allocation_study_free (study);
  }
  sim_scenario_unref (scenario);
}

/* Without exact power divisions are simulated: 5 : 4 : 1 as of normal scores, but for chance. */
static void
test_simulated (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/type=heavy-tailed", "/outcomes/0/df=8",
      "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[5,5],\"usual\":[10,10]}",
      "/dropout/proportion=0", "/analyses/0/method=t-test", "/testing/multiplicity/method=none",
      "/arms/hand-ear/size=100", "/arms/standard/size=100", "/arms/usual/size=100",
      "/testing/hypotheses=[{\"id\":\"keeps\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"fraction\":0.8,\"placebo\":\"usual\"}]");
  SimAllocationStudy *study = study_of (scenario, 0.8, "keeps", 4000);
  const SimAllocationAnswer *answer = &study->answers[0];

  report (answer);
  g_assert_cmpint (answer->planned.by, ==, SIM_NEEDED_SIMULATED);
  g_assert_true (answer->better);
  g_assert_cmpfloat (answer->offered.low, <=, answer->offered.total);
  g_assert_cmpfloat (answer->offered.high, >=, answer->offered.total);
  g_assert_cmpfloat (fabs (answer->share[0] - 0.5), <, 0.1);
  g_assert_cmpfloat (fabs (answer->share[2] - 0.1), <, 0.05);
  sim_allocation_study_free (study);
  sim_scenario_unref (scenario);
}

/* One plan needs one number, be it asked for or compared with another ratio; under blocks of six it
   fills them, and what is offered is what the plan needs that takes it. */
static void
test_one_number (void)
{
  static const char *const methods[]
      = { "/title=x", "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[6]}",
          "/allocation={\"method\":\"simple\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    SimScenario *scenario
        = fixture_scenario (methods[i],
                            "/outcomes/0/sd={\"hand-ear\":9,\"standard\":3,"
                            "\"usual\":3}",
                            "/dropout/proportion=0", "/analyses/0/method=t-test",
                            "/analyses/0/variance=welch", "/testing/multiplicity/method=none",
                            "/testing/hypotheses=[{\"id\":\"x\","
                            "\"compare\":[\"hand-ear\",\"usual\"]}]");
    SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
    const SimSizeOptions how = { .replicates = 4000 };
    GPtrArray *problems = sim_problems_new ();
    SimSizeStudy *size = sim_size_study_new (engine, scenario, &how, NULL, NULL);
    SimAllocationStudy *study
        = sim_allocation_study_new (engine, scenario, size, NULL, NULL, NULL, NULL);
    const SimAllocationAnswer *answer = &study->answers[0];
    SimNeeded planned, offered;
    SimDraft *draft = sim_edit_set_ratio (sim_scenario_draft (scenario), answer->ratio,
                                          answer->offered.total, NULL);
    SimScenario *taken = sim_scenario_check (draft, problems);
    report (answer);
    g_assert_true (answer->better);
    sim_needed_of_answer (scenario, &size->answers[0], &planned);
    g_assert_cmpint (answer->planned.by, ==, planned.by);
    g_assert_cmpuint (answer->planned.total, ==, planned.total);
    g_assert_true (i != 1 || planned.total % 6 == 0);
    for (guint a = 0; a < 3; a++)
      g_assert_cmpuint (sim_scenario_arm_size (taken, sim_scenario_own_size (taken), a), ==,
                        answer->offered.arms[a]);
    sim_size_study_free (size);
    size = sim_size_study_new (engine, taken, &how, NULL, NULL);
    sim_needed_of_answer (taken, &size->answers[0], &offered);
    g_assert_cmpint (offered.by, ==, answer->offered.by);
    /* fixed numbers are their own proportions: 113 : 75 : 38 are not quite 3 : 2 : 1 */
    g_assert_cmpuint (offered.total, <=, answer->offered.total);
    g_assert_cmpuint (offered.total + (i == 0 ? 3 : 0), >=, answer->offered.total);
    sim_allocation_study_free (study);
    sim_size_study_free (size);
    sim_scenario_unref (taken);
    sim_draft_unref (draft);
    g_ptr_array_unref (problems);
    sim_engine_free (engine);
    sim_scenario_unref (scenario);
  }
}

/* An arm that no more than one of two chances needs has a twentieth of the patients, which are too
   few for any analysis to lean on; of ten times as many they are not. */
static void
test_small_arm (void)
{
  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario = fixture_scenario (
        "/testing/multiplicity/method=none", "/dropout/proportion=0",
        i == 0 ? "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[8,8],\"usual\":[9,9]}"
               : "/outcomes/0/means={\"hand-ear\":[8,8],\"standard\":[8.9,8.9],\"usual\":[9,9]}");
    SimAllocationStudy *study = study_of (scenario, 0.8, "any", 2000);
    const SimAllocationAnswer *answer = &study->answers[0];
    g_autofree char *sentence = sim_allocation_sentence (scenario, study, answer);
    report (answer);
    g_assert_true (answer->better);
    g_test_message ("%s", sentence);
    if (i == 0) {
      int arm = sim_allocation_small_arm (answer, 3);
      g_autofree char *few = g_strdup_printf ("has only %u patients", answer->offered.arms[1]);
      g_assert_cmpint (arm, ==, 1);
      g_assert_nonnull (strstr (sentence, few));
    } else {
      g_assert_cmpuint (answer->offered.arms[1], >=, SIM_ALLOCATION_SAFE);
      g_assert_cmpint (sim_allocation_small_arm (answer, 3), ==, -1);
      g_assert_null (strstr (sentence, "only"));
    }
    sim_allocation_study_free (study);
    sim_scenario_unref (scenario);
  }
}

#define UNEVEN                                                                                     \
  "/outcomes/0/sd={\"hand-ear\":8,\"standard\":5,\"usual\":7}", "/dropout/proportion=0",           \
      "/analyses/0/method=t-test", "/analyses/0/variance=welch",                                   \
      "/testing/multiplicity/method=none",                                                         \
      "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]"

/* What falls away with blocks that the ratio does not fill is no merit of the ratio: 8 : 7 : 7 is
   the best there is, to which 1 : 1 : 1 is near. Where the ratio has a merit of its own, what
   blocks have in it is told. */
static void
test_blocks (void)
{
  SimScenario *even
      = fixture_scenario (UNEVEN, "/arms/0/ratio=8", "/arms/1/ratio=7", "/arms/2/ratio=7",
                          "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[220]}");
  SimAllocationStudy *study = study_of (even, 0.8, "x", 2000);
  const SimAllocationAnswer *answer = &study->answers[0];
  g_autofree char *sentence = NULL, *told = NULL;

  report (answer);
  for (guint a = 0; a < 3; a++)
    g_assert_cmpuint (answer->ratio[a], ==, 1);
  g_assert_cmpuint (answer->planned.total % 220, ==, 0);
  g_assert_cmpuint (answer->offered.total, <, answer->planned.total);
  g_assert_false (answer->better);
  sim_allocation_study_free (study);
  sim_scenario_unref (even);

  SimScenario *blocks
      = fixture_scenario (UNEVEN, "/outcomes/0/sd/usual=3",
                          "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[201]}");
  SimScenario *freed = fixture_scenario (UNEVEN, "/outcomes/0/sd/usual=3",
                                         "/allocation={\"method\":\"permuted-blocks\"}");
  SimAllocationStudy *of_freed = study_of (freed, 0.8, "x", 2000);
  study = study_of (blocks, 0.8, "x", 2000);
  answer = &study->answers[0];
  report (answer);
  g_assert_true (answer->better);
  g_assert_cmpuint (answer->unblocked, ==, of_freed->answers[0].planned.total);
  g_assert_cmpuint (answer->unblocked, <, answer->planned.total);
  sentence = sim_allocation_sentence (blocks, study, answer);
  told = g_strdup_printf ("fall away: without them the proportions planned need %u.",
                          answer->unblocked);
  g_test_message ("%s", sentence);
  g_assert_nonnull (strstr (sentence, told));
  g_assert_cmpuint (of_freed->answers[0].unblocked, ==, 0);
  sim_allocation_study_free (of_freed);
  sim_allocation_study_free (study);
  sim_scenario_unref (freed);
  sim_scenario_unref (blocks);
}

/* A simulated number that is smaller by chance is no better: equal SDs want equal numbers, which
   11 : 10 : 11 are but for a hundredth of the patients. */
static void
test_chance (void)
{
  guint smaller = 0;

  for (guint seed = 1; seed <= 6; seed++) {
    g_autofree char *with_seed = g_strdup_printf ("/run/seed=%u", seed);
    SimScenario *scenario = fixture_scenario (
        with_seed, "/outcomes/0/type=heavy-tailed", "/outcomes/0/df=8", "/dropout/proportion=0",
        "/analyses/0/method=t-test", "/testing/multiplicity/method=none", "/arms/0/size=110",
        "/arms/1/size=100", "/arms/2/size=100",
        "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]");
    SimAllocationStudy *study = study_of (scenario, 0.8, "x", 1000);
    const SimAllocationAnswer *answer = &study->answers[0];

    report (answer);
    g_assert_cmpint (answer->planned.by, ==, SIM_NEEDED_SIMULATED);
    smaller += answer->offered.total < answer->planned.total;
    g_assert_false (answer->better);
    sim_allocation_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpuint (smaller, >, 0);
}

static void
test_ratio_near (void)
{
  static const struct {
    double share[3];
    guint ratio[3];
  } rows[] = { { { 0.5, 0.4, 0.1 }, { 5, 4, 1 } },
               { { 1 / 3.0, 1 / 3.0, 1 / 3.0 }, { 1, 1, 1 } },
               { { 0.2929, 0.2929, 0.4142 }, { 2, 2, 3 } },
               { { 0.25, 0.25, 0.5 }, { 1, 1, 2 } } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint ratio[3];
    sim_allocation_ratio_near (rows[i].share, 3, ratio);
    for (guint a = 0; a < 3; a++)
      g_assert_cmpuint (ratio[a], ==, rows[i].ratio[a]);
  }
}

/* Where so many events end a trial, they go with its patients: a trial three times too large, or
   far too small, is offered the ratio of one that is planned as it needs to be, and about as many
   patients. With a number of events given, a log-rank test tells most where both arms have as many:
   p_b / (p_a + p_b) of the patients in arm a, which is between 1/2 (all have events) and 1 / (1 +
   0.6) (few do). Losses are flat about that: 1 % for a twentieth of the patients. */
static void
test_events (void)
{
  static const guint own[] = { 80, 900 };
  guint totals[G_N_ELEMENTS (own)];

  for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
    g_autofree char *arms = g_strdup_printf (
        "/arms=[{\"id\":\"a\",\"size\":%u},{\"id\":\"b\",\"size\":%u,\"reference\":true}]",
        own[i] * 3 / 4, own[i] / 4);
    g_autofree char *outcome = g_strdup_printf (
        "/outcomes=[{\"id\":\"t\",\"type\":\"time-to-event\",\"better\":\"later\","
        "\"medians\":{\"b\":10},\"hazard-ratio\":{\"a\":0.6},\"follow-up\":100,\"events\":%u}]",
        own[i] / 2);
    SimScenario *scenario = fixture_scenario (
        "/basis=null", "/analyses=[{\"id\":\"main\",\"method\":\"log-rank\"}]",
        "/dropout/proportion=null", arms, outcome,
        "/testing={\"hypotheses\":[{\"id\":\"x\",\"compare\":[\"a\",\"b\"]}]}", "/run/sizes=null");
    SimAllocationStudy *study = study_of (scenario, 0.8, "x", 1600);
    const SimAllocationAnswer *answer = &study->answers[0];
    report (answer);
    g_assert_true (answer->better);
    g_assert_cmpfloat (answer->share[0], >, 0.5 - 0.05);
    g_assert_cmpfloat (answer->share[0], <, 0.625 + 0.05);
    totals[i] = answer->offered.total;
    g_assert_cmpfloat ((double)answer->offered.total / answer->planned.total, >, 0.65);
    sim_allocation_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_assert_cmpfloat (fabs ((double)totals[1] / totals[0] - 1), <, 0.12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocation/retention", test_retention);
  g_test_add_func ("/allocation/neyman", test_neyman);
  g_test_add_func ("/allocation/root", test_root);
  g_test_add_func ("/allocation/simulated", test_simulated);
  g_test_add_func ("/allocation/events", test_events);
  g_test_add_func ("/allocation/one-number", test_one_number);
  g_test_add_func ("/allocation/small-arm", test_small_arm);
  g_test_add_func ("/allocation/blocks", test_blocks);
  g_test_add_func ("/allocation/chance", test_chance);
  g_test_add_func ("/allocation/ratio-near", test_ratio_near);
  return g_test_run ();
}
