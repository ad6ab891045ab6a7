/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * default.c - the example scenario, and the defaults that depend on other values.
 */
#include "default.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../base/error.h"
#include "allocation.h"
#include "expand.h"
#include "json.h"
#include "mechanism.h"
#include "scenario.h"

static const char example_text[]
    = "{\"trefoil\":1,\"origin\":\"example\","
      "\"arms\":[{\"id\":\"hand-ear\",\"name\":\"Hand-ear acupuncture\",\"size\":54},"
      "{\"id\":\"standard\",\"name\":\"Standard acupuncture\",\"size\":50},"
      "{\"id\":\"usual\",\"name\":\"Usual care\",\"size\":48,\"reference\":true}],"
      "\"allocation\":{\"method\":\"fixed\"},"
      "\"outcomes\":[{\"id\":\"rmdq\",\"name\":\"Roland-Morris disability\",\"unit\":\"points\","
      "\"better\":\"lower\",\"type\":\"continuous\","
      "\"visits\":[{\"id\":\"week-8\",\"name\":\"Week 8\",\"time\":8},"
      "{\"id\":\"week-26\",\"name\":\"Week 26\",\"time\":26}],"
      "\"baseline\":{\"mean\":11,\"sd\":5},"
      "\"means\":{\"hand-ear\":[5.7,5.5],\"standard\":[6.8,6.6],\"usual\":[8.9,8.4]},"
      "\"sd\":[5,5],"
      "\"correlation\":{\"type\":\"baseline-visits\",\"baseline\":0.5,\"visits\":0.7}}],"
      "\"dropout\":{\"mechanism\":\"mcar\","
      "\"proportion\":{\"hand-ear\":0.08,\"standard\":0.08,\"usual\":0.13}},"
      "\"analyses\":[{\"id\":\"main\",\"outcome\":\"rmdq\",\"visit\":\"week-8\","
      "\"method\":\"ancova\",\"adjust-for\":[\"baseline\"],\"missing\":\"complete-cases\"}],"
      "\"testing\":{\"alpha\":0.05,\"sides\":2,\"hypotheses\":["
      "{\"id\":\"HE-UC\",\"compare\":[\"hand-ear\",\"usual\"],\"type\":\"superiority\"},"
      "{\"id\":\"ST-UC\",\"compare\":[\"standard\",\"usual\"],\"type\":\"superiority\"},"
      "{\"id\":\"HE-ST\",\"compare\":[\"hand-ear\",\"standard\"],\"type\":\"superiority\"}],"
      "\"multiplicity\":{\"method\":\"holm\"},\"omnibus\":\"none\"},"
      "\"run\":{\"seed\":20190704,\"replicates\":100000,"
      "\"sizes\":[60,90,120,152,180,240,300],\"target-power\":0.9}}";

SimValue *
sim_fallback (const char *json)
{
  GPtrArray *problems = sim_problems_new ();
  SimValue *value = sim_json_parse (json, strlen (json), NULL, problems);
  g_ptr_array_unref (problems);
  g_assert (value); /* constant text of this program */
  return value;
}

SimValue *
sim_example (void)
{
  return sim_fallback (example_text);
}

/* A member of the example, or NULL if the file has arms of its own. */
static SimValue *
from_example (const SimKnown *known, const char *pointer)
{
  return known->example ? sim_value_ref (sim_value_resolve (known->example, pointer)) : NULL;
}

static SimValue *
first_id (const SimValue *list)
{
  return sim_value_ref (sim_value_get (sim_value_at (list, 0), "id"));
}

/* That of the record, the first if it names none. */
static const SimValue *
outcome_of (const SimKnown *known, const SimBuild *so_far)
{
  const char *id = sim_value_text (sim_build_get (so_far, "outcome"));
  int index = id ? sim_value_index_of (known->outcomes, id) : -1;
  return sim_value_at (known->outcomes, index < 0 ? 0 : (guint)index);
}

static SimValue *
last_visit (const SimKnown *known, const SimBuild *so_far)
{
  const SimValue *visits = sim_value_get (outcome_of (known, so_far), "visits");
  guint n = sim_value_length (visits);
  return n ? sim_value_ref (sim_value_get (sim_value_at (visits, n - 1), "id")) : NULL;
}

/* --- hypotheses ---------------------------------------------------------------------------- */

static const char *
arm_id (const SimKnown *known, guint arm)
{
  return sim_id_at (known->arms, arm);
}

static int
reference_arm (const SimValue *arms)
{
  for (guint a = 0; a < sim_value_length (arms); a++)
    if (sim_value_bool (sim_value_get (sim_value_at (arms, a), "reference")))
      return (int)a;
  return -1;
}

static void
add_pair (SimBuild *list, const SimKnown *known, guint a, guint b, guint number)
{
  const char *id_a = arm_id (known, a), *id_b = arm_id (known, b);
  char *id = strlen (id_a) + strlen (id_b) < 64 ? g_strdup_printf ("%s-%s", id_a, id_b)
                                                : g_strdup_printf ("H%u", number);
  SimValue *pair[] = { sim_value_new_text (id_a), sim_value_new_text (id_b) };
  SimBuild *record = sim_build_new ();
  sim_build_add (record, "id", sim_value_new_text (id));
  sim_build_add (record, "compare", sim_value_new_list (pair, 2));
  sim_build_add (list, NULL, sim_build_map (record));
  g_free (id);
}

