/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adjustment.c - what a rule makes of the tests of one trial, step by step.
 */
#include "adjustment.h"

#include <math.h>

#include "../base/prob.h"
#include "critical.h"

typedef struct {
  const SimProcedure *procedure;
  const SimTested *tested;
  double p[SIM_MAX_HYPOTHESES];
  double *fractions; /* of a sequential rule */
  guint n_means;     /* Tukey: arms that are compared */
} Trial;

static double
size_of (const Trial *trial, guint h)
{
  double t = trial->tested[h].statistic;

  return trial->procedure->sides == 2 ? fabs (t) : t;
}

/* The lambda of critical.h of the members of a set; how many there are. */
static guint
lambdas (const Trial *trial, guint set, double *lambda)
{
  guint n = 0;

  for (guint h = 0; h < trial->procedure->n; h++)
    if (set & (1u << h)) {
      const SimTested *tested = &trial->tested[h];
      lambda[n++] = sqrt (tested->n_a / (tested->n_a + tested->n_b));
    }
  return n;
}

static double
p_of (const Trial *trial, double c, guint h)
{
  return trial->procedure->sides * sim_t_upper (c, trial->tested[h].df);
}

/* Dunnett's constant of a set; NaN where fits failed. */
static double
dunnett_constant (const Trial *trial, guint set, guint h)
{
  double lambda[SIM_MAX_HYPOTHESES];
  guint n = lambdas (trial, set, lambda);

  return sim_critical_dunnett (trial->procedure->alpha, trial->procedure->sides,
                               trial->tested[h].df, n, lambda);
}

static double
dunnett_p (const Trial *trial, guint set, guint h)
{
  double lambda[SIM_MAX_HYPOTHESES];
  guint n = lambdas (trial, set, lambda);
  double p = sim_dunnett_upper (size_of (trial, h), trial->procedure->sides, trial->tested[h].df, n,
                                lambda);

  return isnan (p) ? 1 : CLAMP (p, 0, 1);
}

static guint
arms_compared (const Trial *trial)
{
  guint arms = 0;

  for (guint h = 0; h < trial->procedure->n; h++)
    arms |= 1u << trial->tested[h].a | 1u << trial->tested[h].b;
  return sim_set_size (arms);
}

static double
tukey_p (const Trial *trial, guint h)
{
  double p = sim_range_upper (G_SQRT2 * size_of (trial, h), trial->n_means, trial->tested[h].df);

  return isnan (p) ? 1 : p;
}

double
sim_adjustment_gate (const SimTested *tested)
{
  double d = tested[0].estimate, e = tested[1].estimate;
  double v = tested[0].se * tested[0].se, w = tested[1].se * tested[1].se;
  double c = (v + w - tested[2].se * tested[2].se) / 2;
  gboolean alike = tested[0].a == tested[1].a || tested[0].b == tested[1].b;

  c = alike ? c : -c;
  double f = (d * d * w - 2 * d * e * c + e * e * v) / (v * w - c * c) / 2;
  double p = sim_f_upper (f, 2, tested[0].df);
  return isnan (p) ? 1 : p;
}

/* The largest difference first, each against the law of those that remain. */
static void
adjust_step_down (const Trial *trial, double *adjusted)
{
  guint n = trial->procedure->n, remaining = (1u << n) - 1;
  double largest = 0;

  while (remaining != 0) {
    guint best = n;
    for (guint h = 0; h < n; h++)
      if (remaining & (1u << h) && (best == n || size_of (trial, h) > size_of (trial, best)))
        best = h;
    largest = MAX (largest, dunnett_p (trial, remaining, best));
    adjusted[best] = largest;
    remaining &= ~(1u << best);
  }
}

