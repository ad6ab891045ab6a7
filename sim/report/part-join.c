/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * part-join.c - the union of parts of a run.
 *
 * A part knows its trials and not its number. Where all parts are some of one split, run --shard
 * I/N for one N alone, sentences speak of that; else of trials.
 */
#include "part-file.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "../scenario/difference.h"

#define MOST_PARTS 100000 /* of --shard */

typedef struct {
  const SimRunPart *part;
  const char *name;
} Named;

typedef struct {
  GArray *parts; /* of Named, by their first trials */
  guint64 trials;
  guint64 of; /* how many parts the run is split into; 0: that cannot be told */
} Union;

static const Named *
part_at (const Union *all, guint i)
{
  return &g_array_index (all->parts, Named, i);
}

static int
by_first (gconstpointer a, gconstpointer b)
{
  const Named *left = a, *right = b;
  guint64 first = sim_run_part_first (left->part), second = sim_run_part_first (right->part);

  if (first != second)
    return first < second ? -1 : 1;
  first = sim_run_part_done (left->part);
  second = sim_run_part_done (right->part);
  return first < second ? -1 : first > second;
}

/* --- which split they are of --- */

/* The number of a part in a split into `of`; 0: it is none of them. */
static guint64
number_of (const SimRunPart *part, guint64 trials, guint64 of)
{
  guint64 first = sim_run_part_first (part);
  /* about it; the parts before are as long as this one, but for one trial */
  guint64 number = trials > 0 ? first * of / trials + 1 : 1;

  for (guint64 i = number; i <= MIN (number + 1, of); i++)
    if (sim_run_part_start (trials, i, of) == first
        && sim_run_part_start (trials, i + 1, of) == sim_run_part_end (part))
      return i;
  return 0;
}

static gboolean
is_split (const Union *all, guint64 of)
{
  for (guint i = 0; i < all->parts->len; i++)
    if (number_of (part_at (all, i)->part, all->trials, of) == 0)
      return FALSE;
  return TRUE;
}

/* The only number of parts that all of these can be of; 0 where there is none, or are several. */
static guint64
find_split (const Union *all)
{
  guint64 found = 0;

  for (guint64 of = 1; of <= MIN (MOST_PARTS, all->trials); of++) {
    if (!is_split (all, of))
      continue;
    if (found > 0)
      return 0;
    found = of;
  }
  return found;
}

/* --- what is wrong with them --- */

/* FALSE, and what differs first of what changes numbers, unless both are of the same run. */
static gboolean
same_run (const Named *one, const Named *other, GError **error)
{
  SimScenario *a = sim_run_part_scenario (one->part), *b = sim_run_part_scenario (other->part);

  if (strcmp (sim_scenario_hash (a), sim_scenario_hash (b)) == 0)
    return TRUE;
  g_autoptr (GPtrArray) differences = sim_scenario_differences (a, b);
  const SimDifference *said = NULL;
  for (guint i = 0; i < differences->len && said == NULL; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if (difference->stage != SIM_STAGE_LABEL)
      said = difference;
  }
  g_autofree char *values
      = said != NULL && said->a != NULL && said->b != NULL
            ? g_strdup_printf (_ (" (%s in the one, %s in the other)"), said->a, said->b)
            : g_strdup ("");
  g_set_error (
      error, SIM_ERROR, SIM_ERROR_CONFLICT,
      _ ("%s and %s are parts of different runs; they differ in \342\200\234%s\342\200\235%s"),
      one->name, other->name, said != NULL ? said->what : _ ("Scenario"), values);
  return FALSE;
}

static gboolean
is_finished (const Named *part, GError **error)
{
  guint64 first = sim_run_part_first (part->part), end = sim_run_part_end (part->part);

  if (sim_run_part_done (part->part) == end)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
               _ ("%s is not finished: %" PRIu64 " of its %" PRIu64
                  " trials are done; run --resume %s goes on with it"),
               part->name, sim_run_part_done (part->part) - first, end - first, part->name);
  return FALSE;
}

