/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduce.h - simulates here and now what a scenario file expects, and the file as it stands.
 *
 * Two questions are kept apart. Does this program still give what it gave then? For that the very
 * scenario that gave the expected results is simulated with as many trials. And is the file still
 * that scenario? Where a value was changed since, the file is simulated too, on the same seed.
 */
#ifndef SIM_STUDY_REPRODUCE_H
#define SIM_STUDY_REPRODUCE_H

#include "../run/engine.h"
#include "../scenario/difference.h"
#include "../scenario/expected.h"

G_BEGIN_DECLS

typedef struct {
  SimScenario *scenario;  /* the file's, which says what is expected; owned */
  SimScenario *given;     /* the scenario that gave what is expected, with as many trials; owned */
  SimScenario *own;       /* that of the file, with as many trials; owned */
  GPtrArray *differences; /* of SimDifference, from given to own; owned */
  gboolean changed;       /* own gives other numbers than given */
  SimSnapshot *again;     /* the results of given, here and now; owned */
  SimSnapshot *now;       /* those of own; NULL unless changed; owned */
} SimReproduction;

typedef struct {
  const gint *cancel; /* may be NULL; set to non-zero by another thread: stop */
  /** Called some times a second by the thread that simulates, with the share of all trials that is
   *  done, 0 to 1; may be NULL. */
  void (*progress) (double share, gpointer data);
  gpointer data;
} SimReproduceOptions;

/**
 * Simulates what a valid scenario expects. Blocking. Fails with SIM_ERROR_MISSING where it expects
 * nothing, with SIM_ERROR_CONFLICT where the scenario that gave it is no valid one, with
 * SIM_ERROR_CANCELLED, and as sim_run_start() does.
 */
SimReproduction *sim_reproduce (SimEngine *engine, SimScenario *scenario,
                                const SimReproduceOptions *options, GError **error);
void sim_reproduction_free (SimReproduction *reproduction); /* accepts NULL */

G_END_DECLS
#endif
