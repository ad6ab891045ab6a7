/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical-cache.h - critical values as the lanes need them, made once and shared by plans.
 *
 * Owned by an engine. Locked inside: any thread may call. Values are rounded to 32 significant
 * bits,
 * so that results do not depend on the last bits of libm.
 */
#ifndef SIM_RUN_CRITICAL_CACHE_H
#define SIM_RUN_CRITICAL_CACHE_H

#include <glib.h>

#include "lane-plan.h"

G_BEGIN_DECLS

typedef struct _SimCriticalCache SimCriticalCache;

SimCriticalCache *sim_critical_cache_new (void);
void sim_critical_cache_free (SimCriticalCache *cache);

/**
 * Cubics in 1/df, for df from 1 to 2^17, of the upper t quantile at one-tail alpha (df1 0), or of
 * the upper F quantile with df1 numerator df. Relative error below
 * 1e-9 from 2 df on, below 1e-8 under 2 df, for alpha of 1e-4 and more. The caller owns a
 * reference: give it back with g_atomic_rc_box_release() once no plan reads it.
 */
double (*sim_critical_cache_cubics (SimCriticalCache *cache, double alpha, double df1))[4];

/**
 * Curves of the upper t quantiles over 1/df, df from 1 to infinity, at each edge of p-value classes
 * over so many sides, to what moves p by less than a millionth of itself. The caller owns a
 * reference, as above.
 */
LanePCurves *sim_critical_cache_p_curves (SimCriticalCache *cache, guint sides);
/** The same quantiles at one df: edge[SIM_P_EDGES], rounded. */
void sim_critical_cache_p_edges (SimCriticalCache *cache, guint sides, double df, double *edge);

/** The polynomial through n <= LANE_P_TERMS points (x[i], y[i]): n terms in rising powers. */
void sim_polynomial_through (guint n, const double *x, const double *y, double *terms);
/** The cubic through four points (u[i], y[i]) as four coefficients in rising powers of u. */
void sim_cubic_through (const double *u, const double *y, double *cubic);

/** Dunnett's constant (see critical.h), rounded. */
double sim_critical_cache_dunnett (SimCriticalCache *cache, double alpha, guint sides, double df,
                                   guint n_active, const double *lambda);
/** Tukey's constant for |t| of all pairs of so many arms (see critical.h), rounded. */
double sim_critical_cache_tukey (SimCriticalCache *cache, double alpha, double df, guint n_arms);

G_END_DECLS
#endif
