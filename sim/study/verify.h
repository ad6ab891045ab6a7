/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify.h - the program checks itself: published and closed-form figures, computed here and now.
 *
 * A case is a row: what it is, where its expected value was read, and how it is computed, which is
 * either a closed form with its numbers or a figure of a scenario, exact or simulated. No expected
 * value comes from this program. Blocking; nothing is read from files. Thread-safe.
 */
#ifndef SIM_STUDY_VERIFY_H
#define SIM_STUDY_VERIFY_H

#include "../run/results.h"

G_BEGIN_DECLS

/** How the value found is held against the one expected. */
typedef enum {
  SIM_VERIFY_EXACT,    /* no further off than tolerance */
  SIM_VERIFY_DIGITS,   /* by half of `tolerance`, the unit of the last printed digit */
  SIM_VERIFY_SIMULATED /* |z| <= SIM_VERIFY_BOUND */
} SimVerifyKind;

/** More standard errors than this between simulated and expected values are a failure. */
#define SIM_VERIFY_BOUND 4.0

/** A figure of a scenario at its own size. Theory has no mean estimates and no coverage. */
typedef enum {
  SIM_VERIFY_POWER,
  SIM_VERIFY_ANY,
  SIM_VERIFY_ALL,
  SIM_VERIFY_OMNIBUS,
  SIM_VERIFY_BENEFIT,  /* rejected in the direction of benefit */
  SIM_VERIFY_ESTIMATE, /* its mean */
  SIM_VERIFY_COVERAGE,
  SIM_VERIFY_TYPE_S,
  SIM_VERIFY_TYPE_M
} SimVerifyFigure;

#define SIM_VERIFY_NUMBERS 8

/** One case. */
typedef struct {
  const char *id;     /* unique; ASCII words with hyphens */
  const char *design; /* translatable (N_): what is computed, in words */
  const char *source; /* where the expected value was read, or what computed it */
  SimVerifyKind kind;
  double expected;
  double tolerance; /* as the kind says; SIMULATED: how far the source itself may be off */
  double error;     /* SIMULATED: standard error of the expected value; 0 where it is exact */
  /* either a closed form of up to so many numbers ... */
  double (*closed) (const double *x);
  double x[SIM_VERIFY_NUMBERS];
  /* ... or a scenario, JSON with ' for ", and a figure of it, of a hypothesis where it has one.
     Cases of one scenario stand one after another and share its run. */
  const char *scenario;
  SimVerifyFigure figure;
  guint hypothesis;
} SimVerifyCase;

/** What came out of a case. */
typedef struct {
  const SimVerifyCase *row;
  double found;      /* NaN where it could not be computed */
  double difference; /* found - expected */
  double mcse;       /* Monte Carlo standard error of found; 0 where nothing is simulated */
  double z;          /* difference beyond the tolerance over its standard error; NaN if exact */
  gboolean passed;
} SimVerifyResult;

typedef struct {
  guint n, n_passed;
  SimVerifyResult *results; /* n, in the order of the cases */
  guint threads;            /* of the engine */
  const char *isa;          /* its vector path; static text */
  double seconds;           /* all cases together */
} SimVerification;

/** Called before each case, and with done = n after the last, in the thread of the caller. */
typedef void (*SimVerifyProgress) (guint done, guint n, gpointer data);

/** The cases that are compiled in; static. */
const SimVerifyCase *sim_verify_cases (guint *n);

/**
 * Computes n cases (borrowed as long as the result lives) on an engine; progress may be NULL.
 * cancel (may be NULL): set to non-zero by another thread to stop within a few milliseconds of a
 * run or of a closed form; then returns NULL. A case that cannot be computed fails.
 */
SimVerification *sim_verify_run (SimEngine *engine, const SimVerifyCase *cases, guint n,
                                 SimVerifyProgress progress, gpointer data, const gint *cancel);
void sim_verification_free (SimVerification *verification); /* accepts NULL */

/** Whether the case holds for such a value and Monte Carlo error; fills difference, z, passed. */
void sim_verify_judge (SimVerifyResult *result);

G_END_DECLS
#endif
