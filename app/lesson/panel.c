/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * panel.c - the lesson at the edge of the window.
 */
#include "lesson/panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "button.h"
#include "editor/number.h"
#include "lesson/markdown.h"
#include "scroller.h"
#include "lesson/prediction.h"
#include "lesson/sketch.h"
#include "figure-label.h"
#include "tooltip.h"

#define MOST        (SIM_MAX_SIZES + 1)
#define SETTLED     60  /* frames from results to their last place: seconds, on a busy machine */
#define LEAST_TEXT  96  /* px of the text above a question */
#define BESIDE_TEXT 330 /* px of a question that stands beside the text */
#define LONGEST_UNIT 10 /* characters that are not parted */
#define MOST_DIGITS 20 /* of a number that is predicted */

struct _AppLessonPanel {
  GtkWidget parent_instance;
  AppCourse *course;
  const char *shown;  /* the text of the step that is on show, borrowed; only compared */
  gboolean answered;  /* what is on show has its prediction */
  gboolean uncovered; /* and its results */
  guint follows;      /* so many frames what came out is still brought into sight */
  gboolean onward;    /* another lesson follows */
  gboolean told;      /* what was typed was to be sent off, and is no number */
  char *filled;       /* the explanation as it is on show */

  GtkWidget *box, *scroller;
  GtkWidget *halves; /* what is read, and the question while it is asked */
  AppScroller *pin; /* the place of the question while it is asked */
  GtkLabel *title, *place, *problem;
  GtkBox *text, *predict, *reveal;
  GtkLabel *question, *hint;
  GtkWidget *number; /* the line of entry and unit */
  GtkWidget *entry, *choices, *commit, *save, *back, *next;
  GtkLabel *unit;
  GtkCheckButton *choice[SIM_MAX_LESSON_CHOICES];
  GtkWidget *verdict, *mark, *astray;
  GtkLabel *sentence;
  GtkWidget *footer;
  GtkWidget *cover, *sheet;
  GtkWidget *writing; /* the way back of an author who tries */
  GtkBox *body;       /* what is scrolled */
};

G_DEFINE_FINAL_TYPE (AppLessonPanel, app_lesson_panel, GTK_TYPE_WIDGET)

/* --- the prediction at hand --- */

static AppNumberKind
kind_of (const SimLessonStep *step)
{
  return strcmp (step->unit, "%") == 0 ? APP_NUMBER_PERCENT : APP_NUMBER_PLAIN;
}

/* A percentage is that of something whole. */
static gboolean
is_too_much (AppNumberKind kind, double number)
{
  return kind == APP_NUMBER_PERCENT && fabs (number) > 1;
}

/* As text, or NULL while there is none. */
static char *
prediction (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  double totals[MOST], values[MOST], number;
  guint n;

  switch (step->predict) {
  case SIM_PREDICT_NUMBER:
    return app_number_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), kind_of (step),
                             &number)
                   && !is_too_much (kind_of (step), number)
               ? app_prediction_of_number (number)
               : NULL;
  case SIM_PREDICT_CHOICE:
    for (guint i = 0; i < step->n_choices; i++)
      if (gtk_check_button_get_active (self->choice[i]))
        return g_strdup (step->choices[i]);
    return NULL;
  case SIM_PREDICT_SKETCH:
    n = app_sketch_get_drawn (APP_SKETCH (self->sheet), totals, values, MOST);
    return n > 0 ? app_prediction_of_curve (totals, values, n) : NULL;
  case SIM_PREDICT_NOTHING:
    break;
  }
  return NULL;
}

