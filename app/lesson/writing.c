/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writing.c - the table of what is written in a step.
 */
#include "lesson/writing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "editor/number.h"
#include "lesson/figures.h"

#define HEADING "## "

/* --- texts --- */

static char *
read_title (AppAuthor *author)
{
  const char *title = sim_value_text (app_author_lesson_value (author, "title"));
  return g_strdup (title != NULL ? title : "");
}

static void
write_title (AppAuthor *author, const char *text)
{
  app_author_set_title (author, text);
}

/* A heading is the first line of the text; rest is what comes after it. */
static char *
split_heading (AppAuthor *author, const char **rest)
{
  const char *text = app_author_text (author, "text"), *end;

  *rest = text;
  if (!g_str_has_prefix (text, HEADING))
    return g_strdup ("");
  text += strlen (HEADING);
  end = text + strcspn (text, "\n");
  *rest = end + strspn (end, "\n");
  return g_strndup (text, (gsize)(end - text));
}

static char *
read_heading (AppAuthor *author)
{
  const char *rest;
  return split_heading (author, &rest);
}

static char *
read_body (AppAuthor *author)
{
  const char *rest;
  g_free (split_heading (author, &rest));
  return g_strdup (rest);
}

static void
write_both (AppAuthor *author, const char *heading, const char *body)
{
  g_autofree char *text = *heading != '\0' ? g_strconcat (HEADING, heading, "\n\n", body, NULL)
                                           : g_strdup (body);
  app_author_set_text (author, "text", text);
}

static void
write_heading (AppAuthor *author, const char *text)
{
  g_autofree char *body = read_body (author);
  write_both (author, text, body);
}

/* A text with a heading of its own, which is typed there or brought along, has no second one; but
   a further heading below the one that there is stays a part of the text. */
static gboolean
has_own_heading (AppAuthor *author, const char *text, const char *heading)
{
  g_autofree char *old = read_body (author);
  g_autofree char *first = g_strconcat (HEADING, heading, NULL);

  return g_str_has_prefix (text, HEADING)
         && (!g_str_has_prefix (old, "##") || g_str_has_prefix (text, first));
}

static void
write_body (AppAuthor *author, const char *text)
{
  g_autofree char *heading = read_heading (author);
  write_both (author, has_own_heading (author, text, heading) ? "" : heading, text);
}

#define TEXT_ROW(name, key)                                                                        \
  static char *read_##name (AppAuthor *author)                                                     \
  {                                                                                                \
    return g_strdup (app_author_text (author, key));                                               \
  }                                                                                                \
  static void write_##name (AppAuthor *author, const char *text)                                   \
  {                                                                                                \
    app_author_set_text (author, key, text);                                                       \
  }

TEXT_ROW (question, "predict/question")
TEXT_ROW (right, "predict/answer")

static char *
read_reveal (AppAuthor *author)
{
  return app_lesson_named (app_author_figures (author), app_author_text (author, "reveal"));
}

static void
write_reveal (AppAuthor *author, const char *text)
{
  g_autofree char *pointed = app_lesson_pointed (app_author_figures (author), text);

  app_author_set_text (author, "reveal", pointed);
}

/* Without a figure the answer would be in no way given: it stays until there is another. */
static char *
read_figure (AppAuthor *author)
{
  return app_lesson_figure_name (app_author_figures (author),
                                 app_author_text (author, "predict/answer-from"));
}

static void
write_figure (AppAuthor *author, const char *text)
{
  if (*text != '\0')
    app_author_set_text (author, "predict/answer-from", text);
}

/* --- numbers and lists --- */

static gboolean
is_share (AppAuthor *author)
{
  return strcmp (app_author_text (author, "predict/unit"), "%") == 0;
}

static char *
read_tolerance (AppAuthor *author)
{
  const SimValue *value = app_author_value (author, "predict/tolerance");

  return sim_value_kind (value) == SIM_VALUE_NUMBER
             ? app_number_format (sim_value_number (value), is_share (author))
             : g_strdup ("");
}

static AppNumberKind
kind_of (AppAuthor *author)
{
  return is_share (author) ? APP_NUMBER_PERCENT : APP_NUMBER_PLAIN;
}

/* FALSE if it is none, below 0, or in doubt. */
static gboolean
parse_tolerance (AppAuthor *author, const char *text, double *number)
{
  g_autofree char *written = read_tolerance (author);

  return app_number_parse_known (text, kind_of (author), written, number) && *number >= 0;
}

