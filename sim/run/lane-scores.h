/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-scores.h - the scores that a reduction takes of its patients, and of whom, where both may
 * hang on what was seen: carried forward, no response, per protocol. C headers only.
 */
#ifndef SIM_RUN_LANE_SCORES_H
#define SIM_RUN_LANE_SCORES_H

#include "lane-draws.h"

/** Scores carried forward to the visit where they were not seen there, into room. */
static inline const double *lane_carry (const LaneReduction *reduction, int arm, int n,
                                        const LanePatients *patients, double *room)
{
  const LaneFill *fill = &reduction->fill;
  const double *by = fill->by[arm], *plus = fill->plus[arm];
  int last = reduction->visit + 1;
  for (int i = 0; i < n * SIM_LANES; i++)
    room[i] = fill->baseline ? patients->score[0][i] * by[0] + plus[0] : 0;
  for (int p = fill->kind == LANE_FILL_LAST ? 1 : last; p <= last; p++)
    for (int i = 0; i < n * SIM_LANES; i++) {
      double score = patients->score[p][i];
      score = p < last ? score * by[p] + plus[p] : score;
      room[i] = patients->seen[p][i] ? score : room[i];
    }
  return room;
}

/** The scores of a reduction's patients: as drawn, or made of them into room. */
static inline const double *lane_scores (const LaneReduction *reduction, int arm, int n,
                                         const LanePatients *patients, double *room)
{
  const LaneResponder *responder = &reduction->responder;
  const LaneFill *fill = &reduction->fill;
  const double *x = patients->score[0], *e = patients->score[reduction->visit + 1];
  const int64_t *seen = patients->seen[reduction->visit + 1];
  if (fill->kind == LANE_FILL_LAST || fill->kind == LANE_FILL_BASELINE)
    e = lane_carry (reduction, arm, n, patients, room);
  for (int i = 0; i < n * SIM_LANES && responder->on; i++)
    room[i] = lane_responds (responder, arm, x[i], e[i]) ? 1 : 0;
  e = responder->on ? room : e;
  if (fill->kind != LANE_FILL_FAILURE)
    return e;
  for (int i = 0; i < n * SIM_LANES; i++)
    room[i] = seen[i] ? e[i] : fill->failure[arm];
  return room;
}

/** Whether they are analysed, -1 or 0: those who were seen, or of whom something is carried
 *  forward. May be made into room. */
static inline const int64_t *lane_analysed (const LaneReduction *reduction, int arm, int n,
                                            const LanePatients *patients, int64_t *room)
{
  const LaneFill *fill = &reduction->fill;
  const int64_t *seen = patients->seen[reduction->visit + 1];
  if (fill->kind == LANE_FILL_NOT && !fill->treated[arm])
    return seen;
  bool all = fill->kind != LANE_FILL_NOT && (fill->kind != LANE_FILL_LAST || fill->baseline);
  for (int i = 0; i < n * SIM_LANES; i++)
    room[i] = all ? -1 : seen[i];
  for (int p = 1; p <= reduction->visit + 1 && fill->kind == LANE_FILL_LAST; p++)
    for (int i = 0; i < n * SIM_LANES; i++)
      room[i] |= patients->seen[p][i];
  for (int i = 0; i < n * SIM_LANES && fill->treated[arm]; i++)
    room[i] &= -(patients->state[i] == 0);
  return room;
}

#endif
