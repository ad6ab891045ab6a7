/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * adjustment.c - multiplicity rules by p-values against closed testing over all sets, published
 * rows, and the tables of local levels.
 */
#include <math.h>

#include "base/prob.h"
#include "theory/adjustment.h"
#include "theory/critical.h"

#define MOST SIM_MAX_HYPOTHESES

/* --- a slow closed test --------------------------------------------------------------------- */

/* p-value of a set by its local weights: min p / w. */
static double
weighted (const SimProcedure *procedure, const double *p, guint set)
{
  double fraction[MOST], least = 1;
  guint all = (1u << procedure->n) - 1;

  sim_procedure_fractions_at (procedure, all & ~set, fraction);
  for (guint h = 0; h < procedure->n; h++)
    if (set & (1u << h) && fraction[h] > 0)
      least = MIN (least, p[h] / fraction[h]);
  return least;
}

/* Of every set that holds a hypothesis the largest p-value. */
static void
closed (const SimProcedure *procedure, const double *p, double *adjusted)
{
  for (guint h = 0; h < procedure->n; h++)
    adjusted[h] = 0;
  for (guint set = 1; set < 1u << procedure->n; set++) {
    double local = weighted (procedure, p, set);
    for (guint h = 0; h < procedure->n; h++)
      if (set & (1u << h))
        adjusted[h] = MAX (adjusted[h], local);
  }
}

/* --- random rules and p-values -------------------------------------------------------------- */

static double
uniform (GRand *rand)
{
  return g_rand_double (rand);
}

/* Ties, ones and tiny values among them. */
static void
random_p (GRand *rand, guint n, double *p)
{
  for (guint h = 0; h < n; h++) {
    double u = uniform (rand);
    p[h] = u < 0.1 && h > 0 ? p[h - 1] : u < 0.15 ? 1 : pow (uniform (rand), 3);
  }
}

static void
random_graph (GRand *rand, SimProcedure *procedure)
{
  double sum = 0;

  for (guint i = 0; i < procedure->n; i++)
    sum += procedure->weights[i] = uniform (rand) < 0.3 ? 0 : uniform (rand);
  for (guint i = 0; i < procedure->n; i++) {
    double row = 0, share = uniform (rand) < 0.3 ? uniform (rand) : 1;
    procedure->weights[i] = sum > 0 ? procedure->weights[i] / sum : 0;
    for (guint j = 0; j < procedure->n; j++)
      row += procedure->transitions[i][j]
          = i == j || uniform (rand) < 0.3 ? 0 : uniform (rand);
    for (guint j = 0; j < procedure->n && row > 0; j++)
      procedure->transitions[i][j] *= share / row;
  }
}

static void
random_families (GRand *rand, SimProcedure *procedure)
{
  guint h = 0;

  procedure->n_families = 0;
  while (h < procedure->n) {
    SimFamily family = { .gamma = uniform (rand) < 0.3 ? 1 : uniform (rand) };
    guint k = 1 + (guint)g_rand_int_range (rand, 0, 3);
    for (; k > 0 && h < procedure->n; k--)
      family.members |= 1u << h++;
    procedure->families[procedure->n_families++] = family;
  }
}

static void
assert_same (const double *a, const double *b, guint n, double allowed)
{
  for (guint h = 0; h < n; h++)
    g_assert_cmpfloat (fabs (a[h] - b[h]), <=, allowed);
}

static void
test_closed (gconstpointer data)
{
  SimProcedureKind kind = GPOINTER_TO_INT (data);
  GRand *rand = g_rand_new_with_seed (5550 + kind);

  for (guint i = 0; i < 3000; i++) {
    SimProcedure procedure = { .kind = kind, .alpha = 0.05, .sides = 2 };
    double p[MOST], fast[MOST], slow[MOST];
    procedure.n = 1 + (guint)g_rand_int_range (rand, 0, 6);
    random_graph (rand, &procedure);
    random_families (rand, &procedure);
    random_p (rand, procedure.n, p);
    sim_adjustment_p (&procedure, p, fast);
    closed (&procedure, p, slow);
    assert_same (fast, slow, procedure.n, 1e-12);
  }
  g_rand_free (rand);
}

