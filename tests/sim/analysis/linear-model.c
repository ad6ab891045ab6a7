/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linear-model.c - least squares, HC2 and HC3 against whole matrices on thousands of random trials,
 * by hand, and at the edges. R's figures are in tests/reference.
 */
#include "linear-dense.h"

static double room[SIM_LINEAR_ROOM (DENSE_N, SIM_LINEAR_COLUMNS)];

static void draw_weights (GRand *rand, int arms, double *weights)
{
  double sum = 0;
  for (int a = 0; a < arms; a++) {
    weights[a] = a == arms - 1 ? -sum : g_rand_int_range (rand, -2, 3);
    sum += weights[a];
  }
  if (weights[0] == 0 && weights[arms - 1] == 0) {
    weights[0] = 1;
    weights[arms - 1] = -1;
  }
}

static void check_robust (const DenseModel *m, const SimLinearModel *fit, const double *weights)
{
  Real hc[2] = { 0 };
  gboolean full = FALSE;
  for (int i = 0; i < m->n; i++) {
    Real rest = 1 - m->hat.at[i][i], e = m->residual[i], c = m->of[i];
    full |= rest < 1e-9L && fabsl (c) > 1e-9L;
    if (rest < 1e-9L)
      continue;
    hc[0] += c * c * e * e / rest;
    hc[1] += c * c * e * e / (rest * rest);
  }
  for (int kind = SIM_HC2; kind <= SIM_HC3; kind++) {
    double variance;
    bool found = sim_linear_robust (fit, (SimHeteroscedastic) kind, weights, &variance);
    g_assert_cmpint (found, ==, !full && hc[kind] > 1e-20L);
    if (found)
      dense_close (variance, hc[kind], 1e-9);
  }
}

/* F from the residual squares of the same model without arms. */
static void check_f (const Trial *t, const DenseModel *m, const SimLinearModel *fit)
{
  static Trial one;
  static DenseModel small;
  one = *t;
  one.data.n_arms = 1;
  for (int i = 0; i < t->data.n; i++)
    one.arm[i] = t->arm[i] >= 0 ? 0 : -1;
  dense_model (&one, &small);
  if (small.p - 1 != m->p - t->data.n_arms) /* arms explain a column there that they do not here */
    return;
  Real f = (small.rss - m->rss) / (t->data.n_arms - 1) / (m->rss / (m->n - m->p));
  dense_close (sim_linear_f (fit), f, 1e-9);
}

static void test_dense (void)
{
  static Trial t;
  static DenseModel m;
  int fitted = 0, dropped = 0;
  GRand *rand = g_rand_new_with_seed (5);
  for (int round = 0; round < 6000; round++) {
    Shape shape = { .arms = 2 + round % 3,
                    .n = g_rand_int_range (rand, 12, 41),
                    .numbers = g_rand_int_range (rand, 0, 4),
                    .factors = g_rand_int_range (rand, 0, 3),
                    .tied = 0.3,
                    .practitioners = 3 };
    dense_trial (rand, &shape, &t);
    dense_model (&t, &m);
    SimLinearModel fit;
    bool found = sim_linear_model (&t.data, room, &fit);
    g_assert_cmpint (found, ==, m.n - m.p >= 1 && m.rss > 1e-20L);
    if (!found)
      continue;
    fitted++;
    dropped += fit.n_columns < sim_linear_columns (&t.data);
    g_assert_cmpint (fit.n_columns + shape.arms, ==, m.p);
    g_assert_cmpfloat (fit.df, ==, m.n - m.p);
    double weights[SIM_LINEAR_ARMS], variance;
    draw_weights (rand, shape.arms, weights);
    dense_contrast (&m, shape.arms, weights);
    dense_close (sim_linear_contrast (&fit, weights, &variance), m.estimate, 1e-9);
    dense_close (variance, m.length2 * m.rss / (m.n - m.p), 1e-9);
    check_robust (&m, &fit, weights);
    check_f (&t, &m, &fit);
  }
  g_rand_free (rand);
  g_test_message ("%d fits, %d with a column left out", fitted, dropped);
  g_assert_cmpint (fitted, >, 5500);
  g_assert_cmpint (dropped, >, 300);
}

