/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * critical-cache.c - tables of critical values over the degrees of freedom.
 */
#include "critical-cache.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "../base/round.h"
#include "../theory/critical.h"

/* A dragged alpha makes a new table at every step; beyond so many the cache starts anew. */
enum { MAX_TABLES = 512, MAX_CONSTANTS = 100000 };

struct _SimCriticalCache {
  pthread_mutex_t mutex;
  GHashTable *tables;    /* "alpha df1" -> cubics (atomic rc box) */
  GHashTable *constants; /* "alpha sides df lambda...", "tukey alpha df arms" -> double;
                            "p sides df" -> SIM_P_EDGES of them */
  LanePCurves *p_curves[2]; /* of one side, of two; NULL: not made yet (atomic rc boxes) */
};

SimCriticalCache *sim_critical_cache_new (void)
{
  SimCriticalCache *cache = g_new0 (SimCriticalCache, 1);
  pthread_mutex_init (&cache->mutex, NULL);
  cache->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_atomic_rc_box_release);
  cache->constants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return cache;
}

void sim_critical_cache_free (SimCriticalCache *cache)
{
  g_hash_table_unref (cache->tables);
  g_hash_table_unref (cache->constants);
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&cache->p_curves[i], g_atomic_rc_box_release);
  pthread_mutex_destroy (&cache->mutex);
  g_free (cache);
}

static double critical (double alpha, double df1, double df)
{
  double c = df1 > 0 ? sim_critical_f (alpha, df1, df) : sim_critical_t (alpha, df);
  return sim_round32 (c);
}

void sim_polynomial_through (guint n, const double *x, const double *y, double *terms)
{
  double d[LANE_P_TERMS], c[LANE_P_TERMS] = { 0 };
  memcpy (d, y, n * sizeof *d);
  for (guint level = 1; level < n; level++)
    for (guint i = n - 1; i >= level; i--)
      d[i] = (d[i] - d[i - 1]) / (x[i] - x[i - level]);
  c[0] = d[n - 1];
  for (guint i = n - 1; i-- > 0;) {
    for (guint k = n - 1; k > 0; k--)
      c[k] = c[k - 1] - x[i] * c[k];
    c[0] = d[i] - x[i] * c[0];
  }
  memcpy (terms, c, n * sizeof *c);
}

void sim_cubic_through (const double *u, const double *y, double *cubic)
{
  sim_polynomial_through (4, u, y, cubic);
}

/* First df of a cell of lane_critical_cell(). */
static double cell_start (int cell)
{
  if (cell < 3 * 128)
    return ldexp (1 + (cell % 128) / 128.0, cell / 128);
  cell -= 3 * 128;
  return ldexp (1 + (cell % 32) / 32.0, 3 + cell / 32);
}

static double (*cubics_new (double alpha, double df1))[4]
{
  double (*cubics)[4] = g_atomic_rc_box_alloc (sizeof (double[4]) * LANE_CRITICAL_CELLS);
  double first = critical (alpha, df1, 1);
  for (int cell = 0; cell < LANE_CRITICAL_CELLS; cell++) {
    double from = 1 / cell_start (cell), to = 1 / cell_start (cell + 1), u[4], y[4];
    for (int i = 0; i < 4; i++)
      u[i] = from + (to - from) * i / 3;
    y[0] = first;
    for (int i = 1; i < 4; i++)
      y[i] = critical (alpha, df1, 1 / u[i]);
    first = y[3];
    sim_cubic_through (u, y, cubics[cell]);
  }
  return cubics;
}

double (*sim_critical_cache_cubics (SimCriticalCache *cache, double alpha, double df1))[4]
{
  char *key = g_strdup_printf ("%a %a", alpha, df1);
  pthread_mutex_lock (&cache->mutex);
  double (*cubics)[4] = g_hash_table_lookup (cache->tables, key);
  if (!cubics) {
    if (g_hash_table_size (cache->tables) >= MAX_TABLES)
      g_hash_table_remove_all (cache->tables);
    cubics = cubics_new (alpha, df1);
    g_hash_table_insert (cache->tables, g_steal_pointer (&key), cubics);
  }
  g_atomic_rc_box_acquire (cubics);
  pthread_mutex_unlock (&cache->mutex);
  g_free (key);
  return cubics;
}

