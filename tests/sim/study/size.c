/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size.c - how many patients: against runs of all totals, read off one by one, and against closed
 * forms.
 */
#include <math.h>

#include "../run/fixture.h"

static SimSizeStudy *
study_of (SimScenario *scenario, double power, const char *goal, guint64 replicates)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSizeOptions options = { power, replicates, goal, NULL, NULL };
  GError *error = NULL;
  SimSizeStudy *study = sim_size_study_new (engine, scenario, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (study);
  sim_engine_free (engine);
  return study;
}

/* ---- the slow way: runs of every total from low to high ---- */

#define MOST 400
#define CLOSE 12 /* steps from the answer: every total is looked at */

typedef struct {
  guint n, total[MOST];
  SimFigure power[MOST];
} Slow;

/* 60 totals of the grid a run, as a user would ask for them. */
static void
slow_curve (const char *const *assignments, const char *goal_id, guint first, guint step,
            guint64 replicates, Slow *slow)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = replicates };

  for (guint done = 0; done < slow->n; done += 60) {
    GString *sizes = g_string_new ("/run/sizes=[");
    const char *all[24];
    guint k = 0;
    for (guint i = done; i < MIN (done + 60, slow->n); i++)
      g_string_append_printf (sizes, "%s%u", i > done ? "," : "", first + i * step);
    g_string_append_c (sizes, ']');
    for (; assignments[k] != NULL; k++)
      all[k] = assignments[k];
    all[k++] = sizes->str;
    all[k] = NULL;
    SimScenario *scenario = fixture_scenario_v (all);
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimResults *results = sim_snapshot_results (snapshot);
    SimGoal goal;
    g_assert_true (sim_goal_find (scenario, goal_id, &goal));
    for (guint i = done, s = 0; i < MIN (done + 60, slow->n); i++) {
      slow->total[i] = first + i * step;
      while (results->sizes[s].total != slow->total[i])
        s++;
      slow->power[i] = *sim_goal_power (&goal, &results->sizes[s]);
    }
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    g_string_free (sizes, TRUE);
  }
  sim_engine_free (engine);
}

/* Returns how many totals like the answer its patients come to. */
static double
check_against_slow (const char *const *assignments, const char *goal, double power,
                    guint64 trials, guint first, guint step, guint n)
{
  SimScenario *scenario = fixture_scenario_v (assignments);
  SimSizeStudy *study = study_of (scenario, power, goal, trials);
  const SimSizeAnswer *answer = &study->answers[0];
  g_autofree Slow *slow = g_new0 (Slow, 1);
  guint total = 0, low = 0, high = 0;
  gboolean endless = trials < sim_size_trials_above (power);
  double looks;

  slow->n = n;
  slow_curve (assignments, goal, first, step, trials, slow);
  for (guint i = 0; i < n; i++) {
    const SimFigure *figure = &slow->power[i];
    total = figure->value < power ? 0 : total == 0 ? slow->total[i] : total;
    if (figure->low <= power && power <= figure->high) {
      low = low == 0 ? slow->total[i] : low;
      high = slow->total[i];
    }
  }
  g_assert_cmpuint (total, >, first); /* the slow curve holds it all */
  g_assert_cmpint (high == slow->total[n - 1], ==, endless);
  g_test_message ("%s: %u (%u-%u), slow %u (%u-%u)", goal, answer->total, answer->low,
                  answer->high, total, low, high);
  g_assert_cmpuint (answer->total, ==, total);
  g_assert_cmpuint (answer->status, ==, SIM_SIZE_FOUND);
  /* ends farther off than where every total is looked at may lie between those that were, on the
     far side */
  g_assert_cmpuint (answer->low, <=, low);
  g_assert_cmpuint (answer->low + (total - low < CLOSE * step ? 0 : 5 * step), >=,
                    MIN (low, total));
  if (endless)
    g_assert_cmpuint (answer->high, ==, 0);
  else {
    g_assert_cmpuint (answer->high, >=, high);
    g_assert_cmpuint (answer->high, <=,
                      MAX (high, total) + (high - total < CLOSE * step ? 0 : 5 * step));
  }
  for (guint i = 0; i < n; i++)
    if (slow->total[i] == answer->total)
      g_assert_cmpfloat (answer->power.value, ==, slow->power[i].value);
  looks = study->patients / (answer->total * (double)trials);
  g_test_message ("as many patients as of %.1f totals", looks);
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
  return looks;
}

