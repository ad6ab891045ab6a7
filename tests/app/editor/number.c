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
    AppNumberKind kind;
    double value;
  } good[] = {
    { "5", APP_NUMBER_PLAIN, 5 },
    { "5.25", APP_NUMBER_PLAIN, 5.25 },
    { "5,25", APP_NUMBER_PLAIN, 5.25 },
    { " -3 ", APP_NUMBER_PLAIN, -3 },
    { "\xe2\x88\x92"
      "3",
      APP_NUMBER_PLAIN, -3 },
    { "12 345", APP_NUMBER_PLAIN, 12345 },
    { "12\xc2\xa0"
      "345",
      APP_NUMBER_PLAIN, 12345 },
    { "12\xe2\x80\xaf"
      "345,5",
      APP_NUMBER_PLAIN, 12345.5 },
    { "1e3", APP_NUMBER_PLAIN, 1000 },
    { "3.", APP_NUMBER_PLAIN, 3 },
    { ",5", APP_NUMBER_PLAIN, 0.5 },
    { "-0", APP_NUMBER_PLAIN, 0 },
    { "7", APP_NUMBER_PERCENT, 0.07 },
    { "0.7", APP_NUMBER_PERCENT, 0.007 },
    { "12,5 %", APP_NUMBER_PERCENT, 0.125 },
    { "1e1", APP_NUMBER_PERCENT, 0.1 },
    { "100", APP_NUMBER_PERCENT, 1 },
    /* in groups */
    { "1,234.5", APP_NUMBER_PLAIN, 1234.5 },
    { "1.234,5", APP_NUMBER_PLAIN, 1234.5 },
    { "1,234,567", APP_NUMBER_PLAIN, 1234567 },
    { "-1.234.567", APP_NUMBER_PLAIN, -1234567 },
    { "1'000", APP_NUMBER_PLAIN, 1000 },
    { "1 000", APP_NUMBER_PLAIN, 1000 },
    { "1 000.000", APP_NUMBER_PLAIN, 1000 },
    { "1.000", APP_NUMBER_WHOLE, 1000 },
    { "1,000", APP_NUMBER_WHOLE, 1000 },
    { "152", APP_NUMBER_WHOLE, 152 },
    { "100\u202f0005", APP_NUMBER_WHOLE, 1000005 }, /* groups that editing has torn */
    { "10\u202f000\u202f00", APP_NUMBER_WHOLE, 1000000 },
    { "12,5", APP_NUMBER_WHOLE, 12.5 },
    /* and not */
    { "0.125", APP_NUMBER_PLAIN, 0.125 },
    { "0,500", APP_NUMBER_PLAIN, 0.5 },
    { "4.125", APP_NUMBER_PLAIN, 4.125 },
    { "1000,500", APP_NUMBER_PLAIN, 1000.5 },
    { "1.0000", APP_NUMBER_PLAIN, 1 },
    { "1.000e3", APP_NUMBER_PLAIN, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    double value = NAN;

    g_test_message ("%s", good[i].text);
    g_assert_true (app_number_parse (good[i].text, good[i].kind, &value));
    g_assert_cmpfloat (value, ==, good[i].value);
    g_assert_false (signbit (value) && value == 0);
  }
}

static void
test_parse_rubbish (void)
{
  static const char *const bad[]
      = { "",     " ",        "-",    "abc", "1.2.3", "1,23.5",  "1e999", "nan", "inf",
          "0x10", "5 points", "1 -2", "--1", "+",     "e5",      ".",     "5%",  "1 e5",
          "1 5",  "12 34",    "0.000.000", "1,234 5", "1.234,567.8" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    double value = 42;

    g_test_message ("%s", bad[i]);
    g_assert_false (app_number_parse (bad[i], APP_NUMBER_PLAIN, &value));
    g_assert_cmpfloat (value, ==, 42);
  }
}

