/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * protocol.c - the sample-size section of a protocol, as ICH E9, CONSORT 7a, SPIRIT 14 and DELTA2
 * ask for it: each number with what it is, where it comes from, and how well it is known.
 */
#include "protocol.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "../scenario/basis.h"
#include "../scenario/shown.h"
#include "../study/goal.h"
#include "goal-words.h"
#include "needed-words.h"
#include "protocol-values.h"

typedef struct {
  SimSnapshot *snapshot;
  const SimScenario *scenario;
  const SimSizeResult *size;    /* the scenario's own */
  const SimTheorySize *exact;   /* the same; NULL: nothing is known exactly */
  const SimNeeds *needs;
  GPtrArray *statements;
  SimProtocolValues values;
  GPtrArray *bare;       /* of char*: values without a basis */
  GPtrArray *paragraphs; /* of char* */
} Writer;

/* --- what the scenario says ---------------------------------------------------------------- */

static const SimStatement *
statement_at (const GPtrArray *statements, const char *pointer)
{
  for (guint i = 0; i < statements->len; i++) {
    const SimStatement *statement = g_ptr_array_index (statements, i);
    if (strcmp (statement->pointer, pointer) == 0)
      return statement;
  }
  return NULL;
}

static const char *
value_at (const GPtrArray *statements, const char *pointer)
{
  const SimStatement *statement = statement_at (statements, pointer);

  return statement != NULL ? statement->value : NULL;
}

/* Whether a statement is of this key of an outcome. */
static gboolean
is_of_key (const char *pointer, const char *outcome, const char *key)
{
  gsize n = strlen (outcome), m = strlen (key);

  return strncmp (pointer, outcome, n) == 0 && pointer[n] == '/'
         && strncmp (pointer + n + 1, key, m) == 0
         && (pointer[n + 1 + m] == '\0' || pointer[n + 1 + m] == '/');
}

static char *
outcome_pointer (const SimScenario *scenario, guint outcome)
{
  g_autofree char *at = g_strdup_printf ("/outcomes/%u/id", outcome);

  return sim_pointer_join ("/outcomes", sim_scenario_text (scenario, at));
}

static const char *
name_of (const SimScenario *scenario, const char *list, guint index, const char *rest)
{
  g_autofree char *at = g_strdup_printf ("/%s/%u%s", list, index, rest);

  return sim_scenario_shown (scenario, at);
}

/* Whether an earlier hypothesis is about the same outcome at the same visit. */
static gboolean
is_named (const SimScenario *scenario, guint hypothesis)
{
  const SimHypothesis *this = sim_scenario_hypothesis (scenario, hypothesis);

  for (guint h = 0; h < hypothesis; h++) {
    const SimHypothesis *other = sim_scenario_hypothesis (scenario, h);
    if (other->outcome == this->outcome && other->visit == this->visit)
      return TRUE;
  }
  return FALSE;
}

/* "Roland-Morris disability at Week 8" */
static char *
endpoint (const SimScenario *scenario, guint outcome, guint visit)
{
  g_autofree char *rest = g_strdup_printf ("/visits/%u/name", visit);

  /* Translators: an outcome, and the visit at which it is analysed */
  return g_strdup_printf (C_ ("outcome", "%s at %s"),
                          name_of (scenario, "outcomes", outcome, "/name"),
                          name_of (scenario, "outcomes", outcome, rest));
}

char *
sim_report_patients (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean whole = fabs (number - nearbyint (number)) < 0.05;

  return g_strdup (g_ascii_formatd (text, sizeof text, whole ? "%.0f" : "%.1f", number));
}

