/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-outcomes.c - what must hold between the values of an outcome.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "check.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"
#include "scores.h"

static void
check_times (SimCheck *check, const char *outcome_pointer, const SimValue *visits)
{
  char *list = sim_pointer_join (outcome_pointer, "visits");
  for (guint v = 1; sim_visits_usable (visits) && v < sim_value_length (visits); v++) {
    const SimValue *time = sim_value_get (sim_value_at (visits, v), "time");
    double before = sim_value_number (sim_value_get (sim_value_at (visits, v - 1), "time"));
    if (!(sim_value_number (time) <= before))
      continue;
    char *pointer = sim_check_member (list, visits, v, "time");
    char *allowed = sim_json_number (before);
    char *later = g_strdup_printf (_ ("a time after %s, that of the visit before"), allowed);
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, time, later,
                      _ ("visits are not in order of time"));
    g_free (later);
    g_free (allowed);
    g_free (pointer);
  }
  g_free (list);
}

char *
sim_check_points (const SimValue *visits, gboolean baseline, guint n)
{
  GString *text = g_string_new (baseline ? "baseline" : NULL);
  for (guint i = baseline ? 1 : 0; i < n; i++) {
    const char *id = sim_id_at (visits, baseline ? i - 1 : i);
    g_string_append_printf (text, "%s%s", text->len ? ", " : "", id ? id : "?");
  }
  return g_string_free (text, FALSE);
}

static void
check_correlation (SimCheck *check, const char *outcome_pointer, const SimValue *outcome)
{
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  gboolean baseline = sim_value_get (outcome, "baseline") != NULL;
  guint n = sim_correlation_fill (outcome, matrix);
  guint minor = n == 0     ? 0
                : baseline ? sim_correlation_failing_minor (matrix, n, n)
                           : sim_correlation_failing_minor (matrix + n + 1, n - 1, n);
  for (guint i = 0; i < n * n; i++)
    if (i % (n + 1) != 0 && !(fabs (matrix[i]) < 1))
      return; /* a correlation of 1 is out of range, and that is said */
  if (minor == 0)
    return;
  char *pointer = sim_pointer_join (outcome_pointer, "correlation");
  char *points = sim_check_points (sim_value_get (outcome, "visits"), baseline, minor);
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, sim_value_get (outcome, "correlation"),
                    _ ("correlations that can occur together"),
                    _ ("the matrix is not positive definite: its leading minor of order %u (%s) is "
                       "not positive, or too near to zero to be simulated"),
                    minor, points);
  g_free (points);
  g_free (pointer);
}

typedef struct {
  SimCheck *check;
  const char *pointer; /* of the outcome */
  const SimValue *outcome;
} Telling;

static void
go_down (char **pointer, const char *step)
{
  char *below = sim_pointer_join (*pointer, step);
  g_free (*pointer);
  *pointer = below;
}

/* A value per arm and visit, or one of a list of an arm, is told of where its author wrote it,
   once. */
static void
tell (gpointer data, const char *key, const char *arm, guint visit, const char *allowed,
      const char *what)
{
  const Telling *telling = data;
  const SimValue *value = telling->outcome;
  char *pointer = g_strdup (telling->pointer), **steps = g_strsplit (key, "/", 0);
  for (guint i = 0; steps[i]; i++) {
    char *index = sim_pointer_join ("", steps[i]);
    value = sim_value_resolve (value, index);
    go_down (&pointer, steps[i]);
    g_free (index);
  }
  if (arm) {
    const SimValue *written = sim_value_resolve (telling->check->root, pointer);
    char *number = g_strdup_printf ("%u", visit);
    value = sim_value_get (value, arm);
    if (visit != SIM_TELL_WHOLE)
      value = sim_value_at (value, visit);
    if (sim_value_kind (written) == SIM_VALUE_MAP) {
      go_down (&pointer, arm);
      written = sim_value_get (written, arm);
    }
    if (sim_value_kind (written) == SIM_VALUE_LIST && visit != SIM_TELL_WHOLE)
      go_down (&pointer, number);
    g_free (number);
  }
  if (!sim_check_said_at (telling->check, pointer))
    sim_check_add_at (telling->check, pointer, value ? SIM_ERROR_CONFLICT : SIM_ERROR_MISSING,
                      value, allowed, "%s", what);
  g_strfreev (steps);
  g_free (pointer);
}

/* --- outcomes made of others --------------------------------------------------------------- */

