/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * families-mmrm.c - the mixed model for repeated measures against the R packages mmrm and nlme.
 */
#include <math.h>
#include <string.h>

#include "analysis/mmrm.h"
#include "table.h"

#define EACH_ROW(table) for ((table)->row = 0; (table)->row < (table)->rows->len; (table)->row++)

enum { MOST = 400, VISITS = SIM_MMRM_VISITS };

typedef struct {
  SimMmrmData data;
  int8_t arm[MOST];
  double baseline[MOST], score[VISITS][MOST], *rows[VISITS];
  double *room;
} Patients;

/* The patients of a data set, from one row a visit; arms are letters. */
static gboolean take (const char *file, const char *dataset, int arms, int visits, Patients *p)
{
  Table *t = table_open (file);
  char *last = g_strdup ("");
  if (t == NULL)
    return FALSE;
  p->data = (SimMmrmData){ arms, visits, 0, p->arm, p->baseline, p->rows };
  for (int v = 0; v < VISITS; v++)
    p->rows[v] = p->score[v];
  EACH_ROW (t)
  {
    if (strcmp (table_text (t, "dataset"), dataset) != 0)
      continue;
    char *who = g_strconcat (table_text (t, "arm"), table_text (t, "subject"), NULL);
    int visit = (int) table_need (t, "visit") - 1;
    if (strcmp (who, last) != 0 && p->data.n < MOST) {
      p->arm[p->data.n] = (int8_t) (who[0] - 'A');
      p->baseline[p->data.n++] = table_need (t, "baseline");
    }
    if (visit >= 0 && visit < VISITS)
      p->score[visit][p->data.n - 1] = table_number (t, "y"); /* empty: NaN */
    g_free (last);
    last = who;
  }
  g_free (last);
  table_free (t);
  g_free (p->room);
  p->room = g_new (double, sim_mmrm_room (arms, visits, MOST));
  return TRUE;
}

static gboolean contrast (Patients *p, gboolean adjusted, int a, int b, SimMmrm *fit,
                          SimMmrmContrast *found)
{
  double weight[SIM_MMRM_ARMS] = { 0 };
  weight[a] = 1;
  weight[b] = -1;
  return sim_mmrm (&p->data, adjusted, MOST, p->room, fit)
         && sim_mmrm_contrast (fit, p->data.n_visits - 1, weight, found);
}

/* The model has no other covariance than the unstructured one. */
void family_mmrm_fixed (void)
{
  static Patients p;
  Table *t = table_open ("mmrm_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    const char *which = table_text (t, "contrast_last_visit");
    SimMmrm fit;
    SimMmrmContrast c;
    if (strcmp (table_text (t, "covariance"), "us") != 0)
      continue;
    if (!take ("mmrm_data", table_text (t, "dataset"), 3, 3, &p)
        || !contrast (&p, FALSE, which[0] - 'A', which[2] - 'A', &fit, &c)) {
      table_fail (t, "no fit");
      continue;
    }
    table_check (t, "estimate", c.estimate, 1e-6, FALSE);
    table_check (t, "se", sqrt (c.variance), 1e-6, FALSE);
    table_check (t, "df_satterthwaite", c.df, 1e-5, FALSE);
    table_check (t, "var_visit1", fit.covariance[0], 1e-4, FALSE);
    table_check (t, "var_visit2", fit.covariance[4], 1e-4, FALSE);
    table_check (t, "var_visit3", fit.covariance[8], 1e-4, FALSE);
    table_check (t, "cov_visit13", fit.covariance[2], 1e-4, FALSE);
    if (!contrast (&p, TRUE, which[0] - 'A', which[2] - 'A', &fit, &c)) {
      table_fail (t, "no adjusted fit");
      continue;
    }
    table_check (t, "se_kenward_roger", sqrt (c.variance), 1e-4, FALSE);
    table_check (t, "df_kenward_roger", c.df, 1e-4, FALSE);
  }
  table_close (t);
}

void family_mmrm_gls_fixed (void)
{
  static Patients p;
  Table *t = table_open ("mmrm_gls_fixed");
  if (t == NULL)
    return;
  EACH_ROW (t)
  {
    int arms = (int) table_need (t, "n_arms"), visits = (int) table_need (t, "n_visits");
    SimMmrm fit;
    SimMmrmContrast c;
    if (!take ("mmrm_gls_data", table_text (t, "dataset"), arms, visits, &p)
        || !contrast (&p, FALSE, (int) table_need (t, "arm_1") - 1,
                      (int) table_need (t, "arm_2") - 1, &fit, &c)) {
      table_fail (t, "no fit");
      continue;
    }
    table_check (t, "estimate", c.estimate, 1e-6, FALSE);
    table_check (t, "se", sqrt (c.variance), 1e-6, FALSE);
    table_check (t, "var_visit1", fit.covariance[0], 1e-4, FALSE);
    table_check (t, "var_last", fit.covariance[visits * visits - 1], 1e-4, FALSE);
  }
  table_close (t);
}
