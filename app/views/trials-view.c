/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trials-view.c - simulated trials, one after the other.
 *
 * Trials are read ahead in a thread, some hundred at a time; the frame clock plays them. An edit
 * reads the same trials again, so that they are seen to move. Without animations nothing plays: a
 * page of trials is shown at once, and a step is a page. Of trials of one kind, which other views
 * ask for, a page is shown at once as well; those of another kind are passed over.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "aside.h"
#include "button.h"
#include "export/export.h"
#include "figure-label.h"
#include "theme.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/follow.h"
#include "views/hypothesis-choice.h"
#include "views/trial-search.h"
#include "views/trials-tally.h"
#include "views/views.h"

/* Trials that are read at once, and after which an edit begins anew rather than read all again. */
#define CHUNK       512
#define MOST_REREAD 20000
#define TILE        64
#define MOST_SLOTS  80 /* rows on show */
/* Trials that are looked through at once for those of a kind, and how often it is told how many
   they are by now. */
#define MOST_LOOKED 50000
#define TELL_EVERY  (G_USEC_PER_SEC / 8)
/* A row and what is around them in the figure, px where text has its usual size. */
#define ROW_HEIGHT 12
#define SURROUND   170

static const double paces[] = { 1, 2, 5, 10, 25, 100 }; /* trials a second */

/* One that was read. */
typedef struct {
  guint64 index;
  SimTrialResult result;
  gboolean told; /* the interval does not show the verdict, for it was tested at another level: */
  double tested;
} Read;

struct _AppTrialsView {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  AppJob *job;
  AppTrialSource *source;
  AppShown shown;
  SimScenario *asked; /* of what is read; NULL: nothing yet */
  guint hypothesis;   /* the same */
  guint generation;   /* of the document, the same */
  char *drawn;        /* the comparison that the picture is of; NULL: there is none yet */
  guint64 start;      /* the first trial */
  guint64 next;       /* the first that was not looked at, as far as they are read */
  guint64 looked;     /* the same as far as a search is by now */
  GArray *read;       /* of Read, from start on */
  guint played;       /* how many of them are in the tally */
  guint owed;         /* steps that wait until their trials are read */
  SimTally tally;
  gboolean playing, begun, sorted;
  guint pace, tick;
  double due; /* trials that the clock owes */
  gint64 since;

  GtkWidget *hypotheses, *bar, *play, *step, *pace_label, *sort, *number, *area, *tallies;
  GtkWidget *kind_row, *kind_label;
  AppTrialKind *kind; /* that is followed; NULL: all */
};

G_DEFINE_FINAL_TYPE (AppTrialsView, app_trials_view, GTK_TYPE_WIDGET)

/* --- reading ahead --- */

typedef struct {
  AppTrialSource *source; /* borrowed */
  SimScenario *scenario;
  guint hypothesis;
  guint64 first, last;
  guint n;            /* as many as this are enough */
  AppTrialKind *kind; /* NULL: all */
} Input;

typedef struct {
  SimScenario *scenario;
  guint64 first, next; /* all from first to next - 1 were looked at */
  GArray *results;     /* of Read */
  char *error;
} Output;

static void
input_free (gpointer data)
{
  Input *input = data;

  sim_scenario_unref (input->scenario);
  app_trial_kind_free (input->kind);
  g_free (input);
}

static void
output_free (gpointer data)
{
  Output *output = data;

  sim_scenario_unref (output->scenario);
  g_array_unref (output->results);
  g_free (output->error);
  g_free (output);
}

static Output *
output_new (const Input *input)
{
  Output *output = g_new0 (Output, 1);

  output->scenario = sim_scenario_ref (input->scenario);
  output->first = output->next = input->first;
  output->results = g_array_new (FALSE, FALSE, sizeof (Read));
  return output;
}

/* How far it is; those that were found come at the end. */
static void
tell (AppTask *task, const Input *input, guint64 next)
{
  Output *report = output_new (input);

  report->next = next;
  app_task_report (task, report);
}

