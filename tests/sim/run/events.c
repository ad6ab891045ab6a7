/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * events.c - how many events trials of times have, and how long they take, by second routes.
 *
 * Counts: a slow count over trials that are replayed patient by patient. Means: of exponential
 * times of patients who enter evenly, in closed form, also from the rows of survival_design.csv,
 * within 4 Monte Carlo standard errors. The same bits on every path and of records that are kept.
 */
#include "people-fixture.h"

enum { REPLAYED = 60, MANY = 20000 };

#define ARMS                                                                                       \
  "{'trefoil':1,'arms':[{'id':'a','size':60},{'id':'b','size':45},"                                \
  "{'id':'c','size':50,'reference':true}],"
#define OUTCOME "'outcomes':[{'id':'y','type':'time-to-event','better':'later','follow-up':26,"
#define LOSS ",'dropout':{'proportion':{'a':0.2,'b':0,'c':0.1}}"
#define RANDOM ",'allocation':{'method':'permuted-blocks'}"

typedef struct {
  const char *name, *outcome, *rest, *method;
} Design;

static const Design designs[] = {
  { "date", "'accrual':30,'hazards':{'a':0.02,'b':0.03,'c':0.05}", LOSS, "log-rank" },
  { "date-cox", "'accrual':30,'hazards':{'a':0.02,'b':0.03,'c':0.05}", LOSS, "cox" },
  { "events", "'accrual':30,'hazards':{'a':0.02,'b':0.03,'c':0.05},'events':70", LOSS,
    "log-rank" },
  { "events-cox", "'accrual':30,'hazards':{'a':0.02,'b':0.03,'c':0.05},'events':70", LOSS,
    "cox" },
  { "sometimes", "'accrual':20,'hazards':{'c':0.03},'hazard-ratio':0.7,'events':76", LOSS,
    "log-rank" },
  { "never", "'accrual':20,'hazards':{'c':0.01},'hazard-ratio':0.7,'events':150", LOSS,
    "log-rank" },
  { "in-accrual", "'accrual':30,'hazards':0.04,'events':12", LOSS RANDOM, "log-rank" },
  { "random", "'accrual':30,'hazards':0.04,'events':60", LOSS RANDOM, "cox" },
};

static SimScenario *scenario_of (const Design *design)
{
  g_autofree char *text = g_strdup_printf (
      ARMS OUTCOME "%s}]%s,'analyses':[{'id':'m','method':'%s'}],"
      "'run':{'seed':17,'sizes':[40,155,300]}}",
      design->outcome, design->rest, design->method);
  return people_parse (text);
}

/* --- a slow count -------------------------------------------------------------------------- */

/* What replayed trials have: [arm], the last of all; and how long they take. */
typedef struct {
  double events[4][REPLAYED], duration[REPLAYED];
  guint reached;
} Slow;

static void count_slowly (const SimTrial *trial, guint wanted, double longest, guint i, Slow *slow)
{
  double last = 0;
  for (guint a = 0; a < 4; a++)
    slow->events[a][i] = 0;
  for (guint p = 0; p < trial->n_patients; p++) {
    const SimPatient *patient = &trial->patients[p];
    if (patient->outcomes->seen[0] != SIM_SEEN)
      continue;
    slow->events[patient->arm][i]++;
    slow->events[3][i]++;
    last = MAX (last, patient->entered + patient->outcomes->scores[0]);
  }
  gboolean reached = wanted > 0 && slow->events[3][i] >= wanted;
  slow->reached += reached;
  slow->duration[i] = reached ? last : longest;
}

static void check_mean (const SimTrialMean *found, const double *values, double slack)
{
  double mean = 0, squares = 0;
  for (guint i = 0; i < REPLAYED; i++)
    mean += values[i] / REPLAYED;
  for (guint i = 0; i < REPLAYED; i++)
    squares += (values[i] - mean) * (values[i] - mean);
  double sd = sqrt (squares / (REPLAYED - 1));
  g_assert_cmpfloat (fabs (found->mean.value - mean), <=, slack);
  g_assert_cmpfloat (fabs (found->sd - sd), <=, slack);
  g_assert_cmpfloat (fabs (found->mean.mcse - sd / sqrt (REPLAYED)), <=, slack);
}

