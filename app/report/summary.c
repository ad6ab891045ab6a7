/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * summary.c - the simulation after Morris, White and Crowther (2019), Stat Med 38:2074-2102: aims,
 * data, estimands, methods, performance; and what it does not say.
 */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "report/content.h"

static char *
aims (const ReportInput *input)
{
  const char *question = sim_scenario_shown (input->scenario, "/question");
  const char *said = question != NULL ? question : "";

  return g_strdup_printf (_ ("To know the power of a trial of this size, and how its estimates "
                             "behave. %s"),
                          said);
}

static const char *
value_of (const GPtrArray *statements, const char *pointer)
{
  for (guint i = 0; i < statements->len; i++) {
    const SimStatement *statement = g_ptr_array_index (statements, i);
    if (strcmp (statement->pointer, pointer) == 0)
      return statement->value;
  }
  return "";
}

/* The value there; where each arm has its own, all of them, each with what it is of. */
static char *
values_below (const GPtrArray *statements, const char *pointer)
{
  GString *text = g_string_new (value_of (statements, pointer));

  for (guint i = 0; i < statements->len && *value_of (statements, pointer) == '\0'; i++) {
    const SimStatement *statement = g_ptr_array_index (statements, i);
    const char *of = strrchr (statement->what, ',');
    if (!g_str_has_prefix (statement->pointer, pointer))
      continue;
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "",
                            of != NULL ? of + 2 : statement->what, statement->value);
  }
  return g_string_free (text, FALSE);
}

static char *
data (const ReportInput *input, const GPtrArray *statements)
{
  GString *text = g_string_new (NULL);

  for (guint o = 0; o < sim_scenario_n_outcomes (input->scenario); o++) {
    g_autofree char *index = g_strdup_printf ("/outcomes/%u", o);
    g_autofree char *id = g_strconcat (index, "/id", NULL),
                    *name = g_strconcat (index, "/name", NULL);
    g_autofree char *type
        = g_strdup_printf ("/outcomes/%s/type", sim_scenario_text (input->scenario, id));
    g_autofree char *drawn = g_strdup_printf ("%s: %s", sim_scenario_shown (input->scenario, name),
                                              value_of (statements, type));
    sim_basis_append_sentence (text, drawn);
  }
  g_autofree char *mechanism = values_below (statements, "/dropout/mechanism");
  g_autofree char *losses = sim_report_has_losses (input->scenario)
                                ? g_strdup_printf (_ ("Losses: %s"), mechanism)
                                : g_strdup (_ ("Nobody is lost"));
  sim_basis_append_sentence (text, losses);
  sim_basis_append_sentence (
      text, sim_scenario_value (input->scenario, "/practitioners") != NULL
                    || sim_scenario_value (input->scenario, "/centres") != NULL
                ? _ ("Patients who have a practitioner or a centre in common are alike, in "
                     "whichever arm they are; trials are drawn independently.")
                : _ ("Patients of an arm are drawn independently of the other arms and trials."));
  sim_basis_append_sentence (text, _ ("All values stand under Assumptions."));
  return g_string_free (text, FALSE);
}

/* What is compared, where the unit of effects does not say it. */
static const char *
summary_measure (const SimScenario *scenario, guint hypothesis)
{
  static const char *const scores[] = { "continuous", "bounded", "skewed", "heavy-tailed", NULL };
  guint outcome = sim_scenario_hypothesis (scenario, hypothesis)->outcome;
  g_autofree char *type = g_strdup_printf ("/outcomes/%u/type", outcome);
  g_autofree char *unit = g_strdup_printf ("/outcomes/%u/unit", outcome);
  const char *of = sim_scenario_text (scenario, type);
  const char *plain = sim_scenario_shown (scenario, unit);

  if (sim_scenario_effect_is_share (scenario, hypothesis))
    return _ ("difference in proportions");
  if (strcmp (sim_scenario_effect_unit (scenario, hypothesis), plain != NULL ? plain : "") != 0)
    return NULL;
  return g_strv_contains (scores, of) ? _ ("difference in means") : NULL;
}

/* Each once. */
static char *
summary_measures (const SimScenario *scenario)
{
  GString *text = g_string_new (NULL);

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const char *measure = summary_measure (scenario, h);
    if (measure != NULL && strstr (text->str, measure) == NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", measure);
  }
  return g_string_free (text, FALSE);
}

