/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compare-view.c - the present scenario beside the pinned ones: curves, differences, what differs.
 *
 * What was found last stays, greyed, until the next is there. A view that is not on screen computes
 * nothing; it begins when it is shown.
 */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "aside.h"
#include "button.h"
#include "export/export.h"
#include "help/topic.h"
#include "name-choice.h"
#include "theme.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/compare-table.h"
#include "views/study.h"
#include "views/views.h"

/* The table and the list of differences take no more than this of the height, in px. */
#define FOOT_HEIGHT 190

struct _AppCompareView {
  GtkWidget parent_instance;

  AppDocument *document;
  AppPins *pins;
  AppStudy study;      /* asked: what was compared last is what is there now */
  AppComparedAll *all; /* the newest with numbers; NULL: none yet */
  char *error;         /* why the last comparison has none */
  double share;        /* of the work that is done */
  gboolean current;    /* all is of what is there now */
  guint selected;      /* id of the pin that the title is about; 0: the newest */
  char *goal;          /* id; NULL: the first of the scenario */
  gboolean filling;    /* the choice of goals is being filled */

  GtkWidget *stack, *goals, *status, *area, *foot, *differs, *differences;
  AppCompareTable *table;
};

G_DEFINE_FINAL_TYPE (AppCompareView, app_compare_view, GTK_TYPE_WIDGET)

static void on_ready (gpointer result, gboolean last, gpointer data);

static const AppJobKind job_kind = { .name = "compare",
                                     .compute = app_compare_compute,
                                     .free_input = app_compare_input_free,
                                     .free_result = app_compared_all_free,
                                     .ready = on_ready };

/* --- what is asked --- */

/* The goal that was chosen, where the scenario has it; else the one that its file asks for. */
static SimGoal
goal_of (AppCompareView *self, const SimScenario *scenario)
{
  SimGoal goals[SIM_MAX_GOALS], goal;

  if (self->goal != NULL && sim_goal_find (scenario, self->goal, &goal))
    return goal;
  sim_goals_asked (scenario, NULL, goals, NULL);
  return goals[0];
}

static void
fill_goals (AppCompareView *self, const SimScenario *scenario)
{
  SimGoal goals[SIM_MAX_GOALS], chosen = goal_of (self, scenario);
  guint n = sim_goals (scenario, goals), index = 0;
  GListModel *present = gtk_drop_down_get_model (GTK_DROP_DOWN (self->goals));
  gboolean same = present != NULL && g_list_model_get_n_items (present) == n;
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *label = plot_text_goal (scenario, &goals[i]);
    gtk_string_list_append (labels, label);
    if (goals[i].kind == chosen.kind && goals[i].index == chosen.index)
      index = i;
    same = same && g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (present), i), label);
  }
  self->filling = TRUE;
  if (!same)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->goals), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->goals), index);
  self->filling = FALSE;
  g_object_unref (labels);
}

/* The pin that the title and the list of differences are about. */
static const AppPin *
subject (AppCompareView *self)
{
  const AppPin *pin = app_pins_find (self->pins, self->selected);
  guint n = app_pins_n (self->pins);

  return pin != NULL || n == 0 ? pin : app_pins_get (self->pins, n - 1);
}

/* --- what is shown --- */

static gboolean
is_stale (AppCompareView *self)
{
  return !self->current || !app_document_valid (self->document);
}

static char *
status_text (AppCompareView *self)
{
  if (!app_document_valid (self->document))
    return g_strdup (plot_words_last_valid ());
  if (app_job_busy (self->study.job)) {
    g_autofree char *share = plot_words_percent (self->share, 0.01);

    if (self->share >= 1)
      return g_strdup (_ ("Computing exact values"));
    /* Translators: how much of the work is done, "40 %" */
    return g_strdup_printf (_ ("Comparing: %s done"), share);
  }
  if (self->error != NULL)
    return g_strdup (self->error);
  if (self->all != NULL && self->all->comparisons->len == 0)
    return g_strdup (_ ("No pinned scenario has a hypothesis in common with the present one"));
  return g_strdup ("");
}

static void
show_status (AppCompareView *self)
{
  g_autofree char *text = status_text (self);

  gtk_label_set_text (GTK_LABEL (self->status), text);
  app_tooltip_set (self->status, text[0] != '\0' ? text : NULL);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), !app_document_valid (self->document));
  app_plot_area_set_waiting (APP_PLOT_AREA (self->area), !self->current);
  app_mark_stale (GTK_WIDGET (self->table), is_stale (self));
}

