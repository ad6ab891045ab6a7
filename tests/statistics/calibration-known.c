/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration-known.c - which tests are known not to keep their level, and what they do instead.
 * Every figure stands where the method is documented: the headers named below, and the help texts
 * of the methods. The first row that fits counts.
 */
#include "calibration.h"

#define SMALL CALIBRATION_SMALL
#define LARGE CALIBRATION_LARGE
#define RUBIN  "Rubin's variance is too large"
#define FEW    "few patients"
#define STEPS  "steps of the statistic"
#define TAILS  "scores are not normal"
#define CURVED "hazards of the covariate are not proportional"

static const CalibrationKnown known[] = {
  /* sim/analysis/imputation.h: of responses */
  { "logistic/responder/multiple-imputation/*", SMALL, FEW, 1.9, 2.7 },
  { "logistic/responder/multiple-imputation/*", LARGE, RUBIN, 3.1, 3.6 },
  { "logistic/responder/delta/*", SMALL, FEW, 1.9, 2.7 },
  { "logistic/responder/delta/*", LARGE, RUBIN, 3.1, 3.6 },
  { "logistic/responder/jump-to-reference/*", SMALL, RUBIN, 0.8, 1.4 },
  { "logistic/responder/jump-to-reference/*", LARGE, RUBIN, 1.3, 2.1 },
  { "logistic/responder/copy-increments/*", SMALL, RUBIN, 1.3, 1.9 },
  { "logistic/responder/copy-increments/*", LARGE, RUBIN, 2.2, 2.9 },
  { "*/responder/multiple-imputation/*", SMALL, RUBIN, 3.8, 4.8 },
  { "*/responder/multiple-imputation/*", LARGE, RUBIN, 3.3, 3.9 },
  { "*/responder/delta/*", SMALL, RUBIN, 3.8, 4.8 },
  { "*/responder/delta/*", LARGE, RUBIN, 3.3, 3.9 },
  { "*/responder/jump-to-reference/*", SMALL, RUBIN, 1.9, 3.1 },
  { "*/responder/jump-to-reference/*", LARGE, RUBIN, 1.5, 2.3 },
  { "*/responder/copy-increments/*", SMALL, RUBIN, 2.8, 4 },
  { "*/responder/copy-increments/*", LARGE, RUBIN, 2.4, 3.2 },
  /* sim/analysis/binary-imputation.h */
  { "risk-difference/*/multiple-imputation/*", SMALL, FEW, 5.9, 6.4 },
  { "risk-difference/*/multiple-imputation/*", LARGE, FEW, 4.9, 5.4 },
  { "risk-difference/*/delta/*", SMALL, FEW, 5.9, 6.4 },
  { "risk-difference/*/delta/*", LARGE, FEW, 4.9, 5.4 },
  { "logistic/*/multiple-imputation/gaps", SMALL, FEW, 3.4, 4.0 },
  { "logistic/*/multiple-imputation/set=per-protocol", SMALL, FEW, 3.4, 4.0 },
  { "logistic/*/delta/gaps", SMALL, FEW, 3.4, 4.0 },
  { "logistic/*/delta/set=per-protocol", SMALL, FEW, 3.4, 4.0 },
  { "logistic/*/multiple-imputation/*", SMALL, FEW, 3.7, 4.7 },
  { "logistic/*/multiple-imputation/*", LARGE, FEW, 4.7, 5.1 },
  { "logistic/*/delta/*", SMALL, FEW, 3.7, 4.7 },
  { "logistic/*/delta/*", LARGE, FEW, 4.7, 5.1 },
  { "g-computation/*/multiple-imputation/*", SMALL, FEW, 5.9, 7.0 },
  { "g-computation/*/multiple-imputation/*", LARGE, FEW, 4.9, 5.5 },
  { "g-computation/*/delta/*", SMALL, FEW, 5.9, 7.0 },
  { "g-computation/*/delta/*", LARGE, FEW, 4.9, 5.5 },
  /* sim/analysis/imputation.h */
  { "t-test/*/jump-to-reference/*", SMALL, RUBIN, 1.4, 2.3 },
  { "t-test/*/jump-to-reference/*", LARGE, RUBIN, 1.4, 2.6 },
  { "change-score/*/jump-to-reference/*", SMALL, RUBIN, 1.0, 2.0 },
  { "change-score/*/jump-to-reference/*", LARGE, RUBIN, 1.3, 2.4 },
  { "ancova/*/jump-to-reference/adjust-for=*", SMALL, RUBIN, 0.8, 2.0 },
  { "ancova/*/jump-to-reference/adjust-for=*", LARGE, RUBIN, 0.7, 2.1 },
  { "ancova/*/copy-increments/adjust-for=*", SMALL, RUBIN, 2.1, 3.3 },
  { "ancova/*/copy-increments/adjust-for=*", LARGE, RUBIN, 2.4, 3.6 },
  { "ancova/*/jump-to-reference/*", SMALL, RUBIN, 0.6, 1.5 },
  { "ancova/*/jump-to-reference/*", LARGE, RUBIN, 0.9, 1.9 },
  { "t-test/*/copy-increments/*", SMALL, RUBIN, 2.7, 3.6 },
  { "t-test/*/copy-increments/*", LARGE, RUBIN, 3.0, 4.0 },
  { "change-score/*/copy-increments/*", SMALL, RUBIN, 2.4, 3.3 },
  { "change-score/*/copy-increments/*", LARGE, RUBIN, 3.0, 4.0 },
  { "ancova/*/copy-increments/*", SMALL, RUBIN, 2.1, 3.0 },
  { "ancova/*/copy-increments/*", LARGE, RUBIN, 2.6, 3.7 },
  { "*/multiple-imputation/*", SMALL, FEW, 3.8, 4.7 },
  { "*/multiple-imputation/*", LARGE, RUBIN, 4.6, 5.0 },
  { "*/delta/*", SMALL, FEW, 3.8, 4.7 },
  { "*/delta/*", LARGE, RUBIN, 4.6, 5.0 },
  /* sim/analysis/linear-model.h */
  { "*/se=hc3", SMALL, FEW, 4.2, 4.8 },
  { "*/se=hc3", LARGE, FEW, 4.8, 5.0 },
  { "t-test/continuous/*/variance=welch", SMALL, FEW, 4.85, 5.0 },
  { "t-test/bounded/*/variance=welch", SMALL, FEW, 4.85, 5.0 },
  { "t-test/*/variance=welch", SMALL, TAILS, 4.6, 5.0 },
  { "t-test/heavy-tailed/*", SMALL, TAILS, 4.7, 5.0 },
  { "t-test/skewed/*", SMALL, TAILS, 4.8, 5.0 },
  { "change-score/heavy-tailed/*", SMALL, TAILS, 4.7, 5.0 },
  { "change-score/skewed/*", SMALL, TAILS, 4.8, 5.0 },
  { "ancova/heavy-tailed/*", SMALL, TAILS, 4.8, 5.0 },
  { "ancova/skewed/*", SMALL, TAILS, 4.8, 5.0 },
  { "omnibus an*/heavy-tailed/*", SMALL, TAILS, 4.7, 5.0 },
  { "omnibus an*/skewed/*", SMALL, TAILS, 4.8, 5.0 },
  { "omnibus an*/heavy-tailed/*", LARGE, TAILS, 4.85, 5.0 },
  { "t-test/heavy-tailed/*", LARGE, TAILS, 4.85, 5.0 },
  /* sim/analysis/ranks.h */
  { "mann-whitney/*/exact=true", SMALL, STEPS, 4.5, 4.9 },
  { "mann-whitney/*", SMALL, FEW, 4.75, 5.0 },
  { "mann-whitney/*", LARGE, FEW, 4.85, 5.0 },
  { "van-elteren/*", SMALL, FEW, 4.75, 5.0 },
  { "omnibus kruskal-wallis/*", SMALL, FEW, 4.7, 4.95 },
  { "omnibus kruskal-wallis/*", LARGE, FEW, 4.85, 5.0 },
  /* sim/analysis/mmrm.h, mixed-model.h */
  { "mmrm/*/df=kenward-roger", SMALL, FEW, 5.2, 5.8 },
  { "mmrm/*", SMALL, FEW, 4.9, 5.3 },
  { "practitioner-mixed-model/*", SMALL, FEW, 4.2, 5.0 },
  { "practitioner-mixed-model/*/bocf/*", LARGE, FEW, 4.4, 5.0 },
  /* sim/analysis/logistic.h, mantel-haenszel.h, proportional-odds.h, negative-binomial.h */
  { "g-computation/*/adjust-for=*", SMALL, FEW, 6.1, 7.2 },
  { "g-computation/*/adjust-for=*", LARGE, FEW, 5.1, 5.7 },
  { "logistic/*/adjust-for=*", SMALL, FEW, 4.2, 5.0 },
  { "logistic/*/adjust-for=*", LARGE, FEW, 4.9, 5.4 },
  { "cmh/*", SMALL, STEPS, 4.5, 5.0 },
  { "proportional-odds/ordinal/*", SMALL, FEW, 5.1, 5.7 },
  { "negative-binomial/*", SMALL, FEW, 6.0, 7.1 },
  { "negative-binomial/*", LARGE, FEW, 4.9, 5.4 },
  /* sim/analysis/cox-model.h */
  { "cox/*/adjust-for=*", SMALL, FEW, 5.2, 6.3 },
  { "cox/*/adjust-for=*", LARGE, CURVED, 5.1, 5.8 },
  /* sim/analysis/log-rank.h, rmst.h */
  { "*log-rank/*", SMALL, FEW, 5.3, 5.6 },
  { "*log-rank/*", LARGE, FEW, 5.0, 5.2 },
  { "rmst/*", SMALL, FEW, 6.4, 6.9 },
  { "rmst/*", LARGE, FEW, 5.1, 5.4 },
};

const CalibrationKnown *
calibration_known (const CalibrationCase *c, guint patients)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].patients == patients && g_pattern_match_simple (known[i].pattern, c->name))
      return &known[i];
  return NULL;
}

const CalibrationKnown *
calibration_all_known (guint *n)
{
  *n = G_N_ELEMENTS (known);
  return known;
}