/* No digit that follows makes a number of a word. */
static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Why what was typed is no number, or NULL: it is one, or may become one. */
static char *
complaint (AppLessonPanel *self, AppNumberKind kind)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *allowed = _ ("figures, such as 60 or 2.5");
  char *doubt = app_number_doubt (text, kind);
  double number;

  if (doubt != NULL)
    return doubt;
  if (app_number_parse (text, kind, &number))
    return is_too_much (kind, number)
               ? g_strdup_printf (_ ("“%s” is too much; allowed: 0 to 100"), text)
               : NULL;
  if (!self->told && !has_letters (text))
    return NULL;
  return *text == '\0' ? g_strdup_printf (_ ("Nothing entered; allowed: %s"), allowed)
                       : g_strdup_printf (_ ("“%s” is not a number; allowed: %s"), text, allowed);
}

/* What keeps a prediction from being one, or how to make it; "": nothing to say. Newly
   allocated. */
static char *
hint (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  char *words = NULL;

  if (step->predict == SIM_PREDICT_NUMBER)
    words = complaint (self, kind_of (step));
  if (step->predict == SIM_PREDICT_SKETCH)
    words = app_sketch_missing (APP_SKETCH (self->sheet));
  if (words == NULL && step->predict == SIM_PREDICT_SKETCH)
    words = g_strdup (_ ("Draw the curve on the plot, with the mouse or with the arrow keys."));
  return words != NULL ? words : g_strdup ("");
}

static void
update_commit (AppLessonPanel *self)
{
  g_autofree char *text = prediction (self), *words = hint (self);

  gtk_label_set_label (self->hint, words);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *words != '\0' && !self->answered);
  gtk_widget_set_sensitive (self->commit, text != NULL);
  if (app_course_step (self->course)->predict != SIM_PREDICT_NUMBER)
    return;
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      *words != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

static void
on_typed (AppLessonPanel *self)
{
  self->told = FALSE;
  update_commit (self);
}

static void
on_commit (AppLessonPanel *self)
{
  g_autofree char *text = prediction (self);

  if (text == NULL) {
    self->told = TRUE;
    update_commit (self);
    return;
  }
  /* What has the focus must not become insensitive. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  app_course_predict (self->course, text);
  gtk_widget_grab_focus (self->next);
}

/* --- a new step --- */

static void
fill_choices (AppLessonPanel *self, const SimLessonStep *step)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->choices)) != NULL)
    gtk_box_remove (GTK_BOX (self->choices), child);
  for (guint i = 0; i < step->n_choices; i++) {
    GtkWidget *button = gtk_check_button_new ();
    const char *choice = sim_shown_text (step->file, step->choices[i]);
    g_autofree char *joined = app_markdown_joined (choice);
    GtkWidget *label = gtk_label_new (joined);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, choice,
                                    -1);
    self->choice[i] = GTK_CHECK_BUTTON (button);
    if (i > 0)
      gtk_check_button_set_group (self->choice[i], self->choice[0]);
    g_signal_connect_swapped (button, "toggled", G_CALLBACK (update_commit), self);
    gtk_box_append (GTK_BOX (self->choices), button);
  }
}

/* Where the learner is; which attempt it is once there are several. */
static char *
place_of (AppCourse *course)
{
  guint step = app_course_index (course) + 1, n = app_course_n_steps (course);
  guint attempt = app_course_attempt (course);

  /* Translators: where a learner is in a lesson that was begun again */
  return attempt > 1 ? g_strdup_printf (_ ("Step %u of %u, attempt %u"), step, n, attempt)
                     : g_strdup_printf (_ ("Step %u of %u"), step, n);
}

