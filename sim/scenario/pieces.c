/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pieces.c - constant hazards between points in time, and what comes together of them.
 */
#include "pieces.h"

#include <math.h>

void
sim_pieces_hazard (const SimScoreMap *map, double weeks, double *now, double *so_far)
{
  guint k = 0;
  *so_far = 0;
  for (; k + 1 < map->n_pieces && map->from[k + 1] <= weeks; k++)
    *so_far += map->hazard[k] * (map->from[k + 1] - map->from[k]);
  *now = map->hazard[k];
  *so_far += map->hazard[k] * (weeks - map->from[k]);
}

double
sim_pieces_time (const SimScoreMap *map, double so_far)
{
  guint k = 0;
  double before = 0;
  for (; k + 1 < map->n_pieces; k++) {
    double upto = before + map->hazard[k] * (map->from[k + 1] - map->from[k]);
    if (so_far < upto)
      break;
    before = upto;
  }
  return map->hazard[k] > 0 ? map->from[k] + (so_far - before) / map->hazard[k] : INFINITY;
}
