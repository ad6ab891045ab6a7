/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-missing.c - whether a method can do what is asked about scores that were not seen.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "check.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"
#include "strategy.h"

/* The strategies that a method takes: "complete-cases, locf". Newly allocated. */
static char *
strategies_of (const SimAnalysisNeeds *needs)
{
  if (!needs->missing)
    return g_strdup ("complete-cases");
  return g_strjoinv (", ", (char **)needs->missing);
}

static gboolean
takes (const SimAnalysisNeeds *needs, const char *strategy)
{
  if (!needs->missing)
    return strcmp (strategy, "complete-cases") == 0;
  return g_strv_contains (needs->missing, strategy);
}

/* Why the method does not do it. */
static const char *
why_not (const SimAnalysisNeeds *needs, SimStrategyKind kind)
{
  if (kind == SIM_STRATEGY_LIKELIHOOD)
    return _ ("it takes a model of all visits");
  return needs->no_other ? _ (needs->no_other) : _ ("it is for scores that are measured at visits");
}

static gboolean
has_reference (const SimValue *arms)
{
  for (guint a = 0; a < sim_value_length (arms); a++)
    if (sim_value_bool (sim_value_get (sim_value_at (arms, a), "reference")))
      return TRUE;
  return FALSE;
}

/* Whether an arm has a delta. */
static gboolean
shifts (const SimValue *delta)
{
  gboolean any = sim_value_number (delta) != 0 && sim_value_kind (delta) == SIM_VALUE_NUMBER;
  for (guint a = 0; a < sim_value_length (delta); a++)
    any |= sim_value_number (sim_value_at (delta, a)) != 0;
  return any;
}

static void
check_unread (SimCheck *check, guint i, const SimValue *analyses, const SimValue *analysis,
              SimStrategyKind kind)
{
  const SimValue *delta = sim_value_get (analysis, "delta");
  if (shifts (delta) && kind != SIM_STRATEGY_DELTA) {
    char *pointer = sim_check_member ("/analyses", analyses, i, "delta");
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, delta,
                      _ ("no such key, or missing: delta"), _ ("no imputed score is shifted"));
    g_free (pointer);
  }
}

/* Whether an analysis has standard errors of its own. */
static gboolean
is_robust (const SimValue *analysis)
{
  const char *se = sim_value_text (sim_value_get (analysis, "se"));
  return se && strcmp (se, "model") != 0;
}

/* What is wrong with drawing scores for an analysis that does so; NULL: nothing. */
static const char *
fault_of_draws (const SimAnalysisNeeds *needs, const SimValue *analysis, const char **allowed)
{
  const char *variance = sim_value_text (sim_value_get (analysis, "variance"));
  const char *interval = sim_value_text (sim_value_get (analysis, "interval"));
  *allowed = _ ("another strategy, or standard errors by the model");
  if (is_robust (analysis))
    return _ (
        "scores are imputed by a model in which patients are independent and vary equally, and "
        "these standard errors are for others");
  *allowed = _ ("another strategy, or variance unpooled");
  if (needs->drawn_variance && g_strcmp0 (variance, needs->drawn_variance) != 0)
    return _ ("Rubin's rules pool estimates with variances of their own, not those that hold where "
              "there is no difference or a given one");
  *allowed = _ ("another strategy, or interval wald");
  if (interval && strcmp (interval, "wald") != 0)
    return _ ("the interval is that of Rubin's rules");
  return NULL;
}

