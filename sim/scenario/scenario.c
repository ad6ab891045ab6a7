/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scenario.c - the frozen scenario and what is read from it.
 */
#include "scenario-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "arm-colour.h"
#include "model-terms.h"
#include "allocation.h"
#include "../base/prob.h"
#include "../base/round.h"
#include "draft-private.h"
#include "expand.h"
#include "hypothesis.h"
#include "mechanism.h"
#include "people.h"
#include "responder.h"
#include "scores.h"
#include "success.h"

/* Those of one outcome. */
typedef struct {
  SimScoreMap baseline, arms[SIM_MAX_ARMS][SIM_MAX_VISITS];
  SimScoreMap unadherent[SIM_MAX_ARMS][SIM_MAX_VISITS];   /* where there are such patients */
  SimScoreMap switched[SIM_MAX_SWITCHES][SIM_MAX_VISITS]; /* the same */
  double truth[SIM_MAX_ARMS][SIM_MAX_VISITS];
  guint n_visits;
  gboolean has_baseline;
  double latent[SIM_MAX_ARMS][(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)]; /* correlations */
} ScoreMaps;

struct _SimScenario {
  gint references;
  SimDraft *draft;
  SimValue *full;
  char *hash;
  guint n_arms, n_sizes, own_size, n_hypotheses;
  const SimValue *arms; /* in full */
  int reference;
  guint total[SIM_MAX_SIZES + 1]; /* run.sizes and the own total */
  guint size[SIM_MAX_SIZES + 1][SIM_MAX_ARMS];
  SimHypothesis hypotheses[SIM_MAX_HYPOTHESES];
  guint n_success;
  SimSuccess success[SIM_MAX_SUCCESS];
  ScoreMaps *maps; /* [outcome] */
};

static void
read_hypotheses (SimScenario *s)
{
  s->n_hypotheses = sim_value_length (sim_value_resolve (s->full, "/testing/hypotheses"));
  for (guint i = 0; i < s->n_hypotheses; i++)
    sim_hypothesis_read (s->full, i, &s->hypotheses[i]);
  s->n_success = sim_value_length (sim_value_resolve (s->full, "/testing/success"));
  for (guint i = 0; i < s->n_success; i++)
    sim_success_read (s->full, i, &s->success[i]);
}

static int
ascending (const void *a, const void *b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;
  return (x > y) - (x < y);
}

static void
read_sizes (SimScenario *s)
{
  const SimValue *sizes = sim_value_resolve (s->full, "/run/sizes");
  guint weight[SIM_MAX_ARMS], total = 0, n = 0;
  sim_allocation_weights (s->arms, sim_scenario_text (s, "/allocation/method"), weight);
  for (guint a = 0; a < s->n_arms; a++)
    total += (guint)sim_value_number (sim_value_get (sim_value_at (s->arms, a), "size"));
  for (guint i = 0; i < sim_value_length (sizes); i++)
    s->total[n++] = (guint)sim_value_number (sim_value_at (sizes, i));
  s->total[n++] = total;
  qsort (s->total, n, sizeof *s->total, ascending);
  for (guint i = 0; i < n; i++)
    if (i == 0 || s->total[i] != s->total[s->n_sizes - 1])
      s->total[s->n_sizes++] = s->total[i];
  for (guint i = 0; i < s->n_sizes; i++) {
    sim_split_total (weight, s->n_arms, s->total[i], s->size[i]);
    if (s->total[i] == total)
      s->own_size = i;
  }
}

/* Scores of those of an arm who keep but a share of its effect against the reference. If there are
   no such scores with the arm's SD they have that of the reference, else the next larger one that
   there is: half-way between two steps it cannot be small. */
static void
fill_unadherent (const SimScenario *s, const SimValue *outcome, const SimPeople *people, guint arm,
                 guint visit, ScoreMaps *maps)
{
  const SimScoreMap *own = &maps->arms[arm][visit];
  const SimScoreMap *reference = s->reference < 0 ? own : &maps->arms[s->reference][visit];
  const SimOutcomeKind *kind = sim_outcome_kind (sim_value_text (sim_value_get (outcome, "type")));
  double share = people->share_kept[arm];
  if (kind && kind->between) {
    kind->between (reference, own, share, &maps->unadherent[arm][visit]);
    return;
  }
  double mean = reference->given_mean + share * (own->given_mean - reference->given_mean);
  SimScoreMap *map = &maps->unadherent[arm][visit];
  sim_scores_fill (outcome, mean, own->given_sd, map);
  if (!isfinite (map->mu))
    sim_scores_fill (outcome, mean, reference->given_sd, map);
  double sd = MAX (own->given_sd, reference->given_sd);
  for (guint i = 0; i < 100 && !isfinite (map->mu); i++)
    sim_scores_fill (outcome, mean, sd *= 1.05, map);
  if (!isfinite (map->mu)) /* then nothing is kept */
    *map = *reference;
}

