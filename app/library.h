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
  char *id;    /* the file's stem, "luo-2019" */
  char *path;
  char *title; /* of the scenario; the id if it has none */
} AppLibraryEntry;

/**
 * Folder of the scenarios: $TREFOIL_DATA_DIR/scenarios if that variable is set, else where they
 * were installed. Newly allocated.
 */
char *app_library_folder (void);
/** The same for the lessons, which are scenarios as well. */
char *app_library_lessons (void);
/**
 * TRUE if a file lies in one of these folders, or where they were installed: it is opened as an
 * example, which saving must not write over.
 */
gboolean app_library_holds (const char *path);
/** All readable scenarios of a folder by title; of AppLibraryEntry. Empty where there is none. */
GPtrArray *app_library_list (const char *folder);
/** Path of a scenario by id, whether it is there or not. Newly allocated. */
char *app_library_path (const char *id);

G_END_DECLS
#endif