/* --- the order of rejections ---------------------------------------------------------------- */

/* The steps reject what the adjusted p-values do, each at its level, and levels never fall. */
static void
test_steps (gconstpointer data)
{
  SimProcedureKind kind = GPOINTER_TO_INT (data);
  GRand *rand = g_rand_new_with_seed (771 + kind);
  guint rejections = 0;

  gboolean slow = kind == SIM_PROCEDURE_DUNNETT || kind == SIM_PROCEDURE_DUNNETT_STEP_DOWN;
  for (guint i = 0; i < (slow ? 60 : 2000); i++) {
    SimProcedure procedure = { .kind = kind, .alpha = 0.1, .sides = 2, .n = 4 };
    SimTested tested[MOST];
    SimAdjustment adjustment;
    guint set = 0;
    random_graph (rand, &procedure);
    random_families (rand, &procedure);
    for (guint h = 0; h < 4; h++) {
      procedure.questions[h] = (SimQuestion){ TRUE, 0, h % 3, (h % 3 + 1 + h / 3) % 3 };
      double p = pow (uniform (rand), 3), t = sim_t_upper_quantile (p / 2, 40);
      tested[h] = (SimTested){ .p = p, .estimate = t, .se = 1, .statistic = t, .df = 40,
                               .a = h, .b = 4, .n_a = 10 + h, .n_b = 12 };
    }
    sim_adjustment_init (&procedure, tested, &adjustment);
    for (guint k = 1; k < adjustment.n_steps; k++) {
      guint h = (guint)adjustment.steps[k].rejected;
      g_assert_cmpfloat (tested[h].p, <=, adjustment.steps[k - 1].level[h] * (1 + 1e-9));
      g_assert_true (isnan (adjustment.steps[k].level[h]));
      set |= 1u << h;
      for (guint j = 0; j < 4; j++)
        g_assert_false (adjustment.steps[k].level[j]
                        < adjustment.steps[k - 1].level[j] * (1 - 1e-9));
    }
    for (guint h = 0; h < 4; h++) {
      g_assert_cmpint (adjustment.rejected[h], ==, (set >> h) & 1);
      g_assert_cmpint (adjustment.rejected[h], ==, adjustment.adjusted[h] <= procedure.alpha);
      if (!adjustment.rejected[h])
        g_assert_cmpfloat (tested[h].p, >, adjustment.level[h] * (1 - 1e-9));
    }
    rejections += sim_set_size (set);
  }
  g_assert_cmpuint (rejections, >, slow ? 20 : 500);
  g_rand_free (rand);
}

/* --- Shaffer -------------------------------------------------------------------------------- */

/* Partitions of four arms leave 6, 3, 2 or 1 pairs equal; with the first two arms told apart three
   pairs can still be equal, and so on. */
static void
test_possible (void)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_SHAFFER, .n = 3, .sides = 2 };
  const guint pairs[6][2] = { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 0, 3 }, { 1, 3 }, { 2, 3 } };

  for (guint h = 0; h < 6; h++)
    procedure.questions[h] = (SimQuestion){ TRUE, 0, pairs[h][0], pairs[h][1] };
  guint *possible = sim_procedure_possible (&procedure);
  g_assert_cmpuint (possible[0], ==, 3);
  for (guint set = 1; set < 7; set++)
    g_assert_cmpuint (possible[set], ==, 1);
  g_free (possible);
  procedure.n = 6;
  possible = sim_procedure_possible (&procedure);
  g_assert_cmpuint (possible[0], ==, 6);
  g_assert_cmpuint (possible[1], ==, 3); /* 0 and 1 differ: one of them with 2 and 3 */
  g_assert_cmpuint (possible[1 | 1 << 5], ==, 2); /* 2 and 3 too: two and two */
  g_assert_cmpuint (possible[1 | 2 | 4], ==, 1);
  g_free (possible);
  /* One-sided, A > C alone leaves one of A <= B, B <= C; another analysis is another matter. */
  procedure.n = 3;
  procedure.sides = 1;
  procedure.questions[0] = (SimQuestion){ TRUE, 0, 0, 2 };
  procedure.questions[1] = (SimQuestion){ TRUE, 0, 1, 2 };
  procedure.questions[2] = (SimQuestion){ TRUE, 0, 0, 1 };
  possible = sim_procedure_possible (&procedure);
  g_assert_cmpuint (possible[0], ==, 3);
  g_assert_cmpuint (possible[1], ==, 1);
  g_assert_cmpuint (possible[2], ==, 2);
  g_free (possible);
  procedure.questions[1].analysis = 1;
  possible = sim_procedure_possible (&procedure);
  g_assert_cmpuint (possible[1], ==, 2);
  g_free (possible);
  procedure.questions[2].pair = FALSE;
  possible = sim_procedure_possible (&procedure);
  g_assert_cmpuint (possible[3], ==, 1);
  g_free (possible);
}