/* What is wrong with a strategy that the method takes; NULL if nothing is. */
static const char *
fault (const SimAnalysisNeeds *needs, SimStrategyKind kind, const SimValue *arms,
       const SimValue *outcome, const SimValue *analysis, const char **allowed)
{
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  gboolean derived = outcome && sim_outcome_is_derived (outcome);
  *allowed = _ ("another strategy, or an outcome with a baseline");
  if (kind == SIM_STRATEGY_BOCF && outcome && !derived && !sim_value_get (outcome, "baseline"))
    return _ ("there is no baseline to be carried forward");
  *allowed = _ ("another strategy, or a binary outcome");
  if (kind == SIM_STRATEGY_NON_RESPONDER && type && strcmp (type, "binary") != 0)
    return _ ("only of a binary outcome one can fail to respond");
  gboolean by_reference = kind == SIM_STRATEGY_JUMP || kind == SIM_STRATEGY_COPY;
  *allowed = _ ("another strategy, or an outcome that is made of another one's scores");
  if (by_reference && !derived && g_strcmp0 (type, "binary") == 0)
    return _ (
        "to go on as in the reference arm is defined by deviations from means, which categories "
        "have not");
  *allowed = _ ("another strategy, or an arm that is the reference");
  if (by_reference && !has_reference (arms))
    return _ ("no arm is the reference");
  return sim_strategy_draws (kind) ? fault_of_draws (needs, analysis, allowed) : NULL;
}

static void
check_one (SimCheck *check, guint i, const SimValue *analyses, const SimValue *arms,
           const SimValue *outcomes)
{
  const SimValue *analysis = sim_value_at (analyses, i);
  const SimValue *missing = sim_value_get (analysis, "missing");
  const char *id = sim_value_text (missing), *allowed, *what;
  const char *outcome_id = sim_value_text (sim_value_get (analysis, "outcome"));
  const char *method = sim_value_text (sim_value_get (analysis, "method"));
  const SimAnalysisNeeds *needs = sim_analysis_needs (method);
  int outcome = outcome_id ? sim_value_index_of (outcomes, outcome_id) : -1;
  char *pointer = sim_check_member ("/analyses", analyses, i, "missing");
  if (!id || !needs || sim_check_said_below (check, pointer)) {
    g_free (pointer);
    return;
  }
  SimStrategyKind kind = sim_strategy_kind (id);
  what = fault (needs, kind, arms, outcome < 0 ? NULL : sim_value_at (outcomes, (guint)outcome),
                analysis, &allowed);
  if (!takes (needs, id)) {
    char *list = strategies_of (needs);
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, missing, list,
                      _ ("method %s does not do that about missing scores: %s"), method,
                      why_not (needs, kind));
    g_free (list);
  } else if (what)
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, missing, allowed, "%s", what);
  check_unread (check, i, analyses, analysis, kind);
  g_free (pointer);
}

/* What needs the sums of one data set: the F test of the first analysis, and rules that stand on
 * one variance from all arms. */
static void
check_pooled (SimCheck *check, const SimValue *analyses, guint n)
{
  static const char omnibus[] = "/testing/omnibus", rule[] = "/testing/multiplicity/method";
  const SimValue *method = sim_value_resolve (check->full, rule);
  const SimMultiplicityNeeds *needs
      = sim_check_rule_needs (sim_value_resolve (check->full, "/testing/multiplicity"));
  const SimValue *test = sim_value_resolve (check->full, omnibus);
  for (guint i = 0; i < n; i++) {
    const SimValue *missing = sim_value_get (sim_value_at (analyses, i), "missing");
    if (!sim_strategy_draws (sim_strategy_kind (sim_value_text (missing))))
      continue;
    if (i == 0 && g_strcmp0 (sim_value_text (test), "none") != 0
        && !sim_check_said_at (check, omnibus))
      sim_check_add_at (check, omnibus, SIM_ERROR_CONFLICT, test,
                        _ ("none, or a first analysis that imputes nothing"),
                        _ ("the test is not made of several data sets"));
    if (needs && needs->all_arms && !sim_check_said_at (check, rule))
      sim_check_add_at (check, rule, SIM_ERROR_CONFLICT, method,
                        _ ("analyses that impute nothing, or another rule"),
                        _ ("the rule needs one variance from all arms, which analyses of several "
                           "data sets do not have"));
  }
}

void
sim_check_missing (SimCheck *check)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  const SimValue *arms = sim_value_get (check->full, "arms");
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  guint n = sim_value_kind (analyses) == SIM_VALUE_LIST ? sim_value_length (analyses) : 0;
  for (guint i = 0; i < n && i < SIM_MAX_ANALYSES; i++)
    check_one (check, i, analyses, arms, outcomes);
  check_pooled (check, analyses, MIN (n, SIM_MAX_ANALYSES));
}
