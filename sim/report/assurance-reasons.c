/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-reasons.c - why some figures of assurance have no exact value beside them.
 *
 * What has no exact power has no exact assurance and no exact quantiles either, and one reason is
 * enough. The conditions are those of assurance.h, assurance-exact.h and theory.h.
 */
#include "assurance-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "grid.h"

typedef struct {
  const SimScenario *scenario;
  const SimAssuranceStudy *study;
  const SimPriors *priors;
} Reasons;

/* Why exact power is not known with the scenario's own values; NULL where it is. */
static const char *
of_power (const Reasons *of, guint g)
{
  const SimAssurance *goals = of->study->sizes[of->study->own_size].goals;
  const SimGoal *goal = &of->study->goals[g];
  gboolean each = TRUE; /* of its hypotheses has one */

  if (isfinite (goals[g].exact_power))
    return NULL;
  for (guint h = 0; h < sim_scenario_n_hypotheses (of->scenario); h++)
    each &= !(goal->of >> h & 1) || isfinite (goals[h].exact_power);
  if (isfinite (goals[g].exact_either) && (sim_goal_only_hypothesis (goal) >= 0 || !each))
    return _ (
        "%s: no exact power to find the first arm better. By this multiplicity rule the bound "
        "of one hypothesis depends on the others; exactly known is only the power to reject in "
        "either direction.");
  if (sim_goal_only_hypothesis (goal) >= 0 || !each)
    return _ (
        "%s: no exact power, for no formula is known for this analysis with this multiplicity "
        "rule.");
  return _ (
      "%s: no exact power. Of several hypotheses together it is known under some multiplicity "
      "rules only, and with two-sided tests only if rejections with the wrong sign are very rare.");
}

/* Whether all priors are normal ones of means, the only ones that can be averaged over. */
static gboolean
are_of_means (const Reasons *of)
{
  for (guint i = 0; i < of->priors->n; i++) {
    const SimPrior *prior = &of->priors->priors[i];
    if (isfinite (prior->min) || isfinite (prior->max)
        || !sim_prior_of_mean (prior, of->scenario, NULL, NULL, NULL))
      return FALSE;
  }
  return TRUE;
}

static const char *
of_assurance (const Reasons *of, guint g)
{
  const SimAssurance *goal = &of->study->sizes[of->study->own_size].goals[g];

  if (isfinite (goal->exact) || !isfinite (goal->exact_power))
    return NULL;
  if (of->study->impossible > 0)
    return _ (
        "%s: no exact assurance, for some values that the priors allow make no valid scenario.");
  if (of->priors->n_scenarios > 0)
    return _ ("%s: no exact assurance, for not every weighted scenario has an exact power.");
  if (!are_of_means (of))
    return _ (
        "%s: no exact assurance; it is calculated for normal priors of means without limits only.");
  return _ ("%s: no exact assurance, for no formula is known for this power averaged over the "
            "priors.");
}

static const char *
of_quantiles (const Reasons *of, guint g)
{
  const SimAssurance *goal = &of->study->sizes[of->study->own_size].goals[g];

  if (isfinite (goal->exact_quantile[0]) || !isfinite (goal->exact_power))
    return NULL;
  if (of->priors->n_scenarios > 0 || of->priors->n > 1)
    return _ ("%s: no exact quantiles of power; they are calculated for a single prior only.");
  return _ (
      "%s: no exact quantiles of power, for over the prior it both rises and falls, or is not "
      "known exactly everywhere.");
}

/* A line for each of the reasons, which are few texts, with all goals that it holds for. */
static void
write_kind (const Reasons *of, const char *(*reason) (const Reasons *of, guint goal), GString *out,
            int columns)
{
  const SimAssuranceStudy *study = of->study;

  for (guint g = 0; g < study->n_goals; g++) {
    const char *text = reason (of, g);
    g_autoptr (GString) ids = g_string_new (NULL);
    gboolean said = FALSE;
    for (guint i = 0; i < study->n_goals && text != NULL; i++)
      if (reason (of, i) == text) {
        said |= i < g;
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", study->goals[i].id);
      }
    if (text == NULL || said)
      continue;
    g_auto (GStrv) halves = g_strsplit (text, "%s", 2);
    g_autofree char *line = g_strjoinv (ids->str, halves);
    sim_text_wrap (out, line, columns);
  }
}

void
sim_assurance_write_reasons (const SimScenario *scenario, const SimAssuranceStudy *study,
                             GString *out, int columns)
{
  SimPriors *priors = sim_priors_new (scenario);
  const Reasons of = { scenario, study, priors };
  g_autoptr (GString) lines = g_string_new (NULL);

  if (priors == NULL)
    return;
  write_kind (&of, of_power, lines, columns);
  write_kind (&of, of_assurance, lines, columns);
  write_kind (&of, of_quantiles, lines, columns);
  if (lines->len > 0)
    g_string_append_printf (out, "\n%s", lines->str);
  sim_priors_free (priors);
}