/* The default scenario: ANCOVA, dropout, Holm, fixed numbers 54 : 50 : 48. */
static void
test_slow_fixed (void)
{
  const char *plain[] = { NULL };

  check_against_slow (plain, "HE-UC", 0.9, 4000, 100, 1, 160);
  check_against_slow (plain, "any", 0.8, 4000, 60, 1, 160);
}

/* Two to one to one: blocks of eight, and multiples of four where there are no blocks. */
static void
test_slow_blocks (void)
{
  const char *blocks[] = { "/allocation/method=permuted-blocks", "/arms/hand-ear/ratio=2",
                           "/allocation/block-sizes=[8]", NULL };
  const char *simple[] = {
    "/allocation/method=simple", "/arms/hand-ear/ratio=2",
    "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"standard\",\"usual\"]}]", NULL
  };

  check_against_slow (blocks, "HE-UC", 0.9, 4000, 96, 8, 40);
  check_against_slow (simple, "x", 0.8, 4000, 100, 4, 80);
}

/* ---- where every total is fitted anew ---- */

#define AGE "/covariates=[{\"id\":\"age\",\"correlation\":0.3}]"
#define FOR_AGE "/analyses/0/adjust-for=[\"baseline\",\"age\"]"

/* Without a closed form to begin from, and with few trials before many. */
static void
test_slow_adjusted (void)
{
  const char *adjusted[] = { AGE, FOR_AGE, NULL };

  check_against_slow (adjusted, "HE-UC", 0.9, 4000, 100, 1, 120);
}

/* With so many trials that the bracket is narrowed before all of them are run, the answer is no
   other, and takes the totals around it, once each, and few more. */
static void
test_few (void)
{
  const char *adjusted[] = { AGE, FOR_AGE, NULL };
  double looks = check_against_slow (adjusted, "ST-UC", 0.9, 24000, 296, 1, 22);

  g_assert_cmpfloat (looks, >=, 25);
  g_assert_cmpfloat (looks, <=, 42);
}

/* Of 2000 trials not even all show a power above 99.9 %: the interval is open, and nobody looks for
   its end, neither from a closed form nor from few trials on. */
static void
test_endless (void)
{
  const char *plain[] = { NULL };
  guint64 least = sim_size_trials_above (0.999);

  g_assert_cmpfloat (sim_figure_proportion (least, least).low, >, 0.999);
  g_assert_cmpfloat (sim_figure_proportion (least - 1, least - 1).low, <=, 0.999);
  g_assert_cmpfloat (check_against_slow (plain, "HE-UC", 0.999, 2000, 270, 1, 160), <, 200);
}

static void
test_endless_adjusted (void)
{
  const char *adjusted[] = { AGE, FOR_AGE, NULL };

  g_assert_cmpfloat (check_against_slow (adjusted, "HE-UC", 0.999, 2000, 270, 1, 80), <, 200);
}

/* ---- closed forms ---- */

static SimScenario *
two_arms (const char *seed)
{
  return fixture_scenario (
      "/testing/hypotheses=[{\"id\":\"x\",\"compare\":[\"hand-ear\",\"usual\"]}]",
      "/arms/standard=null", "/arms/hand-ear/size=50", "/arms/usual/size=50",
      "/outcomes/0/means={\"hand-ear\":[5,5],\"usual\":[7.5,7.5]}", "/dropout/proportion=0",
      "/analyses/0/method=t-test", seed);
}

/* A t test of d = 0.5: R 4.2.2, pt (q, n1 + n2 - 2, d / sqrt (1 / n1 + 1 / n2)) and its other tail
   is .8000 first at 64 + 64 and .9000 first at 86 + 85 (published.md, row 3: 63.766, 85.031). */