char *
sim_report_method (const SimScenario *scenario, const GPtrArray *statements, guint analysis)
{
  g_autofree char *at = g_strdup_printf ("/analyses/%u/id", analysis);
  g_autofree char *member = sim_pointer_join ("/analyses", sim_scenario_text (scenario, at));
  g_autofree char *method = g_strconcat (member, "/method", NULL);
  GString *text = g_string_new (value_at (statements, method));
  static const char *const further[] = { "variance", "adjust-for", "se", "df", "missing", "set" };

  for (guint i = 0; i < G_N_ELEMENTS (further); i++) {
    g_autofree char *key = sim_pointer_join (member, further[i]);
    const SimStatement *statement = statement_at (statements, key);
    const char *label = statement != NULL ? strrchr (statement->what, ':') : NULL;
    if (label == NULL || sim_scenario_value (scenario, key) == NULL)
      continue;
    g_autofree char *small = sim_shown_small (label + 2);
    g_autofree char *value = sim_shown_small (statement->value);
    g_string_append_printf (text, "; %s: %s", small, value);
  }
  return g_string_free (text, FALSE);
}

/* "3.2 points", "2.1 percentage points". */
static char *
effect_text (const SimScenario *scenario, guint hypothesis)
{
  gboolean share = sim_scenario_effect_is_share (scenario, hypothesis);
  double effect = sim_scenario_true_effect (scenario, hypothesis);
  g_autofree char *number = sim_format_figure (share ? 100 * effect : effect, 0);

  if (share)
    return g_strdup_printf (
        ngettext ("%s percentage point", "%s percentage points", strcmp (number, "1") == 0 ? 1 : 2),
        number);
  return sim_shown_amount (number, sim_scenario_effect_unit (scenario, hypothesis));
}

char *
sim_report_effects (const SimScenario *scenario)
{
  GString *text = g_string_new (NULL);

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);
    g_autofree char *effect = effect_text (scenario, h);
    /* Translators: an effect with its unit, a comparison, and the short name of that */
    g_autofree char *item = g_strdup_printf (_ ("%s for %s (%s)"), effect, label,
                                             sim_scenario_hypothesis (scenario, h)->id);
    g_string_append_printf (text, "%s%s", h == 0 ? "" : "; ", item);
  }
  return g_string_free (text, FALSE);
}

static gboolean
any_positive (const SimValue *value)
{
  gboolean any = sim_value_kind (value) == SIM_VALUE_NUMBER && sim_value_number (value) > 0;

  for (guint i = 0; i < sim_value_length (value) && !any; i++)
    any = any_positive (sim_value_at (value, i));
  return any;
}

gboolean
sim_report_has_losses (const SimScenario *scenario)
{
  const SimValue *dropout = sim_value_get (sim_scenario_expanded (scenario), "dropout");

  return any_positive (sim_value_get (dropout, "proportion"))
         || any_positive (sim_value_get (dropout, "gaps"));
}

/* --- paragraphs ---------------------------------------------------------------------------- */

static void
add (Writer *writer, GString *text)
{
  g_strstrip (text->str);
  if (*text->str != '\0')
    g_ptr_array_add (writer->paragraphs, g_string_free (text, FALSE));
  else
    g_string_free (text, TRUE);
}

/* Values that are picked, after a head, and what is said beside them. */
static void
add_values (Writer *writer, const char *head, SimProtocolPick pick, gconstpointer data)
{
  GString *notes = g_string_new (NULL), *text = g_string_new (NULL);
  g_autofree char *values
      = sim_protocol_values (&writer->values, pick, data, notes, writer->bare);

  if (values != NULL) {
    /* Translators: what values are about, and the values */
    g_autofree char *sentence = g_strdup_printf (C_ ("protocol", "%s: %s"), head, values);
    sim_basis_append_sentence (text, sentence);
    if (notes->len > 0)
      g_string_append_printf (text, " %s", notes->str);
  }
  g_string_free (notes, TRUE);
  add (writer, text);
}