static void
adjust_all (const Trial *trial, double *adjusted)
{
  guint n = trial->procedure->n, all = (1u << n) - 1;
  double gate;

  switch (trial->procedure->kind) {
  case SIM_PROCEDURE_DUNNETT:
    for (guint h = 0; h < n; h++)
      adjusted[h] = dunnett_p (trial, all, h);
    break;
  case SIM_PROCEDURE_DUNNETT_STEP_DOWN:
    adjust_step_down (trial, adjusted);
    break;
  case SIM_PROCEDURE_TUKEY:
    for (guint h = 0; h < n; h++)
      adjusted[h] = tukey_p (trial, h);
    break;
  case SIM_PROCEDURE_LSD:
    gate = sim_adjustment_gate (trial->tested);
    for (guint h = 0; h < n; h++)
      adjusted[h] = MAX (gate, trial->p[h]);
    break;
  default:
    sim_adjustment_p (trial->procedure, trial->p, adjusted);
  }
}

/* Under `none` a hypothesis may have a level of its own. */
static double
alpha_of (const Trial *trial, guint h)
{
  gboolean own = trial->procedure->kind == SIM_PROCEDURE_NONE && trial->tested[h].alpha > 0;

  return own ? trial->tested[h].alpha : trial->procedure->alpha;
}

/* --- levels --------------------------------------------------------------------------------- */

/* The level of the rules that count how many pass, once it is known which do: all at the last step
   that was taken. */
static double
counted_level (const Trial *trial)
{
  guint n = trial->procedure->n;
  double alpha = trial->procedure->alpha, best = alpha / n;

  for (guint j = 1; j <= n; j++) {
    guint count = 0;
    for (guint h = 0; h < n; h++)
      count += trial->p[h] <= alpha / j;
    if (trial->procedure->kind == SIM_PROCEDURE_HOCHBERG && count >= n - j + 1)
      best = MAX (best, alpha / j);
  }
  if (trial->procedure->kind == SIM_PROCEDURE_HOCHBERG)
    return best;
  for (guint j = n; j >= 1; j--) {
    gboolean beyond = TRUE;
    for (guint k = 1; k <= j && beyond; k++) {
      guint count = 0;
      for (guint h = 0; h < n; h++)
        count += trial->p[h] <= k * alpha / j;
      beyond = count < n - j + k;
    }
    if (beyond)
      return alpha / j;
  }
  return alpha;
}

/* The local levels once a set is rejected. */
static void
levels_at (const Trial *trial, guint rejected, double *level)
{
  const SimProcedure *procedure = trial->procedure;
  guint n = procedure->n, all = (1u << n) - 1, remaining = all & ~rejected;

  for (guint h = 0; h < n; h++) {
    level[h] = alpha_of (trial, h);
    if (rejected & (1u << h))
      level[h] = NAN;
    else if (trial->fractions != NULL)
      level[h] *= trial->fractions[rejected * n + h];
    else if (procedure->kind == SIM_PROCEDURE_BONFERRONI)
      level[h] /= n;
    else if (procedure->kind == SIM_PROCEDURE_SIDAK)
      level[h] = -expm1 (log1p (-procedure->alpha) / n);
    else if (procedure->kind == SIM_PROCEDURE_HOCHBERG || procedure->kind == SIM_PROCEDURE_HOMMEL)
      level[h] = counted_level (trial);
    else if (procedure->kind == SIM_PROCEDURE_DUNNETT)
      level[h] = p_of (trial, dunnett_constant (trial, all, h), h);
    else if (procedure->kind == SIM_PROCEDURE_DUNNETT_STEP_DOWN)
      level[h] = p_of (trial, dunnett_constant (trial, remaining, h), h);
    else if (procedure->kind == SIM_PROCEDURE_TUKEY)
      level[h]
          = p_of (trial, sim_critical_tukey (procedure->alpha, trial->n_means, trial->tested[h].df),
                  h);
    else if (procedure->kind == SIM_PROCEDURE_LSD
             && sim_adjustment_gate (trial->tested) > procedure->alpha)
      level[h] = 0;
    if (isnan (level[h]) && !(rejected & (1u << h)))
      level[h] = 0; /* a failed fit */
  }
}

/* --- steps ---------------------------------------------------------------------------------- */

