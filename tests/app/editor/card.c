/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * card.c - tests of the cards: what their buttons and menus do to the scenario, and folding.
 */
#include "bench.h"

#include "editor/shape.h"

#include "editor/chosen.h"
#include "editor/structure.h"

#include <string.h>

#include "tooltip.h"

static guint
count (Bench *bench, const char *pointer)
{
  g_autoptr (SimValue) list = sim_draft_effective (app_document_draft (bench->document), pointer);

  return sim_value_length (list);
}

static void
test_add_arm (Bench *bench, gconstpointer data)
{
  bench_click (bench, "Add an arm");
  g_assert_cmpuint (count (bench, "/arms"), ==, 4);
  g_assert_cmpuint (count (bench, "/outcomes/rmdq/means"), ==, 4);
  g_assert_cmpuint (count (bench, "/dropout/proportion"), ==, 4);
  bench_assert_valid (bench);
  bench_field (bench, "/arms/arm-4/size");
  bench_field (bench, "/outcomes/rmdq/means/arm-4/1");
  bench_field (bench, "/dropout/proportion/arm-4");
  app_document_undo (bench->document);
  g_assert_cmpuint (count (bench, "/arms"), ==, 3);
  g_assert_null (app_editor_find (bench->editor, "/arms/arm-4/size"));
}

static void
choose_text (Bench *bench, const char *pointer, const char *text)
{
  g_autoptr (SimValue) value = sim_value_new_text (text);
  AppField *field = bench_field (bench, pointer);

  app_field_set_value (field, value);
  app_field_end_edit (field);
}

/* The card Outcome has what a bounded score needs, and nothing of it for others. */
static void
test_bounded (Bench *bench, gconstpointer data)
{
  static const char *const keys[] = { "min", "max", "step", "given", "shape" };

  g_assert_null (app_editor_find (bench->editor, "/outcomes/rmdq/max"));
  choose_text (bench, "/outcomes/rmdq/type", "bounded");
  bench_assert_valid (bench);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *pointer = sim_pointer_join ("/outcomes/rmdq", keys[i]);

    bench_field (bench, pointer);
  }
  choose_text (bench, "/outcomes/rmdq/given", "latent");
  bench_assert_valid (bench);
  choose_text (bench, "/outcomes/rmdq/type", "continuous");
  bench_assert_valid (bench);
  g_assert_null (app_editor_find (bench->editor, "/outcomes/rmdq/given"));
}

/* Beside the arms stands what the type has per arm and visit; the rest is in the card Outcome. */
static void
test_types (Bench *bench, gconstpointer data)
{
  static const struct {
    const char *type, *shown;
  } types[] = { { "binary", "/outcomes/rmdq/proportions/usual/1" },
                { "ordinal", "/outcomes/rmdq/probabilities" },
                { "count", "/outcomes/rmdq/rates/usual/1" },
                { "time-to-event", "/outcomes/rmdq/medians" },
                { "skewed", "/outcomes/rmdq/means/usual/0" },
                { "heavy-tailed", "/outcomes/rmdq/df" } };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    choose_text (bench, "/outcomes/rmdq/type", types[i].type);
    bench_assert_valid (bench);
    bench_field (bench, types[i].shown);
    bench_field (bench, "/arms/usual/size");
  }
  choose_text (bench, "/outcomes/rmdq/type", "binary");
  g_assert_nonnull (bench_named (bench->editor, "Proportion, Usual care, Week 8"));
}

static AppField *
focused (Bench *bench)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (bench->window));
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, APP_TYPE_FIELD) : NULL;

  g_assert_nonnull (field);
  /* What has been removed could keep the focus, and then no key would lead anywhere. */
  g_assert_true (gtk_widget_is_ancestor (field, bench->window));
  return APP_FIELD (field);
}

