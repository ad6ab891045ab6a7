/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool.c - chunks of memory that are used again.
 */
#include "pool.h"

#include <pthread.h>
#include <sys/mman.h>

struct _SimPool {
  pthread_mutex_t mutex;
  GPtrArray *chunks; /* at rest */
  guint idle;        /* how many may be */
};

static void unmap (gpointer chunk)
{
  munmap (chunk, SIM_CHUNK);
}

SimPool *sim_pool_new (void)
{
  SimPool *pool = g_new0 (SimPool, 1);
  pthread_mutex_init (&pool->mutex, NULL);
  pool->chunks = g_ptr_array_new_with_free_func (unmap);
  return pool;
}

void sim_pool_free (SimPool *pool)
{
  if (!pool)
    return;
  g_ptr_array_unref (pool->chunks);
  pthread_mutex_destroy (&pool->mutex);
  g_free (pool);
}

void sim_pool_set_idle (SimPool *pool, guint chunks)
{
  pthread_mutex_lock (&pool->mutex);
  pool->idle = chunks;
  if (pool->chunks->len > chunks)
    g_ptr_array_set_size (pool->chunks, (gint) chunks);
  pthread_mutex_unlock (&pool->mutex);
}

void sim_pool_trim (SimPool *pool)
{
  pthread_mutex_lock (&pool->mutex);
  GPtrArray *chunks = pool->chunks;
  pool->chunks = g_ptr_array_new_with_free_func (unmap);
  pthread_mutex_unlock (&pool->mutex);
  g_ptr_array_unref (chunks); /* whoever takes or gives one meanwhile does not wait for that */
}

/* Twice the size, of which the aligned middle is kept. */
static gpointer map_chunk (void)
{
  char *memory = mmap (NULL, 2 * SIM_CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                       -1, 0);
  if (memory == MAP_FAILED)
    return NULL;
  gsize before = (SIM_CHUNK - (gsize) memory % SIM_CHUNK) % SIM_CHUNK;
  char *chunk = memory + before;
  if (before)
    munmap (memory, before);
  munmap (chunk + SIM_CHUNK, SIM_CHUNK - before);
#ifdef MADV_HUGEPAGE
  madvise (chunk, SIM_CHUNK, MADV_HUGEPAGE);
#endif
  return chunk;
}

gpointer sim_pool_take (SimPool *pool)
{
  pthread_mutex_lock (&pool->mutex);
  guint n = pool->chunks->len;
  gpointer chunk = n ? g_ptr_array_steal_index_fast (pool->chunks, n - 1) : NULL;
  pthread_mutex_unlock (&pool->mutex);
  return chunk ? chunk : map_chunk ();
}

void sim_pool_give (SimPool *pool, gpointer chunk)
{
  pthread_mutex_lock (&pool->mutex);
  gboolean keep = pool->chunks->len < pool->idle;
  if (keep)
    g_ptr_array_add (pool->chunks, chunk);
  pthread_mutex_unlock (&pool->mutex);
  if (!keep)
    unmap (chunk);
}
