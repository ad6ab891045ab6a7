/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * number.c - tests of numbers as people type and read them.
 */
#include "editor/number.h"

#include <math.h>

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gboolean percent;
    double value;
  } good[] = {
    { "5", FALSE, 5 },
    { "5.25", FALSE, 5.25 },
    { "5,25", FALSE, 5.25 },
    { " -3 ", FALSE, -3 },
    { "\xe2\x88\x92"
      "3",
      FALSE, -3 },
    { "12 345", FALSE, 12345 },
    { "12\xc2\xa0"
      "345",
      FALSE, 12345 },
    { "12\xe2\x80\xaf"
      "345,5",
      FALSE, 12345.5 },
    { "1e3", FALSE, 1000 },
    { "3.", FALSE, 3 },
    { ",5", FALSE, 0.5 },
    { "-0", FALSE, 0 },
    { "7", TRUE, 0.07 },
    { "0.7", TRUE, 0.007 },
    { "12,5 %", TRUE, 0.125 },
    { "1e1", TRUE, 0.1 },
    { "100", TRUE, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    double value = NAN;

    g_test_message ("%s", good[i].text);
    g_assert_true (app_number_parse (good[i].text, good[i].percent, &value));
    g_assert_cmpfloat (value, ==, good[i].value);
    g_assert_false (signbit (value) && value == 0);
  }
}

static void
test_parse_rubbish (void)
{
  static const char *const bad[]
      = { "",     " ",        "-",    "abc", "1.2.3", "1,234.5", "1e999", "nan", "inf",
          "0x10", "5 points", "1 -2", "--1", "+",     "e5",      ".",     "5%",  "1 e5" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    double value = 42;

    g_test_message ("%s", bad[i]);
    g_assert_false (app_number_parse (bad[i], FALSE, &value));
    g_assert_cmpfloat (value, ==, 42);
  }
}

/* What is shown reads back as the same double, in either unit. */
static void
test_format (void)
{
  static const struct {
    double value;
    gboolean percent;
    const char *text;
  } cases[] = {
    { 5, FALSE, "5" },    { 5.25, FALSE, "5.25" }, { 100000, FALSE, "100000" },
    { 0.07, TRUE, "7" },  { 0.007, TRUE, "0.7" },  { 1, TRUE, "100" },
    { 0.9, TRUE, "90" },  { 0.025, TRUE, "2.5" },  { 0, TRUE, "0" },
    { 0.29, TRUE, "29" }, { 12, TRUE, "1200" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = app_number_format (cases[i].value, cases[i].percent);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
  for (int i = 0; i < 20000; i++) {
    gboolean percent = i % 2 == 1;
    double value = g_test_rand_double (), back = NAN;
    g_autofree char *text = app_number_format (value, percent);

    g_assert_true (app_number_parse (text, percent, &back));
    g_assert_cmpfloat (back, ==, value);
  }
}

static void
test_list (void)
{
  g_autoptr (GArray) numbers = app_numbers_parse ("60, 90; 120 152", FALSE);
  g_autoptr (GArray) empty = app_numbers_parse (" , ", FALSE);

  g_assert_cmpuint (numbers->len, ==, 4);
  g_assert_cmpfloat (g_array_index (numbers, double, 3), ==, 152);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_null (app_numbers_parse ("60, many", FALSE));
}

static void
test_step (void)
{
  SimField row = { .kind = SIM_FIELD_REAL, .min = 0, .max = 1, .step = 0.1 };

  g_assert_cmpfloat (app_number_step (&row, 0.2, 1), ==, 0.3);
  g_assert_cmpfloat (app_number_step (&row, 0.25, 1), ==, 0.35);
  g_assert_cmpfloat (app_number_step (&row, 0.95, 1), ==, 1);
  g_assert_cmpfloat (app_number_step (&row, 0.05, -1), ==, 0);
  row.open_min = TRUE;
  g_assert_cmpfloat (app_number_step (&row, 0.05, -1), ==, 0.05);
  row.open_max = TRUE;
  g_assert_cmpfloat (app_number_step (&row, 0.95, 1), ==, 0.95);
}

static void
test_allowed (void)
{
  SimField row = { .kind = SIM_FIELD_REAL, .unit = "%", .min = 0, .max = 1, .step = 0.1 };
  g_autofree char *closed = app_number_allowed (&row);
  g_autofree char *plain = NULL, *open = NULL;

  g_assert_cmpstr (closed, ==, "a number from 0 to 100 %");
  row.open_min = row.open_max = TRUE;
  open = app_number_allowed (&row);
  g_assert_cmpstr (open, ==, "a number above 0 and below 100 %");
  row.unit = "";
  row.open_min = row.open_max = FALSE;
  plain = app_number_allowed (&row);
  g_assert_cmpstr (plain, ==, "a number from 0 to 1");
  row.per = SIM_PER_ARM | SIM_PER_VISIT;
  g_free (plain);
  plain = app_number_allowed (&row);
  g_assert_cmpstr (plain, ==, "a number from 0 to 1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/number/parse", test_parse);
  g_test_add_func ("/editor/number/rubbish", test_parse_rubbish);
  g_test_add_func ("/editor/number/format", test_format);
  g_test_add_func ("/editor/number/list", test_list);
  g_test_add_func ("/editor/number/step", test_step);
  g_test_add_func ("/editor/number/allowed", test_allowed);
  return g_test_run ();
}
