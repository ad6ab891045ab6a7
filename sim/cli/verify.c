/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify.c - trefoil-sim verify: published and closed-form figures, computed here and now.
 */
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "background.h"
#include "options.h"
#include "output.h"
#include "words.h"

#define WIPE "\r\033[K"

/* The study, on a thread of its own so that a signal can stop it. */
typedef struct {
  SimEngine *engine;
  gint started; /* cases begun */
  SimVerification *verification;
} Job;

static void
note_progress (guint done, guint n, gpointer data)
{
  Job *job = data;

  (void)n;
  g_atomic_int_set (&job->started, (gint)done);
}

static void
verify (gpointer data, const gint *cancel)
{
  Job *job = data;
  guint n;
  const SimVerifyCase *cases = sim_verify_cases (&n);

  job->verification = sim_verify_run (job->engine, cases, n, note_progress, job, cancel);
}

static void
draw_progress (gpointer data)
{
  Job *job = data;
  guint n;
  sim_verify_cases (&n);
  g_autofree char *text
      = g_strdup_printf (_ ("%d of %u cases"), g_atomic_int_get (&job->started), n);
  g_autofree char *drawn = g_strconcat (WIPE, text, NULL);

  sim_cli_say_text (drawn);
}

static void
wait_for (Job *job, gboolean shown, SimCliInterrupt *interrupt)
{
  sim_cli_background (verify, shown ? draw_progress : NULL, job, interrupt);
  if (shown)
    sim_cli_say_text (WIPE);
}

static char *
report (const SimCliOptions *options, const SimVerification *verification)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d %H:%M:%S UTC");
  g_autofree char *processor = sim_processor_name ();
  const SimVerificationInfo info
      = { .program = SIM_CLI_NAME " " TREFOIL_VERSION, .date = date, .processor = processor };

  if (strcmp (options->format, "json") == 0)
    return sim_report_verification_json (verification, &info);
  if (strcmp (options->format, "csv") == 0)
    return sim_report_verification_csv (verification, &info);
  return sim_report_verification_table (verification, &info, sim_cli_columns (STDOUT_FILENO),
                                        options->output == NULL
                                            && sim_cli_colour (options, STDOUT_FILENO));
}

/* What is written is also the verdict: 0 only if every case holds. */
static int
write_report (const SimCliOptions *options, const SimVerification *verification)
{
  g_autofree char *text = report (options, verification);
  guint failed = verification->n - verification->n_passed;

  if (!sim_cli_output_write (options, text, strlen (text)))
    return SIM_CLI_FAILED;
  if (failed == 0)
    return SIM_CLI_DONE;
  sim_cli_say (ngettext ("%u case failed: do not rely on this installation",
                         "%u cases failed: do not rely on this installation", failed),
               failed);
  return SIM_CLI_FAILED;
}

int
sim_cli_verify (const SimCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  SimCliInterrupt interrupt;
  int status;

  if (!sim_cli_output_check (options))
    return SIM_CLI_FAILED;
  sim_cli_interrupt_watch (&interrupt);
  Job job = { .engine = sim_engine_new (options->threads, options->isa, &error) };
  if (job.engine == NULL) {
    sim_cli_say ("%s", error->message);
    return SIM_CLI_FAILED;
  }
  wait_for (&job, !options->quiet && sim_cli_terminal (STDERR_FILENO), &interrupt);
  if (job.verification != NULL) {
    status = write_report (options, job.verification);
  } else {
    sim_cli_say (_ ("interrupted: nothing has been written, for not all cases were computed"));
    status = SIM_CLI_SIGNAL + interrupt.caught;
  }
  sim_verification_free (job.verification);
  sim_engine_free (job.engine);
  return status;
}
