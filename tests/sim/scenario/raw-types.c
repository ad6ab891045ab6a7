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
                  "must be given");
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
  assert_round_trip (BINARY "'visits':[{'id':'v','time':4},{'id':'w','time':8}],"
                            "'proportions':{'a':[0.1,0.2],'b':0.3,'c':0.4},"
                            "'correlation':{'type':'ar1'}");
}

/* --- ordinal ------------------------------------------------------------------------------- */

static void
check_categories (const SimScoreMap *map, const double *p, guint n)
{
  double mean = 0, square = 0;
  assert_cuts (map);
  g_assert_cmpuint (map->n_cuts, ==, n - 1);
  for (guint k = 0; k < n; k++) {
    assert_near (category (map, k), p[k], 1e-9);
    mean += k * p[k];
    square += k * k * p[k];
  }
  assert_near (map->mean, mean, 1e-9);
  assert_near (map->sd, sqrt (square - mean * mean), 1e-9);
}

#define FOUR "'type':'ordinal','categories':4,"

static void
ordinal_probabilities (void)
{
  const char *each
      = FOUR "'probabilities':{'a':[0.1,0.2,0.3,0.4],'b':[0.7,0.1,0.1,0.1],'c':[0,0.5,0.5,0]}";
  SimScoreMap a = outcome_map (each, "a", 0), b = outcome_map (each, "b", 0),
              c = outcome_map (each, "c", 0),
              all = outcome_map (FOUR "'probabilities':[0.25,0.25,0.4,0.1]", "b", 0);
  check_categories (&a, (double[]){ 0.1, 0.2, 0.3, 0.4 }, 4);
  check_categories (&b, (double[]){ 0.7, 0.1, 0.1, 0.1 }, 4);
  check_categories (&c, (double[]){ 0, 0.5, 0.5, 0 }, 4);
  check_categories (&all, (double[]){ 0.25, 0.25, 0.4, 0.1 }, 4);
}

static void
check_odds_ratio (const char *members, const char *arm, double ratio)
{
  static const double base[] = { 0.1, 0.2, 0.3, 0.4 };
  SimScoreMap map = outcome_map (members, arm, 0);
  double above = 1, shifted[5] = { 1 }, p[4];
  for (guint k = 0; k < 4; k++) {
    above -= base[k];
    double odds = ratio * MAX (0, above) / (1 - above);
    shifted[k + 1] = k == 3 ? 0 : odds / (1 + odds);
    p[k] = shifted[k] - shifted[k + 1];
  }
  check_categories (&map, p, 4);
  /* in the words of the model: the odds of a higher category are so many times the others */
  for (guint k = 0; k < 3; k++) {
    double beyond = below (-map.cuts[k]), from = 1 - (base[0] + (k > 0) * base[1]
                                                      + (k > 1) * base[2]);
    assert_near (beyond / (1 - beyond) / (from / (1 - from)), ratio, 1e-8);
  }
}

static void
ordinal_odds_ratios (void)
{
  const char *one = FOUR "'probabilities':[0.1,0.2,0.3,0.4],'odds-ratio':2.5";
  const char *some
      = FOUR "'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':{'a':0.4}";
  check_odds_ratio (one, "a", 2.5);
  check_odds_ratio (one, "b", 2.5);
  check_odds_ratio (one, "c", 1);
  check_odds_ratio (some, "a", 0.4);
  check_odds_ratio (some, "b", 1);
  check_odds_ratio (some, "c", 1);
}

static void
ordinal_between (void)
{
  const char *each
      = FOUR "'probabilities':{'a':[0.1,0.2,0.3,0.4],'b':[0.7,0.1,0.1,0.1],'c':[0,0.5,0.5,0]}";
  SimScoreMap own = outcome_map (each, "a", 0), reference = outcome_map (each, "c", 0), map;
  sim_outcome_kind ("ordinal")->between (&reference, &own, 0.3, &map);
  check_categories (&map, (double[]){ 0.03, 0.41, 0.44, 0.12 }, 4);
}

