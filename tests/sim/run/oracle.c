/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * oracle.c - the lanes against a slow, obvious second implementation.
 *
 * Trials are replayed patient by patient; the plain code below sees only their printed scores, fits
 * each analysis by textbook formulas in two passes, takes p-values from libRmath and applies the
 * multiplicity rule by sorting p-values. Estimates, standard errors, df and p agree to 1e-9
 * relative; decisions agree wherever p is not within 1e-7 of a bound. The counts of a run equal the
 * sum over its replayed trials exactly.
 */
#include <math.h>
#include <stdlib.h>

#include "base/prob.h"
#include "fixture.h"
#include "theory/critical.h"

typedef struct {
  double x[512], y[512], mean_x, mean_y;
  guint n;
} Group;

static void read_groups (const SimTrial *trial, guint visit, Group *groups)
{
  for (guint a = 0; a < trial->n_arms; a++)
    groups[a].n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    Group *group = &groups[patient->arm];
    if (patient->outcomes->seen[visit] != SIM_SEEN)
      continue;
    group->x[group->n] = trial->outcomes[0].has_baseline ? patient->outcomes->baseline : 0;
    group->y[group->n++] = patient->outcomes->scores[visit];
  }
  for (guint a = 0; a < trial->n_arms; a++) {
    groups[a].mean_x = groups[a].mean_y = 0;
    for (guint i = 0; i < groups[a].n; i++) {
      groups[a].mean_x += groups[a].x[i] / groups[a].n;
      groups[a].mean_y += groups[a].y[i] / groups[a].n;
    }
  }
}

/* Sum over a group of (u - mean u)(v - mean v) for u, v in {x, y, y - x}. */
static double cross (const Group *g, const char *uv)
{
  double sum = 0;
  for (guint i = 0; i < g->n; i++) {
    double x = g->x[i] - g->mean_x, y = g->y[i] - g->mean_y, product = 1;
    for (guint k = 0; k < 2; k++)
      product *= uv[k] == 'x' ? x : uv[k] == 'y' ? y : y - x;
    sum += product;
  }
  return sum;
}

typedef struct {
  const char *method, *variance, *rule, *visit, *dropout, *sides, *sizes;
  gboolean bounded; /* scores of 0 to 24, many at the floor */
} Case;

typedef struct {
  double estimate, se, df;
} Fit;

static double total_cross (const Group *groups, guint n_arms, const char *uv)
{
  double sum = 0;
  for (guint a = 0; a < n_arms; a++)
    sum += cross (&groups[a], uv);
  return sum;
}

static Fit fit_pair (const Group *groups, guint n_arms, guint a, guint b, const char *method,
                     const char *variance)
{
  const Group *p = &groups[a], *q = &groups[b];
  double total = 0, inverse = 1.0 / p->n + 1.0 / q->n;
  for (guint i = 0; i < n_arms; i++)
    total += groups[i].n;
  if (g_str_equal (method, "ancova")) {
    double sxx = total_cross (groups, n_arms, "xx"), sxy = total_cross (groups, n_arms, "xy");
    double slope = sxy / sxx, df = total - n_arms - 1, rss = 0;
    for (guint i = 0; i < n_arms; i++)
      for (guint k = 0; k < groups[i].n; k++) {
        double r = groups[i].y[k] - groups[i].mean_y - slope * (groups[i].x[k] - groups[i].mean_x);
        rss += r * r;
      }
    double gap = p->mean_x - q->mean_x;
    return (Fit){ p->mean_y - q->mean_y - slope * gap,
                  sqrt (rss / df * (inverse + gap * gap / sxx)), df };
  }
  if (g_str_equal (method, "change-score"))
    return (Fit){ (p->mean_y - p->mean_x) - (q->mean_y - q->mean_x),
                  sqrt (total_cross (groups, n_arms, "dd") / (total - n_arms) * inverse),
                  total - n_arms };
  double estimate = p->mean_y - q->mean_y;
  if (g_str_equal (variance, "all-arms"))
    return (Fit){ estimate, sqrt (total_cross (groups, n_arms, "yy") / (total - n_arms) * inverse),
                  total - n_arms };
  if (g_str_equal (variance, "two-arms")) {
    double df = p->n + q->n - 2.0;
    return (Fit){ estimate, sqrt ((cross (p, "yy") + cross (q, "yy")) / df * inverse), df };
  }
  double vp = cross (p, "yy") / (p->n - 1) / p->n, vq = cross (q, "yy") / (q->n - 1) / q->n;
  return (Fit){ estimate, sqrt (vp + vq),
                (vp + vq) * (vp + vq) / (vp * vp / (p->n - 1) + vq * vq / (q->n - 1)) };
}