static void
test_exact (void)
{
  static const struct {
    double power;
    guint total, each;
  } rows[] = { { 0.8, 128, 64 }, { 0.9, 171, 86 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    SimScenario *scenario = two_arms ("/run/seed=1");
    SimSizeStudy *study = study_of (scenario, rows[i].power, "x", 20000);
    const SimSizeAnswer *answer = &study->answers[0];
    g_assert_cmpuint (answer->exact_total, ==, rows[i].total);
    g_assert_cmpuint (answer->exact_arms[0], ==, rows[i].each);
    g_assert_cmpfloat (answer->exact_power_there, >=, rows[i].power);
    g_assert_cmpfloat (answer->exact_power_there, <, rows[i].power + 0.004);
    g_assert_cmpfloat (fabs (answer->power.value - answer->exact_power), <,
                       4 * answer->power.mcse);
    sim_size_study_free (study);
    sim_scenario_unref (scenario);
  }
}

/* Exact answers that were published or computed elsewhere; trials are few, being no matter here. */
static void
check_exact (SimScenario *scenario, const char *goal, double power, guint total, guint a, guint b,
             guint c)
{
  SimSizeStudy *study = study_of (scenario, power, goal, 400);
  const SimSizeAnswer *answer = &study->answers[0];

  g_test_message ("%s: exactly %u (%u %u %u), simulated %u (%u to %u)", goal, answer->exact_total,
                  answer->exact_arms[0], answer->exact_arms[1], answer->exact_arms[2],
                  answer->total, answer->low, answer->high);
  g_assert_cmpuint (answer->exact_total, ==, total);
  g_assert_cmpuint (answer->exact_arms[0], ==, a);
  g_assert_cmpuint (answer->exact_arms[1], ==, b);
  g_assert_cmpuint (answer->exact_arms[2], ==, c);
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
}

/* Retention of 80 % of an effect of one SD over placebo, one-sided 0.025, power 0.8 (published.md,
   row 56: the R package ThreeArmedTrials, and Pigeot 2003). */
static SimScenario *
retention (double fraction, const char *e, const char *r, const char *p)
{
  g_autofree char *hypothesis = g_strdup_printf (
      "/testing/hypotheses=[{\"id\":\"keeps\",\"compare\":[\"hand-ear\",\"standard\"],"
      "\"type\":\"retention\",\"fraction\":%g,\"placebo\":\"usual\"}]",
      fraction);
  return fixture_scenario (
      "/outcomes/0/means={\"hand-ear\":[5,5],\"standard\":[5,5],\"usual\":[10,10]}",
      "/dropout/proportion=0", "/analyses/0/method=t-test", "/testing/multiplicity/method=none", e,
      r, p, hypothesis);
}

static void
test_retention (void)
{
  check_exact (retention (0.8, "/arms/hand-ear/size=100", "/arms/standard/size=100",
                           "/arms/usual/size=100"), "keeps", 0.8, 991, 331, 330, 330);
  check_exact (retention (0.8, "/arms/hand-ear/size=50", "/arms/standard/size=40",
                           "/arms/usual/size=10"), "keeps", 0.8, 787, 393, 315, 79);
  /* 140 at exactly 2 : 2 : 1; of 139 R's pt () has it as well */
  check_exact (retention (0.5, "/arms/hand-ear/size=40", "/arms/standard/size=40",
                           "/arms/usual/size=20"), "keeps", 0.8, 139, 56, 55, 28);
}

/* Responders of a large trial, 47.6, 44.2 and 27.4 %: exact power is a sawtooth. The smallest of
   the z test is 3382 in arms of equal size, by R's dbinom; of Fisher's test 3416 by dhyper, where
   the formula with a correction for continuity says 3429. */
static void
test_teeth (void)
{
  static const char *const methods[] = { "/analyses/0/method=risk-difference",
                                         "/analyses/0/method=fisher" };
  static const guint found[2][4] = { { 10144, 3382, 3381, 3381 }, { 10246, 3416, 3415, 3415 } };

  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario = fixture_scenario (
        "/outcomes=[{\"id\":\"r\",\"type\":\"binary\",\"better\":\"higher\",\"visits\":"
        "[{\"id\":\"v\",\"time\":26}],\"proportions\":{\"hand-ear\":0.476,\"standard\":0.442,"
        "\"usual\":0.274}}]",
        "/dropout/proportion=0",
        "/analyses=[{\"id\":\"main\",\"outcome\":\"r\",\"method\":\"risk-difference\"}]",
        methods[i],
        "/arms/hand-ear/size=387", "/arms/standard/size=387", "/arms/usual/size=387",
        "/testing/hypotheses=[{\"id\":\"VS\",\"compare\":[\"hand-ear\",\"standard\"]}]",
        "/testing/multiplicity/method=none");
    check_exact (scenario, "VS", 0.8, found[i][0], found[i][1], found[i][2], found[i][3]);
  }
}

