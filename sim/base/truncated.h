/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truncated.h - a normal variate of which only what lies within limits is kept.
 *
 * Who enters a trial by a score has one within limits: those beyond are not clipped to them, as on
 * a scale with ends, but are not there. Thread-safe.
 */
#ifndef SIM_BASE_TRUNCATED_H
#define SIM_BASE_TRUNCATED_H

#include <glib.h>

G_BEGIN_DECLS

/** Limits, ends included, low < high. */
typedef struct {
  double low, high; /* not both infinite; whole numbers, and finite, where whole */
  gboolean whole;   /* the normal is rounded, halves upwards, before the limits are applied */
  /* with whole: what lies beyond the limit is at it, which is the end of the scale */
  gboolean low_is_end, high_is_end;
} SimLimits;

/** Mean and SD of what is kept; sigma > 0. */
void sim_truncated_moments (const SimLimits *limits, double mu, double sigma, double *mean,
                            double *sd);

/**
 * The mu and sigma of the normal of which what is kept has such a mean and SD. FALSE, and both NaN,
 * if there is none: of the normals with that mean kept the SD grows with sigma from that of
 * neighbouring scores (or 0) to that of the uniform or exponential law, which is where
 * sim_truncated_sd_range() ends. A limit may lie up to 8 sigma beyond mu.
 */
gboolean sim_truncated_solve (const SimLimits *limits, double mean, double sd, double *mu,
                              double *sigma);

/** The SDs that can be met with a mean between the limits lie strictly between these two. */
void sim_truncated_sd_range (const SimLimits *limits, double mean, double *least, double *most);

/**
 * The z-th of what is kept, z standard normal, in SDs of the normal from its mean: increasing in z,
 * from `from` to `to`, the limits in the same unit, which may be infinite.
 */
double sim_truncated_quantile (double from, double to, double z);

G_END_DECLS
#endif
