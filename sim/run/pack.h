/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pack.h - the counts and sums of a run as bytes, and the union of two runs' counts.
 *
 * All of them are integers; each is written as a little-endian base-128 number (7 bits a byte, the
 * high bit says that more follow), sums with the sign in the lowest bit. So they are the same bytes
 * on every machine, and short where most of them are small.
 */
#ifndef SIM_RUN_PACK_H
#define SIM_RUN_PACK_H

#include "accum.h"

G_BEGIN_DECLS

/** Everything in totals. Caller owns it. Thread-safe, as are the others for totals of one's own. */
GByteArray *sim_totals_pack (const SimTotals *totals);
/** Fills totals of the same plan. FALSE, and totals undefined, unless the bytes are just such
 *  totals: none missing, none left, every trial in one pattern of rejections at each size. */
gboolean sim_totals_unpack (SimTotals *totals, const guint8 *bytes, gsize n);
/** Adds what other trials of the same plan counted. */
void sim_totals_merge (SimTotals *totals, const SimTotals *other);

G_END_DECLS
#endif
