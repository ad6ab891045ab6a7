/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis-label.c - what a hypothesis is called: whom it compares, in which way if there are
 * several, and what it claims beyond being better.
 */
#include "hypothesis.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "expand.h"
#include "mechanism.h"
#include "strategy.h"

/* A name within a sentence: "Usual care" -> "usual care", but "GERAC" and "TCM arm" stay. */
static char *
within_sentence (const char *name)
{
  gunichar first = g_utf8_get_char (name);
  const char *rest = *name ? g_utf8_next_char (name) : name;
  if (sim_shown_keeps_capitals () || !*rest || !g_unichar_islower (g_utf8_get_char (rest)))
    return g_strdup (name);
  char letter[7] = { 0 };
  g_unichar_to_utf8 (g_unichar_tolower (first), letter);
  return g_strconcat (letter, rest, NULL);
}

static const SimValue *
analysis_of (const SimScenario *scenario, const SimHypothesis *h)
{
  return sim_value_at (sim_scenario_value (scenario, "/analyses"), h->analysis);
}

static const char *
method_label (const SimScenario *scenario, const SimHypothesis *h)
{
  const char *method = sim_value_text (sim_value_get (analysis_of (scenario, h), "method"));
  const SimField *row = sim_field_find (sim_scenario_expanded (scenario), "/analyses/0/method");
  for (const SimChoice *c = row->choices; c->id; c++)
    if (g_strcmp0 (c->id, method) == 0)
      return _ (c->label);
  return method;
}

static const SimValue *
outcome_of (const SimScenario *scenario, const SimHypothesis *h)
{
  return sim_value_at (sim_scenario_value (scenario, "/outcomes"), h->outcome);
}

static const char *
visit_name (const SimScenario *scenario, const SimHypothesis *h)
{
  const SimValue *visits = sim_value_get (outcome_of (scenario, h), "visits");
  return sim_shown_text (sim_scenario_expanded (scenario),
                         sim_value_text (sim_value_get (sim_value_at (visits, h->visit), "name")));
}

/* --- whom it compares ---------------------------------------------------------------------- */

/* Whether all weights of one sign are one number; how many there are. */
static gboolean
alike (const SimScenario *scenario, const SimHypothesis *h, double sign, guint *count)
{
  double first = 0;
  gboolean same = TRUE;
  *count = 0;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    double weight = sign * h->weights[a];
    if (weight <= 0)
      continue;
    first = (*count)++ == 0 ? weight : first;
    same &= fabs (weight - first) <= SIM_CONTRAST_SLACK;
  }
  return same;
}

static void
append_weight (GString *text, double weight, const char *name)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char *within = within_sentence (name);
  const char *sign = weight < 0 ? " − " : text->len > 0 ? " + " : "";
  double size = fabs (weight);
  g_ascii_formatd (number, sizeof number, "%.4g", size);
  g_string_append_printf (text, "%s%s%s%s", sign, size == 1 ? "" : number, size == 1 ? "" : " ",
                          text->len > 0 || size != 1 ? within : name);
  g_free (within);
}

/* "A and b", "A, b and c": those whose weight has such a sign. */
static void
append_arms (GString *text, const SimScenario *scenario, const SimHypothesis *h, double sign,
             guint count)
{
  for (guint a = 0, n = 0; a < sim_scenario_n_arms (scenario); a++) {
    if (sign * h->weights[a] <= 0)
      continue;
    char *within = within_sentence (sim_scenario_arm_name (scenario, a));
    n++;
    g_string_append (text, n == 1 ? "" : n == count ? _ (" and ") : ", ");
    g_string_append (text, text->len > 0 ? within : sim_scenario_arm_name (scenario, a));
    g_free (within);
  }
}

static void
append_contrast (GString *text, const SimScenario *scenario, const SimHypothesis *h)
{
  guint n_better, n_other;
  gboolean plain = alike (scenario, h, 1, &n_better) & alike (scenario, h, -1, &n_other);
  if (plain && fabs (n_better * h->weights[h->arm_a] - 1) <= 2 * SIM_CONTRAST_SLACK) {
    append_arms (text, scenario, h, 1, n_better);
    g_string_append (text, _ (" vs "));
    append_arms (text, scenario, h, -1, n_other);
    return;
  }
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    if (h->weights[a] > 0)
      append_weight (text, h->weights[a], sim_scenario_arm_name (scenario, a));
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    if (h->weights[a] < 0)
      append_weight (text, h->weights[a], sim_scenario_arm_name (scenario, a));
}