static void
fill_step (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  const char *question
      = step->question != NULL ? sim_shown_text (step->file, step->question) : "";
  const char *unit = step->unit != NULL ? sim_shown_text (step->file, step->unit) : "";
  g_autofree char *asked = app_markdown_joined (question);
  GtkAdjustment *top = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  self->shown = step->text;
  self->told = FALSE;
  fill_choices (self, step); /* before anything tells of a change */
  gtk_label_set_label (self->title,
                       sim_shown_text (step->file, app_course_title (self->course)));
  app_markdown_fill (self->text, sim_shown_text (step->file, step->text));
  gtk_widget_set_visible (GTK_WIDGET (self->predict), step->predict != SIM_PREDICT_NOTHING);
  gtk_label_set_label (self->question, asked);
  gtk_widget_set_visible (self->number, step->predict == SIM_PREDICT_NUMBER);
  gtk_widget_set_visible (self->choices, step->predict == SIM_PREDICT_CHOICE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  gtk_label_set_label (self->unit, unit);
  gtk_label_set_width_chars (self->unit, MIN ((int)g_utf8_strlen (unit, -1), LONGEST_UNIT));
  if (step->predict == SIM_PREDICT_SKETCH) {
    g_autofree char *goal = sim_lesson_power_of (step->answer_from);
    app_sketch_set_scenario (APP_SKETCH (self->sheet), app_course_scenario (self->course), goal);
  }
  gtk_adjustment_set_value (top, 0);
  update_commit (self);
}

/* --- what came out --- */

/* Shows what was predicted where it was given; it stays. */
static void
fill_prediction (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  const char *text = app_course_prediction (self->course);

  if (app_prediction_missed (text))
    return;
  if (step->predict == SIM_PREDICT_NUMBER) {
    g_autofree char *number
        = app_number_format (app_prediction_number (text), strcmp (step->unit, "%") == 0);
    gtk_editable_set_text (GTK_EDITABLE (self->entry), number);
  }
  for (guint i = 0; i < step->n_choices; i++)
    if (strcmp (step->choices[i], text) == 0)
      gtk_check_button_set_active (self->choice[i], TRUE);
}

static void
fill_verdict (AppLessonPanel *self, const SimValue *results)
{
  const SimLessonStep *step = app_course_step (self->course);
  const char *text = app_course_prediction (self->course);
  AppVerdict verdict = { NULL, FALSE, FALSE };

  if (text != NULL)
    verdict = app_prediction_compare (step, text, results);
  gtk_widget_set_visible (self->verdict, verdict.sentence != NULL);
  if (verdict.sentence == NULL)
    return;
  g_autofree char *sentence = app_markdown_joined (verdict.sentence);
  gtk_label_set_label (self->sentence, sentence);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->mark), verdict.judged && verdict.right
                                                            ? "object-select-symbolic"
                                                            : "dialog-information-symbolic");
  g_free (verdict.sentence);
}

/* The question stands below what is read, in sight, until it is answered; then where it belongs. */
static void
place_question (AppLessonPanel *self, gboolean answered)
{
  GtkWidget *question = GTK_WIDGET (self->predict);
  gboolean pinned = app_scroller_child (self->pin) == question;

  if (pinned == !answered)
    return;
  g_object_ref (question);
  if (pinned) {
    app_scroller_set_child (self->pin, NULL);
    gtk_box_insert_child_after (self->body, question, GTK_WIDGET (self->text));
  } else {
    gtk_box_remove (self->body, question);
    app_scroller_set_child (self->pin, question);
  }
  g_object_unref (question);
}

/* Brings what came out into sight, with the question if there is room for both: in the frames until
   all has its last place, for it has none before the first of them, or until somebody scrolls. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppLessonPanel *self = APP_LESSON_PANEL (widget);
  GtkAdjustment *scroll
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t question, verdict;
  double end, place;

  if (!self->uncovered || self->follows == 0
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->predict), GTK_WIDGET (self->body), &question)
      || !gtk_widget_compute_bounds (self->verdict, GTK_WIDGET (self->body), &verdict))
    return G_SOURCE_REMOVE;
  end = verdict.origin.y + verdict.size.height;
  place = end - question.origin.y <= gtk_adjustment_get_page_size (scroll) ? question.origin.y
                                                                           : verdict.origin.y;
  /* In each of these frames: a focus that moves on scrolls to where it goes. */
  gtk_adjustment_set_value (scroll, place);
  self->follows--;
  return G_SOURCE_CONTINUE;
}

