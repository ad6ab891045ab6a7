/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field.c - tests of typing into the fields of the editor, and of what undo makes of it.
 */
#include "bench.h"

#include "editor/number.h"
#include "editor/row.h"

/* Longer than any entry waits for the next key. */
#define REST 700

#define MEAN "/outcomes/rmdq/means/hand-ear/0"
#define SIZE "/arms/usual/size"
#define LOST "/dropout/proportion/usual"

static void
test_typing (Bench *bench, gconstpointer data)
{
  bench_type (bench, MEAN, "4.25");
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.7);
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 4.25);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "4.25");
  g_assert_cmpstr (app_document_undo_name (bench->document), ==,
                   "Mean, Hand-ear acupuncture, Week 8");
}

static void
test_comma (Bench *bench, gconstpointer data)
{
  bench_type (bench, MEAN, "4,5");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 4.5);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "4,5");
  g_signal_emit_by_name (app_field_control (bench_field (bench, MEAN)), "activate");
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "4.5");
}

/* Enter does not wait for a rest. */
static void
test_enter (Bench *bench, gconstpointer data)
{
  bench_type (bench, SIZE, "1 200");
  g_signal_emit_by_name (app_field_control (bench_field (bench, SIZE)), "activate");
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 1200);
}

/* Nor does leaving. */
static void
test_leaving (Bench *bench, gconstpointer data)
{
  bench_type (bench, SIZE, "61");
  bench_type (bench, MEAN, "5.7");
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 61);
}

static void
test_rubbish (Bench *bench, gconstpointer data)
{
  SimDraft *before = app_document_draft (bench->document);
  AppField *field = bench_field (bench, MEAN);

  bench_type (bench, MEAN, "abc");
  bench_wait (bench, REST);
  g_assert_true (app_document_draft (bench->document) == before);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
  g_assert_nonnull (strstr (app_field_complaint (field), "“abc” is not a number"));
  g_assert_nonnull (strstr (app_field_complaint (field), "allowed"));
  /* As with a number that is not allowed, what is shown is not of what is written. */
  g_assert_false (app_document_valid (bench->document));
  g_assert_cmpuint (app_document_problems (bench->document)->len, ==, 1);
  /* It stays while other things are edited, and when the entry is left. */
  bench_type (bench, SIZE, "50");
  bench_wait (bench, REST);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "abc");
  g_assert_nonnull (app_field_complaint (field));
  g_assert_true (bench_key (bench, MEAN, GDK_KEY_Escape));
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "5.7");
  g_assert_null (app_field_complaint (field));
  g_assert_true (app_document_valid (bench->document));
}

/* What was typed goes with the document that it was typed for, and with its field. */
static void
test_rubbish_goes (Bench *bench, gconstpointer data)
{
  g_autoptr (SimDraft) draft = sim_draft_ref (app_document_draft (bench->document));

  bench_type (bench, MEAN, "5.7x");
  bench_type (bench, "/run/sizes", "60, many");
  bench_wait (bench, REST);
  g_assert_cmpuint (app_document_problems (bench->document)->len, ==, 2);
  app_document_load_draft (bench->document, draft, NULL, FALSE);
  g_assert_true (app_document_valid (bench->document));
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "5.7");
  g_assert_null (app_field_complaint (bench_field (bench, MEAN)));
  g_assert_null (strstr (bench_text (bench, "/run/sizes"), "many"));
  bench_type (bench, "/arms/usual/size", "4x");
  bench_wait (bench, REST);
  g_assert_false (app_document_valid (bench->document));
  bench_set (bench, "/arms/usual=null");
  g_assert_null (app_document_unread (bench->document, "/arms/usual/size"));
}

/* Escape takes a wrong value back to the last that was allowed, which is no step of undo. */
static void
test_escape (Bench *bench, gconstpointer data)
{
  const char *sizes = "/run/sizes";
  g_autofree char *before = g_strdup (bench_text (bench, sizes));

  bench_type (bench, SIZE, "60");
  bench_wait (bench, REST);
  bench_type (bench, SIZE, "-3");
  g_assert_true (bench_key (bench, SIZE, GDK_KEY_Escape));
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 60);
  g_assert_cmpstr (bench_text (bench, SIZE), ==, "60");
  g_assert_true (app_document_valid (bench->document));
  g_assert_false (bench_key (bench, SIZE, GDK_KEY_Escape)); /* which is for others then */
  app_document_undo (bench->document);
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 48);
  g_assert_null (app_document_undo_name (bench->document));
  bench_type (bench, SIZE, "-3");
  bench_wait (bench, REST);
  g_assert_true (bench_key (bench, SIZE, GDK_KEY_Escape));
  g_assert_cmpstr (bench_text (bench, SIZE), ==, "48");
  g_assert_null (app_document_undo_name (bench->document));
  bench_type (bench, sizes, "60, many");
  bench_wait (bench, REST);
  g_assert_true (bench_key (bench, sizes, GDK_KEY_Escape));
  g_assert_cmpstr (bench_text (bench, sizes), ==, before);
  bench_type (bench, sizes, "1");
  bench_wait (bench, REST);
  g_assert_true (bench_key (bench, sizes, GDK_KEY_Escape));
  g_assert_cmpstr (bench_text (bench, sizes), ==, before);
  g_assert_true (app_document_valid (bench->document));
}