/* The first number of an arm makes one value a list per visit, and the rows anew. */
static void
test_focus (Bench *bench, gconstpointer data)
{
  choose_text (bench, "/outcomes/rmdq/type", "binary");
  bench_type (bench, "/outcomes/rmdq/proportions/hand-ear/0", "40");
  gtk_widget_grab_focus (GTK_WIDGET (bench_field (bench, "/outcomes/rmdq/proportions/hand-ear/1")));
  bench_wait (bench, 50);
  g_assert_cmpfloat (bench_number (bench, "/outcomes/rmdq/proportions/hand-ear/0"), ==, 0.4);
  g_assert_cmpstr (app_field_pointer (focused (bench)), ==,
                   "/outcomes/rmdq/proportions/hand-ear/1");
}

/* What is typed while the rows are made anew goes on where it was. */
static void
test_typed_on (Bench *bench, gconstpointer data)
{
  GtkEditable *entry = NULL;
  int position = -1;

  choose_text (bench, "/outcomes/rmdq/type", "binary");
  bench_type (bench, "/outcomes/rmdq/proportions/hand-ear/0", "4");
  bench_wait (bench, 400);
  g_assert_cmpstr (app_field_pointer (focused (bench)), ==,
                   "/outcomes/rmdq/proportions/hand-ear/0");
  entry = GTK_EDITABLE (app_field_control (focused (bench)));
  g_assert_false (gtk_editable_get_selection_bounds (entry, NULL, NULL));
  position = gtk_editable_get_position (entry);
  g_assert_cmpint (position, ==, 1);
}

/* "20, 25, 30, 15, 10" has to be read at a glance. */
static GtkWidget *
label_of (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = label_of (child, text);
  return found;
}

/* The names of arms have the room that there is beside their numbers. */
static void
test_arm_names (Bench *bench, gconstpointer data)
{
  static const char *const names[] = { "Hand-ear acupuncture", "Standard acupuncture" };
  AppCard *card = app_editor_card (bench->editor, "dropout");

  app_card_set_folded (card, FALSE);
  bench_wait (bench, 500);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *label = label_of (GTK_WIDGET (card), names[i]);

    g_assert_nonnull (label);
    g_assert_cmpint (gtk_widget_get_width (label), >, 50);
    g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
    g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
  }
}

static void
test_list_width (Bench *bench, gconstpointer data)
{
  GtkWidget *field = NULL;

  choose_text (bench, "/outcomes/rmdq/type", "ordinal");
  for (guint i = 0; i < 100 && (field == NULL || gtk_widget_get_width (field) == 0); i++) {
    bench_wait (bench, 100); /* until the new rows have a place */
    field = GTK_WIDGET (bench_field (bench, "/outcomes/rmdq/probabilities"));
  }
  g_assert_cmpint (gtk_widget_get_width (field), >=, 140);
}

/* How many there are, or what they are called, in the same line; and hazards in pieces. */
static void
test_names (Bench *bench, gconstpointer data)
{
  const char *pointer = "/outcomes/rmdq/categories";
  g_autofree char *names = NULL, *number = NULL;

  choose_text (bench, "/outcomes/rmdq/type", "ordinal");
  bench_type (bench, pointer, "none, mild,  much, worst pain");
  bench_wait (bench, 600);
  names = bench_json (bench, pointer);
  g_assert_cmpstr (names, ==, "[\"none\",\"mild\",\"much\",\"worst pain\"]");
  bench_assert_valid (bench);
  bench_type (bench, pointer, "4");
  bench_wait (bench, 600);
  number = bench_json (bench, pointer);
  g_assert_cmpstr (number, ==, "4");
  bench_set (bench, "/outcomes/rmdq/categories=[\"a\",\"b\",\"c\",\"d\"]");
  g_assert_cmpstr (bench_text (bench, pointer), ==, "a, b, c, d");
}

static void
test_changing_hazards (Bench *bench, gconstpointer data)
{
  g_autofree char *intervals = NULL;

  choose_text (bench, "/outcomes/rmdq/type", "time-to-event");
  bench_set (bench, "/outcomes/rmdq/medians=null");
  bench_set (bench, "/outcomes/rmdq/hazards=[0.05,0.02,0.01]");
  bench_type (bench, "/outcomes/rmdq/intervals", "8, 26");
  bench_wait (bench, 600);
  intervals = bench_json (bench, "/outcomes/rmdq/intervals");
  g_assert_cmpstr (intervals, ==, "[8,26]");
  bench_assert_valid (bench);
  bench_field (bench, "/outcomes/rmdq/events");
  bench_field (bench, "/outcomes/rmdq/hazards");
}

