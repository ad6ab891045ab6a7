/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-table.c - what each assumption alone does to power, for people: a row and a bar each.
 */
#include "tornado-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "../study/assumptions.h"
#include "column.h"
#include "goal-words.h"
#include "grid.h"

#define SIDE 6 /* characters of the longest bar to one side */

typedef struct {
  const SimTornado *tornado;
  const SimReportInfo *info;
  guint goal;
  guint *order;
  int decimals;   /* of all changes, in points */
  double longest; /* change, either way, that a bar has room for */
  GString *out;
  int columns;
} Writer;

static const SimPaired *
power_at (const Writer *writer, guint bar, guint end)
{
  return &writer->tornado->bars[bar].ends[end].power[writer->goal];
}

/* All changes have as many decimals as the one with the largest error earns. */
static void
measure (Writer *writer)
{
  guint n = 2 * writer->tornado->n_bars;
  g_autofree double *values = g_new (double, n), *errors = g_new (double, n);

  for (guint i = 0; i < n; i++) {
    const SimFigure *change = &power_at (writer, i / 2, i % 2)->difference;
    values[i] = change->value;
    errors[i] = change->mcse;
    /* what may be chance alone shall not fill the picture */
    if (isfinite (change->value))
      writer->longest = MAX (writer->longest, MAX (fabs (change->value), 4 * change->mcse));
  }
  writer->decimals = sim_column_percent_decimals (values, errors, n);
}

static char *
number_text (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isfinite (number) ? g_strdup (g_ascii_formatd (text, sizeof text, "%.6g", number))
                           : sim_format_figure (number, 0);
}

/* Whether something else is counted at an end than is as planned. */
static gboolean
is_other (const Writer *writer, guint bar, guint end, SimCounts counts)
{
  const SimTornadoEnd *at = &writer->tornado->bars[bar].ends[end];

  return at->done && at->problem == NULL && at->counts[writer->goal] == counts
         && counts != writer->tornado->counts[writer->goal];
}

/* Whether that is so anywhere. */
static gboolean
has_other (const Writer *writer, SimCounts counts)
{
  for (guint i = 0; i < 2 * writer->tornado->n_bars; i++)
    if (is_other (writer, i / 2, i % 2, counts))
      return TRUE;
  return FALSE;
}

/* What is no power, or is power where the plan has none, has a mark, explained beneath; where there
   are such, the others have room for it. */
static const char *
mark_of (const Writer *writer, guint bar, guint end)
{
  gboolean any = FALSE;

  for (SimCounts c = SIM_COUNTS_POWER; c <= SIM_COUNTS_ERROR; c++) {
    if (is_other (writer, bar, end, c))
      return sim_report_counts_sign (c);
    any |= has_other (writer, c);
  }
  return any ? "  " : "";
}

static char *
change_text (const Writer *writer, guint bar, guint end)
{
  const SimFigure *change = &power_at (writer, bar, end)->difference;
  g_autofree char *value = sim_column_points (change->value, writer->decimals);
  g_autofree char *error = sim_format_points (change->mcse);
  const char *mark = mark_of (writer, bar, end);

  if (!isfinite (change->value))
    return g_strconcat (value, mark, NULL);
  return g_strdup_printf ("%s (%s)%s", value, error, mark);
}

/* What is assumed has a mark, which is explained beneath. */
static char *
name_text (const SimTornadoBar *bar)
{
  g_autofree char *name = sim_vary_name (bar->range);

  return g_strconcat (name, bar->source == SIM_RANGE_ASSUMED ? " *" : NULL, NULL);
}

/* "      ----|++        ": losses to the left, gains to the right, on one scale for all. */
static char *
bar_text (const Writer *writer, guint bar)
{
  double loss = 0, gain = 0;
  GString *text = g_string_new (NULL);

  for (guint e = 0; e < 2; e++) {
    double change = power_at (writer, bar, e)->difference.value;
    if (!isfinite (change)) /* an end that is not possible */
      continue;
    loss = MAX (loss, -change);
    gain = MAX (gain, change);
  }
  double scale = writer->longest > 0 ? SIDE / writer->longest : 0;
  int left = (int)lround (loss * scale), right = (int)lround (gain * scale);
  g_string_append_printf (text, "%*s", SIDE - left, "");
  for (int i = 0; i < left; i++)
    g_string_append_c (text, '-');
  g_string_append_c (text, '|');
  for (int i = 0; i < right; i++)
    g_string_append_c (text, '+');
  g_string_append_printf (text, "%*s", SIDE - right, "");
  return g_string_free (text, FALSE);
}