/* By largest remainder the arm of 20 loses a patient from 101 to 102 of 60 : 60 : 20, and so on
   every 7: by a list of exact power over all totals from 100 to 200 the first from which on it is
   0.766 is 110 (108 has it, 109 not), and 0.8155 is 124. Losses smooth a sum over tables, but do
   not end its teeth: with hardly any the answer is that without. */
static void
test_shrinking_arm (void)
{
  static const double powers[] = { 0.766, 0.8155 };
  static const guint found[2][4] = { { 110, 47, 47, 16 }, { 124, 53, 53, 18 } };
  static const char *const losses[] = { "/dropout/proportion=0", "/dropout/proportion=0.0001" };

  for (guint i = 0; i < 2; i++) {
    SimScenario *scenario = fixture_scenario (
        "/outcomes/0/baseline=null", "/outcomes/0/sd=1", "/outcomes/0/better=higher",
        "/outcomes/0/means={\"hand-ear\":[0.8,0.8],\"standard\":[0.2,0.2],\"usual\":[0,0]}",
        "/arms/hand-ear/size=60", "/arms/standard/size=60", "/arms/usual/size=20",
        "/dropout/proportion=0", "/analyses/0/method=t-test", "/analyses/0/adjust-for=null",
        "/testing/hypotheses=[{\"id\":\"AC\",\"compare\":[\"hand-ear\",\"usual\"]}]",
        "/testing/multiplicity/method=none");
    check_exact (scenario, "AC", powers[i], found[i][0], found[i][1], found[i][2], found[i][3]);
    scenario = fixture_scenario (
        "/arms=[{\"id\":\"a\",\"size\":40},{\"id\":\"c\",\"size\":40}]",
        "/outcomes=[{\"id\":\"r\",\"type\":\"binary\",\"better\":\"higher\",\"visits\":"
        "[{\"id\":\"v\",\"time\":26}],\"proportions\":{\"a\":0.6,\"c\":0.3}}]",
        "/analyses=[{\"id\":\"main\",\"outcome\":\"r\",\"method\":\"fisher\"}]",
        "/testing={\"hypotheses\":[{\"id\":\"AC\",\"compare\":[\"a\",\"c\"]}],"
        "\"multiplicity\":{\"method\":\"none\"}}",
        losses[i]);
    SimSizeStudy *study = study_of (scenario, 0.8, "AC", 400);
    static guint without;
    g_test_message ("Fisher: %u", study->answers[0].exact_total);
    if (i == 0)
      without = study->answers[0].exact_total;
    g_assert_cmpuint (study->answers[0].exact_total, ==, without);
    sim_size_study_free (study);
    sim_scenario_unref (scenario);
  }
}

/* The own total is simulated along, and is no answer where it is no whole number of blocks: power
   is 0.700 between 150 and 156 patients, and the own total is 152. */
