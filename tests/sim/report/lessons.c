/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lessons.c - the bundled lessons, gone through step by step: each is in order, gives every number
 * that its texts promise, calls right what is right, and has no number in its texts that comes from
 * nowhere.
 *
 * What a step gives is held against figures found elsewhere: by normal approximation in the plan of
 * the lessons (so the slack), by R, or by the scenario itself. The runs have another seed than the
 * file.
 */
#include <math.h>
#include <string.h>

#include "sim.h"

#define SEED   4711
#define TRIALS 20000

static SimEngine *engine;

/* What a step of a lesson (by its number) must give: low <= figure <= high within 4 standard
 * errors of the simulation. */
typedef struct {
  guint lesson, step;
  const char *figure;
  double low, high;
  const char *source;
} Expected;

#define HYPOTHESIS(total, id, key) "/sizes/" #total "/hypotheses/" id "/" key
#define POWER(total, id)           HYPOTHESIS (total, id, "power/value")
#define MEAN(total, id)            HYPOTHESIS (total, id, "estimate/mean")
#define CHANGED                    POWER (152, "HE-change")
#define PATTERN                    CHANGED " - /sizes/152/trial/success/both-changed/value"
#define SUCCESS(id)                "/sizes/153/trial/success/" id "/value"

static const Expected expected[] = {
  { 1, 0, POWER (152, "UC-change"), 0.99, 1, "plan: nearly all" },
  { 1, 0, MEAN (152, "UC-change"), 5, 5, "scenario: 11 - 6" },
  { 1, 1, POWER (152, "HE-UC"), 0.05, 0.05, "the level" },
  { 1, 1, POWER (152, "HE-change"), 0.99, 1, "plan: nearly all" },
  { 1, 2, POWER (152, "HE-change"), 0.99, 1, "as before" },
  { 1, 2, POWER (152, "HE-UC"), 0.55, 0.65, "z: 2 / (5 sqrt (0.75 (1/48.6 + 1/43.2)))" },
  { 1, 2, MEAN (152, "HE-UC"), 2, 2, "scenario: 6 - 4" },
  /* 0.31 and 0.07 by normal approximation. R 4.2.2: with p = function (m, n, a) { q = qt (1 - a/2,
     n - 1); d = m / 5 * sqrt (n); pt (-q, n - 1, d) + pt (q, n - 1, d, lower = FALSE) }:
     p (2.6, 54, 0.001) * (1 - p (1.5, 50, 0.05)) */
  { 2, 0, PATTERN, 0.285634, 0.285634, "R" },
  { 2, 1, POWER (152, "HE-ST"), 0.195, 0.205, "plan: 20 %" },
  { 2, 2, PATTERN, 0.0642518, 0.0642518, "R, as above with 2" },
  { 3, 0, POWER (152, "HE-ST"), 0.245, 0.26, "plan: 25 % with covariance" },
  { 3, 0, POWER (152, "HE-UC"), 0.95, 0.97, "plan: 96 %" },
  { 3, 1, HYPOTHESIS (152, "HE-ST", "type-m"), 1.9, 2.1, "plan: about twice the truth" },
  { 3, 1, MEAN (152, "HE-ST"), 1.1, 1.1, "scenario: 6.8 - 5.7" },
  { 3, 2, "/sample-size/by-hypothesis/HE-ST/total", 940, 990, "326 an arm in the plan; 54 : 50" },
  { 4, 0, SUCCESS ("two-against-usual"), 0.085, 0.095, "plan: 9 %" },
  { 4, 0, SUCCESS ("three-pairs"), 0.115, 0.125, "plan: 12 %" },
  { 4, 0, SUCCESS ("two-visits"), 0.195, 0.205, "plan: 20 %" },
  { 4, 0, SUCCESS ("any-of-twelve"), 0.345, 0.355, "plan: 35 %" },
  { 4, 1, "/sizes/153/trial/any/value", 0.03, 0.05, "Holm's promise" },
  { 5, 0, POWER (1162, "V-C"), 0.99, 1, "plan: over 99 %" },
  { 5, 0, POWER (1162, "S-C"), 0.99, 1, "reported: 10.1 to 23.4 of 100" },
  { 5, 0, POWER (1162, "V-S"), 0.145, 0.165, "plan: 16 %" },
  { 5, 2, POWER (638, "IN-UC"), 0.975, 1, "plan: 98 % for any" },
  { 5, 2, POWER (638, "SI-UC"), 0.975, 1, "plan: 98 % for any" },
  { 5, 2, POWER (638, "IN-SI"), 0.05, 0.05, "no difference: the level" },
  { 6, 0, MEAN (200, "those-who-stayed"), 1.09, 1.19, "plan: 1.14" },
  { 6, 0, HYPOTHESIS (200, "those-who-stayed", "coverage/value"), 0, 0.9, "biased" },
  { 6, 1, MEAN (200, "those-who-stayed"), 2.81, 2.91, "mirror image: 4 - 1.14" },
  { 6, 2, MEAN (200, "those-who-stayed"), 2, 2, "the same in both arms" },
  { 6, 3, MEAN (200, "those-who-stayed"), 1.09, 1.19, "plan: 1.14" },
  { 6, 3, MEAN (200, "all-visits"), 1.98, 2.02, "plan: the likelihood recovers 2" },
  { 7, 0, POWER (156, "HE-UC"), 0.079, 0.092, "plan: 8.4 %, a normal approximation" },
  { 7, 1, POWER (156, "HE-UC"), 0.1, 0.112, "plan: 10.5 %, the same" },
  { 7, 2, POWER (156, "HE-UC"), 0.063, 0.073, "plan: 6.8 %, the same" },
  { 7, 3, POWER (468, "HE-UC"), 0.15, 0.18, "larger than with 156" },
};

