/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outcomes.c - several outcomes in a scenario: defaults, what is refused and how it is said, and
 * how the values of one follow from those of another.
 */
#include <math.h>

#include "scenario/expand.h"
#include "scenario/responder.h"
#include "scenario/scenario-private.h"

#include "scenario-make.h"

#define HEAD "{'trefoil':1," SMALL_ARMS ",\n"
#define VISITS "'visits':[{'id':'w4','time':4},{'id':'w8','time':8}]"
#define PAIN "{'id':'pain'," VISITS ",'baseline':{'mean':6,'sd':2},'means':4,'sd':2}"
#define MOOD "{'id':'mood','better':'higher'," VISITS ",'means':40,'sd':10}"
#define DAYS "{'id':'days','type':'count'," VISITS ",'rates':3}"
#define TAIL ",\n" SMALL_REST "}"
#define WITH(outcomes) HEAD "'outcomes':[" outcomes "]" TAIL
#define AND(outcomes, rest) HEAD "'outcomes':[" outcomes "],\n" rest TAIL
#define RESPONSE(members) "{'id':'r','type':'binary','responder':{" members "}}"

static double
between (const SimScenario *scenario, guint i, guint j)
{
  g_autofree char *pointer = g_strdup_printf ("/outcome-correlation/%u/%u", i, j);
  return sim_scenario_number (scenario, pointer);
}

static void
defaults (void)
{
  g_autoptr (SimScenario) one = make_valid (WITH (PAIN));
  g_autoptr (SimScenario) three = make_valid (WITH (PAIN "," MOOD "," DAYS));
  g_autoptr (SimScenario) number
      = make_valid (AND (PAIN "," MOOD "," DAYS, "'outcome-correlation':0.25"));
  g_autoptr (SimScenario) response = make_valid (WITH (PAIN "," RESPONSE ("'outcome':'pain',"
                                                                         "'improvement':2")));
  /* one outcome has nothing to go with, nor has one with what is made of it */
  g_autoptr (SimScenario) said = make_valid (AND (PAIN, "'outcome-correlation':0.7"));
  g_assert_cmpstr (sim_scenario_hash (said), ==, sim_scenario_hash (one));
  g_assert_null (sim_scenario_value (one, "/outcome-correlation"));
  g_assert_null (sim_scenario_value (response, "/outcome-correlation"));
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++) {
      double alike = (i == 1) == (j == 1) ? 0.5 : -0.5; /* more is better of mood alone */
      g_assert_cmpfloat (between (three, i, j), ==, i == j ? 1 : alike);
      g_assert_cmpfloat (between (number, i, j), ==, i == j ? 1 : 0.25);
    }
  /* to respond is good, and seen when the scores are */
  g_assert_cmpstr (sim_scenario_text (response, "/outcomes/r/better"), ==, "higher");
  g_assert_cmpstr (sim_scenario_text (response, "/outcomes/r/visits/1/id"), ==, "w8");
  g_assert_null (sim_scenario_value (response, "/outcomes/r/correlation"));
}

/* The source may stand after what is made of it. */
static void
any_order (void)
{
  g_autoptr (SimScenario) before
      = make_valid (HEAD "'outcomes':[" RESPONSE ("'outcome':'pain','improvement':2") "," PAIN
                         "],'analyses':[{'id':'m','method':'risk-difference'}]}");
  g_autoptr (SimScenario) after
      = make_valid (WITH (PAIN "," RESPONSE ("'outcome':'pain','improvement':2")));
  for (guint v = 0; v < 2; v++)
    g_assert_cmpfloat (sim_scenario_true_mean (before, 0, 0, v), ==,
                       sim_scenario_true_mean (after, 1, 0, v));
  SimResponder responder;
  g_assert_true (sim_scenario_responder (before, 0, &responder));
  g_assert_cmpuint (responder.source, ==, 1);
  g_assert_false (sim_scenario_responder (before, 1, &responder));
}