/* Scores of those who switch are those of the arm that they switch to. */
static void
fill_switched (const SimPeople *people, ScoreMaps *maps)
{
  for (guint k = 0; k < people->n_switches; k++)
    for (guint v = 0; v < maps->n_visits; v++)
      maps->switched[k][v] = maps->arms[people->switches[k].to][v];
}

/* Under treatment policy those who switch or do not adhere count where they were randomised. */
static double
true_score (const SimScenario *s, const SimPeople *people, const ScoreMaps *maps, guint arm,
            guint visit)
{
  double own = maps->arms[arm][visit].mean, switched = 0;
  if (!people->any || people->hypothetical)
    return own;
  /* by differences, so that arms of equal means are equal to the last bit */
  if (people->adherent[arm] < 1)
    own += (1 - people->adherent[arm]) * (maps->unadherent[arm][visit].mean - own);
  for (guint k = 0; k < people->n_switches; k++)
    if (people->switches[k].from == arm)
      switched += people->switches[k].proportion * (maps->switched[k][visit].mean - own);
  return own + switched;
}

static void
read_truths (const SimScenario *s, guint index, ScoreMaps *maps)
{
  const SimValue *outcome = sim_value_at (sim_value_get (s->full, "outcomes"), index);
  SimPeople people;
  sim_scenario_people (s, index, &people);
  if (!sim_outcome_is_derived (outcome))
    fill_switched (&people, maps);
  for (guint a = 0; a < s->n_arms; a++)
    for (guint v = 0; v < maps->n_visits; v++) {
      if (people.any && people.adherent[a] < 1 && !sim_outcome_is_derived (outcome))
        fill_unadherent (s, outcome, &people, a, v, maps);
      maps->truth[a][v] = true_score (s, &people, maps, a, v);
    }
}

/* Of the arms at the visits, before anything happens to the patients; and what correlates them. */
static void
read_own_maps (const SimScenario *s, const SimValue *outcome, ScoreMaps *maps)
{
  SimUnreachable unreachable;
  for (guint a = 0; a < s->n_arms; a++) {
    for (guint v = 0; v < maps->n_visits; v++)
      sim_scores_at (outcome, sim_scenario_arm_id (s, a), v, &maps->arms[a][v]);
    guint n = sim_correlation_fill (outcome, maps->latent[a]);
    if (n > 0 && sim_scores_are_correlated (outcome))
      sim_scores_solve (outcome, sim_scenario_arm_id (s, a),
                        maps->has_baseline ? &maps->baseline : NULL, n, maps->latent[a],
                        &unreachable);
  }
}

/* Yes or no in such a proportion. Where all or none respond a variance is needed all the same: it
   sets the unit of the sums. */
static void
fill_response (double probability, SimScoreMap *map)
{
  double p = sim_round32 (probability);
  double cut = p < 1e-9 ? 6 : p > 1 - 1e-9 ? -6 : sim_round32 (sim_normal_upper_quantile (p));
  *map = (SimScoreMap){
    .kind = SIM_SCORE_CUTS, .raw = TRUE, .mean = p, .given_mean = p, .n_cuts = 1, .cuts = { cut }
  };
  map->sd = map->given_sd = sqrt (MAX (p * (1 - p), 1e-6));
}

/* What responses of an outcome are found from. */
typedef struct {
  const SimResponder *responder;
  const ScoreMaps *source;
  SimInverse *baseline, *score;
  SimPeople people;
} Responses;

/* Of patients of an arm at a visit of the source, treated so that their scores are these. */
static void
read_response (const Responses *r, guint arm, guint visit, const SimScoreMap *score,
               SimScoreMap *map)
{
  SimChange change
      = { &r->source->baseline, score, r->source->latent[arm][visit + 1], &r->people, arm };
  fill_response (sim_response_probability (r->responder, &change, r->baseline, r->score), map);
}

