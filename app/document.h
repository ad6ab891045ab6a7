/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document.h - the scenario in the window: its draft, its history, its file.
 *
 * AppDocument is a GObject of the main thread. It holds the current draft (maybe invalid), the
 * last valid scenario, and the undo list (draft references). Every edit of the program goes
 * through app_document_apply(), so that undo, checking and autosave see all of them.
 *
 * Signals (no arguments):
 *   "changed"          the draft changed (edit, undo, redo, load), or what is typed and cannot be
 *                      read; problems are up to date
 *   "scenario-changed" a new valid scenario is there (not emitted while the draft is invalid)
 *   "file-changed"     path, title or modified mark changed
 *   "refused"          an edit would have changed what is locked; the draft stays as it was
 *   "left-behind"      something else is shown, and the last edits do not fit what a file gets:
 *                      undo alone has them
 */
#ifndef APP_DOCUMENT_H
#define APP_DOCUMENT_H

#include <gio/gio.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_DOCUMENT (app_document_get_type ())
G_DECLARE_FINAL_TYPE (AppDocument, app_document, APP, DOCUMENT, GObject)

/** A document of the default scenario, unmodified, without a file. */
AppDocument *app_document_new (void);

/** Replaces everything by the file's content. FALSE with a full sentence; nothing is lost then. */
gboolean app_document_load (AppDocument *self, const char *path, GError **error);
/** As a template: content without a path (bundled scenarios, recovery; then modified is kept). */
gboolean app_document_load_template (AppDocument *self, const char *path, GError **error);
void app_document_load_draft (AppDocument *self, SimDraft *draft, const char *path,
                              gboolean modified);
gboolean app_document_save (AppDocument *self, const char *path, GError **error);
/**
 * What a file gets: the draft; where one is only shown (app_document_show()), the document without
 * that, with the edits made since. A new reference. NULL, and a sentence that names the problem, if
 * these edits make no valid scenario there; a draft that is not only shown is given as it is.
 */
SimDraft *app_document_to_save (AppDocument *self, GError **error);
/** The same, valid or not. Borrowed, never NULL. */
SimDraft *app_document_kept (AppDocument *self);
/**
 * Reads and checks a file without touching a document: the draft if it is valid, else NULL with
 * every problem. May be called from any thread.
 */
SimDraft *app_document_read (const char *path, GPtrArray *problems);
/**
 * Changes whenever another document takes the place of the one that was here (any kind of loading),
 * and stays through edits and saving. What began with one generation is not for another.
 */
guint app_document_generation (AppDocument *self);
/**
 * Somebody wrote draft (app_document_to_save() of the document as it was in generation) to path:
 * that is the document's file now, and what "unsaved" compares to. FALSE, with nothing done, if
 * another document is here now.
 */
gboolean app_document_mark_saved (AppDocument *self, guint generation, SimDraft *draft,
                                  const char *path);
/**
 * The same where path has nothing any more that could be opened, so that what is here is unsaved.
 * seen: what stands there instead, which saving may replace.
 */
gboolean app_document_mark_lost (AppDocument *self, guint generation, const char *path,
                                 const SimFileStamp *seen);

SimDraft *app_document_draft (AppDocument *self);       /* borrowed, never NULL */
/** The last valid one, borrowed; may be NULL. It stays the same where a lesson alone is edited, of
 *  which the draft has the newest. */
SimScenario *app_document_scenario (AppDocument *self);
gboolean app_document_valid (AppDocument *self);        /* the draft itself is valid */
GPtrArray *app_document_problems (AppDocument *self);   /* borrowed, of SimProblem; maybe empty */
/** How many problems there are to see: where something was typed that cannot be read, what is wrong
 *  with the value in the draft is not on show. */
guint app_document_n_problems (AppDocument *self);
/**
 * Says, in a sentence, that what was typed for the value at pointer cannot be read; NULL: it can,
 * or is there no more. The draft keeps what it has, and is as little valid as with a value that is
 * not allowed. Another draft that is put or shown, or that undo leads to, has nothing of it.
 */
void app_document_set_unread (AppDocument *self, const char *pointer, const char *sentence);
/** That sentence, or NULL. Borrowed. */
const char *app_document_unread (AppDocument *self, const char *pointer);
/** The first problem at pointer (ids), or at an element below it; NULL. Borrowed. */
const SimProblem *app_document_problem_at (AppDocument *self, const char *pointer);

