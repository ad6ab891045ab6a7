/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-private.h - what the parts of the mixed model for repeated measures share.
 *
 * Matrices over visits are full, V rows of V; of a pattern they are zero where it has no visit.
 * A parameter k is the element (i, j), j <= i, of R in the order 00, 10, 11, 20 ...; E_k is the
 * matrix with 1 there and at (j, i). With W the inverse of R by pattern, the information on the
 * coefficients is an arrow: a V x V block N for each arm, one D for the slopes, and borders C
 * between them; S = D - sum C N^-1 C.
 */
#ifndef SIM_ANALYSIS_MMRM_PRIVATE_H
#define SIM_ANALYSIS_MMRM_PRIVATE_H

#include "mmrm.h"

/* A pivot that is so small a share of what it was before elimination is nothing. */
#define SIM_MMRM_SINGULAR 1e-11

/** The sums of a pattern, views of its part of the room: of arms or visits, scores by arm. */
typedef struct {
  double *head;               /* which visits (bits), patients, sum of squares of the baseline */
  double *size, *x;           /* [arm] patients and sum of the baseline */
  double *y, *xy, *yy;        /* [arm][visit], [visit], [visit][visit] */
  double *w, *residual, *hat; /* R^-1; squares of residuals; of their fitted values' variance */
} SimMmrmPattern;

SimMmrmPattern sim_mmrm_pattern (const SimMmrm *fit, int p);

/** Lays the matrices of a fit into room. */
void sim_mmrm_lay (int n_arms, int n_visits, double *room, SimMmrm *fit);

/** The sums of all patterns; false if room has not enough of them or a patient's arm is unknown. */
bool sim_mmrm_sums (const SimMmrmData *data, int n_patterns, SimMmrm *fit);

/** The factored likelihood's R of those whose visits up to each were all seen: REML where nobody
 *  comes back. False if there is none. */
bool sim_mmrm_factored (const SimMmrm *fit, double *covariance);

/** Variances of each visit by itself, no correlation; false if an arm is empty at one, or a
 *  variance is nothing. */
bool sim_mmrm_unrelated (const SimMmrm *fit, double *covariance);

/** Coefficients, likelihood, gradient in R and observed information (fit->information) at
 *  fit->covariance, and the expected one if asked for; false if a matrix is singular. */
bool sim_mmrm_evaluate (SimMmrm *fit, double *gradient, double *expected);

/** h[parameter][arm, slope last][visit]: X'V^-1 E_k V^-1 of (scores, if asked for, less what the
 *  coefficients [arm, slope last][visit] fit), less the part of the slopes that the arms take. */
void sim_mmrm_borders (const SimMmrm *fit, const double *coefficients, bool scores, double *h);

/** h'Phi g of two of them, Phi the covariance of the coefficients. */
double sim_mmrm_between (const SimMmrm *fit, const double *h, const double *g);

/** to = W K W, K the sum over a pattern's patients of (x'u)(x'u)': with u = Phi c its sum over
 *  patterns has the derivatives of c'Phi c in R. */
void sim_mmrm_weighed (const SimMmrm *fit, const SimMmrmPattern *pattern, const double *u,
                       double *to);

/** What Kenward and Roger need of a fit: the inverse of the information, and the second
 *  derivatives of R, weighed. False if the information is singular. */
bool sim_mmrm_prepare_adjustment (SimMmrm *fit);

/** Adds their correction to the variance of the contrast whose coefficients u are Phi c. */
double sim_mmrm_adjusted (const SimMmrm *fit, const double *u, double variance);

/** Inverse of a positive definite matrix of n rows in place, and its determinant; false if it is
 *  singular. */
bool sim_mmrm_invert (int n, double *a, double *determinant);

/** Cholesky's root of the lower triangle, n rows of n, in place; false if there is none. */
bool sim_mmrm_root (int n, double *a);

/** x := (L L')^-1 x. */
void sim_mmrm_solve (int n, const double *root, double *x);

/** tr (E_k A E_l B) of symmetric A and B, k = (i, j) and l = (s, t). */
static inline double sim_mmrm_trace (const double *a, const double *b, int v, int i, int j, int s,
                                     int t)
{
  double sum = a[j * v + s] * b[t * v + i] + a[i * v + s] * b[t * v + j]
               + a[j * v + t] * b[s * v + i] + a[i * v + t] * b[s * v + j];
  return (i == j ? 0.5 : 1.0) * (s == t ? 0.5 : 1.0) * sum;
}

/** tr (E_k A) of a symmetric A. */
static inline double sim_mmrm_element (const double *a, int v, int i, int j)
{
  return (i == j ? 1.0 : 2.0) * a[i * v + j];
}

#endif
