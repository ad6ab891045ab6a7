/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-csv.c - scenarios against a first one: a row for each pair of sizes and each decision.
 */
#include "compare-report.h"

#include "delimited.h"
#include "view.h"

#define SEPARATOR ','

static const char *const headings[]
    = { "scenario", "own-size", "kind", "id-a", "id-b", "total-a", "total-b", "true-effect-a",
        "true-effect-b", "replicates", "a", "b", "difference", "mcse", "low", "high",
        "unpaired-mcse", "trials-both", "trials-a-only", "trials-b-only", "exact-a", "exact-b",
        "exact-difference", "counts-a", "counts-b" };

static void
write_texts (GString *out, const char *const *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    sim_delimited_text (out, SEPARATOR, texts[i]);
}

static void
write_numbers (GString *out, const double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    sim_delimited_number (out, SEPARATOR, numbers[i]);
}

static void
write_pair (GString *out, const SimPaired *paired)
{
  const double numbers[] = {
    (double)paired->n,
    paired->a,
    paired->b,
    paired->difference.value,
    paired->difference.mcse,
    paired->difference.low,
    paired->difference.high,
    paired->independent,
    (double)paired->both,
    (double)paired->only_a,
    (double)paired->only_b,
    sim_report_six_decimals (paired->exact_a),
    sim_report_six_decimals (paired->exact_b),
    sim_report_six_decimals (paired->exact),
  };

  write_numbers (out, numbers, G_N_ELEMENTS (numbers));
}

/* kind tells a hypothesis whose id is "any" from the row of that name. */
static void
write_row (GString *out, const char *name, const SimComparison *comparison, guint size, guint i,
           gboolean benefit)
{
  const SimComparedSize *at = &comparison->sizes[size];
  const SimComparedRow *row = &comparison->rows[i];
  static const char *const kinds[] = { "hypothesis", "success", "trial", "trial" };
  const char *texts[] = { name, size == 0 ? "1" : "0",
                          benefit ? "hypothesis-benefit" : kinds[row->kind], row->a.id,
                          row->b.id };

  write_texts (out, texts, G_N_ELEMENTS (texts));
  write_numbers (out, (double[]){ at->total_a, at->total_b, row->true_a, row->true_b }, 4);
  write_pair (out, benefit ? &at->benefit[i] : &at->power[i]);
  sim_delimited_text (out, SEPARATOR, sim_counts_word (row->counts_a));
  sim_delimited_text (out, SEPARATOR, sim_counts_word (row->counts_b));
  sim_delimited_end (out);
}

char *
sim_report_compare_csv (const GPtrArray *comparisons, const char *const *names)
{
  GString *out = g_string_new (NULL);

  write_texts (out, headings, G_N_ELEMENTS (headings));
  sim_delimited_end (out);
  for (guint k = 0; k < comparisons->len; k++) {
    const SimComparison *comparison = g_ptr_array_index (comparisons, k);
    for (guint size = 0; size < comparison->n_sizes; size++)
      for (guint i = 0; i < comparison->n_rows; i++) {
        write_row (out, names[k + 1], comparison, size, i, FALSE);
        if (comparison->rows[i].kind == SIM_COMPARED_HYPOTHESIS)
          write_row (out, names[k + 1], comparison, size, i, TRUE);
      }
  }
  return g_string_free (out, FALSE);
}
