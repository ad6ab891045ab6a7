/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scores.c - how scores go together: against plain quadrature in two dimensions and closed forms,
 * the way back, and what the checker says of entry limits, imbalance and correlations of scores.
 */
#include "outcome-make.h"

#include "scenario/scenario-private.h"
#include "scenario/scores.h"

static void
assert_near (double found, double expected, double tolerance)
{
  if (!(fabs (found - expected) <= tolerance))
    g_error ("%.15g is not %.15g", found, expected);
}

/* --- second route -------------------------------------------------------------------------- */

/* A score as a function, or as so many steps up at such latent values. */
static guint
steps_of (const SimScoreMap *map, double *at)
{
  guint n = map->kind == SIM_SCORE_GRID ? (guint)map->steps : map->n_cuts;
  for (guint k = 0; k < n; k++)
    at[k] = map->kind == SIM_SCORE_GRID ? (k + 0.5 - map->mu) / map->sigma : map->cuts[k];
  return map->kind == SIM_SCORE_GRID || map->kind == SIM_SCORE_CUTS ? n : 0;
}

static double
density (double z)
{
  return exp (-z * z / 2) / sqrt (2 * G_PI);
}

static double
line_or_curve (const SimScoreMap *map, double z)
{
  return map->kind == SIM_SCORE_NORMAL ? z : sim_score_curve (map, z);
}

#define REACH 9.0
#define PANEL 0.05

/* E (g (Y) | X = x): over steps by the normal law, else by the trapezoidal rule. */
static double
given (const SimScoreMap *g, double r, double x)
{
  double at[SIM_MAX_CUTS], sum = 0, rest = sqrt (1 - r * r);
  guint n = steps_of (g, at);
  for (guint k = 0; k < n; k++)
    sum += below ((r * x - at[k]) / rest);
  for (double z = -REACH; n == 0 && z < REACH; z += PANEL)
    sum += PANEL * density (z) * line_or_curve (g, r * x + rest * z);
  return sum;
}

/* The integral of density times E (g | x) from a step up, by Simpson's rule. */
static double
from_step (const SimScoreMap *g, double r, double from)
{
  enum { PANELS = 400 };
  double h = (REACH - from) / PANELS, sum = 0;
  for (int i = 0; i <= PANELS && from < REACH; i++) {
    double x = from + i * h, weight = i == 0 || i == PANELS ? 1 : i % 2 ? 4 : 2;
    sum += weight * density (x) * given (g, r, x);
  }
  return sum * h / 3;
}

/* E (f (X) g (Y)) as a double integral. */
static double
product (const SimScoreMap *f, const SimScoreMap *g, double r)
{
  double at[SIM_MAX_CUTS], sum = 0;
  guint n = steps_of (f, at);
  for (guint k = 0; k < n; k++)
    sum += from_step (g, r, fmax (at[k], -REACH));
  for (double x = -REACH; n == 0 && x < REACH; x += PANEL)
    sum += PANEL * density (x) * given (g, r, x)
           * line_or_curve (f, x);
  return sum;
}

/* Mean and SD of a score over one latent value. */
static void
plain_moments (const SimScoreMap *f, double *mean, double *sd)
{
  double at[SIM_MAX_CUTS], one = 0, two = 0;
  guint n = steps_of (f, at);
  for (guint k = 0; k < n; k++) {
    one += below (-at[k]);
    two += (2 * k + 1) * below (-at[k]);
  }
  for (double x = -REACH; n == 0 && x < REACH; x += PANEL) {
    double y = line_or_curve (f, x);
    one += PANEL * density (x) * y;
    two += PANEL * density (x) * y * y;
  }
  *mean = one;
  *sd = sqrt (two - one * one);
}

static double
plain_correlation (const SimScoreMap *f, const SimScoreMap *g, double r)
{
  double mean_f, mean_g, sd_f, sd_g;
  plain_moments (f, &mean_f, &sd_f);
  plain_moments (g, &mean_g, &sd_g);
  return (product (f, g, r) - mean_f * mean_g) / (sd_f * sd_g);
}