static gboolean
only_with_control (const SimKnown *known)
{
  const SimValue *rule = sim_value_resolve (known->root, "/testing/multiplicity");
  const char *method = sim_value_text (sim_value_get (rule, "method"));
  const char *local = sim_value_text (sim_value_get (rule, "local"));
  return g_strcmp0 (method, "dunnett") == 0 || g_strcmp0 (method, "dunnett-step-down") == 0
         || (g_strcmp0 (method, "closed") == 0 && g_strcmp0 (local, "dunnett") == 0);
}

/* Those of the example; Dunnett's rule has no use for the comparison without the reference. */
static SimValue *
example_hypotheses (const SimKnown *known)
{
  const SimValue *all = sim_value_resolve (known->example, "/testing/hypotheses");
  if (!only_with_control (known))
    return sim_value_ref (all);
  SimBuild *list = sim_build_new ();
  for (guint i = 0; i < 2; i++)
    sim_build_add (list, NULL, sim_value_ref (sim_value_at (all, i)));
  return sim_build_list (list);
}

static SimValue *
hypotheses (const SimKnown *known)
{
  if (known->example)
    return example_hypotheses (known);
  if (!sim_arms_usable (known->arms))
    return NULL;
  guint n = sim_value_length (known->arms), number = 0;
  int reference = reference_arm (known->arms);
  gboolean control_only = only_with_control (known) || n * (n - 1) / 2 > SIM_MAX_HYPOTHESES;
  guint control = reference < 0 ? 0 : (guint)reference;
  SimBuild *list = sim_build_new ();
  if (reference >= 0 || control_only)
    for (guint a = 0; a < n; a++)
      if (a != control)
        add_pair (list, known, a, control, ++number);
  for (guint a = 0; a < n && !control_only; a++)
    for (guint b = a + 1; b < n; b++)
      if ((int)a != reference && (int)b != reference)
        add_pair (list, known, a, b, ++number);
  return sim_build_list (list);
}

/* --- sizes --------------------------------------------------------------------------------- */

void
sim_split_total (const guint *size, guint n_arms, guint total, guint *split)
{
  guint64 whole = 0, rest[SIM_MAX_ARMS];
  guint given = 0;
  for (guint a = 0; a < n_arms; a++)
    whole += size[a];
  for (guint a = 0; a < n_arms; a++) {
    guint64 share = (guint64)total * size[a];
    split[a] = (guint)(share / whole);
    rest[a] = share % whole;
    given += split[a];
  }
  for (; given < total; given++) {
    guint best = 0;
    for (guint a = 1; a < n_arms; a++)
      if (rest[a] > rest[best])
        best = a;
    split[best]++;
    rest[best] = 0;
  }
}

static gboolean
every_arm_has_two (const guint *size, guint n, guint total)
{
  guint split[SIM_MAX_ARMS];
  sim_split_total (size, n, total, split);
  for (guint a = 0; a < n; a++)
    if (split[a] < 2)
      return FALSE;
  return TRUE;
}

static SimValue *
sizes (const SimKnown *known)
{
  static const double multiples[] = { 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2 };
  if (known->example)
    return from_example (known, "/run/sizes");
  if (!sim_arms_usable (known->arms) || sim_value_length (known->arms) == 0)
    return NULL;
  const SimValue *method = sim_value_resolve (known->root, "/allocation/method");
  guint weight[SIM_MAX_ARMS];
  guint n = sim_allocation_weights (known->arms, sim_value_text (method), weight);
  double total = 0, last = 0;
  for (guint a = 0; a < n; a++) {
    double s = sim_value_number (sim_value_get (sim_value_at (known->arms, a), "size"));
    if (!(s >= 2 && s <= SIM_MAX_TOTAL))
      return NULL;
    total += floor (s);
  }
  if (n == 0)
    return NULL;
  SimBuild *list = sim_build_new ();
  for (guint i = 0; i < G_N_ELEMENTS (multiples); i++) {
    double one = floor (total * multiples[i] + 0.5);
    if (one > last && one <= SIM_MAX_TOTAL && every_arm_has_two (weight, n, (guint)one))
      sim_build_add (list, NULL, sim_value_new_number (last = one));
  }
  return sim_build_list (list);
}

/* The type stands after the direction, so it is looked up as written. To respond is good. */
static SimValue *
better (const SimKnown *known)
{
  const char *type = sim_value_text (sim_value_get (known->record, "type"));
  const SimOutcomeKind *kind = sim_outcome_kind (type);
  if (sim_outcome_is_derived (known->record))
    return sim_value_new_text ("higher");
  return sim_value_new_text (kind && kind->times ? "later" : "lower");
}

