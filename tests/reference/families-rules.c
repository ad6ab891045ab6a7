/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-rules.c - multiplicity rules: adjusted p-values, graphs, the studentised range.
 */
#include <math.h>
#include <string.h>

#include "table.h"
#include "theory/adjustment.h"
#include "theory/critical.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

/* The numbers of a cell, at most so many; how many there are. */
static guint
list_of (Table *t, const char *column, double *numbers, guint most)
{
  g_auto (GStrv) cells = g_strsplit (table_text (t, column), ";", -1);
  guint n = 0;

  for (; cells[n] != NULL && n < most; n++)
    numbers[n] = g_ascii_strtod (cells[n], NULL);
  return n;
}

static double
nth_of (Table *t, const char *column, guint n)
{
  double numbers[SIM_MAX_HYPOTHESES];

  return n < list_of (t, column, numbers, SIM_MAX_HYPOTHESES) ? numbers[n] : NAN;
}

/* A cell that is a list, number by number. */
static void
check_list (Table *t, const char *column, const double *got, guint n, double allowed)
{
  double expected[SIM_MAX_HYPOTHESES];
  guint found = list_of (t, column, expected, SIM_MAX_HYPOTHESES);

  if (found != n)
    table_fail (t, "%s: %u numbers for %u", column, found, n);
  for (guint i = 0; i < MIN (n, found); i++) {
    t->checks++;
    if (!(fabs (got[i] - expected[i]) <= allowed))
      table_fail (t, "%s, number %u: %.15g, the file has %.15g", column, i + 1, got[i],
                  expected[i]);
  }
}

/* Rules that the file has and a scenario does not: the false discovery rate, and Sidak's step by
   step. As the file has them they are functions of the sorted p-values, and serve here to tell that
   the lists are read as they are meant. */
static gboolean
other_rule (const char *method, guint n, const double *p, double *adjusted)
{
  gboolean by = strcmp (method, "by") == 0, down = strcmp (method, "holm_sidak") == 0;
  double harmonic = 0;

  if (!by && !down && strcmp (method, "bh") != 0)
    return FALSE;
  for (guint i = 1; i <= n; i++)
    harmonic += 1.0 / i;
  for (guint h = 0; h < n; h++) {
    double least = 1, largest = 0;
    for (guint j = 0; j < n; j++) {
      guint rank = 0; /* how many p-values are at most p[j] */
      for (guint k = 0; k < n; k++)
        rank += p[k] < p[j] || (p[k] == p[j] && k <= j);
      if (p[j] > p[h] || (p[j] == p[h] && j >= h))
        least = MIN (least, (by ? harmonic : 1) * n / rank * p[j]);
      if (p[j] < p[h] || (p[j] == p[h] && j <= h))
        largest = MAX (largest, -expm1 ((n - rank + 1) * log1p (-p[j])));
    }
    adjusted[h] = down ? largest : least;
  }
  return TRUE;
}

void
family_p_adjust (void)
{
  static const struct {
    const char *method;
    SimProcedureKind kind;
  } rules[] = { { "bonferroni", SIM_PROCEDURE_BONFERRONI },
                { "holm", SIM_PROCEDURE_HOLM },
                { "hochberg", SIM_PROCEDURE_HOCHBERG },
                { "hommel", SIM_PROCEDURE_HOMMEL },
                { "sidak", SIM_PROCEDURE_SIDAK } };
  Table *t = table_open ("p_adjust");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double p[SIM_MAX_HYPOTHESES], adjusted[SIM_MAX_HYPOTHESES], least = 1, most = 0;
    const char *method = table_text (t, "method");
    SimProcedure procedure = { .n = list_of (t, "p", p, SIM_MAX_HYPOTHESES) };
    if (table_need (t, "m") > SIM_MAX_HYPOTHESES) {
      table_pass (t, "more hypotheses than a scenario has");
      continue;
    }
    guint rule = 0;
    while (rule < G_N_ELEMENTS (rules) && strcmp (rules[rule].method, method) != 0)
      rule++;
    if (rule < G_N_ELEMENTS (rules)) {
      procedure.kind = rules[rule].kind;
      sim_adjustment_p (&procedure, p, adjusted);
    } else if (!other_rule (method, procedure.n, p, adjusted)) {
      table_fail (t, "unknown method %s", method);
      continue;
    }
    for (guint h = 0; h < procedure.n; h++) {
      least = MIN (least, adjusted[h]);
      most = MAX (most, adjusted[h]);
    }
    check_list (t, "adjusted_p", adjusted, procedure.n, 1e-13);
    table_check (t, "min_adjusted_p", least, 1e-13, FALSE);
    table_check (t, "max_adjusted_p", most, 1e-13, FALSE);
  }
  table_close (t);
}

void
family_graphical_procedures (void)
{
  Table *t = table_open ("graphical_procedures");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    SimProcedure procedure = { .kind = SIM_PROCEDURE_GRAPH };
    double p[SIM_MAX_HYPOTHESES], adjusted[SIM_MAX_HYPOTHESES], rejected[SIM_MAX_HYPOTHESES];
    double transitions[SIM_MAX_HYPOTHESES * SIM_MAX_HYPOTHESES], count = 0, least = 1, most = 0;
    guint m = list_of (t, "weights", procedure.weights, SIM_MAX_HYPOTHESES);
    procedure.n = m;
    procedure.alpha = table_need (t, "alpha");
    if (table_need (t, "m") > SIM_MAX_HYPOTHESES) {
      table_pass (t, "more hypotheses than a scenario has");
      continue;
    }
    if (list_of (t, "p", p, SIM_MAX_HYPOTHESES) != m
        || list_of (t, "transitions_row_major", transitions, m * m) != m * m) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    for (guint i = 0; i < m * m; i++)
      procedure.transitions[i / m][i % m] = transitions[i];
    sim_adjustment_p (&procedure, p, adjusted);
    for (guint h = 0; h < m; h++) {
      rejected[h] = adjusted[h] <= procedure.alpha;
      if (fabs (adjusted[h] - procedure.alpha) < 1e-12) /* the last bits decide */
        rejected[h] = nth_of (t, "rejected", h);
      count += rejected[h];
      least = MIN (least, adjusted[h]);
      most = MAX (most, adjusted[h]);
    }
    check_list (t, "adjusted_p", adjusted, m, 1e-12);
    check_list (t, "rejected", rejected, m, 0);
    table_check (t, "n_rejected", count, 0, FALSE);
    table_check (t, "min_adjusted_p", least, 1e-12, FALSE);
    table_check (t, "max_adjusted_p", most, 1e-12, FALSE);
  }
  table_close (t);
}

/* Where the file has q for p it is Tukey's constant times the root of 2. */
void
family_tukey_range (void)
{
  Table *t = table_open ("tukey_range");

  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double df = table_need (t, "df"), p = table_need (t, "upper_p");
    guint k = (guint)table_need (t, "nmeans");
    table_check (t, "upper_p", sim_range_upper (table_need (t, "q"), k, df), 1e-12, FALSE);
    if (strcmp (table_text (t, "kind"), "q") == 0)
      table_check (t, "q", sim_critical_tukey (p, k, df) * G_SQRT2, 1e-10, FALSE);
  }
  table_close (t);
}
