/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-per.c - values that are given per outcome, arm and visit, and matrices over visits.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "check.h"
#include "expand.h"
#include "scenario.h"

typedef void (*CheckMember) (SimCheck *check, const SimField *row, const SimValue *value);

/* --- one arm ------------------------------------------------------------------------------- */

static void
check_items (SimCheck *check, const SimField *row, const SimValue *list)
{
  for (guint i = 0; i < sim_value_length (list); i++) {
    char index[16];
    g_snprintf (index, sizeof index, "%u", i);
    SimPlace place = sim_check_enter (check, index, index);
    sim_check_plain (check, row, sim_value_at (list, i));
    sim_check_leave (check, place);
  }
}

/* A list in place of one number. */
static void
check_each (SimCheck *check, const SimField *row, const SimValue *list)
{
  guint n = sim_value_length (list);
  SimField item
      = { .key = row->key, .kind = row->item, .min = row->item_min, .max = row->item_max };
  if (n == 0 || n > row->most) {
    char *allowed = sim_field_allowed (row);
    sim_check_add (check, n == 0 ? SIM_ERROR_SHAPE : SIM_ERROR_LIMIT, list, allowed,
                   n == 0 ? _ ("too few: %u") : _ ("too many: %u"), n);
    g_free (allowed);
  } else
    check_items (check, &item, list);
}

static void
check_visits (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *visits = sim_visits_of (check->full, check->raw->str);
  guint n = sim_value_length (value);
  gboolean is_list = sim_value_kind (value) == SIM_VALUE_LIST;
  if (is_list && row->per & SIM_PER_EACH) {
    check_each (check, row, value);
    return;
  }
  if (!is_list || !(row->per & SIM_PER_VISIT)) {
    sim_check_plain (check, row, value);
    return;
  }
  if (sim_visits_usable (visits) && n != sim_value_length (visits)) {
    char *allowed = g_strdup_printf (_ ("a list of %u, one for each visit, or one number"),
                                     sim_value_length (visits));
    sim_check_add (check, SIM_ERROR_SHAPE, value, allowed, _ ("a list of %u for %u visits"), n,
                   sim_value_length (visits));
    g_free (allowed);
  } else if (n <= SIM_MAX_VISITS)
    check_items (check, row, value);
}

/* --- maps ---------------------------------------------------------------------------------- */

/* What is said of the members of a list: whole sentences, since other languages have genders. */
typedef struct {
  const char *none, *near; /* a key that is the id of no member */
  const char *every, *no_value;
} Words;

static const Words arm_words = { N_ ("\"%s\" names none of the arms"),
                                 N_ ("\"%s\" names none of the arms; did you mean \"%s\"?"),
                                 N_ ("a value for every arm"), N_ ("no value for arm \"%s\"") };
static const Words outcome_words
    = { N_ ("\"%s\" names none of the outcomes"),
        N_ ("\"%s\" names none of the outcomes; did you mean \"%s\"?"),
        N_ ("a value for every outcome"), N_ ("no value for outcome \"%s\"") };
static const Words hypothesis_words
    = { N_ ("\"%s\" names none of the hypotheses"),
        N_ ("\"%s\" names none of the hypotheses; did you mean \"%s\"?"),
        N_ ("a value for every hypothesis"), N_ ("no value for hypothesis \"%s\"") };

static void
no_such_member (SimCheck *check, const SimValue *list, const Words *words, const char *key)
{
  const char *ids[SIM_MAX_VISITS];
  guint n = 0;
  for (guint i = 0; i < sim_value_length (list) && i < SIM_MAX_VISITS; i++) {
    const char *id = sim_id_at (list, i);
    if (id)
      ids[n++] = id;
  }
  const char *near = sim_check_nearest (key, ids, n);
  char *allowed = sim_check_ids (list), *found = g_strndup (key, 60);
  char *valid = g_utf8_make_valid (found, -1); /* the cut may have split a character */
  if (near)
    sim_check_add (check, SIM_ERROR_REFERENCE, NULL, allowed, _ (words->near), valid, near);
  else
    sim_check_add (check, SIM_ERROR_REFERENCE, NULL, allowed, _ (words->none), valid);
  g_free (valid);
  g_free (found);
  g_free (allowed);
}

