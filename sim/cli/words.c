/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.c - how the command line speaks: messages, quoted words, hints.
 */
#include "words.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_WORD 64 /* a longer one is near nothing */
#define FARTHEST     2

void
sim_cli_say_text (const char *text)
{
  size_t left = strlen (text);

  while (left > 0) { /* nothing is left to be said if this fails */
    ssize_t n = write (STDERR_FILENO, text, left);
    if (n < 0 && errno != EINTR)
      return;
    if (n > 0) {
      text += n;
      left -= (size_t)n;
    }
  }
}

void
sim_cli_say (const char *format, ...)
{
  GString *line = g_string_new (g_get_prgname ());
  va_list args;

  g_string_append (line, ": ");
  va_start (args, format);
  g_string_append_vprintf (line, format, args);
  va_end (args);
  g_string_append_c (line, '\n');
  sim_cli_say_text (line->str);
  g_string_free (line, TRUE);
}

char *
sim_cli_printable (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0') {
    gunichar c = g_utf8_get_char_validated (text, -1);
    if (c >= (gunichar)-2 || !g_unichar_isprint (c)) {
      g_string_append_printf (out, "\\x%02x", (guchar)*text++);
      continue;
    }
    g_string_append_unichar (out, c);
    text = g_utf8_next_char (text);
  }
  return g_string_free (out, FALSE);
}

/* Edits between a and b by the optimal string alignment rule, row by row. */
static guint
distance (const char *a, const char *b)
{
  guint n = (guint)strlen (a), m = (guint)strlen (b);
  guint rows[3][LONGEST_WORD + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  if (n > LONGEST_WORD || m > LONGEST_WORD)
    return G_MAXUINT;
  for (guint j = 0; j <= m; j++)
    last[j] = j;
  for (guint i = 1; i <= n; i++) {
    row[0] = i;
    for (guint j = 1; j <= m; j++) {
      guint change = last[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = MIN (change, MIN (last[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = MIN (row[j], before[j - 2] + 1);
    }
    guint *free_row = before;
    before = last;
    last = row;
    row = free_row;
  }
  return last[m];
}

const char *
sim_cli_nearest (const char *text, const char *const *words)
{
  const char *nearest = NULL;
  guint least = FARTHEST + 1;

  for (guint i = 0; words[i] != NULL; i++) {
    guint d = distance (text, words[i]);
    if (d < least && 2 * d <= strlen (text)) {
      least = d;
      nearest = words[i];
    }
  }
  return nearest;
}
