/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/help/guide.c and topic.c: what is read of a page, and that the guide has a place
 * for every value of a scenario, every card and every view.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "editor/cards.h"
#include "help/guide.h"
#include "help/topic.h"
#include "views/list.h"

static const char text[]
    = "<?xml version=\"1.0\"?><!-- x --><page xmlns=\"http://projectmallard.org/1.0/\" id=\"a\">\n"
      "<info><link type=\"guide\" xref=\"index#x\"/><link type=\"seealso\" xref=\"b\"/>\n"
      "<desc>About  it</desc><title type=\"sort\">0</title></info><title>A "
      "<code>/a</code></title>\n"
      "<p>One\n  &lt;two&gt; <em>three</em> <link xref=\"b#c\">four</link>\n"
      "<keyseq><key>Ctrl</key><key>S</key></keyseq> <key>F1</key> <key>F2</key></p>\n"
      "<section id=\"s\"><title>S</title><steps><item><p>first</p></item><item><p>second</p><p>more"
      "</p></item></steps><terms><item><title>t</title><p>u</p></item></terms>\n"
      "<code>x\n  y</code><table><thead><tr><td><p>h</p></td><td><p>i</p></td></tr></thead>\n"
      "<tbody><tr><td><p>j</p></td><td><p/></td></tr></tbody></table></section></page>";

static const char *
block_text (const AppGuideSection *section, guint block, guint cell)
{
  const AppGuideBlock *found = g_ptr_array_index (section->blocks, block);

  return g_ptr_array_index (found->texts, cell);
}

static AppGuideKind
block_kind (const AppGuideSection *section, guint block)
{
  return ((const AppGuideBlock *)g_ptr_array_index (section->blocks, block))->kind;
}

static AppGuide *
planted (const char *page)
{
  g_autofree char *folder = g_dir_make_tmp ("trefoil-guide-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.page", NULL);
  AppGuide *guide = NULL;

  g_assert_true (g_file_set_contents (path, page, -1, NULL));
  guide = app_guide_new (folder);
  g_unlink (path);
  g_rmdir (folder);
  return guide;
}

static void
test_read (void)
{
  AppGuide *guide = planted (text);
  const AppGuidePage *page = app_guide_find (guide, "a");
  const AppGuideSection *head = NULL, *section = NULL;
  g_autoptr (GPtrArray) topics = app_guide_topics (guide, "index#x");

  g_assert_nonnull (page);
  g_assert_cmpstr (page->title, ==, "A <tt>/a</tt>");
  g_assert_cmpstr (page->about, ==, "About it");
  g_assert_cmpstr (page->order, ==, "0");
  g_assert_cmpuint (topics->len, ==, 1);
  g_assert_true (g_ptr_array_index (topics, 0) == page);
  g_assert_cmpstr (g_ptr_array_index (page->more, 0), ==, "b");
  head = app_guide_section (page, NULL);
  g_assert_cmpstr (block_text (head, 0, 0), ==,
                   "One &lt;two&gt; <i>three</i> <a href=\"b#c\">four</a> <b>Ctrl</b>+<b>S</b> "
                   "<b>F1</b> <b>F2</b>");
  section = app_guide_section (page, "s");
  g_assert_cmpstr (section->title, ==, "S");
  g_assert_cmpuint (section->blocks->len, ==, 8);
  g_assert_cmpuint (((AppGuideBlock *)g_ptr_array_index (section->blocks, 1))->number, ==, 2);
  g_assert_cmpint (block_kind (section, 2), ==, APP_GUIDE_TEXT);
  g_assert_cmpint (block_kind (section, 3), ==, APP_GUIDE_TERM);
  g_assert_cmpint (block_kind (section, 4), ==, APP_GUIDE_TEXT);
  g_assert_cmpstr (block_text (section, 5, 0), ==, "x\n  y");
  g_assert_true (((AppGuideBlock *)g_ptr_array_index (section->blocks, 6))->head);
  g_assert_false (((AppGuideBlock *)g_ptr_array_index (section->blocks, 7))->head);
  g_assert_true (((AppGuideBlock *)g_ptr_array_index (section->blocks, 6))->first);
  g_assert_false (((AppGuideBlock *)g_ptr_array_index (section->blocks, 7))->first);
  g_assert_cmpstr (block_text (section, 7, 0), ==, "j");
  g_assert_cmpstr (block_text (section, 7, 1), ==, "");
  g_assert_null (app_guide_section (page, "t"));
  app_guide_free (guide);
}

