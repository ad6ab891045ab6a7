/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.c - what the simulation found: power by number of patients, operating characteristics,
 * sensitivity; each as a picture and in numbers.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "report/content.h"

#define MOST_CELLS (SIM_MAX_HYPOTHESES + SIM_MAX_SUCCESS + 4)
#define NONE       "\xe2\x80\x93"

/* A row under construction. */
typedef struct {
  char *cells[MOST_CELLS];
  guint n;
} Row;

/* Takes over text. */
static void
put (Row *row, char *text)
{
  row->cells[row->n++] = text;
}

static void
end_row (ReportBlock *table, Row *row)
{
  report_table_take (table, row->cells, row->n);
  row->n = 0;
}

/* "89.6 % (0.10)": the error in percentage points. */
static char *
percent (const SimFigure *figure)
{
  if (!isfinite (figure->value))
    return g_strdup (NONE);
  g_autofree char *value = sim_format_percent (figure->value, figure->mcse);
  g_autofree char *error = sim_format_points (figure->mcse);
  return g_strdup_printf ("%s (%s)", value, error);
}

static char *
number (double value, double mcse)
{
  if (!isfinite (value))
    return g_strdup (NONE);
  if (!isfinite (mcse) || mcse <= 0)
    return sim_format_figure (value, 0);
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *figure = sim_format_figure (value, mcse);
  g_autofree char *two_digits
      = g_strdup_printf ("%%.%df", CLAMP (1 - (int)floor (log10 (mcse)), 0, 9));
  return g_strdup_printf ("%s (%s)", figure, g_ascii_formatd (text, sizeof text, two_digits, mcse));
}

/* --- what is counted ----------------------------------------------------------------------- */

/* A heading, with the mark of what is no power; takes over name. */
static char *
marked (const ReportInput *input, const SimSizeResult *size, const SimGoal *goal, char *name)
{
  SimCounts counts = sim_goal_counts (goal, input->scenario, size);
  char *text = g_strconcat (name, sim_report_counts_mark (counts), NULL);

  g_free (name);
  return text;
}

/* What the marks mean, below a table with those of the goals that are in only. */
static void
add_marks (ReportDocument *document, const ReportInput *input, const SimSizeResult *size,
           gboolean hypotheses_only)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (input->scenario, goals);
  gboolean of[] = { FALSE, FALSE, FALSE };

  for (guint g = 0; g < n; g++)
    if (!hypotheses_only || goals[g].kind == SIM_GOAL_HYPOTHESIS)
      of[sim_goal_counts (&goals[g], input->scenario, size)] = TRUE;
  for (SimCounts c = SIM_COUNTS_HARM; c <= SIM_COUNTS_ERROR; c++)
    if (of[c])
      report_add_text (document, REPORT_NOTE, g_strdup (sim_report_counts_note (c)));
}

/* --- power --------------------------------------------------------------------------------- */

static char *
goal_heading (const SimGoal *goal)
{
  return g_strdup (goal->kind == SIM_GOAL_ANY   ? _ ("At least one")
                   : goal->kind == SIM_GOAL_ALL ? _ ("All")
                                                : goal->id);
}

static void
add_curve (ReportDocument *document, const ReportInput *input)
{
  const SimResults *results = sim_snapshot_results (input->snapshot);
  const SimSizeResult *own = &results->sizes[results->own_size];
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (input->scenario, goals);
  Row row = { .n = 0 };
  ReportBlock *table = report_add_table (
      document, _ ("Power by total number of patients; in brackets its Monte Carlo standard error "
                   "in percentage points."));

  put (&row, g_strdup (_ ("Patients")));
  for (guint g = 0; g < n; g++)
    put (&row, marked (input, own, &goals[g], goal_heading (&goals[g])));
  end_row (table, &row);
  for (guint s = 0; s < results->n_sizes; s++) {
    const SimSizeResult *size = &results->sizes[s];
    put (&row, g_strdup_printf ("%u", size->total));
    for (guint g = 0; g < n; g++)
      put (&row, percent (sim_goal_power (&goals[g], size)));
    end_row (table, &row);
  }
  add_marks (document, input, own, FALSE);
}

