/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/views/errors-table.c: no figure is told as if it were known without error.
 */
#include "views/errors-table.h"

#include <math.h>
#include <string.h>

static SimFigure
figure (double value, double mcse)
{
  return (SimFigure){ value, mcse, value - 1.959964 * mcse, value + 1.959964 * mcse };
}

/* None, or all, of 100,000, by Wilson's interval: 3.8415 / (100000 + 3.8415) from there. */
static SimFigure
at_end (double value)
{
  return (SimFigure){ value, 0, value > 0.5 ? 1 - 3.8413e-5 : 0, value > 0.5 ? 1 : 3.8413e-5 };
}

/* The line of the table that begins with name. */
static void
check (const char *table, const char *name, const char *cells)
{
  g_autofree char *line = g_strdup_printf ("\n%s\t%s\n", name, cells);

  if (strstr (table, line) == NULL)
    g_error ("no line “%s” in %s", line, table);
}

static void
test_ends (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  GtkWidget *table = g_object_ref_sink (app_errors_table_new ());
  SimSizeResult *size = g_new0 (SimSizeResult, 1);
  SimHypothesisResult *result = &size->hypotheses[0];
  SimResults results = { .n_sizes = 1, .n_hypotheses = 1, .replicates = 100000, .sizes = size };
  g_autofree char *text = NULL;

  result->power = at_end (1);
  result->power_benefit = figure (0.89632, 0.001);
  result->coverage = figure (0.00001, 0.00001);
  result->type_s = at_end (0);
  result->type_m = figure (-1.0571, 0.004);
  size->fwer = figure (NAN, NAN);
  app_errors_table_update (APP_ERRORS_TABLE (table), scenario, &results, NULL, 0);
  text = app_errors_table_text (APP_ERRORS_TABLE (table));
  check (text, "Power", "100\u202f%\tat least 99.996\u202f%\t–\t–");
  check (text, "Missed (type II error)", "0\u202f%\tat most 0.004\u202f%\t–\t–");
  check (text, "Power in favour of the first arm", "89.6\u202f%\t±0.2 points\t–\t–");
  check (text, "Coverage of the interval", "<0.01\u202f%\t±0.002 points\t–\t–");
  check (text, "Wrong direction among the significant (type S)",
         "0\u202f%\tat most 0.004\u202f%\t–\t–");
  check (text, "Exaggeration by the significant (type M)", "\u22121.06\t±0.008\t–\t–");
  g_assert_null (strstr (text, "±0.00 "));
  g_object_unref (table);
  g_free (size);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errors-table/ends", test_ends);
  return g_test_run ();
}