/* A number that stands in the texts of a lesson: where it comes from. Either an expression over the
 * scenario of some step, "A" or "A - B", or words. */
typedef struct {
  guint lesson;
  const char *number, *from;
} Stated;

#define BASE     "/outcomes/rmdq/baseline/mean"
#define TRUTH(a) "/outcomes/rmdq/means/" a "/0"
#define FREELY   "a way to say chances, or a word of everyday"

static const Stated stated[] = {
  { 0, "100", FREELY },
  { 0, "5", "the level, in per cent" },
  { 0, "0.05", "/testing/alpha" },
  { 1, "152", "/total" },
  { 1, "8", "/outcomes/rmdq/visits/week-8/time" },
  { 1, "5", BASE " - " TRUTH ("usual") },
  { 1, "4", TRUTH ("hand-ear") },
  { 1, "6", TRUTH ("usual") },
  { 1, "2", TRUTH ("usual") " - " TRUTH ("hand-ear") },
  { 2, "152", "/total" },
  { 2, "2019", "Luo 2019" },
  { 2, "6", "/outcomes/rmdq/visits/week-26/time, in months" },
  { 2, "4", "a key" },
  { 2, "0.001", "/testing/hypotheses/HE-change/alpha" },
  { 2, "95", "a wrong choice" },
  { 2, "2.6", BASE " - " TRUTH ("hand-ear") },
  { 2, "1.5", BASE " - " TRUTH ("standard") },
  { 2, "1.1", TRUTH ("standard") " - " TRUTH ("hand-ear") },
  { 2, "54", "/arms/hand-ear/size" },
  { 2, "50", "/arms/standard/size" },
  { 2, "2.0", BASE " - " TRUTH ("hand-ear") },
  { 3, "152", "/total" },
  { 3, "54", "/arms/hand-ear/size" },
  { 3, "50", "/arms/standard/size" },
  { 3, "48", "/arms/usual/size" },
  { 3, "8", "/outcomes/rmdq/visits/week-8/time" },
  { 3, "24", "the scale: 0 to 24" },
  { 3, "1.1", TRUTH ("standard") " - " TRUTH ("hand-ear") },
  { 3, "3.2", TRUTH ("usual") " - " TRUTH ("hand-ear") },
  { 3, "1", FREELY },
  { 3, "37", "Yeh 2014, patients" },
  { 3, "1.22", "Yeh 2014, standard deviations" },
  { 3, "272", "Yeh 2025, patients" },
  { 3, "60", "/run/sizes/0" },
  { 3, "600", "/run/sizes/5" },
  { 3, "1200", "/run/sizes/9" },
  { 3, "90", "/run/target-power, in per cent" },
  { 4, "51", "/arms/usual/size" },
  { 4, "8", "/outcomes/rmdq/visits/week-8/time" },
  { 4, "26", "/outcomes/rmdq/visits/week-26/time" },
  { 4, "46", "1 - 0.95^12" },
  { 4, "35", "a wrong choice: that of the step before" },
  { 4, "12", "a wrong choice: that of three pairs" },
  { 4, "3", TRUTH ("usual") " - " TRUTH ("hand-ear") },
  { 4, "86", "power without a rule, below" },
  { 5, "1162", "/total" },
  { 5, "6", "GERAC, months" },
  { 5, "47.6", "GERAC, reported" },
  { 5, "44.2", "GERAC, reported" },
  { 5, "27.4", "GERAC, reported" },
  { 5, "3.4", "GERAC, reported" },
  { 5, "\u22123.7", "GERAC, reported" },
  { 5, "10.3", "GERAC, reported" },
  { 5, "638", "/total" },
  { 5, "8", "/outcomes/rmdq/visits/week-8/time" },
  { 5, "23", "/outcomes/rmdq/max" },
  { 5, "4.4", BASE " - " TRUTH ("simulated") },
  { 5, "4.5", BASE " - " TRUTH ("standardised") },
  { 5, "2.1", BASE " - " TRUTH ("usual") },
  { 5, "3.0", "a wrong choice" },
  { 5, "2.2", "a wrong choice" },
  { 5, "20\u202f827", "individual data, 2018" },
  { 5, "0.2", "individual data, 2018" },
  { 5, "0.5", "individual data, 2018" },
  { 5, "64", "Bang's index, 64 trials" },
  { 6, "2", TRUTH ("usual") " - " TRUTH ("acupuncture") },
  { 6, "8", "/outcomes/rmdq/visits/week-8/time" },
  { 6, "26", "/outcomes/rmdq/visits/week-26/time" },
  { 6, "10", "/dropout/proportion/acupuncture/1, in per cent" },
  { 6, "25", "/dropout/proportion/usual/1, in per cent" },
  { 6, "3", "a key" },
  { 6, "95", "the level of an interval" },
  { 7, "54", "/arms/hand-ear/size" },
  { 7, "48", "/arms/usual/size" },
  { 7, "18", "54 / 3" },
  { 7, "27", "54 / 2" },
  { 7, "9", "54 / 6" },
  { 7, "4", "/practitioners/icc, in per cent" },
  { 7, "2.6", "three trials in low back and neck pain, reported" },
  { 7, "7.1", "three trials in low back and neck pain, reported" },
  { 7, "156", "/total" },
  { 7, "468", "/run/sizes/4" },
  { 7, "162", "3 times 54" },
  { 7, "1206", "acupuncturists, reported" },
  { 7, "13", "trials, reported" },
};