static void
write_outcome (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *primary = endpoint (scenario, first->outcome, first->visit);
  g_autofree char *at = outcome_pointer (scenario, first->outcome);
  g_autofree char *better = g_strconcat (at, "/better", NULL);
  g_autofree char *type = g_strconcat (at, "/type", NULL);
  g_autofree char *kind = sim_shown_small (value_at (writer->statements, type));
  g_autofree char *direction = sim_shown_small (value_at (writer->statements, better));
  const char *unit = name_of (scenario, "outcomes", first->outcome, "/unit");
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("The primary outcome is %s (%s%s%s; %s)."), primary, kind,
                          unit != NULL && *unit != '\0' ? ", " : "", unit != NULL ? unit : "",
                          direction);
  for (guint h = 1; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *other = sim_scenario_hypothesis (scenario, h);
    if (!is_named (scenario, h))
      g_ptr_array_add (others, endpoint (scenario, other->outcome, other->visit));
  }
  g_autofree char *list = sim_protocol_list (others);
  if (others->len > 0)
    g_string_append_printf (text, _ (" Also tested: %s."), list);
  add (writer, text);
}

/* The arms, with these numbers behind their names, but where they have the same. Numbers that were
   simulated differ by chance. */
static char *
arms_text (const SimScenario *scenario, const double *numbers, gboolean *alike)
{
  g_autoptr (GPtrArray) arms = g_ptr_array_new_with_free_func (g_free);

  *alike = TRUE;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++)
    *alike &= fabs (numbers[a] - numbers[0]) < 0.5;
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *number = sim_report_patients (numbers[a]);
    g_ptr_array_add (arms, *alike ? g_strdup (sim_scenario_arm_name (scenario, a))
                                  : g_strdup_printf ("%s %s", sim_scenario_arm_name (scenario, a),
                                                     number));
  }
  return sim_protocol_list (arms);
}

static void
write_groups (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  const SimSizeResult *size = writer->size;
  g_autofree char *method
      = sim_shown_small (value_at (writer->statements, "/allocation/method"));
  g_autofree char *total = sim_format_count (size->total);
  guint n = sim_scenario_n_arms (scenario);
  gboolean alike;
  g_autofree char *arms = arms_text (scenario, size->arms, &alike);
  g_autofree char *each = sim_report_patients (size->arms[0]);
  GString *text = g_string_new (NULL);

  if (alike)
    g_string_append_printf (text, _ ("%s patients are randomised to %u groups of %s: %s."), total,
                            n, each, arms);
  else
    g_string_append_printf (text, _ ("%s patients are randomised to %u groups: %s."), total, n,
                            arms);
  if (size->analysed < size->total - 1e-9) {
    g_autofree char *analysed = arms_text (scenario, size->analysed_arms, &alike);
    g_autofree char *of_each = sim_report_patients (size->analysed / n);
    if (alike)
      g_string_append_printf (text, _ (" Of each group %s are analysed on average."), of_each);
    else
      g_string_append_printf (text, _ (" Analysed on average are %s."), analysed);
  } else {
    g_string_append (text, sim_report_has_losses (writer->scenario)
                               ? _ (" All of them are analysed.")
                               : _ (" No losses are assumed."));
  }
  g_string_append_printf (text, _ (" Randomisation: %s."), method);
  add (writer, text);
}

