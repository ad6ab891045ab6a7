/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tornado-text.c - the tornado in words: title, text alternative, table.
 */
#include "plot/tornado-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/words.h"

/* The largest error that earns a decimal: differences from what is planned are smaller than either
   error, as both are simulated with the same random numbers. */
#define TENTHS 0.002
/* The widest of many bars is wide by chance: an end is told from the plan by so many Monte Carlo
   standard errors of their difference. */
#define NOTABLE_ERRORS 4

/* The least and the greatest power over a range: both ends may move it to the same side. */
static gboolean
reach (const PlotTornadoData *data, const PlotTornadoBar *bar, double *least, double *greatest)
{
  *least = MIN (data->planned, MIN (bar->low.power, bar->high.power));
  *greatest = MAX (data->planned, MAX (bar->low.power, bar->high.power));
  return isfinite (bar->low.power) && isfinite (bar->high.power) && isfinite (data->planned);
}

static gboolean
is_known (const PlotTornadoEnd *end)
{
  return end->problem != NULL || isfinite (end->power);
}

/* How many bars have both their ends. */
static guint
count_known (const PlotTornadoData *data)
{
  guint n = 0;

  for (guint i = 0; i < data->n_bars; i++)
    n += is_known (&data->bars[i].low) && is_known (&data->bars[i].high);
  return n;
}

static gboolean
moves (const PlotTornadoData *data, const PlotTornadoEnd *end)
{
  return fabs (end->power - data->planned)
         > (isfinite (end->mcse) ? NOTABLE_ERRORS * end->mcse : 0);
}

/* The bar that reaches farthest among those that are known and do so by more than chance; NULL
   where none is. */
static const PlotTornadoBar *
widest (const PlotTornadoData *data, double *least, double *greatest)
{
  const PlotTornadoBar *found = NULL;
  double low, high;

  for (guint i = 0; i < data->n_bars; i++)
    if (reach (data, &data->bars[i], &low, &high)
        && (moves (data, &data->bars[i].low) || moves (data, &data->bars[i].high))
        && (found == NULL || high - low > *greatest - *least)) {
      found = &data->bars[i];
      *least = low;
      *greatest = high;
    }
  return found;
}

/* What all bars that are known span together; FALSE where none is. */
static gboolean
span (const PlotTornadoData *data, double *least, double *greatest)
{
  gboolean any = FALSE;
  double low, high;

  *least = INFINITY;
  *greatest = -INFINITY;
  for (guint i = 0; i < data->n_bars; i++)
    if (reach (data, &data->bars[i], &low, &high)) {
      any = TRUE;
      *least = MIN (*least, low);
      *greatest = MAX (*greatest, high);
    }
  return any;
}

char *
plot_tornado_percent (const PlotTornadoData *data, double power)
{
  double mcse = data->planned_mcse;

  return plot_words_percent (power, isnan (mcse) ? NAN : MIN (mcse, TENTHS));
}

char *
plot_tornado_planned (const PlotTornadoData *data)
{
  g_autofree char *power = plot_tornado_percent (data, data->planned);
  g_autofree char *error = plot_words_points (data->planned_mcse);

  return isfinite (data->planned_mcse) ? g_strdup_printf ("%s %s", power, error)
                                       : g_steal_pointer (&power);
}

char *
plot_tornado_planned_of (const PlotTornadoData *data)
{
  g_autofree char *planned = plot_tornado_planned (data);
  g_autofree char *trials = sim_format_count (data->replicates);

  if (data->run_replicates == 0 || data->run_replicates == data->replicates
      || isnan (data->planned_mcse))
    return g_strdup_printf (_ ("as planned %s"), planned);
  /* Translators: power as planned with its error, and the number of trials that it is from */
  return g_strdup_printf (_ ("as planned %s in %s trials"), planned, trials);
}

char *
plot_tornado_name (const PlotTornadoBar *bar)
{
  /* Translators: an assumption whose plausible range nobody gave */
  return bar->assumed ? g_strdup_printf (_ ("%s (range assumed)"), bar->name)
                      : g_strdup (bar->name);
}