/* Limits have their digits in groups, as all numbers that are shown. */
static void
test_limits (Bench *bench, gconstpointer data)
{
  bench_type (bench, SIZE, "-3");
  bench_wait (bench, REST);
  g_assert_nonnull (
      strstr (app_field_complaint (bench_field (bench, SIZE)), "to 100\u202f000"));
  bench_type (bench, SIZE, "many");
  bench_wait (bench, REST);
  g_assert_nonnull (
      strstr (app_field_complaint (bench_field (bench, SIZE)), "to 100\u202f000"));
}

/* But not those of a name. */
static void
test_names_of_limits (Bench *bench, gconstpointer data)
{
  SimProblem problem
      = { .message = "found 3; allowed: week-04, arm-10000, a_20000, -30000 to 40000",
          .allowed = "week-04, arm-10000, a_20000, -30000 to 40000" };
  g_autofree char *text = app_number_problem (&problem);

  g_assert_cmpstr (text, ==, "found 3; allowed: week-04, arm-10000, a_20000, "
                             "-30\u202f000 to 40\u202f000");
}

static void
test_range (Bench *bench, gconstpointer data)
{
  AppField *field = bench_field (bench, SIZE);

  bench_type (bench, SIZE, "-5");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, -5);
  g_assert_false (app_document_valid (bench->document));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
  g_assert_nonnull (strstr (app_field_complaint (field), "2"));
  bench_type (bench, SIZE, "48");
  bench_wait (bench, REST);
  g_assert_null (app_field_complaint (field));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (field), "error"));
  g_assert_true (app_document_valid (bench->document));
}

static void
test_percent (Bench *bench, gconstpointer data)
{
  AppField *field = bench_field (bench, LOST);

  g_assert_cmpstr (bench_text (bench, LOST), ==, "13");
  bench_type (bench, LOST, "7");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, LOST), ==, 0.07);
  bench_type (bench, LOST, "140");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, LOST), ==, 1.4);
  g_assert_nonnull (strstr (app_field_complaint (field), "140 %"));
  g_assert_nonnull (strstr (app_field_complaint (field), "100 %"));
}

static void
test_undo (Bench *bench, gconstpointer data)
{
  bench_type (bench, MEAN, "4");
  bench_wait (bench, REST);
  bench_type (bench, MEAN, "4.2");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 4.2);
  /* All typing into one field is one step. */
  app_document_undo (bench->document);
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.7);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "5.7");
  app_document_redo (bench->document);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "4.2");
}

/* Undo takes back what cannot be read, and only then an edit. */
static void
test_undo_over_rubbish (Bench *bench, gconstpointer data)
{
  bench_type (bench, MEAN, "4");
  bench_wait (bench, REST);
  bench_type (bench, MEAN, "4x");
  bench_wait (bench, REST);
  g_assert_nonnull (app_field_complaint (bench_field (bench, MEAN)));
  app_document_undo (bench->document);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "4");
  g_assert_null (app_field_complaint (bench_field (bench, MEAN)));
  app_document_undo (bench->document);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "5.7");
  /* Nor does it pass over a list, or what does not count yet. */
  bench_type (bench, "/run/sizes", "60, many");
  app_editor_settle (bench->editor);
  g_assert_false (app_document_valid (bench->document));
  app_document_undo (bench->document);
  g_assert_null (strstr (bench_text (bench, "/run/sizes"), "many"));
  g_assert_true (app_document_valid (bench->document));
}

/* Every value of a row that is wrong is explained below it. */
static void
test_two_wrong (Bench *bench, gconstpointer data)
{
  GtkWidget *row;

  bench_type (bench, MEAN, "four");
  bench_type (bench, "/arms/hand-ear/size", "-3");
  bench_wait (bench, REST);
  row = gtk_widget_get_ancestor (GTK_WIDGET (bench_field (bench, MEAN)), APP_TYPE_ROW);
  g_assert_true (bench_says (row, "“four” is not a number"));
  g_assert_true (bench_says (row, "found -3"));
}

