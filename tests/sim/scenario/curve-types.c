/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outcomes whose scores are a curve of the latent value: their moments, against integrals and
 * closed forms, the curve's tails and its growth, and what the checker says.
 */
#include "outcome-make.h"

#include "base/prob.h"

#define MEANS "'means':{'a':3,'b':4,'c':5},'sd':2"

static void
assert_near (double found, double expected, double tolerance)
{
  if (!(fabs (found - expected) <= tolerance * MAX (1, fabs (expected))))
    g_error ("%.17g is not %.17g", found, expected);
}

/* Never down, and up wherever a double can tell. */
static void
assert_grows (const SimScoreMap *map, double from)
{
  for (int i = 0; i < 1700; i++) {
    double z = -8.5 + i / 100.0;
    double low = map->curve (z, map->shape), high = map->curve (z + 0.01, map->shape);
    g_assert_true (isfinite (low) && isfinite (high));
    g_assert_cmpfloat (low, <=, high);
    if (z >= from)
      g_assert_cmpfloat (low, <, high);
  }
}

/* --- skewed -------------------------------------------------------------------------------- */

static void
check_skewed (const char *shape, double skewness)
{
  g_autofree char *members
      = g_strdup_printf ("'type':'skewed','skewness':%g,'shape':'%s'," MEANS, skewness, shape);
  SimScoreMap map = outcome_map (members, "b", 0);

  g_assert_cmpfloat (map.mean, ==, 4);
  g_assert_cmpfloat (map.sd, ==, 2);
  g_assert_false (map.raw);
  if (skewness == 0) {
    g_assert_cmpint (map.kind, ==, SIM_SCORE_NORMAL);
    return;
  }
  g_assert_cmpint (map.kind, ==, SIM_SCORE_CURVE);
  assert_near (curve_moment (&map, 0, 0), 1, 1e-13);
  assert_near (curve_moment (&map, 0, 1), 0, 1e-10);
  assert_near (curve_moment (&map, 0, 2), 1, 1e-9);
  assert_near (curve_moment (&map, 0, 3), skewness, 1e-8);
}

static void
skewed_moments (void)
{
  static const double skewnesses[]
      = { 0, 1e-4, -1e-3, 0.01, 0.5, -0.5, 1, 2, -2, 3.5, 5, -5 };
  for (guint i = 0; i < G_N_ELEMENTS (skewnesses); i++) {
    check_skewed ("log-normal", skewnesses[i]);
    check_skewed ("gamma", skewnesses[i]);
  }
}

/* A skewness of 2 is that of the exponential law, whose tails have closed forms. */
static void
skewed_tails (void)
{
  SimScoreMap gamma = outcome_map ("'type':'skewed','skewness':2,'shape':'gamma'," MEANS, "a", 0);
  SimScoreMap left = outcome_map ("'type':'skewed','skewness':-2,'shape':'gamma'," MEANS, "a", 0);
  SimScoreMap log_normal = outcome_map ("'type':'skewed','skewness':3," MEANS, "a", 0);

  for (double z = -8.5; z <= 8.5; z += 0.25) {
    double expected = z > 0 ? -log (below (-z)) - 1 : -log1p (-below (z)) - 1;
    assert_near (gamma.curve (z, gamma.shape), expected, 1e-13);
    assert_near (left.curve (-z, left.shape), -expected, 1e-13);
  }
  /* (w + 2) sqrt (w - 1) is the skewness of a log-normal law whose variance of logs is log w; its
     score is linear in exp (s z) */
  double low = 1, high = 10, at_0 = log_normal.curve (0, 3);
  for (int i = 0; i < 200; i++) {
    double w = (low + high) / 2;
    *((w + 2) * sqrt (w - 1) < 3 ? &low : &high) = w;
  }
  double s = sqrt (log (low)), scale = (log_normal.curve (1, 3) - at_0) / expm1 (s);
  for (double z = -8.5; z <= 8.5; z += 0.25)
    assert_near (log_normal.curve (z, 3), at_0 + scale * expm1 (s * z), 1e-12);
}

static void
skewed_grows (void)
{
  static const double skewnesses[] = { 1e-4, 0.01, 1, 2, -2, 5 };
  for (guint i = 0; i < G_N_ELEMENTS (skewnesses); i++) {
    g_autofree char *one = g_strdup_printf ("'type':'skewed','skewness':%g," MEANS, skewnesses[i]);
    g_autofree char *other = g_strconcat ("'shape':'gamma',", one, NULL);
    SimScoreMap log_normal = outcome_map (one, "a", 0), gamma = outcome_map (other, "a", 0);
    assert_grows (&log_normal, -8.5);
    /* A gamma law of such a skewness has nearly all of its lower half at its lowest score. */
    assert_grows (&gamma, skewnesses[i] > 3 ? -1 : skewnesses[i] < 0 ? 8.5 : -6);
  }
}