/* What the first outcome is made of is drawn first, and leads. The matrix keeps to the list. */
static void
source_first (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      HEAD "'outcomes':[" RESPONSE ("'outcome':'pain','improvement':2") "," MOOD "," DAYS "," PAIN
           "],'outcome-correlation':[[1,0.1,0.2],[0.1,1,0.3],[0.2,0.3,1]],"
           "'analyses':[{'id':'m','method':'risk-difference'}]}");
  guint own[SIM_MAX_OUTCOMES];
  double alike[SIM_MAX_OUTCOMES];
  g_assert_cmpuint (sim_scenario_own_outcomes (scenario, own), ==, 3);
  g_assert_cmpuint (own[0], ==, 3);
  g_assert_cmpuint (own[1], ==, 1);
  g_assert_cmpuint (own[2], ==, 2);
  g_assert_true (sim_scenario_alike (scenario, 1, alike));
  g_assert_cmpfloat (fabs (alike[0] - 0.2), <, 1e-12); /* mood with pain */
}

typedef struct {
  const char *text;
  SimErrorCode code;
  const char *pointer, *part;
} Refused;

static const Refused refused[] = {
  { WITH (PAIN "," MOOD "," PAIN), SIM_ERROR_ID, "/outcomes/2/id", NULL },
  { AND (PAIN "," MOOD, "'outcome-correlation':1"), SIM_ERROR_RANGE, "/outcome-correlation",
    "above -1 and below 1" },
  { AND (PAIN "," MOOD, "'outcome-correlation':[[1,0.5],[0.4,1]]"), SIM_ERROR_CONFLICT,
    "/outcome-correlation/1/0", "not symmetric" },
  { AND (PAIN "," MOOD, "'outcome-correlation':[[1]]"), SIM_ERROR_SHAPE, "/outcome-correlation",
    "2 rows of 2 numbers" },
  { AND (PAIN "," MOOD, "'outcome-correlation':'high'"), SIM_ERROR_KIND, "/outcome-correlation",
    "one number, or" },
  { AND (PAIN "," MOOD "," DAYS, "'outcome-correlation':[[1,0.9,0.9],[0.9,1,-0.9],[0.9,-0.9,1]]"),
    SIM_ERROR_CONFLICT, "/outcome-correlation", "not positive definite" },
  /* what goes together over time by 0.9 in one outcome and by 0 in the other cannot be alike */
  { AND ("{'id':'x'," VISITS ",'means':1,'sd':1,'correlation':{'type':'compound-symmetry',"
         "'rho':0.95}},{'id':'y'," VISITS ",'means':1,'sd':1,'correlation':"
         "{'type':'compound-symmetry','rho':-0.5}}",
         "'outcome-correlation':0.9"),
    SIM_ERROR_CONFLICT, "/outcome-correlation", "at \"w4\" in arm \"a\"" },
  { WITH (PAIN "," RESPONSE ("'outcome':'pain'")), SIM_ERROR_MISSING,
    "/outcomes/r/responder/improvement", NULL },
  { WITH (PAIN "," RESPONSE ("'outcome':'pain','improvement':0")), SIM_ERROR_RANGE,
    "/outcomes/r/responder/improvement", "above 0" },
  { WITH (PAIN "," RESPONSE ("'outcome':'pain','improvement':30,'relative':true")),
    SIM_ERROR_CONFLICT, "/outcomes/r/responder/improvement", "by more than the baseline" },
  { WITH ("{'id':'pain'," VISITS ",'baseline':{'mean':6,'sd':2,'imbalance':0.3},'means':4}"),
    SIM_ERROR_CONFLICT, "/outcomes/pain/baseline/imbalance", "changes no comparison" },
  { WITH (PAIN "," RESPONSE ("'outcome':'nausea','improvement':2")), SIM_ERROR_REFERENCE,
    "/outcomes/r/responder/outcome", "pain" },
  { WITH (PAIN "," RESPONSE ("'outcome':'r','improvement':2")), SIM_ERROR_CONFLICT,
    "/outcomes/r/responder/outcome", "itself made of another" },
  { WITH (MOOD "," DAYS "," RESPONSE ("'outcome':'days','improvement':2")), SIM_ERROR_CONFLICT,
    "/outcomes/r/responder/outcome", "no scores that can improve" },
  { WITH (MOOD "," RESPONSE ("'outcome':'mood','improvement':2")), SIM_ERROR_CONFLICT,
    "/outcomes/r/responder/outcome", "no baseline" },
  { WITH (PAIN ",{'id':'r','type':'binary','responder':{'outcome':'pain','improvement':2},"
               "'proportions':0.5}"),
    SIM_ERROR_CONFLICT, "/outcomes/r/proportions", "follow from the scores" },
  { WITH (PAIN ",{'id':'r','type':'binary','responder':{'outcome':'pain','improvement':2},"
               "'correlation':{}}"),
    SIM_ERROR_CONFLICT, "/outcomes/r/correlation", "follows from the scores" },
  { WITH (PAIN ",{'id':'r','type':'binary','responder':{'outcome':'pain','improvement':2},"
               "'visits':[{'id':'w12','time':12}]}"),
    SIM_ERROR_CONFLICT, "/outcomes/r/visits/w12/id", "no such visit" },
  { WITH (PAIN ",{'id':'r','type':'binary','responder':{'outcome':'pain','improvement':2},"
               "'visits':[{'id':'w8','time':9}]}"),
    SIM_ERROR_CONFLICT, "/outcomes/r/visits/w8/time", "at another time" },
  { AND (PAIN "," RESPONSE ("'outcome':'pain','improvement':2"),
         "'covariates':[{'id':'age','correlation':{'r':0.2}}]"),
    SIM_ERROR_CONFLICT, "/covariates/age/correlation", "as the scores do" },
  { AND (PAIN "," RESPONSE ("'outcome':'pain','improvement':2"),
         "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5,'effect':{'r':1}},"
         "{'id':'m','prevalence':0.5}]}]"),
    SIM_ERROR_CONFLICT, "/strata/s/levels/l/effect/r", "none with an SD" },
  { AND (PAIN ",{'id':'t','type':'time-to-event','medians':9,'follow-up':52}",
         "'dropout':{'mechanism':'mar','log-odds':0.1,'proportion':0.1}"),
    SIM_ERROR_CONFLICT, "/dropout/mechanism", "is a time to an event" },
  { AND (PAIN ",{'id':'t','type':'time-to-event','medians':9,'follow-up':52}",
         "'dropout':{'proportion':[0.1,0.2]}"),
    SIM_ERROR_CONFLICT, "/dropout/proportion", "at one rate" },
  { WITH (PAIN ",{'id':'t','type':'time-to-event','medians':9,'follow-up':52,'events':20}"),
    SIM_ERROR_CONFLICT, "/outcomes/t/events", "end for the other outcomes too" },
  { WITH (PAIN ",{'id':'t','type':'time-to-event','medians':9,'follow-up':52,'accrual':20},"
               "{'id':'s','type':'time-to-event','medians':9,'follow-up':52,'accrual':26}"),
    SIM_ERROR_CONFLICT, "/outcomes/s/accrual", "over the same weeks" },
};

