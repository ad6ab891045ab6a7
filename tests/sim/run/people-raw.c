/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-raw.c - patients whose scores are 0 and 1: who leaves by them, what becomes of those who
 * do not adhere or switch, and what is then true of all; and times, who is watched how long. All
 * within 4 standard errors.
 */
#include "people-fixture.h"

enum { SIZE = 49000, TRIALS = 10 };

static SimScenario *scenario_of (const char *rest)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d,'reference':true}],"
      "'outcomes':[{'id':'y','type':'binary','better':'higher','proportions':{'a':[0.4,0.6],"
      "'b':[0.3,0.35]},'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'correlation':{'visits':0.6}}],%s"
      "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.2}},"
      "'switching':[{'from':'b','to':'a','proportion':0.25}],"
      "'practitioners':{'caseload':{'a':7},'icc':0.1},"
      "'analyses':[{'id':'m','visit':'w','method':'risk-difference'}],"
      "'run':{'seed':91,'sizes':[%d]}}",
      SIZE, SIZE, rest, 2 * SIZE);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

/* Numbers by arm: [treated], with a score of 1 at the second visit. */
typedef struct {
  double n[3], ones[3];
} Counts;

static void check_ones (PeopleTally *tally, const char *what, const Counts *c, guint treated,
                        double proportion, double p)
{
  double n = c->n[0] + c->n[1] + c->n[2], of = c->n[treated];
  /* practitioners of 7 make the variance of a mean larger by less than 1 + 6 x 0.1 */
  people_z (tally, what, of / n, proportion, sqrt (proportion * (1 - proportion) / n));
  people_z (tally, what, c->ones[treated] / of, p, sqrt (1.6 * p * (1 - p) / of));
}

static void check_estimand (const char *rest, gboolean policy)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (rest);
  PeopleTally tally = { 0, 0 };
  Counts counts[2] = { { { 0 }, { 0 } }, { { 0 }, { 0 } } };
  for (guint r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      counts[patient->arm].n[patient->treated]++;
      counts[patient->arm].ones[patient->treated] += patient->outcomes->scores[1];
    }
    sim_trial_free (trial);
  }
  const Counts *a = &counts[0], *b = &counts[1];
  check_ones (&tally, "a", a, SIM_TREATED_AS_ALLOCATED, 0.7, 0.6);
  check_ones (&tally, "a not adherent", a, SIM_TREATED_NOT_ADHERENT, 0.3, 0.35 + 0.2 * 0.25);
  check_ones (&tally, "b", b, SIM_TREATED_AS_ALLOCATED, 0.75, 0.35);
  check_ones (&tally, "b switched", b, SIM_TREATED_SWITCHED, 0.25, 0.6);
  /* a: 0.7 x 0.6 + 0.3 x 0.4 = 0.54; b: 0.75 x 0.35 + 0.25 x 0.6 = 0.4125 */
  g_assert_cmpfloat (fabs (sim_scenario_true_effect (scenario, 0) - (policy ? 0.1275 : 0.25)), <,
                     1e-9);
  people_report (policy ? "policy" : "hypothetical", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

static void test_estimands (void)
{
  check_estimand ("", TRUE);
  check_estimand ("'estimand':'hypothetical',", FALSE);
}

/* By score: how many are there still, and leave. */
typedef struct {
  double there[2], left[2];
} Table;

static void check_table (PeopleTally *tally, const char *what, const Table *t, double log_odds)
{
  double odds[2], variance = 0;
  for (guint s = 0; s < 2; s++) {
    double stay = t->there[s] - t->left[s];
    odds[s] = t->left[s] / stay;
    variance += 1 / t->left[s] + 1 / stay;
  }
  people_z (tally, what, log (odds[1] / odds[0]), log_odds, sqrt (variance));
}

/* Without a baseline nothing is seen before the first visit: with MAR leaving by then is random. */
static void check_leaving (const char *mechanism, gboolean unseen)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  char *rest = g_strdup_printf (
      "'dropout':{'mechanism':'%s','log-odds':{'a':1.5,'b':-0.8},'proportion':[0.1,0.3],"
      "'gaps':{'a':0.2}},", mechanism);
  SimScenario *scenario = scenario_of (rest);
  static const double log_odds[] = { 1.5, -0.8 };
  PeopleTally tally = { 0, 0 };
  Table first[2] = { { { 0 }, { 0 } }, { { 0 }, { 0 } } }, second[2] = { first[0], first[1] };
  double left[2][2] = { { 0 } }, n = (double) SIZE * TRIALS;
  for (guint r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      guint a = patient->arm, s = (guint) patient->outcomes->scores[0];
      first[a].there[s]++;
      first[a].left[s] += patient->outcomes->seen[0] == SIM_SEEN_LEFT;
      for (guint v = 0; v < 2; v++)
        left[a][v] += patient->outcomes->seen[v] == SIM_SEEN_LEFT;
      if (patient->outcomes->seen[0] == SIM_SEEN_LEFT
          || (!unseen && patient->outcomes->seen[0] != SIM_SEEN))
        continue;
      s = (guint) patient->outcomes->scores[unseen ? 1 : 0];
      second[a].there[s]++;
      second[a].left[s] += patient->outcomes->seen[1] == SIM_SEEN_LEFT;
    }
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 2; a++) {
    check_table (&tally, "first visit", &first[a], unseen ? log_odds[a] : 0);
    check_table (&tally, "second visit", &second[a], log_odds[a]);
    people_z (&tally, "left", left[a][0] / n, 0.1, sqrt (0.1 * 0.9 / n));
    people_z (&tally, "left", left[a][1] / n, 0.3, sqrt (0.3 * 0.7 / n));
  }
  people_report (mechanism, &tally);
  g_free (rest);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

