/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fisher.c - Fisher's exact test by the ratios of neighbouring tables.
 */
#include "fisher.h"

/* Sums of less than such a share are left out. */
#define NOTHING 0x1p-60
/* Tables that are likelier by less than this count as no likelier, as in R's fisher.test(). */
#define SLACK (1 + 1e-7)

typedef struct {
  int x, n_a, n_b, events; /* x: the observed number in arm a */
} Table;

/* The probability of k + 1 events in arm a over that of k. */
static inline double up (const Table *t, int k)
{
  return (double) (t->n_a - k) * (t->events - k)
         / ((double) (k + 1) * (t->n_b - t->events + k + 1));
}

/* Of tables: all, those with so many or more events in arm a, so few or fewer, and no likelier. */
typedef struct {
  double all, greater, less, unlikely;
} Sums;

/* Adds the tables beyond the likeliest number, the probability of whose table is 1 here, up
 * (direction 1) or down (-1) to the end; observed: the probability of the observed table. */
static void add_side (const Table *t, int mode, int direction, int end, double observed,
                      Sums *sums)
{
  double p = 1;
  for (int k = mode; k != end && (p >= NOTHING * observed && p > 0);) {
    p = direction > 0 ? p * up (t, k) : p / up (t, k - 1);
    k += direction;
    sums->all += p;
    sums->greater += k >= t->x ? p : 0;
    sums->less += k <= t->x ? p : 0;
    sums->unlikely += p <= observed * SLACK ? p : 0;
  }
}

static double observed_of (const Table *t, int mode)
{
  double p = 1;
  for (int k = mode; k < t->x; k++)
    p *= up (t, k);
  for (int k = mode; k > t->x; k--)
    p /= up (t, k - 1);
  return p;
}

static double share (double part, double all)
{
  return part < all ? part / all : 1;
}

SimFisher sim_fisher (int x_a, int n_a, int x_b, int n_b)
{
  Table t = { x_a, n_a, n_b, x_a + x_b };
  int low = t.events > n_b ? t.events - n_b : 0, high = t.events < n_a ? t.events : n_a;
  int mode = (int) ((double) (n_a + 1) * (t.events + 1) / ((double) n_a + n_b + 2));
  mode = mode < low ? low : mode > high ? high : mode;
  double observed = observed_of (&t, mode);
  Sums sums = { 1, mode >= x_a, mode <= x_a, 1 <= observed * SLACK };
  add_side (&t, mode, 1, high, observed, &sums);
  add_side (&t, mode, -1, low, observed, &sums);
  return (SimFisher){ share (sums.unlikely, sums.all), share (sums.greater, sums.all),
                      share (sums.less, sums.all) };
}