/* Tile by tile, to hear of it when nobody wants them any more. */
static void
look_through (AppTask *task, const Input *input, SimReplay *replay, Output *output)
{
  gint64 due = g_get_monotonic_time () + TELL_EVERY;

  SimTrialResult tile[TILE];

  while (output->results->len < input->n && output->next <= input->last
         && g_atomic_int_get (app_task_cancel (task)) == 0) {
    guint n = (guint)MIN (TILE, input->last - output->next + 1);

    sim_replay_read (replay, input->hypothesis, output->next, n, tile);
    for (guint i = 0; i < n; i++)
      if (input->kind == NULL || sim_trial_kind_holds (&input->kind->which, &tile[i])) {
        Read one = { .index = output->next + i, .result = tile[i] };

        g_array_append_val (output->results, one);
      }
    output->next += n;
    if (g_get_monotonic_time () >= due) {
      tell (task, input, output->next);
      due = g_get_monotonic_time () + TELL_EVERY;
    }
  }
}

/* The levels of those on show, which are the last that were played, and of what is read ahead. They
   take all tests of a trial together, so only those are replayed that need it. */
static void
find_levels (AppTask *task, const Input *input, SimReplay *replay, GArray *results)
{
  double alpha = sim_scenario_hypothesis (input->scenario, input->hypothesis)->alpha;

  for (guint i = results->len - MIN (results->len, CHUNK + MOST_SLOTS); i < results->len; i++) {
    Read *one = &g_array_index (results, Read, i);
    SimTrial *trial;

    if (!one->result.fitted || one->result.rejected == (one->result.p_value <= alpha))
      continue;
    trial = g_atomic_int_get (app_task_cancel (task)) == 0
                ? sim_replay_trial (replay, one->index, NULL)
                : NULL;
    if (trial == NULL)
      return;
    one->told = TRUE;
    one->tested = trial->adjustment.level[input->hypothesis];
    sim_trial_free (trial);
  }
}

static gpointer
compute (AppTask *task, gpointer data)
{
  Input *input = data;
  Output *output = output_new (input);
  GError *error = NULL;
  SimReplay *replay = app_trial_source_replay (input->source, input->scenario, &error);

  if (replay == NULL) {
    output->error = g_strdup (error->message);
    g_error_free (error);
    return output;
  }
  look_through (task, input, replay, output);
  find_levels (task, input, replay, output->results);
  return output;
}

/* Of a kind only those of the run are looked through: it tells how many there are. */
static guint64
end_of (AppTrialsView *self)
{
  return app_trial_focus_kind (self->focus) != NULL ? MAX (app_run_done (self->run), 1)
                                                    : SIM_MAX_REPLICATES;
}


static void
read_ahead (AppTrialsView *self, guint n)
{
  guint64 end = end_of (self);
  Input *input;

  if (self->asked == NULL || app_job_busy (self->job) || self->next >= end)
    return;
  input = g_new0 (Input, 1);
  input->source = self->source;
  input->scenario = sim_scenario_ref (self->asked);
  input->hypothesis = self->hypothesis;
  input->first = self->next;
  input->last = MIN (self->next + MOST_LOOKED, end) - 1;
  input->n = n;
  input->kind = app_trial_kind_copy (app_trial_focus_kind (self->focus));
  app_job_want (self->job, input);
}

/* --- showing --- */

static guint
slots (AppTrialsView *self)
{
  double scale = MAX (app_theme_text_scale (), 1);
  double height = gtk_widget_get_height (self->area) / scale;

  return (guint)CLAMP ((height - SURROUND) / ROW_HEIGHT, 8, MOST_SLOTS);
}

static PlotForestRow
row_of (AppTrialsView *self, guint at)
{
  const Read *one = &g_array_index (self->read, Read, at);
  const SimTrialResult *result = &one->result;
  double points = plot_points_of (self->asked, self->hypothesis);

  return (PlotForestRow){ .index = one->index,
                          .estimate = points * result->estimate,
                          .low = points * result->low,
                          .high = points * result->high,
                          .marks = result->marks,
                          .p = result->p_value,
                          .told = one->told,
                          .tested = one->tested };
}

static int
by_estimate (const void *a, const void *b)
{
  const PlotForestRow *one = a, *other = b;

  /* Trials without an estimate come last. */
  if (isnan (one->estimate) || isnan (other->estimate))
    return isnan (one->estimate) - isnan (other->estimate);
  if (one->estimate != other->estimate)
    return one->estimate < other->estimate ? -1 : 1;
  return one->index < other->index ? -1 : 1;
}

/* As wide as intervals usually are: those that reach further are cut at the edge. */
static void
set_range (PlotForestData *data, const SimResults *results, guint hypothesis, double points)
{
  const SimHistogram *histogram = &results->histograms[hypothesis];
  double middle = histogram->low + histogram->width * SIM_BINS / 2;
  double se = histogram->width * SIM_BINS / 12; /* it spans six on either side */

  data->x_low = points * (middle - 5 * se);
  data->x_high = points * (middle + 5 * se);
}