static void
ordinal_is_told (void)
{
#define ORDINAL "/outcomes/y/"
  assert_outcome (FOUR "'probabilities':[0.1,0.2,0.3,0.4]", NULL, 0, NULL, NULL);
  assert_outcome (FOUR "'probabilities':[0.1,0.2,0.3,0.4000000001]", NULL, 0, NULL, NULL);
  assert_outcome (FOUR "'probabilities':[0.1,0.2,0.3,0.41]", NULL, SIM_ERROR_CONFLICT,
                  ORDINAL "probabilities",
                  "the probabilities add up to 1.01: found [0.1,0.2,0.3,0.41]; allowed: a list of "
                  "4 numbers that add up to 1");
  assert_outcome (FOUR "'probabilities':[0.5,0.2,0.3]", NULL, SIM_ERROR_CONFLICT,
                  ORDINAL "probabilities", "3 probabilities for 4 categories");
  assert_outcome (FOUR "'probabilities':{'a':[0.25,0.25,0.25,0.25],'b':[1],'c':[0,0,0,1]}", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "probabilities/b", "1 probabilities for 4");
  assert_outcome (FOUR "'probabilities':0.25", NULL, SIM_ERROR_CONFLICT, ORDINAL "probabilities",
                  "one number does not say how probable each category is");
  assert_outcome (FOUR "'probabilities':[0.1,0.2,0.3,1.4]", NULL, SIM_ERROR_RANGE,
                  ORDINAL "probabilities/3", "a number from 0 to 1");
  assert_outcome (FOUR "'probabilities':{'a':[0.1,0.2,0.3,0.4],'c':[0.1,0.2,0.3,0.4]}", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "probabilities",
                  "no probabilities for arm \"b\"");
  assert_outcome (FOUR "'probabilities':{'b':[0.1,0.2,0.4,0.3],'c':[0.1,0.2,0.3,0.4]},"
                       "'odds-ratio':2",
                  NULL, SIM_ERROR_CONFLICT, ORDINAL "probabilities/b",
                  "odds ratios start from one list of probabilities");
  assert_outcome (FOUR "'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':2",
                  "/arms/c/reference=false", SIM_ERROR_CONFLICT, ORDINAL "odds-ratio",
                  "no arm has the probabilities as they are given");
  assert_outcome (FOUR "'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':{'c':2}", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "odds-ratio/c", "no meaning in the reference arm");
  assert_outcome (FOUR "'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':0", NULL,
                  SIM_ERROR_RANGE, ORDINAL "odds-ratio", "above 0");
  assert_outcome ("'type':'ordinal','categories':1,'probabilities':[1]", NULL, SIM_ERROR_RANGE,
                  ORDINAL "categories", "a whole number from 2 to 20");
  assert_outcome ("'type':'ordinal','categories':21,'probabilities':[1]", NULL, SIM_ERROR_RANGE,
                  ORDINAL "categories", "a whole number from 2 to 20");
  assert_outcome ("'type':'ordinal','categories':['no','yes'],'probabilities':[0.5,0.5]", NULL,
                  0, NULL, NULL);
  assert_outcome ("'type':'ordinal','categories':['yes'],'probabilities':[1]", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "categories",
                  "one category leaves nothing to differ");
  assert_outcome ("'type':'ordinal','categories':[],'probabilities':[1]", NULL, SIM_ERROR_SHAPE,
                  ORDINAL "categories",
                  "a whole number from 2 to 20, or a list of 1 to 20, each text");
  assert_outcome ("'type':'ordinal','categories':['no','no'],'probabilities':[0.5,0.5]", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "categories", "two categories have the same name");
  assert_outcome ("'type':'ordinal','categories':['no',''],'probabilities':[0.5,0.5]", NULL,
                  SIM_ERROR_CONFLICT, ORDINAL "categories", "a category has an empty name");
  assert_outcome ("'type':'ordinal','categories':['no',1],'probabilities':[0.5,0.5]", NULL,
                  SIM_ERROR_KIND, ORDINAL "categories/1", "text");
  assert_outcome ("'type':'ordinal','categories':['a','b','c','d','e','f','g','h','i','j','k','l',"
                  "'m','n','o','p','q','r','s','t','u'],'probabilities':[0.5,0.5]",
                  NULL, SIM_ERROR_LIMIT, ORDINAL "categories", "too many: 21");
  assert_outcome ("'type':'ordinal','categories':['none','some','much'],'probabilities':[0.5,0.5]",
                  NULL, SIM_ERROR_CONFLICT, ORDINAL "probabilities",
                  "2 probabilities for 3 categories");
  assert_outcome ("'type':'ordinal','categories':'four','probabilities':[0.5,0.5]", NULL,
                  SIM_ERROR_KIND, ORDINAL "categories", "a whole number from 2 to 20, or a list");
  assert_round_trip ("'type':'ordinal','categories':['no','yes'],'probabilities':[0.5,0.5]");
  assert_outcome ("'type':'ordinal','probabilities':[0.5,0.5]", NULL, SIM_ERROR_MISSING,
                  ORDINAL "categories", "no default");
  assert_outcome ("'type':'ordinal','categories':2", NULL, SIM_ERROR_MISSING,
                  ORDINAL "probabilities", "no default");
  assert_round_trip (FOUR "'probabilities':[0.1,0.2,0.3,0.4],'odds-ratio':2.5");
  assert_round_trip (FOUR "'probabilities':{'c':[0.1,0.2,0.3,0.4]},'odds-ratio':{'a':0.4}");
  assert_outcome (FOUR "'probabilities':{},'odds-ratio':{'a':2}", NULL, SIM_ERROR_CONFLICT,
                  "/outcomes/y/probabilities", "no arm has probabilities");
  assert_outcome (FOUR "'probabilities':{}", NULL, SIM_ERROR_CONFLICT,
                  "/outcomes/y/probabilities", "no arm has probabilities");
}