/* What is told of an outcome: what effects are made of, and what makes them hard to see. */
static gboolean
is_planning_value (const SimStatement *statement, gconstpointer outcome)
{
  static const char *const keys[]
      = { "means", "proportions", "rates", "medians", "hazards", "probabilities", "odds-ratio",
          "hazard-ratio", "responder", "sd", "baseline/mean", "baseline/sd", "dispersion" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (is_of_key (statement->pointer, outcome, keys[i]))
      return TRUE;
  /* of what nobody measures there is a default */
  return statement->given && is_of_key (statement->pointer, outcome, "correlation/baseline");
}

static void
write_values (Writer *writer)
{
  for (guint o = 0; o < sim_scenario_n_outcomes (writer->scenario); o++) {
    g_autofree char *outcome = outcome_pointer (writer->scenario, o);
    /* Translators: the name of an outcome; before values of it */
    g_autofree char *head = g_strdup_printf (_ ("Assumed for %s"),
                                             name_of (writer->scenario, "outcomes", o, "/name"));
    add_values (writer, head, is_planning_value, outcome);
  }
}

/* What a hypothesis claims to be otherwise than, as its null hypothesis says it. */
typedef enum { NO_DIFFERENCE = 1, NO_BENEFIT = 2, NO_MARGIN = 4 } Null;

static Null
null_of (const SimHypothesis *hypothesis)
{
  if (hypothesis->type != SIM_SUPERIORITY && hypothesis->type != SIM_WITHIN_ARM_CHANGE)
    return NO_MARGIN;
  return hypothesis->test == SIM_TEST_DIFFERENT ? NO_DIFFERENCE : NO_BENEFIT;
}

/* What is to be shown to be wrong; the label of a claim against a margin says what is claimed. */
static const char *
null_hypotheses (const SimScenario *scenario)
{
  guint kinds = 0;

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    kinds |= null_of (sim_scenario_hypothesis (scenario, h));
  switch (kinds) {
  case NO_DIFFERENCE:
    return _ (" Each null hypothesis is that there is no difference; the alternative is the "
              "contrary.");
  case NO_BENEFIT:
    return _ (" Each null hypothesis is that there is no benefit; the alternative is the "
              "contrary.");
  case NO_MARGIN:
    return _ (" Each null hypothesis is that the margin is not met; the alternative is the "
              "contrary.");
  case NO_DIFFERENCE | NO_MARGIN:
    return _ (" Each null hypothesis is that there is no difference or, where there is a margin, "
              "that it is not met; the alternative is the contrary.");
  case NO_BENEFIT | NO_MARGIN:
    return _ (" Each null hypothesis is that there is no benefit or, where there is a margin, "
              "that it is not met; the alternative is the contrary.");
  default:
    return _ (" Each null hypothesis is that there is no difference, where the test is one-sided "
              "that there is no benefit, and where there is a margin that it is not met; the "
              "alternative is the contrary.");
  }
}

static void
write_differences (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  g_autofree char *list = sim_report_effects (scenario);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("The target differences, positive where the first group is better: %s."), list);
  g_string_append (text, null_hypotheses (scenario));
  add (writer, text);
}

/* What the file says at and below places: NULL-terminated prefixes of pointers. */
static gboolean
is_below (const SimStatement *statement, gconstpointer places)
{
  for (const char *const *place = places; *place != NULL; place++)
    if (statement->given && g_str_has_prefix (statement->pointer, *place))
      return TRUE;
  return FALSE;
}

static void
write_losses (Writer *writer)
{
  static const char *const places[] = { "/dropout/", NULL };

  if (sim_report_has_losses (writer->scenario))
    add_values (writer, _ ("Assumed of losses"), is_below, places);
}

/* What makes patients alike, and what takes them from the treatment of their arm. */
static void
write_circumstances (Writer *writer)
{
  static const char *const practitioners[] = { "/practitioners", NULL };
  static const char *const centres[] = { "/centres", NULL };
  const char *const treated[]
      = { "/adherence", "/switching",
          sim_scenario_value (writer->scenario, "/response-sd") != NULL ? "/response-sd" : NULL,
          NULL };

  add_values (writer, _ ("Assumed of practitioners"), is_below, practitioners);
  add_values (writer, _ ("Assumed of centres"), is_below, centres);
  add_values (writer, _ ("Assumed of treatment"), is_below, treated);
}

/* How many events there are, and how long it takes: that, not patients, decides the power of tests
   of times. */
