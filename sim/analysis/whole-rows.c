/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * whole-rows.c - the analyses of whole-fits.h: none has fields of its own; what each accepts, and
 * what is true on the scale of its estimates.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "../scenario/mechanism.h"
#include "hazard-ratio.h"
#include "proportional-odds.h"

const SimField sim_analysis_log_rank_fields[] = { { .key = NULL } };
const SimField sim_analysis_proportional_odds_fields[] = { { .key = NULL } };
const SimField sim_analysis_negative_binomial_fields[] = { { .key = NULL } };

static const char *const times[] = { "time-to-event", NULL };
static const char *const categories[] = { "ordinal", "binary", NULL };
static const char *const counts[] = { "count", NULL };

static gboolean
same_categories (const SimTruth *truth, guint a, guint b)
{
  for (guint k = 0; k < truth->n_categories; k++)
    if (truth->category[a][k] != truth->category[b][k])
      return FALSE;
  return TRUE;
}

/* The fit to what is expected of very many patients: the odds ratio that was asked for if there is
 * one, else what the estimate tends to. */
static double
log_odds_ratio (const SimTruth *truth, guint a, guint b)
{
  const double many = 1e8;
  double table[SIM_ODDS_ARMS][SIM_ODDS_CATEGORIES] = { { 0 } };
  double all = 0, variance;
  SimProportionalOdds fit;
  if (same_categories (truth, a, b)) /* whatever other arms are, and however rare a category is */
    return 0;
  for (guint arm = 0; arm < truth->n_arms; arm++)
    all += truth->size[arm];
  for (guint arm = 0; arm < truth->n_arms; arm++)
    for (guint k = 0; k < MIN (truth->n_categories, SIM_ODDS_CATEGORIES); k++)
      table[arm][k] = many * truth->size[arm] / all * truth->category[arm][k];
  if (!sim_proportional_odds_expected ((int)truth->n_arms, (int)truth->n_categories,
                                       (const double (*)[SIM_ODDS_CATEGORIES])table, &fit))
    return NAN;
  double effect
      = truth->direction * sim_proportional_odds_contrast (&fit, (int)a, (int)b, &variance);
  return fabs (effect) < 1e-9 ? 0 : effect; /* cuts are rounded: less than this is nothing */
}

static double
log_rate_ratio (const SimTruth *truth, guint a, guint b)
{
  double effect = truth->direction * log (truth->mean[a] / truth->mean[b]);
  return effect != 0 ? effect : 0;
}

/* A step from no difference falls short of a margin, so the log-rank test has none. */
const SimAnalysisNeeds sim_analysis_log_rank_needs = { .outcomes = times,
                                                       .no_other = SIM_NO_OTHER_TIMES,
                                                       .effect = sim_log_hazard_ratio,
                                                       .scale = N_ ("log hazard ratio"),
                                                       .ratio = TRUE };
const SimAnalysisNeeds sim_analysis_proportional_odds_needs
    = { .outcomes = categories,
        .missing = sim_category_missing,
        .no_other
        = N_ ("what is imputed are normal scores and binary ones, not ordered categories"),
        .effect = log_odds_ratio,
        .scale = N_ ("log odds ratio"),
        .ratio = TRUE,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
const SimAnalysisNeeds sim_analysis_negative_binomial_needs
    = { .outcomes = counts,
        .no_other = N_ ("what is imputed are normal scores, not counts"),
        .effect = log_rate_ratio,
        .scale = N_ ("log rate ratio"),
        .ratio = TRUE,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
