/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * strategies-level.c - how often a true null hypothesis is rejected under each strategy for missing
 * scores: 5 % within 4 standard errors where arms differ in nothing. Less where Rubin's variance is
 * known to be too large: by reference, and where the model of the missing knows more than the
 * analysis, as the baseline that a t test leaves out (Meng, Stat Sci 1994; 9: 538-58). Of
 * proportions what the enumerated tables give. With -m slow a million trials, of several data sets
 * 100,000. And what the strategies make of the bundled scenario in which patients with bad scores
 * leave.
 */
#include "people-fixture.h"

#define VISITS "'visits':[{'id':'u','time':4},{'id':'v','time':8},{'id':'w','time':26}],"
#define MEANS "{'a':[9,8,7],'b':[9,8,7],'c':[9,8,7]}"
#define SCORES VISITS "'baseline':{'mean':11,'sd':5},'means':" MEANS ",'sd':5"
#define CONTINUOUS "'type':'continuous'," SCORES
#define BOUNDED "'type':'bounded','max':24," SCORES
#define BINARY "'type':'binary','better':'higher'," VISITS "'proportions':0.4"
#define MCAR "'proportion':0.25"
#define MAR "'mechanism':'mar','log-odds':0.2,'proportion':0.25,'gaps':0.05"
enum { SIZE = 40 };

typedef enum { EXACT, BELOW, TABLES } Expect;

typedef struct {
  const char *outcome, *dropout, *method, *missing;
  Expect expect;
} Case;

static const Case cases[] = {
  { CONTINUOUS, MCAR, "ancova", "locf", EXACT },
  { CONTINUOUS, MAR, "t-test", "locf", EXACT },
  { BOUNDED, MAR, "change-score", "locf", EXACT },
  { CONTINUOUS, MAR, "ancova", "bocf", EXACT },
  { BOUNDED, MCAR, "t-test", "bocf", EXACT },
  { CONTINUOUS, MAR, "mann-whitney", "locf", EXACT },
  { BOUNDED, MAR, "mann-whitney", "bocf", EXACT },
  { CONTINUOUS, MCAR, "ancova", "multiple-imputation", EXACT },
  { CONTINUOUS, MAR, "ancova", "multiple-imputation", EXACT },
  { BOUNDED, MAR, "t-test", "multiple-imputation", BELOW },
  { CONTINUOUS, MAR, "change-score", "delta", EXACT },
  { CONTINUOUS, MAR, "ancova", "jump-to-reference", BELOW },
  { CONTINUOUS, MAR, "ancova", "copy-increments", BELOW },
  { BINARY, MCAR, "risk-difference", "non-responder", TABLES },
};

static gboolean draws (const Case *c)
{
  return strcmp (c->missing, "locf") && strcmp (c->missing, "bocf")
         && strcmp (c->missing, "non-responder");
}

static SimScenario *scenario_of (const Case *c)
{
  char *json = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d},{'id':'c','size':%d,"
      "'reference':true}],'outcomes':[{'id':'y',%s}],'dropout':{%s},'analyses':[{'id':'m',"
      "'method':'%s','missing':'%s'%s}],'testing':{'multiplicity':{'method':'none'},"
      "'hypotheses':[{'id':'H','compare':['a','c']}]},'run':{'sizes':[%d]}}",
      SIZE, SIZE, SIZE, c->outcome, c->dropout, c->method, c->missing,
      strcmp (c->missing, "delta") == 0 ? ",'delta':3" : "", 3 * SIZE);
  SimScenario *scenario = people_parse (json);
  g_free (json);
  return scenario;
}

/* How often the pooled z test of two arms rejects, by all tables of patients who respond. */
static double by_tables (double p)
{
  double sum = 0, mass[SIZE + 1], c = 1.959963984540054;
  for (int x = 0; x <= SIZE; x++)
    mass[x] = exp (lgamma (SIZE + 1) - lgamma (x + 1) - lgamma (SIZE - x + 1) + x * log (p)
                   + (SIZE - x) * log (1 - p));
  for (int x = 0; x <= SIZE; x++)
    for (int y = 0; y <= SIZE; y++) {
      double both = (x + y) / (2.0 * SIZE), d = (x - y) / (double) SIZE;
      if (d * d > c * c * both * (1 - both) * 2 / SIZE)
        sum += mass[x] * mass[y];
    }
  return sum;
}

