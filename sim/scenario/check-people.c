/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-people.c - what must hold between the values that say who the patients are and why they
 * leave.
 *
 * Presence is looked up in the tree as written, where a key is or is not; what counts for an arm in
 * the full form.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "check.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"

#define ROUNDING 1e-9 /* proportions that add up to 1 need not do so in binary */

static const SimValue *
written (const SimCheck *check, const char *pointer)
{
  return sim_value_resolve (check->root, pointer);
}

static void
conflict (SimCheck *check, const char *pointer, const char *allowed, const char *what)
{
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, written (check, pointer), allowed, "%s",
                    what);
}

/* The usable ids of a list that has no more members than it may. */
static guint
length_of (const SimValue *list, guint most)
{
  guint n = sim_value_kind (list) == SIM_VALUE_LIST ? sim_value_length (list) : 0;
  return n <= most ? n : 0;
}

/* --- strata -------------------------------------------------------------------------------- */

static void
check_prevalences (SimCheck *check, const char *pointer, const SimValue *levels)
{
  double sum = 0;
  guint n = length_of (levels, SIM_MAX_LEVELS);
  if (n == 0 || sim_check_said_below (check, pointer))
    return;
  for (guint l = 0; l < n; l++)
    sum += sim_value_number (sim_value_get (sim_value_at (levels, l), "prevalence"));
  if (sum > 1 - ROUNDING && sum < 1 + ROUNDING)
    return;
  SimValue *found = sim_value_new_number (sum);
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, found, _ ("prevalences that add up to 1"),
                    _ ("the prevalences of the levels do not add up to 1"));
  sim_value_unref (found);
}

static void
check_strata (SimCheck *check)
{
  const SimValue *strata = sim_value_get (check->full, "strata");
  for (guint i = 0; i < length_of (strata, SIM_MAX_STRATA); i++) {
    const char *id = sim_id_at (strata, i);
    char *index = g_strdup_printf ("%u", i);
    char *stratum = sim_pointer_join ("/strata", id ? id : index);
    char *levels = sim_pointer_join (stratum, "levels");
    check_prevalences (check, levels, sim_value_get (sim_value_at (strata, i), "levels"));
    g_free (levels);
    g_free (stratum);
    g_free (index);
  }
}

/* Scores that are made of others' go with covariates by those. */
static void
check_covariates (SimCheck *check)
{
  const SimValue *covariates = sim_value_get (check->full, "covariates");
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  for (guint i = 0; i < length_of (covariates, SIM_MAX_COVARIATES); i++) {
    const SimValue *correlation = sim_value_get (sim_value_at (covariates, i), "correlation");
    for (guint o = 0; o < length_of (outcomes, SIM_MAX_OUTCOMES); o++) {
      const SimValue *given = sim_value_get (correlation, sim_id_at (outcomes, o));
      const char *id = sim_id_at (covariates, i);
      if (!given || sim_value_number (given) == 0 || !sim_check_id (id)
          || !sim_outcome_is_derived (sim_value_at (outcomes, o)))
        continue;
      char *at = g_strdup_printf ("/covariates/%s/correlation", id);
      if (!sim_check_said_below (check, at))
        sim_check_add_at (
            check, at, SIM_ERROR_CONFLICT, given,
            _ ("correlations with outcomes that are not derived from another"),
            _ ("outcome \"%s\" goes with covariates as the scores do that it is made of"),
            sim_id_at (outcomes, o));
      g_free (at);
    }
  }
}

/* --- practitioners and centres ------------------------------------------------------------- */

static const char each_at[] = "/centres/practitioners-each";

/* Says it if a record has both or neither of icc and sd; TRUE if it has one. */
static gboolean
one_part (SimCheck *check, const char *pointer)
{
  const SimValue *record = written (check, pointer);
  gboolean icc = sim_value_get (record, "icc") != NULL, sd = sim_value_get (record, "sd") != NULL;
  if (icc && sd) {
    char *at = sim_pointer_join (pointer, "sd");
    conflict (check, at, _ ("icc or sd"), _ ("the same is said by \"icc\" already"));
    g_free (at);
  } else if (!icc && !sd)
    sim_check_add_at (check, pointer, SIM_ERROR_MISSING, NULL, _ ("icc or sd"),
                      _ ("\"icc\" or \"sd\" is missing; one of them must be given"));
  return icc != sd;
}

