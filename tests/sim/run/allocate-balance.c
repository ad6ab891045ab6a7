/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * allocate-balance.c - how balanced the arms are under each method, over many trials: moments and
 * stationary laws that theory gives, and the slow implementation with the numbers of another
 * generator. Every bound is 4 standard errors of the simulated value.
 */
#include <math.h>
#include <string.h>

#include "allocate-slow.h"
#include "run/kernels.h"

enum { TRIALS = 16000, SLOW_TRIALS = 4000, MOST = 200 };

/* --- sums over trials ------------------------------------------------------------------------- */

typedef struct {
  double n, sum, squares;
} Sample;

static void sample_add (Sample *sample, double x)
{
  sample->n++;
  sample->sum += x;
  sample->squares += x * x;
}

static double sample_mean (const Sample *sample)
{
  return sample->sum / sample->n;
}

static double sample_se2 (const Sample *sample)
{
  double mean = sample_mean (sample);
  return (sample->squares / sample->n - mean * mean) / (sample->n - 1);
}

static void assert_within (const char *what, const char *design, double found, double expected,
                           double se)
{
  g_test_message ("%s, %s: %.5f, expected %.5f, %+.2f standard errors", design, what, found,
                  expected, se > 0 ? (found - expected) / se : 0);
  if (!(fabs (found - expected) <= 4 * se + 1e-12))
    g_error ("%s: %s is %.6f, not %.6f +- 4 * %.6f", design, what, found, expected, se);
}

static void assert_mean (const char *what, const char *design, const Sample *sample,
                         double expected)
{
  assert_within (what, design, sample_mean (sample), expected, sqrt (sample_se2 (sample)));
}

/* A share of TRIALS whose probability is known. */
static void assert_share (const char *what, const char *design, double count, double n, double p)
{
  assert_within (what, design, count / n, p, sqrt (p * (1 - p) / n));
}

static void assert_same_mean (const char *what, const char *design, const Sample *a,
                              const Sample *b)
{
  assert_within (what, design, sample_mean (a), sample_mean (b),
                 sqrt (sample_se2 (a) + sample_se2 (b)));
}

/* --- trials of the lanes ---------------------------------------------------------------------- */

typedef struct {
  guint arm_of[MOST], levels[MOST][SIM_MAX_STRATA];
} Trial;

typedef void (*TrialFn) (const Design *design, const Trial *trial, gpointer data);

static const Design *find (const char *name)
{
  for (guint d = 0; d < G_N_ELEMENTS (designs); d++)
    if (strcmp (designs[d].name, name) == 0)
      return &designs[d];
  g_error ("no design %s", name);
}

static void each_trial (const Design *design, TrialFn look, gpointer data)
{
  LaneAllocationState *state = g_aligned_alloc0 (1, sizeof *state, 64);
  int64_t *arm_of = g_aligned_alloc0 (MOST * SIM_LANES, 8, 64);
  int64_t *levels = g_aligned_alloc0 (MOST * LANE_STRATA * SIM_LANES, 8, 64);
  LaneAllocation lanes;
  Trial trial;
  compile (design, 20261128, &lanes);
  for (guint64 first = 0; first < TRIALS; first += SIM_LANES) {
    sim_lanes_allocate_scalar (&lanes, first, MOST, arm_of, levels, state);
    for (guint lane = 0; lane < SIM_LANES; lane++) {
      for (guint i = 0; i < MOST; i++) {
        trial.arm_of[i] = (guint) arm_of[i * SIM_LANES + lane];
        for (guint s = 0; s < design->n_strata; s++)
          trial.levels[i][s] = (guint) levels[(i * design->n_strata + s) * SIM_LANES + lane];
      }
      look (design, &trial, data);
    }
  }
  g_aligned_free (state);
  g_aligned_free (arm_of);
  g_aligned_free (levels);
}

static void each_slow_trial (const Design *design, GRand *random, TrialFn look, gpointer data)
{
  Source source = { .other = random };
  Trial trial;
  for (guint t = 0; t < SLOW_TRIALS; t++) {
    slow_trial (design, &source, MOST, trial.arm_of, trial.levels);
    look (design, &trial, data);
  }
}

static void count_arms (const Trial *trial, guint n, guint *count)
{
  memset (count, 0, SIM_MAX_ARMS * sizeof *count);
  for (guint i = 0; i < n; i++)
    count[trial->arm_of[i]]++;
}

