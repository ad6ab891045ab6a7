/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bits.c - tests of words as rows of bits.
 */
#include "battery.h"

#include <math.h>

#include "base/prob.h"

enum { BITS = 64 };

/* Ones at each place of words[i] ^ other[i], per place binomial (n, 1/2): 64 squared z-scores add
 * to chi-squared with 64 degrees of freedom. other NULL: of the words alone. */
static double places (const guint64 *words, const guint64 *other, guint n)
{
  guint ones[BITS] = { 0 };
  for (guint i = 0; i < n; i++) {
    guint64 word = other ? words[i] ^ other[i] : words[i];
    for (guint b = 0; b < BITS; b++)
      ones[b] += (guint) (word >> b) & 1;
  }
  double chi = 0;
  for (guint b = 0; b < BITS; b++) {
    double d = ones[b] - n / 2.0;
    chi += d * d / (n / 4.0);
  }
  return sim_chisq_upper (chi, BITS);
}

/* Frequency of ones, place by place; Knuth A with two cells. */
double battery_frequency (const guint64 *words, guint n, guint lag)
{
  return places (words, NULL, n);
}

/* Does a bit agree with the same bit of the next word, or of the one at the lag? Where words are
 * random, their differences are too, though each word is in two of them (L'Ecuyer and Simard,
 * section 5.2.4, autocorrelation of bits). */
double battery_agreement (const guint64 *words, guint n, guint lag)
{
  return places (words, words + 1, n - 1);
}

double battery_agreement_far (const guint64 *words, guint n, guint lag)
{
  return places (words, words + lag, n - lag);
}

/* Independence of Hamming weights of two words, L'Ecuyer and Simard (HammingIndep): 17 x 17 cells,
 * weights up to 24 and from 40 on in one class each. Words are in one pair only. */
static double hamming (const guint64 *words, guint n, guint lag)
{
  enum { LOW = 24, CLASSES = 17 };
  guint count[CLASSES * CLASSES] = { 0 };
  for (guint block = 0; block + 2 * lag <= n; block += 2 * lag)
    for (guint i = block; i < block + lag; i++) {
      int a = __builtin_popcountll (words[i]) - LOW,
          b = __builtin_popcountll (words[i + lag]) - LOW;
      count[CLAMP (a, 0, CLASSES - 1) * CLASSES + CLAMP (b, 0, CLASSES - 1)]++;
    }
  double mass[CLASSES] = { 0 }, probability[CLASSES * CLASSES];
  for (int w = 0; w <= BITS; w++)
    mass[CLAMP (w - LOW, 0, CLASSES - 1)] += sim_binomial_mass (w, BITS, 0.5);
  for (guint c = 0; c < CLASSES * CLASSES; c++)
    probability[c] = mass[c / CLASSES] * mass[c % CLASSES];
  return battery_chi (count, probability, CLASSES * CLASSES);
}

double battery_hamming (const guint64 *words, guint n, guint lag)
{
  return hamming (words, n, 1);
}

double battery_hamming_far (const guint64 *words, guint n, guint lag)
{
  return hamming (words, n, lag);
}

static guint rank_of (guint32 *row, guint n)
{
  guint rank = 0;
  for (guint i = 0; i < n; i++) {
    guint32 pivot = row[i] & -row[i]; /* its lowest one; 0 for an empty row, which changes none */
    rank += pivot != 0;
    for (guint k = i + 1; k < n; k++)
      row[k] ^= row[k] & pivot ? row[i] : 0;
  }
  return rank;
}

/* Rank of 32 x 32 matrices over two elements, Marsaglia and Tsay, Linear Algebra Appl. 67 (1985)
 * 147: rank r has probability 2^(r (64 - r) - 1024) times the product over i < r of
 * (1 - 2^(i - 32))^2 / (1 - 2^(i - r)). Ranks up to 29 in one cell. */
double battery_rank (const guint64 *words, guint n, guint lag)
{
  enum { SIZE = 32, LOWEST = 29, CELLS = SIZE - LOWEST + 1 };
  guint count[CELLS] = { 0 };
  for (guint at = 0; at + SIZE <= n; at += SIZE) {
    guint32 row[SIZE];
    for (guint i = 0; i < SIZE; i++)
      row[i] = (guint32) (words[at + i] >> 32);
    guint rank = rank_of (row, SIZE);
    count[MAX (rank, LOWEST) - LOWEST]++;
  }
  double probability[CELLS], rest = 1;
  for (int r = SIZE; r > LOWEST; r--) {
    double q = ldexp (1, r * (2 * SIZE - r) - SIZE * SIZE);
    for (int i = 0; i < r; i++) {
      double a = 1 - ldexp (1, i - SIZE);
      q *= a * a / (1 - ldexp (1, i - r));
    }
    probability[r - LOWEST] = q;
    rest -= q;
  }
  probability[0] = rest;
  return battery_chi (count, probability, CELLS);
}
