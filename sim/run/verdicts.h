/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdicts.h - what every single trial of a run decided, for whoever looks at trials one by one:
 * a comparison pairs them, a view looks for one that went wrong.
 *
 * Kept only where SimRunOptions.verdicts asks for it: 4 bytes a trial and size, at most
 * SIM_VERDICTS_BYTES in all. Immutable once handed out by sim_snapshot_verdicts(); thread-safe.
 */
#ifndef SIM_RUN_VERDICTS_H
#define SIM_RUN_VERDICTS_H

#include <glib.h>

G_BEGIN_DECLS

/** What one run may keep. */
#define SIM_VERDICTS_BYTES ((gsize)512 << 20)

/**
 * One trial at one size. Bit h: the whole procedure rejected hypothesis h. Bit SIM_VERDICT_BENEFIT
 * + h: it did, and the estimate favours A; a rejection without that is one with the wrong sign,
 * where the hypothesis is of superiority and true effects are above 0.
 */
typedef guint32 SimVerdict;
#define SIM_VERDICT_BENEFIT 16

typedef struct _SimVerdicts SimVerdicts;

/** Trials of which a run may keep the verdicts at so many sizes. */
guint64 sim_verdicts_most (guint n_sizes);
guint sim_verdicts_n_sizes (const SimVerdicts *verdicts);
/** Those of trials 0 .. n - 1 are there: the published ones, until the limit was reached. */
guint64 sim_verdicts_n (const SimVerdicts *verdicts);
/** Copies the verdicts of trials first .. first + n - 1, which must be there, at a size (an index)
 *  into found. */
void sim_verdicts_read (const SimVerdicts *verdicts, guint size, guint64 first, gsize n,
                        SimVerdict *found);

G_END_DECLS
#endif
