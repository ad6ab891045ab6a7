/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * matrix.c - correlations that are given one by one: the matrix of an outcome, and that over the
 * outcomes, which may be one number.
 *
 * A matrix is symmetric with ones on its diagonal, so only what lies below it has fields; what is
 * set there is set above it as well.
 */
#include "editor/matrix.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/edit-follow.h"
#include "editor/edit.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/rows.h"
#include "editor/structure.h"

#define CELL_WIDTH 56
/* As many columns fit beside a name. */
#define MAX_COLUMNS 3
#define MAX_POINTS  (SIM_MAX_VISITS + 1)

char **
app_matrix_points (SimDraft *draft, const char *outcome)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *baseline = sim_pointer_join (outcome, "baseline");
  g_autofree char *list = sim_pointer_join (outcome, "visits");
  g_autoptr (SimValue) measured = sim_draft_effective (draft, baseline);
  g_auto (GStrv) visits = app_structure_ids (draft, list);

  if (measured != NULL)
    g_strv_builder_add (names, _ ("Baseline"));
  for (guint i = 0; visits[i] != NULL; i++) {
    g_autofree char *name = app_options_name (draft, list, visits[i]);

    g_strv_builder_add (names, name);
  }
  return g_strv_builder_end (names);
}

/* The names of the outcomes over which the matrix at pointer is, or of the points of one. */
static char **
points_of (SimDraft *draft, const char *pointer)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_autofree char *outcome = NULL;
  g_auto (GStrv) ids = NULL;

  if (row == NULL || row->target == NULL) {
    outcome = app_structure_outcome (draft, pointer);
    return outcome != NULL ? app_matrix_points (draft, outcome) : g_new0 (char *, 1);
  }
  ids = app_structure_own_outcomes (draft);
  for (guint i = 0; ids[i] != NULL; i++) {
    char *name = app_options_name (draft, "/outcomes", ids[i]);

    g_free (ids[i]);
    ids[i] = name;
  }
  return g_steal_pointer (&ids);
}

/* --- values --- */

static SimValue *
matrix_value (const double *numbers, guint n)
{
  g_autofree SimValue **rows = g_new (SimValue *, n + 1);
  g_autofree SimValue **items = g_new (SimValue *, n + 1);

  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < n; j++)
      items[j] = sim_value_new_number (numbers[i * n + j]);
    rows[i] = sim_value_new_list (items, n);
  }
  return sim_value_new_list (rows, n);
}

/* "…/values" of "…/values/2/0"; NULL if pointer is no element of a matrix. */
static char *
matrix_pointer (SimDraft *draft, const char *pointer, guint *i, guint *j)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  guint n = steps != NULL ? g_strv_length (steps) : 0;
  guint64 row_index = 0, column = 0;
  gsize length = strlen (pointer);

  if (row == NULL || row->kind != SIM_FIELD_MATRIX || n < 3
      || !g_str_equal (steps[n - 3], row->key)
      || !g_ascii_string_to_unsigned (steps[n - 2], 10, 0, MAX_POINTS - 1, &row_index, NULL)
      || !g_ascii_string_to_unsigned (steps[n - 1], 10, 0, MAX_POINTS - 1, &column, NULL))
    return NULL;
  *i = (guint)row_index;
  *j = (guint)column;
  return g_strndup (pointer, length - strlen (steps[n - 2]) - strlen (steps[n - 1]) - 2);
}

SimValue *
app_matrix_with (SimDraft *draft, const char *pointer, const SimValue *element, char **matrix)
{
  guint i = 0, j = 0, n = 0;
  g_autofree char *at = matrix_pointer (draft, pointer, &i, &j);
  g_auto (GStrv) points = at != NULL ? points_of (draft, at) : NULL;
  g_autoptr (SimValue) now = at != NULL ? sim_draft_effective (draft, at) : NULL;
  double numbers[MAX_POINTS * MAX_POINTS];

  n = points != NULL ? g_strv_length (points) : 0;
  if (i >= n || j >= n || n > MAX_POINTS || sim_value_kind (element) != SIM_VALUE_NUMBER)
    return NULL;
  for (guint r = 0; r < n; r++)
    for (guint c = 0; c < n; c++) {
      const SimValue *one = sim_value_at (sim_value_at (now, r), c);

      numbers[r * n + c] = sim_value_kind (one) == SIM_VALUE_NUMBER ? sim_value_number (one)
                           : r == c                                 ? 1
                                                                    : 0;
    }
  numbers[i * n + j] = numbers[j * n + i] = sim_value_number (element);
  *matrix = g_steal_pointer (&at);
  return matrix_value (numbers, n);
}

