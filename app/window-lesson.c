/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-lesson.c - the lesson at the right edge: it opens by itself with a file that has one, and
 * keeps the results covered until something is predicted.
 */
#include "window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "editor/editor.h"
#include "export/export.h"
#include "help/topic.h"
#include "library.h"
#include "lesson/panel.h"
#include "lesson/prediction.h"
#include "lesson/writing.h"
#include "status.h"

/* Of the panel: what it needs, and what it takes where there is room: on a wall, where everything
   is larger, no more than such a share. */
#define LEAST      300
#define WIDTH      360
#define WALL_SHARE 0.4
/* What it takes where nothing is beside it. */
#define ALONE 960
/* Of the width of a low window, what it takes beside a sheet to draw on. */
#define SHEET_SHARE 0.36
/* Below this width of the window there is no room for the scenario beside a lesson. */
#define ROOMY 1240
/* Not every motion of a drag that is refused is worth a word. */
#define QUIET (3 * G_USEC_PER_SEC)

/* --- following --- */

static void
set_enabled (AppWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* What was drawn stays on the plot, upon what came out. */
static void
show_drawn (AppWindow *self, gboolean uncovered)
{
  const SimLessonStep *step = uncovered ? app_course_step (self->course) : NULL;
  AppDrawnCurve curve = { .n = 0 };

  if (step != NULL && step->predict == SIM_PREDICT_SKETCH
      && app_course_prediction (self->course) != NULL)
    curve.n = app_prediction_curve (app_course_prediction (self->course), curve.totals,
                                    curve.values, G_N_ELEMENTS (curve.totals));
  app_trial_focus_set_drawn (self->focus, &curve);
}

/* The view that the step speaks of, once when it begins. Its button tells what is, or will be, on
   show. What was on show before the lesson may show what it is going to ask. */
static void
show_view (AppWindow *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  const char *view = app_course_view (step);
  g_autofree char *subject = sim_lesson_subject (step);

  if (self->begun == step->text)
    return;
  if (view == NULL && !app_course_opens (self->course, app_window_view (self, NULL)->id))
    view = APP_COURSE_FIRST_VIEW;
  self->begun = step->text;
  app_trial_focus_set_subject (self->focus, subject, app_course_scenario (self->course));
  app_trial_focus_set_shown (self->focus, step->shown, step->n_shown);
  if (view != NULL && app_view_find (view) != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "view", g_variant_new_string (view));
}

static void
open_panel (AppWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (width > 0 && width < ROOMY && adw_flap_get_reveal_flap (self->flap)) {
    adw_flap_set_reveal_flap (self->flap, FALSE);
    self->gave_way = TRUE;
  }
}

static void
close_panel (AppWindow *self)
{
  if (self->gave_way && self->covered)
    self->covered_before = TRUE;
  else if (self->gave_way)
    adw_flap_set_reveal_flap (self->flap, TRUE);
  self->gave_way = FALSE;
}

/* Before a prediction a word stands where the results are going to be, or an empty sheet. A low
   window shows the text and its question side by side in the place of the word; a sheet spares what
   they need to be seen together. */
void
app_window_fit_lesson (AppWindow *self)
{
  GtkWidget *panel = gtk_stack_get_child_by_name (self->teaching, "learner");
  AdwClamp *clamp = ADW_CLAMP (gtk_widget_get_parent (GTK_WIDGET (self->teaching)));
  gboolean spare = app_course_hides (self->course) && !app_window_is_roomy (self);
  gboolean sheet = app_course_step (self->course)->predict == SIM_PREDICT_SKETCH;
  gboolean alone = spare && !sheet;
  int usual = self->projector ? CLAMP ((int)(WALL_SHARE * self->width), LEAST, WIDTH) : WIDTH;
  int width = alone ? ALONE : spare ? MAX (usual, (int)(SHEET_SHARE * self->width)) : usual;

  gtk_widget_set_visible (GTK_WIDGET (self->flap), !alone);
  gtk_widget_set_hexpand (GTK_WIDGET (self->lesson), alone);
  app_lesson_panel_set_beside (APP_LESSON_PANEL (panel), alone);
  adw_clamp_set_maximum_size (clamp, width);
  adw_clamp_set_tightening_threshold (clamp, width);
}

/* A class is shown what a learner has, and not how it is written. */
void
app_window_show_lesson (AppWindow *self)
{
  gboolean shown
      = app_course_on (self->course) || (app_author_on (self->author) && !self->projector);

  gtk_revealer_set_reveal_child (self->lesson, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->lesson), shown);
  /* Beside a lesson on a wall a plot has room for ids alone, and nobody points at them. */
  app_figures_set_coded (self->figures, shown && self->projector);
}

