/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * priors.c - what is believed of a scenario's values, and the scenario that a guess from it makes.
 */
#include "priors.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "../base/prob.h"
#include "../base/round.h"
#include "priors-private.h"

static double
number_or (const SimValue *value, double otherwise)
{
  return value ? sim_value_number (value) : otherwise;
}

void
sim_priors_read (const SimValue *map, SimPriors *priors)
{
  const SimValue *scenarios = sim_value_get (map, "scenarios");
  double sum = 0;

  *priors = (SimPriors){ .n = 0 };
  for (guint i = 0; i < sim_value_length (map) && priors->n < SIM_MAX_PRIORS; i++) {
    const char *key = sim_value_key (map, i);
    const SimValue *one = sim_value_at (map, i);
    if (*key != '/')
      continue;
    priors->priors[priors->n++]
        = (SimPrior){ .pointer = g_strdup (key),
                      .mean = sim_value_number (sim_value_get (one, "mean")),
                      .sd = sim_value_number (sim_value_get (one, "sd")),
                      .min = number_or (sim_value_get (one, "min"), -INFINITY),
                      .max = number_or (sim_value_get (one, "max"), INFINITY) };
  }
  priors->n_scenarios = MIN (sim_value_length (scenarios), SIM_MAX_PRIOR_SCENARIOS);
  for (guint i = 0; i < priors->n_scenarios; i++) {
    priors->weight[i] = sim_value_number (sim_value_get (sim_value_at (scenarios, i), "weight"));
    sum += priors->weight[i];
  }
  for (guint i = 0; i < priors->n_scenarios; i++)
    priors->weight[i] /= sum;
}

void
sim_priors_clear (SimPriors *priors)
{
  for (guint i = 0; i < priors->n; i++)
    g_free (priors->priors[i].pointer);
}

SimPriors *
sim_priors_new (const SimScenario *scenario)
{
  const SimValue *map = sim_scenario_value (scenario, "/priors");
  SimPriors *priors = g_new (SimPriors, 1);

  sim_priors_read (map, priors);
  if (priors->n == 0 && priors->n_scenarios == 0)
    g_clear_pointer (&priors, g_free);
  return priors;
}

void
sim_priors_free (SimPriors *priors)
{
  if (priors)
    sim_priors_clear (priors);
  g_free (priors);
}

/* In the tail in which the limits are nearer, where chances are not near 1. */
double
sim_prior_quantile (const SimPrior *prior, double p)
{
  double low = (prior->min - prior->mean) / prior->sd;
  double high = (prior->max - prior->mean) / prior->sd;
  gboolean above = low + high > 0 && isfinite (low);
  double z;

  if (above) {
    double from = sim_normal_upper (high), to = sim_normal_upper (low);
    z = sim_normal_upper_quantile (to + p * (from - to));
  } else {
    double from = sim_normal_cdf (low), to = sim_normal_cdf (high);
    z = sim_normal_quantile (from + p * (to - from));
  }
  return sim_round32 (CLAMP (prior->mean + prior->sd * z, prior->min, prior->max));
}

static SimDraft *
set_owned (SimDraft *draft, const char *pointer, SimValue *value, GError **error)
{
  SimDraft *set = sim_draft_set (draft, pointer, value, error);

  sim_value_unref (value);
  sim_draft_unref (draft);
  return set;
}

static SimDraft *
without_priors (SimDraft *draft, GError **error)
{
  return sim_draft_set (draft, "/priors", NULL, error);
}

SimDraft *
sim_priors_at (const SimPriors *priors, SimDraft *draft, const double *p, GError **error)
{
  SimDraft *at = without_priors (draft, error);

  for (guint i = 0; i < priors->n && at; i++)
    at = set_owned (at, priors->priors[i].pointer,
                    sim_value_new_number (sim_prior_quantile (&priors->priors[i], p[i])), error);
  return at;
}

SimDraft *
sim_priors_scenario (const SimPriors *priors, SimDraft *draft, guint index, GError **error)
{
  char *pointer = g_strdup_printf ("/priors/scenarios/%u/set", index);
  const SimValue *set = sim_draft_get (draft, pointer);
  SimDraft *other = without_priors (draft, error);

  g_free (pointer);
  for (guint i = 0; i < sim_value_length (set) && other; i++)
    other = set_owned (other, sim_value_key (set, i), sim_value_ref (sim_value_at (set, i)), error);
  return other;
}

/* --- means --------------------------------------------------------------------------------- */

/* "/outcomes/ID/means/ARM" and perhaps a visit, by its index. */
static gboolean
read_steps (char **steps, const SimScenario *scenario, guint *outcome, guint *arm, int *visit)
{
  guint n = steps ? g_strv_length (steps) : 0;
  guint64 at = 0;

  if (n < 4 || n > 5 || strcmp (steps[0], "outcomes") != 0 || strcmp (steps[2], "means") != 0)
    return FALSE;
  int o = sim_value_index_of (sim_scenario_value (scenario, "/outcomes"), steps[1]);
  int a = sim_value_index_of (sim_scenario_value (scenario, "/arms"), steps[3]);
  if (o < 0 || a < 0
      || (n == 5 && !g_ascii_string_to_unsigned (steps[4], 10, 0, SIM_MAX_VISITS, &at, NULL)))
    return FALSE;
  *outcome = (guint)o;
  *arm = (guint)a;
  *visit = n == 5 ? (int)at : -1;
  return TRUE;
}

