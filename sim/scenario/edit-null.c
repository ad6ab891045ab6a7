/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-null.c - a scenario in which hypotheses are put on the boundary of their nulls.
 *
 * For each outcome and visit Newton's steps of least length lead the arms to where the effects are
 * what they must be, so that it does not matter on which scale a method has its effects. The
 * reference arm stays where it is if the others can do without it.
 */
#include "edit-null.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "expand.h"

#define RIDGE      1e-9  /* of staying where one is, against the weight of what must hold */
#define STEPS      40    /* of Newton's at most */
#define NUDGE      1e-2  /* for slopes, in units */
#define EXACT      3e-10 /* units that may be left: what rounding leaves */
#define DIGITS     11    /* of a unit; fewer where they do as well */
#define FEW_DIGITS 4
#define FAR_UNITS  10.0
#define EFFECT_MIN 1e-6 /* units: nearer to a boundary is on it */

/* COPY: no number, such as a list of probabilities; arms can be made alike and no more. */
typedef enum { SCALE_PLAIN, SCALE_LOGIT, SCALE_LOG, SCALE_COPY } Scale;

/* How the arms of an outcome are moved. */
typedef struct {
  const char *key; /* of the outcome */
  Scale scale;
  gboolean visits; /* a value at each */
  gboolean ratio;  /* to an arm of which it is 1, which stays */
} Lever;

/* The first whose key an outcome has, with such values. */
static const Lever levers[]
    = { { "means", SCALE_PLAIN, TRUE, FALSE },        { "proportions", SCALE_LOGIT, TRUE, FALSE },
        { "rates", SCALE_LOG, TRUE, FALSE },          { "odds-ratio", SCALE_LOG, FALSE, TRUE },
        { "hazard-ratio", SCALE_LOG, FALSE, TRUE },   { "medians", SCALE_LOG, FALSE, FALSE },
        { "hazards", SCALE_LOG, FALSE, FALSE },       { "hazards", SCALE_COPY, FALSE, FALSE },
        { "probabilities", SCALE_COPY, FALSE, FALSE } };

/* One outcome at one visit. */
typedef struct {
  const SimScenario *scenario; /* as planned */
  SimDraft *draft;             /* with analyses at the visit; owned */
  const Lever *lever;
  const char *outcome; /* id */
  guint n_arms, visit;
  gboolean fixed[SIM_MAX_ARMS], held[SIM_MAX_ARMS]; /* as in the file; wherever x has them */
  double unit;
  int digits;             /* of a unit, of values in the file */
  double x[SIM_MAX_ARMS]; /* of the arms, in units of the lever's scale */
  guint n_rows, hypothesis[SIM_MAX_HYPOTHESES];
  gboolean must[SIM_MAX_HYPOTHESES];
  double target[SIM_MAX_HYPOTHESES];
  double slope[SIM_MAX_HYPOTHESES][SIM_MAX_ARMS];
} System;

/* --- scales -------------------------------------------------------------------------------- */

static double
to_scale (Scale scale, double value)
{
  double p = CLAMP (value, 1e-9, 1 - 1e-9);

  if (scale == SCALE_LOGIT)
    return log (p / (1 - p));
  return scale == SCALE_LOG ? log (value) : value;
}

static double
from_scale (Scale scale, double x)
{
  if (scale == SCALE_LOGIT)
    return 1 / (1 + exp (-x));
  return scale == SCALE_LOG ? exp (x) : x;
}

/* To so many digits of a unit, so that the file shows no noise of the last bits. */
static double
rounded (double value, double unit, int digits)
{
  double digit = pow (10, floor (log10 (unit)) + 1 - digits);
  double round_value = nearbyint (value / digit) * digit;
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.14g", round_value);
  return g_ascii_strtod (text, NULL);
}

static double
value_of (const System *s, guint arm, const double *x)
{
  double value = from_scale (s->lever->scale, x[arm] * s->unit);

  return rounded (value, s->lever->scale == SCALE_PLAIN ? s->unit : value, s->digits);
}

/* --- levers -------------------------------------------------------------------------------- */

