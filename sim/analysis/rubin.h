/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rubin.h - one estimate of those of several completed data sets.
 *
 * IEEE + - * / only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_RUBIN_H
#define SIM_ANALYSIS_RUBIN_H

/** Rubin, Multiple imputation for nonresponse in surveys, 1987, section 3.1. */
typedef struct {
  double estimate;
  double within, between; /* mean variance; variance of the estimates, divisor m - 1 */
  double total;           /* within + (1 + 1/m) between */
  double df;
} SimRubin;

/**
 * Pools m >= 1 estimates and their variances. complete_df: those that the analysis would have had
 * if nothing were missing; INFINITY gives Rubin's own df (m - 1) / lambda^2 with lambda the share
 * of the missing in the total variance, else df are those of Barnard & Rubin (Biometrika 1999; 86:
 * 948-55). Estimates that do not vary have a lambda of 0; with m = 1 the df are complete_df.
 */
SimRubin sim_rubin (int m, const double *estimates, const double *variances, double complete_df);

#endif
