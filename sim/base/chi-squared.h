/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chi-squared.h - chi-squared variates of whole degrees of freedom from a stream.
 *
 * C headers only; thread-safe; no allocation.
 */
#ifndef SIM_BASE_CHI_SQUARED_H
#define SIM_BASE_CHI_SQUARED_H

#include "stream.h"

/**
 * A chi-squared variate with df >= 1 degrees of freedom. Exactly so but for rounding: one on 2 is
 * an exponential one times two, so it is -2 times the logarithm of a product of uniforms, and where
 * df is odd a squared normal more. Takes (df + 1) / 2 draws. Always above 0.
 */
double sim_draw_chi_squared (SimStream *stream, int df);

#endif
