/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-view.c - Sample size: one question about the plan at a time, with a figure and a table.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "aside.h"
#include "export/export.h"
#include "theme.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/plan-beliefs.h"
#include "views/plan-table.h"
#include "views/study.h"
#include "views/views.h"

#define TARGET      "/run/target-power"
#define MOST_HEIGHT 210 /* px of the table; it scrolls */
#define LARGE       1.25 /* the scale from which on text is large */

struct _AppPlanView {
  GtkWidget parent_instance;

  AppDocument *document;
  AppRun *run;
  AppStudy study;
  GtkWidget *bar, *beliefs, *stack, *area, *tables;
  GtkWidget *kinds[APP_N_PLAN_KINDS], *table[APP_N_PLAN_KINDS];
  GtkWidget *target_box, *target;
  AppPlanKind kind; /* the question that is asked */
  AppPlanKind fitted_kind; /* of which the bar has its width, */
  double fitted_scale;     /* with text of this scale; 0: none yet */
  AppPlanResult *result; /* what is on screen, or NULL */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppPlanView, app_plan_view, GTK_TYPE_WIDGET)

/* --- asking --- */

static gboolean
has_priors (SimScenario *scenario)
{
  SimPriors *priors = sim_priors_new (scenario);
  gboolean has = priors != NULL;

  sim_priors_free (priors);
  return has;
}

static void
drop_result (AppPlanView *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_clear_pointer (&self->result, app_plan_result_unref);
  app_plan_table_show (APP_PLAN_TABLE (self->table[self->kind]), none);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), NULL);
}

/* In one row, for which the scenario folds away before the table would lack the height of another;
   with large text there is not that width. */
static void
fit_bar (AppPlanView *self)
{
  double scale = app_theme_text_scale ();
  int width;

  /* Each time it costs another layout, and a drag comes by often. */
  if (self->fitted_scale == scale && self->fitted_kind == self->kind)
    return;
  self->fitted_scale = scale;
  self->fitted_kind = self->kind;
  gtk_widget_set_size_request (self->bar, -1, -1);
  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  if (scale <= LARGE)
    gtk_widget_set_size_request (self->bar, width, -1);
}

/* Without priors there is nothing to compute but a sentence to read. */
static gboolean
show_page (AppPlanView *self)
{
  AppPlanKind kind = self->kind;
  gboolean lacks = kind == APP_PLAN_ASSURANCE && !has_priors (self->study.asked);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), lacks                  ? "no-priors"
                                                             : self->result != NULL ? "plot"
                                                                                    : "busy");
  gtk_widget_set_visible (self->tables, !lacks);
  gtk_widget_set_visible (self->beliefs, kind == APP_PLAN_ASSURANCE);
  gtk_widget_set_visible (self->target_box, kind == APP_PLAN_PATIENTS || kind == APP_PLAN_RATIO);
  fit_bar (self);
  gtk_stack_set_visible_child (GTK_STACK (self->tables), self->table[kind]);
  return !lacks;
}

/* The numbers of a table fade with the picture above them. */
static void
fade_tables (AppPlanView *self)
{
  AppPlotArea *area = APP_PLOT_AREA (self->area);

  app_mark_stale (self->tables, app_plot_area_waiting (area) || app_plot_area_stale (area));
}

static void
ask (AppPlanView *self)
{
  AppPlanInput *input;

  if (self->study.asked == NULL)
    return;
  if (self->result != NULL && self->result->kind != self->kind)
    drop_result (self);
  if (!show_page (self)) {
    app_study_cancel (&self->study);
    drop_result (self);
    return;
  }
  input = g_new0 (AppPlanInput, 1);
  input->scenario = sim_scenario_ref (self->study.asked);
  input->kind = self->kind;
  app_study_want (&self->study, input);
}

static void
on_kind (GtkToggleButton *button, AppPlanView *self)
{
  for (guint i = 0; i < APP_N_PLAN_KINDS; i++)
    if (GTK_WIDGET (button) == self->kinds[i] && gtk_toggle_button_get_active (button)) {
      self->kind = i;
      ask (self);
    }
}

/* --- showing --- */

/* The figure of the selected row, if rows have figures of their own. */
static void
show_figure (AppPlanView *self)
{
  AppPlanRow *row = app_plan_table_chosen (APP_PLAN_TABLE (self->table[self->kind]));

  if (self->result == NULL)
    return;
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), row != NULL && row->figure != NULL
                                                            ? row->figure
                                                            : self->result->figure);
}

/* What the button of a row makes of the scenario; NULL with a sentence. */
static SimDraft *
draft_of (AppPlanView *self, const AppPlanRow *row, GError **error)
{
  SimDraft *before = app_document_draft (self->document);

  return row->ratio[0] > 0 ? sim_edit_set_ratio (before, row->ratio, row->total, error)
                           : sim_edit_set_total (before, row->total, error);
}