/* --- what was published --------------------------------------------------------------------- */

static void
assert_adjusted (SimProcedure procedure, const double *p, const double *expected, double unit)
{
  double adjusted[MOST];

  sim_adjustment_p (&procedure, p, adjusted);
  assert_same (adjusted, expected, procedure.n, 0.501 * unit);
}

/* The vignette of Mediana: p of 0.012, 0.009 and 0.023. */
static void
test_mediana (void)
{
  const double p[] = { 0.012, 0.009, 0.023 };
  SimProcedure procedure = { .n = 3, .weights = { 1.0 / 3, 1.0 / 3, 1.0 / 3 } };

  procedure.kind = SIM_PROCEDURE_HOLM;
  assert_adjusted (procedure, p, (const double[]){ 0.027, 0.027, 0.027 }, 1e-12);
  procedure.kind = SIM_PROCEDURE_HOCHBERG;
  assert_adjusted (procedure, p, (const double[]){ 0.023, 0.023, 0.023 }, 1e-12);
  procedure.kind = SIM_PROCEDURE_HOMMEL;
  assert_adjusted (procedure, p, (const double[]){ 0.023, 0.018, 0.023 }, 1e-12);
  procedure.kind = SIM_PROCEDURE_FIXED_SEQUENCE;
  assert_adjusted (procedure, p, (const double[]){ 0.012, 0.012, 0.023 }, 1e-12);
  procedure.kind = SIM_PROCEDURE_FALLBACK;
  assert_adjusted (procedure, p, (const double[]){ 0.036, 0.027, 0.0345 }, 1e-12);
  procedure.weights[0] = 0.5;
  procedure.weights[1] = procedure.weights[2] = 0.25;
  assert_adjusted (procedure, p, (const double[]){ 0.024, 0.024, 0.024 }, 1e-12);
  /* Holm's rule with these weights is the graph in which levels pass on in their proportion */
  procedure.kind = SIM_PROCEDURE_GRAPH;
  procedure.transitions[0][1] = procedure.transitions[0][2] = 0.5;
  procedure.transitions[1][0] = procedure.transitions[2][0] = 2.0 / 3;
  procedure.transitions[1][2] = procedure.transitions[2][1] = 1.0 / 3;
  assert_adjusted (procedure, p, (const double[]){ 0.024, 0.024, 0.024 }, 1e-12);
}

/* The vignette of graphicalMCP: two doses, two endpoints. */
static void
test_graphical_mcp (void)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_GRAPH, .n = 4, .alpha = 0.025, .sides = 1,
                             .weights = { 0.5, 0.5, 0, 0 } };
  const double p[] = { 0.018, 0.010, 0.105, 0.006 };

  procedure.transitions[0][1] = procedure.transitions[0][2] = 0.5;
  procedure.transitions[1][0] = procedure.transitions[1][3] = 0.5;
  procedure.transitions[2][1] = procedure.transitions[3][0] = 1;
  assert_adjusted (procedure, p, (const double[]){ 0.024, 0.020, 0.105, 0.024 }, 1e-12);
}

/*
 * Mediana once more: three doses of 180 patients against a control. Its limits by Dunnett's rule,
 * -0.0571, 0.1429 and -0.4571, come from a constant of limited accuracy; those below from R's
 * integrate(), whose constant is 2.353983.
 */
