/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mixed-model.c - REML against whole matrices: V and the projection P of all patients, the
 * likelihood on a grid of ratios, derivatives as traces. The fits of R's nlme are in
 * tests/reference.
 */
#include "linear-dense.h"

static double room[SIM_LINEAR_ROOM (DENSE_N, SIM_LINEAR_COLUMNS)];
static double other[SIM_MIXED_ROOM (DENSE_N, SIM_LINEAR_COLUMNS)];
static int order[DENSE_N];

/* All of a model at a ratio of variances. */
typedef struct {
  Real likelihood; /* minus twice the profile */
  Real q0;
  Dense v, p, x_inverse, b; /* b: (X'V^-1X)^-1 X'V^-1 */
  Dense zz;
} DenseMixed;

static void dense_mixed (const Trial *t, const DenseModel *m, Real ratio, DenseMixed *d)
{
  static Dense inverse, xv, cross;
  int n = m->n;
  d->zz.rows = d->zz.columns = d->v.rows = d->v.columns = n;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      int g = t->cluster[m->who[i]], h = t->cluster[m->who[j]];
      d->zz.at[i][j] = g >= 0 && g == h;
      d->v.at[i][j] = (i == j) + ratio * d->zz.at[i][j];
    }
  d->likelihood = dense_inverse (&d->v, &inverse);
  dense_product (&m->xt, &inverse, &xv);
  dense_product (&xv, &m->x, &cross);
  d->likelihood += dense_inverse (&cross, &d->x_inverse);
  dense_product (&d->x_inverse, &xv, &d->b);
  d->p = inverse;
  d->q0 = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < m->p; k++)
        d->p.at[i][j] -= xv.at[k][i] * d->b.at[k][j];
      d->q0 += m->y[i] * d->p.at[i][j] * m->y[j];
    }
  d->likelihood += (n - m->p) * logl (d->q0);
}

static Real trace (const Dense *a)
{
  Real sum = 0;
  for (int i = 0; i < a->rows; i++)
    sum += a->at[i][i];
  return sum;
}

static Real form (const Dense *a, const Real *y)
{
  Real sum = 0;
  for (int i = 0; i < a->rows; i++)
    for (int j = 0; j < a->columns; j++)
      sum += y[i] * a->at[i][j] * y[j];
  return sum;
}

/* Estimate, variance and df of a contrast at the fit's variances, by the observed information in
 * both variances (Giesbrecht & Burns 1985). */
static void check_contrast (const DenseModel *m, const DenseMixed *d, const SimLinearModel *fit,
                            const SimMixedModel *mixed, const double *weights)
{
  static Dense pz, pzpz, pp, ppz, w;
  double estimate, variance, df;
  int n = m->n;
  Real s2 = d->q0 / (n - m->p), due = 0, vv = 0, gb = 0, gr = 0;
  Real by[DENSE_N]; /* what each patient counts */
  for (int i = 0; i < n; i++) {
    by[i] = 0;
    for (int a = 0; a < fit->n_arms; a++)
      by[i] += weights[a] * d->b.at[a][i];
    due += by[i] * m->y[i];
  }
  vv = s2 * form (&d->v, by);
  g_assert_true (sim_mixed_contrast (fit, mixed, weights, &estimate, &variance, &df));
  dense_close (estimate, due, 1e-9);
  dense_close (variance, vv, 1e-9);
  if (mixed->between == 0) {
    g_assert_cmpfloat (df, ==, fit->df);
    return;
  }
  for (int i = 0; i < n; i++)
    gr += by[i] * by[i];
  gb = form (&d->zz, by);
  dense_product (&d->p, &d->zz, &pz);
  dense_product (&pz, &pz, &pzpz);
  dense_product (&d->p, &d->p, &pp);
  dense_product (&pp, &d->zz, &ppz);
  Real info[2][2];
  info[0][0] = -trace (&pzpz) / 2;
  info[0][1] = -trace (&ppz) / 2;
  info[1][1] = -trace (&pp) / 2;
  static Dense t1, t2;
  dense_product (&pzpz, &d->p, &t1);
  info[0][0] += form (&t1, m->y) / s2;
  dense_product (&pz, &pp, &t2);
  info[0][1] += form (&t2, m->y) / s2;
  dense_product (&pp, &d->p, &w);
  info[1][1] += form (&w, m->y) / s2;
  for (int i = 0; i < 2; i++)
    for (int j = i; j < 2; j++)
      info[i][j] /= s2 * s2;
  Real determinant = info[0][0] * info[1][1] - info[0][1] * info[0][1];
  Real gg = (gb * gb * info[1][1] - 2 * gb * gr * info[0][1] + gr * gr * info[0][0]) / determinant;
  dense_close (df, 2 * vv * vv / gg, 2e-6); /* at a ratio that is right to 1e-9 or so */
}

