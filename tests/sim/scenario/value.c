/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value.c - tests of the value tree's nodes: kinds, members, equality, lifetime.
 */
#include "scenario/value.h"

#include <math.h>

#include "value-make.h"

static void
test_scalars (void)
{
  g_autoptr (SimValue) null = sim_value_new_null ();
  g_autoptr (SimValue) yes = sim_value_new_bool (42);
  g_autoptr (SimValue) number = sim_value_new_number (0.5);
  g_autoptr (SimValue) text = sim_value_new_text ("caf\xc3\xa9");

  g_assert_cmpint (sim_value_kind (null), ==, SIM_VALUE_NULL);
  g_assert_cmpint (sim_value_kind (yes), ==, SIM_VALUE_BOOL);
  g_assert_cmpint (sim_value_bool (yes), ==, TRUE);
  g_assert_false (sim_value_bool (number));
  g_assert_cmpfloat (sim_value_number (number), ==, 0.5);
  g_assert_true (isnan (sim_value_number (text)));
  g_assert_cmpstr (sim_value_text (text), ==, "caf\xc3\xa9");
  g_assert_null (sim_value_text (number));
  g_assert_cmpuint (sim_value_length (text), ==, 0);
  g_assert_null (sim_value_at (text, 0));
  g_assert_null (sim_value_get (text, "id"));
  g_assert_cmpint (sim_value_index_of (text, "id"), ==, -1);
}

static void
test_null_is_accepted (void)
{
  g_assert_null (sim_value_ref (NULL));
  sim_value_unref (NULL);
  g_assert_cmpint (sim_value_kind (NULL), ==, SIM_VALUE_NULL);
  g_assert_false (sim_value_bool (NULL));
  g_assert_true (isnan (sim_value_number (NULL)));
  g_assert_null (sim_value_text (NULL));
  g_assert_cmpuint (sim_value_length (NULL), ==, 0);
  g_assert_cmpuint (sim_value_depth (NULL), ==, 0);
  g_assert_null (sim_value_at (NULL, 0));
  g_assert_null (sim_value_key (NULL, 0));
  g_assert_null (sim_value_get (NULL, "id"));
  g_assert_cmpint (sim_value_index_of (NULL, "id"), ==, -1);
  g_assert_true (sim_value_equal (NULL, NULL));
  g_assert_null (sim_value_resolve (NULL, "/a"));
}

static void
test_invalid_text (void)
{
  g_autoptr (SimValue) text = sim_value_new_text ("a\xff");

  g_assert_cmpstr (sim_value_text (text), ==, "a\xef\xbf\xbd");
}

static void
test_members (void)
{
  g_autoptr (SimValue) root = make ("{'b': 1, 'a': [true, {'id': 'x'}, {'id': 'y'}]}");
  const SimValue *list = sim_value_get (root, "a");

  g_assert_cmpuint (sim_value_length (root), ==, 2);
  g_assert_cmpstr (sim_value_key (root, 0), ==, "b");
  g_assert_cmpstr (sim_value_key (root, 1), ==, "a");
  g_assert_null (sim_value_key (root, 2));
  g_assert_null (sim_value_at (root, 2));
  g_assert_null (sim_value_get (root, "c"));
  g_assert_true (sim_value_at (root, 1) == list);
  g_assert_null (sim_value_key (list, 0));
  g_assert_null (sim_value_get (list, "id"));
  g_assert_cmpint (sim_value_index_of (list, "y"), ==, 2);
  g_assert_cmpint (sim_value_index_of (list, "z"), ==, -1);
  g_assert_cmpuint (sim_value_depth (root), ==, 3);
  g_assert_cmpuint (sim_value_depth (list), ==, 2);
  g_assert_cmpuint (sim_value_depth (sim_value_at (list, 0)), ==, 0);
}

static void
test_equal (void)
{
  static const char *const texts[] = { "null",
                                       "true",
                                       "false",
                                       "0",
                                       "1",
                                       "'1'",
                                       "[]",
                                       "{}",
                                       "[1]",
                                       "[1,2]",
                                       "[2,1]",
                                       "{'a':1}",
                                       "{'a':2}",
                                       "{'b':1}",
                                       "{'a':[]}",
                                       "{'a':{}}",
                                       "[[1]]",
                                       "[['1']]",
                                       "{'a':1,'b':2}",
                                       "{'b':2,'a':1}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (texts); j++) {
      g_autoptr (SimValue) a = make (texts[i]);
      g_autoptr (SimValue) b = make (texts[j]);
      g_assert_cmpint (sim_value_equal (a, b), ==, i == j);
    }
  g_autoptr (SimValue) lone = make ("1");
  g_assert_false (sim_value_equal (lone, NULL));
}

/* Far deeper than any file may be: taking it apart must not use the stack. */
static void
test_deep_tree_is_freed (void)
{
  SimValue *value = sim_value_new_null ();

  for (int i = 0; i < 1000000; i++)
    value = sim_value_new_list (&value, 1);
  g_assert_cmpuint (sim_value_depth (value), ==, G_MAXUINT16);
  sim_value_unref (value);
}

static void
test_shared_part_outlives_root (void)
{
  SimValue *root = make ("{'arms': [{'id': 'a'}]}");
  SimValue *arms = sim_value_ref (sim_value_get (root, "arms"));

  sim_value_unref (root);
  g_assert_cmpstr (sim_value_text (sim_value_resolve (arms, "/0/id")), ==, "a");
  sim_value_unref (arms);
}

static gpointer
ref_and_unref (gpointer value)
{
  for (int i = 0; i < 20000; i++) {
    SimValue *mine = sim_value_ref (value);
    g_autoptr (SimValue) changed = sim_value_with (mine, "/a/b", NULL, NULL);
    g_assert_null (sim_value_resolve (changed, "/a/b"));
    sim_value_unref (mine);
  }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (SimValue) root = make ("{'a': {'b': [1, 2, 3], 'c': 'text'}, 'd': {}}");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("value", ref_and_unref, root);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpfloat (sim_value_number (sim_value_resolve (root, "/a/b/2")), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/scalars", test_scalars);
  g_test_add_func ("/value/null-is-accepted", test_null_is_accepted);
  g_test_add_func ("/value/invalid-text", test_invalid_text);
  g_test_add_func ("/value/members", test_members);
  g_test_add_func ("/value/equal", test_equal);
  g_test_add_func ("/value/deep-tree-is-freed", test_deep_tree_is_freed);
  g_test_add_func ("/value/shared-part-outlives-root", test_shared_part_outlives_root);
  g_test_add_func ("/value/threads", test_threads);
  return g_test_run ();
}