const char *app_document_path (AppDocument *self);  /* NULL if never saved */
char *app_document_title (AppDocument *self);       /* title, lesson's, file name, "Untitled" */
/** What a file that is made of it may be called, without an ending: the name of its own file, else
 *  its title in letters that every disk takes, else "scenario". Newly allocated. */
char *app_document_stem (AppDocument *self);
/** The name of a file without its folders and ending, as it is on the disk. Newly allocated. */
char *app_document_stem_of (const char *path);
gboolean app_document_modified (AppDocument *self);
/**
 * What the file had when it was last read, written or looked at; NULL: nothing is known of it, or
 * there is none. Borrowed.
 */
SimDraft *app_document_known (AppDocument *self);
/** Of app_document_mark_lost(): what may be replaced though it cannot be read. Else, and where the
 *  file is gone, none is there: nothing may be. Borrowed. */
const SimFileStamp *app_document_seen (AppDocument *self);

/**
 * Makes draft the current one. what: a translated name of the edit for the undo tooltip ("Mean of
 * Usual care"). group: edits with the same non-NULL group that follow each other directly
 * are one undo step (a drag); end a group with app_document_end_group(). What the basis says of
 * values that become other ones is said of the earlier ones from then on. FALSE: nothing has
 * changed, because it is the same or because something of it is locked.
 */
gboolean app_document_apply (AppDocument *self, SimDraft *draft, const char *what,
                             const char *group);
/** The same of a draft that was not made by editing the current one: its basis speaks of its own
 *  values. */
void app_document_put (AppDocument *self, SimDraft *draft, const char *what, const char *group);
void app_document_end_group (AppDocument *self);
/**
 * Makes draft the current one as something that is only shown, such as a step of a lesson: one step
 * of undo, but no edit. What it has otherwise is not saved, and what was edited before still is, as
 * far as it fits ("left-behind" tells if something does not). An unmodified document stays so, a
 * modified one too. Locks are no hindrance. place: which step it is, as its owner counts (from 1),
 * for app_document_place().
 */
void app_document_show (AppDocument *self, SimDraft *draft, guint place, const char *what);
/** The place of what is shown, also after undo and redo; 0: nothing is shown, or nobody counts. */
guint app_document_place (AppDocument *self);
/**
 * An edit of all three at once, such as of a lesson: of what a file gets (base), of what is shown
 * of it, and of the present draft, which is what is shown with the edits made since. With base and
 * shown NULL the draft is the document again, and not only shown. Locks are no hindrance.
 */
void app_document_revise (AppDocument *self, SimDraft *base, SimDraft *shown, SimDraft *draft,
                          const char *what, const char *group);
/** What a file gets without the edits since something was shown; NULL: nothing is. Borrowed. */
SimDraft *app_document_base (AppDocument *self);
/** The draft that was last shown, of which the present one is an edit; NULL if none. Borrowed. */
SimDraft *app_document_shown (AppDocument *self);
/** sim_draft_set() + apply; value borrowed, NULL removes. */
gboolean app_document_set (AppDocument *self, const char *pointer, const SimValue *value,
                           const char *what, const char *group, GError **error);
gboolean app_document_set_number (AppDocument *self, const char *pointer, double value,
                                  const char *what, const char *group, GError **error);
/**
 * Locks what stands at pointers, and all below: a list of texts, of which a reference is taken, or
 * NULL for none. An edit that would change some of it is refused. Undo, redo and loading are not.
 */
void app_document_set_locks (AppDocument *self, const SimValue *locks);
/** The pointer that locks the value at pointer, or NULL. Borrowed. */
const char *app_document_lock (AppDocument *self, const char *pointer);
/** TRUE if something is locked. */
gboolean app_document_has_locks (AppDocument *self);
/** TRUE if app_document_apply() would take draft: it changes nothing that is locked. */
gboolean app_document_allows (AppDocument *self, SimDraft *draft);
/** Takes back what cannot be read (app_document_set_unread()), the newest first and for good, as
 *  long as there is any; else the last edit. */
void app_document_undo (AppDocument *self);
void app_document_redo (AppDocument *self);
const char *app_document_undo_name (AppDocument *self); /* NULL: nothing to undo */
const char *app_document_redo_name (AppDocument *self);
/** The app_document_place() of what undo, or redo, leads to; 0 also where it leads nowhere. */
guint app_document_undo_place (AppDocument *self);
guint app_document_redo_place (AppDocument *self);

G_END_DECLS
#endif
