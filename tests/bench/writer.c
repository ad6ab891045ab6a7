/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer.c - how long the main thread is busy while a lesson is written, with as much in the file
 * as it may hold: the longest turn of the main loop, in its own CPU time, of each of some letters
 * typed into a text, of opening a list of figures, of letters typed to find one, and of going to
 * another step. Needs a display: tests/headless gives one.
 */
#include "bench.h"
#include "busy.h"

#include "application.h"
#include "window-private.h"
#include "writer-hand.h"

#define TIMES 30

static AppWindow *window;

static void
say (const char *name, void (*act) (AppWindow *window, guint i))
{
  double ms[TIMES];

  for (guint i = 0; i < TIMES; i++)
    ms[i] = writer_hand_longest (window, act, i);
  {
    g_autofree char *worst = g_strconcat (name, ", longest", NULL);

    bench_say (name, bench_fractile (ms, TIMES, 0.5), "ms");
    bench_say (worst, ms[TIMES - 1], "ms");
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = app_application_new ();

  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  writer_hand_begin (window);
  say ("a letter in the text", writer_hand_type);
  say ("a letter in the explanation", writer_hand_explain);
  say ("the list of figures opens", writer_hand_open);
  say ("a letter in the list", writer_hand_search);
  say ("another step", writer_hand_go);
  gtk_window_destroy (GTK_WINDOW (window));
  return argc < 2 || bench_write (argv[1]) ? 0 : 1;
}
