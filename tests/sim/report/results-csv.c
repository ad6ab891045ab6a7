/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-csv.c - tests of the rows of the curve: every number under its heading.
 */
#include "handmade.h"

#include <math.h>
#include <string.h>

/* A made-up results table has no quoted cells: splitting at the separator is reading it. */
typedef struct {
  GPtrArray *rows; /* of GStrv; the headings first */
} Rows;

static Rows
split (const char *text, const char *separator)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Rows rows = { g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev) };

  g_assert_null (strchr (text, '"'));
  g_assert_true (g_str_has_suffix (text, "\n"));
  for (guint i = 0; lines[i + 1] != NULL; i++) {
    g_ptr_array_add (rows.rows, g_strsplit (lines[i], separator, -1));
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (rows.rows, i)), ==,
                      g_strv_length (g_ptr_array_index (rows.rows, 0)));
  }
  return rows;
}

/* The cell under a heading in the row of a total and an id. */
static const char *
cell (const Rows *rows, const char *total, const char *id, const char *heading)
{
  GStrv headings = g_ptr_array_index (rows->rows, 0);
  int column = -1;

  for (int i = 0; headings[i] != NULL; i++)
    if (strcmp (headings[i], heading) == 0)
      column = i;
  g_assert_cmpint (column, >=, 0);
  for (guint i = 1; i < rows->rows->len; i++) {
    GStrv row = g_ptr_array_index (rows->rows, i);
    if (strcmp (row[1], id) == 0 && strcmp (row[2], total) == 0)
      return row[column];
  }
  g_assert_not_reached ();
}

static void
test_header (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autofree char *text = sim_report_view_csv (&handmade->view);

  g_assert_true (g_str_has_prefix (
      text,
      "kind,id,total,analysed,null-true,power,power-mcse,power-low,power-high,exact,z,"
      "approximation,power-benefit,power-benefit-mcse,power-benefit-low,power-benefit-high,"
      "true-effect,estimate,estimate-mcse,estimate-sd,estimate-sd-mcse,model-se,model-se-mcse,"
      "bias,bias-mcse,rmse,rmse-mcse,coverage,coverage-mcse,coverage-low,coverage-high,ci-width,"
      "ci-width-mcse,type-s,type-s-mcse,type-s-exact,type-m,type-m-mcse,type-m-exact,"
      "failed-fits,replicates,p-below\nhypothesis,HE-UC,60,"));
  handmade_free (handmade);
}

/* Per size three hypotheses, then any, all, numbers rejected and the type I error, all intervals
 * and the best arm where they are known (at the second size alone), and who is lost. */
static void
test_rows (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autofree char *text = sim_report_view_csv (&handmade->view);
  Rows rows = split (text, ",");
  static const char *const wanted[]
      = { "hypothesis HE-UC", "hypothesis ST-UC", "hypothesis HE-ST", "trial any", "trial all",
          "trial at-least-2", "trial rejections", "trial fwer", "trial simultaneous-coverage",
          "best-arm hand-ear", "best-arm standard", "best-arm usual", "dropout hand-ear",
          "dropout standard", "dropout usual" };
  guint at = 1;

  for (guint s = 0; s < handmade->results.n_sizes; s++)
    for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
      if ((i == 8 && s != 1) || (i > 8 && i < 12 && s == 0))
        continue;
      g_assert_cmpuint (at, <, rows.rows->len);
      GStrv row = g_ptr_array_index (rows.rows, at++);
      g_autofree char *found = g_strdup_printf ("%s %s", row[0], row[1]);
      g_assert_cmpstr (found, ==, wanted[i]);
    }
  g_assert_cmpuint (at, ==, rows.rows->len);
  g_ptr_array_unref (rows.rows);
  handmade_free (handmade);
}

