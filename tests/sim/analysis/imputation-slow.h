/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imputation-slow.h - scores imputed as the definition has it, for tests: regressions by
 * Gram-Schmidt on the patients' columns, gaps by inverted matrices, all in long double. It shares
 * nothing with the engine but the random numbers.
 */
#ifndef TESTS_IMPUTATION_SLOW_H
#define TESTS_IMPUTATION_SLOW_H

#include "analysis/imputation.h"

#include <glib.h>
#include <math.h>

typedef long double real;

/* MORE: a covariate, two levels of a stratum beside its first, and one of another. */
enum {
  MOST = 600,
  VISITS = SIM_IMPUTE_VISITS,
  ARMS = SIM_IMPUTE_ARMS,
  MORE = 4,
  TERMS = 1 + MORE + VISITS,
  COLUMNS = ARMS + 1 + MORE
};

typedef struct {
  int n, arms, visits, place[MOST], room[MOST];
  int8_t arm[MOST];
  gboolean has_baseline, adjusted;
  double baseline[MOST], number[MOST], score[VISITS][MOST];
  int8_t level[2][MOST];
  const double *scores[VISITS];
} Data;

/** A regression at a visit, drawn. */
typedef struct {
  real level[ARMS], centre[ARMS][TERMS], slope[TERMS], sigma;
  int df;
} Chain;

/** What to ask of the engine about data. */
SimImputation slow_ask (Data *d, SimImputeAs as, int imputations, guint64 seed);
/** How many columns patients have from the beginning, and term t of patient i. */
int slow_fixed (const Data *d);
real slow_column (const Data *d, int t, int i);
/** The inverse; of a row that those before it explain a generalised one has nothing. */
void slow_invert (int n, real m[TERMS + ARMS][TERMS + ARMS]);
/** Without a stream the fitted chain, without noise. FALSE: there is none. */
gboolean slow_regression (const Data *d, int v, SimStream *stream, Chain *chain);
/** The score of a patient at the last visit in the kth imputation. */
real slow_score (const Data *d, const SimImputation *data, const Chain *chain, int i, int k);
/** All scores at the last visit in the kth imputation. FALSE: a regression cannot be fitted. */
gboolean slow_complete (const Data *d, const SimImputation *data, int k, real *y);

#endif
