/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-meaning.c - what must hold between values that are each allowed.
 *
 * Every rule looks at the full form and keeps silent about values that are themselves in question:
 * what is wrong with them is said already.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "model-terms.h"
#include "allocation.h"
#include "check.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"

char *
sim_check_member (const char *list_pointer, const SimValue *list, guint i, const char *key)
{
  const char *id = sim_id_at (list, i);
  char *step = id ? g_strdup (id) : g_strdup_printf ("%u", i);
  char *member = sim_pointer_join (list_pointer, step);
  char *pointer = key ? sim_pointer_join (member, key) : g_strdup (member);
  g_free (member);
  g_free (step);
  return pointer;
}

static gboolean
whole_between (double x, double low, double high)
{
  return x >= low && x <= high && x == floor (x);
}

/* --- arms and sizes ------------------------------------------------------------------------ */

static void
check_references (SimCheck *check, const SimValue *arms)
{
  const char *first = NULL;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const SimValue *flag = sim_value_get (sim_value_at (arms, a), "reference");
    if (!sim_value_bool (flag))
      continue;
    if (first) {
      char *pointer = sim_check_member ("/arms", arms, a, "reference");
      sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, flag, _ ("at most one reference arm"),
                        _ ("arm \"%s\" is the reference already"), first);
      g_free (pointer);
    } else
      first = sim_id_at (arms, a) ? sim_id_at (arms, a) : "?";
  }
}

/* Fills size and returns their number; 0 if an arm's size is in question. */
static guint
arm_sizes (const SimValue *arms, guint *size)
{
  guint n = sim_value_length (arms);
  if (!sim_arms_usable (arms))
    return 0;
  for (guint a = 0; a < n; a++) {
    double s = sim_value_number (sim_value_get (sim_value_at (arms, a), "size"));
    if (!whole_between (s, 2, SIM_MAX_TOTAL))
      return 0;
    size[a] = (guint)s;
  }
  return n;
}

static void
check_one_size (SimCheck *check, const SimValue *arms, const guint *weight, guint n, guint i)
{
  const SimValue *value = sim_value_at (sim_value_resolve (check->full, "/run/sizes"), i);
  double total = sim_value_number (value);
  guint split[SIM_MAX_ARMS];
  if (!whole_between (total, 1, SIM_MAX_TOTAL))
    return;
  sim_split_total (weight, n, (guint)total, split);
  for (guint a = 0; a < n; a++)
    if (split[a] < 2) {
      char *pointer = g_strdup_printf ("/run/sizes/%u", i);
      sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, value,
                        _ ("a total that leaves at least 2 patients in every arm"),
                        _ ("leaves %u in arm \"%s\""), split[a], sim_id_at (arms, a));
      g_free (pointer);
      return;
    }
}

/* How many totals the list names, each once, but for the scenario's own. */
static guint
n_other_totals (const SimValue *sizes, guint own)
{
  guint n = 0;
  for (guint i = 0; i < sim_value_length (sizes); i++) {
    double total = sim_value_number (sim_value_at (sizes, i));
    guint before = 0;
    while (before < i && sim_value_number (sim_value_at (sizes, before)) != total)
      before++;
    n += before == i && total != own;
  }
  return n;
}

static void
check_sizes (SimCheck *check, const SimValue *arms)
{
  guint size[SIM_MAX_ARMS], weight[SIM_MAX_ARMS];
  guint n = arm_sizes (arms, size), total = 0;
  const SimValue *sizes = sim_value_resolve (check->full, "/run/sizes");
  const SimValue *method = sim_value_resolve (check->full, "/allocation/method");
  for (guint a = 0; a < n; a++)
    total += size[a];
  if (total > SIM_MAX_TOTAL) {
    SimValue *sum = sim_value_new_number (total);
    sim_check_add_at (check, "/arms", SIM_ERROR_LIMIT, sum,
                      _ ("at most 100000 in all arms together"), _ ("too many patients"));
    sim_value_unref (sum);
  }
  n = n > 0 ? sim_allocation_weights (arms, sim_value_text (method), weight) : 0;
  if (n > 0 && sim_value_length (sizes) <= SIM_MAX_SIZES)
    for (guint i = 0; i < sim_value_length (sizes); i++)
      check_one_size (check, arms, weight, n, i);
  /* The own total is simulated as well, and no run has more totals than a list may have. */
  if (n > 0 && sim_value_length (sizes) <= SIM_MAX_SIZES
      && n_other_totals (sizes, total) == SIM_MAX_SIZES) {
    SimValue *length = sim_value_new_number (SIM_MAX_SIZES);
    sim_check_add_at (check, "/run/sizes", SIM_ERROR_LIMIT, length,
                      _ ("at most 63 totals where the scenario's own is not among them"),
                      _ ("the scenario's own total, %u, comes on top of them"), total);
    sim_value_unref (length);
  }
}

