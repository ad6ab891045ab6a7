/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-figure.c - the power curves of the present scenario and of the pins in one plot.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "views/compare-words.h"

PlotContrast
app_compare_contrast (guint slot)
{
  /* As if slot were an arm and all were compared with one that has no colour. */
  PlotContrast contrast = { .index = slot, .arm_a = slot, .arm_b = APP_MAX_PINS + 1,
                            .reference = APP_MAX_PINS + 1, .colour_a = slot };

  return contrast;
}

static double
exact_at (const SimComparison *exact, double total, int row, gboolean pinned)
{
  for (guint i = 0; exact != NULL && i < exact->n_sizes; i++) {
    const SimComparedSize *size = &exact->sizes[i];
    if ((pinned ? size->total_b : size->total_a) == (guint) total)
      return pinned ? size->power[row].exact_b : size->power[row].exact_a;
  }
  return NAN;
}

/* The same of A less B at both their own sizes, or at one total. */
static double
exact_difference (const SimComparison *exact, const SimComparedSize *at, int row)
{
  for (guint i = 0; exact != NULL && i < exact->n_sizes; i++)
    if (exact->sizes[i].total_a == at->total_a && exact->sizes[i].total_b == at->total_b)
      return -exact->sizes[i].power[row].exact;
  return NAN;
}

/* Of A (pinned FALSE) or B at one of its totals; NaN where it was not compared there. */
static void
fill_point (PlotPowerPoint *point, const SimComparison *comparison, int row, gboolean pinned)
{
  point->value = point->low = point->high = point->mcse = point->benefit = point->exact = NAN;
  for (guint i = 0; i < comparison->n_sizes; i++) {
    const SimComparedSize *size = &comparison->sizes[i];
    SimFigure power;

    if ((pinned ? size->total_b : size->total_a) != (guint) point->total)
      continue;
    power = app_compare_power (&size->power[row], pinned);
    point->value = power.value;
    point->mcse = power.mcse;
    point->low = power.low;
    point->high = power.high;
    return;
  }
}

static int
compare_points (gconstpointer a, gconstpointer b, gpointer data)
{
  double one = ((const PlotPowerPoint *) a)->total, other = ((const PlotPowerPoint *) b)->total;

  return one < other ? -1 : one > other;
}

/* All curves have points at the same totals: those that any comparison has. */
static GArray *
totals_of (const AppComparedAll *all)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (PlotPowerPoint));

  for (guint k = 0; k < all->comparisons->len; k++) {
    const SimComparison *comparison = g_ptr_array_index (all->comparisons, k);
    for (guint i = 0; i < comparison->n_sizes; i++)
      for (guint side = 0; side < 2; side++) {
        PlotPowerPoint point = { .total = side == 0 ? comparison->sizes[i].total_a
                                                    : comparison->sizes[i].total_b };
        gboolean known = FALSE;
        for (guint p = 0; p < points->len && !known; p++)
          known = g_array_index (points, PlotPowerPoint, p).total == point.total;
        if (!known)
          g_array_append_val (points, point);
      }
  }
  g_array_sort_with_data (points, compare_points, NULL);
  return points;
}

static void
fill_series (PlotPowerSeries *series, const GArray *totals, const AppCompared *compared,
             const SimGoal *goal, gboolean pinned)
{
  int row = app_compared_row (compared->comparison, goal);

  series->points = g_memdup2 (totals->data, totals->len * sizeof (PlotPowerPoint));
  series->n_points = totals->len;
  series->exact = g_new0 (PlotExactPoint, MAX (totals->len, 1));
  for (guint i = 0; i < series->n_points; i++) {
    PlotPowerPoint *point = &series->points[i];

    fill_point (point, compared->comparison, row, pinned);
    point->exact = exact_at (compared->exact, point->total, row, pinned);
    if (isfinite (point->exact)) {
      series->exact[series->n_exact].total = point->total;
      series->exact[series->n_exact++].value = point->exact;
    }
  }
}

/* What stands at the present curve: how far its power is from that of the pin that the title is
   about, which is named where there are others. The curve ends at another number of patients than
   this speaks of. */
static char *
detail_of (const AppCompared *compared, const char *name, const SimGoal *goal)
{
  g_autofree char *points = app_compare_change (app_compare_pair (compared, goal));
  const SimComparedSize *own = &compared->comparison->sizes[0];
  g_autofree char *then = plot_words_count (own->total_b), *now = plot_words_count (own->total_a);

  if (name != NULL)
    /* Translators: beside the present scenario: its power less that of a pinned one of that name */
    return g_strdup_printf (_ ("%s against “%s”"), points, name);
  if (own->total_a == own->total_b)
    /* Translators: beside the present scenario: its power less that of the pinned one, and with how
       many patients */
    return g_strdup_printf (_ ("%s at N = %s"), points, now);
  /* Translators: the same, where the present scenario has one number of patients and the pinned one
     another */
  return g_strdup_printf (_ ("%s, N = %s against %s"), points, now, then);
}

static void
name_series (PlotPowerSeries *series, const AppPin *pin)
{
  plot_names_set (&series->names, pin->name, pin->name, NULL, NULL, NULL);
  series->contrast = app_compare_contrast (pin->slot);
}

static void
name_present (PlotPowerSeries *series, const AppCompared *compared, const char *name,
              const SimGoal *goal)
{
  g_autofree char *detail = detail_of (compared, name, goal);

  plot_names_set (&series->names, _ ("now"), _ ("Present scenario"), detail, NULL, NULL);
  series->contrast = app_compare_contrast (0);
}

