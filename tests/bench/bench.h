/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.h - what the benchmarks share: times, medians, a line for the reader and one for a program.
 *
 * Machines are noisy. What is compared is measured in turn, round by round, and the median of the
 * rounds' ratios is what to quote.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

enum { BENCH_ROUNDS = 7 };

/** Seconds on a clock that only goes forward. */
double bench_seconds (void);
/** Sorts x and returns the value below which a share of them lies (0.5: the median). */
double bench_fractile (double *x, size_t n, double share);
/** Prints a figure with its unit and keeps it for bench_write(). */
void bench_say (const char *name, double value, const char *unit);
/** Writes all that was said as a JSON list; FALSE if the file cannot be written. */
bool bench_write (const char *path);

/** Trials a second of the plain-C floor at 54/50/48: t tests, or with one baseline covariate. */
double bench_floor (bool ancova);

#endif