/* --- dropout ------------------------------------------------------------------------------- */

static void
check_rising (SimCheck *check, const char *pointer, const SimValue *list)
{
  if (sim_value_kind (list) != SIM_VALUE_LIST || sim_value_length (list) > SIM_MAX_VISITS)
    return;
  for (guint v = 1; v < sim_value_length (list); v++)
    if (sim_value_number (sim_value_at (list, v)) < sim_value_number (sim_value_at (list, v - 1))) {
      char *at = g_strdup_printf ("%s/%u", pointer, v);
      sim_check_add_at (check, at, SIM_ERROR_CONFLICT, sim_value_at (list, v),
                        _ ("at least the proportion at the visit before"),
                        _ ("the proportion lost by a visit counts all that were lost before"));
      g_free (at);
    }
}

static void
check_dropout (SimCheck *check)
{
  static const char base[] = "/dropout/proportion";
  const SimValue *written = sim_value_resolve (check->root, base);
  check_rising (check, base, written);
  if (sim_value_kind (written) != SIM_VALUE_MAP || sim_value_length (written) > SIM_MAX_ARMS)
    return;
  for (guint i = 0; i < sim_value_length (written); i++) {
    char *pointer = sim_pointer_join (base, sim_value_key (written, i));
    check_rising (check, pointer, sim_value_at (written, i));
    g_free (pointer);
  }
}

/* --- analyses ------------------------------------------------------------------------------ */

static const SimValue *
named (const SimValue *list, const SimValue *id)
{
  int index = sim_value_text (id) ? sim_value_index_of (list, sim_value_text (id)) : -1;
  return index < 0 ? NULL : sim_value_at (list, (guint)index);
}

static gboolean
is_among (const char *text, const char *const *list)
{
  while (*list && strcmp (text, *list) != 0)
    list++;
  return *list != NULL;
}

/* "risk-difference, proportional-odds": the methods that take outcomes of a type. */
static char *
methods_for (const char *type)
{
  const SimField *rows[SIM_MAX_ROWS];
  const SimField *analyses = sim_field_find (NULL, "/analyses");
  GString *text = g_string_new (NULL);
  guint n = sim_field_rows (analyses, NULL, rows);
  for (guint i = 0; i < n; i++) {
    const SimChoice *choice = strcmp (rows[i]->key, "method") == 0 ? rows[i]->choices : NULL;
    for (; choice && choice->id; choice++) {
      const SimAnalysisNeeds *needs = sim_analysis_needs (choice->id);
      if (needs && is_among (type, needs->outcomes))
        g_string_append_printf (text, "%s%s", text->len ? ", " : "", choice->id);
    }
  }
  return g_string_free (text, FALSE);
}

/* FALSE, and said so, if the method does not take the outcome. */
static gboolean
check_type (SimCheck *check, guint i, const SimValue *method, const SimAnalysisNeeds *needs,
            const SimValue *outcome)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  if (!type || !sim_outcome_kind (type) || is_among (type, needs->outcomes))
    return TRUE;
  char *pointer = sim_check_member ("/analyses", analyses, i, "method");
  char *allowed = methods_for (type);
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, method, allowed,
                    _ ("the method does not analyse outcome \"%s\", whose type is %s"),
                    sim_value_text (sim_value_get (outcome, "id")), type);
  g_free (allowed);
  g_free (pointer);
  return FALSE;
}

static gboolean
needs_baseline (const SimAnalysisNeeds *needs, const SimValue *analysis)
{
  SimModelTerms adjust;
  sim_model_terms (analysis, NULL, &adjust);
  return needs->needs_baseline && (adjust.baseline || !sim_value_get (analysis, "adjust-for"));
}

