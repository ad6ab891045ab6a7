/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card-arms.c - the arms: colour, name, size, mean (proportion, rate) at each visit of the chosen
 * outcome, where it has such values.
 *
 * The name has a line of its own, since beside numbers it would be cut. Below it stand the numbers:
 * in columns up to three visits; with more each has the name of its visit beside it, two a line.
 */
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "actions.h"
#include "editor/cards.h"
#include "editor/arm-colour.h"
#include "editor/arm-notes.h"
#include "editor/chosen.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/rows.h"
#include "editor/structure.h"
#include "editor/swatch.h"
#include "tooltip.h"

#define CELL_WIDTH       58
#define PAIR_LABEL_WIDTH 46
#define MAX_COLUMNS      3

/* --- edits --- */

/* The arm that has been added waits for its name. */
static void
lead_to_last (AppCard *card)
{
  g_auto (GStrv) arms = app_structure_ids (app_card_draft (card), "/arms");
  g_autofree char *name = g_strdup_printf ("/arms/%s/name", arms[g_strv_length (arms) - 1]);

  app_card_lead (card, name);
}

static void
duplicate_arm (AppCard *card, const char *arm)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_add_arm (app_card_draft (card), arm, &error);

  if (app_card_apply_named (card, draft, _ ("Duplicate arm"), "/arms", arm, &error))
    lead_to_last (card);
}

static void
remove_arm (AppCard *card, const char *arm)
{
  GError *error = NULL;
  SimDraft *draft = sim_edit_remove_arm (app_card_draft (card), arm, &error);

  app_card_apply_named (card, draft, _ ("Remove arm"), "/arms", arm, &error);
}

static void
move_arm (AppCard *card, const char *arm, int by)
{
  g_auto (GStrv) arms = app_structure_ids (app_card_draft (card), "/arms");
  GError *error = NULL;
  int n = (int)g_strv_length (arms), place = 0;

  while (place < n && !g_str_equal (arms[place], arm))
    place++;
  if (place == n || place + by < 0 || place + by >= n)
    return;
  app_card_apply_named (
      card, sim_edit_move_arm (app_card_draft (card), arm, (guint)(place + by), &error),
      _ ("Move arm"), "/arms", arm, &error);
}

static void
move_up (AppCard *card, const char *arm)
{
  move_arm (card, arm, -1);
}

static void
move_down (AppCard *card, const char *arm)
{
  move_arm (card, arm, 1);
}

/* The draft with the reference mark of arm set or removed. Takes draft over; NULL on failure. */
static SimDraft *
with_mark (SimDraft *draft, const char *arm, gboolean on, GError **error)
{
  g_autoptr (SimDraft) before = draft;
  g_autofree char *member = sim_pointer_join ("/arms", arm);
  g_autofree char *pointer = sim_pointer_join (member, "reference");
  g_autoptr (SimValue) mark = sim_value_new_bool (TRUE);

  return sim_draft_set (before, pointer, on ? mark : NULL, error);
}

static gboolean
is_reference (SimDraft *draft, const char *arm)
{
  g_autofree char *member = sim_pointer_join ("/arms", arm);
  g_autofree char *pointer = sim_pointer_join (member, "reference");
  g_autoptr (SimValue) mark = sim_draft_effective (draft, pointer);

  return sim_value_bool (mark);
}

static void
toggle_reference (AppCard *card, const char *arm)
{
  SimDraft *draft = sim_draft_ref (app_card_draft (card));
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  gboolean on = !is_reference (draft, arm);
  GError *error = NULL;

  for (guint i = 0; arms[i] != NULL && draft != NULL; i++)
    draft = with_mark (draft, arms[i], on && g_str_equal (arms[i], arm), &error);
  app_card_apply_named (card, draft, _ ("Reference arm"), "/arms", arm, &error);
}

static void
add_arm (AppCard *card, const char *unused)
{
  g_auto (GStrv) arms = app_structure_ids (app_card_draft (card), "/arms");
  guint n = g_strv_length (arms);
  GError *error = NULL;

  if (n > 0
      && app_card_apply (card, sim_edit_add_arm (app_card_draft (card), arms[n - 1], &error),
                         _ ("Add an arm"), &error))
    lead_to_last (card);
}

