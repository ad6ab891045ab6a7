/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * way.c - the way of an estimate: its model, what that is adjusted for, missing scores, patients.
 */
#include "plot/way.h"

#include <glib/gi18n.h>
#include <string.h>

#include "plot/names.h"

/* What methods do that are no plain comparison of the scores at the visit. */
static const struct {
  const char *method, *words;
  gboolean at_visit, baseline; /* words name the visit; the model has the baseline in it anyway */
} ways[] = {
  /* Translators: follows an estimate; %s is a visit */
  { "mmrm", N_ ("by MMRM at %s"), TRUE, TRUE },
  /* Translators: these follow an estimate as well */
  { "change-score", N_ ("of the changes from baseline"), FALSE, FALSE },
  { "practitioner-mixed-model", N_ ("with practitioners in the model"), FALSE, FALSE },
  { "van-elteren", N_ ("within strata"), FALSE, FALSE },
  { "cmh", N_ ("within strata"), FALSE, FALSE },
  { "stratified-log-rank", N_ ("within strata"), FALSE, FALSE },
};

static char *
pointer_to (guint analysis, const char *key)
{
  return g_strdup_printf ("/analyses/%u/%s", analysis, key);
}

/* What a choice of a key is called within a sentence: a covariate by its name, and what has none by
   its id. */
static char *
choice_text (const SimScenario *scenario, const char *pointer, const char *id)
{
  const SimField *row = sim_field_find (sim_scenario_expanded (scenario), pointer);
  g_autofree char *covariate = sim_pointer_join ("/covariates", id);
  g_autofree char *at = sim_pointer_join (covariate, "name");
  const char *name = sim_scenario_shown (scenario, at);

  if (name != NULL && name[0] != '\0') {
    g_autofree char *clean = plot_text_clean (name);
    return plot_text_within (clean);
  }
  for (const SimChoice *c = row != NULL ? row->choices : NULL; c != NULL && c->id != NULL; c++)
    if (g_str_equal (c->id, id))
      return sim_shown_small (_ (c->label));
  return plot_text_clean (id);
}

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
}

/* TRUE: the baseline is in the model whatever the list says. */
static gboolean
append_method (GString *text, SimScenario *scenario, const SimHypothesis *hypothesis)
{
  g_autofree char *pointer = pointer_to (hypothesis->analysis, "method");
  const char *method = sim_scenario_text (scenario, pointer);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *at = g_strdup_printf ("/outcomes/%u/visits/%u/name", hypothesis->outcome,
                                           hypothesis->visit);
    g_autofree char *visit = NULL, *words = NULL;

    if (g_strcmp0 (ways[i].method, method) != 0)
      continue;
    visit = plot_text_clean (sim_scenario_shown (scenario, at));
    words = ways[i].at_visit ? g_strdup_printf (_ (ways[i].words), visit)
                             : g_strdup (_ (ways[i].words));
    append (text, words);
    return ways[i].baseline;
  }
  return FALSE;
}

/* "adjusted for baseline, strata and age" */
static void
append_adjusted (GString *text, const SimScenario *scenario, guint analysis, gboolean baseline)
{
  g_autofree char *pointer = pointer_to (analysis, "adjust-for");
  const SimValue *list = sim_scenario_value (scenario, pointer);
  guint n = sim_value_length (list);
  g_autoptr (GString) names = g_string_new (baseline ? _ ("baseline") : NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++) {
    g_autofree char *name
        = choice_text (scenario, pointer, sim_value_text (sim_value_at (list, i)));

    g_string_append_printf (names, "%s%s", names->len == 0 ? "" : i + 1 < n ? ", " : _ (" and "),
                            name);
  }
  if (names->len == 0)
    return;
  /* Translators: "baseline", "baseline, strata and age" */
  words = g_strdup_printf (_ ("adjusted for %s"), names->str);
  append (text, words);
}

/* A choice of the analysis, unless it is one of those that leave the scores as they were seen. */
static void
append_choice (GString *text, const SimScenario *scenario, guint analysis, const char *key,
               const char *const *plain)
{
  g_autofree char *pointer = pointer_to (analysis, key);
  const char *id = sim_scenario_text (scenario, pointer);
  g_autofree char *words = NULL;

  if (id == NULL || g_strv_contains (plain, id))
    return;
  words = choice_text (scenario, pointer, id);
  append (text, words);
}

char *
plot_text_way (SimScenario *scenario, guint hypothesis)
{
  static const char *const as_seen[] = { "complete-cases", "likelihood", NULL };
  static const char *const all[] = { "full", NULL };
  const SimHypothesis *source = sim_scenario_hypothesis (scenario, hypothesis);
  GString *text = g_string_new (NULL);
  gboolean baseline = append_method (text, scenario, source);

  append_adjusted (text, scenario, source->analysis, baseline);
  if (sim_report_has_losses (scenario))
    append_choice (text, scenario, source->analysis, "missing", as_seen);
  append_choice (text, scenario, source->analysis, "set", all);
  return g_string_free (text, FALSE);
}
