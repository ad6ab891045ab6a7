/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clusters.h - the patients of a linear model who have a practitioner, practitioner after
 * practitioner. IEEE + - * / and sqrt only; no allocation; thread-safe; C headers only.
 */
#ifndef SIM_ANALYSIS_CLUSTERS_H
#define SIM_ANALYSIS_CLUSTERS_H

#include "linear-model.h"

/** cluster[i]: the practitioner of patient i, or below 0 where he has none and is as independent of
 *  the others as they come. order: who has one, by practitioner. */
typedef struct {
  const int *cluster;
  const int *order;
  int n;
} SimClusters;

/** Puts the patients of the fit who have a practitioner into order, of which there is room for
 *  fit->n. */
SimClusters sim_clusters (const SimLinearModel *fit, const int *cluster, int *order);

/** The end of the cluster that starts at place `start` of the order. */
static inline int sim_cluster_end (const SimClusters *clusters, int start)
{
  int end = start + 1;
  while (end < clusters->n
         && clusters->cluster[clusters->order[end]] == clusters->cluster[clusters->order[start]])
    end++;
  return end;
}

/** Whether patient i of an arm of the fit has no practitioner. */
static inline bool sim_is_single (const SimLinearModel *fit, const SimClusters *clusters, int i)
{
  return fit->arm[i] >= 0 && fit->arm[i] < fit->n_arms && clusters->cluster[i] < 0;
}

#endif