/* What stays of a comparison through edits: its document and its id, not its place among others. */
static char *
comparison (AppTrialsView *self)
{
  return g_strdup_printf ("%u/%s", self->generation,
                          sim_scenario_hypothesis (self->asked, self->hypothesis)->id);
}

static void
show_trials (AppTrialsView *self)
{
  const SimResults *results
      = app_run_scenario (self->run) == self->asked ? app_run_results (self->run) : NULL;
  const AppTrialKind *kind = app_trial_focus_kind (self->focus);
  guint n_slots = slots (self), n = MIN (self->played, n_slots);
  double points;
  PlotForestData *data;
  PlotFigure *figure;

  if (self->asked == NULL || self->read->len < self->played)
    return; /* the picture before stays until they are read again */
  data = plot_forest_data_new (n, self->asked, self->hypothesis);
  data->n_slots = n_slots;
  data->sorted = self->sorted;
  points = plot_points_of (self->asked, self->hypothesis);
  data->tally = self->tally;
  data->tally.sum *= points;
  data->tally.sum_size *= points;
  data->kind = kind != NULL ? g_strdup (kind->text) : NULL;
  data->looked = self->looked - self->start;
  for (guint i = 0; i < n; i++)
    data->rows[i] = row_of (self, self->played - n + i);
  if (self->sorted)
    qsort (data->rows, n, sizeof data->rows[0], by_estimate);
  if (results != NULL) {
    set_range (data, results, self->hypothesis, points);
    data->null_true = results->sizes[results->own_size].hypotheses[self->hypothesis].null_true;
  }
  figure = plot_forest_figure_new (data);
  g_free (self->drawn);
  self->drawn = comparison (self);
  app_plot_area_set_figure (APP_PLOT_AREA (self->area), figure);
  app_plot_area_set_waiting (APP_PLOT_AREA (self->area), FALSE);
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  plot_figure_unref (figure);
  /* The long run is of all trials. */
  app_trials_tally_show (self->tallies, self->asked, self->hypothesis, &self->tally,
                         kind == NULL ? results : NULL);
}

static void
count_again (AppTrialsView *self, guint n)
{
  n = MIN (n, self->read->len);
  self->tally = (SimTally){ 0 };
  for (guint i = 0; i < n; i++)
    sim_tally_add (&self->tally, &g_array_index (self->read, Read, i).result);
  self->played = n;
}

/* Plays so many more, as far as they are read. */
static void
advance (AppTrialsView *self, guint n)
{
  /* While what was played is being read again there is nothing to go on with. */
  if (self->read->len < self->played)
    return;
  n = MIN (n, self->read->len - self->played);
  for (guint i = 0; i < n; i++)
    sim_tally_add (&self->tally,
                   &g_array_index (self->read, Read, self->played + i).result);
  self->played += n;
  if (self->read->len - self->played < CHUNK / 2)
    read_ahead (self, CHUNK);
  if (n > 0)
    show_trials (self);
}

/* Takes the steps that were asked for, as far as they are read; the others later. */
static void
take_steps (AppTrialsView *self)
{
  guint ready = self->read->len < self->played ? 0 : self->read->len - self->played;
  guint n = MIN (self->owed, ready);

  self->owed -= n;
  advance (self, n);
  if (self->next >= end_of (self))
    self->owed = 0; /* there are no more */
}

static void
on_ready (gpointer data, gboolean last, gpointer view)
{
  AppTrialsView *self = view;
  Output *output = data;
  guint before = self->played;
  gboolean asked; /* still */

  if (output == NULL)
    return;
  asked = output->scenario == self->asked && output->first == self->next;
  if (output->error != NULL)
    app_toast (GTK_WIDGET (self), output->error);
  else if (asked && !last) {
    self->looked = output->next;
    if (self->read->len == 0)
      show_trials (self); /* it tells how many have been looked at in vain */
  } else if (asked) {
    gboolean all = app_trial_focus_kind (self->focus) == NULL;

    g_array_append_vals (self->read, output->results->data, output->results->len);
    self->next = self->looked = output->next;
    if (self->tally.trials != self->played)
      count_again (self, before);
    /* Something to look at from the start on. */
    if (self->owed > 0)
      take_steps (self);
    else if (self->played == 0 && self->read->len > 0)
      advance (self, self->playing && all ? 1 : slots (self));
    else
      show_trials (self);
    if (self->read->len < slots (self))
      read_ahead (self, CHUNK);
  }
  output_free (output);
}

