/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-cases.c - the table of cases, put together of its parts once.
 */
#include "verify-private.h"

#include <string.h>

static const SimVerifyCase *(*const parts[]) (guint *) = {
  sim_verify_data,    sim_verify_tables,   sim_verify_constants,
  sim_verify_means,   sim_verify_rates,    sim_verify_rules,
  sim_verify_designs, sim_verify_outcomes, sim_verify_procedures,
};

typedef struct {
  SimVerifyCase *rows;
  guint n;
} Table;

static gpointer
put_together (gpointer unused)
{
  Table *table = g_new0 (Table, 1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (SimVerifyCase));

  (void)unused;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    guint n;
    const SimVerifyCase *part = parts[i](&n);
    g_array_append_vals (rows, part, n);
  }
  table->n = rows->len;
  table->rows = (SimVerifyCase *)(gpointer)g_array_free (rows, FALSE);
  return table;
}

const SimVerifyCase *
sim_verify_cases (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  const Table *table = g_once (&once, put_together, NULL);

  *n = table->n;
  return table->rows;
}
