/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-table.c - results for people: the own size, power by size, the numbers needed.
 */
#include "view.h"

#include "column.h"
#include "deviation.h"
#include "grid.h"
#include "limit-words.h"
#include "needed-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Hypotheses and what is said of a trial as a whole, or sizes of the curve. */
#define MOST_ROWS MAX (SIM_MAX_HYPOTHESES + 4 + SIM_MAX_SUCCESS, SIM_MAX_SIZES + 1)


typedef struct {
  const SimReportView *view;
  const SimReportInfo *info;
  const SimSizeResult *own;
  GString *out;
  int columns;
} Writer;

static void
write_line (const Writer *writer, gboolean bold, const char *text)
{
  sim_text_heading (writer->out, text, writer->columns, bold && writer->info->colour);
}

static char *
range (const char *low, const char *high)
{
  return g_strconcat (low, "\xe2\x80\x93", high, NULL); /* en dash */
}

static char *
interval (const SimFigure *figure, int decimals)
{
  char *ends[2];

  sim_column_percent_ends (figure->low, figure->high, decimals, ends);
  g_autofree char *low = ends[0];
  g_autofree char *high = ends[1];
  if (!isfinite (figure->low))
    return g_steal_pointer (&low);
  *g_strrstr (low, " %") = '\0';
  return range (low, high);
}

/* --- columns ------------------------------------------------------------------------------- */

/* A table is made column by column, since all figures of a column have the same decimals. */
typedef struct {
  guint n_rows;       /* without the heading */
  GPtrArray *columns; /* of GPtrArray of char*, the heading first */
} Table;

/* The figures of one column, from the first row on; the rows beyond them stay blank. */
typedef struct {
  guint n;
  double values[MOST_ROWS], mcse[MOST_ROWS];
} Column;

static void
column_add (Column *column, double value, double mcse)
{
  column->values[column->n] = value;
  column->mcse[column->n++] = mcse;
}

static void
column_add_figure (Column *column, const SimFigure *figure)
{
  column_add (column, figure->value, figure->mcse);
}

static void
table_init (Table *table, guint n_rows)
{
  table->n_rows = n_rows;
  table->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
}

/* A column with its heading, ready for its cells; the table owns it. */
static GPtrArray *
table_start (Table *table, const char *heading)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (heading));
  g_ptr_array_add (table->columns, cells);
  return cells;
}

static void
table_add_percent (Table *table, const char *heading, const Column *column)
{
  GPtrArray *cells = table_start (table, heading);
  int decimals = sim_column_percent_decimals (column->values, column->mcse, column->n);

  for (guint i = 0; i < column->n; i++)
    g_ptr_array_add (cells, sim_column_percent (column->values[i], decimals));
}

static void
table_add_figures (Table *table, const char *heading, const Column *column)
{
  GPtrArray *cells = table_start (table, heading);
  int decimals = sim_column_figure_decimals (column->values, column->mcse, column->n);

  for (guint i = 0; i < column->n; i++)
    g_ptr_array_add (cells, sim_column_figure (column->values[i], decimals));
}

static void
table_write (Table *table, const Writer *writer)
{
  SimGrid *grid = sim_grid_new (table->columns->len);

  for (guint row = 0; row <= table->n_rows; row++)
    for (guint i = 0; i < table->columns->len; i++) {
      const GPtrArray *cells = table->columns->pdata[i];
      sim_grid_add (grid, g_strdup (row < cells->len ? cells->pdata[row] : ""));
    }
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
  g_ptr_array_unref (table->columns);
}

/* --- the own size -------------------------------------------------------------------------- */

/* The rows of the own size: the hypotheses, then what is said of the trial as a whole. */
typedef struct {
  guint n, n_hypotheses;
  const char *names[MOST_ROWS];
  const SimFigure *power[MOST_ROWS];
  double exact[MOST_ROWS];
} Rows;

static void
add_row (Rows *rows, const char *name, const SimFigure *power, double exact)
{
  rows->names[rows->n] = name;
  rows->power[rows->n] = power;
  rows->exact[rows->n++] = exact;
}