const char *
plot_tornado_note (const PlotTornadoData *data, gboolean brief)
{
  for (guint i = 0; i < data->n_bars; i++)
    if (data->bars[i].assumed)
      /* Translators: what the mark beside the name of an assumption says */
      return brief ? _ ("* range assumed") : _ ("* range assumed, the basis gives none");
  return NULL;
}

/* "Mean, Usual care" as a sentence has it: "the mean of usual care". What stands in a record, as
   "Dropout: Lost, Usual care", is quoted as it is. */
static char *
within_sentence (const char *name)
{
  const char *comma = strstr (name, ", ");
  g_autofree char *first
      = comma != NULL ? g_strndup (name, (gsize)(comma - name)) : g_strdup (name);
  g_autofree char *what = plot_text_within (first);
  g_autofree char *of = plot_text_within (comma != NULL ? comma + 2 : "");

  if (strstr (name, ": ") != NULL)
    /* Translators: the name of an assumption that is no noun */
    return g_strdup_printf (C_ ("assumption", "“%s”"), name);
  if (comma == NULL)
    /* Translators: an assumption within a sentence: "the SD" */
    return g_strdup_printf (C_ ("assumption", "the %s"), what);
  /* Translators: an assumption within a sentence, and of what: "the mean of usual care" */
  return g_strdup_printf (C_ ("assumption", "the %s of %s"), what, of);
}

char *
plot_tornado_rest (const PlotTornadoData *data, const PlotRows *rows)
{
  guint rest = rows->n - rows->shown;
  g_autofree char *points = NULL;
  double most = 0, low, high;

  for (guint i = rows->shown; i < rows->n; i++) {
    if (!reach (data, &data->bars[i], &low, &high))
      return plot_rows_rest (rows);
    most = MAX (most, high - low);
  }
  if (rest == 0)
    return NULL;
  points = plot_text_amount ((floor (1000 * most) + 1) / 10, NULL);
  /* Translators: how many assumptions a figure has no room for, and how far each moves power */
  return g_strdup_printf (ngettext ("and %u more, below %s points",
                                    "and %u more, each below %s points", rest),
                          rest, points);
}

/* Where it cannot be said what power depends on most; NULL: it can. */
static char *
undecided_title (const PlotTornadoData *data)
{
  guint known = count_known (data);
  g_autofree char *low = NULL, *high = NULL;
  double least, greatest;

  if (data->n_bars == 0)
    return g_strdup (_ ("No assumption has a plausible range"));
  if (known < data->n_bars)
    /* Translators: how many assumptions have been computed, and of how many */
    return g_strdup_printf (
        data->error ? _ ("Rejections over the range of each assumption: %u of %u computed so far")
                    : _ ("Power over the range of each assumption: %u of %u computed so far"),
        known, data->n_bars);
  if (!span (data, &least, &greatest))
    return g_strdup (data->error ? _ ("Rejections over the range of each assumption")
                                 : _ ("Power over the range of each assumption"));
  low = plot_tornado_percent (data, least);
  high = plot_tornado_percent (data, greatest);
  if (g_str_equal (low, high))
    return g_strdup_printf (data->error
                                ? _ ("No assumption matters much here: rejections stay at %s")
                                : _ ("No assumption matters much here: power stays at %s"),
                            low);
  if (widest (data, &least, &greatest) != NULL)
    return NULL;
  return g_strdup_printf (
      data->error ? _ ("No assumption matters much here: rejections stay between %s and %s")
                  : _ ("No assumption matters much here: power stays between %s and %s"),
      low, high);
}

char *
plot_tornado_title (const PlotTornadoData *data)
{
  char *undecided = undecided_title (data);
  double least, greatest;
  const PlotTornadoBar *bar;
  g_autofree char *name = NULL, *low = NULL, *high = NULL;

  if (undecided != NULL)
    return undecided;
  bar = widest (data, &least, &greatest);
  name = within_sentence (bar->name);
  low = plot_tornado_percent (data, least);
  high = plot_tornado_percent (data, greatest);
  /* Translators: an assumption, and the least and the greatest power over its range */
  return g_strdup_printf (data->error
                              ? _ ("Rejections depend most on %s: from %s to %s over its range")
                              : _ ("Power depends most on %s: from %s to %s over its range"),
                          name, low, high);
}

