/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * truth.c - the one value that the true effect of a hypothesis hangs on.
 */
#include "truth.h"

#include <math.h>

#include "../base/error.h"

#define MOST_CHORDS 12
#define CLOSE 0.01 /* of what is allowed */

/* Keys of an outcome that hold an arm's truth; those that count on top of others come first. */
static const struct {
  const char *key;
  gboolean ratio;
  double least, most, step; /* step 0: a fifth of the SD */
} rows[] = {
  { "odds-ratio", TRUE, 0, INFINITY, 0.1 },
  { "hazard-ratio", TRUE, 0.001, 1000, 0.1 },
  { "means", FALSE, -INFINITY, INFINITY, 0 },
  { "proportions", FALSE, 0, 1, 0.02 },
  { "rates", TRUE, 0, INFINITY, 0.1 },
  { "medians", TRUE, 0, INFINITY, 0.1 },
  { "hazards", TRUE, 0, INFINITY, 0.1 },
};

/* The pointer of a number of an outcome's key for an arm at a visit; NULL if there is none. */
static char *
pointer_of (const SimScenario *scenario, const SimHypothesis *h, guint row, double *number)
{
  const char *arm = sim_scenario_arm_id (scenario, h->arm_a);
  g_autofree char *at = g_strdup_printf ("/outcomes/%u/%s", h->outcome, rows[row].key);
  char *pointer = sim_pointer_join (at, arm);
  const SimValue *whole = sim_scenario_value (scenario, at);
  const SimValue *value = sim_scenario_value (scenario, pointer);

  if (sim_value_kind (value) == SIM_VALUE_LIST && sim_value_length (value) > h->visit) {
    char *element = g_strdup_printf ("%s/%u", pointer, h->visit);
    g_free (pointer);
    pointer = element;
    value = sim_value_at (value, h->visit);
  }
  *number = value == NULL && whole != NULL && row < 2 ? 1 : sim_value_number (value);
  if (isfinite (*number))
    return pointer;
  g_free (pointer);
  return NULL;
}

gboolean
sim_truth_move_init (SimTruthMove *move, SimScenario *scenario, guint hypothesis)
{
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, hypothesis);
  guint row = 0;

  *move = (SimTruthMove){ .scenario = scenario, .hypothesis = hypothesis, .direction = 1 };
  for (; row < G_N_ELEMENTS (rows) && move->pointer == NULL; row++)
    move->pointer = pointer_of (scenario, h, row, &move->value);
  if (move->pointer == NULL)
    return FALSE;
  row--;
  move->ratio = rows[row].ratio;
  move->least = rows[row].least;
  move->most = rows[row].most;
  move->step = rows[row].step;
  if (move->step == 0)
    move->step = sim_scenario_score_map (scenario, h->outcome, (int)h->arm_a, h->visit)->sd / 5;
  double planned = sim_scenario_true_effect (scenario, hypothesis);
  double up = sim_truth_effect (move, move->step / 8);
  double down = sim_truth_effect (move, -move->step / 8);
  move->direction = up < planned || down > planned ? -1 : 1;
  return up != planned || down != planned;
}

void
sim_truth_move_clear (SimTruthMove *move)
{
  g_clear_pointer (&move->pointer, g_free);
}

double
sim_truth_move_value (const SimTruthMove *move, double by)
{
  by *= move->direction;
  return move->ratio ? move->value * exp (by) : move->value + by;
}

SimScenario *
sim_truth_moved (const SimTruthMove *move, double by)
{
  double number = sim_truth_move_value (move, by);
  GPtrArray *problems;
  SimScenario *moved;
  SimValue *value;
  SimDraft *draft;

  if (!(number > move->least && number < move->most))
    return NULL;
  value = sim_value_new_number (number);
  draft = sim_draft_set (sim_scenario_draft (move->scenario), move->pointer, value, NULL);
  sim_value_unref (value);
  if (draft == NULL)
    return NULL;
  problems = sim_problems_new ();
  moved = sim_scenario_check (draft, problems);
  g_ptr_array_unref (problems);
  sim_draft_unref (draft);
  return moved;
}

double
sim_truth_effect (const SimTruthMove *move, double by)
{
  SimScenario *moved = sim_truth_moved (move, by);
  double effect = moved != NULL ? sim_scenario_true_effect (moved, move->hypothesis) : NAN;

  sim_scenario_unref (moved);
  return effect;
}

/* Along chords, for the effect need not be straight in the value. */
static double
move_to (const SimTruthMove *move, double effect, double tolerance)
{
  double by = 0, at = sim_truth_effect (move, 0) - effect;
  double next = (at < 0 ? 1 : -1) * MIN (fabs (at), move->step);

  for (guint i = 0; i < MOST_CHORDS && fabs (at) > tolerance * CLOSE; i++) {
    double there = sim_truth_effect (move, next) - effect, from = by;

    for (guint halves = 0; isnan (there) && halves < MOST_CHORDS; halves++) {
      next = by + (next - by) / 2;
      there = sim_truth_effect (move, next) - effect;
    }
    if (isnan (there) || there == at)
      return NAN;
    by = next;
    next -= there * (next - from) / (there - at);
    at = there;
  }
  return fabs (at) <= tolerance ? by : NAN;
}

/* The largest of 1, 2, 5, 10, 20, ... and their tenths that is no larger. */
static double
round_step (double step)
{
  double ten = pow (10, floor (log10 (step)));

  return step >= 5 * ten ? 5 * ten : step >= 2 * ten ? 2 * ten : ten;
}

double
sim_truth_value_for (const SimTruthMove *move, double effect, double tolerance)
{
  double by = move_to (move, effect, tolerance), slope, value, step;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (by))
    return NAN;
  value = sim_truth_move_value (move, by);
  slope = (sim_truth_effect (move, by + move->step / 8) - sim_truth_effect (move, by))
          / fabs (sim_truth_move_value (move, by + move->step / 8) - value);
  step = round_step (tolerance / MAX (fabs (slope), 1e-9));
  if (isfinite (slope) && isfinite (step) && step > 0) {
    double rounded = nearbyint (value / step) * step;

    if (rounded > move->least && rounded < move->most)
      value = rounded;
  }
  /* Without the last bits of the multiplication. */
  g_ascii_formatd (text, sizeof text, "%.12g", value);
  return g_ascii_strtod (text, NULL);
}
