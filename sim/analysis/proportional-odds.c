/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportional-odds.c - the cumulative logit model by Newton's method.
 *
 * With F the logistic function and x = theta - beta, the probability of a category between the
 * thresholds l < u is F (u) - F (l) = F (u) F (-l) (1 - exp (l - u)). So the log likelihood is a
 * sum over thresholds and arms of binary ones, in which the patients in the category below the
 * threshold are set against those in the one above, and a term for each inner category that
 * depends on the gap of its thresholds alone. No difference of probabilities is taken. It is
 * concave (Pratt 1981), so there is one maximum or none.
 */
#include "proportional-odds.h"

#include <float.h>

#include "../base/elementary.h"
#include "newton.h"
#include "triangular.h"

enum { THRESHOLDS = SIM_ODDS_CATEGORIES - 1, PARAMETERS = THRESHOLDS + SIM_ODDS_ARMS - 1 };
enum { EVALUATIONS = 30 };

typedef struct {
  int n_arms, thresholds, parameters; /* thresholds first, then all arms but the last */
  double counts[SIM_ODDS_ARMS][SIM_ODDS_CATEGORIES], total[SIM_ODDS_CATEGORIES];
  double at[PARAMETERS], step[PARAMETERS];
  double gradient[PARAMETERS];
  double lower[PARAMETERS][PARAMETERS]; /* minus the second derivatives; then their Cholesky root */
} Work;

/* The counts without categories that nobody is in. */
static bool take_counts (int n_arms, int n_categories,
                         const double (*counts)[SIM_ODDS_CATEGORIES], Work *w)
{
  if (n_arms < 2 || n_arms > SIM_ODDS_ARMS || n_categories < 2
      || n_categories > SIM_ODDS_CATEGORIES)
    return false;
  int used = 0;
  double size[SIM_ODDS_ARMS] = { 0 };
  for (int k = 0; k < n_categories; k++) {
    double total = 0;
    for (int a = 0; a < n_arms; a++) {
      if (counts[a][k] < 0)
        return false;
      w->counts[a][used] = counts[a][k];
      size[a] += counts[a][k];
      total += counts[a][k];
    }
    w->total[used] = total;
    used += total > 0;
  }
  w->n_arms = n_arms;
  w->thresholds = used - 1;
  w->parameters = used - 1 + n_arms - 1;
  for (int a = 0; a < n_arms; a++) /* an arm at one end pulls its parameter to infinity */
    if (used < 2 || size[a] == 0 || w->counts[a][0] == size[a] || w->counts[a][used - 1] == size[a])
      return false;
  return true;
}

/* The fit without differences between arms: thresholds are logits of what lies below them. */
static void start (Work *w)
{
  double below = 0, all = 0;
  for (int k = 0; k <= w->thresholds; k++)
    all += w->total[k];
  for (int k = 0; k < w->thresholds; k++) {
    below += w->total[k];
    w->at[k] = sim_log (below / (all - below));
  }
  for (int j = w->thresholds; j < w->parameters; j++)
    w->at[j] = 0;
}

/* Gradient and minus second derivatives at w->at. */
static void evaluate (Work *w)
{
  int t = w->thresholds, free_arms = w->n_arms - 1;
  for (int i = 0; i < w->parameters; i++) {
    w->gradient[i] = 0;
    for (int j = 0; j <= i; j++)
      w->lower[i][j] = 0;
  }
  for (int k = 0; k < t; k++)
    for (int a = 0; a < w->n_arms; a++) {
      double below = w->counts[a][k], above = w->counts[a][k + 1];
      double odds_above = sim_exp ((a < free_arms ? w->at[t + a] : 0.0) - w->at[k]);
      double share = 1.0 / (1.0 + odds_above), rest = odds_above * share; /* both tails accurate */
      double excess = below * rest - above * share, weight = (below + above) * share * rest;
      w->gradient[k] += excess;
      w->lower[k][k] += weight;
      if (a < free_arms) {
        w->gradient[t + a] -= excess;
        w->lower[t + a][t + a] += weight;
        w->lower[t + a][k] = -weight;
      }
    }
  for (int k = 1; k < t; k++) { /* log (1 - exp (-gap)) for each patient between two thresholds */
    double slope = 1.0 / (sim_exp (w->at[k] - w->at[k - 1]) - 1.0);
    double pull = w->total[k] * slope, curve = pull * (1.0 + slope);
    w->gradient[k] += pull;
    w->gradient[k - 1] -= pull;
    w->lower[k][k] += curve;
    w->lower[k - 1][k - 1] += curve;
    w->lower[k][k - 1] -= curve;
  }
}

