/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sort-lanes.c - Batcher's merge exchange (Knuth, Sorting and Searching, 5.2.2, algorithm M) over
 * rows of lanes. Which rows are compared hangs on n alone, so that lanes need no branch.
 *
 * Rows are loaded and stored more than they are compared, so all that lies within eight rows is
 * done in registers: at first runs of eight, later the last three passes of every merge.
 */
#include "sort-lanes.h"

#include <stdbool.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { RUN = 8 };

/* The lower of two rows to a, the higher to b. */
static inline void order (vd *a, vd *b)
{
  vd x = *a, y = *b;
#if defined SIM_LANE_AVX512
  *a = (vd) _mm512_min_pd ((__m512d) x, (__m512d) y);
  *b = (vd) _mm512_max_pd ((__m512d) y, (__m512d) x);
#elif defined SIM_LANE_AVX2
  *a = (vd) _mm256_min_pd ((__m256d) x, (__m256d) y);
  *b = (vd) _mm256_max_pd ((__m256d) y, (__m256d) x);
#elif defined __SSE2__
  *a = (vd) _mm_min_pd ((__m128d) x, (__m128d) y);
  *b = (vd) _mm_max_pd ((__m128d) y, (__m128d) x);
#else
  vi less = x < y;
  *a = v_select (less, x, y);
  *b = v_select (less, y, x);
#endif
}

#define ORDER(i, j) order (&x[i], &x[j])

static void sort_run (double *keys)
{
  for (int part = 0; part < VPARTS; part++) {
    vd x[RUN];
    for (int i = 0; i < RUN; i++)
      x[i] = v_load (keys + i * SIM_LANES, part);
    ORDER (0, 1), ORDER (2, 3), ORDER (4, 5), ORDER (6, 7);
    ORDER (0, 2), ORDER (1, 3), ORDER (4, 6), ORDER (5, 7);
    ORDER (1, 2), ORDER (5, 6);
    ORDER (0, 4), ORDER (1, 5), ORDER (2, 6), ORDER (3, 7);
    ORDER (2, 4), ORDER (3, 5);
    ORDER (1, 2), ORDER (3, 4), ORDER (5, 6);
    for (int i = 0; i < RUN; i++)
      v_store (keys + i * SIM_LANES, part, x[i]);
  }
}

/* n rows against as many others. */
static void order_rows (double *low, double *high, int n)
{
  for (int i = 0; i < n * VPARTS; i++) {
    vd a = v_load (low, i), b = v_load (high, i);
    order (&a, &b);
    v_store (low, i, a);
    v_store (high, i, b);
  }
}

/* The passes of distance 4, 2 and 1 over n rows of one merge: the last of eight rows need the
 * first of the next eight, and nothing beyond. */
static void finish_merge (int n, double *keys)
{
  for (int part = 0; part < VPARTS; part++) {
    vd x[2 * RUN];
    for (int i = 0; i < RUN; i++)
      x[i] = v_load (keys + i * SIM_LANES, part);
    bool more = true;
    for (int at = 0; more; at += RUN) {
      more = at + RUN < n;
      for (int i = RUN; i < 2 * RUN && more; i++)
        x[i] = v_load (keys + (at + i) * SIM_LANES, part);
      if (more)
        ORDER (4, 8), ORDER (5, 9), ORDER (6, 10), ORDER (7, 11);
      ORDER (2, 4), ORDER (3, 5);
      if (more)
        ORDER (6, 8), ORDER (7, 9);
      ORDER (1, 2), ORDER (3, 4), ORDER (5, 6);
      if (more)
        ORDER (7, 8);
      for (int i = 0; i < RUN; i++)
        v_store (keys + (at + i) * SIM_LANES, part, x[i]);
      for (int i = 0; i < RUN && more; i++)
        x[i] = x[RUN + i];
    }
  }
}

void LANE_FN (sim_lanes_sort) (int n, double *keys)
{
  int rows = (n + RUN - 1) / RUN * RUN;
  for (int i = n * VPARTS; i < rows * VPARTS; i++)
    v_store (keys, i, v_set (__builtin_inf ()));
  for (int i = 0; i < rows; i += RUN)
    sort_run (keys + (long) i * SIM_LANES);
  for (int p = RUN; p < rows; p *= 2) { /* runs of p are merged */
    for (int k = p; k >= RUN; k /= 2)
      for (int j = k % p; j + k < rows; j += 2 * k)
        if (k == p || (j + k) % (2 * p) != 0) /* not across two merges */
          order_rows (keys + (long) j * SIM_LANES, keys + (long) (j + k) * SIM_LANES,
                      rows - j - k < k ? rows - j - k : k);
    for (int i = 0; i < rows; i += 2 * p)
      finish_merge (rows - i < 2 * p ? rows - i : 2 * p, keys + (long) i * SIM_LANES);
  }
}
