/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer.c - a lesson is written: the steps, and what each says, records, asks and explains.
 */
#include "lesson/writer.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "button.h"
#include "editor/editor.h"
#include "lesson/about.h"
#include "lesson/figures.h"
#include "lesson/markdown.h"
#include "lesson/offer.h"
#include "lesson/showing.h"
#include "lesson/ticks.h"
#include "lesson/writing.h"
#include "name-choice.h"
#include "tooltip.h"
#include "views/bar.h"
#include "views/list.h"
#include "words.h"

/* One row of the table of texts, on screen. */
typedef struct {
  GtkWidget *box;    /* label, input and unit, problem */
  GtkWidget *input;  /* entry or text view; a label where it is chosen */
  GtkLabel *unit;    /* what stands behind an entry; NULL: it has none */
  GtkLabel *problem; /* NULL: it has none */
} Input;

struct _AppLessonWriter {
  GtkWidget parent_instance;

  AppAuthor *author;
  AppRun *run;
  GtkWidget *box;
  Input inputs[APP_N_WRITINGS];
  int typing;       /* the row that is being typed in; -1: none */
  gboolean filling; /* what changes is not typed */
  GtkLabel *place, *wrong, *recorded;
  GtkWidget *about, *showing;
  GtkWidget *back, *next, *remove, *up, *down;
  GtkBox *preview, *explained;
  char *reveal; /* what explained was made of */
  GtkWidget *kind; /* how it is predicted */
  AppTicks *locks;
  SimSnapshot *snapshot;   /* what results are of; NULL: none are there */
  const SimTheory *theory; /* borrowed; only compared */
  SimValue *results;
};

G_DEFINE_FINAL_TYPE (AppLessonWriter, app_lesson_writer, GTK_TYPE_WIDGET)

/* --- texts --- */

static char *
text_of (GtkWidget *input)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (input))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (input)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (input));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (GtkWidget *input, const char *text)
{
  g_autofree char *old = text_of (input);

  if (strcmp (old, text) == 0)
    return;
  if (GTK_IS_EDITABLE (input))
    gtk_editable_set_text (GTK_EDITABLE (input), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), text, -1);
}

static void
fill_problem (AppLessonWriter *self, AppWritingId id)
{
  const AppWriting *row = app_writing (id);
  Input *input = &self->inputs[id];
  gboolean there = (row->kinds & (1u << app_writing_kind (self->author))) != 0;
  g_autofree char *problem = NULL;

  if (input->problem == NULL)
    return;
  if (row->complaint != NULL) {
    g_autofree char *text = text_of (input->input);
    problem = row->complaint (self->author, text);
  } else if (there)
    problem = app_author_problem (self->author, row->problem);
  gtk_label_set_label (input->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (input->problem), problem != NULL);
}

/* Of an entry, or of the buffer of a text view. */
static void
on_typed (AppLessonWriter *self, gpointer source)
{
  for (int i = 0; i < APP_N_WRITINGS && !self->filling; i++) {
    GtkWidget *input = self->inputs[i].input;
    gboolean own = (gpointer)input == source
                   || (GTK_IS_TEXT_VIEW (input)
                       && (gpointer)gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)) == source);
    g_autofree char *text = own ? text_of (input) : NULL;
    if (!own)
      continue;
    self->typing = i;
    app_writing ((AppWritingId)i)->write (self->author, text);
    self->typing = -1;
    /* What cannot be read changed nothing that would be followed. */
    fill_problem (self, (AppWritingId)i);
  }
}

/* --- following --- */

static void
fill_input (AppLessonWriter *self, AppWritingId id)
{
  const AppWriting *row = app_writing (id);
  Input *input = &self->inputs[id];
  gboolean there = (row->kinds & (1u << app_writing_kind (self->author))) != 0;
  g_autofree char *text = row->read (self->author);

  if (row->chosen)
    gtk_label_set_label (GTK_LABEL (input->input), text);
  else if (self->typing != (int)id)
    set_text (input->input, text);
  if (input->unit != NULL) {
    g_autofree char *unit = row->unit (self->author);
    gtk_label_set_label (input->unit, unit);
    gtk_widget_set_visible (GTK_WIDGET (input->unit), *unit != '\0');
  }
  gtk_widget_set_visible (input->box, there);
  fill_problem (self, id);
}

