/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-constants.c - cases of constants for several comparisons, as tables have them.
 */
#include "verify-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../theory/critical.h"
#include "../theory/joint.h"

/* Sides, df, active arms; alpha: arms of equal numbers. */
static double
dunnett (const double *x)
{
  const double lambda[] = { G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2 };

  return sim_critical_dunnett (x[3], (guint)x[0], x[1], (guint)x[2], lambda);
}

/* Difference, arms still tested: three doses against a control, 180 an arm, SD 9.5. */
static double
dunnett_p (const double *x)
{
  const double lambda[] = { G_SQRT2 / 2, G_SQRT2 / 2, G_SQRT2 / 2 };

  return sim_dunnett_upper (x[0] / (9.5 * sqrt (2.0 / 180)), 1, 716, (guint)x[1], lambda);
}

/* Difference: Bonferroni's limit, three doses, by the normal quantile. */
static double
lower_limit (const double *x)
{
  return x[0] - sim_critical_t (0.025 / 3, INFINITY) * 9.5 * sqrt (2.0 / 180);
}

/* Control, two arms, df: two-sided 0.05. */
static double
dunnett_unequal (const double *x)
{
  const double lambda[] = { sqrt (x[1] / (x[1] + x[0])), sqrt (x[2] / (x[2] + x[0])) };

  return sim_critical_dunnett (0.05, 2, x[3], 2, lambda);
}

/* df: the upper 5 % of the studentised range of three. */
static double
tukey (const double *x)
{
  return sim_critical_tukey (0.05, 3, x[0]) * G_SQRT2;
}

/* Comparisons (three: all pairs of three arms), alpha, sides: z tests when nothing differs. */
static double
unadjusted (const double *x)
{
  static const SimPair pairs[] = { { 0, 2 }, { 1, 2 }, { 0, 1 } };
  const double mean[] = { 0, 0, 0 }, variance[] = { 1, 1, 1 };
  SimJoint joint = { .n_arms = 3,
                     .mean = mean,
                     .variance = variance,
                     .df = INFINITY,
                     .sides = (guint)x[2],
                     .n_hypotheses = (guint)x[0],
                     .pairs = pairs };
  SimJointPower power;
  SimRule rule;

  sim_rule_init_level (&rule, (guint)x[0], x[1], 1, (guint)x[2], INFINITY);
  return sim_joint_power (&joint, &rule, 1e-10, &power) ? power.any : NAN;
}

#define MEDIANA "Mediana, vignette on adjusted p-values"
#define TABLES  "tables of Dunnett 1955, 1964"
#define RANGE   "tables of the studentised range"

