/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/sketch.c: what is drawn in parts becomes a curve over all sizes.
 */
#include "lesson/sketch.h"

#include <math.h>

static const double totals[] = { 60, 100, 152, 300, 600 };

static void
test_gaps (void)
{
  AppSketch *sketch = g_object_ref_sink (APP_SKETCH (app_sketch_new (TRUE)));
  const double drawn[] = { NAN, 0.1, NAN, 0.6, NAN };
  double x[5], y[5];

  app_sketch_set_grid (sketch, totals, 5, 1, "%");
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 5), ==, 0);
  app_sketch_set_drawn (sketch, totals, drawn, 5);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 5), ==, 5);
  g_assert_cmpfloat (x[4], ==, 600);
  g_assert_cmpfloat (y[0], ==, 0.1);
  g_assert_cmpfloat_with_epsilon (y[2], 0.1 + 0.5 * 52 / 200, 1e-12);
  g_assert_cmpfloat (y[4], ==, 0.6);
  app_sketch_set_grid (sketch, totals, 5, 1, "%");
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 5), ==, 0);
  g_object_unref (sketch);
}

static void
test_accessible (void)
{
  AppSketch *sketch = g_object_ref_sink (APP_SKETCH (app_sketch_new (TRUE)));

  app_sketch_set_grid (sketch, totals, 5, 1, "%");
  gtk_test_accessible_assert_role (sketch, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (sketch), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (sketch),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (sketch)));
  g_object_unref (sketch);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/sketch/gaps", test_gaps);
  g_test_add_func ("/lesson/sketch/accessible", test_accessible);
  return g_test_run ();
}