static void test_level (gconstpointer data)
{
  const Case *c = data;
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (c);
  guint64 trials = draws (c) ? (g_test_slow () ? 100000 : 4000) : g_test_slow () ? 1000000 : 40000;
  SimRunOptions options = { .replicates = trials };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  double rate = sim_snapshot_results (snapshot)->sizes[0].hypotheses[0].power.value;
  double level = c->expect == TABLES ? by_tables (0.4 * 0.75) : 0.05;
  double mcse = sqrt (level * (1 - level) / (double) trials);
  g_test_message ("%s%s, %s%s: rejected %.5f of true nulls, expected %s%.5f, z %.2f",
                  g_test_slow () ? "result: " : "", c->method, c->missing,
                  strstr (c->dropout, "mar") ? ", missing at random" : "", rate,
                  c->expect == BELOW ? "less than " : "", level, (rate - level) / mcse);
  g_assert_cmpfloat (rate - level, <=, 4 * mcse);
  if (c->expect != BELOW)
    g_assert_cmpfloat (level - rate, <=, 4 * mcse);
  sim_snapshot_unref (snapshot);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

/* The patients of the bundled scenario dropout-mar: those of usual care leave after a bad score at
 * week 8. The effect is 2 from week 8 on, when nobody has left, and one patient in ten of the
 * active arm leaves whatever the scores. So draws as if at random, and copied increments, have the
 * effect; who jumps to the reference has none of it; a delta of 3 takes 0.3. */
static void test_missing_at_random (void)
{
  static const struct {
    const char *missing;
    double expected;
  } asked[] = { { "'multiple-imputation'", 2 },
                { "'copy-increments'", 2 },
                { "'jump-to-reference'", 1.8 },
                { "'delta','delta':{'acupuncture':3}", 1.7 } };
  SimEngine *engine = fixture_engine (0, SIM_ISA_AUTO);
  PeopleTally tally = { 0 };
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    char *json = g_strdup_printf (
        "{'trefoil':1,'arms':[{'id':'acupuncture','size':100},{'id':'usual','size':100,"
        "'reference':true}],'outcomes':[{'id':'y','visits':[{'id':'v','time':8},{'id':'w',"
        "'time':26}],'baseline':{'mean':11,'sd':5},'means':{'acupuncture':6.9,'usual':8.9},"
        "'sd':5}],'dropout':{'mechanism':{'acupuncture':'mcar','usual':'mar'},'proportion':"
        "{'acupuncture':[0,0.1],'usual':[0,0.25]},'log-odds':{'usual':0.25}},"
        "'analyses':[{'id':'m','missing':%s}],'run':{'sizes':[200]}}",
        asked[i].missing);
    SimScenario *scenario = people_parse (json);
    SimRunOptions options = { .replicates = g_test_slow () ? 100000 : 4000 };
    SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
    const SimHypothesisResult *found = &sim_snapshot_results (snapshot)->sizes[0].hypotheses[0];
    g_assert_cmpfloat (fabs (found->true_effect - 2), <, 1e-12);
    people_z (&tally, asked[i].missing, found->estimate.value, asked[i].expected,
              found->estimate.mcse);
    sim_snapshot_unref (snapshot);
    sim_scenario_unref (scenario);
    g_free (json);
  }
  people_report ("effects of scores missing at random, imputed", &tally);
  sim_engine_free (engine);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/strategies-level/%u-%s", i, cases[i].missing);
    g_test_add_data_func (path, &cases[i], test_level);
    g_free (path);
  }
  g_test_add_func ("/run/strategies-level/missing-at-random", test_missing_at_random);
  return g_test_run ();
}