/* --- reading and running ------------------------------------------------------------------- */

typedef struct {
  guint number;
  const char *path;
  SimDraft *file;
} Lesson;

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
lesson_paths (void)
{
  const char *folder = g_getenv ("TREFOIL_LESSONS");
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_dir_close (dir);
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

static Lesson
read_lesson (const char *path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *name = g_path_get_basename (path);
  Lesson lesson = { .path = path, .file = sim_draft_read_file (path, problems) };

  g_assert_nonnull (lesson.file);
  g_assert_true (g_str_has_prefix (name, "lesson-") && g_ascii_isdigit (name[7]));
  lesson.number = (guint)(name[7] - '0');
  return lesson;
}

static SimScenario *
scenario_at (const Lesson *lesson, guint step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) at = sim_lesson_draft (lesson->file, step, &error);
  g_autofree char *seed = g_strdup_printf ("/run/seed=%d", SEED);
  g_autoptr (SimDraft) draft = sim_draft_set_text (at, seed, &error);

  g_assert_no_error (error);
  return sim_scenario_check (draft, problems);
}

static SimValue *
run (SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  SimRunOptions options = { .replicates = TRIALS };
  SimReportInfo info = { .program = "" };
  SimRun *running = sim_run_start (engine, scenario, &options, &error);

  g_assert_no_error (error);
  g_assert_true (sim_run_wait (running, -1));
  SimSnapshot *snapshot = sim_run_snapshot (running);
  SimValue *results = sim_report_value (snapshot, NULL, &info);
  sim_snapshot_unref (snapshot);
  sim_run_unref (running);
  return results;
}