static void
test_off_grid (void)
{
  SimScenario *scenario = fixture_scenario (
      "/allocation={\"method\":\"permuted-blocks\",\"block-sizes\":[6]}",
      "/arms=[{\"id\":\"a\",\"size\":54},{\"id\":\"b\",\"size\":50},"
      "{\"id\":\"c\",\"size\":48,\"reference\":true}]",
      "/outcomes=[{\"id\":\"y\",\"type\":\"continuous\",\"better\":\"higher\",\"sd\":1,"
      "\"visits\":[{\"id\":\"v\",\"time\":8}],\"means\":{\"a\":[0.5],\"b\":[0.3],\"c\":[0]}}]",
      "/analyses=[{\"id\":\"m\",\"outcome\":\"y\",\"method\":\"t-test\"}]",
      "/dropout/proportion=0",
      "/testing={\"hypotheses\":[{\"id\":\"AC\",\"compare\":[\"a\",\"c\"]}],"
      "\"multiplicity\":{\"method\":\"none\"}}",
      "/run/seed=1");

  for (double power = 0.69; power < 0.72; power += 0.001) {
    SimSizeStudy *study = study_of (scenario, power, "AC", 20000);
    g_assert_cmpuint (study->answers[0].total % 6, ==, 0);
    g_assert_cmpuint (study->answers[0].low % 6, ==, 0);
    g_assert_cmpuint (study->answers[0].high % 6, ==, 0);
    sim_size_study_free (study);
  }
  g_assert_cmpuint (sim_scenario_total (scenario, sim_scenario_own_size (scenario)), ==, 152);
  sim_scenario_unref (scenario);
}

/* The interval holds the exact answer in about 95 of 100 studies: within four standard errors. */
static void
test_interval (void)
{
  guint held = 0, seeds = 100;
  double spare = 4 * sqrt (0.95 * 0.05 / seeds);

  for (guint seed = 1; seed <= seeds; seed++) {
    g_autofree char *assignment = g_strdup_printf ("/run/seed=%u", seed);
    SimScenario *scenario = two_arms (assignment);
    SimSizeStudy *study = study_of (scenario, 0.8, "x", 2000);
    held += study->answers[0].low <= 128 && 128 <= study->answers[0].high;
    sim_size_study_free (study);
    sim_scenario_unref (scenario);
  }
  g_test_message ("%u of %u intervals hold 128", held, seeds);
  g_assert_cmpfloat (fabs ((double)held / seeds - 0.95), <, spare);
}

/* Every total from the first on leaves every arm two patients, and the one before does not. */
static void
test_grid (void)
{
  static const char *const sizes[][3]
      = { { "5", "4", "2" }, { "50", "40", "10" }, { "99", "7", "3" }, { "20", "20", "20" } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *a = g_strdup_printf ("/arms/hand-ear/size=%s", sizes[i][0]);
    g_autofree char *b = g_strdup_printf ("/arms/standard/size=%s", sizes[i][1]);
    g_autofree char *c = g_strdup_printf ("/arms/usual/size=%s", sizes[i][2]);
    SimScenario *scenario = fixture_scenario (a, b, c);
    SimSizeGrid grid;
    sim_size_grid_init (&grid, scenario);
    for (guint total = grid.first - 1; total < 10 * grid.first; total++) {
      guint split[SIM_MAX_ARMS], least = G_MAXUINT;
      sim_split_total (grid.weight, 3, total, split);
      for (guint arm = 0; arm < 3; arm++)
        least = MIN (least, split[arm]);
      g_assert_cmpint (least >= 2, ==, total >= grid.first);
    }
    sim_scenario_unref (scenario);
  }
}

/* ---- ends ---- */

/* An effect of 0.01 with an SD of 5: in two of three arms of 100,000 patients that is 0.26 standard
   errors, and power is 5.8 %. Few trials tell that it is not 99 or 99.9 % either: no more patients
   are simulated for these, though it takes more trials to show that a power is above them. */
static void
test_not_reached (void)
{
  static const double higher[] = { 0.99, 0.999 };
  SimScenario *scenario = fixture_scenario ("/outcomes/0/means/hand-ear=[6.79,6.59]",
                                            "/testing/multiplicity/method=none");
  SimSizeStudy *study = study_of (scenario, 0.8, "HE-ST", 20000);
  const SimSizeAnswer *answer = &study->answers[0];

  g_assert_cmpuint (answer->status, ==, SIM_SIZE_NOT_REACHED);
  g_assert_cmpuint (answer->total, ==, 100000);
  g_assert_cmpuint (answer->low, ==, 0);
  g_assert_cmpuint (answer->exact_total, ==, 0);
  g_assert_cmpfloat (fabs (answer->power.value - 0.06), <, 4 * sqrt (0.06 * 0.94 / 400));
  for (guint i = 0; i < G_N_ELEMENTS (higher); i++) {
    SimSizeStudy *other = study_of (scenario, higher[i], "HE-ST", 20000);
    g_test_message ("%g: %g patients, 0.8: %g", higher[i], other->patients, study->patients);
    g_assert_cmpfloat (other->patients, <=, study->patients);
    g_assert_cmpuint (other->answers[0].status, ==, SIM_SIZE_NOT_REACHED);
    g_assert_cmpuint (other->answers[0].total, ==, 100000);
    g_assert_cmpfloat (other->answers[0].power.value, ==, answer->power.value);
    sim_size_study_free (other);
  }
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
}

