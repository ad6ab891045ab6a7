/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-model.h - the arms and any covariates in one linear model, by least squares: analysis of
 * covariance with baseline, strata and covariates, common slopes for all arms.
 *
 * Covariates are numbers or factors; a factor has a column for each of its levels but the first.
 * The model is kept in an orthonormal basis of its columns: patient i of arm a is the vector
 * (1 / sqrt (n_a) at a, z_i), z_i the standing of his covariates within the arm, made orthonormal.
 * A contrast of adjusted means is then a vector of that basis whose length is its standard error in
 * residual SDs, and all that is robust or mixed starts from there. IEEE + - * / and sqrt only; no
 * allocation; thread-safe; C headers only. linear-lanes.c does the same to eight trials at once.
 */
#ifndef SIM_ANALYSIS_LINEAR_MODEL_H
#define SIM_ANALYSIS_LINEAR_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum {
  SIM_LINEAR_ARMS = 6,
  SIM_LINEAR_NUMBERS = 5,
  SIM_LINEAR_FACTORS = 4,
  SIM_LINEAR_LEVELS = 6,
  SIM_LINEAR_COLUMNS = SIM_LINEAR_NUMBERS + SIM_LINEAR_FACTORS * (SIM_LINEAR_LEVELS - 1),
  SIM_LINEAR_BASIS = SIM_LINEAR_ARMS + SIM_LINEAR_COLUMNS
};

/** A column is explained by others where less than this share of its sum of squares is left, and
 *  constant where the squares about the arms' means are but rounding errors of the raw ones. */
#define SIM_LINEAR_EXPLAINED 1e-11
#define SIM_LINEAR_CONSTANT  1e-24
/** So are residuals that are so small beside the squares within arms or those of the scores. */
#define SIM_LINEAR_NOTHING 1e-22
/** So near to leverage 1 is there. */
#define SIM_LINEAR_FULL 1e-10

/** What is fitted. The lists have n members; patients of arms outside 0 .. n_arms - 1 are passed
 *  over. Levels are 0 .. n_levels - 1. */
typedef struct {
  int n, n_arms;
  const double *y;
  const int8_t *arm;
  int n_numbers;
  const double *number[SIM_LINEAR_NUMBERS];
  int n_factors, n_levels[SIM_LINEAR_FACTORS];
  const int8_t *level[SIM_LINEAR_FACTORS];
} SimLinearData;

/** Doubles of room that the fit of so many patients and columns asks for. */
#define SIM_LINEAR_ROOM(n, columns) ((long) (n) * ((columns) + 1))

/** A fit; it reads the arms of the data and the room it was made in. */
typedef struct {
  const int8_t *arm;
  int n, n_arms;               /* n: length of the lists */
  int n_columns;               /* of covariates, without those that say nothing new */
  int analysed;
  double df, residual;         /* residual: sum of squares */
  double count[SIM_LINEAR_ARMS], per_root[SIM_LINEAR_ARMS]; /* 1 / sqrt (count) */
  double mean[SIM_LINEAR_ARMS]; /* adjusted to the covariates' means over all patients */
  double standing[SIM_LINEAR_ARMS][SIM_LINEAR_COLUMNS]; /* covariates of the arm less those means */
  double *basis;               /* [n][n_columns] */
  double *left;                /* [n]: residuals */
} SimLinearModel;

/** Columns that the covariates of the data have. */
int sim_linear_columns (const SimLinearData *data);

/**
 * The fit; room: SIM_LINEAR_ROOM (n, columns) doubles, in use as long as the fit is. A column that
 * those before it and the arms explain, as that of a level nobody has, is left out and costs no df.
 * df = analysed - arms - columns. False if an arm has fewer than two patients, df is below 1, no
 * residuals are left but rounding errors, or the numbers of arms, covariates or levels are not
 * within those above.
 */
bool sim_linear_model (const SimLinearData *data, double *room, SimLinearModel *fit);

/** The sum of weights[arm] times the adjusted means, and its variance on fit->df: residual mean
 *  square. */
double sim_linear_contrast (const SimLinearModel *fit, const double *weights, double *variance);

/** The contrast as a vector of the basis, SIM_LINEAR_BASIS numbers: arms, then columns. Patient i
 *  counts in its estimate with the product of this and his own vector. */
void sim_linear_vector (const SimLinearModel *fit, const double *weights, double *vector);

/** Patient i of an arm of the fit as a vector of the basis, n_arms + n_columns numbers. */
void sim_linear_patient (const SimLinearModel *fit, int i, double *vector);

typedef enum { SIM_HC2, SIM_HC3 } SimHeteroscedastic;

/**
 * Variance of a contrast that holds where patients' variances differ (MacKinnon & White 1985):
 * squared residuals over (1 - h), HC2, or over its square, HC3, with h the patient's leverage. Used
 * with fit->df. False where a patient who counts has leverage 1, for then he is fitted whatever
 * his score, and where the variance is 0.
 * HC3 errs on the safe side: with 54, 54 and 48 patients of one SD and a baseline two-sided 5 %
 * tests reject 4.8 % of true nulls in 10^6 trials, with 20 patients an arm 4.2 to 4.8.
 *
 * Where scores are not normal, tests by the model's own variance are a little cautious in small
 * arms: with 20 patients an arm, 0 to 20 % of them lost, 5 % tests of means, changes and adjusted
 * means and their F tests reject 4.7 to 5.0 % of true nulls where tails are heavy (Student's t on
 * 5 df) and 4.8 to 5.0 of skewed scores (skewness 1); with 120 no less than 4.85. Welch's t test
 * rejects 4.6 to 5.0 of such scores with 20, and 4.85 to 5.0 of normal ones.
 */
bool sim_linear_robust (const SimLinearModel *fit, SimHeteroscedastic kind, const double *weights,
                        double *variance);

/** F of the hypothesis that all adjusted means are equal, on n_arms - 1 and fit->df: the analysis
 *  of variance or covariance. */
double sim_linear_f (const SimLinearModel *fit);

#endif
