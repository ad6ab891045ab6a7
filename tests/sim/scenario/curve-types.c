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

/* A gamma law of a whole shape k is the waiting time for k events: above x lies what Poisson's law
   has below k. */
static void
skewed_far_out (void)
{
  static const int shapes[] = { 4, 16, 400 };
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    double k = shapes[i], skewness = 2 / sqrt (k);
    g_autofree char *members
        = g_strdup_printf ("'type':'skewed','skewness':%.17g,'shape':'gamma'," MEANS, skewness);
    SimScoreMap map = outcome_map (members, "a", 0);
    for (double z = 4; z <= 8.5; z += 0.0625) {
      double x = k + sqrt (k) * map.curve (z, map.shape), term = exp (-x / 2), sum = 0;
      for (int j = 0; j < shapes[i]; j++) {
        sum += term;
        term *= x / (j + 1);
      }
      assert_near (sum * exp (-x / 2) / below (-z), 1, 1e-10);
    }
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

/* --- time to event ------------------------------------------------------------------------- */

#define TIME "'type':'time-to-event','follow-up':52,"

/* S at so many weeks, from where the curve gets there. */
static double
surviving (const SimScoreMap *map, double weeks)
{
  double low = -9, high = 9;
  for (int i = 0; i < 200; i++) {
    double z = (low + high) / 2;
    *(map->sd * map->curve (z, map->shape) < weeks ? &low : &high) = z;
  }
  return below (-low);
}

static void
check_times (const char *given, double shape, double scale)
{
  g_autofree char *members = g_strdup_printf (TIME "'shape':%g,%s", shape, given);
  SimScoreMap map = outcome_map (members, "b", 0);
  g_assert_cmpint (map.kind, ==, SIM_SCORE_CURVE);
  g_assert_true (map.raw);
  assert_near (map.sd / scale, 1, 1e-9);
  assert_near (map.mean / (scale * tgamma (1 + 1 / shape)), 1, 1e-9);
  assert_near (map.sd * curve_moment (&map, 0, 1) / map.mean, 1, 1e-8);
  assert_near (curve_moment (&map, 0, 2) / tgamma (1 + 2 / shape), 1, 1e-8);
  for (double t = 0.05; t < 3; t *= 1.5)
    assert_near (surviving (&map, t * scale), exp (-pow (t, shape)), 1e-8);
  assert_grows (&map, -8.5);
}

static void
times (void)
{
  static const double shapes[] = { 1, 0.2, 0.7, 1.5, 3, 10 };
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    double k = shapes[i];
    check_times ("'medians':{'a':10,'b':20,'c':30}", k, 20 / pow (log (2), 1 / k));
    check_times ("'medians':20", k, 20 / pow (log (2), 1 / k));
    check_times ("'hazards':{'a':0.1,'b':0.05,'c':0.2}", k, 20);
  }
  SimScoreMap map = outcome_map (TIME "'medians':{'a':10,'b':20,'c':30}", "c", 0);
  assert_near (surviving (&map, 30), 0.5, 1e-9);
  /* A constant hazard: the same share of those left goes every week. */
  map = outcome_map (TIME "'hazards':{'a':0.1,'b':0.05,'c':0.2}", "a", 0);
  for (double t = 0; t < 30; t += 3)
    assert_near (log (surviving (&map, t + 1e-6) / surviving (&map, t + 1)), 0.1, 1e-6);
}

/* Both tails, against the exponential law's own. */
static void
times_far_out (void)
{
  SimScoreMap map = outcome_map (TIME "'hazards':1", "a", 0);
  for (double z = -8.5; z <= 8.5; z += 0.25)
    assert_near (map.curve (z, 1) / (z > 0 ? -log (below (-z)) : -log1p (-below (z))), 1, 1e-12);
}

static void
times_between (void)
{
  SimScoreMap own = outcome_map (TIME "'hazards':{'a':0.2,'b':1,'c':0.05},'shape':2", "a", 0);
  SimScoreMap reference = outcome_map (TIME "'hazards':{'a':1,'b':1,'c':0.05},'shape':2", "c", 0);
  SimScoreMap map;
  sim_outcome_kind ("time-to-event")->between (&reference, &own, 0.5, &map);
  assert_near (map.sd, 10, 1e-9);
  assert_near (map.shape, 2, 0);
  sim_outcome_kind ("time-to-event")->between (&reference, &own, 0, &map);
  assert_near (map.sd, 20, 1e-9);
}