static void
rows_init (Rows *rows, const Writer *writer)
{
  const SimTheorySize *theory = sim_report_view_theory (writer->view, writer->own->total);
  const SimSizeResult *own = writer->own;

  rows->n = 0;
  rows->n_hypotheses = writer->view->results->n_hypotheses;
  for (guint h = 0; h < rows->n_hypotheses; h++)
    add_row (rows, sim_scenario_hypothesis (writer->view->scenario, h)->id,
             &own->hypotheses[h].power, theory != NULL ? theory->power[h] : NAN);
  add_row (rows, _ ("At least one"), &own->any, theory != NULL ? theory->any : NAN);
  add_row (rows, _ ("All of them"), &own->all, theory != NULL ? theory->all : NAN);
  for (guint i = 0; i < writer->view->results->n_success; i++) {
    const SimSuccess *success = sim_scenario_success (writer->view->scenario, i);
    add_row (rows, success->id, &own->success[i],
             sim_theory_success (theory, rows->n_hypotheses, success));
  }
  if (!isnan (own->fwer.value))
    add_row (rows, _ ("Type I error"), &own->fwer, theory != NULL ? theory->fwer : NAN);
  if (!isnan (own->omnibus.value))
    add_row (rows, _ ("Omnibus test"), &own->omnibus, theory != NULL ? theory->omnibus : NAN);
}

static gboolean
has_exact (const Rows *rows)
{
  for (guint i = 0; i < rows->n; i++)
    if (isfinite (rows->exact[i]))
      return TRUE;
  return FALSE;
}

/* How far simulated powers are from exact ones, where there are any. */
static void
add_distance (Table *table, const Writer *writer, const Rows *rows)
{
  if (!has_exact (rows))
    return;
  GPtrArray *cells = table_start (table, _ ("z"));
  for (guint i = 0; i < rows->n; i++) {
    double z = sim_deviation_z (rows->power[i]->value, rows->exact[i],
                                writer->view->results->replicates);
    g_ptr_array_add (cells, sim_column_figure (z, 1));
  }
}

/* Power, its error and interval, and what a closed formula gives. */
static void
add_power (Table *table, const Writer *writer, const Rows *rows)
{
  Column power = { 0 }, exact = { 0 };
  GPtrArray *cells = table_start (table, _ ("Contrast"));

  for (guint i = 0; i < rows->n; i++) {
    g_ptr_array_add (cells, g_strdup (rows->names[i]));
    column_add_figure (&power, rows->power[i]);
    column_add (&exact, rows->exact[i], 0);
  }
  int decimals = sim_column_percent_decimals (power.values, power.mcse, power.n);
  table_add_percent (table, _ ("Power"), &power);
  cells = table_start (table, _ ("MCSE"));
  for (guint i = 0; i < rows->n; i++)
    g_ptr_array_add (cells, sim_format_points (rows->power[i]->mcse));
  cells = table_start (table, _ ("95 % MC CI"));
  for (guint i = 0; i < rows->n; i++)
    g_ptr_array_add (cells, interval (rows->power[i], decimals));
  table_add_percent (table, _ ("Exact"), &exact);
  add_distance (table, writer, rows);
}

/* The proportions of the hypotheses at `offset` in their results, or their figures. */
static void
add_proportions (Table *table, const Writer *writer, const char *heading, gsize offset)
{
  Column column = { 0 };

  for (guint h = 0; h < writer->view->results->n_hypotheses; h++)
    column_add_figure (&column, G_STRUCT_MEMBER_P (&writer->own->hypotheses[h], offset));
  table_add_percent (table, heading, &column);
}

static void
add_figures (Table *table, const Writer *writer, const char *heading, gsize offset)
{
  Column column = { 0 };

  for (guint h = 0; h < writer->view->results->n_hypotheses; h++)
    column_add_figure (&column, G_STRUCT_MEMBER_P (&writer->own->hypotheses[h], offset));
  table_add_figures (table, heading, &column);
}

/* Numbers with their Monte Carlo errors at `mcse`; the true effect has none: mcse 0. */
static void
add_numbers (Table *table, const Writer *writer, const char *heading, gsize offset, gsize mcse)
{
  Column column = { 0 };

  for (guint h = 0; h < writer->view->results->n_hypotheses; h++) {
    const SimHypothesisResult *result = &writer->own->hypotheses[h];
    column_add (&column, G_STRUCT_MEMBER (double, result, offset),
                mcse > 0 ? G_STRUCT_MEMBER (double, result, mcse) : 0);
  }
  table_add_figures (table, heading, &column);
}

#define AT(member) G_STRUCT_OFFSET (SimHypothesisResult, member)