static const SimValue *
outcome_at (const SimScenario *scenario, guint outcome)
{
  return sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);
}

/* Index of the outcome whose values move those of this one. */
static guint
source_of (const SimScenario *scenario, guint outcome)
{
  const SimValue *outcomes = sim_scenario_value (scenario, "/outcomes");
  const SimValue *source = sim_outcome_source (outcomes, sim_value_at (outcomes, outcome));
  const char *id = sim_value_text (sim_value_get (source, "id"));

  return (guint)MAX (sim_value_index_of (outcomes, id), 0);
}

static const SimValue *
written_of (const System *s, guint arm)
{
  const SimValue *outcomes = sim_scenario_value (s->scenario, "/outcomes");
  const SimValue *record
      = sim_value_at (outcomes, (guint)sim_value_index_of (outcomes, s->outcome));
  const SimValue *own = sim_value_get (sim_value_get (record, s->lever->key),
                                       sim_scenario_arm_id (s->scenario, arm));

  return s->lever->visits ? sim_value_at (own, s->visit) : own;
}

/* The arm to which the others have ratios: the reference, else the first whose own is 1. */
static guint
staying_arm (const System *s)
{
  int reference = sim_scenario_reference (s->scenario);

  for (guint a = 0; a < s->n_arms && reference < 0; a++)
    if (sim_value_number (written_of (s, a)) == 1)
      reference = (int)a;
  return (guint)MAX (reference, 0);
}

/* Whether the lever is one of the outcome; its x of each arm. */
static gboolean
fits (System *s, const SimValue *record, const Lever *lever)
{
  gboolean good = sim_value_get (record, lever->key) != NULL;

  s->lever = lever;
  for (guint a = 0; good && a < s->n_arms && lever->scale != SCALE_COPY; a++) {
    double value = sim_value_number (written_of (s, a));
    good = lever->scale == SCALE_LOG ? value > 0 : isfinite (value);
    s->x[a] = good ? to_scale (lever->scale, value) : 0;
  }
  return good;
}

/* FALSE with an error where the arms have nothing that could be moved. */
static gboolean
find_lever (System *s, const SimValue *record, GError **error)
{
  gboolean found = FALSE;

  s->outcome = sim_value_text (sim_value_get (record, "id"));
  for (guint i = 0; i < G_N_ELEMENTS (levers) && !found; i++)
    found = fits (s, record, &levers[i]);
  if (found && s->lever->ratio)
    s->fixed[staying_arm (s)] = TRUE;
  if (!found)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("the arms of outcome \"%s\" have nothing that could be moved"), s->outcome);
  return found;
}

/* The mean SD of the arms at the visit. */
static double
unit_of (const System *s, guint outcome)
{
  double sum = 0;

  if (s->lever->scale != SCALE_PLAIN)
    return 1;
  for (guint a = 0; a < s->n_arms; a++)
    sum += sim_scenario_score_map (s->scenario, outcome, (int)a, s->visit)->given_sd;
  return sum / s->n_arms;
}

/* --- effects ------------------------------------------------------------------------------- */

static SimDraft *
set_owned (SimDraft *draft, const char *pointer, SimValue *value, GError **error)
{
  SimDraft *set = sim_draft_set (draft, pointer, value, error);

  sim_value_unref (value);
  sim_draft_unref (draft);
  return set;
}

/* The draft with these values of the arms; takes over draft. */
static SimDraft *
with_values (const System *s, SimDraft *draft, const double *x, GError **error)
{
  for (guint a = 0; a < s->n_arms && draft; a++) {
    const char *arm = sim_scenario_arm_id (s->scenario, a);
    double value = value_of (s, a, x);
    if (s->fixed[a] || value == sim_value_number (written_of (s, a)) || !isfinite (value))
      continue;
    char *pointer
        = s->lever->visits
              ? g_strdup_printf ("/outcomes/%s/%s/%s/%u", s->outcome, s->lever->key, arm, s->visit)
              : g_strdup_printf ("/outcomes/%s/%s/%s", s->outcome, s->lever->key, arm);
    draft = set_owned (draft, pointer, sim_value_new_number (value), error);
    g_free (pointer);
  }
  return draft;
}

