/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-lesson.c - the rows of a lesson: steps that are read, predicted, run and explained. None
 * of them changes a number.
 */
#include <glib/gi18n.h>

#include "fields-lesson.h"
#include "lesson.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice view_choices[] = {
  { "power", N_ ("Power"), TRUE, NULL },     { "size", N_ ("Sample size"), TRUE, NULL },
  { "effects", N_ ("Effects"), TRUE, NULL }, { "trials", N_ ("Trials"), TRUE, NULL },
  { "trial", N_ ("One trial"), TRUE, NULL }, { "p-values", N_ ("p-values"), TRUE, NULL },
  { "errors", N_ ("Errors"), TRUE, NULL },   { "sensitivity", N_ ("Sensitivity"), TRUE, NULL },
  { "compare", N_ ("Compare"), TRUE, NULL }, { NULL, NULL, FALSE, NULL }
};

static const SimChoice kind_choices[]
    = { { "number", N_ ("Number"), TRUE, N_ ("The learner types a number.") },
        { "choice", N_ ("Choice"), TRUE, N_ ("The learner picks one of several answers.") },
        { "sketch", N_ ("Sketch"), TRUE,
          N_ ("The learner draws a curve over the numbers of patients.") },
        { NULL, NULL, FALSE, NULL } };

#define ANSWER_FROM(must, help_text)                                                               \
  {                                                                                                \
    .key = "answer-from", .kind = SIM_FIELD_TEXT, .label = N_ ("Answer from"), .help = help_text,  \
    .stage = SIM_STAGE_LABEL, .max = SIM_MAX_LESSON_LINE, .required = must                         \
  }
#define UNIT                                                                                       \
  {                                                                                                \
    .key = "unit", .kind = SIM_FIELD_TEXT, .label = N_ ("Unit"),                                   \
    .help = N_ ("Unit of the answer. With \"%\" answer and tolerance are proportions from 0 to 1 " \
                "and are shown in per cent. Default: none."),                                      \
    .stage = SIM_STAGE_LABEL, .max = SIM_MAX_LESSON_LINE, .fallback = "\"\""                       \
  }
#define TOLERANCE(help_text)                                                                       \
  {                                                                                                \
    .key = "tolerance", .kind = SIM_FIELD_REAL, .label = N_ ("Tolerance"), .help = help_text,      \
    .unit = "", .stage = SIM_STAGE_LABEL, .min = 0, .max = 1e9, .step = 0.01                       \
  }

static const SimField number_fields[] = {
  { .key = "answer",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Answer"),
    .help = N_ ("The right number. Default: it comes from the results."),
    .unit = "",
    .stage = SIM_STAGE_LABEL,
    .min = -1e9,
    .max = 1e9,
    .step = 0.01 },
  ANSWER_FROM (FALSE,
               N_ ("Pointer to the right number in the results, such as "
                   "/sizes/152/hypotheses/HE-UC/power/value: a size is named by its total. \"A - "
                   "B\" is one less another. Default: the answer is given.")),
  UNIT,
  TOLERANCE (N_ ("A prediction is near if it is off by at most this. Default: nothing is said of "
                 "near or far.")),
  { .key = NULL }
};

static const SimField choice_fields[]
    = { { .key = "choices",
          .kind = SIM_FIELD_LIST,
          .label = N_ ("Choices"),
          .help = N_ ("What there is to choose from."),
          .stage = SIM_STAGE_LABEL,
          .min = 2,
          .max = SIM_MAX_LESSON_CHOICES,
          .item = SIM_FIELD_TEXT,
          .item_max = SIM_MAX_LESSON_LINE,
          .required = TRUE },
        { .key = "answer",
          .kind = SIM_FIELD_TEXT,
          .max = SIM_MAX_LESSON_LINE,
          .label = N_ ("Answer"),
          .help = N_ ("The right one of the choices. Default: none is right or wrong."),
          .stage = SIM_STAGE_LABEL },
        { .key = NULL } };

static const SimField sketch_fields[] = {
  ANSWER_FROM (TRUE, N_ ("Pointer to a power at one size in the results, such as "
                         "/sizes/152/hypotheses/HE-UC/power/value; the curve is that power at all "
                         "sizes.")),
  UNIT,
  TOLERANCE (N_ ("A curve is near if it is off by at most this in the mean. Default: nothing is "
                 "said of near or far.")),
  { .key = NULL }
};

static const SimVariant kind_variants[] = { { "number", number_fields },
                                            { "choice", choice_fields },
                                            { "sketch", sketch_fields },
                                            { NULL, NULL } };