/* Says it if the source has not what a response is made of; TRUE if it has. */
static gboolean
check_source (SimCheck *check, const char *pointer, const SimValue *named, const SimValue *source)
{
  const char *allowed = _ ("an outcome that has means and SDs, and a baseline");
  const char *id = sim_value_text (named), *what = NULL;
  const char *type = sim_value_text (sim_value_get (source, "type"));
  const char *const *one = sim_score_outcomes;
  while (*one && g_strcmp0 (*one, type) != 0)
    one++;
  if (!type || !sim_outcome_kind (type))
    return FALSE; /* said there */
  if (sim_outcome_is_derived (source))
    what = _ ("is itself made of another");
  else if (!*one)
    what = _ ("has no scores that can improve by so much");
  else if (!sim_value_get (source, "baseline"))
    what = _ ("has no baseline to improve from");
  if (!what)
    return TRUE;
  char *at = g_strconcat (pointer, "/responder/outcome", NULL);
  sim_check_add_at (check, at, SIM_ERROR_CONFLICT, named, allowed, _ ("outcome \"%s\" %s"), id,
                    what);
  g_free (at);
  return FALSE;
}

/* Who has lost all of what he had cannot lose more. */
static void
check_share (SimCheck *check, const char *pointer, const SimValue *responder,
             const SimValue *source)
{
  const SimValue *improvement = sim_value_get (responder, "improvement");
  char *at = g_strconcat (pointer, "/responder/improvement", NULL);
  if (sim_value_bool (sim_value_get (responder, "relative")) && sim_outcome_direction (source) < 0
      && sim_value_number (improvement) > 1 && !sim_check_said_at (check, at))
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, improvement,
                      _ ("a number above 0, at most 1: 0.3 is 30 %"),
                      _ ("scores of which less is better cannot fall by more than the baseline"));
  g_free (at);
}

/* A response is there when the scores are. */
static void
check_same_visits (SimCheck *check, const char *pointer, const SimValue *outcome,
                   const SimValue *source)
{
  const SimValue *visits = sim_value_get (outcome, "visits");
  const SimValue *theirs = sim_value_get (source, "visits");
  char *list = sim_pointer_join (pointer, "visits");
  for (guint v = 0; sim_visits_usable (visits) && v < sim_value_length (visits); v++) {
    const SimValue *visit = sim_value_at (visits, v);
    const char *id = sim_id_at (visits, v);
    int at = id ? sim_value_index_of (theirs, id) : -1;
    const SimValue *time = sim_value_get (visit, "time");
    const SimValue *other = sim_value_get (sim_value_at (theirs, (guint)MAX (at, 0)), "time");
    char *member = sim_check_member (list, visits, v, at < 0 ? "id" : "time");
    char *number = at < 0 ? NULL : sim_json_number (sim_value_number (other));
    char *ids = sim_check_ids (theirs);
    if (id && at < 0)
      sim_check_add_at (check, member, SIM_ERROR_CONFLICT, sim_value_get (visit, "id"), ids,
                        _ ("the outcome whose scores it is made of has no such visit"));
    else if (at >= 0 && !sim_value_equal (time, other))
      sim_check_add_at (
          check, member, SIM_ERROR_CONFLICT, time, number,
          _ ("the outcome whose scores it is made of has that visit at another time"));
    g_free (ids);
    g_free (number);
    g_free (member);
  }
  g_free (list);
}

static void
check_derived (SimCheck *check, const char *pointer, const SimValue *outcomes,
               const SimValue *outcome)
{
  const SimValue *named = sim_value_get (sim_value_get (outcome, "responder"), "outcome");
  const SimValue *source = sim_outcome_source (outcomes, outcome);
  char *correlation = sim_pointer_join (pointer, "correlation");
  const SimValue *written = sim_value_resolve (check->root, correlation);
  if (written)
    sim_check_add_at (
        check, correlation, SIM_ERROR_CONFLICT, NULL, _ ("no value"),
        _ ("how responses go together follows from the scores that they are made of"));
  if (source && check_source (check, pointer, named, source)) {
    check_same_visits (check, pointer, outcome, source);
    check_share (check, pointer, sim_value_get (outcome, "responder"), source);
  }
  g_free (correlation);
}

/* Times have directions of their own. */
static void
check_better (SimCheck *check, const char *outcome_pointer, const SimValue *outcome)
{
  const SimValue *better = sim_value_get (outcome, "better");
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const char *text = sim_value_text (better);
  const SimOutcomeKind *kind = sim_outcome_kind (type);
  char *pointer = sim_pointer_join (outcome_pointer, "better");
  if (text && kind && !sim_outcome_takes (kind, text) && !sim_check_said_at (check, pointer))
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, better,
                      kind->times ? _ ("later or earlier") : _ ("lower or higher"),
                      _ ("the direction has no meaning for scores of type %s"), type);
  g_free (pointer);
}

/* --- entry --------------------------------------------------------------------------------- */

static const char *
figure (char *text, double x)
{
  return g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", x);
}

