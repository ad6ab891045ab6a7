/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * results-table.c - results for people: the own size, power by size, the numbers needed.
 */
#include "view.h"

#include "grid.h"

#include <glib/gi18n.h>
#include <math.h>

#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

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
  bold = bold && writer->info->colour;
  g_string_append (writer->out, bold ? BOLD : "");
  sim_text_wrap (writer->out, text, writer->columns);
  if (bold) {
    g_string_truncate (writer->out, writer->out->len - 1);
    g_string_append (writer->out, PLAIN "\n");
  }
}

static char *
range (const char *low, const char *high)
{
  return g_strconcat (low, "\xe2\x80\x93", high, NULL); /* en dash */
}

static char *
percent (const SimFigure *figure)
{
  return sim_format_percent (figure->value, figure->mcse);
}

/* An error of a percentage, in points. */
static char *
points (double mcse)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (mcse))
    return sim_format_figure (NAN, 0);
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.2f", 100 * mcse));
}

static char *
interval (const SimFigure *figure)
{
  g_autofree char *low = sim_format_percent (figure->low, figure->mcse);
  g_autofree char *high = sim_format_percent (figure->high, figure->mcse);
  char *unit = g_strrstr (low, " %");

  if (!isfinite (figure->low))
    return g_steal_pointer (&low);
  *unit = '\0';
  return range (low, high);
}

/* Monte Carlo error of a standard deviation over the run's trials (Morris et al. 2019). */
static double
sd_error (const Writer *writer, double sd)
{
  return sd / sqrt (2 * ((double)writer->view->results->replicates - 1));
}

static void
add_headings (SimGrid *grid, const char *const *headings)
{
  for (guint i = 0; headings[i] != NULL; i++)
    sim_grid_add (grid, g_strdup (_ (headings[i])));
}

static void
add_power (SimGrid *grid, const char *id, const SimFigure *figure, double exact)
{
  sim_grid_add (grid, g_strdup (id));
  sim_grid_add (grid, percent (figure));
  sim_grid_add (grid, points (figure->mcse));
  sim_grid_add (grid, interval (figure));
  sim_grid_add (grid, sim_format_percent (exact, 0));
}

static void
add_hypothesis (const Writer *writer, SimGrid *grid, guint h)
{
  const SimHypothesisResult *result = &writer->own->hypotheses[h];
  const SimTheorySize *theory = sim_report_view_theory (writer->view, writer->own->total);

  add_power (grid, sim_scenario_hypothesis (writer->view->scenario, h)->id, &result->power,
             theory != NULL ? theory->power[h] : NAN);
  sim_grid_add (grid, percent (&result->power_benefit));
  sim_grid_add (grid, sim_format_figure (result->true_effect, 0));
  sim_grid_add (grid, sim_format_figure (result->estimate.value, result->estimate.mcse));
  sim_grid_add (grid, sim_format_figure (result->bias.value, result->bias.mcse));
  sim_grid_add (grid,
                sim_format_figure (result->empirical_se, sd_error (writer, result->empirical_se)));
  sim_grid_add (grid, sim_format_figure (result->model_se, sd_error (writer, result->model_se)));
  sim_grid_add (grid, percent (&result->coverage));
  sim_grid_add (grid, percent (&result->type_s));
  sim_grid_add (grid, sim_format_figure (result->type_m.value, result->type_m.mcse));
}

static void
add_trial (SimGrid *grid, const char *name, const SimFigure *figure, double exact, guint blanks)
{
  add_power (grid, name, figure, exact);
  for (guint i = 0; i < blanks; i++)
    sim_grid_add (grid, g_strdup (""));
}

