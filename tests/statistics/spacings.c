/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spacings.c - tests of coincidences among many words: collisions and birthday spacings.
 */
#include "battery.h"

#include <math.h>
#include <string.h>

/* Sorts by the lowest `bits` bits, the rest being zero: least significant digit first, Knuth vol. 3
 * algorithm 5.2.5R; an even number of passes ends where it began. */
static void sort (guint64 *x, guint64 *room, guint n, guint bits)
{
  enum { DIGIT = 8, VALUES = 1 << DIGIT };
  guint passes = (bits + DIGIT - 1) / DIGIT;
  for (guint pass = 0; pass < passes + passes % 2; pass++) {
    guint shift = pass * DIGIT, at[VALUES] = { 0 }, sum = 0;
    for (guint i = 0; i < n; i++)
      at[x[i] >> shift & (VALUES - 1)]++;
    for (guint v = 0; v < VALUES; v++) {
      guint count = at[v];
      at[v] = sum;
      sum += count;
    }
    for (guint i = 0; i < n; i++)
      room[at[x[i] >> shift & (VALUES - 1)]++] = x[i];
    guint64 *other = x;
    x = room;
    room = other;
  }
}

static guint count_equal (const guint64 *x, guint n)
{
  guint equal = 0;
  for (guint i = 1; i < n; i++)
    equal += x[i] == x[i - 1];
  return equal;
}

/* Collision test, Knuth I: 2^20 balls, each made of 15 bits of two words, into 2^30 urns; about 512
 * collisions, and Poisson as the urns are many (L'Ecuyer and Simard: n^2 / m^2 is small). The mean
 * is exact. Groups add up. */
double battery_collisions (const guint64 *words, guint n, guint lag)
{
  enum { BALLS = 1 << 20, BITS = 15 };
  guint64 *urn = g_new (guint64, BALLS), *room = g_new (guint64, BALLS);
  guint groups = n / (2 * BALLS), found = 0;
  for (guint g = 0; g < groups; g++) {
    const guint64 *word = words + (gsize) g * 2 * BALLS;
    for (guint i = 0; i < BALLS; i++)
      urn[i] = (word[2 * i] >> (64 - BITS) << BITS) | word[2 * i + 1] >> (64 - BITS);
    sort (urn, room, BALLS, 2 * BITS);
    found += count_equal (urn, BALLS);
  }
  g_free (urn);
  g_free (room);
  double urns = 0x1p30, mean = BALLS + urns * expm1 (BALLS * log1p (-1 / urns));
  return battery_poisson (found, groups * mean);
}

/* Birthday spacings, Marsaglia 1985, Knuth J: of n = 2^18 birthdays in a year of k = 2^48 days,
 * equal spacings are Poisson with mean n^3 / 4k = 16. L'Ecuyer and Simard, Math. Comput. Simul. 55
 * (2001) 131, find that good while N n^3 <= k^(5/4) for N groups: 64; 32 are taken at most. */
double battery_birthdays (const guint64 *words, guint n, guint lag)
{
  enum { BIRTHDAYS = 1 << 18, BITS = 48, MOST = 32 };
  guint64 *day = g_new (guint64, BIRTHDAYS), *room = g_new (guint64, BIRTHDAYS);
  guint groups = MIN (n / BIRTHDAYS, MOST), found = 0;
  for (guint g = 0; g < groups; g++) {
    const guint64 *word = words + (gsize) g * BIRTHDAYS;
    for (guint i = 0; i < BIRTHDAYS; i++)
      day[i] = word[i] >> (64 - BITS);
    sort (day, room, BIRTHDAYS, BITS);
    guint64 first = day[0], last = day[BIRTHDAYS - 1];
    for (guint i = 0; i + 1 < BIRTHDAYS; i++)
      day[i] = day[i + 1] - day[i];
    day[BIRTHDAYS - 1] = first + ((guint64) 1 << BITS) - last; /* over new year */
    day[BIRTHDAYS - 1] &= ((guint64) 1 << BITS) - 1;
    sort (day, room, BIRTHDAYS, BITS);
    found += count_equal (day, BIRTHDAYS);
  }
  g_free (day);
  g_free (room);
  return battery_poisson (found, groups * 0x1p54 / 0x1p50);
}
