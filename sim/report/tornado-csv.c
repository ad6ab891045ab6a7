/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-csv.c - what each assumption alone does to power, for scripts: comma-separated rows.
 */
#include "tornado-report.h"

#include <math.h>

#include "delimited.h"
#include "view.h"

static const char *const headings[] = { "assumption",    "planned",    "end",
                                        "value",         "kind",       "id",
                                        "total",         "replicates", "power-planned",
                                        "power",         "difference", "mcse",
                                        "low",           "high",       "unpaired-mcse",
                                        "exact-planned", "exact",      "exact-difference",
                                        "problem",       "range-from", "counts-planned",
                                        "counts" };

const char *
sim_report_range_word (SimRangeSource source)
{
  static const char *const words[] = { [SIM_RANGE_ASKED] = "asked",
                                       [SIM_RANGE_BASIS] = "basis",
                                       [SIM_RANGE_ASSUMED] = "assumed" };

  return words[source];
}

static void
write_numbers (GString *out, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    sim_delimited_number (out, ',', numbers[i]);
}

static void
write_row (GString *out, const SimTornado *tornado, const SimTornadoBar *bar, guint e, guint g)
{
  const SimTornadoEnd *end = &bar->ends[e];
  const SimPaired *power = &end->power[g];
  gboolean good = end->problem == NULL;
  g_autofree char *name = sim_vary_name (bar->range);
  const double counts[] = { good ? (double)end->total : NAN,
                            good ? (double)power->n : NAN };
  const double numbers[] = { tornado->power[g].value,
                             good ? power->b : NAN,
                             power->difference.value,
                             power->difference.mcse,
                             power->difference.low,
                             power->difference.high,
                             power->independent,
                             sim_report_six_decimals (tornado->exact[g]),
                             sim_report_six_decimals (power->exact_b),
                             sim_report_six_decimals (power->exact) };

  sim_delimited_text (out, ',', name);
  sim_delimited_number (out, ',', bar->planned);
  sim_delimited_text (out, ',', e == 0 ? "low" : "high");
  sim_delimited_number (out, ',', bar->range->values[e]);
  sim_delimited_text (out, ',', sim_goal_kind_word (&tornado->goals[g]));
  sim_delimited_text (out, ',', tornado->goals[g].id);
  write_numbers (out, counts, G_N_ELEMENTS (counts));
  write_numbers (out, numbers, G_N_ELEMENTS (numbers));
  sim_delimited_text (out, ',', good ? "" : end->problem);
  sim_delimited_text (out, ',', sim_report_range_word (bar->source));
  sim_delimited_text (out, ',', sim_counts_word (tornado->counts[g]));
  sim_delimited_text (out, ',', good ? sim_counts_word (end->counts[g]) : "");
  sim_delimited_end (out);
}

char *
sim_report_tornado_csv (const SimTornado *tornado)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_delimited_text (out, ',', headings[i]);
  sim_delimited_end (out);
  for (guint i = 0; i < tornado->n_bars; i++)
    for (guint e = 0; e < 2; e++)
      for (guint g = 0; tornado->bars[i].ends[e].done && g < tornado->n_goals; g++)
        write_row (out, tornado, &tornado->bars[i], e, g);
  return g_string_free (out, FALSE);
}
