/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrasts.c - hypotheses of every type against a slow, obvious second implementation.
 *
 * Trials of four arms (unequal sizes and SDs, patients lost, arms of a few) are replayed patient by
 * patient; the plain code below solves the normal equations of each model, takes a contrast of its
 * coefficients with its variance, and p-values from libRmath. Estimates, standard errors, df and
 * p-values agree to 1e-9, decisions wherever p is not within 1e-7 of its level, and the counts of a
 * run are those of its trials. What is true, and what is not tested by whom, are closed forms.
 */
#include <math.h>

#include "base/prob.h"
#include "fixture.h"

enum { ARMS = 4, MOST = ARMS + 1, TRIALS = 700 };

typedef struct {
  const char *name, *method, *variance, *outcome, *sides, *rule;
  gboolean within;
} Case;

/* What a patient is to a fit. */
typedef struct {
  double x, y;
  guint arm;
} Point;

typedef struct {
  double estimate, se, df;
} Fit;

static guint read_points (const SimTrial *trial, Point *points, guint *count)
{
  guint n = 0;
  for (guint a = 0; a < ARMS; a++)
    count[a] = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    if (patient->outcomes->seen[1] != SIM_SEEN)
      continue;
    count[patient->arm]++;
    points[n++] = (Point){ trial->outcomes[0].has_baseline ? patient->outcomes->baseline : 0,
                           patient->outcomes->scores[1], patient->arm };
  }
  return n;
}

/* Solves a v = b by elimination, a symmetric of order k, in place. */
static void solve (guint k, double a[MOST][MOST], double *b)
{
  for (guint i = 0; i < k; i++) {
    for (guint j = i + 1; j < k; j++) {
      double by = a[j][i] / a[i][i];
      for (guint c = i; c < k; c++)
        a[j][c] -= by * a[i][c];
      b[j] -= by * b[i];
    }
  }
  for (guint i = k; i-- > 0;) {
    for (guint c = i + 1; c < k; c++)
      b[i] -= a[i][c] * b[c];
    b[i] /= a[i][i];
  }
}

/* Least squares with a mean for each arm that counts, and a slope on x if wanted. */
static Fit least_squares (const Point *points, guint n, const double *weights,
                          const gboolean *counts, gboolean slope)
{
  double a[MOST][MOST] = { { 0 } }, again[MOST][MOST], b[MOST] = { 0 }, c[MOST] = { 0 };
  guint place[ARMS], k = 0, used = 0;
  for (guint i = 0; i < ARMS; i++)
    if (counts[i])
      c[place[i] = k++] = weights[i];
  if (slope)
    k++;
  for (guint i = 0; i < n; i++) {
    double row[MOST] = { 0 };
    if (!counts[points[i].arm])
      continue;
    used++;
    row[place[points[i].arm]] = 1;
    if (slope)
      row[k - 1] = points[i].x;
    for (guint p = 0; p < k; p++) {
      b[p] += row[p] * points[i].y;
      for (guint q = 0; q < k; q++)
        a[p][q] += row[p] * row[q];
    }
  }
  memcpy (again, a, sizeof a);
  solve (k, a, b);
  double rest = 0, estimate = 0, square = 0, inverse[MOST];
  for (guint i = 0; i < n; i++) {
    if (!counts[points[i].arm])
      continue;
    double r = points[i].y - b[place[points[i].arm]] - (slope ? b[k - 1] * points[i].x : 0);
    rest += r * r;
  }
  memcpy (inverse, c, sizeof c);
  solve (k, again, inverse);
  for (guint p = 0; p < k; p++) {
    estimate += c[p] * b[p];
    square += c[p] * inverse[p];
  }
  return (Fit){ estimate, sqrt (rest / (used - k) * square), used - k };
}

static Fit separate (const Point *points, guint n, const double *weights)
{
  double sum = 0, below = 0, estimate = 0;
  for (guint arm = 0; arm < ARMS; arm++) {
    double mean = 0, squares = 0, of = 0;
    if (weights[arm] == 0)
      continue;
    for (guint i = 0; i < n; i++)
      if (points[i].arm == arm) {
        mean += points[i].y;
        of++;
      }
    mean /= of;
    for (guint i = 0; i < n; i++)
      if (points[i].arm == arm)
        squares += (points[i].y - mean) * (points[i].y - mean);
    double v = weights[arm] * weights[arm] * squares / (of - 1) / of;
    estimate += weights[arm] * mean;
    sum += v;
    below += v * v / (of - 1);
  }
  return (Fit){ estimate, sqrt (sum), sum * sum / below };
}