static void
test_remove_arm (Bench *bench, gconstpointer data)
{
  /* The last item of the first arm: duplicate, down, reference, remove. */
  bench_choose (bench, "Edit arm: Hand-ear acupuncture", "row.edit-4", NULL);
  g_assert_cmpuint (count (bench, "/arms"), ==, 2);
  g_assert_cmpuint (count (bench, "/outcomes/rmdq/means"), ==, 2);
  g_assert_cmpuint (count (bench, "/testing/hypotheses"), ==, 1);
  bench_assert_valid (bench);
  g_assert_null (app_editor_find (bench->editor, "/arms/hand-ear/size"));
}

static void
test_move_arm (Bench *bench, gconstpointer data)
{
  g_autoptr (SimValue) arms = NULL;

  bench_choose (bench, "Edit arm: Hand-ear acupuncture", "row.edit-1", NULL);
  arms = sim_draft_effective (app_document_draft (bench->document), "/arms");
  g_assert_cmpint (sim_value_index_of (arms, "hand-ear"), ==, 1);
  bench_assert_valid (bench);
}

/* What can be seen below widget, of the muted sentences. */
static gboolean
notes (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "note")
      && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (notes (child, text))
      return TRUE;
  return FALSE;
}

/* The dot says its colour, and whose it is as well; the place of the arm does not change it. */
static void
test_colour (Bench *bench, gconstpointer data)
{
  g_autofree char *written = NULL, *moved = NULL;

  g_assert_nonnull (bench_named (bench->editor, "Colour of Hand-ear acupuncture, By place, Blue"));
  g_assert_false (notes (bench->editor, "colour"));
  choose_text (bench, "/arms/hand-ear/colour", "orange");
  bench_assert_valid (bench);
  g_assert_nonnull (bench_named (bench->editor, "Colour of Hand-ear acupuncture, Orange"));
  bench_wait (bench, 50);
  g_assert_true (notes (bench->editor, "another arm: Standard acupuncture"));
  g_assert_true (notes (bench->editor, "another arm: Hand-ear acupuncture"));
  app_document_undo (bench->document);
  g_assert_nonnull (bench_named (bench->editor, "Colour of Hand-ear acupuncture, By place, Blue"));
  g_assert_false (notes (bench->editor, "another arm"));
  bench_choose (bench, "Edit arm: Usual care", "row.edit-1", NULL); /* Move up */
  g_assert_nonnull (bench_named (bench->editor, "Colour of Usual care, Green"));
  g_assert_nonnull (bench_named (bench->editor, "Colour of Standard acupuncture, Orange"));
  moved = bench_json (bench, "/arms/usual/colour");
  g_assert_cmpstr (moved, ==, "\"green\"");
  app_document_undo (bench->document);
  written = bench_json (bench, "/arms/usual/colour");
  g_assert_cmpstr (written, ==, "");
}

/* A new arm waits for its name, and says that nothing compares it. */
static void
assert_waits_for_name (Bench *bench, const char *pointer)
{
  int from = 0, to = 0;
  AppField *name = NULL;

  bench_wait (bench, 400);
  name = focused (bench);
  g_assert_cmpstr (app_field_pointer (name), ==, pointer);
  gtk_editable_get_selection_bounds (GTK_EDITABLE (app_field_control (name)), &from, &to);
  g_assert_cmpint (to - from, ==, 5); /* "Arm 4" */
}

