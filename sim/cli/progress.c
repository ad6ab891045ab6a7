/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * progress.c - the progress bar of a run, on a terminal's standard error alone.
 */
#include "progress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

#include "output.h"
#include "words.h"

#define FIRST_AFTER (G_USEC_PER_SEC / 5) /* a run shorter than this shows no bar */
#define EVERY       (G_USEC_PER_SEC / 10)
#define BAR_CELLS   20
#define WIPE        "\r\033[K"

void
sim_cli_progress_init (SimCliProgress *progress, const SimCliOptions *options)
{
  progress->shown = !options->quiet && sim_cli_terminal (STDERR_FILENO);
  progress->next = g_get_monotonic_time () + FIRST_AFTER;
  progress->precision = options->precision;
  progress->seconds = options->seconds;
}

/* "1.2 M", "85 k": three figures at most are of use while they change. */
static char *
short_count (double count)
{
  static const char *const units[] = { "", " k", " M", " G" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  guint unit = 0;

  while (count >= 999.5 && unit + 1 < G_N_ELEMENTS (units)) {
    count /= 1000;
    unit++;
  }
  g_ascii_formatd (text, sizeof text, count < 9.95 && unit > 0 ? "%.1f" : "%.0f", count);
  return g_strconcat (text, units[unit], NULL);
}

static char *
duration (double seconds)
{
  if (!isfinite (seconds) || seconds > 99 * 3600.0)
    return g_strdup ("\xe2\x80\x93");
  guint s = (guint)ceil (seconds);
  if (s < 60)
    return g_strdup_printf (_ ("%u s"), s);
  if (s < 3600)
    return g_strdup_printf (_ ("%u min %02u s"), s / 60, s % 60);
  return g_strdup_printf (_ ("%u h %02u min"), s / 3600, s / 60 % 60);
}

/* Where the rules of precision and time will probably stop: the next of the counts at which
 * precision is looked at with a small enough error, or what the present pace makes of the time. */
static guint64
expected_end (const SimCliProgress *progress, guint64 done, guint64 target, double mcse,
              double rate)
{
  double ratio = mcse / progress->precision, needed = (double)done * ratio * ratio, count = 1000;
  double end = (double)target;

  if (progress->precision > 0 && isfinite (needed)) {
    while (count < needed || count < (double)done)
      count *= 2;
    end = MIN (end, count);
  }
  if (progress->seconds > 0 && isfinite (rate))
    end = MIN (end, MAX (rate * progress->seconds, (double)done));
  return (guint64)end;
}

static char *
bar (double share)
{
  GString *text = g_string_new ("[");
  int full = (int)floor (CLAMP (share, 0, 1) * BAR_CELLS);

  for (int i = 0; i < BAR_CELLS; i++)
    g_string_append_c (text, i < full ? '#' : '-');
  return g_string_free (g_string_append (text, "] "), FALSE);
}

static char *
line (const SimCliProgress *progress, SimRun *run, int columns)
{
  SimSnapshot *snapshot = sim_run_snapshot (run);
  guint64 done = sim_snapshot_replicates (snapshot);
  double mcse = sim_snapshot_results (snapshot)->hypotheses_mcse;
  double rate = (double)done / sim_run_seconds (run);
  guint64 end = expected_end (progress, done, sim_run_target (run), mcse, rate);
  g_autofree char *done_text = sim_format_count (done);
  g_autofree char *end_text = sim_format_count (end);
  g_autofree char *rate_text = short_count (isfinite (rate) ? rate : 0);
  g_autofree char *left = duration (((double)end - (double)done) / rate);
  g_autofree char *cells = bar ((double)done / (double)end);
  char error[G_ASCII_DTOSTR_BUF_SIZE] = "\xe2\x80\x93";

  sim_snapshot_unref (snapshot);
  if (isfinite (mcse))
    g_ascii_formatd (error, sizeof error, "%.2f", 100 * mcse);
  g_autofree char *text
      = g_strdup_printf (_ ("%s of %s trials \xc2\xb7 %s/s \xc2\xb7 SE %s points \xc2\xb7 %s left"),
                         done_text, end_text, rate_text, error, left);
  int room = columns - 1 - sim_text_width (text);
  if (room >= BAR_CELLS + 3)
    return g_strconcat (cells, text, NULL);
  return room >= 0 ? g_steal_pointer (&text) : sim_text_clip (text, MAX (columns - 1, 0));
}

static void
draw (SimCliProgress *progress, SimRun *run)
{
  gint64 now = g_get_monotonic_time ();

  if (!progress->shown || now < progress->next)
    return;
  progress->next = now + EVERY;
  g_autofree char *text = line (progress, run, sim_cli_columns (STDERR_FILENO));
  g_autofree char *drawn = g_strconcat (WIPE, text, NULL);
  sim_cli_say_text (drawn);
}

gboolean
sim_cli_progress_turn (SimCliProgress *progress, SimRun *run, SimCliInterrupt *interrupt)
{
  if (sim_run_wait (run, SIM_CLI_LOOK_EVERY))
    return FALSE;
  if (sim_cli_interrupt_poll (interrupt) != 0)
    sim_run_cancel (run);
  else
    draw (progress, run);
  return TRUE;
}

void
sim_cli_progress_draw_share (SimCliProgress *progress, double share, const char *words)
{
  gint64 now = g_get_monotonic_time ();

  if (!progress->shown || now < progress->next)
    return;
  progress->next = now + EVERY;
  g_autofree char *cells = bar (share);
  g_autofree char *text = g_strconcat (cells, words, NULL);
  g_autofree char *fitting = sim_text_clip (text, MAX (sim_cli_columns (STDERR_FILENO) - 1, 0));
  g_autofree char *drawn = g_strconcat (WIPE, fitting, NULL);
  sim_cli_say_text (drawn);
}

void
sim_cli_progress_end (SimCliProgress *progress)
{
  if (progress->shown)
    sim_cli_say_text (WIPE);
}