static Fit proportions (const Point *points, const guint *count, guint n, const double *weights)
{
  double estimate = 0, variance = 0;
  for (guint arm = 0; arm < ARMS; arm++) {
    double yes = 0;
    for (guint i = 0; i < n; i++)
      yes += points[i].arm == arm && points[i].y > 0;
    double p = weights[arm] != 0 ? yes / count[arm] : 0;
    estimate += weights[arm] * p;
    variance += weights[arm] != 0 ? weights[arm] * weights[arm] * p * (1 - p) / count[arm] : 0;
  }
  return (Fit){ estimate, sqrt (variance), INFINITY };
}

/* FALSE if there are too few. */
static gboolean fit_of (const Case *c, const SimHypothesis *h, Point *points, guint n,
                        const guint *count, Fit *fit)
{
  gboolean within = h->type == SIM_WITHIN_ARM_CHANGE;
  gboolean own = within || g_str_equal (c->method, "risk-difference")
                 || g_str_equal (c->variance, "two-arms") || g_str_equal (c->variance, "welch");
  gboolean counts[ARMS];
  for (guint a = 0; a < ARMS; a++) {
    counts[a] = !own || h->weights[a] != 0;
    if (counts[a] && count[a] < 2)
      return FALSE;
  }
  if (g_str_equal (c->method, "risk-difference"))
    *fit = proportions (points, count, n, h->weights);
  else if (g_str_equal (c->variance, "welch"))
    *fit = separate (points, n, h->weights);
  else if (g_str_equal (c->method, "ancova"))
    *fit = least_squares (points, n, h->weights, counts, TRUE);
  else
    *fit = least_squares (points, n, h->weights, counts, FALSE);
  return TRUE;
}

static double p_of (const SimHypothesis *h, const Fit *fit)
{
  double above = (fit->estimate - h->lower) / fit->se, below = (h->upper - fit->estimate) / fit->se;
  switch (h->type) {
  case SIM_SUPERIORITY:
  case SIM_WITHIN_ARM_CHANGE:
    if (h->sides == 2)
      return 2 * sim_t_upper (fabs (fit->estimate / fit->se), fit->df);
    return sim_t_upper (fit->estimate / fit->se, fit->df);
  case SIM_EQUIVALENCE:
    return MIN (1, h->sides * MAX (sim_t_upper (above, fit->df), sim_t_upper (below, fit->df)));
  case SIM_SUPERIORITY_MARGIN:
  case SIM_NON_INFERIORITY:
  case SIM_RETENTION:
    break;
  }
  return MIN (1, h->sides * sim_t_upper (above, fit->df));
}

static void close_to (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <=, 1e-9 * MAX (1, fabs (expected)));
}

/* Holm: the k-th smallest p at alpha / (m - k + 1), until one fails. */
static void judge (const Case *c, const SimScenario *scenario, const double *p, guint m,
                   gboolean *rejected, gboolean *doubt)
{
  gboolean open = TRUE, done[SIM_MAX_HYPOTHESES] = { FALSE };
  for (guint step = 0; step < m; step++) {
    guint least = m;
    for (guint h = 0; h < m; h++)
      if (!done[h] && (least == m || p[h] < p[least]))
        least = h;
    double alpha = sim_scenario_hypothesis (scenario, least)->alpha;
    double level = g_str_equal (c->rule, "holm") ? alpha / (m - step) : alpha;
    done[least] = TRUE;
    *doubt |= fabs (p[least] - level) < 1e-7;
    open = open && p[least] < level;
    rejected[least] = g_str_equal (c->rule, "holm") ? open : p[least] < level;
  }
}

