/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-hypothesis.h - a hypothesis as the lanes see it: a contrast of the arms, and what its
 * estimate is held against. C headers only; made by plan.c, immutable while a run lives.
 */
#ifndef SIM_RUN_LANE_HYPOTHESIS_H
#define SIM_RUN_LANE_HYPOTHESIS_H

#include "lane-draws.h"

/** What the estimate of a hypothesis is held against, at the level of one tail. */
enum {
  LANE_DIFFERENT, /* 0, on either side */
  LANE_ABOVE,     /* a lower bound */
  LANE_BETWEEN    /* a lower bound, and an upper one */
};

/** Fisher's test of the likely tables of a size, from low_a events in the better arm and low_b in
 *  the other on: statistics (see LaneFit) at [x_a - low_a][x_b - low_b]. */
typedef struct LaneFisherTables {
  int low_a, n_a, low_b, n_b;  /* n: how many numbers of events; 0: no tables are kept */
  const double *above, *below; /* below NULL: -above */
} LaneFisherTables;

typedef struct {
  int analysis, a, b;
  bool pair;                      /* the contrast a - b; else that of the weights */
  bool within;                    /* the change within arm a */
  bool logit;                     /* of the logits of proportions */
  bool superiority;               /* it claims no more than to be better */
  double weight[LANE_ARMS];       /* sum 0; those of a change within an arm 1 and 0 */
  int kind;                       /* LANE_DIFFERENT ... */
  int level;                      /* local level of its intervals and, alone, of its test */
  int df_of;                      /* the hypothesis whose df and critical values are its own too */
  double truth;                   /* benefit scale */
  double scale[LANE_SIZES];       /* planned standard error: the unit of errors and sums */
  double unit[LANE_SIZES];        /* 1 / scale */
  double effect[LANE_SIZES];      /* truth in that unit */
  double low[LANE_SIZES];         /* truth less the lower bound (or 0), in that unit */
  double high[LANE_SIZES];        /* the upper bound less truth, where there is one */
  double bound, width;            /* lower bound, and the upper bound less it (or 0), in the
                                     outcome's unit */
  double null_slack;              /* truths so near to a bound lie on it */
  double least;                   /* variances up to this, in that unit, are none */
  /* the analysis brings a test, or an interval, that estimate and variance do not tell */
  bool own_test, own_interval;
  const LaneFisherTables *fisher; /* of each size; NULL where numbers analysed vary */
} LaneHypothesis;

#endif