static void
write_own_size (const Writer *writer)
{
  Table table;
  Rows rows;

  rows_init (&rows, writer);
  table_init (&table, rows.n);
  add_power (&table, writer, &rows);
  add_proportions (&table, writer, _ ("Benefit"), AT (power_benefit));
  add_numbers (&table, writer, _ ("True effect"), AT (true_effect), 0);
  add_figures (&table, writer, _ ("Estimate"), AT (estimate));
  add_figures (&table, writer, _ ("Bias"), AT (bias));
  add_numbers (&table, writer, _ ("Emp. SE"), AT (empirical_se), AT (empirical_se_mcse));
  add_numbers (&table, writer, _ ("Model SE"), AT (model_se), AT (model_se_mcse));
  add_proportions (&table, writer, _ ("Coverage"), AT (coverage));
  add_numbers (&table, writer, _ ("CI width"), AT (ci_width), AT (ci_width_mcse));
  add_proportions (&table, writer, _ ("Wrong sign"), AT (type_s));
  add_figures (&table, writer, _ ("Exaggeration"), AT (type_m));
  table_write (&table, writer);
  if (has_exact (&rows))
    write_line (writer, FALSE,
                _ ("z: simulated less exact power in Monte Carlo standard errors; beyond 4 it is "
                   "no chance, and said"));
}

/* How many hypotheses a trial rejects in the mean, and so many or more, between any and all. */
static void
write_rejections (const Writer *writer)
{
  const SimSizeResult *own = writer->own;
  guint n = writer->view->results->n_hypotheses;
  g_autofree char *mean = sim_format_figure (own->rejections.value, own->rejections.mcse);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, _ ("Hypotheses rejected in the mean: %s of %u"), mean, n);
  for (guint k = 2; k < n; k++) {
    const SimFigure *figure = &own->at_least[k - 1];
    g_autofree char *percent = sim_format_percent (figure->value, figure->mcse);
    g_string_append_printf (line, _ ("; %u or more: %s"), k, percent);
  }
  if (n > 1)
    write_line (writer, FALSE, line->str);
  g_string_free (line, TRUE);
}

/* --- power by size, and the numbers needed ------------------------------------------------- */

/* One column over the sizes, of the figure at `offset` in each. */
static void
add_curve (Table *table, const Writer *writer, const char *heading, gsize offset)
{
  const SimResults *results = writer->view->results;
  Column column = { 0 };

  for (guint i = 0; i < results->n_sizes; i++)
    column_add_figure (&column, G_STRUCT_MEMBER_P (&results->sizes[i], offset));
  table_add_percent (table, heading, &column);
}

#define OF_SIZE(member) G_STRUCT_OFFSET (SimSizeResult, member)

static void
write_power_by_size (const Writer *writer)
{
  const SimResults *results = writer->view->results;
  guint n = results->n_hypotheses;
  Table table;

  table_init (&table, results->n_sizes);
  GPtrArray *cells = table_start (&table, _ ("Patients"));
  for (guint i = 0; i < results->n_sizes; i++)
    g_ptr_array_add (cells, sim_format_count (results->sizes[i].total));
  for (guint h = 0; h < n; h++)
    add_curve (&table, writer, sim_scenario_hypothesis (writer->view->scenario, h)->id,
               OF_SIZE (hypotheses) + h * sizeof (SimHypothesisResult) + AT (power));
  add_curve (&table, writer, _ ("At least one"), OF_SIZE (any));
  add_curve (&table, writer, _ ("All of them"), OF_SIZE (all));
  for (guint i = 0; i < results->n_success; i++)
    add_curve (&table, writer, sim_scenario_success (writer->view->scenario, i)->id,
               OF_SIZE (success) + i * sizeof (SimFigure));
  write_line (writer, TRUE, _ ("Power by number of patients"));
  table_write (&table, writer);
}

static void
write_needed (const Writer *writer)
{
  SimNeeds curve;

  if (writer->info->needs == NULL)
    sim_needs_of_curve (writer->view->scenario, writer->view->results, &curve);
  sim_needed_write_table (writer->view->scenario, writer->view->results,
                          writer->info->needs != NULL ? writer->info->needs : &curve, writer->out,
                          writer->columns, writer->info->colour);
}

/* --- correlations -------------------------------------------------------------------------- */

#define MAX_POINTS (SIM_MAX_VISITS + 1)
#define SAME       1e-3 /* less is not seen in two digits */

