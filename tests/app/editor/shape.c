/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shape.c - tests of values per arm and visit written in another shape.
 */
#include "editor/shape.h"

#include <math.h>

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

/* What is spread over arms and visits says the same as before, to the last digit. */
static void
check_course (const char *assignment, AppShape shape)
{
  g_autofree char *text = reshaped (assignment, "/dropout/proportion", shape);
  g_autofree char *set = g_strconcat ("/dropout/proportion=", text, NULL);
  g_autoptr (SimDraft) before = with (assignment), after = with (set);
  static const char *const arms[] = { "hand-ear", "standard", "usual" };

  for (guint i = 0; i < 6; i++) {
    g_autofree char *pointer = g_strdup_printf ("/dropout/proportion/%s/%u", arms[i / 2], i % 2);
    g_autoptr (SimValue) a = sim_draft_effective (before, pointer);
    g_autoptr (SimValue) b = sim_draft_effective (after, pointer);

    g_assert_cmpfloat (sim_value_number (a), ==, sim_value_number (b));
  }
}

/* One number over the visits: by hand 1 - 0.87^(8/26) = 4.19 %; it stays what is lost by the last
   visit. What somebody gave visit by visit stays as it is. */
static void
test_course (void)
{
  const char *lost = "/dropout/proportion";
  g_autoptr (SimDraft) draft = with ("/dropout/proportion=0.13");
  g_autoptr (SimValue) course = app_shape_value (draft, lost, APP_SHAPE_VISIT);

  g_assert_cmpfloat_with_epsilon (sim_value_number (sim_value_at (course, 0)),
                                  1 - pow (0.87, 8 / 26.0), 1e-9);
  g_assert_cmpfloat (sim_value_number (sim_value_at (course, 1)), ==, 0.13);
  check_course ("/dropout/proportion=0.13", APP_SHAPE_VISIT);
  check_course ("/dropout/proportion=0.025", APP_SHAPE_VISIT);
  check_course ("/dropout/proportion=0.001", APP_SHAPE_BOTH);
  check_course ("/dropout/proportion={\"hand-ear\":0.08,\"standard\":[0.07777,0.1],\"usual\":0.13}",
                APP_SHAPE_BOTH);
  check ("/dropout/proportion=0", lost, APP_SHAPE_VISIT, "[0,0]");
  check ("/dropout/proportion=[0.0123456,0.2]", lost, APP_SHAPE_BOTH,
         "{\"hand-ear\":[0.0123456,0.2],\"standard\":[0.0123456,0.2],\"usual\":[0.0123456,0.2]}");
}

/* And back: the total by the last visit, of all and of each arm. */
static void
test_course_back (void)
{
  static const AppShape shapes[] = { APP_SHAPE_VISIT, APP_SHAPE_BOTH };
  const char *lost = "/dropout/proportion";

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *spread = reshaped ("/dropout/proportion=0.13", lost, shapes[i]);
    g_autofree char *set = g_strconcat (lost, "=", spread, NULL);

    check (set, lost, APP_SHAPE_ONE, "0.13");
    check (set, lost, APP_SHAPE_ARM, "{\"hand-ear\":0.13,\"standard\":0.13,\"usual\":0.13}");
  }
}

/* Arms that differ keep their numbers where visits get some; else, and of visits already, as asked.
 */
static void
test_chosen (void)
{
  static const struct {
    const char *assignment, *pointer;
    AppShape asked, made;
  } cases[] = {
    { "/dropout/proportion={\"hand-ear\":0.08,\"standard\":0.08,\"usual\":0.2}",
      "/dropout/proportion", APP_SHAPE_VISIT, APP_SHAPE_BOTH },
    { "/dropout/proportion={\"hand-ear\":0.08,\"standard\":0.08,\"usual\":0.2}",
      "/dropout/proportion", APP_SHAPE_ONE, APP_SHAPE_ONE },
    { "/dropout/proportion={\"hand-ear\":0.1,\"standard\":0.1,\"usual\":0.1}",
      "/dropout/proportion", APP_SHAPE_VISIT, APP_SHAPE_VISIT },
    { "/dropout/proportion={\"hand-ear\":[0.1,0.2],\"standard\":0.1,\"usual\":0.1}",
      "/dropout/proportion", APP_SHAPE_VISIT, APP_SHAPE_VISIT },
    { "/outcomes/rmdq/sd={\"hand-ear\":4,\"standard\":5,\"usual\":5}", "/outcomes/rmdq/sd",
      APP_SHAPE_VISIT, APP_SHAPE_BOTH },
    { "/outcomes/rmdq/sd=4", "/outcomes/rmdq/sd", APP_SHAPE_VISIT, APP_SHAPE_VISIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SimDraft) draft = with (cases[i].assignment);

    g_assert_cmpint (app_shape_chosen (draft, cases[i].pointer, cases[i].asked), ==, cases[i].made);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/shape/spread", test_spread);
  g_test_add_func ("/editor/shape/collapse", test_collapse);
  g_test_add_func ("/editor/shape/cumulative", test_cumulative);
  g_test_add_func ("/editor/shape/course", test_course);
  g_test_add_func ("/editor/shape/course-back", test_course_back);
  g_test_add_func ("/editor/shape/chosen", test_chosen);
  return g_test_run ();
}