static void
write_bars (const Writer *writer)
{
  SimGrid *grid = sim_grid_new (7);

  sim_grid_add (grid, g_strdup (_ ("Assumption")));
  sim_grid_add (grid, g_strdup (_ ("Planned")));
  sim_grid_add (grid, g_strdup (_ ("Low")));
  sim_grid_add (grid, g_strdup (_ ("High")));
  sim_grid_add (grid, g_strdup (_ ("At low")));
  sim_grid_add (grid, g_strdup (_ ("At high")));
  sim_grid_add (grid, g_strdup (""));
  for (guint i = 0; i < writer->tornado->n_bars; i++) {
    guint b = writer->order[i];
    const SimTornadoBar *bar = &writer->tornado->bars[b];
    sim_grid_add (grid, name_text (bar));
    sim_grid_add (grid, number_text (bar->planned));
    sim_grid_add (grid, number_text (bar->range->values[0]));
    sim_grid_add (grid, number_text (bar->range->values[1]));
    sim_grid_add (grid, change_text (writer, b, 0));
    sim_grid_add (grid, change_text (writer, b, 1));
    sim_grid_add (grid, bar_text (writer, b));
  }
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
}

static void
write_problems (const Writer *writer)
{
  for (guint i = 0; i < 2 * writer->tornado->n_bars; i++) {
    const SimTornadoBar *bar = &writer->tornado->bars[i / 2];
    if (bar->ends[i % 2].problem == NULL)
      continue;
    g_autofree char *name = sim_vary_name (bar->range);
    g_autofree char *value = number_text (bar->range->values[i % 2]);
    g_autofree char *plain = sim_text_plain (bar->ends[i % 2].problem);
    g_autofree char *line = g_strdup_printf (_ ("%s = %s is not possible: %s"), name, value, plain);
    sim_text_wrap (writer->out, line, writer->columns);
  }
}

/* Whether it is about one hypothesis that is rejected in either direction. */
static gboolean
is_two_sided (const SimTornado *tornado, guint goal)
{
  int only = sim_goal_only_hypothesis (&tornado->goals[goal]);

  return only >= 0
         && sim_scenario_hypothesis (tornado->scenario, (guint)only)->test == SIM_TEST_DIFFERENT;
}

char *
sim_report_tornado_head (const SimTornado *tornado, guint goal)
{
  const SimFigure *power = &tornado->power[goal];
  SimCounts counts = tornado->counts[goal];
  g_autofree char *label = sim_goal_label (tornado->scenario, &tornado->goals[goal]);
  g_autofree char *plain = sim_text_plain (label);
  g_autofree char *planned = sim_format_percent (power->value, power->mcse);
  /* Translators: the short name of a goal, what it is, a share */
  g_autofree char *first
      = g_strdup_printf (counts == SIM_COUNTS_POWER ? _ ("Power of %s (%s) as planned: %s")
                         : counts == SIM_COUNTS_HARM
                             ? _ ("Power to find harm of %s (%s) as planned: %s")
                             : _ ("Type I error of %s (%s) as planned: %s"),
                         tornado->goals[goal].id, plain, planned);

  return g_strconcat (
      first, is_two_sided (tornado, goal) ? _ (", with rejections in either direction") : "",
      _ (". Changes in percentage points (in brackets their Monte Carlo standard error), each "
         "assumption alone at the ends of its range:"),
      NULL);
}

static void
write_head (const Writer *writer)
{
  g_autofree char *title = sim_text_plain (sim_scenario_title (writer->tornado->scenario));
  g_autofree char *line = sim_report_tornado_head (writer->tornado, writer->goal);

  sim_text_heading (writer->out, *title != '\0' ? title : _ ("Sensitivity"), writer->columns,
                    writer->info->colour);
  sim_text_wrap (writer->out, line, writer->columns);
  g_string_append_c (writer->out, '\n');
}