static void
give_way (AppWindow *self)
{
  if (self->covered && adw_flap_get_reveal_flap (self->flap)) {
    adw_flap_set_reveal_flap (self->flap, FALSE); /* by its key */
    return;
  }
  self->gave_way &= !adw_flap_get_reveal_flap (self->flap);
  app_editor_give_way (self->editor, gtk_revealer_get_reveal_child (self->lesson)
                                         && !adw_flap_get_reveal_flap (self->flap));
}

/* The button of the sidebar does not look as if what is covered were shown, nor does it show that
   before it is time. */
static void
hold_sidebar (AppWindow *self, gboolean held)
{
  if (held == self->covered)
    return;
  if (held)
    self->covered_before = self->projector ? self->sidebar_before
                                        : adw_flap_get_reveal_flap (self->flap);
  self->covered = held;
  if (held)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (self->projector)
    self->sidebar_before = self->covered_before;
  else
    adw_flap_set_reveal_flap (self->flap, self->covered_before);
  gtk_widget_set_sensitive (self->sidebar_button, !held);
}

/* What is true in the simulation may be the answer. */
void
app_window_show_editor (AppWindow *self)
{
  gboolean hides = self->course != NULL && app_course_hides (self->course);

  hold_sidebar (self, hides);
  gtk_widget_set_visible (self->editor, !self->projector && !hides);
  set_enabled (self, "search", !hides);
  set_enabled (self, "show-setting", !hides);
}

/* What the step that is being written shows. */
static void
show_written (AppWindow *self, gboolean writes)
{
  const SimValue *show = writes ? app_author_value (self->author, "show") : NULL;
  const char *ids[SIM_MAX_LESSON_SHOWN];
  guint n = MIN (sim_value_length (show), SIM_MAX_LESSON_SHOWN);

  for (guint i = 0; i < n; i++)
    ids[i] = sim_value_text (sim_value_at (show, i));
  app_trial_focus_set_shown (self->focus, ids, n);
}

/* That which follows the bundled lesson that the document is, or was made from. */
static void
update_next (AppWindow *self)
{
  GtkWidget *panel = gtk_stack_get_child_by_name (self->teaching, "learner");
  guint generation = app_document_generation (self->document);
  const char *origin
      = sim_value_text (sim_draft_get (app_document_kept (self->document), "/origin"));

  if (self->next_in == generation)
    return;
  self->next_in = generation;
  g_free (self->next_lesson);
  self->next_lesson = origin != NULL ? app_library_next_lesson (origin) : NULL;
  set_enabled (self, "lesson-next", self->next_lesson != NULL);
  app_lesson_panel_set_onward (APP_LESSON_PANEL (panel), self->next_lesson != NULL);
}

static void
on_changed (AppWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "lesson");
  gboolean there = app_course_n_steps (self->course) > 0, on = app_course_on (self->course);
  gboolean hides = app_course_hides (self->course);
  gboolean writes = app_author_on (self->author);
  g_autofree char *about = writes ? app_writing_subject (self->author) : NULL;

  update_next (self);
  if ((on || writes) && !gtk_revealer_get_reveal_child (self->lesson))
    open_panel (self);
  else if (!on && !writes)
    close_panel (self);
  gtk_stack_set_visible_child_name (self->teaching, writes ? "writer" : "learner");
  app_window_show_lesson (self);
  give_way (self);
  app_window_fit_room (self);
  if (hides && strcmp (gtk_stack_get_visible_child_name (self->curtain), "results") == 0)
    self->begun = NULL; /* of a lesson that is begun again, too */
  gtk_stack_set_visible_child_name (self->curtain, hides ? "cover" : "results");
  set_enabled (self, "view", !hides); /* there is nothing to be seen of another */
  app_window_update_views (self);
  app_window_show_editor (self);
  app_status_set_covered (self->status, hides);
  app_window_update_history (self);
  app_window_update_output (self);
  app_window_show_table (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (on));
  set_enabled (self, "lesson", !writes && (there || app_course_problem (self->course) != NULL));
  set_enabled (self, "lesson-save", there && !writes);
  set_enabled (self, "lesson-restart", there && !writes);
  show_drawn (self, on && there && !hides);
  if (!there || !on) {
    self->begun = NULL;
    app_trial_focus_set_subject (self->focus, about, app_document_scenario (self->document));
    show_written (self, writes);
  } else {
    show_view (self);
  }
}

