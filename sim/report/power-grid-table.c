/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * power-grid-table.c - a grid of scenarios for people: a picture in figures, or a list of cells.
 */
#include "power-grid-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "column.h"
#include "goal-words.h"
#include "grid.h"

#define MOST_PROBLEMS 5 /* that are told one by one */

/* Six figures of a value are enough for people; CSV and JSON have all of them. */
static char *
value_text (const SimPowerGrid *grid, guint axis, guint index)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.6g", grid->axes[axis]->values[index]));
}

/* "4, 0.1": the values of a cell. */
static char *
values_text (const SimPowerGrid *grid, guint cell)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < grid->n_axes; a++) {
    g_autofree char *value = value_text (grid, a, sim_power_grid_index (grid, cell, a));
    g_string_append_printf (text, "%s%s", a > 0 ? ", " : "", value);
  }
  return g_string_free (text, FALSE);
}

static char *
names_text (const SimPowerGrid *grid)
{
  GString *text = g_string_new (NULL);

  for (guint a = 0; a < grid->n_axes; a++) {
    g_autofree char *name = sim_vary_name (grid->axes[a]);
    g_string_append_printf (text, "%s%s", a > 0 ? ", " : "", name);
  }
  return g_string_free (text, FALSE);
}

static int
decimals_of (const SimPowerGrid *grid, guint goal)
{
  g_autofree double *values = g_new (double, grid->n_cells);
  g_autofree double *errors = g_new (double, grid->n_cells);

  for (guint i = 0; i < grid->n_cells; i++) {
    values[i] = grid->cells[i].power[goal].value;
    errors[i] = grid->cells[i].power[goal].mcse;
  }
  return sim_column_percent_decimals (values, errors, grid->n_cells);
}

static gboolean
counts_as (const SimPowerCell *cell, guint goal, SimCounts counts)
{
  return cell->done && cell->problem == NULL && cell->counts[goal] == counts;
}

/* Whether something of a goal, or of any where that is -1, is counted as such in a cell. */
static gboolean
is_counted (const SimPowerGrid *grid, int goal, SimCounts counts)
{
  for (guint i = 0; i < grid->n_cells; i++)
    for (guint g = 0; g < grid->n_goals; g++)
      if ((goal < 0 || (guint)goal == g) && counts_as (&grid->cells[i], g, counts))
        return TRUE;
  return FALSE;
}

/* How the powers of a goal are written. */
typedef struct {
  int decimals;    /* of all as many as the one with the largest error earns */
  gboolean marked; /* some are no power: these have a mark, and the rest room for it */
} Style;

static Style
style_of (const SimPowerGrid *grid, guint goal)
{
  return (Style){ decimals_of (grid, goal), is_counted (grid, (int)goal, SIM_COUNTS_HARM)
                                                || is_counted (grid, (int)goal, SIM_COUNTS_ERROR) };
}

static char *
power_text (const SimPowerCell *cell, guint goal, const Style *style)
{
  if (!cell->done)
    return g_strdup ("");
  g_autofree char *percent = sim_column_percent (cell->power[goal].value, style->decimals);
  const char *mark
      = cell->problem == NULL ? sim_report_counts_mark (cell->counts[goal]) : "";

  return g_strconcat (percent, style->marked && *mark == '\0' ? "  " : mark, NULL);
}

/* What the marks of a goal, or of all where that is -1, mean. */
static void
write_marks (GString *out, const SimPowerGrid *grid, int goal, int columns)
{
  for (SimCounts c = SIM_COUNTS_HARM; c <= SIM_COUNTS_ERROR; c++)
    if (is_counted (grid, goal, c))
      sim_text_wrap (out, sim_report_counts_note (c), columns);
}

static void
write_picture (GString *out, const SimPowerGrid *grid, guint goal, const SimReportInfo *info,
               int columns)
{
  guint across = grid->axes[1]->n;
  SimGrid *text = sim_grid_new (1 + across);
  Style style = style_of (grid, goal);

  sim_grid_add (text, g_strdup (""));
  for (guint i = 0; i < across; i++)
    sim_grid_add (text, value_text (grid, 1, i));
  for (guint i = 0; i < grid->n_cells; i++) {
    if (i % across == 0)
      sim_grid_add (text, value_text (grid, 0, i / across));
    sim_grid_add (text, power_text (&grid->cells[i], goal, &style));
  }
  sim_grid_write (text, out, columns, info->colour);
  sim_grid_free (text);
}