static char *
tolerance_complaint (AppAuthor *author, const char *text)
{
  double number;
  char *doubt;

  if (*text == '\0' || parse_tolerance (author, text, &number))
    return NULL;
  if (app_number_parse (text, kind_of (author), &number))
    return number < 0 ? g_strdup_printf (_ ("“%s” is below 0; allowed: 0 or more"), text) : NULL;
  doubt = app_number_doubt (text, kind_of (author));
  return doubt != NULL ? doubt
                       : g_strdup_printf (_ ("“%s” is not a number; allowed: %s"), text,
                                          _ ("a number"));
}

static void
write_tolerance (AppAuthor *author, const char *text)
{
  double number;

  if (*text == '\0') {
    app_author_set (author, "predict/tolerance", NULL, "tolerance");
  } else if (parse_tolerance (author, text, &number)) {
    g_autoptr (SimValue) value = sim_value_new_number (number);
    app_author_set (author, "predict/tolerance", value, "tolerance");
  }
}

/* A share is off by points: 5 of them, where 5 % of a share would be something else. */
static char *
unit_of_tolerance (AppAuthor *author)
{
  return g_strdup (is_share (author) ? _ ("percentage points")
                                     : app_author_text (author, "predict/unit"));
}

static char *
read_unit (AppAuthor *author)
{
  return g_strdup (app_author_text (author, "predict/unit"));
}

/* What is near stays the amount that is written there, in the new unit; both are one edit. */
static void
write_unit (AppAuthor *author, const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text)), *near = read_tolerance (author);
  const SimValue *before = app_author_value (author, "predict");
  g_autoptr (SimValue) unit = *bare != '\0' ? sim_value_new_text (bare) : NULL;
  g_autoptr (SimValue) with = sim_value_with (before, "/unit", unit, NULL);
  gboolean share = strcmp (bare, "%") == 0;
  double number;

  if (with != NULL && share != is_share (author)
      && app_number_parse (near, share ? APP_NUMBER_PERCENT : APP_NUMBER_PLAIN, &number)) {
    g_autoptr (SimValue) without = with;
    g_autoptr (SimValue) tolerance = sim_value_new_number (number);
    with = sim_value_with (without, "/tolerance", tolerance, NULL);
  }
  if (with != NULL)
    app_author_set (author, "predict", with, "unit");
}

static char *
read_choices (AppAuthor *author)
{
  const SimValue *choices = app_author_value (author, "predict/choices");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (choices); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            sim_value_text (sim_value_at (choices, i)));
  return g_string_free (text, FALSE);
}

static void
write_choices (AppAuthor *author, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  SimValue *items[SIM_MAX_LESSON_CHOICES];
  g_autoptr (SimValue) list = NULL;
  guint n = 0;

  for (char **line = lines; *line != NULL && n < G_N_ELEMENTS (items); line++)
    if (*g_strstrip (*line) != '\0')
      items[n++] = sim_value_new_text (*line);
  list = sim_value_new_list (items, n);
  if (n >= 2) /* one alone is no choice yet */
    app_author_set (author, "predict/choices", list, "choices");
}

/* --- the table --- */

#define ANY    (~0u)
#define NUMBER (1u << SIM_PREDICT_NUMBER)
#define CHOICE (1u << SIM_PREDICT_CHOICE)
#define SKETCH (1u << SIM_PREDICT_SKETCH)

