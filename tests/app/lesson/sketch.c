/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/sketch.c: what is drawn in parts becomes a curve over all sizes.
 */
#include "lesson/sketch.h"

#include <adwaita.h>
#include <string.h>

static SimScenario *
scenario_of (const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);

  return sim_scenario_check (draft, problems);
}

static void
set_sizes (AppSketch *sketch, const char *text)
{
  g_autoptr (SimScenario) scenario = scenario_of (text);

  g_assert_nonnull (scenario);
  app_sketch_set_scenario (sketch, scenario);
}

/* As if the key had been pressed so often. */
static void
press (AppSketch *sketch, guint key, guint times)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (sketch));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) keys = g_list_model_get_item (controllers, i);

    for (guint k = 0; GTK_IS_EVENT_CONTROLLER_KEY (keys) && k < times; k++) {
      gboolean taken;
      g_signal_emit_by_name (keys, "key-pressed", key, 0u, 0u, &taken);
    }
  }
}

#define SIZES "{\"trefoil\":1,\"run\":{\"sizes\":[60,90,120,150,180]}}"

/* By keys: half way up at the second size, and a fifth at the fourth; the own size is one more. */
static void
test_keys (void)
{
  AppSketch *sketch = g_object_ref_sink (APP_SKETCH (app_sketch_new ()));
  double x[6], y[6];
  guint n;

  set_sizes (sketch, SIZES);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0);
  press (sketch, GDK_KEY_Up, 10);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0); /* a point is no curve */
  press (sketch, GDK_KEY_Right, 1);                                 /* level, as a start */
  press (sketch, GDK_KEY_Down, 6);
  n = app_sketch_get_drawn (sketch, x, y, 6);
  g_assert_cmpuint (n, >=, 5);
  g_assert_cmpfloat (x[0], ==, 60);
  g_assert_cmpfloat_with_epsilon (y[0], 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (y[1], 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (y[n - 1], 0.2, 1e-12); /* level beyond the ends */
  press (sketch, GDK_KEY_Down, 30);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, n);
  g_assert_cmpfloat (y[1], ==, 0); /* and not below */
  set_sizes (sketch, SIZES);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0);
  g_object_unref (sketch);
}

static void
test_accessible (void)
{
  AppSketch *sketch = g_object_ref_sink (APP_SKETCH (app_sketch_new ()));

  set_sizes (sketch, SIZES);
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
  adw_init ();
  g_test_add_func ("/lesson/sketch/keys", test_keys);
  g_test_add_func ("/lesson/sketch/accessible", test_accessible);
  return g_test_run ();
}
