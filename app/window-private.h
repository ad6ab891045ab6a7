/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-private.h - the window's parts, for the files window-*.c that do its jobs.
 */
#ifndef APP_WINDOW_PRIVATE_H
#define APP_WINDOW_PRIVATE_H

#include "file-watch.h"
#include "lesson/author.h"
#include "lesson/course.h"
#include "recovery.h"
#include "scaled.h"
#include "views/list.h"
#include "views/views.h"
#include "window.h"

G_BEGIN_DECLS

/** A file on its way out (window-save), and a wish that must not lose work (window-close). */
typedef struct _AppSaving AppSaving;
typedef struct _AppStep AppStep;
/** What was discarded and may be brought back (window-discard). */
typedef struct _AppDiscarded AppDiscarded;

struct _AppWindow {
  AdwApplicationWindow parent_instance;

  AppDocument *document;
  AppRun *run;
  AppPins *pins;
  AppTrialFocus *focus;
  AppRecovery *recovery;

  /* Of the template. */
  AdwToastOverlay *toasts;
  GtkStack *pages; /* work, or the start page */
  GtkWidget *work, *header;
  AdwSplitButton *open_button;
  GtkWidget *sidebar_button, *undo_button, *redo_button, *export_button, *run_button, *menu_button;
  GtkLabel *title, *subtitle;
  GtkBox *switcher;
  AdwFlap *flap;
  GtkScrolledWindow *strip; /* of the big figures */
  GtkPaned *paned;
  GtkStack *stack;
  GtkStack *curtain;   /* before the results: they, or the cover of a lesson */
  GtkScrolledWindow *room; /* of the views */
  GtkRevealer *lesson; /* of its panel */
  GtkBox *bottom;

  /* Made in code. */
  GtkWidget *editor, *figures, *status;
  GtkWidget *start; /* the start page, from its first time on; else NULL */
  const AppView *led_from; /* that has led to One trial, and can be gone back to; else NULL */
  guint chosen_in;         /* generation of the document in which that was, and in which a kind of
                              trials was chosen */
  GtkWidget *more; /* the button of the views that are not in the switcher */
  guint held;      /* the views that a lesson holds, a bit each */
  AppTable *table;
  const char *run_label;   /* of its button, only compared */
  int width, height;       /* px of the newest layout, as all in it is measured; 0: none yet */
  int table_needs;         /* px, when the table was given its height last */
  guint strip_source;      /* until what figures and table need is seen to; 0: not waiting */
  gboolean tight;          /* the header has given up what it can */
  int bare;                /* px that it needed with that, but for the names of views */
  gboolean was_running;    /* when it was last looked */
  SimScenario *copies;     /* its sample size, once the exact numbers are there; else NULL */
  gboolean projector;      /* only the plot and the big figures, */
  AppScaled *scaled;       /* enlarged by this; else all, as it is */
  guint rest;              /* until the pointer has rested; 0: not waiting */
  double pointer_x, pointer_y; /* where it was */
  gboolean sidebar_before; /* in that mode: whether the scenario was shown */
  gboolean gave_way;       /* the scenario is hidden for want of room beside a lesson */
  AppDiscarded *discarded; /* what a message may offer to bring back; NULL: nothing */
  guint discard_wait;      /* until no other message stands; 0: not waiting */
  guint discarded_in;      /* generation of the document that it was */
  gboolean discard_told;   /* another one has its place, and that was said */
  gboolean covered;        /* the scenario is hidden as it may be the answer */
  gboolean covered_before; /* then: whether it was shown */

  /* window-lesson */
  AppCourse *course;
  AppAuthor *author;
  gboolean trying; /* it is to be tried once all is known of it */
  guint written; /* the step of it that is on show; G_MAXUINT: none */
  GtkStack *teaching; /* the lesson of a learner, or of its author */
  const char *begun;     /* the step whose view was shown, borrowed; only compared */
  char *next_lesson;     /* the file of that which follows; NULL: none does, */
  guint next_in;         /* in that generation of the document */
  gint64 refused;        /* when an edit was, for the last time */

