/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * grid.c - tests of aligned columns: widths as a terminal counts them, nothing too wide.
 */
#include "report/grid.h"

#include <string.h>

static char *
write_grid (const char *const *cells, guint n_columns, int columns, gboolean colour)
{
  SimGrid *grid = sim_grid_new (n_columns);
  GString *out = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    sim_grid_add (grid, g_strdup (cells[i]));
  sim_grid_write (grid, out, columns, colour);
  sim_grid_free (grid);
  return g_string_free (out, FALSE);
}

static void
test_width (void)
{
  g_assert_cmpint (sim_text_width (""), ==, 0);
  g_assert_cmpint (sim_text_width ("abc"), ==, 3);
  g_assert_cmpint (sim_text_width ("gr\xc3\xbc\xc3\x9f"
                                   "e"),
                   ==, 5);
  g_assert_cmpint (sim_text_width ("u\xcc\x88"), ==, 1); /* u and a combining diaeresis */
  g_assert_cmpint (sim_text_width ("\xe9\x8d\xbc\xe7\x81\xb8"), ==, 4); /* two ideographs */
}

static void
test_clip (void)
{
  g_autofree char *whole = sim_text_clip ("abc", 3);
  g_autofree char *cut = sim_text_clip ("abcd", 3);
  g_autofree char *wide = sim_text_clip ("\xe9\x8d\xbc\xe7\x81\xb8\xe9\x8d\xbc", 4);

  g_assert_cmpstr (whole, ==, "abc");
  g_assert_cmpstr (cut, ==, "ab\xe2\x80\xa6");
  g_assert_cmpstr (wide, ==, "\xe9\x8d\xbc\xe2\x80\xa6");
}

static void
test_plain (void)
{
  g_autofree char *text = sim_text_plain ("a\x1b[31mb\nc\xe2\x80\xae"
                                          "d");

  g_assert_cmpstr (text, ==, "a [31mb c d");
}

static void
test_wrap (void)
{
  GString *out = g_string_new (NULL);

  sim_text_wrap (out, "one two  three", 7);
  sim_text_wrap (out, "abcdefghij k", 4);
  sim_text_wrap (out, "one two three", 0);
  sim_text_wrap (out, "", 10);
  g_assert_cmpstr (out->str, ==, "one two\nthree\nabcd\nefgh\nij k\none two three\n\n");
  g_string_free (out, TRUE);
}

/* Chinese has no blanks: a line ends between two characters, but not before a full stop, a closing
   bracket or a sign of percent, nor after an opening bracket, and not within a number. */
