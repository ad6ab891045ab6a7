/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log-rank-lanes.c - the tests of eight trials side by side against log-rank.c, trial by trial: the
 * same bits on every instruction set, for every size, also where arms differ in number from trial
 * to trial or do not grow with the total, and where trials end with so many events. Trials with
 * events at times that are not their own must be left alone.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "analysis/log-rank.h"
#include "run/event-cut.h"
#include "run/kernels.h"
#include "run/whole-fits.h"

enum { ARMS = 4, ROOM = 40, SIZES = 5, PAIRS = 5, ROWS = ARMS + PAIRS, ALL = ARMS * ROOM };

typedef struct {
  double value[ALL * SIM_LANES] SIM_LANE_ALIGNED;
  double entered[ALL * SIM_LANES] SIM_LANE_ALIGNED;
  double room[ALL * SIM_LANES] SIM_LANE_ALIGNED;
  double records[SIZES * ROWS * LANE_WHOLE_MOMENTS * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t n_at[SIZES * ARMS * SIM_LANES] SIM_LANE_ALIGNED;
  int8_t seen[ALL * SIM_LANES];
  LaneDraws draws;
  LaneWhole whole;
  LaneReduction reduction;
} Group;

static Group *group_new (GRand *rand, guint grid, gboolean random, gboolean cut)
{
  static const int pairs[PAIRS][2] = { { 0, 3 }, { 1, 3 }, { 2, 3 }, { 1, 0 }, { 2, 1 } };
  Group *g = aligned_alloc (64, (sizeof (Group) + 63) / 64 * 64);
  memset (g, 0, sizeof *g);
  g->draws.n_arms = ARMS;
  g->draws.n_sizes = SIZES;
  g->whole = (LaneWhole){ .draws = &g->draws, .capacity = ROOM, .value = g->value,
                          .seen = g->seen, .entered = g->entered, .room = g->room };
  g->reduction = (LaneReduction){ .direction = g_rand_boolean (rand) ? 1 : -1, .n_rows = ROWS,
                                  .n_pairs = PAIRS, .n_moments = LANE_WHOLE_MOMENTS };
  for (guint i = 0; i < PAIRS; i++) {
    g->reduction.pair_a[i] = pairs[i][0];
    g->reduction.pair_b[i] = pairs[i][1];
  }
  for (guint s = 0; s < SIZES; s++) {
    g->reduction.events[s] = cut ? 1 + g_rand_int_range (rand, 0, 20 * (int) (s + 1)) : 0;
    for (guint arm = 0; arm < ARMS; arm++) {
      int n = g_rand_int_range (rand, 0, ROOM + 1);
      for (guint lane = 0; lane < SIM_LANES; lane++)
        g->n_at[(s * ARMS + arm) * SIM_LANES + lane]
            = random ? g_rand_int_range (rand, 0, ROOM + 1) : n;
    }
  }
  g->reduction.cut = cut ? sim_whole_cut : NULL;
  for (guint i = 0; i < ALL * SIM_LANES; i++) {
    double time = -log (1 - g_rand_double (rand));
    g->value[i] = grid > 0 ? floor (time * grid) : time;
    if (grid > 0 && i % 5 == 0) /* not the same, but hardly later */
      g->value[i] = nextafter (g->value[i], INFINITY);
    g->entered[i] = g_rand_double (rand);
    g->seen[i] = (int8_t) (1 + (g_rand_double (rand) < 0.6));
  }
  return g;
}

/* One trial of a size as log-rank.c sees it. */
typedef struct {
  int n, in[ARMS];
  double time[ALL];
  uint8_t event[ALL];
  int8_t arm[ALL];
} Trial;

static void trial_of (const Group *g, guint size, guint lane, Trial *t)
{
  double happened[ALL], cut = INFINITY;
  int n = 0;
  *t = (Trial){ .n = 0 };
  for (guint pass = 0; pass < 2; pass++) {
    for (guint arm = 0; arm < ARMS; arm++)
      for (gint64 place = 0; place < g->n_at[(size * ARMS + arm) * SIM_LANES + lane]; place++) {
        gsize at = (arm * ROOM + (gsize) place) * SIM_LANES + lane;
        double watched = g->value[at];
        bool event = g->seen[at] == 2;
        if (pass == 0 && event)
          happened[n++] = g->entered[at] + watched;
        if (pass == 0 || (g->reduction.cut
                          && !sim_event_cut_patient (cut, g->entered[at], &watched, &event)))
          continue;
        t->time[t->n] = watched;
        t->event[t->n] = event;
        t->arm[t->n++] = (int8_t) arm;
        t->in[arm]++;
      }
    cut = g->reduction.cut ? sim_event_cut (n, happened, g->reduction.events[size]) : INFINITY;
  }
}

static gboolean has_ties (const Trial *t)
{
  for (int i = 0; i < t->n; i++)
    for (int j = 0; j < i; j++)
      if (t->time[i] == t->time[j] && (t->event[i] || t->event[j]))
        return TRUE;
  return FALSE;
}

static void check_record (const Group *g, guint size, guint lane, const Trial *t)
{
  const double *record = g->records + size * ROWS * LANE_WHOLE_MOMENTS * SIM_LANES + lane;
  int order[ALL], spare[ALL];
  gboolean enough = TRUE, ordered = sim_log_rank_order (t->n, t->time, order, spare);
  for (guint arm = 0; arm < ARMS; arm++) {
    g_assert_cmpfloat (record[arm * LANE_WHOLE_MOMENTS * SIM_LANES], ==, t->in[arm]);
    enough &= t->in[arm] >= 2;
  }
  for (guint i = 0; i < PAIRS; i++) {
    const double *row = record + (ARMS + i) * LANE_WHOLE_MOMENTS * SIM_LANES;
    SimLogRank sums;
    SimLogRankEffect effect = { 0, -1, 0 };
    if (enough && ordered
        && sim_log_rank (t->n, order, t->time, t->event, t->arm, g->reduction.pair_a[i],
                         g->reduction.pair_b[i], &sums))
      effect = sim_log_rank_effect (&sums, g->reduction.direction > 0);
    g_assert_cmpfloat (row[LANE_WHOLE_ESTIMATE * SIM_LANES], ==, effect.estimate);
    g_assert_cmpfloat (row[LANE_WHOLE_VARIANCE * SIM_LANES], ==, effect.variance);
    g_assert_true (isinf (row[LANE_WHOLE_DF * SIM_LANES]));
  }
}

/* Returns how many trials were left. */
static guint check_group (Group *g, LaneGroupFn fit)
{
  guint left = fit (&g->reduction, &g->whole, g->n_at, g->records), n = 0;
  for (guint lane = 0; lane < SIM_LANES; lane++) {
    gboolean ties = FALSE, is_left = left >> lane & 1;
    Trial *t = g_new (Trial, SIZES);
    for (guint size = 0; size < SIZES; size++) {
      trial_of (g, size, lane, &t[size]);
      ties |= has_ties (&t[size]);
    }
    for (guint size = 0; size < SIZES && !is_left; size++)
      check_record (g, size, lane, &t[size]);
    /* ties of patients who are in no size together may be left as well */
    g_assert_true (is_left || !ties);
    n += is_left;
    g_free (t);
  }
  return n;
}

static void test_groups (gconstpointer data)
{
  const SimWholeRow *row = sim_kernels_whole ("log-rank", NULL);
  GRand *rand = g_rand_new_with_seed (1966);
  guint left = 0, tied_left = 0, rounds = 400;
  LaneGroupFn fits[3];
  guint n_fits = 0;
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++)
    if (sim_kernels ((SimIsa) isa))
      fits[n_fits++] = sim_kernels_group (sim_kernels ((SimIsa) isa), row);
  for (guint round = 0; round < rounds; round++) {
    Group *g = group_new (rand, 0, round % 2, GPOINTER_TO_INT (data));
    Group *tied = group_new (rand, (guint) pow (10, round % 7), round % 2, GPOINTER_TO_INT (data));
    left += check_group (g, fits[round % n_fits]);
    tied_left += check_group (tied, fits[round % n_fits]);
    free (g);
    free (tied);
  }
  g_test_message ("%u of %u trials left, and %u with times on a grid", left, 8 * rounds, tied_left);
  g_assert_cmpuint (left, ==, 0);
  g_assert_cmpuint (tied_left, >, rounds);
  g_assert_cmpuint (tied_left, <, 8 * rounds);
  g_rand_free (rand);
}

/* All censored at one time, as where nobody is lost and all enter at once, are no reason to. */
static void test_censored_together (void)
{
  GRand *rand = g_rand_new_with_seed (3);
  for (int isa = SIM_ISA_SCALAR; isa <= SIM_ISA_AVX512; isa++) {
    if (!sim_kernels ((SimIsa) isa))
      continue;
    Group *g = group_new (rand, 0, TRUE, FALSE);
    for (guint i = 0; i < ALL * SIM_LANES; i++)
      if (g->value[i] > 0.5) {
        g->value[i] = i % 3 ? 0.5 : INFINITY;
        g->seen[i] = 1;
      }
    LaneGroupFn group = sim_kernels_group (sim_kernels ((SimIsa) isa),
                                           sim_kernels_whole ("log-rank", NULL));
    g_assert_cmpuint (check_group (g, group), ==, 0);
    free (g);
  }
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/analysis/log-rank-lanes/groups", GINT_TO_POINTER (0), test_groups);
  g_test_add_data_func ("/analysis/log-rank-lanes/events", GINT_TO_POINTER (1), test_groups);
  g_test_add_func ("/analysis/log-rank-lanes/censored-together", test_censored_together);
  return g_test_run ();
}