/* Why the button of a row cannot be used; NULL: it can. */
static const char *
reason_to_hold (AppPlanView *self, const AppPlanRow *row)
{
  g_autoptr (SimDraft) draft = NULL;

  if (row->use == NULL)
    return NULL;
  if (!app_document_valid (self->document))
    return _ ("One of the values is not allowed now");
  if (!app_document_has_locks (self->document))
    return NULL;
  draft = draft_of (self, row, NULL);
  return draft != NULL && !app_document_allows (self->document, draft)
             ? _ ("Locked in this step of the lesson")
             : NULL;
}

/* TRUE if that is another one now. */
static gboolean
hold_rows (AppPlanView *self)
{
  GPtrArray *rows = self->result->rows;
  gboolean changed = FALSE;

  for (guint i = 0; i < rows->len; i++) {
    AppPlanRow *row = g_ptr_array_index (rows, i);
    const char *held = reason_to_hold (self, row);

    changed |= held != row->held;
    row->held = held;
  }
  return changed;
}

static void
on_document (AppPlanView *self)
{
  gtk_widget_set_sensitive (self->target, app_document_lock (self->document, TARGET) == NULL);
  if (self->result != NULL && hold_rows (self))
    app_plan_table_show (APP_PLAN_TABLE (self->table[self->result->kind]), self->result->rows);
}

static void
show_result (AppPlanView *self, AppPlanResult *result)
{
  if (result == self->result)
    return;
  app_plan_result_unref (self->result);
  self->result = app_plan_result_ref (result);
  hold_rows (self);
  app_plan_table_show (APP_PLAN_TABLE (self->table[result->kind]), result->rows);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "plot");
  show_figure (self);
  app_study_answered (&self->study);
}

static void
on_ready (gpointer data, gboolean last, gpointer view)
{
  AppPlanView *self = view;
  AppPlanReport *report = data;
  AppPlanResult *result = report != NULL ? report->result : NULL;

  if (result != NULL && result->error != NULL)
    app_toast (GTK_WIDGET (self), result->error);
  if (result != NULL && result->figure != NULL)
    show_result (self, result);
  else if (last) {
    drop_result (self);
    app_study_answered (&self->study);
  }
  app_study_progress (&self->study, report != NULL ? report->share : 1);
  app_plan_report_free (report);
}

static void
show_target (AppPlanView *self, SimScenario *scenario)
{
  self->filling = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->target),
                             100 * sim_scenario_number (scenario, TARGET));
  self->filling = FALSE;
}

static void
refresh (AppPlanView *self)
{
  gboolean asks = app_study_update (&self->study, GTK_WIDGET (self), self->run);

  fade_tables (self);
  if (!asks)
    return;
  show_target (self, self->study.asked);
  app_plan_beliefs_show (APP_PLAN_BELIEFS (self->beliefs), self->study.asked);
  ask (self);
}

/* --- editing --- */

static void
on_use (AppPlanTable *table, AppPlanRow *row, AppPlanView *self)
{
  g_autoptr (GError) error = NULL;
  SimDraft *draft = draft_of (self, row, &error);

  if (draft == NULL) {
    app_toast (GTK_WIDGET (self), error->message);
    return;
  }
  app_document_apply (self->document, draft,
                      row->ratio[0] > 0 ? _ ("Number and ratio of patients")
                                        : _ ("Number of patients"),
                      NULL);
  sim_draft_unref (draft);
}

static void
on_target (GtkSpinButton *spin, AppPlanView *self)
{
  g_autoptr (GError) error = NULL;
  double target = round (10 * gtk_spin_button_get_value (spin)) / 1000;

  if (!self->filling
      && !app_document_set_number (self->document, TARGET, target, _ ("Target power"), TARGET,
                                   &error))
    app_toast (GTK_WIDGET (self), error->message);
}

/* A decimal comma is taken as well. */
static int
on_target_input (GtkSpinButton *spin, double *value, gpointer data)
{
  g_autofree char *text
      = g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (spin))), ",", '.');
  char *end;

  *value = g_ascii_strtod (text, &end);
  return end != text && isfinite (*value) ? TRUE : GTK_INPUT_ERROR;
}

/* --- copying and saving --- */

void
app_plan_view_copy (GtkWidget *view)
{
  AppPlanView *self = APP_PLAN_VIEW (view);
  g_autofree char *text = app_plan_table_text (APP_PLAN_TABLE (self->table[self->kind]));

  if (text[0] == '\0')
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), text);
  app_toast (view, _ ("Table copied"));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_plan_view_copy (widget);
}

void
app_plan_view_save (GtkWidget *view, const char *stem)
{
  static const char *const names[] = { "size", "ratio", "assurance", "nulls" };
  AppPlanView *self = APP_PLAN_VIEW (view);
  g_autofree char *name = g_strdup_printf ("%s-%s", stem, names[self->kind]);

  if (self->result == NULL || app_job_busy (self->study.job)) {
    app_toast (view, _ ("The answer is not there yet"));
    return;
  }
  app_export_answer_dialog (view, name, self->result->csv, self->result->json, self->result->text);
}

AppPlotArea *
app_plan_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_PLAN_VIEW (view)->area);
}

/* --- life --- */

