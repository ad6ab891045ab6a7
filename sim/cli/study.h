/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * study.h - the frame of the commands whose answer takes many runs.
 *
 * Each reads its scenario and options, computes on a thread of its own while progress is shown and
 * signals are watched, and writes the answer as the asked format has it. A command is a row that
 * says what is its own in that.
 */
#ifndef SIM_CLI_STUDY_H
#define SIM_CLI_STUDY_H

#include "options.h"

G_BEGIN_DECLS

/** One call of a command. */
typedef struct {
  const SimCliOptions *options;
  GPtrArray *scenarios; /* of SimScenario, owned: that of the first operand, if there is one */
  SimEngine *engine;
  gpointer found;    /* what prepare or compute made, freed by clear */
  gboolean complete; /* set by compute; FALSE where it was cancelled or failed */
  gboolean empty;    /* set by compute: nothing of what was found is finished */
  GError *error;     /* why it failed; SIM_ERROR_CANCELLED is as good as none */
  guint done, all;   /* how far it is; atomic */
} SimCliStudy;

/** What is a command's own. */
typedef struct {
  gsize keep;          /* bytes for sums of patients that scenarios have in common; 0: none */
  const char *counted; /* translatable (N_), what is counted: "scenarios"; NULL: percentages */
  const char *usage;   /* the option that a SIM_ERROR_USAGE of compute is about; NULL: none */
  /** Makes what options ask for; may be NULL. FALSE after a sentence, with the status to end
   *  with. */
  gboolean (*prepare) (SimCliStudy *study, int *status);
  /** On a thread of its own; returns soon after *cancel is not 0. What stands in found then is
   *  written, complete or not, unless it is empty. */
  void (*compute) (SimCliStudy *study, const gint *cancel);
  /** The answer; newly allocated. csv NULL: not among the command's formats. */
  char *(*json) (const SimCliStudy *study, const SimReportInfo *info);
  char *(*csv) (const SimCliStudy *study, const SimReportInfo *info);
  char *(*table) (const SimCliStudy *study, const SimReportInfo *info, int columns);
  /** The status of what was written and is complete, after a remark if one is due; NULL: done. */
  int (*conclude) (const SimCliStudy *study);
  void (*clear) (gpointer found); /* not of NULL */
} SimCliStudyRow;

/** Runs the command; returns its exit status. */
int sim_cli_study (const SimCliOptions *options, const SimCliStudyRow *row);

/** The scenario of the first operand; borrowed. */
SimScenario *sim_cli_study_scenario (const SimCliStudy *study);
/** Says that so much of all is done. Any thread. */
void sim_cli_study_count (SimCliStudy *study, guint done, guint all);
/** The same of a share from 0 to 1; data is the SimCliStudy. */
void sim_cli_study_share (double share, gpointer data);

G_END_DECLS
#endif