SimValue *
app_matrix_of (SimDraft *draft, const char *outcome)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) scenario = sim_scenario_check (draft, problems);
  g_autofree char *baseline = sim_pointer_join (outcome, "baseline");
  g_auto (GStrv) ids = app_structure_ids (draft, "/outcomes");
  g_auto (GStrv) steps = sim_pointer_split (outcome);
  double all[MAX_POINTS * MAX_POINTS], kept[MAX_POINTS * MAX_POINTS];
  guint n = 0, first = 0, length = 0, index = 0;

  while (ids[index] != NULL && !g_str_equal (ids[index], steps[1]))
    index++;
  if (scenario == NULL || ids[index] == NULL)
    return NULL;
  first = sim_scenario_value (scenario, baseline) != NULL ? 0 : 1;
  n = sim_scenario_n_visits (scenario, index) + 1;
  sim_scenario_correlation (scenario, index, all);
  for (guint i = first; i < n; i++)
    for (guint j = first; j < n; j++)
      kept[length++] = app_edit_rounded (all[i * n + j], 4);
  return matrix_value (kept, n - first);
}

/* --- rows --- */

static AppField *
cell (AppCard *card, AppRow *row, const char *pointer, const char *name, char **points, guint i,
      guint j)
{
  g_autofree char *at = g_strdup_printf ("%s/%u/%u", pointer, i, j);
  g_autofree char *full = app_row_join_names (name, points[j], points[i], NULL);
  AppField *field = app_field_number_new (app_card_document (card), at, full);

  app_field_add_basis (field);
  gtk_widget_set_size_request (GTK_WIDGET (field), CELL_WIDTH, -1);
  app_row_add_field (row, field);
  return field;
}

/* The lower triangle as a table. */
static void
add_table (AppCard *card, const char *pointer, const char *name, char **points, guint n)
{
  AppRow *headings = app_row_new ("");

  for (guint j = 0; j + 1 < n; j++)
    app_row_add (headings, app_rows_column_label (points[j], CELL_WIDTH));
  gtk_widget_add_css_class (GTK_WIDGET (headings), "headings");
  gtk_widget_add_css_class (GTK_WIDGET (headings), "matrix");
  app_card_add (card, headings);
  for (guint i = 1; i < n; i++) {
    AppRow *row = app_row_new (points[i]);

    for (guint j = 0; j + 1 < n; j++)
      if (j < i)
        cell (card, row, pointer, name, points, i, j);
      else
        app_row_add (row, app_rows_column_label ("", CELL_WIDTH));
    gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
    app_card_add (card, row);
  }
}

/* Many points: under each the ones before it. */
static void
add_pairs (AppCard *card, const char *pointer, const char *name, char **points, guint n)
{
  for (guint i = 1; i < n; i++) {
    g_autofree char *heading = g_strdup_printf (_ ("%s with"), points[i]);

    app_card_add_heading (card, heading);
    for (guint j = 0; j < i; j++) {
      AppRow *row = app_row_new (points[j]);

      cell (card, row, pointer, name, points, i, j);
      gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
      app_card_add (card, row);
    }
  }
}

void
app_matrix_add (AppCard *card, const char *pointer, const char *name)
{
  g_auto (GStrv) points = points_of (app_card_draft (card), pointer);
  const SimField *row = sim_field_find (sim_draft_root (app_card_draft (card)), pointer);
  guint n = MIN (g_strv_length (points), MAX_POINTS);

  /* Outcomes have longer names than visits. */
  if (n <= MAX_COLUMNS + 1 && (row == NULL || row->target == NULL))
    add_table (card, pointer, name, points, n);
  else
    add_pairs (card, pointer, name, points, n);
  app_card_add_whole (card, pointer, name);
}

