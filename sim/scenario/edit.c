/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.c - structural edits: each changes one list and has the rest of the draft follow.
 */
#include "edit.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "allocation.h"
#include "arm-colour.h"
#include "build.h"
#include "check.h"
#include "edit-list.h"
#include "expand.h"
#include "scenario.h"

/* --- arms ---------------------------------------------------------------------------------- */

static SimValue *
moved (const SimValue *list, guint from, guint to)
{
  SimBuild *build = sim_build_new ();
  guint n = sim_value_length (list);
  for (guint i = 0, next = 0; i < n; i++) {
    if (next == from)
      next++;
    guint source = i == to ? from : next++;
    sim_build_add (build, NULL, sim_value_ref (sim_value_at (list, source)));
  }
  return sim_build_list (build);
}

static gboolean
is_of_one_arm (const char *key)
{
  return strcmp (key, "id") == 0 || strcmp (key, "name") == 0 || strcmp (key, "colour") == 0
         || strcmp (key, "reference") == 0;
}

/* A record like one of the list, for its end, with a new id and name and a colour that is free;
   never a second reference. */
static SimValue *
copied_arm (const SimValue *arms, const SimValue *like, const char *id, const char *name)
{
  SimBuild *record = sim_build_new ();
  guint colour = sim_arm_colour_free (arms);
  sim_build_add (record, "id", sim_value_new_text (id));
  sim_build_add (record, "name", sim_value_new_text (name));
  if (colour != sim_arm_colour (NULL, sim_value_length (arms)))
    sim_build_add (record, "colour", sim_value_new_text (sim_arm_colour_id (colour)));
  for (guint i = 0; i < sim_value_length (like); i++) {
    const char *key = sim_value_key (like, i);
    if (key && !is_of_one_arm (key))
      sim_build_add (record, key, sim_value_ref (sim_value_at (like, i)));
  }
  return sim_build_map (record);
}

SimDraft *
sim_edit_add_arm (SimDraft *draft, const char *like, GError **error)
{
  SimDraft *own = sim_edit_writable (draft, "/arms"), *edited = NULL;
  int index = sim_edit_find (own, "/arms", like, error);
  if (index >= 0 && sim_edit_room (own, "/arms", SIM_MAX_ARMS, error)) {
    const SimValue *arms = sim_edit_list (own, "/arms");
    char *wanted = g_strdup_printf ("arm-%u", sim_value_length (arms) + 1);
    char *id = sim_list_unused_id (arms, wanted);
    char *name = g_strdup_printf (_ ("Arm %u"), sim_value_length (arms) + 1);
    SimChange change = { .list = "/arms", .new_id = id, .like = like };
    SimValue *arm = copied_arm (arms, sim_value_at (arms, (guint)index), id, name);
    edited = sim_edit_changed (own, &change, sim_list_appended (arms, arm));
    g_free (name);
    g_free (id);
    g_free (wanted);
  }
  sim_draft_unref (own);
  return edited;
}

SimDraft *
sim_edit_remove_arm (SimDraft *draft, const char *arm, GError **error)
{
  SimDraft *own = sim_edit_writable (draft, "/arms"), *edited = NULL;
  int index = sim_edit_find (own, "/arms", arm, error);
  if (index >= 0 && sim_edit_spare (own, "/arms", 2, error)) {
    const SimValue *arms = sim_edit_list (own, "/arms");
    SimChange change = { .list = "/arms", .old_id = arm };
    SimValue *others = sim_list_without (arms, (guint)index);
    edited = sim_edit_changed (own, &change, sim_arm_colours_kept (arms, others));
  }
  sim_draft_unref (own);
  return edited;
}

SimDraft *
sim_edit_move_arm (SimDraft *draft, const char *arm, guint index, GError **error)
{
  SimDraft *own = sim_edit_writable (draft, "/arms"), *edited = NULL;
  int from = sim_edit_find (own, "/arms", arm, error);
  if (from >= 0) {
    const SimValue *arms = sim_edit_list (own, "/arms");
    /* The member is renamed to itself: only keys of basis that count by index must follow. */
    SimChange change = { .list = "/arms", .old_id = arm, .new_id = arm };
    guint to = MIN (index, sim_value_length (arms) - 1);
    SimValue *ordered = moved (arms, (guint)from, to);
    edited = sim_edit_changed (own, &change, sim_arm_colours_kept (arms, ordered));
  }
  sim_draft_unref (own);
  return edited;
}

/* --- ids ----------------------------------------------------------------------------------- */

