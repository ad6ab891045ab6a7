/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration.c - how often a true null hypothesis is rejected at 5 %: every method, outcome,
 * strategy for missing scores and option that the checker accepts (calibration-cases.c), where one
 * patient in five leaves whatever the scores are, with 120 and with 20 patients an arm.
 *
 * What is expected is added up over all data that there can be where that is possible
 * (calibration-exact.c), or is documented to differ from the level (calibration-known.c), or is
 * 5 %; four standard errors of the simulation are allowed. With -m slow a million trials of each
 * combination; where a fit goes by steps or scores are drawn 100,000, and 20,000 with an option
 * that is not the default. Else 4000 and 500 without the options. Combinations that can share
 * their patients do, so their rates are no independent figures. TREFOIL_CALIBRATION_SHARE=5 has a
 * fifth of the long trials, where half an hour is too long, and TREFOIL_CALIBRATION_ONLY a pattern
 * of the names of combinations, such as logistic*, and no others, all of them of 100,000 trials or
 * a million.
 */
#include <math.h>
#include <string.h>

#include "../sim/run/fixture.h"
#include "calibration.h"
#include "scenario/descriptor.h"

#define ALPHA 0.05

static const guint sizes[CALIBRATION_SIZES] = { CALIBRATION_SMALL, CALIBRATION_LARGE };

/* Cases that are simulated together. */
typedef struct {
  GPtrArray *cases; /* borrowed; what tests all arms at once comes first */
  guint64 trials;
} Pack;

/* The rates of one method that nothing is known of, or of one row of what is known. */
typedef struct {
  guint n;
  double low, high, largest;
} Range;

enum { MOST_KNOWN = 200 };

static SimEngine *engine;
static GPtrArray *cases, *packs, *methods;
static Range plain[100][CALIBRATION_SIZES], of_known[MOST_KNOWN];

static void
widen (Range *range, double rate, double z)
{
  range->low = range->n ? MIN (range->low, rate) : rate;
  range->high = range->n ? MAX (range->high, rate) : rate;
  range->largest = MAX (range->largest, fabs (z));
  range->n++;
}

/* --- what is simulated together --------------------------------------------------------------- */

static guint64
trials_of (const CalibrationCase *c)
{
  static const char *const fitted[]
      = { "mmrm", "practitioner-mixed-model", "logistic", "g-computation", "proportional-odds",
          "negative-binomial", "cox", NULL };
  static const char *const drawn[]
      = { "multiple-imputation", "jump-to-reference", "copy-increments", "delta", NULL };
  gboolean by_steps = g_strv_contains (fitted, c->method) || g_strv_contains (drawn, c->missing)
                      || strstr (c->option, "se=") || strstr (c->option, "adjust-for");
  const char *asked = g_getenv ("TREFOIL_CALIBRATION_SHARE");
  guint64 share = asked ? MAX (1, g_ascii_strtoull (asked, NULL, 10)) : 1;
  if (!g_test_slow ())
    return by_steps ? 500 : 4000;
  gboolean briefly = *c->option && !g_getenv ("TREFOIL_CALIBRATION_ONLY");
  return (!by_steps ? 1000000 : briefly ? 20000 : 100000) / share;
}

static gboolean
fits (const Pack *pack, const CalibrationCase *c)
{
  const CalibrationCase *first = pack->cases->pdata[0];
  return first->outcome == c->outcome && first->parts == c->parts && pack->trials == trials_of (c)
         && pack->cases->len < SIM_MAX_ANALYSES && strcmp (c->omnibus, "none") == 0;
}

static void
pack_case (CalibrationCase *c)
{
  guint at = 0;
  while (at < packs->len && !fits (packs->pdata[at], c))
    at++;
  if (at == packs->len) {
    Pack *pack = g_new (Pack, 1);
    *pack = (Pack){ .cases = g_ptr_array_new (), .trials = trials_of (c) };
    g_ptr_array_add (packs, pack);
  }
  g_ptr_array_add (((Pack *)packs->pdata[at])->cases, c);
}

static void
pack_free (gpointer data)
{
  Pack *pack = data;
  g_ptr_array_unref (pack->cases);
  g_free (pack);
}

/* Whether a combination is asked for. */
static gboolean
is_asked (const CalibrationCase *c)
{
  const char *only = g_getenv ("TREFOIL_CALIBRATION_ONLY");
  return (g_test_slow () || !*c->option) && (!only || g_pattern_match_simple (only, c->name));
}

static void
pack_cases (void)
{
  packs = g_ptr_array_new_with_free_func (pack_free);
  for (guint omnibus = 2; omnibus-- > 0;)
    for (guint i = 0; i < cases->len; i++) {
      CalibrationCase *c = cases->pdata[i];
      if ((strcmp (c->omnibus, "none") != 0) == omnibus && is_asked (c))
        pack_case (c);
    }
}

/* --- verdicts -------------------------------------------------------------------------------- */

/* How far the rate is from what it may be, in standard errors of it. */
static double
distance (double rate, double low, double high, guint64 trials)
{
  double to = CLAMP (rate, low, high);
  return (rate - to) / sqrt (to * (1 - to) / (double)trials);
}

static guint
method_index (const char *method)
{
  guint i = 0;
  while (strcmp (methods->pdata[i], method) != 0)
    i++;
  return i;
}