static void
show_differences (AppCompareView *self)
{
  const AppPin *pin = subject (self);
  const AppCompared *compared
      = pin != NULL && self->all != NULL ? app_compared_find (self->all, pin->id) : NULL;
  g_autofree char *text = compared != NULL ? app_compare_differences (compared) : g_strdup ("");
  g_autofree char *title = NULL;

  if (pin != NULL)
    title = g_strdup_printf (_ ("What differs from “%s”"), pin->name);
  gtk_label_set_text (GTK_LABEL (self->differs), title != NULL ? title : "");
  gtk_label_set_text (GTK_LABEL (self->differences), text);
}

static void
show_figure (AppCompareView *self)
{
  const AppPin *pin = subject (self);
  PlotFigure *figure = NULL;

  if (self->all != NULL && pin != NULL) {
    SimGoal goal = goal_of (self, self->all->present);
    figure = app_compare_figure (self->all, self->pins, &goal, pin->id);
  }
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  plot_figure_unref (figure);
}

static void
show_all (AppCompareView *self)
{
  SimScenario *present = app_document_scenario (self->document);
  gboolean empty = app_pins_n (self->pins) == 0 || present == NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "pins");
  if (!empty) {
    const SimScenario *asked = self->all != NULL ? self->all->present : present;
    SimGoal goal = goal_of (self, asked);

    fill_goals (self, present);
    app_compare_table_show (self->table, present, self->pins, self->all, &goal);
  }
  show_figure (self);
  show_differences (self);
  show_status (self);
}

/* --- following --- */

static void
on_ready (gpointer result, gboolean last, gpointer data)
{
  AppCompareView *self = data;
  AppComparedAll *all = result;

  if (all == NULL) {
    app_study_progress (&self->study, 1);
    return;
  }
  self->share = all->share;
  app_study_progress (&self->study, all->share);
  if (all->error != NULL) {
    g_free (self->error);
    self->error = g_strdup (all->error);
  }
  if (all->comparisons == NULL || all->error != NULL) {
    app_compared_all_free (all);
    show_status (self);
    return;
  }
  g_clear_pointer (&self->all, app_compared_all_free);
  self->all = all;
  self->current = TRUE;
  show_all (self);
}

static void
compare (AppCompareView *self)
{
  SimScenario *present = app_document_scenario (self->document);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->study.asked != NULL)
    return;
  self->current = FALSE;
  self->share = 0;
  g_clear_pointer (&self->error, g_free);
  if (present == NULL || app_pins_n (self->pins) == 0) {
    app_study_cancel (&self->study);
    g_clear_pointer (&self->all, app_compared_all_free);
  } else {
    app_study_take (&self->study, present);
    app_study_want (&self->study, app_compare_input_new (present, self->pins));
  }
  show_all (self);
}

static void
on_changed (AppCompareView *self)
{
  app_study_take (&self->study, NULL);
  compare (self);
}

static void
on_pins_changed (AppCompareView *self)
{
  guint n = app_pins_n (self->pins);

  if (n > 0)
    self->selected = app_pins_get (self->pins, n - 1)->id;
  on_changed (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    app_compare_table_select (self->table, self->selected);
}

/* A draft that is not allowed greys what is shown. */
static void
on_draft (AppCompareView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_status (self);
}

static void
on_map (AppCompareView *self)
{
  compare (self);
  show_status (self);
}

static void
on_row_selected (AppCompareView *self, guint id)
{
  if (id == self->selected)
    return;
  self->selected = id;
  show_figure (self);
  show_differences (self);
}

static void
on_goal (AppCompareView *self)
{
  SimScenario *present = app_document_scenario (self->document);
  SimGoal goals[SIM_MAX_GOALS];
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->goals));

  if (self->filling || present == NULL || index >= sim_goals (present, goals))
    return;
  g_free (self->goal);
  self->goal = g_strdup (goals[index].id);
  show_all (self);
}

static void
on_remove (AppCompareView *self, guint id)
{
  app_pins_remove (self->pins, id);
}

/* --- names --- */

static void
on_name_answer (AdwMessageDialog *dialog, const char *response, AppCompareView *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  guint id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "pin"));

  if (g_str_equal (response, "rename"))
    app_pins_rename (self->pins, id, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
on_rename (AppCompareView *self, guint id)
{
  const AppPin *pin = app_pins_find (self->pins, id);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog, *entry;

  if (pin == NULL)
    return;
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   _ ("Name of the Pin"), NULL);
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), pin->name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the pin"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                    _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  app_help_topic_set (dialog, "view-compare");
  g_object_set_data (G_OBJECT (dialog), "pin", GUINT_TO_POINTER (id));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_name_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* The one that is selected, else the newest. */