static void test_count (gconstpointer data)
{
  static const guint totals[] = { 40, 155, 300 };
  SimScenario *scenario = scenario_of (data);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = REPLAYED };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  double longest = 26 + sim_scenario_number (scenario, "/outcomes/0/accrual");
  double own = sim_scenario_number (scenario, "/outcomes/0/events");
  for (guint s = 0; s < 3; s++) {
    const SimTimesResult *times = &sim_snapshot_results (snapshot)->sizes[s].times;
    guint wanted = own > 0 ? (guint) MAX (1, floor (own * totals[s] / 155 + 0.5)) : 0;
    Slow slow = { .reached = 0 };
    g_assert_true (times->counted);
    g_assert_cmpuint (times->wanted, ==, wanted);
    for (guint i = 0; i < REPLAYED; i++) {
      SimTrial *trial = sim_trial_new (engine, scenario, i, totals[s], NULL);
      count_slowly (trial, wanted, longest, i, &slow);
      sim_trial_free (trial);
    }
    for (guint a = 0; a < 3; a++)
      check_mean (&times->events_arms[a], slow.events[a], 1e-10);
    check_mean (&times->events, slow.events[3], 1e-10);
    check_mean (&times->duration, slow.duration, longest * 1e-7); /* sums in steps */
    if (wanted > 0)
      g_assert_cmpfloat (times->reached.value, ==, (double) slow.reached / REPLAYED);
    else {
      g_assert_true (isnan (times->reached.value));
      g_assert_true (times->duration.mean.value == longest && times->duration.mean.mcse == 0);
    }
    g_test_message ("%u patients: %u of %u trials ended by events", totals[s], slow.reached,
                    REPLAYED);
  }
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- the same on every path ---------------------------------------------------------------- */

static void check_same (const SimTimesResult *one, const SimTimesResult *other)
{
  g_assert_cmpmem (&one->events, sizeof one->events, &other->events, sizeof other->events);
  g_assert_cmpmem (one->events_arms, 3 * sizeof *one->events_arms, other->events_arms,
                   3 * sizeof *other->events_arms);
  g_assert_cmpmem (&one->duration, sizeof one->duration, &other->duration, sizeof other->duration);
  g_assert_cmpmem (&one->reached, sizeof one->reached, &other->reached, sizeof other->reached);
}

static void test_bits (gconstpointer data)
{
  SimScenario *scenario = scenario_of (data);
  SimSnapshot *first = NULL;
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++)
    for (guint threads = 1; threads <= 3; threads++) {
      GError *error = NULL;
      SimEngine *engine = sim_engine_new (threads, (SimIsa) isa, &error);
      g_clear_error (&error); /* this machine may lack the instructions */
      if (!engine)
        continue;
      sim_engine_set_keep (engine, threads == 2 ? 64 << 20 : 0);
      for (guint again = 0; again < threads && again < 2; again++) { /* then from kept records */
        SimRunOptions options = { .replicates = 501, .block = threads * 56 };
        SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
        if (!first)
          first = sim_snapshot_ref (snapshot);
        for (guint s = 0; s < 3; s++)
          check_same (&sim_snapshot_results (snapshot)->sizes[s].times,
                      &sim_snapshot_results (first)->sizes[s].times);
        sim_snapshot_unref (snapshot);
      }
      sim_engine_free (engine);
    }
  sim_snapshot_unref (first);
  sim_scenario_unref (scenario);
}

/* --- closed forms -------------------------------------------------------------------------- */

/* P(event) with exponential times and losses of patients who enter evenly. */
static double chance (double hazard, double loss, double accrual, double follow_up)
{
  double all = hazard + loss;
  double left = (exp (-all * follow_up) - exp (-all * (accrual + follow_up))) / (all * accrual);
  return hazard / all * (1 - left);
}

static const SimTimesResult *run_of (SimEngine *engine, const char *text, SimSnapshot **snapshot)
{
  SimScenario *scenario = people_parse (text);
  SimRunOptions options = { .replicates = MANY };
  *snapshot = fixture_run (engine, scenario, &options);
  sim_scenario_unref (scenario);
  return &sim_snapshot_results (*snapshot)->sizes[0].times;
}

/* One arm of n: the mean, and the SD of a binomial number. */
static void check_arm (PeopleTally *tally, const char *what, const SimTrialMean *events, double n,
                       double p)
{
  double sd = sqrt (n * p * (1 - p));
  people_z (tally, what, events->mean.value, n * p, sd / sqrt (MANY));
  people_z (tally, what, events->sd, sd, sd / sqrt (2.0 * MANY));
}

