/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule.h - multiple test procedures as bounds on t statistics of one common df.
 *
 * Every procedure here looks only at which of a few bounds each statistic exceeds. A statistic's
 * "level" is the number of bounds below it; the levels of all statistics decide what is rejected.
 */
#ifndef SIM_THEORY_RULE_H
#define SIM_THEORY_RULE_H

#include <glib.h>

G_BEGIN_DECLS

#define SIM_RULE_MAX_HYPOTHESES 12
#define SIM_RULE_MAX_BOUNDS     48
#define SIM_RULE_MAX_SEQUENCE   6 /* hypotheses of a rule that goes by what is rejected */

typedef enum {
  SIM_RULE_SINGLE_STEP, /* rejected: all beyond the one bound */
  SIM_RULE_STEP_DOWN,   /* bounds[i] is for the (i + 1)-th largest; stops at the first that fails */
  SIM_RULE_STEP_UP,     /* the same bounds; starts at the smallest, ends at the first that passes */
  SIM_RULE_HOMMEL,      /* closed test of Simes' tests */
  SIM_RULE_SEQUENCE     /* all that pass at the present set of rejected ones, until none does */
} SimRuleKind;

typedef struct {
  SimRuleKind kind;
  guint n_hypotheses, n_bounds;
  double bounds[SIM_RULE_MAX_BOUNDS];    /* descending */
  double fractions[SIM_RULE_MAX_BOUNDS]; /* bounds[i] is the t quantile at alpha * fractions[i] */
  /* SEQUENCE: [rejected set][hypothesis], the least level that is rejected then */
  guint8 need[1u << SIM_RULE_MAX_SEQUENCE][SIM_RULE_MAX_SEQUENCE];
} SimRule;

/** All statistics against one given bound (Dunnett, Tukey-Kramer, ...). */
void sim_rule_init_bound (SimRule *rule, guint n_hypotheses, double bound);
/** Single step at level alpha / divisor: divisor 1 = unadjusted, n_hypotheses = Bonferroni. */
void sim_rule_init_level (SimRule *rule, guint n_hypotheses, double alpha, double divisor,
                          guint sides, double df);
/** Holm (kind STEP_DOWN), Hochberg (STEP_UP): bounds at alpha / n, ..., alpha / 1. */
void sim_rule_init_steps (SimRule *rule, SimRuleKind kind, guint n_hypotheses, double alpha,
                          guint sides, double df);
/** Step-down with given constants, bounds[i] for the (i + 1)-th largest; copied. */
void sim_rule_init_constants (SimRule *rule, guint n_hypotheses, const double *bounds);
/** Hommel; at most 6 hypotheses (FALSE beyond). */
gboolean sim_rule_init_hommel (SimRule *rule, guint n_hypotheses, double alpha, guint sides,
                               double df);

/**
 * A bound for every hypothesis by what is rejected already: bounds[rejected set * n_hypotheses +
 * h], infinite where it cannot be rejected. FALSE for more than SIM_RULE_MAX_SEQUENCE hypotheses,
 * or more distinct bounds than there is room for.
 */
gboolean sim_rule_init_sequence (SimRule *rule, guint n_hypotheses, const double *bounds);

/** Number of bounds below t, 0 to n_bounds. */
guint sim_rule_level (const SimRule *rule, double t);
/** Bit i set: hypothesis i is rejected, given every statistic's level. */
guint sim_rule_decide (const SimRule *rule, const guint *levels);

G_END_DECLS
#endif