/* --- what they must give ------------------------------------------------------------------- */

static guint
check_expected (const Lesson *lesson, guint step, const SimValue *results)
{
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const Expected *row = &expected[i];
    SimLessonFigure figure;
    if (row->lesson != lesson->number || row->step != step)
      continue;
    g_assert_true (sim_lesson_figure (results, row->figure, &figure));
    double slack = 4 * figure.mcse + 1e-9;
    g_test_message ("%u.%u %s: %g (%g to %g)", row->lesson, step, row->figure, figure.value,
                    row->low, row->high);
    if (!(figure.value >= row->low - slack && figure.value <= row->high + slack))
      g_error ("%s, step %u: %s is %g ± %g, not %g to %g (%s)", lesson->path, step, row->figure,
               figure.value, figure.mcse, row->low, row->high, row->source);
    found++;
  }
  return found;
}

static void
check_step (const Lesson *lesson, guint index)
{
  g_autoptr (SimScenario) scenario = scenario_at (lesson, index);
  SimLessonStep step;
  SimLessonFigure figure;

  g_assert_nonnull (scenario);
  g_autoptr (SimValue) results = run (scenario);
  sim_lesson_step (lesson->file, index, &step);
  g_assert_cmpint (step.predict, !=, SIM_PREDICT_NOTHING);
  g_assert_true (step.predict != SIM_PREDICT_CHOICE || step.answer_choice != NULL);
  if (step.answer_from != NULL) {
    g_assert_true (sim_lesson_figure (results, step.answer_from, &figure));
    g_assert_true (isfinite (figure.value));
    g_assert_true (figure.share == (strcmp (step.unit, "%") == 0));
    g_assert_cmpfloat (step.tolerance, >, 2 * figure.mcse); /* luck does not make it right */
  }
  g_autofree char *reveal = sim_lesson_fill (step.reveal, results);
  g_assert_null (strstr (reveal, "\xe2\x80\x93"));
  g_assert_null (strstr (reveal, "{{"));
  g_assert_cmpuint (strlen (reveal), >, 100);
  check_expected (lesson, index, results);
}

static void
test_run (gconstpointer path)
{
  Lesson lesson = read_lesson (path);

  for (guint i = 0; i < sim_lesson_n_steps (lesson.file); i++)
    check_step (&lesson, i);
  sim_draft_unref (lesson.file);
}

/* --- what must not be seen before ---------------------------------------------------------- */

/* Figures that tell what is right where nothing is compared with a figure. */
static const Expected told_by[] = {
  { 1, 1, POWER (152, "HE-UC"), 0, 0, "" },
  { 4, 1, "/sizes/153/trial/any/value", 0, 0, "" },
  { 7, 3, POWER (468, "HE-UC"), 0, 0, "" },
};