static gboolean
usable_id (const SimValue *list, const char *old_id, const char *new_id, GError **error)
{
  int index = sim_value_index_of (list, new_id);
  if (!sim_check_id (new_id))
    g_set_error (error, SIM_ERROR, SIM_ERROR_ID,
                 _ ("\"%s\" is no id; allowed: a letter followed by letters, digits, '.', '_' or "
                    "'-', 64 characters at most"),
                 new_id);
  else if (index >= 0 && strcmp (old_id, new_id) != 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_ID, _ ("the id \"%s\" is used already"), new_id);
  else
    return TRUE;
  return FALSE;
}

/* "/outcomes/rmdq/visits" -> "rmdq"; NULL for other lists. */
static char *
outcome_of (const char *list)
{
  char **steps = sim_pointer_split (list);
  gboolean visits = g_strv_length (steps) == 3 && strcmp (steps[0], "outcomes") == 0
                    && strcmp (steps[2], "visits") == 0;
  char *outcome = visits ? g_strdup (steps[1]) : NULL;
  g_strfreev (steps);
  return outcome;
}

static gboolean
is_first_outcome (const SimDraft *draft, const char *outcome)
{
  return outcome && sim_value_index_of (sim_edit_list (draft, "/outcomes"), outcome) == 0;
}

static SimDraft *
renamed (SimDraft *own, const char *list, const char *old_id, const char *new_id, GError **error)
{
  int index = sim_edit_find (own, list, old_id, error);
  if (index < 0 || !usable_id (sim_edit_list (own, list), old_id, new_id, error))
    return NULL;
  char *outcome = outcome_of (list);
  SimChange change = { .list = list,
                       .outcome = outcome,
                       .old_id = old_id,
                       .new_id = new_id,
                       .first = is_first_outcome (own, outcome) };
  SimValue *id = sim_value_new_text (new_id);
  char *at = g_strdup_printf ("/%d/id", index);
  SimValue *changed_list = sim_value_with (sim_edit_list (own, list), at, id, NULL);
  SimDraft *edited = sim_edit_changed (own, &change, changed_list);
  g_free (at);
  sim_value_unref (id);
  g_free (outcome);
  return edited;
}

SimDraft *
sim_edit_rename (SimDraft *draft, const char *pointer, const char *new_id, GError **error)
{
  char *with_ids = sim_pointer_with_ids (sim_draft_full (draft), pointer);
  char **steps = with_ids ? sim_pointer_split (with_ids) : NULL;
  guint n = steps ? g_strv_length (steps) : 0;
  SimDraft *edited = NULL;
  if (n < 2) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER, _ ("\"%s\" is no member of a list"), pointer);
  } else {
    char *list = g_strndup (with_ids, (gsize)(strrchr (with_ids, '/') - with_ids));
    /* A list within an outcome is written only if the outcomes are. */
    SimDraft *outer = g_str_has_prefix (list, "/outcomes/") ? sim_edit_writable (draft, "/outcomes")
                                                            : sim_draft_ref (draft);
    SimDraft *own = sim_edit_writable (outer, list);
    edited = renamed (own, list, steps[n - 1], new_id, error);
    sim_draft_unref (own);
    sim_draft_unref (outer);
    g_free (list);
  }
  g_strfreev (steps);
  g_free (with_ids);
  return edited;
}

/* --- visits -------------------------------------------------------------------------------- */

/* A draft whose outcome and its visits are written; NULL with an error if there is none. */
static SimDraft *
with_visits (SimDraft *draft, const char *outcome, char **list, GError **error)
{
  SimDraft *outer = sim_edit_writable (draft, "/outcomes"), *own = NULL;
  if (sim_edit_find (outer, "/outcomes", outcome, error) >= 0) {
    char *member = sim_pointer_join ("/outcomes", outcome);
    *list = sim_pointer_join (member, "visits");
    own = sim_edit_writable (outer, *list);
    g_free (member);
  }
  sim_draft_unref (outer);
  return own;
}

static SimValue *
next_visit (const SimValue *visits)
{
  guint n = sim_value_length (visits);
  double last = sim_value_number (sim_value_get (sim_value_at (visits, n - 1), "time"));
  double before
      = n > 1 ? sim_value_number (sim_value_get (sim_value_at (visits, n - 2), "time")) : 0;
  double time = last > before ? last + (last - before) : 1;
  char *number = sim_json_number (time);
  char *wanted = g_strdup_printf ("week-%s", number);
  char *id = sim_list_unused_id (visits, sim_check_id (wanted) ? wanted : "visit");
  char *name = g_strdup_printf (_ ("Week %s"), number);
  SimBuild *visit = sim_build_new ();
  sim_build_add (visit, "id", sim_value_new_text (id));
  sim_build_add (visit, "name", sim_value_new_text (name));
  sim_build_add (visit, "time", sim_value_new_number (time));
  g_free (name);
  g_free (id);
  g_free (wanted);
  g_free (number);
  return sim_build_map (visit);
}

