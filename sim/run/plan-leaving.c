/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-leaving.c - the intercepts of those who leave by their scores.
 *
 * The marginal proportion that has left by a visit is an expectation over all that makes a patient:
 * scores at earlier visits, what he has in common with others, his state, his gaps. It is taken
 * over a Sobol sequence that is put through the maps of the lanes themselves, so whatever a model
 * of patients may be, the proportion asked for is the one that is simulated.
 */
#include "plan-people.h"

#include <math.h>
#include <string.h>

#include "../base/elementary.h"
#include "../base/numeric.h"
#include "../base/round.h"
#include "../base/stream.h"

enum { SAMPLE = 16383, CHUNK = LANE_CHUNK * SIM_LANES };

typedef struct {
  guint n;
  double *odds; /* [point][patient]: what the scores add to the log odds of leaving */
  double *stay; /* chance to be there still */
} Sample;

/* A plain normal draw of the same quantile table as the lanes'. */
static double normal_at (double u)
{
  return sim_draw_normal ((guint64) (u * 18446744073709551616.0));
}

static gint64 state_at (const LaneFate *fate, double adherence, double switching)
{
  for (int k = 1; k <= fate->n_switches; k++)
    if (switching < fate->switched[k])
      return k;
  return adherence >= fate->adherent ? fate->n_states - 1 : 0;
}

static gint64 level_at (const LanePart *part, double u)
{
  gint64 level = 0;
  for (int l = 1; l < part->n_levels; l++)
    level += u >= part->below[l];
  return level;
}

/* Coordinates of a point of the sequence: innovations, parts, state, gaps. */
static void lay_out (const LanePeople *people, int arm, const double *u, guint i,
                     LanePatients *patients)
{
  for (int p = 0; p < people->n_points; p++)
    patients->z[p][i] = normal_at (*u++);
  for (int k = 0; k < people->n_parts; k++, u++) {
    patients->value[k][i] = normal_at (*u);
    patients->level[k][i] = level_at (&people->parts[k], *u);
  }
  patients->state[i] = state_at (&people->fates[arm], u[0], u[1]);
}

static guint dimension (const LanePeople *people)
{
  return (guint) (people->n_points + people->n_parts + 2 + people->n_points);
}

/* What drives each visit's leaving: the own score where it is not seen, else the last one seen. */
static void note_odds (const LanePeople *people, int arm, const double *gap, guint i, guint at,
                       const LanePatients *patients, Sample *sample)
{
  const LaneFate *fate = &people->fates[arm];
  const LanePoint *points = people->points;
  double last = 0;
  if (people->baseline)
    last = patients->score[0][i] * points[0].drive[arm] + points[0].drive_at_0[arm];
  for (int p = 1; p < people->n_points; p++) {
    double own = patients->score[p][i] * points[p].drive[arm] + points[p].drive_at_0[arm];
    sample->odds[(guint) p * sample->n + at] = fate->leave == LANE_LEAVE_UNSEEN ? own : last;
    last = gap[p] >= fate->gaps ? own : last;
  }
}

/* Groups are of one patient each here: their marginal distribution is what counts. */
static LanePeople *alone (const LanePeople *people)
{
  gsize bytes = sizeof *people + (gsize) people->n_tables * sizeof (double);
  LanePeople *copy = g_malloc (bytes);
  memcpy (copy, people, bytes);
  for (int k = 0; k < copy->n_parts; k++)
    if (copy->parts[k].kind == LANE_PART_GROUP)
      copy->parts[k].kind = LANE_PART_PATIENT;
  return copy;
}

static gboolean fill_sample (const LanePeople *people, int arm, Sample *sample)
{
  LanePeople *lone = alone (people);
  LanePatients *patients = sim_plan_patients_new (lone);
  guint d = dimension (lone);
  double *points = g_try_new (double, (gsize) sample->n *d);
  gboolean good = patients && points && sim_sobol (d, sample->n, points);
  for (guint first = 0; good && first < sample->n; first += CHUNK) {
    guint n = MIN (CHUNK, sample->n - first);
    for (guint i = 0; i < CHUNK; i++)
      lay_out (lone, arm, points + (gsize) (first + i % n) * d, i, patients);
    sim_lanes_people_make_scalar (lone, arm, 0, LANE_CHUNK, patients);
    for (guint i = 0; i < n; i++)
      note_odds (lone, arm, points + (gsize) (first + i + 1) * d - lone->n_points, i, first + i,
                 patients, sample);
  }
  g_free (points);
  sim_plan_patients_free (patients);
  g_free (lone);
  return good;
}

typedef struct {
  const Sample *sample;
  int point;
  double asked;
} Target;

/* Proportion gone by a visit with such an intercept, less what is asked. */
static double excess (double intercept, gpointer data)
{
  const Target *target = data;
  const Sample *sample = target->sample;
  const double *odds = sample->odds + (guint) target->point * sample->n;
  double there = 0;
  for (guint i = 0; i < sample->n; i++)
    there += sample->stay[i] * (1 - sim_expit (odds[i] + intercept));
  return 1 - there / sample->n - target->asked;
}

/* Nobody leaves at a visit whose proportion is that of the visit before, or so near to it that as
 * many have left already as rounding lets one tell. */
#define NEVER (-1000.0)

static gboolean solve_visit (Sample *sample, int point, double asked, double before,
                             double *intercept)
{
  Target target = { sample, point, asked };
  double *odds = sample->odds + (guint) point * sample->n;
  double low = odds[0], high = odds[0];
  for (guint i = 0; i < sample->n; i++) {
    low = MIN (low, odds[i]);
    high = MAX (high, odds[i]);
  }
  *intercept = NEVER - high;
  if (asked > before && excess (-40 - high, &target) < 0
      && !sim_root (excess, &target, -40 - high, 40 - low, 1e-9, intercept))
    return FALSE;
  *intercept = sim_round32 (*intercept);
  for (guint i = 0; i < sample->n; i++)
    sample->stay[i] *= 1 - sim_expit (odds[i] + *intercept);
  return TRUE;
}

gboolean sim_plan_solve_leaving (LanePeople *people, int arm, const double *asked)
{
  guint n_points = (guint) people->n_points;
  Sample sample = { SAMPLE, g_try_new0 (double, (gsize) SAMPLE *n_points),
                    g_try_new (double, SAMPLE) };
  gboolean good = sample.odds && sample.stay && fill_sample (people, arm, &sample);
  for (guint i = 0; good && i < SAMPLE; i++)
    sample.stay[i] = 1;
  for (guint p = 1; good && p < n_points; p++)
    good = solve_visit (&sample, (int) p, asked[p - 1], p > 1 ? asked[p - 2] : 0,
                        &people->points[p].intercept[arm]);
  g_free (sample.odds);
  g_free (sample.stay);
  return good;
}
