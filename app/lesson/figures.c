/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.c - the figures of a scenario, and texts that speak of them by name or by pointer.
 */
#include "lesson/figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/names.h"

/* --- all of them --- */

typedef struct {
  const char *name, *pointer;
} Kind;

static const Kind of_hypothesis[] = {
  { N_ ("Power"), "power/value" },
  { N_ ("Estimate, mean"), "estimate/mean" },
  { N_ ("Exaggeration where significant"), "type-m" },
  { N_ ("Wrong sign where significant"), "type-s" },
  { N_ ("Intervals that hold the truth"), "coverage/value" },
  { N_ ("Width of the interval"), "ci-width" },
  { N_ ("Bias"), "bias" },
};

static const Kind of_trial[] = {
  { N_ ("At least one significant"), "any/value" },
  { N_ ("All of them significant"), "all/value" },
  { N_ ("Number of significant ones, mean"), "rejections/value" },
};

/* What is being listed, and the names that are taken. */
typedef struct {
  SimScenario *scenario;
  GPtrArray *figures;
  GHashTable *names;
  guint size;
} Listing;

/* Takes name over; id: what tells it from another of that name. */
static void
list_figure (Listing *listing, char *name, const char *id, const char *pointer)
{
  double total = sim_scenario_total (listing->scenario, listing->size);
  g_autofree char *own = name, *number = sim_json_number (total);
  g_autofree char *patients = sim_format_count ((guint64)total);
  g_autofree char *one = g_hash_table_contains (listing->names, own)
                             ? g_strdup_printf ("%s (%s)", own, id)
                             : g_strdup (own);
  /* Translators: a figure of the results, such as a power, and the size of trial that it is of */
  g_autofree char *sized = listing->size == sim_scenario_own_size (listing->scenario)
                               ? g_strdup (one)
                               : g_strdup_printf (_ ("%s, %s patients"), one, patients);
  g_autofree char *key = g_strconcat ("/sizes/", number, pointer, NULL);

  g_hash_table_add (listing->names, g_strdup (own));
  g_ptr_array_add (listing->figures, app_setting_new (key, sized, "", "", ""));
}

static void
list_goal (Listing *listing, const SimGoal *goal)
{
  gboolean one = goal->kind == SIM_GOAL_HYPOTHESIS;
  g_autofree char *own = sim_pointer_join (one ? "/hypotheses" : "/trial/success", goal->id);
  PlotNames names = { .brief = NULL };

  plot_names_fill_goal (&names, listing->scenario, goal);
  for (guint i = 0; i < (one ? G_N_ELEMENTS (of_hypothesis) : 1); i++) {
    g_autofree char *pointer
        = g_strconcat (own, "/", one ? of_hypothesis[i].pointer : "value", NULL);
    list_figure (listing, g_strdup_printf ("%s: %s", _ (of_hypothesis[i].name), names.full),
                 goal->id, pointer);
  }
  plot_names_clear (&names);
}

static void
list_size (Listing *listing, guint size)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (listing->scenario, goals);

  listing->size = size;
  g_hash_table_remove_all (listing->names);
  for (guint g = 0; g < n; g++)
    if (goals[g].kind == SIM_GOAL_HYPOTHESIS || goals[g].kind == SIM_GOAL_SUCCESS)
      list_goal (listing, &goals[g]);
  for (guint i = 0; i < G_N_ELEMENTS (of_trial); i++) {
    g_autofree char *pointer = g_strconcat ("/trial/", of_trial[i].pointer, NULL);
    list_figure (listing, g_strdup (_ (of_trial[i].name)), of_trial[i].pointer, pointer);
  }
}

/* By key and name, without values. */
static GPtrArray *
list_all (SimScenario *scenario)
{
  guint own = sim_scenario_own_size (scenario);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { scenario, g_ptr_array_new_with_free_func (app_setting_free), names, own };

  list_size (&listing, own);
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    if (s != own)
      list_size (&listing, s);
  return listing.figures;
}