#define BOTH "'means':{'a':[2,3],'b':[6,20],'c':5},'sd':{'a':[3.5,4],'b':[6.5,5],'c':5}"
#define VISITS2 "'visits':[{'id':'v','time':8},{'id':'w','time':26}],"

static void
check_plain (const SimScoreMap *f, const SimScoreMap *g)
{
  static const double rhos[] = { -0.95, -0.3, 0.6, 0.95 };
  for (guint i = 0; i < G_N_ELEMENTS (rhos); i++) {
    double found = sim_scores_correlation (f, g, rhos[i]);
    assert_near (found, plain_correlation (f, g, rhos[i]), 1e-7);
    assert_near (sim_scores_correlation (g, f, rhos[i]), found, 1e-14);
  }
}

/* Every kind of map with every other. */
static void
plain_quadrature (void)
{
  SimScoreMap maps[] = {
    { .kind = SIM_SCORE_NORMAL, .mean = 0, .sd = 1 },
    outcome_map ("'type':'bounded','max':24," VISITS2 BOTH, "a", 0),
    outcome_map ("'type':'bounded','max':24," VISITS2 BOTH, "b", 1),
    outcome_map ("'type':'binary'," VISITS2 "'proportions':{'a':0.1,'b':0.5,'c':0.5}", "a", 0),
    outcome_map ("'type':'count'," VISITS2 "'rates':{'a':2,'b':1,'c':1},'dispersion':1", "a", 0),
    outcome_map ("'type':'skewed','skewness':-2," VISITS2 BOTH, "a", 0),
    outcome_map ("'type':'heavy-tailed','df':5," VISITS2 BOTH, "a", 0),
    { .kind = SIM_SCORE_NORMAL, .mean = 11, .sd = 5 },
  };
  g_assert_true (sim_score_limit (&maps[7], 4, INFINITY));
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    check_plain (&maps[i], &maps[(i + 1) % G_N_ELEMENTS (maps)]);
  check_plain (&maps[1], &maps[2]);
  check_plain (&maps[3], &maps[3]);
}

/* sinh and exp have series of their own: E over two log-normals is exp (r s t). */
static void
log_normal_closed_form (void)
{
  static const double rhos[] = { -0.99, -0.5, 0.3, 0.9, 0.99 };
  double t = 2 * sinh (asinh (1.5) / 3), variance = log1p (t * t); /* skewness 3 */
  SimScoreMap map = outcome_map ("'type':'skewed','skewness':3," VISITS2 BOTH, "a", 0);
  SimScoreMap normal = { .kind = SIM_SCORE_NORMAL, .mean = 0, .sd = 1 };
  for (guint i = 0; i < G_N_ELEMENTS (rhos); i++) {
    double r = rhos[i];
    assert_near (sim_scores_correlation (&map, &map, r), expm1 (r * variance) / expm1 (variance),
                 1e-12);
    /* Stein: Cov (exp (s X), Y) = r s E exp (s X) */
    assert_near (sim_scores_correlation (&map, &normal, r),
                 r * sqrt (variance) / sqrt (expm1 (variance)), 1e-12);
  }
}

/* Two signs agree with probability 1/2 + asin (r) / pi (Sheppard 1899). */
static void
sheppard (void)
{
  SimScoreMap map = { .kind = SIM_SCORE_CUTS, .raw = TRUE, .n_cuts = 1, .cuts = { 0 } };
  for (double r = -0.99; r < 1; r += 0.11)
    assert_near (sim_scores_correlation (&map, &map, r), asin (r) * 2 / G_PI, 1e-6);
}

/* Limits that are the ends of the scale keep everybody, and 1000 times the SD away all of a normal.
 */
static void
limits_that_limit_nothing (void)
{
  SimScoreMap map = outcome_map ("'type':'bounded','max':24," VISITS2 BOTH, "b", 0), cuts = map;
  g_assert_true (sim_score_limit (&cuts, 0, 24));
  g_assert_cmpuint (cuts.n_cuts, ==, 24);
  for (guint k = 0; k < 24; k++)
    assert_near (cuts.cuts[k], (k + 0.5 - map.mu) / map.sigma, 1e-8);
  SimScoreMap normal = { .kind = SIM_SCORE_NORMAL, .mean = 5, .sd = 2 };
  g_assert_true (sim_score_limit (&normal, -15, 25));
  for (double z = -4; z <= 4; z += 0.5)
    assert_near (sim_score_curve (&normal, z), z, 1e-8);
}

