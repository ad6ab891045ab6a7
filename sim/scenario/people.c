/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people.c - who the patients are, read from the full form.
 */
#include "people.h"

#include <math.h>
#include <string.h>

#include "../base/round.h"
#include "expand.h"
#include "mechanism.h"
#include "scenario-private.h"

static double
number (const SimValue *record, const char *key)
{
  const SimValue *value = sim_value_get (record, key);
  return value ? sim_value_number (value) : 0;
}

/* --- strata and covariates ----------------------------------------------------------------- */

/* Takes the mean over the levels from each, so that the means of all patients stay as given. */
static void
centre (const SimStratum *stratum, double *effect, guint stride)
{
  double mean = 0, whole = 0;
  for (guint l = 0; l < stratum->n_levels; l++) {
    mean += stratum->prevalence[l] * effect[l * stride];
    whole += stratum->prevalence[l];
  }
  for (guint l = 0; l < stratum->n_levels; l++)
    effect[l * stride] -= mean / whole;
}

static void
read_stratum (const SimValue *record, const SimValue *arms, const char *outcome,
              SimStratum *stratum)
{
  const SimValue *levels = sim_value_get (record, "levels");
  guint n_arms = sim_value_length (arms);
  stratum->n_levels = sim_value_length (levels);
  for (guint l = 0; l < stratum->n_levels; l++) {
    const SimValue *level = sim_value_at (levels, l);
    const SimValue *interaction = sim_value_get (sim_value_get (level, "interaction"), outcome);
    stratum->prevalence[l] = number (level, "prevalence");
    stratum->effect[l] = number (sim_value_get (level, "effect"), outcome);
    for (guint a = 0; a < n_arms; a++)
      stratum->interaction[l][a] = number (interaction, sim_id_at (arms, a));
  }
  centre (stratum, stratum->effect, 1);
  for (guint a = 0; a < n_arms; a++)
    centre (stratum, &stratum->interaction[0][a], SIM_MAX_ARMS);
}

static void
read_entry (const SimValue *full, const char *outcome, SimPeople *people)
{
  const SimValue *arms = sim_value_get (full, "arms");
  const SimValue *strata = sim_value_get (full, "strata");
  const SimValue *covariates = sim_value_get (full, "covariates");
  people->n_strata = sim_value_length (strata);
  for (guint i = 0; i < people->n_strata; i++)
    read_stratum (sim_value_at (strata, i), arms, outcome, &people->strata[i]);
  people->n_covariates = sim_value_length (covariates);
  for (guint i = 0; i < people->n_covariates; i++)
    people->correlation[i]
        = number (sim_value_get (sim_value_at (covariates, i), "correlation"), outcome);
}

/* --- practitioners and centres ------------------------------------------------------------- */

gboolean
sim_people_has_practitioners (const SimValue *full, const char *arm)
{
  static const char *const places[]
      = { "/practitioners/count", "/practitioners/caseload", "/centres/practitioners-each" };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const SimValue *given = sim_value_get (sim_value_resolve (full, places[i]), arm);
    if (sim_value_kind (given) == SIM_VALUE_LIST || sim_value_number (given) > 0)
      return TRUE;
  }
  return FALSE;
}

/* The arm that is named first in the group that shares practitioners with this one: not the first
 * of the arms, so that their order changes no random number. */
static guint
first_sharing (const SimValue *full, guint arm)
{
  const SimValue *arms = sim_value_get (full, "arms");
  const SimValue *shared = sim_value_resolve (full, "/practitioners/shared");
  for (guint g = 0; g < sim_value_length (shared); g++) {
    const SimValue *group = sim_value_at (shared, g);
    for (guint i = 0; i < sim_value_length (group); i++)
      if (sim_value_index_of (arms, sim_value_text (sim_value_at (group, i))) == (int)arm)
        return (guint)sim_value_index_of (arms, sim_value_text (sim_value_at (group, 0)));
  }
  return arm;
}

static void
read_practitioners (const SimValue *full, SimPeople *people)
{
  const SimValue *arms = sim_value_get (full, "arms");
  const SimValue *record = sim_value_get (full, "practitioners");
  const SimValue *sd = sim_value_get (record, "sd"), *icc = sim_value_get (record, "icc");
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const char *id = sim_id_at (arms, a);
    people->practitioners_of[a] = first_sharing (full, a);
    people->practitioner[a].is_sd = sd != NULL;
    if (sim_people_has_practitioners (full, id))
      people->practitioner[a].value = number (sd ? sd : icc, id);
  }
}

static void
read_centres (const SimValue *full, SimPeople *people)
{
  const SimValue *record = sim_value_get (full, "centres");
  const SimValue *sd = sim_value_get (record, "sd");
  people->n_centres = (guint)number (record, "count");
  people->centre.is_sd = sd != NULL;
  people->centre.value = number (record, sd ? "sd" : "icc");
  people->centre_effect_sd = number (record, "effect-sd");
}