/* Nobody is watched for longer than the trial lasts. */
static void
check_tau (SimCheck *check, guint i, const SimValue *analysis, const SimValue *outcome)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  const SimValue *tau = sim_value_get (analysis, "tau");
  double weeks = sim_value_number (sim_value_get (outcome, "accrual"))
                 + sim_value_number (sim_value_get (outcome, "follow-up"));
  if (!(sim_value_number (tau) > weeks))
    return;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  char *pointer = sim_check_member ("/analyses", analyses, i, "tau");
  char *allowed = g_strdup_printf (_ ("a number of weeks up to %s"),
                                   g_ascii_formatd (number, sizeof number, "%.10g", weeks));
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, tau, allowed,
                    _ ("no patient is watched for so long: accrual and follow-up of outcome \"%s\" "
                       "last %s weeks together"),
                    sim_value_text (sim_value_get (outcome, "id")), number);
  g_free (allowed);
  g_free (pointer);
}

static void
check_strata (SimCheck *check, guint i, const SimValue *method)
{
  const SimValue *strata = sim_value_get (check->full, "strata");
  if (strata && (sim_value_kind (strata) != SIM_VALUE_LIST || sim_value_length (strata) > 0))
    return;
  char *pointer
      = sim_check_member ("/analyses", sim_value_get (check->full, "analyses"), i, "method");
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, method, _ ("another method, or strata"),
                    _ ("the method compares within strata, and there "
                       "are none"));
  g_free (pointer);
}

static void
check_analyses (SimCheck *check)
{
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  guint n = sim_value_kind (analyses) == SIM_VALUE_LIST ? sim_value_length (analyses) : 0;
  for (guint i = 0; i < n && i < SIM_MAX_ANALYSES; i++) {
    const SimValue *analysis = sim_value_at (analyses, i);
    const SimValue *method = sim_value_get (analysis, "method");
    const SimAnalysisNeeds *needs = sim_analysis_needs (sim_value_text (method));
    const SimValue *outcome = named (outcomes, sim_value_get (analysis, "outcome"));
    if (needs && outcome && !check_type (check, i, method, needs, outcome))
      continue;
    if (needs && needs->needs_strata)
      check_strata (check, i, method);
    check_tau (check, i, analysis, outcome);
    sim_check_adjust (check, i, outcome);
    if (!needs || !needs_baseline (needs, analysis) || !outcome
        || sim_value_get (outcome, "baseline")
        || !sim_field_variant (sim_field_find (check->root, "/outcomes"), outcome))
      continue;
    char *pointer = sim_check_member ("/analyses", analyses, i, "method");
    sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, method,
                      _ ("t-test, or an outcome with a baseline"),
                      _ ("the method needs a baseline, and outcome \"%s\" has none"),
                      sim_value_text (sim_value_get (outcome, "id")));
    g_free (pointer);
  }
}

/* --- hypotheses ---------------------------------------------------------------------------- */

typedef struct {
  const SimValue *list;
  guint n;
} Hypotheses;

static const char *
compared (const Hypotheses *h, guint i, guint side)
{
  const SimValue *compare = sim_value_get (sim_value_at (h->list, i), "compare");
  return sim_value_text (sim_value_at (compare, side));
}

static const char *
analysis_of (const Hypotheses *h, guint i)
{
  return sim_value_text (sim_value_get (sim_value_at (h->list, i), "analysis"));
}

/* Whether all are of type superiority, each of one arm over another. */
static gboolean
all_plain (const Hypotheses *h)
{
  for (guint i = 0; i < h->n; i++) {
    const SimValue *record = sim_value_at (h->list, i);
    const char *type = sim_value_text (sim_value_get (record, "type"));
    if (sim_value_get (record, "contrast") || g_strcmp0 (type, "superiority") != 0)
      return FALSE;
  }
  return TRUE;
}

/* Whether the variance of an analysis is estimated from all arms. */
static gboolean
pools_all_arms (const SimValue *analysis)
{
  SimModelTerms adjust;
  sim_model_terms (analysis, NULL, &adjust);
  if (adjust.se != SIM_SE_MODEL)
    return FALSE;
  const char *method = sim_value_text (sim_value_get (analysis, "method"));
  const char *variance = sim_value_text (sim_value_get (analysis, "variance"));
  const SimAnalysisNeeds *needs = sim_analysis_needs (method);
  return !needs || (needs->all_arms && (!variance || strcmp (variance, "all-arms") == 0));
}