  /* window-open, window-save, window-close, window-chooser: see window-files.h */
  GtkWindow *question;      /* about unsaved changes, on screen; else NULL */
  gboolean closing;         /* it was answered: the window may go */
  GtkNativeDialog *chooser; /* on screen, else NULL */
  guint opening;            /* the number of the newest wish for another document */
  AppSaving *saving;        /* on its way to disk, borrowed; else NULL */
  GQueue waiting;           /* of AppSaving: they follow one after the other */
  AppStep *then;            /* what to do when all are written, else NULL */

  /* window-disk */
  AppFileWatch *watch;
  GtkWindow *conflict; /* the question about a file that was changed on the disk; else NULL */
  gboolean looking;    /* it is being read */
  SimFileStamp put_off; /* of the file that was asked about without a decision */
};

/* All of it belongs to the main thread. */

/** The views: makes all of the table, their buttons and their actions, once, when the table below
 *  them is there. */
void app_window_init_views (AppWindow *self);
/** The row of the view that is shown, and its widget (NULL: not wanted). */
const AppView *app_window_view (AppWindow *self, GtkWidget **widget);
/** The window has that width now: the buttons of the views show their names where there is room. */
void app_window_fit_switcher (AppWindow *self, int width);
/** The lesson has changed: which views can be gone to, by their buttons and in the menu. */
void app_window_update_views (AppWindow *self);
/** Shows the scenario, but not in the projector mode, nor while a prediction is to be made. */
void app_window_show_editor (AppWindow *self);
/** px that the names on show take in the header. */
int app_window_names_width (AppWindow *self);

/** Whether it is so high, for the size of its text, that a lesson needs no room of others. */
gboolean app_window_is_roomy (AppWindow *self);
/** Shows the table where the view, the mode and the height of the window leave room for it. */
void app_window_show_table (AppWindow *self);
/** The same, and gives the big figures and the table their heights. */
void app_window_fit_table (AppWindow *self);
/** The same, once what is being laid out has its size. */
void app_window_fit_table_soon (AppWindow *self);
/** The same where the table needs another height than it was given last. */
void app_window_follow_table (AppWindow *self);
/** Follows what the big figures and the table need, once they are there; until
 *  app_window_clear_room(). */
void app_window_init_room (AppWindow *self);
void app_window_clear_room (AppWindow *self);

/** The header: its button of the run, and its words follow the size of text; once, with views. */
void app_window_init_header (AppWindow *self);
/** The window has that width now: what there is no room for goes from the header. */
void app_window_fit_header (AppWindow *self, int width);
/** Text has another size, or the lesson comes or goes: whether views are scrolled. */
void app_window_fit_room (AppWindow *self);
/** The run has news: what its button does next. */
void app_window_update_run_button (AppWindow *self);

/** The document or the lesson has changed: what can be undone, and what else follows from that. */
void app_window_update_history (AppWindow *self);
/** Whether One trial leads back to the view that led there: of this document, if views can be
 *  changed. What was chosen in another document, as a kind of trials, is forgotten. */
void app_window_update_way (AppWindow *self);

/** The tooltip of a widget with the key of its action ("": none), and its accessible name. */
void app_window_set_help (GtkWidget *widget, const char *action, const char *text);

/** New, open, drop: adds their actions to the window, once. */
void app_window_init_open (AppWindow *self);
/**
 * Opens a file (as_template, and one that comes with the program: without keeping its path), after
 * asking about unsaved changes. Returns at once; the file is read in a thread, and a dialog says
 * what is wrong with it.
 */
void app_window_open_file (AppWindow *self, GFile *file, gboolean as_template);

/** The start page in place of the scenario: adds its actions to the window, once. */
void app_window_init_start (AppWindow *self);
/** Shows the start page, or the scenario again. */
void app_window_show_start (AppWindow *self, gboolean show);

/** The null version of the scenario: adds its action to the window, once. */
void app_window_init_null (AppWindow *self);

