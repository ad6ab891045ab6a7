/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * study.h - what the views that simulate for themselves do alike: ask of every scenario anew, in a
 * job of their own, as long as they are on screen.
 */
#ifndef APP_VIEWS_STUDY_H
#define APP_VIEWS_STUDY_H

#include "job.h"
#include "views/follow.h"
#include "views/plot-area.h"

G_BEGIN_DECLS

/** Part of a view, which reads it and changes it by these functions alone. */
typedef struct {
  AppJob *job;
  AppPlotArea *area;   /* borrowed */
  GtkWidget *progress; /* a bar */
  AppShown shown;
  SimScenario *asked; /* that of the newest wish; NULL: it is to be asked again */
} AppStudy;

/**
 * For the init of a view, which is the data of its job: makes the job and the bar, which is to be
 * given a place. Once the view is hidden its job is cancelled, for the cores belong to others; the
 * next time it is shown it is to ask again.
 */
void app_study_init (AppStudy *study, GtkWidget *view, const AppJobKind *kind, GtkWidget *area);
/** For its dispose, before its widgets go. */
void app_study_clear (AppStudy *study);
/** TRUE if the run has another scenario than was asked, which counts as asked now; the area is
 *  greyed while what the editor shows cannot be run. */
gboolean app_study_update (AppStudy *study, GtkWidget *view, AppRun *run);
/** The same for a view that follows no run; scenario may be NULL. */
void app_study_take (AppStudy *study, SimScenario *scenario);
/** Starts the job with an input (taken over); what is shown fades until the answer is. */
void app_study_want (AppStudy *study, gpointer input);
/** Wants nothing any more. */
void app_study_cancel (AppStudy *study);
/** The area shows an answer to what was asked, if a coarse one: it fades no more. */
void app_study_answered (AppStudy *study);
/** How much is done; the bar shows it as long as the job is busy. */
void app_study_progress (AppStudy *study, double share);

G_END_DECLS
#endif