static void
check_numbers (SimCheck *check)
{
  gboolean count = written (check, "/practitioners/count") != NULL;
  gboolean caseload = written (check, "/practitioners/caseload") != NULL;
  gboolean each = written (check, each_at) != NULL;
  if (count && caseload)
    conflict (check, "/practitioners/caseload", _ ("count or caseload"),
              _ ("the same is said by \"count\" already"));
  if (each && (count || caseload))
    conflict (check, each_at, _ ("practitioners-each, or the count or caseload of practitioners"),
              count ? _ ("the same is said by \"count\" of the practitioners already")
                    : _ ("the same is said by \"caseload\" of the practitioners already"));
  if (!count && !caseload && !each)
    sim_check_add_at (check, "/practitioners", SIM_ERROR_MISSING, NULL,
                      _ ("count, caseload, or practitioners-each of the centres"),
                      _ ("\"count\" or \"caseload\" is missing; one of them must be given"));
}

/* A map that leaves out an arm with practitioners has forgotten it. */
static void
check_part_of_arms (SimCheck *check, const SimValue *arms)
{
  const char *at
      = written (check, "/practitioners/sd") ? "/practitioners/sd" : "/practitioners/icc";
  const SimValue *part = written (check, at);
  if (sim_value_kind (part) != SIM_VALUE_MAP)
    return;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const char *id = sim_id_at (arms, a);
    const SimValue *given = sim_value_get (part, id);
    if (sim_people_has_practitioners (check->full, id) && !given)
      sim_check_add_at (check, at, SIM_ERROR_SHAPE, part,
                        _ ("a value for every arm with practitioners"),
                        _ ("no value for arm \"%s\", which has practitioners"), id);
  }
}

static void
check_shared (SimCheck *check, const SimValue *arms)
{
  static const char at[] = "/practitioners/shared";
  const SimValue *shared = written (check, at);
  gboolean seen[SIM_MAX_ARMS] = { FALSE };
  if (sim_check_said_below (check, at))
    return;
  for (guint g = 0; g < length_of (shared, SIM_MAX_ARMS / 2); g++) {
    const SimValue *group = sim_value_at (shared, g);
    for (guint i = 0; i < length_of (group, SIM_MAX_ARMS); i++) {
      const char *id = sim_value_text (sim_value_at (group, i));
      int arm = id ? sim_value_index_of (arms, id) : -1;
      char *pointer = g_strdup_printf ("%s/%u/%u", at, g, i);
      if (arm >= 0 && seen[arm])
        conflict (check, pointer, _ ("every arm once"),
                  _ ("the arm shares its practitioners already"));
      else if (arm >= 0 && !sim_people_has_practitioners (check->full, id))
        conflict (check, pointer, _ ("an arm with practitioners"),
                  _ ("the arm has no practitioners"));
      if (arm >= 0)
        seen[arm] = TRUE;
      g_free (pointer);
    }
  }
}

static void
check_practitioners (SimCheck *check, const SimValue *arms)
{
  gboolean given = sim_value_kind (written (check, "/practitioners")) == SIM_VALUE_MAP;
  if (!given) {
    if (written (check, each_at) && !written (check, "/practitioners"))
      conflict (check, each_at, _ ("practitioners with an icc or an sd beside it"),
                _ ("nothing says how alike the patients of a practitioner are"));
    return;
  }
  check_numbers (check);
  if (one_part (check, "/practitioners") && !sim_check_said_below (check, "/practitioners"))
    check_part_of_arms (check, arms);
  check_shared (check, arms);
}

/* --- treatment ----------------------------------------------------------------------------- */

static void
check_adherence (SimCheck *check, const SimValue *arms)
{
  static const char at[] = "/adherence/proportion";
  const SimValue *proportion = sim_value_resolve (check->full, at);
  gboolean reference = FALSE, some = FALSE;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    reference |= sim_value_bool (sim_value_get (sim_value_at (arms, a), "reference"));
    some |= sim_value_number (sim_value_get (proportion, sim_id_at (arms, a))) < 1;
  }
  if (some && !reference)
    conflict (check, at, _ ("1, or arms of which one is the reference"),
              _ ("there is no reference arm against which an effect could be kept or lost"));
}

static void
check_one_switch (SimCheck *check, const SimValue *switching, guint i)
{
  const SimValue *record = sim_value_at (switching, i);
  const char *from = sim_value_text (sim_value_get (record, "from"));
  const char *to = sim_value_text (sim_value_get (record, "to"));
  double sum = 0;
  char *to_at = g_strdup_printf ("/switching/%u/to", i);
  char *proportion_at = g_strdup_printf ("/switching/%u/proportion", i);
  if (from && g_strcmp0 (from, to) == 0)
    conflict (check, to_at, _ ("another arm"),
              _ ("patients cannot switch to the arm that they are of"));
  for (guint j = 0; from && j <= i; j++) {
    const SimValue *other = sim_value_at (switching, j);
    if (g_strcmp0 (sim_value_text (sim_value_get (other, "from")), from) != 0)
      continue;
    sum += sim_value_number (sim_value_get (other, "proportion"));
    if (j < i && g_strcmp0 (sim_value_text (sim_value_get (other, "to")), to) == 0)
      conflict (check, to_at, _ ("every pair of arms once"), _ ("this switch is given already"));
  }
  if (sum > 1 + ROUNDING && !sim_check_said_at (check, proportion_at))
    sim_check_add_at (check, proportion_at, SIM_ERROR_CONFLICT,
                      sim_value_get (record, "proportion"),
                      _ ("proportions of at most 1 from one arm"),
                      _ ("more than all patients of arm \"%s\" switch"), from);
  g_free (proportion_at);
  g_free (to_at);
}