/* FALSE, and a sentence, where a part has trials that the one before it has as well. */
static gboolean
is_apart (const Named *before, const Named *part, GError **error)
{
  guint64 first = sim_run_part_first (part->part), end = sim_run_part_end (part->part);
  guint64 before_end = sim_run_part_end (before->part);

  if (first >= before_end)
    return TRUE;
  if (strcmp (before->name, part->name) == 0)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("%s is named twice; allowed: each part once"), part->name);
  else if (first == sim_run_part_first (before->part) && end == before_end)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("%s and %s are the same part of the run; allowed: each part once"),
                 before->name, part->name);
  else
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("%s and %s are parts of different splits of the run: both have its trials "
                    "%" PRIu64 " to %" PRIu64 " (counted from 0); allowed: "
                    "parts of one run --shard I/N, for every I"),
                 before->name, part->name, first, MIN (end, before_end) - 1);
  return FALSE;
}

/* Appends "3", "4, 5" or "6 to 12" to what is listed of numbers in ascending order. */
static void
append_range (GString *text, guint64 from, guint64 to)
{
  g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, text->len > 0 ? ", " : "", from);
  if (to == from + 1)
    g_string_append_printf (text, ", %" G_GUINT64_FORMAT, to);
  else if (to > from)
    g_string_append_printf (text, _ (" to %" PRIu64), to);
}

/* FALSE, and a sentence, where the split lacks parts. */
static gboolean
has_all_parts (const Union *all, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  guint64 next = 1, n = 0;

  for (guint i = 0; i <= all->parts->len; i++) {
    guint64 number = i < all->parts->len ? number_of (part_at (all, i)->part, all->trials, all->of)
                                         : all->of + 1;
    if (number > next)
      append_range (missing, next, number - 1);
    n += number - next;
    next = number + 1;
  }
  if (n == 1)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("part %s of %" PRIu64 " is missing; run --shard %s/%" PRIu64 " makes it"),
                 missing->str, all->of, missing->str, all->of);
  else if (n > 1)
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("parts %s of %" PRIu64 " are missing; run --shard I/%" PRIu64 " makes part I"),
                 missing->str, all->of, all->of);
  return n == 0;
}

/* The same by trials. */
static gboolean
has_all_trials (const Union *all, GError **error)
{
  guint64 at = 0, next = 0;

  for (guint i = 0; i <= all->parts->len; i++) {
    next = i < all->parts->len ? sim_run_part_first (part_at (all, i)->part) : all->trials;
    if (next > at)
      break;
    at = i < all->parts->len ? sim_run_part_end (part_at (all, i)->part) : at;
  }
  if (next <= at)
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
               _ ("a part is missing: none has the trials %" PRIu64 " to %" PRIu64
                  " (counted from 0) of %" PRIu64),
               at, next - 1, all->trials);
  return FALSE;
}

static gboolean
check (Union *all, GError **error)
{
  for (guint i = 1; i < all->parts->len; i++)
    if (!same_run (part_at (all, 0), part_at (all, i), error))
      return FALSE;
  g_array_sort (all->parts, by_first);
  for (guint i = 0; i < all->parts->len; i++)
    if (!is_finished (part_at (all, i), error)
        || (i > 0 && !is_apart (part_at (all, i - 1), part_at (all, i), error)))
      return FALSE;
  all->of = find_split (all);
  return all->of > 0 ? has_all_parts (all, error) : has_all_trials (all, error);
}

SimRunPart *
sim_run_part_join (GPtrArray *parts, const char *const *names, GError **error)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  SimScenario *scenario = sim_run_part_scenario (g_ptr_array_index (parts, 0));
  Union all = { named, sim_scenario_replicates (scenario), 0 };
  g_autoptr (SimRunPart) whole = NULL;

  for (guint i = 0; i < parts->len; i++) {
    Named one = { g_ptr_array_index (parts, i), names[i] };
    g_array_append_val (named, one);
  }
  if (!check (&all, error))
    return NULL;
  whole = sim_run_part_copy (part_at (&all, 0)->part);
  for (guint i = 1; i < parts->len && whole != NULL; i++)
    sim_run_part_append (whole, part_at (&all, i)->part);
  if (whole == NULL)
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED,
                 _ ("there is not enough memory for the counts"));
  return g_steal_pointer (&whole);
}
