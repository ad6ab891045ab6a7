/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-report.c - one trial as text: its patients, and its analysis.
 */
#include "report.h"

#include "delimited.h"
#include "column.h"
#include "grid.h"

#include <glib/gi18n.h>
#include <math.h>

/* One patient at one visit of one outcome. */
typedef struct {
  guint patient;
  const SimPatient *who;
  guint outcome;
  const char *visit;
  double time, score, latent;
  SimSeen seen;
} Row;

/* Where a row goes: to a file with all that is known, or to a terminal in as few columns as will
   do. What does not apply to the scenario has no column in either. */
typedef struct {
  SimScenario *scenario;
  const SimTrial *trial;
  GString *csv;  /* or NULL */
  SimGrid *grid; /* the other */
} Sink;

static const char *
visit_id (SimScenario *scenario, guint outcome, guint visit)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/id", outcome, visit);

  return sim_scenario_text (scenario, pointer);
}

static const char *
outcome_id (SimScenario *scenario, guint outcome)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/id", outcome);

  return sim_scenario_text (scenario, pointer);
}

static double
visit_time (SimScenario *scenario, guint outcome, guint visit)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/time", outcome, visit);

  return sim_scenario_number (scenario, pointer);
}

/* --- cells --------------------------------------------------------------------------------- */

static void
put_text (const Sink *sink, const char *text)
{
  if (sink->csv != NULL)
    sim_delimited_text (sink->csv, ',', text);
  else
    sim_grid_add (sink->grid, g_strdup (text));
}

static void
put_number (const Sink *sink, double number)
{
  if (sink->csv != NULL)
    sim_delimited_number (sink->csv, ',', number);
  else
    sim_grid_add (sink->grid, sim_format_figure (number, 0));
}

/* A simulated score has no error: two decimals are enough to see it by. */
static char *
score_text (double score)
{
  char text[64];

  return fabs (score) < 1e9 ? g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", score))
                            : sim_format_figure (score, 0);
}

static void
put_score (const Sink *sink, double score)
{
  if (sink->csv != NULL)
    sim_delimited_number (sink->csv, ',', score);
  else
    sim_grid_add (sink->grid, score_text (score));
}

/* A category by its name, if it has one; other programs read numbers. */
static void
put_category (const Sink *sink, const Row *row)
{
  const char *name = sink->csv == NULL && row->score >= 0
                         ? sim_scenario_category (sink->scenario, row->outcome, (guint)row->score)
                         : NULL;

  if (name != NULL)
    put_text (sink, name);
  else
    put_score (sink, row->score);
}

static const char *
level_id (SimScenario *scenario, guint stratum, int level)
{
  g_autofree char *pointer = g_strdup_printf ("/strata/%u/levels/%d/id", stratum, level);

  return sim_scenario_text (scenario, pointer);
}

static const char *
treated_text (SimScenario *scenario, const SimPatient *who)
{
  if (who->treated == SIM_TREATED_SWITCHED)
    return sim_scenario_arm_id (scenario, who->switched_to);
  return who->treated == SIM_TREATED_NOT_ADHERENT ? "not-adherent" : "as-allocated";
}

static const char *
missing_text (SimSeen seen)
{
  switch (seen) {
  case SIM_SEEN_LEFT:
    return "left";
  case SIM_SEEN_GAP:
    return "gap";
  case SIM_SEEN_CENSORED:
    return "censored";
  case SIM_SEEN_NOT_ENTERED:
    return "not-entered";
  default:
    return "";
  }
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
end_row (const Sink *sink)
{
  if (sink->csv != NULL)
    sim_delimited_end (sink->csv);
}

static void
put_ids (const Sink *sink, const char *list, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *pointer = g_strdup_printf ("/%s/%u/id", list, i);
    put_text (sink, sim_scenario_text (sink->scenario, pointer));
  }
}