/* What nobody has to write. */
static void
times_have_one_visit (void)
{
  g_autoptr (SimDraft) draft = outcome_draft (TIME "'medians':10");
  const SimValue *full = sim_draft_full (draft);
  g_assert_cmpuint (sim_value_length (sim_value_resolve (full, "/outcomes/y/visits")), ==, 1);
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (full, "/outcomes/y/visits/end/time")), ==,
                     52);
  g_assert_cmpstr (sim_value_text (sim_value_resolve (full, "/outcomes/y/better")), ==, "later");
  g_assert_cmpstr (sim_value_text (sim_value_resolve (full, "/analyses/m/visit")), ==, "end");
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (full, "/outcomes/y/accrual")), ==, 0);
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (full, "/outcomes/y/shape")), ==, 1);
  g_autoptr (SimDraft) other = outcome_draft ("'means':1");
  const SimValue *better = sim_value_resolve (sim_draft_full (other), "/outcomes/y/better");
  g_assert_cmpstr (sim_value_text (better), ==, "lower");
}

static void
times_are_told (void)
{
#define AT "/outcomes/y/"
  assert_outcome (TIME "'medians':10,'accrual':26,'better':'earlier'", NULL, 0, NULL, NULL);
  assert_outcome (TIME "'accrual':26", NULL, SIM_ERROR_MISSING, AT "medians",
                  "\"medians\" or \"hazards\" is missing; one of them must be given");
  assert_outcome (TIME "'medians':10,'hazards':0.1", NULL, SIM_ERROR_CONFLICT, AT "hazards",
                  "the same is said by \"medians\" already");
  assert_outcome (TIME "'hazards':[0.1,0.2]", NULL, SIM_ERROR_CONFLICT, AT "hazards",
                  "2 hazards without change points");
  assert_outcome (TIME "'medians':{'a':1,'c':3}", NULL, SIM_ERROR_CONFLICT, AT "medians",
                  "no medians for arm \"b\"");
  assert_outcome (TIME "'hazards':{'a':1,'c':3}", NULL, SIM_ERROR_CONFLICT, AT "hazards",
                  "no hazards for arm \"b\": found {\"a\":1,\"c\":3}; allowed: those of every arm, "
                  "or those of the reference arm and a hazard ratio");
  assert_outcome (TIME "'medians':{'a':1,'b':-2,'c':3}", NULL, SIM_ERROR_RANGE, AT "medians/b",
                  "above 0");
  assert_outcome (TIME "'medians':10,'shape':0", NULL, SIM_ERROR_RANGE, AT "shape",
                  "from 0.2 to 10");
  assert_outcome (TIME "'medians':10,'accrual':-1", NULL, SIM_ERROR_RANGE, AT "accrual",
                  "from 0 to 5200");
  assert_outcome ("'type':'time-to-event','medians':10", NULL, SIM_ERROR_MISSING, AT "follow-up",
                  "no default");
  assert_outcome ("'type':'time-to-event','medians':10,'follow-up':0", NULL, SIM_ERROR_RANGE,
                  AT "follow-up", "above 0");
  assert_outcome (TIME "'medians':10,'better':'lower'", NULL, SIM_ERROR_CONFLICT, AT "better",
                  "no meaning for scores of type time-to-event: found \"lower\"; allowed: later "
                  "or earlier");
  assert_outcome (TIME "'medians':10,'visits':[{'id':'v','time':1},{'id':'w','time':2}]", NULL,
                  SIM_ERROR_SHAPE, AT "visits", "a list of 1");
  assert_outcome (TIME "'medians':10,'correlation':{}", NULL, SIM_ERROR_CONFLICT,
                  AT "correlation", "has no meaning with \"time-to-event\"");
  assert_outcome (TIME "'medians':10", "/dropout={'mechanism':'mnar','log-odds':1}",
                  SIM_ERROR_CONFLICT, "/dropout/mechanism",
                  "cannot depend on scores where an outcome is a time");
  assert_outcome (TIME "'medians':10", "/dropout={'gaps':0.1}", SIM_ERROR_CONFLICT, "/dropout/gaps",
                  "not missing at one visit only");
  assert_outcome (TIME "'medians':10", "/practitioners={'count':4,'sd':1}", SIM_ERROR_CONFLICT,
                  "/practitioners/sd", "in the unit of scores");
  assert_outcome (TIME "'medians':10", "/practitioners={'count':4,'icc':0.1}", 0, NULL, NULL);
  assert_round_trip (TIME "'medians':{'a':1,'b':2,'c':3},'accrual':26,'better':'earlier'");
  assert_round_trip (TIME "'hazards':0.05,'shape':1.5");
}