/* The differences of the present scenario from one pin, below the curves in what is copied: which
   less which, at which number of patients each, stands in columns of their own. */
static void
tabulate (GString *out, const AppCompared *compared, const AppPin *pin, const SimGoal *goal)
{
  int row = app_compared_row (compared->comparison, goal);

  for (guint i = 0; i < compared->comparison->n_sizes; i++) {
    const SimComparedSize *size = &compared->comparison->sizes[i];
    const SimPaired *paired = &size->power[row];
    const double cells[] = { -paired->difference.value, paired->difference.mcse,
                             -paired->difference.high, -paired->difference.low,
                             exact_difference (compared->exact, size, row) };

    g_string_append_printf (out, "%u\t%s", size->total_a, _ ("now"));
    for (guint c = 0; c < G_N_ELEMENTS (cells); c++) {
      g_autofree char *cell = plot_words_cell (cells[c]);

      g_string_append_printf (out, "\t%s", cell);
    }
    g_string_append_printf (out, "\t%s\t%u\n", pin->name, size->total_b);
  }
}

static char *
subtitle (const AppComparedAll *all, const SimGoal *goal, const SimComparison *comparison)
{
  g_autofree char *label = plot_text_goal (all->present, goal);
  g_autofree char *trials = sim_format_count (comparison->replicates);

  /* Translators: what is tested, number of trials */
  return g_strdup_printf (_ ("%s  ·  %s trials of each scenario, on the same random numbers  ·  "
                             "band = 95 %% Monte Carlo interval"),
                          label, trials);
}

static void
fill_texts (PlotPowerData *data, const AppComparedAll *all, AppPins *pins, const SimGoal *goal,
            guint selected)
{
  GString *out = g_string_new (NULL);
  const AppCompared *first = app_compared_find (all, selected);

  for (guint i = 0; i < all->pins->len; i++) {
    const AppCompared *compared = g_ptr_array_index (all->pins, i);
    const AppPin *pin = app_pins_find (pins, compared->id);
    g_autofree char *words = NULL;

    if (pin == NULL)
      continue;
    if (compared == first) {
      data->title = app_compare_sentence (compared, pin->name, goal);
      g_string_prepend (out, ". ");
      g_string_prepend (out, data->title);
    }
    words = app_compare_describe (compared, pin->name, goal);
    g_string_append_printf (out, "%s ", words);
  }
  if (data->title == NULL)
    data->title = g_strdup (_ ("Power by sample size"));
  data->description = g_strchomp (g_string_free (out, FALSE));
}

/* The pins that have a curve. */
static GPtrArray *
with_curves (const AppComparedAll *all, AppPins *pins, const SimGoal *goal)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < all->pins->len; i++) {
    AppCompared *compared = g_ptr_array_index (all->pins, i);
    if (app_pins_find (pins, compared->id) != NULL && app_compare_pair (compared, goal) != NULL)
      g_ptr_array_add (list, compared);
  }
  return list;
}

PlotFigure *
app_compare_figure (const AppComparedAll *all, AppPins *pins, const SimGoal *goal, guint selected)
{
  g_autoptr (GPtrArray) list = all->comparisons != NULL ? with_curves (all, pins, goal) : NULL;
  g_autoptr (GArray) totals = NULL;
  const SimComparison *comparison;
  GString *rows;
  const AppCompared *first, *subject;
  PlotPowerData *data;

  if (list == NULL || list->len == 0)
    return NULL;
  totals = totals_of (all);
  first = g_ptr_array_index (list, 0);
  comparison = first->comparison;
  data = plot_power_data_alloc (list->len + 1);
  rows = g_string_new (NULL);
  data->fixed = TRUE;
  data->own_total = comparison->sizes[0].total_a;
  data->target = sim_value_number (sim_scenario_value (all->present, "/run/target-power"));
  data->replicates = comparison->replicates;
  for (guint i = 0; i < totals->len; i++)
    if (g_array_index (totals, PlotPowerPoint, i).total == data->own_total)
      data->own = i;
  fill_series (&data->series[0], totals, first, goal, FALSE);
  subject = app_compared_find (all, selected);
  if (subject == NULL || app_compare_pair (subject, goal) == NULL)
    subject = first;
  /* where there are other pins, be they without a curve, it is named */
  name_present (&data->series[0], subject,
                all->pins->len > 1 ? app_pins_find (pins, subject->id)->name : NULL, goal);
  for (guint i = 0; i < list->len; i++) {
    const AppCompared *compared = g_ptr_array_index (list, i);
    fill_series (&data->series[i + 1], totals, compared, goal, TRUE);
    name_series (&data->series[i + 1], app_pins_find (pins, compared->id));
    /* its mark and its value are those of its row in the table */
    if (compared->comparison->sizes[0].total_b != comparison->sizes[0].total_a)
      data->series[i + 1].own_total = compared->comparison->sizes[0].total_b;
    tabulate (rows, compared, app_pins_find (pins, compared->id), goal);
  }
  data->rows = g_string_free (rows, FALSE);
  data->row_columns = "\tless_curve\tless_patients";
  fill_texts (data, all, pins, goal, selected);
  data->subtitle = subtitle (all, goal, comparison);
  return plot_power_figure_new (data);
}