/* A map whose keys are ids of the members of list. */
static void
check_keyed (SimCheck *check, const SimField *row, const SimValue *map, const SimValue *list,
             const Words *words, CheckMember member)
{
  for (guint i = 0; i < sim_value_length (map); i++) {
    const char *key = sim_value_key (map, i);
    SimPlace place = sim_check_enter (check, key, key);
    if (sim_value_index_of (list, key) < 0)
      no_such_member (check, list, words, key);
    else
      member (check, row, sim_value_at (map, i));
    sim_check_leave (check, place);
  }
  for (guint i = 0; i < sim_value_length (list) && !(row->per & SIM_PER_SOME); i++) {
    const char *id = sim_id_at (list, i);
    if (!sim_value_get (map, id)) {
      sim_check_add (check, SIM_ERROR_SHAPE, NULL, _ (words->every), _ (words->no_value), id);
    }
  }
}

/* The reference arm has the rest, and a map that says otherwise would not be heard. */
static void
check_reference (SimCheck *check, const SimField *row, const SimValue *map, const SimValue *arms)
{
  SimValue *rest = sim_rest (row);
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const SimValue *arm = sim_value_at (arms, a);
    const char *id = sim_value_text (sim_value_get (arm, "id"));
    const SimValue *given = sim_value_get (map, id);
    if (!sim_value_bool (sim_value_get (arm, "reference")) || !given
        || sim_value_kind (given) != SIM_VALUE_NUMBER || sim_value_equal (given, rest))
      continue;
    char *allowed = g_strdup_printf (_ ("%s, or no value"), row->rest);
    SimPlace place = sim_check_enter (check, id, id);
    sim_check_add (check, SIM_ERROR_CONFLICT, given, allowed,
                   _ ("has no meaning in the reference arm \"%s\""), id);
    sim_check_leave (check, place);
    g_free (allowed);
  }
  sim_value_unref (rest);
}

static void
check_arms (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *arms = sim_value_get (check->full, "arms");
  if (sim_value_kind (value) != SIM_VALUE_MAP && row->per & SIM_PER_WEIGHTS) {
    guint before = check->problems->len;
    sim_check_plain (check, row, value);
    if (check->problems->len == before) /* one number for all arms is no contrast */
      sim_check_wrong_kind (check, row, value);
    return;
  }
  if (sim_value_kind (value) != SIM_VALUE_MAP || !(row->per & SIM_PER_ARM)) {
    check_visits (check, row, value);
    return;
  }
  if (!sim_arms_usable (arms) || sim_value_length (arms) == 0)
    return; /* said at the arms */
  check_keyed (check, row, value, arms, &arm_words, check_visits);
  if (row->per & SIM_PER_ACTIVE)
    check_reference (check, row, value, arms);
}

/* A map whose keys are ids of hypotheses, or one of such maps. */
static void
check_hypotheses (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *hypotheses = sim_value_resolve (check->full, "/testing/hypotheses");
  SimField each = *row; /* what is below a map of maps: a map */
  each.per &= ~(unsigned)SIM_PER_BETWEEN;
  if (sim_value_kind (value) != SIM_VALUE_MAP)
    sim_check_wrong_kind (check, row, value);
  else if (sim_value_kind (hypotheses) == SIM_VALUE_LIST)
    check_keyed (check, &each, value, hypotheses, &hypothesis_words,
                 row->per & SIM_PER_BETWEEN ? check_hypotheses : sim_check_plain);
}

void
sim_check_per (SimCheck *check, const SimField *row, const SimValue *value)
{
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  if (row->per & SIM_PER_HYPOTHESIS) {
    check_hypotheses (check, row, value);
    return;
  }
  if (!(row->per & SIM_PER_OUTCOME) || sim_value_kind (value) != SIM_VALUE_MAP)
    check_arms (check, row, value);
  else if (sim_outcomes_usable (outcomes))
    check_keyed (check, row, value, outcomes, &outcome_words, check_arms);
}

/* --- matrices ------------------------------------------------------------------------------ */

