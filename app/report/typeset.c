/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * typeset.c - the punctuation of a report, as the language of the program has it.
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

char *
report_typeset_text (const char *text)
{
  glong n = 0;
  g_autofree gunichar *all = NULL;
  GString *out;
  gunichar before = 0;

  if (text == NULL || !is_wide_language ())
    return g_strdup (text);
  all = g_utf8_to_ucs4_fast (text, -1, &n);
  widen_brackets (all, n);
  out = g_string_new (NULL);
  for (glong i = 0; i < n; i++) {
    gunichar c = all[i], next = next_after (all, n, i + 1), wide = wide_form (c);
    gboolean ends = i + 1 == n || is_blank (all[i + 1]);

    if (is_blank (c) && is_spare (before, next))
      continue;
    if (wide != 0 && ends
        && (g_unichar_iswide (before) || (next != 0 && g_unichar_iswide (next))))
      c = wide;
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
