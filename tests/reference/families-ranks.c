/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-ranks.c - rank tests of fixed data, given as lists in the row.
 */
#include <math.h>

#include "analysis/log-rank.h"
#include "analysis/ranks.h"
#include "base/prob.h"
#include "table.h"

enum { MOST = 1000 };

/* Patients of the arms whose values the columns list. */
typedef struct {
  int n, order[MOST], spare[MOST], of_arm[3];
  double value[MOST];
  int8_t arm[MOST];
} Patients;

static gboolean read_patients (Table *t, const char *const *columns, int n_arms, Patients *p)
{
  p->n = 0;
  for (int a = 0; a < n_arms; a++) {
    p->of_arm[a] = table_list (t, columns[a], p->value + p->n, MOST - p->n);
    for (int i = 0; i < p->of_arm[a]; i++)
      p->arm[p->n++] = (int8_t) a;
  }
  return sim_log_rank_order (p->n, p->value, p->order, p->spare);
}

void family_rank_two_sample_fixed (void)
{
  static const char *const columns[] = { "x", "y" };
  Table *t = table_open ("rank_two_sample_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    Patients d;
    SimRankPair pair;
    double estimate, variance, exact;
    if (!read_patients (t, columns, 2, &d)) {
      table_fail (t, "no patients");
      continue;
    }
    sim_rank_pair (d.n, d.order, d.value, d.arm, 0, 1, &pair);
    if (!sim_rank_effect (&pair, &estimate, &variance)) {
      table_fail (t, "no test");
      continue;
    }
    double pairs = (double) pair.n_a * pair.n_b, z = estimate / sqrt (variance);
    table_check (t, "u_x", ((double) pair.net + pairs) / 2, 0, FALSE);
    table_check (t, "has_ties", pair.ties > 0, 0, FALSE);
    table_check (t, "prob_x_greater_plus_half_ties", estimate + 0.5, 1e-10, FALSE);
    table_check (t, "var_u_tie_corrected", variance * pairs * pairs, 1e-10, FALSE);
    table_check (t, "z_no_cc", z, 1e-10, FALSE);
    table_check (t, "p_no_cc", 2 * sim_normal_upper (fabs (z)), 1e-10, FALSE);
    if (!table_has (t, "p_exact_permutation"))
      continue;
    if (!sim_rank_exact (d.n, d.order, d.value, d.arm, 0, 1, SIM_RANK_EITHER, &exact))
      table_fail (t, "no exact test");
    else
      table_check (t, "p_exact_permutation", exact, 1e-10, FALSE);
  }
  table_close (t);
}

void family_three_arm_ranks (void)
{
  static const char *const columns[] = { "y_A", "y_B", "y_C" };
  Table *t = table_open ("three_arm_fixed");
  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    Patients d;
    double h;
    int df;
    if (!read_patients (t, columns, 3, &d)
        || !sim_rank_omnibus (d.n, d.order, d.value, d.arm, 3, &h, &df)) {
      table_fail (t, "no test");
      continue;
    }
    table_check (t, "kw_h_tie_corrected", h, 1e-9, FALSE);
    table_check (t, "p_kw", sim_chisq_upper (h, df), 1e-9, FALSE);
  }
  table_close (t);
}