/* An edit elsewhere leaves alone what is being typed, and the cursor. */
static void
test_partial (Bench *bench, gconstpointer data)
{
  GtkEditable *entry = GTK_EDITABLE (app_field_control (bench_field (bench, MEAN)));

  bench_type (bench, MEAN, "6.");
  gtk_editable_set_position (entry, 1);
  bench_set (bench, "/arms/usual/size=60");
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "6.");
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 1);
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 6);
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "6.");
}

static void
test_steps (Bench *bench, gconstpointer data)
{
  g_assert_true (bench_key (bench, SIZE, GDK_KEY_Up));
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 49);
  g_assert_true (bench_key (bench, SIZE, GDK_KEY_Page_Down));
  g_assert_cmpfloat (bench_number (bench, SIZE), ==, 39);
  g_assert_true (bench_key (bench, MEAN, GDK_KEY_Down));
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.6);
  g_assert_false (bench_key (bench, MEAN, GDK_KEY_a));
}

static void
test_text (Bench *bench, gconstpointer data)
{
  const char *name = "/arms/usual/name";

  bench_type (bench, name, "Waiting list");
  bench_wait (bench, REST);
  g_assert_cmpstr (sim_value_text (sim_draft_get (app_document_draft (bench->document), name)), ==,
                   "Waiting list");
  /* Names of values follow. */
  g_assert_cmpstr (app_field_name (bench_field (bench, "/outcomes/rmdq/means/usual/1")), ==,
                   "Mean, Waiting list, Week 26");
  g_assert_cmpstr (app_field_name (bench_field (bench, LOST)), ==, "Dropout, Lost, Waiting list");
  /* Emptied, it waits; left, it shows the default. */
  bench_type (bench, name, "");
  bench_wait (bench, REST);
  g_assert_cmpstr (bench_text (bench, name), ==, "");
  g_assert_null (sim_draft_get (app_document_draft (bench->document), name));
  bench_type (bench, MEAN, "5.7");
  g_assert_cmpstr (bench_text (bench, name), ==, "usual");
}

static void
test_list (Bench *bench, gconstpointer data)
{
  const char *sizes = "/run/sizes";

  bench_type (bench, sizes, "60 90,120");
  bench_wait (bench, REST);
  g_assert_cmpfloat (bench_number (bench, "/run/sizes/2"), ==, 120);
  bench_type (bench, sizes, "60, many");
  bench_wait (bench, REST);
  g_assert_nonnull (strstr (app_field_complaint (bench_field (bench, sizes)), "not a list"));
  g_assert_cmpfloat (bench_number (bench, "/run/sizes/2"), ==, 120);
  bench_type (bench, sizes, "1");
  bench_wait (bench, REST);
  g_assert_false (app_document_valid (bench->document));
  g_assert_nonnull (app_field_complaint (bench_field (bench, sizes)));
}

/* Where a point may part thousands, what the field itself wrote is in no doubt: stepped on, and
   entered again. Typed, it is. */
static void
test_written (Bench *bench, gconstpointer data)
{
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));

  g_setenv ("LANGUAGE", "de", TRUE);
  bench_set (bench, MEAN "=5.125");
  g_assert_true (bench_key (bench, MEAN, GDK_KEY_Up));
  g_assert_cmpstr (bench_text (bench, MEAN), ==, "5.225");
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.225);
  g_assert_true (bench_key (bench, MEAN, GDK_KEY_Up));
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.325);
  bench_type (bench, MEAN, "5.32");
  bench_wait (bench, REST);
  bench_type (bench, MEAN, "5.325");
  bench_wait (bench, REST);
  g_assert_null (app_field_complaint (bench_field (bench, MEAN)));
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.325);
  bench_type (bench, MEAN, "5.475");
  bench_wait (bench, REST);
  g_assert_nonnull (strstr (app_field_complaint (bench_field (bench, MEAN)), "5.4750 or 5475"));
  g_assert_cmpfloat (bench_number (bench, MEAN), ==, 5.325);
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

