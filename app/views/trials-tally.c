/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trials-tally.c - four running figures: name, what it is so far, what it is in the long run.
 */
#include "views/trials-tally.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/plot.h"
#include "figure-label.h"
#include "tooltip.h"

#define DATA_KEY "trefoil-trials-tally"

typedef struct {
  GtkWidget *names[APP_TALLY_N], *values[APP_TALLY_N], *long_runs[APP_TALLY_N];
} Tally;

static char *
share_text (guint64 count, guint64 of)
{
  g_autofree char *n = sim_format_count (count), *all = sim_format_count (of);

  /* Translators: so many of so many trials */
  return g_strdup_printf (_ ("%s of %s"), n, all);
}

/* A mean of estimates, which is written as the number in their unit, and how many times the truth
   it is. */
static char *
mean_text (SimScenario *scenario, guint hypothesis, double mean, const char *number)
{
  double truth = sim_scenario_true_effect (scenario, hypothesis);
  g_autofree char *unit = plot_text_unit (scenario, hypothesis);
  gboolean scale = plot_unit_is_scale (scenario, hypothesis);
  g_autofree char *amount = sim_shown_amount (number, scale ? NULL : unit);
  char ratio[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (mean))
    return g_strdup ("–");
  if (truth == 0)
    return g_steal_pointer (&amount);
  g_ascii_formatd (ratio, sizeof ratio, "%.2g", mean / truth);
  /* Translators: "4.1 points", and how many times the true effect that is: "1.3" */
  return g_strdup_printf (_ ("%s, truth × %s"), amount, ratio);
}

char *
app_tally_value (SimScenario *scenario, guint hypothesis, const SimTally *tally, AppTallyKind kind)
{
  double points = plot_points_of (scenario, hypothesis);
  double mean = tally->sum / (double)tally->rejected;
  /* Of a few trials: two digits of a quarter of the truth, as estimates are about so far off. */
  double truth = fabs (sim_scenario_true_effect (scenario, hypothesis));
  double error = (truth > 0 ? truth : fabs (mean)) / 4;
  g_autofree char *number = plot_words_fixed (points * mean, plot_words_decimals (points * error));

  switch (kind) {
  case APP_TALLY_COVERS:
    return share_text (tally->covers, tally->fitted);
  case APP_TALLY_SIGNIFICANT:
    return share_text (tally->rejected, tally->trials);
  case APP_TALLY_MEAN:
    return mean_text (scenario, hypothesis, mean, number);
  case APP_TALLY_WRONG:
  case APP_TALLY_N:
  default:
    return share_text (tally->wrong_sign, tally->rejected);
  }
}

char *
app_tally_long_run (SimScenario *scenario, guint hypothesis, const SimResults *results,
                    AppTallyKind kind)
{
  const SimHypothesisResult *at = &results->sizes[results->own_size].hypotheses[hypothesis];
  double mean = results->histograms[hypothesis].mean_rejected;
  double points = plot_points_of (scenario, hypothesis);
  g_autofree char *value = NULL, *number = NULL;

  switch (kind) {
  case APP_TALLY_COVERS:
    value = plot_words_percent (at->coverage.value, at->coverage.mcse);
    break;
  case APP_TALLY_SIGNIFICANT:
    value = plot_words_percent (at->power.value, at->power.mcse);
    break;
  case APP_TALLY_MEAN:
    /* The significant ones spread no more than all do. */
    number = plot_words_figure (
        points * mean,
        points * at->empirical_se / sqrt ((double)results->replicates * at->power.value));
    value = mean_text (scenario, hypothesis, mean, number);
    break;
  case APP_TALLY_WRONG:
  case APP_TALLY_N:
  default:
    value = plot_words_percent (at->type_s.value, at->type_s.mcse);
  }
  /* Translators: a figure of all simulated trials, beside that of a few */
  return g_strdup_printf (_ ("long run: %s"), value);
}

static GtkWidget *
add_label (GtkWidget *grid, int column, int row, const char *css)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* Where text is large; else no line is broken, for the plot above is not to jump while trials are
     played. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return label;
}

GtkWidget *
app_trials_tally_new (void)
{
  GtkWidget *grid = gtk_grid_new ();
  Tally *tally = g_new0 (Tally, 1);

  g_object_set_data_full (G_OBJECT (grid), DATA_KEY, tally, g_free);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "trials-tally");
  for (int k = 0; k < APP_TALLY_N; k++) {
    tally->names[k] = add_label (grid, k, 0, "name");
    tally->values[k] = add_label (grid, k, 1, "value");
    tally->long_runs[k] = add_label (grid, k, 2, "spread");
    gtk_widget_add_css_class (tally->long_runs[k], "dim-label");
  }
  return grid;
}

static const char *
name_of (SimScenario *scenario, guint hypothesis, AppTallyKind kind)
{
  gboolean claims = sim_scenario_hypothesis (scenario, hypothesis)->type != SIM_SUPERIORITY;

  switch (kind) {
  case APP_TALLY_COVERS:
    return _ ("Hold the truth");
  case APP_TALLY_SIGNIFICANT:
    return claims ? _ ("Show the claim") : _ ("Significant");
  case APP_TALLY_MEAN:
    return _ ("Mean of these");
  case APP_TALLY_WRONG:
  case APP_TALLY_N:
  default:
    return _ ("Wrong sign");
  }
}

static void
set_text (GtkWidget *label, const char *text)
{
  app_figure_label_set (label, text);
  app_tooltip_set (label, text);
}

void
app_trials_tally_show (GtkWidget *widget, SimScenario *scenario, guint hypothesis,
                       const SimTally *tally, const SimResults *results)
{
  Tally *shown = g_object_get_data (G_OBJECT (widget), DATA_KEY);

  for (guint k = 0; k < APP_TALLY_N; k++) {
    g_autofree char *value = app_tally_value (scenario, hypothesis, tally, k);
    g_autofree char *long_run
        = results != NULL ? app_tally_long_run (scenario, hypothesis, results, k) : g_strdup ("");

    set_text (shown->names[k], name_of (scenario, hypothesis, k));
    set_text (shown->values[k], value);
    set_text (shown->long_runs[k], long_run);
  }
}