static void
test_cells (void)
{
  Handmade *handmade = handmade_new (TRUE);
  g_autofree char *text = sim_report_view_csv (&handmade->view);
  Rows rows = split (text, ",");

  g_assert_cmpstr (cell (&rows, "60", "HE-UC", "power"), ==, "0.5");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power"), ==, "0.51");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power-mcse"), ==, "0.00158");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power-low"), ==, "0.50684");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power-high"), ==, "0.5131600000000001");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "exact"), ==, "0.510123");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "approximation"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "ST-UC", "exact"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "ST-UC", "approximation"), ==, "0.777778");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power-benefit"), ==, "0.41000000000000003");
  g_assert_cmpstr (cell (&rows, "90", "HE-ST", "null-true"), ==, "1");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "null-true"), ==, "0");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "estimate-sd"), ==, "0.881");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "bias"), ==, "0.0012");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "bias-mcse"), ==, "0.003");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "coverage"), ==, "0.9502");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "type-m"), ==, "1.05");
  g_assert_cmpstr (cell (&rows, "90", "HE-ST", "type-m"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "failed-fits"), ==, "0");
  g_assert_cmpstr (cell (&rows, "90", "any", "power"), ==, "0.91");
  g_assert_cmpstr (cell (&rows, "90", "any", "exact"), ==, "0.912346");
  g_assert_cmpstr (cell (&rows, "90", "any", "failed-fits"), ==, "8");
  g_assert_cmpstr (cell (&rows, "90", "any", "estimate"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "all", "replicates"), ==, "100000");
  g_assert_cmpstr (cell (&rows, "90", "at-least-2", "power"), ==, "0.8200000000000001");
  g_assert_cmpstr (cell (&rows, "90", "rejections", "estimate"), ==, "1.76");
  g_assert_cmpstr (cell (&rows, "90", "rejections", "estimate-mcse"), ==, "0.0021");
  g_assert_cmpstr (cell (&rows, "90", "rejections", "power"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "simultaneous-coverage", "coverage"), ==, "0.9412");
  g_assert_cmpstr (cell (&rows, "90", "simultaneous-coverage", "power"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "hand-ear", "power"), ==, "0.7");
  g_assert_cmpstr (cell (&rows, "60", "hand-ear", "power"), ==, "0.1");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "estimate-sd-mcse"), ==, "0.0022");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "model-se-mcse"), ==, "0.0023");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "rmse-mcse"), ==, "0.0021");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "ci-width-mcse"), ==, "0.0007");
  g_assert_cmpstr (cell (&rows, "90", "ST-UC", "failed-fits"), ==, "6");
  g_ptr_array_unref (rows.rows);
  handmade_free (handmade);
}

/* The clipboard gets the rows of one size, with tabs. */
static void
test_tsv (void)
{
  Handmade *handmade = handmade_new (FALSE);
  g_autofree char *text = sim_report_view_tsv (&handmade->view, 1);
  Rows rows = split (text, "\t");

  g_assert_cmpuint (rows.rows->len, ==, 1 + 15);
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "power"), ==, "0.51");
  g_assert_cmpstr (cell (&rows, "90", "HE-UC", "exact"), ==, "");
  g_assert_cmpstr (cell (&rows, "90", "any", "power"), ==, "0.91");
  g_ptr_array_unref (rows.rows);
  handmade_free (handmade);
}

static void
test_times (void)
{
  Handmade *handmade = handmade_new (TRUE);
  handmade_add_times (handmade);
  g_autofree char *text = sim_report_view_csv (&handmade->view);
  Rows rows = split (text, ",");

  g_assert_cmpstr (cell (&rows, "90", "events", "estimate"), ==, "88.5");
  g_assert_cmpstr (cell (&rows, "90", "events", "estimate-sd"), ==, "5.25");
  g_assert_cmpstr (cell (&rows, "90", "duration", "estimate"), ==, "45.25");
  g_assert_cmpstr (cell (&rows, "90", "duration", "estimate-mcse"), ==, "0.01");
  g_assert_cmpstr (cell (&rows, "90", "events-reached", "power"), ==, "0.75");
  g_assert_nonnull (strstr (text, "\nevents,standard,90,"));
  g_assert_null (strstr (text, "\ntrial,events,60,"));
  g_ptr_array_unref (rows.rows);
  handmade_free (handmade);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/results-csv/header", test_header);
  g_test_add_func ("/report/results-csv/rows", test_rows);
  g_test_add_func ("/report/results-csv/cells", test_cells);
  g_test_add_func ("/report/results-csv/tsv", test_tsv);
  g_test_add_func ("/report/results-csv/times", test_times);
  return g_test_run ();
}