static void
test_new_arm (Bench *bench, gconstpointer data)
{
  guint n = count (bench, "/testing/hypotheses");
  GtkWidget *row = NULL;

  g_assert_false (notes (bench->editor, "No hypothesis"));
  bench_click (bench, "Add an arm");
  assert_waits_for_name (bench, "/arms/arm-4/name");
  g_assert_true (notes (bench->editor, "No hypothesis"));
  row = gtk_widget_get_ancestor (GTK_WIDGET (focused (bench)), APP_TYPE_ROW);
  g_signal_emit_by_name (bench_named (row, "Compare with Usual care"), "clicked");
  bench_wait (bench, 400);
  g_assert_cmpuint (count (bench, "/testing/hypotheses"), ==, n + 1);
  g_assert_cmpstr (app_field_pointer (focused (bench)), ==,
                   "/testing/hypotheses/arm-4-usual/compare/0");
  g_assert_false (notes (bench->editor, "No hypothesis"));
  bench_assert_valid (bench);
  bench_choose (bench, "Edit arm: Hand-ear acupuncture", "row.edit-0", NULL); /* Duplicate */
  assert_waits_for_name (bench, "/arms/arm-5/name");
}

static void
test_reference (Bench *bench, gconstpointer data)
{
  g_autoptr (SimValue) other = NULL, old = NULL;

  bench_choose (bench, "Edit arm: Hand-ear acupuncture", "row.edit-3", NULL);
  other = sim_draft_effective (app_document_draft (bench->document), "/arms/hand-ear/reference");
  old = sim_draft_effective (app_document_draft (bench->document), "/arms/usual/reference");
  g_assert_true (sim_value_bool (other));
  g_assert_false (sim_value_bool (old));
  bench_assert_valid (bench);
}

static void
test_visits (Bench *bench, gconstpointer data)
{
  int width = 0;

  bench_click (bench, "Add a visit");
  g_assert_cmpuint (count (bench, "/outcomes/rmdq/visits"), ==, 3);
  g_assert_cmpuint (count (bench, "/outcomes/rmdq/means/usual"), ==, 3);
  bench_assert_valid (bench);
  bench_field (bench, "/outcomes/rmdq/means/usual/2");
  /* With more visits than columns the numbers have their visits beside them. */
  bench_click (bench, "Add a visit");
  bench_field (bench, "/outcomes/rmdq/means/usual/3");
  gtk_widget_measure (bench->editor, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, ==, 300);
  bench_click (bench, "Remove visit 4");
  bench_click (bench, "Remove visit 3");
  bench_click (bench, "Remove visit 2");
  g_assert_cmpuint (count (bench, "/outcomes/rmdq/means/usual"), ==, 1);
  bench_assert_valid (bench);
  bench_field (bench, "/outcomes/rmdq/means/usual/0");
}

static void
test_hypotheses (Bench *bench, gconstpointer data)
{
  bench_click (bench, "Remove hypothesis HE-UC");
  g_assert_cmpuint (count (bench, "/testing/hypotheses"), ==, 2);
  bench_click (bench, "Add a hypothesis");
  g_assert_cmpuint (count (bench, "/testing/hypotheses"), ==, 3);
  bench_assert_valid (bench);
}

static void
assert_success (Bench *bench, const char *expected)
{
  g_autofree char *found = bench_json (bench, "/testing/success");

  g_assert_cmpstr (found, ==, expected);
}

/* A criterion starts with all hypotheses; switches take them out, the menu gives it its form. */
static void
test_success (Bench *bench, gconstpointer data)
{
  bench_click (bench, "Add a criterion of success");
  bench_assert_valid (bench);
  assert_success (
      bench, "[{\"id\":\"success-1\",\"all-of\":[\"HE-UC\",\"ST-UC\",\"HE-ST\"]}]");
  bench_choose (bench, "Form of criterion success-1", "row.edit-2", NULL);
  assert_success (bench, "[{\"id\":\"success-1\",\"at-least\":2,"
                         "\"of\":[\"HE-UC\",\"ST-UC\",\"HE-ST\"]}]");
  g_assert_cmpfloat (bench_number (bench, "/testing/success/success-1/at-least"), ==, 2);
  bench_choose (bench, "Form of criterion success-1", "row.edit-1", NULL);
  gtk_switch_set_active (GTK_SWITCH (app_field_control (
                             bench_field (bench, "/testing/success/success-1/any-of"))),
                         FALSE);
  assert_success (bench, "[{\"id\":\"success-1\",\"any-of\":[\"ST-UC\",\"HE-ST\"]}]");
  bench_click (bench, "Remove hypothesis ST-UC");
  assert_success (bench, "[{\"id\":\"success-1\",\"any-of\":[\"HE-ST\"]}]");
  bench_assert_valid (bench);
  bench_click (bench, "Remove criterion success-1");
  assert_success (bench, "");
  bench_assert_valid (bench);
}

