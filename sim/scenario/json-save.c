/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-save.c - replaces a file so that at every moment either the old or the new one stands whole.
 */
#include "json.h"

#include <glib/gi18n.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

#define MAX_LINKS 40  /* as many as the kernel follows */
#define MAX_NAMES 100 /* temporary files that a crash left behind, and savers at the same time */

static gboolean
fail (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (code == SIM_FILE_FOREIGN) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("cannot save \"%s\": another program has changed it meanwhile"), name);
    return FALSE;
  }
  g_set_error (error, SIM_ERROR, SIM_ERROR_IO, _ ("cannot save \"%s\": %s"), name,
               g_strerror (code));
  return FALSE;
}

/* What path means when every symlink in its last part is followed, existing or not. */
static char *
follow_links (const char *path, int *code)
{
  char *target = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++) {
    char *link = g_file_read_link (target, NULL);
    if (link == NULL)
      return target;
    if (!g_path_is_absolute (link)) {
      g_autofree char *folder = g_path_get_dirname (target);
      char *joined = g_build_filename (folder, link, NULL);
      g_free (link);
      link = joined;
    }
    g_free (target);
    target = link;
  }
  g_free (target);
  *code = ELOOP;
  return NULL;
}

static gboolean
write_all (int fd, const char *bytes, gsize n)
{
  while (n > 0) {
    gssize written = write (fd, bytes, n);
    if (written < 0 && errno != EINTR)
      return FALSE;
    if (written > 0) {
      bytes += written;
      n -= (gsize)written;
    }
  }
  return TRUE;
}

/* Opens a new file in the folder, its name in *name; -1 with errno set on failure. */
static int
open_temporary (const char *folder, char **name)
{
  for (int i = 0; i < MAX_NAMES; i++) {
    g_autofree char *base = g_strdup_printf (".trefoil-%d-%d.tmp", (int)getpid (), i);
    *name = g_build_filename (folder, base, NULL);
    int fd = open (*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd >= 0 || errno != EEXIST)
      return fd;
    g_clear_pointer (name, g_free);
  }
  errno = EEXIST;
  return -1;
}

/* Gives the new file the old one's owner and mode; old is NULL where there was none. */
static gboolean
keep_mode (int fd, const struct stat *old)
{
  struct stat mine;

  if (old == NULL)
    return TRUE;
  if (fstat (fd, &mine) != 0)
    return FALSE;
  /* only the superuser may give files away; for others the file becomes theirs, as by any editor */
  if ((mine.st_uid != old->st_uid || mine.st_gid != old->st_gid)
      && fchown (fd, old->st_uid, old->st_gid) != 0 && errno != EPERM)
    return FALSE;
  return fchmod (fd, old->st_mode & 0777) == 0;
}

/* The new name reaches the disk. A failure costs nothing: after a power cut the old file stands. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
}

/* over: what alone may go from there; NULL: whatever is there. kept: as sim_file_put() has it. */
static gboolean
replace (const char *target, const struct stat *old, const SimFileStamp *over, const char *bytes,
         gsize n, int *code, char **kept)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = NULL;
  int fd = open_temporary (folder, &name);

  if (fd < 0) {
    *code = errno;
    return FALSE;
  }
  gboolean good = write_all (fd, bytes, n) && keep_mode (fd, old) && fsync (fd) == 0;
  *code = good ? 0 : errno;
  if (close (fd) != 0 && good) {
    *code = errno;
    good = FALSE;
  }
  if (!good) {
    unlink (name);
    return FALSE;
  }
  if (over != NULL) {
    *code = sim_file_put (name, target, over, kept);
  } else if (rename (name, target) != 0) {
    *code = errno;
    unlink (name);
  }
  if (*code == 0)
    sync_folder (folder);
  return *code == 0;
}

/* No conflict to be tried again: somebody must see what is in kept. */
static gboolean
fail_with_kept (const char *path, const char *kept, GError **error)
{
  g_autofree char *name = g_filename_display_name (path), *other = g_filename_display_name (kept);

  g_set_error (error, SIM_ERROR, SIM_ERROR_IO,
               _ ("cannot save \"%s\": other programs wrote at the same moment; what is not there "
                  "is kept in \"%s\""),
               name, other);
  return FALSE;
}

/* A terminal, a pipe, a device: nothing to replace, the bytes go into it. */
static gboolean
write_into (const char *path, const char *bytes, gsize n, int *code)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  gboolean good = fd >= 0 && write_all (fd, bytes, n);

  *code = good ? 0 : errno;
  if (fd >= 0 && close (fd) != 0 && good) {
    *code = errno;
    good = FALSE;
  }
  return good;
}

gboolean
sim_file_save_over (const char *path, const SimFileStamp *over, const char *bytes, gssize n_bytes,
                    GError **error)
{
  gsize n = n_bytes < 0 ? strlen (bytes) : (gsize)n_bytes;
  struct stat info;
  gboolean exists = stat (path, &info) == 0;
  int code = 0;

  if (!exists && errno != ENOENT)
    return fail (path, errno, error);
  if (exists && !S_ISREG (info.st_mode))
    return write_into (path, bytes, n, &code) || fail (path, code, error);
  /* rename() asks the folder alone: without this a write-protected file would be replaced */
  if (exists && access (path, W_OK) != 0)
    return fail (path, errno, error);
  g_autofree char *target = follow_links (path, &code), *kept = NULL;
  if (target != NULL && replace (target, exists ? &info : NULL, over, bytes, n, &code, &kept))
    return TRUE;
  return kept != NULL ? fail_with_kept (path, kept, error) : fail (path, code, error);
}

gboolean
sim_file_save (const char *path, const char *bytes, gssize n_bytes, GError **error)
{
  return sim_file_save_over (path, NULL, bytes, n_bytes, error);
}