static void
refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_one_problem (refused[i].text, refused[i].code, refused[i].pointer, 0, refused[i].part);
}

static void
too_many (void)
{
  GString *text = g_string_new (HEAD "'outcomes':[");
  for (guint i = 0; i < 7; i++)
    g_string_append_printf (text, "%s{'id':'y%u','means':1}", i ? "," : "", i);
  g_string_append (text, "]" TAIL);
  assert_one_problem (text->str, SIM_ERROR_LIMIT, "/outcomes", 0, "1 to 6");
  g_string_free (text, TRUE);
}

/* --- from one outcome to another ----------------------------------------------------------- */

#define LATE                                                                                       \
  ",{'id':'late','visits':[{'id':'w2','time':2},{'id':'w4','time':4},{'id':'w6','time':6},"        \
  "{'id':'w26','time':26}],'means':1}"

/* The first is measured at weeks 4 and 8. Others lose patients at the same rates, and go on at the
   last of them; who leaves by his scores does so at those two visits. */
static void
losses (void)
{
  static const char *const dropouts[]
      = { "'dropout':{'proportion':[0.1,0.3]}",
          "'dropout':{'proportion':[0.1,0.3],'mechanism':'mar','log-odds':0.1}" };
  double rate = log (0.9 / 0.7) / 4; /* from week 4 on */
  const double expected[2][4]
      = { { 1 - sqrt (0.9), 0.1, 1 - 0.9 * exp (-2 * rate), 1 - 0.9 * exp (-22 * rate) },
          { 0, 0.1, 0.1, 0.3 } };
  for (guint i = 0; i < 2; i++) {
    g_autofree char *text
        = g_strconcat (HEAD "'outcomes':[" PAIN LATE "],", dropouts[i], TAIL, NULL);
    g_autoptr (SimScenario) scenario = make_valid (text);
    SimMissing first, late;
    sim_scenario_missing (scenario, 0, 0, &first);
    sim_scenario_missing (scenario, 1, 0, &late);
    g_assert_cmpfloat (first.proportion[0], ==, 0.1);
    g_assert_cmpfloat (first.proportion[1], ==, 0.3);
    g_assert_cmpfloat (late.proportion[1], ==, 0.1); /* to the last bit: who is lost is the same */
    for (guint v = 0; v < 4; v++)
      g_assert_cmpfloat (fabs (late.proportion[v] - expected[i][v]), <, 1e-9);
  }
}

