/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type-s-m.h - what significant estimates are like: wrong in sign (type S), too large (type M).
 *
 * Gelman and Carlin, Perspect Psychol Sci 2014; 9: 641-51, with their normal estimate of known
 * standard error, and the same of t statistics by quadrature over the estimated one. An estimate
 * is rejected where it lies beyond `critical` times its estimated standard error above 0 or, with
 * sides 2, below. Effects and standard errors are in one unit; df may be real or infinite.
 * Pure functions; arguments outside the domain give NaN.
 */
#ifndef SIM_THEORY_TYPE_S_M_H
#define SIM_THEORY_TYPE_S_M_H

#include <glib.h>

G_BEGIN_DECLS

/** Rejections by the side on which the estimate lies; can be averaged over designs and truths. */
typedef struct {
  double upper, lower;         /* chances of rejection above 0, below */
  double upper_sum, lower_sum; /* means of the estimate there times these chances */
} SimRejections;

/** A normal estimate whose standard error is known; published as the z form. */
SimRejections sim_rejections_z (double effect, double standard_error, double critical,
                                guint sides);
/** A t test on df: standard_error is the true one. */
SimRejections sim_rejections_t (double effect, double standard_error, double critical, guint sides,
                                double df, double tolerance);
/**
 * Adds, with a weight, an estimate that is given all that its bound hangs on: it is rejected beyond
 * the bound. effect and bound are over its standard error; standard_error 0 adds to the chances
 * alone.
 */
void sim_rejections_given (SimRejections *sum, double weight, double effect, double bound,
                           double standard_error, guint sides);

/** Adds weight times one to sum. */
void sim_rejections_add (SimRejections *sum, double weight, const SimRejections *one);

typedef struct {
  double type_s; /* share of rejections with the wrong sign; NaN if the truth is 0 */
  double type_m; /* mean size of rejected estimates over the true size; NaN if that is 0 */
  double mean;   /* mean of rejected estimates, signs kept */
} SimTypeErrors;

/** All NaN where nothing is ever rejected. */
SimTypeErrors sim_type_errors (const SimRejections *rejections, double truth);

G_END_DECLS
#endif
