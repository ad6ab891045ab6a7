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

#include "../study/goal.h"
#include "goal-words.h"

typedef struct {
  SimSnapshot *snapshot;
  const SimScenario *scenario;
  const SimSizeResult *size; /* the scenario's own */
  GPtrArray *statements;
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

  return g_strdup_printf (_ ("%s at %s"), name_of (scenario, "outcomes", outcome, "/name"),
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
    g_autofree char *small = sim_shown_keeps_capitals () ? g_strdup (label + 2)
                                                         : g_utf8_strdown (label + 2, -1);
    g_string_append_printf (text, "; %s: %s", small, statement->value);
  }
  return g_string_free (text, FALSE);
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

/* "Pain: SD: 5 points. Assumed, plausible 4 to 6. " */
static void
append_statement (GString *text, const SimStatement *statement)
{
  /* Translators: what an assumption is about, its value, and sentences on where it comes from */
  g_string_append_printf (text, _ ("%s: %s. %s "), statement->what, statement->value,
                          statement->basis != NULL ? statement->basis
                                                   : _ ("The file names no basis."));
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
  const char *unit = name_of (scenario, "outcomes", first->outcome, "/unit");
  GString *text = g_string_new (NULL);
  gsize listed = 0;

  g_string_append_printf (text, _ ("The primary outcome is %s (%s%s%s; %s)."), primary,
                          value_at (writer->statements, type),
                          unit != NULL && *unit != '\0' ? ", " : "", unit != NULL ? unit : "",
                          value_at (writer->statements, better));
  for (guint h = 1; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *other = sim_scenario_hypothesis (scenario, h);
    g_autofree char *name = endpoint (scenario, other->outcome, other->visit);
    if (is_named (scenario, h))
      continue;
    g_string_append_printf (text, "%s%s", listed++ > 0 ? ", " : _ (" Also tested: "), name);
  }
  g_string_append (text, listed > 0 ? "." : "");
  add (writer, text);
}

static void
write_groups (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  const char *method = value_at (writer->statements, "/allocation/method");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%u patients are randomised to %u groups: "),
                          writer->size->total, sim_scenario_n_arms (scenario));
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_autofree char *randomised = sim_report_patients (writer->size->arms[a]);
    g_autofree char *analysed = sim_report_patients (writer->size->analysed_arms[a]);
    g_string_append_printf (text, _ ("%s%s %s (of whom %s are analysed on average)"),
                            a == 0 ? "" : "; ", sim_scenario_arm_name (scenario, a), randomised,
                            analysed);
  }
  g_string_append_printf (text, _ (". Randomisation: %s."), method);
  add (writer, text);
}

/* The values of an outcome that effects are made of, and its SDs. */
static gboolean
is_planning_value (const char *pointer, const char *outcome, gboolean spread)
{
  static const char *const means[]
      = { "means",         "proportions", "rates",        "medians",  "hazards",
          "probabilities", "odds-ratio",  "hazard-ratio", "responder" };
  static const char *const spreads[]
      = { "sd", "baseline/sd", "dispersion", "correlation/baseline" };
  const char *const *keys = spread ? spreads : means;

  for (guint i = 0; i < (spread ? G_N_ELEMENTS (spreads) : G_N_ELEMENTS (means)); i++)
    if (is_of_key (pointer, outcome, keys[i]))
      return TRUE;
  return FALSE;
}

static void
write_values (Writer *writer, gboolean spread)
{
  GString *text = g_string_new (NULL);

  for (guint o = 0; o < sim_scenario_n_outcomes (writer->scenario); o++) {
    g_autofree char *outcome = outcome_pointer (writer->scenario, o);
    for (guint i = 0; i < writer->statements->len; i++) {
      const SimStatement *statement = g_ptr_array_index (writer->statements, i);
      if (is_planning_value (statement->pointer, outcome, spread))
        append_statement (text, statement);
    }
  }
  if (text->len > 0 && !spread)
    g_string_prepend (text, _ ("They follow from these values. "));
  add (writer, text);
}

static void
write_differences (Writer *writer)
{
  const SimScenario *scenario = writer->scenario;
  GString *text = g_string_new (_ ("The target differences, positive where the first group is "
                                   "better: "));

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);
    g_autofree char *effect = sim_format_figure (sim_scenario_true_effect (scenario, h), 0);
    const char *unit = sim_scenario_effect_unit (scenario, h);
    g_string_append_printf (text, "%s%s (%s): %s%s%s", h == 0 ? "" : "; ",
                            sim_scenario_hypothesis (scenario, h)->id, label, effect,
                            *unit != '\0' ? " " : "", unit);
  }
  g_string_append_c (text, '.');
  add (writer, text);
}

/* All that the file says at and below these places (NULL-terminated), in a paragraph. */
static void
write_below (Writer *writer, const char *const *places)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < writer->statements->len; i++) {
    const SimStatement *statement = g_ptr_array_index (writer->statements, i);
    for (guint p = 0; places[p] != NULL; p++)
      if (g_str_has_prefix (statement->pointer, places[p]))
        append_statement (text, statement);
  }
  add (writer, text);
}