/* --- hazards that change, and ratios of hazards -------------------------------------------- */

#define PIECES TIME "'intervals':[8,26],"

/* What has come together, added up week by week in small steps. */
static double
added_up (const double *hazard, double weeks)
{
  const double step = 1 / 64.0; /* change points are between steps */
  double sum = 0;
  for (double t = 0; t < weeks; t += step)
    sum += hazard[t < 8 ? 0 : t < 26 ? 1 : 2] * step;
  return sum;
}

static void
check_hazards (const char *members, const char *arm, const double *hazard)
{
  SimScoreMap map = outcome_map (members, arm, 0);
  double now, so_far, mean = 0, ever = 0;
  g_assert_cmpint (map.kind, ==, SIM_SCORE_PIECES);
  g_assert_true (map.raw);
  for (double t = 0; t < 60; t += 0.5) {
    sim_pieces_hazard (&map, t, &now, &so_far);
    assert_near (now, hazard[t < 8 ? 0 : t < 26 ? 1 : 2], 1e-9);
    assert_near (so_far, added_up (hazard, t), 1e-9);
    if (now > 0)
      assert_near (sim_pieces_time (&map, so_far + 1e-12), t, 1e-6);
  }
  if (hazard[2] == 0)
    g_assert_true (isinf (sim_pieces_time (&map, added_up (hazard, 26) + 1e-6)));
  /* the mean of those who have it, by midpoints; from week 2000 on there is nobody */
  for (double t = 1 / 256.0; t < 2000; t += 1 / 128.0) {
    sim_pieces_hazard (&map, t, &now, &so_far);
    mean += now * exp (-so_far) * t / 128;
    ever += now * exp (-so_far) / 128;
  }
  assert_near (map.mean, mean / ever, 1e-4);
  for (double z = -8.5; z <= 8.5; z += 0.25)
    assert_near (map.curve (z, map.shape) / (z > 0 ? -log (below (-z)) : -log1p (-below (z))), 1,
                 1e-12);
}

static void
hazards_in_pieces (void)
{
  const char *each = PIECES "'hazards':{'a':[0.05,0.02,0.01],'b':[0,0.1,0],'c':0.02}";
  const char *one = PIECES "'hazards':[0.05,0,0.02],'hazard-ratio':{'a':0.5,'b':2}";
  const char *some = PIECES "'hazards':{'c':[0.05,0,0.02]},'hazard-ratio':0.5";
  check_hazards (each, "a", (double[]){ 0.05, 0.02, 0.01 });
  check_hazards (each, "b", (double[]){ 0, 0.1, 0 });
  check_hazards (each, "c", (double[]){ 0.02, 0.02, 0.02 });
  check_hazards (one, "a", (double[]){ 0.025, 0, 0.01 });
  check_hazards (one, "b", (double[]){ 0.1, 0, 0.04 });
  check_hazards (one, "c", (double[]){ 0.05, 0, 0.02 });
  check_hazards (some, "a", (double[]){ 0.025, 0, 0.01 });
  check_hazards (some, "c", (double[]){ 0.05, 0, 0.02 });
}

/* Without change points the hazard at every time is so many times the other. */
static void
ratios_of_hazards (void)
{
  static const char *const given[]
      = { "'medians':20", "'medians':{'c':20}", "'hazards':{'c':0.04}", "'hazards':[0.04]" };
  for (guint i = 0; i < 4 * G_N_ELEMENTS (given); i++) {
    double shape = i % 4 < 2 ? 1 : 1.7, ratio = i % 2 ? 0.6 : 1.5;
    g_autofree char *members = g_strdup_printf (TIME "'shape':%g,%s,'hazard-ratio':{'a':%g}",
                                                shape, given[i / 4], ratio);
    SimScoreMap own = outcome_map (members, "a", 0), other = outcome_map (members, "c", 0),
                rest = outcome_map (members, "b", 0);
    for (double t = 4; t < 60; t *= 2)
      assert_near (log (surviving (&own, t)) / log (surviving (&other, t)), ratio, 1e-6);
    g_assert_cmpfloat (rest.sd, ==, other.sd);
  }
}

