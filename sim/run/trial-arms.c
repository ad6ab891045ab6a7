/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-arms.c - means, SDs, intervals and Kaplan-Meier curves of the arms of one trial.
 */
#include "trial-arms.h"

#include <math.h>
#include <stdlib.h>

#include "../base/prob.h"

/* FALSE: it was not seen. */
static gboolean score_at (const SimPatient *patient, guint outcome, int visit, double *score)
{
  const SimScores *scores = &patient->outcomes[outcome];
  *score = visit == SIM_BASELINE ? scores->baseline : scores->scores[visit];
  return visit == SIM_BASELINE || scores->seen[visit] == SIM_SEEN;
}

/* Practitioner -1: of all. */
static gboolean is_of (const SimPatient *patient, guint arm, int practitioner)
{
  return patient->arm == arm && (practitioner < 0 || patient->practitioner == practitioner);
}

/* Two passes: the mean first, so that scores far from 0 lose no digits. */
static SimArmSummary summary (const SimTrial *trial, guint outcome, guint arm, int practitioner,
                              int visit)
{
  SimArmSummary found = { 0, 0, NAN, NAN, NAN, NAN };
  double sum = 0, squares = 0, score;
  for (guint i = 0; i < trial->n_patients; i++) {
    gboolean of = is_of (&trial->patients[i], arm, practitioner);
    found.randomised += of;
    if (!of || !score_at (&trial->patients[i], outcome, visit, &score))
      continue;
    sum += score;
    found.seen++;
  }
  if (found.seen > 0)
    found.mean = sum / found.seen;
  for (guint i = 0; i < trial->n_patients; i++)
    if (is_of (&trial->patients[i], arm, practitioner)
        && score_at (&trial->patients[i], outcome, visit, &score))
      squares += (score - found.mean) * (score - found.mean);
  if (found.seen > 1) {
    found.sd = sqrt (squares / (found.seen - 1));
    double reach = sim_t_upper_quantile (0.025, found.seen - 1.0) * found.sd / sqrt (found.seen);
    found.low = found.mean - reach;
    found.high = found.mean + reach;
  }
  return found;
}

SimArmSummary sim_trial_arm (const SimTrial *trial, guint outcome, guint arm, int visit)
{
  return summary (trial, outcome, arm, -1, visit);
}

SimArmSummary sim_trial_practitioner (const SimTrial *trial, guint outcome, guint arm,
                                      int practitioner, int visit)
{
  return summary (trial, outcome, arm, practitioner, visit);
}

typedef struct {
  double time;
  gboolean event;
} Watched;

/* At equal times events come before those who are watched no longer. */
static int by_time (const void *a, const void *b)
{
  const Watched *one = a, *other = b;
  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return other->event - one->event;
}

GArray *sim_trial_survival (const SimTrial *trial, guint outcome, guint arm)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (SimSurvivalStep));
  Watched *watched = g_new (Watched, MAX (trial->n_patients, 1));
  guint n = 0;
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimScores *scores = &trial->patients[i].outcomes[outcome];
    if (trial->patients[i].arm == arm && scores->seen[0] != SIM_SEEN_NOT_ENTERED)
      watched[n++] = (Watched){ scores->scores[0], scores->seen[0] == SIM_SEEN };
  }
  qsort (watched, n, sizeof *watched, by_time);
  SimSurvivalStep step = { 0, 1, n };
  g_array_append_val (steps, step);
  for (guint i = 0, events = 0; i < n; i++) {
    if (i == 0 || watched[i].time != watched[i - 1].time) {
      step.at_risk = n - i;
      events = 0;
    }
    events += watched[i].event;
    gboolean last = i + 1 == n || watched[i + 1].time != watched[i].time;
    if (!last || events == 0)
      continue;
    step.time = watched[i].time;
    step.share *= 1 - (double) events / step.at_risk;
    g_array_append_val (steps, step);
  }
  g_free (watched);
  return steps;
}
