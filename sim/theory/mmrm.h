/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm.h - what the mixed model for repeated measures gains from patients who left.
 */
#ifndef SIM_THEORY_MMRM_H
#define SIM_THEORY_MMRM_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * Variance of a mean at the last of n_visits visits with everybody seen there, as a share of that
 * under the mixed model when retention[v] of the patients, non-increasing and above 0, are seen at
 * visit v: so many of them would have to be seen at the last visit alone for the same variance.
 * covariance: of the scores, n_visits rows, positive definite; of what the baseline leaves where it
 * is in the model. It is taken as known, so power from it is that of many patients (Lu, Luo and
 * Chen, Int J Biostat 2008; 4: 9). At most SIM_MAX_VISITS visits. Pure.
 */
double sim_mmrm_share (guint n_visits, const double *covariance, const double *retention);

G_END_DECLS
#endif
