/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-fits.c - analyses of fixed data, given as lists in the row.
 */
#include <math.h>

#include "analysis/log-rank.h"
#include "table.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

/* The numbers of a cell, at most `most` of them. */
static int list_of (Table *t, const char *column, double *numbers, int most)
{
  char **words = g_strsplit (table_text (t, column), ";", -1);
  int n = (int) g_strv_length (words);
  if (n > most)
    table_fail (t, "%s has more than %d numbers", column, most);
  n = MIN (n, most);
  for (int i = 0; i < n; i++) {
    char *end;
    numbers[i] = g_ascii_strtod (words[i], &end);
    if (end == words[i] || *end != '\0')
      table_fail (t, "%s is no list of numbers: %s", column, words[i]);
  }
  g_strfreev (words);
  return n;
}

void family_logrank_fixed (void)
{
  enum { MOST = 1000 };
  Table *t = table_open ("logrank_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    double time[MOST], status[MOST], experimental[MOST];
    uint8_t event[MOST];
    int8_t arm[MOST];
    int order[MOST], spare[MOST], n = list_of (t, "time", time, MOST);
    if (list_of (t, "status", status, MOST) != n
        || list_of (t, "group_1_is_experimental", experimental, MOST) != n) {
      table_fail (t, "lists of different lengths");
      continue;
    }
    for (int i = 0; i < n; i++) {
      event[i] = status[i] == 1;
      arm[i] = experimental[i] == 1 ? 0 : 1;
    }
    SimLogRank r;
    if (!sim_log_rank_order (n, time, order, spare)
        || !sim_log_rank (n, order, time, event, arm, 0, 1, &r)) {
      table_fail (t, "no test");
      continue;
    }
    SimLogRankEffect effect = sim_log_rank_effect (&r, true);
    table_check (t, "obs_exp_group", r.observed, 0, FALSE);
    table_check (t, "expected_exp_group", r.expected, 1e-11, FALSE);
    table_check (t, "variance", r.variance, 1e-11, FALSE);
    table_check (t, "z_logrank", -effect.z, 1e-11, FALSE);
    table_check (t, "chi2_logrank", effect.z * effect.z, 1e-11, FALSE);
  }
  table_close (t);
}
