/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * procedure-levels.c - the local levels of the rules that reject one hypothesis after another.
 */
#include <math.h>

#include "procedure.h"

/* --- graphs --------------------------------------------------------------------------------- */

void
sim_graph_reject (guint n, guint present, guint h, double *weights,
                  double transitions[][SIM_MAX_HYPOTHESES])
{
  double next[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES] = { { 0 } };
  for (guint i = 0; i < n; i++) {
    if (i == h || !(present & (1u << i)))
      continue;
    weights[i] += weights[h] * transitions[h][i];
    double back = transitions[i][h] * transitions[h][i];
    for (guint j = 0; j < n; j++)
      if (j != i && j != h && present & (1u << j) && back < 1)
        next[i][j] = (transitions[i][j] + transitions[i][h] * transitions[h][j]) / (1 - back);
  }
  weights[h] = 0;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      transitions[i][j] = next[i][j];
}

static void
graph_at (const SimProcedure *procedure, guint rejected, double *fraction)
{
  double transitions[SIM_MAX_HYPOTHESES][SIM_MAX_HYPOTHESES];
  guint present = (1u << procedure->n) - 1;
  for (guint i = 0; i < procedure->n; i++) {
    fraction[i] = procedure->weights[i];
    for (guint j = 0; j < procedure->n; j++)
      transitions[i][j] = procedure->transitions[i][j];
  }
  for (guint h = 0; h < procedure->n; h++)
    if (rejected & (1u << h)) {
      sim_graph_reject (procedure->n, present, h, fraction, transitions);
      present &= ~(1u << h);
    }
}

/* --- in the order of the list --------------------------------------------------------------- */

/* Wiens (Pharm Stat 2003; 2: 211-15): a share of one's own, and what those just before, all of them
   rejected, had. */
static void
fallback_at (const SimProcedure *procedure, guint rejected, double *fraction)
{
  double handed_on = 0;
  for (guint h = 0; h < procedure->n; h++) {
    double level = procedure->weights[h] + handed_on;
    gboolean gone = (rejected & (1u << h)) != 0;
    fraction[h] = gone ? 0 : level;
    handed_on = gone ? level : 0;
  }
}

/* --- families ------------------------------------------------------------------------------- */

/*
 * Dmitrienko, Tamhane & Wiens (Biometrical J 2008; 50: 667-77). Of n in a family r are rejected:
 * each other is tested at gamma / (n - r) + (1 - gamma) / n of what came to the family, and
 * (1 - gamma) r / n of that goes on, all where none is left. The last family has nothing to hand
 * on: gamma is 1.
 */
static void
families_at (const SimProcedure *procedure, guint rejected, double *fraction)
{
  double level = 1;
  for (guint h = 0; h < procedure->n; h++)
    fraction[h] = 0;
  for (guint f = 0; f < procedure->n_families; f++) {
    const SimFamily *family = &procedure->families[f];
    guint n = sim_set_size (family->members), r = sim_set_size (family->members & rejected);
    double gamma = f + 1 == procedure->n_families ? 1 : family->gamma;
    if (n == 0)
      continue;
    for (guint h = 0; h < procedure->n && r < n; h++)
      if (family->members & ~rejected & (1u << h))
        fraction[h] = level * (gamma / (n - r) + (1 - gamma) / n);
    if (r < n)
      level *= (1 - gamma) * r / n;
  }
}

/* --- all of them ---------------------------------------------------------------------------- */

static void
fixed_sequence_at (const SimProcedure *procedure, guint rejected, double *fraction)
{
  guint first = 0;
  while (first < procedure->n && rejected & (1u << first))
    first++;
  for (guint h = 0; h < procedure->n; h++)
    fraction[h] = h == first;
}

static void
equal_at (const SimProcedure *procedure, guint rejected, guint possible, double *fraction)
{
  for (guint h = 0; h < procedure->n; h++)
    fraction[h] = rejected & (1u << h) ? 0 : 1.0 / MAX (possible, 1);
}

void
sim_procedure_fractions_at (const SimProcedure *procedure, guint rejected, double *fraction)
{
  switch (procedure->kind) {
  case SIM_PROCEDURE_FIXED_SEQUENCE:
    fixed_sequence_at (procedure, rejected, fraction);
    break;
  case SIM_PROCEDURE_FALLBACK:
    fallback_at (procedure, rejected, fraction);
    break;
  case SIM_PROCEDURE_GATEKEEPING:
    families_at (procedure, rejected, fraction);
    break;
  case SIM_PROCEDURE_GRAPH:
    graph_at (procedure, rejected, fraction);
    break;
  default:
    equal_at (procedure, rejected, procedure->n - sim_set_size (rejected), fraction);
  }
  for (guint h = 0; h < procedure->n; h++)
    fraction[h] = MIN (fraction[h], 1); /* sums of shares may be 1 and an ulp */
}

double *
sim_procedure_fractions (const SimProcedure *procedure)
{
  guint n = procedure->n, n_sets = 1u << n;
  double *fractions = g_new0 (double, (gsize)n_sets *n);
  gboolean shaffer = procedure->kind == SIM_PROCEDURE_SHAFFER;
  guint *possible = shaffer ? sim_procedure_possible (procedure) : NULL;
  for (guint set = 0; set < n_sets; set++)
    if (shaffer)
      equal_at (procedure, set, possible[set], fractions + set * n);
    else
      sim_procedure_fractions_at (procedure, set, fractions + set * n);
  g_free (possible);
  return fractions;
}

gboolean
sim_fractions_same (double a, double b)
{
  return fabs (a - b) <= 1e-12 * MAX (a, b);
}

static int
compare_doubles (gconstpointer p, gconstpointer q)
{
  double a = *(const double *)p, b = *(const double *)q;
  return (a > b) - (a < b);
}

guint
sim_fractions_distinct (const SimProcedure *procedure, const double *fractions)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = procedure->n << procedure->n, count = 0;
  double last = 0;
  g_array_append_vals (sorted, fractions, n);
  g_array_sort (sorted, compare_doubles);
  for (guint i = 0; i < n && count <= SIM_MAX_LOCAL_LEVELS; i++) {
    double fraction = g_array_index (sorted, double, i);
    if (fraction > 0 && !sim_fractions_same (fraction, last)) {
      count++;
      last = fraction;
    }
  }
  g_array_free (sorted, TRUE);
  return count;
}