/* --- the way back -------------------------------------------------------------------------- */

static void
there_and_back (void)
{
  g_autoptr (SimDraft) draft
      = outcome_draft ("'type':'bounded','max':24," VISITS2 "'baseline':{'mean':12,'sd':4,"
                       "'min':5},'correlation':{'baseline':0.4,'visits':0.6,'scale':'observed'},"
                       BOTH);
  const SimValue *outcome = sim_value_resolve (sim_draft_full (draft), "/outcomes/y");
  for (guint a = 0; a < 2; a++) {
    double matrix[9], asked[9];
    SimUnreachable unreachable;
    SimScoreMap baseline;
    g_assert_true (sim_scores_baseline (outcome, &baseline));
    g_assert_cmpuint (sim_correlation_fill (outcome, matrix), ==, 3);
    memcpy (asked, matrix, sizeof asked);
    g_assert_true (sim_scores_solve (outcome, a ? "b" : "a", &baseline, 3, matrix, &unreachable));
    g_assert_cmpfloat (matrix[5], >, asked[5] + 0.01); /* a floor makes correlations smaller */
    g_assert_cmpfloat (matrix[5], ==, matrix[7]);
    sim_scores_observe (outcome, a ? "b" : "a", &baseline, 3, matrix);
    for (guint i = 0; i < 9; i++)
      assert_near (matrix[i], asked[i], 1e-9);
  }
}

/* Where scores are straight lines of latent values nothing changes, and where the scale is latent
   the matrix is that which is given. */
static void
straight_lines (void)
{
  double latent[9], asked[9], observed[9];
  g_autoptr (SimScenario) scenario
      = make_valid ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," VISITS2
                    "'baseline':{'mean':11,'sd':5},'means':5,"
                    "'correlation':{'baseline':0.37,'scale':'observed'}}]," SMALL_REST "}");
  sim_scenario_correlation (scenario, 0, asked);
  sim_scenario_latent_correlation (scenario, 0, 1, latent);
  sim_scenario_observed_correlation (scenario, 0, 1, observed);
  for (guint i = 0; i < 9; i++)
    g_assert_true (latent[i] == asked[i] && observed[i] == asked[i]);
}

/* --- what the checker says ----------------------------------------------------------------- */

static void
refused (const char *members, SimErrorCode code, const char *pointer, const char *part)
{
  g_test_message ("%s", members);
  assert_outcome (members, NULL, code, pointer, part);
}

static void
accepted (const char *members)
{
  refused (members, SIM_ERROR_CONFLICT, NULL, NULL);
}

#define ENTRY(type, baseline) type VISITS2 "'baseline':{" baseline "},'means':5,'sd':5"
#define CONTINUOUS ""
#define BOUNDED "'type':'bounded','max':24,"