/* What cannot be done says so at the foot of the card. */
static void
test_refusal (Bench *bench, gconstpointer data)
{
  SimDraft *before = NULL;

  for (int i = 0; i < 3; i++)
    bench_click (bench, "Add an arm");
  before = app_document_draft (bench->document);
  bench_click (bench, "Add an arm");
  g_assert_true (app_document_draft (bench->document) == before);
  g_assert_cmpuint (count (bench, "/arms"), ==, 6);
  g_assert_true (bench_says (GTK_WIDGET (app_editor_card (bench->editor, "arms")), "6"));
}

static void
test_shapes (Bench *bench, gconstpointer data)
{
  GtkWidget *button = bench_named (bench->editor, "How SD is given");

  g_assert_nonnull (button);
  bench_field (bench, "/outcomes/rmdq/sd/0");
  g_assert_true (
      gtk_widget_activate_action (gtk_widget_get_first_child (button), "shape.set", "s", "one"));
  bench_field (bench, "/outcomes/rmdq/sd");
  bench_assert_valid (bench);
  button = bench_named (bench->editor, "How SD is given");
  g_assert_true (
      gtk_widget_activate_action (gtk_widget_get_first_child (button), "shape.set", "s", "both"));
  bench_field (bench, "/outcomes/rmdq/sd/usual/1");
  bench_assert_valid (bench);
}

/* Whether a label below widget has exactly that text. */
static gboolean
has_label (GtkWidget *widget, const char *text)
{
  gboolean found
      = GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_label (child, text);
  return found;
}

/* Which visit a number of losses counts by is said beside it; given visit by visit it is spread, an
   arm's own number stays its own, and one number again is that by the last visit. */
static void
test_losses (Bench *bench, gconstpointer data)
{
  const char *how = "How Dropout, Lost is given", *lost = "/dropout/proportion";
  GtkWidget *card = GTK_WIDGET (app_editor_card (bench->editor, "dropout"));
  g_autofree char *back = NULL, *undone = NULL;
  g_autoptr (SimScenario) before = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  bench_set (bench, "/dropout/proportion={\"hand-ear\":0.08,\"standard\":0.08,\"usual\":0.13}");
  before = sim_scenario_ref (app_document_scenario (bench->document));
  g_assert_true (has_label (card, "Lost, by Week 26"));
  bench_choose (bench, how, "shape.set", "visit");
  g_assert_true (app_shape_of (sim_draft_get (app_document_draft (bench->document),
                                              "/dropout/proportion/usual"))
                 == APP_SHAPE_VISIT);
  g_assert_true (g_str_has_prefix (bench_text (bench, "/dropout/proportion/usual/0"), "4.194"));
  g_assert_cmpstr (bench_text (bench, "/dropout/proportion/usual/1"), ==, "13");
  /* Nothing has changed that a comparison could tell. */
  changes = sim_scenario_differences (before, app_document_scenario (bench->document));
  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_false (has_label (card, "Lost, by Week 26"));
  g_assert_true (has_label (card, "Usual care, by Week 8"));
  app_document_undo (bench->document);
  undone = bench_json (bench, "/dropout/proportion/usual");
  g_assert_cmpstr (undone, ==, "0.13");
  app_document_redo (bench->document);
  bench_choose (bench, how, "shape.set", "arm");
  back = bench_json (bench, lost);
  g_assert_cmpstr (back, ==, "{\"hand-ear\":0.08,\"standard\":0.08,\"usual\":0.13}");
  /* One arm by its visits, the others by one number. */
  bench_set (bench, "/dropout/proportion/standard=[0.05,0.08]");
  g_assert_true (has_label (card, "Usual care, by Week 26"));
  /* Of one visit there is nothing to say. */
  bench_set (bench, "/dropout/proportion=0.1");
  bench_set (bench, "/outcomes/rmdq/visits=[{\"id\":\"week-8\",\"time\":8}]");
  g_assert_true (has_label (card, "Lost"));
  g_assert_false (has_label (card, "Lost, by week-8"));
}