static const SimField predict_fields[]
    = { { .key = "question",
          .kind = SIM_FIELD_TEXT,
          .max = SIM_MAX_LESSON_LINE,
          .label = N_ ("Question"),
          .help = N_ ("What the learner is to predict before the simulation runs."),
          .stage = SIM_STAGE_LABEL,
          .required = TRUE },
        { .key = "kind",
          .kind = SIM_FIELD_ENUM,
          .label = N_ ("Kind"),
          .help = N_ ("How the prediction is given. Default number."),
          .stage = SIM_STAGE_LABEL,
          .fallback = "\"number\"",
          .choices = kind_choices },
        { .key = NULL } };

static const SimField step_fields[] = {
  { .key = "text",
    .kind = SIM_FIELD_TEXT,
    .max = SIM_MAX_LESSON_TEXT,
    .label = N_ ("Text"),
    .help = N_ ("What the learner reads first, in Markdown."),
    .stage = SIM_STAGE_LABEL,
    .markdown = TRUE,
    .required = TRUE },
  { .key = "set",
    .kind = SIM_FIELD_MAP,
    .label = N_ ("Values"),
    .help = N_ ("What is otherwise from this step on: values by their pointers; null takes one "
                "away. Default: nothing."),
    .stage = SIM_STAGE_LABEL,
    .min = 0,
    .max = SIM_MAX_LESSON_SET,
    .fallback = "{}" },
  { .key = "view",
    .kind = SIM_FIELD_ENUM,
    .label = N_ ("View"),
    .help = N_ ("The view of the window that shows the answer. Default: that which is open."),
    .stage = SIM_STAGE_LABEL,
    .choices = view_choices },
  { .key = "about",
    .kind = SIM_FIELD_TEXT,
    .max = SIM_MAX_LESSON_LINE,
    .label = N_ ("About"),
    .help = N_ ("Id of the hypothesis that the view is about: its plot's title speaks of that one; "
                "in Power also that of a criterion of success, or any, or all. Default: the most "
                "telling hypothesis."),
    .stage = SIM_STAGE_LABEL },
  { .key = "show",
    .kind = SIM_FIELD_LIST,
    .label = N_ ("Shown"),
    .help = N_ ("Ids of the hypotheses and criteria of success, or any or all, whose power the big "
                "figures and the Power plot show. Default: all hypotheses, any and all."),
    .stage = SIM_STAGE_LABEL,
    .min = 0,
    .max = SIM_MAX_LESSON_SHOWN,
    .item = SIM_FIELD_TEXT,
    .item_max = SIM_MAX_LESSON_LINE,
    .fallback = "[]" },
  { .key = "lock",
    .kind = SIM_FIELD_LIST,
    .label = N_ ("Locked values"),
    .help = N_ ("Pointers to what cannot be edited in this step, with all that lies below. "
                "Default: none."),
    .stage = SIM_STAGE_LABEL,
    .min = 0,
    .max = SIM_MAX_LESSON_SET,
    .item = SIM_FIELD_TEXT,
    .item_max = SIM_MAX_LESSON_LINE,
    .fallback = "[]" },
  { .key = "predict",
    .kind = SIM_FIELD_ONE_OF,
    .label = N_ ("Prediction"),
    .help = N_ ("What the learner predicts before the simulation runs. Default: nothing."),
    .stage = SIM_STAGE_LABEL,
    .fields = predict_fields,
    .variants = kind_variants,
    .tag = "kind" },
  { .key = "reveal",
    .kind = SIM_FIELD_TEXT,
    .max = SIM_MAX_LESSON_TEXT,
    .label = N_ ("Explanation"),
    .help = N_ ("What it means, in Markdown, shown with the results. {{/sizes/152/hypotheses/HE-UC/"
                "power/value}} puts in a number of theirs; \"per 100\" before the braces close "
                "turns a share into whole numbers of 100, \"to 1\" is for at most one decimal. "
                "Default: empty."),
    .stage = SIM_STAGE_LABEL,
    .markdown = TRUE,
    .fallback = "\"\"" },
  { .key = NULL }
};

const SimField sim_lesson_fields[]
    = { { .key = "title",
          .kind = SIM_FIELD_TEXT,
          .max = SIM_MAX_LESSON_LINE,
          .label = N_ ("Title"),
          .help = N_ ("Name of the lesson. Default: empty."),
          .stage = SIM_STAGE_LABEL,
          .fallback = "\"\"" },
        { .key = "steps",
          .kind = SIM_FIELD_LIST,
          .label = N_ ("Steps"),
          .help = N_ ("What the learner goes through, one after another."),
          .stage = SIM_STAGE_LABEL,
          .min = 1,
          .max = SIM_MAX_LESSON_STEPS,
          .fields = step_fields,
          .required = TRUE },
        { .key = NULL } };