static void
entry_limits (void)
{
  accepted (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'min':4"));
  accepted (ENTRY (BOUNDED, "'mean':11,'sd':5,'min':4,'max':22.5"));
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'min':14,'max':4"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/max", "a number above 14, the lowest at entry");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'min':14"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/mean", "a mean above 14");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'min':1,'max':10"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/mean", "a mean above 1 and below 10");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':8,'min':4"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/sd", "have a mean of 11 with this SD");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':3,'min':7,'max':15"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/sd", "an SD above 0 and below 2.30"); /* 8 / sqrt (12) */
  refused (ENTRY (BOUNDED, "'mean':11,'sd':3,'min':7,'max':15"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/sd", "an SD above 0 and below 2.58"); /* sqrt ((81 - 1) / 12) */
  refused (ENTRY (BOUNDED, "'mean':11,'sd':3,'min':-1"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/min", "a score from 0 to 24");
  refused (ENTRY (BOUNDED, "'mean':11,'sd':3,'max':30"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/max", "a score from 0 to 24");
  refused (ENTRY (BOUNDED, "'mean':11,'sd':3,'min':10.4,'max':11.9"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/max", "no two different scores");
  refused (ENTRY (BOUNDED "'given':'latent',", "'mean':11,'sd':3,'min':4"), SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline/min", "given observed");
  refused (ENTRY (BOUNDED "'shape':'beta-binomial',", "'mean':11,'sd':3,'max':20"),
           SIM_ERROR_CONFLICT, "/outcomes/y/baseline/max", "shape clipped");
  refused (ENTRY ("'type':'bounded','max':1000,", "'mean':511,'sd':100,'min':4"),
           SIM_ERROR_CONFLICT, "/outcomes/y/baseline/min", "more than 255 steps");
  accepted (ENTRY ("'type':'bounded','max':1000,", "'mean':311,'sd':40,'min':200,'max':455"));
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'min':'x'"), SIM_ERROR_KIND,
           "/outcomes/y/baseline/min", NULL);
  refused ("'type':'binary','proportions':0.5,'baseline':{'min':4}", SIM_ERROR_CONFLICT,
           "/outcomes/y/baseline", "has no meaning with \"binary\"");
}

static void
imbalances (void)
{
  accepted (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'imbalance':{'a':0.5,'b':-3}"));
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'imbalance':{'a':3.1}"), SIM_ERROR_RANGE,
           "/outcomes/y/baseline/imbalance/a", "from -3 to 3");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5,'imbalance':{'x':1}"), SIM_ERROR_REFERENCE,
           "/outcomes/y/baseline/imbalance/x", "names none of the arms");
}

static void
correlations_of_scores (void)
{
  refused ("'type':'binary'," VISITS2 "'proportions':{'a':[0.1,0.5],'b':0.5,'c':0.5},"
           "'correlation':{'scale':'observed','visits':0.5}",
           SIM_ERROR_CONFLICT, "/outcomes/y/correlation",
           "scores at \"v\" and at \"w\" in arm \"a\" cannot have a correlation of 0.5");
  /* a chance of 0.1 that is all of a chance of 0.5: 0.05 / (0.3 * 0.5) */
  refused ("'type':'binary'," VISITS2 "'proportions':{'a':[0.1,0.5],'b':0.5,'c':0.5},"
           "'correlation':{'scale':'observed','visits':-0.5}",
           SIM_ERROR_CONFLICT, "/outcomes/y/correlation", "above -0.333 and below 0.333");
  refused (BOUNDED VISITS2 "'baseline':{'mean':22,'sd':3},'means':2,'sd':3,"
                           "'correlation':{'scale':'observed','baseline':0.8}",
           SIM_ERROR_CONFLICT, "/outcomes/y/correlation", "scores at baseline and at \"v\"");
  /* the matrix of the scores is positive definite, that behind them is not */
  refused (BOUNDED VISITS2 "'baseline':{'mean':2,'sd':3},'means':2,'sd':3,"
                           "'correlation':{'scale':'observed','type':'matrix','values':"
                           "[[1,0.9,0.9],[0.9,1,0.63],[0.9,0.63,1]]}",
           SIM_ERROR_CONFLICT, "/outcomes/y/correlation", "no latent values lie behind such");
  refused (ENTRY (CONTINUOUS, "'mean':11,'sd':5") ",'correlation':{'scale':'seen'}",
           SIM_ERROR_CHOICE, "/outcomes/y/correlation/scale", "latent, observed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scores/plain-quadrature", plain_quadrature);
  g_test_add_func ("/scores/log-normal", log_normal_closed_form);
  g_test_add_func ("/scores/sheppard", sheppard);
  g_test_add_func ("/scores/limits-that-limit-nothing", limits_that_limit_nothing);
  g_test_add_func ("/scores/there-and-back", there_and_back);
  g_test_add_func ("/scores/straight-lines", straight_lines);
  g_test_add_func ("/scores/entry-limits", entry_limits);
  g_test_add_func ("/scores/imbalances", imbalances);
  g_test_add_func ("/scores/correlations-of-scores", correlations_of_scores);
  return g_test_run ();
}