static void check_trial (const Case *c, const SimScenario *scenario, const SimTrial *trial,
                         guint *doubts)
{
  static Point points[1000];
  guint count[ARMS], n = read_points (trial, points, count), m = trial->n_hypotheses;
  double p[SIM_MAX_HYPOTHESES];
  gboolean rejected[SIM_MAX_HYPOTHESES] = { FALSE }, doubt = FALSE;
  if (g_str_equal (c->method, "change-score"))
    for (guint i = 0; i < n; i++)
      points[i].y -= points[i].x;
  for (guint h = 0; h < m; h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    const SimTrialResult *result = &trial->results[h];
    Fit fit;
    p[h] = 1;
    gboolean proportion = g_str_equal (c->method, "risk-difference");
    if (!fit_of (c, hypothesis, points, n, count, &fit) || (!proportion && fit.se < 1e-6)) {
      g_assert_false (result->fitted); /* too few, or scores that are all the same */
      continue;
    }
    if (!proportion)
      fit.estimate = -fit.estimate; /* lower is better */
    g_assert_true (result->fitted);
    close_to (result->estimate, fit.estimate);
    if (fit.se == 0) /* nothing varies: nothing is shown */
      continue;
    p[h] = p_of (hypothesis, &fit);
    close_to (result->se, fit.se);
    if (isfinite (fit.df))
      close_to (result->df, fit.df);
    close_to (result->p_value, p[h]);
  }
  judge (c, scenario, p, m, rejected, &doubt);
  *doubts += doubt;
  for (guint h = 0; h < m && !doubt; h++)
    g_assert_cmpint (trial->results[h].rejected, ==, rejected[h]);
}

static SimScenario *scenario_of (const Case *c)
{
  gboolean binary = g_str_equal (c->method, "risk-difference");
  char *hypotheses = g_strdup_printf (
      "/testing={\"sides\":%s,\"multiplicity\":{\"method\":\"%s\"},\"hypotheses\":["
      "{\"id\":\"contrast\",\"contrast\":{\"a\":0.5,\"b\":0.3,\"c\":0.2,\"d\":-1}},"
      "{\"id\":\"two\",\"contrast\":{\"b\":2,\"c\":-2}},"
      "{\"id\":\"margin\",\"compare\":[\"a\",\"d\"],\"type\":\"superiority-margin\","
      "\"margin\":%s%s},"
      "{\"id\":\"worse\",\"compare\":[\"c\",\"b\"],\"type\":\"non-inferiority\",\"margin\":%s},"
      "{\"id\":\"wide\",\"contrast\":{\"a\":1,\"b\":-0.5,\"c\":-0.5},\"type\":\"equivalence\","
      "\"margins\":[%s]},"
      "{\"id\":\"near\",\"compare\":[\"b\",\"c\"],\"type\":\"equivalence\",\"margin\":%s},"
      "%s"
      "{\"id\":\"kept\",\"compare\":[\"a\",\"b\"],\"type\":\"retention\",\"fraction\":0.6,"
      "\"placebo\":\"d\"}]}",
      c->sides, c->rule, binary ? "0.05" : "0.5",
      g_str_equal (c->rule, "none") ? ",\"alpha\":0.02,\"sides\":1" : "", binary ? "0.2" : "2",
      binary ? "-0.3,0.4" : "-3,4", binary ? "0.4" : "3.5",
      c->within ? "{\"id\":\"own\",\"type\":\"within-arm-change\",\"arm\":\"c\"}," : "");
  char *analysis = g_strdup_printf ("/analyses=[{\"id\":\"main\",\"method\":\"%s\"%s%s%s}]",
                                    c->method, *c->variance ? ",\"variance\":\"" : "", c->variance,
                                    *c->variance ? "\"" : "");
  char *outcome = g_strdup_printf ("/outcomes=[%s]", c->outcome);
  SimScenario *scenario = fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":9},{\"id\":\"b\",\"size\":16},{\"id\":\"c\",\"size\":12},"
      "{\"id\":\"d\",\"size\":7,\"reference\":true}]",
      outcome, "/dropout/proportion={\"a\":0.1,\"b\":0.3,\"c\":0.2,\"d\":0.4}", analysis,
      "/run/sizes=[28,44]", hypotheses);
  g_free (outcome);
  g_free (analysis);
  g_free (hypotheses);
  return scenario;
}