/* Nodes of Chebyshev in each segment; cosines rounded, so that they are the same everywhere. */
static LanePCurves *p_curves_new (guint sides)
{
  static const double to[] = { 0.125, 0.25, 0.5, 0.75, 1 };
  LanePCurves *curves = g_atomic_rc_box_new (LanePCurves);
  for (int segment = 0; segment < LANE_P_SEGMENTS; segment++) {
    double from = segment > 0 ? to[segment - 1] : 0, x[LANE_P_TERMS], y[LANE_P_TERMS];
    double middle = (from + to[segment]) / 2, half = (to[segment] - from) / 2;
    for (int i = 0; i < LANE_P_TERMS; i++)
      x[i] = sim_round32 (cos (G_PI * (i + 0.5) / LANE_P_TERMS));
    for (int k = 0; k < SIM_P_EDGES; k++) {
      for (int i = 0; i < LANE_P_TERMS; i++)
        y[i] = critical (sim_p_edges[k] / sides, 0, 1 / (middle + half * x[i]));
      sim_polynomial_through (LANE_P_TERMS, x, y, curves->terms[k][segment]);
    }
  }
  return curves;
}

LanePCurves *sim_critical_cache_p_curves (SimCriticalCache *cache, guint sides)
{
  g_assert (sides == 1 || sides == 2);
  pthread_mutex_lock (&cache->mutex);
  if (!cache->p_curves[sides - 1])
    cache->p_curves[sides - 1] = p_curves_new (sides);
  LanePCurves *curves = g_atomic_rc_box_acquire (cache->p_curves[sides - 1]);
  pthread_mutex_unlock (&cache->mutex);
  return curves;
}

void sim_critical_cache_p_edges (SimCriticalCache *cache, guint sides, double df, double *edge)
{
  char *key = g_strdup_printf ("p %u %a", sides, df);
  pthread_mutex_lock (&cache->mutex);
  double *known = g_hash_table_lookup (cache->constants, key);
  if (!known) {
    known = g_new (double, SIM_P_EDGES);
    for (int k = 0; k < SIM_P_EDGES; k++)
      known[k] = critical (sim_p_edges[k] / sides, 0, df);
    if (g_hash_table_size (cache->constants) >= MAX_CONSTANTS)
      g_hash_table_remove_all (cache->constants);
    g_hash_table_insert (cache->constants, g_strdup (key), known);
  }
  memcpy (edge, known, sizeof *edge * SIM_P_EDGES);
  pthread_mutex_unlock (&cache->mutex);
  g_free (key);
}

/* A constant that is known by that key; NaN: not yet. */
static double find_constant (SimCriticalCache *cache, const char *key)
{
  pthread_mutex_lock (&cache->mutex);
  double *known = g_hash_table_lookup (cache->constants, key);
  double value = known ? *known : NAN;
  pthread_mutex_unlock (&cache->mutex);
  return value;
}

static void keep_constant (SimCriticalCache *cache, const char *key, double value)
{
  pthread_mutex_lock (&cache->mutex);
  if (g_hash_table_size (cache->constants) >= MAX_CONSTANTS)
    g_hash_table_remove_all (cache->constants);
  g_hash_table_insert (cache->constants, g_strdup (key), g_memdup2 (&value, sizeof value));
  pthread_mutex_unlock (&cache->mutex);
}

double sim_critical_cache_dunnett (SimCriticalCache *cache, double alpha, guint sides, double df,
                                   guint n_active, const double *lambda)
{
  GString *key = g_string_new (NULL);
  g_string_append_printf (key, "%a %u %a", alpha, sides, df);
  for (guint i = 0; i < n_active; i++)
    g_string_append_printf (key, " %a", lambda[i]);
  double value = find_constant (cache, key->str);
  if (isnan (value)) {
    value = sim_round32 (sim_critical_dunnett (alpha, sides, df, n_active, lambda));
    keep_constant (cache, key->str, value);
  }
  g_string_free (key, TRUE);
  return value;
}

double sim_critical_cache_tukey (SimCriticalCache *cache, double alpha, double df, guint n_arms)
{
  char *key = g_strdup_printf ("tukey %a %a %u", alpha, df, n_arms);
  double value = find_constant (cache, key);
  if (isnan (value)) {
    value = sim_round32 (sim_critical_tukey (alpha, n_arms, df));
    keep_constant (cache, key, value);
  }
  g_free (key);
  return value;
}
