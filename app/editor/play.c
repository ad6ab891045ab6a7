/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * play.c - how a rule goes through the hypotheses of one simulated trial.
 *
 * The trial is replayed in a thread: it is the one that was counted under that number.
 */
#include "editor/play.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/graph-area.h"
#include "figure-label.h"
#include "job.h"
#include "tooltip.h"

#define DATA_KEY "trefoil-play"

typedef struct {
  AppDocument *document;
  GtkWidget *toggle, *revealer, *number, *area, *back, *on, *sentence;
  SimScenario *scenario; /* that of trial */
  SimTrial *trial;       /* NULL: none yet */
  guint step;
  AppJob *job;
} Play;

typedef struct {
  SimScenario *scenario;
  guint64 index;
} Wish;

typedef struct {
  SimScenario *scenario;
  SimTrial *trial; /* NULL: error */
  char *error;
} Replayed;

static void
play_free (gpointer data)
{
  Play *self = data;

  app_job_free (self->job);
  g_object_unref (self->document);
  sim_scenario_unref (self->scenario);
  sim_trial_free (self->trial);
  g_free (self);
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  sim_scenario_unref (wish->scenario);
  g_free (wish);
}

static void
replayed_free (gpointer data)
{
  Replayed *replayed = data;

  sim_scenario_unref (replayed->scenario);
  sim_trial_free (replayed->trial);
  g_free (replayed->error);
  g_free (replayed);
}

static char *
p_text (double p)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (p < 0.0001)
    return g_strdup ("< 0.0001");
  g_ascii_formatd (text, sizeof text, "%.2g", p);
  return g_strdup_printf ("= %s", text);
}

/* The level at which a hypothesis was tested just before a step. */
static double
level_before (const SimAdjustment *adjustment, guint step, guint h)
{
  double level = adjustment->steps[step - 1].level[h];

  return isnan (level) ? 0 : level;
}

static char *
step_sentence (const Play *self)
{
  const SimAdjustment *adjustment = &self->trial->adjustment;
  guint last = adjustment->n_steps - 1;

  if (self->step > 0) {
    guint h = (guint)adjustment->steps[self->step].rejected;
    g_autofree char *p = p_text (self->trial->results[h].p_value);
    g_autofree char *level
        = app_graph_percent (level_before (adjustment, self->step, h));

    return g_strdup_printf (
        self->step < last
            /* Translators: number of the step, their number, a hypothesis, "= 0.012", "2.5 %". */
            ? _ ("Step %u of %u: %s is rejected, for p %s is within its level of %s. What it had "
                 "is handed on.")
            : _ ("Step %u of %u: %s is rejected, for p %s is within its level of %s. No other p is "
                 "within its level then: the rule ends."),
        self->step, last, sim_scenario_hypothesis (self->scenario, h)->id, p, level);
  }
  if (last == 0)
    return g_strdup (_ ("No p is within its level: nothing is rejected in this trial."));
  return g_strdup_printf (
      ngettext ("Before the first step. %u of %u hypotheses will be rejected.",
                "Before the first step. %u of %u hypotheses will be rejected.", last),
      last, adjustment->n);
}

static void
show_step (Play *self)
{
  AppGraph graph;
  g_autofree char *sentence = NULL;

  app_graph_step (&graph, self->scenario, self->trial, self->step);
  app_graph_area_show (self->area, self->scenario, &graph,
                       self->scenario != app_document_scenario (self->document));
  sentence = step_sentence (self);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_sensitive (self->back, self->step > 0);
  gtk_widget_set_sensitive (self->on, self->step + 1 < self->trial->adjustment.n_steps);
}

static gpointer
replay (AppTask *task, gpointer input)
{
  const Wish *wish = input;
  Replayed *replayed = g_new0 (Replayed, 1);
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, &error);

  replayed->scenario = sim_scenario_ref (wish->scenario);
  if (engine != NULL)
    replayed->trial = sim_trial_new (engine, wish->scenario, wish->index, 0, &error);
  g_clear_pointer (&engine, sim_engine_free);
  if (error != NULL)
    replayed->error = g_strdup (error->message);
  return replayed;
}

static void
on_replayed (gpointer result, gboolean last, gpointer data)
{
  Play *self = data;
  Replayed *replayed = result;

  if (replayed->trial == NULL)
    gtk_label_set_text (GTK_LABEL (self->sentence), replayed->error);
  else {
    sim_trial_free (self->trial);
    sim_scenario_unref (self->scenario);
    self->trial = g_steal_pointer (&replayed->trial);
    self->scenario = sim_scenario_ref (replayed->scenario);
    self->step = MIN (self->step, self->trial->adjustment.n_steps - 1);
    show_step (self);
  }
  replayed_free (replayed);
}