/* The first parameter whose product with parameter i is not 0: thresholds know their neighbours. */
static inline int first_of (const Work *w, int i)
{
  return i >= w->thresholds || i == 0 ? 0 : i - 1;
}

/* Cholesky's root in place; false if there is none. */
static bool decompose (Work *w)
{
  for (int i = 0; i < w->parameters; i++)
    for (int j = first_of (w, i); j <= i; j++) {
      double sum = w->lower[i][j];
      for (int k = first_of (w, j) > first_of (w, i) ? first_of (w, j) : first_of (w, i); k < j;
           k++)
        sum -= w->lower[i][k] * w->lower[j][k];
      if (j < i)
        w->lower[i][j] = sum / w->lower[j][j];
      else if (sum > SIM_NEWTON_SINGULAR * w->lower[i][i] && sum < DBL_MAX)
        w->lower[i][i] = __builtin_sqrt (sum);
      else
        return false;
    }
  return true;
}

/* x := (L L')^-1 x from parameter `from` on, the ones before it left out. */
static void solve (const Work *w, int from, double *x)
{
  const double *root = &w->lower[from][from];
  sim_triangular_solve (w->parameters - from, PARAMETERS, root, x + from);
  sim_triangular_solve_back (w->parameters - from, PARAMETERS, root, x + from);
}

/* The share of the step, at most all of it, that leaves the thresholds in order as well. */
static double longest (const Work *w)
{
  double length = sim_newton_length (w->parameters, w->step);
  for (int k = 1; k < w->thresholds; k++) {
    double gap = w->at[k] - w->at[k - 1], change = w->step[k] - w->step[k - 1];
    if (gap + length * change < 0.1 * gap)
      length = -0.9 * gap / change;
  }
  return length;
}

/* The inverse of the information on the arms when the thresholds are unknown: thresholds come
 * first, so its root is the last part of the whole one's. */
static void store (const Work *w, SimProportionalOdds *fit)
{
  int t = w->thresholds;
  for (int a = 0; a < w->n_arms - 1; a++) {
    double column[PARAMETERS] = { 0 };
    column[t + a] = 1;
    solve (w, t, column);
    fit->log_odds[a] = w->at[t + a];
    for (int b = 0; b < w->n_arms - 1; b++)
      fit->covariance[b][a] = column[t + b];
  }
}

bool sim_proportional_odds (int n_arms, int n_categories, const int (*counts)[SIM_ODDS_CATEGORIES],
                            SimProportionalOdds *fit)
{
  double numbers[SIM_ODDS_ARMS][SIM_ODDS_CATEGORIES];
  for (int a = 0; a < n_arms && a < SIM_ODDS_ARMS; a++)
    for (int k = 0; k < n_categories && k < SIM_ODDS_CATEGORIES; k++)
      numbers[a][k] = counts[a][k];
  return sim_proportional_odds_expected (
      n_arms, n_categories, (const double (*)[SIM_ODDS_CATEGORIES]) numbers, fit);
}

bool sim_proportional_odds_expected (int n_arms, int n_categories,
                                     const double (*numbers)[SIM_ODDS_CATEGORIES],
                                     SimProportionalOdds *fit)
{
  Work w;
  *fit = (SimProportionalOdds){ 0 };
  if (!take_counts (n_arms, n_categories, numbers, &w))
    return false;
  start (&w);
  for (int evaluations = 1; evaluations <= EVALUATIONS; evaluations++) {
    evaluate (&w);
    if (!decompose (&w))
      return false;
    for (int i = 0; i < w.parameters; i++)
      w.step[i] = w.gradient[i];
    solve (&w, 0, w.step);
    bool last = sim_newton_rise (w.parameters, w.gradient, w.step) < SIM_NEWTON_CLOSE;
    sim_newton_move (w.parameters, last ? 1.0 : longest (&w), w.step, w.at);
    if (last) {
      fit->evaluations = evaluations;
      store (&w, fit);
      return true;
    }
  }
  return false;
}

double sim_proportional_odds_contrast (const SimProportionalOdds *fit, int a, int b,
                                       double *variance)
{
  *variance = fit->covariance[a][a] + fit->covariance[b][b] - 2.0 * fit->covariance[a][b];
  return fit->log_odds[a] - fit->log_odds[b];
}