void
report_add_power (ReportDocument *document, const ReportInput *input)
{
  const SimResults *results = sim_snapshot_results (input->snapshot);
  PlotPowerData *power = plot_power_data_new (input->scenario, results, input->theory);

  if (input->needs != NULL)
    plot_power_data_set_needs (power, input->needs);
  report_add_heading (document, "power", _ ("Power"));
  report_add_figure (document, plot_power_figure_new (power));
  add_curve (document, input);
}

/* --- operating characteristics ------------------------------------------------------------- */

/* One measure over all hypotheses. */
typedef struct {
  const char *name; /* translatable (N_) */
  char *(*cell) (const SimHypothesisResult *result, const SimTheorySize *theory, guint h);
} Measure;

static char *
of_power (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return percent (&r->power);
}

static char *
of_interval (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  char *ends[2];
  sim_format_percent_ends (r->power.low, r->power.high, r->power.mcse, ends);
  g_autofree char *low = ends[0], *high = ends[1];

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
of_exact (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  double exact = theory != NULL ? theory->power[h] : NAN;

  return isfinite (exact) ? sim_format_percent (exact, 0) : g_strdup (NONE);
}

static char *
of_benefit (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return percent (&r->power_benefit);
}

static char *
of_truth (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->true_effect, 0);
}

static char *
of_estimate (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->estimate.value, r->estimate.mcse);
}

static char *
of_bias (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->bias.value, r->bias.mcse);
}

static char *
of_empirical (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->empirical_se, r->empirical_se_mcse);
}

static char *
of_model (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->model_se, r->model_se_mcse);
}

static char *
of_rmse (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->rmse, r->rmse_mcse);
}

static char *
of_coverage (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return percent (&r->coverage);
}

static char *
of_width (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->ci_width, r->ci_width_mcse);
}

static char *
of_type_s (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return percent (&r->type_s);
}

static char *
of_type_m (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return number (r->type_m.value, r->type_m.mcse);
}

static char *
of_failed (const SimHypothesisResult *r, const SimTheorySize *theory, guint h)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, r->failed_fits);
}

static const Measure measures[] = {
  { N_ ("Power"), of_power },
  { N_ ("95 % Monte Carlo interval of it"), of_interval },
  { N_ ("Exact power"), of_exact },
  { N_ ("Rejected in favour of the first group"), of_benefit },
  { N_ ("True effect"), of_truth },
  { N_ ("Mean estimate"), of_estimate },
  { N_ ("Bias"), of_bias },
  { N_ ("Empirical standard error"), of_empirical },
  { N_ ("Model standard error"), of_model },
  { N_ ("Root mean squared error"), of_rmse },
  { N_ ("Coverage of the unadjusted interval"), of_coverage },
  { N_ ("Width of that interval"), of_width },
  { N_ ("Wrong sign among the rejected"), of_type_s },
  { N_ ("Exaggeration among the rejected"), of_type_m },
  { N_ ("Trials without an estimate"), of_failed },
};

static const SimTheorySize *
own_theory (const ReportInput *input, guint total)
{
  for (guint i = 0; input->theory != NULL && i < input->theory->n_sizes; i++)
    if (input->theory->sizes[i].total == total)
      return &input->theory->sizes[i];
  return NULL;
}

static void
add_trial (ReportDocument *document, const SimSizeResult *size)
{
  const struct {
    const char *name;
    const SimFigure *figure;
  } rows[] = { { _ ("At least one hypothesis rejected"), &size->any },
               { _ ("All hypotheses rejected"), &size->all },
               { _ ("Family-wise error: a true null hypothesis rejected"), &size->fwer },
               { _ ("Omnibus test significant"), &size->omnibus },
               { _ ("All adjusted intervals hold the truth"), &size->simultaneous_coverage },
               { _ ("Randomised patients that are not analysed"), &size->dropout } };
  const char *const headings[]
      = { _ ("Of the whole trial"), _ ("Share of trials or patients"), NULL };
  ReportBlock *table = report_add_table (document, NULL);

  report_table_row (table, headings);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *value = percent (rows[i].figure);
    const char *const cells[] = { rows[i].name, value, NULL };
    if (isfinite (rows[i].figure->value))
      report_table_row (table, cells);
  }
}