static SimScenario *
checked (SimDraft *draft, GError **error)
{
  GPtrArray *problems = sim_problems_new ();
  SimScenario *scenario = sim_scenario_check (draft, problems);

  if (!scenario)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT, "%s: %s",
                 ((SimProblem *)problems->pdata[0])->pointer,
                 ((SimProblem *)problems->pdata[0])->message);
  g_ptr_array_unref (problems);
  return scenario;
}

/* True effects of the rows where the arms have these values; FALSE where they may not. */
static gboolean
effects_at (const System *s, const double *x, double *effect, GError **error)
{
  SimDraft *draft = with_values (s, sim_draft_ref (s->draft), x, error);
  SimScenario *scenario = draft ? checked (draft, error) : NULL;

  for (guint i = 0; i < s->n_rows && scenario; i++)
    effect[i] = sim_scenario_true_effect (scenario, s->hypothesis[i]);
  gboolean good = scenario != NULL;
  sim_scenario_unref (scenario);
  sim_draft_unref (draft);
  return good;
}

/* Slopes at x, from the side on which values may be. */
static gboolean
find_slopes (System *s, const double *x, const double *effect)
{
  for (guint a = 0; a < s->n_arms; a++) {
    double moved[SIM_MAX_ARMS], there[SIM_MAX_HYPOTHESES], step = NUDGE;
    memcpy (moved, x, sizeof moved);
    moved[a] = x[a] + step;
    gboolean stays = s->fixed[a] || s->held[a];
    if (!stays && !effects_at (s, moved, there, NULL)) {
      step = -NUDGE;
      moved[a] = x[a] + step;
      if (!effects_at (s, moved, there, NULL))
        return FALSE;
    }
    for (guint i = 0; i < s->n_rows; i++)
      s->slope[i][a] = stays ? 0 : (there[i] - effect[i]) / step;
  }
  return TRUE;
}

static double
length_of (const System *s, guint row)
{
  double sum = 0;

  for (guint a = 0; a < s->n_arms; a++)
    sum += s->slope[row][a] * s->slope[row][a];
  return sqrt (sum);
}

/* --- steps --------------------------------------------------------------------------------- */

/* Solves m z = right by elimination; m is positive definite, and both are used up. */
static void
solve (double m[SIM_MAX_ARMS][SIM_MAX_ARMS], double *right, guint n, double *z)
{
  for (guint k = 0; k < n; k++)
    for (guint i = k + 1; i < n; i++) {
      double factor = m[i][k] / m[k][k];
      for (guint j = k; j < n; j++)
        m[i][j] -= factor * m[k][j];
      right[i] -= factor * right[k];
    }
  for (guint k = n; k-- > 0;) {
    z[k] = right[k];
    for (guint j = k + 1; j < n; j++)
      z[k] -= m[k][j] * z[j];
    z[k] /= m[k][k];
  }
}

/* One step from x, with effects there. */
static void
take_step (const System *s, const double *effect, double *x)
{
  double m[SIM_MAX_ARMS][SIM_MAX_ARMS] = { { 0 } }, right[SIM_MAX_ARMS] = { 0 }, z[SIM_MAX_ARMS];

  for (guint a = 0; a < s->n_arms; a++)
    m[a][a] = RIDGE;
  for (guint i = 0; i < s->n_rows; i++) {
    double length = length_of (s, i);
    if (!s->must[i] || !(length > 0))
      continue;
    for (guint a = 0; a < s->n_arms; a++) {
      double slope = s->slope[i][a] / length;
      right[a] += slope * (s->target[i] - effect[i]) / length;
      for (guint b = 0; b < s->n_arms; b++)
        m[a][b] += slope * s->slope[i][b] / length;
    }
  }
  solve (m, right, s->n_arms, z);
  for (guint a = 0; a < s->n_arms; a++)
    x[a] += s->fixed[a] || s->held[a] ? 0 : z[a];
}