static const char *
figure_of (const Lesson *lesson, guint index, const SimLessonStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (told_by); i++)
    if (told_by[i].lesson == lesson->number && told_by[i].step == index)
      return told_by[i].figure;
  return step->answer_from;
}

/* Of estimates neither power nor p-values tell. The table below the plot, which has all figures,
   comes with the last prediction. */
static gboolean
is_shown_in (const char *view, const char *figure)
{
  return !(g_str_has_suffix (figure, "type-m")
           && (g_strcmp0 (view, "power") == 0 || g_strcmp0 (view, "p-values") == 0));
}

/* Whether results that were on show tell what a later step asks. */
static void
check_secret (const Lesson *lesson, guint index, const SimValue *results, guint earlier,
              const SimValue *seen)
{
  SimLessonStep step, before;
  SimLessonFigure figure, shown;
  double x[SIM_MAX_SIZES + 1], y[SIM_MAX_SIZES + 1];

  sim_lesson_step (lesson->file, index, &step);
  sim_lesson_step (lesson->file, earlier, &before);
  const char *pointer = figure_of (lesson, index, &step);
  if (pointer == NULL)
    return;
  if (step.predict == SIM_PREDICT_SKETCH)
    g_assert_cmpuint (sim_lesson_curve (seen, pointer, x, y, G_N_ELEMENTS (x)), <=, 1);
  if (step.predict == SIM_PREDICT_SKETCH || !is_shown_in (before.view, pointer)
      || !sim_lesson_figure (seen, pointer, &shown))
    return;
  g_assert_true (sim_lesson_figure (results, pointer, &figure));
  if (fabs (shown.value - figure.value) <= (isnan (step.tolerance) ? 0.01 : step.tolerance))
    g_error ("%s: step %u shows %s, which step %u asks", lesson->path, earlier, pointer, index);
}

/* A later step asks nothing that an earlier one has shown. */
static void
test_secrets (gconstpointer path)
{
  Lesson lesson = read_lesson (path);
  guint n = sim_lesson_n_steps (lesson.file);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_value_unref);

  for (guint i = 0; i < n; i++) {
    g_autoptr (SimScenario) scenario = scenario_at (&lesson, i);

    g_ptr_array_add (seen, run (scenario));
    for (guint earlier = 0; earlier < i; earlier++)
      check_secret (&lesson, i, seen->pdata[i], earlier, seen->pdata[earlier]);
  }
  sim_draft_unref (lesson.file);
}

/* "86 of 100": the power of the one comparison of lesson 4 without a rule. */
static void
test_without_rule (void)
{
  g_autoptr (GPtrArray) paths = lesson_paths ();
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  Lesson lesson = read_lesson (paths->pdata[3]);
  g_autoptr (SimScenario) with = scenario_at (&lesson, 2);
  g_autoptr (SimDraft) draft
      = sim_draft_set_text (sim_scenario_draft (with), "/testing/multiplicity/method=none", NULL);
  g_autoptr (SimScenario) without = sim_scenario_check (draft, problems);
  g_autoptr (SimValue) results = run (without);
  SimLessonFigure figure;

  g_assert_true (sim_lesson_figure (results, POWER (153, "HE-UC-D8"), &figure));
  g_assert_cmpfloat (fabs (figure.value - 0.86), <=, 0.005 + 4 * figure.mcse);
  sim_draft_unref (lesson.file);
}

/* --- order and words ----------------------------------------------------------------------- */

static void
test_order (gconstpointer path)
{
  Lesson lesson = read_lesson (path);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *bytes = NULL, *written = sim_json_write (sim_draft_root (lesson.file));

  sim_lesson_check (lesson.file, problems);
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (problems->pdata[i], path);
    g_test_message ("%s", line);
  }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, written);
  g_assert_cmpuint (strlen (sim_lesson_title (lesson.file)), >, 5);
  sim_draft_unref (lesson.file);
}