/* --- between outcomes --- */

#define BETWEEN "/outcome-correlation"

SimValue *
app_matrix_one (SimDraft *draft, const SimField *row, const char *pointer, const SimValue *value)
{
  const SimValue *first = sim_value_at (sim_value_at (value, 1), 0);
  guint n = sim_value_length (value);

  if (row->kind != SIM_FIELD_MATRIX || row->target == NULL || !g_str_equal (pointer, BETWEEN)
      || sim_value_kind (value) != SIM_VALUE_LIST || sim_value_kind (first) != SIM_VALUE_NUMBER
      || (n > 2 && sim_value_kind (sim_draft_get (draft, BETWEEN)) == SIM_VALUE_LIST))
    return NULL;
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (sim_value_number (sim_value_at (sim_value_at (value, i), j)) != sim_value_number (first))
        return NULL;
  return sim_value_ref (first);
}

static void
set_between (AppCard *card, const SimValue *value, const char *what)
{
  GError *error = NULL;
  SimDraft *draft = sim_draft_set (app_card_draft (card), BETWEEN, value, &error);

  app_card_apply (card, draft, what, &error);
}

/* The correlation of the first two for all. */
static void
one_for_all (AppCard *card, const char *unused)
{
  g_autoptr (SimValue) now = sim_draft_effective (app_card_draft (card), BETWEEN);
  const SimValue *first = sim_value_at (sim_value_at (now, 1), 0);

  if (sim_value_kind (first) == SIM_VALUE_NUMBER)
    set_between (card, first, _ ("One correlation for all outcomes"));
}

static void
pair_by_pair (AppCard *card, const char *unused)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) now = sim_draft_effective (draft, BETWEEN), matrix = NULL;
  g_auto (GStrv) own = app_structure_own_outcomes (draft);
  guint n = MIN (g_strv_length (own), SIM_MAX_OUTCOMES);
  double numbers[SIM_MAX_OUTCOMES * SIM_MAX_OUTCOMES];

  for (guint i = 0; i < n * n; i++) {
    const SimValue *one = sim_value_kind (now) == SIM_VALUE_NUMBER
                              ? now
                              : sim_value_at (sim_value_at (now, i / n), i % n);

    numbers[i] = i / n == i % n ? 1 : sim_value_kind (one) == SIM_VALUE_NUMBER
                                          ? sim_value_number (one)
                                          : 0;
  }
  matrix = matrix_value (numbers, n);
  set_between (card, matrix, _ ("Correlation of each pair of outcomes"));
}

/* Whether there is one number or one for each pair is asked only where there are several pairs. */
static GtkWidget *
between_menu (AppCard *card)
{
  static const AppMenuItem items[]
      = { { N_ ("One for all pairs"), one_for_all }, { N_ ("Each pair by itself"), pair_by_pair } };

  return app_menu_button_new (card, _ ("How the correlation between outcomes is given"), "", items,
                              G_N_ELEMENTS (items));
}

void
app_matrix_add_between (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_autoptr (SimValue) value = app_edit_value (draft, BETWEEN);
  g_auto (GStrv) own = app_structure_own_outcomes (draft);
  guint n = g_strv_length (own);
  AppRow *row = NULL;

  if (n < 2)
    return;
  row = app_row_new (_ ("Between outcomes"));
  if (sim_value_kind (value) == SIM_VALUE_NUMBER) {
    AppField *field = app_field_number_new (app_card_document (card), BETWEEN,
                                            _ ("Correlation between outcomes"));

    app_field_add_basis (field);
    gtk_widget_set_size_request (GTK_WIDGET (field), CELL_WIDTH, -1);
    app_row_add_field (row, field);
  }
  if (n > 2)
    app_row_add (row, between_menu (card));
  app_card_add (card, row);
  if (sim_value_kind (value) != SIM_VALUE_NUMBER)
    app_matrix_add (card, BETWEEN, _ ("Correlation between outcomes"));
  else
    app_card_add_whole (card, BETWEEN, _ ("Correlation between outcomes"));
}