/* Rejections by sorted p-values. `doubt` is set where a p-value is too near its bound to tell. */
static void judge (const double *p, guint m, double alpha, const char *rule, gboolean *rejected,
                   gboolean *doubt)
{
  gboolean used[SIM_MAX_HYPOTHESES] = { FALSE }, open = TRUE;
  for (guint step = 0; step < m; step++) {
    guint least = m;
    for (guint h = 0; h < m; h++)
      if (!used[h] && (least == m || p[h] < p[least]))
        least = h;
    used[least] = TRUE;
    double level = g_str_equal (rule, "none")         ? alpha
                   : g_str_equal (rule, "bonferroni") ? alpha / m
                                                      : alpha / (m - step);
    *doubt |= fabs (p[least] - level) < 1e-7;
    gboolean yes = p[least] < level;
    open = open && yes;
    rejected[least] = g_str_equal (rule, "holm") ? open : yes;
  }
}

/* A pooled analysis needs two patients in every arm, a pairwise one in its two. */
static gboolean can_fit (const Group *groups, guint n_arms, guint a, guint b, const Case *c)
{
  gboolean pair = g_str_equal (c->variance, "two-arms") || g_str_equal (c->variance, "welch");
  for (guint i = 0; i < n_arms; i++)
    if (groups[i].n < 2 && (!pair || i == a || i == b))
      return FALSE;
  return TRUE;
}

static void close_to (double found, double expected)
{
  g_assert_cmpfloat (fabs (found - expected), <=, 1e-9 * MAX (1, fabs (expected)));
}

static void judge_dunnett (const SimScenario *scenario, const Group *groups, const Fit *fits,
                           double alpha, guint sides, gboolean *rejected, gboolean *doubt)
{
  guint m = sim_scenario_n_hypotheses (scenario);
  double lambda[SIM_MAX_HYPOTHESES];
  for (guint h = 0; h < m; h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    double na = groups[hypothesis->arm_a].n, nb = groups[hypothesis->arm_b].n;
    lambda[h] = sqrt (na / (na + nb));
  }
  double c = sim_critical_dunnett (alpha, sides, fits[0].df, m, lambda);
  for (guint h = 0; h < m; h++) {
    double t = fits[h].estimate / fits[h].se;
    /* the first-order constant for realised numbers is stated as good to 2e-4 */
    *doubt |= fabs ((sides == 2 ? fabs (t) : t) - c) < 2e-4;
    rejected[h] = (sides == 2 ? fabs (t) : t) > c;
  }
}

static void check_trial (const SimScenario *scenario, const SimTrial *trial, const Case *c,
                         guint *doubts)
{
  static Group groups[SIM_MAX_ARMS];
  double alpha = 0.05, p[SIM_MAX_HYPOTHESES];
  guint sides = g_str_equal (c->sides, "1") ? 1 : 2, m = trial->n_hypotheses;
  gboolean rejected[SIM_MAX_HYPOTHESES] = { FALSE }, doubt = FALSE;
  Fit fits[SIM_MAX_HYPOTHESES];
  read_groups (trial, g_str_equal (c->visit, "week-26") ? 1 : 0, groups);
  for (guint h = 0; h < m; h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    const SimTrialResult *result = &trial->results[h];
    p[h] = 1;
    if (!can_fit (groups, trial->n_arms, hypothesis->arm_a, hypothesis->arm_b, c)) {
      g_assert_false (result->fitted);
      continue;
    }
    Fit fit = fit_pair (groups, trial->n_arms, hypothesis->arm_a, hypothesis->arm_b, c->method,
                        c->variance);
    fit.estimate = -fit.estimate; /* lower is better */
    fits[h] = fit;
    double t = fit.estimate / fit.se;
    p[h] = sides == 2 ? 2 * sim_t_upper (fabs (t), fit.df) : sim_t_upper (t, fit.df);
    g_assert_true (result->fitted);
    close_to (result->estimate, fit.estimate);
    close_to (result->se, fit.se);
    close_to (result->df, fit.df);
    close_to (result->statistic, t);
    close_to (result->p_value, p[h]);
  }
  if (g_str_equal (c->rule, "dunnett"))
    judge_dunnett (scenario, groups, fits, alpha, sides, rejected, &doubt);
  else
    judge (p, m, alpha, c->rule, rejected, &doubt);
  *doubts += doubt;
  for (guint h = 0; h < m && !doubt; h++)
    g_assert_cmpint (trial->results[h].rejected, ==, rejected[h]);
}