typedef double Matrix[MAX_POINTS * MAX_POINTS];

/* Of the points of an outcome those that somebody asks about, and the baseline; how many. */
static guint
read_used (SimScenario *scenario, guint outcome, gboolean used[MAX_POINTS])
{
  used[0] = sim_scenario_score_map (scenario, outcome, -1, 0) != NULL;
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    if (hypothesis->outcome == outcome)
      used[hypothesis->visit + 1] = TRUE;
  }
  guint n = 0;
  for (guint i = 0; i < MAX_POINTS; i++)
    n += used[i];
  return n;
}

static const char *
point_name (SimScenario *scenario, guint outcome, guint point)
{
  const SimValue *record = sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome);
  const SimValue *visits = sim_value_get (record, "visits");
  return point == 0 ? _ ("baseline")
                    : sim_value_text (sim_value_get (sim_value_at (visits, point - 1), "id"));
}

/* Two points in every arm: "0.38 (0.50)". */
static void
add_pair (SimGrid *grid, Matrix *scores, Matrix *latent, guint n_arms, guint at)
{
  for (guint a = 0; a < n_arms; a++) {
    g_autofree char *of_scores = sim_column_figure (scores[a][at], 2);
    g_autofree char *of_latent = sim_column_figure (latent[a][at], 2);
    sim_grid_add (grid, g_strdup_printf ("%s (%s)", of_scores, of_latent));
  }
}

/* Where scores are no straight lines of latent values. several: there is another outcome. */
static void
write_correlations (const Writer *writer, guint outcome, gboolean several)
{
  SimScenario *scenario = writer->view->scenario;
  guint n_arms = sim_scenario_n_arms (scenario), n = sim_scenario_n_visits (scenario, outcome) + 1;
  g_autofree Matrix *scores = g_new (Matrix, n_arms), *latent = g_new (Matrix, n_arms);
  gboolean used[MAX_POINTS] = { FALSE }, differ = FALSE;
  SimGrid *grid = sim_grid_new (n_arms + 1);
  sim_grid_add (grid, g_strdup (_ ("Scores at")));
  for (guint a = 0; a < n_arms; a++) {
    sim_grid_add (grid, g_strdup (sim_scenario_arm_id (scenario, a)));
    sim_scenario_latent_correlation (scenario, outcome, a, latent[a]);
    sim_scenario_observed_correlation (scenario, outcome, a, scores[a]);
    for (guint i = 0; i < n * n; i++)
      differ |= fabs (scores[a][i] - latent[a][i]) > SAME;
  }
  guint n_used = read_used (scenario, outcome, used);
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (used[i] && used[j]) {
        sim_grid_add (grid, g_strdup_printf ("%s, %s", point_name (scenario, outcome, i),
                                             point_name (scenario, outcome, j)));
        add_pair (grid, scores, latent, n_arms, i * n + j);
      }
  if (differ && n_used > 1) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/name", outcome);
    g_autofree char *heading
        = g_strdup_printf (_ ("%s: correlation of scores (of the latent values behind them)"),
                           sim_scenario_shown (scenario, pointer));
    write_line (writer, TRUE,
                several ? heading : _ ("Correlation of scores (of the latent values behind them)"));
    sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
    g_string_append_c (writer->out, '\n');
  }
  sim_grid_free (grid);
}

static void
write_design (const Writer *writer)
{
  g_autofree char *total = sim_format_count (writer->own->total);
  g_autofree char *analysed = sim_format_figure (writer->own->analysed, 0);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, _ ("%s patients"), total);
  for (guint arm = 0; arm < writer->view->results->n_arms; arm++) {
    g_autofree char *n = sim_format_figure (writer->own->arms[arm], 0);
    g_string_append_printf (line, "%s%s %s", arm == 0 ? ": " : ", ",
                            sim_scenario_arm_id (writer->view->scenario, arm), n);
  }
  g_string_append_printf (line, _ ("; analysed on average: %s"), analysed);
  write_line (writer, FALSE, line->str);
  g_string_free (line, TRUE);
}

static void
write_run (const Writer *writer)
{
  g_autofree char *trials = sim_format_count (writer->view->results->replicates);
  g_autofree char *error = sim_format_points (writer->view->results->largest_mcse);
  g_autofree char *seed
      = g_strdup_printf ("%" G_GUINT64_FORMAT, sim_scenario_seed (writer->view->scenario));
  g_autofree char *line = g_strdup_printf (
      _ ("%s trials, seed %s; largest Monte Carlo standard error of power: %s points"), trials,
      seed, error);

  write_line (writer, FALSE, line);
  if (!writer->info->complete)
    write_line (writer, TRUE, _ ("Not complete: the run was stopped before its end."));
}