/* One null of three is true: what takes its rejection is never found, whatever the target is. */
static void
test_nothing (void)
{
  static const struct {
    const char *goal;
    SimSizeStatus status;
  } goals[] = { { "HE-UC", SIM_SIZE_FOUND },   { "ST-UC", SIM_SIZE_FOUND },
                { "HE-ST", SIM_SIZE_NOTHING }, { "two", SIM_SIZE_FOUND },
                { "three", SIM_SIZE_NOTHING }, { "one", SIM_SIZE_NOTHING },
                { "any", SIM_SIZE_FOUND },     { "all", SIM_SIZE_NOTHING } };
  SimScenario *scenario = fixture_scenario (
      "/outcomes/0/means/hand-ear=[6.8,6.6]", /* as standard acupuncture */
      "/testing/success=[{\"id\":\"two\",\"at-least\":2,\"of\":[\"HE-UC\",\"ST-UC\",\"HE-ST\"]},"
      "{\"id\":\"three\",\"all-of\":[\"HE-UC\",\"HE-ST\"]},"
      "{\"id\":\"one\",\"any-of\":[\"HE-ST\"]}]",
      "/testing/multiplicity/method=none");
  SimSizeStudy *study = study_of (scenario, 0.8, NULL, 2000), *low;

  g_assert_cmpuint (study->n_answers, ==, G_N_ELEMENTS (goals));
  for (guint i = 0; i < study->n_answers; i++) {
    const SimSizeAnswer *answer = &study->answers[i];
    g_assert_cmpstr (answer->goal.id, ==, goals[i].goal);
    g_assert_cmpuint (answer->status, ==, goals[i].status);
    g_assert_cmpint (answer->counts, ==,
                     goals[i].status == SIM_SIZE_NOTHING ? SIM_COUNTS_ERROR : SIM_COUNTS_POWER);
    g_assert_cmpint (sim_size_is_reached (answer), ==, goals[i].status == SIM_SIZE_FOUND);
    g_assert_cmpint (answer->low > 0, ==, goals[i].status == SIM_SIZE_FOUND);
    /* an interval of Wilson's has as many trials as its width says, whatever the answer claims */
    double p = answer->power.value, n = (double)answer->replicates;
    g_assert_cmpfloat (fabs (answer->power.mcse - sqrt (p * (1 - p) / n)), <=, 1e-12);
    g_assert_cmpfloat (n, ==, 2000);
    if (goals[i].status == SIM_SIZE_NOTHING) /* of the scenario's own number */
      g_assert_cmpuint (answer->total, ==, 152);
  }
  low = study_of (scenario, 0.02, "HE-ST", 2000); /* below the level: the smallest reaches it */
  g_assert_cmpuint (low->answers[0].status, ==, SIM_SIZE_NOTHING);
  g_assert_cmpuint (low->answers[0].exact_total, ==, 0);
  sim_size_study_free (low);
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
}

/* The first arm is the worse one: what a two-sided test finds is harm. */
static void
test_harm (void)
{
  SimScenario *scenario = fixture_scenario ("/outcomes/0/means/hand-ear=[40,40]",
                                            "/dropout/proportion=0", NULL);
  SimSizeStudy *study = study_of (scenario, 0.5, "HE-UC", 8000);

  g_assert_cmpint (study->answers[0].counts, ==, SIM_COUNTS_HARM);
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
}