void
report_add_characteristics (ReportDocument *document, const ReportInput *input)
{
  const SimResults *results = sim_snapshot_results (input->snapshot);
  const SimSizeResult *size = &results->sizes[results->own_size];
  const SimTheorySize *theory = own_theory (input, size->total);
  g_autofree char *caption
      = g_strdup_printf (_ ("With %u patients; in brackets Monte Carlo standard errors, of shares "
                            "in percentage points. Effects are positive where the first group is "
                            "better."),
                         size->total);
  SimGoal goals[SIM_MAX_GOALS];
  Row row = { .n = 0 };

  sim_goals (input->scenario, goals);
  report_add_heading (document, "characteristics", _ ("Operating characteristics"));
  report_add_figure (document,
                     plot_effects_figure_new (plot_effects_data_new (input->scenario, results)));
  ReportBlock *table = report_add_table (document, caption);
  put (&row, g_strdup (_ ("Measure")));
  for (guint h = 0; h < results->n_hypotheses; h++) /* the first of the goals */
    put (&row, marked (input, size, &goals[h], g_strdup (goals[h].id)));
  end_row (table, &row);
  for (guint m = 0; m < G_N_ELEMENTS (measures); m++) {
    put (&row, g_strdup (_ (measures[m].name)));
    for (guint h = 0; h < results->n_hypotheses; h++)
      put (&row, measures[m].cell (&size->hypotheses[h], theory, h));
    end_row (table, &row);
  }
  add_marks (document, input, size, TRUE);
  add_trial (document, size);
}

/* --- sensitivity --------------------------------------------------------------------------- */

/* What stands at an end: "4 points", "+1 points" where so much is added to what is planned. */
static char *
end_value (const SimAssumption *assumption, guint end)
{
  return g_strdup_printf (assumption->range->how == SIM_VARY_SHIFT ? _ ("planned %s") : "%s",
                          assumption->ends[end]);
}

/* The change of power at one end, or why there is none. */
static char *
end_text (const SimTornado *tornado, guint goal, guint bar, guint end)
{
  const SimTornadoEnd *at = &tornado->bars[bar].ends[end];

  return at->problem != NULL ? g_strdup (at->problem)
                             : sim_report_tornado_change (tornado, goal, bar, end);
}

static void
add_ends (ReportDocument *document, const ReportInput *input, guint goal)
{
  const SimTornado *tornado = input->tornado;
  const char *const headings[]
      = { _ ("Assumption"), _ ("Low"), _ ("Change there"), _ ("High"), _ ("Change there"),
          _ ("Range"),      NULL };
  g_autofree char *caption = sim_report_tornado_head (tornado, goal);
  g_auto (GStrv) notes = sim_report_tornado_notes (tornado, goal);
  g_autofree guint *order = g_new (guint, tornado->n_bars + 1);
  ReportBlock *table = report_add_table (document, caption);
  Row row = { .n = 0 };

  sim_tornado_order (tornado, goal, order);
  report_table_row (table, headings);
  for (guint i = 0; i < tornado->n_bars; i++) {
    const SimAssumption *assumption = g_ptr_array_index (input->assumptions, order[i]);
    put (&row, g_strdup (assumption->label));
    for (guint e = 0; e < 2; e++) {
      put (&row, end_value (assumption, e));
      put (&row, end_text (tornado, goal, order[i], e));
    }
    put (&row, g_strdup (assumption->given ? _ ("of the basis") : _ ("assumed")));
    end_row (table, &row);
  }
  for (char **note = notes; *note != NULL; note++)
    report_add_text (document, REPORT_NOTE, g_strdup (*note));
}

void
report_add_sensitivity (ReportDocument *document, const ReportInput *input)
{
  if (input->tornado == NULL)
    return;
  g_autofree char *rule = sim_assumptions_rule (input->tornado);
  gboolean by_power;
  guint goal = sim_tornado_goal (input->tornado, NULL, &by_power);

  report_add_heading (document, "sensitivity", _ ("Sensitivity"));
  report_add_figure (document, plot_tornado_figure_new (plot_tornado_data_of (
                                   input->scenario, input->tornado, input->assumptions, goal,
                                   sim_snapshot_replicates (input->snapshot))));
  add_ends (document, input, goal);
  if (by_power)
    report_add_text (document, REPORT_NOTE,
                     sim_report_goal_note (input->scenario, &input->tornado->goals[goal]));
  if (rule != NULL)
    report_add_text (
        document, REPORT_NOTE,
        g_strdup_printf (_ ("Where the file gives no range (*), this was assumed: %s."), rule));
}