/* What categories are called changes no number. */
static void
ordinal_names (void)
{
  static const char *const categories[] = { "4", "['none','mild','moderate','severe']",
                                            "['none','little','some','much']", "5" };
  SimScenario *scenarios[4];
  for (guint i = 0; i < 4; i++) {
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y','type':'ordinal','categories':%s,"
        "'probabilities':[0.25,0.25,0.25,%s]}],'analyses':[{'id':'m','method':"
        "'proportional-odds'}]}",
        categories[i], i < 3 ? "0.25" : "0.15,0.1");
    scenarios[i] = make_valid (text);
  }
  for (guint i = 1; i < 4; i++) {
    g_assert_cmpint (sim_scenario_stage_between (scenarios[0], scenarios[i]), ==,
                     i < 3 ? SIM_STAGE_LABEL : SIM_STAGE_DRAW);
    g_assert_cmpint (strcmp (sim_scenario_hash (scenarios[0]), sim_scenario_hash (scenarios[i]))
                     == 0, ==, i < 3);
  }
  g_assert_null (sim_scenario_category (scenarios[0], 0, 1));
  g_assert_cmpstr (sim_scenario_category (scenarios[1], 0, 1), ==, "mild");
  g_assert_cmpstr (sim_scenario_category (scenarios[2], 0, 3), ==, "much");
  g_assert_null (sim_scenario_category (scenarios[2], 0, 4));
  for (guint i = 0; i < 4; i++)
    sim_scenario_unref (scenarios[i]);
}

/* --- count --------------------------------------------------------------------------------- */

/* Probabilities by the recursion p(k + 1) = p(k) (mu + kappa mu k) / ((1 + kappa mu) (k + 1)). */
static void
check_counts (double rate, double exposure, double kappa, guint visit)
{
  g_autofree char *members = g_strdup_printf (
      "'type':'count','dispersion':%.17g,'exposure':%.17g,'visits':[{'id':'v','time':4},"
      "{'id':'w','time':8}],'rates':{'a':[1,%.17g],'b':2,'c':3}",
      kappa, exposure, rate);
  SimScoreMap map = outcome_map (members, "a", visit);
  double mu = visit == 1 ? rate * exposure : exposure, mean = 0, square = 0, left = 1;
  double p = kappa > 0 ? exp (-log1p (kappa * mu) / kappa) : exp (-mu);
  assert_cuts (&map);
  for (guint k = 0; k < map.n_cuts; k++) {
    assert_near (category (&map, k), p, 1e-9);
    left -= p;
    p *= (mu + kappa * mu * k) / ((1 + kappa * mu) * (k + 1));
  }
  assert_near (category (&map, map.n_cuts), left, 1e-9);
  g_assert_cmpfloat (category (&map, map.n_cuts), <, 1e-9);
  for (guint k = 1; k <= map.n_cuts; k++) {
    mean += k * category (&map, k);
    square += k * k * category (&map, k);
  }
  assert_near (mean, mu, 1e-8);
  assert_near (square - mean * mean, mu + kappa * mu * mu, 1e-7);
  assert_near (map.mean, mu, 1e-15);
  assert_near (map.sd, sqrt (mu + kappa * mu * mu), 1e-15);
}