static void
put_headings (const Sink *sink)
{
  static const char *const first[] = { "trial", "patient", "arm" };
  static const char *const common[] = { "visit", "time", "score", "observed", "place" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    put_text (sink, first[i]);
  if (sink->trial->n_outcomes > 1)
    put_text (sink, "outcome");
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    put_text (sink, common[i]);
  if (sink->csv != NULL) {
    put_text (sink, "missing");
    put_text (sink, "latent");
    if (sink->trial->has_times)
      put_text (sink, "entered");
  }
  put_text (sink, "recruit");
  if (sink->trial->has_centres)
    put_text (sink, "centre");
  if (sink->trial->has_practitioners)
    put_text (sink, "practitioner");
  if (sink->trial->has_states)
    put_text (sink, "treated");
  put_ids (sink, "strata", sink->trial->n_strata);
  put_ids (sink, "covariates", sink->trial->n_covariates);
  end_row (sink);
}

/* Practitioners and centres are counted from 1; an arm without has an empty cell. */
static void
put_group (const Sink *sink, int group)
{
  if (group < 0)
    put_text (sink, "");
  else
    put_number (sink, group + 1);
}

static void
put_person (const Sink *sink, const SimPatient *who)
{
  put_number (sink, who->recruit);
  if (sink->trial->has_centres)
    put_group (sink, who->centre);
  if (sink->trial->has_practitioners)
    put_group (sink, who->practitioner);
  if (sink->trial->has_states)
    put_text (sink, treated_text (sink->scenario, who));
  for (guint i = 0; i < sink->trial->n_strata; i++)
    put_text (sink, level_id (sink->scenario, i, who->levels[i]));
  for (guint i = 0; i < sink->trial->n_covariates; i++)
    put_score (sink, who->covariates[i]);
}

/* Scores that are made of another outcome's have no latent value: an empty cell. */
static void
put_latent (const Sink *sink, double latent)
{
  if (isfinite (latent))
    put_number (sink, latent);
  else
    put_text (sink, "");
}

static void
put_row (const Sink *sink, const Row *row)
{
  put_number (sink, (double)sink->trial->index);
  put_number (sink, row->patient);
  put_text (sink, sim_scenario_arm_id (sink->scenario, row->who->arm));
  if (sink->trial->n_outcomes > 1)
    put_text (sink, outcome_id (sink->scenario, row->outcome));
  put_text (sink, row->visit);
  put_number (sink, row->time);
  put_category (sink, row);
  if (sink->csv != NULL)
    put_number (sink, row->seen == SIM_SEEN ? 1 : 0);
  else
    put_text (sink, row->seen == SIM_SEEN ? _ ("yes") : _ ("no"));
  put_number (sink, row->who->number);
  if (sink->csv != NULL) {
    put_text (sink, missing_text (row->seen));
    put_latent (sink, row->latent);
    if (sink->trial->has_times)
      put_number (sink, row->who->entered);
  }
  put_person (sink, row->who);
  end_row (sink);
}

static void
put_outcome (const Sink *sink, Row *row)
{
  const SimTrial *trial = sink->trial;
  const SimScores *scores = &row->who->outcomes[row->outcome];

  row->time = 0;
  row->seen = SIM_SEEN;
  if (trial->outcomes[row->outcome].has_baseline) {
    row->visit = "baseline";
    row->score = scores->baseline;
    row->latent = scores->latent_baseline;
    put_row (sink, row);
  }
  for (guint visit = 0; visit < trial->outcomes[row->outcome].n_visits; visit++) {
    row->visit = visit_id (sink->scenario, row->outcome, visit);
    row->time = visit_time (sink->scenario, row->outcome, visit);
    row->score = scores->scores[visit];
    row->latent = scores->latent[visit];
    row->seen = scores->seen[visit];
    put_row (sink, row);
  }
}

static void
put_trial (const Sink *sink)
{
  const SimTrial *trial = sink->trial;

  put_headings (sink);
  for (guint p = 0; p < trial->n_patients; p++) {
    Row row = { .patient = p + 1, .who = &trial->patients[p] };
    for (row.outcome = 0; row.outcome < trial->n_outcomes; row.outcome++)
      put_outcome (sink, &row);
  }
}

char *
sim_report_trial_csv (SimScenario *scenario, const SimTrial *trial)
{
  Sink sink = { scenario, trial, g_string_new (NULL), NULL };

  put_trial (&sink);
  return g_string_free (sink.csv, FALSE);
}

char *
sim_report_trial_table (SimScenario *scenario, const SimTrial *trial, int columns)
{
  guint n = 9 + (trial->n_outcomes > 1) + trial->has_centres + trial->has_practitioners
            + trial->has_states + trial->n_strata + trial->n_covariates;
  Sink sink = { scenario, trial, NULL, sim_grid_new (n) };
  GString *out = g_string_new (NULL);

  put_trial (&sink);
  sim_grid_write (sink.grid, out, columns, FALSE);
  sim_grid_free (sink.grid);
  return g_string_free (out, FALSE);
}

/* --- the analysis -------------------------------------------------------------------------- */

static char *
p_text (double p)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (p))
    return sim_format_figure (NAN, 0);
  if (p < 0.0001)
    return g_strdup ("<0.0001");
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.4f", p));
}