SimDraft *
sim_edit_add_visit (SimDraft *draft, const char *outcome, GError **error)
{
  char *list = NULL;
  SimDraft *own = with_visits (draft, outcome, &list, error), *edited = NULL;
  if (own && sim_edit_room (own, list, SIM_MAX_VISITS, error)) {
    SimChange change = {
      .list = list, .outcome = outcome, .new_id = "", .first = is_first_outcome (own, outcome)
    };
    const SimValue *visits = sim_edit_list (own, list);
    edited = sim_edit_changed (own, &change, sim_list_appended (visits, next_visit (visits)));
  }
  sim_draft_unref (own);
  g_free (list);
  return edited;
}

SimDraft *
sim_edit_remove_visit (SimDraft *draft, const char *outcome, const char *visit, GError **error)
{
  char *list = NULL;
  SimDraft *own = with_visits (draft, outcome, &list, error), *edited = NULL;
  int index = own ? sim_edit_find (own, list, visit, error) : -1;
  if (index >= 0 && sim_edit_spare (own, list, 1, error)) {
    SimChange change = { .list = list,
                         .outcome = outcome,
                         .old_id = visit,
                         .first = is_first_outcome (own, outcome),
                         .index = (guint)index };
    edited = sim_edit_changed (own, &change,
                               sim_list_without (sim_edit_list (own, list), (guint)index));
  }
  sim_draft_unref (own);
  g_free (list);
  return edited;
}

/* --- hypotheses ---------------------------------------------------------------------------- */

static const char hypotheses_at[] = "/testing/hypotheses";

static SimValue *
new_hypothesis (const SimValue *list, const char *a, const char *b)
{
  char *wanted = strlen (a) + strlen (b) < 60 ? g_strdup_printf ("%s-%s", a, b) : g_strdup ("H");
  char *id = sim_list_unused_id (list, wanted);
  SimValue *pair[] = { sim_value_new_text (a), sim_value_new_text (b) };
  SimBuild *record = sim_build_new ();
  sim_build_add (record, "id", sim_value_new_text (id));
  sim_build_add (record, "compare", sim_value_new_list (pair, 2));
  sim_build_add (record, "type", sim_value_new_text ("superiority"));
  g_free (id);
  g_free (wanted);
  return sim_build_map (record);
}

SimDraft *
sim_edit_add_hypothesis (SimDraft *draft, const char *a, const char *b, GError **error)
{
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  SimDraft *own = sim_edit_writable (draft, hypotheses_at), *edited = NULL;
  if (sim_value_index_of (arms, a) < 0 || sim_value_index_of (arms, b) < 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_REFERENCE, _ ("/arms has no member \"%s\""),
                 sim_value_index_of (arms, a) < 0 ? a : b);
  else if (sim_edit_room (own, hypotheses_at, SIM_MAX_HYPOTHESES, error)) {
    const SimValue *list = sim_edit_list (own, hypotheses_at);
    SimChange change = { .list = hypotheses_at, .new_id = "" };
    edited = sim_edit_changed (own, &change, sim_list_appended (list, new_hypothesis (list, a, b)));
  }
  sim_draft_unref (own);
  return edited;
}

SimDraft *
sim_edit_remove_hypothesis (SimDraft *draft, const char *hypothesis, GError **error)
{
  SimDraft *own = sim_edit_writable (draft, hypotheses_at), *edited = NULL;
  int index = sim_edit_find (own, hypotheses_at, hypothesis, error);
  if (index >= 0 && sim_edit_spare (own, hypotheses_at, 1, error)) {
    SimChange change = { .list = hypotheses_at, .old_id = hypothesis };
    SimValue *left = sim_list_without (sim_edit_list (own, hypotheses_at), (guint)index);
    edited = sim_edit_changed (own, &change, left);
  }
  sim_draft_unref (own);
  return edited;
}

/* --- the total ----------------------------------------------------------------------------- */

/* Every arm gets at least 2, taken from the largest. */
static void
raise_to_two (guint *split, guint n)
{
  for (guint a = 0; a < n; a++)
    while (split[a] < 2) {
      guint largest = 0;
      for (guint b = 1; b < n; b++)
        if (split[b] > split[largest])
          largest = b;
      split[largest]--;
      split[a]++;
    }
}