static void
skewed_is_told (void)
{
#define SKEWED "'type':'skewed',"
  assert_outcome (SKEWED "'skewness':1," MEANS, NULL, 0, NULL, NULL);
  assert_outcome (SKEWED MEANS, NULL, SIM_ERROR_MISSING, "/outcomes/y/skewness", "no default");
  assert_outcome (SKEWED "'skewness':5.1," MEANS, NULL, SIM_ERROR_RANGE, "/outcomes/y/skewness",
                  "a number from -5 to 5");
  assert_outcome (SKEWED "'skewness':1,'shape':'weibull'," MEANS, NULL, SIM_ERROR_CHOICE,
                  "/outcomes/y/shape", "log-normal, gamma");
  assert_outcome (SKEWED "'skewness':1,'df':5," MEANS, NULL, SIM_ERROR_CONFLICT, "/outcomes/y/df",
                  "belongs to type \"heavy-tailed\"");
  assert_outcome (SKEWED "'skewness':1,'better':'later'," MEANS, NULL, SIM_ERROR_CONFLICT,
                  "/outcomes/y/better", "lower or higher");
  assert_round_trip (SKEWED "'skewness':-1.5,'shape':'gamma','baseline':{'mean':1,'sd':2}," MEANS);
}

/* --- heavy-tailed -------------------------------------------------------------------------- */

static void
heavy_moments (void)
{
  static const double dfs[] = { 3, 3.5, 5, 8.5, 30, 1000, 1e6 };
  for (guint i = 0; i < G_N_ELEMENTS (dfs); i++) {
    g_autofree char *members
        = g_strdup_printf ("'type':'heavy-tailed','df':%g," MEANS, dfs[i]);
    SimScoreMap map = outcome_map (members, "c", 0);
    double df = dfs[i];
    g_assert_cmpfloat (map.mean, ==, 5);
    assert_near (curve_moment (&map, 0, 1), 0, 1e-12);
    assert_near (curve_moment (&map, 0, 2), 1, 1e-9);
    assert_near (curve_moment (&map, 0, 3), 0, 1e-6);
    if (df > 5)
      assert_near (curve_moment (&map, 0, 4), 3 * (df - 2) / (df - 4), 1e-8);
    assert_grows (&map, -8.5);
  }
}

/* With 4 degrees of freedom the quantile has a closed form (Shaw 2006): t^2 = 4 (q - 1), where
   q = cos (acos (sqrt (a)) / 3) / sqrt (a) and a = 4 p (1 - p). */
static void
heavy_tails (void)
{
  SimScoreMap map = outcome_map ("'type':'heavy-tailed','df':4," MEANS, "a", 0);

  for (double z = 0.25; z <= 8.5; z += 0.25) {
    double a = sqrt (4 * below (z) * below (-z));
    double t = 2 * sqrt (cos (acos (a) / 3) / a - 1);
    assert_near (map.curve (z, 4) / (t / sqrt (2)), 1, 1e-12);
    g_assert_cmpfloat (map.curve (-z, 4), ==, -map.curve (z, 4));
  }
  assert_near (map.curve (0, 4), 0, 1e-15);
}

static void
heavy_is_told (void)
{
#define HEAVY "'type':'heavy-tailed',"
  assert_outcome (HEAVY "'df':3," MEANS, NULL, 0, NULL, NULL);
  assert_outcome (HEAVY MEANS, NULL, SIM_ERROR_MISSING, "/outcomes/y/df", "no default");
  assert_outcome (HEAVY "'df':2.9," MEANS, NULL, SIM_ERROR_RANGE, "/outcomes/y/df",
                  "a number from 3 to 1000000");
  assert_round_trip (HEAVY "'df':7,'baseline':{'mean':1,'sd':2}," MEANS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve-types/skewed/moments", skewed_moments);
  g_test_add_func ("/curve-types/skewed/tails", skewed_tails);
  g_test_add_func ("/curve-types/skewed/grows", skewed_grows);
  g_test_add_func ("/curve-types/skewed/told", skewed_is_told);
  g_test_add_func ("/curve-types/heavy-tailed/moments", heavy_moments);
  g_test_add_func ("/curve-types/heavy-tailed/tails", heavy_tails);
  g_test_add_func ("/curve-types/heavy-tailed/told", heavy_is_told);
  return g_test_run ();
}