static void
on_refused (AppWindow *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->refused > QUIET)
    app_window_toast (self, _ ("This is locked in this step of the lesson"), NULL, NULL);
  self->refused = now;
}

static void
on_left_behind (AppWindow *self)
{
  gboolean back = g_action_group_get_action_enabled (G_ACTION_GROUP (self), "undo");

  app_window_toast (self,
                    _ ("The last edits do not fit what the lesson begins with: they are not saved"),
                    back ? _ ("Undo") : NULL, back ? "win.undo" : NULL);
}

/* --- actions --- */

typedef struct {
  AppWindow *self;
  void (*then) (AppWindow *self);
} Miss;

static void
on_miss_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  const Miss *miss = data;

  if (!g_str_equal (response, "miss"))
    return;
  app_course_miss (miss->self->course);
  miss->then (miss->self);
}

static void
miss_free (gpointer data, GClosure *closure)
{
  Miss *miss = data;

  g_object_unref (miss->self);
  g_free (miss);
}

void
app_window_ask_to_miss (AppWindow *self, const char *body, const char *answer,
                        void (*then) (AppWindow *self))
{
  GtkWidget *dialog
      = adw_message_dialog_new (GTK_WINDOW (self), _ ("Give up the prediction?"), body);
  Miss *miss = g_new (Miss, 1);

  *miss = (Miss){ g_object_ref (self), then };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "miss",
                                    answer, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "miss",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  app_help_topic_set (dialog, "lessons#take");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_miss_answer), miss, miss_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_lesson (AppWindow *self)
{
  app_course_set_on (self->course, FALSE);
}

static void
on_lesson (GSimpleAction *action, GVariant *state, gpointer data)
{
  AppWindow *self = data;
  gboolean on = g_variant_get_boolean (state);

  if (!on && app_course_on (self->course) && app_course_awaits (self->course))
    app_window_ask_to_miss (self,
                            _ ("Without the lesson the results of its steps are shown. The "
                               "predictions that are not made yet then count as not made."),
                            _ ("_Close the Lesson"), close_lesson);
  else
    app_course_set_on (self->course, on);
}

static void
on_restart (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  guint before = app_course_attempt (self->course);
  g_autofree char *text = NULL;

  app_course_restart (self->course);
  if (app_course_attempt (self->course) == before)
    return;
  text = g_strdup_printf (_ ("Attempt %u begins. The earlier predictions are kept and saved too."),
                          app_course_attempt (self->course));
  app_window_toast (self, text, NULL, NULL);
}

static void
on_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  g_autoptr (GFile) file = g_file_new_for_path (self->next_lesson);

  app_window_open_file (self, file, TRUE);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  app_export_csv_dialog (GTK_WIDGET (self->curtain), _ ("Save Predictions"), "predictions",
                         app_course_csv (self->course));
}

static const GActionEntry entries[] = {
  { .name = "lesson", .state = "false", .change_state = on_lesson },
  { .name = "lesson-restart", .activate = on_restart },
  { .name = "lesson-next", .activate = on_next },
  { .name = "lesson-save", .activate = on_save },
};

void
app_window_init_lesson (AppWindow *self)
{
  GtkWidget *panel, *writer, *clamp = adw_clamp_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->next_in = G_MAXUINT;
  self->course = app_course_new (self->document, self->run);
  panel = app_lesson_panel_new (self->course);
  writer = app_window_init_writing (self);
  gtk_widget_set_size_request (panel, LEAST, -1);
  gtk_widget_set_size_request (writer, LEAST, -1);
  self->teaching = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->teaching, FALSE);
  gtk_stack_set_vhomogeneous (self->teaching, FALSE);
  gtk_stack_add_named (self->teaching, panel, "learner");
  gtk_stack_add_named (self->teaching, writer, "writer");
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->teaching));
  gtk_revealer_set_child (self->lesson, clamp);
  gtk_stack_add_named (self->curtain, app_lesson_panel_cover (APP_LESSON_PANEL (panel)), "cover");
  g_signal_connect_object (self->course, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->author, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (give_way), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "refused", G_CALLBACK (on_refused), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "left-behind", G_CALLBACK (on_left_behind), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
}
