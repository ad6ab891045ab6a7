/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * study.c - the frame of the commands whose answer takes many runs.
 */
#include "study.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "goal.h"
#include "load.h"
#include "output.h"
#include "progress.h"
#include "words.h"

#define SHARES 1000 /* parts that a share is told in */

/* What the thread that computes and the one that looks share. */
typedef struct {
  SimCliStudy study;
  const SimCliStudyRow *row;
  SimCliProgress progress;
  double seconds;
} Frame;

SimScenario *
sim_cli_study_scenario (const SimCliStudy *study)
{
  return g_ptr_array_index (study->scenarios, 0);
}

void
sim_cli_study_count (SimCliStudy *study, guint done, guint all)
{
  g_atomic_int_set (&study->done, done);
  g_atomic_int_set (&study->all, all);
}

void
sim_cli_study_share (double share, gpointer data)
{
  sim_cli_study_count (data, (guint)(SHARES * CLAMP (share, 0, 1)), SHARES);
}

/* ---- computing ---- */

static void
compute (gpointer data, const gint *cancel)
{
  Frame *frame = data;

  frame->row->compute (&frame->study, cancel);
}

/* "3 of 25 scenarios"; "12 %" */
static char *
so_far (const SimCliStudyRow *row, guint done, guint all)
{
  if (row->counted == NULL && 100 * (guint64)done < all)
    return g_strdup (_ ("less than 1 %"));
  if (row->counted == NULL)
    return sim_format_percent ((double)done / all, 0.01);
  return g_strdup_printf (_ ("%u of %u %s"), done, all, _ (row->counted));
}

static void
look (gpointer data)
{
  Frame *frame = data;
  guint all = g_atomic_int_get (&frame->study.all), done = g_atomic_int_get (&frame->study.done);

  if (all == 0)
    return;
  g_autofree char *words = so_far (frame->row, done, all);
  sim_cli_progress_draw_share (&frame->progress, (double)done / all, words);
}

static void
compute_and_watch (Frame *frame, SimCliInterrupt *interrupt)
{
  gint64 began = g_get_monotonic_time ();

  sim_cli_progress_init (&frame->progress, frame->study.options);
  sim_cli_background (compute, look, frame, interrupt);
  sim_cli_progress_end (&frame->progress);
  frame->seconds = (double)(g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

/* ---- writing ---- */

static char *
report (const Frame *frame)
{
  const SimCliStudy *study = &frame->study;
  const SimCliOptions *options = study->options;
  const SimReportInfo info = {
    .program = SIM_CLI_NAME " " TREFOIL_VERSION,
    .complete = study->complete,
    .seconds = frame->seconds,
    .threads = sim_engine_threads (study->engine),
    .colour = options->output == NULL && sim_cli_colour (options, STDOUT_FILENO),
  };

  if (strcmp (options->format, "json") == 0)
    return frame->row->json (study, &info);
  if (strcmp (options->format, "csv") == 0)
    return frame->row->csv (study, &info);
  return frame->row->table (study, &info, sim_cli_columns (STDOUT_FILENO));
}

/* What is said of a study that a signal stopped. */
static void
remark_interrupted (const Frame *frame, gboolean written)
{
  const SimCliStudy *study = &frame->study;

  if (study->options->quiet)
    return;
  if (!written) {
    sim_cli_say (_ ("interrupted; nothing was written"));
    return;
  }
  g_autofree char *words = so_far (frame->row, study->done, MAX (study->all, 1));
  sim_cli_say (_ ("interrupted after %s; what was finished has been written"), words);
}

static int
fail (const Frame *frame)
{
  const GError *error = frame->study.error;
  g_autofree char *printable = sim_cli_printable (error->message);

  if (frame->row->usage == NULL || error->code != SIM_ERROR_USAGE) {
    sim_cli_say ("%s", printable);
    return SIM_CLI_FAILED;
  }
  sim_cli_say ("%s: %s", frame->row->usage, printable);
  return SIM_CLI_WRONG;
}

static int
write_answer (const Frame *frame, const SimCliInterrupt *interrupt)
{
  const SimCliStudy *study = &frame->study;
  gboolean written = study->found != NULL && !study->empty;

  if (study->error != NULL && study->error->code != SIM_ERROR_CANCELLED)
    return fail (frame);
  if (written) {
    g_autofree char *text = report (frame);
    if (!sim_cli_output_write (study->options, text, strlen (text)))
      return SIM_CLI_FAILED;
  }
  if (study->complete)
    return frame->row->conclude != NULL ? frame->row->conclude (study) : SIM_CLI_DONE;
  remark_interrupted (frame, written);
  return SIM_CLI_SIGNAL + interrupt->caught;
}

/* ---- the whole ---- */

static void
drop_scenario (gpointer scenario)
{
  sim_scenario_unref (scenario);
}

/* Reads what the command is about. FALSE after a sentence, with the status to end with. */
static gboolean
read_question (Frame *frame, int *status)
{
  SimCliStudy *study = &frame->study;
  const SimCliOptions *options = study->options;

  if (options->operands->len > 0) {
    const char *file = g_ptr_array_index (options->operands, 0);
    SimScenario *scenario = sim_cli_load_or_say (options, file, status);
    if (scenario == NULL)
      return FALSE;
    g_ptr_array_add (study->scenarios, scenario);
    *status = SIM_CLI_WRONG;
    if (!sim_cli_goal_check (options, scenario))
      return FALSE;
  }
  return frame->row->prepare == NULL || frame->row->prepare (study, status);
}

static int
answer (Frame *frame)
{
  SimCliStudy *study = &frame->study;
  SimCliInterrupt interrupt;
  int status = SIM_CLI_FAILED;

  sim_cli_interrupt_watch (&interrupt);
  study->engine = sim_engine_new (study->options->threads, study->options->isa, &study->error);
  if (study->engine == NULL)
    return fail (frame);
  sim_engine_set_keep (study->engine, frame->row->keep);
  compute_and_watch (frame, &interrupt);
  status = write_answer (frame, &interrupt);
  sim_engine_free (study->engine);
  return status;
}

int
sim_cli_study (const SimCliOptions *options, const SimCliStudyRow *row)
{
  Frame frame = { .study.options = options, .row = row };
  int status = SIM_CLI_FAILED;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  frame.study.scenarios = g_ptr_array_new_with_free_func (drop_scenario);
  if (read_question (&frame, &status))
    status = answer (&frame);
  if (frame.study.found != NULL)
    row->clear (frame.study.found);
  g_clear_error (&frame.study.error);
  g_ptr_array_unref (frame.study.scenarios);
  return status;
}