/* Opens the palette at the dot. A lesson is asked about any colour. */
static void
choose_colour (AppCard *card, const char *arm)
{
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/colour", arm);
  AppField *field = app_card_find (card, pointer);

  if (app_card_only_asks (card)) {
    g_autoptr (SimValue) arms = sim_draft_effective (app_card_draft (card), "/arms");
    g_autoptr (SimValue) any = sim_value_new_text (sim_arm_colour_id (sim_arm_colour_free (arms)));
    GError *error = NULL;
    SimDraft *next = sim_draft_set (app_card_draft (card), pointer, any, &error);

    app_card_apply (card, next, "", &error);
  } else if (field != NULL) {
    gtk_menu_button_popup (GTK_MENU_BUTTON (app_field_control (field)));
  }
}

/* --- names, kept in step while they are typed --- */

/* "Patients, Usual care" or "Mean, Usual care, Week 8", from the pointer of the value; of several
   outcomes "Mean, Usual care, Week 8, Pain". */
static char *
cell_name (SimDraft *draft, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  g_autofree char *outcome = app_structure_outcome (draft, pointer);
  g_autofree char *visits = NULL, *arm = NULL, *visit = NULL, *name = NULL;
  g_auto (GStrv) ids = NULL, outcomes = NULL;
  const SimField *row = NULL;

  if (g_str_equal (steps[0], "arms")) {
    if (g_str_equal (steps[2], "colour"))
      return app_arm_colour_field_name (draft, steps[1]);
    arm = app_options_name (draft, "/arms", steps[1]);
    return app_row_join_names (g_str_equal (steps[2], "size")    ? _ ("Patients")
                               : g_str_equal (steps[2], "ratio") ? _ ("Ratio")
                                                                 : _ ("Name"),
                               arm, NULL);
  }
  visits = sim_pointer_join (outcome, "visits");
  ids = app_structure_ids (draft, visits);
  arm = app_options_name (draft, "/arms", steps[3]);
  for (int i = 0; ids[i] != NULL; i++)
    if (i == atoi (steps[4]))
      visit = app_options_name (draft, visits, ids[i]);
  row = sim_field_find (sim_draft_root (draft), pointer);
  outcomes = app_structure_ids (draft, "/outcomes");
  if (outcomes[0] != NULL && outcomes[1] != NULL)
    name = app_options_name (draft, "/outcomes", steps[1]);
  return app_row_join_names (row != NULL ? _ (row->label) : "", arm, visit != NULL ? visit : "",
                             name != NULL ? name : "", NULL);
}

static void
refresh_names (GtkWidget *widget, SimDraft *draft)
{
  GPtrArray *fields = app_row_fields (APP_ROW (widget));

  for (guint i = 0; i < fields->len; i++) {
    AppField *field = g_ptr_array_index (fields, i);
    const char *pointer = app_field_pointer (field);

    /* The name of the entry that is typed into must not change under the typing. */
    if (!g_str_has_suffix (pointer, "/name")) {
      g_autofree char *name = cell_name (draft, pointer);

      app_field_set_name (field, name);
    }
  }
}

static void
refresh_mark (GtkWidget *widget, SimDraft *draft)
{
  gtk_widget_set_visible (widget,
                          is_reference (draft, g_object_get_data (G_OBJECT (widget), "arm")));
}

static void
refresh_visit (GtkWidget *widget, SimDraft *draft)
{
  const char *id = g_object_get_data (G_OBJECT (widget), "visit");
  const char *visits = g_object_get_data (G_OBJECT (widget), "visits");
  g_autofree char *name = app_options_name (draft, visits, id);

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), name))
    return;
  gtk_label_set_text (GTK_LABEL (widget), name);
  app_tooltip_set (widget, name);
}

/* --- rows --- */

static GtkWidget *
visit_label (AppCard *card, const char *visit)
{
  GtkWidget *label = app_rows_column_label (visit, CELL_WIDTH);
  g_autofree char *outcome = app_chosen_id (app_card_document (card));
  char *visits = g_strdup_printf ("/outcomes/%s/visits", outcome != NULL ? outcome : "");

  g_object_set_data_full (G_OBJECT (label), "visit", g_strdup (visit), g_free);
  g_object_set_data_full (G_OBJECT (label), "visits", visits, g_free);
  app_card_add_refresh (card, label, refresh_visit);
  return label;
}

