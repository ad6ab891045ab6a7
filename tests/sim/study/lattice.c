/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lattice.c - how evenly the lattices fill two, three and four dimensions.
 */
#include "study/lattice.h"

#include <math.h>
#include <stdlib.h>

/* The least sum of sizes of a dual vector, from what the points are: sum of h_j n x_j is a multiple
   of n, x being point 1, for all vectors of entries up to `reach` either way. */
static guint
shortest_dual (guint n, guint dimensions, int reach)
{
  guint least = G_MAXUINT, vectors = 1;

  for (guint j = 0; j < dimensions; j++)
    vectors *= 2 * (guint)reach + 1;
  for (guint v = 0; v < vectors; v++) {
    guint rest = v, length = 0;
    long sum = 0;
    for (guint j = 0; j < dimensions; j++) {
      int h = (int)(rest % (2 * (guint)reach + 1)) - reach;
      rest /= 2 * (guint)reach + 1;
      sum += h * lround (n * sim_lattice_point (n, 1, j));
      length += (guint)abs (h);
    }
    if (length > 0 && sum % (long)n == 0)
      least = MIN (least, length);
  }
  return least;
}

static void
test_dual (void)
{
  /* of the generators; 27 has 10, 4, 4 of 64 points and 28, 12, 10 of 1024 */
  static const guint expected[][4] = { { 64, 8, 6, 4 },    { 128, 14, 6, 4 },  { 256, 18, 10, 6 },
                                       { 512, 20, 10, 8 }, { 1024, 44, 12, 10 } };

  for (guint k = 0; k < G_N_ELEMENTS (expected); k++) {
    guint n = expected[k][0];
    g_assert_cmpuint (shortest_dual (n, 2, 46), ==, expected[k][1]);
    g_assert_cmpuint (shortest_dual (n, 3, 13), ==, expected[k][2]);
    g_assert_cmpuint (shortest_dual (n, 4, 11), ==, expected[k][3]);
  }
}

/* Every value of each dimension is taken once. */
static void
test_even (void)
{
  for (guint n = SIM_LATTICE_LEAST; n <= SIM_LATTICE_MOST; n *= 2)
    for (guint j = 0; j < 12; j++) {
      g_autofree gboolean *taken = g_new0 (gboolean, n);
      for (guint i = 0; i < n; i++)
        taken[lround (n * sim_lattice_point (n, i, j))] = TRUE;
      for (guint i = 0; i < n; i++)
        g_assert_true (taken[i]);
    }
}

static void
test_size (void)
{
  g_assert_cmpuint (sim_lattice_size (0), ==, 64);
  g_assert_cmpuint (sim_lattice_size (127), ==, 64);
  g_assert_cmpuint (sim_lattice_size (128), ==, 128);
  g_assert_cmpuint (sim_lattice_size (G_MAXUINT64), ==, 1024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lattice/dual", test_dual);
  g_test_add_func ("/lattice/even", test_even);
  g_test_add_func ("/lattice/size", test_size);
  return g_test_run ();
}
