/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-follow.c - what an edit of one value takes along.
 */
#include "editor/edit-follow.h"

#include <math.h>
#include <string.h>

#include "editor/matrix.h"
#include "editor/structure.h"

#define MECHANISM "/dropout/mechanism"
#define LOG_ODDS  "/dropout/log-odds"

/* Over one SD of the scores the odds of leaving rise by two thirds: a common finding's size. */
#define LOG_ODDS_PER_SD 0.5

/* Takes over draft (may be NULL) and sets one value of it. */
static SimDraft *
set_on (SimDraft *draft, const char *pointer, const SimValue *value, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return before != NULL ? sim_draft_set (before, pointer, value, error) : NULL;
}

static SimDraft *
set_number (SimDraft *draft, const char *pointer, double number, GError **error)
{
  g_autoptr (SimValue) value = sim_value_new_number (number);

  return set_on (draft, pointer, value, error);
}

double
app_edit_rounded (double number, int digits)
{
  g_autofree char *format = g_strdup_printf ("%%.%dg", digits);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, format, number), NULL);
}

double
app_edit_sd (SimDraft *draft, const char *arm)
{
  g_autofree char *outcome = app_structure_outcome (draft, "");
  g_autofree char *pointer
      = g_strdup_printf ("%s/sd/%s/0", outcome != NULL ? outcome : "/outcomes", arm);
  g_autoptr (SimValue) sd = sim_draft_effective (draft, pointer);

  return sim_value_number (sd);
}

/* --- a new tag --- */

/* A new tag may need keys that have no default: they get what their rows offer to start with, so
   that a choice is no mistake in itself. */
static SimDraft *
with_seeds (SimDraft *draft, const char *pointer, GError **error)
{
  const char *cut = strrchr (pointer, '/');
  g_autofree char *parent = g_strndup (pointer, cut != NULL ? (gsize)(cut - pointer) : 0);
  const SimField *owner = sim_field_find (sim_draft_root (draft), parent);
  const SimField *tag = owner != NULL ? sim_field_tag (owner) : NULL, *rows[SIM_MAX_ROWS];
  guint n = 0;

  if (tag == NULL || !g_str_equal (tag->key, cut + 1))
    return draft;
  n = sim_field_rows (owner, sim_draft_get (draft, parent), rows);
  for (guint i = 0; draft != NULL && i < n; i++) {
    g_autofree char *below = sim_pointer_join (parent, rows[i]->key);
    g_autofree char *assignment = g_strdup_printf ("%s=%s", below, rows[i]->seed);
    g_autoptr (SimDraft) before = NULL;

    if (rows[i]->seed == NULL || sim_draft_get (draft, below) != NULL)
      continue;
    before = draft;
    draft = sim_draft_set_text (before, assignment, error);
  }
  return draft;
}

/* Takes over draft. */
static SimDraft *
with_outcome (SimDraft *draft, const char *outcome, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return sim_edit_fit_outcome (before, outcome, error);
}

/* Takes over draft. */
static SimDraft *
with_analysis (SimDraft *draft, const char *analysis, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return sim_edit_fit_analysis (before, analysis, error);
}

/* Takes over draft. */
static SimDraft *
with_claim (SimDraft *draft, const char *hypothesis, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return sim_edit_fit_hypothesis (before, hypothesis, error);
}

/* Takes over draft. */
static SimDraft *
with_response (SimDraft *draft, const char *outcome, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return sim_edit_fit_response (before, outcome, error);
}