static void
write_losses (Writer *writer)
{
  static const char *const places[] = { "/dropout/mechanism", "/dropout/proportion", NULL };

  write_below (writer, places);
}

/* What makes patients alike, and what takes them from the treatment of their arm. */
static void
write_circumstances (Writer *writer)
{
  static const char *const alike[] = { "/practitioners", "/centres", NULL };
  const char *const treated[]
      = { "/adherence", "/switching",
          sim_scenario_value (writer->scenario, "/response-sd") != NULL ? "/response-sd" : NULL,
          NULL };

  write_below (writer, alike);
  write_below (writer, treated);
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
    write_below (writer, places);
  }
  write_events (writer);
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
                              : _ ("Tests are two-sided at a level of %s, margins at "
                                   "half of it. "),
                          value_at (writer->statements, "/testing/alpha"));
  if (n > 1)
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
    g_string_append_printf (text, _ ("%s is analysed by %s. "), where, method);
  }
  add (writer, text);
}

/* "89.6 % (Monte Carlo standard error 0.10 percentage points) for HE-UC" */
static void
append_power (GString *text, const SimFigure *power, const char *whose, gboolean first)
{
  g_autofree char *value = sim_format_percent (power->value, power->mcse);
  g_autofree char *error = sim_format_points (power->mcse);

  g_string_append_printf (text, _ ("%s%s (Monte Carlo standard error %s percentage points) for %s"),
                          first ? "" : ", ", value, error, whose);
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
    return g_strdup (goal->id);
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
    if (named == 0)
      g_string_append_printf (text, _ ("With %u patients the %s is "), writer->size->total,
                              sim_report_counts_name (counts));
    append_power (text, sim_goal_power (&goals[g], writer->size), name, named++ == 0);
  }
  /* of one hypothesis, or where any of them is the same, that has been said */
  if (counts == SIM_COUNTS_ERROR && named > 1 && isfinite (writer->size->fwer.value)
      && sim_scenario_n_hypotheses (writer->scenario) > 1
      && sim_goal_counts (&goals[n - 2], writer->scenario, writer->size) != counts)
    append_power (text, &writer->size->fwer, _ ("at least one true null hypothesis"), FALSE);
  if (named > 0)
    g_string_append_printf (text, "%s.", reason);
  add (writer, text);
}

static void
write_power (Writer *writer)
{
  write_counted (writer, SIM_COUNTS_POWER, "");
  write_counted (writer, SIM_COUNTS_HARM, _ (", for the true effect is negative"));
  write_counted (writer, SIM_COUNTS_ERROR,
                 _ (", for a null hypothesis that is to be rejected is true"));
}

static void
write_reach (Writer *writer)
{
  const SimResults *results = sim_snapshot_results (writer->snapshot);
  GString *text = g_string_new (NULL);
  g_autofree char *target = sim_format_percent (results->target_power, 0);

  for (guint h = 0; h < results->n_hypotheses; h++) {
    const SimReach *reach = &results->reach[h];
    const char *id = sim_scenario_hypothesis (writer->scenario, h)->id;
    if (!isfinite (reach->total) || writer->size->hypotheses[h].null_true)
      continue;
    g_autofree char *total = sim_report_patients (ceil (reach->total - 1e-9));
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", id, total);
    if (isfinite (reach->low) && isfinite (reach->high)) {
      g_autofree char *low = sim_report_patients (ceil (reach->low - 1e-9));
      g_autofree char *high = sim_report_patients (ceil (reach->high - 1e-9));
      g_string_append_printf (text, _ (" (95 %% interval %s to %s)"), low, high);
    }
  }
  if (text->len > 0) {
    g_autofree char *head = g_strdup_printf (
        _ ("Read off the simulated curve, a power of %s needs these totals: "), target);
    g_string_prepend (text, head);
    g_string_append_c (text, '.');
  }
  add (writer, text);
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

char **
sim_report_protocol (SimSnapshot *snapshot, const char *program)
{
  const SimResults *results = sim_snapshot_results (snapshot);
  const SimScenario *scenario = sim_snapshot_scenario (snapshot);
  Writer writer = { .snapshot = snapshot,
                    .scenario = scenario,
                    .size = &results->sizes[results->own_size],
                    .statements = sim_scenario_statements (scenario),
                    .paragraphs = g_ptr_array_new () };

  write_outcome (&writer);
  write_groups (&writer);
  write_differences (&writer);
  write_values (&writer, FALSE);
  write_values (&writer, TRUE);
  write_times (&writer);
  write_losses (&writer);
  write_circumstances (&writer);
  write_tests (&writer);
  write_power (&writer);
  write_reach (&writer);
  write_software (&writer, program);
  g_ptr_array_unref (writer.statements);
  g_ptr_array_add (writer.paragraphs, NULL);
  return (char **)g_ptr_array_free (writer.paragraphs, FALSE);
}
