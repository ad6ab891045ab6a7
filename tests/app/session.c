/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/session.c: what was written is read; what cannot be read is as if it were not there.
 */
#include "session.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder, *file;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("trefoil-XXXXXX", NULL);
  f->file = g_build_filename (f->folder, "session.ini", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->file);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->file);
}

static void
test_round (Fixture *f, gconstpointer data)
{
  char *cards[] = { (char *)"arms folded", (char *)"run open", NULL };
  const AppSession written
      = { 1400, 900, TRUE, (char *)"/some where/é;\n.trefoil", (char *)"effects", cards,
          TRUE, 4711, (char *)"ST-UC", (char *)"[{\"name\": \"é;\\n\"}]\n" };
  g_autoptr (AppSession) session = NULL;

  app_session_write (&written, f->folder);
  session = app_session_read (f->folder);
  g_assert_cmpint (session->width, ==, 1400);
  g_assert_cmpint (session->height, ==, 900);
  g_assert_true (session->maximised);
  g_assert_cmpstr (session->path, ==, written.path);
  g_assert_cmpstr (session->view, ==, "effects");
  g_assert_cmpuint (g_strv_length (session->cards), ==, 2);
  g_assert_cmpstr (session->cards[1], ==, "run open");
  g_assert_true (session->bare);
  g_assert_cmpuint (session->trial, ==, 4711);
  g_assert_cmpstr (session->hypothesis, ==, "ST-UC");
  g_assert_cmpstr (session->pins, ==, written.pins);
}

static void
assert_nothing (Fixture *f)
{
  g_autoptr (AppSession) session = app_session_read (f->folder);

  g_assert_cmpint (session->width, ==, 0);
  g_assert_cmpint (session->height, ==, 0);
  g_assert_false (session->maximised);
  g_assert_null (session->path);
  g_assert_null (session->view);
  g_assert_cmpuint (g_strv_length (session->cards), ==, 0);
  g_assert_false (session->bare);
  g_assert_cmpuint (session->trial, ==, 0);
  g_assert_null (session->hypothesis);
  g_assert_null (session->pins);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  static const char *const texts[]
      = { "", "no key file", "[window]\nwidth=many\nheight=-5\n",
          "[window]\nwidth=3\nheight=99999999999\nmaximised=perhaps\ntrial=some\nbare=so\n" };

  assert_nothing (f);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_true (g_file_set_contents (f->file, texts[i], -1, NULL));
    assert_nothing (f);
  }
}

/* A document without a file has no path to be kept. */
static void
test_no_path (Fixture *f, gconstpointer data)
{
  char *none[] = { NULL };
  const AppSession written = { .cards = none };

  app_session_write (&written, f->folder);
  assert_nothing (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/session/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/session/no-path", Fixture, NULL, set_up, test_no_path, tear_down);
  return g_test_run ();
}
