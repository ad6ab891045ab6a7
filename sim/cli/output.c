/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * output.c - where results go, and what the terminal is like.
 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "words.h"

#define COLUMNS_OF_A_FILE 100

void
sim_cli_output_init (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF) {
      int null = open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
      if (null >= 0 && null != fd) /* cannot be: the lowest free descriptor is given */
        close (null);
    }
  signal (SIGPIPE, SIG_IGN); /* a reader that has seen enough is met as EPIPE */
  signal (SIGXFSZ, SIG_IGN); /* and a limit on the size of files as EFBIG */
}

static gboolean
say_failed (const char *name, int code)
{
  g_autofree char *printable = sim_cli_printable (name);

  sim_cli_say (_ ("%s: cannot be written: %s"), printable, g_strerror (code));
  return FALSE;
}

/* A place that a rename would destroy: a device, a pipe. */
static gboolean
is_special (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

static gboolean
check_folder (const char *path)
{
  g_autofree char *target = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (target != NULL ? target : path);
  g_autofree char *printable = sim_cli_printable (folder);
  struct stat info;

  if (stat (folder, &info) != 0)
    sim_cli_say (_ ("-o: found the folder '%s', which does not exist; allowed: a file in an "
                    "existing folder"),
                 printable);
  else if (!S_ISDIR (info.st_mode))
    sim_cli_say (_ ("-o: found '%s', which is no folder; allowed: a file in an existing folder"),
                 printable);
  else if (access (folder, W_OK) != 0)
    sim_cli_say (_ ("-o: the folder '%s' cannot be written to: %s"), printable, g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

/* TRUE if OUT is a file that the command reads: its results must not take the place of that. */
static gboolean
is_operand (const SimCliOptions *options)
{
  struct stat out, operand;

  if (options->command->over || stat (options->output, &out) != 0 || !S_ISREG (out.st_mode))
    return FALSE;
  for (guint i = 0; i < options->operands->len; i++)
    if (stat (g_ptr_array_index (options->operands, i), &operand) == 0
        && operand.st_dev == out.st_dev && operand.st_ino == out.st_ino)
      return TRUE;
  return FALSE;
}

gboolean
sim_cli_output_check (const SimCliOptions *options)
{
  int flags = fcntl (STDOUT_FILENO, F_GETFL);

  if (options->output == NULL) {
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
      return TRUE;
    sim_cli_say (_ ("standard output is closed; give a file with -o"));
    return FALSE;
  }
  if (g_file_test (options->output, G_FILE_TEST_IS_DIR)) {
    g_autofree char *printable = sim_cli_printable (options->output);
    sim_cli_say (_ ("-o: found '%s', which is a folder; allowed: the name of a file"), printable);
    return FALSE;
  }
  if (is_operand (options)) {
    g_autofree char *printable = sim_cli_printable (options->output);
    sim_cli_say (_ ("-o: found '%s', which is what is read; allowed: another file"),
                 printable);
    return FALSE;
  }
  return is_special (options->output) || check_folder (options->output);
}

/* Returns 0 or errno. */
static int
write_all (int fd, const char *text, gsize n_bytes)
{
  while (n_bytes > 0) {
    ssize_t n = write (fd, text, n_bytes);
    if (n < 0 && errno != EINTR)
      return errno;
    if (n > 0) {
      text += n;
      n_bytes -= (gsize)n;
    }
  }
  return 0;
}

static gboolean
write_special (const char *path, const char *text, gsize n_bytes)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  int code = fd < 0 ? errno : write_all (fd, text, n_bytes);

  if (fd >= 0 && close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || say_failed (path, code);
}

static gboolean
write_stdout (const char *text, gsize n_bytes)
{
  int code = write_all (STDOUT_FILENO, text, n_bytes);

  if (code == EPIPE) /* nobody is left to read a complaint about it */
    return FALSE;
  return code == 0 || say_failed (_ ("standard output"), code);
}

gboolean
sim_cli_output_write (const SimCliOptions *options, const char *text, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;

  if (options->output == NULL)
    return write_stdout (text, n_bytes);
  if (is_special (options->output))
    return write_special (options->output, text, n_bytes);
  if (sim_file_save (options->output, text, (gssize)n_bytes, &error))
    return TRUE;
  sim_cli_say ("%s", error->message);
  return FALSE;
}

gboolean
sim_cli_output_is_file (const SimCliOptions *options)
{
  return options->output != NULL && !is_special (options->output);
}

gboolean
sim_cli_output_finish (void)
{
  int flags = fcntl (STDOUT_FILENO, F_GETFL);

  if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY || close (STDOUT_FILENO) == 0)
    return TRUE;
  return say_failed (_ ("standard output"), errno);
}

int
sim_cli_columns (int fd)
{
  const char *columns = g_getenv ("COLUMNS");
  guint64 given = columns != NULL ? g_ascii_strtoull (columns, NULL, 10) : 0;
  struct winsize size;

  if (given > 0 && given <= 10000)
    return (int)given;
  if (isatty (fd) && ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return COLUMNS_OF_A_FILE;
}

gboolean
sim_cli_terminal (int fd)
{
  return isatty (fd) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* NO_COLOR counts whatever it holds, unless it is empty (no-color.org). */
gboolean
sim_cli_colour (const SimCliOptions *options, int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return !options->no_color && (no_color == NULL || *no_color == '\0') && sim_cli_terminal (fd);
}
