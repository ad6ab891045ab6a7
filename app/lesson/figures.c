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

/* A figure of any size: what it is called, and its pointer below the size. */
typedef struct {
  char *name, *pointer;
} Part;

/* All figures of a scenario. */
typedef struct {
  SimScenario *scenario;
  GPtrArray *all;               /* of AppSetting, by key and name, without values */
  GHashTable *named, *pointed;  /* the same, by name and by pointer */
  gsize longest;                /* of their names and pointers, bytes */
} Figures;

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->name);
  g_free (part->pointer);
}

/* Takes name over; id: what tells it from another of that name. */
static void
add_part (GArray *parts, char *name, const char *id, const char *pointer)
{
  Part part = { name, g_strdup (pointer) };

  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (g_array_index (parts, Part, i).name, name)) {
      part.name = g_strdup_printf ("%s (%s)", name, id);
      g_free (name);
      break;
    }
  g_array_append_val (parts, part);
}

static void
add_goal (GArray *parts, SimScenario *scenario, const SimGoal *goal)
{
  gboolean one = goal->kind == SIM_GOAL_HYPOTHESIS;
  g_autofree char *own = sim_pointer_join (one ? "/hypotheses" : "/trial/success", goal->id);
  PlotNames names = { .brief = NULL };

  plot_names_fill_goal (&names, scenario, goal);
  for (guint i = 0; i < (one ? G_N_ELEMENTS (of_hypothesis) : 1); i++) {
    g_autofree char *pointer
        = g_strconcat (own, "/", one ? of_hypothesis[i].pointer : "value", NULL);
    add_part (parts, g_strdup_printf ("%s: %s", _ (of_hypothesis[i].name), names.full), goal->id,
              pointer);
  }
  plot_names_clear (&names);
}

static GArray *
list_parts (SimScenario *scenario)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (scenario, goals);

  g_array_set_clear_func (parts, part_clear);
  for (guint g = 0; g < n; g++)
    if (goals[g].kind == SIM_GOAL_HYPOTHESIS || goals[g].kind == SIM_GOAL_SUCCESS)
      add_goal (parts, scenario, &goals[g]);
  for (guint i = 0; i < G_N_ELEMENTS (of_trial); i++) {
    g_autofree char *pointer = g_strconcat ("/trial/", of_trial[i].pointer, NULL);
    add_part (parts, g_strdup (_ (of_trial[i].name)), of_trial[i].pointer, pointer);
  }
  return parts;
}

static void
add_size (Figures *figures, GArray *parts, guint size)
{
  guint total = sim_scenario_total (figures->scenario, size);
  gboolean own = size == sim_scenario_own_size (figures->scenario);
  g_autofree char *number = sim_json_number (total), *patients = sim_format_count (total);

  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    /* Translators: a figure of the results, such as a power, and the size of trial that it is of */
    g_autofree char *sized = own ? NULL
                                 : g_strdup_printf (_ ("%s, %s patients"), part->name, patients);
    g_autofree char *key = g_strconcat ("/sizes/", number, part->pointer, NULL);
    AppSetting *figure = app_setting_new (key, own ? part->name : sized, "", "", "");

    g_ptr_array_add (figures->all, figure);
    g_hash_table_insert (figures->named, figure->name, figure);
    g_hash_table_insert (figures->pointed, figure->key, figure);
    figures->longest = MAX (figures->longest, MAX (strlen (figure->name), strlen (figure->key)));
  }
}

/* Those of the scenario that was asked about last are kept: a typed letter asks for them several
   times. Borrowed, until another scenario is asked about. */
static const Figures *
figures_of (SimScenario *scenario)
{
  static Figures known;
  guint own = sim_scenario_own_size (scenario);
  g_autoptr (GArray) parts = NULL;

  if (scenario == known.scenario)
    return &known;
  g_clear_pointer (&known.named, g_hash_table_unref);
  g_clear_pointer (&known.pointed, g_hash_table_unref);
  g_clear_pointer (&known.all, g_ptr_array_unref);
  g_clear_pointer (&known.scenario, sim_scenario_unref);
  known = (Figures){ .scenario = sim_scenario_ref (scenario),
                     .all = g_ptr_array_new_with_free_func (app_setting_free),
                     .named = g_hash_table_new (g_str_hash, g_str_equal),
                     .pointed = g_hash_table_new (g_str_hash, g_str_equal) };
  parts = list_parts (scenario);
  add_size (&known, parts, own);
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    if (s != own)
      add_size (&known, parts, s);
  return &known;
}

/* --- with their values --- */

/* With its value; NULL where the results have no number there. */
static AppSetting *
with_value (const AppSetting *figure, const SimValue *results)
{
  g_autofree char *value = NULL;
  SimLessonFigure read;

  if (!sim_lesson_figure (results, figure->key, &read) || !isfinite (read.value))
    return NULL;
  value = read.share ? sim_format_percent (read.value, read.mcse)
                     : sim_format_figure (read.value, read.mcse);
  return app_setting_new (figure->key, figure->name, value, "", "");
}

static gboolean
has_curve (const AppSetting *figure, const char *size)
{
  g_autofree char *goal = NULL;

  if (!g_str_has_prefix (figure->key, size))
    return FALSE;
  goal = sim_lesson_power_of (figure->key);
  return goal != NULL;
}

GPtrArray *
app_lesson_figures (SimScenario *scenario, const SimValue *results, gboolean curves)
{
  const Figures *figures = figures_of (scenario);
  GPtrArray *found = g_ptr_array_new_with_free_func (app_setting_free);
  g_autofree char *total
      = sim_json_number (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  g_autofree char *size = g_strconcat ("/sizes/", total, "/", NULL);

  for (guint i = 0; i < figures->all->len; i++) {
    const AppSetting *figure = figures->all->pdata[i];
    AppSetting *one = !curves || has_curve (figure, size) ? with_value (figure, results) : NULL;

    if (one != NULL)
      g_ptr_array_add (found, one);
  }
  return found;
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
begins_with (const Figures *figures, const char *text, gboolean named, gsize *length)
{
  g_autofree char *part = g_strndup (text, figures->longest);
  GHashTable *table = named ? figures->named : figures->pointed;

  for (*length = strlen (part); *length > 0; (*length)--) {
    const AppSetting *figure;

    if (text[*length] != ' ' && text[*length] != '\0')
      continue;
    part[*length] = '\0';
    if ((figure = g_hash_table_lookup (table, part)) != NULL)
      return figure;
  }
  return NULL;
}

/* Appends one figure; named: its names become pointers, else its pointers names. */
static void
append_figure (GString *out, const Figures *figures, const char *figure, gboolean named)
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
  GString *out = g_string_new (NULL);
  const char *open, *close;

  while ((open = strstr (text, "{{")) != NULL && (close = strstr (open, "}}")) != NULL) {
    g_autofree char *inside = g_strndup (open + 2, (gsize)(close - open) - 2);

    g_string_append_len (out, text, open + 2 - text);
    append_figure (out, figures_of (scenario), inside, named);
    text = close;
  }
  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

char *
app_lesson_figure_name (SimScenario *scenario, const char *figure)
{
  GString *out = g_string_new (NULL);

  append_figure (out, figures_of (scenario), figure, FALSE);
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
