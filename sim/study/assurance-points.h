/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-points.h - how power is distributed over points of the priors at each of which it was
 * simulated. Private to sim/study.
 *
 * The power that some trials show at a point scatters about its own, and so the quantiles of what
 * was seen would lie beyond all power that there is. Of one prior it is therefore the mean of the
 * points nearest by. Of several priors near ones lie far apart; so points are put in order by a
 * polynomial that is fitted to their powers (assurance-index.h), and the power is the mean of the
 * points next in that order, and from there so far towards what was seen as powers differ more than
 * the trials alone would have it. The power of weighted scenarios, which have no neighbours, is
 * what was seen.
 */
#ifndef SIM_STUDY_ASSURANCE_POINTS_H
#define SIM_STUDY_ASSURANCE_POINTS_H

#include "assurance-index.h"
#include "assurance.h"

G_BEGIN_DECLS

/** Points at which there is a scenario, in any order. */
typedef struct {
  guint n, n_groups, n_values; /* points, lattices, priors; weighted scenarios: no values */
  guint64 trials;              /* at each point */
  guint *cell;                 /* [point], of the powers */
  guint *group;                /* [point] */
  double *weight;              /* [point], of sum 1 */
  double *place;               /* [point][value]: of one prior chances, of several values */
  guint n_near;                /* points of which the mean is taken, itself among them */
  guint *near;                 /* [point][n_near], of one prior */
  SimAssuranceIndex *index;    /* of several */
} SimAssurancePoints;

/** Room for n points at most. Ownership: the caller's, for sim_assurance_points_free(). */
SimAssurancePoints *sim_assurance_points_new (guint n, guint n_groups, guint n_values,
                                              guint64 trials);
void sim_assurance_points_free (SimAssurancePoints *points);

/** Adds one; place has a chance, 0 to 1, of one prior, or the values of several. */
void sim_assurance_points_add (SimAssurancePoints *points, guint cell, guint group, double weight,
                               const double *place);
/** After the last one: scales the weights and finds what tells who is near whom. */
void sim_assurance_points_end (SimAssurancePoints *points);

/**
 * Quantiles, their errors and bins of the powers (by cell). The error of a quantile is that of a
 * jackknife of the lattices, and no less than what the trials of near points leave uncertain of the
 * power there; of several priors no less than one of these trials either, where none differed.
 */
void sim_assurance_points_distribute (const SimAssurancePoints *points, const double *power,
                                      SimAssurance *result);

G_END_DECLS
#endif
