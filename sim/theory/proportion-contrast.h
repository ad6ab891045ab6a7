/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportion-contrast.h - approximate power of a contrast of several proportions, or of their
 * logits, such as the retention of an effect.
 *
 * Written from the definitions again: no code is shared with the tests as trials are decided by
 * them (sim/analysis). Thread-safe.
 */
#ifndef SIM_THEORY_PROPORTION_CONTRAST_H
#define SIM_THEORY_PROPORTION_CONTRAST_H

#include <glib.h>

G_BEGIN_DECLS

/** What is estimated, sum of weight x proportion (or its logit), and how it is tested. */
typedef struct {
  guint n_arms;
  const double *weight;     /* of each arm */
  const double *proportion; /* the true ones of benefit, 0 to 1 */
  gboolean logit;
  gboolean restricted; /* the variance of the test is that of the likeliest proportions on a bound;
                          FALSE: of the observed ones */
  gboolean two_sided;  /* it is not 0; else it is to be shown above lower */
  double lower, upper; /* and below upper, which may be infinite */
} SimProportionContrastTest;

/**
 * Normal-theory power at a level of one tail with n[arm] patients analysed, n > 0 where there is a
 * weight: P (Z > (z sd0 - (effect - bound)) / sd), sd0 by the proportions that are the likeliest on
 * the bound when the observed ones are the true ones (Kieser & Friede, Stat Med 2007; 26: 253-73;
 * R's ThreeArmedTrials). NaN where a logit is infinite, or the effect has no variance.
 */
double sim_power_proportion_contrast (const SimProportionContrastTest *test, double level,
                                      const double *n);

G_END_DECLS
#endif