static void
pieces_between (void)
{
  SimScoreMap own = outcome_map (PIECES "'hazards':{'a':[0.2,0.1,0],'b':1,'c':[0.05,0.1,0.3]}",
                                 "a", 0),
              reference = outcome_map (PIECES "'hazards':{'a':1,'b':1,'c':[0.05,0.1,0.3]}", "c", 0),
              map;
  sim_outcome_kind ("time-to-event")->between (&reference, &own, 0.5, &map);
  g_assert_cmpint (map.kind, ==, SIM_SCORE_PIECES);
  assert_near (map.hazard[0], 0.1, 1e-9);
  assert_near (map.hazard[1], 0.1, 0);
  assert_near (map.hazard[2], 0.15, 1e-9);
  assert_near (map.from[2], 26, 0);
  sim_outcome_kind ("time-to-event")->between (&reference, &own, 0, &map);
  for (guint k = 0; k < 3; k++)
    assert_near (map.hazard[k], reference.hazard[k], 1e-9);
  sim_outcome_kind ("time-to-event")->between (&reference, &own, 1, &map);
  for (guint k = 0; k < 3; k++)
    assert_near (map.hazard[k], own.hazard[k], 1e-9);
}

static void
pieces_are_told (void)
{
  assert_outcome (PIECES "'hazards':[0.1,0.2,0.1]", NULL, 0, NULL, NULL);
  assert_outcome (PIECES "'hazards':0.1", NULL, 0, NULL, NULL);
  assert_outcome (PIECES "'hazards':[0.1,0.2]", NULL, SIM_ERROR_CONFLICT, AT "hazards",
                  "2 hazards for the 3 pieces of time that the change points make: found "
                  "[0.1,0.2]; allowed: one number, or a list of 3");
  assert_outcome (PIECES "'hazards':{'a':[1,1,1],'b':[1],'c':1}", NULL, SIM_ERROR_CONFLICT,
                  AT "hazards/b", "1 hazards for the 3 pieces");
  assert_outcome (PIECES "'hazards':[0.1,-1,0.2]", NULL, SIM_ERROR_RANGE, AT "hazards/1",
                  "from 0 to 1000000");
  assert_outcome (PIECES "'hazards':[0.1,1e-300,0.2]", NULL, SIM_ERROR_CONFLICT, AT "hazards/1",
                  "a hazard that is not 0 is too small");
  assert_outcome (PIECES "'hazards':{'a':1,'b':[0.1,0.1,1e-10],'c':1}", NULL, SIM_ERROR_CONFLICT,
                  AT "hazards/b/2", "0, or a number from 1e-09 to 1000000");
  assert_outcome (PIECES "'hazards':{'a':1,'b':1e-300,'c':1}", NULL, SIM_ERROR_CONFLICT,
                  AT "hazards/b", "allowed: a number from 1e-09 to 1000000");
  assert_outcome (PIECES "'hazards':[0,0,0]", NULL, SIM_ERROR_CONFLICT, AT "hazards",
                  "nobody can have the event while the trial lasts");
  assert_outcome (TIME "'intervals':[52,60],'hazards':{'a':1,'b':[0,1,1],'c':1}", NULL,
                  SIM_ERROR_CONFLICT, AT "hazards/b",
                  "nobody can have the event while the trial lasts");
  assert_outcome (TIME "'accrual':1,'intervals':[52,60],'hazards':[0,1,1]", NULL, 0, NULL, NULL);
  assert_outcome (TIME "'intervals':[8,8],'hazards':1", NULL, SIM_ERROR_CONFLICT, AT "intervals/1",
                  "change points are not in order of time: found 8; allowed: a time after 8, the "
                  "change point before");
  assert_outcome (TIME "'intervals':[0,8],'hazards':1", NULL, SIM_ERROR_CONFLICT, AT "intervals/0",
                  "allowed: a time after 0");
  assert_outcome (TIME "'intervals':[-1,8],'hazards':1", NULL, SIM_ERROR_RANGE, AT "intervals/0",
                  "from 0 to 5200");
  assert_outcome (TIME "'intervals':[],'hazards':1", NULL, SIM_ERROR_SHAPE, AT "intervals",
                  "a list of 1 to 11");
  assert_outcome (TIME "'intervals':[1,2,3,4,5,6,7,8,9,10,11,12],'hazards':1", NULL,
                  SIM_ERROR_LIMIT, AT "intervals", "a list of 1 to 11");
  assert_outcome (TIME "'intervals':8,'hazards':1", NULL, SIM_ERROR_KIND, AT "intervals",
                  "a list of 1 to 11");
  assert_outcome (TIME "'intervals':['x'],'hazards':1", NULL, SIM_ERROR_KIND, AT "intervals/0",
                  "a number");
  assert_outcome (PIECES "'medians':20", NULL, SIM_ERROR_CONFLICT, AT "intervals",
                  "medians do not say what the hazards are");
  assert_outcome (PIECES "'hazards':[0.1,0.2,0.3],'shape':2", NULL, SIM_ERROR_CONFLICT, AT "shape",
                  "between change points hazards are constant: found 2; allowed: 1, or no change "
                  "points");
  assert_outcome (PIECES "'hazards':{'c':[0.1,0.2,0.3]},'hazard-ratio':{'a':0}", NULL,
                  SIM_ERROR_RANGE, AT "hazard-ratio/a", "from 0.001 to 1000");
  assert_outcome (PIECES "'hazards':{'a':[0.1,0.2,0.3],'b':1,'c':1},'hazard-ratio':0.5", NULL,
                  SIM_ERROR_CONFLICT, AT "hazards/a",
                  "hazard ratios start from the hazards of one arm");
  assert_outcome (TIME "'medians':{'a':9,'c':10},'hazard-ratio':0.5", NULL, SIM_ERROR_CONFLICT,
                  AT "medians/a", "hazard ratios start from one median");
  assert_outcome (TIME "'medians':{},'hazard-ratio':0.5", NULL, SIM_ERROR_CONFLICT, AT "medians",
                  "no arm has medians");
  assert_outcome (TIME "'medians':10,'hazard-ratio':0.5", "/arms/c/reference=false",
                  SIM_ERROR_CONFLICT, AT "hazard-ratio", "no arm has the median as it is given");
  assert_outcome (TIME "'medians':10,'hazard-ratio':{'c':0.5}", NULL, SIM_ERROR_CONFLICT,
                  AT "hazard-ratio/c", "no meaning in the reference arm");
  assert_round_trip (PIECES "'hazards':{'a':[0.1,0,0.2],'b':1,'c':0.5}");
  assert_round_trip (PIECES "'hazards':{'c':[0.1,0,0.2]},'hazard-ratio':{'b':0.5}");
  assert_round_trip (TIME "'medians':20,'hazard-ratio':0.5");
  assert_round_trip (TIME "'medians':20,'events':30");
  assert_outcome (TIME "'medians':20,'events':0", NULL, SIM_ERROR_RANGE, AT "events",
                  "a whole number from 1 to 100000");
  assert_outcome (TIME "'medians':20,'events':2.5", NULL, SIM_ERROR_KIND, AT "events",
                  "not a whole number");
  assert_outcome (TIME "'medians':20,'events':1000", "/arms/a/size=400", SIM_ERROR_CONFLICT,
                  AT "events", "patients have no more than one event each");
  assert_outcome ("'means':1,'events':10", NULL, SIM_ERROR_CONFLICT, AT "events",
                  "belongs to type \"time-to-event\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curve-types/skewed/moments", skewed_moments);
  g_test_add_func ("/curve-types/skewed/tails", skewed_tails);
  g_test_add_func ("/curve-types/skewed/far-out", skewed_far_out);
  g_test_add_func ("/curve-types/skewed/grows", skewed_grows);
  g_test_add_func ("/curve-types/skewed/told", skewed_is_told);
  g_test_add_func ("/curve-types/heavy-tailed/moments", heavy_moments);
  g_test_add_func ("/curve-types/heavy-tailed/tails", heavy_tails);
  g_test_add_func ("/curve-types/heavy-tailed/told", heavy_is_told);
  g_test_add_func ("/curve-types/time-to-event/times", times);
  g_test_add_func ("/curve-types/time-to-event/far-out", times_far_out);
  g_test_add_func ("/curve-types/time-to-event/between", times_between);
  g_test_add_func ("/curve-types/time-to-event/one-visit", times_have_one_visit);
  g_test_add_func ("/curve-types/time-to-event/told", times_are_told);
  g_test_add_func ("/curve-types/time-to-event/pieces", hazards_in_pieces);
  g_test_add_func ("/curve-types/time-to-event/ratios", ratios_of_hazards);
  g_test_add_func ("/curve-types/time-to-event/pieces-between", pieces_between);
  g_test_add_func ("/curve-types/time-to-event/pieces-told", pieces_are_told);
  return g_test_run ();
}