/* Of an outcome derived from another: by the arms and visits of that, which is read. */
static void
read_derived (const SimScenario *s, const SimResponder *responder, ScoreMaps *maps)
{
  const ScoreMaps *source = &s->maps[responder->source];
  Responses r = { responder,
                  source,
                  sim_inverse_new (&source->baseline),
                  sim_inverse_new (&source->arms[0][0]),
                  { .any = FALSE } };
  sim_scenario_people (s, responder->source, &r.people);
  for (guint v = 0; v < maps->n_visits; v++) {
    guint visit = responder->visit[v];
    for (guint a = 0; a < s->n_arms; a++) {
      read_response (&r, a, visit, &source->arms[a][visit], &maps->arms[a][v]);
      if (r.people.any && r.people.adherent[a] < 1)
        read_response (&r, a, visit, &source->unadherent[a][visit], &maps->unadherent[a][v]);
    }
    for (guint k = 0; k < r.people.n_switches; k++)
      read_response (&r, r.people.switches[k].from, visit, &source->switched[k][visit],
                     &maps->switched[k][v]);
  }
  sim_inverse_free (r.baseline);
  sim_inverse_free (r.score);
}

/* Once for all that ask: what lies behind given scores is costly to find. Outcomes that are derived
   from others come after them. */
static void
read_maps (SimScenario *s)
{
  const SimValue *outcomes = sim_value_get (s->full, "outcomes");
  guint n = sim_value_length (outcomes);
  SimResponder responder;
  s->maps = g_new0 (ScoreMaps, n);
  for (guint i = 0; i < n; i++) {
    const SimValue *outcome = sim_value_at (outcomes, i);
    s->maps[i].n_visits = sim_value_length (sim_value_get (outcome, "visits"));
    if (sim_outcome_is_derived (outcome))
      continue;
    s->maps[i].has_baseline = sim_scores_baseline (outcome, &s->maps[i].baseline);
    read_own_maps (s, outcome, &s->maps[i]);
    read_truths (s, i, &s->maps[i]);
  }
  for (guint i = 0; i < n; i++)
    if (sim_scenario_responder (s, i, &responder)) {
      read_derived (s, &responder, &s->maps[i]);
      read_truths (s, i, &s->maps[i]);
    }
}

SimScenario *
sim_scenario_freeze (SimDraft *draft)
{
  SimScenario *s = g_new0 (SimScenario, 1);
  s->references = 1;
  s->draft = sim_draft_ref (draft);
  s->full = sim_value_ref (sim_draft_full (draft));
  s->hash = sim_full_hash (s->full);
  s->arms = sim_value_get (s->full, "arms");
  s->n_arms = sim_value_length (s->arms);
  s->reference = -1;
  for (guint a = 0; a < s->n_arms; a++)
    if (sim_value_bool (sim_value_get (sim_value_at (s->arms, a), "reference")))
      s->reference = (int)a;
  read_sizes (s);
  read_hypotheses (s);
  read_maps (s);
  return s;
}

SimScenario *
sim_scenario_ref (SimScenario *scenario)
{
  g_atomic_int_inc (&scenario->references);
  return scenario;
}

void
sim_scenario_unref (SimScenario *scenario)
{
  if (!scenario || !g_atomic_int_dec_and_test (&scenario->references))
    return;
  sim_draft_unref (scenario->draft);
  sim_value_unref (scenario->full);
  g_free (scenario->hash);
  g_free (scenario->maps);
  g_free (scenario);
}

SimDraft *
sim_scenario_draft (const SimScenario *scenario)
{
  return scenario->draft;
}

const SimValue *
sim_scenario_expanded (const SimScenario *scenario)
{
  return scenario->full;
}

const char *
sim_scenario_hash (const SimScenario *scenario)
{
  return scenario->hash;
}

const SimValue *
sim_scenario_value (const SimScenario *scenario, const char *pointer)
{
  return sim_value_resolve (scenario->full, pointer);
}

double
sim_scenario_number (const SimScenario *scenario, const char *pointer)
{
  const SimValue *value = sim_scenario_value (scenario, pointer);
  return value ? sim_value_number (value) : NAN;
}

const char *
sim_scenario_text (const SimScenario *scenario, const char *pointer)
{
  const SimValue *value = sim_scenario_value (scenario, pointer);
  return value ? sim_value_text (value) : NULL;
}

const char *
sim_scenario_shown (const SimScenario *scenario, const char *pointer)
{
  return sim_shown_text (scenario->full, sim_scenario_text (scenario, pointer));
}