/* The same improvement on the average, said in the other way. Takes over draft. */
static SimDraft *
with_improvement (SimDraft *draft, const char *outcome, GError **error)
{
  g_autofree char *record = g_strdup_printf ("/outcomes/%s/responder", outcome);
  g_autofree char *source_at = sim_pointer_join (record, "outcome");
  g_autofree char *relative_at = sim_pointer_join (record, "relative");
  g_autofree char *improvement_at = sim_pointer_join (record, "improvement");
  g_autoptr (SimValue) source = sim_draft_effective (draft, source_at);
  g_autoptr (SimValue) relative = sim_draft_effective (draft, relative_at);
  g_autoptr (SimValue) improvement = sim_draft_effective (draft, improvement_at);
  const char *id = sim_value_text (source);
  g_autofree char *mean_at = g_strdup_printf ("/outcomes/%s/baseline/mean", id != NULL ? id : "");
  g_autoptr (SimValue) mean = sim_draft_effective (draft, mean_at);
  double baseline = sim_value_number (mean), number = sim_value_number (improvement);

  if (!(baseline > 0) || !(number > 0))
    return draft;
  number = sim_value_bool (relative) ? number / baseline : number * baseline;
  return set_number (draft, improvement_at, app_edit_rounded (number, 2), error);
}

/* The unit of scores goes where nothing of the new type is said in it: proportions, rates, times
   and categories have their own. Takes over draft. */
static SimDraft *
with_unit (SimDraft *draft, const char *outcome, GError **error)
{
  g_autofree char *record = sim_pointer_join ("/outcomes", outcome);
  g_autofree char *unit = sim_pointer_join (record, "unit");
  const SimField *owner = sim_field_find (sim_draft_root (draft), record), *rows[SIM_MAX_ROWS];
  guint n = owner != NULL ? sim_field_rows (owner, sim_draft_get (draft, record), rows) : 0;

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (rows[i]->unit, "outcome") == 0)
      return draft;
  return n > 0 && sim_draft_get (draft, unit) != NULL ? set_on (draft, unit, NULL, error) : draft;
}

/* --- dropout --- */

gboolean
app_edit_depends_on_scores (SimDraft *draft, const char *arm)
{
  g_autofree char *pointer = sim_pointer_join (MECHANISM, arm);
  g_autoptr (SimValue) mechanism = sim_draft_effective (draft, pointer);
  const char *text = sim_value_text (mechanism);

  return text != NULL && !g_str_equal (text, "mcar");
}

/* Those who do badly leave: the sign is that of the worse scores. */
static double
log_odds_seed (SimDraft *draft, const char *arm)
{
  g_autofree char *outcome = app_structure_outcome (draft, "");
  g_autofree char *pointer = sim_pointer_join (outcome != NULL ? outcome : "/outcomes", "better");
  g_autoptr (SimValue) better = sim_draft_effective (draft, pointer);
  double sd = app_edit_sd (draft, arm);
  double size = sd > 0 ? app_edit_rounded (LOG_ODDS_PER_SD / sd, 2) : 0.1;

  return g_strcmp0 (sim_value_text (better), "higher") == 0 ? -size : size;
}

/* Log odds where losses depend on scores, and nowhere else. */
static SimDraft *
with_log_odds (SimDraft *draft, GError **error)
{
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  const SimValue *written = sim_draft_get (draft, LOG_ODDS);
  const char *first = NULL;

  for (guint i = 0; arms[i] != NULL && first == NULL; i++)
    if (app_edit_depends_on_scores (draft, arms[i]))
      first = arms[i];
  if (first == NULL)
    return set_on (draft, LOG_ODDS, NULL, error);
  if (written == NULL)
    return set_number (draft, LOG_ODDS, log_odds_seed (draft, first), error);
  for (guint i = 0; draft != NULL && arms[i] != NULL; i++) {
    g_autofree char *pointer = sim_pointer_join (LOG_ODDS, arms[i]);

    if (sim_value_kind (sim_draft_get (draft, LOG_ODDS)) == SIM_VALUE_MAP
        && app_edit_depends_on_scores (draft, arms[i]) && sim_draft_get (draft, pointer) == NULL)
      draft = set_number (draft, pointer, log_odds_seed (draft, arms[i]), error);
  }
  return draft;
}

/* --- correlation --- */

