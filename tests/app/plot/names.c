/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/names.c: cleaned names, names inside a sentence, amounts.
 */
#include "plot/names.h"

#include <math.h>
#include <string.h>

static void
check (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static void
test_clean (void)
{
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *cut = plot_text_clean (endless);

  check (plot_text_clean (NULL), "");
  check (plot_text_clean ("  a\tb\n\nc  "), "a b c");
  check (plot_text_clean ("a\x01"
                          "b"),
         "a b");
  check (plot_text_clean ("caf\xc3\xa9"), "caf\xc3\xa9");
  check (plot_text_clean ("\u202eabc\u202c"), "abc");
  check (plot_text_clean ("针灸"), "针灸");
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 121);
  g_assert_true (g_str_has_suffix (cut, "…"));
}

static void
test_clean_invalid (void)
{
  g_autofree char *text = plot_text_clean ("a\xff\xfe z");

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_nonnull (strstr (text, " z"));
}

static void
test_within (void)
{
  check (plot_text_within ("Usual care"), "usual care");
  check (plot_text_within ("Hand-ear acupuncture"), "hand-ear acupuncture");
  check (plot_text_within ("TCM massage"), "TCM massage");
  check (plot_text_within ("iRest"), "iRest");
  check (plot_text_within ("BackInAction arm"), "BackInAction arm");
  check (plot_text_within ("B12 injection"), "B12 injection");
  check (plot_text_within ("A"), "A");
  check (plot_text_within (""), "");
  check (plot_text_within ("Übliche Pflege"), "übliche Pflege");
}

static void
test_amount (void)
{
  check (plot_text_amount (3.2, "points"), "3.2 points");
  check (plot_text_amount (1, "points"), "1 point");
  check (plot_text_amount (-1, "points"), "\u22121 point");
  check (plot_text_amount (1, "mm"), "1 mm");
  check (plot_text_amount (3.2, ""), "3.2");
  check (plot_text_amount (0.5234, NULL), "0.523");
  check (plot_text_amount (-1.1, "mm"), "\u22121.1 mm");
  check (plot_text_amount (0, NULL), "0");
  check (plot_text_amount (-0.0, NULL), "0");
  check (plot_text_amount (1234.4, NULL), "1234");
  check (plot_text_amount (120, NULL), "120");
  check (plot_text_amount (NAN, "points"), "–");
  check (plot_text_amount (INFINITY, NULL), "–");
  check (plot_text_amount (1e12, NULL), "1.00e+12");
}

static void
check_without (const char *full, const char *known, const char *expected)
{
  PlotNames names = { .brief = NULL };
  g_autofree char *text = NULL;

  plot_names_set (&names, "A", full, NULL, "One", "Other");
  text = plot_names_without (&names, known);
  g_assert_cmpstr (text, ==, expected);
  plot_names_clear (&names);
}

static void
test_without (void)
{
  check_without ("One vs other, Pain", "Pain", "One vs other");
  check_without ("One vs other, Pain, Week 8", "Pain", "One vs other, Week 8");
  check_without ("One vs other, Painful days", "Pain", "One vs other, Painful days");
  check_without ("One vs other, Week 8", "Pain", "One vs other, Week 8");
  check_without ("One vs other", "Pain", "One vs other");
  check_without ("One vs other, Pain", "", "One vs other, Pain");
}

static void
test_remark (void)
{
  PlotNames names = { .brief = NULL };

  plot_names_set (&names, "A", "Standard acupuncture vs usual care, ANCOVA", NULL,
                  "Standard acupuncture", "Usual care");
  g_assert_cmpstr (names.remark, ==, "ANCOVA");
  g_assert_cmpstr (names.pair, ==, "Standard acupuncture vs usual care");
  plot_names_set (&names, "A", "Standard acupuncture vs usual care", NULL, "Standard acupuncture",
                  "Usual care");
  g_assert_cmpstr (names.remark, ==, "");
  plot_names_set (&names, "A", "Something else", NULL, "Standard acupuncture", "Usual care");
  g_assert_cmpstr (names.remark, ==, "");
  plot_names_set (&names, NULL, NULL, NULL, NULL, NULL);
  g_assert_cmpstr (names.remark, ==, "");
  plot_names_clear (&names);
  g_assert_null (names.remark);
}

static void
check_detail (const char *outcome, const char *method, const char *expected)
{
  g_autoptr (SimDraft) whole = sim_draft_new_default ();
  g_autoptr (SimDraft) typed = sim_draft_set_text (whole, outcome, NULL);
  g_autoptr (SimDraft) draft = sim_draft_set_text (typed, method, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = NULL;
  PlotNames names = { .brief = NULL };

  g_assert_nonnull (draft);
  scenario = sim_scenario_check (draft, problems);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((SimProblem *)problems->pdata[i])->message);
  g_assert_nonnull (scenario);
  plot_names_fill (&names, scenario, 0);
  g_assert_cmpstr (names.detail, ==, expected);
  plot_names_clear (&names);
}

/* What is true of a ratio is named after its scale: it is no difference. Median 15 against 10 is a
   hazard ratio of 1.5. */
static void
test_detail (void)
{
  check_detail ("/outcomes=[{\"id\":\"rmdq\",\"type\":\"time-to-event\",\"follow-up\":52,"
                "\"medians\":{\"hand-ear\":15,\"standard\":12,\"usual\":10}}]",
                "/analyses=[{\"id\":\"a\",\"method\":\"log-rank\"}]",
                "true log hazard ratio 0.405");
  check_detail ("/outcomes/rmdq/unit=mm", "/run/replicates=100", "true difference 3.2 mm");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/clean", test_clean);
  g_test_add_func ("/names/clean-invalid", test_clean_invalid);
  g_test_add_func ("/names/within", test_within);
  g_test_add_func ("/names/remark", test_remark);
  g_test_add_func ("/names/without", test_without);
  g_test_add_func ("/names/amount", test_amount);
  g_test_add_func ("/names/detail", test_detail);
  return g_test_run ();
}
