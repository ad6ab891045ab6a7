/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-value-text.c - the p-values in words: title, text alternative, table.
 */
#include "plot/p-value-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/words.h"

char *
plot_p_value_number (double p)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.3g", p));
}

char *
plot_p_value_by_chance (double alpha)
{
  g_autofree char *hundred = plot_p_value_number (100 * alpha);

  /* Translators: a share of trials in numbers such as "5 of 100", "2.5 of 100" */
  return g_strdup_printf (_ ("%s of 100"), hundred);
}

/* What a hypothesis claims beyond that its arms differ. */
static char *
claim_sentence (const PlotPValueData *data, const char *alpha, const char *share,
                const char *chance)
{
  if (data->null_true)
    /* Translators: a claim that is not true, as "A vs B: not worse by more than 1.5 points"; 0.05;
       a share of trials */
    return g_strdup_printf (_ ("%s. That is not so here, yet p is below %s in %s such trials"),
                            data->names.full, alpha, share);
  /* Translators: the same of one that is true; at last the share if it were just not true */
  return g_strdup_printf (_ ("%s. p is below %s in %s such trials; were it just not so, in %s"),
                          data->names.full, alpha, share, chance);
}

char *
plot_p_value_title (const PlotPValueData *data)
{
  g_autofree char *arm_b = plot_text_within (data->names.arm_b);
  g_autofree char *alpha = plot_p_value_number (data->alpha);
  g_autofree char *share
      = plot_words_of_hundred (data->below_alpha.value, data->below_alpha.mcse);
  g_autofree char *chance = plot_p_value_by_chance (data->alpha);
  g_autofree char *sentence = NULL;

  if (!isfinite (data->below_alpha.value))
    return g_strdup (_ ("Where the p-values land"));
  if (data->names.claims)
    return claim_sentence (data, alpha, share, chance);
  if (data->null_true)
    /* Translators: two arms; 0.05; a share of trials such as "5 of 100" */
    sentence = g_strdup_printf (_ ("%s and %s do not differ, yet p is below %s in %s such trials"),
                                data->names.arm_a, arm_b, alpha, share);
  else
    /* Translators: two arms; 0.05; two shares of trials such as "56 of 100" */
    sentence = g_strdup_printf (
        _ ("%s vs %s: p is below %s in %s such trials; if they did not differ, in %s"),
        data->names.arm_a, arm_b, alpha, share, chance);
  return plot_words_remark (sentence, data->names.remark);
}

char *
plot_p_value_subtitle (const PlotPValueData *data, gboolean stale)
{
  g_autofree char *trials = sim_format_count (data->replicates);
  g_autofree char *patients = plot_words_patients (data->own_total);
  g_autofree char *alpha = plot_p_value_number (data->alpha);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  /* What is true of the figure comes before its key: without room the end is left off. */
  return g_strdup_printf (_ ("p-values of %s trials of %s  ·  not adjusted for several tests  "
                             "·  strong colour = below %s"),
                          trials, patients, alpha);
}

static void
describe_below (GString *out, const PlotPValueShare *share, double edge)
{
  g_autofree char *number = plot_p_value_number (edge);
  g_autofree char *value = plot_words_percent (share->value, share->mcse);
  g_autofree char *exact = plot_words_exact (share->exact);

  /* Translators: a p-value, and the share of trials below it */
  g_string_append_printf (out, _ ("p is below %s in %s"), number, value);
  if (isfinite (share->exact))
    g_string_append_printf (out, _ (" (exactly %s)"), exact);
}

char *
plot_p_value_describe (const PlotPValueData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *trials = sim_format_count (data->replicates);
  g_autofree char *patients = plot_words_patients (data->own_total);
  g_autofree char *chance = plot_p_value_number (100 * data->alpha);
  g_autofree char *without = plot_words_percent (data->without, 0);

  if (!isfinite (data->below_alpha.value))
    return g_string_free (out, FALSE);
  g_string_append_printf (out,
                          _ ("How the p-values of %s are spread over %s simulated trials of %s, "
                             "not adjusted for several tests. "),
                          data->names.full, trials, patients);
  describe_below (out, &data->below_alpha, data->alpha);
  g_string_append_printf (out, _ ("; by chance alone it would be in %s\u202f%%. "), chance);
  for (guint k = 0; k < SIM_P_EDGES; k += k == 0 ? 2 : 1) /* 0.001, 0.01, then as they come */
    if ((k == 0 || k == 2 || sim_p_edges[k] == 0.5) && sim_p_edges[k] != data->alpha) {
      describe_below (out, &data->below[k], sim_p_edges[k]);
      g_string_append (out, ". ");
    }
  if (data->without > 0)
    g_string_append_printf (out, _ ("%s of the trials have no p-value: their fit failed. "),
                            without);
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_p_value_table (const PlotPValueData *data)
{
  GString *out = g_string_new ("hypothesis\tp below\ttrials\tmcse\texact\n");

  for (guint k = 0; k < SIM_P_EDGES && isfinite (data->below[k].value); k++) {
    g_autofree char *edge = plot_words_cell (sim_p_edges[k]);
    g_autofree char *value = plot_words_cell (data->below[k].value);
    g_autofree char *mcse = plot_words_cell (data->below[k].mcse);
    g_autofree char *exact = plot_words_cell (data->below[k].exact);

    g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\n", data->names.brief, edge, value, mcse,
                            exact);
  }
  return g_string_free (out, FALSE);
}
