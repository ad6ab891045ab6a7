/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.c - tests of values per arm and visit written in another shape.
 */
#include "editor/shape.h"

static SimDraft *
with (const char *assignment)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (GError) error = NULL;
  SimDraft *next = sim_draft_set_text (draft, assignment, &error);

  g_assert_no_error (error);
  return next;
}

static char *
reshaped (const char *assignment, const char *pointer, AppShape shape)
{
  g_autoptr (SimDraft) draft = with (assignment);
  g_autoptr (SimValue) value = app_shape_value (draft, pointer, shape);

  g_assert_cmpint (app_shape_of (value), ==, shape);
  return sim_json_write_compact (value);
}

static void
check (const char *assignment, const char *pointer, AppShape shape, const char *expected)
{
  g_autofree char *text = reshaped (assignment, pointer, shape);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_spread (void)
{
  const char *sd = "/outcomes/rmdq/sd";

  check ("/outcomes/rmdq/sd=4", sd, APP_SHAPE_ONE, "4");
  check ("/outcomes/rmdq/sd=4", sd, APP_SHAPE_ARM, "{\"hand-ear\":4,\"standard\":4,\"usual\":4}");
  check ("/outcomes/rmdq/sd=4", sd, APP_SHAPE_VISIT, "[4,4]");
  check ("/outcomes/rmdq/sd=4", sd, APP_SHAPE_BOTH,
         "{\"hand-ear\":[4,4],\"standard\":[4,4],\"usual\":[4,4]}");
}

static void
test_collapse (void)
{
  const char *sd = "/outcomes/rmdq/sd";

  check ("/outcomes/rmdq/sd=[4,6]", sd, APP_SHAPE_ONE, "4");
  check ("/outcomes/rmdq/sd=[4,6]", sd, APP_SHAPE_BOTH,
         "{\"hand-ear\":[4,6],\"standard\":[4,6],\"usual\":[4,6]}");
  check ("/outcomes/rmdq/sd={\"hand-ear\":3,\"standard\":4,\"usual\":5}", sd, APP_SHAPE_ONE, "3");
}

/* What is lost in total is what stands at the last visit. */
static void
test_cumulative (void)
{
  check ("/dropout/proportion=[0.1,0.2]", "/dropout/proportion", APP_SHAPE_ONE, "0.2");
  check ("/dropout/proportion=[0.1,0.2]", "/dropout/proportion", APP_SHAPE_ARM,
         "{\"hand-ear\":0.2,\"standard\":0.2,\"usual\":0.2}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/shape/spread", test_spread);
  g_test_add_func ("/editor/shape/collapse", test_collapse);
  g_test_add_func ("/editor/shape/cumulative", test_cumulative);
  return g_test_run ();
}