/* Whether the sentence stands where it is about already. */
static gboolean
is_said (AppLessonWriter *self, const char *problem)
{
  for (int i = 0; i < APP_N_WRITINGS; i++) {
    GtkLabel *label = self->inputs[i].problem;
    g_autofree char *own = NULL;

    if (label == NULL || !gtk_widget_get_visible (GTK_WIDGET (label))
        || !gtk_widget_get_visible (self->inputs[i].box))
      continue;
    own = app_author_of_step (self->author, gtk_label_get_label (label));
    if (g_str_equal (own, problem))
      return TRUE;
  }
  return FALSE;
}

static void
fill_wrong (AppLessonWriter *self)
{
  g_autofree char *problem = app_author_first_problem (self->author);

  gtk_label_set_label (self->wrong, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), problem != NULL && !is_said (self, problem));
}

static void
on_checked (AppLessonWriter *self)
{
  for (int i = 0; i < APP_N_WRITINGS; i++)
    fill_problem (self, (AppWritingId)i);
  fill_wrong (self);
}

static void
fill_place (AppLessonWriter *self)
{
  guint index = app_author_index (self->author), n = app_author_n_steps (self->author);
  g_autofree char *place = g_strdup_printf (_ ("Step %u of %u"), index + 1, n);

  gtk_label_set_label (self->place, place);
  gtk_widget_set_sensitive (self->back, index > 0);
  gtk_widget_set_sensitive (self->next, index + 1 < n);
  gtk_widget_set_sensitive (self->up, index > 0);
  gtk_widget_set_sensitive (self->down, index + 1 < n);
  gtk_widget_set_sensitive (self->remove, n > 1);
  fill_wrong (self);
}

/* "Shows Effects. Differs from the step before:", and a line each */
static void
fill_recorded (AppLessonWriter *self)
{
  const AppView *view = app_view_find (app_author_text (self->author, "view"));
  const char *set = app_author_describe_set (self->author);
  GString *text = g_string_new (NULL);

  if (app_author_astray (self->author))
    g_string_append (
        text, _ ("Values were changed and are not recorded: they hold for all steps. Recorded "
                 "here, they hold from this step on. "));
  if (view != NULL)
    g_string_append_printf (text, _ ("Shows %s. "), _ (view->name));
  if (*set != '\0')
    g_string_append_printf (text, "%s\n%s", _ ("Differs from the step before:"), set);
  if (text->len == 0)
    g_string_append (text, _ ("Nothing is recorded yet. Open the view and set the values that the "
                              "learner is to find here, then record the step."));
  gtk_label_set_label (self->recorded, text->str);
  g_string_free (text, TRUE);
}

/* Nothing is laid out again while a value is dragged. One of no text would be an empty frame. */
static void
fill_preview (GtkBox *box, const char *text)
{
  const char *old = g_object_get_data (G_OBJECT (box), "text");

  if (g_strcmp0 (old, text) == 0)
    return;
  g_object_set_data_full (G_OBJECT (box), "text", g_strdup (text), g_free);
  gtk_widget_set_visible (GTK_WIDGET (box), *text != '\0');
  if (*text != '\0')
    app_markdown_fill (box, text);
}

/* The results of the moment, NULL while there are none; borrowed. Written once, for a letter that
   is typed among figures asks for them, and they may be long. */
static const SimValue *
results_of (AppLessonWriter *self)
{
  SimSnapshot *snapshot = app_run_snapshot (self->run);
  const SimTheory *theory = app_run_theory (self->run);

  if (snapshot == self->snapshot && theory == self->theory)
    return self->results;
  g_clear_pointer (&self->snapshot, sim_snapshot_unref);
  g_clear_pointer (&self->results, sim_value_unref);
  self->snapshot = snapshot != NULL ? sim_snapshot_ref (snapshot) : NULL;
  self->theory = theory;
  self->results = app_lesson_results (self->run);
  return self->results;
}

/* With the figures of the moment, by their names while there are none; they follow once the run has
   ended. */
