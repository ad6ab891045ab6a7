/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verification.h - what a verification of the program found, as text that a validation file holds.
 *
 * Numbers never depend on the locale. All return newly allocated text that ends in a newline.
 * Thread-safe.
 */
#ifndef SIM_REPORT_VERIFICATION_H
#define SIM_REPORT_VERIFICATION_H

#include "../study/verify.h"

G_BEGIN_DECLS

/** What stands at its head, beside the engine's threads and vector path. */
typedef struct {
  const char *program;   /* "trefoil-sim 0.1.0" */
  const char *date;      /* "2026-11-28 23:15:00 UTC" */
  const char *processor; /* as sim_processor_name() gives it */
} SimVerificationInfo;

/**
 * A row a case with expected and found values, the difference, z and the verdict, then what each
 * case is and its source; last a sentence "N passed, N failed". At most columns wide (40 if less,
 * 0: no limit); colour: escape sequences for a terminal.
 */
char *sim_report_verification_table (const SimVerification *verification,
                                     const SimVerificationInfo *info, int columns,
                                     gboolean colour);
/** One JSON document; numbers that do not exist are null. */
char *sim_report_verification_json (const SimVerification *verification,
                                    const SimVerificationInfo *info);
/** Header and a row a case, date, program and machine in each: tables may be laid under one
 *  another. */
char *sim_report_verification_csv (const SimVerification *verification,
                                   const SimVerificationInfo *info);

/** "104 passed, 0 failed." Newly allocated. */
char *sim_verification_summary (const SimVerification *verification);
/** The value of a case with as many digits as its tolerance or its Monte Carlo error earns: the
 *  expected one, or the one found. Newly allocated. */
char *sim_verification_expected (const SimVerifyResult *result);
char *sim_verification_found (const SimVerifyResult *result);
/** "z 1.2", or "3e-12" for the difference where nothing is simulated. Newly allocated. */
char *sim_verification_distance (const SimVerifyResult *result);

G_END_DECLS
#endif
