/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-hypotheses.c - what must hold within a hypothesis and between hypotheses: which arms, which
 * bounds, and whether the analysis tests such a one.
 *
 * Silent about values that are themselves in question: what is wrong with them is said already.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "check.h"
#include "hypothesis.h"
#include "mechanism.h"

static const char hypotheses_at[] = "/testing/hypotheses";

/* One hypothesis and what it hangs on. */
typedef struct {
  SimCheck *check;
  const SimValue *list, *record, *analysis;
  const SimAnalysisNeeds *needs; /* NULL where the method is in question */
  SimHypothesisType type;
  guint index;
} Claim;

static void problem (const Claim *claim, const char *key, SimErrorCode code, const char *allowed,
                     const char *format, ...) G_GNUC_PRINTF (5, 6);

static void
problem (const Claim *claim, const char *key, SimErrorCode code, const char *allowed,
         const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *what = g_strdup_vprintf (format, args);
  va_end (args);
  char *pointer = sim_check_member (hypotheses_at, claim->list, claim->index, key);
  sim_check_add_at (claim->check, pointer, code, sim_value_get (claim->record, key), allowed, "%s",
                    what);
  g_free (pointer);
  g_free (what);
}

/* Whether something is said of the value already. */
static gboolean
said (const Claim *claim, const char *key)
{
  char *pointer = sim_check_member (hypotheses_at, claim->list, claim->index, key);
  gboolean found = sim_check_said_below (claim->check, pointer);
  g_free (pointer);
  return found;
}

/* --- arms ---------------------------------------------------------------------------------- */

static const char *
compared (const SimValue *record, guint side)
{
  return sim_value_text (sim_value_at (sim_value_get (record, "compare"), side));
}

static void
check_contrast (const Claim *claim, const SimValue *contrast)
{
  double sum = 0;
  guint weighted = 0;
  if (said (claim, "contrast"))
    return;
  for (guint i = 0; i < sim_value_length (contrast); i++) {
    sum += sim_value_number (sim_value_at (contrast, i));
    weighted += sim_value_number (sim_value_at (contrast, i)) != 0;
  }
  if (weighted < 2)
    problem (claim, "contrast", SIM_ERROR_CONFLICT, _ ("weights of at least two arms"),
             _ ("a contrast is between arms"));
  else if (fabs (sum) > SIM_CONTRAST_SLACK)
    problem (claim, "contrast", SIM_ERROR_CONFLICT, _ ("weights of which the sum is 0"),
             _ ("the sum of the weights is %.6g"), sum);
}

static void
check_retention (const Claim *claim)
{
  const char *placebo = sim_value_text (sim_value_get (claim->record, "placebo"));
  for (guint side = 0; side < 2 && placebo; side++)
    if (g_strcmp0 (compared (claim->record, side), placebo) == 0 && !said (claim, "placebo"))
      problem (claim, "placebo", SIM_ERROR_CONFLICT, _ ("an arm that is not compared"),
               _ ("arm \"%s\" is one of the two that are compared"), placebo);
}

static void
check_arms (const Claim *claim)
{
  const SimValue *compare = sim_value_get (claim->record, "compare");
  const SimValue *contrast = sim_value_get (claim->record, "contrast");
  const char *type = sim_hypothesis_type_id (claim->type);
  gboolean within = claim->type == SIM_WITHIN_ARM_CHANGE;
  if (within && (compare || contrast)) {
    problem (claim, compare ? "compare" : "contrast", SIM_ERROR_CONFLICT, _ ("\"arm\" alone"),
             _ ("%s is about one arm"), type);
    return;
  }
  if (claim->type == SIM_RETENTION && contrast) {
    problem (claim, "contrast", SIM_ERROR_CONFLICT, _ ("\"compare\" with two arms, and a placebo"),
             _ ("the weights of %s come from its fraction"), type);
    return;
  }
  if (compare && contrast)
    problem (claim, "contrast", SIM_ERROR_CONFLICT, _ ("either \"compare\" or \"contrast\""),
             _ ("the arms are compared in pairs already"));
  else if (!within && !compare && !contrast)
    problem (claim, "compare", SIM_ERROR_MISSING,
             claim->type == SIM_RETENTION ? _ ("two arms")
                                          : _ ("two arms; or \"contrast\" with weights of arms"),
             _ ("\"compare\" is missing; it has no default"));
  else if (compared (claim->record, 0)
           && g_strcmp0 (compared (claim->record, 0), compared (claim->record, 1)) == 0)
    problem (claim, "compare", SIM_ERROR_CONFLICT, _ ("two different arms"),
             _ ("an arm is compared with itself"));
  else if (contrast)
    check_contrast (claim, contrast);
  if (claim->type == SIM_RETENTION)
    check_retention (claim);
}

/* --- bounds -------------------------------------------------------------------------------- */