/* "Power of HE-UC": what it is that the bars show. */
static char *
measure (const PlotTornadoData *data)
{
  return g_strdup_printf (data->error ? _ ("Type I error of %s") : _ ("Power of %s"),
                          data->subject);
}

char *
plot_tornado_subtitle (const PlotTornadoData *data, gboolean stale)
{
  g_autofree char *trials = sim_format_count (data->replicates);
  g_autofree char *all = sim_format_count (data->run_replicates);
  g_autofree char *what = measure (data);

  if (stale)
    return g_strdup (plot_words_last_valid ());
  if (data->n_bars == 0)
    return g_strdup (_ ("Give a value a plausible range by its basis, in the cards on the left"));
  /* the power as planned is not quite that of the run */
  if (data->run_replicates > data->replicates)
    /* Translators: whose power, a number of trials, and how many the run has */
    return g_strdup_printf (_ ("%s, each assumption at the ends of its range  ·  "
                               "all from the first %s of the run’s %s trials"),
                            what, trials, all);
  if (data->run_replicates > 0 && data->run_replicates < data->replicates)
    return g_strdup_printf (_ ("%s, each assumption at the ends of its range  ·  "
                               "all from the same %s trials, more than the %s of the run"),
                            what, trials, all);
  return g_strdup_printf (_ ("%s, each assumption at the ends of its range  ·  "
                             "%s simulated trials an end  ·  the same random numbers in all"),
                          what, trials);
}

static void
describe_end (GString *out, const PlotTornadoData *data, const PlotTornadoEnd *end)
{
  g_autofree char *power = plot_tornado_percent (data, end->power);

  if (end->problem != NULL)
    /* Translators: a value of an assumption, and why no power can be had there */
    g_string_append_printf (out, _ (" at %s none (%s)"), end->text, end->problem);
  else
    /* Translators: a value of an assumption, and the power there */
    g_string_append_printf (out, _ (" at %s %s"), end->text, power);
}

char *
plot_tornado_describe (const PlotTornadoData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *planned = plot_tornado_planned_of (data);
  g_autofree char *what = measure (data), *title = plot_tornado_title (data);

  if (count_known (data) < data->n_bars)
    g_string_append_printf (out, "%s. ", title);
  /* Translators: "Power of …", and "as planned 89 %" */
  g_string_append_printf (out, _ ("%s: %s. "), what, planned);
  for (guint i = 0; i < data->n_bars; i++) {
    g_autofree char *name = plot_tornado_name (&data->bars[i]);

    g_string_append_printf (out, "%s:", name);
    describe_end (out, data, &data->bars[i].low);
    g_string_append_c (out, ',');
    describe_end (out, data, &data->bars[i].high);
    g_string_append (out, ". ");
  }
  return g_strchomp (g_string_free (out, FALSE));
}

static void
table_row (GString *out, const PlotTornadoData *data, const PlotTornadoBar *bar,
           const PlotTornadoEnd *end)
{
  g_autofree char *power = plot_words_cell (end->power);
  g_autofree char *difference = plot_words_cell (end->power - data->planned);
  g_autofree char *mcse = plot_words_cell (end->mcse);

  g_string_append_printf (out, "%s\t%s\t%s\t%s\t%s\t%s\n", bar->name,
                          bar->assumed ? "assumed" : "basis", end->text, power, difference, mcse);
}

char *
plot_tornado_table (const PlotTornadoData *data)
{
  GString *out
      = g_string_new ("assumption\trange\tvalue\tpower\tdifference\tmcse of the difference\n");

  for (guint i = 0; i < data->n_bars; i++) {
    table_row (out, data, &data->bars[i], &data->bars[i].low);
    table_row (out, data, &data->bars[i], &data->bars[i].high);
  }
  return g_string_free (out, FALSE);
}