/* How far the rows that must hold are from it, in units. */
static double
distance (const System *s, const double *effect)
{
  double most = 0;

  for (guint i = 0; i < s->n_rows; i++)
    if (s->must[i])
      most = MAX (most, fabs (effect[i] - s->target[i]) / length_of (s, i));
  return most;
}

/* Moves x until what must hold does. */
static gboolean
approach (System *s, double *x, GError **error)
{
  double effect[SIM_MAX_HYPOTHESES], before = INFINITY;

  for (guint step = 0; step < STEPS; step++) {
    if (!effects_at (s, x, effect, error))
      return FALSE;
    if (!find_slopes (s, x, effect))
      break;
    double left = distance (s, effect);
    if (left <= EXACT)
      return TRUE;
    if (step > 2 && !(left < 0.9 * before))
      break;
    before = left;
    take_step (s, effect, x);
  }
  g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
               _ ("outcome \"%s\": the claims cannot all be on their boundary at once"),
               s->outcome);
  return FALSE;
}

/* The same without the reference arm, if that can be. */
static gboolean
reach (System *s, double *x, GError **error)
{
  int reference = sim_scenario_reference (s->scenario);
  double moved[SIM_MAX_ARMS];
  gboolean fixed = reference >= 0 && s->fixed[reference], good = FALSE;

  memcpy (moved, x, sizeof moved);
  if (reference >= 0 && !fixed) {
    s->held[reference] = TRUE;
    good = approach (s, moved, NULL);
    s->held[reference] = FALSE;
  }
  if (!good) {
    memcpy (moved, x, sizeof moved);
    good = approach (s, moved, error);
  }
  if (good)
    memcpy (x, moved, sizeof moved);
  return good;
}

/* --- far ----------------------------------------------------------------------------------- */

/* The next of the others to be put on its boundary, -1 if there is none: claims that hold before
   those that do not, and near ones before those further away. */
static int
next_other (const System *s, const gboolean *tried, const double *above)
{
  int best = -1;

  for (guint i = 0; i < s->n_rows; i++) {
    gboolean holds = above[i] > 0;
    if (tried[i])
      continue;
    if (best < 0 || (holds && !(above[best] > 0))
        || (holds == (above[best] > 0) && fabs (above[i]) < fabs (above[best])))
      best = (int)i;
  }
  return best;
}

/* How far each row is above its boundary at x, in units; where either side is a claim, from it. */
static gboolean
find_above (System *s, const double *x, double *above)
{
  double effect[SIM_MAX_HYPOTHESES];

  if (!effects_at (s, x, effect, NULL) || !find_slopes (s, x, effect))
    return FALSE;
  for (guint i = 0; i < s->n_rows; i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (s->scenario, s->hypothesis[i]);
    above[i]
        = (effect[i] - sim_hypothesis_boundary (s->scenario, s->hypothesis[i])) / length_of (s, i);
    if (h->test == SIM_TEST_DIFFERENT)
      above[i] = fabs (above[i]);
  }
  return TRUE;
}

/* Where what must hold does and as many of the others as can are on their boundaries too, the first
   before all, and then what is next; marks which. */
static void
find_centre (System *s, int first, const double *above, double *centre, gboolean *on)
{
  gboolean must[SIM_MAX_HYPOTHESES], tried[SIM_MAX_HYPOTHESES];

  memcpy (must, s->must, sizeof must);
  memcpy (tried, s->must, sizeof tried);
  for (int i = first; i >= 0; i = next_other (s, tried, above)) {
    tried[i] = TRUE;
    s->must[i] = TRUE;
    s->must[i] = reach (s, centre, NULL);
  }
  memcpy (on, s->must, sizeof must);
  memcpy (s->must, must, sizeof must);
}

/* Adds to out the way from a centre to x on which the nearest of the others goes one unit; how far
   at x this one is from its boundary, infinite if there is none. */
