/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batch.h - many scenarios, one after another, on one engine.
 *
 * Every study that asks "and if it were otherwise?" is such a batch: its cells are variants of a
 * scenario, each simulated with the same seed, hence with the same random numbers. While the
 * workers simulate one cell the next is made, so that they never wait for the checker.
 */
#ifndef SIM_STUDY_BATCH_H
#define SIM_STUDY_BATCH_H

#include "../run/engine.h"

G_BEGIN_DECLS

/** What is simulated, and who is told. Both are called by the thread that runs the batch. */
typedef struct {
  /** The scenario of a cell; the batch owns the reference. NULL where the cell has none, as where a
   *  variant is no valid scenario: it is passed over, and whoever makes it keeps the reason. */
  SimScenario *(*make) (gpointer data, guint cell);
  /** What was found; the snapshot is borrowed for the time of the call. Cells come in their
   *  order. */
  void (*done) (gpointer data, guint cell, SimSnapshot *snapshot);
  gpointer data;
} SimBatchCalls;

/**
 * Simulates cells 0 to n_cells - 1, each by `options` (NULL: as its scenario says), and blocks
 * until all are done. cancel (may be NULL): set to non-zero by another thread to stop; what was
 * done by then has been told. Returns FALSE when cancelled, and with an error when memory is short.
 * Any thread; several batches may share an engine, and take turns by options->priority.
 */
gboolean sim_batch_run (SimEngine *engine, guint n_cells, const SimRunOptions *options,
                        const SimBatchCalls *calls, const gint *cancel, GError **error);

G_END_DECLS
#endif
