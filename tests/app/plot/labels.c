/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/labels.c: spread labels keep order and distance; placed texts never touch.
 */
#include "plot/labels.h"

#include <math.h>

static void
check_spread (const double *wanted, const double *heights, guint n, double low, double high,
              double gap)
{
  double tops[32];
  guint order[32];

  for (guint i = 0; i < n; i++) {
    tops[i] = wanted[i];
    order[i] = i;
  }
  g_assert_true (plot_spread (tops, heights, n, low, high, gap));
  for (guint i = 0; i < n; i++) {
    g_assert_cmpfloat (tops[i], >=, low - 1e-9);
    g_assert_cmpfloat (tops[i] + heights[i], <=, high + 1e-9);
    for (guint k = i + 1; k < n; k++)
      if (tops[order[k]] < tops[order[i]]) {
        guint swap = order[i];

        order[i] = order[k];
        order[k] = swap;
      }
  }
  for (guint i = 1; i < n; i++)
    g_assert_cmpfloat (tops[order[i]], >=, tops[order[i - 1]] + heights[order[i - 1]] + gap - 1e-9);
}

static void
test_spread_random (void)
{
  for (guint round = 0; round < 2000; round++) {
    double wanted[12], heights[12];
    guint n = (guint)g_test_rand_int_range (1, 13);

    for (guint i = 0; i < n; i++) {
      wanted[i] = g_test_rand_double_range (-50, 450);
      heights[i] = g_test_rand_double_range (10, 30);
    }
    check_spread (wanted, heights, n, 0, 400, 2);
  }
}

static void
test_spread_stays (void)
{
  double tops[3] = { 10, 200, 100 };
  const double heights[3] = { 20, 20, 20 };

  g_assert_true (plot_spread (tops, heights, 3, 0, 400, 2));
  g_assert_cmpfloat (tops[0], ==, 10);
  g_assert_cmpfloat (tops[1], ==, 200);
  g_assert_cmpfloat (tops[2], ==, 100);
}

static void
test_spread_shares (void)
{
  double tops[2] = { 100, 100 };
  const double heights[2] = { 20, 20 };

  g_assert_true (plot_spread (tops, heights, 2, 0, 400, 2));
  g_assert_cmpfloat_with_epsilon (tops[0], 89, 1e-9);
  g_assert_cmpfloat_with_epsilon (tops[1], 111, 1e-9);
}

static void
test_spread_refuses (void)
{
  double tops[3] = { 1, 2, NAN };
  const double heights[3] = { 20, 20, 20 };

  g_assert_false (plot_spread (tops, heights, 3, 0, 50, 2));
  g_assert_cmpfloat (tops[0], ==, 1);
  g_assert_true (plot_spread (tops, heights, 3, 0, 100, 2));
  g_assert_cmpfloat (tops[2], >, tops[1]);
  g_assert_true (plot_spread (tops, heights, 0, 0, 1, 2));
}

static void
test_placer_never_overlaps (void)
{
  const PlotBox bounds = { 0, 0, 500, 300 };

  for (guint round = 0; round < 200; round++) {
    PlotPlacer placer;
    PlotBox placed[40];
    guint n_placed = 0;

    plot_placer_init (&placer, &bounds);
    plot_placer_add_line (&placer, 0, 150, 500, 150);
    for (guint i = 0; i < 40; i++) {
      PlotBox boxes[4];
      int chosen;

      for (guint k = 0; k < 4; k++) {
        boxes[k].left = g_test_rand_double_range (-40, 480);
        boxes[k].top = g_test_rand_double_range (-10, 290);
        boxes[k].right = boxes[k].left + 60;
        boxes[k].bottom = boxes[k].top + 14;
      }
      chosen = plot_placer_place (&placer, boxes, 4, 1);
      if (chosen < 0)
        continue;
      g_assert_cmpfloat (boxes[chosen].left, >=, 0);
      g_assert_cmpfloat (boxes[chosen].bottom, <=, 300);
      for (guint k = 0; k < n_placed; k++)
        g_assert_false (plot_box_overlaps (&placed[k], &boxes[chosen]));
      placed[n_placed++] = boxes[chosen];
    }
    g_assert_cmpuint (n_placed, >, 5);
  }
}

static void
test_placer_avoids_lines (void)
{
  const PlotBox bounds = { 0, 0, 500, 300 };
  const PlotBox boxes[] = { { 10, 95, 60, 105 }, { 10, 120, 60, 130 } };
  PlotPlacer placer;

  plot_placer_init (&placer, &bounds);
  plot_placer_add_line (&placer, 0, 100, 500, 100);
  plot_placer_add_line (&placer, NAN, 0, 10, 10);
  g_assert_cmpint (plot_placer_place (&placer, boxes, 1, 0), ==, -1);
  g_assert_cmpint (plot_placer_place (&placer, boxes, 2, 0), ==, 1);
  g_assert_cmpint (plot_placer_place (&placer, boxes, 2, 1), ==, 0);
  g_assert_cmpint (plot_placer_place (&placer, boxes, 2, 1), ==, -1);
}

/* A line that passes a box diagonally near its corner does not count. */
static void
test_placer_slanted (void)
{
  const PlotBox bounds = { 0, 0, 500, 300 };
  const PlotBox box = { 100, 100, 150, 115 };
  PlotPlacer placer;

  plot_placer_init (&placer, &bounds);
  plot_placer_add_line (&placer, 80, 110, 110, 80);
  g_assert_cmpint (plot_placer_place (&placer, &box, 1, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/spread-random", test_spread_random);
  g_test_add_func ("/labels/spread-stays", test_spread_stays);
  g_test_add_func ("/labels/spread-shares", test_spread_shares);
  g_test_add_func ("/labels/spread-refuses", test_spread_refuses);
  g_test_add_func ("/labels/placer-never-overlaps", test_placer_never_overlaps);
  g_test_add_func ("/labels/placer-avoids-lines", test_placer_avoids_lines);
  g_test_add_func ("/labels/placer-slanted", test_placer_slanted);
  return g_test_run ();
}