static double
add_way (const System *s, const double *x, const double *centre, const double *above,
         const gboolean *on, double *out)
{
  double nearest = INFINITY;

  for (guint i = 0; i < s->n_rows; i++)
    if (on[i] && !s->must[i] && fabs (above[i]) > EFFECT_MIN)
      nearest = MIN (nearest, fabs (above[i]));
  for (guint a = 0; a < s->n_arms; a++)
    out[a] += (x[a] - centre[a]) / nearest;
  return nearest;
}

/* The way from where all are on their boundaries; if they contradict each other the sum of ways
   from where as many as can are, so that each of them counts. */
static double
find_way (System *s, const double *x, double *out)
{
  double above[SIM_MAX_HYPOTHESES], centre[SIM_MAX_ARMS], nearest = INFINITY;
  gboolean must[SIM_MAX_HYPOTHESES], on[SIM_MAX_HYPOTHESES] = { FALSE };

  if (!find_above (s, x, above))
    return INFINITY;
  memcpy (must, s->must, sizeof must);
  memcpy (centre, x, sizeof centre);
  for (guint i = 0; i < s->n_rows; i++)
    s->must[i] = on[i] = TRUE;
  gboolean all = reach (s, centre, NULL);
  memcpy (s->must, must, sizeof must);
  if (all)
    return add_way (s, x, centre, above, on, out);
  memcpy (on, must, sizeof on);
  for (int first = next_other (s, on, above); first >= 0; first = next_other (s, on, above)) {
    gboolean these[SIM_MAX_HYPOTHESES];
    memcpy (centre, x, sizeof centre);
    find_centre (s, first, above, centre, these);
    nearest = MIN (nearest, add_way (s, x, centre, above, these, out));
    on[first] = TRUE;
    for (guint i = 0; i < s->n_rows; i++)
      on[i] |= these[i];
  }
  return nearest;
}

/* How far the arms of what must hold go in the mean, if they can all go less. */
static double
common_part (const System *s, const double *move)
{
  double sum = 0, weights = 0;

  for (guint i = 0; i < s->n_rows; i++)
    for (guint a = 0; a < s->n_arms; a++)
      if (s->must[i] && s->slope[i][a] != 0) {
        sum += move[a];
        weights += 1;
      }
  for (guint a = 0; a < s->n_arms; a++)
    if (s->fixed[a])
      return 0;
  return weights > 0 ? sum / weights : 0;
}

/* From x, where the others are about as planned, away from where they are on their boundaries; as
   far as values may. The arms of the nulls stay about where they are, for at the ends of a scale
   nothing is ever rejected. */
static void
go_far (System *s, double *x)
{
  double away[SIM_MAX_ARMS], out[SIM_MAX_ARMS] = { 0 }, nearest = find_way (s, x, out);
  gboolean found = FALSE;
  double common = common_part (s, out);
  for (double units = FAR_UNITS; units > nearest && !found; units /= 2) {
    for (guint a = 0; a < s->n_arms; a++)
      away[a] = x[a] + (out[a] - common) * (units - nearest);
    found = reach (s, away, NULL);
  }
  if (found)
    memcpy (x, away, sizeof away);
}

/* --- the whole ----------------------------------------------------------------------------- */

double
sim_hypothesis_boundary (const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, index);
  double effect = sim_scenario_true_effect (scenario, index);

  if (h->test == SIM_TEST_BETWEEN && fabs (effect - h->upper) < fabs (effect - h->lower))
    return h->upper;
  return h->lower;
}

guint
sim_scenario_true_nulls (const SimScenario *scenario)
{
  guint nulls = 0;

  for (guint i = 0; i < sim_scenario_n_hypotheses (scenario); i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (scenario, i);
    const SimScoreMap *scores
        = sim_scenario_score_map (scenario, h->outcome, (int)h->arm_a, h->visit);
    double above = sim_scenario_true_effect (scenario, i) - h->lower;
    double slack = 1e-9 * (scores->raw ? 1 : scores->given_sd);
    gboolean null = h->test == SIM_TEST_DIFFERENT ? fabs (above) <= slack : above <= slack;
    if (h->test == SIM_TEST_BETWEEN)
      null |= h->upper - h->lower - above <= slack;
    nulls |= (guint)null << i;
  }
  return nulls;
}

