/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * names.c - cleaned names, and amounts in words.
 */
#include "plot/names.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Longer names are cut: nothing has room for them, and setting them would cost time. */
#define MAX_CHARACTERS 120

/* Embeddings, overrides and isolates would reorder the sentence around the name. */
static gboolean
turns_text (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

char *
plot_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);
  gboolean space = TRUE; /* swallows spaces at the start */
  guint n = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (n == MAX_CHARACTERS) {
      g_string_append (out, "…");
      break;
    }
    if (turns_text (c))
      continue;
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c)) {
      if (!space)
        g_string_append_c (out, ' ');
      space = TRUE;
    } else {
      g_string_append_unichar (out, c);
      space = FALSE;
    }
    n++;
  }
  return g_strchomp (g_string_free (out, FALSE));
}

char *
plot_text_unit (SimScenario *scenario, guint index)
{
  const char *unit = sim_scenario_effect_is_share (scenario, index)
                         ? _ ("percentage points")
                         : sim_scenario_effect_unit (scenario, index);

  return plot_text_clean (unit);
}

gboolean
plot_unit_is_scale (SimScenario *scenario, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  const SimValue *outcome
      = sim_value_at (sim_scenario_value (scenario, "/outcomes"), hypothesis->outcome);
  const char *own = sim_value_text (sim_value_get (outcome, "unit"));

  return !g_str_equal (sim_scenario_effect_unit (scenario, index),
                       own != NULL ? sim_shown_text (sim_scenario_expanded (scenario), own) : "");
}

double
plot_points_of (SimScenario *scenario, guint index)
{
  return sim_scenario_effect_is_share (scenario, index) ? 100 : 1;
}

char *
plot_text_effect (double value, const char *unit, gboolean scale)
{
  g_autofree char *number = scale ? plot_text_amount (value, NULL) : NULL;

  /* Translators: the name of a scale and a value on it, such as "log hazard ratio 0.405" */
  return scale ? g_strdup_printf (_ ("%s %s"), unit, number) : plot_text_amount (value, unit);
}

char *
plot_text_within (const char *name)
{
  gunichar first = g_utf8_get_char (name);
  const char *rest = name[0] != '\0' ? g_utf8_next_char (name) : name;
  GString *out;

  for (const char *at = rest; *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));
       at = g_utf8_next_char (at))
    if (g_unichar_isupper (g_utf8_get_char (at)) || g_unichar_isdigit (g_utf8_get_char (at)))
      return g_strdup (name);
  if (!g_unichar_isupper (first) || !g_unichar_islower (g_utf8_get_char (rest))
      || sim_shown_keeps_capitals ())
    return g_strdup (name);
  out = g_string_new (NULL);
  g_string_append_unichar (out, g_unichar_tolower (first));
  g_string_append (out, rest);
  return g_string_free (out, FALSE);
}

