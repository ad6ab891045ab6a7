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

struct _AppLessonFigures {
  SimScenario *scenario;
  GPtrArray *all;              /* of AppSetting, by key and name, without values */
  GHashTable *named, *pointed; /* the same, by name and by pointer */
  gsize longest;               /* of their names and pointers, bytes */
};

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
add_size (AppLessonFigures *figures, GArray *parts, guint size)
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

AppLessonFigures *
app_lesson_figures_new (SimScenario *scenario)
{
  AppLessonFigures *self = g_new0 (AppLessonFigures, 1);
  guint own = sim_scenario_own_size (scenario);
  g_autoptr (GArray) parts = list_parts (scenario);

  self->scenario = sim_scenario_ref (scenario);
  self->all = g_ptr_array_new_with_free_func (app_setting_unref);
  self->named = g_hash_table_new (g_str_hash, g_str_equal);
  self->pointed = g_hash_table_new (g_str_hash, g_str_equal);
  add_size (self, parts, own);
  for (guint s = 0; s < sim_scenario_n_sizes (scenario); s++)
    if (s != own)
      add_size (self, parts, s);
  return self;
}

void
app_lesson_figures_free (AppLessonFigures *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->pointed);
  g_ptr_array_unref (self->all);
  sim_scenario_unref (self->scenario);
  g_free (self);
}

gboolean
app_lesson_figures_are_of (const AppLessonFigures *self, SimScenario *scenario)
{
  return self->scenario == scenario
         || sim_lesson_same_scenario (sim_scenario_draft (self->scenario),
                                      sim_scenario_draft (scenario));
}

/* --- what is offered of them --- */

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
app_lesson_figures_list (const AppLessonFigures *self, gboolean curves)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (app_setting_unref);
  SimScenario *scenario = self->scenario;
  g_autofree char *total
      = sim_json_number (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  g_autofree char *size = g_strconcat ("/sizes/", total, "/", NULL);

  for (guint i = 0; i < self->all->len; i++)
    if (!curves || has_curve (self->all->pdata[i], size))
      g_ptr_array_add (found, g_rc_box_acquire (self->all->pdata[i]));
  return found;
}

char *
app_lesson_figure_value (const SimValue *results, const char *pointer)
{
  g_autofree char *text = g_strconcat ("{{", pointer, "}}", NULL);
  SimLessonFigure read;

  if (!sim_lesson_figure (results, pointer, &read) || !isfinite (read.value))
    return NULL;
  return sim_lesson_fill (text, results);
}

SimValue *
app_lesson_results (AppRun *run)
{
  if (app_run_results (run) == NULL || app_run_done (run) == 0)
    return NULL;
  return sim_report_figures (app_run_scenario (run), app_run_results (run), app_run_theory (run));
}

/* --- names and pointers in texts --- */

/* The figure whose pointer, or name, text begins with and that ends with a word of it: the longest,
   for one may begin another. */
static const AppSetting *
begins_with (const AppLessonFigures *figures, const char *text, gboolean named, gsize *length)
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
append_figure (GString *out, const AppLessonFigures *figures, const char *figure, gboolean named)
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
change (const AppLessonFigures *figures, const char *text, gboolean named)
{
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
app_lesson_figure_name (const AppLessonFigures *self, const char *figure)
{
  GString *out = g_string_new (NULL);

  append_figure (out, self, figure, FALSE);
  return g_string_free (out, FALSE);
}

char *
app_lesson_named (const AppLessonFigures *self, const char *text)
{
  return change (self, text, FALSE);
}

char *
app_lesson_pointed (const AppLessonFigures *self, const char *text)
{
  return change (self, text, TRUE);
}
