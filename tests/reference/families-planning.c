/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-planning.c - what a planner asks beyond power: errors of sign and size, assurance.
 */
#include <math.h>

#include "base/numeric.h"
#include "base/prob.h"
#include "table.h"
#include "theory/assurance.h"
#include "theory/selection.h"
#include "theory/type-s-m.h"

void
family_type_s_m (void)
{
  Table *t = table_open ("type_s_m");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double truth = table_need (t, "true_diff"), alpha = table_need (t, "alpha");
    SimRejections rejections = sim_rejections_z (
        truth, table_need (t, "se"), sim_normal_upper_quantile (alpha / 2), 2);
    SimTypeErrors errors = sim_type_errors (&rejections, truth);
    table_check (t, "power", rejections.upper + rejections.lower, 1e-12, FALSE);
    table_check (t, "type_s_error", errors.type_s, 1e-12, FALSE);
    table_check (t, "type_m_exaggeration", errors.type_m, 1e-12, FALSE);
    table_check (t, "mean_estimate_given_significant", errors.mean, 1e-12, FALSE);
  }
  table_close (t);
}

void
family_assurance (void)
{
  Table *t = table_open ("assurance");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double n1 = table_need (t, "n1"), n2 = table_need (t, "n2"), sd = table_need (t, "sd");
    double mean = table_need (t, "prior_mean_diff"), spread = table_need (t, "prior_sd_diff");
    double alpha = table_need (t, "alpha_two_sided"), se = sd * sqrt (1 / n1 + 1 / n2);
    SimTails of_t = sim_assurance_t (mean, spread, se, alpha, 2, n1 + n2 - 2);
    SimTails of_z = sim_assurance_t (mean, spread, se, alpha, 2, INFINITY);
    table_check (t, "assurance_favourable_t", of_t.upper, 1e-9, FALSE);
    table_check (t, "assurance_either_side_t", of_t.upper + of_t.lower, 1e-9, FALSE);
    table_check (t, "assurance_favourable_known_sd", of_z.upper, 1e-9, FALSE);
  }
  table_close (t);
}

/* P (T > t) of noncentral t less a chance, as a function of the noncentrality. */
typedef struct {
  double t, df, chance;
} Limit;

static double
above_less (double ncp, gpointer data)
{
  const Limit *limit = data;

  return sim_noncentral_t_upper (limit->t, limit->df, ncp) - limit->chance;
}

void
family_effect_size_ci (void)
{
  Table *t = table_open ("effect_size_ci");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double n1 = table_need (t, "n1"), n2 = table_need (t, "n2"), d = table_need (t, "d");
    double df = n1 + n2 - 2, unit = sqrt (1 / n1 + 1 / n2), low, high;
    double j = exp (sim_log_gamma (df / 2) - sim_log_gamma ((df - 1) / 2)) / sqrt (df / 2);
    Limit lower = { d / unit, df, 0.025 }, upper = { d / unit, df, 0.975 };
    double far = 6 + 6 * fabs (d / unit); /* of few patients limits are as far as the value is */
    g_assert_true (sim_root (above_less, &lower, d / unit - far, d / unit + far, 1e-13, &low));
    g_assert_true (sim_root (above_less, &upper, d / unit - far, d / unit + far, 1e-13, &high));
    table_check (t, "df", df, 0, FALSE);
    table_check (t, "t", d / unit, 1e-9, FALSE);
    table_check (t, "d_lo95", low * unit, 1e-9, FALSE);
    table_check (t, "d_hi95", high * unit, 1e-9, FALSE);
    table_check (t, "hedges_j_exact", j, 1e-9, FALSE);
    table_check (t, "hedges_g", j * d, 1e-9, FALSE);
    table_check (t, "prob_superiority_normal", sim_normal_cdf (d / G_SQRT2), 1e-9, FALSE);
    table_check (t, "overlap_normal", 2 * sim_normal_cdf (-fabs (d) / 2), 1e-9, FALSE);
  }
  table_close (t);
}

void
family_selection_probability (void)
{
  static const char arms[] = "ABC";
  Table *t = table_open ("selection_probability");

  if (t == NULL)
    return;
  TABLE_EACH_ROW (t)
  {
    double mean[3], se[3];
    for (guint a = 0; a < 3; a++) {
      g_autofree char *of_n = g_strdup_printf ("n_%c", arms[a]);
      g_autofree char *of_mean = g_strdup_printf ("mean_%c", arms[a]);
      mean[a] = table_need (t, of_mean);
      se[a] = table_need (t, "sd") / sqrt (table_need (t, of_n));
    }
    for (guint a = 0; a < 3; a++) {
      g_autofree char *column = g_strdup_printf ("prob_highest_sample_mean_%c", arms[a]);
      table_check (t, column, sim_selection_best (3, mean, se, a), 1e-12, FALSE);
    }
  }
  table_close (t);
}
