/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of the precision at which a run stops: its numbers of trials, and its row in the card Run.
 */
#include "bench.h"

#include "editor/precision.h"

/* 385 and 9604 are the sample sizes of textbooks for a proportion to 5 and 1 points with 95 %
   confidence, z being 1.96 in both (n = z^2 / 4 d^2). Of the others: as many as are needed, and not
   one more. */
static void
test_trials (void)
{
  static const double points[] = { 20, 3, 0.5, 0.31, 0.1, 0.02 };

  g_assert_cmpfloat (app_precision_trials (5), ==, 385);
  g_assert_cmpfloat (app_precision_trials (1), ==, 9604);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++) {
    double n = app_precision_trials (points[i]);

    g_assert_cmpfloat (app_precision_of (n), <=, points[i]);
    g_assert_cmpfloat (app_precision_of (n - 1), >, points[i]);
  }
  g_assert_cmpfloat (app_precision_trials (1e-6), ==, SIM_MAX_REPLICATES);
  g_assert_cmpfloat (app_precision_trials (90), ==, 8);
}

/* It follows the number of trials, sets it, and is taken back by undo. */
static void
test_row (Bench *bench, gconstpointer data)
{
  GtkWidget *button = bench_named (bench->editor, "Precision: ±0.31 points");

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_activate_action (button, "precision.to", "d", 0.1));
  g_assert_cmpfloat (bench_number (bench, "/run/replicates"), ==, 960365);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "±0.1 points");
  g_assert_cmpstr (app_document_undo_name (bench->document), ==, "Precision");
  bench_set (bench, "/run/replicates=9604");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "±1 point");
  app_document_undo (bench->document);
  app_document_undo (bench->document);
  g_assert_cmpfloat (bench_number (bench, "/run/replicates"), ==, 100000);
  bench_type (bench, "/run/replicates", "0");
  bench_wait (bench, 300);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "–");
}

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  g_test_add_func ("/editor/precision/trials", test_trials);
  g_test_add ("/editor/precision/row", Bench, NULL, bench_open, test_row, bench_close);
  return g_test_run ();
}
