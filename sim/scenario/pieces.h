/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pieces.h - times to an event whose hazard is constant between points in time.
 */
#ifndef SIM_SCENARIO_PIECES_H
#define SIM_SCENARIO_PIECES_H

#include "score-map.h"

G_BEGIN_DECLS

/**
 * Of a map of SIM_SCORE_PIECES: the hazard per week at a time of 0 weeks or more, and what has come
 * together until then. At a change point the hazard is that of the piece that begins. Pure.
 */
void sim_pieces_hazard (const SimScoreMap *map, double weeks, double *now, double *so_far);
/** The weeks by which so much has come together; infinite where it never does. Pure. */
double sim_pieces_time (const SimScoreMap *map, double so_far);

G_END_DECLS
#endif
