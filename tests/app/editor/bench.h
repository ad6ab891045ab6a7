/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.h - a document and its editor in a window, for tests.
 */
#ifndef TESTS_APP_EDITOR_BENCH_H
#define TESTS_APP_EDITOR_BENCH_H

#include "editor/editor-private.h"

G_BEGIN_DECLS

typedef struct {
  AppDocument *document;
  GtkWidget *window, *editor;
} Bench;

/** Initialises GTK and the tests; FALSE (and a message) without a display: exit with 77. */
gboolean bench_init (int *argc, char ***argv);

/** A fixture: the default scenario, every card unfolded, the window shown. */
void bench_open (Bench *bench, gconstpointer data);
void bench_close (Bench *bench, gconstpointer data);

/** Runs the main loop for so long, and until the window was drawn a few times: on a busy machine
 * the frames that give rows their place and the focus come late. */
void bench_wait (Bench *bench, guint ms);

/** The field of exactly that pointer; fails the test if there is none. */
AppField *bench_field (Bench *bench, const char *pointer);
/** Focuses the field's entry and replaces its text, as typing would; does not wait. */
void bench_type (Bench *bench, const char *pointer, const char *text);
const char *bench_text (Bench *bench, const char *pointer);
/** The number that the draft has at pointer, default included. */
double bench_number (Bench *bench, const char *pointer);
/** Presses a key in the field's control: what its controllers would be told. */
gboolean bench_key (Bench *bench, const char *pointer, guint key);
/** Sets a value as another part of the window would, e.g. "/arms/usual/size=60". */
void bench_set (Bench *bench, const char *assignment);
/** Clicks the button of that accessible name. */
void bench_click (Bench *bench, const char *name);
/** Runs an action of the menu button of that name; target: a text, or NULL. */
void bench_choose (Bench *bench, const char *name, const char *action, const char *target);
/** Adds a part (its key) by the menu at the end of the editor; it must leave the draft valid. */
void bench_add (Bench *bench, const char *part);
/** Fails the test, with the problems, if the draft is not valid. */
void bench_assert_valid (Bench *bench);
/** What is written at pointer, as compact JSON; "" where nothing is. Newly allocated. */
char *bench_json (Bench *bench, const char *pointer);
/** Whether a sentence below widget can be seen that has text in it. */
gboolean bench_says (GtkWidget *widget, const char *text);
/** The first descendant of widget with that accessible name, or NULL. */
GtkWidget *bench_named (GtkWidget *widget, const char *name);

G_END_DECLS
#endif