/* --- treatment ----------------------------------------------------------------------------- */

static void
read_treatment (const SimValue *full, SimPeople *people)
{
  const SimValue *arms = sim_value_get (full, "arms");
  const SimValue *adherence = sim_value_get (full, "adherence");
  const SimValue *switching = sim_value_get (full, "switching");
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const char *id = sim_id_at (arms, a);
    people->response_sd[a] = number (sim_value_get (full, "response-sd"), id);
    people->adherent[a] = adherence ? number (sim_value_get (adherence, "proportion"), id) : 1;
    people->share_kept[a] = number (sim_value_get (adherence, "share-kept"), id);
  }
  /* What treatment becomes is no part of the variance, so it may be in question still. */
  people->n_switches = MIN (sim_value_length (switching), SIM_MAX_SWITCHES);
  for (guint i = 0; i < people->n_switches; i++) {
    const SimValue *record = sim_value_at (switching, i);
    const char *from = sim_value_text (sim_value_get (record, "from"));
    const char *to = sim_value_text (sim_value_get (record, "to"));
    people->switches[i] = (SimSwitch){ .from = (guint)sim_value_index_of (arms, from),
                                       .to = (guint)sim_value_index_of (arms, to),
                                       .proportion = number (record, "proportion") };
  }
  const char *estimand = sim_value_text (sim_value_get (full, "estimand"));
  people->hypothetical = g_strcmp0 (estimand, "hypothetical") == 0;
}

static void
read_imbalance (const SimValue *full, guint outcome, SimPeople *people)
{
  const SimValue *arms = sim_value_get (full, "arms");
  const SimValue *record = sim_value_at (sim_value_get (full, "outcomes"), outcome);
  const SimValue *given = sim_value_get (sim_value_get (record, "baseline"), "imbalance");
  for (guint a = 0; given && a < sim_value_length (arms); a++) {
    people->imbalance[a] = number (given, sim_id_at (arms, a));
    people->imbalanced |= people->imbalance[a] != 0;
  }
}

/* --- other outcomes ------------------------------------------------------------------------ */

/* At the last visit; 1 where scores have no SD, as of latent values. */
static double
last_sd (const SimValue *outcome, const char *arm)
{
  const SimValue *list = sim_value_get (sim_value_get (outcome, "sd"), arm);
  guint n = sim_value_length (list);
  return n > 0 ? sim_value_number (sim_value_at (list, n - 1)) : 1;
}

/* SDs are given in the unit of the first outcome that is drawn. In another one they are as large
   beside its SD at its last visit as they are there beside that of the first; those that all arms
   have in common beside the mean of their SDs. */
static void
carry_sds (const SimValue *full, const SimValue *outcome, SimPeople *people)
{
  const SimValue *outcomes = sim_value_get (full, "outcomes"), *arms = sim_value_get (full, "arms");
  guint own[SIM_MAX_OUTCOMES], n = sim_drawn_outcomes (outcomes, own);
  const SimValue *first = sim_value_at (outcomes, n > 0 ? own[0] : 0);
  double theirs = 0, here = 0;
  if (outcome == first)
    return;
  for (guint a = 0; a < sim_value_length (arms); a++) {
    double of_outcome = last_sd (outcome, sim_id_at (arms, a));
    double of_first = last_sd (first, sim_id_at (arms, a));
    here += of_outcome;
    theirs += of_first;
    people->response_sd[a] *= of_outcome / of_first;
    if (people->practitioner[a].is_sd)
      people->practitioner[a].value *= of_outcome / of_first;
  }
  people->centre_effect_sd *= here / theirs;
  if (people->centre.is_sd)
    people->centre.value *= here / theirs;
}

void
sim_people_read (const SimValue *full, guint outcome, SimPeople *people)
{
  static const char *const keys[] = { "strata",      "covariates", "practitioners", "centres",
                                      "response-sd", "adherence",  "switching" };
  const char *id = sim_id_at (sim_value_get (full, "outcomes"), outcome);
  *people = (SimPeople){ .any = FALSE };
  read_imbalance (full, outcome, people);
  /* An empty list says no more than an absent key. */
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    people->any |= sim_value_length (sim_value_get (full, keys[i])) > 0;
  if (!people->any)
    return;
  read_entry (full, id, people);
  read_practitioners (full, people);
  read_centres (full, people);
  read_treatment (full, people);
  carry_sds (full, sim_value_at (sim_value_get (full, "outcomes"), outcome), people);
}

void
sim_scenario_people (const SimScenario *scenario, guint outcome, SimPeople *people)
{
  sim_people_read (sim_scenario_expanded (scenario), outcome, people);
}

