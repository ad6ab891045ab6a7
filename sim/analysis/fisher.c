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

/* Tables of a margin from first to last, the others being nothing: how likely they are by the
 * likeliest, and the sums from both ends to each. */
typedef struct {
  int mode, first, last;
  double *mass, *up_to, *from;
} Margin;

static void one_up (Margin *m, const Table *t)
{
  m->mass[m->last + 1] = m->mass[m->last] * up (t, m->last);
  m->last++;
}

static void one_down (Margin *m, const Table *t)
{
  m->mass[m->first - 1] = m->mass[m->first] / up (t, m->first - 1);
  m->first--;
}

/* From the likeliest to low and high, and on as long as that matters to them. */
static void fill_margin (Margin *m, const Table *t, int low, int high, int least, int most)
{
  m->mass[m->mode] = 1;
  while (m->last < high)
    one_up (m, t);
  while (m->first > low)
    one_down (m, t);
  double smaller = m->mass[low] < m->mass[high] ? m->mass[low] : m->mass[high];
  while (m->last < most && m->mass[m->last] > 0 && m->mass[m->last] >= NOTHING * smaller)
    one_up (m, t);
  while (m->first > least && m->mass[m->first] > 0 && m->mass[m->first] >= NOTHING * smaller)
    one_down (m, t);
  double sum = 0;
  for (int x = m->first; x <= m->last; x++)
    m->up_to[x] = sum += m->mass[x];
  sum = 0;
  for (int x = m->last; x >= m->first; x--)
    m->from[x] = sum += m->mass[x];
}

/* All that is no likelier than such a table: right and left are moved outwards to where that
 * begins. */
static double no_likelier (const Margin *m, double observed, int *left, int *right)
{
  double limit = observed * SLACK;
  if (1 <= limit)
    return m->from[m->first];
  while (*right <= m->last && m->mass[*right] > limit)
    ++*right;
  while (*left >= m->first && m->mass[*left] > limit)
    --*left;
  return (*right <= m->last ? m->from[*right] : 0) + (*left >= m->first ? m->up_to[*left] : 0);
}

void sim_fisher_margin (int n_a, int n_b, int events, int low, int high, double *scratch,
                        SimFisher *p)
{
  Table t = { 0, n_a, n_b, events };
  int least = events > n_b ? events - n_b : 0, most = events < n_a ? events : n_a;
  int mode = (int) ((double) (n_a + 1) * (events + 1) / ((double) n_a + n_b + 2));
  mode = mode < least ? least : mode > most ? most : mode;
  Margin m = { mode, mode, mode, scratch, scratch + n_a + 1, scratch + 2 * (n_a + 1) };
  fill_margin (&m, &t, low, high, least, most);
  double all = m.from[m.first];
  int left = mode, right = mode;
  for (int x = mode < low ? low : mode; x <= high; x++)
    p[x - low].two_sided = share (no_likelier (&m, m.mass[x], &left, &right), all);
  left = right = mode;
  for (int x = mode > high ? high : mode - 1; x >= low; x--)
    p[x - low].two_sided = share (no_likelier (&m, m.mass[x], &left, &right), all);
  for (int x = low; x <= high; x++) {
    p[x - low].greater = share (m.from[x], all);
    p[x - low].less = share (m.up_to[x], all);
  }
}