static void
test_smallest (void)
{
  SimScenario *scenario
      = fixture_scenario ("/outcomes/0/means/hand-ear=[-40,-40]", "/dropout/proportion=0",
                          "/testing/multiplicity/method=none");
  SimSizeStudy *study = study_of (scenario, 0.5, "HE-UC", 8000);

  g_assert_cmpuint (study->answers[0].status, ==, SIM_SIZE_SMALLEST);
  g_assert_cmpuint (study->answers[0].total, ==, 6);
  sim_size_study_free (study);
  sim_scenario_unref (scenario);
}

static void
test_refused (void)
{
  SimScenario *scenario = fixture_scenario (NULL);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimSizeOptions options = { .goal = "none-such" };
  GError *error = NULL;
  gint cancel = 1;

  g_assert_null (sim_size_study_new (engine, scenario, &options, NULL, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (sim_size_study_new (engine, scenario, NULL, &cancel, &error));
  g_assert_no_error (error);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* The goals that were answered when it was stopped are those of the whole. */
static void
test_stopped (void)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimScenario *scenario = fixture_scenario (NULL);
  FixtureStop stop = { .until = 0.45 };
  SimSizeOptions options
      = { .target = 0.7, .replicates = 4000, .progress = fixture_stop, .data = &stop };
  SimSizeStudy *part = sim_size_study_new (engine, scenario, &options, &stop.cancel, NULL);
  SimSizeStudy *whole = study_of (scenario, 0.7, NULL, 4000);

  g_assert_false (part->complete);
  g_assert_true (whole->complete);
  g_assert_cmpuint (part->n_answers, >=, 1);
  g_assert_cmpuint (part->n_answers, <=, 2);
  for (guint i = 0; i < part->n_answers; i++) {
    g_assert_cmpstr (part->answers[i].goal.id, ==, whole->answers[i].goal.id);
    g_assert_cmpuint (part->answers[i].total, ==, whole->answers[i].total);
    g_assert_cmpuint (part->answers[i].exact_total, ==, whole->answers[i].exact_total);
  }
  sim_size_study_free (part);
  sim_size_study_free (whole);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* Every goal in one study is what it is by itself, and threads change nothing. */
static void
test_together (void)
{
  SimScenario *scenario = fixture_scenario (NULL);
  SimSizeStudy *all = study_of (scenario, 0.7, NULL, 4000);

  g_assert_cmpuint (all->n_answers, ==, 5);
  for (guint i = 0; i < all->n_answers; i++) {
    SimSizeStudy *one = study_of (scenario, 0.7, all->answers[i].goal.id, 4000);
    g_assert_cmpuint (one->answers[0].total, ==, all->answers[i].total);
    g_assert_cmpfloat (one->answers[0].power.value, ==, all->answers[i].power.value);
    sim_size_study_free (one);
  }
  sim_size_study_free (all);
  sim_scenario_unref (scenario);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/size/slow-fixed", test_slow_fixed);
  g_test_add_func ("/size/slow-blocks", test_slow_blocks);
  g_test_add_func ("/size/slow-adjusted", test_slow_adjusted);
  g_test_add_func ("/size/few", test_few);
  g_test_add_func ("/size/endless", test_endless);
  g_test_add_func ("/size/endless-adjusted", test_endless_adjusted);
  g_test_add_func ("/size/exact", test_exact);
  g_test_add_func ("/size/retention", test_retention);
  g_test_add_func ("/size/teeth", test_teeth);
  g_test_add_func ("/size/shrinking-arm", test_shrinking_arm);
  g_test_add_func ("/size/off-grid", test_off_grid);
  g_test_add_func ("/size/interval", test_interval);
  g_test_add_func ("/size/grid", test_grid);
  g_test_add_func ("/size/not-reached", test_not_reached);
  g_test_add_func ("/size/nothing", test_nothing);
  g_test_add_func ("/size/smallest", test_smallest);
  g_test_add_func ("/size/harm", test_harm);
  g_test_add_func ("/size/refused", test_refused);
  g_test_add_func ("/size/stopped", test_stopped);
  g_test_add_func ("/size/together", test_together);
  return g_test_run ();
}