/* Puts every analysis of the rows at the visit; FALSE with an error. */
static gboolean
analyse_at (System *s, const SimValue *record, GError **error)
{
  const SimValue *visit = sim_value_at (sim_value_get (record, "visits"), s->visit);

  for (guint i = 0; i < s->n_rows && s->draft; i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (s->scenario, s->hypothesis[i]);
    if (h->visit == s->visit)
      continue;
    char *pointer = g_strdup_printf ("/analyses/%u/visit", h->analysis);
    s->draft = set_owned (s->draft, pointer, sim_value_ref (sim_value_get (visit, "id")), error);
    g_free (pointer);
  }
  return s->draft != NULL;
}

/* The rows of an outcome at a visit: hypotheses there, or all if there is none. */
static void
find_rows (System *s, guint outcome, guint nulls)
{
  guint n = sim_scenario_n_hypotheses (s->scenario);

  for (guint pass = 0; pass < 2 && s->n_rows == 0; pass++)
    for (guint i = 0; i < n; i++) {
      const SimHypothesis *h = sim_scenario_hypothesis (s->scenario, i);
      if (source_of (s->scenario, h->outcome) != outcome || (pass == 0 && h->visit != s->visit))
        continue;
      s->hypothesis[s->n_rows] = i;
      s->must[s->n_rows++] = nulls >> i & 1;
    }
}

static gboolean
any_must (const System *s)
{
  gboolean any = FALSE;

  for (guint i = 0; i < s->n_rows; i++)
    any |= s->must[i];
  return any;
}

/* The fewest digits with which what must hold still does. */
static void
polish (System *s)
{
  double effect[SIM_MAX_HYPOTHESES];

  for (s->digits = FEW_DIGITS; s->digits < DIGITS; s->digits++)
    if (effects_at (s, s->x, effect, NULL) && distance (s, effect) <= EXACT)
      return;
}

static gboolean
move (System *s, SimNullOthers others, GError **error)
{
  gboolean scaled = TRUE; /* the further from its bounds, the truer; not so of equivalence */

  for (guint i = 0; i < s->n_rows; i++) {
    s->target[i] = sim_hypothesis_boundary (s->scenario, s->hypothesis[i]);
    scaled &= sim_scenario_hypothesis (s->scenario, s->hypothesis[i])->test != SIM_TEST_BETWEEN;
  }
  if (!reach (s, s->x, error))
    return FALSE;
  if (others == SIM_OTHERS_FAR && scaled)
    go_far (s, s->x);
  polish (s);
  return TRUE;
}

/* Of arms that are to be alike the one that all become: the reference, or the first of them. */
static void
find_likes (const System *s, guint like[SIM_MAX_ARMS])
{
  int reference = sim_scenario_reference (s->scenario);

  for (guint a = 0; a < s->n_arms; a++)
    like[a] = a;
  for (guint i = 0; i < s->n_rows; i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (s->scenario, s->hypothesis[i]);
    guint from = like[h->arm_a], to = like[h->arm_b];
    for (guint a = 0; a < s->n_arms && s->must[i]; a++)
      if (like[a] == from || like[a] == to)
        like[a] = (int)from == reference || ((int)to != reference && from < to) ? from : to;
  }
}

/* Gives arms the values of those that they are to be like; takes over draft. */
static SimDraft *
copy_arms (const System *s, SimDraft *draft, GError **error)
{
  guint like[SIM_MAX_ARMS];

  for (guint i = 0; i < s->n_rows; i++) {
    const SimHypothesis *h = sim_scenario_hypothesis (s->scenario, s->hypothesis[i]);
    if (!s->must[i] || (h->pair && sim_hypothesis_boundary (s->scenario, s->hypothesis[i]) == 0))
      continue;
    g_set_error (
        error, SIM_ERROR, SIM_ERROR_CONFLICT,
        _ ("the arms of outcome \"%s\" can be made alike, but not moved to another boundary; "
           "give them by a ratio to one of them"),
        s->outcome);
    sim_draft_unref (draft);
    return NULL;
  }
  find_likes (s, like);
  for (guint a = 0; a < s->n_arms && draft; a++)
    if (like[a] != a) {
      char *pointer = g_strdup_printf ("/outcomes/%s/%s/%s", s->outcome, s->lever->key,
                                       sim_scenario_arm_id (s->scenario, a));
      draft = set_owned (draft, pointer, sim_value_ref (written_of (s, like[a])), error);
      g_free (pointer);
    }
  return draft;
}

