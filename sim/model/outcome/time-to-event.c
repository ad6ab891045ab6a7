/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * time-to-event.c - the fields of times to an event, and how times come from latent values.
 *
 * Times are Weibull's, S (t) = exp (-(t / scale)^shape), with one shape for all arms, so that
 * hazards stay in proportion; a shape of 1 is the exponential law. A higher latent value is a later
 * event. Patients enter evenly over the accrual and are watched until the follow-up after it ends,
 * which is the one visit; what is not seen by then is censored where trials are drawn.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "../../base/prob.h"
#include "../../base/round.h"
#include "../../scenario/mechanism.h"
#include "raw-scores.h"

/* clang-format off: tables, laid out by hand */
static const SimField end_fields[] = {
  { .key = "id", .kind = SIM_FIELD_ID, .label = N_ ("Id"),
    .help = N_ ("Short name of the end of follow-up in references."),
    .stage = SIM_STAGE_DRAW, .required = TRUE },
  { .key = "name", .kind = SIM_FIELD_TEXT, .label = N_ ("Name"),
    .help = N_ ("Name of the end of follow-up on screen. Default: its id."),
    .stage = SIM_STAGE_LABEL, .computed = SIM_COMPUTED_ID },
  { .key = "time", .kind = SIM_FIELD_REAL, .label = N_ ("Time"),
    .help = N_ ("Weeks for which the last patient is watched; the follow-up says how many."),
    .unit = "weeks", .stage = SIM_STAGE_LABEL, .min = 0, .max = 5200, .open_min = TRUE, .step = 1,
    .required = TRUE },
  { .key = NULL }
};

const SimField sim_outcome_time_to_event_fields[] = {
  { .key = "medians", .kind = SIM_FIELD_REAL, .label = N_ ("Median time"),
    .help = N_ ("Time by which half of the patients of each arm have had the event. Default: "
                "none; either medians or hazards are given."),
    .unit = "weeks", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM,
    .min = 0, .max = 1e6, .open_min = TRUE, .step = 1, .seed = "12" },
  { .key = "hazards", .kind = SIM_FIELD_REAL, .label = N_ ("Hazard"),
    .help = N_ ("Events of each arm per week and patient who has had none. With a shape other than "
                "1, where it changes: one over the weeks by which 63 % (1 - 1/e) have had the "
                "event. Default: none; either medians or hazards are given."),
    .unit = "per week", .stage = SIM_STAGE_DRAW, .per = SIM_PER_ARM,
    .min = 0, .max = 1e6, .open_min = TRUE, .step = 0.01, .later_kinds = 1u << SIM_VALUE_LIST },
  { .key = "shape", .kind = SIM_FIELD_REAL, .label = N_ ("Shape"),
    .help = N_ ("Of the Weibull distribution of the times: 1 is a constant hazard, above 1 it "
                "rises, below 1 it falls. The same in all arms. Default 1."),
    .unit = "", .stage = SIM_STAGE_DRAW, .min = 0.2, .max = 10, .step = 0.1, .fallback = "1" },
  { .key = "accrual", .kind = SIM_FIELD_REAL, .label = N_ ("Accrual"),
    .help = N_ ("Weeks over which patients enter, evenly. Default 0: all at once."),
    .unit = "weeks", .stage = SIM_STAGE_DRAW, .min = 0, .max = 5200, .step = 1, .fallback = "0" },
  { .key = "follow-up", .kind = SIM_FIELD_REAL, .label = N_ ("Follow-up"),
    .help = N_ ("Weeks from the end of accrual to the end of the trial: for so long the last "
                "patient is watched. No default."),
    .unit = "weeks", .stage = SIM_STAGE_DRAW, .min = 0, .max = 5200, .open_min = TRUE, .step = 1,
    .required = TRUE, .seed = "52" },
  { .key = "visits", .kind = SIM_FIELD_LIST, .label = N_ ("Visits"),
    .help = N_ ("The end of follow-up, which is all that there is. Default: one called end."),
    .stage = SIM_STAGE_DRAW, .min = 1, .max = 1, .fields = end_fields,
    .computed = SIM_COMPUTED_END },
  { .key = NULL }
};
/* clang-format on */

/* The time in scales: S is P(Z > z) there. */
static double weibull (double z, double shape)
{
  return pow (-sim_normal_log_upper (z), 1 / shape);
}

/* The mean is that of times if all were watched until their event; sd holds the scale. */
static void fill (double scale, double shape, SimScoreMap *map)
{
  scale = sim_round32 (scale);
  double mean = sim_round32 (scale * exp (sim_log_gamma (1 + 1 / shape)));
  *map = (SimScoreMap){ .kind = SIM_SCORE_CURVE,
                        .raw = TRUE,
                        .mean = mean,
                        .sd = scale,
                        .given_mean = mean,
                        .given_sd = scale,
                        .curve = weibull,
                        .shape = shape };
}

static void time_to_event_scores (const SimValue *outcome, const char *arm, guint visit,
                                  SimScoreMap *map)
{
  const SimValue *medians = sim_value_get (outcome, "medians");
  double shape = sim_value_number (sim_value_get (outcome, "shape"));
  const SimValue *hazards = sim_value_get (outcome, "hazards");
  double given = sim_value_number (sim_value_get (medians ? medians : hazards, arm));
  fill (medians ? given / pow (G_LN2, 1 / shape) : 1 / given, shape, map);
}

/* Logarithms of hazards lie between those of the arms, and with them those of scales. */
static void time_to_event_between (const SimScoreMap *reference, const SimScoreMap *own,
                                   double share, SimScoreMap *map)
{
  fill (reference->sd * pow (own->sd / reference->sd, share), own->shape, map);
}

static void time_to_event_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell,
                                 gpointer data)
{
  gboolean medians = sim_value_get (outcome, "medians") != NULL;
  gboolean hazards = sim_value_get (outcome, "hazards") != NULL;
  if (medians && hazards)
    tell (data, "hazards", NULL, 0, "medians or hazards",
          "the same is said by \"medians\" already");
  else if (!medians && !hazards)
    tell (data, "medians", NULL, 0, "medians or hazards",
          "\"medians\" or \"hazards\" is missing; one of them must be given");
}

const SimOutcomeKind sim_outcome_time_to_event_kind = { .scores = time_to_event_scores,
                                                        .between = time_to_event_between,
                                                        .check = time_to_event_check,
                                                        .times = TRUE };
