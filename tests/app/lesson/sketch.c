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
  app_sketch_set_scenario (sketch, scenario, "HE-ST");
}

#define WIDTH  600
#define HEIGHT 400

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
  g_autofree char *one = NULL, *half = NULL;
  double x[6], y[6];
  guint n;

  set_sizes (sketch, SIZES);
  g_assert_null (app_sketch_missing (sketch));
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0);
  press (sketch, GDK_KEY_Up, 10);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0); /* a point is no curve */
  one = app_sketch_missing (sketch);
  g_assert_cmpstr (one, ==,
                   "So far there is one point, at 60 patients. Draw the curve from 60 to 180.");
  press (sketch, GDK_KEY_Right, 1); /* level, as a start */
  press (sketch, GDK_KEY_Down, 6);
  /* Nor is half of it, which would be judged by what nobody drew. */
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0);
  half = app_sketch_missing (sketch);
  g_assert_cmpstr (half, ==,
                   "Your curve goes from 60 to 90 patients so far. Draw it from 60 to 180.");
  press (sketch, GDK_KEY_Right, 10);
  g_assert_null (app_sketch_missing (sketch));
  n = app_sketch_get_drawn (sketch, x, y, 6);
  g_assert_cmpuint (n, >=, 5);
  g_assert_cmpfloat (x[0], ==, 60);
  g_assert_cmpfloat_with_epsilon (y[0], 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (y[1], 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (y[n - 1], 0.2, 1e-12); /* level, as the keys went on */
  press (sketch, GDK_KEY_Down, 30);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, n);
  g_assert_cmpfloat (y[n - 1], ==, 0); /* and not below */
  set_sizes (sketch, SIZES);
  g_assert_cmpuint (app_sketch_get_drawn (sketch, x, y, 6), ==, 0);
  g_object_unref (sketch);
}

/* As if the pointer had been pressed and let go at a place. */
static void
touch (AppSketch *sketch, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (sketch));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) drag = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_DRAG (drag)) {
      g_signal_emit_by_name (drag, "drag-begin", x, y);
      g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
    }
  }
}

/* Two drags, at the bottom of the first size and at the top of the last one: between them is a
 * straight line over the patients, of whom there are not equally many more from size to size. */
static void
test_gap (void)
{
  AppSketch *sketch = APP_SKETCH (app_sketch_new ());
  GtkWidget *window = gtk_window_new ();
  double x[6], y[6];
  guint n = 0;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (sketch));
  set_sizes (sketch, "{\"trefoil\":1,\"run\":{\"sizes\":[60,90,240,600]}}");
  gtk_window_present (GTK_WINDOW (window));
  /* until it has been drawn, and has places for sizes */
  for (guint i = 0; i < 5000 && n == 0; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
    touch (sketch, 0, HEIGHT);
    touch (sketch, WIDTH, 0);
    n = app_sketch_get_drawn (sketch, x, y, 6);
  }
  g_assert_cmpuint (n, >=, 4);
  g_assert_cmpfloat (x[0], ==, 60);
  g_assert_cmpfloat (x[n - 1], ==, 600);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (y[i], (x[i] - 60) / 540, 1e-12);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_accessible (void)
{
  AppSketch *sketch = g_object_ref_sink (APP_SKETCH (app_sketch_new ()));
  g_autofree char *other = NULL;

  set_sizes (sketch, SIZES);
  /* It says which of the curves is to be drawn. */
  other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (sketch),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  g_assert_nonnull (strstr (other, "Hand-ear acupuncture vs standard acupuncture: draw"));
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
  g_test_add_func ("/lesson/sketch/gap", test_gap);
  g_test_add_func ("/lesson/sketch/accessible", test_accessible);
  return g_test_run ();
}
