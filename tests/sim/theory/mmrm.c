/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.c - what the mixed model for repeated measures gains from patients who left, and what is
 * said of its power. Figures of other programs are in tests/reference.
 */
#include "theory/mmrm.h"

#include <math.h>

#include "scenario-of.h"
#include "theory/model.h"
#include "theory/theory.h"

#define MMRM                                                                                       \
  "/analyses/main/adjust-for=null", "/analyses/main/missing=null", "/analyses/main/method=mmrm"
#define ANCOVA                                                                                     \
  "/analyses/main/missing=null", "/analyses/main/adjust-for=null", "/analyses/main/method=ancova"
#define EQUAL  "/outcomes/rmdq/sd=5"

/* The inverse of the sum of informations of those of whom visits 0 .. k were seen. */
static double
share_by_patients (guint n, const double *covariance, const double *retention)
{
  double sum[4][4] = { { 0 } }, w[4][8];

  for (guint k = 1; k <= n + 1; k++) { /* k visits seen; at last the sum itself */
    gboolean last = k == n + 1;
    guint m = last ? n : k;
    for (guint i = 0; i < m; i++)
      for (guint j = 0; j < 2 * m; j++)
        w[i][j] = j >= m ? (j - m == i) : last ? sum[i][j] : covariance[i * n + j];
    for (guint c = 0; c < m; c++) {
      double pivot = w[c][c];
      for (guint j = 0; j < 2 * m; j++)
        w[c][j] /= pivot;
      for (guint i = 0; i < m; i++) {
        double factor = w[i][c];
        for (guint j = 0; j < 2 * m && i != c; j++)
          w[i][j] -= factor * w[c][j];
      }
    }
    for (guint i = 0; i < m && !last; i++)
      for (guint j = 0; j < m; j++)
        sum[i][j] += w[i][m + j] * (retention[k - 1] - (k < n ? retention[k] : 0));
  }
  return covariance[n * n - 1] / w[n - 1][2 * n - 1];
}

static void
test_share (void)
{
  static const double covariance[] = { 4, 3, 2, 1, 3, 9, 5, 2, 2, 5, 16, 7, 1, 2, 7, 25 };
  static const double alone[] = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1 };
  static const double retention[] = { 0.95, 0.8, 0.8, 0.55 }, nobody[] = { 1, 1, 1, 1 };

  g_assert_cmpfloat_with_epsilon (sim_mmrm_share (4, covariance, nobody), 1, 1e-15);
  g_assert_cmpfloat_with_epsilon (sim_mmrm_share (4, alone, retention), 0.55, 1e-15);
  g_assert_cmpfloat_with_epsilon (sim_mmrm_share (4, covariance, retention),
                                  share_by_patients (4, covariance, retention), 1e-13);
  g_assert_cmpfloat (sim_mmrm_share (4, covariance, retention), >, 0.55);
}

static SimTheory *
theory_of (const char *const *assignments)
{
  SimScenario *scenario = scenario_of_v (assignments);
  SimTheory *theory = sim_theory_new (scenario, FALSE, NULL);

  sim_scenario_unref (scenario);
  return theory;
}

#define THEORY(...) theory_of ((const char *const[]){ EQUAL, __VA_ARGS__, NULL })

/* Of complete data it is the ANCOVA of the visit, also if patients leave later. */
static void
test_complete (void)
{
  static const char *const later = "/dropout/proportion=[0,0.2]";
  SimTheory *mmrm = THEORY (MMRM, "/dropout/proportion=0", "/run/seed=1");
  SimTheory *ancova = THEORY (ANCOVA, "/dropout/proportion=0", "/run/seed=1");
  SimTheory *left = THEORY (MMRM, later, "/analyses/0/visit=week-8");

  for (guint s = 0; s < mmrm->n_sizes; s++)
    for (guint h = 0; h < mmrm->n_hypotheses; h++) {
      g_assert_cmpfloat (mmrm->sizes[s].power[h], ==, ancova->sizes[s].power[h]);
      g_assert_true (isfinite (mmrm->sizes[s].power[h]) && isnan (mmrm->sizes[s].approximation[h]));
      g_assert_true (isfinite (left->sizes[s].power[h]));
    }
  sim_theory_free (mmrm);
  sim_theory_free (ancova);
  sim_theory_free (left);
}

/* Else there is an approximation, between that of those who stayed and that of all. */
static void
test_dropout (void)
{
  SimTheory *all = THEORY (MMRM, "/dropout/proportion=0", "/analyses/0/visit=week-26");
  SimTheory *mmrm = THEORY (MMRM, "/dropout/proportion=0.3", "/analyses/0/visit=week-26");
  SimTheory *stayed = THEORY (ANCOVA, "/dropout/proportion=0.3", "/analyses/0/visit=week-26");
  SimTheory *gaps = THEORY (MMRM, "/dropout/gaps=0.1", "/run/seed=1");

  for (guint h = 0; h < all->n_hypotheses; h++) {
    double power = mmrm->sizes[0].approximation[h];
    g_assert_true (isnan (mmrm->sizes[0].power[h]));
    g_assert_cmpfloat (power, <, all->sizes[0].power[h] + 1e-3);
    g_assert_cmpfloat (power, >, stayed->sizes[0].power[h] - 1e-3);
    g_assert_true (isnan (gaps->sizes[0].power[h]) && isnan (gaps->sizes[0].approximation[h]));
  }
  sim_theory_free (all);
  sim_theory_free (mmrm);
  sim_theory_free (stayed);
  sim_theory_free (gaps);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theory/mmrm/share", test_share);
  g_test_add_func ("/theory/mmrm/complete", test_complete);
  g_test_add_func ("/theory/mmrm/dropout", test_dropout);
  return g_test_run ();
}
