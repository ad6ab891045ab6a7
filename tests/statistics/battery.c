/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * battery.c - the battery itself is tried: its p-values are uniform where the words are random, and
 * each test rejects the fault that it is there for.
 *
 * Random here is GLib's Mersenne Twister (MT19937), which shares nothing with the program's
 * generator and passes such tests (L'Ecuyer and Simard 2007, table 1: it fails linear complexity
 * only, which is not among these).
 */
#include <math.h>
#include <string.h>

#include "battery.h"

enum { WORDS = 1 << 21, REPEATS = 40, LAG = 8, TRIAL = 152 };

static guint64 word_of (GRand *random)
{
  guint64 high = g_rand_int (random);
  return high << 32 | g_rand_int (random);
}

static guint64 *words_new (GRand *random)
{
  guint64 *words = g_new (guint64, WORDS);
  for (guint i = 0; i < WORDS; i++)
    words[i] = word_of (random);
  return words;
}

/* KS of each test alone and of all together, as in the rule; 40 times 2^21 words. */
static void test_uniform (void)
{
  GRand *random = g_rand_new_with_seed (19681004);
  Battery all;
  battery_init (&all);
  for (guint r = 0; r < REPEATS; r++) {
    guint64 *words = words_new (random);
    battery_run (&all, words, WORDS, LAG, "random");
    g_free (words);
  }
  for (guint t = 0; t < BATTERY_TESTS; t++) {
    double p[2 * REPEATS];
    guint n = 0;
    for (guint i = 0; i < all.found->len; i++) {
      const BatteryP *found = &g_array_index (all.found, BatteryP, i);
      if (found->test == battery[t].name)
        p[n++] = found->p;
    }
    double ks = battery_ks (p, n);
    g_test_message ("%s: %u p-values, Kolmogorov-Smirnov p %.3g", battery[t].name, n, ks);
    g_assert_cmpuint (n, ==, battery[t].symmetric ? REPEATS : 2 * REPEATS);
    g_assert_cmpfloat (ks, >, BATTERY_KS);
  }
  BatteryVerdict verdict = battery_verdict (&all);
  g_test_message ("result: Mersenne Twister: %u p-values from %.3g to 1 - %.3g, "
                  "Kolmogorov-Smirnov p %.3g",
                  verdict.n, verdict.smallest, 1 - verdict.largest, verdict.ks);
  g_assert_false (verdict.rejects);
  battery_clear (&all);
  g_rand_free (random);
}

/* The rule itself: evenly spread values pass; one far out, or all drawn together, do not. */
static void test_rule (void)
{
  enum { N = 1000 };
  for (guint fault = 0; fault < 5; fault++) {
    Battery all;
    battery_init (&all);
    for (guint i = 0; i < N; i++) {
      BatteryP found = { .p = (i + 0.5) / N, .test = "even", .order = "even" };
      if (fault == 4)
        found.p = found.p * 0.8 + 0.1;
      if (fault && fault < 4 && i == 500)
        found.p = fault == 1 ? 0.9e-7 : fault == 2 ? 1 - 0.9e-7 : NAN;
      g_array_append_val (all.found, found);
    }
    g_assert_cmpint (battery_verdict (&all).rejects, ==, fault > 0);
    battery_clear (&all);
  }
  /* Kolmogorov's 1 % point 1.6276 and 5 % point 1.3581 (Smirnov 1948, as tabled since) at
   * n = 10,000: values even but for a shift that is their distance D */
  static const double points[][2] = { { 1.3581, 0.05 }, { 1.6276, 0.01 } };
  for (guint k = 0; k < 2; k++) {
    enum { MANY = 10000 };
    double *p = g_new (double, MANY), d = points[k][0] / (sqrt (MANY) + 0.12 + 0.11 / sqrt (MANY));
    for (guint i = 0; i < MANY; i++)
      p[i] = MAX (0, (i + 1.0) / MANY - d);
    g_assert_cmpfloat (fabs (battery_ks (p, MANY) - points[k][1]), <, 1e-5);
    g_free (p);
  }
}

/* The faults. One in `rate` words or groups is touched. */
static gboolean one_in (GRand *random, guint rate)
{
  return g_rand_int (random) < G_MAXUINT32 / rate;
}

static void copy_byte (guint64 *words, GRand *random)
{
  for (guint i = 0; i < WORDS; i += 2)
    if (one_in (random, 64))
      words[i + 1] = (words[i + 1] & G_MAXUINT64 >> 8) | (words[i] & ~(G_MAXUINT64 >> 8));
}

/* Any two of three are independent still. */
static void third_is_sum (guint64 *words, GRand *random)
{
  for (guint i = 0; i + 2 < WORDS; i += 3)
    if (one_in (random, 32))
      words[i + 2] = words[i] ^ words[i + 1];
}

static void avoid_small (guint64 *words, GRand *random)
{
  for (guint i = 1; i < WORDS; i++)
    if (words[i] >> 61 == 0 && words[i - 1] >> 61 == 0 && one_in (random, 4))
      words[i] = word_of (random);
}

