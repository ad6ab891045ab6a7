/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theory.h - exact operating characteristics of a scenario, apart from any run.
 *
 * Exact only where it is exact for this very scenario (dropout included), else NaN. Formulas that
 * hold approximately go to `approximation`. Computed at low priority by whoever wants it; the
 * result is immutable. A call checks `cancel` about every millisecond.
 */
#ifndef SIM_THEORY_THEORY_H
#define SIM_THEORY_THEORY_H

#include "../base/p-edges.h"
#include "../scenario/priors.h"

G_BEGIN_DECLS

typedef struct {
  guint total;
  double power[SIM_MAX_HYPOTHESES];         /* exact; NaN where there is none */
  double approximation[SIM_MAX_HYPOTHESES]; /* NaN where exact exists or no formula applies */
  double any, all, omnibus;                 /* exact; NaN where there is none */
  guint n_success;
  struct {
    guint of, at_least;
    double power; /* exact; NaN where there is none */
  } success[SIM_MAX_SUCCESS]; /* the scenario's criteria */
  double fwer; /* exact: some true null is rejected; NaN as well where no null is true */
  /* Exact: the arm is best by the means of the first hypothesis' analysis; where that is a t test
     whose power is exact and nobody is lost, else NaN */
  double best[SIM_MAX_ARMS];
  /* Of superiority tests by t whose bound hangs on no other hypothesis; else NaN: */
  double benefit[SIM_MAX_HYPOTHESES];       /* exact: rejected, the estimate favours A */
  double type_s[SIM_MAX_HYPOTHESES];        /* exact; NaN as well where the true effect is 0 */
  double type_m[SIM_MAX_HYPOTHESES];
  /* Gelman and Carlin's z form, also beside exact ones; NaN where no standard error is known */
  double type_s_approximation[SIM_MAX_HYPOTHESES];
  double type_m_approximation[SIM_MAX_HYPOTHESES];
} SimTheorySize;

/** Exact distribution of the unadjusted p-value of one hypothesis; NaN where there is none. */
typedef struct {
  double below[SIM_P_EDGES]; /* P(p below sim_p_edges[k]) */
  double below_alpha;        /* below the hypothesis' own level */
} SimTheoryP;

typedef struct _SimTheory {
  guint n_sizes, n_hypotheses;
  SimTheoryP *p_values; /* at the own size, by hypothesis; NULL unless they are added */
  SimTheorySize *sizes; /* as the scenario's sizes */
  GArray *curve;        /* of SimTheorySize: a finer grid of totals for drawing; may be NULL */
} SimTheory;

/** A scenario as its closed forms see it: immutable, for any numbers of patients in its arms. */
typedef struct _SimTheoryForms SimTheoryForms;
/** Keeps a reference on the scenario. */
SimTheoryForms *sim_theory_forms_new (SimScenario *scenario);
void sim_theory_forms_free (SimTheoryForms *forms); /* accepts NULL */
/**
 * Power with size[arm] patients (each 2 or more) instead of the scenario's own; fine FALSE: to
 * about three decimals, in a fraction of the time, and NaN where sums over tables would take more
 * than that. Thread-safe. FALSE, and worthless figures, where
 * cancel was set.
 */
gboolean sim_theory_forms_at (const SimTheoryForms *forms, const guint *size, gboolean fine,
                              const gint *cancel, SimTheorySize *result);

/** FALSE where some power is a sum over tables, which falls now and then as numbers grow; losses
 *  smooth that, but do not end it. */
gboolean sim_theory_forms_rise (const SimTheoryForms *forms);

/**
 * Computes all sizes of a scenario; fine adds a drawing grid of about 60 totals, which has powers
 * only.
 * cancel (may be NULL): set to non-zero by another thread to stop; then returns NULL.
 */
SimTheory *sim_theory_new (SimScenario *scenario, gboolean fine, const gint *cancel);
/**
 * Adds p_values to what sim_theory_new() gave for the same scenario, before anybody else sees it.
 * Sums over tables that would take more than 10 ms an edge are left out. FALSE, and none added,
 * where cancel was set.
 */
gboolean sim_theory_add_p_values (SimTheory *theory, SimScenario *scenario, const gint *cancel);
/** Exact probability of a success: that of a hypothesis, of any or of all of the n hypotheses that
 *  there are, or of a criterion of the scenario; NaN where there is no exact one. size may be
 *  NULL. */
double sim_theory_success (const SimTheorySize *size, guint n, const SimSuccess *success);
/**
 * Assurance: the same averaged over priors, in place of powers at known means; benefit, any and all
 * too, but no omnibus test, errors or approximations. In closed form, so only where all priors are
 * normal ones of means; else NULL, as when cancelled. scenario: one in which these means are at the
 * middle of their priors. With normal priors estimates are normal as before, with larger SDs.
 */
SimTheory *sim_theory_new_believed (SimScenario *scenario, const SimPriors *priors,
                                    const gint *cancel);
void sim_theory_free (SimTheory *theory); /* accepts NULL */

G_END_DECLS
#endif
