/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * content.c - a report from its title to the values it rests on.
 */
#include "report/content.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "report/typeset.h"

#define MOST_COLUMNS 9 /* of a table; more are not read on a page */

static void
add_question (ReportDocument *document, const ReportInput *input)
{
  const char *question = sim_scenario_shown (input->scenario, "/question");

  if (question == NULL || *question == '\0')
    return;
  report_add_heading (document, "question", _ ("Question"));
  report_add_text (document, REPORT_TEXT, g_strdup (question));
}

static void
add_sample_size (ReportDocument *document, const ReportInput *input)
{
  g_auto (GStrv) paragraphs
      = sim_report_protocol (input->snapshot, input->theory, input->needs, input->program);

  report_add_heading (document, "sample-size", _ ("Sample size"));
  for (char **text = paragraphs; *text != NULL; text++)
    report_add_text (document, REPORT_TEXT, g_strdup (*text));
}

/* --- assumptions --------------------------------------------------------------------------- */

/* What has a meaning to people: no ids and versions, and no default that the file leaves alone. */
static gboolean
is_assumption (const ReportInput *input, const SimStatement *statement)
{
  const char *step = strrchr (statement->pointer, '/');

  return strcmp (step, "/id") != 0 && strcmp (step, "/trefoil") != 0
         && strcmp (step, "/reference") != 0 && *statement->value != '\0'
         && (statement->basis != NULL
             || sim_scenario_value (input->scenario, statement->pointer) != NULL);
}

static const char *
basis_of (const SimStatement *statement)
{
  if (statement->basis != NULL)
    return statement->basis;
  return statement->given ? _ ("Given in the file, without a basis.") : _ ("Default.");
}

static void
add_sources (ReportDocument *document, const ReportInput *input)
{
  const SimValue *sources = sim_scenario_value (input->scenario, "/sources");
  const char *const headings[] = { _ ("Source"), _ ("Citation"), NULL };
  ReportBlock *table = report_add_table (document, _ ("Sources"));

  report_table_row (table, headings);
  for (guint i = 0; i < sim_value_length (sources); i++) {
    const SimValue *source = sim_value_at (sources, i);
    const char *const cells[]
        = { sim_value_text (sim_value_get (source, "id")),
            sim_shown_text (sim_scenario_expanded (input->scenario),
                            sim_value_text (sim_value_get (source, "text"))),
            NULL };
    report_table_row (table, cells);
  }
}

void
report_add_assumptions (ReportDocument *document, const ReportInput *input)
{
  g_autoptr (GPtrArray) statements = sim_scenario_statements (input->scenario);
  const char *const headings[] = { _ ("Assumption"), _ ("Value"), _ ("Basis"), NULL };

  report_add_heading (document, "assumptions", _ ("Assumptions and their basis"));
  report_add_text (document, REPORT_NOTE,
                   g_strdup (_ ("Every value that the figures depend on, with what the scenario "
                                "file says of where it comes from.")));
  ReportBlock *table = report_add_table (document, NULL);
  report_table_row (table, headings);
  for (guint i = 0; i < statements->len; i++) {
    const SimStatement *statement = g_ptr_array_index (statements, i);
    if (!is_assumption (input, statement))
      continue;
    const char *const cells[]
        = { statement->what, statement->value, basis_of (statement), NULL };
    report_table_row (table, cells);
  }
  add_sources (document, input);
}

/* --- reproduction -------------------------------------------------------------------------- */

/* The command behind the figures of the run; of a number of trials that is not the file's, with it.
 */
static char *
run_command (const ReportInput *input)
{
  guint64 trials = sim_snapshot_replicates (input->snapshot);

  if (trials == sim_scenario_replicates (input->scenario))
    return g_strdup ("trefoil-sim run scenario.trefoil --format json");
  return g_strdup_printf (
      "trefoil-sim run scenario.trefoil --replicates %" G_GUINT64_FORMAT " --format json", trials);
}

/* Sensitivity has trials and a goal of its own. */
static void
add_sensitivity_command (ReportDocument *document, const ReportInput *input)
{
  if (input->tornado == NULL)
    return;
  const SimGoal *goal = &input->tornado->goals[sim_tornado_goal (input->tornado, NULL, NULL)];

  report_add_text (document, REPORT_TEXT,
                   g_strdup (_ ("This one gives the figures on sensitivity:")));
  report_add_text (document, REPORT_CODE,
                   g_strdup_printf ("trefoil-sim sensitivity scenario.trefoil --goal %s "
                                    "--replicates %" G_GUINT64_FORMAT,
                                    goal->id, input->tornado->replicates));
}

/* Whether these are the results that the file expects; what it expects of another number of trials
   they cannot tell. */
static void
add_expected (ReportDocument *document, const ReportInput *input)
{
  g_autofree char *found = sim_report_expected_text (input->scenario, input->snapshot);

  if (sim_expected_verdict (input->scenario, input->snapshot) == SIM_EXPECTED_NOT)
    return;
  report_add_text (
      document, REPORT_TEXT,
      found != NULL
          ? g_strdup_printf (_ ("Held against the results that the file expects: %s. This command "
                                "does that again:"),
                             found)
          : g_strdup (_ ("The file expects results of another number of trials, so these are not "
                         "held against them. This command simulates as many:")));
  report_add_text (document, REPORT_CODE, g_strdup ("trefoil-sim reproduce scenario.trefoil"));
}