/* Decimals of each column of an analysis: what the figure with the most of them needs. */
typedef struct {
  int estimate, se, df, statistic, interval;
} Decimals;

static int
decimals_of (const SimTrial *trial, gsize offset, gsize second)
{
  const double exact[2 * SIM_MAX_HYPOTHESES] = { 0 };
  double values[2 * SIM_MAX_HYPOTHESES];

  for (guint h = 0; h < trial->n_hypotheses; h++) {
    values[2 * h] = G_STRUCT_MEMBER (double, &trial->results[h], offset);
    values[2 * h + 1] = G_STRUCT_MEMBER (double, &trial->results[h], second);
  }
  return sim_column_figure_decimals (values, exact, 2 * trial->n_hypotheses);
}

#define AT(member) G_STRUCT_OFFSET (SimTrialResult, member)

static Decimals
all_decimals (const SimTrial *trial)
{
  return (Decimals){ .estimate = decimals_of (trial, AT (estimate), AT (estimate)),
                     .se = decimals_of (trial, AT (se), AT (se)),
                     .df = decimals_of (trial, AT (df), AT (df)),
                     .statistic = decimals_of (trial, AT (statistic), AT (statistic)),
                     .interval = decimals_of (trial, AT (low), AT (high)) };
}

/* "> -1.5": what an estimate has to show. */
static char *
bound_text (const SimHypothesis *hypothesis)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (low, sizeof low, "%.4g", hypothesis->lower);
  g_ascii_formatd (high, sizeof high, "%.4g", hypothesis->upper);
  if (hypothesis->test == SIM_TEST_DIFFERENT)
    return g_strdup ("≠ 0");
  if (hypothesis->test == SIM_TEST_ABOVE)
    return g_strdup_printf ("> %s", low);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

/* Whether there is more than superiority to be shown, so that it must be told what is. */
static gboolean
has_bounds (SimScenario *scenario)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (sim_scenario_hypothesis (scenario, h)->type != SIM_SUPERIORITY)
      return TRUE;
  return FALSE;
}

static gboolean
has_doubled (SimScenario *scenario)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    if (hypothesis->test != SIM_TEST_DIFFERENT && hypothesis->sides == 2)
      return TRUE;
  }
  return FALSE;
}