static void test_case (gconstpointer data)
{
  const Case *c = data;
  enum { TRIALS = 1200 };
  gboolean dunnett = g_str_equal (c->rule, "dunnett"), ancova = g_str_equal (c->method, "ancova");
  gboolean t_test = g_str_equal (c->method, "t-test");
  char *text[] = { g_strconcat ("/analyses/main/method=", c->method, NULL),
                   g_strconcat ("/analyses/main/variance=", t_test ? c->variance : "null", NULL),
                   g_strconcat ("/testing/multiplicity/method=", c->rule, NULL),
                   g_strconcat ("/analyses/main/visit=", c->visit, NULL),
                   g_strconcat ("/dropout/proportion=", c->dropout, NULL),
                   g_strconcat ("/testing/sides=", c->sides, NULL),
                   g_strconcat ("/run/sizes=", c->sizes, NULL) };
  SimScenario *scenario = fixture_scenario (
      ancova ? "/x-a=1" : "/analyses/main/adjust-for=null", text[0], text[1], text[2], text[3],
      text[4], text[5], text[6], c->bounded ? "/outcomes/rmdq/type=bounded" : "/x-c=1",
      c->bounded ? "/outcomes/rmdq/max=24" : "/x-d=1",
      dunnett ? "/testing/hypotheses/HE-ST=null" : "/x-b=1");
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimRunOptions options = { .replicates = TRIALS };
  SimSnapshot *snapshot = fixture_run (engine, scenario, &options);
  const SimResults *results = sim_snapshot_results (snapshot);
  guint doubts = 0;
  for (guint s = 0; s < results->n_sizes; s++) {
    guint64 rejected[SIM_MAX_HYPOTHESES] = { 0 }, any = 0, all = 0, covered = 0, fitted = 0,
          failures = 0;
    double sum = 0, width = 0, analysed = 0, truth = results->sizes[s].hypotheses[0].true_effect;
    for (guint64 r = 0; r < TRIALS; r++) {
      SimTrial *trial = sim_trial_new (engine, scenario, r, results->sizes[s].total, NULL);
      guint count = 0;
      check_trial (scenario, trial, c, &doubts);
      for (guint h = 0; h < results->n_hypotheses; h++) {
        rejected[h] += trial->results[h].rejected;
        count += trial->results[h].rejected;
      }
      any += count > 0;
      all += count == results->n_hypotheses;
      gboolean failed = FALSE;
      for (guint h = 0; h < results->n_hypotheses; h++)
        failed = failed || !trial->results[h].fitted;
      failures += failed;
      if (trial->results[0].fitted) {
        fitted++;
        sum += trial->results[0].estimate;
        width += trial->results[0].high - trial->results[0].low;
        covered += trial->results[0].low <= truth && truth <= trial->results[0].high;
      }
      guint visit = g_str_equal (c->visit, "week-26") ? 1 : 0;
      for (guint i = 0; i < trial->n_patients; i++)
        analysed += trial->patients[i].outcomes->seen[visit] == SIM_SEEN;
      sim_trial_free (trial);
    }
    const SimSizeResult *size = &results->sizes[s];
    for (guint h = 0; h < results->n_hypotheses; h++)
      close_to (size->hypotheses[h].power.value, (double) rejected[h] / TRIALS);
    close_to (size->any.value, (double) any / TRIALS);
    close_to (size->all.value, (double) all / TRIALS);
    close_to (size->hypotheses[0].coverage.value, (double) covered / (double) fitted);
    close_to (size->analysed, analysed / TRIALS);
    g_assert_cmpuint (size->failed_fits, ==, failures);
    /* sums are kept in steps of 2^-24 planned standard errors */
    g_assert_cmpfloat (fabs (size->hypotheses[0].estimate.value - sum / (double) fitted), <, 1e-6);
    g_assert_cmpfloat (fabs (size->hypotheses[0].ci_width - width / (double) fitted), <, 1e-6);
  }
  g_assert_cmpuint (doubts, <, TRIALS / 100);
  for (guint i = 0; i < G_N_ELEMENTS (text); i++)
    g_free (text[i]);
  sim_snapshot_unref (snapshot);
  sim_engine_free (engine);
  sim_scenario_unref (scenario);
}

int main (int argc, char **argv)
{
  static const Case cases[] = {
    { "t-test", "all-arms", "none", "week-8", "0", "2", "[30, 152]" },
    { "t-test", "all-arms", "holm", "week-26", "0.2", "2", "[30, 61]" },
    { "t-test", "two-arms", "bonferroni", "week-8", "0.3", "1", "[33, 152]" },
    { "t-test", "welch", "holm", "week-26", "[0.1, 0.4]", "2", "[24, 90]" },
    { "t-test", "all-arms", "dunnett", "week-8", "0", "1", "[30, 152]" },
    { "change-score", "", "holm", "week-8", "0.15", "2", "[40, 152]" },
    { "ancova", "", "holm", "week-8", "0.15", "2", "[31, 152]" },
    { "ancova", "", "none", "week-26", "0", "1", "[24, 152]" },
    { "ancova", "", "dunnett", "week-26", "{\"hand-ear\": 0.1, \"standard\": 0, \"usual\": 0.3}",
      "2", "[60, 152]" },
    { "t-test", "welch", "holm", "week-26", "[0.1, 0.4]", "2", "[24, 90]", TRUE },
    { "t-test", "all-arms", "none", "week-8", "0", "2", "[30, 152]", TRUE },
    { "change-score", "", "bonferroni", "week-26", "0.15", "2", "[40, 152]", TRUE },
    { "ancova", "", "holm", "week-26", "0.2", "2", "[31, 152]", TRUE },
    { "ancova", "", "dunnett", "week-8", "0", "1", "[24, 152]", TRUE },
  };
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path = g_strdup_printf ("/run/oracle/%s-%s-%s-%s%s", cases[i].method, cases[i].variance,
                                  cases[i].rule, cases[i].visit,
                                  cases[i].bounded ? "-bounded" : "");
    g_test_add_data_func (path, &cases[i], test_case);
    g_free (path);
  }
  return g_test_run ();
}
