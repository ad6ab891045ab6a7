/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adjustment-p.c - adjusted p-values of the rules that need nothing but p-values.
 */
#include <math.h>

#include "adjustment.h"

/* order[i]: the hypothesis with the i-th smallest p; ties in the order of the list. */
static void
sort_p (guint n, const double *p, guint *order)
{
  for (guint i = 0; i < n; i++) {
    guint at = i;
    for (; at > 0 && p[order[at - 1]] > p[i]; at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
}

/* Holm (Scand J Stat 1979; 6: 65-70), and Shaffer with `possible`. */
static void
step_down (guint n, const double *p, const guint *possible, double *adjusted)
{
  guint order[SIM_MAX_HYPOTHESES], rejected = 0;
  double largest = 0;

  sort_p (n, p, order);
  for (guint i = 0; i < n; i++) {
    double factor = possible != NULL ? MAX (possible[rejected], 1) : n - i;
    largest = MAX (largest, MIN (1, factor * p[order[i]]));
    adjusted[order[i]] = largest;
    rejected |= 1u << order[i];
  }
}

static void
hochberg (guint n, const double *p, double *adjusted)
{
  guint order[SIM_MAX_HYPOTHESES];
  double smallest = 1;

  sort_p (n, p, order);
  for (guint i = n; i-- > 0;) {
    smallest = MIN (smallest, (n - i) * p[order[i]]);
    adjusted[order[i]] = smallest;
  }
}

/* Simes' p-value of a set: min over j of k p(j) / j. */
static double
simes (guint n, const double *p, guint set)
{
  double sorted[SIM_MAX_HYPOTHESES], least = 1;
  guint k = 0;

  for (guint h = 0; h < n; h++) {
    guint at = k;
    if (!(set & (1u << h)))
      continue;
    for (; at > 0 && sorted[at - 1] > p[h]; at--)
      sorted[at] = sorted[at - 1];
    sorted[at] = p[h];
    k++;
  }
  for (guint j = 1; j <= k; j++)
    least = MIN (least, k * sorted[j - 1] / j);
  return least;
}

/* The closed test itself, over all sets. */
static void
hommel (guint n, const double *p, double *adjusted)
{
  for (guint h = 0; h < n; h++)
    adjusted[h] = 0;
  for (guint set = 1; set < 1u << n; set++) {
    double local = simes (n, p, set);
    for (guint h = 0; h < n; h++)
      if (set & (1u << h))
        adjusted[h] = MAX (adjusted[h], local);
  }
}

static void
fixed_sequence (guint n, const double *p, double *adjusted)
{
  double largest = 0;

  for (guint h = 0; h < n; h++)
    adjusted[h] = largest = MAX (largest, p[h]);
}

/* Bretz, Maurer, Brannath & Posch 2009, algorithm 2. The fallback rule is the graph in which each
   hypothesis hands all to the next. */
static void
graph (const SimProcedure *procedure, const double *p, double *adjusted)
{
  double weights[SIM_MAX_HYPOTHESES], transitions[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES];
  guint n = procedure->n, present = (1u << n) - 1;
  gboolean chain = procedure->kind == SIM_PROCEDURE_FALLBACK;
  double largest = 0;

  for (guint i = 0; i < n; i++) {
    weights[i] = procedure->weights[i];
    for (guint j = 0; j < n; j++)
      transitions[i][j] = chain ? j == i + 1 : procedure->transitions[i][j];
  }
  while (present != 0) {
    guint best = n;
    for (guint h = 0; h < n; h++)
      if (present & (1u << h)
          && (best == n || p[h] * weights[best] < p[best] * weights[h]
              || (weights[best] == 0 && weights[h] > 0)))
        best = h;
    largest = weights[best] > 0 ? MAX (largest, MIN (1, p[best] / weights[best])) : 1;
    adjusted[best] = largest;
    sim_graph_reject (n, present, best, weights, transitions);
    present &= ~(1u << best);
  }
}

/* --- gatekeeping ---------------------------------------------------------------------------- */

/* The truncated Holm rule on one family at a level; returns how many it rejects, as the first of
   them in the order of p. */
static guint
truncated_holm (guint k, const double *sorted, double gamma, double level)
{
  guint i = 0;

  while (i < k && sorted[i] <= level * (gamma / (k - i) + (1 - gamma) / k))
    i++;
  return i;
}

/* What is rejected at a level: family after family, each with what those before have left. */
static guint
gatekeep (const SimProcedure *procedure, const double *p, double level)
{
  guint rejected = 0;

  for (guint f = 0; f < procedure->n_families && level > 0; f++) {
    const SimFamily *family = &procedure->families[f];
    double sorted[SIM_MAX_HYPOTHESES];
    double gamma = f + 1 == procedure->n_families ? 1 : family->gamma;
    guint order[SIM_MAX_HYPOTHESES], k = 0, r;
    sort_p (procedure->n, p, order);
    for (guint i = 0; i < procedure->n; i++)
      if (family->members & (1u << order[i])) {
        order[k] = order[i];
        sorted[k++] = p[order[i]];
      }
    r = truncated_holm (k, sorted, gamma, level);
    for (guint i = 0; i < r; i++)
      rejected |= 1u << order[i];
    if (r < k)
      level -= level * (gamma + (1 - gamma) * (k - r) / k);
  }
  return rejected;
}

/* The smallest level that rejects: by halving. */
static void
gatekeeping (const SimProcedure *procedure, const double *p, double *adjusted)
{
  for (guint h = 0; h < procedure->n; h++) {
    double low = 0, high = 1;
    for (guint i = 0; i < 52 && gatekeep (procedure, p, 1) & (1u << h); i++) {
      double middle = (low + high) / 2;
      if (gatekeep (procedure, p, middle) & (1u << h))
        high = middle;
      else
        low = middle;
    }
    adjusted[h] = high;
  }
}

void
sim_adjustment_p (const SimProcedure *procedure, const double *p, double *adjusted)
{
  guint n = procedure->n;
  guint *possible = NULL;

  for (guint h = 0; h < n; h++)
    adjusted[h] = p[h];
  switch (procedure->kind) {
  case SIM_PROCEDURE_BONFERRONI:
    for (guint h = 0; h < n; h++)
      adjusted[h] = MIN (1, n * p[h]);
    break;
  case SIM_PROCEDURE_SIDAK:
    for (guint h = 0; h < n; h++)
      adjusted[h] = p[h] < 1 ? -expm1 (n * log1p (-p[h])) : 1;
    break;
  case SIM_PROCEDURE_HOLM:
    step_down (n, p, NULL, adjusted);
    break;
  case SIM_PROCEDURE_SHAFFER:
    possible = sim_procedure_possible (procedure);
    step_down (n, p, possible, adjusted);
    break;
  case SIM_PROCEDURE_HOCHBERG:
    hochberg (n, p, adjusted);
    break;
  case SIM_PROCEDURE_HOMMEL:
    hommel (n, p, adjusted);
    break;
  case SIM_PROCEDURE_FIXED_SEQUENCE:
    fixed_sequence (n, p, adjusted);
    break;
  case SIM_PROCEDURE_FALLBACK:
  case SIM_PROCEDURE_GRAPH:
    graph (procedure, p, adjusted);
    break;
  case SIM_PROCEDURE_GATEKEEPING:
    gatekeeping (procedure, p, adjusted);
    break;
  case SIM_PROCEDURE_NONE:
  case SIM_PROCEDURE_DUNNETT:
  case SIM_PROCEDURE_DUNNETT_STEP_DOWN:
  case SIM_PROCEDURE_TUKEY:
  case SIM_PROCEDURE_LSD:
    break;
  }
  g_free (possible);
}
