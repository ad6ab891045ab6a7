/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ordinal.c - the fields of the ordinal outcome, and how its scores come from latent values.
 *
 * Categories in an order, such as none, mild, moderate, severe; scores are 0, 1, 2 ... Cuts of the
 * latent value leave the given probabilities between them. Arms differ in their probabilities, or
 * by an odds ratio: the odds of a score above k, for every k, are then those of the probabilities
 * given times the ratio (McCullagh 1980, proportional odds).
 */
#define SIM_SCORE_TRUTH SIM_STAGE_DRAW
#include "visit-fields.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../../base/prob.h"
#include "arm-ratio.h"
#include "raw-scores.h"

#define CATEGORIES_MAX 20
#define SUM_TOLERANCE  1e-9 /* probabilities that add up to 1 need not do so in binary */

/* clang-format off: tables, laid out by hand */
const SimField sim_outcome_ordinal_fields[] = {
  SIM_VISITS_FIELD,
  { .key = "categories",
    .kind = SIM_FIELD_INT,
    .label = N_ ("Categories"),
    .help = N_ ("How many categories there are, or their names; from the lowest up they are the "
                "scores 0, 1, 2 and so on. No default."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_EACH,
    .min = 2,
    .max = CATEGORIES_MAX,
    .step = 1,
    .item = SIM_FIELD_TEXT,
    .most = CATEGORIES_MAX,
    .required = TRUE,
    .seed = "4" },
  { .key = "probabilities",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Probabilities"),
    .help = N_ ("Of each category, from the lowest up, at every visit: a list that adds up to 1, "
                "for all arms or for each of them. With an odds ratio that of the reference arm "
                "is enough. No default."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_EACH,
    .min = 0,
    .max = 1,
    .step = 0.05,
    .item = SIM_FIELD_REAL,
    .item_min = 0,
    .item_max = 1,
    .most = CATEGORIES_MAX,
    .required = TRUE,
    .seed = "[0.25,0.25,0.25,0.25]" },
  { .key = "odds-ratio",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Odds ratio"),
    .help = N_ ("Of a higher category against the probabilities given, the same at every one; "
                "above 1 higher categories are more frequent. The reference arm and arms that are "
                "left out have 1. Default: the probabilities are those of the arms."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_ACTIVE,
    .rest = "1",
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 0.1 },
  SIM_CORRELATION_FIELD,
  { .key = NULL }
};
/* clang-format on */

static const SimArmRatio by_odds = {
  .given = "probabilities",
  .ratio = "odds-ratio",
  .every = N_ ("a list for every arm, or one for the reference arm and an odds ratio"),
  .alone = N_ ("a list for the reference arm alone, or no odds ratio"),
  .one = N_ ("odds ratios start from one list of probabilities"),
  .as_given = N_ ("no arm has the probabilities as they are given"),
};

/* Cuts, mean and SD from P(score <= k) and P(score > k), k < n_cuts. */
static void
fill (const double *up_to, const double *above, guint n_cuts, SimScoreMap *map)
{
  double mean = 0, square = 0;
  for (guint k = 0; k < n_cuts; k++) {
    mean += above[k];
    square += (2 * k + 1) * above[k];
  }
  sim_raw_start (map, mean, sqrt (MAX (0, square - mean * mean)));
  map->n_cuts = n_cuts;
  for (guint k = 0; k < n_cuts; k++)
    map->cuts[k] = sim_raw_cut (up_to[k], above[k]);
}

static void
ordinal_scores (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  const SimValue *base = sim_arm_ratio_base (&by_odds, outcome, arm);
  guint n_cuts = sim_value_length (base) - 1;
  double ratio = sim_arm_ratio_of (&by_odds, outcome, arm);
  double up_to[CATEGORIES_MAX], above[CATEGORIES_MAX];
  for (guint k = 0; k < n_cuts; k++) {
    double below = 0, beyond = 0;
    for (guint j = 0; j <= n_cuts; j++)
      *(j <= k ? &below : &beyond) += sim_value_number (sim_value_at (base, j));
    up_to[k] = below / (below + ratio * beyond);
    above[k] = ratio * beyond / (below + ratio * beyond);
  }
  fill (up_to, above, n_cuts, map);
}

static void
ordinal_between (const SimScoreMap *reference, const SimScoreMap *own, double share,
                 SimScoreMap *map)
{
  double up_to[CATEGORIES_MAX], above[CATEGORIES_MAX], rest = 1 - share;
  for (guint k = 0; k < own->n_cuts; k++) {
    up_to[k] = rest * sim_normal_cdf (reference->cuts[k]) + share * sim_normal_cdf (own->cuts[k]);
    above[k]
        = rest * sim_normal_upper (reference->cuts[k]) + share * sim_normal_upper (own->cuts[k]);
  }
  fill (up_to, above, own->n_cuts, map);
}

/* --- what must hold ------------------------------------------------------------------------ */

typedef struct {
  guint categories;
  SimTellFn tell;
  gpointer data;
} Check;

static void
tell_list (const Check *check, const char *arm, const char *what)
{
  char *allowed = g_strdup_printf (_ ("a list of %u numbers that add up to 1"), check->categories);
  check->tell (check->data, "probabilities", arm, SIM_TELL_WHOLE, allowed, what);
  g_free (allowed);
}

/* Those of a number or of names; 0, which is told, if the names do not name each. */
static guint
count_categories (const SimValue *given, SimTellFn tell, gpointer data)
{
  double number = sim_value_number (given);
  guint n = sim_value_length (given);
  const char *what = n == 1 ? _ ("one category leaves nothing to differ") : NULL;
  if (sim_value_kind (given) != SIM_VALUE_LIST)
    return number >= 2 && number <= CATEGORIES_MAX && number == floor (number) ? (guint)number : 0;
  if (n > CATEGORIES_MAX)
    return 0;
  for (guint i = 0; i < n && !what; i++) {
    const char *name = sim_value_text (sim_value_at (given, i));
    if (!name)
      return 0;
    if (!*name)
      what = _ ("a category has an empty name");
    for (guint j = 0; j < i && !what; j++)
      if (g_str_equal (name, sim_value_text (sim_value_at (given, j))))
        what = _ ("two categories have the same name");
  }
  if (what)
    tell (data, "categories", NULL, 0, _ ("2 to 20 different names, from the lowest up"), what);
  return what ? 0 : n;
}

/* The list of one arm; TRUE if it is good. */
static gboolean
check_list (const Check *check, const char *arm, const SimValue *list)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], *what = NULL;
  double sum = 0;
  guint n = sim_value_length (list);
  if (sim_value_kind (list) == SIM_VALUE_NUMBER)
    what = g_strdup (_ ("one number does not say how probable each category is"));
  else if (sim_value_kind (list) != SIM_VALUE_LIST || n == 0 || n > CATEGORIES_MAX)
    return FALSE; /* said already */
  else if (n != check->categories)
    what = g_strdup_printf (_ ("%u probabilities for %u categories"), n, check->categories);
  for (guint k = 0; k < n && !what; k++) {
    double p = sim_value_number (sim_value_at (list, k));
    if (!(p >= 0 && p <= 1))
      return FALSE;
    sum += p;
  }
  if (!what && !(fabs (sum - 1) <= SUM_TOLERANCE))
    what = g_strdup_printf (_ ("the probabilities add up to %s"),
                            g_ascii_formatd (number, sizeof number, "%.10g", sum));
  if (what)
    tell_list (check, arm, what);
  gboolean good = !what;
  g_free (what);
  return good;
}

static void
ordinal_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  const SimValue *given = sim_value_get (outcome, "probabilities");
  guint categories = count_categories (sim_value_get (outcome, "categories"), tell, data);
  Check check = { categories, tell, data };
  gboolean good = TRUE;
  if (categories == 0 || sim_value_kind (given) != SIM_VALUE_MAP
      || sim_value_length (given) > SIM_MAX_ARMS)
    return;
  for (guint a = 0; a < sim_value_length (given); a++)
    good &= check_list (&check, sim_value_key (given, a), sim_value_at (given, a));
  if (good && sim_value_kind (arms) == SIM_VALUE_LIST)
    sim_arm_ratio_check (&by_odds, outcome, arms, tell, data);
}

const SimOutcomeKind sim_outcome_ordinal_kind
    = { .scores = ordinal_scores, .between = ordinal_between, .check = ordinal_check };
