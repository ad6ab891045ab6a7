/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusters.c - patients by practitioner: heapsort, for it asks for no room.
 */
#include "clusters.h"

static inline bool is_before (const int *cluster, int i, int j)
{
  return cluster[i] != cluster[j] ? cluster[i] < cluster[j] : i < j;
}

static void sift (const int *cluster, int *order, int n, int at)
{
  int moved = order[at];
  for (int child = 2 * at + 1; child < n; child = 2 * at + 1) {
    if (child + 1 < n && is_before (cluster, order[child], order[child + 1]))
      child++;
    if (!is_before (cluster, moved, order[child]))
      break;
    order[at] = order[child];
    at = child;
  }
  order[at] = moved;
}

SimClusters sim_clusters (const SimLinearModel *fit, const int *cluster, int *order)
{
  int n = 0;
  for (int i = 0; i < fit->n; i++)
    if (fit->arm[i] >= 0 && fit->arm[i] < fit->n_arms && cluster[i] >= 0)
      order[n++] = i;
  for (int at = n / 2 - 1; at >= 0; at--)
    sift (cluster, order, n, at);
  for (int last = n - 1; last > 0; last--) {
    int most = order[0];
    order[0] = order[last];
    order[last] = most;
    sift (cluster, order, last, 0);
  }
  return (SimClusters){ .cluster = cluster, .order = order, .n = n };
}
