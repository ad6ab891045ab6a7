/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * raw-scores.c - numbers per arm and visit, and cuts of the latent value.
 */
#include "raw-scores.h"

#include <math.h>

#include "../../base/prob.h"
#include "../../base/round.h"

#define NOWHERE 40.0 /* farther out than any latent value */

double sim_raw_number (const SimValue *outcome, const char *key, const char *arm, guint visit)
{
  const SimValue *list = sim_value_get (sim_value_get (outcome, key), arm);
  return sim_value_number (sim_value_at (list, visit));
}

/* By the smaller of the two, which has all its digits; rounded, so equal on every machine. */
double sim_raw_cut (double up_to, double above)
{
  if (up_to <= 0 || above <= 0)
    return up_to <= 0 ? -NOWHERE : NOWHERE;
  return sim_round32 (up_to < above ? sim_normal_quantile (up_to)
                                    : sim_normal_upper_quantile (above));
}

void sim_raw_start (SimScoreMap *map, double mean, double sd)
{
  *map = (SimScoreMap){
    .kind = SIM_SCORE_CUTS, .raw = TRUE, .mean = mean, .sd = sd, .given_mean = mean, .given_sd = sd
  };
}