static void put_in_order (guint64 *words, GRand *random)
{
  for (guint i = 0; i + 1 < WORDS; i += 8)
    if (words[i] > words[i + 1] && one_in (random, 4)) {
      guint64 word = words[i];
      words[i] = words[i + 1];
      words[i + 1] = word;
    }
}

/* The larger of two, now and then. */
static void lift (guint64 *words, GRand *random)
{
  for (guint i = 0; i < WORDS; i++)
    if (one_in (random, 20)) {
      guint64 word = word_of (random);
      words[i] = MAX (words[i], word);
    }
}

static void copy_trial (guint64 *words, GRand *random)
{
  for (guint i = TRIAL; i < WORDS; i++)
    if (one_in (random, 8))
      words[i] = words[i - TRIAL];
}

/* The same size with either sign: means are independent still. */
static void copy_size (guint64 *words, GRand *random)
{
  for (guint i = TRIAL; i < WORDS; i++)
    if (one_in (random, 3))
      words[i] = one_in (random, 2) ? words[i - TRIAL] : ~words[i - TRIAL];
}

static void come_again (guint64 *words, GRand *random)
{
  for (guint i = 2000; i + 1 < WORDS; i += 2)
    if (one_in (random, 2000))
      memcpy (words + i, words + i - 2000, 2 * sizeof *words);
}

static void equal_steps (guint64 *words, GRand *random)
{
  for (guint i = 0; i + 1 < WORDS; i += 2)
    if (one_in (random, 200))
      words[i + 1] = words[i] + ((guint64) 1 << 40);
}

static void tie_rows (guint64 *words, GRand *random)
{
  for (guint i = 0; i < WORDS; i += 32)
    if (one_in (random, 8))
      words[i + 31] = words[i + 3] ^ words[i + 11];
}

static void bias_bit (guint64 *words, GRand *random)
{
  for (guint i = 0; i < WORDS; i++)
    if (one_in (random, 100))
      words[i] |= (guint64) 1 << 23;
}

static void copy_bit (guint64 *words, GRand *random, guint lag)
{
  const guint64 bit = (guint64) 1 << 23;
  for (guint i = lag; i < WORDS; i++)
    if (one_in (random, 100))
      words[i] = (words[i] & ~bit) | (words[i - lag] & bit);
}

static void copy_bit_near (guint64 *words, GRand *random)
{
  copy_bit (words, random, 1);
}

static void copy_bit_far (guint64 *words, GRand *random)
{
  copy_bit (words, random, LAG);
}

/* As many ones as the word before, at other places. */
static void copy_weight (guint64 *words, GRand *random, guint lag)
{
  for (guint i = lag; i < WORDS; i++)
    if (one_in (random, 20))
      words[i] = words[i - lag] << 29 | words[i - lag] >> 35;
}

static void copy_weight_near (guint64 *words, GRand *random)
{
  copy_weight (words, random, 1);
}

static void copy_weight_far (guint64 *words, GRand *random)
{
  copy_weight (words, random, LAG);
}

static const struct {
  const char *name, *test;
  void (*spoil) (guint64 *words, GRand *random);
} faults[] = {
  { "copy-byte", "serial-pairs", copy_byte },
  { "third-is-sum", "serial-triples", third_is_sum },
  { "avoid-small", "gap", avoid_small },
  { "put-in-order", "runs", put_in_order },
  { "lift", "maximum-of-8", lift },
  { "lift", "moments", lift },
  { "copy-trial", "lags-of-means", copy_trial },
  { "copy-size", "lags-of-variances", copy_size },
  { "come-again", "collisions", come_again },
  { "equal-steps", "birthday-spacings", equal_steps },
  { "tie-rows", "matrix-rank", tie_rows },
  { "bias-bit", "bit-frequency", bias_bit },
  { "copy-bit", "bit-agreement", copy_bit_near },
  { "copy-bit-far", "bit-agreement-far", copy_bit_far },
  { "copy-weight", "hamming", copy_weight_near },
  { "copy-weight-far", "hamming-far", copy_weight_far },
};

static void test_faults (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (faults) == BATTERY_TESTS);
  for (guint f = 0; f < G_N_ELEMENTS (faults); f++) {
    GRand *random = g_rand_new_with_seed (f + 1);
    guint64 *words = words_new (random);
    g_assert_cmpstr (battery[f].name, ==, faults[f].test);
    double before = battery[f].p (words, WORDS, LAG);
    faults[f].spoil (words, random);
    double after = battery[f].p (words, WORDS, LAG);
    g_test_message ("result: %s: p %.3g, with the fault %s %.3g", faults[f].test, before,
                    faults[f].name, after);
    g_assert_false (battery_extreme (before));
    g_assert_true (battery_extreme (after));
    g_free (words);
    g_rand_free (random);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statistics/battery/rule", test_rule);
  g_test_add_func ("/statistics/battery/faults", test_faults);
  g_test_add_func ("/statistics/battery/uniform", test_uniform);
  return g_test_run ();
}
