/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify.c - trefoil-sim verify: published and closed-form figures, computed here and now.
 */
#include <glib/gi18n.h>

#include "study.h"
#include "words.h"

static void
count_case (guint done, guint n, gpointer data)
{
  sim_cli_study_count (data, done, n);
}

/* What was found, where and when. */
typedef struct {
  SimVerification *verification;
  char *date, *processor;
} Verified;

static void
clear (gpointer found)
{
  Verified *verified = found;

  sim_verification_free (verified->verification);
  g_free (verified->date);
  g_free (verified->processor);
  g_free (verified);
}

static void
compute (SimCliStudy *study, const gint *cancel)
{
  guint n;
  const SimVerifyCase *cases = sim_verify_cases (&n);
  SimVerification *verification
      = sim_verify_run (study->engine, cases, n, count_case, study, cancel);

  if (verification == NULL)
    return;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  Verified *verified = g_new (Verified, 1);
  *verified = (Verified){ .verification = verification,
                          .date = g_date_time_format (now, "%Y-%m-%d %H:%M:%S UTC"),
                          .processor = sim_processor_name () };
  study->found = verified;
  study->complete = TRUE;
}

static SimVerificationInfo
info_of (const Verified *verified, const SimReportInfo *info)
{
  return (SimVerificationInfo){ info->program, verified->date, verified->processor };
}

static char *
json (const SimCliStudy *study, const SimReportInfo *info)
{
  const Verified *verified = study->found;
  const SimVerificationInfo about = info_of (verified, info);

  return sim_report_verification_json (verified->verification, &about);
}

static char *
csv (const SimCliStudy *study, const SimReportInfo *info)
{
  const Verified *verified = study->found;
  const SimVerificationInfo about = info_of (verified, info);

  return sim_report_verification_csv (verified->verification, &about);
}

static char *
table (const SimCliStudy *study, const SimReportInfo *info, int columns)
{
  const Verified *verified = study->found;
  const SimVerificationInfo about = info_of (verified, info);

  return sim_report_verification_table (verified->verification, &about, columns, info->colour);
}

/* What is written is also the verdict: 0 only if every case holds. */
static int
conclude (const SimCliStudy *study)
{
  const SimVerification *verification = ((const Verified *)study->found)->verification;
  guint failed = verification->n - verification->n_passed;

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
  static const SimCliStudyRow row = { .counted = N_ ("cases"),
                                      .compute = compute,
                                      .json = json,
                                      .csv = csv,
                                      .table = table,
                                      .conclude = conclude,
                                      .clear = clear };

  return sim_cli_study (options, &row);
}