static void test_dense (void)
{
  static Trial t;
  static DenseModel m;
  static DenseMixed d, e;
  int fitted = 0, at_zero = 0, slowest = 0;
  GRand *rand = g_rand_new_with_seed (7);
  for (int round = 0; round < 1500; round++) {
    Shape shape = { .arms = 2 + round % 2,
                    .n = g_rand_int_range (rand, 12, 25),
                    .numbers = g_rand_int_range (rand, 0, 3),
                    .factors = g_rand_int_range (rand, 0, 2),
                    .tied = 0.2,
                    .nested = round % 3 > 0,
                    .practitioners = g_rand_int_range (rand, 2, 5) };
    dense_trial (rand, &shape, &t);
    dense_model (&t, &m);
    SimLinearModel fit;
    SimMixedModel mixed;
    if (!sim_linear_model (&t.data, room, &fit))
      continue;
    SimClusters clusters = sim_clusters (&fit, t.cluster, order);
    if (!sim_mixed_model (&fit, &clusters, other, &mixed))
      continue;
    fitted++;
    slowest = MAX (slowest, mixed.evaluations);
    Real ratio = mixed.between / mixed.residual;
    at_zero += ratio == 0;
    dense_mixed (&t, &m, ratio, &d);
    dense_close (mixed.residual, d.q0 / (m.n - m.p), 1e-9);
    static const Real near[] = { 1e-4L, -1e-4L, 1e-2L, -1e-2L };
    for (guint i = 0; i < G_N_ELEMENTS (near); i++) {
      Real to = ratio == 0 ? near[i] * 0.01L : ratio * (1 + near[i]);
      if (to < 0)
        continue;
      dense_mixed (&t, &m, to, &e);
      if (!(e.likelihood > d.likelihood))
        g_error ("%Lg is likelier than %Lg", to, ratio);
    }
    const double pair[] = { 1, -1, 0 }, last[] = { 0, 1, -1 };
    check_contrast (&m, &d, &fit, &mixed, pair);
    if (shape.arms == 3)
      check_contrast (&m, &d, &fit, &mixed, last);
  }
  g_rand_free (rand);
  g_test_message ("%d fits, %d at zero, at most %d evaluations", fitted, at_zero, slowest);
  g_assert_cmpint (fitted, >, 1300);
  g_assert_cmpint (at_zero, >, 100);
}

/* It is the highest maximum too, but in trials of a dozen patients. */
static void test_highest (void)
{
  static Trial t;
  static DenseModel m;
  static DenseMixed d, e;
  int fitted = 0;
  GRand *rand = g_rand_new_with_seed (8);
  for (int round = 0; round < 60; round++) {
    Shape shape = { .arms = 2 + round % 2,
                    .n = g_rand_int_range (rand, 36, 49),
                    .numbers = g_rand_int_range (rand, 0, 3),
                    .nested = TRUE,
                    .practitioners = g_rand_int_range (rand, 2, 5) };
    dense_trial (rand, &shape, &t);
    dense_model (&t, &m);
    SimLinearModel fit;
    SimMixedModel mixed;
    g_assert_true (sim_linear_model (&t.data, room, &fit));
    SimClusters clusters = sim_clusters (&fit, t.cluster, order);
    if (!sim_mixed_model (&fit, &clusters, other, &mixed))
      continue;
    fitted++;
    dense_mixed (&t, &m, mixed.between / mixed.residual, &d);
    for (Real to = 0.01L; to < 1000; to *= 3) {
      dense_mixed (&t, &m, to, &e);
      if (e.likelihood < d.likelihood - 1e-9L)
        g_error ("%Lg is likelier than %g", to, mixed.between / mixed.residual);
    }
  }
  g_rand_free (rand);
  g_assert_cmpint (fitted, >, 55);
}