static void
write_legend (const Writer *writer)
{
  for (guint h = 0; h < writer->view->results->n_hypotheses; h++) {
    g_autofree char *label = sim_scenario_hypothesis_label (writer->view->scenario, h);
    g_autofree char *line = g_strdup_printf (
        "%s: %s", sim_scenario_hypothesis (writer->view->scenario, h)->id, label);
    write_line (writer, FALSE, line);
  }
  for (guint i = 0; i < writer->view->results->n_success; i++) {
    g_autofree char *label = sim_scenario_success_label (writer->view->scenario, i);
    g_autofree char *line = g_strdup_printf (
        _ ("%s: %s rejected"), sim_scenario_success (writer->view->scenario, i)->id, label);
    write_line (writer, FALSE, line);
  }
}

static void
write_timing (const Writer *writer)
{
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];
  double rate = (double)writer->view->results->replicates / writer->info->seconds;
  g_autofree char *per_second
      = isfinite (rate) ? sim_format_count ((guint64)rate) : sim_format_figure (NAN, 0);
  g_autofree char *line = NULL;

  g_ascii_formatd (seconds, sizeof seconds, "%.2f", writer->info->seconds);
  line
      = g_strdup_printf (ngettext ("%s s on %u thread, %s trials a second",
                                   "%s s on %u threads, %s trials a second", writer->info->threads),
                         seconds, writer->info->threads, per_second);
  write_line (writer, FALSE, line);
}

/* A power of 0 may be that of an analysis that had no estimate. */
static void
write_failed (const Writer *writer)
{
  g_autofree char *failed = sim_format_count (writer->own->failed_fits);
  g_autofree char *trials = sim_format_count (writer->view->results->replicates);
  g_autofree char *text = g_strdup_printf (
      _ ("In %s of %s trials a hypothesis had no estimate: it counts as not rejected there, and "
         "what is said of estimates is of the trials that have one."),
      failed, trials);
  GString *line = g_string_new (text);

  for (guint h = 0; h < writer->view->results->n_hypotheses; h++) {
    guint64 n = writer->own->hypotheses[h].failed_fits;
    g_autofree char *count = sim_format_count (n);
    if (n > 0)
      g_string_append_printf (line, " %s: %s.",
                              sim_scenario_hypothesis (writer->view->scenario, h)->id, count);
  }
  if (writer->own->failed_fits > 0)
    write_line (writer, FALSE, line->str);
  g_string_free (line, TRUE);
}

/* "Best arm by its estimate: a 78.1 %, b 21.9 %"; nothing where there are no such figures. */
static void
write_arms (const Writer *writer, const char *words, const SimFigure *figures)
{
  GString *line = g_string_new (words);

  for (guint arm = 0; arm < writer->view->results->n_arms; arm++) {
    g_autofree char *percent = sim_format_percent (figures[arm].value, figures[arm].mcse);
    g_string_append_printf (line, "%s %s %s", arm > 0 ? "," : "",
                            sim_scenario_arm_id (writer->view->scenario, arm), percent);
  }
  if (!isnan (figures[0].value))
    write_line (writer, FALSE, line->str);
  g_string_free (line, TRUE);
}

/* Its SD in the digits that it is known to. */
static char *
trial_sd (const Writer *writer, const SimTrialMean *mean)
{
  double n = (double)writer->view->results->replicates;

  return sim_format_figure (mean->sd, mean->sd / sqrt (2 * (n - 1)));
}

