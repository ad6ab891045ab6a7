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

/* Times under watch: entry over 20 weeks, 26 more weeks of follow-up, in arm a loss of 20 % of
 * those who are watched to the end of the follow-up. */
typedef struct {
  const char *name, *outcome;
  double hazard[2][3]; /* of arms a and b until weeks 8 and 30 and from then on */
  double shape;        /* of these hazards, as of exp (-(h t)^shape) */
} Watched;

static const Watched watched[] = {
  { "constant", "'hazards':{'a':0.03,'b':0.05}", { { 0.03, 0.03, 0.03 }, { 0.05, 0.05, 0.05 } },
    1 },
  { "ratio", "'hazards':{'b':0.05},'shape':1.5,'hazard-ratio':{'a':0.6}", /* 0.05 x 0.6^(2/3) */
    { { 0.0355689330, 0.0355689330, 0.0355689330 }, { 0.05, 0.05, 0.05 } }, 1.5 },
  { "pieces", "'intervals':[8,30],'hazards':{'a':[0.02,0.06,0.01],'b':[0.05,0.01,0.08]}",
    { { 0.02, 0.06, 0.01 }, { 0.05, 0.01, 0.08 } }, 1 },
  { "pieces-ratio", "'intervals':[8,30],'hazards':[0.05,0,0.08],'hazard-ratio':{'a':0.5}",
    { { 0.025, 0, 0.04 }, { 0.05, 0, 0.08 } }, 1 },
  { "never", "'intervals':[8,30],'hazards':{'a':[0,0.04,0],'b':[0.05,0.02,0]}",
    { { 0, 0.04, 0 }, { 0.05, 0.02, 0 } }, 1 },
};

enum { EVENT, LOST, END, FATES };

/* What comes together until then, of the event and of loss. */
static double together (const Watched *w, guint arm, double t)
{
  const double *h = w->hazard[arm];
  if (w->shape != 1)
    return pow (h[0] * t, w->shape);
  return h[0] * MIN (t, 8) + h[1] * CLAMP (t - 8, 0, 22) + h[2] * MAX (0, t - 30);
}

static double lost_rate (guint arm)
{
  return arm == 0 ? -log (0.8) / 26 : 0;
}

/* Proportions of each fate and the mean time watched: steps of a thousandth of a week. */
static void asked_of (const Watched *w, guint arm, double *p, double *mean)
{
  const double step = 1e-3;
  double before = 1;
  p[EVENT] = p[LOST] = *mean = 0;
  for (double t = 0; t < 46; t += step) {
    double middle = t + step / 2, in = middle < 26 ? 1 : (46 - middle) / 20;
    double after = exp (-together (w, arm, t + step)), lost = exp (-lost_rate (arm) * middle);
    p[EVENT] += (before - after) * lost * in;
    p[LOST] += (before + after) / 2 * lost * lost_rate (arm) * in * step;
    *mean += (before + after) / 2 * lost * in * step;
    before = after;
  }
  p[END] = 1 - p[EVENT] - p[LOST];
}

/* Numbers of an arm by fate, and the sums of the times watched and of their squares. */
typedef struct {
  double n[FATES], weeks, squares;
} Found;

static void find (SimEngine *engine, SimScenario *scenario, Found *found)
{
  for (guint r = 0; r < TRIALS; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    for (guint i = 0; i < trial->n_patients; i++) {
      const SimPatient *patient = &trial->patients[i];
      Found *arm = &found[patient->arm];
      double time = patient->outcomes->scores[0];
      arm->n[patient->outcomes->seen[0] == SIM_SEEN        ? EVENT
             : patient->outcomes->seen[0] == SIM_SEEN_LEFT ? LOST
                                                           : END]++;
      arm->weeks += time;
      arm->squares += time * time;
      g_assert_true (patient->outcomes->seen[0] != SIM_SEEN_CENSORED || (time >= 26 && time <= 46));
    }
    sim_trial_free (trial);
  }
}