static void
add_headings (AppCard *card, char **visits)
{
  AppRow *row = app_row_new ("");

  app_row_add (row, app_rows_column_label (C_ ("column", "patients"), CELL_WIDTH));
  for (guint i = 0; visits[i] != NULL; i++)
    app_row_add (row, visit_label (card, visits[i]));
  gtk_widget_add_css_class (GTK_WIDGET (row), "headings");
  app_card_add (card, row);
}

static AppField *
cell (AppCard *card, AppRow *row, const char *pointer)
{
  g_autofree char *name = cell_name (app_card_draft (card), pointer);
  AppField *field = app_field_number_new (app_card_document (card), pointer, name);

  app_field_add_basis (field);
  gtk_widget_set_size_request (GTK_WIDGET (field), CELL_WIDTH, -1);
  app_row_tend (row, field);
  return field;
}

static GtkWidget *
arm_menu (AppCard *card, const char *arm, guint place, guint n)
{
  static const AppMenuItem up = { N_ ("Move up"), move_up }, down = { N_ ("Move down"), move_down };
  AppMenuItem items[6] = { { N_ ("Duplicate"), duplicate_arm } };
  guint n_items = 1;
  g_autofree char *name = app_options_name (app_card_draft (card), "/arms", arm);
  g_autofree char *label = g_strdup_printf (_ ("Edit arm: %s"), name);

  if (place > 0)
    items[n_items++] = up;
  if (place + 1 < n)
    items[n_items++] = down;
  items[n_items++] = (AppMenuItem){ N_ ("Colour…"), choose_colour };
  items[n_items++] = (AppMenuItem){ N_ ("Reference arm on or off"), toggle_reference };
  items[n_items++] = (AppMenuItem){ N_ ("Remove"), remove_arm };
  return app_menu_button_new (card, label, arm, items, n_items);
}

static GtkWidget *
reference_mark (AppCard *card, const char *arm)
{
  /* Translators: short for "reference arm". */
  GtkWidget *mark = gtk_label_new (_ ("ref."));

  gtk_widget_add_css_class (mark, "reference");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  app_tooltip_set (mark, _ ("The arm that the others are compared with"));
  g_object_set_data_full (G_OBJECT (mark), "arm", g_strdup (arm), g_free);
  app_card_add_refresh (card, mark, refresh_mark);
  return mark;
}

static GtkWidget *
pairs_grid (AppCard *card, char **visits, GtkWidget **cells, guint n_cells)
{
  GtkWidget *grid = gtk_grid_new ();

  for (guint i = 0; i < n_cells; i++) {
    GtkWidget *label = i == 0 ? app_rows_column_label (C_ ("column", "patients"), CELL_WIDTH)
                              : visit_label (card, visits[i - 1]);
    int column = (int)(i % 2) * 2, line = (int)(i / 2);

    gtk_widget_set_size_request (label, PAIR_LABEL_WIDTH, -1);
    gtk_grid_attach (GTK_GRID (grid), label, column, line, 1, 1);
    gtk_grid_attach (GTK_GRID (grid), cells[i], column + 1, line, 1, 1);
  }
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  return grid;
}

/* Puts the numbers of an arm where they belong for so many visits. */
static void
place_cells (AppCard *card, AppRow *row, char **visits, GtkWidget **cells, guint n_cells)
{
  GtkWidget *box = NULL;

  if (n_cells <= MAX_COLUMNS + 1) {
    box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    for (guint i = 0; i < n_cells; i++)
      gtk_box_append (GTK_BOX (box), cells[i]);
  } else {
    box = pairs_grid (card, visits, cells, n_cells);
  }
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "numbers");
  app_row_add_below (row, box);
}