/* Another scenario, hypothesis or first trial: what was played is read again. A picture of another
   comparison fades meanwhile; one of the value before, under the hand, does not. */
static void
read_again (AppTrialsView *self)
{
  g_autofree char *wanted = self->asked != NULL ? comparison (self) : NULL;

  app_job_cancel (self->job);
  if (self->drawn != NULL && g_strcmp0 (self->drawn, wanted) != 0)
    app_plot_area_set_waiting (APP_PLOT_AREA (self->area), TRUE);
  g_array_set_size (self->read, 0);
  self->next = self->looked = self->start;
  self->tally = (SimTally){ 0 };
  if (self->played > MOST_REREAD)
    self->played = 0;
  read_ahead (self, CHUNK + self->played);
}

/* --- playing --- */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppTrialsView *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double due = self->due + (double)(now - self->since) / G_USEC_PER_SEC * paces[self->pace];
  guint n = (guint)MIN (floor (due), 100);

  self->since = now;
  self->due = MIN (due - n, 1);
  if (n > 0)
    advance (self, n);
  return G_SOURCE_CONTINUE;
}

static void
set_clock (AppTrialsView *self)
{
  gboolean wanted
      = self->playing && !self->shown.stale && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (wanted && self->tick == 0) {
    self->since = g_get_monotonic_time ();
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, self, NULL);
  } else if (!wanted && self->tick != 0) {
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
    self->tick = 0;
  }
}

static void
set_playing (AppTrialsView *self, gboolean playing)
{
  self->playing = playing && app_theme_animated ();
  self->due = 0;
  app_button_set_label (GTK_BUTTON (self->play), self->playing ? _ ("_Pause") : _ ("_Play"));
  gtk_widget_set_visible (self->play, app_theme_animated ());
  app_tooltip_set (self->step, app_theme_animated () ? _ ("The next trial (.)")
                                                           : _ ("The next page of trials (.)"));
  set_clock (self);
}

static void
set_pace (AppTrialsView *self, int by)
{
  g_autofree char *text = NULL;

  self->pace = (guint)CLAMP ((int)self->pace + by, 0, (int)G_N_ELEMENTS (paces) - 1);
  /* Translators: so many trials a second */
  text = g_strdup_printf (_ ("%.0f/s"), paces[self->pace]);
  gtk_label_set_text (GTK_LABEL (self->pace_label), text);
}

static void
on_play (AppTrialsView *self)
{
  if (!self->shown.stale)
    set_playing (self, !self->playing);
}

static void
on_step (AppTrialsView *self)
{
  if (self->shown.stale)
    return;
  set_playing (self, FALSE);
  self->owed += app_theme_animated () ? 1 : slots (self);
  take_steps (self);
}

static void
on_slower (AppTrialsView *self)
{
  set_pace (self, -1);
}

static void
on_faster (AppTrialsView *self)
{
  set_pace (self, 1);
}

static void
on_sort (AppTrialsView *self)
{
  self->sorted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sort));
  show_trials (self);
}

/* From another trial on; counting begins anew. */
static void
on_number (AppTrialsView *self)
{
  guint64 start = (guint64)gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->number));

  if (start == self->start)
    return; /* what was typed is no number, and it is what it was */
  self->start = start;
  self->played = self->owed = 0;
  read_again (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        gpointer data)
{
  AppTrialsView *self = data;

  if ((state & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    return FALSE;
  if (key == GDK_KEY_space)
    on_play (self);
  else if (key == GDK_KEY_period)
    on_step (self);
  else if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add)
    on_faster (self);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    on_slower (self);
  else
    return FALSE;
  return TRUE;
}

/* A row opens its trial. */
static void
on_activated (AppTrialsView *self, const PlotTarget *target)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (PlotForestRow));
  guint n = self->read->len < self->played ? 0 : MIN (self->played, slots (self));

  for (guint i = 0; i < n; i++) {
    PlotForestRow row = row_of (self, self->played - n + i);

    g_array_append_val (rows, row);
  }
  if (self->sorted)
    g_array_sort (rows, by_estimate);
  if (target->index < n)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-trial", "t",
                                g_array_index (rows, PlotForestRow, target->index).index);
}

