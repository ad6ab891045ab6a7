/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * procedure-possible.c - which comparisons of arms can be true at once.
 *
 * What holds of all pairs follows from the order of the arms, ties included. A set of comparisons
 * that are all true, and no other, under some order is possible; two-sided a comparison is true
 * where its arms are tied, one-sided where the first is not above the second.
 */
#include "procedure.h"

/* The comparisons of an analysis that are true when arm a has a place. */
static guint
true_at (const SimProcedure *procedure, int analysis, const guint *place)
{
  guint set = 0;
  for (guint h = 0; h < procedure->n; h++) {
    const SimQuestion *question = &procedure->questions[h];
    guint a = place[question->a], b = place[question->b];
    if (question->pair && question->analysis == analysis
        && (procedure->sides == 2 ? a == b : a <= b))
      set |= 1u << h;
  }
  return set;
}

/* The sets of comparisons of an analysis that are possible, each once. */
static GArray *
possible_sets (const SimProcedure *procedure, int analysis)
{
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (guint));
  guint8 *seen = g_new0 (guint8, 1u << procedure->n);
  guint place[SIM_MAX_ARMS], n_orders = 1, n_arms = 0;
  for (guint h = 0; h < procedure->n; h++)
    n_arms = MAX (n_arms, MAX (procedure->questions[h].a, procedure->questions[h].b) + 1);
  for (guint a = 0; a < n_arms; a++)
    n_orders *= n_arms;
  for (guint order = 0; order < n_orders; order++) {
    guint rest = order;
    for (guint a = 0; a < n_arms; a++, rest /= n_arms)
      place[a] = rest % n_arms;
    guint set = true_at (procedure, analysis, place);
    if (!seen[set]) {
      seen[set] = 1;
      g_array_append_val (sets, set);
    }
  }
  g_free (seen);
  return sets;
}

/* The most of them that are true while none of a rejected set is, [rejected set]: the largest set
   that is possible and avoids it. */
static void
add_most (const SimProcedure *procedure, const GArray *sets, guint *possible)
{
  for (guint rejected = 0; rejected < 1u << procedure->n; rejected++) {
    guint most = 0;
    for (guint i = 0; i < sets->len; i++) {
      guint set = g_array_index (sets, guint, i);
      if (!(set & rejected))
        most = MAX (most, sim_set_size (set));
    }
    possible[rejected] += most;
  }
}

guint *
sim_procedure_possible (const SimProcedure *procedure)
{
  guint *possible = g_new0 (guint, 1u << procedure->n), free_ones = 0, analyses = 0;
  for (guint h = 0; h < procedure->n; h++)
    if (!procedure->questions[h].pair)
      free_ones |= 1u << h;
    else
      analyses |= 1u << procedure->questions[h].analysis;
  for (int analysis = 0; analysis < SIM_MAX_ANALYSES; analysis++)
    if (analyses & (1u << analysis)) {
      GArray *sets = possible_sets (procedure, analysis);
      add_most (procedure, sets, possible);
      g_array_free (sets, TRUE);
    }
  for (guint rejected = 0; rejected < 1u << procedure->n; rejected++)
    possible[rejected] += sim_set_size (free_ones & ~rejected);
  return possible;
}
