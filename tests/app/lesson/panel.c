/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/lesson/panel.c and writer.c: whatever a lesson says, it is no wider than its place.
 */
#include "lesson/panel.h"

#include <string.h>

#include "lesson/writer.h"

/* What the window has at least. */
#define WIDTH 300

/* A lesson all of whose words are longer than a line, in every kind of prediction. */
static char *
long_words (void)
{
  g_autofree char *word = g_strnfill (100, 'W');
  const char *step = "{\"text\":\"# W\\n\\n- W\\n\\nW\",\"reveal\":\"W\",\"predict\":"
                     "{\"question\":\"W\",\"kind\":";
  g_autofree char *plain = g_strconcat (
      "{\"trefoil\":1,\"lesson\":{\"title\":\"W\",\"steps\":[", step,
      "\"number\",\"answer\":1,\"unit\":\"W\"}},", step,
      "\"choice\",\"choices\":[\"W\",\"V\"],\"answer\":\"W\"}}]}}", NULL);
  g_auto (GStrv) parts = g_strsplit (plain, "W", -1);

  return g_strjoinv (word, parts);
}

static void
test_width (void)
{
  g_autofree char *text = long_words ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (AppDocument) document = app_document_new ();
  g_autoptr (AppRun) run = app_run_new (document);
  g_autoptr (AppCourse) course = app_course_new (document, run);
  GtkWidget *window = gtk_window_new (), *panel = app_lesson_panel_new (course);
  int least;

  g_assert_nonnull (draft);
  gtk_window_set_child (GTK_WINDOW (window), panel);
  app_document_load_draft (document, draft, NULL, FALSE);
  g_assert_cmpuint (app_course_n_steps (course), ==, 2);
  for (guint i = 0; i < 2; i++) {
    app_course_go (course, i);
    app_course_predict (course, i == 0 ? "1e300" : "V");
    gtk_widget_measure (panel, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, WIDTH);
  }
  app_course_restart (course);
  g_autoptr (AppAuthor) author = app_author_new (document);
  GtkWidget *writer = app_lesson_writer_new (author, run);
  app_author_begin (author, 0);
  gtk_window_set_child (GTK_WINDOW (window), writer);
  for (guint i = 0; i < 2; i++) {
    app_author_go (author, i);
    gtk_widget_measure (writer, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, WIDTH);
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/panel/width", test_width);
  return g_test_run ();
}
