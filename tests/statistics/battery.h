/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * battery.h - tests of random words, from the textbooks, and the rule by which they reject.
 *
 * Each test looks at n words and gives the probability that chance alone makes its statistic as
 * large or larger: uniform on (0, 1) for random words, save for the steps of counts, which are
 * halved (mid-p). Most look at the leading bits; seen backwards (the bits of each word reversed),
 * the words show them their trailing bits.
 *
 * The rule, laid down before any result was seen: reject if any p < 1e-7 or > 1 - 1e-7, or if the
 * Kolmogorov-Smirnov test of all p-values against the uniform law has p < 1e-4. For 1,000 p-values
 * of good words the rule rejects with probability 3e-4.
 *
 * Sources: Knuth, The art of computer programming, vol. 2, 3rd ed. 1997, section 3.3.2 ("Knuth");
 * Marsaglia, A current view of random number generators, 1985; L'Ecuyer and Simard, TestU01,
 * ACM Trans. Math. Softw. 33 (2007) 22. Each test names its own.
 */
#ifndef TESTS_STATISTICS_BATTERY_H
#define TESTS_STATISTICS_BATTERY_H

#include <glib.h>

/** lag: distance in words that tests of neighbours look at beside 1. n: at least 2^21. */
typedef double (*BatteryFn) (const guint64 *words, guint n, guint lag);

typedef struct {
  const char *name;
  BatteryFn p;
  gboolean symmetric; /* the same seen backwards, so done once */
} BatteryTest;

enum { BATTERY_TESTS = 16 };
extern const BatteryTest battery[BATTERY_TESTS];

/** All p-values of one source of words, and what they were found in. */
typedef struct {
  double p;
  const char *test, *order;
  gboolean backwards;
} BatteryP;
typedef struct {
  GArray *found; /* of BatteryP */
} Battery;

void battery_init (Battery *all);
void battery_clear (Battery *all);
/** Puts n words through every test, as they are and backwards; the words are left reversed. */
void battery_run (Battery *all, guint64 *words, guint n, guint lag, const char *order);

#define BATTERY_TAIL 1e-7
#define BATTERY_KS 1e-4
static inline gboolean battery_extreme (double p)
{
  return !(p >= BATTERY_TAIL && p <= 1 - BATTERY_TAIL);
}

typedef struct {
  guint n, extreme;
  double smallest, largest, ks;
  gboolean rejects;
} BatteryVerdict;
BatteryVerdict battery_verdict (const Battery *all);
/** The Kolmogorov-Smirnov test of uniformity of n values; sorts them. */
double battery_ks (double *p, guint n);

/** Pearson's chi-squared over cells of given probability: the upper tail. */
double battery_chi (const guint *count, const double *probability, guint cells);
/** The same over cells of equal probability. */
double battery_chi_equal (const guint *count, guint cells);
/** Upper tail of a Poisson count, half of its own mass included. */
double battery_poisson (guint count, double mean);

/* numbers.c */
double battery_pairs (const guint64 *words, guint n, guint lag);
double battery_triples (const guint64 *words, guint n, guint lag);
double battery_gap (const guint64 *words, guint n, guint lag);
double battery_runs (const guint64 *words, guint n, guint lag);
double battery_maximum (const guint64 *words, guint n, guint lag);
double battery_moments (const guint64 *words, guint n, guint lag);
double battery_lag_means (const guint64 *words, guint n, guint lag);
double battery_lag_variances (const guint64 *words, guint n, guint lag);
/* spacings.c */
double battery_collisions (const guint64 *words, guint n, guint lag);
double battery_birthdays (const guint64 *words, guint n, guint lag);
/* bits.c */
double battery_rank (const guint64 *words, guint n, guint lag);
double battery_frequency (const guint64 *words, guint n, guint lag);
double battery_agreement (const guint64 *words, guint n, guint lag);
double battery_agreement_far (const guint64 *words, guint n, guint lag);
double battery_hamming (const guint64 *words, guint n, guint lag);
double battery_hamming_far (const guint64 *words, guint n, guint lag);

#endif