/** Projector mode and the search for a setting: adds their actions to the window, once. */
void app_window_init_projector (AppWindow *self);
/** The window has that size now, px of the screen: projector mode follows. FALSE: it had it. */
gboolean app_window_fit_projector (AppWindow *self, int width, int height);
/** Waits for nothing any more; when the window goes. */
void app_window_clear_projector (AppWindow *self);

/** Escape leaves the start page, a trial that was gone into, projector mode: once. */
void app_window_init_back (AppWindow *self);

/** Notices about runs that end while nobody looks: once; and whenever the run has news. */
void app_window_init_notice (AppWindow *self);
void app_window_update_notice (AppWindow *self);

/** Help on what has the focus, and the guide: adds their actions to the window, once. */
void app_window_init_help (AppWindow *self);

/** F1 in every menu; once, before the first menu is made. */
void app_window_help_in_menus (void);
/** F1 in dialogs, by app_help_topic_set(); the same. */
void app_window_help_in_dialogs (void);

/** Keeps what the window is like for the next start. */
void app_window_remember (AppWindow *self);

/** Save, save as: adds their actions to the window, once. */
void app_window_init_save (AppWindow *self);
/**
 * Gives up the files that wait for one that is being written, and what was to be done afterwards;
 * the one that is being written is not touched.
 */
void app_window_drop_waiting (AppWindow *self);

/**
 * TRUE if the window may close now, for its close request. Else closing waits for what is being
 * written, or the question about unsaved work is on screen; the window closes itself then.
 */
gboolean app_window_may_close (AppWindow *self);

/** The file of the document as others write it: watches it from now on, once. */
void app_window_init_disk (AppWindow *self);

/** The menu of the Open button: recent files, lessons, bundled scenarios. */
void app_window_init_menu (AppWindow *self);

/** Another size of window or text, or the lesson has changed: how wide its panel is. */
void app_window_fit_lesson (AppWindow *self);
/** Shows the panel of the lesson where there is one; its author's not in the projector mode. */
void app_window_show_lesson (AppWindow *self);
/** The lesson: makes its panel and adds its actions to the window, once. */
void app_window_init_lesson (AppWindow *self);

/**
 * Asks whether what is not predicted yet may be missed, at any step: body is what would show it,
 * answer the button that says yes. Then it is missed, and then() is called.
 */
void app_window_ask_to_miss (AppWindow *self, const char *body, const char *answer,
                             void (*then) (AppWindow *self));

/** Writing a lesson: makes its panel (borrowed) and adds its actions to the window, once. */
GtkWidget *app_window_init_writing (AppWindow *self);

/** Simulating on a cluster: adds its actions to the window, once. */
void app_window_init_cluster (AppWindow *self);

/** Copying and saving plots and results: adds their actions to the window, once. */
void app_window_init_output (AppWindow *self);
/** Follows the view and the run: what there is to be copied or saved. */
void app_window_update_output (AppWindow *self);

/** Bringing back what was discarded: adds its action to the window, once. */
void app_window_init_discard (AppWindow *self);
/** Keeps what is unsaved, if anything is: it is offered when something else has its place. */
void app_window_put_aside (AppWindow *self);
/** There is nothing to be brought back any more in this window; files stay for the next start. */
void app_window_clear_discarded (AppWindow *self);
/** The same where the window is closed: the files of what it has offered go. */
void app_window_end_discarded (AppWindow *self);

/** Writing the results into the scenario as what it expects: adds its actions to the window, once;
 *  and follows the run and the lesson. */
void app_window_init_expected (AppWindow *self);
void app_window_update_expected (AppWindow *self);
/** Sets a value of what a file gets, NULL: takes it out; one step of undo, also while something is
 *  only shown. FALSE: nothing has changed. */
gboolean app_window_write_value (AppWindow *self, const char *pointer, const SimValue *value,
                                 const char *what);
/** Whether what is expected is of another scenario than the document's: the results of a template
 *  are no claim of what was made from it. */
gboolean app_window_leaves_out_expected (AppWindow *self);
/** Tells that they were left out. */
void app_window_say_left_out (AppWindow *self);

G_END_DECLS
#endif