/* Whoever takes hold of the text reads where he likes. */
static gboolean
on_hand (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  switch (gdk_event_get_event_type (event)) {
  case GDK_SCROLL:
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
  case GDK_KEY_PRESS:
    APP_LESSON_PANEL (data)->follows = 0;
    break;
  default:
    break;
  }
  return GDK_EVENT_PROPAGATE;
}

static void
fill_results (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  const SimValue *results = app_course_results (self->course);

  gtk_widget_set_visible (GTK_WIDGET (self->reveal), results != NULL);
  gtk_widget_set_visible (self->verdict, results != NULL);
  if (results == NULL) {
    self->uncovered = FALSE;
    return;
  }
  if (!self->uncovered) {
    self->follows = SETTLED;
    gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  }
  self->uncovered = TRUE;
  g_autofree char *text = sim_lesson_fill (sim_shown_text (step->file, step->reveal), results);
  if (g_strcmp0 (text, self->filled) != 0) /* else a selection in it would go */
    app_markdown_fill (self->reveal, text);
  g_free (self->filled);
  self->filled = g_steal_pointer (&text);
  fill_verdict (self, results);
}

/* --- following --- */

static void
show_problem (AppLessonPanel *self)
{
  const char *problem = app_course_problem (self->course);
  gboolean good = app_course_n_steps (self->course) > 0;

  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->text), good);
  gtk_widget_set_visible (self->footer, good);
}

static void
update_ways (AppLessonPanel *self, gboolean answered)
{
  guint index = app_course_index (self->course), n = app_course_n_steps (self->course);
  gboolean last = index + 1 == n, end = last && answered;
  gboolean trial = app_course_on_trial (self->course), onward = end && self->onward && !trial;

  gtk_widget_set_sensitive (self->back, index > 0);
  gtk_widget_set_sensitive (self->next, onward || (answered && !last));
  app_button_set_label (GTK_BUTTON (self->next), onward ? _ ("_Next Lesson")
                                                 : end  ? _ ("The end")
                                                        : _ ("_Next"));
  gtk_widget_set_visible (self->save, end && !trial && app_course_has_predicted (self->course));
  gtk_widget_set_visible (self->commit, !answered);
  /* One by one: assistive tools hear of what is disabled itself. */
  gtk_widget_set_sensitive (self->entry, !answered);
  for (guint i = 0; i < app_course_step (self->course)->n_choices; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->choice[i]), !answered);
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          !answered && *gtk_label_get_label (self->hint) != '\0');
  gtk_widget_set_visible (self->astray, answered && app_course_astray (self->course));
}

static void
refresh (AppLessonPanel *self)
{
  const SimLessonStep *step = app_course_step (self->course);
  g_autofree char *place = place_of (self->course);
  gboolean led = gtk_widget_has_focus (self->next), answered;

  show_problem (self);
  gtk_widget_set_visible (self->writing, app_course_on_trial (self->course));
  if (app_course_n_steps (self->course) == 0) {
    self->shown = NULL;
    gtk_widget_set_visible (GTK_WIDGET (self->predict), FALSE);
    place_question (self, TRUE);
    gtk_widget_set_visible (GTK_WIDGET (self->reveal), FALSE);
    gtk_widget_set_visible (self->verdict, FALSE);
    gtk_widget_set_visible (self->astray, FALSE);
    return;
  }
  gtk_label_set_label (self->place, place);
  answered = step->predict == SIM_PREDICT_NOTHING || app_course_prediction (self->course) != NULL;
  if (self->shown != step->text || (self->answered && !answered)) {
    fill_step (self);
    self->answered = FALSE;
  }
  if (answered && !self->answered && app_course_prediction (self->course) != NULL)
    fill_prediction (self);
  self->answered = answered;
  place_question (self, answered);
  update_ways (self, answered);
  fill_results (self);
  if (self->cover != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->cover),
                                      step->predict == SIM_PREDICT_SKETCH ? "sheet" : "word");
  if (led && !answered && step->predict == SIM_PREDICT_NUMBER)
    gtk_widget_grab_focus (self->entry);
}