static void
test_broken (void)
{
  AppGuide *guide = NULL;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*a.page*");
  guide = planted ("<page id=\"a\"><title>A</title><p>x</page>");
  g_test_assert_expected_messages ();
  g_assert_cmpuint (app_guide_length (guide), ==, 0);
  app_guide_free (guide);
  guide = app_guide_new ("/nowhere/../nothing");
  g_assert_cmpuint (app_guide_length (guide), ==, 0);
  g_assert_cmpstr (app_guide_folder (guide), ==, "/nothing");
  g_assert_false (app_guide_installed (guide));
  app_guide_free (guide);
}

static void
assert_place (const char *place)
{
  g_auto (GStrv) parts = g_strsplit (place, "#", 2);
  const AppGuidePage *page = app_guide_find (app_guide (), parts[0]);

  g_test_message ("%s", place);
  g_assert_nonnull (page);
  if (parts[1] != NULL)
    g_assert_nonnull (app_guide_section (page, parts[1]));
}

/* Every row of the field table; returns how many there were. */
static guint
walk (const SimField *rows, const char *parent)
{
  guint n = 0;

  for (const SimField *row = rows; row != NULL && row->key != NULL; row++) {
    gboolean many = row->kind == SIM_FIELD_LIST || row->kind == SIM_FIELD_MAP;
    g_autofree char *pointer = sim_pointer_join (parent, row->key);
    g_autofree char *member = sim_pointer_join (pointer, "m");
    g_autofree char *topic = app_help_topic_of_pointer (pointer);

    g_assert_nonnull (topic);
    assert_place (topic);
    n += 1 + walk (row->fields, many ? member : pointer) + walk (row->named, pointer);
    for (const SimVariant *v = row->variants; v != NULL && v->tag != NULL; v++)
      n += walk (v->fields, many ? member : pointer);
  }
  return n;
}

static void
test_places (void)
{
  static const AppCardSpec *const cards[]
      = { &app_card_trial,       &app_card_arms,     &app_card_outcome,    &app_card_visits,
          &app_card_correlation, &app_card_strata,   &app_card_covariates, &app_card_practitioners,
          &app_card_centres,     &app_card_response, &app_card_adherence,  &app_card_switching,
          &app_card_dropout,     &app_card_analysis, &app_card_testing,    &app_card_run };
  guint n;
  const AppView *views = app_views (&n);
  g_autoptr (GPtrArray) topics = NULL;

  g_assert_cmpuint (walk (sim_fields (), ""), >, 200);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++) {
    g_autofree char *page = g_strconcat ("keys-", cards[i]->shows[0], NULL);
    assert_place (page);
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *page = g_strconcat ("view-", views[i].id, NULL);
    assert_place (page);
  }
  topics = app_guide_topics (app_guide (), "index#views");
  g_assert_cmpuint (topics->len, ==, n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *page = g_strconcat ("view-", views[i].id, NULL);
    g_assert_cmpstr (((const AppGuidePage *)g_ptr_array_index (topics, i))->id, ==, page);
  }
  assert_place ("index");
  assert_place ("lessons");
  assert_place ("keys");
}

static void
test_topics (void)
{
  g_autofree char *means = app_help_topic_of_pointer ("/outcomes/rmdq/means/usual/0");
  g_autofree char *nothing = app_help_topic_of_pointer ("/nothing");
  g_autofree char *nowhere = app_help_topic (NULL, NULL);

  g_assert_cmpstr (means, ==, "keys-outcomes#outcomes.means");
  g_assert_null (nothing);
  g_assert_null (nowhere);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/read", test_read);
  g_test_add_func ("/guide/broken", test_broken);
  g_test_add_func ("/guide/places", test_places);
  g_test_add_func ("/guide/topics", test_topics);
  return g_test_run ();
}