/* The outcome that the value at hand lies in. */
static const SimValue *
outcome_at_hand (const SimCheck *check)
{
  const SimValue *outcomes = sim_value_get (check->full, "outcomes"), *found = NULL;
  char **steps = sim_pointer_split (check->raw->str);
  if (steps && steps[0] && steps[1] && strcmp (steps[0], "outcomes") == 0) {
    char *own = sim_pointer_join ("", steps[1]);
    found = sim_value_resolve (outcomes, own);
    g_free (own);
  }
  g_strfreev (steps);
  return found;
}

static void
check_entry (SimCheck *check, const SimField *row, const SimValue *matrix, guint i, guint j)
{
  const SimValue *value = sim_value_at (sim_value_at (matrix, i), j);
  const SimValue *mirror = sim_value_at (sim_value_at (matrix, j), i);
  double x = sim_value_number (value), y = sim_value_number (mirror);
  char index[16];
  g_snprintf (index, sizeof index, "%u", j);
  SimPlace place = sim_check_enter (check, index, index);
  SimField one = *row;
  one.kind = SIM_FIELD_REAL;
  if (i != j || isnan (x))
    sim_check_plain (check, &one, value);
  else if (x != 1)
    sim_check_add (check, SIM_ERROR_CONFLICT, value, "1",
                   _ ("the correlation of scores with themselves is 1"));
  if (j < i && !isnan (x) && !isnan (y) && x != y) {
    char *allowed = sim_json_number (y);
    sim_check_add (check, SIM_ERROR_CONFLICT, value, allowed,
                   _ ("the matrix is not symmetric: row %u has another value in column %u"), j + 1,
                   i + 1);
    g_free (allowed);
  }
  sim_check_leave (check, place);
}

/* Over which points, in words; *order is 0 where they are in question, which is said there. */
static char *
matrix_points (const SimCheck *check, const SimField *row, guint *order)
{
  guint own[SIM_MAX_OUTCOMES];
  if (row->target) {
    *order = sim_own_outcomes (sim_value_get (check->full, "outcomes"), own);
    return g_strdup_printf (
        _ ("one number, or %u rows of %u numbers, over the outcomes that are not "
           "derived"),
        *order, *order);
  }
  const SimValue *outcome = outcome_at_hand (check), *visits = sim_value_get (outcome, "visits");
  gboolean baseline = sim_value_get (outcome, "baseline") != NULL;
  *order = sim_visits_usable (visits) ? sim_value_length (visits) + baseline : 0;
  return g_strdup_printf (_ ("%u rows of %u numbers, over %sthe visits"), *order, *order,
                          baseline ? _ ("the baseline and ") : "");
}

void
sim_check_matrix (SimCheck *check, const SimField *row, const SimValue *value)
{
  guint order, n = sim_value_length (value);
  char *allowed = matrix_points (check, row, &order);
  SimField one = *row;
  one.kind = SIM_FIELD_REAL;
  if (row->target && sim_value_kind (value) == SIM_VALUE_NUMBER)
    sim_check_plain (check, &one, value);
  else if (order > 0 && sim_value_kind (value) != SIM_VALUE_LIST)
    sim_check_add (check, SIM_ERROR_KIND, value, allowed, _ ("wrong kind of value"));
  else if (n != order && order > 0)
    sim_check_add (check, SIM_ERROR_SHAPE, value, allowed, _ ("%u rows"), n);
  else
    for (guint i = 0; i < order; i++) {
      const SimValue *line = sim_value_at (value, i);
      char index[16];
      g_snprintf (index, sizeof index, "%u", i);
      SimPlace place = sim_check_enter (check, index, index);
      if (sim_value_kind (line) != SIM_VALUE_LIST)
        sim_check_add (check, SIM_ERROR_KIND, line, allowed, _ ("wrong kind of value"));
      else if (sim_value_length (line) != order)
        sim_check_add (check, SIM_ERROR_SHAPE, line, allowed, _ ("a row of %u"),
                       sim_value_length (line));
      else
        for (guint j = 0; j < order; j++)
          check_entry (check, row, value, i, j);
      sim_check_leave (check, place);
    }
  g_free (allowed);
}
