/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-search.h - simulated trials for the views, got in a thread: one by its number, or the next
 * one of some kind.
 *
 * An AppTrialSource keeps what is compiled of a scenario from wish to wish. It is used by one
 * thread at a time: the compute function of the one AppJob that it is given to.
 */
#ifndef APP_VIEWS_TRIAL_SEARCH_H
#define APP_VIEWS_TRIAL_SEARCH_H

#include "job.h"
#include "sim.h"

G_BEGIN_DECLS

typedef struct _AppTrialSource AppTrialSource;

AppTrialSource *app_trial_source_new (void);
void app_trial_source_free (AppTrialSource *source); /* accepts NULL; after its job */
/** For the thread: the replay of a scenario at its own size; borrowed. NULL with an error. */
SimReplay *app_trial_source_replay (AppTrialSource *source, SimScenario *scenario, GError **error);

/** What is looked for. */
typedef enum {
  APP_TRIAL_THIS, /* the trial of that number */
  APP_TRIAL_NEXT  /* the next trial of the kind, from that one on and round to it again */
} AppTrialAsk;

typedef struct {
  AppTrialSource *source; /* borrowed */
  SimScenario *scenario;
  AppTrialAsk ask;
  guint64 trial;     /* from which on */
  guint64 n;         /* NEXT: trials 0 .. n - 1 are looked at */
  guint hypothesis;  /* NEXT: for which it is to be of the kind */
  SimTrialKind kind; /* NEXT */
} AppTrialInput;

typedef struct {
  SimScenario *scenario;
  SimTrial *trial; /* NULL: error, or there is none */
  char *error;
  guint64 n; /* trials that were looked at in vain */
} AppTrialAnswer;

void app_trial_input_free (AppTrialInput *input);
void app_trial_answer_free (AppTrialAnswer *answer);
/** For AppJobKind: NULL once nobody wants it any more. */
AppTrialAnswer *app_trial_compute (AppTask *task, AppTrialInput *input);

G_END_DECLS
#endif
