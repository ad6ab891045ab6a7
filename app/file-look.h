/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-look.h - the file of a document as it is now, for the question whether somebody else wrote
 * it. Any thread: a disk may hang.
 */
#ifndef APP_FILE_LOOK_H
#define APP_FILE_LOOK_H

#include "document.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  guint generation; /* of the document whose file it is; 0 until the caller sets it */
  gboolean there;   /* something has that name, be it a folder */
  gboolean regular; /* and it is a file */
  SimFileStamp stamp;
  SimDraft *draft; /* NULL: there is none, or it is no valid scenario */
} AppFileLook;

/** Reads the file now. Never NULL. */
AppFileLook *app_file_look_new (const char *path);
void app_file_look_free (AppFileLook *look); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppFileLook, app_file_look_free)
/** TRUE if by meaning the file is neither known (NULL: nothing is) nor wanted, and it is not what
 *  was seen: writing would lose another's work. */
gboolean app_file_look_is_foreign (const AppFileLook *look, SimDraft *known,
                                   const SimFileStamp *seen, SimDraft *wanted);

G_END_DECLS
#endif