/* A matrix starts with the correlations of before, to be changed one by one. */
static SimDraft *
with_matrix (SimDraft *before, SimDraft *draft, const char *pointer, GError **error)
{
  const char *cut = strrchr (pointer, '/');
  g_autofree char *record = g_strndup (pointer, cut != NULL ? (gsize)(cut - pointer) : 0);
  g_autofree char *values = sim_pointer_join (record, "values");
  g_autofree char *outcome = app_structure_outcome (draft, pointer);
  const SimField *row = sim_field_find (sim_draft_root (draft), values);
  g_autoptr (SimValue) matrix = NULL;

  if (!g_str_has_suffix (pointer, "/correlation/type") || row == NULL || outcome == NULL
      || row->kind != SIM_FIELD_MATRIX || sim_draft_get (draft, values) != NULL)
    return draft;
  matrix = app_matrix_of (before, outcome);
  return matrix != NULL ? set_on (draft, values, matrix, error) : draft;
}

/* --- levels of a stratum --- */

/* The last level takes what the others leave; if it is the one that was set, the one before. */
static SimDraft *
with_rest (SimDraft *draft, char **steps, GError **error)
{
  g_autofree char *levels = g_strdup_printf ("/strata/%s/levels", steps[1]);
  g_auto (GStrv) ids = app_structure_ids (draft, levels);
  guint n = g_strv_length (ids), rest = n;
  g_autofree char *place = NULL;
  double sum = 0;

  if (n < 2)
    return draft;
  rest = g_str_equal (ids[n - 1], steps[3]) ? n - 2 : n - 1;
  for (guint i = 0; i < n; i++) {
    g_autofree char *pointer = g_strdup_printf ("%s/%s/prevalence", levels, ids[i]);
    g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

    if (i != rest)
      sum += sim_value_number (value);
  }
  /* What cannot be made to fit stays, for the checker to say. */
  sum = app_edit_rounded (1 - sum, 12);
  if (!(sum > 0 && sum < 1))
    return draft;
  place = g_strdup_printf ("%s/%s/prevalence", levels, ids[rest]);
  return set_number (draft, place, sum, error);
}

/* --- all of it --- */

SimDraft *
app_edit_follow (SimDraft *before, SimDraft *draft, const char *pointer, GError **error)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  guint n = steps != NULL ? g_strv_length (steps) : 0;
  gboolean is_type
      = n == 3 && g_str_equal (steps[0], "outcomes") && g_str_equal (steps[2], "type");

  if (n == 3 && g_str_equal (steps[0], "analyses") && g_str_equal (steps[2], "outcome"))
    draft = with_analysis (draft, steps[1], error);
  if (draft != NULL && n == 3 && g_str_equal (steps[0], "outcomes")
      && g_str_equal (steps[2], "responder"))
    draft = with_response (draft, steps[1], error);
  if (draft != NULL && n == 4 && g_str_equal (steps[0], "outcomes")
      && g_str_equal (steps[2], "responder") && g_str_equal (steps[3], "relative"))
    draft = with_improvement (draft, steps[1], error);
  /* What stays of another type is in the way of what this one starts with. */
  if (draft != NULL && is_type)
    draft = with_outcome (draft, steps[1], error);
  if (draft != NULL && n == 4 && g_str_equal (steps[1], "hypotheses")
      && g_str_equal (steps[3], "type"))
    draft = with_claim (draft, steps[2], error);
  if (draft != NULL)
    draft = with_seeds (draft, pointer, error);
  if (draft != NULL && is_type)
    draft = with_unit (draft, steps[1], error);
  if (draft != NULL)
    draft = with_matrix (before, draft, pointer, error);
  if (draft != NULL && g_str_has_prefix (pointer, MECHANISM))
    draft = with_log_odds (draft, error);
  if (draft != NULL && n == 5 && g_str_equal (steps[0], "strata")
      && g_str_equal (steps[4], "prevalence"))
    draft = with_rest (draft, steps, error);
  return draft;
}
