/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newton.h - what fits by Newton's steps up a concave log likelihood share: how far a step goes,
 * when it went too far, and when there is nothing left to be gained. C headers only; pure; roots
 * are in triangular.h.
 */
#ifndef SIM_ANALYSIS_NEWTON_H
#define SIM_ANALYSIS_NEWTON_H

#include <stdbool.h>

/** Of the decrement, sim_newton_rise() of a whole step: twice what is still to be gained in log
 *  likelihood. The step at this size is 1e-9 standard errors, and the last one taken leaves its
 *  square. Where there is no maximum each step is about 1 and divides the decrement by e: 30 or 40
 *  of them do not get there. */
#define SIM_NEWTON_CLOSE 1e-18
/** A pivot of the information that is so small a share of what it was before elimination is but
 *  rounding errors: there is no maximum, or none that steps come to. */
#define SIM_NEWTON_SINGULAR 1e-12
/** No step moves a parameter, a logarithm, further: beyond, curvature here says nothing, and whole
 *  steps overshoot. */
#define SIM_NEWTON_FAR 4.0

/** Where covariates tell some patients' outcomes, their share in the decrement goes to 0 while
 *  steps remain about 1: at a maximum no parameter moves by as much as this either. */
#define SIM_NEWTON_STILL 1e-4

/** How the likelihood rises along a step of n parameters. */
static inline double sim_newton_rise (int n, const double *gradient, const double *step)
{
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += gradient[i] * step[i];
  return sum;
}

/** The longest of its moves. */
static inline double sim_newton_largest (int n, const double *step)
{
  double largest = 0;
  for (int i = 0; i < n; i++) {
    double size = step[i] < 0 ? -step[i] : step[i];
    largest = size > largest ? size : largest;
  }
  return largest;
}

/** The share of the step, at most all of it, that moves no parameter further than that. */
static inline double sim_newton_length (int n, const double *step)
{
  double largest = sim_newton_largest (n, step);
  return largest > SIM_NEWTON_FAR ? SIM_NEWTON_FAR / largest : 1.0;
}

/** Whether a step went too far, by the gradient where it ended: there the likelihood falls along it
 *  by more than half of how it rose where it began. Halving ends after SIM_NEWTON_HALVINGS. */
static inline bool sim_newton_overshot (int n, const double *gradient, const double *step,
                                        double rise)
{
  return sim_newton_rise (n, gradient, step) < -0.5 * rise;
}
enum { SIM_NEWTON_HALVINGS = 20 };

static inline void sim_newton_move (int n, double length, const double *step, double *at)
{
  for (int i = 0; i < n; i++)
    at[i] += length * step[i];
}

#endif
