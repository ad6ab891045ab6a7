/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-table.c - scenarios against a first one, for people.
 */
#include "compare-report.h"

#include "column.h"
#include "difference-private.h"
#include "goal-words.h"
#include "grid.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MINUS            "\xe2\x88\x92"
#define MOST_DIFFERENCES 16

typedef struct {
  const SimComparison *comparison;
  const SimReportInfo *info;
  char letter; /* of the scenario that is compared with A */
  GString *out;
  int columns;
} Writer;

static void
write_line (const Writer *writer, gboolean bold, const char *text)
{
  sim_text_heading (writer->out, text, writer->columns, bold && writer->info->colour);
}

/* ---- cells ---- */

/* The figures of a column, one a row of the comparison. */
typedef struct {
  guint n;
  double values[SIM_COMPARED_ROWS], errors[SIM_COMPARED_ROWS];
} Column;

static void
column_add (Column *column, double value, double error)
{
  column->values[column->n] = value;
  column->errors[column->n++] = error;
}

/* What a difference is uncertain by, also where no trial has shown one. */
static double
error_of (const SimPaired *paired)
{
  return MAX (paired->difference.mcse,
              (paired->difference.high - paired->difference.low) / (2 * SIM_Z95));
}

static char *
row_name (const Writer *writer, guint i)
{
  const SimComparedRow *row = &writer->comparison->rows[i];

  if (row->kind == SIM_COMPARED_ANY)
    return g_strdup (_ ("At least one"));
  if (row->kind == SIM_COMPARED_ALL)
    return g_strdup (_ ("All of them"));
  return g_strcmp0 (row->a.id, row->b.id) == 0 ? g_strdup (row->a.id)
                                               : g_strdup_printf ("%s / %s", row->a.id, row->b.id);
}

/* ---- columns ---- */

/* A table is made column by column, since all figures of a column have the same decimals. */
typedef struct {
  GPtrArray *cells; /* of char*, [column][row], the heading first */
  guint n_rows;     /* with the heading */
} Table;

static void
put (Table *table, char *text)
{
  g_ptr_array_add (table->cells, text);
}

/* Percentages of which some are no power: these have a mark, and the others room for it. */
static void
put_marked (Table *table, const char *heading, const Column *column, const SimCounts *counts)
{
  int decimals = sim_column_percent_decimals (column->values, column->errors, column->n);
  gboolean marked = FALSE;

  for (guint i = 0; i < column->n; i++)
    marked |= counts[i] != SIM_COUNTS_POWER;
  put (table, g_strdup (heading));
  for (guint i = 0; i < column->n; i++) {
    g_autofree char *percent = sim_column_percent (column->values[i], decimals);
    const char *mark = sim_report_counts_mark (counts[i]);
    put (table, g_strconcat (percent, marked && *mark == '\0' ? "  " : mark, NULL));
  }
}

static void
table_write (Table *table, const Writer *writer)
{
  guint n_columns = table->cells->len / table->n_rows;
  SimGrid *grid = sim_grid_new (n_columns);

  for (guint row = 0; row < table->n_rows; row++)
    for (guint i = 0; i < n_columns; i++)
      sim_grid_add (grid, g_strdup (table->cells->pdata[i * table->n_rows + row]));
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
  g_ptr_array_unref (table->cells);
}