/* --- following --- */

static void
refresh (AppTrialsView *self)
{
  SimScenario *scenario;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  scenario = self->shown.scenario;
  app_plot_area_set_stale (APP_PLOT_AREA (self->area), self->shown.stale);
  app_shown_mark (&self->shown, self->tallies);
  gtk_widget_set_sensitive (self->play, !self->shown.stale);
  gtk_widget_set_sensitive (self->step, !self->shown.stale);
  set_clock (self);
  if (scenario == NULL)
    return;
  if (scenario == self->asked) {
    if (!self->playing && self->read->len > 0)
      show_trials (self); /* the long run has gone on */
    return;
  }
  sim_scenario_ref (scenario);
  sim_scenario_unref (self->asked);
  self->asked = scenario;
  self->generation = app_run_generation (self->run);
  self->hypothesis = app_trial_focus_hypothesis (self->focus, scenario);
  app_hypothesis_choice_update (APP_HYPOTHESIS_CHOICE (self->hypotheses), scenario);
  read_again (self);
}

static void
on_hypothesis (AppTrialsView *self)
{
  app_trial_focus_set_hypothesis (
      self->focus, app_hypothesis_choice_id (APP_HYPOTHESIS_CHOICE (self->hypotheses)));
}

/* Says above the picture which trials are shown, where it is not all. */
static void
show_kind (AppTrialsView *self)
{
  const AppTrialKind *kind = app_trial_focus_kind (self->focus);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->kind_row, kind != NULL);
  if (kind == NULL)
    return;
  /* Translators: a kind of trials: "trials with p below 0.05" */
  text = g_strdup_printf (_ ("Only %s"), kind->text);
  gtk_label_set_text (GTK_LABEL (self->kind_label), text);
}

static gboolean
same_kind (const AppTrialKind *a, const AppTrialKind *b)
{
  return a == b || (a != NULL && b != NULL && g_str_equal (a->text, b->text));
}

/* Another kind: its first page stands at once. */
static gboolean
follow_kind (AppTrialsView *self)
{
  const AppTrialKind *kind = app_trial_focus_kind (self->focus);

  if (same_kind (kind, self->kind))
    return FALSE;
  app_trial_kind_free (self->kind);
  self->kind = app_trial_kind_copy (kind);
  self->played = self->owed = 0;
  self->begun = TRUE;
  set_playing (self, FALSE);
  show_kind (self);
  return TRUE;
}

static void
on_all (AppTrialsView *self)
{
  app_trial_focus_set_kind (self->focus, NULL);
}

static void
on_focus (AppTrialsView *self)
{
  gboolean another = follow_kind (self);
  guint h;

  app_hypothesis_choice_choose (APP_HYPOTHESIS_CHOICE (self->hypotheses),
                                app_trial_focus_id (self->focus));
  if (self->asked == NULL)
    return;
  h = app_trial_focus_hypothesis (self->focus, self->asked);
  if (h == self->hypothesis && !another)
    return;
  self->hypothesis = h;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_again (self);
  else
    g_array_set_size (self->read, 0); /* to be read again when it is shown */
}

static void
on_map (AppTrialsView *self)
{
  if (!self->begun)
    set_playing (self, TRUE);
  self->begun = TRUE;
  refresh (self);
  set_playing (self, self->playing);
  if (self->asked != NULL && self->read->len == 0 && !app_job_busy (self->job))
    read_again (self);
}

static void
on_unmap (AppTrialsView *self)
{
  app_job_cancel (self->job);
  set_clock (self);
}

/* --- life --- */

static GtkWidget *
add_button (AppTrialsView *self, const char *label, const char *help, GCallback clicked)
{
  gboolean icon = g_str_has_suffix (label, "-symbolic");
  GtkWidget *button = icon ? gtk_button_new_from_icon_name (label) : gtk_button_new ();

  app_tooltip_set (button, help);
  if (icon)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help,
                                    -1);
  else
    app_button_set_label (GTK_BUTTON (button), label);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static void
add_number (AppTrialsView *self)
{
  GtkWidget *caption = gtk_label_new (_ ("From trial"));
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_set_hexpand (both, TRUE);
  gtk_widget_set_halign (both, GTK_ALIGN_END);
  self->number = gtk_spin_button_new_with_range (0, SIM_MAX_REPLICATES - 1.0, 1);
  app_figure_spin (GTK_SPIN_BUTTON (self->number));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->number), 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number of the first trial"), -1);
  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (on_number), self);
  gtk_box_append (GTK_BOX (both), caption);
  gtk_box_append (GTK_BOX (both), self->number);
  gtk_box_append (GTK_BOX (self->bar), both);
}