void
app_lesson_panel_set_onward (AppLessonPanel *self, gboolean onward)
{
  if (onward == self->onward)
    return;
  self->onward = onward;
  refresh (self);
}

/* --- ways on --- */

static void
on_back (AppLessonPanel *self)
{
  app_course_go (self->course, app_course_index (self->course) - 1);
}

static void
on_next (AppLessonPanel *self)
{
  guint index = app_course_index (self->course) + 1;

  gtk_widget_grab_focus (self->next); /* which passes it on once there is a question */
  if (index < app_course_n_steps (self->course))
    app_course_go (self->course, index);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.lesson-next", NULL);
}

static void
on_return (AppLessonPanel *self)
{
  app_course_go (self->course, app_course_index (self->course));
}

/* --- what stands where --- */

static GtkLabel *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static GtkBox *
add_box (GtkBox *box, const char *css_class)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (inner, css_class);
  gtk_box_append (box, inner);
  return GTK_BOX (inner);
}

static GtkWidget *
make_button (const char *label, GCallback callback, AppLessonPanel *self)
{
  GtkWidget *button = app_button_new (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Save Predictions…"), "win.lesson-save");
  g_menu_append (menu, _ ("_Begin Again"), "win.lesson-restart");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  app_tooltip_set (button, _ ("Menu of the lesson"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Menu of the lesson"), -1);
  return button;
}

static GtkWidget *
make_header (AppLessonPanel *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkBox *words = add_box (GTK_BOX (line), "words");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_box_set_spacing (words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (words), TRUE);
  self->title = add_label (words, "heading");
  self->place = add_label (words, "caption");
  gtk_widget_add_css_class (close, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.lesson");
  app_tooltip_set (close, _ ("Close the lesson"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the lesson"), -1);
  gtk_box_append (GTK_BOX (line), make_menu ());
  gtk_box_append (GTK_BOX (line), close);
  gtk_widget_add_css_class (line, "lesson-header");
  return line;
}

static void
make_prediction (AppLessonPanel *self, GtkBox *body)
{
  self->predict = add_box (body, "prediction");
  self->question = add_label (self->predict, "question");
  self->hint = add_label (self->predict, "dim-label");
  self->number = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->entry = gtk_entry_new ();
  app_figure_entry (GTK_EDITABLE (self->entry));
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), MOST_DIGITS);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_commit), self);
  gtk_box_append (GTK_BOX (self->number), self->entry);
  self->unit = add_label (GTK_BOX (self->number), "unit");
  gtk_box_append (self->predict, self->number);
  self->choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (self->predict, self->choices);
  self->commit = make_button (_ ("_That Is My Prediction"), G_CALLBACK (on_commit), self);
  gtk_widget_add_css_class (self->commit, "suggested-action");
  gtk_box_append (self->predict, self->commit);
}

static void
make_answer (AppLessonPanel *self, GtkBox *body)
{
  self->verdict = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->mark = gtk_image_new ();
  gtk_widget_set_valign (self->mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->verdict), self->mark);
  self->sentence = add_label (GTK_BOX (self->verdict), "verdict");
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_box_append (body, self->verdict);
  self->reveal = add_box (body, "reveal");
  self->astray = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_label_set_label (
      add_label (GTK_BOX (self->astray), "dim-label"),
      _ ("The scenario has been changed since; the text is about the step's own."));
  gtk_box_append (GTK_BOX (self->astray),
                  make_button (_ ("Back to the _Step's Scenario"), G_CALLBACK (on_return), self));
  gtk_box_append (body, self->astray);
}

static GtkWidget *
make_footer (AppLessonPanel *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->footer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->save = app_button_new (_ ("_Save Predictions…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "win.lesson-save");
  self->back = make_button (_ ("_Back"), G_CALLBACK (on_back), self);
  self->next = make_button (_ ("_Next"), G_CALLBACK (on_next), self);
  gtk_widget_set_hexpand (self->next, TRUE);
  gtk_widget_set_halign (self->next, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), self->back);
  gtk_box_append (GTK_BOX (line), self->next);
  gtk_widget_add_css_class (self->footer, "lesson-footer");
  gtk_box_append (GTK_BOX (self->footer), self->save);
  gtk_box_append (GTK_BOX (self->footer), line);
  return self->footer;
}

static void
make_cover (AppLessonPanel *self)
{
  GtkWidget *word = adw_status_page_new ();
  const char *wait
      = _ ("What the simulation finds is shown once you have made yours.");

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (word), "dialog-question-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (word), _ ("Your Prediction First"));
  adw_status_page_set_description (ADW_STATUS_PAGE (word), wait);
  /* It can be scrolled, and so has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (word)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, wait, -1);
  self->sheet = app_sketch_new ();
  gtk_widget_set_vexpand (self->sheet, TRUE);
  gtk_widget_add_css_class (self->sheet, "sheet");
  g_signal_connect_swapped (self->sheet, "drawn", G_CALLBACK (update_commit), self);
  self->cover = g_object_ref_sink (gtk_stack_new ());
  gtk_stack_add_named (GTK_STACK (self->cover), word, "word");
  gtk_stack_add_named (GTK_STACK (self->cover), self->sheet, "sheet");
}

GtkWidget *
app_lesson_panel_cover (AppLessonPanel *self)
{
  return self->cover;
}

void
app_lesson_panel_set_beside (AppLessonPanel *self, gboolean beside)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->halves), beside
                                                                     ? GTK_ORIENTATION_HORIZONTAL
                                                                     : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->pin), beside ? BESIDE_TEXT : -1, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->pin), beside ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  if (beside)
    gtk_widget_add_css_class (GTK_WIDGET (self->pin), "beside");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pin), "beside");
}

/* --- life --- */

static void
app_lesson_panel_dispose (GObject *object)
{
  AppLessonPanel *self = APP_LESSON_PANEL (object);

  if (self->course != NULL)
    g_signal_handlers_disconnect_by_data (self->course, self);
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->sheet = NULL;
  g_clear_object (&self->cover);
  g_clear_pointer (&self->filled, g_free);
  g_clear_object (&self->course);
  G_OBJECT_CLASS (app_lesson_panel_parent_class)->dispose (object);
}

static void
app_lesson_panel_class_init (AppLessonPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_lesson_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "lesson");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_lesson_panel_init (AppLessonPanel *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkEventController *hand = gtk_event_controller_legacy_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  self->body = GTK_BOX (body);
  self->pin = APP_SCROLLER (app_scroller_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->pin), "lesson-pinned");
  gtk_widget_add_css_class (body, "lesson-body");
  self->writing = app_button_new (_ ("Back to _Writing"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->writing), "win.write-lesson");
  gtk_box_append (GTK_BOX (body), self->writing);
  self->problem = add_label (GTK_BOX (body), "error");
  self->text = add_box (GTK_BOX (body), "text");
  make_prediction (self, GTK_BOX (body));
  make_answer (self, GTK_BOX (body));
  make_cover (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), body);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), LEAST_TEXT);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_event_controller_set_propagation_phase (hand, GTK_PHASE_CAPTURE);
  g_signal_connect (hand, "event", G_CALLBACK (on_hand), self);
  gtk_widget_add_controller (self->scroller, hand);
  self->halves = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->halves), self->scroller);
  gtk_box_append (GTK_BOX (self->halves), GTK_WIDGET (self->pin));
  gtk_box_append (GTK_BOX (self->box), self->halves);
  gtk_box_append (GTK_BOX (self->box), make_footer (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lesson"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Lesson"), -1);
}

GtkWidget *
app_lesson_panel_new (AppCourse *course)
{
  AppLessonPanel *self = g_object_new (APP_TYPE_LESSON_PANEL, NULL);

  self->course = g_object_ref (course);
  g_signal_connect_swapped (course, "changed", G_CALLBACK (refresh), self);
  refresh (self);
  return GTK_WIDGET (self);
}