/* n_0 - n_1 after n recruits. */
static int difference (const Trial *trial, guint n)
{
  guint count[SIM_MAX_ARMS];
  count_arms (trial, n, count);
  return (int) count[0] - (int) count[1];
}

/* --- numbers of an arm: mean and variance ----------------------------------------------------- */

typedef struct {
  Sample number[SIM_MAX_ARMS], square[SIM_MAX_ARMS], repeat;
} Moments;

/* Squares about the mean that theory gives, so that their own mean is the variance. */
static void add_moments (const Design *design, const Trial *trial, gpointer data)
{
  const SimAllocation *a = &design->allocation;
  Moments *moments = data;
  guint count[SIM_MAX_ARMS];
  count_arms (trial, MOST, count);
  for (guint k = 0; k < a->n_arms; k++) {
    double off = count[k] - (double) MOST * a->ratio[k] / ratio_sum (a);
    sample_add (&moments->number[k], count[k]);
    sample_add (&moments->square[k], off * off);
  }
  sample_add (&moments->repeat, trial->arm_of[MOST / 2] == trial->arm_of[MOST / 2 + 1]);
}

/* The variance of n_k under an urn: its second moment goes on by E[m'^2] = E[m^2 + (2m + 1) P],
 * P = (r (n + 1) - m) / (R (n + 1) - n). For two arms n_0 - n_1 has (n + 2) / 3, and n / 3 is
 * Wei's limit. */
static double urn_variance (double r, double sum, guint n)
{
  double second = 0;
  for (guint i = 0; i < n; i++) {
    double mean = i * r / sum, balls = sum * (i + 1) - i;
    second += (2 * mean * r * (i + 1) - 2 * second + r * (i + 1) - mean) / balls;
  }
  return second - (n * r / sum) * (n * r / sum);
}

static void test_moments (void)
{
  static const char *const names[]
      = { "simple", "simple 2:1:1", "urn", "urn 2:1:1", "urn, 4 arms" };
  g_assert_cmpfloat_with_epsilon (4 * urn_variance (1, 2, MOST), (MOST + 2) / 3.0, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const Design *design = find (names[i]);
    const SimAllocation *a = &design->allocation;
    double sum = ratio_sum (a), repeat = 0;
    Moments moments = { 0 };
    each_trial (design, add_moments, &moments);
    for (guint k = 0; k < a->n_arms; k++) {
      double p = a->ratio[k] / sum;
      gboolean urn = a->method == SIM_ALLOCATION_URN;
      assert_mean ("mean number", design->name, &moments.number[k], MOST * p);
      assert_mean ("variance", design->name, &moments.square[k],
                   urn ? urn_variance (a->ratio[k], sum, MOST) : MOST * p * (1 - p));
      repeat += p * p;
    }
    if (a->method == SIM_ALLOCATION_SIMPLE)
      assert_mean ("twice the same arm", design->name, &moments.repeat, repeat);
  }
}

/* --- blocks ----------------------------------------------------------------------------------- */

/* Whether the arms have their ratio among n; at most `size` apart from it before a block ends. */
static void assert_blocks (const Design *design, const guint *count, guint n, guint size)
{
  const SimAllocation *a = &design->allocation;
  guint sum = ratio_sum (a), blocks = n / size, rest = n % size;
  for (guint k = 0; k < a->n_arms; k++) {
    guint whole = blocks * (size / sum) * a->ratio[k];
    g_assert_cmpuint (count[k], >=, whole);
    g_assert_cmpuint (count[k], <=, whole + MIN (rest, size / sum * a->ratio[k]));
  }
}

static void look_blocks (const Design *design, const Trial *trial, gpointer data)
{
  guint count[SIM_MAX_ARMS] = { 0 }, *first_block = data, order = 0;
  for (guint i = 0; i < MOST; i++) {
    count[trial->arm_of[i]]++;
    assert_blocks (design, count, i + 1, design->allocation.block_sizes[0]);
  }
  for (guint i = 0; i < 4; i++)
    order = order * 2 + trial->arm_of[i];
  first_block[order & 15]++;
}

/* Of blocks of four for two arms each of the six orders has the same chance. */
static void test_blocks (void)
{
  guint first_block[16] = { 0 }, unused[16] = { 0 };
  each_trial (find ("blocks 2:1:1"), look_blocks, unused);
  each_trial (find ("blocks"), look_blocks, first_block);
  for (guint order = 0; order < 16; order++)
    assert_share ("an order", "blocks", first_block[order], TRIALS,
                  __builtin_popcount (order) == 2 ? 1.0 / 6 : 0);
}