static void
write_events (Writer *writer)
{
  const SimTimesResult *times = &writer->size->times;
  GString *text = g_string_new (NULL);

  if (times->counted) {
    g_autofree char *events = sim_format_figure (times->events.mean.value, times->events.mean.mcse);
    g_autofree char *weeks
        = sim_format_figure (times->duration.mean.value, times->duration.mean.mcse);
    g_autofree char *reached = sim_format_percent (times->reached.value, times->reached.mcse);
    g_string_append_printf (text, _ ("Expected are %s events"), events);
    for (guint a = 0; a < sim_scenario_n_arms (writer->scenario); a++) {
      const SimFigure *figure = &times->events_arms[a].mean;
      g_autofree char *of_arm = sim_format_figure (figure->value, figure->mcse);
      g_string_append_printf (text, "%s%s %s", a == 0 ? " (" : ", ",
                              sim_scenario_arm_name (writer->scenario, a), of_arm);
    }
    if (times->wanted > 0)
      g_string_append_printf (text,
                              _ ("), and the trial takes %s weeks on average; it has the %u events "
                                 "that end it in %s of the trials."),
                              weeks, times->wanted, reached);
    else
      g_string_append_printf (text, _ ("), and the trial takes %s weeks."), weeks);
  }
  add (writer, text);
}

/* Of outcomes that are times: who enters when, and what ends the trial. */
static void
write_times (Writer *writer)
{
  for (guint o = 0; o < sim_scenario_n_outcomes (writer->scenario); o++) {
    g_autofree char *outcome = outcome_pointer (writer->scenario, o);
    g_autofree char *accrual = g_strconcat (outcome, "/accrual", NULL);
    g_autofree char *follow_up = g_strconcat (outcome, "/follow-up", NULL);
    g_autofree char *events = g_strconcat (outcome, "/events", NULL);
    const char *const places[] = { accrual, follow_up, events, NULL };
    add_values (writer, _ ("Assumed of the course of the trial"), is_below, places);
  }
  write_events (writer);
}

/* Whether a hypothesis has a level or sides of its own. */
static gboolean
has_own_test (const SimScenario *scenario, const SimHypothesis *hypothesis)
{
  guint sides = sim_scenario_number (scenario, "/testing/sides") == 1 ? 1 : 2;

  return hypothesis->alpha != sim_scenario_number (scenario, "/testing/alpha")
         || hypothesis->sides != sides;
}

/* Whether one that has none is tested against a margin. */
static gboolean
has_margin (const SimScenario *scenario)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (sim_scenario_hypothesis (scenario, h)->test != SIM_TEST_DIFFERENT
        && !has_own_test (scenario, sim_scenario_hypothesis (scenario, h)))
      return TRUE;
  return FALSE;
}

static void
append_own_tests (GString *text, const SimScenario *scenario)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    gboolean margin = hypothesis->test != SIM_TEST_DIFFERENT;
    if (!has_own_test (scenario, hypothesis))
      continue;
    g_autofree char *name = sim_scenario_hypothesis_label (scenario, h);
    g_autofree char *own = sim_format_percent (
        margin ? hypothesis->alpha / hypothesis->sides : hypothesis->alpha, 0);
    g_string_append_printf (text,
                            margin || hypothesis->sides == 1
                                /* Translators: a comparison, and a share such as 2.5 % */
                                ? _ ("For %s the test is one-sided at a level of %s. ")
                                : _ ("For %s the test is two-sided at a level of %s. "),
                            name, own);
  }
}

/* Whether no analysis leaves out who did not keep to the treatment. */
static gboolean
analyses_as_randomised (const SimScenario *scenario)
{
  const SimValue *analyses = sim_scenario_value (scenario, "/analyses");

  for (guint i = 0; i < sim_value_length (analyses); i++)
    if (g_strcmp0 (sim_value_text (sim_value_get (sim_value_at (analyses, i), "set")),
                   "per-protocol")
        == 0)
      return FALSE;
  return TRUE;
}

