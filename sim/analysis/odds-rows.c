/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odds-rows.c - the analyses by logistic regression: their fields, what they accept, and what
 * adjusted log odds ratios tend to.
 */
#include "linear-rows.h"

#include <math.h>

#include "../base/prob.h"

#define ADJUST_FIELD                                                                               \
  SIM_ADJUST_FIELD (N_ ("What else is in the model: strata, or covariates by their ids. Default: " \
                        "nothing."))

const SimField sim_analysis_logistic_fields[] = { ADJUST_FIELD, { .key = NULL } };
const SimField sim_analysis_g_computation_fields[] = { ADJUST_FIELD, { .key = NULL } };
static const char *const outcomes[] = { "binary", NULL };

/* The model log odds = alpha + gamma s of very many patients, s the standard normal variable that
 * the covariates together tell of the latent value, and its maximum. */
typedef struct {
  const SimTruth *truth;
  double alpha[SIM_MAX_ARMS], gamma;
  double slope[SIM_MAX_ARMS], slope_gamma; /* of the likelihood */
  double curve[SIM_MAX_ARMS], cross[SIM_MAX_ARMS], curve_gamma;
} Limit;

/* The probability of the event at s; cuts say where it begins. */
static double
chance (const SimTruth *truth, guint arm, double s)
{
  double sum = 0, rest = sqrt (1 - truth->explained);
  for (guint i = 0; i < truth->n_treated[arm]; i++)
    sum += truth->treated[arm][i].share
           * sim_normal_upper ((truth->treated[arm][i].scores->cuts[0]
                                - sqrt (truth->explained) * s)
                               / rest);
  return sum;
}

/* Sums over s from -8 to 8 in steps of 1/8: beyond is nothing, and such sums of normal densities
 * are as good as integrals. */
static void
evaluate (Limit *l)
{
  l->slope_gamma = l->curve_gamma = 0;
  for (guint a = 0; a < l->truth->n_arms; a++) {
    l->slope[a] = l->curve[a] = l->cross[a] = 0;
    for (int k = -64; k <= 64; k++) {
      double s = k / 8.0, weight = l->truth->size[a] * sim_normal_density (s) / 8;
      double p = 1 / (1 + exp (-l->alpha[a] - l->gamma * s)), w = weight * p * (1 - p);
      double excess = weight * (chance (l->truth, a, s) - p);
      l->slope[a] += excess;
      l->slope_gamma += excess * s;
      l->curve[a] += w;
      l->cross[a] += w * s;
      l->curve_gamma += w * s * s;
    }
  }
}

static void
solve (Limit *l)
{
  double moved = 1;
  for (guint round = 0; round < 100 && moved > 1e-13; round++) {
    evaluate (l);
    double top = l->slope_gamma, below = l->curve_gamma;
    for (guint a = 0; a < l->truth->n_arms; a++) {
      top -= l->cross[a] * l->slope[a] / l->curve[a];
      below -= l->cross[a] * l->cross[a] / l->curve[a];
    }
    double step = top / below;
    moved = fabs (step);
    l->gamma += step;
    for (guint a = 0; a < l->truth->n_arms; a++)
      l->alpha[a] += (l->slope[a] - l->cross[a] * step) / l->curve[a];
  }
}

static double
log_odds (double p)
{
  return log (p / (1 - p));
}

static double
log_odds_ratio (const SimTruth *truth, guint a, guint b)
{
  Limit l = { .truth = truth };
  double effect;
  if (truth->mean[a] == truth->mean[b])
    return 0;
  if (!(truth->explained > 0) || truth->n_categories != 2)
    return truth->direction * (log_odds (truth->mean[a]) - log_odds (truth->mean[b]));
  for (guint arm = 0; arm < truth->n_arms; arm++)
    l.alpha[arm] = log_odds (truth->mean[arm]);
  solve (&l);
  effect = truth->direction * (l.alpha[a] - l.alpha[b]);
  return fabs (effect) < 1e-9 ? 0 : effect; /* cuts are rounded: less than this is nothing */
}

const SimAnalysisNeeds sim_analysis_logistic_needs
    = { .outcomes = outcomes,
        .effect = log_odds_ratio,
        .scale = N_ ("log odds ratio"),
        .ratio = TRUE,
        .missing = sim_drawn_category_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS | SIM_ACCEPTS_LOGIT };
const SimAnalysisNeeds sim_analysis_g_computation_needs
    = { .outcomes = outcomes,
        .missing = sim_drawn_category_missing,
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