static void
append_compared (GString *text, const SimScenario *scenario, const SimHypothesis *h)
{
  const char *first = sim_scenario_arm_name (scenario, h->arm_a);
  char *second = within_sentence (sim_scenario_arm_name (scenario, h->arm_b));
  if (h->type == SIM_WITHIN_ARM_CHANGE)
    g_string_append (text, first);
  else if (h->pair || h->type == SIM_RETENTION)
    g_string_append_printf (text, _ ("%s vs %s"), first, second);
  else
    append_contrast (text, scenario, h);
  g_free (second);
}

/* --- in which way -------------------------------------------------------------------------- */

/* Whether what an analysis does about missing scores has such a value at all. */
static gboolean
applies (const SimValue *analysis, const char *key)
{
  SimStrategyKind kind = sim_strategy_kind (sim_value_text (sim_value_get (analysis, "missing")));
  if (strcmp (key, "delta") == 0)
    return kind == SIM_STRATEGY_DELTA;
  return strcmp (key, "imputations") != 0 || sim_strategy_draws (kind);
}

/* A value of an analysis, or the default that stands for it; NULL: it has none. */
static SimValue *
value_or_default (const SimValue *analysis, const SimField *row)
{
  const SimValue *value = sim_value_get (analysis, row->key);
  if (!applies (analysis, row->key))
    return NULL;
  if (value)
    return sim_value_ref (value);
  return row->fallback ? sim_fallback (row->fallback) : NULL;
}

/* "adjusted for baseline, age", "multiple imputation", "imputations 20", "exact": what a key of an
   analysis says. */
static void
append_value (GString *text, const SimField *row, const SimValue *value)
{
  char *label = sim_shown_small (_ (row->label));
  if (row->kind == SIM_FIELD_ENUM) {
    for (const SimChoice *c = row->choices; c->id; c++)
      if (g_strcmp0 (c->id, sim_value_text (value)) == 0) {
        char *choice = sim_shown_small (_ (c->label));
        g_string_append_printf (text, ", %s", choice);
        g_free (choice);
      }
  } else if (row->kind == SIM_FIELD_BOOL)
    g_string_append_printf (text, sim_value_bool (value) ? ", %s" : _ (", not %s"), label);
  else if (row->kind == SIM_FIELD_LIST) {
    g_string_append_printf (text, ", %s ", label);
    for (guint i = 0; i < sim_value_length (value); i++)
      g_string_append_printf (text, "%s%s", i > 0 ? _ (" and ") : "",
                              sim_value_text (sim_value_at (value, i)));
    g_string_append (text, sim_value_length (value) == 0 ? _ ("nothing") : "");
  } else {
    g_string_append_printf (text, ", %s", label);
    if (sim_value_kind (value) == SIM_VALUE_NUMBER)
      g_string_append_printf (text, " %.4g", sim_value_number (value));
    for (guint i = 0; sim_value_kind (value) == SIM_VALUE_MAP && i < sim_value_length (value); i++)
      g_string_append_printf (text, "%s%.4g", i > 0 ? " / " : " ",
                              sim_value_number (sim_value_at (value, i)));
  }
  g_free (label);
}

/* What an analysis says in which another by the same method, of the same visit, says otherwise. */
static void
append_differences (GString *text, const SimScenario *scenario, const SimHypothesis *h,
                    const gboolean *rival)
{
  const SimValue *own = analysis_of (scenario, h);
  const SimField *rows[SIM_MAX_ROWS];
  const SimField *list = sim_field_find (sim_scenario_expanded (scenario), "/analyses");
  guint n = sim_field_rows (list, own, rows);
  for (guint k = 0; k < n; k++) {
    SimValue *value = value_or_default (own, rows[k]);
    gboolean differs = FALSE;
    for (guint i = 0; i < sim_scenario_n_hypotheses (scenario); i++) {
      if (!rival[i] || rows[k]->stage == SIM_STAGE_LABEL || rows[k]->kind == SIM_FIELD_ID)
        continue;
      const SimHypothesis *other = sim_scenario_hypothesis (scenario, i);
      SimValue *theirs = value_or_default (analysis_of (scenario, other), rows[k]);
      differs |= value && theirs && !sim_value_equal (value, theirs);
      sim_value_unref (theirs);
    }
    if (differs)
      append_value (text, rows[k], value);
    sim_value_unref (value);
  }
}

/* The same arms compared in another way: what is different. Outcomes are named in every label where
   there are several; methods only where an outcome is analysed by several, and the rest only where
   they are the same. */
