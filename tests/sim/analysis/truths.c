/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truths.c - what is true on the scales of log odds and log hazard ratios, also of the rarest
 * categories and where hazards are in no one ratio: there the score of Cox's model is summed up
 * here week by week, and must change its sign at the truth.
 */
#include "sim.h"

#include <math.h>

#include "../scenario/scenario-make.h"

static double truth_of (const char *rest, guint h)
{
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':60},{'id':'b','size':45},"
      "{'id':'c','size':50,'reference':true}],%s}", rest);
  g_autoptr (SimScenario) scenario = make_valid (text);
  return sim_scenario_true_effect (scenario, h);
}

/* --- ordered categories -------------------------------------------------------------------- */

#define ORDINAL(p)                                                                                 \
  "'outcomes':[{'id':'y','type':'ordinal','better':'higher','visits':[{'id':'v','time':4}],"       \
  "'categories':4,'probabilities':" p "}],'analyses':[{'id':'m','method':'proportional-odds'}]"
#define RATIO "},'odds-ratio':{'a':1,'b':2"

/* Hypotheses: a-c, b-c, a-b. */
static void rare_categories (void)
{
  static const char *const given[] = {
    ORDINAL ("{'c':[0.4,0.3,0.2,0.1]" RATIO "}"),
    ORDINAL ("{'c':[0.9997,0.0001,0.0001,0.0001]" RATIO "}"),
    ORDINAL ("{'c':[0.999999999,0.000000001,0,0]" RATIO "}"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_assert_cmpfloat (truth_of (given[i], 0), ==, 0);
    g_assert_cmpfloat (fabs (truth_of (given[i], 1) - G_LN2), <, 2e-8);
    g_assert_cmpfloat (fabs (truth_of (given[i], 2) + G_LN2), <, 2e-8);
  }
  /* as do arms that are alike beside one that is like no odds ratio */
  g_assert_cmpfloat (truth_of (ORDINAL ("{'a':[0.1,0.4,0.4,0.1],'b':[0.4,0.1,0.1,0.4],"
                                        "'c':[0.1,0.4,0.4,0.1]}"), 0), ==, 0);
}

/* --- times --------------------------------------------------------------------------------- */

#define SHAPE     1.5
#define ACCRUAL   30.0
#define FOLLOW_UP 20.0
#define LOST      0.2 /* of b, by the end of the follow-up */
#define TIMES                                                                                      \
  "'outcomes':[{'id':'y','type':'time-to-event','better':'earlier','accrual':30,'follow-up':20,"   \
  "'shape':1.5,'medians':{'a':8,'b':20,'c':30}}],"                                              \
  "'dropout':{'proportion':{'a':0,'b':0.2,'c':0}},'analyses':[{'id':'m','method':'log-rank'}]"
#define TREATED                                                                                    \
  ",'adherence':{'proportion':{'a':0.6},'share-kept':{'a':0.5}},"                                  \
  "'switching':[{'from':'a','to':'c','proportion':0.1},{'from':'b','to':'a','proportion':0.3}]"

typedef struct {
  double n, loss, share[3], median[3];
} Arm;

/* Half of the logarithm of the ratio of hazards is kept, so the median is the geometric mean. */
static const Arm a_treated = { 60, 0, { 0.1, 0.54, 0.36 }, { 30, 8, 15.491933384829668 } };
static const Arm b_treated = { 45, 0.011157177565710485, { 0.3, 0.7, 0 }, { 8, 20, 1 } };
static const Arm c_treated = { 50, 0, { 1, 0, 0 }, { 30, 1, 1 } };

static void at (const Arm *arm, double t, double *risk, double *events)
{
  *risk = *events = 0;
  double watched = exp (-arm->loss * t);
  if (t > FOLLOW_UP)
    watched *= (FOLLOW_UP + ACCRUAL - t) / ACCRUAL;
  for (guint i = 0; i < 3; i++) {
    double scale = arm->median[i] / pow (G_LN2, 1 / SHAPE);
    double there = arm->n * arm->share[i] * watched * exp (-pow (t / scale, SHAPE));
    *risk += there;
    *events += there * SHAPE / scale * pow (t / scale, SHAPE - 1);
  }
}

static double score (const Arm *a, const Arm *b, double beta)
{
  const double step = 1e-3;
  double sum = 0, ratio = exp (beta);
  for (double t = step / 2; t < FOLLOW_UP + ACCRUAL; t += step) {
    double risk[2], events[2];
    at (a, t, &risk[0], &events[0]);
    at (b, t, &risk[1], &events[1]);
    sum += (events[0] - (events[0] + events[1]) * ratio * risk[0] / (ratio * risk[0] + risk[1]));
  }
  return sum * step;
}

static void check_limit (guint h, const Arm *a, const Arm *b)
{
  double truth = truth_of (TIMES TREATED, h); /* earlier is better: more events of a are benefit */
  g_test_message ("%.9f", truth);
  g_assert_cmpfloat (score (a, b, truth - 1e-6), >, 0);
  g_assert_cmpfloat (score (a, b, truth + 1e-6), <, 0);
}

static void no_one_ratio (void)
{
  check_limit (0, &a_treated, &c_treated);
  check_limit (1, &b_treated, &c_treated);
  check_limit (2, &a_treated, &b_treated);
}

/* Hazards that change at weeks 8 and 26: those of all that are in an arm, by treatment. */
typedef struct {
  double n, loss, share[3], hazard[3][3];
} Changing;

/* In a trial that ends so many weeks after the first patient could enter. */
static void at_pieces (const Changing *arm, double end, double t, double *risk, double *events)
{
  double watched = exp (-arm->loss * t) * fmin (1, fmax (0, (end - t) / ACCRUAL));
  *risk = *events = 0;
  for (guint i = 0; i < 3; i++) {
    const double *h = arm->hazard[i];
    double sum = h[0] * fmin (t, 8) + h[1] * fmin (fmax (t - 8, 0), 18) + h[2] * fmax (t - 26, 0);
    double there = arm->n * arm->share[i] * watched * exp (-sum);
    *risk += there;
    *events += there * h[t < 8 ? 0 : t < 26 ? 1 : 2];
  }
}

/* By midpoints, change points between steps. */
static double score_to (const Changing *a, const Changing *b, double end, double beta)
{
  const double step = 1 / 1024.0;
  double sum = 0, ratio = exp (beta);
  for (double t = step / 2; t < end; t += step) {
    double risk[2], events[2];
    at_pieces (a, end, t, &risk[0], &events[0]);
    at_pieces (b, end, t, &risk[1], &events[1]);
    if (risk[0] + risk[1] > 0)
      sum += (events[0] - (events[0] + events[1]) * ratio * risk[0] / (ratio * risk[0] + risk[1]));
  }
  return sum * step;
}

static double score_of_pieces (const Changing *a, const Changing *b, double beta)
{
  return score_to (a, b, FOLLOW_UP + ACCRUAL, beta);
}

/* When so many events of all arms are expected, by halving. */
static double end_of (const Changing *arms, double wanted)
{
  const double step = 1 / 256.0;
  double low = 0, high = FOLLOW_UP + ACCRUAL;
  for (guint i = 0; i < 40; i++) {
    double end = (low + high) / 2, sum = 0, risk, events;
    for (guint a = 0; a < 3; a++)
      for (double t = step / 2; t < end; t += step) {
        at_pieces (&arms[a], end, t, &risk, &events);
        sum += events * step;
      }
    *(sum < wanted ? &low : &high) = end;
  }
  return low;
}

#define PIECES_WITH(more)                                                                          \
  "'outcomes':[{'id':'y','type':'time-to-event','better':'earlier','accrual':30,'follow-up':20,"   \
  more "'intervals':[8,26],"                                                                       \
  "'hazards':{'a':[0.05,0.02,0.04],'b':[0.01,0.03,0],'c':[0.05,0.05,0.01]}}],"                     \
  "'dropout':{'proportion':{'a':0,'b':0.2,'c':0}},'analyses':[{'id':'m','method':'log-rank'}]"
#define PIECES PIECES_WITH ("")

static const Changing pieces[2][3] = {
  { { 60, 0, { 1, 0, 0 }, { { 0.05, 0.02, 0.04 } } },
    { 45, 0.011157177565710485, { 1, 0, 0 }, { { 0.01, 0.03, 0 } } },
    { 50, 0, { 1, 0, 0 }, { { 0.05, 0.05, 0.01 } } } },
  /* half of the logarithm of the ratio of hazards is kept: a geometric mean */
  { { 60, 0, { 0.1, 0.54, 0.36 },
      { { 0.05, 0.05, 0.01 }, { 0.05, 0.02, 0.04 }, { 0.05, 0.0316227766, 0.02 } } },
    { 45, 0.011157177565710485, { 0.3, 0.7, 0 }, { { 0.05, 0.02, 0.04 }, { 0.01, 0.03, 0 } } },
    { 50, 0, { 1, 0, 0 }, { { 0.05, 0.05, 0.01 } } } }
};

static void ratios_that_change (void)
{
  static const guint pair[3][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  for (guint i = 0; i < 6; i++) {
    const Changing *arms = pieces[i / 3], *a = &arms[pair[i % 3][0]], *b = &arms[pair[i % 3][1]];
    double truth = truth_of (i < 3 ? PIECES : PIECES TREATED, i % 3);
    g_test_message ("%.9f", truth);
    g_assert_cmpfloat (score_of_pieces (a, b, truth - 1e-6), >, 0);
    g_assert_cmpfloat (score_of_pieces (a, b, truth + 1e-6), <, 0);
  }
}

/* A trial that ends with so many events tells of the hazards until then. */
static void ended_by_events (void)
{
  static const guint pair[3][2] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  static const guint events[] = { 20, 70, 150 }; /* before accrual ends, after, and never */
  for (guint i = 0; i < 18; i++) {
    const Changing *arms = pieces[i / 9], *a = &arms[pair[i % 3][0]], *b = &arms[pair[i % 3][1]];
    guint wanted = events[i / 3 % 3];
    double end = end_of (arms, wanted);
    g_autofree char *text = g_strdup_printf (PIECES_WITH ("'events':%u,") "%s", wanted,
                                             i < 9 ? "" : TREATED);
    double truth = truth_of (text, i % 3);
    g_test_message ("%u events, week %.4f: %.9f", wanted, end, truth);
    g_assert_cmpint (end < ACCRUAL, ==, wanted == 20);
    g_assert_cmpint (end > ACCRUAL + FOLLOW_UP - 1e-9, ==, wanted == 150);
    g_assert_cmpfloat (score_to (a, b, end, truth - 1e-5), >, 0);
    g_assert_cmpfloat (score_to (a, b, end, truth + 1e-5), <, 0);
  }
  /* where hazards are in proportion nothing depends on it */
  g_assert_cmpfloat (truth_of ("'outcomes':[{'id':'y','type':'time-to-event','follow-up':20,"
                               "'medians':{'c':9},'hazard-ratio':{'a':0.5},'events':30}],"
                               "'analyses':[{'id':'m','method':'log-rank'}]", 0),
                     ==, truth_of ("'outcomes':[{'id':'y','type':'time-to-event','follow-up':20,"
                                   "'medians':{'c':9},'hazard-ratio':{'a':0.5}}],"
                                   "'analyses':[{'id':'m','method':'log-rank'}]", 0));
}

/* Events of one arm before week 8, of the other from then on: no ratio has an end. */
static void ratios_without_end (void)
{
  static const double given[3][2][3] = { { { 0.08, 0, 0 }, { 0, 0.05, 0.001 } },
                                         { { 0.5, 0, 0 }, { 0, 0.0001, 0 } },
                                         { { 0, 0.0001, 0 }, { 0.5, 0, 0 } } };
  for (guint i = 0; i < 3; i++) {
    const double *one = given[i][0], *other = given[i][1];
    const Changing a = { 60, 0, { 1, 0, 0 }, { { one[0], one[1], one[2] } } },
                   b = { 45, 0, { 1, 0, 0 }, { { other[0], other[1], other[2] } } };
    g_autofree char *text = g_strdup_printf (
        "'outcomes':[{'id':'y','type':'time-to-event','better':'earlier','accrual':30,"
        "'follow-up':20,'intervals':[8,26],'hazards':{'a':[%g,%g,%g],'b':[%g,%g,%g],'c':1}}],"
        "'analyses':[{'id':'m','method':'log-rank'}]",
        one[0], one[1], one[2], other[0], other[1], other[2]);
    double truth = truth_of (text, 2);
    g_test_message ("%.9f", truth);
    g_assert_cmpfloat (score_of_pieces (&a, &b, truth - 1e-6), >, 0);
    g_assert_cmpfloat (score_of_pieces (&a, &b, truth + 1e-6), <, 0);
  }
}

/* One ratio at all times that anybody is watched, whatever the hazards; steep ones too. */
static void one_ratio_of_pieces (void)
{
#define GIVEN(more)                                                                                \
  "'outcomes':[{'id':'y','type':'time-to-event','better':'later','accrual':30,'follow-up':20,"     \
  "'intervals':[8,26,50]," more "}],'analyses':[{'id':'m','method':'log-rank'}]"
  static const char *const given[] = {
    GIVEN ("'hazards':[0.05,0,0.3,0.1],'hazard-ratio':{'a':0.7}"),
    GIVEN ("'hazards':{'a':[0.035,0,0.21,2],'b':[0.05,0,0.3,7],'c':[0.05,0,0.3,0.1]}"),
    GIVEN ("'hazards':[0.001,500,0.3,0.1],'hazard-ratio':{'a':0.7}"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++) {
    g_assert_cmpfloat (fabs (truth_of (given[i], 0) + log (0.7)), <, 1e-9);
    g_assert_cmpfloat (truth_of (given[i], 1), ==, 0);
  }
  /* steep hazards whose ratio changes: all events are seen, none censored before */
  double truth = truth_of (GIVEN ("'hazards':{'a':[0.001,500,0,0],'b':[0.001,600,0,0],'c':1}"), 2);
  g_assert_cmpfloat (fabs (truth - log (600 / 500.0)), <, 0.01);
}

static void one_ratio (void)
{
  static const char *const rest[] = { "", TREATED ",'estimand':'hypothetical'" };
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++) {
    g_autofree char *text = g_strconcat (TIMES, rest[i], NULL);
    g_assert_cmpfloat (fabs (truth_of (text, 0) - SHAPE * log (30 / 8.0)), <, 1e-9);
    g_assert_cmpfloat (fabs (truth_of (text, 1) - SHAPE * log (30 / 20.0)), <, 1e-9);
  }
  /* Arms that swap halves of their patients are alike. */
  g_assert_cmpfloat (truth_of (TIMES ",'switching':[{'from':'a','to':'b','proportion':0.5},"
                                     "{'from':'b','to':'a','proportion':0.5}]", 2), ==, 0);
}

/* --- nulls --------------------------------------------------------------------------------- */

/* Whether hazards are equal is not told by how long the times are. */
static void small_but_true (void)
{
  g_autoptr (SimScenario) scenario = make_valid (
      "{'trefoil':1,'arms':[{'id':'a','size':20},{'id':'b','size':20},{'id':'c','size':20}],"
      "'outcomes':[{'id':'y','type':'time-to-event','better':'later','follow-up':5000,"
      "'medians':{'a':1000000,'b':999000,'c':1000000}}],"
      "'analyses':[{'id':'m','method':'log-rank'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','b']},{'id':'i','compare':['a','c']}]}}");
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  SimRunOptions options = { .replicates = 8 };
  SimRun *run = sim_run_start (engine, scenario, &options, NULL);
  g_assert_true (sim_run_wait (run, -1));
  SimSnapshot *snapshot = sim_run_snapshot (run);
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimHypothesisResult *h = results->sizes[results->own_size].hypotheses;
  g_assert_false (h[0].null_true);
  g_assert_true (h[1].null_true);
  sim_snapshot_unref (snapshot);
  sim_run_unref (run);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truths/rare-categories", rare_categories);
  g_test_add_func ("/truths/no-one-ratio", no_one_ratio);
  g_test_add_func ("/truths/ratios-that-change", ratios_that_change);
  g_test_add_func ("/truths/ended-by-events", ended_by_events);
  g_test_add_func ("/truths/ratios-without-end", ratios_without_end);
  g_test_add_func ("/truths/one-ratio-of-pieces", one_ratio_of_pieces);
  g_test_add_func ("/truths/one-ratio", one_ratio);
  g_test_add_func ("/truths/small-but-true", small_but_true);
  return g_test_run ();
}
