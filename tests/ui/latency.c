/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * latency.c - how soon an edit is answered: frames and milliseconds from the edit to the frame in
 * which the new curve stands, and from opening a file to its first curve; and how long the main
 * thread is busy while a lesson is written.
 *
 * The distributions are printed. The assertions are wide enough for a busy machine; they catch an
 * answer that waits for a timer, a whole run or the exact values.
 */
#include "../bench/busy.h"
#include "../bench/writer-hand.h"
#include "application.h"
#include "window-private.h"

/* ms that the main thread may be away for: the bound of the program. */
#define BUDGET  50
#define EDITS 60
#define ACTS    20
#define TIMEOUT (60 * G_USEC_PER_SEC)

static AppWindow *window;
static guint frames;

typedef struct {
  double ms[EDITS];
  guint frames[EDITS];
  gint64 started;
  guint first;
} Timing;

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  frames++;
}

static gboolean
answered (void)
{
  return app_run_scenario (window->run) == app_document_scenario (window->document);
}

/* Runs the main loop as the program does, until condition holds at the end of a frame. */
#define WAIT_FOR(condition) \
  G_STMT_START \
  { \
    gint64 end_ = g_get_monotonic_time () + TIMEOUT; \
    while (!(condition)) { \
      g_assert_cmpint (g_get_monotonic_time (), <, end_); \
      g_main_context_iteration (NULL, TRUE); \
    } \
  } \
  G_STMT_END

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;
  return (first > second) - (first < second);
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;
  return (first > second) - (first < second);
}

static void
report (const char *what, Timing *timing)
{
  qsort (timing->ms, EDITS, sizeof *timing->ms, compare_doubles);
  qsort (timing->frames, EDITS, sizeof *timing->frames, compare_guints);
  g_test_message ("%s: ms min %.1f, median %.1f, p90 %.1f, max %.1f; frames min %u, median %u, "
                  "p90 %u, max %u",
                  what, timing->ms[0], timing->ms[EDITS / 2], timing->ms[EDITS * 9 / 10],
                  timing->ms[EDITS - 1], timing->frames[0], timing->frames[EDITS / 2],
                  timing->frames[EDITS * 9 / 10], timing->frames[EDITS - 1]);
}

static void
edit (double mean, const char *group)
{
  g_assert_true (app_document_set_number (window->document, "/outcomes/rmdq/means/usual/0", mean,
                                          "Mean", group, NULL));
}

/* Waits for the frame in which the answer to the present draft is painted. */
static void
time_answer (Timing *timing, guint i)
{
  guint painted;

  WAIT_FOR (answered ());
  painted = frames; /* the frame that is being made shows it */
  WAIT_FOR (frames > painted);
  timing->ms[i] = (double) (g_get_monotonic_time () - timing->started) / 1000;
  timing->frames[i] = frames - timing->first;
}

static void
begin (Timing *timing)
{
  timing->started = g_get_monotonic_time ();
  timing->first = frames;
}

static gboolean
at_rest (void)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE && answered ();
}

static void
test_edits (void)
{
  Timing timing;
  guint painted;

  for (guint i = 0; i < EDITS; i++) {
    WAIT_FOR (at_rest ());
    painted = frames; /* the frame that is being made is not yet an answer to what comes */
    WAIT_FOR (frames > painted);
    begin (&timing);
    edit (7 + 0.01 * i, NULL);
    time_answer (&timing, i);
  }
  report ("an edit at rest", &timing);
  g_assert_cmpuint (timing.frames[EDITS / 2], <=, 4);
}

/* While a long run keeps all cores busy. */
static void
test_edits_while_running (void)
{
  Timing timing;

  g_assert_true (app_document_set_number (window->document, "/run/replicates", 1e9, "Trials", NULL,
                                          NULL));
  for (guint i = 0; i < EDITS; i++) {
    WAIT_FOR (answered ());
    begin (&timing);
    edit (8 + 0.01 * i, "drag");
    time_answer (&timing, i);
  }
  app_document_end_group (window->document);
  report ("an edit while a run keeps all cores busy", &timing);
  g_assert_cmpuint (timing.frames[EDITS / 2], <=, 6);
}

static void
test_opening (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_DATA_DIR"), "scenarios",
                                            "luo-2019.trefoil", NULL);
  Timing timing;

  for (guint i = 0; i < EDITS; i++) {
    g_autoptr (GError) error = NULL;
    WAIT_FOR (answered ());
    begin (&timing);
    g_assert_true (app_document_load_template (window->document, path, &error));
    time_answer (&timing, i);
  }
  report ("opening a file", &timing);
  g_assert_cmpuint (timing.frames[EDITS / 2], <=, 4);
}

static void
expect_short (const char *what, void (*act) (AppWindow *window, guint i))
{
  double ms[ACTS];

  for (guint i = 0; i < ACTS; i++)
    ms[i] = writer_hand_longest (window, act, i);
  qsort (ms, ACTS, sizeof *ms, compare_doubles);
  g_test_message ("%s: CPU ms of the longest turn, min %.1f, median %.1f, max %.1f", what, ms[0],
                  ms[ACTS / 2], ms[ACTS - 1]);
  /* The least of them, for others use the machine. */
  g_assert_cmpfloat (ms[0], <, BUDGET);
}

/* However long the lesson, and with as much in the scenario as it may hold. */
static void
test_writing (void)
{
  writer_hand_begin (window);
  expect_short ("a letter in the text", writer_hand_type);
  expect_short ("a letter in the explanation", writer_hand_explain);
  expect_short ("a letter in that list", writer_hand_search);
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  gint64 started = g_get_monotonic_time ();
  guint painted;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = app_application_new ();
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
  WAIT_FOR (app_run_scenario (window->run) != NULL);
  painted = frames;
  WAIT_FOR (frames > painted);
  g_test_message ("from main() to the first curve: %.0f ms",
                  (double) (g_get_monotonic_time () - started) / 1000);

  g_test_add_func ("/latency/opening", test_opening);
  g_test_add_func ("/latency/edits", test_edits);
  g_test_add_func ("/latency/edits-while-running", test_edits_while_running);
  g_test_add_func ("/latency/writing", test_writing);
  status = g_test_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
