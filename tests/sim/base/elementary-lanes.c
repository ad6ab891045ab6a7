/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * elementary-lanes.c - the vector versions of elementary.h over an array, for elementary.c.
 */
#include "elementary-lanes.h"

void LANE_FN (elementary_lanes) (const double *x, int n, double *exps, double *logs, double *expits)
{
  for (int i = 0; i < n; i += SIM_LANES)
    for (int part = 0; part < VPARTS; part++) {
      v_store (exps + i, part, v_exp (v_load (x + i, part)));
      v_store (logs + i, part, v_log (v_load (x + i, part)));
      v_store (expits + i, part, v_expit (v_load (x + i, part)));
    }
}