static void
fill_explanation (AppLessonWriter *self)
{
  const char *reveal = app_author_text (self->author, "reveal");
  gboolean figures = strstr (reveal, "{{") != NULL;
  const SimValue *results = figures ? results_of (self) : NULL;
  g_autofree char *text = results != NULL
                              ? sim_lesson_fill (reveal, results)
                              : app_lesson_named (app_author_figures (self->author), reveal);

  fill_preview (self->explained, text);
  g_free (self->reveal);
  self->reveal = g_strdup (reveal);
}

/* Its figures, once they are what they stay. */
static void
on_updated (AppLessonWriter *self)
{
  if (app_author_on (self->author) && app_run_state (self->run) == SIM_RUN_COMPLETE)
    fill_explanation (self);
}

/* A part of the scenario that can be locked as a whole: what a result depends on, and no version of
   the format, which nobody sees. */
static gboolean
is_part (const SimField *row)
{
  return row->stage >= SIM_STAGE_DECIDE && !row->of_program;
}

static gboolean
is_pointer_of_part (const char *pointer)
{
  for (const SimField *row = sim_fields (); row->key != NULL; row++)
    if (is_part (row) && g_str_equal (pointer + 1, row->key))
      return TRUE;
  return FALSE;
}

/* The parts of the scenario, and what is locked besides. */
static void
fill_locks (AppLessonWriter *self)
{
  SimScenario *scenario = app_author_scenario (self->author);
  const SimValue *locks = app_author_value (self->author, "lock");
  guint n = 0;

  for (const SimField *row = sim_fields (); row->key != NULL; row++) {
    g_autofree char *pointer = sim_pointer_join ("", row->key);
    gboolean locked = is_part (row) && app_writing_locks (self->author, pointer);
    if (locked || (is_part (row) && sim_scenario_value (scenario, pointer) != NULL))
      app_ticks_set (self->locks, n++, pointer, app_editor_name_of (row), locked);
  }
  for (guint i = 0; i < sim_value_length (locks); i++) {
    const char *pointer = sim_value_text (sim_value_at (locks, i));
    if (pointer == NULL || *pointer != '/' || is_pointer_of_part (pointer))
      continue;
    g_autofree char *setting = sim_scenario_value_name (scenario, pointer);
    app_ticks_set (self->locks, n++, pointer, setting, TRUE);
  }
  app_ticks_cut (self->locks, n);
}

static void
refresh (AppLessonWriter *self)
{
  SimPredictKind kind = app_writing_kind (self->author);

  if (!app_author_on (self->author))
    return;
  self->filling = TRUE;
  for (int i = 0; i < APP_N_WRITINGS; i++)
    fill_input (self, (AppWritingId)i);
  fill_place (self);
  fill_recorded (self);
  if (app_run_scenario (self->run) != NULL) {
    app_about_update (APP_ABOUT (self->about), app_run_scenario (self->run),
                      app_author_text (self->author, "about"));
    app_showing_update (APP_SHOWING (self->showing), app_run_scenario (self->run),
                        app_author_value (self->author, "show"));
  }
  fill_preview (self->preview, app_author_text (self->author, "text"));
  if (g_strcmp0 (self->reveal, app_author_text (self->author, "reveal")) != 0)
    fill_explanation (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind);
  fill_locks (self);
  self->filling = FALSE;
}

/* --- what is done --- */

static void
on_back (AppLessonWriter *self)
{
  app_author_go (self->author, app_author_index (self->author) - 1);
}

static void
on_next (AppLessonWriter *self)
{
  app_author_go (self->author, app_author_index (self->author) + 1);
}

static void
on_add (AppLessonWriter *self)
{
  app_author_add_step (self->author);
}

static void
on_remove (AppLessonWriter *self)
{
  app_author_remove_step (self->author);
}

static void
on_up (AppLessonWriter *self)
{
  app_author_move_step (self->author, -1);
}

static void
on_down (AppLessonWriter *self)
{
  app_author_move_step (self->author, 1);
}

/* The power of the first hypothesis is a figure that is always there. */
static void
on_kind (AppLessonWriter *self)
{
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  SimScenario *scenario = app_run_scenario (self->run);
  g_autofree char *total = NULL, *figure = NULL;

  if (self->filling || scenario == NULL || kind == app_writing_kind (self->author))
    return;
  total = sim_json_number (sim_scenario_total (scenario, sim_scenario_own_size (scenario)));
  figure = g_strdup_printf ("/sizes/%s/hypotheses/%s/power/value", total,
                            sim_scenario_hypothesis (scenario, 0)->id);
  app_writing_set_kind (self->author, (SimPredictKind)kind, figure);
}