static void
write_tests (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  guint n = sim_scenario_n_hypotheses (scenario), seen = 0;
  const char *sides = value_at (writer->statements, "/testing/sides");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          g_strcmp0 (sides, "1") == 0
                              ? _ ("Tests are one-sided at a level of %s. ")
                              : _ ("Tests are two-sided at a level of %s. "),
                          value_at (writer->statements, "/testing/alpha"));
  if (g_strcmp0 (sides, "1") != 0 && has_margin (scenario))
    g_string_append (text, _ ("Those against a margin are one-sided at half of that level. "));
  append_own_tests (text, scenario);
  if (n > 1 && strcmp (sim_scenario_text (scenario, "/testing/multiplicity/method"), "none") == 0)
    g_string_append_printf (text,
                            ngettext ("There is no correction for the number of hypotheses, %u. ",
                                      "There is no correction for the number of hypotheses, %u. ",
                                      n),
                            n);
  else if (n > 1)
    g_string_append_printf (text,
                            ngettext ("Multiplicity over %u hypothesis: %s. ",
                                      "Multiplicity over %u hypotheses: %s. ", n),
                            n, value_at (writer->statements, "/testing/multiplicity/method"));
  for (guint h = 0; h < n; h++) {
    guint analysis = sim_scenario_hypothesis (scenario, h)->analysis;
    if ((seen >> analysis & 1) != 0)
      continue;
    seen |= 1u << analysis;
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    g_autofree char *where = endpoint (scenario, hypothesis->outcome, hypothesis->visit);
    g_autofree char *method = sim_report_method (scenario, writer->statements, analysis);
    g_autofree char *small = sim_shown_small (method);
    g_string_append_printf (text, _ ("%s is analysed by %s. "), where, small);
  }
  if (analyses_as_randomised (scenario))
    g_string_append (text, _ ("Patients are analysed in the group that they were randomised to. "));
  g_string_append (text, _ ("Each trial is analysed once, at its end. "));
  add (writer, text);
}

/* "89.6 % for Hand-ear acupuncture vs usual care (simulated 89.7 %, ...)": exactly where that is
   known, NaN where it is not. */
static void
append_power (GString *text, const SimFigure *power, double exact, const char *whose,
              gboolean first)
{
  g_autofree char *value = sim_format_percent (power->value, power->mcse);
  g_autofree char *error = sim_format_points (power->mcse);
  g_autofree char *exactly = sim_format_percent (exact, 0);

  g_string_append (text, first ? "" : "; ");
  if (isfinite (exact))
    g_string_append_printf (text,
                            _ ("%s for %s (exact; simulated %s, Monte Carlo standard error %s "
                               "percentage points)"),
                            exactly, whose, value, error);
  else
    g_string_append_printf (text, _ ("%s for %s (Monte Carlo standard error %s percentage points)"),
                            value, whose, error);
}

/* What a sentence calls a goal. */
static char *
goal_name (const SimScenario *scenario, const SimGoal *goal)
{
  switch (goal->kind) {
  case SIM_GOAL_ANY:
    return g_strdup (_ ("at least one of them"));
  case SIM_GOAL_ALL:
    return g_strdup (_ ("all of them"));
  case SIM_GOAL_HYPOTHESIS:
  case SIM_GOAL_SUCCESS:
    break;
  }
  return sim_goal_label (scenario, goal);
}

/* The goals of which the same is counted, in a sentence; nothing where there are none. */
static void
write_counted (Writer *writer, SimCounts counts, const char *reason)
{
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (writer->scenario, goals), named = 0;
  GString *text = g_string_new (NULL);

  for (guint g = 0; g < n; g++) {
    if (sim_goal_counts (&goals[g], writer->scenario, writer->size) != counts)
      continue;
    g_autofree char *name = goal_name (writer->scenario, &goals[g]);
    g_autofree char *total = sim_format_count (writer->size->total);
    if (named == 0)
      g_string_append_printf (text,
                              counts == SIM_COUNTS_POWER ? _ ("With %s patients the power is ")
                              : counts == SIM_COUNTS_HARM
                                  ? _ ("With %s patients the power to find harm is ")
                                  : _ ("With %s patients the type I error is "),
                              total);
    append_power (text, sim_goal_power (&goals[g], writer->size),
                  writer->exact != NULL ? sim_goal_exact (&goals[g], writer->exact) : NAN, name,
                  named++ == 0);
  }
  /* of one hypothesis, or where any of them is the same, that has been said */
  if (counts == SIM_COUNTS_ERROR && named > 1 && isfinite (writer->size->fwer.value)
      && sim_scenario_n_hypotheses (writer->scenario) > 1
      && sim_goal_counts (&goals[n - 2], writer->scenario, writer->size) != counts)
    append_power (text, &writer->size->fwer, writer->exact != NULL ? writer->exact->fwer : NAN,
                  _ ("at least one true null hypothesis"), FALSE);
  if (named > 0)
    g_string_append_printf (text, "%s.", reason);
  add (writer, text);
}

