/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sort.c - eight lists are sorted side by side as the C library sorts each of them.
 */
#include "base/sort-lanes.h"
#include "run/kernels.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

enum { MOST = 2100 };
typedef void (*Sort) (int n, double *keys);

static int ascending (const void *a, const void *b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double number (GRand *rand, int kind)
{
  switch (kind) {
  case 0:
    return g_rand_double_range (rand, -1, 1);
  case 1:
    return g_rand_int_range (rand, -3, 4) + 0.0;
  case 2:
    return ldexp (g_rand_double_range (rand, -1, 1), g_rand_int_range (rand, -1074, 1000));
  default:
    return g_rand_boolean (rand) ? DBL_MAX : INFINITY * (g_rand_boolean (rand) ? 1 : -1);
  }
}

static void test_sort (gconstpointer which)
{
  static double keys[MOST * SIM_LANES] SIM_LANE_ALIGNED, list[SIM_LANES][MOST];
  Sort sort = sim_lanes_sort_scalar;
#if defined __x86_64__
  static const Sort sorts[] = { sim_lanes_sort_scalar, sim_lanes_sort_avx2, sim_lanes_sort_avx512 };
  sort = sorts[GPOINTER_TO_INT (which) - SIM_ISA_SCALAR];
#endif
  if (!sim_kernels ((SimIsa) GPOINTER_TO_INT (which))) {
    g_test_skip ("this machine lacks them");
    return;
  }
  GRand *rand = g_rand_new_with_seed (1968);
  for (int n = 0; n < MOST - 8; n += n < 150 ? 1 : 149)
    for (int kind = 0; kind < 4; kind++) {
      for (int i = 0; i < n * SIM_LANES; i++)
        keys[i] = list[i % SIM_LANES][i / SIM_LANES] = number (rand, kind);
      sort (n, keys);
      for (int lane = 0; lane < SIM_LANES; lane++) {
        qsort (list[lane], (size_t) n, sizeof (double), ascending);
        for (int i = 0; i < n; i++)
          g_assert_true (keys[i * SIM_LANES + lane] == list[lane][i]);
      }
    }
  g_rand_free (rand);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sort/scalar", GINT_TO_POINTER (SIM_ISA_SCALAR), test_sort);
  g_test_add_data_func ("/sort/avx2", GINT_TO_POINTER (SIM_ISA_AVX2), test_sort);
  g_test_add_data_func ("/sort/avx512", GINT_TO_POINTER (SIM_ISA_AVX512), test_sort);
  return g_test_run ();
}
