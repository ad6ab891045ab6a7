/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/geometry.c: pixels to data and back.
 */
#include "plot/geometry.h"

#include <math.h>

static const PlotGeometry sample = { .width = 900,
                                     .height = 560,
                                     .left = 66,
                                     .right = 788,
                                     .top = 100,
                                     .bottom = 477,
                                     .x0 = 60,
                                     .x1 = 300,
                                     .y0 = 0,
                                     .y1 = 1,
                                     .has_handle = TRUE,
                                     .handle_x = 392.5,
                                     .handle_top = 76,
                                     .handle_bottom = 486 };

static void
test_round_trip (void)
{
  for (double x = -100; x <= 500; x += 7.3)
    g_assert_cmpfloat_with_epsilon (plot_geometry_data_x (&sample, plot_geometry_x (&sample, x)), x,
                                    1e-9);
  for (double y = -1; y <= 2; y += 0.013)
    g_assert_cmpfloat_with_epsilon (plot_geometry_data_y (&sample, plot_geometry_y (&sample, y)), y,
                                    1e-12);
}

static void
test_corners (void)
{
  g_assert_cmpfloat (plot_geometry_x (&sample, 60), ==, 66);
  g_assert_cmpfloat (plot_geometry_x (&sample, 300), ==, 788);
  g_assert_cmpfloat (plot_geometry_y (&sample, 0), ==, 477);
  g_assert_cmpfloat (plot_geometry_y (&sample, 1), ==, 100);
  g_assert_true (plot_geometry_inside (&sample, 66, 100));
  g_assert_false (plot_geometry_inside (&sample, 65, 100));
  g_assert_false (plot_geometry_inside (&sample, 100, 478));
}

static void
test_empty (void)
{
  PlotGeometry empty = { 0 };

  g_assert_false (plot_geometry_inside (&empty, 0, 0));
  g_assert_false (plot_geometry_on_handle (&empty, 0, 0, 9));
  g_assert_true (isfinite (plot_geometry_x (&empty, 5)));
  g_assert_true (isfinite (plot_geometry_data_y (&empty, 5)));
}

static void
test_handle (void)
{
  g_assert_true (plot_geometry_on_handle (&sample, 392.5, 300, 9));
  g_assert_true (plot_geometry_on_handle (&sample, 400, 490, 9));
  g_assert_false (plot_geometry_on_handle (&sample, 403, 300, 9));
  g_assert_false (plot_geometry_on_handle (&sample, 392.5, 500, 9));
  g_assert_false (plot_geometry_on_handle (&sample, 392.5, 60, 9));
}

/* Each grip has an axis of its own between the same edges. */
static void
test_grips (void)
{
  PlotGeometry at = sample;
  const PlotGrip low = { 3, 300, 100, 200, 2, 0, 4 }, high = { 1, 306, 100, 200, -1, -3, 1 };

  at.grips[0] = low;
  at.grips[1] = high;
  at.n_grips = 2;
  g_assert_null (plot_geometry_grip (&at, 294, 150, 5));
  g_assert_null (plot_geometry_grip (&at, 300, 201, 5));
  g_assert_true (plot_geometry_grip (&at, 302, 150, 5) == &at.grips[0]);
  g_assert_true (plot_geometry_grip (&at, 304, 150, 5) == &at.grips[1]);
  g_assert_true (plot_geometry_grip_of (&at, 1) == &at.grips[1]);
  g_assert_null (plot_geometry_grip_of (&at, 0));
  g_assert_cmpfloat (plot_geometry_grip_data (&at, &low, at.left), ==, 0);
  g_assert_cmpfloat (plot_geometry_grip_data (&at, &low, (at.left + at.right) / 2), ==, 2);
  g_assert_cmpfloat (plot_geometry_grip_data (&at, &high, at.right), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/round-trip", test_round_trip);
  g_test_add_func ("/geometry/corners", test_corners);
  g_test_add_func ("/geometry/empty", test_empty);
  g_test_add_func ("/geometry/handle", test_handle);
  g_test_add_func ("/geometry/grips", test_grips);
  return g_test_run ();
}
