/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-rules.c - cases of multiplicity rules: adjusted p-values of published examples.
 */
#include "verify-private.h"

#include <glib/gi18n.h>

#include "../theory/adjustment.h"

/* Three p-values, the index of the one that is asked for, then weights where the rule has them. */
static double
adjusted (SimProcedureKind kind, const double *x)
{
  SimProcedure procedure = { .kind = kind, .n = 3, .alpha = 0.05, .sides = 2 };
  double p[SIM_MAX_HYPOTHESES];

  for (guint i = 0; i < 3; i++) {
    procedure.weights[i] = x[4 + i];
    procedure.questions[i]
        = (SimQuestion){ .pair = TRUE, .a = i == 2 ? 0 : i, .b = i == 2 ? 1 : 2 };
  }
  sim_adjustment_p (&procedure, x, p);
  return p[(guint)x[3]];
}

static double
bonferroni (const double *x)
{
  return adjusted (SIM_PROCEDURE_BONFERRONI, x);
}

static double
sidak (const double *x)
{
  return adjusted (SIM_PROCEDURE_SIDAK, x);
}

static double
holm (const double *x)
{
  return adjusted (SIM_PROCEDURE_HOLM, x);
}

static double
hochberg (const double *x)
{
  return adjusted (SIM_PROCEDURE_HOCHBERG, x);
}

static double
hommel (const double *x)
{
  return adjusted (SIM_PROCEDURE_HOMMEL, x);
}

static double
shaffer (const double *x)
{
  return adjusted (SIM_PROCEDURE_SHAFFER, x);
}

static double
fixed_sequence (const double *x)
{
  return adjusted (SIM_PROCEDURE_FIXED_SEQUENCE, x);
}

static double
fallback (const double *x)
{
  return adjusted (SIM_PROCEDURE_FALLBACK, x);
}

/* Holm's rule with weights, as a graph that hands a level on by the weights of the others. */
static double
weighted_holm (const double *x)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_GRAPH, .n = 3, .alpha = 0.05, .sides = 2 };
  double p[SIM_MAX_HYPOTHESES];

  for (guint i = 0; i < 3; i++) {
    procedure.weights[i] = x[4 + i];
    for (guint j = 0; j < 3; j++)
      procedure.transitions[i][j] = i == j ? 0 : x[4 + j] / (1 - x[4 + i]);
  }
  sim_adjustment_p (&procedure, x, p);
  return p[(guint)x[3]];
}

/* Four p-values and the index of the one that is asked for. Two doses by two endpoints: half of the
   level to each dose, half of it to the other dose and half to the second endpoint. */
static double
graph (const double *x)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_GRAPH,
                             .n = 4,
                             .alpha = 0.025,
                             .sides = 1,
                             .weights = { 0.5, 0.5 },
                             .transitions = { [0] = { 0, 0.5, 0.5, 0 },
                                              [1] = { 0.5, 0, 0, 0.5 },
                                              [2] = { 0, 1, 0, 0 },
                                              [3] = { 1, 0, 0, 0 } } };
  double p[SIM_MAX_HYPOTHESES];

  sim_adjustment_p (&procedure, x, p);
  return p[(guint)x[4]];
}

/* The same numbers, of two families of two; x[5]: how the first is tested. */
static double
gatekeeping (const double *x)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_GATEKEEPING,
                             .n = 4,
                             .alpha = 0.05,
                             .sides = 2,
                             .n_families = 2,
                             .families = { { 3, x[5] }, { 12, 1 } } };
  double p[SIM_MAX_HYPOTHESES];

  sim_adjustment_p (&procedure, x, p);
  return p[(guint)x[4]];
}

#define MEDIANA "Mediana, vignette on adjusted p-values"
#define MCP     "graphicalMCP, vignette on the shortcut test"