static void
counts (void)
{
  static const struct {
    double rate, exposure, kappa;
  } cases[] = { { 1, 1, 0 },     { 0.01, 1, 0 },  { 20, 4, 0 },     { 40, 4, 0 },
                { 3, 1, 0.5 },   { 2.5, 2, 1.5 }, { 0.5, 12, 0.2 }, { 2, 0.1, 10 },
                { 3, 1, 1e-11 }, { 3, 1, 1e-9 },  { 3, 1, 1e-6 },   { 5, 1, 0.7 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint visit = 0; visit < 2; visit++)
      check_counts (cases[i].rate, cases[i].exposure, cases[i].kappa, visit);
}

static void
count_between (void)
{
  const char *members = "'type':'count','rates':{'a':4,'b':3,'c':2},'dispersion':0.5";
  SimScoreMap own = outcome_map (members, "a", 0), reference = outcome_map (members, "c", 0),
              same = outcome_map (members, "b", 0), map;
  sim_outcome_kind ("count")->between (&reference, &own, 0.5, &map);
  g_assert_cmpuint (map.n_cuts, ==, same.n_cuts);
  for (guint k = 0; k < map.n_cuts; k++)
    g_assert_cmpfloat (map.cuts[k], ==, same.cuts[k]);
  g_assert_cmpfloat (map.mean, ==, 3);
  g_assert_cmpfloat (map.sd, ==, same.sd);
}

static void
count_is_told (void)
{
#define COUNT "'type':'count',"
  assert_outcome (COUNT "'rates':2", NULL, 0, NULL, NULL);
  assert_outcome (COUNT "'dispersion':1", NULL, SIM_ERROR_MISSING, "/outcomes/y/rates",
                  "no default");
  assert_outcome (COUNT "'rates':0", NULL, SIM_ERROR_RANGE, "/outcomes/y/rates", "above 0");
  assert_outcome (COUNT "'rates':2,'dispersion':-1", NULL, SIM_ERROR_RANGE,
                  "/outcomes/y/dispersion", "from 0 to 100");
  assert_outcome (COUNT "'rates':2,'exposure':0", NULL, SIM_ERROR_RANGE, "/outcomes/y/exposure",
                  "above 0");
  assert_outcome (COUNT "'rates':{'a':2,'b':50,'c':3},'exposure':4", NULL, SIM_ERROR_CONFLICT,
                  "/outcomes/y/rates/b",
                  "with a mean of 200 events, counts above 255 are likelier than 1e-9: found 50; "
                  "allowed: a lower rate, less exposure or less dispersion");
  assert_outcome (COUNT "'visits':[{'id':'v','time':4},{'id':'w','time':8}],"
                        "'rates':{'a':[2,30],'b':2,'c':3},'dispersion':1",
                  NULL, SIM_ERROR_CONFLICT, "/outcomes/y/rates/a/1", "a mean of 30 events");
  assert_outcome (COUNT "'rates':1000", NULL, SIM_ERROR_CONFLICT, "/outcomes/y/rates",
                  "a mean of 1000 events");
  assert_round_trip (COUNT "'rates':{'a':2,'b':50,'c':3},'dispersion':0.1");
}

/* Arms are read while it is still open whether each has an id. */
static void
arms_without_ids (void)
{
  static const char *const outcomes[]
      = { FOUR "'probabilities':{'c':[0.5,0.2,0.2,0.1]},'odds-ratio':2",
          FOUR "'probabilities':[0.5,0.2,0.2,0.1]", BINARY "'proportions':0.4",
          "'type':'count'," SMALL_VISITS ",'rates':1",
          "'type':'time-to-event','better':'later','medians':9,'follow-up':9" };
  static const char *const ids[] = { "", "'id':7,", "'id':null," };
  for (guint i = 0; i < G_N_ELEMENTS (outcomes) * G_N_ELEMENTS (ids); i++) {
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1,'arms':[{%s'size':20},{'id':'b','size':20},"
        "{'id':'c','size':20,'reference':true}],'outcomes':[{'id':'y',%s}]," SMALL_REST "}",
        ids[i % G_N_ELEMENTS (ids)], outcomes[i / G_N_ELEMENTS (ids)]);
    g_autoptr (GPtrArray) problems G_GNUC_UNUSED = problems_of (text);
  }
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
      "/strata/s/levels/m/interaction/y" },
  };
  static const char *const fine[] = {
    "/practitioners={'count':4,'icc':0.1}",
    "/centres={'count':4,'icc':0.1,'effect-sd':0}",
    "/response-sd=0",
    ("/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5,'effect':0},"
     "{'id':'m','prevalence':0.5}]}]"),
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
  g_test_add_func ("/raw-types/ordinal/probabilities", ordinal_probabilities);
  g_test_add_func ("/raw-types/ordinal/odds-ratios", ordinal_odds_ratios);
  g_test_add_func ("/raw-types/ordinal/between", ordinal_between);
  g_test_add_func ("/raw-types/ordinal/told", ordinal_is_told);
  g_test_add_func ("/raw-types/ordinal/names", ordinal_names);
  g_test_add_func ("/raw-types/count/probabilities", counts);
  g_test_add_func ("/raw-types/count/between", count_between);
  g_test_add_func ("/raw-types/count/told", count_is_told);
  g_test_add_func ("/raw-types/arms-without-ids", arms_without_ids);
  g_test_add_func ("/raw-types/parts", parts_are_shares);
  return g_test_run ();
}