static double
scenario_number (SimScenario *scenario, const char *pointer)
{
  if (strcmp (pointer, "/total") == 0)
    return sim_scenario_total (scenario, sim_scenario_own_size (scenario));
  return sim_scenario_number (scenario, pointer);
}

/* Whether some step's scenario has the number where a row says. */
static gboolean
comes_from (const Lesson *lesson, const Stated *row, double number)
{
  g_auto (GStrv) parts = g_strsplit (row->from, " - ", 2);
  gboolean holds = FALSE;

  if (row->from[0] != '/' || strstr (row->from, "per cent") || strstr (row->from, "months"))
    return TRUE;
  for (guint i = 0; i < sim_lesson_n_steps (lesson->file) && !holds; i++) {
    g_autoptr (SimScenario) scenario = scenario_at (lesson, i);
    double value = scenario_number (scenario, parts[0]);
    if (parts[1] != NULL)
      value -= scenario_number (scenario, parts[1]);
    holds = fabs (value - number) < 1e-9;
  }
  return holds;
}

static void
check_number (const Lesson *lesson, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "\u202f", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (stated) && !known; i++)
    known = (stated[i].lesson == 0 || stated[i].lesson == lesson->number)
            && strcmp (stated[i].number, word) == 0
            && comes_from (lesson, &stated[i], g_ascii_strtod (plain, NULL));
  if (!known)
    g_error ("%s: nobody knows where the number %s comes from", lesson->path, word);
}

static void
check_words (const Lesson *lesson, const char *text)
{
  static GRegex *figures, *numbers;
  g_autoptr (GMatchInfo) match = NULL;

  if (figures == NULL) {
    figures = g_regex_new ("\\{\\{.*?\\}\\}", 0, 0, NULL);
    numbers = g_regex_new ("(?<![\\w.])\u2212?\\d+(\u202f\\d{3})*(\\.\\d+)?", 0, 0, NULL);
  }
  g_autofree char *without = g_regex_replace_literal (figures, text, -1, 0, "", 0, NULL);
  /* As the program and its plots write it. */
  g_assert_false (
      g_regex_match_simple ("\\d,\\d{3}\\b|\\bP( value|-value| *[<=>])", without, 0, 0));
  for (g_regex_match (numbers, without, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *word = g_match_info_fetch (match, 0);
    check_number (lesson, word);
  }
}

static void
test_words (gconstpointer path)
{
  Lesson lesson = read_lesson (path);
  SimLessonStep step;

  for (guint i = 0; i < sim_lesson_n_steps (lesson.file); i++) {
    sim_lesson_step (lesson.file, i, &step);
    check_words (&lesson, step.text);
    check_words (&lesson, step.question);
    check_words (&lesson, step.reveal);
    for (guint k = 0; k < step.n_choices; k++)
      check_words (&lesson, step.choices[k]);
  }
  sim_draft_unref (lesson.file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  engine = sim_engine_new (0, SIM_ISA_AUTO, NULL);
  g_autoptr (GPtrArray) paths = lesson_paths ();
  g_assert_cmpuint (paths->len, ==, 7);
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *order = g_strdup_printf ("/lessons/%u/order", i + 1);
    g_autofree char *words = g_strdup_printf ("/lessons/%u/words", i + 1);
    g_autofree char *steps = g_strdup_printf ("/lessons/%u/steps", i + 1);
    g_autofree char *secrets = g_strdup_printf ("/lessons/%u/secrets", i + 1);
    g_test_add_data_func (order, paths->pdata[i], test_order);
    g_test_add_data_func (words, paths->pdata[i], test_words);
    g_test_add_data_func (steps, paths->pdata[i], test_run);
    g_test_add_data_func (secrets, paths->pdata[i], test_secrets);
  }
  g_test_add_func ("/lessons/without-rule", test_without_rule);
  int status = g_test_run ();
  sim_engine_free (engine);
  return status;
}
