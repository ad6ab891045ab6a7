/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * markdown.c - a small part of Markdown as labels.
 */
#include "lesson/markdown.h"

#include <string.h>

/* --- words --- */

/* Marks and what they become; the longer ones first. */
static const struct {
  const char *mark, *tag;
} marks[] = { { "**", "b" }, { "*", "i" }, { "`", "tt" } };

#define NO_BREAK "\u00a0"

/* Longer words are not marked: what is never closed must not be sought again and again. */
#define LONGEST 1000

/* The end of what is marked at text, which begins with the mark: where that stands again, not after
   a blank; NULL if text begins with none that is closed. */
static const char *
marked (const char *text, const char *mark)
{
  gsize n = strlen (mark);
  const char *end;

  if (strncmp (text, mark, n) != 0 || text[n] == ' ' || text[n] == '\0' || text[n + 1] == '\0')
    return NULL;
  gssize length = (gssize)strnlen (text, LONGEST);
  for (end = g_strstr_len (text + n + 1, length - (gssize)n - 1, mark); end != NULL;
       end = g_strstr_len (end + 1, text + length - end - 1, mark))
    if (end[-1] != ' ')
      return end;
  return NULL;
}

/* Whether a line must not end at that blank: after a number, before its unit; beside "<". */
static gboolean
joins (const char *blank, char before)
{
  gboolean unit = blank[1] == '%' || g_unichar_isalpha (g_utf8_get_char (blank + 1));

  return *blank == ' '
         && ((g_ascii_isdigit (before) && unit) || before == '<' || blank[1] == '<');
}

char *
app_markdown_joined (const char *text)
{
  GString *joined = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (at > text && joins (at, at[-1]))
      g_string_append (joined, NO_BREAK);
    else
      g_string_append_len (joined, at, g_utf8_next_char (at) - at);
  return g_string_free (joined, FALSE);
}

char *
app_markdown_markup (const char *text)
{
  GString *markup = g_string_new (NULL);
  char before = '\0';

  while (*text != '\0') {
    const char *end = NULL;
    guint i = 0;
    for (; i < G_N_ELEMENTS (marks) && end == NULL; i++)
      end = marked (text, marks[i].mark);
    if (end == NULL) {
      const char *next = g_utf8_next_char (text);
      g_autofree char *escaped = g_markup_escape_text (text, next - text);
      g_string_append (markup, joins (text, before) ? NO_BREAK : escaped);
      before = *text;
      text = next;
      continue;
    }
    gsize n = strlen (marks[i - 1].mark);
    g_autofree char *inside = g_strndup (text + n, (gsize)(end - text) - n);
    g_autofree char *inner = app_markdown_markup (inside);
    g_string_append_printf (markup, "<%s>%s</%s>", marks[i - 1].tag, inner, marks[i - 1].tag);
    text = end + n;
    before = '\0';
  }
  return g_string_free (markup, FALSE);
}

/* --- blocks --- */

static GtkWidget *
make_label (const char *text, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);
  g_autofree char *markup = app_markdown_markup (text);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
append_heading (GtkBox *box, const char *text)
{
  GtkWidget *label = make_label (text + strspn (text, "# "), GTK_ACCESSIBLE_ROLE_HEADING);

  gtk_widget_add_css_class (label, "title-4");
  gtk_box_append (box, label);
}

static void
append_item (GtkBox *box, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bullet = gtk_label_new ("•");

  gtk_widget_set_valign (bullet, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), bullet);
  gtk_box_append (GTK_BOX (line), make_label (text, GTK_ACCESSIBLE_ROLE_LABEL));
  gtk_box_append (box, line);
}

/* What has been gathered is a paragraph. */
static void
end_paragraph (GtkBox *box, GString *paragraph)
{
  if (paragraph->len > 0)
    gtk_box_append (box, make_label (paragraph->str, GTK_ACCESSIBLE_ROLE_LABEL));
  g_string_truncate (paragraph, 0);
}

void
app_markdown_fill (GtkBox *box, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *paragraph = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (char **line = lines; *line != NULL; line++) {
    const char *words = g_strstrip (*line);
    if (*words == '\0' || *words == '#' || g_str_has_prefix (words, "- "))
      end_paragraph (box, paragraph);
    if (*words == '#')
      append_heading (box, words);
    else if (g_str_has_prefix (words, "- "))
      append_item (box, words + 2);
    else if (*words != '\0')
      g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", words);
  }
  end_paragraph (box, paragraph);
  g_string_free (paragraph, TRUE);
}
