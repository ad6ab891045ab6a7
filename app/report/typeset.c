/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * typeset.c - the signs of a report, as the language of the program has them.
 */
#include "report/typeset.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_wide_language (void)
{
  /* Translators: "wide" if a comma is as wide as a letter and no blank stands after it, as in
     Chinese; else "narrow" */
  return strcmp (C_ ("punctuation", "narrow"), "wide") == 0;
}

static gunichar
wide_form (gunichar c)
{
  switch (c) {
  case ',':
    return 0xFF0C;
  case ';':
    return 0xFF1B;
  case ':':
    return 0xFF1A;
  case '.':
    return 0x3002;
  default:
    return 0;
  }
}

static gboolean
is_wide_sign (gunichar c)
{
  return c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0x3002 || c == 0xFF08 || c == 0xFF09
         || c == 0x3001;
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == 0xA0 || c == 0x202F;
}

/* Brackets around wide letters are wide. */
static void
widen_brackets (gunichar *text, glong n)
{
  g_autofree glong *open = g_new (glong, n + 1);
  glong depth = 0;

  for (glong i = 0; i < n; i++) {
    gboolean wide = FALSE;

    if (text[i] == '(')
      open[depth++] = i;
    if (text[i] != ')' || depth == 0)
      continue;
    depth--;
    for (glong k = open[depth] + 1; k < i && !wide; k++)
      wide = g_unichar_iswide (text[k]);
    if (wide) {
      text[open[depth]] = 0xFF08;
      text[i] = 0xFF09;
    }
  }
}

/* The first character from i on that is no blank, or 0. */
static gunichar
next_after (const gunichar *text, glong n, glong i)
{
  while (i < n && is_blank (text[i]))
    i++;
  return i < n ? text[i] : 0;
}

/* Whether a blank goes: beside a wide sign, and before that of per cent. */
static gboolean
is_spare (gunichar before, gunichar next)
{
  return is_wide_sign (before) || is_wide_sign (next)
         || (next == '%' && g_unichar_isdigit (before));
}

static gboolean
is_plain_word (gunichar c)
{
  return c < 0x80 && g_ascii_isalnum ((char)c);
}

/* A wide letter beside a Latin one or a figure, or after what ends these, has a blank between. */
static gboolean
is_apart (gunichar before, gunichar c)
{
  gboolean ends = is_plain_word (before) || before == ')' || before == ']' || before == '%';

  return (g_unichar_iswide (before) && g_unichar_isalpha (before) && is_plain_word (c))
         || (ends && g_unichar_iswide (c) && g_unichar_isalpha (c));
}

/* Whether the full stop at i ends no sentence: it belongs to an abbreviation, "vs.", or to the
   number of what follows, "1. ". */
static gboolean
is_inner_stop (const gunichar *text, glong i)
{
  glong first = i;

  if (i > 0 && text[i - 1] < 0x80 && g_ascii_isalpha ((char)text[i - 1]))
    return TRUE;
  while (first > 0 && g_unichar_isdigit (text[first - 1]))
    first--;
  while (first > 0 && is_blank (text[first - 1]) && first < i)
    first--;
  return first < i && (first == 0 || text[first - 1] == '\n' || text[first - 1] == 0x3002);
}

static gunichar
widened (const gunichar *text, glong n, glong i, gunichar before)
{
  gunichar next = next_after (text, n, i + 1), wide = wide_form (text[i]);

  if (wide == 0 || (i + 1 < n && !is_blank (text[i + 1])))
    return text[i];
  if (g_unichar_iswide (before))
    return wide;
  if (next == 0 || !g_unichar_iswide (next) || (text[i] == '.' && is_inner_stop (text, i)))
    return text[i];
  return wide;
}

/* The hyphen before a figure that nothing stands before is the sign of a negative number. */
static void
set_minus (gunichar *text, glong n)
{
  for (glong i = 0; i + 1 < n; i++)
    if (text[i] == '-' && g_unichar_isdigit (text[i + 1])
        && (i == 0 || is_blank (text[i - 1]) || text[i - 1] == '(' || text[i - 1] == 0xFF08))
      text[i] = 0x2212;
}

char *
report_typeset_text (const char *text)
{
  glong n = 0;
  g_autofree gunichar *all = NULL;
  GString *out;
  gunichar before = 0;

  if (text == NULL)
    return NULL;
  all = g_utf8_to_ucs4_fast (text, -1, &n);
  set_minus (all, n);
  if (!is_wide_language ())
    return g_ucs4_to_utf8 (all, n, NULL, NULL, NULL);
  widen_brackets (all, n);
  out = g_string_new (NULL);
  for (glong i = 0; i < n; i++) {
    gunichar c = widened (all, n, i, before);

    if (is_blank (c) && is_spare (before, next_after (all, n, i + 1)))
      continue;
    if (is_apart (before, c))
      g_string_append_c (out, ' ');
    g_string_append_unichar (out, c);
    before = c;
  }
  return g_string_free (out, FALSE);
}

static void
typeset (char **text)
{
  char *set = report_typeset_text (*text);

  g_free (*text);
  *text = set;
}

void
report_typeset (ReportDocument *document)
{
  typeset (&document->title);
  typeset (&document->subtitle);
  typeset (&document->imprint);
  for (guint i = 0; i < document->blocks->len; i++) {
    ReportBlock *block = g_ptr_array_index (document->blocks, i);

    if (block->kind != REPORT_CODE)
      typeset (&block->text);
    for (guint r = 0; block->rows != NULL && r < block->rows->len; r++)
      for (char **cell = g_ptr_array_index (block->rows, r); *cell != NULL; cell++)
        typeset (cell);
  }
}