static void
test_notes (Bench *bench, gconstpointer data)
{
  AppField *title = bench_field (bench, "/title");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_field_control (title)));
  GtkWidget *scroller
      = gtk_widget_get_ancestor (app_field_control (title), GTK_TYPE_SCROLLED_WINDOW);

  /* The wheel over it moves the card on. */
  g_assert_true (scroller == NULL || !gtk_widget_is_ancestor (scroller, GTK_WIDGET (title)));
  gtk_text_buffer_set_text (buffer, "Needles", -1);
  bench_wait (bench, REST);
  g_assert_cmpstr (sim_value_text (sim_draft_get (app_document_draft (bench->document), "/title")),
                   ==, "Needles");
  /* A title is one line, whatever the clipboard brings; notes may have more. */
  gtk_text_buffer_set_text (buffer, "Needles\nand ears", -1);
  bench_wait (bench, REST);
  g_assert_cmpstr (sim_value_text (sim_draft_get (app_document_draft (bench->document), "/title")),
                   ==, "Needles and ears");
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (app_field_control (bench_field (bench, "/notes"))));
  gtk_text_buffer_set_text (buffer, "First.\n\nSecond.", -1);
  bench_wait (bench, REST);
  g_assert_cmpstr (sim_value_text (sim_draft_get (app_document_draft (bench->document), "/notes")),
                   ==, "First.\n\nSecond.");
}

/* The words of all labels below widget, a label a line. */
static void
gather (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, words);
}

static void
assert_reads (GtkWidget *button, const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);

  gather (button, words);
  g_assert_cmpstr (words->str, ==, expected);
}

static int
least_width (GtkWidget *widget, int height)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, height, &least, NULL, NULL, NULL);
  return least;
}

/* Long notes make nothing wider, read or written, and their width does not hang on their height,
   which would be looked for among many. */
static void
test_long_notes (Bench *bench, gconstpointer data)
{
  AppField *field = bench_field (bench, "/notes");
  g_autoptr (GString) text = g_string_new ("/notes=\"");
  GtkWidget *button;
  int read;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "many words ");
  g_string_append_c (text, '"');
  bench_set (bench, text->str);
  bench_wait (bench, 0);
  button = bench_named (GTK_WIDGET (field), "Edit: Notes");
  read = least_width (button, -1);
  g_assert_cmpint (read, <, 300);
  g_assert_cmpint (least_width (button, 60), ==, read);
  g_signal_emit_by_name (button, "clicked");
  bench_wait (bench, 0);
  g_assert_cmpint (least_width (GTK_WIDGET (field), -1), <, 300);
}

/* Notes are read as they are meant until somebody writes them; then their text stands there. */
static void
test_notes_are_read (Bench *bench, gconstpointer data)
{
  AppField *field = bench_field (bench, "/notes");
  GtkWidget *view = app_field_control (field), *button;

  g_assert_true (gtk_widget_get_mapped (view)); /* there is nothing to read */
  bench_set (bench, "/notes=\"## To try\\n\\n- with **more** patients\"");
  bench_wait (bench, 0);
  button = bench_named (GTK_WIDGET (field), "Edit: Notes");
  g_assert_true (gtk_widget_get_mapped (button) && !gtk_widget_get_mapped (view));
  assert_reads (button, "Edit\nTo try\n•\nwith more patients\n");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "To try\n•\nwith more patients");
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (field)));
  g_assert_true (gtk_widget_has_focus (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_widget_has_focus (view));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "*Now*", -1);
  g_assert_true (bench_key (bench, "/notes", GDK_KEY_Escape));
  bench_wait (bench, 0);
  g_assert_true (gtk_widget_has_focus (button));
  assert_reads (button, "Edit\nNow\n");
  g_assert_cmpstr (sim_value_text (sim_draft_get (app_document_draft (bench->document), "/notes")),
                   ==, "*Now*");
}

static void
test_switch (Bench *bench, gconstpointer data)
{
  GtkSwitch *control
      = GTK_SWITCH (app_field_control (bench_field (bench, "/outcomes/rmdq/baseline")));
  SimDraft *draft = NULL;

  gtk_switch_set_active (control, FALSE);
  draft = app_document_draft (bench->document);
  g_assert_null (sim_draft_get (draft, "/outcomes/rmdq/baseline"));
  app_document_undo (bench->document);
  g_assert_cmpfloat (bench_number (bench, "/outcomes/rmdq/baseline/sd"), ==, 5);
  /* An analysis that is adjusted for baseline alone cannot do without it. */
  g_assert_false (gtk_widget_get_sensitive (
      app_field_control (bench_field (bench, "/analyses/main/adjust-for"))));
}

/* How many labels below widget cannot show all of their text. */
static guint
n_cut (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget)
            && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  if (n > 0)
    g_test_message ("cut at %d: %s", gtk_widget_get_width (widget),
                    gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += n_cut (child);
  return n;
}

