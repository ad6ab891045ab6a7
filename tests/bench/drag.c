/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drag.c - how smoothly the window answers a value that is dragged while the engine keeps all cores
 * busy: the same with each view on screen, and with a mixed model of four visits. Then how long it
 * is busy with one trial after the other of nearly a thousand patients, also as a list of them.
 *
 * For five seconds every frame brings a new mean, as a pointer that is moved does. Said of each:
 * the plot updates a second (frames in which another scenario's results are painted for the first
 * time; on a machine with nothing else to do 20 at least), a histogram of the times between frames,
 * and how long the main thread was busy without looking at what came in, in wall-clock time and in
 * its own CPU time, which other programs do not lengthen; of that also how much an update takes.
 * Needs a display: tests/headless gives one.
 */
#include <math.h>

#include "bench.h"
#include "busy.h"
#include "application.h"
#include "library.h"
#include "window-private.h"

#define SECONDS 5
#define STEPS   12
#define MOST 8192 /* frames, or turns of the main loop, of one drag */

/* Upper ends of the classes of the histograms, in ms. */
static const double ends[] = { 10, 17, 25, 34, 50, INFINITY };

typedef struct {
  double ms[MOST];
  guint n;
} Times;

static AppWindow *window;
static Times between, busy, busy_cpu;
static gint64 last_frame;
static gboolean measuring;
static guint updates, step;
static SimScenario *painted;

static void
note (Times *times, double ms)
{
  if (measuring && times->n < MOST)
    times->ms[times->n++] = ms;
}

static void
on_turn (double ms, double cpu_ms)
{
  note (&busy, ms);
  note (&busy_cpu, cpu_ms);
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  gint64 now = g_get_monotonic_time ();
  SimScenario *shown = app_run_scenario (window->run);

  if (last_frame > 0)
    note (&between, (double) (now - last_frame) / 1000);
  last_frame = now;
  if (shown != painted && measuring)
    updates++;
  painted = shown;
}

/* The pointer: to and fro over two points. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint at = step++ % 200;
  double mean = 7.5 + 0.02 * (at < 100 ? at : 200 - at);

  app_document_set_number (window->document, "/outcomes/0/means/usual/0", mean, "Mean", "drag",
                           NULL);
  return G_SOURCE_CONTINUE;
}

static double
sum (const Times *times)
{
  double all = 0;

  for (guint i = 0; i < times->n; i++)
    all += times->ms[i];
  return all;
}

static void
say_times (const char *what, Times *times)
{
  guint counts[G_N_ELEMENTS (ends)] = { 0 };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < times->n; i++) {
    guint k = 0;

    while (times->ms[i] > ends[k])
      k++;
    counts[k]++;
  }
  for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
    if (isfinite (ends[k]))
      g_string_append_printf (line, "  to %g: %u", ends[k], counts[k]);
    else
      g_string_append_printf (line, "  more: %u", counts[k]);
  g_print ("  %s, ms:%s\n", what, line->str);
  g_string_free (line, TRUE);
  if (times->n == 0)
    return;
  {
    g_autofree char *median = g_strdup_printf ("  %s, median", what);
    g_autofree char *worst = g_strdup_printf ("  %s, longest", what);

    bench_say (median, bench_fractile (times->ms, times->n, 0.5), "ms");
    bench_say (worst, times->ms[times->n - 1], "ms");
  }
}

static void
on_time (gpointer over)
{
  *(gboolean *) over = TRUE;
}

/* Ends by a timeout of its own: a window at rest brings nothing that would wake the loop. */
static void
turn_for (double seconds)
{
  gboolean over = FALSE;

  g_timeout_add_once ((guint) (seconds * 1000), on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
start_measuring (void)
{
  between.n = busy.n = busy_cpu.n = updates = 0;
  last_frame = 0;
  measuring = TRUE;
}

static void
drag (const char *name)
{
  guint tick;

  turn_for (1);
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick, NULL, NULL);
  turn_for (0.5);
  start_measuring ();
  turn_for (SECONDS);
  measuring = FALSE;
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), tick);
  app_document_end_group (window->document);
  bench_say (name, (double) updates / SECONDS, "updates/s");
  bench_say ("  main thread's CPU time an update", sum (&busy_cpu) / MAX (updates, 1), "ms");
  say_times ("between frames", &between);
  say_times ("main thread busy", &busy);
  say_times ("main thread busy, CPU time", &busy_cpu);
}

static void
set_text (const char *assignment)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft = sim_draft_set_text (app_document_draft (window->document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (window->document, draft, "Benchmark", NULL);
}

static void
show (const char *view)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "view",
                                      g_variant_new_string (view));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, view);
}

static void
set_mixed_model (void)
{
  set_text ("/basis=null"); /* of visits that are no longer there */
  set_text ("/outcomes/0={\"id\":\"rmdq\",\"type\":\"continuous\",\"better\":\"lower\","
            "\"baseline\":{\"mean\":11,\"sd\":5},\"visits\":[{\"id\":\"w4\",\"time\":4},"
            "{\"id\":\"w8\",\"time\":8},{\"id\":\"w13\",\"time\":13},{\"id\":\"w26\",\"time\":26}],"
            "\"means\":{\"hand-ear\":[7,6,5.7,5.5],\"standard\":[8,7,6.8,6.6],"
            "\"usual\":[9,9,8.9,8.4]},\"sd\":[5,5,5,5]}");
  set_text ("/analyses/0={\"id\":\"main\",\"outcome\":\"rmdq\",\"visit\":\"w26\","
            "\"method\":\"mmrm\"}");
  g_assert_cmpuint (app_document_problems (window->document)->len, ==, 0);
}

static GtkWidget *
find_toggle (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toggle (child, label);
  return found;
}

/* One trial after the other, each in its own time. */
static void
step_through (const char *name)
{
  turn_for (1);
  start_measuring ();
  for (guint64 trial = 0; trial < STEPS; trial++) {
    app_trial_focus_set_trial (window->focus, 100 + trial);
    turn_for (0.4);
  }
  measuring = FALSE;
  bench_say (name, sum (&busy_cpu) / STEPS, "ms of CPU time a trial");
  say_times ("main thread busy, CPU time", &busy_cpu);
}

static void
open_large (void)
{
  g_autofree char *path = app_library_path ("luo-replanned");
  g_autoptr (GError) error = NULL;

  g_assert_true (app_document_load (window->document, path, &error));
  set_text ("/run/replicates=1000");
  show ("trial");
  turn_for (2);
}

static void
open_window (AppApplication *application)
{
  g_assert_true (gtk_init_check ());
  app_views_init ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_activate (G_APPLICATION (application));
  window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_after_paint), NULL);
  busy_watch (on_turn);
}

int
main (int argc, char **argv)
{
  guint n_views;
  const AppView *views = app_views (&n_views);
  g_autoptr (AppApplication) application = app_application_new ();

  open_window (application);
  turn_for (2);
  set_text ("/run/replicates=1000000000"); /* all cores stay busy */
  for (guint i = 0; i < n_views; i++) {
    show (views[i].id);
    drag (views[i].id);
  }
  show ("power");
  set_mixed_model ();
  drag ("power, mixed model of four visits");
  open_large ();
  step_through ("trial, the next");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find_toggle (GTK_WIDGET (window), "Pa_tients")), TRUE);
  step_through ("trial, the next as a list");
  busy_watch (NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  return argc < 2 || bench_write (argv[1]) ? 0 : 1;
}