/* "a mean above 30 and below 100", of limits that there are. */
static char *
between (const char *what, double low, double high)
{
  char one[G_ASCII_DTOSTR_BUF_SIZE], other[G_ASCII_DTOSTR_BUF_SIZE];
  GString *text = g_string_new (what);
  if (!isinf (low))
    g_string_append_printf (text, _ (" above %s"), figure (one, low));
  if (!isinf (high))
    g_string_append_printf (text, _ ("%s below %s"), isinf (low) ? "" : _ (" and"),
                            figure (other, high));
  return g_string_free (text, FALSE);
}

/* No such scores have the mean and the SD. */
static void
tell_entry_sd (Telling *telling, const SimScoreMap *given, double low, double high)
{
  char mean[G_ASCII_DTOSTR_BUF_SIZE];
  double least, most;
  sim_score_limited_sd_range (given, low, high, &least, &most);
  char *allowed = between (_ ("an SD"), least < 1e-6 * most ? 0 : least, most);
  char *what
      = g_strdup_printf (_ ("no scores within the limits at entry have a mean of %s with this "
                            "SD"),
                         figure (mean, given->mean));
  tell (telling, "baseline/sd", NULL, 0, allowed, what);
  g_free (what);
  g_free (allowed);
}

/* Chance has dealt something to one arm rather than another. */
static void
check_imbalance (Telling *telling)
{
  char *at = g_strconcat (telling->pointer, "/baseline/imbalance", NULL);
  double all = sim_value_number (sim_value_resolve (telling->check->root, at));
  if (!isnan (all) && all != 0)
    tell (telling, "baseline/imbalance", NULL, 0, _ ("0, or an object with a number for some arms"),
          _ ("one number for all arms changes no comparison"));
  g_free (at);
}

/* Those recruited must have the mean and the SD that are asked of them. */
static void
check_entry (Telling *telling)
{
  const SimValue *baseline = sim_value_get (telling->outcome, "baseline");
  char number[G_ASCII_DTOSTR_BUF_SIZE], *allowed = NULL;
  double low, high, lowest, highest;
  SimScoreMap given, limited;
  sim_scores_limits (telling->outcome, &low, &high);
  if (!baseline || (isinf (low) && isinf (high))
      || sim_check_said_below (telling->check, telling->pointer))
    return;
  sim_scores_fill (telling->outcome, sim_value_number (sim_value_get (baseline, "mean")),
                   sim_value_number (sim_value_get (baseline, "sd")), &given);
  sim_score_limited_ends (&given, low, high, &lowest, &highest);
  if (high <= low) {
    allowed = g_strdup_printf (_ ("a number above %s, the lowest at entry"), figure (number, low));
    tell (telling, "baseline/max", NULL, 0, allowed,
          _ ("the highest score at entry is not above the lowest"));
  } else if (highest <= lowest)
    tell (telling, isinf (high) ? "baseline/min" : "baseline/max", NULL, 0,
          _ ("limits farther from each other, or a smaller step"),
          _ ("no two different scores lie within the limits at entry"));
  else if (!(given.mean > lowest && given.mean < highest)) {
    allowed = between (_ ("a mean"), lowest, highest);
    tell (telling, "baseline/mean", NULL, 0, allowed,
          _ ("the mean of those recruited does not lie within the limits at entry"));
  } else {
    limited = given;
    if (!sim_score_limit (&limited, low, high))
      tell_entry_sd (telling, &given, low, high);
  }
  g_free (allowed);
}

/* --- correlations of scores ---------------------------------------------------------------- */

static void
tell_unreachable (const Telling *telling, const char *arm, const SimUnreachable *u)
{
  const SimValue *visits = sim_value_get (telling->outcome, "visits");
  char asked[G_ASCII_DTOSTR_BUF_SIZE];
  char *pointer = sim_pointer_join (telling->pointer, "correlation");
  char least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];
  char *first = u->i == 0 ? g_strdup (_ ("at baseline"))
                          : g_strdup_printf (_ ("at \"%s\""), sim_id_at (visits, u->i - 1));
  char *allowed = g_strdup_printf (_ ("a correlation above %s and below %s"),
                                   g_ascii_formatd (least, sizeof least, "%.3f", u->least),
                                   g_ascii_formatd (most, sizeof most, "%.3f", u->most));
  sim_check_add_at (
      telling->check, pointer, SIM_ERROR_CONFLICT, sim_value_get (telling->outcome, "correlation"),
      allowed,
      _ ("scores %s and at \"%s\" in arm \"%s\" cannot have a correlation of %s: their "
         "distributions are too different"),
      first, sim_id_at (visits, u->j - 1), arm, figure (asked, u->asked));
  g_free (allowed);
  g_free (first);
  g_free (pointer);
}

