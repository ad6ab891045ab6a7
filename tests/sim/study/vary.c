/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * vary.c - reading an assumption that is varied, and putting its values into a scenario.
 */
#include <math.h>

#include "../run/fixture.h"

static void expect (const char *text, const char *pointer, SimVaryHow how, const char *values)
{
  GError *error = NULL;
  SimVary *vary = sim_vary_parse (text, &error);
  GString *found = g_string_new (NULL);
  g_assert_no_error (error);
  g_assert_cmpstr (vary->pointer, ==, pointer);
  g_assert_cmpint (vary->how, ==, how);
  for (guint i = 0; i < vary->n; i++) {
    char *number = sim_json_number (vary->values[i]);
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", number);
    g_free (number);
  }
  g_assert_cmpstr (found->str, ==, values);
  g_string_free (found, TRUE);
  sim_vary_free (vary);
}

static void test_parse (void)
{
  expect ("/a/b=4:6:5", "/a/b", SIM_VARY_SET, "4 4.5 5 5.5 6");
  expect ("/a=6:4:3", "/a", SIM_VARY_SET, "6 5 4");
  expect ("/a+=-1:1:3", "/a", SIM_VARY_SHIFT, "-1 0 1");
  expect ("/a*=0.5,2", "/a", SIM_VARY_SCALE, "0.5 2");
  expect ("/a=7", "/a", SIM_VARY_SET, "7");
  expect ("/a=7:7:1", "/a", SIM_VARY_SET, "7");
  /* as a person would write them, not as sevenths of 0.7 come out in binary */
  expect ("/a=0:0.7:8", "/a", SIM_VARY_SET, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7");
  /* the ends are what was asked for to the last bit; their distance is more than a double holds */
  expect ("/a=-1.7e308:1.7e308:3", "/a", SIM_VARY_SET, "-1.7e308 0 1.7e308");
  expect ("/a=0.1234567890123456:1:2", "/a", SIM_VARY_SET, "0.1234567890123456 1");
}

static void test_refused (void)
{
  static const char *const bad[] = {
    "", "a=1:2:3", "/a", "/a=", "/a=1:2", "/a=1:2:3:4", "/a=1:2:0", "/a=1:2:2.5", "/a=1:2:-3",
    "/a=1:2:10001", "/a=1:2:1e300", "/a=1e999:2:3", "/a=nan:1:2", "/a=inf,1", "/a=x:2:3",
    "/a=1,,2", "/a=1,2,", "/a=1:2:1", "/a=0x10,1", "/a= 1,2", "\xff/a=1:2:3", "/\xff=1:2:3",
  };
  static const char *const same[] = { "/a=5:5:3", "/a=1,2,1", "/a=1:1.0000000000000002:9" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    GError *error = NULL;
    g_assert_null (sim_vary_parse (bad[i], &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_assert_nonnull (strstr (error->message, "allowed: "));
    g_clear_error (&error);
  }
  for (guint i = 0; i < G_N_ELEMENTS (same); i++) {
    GError *error = NULL;
    g_assert_null (sim_vary_parse (same[i], &error));
    g_assert_error (error, SIM_ERROR, SIM_ERROR_USAGE);
    g_assert_nonnull (strstr (error->message, "all different"));
    g_clear_error (&error);
  }
}

static int code_of (SimDraft *draft, const char *text)
{
  GError *error = NULL;
  SimVary *vary = sim_vary_parse (text, NULL);
  int code = sim_vary_check (vary, draft, &error) ? -1 : error->code;
  g_clear_error (&error);
  sim_vary_free (vary);
  return code;
}

static void test_check (void)
{
  SimDraft *draft = sim_draft_new_default ();
  static const char *const good[]
      = { "/outcomes/rmdq/sd=4,5", "/outcomes/rmdq/means/hand-ear=5,6",
          "/outcomes/rmdq/means/hand-ear/0=5,6", "/dropout/proportion=0,0.1",
          "/dropout/proportion/usual+=0,0.1", "/arms/usual/size=20,30", "/testing/alpha=0.01,0.05",
          "/outcomes/rmdq/correlation/baseline=0.2,0.5", "/outcomes/rmdq/means*=1,2",
          "/practitioners/icc=0,0.1" };
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpint (code_of (draft, good[i]), ==, -1);
  g_assert_cmpint (code_of (draft, "/nowhere=1,2"), ==, SIM_ERROR_POINTER);
  g_assert_cmpint (code_of (draft, "/outcomes/rmdq/sd/0/1/2/x/y=1"), ==, -1);
  g_assert_cmpint (code_of (draft, "/title=1,2"), ==, SIM_ERROR_KIND);
  g_assert_cmpint (code_of (draft, "/arms=1,2"), ==, SIM_ERROR_KIND);
  g_assert_cmpint (code_of (draft, "/outcomes/rmdq/type=1,2"), ==, SIM_ERROR_KIND);
  g_assert_cmpint (code_of (draft, "/outcomes/rmdq/correlation=1,2"), ==, SIM_ERROR_KIND);
  g_assert_cmpint (code_of (draft, "/=1,2"), ==, SIM_ERROR_POINTER);
  static const char *const of_program[]
      = { "/trefoil=1,2", "/run/seed=1,2", "/run/replicates=8,16", "/run/target-power=0.8,0.9" };
  for (guint i = 0; i < G_N_ELEMENTS (of_program); i++)
    g_assert_cmpint (code_of (draft, of_program[i]), ==, SIM_ERROR_CONFLICT);
  g_assert_cmpint (code_of (draft, "/outcomes/rmdq/sd/week-8=4,5"), ==, -1);
  /* nothing stands there that could be moved */
  g_assert_cmpint (code_of (draft, "/practitioners/icc+=0.1"), ==, SIM_ERROR_KIND);
  sim_draft_unref (draft);
}

static double number_at (SimDraft *draft, const char *pointer)
{
  SimValue *value = sim_draft_effective (draft, pointer);
  double number = sim_value_number (value);
  sim_value_unref (value);
  return number;
}

static SimDraft *applied (SimDraft *draft, const char *text)
{
  SimVary *vary = sim_vary_parse (text, NULL);
  SimDraft *edited = sim_vary_apply (vary, draft, vary->n - 1, NULL);
  sim_vary_free (vary);
  g_assert_nonnull (edited);
  return edited;
}

/* The default scenario's means of the first arm are 5.7 and 5.5. */
static void test_apply (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *set = applied (draft, "/outcomes/rmdq/means/hand-ear=6,7");
  SimDraft *moved = applied (draft, "/outcomes/rmdq/means/hand-ear+=0,1");
  SimDraft *scaled = applied (draft, "/outcomes/rmdq/means*=1,2");
  g_assert_cmpfloat (number_at (set, "/outcomes/rmdq/means/hand-ear/0"), ==, 7);
  g_assert_cmpfloat (number_at (set, "/outcomes/rmdq/means/hand-ear/1"), ==, 7);
  g_assert_cmpfloat (number_at (moved, "/outcomes/rmdq/means/hand-ear/0"), ==, 6.7);
  g_assert_cmpfloat (number_at (moved, "/outcomes/rmdq/means/hand-ear/1"), ==, 6.5);
  g_assert_cmpfloat (number_at (moved, "/outcomes/rmdq/means/usual/0"), ==, 8.9);
  g_assert_cmpfloat (number_at (scaled, "/outcomes/rmdq/means/hand-ear/1"), ==, 11);
  g_assert_cmpfloat (number_at (scaled, "/outcomes/rmdq/means/usual/0"), ==, 17.8);
  sim_draft_unref (set);
  sim_draft_unref (moved);
  sim_draft_unref (scaled);
  sim_draft_unref (draft);
}

/* Shares lost by each visit keep their course: more lost in the end are more at every visit. By
   hand: 0.06 and 0.12 become 0.1 and 0.2; of one number one is made, as the author wrote it. */
static void test_course (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *all = sim_draft_set_text (draft, "/dropout/proportion=[0.06,0.12]", NULL);
  SimDraft *own
      = sim_draft_set_text (draft, "/dropout/proportion={\"usual\":[0,0],\"standard\":0.1}", NULL);
  SimDraft *one = applied (all, "/dropout/proportion/usual=0,0.2");
  SimDraft *each = applied (all, "/dropout/proportion=0,0.2");
  SimDraft *none = applied (own, "/dropout/proportion/usual=0.1,0.2");
  SimDraft *plain = applied (own, "/dropout/proportion/standard=0,0.2");
  g_assert_cmpfloat (number_at (one, "/dropout/proportion/usual/0"), ==, 0.1);
  g_assert_cmpfloat (number_at (one, "/dropout/proportion/usual/1"), ==, 0.2);
  g_assert_cmpfloat (number_at (one, "/dropout/proportion/standard/0"), ==, 0.06);
  g_assert_cmpfloat (number_at (each, "/dropout/proportion/standard/0"), ==, 0.1);
  g_assert_cmpfloat (number_at (none, "/dropout/proportion/usual/0"), ==, 0.2);
  g_assert_cmpfloat (number_at (none, "/dropout/proportion/usual/1"), ==, 0.2);
  g_assert_cmpfloat (number_at (plain, "/dropout/proportion/standard"), ==, 0.2);
  sim_draft_unref (all);
  sim_draft_unref (own);
  sim_draft_unref (one);
  sim_draft_unref (each);
  sim_draft_unref (none);
  sim_draft_unref (plain);
  sim_draft_unref (draft);
}

static double planned (SimDraft *draft, const char *text)
{
  SimVary *vary = sim_vary_parse (text, NULL);
  double number = sim_vary_planned (vary, draft);
  sim_vary_free (vary);
  return number;
}

/* Setting what a course ends in to what it ends in leaves it as it is. */
static void test_planned (void)
{
  SimDraft *draft = sim_draft_new_default ();
  SimDraft *all = sim_draft_set_text (draft, "/dropout/proportion=[0.06,0.12]", NULL);
  SimDraft *own
      = sim_draft_set_text (draft,
                            "/dropout/proportion={\"hand-ear\":[0.01,0.2],"
                            "\"standard\":0.2,\"usual\":[0.06,0.2]}", NULL);
  SimDraft *other = sim_draft_set_text (own, "/dropout/proportion/usual=[0.06,0.3]", NULL);
  g_assert_cmpfloat (planned (all, "/dropout/proportion=0,0.2"), ==, 0.12);
  g_assert_cmpfloat (planned (all, "/dropout/proportion/usual=0,0.2"), ==, 0.12);
  g_assert_cmpfloat (planned (all, "/dropout/proportion/usual/0=0,0.1"), ==, 0.06);
  g_assert_cmpfloat (planned (own, "/dropout/proportion=0,0.2"), ==, 0.2);
  g_assert_cmpfloat (planned (other, "/dropout/proportion/usual=0,0.2"), ==, 0.3);
  g_assert_true (isnan (planned (other, "/dropout/proportion=0,0.2")));
  g_assert_true (isnan (planned (draft, "/outcomes/rmdq/means/usual=0,9")));
  g_assert_cmpfloat (planned (all, "/dropout/proportion*=0.5,2"), ==, 1);
  sim_draft_unref (all);
  sim_draft_unref (own);
  sim_draft_unref (other);
  sim_draft_unref (draft);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/vary/parse", test_parse);
  g_test_add_func ("/study/vary/refused", test_refused);
  g_test_add_func ("/study/vary/check", test_check);
  g_test_add_func ("/study/vary/apply", test_apply);
  g_test_add_func ("/study/vary/course", test_course);
  g_test_add_func ("/study/vary/planned", test_planned);
  return g_test_run ();
}