/* The difference, its errors and its interval. */
static void
put_differences (Table *table, const Writer *writer, const SimComparedSize *size)
{
  g_autofree char *heading = g_strdup_printf ("%c " MINUS " A", writer->letter);
  Column column = { 0 };

  for (guint i = 0; i < writer->comparison->n_rows; i++)
    column_add (&column, size->power[i].difference.value, error_of (&size->power[i]));
  int decimals = sim_column_percent_decimals (column.values, column.errors, column.n);
  put (table, g_strdup (heading));
  for (guint i = 0; i < column.n; i++)
    put (table, sim_column_points (column.values[i], decimals));
  put (table, g_strdup (_ ("MCSE")));
  for (guint i = 0; i < column.n; i++)
    put (table, sim_format_points (size->power[i].difference.mcse));
  put (table, g_strdup (_ ("95 % MC CI")));
  for (guint i = 0; i < column.n; i++) {
    g_autofree char *low = sim_column_points (size->power[i].difference.low, decimals);
    g_autofree char *high = sim_column_points (size->power[i].difference.high, decimals);
    put (table, g_strdup_printf (_ ("%s to %s"), low, high));
  }
  put (table, g_strdup (_ ("Unpaired MCSE")));
  for (guint i = 0; i < column.n; i++)
    put (table, sim_format_points (size->power[i].independent));
  put (table, g_strdup (_ ("Exact")));
  for (guint i = 0; i < column.n; i++)
    put (table, sim_column_points (size->power[i].exact, isfinite (size->power[i].exact) ? 2 : 0));
}

/* That of A and of B, or the one that both have. */
static void
put_truths (Table *table, const Writer *writer)
{
  put (table, g_strdup (_ ("True effect")));
  for (guint i = 0; i < writer->comparison->n_rows; i++) {
    g_autofree char *a = sim_format_figure (writer->comparison->rows[i].true_a, 0);
    g_autofree char *b = sim_format_figure (writer->comparison->rows[i].true_b, 0);
    put (table,
         strcmp (a, b) == 0 ? g_steal_pointer (&a) : g_strconcat (a, " \xe2\x86\x92 ", b, NULL));
  }
}

static void
write_own_sizes (const Writer *writer)
{
  const SimComparison *comparison = writer->comparison;
  const SimComparedSize *size = &comparison->sizes[0];
  Table table = { g_ptr_array_new_with_free_func (g_free), comparison->n_rows + 1 };
  Column a = { 0 }, b = { 0 };
  SimCounts of_a[SIM_COMPARED_ROWS], of_b[SIM_COMPARED_ROWS];
  char letter[2] = { writer->letter, '\0' };

  put (&table, g_strdup (_ ("Contrast")));
  for (guint i = 0; i < comparison->n_rows; i++) {
    const SimPaired *power = &size->power[i];
    double n = (double)power->n;
    put (&table, row_name (writer, i));
    of_a[i] = comparison->rows[i].counts_a;
    of_b[i] = comparison->rows[i].counts_b;
    column_add (&a, power->a, sqrt (power->a * (1 - power->a) / n));
    column_add (&b, power->b, sqrt (power->b * (1 - power->b) / n));
  }
  put_marked (&table, "A", &a, of_a);
  put_marked (&table, letter, &b, of_b);
  put_differences (&table, writer, size);
  put_truths (&table, writer);
  table_write (&table, writer);
}

/* The differences at common totals: a row a total, a column a decision. */
static void
write_common_totals (const Writer *writer)
{
  const SimComparison *comparison = writer->comparison;
  guint n = comparison->n_sizes - 1;
  SimGrid *grid = sim_grid_new (comparison->n_rows + 1);

  sim_grid_add (grid, g_strdup (_ ("Patients")));
  for (guint i = 0; i < comparison->n_rows; i++)
    sim_grid_add (grid, row_name (writer, i));
  for (guint s = 1; s <= n; s++) {
    const SimComparedSize *size = &comparison->sizes[s];
    sim_grid_add (grid, sim_format_count (size->total_a));
    for (guint i = 0; i < comparison->n_rows; i++) {
      const SimPaired *power = &size->power[i];
      double value = power->difference.value, error = error_of (power);
      int decimals = sim_column_percent_decimals (&value, &error, 1);
      g_autofree char *difference = sim_column_points (value, decimals);
      g_autofree char *mcse = sim_format_points (power->difference.mcse);
      sim_grid_add (grid, g_strdup_printf ("%s (%s)", difference, mcse));
    }
  }
  if (n > 0) {
    g_autofree char *heading = g_strdup_printf (
        _ ("%c \u2212 A in percentage points (in brackets its MCSE), at the same number of "
           "patients"),
        writer->letter);
    g_string_append_c (writer->out, '\n');
    write_line (writer, TRUE, heading);
    sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  }
  sim_grid_free (grid);
}