static void
add_kinds (AppPlanView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < APP_N_PLAN_KINDS; i++) {
    self->kinds[i] = gtk_toggle_button_new_with_label (_ (app_plan_questions[i].name));
    app_tooltip_set (self->kinds[i], _ (app_plan_questions[i].help));
    if (i > 0)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->kinds[i]),
                                   GTK_TOGGLE_BUTTON (self->kinds[0]));
    gtk_box_append (GTK_BOX (box), self->kinds[i]);
  }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kinds[0]), TRUE);
  for (guint i = 0; i < APP_N_PLAN_KINDS; i++)
    g_signal_connect (self->kinds[i], "toggled", G_CALLBACK (on_kind), self);
  gtk_box_append (GTK_BOX (self->bar), box);
}

static void
add_target (AppPlanView *self)
{
  GtkWidget *caption = gtk_label_new (_ ("Target %"));

  self->target_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_hexpand (self->target_box, TRUE);
  gtk_widget_set_halign (self->target_box, GTK_ALIGN_END);
  gtk_widget_add_css_class (caption, "dim-label");
  self->target = gtk_spin_button_new_with_range (1, 99.9, 1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->target), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->target), 5);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->target), FALSE); /* it refuses a comma */
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (self->target), GTK_UPDATE_IF_VALID);
  app_tooltip_set (self->target, _ ("The power that is to be reached"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Target power in percent"), -1);
  gtk_box_append (GTK_BOX (self->target_box), caption);
  gtk_box_append (GTK_BOX (self->target_box), self->target);
  g_signal_connect (self->target, "input", G_CALLBACK (on_target_input), NULL);
  g_signal_connect (self->target, "value-changed", G_CALLBACK (on_target), self);
  gtk_box_append (GTK_BOX (self->bar), self->target_box);
}

static GtkWidget *
no_priors_page (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (
      GTK_LABEL (label),
      _ ("<b>The scenario has no priors</b>\n\nAssurance is power averaged over what is believed "
         "of "
         "the scenario’s values before the trial. Choose a value that is uncertain and how "
         "uncertain "
         "it is, above; several can be added. In the file they are the key <tt>priors</tt>, which "
         "also takes limits and weighted scenarios."));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "plan-empty");
  return label;
}

static GtkWidget *
busy_page (void)
{
  GtkWidget *label = gtk_label_new (_ ("The first answer is being simulated …"));

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
add_stack (AppPlanView *self)
{
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->area = app_plot_area_new ("sample-size");
  gtk_stack_add_named (GTK_STACK (self->stack), self->area, "plot");
  gtk_stack_add_named (GTK_STACK (self->stack), no_priors_page (), "no-priors");
  gtk_stack_add_named (GTK_STACK (self->stack), busy_page (), "busy");
}

static void
add_tables (AppPlanView *self)
{
  self->tables = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->tables), FALSE);
  for (guint i = 0; i < APP_N_PLAN_KINDS; i++) {
    self->table[i] = app_plan_table_new (&app_plan_questions[i], MOST_HEIGHT);
    gtk_stack_add_child (GTK_STACK (self->tables), self->table[i]);
    g_signal_connect (self->table[i], "use", G_CALLBACK (on_use), self);
    g_signal_connect_swapped (self->table[i], "chosen", G_CALLBACK (show_figure), self);
  }
}

static void
app_plan_view_dispose (GObject *object)
{
  AppPlanView *self = APP_PLAN_VIEW (object);
  GtkWidget *child;

  app_study_clear (&self->study);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->result, app_plan_result_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_plan_view_parent_class)->dispose (object);
}

static void
app_plan_view_class_init (AppPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "plan.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "plan.copy",
                                       NULL);
}

static void
app_plan_view_init (AppPlanView *self)
{
  static const AppJobKind kind
      = { "plan", app_plan_compute, app_plan_input_free, app_plan_report_free, on_ready };

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->bar = app_bar_new ();
  gtk_widget_add_css_class (self->bar, "view-bar");
  add_kinds (self);
  add_target (self);
  add_stack (self);
  add_tables (self);
  app_study_init (&self->study, GTK_WIDGET (self), &kind, self->area);
  g_signal_connect_swapped (self->area, "waits", G_CALLBACK (fade_tables), self);
}

GtkWidget *
app_plan_view_new (AppDocument *document, AppRun *run)
{
  AppPlanView *self = g_object_new (APP_TYPE_PLAN_VIEW, NULL);
  GtkWidget *widget = GTK_WIDGET (self);

  self->document = g_object_ref (document);
  self->run = g_object_ref (run);
  self->beliefs = app_plan_beliefs_new (document);
  gtk_widget_add_css_class (self->beliefs, "view-bar");
  gtk_widget_set_visible (self->beliefs, FALSE);
  gtk_widget_set_parent (app_aside_new (self->bar), widget);
  gtk_widget_set_parent (app_aside_new (self->beliefs), widget);
  gtk_widget_set_parent (self->study.progress, widget);
  gtk_widget_set_parent (self->stack, widget);
  gtk_widget_set_parent (app_aside_new (self->tables), widget);
  app_follow (widget, run, G_CALLBACK (refresh));
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  on_document (self);
  app_theme_watch (G_CALLBACK (fit_bar), G_OBJECT (self));
  return widget;
}
