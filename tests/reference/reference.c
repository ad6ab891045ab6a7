/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reference.c - every row of every reference file that closed forms or fits can answer.
 *
 * The files are those of TREFOIL_REFERENCE_DIR, else the copy beside this program.
 */
#include <string.h>

#include "table.h"

#define NO_LOOKS "trials here have no interim looks: the key `looks` is not read yet"

/* Files of the same collection that ask for what this program does not have. */
static const struct {
  const char *family, *why;
} not_here[] = {
  { "combination_tests", NO_LOOKS }, { "conditional_power", NO_LOOKS },
  { "gsd_boundaries", NO_LOOKS },    { "gsd_futility", NO_LOOKS },
  { "gsd_means_power", NO_LOOKS },   { "gsd_power", NO_LOOKS },
  { "mams_boundaries", NO_LOOKS },
};

/* Data that a family reads beside its own file. */
static const char *const beside[] = { "mmrm_data", "mmrm_gls_data", NULL };

static const char *
why_not (const char *family)
{
  for (guint i = 0; i < G_N_ELEMENTS (not_here); i++)
    if (g_strcmp0 (not_here[i].family, family) == 0)
      return not_here[i].why;
  return NULL;
}

/* What of a given folder is not used, and why. */
static void
unread (void)
{
  const char *folder = g_getenv ("TREFOIL_REFERENCE_DIR"), *name;
  GDir *files = folder && *folder ? g_dir_open (folder, 0, NULL) : NULL;
  guint n = 0, not = 0, unknown = 0;

  if (!files) {
    g_test_skip ("no TREFOIL_REFERENCE_DIR");
    return;
  }
  while ((name = g_dir_read_name (files))) {
    if (!g_str_has_suffix (name, ".csv"))
      continue;
    g_autofree char *family = g_strndup (name, strlen (name) - 4);
    n++;
    if (table_was_opened (family) || g_strv_contains (beside, family))
      continue;
    const char *why = why_not (family);
    *(why ? &not : &unknown) += 1;
    g_test_message ("%s: %s", name, why ? why : "no test knows this file");
  }
  g_dir_close (files);
  g_test_message ("%u files, %u not of this program, %u unknown", n, not, unknown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/t_power", family_t_power);
  g_test_add_func ("/reference/t_sample_size", family_t_sample_size);
  g_test_add_func ("/reference/welch_power", family_welch_power);
  g_test_add_func ("/reference/anova_power", family_anova_power);
  g_test_add_func ("/reference/ancova_power", family_ancova_power);
  g_test_add_func ("/reference/ni_tost_means_power", family_ni_tost_means_power);
  g_test_add_func ("/reference/retention_power", family_retention_power);
  g_test_add_func ("/reference/retention_test", family_retention_test);
  g_test_add_func ("/reference/selection_probability", family_selection_probability);
  g_test_add_func ("/reference/dunnett_critical", family_dunnett_critical);
  g_test_add_func ("/reference/two_vs_control_power", family_two_vs_control_power);
  g_test_add_func ("/reference/all_pairs_power", family_all_pairs_power);
  g_test_add_func ("/reference/distributions", family_distributions);
  g_test_add_func ("/reference/table2x2_tests", family_table2x2_tests);
  g_test_add_func ("/reference/table3x2_tests", family_table3x2_tests);
  g_test_add_func ("/reference/binom_ci", family_binom_ci);
  g_test_add_func ("/reference/prop_power", family_prop_power);
  g_test_add_func ("/reference/prop_exact_power", family_prop_exact_power);
  g_test_add_func ("/reference/one_sample_binomial_power",
                   family_one_sample_binomial_power);
  g_test_add_func ("/reference/ni_rates_design", family_ni_rates_design);
  g_test_add_func ("/reference/logistic_fixed", family_logistic_fixed);
  g_test_add_func ("/reference/logrank_fixed", family_logrank_fixed);
  g_test_add_func ("/reference/cox_covariates_fixed", family_cox_covariates_fixed);
  g_test_add_func ("/reference/mi_rubin", family_mi_rubin);
  g_test_add_func ("/reference/mvn_probabilities", family_mvn_probabilities);
  g_test_add_func ("/reference/logrank_three_arm_fixed", family_logrank_three_arm_fixed);
  g_test_add_func ("/reference/survival_design", family_survival_design);
  g_test_add_func ("/reference/negative_binomial_fixed", family_negative_binomial_fixed);
  g_test_add_func ("/reference/proportional_odds_fixed", family_proportional_odds_fixed);
  g_test_add_func ("/reference/rank_two_sample_fixed", family_rank_two_sample_fixed);
  g_test_add_func ("/reference/three_arm_fixed, ranks", family_three_arm_ranks);
  g_test_add_func ("/reference/three_arm_fixed, means", family_three_arm_means);
  g_test_add_func ("/reference/two_sample_fixed", family_two_sample_fixed);
  g_test_add_func ("/reference/ancova_fixed", family_ancova_fixed);
  g_test_add_func ("/reference/linear_models_fixed", family_linear_models_fixed);
  g_test_add_func ("/reference/mmrm_fixed", family_mmrm_fixed);
  g_test_add_func ("/reference/mmrm_gls_fixed", family_mmrm_gls_fixed);
  g_test_add_func ("/reference/p_adjust", family_p_adjust);
  g_test_add_func ("/reference/graphical_procedures", family_graphical_procedures);
  g_test_add_func ("/reference/tukey_range", family_tukey_range);
  g_test_add_func ("/reference/mmrm_power", family_mmrm_power);
  g_test_add_func ("/reference/type_s_m", family_type_s_m);
  g_test_add_func ("/reference/effect_size_ci", family_effect_size_ci);
  g_test_add_func ("/reference/assurance", family_assurance);
  g_test_add_func ("/reference/simulated_power", family_simulated_power);
  g_test_add_func ("/reference/unread", unread);
  return g_test_run ();
}
