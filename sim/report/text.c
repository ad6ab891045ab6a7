/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text.c - text for a terminal: its width, and how it is cut and broken into lines.
 */
#include "text.h"

#define BOLD     "\033[1m"
#define PLAIN    "\033[0m"
#define ELLIPSIS "\xe2\x80\xa6"

int
sim_char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

int
sim_text_width (const char *text)
{
  int width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += sim_char_width (g_utf8_get_char (c));
  return width;
}

char *
sim_text_clip (const char *text, int columns)
{
  const char *end = text;
  int width = 0;

  if (sim_text_width (text) <= columns)
    return g_strdup (text);
  while (width + sim_char_width (g_utf8_get_char (end)) <= columns - 1) {
    width += sim_char_width (g_utf8_get_char (end));
    end = g_utf8_next_char (end);
  }
  return g_strdup_printf ("%.*s" ELLIPSIS, (int)(end - text), text);
}

char *
sim_text_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);
    gboolean drives = g_unichar_iscntrl (u) || g_unichar_type (u) == G_UNICODE_FORMAT
                      || g_unichar_type (u) == G_UNICODE_LINE_SEPARATOR
                      || g_unichar_type (u) == G_UNICODE_PARAGRAPH_SEPARATOR;
    g_string_append_unichar (plain, drives ? ' ' : u);
  }
  return g_string_free (plain, FALSE);
}

/* A word wider than a line is cut into lines. */
static void
wrap_word (GString *out, const char *word, int columns, int *at)
{
  int width = sim_text_width (word);

  if (*at > 0 && *at + 1 + width > columns) {
    g_string_append_c (out, '\n');
    *at = 0;
  } else if (*at > 0) {
    g_string_append_c (out, ' ');
    *at += 1;
  }
  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c)) {
    int w = sim_char_width (g_utf8_get_char (c));
    if (*at + w > columns) {
      g_string_append_c (out, '\n');
      *at = 0;
    }
    g_string_append_len (out, c, g_utf8_next_char (c) - c);
    *at += w;
  }
}

void
sim_text_wrap (GString *out, const char *text, int columns)
{
  g_autofree char *plain = sim_text_plain (text);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  int at = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      wrap_word (out, words[i], columns > 0 ? columns : G_MAXINT / 2, &at);
  g_string_append_c (out, '\n');
}

void
sim_text_heading (GString *out, const char *text, int columns, gboolean colour)
{
  g_string_append (out, colour ? BOLD : "");
  sim_text_wrap (out, text, columns);
  if (colour) {
    g_string_truncate (out, out->len - 1);
    g_string_append (out, PLAIN "\n");
  }
}