static void
add_arm_row (AppCard *card, char **arms, guint place, const char *values, char **visits)
{
  AppRow *row = app_row_new (NULL);
  g_autofree char *member = sim_pointer_join ("/arms", arms[place]);
  g_autofree char *name_pointer = sim_pointer_join (member, "name");
  g_autofree char *size_pointer = sim_pointer_join (member, "size");
  g_autofree char *arm_values = sim_pointer_join (values, arms[place]);
  g_autofree char *label = g_strdup_printf (_ ("Name, arm %u"), place + 1);
  guint n_cells = 1 + g_strv_length (visits);
  g_autofree GtkWidget **cells = g_new (GtkWidget *, n_cells);
  AppField *name = app_field_text_new (app_card_document (card), name_pointer, label);
  AppField *colour = app_arm_colour_new (app_card_document (card), arms[place]);

  app_row_add (row, GTK_WIDGET (colour));
  gtk_widget_add_css_class (GTK_WIDGET (name), "plain");
  gtk_widget_set_hexpand (GTK_WIDGET (name), TRUE);
  app_row_add_field (row, name);
  app_row_tend (row, colour);
  app_row_add (row, reference_mark (card, arms[place]));
  cells[0] = GTK_WIDGET (cell (card, row, size_pointer));
  for (guint i = 1; i < n_cells; i++) {
    g_autofree char *index = g_strdup_printf ("%u", i - 1);
    g_autofree char *pointer = sim_pointer_join (arm_values, index);

    cells[i] = GTK_WIDGET (cell (card, row, pointer));
  }
  place_cells (card, row, visits, cells, n_cells);
  app_arm_notes_add (card, row, arms[place]);
  app_row_add (row, arm_menu (card, arms[place], place, g_strv_length (arms)));
  gtk_widget_add_css_class (GTK_WIDGET (row), "arm");
  app_card_add_refresh (card, GTK_WIDGET (row), refresh_names);
  app_card_add (card, row);
}

/* Where chance decides about the numbers, the arms have ratios. */
static void
add_ratios (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_autoptr (SimValue) method = sim_draft_effective (draft, "/allocation/method");

  if (g_strcmp0 (sim_value_text (method), "fixed") == 0)
    return;
  for (guint i = 0; arms[i] != NULL; i++) {
    g_autofree char *member = sim_pointer_join ("/arms", arms[i]);
    g_autofree char *pointer = sim_pointer_join (member, "ratio");
    AppRow *row = app_row_new (NULL);
    GtkWidget *label = gtk_label_new (_ ("Ratio"));

    app_row_add (row, app_swatch_new_of (card, i));
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_hexpand (label, TRUE);
    app_row_add (row, label);
    app_row_add (row, GTK_WIDGET (cell (card, row, pointer)));
    gtk_widget_add_css_class (GTK_WIDGET (row), "inner");
    app_card_add_refresh (card, GTK_WIDGET (row), refresh_names);
    app_card_add (card, row);
  }
}

/* Among the arms "Method" alone would not say of what. */
static void
add_allocation (AppCard *card)
{
  static const char *const method[] = { "method", NULL };

  app_card_add (card, app_row_new_value (app_card_document (card), "/allocation/method",
                                         _ ("Randomisation"), _ ("Randomisation")));
  add_ratios (card);
  app_rows_add_record (card, "/allocation", _ ("Randomisation"), method);
}

/* What the plan says of nothing: the first thing to be held against what it promises. */
static GtkWidget *
null_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("No difference"));
  g_autofree char *tooltip
      = app_actions_tooltip ("win.null-version", _ ("Null version: no difference"));

  app_tooltip_set (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.null-version");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_add_css_class (button, "beside");
  return button;
}

static void
build (AppCard *card)
{
  SimDraft *draft = app_card_draft (card);
  g_auto (GStrv) arms = app_structure_ids (draft, "/arms");
  g_autofree char *outcome = app_chosen_pointer (app_card_document (card));
  const char *key = outcome != NULL ? app_structure_truth (draft, outcome) : NULL;
  g_autofree char *values = key != NULL ? sim_pointer_join (outcome, key) : NULL;
  g_autofree char *list = key != NULL ? sim_pointer_join (outcome, "visits") : NULL;
  g_auto (GStrv) visits = list != NULL ? app_structure_ids (draft, list) : g_new0 (char *, 1);

  app_chosen_add_row (card);
  if (outcome != NULL && g_strv_length (visits) <= MAX_COLUMNS)
    add_headings (card, visits);
  for (guint i = 0; arms[i] != NULL; i++)
    add_arm_row (card, arms, i, values != NULL ? values : "", visits);
  app_row_add (app_card_add_adder (card, _ ("Add an arm"), add_arm), null_button ());
  add_allocation (card);
}

static const char *const keys[] = { "arms", "outcomes", "allocation", NULL };
static const char *const shows[] = { "arms", "allocation", NULL };

const AppCardSpec app_card_arms = { .id = "arms",
                                    .title = N_ ("Arms"),
                                    .keys = keys,
                                    .shows = shows,
                                    .chosen = TRUE,
                                    .build = build,
                                    .summary = app_summary_arms };
