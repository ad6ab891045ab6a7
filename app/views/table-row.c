/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table-row.c - the texts of one row.
 */
#include "views/table-row.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/plot.h"

/* The least that is shown of a contrast's name: so many characters in so many lines. */
#define CONTRAST_CHARS 14
#define CONTRAST_LINES 2

#define NO_VALUE "–"
#define FLAG     "\xe2\x9a\xa0" /* warning sign */

struct _AppTableRow {
  GObject parent_instance;

  char *cells[APP_N_COLUMNS];
  char *errors;
  char *beside; /* what the exact value says of the simulated one; NULL: there is none */
  gboolean flagged;
};

G_DEFINE_FINAL_TYPE (AppTableRow, app_table_row, G_TYPE_OBJECT)

static guint changed_signal;

const AppColumnLook app_table_looks[APP_N_COLUMNS] = {
  [APP_COLUMN_CONTRAST] = { N_ ("Contrast"), N_ ("The hypothesis"), .words = TRUE, .expand = TRUE,
                            .least = CONTRAST_CHARS, .lines = CONTRAST_LINES },
  [APP_COLUMN_ANALYSED]
  = { N_ ("Analysed"),
      N_ ("Mean number of patients in the two arms compared whom the analysis takes in; a model "
          "of all visits takes those who were seen at any") },
  [APP_COLUMN_POWER] = { N_ ("Power"), N_ ("Share of trials in which the hypothesis is rejected") },
  [APP_COLUMN_INTERVAL]
  = { N_ ("95 % MC CI"),
      N_ ("95 % Monte Carlo interval: where the power lies, as far as these trials can tell") },
  [APP_COLUMN_EXACT] = { N_ ("Exact"), N_ ("Power by a closed formula, where one holds exactly") },
  [APP_COLUMN_ESTIMATE] = { N_ ("Estimate"), N_ ("Mean of the estimated differences") },
  [APP_COLUMN_EMPIRICAL_SE]
  = { N_ ("Emp. SE"),
      N_ ("Empirical standard error: standard deviation of the estimated differences") },
  [APP_COLUMN_MODEL_SE]
  = { N_ ("Model SE"), N_ ("Root mean square of the standard errors that trials report") },
  [APP_COLUMN_COVERAGE]
  = { N_ ("Coverage"), N_ ("Share of confidence intervals that contain the truth") },
  [APP_COLUMN_TYPE_S]
  = { N_ ("Wrong sign"), N_ ("Share of significant results whose estimate has the wrong sign") },
  [APP_COLUMN_TYPE_M]
  = { N_ ("Exaggeration"), N_ ("How many times as large as the truth significant results are") },
};

static void
app_table_row_finalize (GObject *object)
{
  AppTableRow *self = APP_TABLE_ROW (object);

  for (guint i = 0; i < APP_N_COLUMNS; i++)
    g_free (self->cells[i]);
  g_free (self->errors);
  g_free (self->beside);
  G_OBJECT_CLASS (app_table_row_parent_class)->finalize (object);
}

