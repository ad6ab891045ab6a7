/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nulls.h - companion nulls: the same design where hypotheses are true nulls, all of them and in
 * part, and the largest family-wise error among these.
 *
 * Each set of hypotheses is put on its boundaries by sim_edit_null(), the others as planned and far
 * away, which is the worst case of stepwise procedures: what is surely rejected hands on its level.
 * All are simulated at the scenario's own size with its seed, so on the same random numbers.
 */
#ifndef SIM_STUDY_NULLS_H
#define SIM_STUDY_NULLS_H

#include "../run/results.h"
#include "../scenario/edit-null.h"
#include "options.h"

G_BEGIN_DECLS

/** One set of true nulls. */
typedef struct {
  guint nulls;           /* bit h: hypothesis h is put on its boundary */
  guint true_nulls;      /* those that are true then: perhaps more, beyond their boundaries */
  SimNullOthers others;  /* PLANNED where there are none */
  SimScenario *scenario; /* owned; NULL: there is no such, or it is another row's */
  char *reason;          /* a sentence why; NULL where there is one */
  double true_effect[SIM_MAX_HYPOTHESES];
  SimFigure rejected[SIM_MAX_HYPOTHESES]; /* each hypothesis, null or not */
  SimFigure fwer; /* a true null is rejected; NaN if not simulated */
  double exact;   /* the same in closed form; NaN where there is none */
} SimNull;

typedef struct {
  guint total;        /* patients: the scenario's own */
  guint64 replicates; /* trials of each */
  gboolean complete;  /* FALSE: it was cancelled before it had looked at more than n rows */
  guint left_out;     /* sets not looked at, because there are too many */
  guint n;
  SimNull *nulls; /* the global null first, then from many to few */
  int largest;    /* index of the largest simulated family-wise error; -1 if there is none */
} SimNullStudy;

/**
 * All sets of up to 6 hypotheses; of more the whole, single ones, pairs, and all but one. Blocks
 * until done, on the threads of engine; options, with the trials of each set, may be NULL. cancel
 * (may be NULL): set to non-zero by another thread to stop: what was finished is returned, rows up
 * to the last one that was simulated. Returns NULL, with an error if a run could not be made, and
 * without one if cancelled before there was anything.
 */
SimNullStudy *sim_null_study_new (SimEngine *engine, SimScenario *scenario,
                                  const SimStudyOptions *options, const gint *cancel,
                                  GError **error);
/** Whether a row rejects more often than alpha: by its exact error where there is one, else where
 *  the Wilson interval of the simulated one, at 95 % for all such rows at once (Bonferroni), lies
 *  above alpha. */
gboolean sim_null_is_above (const SimNullStudy *study, guint index, double alpha);
void sim_null_study_free (SimNullStudy *study); /* accepts NULL */

G_END_DECLS
#endif