static void test_leaving (void)
{
  check_leaving ("mar", FALSE);
  check_leaving ("mnar", TRUE);
}

/* Constant hazards of the event and of loss, entry over 20 weeks, 26 more weeks of follow-up. */
static void test_times (void)
{
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = people_parse (
      "{'trefoil':1,'arms':[{'id':'a','size':40000},{'id':'b','size':40000,'reference':true}],"
      "'outcomes':[{'id':'y','type':'time-to-event','better':'later','accrual':20,'follow-up':26,"
      "'hazards':{'a':0.03,'b':0.05}}],'dropout':{'proportion':{'a':0.2,'b':0}},"
      "'analyses':[{'id':'m','method':'log-rank'}],'run':{'seed':91,'sizes':[80000]}}");
  PeopleTally tally = { 0, 0 };
  double count[2][3] = { { 0 } }, watched[2] = { 0 }, squares[2] = { 0 }, n = 40000.0 * TRIALS;
  for (guint r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      double time = patient->outcomes->scores[0];
      count[patient->arm][patient->outcomes->seen[0] == SIM_SEEN        ? 0
                          : patient->outcomes->seen[0] == SIM_SEEN_LEFT ? 1
                                                                        : 2]++;
      watched[patient->arm] += time;
      squares[patient->arm] += time * time;
      g_assert_true (patient->outcomes->seen[0] != SIM_SEEN_CENSORED || (time >= 26 && time <= 46));
    }
    sim_trial_free (trial);
  }
  for (guint a = 0; a < 2; a++) {
    double event = a == 0 ? 0.03 : 0.05, loss = a == 0 ? -log (0.8) / 26 : 0, c = event + loss;
    double end = exp (-c * 26) * (1 - exp (-c * 20)) / (c * 20); /* watched to the end */
    double p[3] = { event / c * (1 - end), loss / c * (1 - end), end };
    for (guint k = 0; k < 3; k++)
      if (p[k] > 0)
        people_z (&tally, "fate", count[a][k] / n, p[k], sqrt (p[k] * (1 - p[k]) / n));
      else
        g_assert_cmpfloat (count[a][k], ==, 0);
    double mean = watched[a] / n;
    people_z (&tally, "weeks", mean, (1 - end) / c, sqrt ((squares[a] / n - mean * mean) / n));
  }
  people_report ("times", &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-raw/estimands", test_estimands);
  g_test_add_func ("/run/people-raw/leaving", test_leaving);
  g_test_add_func ("/run/people-raw/times", test_times);
  return g_test_run ();
}