/* ---- lines ---- */

static void
write_scenario (const Writer *writer, char letter, const char *name, const SimScenario *scenario)
{
  const char *title = sim_scenario_title (scenario);
  g_autofree char *total
      = sim_format_count (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  g_autofree char *line = g_strdup_printf (_ ("%c: %s%s%s, %s patients"), letter, name,
                                           *title != '\0' ? ": " : "", title, total);

  write_line (writer, FALSE, line);
}

/* What must be known to read the table right. */
static void
write_remarks (const Writer *writer)
{
  const SimComparison *comparison = writer->comparison;
  guint n_a = sim_scenario_n_hypotheses (comparison->a);
  guint n_b = sim_scenario_n_hypotheses (comparison->b);

  for (SimCounts c = SIM_COUNTS_HARM; c <= SIM_COUNTS_ERROR; c++)
    for (guint i = 0; i < comparison->n_rows; i++)
      if (comparison->rows[i].counts_a == c || comparison->rows[i].counts_b == c) {
        write_line (writer, FALSE, sim_report_counts_note (c));
        break;
      }
  if (!comparison->complete)
    write_line (writer, TRUE, _ ("Not complete: the comparison was stopped before its end."));
  if (comparison->seed_differs) {
    g_autofree char *line = g_strdup_printf (
        _ ("%c has another seed of its own; here it has that of A."), writer->letter);
    write_line (writer, FALSE, line);
  }
  if (n_a != n_b) {
    g_autofree char *line = g_strdup_printf (
        _ ("At least one and all of them are of %u hypotheses in A and of %u in %c."), n_a, n_b,
        writer->letter);
    write_line (writer, FALSE, line);
  }
}

static void
write_comparison (const Writer *writer)
{
  const SimComparedSize *own = &writer->comparison->sizes[0];
  g_autofree char *a = sim_format_count (own->total_a);
  g_autofree char *b = sim_format_count (own->total_b);
  g_autofree char *heading = g_strdup_printf (
      _ ("Power at the own sizes (A: %s patients, %c: %s), differences in percentage points"), a,
      writer->letter, b);

  g_autofree char *differs = g_strdup_printf (_ ("How %c differs from A"), writer->letter);

  g_string_append_c (writer->out, '\n');
  write_line (writer, TRUE, differs);
  sim_report_differences_lines (writer->out, writer->comparison->differences, MOST_DIFFERENCES,
                                writer->columns);
  g_string_append_c (writer->out, '\n');
  write_line (writer, TRUE, heading);
  write_own_sizes (writer);
  write_remarks (writer);
  write_common_totals (writer);
}

char *
sim_report_compare_table (const GPtrArray *comparisons, const char *const *names,
                          const SimReportInfo *info, int columns)
{
  const SimComparison *first = g_ptr_array_index (comparisons, 0);
  Writer writer = { first, info, 'A', g_string_new (NULL),
                    columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0 };
  g_autofree char *trials = sim_format_count (first->replicates);
  g_autofree char *run = g_strdup_printf (_ ("%s trials of each, seed %" PRIu64
                                             "; paired trial by trial on the same random "
                                             "numbers"),
                                          trials, sim_scenario_seed (first->a));

  write_scenario (&writer, 'A', names[0], first->a);
  for (guint i = 0; i < comparisons->len; i++) {
    const SimComparison *comparison = g_ptr_array_index (comparisons, i);
    write_scenario (&writer, (char)('B' + i), names[i + 1], comparison->b);
  }
  write_line (&writer, FALSE, run);
  for (guint i = 0; i < comparisons->len; i++) {
    writer.comparison = g_ptr_array_index (comparisons, i);
    writer.letter = (char)('B' + i);
    write_comparison (&writer);
  }
  return g_string_free (writer.out, FALSE);
}
