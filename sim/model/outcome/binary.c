/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * binary.c - the fields of the binary outcome, and how its scores come from latent values.
 *
 * The score is 1 where the latent value is at or above a cut, else 0; the cut is where the normal
 * law leaves the given proportion above it. Or the outcome is derived: whether the score of another
 * outcome has improved by so much since baseline; then it has no latent value of its own.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "visit-fields.h"

#include <glib/gi18n.h>
#include <math.h>

#include "raw-scores.h"

/* clang-format off: tables, laid out by hand */
static const SimField responder_fields[] = {
  { .key = "outcome",
    .kind = SIM_FIELD_REF,
    .label = N_ ("Outcome"),
    .help = N_ ("The outcome whose scores say who has responded: one with a baseline, and means "
                "and SDs."),
    .stage = SIM_STAGE_DRAW,
    .target = "/outcomes",
    .required = TRUE },
  { .key = "improvement",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Improvement"),
    .help = N_ ("Least improvement since baseline, in the direction in which scores are better: so "
                "much in the unit of the scores, or such a share of the baseline."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 0.05,
    .required = TRUE,
    .seed = "0.3" },
  { .key = "relative",
    .kind = SIM_FIELD_BOOL,
    .label = N_ ("Share of baseline"),
    .help = N_ ("Yes: the improvement is a share of the baseline, 0.3 for 30 %; a patient whose "
                "baseline is 0 or less has not responded. Default: no, it is in the unit of the "
                "scores."),
    .stage = SIM_STAGE_DRAW,
    .fallback = "false" },
  { .key = NULL }
};

const SimField sim_outcome_binary_fields[] = {
  SIM_VISITS_FIELD,
  { .key = "proportions",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Proportion"),
    .help = N_ ("True proportion of the patients of each arm in whom the outcome is seen at each "
                "visit. Default: none; either proportions or responder is given."),
    .unit = "%",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_VISIT,
    .min = 0,
    .max = 1,
    .open_min = TRUE,
    .open_max = TRUE,
    .step = 0.01,
    .seed = "0.5" },
  { .key = "responder",
    .kind = SIM_FIELD_RECORD,
    .label = N_ ("Responder"),
    .help = N_ ("What improvement of another outcome counts as a response; the outcome is then "
                "made of those scores. Default: none; either proportions or responder is given."),
    .stage = SIM_STAGE_DRAW,
    .fields = responder_fields },
  SIM_CORRELATION_FIELD,
  { .key = NULL }
};
/* clang-format on */

static void
fill (double p, SimScoreMap *map)
{
  sim_raw_start (map, p, sqrt (p * (1 - p)));
  map->n_cuts = 1;
  map->cuts[0] = sim_raw_cut (1 - p, p);
}

static void
binary_scores (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  fill (sim_raw_number (outcome, "proportions", arm, visit), map);
}

static void
binary_between (const SimScoreMap *reference, const SimScoreMap *own, double share,
                SimScoreMap *map)
{
  fill (reference->mean + share * (own->mean - reference->mean), map);
}

static void
binary_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  gboolean proportions = sim_value_get (outcome, "proportions") != NULL;
  gboolean responder = sim_value_get (outcome, "responder") != NULL;
  if (proportions && responder)
    tell (data, "proportions", NULL, 0, _ ("proportions or responder"),
          _ ("the proportions follow from the scores that \"responder\" names"));
  else if (!proportions && !responder)
    tell (data, "proportions", NULL, 0, _ ("proportions or responder"),
          _ ("\"proportions\" or \"responder\" is missing; one of them must be given"));
}

const SimOutcomeKind sim_outcome_binary_kind
    = { .scores = binary_scores, .between = binary_between, .check = binary_check };
