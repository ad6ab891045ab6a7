/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hazard-adjusted.c - Cox's model of arms and one covariate, fitted to expected numbers.
 */
#include "hazard-adjusted.h"

#include <math.h>

#include "newton.h"
#include "triangular.h"

enum { MOST = SIM_MAX_ARMS, ROUNDS = 60 }; /* parameters: all arms but the last, and s */

typedef struct {
  guint n_arms, n;
  const SimHazardNode *nodes;
  double at[MOST], step[MOST], gradient[MOST], root[MOST][MOST];
} Work;

/* An arm at one time: sums of hazards, times s and s squared; of events, and times s. */
typedef struct {
  double risk, risk_s, risk_ss, events, events_s;
} Moments;

static Moments moments_of (const Work *w, const SimHazardNode *node, guint arm,
                           const double *hazard)
{
  double own = arm < w->n_arms - 1 ? exp (w->at[arm]) : 1;
  Moments m = { 0 };
  for (guint k = 0; k < SIM_HAZARD_SPLITS; k++) {
    double s = sim_hazard_split (k), risk = own * node->risk[arm][k] * hazard[k];
    m.risk += risk;
    m.risk_s += risk * s;
    m.risk_ss += risk * s * s;
    m.events += node->events[arm][k];
    m.events_s += node->events[arm][k] * s;
  }
  return m;
}

static void add_node (Work *w, const SimHazardNode *node, const double *hazard)
{
  guint s = w->n_arms - 1; /* the place of s */
  Moments arms[SIM_MAX_ARMS], all = { 0 };
  for (guint a = 0; a < w->n_arms; a++) {
    arms[a] = moments_of (w, node, a, hazard);
    all.risk += arms[a].risk;
    all.risk_s += arms[a].risk_s;
    all.risk_ss += arms[a].risk_ss;
    all.events += arms[a].events;
    all.events_s += arms[a].events_s;
  }
  if (!(all.risk > 0 && all.events > 0))
    return;
  double mean = all.risk_s / all.risk;
  for (guint a = 0; a < s; a++) {
    double share = arms[a].risk / all.risk;
    w->gradient[a] += arms[a].events - all.events * share;
    w->root[a][a] += all.events * share;
    for (guint b = 0; b <= a; b++)
      w->root[a][b] -= all.events * share * arms[b].risk / all.risk;
    w->root[s][a] += all.events * (arms[a].risk_s / all.risk - share * mean);
  }
  w->gradient[s] += all.events_s - all.events * mean;
  w->root[s][s] += all.events * (all.risk_ss / all.risk - mean * mean);
}

static void evaluate (Work *w)
{
  double hazard[SIM_HAZARD_SPLITS];
  for (guint k = 0; k < SIM_HAZARD_SPLITS; k++)
    hazard[k] = exp (w->at[w->n_arms - 1] * sim_hazard_split (k));
  for (guint i = 0; i < w->n_arms; i++) {
    w->gradient[i] = 0;
    for (guint j = 0; j <= i; j++)
      w->root[i][j] = 0;
  }
  for (guint i = 0; i < w->n; i++)
    add_node (w, &w->nodes[i], hazard);
}

double sim_hazard_adjusted (guint n_arms, guint n, const SimHazardNode *nodes, guint a, guint b)
{
  Work w = { .n_arms = n_arms, .n = n, .nodes = nodes };
  int p = (int)n_arms; /* arms but the last, and s */
  for (guint round = 0; round < ROUNDS; round++) {
    evaluate (&w);
    if (!sim_triangular_root (p, MOST, w.root[0], SIM_NEWTON_SINGULAR))
      return NAN;
    for (int i = 0; i < p; i++)
      w.step[i] = w.gradient[i];
    sim_triangular_solve (p, MOST, w.root[0], w.step);
    sim_triangular_solve_back (p, MOST, w.root[0], w.step);
    sim_newton_move (p, MIN (1, 1 / sim_newton_largest (p, w.step)), w.step, w.at);
    if (sim_newton_largest (p, w.step) < 1e-12)
      return (a < n_arms - 1 ? w.at[a] : 0) - (b < n_arms - 1 ? w.at[b] : 0);
  }
  return NAN;
}
