/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * default.h - defaults that depend on other values of the scenario; for this folder only.
 */
#ifndef SIM_SCENARIO_DEFAULT_H
#define SIM_SCENARIO_DEFAULT_H

#include "build.h"
#include "descriptor.h"

G_BEGIN_DECLS

/** What is known while a scenario is expanded from top to bottom; borrowed values. */
typedef struct {
  const SimValue *root;     /* as written */
  const SimValue *record;   /* at hand, as written */
  const SimValue *example;  /* NULL if the file has arms of its own */
  const SimValue *arms;     /* expanded */
  const SimValue *outcomes; /* expanded; NULL before */
  const SimValue *analyses; /* expanded; NULL before */
  const SimValue *hypotheses; /* expanded; NULL before */
  const SimValue *visits;   /* of the outcome at hand, later of the first */
  gboolean has_baseline;    /* of the outcome at hand */
} SimKnown;

/**
 * The computed default of row in a record of which `so_far` stands, not yet expanded.
 * NULL where there is none.
 */
SimValue *sim_default (const SimField *row, const SimKnown *known, const SimBuild *so_far);

G_END_DECLS
#endif
