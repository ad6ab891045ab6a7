/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * survival.c - whose events are seen against a sum over small steps of time, and Schoenfeld's power
 * where it must be that of a z test; the designs of rpact are in tests/reference.
 */
#include "theory/survival.h"
#include "theory/theory.h"

#include <math.h>

#include "../scenario/scenario-make.h"

static const SimScoreMap exponential = { .kind = SIM_SCORE_CURVE, .sd = 20, .shape = 1 };
static const SimScoreMap weibull = { .kind = SIM_SCORE_CURVE, .sd = 15, .shape = 0.6 };
static const SimScoreMap pieces = { .kind = SIM_SCORE_PIECES,
                                    .sd = 1,
                                    .shape = 1,
                                    .n_pieces = 3,
                                    .from = { 0, 8, 26 },
                                    .hazard = { 0.02, 0.2, 0 } };

static double
survival (const SimScoreMap *times, double t)
{
  if (times->kind == SIM_SCORE_CURVE)
    return exp (-pow (t / times->sd, times->shape));
  return exp (-(0.02 * fmin (t, 8) + 0.2 * fmin (fmax (t - 8, 0), 18)));
}

/* What falls off the curve in each step, of those who are still watched in its middle. */
static double
by_steps (const SimScoreMap *times, double loss, double accrual, double end)
{
  guint n = 400000;
  double sum = 0, step = end / n;

  for (guint i = 0; i < n; i++) {
    double middle = (i + 0.5) * step;
    double entered = accrual > 0 ? fmin (1, (end - middle) / accrual) : 1;
    sum += (survival (times, i * step) - survival (times, (i + 1) * step)) * exp (-loss * middle)
           * entered;
  }
  return sum;
}

static void
test_share (void)
{
  static const SimScoreMap *const maps[] = { &exponential, &weibull, &pieces };
  static const double ends[] = { 10, 30, 50 };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
      for (guint lost = 0; lost < 2; lost++)
        for (guint late = 0; late < 2; late++) {
          double found = sim_event_share (maps[i], 0.01 * lost, 30 * late, ends[k]);
          double asked = by_steps (maps[i], 0.01 * lost, 30 * late, ends[k]);
          g_assert_cmpfloat (fabs (found - asked), <, 1e-7);
        }
  g_assert_cmpfloat (sim_event_share (&exponential, 0, 10, 0), ==, 0);
}

static void
test_power (void)
{
  /* of no effect alpha; and what is asked for at the number of events that it takes */
  g_assert_cmpfloat (fabs (sim_power_schoenfeld (0, 1.5, 80, 0.05, 2) - 0.05), <, 1e-12);
  for (guint sides = 1; sides <= 2; sides++)
    for (double ratio = 0.5; ratio < 3; ratio *= 2) {
      double events = sim_events_schoenfeld (0.5, ratio, 0.05, sides, 0.9);
      double power = sim_power_schoenfeld (0.5, ratio, events, 0.05 / sides, 1);
      g_assert_cmpfloat (fabs (power - 0.9), <, 1e-12);
      /* both have the limit of no effect */
      g_assert_cmpfloat (fabs (sim_events_freedman (1e-5, ratio, 0.05, sides, 0.9)
                                   / sim_events_schoenfeld (1e-5, ratio, 0.05, sides, 0.9)
                               - 1), <, 1e-4);
    }
}

/* --- a scenario ---------------------------------------------------------------------------- */

static void
theory_of (const char *more, const char *rest, SimTheorySize *own)
{
  g_autofree char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':100},{'id':'b','size':80},"
      "{'id':'c','size':120,'reference':true}],'outcomes':[{'id':'y','type':'time-to-event',"
      "'better':'later','accrual':30,'follow-up':20,'hazards':{'c':0.05},"
      "'hazard-ratio':{'a':0.6,'b':0.8}%s}],"
      "'analyses':[{'id':'l','method':'log-rank'},{'id':'m','method':'cox'}],"
      "'testing':{'multiplicity':{'method':'none'},'hypotheses':["
      "{'id':'h','compare':['a','c'],'analysis':'l'},"
      "{'id':'i','compare':['b','c'],'analysis':'m'}]}%s}", more, rest);
  g_autoptr (SimScenario) scenario = make_valid (text);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);
  *own = theory->sizes[sim_scenario_own_size (scenario)];
  sim_theory_free (theory);
}

static double
power_of (double n_a, double hazard, double n_b, double end)
{
  SimScoreMap a = exponential, b = exponential;
  a.sd = 1 / hazard;
  double events = n_a * sim_event_share (&a, 0, 30, end) + n_b * sim_event_share (&b, 0, 30, end);
  return sim_power_schoenfeld (log (0.05 / hazard), n_a / n_b, events, 0.05, 2);
}

static void
test_scenario (void)
{
  SimTheorySize own;
  theory_of ("", "", &own);
  g_assert_true (isnan (own.power[0]) && isnan (own.power[1]));
  g_assert_cmpfloat (fabs (own.approximation[0] - power_of (100, 0.03, 120, 50)), <, 1e-7);
  g_assert_cmpfloat (fabs (own.approximation[1] - power_of (80, 0.04, 120, 50)), <, 1e-7);

  /* with as many events as come by week 40 */
  double weeks = 40, events = 0;
  static const double n[] = { 100, 80, 120 }, hazard[] = { 0.03, 0.04, 0.05 };
  for (guint i = 0; i < 3; i++) {
    SimScoreMap map = exponential;
    map.sd = 1 / hazard[i];
    events += n[i] * sim_event_share (&map, 0, 30, weeks);
  }
  g_autofree char *more = g_strdup_printf (",'events':%.0f", floor (events));
  theory_of (more, "", &own);
  g_assert_cmpfloat (fabs (own.approximation[0] - power_of (100, 0.03, 120, weeks)), <, 2e-3);

  /* patients who have more in common than their arm have no formula */
  theory_of ("", ",'switching':[{'from':'a','to':'c','proportion':0.1}]", &own);
  g_assert_true (isnan (own.approximation[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theory/survival/share", test_share);
  g_test_add_func ("/theory/survival/power", test_power);
  g_test_add_func ("/theory/survival/scenario", test_scenario);
  return g_test_run ();
}