/* Scores before times: one number is one rate for both. */
static void
one_rate (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      AND (PAIN ",{'id':'t','type':'time-to-event','medians':9,'follow-up':52}",
           "'dropout':{'proportion':0.3}"));
  SimMissing times;
  sim_scenario_missing (scenario, 1, 0, &times);
  g_assert_cmpfloat (fabs (times.loss + log (0.7) / 8), <, 1e-9);
}

/* The other way round: lost at a constant rate, 30 % within the follow-up. */
static void
losses_beside_times (void)
{
  g_autoptr (SimScenario) scenario
      = make_valid (HEAD "'outcomes':[{'id':'t','type':'time-to-event','medians':9,'follow-up':52}"
                         "," PAIN "],'dropout':{'proportion':0.3},"
                         "'analyses':[{'id':'m','method':'log-rank'}]}");
  SimMissing pain;
  sim_scenario_missing (scenario, 1, 0, &pain);
  for (guint v = 0; v < 2; v++)
    g_assert_cmpfloat (fabs (pain.proportion[v] - (1 - pow (0.7, (v ? 8 : 4) / 52.0))), <, 1e-9);
}

/* SDs are in the unit of the first outcome; beside the SD of another they are as large. */
static void
parts (void)
{
  g_autoptr (SimScenario) scenario
      = make_valid (AND (PAIN "," MOOD "," DAYS,
                         "'practitioners':{'count':2,'sd':0.5},'response-sd':{'a':1}"));
  static const double scale[] = { 1, 5, 0.5 }; /* SD 2 beside 2, 10, and 1 of latent values */
  for (guint o = 0; o < 3; o++) {
    SimPeople people;
    sim_scenario_people (scenario, o, &people);
    g_assert_cmpfloat (people.response_sd[0], ==, scale[o]);
    g_assert_cmpfloat (people.practitioner[0].value, ==, 0.5 * scale[o]);
  }
}

/* --- innovations --------------------------------------------------------------------------- */

/* Latent covariance of two points of the nth outcomes that weights come to. */
static double
covariance (const SimMix *a, guint p, const SimMix *b, guint q)
{
  double sum = 0;
  for (guint l = 0; l < SIM_MAX_OUTCOMES; l++)
    for (guint j = 0; j <= SIM_MAX_VISITS; j++)
      sum += a->weight[p][l][j] * b->weight[q][l][j];
  return sum;
}

static void
assert_near (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <, 1e-12);
}

/* With the same correlations over time in both outcomes: their Kronecker product. */
static void
same_over_time (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      AND ("{'id':'x'," VISITS ",'means':1,'sd':1},{'id':'y'," VISITS ",'means':1,'sd':1}",
           "'outcome-correlation':0.6"));
  SimMix mix[2];
  for (guint k = 0; k < 2; k++)
    g_assert_true (sim_scenario_mix (scenario, k, 0, &mix[k]));
  for (guint p = 1; p <= 2; p++)
    for (guint q = 1; q <= 2; q++) {
      assert_near (covariance (&mix[0], p, &mix[0], q), p == q ? 1 : 0.7);
      assert_near (covariance (&mix[1], p, &mix[1], q), p == q ? 1 : 0.7);
      assert_near (covariance (&mix[1], p, &mix[0], q), 0.6 * (p == q ? 1 : 0.7));
      assert_near (mix[1].weight[p][0][q], 0.6 * mix[0].weight[p][0][q]);
    }
  double alike[SIM_MAX_OUTCOMES];
  g_assert_true (sim_scenario_alike (scenario, 1, alike));
  assert_near (alike[0], 0.6);
  assert_near (alike[1], 0.8);
}

