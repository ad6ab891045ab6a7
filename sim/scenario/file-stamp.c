/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-stamp.c - which file stands at a path, and another one in its place.
 */
#include "file-stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_TURNS 100 /* of giving back, against others who write without end */
#define MOST_NAMES 100 /* of what is kept */

static SimFileStamp
stamp_of (const struct stat *info)
{
  return (SimFileStamp){ .there = TRUE,
                         .device = info->st_dev,
                         .inode = info->st_ino,
                         .size = (guint64)info->st_size,
                         .seconds = info->st_mtim.tv_sec,
                         .nanoseconds = info->st_mtim.tv_nsec };
}

SimFileStamp
sim_file_stamp (const char *path)
{
  struct stat info;

  if (stat (path, &info) == 0 && S_ISREG (info.st_mode))
    return stamp_of (&info);
  return (SimFileStamp){ .there = FALSE };
}

/* The same of a name in a folder: what a link leads to is another file. */
static SimFileStamp
stamp_here (const char *name)
{
  struct stat info;

  if (lstat (name, &info) == 0 && S_ISREG (info.st_mode))
    return stamp_of (&info);
  return (SimFileStamp){ .there = FALSE };
}

/* The number of the file alone says little: another program may have written into it, and that of a
   file that is gone is soon given to another one. */
gboolean
sim_file_stamp_equal (const SimFileStamp *a, const SimFileStamp *b)
{
  return a->there && b->there && a->device == b->device && a->inode == b->inode
         && a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

/* Whether it is the file system that cannot, and not the files. */
static gboolean
is_beyond_it (int code)
{
  return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP;
}

static int
put_unguarded (const char *name, const char *target, const SimFileStamp *expected)
{
  SimFileStamp now = stamp_here (target);

  if (expected->there ? !sim_file_stamp_equal (&now, expected) : access (target, F_OK) == 0)
    return SIM_FILE_FOREIGN;
  return rename (name, target) == 0 ? 0 : errno;
}

static int
put_new (const char *name, const char *target, const SimFileStamp *nothing)
{
  if (renameat2 (AT_FDCWD, name, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno == EEXIST)
    return SIM_FILE_FOREIGN;
  if (!is_beyond_it (errno))
    return errno;
  if (link (name, target) == 0) {
    unlink (name);
    return 0;
  }
  return errno == EEXIST ? SIM_FILE_FOREIGN : put_unguarded (name, target, nothing);
}

static int
exchange (const char *name, const char *target)
{
  return renameat2 (AT_FDCWD, name, AT_FDCWD, target, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

/* Puts back what came out at name. What somebody has put there meanwhile is newer, and stays. */
static void
give_back (const char *name, const char *target, SimFileStamp put)
{
  for (int i = 0; i < MOST_TURNS; i++) {
    SimFileStamp back = stamp_here (name);
    if (exchange (name, target) != 0) { /* what had its place is deleted already */
      renameat2 (AT_FDCWD, name, AT_FDCWD, target, RENAME_NOREPLACE);
      return;
    }
    SimFileStamp out = stamp_here (name);
    if (sim_file_stamp_equal (&out, &put))
      return;
    put = back;
  }
}

static int
put_over (const char *name, const char *target, const SimFileStamp *expected, SimFileStamp own)
{
  int code = exchange (name, target);

  if (code == ENOENT)
    return SIM_FILE_FOREIGN;
  if (code != 0)
    return is_beyond_it (code) ? put_unguarded (name, target, expected) : code;
  SimFileStamp out = stamp_here (name);
  if (!sim_file_stamp_equal (&out, expected)) {
    give_back (name, target, own);
    return SIM_FILE_FOREIGN;
  }
  unlink (name);
  return 0;
}

/* What is somebody else's gets a name that is seen; its present one if there is no other. */
static char *
keep (const char *name, const char *target)
{
  const SimFileStamp nothing = { .there = FALSE };

  for (int i = 1; i <= MOST_NAMES; i++) {
    g_autofree char *kept = g_strdup_printf ("%s.kept-%d", target, i);
    int code = put_new (name, kept, &nothing);
    if (code == 0)
      return g_steal_pointer (&kept);
    if (code != SIM_FILE_FOREIGN)
      break;
  }
  return g_strdup (name);
}

int
sim_file_put (const char *name, const char *target, const SimFileStamp *expected, char **kept)
{
  SimFileStamp own = stamp_here (name);
  int code = expected->there ? put_over (name, target, expected, own)
                             : put_new (name, target, expected);
  SimFileStamp left = stamp_here (name);

  *kept = NULL;
  if (code == 0 || !left.there)
    return code;
  if (sim_file_stamp_equal (&own, &left)) {
    unlink (name);
    return code;
  }
  *kept = keep (name, target);
  return SIM_FILE_KEPT;
}
