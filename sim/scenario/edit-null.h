/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-null.h - a scenario in which hypotheses are put on the boundary of their nulls.
 *
 * The true means, proportions, rates or hazards of the arms are moved, on their own scale or that
 * of its logit or logarithm, until the true effects of some hypotheses are on the boundary of what
 * they are tested against: 0 of superiority and retention, the margin, minus the margin of
 * non-inferiority, the nearer bound of equivalence. All visits of an outcome are moved alike, but
 * one that belongs to other hypotheses.
 */
#ifndef SIM_SCENARIO_EDIT_NULL_H
#define SIM_SCENARIO_EDIT_NULL_H

#include "scenario.h"

G_BEGIN_DECLS

/** What becomes of the hypotheses that are not put on their boundary. */
typedef enum {
  SIM_OTHERS_PLANNED, /* arms move no further than they must, the reference arm last */
  SIM_OTHERS_FAR      /* and then away from where all are on their boundaries, or as many as can be
                         at once, until the others are 10 SD from it (of what is no score 10 on the
                         scale of logits or logarithms), or 5, 2.5 and so on if values end before;
                         but not where one claims equivalence */
} SimNullOthers;

/** The boundary of the null of a hypothesis on the scale of its true effect. */
double sim_hypothesis_boundary (const SimScenario *scenario, guint index);
/** Bit h: the true effect of hypothesis h is on the boundary of its null or beyond it. */
guint sim_scenario_true_nulls (const SimScenario *scenario);

/**
 * The draft of the scenario in which the hypotheses of `nulls` (bit h: hypothesis h; at least one)
 * are on their boundaries: all of them make the global null. Fails with SIM_ERROR_CONFLICT and a
 * sentence where that cannot be: the claims contradict each other, the values of an outcome are no
 * numbers that could be moved, or they would leave their range. FAR gives the same as PLANNED where
 * there are no others that could be moved further.
 */
SimDraft *sim_edit_null (const SimScenario *scenario, guint nulls, SimNullOthers others,
                         GError **error);

/**
 * The global null: the draft in which all hypotheses are true nulls, on their boundaries, or beyond
 * where the claims contradict each other and some of them on theirs make the others true. Fails
 * with SIM_ERROR_CONFLICT.
 */
SimDraft *sim_edit_global_null (const SimScenario *scenario, GError **error);

G_END_DECLS
#endif