static void test_published (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "survival_design.csv", NULL);
  g_autofree char *text = NULL;
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 1; lines[i]; i++) {
    g_auto (GStrv) cell = g_strsplit (lines[i], ",", -1);
    SimSnapshot *snapshot;
    double follow_up = g_ascii_strtod (cell[8], NULL);
    double lost = -expm1 (-g_ascii_strtod (cell[5], NULL) * follow_up); /* it is a hazard */
    g_autofree char *scenario = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'e','size':50},{'id':'f','size':40},"
        "{'id':'c','size':60,'reference':true}],'outcomes':[{'id':'y','type':'time-to-event',"
        "'better':'later','follow-up':%s,'accrual':%s,'medians':{'c':%s},'hazard-ratio':%s}],"
        "'dropout':{'proportion':%.17g},'analyses':[{'id':'m','method':'log-rank'}],"
        "'run':{'seed':%u,'sizes':[150]}}",
        cell[8], cell[7], cell[1], cell[2], lost, 500 + i);
    const SimTimesResult *times = run_of (engine, scenario, &snapshot);
    double control = g_ascii_strtod (cell[13], NULL), active = g_ascii_strtod (cell[14], NULL);
    check_arm (&tally, cell[0], &times->events_arms[0], 50, active);
    check_arm (&tally, cell[0], &times->events_arms[1], 40, active);
    check_arm (&tally, cell[0], &times->events_arms[2], 60, control);
    people_z (&tally, cell[0], times->events.mean.value, 90 * active + 60 * control,
              times->events.mean.mcse);
    sim_snapshot_unref (snapshot);
  }
  people_report ("events of published designs", &tally);
  sim_engine_free (engine);
}

/* All enter at once and nobody is lost: the time of the dth of n exponential times has the mean
 * (1 / n + ... + 1 / (n - d + 1)) / hazard, and the sum of the squares as variance; with hardly any
 * chance that follow-up ends first. */
static void test_duration (void)
{
  enum { N = 30, EVENTS = 21 };
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot;
  double hazard = 0.05, mean = 0, variance = 0;
  for (int i = 0; i < EVENTS; i++) {
    mean += 1 / (hazard * (N - i));
    variance += 1 / (hazard * hazard * (N - i) * (N - i));
  }
  const SimTimesResult *times = run_of (
      engine,
      "{'trefoil':1,'arms':[{'id':'a','size':10},{'id':'b','size':10},"
      "{'id':'c','size':10,'reference':true}],'outcomes':[{'id':'y','type':'time-to-event',"
      "'better':'later','follow-up':200,'hazards':0.05,'events':21}],"
      "'analyses':[{'id':'m','method':'log-rank'}],'run':{'seed':77,'sizes':[30]}}",
      &snapshot);
  people_z (&tally, "duration", times->duration.mean.value, mean, sqrt (variance / MANY));
  g_assert_cmpfloat (fabs (times->duration.sd / sqrt (variance) - 1), <, 0.04);
  g_assert_cmpfloat (times->events.mean.value, ==, EVENTS);
  g_assert_cmpfloat (times->events.sd, ==, 0);
  people_z (&tally, "events of an arm", times->events_arms[0].mean.value, EVENTS / 3.0,
            times->events_arms[0].mean.mcse);
  g_assert_cmpfloat (times->reached.value, ==, 1);
  sim_snapshot_unref (snapshot);
  people_report ("duration until so many events", &tally);
  sim_engine_free (engine);
}

/* Whether there are so many is binomial. */
static void test_reached (void)
{
  enum { N = 30, EVENTS = 15 };
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  SimSnapshot *snapshot;
  double p = chance (0.03, 0, 10, 20), share = 0;
  for (int k = EVENTS; k <= N; k++)
    share += exp (lgamma (N + 1) - lgamma (k + 1) - lgamma (N - k + 1) + k * log (p)
                  + (N - k) * log1p (-p));
  const SimTimesResult *times = run_of (
      engine,
      "{'trefoil':1,'arms':[{'id':'a','size':10},{'id':'b','size':10},"
      "{'id':'c','size':10,'reference':true}],'outcomes':[{'id':'y','type':'time-to-event',"
      "'better':'later','follow-up':20,'accrual':10,'hazards':0.03,'events':15}],"
      "'analyses':[{'id':'m','method':'cox'}],'run':{'seed':78,'sizes':[30]}}",
      &snapshot);
  people_z (&tally, "reached", times->reached.value, share, sqrt (share * (1 - share) / MANY));
  sim_snapshot_unref (snapshot);
  people_report ("share of trials that have so many events", &tally);
  sim_engine_free (engine);
}

/* Nothing is said where nothing is of times. */
static void test_none (void)
{
  SimScenario *scenario = fixture_scenario ("/run/sizes=[60]");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 8 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  g_assert_false (sim_snapshot_results (snapshot)->sizes[0].times.counted);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *count = g_strconcat ("/run/events/count/", designs[i].name, NULL);
    g_autofree char *bits = g_strconcat ("/run/events/bits/", designs[i].name, NULL);
    g_test_add_data_func (count, &designs[i], test_count);
    g_test_add_data_func (bits, &designs[i], test_bits);
  }
  g_test_add_func ("/run/events/published", test_published);
  g_test_add_func ("/run/events/duration", test_duration);
  g_test_add_func ("/run/events/reached", test_reached);
  g_test_add_func ("/run/events/none", test_none);
  return g_test_run ();
}