gboolean
sim_prior_of_mean (const SimPrior *prior, const SimScenario *scenario, guint *outcome, guint *arm,
                   int *visit)
{
  char *pointer = sim_pointer_with_ids (sim_scenario_expanded (scenario), prior->pointer);
  char **steps = pointer ? sim_pointer_split (pointer) : NULL;
  guint o, a;
  int v;
  gboolean mean = read_steps (steps, scenario, &o, &a, &v);

  if (mean && outcome)
    *outcome = o;
  if (mean && arm)
    *arm = a;
  if (mean && visit)
    *visit = v;
  g_strfreev (steps);
  g_free (pointer);
  return mean;
}

/* --- text ---------------------------------------------------------------------------------- */

static gboolean
usage (GError **error, const char *text)
{
  char *printable = g_utf8_make_valid (text, -1);

  g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
               _ ("\"%s\" is no prior; one looks like "
                  "/outcomes/rmdq/means/hand-ear/0=normal(5.7,1) or "
                  "/outcomes/rmdq/sd=truncated-normal(5,1,3,7)"),
               printable);
  g_free (printable);
  return FALSE;
}

/* The numbers between the brackets: mean, SD, lowest, highest; an empty one has none. */
static gboolean
read_numbers (const char *inside, guint most, double numbers[4])
{
  char **parts = g_strsplit (inside, ",", -1);
  guint n = g_strv_length (parts);
  gboolean good = n >= 2 && n <= most;

  for (guint i = 0; i < n && good; i++) {
    char *end, *part = g_strstrip (parts[i]);
    numbers[i] = *part == '\0' ? NAN : g_ascii_strtod (part, &end);
    good = *part == '\0' ? i >= 2 : *end == '\0' && isfinite (numbers[i]);
    good = good && part[strspn (part, "0123456789.eE+-")] == '\0'; /* nothing hexadecimal */
  }
  g_strfreev (parts);
  return good;
}

/* The record of a prior, from "normal(0.5,0.2)"; NULL if it is none. */
static SimValue *
parse_distribution (const char *text)
{
  static const char *const keys[] = { "distribution", "mean", "sd", "min", "max" };
  double numbers[4] = { NAN, NAN, NAN, NAN };
  const char *used[5];
  SimValue *values[5];
  gsize length = strlen (text);
  const char *open = strchr (text, '(');
  guint n = 0;

  if (!open || text[length - 1] != ')')
    return NULL;
  char *name = g_strndup (text, (gsize)(open - text));
  char *inside = g_strndup (open + 1, length - (gsize)(open - text) - 2);
  gboolean normal = strcmp (name, "normal") == 0;
  gboolean known = normal || strcmp (name, "truncated-normal") == 0;
  if (known && read_numbers (inside, normal ? 2 : 4, numbers)) {
    used[n] = keys[0];
    values[n++] = sim_value_new_text (name);
    for (guint i = 0; i < 4; i++)
      if (isfinite (numbers[i])) {
        used[n] = keys[i + 1];
        values[n++] = sim_value_new_number (numbers[i]);
      }
  }
  g_free (name);
  g_free (inside);
  return n > 0 ? sim_value_new_map (used, values, n) : NULL;
}

SimDraft *
sim_priors_set_text (SimDraft *draft, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  SimValue *record = *text == '/' && equals ? parse_distribution (equals + 1) : NULL;

  if (!record || !g_utf8_validate (text, -1, NULL)) {
    sim_value_unref (record);
    usage (error, text);
    return NULL;
  }
  char *key = g_strndup (text, (gsize)(equals - text));
  char *pointer = sim_pointer_join ("/priors", key);
  SimDraft *set = sim_draft_set (draft, pointer, record, error);
  sim_value_unref (record);
  g_free (pointer);
  g_free (key);
  return set;
}

char *
sim_prior_text (const SimPrior *prior)
{
  char *mean = sim_json_number (prior->mean), *sd = sim_json_number (prior->sd);
  char *low = isfinite (prior->min) ? sim_json_number (prior->min) : g_strdup ("");
  char *high = isfinite (prior->max) ? sim_json_number (prior->max) : g_strdup ("");
  gboolean cut = isfinite (prior->min) || isfinite (prior->max);
  char *limits = cut ? g_strdup_printf (_ (",%s,%s"), low, high) : g_strdup ("");
  char *text = g_strdup_printf ("%s=%s(%s,%s%s)", prior->pointer,
                                cut ? "truncated-normal" : "normal", mean, sd, limits);

  g_free (mean);
  g_free (sd);
  g_free (low);
  g_free (high);
  g_free (limits);
  return text;
}