static void
start_graph (const SimProcedure *procedure, SimAdjustStep *step)
{
  for (guint i = 0; i < procedure->n; i++)
    for (guint j = 0; j < procedure->n; j++)
      step->transitions[i][j]
          = procedure->kind == SIM_PROCEDURE_FALLBACK ? j == i + 1 : procedure->transitions[i][j];
}

/* The one to be rejected next: with the smallest p in terms of its level; n if none passes.
   Adjusted p-values decide whether it does, so that steps and verdicts never differ by rounding. */
static guint
next_one (const SimAdjustment *adjustment, const double *p, guint rejected, const double *level)
{
  guint best = adjustment->n;

  for (guint h = 0; h < adjustment->n; h++)
    if (!(rejected & (1u << h)) && adjustment->rejected[h] && level[h] > 0
        && (best == adjustment->n || p[h] * level[best] < p[best] * level[h]))
      best = h;
  return best;
}

static void
take_steps (const Trial *trial, SimAdjustment *adjustment)
{
  SimAdjustStep *step = &adjustment->steps[0];
  double weights[SIM_MAX_HYPOTHESES] = { 0 }; /* of the graph; its levels are known already */
  guint n = adjustment->n, rejected = 0, next;

  step->rejected = -1;
  start_graph (trial->procedure, step);
  levels_at (trial, 0, step->level);
  adjustment->n_steps = 1;
  while ((next = next_one (adjustment, trial->p, rejected, step->level)) < n) {
    guint present = ((1u << n) - 1) & ~rejected;
    adjustment->level[next] = step->level[next];
    rejected |= 1u << next;
    step[1] = step[0];
    step++;
    adjustment->n_steps++;
    step->rejected = (int)next;
    sim_graph_reject (n, present, next, weights, step->transitions);
    levels_at (trial, rejected, step->level);
  }
  for (guint h = 0; h < n; h++)
    if (!(rejected & (1u << h)))
      adjustment->level[h] = step->level[h];
}

/* --- intervals ------------------------------------------------------------------------------ */

static void
add_intervals (const Trial *trial, SimAdjustment *adjustment)
{
  SimProcedureKind kind = trial->procedure->kind;

  adjustment->simultaneous = kind == SIM_PROCEDURE_BONFERRONI || kind == SIM_PROCEDURE_SIDAK
                             || kind == SIM_PROCEDURE_DUNNETT || kind == SIM_PROCEDURE_TUKEY;
  for (guint h = 0; h < adjustment->n; h++) {
    const SimTested *tested = &trial->tested[h];
    double c = NAN;
    if (adjustment->simultaneous && adjustment->steps[0].level[h] > 0)
      c = sim_critical_t (adjustment->steps[0].level[h] / trial->procedure->sides, tested->df);
    adjustment->low[h] = tested->estimate - c * tested->se;
    adjustment->high[h] = tested->estimate + c * tested->se;
  }
}

void
sim_adjustment_init (const SimProcedure *procedure, const SimTested *tested,
                     SimAdjustment *adjustment)
{
  Trial trial = { .procedure = procedure, .tested = tested };

  *adjustment = (SimAdjustment){ .n = procedure->n };
  adjustment->graph
      = procedure->kind == SIM_PROCEDURE_GRAPH || procedure->kind == SIM_PROCEDURE_FALLBACK;
  for (guint h = 0; h < procedure->n; h++)
    trial.p[h] = isnan (tested[h].p) ? 1 : tested[h].p;
  trial.n_means = arms_compared (&trial);
  if (sim_procedure_is_sequential (procedure))
    trial.fractions = sim_procedure_fractions (procedure);
  adjust_all (&trial, adjustment->adjusted);
  for (guint h = 0; h < procedure->n; h++)
    adjustment->rejected[h]
        = adjustment->adjusted[h] <= alpha_of (&trial, h) && !isnan (tested[h].p);
  take_steps (&trial, adjustment);
  add_intervals (&trial, adjustment);
  g_free (trial.fractions);
}