static void
tell_indefinite (const Telling *telling, const char *arm, guint minor)
{
  gboolean baseline = sim_value_get (telling->outcome, "baseline") != NULL;
  char *pointer = sim_pointer_join (telling->pointer, "correlation");
  char *points = sim_check_points (sim_value_get (telling->outcome, "visits"), baseline, minor);
  sim_check_add_at (
      telling->check, pointer, SIM_ERROR_CONFLICT, sim_value_get (telling->outcome, "correlation"),
      _ ("correlations that can occur together"),
      _ ("no latent values lie behind such scores in arm \"%s\": the matrix of their "
         "correlations is not positive definite, its leading minor of order %u (%s) is "
         "not positive, or too near to zero to be simulated"),
      arm, minor, points);
  g_free (points);
  g_free (pointer);
}

/* Behind the correlations of the scores of every arm there must be some of latent values. What is
   wrong in one arm is said of it alone. */
static void
check_scores (const Telling *telling)
{
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  SimCheck *check = telling->check;
  const SimValue *arms = sim_value_get (check->full, "arms");
  SimScoreMap baseline;
  gboolean good = TRUE;
  if (!sim_scores_are_correlated (telling->outcome) || !sim_arms_usable (arms)
      || sim_check_said_below (check, "/arms") || sim_check_said_below (check, telling->pointer)
      || check->problems->len - check->before >= SIM_MAX_PROBLEMS)
    return;
  gboolean measured = sim_scores_baseline (telling->outcome, &baseline);
  for (guint a = 0; a < sim_value_length (arms) && good; a++) {
    SimUnreachable unreachable;
    guint n = sim_correlation_fill (telling->outcome, matrix);
    if (n == 0)
      return;
    good = sim_scores_solve (telling->outcome, sim_id_at (arms, a), measured ? &baseline : NULL, n,
                             matrix, &unreachable);
    guint minor = !good      ? 0
                  : measured ? sim_correlation_failing_minor (matrix, n, n)
                             : sim_correlation_failing_minor (matrix + n + 1, n - 1, n);
    if (!good)
      tell_unreachable (telling, sim_id_at (arms, a), &unreachable);
    else if (minor > 0)
      tell_indefinite (telling, sim_id_at (arms, a), minor);
    good &= minor == 0;
  }
}

/* When patients come, and when a trial ends, is one thing for all that is measured of them. */
static void
check_watching (SimCheck *check, const SimValue *outcomes, guint n)
{
  const SimValue *first = NULL;
  for (guint i = 0; i < n; i++) {
    const SimValue *outcome = sim_value_at (outcomes, i);
    const SimOutcomeKind *kind
        = sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type")));
    const SimValue *accrual = sim_value_get (outcome, "accrual");
    const SimValue *events = sim_value_get (outcome, "events");
    char *accrual_at = sim_check_member ("/outcomes", outcomes, i, "accrual");
    char *events_at = sim_check_member ("/outcomes", outcomes, i, "events");
    if (!kind || !kind->times) {
      g_free (accrual_at);
      g_free (events_at);
      continue;
    }
    if (first && !sim_value_equal (accrual, first) && !sim_check_said_at (check, accrual_at)) {
      char *allowed = sim_json_number (sim_value_number (first));
      sim_check_add_at (check, accrual_at, SIM_ERROR_CONFLICT, accrual, allowed,
                        _ ("the patients of all outcomes enter over the same weeks"));
      g_free (allowed);
    }
    if (events && n > 1 && !sim_check_said_at (check, events_at))
      sim_check_add_at (
          check, events_at, SIM_ERROR_CONFLICT, events,
          _ ("no number of events, or no other outcome"),
          _ ("the trial would end for the other outcomes too, which is not simulated"));
    first = first ? first : accrual;
    g_free (accrual_at);
    g_free (events_at);
  }
}

void
sim_check_outcomes (SimCheck *check)
{
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  guint n = sim_value_kind (outcomes) == SIM_VALUE_LIST ? sim_value_length (outcomes) : 0;
  if (n > SIM_MAX_OUTCOMES)
    return; /* said there, and nothing below is in its full form */
  for (guint i = 0; i < n; i++) {
    char *pointer = sim_check_member ("/outcomes", outcomes, i, NULL);
    const SimValue *outcome = sim_value_at (outcomes, i);
    check_times (check, pointer, sim_value_get (outcome, "visits"));
    if (sim_outcome_is_derived (outcome))
      check_derived (check, pointer, outcomes, outcome);
    else
      check_correlation (check, pointer, outcome);
    check_better (check, pointer, outcome);
    const SimOutcomeKind *kind
        = sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type")));
    Telling telling = { check, pointer, outcome };
    if (kind && kind->check)
      kind->check (outcome, sim_value_get (check->full, "arms"), tell, &telling);
    if (kind) {
      check_imbalance (&telling);
      check_entry (&telling);
      check_scores (&telling);
    }
    g_free (pointer);
  }
  check_watching (check, outcomes, n);
}