/* An outcome that is measured once, at the end, may go with another as closely as it will. */
static void
measured_once (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      AND (PAIN ",{'id':'y','visits':[{'id':'w8','time':8}],'baseline':{'mean':1,'sd':1},"
                "'means':1,'correlation':{'type':'compound-symmetry','rho':0.5}}",
           "'outcome-correlation':0.99"));
  SimMix mix[2];
  for (guint k = 0; k < 2; k++)
    g_assert_true (sim_scenario_mix (scenario, k, 0, &mix[k]));
  assert_near (covariance (&mix[1], 1, &mix[0], 2), 0.99);
  assert_near (covariance (&mix[1], 1, &mix[0], 1), 0.99 * 0.7);
  assert_near (covariance (&mix[1], 0, &mix[0], 0), 0.99);
  assert_near (covariance (&mix[1], 1, &mix[0], 0), 0.99 * 0.5);
}

/* Three outcomes with visits and correlations of their own, pair by pair. */
static void
own_visits (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      AND (PAIN ",{'id':'mood','better':'higher','visits':[{'id':'w8','time':8},"
                "{'id':'w26','time':26}],'baseline':{'mean':1,'sd':1},'means':2,'correlation':"
                "{'type':'ar1','rho':0.6,'lag':10}}," DAYS,
           "'outcome-correlation':[[1,-0.5,0.4],[-0.5,1,-0.2],[0.4,-0.2,1]]"));
  SimMix mix[3];
  for (guint k = 0; k < 3; k++)
    g_assert_true (sim_scenario_mix (scenario, k, 0, &mix[k]));
  const SimMix *pain = &mix[0], *mood = &mix[1], *days = &mix[2];
  double r8 = pow (0.6, 0.8), r18 = pow (0.6, 1.8); /* of mood, 8 and 18 weeks apart */
  assert_near (covariance (mood, 1, mood, 2), r18);
  assert_near (covariance (mood, 0, mood, 1), r8);
  assert_near (covariance (mood, 1, pain, 2), -0.5);
  assert_near (covariance (mood, 0, pain, 0), -0.5);
  /* week 8 of mood and week 4 of pain, by week 8 of pain */
  assert_near (covariance (mood, 1, pain, 1), -0.5 * 0.7);
  /* week 26 of mood and week 8 of pain, by week 8 of mood */
  assert_near (covariance (mood, 2, pain, 2), -0.5 * r18);
  /* week 26 of mood and week 4 of pain: as many points, so by the nearest of both, which is 8 */
  assert_near (covariance (mood, 2, pain, 1), -0.5 * (0.7 + r18) / 2);
  /* the baseline of mood and week 8 of pain */
  assert_near (covariance (mood, 0, pain, 2), -0.5 * (0.5 + r8) / 2);
  /* days have no baseline: those of the others go with them by their own course alone */
  assert_near (covariance (days, 2, pain, 0), 0.4 * 0.5);
  assert_near (covariance (days, 2, mood, 1), -0.2);
  assert_near (covariance (days, 1, days, 2), 0.7);
  double alike[SIM_MAX_OUTCOMES];
  g_assert_true (sim_scenario_alike (scenario, 2, alike));
  assert_near (alike[0], (0.4 - 0.1) / 0.75);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outcomes/defaults", defaults);
  g_test_add_func ("/outcomes/any-order", any_order);
  g_test_add_func ("/outcomes/source-first", source_first);
  g_test_add_func ("/outcomes/refusals", refusals);
  g_test_add_func ("/outcomes/too-many", too_many);
  g_test_add_func ("/outcomes/losses", losses);
  g_test_add_func ("/outcomes/one-rate", one_rate);
  g_test_add_func ("/outcomes/losses-beside-times", losses_beside_times);
  g_test_add_func ("/outcomes/parts", parts);
  g_test_add_func ("/outcomes/same-over-time", same_over_time);
  g_test_add_func ("/outcomes/measured-once", measured_once);
  g_test_add_func ("/outcomes/own-visits", own_visits);
  return g_test_run ();
}