/* One outcome at one visit; takes over draft. */
static SimDraft *
move_visit (const SimScenario *scenario, SimDraft *draft, guint outcome, guint visit, guint nulls,
            SimNullOthers others, GError **error)
{
  const SimValue *record = outcome_at (scenario, outcome);
  System s = {
    .scenario = scenario, .n_arms = sim_scenario_n_arms (scenario), .visit = visit, .digits = DIGITS
  };

  find_rows (&s, outcome, nulls);
  if (!any_must (&s))
    return draft;
  gboolean good = find_lever (&s, record, error);
  if (good && s.lever->scale == SCALE_COPY)
    return copy_arms (&s, draft, error);
  s.draft = sim_draft_ref (sim_scenario_draft (scenario));
  good = good && analyse_at (&s, record, error);
  if (good) {
    s.unit = unit_of (&s, outcome);
    for (guint a = 0; a < s.n_arms; a++)
      s.x[a] /= s.unit;
    good = move (&s, others, error);
  }
  if (good)
    draft = with_values (&s, draft, s.x, error);
  else
    g_clear_pointer (&draft, sim_draft_unref);
  sim_draft_unref (s.draft);
  return draft;
}

/* The draft, if in it all of nulls are on their boundaries; takes it over. */
static SimDraft *
confirmed (SimDraft *draft, guint nulls, GError **error)
{
  SimScenario *moved = checked (draft, error);
  gboolean good = moved && (sim_scenario_true_nulls (moved) & nulls) == nulls;

  if (moved && !good)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("the claims cannot all be on their boundary at once"));
  sim_scenario_unref (moved);
  if (!good)
    g_clear_pointer (&draft, sim_draft_unref);
  return draft;
}

SimDraft *
sim_edit_null (const SimScenario *scenario, guint nulls, SimNullOthers others, GError **error)
{
  SimDraft *draft = sim_draft_ref (sim_scenario_draft (scenario));
  guint n_outcomes = sim_scenario_n_outcomes (scenario);

  for (guint o = 0; o < n_outcomes && draft; o++)
    for (guint v = 0; v < sim_scenario_n_visits (scenario, o) && draft; v++)
      if (source_of (scenario, o) == o)
        draft = move_visit (scenario, draft, o, v, nulls, others, error);
  return draft ? confirmed (draft, nulls, error) : NULL;
}

/* The draft, if in it all hypotheses are true nulls; takes it over, may be NULL. */
static SimDraft *
if_global (SimDraft *draft, guint all)
{
  SimScenario *moved = draft ? checked (draft, NULL) : NULL;
  gboolean good = moved && sim_scenario_true_nulls (moved) == all;

  sim_scenario_unref (moved);
  if (!good)
    g_clear_pointer (&draft, sim_draft_unref);
  return draft;
}

SimDraft *
sim_edit_global_null (const SimScenario *scenario, GError **error)
{
  guint n = sim_scenario_n_hypotheses (scenario), all = (1u << n) - 1;
  SimDraft *draft = sim_edit_null (scenario, all, SIM_OTHERS_PLANNED, error);

  for (guint i = 0; i < n + n * n && !draft; i++) { /* all but one, then all but two */
    guint a = i < n ? i : i / n - 1, b = i % n, some = all & ~(1u << a | 1u << b);
    if (some && (i < n || a < b))
      draft = if_global (sim_edit_null (scenario, some, SIM_OTHERS_PLANNED, NULL), all);
  }
  if (draft)
    g_clear_error (error);
  return draft;
}