char *
plot_text_amount (double value, const char *unit)
{
  char digits[64];
  double size = fabs (value);

  if (!isfinite (value))
    return g_strdup ("–");
  if (size > 0 && (size < 1e-4 || size >= 1e9))
    g_ascii_formatd (digits, sizeof digits, "%.2e", size);
  else {
    int decimals = size == 0 ? 0 : CLAMP (2 - (int)floor (log10 (size)), 0, 6);
    char format[8];

    g_snprintf (format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd (digits, sizeof digits, format, size);
    if (strchr (digits, '.') != NULL) {
      char *end = digits + strlen (digits);

      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        end[-1] = '\0';
    }
  }
  g_autofree char *number
      = g_strconcat (value < 0 && strcmp (digits, "0") != 0 ? "\u2212" : "", digits, NULL);
  return sim_shown_amount (number, unit);
}

/* Where "A vs b" ends in the full name; its end if it cannot be told. */
static const char *
end_of_pair (const PlotNames *names)
{
  g_autofree char *within = plot_text_within (names->arm_b);
  const char *all = names->full + strlen (names->full), *rest, *end;

  if (names->arm_a[0] == '\0' || within[0] == '\0' || !g_str_has_prefix (names->full, names->arm_a))
    return all;
  rest = names->full + strlen (names->arm_a);
  end = strstr (rest, within);
  return end != NULL ? end + strlen (within) : all;
}

char *
plot_names_without (const PlotNames *names, const char *known)
{
  const char *rest = names->remark;

  if (known[0] == '\0' || !g_str_has_prefix (rest, known))
    return g_strdup (names->full);
  rest += strlen (known);
  if (rest[0] == '\0')
    return g_strdup (names->pair);
  if (!g_str_has_prefix (rest, ", "))
    return g_strdup (names->full);
  return g_strconcat (names->pair, rest, NULL);
}

void
plot_names_set (PlotNames *names, const char *brief, const char *full, const char *detail,
                const char *arm_a, const char *arm_b)
{
  const char *end = NULL;

  plot_names_clear (names);
  names->claims = FALSE;
  names->brief = plot_text_clean (brief);
  names->full = plot_text_clean (full);
  names->detail = plot_text_clean (detail);
  names->arm_a = plot_text_clean (arm_a);
  names->arm_b = plot_text_clean (arm_b);
  end = end_of_pair (names);
  /* Without the comma, or the colon, between. */
  names->remark = g_strdup (end + strspn (end, ",: "));
  names->pair = g_strndup (names->full, (gsize)(end - names->full));
}

void
plot_names_clear (PlotNames *names)
{
  g_clear_pointer (&names->brief, g_free);
  g_clear_pointer (&names->full, g_free);
  g_clear_pointer (&names->detail, g_free);
  g_clear_pointer (&names->arm_a, g_free);
  g_clear_pointer (&names->arm_b, g_free);
  g_clear_pointer (&names->remark, g_free);
  g_clear_pointer (&names->pair, g_free);
}

void
plot_names_fill (PlotNames *names, SimScenario *scenario, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  g_autofree char *full = sim_scenario_hypothesis_label (scenario, index);
  gboolean scale = plot_unit_is_scale (scenario, index);
  double points = plot_points_of (scenario, index);
  g_autofree char *unit = plot_text_unit (scenario, index);
  g_autofree char *amount
      = plot_text_effect (points * sim_scenario_true_effect (scenario, index), unit, scale);
  g_autofree char *detail = NULL;

  if (scale)
    /* Translators: the true effect on a scale of ratios, such as "true log hazard ratio 0.405" */
    detail = g_strdup_printf (_ ("true %s"), amount);
  else
    /* Translators: the effect that is true in the simulation, "true difference 3.2 points" */
    detail = g_strdup_printf (_ ("true difference %s"), amount);
  plot_names_set (names, hypothesis->id, full, detail,
                  sim_scenario_arm_name (scenario, hypothesis->arm_a),
                  sim_scenario_arm_name (scenario, hypothesis->arm_b));
  names->claims = hypothesis->type != SIM_SUPERIORITY || !hypothesis->pair;
}

static guint
count_tests (const SimGoal *goal)
{
  guint n = 0;

  for (guint of = goal->of; of > 0; of &= of - 1)
    n++;
  return n;
}

/* What a criterion of success asks for. */
static char *
criterion_words (const SimGoal *goal)
{
  guint n = count_tests (goal);

  if (goal->at_least == n && n == 2)
    return g_strdup (_ ("Both tests"));
  if (goal->at_least == n)
    /* Translators: of 3 tests or more */
    return g_strdup_printf (_ ("All of %u tests"), n);
  if (goal->at_least == 1)
    /* Translators: of 2 tests or more */
    return g_strdup_printf (_ ("At least one of %u tests"), n);
  /* Translators: two numbers: "At least 2 of 5 tests" */
  return g_strdup_printf (_ ("At least %u of %u tests"), goal->at_least, n);
}

/* Those words if they tell it from the other criteria of the scenario; else with its tests. */
static char *
criterion_name (SimScenario *scenario, const SimGoal *goal)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals), same = 0;

  for (guint g = 0; g < n; g++)
    same += goals[g].kind == SIM_GOAL_SUCCESS && goals[g].at_least == goal->at_least
            && count_tests (&goals[g]) == count_tests (goal);
  return same > 1 ? sim_goal_label (scenario, goal) : criterion_words (goal);
}

char *
plot_text_goal (const SimScenario *scenario, const SimGoal *goal)
{
  g_autofree char *label = NULL;

  if (goal->kind == SIM_GOAL_ANY)
    return g_strdup (_ ("At least one"));
  if (goal->kind == SIM_GOAL_ALL)
    return g_strdup (_ ("All of them"));
  label = sim_goal_label (scenario, goal);
  return plot_text_clean (label);
}

void
plot_names_fill_goal (PlotNames *names, SimScenario *scenario, const SimGoal *goal)
{
  g_autofree char *own = NULL;

  switch (goal->kind) {
  case SIM_GOAL_HYPOTHESIS:
    plot_names_fill (names, scenario, goal->index);
    break;
  case SIM_GOAL_SUCCESS:
    own = criterion_name (scenario, goal);
    plot_names_set (names, goal->id, own, NULL, NULL, NULL);
    break;
  case SIM_GOAL_ANY:
  case SIM_GOAL_ALL:
    own = plot_text_goal (scenario, goal);
    plot_names_set (names, own, own, NULL, NULL, NULL);
    break;
  }
}