static void
app_table_row_class_init (AppTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_table_row_finalize;
  changed_signal = g_signal_new ("changed", APP_TYPE_TABLE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
app_table_row_init (AppTableRow *self)
{
  for (guint i = 0; i < APP_N_COLUMNS; i++)
    self->cells[i] = g_strdup (NO_VALUE);
  self->errors = g_strdup ("");
}

AppTableRow *
app_table_row_new (void)
{
  return g_object_new (APP_TYPE_TABLE_ROW, NULL);
}

/* Takes over cells (NULL: no value) and errors; says so if any differs. */
static void
take_cells (AppTableRow *self, char *cells[APP_N_COLUMNS], char *errors)
{
  gboolean changed = FALSE;

  g_free (self->errors);
  self->errors = errors;
  for (guint i = 0; i < APP_N_COLUMNS; i++) {
    char *cell = cells[i] != NULL ? cells[i] : g_strdup (NO_VALUE);

    changed = changed || g_strcmp0 (cell, self->cells[i]) != 0;
    g_free (self->cells[i]);
    self->cells[i] = cell;
  }
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

static char *
percent (const SimFigure *figure)
{
  return plot_words_percent (figure->value, figure->mcse);
}

typedef const SimFigure *(*Pick) (const SimHypothesisResult *result);

static const SimFigure *
pick_coverage (const SimHypothesisResult *result)
{
  return &result->coverage;
}

static const SimFigure *
pick_type_s (const SimHypothesisResult *result)
{
  return &result->type_s;
}

static const SimFigure *
pick_type_m (const SimHypothesisResult *result)
{
  return &result->type_m;
}

/* The largest Monte Carlo error of a column: it sets the decimals of every row, or 0 % would stand
 * beside 0.2 %, and 1.057 beside 2.09. */
static double
column_error (const SimResults *results, Pick pick)
{
  const SimSizeResult *size = &results->sizes[results->own_size];
  double largest = 0;

  for (guint i = 0; i < results->n_hypotheses; i++)
    largest = fmax (largest, pick (&size->hypotheses[i])->mcse); /* passes over NaN */
  return largest;
}

static char *
interval (const SimFigure *figure)
{
  char *text = plot_words_range (figure->low, figure->high, figure->mcse);

  if (text[0] != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* What is exact at the own size; NULL while nothing is. */
static const SimTheorySize *
own_theory (const SimResults *results, const SimTheory *theory)
{
  return theory != NULL && results->own_size < theory->n_sizes ? &theory->sizes[results->own_size]
                                                               : NULL;
}

/* The cell of the exact value and what it says of the simulated one, which take_cells() tells. */
static char *
exact (AppTableRow *self, const char *name, double power, double value, guint64 trials)
{
  g_autofree char *number = isfinite (value) ? plot_words_exact (value) : NULL;
  g_autofree char *z = plot_words_figure (sim_deviation_z (power, value, trials), 0.2);

  self->flagged = sim_deviation_is_flagged (power, value, trials);
  g_clear_pointer (&self->beside, g_free);
  if (number == NULL)
    return NULL;
  if (self->flagged) {
    self->beside = sim_deviation_text (name, power, value, trials);
    return g_strconcat (FLAG " ", number, NULL);
  }
  /* Translators: %s is a number of standard errors */
  if (trials > 0)
    self->beside = g_strdup_printf (
        _ ("The simulated power is z = %s Monte Carlo standard errors from it"), z);
  return g_steal_pointer (&number);
}

/* One decimal in every row, or the eye takes 98.6 for more than 101. */
static char *
patients (double mean)
{
  return isfinite (mean) ? g_strdup_printf ("%.1f", mean) : NULL;
}

/* The patients of the arms with such weights (NULL: of all) whom the analysis of a hypothesis takes
 * in. */
static double
analysed_of (const SimHypothesisResult *result, const double *weights)
{
  double sum = 0;

  for (guint a = 0; a < SIM_MAX_ARMS; a++)
    if (weights == NULL || weights[a] != 0)
      sum += result->analysed_arms[a];
  return sum;
}

/* The same of all hypotheses together; NaN where their analyses take in others. */
static double
analysed_by_all (const SimResults *results)
{
  const SimHypothesisResult *rows = results->sizes[results->own_size].hypotheses;
  double first = analysed_of (rows, NULL);

  for (guint h = 1; h < results->n_hypotheses; h++)
    if (fabs (analysed_of (&rows[h], NULL) - first) > 1e-9)
      return NAN;
  return first;
}

/* Whether the estimates of the rows are not all in one unit. */
static gboolean
units_differ (SimScenario *scenario)
{
  guint n = sim_scenario_n_hypotheses (scenario);
  g_autofree char *first = plot_text_unit (scenario, 0);

  for (guint i = 1; i < n; i++) {
    g_autofree char *other = plot_text_unit (scenario, i);

    if (!g_str_equal (other, first))
      return TRUE;
  }
  return FALSE;
}

/* A unit for which a table has room. */
static char *
short_unit (SimScenario *scenario, guint index)
{
  /* xgettext:no-c-format */
  /* Translators: percentage points, as short as they are understood */
  return plot_points_of (scenario, index) != 1 ? g_strdup (_ ("% points"))
                                               : plot_text_unit (scenario, index);
}

char *
app_table_row_estimate_title (SimScenario *scenario)
{
  const char *title = _ (app_table_looks[APP_COLUMN_ESTIMATE].title);
  g_autofree char *unit = NULL;

  if (sim_scenario_n_hypotheses (scenario) == 0 || plot_points_of (scenario, 0) == 1
      || units_differ (scenario))
    return g_strdup (title);
  unit = short_unit (scenario, 0);
  return g_strdup_printf ("%s, %s", title, unit);
}

/* With its unit where those of other rows have another; names of scales are too long for that. */
static char *
estimate (SimScenario *scenario, const SimHypothesisResult *result, guint index, double points)
{
  g_autofree char *number
      = plot_words_figure (points * result->estimate.value, points * result->estimate.mcse);
  g_autofree char *unit = short_unit (scenario, index);

  if (number == NULL || unit[0] == '\0' || plot_unit_is_scale (scenario, index)
      || !units_differ (scenario))
    return g_steal_pointer (&number);
  return g_strdup_printf ("%s %s", number, unit);
}

static char *
error_words (SimScenario *scenario, const SimHypothesisResult *result, guint index, double points)
{
  g_autofree char *unit = points > 1 ? plot_text_unit (scenario, index) : NULL;
  g_autofree char *power = plot_text_amount (100 * result->power.mcse, NULL);
  g_autofree char *estimate = plot_text_amount (points * result->estimate.mcse, unit);
  g_autofree char *coverage = plot_text_amount (100 * result->coverage.mcse, NULL);
  g_autofree char *type_m = plot_text_amount (result->type_m.mcse, NULL);

  /* Translators: %s are numbers; the first and third are percentage points */
  return g_strdup_printf (_ ("Monte Carlo standard errors: power %s points, mean estimate %s, "
                             "coverage %s points, exaggeration %s"),
                          power, estimate, coverage, type_m);
}

/* Whether another hypothesis is about the same arms: by another outcome, visit or analysis. */
static gboolean
has_twin (SimScenario *scenario, const SimHypothesis *hypothesis)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *other = sim_scenario_hypothesis (scenario, h);

    if (other != hypothesis
        && memcmp (other->weights, hypothesis->weights, sizeof other->weights) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Names that begin alike are told apart by their ids also where they are cut. */
static char *
contrast (SimScenario *scenario, const SimHypothesis *hypothesis, const char *label)
{
  g_autofree char *id = plot_text_clean (hypothesis->id);

  return has_twin (scenario, hypothesis) ? g_strdup_printf ("%s: %s", id, label)
                                         : g_strdup (label);
}

void
app_table_row_set_hypothesis (AppTableRow *self, SimScenario *scenario, const SimResults *results,
                              const SimTheory *theory, guint index)
{
  const SimSizeResult *size = &results->sizes[results->own_size];
  const SimHypothesisResult *result = &size->hypotheses[index];
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  g_autofree char *full = sim_scenario_hypothesis_label (scenario, index);
  g_autofree char *label = plot_text_clean (full);
  double points = plot_points_of (scenario, index), se_error = points * result->estimate.mcse;
  const SimTheorySize *exact_size = own_theory (results, theory);
  char *cells[APP_N_COLUMNS] = { NULL };

  cells[APP_COLUMN_CONTRAST] = contrast (scenario, hypothesis, label);
  cells[APP_COLUMN_ANALYSED] = patients (analysed_of (result, hypothesis->weights));
  cells[APP_COLUMN_POWER] = percent (&result->power);
  cells[APP_COLUMN_INTERVAL] = interval (&result->power);
  cells[APP_COLUMN_EXACT]
      = exact (self, label, result->power.value,
               exact_size != NULL ? exact_size->power[index] : NAN, results->replicates);
  cells[APP_COLUMN_ESTIMATE] = estimate (scenario, result, index, points);
  cells[APP_COLUMN_EMPIRICAL_SE] = plot_words_figure (points * result->empirical_se, se_error);
  cells[APP_COLUMN_MODEL_SE] = plot_words_figure (points * result->model_se, se_error);
  cells[APP_COLUMN_COVERAGE]
      = plot_words_percent (result->coverage.value, column_error (results, pick_coverage));
  cells[APP_COLUMN_TYPE_S]
      = plot_words_percent (result->type_s.value, column_error (results, pick_type_s));
  cells[APP_COLUMN_TYPE_M]
      = plot_words_figure (result->type_m.value, column_error (results, pick_type_m));
  take_cells (self, cells, error_words (scenario, result, index, points));
}

/* A probability of whole trials; takes over name. */
static void
set_joint (AppTableRow *self, const SimResults *results, char *name, const SimFigure *figure,
           double exact_value)
{
  g_autofree char *error = plot_text_amount (100 * figure->mcse, NULL);
  char *cells[APP_N_COLUMNS] = { NULL };

  cells[APP_COLUMN_CONTRAST] = name;
  cells[APP_COLUMN_ANALYSED] = patients (analysed_by_all (results));
  cells[APP_COLUMN_POWER] = percent (figure);
  cells[APP_COLUMN_INTERVAL] = interval (figure);
  cells[APP_COLUMN_EXACT] = exact (self, name, figure->value, exact_value, results->replicates);
  /* Translators: %s is a number of percentage points */
  take_cells (self, cells, g_strdup_printf (_ ("Monte Carlo standard error %s points"), error));
}

void
app_table_row_set_union (AppTableRow *self, const SimResults *results, const SimTheory *theory,
                         gboolean all)
{
  const SimSizeResult *size = &results->sizes[results->own_size];
  const SimTheorySize *exact_size = own_theory (results, theory);

  set_joint (self, results, g_strdup (all ? _ ("All of them") : _ ("At least one")),
             all ? &size->all : &size->any,
             exact_size == NULL ? NAN
             : all              ? exact_size->all
                                : exact_size->any);
}

void
app_table_row_set_success (AppTableRow *self, SimScenario *scenario, const SimResults *results,
                           const SimTheory *theory, guint index)
{
  const SimSizeResult *size = &results->sizes[results->own_size];
  const SimSuccess *success = sim_scenario_success (scenario, index);
  g_autofree char *label = sim_scenario_success_label (scenario, index);
  double exact_value
      = sim_theory_success (own_theory (results, theory), results->n_hypotheses, success);

  set_joint (self, results, g_strdup_printf ("%s: %s", success->id, label),
             &size->success[index], exact_value);
}

const char *
app_table_row_cell (AppTableRow *self, AppColumn column)
{
  return self->cells[column];
}

gboolean
app_table_row_is_flagged (AppTableRow *self, AppColumn column)
{
  return column == APP_COLUMN_EXACT && self->beside != NULL && self->flagged;
}

const char *
app_table_row_errors (AppTableRow *self)
{
  return self->errors;
}

char *
app_table_row_tip (AppTableRow *self, AppColumn column)
{
  if (column == APP_COLUMN_CONTRAST)
    return g_strdup_printf ("%s\n%s", self->cells[column], self->errors);
  if (column == APP_COLUMN_EXACT && self->beside != NULL)
    return g_strdup (self->beside);
  if (g_str_equal (self->cells[column], NO_VALUE))
    return g_strdup (column == APP_COLUMN_EXACT
                         ? _ ("No closed formula holds here, or it is still being computed")
                         : _ ("There is no such number for this row"));
  return g_strdup (self->errors);
}
