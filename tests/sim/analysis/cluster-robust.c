/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cluster-robust.c - CR2 against whole matrices: blocks of the hat matrix, their inverse roots by
 * iteration, and the covariances of all clusters' terms one by one. R's figures are in
 * tests/reference.
 */
#include "linear-dense.h"

static double room[SIM_LINEAR_ROOM (DENSE_N, SIM_LINEAR_COLUMNS)];
static int order[DENSE_N];

/* False if some block I - H has no inverse. */
static gboolean dense_robust (const Trial *t, DenseModel *m, Real *variance, Real *df)
{
  static Dense block, root;
  static Real p[DENSE_N][DENSE_N]; /* of each cluster: what its term makes of every score */
  int done[DENSE_N] = { 0 }, clusters = 0;
  *variance = 0;
  for (int i = 0; i < m->n; i++) {
    int who[DENSE_N], size = 0;
    if (done[i])
      continue;
    for (int j = i; j < m->n; j++)
      if (j == i
          || (t->cluster[m->who[i]] >= 0 && t->cluster[m->who[j]] == t->cluster[m->who[i]])) {
        done[j] = 1;
        who[size++] = j;
      }
    block.rows = block.columns = size;
    for (int j = 0; j < size; j++)
      for (int k = 0; k < size; k++)
        block.at[j][k] = (j == k) - m->hat.at[who[j]][who[k]];
    static Dense inverse;
    if (dense_inverse (&block, &inverse) < -20) /* of these sizes: singular */
      return FALSE;
    dense_inverse_root (&block, &root);
    Real term = 0;
    for (int l = 0; l < m->n; l++)
      p[clusters][l] = 0;
    for (int j = 0; j < size; j++) {
      Real weight = 0;
      for (int k = 0; k < size; k++)
        weight += root.at[j][k] * m->of[who[k]];
      term += weight * m->residual[who[j]];
      for (int l = 0; l < m->n; l++)
        p[clusters][l] += weight * ((who[j] == l) - m->hat.at[who[j]][l]);
    }
    *variance += term * term;
    clusters++;
  }
  Real trace = 0, squares = 0;
  for (int g = 0; g < clusters; g++)
    for (int h = 0; h < clusters; h++) {
      Real dot = 0;
      for (int l = 0; l < m->n; l++)
        dot += p[g][l] * p[h][l];
      trace += g == h ? dot : 0;
      squares += dot * dot;
    }
  *df = trace * trace / squares;
  return TRUE;
}

static void test_dense (void)
{
  static Trial t;
  static DenseModel m;
  int fitted = 0;
  GRand *rand = g_rand_new_with_seed (6);
  for (int round = 0; round < 2000; round++) {
    Shape shape = { .arms = 2 + round % 2,
                    .n = g_rand_int_range (rand, 16, 37),
                    .numbers = g_rand_int_range (rand, 0, 3),
                    .factors = g_rand_int_range (rand, 0, 2),
                    .tied = 0.3,
                    .nested = round % 3 > 0,
                    .practitioners = g_rand_int_range (rand, 2, 5) };
    dense_trial (rand, &shape, &t);
    dense_model (&t, &m);
    SimLinearModel fit;
    if (!sim_linear_model (&t.data, room, &fit))
      continue;
    double weights[SIM_LINEAR_ARMS] = { 1, -1 }, variance, df;
    if (shape.arms == 3)
      weights[round % 2] = 0, weights[2] = round % 2 ? -1 : 1;
    Real due, due_df;
    dense_contrast (&m, shape.arms, weights);
    if (!dense_robust (&t, &m, &due, &due_df))
      continue;
    SimClusters clusters = sim_clusters (&fit, t.cluster, order);
    g_assert_true (sim_cluster_robust (&fit, &clusters, weights, &variance, &df));
    dense_close (variance, due, 1e-9);
    dense_close (df, due_df, 1e-9);
    fitted++;
  }
  g_rand_free (rand);
  g_test_message ("%d fits", fitted);
  g_assert_cmpint (fitted, >, 1500);
}

/* Equal practitioners and nothing else: the variance of practitioners' means, on their number less
 * the arms. */
static void test_by_hand (void)
{
  const double y[] = { 1, 3, 5, 5, 6, 10, 2, 2, 9, 9, 4, 4 };
  const int8_t arm[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1 };
  const int cluster[] = { 4, 4, 9, 9, 7, 7, 0, 0, 1, 1, 2, 2 };
  const double pair[] = { 1, -1 };
  SimLinearData data = { .n = 12, .n_arms = 2, .y = y, .arm = arm };
  SimLinearModel fit;
  double v, df;
  g_assert_true (sim_linear_model (&data, room, &fit));
  SimClusters clusters = sim_clusters (&fit, cluster, order);
  g_assert_cmpint (clusters.n, ==, 12);
  g_assert_true (sim_cluster_robust (&fit, &clusters, pair, &v, &df));
  /* means 2, 5, 8 and 2, 9, 4 */
  dense_close (v, 9 / 3.0L + 13 / 3.0L, 1e-14);
  dense_close (df, 4, 1e-14);
}

static void test_edges (void)
{
  const double y[] = { 1, 3, 5, 5, 6, 10, 2, 2, 9, 9, 4, 4 };
  const int8_t arm[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1 };
  const int alone[] = { 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3 };
  const int nobody[] = { -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 };
  const double pair[] = { 1, -1 };
  SimLinearData data = { .n = 12, .n_arms = 2, .y = y, .arm = arm };
  SimLinearModel fit;
  double v, df, hc2;
  g_assert_true (sim_linear_model (&data, room, &fit));
  SimClusters clusters = sim_clusters (&fit, alone, order);
  g_assert_false (sim_cluster_robust (&fit, &clusters, pair, &v, &df));

  /* nobody has one: HC2, and 2 arms of 6 with the df of equal variances */
  clusters = sim_clusters (&fit, nobody, order);
  g_assert_cmpint (clusters.n, ==, 0);
  g_assert_true (sim_cluster_robust (&fit, &clusters, pair, &v, &df));
  g_assert_true (sim_linear_robust (&fit, SIM_HC2, pair, &hc2));
  dense_close (v, hc2, 1e-13);
  dense_close (df, 10, 1e-13);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/cluster-robust/dense", test_dense);
  g_test_add_func ("/analysis/cluster-robust/by-hand", test_by_hand);
  g_test_add_func ("/analysis/cluster-robust/edges", test_edges);
  return g_test_run ();
}