static void
check_multiplicity (SimCheck *check, const Hypotheses *h)
{
  static const char at[] = "/testing/multiplicity/method";
  const SimValue *method = sim_value_resolve (check->full, at);
  const SimMultiplicityNeeds *needs
      = sim_check_rule_needs (sim_value_resolve (check->full, "/testing/multiplicity"));
  const SimValue *analyses = sim_value_get (check->full, "analyses");
  const char *control = compared (h, 0, 1), *analysis = analysis_of (h, 0);
  gboolean one_control = TRUE, one_analysis = TRUE;
  if (!needs)
    return;
  for (guint i = 1; i < h->n; i++) {
    one_control &= !control || !compared (h, i, 1) || strcmp (compared (h, i, 1), control) == 0;
    one_analysis &= g_strcmp0 (analysis_of (h, i), analysis) == 0;
  }
  if (needs->superiority && !all_plain (h))
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, method,
                      _ ("hypotheses of type superiority of one arm over another, or another rule"),
                      _ ("the rule is for tests of superiority"));
  if (needs->one_control && !one_control)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, method,
                      _ ("hypotheses that all compare with the same second arm, or another rule"),
                      _ ("the rule compares several arms with one control"));
  if (needs->one_analysis && !one_analysis)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, method,
                      _ ("hypotheses of one analysis, or another rule"),
                      _ ("the rule needs one analysis for all hypotheses"));
  const SimValue *used = named (analyses, sim_value_get (sim_value_at (h->list, 0), "analysis"));
  const char *variance = sim_value_text (sim_value_get (used, "variance"));
  if (!needs->all_arms || !used || pools_all_arms (used))
    return;
  if (variance && strcmp (variance, "all-arms") != 0)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, method,
                      _ ("an analysis with variance all-arms, or another rule"),
                      _ ("the rule needs one variance from all arms, and analysis \"%s\" has "
                         "variance %s"),
                      analysis, variance);
  else
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, method,
                      _ ("an analysis that pools the variance of all arms, or another rule"),
                      _ ("the rule needs one variance from all arms, and analysis \"%s\" has none"),
                      analysis);
}

/* The F tests compare means within SDs, which is what not all types of scores have: the records of
   others hold no sums for them. */
static void
check_omnibus (SimCheck *check)
{
  static const char at[] = "/testing/omnibus";
  const SimValue *omnibus = sim_value_resolve (check->full, at);
  const SimValue *analysis = sim_value_at (sim_value_get (check->full, "analyses"), 0);
  const SimValue *outcome
      = named (sim_value_get (check->full, "outcomes"), sim_value_get (analysis, "outcome"));
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const char *test = sim_value_text (omnibus);
  if (!test || strcmp (test, "none") == 0 || !type || !sim_outcome_kind (type)
      || sim_check_said_at (check, at))
    return;
  gboolean ancova = strcmp (test, "ancova") == 0;
  gboolean proportions = strcmp (test, "chi-squared") == 0;
  gboolean ranks = strcmp (test, "kruskal-wallis") == 0;
  gboolean means = is_among (type, sim_score_outcomes);
  if (ancova && means && !sim_value_get (outcome, "baseline"))
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, omnibus,
                      _ ("none, anova, or a first analysis of an outcome with a baseline"),
                      _ ("the test needs a baseline, and outcome \"%s\" has none"),
                      sim_value_text (sim_value_get (outcome, "id")));
  if (proportions ? strcmp (type, "binary") == 0
                  : means || (ranks && strcmp (type, "ordinal") == 0))
    return;
  sim_check_add_at (check, at, SIM_ERROR_CONFLICT, omnibus,
                    proportions ? _ ("none, or a first analysis of a binary outcome")
                    : ranks     ? _ ("none, or a first analysis of scores or categories")
                            : _ ("none, or a first analysis of an outcome that has means and SDs"),
                    _ ("the test does not analyse outcome \"%s\", whose type is %s"),
                    sim_value_text (sim_value_get (outcome, "id")), type);
}

