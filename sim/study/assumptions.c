/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assumptions.c - ranges from the basis, ranges offered, and their names.
 */
#include "assumptions.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/difference.h"
#include "../scenario/expand.h"
#include "../scenario/model-terms.h"
#include "../scenario/shown.h"

/* How much less and more is offered: of the value, of means in standard deviations, of what is left
   to a limit. */
#define PART 0.2

#define POINTS (SIM_MAX_VISITS + 1)

void
sim_assumption_free (SimAssumption *assumption)
{
  if (assumption == NULL)
    return;
  sim_vary_free (assumption->range);
  g_free (assumption->label);
  g_free (assumption->unit);
  g_free (assumption->ends[0]);
  g_free (assumption->ends[1]);
  g_free (assumption);
}

/* The scenario at an end of a range; NULL where it is not valid. */
static SimScenario *
at_end (const SimVary *range, SimDraft *draft, guint end)
{
  g_autoptr (SimDraft) edited = sim_vary_apply (range, draft, end, NULL);
  g_autoptr (GPtrArray) problems = sim_problems_new ();

  return edited != NULL ? sim_scenario_check (edited, problems) : NULL;
}

static char *
plain_unit (const SimAssumption *assumption)
{
  if (assumption->range->how == SIM_VARY_SCALE)
    return g_strdup (_ ("times as planned"));
  return g_strdup (assumption->unit);
}

