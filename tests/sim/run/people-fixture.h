/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-fixture.h - for tests of simulated patients: scenarios from short text, columns of many
 * replayed patients, and figures with standard errors from the sample itself.
 */
#ifndef TESTS_SIM_RUN_PEOPLE_FIXTURE_H
#define TESTS_SIM_RUN_PEOPLE_FIXTURE_H

#include <math.h>
#include <string.h>

#include "fixture.h"

/** A scenario from JSON with ' for ". */
static inline SimScenario *people_parse (const char *json)
{
  char *text = g_strdup (json);
  GPtrArray *problems = sim_problems_new ();
  g_strdelimit (text, "'", '"');
  SimDraft *draft = sim_draft_parse (text, strlen (text), problems);
  SimScenario *scenario = draft ? sim_scenario_check (draft, problems) : NULL;
  for (guint i = 0; i < problems->len; i++) {
    char *line = sim_problem_to_line (g_ptr_array_index (problems, i), "people");
    g_printerr ("%s\n", line);
    g_free (line);
  }
  g_assert_nonnull (scenario);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  g_free (text);
  return scenario;
}

enum { PEOPLE_POINTS = 3 }; /* the baseline and two visits */

/** Patients of one arm in so many trials, all of one size. */
typedef struct {
  guint n, per_trial;
  double *score[PEOPLE_POINTS], *latent[PEOPLE_POINTS];
} PeopleColumns;

static inline void people_read (const SimTrial *trial, PeopleColumns *arms)
{
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    PeopleColumns *arm = &arms[patient->arm];
    arm->score[0][arm->n] = patient->outcomes->baseline;
    arm->latent[0][arm->n] = patient->outcomes->latent_baseline;
    for (guint v = 0; v < trial->outcomes[0].n_visits; v++) {
      arm->score[v + 1][arm->n] = patient->outcomes->scores[v];
      arm->latent[v + 1][arm->n] = patient->outcomes->latent[v];
    }
    arm->n++;
  }
}

/** Replays so many trials from 0 on at the scenario's own size into arms[]. */
static inline void people_replay (SimEngine *engine, SimScenario *scenario, guint trials,
                                  PeopleColumns *arms)
{
  guint own = sim_scenario_own_size (scenario);
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    guint n = sim_scenario_arm_size (scenario, own, a);
    arms[a] = (PeopleColumns){ .per_trial = n };
    for (guint p = 0; p < PEOPLE_POINTS; p++) {
      arms[a].score[p] = g_new0 (double, (gsize) n *trials);
      arms[a].latent[p] = g_new0 (double, (gsize) n *trials);
    }
  }
  for (guint r = 0; r < trials; r++) {
    SimTrial *trial = sim_trial_new (engine, scenario, r, 0, NULL);
    g_assert_nonnull (trial);
    people_read (trial, arms);
    sim_trial_free (trial);
  }
}

static inline void people_clear (PeopleColumns *arm)
{
  for (guint p = 0; p < PEOPLE_POINTS; p++) {
    g_free (arm->score[p]);
    g_free (arm->latent[p]);
  }
}

/** The largest |z| of a test and how many there were. */
typedef struct {
  guint checked;
  double largest;
} PeopleTally;

/** Within 4 standard errors, or the test fails. */
static inline void people_z (PeopleTally *tally, const char *what, double found, double asked,
                             double se)
{
  double z = (found - asked) / se;
  tally->checked++;
  tally->largest = MAX (tally->largest, fabs (z));
  if (!(fabs (z) <= 4))
    g_printerr ("%s: found %.7g, asked %.7g, se %.3g, z %.2f\n", what, found, asked, se, z);
  else
    g_test_message ("%s: found %.7g, asked %.7g, z %.2f", what, found, asked, z);
  g_assert_true (fabs (z) <= 4);
}

/** What the long tests keep in their page of results. */
static inline void people_report (const char *what, const PeopleTally *tally)
{
  g_test_message ("%s%s: %u figures, largest |z| %.2f", g_test_slow () ? "result: " : "", what,
                  tally->checked, tally->largest);
}

/**
 * Standard error of a figure that is the mean of its influences, which come in independent groups
 * of `per` (1: all independent): from the sums of the groups, so patients of a group may have
 * anything in common.
 */
static inline double people_se (const double *influence, guint n, guint per)
{
  double squares = 0;
  for (guint i = 0; i < n; i += per) {
    double sum = 0;
    for (guint j = i; j < i + per; j++)
      sum += influence[j];
    squares += sum * sum;
  }
  return sqrt (squares) / n;
}

typedef struct {
  double mean, sd, skewness;
  double mean_se, sd_se, skewness_se;
} PeopleMoments;

/** Moments in two passes, with their standard errors by the influence functions. */
static inline PeopleMoments people_moments (const double *x, guint n, guint per)
{
  PeopleMoments m = { 0, 0, 0, 0, 0, 0 };
  double *influence = g_new (double, n);
  for (guint i = 0; i < n; i++)
    m.mean += x[i] / n;
  for (guint i = 0; i < n; i++) {
    double d = x[i] - m.mean;
    m.sd += d * d / n;
    m.skewness += d * d * d / n;
  }
  m.sd = sqrt (m.sd);
  m.skewness /= m.sd * m.sd * m.sd;
  for (guint i = 0; i < n; i++)
    influence[i] = x[i] - m.mean;
  m.mean_se = people_se (influence, n, per);
  for (guint i = 0; i < n; i++)
    influence[i] = ((x[i] - m.mean) * (x[i] - m.mean) / m.sd - m.sd) / 2;
  m.sd_se = people_se (influence, n, per);
  for (guint i = 0; i < n; i++) {
    double z = (x[i] - m.mean) / m.sd;
    influence[i] = z * z * z - m.skewness - 3 * z - 1.5 * m.skewness * (z * z - 1);
  }
  m.skewness_se = people_se (influence, n, per);
  g_free (influence);
  return m;
}

/** Correlation of two columns and its standard error. */
static inline double people_correlation (const double *x, const double *y, guint n, guint per,
                                         double *se)
{
  PeopleMoments mx = people_moments (x, n, per), my = people_moments (y, n, per);
  double *influence = g_new (double, n), r = 0;
  for (guint i = 0; i < n; i++)
    r += (x[i] - mx.mean) * (y[i] - my.mean) / (mx.sd * my.sd) / n;
  for (guint i = 0; i < n; i++) {
    double u = (x[i] - mx.mean) / mx.sd, v = (y[i] - my.mean) / my.sd;
    influence[i] = u * v - r * (u * u + v * v) / 2;
  }
  *se = people_se (influence, n, per);
  g_free (influence);
  return r;
}

/** Correlations asked of (0, 1), (0, 2), (1, 2); a NaN at first: of the last alone. */
static inline void people_correlations (PeopleTally *tally, const char *where,
                                        const double *asked, double *const *column, guint n,
                                        guint per)
{
  static const guint pairs[3][2] = { { 0, 1 }, { 0, 2 }, { 1, 2 } };
  for (guint i = isnan (asked[0]) ? 2 : 0; i < 3; i++) {
    double se, r = people_correlation (column[pairs[i][0]], column[pairs[i][1]], n, per, &se);
    char *what
        = g_strdup_printf ("%s, correlation of %u and %u", where, pairs[i][0], pairs[i][1]);
    people_z (tally, what, r, asked[i], se);
    g_free (what);
  }
}

/** The normal distribution function, by libm. */
static inline double people_phi (double z)
{
  return erfc (-z / sqrt (2)) / 2;
}

#endif
