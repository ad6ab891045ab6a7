/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json.c - from a file or bytes to a value tree. The one door to jansson.
 *
 * The scanner has the say on what is accepted and words every complaint; jansson then parses what
 * it let through, so both must agree that a text is JSON before anything is believed.
 */
#include "json.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include "base/error.h"
#include "json-scan.h"

static SimValue *convert (json_t *json);

static SimValue *
convert_list (json_t *json)
{
  guint n = (guint)json_array_size (json);
  g_autofree SimValue **items = g_new (SimValue *, n);

  for (guint i = 0; i < n; i++)
    items[i] = convert (json_array_get (json, i));
  return sim_value_new_list (items, n);
}

static SimValue *
convert_map (json_t *json)
{
  guint n = (guint)json_object_size (json);
  g_autofree SimValue **values = g_new (SimValue *, n);
  g_autofree const char **keys = g_new (const char *, n);
  guint i = 0;

  for (void *iter = json_object_iter (json); iter != NULL;
       iter = json_object_iter_next (json, iter)) {
    keys[i] = json_object_iter_key (iter);
    values[i++] = convert (json_object_iter_value (iter));
  }
  return sim_value_new_map (keys, values, n);
}

/* As deep as the scanner allows. */
static SimValue *
convert (json_t *json)
{
  switch (json_typeof (json)) {
  case JSON_OBJECT:
    return convert_map (json);
  case JSON_ARRAY:
    return convert_list (json);
  case JSON_STRING:
    return sim_value_new_text (json_string_value (json));
  case JSON_INTEGER:
  case JSON_REAL:
    return sim_value_new_number (json_number_value (json) + 0.0); /* + 0.0: -0 becomes 0 */
  case JSON_TRUE:
  case JSON_FALSE:
    return sim_value_new_bool (json_is_true (json));
  case JSON_NULL:
    break;
  }
  return sim_value_new_null ();
}

SimValue *
sim_json_parse (const char *bytes, gsize n_bytes, SimLines **lines, GPtrArray *problems)
{
  SimLines *table = sim_json_scan (bytes, n_bytes, problems);
  json_error_t error;

  if (lines != NULL)
    *lines = NULL;
  if (table == NULL)
    return NULL;
  json_t *json = json_loadb (bytes, n_bytes, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
  if (json == NULL) {
    sim_lines_unref (table);
    sim_problems_add (problems, SIM_ERROR_SYNTAX, "", MAX (error.line, 1), NULL, NULL,
                      _ ("column %d: %s"), error.column, error.text);
    return NULL;
  }
  SimValue *value = convert (json);
  json_decref (json);
  if (lines != NULL)
    *lines = table;
  else
    sim_lines_unref (table);
  return value;
}

/* ---- files ---- */

static void
add_io_problem (GPtrArray *problems, int code)
{
  const char *what = g_strerror (code);

  if (code == ENOENT)
    what = _ ("the file does not exist");
  else if (code == EACCES || code == EPERM)
    what = _ ("there is no permission to read the file");
  else if (code == EISDIR)
    what = _ ("this is a folder, not a file");
  else if (code == ENOTDIR)
    what = _ ("a part of the path is a file, not a folder");
  sim_problems_add (problems, SIM_ERROR_IO, "", 0, NULL, NULL, _ ("cannot be read: %s"), what);
}

/* Appends what can be read, up to one byte more than allowed. FALSE with errno set on failure. */
static gboolean
read_all (int fd, GByteArray *bytes)
{
  guint8 block[16384];

  while (bytes->len <= SIM_JSON_MAX_BYTES) {
    gssize n = read (fd, block, MIN (sizeof block, SIM_JSON_MAX_BYTES + 1 - bytes->len));
    if (n == 0)
      return TRUE;
    if (n > 0) {
      g_byte_array_append (bytes, block, (guint)n);
    } else if (errno == EAGAIN) {
      struct pollfd wait = { .fd = fd, .events = POLLIN };
      poll (&wait, 1, -1); /* a standard input that someone else made non-blocking */
    } else if (errno != EINTR) {
      return FALSE;
    }
  }
  return TRUE;
}

/* Fills bytes; FALSE and one problem if the file cannot be read or is too large. */
static gboolean
read_descriptor (int fd, GByteArray *bytes, GPtrArray *problems)
{
  struct stat info;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > SIM_JSON_MAX_BYTES) {
    g_autofree char *found = g_strdup_printf (_ ("%" PRIi64 " bytes"), (int64_t)info.st_size);
    sim_problems_add (problems, SIM_ERROR_LIMIT, "", 0, found, _ ("at most 4 MiB"),
                      _ ("the file is too large"));
    return FALSE;
  }
  if (!read_all (fd, bytes)) {
    add_io_problem (problems, errno);
    return FALSE;
  }
  if (bytes->len > SIM_JSON_MAX_BYTES) {
    sim_problems_add (problems, SIM_ERROR_LIMIT, "", 0, NULL, _ ("at most 4 MiB"),
                      _ ("the input is too large"));
    return FALSE;
  }
  return TRUE;
}

SimValue *
sim_json_read_file (const char *path, SimLines **lines, GPtrArray *problems)
{
  gboolean standard = strcmp (path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  SimValue *value = NULL;

  if (lines != NULL)
    *lines = NULL;
  if (fd < 0) {
    add_io_problem (problems, errno);
    return NULL;
  }
  if (read_descriptor (fd, bytes, problems))
    value = sim_json_parse ((const char *)bytes->data, bytes->len, lines, problems);
  if (!standard)
    close (fd);
  return value;
}