static void
add_bar (AppTrialsView *self)
{
  self->bar = app_bar_new ();
  gtk_widget_add_css_class (self->bar, "view-bar");
  self->play = add_button (self, _ ("_Play"), _ ("Play or pause (Space)"), G_CALLBACK (on_play));
  self->step = add_button (self, _ ("S_tep"), _ ("The next trial (.)"), G_CALLBACK (on_step));
  add_button (self, "list-remove-symbolic", _ ("Slower (−)"), G_CALLBACK (on_slower));
  self->pace_label = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->pace_label), 5);
  gtk_box_append (GTK_BOX (self->bar), self->pace_label);
  add_button (self, "list-add-symbolic", _ ("Faster (+)"), G_CALLBACK (on_faster));
  self->sort = gtk_toggle_button_new ();
  app_button_set_label (GTK_BUTTON (self->sort), _ ("S_ort"));
  app_tooltip_set (self->sort, _ ("Sort the trials on show by their estimates"));
  g_signal_connect_swapped (self->sort, "toggled", G_CALLBACK (on_sort), self);
  gtk_box_append (GTK_BOX (self->bar), self->sort);
  add_number (self);
}

static void
add_kind (AppTrialsView *self)
{
  GtkWidget *all = app_button_new (_ ("Show _All"));

  self->kind_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->kind_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->kind_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->kind_label), TRUE);
  gtk_widget_set_hexpand (self->kind_label, TRUE);
  gtk_widget_add_css_class (self->kind_label, "heading");
  app_tooltip_set (all, _ ("The trials of every kind again"));
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (on_all), self);
  gtk_widget_add_css_class (self->kind_row, "view-bar");
  gtk_box_append (GTK_BOX (self->kind_row), self->kind_label);
  gtk_box_append (GTK_BOX (self->kind_row), all);
  gtk_widget_set_visible (self->kind_row, FALSE);
}

static void
app_trials_view_dispose (GObject *object)
{
  AppTrialsView *self = APP_TRIALS_VIEW (object);
  GtkWidget *child;

  g_clear_pointer (&self->job, app_job_free);
  g_clear_pointer (&self->source, app_trial_source_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->read, g_array_unref);
  g_clear_pointer (&self->kind, app_trial_kind_free);
  g_clear_pointer (&self->asked, sim_scenario_unref);
  g_clear_pointer (&self->drawn, g_free);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_trials_view_parent_class)->dispose (object);
}

static void
app_trials_view_class_init (AppTrialsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_trials_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
app_trials_view_init (AppTrialsView *self)
{
  static const AppJobKind kind = { "trials", compute, input_free, output_free, on_ready };
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->source = app_trial_source_new ();
  self->job = app_job_new (&kind, self);
  self->read = g_array_new (FALSE, FALSE, sizeof (Read));
  add_bar (self);
  add_kind (self);
  set_pace (self, 2);
  self->area = app_plot_area_new ("trials");
  app_plot_area_set_click (APP_PLOT_AREA (self->area), _ ("A click opens this trial"));
  g_signal_connect_swapped (self->area, "activated", G_CALLBACK (on_activated), self);
  self->tallies = app_trials_tally_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (on_unmap), NULL);
}

GtkWidget *
app_trials_view_new (AppRun *run, AppTrialFocus *focus)
{
  AppTrialsView *self = g_object_new (APP_TYPE_TRIALS_VIEW, NULL);

  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  self->hypotheses = app_hypothesis_choice_new (_ ("Comparison"));
  g_signal_connect_object (self->hypotheses, "changed", G_CALLBACK (on_hypothesis), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (app_aside_new (self->hypotheses), GTK_WIDGET (self));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->kind_row, GTK_WIDGET (self));
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_set_parent (app_aside_new (self->tallies), GTK_WIDGET (self));
  g_signal_connect_object (run, "updated", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_focus), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

AppPlotArea *
app_trials_view_area (GtkWidget *view)
{
  return APP_PLOT_AREA (APP_TRIALS_VIEW (view)->area);
}

void
app_trials_view_copy (GtkWidget *view)
{
  app_plot_area_copy_data (APP_PLOT_AREA (APP_TRIALS_VIEW (view)->area));
}