/* As the file has it, without the lesson, of which no figure is made; and on paper, where nobody
   copies it, without what it expects, which holds the scenario once more. */
static char *
scenario_text (const ReportInput *input)
{
  SimDraft *draft = sim_scenario_draft (input->scenario);
  g_autoptr (SimDraft) plain = sim_draft_set (draft, "/lesson", NULL, NULL);
  g_autoptr (SimDraft) bare = sim_draft_set (plain, "/expected", NULL, NULL);

  return sim_json_write (sim_draft_root (input->paged ? bare : plain));
}

void
report_add_reproduction (ReportDocument *document, const ReportInput *input)
{
  report_add_heading (document, "reproduction", _ ("Reproducing these figures"));
  report_add_text (
      document, REPORT_TEXT,
      g_strdup (input->paged
                    ? _ ("The scenario of this report, saved as scenario.trefoil out of the same "
                         "report as HTML, gives the same figures on any machine with this command; "
                         "the fingerprint among the results says so:")
                    : _ ("The scenario below, saved as scenario.trefoil, gives the same figures on "
                         "any machine with this command; the fingerprint among the results says "
                         "so:")));
  report_add_text (document, REPORT_CODE, run_command (input));
  add_sensitivity_command (document, input);
  report_add_text (document, REPORT_CODE,
                   g_strdup_printf ("fingerprint  %s\nscenario     %s\nprogram      %s\n"
                                    "seed         %" G_GUINT64_FORMAT "\n"
                                    "trials       %" G_GUINT64_FORMAT,
                                    sim_snapshot_fingerprint (input->snapshot),
                                    sim_scenario_hash (input->scenario), input->program,
                                    sim_scenario_seed (input->scenario),
                                    sim_snapshot_replicates (input->snapshot)));
  add_expected (document, input);
  if (input->paged)
    report_add_text (document, REPORT_TEXT,
                     g_strdup (_ ("The scenario stands here to be read, not to be copied: lines "
                                  "too long for a page are broken.")));
  report_add_text (document, REPORT_CODE, scenario_text (input));
}

/* --- checklist ----------------------------------------------------------------------------- */

void
report_add_checklist (ReportDocument *document)
{
  static const char *const items[][2] = {
    { N_ ("ICH E9 3.5: outcome, test statistic, null and alternative hypotheses, errors, method, "
          "difference and its basis, variance, dropout"),
      N_ ("Sample size; Assumptions and their basis") },
    { N_ ("ICH E9 3.5: how sensitive the number is to its assumptions"), N_ ("Sensitivity") },
    { N_ ("ICH E9 5.2: which patients are analysed"), N_ ("Sample size") },
    { N_ ("ICH E9(R1): the estimand that the target difference is of"),
      N_ ("Summary of the simulation, Estimands; Assumptions and their basis. The population is no "
          "part of a scenario: the protocol tells it.") },
    { N_ ("CONSORT 7a, also of trials of several arms: what is expected in each group, sample size "
          "of each comparison, and how multiplicity was allowed for"),
      N_ ("Sample size") },
    { N_ ("CONSORT 7a of non-inferiority and equivalence: the margin, why it, and the level"),
      N_ ("Sample size; Assumptions and their basis") },
    { N_ ("CONSORT 7b: interim analyses and rules for stopping"),
      N_ ("Sample size. There are none in the simulation.") },
    { N_ ("SPIRIT 14: number of participants, and how it was determined"), N_ ("Sample size") },
    { N_ ("DELTA2: target difference and why it, outcome, level, power, losses, software"),
      N_ ("Sample size; Assumptions and their basis") },
    { N_ ("ADEMP: aims, data, estimands, methods, performance with Monte Carlo errors"),
      N_ ("Summary of the simulation; Operating characteristics") },
  };
  const char *const headings[] = { _ ("What is asked for"), _ ("Where it stands"), NULL };

  report_add_heading (document, "checklist", _ ("Checklist"));
  ReportBlock *table = report_add_table (document, NULL);
  report_table_row (table, headings);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    const char *const cells[] = { _ (items[i][0]), _ (items[i][1]), NULL };
    report_table_row (table, cells);
  }
}

/* --- the whole ----------------------------------------------------------------------------- */

ReportDocument *
report_content (const ReportInput *input)
{
  const char *title = sim_scenario_title (input->scenario);
  g_autofree char *trials = sim_format_count (sim_snapshot_replicates (input->snapshot));
  g_autofree char *imprint
      = g_strdup_printf (_ ("Simulated by %s: %s trials, seed %" PRIu64 "."), input->program,
                         trials, sim_scenario_seed (input->scenario));
  ReportDocument *document = report_document_new (*title != '\0' ? title : _ ("Untitled scenario"),
                                                  _ ("Sample size report"), imprint);

  add_question (document, input);
  add_sample_size (document, input);
  report_add_power (document, input);
  report_add_characteristics (document, input);
  report_add_sensitivity (document, input);
  report_add_assumptions (document, input);
  report_add_summary (document, input);
  report_add_limits (document, input);
  report_add_reproduction (document, input);
  report_add_checklist (document);
  report_split_tables (document, MOST_COLUMNS);
  report_typeset (document);
  return document;
}