static void test_times (gconstpointer data)
{
  const Watched *w = data;
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':40000},{'id':'b','size':40000,'reference':true}],"
      "'outcomes':[{'id':'y','type':'time-to-event','better':'later','accrual':20,'follow-up':26,"
      "%s}],'dropout':{'proportion':{'a':0.2,'b':0}},"
      "'analyses':[{'id':'m','method':'log-rank'}],'run':{'seed':91,'sizes':[80000]}}",
      w->outcome);
  SimScenario *scenario = people_parse (text);
  PeopleTally tally = { 0, 0 };
  Found found[2] = { { .weeks = 0 }, { .weeks = 0 } };
  double n = 40000.0 * TRIALS;
  find (engine, scenario, found);
  for (guint a = 0; a < 2; a++) {
    double p[FATES], asked, mean = found[a].weeks / n;
    asked_of (w, a, p, &asked);
    for (guint k = 0; k < FATES; k++)
      if (p[k] > 0)
        people_z (&tally, "fate", found[a].n[k] / n, p[k], sqrt (p[k] * (1 - p[k]) / n));
      else
        g_assert_cmpfloat (found[a].n[k], ==, 0);
    people_z (&tally, "weeks", mean, asked, sqrt ((found[a].squares / n - mean * mean) / n));
  }
  people_report (w->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* --- fits that share their patients ----------------------------------------------------------  */

/* Power and mean estimate of the hypothesis of an analysis, one of so many. */
static void read_shared (const char *analyses, const char *outcome, guint n, guint which,
                         double found[2])
{
  GString *text = g_string_new (NULL);
  g_string_printf (text,
                   "{'trefoil':1,'arms':[{'id':'a','size':30},{'id':'b','size':30},"
                   "{'id':'c','size':30}],'outcomes':[{'id':'y',%s}],'analyses':[%s],"
                   "'testing':{'multiplicity':{'method':'none'},'hypotheses':[",
                   outcome, analyses);
  static const char *const hypotheses[] = { "{'id':'H','compare':['a','b'],'analysis':'m'}",
                                            "{'id':'I','compare':['a','c'],'analysis':'n'}" };
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i ? "," : "", hypotheses[n == 1 ? which : i]);
  g_string_append (text, "]},'run':{'sizes':[60]}}");
  SimScenario *scenario = people_parse (text->str);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = 400 };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint size = 0; size < 2; size++)
    found[size] = results->sizes[size].hypotheses[n == 1 ? 0 : which].estimate.value
                  + 10 * results->sizes[size].hypotheses[n == 1 ? 0 : which].power.value;
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_string_free (text, TRUE);
}

/* Two analyses of one visit give what each gives alone. */
static void test_shared (void)
{
  static const char *const outcomes[][2] = {
    { "'type':'count','rates':{'a':2,'b':3,'c':4}", "negative-binomial" },
    { "'type':'time-to-event','medians':{'a':30,'b':20,'c':15},'follow-up':26", "log-rank" },
    { "'type':'time-to-event','medians':{'a':30,'b':20,'c':15},'accrual':20,'follow-up':26,"
      "'events':40",
      "log-rank" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    const char *method = outcomes[i][1];
    char *m = g_strdup_printf ("{'id':'m','method':'%s'}", method);
    char *n = g_strdup_printf ("{'id':'n','method':'%s'}", method);
    char *both = g_strjoin (",", m, n, NULL);
    const char *const alone[] = { m, n };
    for (guint which = 0; which < 2; which++) {
      double one[2], shared[2];
      read_shared (alone[which], outcomes[i][0], 1, which, one);
      read_shared (both, outcomes[i][0], 2, which, shared);
      g_assert_cmpfloat (one[0], ==, shared[0]);
      g_assert_cmpfloat (one[1], ==, shared[1]);
    }
    g_free (m);
    g_free (n);
    g_free (both);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-raw/estimands", test_estimands);
  g_test_add_func ("/run/people-raw/leaving", test_leaving);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++) {
    g_autofree char *path = g_strconcat ("/run/people-raw/times/", watched[i].name, NULL);
    g_test_add_data_func (path, &watched[i], test_times);
  }
  g_test_add_func ("/run/people-raw/shared", test_shared);
  return g_test_run ();
}
