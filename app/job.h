/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * job.h - something that takes a while, computed in a thread of low priority for the main loop.
 *
 * At most one thread computes. A new wish cancels it and follows it; the result of a cancelled
 * computation is dropped. All functions are called from the main thread, and so are the callbacks,
 * but for `compute` and what is said to be for it.
 */
#ifndef APP_JOB_H
#define APP_JOB_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AppJob AppJob;
typedef struct _AppTask AppTask;

/** What kind of thing is computed. */
typedef struct {
  const char *name; /* of the thread, at most 15 bytes */
  /** In the thread: computes the result of an input, which it may change. NULL: there is none. */
  gpointer (*compute) (AppTask *task, gpointer input);
  GDestroyNotify free_input, free_result;
  /** A result is there: a report of one under way, or the last. The callee owns it; NULL only at
   *  the end, where there is none. */
  void (*ready) (gpointer result, gboolean last, gpointer data);
} AppJobKind;

/** kind is borrowed for the life of the job. */
AppJob *app_job_new (const AppJobKind *kind, gpointer data);
/** Cancels, waits for the thread (as long as `compute` takes to hear of it), frees. ready is not
 *  called any more. Accepts NULL. */
void app_job_free (AppJob *job);
/** Computes the result of input (taken over); what was wanted before is forgotten. */
void app_job_want (AppJob *job, gpointer input);
/** Forgets what was wanted; ready is not called for it any more. */
void app_job_cancel (AppJob *job);
/** TRUE from a wish until its last result, or until it is forgotten. */
gboolean app_job_busy (const AppJob *job);

/** For compute: non-zero once nobody wants the result; may be handed to any study. */
const gint *app_task_cancel (const AppTask *task);
/** For compute: a result of what is done so far (taken over). One that has not been looked at when
 *  the next comes is freed, so it may be called as often as there is something new. */
void app_task_report (AppTask *task, gpointer result);

G_END_DECLS
#endif
