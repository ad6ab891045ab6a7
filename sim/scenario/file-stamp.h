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

/** sim_file_put(): something else stands there than was expected. */
#define SIM_FILE_FOREIGN (-1)

/**
 * Gives the file `name` the place of what stands at target, in the same folder and no link, if that
 * is what is expected; name is gone then. Both change places in one step and what comes out is
 * looked at, so nothing that others write gets lost; for a moment they may see the new file. Where
 * the file system cannot do so (some network disks) it is looked at just before.
 *
 * 0, or SIM_FILE_FOREIGN, or an errno; then what others wrote is at target, and name is gone.
 */
int sim_file_put (const char *name, const char *target, const SimFileStamp *expected);

G_END_DECLS
#endif
