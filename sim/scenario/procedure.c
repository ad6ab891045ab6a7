/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * procedure.c - the typed form of the key `testing.multiplicity`.
 */
#include "procedure.h"

#include <math.h>

static const char *const ids[] = {
  [SIM_PROCEDURE_NONE] = "none",
  [SIM_PROCEDURE_BONFERRONI] = "bonferroni",
  [SIM_PROCEDURE_SIDAK] = "sidak",
  [SIM_PROCEDURE_HOLM] = "holm",
  [SIM_PROCEDURE_HOCHBERG] = "hochberg",
  [SIM_PROCEDURE_HOMMEL] = "hommel",
  [SIM_PROCEDURE_SHAFFER] = "shaffer",
  [SIM_PROCEDURE_FIXED_SEQUENCE] = "fixed-sequence",
  [SIM_PROCEDURE_FALLBACK] = "fallback",
  [SIM_PROCEDURE_DUNNETT] = "dunnett",
  [SIM_PROCEDURE_DUNNETT_STEP_DOWN] = "dunnett-step-down",
  [SIM_PROCEDURE_TUKEY] = "tukey",
  [SIM_PROCEDURE_LSD] = "lsd",
  [SIM_PROCEDURE_GATEKEEPING] = "gatekeeping",
  [SIM_PROCEDURE_GRAPH] = "graph",
};

static SimProcedureKind
kind_of (const SimValue *rule)
{
  const char *id = sim_value_text (sim_value_get (rule, "method"));
  const char *local = sim_value_text (sim_value_get (rule, "local"));
  if (g_strcmp0 (id, "closed") == 0) {
    if (g_strcmp0 (local, "dunnett") == 0)
      return SIM_PROCEDURE_DUNNETT_STEP_DOWN;
    return g_strcmp0 (local, "simes") == 0 ? SIM_PROCEDURE_HOMMEL : SIM_PROCEDURE_HOLM;
  }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      return (SimProcedureKind)i;
  return SIM_PROCEDURE_NONE;
}

/* A share, or the one that counts where there is none. */
static double
share (const SimValue *value, double otherwise)
{
  double x = sim_value_number (value);
  return x >= 0 && x <= 1 ? x : otherwise;
}

static void
read_graph (SimProcedure *procedure, const SimValue *rule, const SimValue *hypotheses)
{
  const SimValue *weights = sim_value_get (rule, "weights");
  const SimValue *transitions = sim_value_get (rule, "transitions");
  for (guint i = 0; i < procedure->n; i++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (hypotheses, i), "id"));
    const SimValue *row = sim_value_get (transitions, id);
    procedure->weights[i]
        = weights ? share (sim_value_get (weights, id), 0) : 1.0 / procedure->n;
    for (guint j = 0; j < procedure->n; j++) {
      const char *to = sim_value_text (sim_value_get (sim_value_at (hypotheses, j), "id"));
      procedure->transitions[i][j] = i == j ? 0 : share (sim_value_get (row, to), 0);
    }
  }
}

static void
read_families (SimProcedure *procedure, const SimValue *rule, const SimValue *hypotheses)
{
  const SimValue *families = sim_value_get (rule, "families");
  guint n = MIN (sim_value_length (families), SIM_MAX_HYPOTHESES);
  if (n == 0)
    procedure->families[procedure->n_families++]
        = (SimFamily){ .members = (1u << procedure->n) - 1, .gamma = 1 };
  for (guint f = 0; f < n; f++) {
    const SimValue *family = sim_value_at (families, f), *list;
    const char *type = sim_value_text (sim_value_get (family, "type"));
    SimFamily *to = &procedure->families[procedure->n_families++];
    list = sim_value_get (family, "hypotheses");
    for (guint i = 0; i < sim_value_length (list); i++) {
      int h = sim_value_index_of (hypotheses, sim_value_text (sim_value_at (list, i)));
      if (h >= 0 && h < (int)procedure->n)
        to->members |= 1u << h;
    }
    to->gamma = g_strcmp0 (type, "parallel") == 0 ? share (sim_value_get (family, "gamma"), 0) : 1;
  }
}

static void
read_question (SimQuestion *question, const SimValue *full, const SimValue *hypothesis)
{
  const SimValue *compare = sim_value_get (hypothesis, "compare");
  const SimValue *arms = sim_value_get (full, "arms");
  const char *type = sim_value_text (sim_value_get (hypothesis, "type"));
  int a = sim_value_index_of (arms, sim_value_text (sim_value_at (compare, 0)));
  int b = sim_value_index_of (arms, sim_value_text (sim_value_at (compare, 1)));
  question->analysis
      = sim_value_index_of (sim_value_get (full, "analyses"),
                            sim_value_text (sim_value_get (hypothesis, "analysis")));
  question->pair = a >= 0 && b >= 0 && a != b && a < SIM_MAX_ARMS && b < SIM_MAX_ARMS
                   && question->analysis >= 0 && question->analysis < SIM_MAX_ANALYSES
                   && g_strcmp0 (type, "superiority") == 0
                   && !sim_value_get (hypothesis, "contrast");
  question->a = (guint)MAX (a, 0);
  question->b = (guint)MAX (b, 0);
}

void
sim_procedure_init (SimProcedure *procedure, const SimValue *full)
{
  const SimValue *testing = sim_value_get (full, "testing");
  const SimValue *hypotheses = sim_value_get (testing, "hypotheses");
  const SimValue *rule = sim_value_get (testing, "multiplicity");
  *procedure = (SimProcedure){ .kind = kind_of (rule) };
  procedure->n = MIN (sim_value_length (hypotheses), SIM_MAX_HYPOTHESES);
  procedure->alpha = sim_value_number (sim_value_get (testing, "alpha"));
  procedure->sides = sim_value_number (sim_value_get (testing, "sides")) == 1 ? 1 : 2;
  for (guint h = 0; h < procedure->n; h++)
    read_question (&procedure->questions[h], full, sim_value_at (hypotheses, h));
  read_graph (procedure, rule, hypotheses);
  read_families (procedure, rule, hypotheses);
}

void
sim_scenario_procedure (const SimScenario *scenario, SimProcedure *procedure)
{
  sim_procedure_init (procedure, sim_scenario_expanded (scenario));
}

gboolean
sim_procedure_is_sequential (const SimProcedure *procedure)
{
  switch (procedure->kind) {
  case SIM_PROCEDURE_HOLM:
  case SIM_PROCEDURE_SHAFFER:
  case SIM_PROCEDURE_FIXED_SEQUENCE:
  case SIM_PROCEDURE_FALLBACK:
  case SIM_PROCEDURE_GATEKEEPING:
  case SIM_PROCEDURE_GRAPH:
    return TRUE;
  case SIM_PROCEDURE_NONE:
  case SIM_PROCEDURE_BONFERRONI:
  case SIM_PROCEDURE_SIDAK:
  case SIM_PROCEDURE_HOCHBERG:
  case SIM_PROCEDURE_HOMMEL:
  case SIM_PROCEDURE_DUNNETT:
  case SIM_PROCEDURE_DUNNETT_STEP_DOWN:
  case SIM_PROCEDURE_TUKEY:
  case SIM_PROCEDURE_LSD:
    break;
  }
  return FALSE;
}