static gboolean
read_sizes (const SimValue *arms, guint *size, GError **error)
{
  for (guint a = 0; a < sim_value_length (arms); a++) {
    double s = sim_value_number (sim_value_get (sim_value_at (arms, a), "size"));
    if (!(s >= 1 && s <= SIM_MAX_TOTAL)) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                   _ ("The sizes of the arms are not in order, so they have no proportions"));
      return FALSE;
    }
    size[a] = (guint)s;
  }
  return TRUE;
}

/* One whole number for each arm, under a key of it. Takes over the draft (NULL: stays so). */
static SimDraft *
with_numbers (SimDraft *draft, const char *key, const guint *number, guint n, GError **error)
{
  for (guint a = 0; a < n && draft != NULL; a++) {
    g_autofree char *pointer = g_strdup_printf ("/arms/%u/%s", a, key);
    SimValue *value = sim_value_new_number (number[a]);
    SimDraft *next = sim_draft_set (draft, pointer, value, error);

    sim_value_unref (value);
    sim_draft_unref (draft);
    draft = next;
  }
  return draft;
}

static gboolean
is_possible (const SimValue *arms, guint total, GError **error)
{
  guint n = sim_value_length (arms);

  if (sim_arms_usable (arms) && n > 0 && total >= 2 * n && total <= SIM_MAX_TOTAL)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
               _ ("a total of %u is not possible for %u arms; "
                  "allowed: from 2 in each arm to %d in all"),
               total, n, SIM_MAX_TOTAL);
  return FALSE;
}

SimDraft *
sim_edit_set_total (SimDraft *draft, guint total, GError **error)
{
  guint size[SIM_MAX_ARMS], split[SIM_MAX_ARMS];
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  guint n = sim_value_length (arms);
  if (!is_possible (arms, total, error) || !read_sizes (arms, size, error))
    return NULL;
  sim_split_total (size, n, total, split);
  raise_to_two (split, n);
  return with_numbers (sim_edit_writable (draft, "/arms"), "size", split, n, error);
}

/* Blocks that the ratios do not fill give way to those that follow from the ratios. Takes over the
   draft. */
static SimDraft *
without_odd_blocks (SimDraft *draft, guint sum)
{
  const SimValue *sizes
      = sim_value_get (sim_value_get (sim_draft_full (draft), "allocation"), "block-sizes");
  gboolean odd = FALSE;

  for (guint i = 0; i < sim_value_length (sizes); i++)
    odd |= fmod (sim_value_number (sim_value_at (sizes, i)), sum) != 0;
  if (!odd)
    return draft;
  SimDraft *edited = sim_draft_set (draft, "/allocation/block-sizes", NULL, NULL);
  if (edited == NULL)
    return draft;
  sim_draft_unref (draft);
  return edited;
}

SimDraft *
sim_edit_set_ratio (SimDraft *draft, const guint *ratio, guint total, GError **error)
{
  guint size[SIM_MAX_ARMS], split[SIM_MAX_ARMS], own = 0, sum = 0;
  const SimValue *arms = sim_value_get (sim_draft_full (draft), "arms");
  const SimValue *allocation = sim_value_get (sim_draft_full (draft), "allocation");
  const char *method = sim_value_text (sim_value_get (allocation, "method"));
  guint n = sim_value_length (arms);

  if (!sim_arms_usable (arms) || n == 0 || !read_sizes (arms, size, error)) {
    if (error != NULL && *error == NULL)
      g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER, _ ("the arms are not in order"));
    return NULL;
  }
  for (guint a = 0; a < n; a++) {
    if (ratio[a] < 1 || ratio[a] > SIM_MAX_RATIO) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                   _ ("a ratio of %u is not possible; allowed: from 1 to %d"), ratio[a],
                   SIM_MAX_RATIO);
      return NULL;
    }
    own += size[a];
    sum += ratio[a];
  }
  total = total > 0 ? total : own;
  if (!is_possible (arms, total, error))
    return NULL;
  sim_split_total (ratio, n, total, split);
  raise_to_two (split, n);
  SimDraft *edited = with_numbers (sim_edit_writable (draft, "/arms"), "size", split, n, error);
  if (edited == NULL || g_strcmp0 (method, "fixed") == 0)
    return edited;
  edited = with_numbers (edited, "ratio", ratio, n, error);
  return edited != NULL ? without_odd_blocks (edited, sum) : NULL;
}