static void
write_power (Writer *writer)
{
  write_counted (writer, SIM_COUNTS_POWER, "");
  write_counted (writer, SIM_COUNTS_HARM, _ (", because the true effect is negative"));
  write_counted (writer, SIM_COUNTS_ERROR,
                 _ (", because a null hypothesis that would have to be rejected is true"));
}

/* "466 in each arm, for Hand-ear acupuncture vs standard acupuncture (exact; ...)" */
static void
append_needed (GString *text, const SimScenario *scenario, const SimResults *results,
               const SimNeeded *needed, const char *whose)
{
  g_autofree char *total = sim_format_count (needed->total);
  g_autofree char *arms = sim_needed_arms_text (scenario, needed, TRUE);
  g_autofree char *check = sim_needed_check_text (needed);
  g_autofree char *interval = sim_needed_interval_text (needed);

  g_string_append (text, text->len > 0 ? "; " : "");
  if (isnan (needed->simulated)) {
    g_autofree char *first = sim_format_count (results->sizes[0].total);
    g_autofree char *last = sim_format_count (results->sizes[results->n_sizes - 1].total);

    g_string_append_printf (text,
                            /* Translators: a number of patients, what the arms have, what for;
                               the least and the most patients that were simulated */
                            _ ("%s (%s) for %s, calculated exactly, while the simulated curve, "
                               "from %s to %s patients, does not pass that power"),
                            total, arms, whose, first, last);
    return;
  }
  if (needed->by == SIM_NEEDED_EXACT)
    g_string_append_printf (text,
                            /* Translators: a number of patients, what the arms have, what for; a
                               number with its interval */
                            _ ("%s (%s) for %s, calculated exactly, while the simulated curve "
                               "gives %s as a check"),
                            total, arms, whose, check);
  else
    g_string_append_printf (text, _ ("%s (%s) for %s, read off the simulated curve"), total, arms,
                            whose);
  if (needed->by != SIM_NEEDED_EXACT && interval != NULL)
    /* Translators: of a number of patients */
    g_string_append_printf (text, _ (", 95 %% interval %s"), interval);
}

/* A sentence for a goal that has power, but no number of patients. */
static void
append_not_needed (GString *text, const SimResults *results, const SimGoal *goal,
                   const char *target, const char *whose)
{
  const SimSizeResult *sizes = results->sizes;
  gboolean below = sim_goal_power (goal, &sizes[0])->value >= results->target_power;
  g_autofree char *total
      = sim_format_count (below ? sizes[0].total : sizes[results->n_sizes - 1].total);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text,
                          below
                              /* Translators: a comparison, a number of patients, a power */
                              ? _ ("For %s already the smallest number of patients simulated, "
                                   "%s, has a power of at least %s.")
                              : _ ("For %s none of the numbers of patients simulated, up to %s, "
                                   "reaches a power of %s."),
                          whose, total, target);
}