/* Without covariates: means, pooled variance, Welch's variance as HC2. */
static void test_by_hand (void)
{
  const double y[] = { 1, 3, 2, 4, 9, 5, 5, 8 };
  const int8_t arm[] = { 0, 0, 1, 1, 1, 2, 2, 2 };
  const double pair[] = { 1, 0, -1 }, pooled[] = { 0.5, 0.5, -1 };
  SimLinearData data = { .n = 8, .n_arms = 3, .y = y, .arm = arm };
  SimLinearModel fit;
  double v;
  g_assert_true (sim_linear_model (&data, room, &fit));
  g_assert_cmpfloat (fit.df, ==, 5);
  dense_close (fit.residual, 2 + 26 + 6, 1e-14);
  dense_close (sim_linear_contrast (&fit, pair, &v), -4, 1e-14);
  dense_close (v, 6.8L * (1 / 2.0L + 1 / 3.0L), 1e-14);
  dense_close (sim_linear_contrast (&fit, pooled, &v), -2.5L, 1e-14);
  dense_close (v, 6.8L * (0.25L / 2 + 0.25L / 3 + 1 / 3.0L), 1e-14);
  g_assert_true (sim_linear_robust (&fit, SIM_HC2, pair, &v));
  dense_close (v, 2 / 2.0L + 3 / 3.0L, 1e-14);
  g_assert_true (sim_linear_robust (&fit, SIM_HC3, pair, &v));
  dense_close (v, 2.0L * 1 / 1 + 3 / 2.0L, 1e-14);
  dense_close (sim_linear_f (&fit), (2 * 6.890625L + 3 * 0.140625L + 3 * 1.890625L) / 2 / 6.8L,
               1e-14);
}

static void test_edges (void)
{
  const double flat[] = { 7.1, 7.1, 7.1, 7.1, 7.1, 7.1 }, y[] = { 1, 2, 4, 8, 9, 3 };
  const double same[] = { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, bridge[] = { 0, 0, 1, 1, 1, 1 };
  const double by_arm[] = { 5.3, 5.3, 5.3, 6.9, 6.9, 6.9 };
  const int8_t two[] = { 0, 0, 0, 1, 1, 1 }, lone[] = { 0, 0, 0, 0, 0, 1 };
  const int8_t none[] = { 0, 0, 0, 0, 0, 0 };
  const double pair[] = { 1, -1 };
  SimLinearData data = { .n = 6, .n_arms = 2, .y = flat, .arm = two };
  SimLinearModel fit;
  double v;
  g_assert_false (sim_linear_model (&data, room, &fit)); /* nothing but rounding errors */
  data.y = y;
  g_assert_true (sim_linear_model (&data, room, &fit));
  data.arm = lone;
  g_assert_false (sim_linear_model (&data, room, &fit));
  data.arm = two;
  data.n_numbers = 2;
  data.number[0] = same; /* constant, and constant within arms */
  data.number[1] = by_arm;
  data.n_factors = 1;
  data.level[0] = none;
  data.n_levels[0] = 4;
  g_assert_true (sim_linear_model (&data, room, &fit));
  g_assert_cmpint (fit.n_columns, ==, 0);
  g_assert_cmpfloat (fit.df, ==, 4);

  /* one patient alone tells the slope: he has no residual, and the contrast hangs on him */
  data.number[0] = bridge;
  g_assert_true (sim_linear_model (&data, room, &fit));
  g_assert_cmpint (fit.n_columns, ==, 1);
  g_assert_false (sim_linear_robust (&fit, SIM_HC2, pair, &v));
  g_assert_false (sim_linear_robust (&fit, SIM_HC3, pair, &v));

  data.n_arms = 7;
  g_assert_false (sim_linear_model (&data, room, &fit));
  data.n_arms = 2;
  data.n_levels[0] = 7;
  g_assert_false (sim_linear_model (&data, room, &fit));
  data.n_levels[0] = 4;
  data.n_numbers = 6;
  g_assert_false (sim_linear_model (&data, room, &fit));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/linear-model/dense", test_dense);
  g_test_add_func ("/analysis/linear-model/by-hand", test_by_hand);
  g_test_add_func ("/analysis/linear-model/edges", test_edges);
  return g_test_run ();
}