static void
write_own_size (const Writer *writer)
{
  static const char *const headings[] = {
    N_ ("Hypothesis"), N_ ("Power"),       N_ ("MCSE"),     N_ ("95 % interval"), N_ ("Exact"),
    N_ ("Benefit"),    N_ ("True effect"), N_ ("Estimate"), N_ ("Bias"),          N_ ("SD"),
    N_ ("Model SE"),   N_ ("Coverage"),    N_ ("Type S"),   N_ ("Type M"),        NULL
  };
  const guint n_columns = G_N_ELEMENTS (headings) - 1, n_power = 5;
  const SimTheorySize *theory = sim_report_view_theory (writer->view, writer->own->total);
  SimGrid *grid = sim_grid_new (n_columns);

  add_headings (grid, headings);
  for (guint h = 0; h < writer->view->results->n_hypotheses; h++)
    add_hypothesis (writer, grid, h);
  add_trial (grid, _ ("any"), &writer->own->any, theory != NULL ? theory->any : NAN,
             n_columns - n_power);
  add_trial (grid, _ ("all"), &writer->own->all, theory != NULL ? theory->all : NAN,
             n_columns - n_power);
  if (!isnan (writer->own->fwer.value))
    add_trial (grid, _ ("type I error"), &writer->own->fwer, NAN, n_columns - n_power);
  if (!isnan (writer->own->omnibus.value))
    add_trial (grid, _ ("omnibus"), &writer->own->omnibus, theory != NULL ? theory->omnibus : NAN,
               n_columns - n_power);
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
}

static void
write_power_by_size (const Writer *writer)
{
  const SimResults *results = writer->view->results;
  SimGrid *grid = sim_grid_new (results->n_hypotheses + 3);

  sim_grid_add (grid, g_strdup (_ ("Patients")));
  for (guint h = 0; h < results->n_hypotheses; h++)
    sim_grid_add (grid, g_strdup (sim_scenario_hypothesis (writer->view->scenario, h)->id));
  sim_grid_add (grid, g_strdup (_ ("any")));
  sim_grid_add (grid, g_strdup (_ ("all")));
  for (guint i = 0; i < results->n_sizes; i++) {
    const SimSizeResult *size = &results->sizes[i];
    sim_grid_add (grid, sim_format_count (size->total));
    for (guint h = 0; h < results->n_hypotheses; h++)
      sim_grid_add (grid, percent (&size->hypotheses[h].power));
    sim_grid_add (grid, percent (&size->any));
    sim_grid_add (grid, percent (&size->all));
  }
  write_line (writer, TRUE, _ ("Power by number of patients"));
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
}

static char *
patients (double total)
{
  return isfinite (total) ? sim_format_count ((guint64)ceil (total - 1e-9))
                          : sim_format_figure (NAN, 0);
}

static void
write_needed (const Writer *writer)
{
  const SimResults *results = writer->view->results;
  g_autofree char *target = sim_format_percent (results->target_power, 0);
  g_autofree char *title = g_strdup_printf (_ ("Patients needed for a power of %s"), target);
  SimGrid *grid = sim_grid_new (3);

  sim_grid_add (grid, g_strdup (_ ("Hypothesis")));
  sim_grid_add (grid, g_strdup (_ ("Patients")));
  sim_grid_add (grid, g_strdup (_ ("95 % interval")));
  for (guint h = 0; h < results->n_hypotheses; h++) {
    const SimReach *reach = &results->reach[h];
    g_autofree char *low = patients (reach->low);
    g_autofree char *high = patients (reach->high);
    sim_grid_add (grid, g_strdup (sim_scenario_hypothesis (writer->view->scenario, h)->id));
    sim_grid_add (grid, patients (reach->total));
    sim_grid_add (grid, isfinite (reach->low) || isfinite (reach->high)
                            ? g_strdup_printf (_ ("%s to %s"), low, high)
                            : g_steal_pointer (&low));
  }
  write_line (writer, TRUE, title);
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
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
    g_autofree char *n = sim_format_count (writer->own->arms[arm]);
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
  g_autofree char *error = points (writer->view->results->largest_mcse);
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
  g_string_append_c (writer.out, '\n');
  write_power_by_size (&writer);
  g_string_append_c (writer.out, '\n');
  write_needed (&writer);
  g_string_append_c (writer.out, '\n');
  write_timing (&writer);
  return g_string_free (writer.out, FALSE);
}