static void
on_about (AppLessonWriter *self)
{
  app_author_set_text (self->author, "about", app_about_id (APP_ABOUT (self->about)));
}

static void
on_showing (AppLessonWriter *self)
{
  g_autoptr (SimValue) ids = app_showing_ids (APP_SHOWING (self->showing));

  app_author_set (self->author, "show", ids, NULL);
}

/* --- what is offered --- */

static GPtrArray *
figures_of (AppLessonWriter *self, gboolean curves)
{
  return results_of (self) != NULL
             ? app_lesson_figures_list (app_author_figures (self->author), curves)
             : g_ptr_array_new ();
}

static GPtrArray *
list_answers (gpointer data)
{
  AppLessonWriter *self = data;
  return figures_of (self, app_writing_kind (self->author) == SIM_PREDICT_SKETCH);
}

static GPtrArray *
list_figures (gpointer data)
{
  return figures_of (data, FALSE);
}

static char *
value_of_figure (const AppSetting *figure, gpointer data)
{
  const SimValue *results = results_of (data);

  return results != NULL ? app_lesson_figure_value (results, figure->key) : NULL;
}

/* What nobody sets is not locked either: ids, and the version of the format. */
static gboolean
is_setting (SimScenario *scenario, const char *pointer)
{
  const SimField *row = sim_field_find (sim_scenario_expanded (scenario), pointer);

  return row != NULL && row->kind != SIM_FIELD_ID && strcmp (pointer, "/trefoil") != 0;
}

/* What a single lock can be of, with what it is at present. */
static GPtrArray *
list_settings (gpointer data)
{
  AppLessonWriter *self = data;
  SimScenario *scenario = app_author_scenario (self->author);
  g_autoptr (GPtrArray) all = sim_scenario_statements (scenario);
  GPtrArray *settings = g_ptr_array_new_with_free_func (app_setting_unref);

  for (guint i = 0; i < all->len; i++) {
    const SimStatement *one = all->pdata[i];
    const char *value = one->value != NULL ? one->value : "";
    g_autofree char *words = app_words_of (one->pointer);
    if (is_setting (scenario, one->pointer) && !app_writing_locks (self->author, one->pointer))
      g_ptr_array_add (settings, app_setting_new (one->pointer, one->what, value, "", words));
  }
  return settings;
}

static char *
value_of_setting (const AppSetting *setting, gpointer data)
{
  return g_strdup (setting->place);
}

static void
on_figure (const char *pointer, gpointer data)
{
  AppLessonWriter *self = data;
  app_writing (APP_WRITING_FIGURE)->write (self->author, pointer);
}

static void
on_insert (const char *pointer, gpointer data)
{
  AppLessonWriter *self = data;
  GtkWidget *input = self->inputs[APP_WRITING_REVEAL].input;
  g_autofree char *figure = app_lesson_figure_name (app_author_figures (self->author), pointer);
  g_autofree char *text = g_strdup_printf ("{{%s}}", figure);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), text, -1);
}

static void
on_lock (const char *pointer, gpointer data)
{
  AppLessonWriter *self = data;
  app_writing_set_lock (self->author, pointer, TRUE);
}

/* One of them is not as the step has it; to change that fills them anew. */
static void
on_locks (AppLessonWriter *self)
{
  for (guint i = 0; i < app_ticks_n (self->locks); i++) {
    g_autofree char *pointer = g_strdup (app_ticks_id (self->locks, i));
    gboolean on = app_ticks_on (self->locks, i);

    if (on != app_writing_locks (self->author, pointer)) {
      app_writing_set_lock (self->author, pointer, on);
      return;
    }
  }
}

/* --- what stands where --- */

static GtkLabel *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static GtkWidget *
make_area (AppLessonWriter *self, Input *input, guint lines)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  input->input = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (input->input), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (input->input), FALSE);
  /* The document's undo has all of it. */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input->input)), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), (int)lines * 22);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), input->input);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input->input)), "changed",
                            G_CALLBACK (on_typed), self);
  return scroller;
}

