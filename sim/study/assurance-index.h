/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-index.h - one number for each point of several priors by which their powers are about
 * in order: a polynomial of second degree in the values of the priors, by least squares. Private to
 * sim/study.
 *
 * Its own error is no error of what is made of it: points that are next to each other by it have
 * about the same power, and the mean of theirs is that, whatever the polynomial says.
 */
#ifndef SIM_STUDY_ASSURANCE_INDEX_H
#define SIM_STUDY_ASSURANCE_INDEX_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SimAssuranceIndex SimAssuranceIndex;

/** Of n points at values[point][value], copied, each of one of n_groups groups. Where points are
 *  few for all terms it is of first degree in more of them. */
SimAssuranceIndex *sim_assurance_index_new (const double *values, const guint *group, guint n,
                                            guint n_values, guint n_groups);
void sim_assurance_index_free (SimAssuranceIndex *index); /* accepts NULL */
/** The numbers of all points by the powers of those that are not of the group left_out (n_groups:
 *  of all), in their order. Thread-safe. */
void sim_assurance_index_fit (const SimAssuranceIndex *index, const double *power, guint left_out,
                              double *fitted);

G_END_DECLS
#endif
