/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-times.c - trials of times, also such as end with so many events, against slow second ways.
 *
 * Trials replayed without an end by events are ended here, from a sorted list of when events
 * happen, and analysed by the log-rank test as textbooks have it: patients, estimates and what a
 * run sums up must be those of the engine. The same bits come out on every path and of records that
 * are kept.
 */
#include "people-bits.h"
#include "people-fixture.h"
#include "run/event-cut.h"

#define HEAD "{'trefoil':1,'arms':[{'id':'a','size':60},{'id':'b','size':45},"                     \
             "{'id':'c','size':50,'reference':true}],"
#define REST ",'analyses':[{'id':'m','method':'log-rank'}],'run':{'seed':17,'sizes':[40,155,300]}}"
#define OUTCOME "'outcomes':[{'id':'y','type':'time-to-event','better':'later','follow-up':26,"
#define PIECES "'intervals':[8,26],'hazards':{'a':[0.05,0.01,0.03],'b':[0.02,0.2,0],'c':0.03}"
#define LOSS ",'dropout':{'proportion':{'a':0.2,'b':0,'c':0.1}}"

typedef struct {
  const char *name, *outcome, *rest;
  guint events; /* 0: none */
} Design;

static const Design designs[] = {
  { "none", "'accrual':30,'medians':{'c':20},'hazard-ratio':{'a':0.6,'b':0.8}", LOSS, 0 },
  { "in-follow-up", "'accrual':10,'medians':{'c':20},'hazard-ratio':{'a':0.6,'b':0.8}", LOSS, 70 },
  { "in-accrual", "'accrual':30," PIECES, LOSS, 25 },
  { "all-at-once", PIECES, "", 60 },
  { "sometimes", "'accrual':20,'hazards':{'c':0.03},'hazard-ratio':0.7", LOSS, 93 },
  { "never", "'accrual':20,'hazards':{'c':0.01},'hazard-ratio':0.7", LOSS, 150 },
  { "first", "'accrual':20,'hazards':{'c':0.01},'hazard-ratio':0.7", "", 1 },
  { "random-sizes", "'accrual':30," PIECES, LOSS ",'allocation':{'method':'permuted-blocks'}", 40 },
  { "states", "'accrual':30," PIECES,
    LOSS ",'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"
         "'switching':[{'from':'b','to':'a','proportion':0.3}]", 50 },
};

static SimScenario *scenario_of (const Design *design, guint events)
{
  g_autofree char *cut = g_strdup_printf (",'events':%u", events);
  g_autofree char *text = g_strconcat (HEAD OUTCOME, design->outcome, events > 0 ? cut : "", "}]",
                                       design->rest, REST, NULL);
  return people_parse (text);
}

/* --- one trial ----------------------------------------------------------------------------- */

typedef struct {
  guint n;
  guint arm[400];
  double time[400];
  gboolean event[400], in[400];
  gboolean ended; /* by events */
} Data;