/* An entry, and the unit behind it. */
static GtkWidget *
make_entry (AppLessonWriter *self, Input *input, gboolean unit)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new ("");

  input->input = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (input->input), SIM_MAX_LESSON_LINE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (input->input), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (input->input), 8);
  gtk_widget_set_hexpand (input->input, TRUE);
  g_signal_connect_swapped (input->input, "changed", G_CALLBACK (on_typed), self);
  gtk_box_append (GTK_BOX (line), input->input);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (line), label);
  input->unit = unit ? GTK_LABEL (label) : NULL;
  return line;
}

/* What is chosen, and the list of what can be. */
static GtkWidget *
make_chosen (AppLessonWriter *self, Input *input)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  input->input = GTK_WIDGET (add_label (box, "", "heading"));
  gtk_box_append (GTK_BOX (box), app_offer_new (_ ("Choose a Result"), list_answers,
                                                value_of_figure, on_figure, self));
  return box;
}

static void
add_input (AppLessonWriter *self, GtkWidget *body, AppWritingId id)
{
  const AppWriting *row = app_writing (id);
  Input *input = &self->inputs[id];
  GtkWidget *outer;

  input->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  add_label (input->box, _ (row->label), "caption");
  outer = row->chosen      ? make_chosen (self, input)
          : row->lines > 0 ? make_area (self, input, row->lines)
                           : make_entry (self, input, row->unit != NULL);
  if (!row->chosen) /* which says itself */
    name (input->input, _ (row->label));
  app_tooltip_set (input->input, row->help != NULL ? _ (row->help) : NULL);
  gtk_box_append (GTK_BOX (input->box), outer);
  if (row->problem != NULL || row->complaint != NULL)
    input->problem = add_label (input->box, "", "error");
  gtk_box_append (GTK_BOX (body), input->box);
}

static GtkWidget *
add_button (AppLessonWriter *self, GtkWidget *line, const char *icon, const char *tip,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  app_tooltip_set (button, tip);
  name (button, tip);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

static void
add_steps (AppLessonWriter *self, GtkWidget *body)
{
  GtkWidget *bar = app_bar_new (), *way = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->back
      = add_button (self, way, "go-previous-symbolic", _ ("Step before"), G_CALLBACK (on_back));
  self->place = add_label (way, "", "heading");
  self->next = add_button (self, way, "go-next-symbolic", _ ("Next step"), G_CALLBACK (on_next));
  gtk_widget_set_hexpand (GTK_WIDGET (self->place), TRUE);
  gtk_label_set_xalign (self->place, 0.5);
  add_button (self, line, "list-add-symbolic", _ ("Add a step after this one"),
              G_CALLBACK (on_add));
  self->remove = add_button (self, line, "list-remove-symbolic", _ ("Remove this step"),
                             G_CALLBACK (on_remove));
  self->up = add_button (self, line, "go-up-symbolic", _ ("Move this step one place earlier"),
                         G_CALLBACK (on_up));
  self->down = add_button (self, line, "go-down-symbolic", _ ("Move this step one place later"),
                           G_CALLBACK (on_down));
  /* The way through the steps stays together, and so does what is done to one. */
  gtk_box_append (GTK_BOX (bar), way);
  gtk_box_append (GTK_BOX (bar), line);
  gtk_box_append (GTK_BOX (body), bar);
  self->wrong = add_label (body, "", "error");
}

static GtkBox *
add_preview (GtkWidget *body)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "prediction");
  /* GTK remembers of a box that is empty and hidden that its height hangs on no width. */
  add_label (box, "", "caption");
  name (box, _ ("As it is read"));
  gtk_box_append (GTK_BOX (body), box);
  return GTK_BOX (box);
}

static void
add_action (GtkWidget *body, const char *label, const char *action)
{
  GtkWidget *button = app_button_new (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (body), button);
}

static void
add_kind (AppLessonWriter *self, GtkWidget *body)
{
  const char *const names[]
      = { _ ("Nothing"), _ ("A number"), _ ("A choice"), _ ("A curve"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  add_label (body, _ ("The learner predicts"), "caption");
  self->kind = app_name_choice_new (_ ("The learner predicts"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (list));
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind), self);
  gtk_box_append (GTK_BOX (body), self->kind);
}

static void
add_locks (AppLessonWriter *self, GtkWidget *body)
{
  add_label (body, _ ("The learner cannot change"), "caption");
  self->locks = app_ticks_new ();
  g_signal_connect_swapped (self->locks, "changed", G_CALLBACK (on_locks), self);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->locks));
  gtk_box_append (GTK_BOX (body), app_offer_new (_ ("Lock a Single Setting"), list_settings,
                                                 value_of_setting, on_lock, self));
}