typedef struct {
  guint balanced[MOST + 1];
} Balanced;

static void look_random_blocks (const Design *design, const Trial *trial, gpointer data)
{
  Balanced *balanced = data;
  (void) design;
  for (guint n = 0; n <= MOST; n++) {
    int d = difference (trial, n);
    balanced->balanced[n] += d == 0;
    g_assert_cmpint (ABS (d), <=, 4); /* half of the largest block */
  }
}

/* The chance that both arms have n recruits / 2: a block of 4 or 8, as likely, starts after `done`
 * of them, and of the rest each order within it has the same chance: hypergeometric. */
static double balanced_chance (guint n)
{
  static const double within[2][8]
      = { { 1, 0, 2.0 / 3 }, { 1, 0, 4.0 / 7, 0, 18.0 / 35, 0, 4.0 / 7 } };
  double starts[MOST + 1] = { 1 }, chance = 0;
  for (guint i = 1; i <= n; i++)
    starts[i] = (i >= 4 ? starts[i - 4] / 2 : 0) + (i >= 8 ? starts[i - 8] / 2 : 0);
  for (guint done = n < 7 ? 0 : n - 7; done <= n; done++)
    chance += starts[done] / 2 * (within[0][n - done] + within[1][n - done]);
  return chance;
}

static void test_random_blocks (void)
{
  Balanced balanced = { 0 };
  each_trial (find ("blocks of 4 or 8"), look_random_blocks, &balanced);
  for (guint n = 1; n <= 40; n++)
    assert_share ("balance", "blocks of 4 or 8", balanced.balanced[n], TRIALS,
                  balanced_chance (n));
}

typedef struct {
  Sample level[SIM_MAX_STRATA][SIM_MAX_LEVELS];
  Sample together; /* both strata at their first level */
} Levels;

static void look_strata (const Design *design, const Trial *trial, gpointer data)
{
  guint count[SIM_MAX_LEVELS][SIM_MAX_LEVELS][SIM_MAX_ARMS] = { 0 };
  guint n[SIM_MAX_LEVELS][SIM_MAX_LEVELS] = { 0 }, with[SIM_MAX_STRATA][SIM_MAX_LEVELS] = { 0 };
  Levels *levels = data;
  for (guint i = 0; i < MOST; i++) {
    guint s = trial->levels[i][0], t = trial->levels[i][1];
    count[s][t][trial->arm_of[i]]++;
    assert_blocks (design, count[s][t], ++n[s][t], design->allocation.block_sizes[0]);
    with[0][s]++;
    with[1][t]++;
  }
  for (guint s = 0; s < 2; s++)
    for (guint l = 0; l < design->strata[s].n_levels; l++)
      sample_add (&levels->level[s][l], with[s][l]);
  sample_add (&levels->together, n[0][0]);
}

static void test_strata (void)
{
  const Design *design = find ("strata");
  Levels levels = { 0 };
  each_trial (design, look_strata, &levels);
  for (guint s = 0; s < 2; s++)
    for (guint l = 0; l < design->strata[s].n_levels; l++)
      assert_mean ("level", design->name, &levels.level[s][l],
                   MOST * design->strata[s].prevalence[l]);
  assert_mean ("both first levels", design->name, &levels.together, MOST * 0.3 * 0.5);
}

/* --- biased coin ------------------------------------------------------------------------------ */

typedef struct {
  double even[MOST + 2], odd[MOST + 2]; /* trials by |D| at MOST and at MOST - 1 */
} Apart;

static void look_coin (const Design *design, const Trial *trial, gpointer data)
{
  Apart *apart = data;
  (void) design;
  apart->even[ABS (difference (trial, MOST))]++;
  apart->odd[ABS (difference (trial, MOST - 1))]++;
}

/* Efron (Biometrika 1971; 58: 403-417): |D| goes from 0 to 1, from j > 0 to j - 1 with probability
 * p and to j + 1 with q. Balance of the flows gives pi_1 = pi_0 / p and pi_(j + 1) = pi_j q / p, so
 * pi_0 = (p - q) / (1 + p - q); |D| is even after an even number, so there the chances are doubled,
 * as they are for odd ones. After 200 recruits it is there. */
static void test_coin (void)
{
  double p = 0.8, q = 1 - p, pi = (p - q) / (1 + p - q);
  Apart apart = { 0 };
  each_trial (find ("coin"), look_coin, &apart);
  g_assert_cmpfloat_with_epsilon (2 * pi, 0.75, 1e-12); /* Efron: 1 - q / p */
  for (guint j = 0; j <= 8; j++) {
    assert_share ("even |D|", "coin", apart.even[j], TRIALS, j % 2 ? 0 : 2 * pi);
    assert_share ("odd |D|", "coin", apart.odd[j], TRIALS, j % 2 ? 2 * pi : 0);
    pi *= j == 0 ? 1 / p : q / p;
  }
}