/* A derived outcome is there when its source is: as that is written, which need not be in order. */
static SimValue *
visits (const SimField *row, const SimKnown *known)
{
  const SimValue *outcomes = sim_value_get (known->root, "outcomes");
  const SimValue *source = sim_outcome_source (outcomes, known->record);
  const SimValue *theirs = sim_value_get (source, "visits");
  return sim_outcome_is_derived (known->record) && theirs ? sim_value_ref (theirs)
                                                          : sim_fallback (row->fallback);
}

/* Of all pairs of outcomes that are not derived; NULL where there is but one. */
static SimValue *
between_outcomes (const SimKnown *known)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_own_outcomes (known->outcomes, own);
  double matrix[SIM_MAX_OUTCOMES * SIM_MAX_OUTCOMES];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++) {
      double alike = sim_outcome_direction (sim_value_at (known->outcomes, own[i]))
                     * sim_outcome_direction (sim_value_at (known->outcomes, own[j]));
      matrix[i * n + j] = i == j ? 1 : 0.5 * alike;
    }
  return n > 1 ? sim_matrix_new (matrix, n) : NULL;
}

static SimValue *
end_of_follow_up (const SimBuild *so_far)
{
  double weeks = sim_value_number (sim_build_get (so_far, "follow-up"));
  if (!(weeks > 0))
    return NULL;
  SimBuild *visit = sim_build_new ();
  sim_build_add (visit, "id", sim_value_new_text ("end"));
  sim_build_add (visit, "name", sim_value_new_text (sim_shown_end_of_follow_up ()));
  sim_build_add (visit, "time", sim_value_new_number (weeks));
  SimValue *only = sim_build_map (visit);
  return sim_value_new_list (&only, 1);
}

static SimValue *
default_matrix (const SimKnown *known)
{
  guint first = known->has_baseline ? 1 : 0, n = sim_value_length (known->visits) + first;
  if (!sim_visits_usable (known->visits))
    return NULL;
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      matrix[i * n + j] = i == j ? 1 : MIN (i, j) < first ? 0.5 : 0.7;
  return sim_matrix_new (matrix, n);
}

static SimValue *
block_sizes (const SimKnown *known)
{
  double sum = 0;
  for (guint a = 0; a < sim_value_length (known->arms); a++) {
    guint ratio = sim_allocation_ratio (sim_value_at (known->arms, a));
    if (ratio == 0)
      return NULL;
    sum += ratio;
  }
  SimValue *twice = sim_value_new_number (2 * sum);
  return sim_value_new_list (&twice, 1);
}

SimValue *
sim_default (const SimField *row, const SimKnown *known, const SimBuild *so_far)
{
  const SimValue *found;
  switch (row->computed) {
  case SIM_COMPUTED_NOT:
    return row->fallback && !row->tacit ? sim_fallback (row->fallback) : NULL;
  case SIM_COMPUTED_ID:
    return sim_value_ref (sim_build_get (so_far, "id"));
  case SIM_COMPUTED_ORIGIN:
    return from_example (known, "/origin");
  case SIM_COMPUTED_ARMS:
    return from_example (known, "/arms");
  case SIM_COMPUTED_OUTCOMES:
    return from_example (known, "/outcomes");
  case SIM_COMPUTED_BETTER:
    return better (known);
  case SIM_COMPUTED_END:
    return end_of_follow_up (so_far);
  case SIM_COMPUTED_SD:
    found = sim_value_get (sim_build_get (so_far, "baseline"), "sd");
    return found ? sim_value_ref (found) : sim_value_new_number (1);
  case SIM_COMPUTED_PROPORTION:
    return known->example ? from_example (known, "/dropout/proportion") : sim_value_new_number (0);
  case SIM_COMPUTED_ANALYSES:
    return known->example && !sim_value_get (known->root, "outcomes")
               ? from_example (known, "/analyses")
               : sim_fallback ("[{\"id\":\"main\"}]");
  case SIM_COMPUTED_FIRST_OUTCOME:
    return first_id (known->outcomes);
  case SIM_COMPUTED_LAST_VISIT:
    return last_visit (known, so_far);
  case SIM_COMPUTED_FOLLOW_UP:
    found = sim_value_get (outcome_of (known, so_far), "follow-up");
    return found ? sim_value_ref (found) : NULL;
  case SIM_COMPUTED_MISSING:
    return g_strcmp0 (sim_value_text (sim_build_get (so_far, "method")), "mmrm") == 0
               ? sim_value_new_text ("likelihood")
               : sim_fallback (row->fallback);
  case SIM_COMPUTED_FIRST_ANALYSIS:
    return first_id (known->analyses);
  case SIM_COMPUTED_HYPOTHESES:
    return hypotheses (known);
  case SIM_COMPUTED_SIZES:
    return sizes (known);
  case SIM_COMPUTED_MATRIX:
    return default_matrix (known);
  case SIM_COMPUTED_BETWEEN:
    return between_outcomes (known);
  case SIM_COMPUTED_CORRELATION:
    return sim_outcome_is_derived (known->record) ? NULL : sim_fallback (row->fallback);
  case SIM_COMPUTED_VISITS:
    return visits (row, known);
  case SIM_COMPUTED_BLOCK_SIZES:
    return block_sizes (known);
  }
  return NULL;
}
