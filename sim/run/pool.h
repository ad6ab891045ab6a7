/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool.h - memory for what is kept, in chunks that go from one run to the next.
 *
 * The first touch of a page costs more than all the simulating that it is to save: some ten
 * microseconds for 4 KiB on a virtual machine. So chunks are as large as a huge page, which needs
 * one such touch for 512, and chunks that come back are handed out again. Thread-safe.
 */
#ifndef SIM_RUN_POOL_H
#define SIM_RUN_POOL_H

#include <glib.h>

G_BEGIN_DECLS

#define SIM_CHUNK ((gsize) 2 << 20) /* bytes, and their alignment */

typedef struct _SimPool SimPool;

SimPool *sim_pool_new (void);
/** Every chunk must have come back. */
void sim_pool_free (SimPool *pool); /* accepts NULL */
/** Keeps so many chunks that came back; those above are given back to the system. */
void sim_pool_set_idle (SimPool *pool, guint chunks);
/** Gives all chunks that came back and were not taken again to the system. */
void sim_pool_trim (SimPool *pool);
/** A chunk of SIM_CHUNK bytes, contents undefined; NULL if memory is short. */
gpointer sim_pool_take (SimPool *pool);
void sim_pool_give (SimPool *pool, gpointer chunk);

G_END_DECLS
#endif