static int ascending (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Of a trial that does not end by events, as if it did. */
static void end_trial (const SimTrial *trial, guint events, Data *data)
{
  double happened[400], end = INFINITY;
  guint n = 0;
  data->n = trial->n_patients;
  for (guint i = 0; i < data->n; i++) {
    const SimPatient *patient = &trial->patients[i];
    data->arm[i] = patient->arm;
    data->time[i] = patient->outcomes->scores[0];
    data->event[i] = patient->outcomes->seen[0] == SIM_SEEN;
    if (data->event[i])
      happened[n++] = patient->entered + patient->outcomes->scores[0];
  }
  qsort (happened, n, sizeof *happened, ascending);
  data->ended = events > 0 && events <= n;
  if (data->ended)
    end = happened[events - 1];
  for (guint i = 0; i < data->n; i++) {
    double entered = trial->patients[i].entered;
    data->in[i] = entered < end;
    if (data->in[i] && entered + data->time[i] > end) {
      data->event[i] = FALSE;
      data->time[i] = end - entered;
    }
  }
}

/* Two of each arm at least. */
static gboolean is_enough (const Data *data)
{
  guint n[3] = { 0, 0, 0 };
  for (guint i = 0; i < data->n; i++)
    n[data->arm[i]] += data->in[i];
  return n[0] > 1 && n[1] > 1 && n[2] > 1;
}

/* Every event of the two arms: how many are at risk then, and of which arm. Later is better. */
static void check_pair (const Data *data, guint a, guint b, const SimTrialResult *result)
{
  double observed = 0, expected = 0, variance = 0;
  for (guint i = 0; i < data->n; i++) {
    double risk[2] = { 0, 0 };
    if (!data->in[i] || !data->event[i] || (data->arm[i] != a && data->arm[i] != b))
      continue;
    for (guint j = 0; j < data->n; j++)
      if (data->in[j] && data->time[j] >= data->time[i]) {
        risk[0] += data->arm[j] == a;
        risk[1] += data->arm[j] == b;
      }
    double share = risk[0] / (risk[0] + risk[1]);
    observed += data->arm[i] == a;
    expected += share;
    variance += share * (1 - share);
  }
  g_assert_cmpint (result->fitted, ==, variance > 0 && is_enough (data));
  if (!result->fitted)
    return;
  g_assert_cmpfloat (fabs (result->estimate - (expected - observed) / variance), <, 1e-9);
  g_assert_cmpfloat (fabs (result->se - 1 / sqrt (variance)), <, 1e-9);
}

static void check_patients (const SimTrial *trial, const Data *data)
{
  for (guint i = 0; i < data->n; i++) {
    const SimPatient *patient = &trial->patients[i];
    g_assert_cmpuint (patient->arm, ==, data->arm[i]);
    g_assert_cmpint (patient->outcomes->seen[0] == SIM_SEEN_NOT_ENTERED, ==, !data->in[i]);
    g_assert_cmpint (patient->outcomes->seen[0] == SIM_SEEN, ==, data->in[i] && data->event[i]);
    g_assert_cmpfloat (patient->outcomes->scores[0], ==, data->in[i] ? data->time[i] : 0);
  }
}

/* Who is watched to the end entered so long before it. */
static void check_entries (const SimTrial *open, double accrual)
{
  for (guint i = 0; i < open->n_patients; i++) {
    const SimPatient *patient = &open->patients[i];
    g_assert_true (patient->entered >= 0 && patient->entered <= accrual);
    if (patient->outcomes->seen[0] == SIM_SEEN_CENSORED)
      g_assert_cmpfloat (fabs (patient->outcomes->scores[0] - (accrual - patient->entered + 26)), <,
                         1e-9);
  }
}

static guint number_in (const Data *data)
{
  guint n = 0;
  for (guint i = 0; i < data->n; i++)
    n += data->in[i];
  return n;
}

/* --- a run --------------------------------------------------------------------------------- */

static void test_oracle (gconstpointer data)
{
  enum { TRIALS = 40 };
  static const guint totals[] = { 40, 155, 300 }, pairs[3][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  const Design *design = data;
  SimScenario *whole = scenario_of (design, 0), *scenario = scenario_of (design, design->events);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  guint reached = 0;
  for (guint s = 0; s < 3; s++) {
    double analysed = 0, sum = 0, fitted = 0;
    guint events = design->events > 0 ? MAX (1, (design->events * totals[s] * 2 + 155) / 310) : 0;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *open = sim_trial_new (engine, whole, r, totals[s], NULL);
      SimTrial *trial = sim_trial_new (engine, scenario, r, totals[s], NULL);
      Data *seen = g_new0 (Data, 1);
      check_entries (open, sim_scenario_number (whole, "/outcomes/0/accrual"));
      end_trial (open, events, seen);
      check_patients (trial, seen);
      for (guint h = 0; h < 3; h++)
        check_pair (seen, pairs[h][0], pairs[h][1], &trial->results[h]);
      analysed += number_in (seen);
      if (trial->results[0].fitted) {
        sum += trial->results[0].estimate;
        fitted++;
      }
      reached += seen->ended;
      g_free (seen);
      sim_trial_free (open);
      sim_trial_free (trial);
    }
    g_assert_cmpfloat (fabs (results->sizes[s].analysed - analysed / TRIALS), <, 1e-9);
    if (fitted > 0)
      g_assert_cmpfloat (fabs (results->sizes[s].hypotheses[0].estimate.value - sum / fitted), <,
                         1e-6); /* sums in steps */
  }
  g_test_message ("%u of %u trials ended by events", reached, 3 * TRIALS);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (whole);
  sim_scenario_unref (scenario);
}

static void test_bits (gconstpointer data)
{
  const Design *design = data;
  SimScenario *scenario = scenario_of (design, design->events);
  people_check_bits_of (scenario, 501, 56, 2);
  sim_scenario_unref (scenario);
}

/* An engine that keeps the records of a scenario draws the patients of another anew. */
static void test_edits (void)
{
  static const guint events[] = { 0, 40, 41, 70, 0 };
  SimEngine *keeps = fixture_engine (1, SIM_ISA_AUTO);
  char *last = NULL;
  sim_engine_set_keep (keeps, 64 << 20);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++) {
    SimScenario *scenario = scenario_of (&designs[2], events[i]);
    SimRunOptions options = { .replicates = 501 };
    SimEngine *fresh = fixture_engine (1, SIM_ISA_AUTO);
    SimSnapshot *kept = fixture_run (keeps, scenario, &options);
    SimSnapshot *drawn = fixture_run (fresh, scenario, &options);
    g_assert_cmpstr (sim_snapshot_fingerprint (kept), ==, sim_snapshot_fingerprint (drawn));
    g_assert_cmpstr (sim_snapshot_fingerprint (kept), !=, last);
    g_free (last);
    last = g_strdup (sim_snapshot_fingerprint (kept));
    sim_snapshot_unref (kept);
    sim_snapshot_unref (drawn);
    sim_engine_free (fresh);
    sim_scenario_unref (scenario);
  }
  g_free (last);
  sim_engine_free (keeps);
}

