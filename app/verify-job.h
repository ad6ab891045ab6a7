/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-job.h - a verification of the program in a thread, told of in the main loop.
 */
#ifndef APP_VERIFY_JOB_H
#define APP_VERIFY_JOB_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppVerifyJob AppVerifyJob;

/** Called once in the main loop when all cases are computed: the job then owns the verification.
 *  error: a sentence where the engine could not be started; else NULL. */
typedef void (*AppVerifyDone) (const SimVerification *verification, const char *error,
                               gpointer data);

/** Starts to compute n cases, which are borrowed as long as the job lives. */
AppVerifyJob *app_verify_job_new (const SimVerifyCase *cases, guint n, AppVerifyDone done,
                                  gpointer data);
/** Stops the thread, a few milliseconds at most but for the longest closed forms, and frees; done
 *  is not called any more. Accepts NULL. */
void app_verify_job_free (AppVerifyJob *job);
/** How many cases are computed so far, and of how many. */
guint app_verify_job_done (AppVerifyJob *job);
guint app_verify_job_n (const AppVerifyJob *job);

G_END_DECLS
#endif
