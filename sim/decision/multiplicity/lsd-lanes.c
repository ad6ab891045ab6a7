/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lsd-lanes.c - Fisher's least significant difference of three arms: the F test of all of them is
 * the gate, behind it every pair is tested at the full level.
 *
 * The F test is made of the pairs themselves: with estimates d and e of two pairs that share an arm
 * and variances v, w and that of the third pair u, their covariance is c = (v + w - u) / 2, or its
 * negative where the shared arm is first in one and second in the other; then
 * 2 F = (d^2 w - 2 d e c + e^2 v) / (v w - c^2).
 */
#include "verdict-lanes.h"

void LANE_FN (sim_lanes_lsd) (const LanePlan *plan, int size, const double *records, int groups,
                              LaneFit *fit)
{
  const LaneHypothesis *h = plan->hypotheses;
  bool alike = h[0].a == h[1].a || h[0].b == h[1].b;
  double unit = alike ? 0.5 : -0.5;
  (void) records;
  for (int at = 0; at < groups * VPARTS; at++) {
    vd d[3], v[3], gate;
    for (int i = 0; i < 3; i++) { /* from planned standard errors to those of the first pair */
      double by = h[i].scale[size] * h[0].unit[size];
      d[i] = (v_load (fit->error[i], at) + h[i].effect[size]) * by;
      v[i] = v_load (fit->variance[i], at) * (by * by);
    }
    for (int i = 0; i < VW; i++)
      gate[i] = lane_critical (plan->gate_critical, fit->df[0][at * VW + i]);
    vd c = (v[0] + v[1] - v[2]) * unit;
    vd quadratic = d[0] * d[0] * v[1] - 2.0 * (d[0] * d[1]) * c + d[1] * d[1] * v[0];
    vi open = quadratic > 2.0 * gate * (v[0] * v[1] - c * c);
    for (int i = 0; i < 3; i++) {
      vd level = level_critical (plan, fit, i, 0, size, at);
      v_store_i (fit->rejected[i], at, open & exceeds (plan, size, fit, i, at, level));
    }
  }
}