static char *
interval_text (double from, double to, int decimals)
{
  g_autofree char *low = sim_column_figure (from, decimals);
  g_autofree char *high = sim_column_figure (to, decimals);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static void
add_result (SimGrid *grid, SimScenario *scenario, const SimTrial *trial, guint h,
            const Decimals *decimals)
{
  const SimTrialResult *result = &trial->results[h];
  const SimAdjustment *adjustment = &trial->adjustment;

  sim_grid_add (grid, g_strdup (sim_scenario_hypothesis (scenario, h)->id));
  if (has_bounds (scenario))
    sim_grid_add (grid, bound_text (sim_scenario_hypothesis (scenario, h)));
  sim_grid_add (grid, sim_column_figure (result->estimate, decimals->estimate));
  sim_grid_add (grid, sim_column_figure (result->se, decimals->se));
  sim_grid_add (grid, sim_column_figure (result->df, decimals->df));
  sim_grid_add (grid, sim_column_figure (result->statistic, decimals->statistic));
  sim_grid_add (grid, p_text (result->p_value));
  sim_grid_add (grid, p_text (result->fitted ? adjustment->adjusted[h] : NAN));
  sim_grid_add (grid, interval_text (result->low, result->high, decimals->interval));
  if (adjustment->simultaneous)
    sim_grid_add (grid,
                  interval_text (adjustment->low[h], adjustment->high[h], decimals->interval));
  sim_grid_add (grid, g_strdup (!result->fitted    ? _ ("no estimate")
                                : result->rejected ? _ ("rejected")
                                                   : _ ("not rejected")));
}

/* "HE-UC at 0.0167" */
static void
add_level (GString *out, SimScenario *scenario, const SimAdjustment *adjustment, guint h)
{
  g_autofree char *level
      = adjustment->level[h] == 0 ? g_strdup ("0") : p_text (adjustment->level[h]);

  if (out->len > 0)
    g_string_append (out, ", ");
  /* Translators: a hypothesis, and the level at which it was tested. */
  g_string_append_printf (out, _ ("%s at %s"), sim_scenario_hypothesis (scenario, h)->id, level);
}

/* The order of the rejections, and the levels to which the rule had come. */
static void
write_order (GString *out, SimScenario *scenario, const SimAdjustment *adjustment, int columns)
{
  GString *rejected = g_string_new (NULL), *left = g_string_new (NULL);
  int width = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;

  for (guint k = 1; k < adjustment->n_steps; k++)
    add_level (rejected, scenario, adjustment, (guint)adjustment->steps[k].rejected);
  for (guint h = 0; h < adjustment->n; h++)
    if (!adjustment->rejected[h])
      add_level (left, scenario, adjustment, h);
  if (rejected->len > 0) {
    g_string_prepend (rejected, _ ("Rejected in this order: "));
    sim_text_wrap (out, rejected->str, width);
  }
  if (left->len > 0) {
    g_string_prepend (left, _ ("Not rejected: "));
    sim_text_wrap (out, left->str, width);
  }
  g_string_free (rejected, TRUE);
  g_string_free (left, TRUE);
}

/* What the columns are about that do not say so by their names. */
static void
write_what (GString *out, SimScenario *scenario, const SimTrial *trial, int width)
{
  g_autofree char *total = sim_format_count (trial->total);
  g_autofree char *index = g_strdup_printf ("%" G_GUINT64_FORMAT, trial->index);
  g_autofree char *title = g_strdup_printf (
      _ ("Trial %s, %s patients; p and interval unadjusted, verdict of the whole procedure"), index,
      total);

  sim_text_wrap (out, title, width);
  if (trial->adjustment.simultaneous) {
    SimProcedure procedure;
    sim_scenario_procedure (scenario, &procedure);
    double level = 100 - 200 * procedure.alpha / procedure.sides;
    gboolean whole = fabs (level - floor (level + 0.5)) < 1e-9;
    g_autofree char *percent = sim_column_percent (level / 100, whole ? 0 : 1);
    /* Translators: "95 %" */
    g_autofree char *line = g_strdup_printf (
        _ ("All at once: intervals that all hold the true effects with at least %s"), percent);
    sim_text_wrap (out, line, width);
  }
  if (has_doubled (scenario))
    sim_text_wrap (out,
                   _ ("p of one tail is doubled where sides are 2: it is held against the level of "
                      "both tails"),
                   width);
}

char *
sim_report_trial_analysis (SimScenario *scenario, const SimTrial *trial, int columns,
                           gboolean colour)
{
  const char *const headings[] = { _ ("Contrast"),
                                   has_bounds (scenario) ? _ ("To show") : NULL,
                                   _ ("Estimate"),
                                   _ ("SE"),
                                   _ ("df"),
                                   _ ("t"),
                                   _ ("p"),
                                   _ ("adjusted p"),
                                   _ ("Interval"),
                                   trial->adjustment.simultaneous ? _ ("All at once") : NULL,
                                   _ ("Verdict") };
  guint n = 0;
  GString *out = g_string_new (NULL);
  Decimals decimals = all_decimals (trial);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    n += headings[i] != NULL;
  SimGrid *grid = sim_grid_new (n);
  write_what (out, scenario, trial, columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (headings[i] != NULL)
      sim_grid_add (grid, g_strdup (headings[i]));
  for (guint h = 0; h < trial->n_hypotheses; h++)
    add_result (grid, scenario, trial, h, &decimals);
  sim_grid_write (grid, out, columns, colour);
  write_order (out, scenario, &trial->adjustment, columns);
  sim_grid_free (grid);
  return g_string_free (out, FALSE);
}