/* Equal practitioners in both arms: what the analysis of variance of their means says. */
static void test_by_hand (void)
{
  const double y[] = { 1, 3, 5, 5, 6, 10, 2, 2, 9, 9, 4, 4 };
  const int8_t arm[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1 };
  const int cluster[] = { 4, 4, 9, 9, 7, 7, 0, 0, 1, 1, 2, 2 };
  const double pair[] = { 1, -1 };
  SimLinearData data = { .n = 12, .n_arms = 2, .y = y, .arm = arm };
  SimLinearModel fit;
  SimMixedModel mixed;
  double estimate, v, df;
  g_assert_true (sim_linear_model (&data, room, &fit));
  SimClusters clusters = sim_clusters (&fit, cluster, order);
  g_assert_true (sim_mixed_model (&fit, &clusters, other, &mixed));
  g_assert_true (sim_mixed_contrast (&fit, &mixed, pair, &estimate, &v, &df));
  /* means 2, 5, 8 and 2, 9, 4: mean squares (18 + 26) 2 / 4 = 22 on 4, within (2 + 8) / 6 on 6 */
  dense_close (mixed.residual, 10 / 6.0L, 1e-9);
  dense_close (mixed.between, (22 - 10 / 6.0L) / 2, 1e-9);
  dense_close (estimate, 0, 1e-9);
  dense_close (v, 22 / 2.0L * 2 / 3, 1e-9);
  dense_close (df, 4, 1e-9);
}

static void test_edges (void)
{
  const double y[] = { 1, 3, 5, 5, 6, 10, 2, 2, 9, 9, 4, 4 };
  const int8_t arm[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1 };
  const int nobody[] = { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
  const int alone[] = { 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1 };
  const int alike[] = { 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5 };
  const double pair[] = { 1, -1 };
  SimLinearData data = { .n = 12, .n_arms = 2, .y = y, .arm = arm };
  SimLinearModel fit;
  SimMixedModel mixed;
  double estimate, v, df, plain;
  g_assert_true (sim_linear_model (&data, room, &fit));
  SimClusters clusters = sim_clusters (&fit, nobody, order);
  g_assert_false (sim_mixed_model (&fit, &clusters, other, &mixed));
  clusters = sim_clusters (&fit, alone, order);
  g_assert_false (sim_mixed_model (&fit, &clusters, other, &mixed));

  /* practitioners whose patients differ as others do: the linear model */
  clusters = sim_clusters (&fit, alike, order);
  g_assert_true (sim_mixed_model (&fit, &clusters, other, &mixed));
  g_assert_true (sim_mixed_contrast (&fit, &mixed, pair, &estimate, &v, &df));
  g_assert_cmpfloat (mixed.between, ==, 0);
  g_assert_cmpfloat (df, ==, 10);
  dense_close (estimate, sim_linear_contrast (&fit, pair, &plain), 1e-13);
  dense_close (v, plain, 1e-13);

  /* nothing varies within practitioners: no maximum */
  const double steps[] = { 1, 1, 5, 5, 6, 6, 2, 2, 9, 9, 4, 4 };
  const int pairs[] = { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };
  data.y = steps;
  g_assert_true (sim_linear_model (&data, room, &fit));
  clusters = sim_clusters (&fit, pairs, order);
  g_assert_false (sim_mixed_model (&fit, &clusters, other, &mixed));
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/mixed-model/dense", test_dense);
  g_test_add_func ("/analysis/mixed-model/highest", test_highest);
  g_test_add_func ("/analysis/mixed-model/by-hand", test_by_hand);
  g_test_add_func ("/analysis/mixed-model/edges", test_edges);
  return g_test_run ();
}