static void
check_hypotheses (SimCheck *check)
{
  Hypotheses h = { .list = sim_value_resolve (check->full, "/testing/hypotheses") };
  if (sim_value_kind (h.list) == SIM_VALUE_LIST)
    h.n = sim_value_length (h.list);
  if (h.n == 0 || h.n > SIM_MAX_HYPOTHESES)
    return;
  sim_check_hypotheses (check, h.list);
  check_multiplicity (check, &h);
  sim_check_procedure (check);
  sim_check_success (check, h.list);
}

/* --- basis --------------------------------------------------------------------------------- */

/* TRUE if a member of a list of records has no id to be found by, or there is none at all. */
static gboolean
nameless (const SimValue *list)
{
  for (guint i = 0; i < sim_value_length (list); i++)
    if (!sim_check_id (sim_id_at (list, i)))
      return TRUE;
  return sim_value_length (list) == 0;
}

/* TRUE if something on the way to pointer is in question, so that what lies below cannot be told:
   a value that is wrong itself, a record whose tag names no variant, a list without good ids. */
static gboolean
in_question (const SimCheck *check, const char *pointer)
{
  char *path = g_strdup (pointer);
  gboolean found = FALSE;
  for (char *cut = path + strlen (path); cut && !found; cut = strrchr (path, '/')) {
    *cut = '\0';
    const SimField *field = *path ? sim_field_find (check->root, path) : NULL;
    const SimValue *value = sim_value_resolve (check->root, path);
    found = *path && sim_check_said_at (check, path);
    if (!field || !value)
      continue;
    if (sim_value_kind (value) == SIM_VALUE_LIST)
      found |= field->fields && nameless (value);
    else if (sim_field_tag (field))
      found |= !sim_field_variant (field, value);
  }
  g_free (path);
  return found;
}

static void
check_basis_entry (SimCheck *check, const char *key, const SimValue *entry)
{
  char *at = sim_pointer_join ("/basis", key);
  char **steps = sim_pointer_split (key);
  const SimField *field = sim_field_find (check->root, key);
  SimValue *value = steps && *steps && field ? sim_draft_effective (check->draft, key) : NULL;
  const SimValue *range = sim_value_get (entry, "range");
  if (!steps || !*steps)
    sim_check_add_at (check, at, SIM_ERROR_POINTER, NULL, _ ("a pointer such as /arms/usual/size"),
                      _ ("the key is no pointer to a value"));
  else if (!value && !in_question (check, key))
    sim_check_add_at (check, at, SIM_ERROR_REFERENCE, NULL, _ ("a pointer to a value"),
                      _ ("the pointer leads nowhere"));
  if (sim_value_length (range) == 2
      && sim_value_number (sim_value_at (range, 0)) > sim_value_number (sim_value_at (range, 1))) {
    char *range_at = sim_pointer_join (at, "range");
    sim_check_add_at (check, range_at, SIM_ERROR_CONFLICT, range, _ ("the lower end first"),
                      _ ("the range is the wrong way round"));
    g_free (range_at);
  }
  sim_value_unref (value);
  g_strfreev (steps);
  g_free (at);
}

static void
check_basis (SimCheck *check)
{
  const SimValue *basis = sim_value_get (check->root, "basis");
  const SimField *row = sim_field_find (check->root, "/basis");
  if (sim_value_kind (basis) != SIM_VALUE_MAP || sim_value_length (basis) > row->max)
    return;
  for (guint i = 0; i < sim_value_length (basis); i++)
    if (strncmp (sim_value_key (basis, i), "x-", 2) != 0)
      check_basis_entry (check, sim_value_key (basis, i), sim_value_at (basis, i));
}

void
sim_check_meaning (SimCheck *check)
{
  const SimValue *arms = sim_value_get (check->full, "arms");
  if (sim_value_kind (arms) == SIM_VALUE_LIST && sim_value_length (arms) <= SIM_MAX_ARMS) {
    check_references (check, arms);
    check_sizes (check, arms);
    sim_check_allocation (check, arms);
  }
  sim_check_outcomes (check);
  check_dropout (check);
  sim_check_people (check);
  check_analyses (check);
  sim_check_missing (check);
  check_hypotheses (check);
  check_omnibus (check);
  if (sim_arms_usable (arms))
    check_basis (check);
  sim_check_priors (check);
}