/* What the mark behind a change means; NULL where no end has it. */
static char *
mark_line (const Writer *writer, SimCounts counts)
{
  static const char *const words[]
      = { [SIM_COUNTS_POWER] = N_ ("power there, for what is to be rejected is false."),
          [SIM_COUNTS_HARM] = N_ ("power there to find harm, for the true effect is negative."),
          [SIM_COUNTS_ERROR]
          = N_ ("type I error there, for a null hypothesis that is to be rejected "
                "is true.") };

  return has_other (writer, counts)
             ? g_strdup_printf ("%s: %s", sim_report_counts_sign (counts) + 1, _ (words[counts]))
             : NULL;
}

static void
write_marks (const Writer *writer)
{
  for (SimCounts c = SIM_COUNTS_POWER; c <= SIM_COUNTS_ERROR; c++) {
    g_autofree char *line = mark_line (writer, c);
    if (line != NULL)
      sim_text_wrap (writer->out, line, writer->columns);
  }
}

static char *
trials_line (const SimTornado *tornado)
{
  g_autofree char *trials = sim_format_count (tornado->replicates);

  return g_strdup_printf (_ ("%s trials of each scenario, paired on the same random numbers, seed "
                             "%" PRIu64 "."),
                          trials, sim_scenario_seed (tornado->scenario));
}

/* What the signs behind the names mean. */
static void
write_signs (const Writer *writer)
{
  gboolean of[] = { FALSE, FALSE, FALSE };

  for (guint i = 0; i < writer->tornado->n_bars; i++)
    of[writer->tornado->bars[i].range->how] = TRUE;
  if (of[SIM_VARY_SHIFT])
    sim_text_wrap (writer->out, _ ("pointer+: low and high are added to what is planned."),
                   writer->columns);
  if (of[SIM_VARY_SCALE])
    sim_text_wrap (writer->out, _ ("pointer*: what is planned is multiplied by low and high."),
                   writer->columns);
}

/* What the mark of an assumed range means. */
static void
write_assumed (const Writer *writer)
{
  g_autofree char *rule = sim_assumptions_rule (writer->tornado);

  if (rule == NULL)
    return;
  g_autofree char *line = g_strdup_printf (
      _ ("* Range assumed, for the basis of the file gives none: %s. --range takes others."), rule);
  sim_text_wrap (writer->out, line, writer->columns);
}

char *
sim_report_tornado_table (const SimTornado *tornado, const char *goal, const SimReportInfo *info,
                          int columns)
{
  g_autofree guint *order = g_new (guint, tornado->n_bars);
  gboolean by_power;
  Writer writer = { .tornado = tornado,
                    .info = info,
                    .goal = sim_tornado_goal (tornado, goal, &by_power),
                    .order = order };

  writer.out = g_string_new (NULL);
  writer.columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  sim_tornado_order (tornado, writer.goal, order);
  measure (&writer);
  write_head (&writer);
  write_bars (&writer);
  g_string_append_c (writer.out, '\n');
  write_problems (&writer);
  g_autofree char *line = trials_line (tornado);
  sim_text_wrap (writer.out, line, writer.columns);
  write_marks (&writer);
  write_signs (&writer);
  write_assumed (&writer);
  if (by_power)
    sim_report_write_chosen (writer.out, tornado->scenario, &tornado->goals[writer.goal],
                             writer.columns);
  if (!info->complete)
    sim_text_wrap (writer.out, _ ("Not complete: stopped before its end."), writer.columns);
  return g_string_free (writer.out, FALSE);
}

char *
sim_report_tornado_change (const SimTornado *tornado, guint goal, guint bar, guint end)
{
  Writer writer = { .tornado = tornado, .goal = goal };

  measure (&writer);
  g_autofree char *text = change_text (&writer, bar, end);
  return g_strdup (g_strchomp (text));
}

char **
sim_report_tornado_notes (const SimTornado *tornado, guint goal)
{
  const Writer writer = { .tornado = tornado, .goal = goal };
  GPtrArray *lines = g_ptr_array_new ();

  g_ptr_array_add (lines, trials_line (tornado));
  for (SimCounts c = SIM_COUNTS_POWER; c <= SIM_COUNTS_ERROR; c++) {
    char *line = mark_line (&writer, c);
    if (line != NULL)
      g_ptr_array_add (lines, line);
  }
  g_ptr_array_add (lines, NULL);
  return (char **)g_ptr_array_free (lines, FALSE);
}
