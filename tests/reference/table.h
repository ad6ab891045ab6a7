/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table.h - reading a reference file, and comparing its numbers with ours.
 */
#ifndef TESTS_REFERENCE_TABLE_H
#define TESTS_REFERENCE_TABLE_H

#include <glib.h>

/** A file of one header row; every row has as many cells as the header. */
typedef struct {
  const char *family;
  char **columns;
  GPtrArray *rows; /* of char ** */
  guint row;       /* the one that the functions below speak of */
  guint checks, passed_over, empty;
  double largest; /* deviation as a share of what is allowed */
  double deviation;
  char *where; /* of the largest */
} Table;

/** NULL, and the test is skipped by name, if the folder has no such file. */
Table *table_open (const char *family);
/** Whether a file of that name was opened before. */
gboolean table_was_opened (const char *family);
/** Says how many rows and values were compared and the largest deviation; frees. */
void table_close (Table *table);
/** Frees one whose rows are data, not expectations. */
void table_free (Table *table);

/** Text of a cell; a missing column fails the test and gives "". */
const char *table_text (Table *table, const char *column);
/** Number of a cell; NaN if empty or if there is no such column. "inf" is infinity. */
double table_number (Table *table, const char *column);
/** TRUE if there is such a column and the cell is not empty. */
gboolean table_has (const Table *table, const char *column);
/** A number that must be there. */
double table_need (Table *table, const char *column);

/** The numbers of a cell that holds a list, at most `most` of them; says how many. */
int table_list (Table *table, const char *column, double *numbers, int most);

/** got against the cell: |got - cell| <= allowed, or allowed * |cell| if relative, and always to 15
 *  digits; infinity against infinity. An empty cell does not apply: nothing is compared, and that
 *  is counted. */
void table_check (Table *table, const char *column, double got, double allowed, gboolean relative);
/** The row asks for what this program does not have, and why; it is said and counted. */
void table_pass (Table *table, const char *why);
/** Fails the row with a sentence. */
void table_fail (Table *table, const char *format, ...) G_GNUC_PRINTF (2, 3);

#define TABLE_EACH_ROW(table)                                                                      \
  for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

/* The families; each uses every row of its file. */
void family_t_power (void);
void family_t_sample_size (void);
void family_welch_power (void);
void family_anova_power (void);
void family_ancova_power (void);
void family_ni_tost_means_power (void);
void family_retention_power (void);
void family_retention_test (void);
void family_dunnett_critical (void);
void family_selection_probability (void);
void family_two_vs_control_power (void);
void family_all_pairs_power (void);
void family_distributions (void);
void family_table2x2_tests (void);
void family_table3x2_tests (void);
void family_binom_ci (void);
void family_prop_power (void);
void family_prop_exact_power (void);
void family_one_sample_binomial_power (void);
void family_ni_rates_design (void);
void family_logistic_fixed (void);
void family_logrank_fixed (void);
void family_cox_covariates_fixed (void);
void family_mi_rubin (void);
void family_mvn_probabilities (void);
void family_logrank_three_arm_fixed (void);
void family_survival_design (void);
void family_negative_binomial_fixed (void);
void family_proportional_odds_fixed (void);
void family_rank_two_sample_fixed (void);
void family_three_arm_ranks (void);
void family_three_arm_means (void);
void family_two_sample_fixed (void);
void family_ancova_fixed (void);
void family_linear_models_fixed (void);
void family_mmrm_fixed (void);
void family_mmrm_gls_fixed (void);
void family_p_adjust (void);
void family_graphical_procedures (void);
void family_tukey_range (void);
void family_mmrm_power (void);
void family_type_s_m (void);
void family_effect_size_ci (void);
void family_assurance (void);
void family_simulated_power (void);

#endif
