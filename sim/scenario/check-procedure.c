/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-procedure.c - what must hold between a multiplicity rule, its values and the hypotheses.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "check.h"
#include "mechanism.h"
#include "procedure.h"

static const char at_rule[] = "/testing/multiplicity";
static const char at_method[] = "/testing/multiplicity/method";

static void
problem (SimCheck *check, const char *at, const char *allowed, const char *what)
{
  if (!sim_check_said_at (check, at))
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, sim_value_resolve (check->root, at), allowed,
                      "%s", what);
}

static const char *
text_of (const SimValue *record, const char *key)
{
  return sim_value_text (sim_value_get (record, key));
}

/* --- the hypotheses that a rule takes ------------------------------------------------------- */

/* Whether they are the three pairs of a trial with three arms. */
static gboolean
are_three_pairs (const SimCheck *check, const SimValue *hypotheses)
{
  const SimValue *arms = sim_value_get (check->full, "arms");
  guint pairs[3];
  if (sim_value_length (arms) != 3 || sim_value_length (hypotheses) != 3)
    return FALSE;
  for (guint h = 0; h < 3; h++) {
    const SimValue *compare = sim_value_get (sim_value_at (hypotheses, h), "compare");
    int a = sim_value_index_of (arms, sim_value_text (sim_value_at (compare, 0)));
    int b = sim_value_index_of (arms, sim_value_text (sim_value_at (compare, 1)));
    if (a < 0 || b < 0 || a == b)
      return FALSE;
    pairs[h] = 1u << a | 1u << b;
  }
  return pairs[0] != pairs[1] && pairs[0] != pairs[2] && pairs[1] != pairs[2];
}

static void
check_needs (SimCheck *check, const SimMultiplicityNeeds *needs, const SimValue *hypotheses)
{
  gboolean one_sided = sim_value_number (sim_value_resolve (check->full, "/testing/sides")) == 1;
  if (needs->two_sided && one_sided)
    problem (check, at_method, _ ("two sides, or another rule"), _ ("the rule is two-sided"));
  if (needs->three_pairs && !are_three_pairs (check, hypotheses))
    problem (check, at_method, _ ("the three pairs of a trial with three arms, or another rule"),
             _ ("the rule holds for the three pairs of three arms only"));
}

/* --- weights and transitions ---------------------------------------------------------------- */

/* More than one, beyond what rounding makes of thirds. */
static gboolean
too_much (const SimValue *map)
{
  double sum = 0;
  for (guint i = 0; i < sim_value_length (map); i++)
    sum += sim_value_number (sim_value_at (map, i));
  return sum > 1 + 1e-9;
}

static void
check_shares (SimCheck *check, const SimValue *rule)
{
  const SimValue *weights = sim_value_get (rule, "weights");
  const SimValue *transitions = sim_value_get (rule, "transitions");
  if (sim_value_kind (weights) == SIM_VALUE_MAP && too_much (weights))
    problem (check, "/testing/multiplicity/weights", _ ("weights that are 1 or less together"),
             _ ("the weights share out more than the level"));
  if (sim_value_kind (transitions) != SIM_VALUE_MAP)
    return;
  for (guint i = 0; i < sim_value_length (transitions); i++) {
    const SimValue *row = sim_value_at (transitions, i);
    char *at
        = sim_pointer_join ("/testing/multiplicity/transitions", sim_value_key (transitions, i));
    if (sim_value_kind (row) != SIM_VALUE_MAP)
      ;
    else if (sim_value_number (sim_value_get (row, sim_value_key (transitions, i))) > 0)
      problem (check, at, _ ("shares for other hypotheses"), _ ("a hypothesis hands on to itself"));
    else if (too_much (row))
      problem (check, at, _ ("shares that are 1 or less together"),
               _ ("more is handed on than there is"));
    g_free (at);
  }
}

/* --- families ------------------------------------------------------------------------------- */

/* How often a hypothesis is named in all families together. */
static guint
named_in (const SimValue *families, const char *id)
{
  guint n = 0;
  for (guint f = 0; f < sim_value_length (families); f++) {
    const SimValue *list = sim_value_get (sim_value_at (families, f), "hypotheses");
    for (guint i = 0; i < sim_value_length (list); i++)
      n += g_strcmp0 (sim_value_text (sim_value_at (list, i)), id) == 0;
  }
  return n;
}

static void
check_families (SimCheck *check, const SimValue *families, const SimValue *hypotheses)
{
  static const char at[] = "/testing/multiplicity/families";
  if (sim_value_length (families) == 0)
    return;
  for (guint h = 0; h < sim_value_length (hypotheses); h++) {
    const char *id = text_of (sim_value_at (hypotheses, h), "id");
    guint n = id ? named_in (families, id) : 1;
    char *what = n == 0 ? g_strdup_printf (_ ("hypothesis \"%s\" is in no family"), id)
                        : g_strdup_printf (_ ("hypothesis \"%s\" is in more than one place"), id);
    if (n != 1)
      problem (check, at, _ ("every hypothesis in one family"), what);
    g_free (what);
  }
  for (guint f = 0; f < sim_value_length (families); f++) {
    const SimValue *family = sim_value_at (families, f);
    char *gamma = g_strdup_printf ("%s/%u/gamma", at, f);
    if (sim_value_get (family, "gamma") && g_strcmp0 (text_of (family, "type"), "parallel") != 0)
      problem (check, gamma, _ ("type parallel, or no truncation"),
               _ ("only a parallel family is truncated"));
    g_free (gamma);
  }
}

/* --- the whole ------------------------------------------------------------------------------ */

static void
check_levels (SimCheck *check)
{
  SimProcedure procedure;
  sim_procedure_init (&procedure, check->full);
  if (!sim_procedure_is_sequential (&procedure) || procedure.kind == SIM_PROCEDURE_HOLM)
    return;
  double *fractions = sim_procedure_fractions (&procedure);
  if (sim_fractions_distinct (&procedure, fractions) > SIM_MAX_LOCAL_LEVELS)
    sim_check_add_at (check, at_method, SIM_ERROR_LIMIT, sim_value_resolve (check->root, at_method),
                      _ ("fewer hypotheses, or rounder weights and transitions"),
                      _ ("the rule needs more than %d different local levels"),
                      SIM_MAX_LOCAL_LEVELS);
  g_free (fractions);
}

const SimMultiplicityNeeds *
sim_check_rule_needs (const SimValue *rule)
{
  gboolean dunnett = g_strcmp0 (text_of (rule, "method"), "closed") == 0
                     && g_strcmp0 (text_of (rule, "local"), "dunnett") == 0;
  return sim_multiplicity_needs (dunnett ? "dunnett-step-down" : text_of (rule, "method"));
}

void
sim_check_procedure (SimCheck *check)
{
  const SimValue *rule = sim_value_resolve (check->full, at_rule);
  const SimValue *hypotheses = sim_value_resolve (check->full, "/testing/hypotheses");
  const char *method = text_of (rule, "method");
  const SimMultiplicityNeeds *needs = sim_check_rule_needs (rule);
  if (!needs || sim_value_kind (hypotheses) != SIM_VALUE_LIST
      || sim_value_length (hypotheses) > SIM_MAX_HYPOTHESES)
    return;
  check_needs (check, needs, hypotheses);
  check_shares (check, rule);
  if (strcmp (method, "gatekeeping") == 0)
    check_families (check, sim_value_get (rule, "families"), hypotheses);
  check_levels (check);
}