/* "Events on average: 70.1 (SD 6.4): a 21.0, b 23.1, c 26.0", and how long trials take. */
static void
write_times (const Writer *writer)
{
  const SimTimesResult *times = &writer->own->times;
  const SimTrialMean *events = &times->events, *duration = &times->duration;

  if (!times->counted)
    return;
  g_autofree char *mean = sim_format_figure (events->mean.value, events->mean.mcse);
  g_autofree char *sd = trial_sd (writer, events);
  g_autofree char *weeks = sim_format_figure (duration->mean.value, duration->mean.mcse);
  g_autofree char *weeks_sd = trial_sd (writer, duration);
  g_autofree char *reached = sim_format_percent (times->reached.value, times->reached.mcse);
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, _ ("Events on average: %s (SD %s)"), mean, sd);
  for (guint arm = 0; arm < writer->view->results->n_arms; arm++) {
    const SimFigure *figure = &times->events_arms[arm].mean;
    g_autofree char *of_arm = sim_format_figure (figure->value, figure->mcse);
    g_string_append_printf (line, "%s%s %s", arm == 0 ? ": " : ", ",
                            sim_scenario_arm_id (writer->view->scenario, arm), of_arm);
  }
  write_line (writer, FALSE, line->str);
  if (times->wanted > 0)
    g_string_printf (line,
                     _ ("The trial takes %s weeks on average (SD %s) and has the %u events that "
                        "end it in %s of the trials"),
                     weeks, weeks_sd, times->wanted, reached);
  else
    g_string_printf (line, _ ("The trial takes %s weeks"), weeks);
  write_line (writer, FALSE, line->str);
  g_string_free (line, TRUE);
}

/* What is said of a trial as a whole, below the table. */
static void
write_trial (const Writer *writer)
{
  const SimFigure *coverage = &writer->own->simultaneous_coverage;
  g_autofree char *percent = sim_format_percent (coverage->value, coverage->mcse);
  g_autofree char *line
      = g_strdup_printf (_ ("All adjusted intervals hold the true effects: %s"), percent);

  write_rejections (writer);
  if (!isnan (coverage->value) && writer->view->results->n_hypotheses > 1)
    write_line (writer, FALSE, line);
  write_arms (writer, _ ("Best arm by the estimates:"), writer->own->best);
  if (writer->own->dropout.value > 0)
    write_arms (writer, _ ("Not analysed:"), writer->own->dropout_arms);
  write_times (writer);
}

/* Exact and simulated powers that are further apart than chance explains. */
static void
write_deviations (const Writer *writer)
{
  guint64 trials = writer->view->results->replicates;
  Rows rows;

  rows_init (&rows, writer);
  for (guint i = 0; i < rows.n; i++) {
    double power = rows.power[i]->value;
    if (!sim_deviation_is_flagged (power, rows.exact[i], trials))
      continue;
    g_autofree char *text = sim_deviation_text (rows.names[i], power, rows.exact[i], trials);
    write_line (writer, TRUE, text);
  }
}

char *
sim_report_view_table (const SimReportView *view, const SimReportInfo *info, int columns)
{
  Writer writer = { view, info, &view->results->sizes[view->results->own_size], g_string_new (NULL),
                    columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0 };

  if (*sim_scenario_title (view->scenario) != '\0')
    write_line (&writer, TRUE, sim_scenario_title (view->scenario));
  write_design (&writer);
  write_run (&writer);
  g_string_append_c (writer.out, '\n');
  write_legend (&writer);
  g_string_append_c (writer.out, '\n');
  write_own_size (&writer);
  write_trial (&writer);
  write_failed (&writer);
  write_deviations (&writer);
  if (sim_scenario_ignored_groups (view->scenario) != SIM_GROUPS_NONE)
    write_line (&writer, FALSE,
                _ ("Patients of one practitioner or centre are alike. Analyses that take them as "
                   "independent do not keep their level: look at their coverage, and do not "
                   "compare their power with that of tests that do."));
  if (sim_scenario_pools_unequal (view->scenario))
    write_line (&writer, FALSE,
                _ ("SDs differ between arms, and the analyses pool their variances: the level is "
                   "kept about, not exactly. Where numbers are unequal too it may be missed by "
                   "far; Welch's test and HC3 standard errors do not pool."));
  for (guint o = 0; o < sim_scenario_n_outcomes (view->scenario); o++) {
    g_autofree char *limits = sim_report_below_zero (view->scenario, o);
    if (limits != NULL)
      write_line (&writer, FALSE, limits);
  }
  g_string_append_c (writer.out, '\n');
  guint own[SIM_MAX_OUTCOMES], n_own = sim_scenario_own_outcomes (view->scenario, own);
  for (guint k = 0; k < n_own; k++)
    write_correlations (&writer, own[k], n_own > 1);
  write_power_by_size (&writer);
  g_string_append_c (writer.out, '\n');
  write_needed (&writer);
  g_string_append_c (writer.out, '\n');
  write_timing (&writer);
  return g_string_free (writer.out, FALSE);
}
