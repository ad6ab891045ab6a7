/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-files.h - what window-open, window-save, window-close and window-chooser share.
 *
 * Everything here belongs to the main thread. Only reading and writing files happen in others, and
 * their ends come back to the main loop.
 */
#ifndef APP_WINDOW_FILES_H
#define APP_WINDOW_FILES_H

#include "file-look.h"
#include "window-private.h"

G_BEGIN_DECLS

/** What a wish does once nothing unsaved is in its way; data belongs to the wish's step. */
typedef void (*AppThen) (AppWindow *self, gpointer data);

/**
 * A wish that must not lose work. Takes a reference of the window, and takes over data, which
 * destroy (NULL: nothing to do) frees. Whoever has the step runs it with app_window_when_safe() or
 * frees it. Never NULL.
 */
AppStep *app_step_new (AppWindow *self, AppThen then, gpointer data, GDestroyNotify destroy);
/** Gives the wish up, with its data; NULL is allowed. */
void app_step_free (AppStep *step);

/**
 * Runs step, which it takes over, once what is being saved is written and unsaved changes are saved
 * or given up: at once, or after asking. Drops it if the user takes a step back, or if the question
 * is on screen already.
 */
void app_window_when_safe (AppWindow *self, AppStep *step);
/**
 * TRUE if the window was closed: it lives on while a file of its is on the way, but nothing can be
 * shown in it or asked any more.
 */
gboolean app_window_is_gone (AppWindow *self);

/**
 * Saves the document in its own file, or asks for one; returns at once. next (NULL: nothing) is
 * taken over, and goes to app_window_when_safe() when the file is written; it is dropped if the
 * scenario is invalid, no file is chosen or writing fails, which a toast says.
 */
void app_window_save (AppWindow *self, AppStep *next);
/** The same, with a file that is asked for. */
void app_window_save_as (AppWindow *self, AppStep *next);
/**
 * Asks whose word counts, since the file was to be written and has another's work in it. Takes over
 * look, and next as app_window_save() does; drops both if such a question is on screen already.
 */
void app_window_ask_before_writing (AppWindow *self, AppFileLook *look, AppStep *next);
/**
 * Which files still wait for one that is being written: a sentence, and a line for each. Only if
 * there are any. The caller frees it.
 */
char *app_window_describe_waiting (AppWindow *self);

/**
 * A modal file chooser for scenarios, not on screen yet, that starts where the document is, or
 * where the scenario used last is; title and accept are translated. Borrowed: it is self->chooser,
 * and takes the place of an earlier one.
 */
GtkNativeDialog *app_window_chooser_new (AppWindow *self, const char *title,
                                         GtkFileChooserAction action, const char *accept);

/** What is chosen when a chooser has been answered, owned by the caller; NULL where nothing is, or
 *  nothing of use. */
char *app_window_chosen_path (AppWindow *self, GtkNativeDialog *chooser, int response);
/** The path of file, owned by the caller; NULL, after a toast, where it is not on a local disk. */
char *app_window_local_path (AppWindow *self, GFile *file);

/** The document is written: says, once, that trials of a cluster which are shown are not in it. */
void app_window_say_not_in_file (AppWindow *self);

G_END_DECLS
#endif