static void
append_ways (GString *text, const SimScenario *scenario, const SimHypothesis *h)
{
  const char *method = method_label (scenario, h), *visit = visit_name (scenario, h);
  const char *outcome
      = sim_shown_text (sim_scenario_expanded (scenario),
                        sim_value_text (sim_value_get (outcome_of (scenario, h), "name")));
  gboolean say_outcome = FALSE, say_method = FALSE, say_visit = FALSE;
  gboolean rival[SIM_MAX_HYPOTHESES] = { FALSE };
  for (guint i = 0; i < sim_scenario_n_hypotheses (scenario); i++) {
    const SimHypothesis *other = sim_scenario_hypothesis (scenario, i);
    say_outcome |= other->outcome != h->outcome;
    if (memcmp (other->weights, h->weights, sizeof h->weights) != 0 || other->outcome != h->outcome)
      continue;
    say_method |= g_strcmp0 (method_label (scenario, other), method) != 0;
    say_visit |= other->visit != h->visit;
    rival[i] = other->analysis != h->analysis && other->visit == h->visit
               && g_strcmp0 (method_label (scenario, other), method) == 0;
  }
  g_autofree char *within = sim_shown_small (method);
  g_string_append_printf (text, "%s%s%s%s%s%s", say_outcome ? ", " : "", say_outcome ? outcome : "",
                          say_method ? ", " : "", say_method ? within : "", say_visit ? ", " : "",
                          say_visit ? visit : "");
  append_differences (text, scenario, h, rival);
}

/* --- what it claims ------------------------------------------------------------------------ */

static char *
number_text (double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (digits, sizeof digits, "%.6g", fabs (number));
  return g_strconcat (number < 0 ? "−" : "", digits, NULL);
}

/* "1.5 points", "a ratio of 1.25", "10 percentage points". */
static char *
amount_text (double value, const char *unit, gboolean ratio, gboolean share)
{
  char *number = number_text (value);
  char *text = NULL;
  if (ratio)
    text = g_strdup_printf (_ ("a ratio of %s"), number);
  else if (share)
    text = g_strdup_printf (
        ngettext ("%s percentage point", "%s percentage points", strcmp (number, "1") == 0 ? 1 : 2),
        number);
  else
    text = sim_shown_amount (number, unit);
  g_free (number);
  return text;
}

/* The arm that a fraction of an effect is kept against. */
static const char *
placebo_name (const SimScenario *scenario, const SimValue *record)
{
  const SimValue *arms = sim_scenario_value (scenario, "/arms");
  const char *id = sim_value_text (sim_value_get (record, "placebo"));
  return sim_scenario_arm_name (scenario, (guint)sim_value_index_of (arms, id));
}

static void
append_retention (GString *text, const SimScenario *scenario, const SimValue *record,
                  gboolean logit)
{
  char percent[G_ASCII_DTOSTR_BUF_SIZE];
  char *placebo = within_sentence (placebo_name (scenario, record));
  g_ascii_formatd (percent, sizeof percent, "%.4g",
                   100 * sim_value_number (sim_value_get (record, "fraction")));
  g_string_append_printf (text,
                          logit ? _ (": keeps more than %s %% of its effect over %s in log odds")
                                : _ (": keeps more than %s %% of its effect over %s"),
                          percent, placebo);
  g_free (placebo);
}

static void
append_claim (GString *text, const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, index);
  const SimValue *record
      = sim_value_at (sim_scenario_value (scenario, "/testing/hypotheses"), index);
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis_of (scenario, h), "method")));
  const SimValue *margins = sim_value_get (record, "margins");
  const char *unit = needs && needs->scale ? "" : sim_scenario_effect_unit (scenario, index);
  gboolean ratio = needs && needs->ratio;
  gboolean share = sim_scenario_effect_is_share (scenario, index);
  double points = share ? 100 : 1;
  char *margin = amount_text (points * sim_value_number (sim_value_get (record, "margin")), unit,
                              ratio, share);
  char *low = amount_text (points * sim_value_number (sim_value_at (margins, 0)), "", ratio, FALSE);
  char *high
      = amount_text (points * sim_value_number (sim_value_at (margins, 1)), unit, FALSE, share);
  switch (h->type) {
  case SIM_SUPERIORITY_MARGIN:
    g_string_append_printf (text, _ (": better by more than %s"), margin);
    break;
  case SIM_NON_INFERIORITY:
    g_string_append_printf (text, _ (": not worse by more than %s"), margin);
    break;
  case SIM_EQUIVALENCE:
    if (margins)
      g_string_append_printf (text, _ (": between %s and %s"), low, high);
    else
      g_string_append_printf (text, _ (": equal within %s"), margin);
    break;
  case SIM_RETENTION:
    append_retention (text, scenario, record, h->logit);
    break;
  case SIM_WITHIN_ARM_CHANGE:
    g_string_append (text, _ (": change from baseline"));
    break;
  case SIM_SUPERIORITY:
    break;
  }
  g_free (margin);
  g_free (low);
  g_free (high);
}

char *
sim_scenario_hypothesis_label (const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = sim_scenario_hypothesis (scenario, index);
  GString *text = g_string_new (NULL);
  append_compared (text, scenario, h);
  append_ways (text, scenario, h);
  append_claim (text, scenario, index);
  return g_string_free (text, FALSE);
}