static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppCompareView *self = APP_COMPARE_VIEW (widget);
  const AppPin *pin = subject (self);

  if (pin != NULL)
    on_rename (self, pin->id);
}

/* No number is another. */
static void
on_renamed (AppCompareView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
  else
    app_study_take (&self->study, NULL);
}

/* --- what stands where --- */

static GtkWidget *
pin_button (void)
{
  GtkWidget *button = app_button_new (_ ("_Pin this scenario"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.pin");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = pin_button ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "trefoil-compare-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing is pinned yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Pin this scenario and then change it, or open another: here you see what the change does "
         "to power, trial by trial on the same random numbers."));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static GtkWidget *
top_rows (AppCompareView *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *row = app_bar_new (), *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Power _of"));

  self->goals = app_name_choice_new (_ ("Power of"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->goals);
  /* By its label it would be named twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->goals),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  self->status = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (self->status, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->status), 0);
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_widget_set_hexpand (self->goals, TRUE);
  gtk_box_append (GTK_BOX (both), label);
  gtk_box_append (GTK_BOX (both), self->goals);
  gtk_box_append (GTK_BOX (row), both);
  gtk_box_append (GTK_BOX (row), pin_button ());
  gtk_box_append (GTK_BOX (top), app_aside_new (row));
  gtk_box_append (GTK_BOX (top), self->status);
  gtk_widget_add_css_class (top, "compare-top");
  return top;
}

static GtkWidget *
foot (AppCompareView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->table = APP_COMPARE_TABLE (app_compare_table_new ());
  self->differs = gtk_label_new (NULL);
  self->differences = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->differs, "heading");
  gtk_label_set_wrap (GTK_LABEL (self->differs), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->differences), TRUE);
  gtk_label_set_selectable (GTK_LABEL (self->differences), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->differs), 0);
  gtk_label_set_xalign (GTK_LABEL (self->differences), 0);
  gtk_box_append (GTK_BOX (texts), self->differs);
  gtk_box_append (GTK_BOX (texts), self->differences);
  gtk_widget_add_css_class (texts, "compare-differences");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), FOOT_HEIGHT);
  return scroller;
}

static void
build (AppCompareView *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = gtk_stack_new ();
  self->area = app_plot_area_new ("compare");
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_box_append (GTK_BOX (page), top_rows (self));
  gtk_box_append (GTK_BOX (page), self->area);
  gtk_box_append (GTK_BOX (page), app_aside_new (foot (self)));
  gtk_stack_add_named (GTK_STACK (self->stack), empty_page (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), page, "pins");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/* --- copying --- */

void
app_compare_view_copy (GtkWidget *view)
{
  AppCompareView *self = APP_COMPARE_VIEW (view);
  g_autofree char *text = NULL;

  if (app_pins_n (self->pins) == 0)
    return;
  text = app_compare_table_text (self->table);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  app_toast (GTK_WIDGET (self), _ ("Table copied"));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_compare_view_copy (widget);
}

AppPlotArea *
app_compare_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_COMPARE_VIEW (view)->area);
}

/* --- life --- */

static void
app_compare_view_dispose (GObject *object)
{
  AppCompareView *self = APP_COMPARE_VIEW (object);

  app_study_clear (&self->study);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->all, app_compared_all_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->goal, g_free);
  g_clear_object (&self->document);
  g_clear_object (&self->pins);
  G_OBJECT_CLASS (app_compare_view_parent_class)->dispose (object);
}

static void
app_compare_view_class_init (AppCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_compare_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "compare.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "compare.rename", NULL, rename_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "compare.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "compare.copy",
                                       NULL);
}

static void
app_compare_view_init (AppCompareView *self)
{
  build (self);
  app_study_init (&self->study, GTK_WIDGET (self), &job_kind, self->area);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->area)), self->study.progress,
                              gtk_widget_get_prev_sibling (self->area));
  g_signal_connect_swapped (self->goals, "notify::selected", G_CALLBACK (on_goal), self);
  g_signal_connect_swapped (self->table, "row-selected", G_CALLBACK (on_row_selected), self);
  g_signal_connect_swapped (self->table, "remove", G_CALLBACK (on_remove), self);
  g_signal_connect_swapped (self->table, "rename", G_CALLBACK (on_rename), self);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
}

GtkWidget *
app_compare_view_new (AppDocument *document, AppPins *pins)
{
  AppCompareView *self = g_object_new (APP_TYPE_COMPARE_VIEW, NULL);

  self->document = g_object_ref (document);
  self->pins = g_object_ref (pins);
  g_signal_connect_object (document, "scenario-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pins, "changed", G_CALLBACK (on_pins_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pins, "renamed", G_CALLBACK (on_renamed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
