/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cells.c - latent values in each combination of the levels of all strata.
 */
#include <math.h>

#include "mechanism.h"

void sim_truth_cells (const SimPeople *people, const double *sd, SimTruth *truth)
{
  guint n_strata = people->any ? people->n_strata : 0;
  truth->n_cells = 1;
  for (guint s = 0; s < n_strata; s++)
    truth->n_cells *= people->strata[s].n_levels;
  for (guint c = 0; c < truth->n_cells; c++) {
    truth->cell[c] = 1;
    for (guint s = n_strata, rest = c; s-- > 0; rest /= people->strata[s].n_levels) {
      const SimStratum *stratum = &people->strata[s];
      guint level = rest % stratum->n_levels;
      truth->cell[c] *= stratum->prevalence[level];
      for (guint a = 0; a < truth->n_arms; a++)
        truth->shift[a][c] += (stratum->effect[level] + stratum->interaction[level][a]) / sd[a];
    }
  }
  for (guint a = 0; a < truth->n_arms; a++) {
    double taken = 0, all = 0;
    for (guint c = 0; c < truth->n_cells; c++) {
      taken += truth->cell[c] * truth->shift[a][c] * truth->shift[a][c];
      all += truth->cell[c];
    }
    truth->spread[a] = sqrt (MAX (0, 1 - taken / all));
  }
}
