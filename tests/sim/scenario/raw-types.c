/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outcomes whose scores are whole numbers between cuts of the latent value: their probabilities
 * and moments, what is between two arms, and what the checker says.
 */
#include "outcome-make.h"

static void
assert_near (double found, double expected, double tolerance)
{
  if (!(fabs (found - expected) <= tolerance * MAX (1, fabs (expected))))
    g_error ("%.17g is not %.17g", found, expected);
}

/* Cuts rise, and are equal on every machine. */
static void
assert_cuts (const SimScoreMap *map)
{
  g_assert_cmpint (map->kind, ==, SIM_SCORE_CUTS);
  g_assert_true (map->raw);
  for (guint k = 0; k < map->n_cuts; k++) {
    int exponent;
    double scaled = ldexp (frexp (map->cuts[k], &exponent), 32);
    g_assert_cmpfloat (scaled, ==, nearbyint (scaled));
    g_assert_true (k == 0 || map->cuts[k] > map->cuts[k - 1]);
  }
}

/* --- binary -------------------------------------------------------------------------------- */

static void
check_proportion (const SimScoreMap *map, double p)
{
  assert_cuts (map);
  g_assert_cmpuint (map->n_cuts, ==, 1);
  assert_near (category (map, 1) / p, 1, 1e-8);
  assert_near (category (map, 0), 1 - p, 1e-9);
  assert_near (map->mean, p, 1e-15);
  assert_near (map->sd, sqrt (p * (1 - p)), 1e-15);
}

static void
binary_proportions (void)
{
  static const double proportions[] = { 1e-12, 0.001, 0.3, 0.5, 0.975, 0.999999 };
  for (guint i = 0; i < G_N_ELEMENTS (proportions); i++) {
    g_autofree char *members = g_strdup_printf (
        "'type':'binary','visits':[{'id':'v','time':4},{'id':'w','time':8}],"
        "'proportions':{'a':[0.2,%g],'b':0.3,'c':0.4}",
        proportions[i]);
    SimScoreMap map = outcome_map (members, "a", 1), other = outcome_map (members, "a", 0),
                third = outcome_map (members, "c", 1);
    check_proportion (&map, proportions[i]);
    check_proportion (&other, 0.2);
    check_proportion (&third, 0.4);
  }
}

static void
binary_between (void)
{
  const char *members = "'type':'binary','proportions':{'a':0.6,'b':0.3,'c':0.2}";
  SimScoreMap own = outcome_map (members, "a", 0), reference = outcome_map (members, "c", 0), map;
  sim_outcome_kind ("binary")->between (&reference, &own, 0.25, &map);
  check_proportion (&map, 0.3);
  sim_outcome_kind ("binary")->between (&reference, &own, 0, &map);
  g_assert_cmpfloat (map.cuts[0], ==, reference.cuts[0]);
}

static void
binary_is_told (void)
{
#define BINARY "'type':'binary',"
  assert_outcome (BINARY "'proportions':0.4", NULL, 0, NULL, NULL);
  assert_outcome (BINARY "'better':'higher'", NULL, SIM_ERROR_MISSING, "/outcomes/y/proportions",
                  "no default");
  assert_outcome (BINARY "'proportions':1", NULL, SIM_ERROR_RANGE, "/outcomes/y/proportions",
                  "above 0 and below 1");
  assert_outcome (BINARY "'proportions':{'a':0.4,'b':0,'c':0.3}", NULL, SIM_ERROR_RANGE,
                  "/outcomes/y/proportions/b", "above 0 and below 1");
  assert_outcome (BINARY "'proportions':{'a':0.4,'b':0.2}", NULL, SIM_ERROR_SHAPE,
                  "/outcomes/y/proportions", "no value for arm \"c\"");
  assert_outcome (BINARY "'proportions':0.4,'baseline':{'mean':1,'sd':1}", NULL,
                  SIM_ERROR_CONFLICT, "/outcomes/y/baseline", "has no meaning with \"binary\"");
  assert_outcome (BINARY "'proportions':0.4,'better':'earlier'", NULL, SIM_ERROR_CONFLICT,
                  "/outcomes/y/better", "lower or higher");
  assert_outcome (BINARY "'proportions':0.4,'responder':{}", NULL, SIM_ERROR_NOT_YET,
                  "/outcomes/y/responder", "not yet read");
  assert_round_trip (BINARY "'visits':[{'id':'v','time':4},{'id':'w','time':8}],"
                            "'proportions':{'a':[0.1,0.2],'b':0.3,'c':0.4},"
                            "'correlation':{'type':'ar1'}");
}

/* --- parts of the variance ----------------------------------------------------------------- */

/* Without a unit in which an SD could be given, shares are all there is. */
static void
parts_are_shares (void)
{
  static const char *const plain = BINARY "'proportions':0.4";
  static const char *const refused[][2] = {
    { "/practitioners={'count':4,'sd':1}", "/practitioners/sd" },
    { "/centres={'count':4,'sd':1}", "/centres/sd" },
    { "/centres={'count':4,'icc':0.1,'effect-sd':1}", "/centres/effect-sd" },
    { "/response-sd={'a':1}", "/response-sd" },
    { "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5,'effect':1},"
      "{'id':'m','prevalence':0.5}]}]",
      "/strata/s/levels/l/effect" },
    { "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5},"
      "{'id':'m','prevalence':0.5,'interaction':{'y':{'a':-1}}}]}]",
      "/strata/s/levels/m/interaction" },
  };
  static const char *const fine[] = {
    "/practitioners={'count':4,'icc':0.1}",
    "/centres={'count':4,'icc':0.1,'effect-sd':0}",
    "/response-sd=0",
    "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5,'effect':0},"
    "{'id':'m','prevalence':0.5}]}]",
    "/covariates=[{'id':'age','correlation':0.3}]",
  };
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_outcome (plain, refused[i][0], SIM_ERROR_CONFLICT, refused[i][1],
                    "in the unit of scores, and outcome \"y\", whose type is binary, has none");
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    assert_outcome (plain, fine[i], 0, NULL, NULL);
  assert_outcome (plain, "/practitioners={'count':{'a':4},'icc':0.99999999}", SIM_ERROR_CONFLICT,
                  "/outcomes/y/correlation", "not positive definite in arm \"a\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raw-types/binary/proportions", binary_proportions);
  g_test_add_func ("/raw-types/binary/between", binary_between);
  g_test_add_func ("/raw-types/binary/told", binary_is_told);
  g_test_add_func ("/raw-types/parts", parts_are_shares);
  return g_test_run ();
}