static void
check_rate (const CalibrationCase *c, SimScenario *scenario, guint size, double rate,
            guint64 trials)
{
  guint n;
  const CalibrationKnown *all = calibration_all_known (&n);
  const CalibrationKnown *known = calibration_known (c, sizes[size]);
  double exact = calibration_exact (c, scenario, sizes[size]);
  double low = !isnan (exact) ? exact : known ? known->low / 100 : ALPHA;
  double high = !isnan (exact) ? exact : known ? known->high / 100 : ALPHA;
  double z = distance (rate, low, high, trials);
  char *expected = !isnan (exact) ? g_strdup_printf ("exactly %.3f %%", 100 * exact)
                   : known        ? g_strdup_printf ("%g to %g %%, %s", known->low, known->high,
                                                     known->reason)
                                  : g_strdup ("5 %");
  g_test_message ("%s, %u an arm, %" G_GUINT64_FORMAT " trials: %.3f %%, expected %s, z %.2f%s",
                  c->name, sizes[size], trials, 100 * rate, expected, z,
                  fabs (z) <= 4 ? "" : ": too far");
  if (!(fabs (z) <= 4))
    g_test_fail ();
  if (isnan (exact) && known)
    widen (&of_known[known - all], rate, z);
  else
    widen (&plain[method_index (c->method)][size], rate, z);
  g_free (expected);
}

static void
check_pack (const Pack *pack)
{
  const CalibrationCase *first = pack->cases->pdata[0];
  const char *records[SIM_MAX_ANALYSES];
  for (guint i = 0; i < pack->cases->len; i++)
    records[i] = ((CalibrationCase *)pack->cases->pdata[i])->record;
  SimScenario *scenario = calibration_scenario (first->outcome, first->parts, first->omnibus,
                                                records, pack->cases->len);
  g_assert_nonnull (scenario);
  SimRunOptions options = { .replicates = pack->trials };
  gint64 start = g_get_monotonic_time ();
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  for (guint size = 0; size < CALIBRATION_SIZES; size++)
    for (guint i = 0; i < pack->cases->len; i++) {
      const CalibrationCase *c = pack->cases->pdata[i];
      const SimSizeResult *found = &results->sizes[size];
      double rate = strcmp (c->omnibus, "none") != 0 ? found->omnibus.value
                                                     : found->hypotheses[i].power.value;
      check_rate (c, scenario, size, rate, pack->trials);
    }
  g_test_message ("%u together: %.1f s", pack->cases->len,
                  (double)(g_get_monotonic_time () - start) / 1e6);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
}

static void
test_outcome (gconstpointer data)
{
  guint outcome = GPOINTER_TO_UINT (data);
  for (guint i = 0; i < packs->len; i++) {
    const Pack *pack = packs->pdata[i];
    if (((CalibrationCase *)pack->cases->pdata[0])->outcome == outcome)
      check_pack (pack);
  }
}

/* --- what there was -------------------------------------------------------------------------- */

/* A type of outcome without an example, a method that nothing accepts, and a deviation that nobody
 * has any more would pass in silence. */
static void
test_complete (void)
{
  const SimField *rows = sim_fields ();
  while (strcmp (rows->key, "outcomes") != 0)
    rows++;
  for (const SimVariant *type = rows->variants; type->tag; type++) {
    guint i = 0;
    while (calibration_outcome (i) && strcmp (calibration_outcome (i), type->tag) != 0)
      i++;
    g_assert_nonnull (calibration_outcome (i));
  }
  for (guint m = 0; m < methods->len; m++) {
    guint n = 0;
    for (guint i = 0; i < cases->len; i++)
      n += strcmp (((CalibrationCase *)cases->pdata[i])->method, methods->pdata[m]) == 0;
    g_assert_cmpuint (n, >, 0);
  }
}

static void
test_summary (void)
{
  guint n;
  const CalibrationKnown *known = calibration_all_known (&n);
  const char *result = g_test_slow () ? "result: " : "";
  g_test_message ("%s%u combinations of %u methods, %u simulations", result, cases->len,
                  methods->len, packs->len);
  for (guint m = 0; m < methods->len; m++)
    for (guint size = CALIBRATION_SIZES; size-- > 0;) {
      const Range *range = &plain[m][size];
      if (range->n)
        g_test_message ("%s%s, %u an arm: %u combinations of which nothing else is known, %.2f to "
                        "%.2f %%, largest |z| %.2f",
                        result, (char *)methods->pdata[m], sizes[size], range->n, 100 * range->low,
                        100 * range->high, range->largest);
    }
  for (guint i = 0; i < n; i++) {
    const Range *range = &of_known[i];
    g_test_message ("%s%s, %u an arm, %s, %g to %g %%: %u combinations, %.2f to %.2f %%", result,
                    known[i].pattern, known[i].patients, known[i].reason, known[i].low,
                    known[i].high, range->n, 100 * range->low, 100 * range->high);
    if (g_test_slow () && !g_getenv ("TREFOIL_CALIBRATION_ONLY"))
      g_assert_cmpuint (range->n, >, 0);
  }
}

int
main (int argc, char **argv)
{
  guint n;
  g_test_init (&argc, &argv, NULL);
  calibration_all_known (&n);
  engine = fixture_engine (0, SIM_ISA_AUTO);
  methods = calibration_methods ();
  cases = calibration_cases ();
  g_assert_cmpuint (methods->len, <=, G_N_ELEMENTS (plain));
  g_assert_cmpuint (n, <=, MOST_KNOWN);
  pack_cases ();
  g_test_add_func ("/statistics/calibration/complete", test_complete);
  for (guint i = 0; calibration_outcome (i); i++) {
    char *path = g_strconcat ("/statistics/calibration/", calibration_outcome (i), NULL);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_outcome);
    g_free (path);
  }
  g_test_add_func ("/statistics/calibration/summary", test_summary);
  int failed = g_test_run ();
  g_ptr_array_unref (packs);
  g_ptr_array_unref (cases);
  g_ptr_array_unref (methods);
  sim_engine_free (engine);
  return failed;
}