static void
write_needed (Writer *writer)
{
  const SimResults *results = sim_snapshot_results (writer->snapshot);
  SimGoal goals[SIM_MAX_GOALS];
  guint n = sim_goals (writer->scenario, goals);
  GString *text = g_string_new (NULL);
  GString *others = g_string_new (NULL);
  const char *target = value_at (writer->statements, "/run/target-power");

  for (guint g = 0; g < n; g++) {
    if (goals[g].kind == SIM_GOAL_ANY || goals[g].kind == SIM_GOAL_ALL
        || sim_goal_is_error (&goals[g], writer->size))
      continue;
    g_autofree char *name = goal_name (writer->scenario, &goals[g]);
    if (writer->needs->of[g].by == SIM_NEEDED_NOT)
      append_not_needed (others, results, &goals[g], target, name);
    else
      append_needed (text, writer->scenario, results, &writer->needs->of[g], name);
  }
  if (text->len > 0) {
    g_autofree char *head = g_strdup_printf (
        _ ("A power of %s takes these numbers of patients, in whole patients an arm: "), target);
    g_string_prepend (text, head);
    g_string_append_c (text, '.');
  }
  add (writer, text);
  add (writer, others);
}

/* What the file says nothing about, and the sources by their numbers. */
static void
write_sources (Writer *writer)
{
  GString *text = g_string_new (NULL);
  g_autofree char *bare = sim_protocol_list (writer->bare);

  if (writer->bare->len > 0)
    g_string_append_printf (text, _ ("The scenario names no basis for: %s."), bare);
  add (writer, text);
  for (guint i = 0; i < writer->values.citations->len; i++) {
    GString *source = g_string_new (NULL);
    g_string_append_printf (source, "[%u] %s", i + 1,
                            (const char *)g_ptr_array_index (writer->values.citations, i));
    add (writer, source);
  }
}

static void
write_software (Writer *writer, const char *program)
{
  g_autofree char *trials = sim_format_count (sim_snapshot_replicates (writer->snapshot));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          _ ("These figures come from %s simulated trials (%s, seed "
                             "%" PRIu64 "; fingerprint of the results %s; SHA-256 of "
                             "the scenario %s)."),
                          trials, program, sim_scenario_seed (writer->scenario),
                          sim_snapshot_fingerprint (writer->snapshot),
                          sim_scenario_hash (writer->scenario));
  add (writer, text);
}

static const SimTheorySize *
exact_at (const SimTheory *theory, guint total)
{
  for (guint i = 0; theory != NULL && i < theory->n_sizes; i++)
    if (theory->sizes[i].total == total)
      return &theory->sizes[i];
  return NULL;
}

char **
sim_report_protocol (SimSnapshot *snapshot, const SimTheory *theory, const SimNeeds *needs,
                     const char *program)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  SimScenario *scenario = sim_snapshot_scenario (snapshot);
  const SimSizeResult *size = &results->sizes[results->own_size];
  g_autoptr (GPtrArray) statements = sim_scenario_statements (scenario);
  g_autoptr (GPtrArray) citations = g_ptr_array_new ();
  g_autoptr (GPtrArray) bare = g_ptr_array_new_with_free_func (g_free);
  SimNeeds curve;
  Writer writer = { .snapshot = snapshot,
                    .scenario = scenario,
                    .size = size,
                    .exact = exact_at (theory, size->total),
                    .needs = needs != NULL ? needs : &curve,
                    .statements = statements,
                    .values = { scenario, statements, citations },
                    .bare = bare,
                    .paragraphs = g_ptr_array_new () };

  if (needs == NULL)
    sim_needs_of_curve (scenario, results, &curve);
  write_outcome (&writer);
  write_groups (&writer);
  write_tests (&writer);
  write_differences (&writer);
  write_values (&writer);
  write_times (&writer);
  write_losses (&writer);
  write_circumstances (&writer);
  write_power (&writer);
  write_needed (&writer);
  write_software (&writer, program);
  write_sources (&writer);
  g_ptr_array_add (writer.paragraphs, NULL);
  return (char **)g_ptr_array_free (writer.paragraphs, FALSE);
}