static void
check_switching (SimCheck *check)
{
  const SimValue *switching = written (check, "/switching");
  for (guint i = 0; i < length_of (switching, SIM_MAX_SWITCHES); i++)
    check_one_switch (check, switching, i);
}

/* --- scores without an SD ------------------------------------------------------------------ */

/* TRUE if a number somewhere in value is not 0. */
static gboolean
says_something (const SimValue *value)
{
  SimValueKind kind = sim_value_kind (value);
  if (kind == SIM_VALUE_NUMBER)
    return sim_value_number (value) != 0;
  guint n = kind == SIM_VALUE_MAP || kind == SIM_VALUE_LIST ? sim_value_length (value) : 0, i = 0;
  while (i < n && !says_something (sim_value_at (value, i)))
    i++;
  return i < n;
}

static void
in_no_unit (SimCheck *check, const char *pointer, const char *outcome, const char *type)
{
  gboolean icc = g_str_has_suffix (pointer, "/sd");
  if (!says_something (written (check, pointer)) || sim_check_said_below (check, pointer))
    return;
  char *what
      = g_strdup_printf (_ ("it is given in the unit of scores, and outcome \"%s\", whose type "
                            "is %s, has none with an SD"),
                         outcome, type);
  conflict (check, pointer,
            icc ? _ ("icc, a share of the variance of the latent values")
                : _ ("0, or an outcome that has means and SDs"),
            what);
  g_free (what);
}

/* Effects are in the unit of the outcome that they are given for. */
static void
check_unit_of_effect (SimCheck *check, const char *pointer)
{
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  const SimValue *effect = written (check, pointer);
  gboolean each = sim_value_kind (effect) == SIM_VALUE_MAP;
  for (guint i = 0; i < length_of (outcomes, SIM_MAX_OUTCOMES) && (each || i == 0); i++) {
    const SimValue *outcome = sim_value_at (outcomes, i);
    const char *id = sim_id_at (outcomes, i);
    const char *type = sim_value_text (sim_value_get (outcome, "type"));
    const SimOutcomeKind *kind = sim_outcome_kind (type);
    if (!kind || !kind->scores || !id || (each && !sim_value_get (effect, id)))
      continue;
    char *at = each ? sim_pointer_join (pointer, id) : g_strdup (pointer);
    in_no_unit (check, at, id, type);
    g_free (at);
  }
}

static void
check_unit_of_strata (SimCheck *check)
{
  const SimValue *strata = written (check, "/strata");
  for (guint i = 0; i < length_of (strata, SIM_MAX_STRATA); i++) {
    const SimValue *levels = sim_value_get (sim_value_at (strata, i), "levels");
    for (guint l = 0; l < length_of (levels, SIM_MAX_LEVELS); l++) {
      const char *id = sim_id_at (strata, i), *level = sim_id_at (levels, l);
      if (!sim_check_id (id) || !sim_check_id (level))
        continue; /* said there */
      char *effect = g_strdup_printf ("/strata/%s/levels/%s/effect", id, level);
      char *interaction = g_strdup_printf ("/strata/%s/levels/%s/interaction", id, level);
      check_unit_of_effect (check, effect);
      check_unit_of_effect (check, interaction);
      g_free (interaction);
      g_free (effect);
    }
  }
}

/* Parts of the variance of proportions, categories, counts or times are shares of the latent one:
   these scores have no SD that another could be a part of. SDs are in the unit of the first outcome
   that is not derived. */
static void
check_units (SimCheck *check)
{
  static const char *const places[]
      = { "/practitioners/sd", "/centres/sd", "/centres/effect-sd", "/response-sd" };
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  guint own[SIM_MAX_OUTCOMES], n = sim_drawn_outcomes (outcomes, own);
  check_unit_of_strata (check);
  const SimValue *outcome = sim_value_at (outcomes, n > 0 ? own[0] : 0);
  const char *type = sim_value_text (sim_value_get (outcome, "type"));
  const char *id = sim_value_text (sim_value_get (outcome, "id"));
  const SimOutcomeKind *kind = sim_outcome_kind (type);
  if (!kind || !kind->scores)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    in_no_unit (check, places[i], id ? id : "?", type);
}

