/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado.c - each assumption alone at both ends of its range, paired with the plan.
 */
#include <math.h>

#include "../run/fixture.h"

static SimTornado *tornado_of (SimScenario *scenario, const char *const *texts)
{
  SimVary *ranges[8] = { NULL };
  GError *error = NULL;
  guint n = 0;
  for (; texts[n] != NULL; n++) {
    ranges[n] = sim_vary_parse_range (texts[n], &error);
    g_assert_no_error (error);
  }
  SimTornado *tornado = sim_tornado_new (scenario, (const SimVary *const *) ranges, n, &error);
  g_assert_no_error (error);
  while (n > 0)
    sim_vary_free (ranges[--n]);
  return tornado;
}

#define TORNADO_OF(scenario, ...) tornado_of (scenario, (const char *const[]){ __VA_ARGS__, NULL })

static void run (SimTornado *tornado, const SimTornadoOptions *options, gsize keep)
{
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  GError *error = NULL;
  sim_engine_set_keep (engine, keep);
  g_assert_true (sim_tornado_run (tornado, engine, options, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tornado->n_done, ==, 2 * tornado->n_bars);
  sim_engine_free (engine);
}

static SimScenario *planned (void)
{
  return fixture_scenario ("/x-none=1");
}

/* Every end is what a comparison of the two scenarios finds, which pairs trials by code of its
 * own; with patients that are kept from end to end, and without. */
static void test_pairs (gconstpointer data)
{
  static const char *const ends[][2] = {
    { "/outcomes/rmdq/sd=4.5", "/outcomes/rmdq/sd=6" },
    { "/dropout/proportion=0", "/dropout/proportion=0.25" },
    { "/arms/usual/size=30", "/arms/usual/size=70" },
    { "/testing/alpha=0.01", "/testing/alpha=0.1" },
  };
  gsize keep = GPOINTER_TO_SIZE (data);
  SimScenario *scenario = planned ();
  SimTornado *tornado
      = TORNADO_OF (scenario, "/outcomes/rmdq/sd=4.5:6", "/dropout/proportion=0:0.25",
                    "/arms/usual/size=30:70", "/testing/alpha=0.01:0.1");
  SimTornadoOptions options = { .replicates = 4000 };
  SimCompareOptions alike = { .replicates = 4000 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  run (tornado, &options, keep);
  g_assert_cmpuint (tornado->replicates, ==, 4000);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (guint e = 0; e < 2; e++) {
      SimScenario *both[2] = { planned (), fixture_scenario (ends[i][e]) };
      GPtrArray *found = sim_compare (engine, both, 2, &alike, NULL);
      const SimComparison *comparison = g_ptr_array_index (found, 0);
      const SimTornadoEnd *end = &tornado->bars[i].ends[e];
      g_assert_cmpuint (comparison->n_rows, ==, tornado->n_goals);
      g_assert_cmpuint (comparison->sizes[0].total_b, ==, end->total);
      for (guint g = 0; g < tornado->n_goals; g++) {
        const SimPaired *a = &end->power[g], *b = &comparison->sizes[0].power[g];
        g_assert_cmpuint (a->both, ==, b->both);
        g_assert_cmpuint (a->only_a, ==, b->only_a);
        g_assert_cmpuint (a->only_b, ==, b->only_b);
        g_assert_cmpfloat (a->difference.value, ==, b->difference.value);
        g_assert_cmpfloat (a->difference.mcse, ==, b->difference.mcse);
        g_assert_cmpfloat (a->a, ==, tornado->power[g].value);
      }
      g_ptr_array_unref (found);
      sim_scenario_unref (both[0]);
      sim_scenario_unref (both[1]);
    }
  sim_engine_free (engine);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* t tests: the changes within 4 paired errors of the exact ones. Errors of a tenth or of half an
 * SD as well are far below those of two simulations with seeds of their own. */
static void test_exact (void)
{
  SimScenario *scenario = fixture_scenario (
      "/outcomes/rmdq/baseline=null", "/analyses/main/method=t-test",
      "/analyses/main/adjust-for=null", "/testing/multiplicity/method=none",
      "/dropout/proportion=0");
  SimTornado *tornado
      = TORNADO_OF (scenario, "/outcomes/rmdq/sd=4.9:5.5", "/outcomes/rmdq/means/hand-ear+=-0.3:1",
                    "/arms/hand-ear/size=40:60", "/testing/alpha=0.01:0.05");
  SimTornadoOptions options = { .replicates = 40000, .exact = TRUE };
  guint compared = 0;
  run (tornado, &options, (gsize) 64 << 20);
  for (guint i = 0; i < tornado->n_bars; i++)
    for (guint e = 0; e < 2; e++)
      for (guint h = 0; h < 3; h++) {
        const SimPaired *power = &tornado->bars[i].ends[e].power[h];
        g_assert_true (isfinite (power->exact));
        g_assert_cmpfloat (fabs (power->difference.value - power->exact), <=,
                           4 * power->difference.mcse + 1e-9);
        compared += power->difference.mcse > 0;
      }
  g_assert_cmpuint (compared, >=, 18);
  /* an SD of 4.9 for 5 */
  const SimPaired *near = &tornado->bars[0].ends[0].power[0];
  g_assert_cmpfloat (near->difference.mcse, <, near->independent / 2);
  /* a level of 0.05, as planned, changes nothing and is known to change nothing */
  g_assert_cmpfloat (tornado->bars[3].ends[1].power[0].difference.value, ==, 0);
  g_assert_cmpfloat (tornado->bars[3].ends[1].power[0].difference.mcse, ==, 0);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* The range that moves power most comes first; one that moves nothing last. */
static void test_order (void)
{
  SimScenario *scenario = planned ();
  SimTornado *tornado
      = TORNADO_OF (scenario, "/outcomes/rmdq/baseline/mean=9:13", "/outcomes/rmdq/sd=4.9:5.1",
                    "/outcomes/rmdq/means/hand-ear+=-1:3", "/dropout/proportion*=0.5:2",
                    "/dropout/proportion=0.05:0.15");
  SimTornadoOptions options = { .replicates = 4000 };
  guint order[5];
  run (tornado, &options, (gsize) 64 << 20);
  sim_tornado_order (tornado, 0, order);
  g_assert_cmpuint (order[0], ==, 2);
  g_assert_cmpuint (order[4], ==, 0);
  g_assert_cmpfloat (sim_tornado_swing (tornado, 0, 0), ==, 0);
  double low = tornado->bars[2].ends[1].power[0].difference.value;
  double high = tornado->bars[2].ends[0].power[0].difference.value;
  g_assert_true (low < -0.5 && high > 0);
  g_assert_cmpfloat (sim_tornado_swing (tornado, 2, 0), ==, high - low);
  /* hand-ear has a part in the second hypothesis through Holm's rule alone */
  g_assert_cmpfloat (sim_tornado_swing (tornado, 2, 1), <, (high - low) / 2);
  g_assert_cmpfloat (tornado->bars[0].planned, ==, 11);
  g_assert_cmpfloat (tornado->bars[2].planned, ==, 0);
  g_assert_cmpfloat (tornado->bars[3].planned, ==, 1);
  g_assert_true (isnan (tornado->bars[4].planned)); /* 0.08 and 0.13: no one number */
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* A criterion of success has the powers of the runs themselves, as planned and at both ends. */
static void test_success (void)
{
  static const char success[] = "/testing/success=[{\"id\": \"first\", \"all-of\": [\"HE-UC\", "
                                "\"ST-UC\"]}]";
  static const char *const sd[] = { "/outcomes/rmdq/sd=4", "/outcomes/rmdq/sd=6" };
  SimScenario *scenario = fixture_scenario (success);
  SimTornado *tornado = TORNADO_OF (scenario, "/outcomes/rmdq/sd=4:6");
  SimTornadoOptions options = { .replicates = 2000 };
  SimRunOptions how = { .replicates = 2000 };
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  run (tornado, &options, 0);
  g_assert_cmpuint (tornado->n_goals, ==, 6);
  g_assert_cmpstr (tornado->goals[3].id, ==, "first");
  for (guint e = 0; e < 2; e++) {
    SimScenario *at_end = fixture_scenario (success, sd[e]);
    SimSnapshot *snapshot = fixture_run (engine, at_end, &how);
    const SimResults *results = sim_snapshot_results (snapshot);
    const SimPaired *power = &tornado->bars[0].ends[e].power[3];
    double found = results->sizes[results->own_size].success[0].value;
    g_assert_cmpfloat (power->b, ==, found);
    g_assert_cmpfloat (power->b, <, tornado->bars[0].ends[e].power[1].b);
    g_assert_cmpfloat (power->a, ==, tornado->power[3].value);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (at_end);
  }
  sim_engine_free (engine);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

static void test_problems (void)
{
  SimScenario *scenario = planned ();
  SimTornado *tornado = TORNADO_OF (scenario, "/outcomes/rmdq/correlation/baseline=0.2:0.99",
                                    "/dropout/proportion=-1:0.2");
  SimTornadoOptions options = { .replicates = 200 };
  run (tornado, &options, 0);
  g_assert_null (tornado->bars[0].ends[0].problem);
  g_assert_nonnull (strstr (tornado->bars[0].ends[1].problem, "positive definite"));
  g_assert_nonnull (strstr (tornado->bars[1].ends[0].problem, "/dropout/proportion: "));
  g_assert_null (tornado->bars[1].ends[1].problem);
  g_assert_true (isnan (tornado->bars[1].ends[0].power[0].difference.value));
  g_assert_cmpuint (tornado->bars[1].ends[1].power[0].n, ==, 200);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* What the basis says of numbers; ranges of what is no number, and of one end, are none. */
static void test_basis (void)
{
  SimScenario *scenario = fixture_scenario (
      "/basis={\"/outcomes/rmdq/sd\": {\"kind\": \"assumed\", \"range\": [4, 6]},"
      "\"/outcomes/0/sd\": {\"kind\": \"assumed\", \"range\": [3, 6]},"
      "\"/arms/1/size\": {\"kind\": \"assumed\", \"range\": [40, 60]},"
      "\"/dropout/proportion\": {\"kind\": \"assumed\"},"
      "\"/testing/alpha\": {\"kind\": \"assumed\", \"range\": [0.05, 0.05]},"
      "\"/analyses/main/method\": {\"kind\": \"assumed\", \"range\": [1, 2]}}");
  SimScenario *without = planned ();
  GPtrArray *ranges = sim_tornado_ranges (scenario), *none = sim_tornado_ranges (without);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (ranges->len, ==, 2);
  const SimVary *sd = ranges->pdata[0], *size = ranges->pdata[1];
  g_assert_cmpstr (sd->pointer, ==, "/outcomes/rmdq/sd");
  g_assert_cmpfloat (sd->values[0], ==, 4);
  g_assert_cmpfloat (sd->values[1], ==, 6);
  g_assert_cmpstr (size->pointer, ==, "/arms/1/size");
  SimTornado *tornado
      = sim_tornado_new (scenario, (const SimVary *const *) ranges->pdata, ranges->len, NULL);
  g_assert_cmpfloat (tornado->bars[0].planned, ==, 5); /* at both visits */
  g_assert_cmpfloat (tornado->bars[1].planned, ==, 50);
  sim_tornado_free (tornado);
  g_ptr_array_unref (ranges);
  g_ptr_array_unref (none);
  sim_scenario_unref (scenario);
  sim_scenario_unref (without);
}

static void test_refused (void)
{
  SimScenario *scenario = planned ();
  static const struct {
    const char *text;
    SimErrorCode code;
  } bad[] = { { "/outcomes/rmdq/sd=4,5,6", SIM_ERROR_USAGE },
              { "/title=4,5", SIM_ERROR_KIND },
              { "/nowhere=4,5", SIM_ERROR_POINTER } };
  static const char *const ranges[]
      = { "/a=1", "/a=1:2:3", "/a=1,2", "/a=x:2", "/a=1:", "a=1:2", "/a", "/a=1e999:2" };
  GError *error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    SimVary *vary = sim_vary_parse (bad[i].text, NULL);
    g_assert_null (sim_tornado_new (scenario, (const SimVary *const *) &vary, 1, &error));
    g_assert_error (error, SIM_ERROR, (int) bad[i].code);
    g_clear_error (&error);
    sim_vary_free (vary);
  }
  static const char *const twice[][2]
      = { { "/outcomes/rmdq/sd=4,5", "/outcomes/0/sd=3,6" },
          { "/testing/alpha=0.01,0.05", "/testing/alpha=0.01,0.1" },
          { "/outcomes/rmdq/means/usual/0+=1,2", "/outcomes/0/means/usual/0+=1,2" } };
  for (guint i = 0; i < G_N_ELEMENTS (twice); i++) {
    SimVary *both[2]
        = { sim_vary_parse (twice[i][0], NULL), sim_vary_parse (twice[i][1], NULL) };
    g_assert_null (sim_tornado_new (scenario, (const SimVary *const *) both, 2, &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_assert_nonnull (strstr (error->message, "allowed: every value once"));
    g_clear_error (&error);
    sim_vary_free (both[0]);
    sim_vary_free (both[1]);
  }
  g_assert_null (sim_tornado_new (scenario, NULL, 0, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_LIMIT);
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_assert_null (sim_vary_parse_range (ranges[i], &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_assert_nonnull (strstr (error->message, "allowed: "));
    g_clear_error (&error);
  }
  sim_scenario_unref (scenario);
}

static void cancel_after (const SimTornado *tornado, gpointer data)
{
  if (tornado->n_done == 3)
    g_atomic_int_set ((gint *) data, 1);
}

static void test_cancel (void)
{
  SimScenario *scenario = planned ();
  SimTornado *tornado = TORNADO_OF (scenario, "/outcomes/rmdq/sd=4:6", "/testing/alpha=0.01:0.1",
                                    "/dropout/proportion=0:0.3", "/arms/usual/size=40:60");
  SimEngine *engine = fixture_engine (2, SIM_ISA_AUTO);
  GError *error = NULL;
  gint cancel = 0;
  SimTornadoOptions options = { .replicates = 500, .end_done = cancel_after, .data = &cancel };
  g_assert_false (sim_tornado_run (tornado, engine, &options, &cancel, &error));
  g_assert_error (error, SIM_ERROR, SIM_ERROR_CANCELLED);
  g_assert_cmpuint (tornado->n_done, ==, 3);
  g_assert_true (tornado->bars[1].ends[0].done);
  g_assert_false (tornado->bars[2].ends[0].done);
  g_clear_error (&error);
  sim_engine_free (engine);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

/* By the truths written down: hand-ear and usual alike as planned, lower is better. One point less
 * in hand-ear is a benefit, one more harm; what moves another arm leaves the null true. */
static void
test_counts (void)
{
  SimScenario *scenario
      = fixture_scenario ("/outcomes/rmdq/means/hand-ear=6", "/outcomes/rmdq/means/usual=6",
                          "/outcomes/rmdq/means/standard=5");
  SimTornado *tornado = TORNADO_OF (scenario, "/outcomes/rmdq/means/hand-ear=5:7",
                                    "/outcomes/rmdq/means/standard=4:6");
  SimTornadoOptions options = { .replicates = 100 };
  enum { HE_UC, ST_UC, HE_ST, ANY, ALL };
  run (tornado, &options, 0);
  g_assert_cmpint (tornado->counts[HE_UC], ==, SIM_COUNTS_ERROR);
  g_assert_cmpint (tornado->counts[ST_UC], ==, SIM_COUNTS_POWER);
  g_assert_cmpint (tornado->counts[HE_ST], ==, SIM_COUNTS_HARM);
  g_assert_cmpint (tornado->counts[ANY], ==, SIM_COUNTS_POWER);
  g_assert_cmpint (tornado->counts[ALL], ==, SIM_COUNTS_ERROR);
  g_assert_cmpint (tornado->bars[0].ends[0].counts[HE_UC], ==, SIM_COUNTS_POWER);
  g_assert_cmpint (tornado->bars[0].ends[1].counts[HE_UC], ==, SIM_COUNTS_HARM);
  g_assert_cmpint (tornado->bars[0].ends[0].counts[HE_ST], ==, SIM_COUNTS_ERROR);
  g_assert_cmpint (tornado->bars[0].ends[1].counts[ALL], ==, SIM_COUNTS_POWER);
  g_assert_cmpint (tornado->bars[1].ends[0].counts[HE_UC], ==, SIM_COUNTS_ERROR);
  g_assert_cmpint (tornado->bars[1].ends[1].counts[ANY], ==, SIM_COUNTS_ERROR);
  sim_tornado_free (tornado);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/study/tornado/pairs", GSIZE_TO_POINTER (0), test_pairs);
  g_test_add_data_func ("/study/tornado/pairs-kept", GSIZE_TO_POINTER (64 << 20), test_pairs);
  g_test_add_func ("/study/tornado/exact", test_exact);
  g_test_add_func ("/study/tornado/order", test_order);
  g_test_add_func ("/study/tornado/success", test_success);
  g_test_add_func ("/study/tornado/problems", test_problems);
  g_test_add_func ("/study/tornado/basis", test_basis);
  g_test_add_func ("/study/tornado/refused", test_refused);
  g_test_add_func ("/study/tornado/cancel", test_cancel);
  g_test_add_func ("/study/tornado/counts", test_counts);
  return g_test_run ();
}