static void
test_sources (Bench *bench, gconstpointer data)
{
  guint n = count (bench, "/sources");

  bench_click (bench, "Add a source");
  g_assert_cmpuint (count (bench, "/sources"), ==, n + 1);
  bench_field (bench, "/sources/source-1/text");
  bench_click (bench, "Remove source source-1");
  g_assert_cmpuint (count (bench, "/sources"), ==, n);
}

static void
test_folding (Bench *bench, gconstpointer data)
{
  AppCard *card = app_editor_card (bench->editor, "arms");
  AppCard *other = NULL;

  bench_click (bench, "Arms");
  g_assert_true (app_card_folded (card));
  /* A card made later in the session begins as this one was left. */
  other = g_object_ref_sink (app_card_new (bench->document, app_card_spec (card)));
  g_assert_true (app_card_folded (other));
  g_object_unref (other);
  /* A folded card catches up when it is unfolded. */
  bench_set (bench, "/arms/usual/size=60");
  bench_click (bench, "Arms");
  g_assert_false (app_card_folded (card));
  g_assert_cmpstr (bench_text (bench, "/arms/usual/size"), ==, "60");
}

static void
lock (Bench *bench, const char *pointers)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) locks
      = pointers != NULL ? sim_json_parse (pointers, strlen (pointers), NULL, problems) : NULL;

  app_document_set_locks (bench->document, locks);
}

#define HELD "Locked in this step of the lesson"

/* Whether the control of that name can be used; what is held says so, else its tooltip is told. */
static gboolean
is_free (Bench *bench, const char *name, const char *tooltip)
{
  GtkWidget *control = bench_named (bench->editor, name);
  gboolean is_sensitive;

  g_test_message ("%s", name);
  g_assert_nonnull (control);
  is_sensitive = gtk_widget_is_sensitive (control);
  g_assert_cmpstr (app_tooltip_get (control), ==, is_sensitive ? tooltip : HELD);
  return is_sensitive;
}

static void
on_refused (guint *refused)
{
  ++*refused;
}

/* A button is as insensitive as a field where a lesson would refuse what it does, and a menu has
   what is left. */
static void
test_held (Bench *bench, gconstpointer data)
{
  AppField *method = bench_field (bench, "/allocation/method");
  const char *menu = "Edit arm: Usual care";
  guint refused = 0;

  g_signal_connect_swapped (bench->document, "refused", G_CALLBACK (on_refused), &refused);
  bench_add (bench, "centres");
  g_assert_true (is_free (bench, "Add an arm", "Add an arm"));
  lock (bench, "[\"/arms\", \"/outcomes\", \"/allocation\", \"/centres\"]");
  g_assert_false (is_free (bench, "Add an arm", NULL));
  g_assert_false (is_free (bench, menu, NULL));
  g_assert_false (is_free (bench, "Add a visit", NULL));
  g_assert_false (is_free (bench, "Remove centres", NULL));
  g_assert_false (gtk_widget_is_sensitive (app_field_control (method)));
  /* What the control says of itself is not in the way of that. */
  g_assert_cmpstr (app_tooltip_get (GTK_WIDGET (method)), ==, HELD);
  g_assert_false (gtk_widget_get_has_tooltip (app_field_control (method)));
  /* Another arm would have means; another order of the arms has the same. */
  lock (bench, "[\"/outcomes\"]");
  g_assert_false (is_free (bench, "Add an arm", NULL));
  g_assert_true (is_free (bench, menu, menu));
  bench_choose (bench, menu, "row.edit-0", NULL); /* Duplicate */
  g_assert_cmpuint (refused, ==, 0);
  g_assert_cmpuint (count (bench, "/arms"), ==, 3);
  bench_choose (bench, menu, "row.edit-1", NULL); /* Move up */
  g_assert_cmpuint (refused, ==, 0);
  app_document_undo (bench->document);
  lock (bench, NULL);
  g_assert_true (is_free (bench, "Add an arm", "Add an arm"));
  g_assert_true (is_free (bench, "Remove centres", "Remove centres"));
  bench_choose (bench, menu, "row.edit-0", NULL);
  g_assert_cmpuint (count (bench, "/arms"), ==, 4);
  app_document_undo (bench->document);
  g_assert_true (gtk_widget_is_sensitive (app_field_control (method)));
  g_assert_true (gtk_widget_get_has_tooltip (app_field_control (method)));
}

