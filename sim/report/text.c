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

/* Whether a line may end between two characters that no blank parts: beside an ideograph, but not
   before what closes or after what opens (Unicode Standard Annex 14, of which this is a part). */
static gboolean
may_part (gunichar before, gunichar after)
{
  GUnicodeBreakType left = g_unichar_break_type (before), right = g_unichar_break_type (after);

  if (left != G_UNICODE_BREAK_IDEOGRAPHIC && right != G_UNICODE_BREAK_IDEOGRAPHIC)
    return FALSE;
  switch (left) {
  case G_UNICODE_BREAK_OPEN_PUNCTUATION:
  case G_UNICODE_BREAK_QUOTATION:
  case G_UNICODE_BREAK_PREFIX:
  case G_UNICODE_BREAK_NON_BREAKING_GLUE:
  case G_UNICODE_BREAK_WORD_JOINER:
    return FALSE;
  default:
    break;
  }
  switch (right) {
  case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
  case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
  case G_UNICODE_BREAK_EXCLAMATION:
  case G_UNICODE_BREAK_SYMBOL:
  case G_UNICODE_BREAK_INFIX_SEPARATOR:
  case G_UNICODE_BREAK_NON_STARTER:
  case G_UNICODE_BREAK_INSEPARABLE:
  case G_UNICODE_BREAK_POSTFIX:
  case G_UNICODE_BREAK_QUOTATION:
  case G_UNICODE_BREAK_AFTER:
  case G_UNICODE_BREAK_HYPHEN:
  case G_UNICODE_BREAK_COMBINING_MARK:
  case G_UNICODE_BREAK_NON_BREAKING_GLUE:
  case G_UNICODE_BREAK_WORD_JOINER:
    return FALSE;
  default:
    return TRUE;
  }
}

/* The end of the piece that a word begins with: no line may end within it. */
static const char *
end_of_piece (const char *word)
{
  const char *end = g_utf8_next_char (word);

  while (*end != '\0'
         && !may_part (g_utf8_get_char (g_utf8_prev_char (end)), g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end;
}

/* A piece wider than a line is cut into lines. */
static void
put_piece (GString *out, const char *piece, const char *end, int columns, int *at)
{
  for (const char *c = piece; c < end; c = g_utf8_next_char (c)) {
    int w = sim_char_width (g_utf8_get_char (c));

    if (*at + w > columns) {
      g_string_append_c (out, '\n');
      *at = 0;
    }
    g_string_append_len (out, c, g_utf8_next_char (c) - c);
    *at += w;
  }
}

static void
wrap_word (GString *out, const char *word, int columns, int *at)
{
  int blank = 1; /* before its first piece */

  for (const char *end; *word != '\0'; word = end, blank = 0) {
    g_autofree char *piece = NULL;

    end = end_of_piece (word);
    piece = g_strndup (word, (gsize)(end - word));
    if (*at > 0 && *at + blank + sim_text_width (piece) > columns) {
      g_string_append_c (out, '\n');
      *at = 0;
    } else if (*at > 0 && blank > 0) {
      g_string_append_c (out, ' ');
      *at += 1;
    }
    put_piece (out, word, end, columns, at);
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
sim_text_embolden (GString *out, gsize start)
{
  gboolean line = out->len > start && out->str[out->len - 1] == '\n';

  g_string_insert (out, (gssize)start, BOLD);
  g_string_insert (out, (gssize)(out->len - (line ? 1 : 0)), PLAIN);
}

void
sim_text_heading (GString *out, const char *text, int columns, gboolean colour)
{
  gsize start = out->len;

  sim_text_wrap (out, text, columns);
  if (colour)
    sim_text_embolden (out, start);
}
