/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.h - what can be asked of a study that has nothing else to be asked: assurance, nulls.
 */
#ifndef SIM_STUDY_OPTIONS_H
#define SIM_STUDY_OPTIONS_H

#include <glib.h>

G_BEGIN_DECLS

/** Zeros are the defaults. */
typedef struct {
  guint64 replicates; /* 0: run.replicates; what they are the trials of each study says */
  void (*progress) (double share, gpointer data); /* may be NULL; a share of the work, 0 to 1 */
  gpointer data;
} SimStudyOptions;

G_END_DECLS
#endif