/* Whether an edit is held is asked at every update, which changes nothing of what is on show. */
static void
test_held_outcomes (Bench *bench, gconstpointer data)
{
  g_auto (GStrv) ids = NULL;
  g_autofree char *chosen = NULL;
  g_autoptr (SimDraft) two
      = sim_edit_add_outcome (app_document_draft (bench->document), "rmdq", NULL);

  app_document_apply (bench->document, two, "Add an outcome", NULL);
  ids = app_structure_ids (app_document_draft (bench->document), "/outcomes");
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  app_chosen_set (bench->document, ids[0]);
  lock (bench, "[\"/arms\"]");
  chosen = app_chosen_id (bench->document);
  g_assert_cmpstr (chosen, ==, ids[0]);
  bench_set (bench, "/run/replicates=2000");
  g_free (chosen);
  chosen = app_chosen_id (bench->document);
  g_assert_cmpstr (chosen, ==, ids[0]);
  /* Nor does an edit that is refused. */
  lock (bench, "[\"/outcomes\"]");
  g_free (chosen);
  chosen = app_chosen_id (bench->document);
  g_assert_cmpstr (chosen, ==, ids[0]);
}

/* Nothing is left to be chosen where all else changes what is locked. */
static void
test_held_choice (Bench *bench, gconstpointer data)
{
  AppField *mechanism = bench_field (bench, "/dropout/mechanism");

  lock (bench, "[\"/dropout/log-odds\"]"); /* losses that depend on scores have them */
  g_assert_false (gtk_widget_is_sensitive (app_field_control (mechanism)));
  g_assert_cmpstr (app_tooltip_get (GTK_WIDGET (mechanism)), ==, HELD);
  lock (bench, NULL);
  g_assert_true (gtk_widget_is_sensitive (app_field_control (mechanism)));
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/card/add-arm", test_add_arm);
  ADD ("/editor/card/bounded", test_bounded);
  ADD ("/editor/card/types", test_types);
  ADD ("/editor/card/names", test_names);
  ADD ("/editor/card/changing-hazards", test_changing_hazards);
  ADD ("/editor/card/focus", test_focus);
  ADD ("/editor/card/typed-on", test_typed_on);
  ADD ("/editor/card/list-width", test_list_width);
  ADD ("/editor/card/arm-names", test_arm_names);
  ADD ("/editor/card/remove-arm", test_remove_arm);
  ADD ("/editor/card/move-arm", test_move_arm);
  ADD ("/editor/card/colour", test_colour);
  ADD ("/editor/card/new-arm", test_new_arm);
  ADD ("/editor/card/reference", test_reference);
  ADD ("/editor/card/visits", test_visits);
  ADD ("/editor/card/hypotheses", test_hypotheses);
  ADD ("/editor/card/success", test_success);
  ADD ("/editor/card/refusal", test_refusal);
  ADD ("/editor/card/shapes", test_shapes);
  ADD ("/editor/card/losses", test_losses);
  ADD ("/editor/card/sources", test_sources);
  ADD ("/editor/card/folding", test_folding);
  ADD ("/editor/card/held", test_held);
  ADD ("/editor/card/held-outcomes", test_held_outcomes);
  ADD ("/editor/card/held-choice", test_held_choice);
  return g_test_run ();
}
