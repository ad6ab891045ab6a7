/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan.h - the questions of the view Sample size, and their answers: figures, a table, files.
 *
 * A question is a row of app_plan_kinds. It is computed in a job, from coarse to fine: each report
 * is a whole answer.
 */
#ifndef APP_VIEWS_PLAN_H
#define APP_VIEWS_PLAN_H

#include "columns.h"
#include "job.h"
#include "plot/plot.h"

G_BEGIN_DECLS

typedef enum {
  APP_PLAN_PATIENTS,  /* how many patients a power needs */
  APP_PLAN_RATIO,     /* with which ratio of the arms they are fewest */
  APP_PLAN_ASSURANCE, /* power averaged over the priors */
  APP_PLAN_NULLS,     /* family-wise error where hypotheses are true nulls */
  APP_N_PLAN_KINDS
} AppPlanKind;

#define APP_PLAN_COLUMNS 9
#define APP_PLAN_STEPS   3 /* from coarse to fine, at most */

#define APP_TYPE_PLAN_ROW (app_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanRow, app_plan_row, APP, PLAN_ROW, GObject)

/** One row of the table; filled once, then read only but for held. */
struct _AppPlanRow {
  GObject parent_instance;
  char *texts[APP_PLAN_COLUMNS]; /* NULL: there is none */
  char *tip;                     /* the row as a sentence, or NULL */
  PlotFigure *figure;            /* of its own; NULL: that of all */
  gboolean alarm;                /* the one that matters most */
  /* what its button does: */
  char *use;                 /* its label; NULL: there is none */
  char *use_help;            /* in words */
  guint total;               /* the scenario gets so many patients, */
  guint ratio[SIM_MAX_ARMS]; /* split by this ratio; 0: by its own */
  const char *held;          /* why the button cannot be used now, static; NULL: it can */
};

AppPlanRow *app_plan_row_new (void);

/** What is asked for. */
typedef struct {
  SimScenario *scenario; /* owned */
  AppPlanKind kind;
} AppPlanInput;

/** An answer; reference-counted, and not changed once it is shown. */
typedef struct {
  AppPlanKind kind;
  PlotFigure *figure;      /* owned; NULL with an error */
  GPtrArray *rows;         /* of AppPlanRow */
  char *text, *csv, *json; /* the answer as the command line writes it */
  char *error;             /* a sentence, or NULL */
} AppPlanResult;

AppPlanResult *app_plan_result_ref (AppPlanResult *result);
void app_plan_result_unref (AppPlanResult *result); /* accepts NULL */

/** What a job reports: the newest answer and how far it is with the next. */
typedef struct {
  AppPlanResult *result; /* owned; NULL: none yet */
  double share;          /* of the work that is done */
} AppPlanReport;

/** The work under way, for the files plan-*.c. */
typedef struct {
  AppTask *task;
  const AppPlanInput *input;
  SimEngine *engine;
  AppPlanResult *found; /* the newest answer, or NULL */
  guint step, n_steps;
  guint64 steps[APP_PLAN_STEPS]; /* how many trials each of them has */
  gint64 reported;
  SimGoal shown; /* of the patients: the goal of the headline */
} AppPlanWork;

/** A question. */
typedef struct {
  const char *name, *help;    /* not translated yet */
  const AppColumnLook *looks; /* one without a title is that of the buttons */
  guint n_columns;
  /** In the job's thread: blocks; the answer from so many trials, NULL when cancelled or with an
   *  error. last: no finer one follows. */
  AppPlanResult *(*compute) (AppPlanWork *work, guint64 replicates, gboolean last, GError **error);
} AppPlanQuestion;

extern const AppPlanQuestion app_plan_questions[APP_N_PLAN_KINDS];

AppPlanResult *app_plan_patients (AppPlanWork *work, guint64 replicates, gboolean last,
                                  GError **error);
AppPlanResult *app_plan_ratio (AppPlanWork *work, guint64 replicates, gboolean last,
                               GError **error);
AppPlanResult *app_plan_assurance (AppPlanWork *work, guint64 replicates, gboolean last,
                                   GError **error);
AppPlanResult *app_plan_nulls (AppPlanWork *work, guint64 replicates, gboolean last,
                               GError **error);
extern const AppColumnLook app_plan_patients_looks[], app_plan_ratio_looks[],
    app_plan_assurance_looks[], app_plan_nulls_looks[];

/** For these: an answer without rows; figure is taken over. */
AppPlanResult *app_plan_result_new (const AppPlanWork *work, PlotFigure *figure);
/** A study that has no other options, and the answer that it gives. */
typedef struct {
  gpointer (*make) (SimEngine *engine, SimScenario *scenario, const SimStudyOptions *options,
                    const gint *cancel, GError **error);
  AppPlanResult *(*answer) (const AppPlanWork *work, gconstpointer study);
  void (*clear) (gpointer study); /* accepts NULL */
} AppPlanStudy;
/** Makes it of so many trials; its answer, NULL where make gives NULL. */
AppPlanResult *app_plan_study (AppPlanWork *work, const AppPlanStudy *study, guint64 replicates,
                               GError **error);
/** An answer (taken over) that is shown while the work goes on. */
void app_plan_found (AppPlanWork *work, AppPlanResult *result);
/** For the progress of studies: data is the work. */
void app_plan_progress (double share, gpointer data);
/** Says in the title and the subtitle of an answer (both taken over and made anew) that it is
 *  provisional, where a finer one follows; firm: what the title says does not hang on it. */
void app_plan_mark_provisional (const AppPlanWork *work, gboolean firm, char **title,
                                char **subtitle);
/** What a goal is called in figures and in the table. */
char *app_plan_goal (const AppPlanWork *work, const SimGoal *goal);
/** The same inside a sentence. */
char *app_plan_goal_within (const AppPlanWork *work, const SimGoal *goal);
/** "55 / 51 / 49". */
char *app_plan_arms (const AppPlanWork *work, const double *arms);
/** A mean number of patients, with one decimal at most. */
char *app_plan_patients_text (double number);
extern const SimReportInfo app_plan_info;

/** For a job, as the functions of its kind. */
gpointer app_plan_compute (AppTask *task, gpointer input);
void app_plan_input_free (gpointer input);
void app_plan_report_free (gpointer report); /* accepts NULL */

G_END_DECLS
#endif
