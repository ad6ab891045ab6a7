/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elementary-lanes.h - the vector versions of elementary.h over n numbers, a multiple of eight.
 */
#ifndef TESTS_SIM_BASE_ELEMENTARY_LANES_H
#define TESTS_SIM_BASE_ELEMENTARY_LANES_H

#include "base/elementary.h"

typedef void (*ElementaryLanes) (const double *x, int n, double *exps, double *logs,
                                 double *expits);

void elementary_lanes_scalar (const double *x, int n, double *exps, double *logs, double *expits);
void elementary_lanes_avx2 (const double *x, int n, double *exps, double *logs, double *expits);
void elementary_lanes_avx512 (const double *x, int n, double *exps, double *logs, double *expits);

#endif
