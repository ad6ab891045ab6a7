/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * error.c - the table of error codes and the list of problems.
 */
#include "error.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands in a file may be megabytes of text; a message quotes no more than this. */
#define MAX_FOUND 80
#define MAX_WORD  64 /* of a key or another quoted word: no id is longer */
#define MAX_TEXT  1000
#define ELLIPSIS  "\xe2\x80\xa6"

GQuark
sim_error_quark (void)
{
  return g_quark_from_static_string ("sim-error");
}

/* One row a code, in the order of the enum; scripts match these names, so they never change. */
static const char *const error_names[] = {
  [SIM_ERROR_IO] = "io",
  [SIM_ERROR_ENCODING] = "encoding",
  [SIM_ERROR_SYNTAX] = "syntax",
  [SIM_ERROR_LIMIT] = "limit",
  [SIM_ERROR_DUPLICATE_KEY] = "duplicate-key",
  [SIM_ERROR_VERSION] = "version",
  [SIM_ERROR_UNKNOWN_KEY] = "unknown-key",
  [SIM_ERROR_NOT_YET] = "not-yet",
  [SIM_ERROR_MISSING] = "missing",
  [SIM_ERROR_KIND] = "kind",
  [SIM_ERROR_RANGE] = "range",
  [SIM_ERROR_CHOICE] = "choice",
  [SIM_ERROR_ID] = "id",
  [SIM_ERROR_REFERENCE] = "reference",
  [SIM_ERROR_SHAPE] = "shape",
  [SIM_ERROR_CONFLICT] = "conflict",
  [SIM_ERROR_POINTER] = "pointer",
  [SIM_ERROR_LOCKED] = "locked",
  [SIM_ERROR_CANCELLED] = "cancelled",
  [SIM_ERROR_USAGE] = "usage",
  [SIM_ERROR_FAILED] = "failed",
};
G_STATIC_ASSERT (G_N_ELEMENTS (error_names) == SIM_N_ERRORS);

const char *
sim_error_name (SimErrorCode code)
{
  g_return_val_if_fail ((guint)code < SIM_N_ERRORS, "failed");
  return error_names[code];
}

static void
problem_free (gpointer data)
{
  SimProblem *problem = data;

  g_free (problem->pointer);
  g_free (problem->found);
  g_free (problem->allowed);
  g_free (problem->message);
  g_free (problem);
}

SimProblem *
sim_problem_copy (const SimProblem *problem)
{
  SimProblem *copy = g_new (SimProblem, 1);

  *copy = (SimProblem){ problem->code,
                        g_strdup (problem->pointer),
                        problem->line,
                        g_strdup (problem->found),
                        g_strdup (problem->allowed),
                        g_strdup (problem->message) };
  return copy;
}

GPtrArray *
sim_problems_new (void)
{
  return g_ptr_array_new_with_free_func (problem_free);
}

static char *
shorten (const char *text)
{
  if (text == NULL)
    return NULL;
  if (strlen (text) <= MAX_FOUND || g_utf8_strlen (text, -1) <= MAX_FOUND)
    return g_strdup (text);
  const char *end = g_utf8_offset_to_pointer (text, MAX_FOUND - 1);
  return g_strdup_printf ("%.*s\xe2\x80\xa6", (int)(end - text), text);
}

/* The start of the next character; a byte that is no UTF-8 counts as one. */
static const char *
after_one (const char *p)
{
  return g_utf8_get_char_validated (p, -1) >= (gunichar)-2 ? p + 1 : g_utf8_next_char (p);
}

/* text with each word cut to MAX_WORD characters, and the whole to MAX_TEXT, for a key may hold
   what ends a word: a quote in a message; in a pointer a slash, or the ~1 that stands for one. */
static char *
shorten_words (const char *text, gboolean quoted)
{
  GString *out = g_string_new (NULL);
  guint n = 0, n_all = 0;
  gboolean inside = !quoted;

  for (const char *p = text, *next; *p != '\0'; p = next) {
    gboolean slash = !quoted && g_str_has_prefix (p, "~1");
    next = slash ? p + 2 : after_one (p);
    if (n_all++ == MAX_TEXT) {
      g_string_append (out, ELLIPSIS);
      break;
    }
    if (quoted ? *p == '"' : *p == '/' || slash) {
      n = 0;
      inside = !quoted || !inside;
    } else if (inside && n++ >= MAX_WORD) {
      n_all--; /* what is left out takes no room */
      if (n == MAX_WORD + 1)
        g_string_append (out, ELLIPSIS);
      continue;
    }
    g_string_append_len (out, p, next - p);
  }
  return g_string_free (out, FALSE);
}

void
sim_problems_add (GPtrArray *problems, SimErrorCode code, const char *pointer, int line,
                  const char *found, const char *allowed, const char *format, ...)
{
  SimProblem *problem = g_new0 (SimProblem, 1);
  GString *message;
  va_list args;

  problem->code = code;
  problem->pointer = g_strdup (pointer != NULL ? pointer : "");
  problem->line = line;
  problem->found = shorten (found);
  problem->allowed = g_strdup (allowed);
  va_start (args, format);
  char *what = g_strdup_vprintf (format, args), *short_what = shorten_words (what, TRUE);
  va_end (args);
  message = g_string_new (short_what);
  g_free (short_what);
  g_free (what);
  if (found != NULL)
    g_string_append_printf (message, _ (": found %s"), problem->found);
  if (allowed != NULL)
    g_string_append_printf (message, _ ("; allowed: %s"), allowed);
  problem->message = g_string_free (message, FALSE);
  g_ptr_array_add (problems, problem);
}

/* Keys and texts of a file reach the terminal here: a line stays one line and moves no cursor. */
static void
append_printable (GString *out, const char *text)
{
  const char *p = text;

  while (*p != '\0') {
    gunichar c = g_utf8_get_char_validated (p, -1);
    if (c >= (gunichar)-2) { /* a file name may be any bytes */
      g_string_append_printf (out, "\\x%02x", (guchar)*p++);
      continue;
    }
    if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
      g_string_append_printf (out, "\\u%04x", c);
    else
      g_string_append_unichar (out, c);
    p = g_utf8_next_char (p);
  }
}

char *
sim_problem_to_line (const SimProblem *problem, const char *name)
{
  GString *line = g_string_new (NULL);

  append_printable (line, name);
  if (problem->line > 0)
    g_string_append_printf (line, ":%d", problem->line);
  g_string_append (line, ": ");
  if (problem->pointer[0] != '\0') {
    char *pointer = shorten_words (problem->pointer, FALSE);
    append_printable (line, pointer);
    g_string_append (line, ": ");
    g_free (pointer);
  }
  append_printable (line, problem->message);
  return g_string_free (line, FALSE);
}
