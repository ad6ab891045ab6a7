/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bounded.c - the fields of the bounded outcome, and how its scores come from latent values.
 *
 * A score of pain or disability has a floor and a ceiling and moves in steps: a normal value is
 * clipped to them and rounded, halves upwards, or the steps are beta-binomial. What people know of
 * such a score is the mean and SD of the scores themselves, so these are what is given unless the
 * file says otherwise, and the normal behind them is solved for. Every edit of a mean or an SD
 * draws again: the patients' scores are then others, not the same ones moved.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#define SIM_SCORE_SEED  "50" /* half-way to the highest score that the editor starts with */
#include "score-fields.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../../base/beta-binomial.h"
#include "../../base/clipped.h"
#include "../../base/round.h"
#include "../../scenario/scenario.h"
#include "../../scenario/scores.h"
#include "raw-scores.h"

#define STEPS_MAX 10000
/* Scores of less variety than this, in steps, are all the same in most trials. */
#define LATENT_LEAST 1e-3

/* clang-format off: tables, laid out by hand */
static const SimChoice given_choices[]
    = { { "observed", N_ ("Of the scores"), TRUE,
          N_ ("Means and SDs are those of the scores, as a publication reports them.") },
        { "latent", N_ ("Of the latent values"), TRUE,
          N_ ("Means and SDs are those before clipping and rounding; the scores have others.") },
        { NULL, NULL, FALSE, NULL } };

