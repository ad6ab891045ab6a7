/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * library.h - the scenarios that come with the program.
 */
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "sim.h"

G_BEGIN_DECLS

/** The one that a start without a file opens. */
#define APP_LIBRARY_FIRST "luo-2019"

typedef struct {
  char *id;       /* the file's stem, "luo-2019" */
  char *path;
  char *title;    /* of the scenario; the id if it has none */
  char *question; /* one line of what it is for; may be "" */
  char *purpose;  /* "planning", "teaching" or "both" */
  char *words;    /* by which people may look for it (words.h) */
  guint n_steps;  /* of its lesson; 0: it is none */
} AppLibraryEntry;

/**
 * Folder of the program's data: $TREFOIL_DATA_DIR if that variable is set, else where it was
 * installed. Newly allocated.
 */
char *app_library_folder (void);
/**
 * TRUE if a file is one of the scenarios or lessons there, or where they were installed: it is
 * opened as an example, which saving must not write over.
 */
gboolean app_library_holds (const char *path);
/**
 * All readable scenarios of such a folder by title, then its lessons, each before the one it leads
 * to; of AppLibraryEntry. Empty where there is none. Any thread.
 */
GPtrArray *app_library_list (const char *folder);
/** Path of the lesson that follows the one of that id: ids are in the order of the numbers in them.
 *  NULL if none does, or id is no lesson. Newly allocated. */
char *app_library_next_lesson (const char *id);
/** Path of a scenario (no lesson) by id, whether it is there or not. Newly allocated. */
char *app_library_path (const char *id);

G_END_DECLS
#endif