static void
want (GtkWidget *widget)
{
  Play *self = g_object_get_data (G_OBJECT (widget), DATA_KEY);
  SimScenario *scenario = app_document_scenario (self->document);
  Wish *wish = NULL;

  if (scenario == NULL || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle)))
    return;
  wish = g_new0 (Wish, 1);
  wish->scenario = sim_scenario_ref (scenario);
  wish->index = (guint64)gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->number));
  app_job_want (self->job, wish);
}

static void
toggled (GtkToggleButton *toggle, GtkWidget *widget)
{
  Play *self = g_object_get_data (G_OBJECT (widget), DATA_KEY);

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer),
                                 gtk_toggle_button_get_active (toggle));
  want (widget);
}

static void
number_changed (GtkSpinButton *number, GtkWidget *widget)
{
  ((Play *)g_object_get_data (G_OBJECT (widget), DATA_KEY))->step = 0;
  want (widget);
}

static void
go (GtkWidget *widget, int by)
{
  Play *self = g_object_get_data (G_OBJECT (widget), DATA_KEY);

  if (self->trial == NULL)
    return;
  self->step = (guint)CLAMP ((int)self->step + by, 0, (int)self->trial->adjustment.n_steps - 1);
  show_step (self);
}

static void
go_back (GtkButton *button, GtkWidget *widget)
{
  go (widget, -1);
}

static void
go_on (GtkButton *button, GtkWidget *widget)
{
  go (widget, 1);
}

static GtkWidget *
step_button (const char *icon, const char *name, GCallback clicked, GtkWidget *widget)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  app_tooltip_set (button, name);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect (button, "clicked", clicked, widget);
  return button;
}

static GtkWidget *
make_controls (Play *self, GtkWidget *widget)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Trial"));

  self->number = gtk_spin_button_new_with_range (0, SIM_MAX_REPLICATES - 1.0, 1);
  app_figure_spin (GTK_SPIN_BUTTON (self->number));
  self->back = step_button ("go-previous-symbolic", _ ("Step back"), G_CALLBACK (go_back), widget);
  self->on = step_button ("go-next-symbolic", _ ("Next step"), G_CALLBACK (go_on), widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number of the trial"), -1);
  gtk_widget_set_hexpand (self->number, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->number), 9);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), self->number);
  gtk_box_append (GTK_BOX (line), self->back);
  gtk_box_append (GTK_BOX (line), self->on);
  g_signal_connect (self->number, "value-changed", G_CALLBACK (number_changed), widget);
  return line;
}

GtkWidget *
app_play_new (AppDocument *document)
{
  static const AppJobKind kind = { "play", replay, wish_free, replayed_free, on_replayed };
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Play *self = g_new0 (Play, 1);

  self->document = g_object_ref (document);
  self->job = app_job_new (&kind, self);
  g_object_set_data_full (G_OBJECT (widget), DATA_KEY, self, play_free);
  gtk_widget_add_css_class (widget, "play");
  g_signal_connect_swapped (widget, "destroy", G_CALLBACK (app_job_cancel), self->job);
  self->toggle = gtk_toggle_button_new_with_label (_ ("Show how the levels move in a trial"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->toggle))), TRUE);
  gtk_widget_add_css_class (self->toggle, "flat");
  self->revealer = gtk_revealer_new ();
  self->area = app_graph_area_new (NULL, NULL);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_widget_add_css_class (self->sentence, "sentence");
  gtk_box_append (GTK_BOX (inside), make_controls (self, widget));
  gtk_box_append (GTK_BOX (inside), self->area);
  gtk_box_append (GTK_BOX (inside), self->sentence);
  gtk_widget_set_margin_start (inside, 10);
  gtk_widget_set_margin_end (inside, 10);
  gtk_widget_set_margin_bottom (inside, 10);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), inside);
  gtk_box_append (GTK_BOX (widget), self->toggle);
  gtk_box_append (GTK_BOX (widget), self->revealer);
  g_signal_connect (self->toggle, "toggled", G_CALLBACK (toggled), widget);
  return widget;
}

void
app_play_refresh (GtkWidget *play, SimDraft *draft)
{
  Play *self = g_object_get_data (G_OBJECT (play), DATA_KEY);

  if (self->trial != NULL && self->scenario == app_document_scenario (self->document)
      && app_document_valid (self->document))
    return;
  want (play);
}