/* --- with their values --- */

/* FALSE where the results have no number there. */
static gboolean
fill_value (AppSetting *figure, const SimValue *results)
{
  SimLessonFigure read;

  if (!sim_lesson_figure (results, figure->key, &read) || !isfinite (read.value))
    return FALSE;
  g_free (figure->place);
  figure->place = read.share ? sim_format_percent (read.value, read.mcse)
                             : sim_format_figure (read.value, read.mcse);
  return TRUE;
}

static gboolean
has_curve (const AppSetting *figure, const char *size)
{
  g_autofree char *goal = sim_lesson_power_of (figure->key);

  return goal != NULL && g_str_has_prefix (figure->key, size);
}

GPtrArray *
app_lesson_figures (SimScenario *scenario, const SimValue *results, gboolean curves)
{
  GPtrArray *figures = list_all (scenario);
  g_autofree char *total
      = sim_json_number (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  g_autofree char *size = g_strconcat ("/sizes/", total, "/", NULL);

  for (guint i = figures->len; i > 0; i--)
    if ((curves && !has_curve (figures->pdata[i - 1], size))
        || !fill_value (figures->pdata[i - 1], results))
      g_ptr_array_remove_index (figures, i - 1);
  return figures;
}

SimValue *
app_lesson_results (AppRun *run)
{
  const SimReportInfo info = { .program = "trefoil " TREFOIL_VERSION };

  if (app_run_snapshot (run) == NULL || app_run_done (run) == 0)
    return NULL;
  return sim_report_value (app_run_snapshot (run), app_run_theory (run), &info);
}

/* --- names and pointers in texts --- */

/* The figure whose pointer, or name, text begins with and that ends with a word of it: the longest,
   for one may begin another. */
static const AppSetting *
begins_with (GPtrArray *figures, const char *text, gboolean named, gsize *length)
{
  const AppSetting *best = NULL;

  *length = 0;
  for (guint i = 0; i < figures->len; i++) {
    const AppSetting *figure = figures->pdata[i];
    const char *part = named ? figure->name : figure->key;
    gsize n = strlen (part);

    if (n > *length && strncmp (text, part, n) == 0 && (text[n] == ' ' || text[n] == '\0')) {
      best = figure;
      *length = n;
    }
  }
  return best;
}

/* Appends one figure; named: its names become pointers, else its pointers names. */
static void
append_figure (GString *out, GPtrArray *figures, const char *figure, gboolean named)
{
  gboolean start = TRUE; /* of a word */

  while (*figure != '\0') {
    gsize n = 0;
    const AppSetting *one = start ? begins_with (figures, figure, named, &n) : NULL;

    if (one != NULL) {
      g_string_append (out, named ? one->key : one->name);
      figure += n;
    } else {
      start = *figure == ' ';
      g_string_append_c (out, *figure++);
    }
  }
}

static char *
change (SimScenario *scenario, const char *text, gboolean named)
{
  g_autoptr (GPtrArray) figures = strstr (text, "{{") != NULL ? list_all (scenario) : NULL;
  GString *out = g_string_new (NULL);
  const char *open, *close;

  while ((open = strstr (text, "{{")) != NULL && (close = strstr (open, "}}")) != NULL) {
    g_autofree char *inside = g_strndup (open + 2, (gsize)(close - open) - 2);

    g_string_append_len (out, text, open + 2 - text);
    append_figure (out, figures, inside, named);
    text = close;
  }
  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

char *
app_lesson_figure_name (SimScenario *scenario, const char *figure)
{
  g_autoptr (GPtrArray) figures = list_all (scenario);
  GString *out = g_string_new (NULL);

  append_figure (out, figures, figure, FALSE);
  return g_string_free (out, FALSE);
}

char *
app_lesson_named (SimScenario *scenario, const char *text)
{
  return change (scenario, text, FALSE);
}

char *
app_lesson_pointed (SimScenario *scenario, const char *text)
{
  return change (scenario, text, TRUE);
}