static void
test_dunnett (void)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_DUNNETT, .n = 3, .alpha = 0.025, .sides = 1 };
  const double difference[] = { 2.3, 2.5, 1.9 }, lower[] = { -0.05724975, 0.1427503, -0.4572497 };
  const double single[] = { 0.02887, 0.01722, 0.07213 }, down[] = { 0.02044, 0.01723, 0.02909 };
  const double bonferroni[] = { -0.0973, 0.1027, -0.4973 };
  double se = 9.5 * sqrt (2.0 / 180);
  SimTested tested[MOST];
  SimAdjustment adjustment;

  for (guint h = 0; h < 3; h++) {
    double t = difference[h] / se;
    tested[h] = (SimTested){ .p = sim_t_upper (t, 716), .estimate = difference[h], .se = se,
                             .statistic = t, .df = 716, .a = h, .b = 3, .n_a = 180, .n_b = 180 };
  }
  sim_adjustment_init (&procedure, tested, &adjustment);
  assert_same (adjustment.adjusted, single, 3, 1.01e-5);
  assert_same (adjustment.low, lower, 3, 1e-7);
  procedure.kind = SIM_PROCEDURE_DUNNETT_STEP_DOWN;
  sim_adjustment_init (&procedure, tested, &adjustment);
  assert_same (adjustment.adjusted, down, 3, 1.01e-5);
  procedure.kind = SIM_PROCEDURE_BONFERRONI;
  for (guint h = 0; h < 3; h++)
    tested[h].df = INFINITY; /* these limits of Mediana are of z tests */
  sim_adjustment_init (&procedure, tested, &adjustment);
  assert_same (adjustment.low, bonferroni, 3, 0.501e-4);
}

/* Distinct levels are counted, and no further than the limit. */
static void
test_distinct (void)
{
  SimProcedure procedure = { .kind = SIM_PROCEDURE_HOLM, .n = 12, .alpha = 0.05, .sides = 2 };
  GRand *rand = g_rand_new_with_seed (12);
  double *fractions = sim_procedure_fractions (&procedure);

  g_assert_cmpuint (sim_fractions_distinct (&procedure, fractions), ==, 12);
  g_free (fractions);
  procedure.kind = SIM_PROCEDURE_GRAPH;
  random_graph (rand, &procedure);
  fractions = sim_procedure_fractions (&procedure);
  g_assert_cmpuint (sim_fractions_distinct (&procedure, fractions), >, SIM_MAX_LOCAL_LEVELS);
  g_free (fractions);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    SimProcedureKind kind;
  } kinds[] = { { "holm", SIM_PROCEDURE_HOLM },
                { "fixed-sequence", SIM_PROCEDURE_FIXED_SEQUENCE },
                { "fallback", SIM_PROCEDURE_FALLBACK },
                { "graph", SIM_PROCEDURE_GRAPH },
                { "gatekeeping", SIM_PROCEDURE_GATEKEEPING },
                { "shaffer", SIM_PROCEDURE_SHAFFER },
                { "bonferroni", SIM_PROCEDURE_BONFERRONI },
                { "sidak", SIM_PROCEDURE_SIDAK },
                { "hochberg", SIM_PROCEDURE_HOCHBERG },
                { "hommel", SIM_PROCEDURE_HOMMEL },
                { "dunnett", SIM_PROCEDURE_DUNNETT },
                { "dunnett-step-down", SIM_PROCEDURE_DUNNETT_STEP_DOWN } };
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *steps = g_strconcat ("/adjust/steps/", kinds[i].name, NULL);
    g_autofree char *path = g_strconcat ("/adjust/closed/", kinds[i].name, NULL);
    if (i < 5)
      g_test_add_data_func (path, GINT_TO_POINTER (kinds[i].kind), test_closed);
    g_test_add_data_func (steps, GINT_TO_POINTER (kinds[i].kind), test_steps);
  }
  g_test_add_func ("/adjust/possible", test_possible);
  g_test_add_func ("/adjust/published/mediana", test_mediana);
  g_test_add_func ("/adjust/published/graphical-mcp", test_graphical_mcp);
  g_test_add_func ("/adjust/published/dunnett", test_dunnett);
  g_test_add_func ("/adjust/distinct", test_distinct);
  return g_test_run ();
}
