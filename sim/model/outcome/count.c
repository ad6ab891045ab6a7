/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count.c - the fields of the count outcome, and how its scores come from latent values.
 *
 * Numbers of events, such as migraine attacks: the quantile of a negative binomial law at the
 * latent value's place among the normal ones, so that counts of one patient go together as his
 * latent values do. Its variance is mu + kappa mu^2; with a dispersion kappa of 0 it is Poisson's.
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "visit-fields.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../../base/prob.h"
#include "raw-scores.h"

/* Further events than those of the last cut are no likelier than this. */
#define TAIL 1e-12
/* Likelier than this they are not to be beyond SIM_MAX_CUTS, where counts end. */
#define TAIL_MOST 1e-9
/* So little dispersion adds less to the variance than a cut keeps digits. */
#define NEARLY_POISSON 1e-10

/* clang-format off: tables, laid out by hand */
const SimField sim_outcome_count_fields[] = {
  SIM_VISITS_FIELD,
  { .key = "rates",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Rate"),
    .help = N_ ("True mean number of events of a patient of each arm in one unit of exposure, at "
                "each visit. More than 255 events must be next to impossible. No default."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_VISIT,
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 0.1,
    .required = TRUE,
    .seed = "1" },
  { .key = "dispersion",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Dispersion"),
    .help = N_ ("By how much counts vary more than Poisson's: their variance is the mean plus this "
                "times the squared mean. Default 0."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .min = 0,
    .max = 100,
    .step = 0.1,
    .fallback = "0" },
  { .key = "exposure",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Exposure"),
    .help = N_ ("For how long events are counted at each visit, in the unit of time of the rates: "
                "4 for attacks a week over four weeks. Default 1."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 1,
    .fallback = "1" },
  SIM_CORRELATION_FIELD,
  { .key = NULL }
};
/* clang-format on */

static double
probability (double count, double mean, double kappa, gboolean above)
{
  if (kappa < NEARLY_POISSON)
    return above ? sim_poisson_upper (count, mean) : sim_poisson_cdf (count, mean);
  return above ? sim_negative_binomial_upper (count, 1 / kappa, mean)
               : sim_negative_binomial_cdf (count, 1 / kappa, mean);
}

/* The dispersion of the arms is kept beside the cuts, for those between two of them. */
static void
fill (double mean, double kappa, SimScoreMap *map)
{
  sim_raw_start (map, mean, sqrt (mean + kappa * mean * mean));
  map->shape = kappa;
  for (guint k = 0; k < SIM_MAX_CUTS; k++) {
    double above = probability (k, mean, kappa, TRUE);
    if (k > 0 && above < TAIL)
      break;
    map->cuts[map->n_cuts++] = sim_raw_cut (probability (k, mean, kappa, FALSE), above);
  }
}

static double
number (const SimValue *outcome, const char *key)
{
  return sim_value_number (sim_value_get (outcome, key));
}

static void
count_scores (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  double rate = sim_raw_number (outcome, "rates", arm, visit);
  fill (rate * number (outcome, "exposure"), number (outcome, "dispersion"), map);
}

static void
count_between (const SimScoreMap *reference, const SimScoreMap *own, double share, SimScoreMap *map)
{
  fill (reference->mean + share * (own->mean - reference->mean), own->shape, map);
}

/* --- what must hold ------------------------------------------------------------------------ */

/* The mean of an arm at a visit, which the limit of counts must leave room for. */
static void
check_mean (double mean, double kappa, const char *arm, guint visit, SimTellFn tell, gpointer data)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (probability (SIM_MAX_CUTS, mean, kappa, TRUE) < TAIL_MOST)
    return;
  char *what
      = g_strdup_printf (_ ("with a mean of %s events, counts above %d are likelier than 1e-9"),
                         g_ascii_formatd (text, sizeof text, "%.6g", mean), SIM_MAX_CUTS);
  tell (data, "rates", arm, visit, _ ("a lower rate, less exposure or less dispersion"), what);
  g_free (what);
}

static void
count_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  const SimValue *rates = sim_value_get (outcome, "rates");
  double kappa = number (outcome, "dispersion"), exposure = number (outcome, "exposure");
  if (!(kappa >= 0 && kappa <= 100 && exposure > 0 && exposure <= 1e6)
      || sim_value_kind (rates) != SIM_VALUE_MAP || sim_value_length (rates) > SIM_MAX_ARMS)
    return;
  for (guint a = 0; a < sim_value_length (rates); a++) {
    const SimValue *list = sim_value_at (rates, a);
    guint n = sim_value_kind (list) == SIM_VALUE_LIST ? sim_value_length (list) : 0;
    for (guint v = 0; v < n && v < SIM_MAX_VISITS; v++) {
      double rate = sim_value_number (sim_value_at (list, v));
      if (rate > 0 && rate <= 1e6)
        check_mean (rate * exposure, kappa, sim_value_key (rates, a), v, tell, data);
    }
  }
}

const SimOutcomeKind sim_outcome_count_kind
    = { .scores = count_scores, .between = count_between, .check = count_check };