/* Whether the method compares proportions by their difference, which is between -1 and 1. */
static gboolean
compares_proportions (const Claim *claim)
{
  const char *const *outcomes = claim->needs ? claim->needs->outcomes : NULL;
  return outcomes && !claim->needs->ratio && g_strcmp0 (outcomes[0], "binary") == 0 && !outcomes[1];
}

static void
check_margins (const Claim *claim, const SimValue *margins)
{
  double low = sim_value_number (sim_value_at (margins, 0));
  double high = sim_value_number (sim_value_at (margins, 1));
  double none = claim->needs && claim->needs->ratio ? 1 : 0;
  if (said (claim, "margins") || !claim->needs)
    return;
  if (none > 0 && !(low > 0 && low < 1 && high > 1))
    problem (claim, "margins", SIM_ERROR_CONFLICT, _ ("a ratio between 0 and 1, and one above 1"),
             _ ("the method compares ratios"));
  else if (none == 0 && !(low < 0 && high > 0))
    problem (claim, "margins", SIM_ERROR_CONFLICT, _ ("one below 0, and one above 0"),
             _ ("no difference lies outside the margins"));
  else if (compares_proportions (claim) && (low <= -1 || high >= 1))
    problem (claim, "margins", SIM_ERROR_CONFLICT,
             _ ("one above -1, and one below 1: 0.15 is 15 %"),
             _ ("no difference of proportions is that large"));
}

static void
check_bounds (const Claim *claim)
{
  const SimValue *margin = sim_value_get (claim->record, "margin");
  const SimValue *margins = sim_value_get (claim->record, "margins");
  if (claim->type == SIM_EQUIVALENCE && margin && margins)
    problem (claim, "margins", SIM_ERROR_CONFLICT, _ ("either \"margin\" or \"margins\""),
             _ ("the margin is given already"));
  else if (claim->type == SIM_EQUIVALENCE && !margin && !margins)
    problem (claim, "margin", SIM_ERROR_MISSING, _ ("a number above 0; or \"margins\" with two"),
             _ ("\"margin\" is missing; it has no default"));
  else if (margins)
    check_margins (claim, margins);
  if (margin && claim->needs && claim->needs->ratio && !said (claim, "margin")
      && sim_value_number (margin) <= 1)
    problem (claim, "margin", SIM_ERROR_CONFLICT, _ ("a ratio above 1"),
             _ ("the method compares ratios"));
  else if (margin && compares_proportions (claim) && !said (claim, "margin")
           && sim_value_number (margin) >= 1)
    problem (claim, "margin", SIM_ERROR_CONFLICT, _ ("a number below 1: 0.15 is 15 %"),
             _ ("no difference of proportions is that large"));
}

/* --- the analysis -------------------------------------------------------------------------- */

/* The type of the outcome that is analysed; NULL if it is in question. */
static const char *
outcome_type (const Claim *claim)
{
  const SimValue *outcomes = sim_value_get (claim->check->full, "outcomes");
  const char *id = sim_value_text (sim_value_get (claim->analysis, "outcome"));
  int index = id ? sim_value_index_of (outcomes, id) : -1;
  return index < 0 ? NULL
                   : sim_value_text (sim_value_get (sim_value_at (outcomes, (guint)index), "type"));
}

/* "t-test, ancova": the methods that accept such hypotheses of such an outcome. */
static char *
methods_that (unsigned accept, const char *outcome)
{
  const SimField *row = sim_field_find (NULL, "/analyses/0/method");
  GString *text = g_string_new (NULL);
  for (const SimChoice *choice = row->choices; choice->id; choice++) {
    const SimAnalysisNeeds *needs = sim_analysis_needs (choice->id);
    if (needs && (needs->accepts & accept) == accept
        && (!outcome || g_strv_contains (needs->outcomes, outcome)))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", choice->id);
  }
  return g_string_free (text, FALSE);
}

/* otherwise: what is allowed with this analysis. */
static void
refuse (const Claim *claim, const char *key, unsigned accept, const char *otherwise,
        const char *what)
{
  const char *variance = sim_value_text (sim_value_get (claim->analysis, "variance"));
  gboolean by_variance = claim->needs->accepts & accept; /* then it is the variance that does not */
  char *methods = methods_that (accept, outcome_type (claim)), *allowed;
  if (by_variance)
    allowed = g_strdup_printf (_ ("%s, or an analysis with another variance than %s"), otherwise,
                               variance);
  else
    allowed = *methods ? g_strdup_printf (_ ("%s, or an analysis by %s"), otherwise, methods)
                       : g_strdup (otherwise);
  const char *id = sim_value_text (sim_value_get (claim->analysis, "id"));
  const char *method = sim_value_text (sim_value_get (claim->analysis, "method"));
  /* Translators: an analysis, its method, and what it does not do, as "compares no log odds" */
  if (by_variance)
    problem (claim, key, SIM_ERROR_CONFLICT, allowed,
             _ ("analysis \"%s\" by %s with variance %s %s"), id, method, variance, what);
  else
    problem (claim, key, SIM_ERROR_CONFLICT, allowed, _ ("analysis \"%s\" by %s %s"), id, method,
             what);
  g_free (allowed);
  g_free (methods);
}

