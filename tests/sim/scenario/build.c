/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting lists and maps together.
 */
#include "scenario/build.h"

#include "value-make.h"

static void
map_keeps_order (void)
{
  SimBuild *build = sim_build_new ();
  sim_build_add (build, "b", sim_value_new_number (1));
  sim_build_add (build, "a", sim_value_new_text ("x"));
  g_assert_cmpfloat (sim_value_number (sim_build_get (build, "b")), ==, 1);
  g_assert_null (sim_build_get (build, "c"));
  g_autoptr (SimValue) map = sim_build_map (build);
  assert_value (map, "{'b':1,'a':'x'}");
}

static void
list_and_empty (void)
{
  SimBuild *build = sim_build_new ();
  sim_build_add (build, NULL, sim_value_new_bool (TRUE));
  g_autoptr (SimValue) list = sim_build_list (build);
  g_autoptr (SimValue) nothing = sim_build_map (sim_build_new ());
  assert_value (list, "[true]");
  assert_value (nothing, "{}");
}

/* Under a leak checker this shows that an abandoned build frees its members. */
static void
abandoned (void)
{
  g_autoptr (SimValue) shared = sim_value_new_text ("shared");
  SimBuild *build = sim_build_new ();
  sim_build_add (build, "k", sim_value_ref (shared));
  sim_build_free (build);
  g_assert_cmpstr (sim_value_text (shared), ==, "shared");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/build/map-keeps-order", map_keeps_order);
  g_test_add_func ("/build/list-and-empty", list_and_empty);
  g_test_add_func ("/build/abandoned", abandoned);
  return g_test_run ();
}