SimStage
sim_scenario_stage_between (const SimScenario *a, const SimScenario *b)
{
  return sim_full_stage_between (a->full, b->full);
}

const char *
sim_scenario_title (const SimScenario *scenario)
{
  const char *title = sim_scenario_shown (scenario, "/title");
  return title ? title : "";
}

guint64
sim_scenario_seed (const SimScenario *scenario)
{
  return (guint64)sim_scenario_number (scenario, "/run/seed");
}

guint64
sim_scenario_replicates (const SimScenario *scenario)
{
  return (guint64)sim_scenario_number (scenario, "/run/replicates");
}

guint
sim_scenario_n_arms (const SimScenario *scenario)
{
  return scenario->n_arms;
}

const char *
sim_scenario_arm_id (const SimScenario *scenario, guint arm)
{
  return sim_id_at (scenario->arms, arm);
}

const char *
sim_scenario_arm_name (const SimScenario *scenario, guint arm)
{
  return sim_shown_text (
      scenario->full,
      sim_value_text (sim_value_get (sim_value_at (scenario->arms, arm), "name")));
}

guint
sim_scenario_arm_colour (const SimScenario *scenario, guint arm)
{
  return sim_arm_colour (scenario->arms, arm);
}

const char *
sim_scenario_category (const SimScenario *scenario, guint outcome, guint category)
{
  const SimValue *of = sim_value_at (sim_value_get (scenario->full, "outcomes"), outcome);
  return sim_shown_text (
      scenario->full, sim_value_text (sim_value_at (sim_value_get (of, "categories"), category)));
}

int
sim_scenario_reference (const SimScenario *scenario)
{
  return scenario->reference;
}

guint
sim_scenario_n_sizes (const SimScenario *scenario)
{
  return scenario->n_sizes;
}

guint
sim_scenario_own_size (const SimScenario *scenario)
{
  return scenario->own_size;
}

guint
sim_scenario_total (const SimScenario *scenario, guint size)
{
  return scenario->total[size];
}

guint
sim_scenario_arm_size (const SimScenario *scenario, guint size, guint arm)
{
  return scenario->size[size][arm];
}

guint
sim_scenario_n_hypotheses (const SimScenario *scenario)
{
  return scenario->n_hypotheses;
}

const SimHypothesis *
sim_scenario_hypothesis (const SimScenario *scenario, guint index)
{
  return &scenario->hypotheses[index];
}

guint
sim_scenario_n_success (const SimScenario *scenario)
{
  return scenario->n_success;
}

const SimSuccess *
sim_scenario_success (const SimScenario *scenario, guint index)
{
  return &scenario->success[index];
}

static const SimValue *
analysis_of (const SimScenario *scenario, const SimHypothesis *h)
{
  return sim_value_at (sim_value_get (scenario->full, "analyses"), h->analysis);
}

static const SimValue *
outcome_of (const SimScenario *scenario, const SimHypothesis *h)
{
  return sim_value_at (sim_value_get (scenario->full, "outcomes"), h->outcome);
}

const SimScoreMap *
sim_scenario_score_map (const SimScenario *scenario, guint outcome, int arm, guint visit)
{
  const ScoreMaps *maps = &scenario->maps[outcome];
  if (arm >= 0)
    return &maps->arms[arm][visit];
  return maps->has_baseline ? &maps->baseline : NULL;
}

double
sim_scenario_true_mean (const SimScenario *scenario, guint outcome, guint arm, guint visit)
{
  return scenario->maps[outcome].truth[arm][visit];
}

const SimScoreMap *
sim_scenario_unadherent_map (const SimScenario *scenario, guint outcome, guint arm, guint visit)
{
  return &scenario->maps[outcome].unadherent[arm][visit];
}

void
sim_scenario_latent_correlation (const SimScenario *scenario, guint outcome, guint arm,
                                 double *matrix)
{
  const ScoreMaps *maps = &scenario->maps[outcome];
  guint n = maps->n_visits + 1;
  memcpy (matrix, maps->latent[arm], n * n * sizeof *matrix);
}

void
sim_scenario_observed_correlation (const SimScenario *scenario, guint outcome, guint arm,
                                   double *matrix)
{
  const SimValue *record = sim_value_at (sim_value_get (scenario->full, "outcomes"), outcome);
  const ScoreMaps *maps = &scenario->maps[outcome];
  sim_scenario_latent_correlation (scenario, outcome, arm, matrix);
  sim_scores_observe (record, sim_scenario_arm_id (scenario, arm),
                      maps->has_baseline ? &maps->baseline : NULL, maps->n_visits + 1, matrix);
}