/* --- the truth ----------------------------------------------------------------------------- */

static int by_time (const void *a, const void *b)
{
  const SimPatient *x = *(const SimPatient *const *) a, *y = *(const SimPatient *const *) b;
  return (x->outcomes->scores[0] > y->outcomes->scores[0])
         - (x->outcomes->scores[0] < y->outcomes->scores[0]);
}

/* Cox's log hazard ratio of arms a and b, patients by time: Newton's steps on the partial
 * likelihood from the latest time to the first. */
static double cox (const SimPatient *const *patients, guint n, guint a, guint b, double *se)
{
  double beta = 0, information = 1;
  for (guint step = 0; step < 20; step++) {
    double score = 0, risk[2] = { 0, 0 }, ratio = exp (beta);
    information = 0;
    for (guint i = n; i-- > 0;) {
      const SimPatient *patient = patients[i];
      if ((patient->arm != a && patient->arm != b)
          || patient->outcomes->seen[0] == SIM_SEEN_NOT_ENTERED)
        continue;
      risk[patient->arm == b]++;
      double share = ratio * risk[0] / (ratio * risk[0] + risk[1]);
      if (patient->outcomes->seen[0] != SIM_SEEN)
        continue;
      score += (patient->arm == a) - share;
      information += share * (1 - share);
    }
    beta += score / information;
  }
  *se = 1 / sqrt (information);
  return beta;
}

/* One very large trial of each: what Cox's model makes of it is the true effect. */
static void test_truth (void)
{
  static const struct {
    const char *rest;
    guint events;
  } cases[] = { { "", 50000 }, { "", 6000 }, { "", 22500 },
                { ",'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"
                  "'switching':[{'from':'b','to':'a','proportion':0.3}]", 15000 } };
  static const guint pairs[3][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  PeopleTally tally = { 0, 0 };
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'a','size':20000},{'id':'b','size':12500},"
        "{'id':'c','size':17500,'reference':true}]," OUTCOME "'accrual':30,'events':%u," PIECES
        "}]" LOSS "%s,'analyses':[{'id':'m','method':'log-rank'}],'run':{'seed':%u,"
        "'sizes':[50000]}}", cases[i].events, cases[i].rest, i + 40);
    SimScenario *scenario = people_parse (text);
    SimTrial *trial = sim_trial_new (engine, scenario, 0, 0, NULL);
    const SimPatient **patients = g_new (const SimPatient *, trial->n_patients);
    for (guint k = 0; k < trial->n_patients; k++)
      patients[k] = &trial->patients[k];
    qsort (patients, trial->n_patients, sizeof *patients, by_time);
    for (guint h = 0; h < 3; h++) {
      double se, found = cox (patients, trial->n_patients, pairs[h][0], pairs[h][1], &se);
      people_z (&tally, "log hazard ratio", -found, sim_scenario_true_effect (scenario, h), se);
    }
    g_free (patients);
    sim_trial_free (trial);
    sim_scenario_unref (scenario);
  }
  people_report ("truth", &tally);
  sim_engine_free (engine);
}

/* --- which event --------------------------------------------------------------------------- */

/* Against a sorted list, of few and of many different times. */
static void test_cut (void)
{
  GRand *rand = g_rand_new_with_seed (5);
  for (guint round = 0; round < 3000; round++) {
    int n = g_rand_int_range (rand, 1, 60), kinds = g_rand_int_range (rand, 1, 80);
    int wanted = g_rand_int_range (rand, 1, n + 1);
    double times[60], sorted[60];
    for (int i = 0; i < n; i++)
      sorted[i] = times[i] = g_rand_int_range (rand, 0, kinds);
    qsort (sorted, (gsize) n, sizeof *sorted, ascending);
    g_assert_cmpfloat (sim_event_cut (n, times, wanted), ==, sorted[wanted - 1]);
    g_assert_true (isinf (sim_event_cut (n, times, n + 1)));
  }
  g_assert_true (isinf (sim_event_cut (0, NULL, 1)));
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (designs); i++) {
    g_autofree char *oracle = g_strconcat ("/run/people-times/oracle/", designs[i].name, NULL);
    g_autofree char *bits = g_strconcat ("/run/people-times/bits/", designs[i].name, NULL);
    g_test_add_data_func (oracle, &designs[i], test_oracle);
    g_test_add_data_func (bits, &designs[i], test_bits);
  }
  g_test_add_func ("/run/people-times/edits", test_edits);
  g_test_add_func ("/run/people-times/truth", test_truth);
  g_test_add_func ("/run/people-times/cut", test_cut);
  return g_test_run ();
}