static const SimVerifyCase rows[] = {
  { "bonferroni-p", N_ ("Bonferroni, p = 0.01, 0.02, 0.03: second adjusted p"),
    "R 4.2.2, stats::p.adjust", EXACT (1e-12), .expected = 0.06, .closed = bonferroni,
    .x = { 0.01, 0.02, 0.03, 1 } },
  { "sidak-p", N_ ("Sidak, p = 0.01, 0.02, 0.03: first adjusted p"), "1 - 0.99^3", EXACT (1e-12),
    .expected = 0.029701, .closed = sidak, .x = { 0.01, 0.02, 0.03, 0 } },
  { "holm-p", N_ ("Holm, p = 0.012, 0.009, 0.023: first adjusted p"), MEDIANA, EXACT (1e-12),
    .expected = 0.027, .closed = holm, .x = { 0.012, 0.009, 0.023, 0 } },
  { "hochberg-p", N_ ("Hochberg, p = 0.012, 0.009, 0.023: first adjusted p"), MEDIANA,
    EXACT (1e-12), .expected = 0.023, .closed = hochberg, .x = { 0.012, 0.009, 0.023, 0 } },
  { "hommel-p", N_ ("Hommel, p = 0.012, 0.009, 0.023: second adjusted p"), MEDIANA, EXACT (1e-12),
    .expected = 0.018, .closed = hommel, .x = { 0.012, 0.009, 0.023, 1 } },
  { "shaffer-p",
    N_ ("Shaffer, three pairs of three arms, p = 0.004, 0.030, 0.020: first adjusted "
        "p"),
    "Shaffer 1986, J Am Stat Assoc 81:826-31: 3 p", EXACT (1e-12), .expected = 0.012,
    .closed = shaffer, .x = { 0.004, 0.030, 0.020, 0 } },
  { "shaffer-p-second",
    N_ ("Shaffer, three pairs of three arms, p = 0.004, 0.030, 0.020: second "
        "adjusted p"),
    "Shaffer 1986, J Am Stat Assoc 81:826-31: p", EXACT (1e-12), .expected = 0.030,
    .closed = shaffer, .x = { 0.004, 0.030, 0.020, 1 } },
  { "fixed-sequence-p", N_ ("fixed sequence, p = 0.012, 0.009, 0.023: second adjusted p"), MEDIANA,
    EXACT (1e-12), .expected = 0.012, .closed = fixed_sequence, .x = { 0.012, 0.009, 0.023, 1 } },
  { "fallback-p-first",
    N_ ("fallback with equal weights, p = 0.012, 0.009, 0.023: first adjusted p"), MEDIANA,
    EXACT (1e-12), .expected = 0.036, .closed = fallback,
    .x = { 0.012, 0.009, 0.023, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0 } },
  { "fallback-p-third",
    N_ ("fallback with equal weights, p = 0.012, 0.009, 0.023: third adjusted p"), MEDIANA,
    EXACT (1e-12), .expected = 0.0345, .closed = fallback,
    .x = { 0.012, 0.009, 0.023, 2, 1 / 3.0, 1 / 3.0, 1 / 3.0 } },
  { "fallback-p-weights",
    N_ ("fallback with weights 1/2, 1/4, 1/4, p = 0.012, 0.009, 0.023: third adjusted p"), MEDIANA,
    EXACT (1e-12), .expected = 0.024, .closed = fallback,
    .x = { 0.012, 0.009, 0.023, 2, 0.5, 0.25, 0.25 } },
  { "holm-p-weights",
    N_ ("Holm with weights 1/2, 1/4, 1/4 as a graph, p = 0.012, 0.009, 0.023: first adjusted p"),
    MEDIANA, EXACT (1e-12), .expected = 0.024, .closed = weighted_holm,
    .x = { 0.012, 0.009, 0.023, 0, 0.5, 0.25, 0.25 } },
  { "graph-p-first",
    N_ ("graph of two doses and two endpoints, p = 0.018, 0.010, 0.105, 0.006: "
        "first adjusted p"),
    MCP, EXACT (1e-12), .expected = 0.024, .closed = graph,
    .x = { 0.018, 0.010, 0.105, 0.006, 0 } },
  { "graph-p-second",
    N_ ("graph of two doses and two endpoints, p = 0.018, 0.010, 0.105, 0.006: "
        "second adjusted p"),
    MCP, EXACT (1e-12), .expected = 0.020, .closed = graph,
    .x = { 0.018, 0.010, 0.105, 0.006, 1 } },
  { "graph-p-third",
    N_ ("graph of two doses and two endpoints, p = 0.018, 0.010, 0.105, 0.006: "
        "third adjusted p"),
    MCP, EXACT (1e-12), .expected = 0.105, .closed = graph,
    .x = { 0.018, 0.010, 0.105, 0.006, 2 } },
  { "gatekeeping-serial-p",
    N_ ("two families of two by Holm, the first a serial gate, p = 0.010, "
        "0.020; 0.004, 0.030: third adjusted p"),
    "closed form: the gate's largest, 0.02", EXACT (1e-12), .expected = 0.020,
    .closed = gatekeeping, .x = { 0.010, 0.020, 0.004, 0.030, 2, 1 } },
  { "gatekeeping-parallel-p",
    N_ ("two families of two, the first a parallel gate by Bonferroni, p "
        "= 0.010, 0.040; 0.020, 0.030: third adjusted p"),
    "the same as a graph (Bretz et al. 2009), by its algorithm in R", EXACT (1e-12),
    .expected = 0.08, .closed = gatekeeping, .x = { 0.010, 0.040, 0.020, 0.030, 2, 0 } },
};

const SimVerifyCase *
sim_verify_rules (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
