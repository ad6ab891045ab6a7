/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.c - a document and its editor in a window.
 */
#include "bench.h"

#include <locale.h>

/* What is made anew after a change has its place, and the focus, within so many. */
#define FRAMES 3

gboolean
bench_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ()) {
    g_printerr ("no display: the widgets are not tested\n");
    return FALSE;
  }
  adw_init ();
  setlocale (LC_NUMERIC, "C");
  return TRUE;
}

static const char *const cards[]
    = { "trial",   "arms",      "outcome",   "visits",  "correlation", "strata",  "covariates",
        "practitioners", "centres", "response", "adherence", "switching", "dropout", "analysis",
        "testing", "run" };

static gboolean
on_time (gpointer done)
{
  *(gboolean *)done = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, on_time, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_open (Bench *bench, gconstpointer data)
{
  bench->document = app_document_new ();
  bench->editor = app_editor_new (bench->document);
  bench->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 320, 700);
  gtk_window_set_child (GTK_WINDOW (bench->window), bench->editor);
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    app_card_set_folded (app_editor_card (bench->editor, cards[i]), FALSE);
  gtk_window_present (GTK_WINDOW (bench->window));
  bench_wait (bench, 50);
}

void
bench_close (Bench *bench, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  run_for (20);
  g_assert_finalize_object (bench->document);
}

static gboolean
on_frame (GtkWidget *window, GdkFrameClock *clock, gpointer left)
{
  guint *frames = left;

  *frames -= 1;
  return *frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
bench_wait (Bench *bench, guint ms)
{
  guint frames = FRAMES;

  run_for (ms);
  gtk_widget_add_tick_callback (bench->window, on_frame, &frames, NULL);
  while (frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

AppField *
bench_field (Bench *bench, const char *pointer)
{
  AppField *field = app_editor_find (bench->editor, pointer);

  g_test_message ("%s", pointer);
  g_assert_nonnull (field);
  g_assert_cmpstr (app_field_pointer (field), ==, pointer);
  return field;
}

void
bench_type (Bench *bench, const char *pointer, const char *text)
{
  GtkWidget *control = app_field_control (bench_field (bench, pointer));

  g_assert_true (GTK_IS_EDITABLE (control));
  gtk_widget_grab_focus (control);
  gtk_editable_delete_text (GTK_EDITABLE (control), 0, -1);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    int position = -1;

    gtk_editable_insert_text (GTK_EDITABLE (control), p, (int)(g_utf8_next_char (p) - p),
                              &position);
  }
}

const char *
bench_text (Bench *bench, const char *pointer)
{
  return gtk_editable_get_text (GTK_EDITABLE (app_field_control (bench_field (bench, pointer))));
}

double
bench_number (Bench *bench, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (app_document_draft (bench->document), pointer);

  return sim_value_number (value);
}

gboolean
bench_key (Bench *bench, const char *pointer, guint key)
{
  GtkWidget *control = app_field_control (bench_field (bench, pointer));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (control);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
  }
  return handled;
}

void
bench_click (Bench *bench, const char *name)
{
  GtkWidget *button = bench_named (bench->editor, name);

  g_test_message ("%s", name);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

void
bench_choose (Bench *bench, const char *name, const char *action, const char *target)
{
  GtkWidget *button = bench_named (bench->editor, name);
  GVariant *variant = target != NULL ? g_variant_new_string (target) : NULL;

  g_test_message ("%s: %s", name, action);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_activate_action_variant (gtk_widget_get_first_child (button), action,
                                                     variant));
}

void
bench_add (Bench *bench, const char *part)
{
  bench_choose (bench, "Add to the scenario", "adding.add", part);
  bench_assert_valid (bench);
}

void
bench_assert_valid (Bench *bench)
{
  GPtrArray *problems = app_document_problems (bench->document);

  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (problems, i);

    g_test_message ("%s: %s", problem->pointer, problem->message);
  }
  g_assert_true (app_document_valid (bench->document));
}

char *
bench_json (Bench *bench, const char *pointer)
{
  const SimValue *value = sim_draft_get (app_document_draft (bench->document), pointer);

  return value != NULL ? sim_json_write_compact (value) : g_strdup ("");
}

gboolean
bench_says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_has_css_class (widget, "sentence")
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (bench_says (child, text))
      return TRUE;
  return FALSE;
}

void
bench_set (Bench *bench, const char *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (app_document_draft (bench->document), assignment, &error);

  g_assert_no_error (error);
  app_document_apply (bench->document, draft, "Test", NULL);
}

GtkWidget *
bench_named (GtkWidget *widget, const char *name)
{
  g_autofree char *error = GTK_IS_ACCESSIBLE (widget) ? gtk_test_accessible_check_property (
                               GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name)
                                                      : NULL;

  /* A label beside a control has the same name as the control. */
  if (!GTK_IS_LABEL (widget)
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      && error == NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = bench_named (child, name);

    if (found != NULL)
      return found;
  }
  return NULL;
}
