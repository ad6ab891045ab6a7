/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * priors-private.h - priors as they are written; for this folder only.
 */
#ifndef SIM_SCENARIO_PRIORS_PRIVATE_H
#define SIM_SCENARIO_PRIORS_PRIVATE_H

#include "priors.h"

G_BEGIN_DECLS

/** Reads a map of priors that is in order, or NULL. */
void sim_priors_read (const SimValue *map, SimPriors *priors);
void sim_priors_clear (SimPriors *priors);

G_END_DECLS
#endif