static void
write_list (GString *out, const SimPowerGrid *grid, const SimReportInfo *info, int columns)
{
  SimGrid *text = sim_grid_new (2 + grid->n_goals);
  Style styles[SIM_MAX_GOALS];

  sim_grid_add (text, names_text (grid));
  sim_grid_add (text, g_strdup (_ ("Patients")));
  for (guint g = 0; g < grid->n_goals; g++) {
    sim_grid_add (text, g_strdup (grid->goals[g].id));
    styles[g] = style_of (grid, g);
  }
  for (guint i = 0; i < grid->n_cells; i++) {
    const SimPowerCell *cell = &grid->cells[i];
    sim_grid_add (text, values_text (grid, i));
    sim_grid_add (text, cell->total > 0 ? sim_format_count (cell->total) : g_strdup (""));
    for (guint g = 0; g < grid->n_goals; g++)
      sim_grid_add (text, power_text (cell, g, &styles[g]));
  }
  sim_grid_write (text, out, columns, info->colour);
  sim_grid_free (text);
}

static void
write_problems (GString *out, const SimPowerGrid *grid, int columns)
{
  guint n = 0;

  for (guint i = 0; i < grid->n_cells; i++) {
    if (grid->cells[i].problem == NULL || n++ >= MOST_PROBLEMS)
      continue;
    g_autofree char *values = values_text (grid, i);
    g_autofree char *plain = sim_text_plain (grid->cells[i].problem);
    g_autofree char *line = g_strdup_printf (_ ("%s is not possible: %s"), values, plain);
    sim_text_wrap (out, line, columns);
  }
  if (n > MOST_PROBLEMS) {
    g_autofree char *line = g_strdup_printf (_ ("%u more are not possible."), n - MOST_PROBLEMS);
    sim_text_wrap (out, line, columns);
  }
}

/* How many scenarios of how many trials; cells may differ in that where it is varied. */
static void
write_end (GString *out, const SimPowerGrid *grid, const SimReportInfo *info, int columns)
{
  guint64 most = 0;

  for (guint i = 0; i < grid->n_cells; i++)
    most = MAX (most, grid->cells[i].replicates);
  g_autofree char *trials = sim_format_count (most);
  g_autofree char *line = g_strdup_printf (
      _ ("%u scenarios, %s trials each on the same random numbers, seed %" PRIu64 "."),
      grid->n_cells, trials, sim_scenario_seed (grid->scenario));
  g_autofree char *rest
      = g_strdup_printf (_ ("Not complete: %u of %u are done."), grid->n_done, grid->n_cells);
  sim_text_wrap (out, line, columns);
  if (!info->complete)
    sim_text_wrap (out, rest, columns);
}

char *
sim_report_power_grid_table (const SimPowerGrid *grid, const char *asked, const SimReportInfo *info,
                             int columns)
{
  gboolean by_power;
  guint goal = sim_power_grid_goal (grid, asked, &by_power);
  GString *out = g_string_new (NULL);
  g_autofree char *title = sim_text_plain (sim_scenario_title (grid->scenario));
  g_autofree char *label = sim_goal_label (grid->scenario, &grid->goals[goal]);
  g_autofree char *down = sim_vary_name (grid->axes[0]);

  if (columns > 0)
    columns = MAX (columns, SIM_GRID_LEAST_COLUMNS);
  sim_text_heading (out, *title != '\0' ? title : _ ("Power"), columns, info->colour);
  if (grid->n_axes == 2) {
    g_autofree char *across = sim_vary_name (grid->axes[1]);
    g_autofree char *plain = sim_text_plain (label);
    g_autofree char *line = g_strdup_printf (_ ("Power of %s (%s); down: %s; across: %s"),
                                             grid->goals[goal].id, plain, down, across);
    sim_text_wrap (out, line, columns);
  }
  g_string_append_c (out, '\n');
  if (grid->n_axes == 2)
    write_picture (out, grid, goal, info, columns);
  else
    write_list (out, grid, info, columns);
  g_string_append_c (out, '\n');
  write_problems (out, grid, columns);
  write_marks (out, grid, grid->n_axes == 2 ? (int)goal : -1, columns);
  write_end (out, grid, info, columns);
  if (grid->n_axes == 2 && by_power)
    sim_report_write_chosen (out, grid->scenario, &grid->goals[goal], columns);
  return g_string_free (out, FALSE);
}
