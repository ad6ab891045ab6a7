/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * survival.c - whose events are seen, and what so many of them are good for.
 */
#include "survival.h"

#include <math.h>

#include "../base/numeric.h"
#include "../base/prob.h"
#include "../scenario/pieces.h"

typedef struct {
  const SimScoreMap *times;
  double loss, accrual, end;
} Watch;

/* When the cumulative hazard comes to so much. */
static double
time_at (const SimScoreMap *times, double hazard)
{
  return times->kind == SIM_SCORE_PIECES ? sim_pieces_time (times, hazard)
                                         : times->sd * pow (hazard, 1 / times->shape);
}

static double
share_after (const SimScoreMap *times, double weeks)
{
  double now, so_far = pow (MAX (weeks, 0) / times->sd, times->shape);

  if (times->kind == SIM_SCORE_PIECES)
    sim_pieces_hazard (times, MAX (weeks, 0), &now, &so_far);
  return exp (-so_far);
}

/* Whether the event of those who leave this share behind is seen. */
static double
is_seen (double share, gpointer data)
{
  const Watch *watch = data;
  double t = time_at (watch->times, -log (share));
  double entered = watch->accrual > 0 ? (watch->end - t) / watch->accrual : t <= watch->end;

  return t <= watch->end ? exp (-watch->loss * t) * MIN (entered, 1) : 0;
}

double
sim_event_share (const SimScoreMap *times, double loss, double accrual, double end)
{
  Watch watch = { times, loss, accrual, end };
  double all = share_after (times, end - accrual), none = share_after (times, end), sum = 0;

  if (!(end > 0))
    return 0;
  if (all < 1)
    sum += sim_integrate (is_seen, &watch, all, 1, 1e-12, NULL);
  if (none < all)
    sum += sim_integrate (is_seen, &watch, none, all, 1e-12, NULL);
  return sum;
}

static double
quantiles (double alpha, guint sides, double power)
{
  return sim_normal_upper_quantile (alpha / sides) + sim_normal_quantile (power);
}

double
sim_events_schoenfeld (double log_ratio, double ratio, double alpha, guint sides, double power)
{
  double z = quantiles (alpha, sides, power) / log_ratio;

  return z * z * (1 + ratio) * (1 + ratio) / ratio;
}

double
sim_events_freedman (double log_ratio, double ratio, double alpha, guint sides, double power)
{
  double hazard_ratio = exp (log_ratio);
  double z = quantiles (alpha, sides, power) * (1 + ratio * hazard_ratio) / (1 - hazard_ratio);

  return z * z / ratio;
}

double
sim_power_schoenfeld (double log_ratio, double ratio, double events, double alpha, guint sides)
{
  double drift = log_ratio * sqrt (events * ratio) / (1 + ratio);
  double bound = sim_normal_upper_quantile (alpha / sides);
  double upper = sim_normal_cdf (drift - bound);

  return sides == 2 ? upper + sim_normal_cdf (-drift - bound) : upper;
}
