/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search.c - looks for words in every section of the guide.
 *
 * All of it is looked through for every search: 300 kB take a few milliseconds.
 */
#include "help/search.h"

#include <string.h>

#define BEFORE 40  /* characters of an excerpt before the word */
#define LENGTH 160 /* and in all */

/* --- plain text --- */

/* Markup of the guide without its elements. */
static void
append_plain (GString *text, const char *markup)
{
  static const struct {
    const char *name, *character;
  } entities[] = { { "&amp;", "&" },
                   { "&lt;", "<" },
                   { "&gt;", ">" },
                   { "&quot;", "\"" },
                   { "&apos;", "'" },
                   { "&#39;", "'" } };
  gboolean element = FALSE;

  for (const char *c = markup; *c != '\0'; c++) {
    gboolean found = FALSE;

    if (*c == '<' || *c == '>') {
      element = *c == '<';
      continue;
    }
    for (guint i = 0; i < G_N_ELEMENTS (entities) && *c == '&' && !found; i++)
      if (g_str_has_prefix (c, entities[i].name)) {
        g_string_append (text, element ? "" : entities[i].character);
        c += strlen (entities[i].name) - 1;
        found = TRUE;
      }
    if (!element && !found)
      g_string_append_c (text, *c);
  }
}

static char *
plain_of (const AppGuideSection *section)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < section->blocks->len; i++) {
    const AppGuideBlock *block = g_ptr_array_index (section->blocks, i);

    for (guint k = 0; k < block->texts->len; k++) {
      append_plain (text, g_ptr_array_index (block->texts, k));
      g_string_append_c (text, ' ');
    }
  }
  return g_string_free (text, FALSE);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static char *
folded_title (const char *markup)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  append_plain (plain, markup != NULL ? markup : "");
  return fold (plain->str);
}

/* --- hits --- */

static void
hit_free (gpointer data)
{
  AppGuideHit *hit = data;

  g_free (hit->place);
  g_free (hit->excerpt);
  g_free (hit);
}

/* What stands around the first word, from the beginning of a word on. */
static char *
excerpt_of (const char *plain, const char *folded, const char *word)
{
  const char *found = strstr (folded, word);
  glong length = g_utf8_strlen (plain, -1), at;
  const char *from, *to;
  g_autofree char *part = NULL, *escaped = NULL;

  if (found == NULL)
    return g_strdup ("");
  /* Folding keeps the number of characters but for a few letters. */
  at = MIN (g_utf8_pointer_to_offset (folded, found), length);
  from = g_utf8_offset_to_pointer (plain, MAX (at - BEFORE, 0));
  while (from > plain && from[-1] != ' ')
    from--;
  to = g_utf8_offset_to_pointer (
      from, MIN (LENGTH, length - g_utf8_pointer_to_offset (plain, from)));
  part = g_strndup (from, (gsize)(to - from));
  g_strstrip (part);
  escaped = g_markup_escape_text (part, -1);
  return g_strconcat (from > plain ? "… " : "", escaped, *to != '\0' ? " …" : "", NULL);
}

static guint
count_found (const char *text, char **words)
{
  guint n = 0;

  for (; *words != NULL; words++)
    n += strstr (text, *words) != NULL ? 1 : 0;
  return n;
}

/* Looks for the words in a section, or in a page's head; some may stand in the title of the page
   alone. Those that have all of them in their own title go into the first list. */
static void
search_section (GPtrArray *lists[2], const AppGuidePage *page, const AppGuideSection *section,
                char **words)
{
  g_autofree char *plain = plain_of (section), *folded = fold (plain);
  g_autofree char *title = folded_title (section->title), *of_page = folded_title (page->title);
  g_autofree char *own = g_strjoin ("\n", title, folded, NULL);
  g_autofree char *all = g_strjoin ("\n", own, of_page, NULL);
  guint n = g_strv_length (words);
  AppGuideHit *hit;

  if (count_found (all, words) < n || count_found (own, words) == 0)
    return;
  hit = g_new0 (AppGuideHit, 1);
  hit->place = section->id != NULL ? g_strconcat (page->id, "#", section->id, NULL)
                                   : g_strdup (page->id);
  hit->title = section->title != NULL ? section->title : page->title;
  hit->page = page;
  hit->excerpt = excerpt_of (plain, folded, words[0]);
  g_ptr_array_add (lists[count_found (title, words) == n ? 0 : 1], hit);
}

/* The words of a text, each once folded; of blanks none. */
static char **
split (const char *text)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

GPtrArray *
app_guide_search (const AppGuide *guide, const char *words)
{
  g_auto (GStrv) list = split (words);
  GPtrArray *titles = g_ptr_array_new_with_free_func (hit_free);
  GPtrArray *texts = g_ptr_array_new_with_free_func (hit_free);
  GPtrArray *lists[2] = { titles, texts };

  for (guint i = 0; i < app_guide_length (guide) && list[0] != NULL; i++) {
    const AppGuidePage *page = app_guide_page (guide, i);

    for (guint s = 0; s < page->sections->len; s++)
      search_section (lists, page, g_ptr_array_index (page->sections, s), list);
  }
  g_ptr_array_extend_and_steal (titles, texts);
  return titles;
}
