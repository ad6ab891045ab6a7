/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * floor.c - what a careful programmer writes first: mt19937, libm Box-Muller, arrays, one trial
 * after the other, in the analyses of Student and of one covariate.
 */
#include "bench.h"

#include <glib.h>
#include <math.h>

enum { ARMS = 3 };
static const guint arm_n[ARMS] = { 54, 50, 48 };

/* mt19937: Matsumoto and Nishimura, ACM TOMACS 8, 1998. */
typedef struct {
  guint32 word[624];
  guint at;
  gboolean have;
  double spare;
} Twister;

static void twister_init (Twister *t, guint32 seed)
{
  t->word[0] = seed;
  for (guint32 i = 1; i < 624; i++)
    t->word[i] = 1812433253u * (t->word[i - 1] ^ (t->word[i - 1] >> 30)) + i;
  t->at = 624;
  t->have = FALSE;
}

static guint32 twister_next (Twister *t)
{
  if (t->at == 624) {
    for (guint i = 0; i < 624; i++) {
      guint32 y = (t->word[i] & 0x80000000u) | (t->word[(i + 1) % 624] & 0x7fffffffu);
      t->word[i] = t->word[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    t->at = 0;
  }
  guint32 y = t->word[t->at++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static double twister_normal (Twister *t)
{
  if (t->have) {
    t->have = FALSE;
    return t->spare;
  }
  double u = (twister_next (t) + 0.5) / 4294967296.0, v = (twister_next (t) + 0.5) / 4294967296.0;
  double r = sqrt (-2 * log (u));
  t->have = TRUE;
  t->spare = r * sin (2 * G_PI * v);
  return r * cos (2 * G_PI * v);
}

/* Pairwise t tests (ANCOVA: with one baseline covariate) of one trial; returns rejections. */
static guint floor_trial (Twister *t, gboolean ancova, double c)
{
  double x[ARMS][64], y[ARMS][64], mx[ARMS] = { 0 }, my[ARMS] = { 0 };
  static const double mean[ARMS] = { 3.2, 2.1, 0 };
  double sxx = 0, sxy = 0, syy = 0;
  for (guint a = 0; a < ARMS; a++) {
    for (guint i = 0; i < arm_n[a]; i++) {
      x[a][i] = ancova ? twister_normal (t) : 0;
      double e = twister_normal (t);
      y[a][i] = mean[a] + 5 * (ancova ? 0.5 * x[a][i] + sqrt (0.75) * e : e);
      mx[a] += x[a][i] / arm_n[a];
      my[a] += y[a][i] / arm_n[a];
    }
    for (guint i = 0; i < arm_n[a]; i++) {
      double dx = x[a][i] - mx[a], dy = y[a][i] - my[a];
      sxx += dx * dx, sxy += dx * dy, syy += dy * dy;
    }
  }
  double slope = ancova ? sxy / sxx : 0, s2 = (syy - slope * sxy) / (ancova ? 148 : 149);
  guint rejected = 0;
  for (guint a = 0; a < ARMS; a++)
    for (guint b = a + 1; b < ARMS; b++) {
      double gap = mx[a] - mx[b], d = my[a] - my[b] - slope * gap;
      double v = s2 * (1.0 / arm_n[a] + 1.0 / arm_n[b] + (ancova ? gap * gap / sxx : 0));
      rejected += d * d > c * c * v;
    }
  return rejected;
}

double bench_floor (bool ancova)
{
  enum { N = 20000 };
  static guint sink;
  Twister twister;
  twister_init (&twister, 5489);
  double start = bench_seconds ();
  for (guint i = 0; i < N; i++)
    sink += floor_trial (&twister, ancova, 1.976);
  return sink ? N / (bench_seconds () - start) : 0;
}
