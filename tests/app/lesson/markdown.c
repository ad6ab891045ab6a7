/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/markdown.c: words become markup that Pango reads, blocks become labels.
 */
#include "lesson/markdown.h"

#include <string.h>

static void
assert_markup (const char *text, const char *expected)
{
  g_autofree char *markup = app_markdown_markup (text);

  g_assert_cmpstr (markup, ==, expected);
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
}

static void
test_words (void)
{
  assert_markup ("plain", "plain");
  assert_markup ("a **b** *c* `d`", "a <b>b</b> <i>c</i> <tt>d</tt>");
  assert_markup ("**a *b* c**", "<b>a <i>b</i> c</b>");
  assert_markup ("P < 0.001 & more", "P\u00a0&lt;\u00a00.001 &amp; more");
  assert_markup ("2 * 3 * 4", "2 * 3 * 4");
  assert_markup ("by 5 points, 90 % of 3 arms", "by 5\u00a0points, 90\u00a0% of 3\u00a0arms");
  assert_markup ("*open", "*open");
  assert_markup ("**", "**");
  assert_markup ("*", "*");
  assert_markup ("`<b>`", "<tt>&lt;b&gt;</tt>");
  assert_markup ("*größer*", "<i>größer</i>");
  assert_markup ("", "");
}

/* What is never closed is not sought for ever. */
static void
test_long (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "*a ");
  g_autofree char *markup = app_markdown_markup (text->str);
  g_assert_cmpuint (strlen (markup), ==, text->len);
  g_string_free (text, TRUE);
}

static guint
count (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static void
test_blocks (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *heading, *paragraph;

  app_markdown_fill (GTK_BOX (box), "## Title\n\nTwo lines\nare one.\n\n- one\n- two\n\nLast.");
  g_assert_cmpuint (count (box), ==, 5);
  heading = gtk_widget_get_first_child (box);
  paragraph = gtk_widget_get_next_sibling (heading);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heading)), ==, "Title");
  gtk_test_accessible_assert_role (heading, GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (paragraph)), ==, "Two lines are one.");
  app_markdown_fill (GTK_BOX (box), "");
  g_assert_cmpuint (count (box), ==, 0);
  g_object_unref (box);
}

/* What has no markup: a number and its unit stay in one line, and nothing else changes. */
static void
test_joined (void)
{
  static const char *const texts[][2] = {
    { "A test at 5 % of 152 patients.", "A test at 5\u00a0% of 152\u00a0patients." },
    { " % of *all* [b] in 3 ", " % of *all* [b] in 3 " },
    { "significant, p < 0.001;", "significant, p\u00a0<\u00a00.001;" },
    { "效能 5 % 与 20 名", "效能 5\u00a0% 与 20\u00a0名" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *joined = app_markdown_joined (texts[i][0]);
    g_assert_cmpstr (joined, ==, texts[i][1]);
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/markdown/words", test_words);
  g_test_add_func ("/lesson/markdown/long", test_long);
  g_test_add_func ("/lesson/markdown/blocks", test_blocks);
  g_test_add_func ("/lesson/markdown/joined", test_joined);
  return g_test_run ();
}