static void test_case (gconstpointer data)
{
  const Case *c = data;
  SimScenario *scenario = scenario_of (c);
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  guint doubts = 0;
  for (guint s = 0; s < results->n_sizes; s++) {
    guint64 rejected[SIM_MAX_HYPOTHESES] = { 0 }, favours[SIM_MAX_HYPOTHESES] = { 0 };
    guint64 covered[SIM_MAX_HYPOTHESES] = { 0 }, fitted[SIM_MAX_HYPOTHESES] = { 0 };
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, results->sizes[s].total, NULL);
      check_trial (c, scenario, trial, &doubts);
      for (guint h = 0; h < trial->n_hypotheses; h++) {
        const SimTrialResult *one = &trial->results[h];
        double truth = results->sizes[s].hypotheses[h].true_effect;
        rejected[h] += one->rejected;
        favours[h] += one->rejected && one->estimate > 0;
        fitted[h] += one->fitted;
        covered[h] += one->fitted && one->low <= truth && truth <= one->high;
      }
      sim_trial_free (trial);
    }
    for (guint h = 0; h < results->n_hypotheses; h++) {
      const SimHypothesisResult *result = &results->sizes[s].hypotheses[h];
      gboolean superiority = sim_scenario_hypothesis (scenario, h)->type == SIM_SUPERIORITY;
      close_to (result->power.value, (double) rejected[h] / TRIALS);
      close_to (result->power_benefit.value, (double) favours[h] / TRIALS);
      close_to (result->coverage.value, (double) covered[h] / (double) fitted[h]);
      if (!superiority)
        g_assert_true (isnan (result->type_s.value) && isnan (result->type_m.value));
    }
  }
  g_assert_cmpuint (doubts, <, TRIALS / 100);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

/* --- fits to whole patients ---------------------------------------------------------------- */

typedef struct {
  const char *name, *method, *outcome;
} Model;

/* Of log ratios and means all arms are in one model: the contrast of two with a third is the mean
   of two pairs, and its variance follows from those of the three pairs. */
static void check_model_trial (const SimTrial *trial)
{
  const SimTrialResult *ac = &trial->results[0], *bc = &trial->results[1];
  const SimTrialResult *ab = &trial->results[2], *both = &trial->results[3];
  const SimTrialResult *twice = &trial->results[4], *kept = &trial->results[5];
  if (!ac->fitted || !bc->fitted || !ab->fitted)
    return;
  double va = ac->se * ac->se, vb = bc->se * bc->se, v = ab->se * ab->se;
  double common = (va + vb - v) / 2;
  g_assert_true (both->fitted && twice->fitted && kept->fitted);
  close_to (both->estimate, (ac->estimate + bc->estimate) / 2);
  close_to (both->se, sqrt (va / 4 + vb / 4 + common / 2));
  close_to (twice->estimate, 2 * ac->estimate);
  close_to (twice->se, 2 * ac->se);
  close_to (twice->p_value, ac->p_value);
  close_to (kept->estimate, ac->estimate - 0.6 * bc->estimate);
  close_to (kept->se, sqrt (va + 0.36 * vb - 1.2 * common));
  close_to (kept->p_value, MIN (1, 2 * sim_t_upper (kept->estimate / kept->se, kept->df)));
}