static void
test_wrap_ideographs (void)
{
  static const struct {
    int columns;
    const char *text, *lines;
  } cases[] = {
    { 10, "样本量与检验功效", "样本量与检\n验功效\n" },
    { 9, "样本量与检验功效", "样本量与\n检验功效\n" },
    { 8, "样本量与。功效", "样本量\n与。功效\n" },
    { 8, "样本量（功效）", "样本量\n（功效）\n" },
    { 11, "样本量与功效1.25分", "样本量与功\n效1.25分\n" },
    { 10, "至少有功80%时", "至少有功\n80%时\n" },
    { 12, "按 Holm 法校正多重性", "按 Holm 法校\n正多重性\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);

    sim_text_wrap (out, cases[i].text, cases[i].columns);
    g_assert_cmpstr (out->str, ==, cases[i].lines);
  }
}

static void
test_align (void)
{
  const char *const cells[] = { "name",
                                "x",
                                "gr\xc3\xbc\xc3\x9f"
                                "e",
                                "12.5",
                                "\xe9\x8d\xbc",
                                "3",
                                NULL };
  g_autofree char *text = write_grid (cells, 2, 80, FALSE);

  g_assert_cmpstr (text, ==,
                   "name      x\n"
                   "gr\xc3\xbc\xc3\x9f"
                   "e  12.5\n"
                   "\xe9\x8d\xbc        3\n");
}

static void
test_colour (void)
{
  const char *const cells[] = { "name", "x", "a", "1", NULL };
  g_autofree char *text = write_grid (cells, 2, 80, TRUE);

  g_assert_cmpstr (text, ==, "\033[1mname  x\033[0m\na     1\n");
}

/* Columns that do not fit go on beneath, with the names again. */
static void
test_blocks (void)
{
  const char *const cells[]
      = { "n", "aaaaaaaaaaaaaa", "bbbbbbbbbbbbbb", "cccccccccccccc", "row", "1", "2", "3", NULL };
  g_autofree char *text = write_grid (cells, 4, 40, FALSE);

  g_assert_cmpstr (text, ==,
                   "n    aaaaaaaaaaaaaa  bbbbbbbbbbbbbb\n"
                   "row               1               2\n"
                   "\n"
                   "n    cccccccccccccc\n"
                   "row               3\n");
}

/* A row without a figure in a block is left out of it. */
static void
test_blank (void)
{
  const char *const cells[]
      = { "n", "aaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbb", "one", "1", "2", "two", "3", "", NULL };
  g_autofree char *text = write_grid (cells, 3, 40, FALSE);

  g_assert_cmpstr (text, ==,
                   "n    aaaaaaaaaaaaaaaaaa\n"
                   "one                   1\n"
                   "two                   3\n"
                   "\n"
                   "n    bbbbbbbbbbbbbbbbbb\n"
                   "one                   2\n");
}

static void
expect_fits (const char *const *cells, guint n_columns, const char *wanted)
{
  for (int columns = 1; columns < 300; columns++) {
    g_autofree char *text = write_grid (cells, n_columns, columns, FALSE);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
      g_assert_cmpint (sim_text_width (lines[i]), <=, MAX (columns, SIM_GRID_LEAST_COLUMNS));
    g_assert_nonnull (strstr (text, wanted));
  }
}

/* Whatever the cells, every line fits and every column is there. */
static void
test_never_too_wide (void)
{
  g_autofree char *giant = g_strnfill (200, 'x');
  const char *const few[] = { giant, giant, giant, "short", "1", giant, NULL };
  const char *many[2 * 30 + 1] = { NULL };

  expect_fits (few, 3, "  1");
  for (guint i = 0; i < 30; i++) {
    many[i] = "head";
    many[30 + i] = i == 29 ? "last" : "1";
  }
  expect_fits (many, 30, "  last");
}

/* A name is whole where it fits, cut in the middle where not, and counted where that is not
   enough. */
static void
test_names (void)
{
  const char *const cells[] = { "Contrast",
                                "Power",
                                "electro-acupuncture-against-usual-care",
                                "12 %",
                                "electro-acupuncture-against-sham-needles",
                                "5 %",
                                NULL };
  const char *const alike[] = { "Contrast",
                                "Power",
                                "acupuncture-at-the-ear-week-4-against-usual-care",
                                "12 %",
                                "acupuncture-at-the-ear-week-8-against-usual-care",
                                "5 %",
                                "acupuncture-at-the-ear-week-9-against-usual-care",
                                "7 %",
                                "other",
                                "9 %",
                                NULL };
  const char *const headings[] = { "Patients",
                                   "acupuncture-at-the-ear-week-4-against-usual-care",
                                   "acupuncture-at-the-ear-week-8-against-usual-care",
                                   "60",
                                   "1 %",
                                   "2 %",
                                   NULL };
  g_autofree char *whole = write_grid (cells, 2, 47, FALSE);
  g_autofree char *cut = write_grid (cells, 2, 40, FALSE);
  g_autofree char *counted = write_grid (alike, 2, 40, FALSE);
  g_autofree char *wide = write_grid (headings, 3, 58, FALSE);
  g_autofree char *narrow = write_grid (headings, 3, 40, FALSE);

  g_assert_nonnull (strstr (whole, "\nelectro-acupuncture-against-usual-care"));
  g_assert_nonnull (strstr (whole, "\nelectro-acupuncture-against-sham-needles    5 %\n"));
  g_assert_nonnull (strstr (cut, "\nelectro-acupunc\xe2\x80\xa6"));
  g_assert_nonnull (strstr (cut, "usual-care "));
  g_assert_nonnull (strstr (cut, "sham-needles "));
  g_assert_nonnull (strstr (counted, "\xe2\x80\xa6(1) "));
  g_assert_nonnull (strstr (counted, "\xe2\x80\xa6(2) "));
  g_assert_nonnull (strstr (counted, "\xe2\x80\xa6(3) "));
  g_assert_nonnull (strstr (counted, "\nother "));
  g_assert_null (strstr (wide, "\xe2\x80\xa6"));
  g_assert_nonnull (strstr (narrow, "\xe2\x80\xa6(1)\n"));
  g_assert_nonnull (strstr (narrow, "\xe2\x80\xa6(2)\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/grid/width", test_width);
  g_test_add_func ("/report/grid/clip", test_clip);
  g_test_add_func ("/report/grid/plain", test_plain);
  g_test_add_func ("/report/grid/wrap", test_wrap);
  g_test_add_func ("/report/grid/wrap-ideographs", test_wrap_ideographs);
  g_test_add_func ("/report/grid/align", test_align);
  g_test_add_func ("/report/grid/colour", test_colour);
  g_test_add_func ("/report/grid/blocks", test_blocks);
  g_test_add_func ("/report/grid/blank", test_blank);
  g_test_add_func ("/report/grid/never-too-wide", test_never_too_wide);
  g_test_add_func ("/report/grid/names", test_names);
  return g_test_run ();
}