/* --- missing ------------------------------------------------------------------------------- */

static SimMissingKind
kind_of (const char *mechanism)
{
#define SIM_MISSING(kind, id, label, help)                                                         \
  if (g_strcmp0 (mechanism, id) == 0)                                                              \
    return SIM_MISSING_##kind;
#include "../model/missing/missing.def"
  return SIM_MISSING_MCAR;
}

static double
time_of (const SimValue *outcome, guint visit)
{
  return number (sim_value_at (sim_value_get (outcome, "visits"), visit), "time");
}

static gboolean
has_times (const SimValue *outcome)
{
  const SimOutcomeKind *kind = sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type")));
  return kind && kind->times;
}

double
sim_loss_hazard (double proportion, double follow_up)
{
  return follow_up > 0 ? sim_round32 (-log1p (-proportion) / follow_up) : 0;
}

/* Proportion lost by a time, of those lost by the visits of the first outcome: at a constant rate
   between two of them, and at that of the last two from then on. */
static double
lost_by (const SimValue *first, const SimValue *lost, double time)
{
  guint n = MIN (sim_value_length (lost), SIM_MAX_VISITS), v = 0;
  while (v + 1 < n && time_of (first, v) < time)
    v++;
  double before = v > 0 ? sim_value_number (sim_value_at (lost, v - 1)) : 0;
  double from = v > 0 ? time_of (first, v - 1) : 0, to = n > 0 ? time_of (first, v) : 0;
  double by_then = n > 0 ? sim_value_number (sim_value_at (lost, v)) : 0;
  if (n == 0 || time == to || !(to > from) || before >= 1)
    return by_then;
  double stay = pow ((1 - by_then) / (1 - before), (time - from) / (to - from));
  return sim_round32 (1 - (1 - before) * stay);
}

/* Of those who leave by their scores, which they do at the visits of the first outcome alone. */
static double
left_by (const SimValue *first, const SimValue *lost, double time)
{
  double proportion = 0;
  guint n = MIN (sim_value_length (lost), SIM_MAX_VISITS);
  for (guint v = 0; v < n && time_of (first, v) <= time; v++)
    proportion = sim_value_number (sim_value_at (lost, v));
  return proportion;
}

/* Losses are given at the visits of the first outcome; at those the others have the same. */
static void
carry_over (const SimValue *first, const SimValue *outcome, const SimValue *lost,
            SimMissing *missing)
{
  guint n = sim_value_length (sim_value_get (outcome, "visits"));
  guint n_lost = MIN (sim_value_length (lost), SIM_MAX_VISITS);
  double last = n_lost ? sim_value_number (sim_value_at (lost, n_lost - 1)) : 0;
  double weeks = has_times (first) ? number (first, "follow-up")
                 : n_lost > 0      ? time_of (first, n_lost - 1)
                                   : 0;
  missing->loss = sim_loss_hazard (last, weeks);
  for (guint v = 0; v < n && v < SIM_MAX_VISITS; v++) {
    double time = time_of (outcome, v);
    if (first == outcome)
      missing->proportion[v] = v < n_lost ? sim_value_number (sim_value_at (lost, v)) : 0;
    else if (has_times (first))
      missing->proportion[v] = sim_round32 (-expm1 (-missing->loss * time));
    else if (missing->kind == SIM_MISSING_MCAR)
      missing->proportion[v] = lost_by (first, lost, time);
    else
      missing->proportion[v] = left_by (first, lost, time);
  }
}

void
sim_missing_read (const SimValue *full, guint outcome, guint arm, SimMissing *missing)
{
  const char *id = sim_id_at (sim_value_get (full, "arms"), arm);
  const SimValue *outcomes = sim_value_get (full, "outcomes");
  const SimValue *dropout = sim_value_get (full, "dropout");
  const SimValue *mechanism = sim_value_get (dropout, "mechanism");
  const SimValue *proportion = sim_value_get (sim_value_get (dropout, "proportion"), id);
  const char *all = sim_value_text (mechanism);
  *missing = (SimMissing){ .kind
                           = kind_of (all ? all : sim_value_text (sim_value_get (mechanism, id))) };
  carry_over (sim_value_at (outcomes, 0), sim_value_at (outcomes, outcome), proportion, missing);
  if (missing->kind != SIM_MISSING_MCAR)
    missing->log_odds = number (sim_value_get (dropout, "log-odds"), id);
  missing->gaps = number (sim_value_get (dropout, "gaps"), id);
}

void
sim_scenario_missing (const SimScenario *scenario, guint outcome, guint arm, SimMissing *missing)
{
  sim_missing_read (sim_scenario_expanded (scenario), outcome, arm, missing);
}
