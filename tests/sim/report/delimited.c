/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimited.c - tests of the cells of comma- and tab-separated text.
 */
#include "report/delimited.h"

#include <math.h>

static void
test_quotes (void)
{
  GString *out = g_string_new (NULL);

  sim_delimited_text (out, ',', "plain");
  sim_delimited_text (out, ',', "a,b");
  sim_delimited_text (out, ',', "say \"so\"");
  sim_delimited_text (out, ',', "two\nlines");
  sim_delimited_text (out, ',', "a\tb");
  sim_delimited_text (out, ',', "");
  sim_delimited_end (out);
  g_assert_cmpstr (out->str, ==, "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",a\tb,\n");
  g_string_free (out, TRUE);
}

static void
test_tabs (void)
{
  GString *out = g_string_new (NULL);

  sim_delimited_text (out, '\t', "a,b");
  sim_delimited_text (out, '\t', "a\tb");
  sim_delimited_end (out);
  g_assert_cmpstr (out->str, ==, "a,b\t\"a\tb\"\n");
  g_string_free (out, TRUE);
}

static void
test_numbers (void)
{
  GString *out = g_string_new (NULL);

  sim_delimited_number (out, ',', 0.1);
  sim_delimited_number (out, ',', NAN);
  sim_delimited_number (out, ',', 100000);
  sim_delimited_number (out, ',', -INFINITY);
  sim_delimited_number (out, ',', 1.0 / 3);
  sim_delimited_end (out);
  sim_delimited_number (out, ',', 2);
  sim_delimited_end (out);
  g_assert_cmpstr (out->str, ==, "0.1,,100000,,0.3333333333333333\n2\n");
  g_string_free (out, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/delimited/quotes", test_quotes);
  g_test_add_func ("/report/delimited/tabs", test_tabs);
  g_test_add_func ("/report/delimited/numbers", test_numbers);
  return g_test_run ();
}