static void test_model (gconstpointer data)
{
  const Model *model = data;
  char *outcome = g_strdup_printf ("/outcomes=[{\"id\":\"y\",%s}]", model->outcome);
  char *analysis
      = g_strdup_printf ("/analyses=[{\"id\":\"main\",\"method\":\"%s\"}]", model->method);
  SimScenario *scenario = fixture_scenario (
      "/arms=[{\"id\":\"a\",\"size\":25},{\"id\":\"b\",\"size\":30},{\"id\":\"c\",\"size\":20}]",
      outcome, "/dropout/proportion=0.1", analysis, "/run/sizes=[40]",
      "/testing={\"multiplicity\":{\"method\":\"none\"},\"hypotheses\":["
      "{\"id\":\"ac\",\"compare\":[\"a\",\"c\"]},{\"id\":\"bc\",\"compare\":[\"b\",\"c\"]},"
      "{\"id\":\"ab\",\"compare\":[\"a\",\"b\"]},"
      "{\"id\":\"both\",\"contrast\":{\"a\":0.5,\"b\":0.5,\"c\":-1}},"
      "{\"id\":\"twice\",\"contrast\":{\"a\":2,\"c\":-2}},"
      "{\"id\":\"kept\",\"compare\":[\"a\",\"b\"],\"type\":\"retention\",\"fraction\":0.6,"
      "\"placebo\":\"c\"}]}");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  double effect[3] = { sim_scenario_true_effect (scenario, 0),
                       sim_scenario_true_effect (scenario, 1),
                       sim_scenario_true_effect (scenario, 5) };
  g_assert_cmpfloat_with_epsilon (sim_scenario_true_effect (scenario, 3),
                                  (effect[0] + effect[1]) / 2, 1e-8);
  g_assert_cmpfloat_with_epsilon (effect[2], effect[0] - 0.6 * effect[1], 1e-8);
  for (guint64 r = 0; r < 400; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    check_model_trial (trial);
    sim_trial_free (trial);
  }
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
  g_free (analysis);
  g_free (outcome);
}

#define VISITS "\"visits\":[{\"id\":\"v\",\"time\":4},{\"id\":\"w\",\"time\":8}]"
#define OUTCOME(type)                                                                              \
  "{\"id\":\"y\",\"type\":" type "," VISITS ",\"baseline\":{\"mean\":11,\"sd\":4},"                \
  "\"means\":{\"a\":5.5,\"b\":6.1,\"c\":6.4,\"d\":8.7},"                                           \
  "\"sd\":{\"a\":4,\"b\":5,\"c\":3.2,\"d\":4.6}}"

int main (int argc, char **argv)
{
  static const char normal[] = OUTCOME ("\"continuous\"");
  static const char bounded[] = OUTCOME ("\"bounded\",\"max\":24");
  static const char binary[] = "{\"id\":\"y\",\"type\":\"binary\",\"better\":\"higher\"," VISITS
                               ",\"proportions\":{\"a\":0.75,\"b\":0.7,\"c\":0.65,\"d\":0.3}}";
  static const Case cases[] = {
    { "all-arms", "t-test", "all-arms", normal, "2", "none", FALSE },
    { "all-arms-holm", "t-test", "all-arms", normal, "2", "holm", FALSE },
    { "two-arms", "t-test", "two-arms", normal, "1", "none", FALSE },
    { "welch", "t-test", "welch", normal, "2", "none", FALSE },
    { "welch-bounded", "t-test", "welch", bounded, "2", "holm", FALSE },
    { "change-score", "change-score", "", normal, "2", "none", TRUE },
    { "change-score-bounded", "change-score", "", bounded, "1", "holm", TRUE },
    { "ancova", "ancova", "", normal, "2", "none", FALSE },
    { "ancova-bounded", "ancova", "", bounded, "1", "holm", FALSE },
    { "proportions", "risk-difference", "unpooled", binary, "2", "none", FALSE },
    { "proportions-holm", "risk-difference", "unpooled", binary, "1", "holm", FALSE },
  };
  static const Model models[] = {
    { "proportional-odds", "proportional-odds",
      "\"type\":\"ordinal\",\"categories\":4,\"probabilities\":{\"c\":[0.2,0.3,0.3,0.2]},"
      "\"odds-ratio\":{\"a\":0.5,\"b\":0.7}" },
    { "negative-binomial", "negative-binomial",
      "\"type\":\"count\",\"rates\":{\"a\":2,\"b\":3,\"c\":4}" },
    { "cox", "cox",
      "\"type\":\"time-to-event\",\"medians\":{\"a\":20,\"b\":15,\"c\":10},\"follow-up\":26" },
    { "rmst", "rmst",
      "\"type\":\"time-to-event\",\"medians\":{\"a\":20,\"b\":15,\"c\":10},\"follow-up\":26" },
  };
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++) {
    char *path = g_strconcat ("/run/contrasts/models/", models[i].name, NULL);
    g_test_add_data_func (path, &models[i], test_model);
    g_free (path);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strconcat ("/run/contrasts/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  return g_test_run ();
}