/* --- against other random numbers ------------------------------------------------------------- */

enum { RANGES = 12 };
typedef struct {
  Sample arm[SIM_MAX_ARMS];
  Sample range[SIM_MAX_STRATA][SIM_MAX_LEVELS]; /* of number over ratio, among those of a level */
  Sample exactly[RANGES]; /* the first level's range is so many halves */
  Sample overall;
} Margins;

static double range_of (const SimAllocation *a, const guint *count)
{
  double least = INFINITY, most = 0;
  for (guint k = 0; k < a->n_arms; k++) {
    least = MIN (least, count[k] / (double) a->ratio[k]);
    most = MAX (most, count[k] / (double) a->ratio[k]);
  }
  return most - least;
}

static void look_margins (const Design *design, const Trial *trial, gpointer data)
{
  guint count[SIM_MAX_STRATA][SIM_MAX_LEVELS][SIM_MAX_ARMS] = { 0 }, all[SIM_MAX_ARMS];
  Margins *margins = data;
  const SimAllocation *a = &design->allocation;
  enum { N = 90 };
  count_arms (trial, N, all);
  for (guint i = 0; i < N; i++)
    for (guint s = 0; s < design->n_strata; s++)
      count[s][trial->levels[i][s]][trial->arm_of[i]]++;
  for (guint k = 0; k < a->n_arms; k++)
    sample_add (&margins->arm[k], all[k]);
  for (guint s = 0; s < design->n_strata; s++)
    for (guint l = 0; l < design->strata[s].n_levels; l++)
      sample_add (&margins->range[s][l], range_of (a, count[s][l]));
  double first = range_of (a, design->n_strata ? count[0][0] : all);
  for (guint j = 0; j < RANGES; j++)
    sample_add (&margins->exactly[j], first >= j / 2.0 && first < (j + 1) / 2.0);
  sample_add (&margins->overall, range_of (a, all));
}

static void test_other_numbers (void)
{
  static const char *const names[] = { "coin 2:1:1", "minimisation", "minimisation 2:1:1",
                                       "minimisation, 6 arms" };
  GRand *random = g_rand_new_with_seed (5);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const Design *design = find (names[i]);
    Margins lanes = { 0 }, slow = { 0 };
    each_trial (design, look_margins, &lanes);
    each_slow_trial (design, random, look_margins, &slow);
    for (guint k = 0; k < design->allocation.n_arms; k++)
      assert_same_mean ("number", design->name, &lanes.arm[k], &slow.arm[k]);
    for (guint s = 0; s < design->n_strata; s++)
      for (guint l = 0; l < design->strata[s].n_levels; l++)
        assert_same_mean ("range", design->name, &lanes.range[s][l], &slow.range[s][l]);
    for (guint j = 0; j < RANGES; j++)
      if (slow.exactly[j].sum >= 20)
        assert_same_mean ("a range", design->name, &lanes.exactly[j], &slow.exactly[j]);
    assert_same_mean ("overall", design->name, &lanes.overall, &slow.overall);
  }
  g_rand_free (random);
}

/* What minimisation is for: balance within levels, better than by chance. */
static void test_purpose (void)
{
  Margins chance = { 0 }, minimised = { 0 };
  each_trial (find ("simple 2:1:1"), look_margins, &chance);
  each_trial (find ("minimisation 2:1:1"), look_margins, &minimised);
  for (guint s = 0; s < 2; s++)
    for (guint l = 0; l < find ("simple 2:1:1")->strata[s].n_levels; l++)
      g_assert_cmpfloat (2 * sample_mean (&minimised.range[s][l]), <,
                         sample_mean (&chance.range[s][l]));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/allocate-balance/moments", test_moments);
  g_test_add_func ("/allocate-balance/blocks", test_blocks);
  g_test_add_func ("/allocate-balance/random-blocks", test_random_blocks);
  g_test_add_func ("/allocate-balance/strata", test_strata);
  g_test_add_func ("/allocate-balance/coin", test_coin);
  g_test_add_func ("/allocate-balance/other-numbers", test_other_numbers);
  g_test_add_func ("/allocate-balance/purpose", test_purpose);
  return g_test_run ();
}