const AppWriting *
app_writing (AppWritingId id)
{
  static const AppWriting rows[] = {
    [APP_WRITING_TITLE]
    = { N_ ("Title of the lesson"), NULL, NULL, 0, ANY, read_title, write_title },
    [APP_WRITING_HEADING]
    = { N_ ("Heading of the step"), NULL, NULL, 0, ANY, read_heading, write_heading },
    [APP_WRITING_TEXT] = { N_ ("Text of the step"),
                           N_ ("What the learner reads first. *Slanted* and **bold** words; a line "
                               "that begins with - is an "
                               "item of a list."),
                           "text", 5, ANY, read_body, write_body },
    [APP_WRITING_QUESTION] = { N_ ("Question"), NULL, "predict/question", 0,
                               NUMBER | CHOICE | SKETCH, read_question, write_question },
    [APP_WRITING_CHOICES] = { N_ ("Choices"), N_ ("Two to twelve, each on a line of its own."),
                              "predict/choices", 4, CHOICE, read_choices, write_choices },
    [APP_WRITING_RIGHT]
    = { N_ ("Right choice"),
        N_ ("One of the choices, just as it is written there. Leave it empty where none is right."),
        "predict/answer", 0, CHOICE, read_right, write_right },
    [APP_WRITING_FIGURE]
    = { N_ ("Result that answers"),
        N_ ("The number that the prediction is held against, as the learner's own simulation gives "
            "it."),
        "predict/answer-from", 0, NUMBER | SKETCH, read_figure, write_figure, .chosen = TRUE },
    [APP_WRITING_UNIT]
    = { N_ ("Unit of the answer"), /* xgettext:no-c-format */
        N_ ("% for a power or another share; else a word such as points or patients."), NULL, 0,
        NUMBER | SKETCH, read_unit, write_unit },
    [APP_WRITING_TOLERANCE] = { N_ ("Close is off by at most"),
                                N_ ("A prediction that is no further off is called close. Leave it "
                                    "empty, and nothing is said."),
                                NULL, 0, NUMBER | SKETCH, read_tolerance, write_tolerance,
                                tolerance_complaint, unit_of_tolerance },
    [APP_WRITING_REVEAL] = { N_ ("Explanation"),
                             N_ ("What the learner reads with the results. What stands in {{…}} "
                                 "becomes the number from the "
                                 "learner's own simulation; “Insert a Result” writes it."),
                             "reveal", 5, ANY, read_reveal, write_reveal },
  };

  return &rows[id];
}

/* --- the kind of prediction --- */

static const char *const kinds[] = { NULL, "number", "choice", "sketch" };

SimPredictKind
app_writing_kind (AppAuthor *author)
{
  const SimValue *predict = app_author_value (author, "predict");
  const char *kind = app_author_text (author, "predict/kind");

  if (predict == NULL)
    return SIM_PREDICT_NOTHING;
  for (guint i = SIM_PREDICT_NUMBER; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i]) == 0)
      return (SimPredictKind)i;
  return SIM_PREDICT_NUMBER;
}

static SimValue *
first_choices (void)
{
  SimValue *items[] = { sim_value_new_text (_ ("Yes")), sim_value_new_text (_ ("No")) };
  return sim_value_new_list (items, G_N_ELEMENTS (items));
}

void
app_writing_set_kind (AppAuthor *author, SimPredictKind kind, const char *figure)
{
  const char *keys[4] = { "question", "kind" };
  SimValue *values[4];
  guint n = 2;
  g_autoptr (SimValue) predict = NULL;

  if (kind == SIM_PREDICT_NOTHING) {
    app_author_set (author, "predict", NULL, NULL);
    return;
  }
  values[0] = sim_value_new_text (app_author_text (author, "predict/question"));
  values[1] = sim_value_new_text (kinds[kind]);
  if (kind == SIM_PREDICT_CHOICE) {
    keys[n] = "choices";
    values[n++] = first_choices ();
  } else {
    keys[n] = "answer-from";
    values[n++] = sim_value_new_text (figure);
    keys[n] = "unit";
    values[n++] = sim_value_new_text ("%");
  }
  predict = sim_value_new_map (keys, values, n);
  app_author_set (author, "predict", predict, NULL);
}

char *
app_writing_subject (AppAuthor *author)
{
  const char *about = app_author_text (author, "about");
  const SimLessonStep step = { .about = *about != '\0' ? about : NULL,
                               .predict = app_writing_kind (author),
                               .answer_from = app_author_text (author, "predict/answer-from") };

  return sim_lesson_subject (&step);
}

/* --- locks --- */

gboolean
app_writing_locks (AppAuthor *author, const char *pointer)
{
  const SimValue *locks = app_author_value (author, "lock");

  for (guint i = 0; i < sim_value_length (locks); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (locks, i)), pointer) == 0)
      return TRUE;
  return FALSE;
}

void
app_writing_set_lock (AppAuthor *author, const char *pointer, gboolean lock)
{
  const SimValue *locks = app_author_value (author, "lock");
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (SimValue) list = NULL;

  if (app_writing_locks (author, pointer) == lock)
    return;
  for (guint i = 0; i < sim_value_length (locks); i++)
    if (g_strcmp0 (sim_value_text (sim_value_at (locks, i)), pointer) != 0)
      g_ptr_array_add (items, sim_value_ref (sim_value_at (locks, i)));
  if (lock)
    g_ptr_array_add (items, sim_value_new_text (pointer));
  list = sim_value_new_list ((SimValue **)items->pdata, items->len);
  app_author_set (author, "lock", items->len > 0 ? list : NULL, NULL);
}