static GtkWidget *
make_header (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_hexpand (GTK_WIDGET (add_label (line, _ ("Write a Lesson"), "heading")), TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.write-lesson");
  app_tooltip_set (close, _ ("End of writing"));
  name (close, _ ("End of writing"));
  gtk_box_append (GTK_BOX (line), close);
  gtk_widget_add_css_class (line, "lesson-header");
  return line;
}

static void
fill_body (AppLessonWriter *self, GtkWidget *body)
{
  add_input (self, body, APP_WRITING_TITLE);
  add_steps (self, body);
  add_input (self, body, APP_WRITING_HEADING);
  add_input (self, body, APP_WRITING_TEXT);
  self->preview = add_preview (body);
  self->recorded = add_label (body, "", "caption");
  add_action (body, _ ("_Record This Step"), "win.record-step");
  add_label (body, _ ("The plot is about"), "caption");
  self->about = app_about_new ();
  g_signal_connect_swapped (self->about, "changed", G_CALLBACK (on_about), self);
  gtk_box_append (GTK_BOX (body), self->about);
  add_label (body, _ ("Power is shown of"), "caption");
  self->showing = app_showing_new ();
  app_tooltip_set (self->showing,
                   _ ("Of these the big figures and the plot of Power tell, of no others."));
  g_signal_connect_swapped (self->showing, "changed", G_CALLBACK (on_showing), self);
  gtk_box_append (GTK_BOX (body), self->showing);
  add_kind (self, body);
  for (int i = APP_WRITING_QUESTION; i < APP_N_WRITINGS; i++)
    add_input (self, body, (AppWritingId)i);
  gtk_box_append (GTK_BOX (body), app_offer_new (_ ("Insert a Result"), list_figures,
                                                 value_of_figure, on_insert, self));
  self->explained = add_preview (body);
  add_locks (self, body);
}

/* --- life --- */

static void
app_lesson_writer_dispose (GObject *object)
{
  AppLessonWriter *self = APP_LESSON_WRITER (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->author);
  g_clear_object (&self->run);
  g_clear_pointer (&self->reveal, g_free);
  g_clear_pointer (&self->snapshot, sim_snapshot_unref);
  g_clear_pointer (&self->results, sim_value_unref);
  G_OBJECT_CLASS (app_lesson_writer_parent_class)->dispose (object);
}

static void
app_lesson_writer_class_init (AppLessonWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_lesson_writer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "lesson");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_lesson_writer_init (AppLessonWriter *self)
{
  self->typing = -1;
  name (GTK_WIDGET (self), _ ("Write a Lesson"));
}

void
app_lesson_writer_point_out (AppLessonWriter *self)
{
  for (int i = 0; i < APP_N_WRITINGS; i++) {
    const Input *input = &self->inputs[i];

    if (input->problem != NULL && gtk_widget_get_visible (GTK_WIDGET (input->problem))
        && gtk_widget_get_visible (input->box) && gtk_widget_grab_focus (input->input))
      return;
  }
  gtk_widget_grab_focus (self->inputs[APP_WRITING_TITLE].input); /* what is wrong stands below it */
}

GtkWidget *
app_lesson_writer_new (AppAuthor *author, AppRun *run)
{
  AppLessonWriter *self = g_object_new (APP_TYPE_LESSON_WRITER, NULL);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->author = g_object_ref (author);
  self->run = g_object_ref (run);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_header ());
  fill_body (self, body);
  gtk_widget_add_css_class (body, "lesson-body");
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Write a Lesson"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
  add_action (footer, _ ("_Try It"), "win.try-lesson");
  gtk_widget_add_css_class (footer, "lesson-footer");
  gtk_box_append (GTK_BOX (self->box), footer);
  g_signal_connect_object (author, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (author, "checked", G_CALLBACK (on_checked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "updated", G_CALLBACK (on_updated), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
