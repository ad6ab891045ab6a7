/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/help/search.c on a guide of two pages, and on that of the program.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "help/search.h"

static char *folder;

static void
write_page (const char *id, const char *text)
{
  g_autofree char *name = g_strconcat (id, ".page", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *page = g_strdup_printf ("<page id=\"%s\">%s</page>", id, text);

  g_assert_true (g_file_set_contents (path, page, -1, NULL));
}

static AppGuide *
small_guide (void)
{
  write_page ("a", "<info><desc>About</desc></info><title>Apples</title>"
                   "<p>They are <em>not</em> pears &amp; cost &lt; 3.</p>"
                   "<section id=\"s\"><title>Größe</title><p>How large pears grow, said at such "
                   "length that no more than a part of all that is said of pears has room in what "
                   "is shown of it beside the title of the section where it stands.</p></section>");
  write_page ("b", "<title>Pears</title><p>None.</p><section id=\"t\"><title>Trees</title>"
                   "<table><tr><td><p>oak</p></td><td><p>pears</p></td></tr></table></section>");
  return app_guide_new (folder);
}

/* The places found, a space between them. */
static char *
found (const AppGuide *guide, const char *words)
{
  g_autoptr (GPtrArray) hits = app_guide_search (guide, words);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((const AppGuideHit *)g_ptr_array_index (hits, i))->place);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_places (void)
{
  static const struct {
    const char *words, *places;
  } rows[] = { { "pears", "b a a#s b#t" }, /* the title first, then the order of pages */
               { "PEAR", "b a a#s b#t" },
               { "pears not", "a" },
               { "größe", "a#s" },
               { "GRÖSSE", "a#s" },
               { "apples large", "a#s" }, /* one of them in the title of the page alone */
               { "apples", "a" },         /* which is not that of its sections */
               { "oak pears", "b#t" },
               { "& <", "a" }, /* text, not markup */
               { "em", "" },
               { "amp", "" },
               { "oak apples", "" },
               { "  ", "" },
               { "", "" } };
  AppGuide *guide = small_guide ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *places = found (guide, rows[i].words);

    g_test_message ("%s", rows[i].words);
    g_assert_cmpstr (places, ==, rows[i].places);
  }
  app_guide_free (guide);
}

static void
test_excerpts (void)
{
  AppGuide *guide = small_guide ();
  g_autoptr (GPtrArray) hits = app_guide_search (guide, "pears");
  const AppGuideHit *head = g_ptr_array_index (hits, 0), *apples = g_ptr_array_index (hits, 1),
                    *large = g_ptr_array_index (hits, 2);

  g_assert_cmpstr (head->title, ==, "Pears");
  g_assert_cmpstr (head->excerpt, ==, "");
  g_assert_cmpstr (apples->excerpt, ==, "They are not pears &amp; cost &lt; 3.");
  g_assert_cmpstr (large->title, ==, "Größe");
  g_assert_cmpstr (large->page->title, ==, "Apples");
  g_assert_true (g_str_has_prefix (large->excerpt, "How large pears grow"));
  g_assert_true (g_str_has_suffix (large->excerpt, " …"));
  g_assert_cmpint (g_utf8_strlen (large->excerpt, -1), <=, 162);
  g_clear_pointer (&hits, g_ptr_array_unref);
  hits = app_guide_search (guide, "beside");
  large = g_ptr_array_index (hits, 0);
  g_assert_true (g_str_has_prefix (large->excerpt, "… "));
  g_assert_nonnull (strstr (large->excerpt, "beside the title"));
  g_clear_pointer (&hits, g_ptr_array_unref);
  app_guide_free (guide);
}

/* What people would look for, and the page that tells it. */
static void
test_guide (void)
{
  static const struct {
    const char *words, *place;
  } rows[] = { { "non-inferiority", "keys-testing" },
               { "holm", "methods-multiplicity" },
               { "fingerprint", "sharing" },
               { "mmrm", "methods-analysis" },
               { "slurm", "cluster" },
               { "origin translated", "sharing#languages" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *places = found (app_guide (), rows[i].words);
    g_autofree char *all = g_strconcat (" ", places, " ", NULL);

    g_test_message ("%s: %s", rows[i].words, places);
    g_assert_nonnull (strstr (all, rows[i].place));
  }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("trefoil-search-XXXXXX", NULL);
  g_test_add_func ("/search/places", test_places);
  g_test_add_func ("/search/excerpts", test_excerpts);
  g_test_add_func ("/search/guide", test_guide);
  status = g_test_run ();
  for (const char *name = "ab"; *name != '\0'; name++) {
    g_autofree char *file = g_strdup_printf ("%s/%c.page", folder, *name);
    g_unlink (file);
  }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