static char *
estimands (const ReportInput *input, const GPtrArray *statements)
{
  GString *text = g_string_new (NULL);

  /* what nobody chose is not said as if somebody had */
  const char *how = sim_draft_get (sim_scenario_draft (input->scenario), "/estimand") != NULL
                        ? _ ("%s; true effects: ")
                        : _ ("%s, for the file names none; true effects: ");
  g_string_append_printf (text, how, value_of (statements, "/estimand"));
  g_autofree char *effects = sim_report_effects (input->scenario);
  g_autofree char *measures = summary_measures (input->scenario);
  g_string_append (text, effects);
  /* Translators: the full stop after a sentence */
  g_string_append (text, C_ ("sentence", "."));
  if (*measures != '\0') {
    g_autofree char *sentence = g_strdup_printf (_ ("Summary measure: %s"), measures);
    sim_basis_append_sentence (text, sentence);
  }
  return g_string_free (text, FALSE);
}

static char *
methods (const ReportInput *input, const GPtrArray *statements)
{
  const SimValue *analyses = sim_scenario_value (input->scenario, "/analyses");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (analyses); i++) {
    g_autofree char *method = sim_report_method (input->scenario, statements, i);
    sim_basis_append_sentence (text, method);
  }
  g_autofree char *rule
      = strcmp (sim_scenario_text (input->scenario, "/testing/multiplicity/method"), "none") == 0
            ? g_strdup_printf (_ ("Level %s; no correction for several hypotheses."),
                               value_of (statements, "/testing/alpha"))
            : g_strdup_printf (_ ("Level %s; multiplicity: %s."),
                               value_of (statements, "/testing/alpha"),
                               value_of (statements, "/testing/multiplicity/method"));
  sim_basis_append_sentence (text, rule);
  return g_string_free (text, FALSE);
}

static char *
performance (const ReportInput *input)
{
  const SimResults *results = sim_snapshot_results (input->snapshot);
  g_autofree char *trials = sim_format_count (results->replicates);
  g_autofree char *error = sim_format_points (results->largest_mcse);

  return g_strdup_printf (_ ("Power, bias, empirical and model standard error, coverage, errors of "
                             "sign and size, each with its Monte Carlo standard error; %s trials, "
                             "the largest error of a power at this size %s percentage points."),
                          trials, error);
}

static void
add_row (ReportBlock *table, const char *name, char *text)
{
  const char *const cells[] = { name, text, NULL };

  report_table_row (table, cells);
  g_free (text);
}

void
report_add_summary (ReportDocument *document, const ReportInput *input)
{
  g_autoptr (GPtrArray) statements = sim_scenario_statements (input->scenario);
  const char *const headings[] = { _ ("Part"), _ ("Here"), NULL };

  report_add_heading (document, "ademp", _ ("Summary of the simulation (ADEMP)"));
  ReportBlock *table = report_add_table (document, NULL);
  report_table_row (table, headings);
  add_row (table, _ ("Aims"), aims (input));
  add_row (table, _ ("Data-generating mechanism"), data (input, statements));
  add_row (table, _ ("Estimands"), estimands (input, statements));
  add_row (table, _ ("Methods"), methods (input, statements));
  add_row (table, _ ("Performance measures"), performance (input));
}

void
report_add_limits (ReportDocument *document, const ReportInput *input)
{
  const SimResults *results = sim_snapshot_results (input->snapshot);

  report_add_heading (document, "limits", _ ("Limits"));
  report_add_text (document, REPORT_TEXT,
                   g_strdup (_ ("The figures hold under the assumptions of this report, and are as "
                                "good as these are. A Monte Carlo standard error says how well the "
                                "simulation is known, not how well the assumptions are.")));
  report_add_text (document, REPORT_TEXT,
                   g_strdup (_ ("Power counts rejections of the whole procedure, in either "
                                "direction where a test is two-sided. Intervals are not adjusted "
                                "for several tests unless said.")));
  if (sim_scenario_ignored_groups (input->scenario) != SIM_GROUPS_NONE)
    report_add_text (document, REPORT_TEXT,
                     g_strdup (_ ("Patients have a practitioner or a centre in common, and an "
                                  "analysis takes them as independent: its test does not keep its "
                                  "level.")));
  if (sim_scenario_pools_unequal (input->scenario))
    report_add_text (document, REPORT_TEXT,
                     g_strdup (_ ("An analysis pools the variances of arms whose SDs differ: its "
                                  "test keeps its level only approximately.")));
  for (guint o = 0; o < sim_scenario_n_outcomes (input->scenario); o++) {
    char *text = sim_report_below_zero (input->scenario, o);
    if (text != NULL)
      report_add_text (document, REPORT_TEXT, text);
  }
  if (results->sizes[results->own_size].failed_fits > 0)
    report_add_text (document, REPORT_TEXT,
                     g_strdup_printf (_ ("In %" PRIu64 " trials an analysis gave no "
                                         "estimate; these count as not rejected."),
                                      results->sizes[results->own_size].failed_fits));
}
