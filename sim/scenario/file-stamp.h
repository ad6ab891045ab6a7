/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-stamp.h - which file stands at a path, so that saving can tell whether it still does.
 *
 * Who reads a file, thinks, and writes it again would else lose what somebody else wrote in
 * between. Any thread.
 */
#ifndef SIM_SCENARIO_FILE_STAMP_H
#define SIM_SCENARIO_FILE_STAMP_H

#include <glib.h>

G_BEGIN_DECLS

/** What tells a file at one moment from another one, or from the same written anew. */
typedef struct {
  gboolean there; /* FALSE: there is none, or what is there is no file; the rest is 0 then */
  guint64 device, inode, size;
  gint64 seconds, nanoseconds; /* when it was written */
} SimFileStamp;

/** What stands at path now; links are followed. To be taken before the file is read. */
SimFileStamp sim_file_stamp (const char *path);
/** TRUE if both are of the same file, and nobody has written it in between. When it was last moved,
 *  or its mode changed, is nothing of it. FALSE where there is none. */
gboolean sim_file_stamp_equal (const SimFileStamp *a, const SimFileStamp *b);

/** sim_file_put(): something else stands there than was expected. */
#define SIM_FILE_FOREIGN (-1)
/** The same, and what stood there for a moment has another name now, for it had to give way. */
#define SIM_FILE_KEPT (-2)

/**
 * Gives the file `name` the place of what stands at target, in the same folder and no link, if that
 * is what is expected; name is gone then. Both change places in one step and what comes out is
 * looked at, so nothing gets lost that others put there or have written there by then; for a moment
 * they may see the new file. Two cannot be protected: who has the old file open and goes on writing
 * into it, and, where the file system cannot exchange files (some network disks), who writes just
 * after the look there.
 *
 * 0, or SIM_FILE_FOREIGN, SIM_FILE_KEPT or an errno; then what others wrote last is at target, and
 * name is gone. What others wrote before and could not stay is in *kept (a path that the caller
 * owns), which else is NULL.
 */
int sim_file_put (const char *name, const char *target, const SimFileStamp *expected, char **kept);

G_END_DECLS
#endif