/* --- dropout ------------------------------------------------------------------------------- */

static void
log_odds_missing (SimCheck *check, const char *arm)
{
  char *pointer = sim_pointer_join ("/dropout/log-odds", arm);
  sim_check_add_at (check, pointer, SIM_ERROR_MISSING, NULL, _ ("a number"),
                    _ ("\"log-odds\" is missing for arm \"%s\", whose losses depend on scores"),
                    arm);
  g_free (pointer);
}

/* TRUE if some (all FALSE) or all outcomes are times to an event. */
static gboolean
are_times (const SimValue *outcomes, gboolean all)
{
  guint n = length_of (outcomes, SIM_MAX_OUTCOMES), times = 0;
  for (guint i = 0; i < n; i++) {
    const SimValue *type = sim_value_get (sim_value_at (outcomes, i), "type");
    const SimOutcomeKind *kind = sim_outcome_kind (sim_value_text (type));
    times += kind && kind->times;
  }
  return all ? n > 0 && times == n : times > 0;
}

/* TRUE if proportions are given visit by visit. */
static gboolean
is_listed (const SimValue *proportion)
{
  gboolean found
      = sim_value_kind (proportion) == SIM_VALUE_LIST && sim_value_length (proportion) > 1;
  for (guint i = 0; sim_value_kind (proportion) == SIM_VALUE_MAP && !found
                    && i < MIN (sim_value_length (proportion), SIM_MAX_ARMS);
       i++)
    found = is_listed (sim_value_at (proportion, i));
  return found;
}

/* Who has been lost has no time to an event yet, so that nothing can depend on it; and times are
   lost at one rate, so that beside scores that must be theirs. */
static void
check_loss_of_times (SimCheck *check, const SimValue *arms)
{
  static const char *const places[]
      = { "/dropout/mechanism", "/dropout/gaps", "/dropout/proportion" };
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  gboolean found[2] = { FALSE, FALSE };
  for (guint a = 0; a < sim_value_length (arms); a++) {
    SimMissing missing;
    sim_missing_read (check->full, 0, a, &missing);
    found[0] |= missing.kind != SIM_MISSING_MCAR;
    found[1] |= missing.gaps > 0;
  }
  if (found[0] && are_times (outcomes, FALSE) && !sim_check_said_below (check, places[0]))
    conflict (check, places[0], "mcar",
              _ ("losses cannot depend on scores where an outcome is a time to an event"));
  if (are_times (outcomes, FALSE) && is_listed (written (check, places[2]))
      && !sim_check_said_below (check, places[2]))
    conflict (check, places[2], _ ("one number for all visits, of all arms or of each"),
              _ ("beside a time to an event patients are lost at one rate"));
  if (found[1] && are_times (outcomes, TRUE) && !sim_check_said_below (check, places[1]))
    conflict (check, places[1], "0", _ ("a time to an event is not missing at one visit only"));
}

static void
check_mechanism (SimCheck *check, const SimValue *arms)
{
  static const char at[] = "/dropout/log-odds";
  const SimValue *log_odds = written (check, at);
  gboolean any = FALSE;
  if (sim_check_said_below (check, "/dropout/mechanism"))
    return;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    SimMissing missing;
    sim_missing_read (check->full, 0, a, &missing);
    if (missing.kind == SIM_MISSING_MCAR)
      continue;
    any = TRUE;
    if (sim_value_kind (log_odds) == SIM_VALUE_MAP
        && !sim_value_get (log_odds, sim_id_at (arms, a)))
      log_odds_missing (check, sim_id_at (arms, a));
  }
  if (any && !log_odds)
    sim_check_add_at (check, at, SIM_ERROR_MISSING, NULL, _ ("a number, or one for each such arm"),
                      _ ("\"log-odds\" is missing; losses that depend on scores need it"));
  if (!any && log_odds)
    conflict (check, at, _ ("no value, or mechanism mar or mnar"),
              _ ("losses of mechanism mcar depend on no score"));
}

void
sim_check_people (SimCheck *check)
{
  const SimValue *arms = sim_value_get (check->full, "arms");
  check_strata (check);
  check_covariates (check);
  check_units (check);
  check_switching (check);
  if (sim_value_kind (written (check, "/centres")) == SIM_VALUE_MAP)
    one_part (check, "/centres");
  if (!sim_arms_usable (arms) || sim_check_said_at (check, "/arms"))
    return;
  check_practitioners (check, arms);
  check_adherence (check, arms);
  check_mechanism (check, arms);
  check_loss_of_times (check, arms);
  sim_check_parts (check);
}