double
sim_scenario_direction (const SimScenario *scenario, guint outcome)
{
  return sim_outcome_direction (sim_value_at (sim_scenario_value (scenario, "/outcomes"), outcome));
}

guint
sim_scenario_n_outcomes (const SimScenario *scenario)
{
  return sim_value_length (sim_scenario_value (scenario, "/outcomes"));
}

guint
sim_scenario_own_outcomes (const SimScenario *scenario, guint index[SIM_MAX_OUTCOMES])
{
  return sim_drawn_outcomes (sim_scenario_value (scenario, "/outcomes"), index);
}

guint
sim_scenario_n_visits (const SimScenario *scenario, guint outcome)
{
  return scenario->maps[outcome].n_visits;
}

const char *
sim_scenario_effect_unit (const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = &scenario->hypotheses[index];
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis_of (scenario, h), "method")));
  const SimValue *outcome = outcome_of (scenario, h);
  const char *unit = sim_value_text (sim_value_get (outcome, "unit"));
  if (needs && needs->scale)
    return _ (needs->scale);
  if (h->logit)
    return _ ("log odds ratio");
  return unit ? sim_shown_text (scenario->full, unit) : "";
}

gboolean
sim_scenario_effect_is_share (const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = &scenario->hypotheses[index];
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis_of (scenario, h), "method")));
  const char *type = sim_value_text (sim_value_get (outcome_of (scenario, h), "type"));
  return g_strcmp0 (type, "binary") == 0 && !(needs && needs->scale) && !h->logit;
}

/* Probability of every category among patients with such scores, added to those of an arm. */
static void
add_categories (const SimScoreMap *map, double share, double *category)
{
  for (guint k = 0; k <= map->n_cuts; k++) {
    double from = k == 0 ? 0 : sim_normal_cdf (map->cuts[k - 1]);
    double to = k == map->n_cuts ? 1 : sim_normal_cdf (map->cuts[k]);
    category[k] += share * (to - from);
  }
}

static void
add_treated (SimTruth *truth, guint arm, double share, const SimScoreMap *scores)
{
  if (share > 0)
    truth->treated[arm][truth->n_treated[arm]++] = (SimTreated){ share, scores };
}

static void
fill_treated (const SimScenario *s, const SimHypothesis *h, guint arm, SimTruth *truth)
{
  const ScoreMaps *maps = &s->maps[h->outcome];
  double stay = 1;
  SimPeople people;
  sim_scenario_people (s, h->outcome, &people);
  gboolean policy = people.any && !people.hypothetical;
  for (guint k = 0; policy && k < people.n_switches; k++)
    if (people.switches[k].from == arm) {
      stay -= people.switches[k].proportion;
      add_treated (truth, arm, people.switches[k].proportion, &maps->switched[k][h->visit]);
    }
  double adherent = policy ? people.adherent[arm] : 1;
  add_treated (truth, arm, stay * adherent, &maps->arms[arm][h->visit]);
  add_treated (truth, arm, stay * (1 - adherent), &maps->unadherent[arm][h->visit]);
}

static void
fill_categories (guint arm, SimTruth *truth)
{
  for (guint i = 0; i < truth->n_treated[arm]; i++)
    add_categories (truth->treated[arm][i].scores, truth->treated[arm][i].share,
                    truth->category[arm]);
}

static void
fill_cells (const SimScenario *s, const SimHypothesis *h, SimTruth *truth)
{
  double sd[SIM_MAX_ARMS];
  SimPeople people;
  sim_scenario_people (s, h->outcome, &people);
  for (guint a = 0; a < truth->n_arms; a++) {
    const SimScoreMap *scores = sim_scenario_score_map (s, h->outcome, (int)a, h->visit);
    sd[a] = scores->raw ? 1 : scores->given_sd;
  }
  sim_truth_cells (&people, sd, truth);
}

