/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.h - exact power of tests of two proportions, by going through all tables.
 *
 * Nothing here shares code with the tests as trials are decided by them (sim/analysis): each is
 * written from its definition again, so that runs and theory check one another. Thread-safe.
 */
#ifndef SIM_THEORY_PROPORTIONS_H
#define SIM_THEORY_PROPORTIONS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SIM_PROPORTIONS_POOLED,     /* z with one proportion for both arms: chi-squared */
  SIM_PROPORTIONS_UNPOOLED,   /* z with a proportion each */
  SIM_PROPORTIONS_RESTRICTED, /* z with the likeliest ones on the bound: Farrington & Manning */
  SIM_PROPORTIONS_FISHER      /* given all margins; two-sided by the probabilities of tables */
} SimProportionsKind;

/** What p_a - p_b is held against. */
typedef struct {
  SimProportionsKind kind;
  gboolean two_sided;  /* 0, on either side; else it is to be shown above lower */
  double lower, upper; /* and below upper, which may be infinite; Fisher: 0 and infinite */
} SimProportionsTest;

/** Numbers of events from low to high. */
typedef struct {
  guint low, high;
} SimEvents;

/**
 * Which tables are significant, of those with in_a events in arm a and in_b in arm b:
 * passed[(x_a - in_a.low) * (in_b.high - in_b.low + 1) + x_b - in_b.low] is the number of the
 * n_levels levels at which the table is. levels: of one tail, descending, 1 to 255 of them. n_a,
 * n_b >= 1. The time is that of so many tables; about 10 ns each, restricted ones 500.
 */
void sim_proportions_passed (const SimProportionsTest *test, guint n_levels, const double *levels,
                             guint n_a, SimEvents in_a, guint n_b, SimEvents in_b, guint8 *passed);

/** The numbers of events that are not too unlikely to matter: the others come to less than 1e-14
 *  together. */
SimEvents sim_proportions_likely (guint n, double p);

/** Probability of 0 .. n events; mass: n + 1 numbers. */
void sim_proportions_mass (guint n, double p, double *mass);

/** Power at one level of one tail. NaN if memory is short. */
double sim_power_proportions (const SimProportionsTest *test, double level, guint n_a, double p_a,
                              guint n_b, double p_b);

/**
 * Normal-theory power of the z tests of a difference of 0, at equal-tailed alpha / sides; both
 * tails counted: pooled takes the pooled proportion for the null, as R's power.prop.test().
 */
double sim_power_proportions_normal (gboolean pooled, double alpha, guint sides, double n_a,
                                     double p_a, double n_b, double p_b);

G_END_DECLS
#endif