static void
check_accepted (const Claim *claim)
{
  unsigned accepts = claim->needs ? sim_analysis_accepts (claim->analysis) : ~0u;
  unsigned refused = sim_hypothesis_asks (claim->record) & ~accepts;
  const char *arms = claim->type == SIM_RETENTION ? "type" : "contrast";
  const char *better = _ ("superiority of one arm over another");
  if (refused & SIM_ACCEPTS_MARGINS)
    refuse (claim, "type", SIM_ACCEPTS_MARGINS, better, _ ("has no test against a margin"));
  if (refused & SIM_ACCEPTS_CONTRASTS)
    refuse (claim, arms, SIM_ACCEPTS_CONTRASTS, better, _ ("compares two arms and no more"));
  else if (refused & SIM_ACCEPTS_LOGIT)
    refuse (claim, "scale", SIM_ACCEPTS_LOGIT, "difference", _ ("compares no log odds"));
  if (refused & SIM_ACCEPTS_WITHIN)
    refuse (claim, "type", SIM_ACCEPTS_WITHIN, better,
            _ ("compares arms, not patients with themselves"));
}

/* Rules for several hypotheses share out one level. */
static void
check_level (const Claim *claim)
{
  static const char *const keys[] = { "alpha", "sides" };
  const SimValue *rule = sim_value_resolve (claim->check->full, "/testing/multiplicity/method");
  const char *method = sim_value_text (rule);
  if (!sim_multiplicity_needs (method) || strcmp (method, "none") == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (sim_value_get (claim->record, keys[i]))
      problem (claim, keys[i], SIM_ERROR_CONFLICT, _ ("no own value, or multiplicity none"),
               _ ("under %s all hypotheses have their level in common"), method);
}

/* --- between hypotheses -------------------------------------------------------------------- */

static gboolean
equal_at (const SimValue *a, const SimValue *b, const char *key)
{
  const SimValue *first = sim_value_get (a, key), *second = sim_value_get (b, key);
  return first && second ? sim_value_equal (first, second) : first == second;
}

/* Whether two hypotheses ask the same: of superiority on two sides also the other way round. */
static gboolean
same_question (const SimValue *a, const SimValue *b, gboolean two_sided)
{
  static const char *const keys[] = { "analysis", "type",    "contrast", "margin", "margins",
                                      "fraction", "placebo", "scale",    "arm" };
  const SimValue *compare = sim_value_get (a, "compare");
  if (compare && !compared (a, 0))
    return FALSE; /* in question */
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!equal_at (a, b, keys[i]))
      return FALSE;
  gboolean turned = two_sided && sim_hypothesis_type (a) == SIM_SUPERIORITY && compare
                    && g_strcmp0 (compared (a, 0), compared (b, 1)) == 0
                    && g_strcmp0 (compared (a, 1), compared (b, 0)) == 0;
  return turned || equal_at (a, b, "compare");
}

static void
check_question (const Claim *claim, gboolean two_sided)
{
  gboolean pair = sim_value_get (claim->record, "compare") != NULL;
  for (guint j = 0; j < claim->index; j++) {
    const SimValue *other = sim_value_at (claim->list, j);
    const char *id = sim_value_text (sim_value_get (other, "id"));
    if (!same_question (claim->record, other, two_sided))
      continue;
    problem (claim, pair ? "compare" : "type", SIM_ERROR_CONFLICT,
             _ ("a comparison that is not tested yet"),
             _ ("hypothesis \"%s\" asks the same already"), id ? id : "?");
    return;
  }
}

void
sim_check_hypotheses (SimCheck *check, const SimValue *list)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  gboolean two_sided = sim_value_number (sim_value_resolve (check->full, "/testing/sides")) == 2;
  for (guint i = 0; i < sim_value_length (list); i++) {
    Claim claim = { .check = check, .list = list, .record = sim_value_at (list, i), .index = i };
    const char *id = sim_value_text (sim_value_get (claim.record, "analysis"));
    int index = id ? sim_value_index_of (analyses, id) : -1;
    if (sim_value_kind (claim.record) != SIM_VALUE_MAP || said (&claim, "type"))
      continue;
    claim.analysis = index < 0 ? NULL : sim_value_at (analyses, (guint)index);
    claim.needs = sim_analysis_needs (sim_value_text (sim_value_get (claim.analysis, "method")));
    claim.type = sim_hypothesis_type (claim.record);
    guint before = check->problems->len;
    check_arms (&claim);
    check_bounds (&claim);
    check_accepted (&claim);
    check_level (&claim);
    if (check->problems->len == before)
      check_question (&claim, two_sided);
  }
}
