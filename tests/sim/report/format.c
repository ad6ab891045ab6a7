/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * format.c - tests of figures for people: no more digits than the Monte Carlo error earns.
 */
#include "report/column.h"
#include "report/report.h"

#include <math.h>
#include <string.h>

static void
expect_percent (double proportion, double mcse, const char *wanted)
{
  g_autofree char *text = sim_format_percent (proportion, mcse);

  g_assert_cmpstr (text, ==, wanted);
}

static void
expect_figure (double value, double mcse, const char *wanted)
{
  g_autofree char *text = sim_format_figure (value, mcse);

  g_assert_cmpstr (text, ==, wanted);
}

static void
expect_count (guint64 count, const char *wanted)
{
  g_autofree char *text = sim_format_count (count);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_percent (void)
{
  expect_percent (0.896, 0.0010, "89.6 %");
  expect_percent (0.54231, 0.00158, "54.2 %");
  expect_percent (0.54231, 0.005, "54 %");
  expect_percent (0.54231, 0.05, "54 %");
  expect_percent (0.54231, 0.0001, "54.23 %");
  expect_percent (0.54231, 0.0000001, "54.23 %");
  expect_percent (0.89412, 0, "89.4 %");
}

/* A unit of twice the error is the last that counts: 0.1 points at an error of 0.2, not above. */
static void
test_percent_border (void)
{
  expect_percent (0.54231, 0.002, "54.2 %");
  expect_percent (0.54231, 0.0020001, "54 %");
  expect_percent (0.54231, 0.0002, "54.23 %");
  expect_percent (0.54231, 0.00020001, "54.2 %");
}

static void
test_percent_ends (void)
{
  expect_percent (1, 0, "100 %");
  expect_percent (0, 0, "0 %");
  expect_percent (0, 0.001, "0.0 %");
  expect_percent (0.99999, 0, ">99.9 %");
  expect_percent (0.997, 0, "99.7 %");
  expect_percent (0.997, 0.02, ">99 %");
  expect_percent (0.0003, 0, "<0.1 %");
  expect_percent (0.003, 0.01, "<1 %");
  expect_percent (0.99951, 0.001, ">99.9 %");
  expect_percent (0.5, NAN, "50 %");
  expect_percent (NAN, 0.001, "\xe2\x80\x93");
  expect_percent (NAN, NAN, "\xe2\x80\x93");
  expect_percent (INFINITY, 0, "\xe2\x80\x93");
}

static void
expect_ends (double low, double high, double mcse, const char *first, const char *second)
{
  char *ends[2];

  sim_format_percent_ends (low, high, mcse, ends);
  g_assert_cmpstr (ends[0], ==, first);
  g_assert_cmpstr (ends[1], ==, second);
  g_free (ends[0]);
  g_free (ends[1]);
}

/* Both ends have the digits that tell them apart, and from 0 and 100 %. */
static void
test_percent_interval (void)
{
  expect_ends (0.894, 0.898, 0.001, "89.4 %", "89.8 %");
  expect_ends (0.0871, 0.0949, 0.02, "8.7 %", "9.5 %");
  expect_ends (0.08810, 0.08814, 0.02, "8.810 %", "8.814 %");
  expect_ends (0.97, 0.9991, 0.02, "97.0 %", "99.9 %");
  expect_ends (0, 0.0091, 0.02, "0 %", "1 %");
  expect_ends (0, 0.0031, 0.02, "0.0 %", "0.3 %");
  expect_ends (0.9, 1, 0.02, "90 %", "100 %");
  expect_ends (0.5, 0.5, 0.02, "50 %", "50 %");
}

static void
test_figure (void)
{
  expect_figure (3.2014, 0.003, "3.20");
  expect_figure (3.2014, 0.002, "3.201");
  expect_figure (3.2014, 0.3, "3");
  expect_figure (-0.0004, 0.003, "0.00");
  expect_figure (-0.004, 0.002, "-0.004");
  expect_figure (1234.5, 15, "1230");
  expect_figure (1234.5, 30, "1200");
  expect_figure (-3, 3000, "0");
  expect_figure (0.1234567891, 1e-12, "0.123457");
}

static void
test_figure_without_error (void)
{
  expect_figure (3.2, 0, "3.2");
  expect_figure (0, 0, "0");
  expect_figure (3.14159, 0, "3.142");
  expect_figure (152, 0, "152");
  expect_figure (123456.7, 0, "123457");
  expect_figure (-123456.7, 0, "-123457");
  expect_figure (3.14159, NAN, "3.1");
  expect_figure (1e300, 0, "1e+300");
  expect_figure (1e300, 1e298, "1e+300");
  expect_figure (NAN, 0, "\xe2\x80\x93");
  expect_figure (-INFINITY, 1, "\xe2\x80\x93");
}

/* The rule itself, over many errors: a unit no finer than half the error, and the next one finer.
 */
static void
test_rule (void)
{
  for (double mcse = 1e-5; mcse < 40; mcse *= 1.07) {
    g_autofree char *text = sim_format_figure (123.4567891, mcse);
    const char *point = strchr (text, '.');
    int decimals = point != NULL ? (int)strlen (point + 1) : 0;
    g_assert_cmpfloat (pow (10, -decimals) * (1 + 1e-9), >=, point != NULL ? mcse / 2 : 0);
    if (decimals < 6)
      g_assert_cmpfloat (pow (10, -decimals - 1), <, mcse / 2);
  }
}

static void
test_count (void)
{
  expect_count (0, "0");
  expect_count (152, "152");
  expect_count (9999, "9999");
  expect_count (12345, "12\xe2\x80\xaf"
                       "345");
  expect_count (1234567, "1\xe2\x80\xaf"
                         "234\xe2\x80\xaf"
                         "567");
  expect_count (G_MAXUINT64, "18\xe2\x80\xaf"
                             "446\xe2\x80\xaf"
                             "744\xe2\x80\xaf"
                             "073\xe2\x80\xaf"
                             "709\xe2\x80\xaf"
                             "551\xe2\x80\xaf"
                             "615");
}

/* One column, one number of decimals: that of the largest error in it. */
static void
test_columns (void)
{
  const double values[] = { 0.33, 0.323, 0, NAN, 0.9 }, mcse[] = { 0.015, 0.0015, 0, NAN, 0.0015 };
  const double exact[] = { 0, 1, 0.25 }, none[] = { 0, 0, 0 }, one_trial[] = { NAN, NAN, NAN };
  const double effects[] = { 3.2, 1.05, 2 }, huge[] = { 1, 1e16, 2 };

  g_assert_cmpint (sim_column_percent_decimals (values, mcse, 5), ==, 0);
  g_assert_cmpint (sim_column_percent_decimals (values + 1, mcse + 1, 4), ==, 1);
  g_assert_cmpint (sim_column_percent_decimals (exact, none, 3), ==, 1);
  g_assert_cmpint (sim_column_percent_decimals (exact, none, 2), ==, 0);
  g_assert_cmpint (sim_column_percent_decimals (exact, one_trial, 3), ==, 0);
  g_assert_cmpint (sim_column_figure_decimals (effects, none, 3), ==, 2);
  g_assert_cmpint (sim_column_figure_decimals (values, mcse, 5), ==, 2);
  g_assert_cmpint (sim_column_figure_decimals (huge, none, 3), ==, SIM_COLUMN_NO_DECIMALS);
  g_autofree char *zero = sim_column_percent (0, 1), *dash = sim_column_percent (NAN, 1);
  g_autofree char *two = sim_column_figure (2, 2),
                  *giant = sim_column_figure (1e16, SIM_COLUMN_NO_DECIMALS);
  g_assert_cmpstr (zero, ==, "0.0 %");
  g_assert_cmpstr (dash, ==, "\xe2\x80\x93");
  g_assert_cmpstr (two, ==, "2.00");
  g_assert_cmpstr (giant, ==, "1e+16");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/format/percent", test_percent);
  g_test_add_func ("/report/format/percent-border", test_percent_border);
  g_test_add_func ("/report/format/percent-ends", test_percent_ends);
  g_test_add_func ("/report/format/percent-interval", test_percent_interval);
  g_test_add_func ("/report/format/figure", test_figure);
  g_test_add_func ("/report/format/figure-without-error", test_figure_without_error);
  g_test_add_func ("/report/format/rule", test_rule);
  g_test_add_func ("/report/format/count", test_count);
  g_test_add_func ("/report/format/columns", test_columns);
  return g_test_run ();
}
