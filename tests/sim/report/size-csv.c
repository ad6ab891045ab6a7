/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of sim/report/size-csv.c on answers made up by hand.
 */
#include <math.h>
#include <string.h>

#include "sim.h"

static SimScenario *
default_scenario (void)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  g_assert_nonnull (scenario);
  return scenario;
}

static SimSizeStudy
made_up (const SimScenario *scenario)
{
  SimSizeStudy study = { .target = 0.8, .replicates = 1000, .n_answers = 2 };

  g_assert_true (sim_goal_find (scenario, "HE-UC", &study.answers[0].goal));
  g_assert_true (sim_goal_find (scenario, "all", &study.answers[1].goal));
  study.answers[0].total = 60;
  study.answers[0].low = 57;
  study.answers[0].high = 63;
  study.answers[0].arms[0] = study.answers[0].arms[1] = study.answers[0].arms[2] = 20;
  study.answers[0].analysed = 58.5;
  study.answers[0].power = (SimFigure){ 0.81, 0.0125, 0.79, 0.83 };
  study.answers[0].exact_power = 0.8125;
  study.answers[0].exact_total = 59;
  study.answers[0].needed_power = (SimFigure){ 0.8203125, 0.0125, 0.79, 0.83 };
  study.answers[1].status = SIM_SIZE_NOT_REACHED;
  study.answers[1].total = 100000;
  study.answers[1].power = (SimFigure){ 0.5, 0.25, 0.1, 0.9 };
  study.answers[1].exact_power = study.answers[1].needed_power.value = NAN;
  study.answers[0].replicates = 1000;
  study.answers[1].replicates = 400;
  return study;
}

static void
test_sizes (void)
{
  SimScenario *scenario = default_scenario ();
  SimSizeStudy study = made_up (scenario);
  const SimSizeFound found = { &study, NULL, NULL };
  g_autofree char *text = sim_report_size_csv (scenario, &found);

  g_assert_cmpstr (text, ==,
                   "kind,id,target,status,total,total-low,total-high,analysed,power,power-mcse,"
                   "exact-power,exact-total,replicates,arm-hand-ear,arm-standard,arm-usual,"
                   "recommended-total,recommended-by,recommended-hand-ear,recommended-standard,"
                   "recommended-usual,recommended-power\n"
                   "hypothesis,HE-UC,0.8,found,60,57,63,58.5,0.81,0.0125,0.8125,59,1000,20,20,20,"
                   "60,exact,21,20,19,0.8203125\n"
                   "trial,all,0.8,not-reached,100000,,,0,0.5,0.25,,,400,0,0,0,,,,,,\n");
  sim_scenario_unref (scenario);
}

static void
test_ratios (void)
{
  SimScenario *scenario = default_scenario ();
  SimSizeStudy study = made_up (scenario);
  SimEffectStudy effect = { .n_answers = 2 };
  SimAllocationStudy allocation = { .n_arms = 3, .n_answers = 2 };
  const SimSizeFound found = { &study, &effect, &allocation };
  g_autofree char *text = NULL, *unblocked = NULL;

  study.n_answers = 1;
  effect.answers[0].planned = 3.25;
  effect.answers[0].effect = 3.5;
  effect.answers[0].low = 3;
  effect.answers[0].high = 4;
  effect.answers[0].exact_effect = NAN;
  allocation.answers[0].planned.total = 60;
  allocation.answers[0].offered.total = 50;
  allocation.answers[0].better = TRUE;
  for (guint a = 0; a < 3; a++)
    allocation.answers[0].ratio[a] = a + 1;
  text = sim_report_size_csv (scenario, &found);
  g_assert_true (g_str_has_suffix (
      text, ",3.25,3.5,3,4,,60,50,true,1,2,3,60,exact,21,20,19,0.8203125,\n"));
  g_assert_nonnull (strstr (text, ",recommended-power,unblocked-total\n"));
  g_assert_nonnull (
      strstr (text, ",effect-exact,planned-total,ratio-total,better,ratio-hand-ear,"));
  allocation.answers[0].unblocked = 55;
  unblocked = sim_report_size_csv (scenario, &found);
  g_assert_true (g_str_has_suffix (unblocked, ",0.8203125,55\n"));
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/size-csv/sizes", test_sizes);
  g_test_add_func ("/size-csv/ratios", test_ratios);
  return g_test_run ();
}