/* "4 points", "5 %", "+1 point" where it is a shift; three digits are enough for a range. */
static char *
end_text (const SimAssumption *assumption, double value)
{
  gboolean percent = strcmp (assumption->unit, "%") == 0;
  gboolean shift = assumption->range->how == SIM_VARY_SHIFT;
  g_autofree char *unit = plain_unit (assumption);
  char size[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (size, sizeof size, "%.3g", fabs (percent ? 100 * value : value));
  g_autofree char *number = g_strconcat (value < 0 ? "\u2212" : shift ? "+" : "", size, NULL);
  return sim_shown_amount (number, unit);
}

/* What a difference is called without which part of what is varied it is of. */
static char *
name_of_whole (const SimVary *range, const SimScenario *scenario, const SimDifference *first)
{
  g_autofree char *part = sim_scenario_part_name (scenario, range->pointer, first->pointer);
  g_autofree char *behind = g_strconcat (", ", part, NULL);
  char *what = g_strdup (first->what);

  if (*part != '\0' && g_str_has_suffix (what, behind))
    what[strlen (what) - strlen (behind)] = '\0';
  return what;
}

/* A course is named by its last visit, of which its range is said. */
static char *
name_of_course (const SimVary *range, const SimScenario *scenario, const char *whole)
{
  const SimValue *root = sim_scenario_expanded (scenario);
  guint n = sim_value_length (sim_visits_of (root, range->pointer));
  gboolean all = strcmp (range->pointer, "/dropout/proportion") == 0;
  g_autofree char *arm = all ? sim_pointer_join (range->pointer, sim_scenario_arm_id (scenario, 0))
                             : g_strdup (range->pointer);
  g_autofree char *last = g_strdup_printf ("%s/%u", arm, n - 1);
  g_autofree char *visit = sim_scenario_part_name (scenario, arm, last);

  g_autofree char *by = sim_visit_by (visit);

  if (!all)
    return g_strdup_printf ("%s, %s", whole, by);
  /* Translators: what adds up over the visits, and the last one: "Lost by Week 26" */
  return g_strdup_printf (C_ ("assumption", "%s by %s"), whole, visit);
}

/* What it is called where two scenarios differ so, without the outcome that there is alone; and
   without the visit where all of them move. NULL where they do not differ. */
static char *
name_by_difference (const SimVary *range, SimDraft *draft, SimScenario *low, SimScenario *high)
{
  g_autoptr (GPtrArray) found = sim_scenario_differences (low, high);
  const SimDifference *first = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  const char *outcome = sim_scenario_shown (low, "/outcomes/0/name");
  gboolean course = sim_vary_is_course (range, draft);
  g_autofree char *name = NULL;

  if (first == NULL || first->what == NULL)
    return NULL;
  if (course || found->len > 1)
    name = name_of_whole (range, low, first);
  else
    name = g_strdup (first->what);
  if (course)
    return name_of_course (range, low, name);
  if (sim_scenario_n_outcomes (low) == 1 && outcome != NULL && g_str_has_prefix (name, outcome)
      && g_str_has_prefix (name + strlen (outcome), ": "))
    return g_strdup (name + strlen (outcome) + 2);
  return g_steal_pointer (&name);
}

/* Whether the correlations of scores are others at the two ends: of one visit there is none between
   visits, whatever the file says. */
static gboolean
correlations_differ (const SimScenario *low, const SimScenario *high)
{
  for (guint o = 0; o < sim_scenario_n_outcomes (low); o++) {
    double ends[2][POINTS * POINTS] = { { 0 }, { 0 } };
    sim_scenario_correlation (low, o, ends[0]);
    sim_scenario_correlation (high, o, ends[1]);
    if (memcmp (ends[0], ends[1], sizeof ends[0]) != 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
can_matter (const SimVary *range, const SimScenario *low, const SimScenario *high)
{
  return !g_str_has_prefix (range->pointer, "/outcomes/")
         || strstr (range->pointer, "/correlation/") == NULL || correlations_differ (low, high);
}

/* Takes range over. NULL where it cannot do anything; of an offered one also where the scenario is
   valid at neither end, or the same at both. */
static SimAssumption *
assumption_new (SimVary *range, SimDraft *draft, gboolean given)
{
  SimAssumption *assumption = g_new0 (SimAssumption, 1);
  const SimField *field = sim_field_find (sim_draft_root (draft), range->pointer);
  g_autoptr (SimScenario) low = at_end (range, draft, 0);
  g_autoptr (SimScenario) high = at_end (range, draft, 1);

  assumption->range = range;
  assumption->given = given;
  assumption->planned = sim_vary_planned (range, draft);
  if (low != NULL && high != NULL)
    assumption->label = name_by_difference (range, draft, low, high);
  if ((assumption->label == NULL && !given)
      || (low != NULL && high != NULL && !can_matter (range, low, high))) {
    sim_assumption_free (assumption);
    return NULL;
  }
  assumption->unit = field != NULL && range->how != SIM_VARY_SCALE
                         ? sim_field_unit (field, sim_draft_root (draft), range->pointer)
                         : g_strdup ("");
  if (assumption->label == NULL)
    assumption->label
        = g_strdup (field != NULL && field->label != NULL ? _ (field->label) : range->pointer);
  for (guint end = 0; end < 2; end++)
    assumption->ends[end] = end_text (assumption, range->values[end]);
  return assumption;
}

static gboolean
is_listed (GPtrArray *list, const SimValue *root, const char *pointer)
{
  for (guint i = 0; i < list->len; i++) {
    const SimAssumption *one = g_ptr_array_index (list, i);
    if (sim_pointer_within (root, one->range->pointer, pointer)
        || sim_pointer_within (root, pointer, one->range->pointer))
      return TRUE;
  }
  return FALSE;
}

/* The number that leaves the values at a pointer alone if it is set there; NaN: there is none. */
static double
number_at (SimDraft *draft, const char *pointer)
{
  SimVary probe = { (char *)pointer, SIM_VARY_SET, 0, NULL };

  return sim_vary_planned (&probe, draft);
}

/* The least and the largest of the numbers in a value. */
static void
find_extent (const SimValue *value, double *least, double *largest)
{
  if (sim_value_kind (value) == SIM_VALUE_NUMBER) {
    *least = fmin (*least, sim_value_number (value));
    *largest = fmax (*largest, sim_value_number (value));
  }
  for (guint i = 0; i < sim_value_length (value); i++)
    find_extent (sim_value_at (value, i), least, largest);
}

/* How much less and more of the numbers in a value is offered: PART, but where one so much larger
   would pass what its field allows, such a part of them as takes that one PART of the way there. */
static double
part_of (const SimField *field, const SimValue *value)
{
  double least = INFINITY, largest = -INFINITY, part = PART;

  find_extent (value, &least, &largest);
  if (field == NULL)
    return part;
  if (largest > 0 && largest * (1 + PART) >= field->max)
    part = fmin (part, PART * (field->max - largest) / largest);
  if (least < 0 && least * (1 + PART) <= field->min)
    part = fmin (part, PART * (field->min - least) / least);
  return part;
}

/* 7.82 and not 7.820000000000001, as sim_vary_apply() has it. */
static double
twelve_digits (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.12g", value), NULL);
}

/* Adds the assumption that the numbers at a pointer are off by `by`, or, where that is NaN, by a
   part of what they are. */
static void
offer (GPtrArray *list, SimDraft *draft, const char *pointer, double by)
{
  g_autoptr (SimValue) there = sim_draft_effective (draft, pointer);
  const SimValue *root = sim_draft_root (draft);
  double planned = number_at (draft, pointer);
  double part = part_of (sim_field_find (root, pointer), there);
  double ends[2] = { 1 - part, 1 + part };
  SimVaryHow how = SIM_VARY_SCALE;
  SimAssumption *assumption = NULL;
  SimVary *range;

  if (list->len == SIM_TORNADO_MAX_BARS || there == NULL || is_listed (list, root, pointer))
    return;
  if (by > 0 && !isfinite (planned)) {
    how = SIM_VARY_SHIFT;
    ends[0] = twelve_digits (-by);
    ends[1] = twelve_digits (by);
  } else if (isfinite (planned)) {
    how = SIM_VARY_SET;
    by = by > 0 ? by : fabs (planned) * part;
    ends[0] = twelve_digits (planned - by);
    ends[1] = twelve_digits (planned + by);
  }
  range = sim_vary_new (pointer, how, ends, 2, NULL);
  if (range != NULL && sim_vary_check (range, draft, NULL))
    assumption = assumption_new (g_steal_pointer (&range), draft, FALSE);
  sim_vary_free (range);
  if (assumption != NULL)
    g_ptr_array_add (list, assumption);
}

/* A part of the SD of an arm where the first hypothesis looks: at the visit of its analysis. */
static double
part_of_sd (const SimScenario *scenario, guint arm)
{
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *sd = g_strdup_printf ("/outcomes/%u/sd/%s/%u", first->outcome,
                                         sim_scenario_arm_id (scenario, arm), first->visit);

  return PART * sim_scenario_number (scenario, sd);
}

/* What power hangs on in the outcome that the first hypothesis is about. */
static void
offer_outcome (GPtrArray *list, const SimScenario *scenario, SimDraft *draft, const char *outcome)
{
  static const char *const of_arms[]
      = { "means", "proportions", "rates", "medians", "hazards", "hazard-ratio", "odds-ratio" };
  static const char *const of_all[]
      = { "sd", "dispersion", "correlation/baseline", "correlation/visits", "correlation/rho" };

  for (guint i = 0; i < G_N_ELEMENTS (of_arms); i++)
    for (guint arm = 0; arm < sim_scenario_n_arms (scenario); arm++) {
      g_autofree char *pointer = g_strdup_printf ("/outcomes/%s/%s/%s", outcome, of_arms[i],
                                                  sim_scenario_arm_id (scenario, arm));
      offer (list, draft, pointer, i == 0 ? part_of_sd (scenario, arm) : NAN);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_all); i++) {
    g_autofree char *pointer = g_strdup_printf ("/outcomes/%s/%s", outcome, of_all[i]);
    offer (list, draft, pointer, NAN);
  }
}

static gboolean
is_adjusted_for (const SimScenario *scenario, guint covariate)
{
  guint n = sim_value_length (sim_scenario_value (scenario, "/analyses"));
  gboolean adjusted = FALSE;

  for (guint i = 0; i < n; i++) {
    SimModelTerms terms;
    sim_scenario_model_terms (scenario, i, &terms);
    for (guint k = 0; k < terms.n_covariates; k++)
      adjusted |= terms.covariate[k] == covariate;
  }
  return adjusted;
}

/* What covariates tell of the outcome; of one that nobody adjusts for it is no matter. */
static void
offer_covariates (GPtrArray *list, const SimScenario *scenario, SimDraft *draft,
                  const char *outcome)
{
  guint n = sim_value_length (sim_scenario_value (scenario, "/covariates"));

  for (guint k = 0; k < n; k++) {
    g_autofree char *id = g_strdup_printf ("/covariates/%u/id", k);
    g_autofree char *pointer = g_strdup_printf ("/covariates/%s/correlation/%s",
                                                sim_scenario_text (scenario, id), outcome);
    if (is_adjusted_for (scenario, k))
      offer (list, draft, pointer, NAN);
  }
}

GPtrArray *
sim_assumptions (SimScenario *scenario)
{
  static const char *const of_trial[]
      = { "/dropout/proportion", "/dropout/log-odds", "/practitioners/icc", "/practitioners/sd",
          "/centres/icc",        "/centres/sd",       "/response-sd" };
  static const char *const of_arms[] = { "/adherence/proportion", "/adherence/share-kept" };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)sim_assumption_free);
  g_autoptr (GPtrArray) ranges = sim_tornado_ranges (scenario);
  SimDraft *draft = sim_scenario_draft (scenario);
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *id = g_strdup_printf ("/outcomes/%u/id", first->outcome);

  for (guint i = 0; i < ranges->len; i++) {
    SimAssumption *given
        = assumption_new (sim_vary_copy (g_ptr_array_index (ranges, i)), draft, TRUE);
    if (given != NULL)
      g_ptr_array_add (list, given);
  }
  offer_outcome (list, scenario, draft, sim_scenario_text (scenario, id));
  offer_covariates (list, scenario, draft, sim_scenario_text (scenario, id));
  for (guint i = 0; i < G_N_ELEMENTS (of_trial); i++)
    offer (list, draft, of_trial[i], NAN);
  for (guint i = 0; i < G_N_ELEMENTS (of_arms); i++)
    for (guint arm = 0; arm < sim_scenario_n_arms (scenario); arm++) {
      g_autofree char *pointer
          = sim_pointer_join (of_arms[i], sim_scenario_arm_id (scenario, arm));
      offer (list, draft, pointer, NAN);
    }
  return list;
}

SimTornado *
sim_assumptions_tornado (SimScenario *scenario, const GPtrArray *assumptions, GError **error)
{
  g_autofree const SimVary **ranges = g_new (const SimVary *, assumptions->len + 1);
  SimTornado *tornado;

  for (guint i = 0; i < assumptions->len; i++)
    ranges[i] = ((const SimAssumption *)g_ptr_array_index (assumptions, i))->range;
  tornado = sim_tornado_new (scenario, ranges, assumptions->len, error);
  for (guint i = 0; tornado != NULL && i < assumptions->len; i++)
    tornado->bars[i].source = ((const SimAssumption *)g_ptr_array_index (assumptions, i))->given
                                  ? SIM_RANGE_BASIS
                                  : SIM_RANGE_ASSUMED;
  return tornado;
}

/* Whether a range of what is no mean is narrower than PART: what is possible ends sooner. */
static gboolean
is_narrowed (const SimTornadoBar *bar)
{
  const double *ends = bar->range->values;

  return ends[1] - ends[0] < (2 - 1e-9) * PART * fabs (bar->planned);
}

char *
sim_assumptions_rule (const SimTornado *tornado)
{
  gboolean means = FALSE, others = FALSE, narrowed = FALSE;

  for (guint i = 0; i < tornado->n_bars; i++) {
    const SimTornadoBar *bar = &tornado->bars[i];
    gboolean mean = strstr (bar->range->pointer, "/means/") != NULL;
    if (bar->source != SIM_RANGE_ASSUMED)
      continue;
    means |= mean;
    others |= !mean;
    narrowed |= !mean && is_narrowed (bar);
  }
  if (!others)
    return means ? g_strdup (_ ("a fifth of the SD of the arm less and more")) : NULL;
  return g_strconcat (
      means ? _ ("means a fifth of the SD of their arm less and more, all else a "
                 "fifth of what is planned")
            : _ ("a fifth less and more than planned"),
      narrowed ? _ ("; where that passes what is possible, a fifth of the way there") : NULL, NULL);
}
