/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effects-text.c - the effects plot in words: title, text alternative, table.
 */
#include "plot/effects-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/axis.h"
#include "plot/words.h"

/* Exaggeration below this is nothing to make a sentence about. */
#define NOTABLE_RATIO 1.05
/* Nor is a bias that may be chance, or is a trifle beside the spread of the estimates: below these
   many Monte Carlo standard errors, or standard deviations of the estimates. */
#define NOTABLE_ERRORS 4
#define NOTABLE_SPREAD 0.1

int
plot_effects_subject (const PlotEffectsData *data)
{
  int subject = -1, claim = -1;
  double largest = -1;

  if (data->selected >= 0 && (guint)data->selected < data->n_rows)
    return data->selected;
  for (guint i = 0; i < data->n_rows; i++) {
    const PlotEffectsRow *row = &data->rows[i];
    double weight = row->null_true || !isfinite (row->type_m) ? 0 : row->type_m;

    if (row->trials > 0 && weight > largest) {
      largest = weight;
      subject = (int)i;
    }
    if (row->trials > 0 && row->names.claims && claim < 0)
      claim = (int)i;
  }
  /* Where nothing is exaggerated what is to be shown beyond a difference tells most. */
  return claim >= 0 && largest < NOTABLE_RATIO ? claim : subject;
}

char *
plot_effects_ratio (double ratio)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (ratio))
    return g_strdup ("–");
  return g_strdup (g_ascii_formatd (digits, sizeof digits,
                                    ratio < 1.1  ? "%.2f"
                                    : ratio < 10 ? "%.1f"
                                                 : "%.0f",
                                    ratio));
}

gboolean
plot_effects_biased (const PlotEffectsRow *row)
{
  return row->sd > 0 && fabs (row->bias) > NOTABLE_ERRORS * row->bias_mcse
         && fabs (row->bias) > NOTABLE_SPREAD * row->sd;
}

char *
plot_effects_mean (const PlotEffectsRow *row, double value)
{
  return plot_tick_label (value, pow (10, floor (log10 (row->sd / 5))));
}

/* What all estimates of a hypothesis say on the average, where that is not the truth. */
static char *
bias_sentence (const PlotEffectsData *data, const PlotEffectsRow *row)
{
  const PlotEffectsPanel *panel = &data->panels[row->panel];
  g_autofree char *mean = plot_effects_mean (row, row->mean);
  g_autofree char *off = plot_effects_mean (row, fabs (row->bias));
  g_autofree char *amount = NULL;

  amount = panel->scale ? g_strdup_printf (_ ("%s %s"), panel->unit, mean)
                        : sim_shown_amount (mean, panel->unit);
  /* Translators: a hypothesis, as "A vs B" or "A vs B: not worse by more than 1.5 points", an
     amount such as "1.1 points", and a number */
  return g_strdup_printf (
      row->bias < 0 ? _ ("%s. On average such trials estimate %s, %s less than the truth")
                    : _ ("%s. On average such trials estimate %s, %s more than the truth"),
      row->names.full, amount, off);
}

/* Whether so many of the significant estimates have the wrong sign that their mean, which is drawn,
   is not what their sizes, which are told, have for a mean. */
static gboolean
goes_both_ways (const PlotEffectsRow *row)
{
  return row->type_m * fabs (row->truth) > NOTABLE_RATIO * fabs (row->mean_rejected);
}