/* A thousand to one, one to another: neither is taken. Here a point marks decimals. */
static void
test_doubt (void)
{
  static const struct {
    const char *text;
    AppNumberKind kind;
    const char *sentence;
  } doubts[] = {
    { "1.000", APP_NUMBER_PLAIN, "“1.000” may mean 1.0 or 1000: write one of these" },
    { "-1,500", APP_NUMBER_PLAIN, "“-1,500” may mean -1.5 or -1500: write one of these" },
    { " 12,345 ", APP_NUMBER_PLAIN, "“12,345” may mean 12.3450 or 12345: write one of these" },
    { "12,345", APP_NUMBER_PERCENT, "“12,345” may mean 12.3450 or 12345: write one of these" },
    { "1,000", APP_NUMBER_WHOLE, NULL },
    { "4.125", APP_NUMBER_PLAIN, NULL },
    { "many", APP_NUMBER_PLAIN, NULL },
    { "", APP_NUMBER_PLAIN, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++) {
    g_autofree char *sentence = app_number_doubt (doubts[i].text, doubts[i].kind);
    double value = 42;

    g_assert_cmpstr (sentence, ==, doubts[i].sentence);
    g_assert_true (sentence == NULL || !app_number_parse (doubts[i].text, doubts[i].kind, &value));
    g_assert_true (value == 42 || sentence == NULL);
  }
}

/* What the program wrote is in no doubt, whatever the language; the same, typed anew, would be. */
static void
test_known (void)
{
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));
  double value = 42;

  g_setenv ("LANGUAGE", "de", TRUE);
  g_assert_false (app_number_parse ("5.225", APP_NUMBER_PLAIN, &value));
  g_assert_false (app_number_parse_known ("5.225", APP_NUMBER_PLAIN, "5.22", &value));
  g_assert_false (app_number_parse_known ("5.225", APP_NUMBER_PLAIN, NULL, &value));
  g_assert_true (app_number_parse_known (" 5.225", APP_NUMBER_PLAIN, "1, 5.225", &value));
  g_assert_cmpfloat (value, ==, 5.225);
  g_assert_true (app_number_parse_known ("12.125", APP_NUMBER_PERCENT, "12.125", &value));
  g_assert_cmpfloat (value, ==, 0.12125);
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
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

/* A count is shown in groups as everywhere else, the seed is not; both read back. */
static void
test_show (void)
{
  static const struct {
    const char *pointer;
    double value;
    const char *text;
  } cases[] = {
    { "/run/replicates", 100000, "100\u202f000" }, { "/run/replicates", 9604, "9604" },
    { "/run/replicates", 0.5, "0.5" },             { "/run/replicates", -20000, "-20000" },
    { "/run/seed", 20190704, "20190704" },         { "/run/target-power", 0.8, "80" },
    { "/arms/usual/size", 10113, "10\u202f113" },
  };
  g_autoptr (SimDraft) draft = sim_draft_new_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SimField *field = sim_field_find (sim_draft_root (draft), cases[i].pointer);
    g_autofree char *text = app_number_show (field, cases[i].value);
    double back = NAN;

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_true (app_number_parse_known (text, app_number_kind (field), text, &back));
    g_assert_cmpfloat (back, ==, cases[i].value);
  }
}

static void
test_list (void)
{
  g_autoptr (GArray) numbers = app_numbers_parse ("60, 90; 120 152", APP_NUMBER_WHOLE, NULL);
  g_autoptr (GArray) empty = app_numbers_parse (" , ", APP_NUMBER_WHOLE, NULL);

  g_assert_cmpuint (numbers->len, ==, 4);
  g_assert_cmpfloat (g_array_index (numbers, double, 3), ==, 152);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_null (app_numbers_parse ("60, many", APP_NUMBER_WHOLE, NULL));
  /* A thousand is no list of one and zero. */
  g_assert_null (app_numbers_parse ("1,000", APP_NUMBER_WHOLE, NULL));
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
  g_test_add_func ("/editor/number/doubt", test_doubt);
  g_test_add_func ("/editor/number/known", test_known);
  g_test_add_func ("/editor/number/format", test_format);
  g_test_add_func ("/editor/number/show", test_show);
  g_test_add_func ("/editor/number/list", test_list);
  g_test_add_func ("/editor/number/step", test_step);
  g_test_add_func ("/editor/number/allowed", test_allowed);
  return g_test_run ();
}