/* Those of an arm and, of times, for how long they are watched. Cells are those of all arms. */
static void
fill_truth (const SimScenario *s, const SimHypothesis *h, guint arm, SimTruth *truth)
{
  const SimScoreMap *scores = sim_scenario_score_map (s, h->outcome, (int)arm, h->visit);
  SimMissing missing;
  truth->size[arm] = s->size[s->own_size][arm];
  truth->mean[arm] = sim_scenario_true_mean (s, h->outcome, arm, h->visit);
  fill_treated (s, h, arm, truth);
  if (arm == 0)
    fill_cells (s, h, truth);
  if (scores->kind == SIM_SCORE_CUTS) {
    truth->n_categories = scores->n_cuts + 1;
    fill_categories (arm, truth);
  }
  sim_scenario_missing (s, h->outcome, arm, &missing);
  truth->loss[arm] = missing.loss;
}

/* Covariates are independent, and strata move no latent value of a binary outcome. */
static double
explained (const SimScenario *scenario, const SimHypothesis *h)
{
  double sum = 0;
  SimPeople people;
  SimModelTerms adjust;
  sim_scenario_people (scenario, h->outcome, &people);
  sim_scenario_model_terms (scenario, h->analysis, &adjust);
  for (guint k = 0; k < adjust.n_covariates; k++)
    sum += people.correlation[adjust.covariate[k]] * people.correlation[adjust.covariate[k]];
  return sum;
}

/* What is true on the scale of a model's estimates. */
static SimTruth *
model_truth (const SimScenario *scenario, const SimHypothesis *h)
{
  const SimValue *outcome = outcome_of (scenario, h);
  SimTruth *truth = g_new0 (SimTruth, 1);
  truth->n_arms = scenario->n_arms;
  truth->direction = sim_outcome_direction (outcome);
  truth->accrual = sim_value_number (sim_value_get (outcome, "accrual"));
  truth->follow_up = sim_value_number (sim_value_get (outcome, "follow-up"));
  if (sim_value_get (analysis_of (scenario, h), "tau"))
    truth->tau = sim_value_number (sim_value_get (analysis_of (scenario, h), "tau"));
  if (sim_value_get (outcome, "events"))
    truth->events = sim_value_number (sim_value_get (outcome, "events"));
  for (guint a = 0; a < scenario->n_arms; a++)
    fill_truth (scenario, h, a, truth);
  truth->explained = explained (scenario, h);
  return truth;
}

static double
mean_difference (const SimScenario *scenario, const SimHypothesis *h, guint a, guint b)
{
  double difference = sim_scenario_true_mean (scenario, h->outcome, a, h->visit)
                      - sim_scenario_true_mean (scenario, h->outcome, b, h->visit);
  return sim_scenario_direction (scenario, h->outcome) * difference;
}

static double
logit_difference (const SimScenario *scenario, const SimHypothesis *h, guint a, guint b)
{
  double of_a = sim_scenario_true_mean (scenario, h->outcome, a, h->visit);
  double of_b = sim_scenario_true_mean (scenario, h->outcome, b, h->visit);
  if (of_a == of_b)
    return 0;
  return sim_scenario_direction (scenario, h->outcome)
         * (log (of_a / (1 - of_a)) - log (of_b / (1 - of_b)));
}

static double
within_arm (const SimScenario *scenario, const SimHypothesis *h)
{
  const SimScoreMap *baseline = sim_scenario_score_map (scenario, h->outcome, -1, 0);
  double mean = sim_scenario_true_mean (scenario, h->outcome, h->arm_a, h->visit);
  return sim_scenario_direction (scenario, h->outcome) * (mean - baseline->mean);
}

/* A contrast is made of differences from one of its arms, so that it is 0 to the last bit where the
   arms are alike. */
double
sim_scenario_true_effect (const SimScenario *scenario, guint index)
{
  const SimHypothesis *h = &scenario->hypotheses[index];
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis_of (scenario, h), "method")));
  SimTruth *truth = needs && needs->effect ? model_truth (scenario, h) : NULL;
  double effect = 0;
  if (h->type == SIM_WITHIN_ARM_CHANGE)
    effect = within_arm (scenario, h);
  else
    for (guint a = 0; a < scenario->n_arms; a++)
      if (a != h->arm_b && h->weights[a] != 0)
        effect += h->weights[a]
                  * (truth      ? needs->effect (truth, a, h->arm_b)
                     : h->logit ? logit_difference (scenario, h, a, h->arm_b)
                                : mean_difference (scenario, h, a, h->arm_b));
  if ((truth || h->logit) && isfinite (effect))
    effect = sim_round32 (effect); /* it came through logarithms */
  g_free (truth);
  return effect != 0 ? effect : 0; /* no minus zero */
}