/* The sentence about one row. */
static char *
row_sentence (const PlotEffectsData *data, const PlotEffectsRow *row)
{
  g_autofree char *arm_a = plot_text_within (row->names.arm_a);
  g_autofree char *arm_b = plot_text_within (row->names.arm_b);
  g_autofree char *share = NULL, *ratio = NULL;

  if (plot_effects_biased (row))
    return bias_sentence (data, row);
  if (row->names.claims) {
    share = plot_words_of_hundred (row->power, row->power_mcse);
    /* Translators: what is claimed, as "A vs B: not worse by more than 1.5 points", and a share of
       trials */
    return g_strdup_printf (row->null_true ? _ ("%s. Wrongly shown by %s such trials")
                                           : _ ("%s. Shown by %s such trials"),
                            row->names.full, share);
  }
  if (row->null_true || row->truth == 0) {
    share = plot_words_of_hundred (row->power, row->power_mcse);
    /* Translators: two arms that truly do not differ, and a share of trials */
    return g_strdup_printf (_ ("%s is no better than %s, yet %s such trials tell them apart"),
                            row->names.arm_a, arm_b, share);
  }
  if (!isfinite (row->type_m))
    return g_strdup_printf (_ ("No trial so far tells %s from %s"), arm_a, arm_b);
  if (row->type_m < NOTABLE_RATIO)
    return g_strdup_printf (_ ("When %s and %s differ significantly, the estimate is about right"),
                            arm_a, arm_b);
  ratio = plot_effects_ratio (row->type_m);
  /* The size of an estimate counts, also where it has the wrong sign. */
  return g_strdup_printf (
      goes_both_ways (row)
          /* Translators: two arms and a number such as 2.1 */
          ? _ ("When %s and %s differ significantly, the difference looks %s times as large as it "
               "is, in one direction or the other")
          /* Translators: two arms and a number such as 2.1 */
          : _ ("When %s and %s differ significantly, the difference looks %s times as large as it "
               "is"),
      arm_a, arm_b, ratio);
}

char *
plot_effects_title (const PlotEffectsData *data)
{
  int subject = plot_effects_subject (data);
  g_autofree char *sentence = NULL;

  if (subject < 0)
    return g_strdup (_ ("Where the estimates land"));
  sentence = row_sentence (data, &data->rows[subject]);
  /* Both say the full name, which the remark is a part of. */
  if (data->rows[subject].names.claims || plot_effects_biased (&data->rows[subject]))
    return g_steal_pointer (&sentence);
  return plot_words_remark (sentence, data->rows[subject].names.remark);
}

char *
plot_effects_subtitle (const PlotEffectsData *data, gboolean stale)
{
  g_autofree char *trials = sim_format_count (data->replicates);
  g_autofree char *patients = plot_words_patients (data->own_total);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  return g_strdup_printf (_ ("Estimates of %s simulated trials of %s  ·  strong colour = "
                             "statistically significant"),
                          trials, patients);
}

char *
plot_effects_axis_title (const PlotEffectsData *data)
{
  const PlotEffectsPanel *panel = &data->panels[0];

  if (data->n_panels > 1)
    return g_strdup (_ ("Estimated differences, each on its own scale, right is better"));
  if (panel->outcome[0] != '\0' && panel->unit[0] != '\0')
    /* Translators: the outcome's name and its unit */
    return g_strdup_printf (_ ("Estimated difference in %s (%s), right is better"), panel->outcome,
                            panel->unit);
  if (panel->outcome[0] != '\0')
    return g_strdup_printf (_ ("Estimated difference in %s, right is better"), panel->outcome);
  return g_strdup (_ ("Estimated difference, right is better"));
}

static gboolean
has_arms (const PlotEffectsRow *row)
{
  return row->names.arm_a[0] != '\0' && row->names.arm_b[0] != '\0';
}

char *
plot_effects_left_says (const PlotEffectsRow *row)
{
  g_autofree char *arm = plot_text_within (row->names.arm_b);

  if (!has_arms (row))
    return NULL;
  /* Translators: of the patients of one arm, since baseline; left of an axis */
  return row->within ? g_strdup (_ ("← got worse")) : g_strdup_printf (_ ("← %s better"), arm);
}

char *
plot_effects_right_says (const PlotEffectsRow *row)
{
  g_autofree char *arm = plot_text_within (row->names.arm_a);

  if (!has_arms (row))
    return NULL;
  /* Translators: of the patients of one arm, since baseline; right of an axis */
  return row->within ? g_strdup (_ ("got better →")) : g_strdup_printf (_ ("%s better →"), arm);
}