static GtkWidget *
row_of (Bench *bench, const char *pointer)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (bench_field (bench, pointer)), APP_TYPE_ROW);
}

/* A choice that does not fit beside its name stands below it, and neither is cut; one that fits
   stays beside it. */
static void
test_long_choice (Bench *bench, gconstpointer data)
{
  GtkWidget *row = row_of (bench, "/dropout/mechanism");
  int folded, beside;

  bench_wait (bench, 100);
  g_assert_cmpint (gtk_widget_get_width (row), <, 320);
  g_assert_cmpuint (n_cut (row), ==, 0);
  folded = gtk_widget_get_height (row);
  bench_set (bench, "/dropout/mechanism=mar");
  bench_wait (bench, 100);
  row = row_of (bench, "/dropout/mechanism"); /* the card may have been made anew */
  g_assert_cmpuint (n_cut (row), ==, 0);
  beside = gtk_widget_get_height (row);
  g_assert_cmpint (beside, <, folded);
}

/* Turns the wheel over a field, which has the focus. */
static void
turn_wheel (Bench *bench, const char *pointer, double dy)
{
  GtkWidget *control = app_field_control (bench_field (bench, pointer));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (control);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      g_signal_emit_by_name (controller, "scroll", 0.0, dy, &handled);
  }
  g_assert_true (handled);
}

/* Steps of one field, by whatever hand, are one step of undo; those of another field are another,
   and so are those of the first field after it. */
static void
test_undo_of_steps (Bench *bench, gconstpointer data)
{
  static const char *const fields[]
      = { MEAN, SIZE, LOST, "/run/replicates", "/run/target-power" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    GtkWidget *other
        = app_field_control (bench_field (bench, fields[(i + 1) % G_N_ELEMENTS (fields)]));
    double before = bench_number (bench, fields[i]), first;

    gtk_widget_grab_focus (app_field_control (bench_field (bench, fields[i])));
    g_assert_true (bench_key (bench, fields[i], GDK_KEY_Up));
    turn_wheel (bench, fields[i], -1);
    bench_wait (bench, REST);
    turn_wheel (bench, fields[i], -1);
    g_assert_true (bench_key (bench, fields[i], GDK_KEY_Page_Down));
    first = bench_number (bench, fields[i]);
    g_assert_cmpfloat (first, !=, before);
    gtk_widget_grab_focus (other);
    gtk_widget_grab_focus (app_field_control (bench_field (bench, fields[i])));
    g_assert_true (bench_key (bench, fields[i], GDK_KEY_Down));
    app_document_undo (bench->document);
    g_assert_cmpfloat (bench_number (bench, fields[i]), ==, first);
    app_document_undo (bench->document);
    g_assert_cmpfloat (bench_number (bench, fields[i]), ==, before);
    g_assert_null (app_document_undo_name (bench->document));
  }
}

#define ADD(name, test) g_test_add (name, Bench, NULL, bench_open, test, bench_close)

int
main (int argc, char **argv)
{
  if (!bench_init (&argc, &argv))
    return 77;
  ADD ("/editor/field/typing", test_typing);
  ADD ("/editor/field/comma", test_comma);
  ADD ("/editor/field/enter", test_enter);
  ADD ("/editor/field/leaving", test_leaving);
  ADD ("/editor/field/rubbish", test_rubbish);
  ADD ("/editor/field/rubbish-goes", test_rubbish_goes);
  ADD ("/editor/field/escape", test_escape);
  ADD ("/editor/field/limits", test_limits);
  ADD ("/editor/field/names-of-limits", test_names_of_limits);
  ADD ("/editor/field/range", test_range);
  ADD ("/editor/field/percent", test_percent);
  ADD ("/editor/field/undo", test_undo);
  ADD ("/editor/field/undo-over-rubbish", test_undo_over_rubbish);
  ADD ("/editor/field/two-wrong", test_two_wrong);
  ADD ("/editor/field/partial", test_partial);
  ADD ("/editor/field/steps", test_steps);
  ADD ("/editor/field/undo-of-steps", test_undo_of_steps);
  ADD ("/editor/field/text", test_text);
  ADD ("/editor/field/list", test_list);
  ADD ("/editor/field/written", test_written);
  ADD ("/editor/field/notes", test_notes);
  ADD ("/editor/field/notes-are-read", test_notes_are_read);
  ADD ("/editor/field/long-notes", test_long_notes);
  ADD ("/editor/field/switch", test_switch);
  ADD ("/editor/field/long-choice", test_long_choice);
  return g_test_run ();
}