static const SimChoice shape_choices[] = {
  { "clipped", N_ ("Clipped normal"), TRUE,
    N_ ("A normal value, clipped to the scale and rounded to its steps.") },
  { "beta-binomial", N_ ("Beta-binomial"), TRUE,
    N_ ("As many steps as a patient's own chance gives, which varies from patient to patient: "
        "fewer at the floor than a clipped normal, and a longer tail.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_outcome_bounded_fields[]
    = { { .key = "min",
          .kind = SIM_FIELD_REAL,
          .label = N_ ("Lowest score"),
          .help = N_ ("The lowest score there is. Default 0."),
          .unit = "outcome",
          .stage = SIM_STAGE_DRAW,
          .min = -1e6,
          .max = 1e6,
          .step = 1,
          .fallback = "0" },
        { .key = "max",
          .kind = SIM_FIELD_REAL,
          .label = N_ ("Highest score"),
          .help = N_ ("The highest score there is: 24 for RMDQ, 100 for VAS and ODI. No default."),
          .unit = "outcome",
          .stage = SIM_STAGE_DRAW,
          .min = -1e6,
          .max = 1e6,
          .step = 1,
          .required = TRUE,
          .seed = "100" },
        { .key = "step",
          .kind = SIM_FIELD_REAL,
          .label = N_ ("Step"),
          .help = N_ ("Difference between two neighbouring scores; the scale has a whole number of "
                      "steps, at most 10,000. Default 1."),
          .unit = "outcome",
          .stage = SIM_STAGE_DRAW,
          .min = 0,
          .max = 1e6,
          .open_min = TRUE,
          .step = 1,
          .fallback = "1" },
        { .key = "given",
          .kind = SIM_FIELD_ENUM,
          .label = N_ ("Means and SDs"),
          .help
          = N_ ("Whether means and SDs are those of the scores or of the latent values behind "
                "them. Default observed."),
          .stage = SIM_STAGE_DRAW,
          .fallback = "\"observed\"",
          .choices = given_choices },
        { .key = "shape",
          .kind = SIM_FIELD_ENUM,
          .label = N_ ("Distribution"),
          .help = N_ ("How the scores are distributed. Default clipped."),
          .stage = SIM_STAGE_DRAW,
          .fallback = "\"clipped\"",
          .choices = shape_choices },
        SIM_SCORE_FIELDS,
        { .key = NULL } };
/* clang-format on */

typedef struct {
  double min, max, step, steps;
  gboolean latent; /* means and SDs are those of the latent values */
  gboolean beta;   /* beta-binomial; else clipped */
} Scale;

static Scale
read_scale (const SimValue *outcome)
{
  Scale s = { sim_value_number (sim_value_get (outcome, "min")),
              sim_value_number (sim_value_get (outcome, "max")),
              sim_value_number (sim_value_get (outcome, "step")),
              NAN,
              g_strcmp0 (sim_value_text (sim_value_get (outcome, "given")), "latent") == 0,
              g_strcmp0 (sim_value_text (sim_value_get (outcome, "shape")), "beta-binomial") == 0 };
  s.steps = nearbyint ((s.max - s.min) / s.step);
  return s;
}

/* FALSE, and mu NaN, if there are no such scores. */
static gboolean
fill_beta (const Scale *scale, SimScoreMap *map)
{
  guint n = (guint)scale->steps;
  double a, b;
  map->kind = SIM_SCORE_CUTS;
  map->n_cuts = n;
  if (!sim_beta_binomial_solve (n, map->mu, map->sigma, &a, &b)) {
    map->mu = NAN;
    return FALSE;
  }
  double up_to[SIM_MAX_CUTS], above[SIM_MAX_CUTS];
  sim_beta_binomial_tails (n, a, b, up_to, above);
  for (guint k = 0; k < n; k++)
    map->cuts[k] = sim_raw_cut (up_to[k], above[k]);
  return TRUE;
}

/* What came through exp and erfc is rounded, so that it is equal on every machine. */
static gboolean
fill (const Scale *scale, double mean, double sd, SimScoreMap *map)
{
  *map = (SimScoreMap){ .kind = SIM_SCORE_GRID,
                        .mean = mean,
                        .sd = sd,
                        .min = scale->min,
                        .step = scale->step,
                        .steps = scale->steps,
                        .mu = (mean - scale->min) / scale->step,
                        .sigma = sd / scale->step };
  if (scale->beta)
    return fill_beta (scale, map);
  if (scale->latent) {
    double score_mean, score_sd;
    sim_clipped_moments (map->mu, map->sigma, map->steps, &score_mean, &score_sd);
    map->mean = sim_round32 (scale->min + scale->step * score_mean);
    map->sd = sim_round32 (scale->step * score_sd);
    return score_sd >= LATENT_LEAST;
  }
  if (!sim_clipped_solve (map->mu, map->sigma, map->steps, &map->mu, &map->sigma))
    return FALSE;
  map->mu = sim_round32 (map->mu);
  map->sigma = sim_round32 (map->sigma);
  return TRUE;
}

static void
bounded_map (const SimValue *outcome, double mean, double sd, SimScoreMap *map)
{
  Scale scale = read_scale (outcome);
  fill (&scale, mean, sd, map);
}

/* --- what must hold ------------------------------------------------------------------------ */

typedef struct {
  Scale scale;
  SimTellFn tell;
  gpointer data;
} Check;

static const char *
number (char *text, double x)
{
  return g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.6g", x);
}

/* FALSE if the scale is no scale; that is told unless one of its numbers is in question itself. */
static gboolean
check_scale (const Check *check)
{
  const Scale *s = &check->scale;
  double exact = (s->max - s->min) / s->step;
  char text[G_ASCII_DTOSTR_BUF_SIZE], *allowed = NULL;
  if (!(fabs (s->min) <= 1e6 && fabs (s->max) <= 1e6 && s->step > 0 && s->step <= 1e6))
    return FALSE;
  if (s->max <= s->min) {
    allowed = g_strdup_printf (_ ("a number above %s, the lowest score"), number (text, s->min));
    check->tell (check->data, "max", NULL, 0, allowed,
                 _ ("the highest score is not above the lowest"));
  } else if (!(fabs (exact - s->steps) <= 1e-9 * exact) || s->steps < 1) {
    check->tell (check->data, "step", NULL, 0,
                 _ ("a step that divides the scale into a whole number of steps"),
                 _ ("from the lowest score to the highest it is not a whole number of steps"));
  } else if (s->steps > STEPS_MAX) {
    allowed = g_strdup_printf (_ ("at least %s"), number (text, (s->max - s->min) / STEPS_MAX));
    check->tell (check->data, "step", NULL, 0, allowed, _ ("the scale has more than 10000 steps"));
  } else if (s->beta && s->steps > SIM_MAX_CUTS) {
    allowed = g_strdup_printf (_ ("at least %s, or shape clipped"),
                               number (text, (s->max - s->min) / SIM_MAX_CUTS));
    check->tell (check->data, "step", NULL, 0, allowed,
                 _ ("a beta-binomial scale has at most 255 steps"));
  } else if (s->beta && s->latent) {
    check->tell (check->data, "given", NULL, 0, _ ("observed, or shape clipped"),
                 _ ("beta-binomial scores have no latent mean and SD"));
  } else
    return TRUE;
  g_free (allowed);
  return FALSE;
}

static void
tell_mean (const Check *check, const char *key, const char *arm, guint visit)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  char *allowed = g_strdup_printf (_ ("a mean above %s and below %s"),
                                   number (low, check->scale.min), number (high, check->scale.max));
  check->tell (check->data, key, arm, visit, allowed,
               _ ("the mean of the scores does not lie within their scale"));
  g_free (allowed);
}

static void
tell_sd (const Check *check, const char *key, const char *arm, guint visit, double mean)
{
  const Scale *s = &check->scale;
  double least, most;
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE], at[G_ASCII_DTOSTR_BUF_SIZE];
  if (s->beta)
    sim_beta_binomial_sd_range ((guint)s->steps, (mean - s->min) / s->step, &least, &most);
  else
    sim_clipped_sd_range ((mean - s->min) / s->step, s->steps, &least, &most);
  char *allowed = g_strdup_printf (_ ("an SD above %s and below %s, and not too near either"),
                                   number (low, least * s->step), number (high, most * s->step));
  char *what
      = g_strdup_printf (_ ("no such scores have a mean of %s with this SD"), number (at, mean));
  check->tell (check->data, key, arm, visit, allowed, what);
  g_free (what);
  g_free (allowed);
}

/* One mean and its SD; arm NULL: those at baseline. */
static void
check_pair (const Check *check, double mean, double sd, const char *arm, guint visit)
{
  const char *mean_key = arm ? "means" : "baseline/mean", *sd_key = arm ? "sd" : "baseline/sd";
  const Scale *s = &check->scale;
  SimScoreMap map;
  if (!(fabs (mean) <= 1e6 && sd > 0 && sd <= 1e6))
    return;
  if (!s->latent && !(mean > s->min && mean < s->max))
    tell_mean (check, mean_key, arm, visit);
  else if (!fill (s, mean, sd, &map) && s->latent)
    check->tell (check->data, mean_key, arm, visit, _ ("a latent mean nearer to the scale"),
                 _ ("nearly all patients would have the same score"));
  else if (!s->latent && isnan (map.mu))
    tell_sd (check, sd_key, arm, visit, mean);
}

/* One limit at entry. */
static void
check_limit (const Check *check, const char *key, const SimValue *limit)
{
  const Scale *s = &check->scale;
  double at = sim_value_number (limit);
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
  if (!limit || !(at < s->min || at > s->max))
    return;
  char *allowed
      = g_strdup_printf (_ ("a score from %s to %s"), number (low, s->min), number (high, s->max));
  check->tell (check->data, key, NULL, 0, allowed, _ ("the limit at entry lies outside the scale"));
  g_free (allowed);
}

/* What is particular to a scale in the limits at entry; mean and SD are checked for all types. */
static void
check_entry (const Check *check, const SimValue *outcome, const SimValue *baseline)
{
  const Scale *s = &check->scale;
  const char *key = sim_value_get (baseline, "min") ? "baseline/min" : "baseline/max";
  double low, high;
  sim_scores_limits (outcome, &low, &high);
  check_limit (check, "baseline/min", sim_value_get (baseline, "min"));
  check_limit (check, "baseline/max", sim_value_get (baseline, "max"));
  if (s->latent)
    check->tell (check->data, key, NULL, 0, _ ("no limit, or given observed"),
                 _ ("mean and SD within limits at entry are those of the scores"));
  else if (s->beta)
    check->tell (check->data, key, NULL, 0, _ ("no limit, or shape clipped"),
                 _ ("beta-binomial scores are not cut off at entry"));
  else if ((fmin (high, s->max) - fmax (low, s->min)) / s->step > SIM_MAX_CUTS)
    check->tell (check->data, key, NULL, 0, _ ("limits nearer to each other, or a larger step"),
                 _ ("there are more than 255 steps between the limits at entry"));
}

static void
bounded_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  Check check = { read_scale (outcome), tell, data };
  const SimValue *baseline = sim_value_get (outcome, "baseline");
  const SimValue *means = sim_value_get (outcome, "means"), *sds = sim_value_get (outcome, "sd");
  if (!check_scale (&check))
    return;
  if (sim_value_get (baseline, "min") || sim_value_get (baseline, "max"))
    check_entry (&check, outcome, baseline);
  else if (baseline)
    check_pair (&check, sim_value_number (sim_value_get (baseline, "mean")),
                sim_value_number (sim_value_get (baseline, "sd")), NULL, 0);
  if (sim_value_kind (means) != SIM_VALUE_MAP || sim_value_length (means) > SIM_MAX_ARMS)
    return;
  for (guint a = 0; a < sim_value_length (means); a++) {
    const char *arm = sim_value_key (means, a);
    const SimValue *list = sim_value_at (means, a);
    if (sim_value_kind (list) != SIM_VALUE_LIST || sim_value_length (list) > SIM_MAX_VISITS)
      continue;
    for (guint v = 0; v < sim_value_length (list); v++)
      check_pair (&check, sim_value_number (sim_value_at (list, v)),
                  sim_value_number (sim_value_at (sim_value_get (sds, arm), v)), arm, v);
  }
}

const SimOutcomeKind sim_outcome_bounded_kind = { .map = bounded_map, .check = bounded_check };