char *
plot_effects_panel_name (const PlotEffectsData *data, guint panel)
{
  const PlotEffectsPanel *one = &data->panels[panel];

  if (one->unit[0] == '\0')
    return g_strdup (one->outcome);
  /* Translators: the outcome's name and the unit of its differences: "Pain (mm)" */
  return g_strdup_printf (_ ("%s (%s)"), one->outcome, one->unit);
}

static void
describe_margins (GString *out, const PlotEffectsPanel *panel, const PlotEffectsRow *row)
{
  for (guint m = 0; m < G_N_ELEMENTS (row->margins); m++)
    if (isfinite (row->margins[m])) {
      g_autofree char *amount = plot_text_effect (row->margins[m], panel->unit, panel->scale);

      /* Translators: a margin of non-inferiority or equivalence, as "−1.5 points" */
      g_string_append_printf (out, _ ("; margin %s"), amount);
    }
}

static void
describe_row (GString *out, const PlotEffectsData *data, const PlotEffectsRow *row)
{
  g_autofree char *power = plot_words_percent (row->power, row->power_mcse);
  const PlotEffectsPanel *panel = &data->panels[row->panel];
  g_autofree char *mean = plot_text_effect (row->mean_rejected, panel->unit, panel->scale);
  g_autofree char *ratio = plot_effects_ratio (row->type_m);

  if (row->trials == 0)
    return;
  /* Translators: a contrast, "true difference 3.2 points", the share of significant trials */
  g_string_append_printf (out, _ ("%s: %s, significant in %s of trials"), row->names.full,
                          row->names.detail, power);
  describe_margins (out, panel, row);
  if (plot_effects_biased (row)) {
    g_autofree char *all = plot_text_effect (row->mean, panel->unit, panel->scale);

    g_string_append_printf (out, _ ("; all of them show %s on average"), all);
  }
  if (isfinite (row->mean_rejected))
    g_string_append_printf (out, _ ("; the significant ones show %s on average"), mean);
  if (isfinite (row->type_m))
    /* Translators: of estimates whose sign does not count, how many times as large as the truth */
    g_string_append_printf (out, _ (", in size %s times the truth"), ratio);
  g_string_append (out, ". ");
}

char *
plot_effects_describe (const PlotEffectsData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *trials = sim_format_count (data->replicates);
  g_autofree char *patients = plot_words_patients (data->own_total);

  g_string_append_printf (out,
                          _ ("How the estimated differences are spread over %s simulated "
                             "trials of %s. "),
                          trials, patients);
  for (guint i = 0; i < data->n_rows; i++)
    describe_row (out, data, &data->rows[i]);
  for (guint i = 0; i < data->n_rows; i++)
    if (data->rows[i].movable) {
      g_string_append (out, _ ("The truth of a row can be dragged, which moves its first arm. Up "
                               "and Down choose a row, Alt with Left and Right moves its truth."));
      break;
    }
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_effects_table (const PlotEffectsData *data)
{
  /* Of several units each row names its own, and points of a proportion do. */
  gboolean units = data->n_panels > 1 || data->points;
  GString *out = g_string_new ("hypothesis\tfrom\tto\ttrials\tsignificant");

  g_string_append (out, units ? "\tunit\n" : "\n");

  for (guint i = 0; i < data->n_rows; i++) {
    const PlotEffectsRow *row = &data->rows[i];

    for (guint b = 0; b < SIM_BINS; b++) {
      g_autofree char *from = plot_words_cell (row->low + b * row->width);
      g_autofree char *to = plot_words_cell (row->low + (b + 1) * row->width);

      if (row->count[b] == 0)
        continue;
      g_string_append_printf (out, "%s\t%s\t%s\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT,
                              row->names.brief, from, to, row->count[b], row->rejected[b]);
      if (units)
        g_string_append_printf (out, "\t%s", data->panels[row->panel].unit);
      g_string_append_c (out, '\n');
    }
  }
  return g_string_free (out, FALSE);
}