static const SimVerifyCase rows[] = {
  { "dunnett-p",
    N_ ("Dunnett one-sided, three doses, 180 an arm, SD 9.5, difference 2.3: adjusted "
        "p"),
    MEDIANA, DIGITS (1e-5), .expected = 0.02887, .closed = dunnett_p, .x = { 2.3, 3 } },
  { "dunnett-step-down-p",
    N_ ("the second step of Dunnett's step-down rule there, difference 2.3: "
        "adjusted p"),
    MEDIANA, DIGITS (1e-5), .expected = 0.02044, .closed = dunnett_p, .x = { 2.3, 2 } },
  { "bonferroni-limit",
    /* xgettext:no-c-format */
    N_ ("lower simultaneous 97.5 % limit by Bonferroni, three doses, 180 an arm, "
        "known SD 9.5, difference 2.3"),
    MEDIANA, DIGITS (1e-4), .expected = -0.0973, .closed = lower_limit, .x = { 2.3 } },
  { "dunnett-unequal", N_ ("Dunnett's constant, arms of 54 and 50 against 48, two-sided 0.05"),
    GAUSS, EXACT (1e-9), .expected = 2.23086410165003, .closed = dunnett_unequal,
    .x = { 48, 54, 50, 149 } },
  { "dunnett-2-df10", N_ ("Dunnett's constant, two arms against control, two-sided 0.05, df 10"),
    "R 4.2.2, integrate()", EXACT (1e-6), .expected = 2.568339, .closed = dunnett,
    .x = { 2, 10, 2, 0.05 } },
  { "dunnett-2-df20", N_ ("Dunnett's constant, two arms against control, two-sided 0.05, df 20"),
    TABLES, DIGITS (1e-3), .expected = 2.379, .closed = dunnett, .x = { 2, 20, 2, 0.05 } },
  { "dunnett-2-df60", N_ ("Dunnett's constant, two arms against control, two-sided 0.05, df 60"),
    TABLES, DIGITS (1e-3), .expected = 2.265, .closed = dunnett, .x = { 2, 60, 2, 0.05 } },
  { "dunnett-2-z", N_ ("Dunnett's constant, two arms against control, two-sided 0.05, known SD"),
    TABLES, DIGITS (1e-3), .expected = 2.212, .closed = dunnett, .x = { 2, INFINITY, 2, 0.05 } },
  { "dunnett-1-df10", N_ ("Dunnett's constant, two arms against control, one-sided 0.05, df 10"),
    TABLES, DIGITS (1e-3), .expected = 2.151, .closed = dunnett, .x = { 1, 10, 2, 0.05 } },
  { "dunnett-1-df120", N_ ("Dunnett's constant, two arms against control, one-sided 0.05, df 120"),
    TABLES, DIGITS (1e-3), .expected = 1.934, .closed = dunnett, .x = { 1, 120, 2, 0.05 } },
  { "dunnett-3-z", N_ ("Dunnett's constant, three arms against control, two-sided, known SD"),
    TABLES, DIGITS (1e-3), .expected = 2.349, .closed = dunnett, .x = { 2, INFINITY, 3, 0.05 } },
  { "dunnett-4-z", N_ ("Dunnett's constant, four arms against control, two-sided, known SD"),
    TABLES, DIGITS (1e-3), .expected = 2.442, .closed = dunnett, .x = { 2, INFINITY, 4, 0.05 } },
  { "tukey-df12", N_ ("studentised range of three, upper 5 %, df 12"), RANGE, DIGITS (1e-3),
    .expected = 3.773, .closed = tukey, .x = { 12 } },
  { "tukey-df57", N_ ("studentised range of three, upper 5 %, df 57"), RANGE, DIGITS (1e-3),
    .expected = 3.403, .closed = tukey, .x = { 57 } },
  { "tukey-df120", N_ ("studentised range of three, upper 5 %, df 120"), RANGE, DIGITS (1e-3),
    .expected = 3.356, .closed = tukey, .x = { 120 } },
  { "tukey-z", N_ ("studentised range of three, upper 5 %, known SD"), RANGE, DIGITS (1e-3),
    .expected = 3.314, .closed = tukey, .x = { INFINITY } },
  { "unadjusted-pairs",
    /* xgettext:no-c-format */
    N_ ("z tests of all three pairs at 5 % each, nothing differs: at least one"),
    "R 4.2.2, mvtnorm", DIGITS (1e-4), .expected = 0.1223, .closed = unadjusted,
    .x = { 3, 0.05, 2 } },
  { "unadjusted-control",
    /* xgettext:no-c-format */
    N_ ("z tests of two arms against control at 5 % each, nothing differs: at "
        "least one"),
    "R 4.2.2, mvtnorm", DIGITS (1e-4), .expected = 0.0907, .closed = unadjusted,
    .x = { 2, 0.05, 2 } },
  { "unadjusted-one-sided",
    N_ ("z tests of two arms against control, one-sided 0.025 each, nothing "
        "differs: at least one"),
    "R 4.2.2, mvtnorm", DIGITS (1e-4), .expected = 0.0454, .closed = unadjusted,
    .x = { 2, 0.025, 1 } },
};

const SimVerifyCase *
sim_verify_constants (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
