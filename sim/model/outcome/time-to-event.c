/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * time-to-event.c - the fields of times to an event, and how times come from latent values.
 *
 * Times are Weibull's, S (t) = exp (-(t / scale)^shape), with one shape for all arms, so that
 * hazards stay in proportion; a shape of 1 is the exponential law. Or the hazard of each arm is
 * constant between points in time that all arms share, and 0 where nobody has the event: after the
 * last point, of those who never have it. A higher latent value is a later event. Patients enter
 * evenly over the accrual and are watched until the follow-up after it ends, which is the one
 * visit; what is not seen by then is censored where trials are drawn.
 */
#include <glib/gi18n.h>
#include <math.h>

#include "../../base/prob.h"
#include "../../base/round.h"
#include "arm-ratio.h"

/* Pieces have no event at all, or one that a table of times can hold. */
#define HAZARD_MIN 1e-9

/* clang-format off: tables, laid out by hand */
static const SimField end_fields[]
    = { { .key = "id",
          .kind = SIM_FIELD_ID,
          .label = N_ ("Id"),
          .help = N_ ("Short name of the end of follow-up in references."),
          .stage = SIM_STAGE_DRAW,
          .required = TRUE },
        { .key = "name",
          .kind = SIM_FIELD_TEXT,
          .label = N_ ("Name"),
          .help = N_ ("Name of the end of follow-up on screen. Default: its id."),
          .stage = SIM_STAGE_LABEL,
          .computed = SIM_COMPUTED_ID },
        { .key = "time",
          .kind = SIM_FIELD_REAL,
          .label = N_ ("Time"),
          .help = N_ ("Weeks for which the last patient is watched; the follow-up says how many."),
          .unit = N_ ("weeks"),
          .stage = SIM_STAGE_LABEL,
          .min = 0,
          .max = 5200,
          .open_min = TRUE,
          .step = 1,
          .required = TRUE },
        { .key = NULL } };

const SimField sim_outcome_time_to_event_fields[] = {
  { .key = "medians",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Median time"),
    .help = N_ ("Time by which half of the patients of each arm have had the event. With a hazard "
                "ratio that of the reference arm is enough. Default: none; either medians or "
                "hazards are given."),
    .unit = N_ ("weeks"),
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME,
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 1,
    .seed = "12" },
  { .key = "hazards",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Hazard"),
    .help = N_ ("Events of each arm per week and patient who has had none. With change points a "
                "list: before the first, between each two, and after the last; 0 is nobody, and "
                "after the last change point those never have the event. With a shape other than "
                "1, where the hazard changes all the time: one over the weeks by which 63 % "
                "(1 - 1/e) have had the event. With a hazard ratio those of the reference arm are "
                "enough. Default: none; either medians or hazards are given."),
    .unit = N_ ("per week"),
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_EACH,
    .min = 0,
    .max = 1e6,
    .open_min = TRUE,
    .step = 0.01,
    .item = SIM_FIELD_REAL,
    .item_min = 0,
    .item_max = 1e6,
    .most = SIM_MAX_PIECES },
  { .key = "intervals",
    .kind = SIM_FIELD_LIST,
    .label = N_ ("Change points"),
    .help = N_ ("Weeks since entry at which hazards change, ascending, the same in all arms; "
                "between them they are constant. Default: none, hazards do not change."),
    .unit = N_ ("weeks"),
    .stage = SIM_STAGE_DRAW,
    .min = 1,
    .max = SIM_MAX_PIECES - 1,
    .item = SIM_FIELD_REAL,
    .item_min = 0,
    .item_max = 5200 },
  { .key = "hazard-ratio",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Hazard ratio"),
    .help = N_ ("Of each arm to the hazards (or to those behind the medians) that are given, the "
                "same at all times; below 1 there are fewer events. The reference arm and arms "
                "that are left out have 1. Default: medians or hazards are those of the arms."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .per = SIM_PER_ARM | SIM_PER_SOME | SIM_PER_ACTIVE,
    .rest = "1",
    .min = 0.001,
    .max = 1000,
    .step = 0.05 },
  { .key = "shape",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Shape"),
    .help = N_ ("Of the Weibull distribution of the times: 1 is a constant hazard, above 1 it "
                "rises, below 1 it falls. The same in all arms. Default 1."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .min = 0.2,
    .max = 10,
    .step = 0.1,
    .fallback = "1" },
  { .key = "accrual",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Accrual"),
    .help = N_ ("Weeks over which patients enter, evenly. Default 0: all at once."),
    .unit = N_ ("weeks"),
    .stage = SIM_STAGE_DRAW,
    .min = 0,
    .max = 5200,
    .step = 1,
    .fallback = "0" },
  { .key = "follow-up",
    .kind = SIM_FIELD_REAL,
    .label = N_ ("Follow-up"),
    .help = N_ ("Weeks from the end of accrual to the end of the trial: for so long the last "
                "patient is watched. No default."),
    .unit = N_ ("weeks"),
    .stage = SIM_STAGE_DRAW,
    .min = 0,
    .max = 5200,
    .open_min = TRUE,
    .step = 1,
    .required = TRUE,
    .seed = "52" },
  { .key = "events",
    .kind = SIM_FIELD_INT,
    .label = N_ ("Events"),
    .help = N_ ("Of all arms together, with which the trial ends where that is before the end of "
                "the follow-up: nobody enters or is watched from then on. Of the trial's own "
                "number of patients; with more or fewer patients as many times more or fewer, "
                "rounded, and 1 at least. Default: none, the trial lasts to the end of the "
                "follow-up."),
    .unit = "",
    .stage = SIM_STAGE_DRAW,
    .min = 1,
    .max = SIM_MAX_TOTAL,
    .step = 1 },
  { .key = "visits",
    .kind = SIM_FIELD_LIST,
    .label = N_ ("Visits"),
    .help = N_ ("The end of follow-up, which is all that there is. Default: one called end."),
    .stage = SIM_STAGE_DRAW,
    .min = 1,
    .max = 1,
    .fields = end_fields,
    .computed = SIM_COMPUTED_END },
  { .key = NULL }
};
/* clang-format on */

static const SimArmRatio by_medians = {
  .given = "medians",
  .ratio = "hazard-ratio",
  .every = N_ ("one for every arm, or one for the reference arm and a hazard ratio"),
  .alone = N_ ("a median for the reference arm alone, or no hazard ratio"),
  .one = N_ ("hazard ratios start from one median"),
  .as_given = N_ ("no arm has the median as it is given"),
};

static const SimArmRatio by_hazards = {
  .given = "hazards",
  .ratio = "hazard-ratio",
  .every = N_ ("those of every arm, or those of the reference arm and a hazard ratio"),
  .alone = N_ ("hazards of the reference arm alone, or no hazard ratio"),
  .one = N_ ("hazard ratios start from the hazards of one arm"),
  .as_given = N_ ("no arm has the hazards as they are given"),
};

/* The time in scales: S is P(Z > z) there. */
static double
weibull (double z, double shape)
{
  return pow (-sim_normal_log_upper (z), 1 / shape);
}

/* The mean is that of times if all were watched until their event; sd holds the scale. */
static void
fill (double scale, double shape, SimScoreMap *map)
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

/* --- constant hazards between change points ------------------------------------------------ */

/* The mean time of those who have the event at all. */
static double
mean_of_pieces (const SimScoreMap *map)
{
  double there = 1, sum = 0, all = 0;
  for (guint k = 0; k < map->n_pieces; k++) {
    double h = map->hazard[k];
    if (h == 0)
      continue;
    double length = k + 1 < map->n_pieces ? map->from[k + 1] - map->from[k] : INFINITY;
    double stay = exp (-h * length), have = -expm1 (-h * length);
    sum += there * ((map->from[k] + 1 / h) * have - (stay > 0 ? length * stay : 0));
    all += there * have;
    there *= stay;
  }
  return all > 0 ? sum / all : 0;
}

/* From the hazards of each; from[] is there already. */
static void
fill_pieces (SimScoreMap *map)
{
  map->kind = SIM_SCORE_PIECES;
  map->raw = TRUE;
  map->sd = map->given_sd = 1;
  map->curve = weibull;
  map->shape = 1;
  map->mean = map->given_mean = sim_round32 (mean_of_pieces (map));
}

/* The hazard of a piece, or the one that is that of all. */
static double
hazard_in (const SimValue *hazards, guint piece)
{
  return sim_value_number (
      sim_value_kind (hazards) == SIM_VALUE_LIST ? sim_value_at (hazards, piece) : hazards);
}

static void
pieces (const SimValue *intervals, const SimValue *hazards, double ratio, SimScoreMap *map)
{
  *map = (SimScoreMap){ .n_pieces = sim_value_length (intervals) + 1 };
  for (guint k = 0; k < map->n_pieces; k++) {
    map->from[k] = k == 0 ? 0 : sim_value_number (sim_value_at (intervals, k - 1));
    map->hazard[k] = ratio * hazard_in (hazards, k);
  }
  fill_pieces (map);
}

static void
time_to_event_scores (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map)
{
  gboolean medians = sim_value_get (outcome, "medians") != NULL;
  const SimArmRatio *rule = medians ? &by_medians : &by_hazards;
  const SimValue *base = sim_arm_ratio_base (rule, outcome, arm);
  const SimValue *intervals = sim_value_get (outcome, "intervals");
  double shape = sim_value_number (sim_value_get (outcome, "shape"));
  double ratio = sim_arm_ratio_of (rule, outcome, arm);
  if (intervals) {
    pieces (intervals, base, ratio, map);
    return;
  }
  double given = hazard_in (base, 0);
  double scale = medians ? given / pow (G_LN2, 1 / shape) : 1 / given;
  fill (ratio == 1 ? scale : scale / pow (ratio, 1 / shape), shape, map);
}

/* Logarithms of hazards lie between those of the arms; where one is 0 hazards themselves do. */
static double
hazard_between (double reference, double own, double share)
{
  if (reference == own)
    return own;
  return sim_round32 (reference > 0 && own > 0 ? reference * pow (own / reference, share)
                                               : (1 - share) * reference + share * own);
}

/* With logarithms of hazards those of scales lie between. */
static void
time_to_event_between (const SimScoreMap *reference, const SimScoreMap *own, double share,
                       SimScoreMap *map)
{
  if (own->kind != SIM_SCORE_PIECES) {
    fill (reference->sd * pow (own->sd / reference->sd, share), own->shape, map);
    return;
  }
  SimScoreMap kept = { .n_pieces = own->n_pieces };
  for (guint k = 0; k < own->n_pieces; k++) {
    kept.from[k] = own->from[k];
    kept.hazard[k] = hazard_between (reference->hazard[k], own->hazard[k], share);
  }
  fill_pieces (&kept);
  *map = kept;
}

/* --- what must hold ------------------------------------------------------------------------ */

/* TRUE if they ascend from above 0. */
static gboolean
check_intervals (const SimValue *intervals, SimTellFn tell, gpointer data)
{
  double before = 0;
  for (guint i = 0; i < sim_value_length (intervals); i++) {
    double weeks = sim_value_number (sim_value_at (intervals, i));
    if (!isfinite (weeks))
      return FALSE; /* said already */
    if (!(weeks > before)) {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      char *key = g_strdup_printf ("intervals/%u", i);
      char *allowed = g_strdup_printf (_ ("a time after %s%s"),
                                       g_ascii_formatd (number, sizeof number, "%.10g", before),
                                       i > 0 ? _ (", the change point before") : "");
      tell (data, key, NULL, 0, allowed, _ ("change points are not in order of time"));
      g_free (allowed);
      g_free (key);
      return FALSE;
    }
    before = weeks;
  }
  return TRUE;
}

/* How many hazards an arm gives for so many pieces. */
static gboolean
check_number (const SimValue *hazards, const char *arm, guint n_pieces, SimTellFn tell,
              gpointer data)
{
  guint n = sim_value_length (hazards);
  if (sim_value_kind (hazards) != SIM_VALUE_LIST || n == n_pieces)
    return TRUE;
  char *allowed = n_pieces > 1 ? g_strdup_printf (_ ("one number, or a list of %u"), n_pieces)
                               : g_strdup (_ ("one number, or a list and \"intervals\""));
  char *what = n_pieces > 1 ? g_strdup_printf (_ ("%u hazards for the %u pieces of time that the "
                                                  "change points make"),
                                               n, n_pieces)
                            : g_strdup_printf (_ ("%u hazards without change points"), n);
  tell (data, "hazards", arm, SIM_TELL_WHOLE, allowed, what);
  g_free (what);
  g_free (allowed);
  return FALSE;
}

/* Events while patients are watched, from hazards that a table of times can hold. */
static gboolean
check_hazards (const SimValue *outcome, const char *arm, const SimValue *hazards, SimTellFn tell,
               gpointer data)
{
  const SimValue *intervals = sim_value_get (outcome, "intervals");
  double end = sim_value_number (sim_value_get (outcome, "accrual"))
               + sim_value_number (sim_value_get (outcome, "follow-up"));
  gboolean any = FALSE, list = sim_value_kind (hazards) == SIM_VALUE_LIST;
  for (guint k = 0; k < (list ? sim_value_length (hazards) : 1); k++) {
    double h = hazard_in (hazards, k);
    if (!(h >= 0 && h <= 1e6))
      return FALSE; /* said already */
    if (h > 0 && h < HAZARD_MIN && (list || intervals)) {
      tell (data, "hazards", arm, list ? k : SIM_TELL_WHOLE,
            list ? _ ("0, or a number from 1e-09 to 1000000")
                 : _ ("a number from 1e-09 to 1000000"),
            _ ("a hazard that is not 0 is too small"));
      return FALSE;
    }
    any |= h > 0 && (k == 0 || !(sim_value_number (sim_value_at (intervals, k - 1)) >= end));
  }
  if (!any && list) {
    tell (data, "hazards", arm, SIM_TELL_WHOLE, _ ("a hazard above 0 before the trial ends"),
          _ ("nobody can have the event while the trial lasts"));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_each_arm (const SimValue *outcome, SimTellFn tell, gpointer data)
{
  const SimValue *hazards = sim_value_get (outcome, "hazards");
  guint n_pieces = sim_value_length (sim_value_get (outcome, "intervals")) + 1;
  gboolean good = sim_value_kind (hazards) == SIM_VALUE_MAP;
  for (guint a = 0; good && a < sim_value_length (hazards) && a < SIM_MAX_ARMS; a++) {
    const char *arm = sim_value_key (hazards, a);
    const SimValue *own = sim_value_at (hazards, a);
    good = sim_value_length (own) <= SIM_MAX_PIECES && check_number (own, arm, n_pieces, tell, data)
           && check_hazards (outcome, arm, own, tell, data);
  }
  return good;
}

/* With change points hazards are what they are said to be. */
static gboolean
check_pieces (const SimValue *outcome, SimTellFn tell, gpointer data)
{
  const SimValue *intervals = sim_value_get (outcome, "intervals");
  double shape = sim_value_number (sim_value_get (outcome, "shape"));
  if (!intervals)
    return TRUE;
  if (sim_value_kind (intervals) != SIM_VALUE_LIST
      || sim_value_length (intervals) >= SIM_MAX_PIECES)
    return FALSE; /* said already */
  if (sim_value_get (outcome, "medians")) {
    tell (data, "intervals", NULL, 0, _ ("hazards in place of medians, or no change points"),
          _ ("medians do not say what the hazards are before and after a change point"));
    return FALSE;
  }
  if (shape != 1 && isfinite (shape)) {
    tell (data, "shape", NULL, 0, _ ("1, or no change points"),
          _ ("between change points hazards are constant"));
    return FALSE;
  }
  return check_intervals (intervals, tell, data);
}

/* More events than patients never happen. */
static void
check_events (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  double events = sim_value_number (sim_value_get (outcome, "events")), patients = 0;
  for (guint a = 0; a < sim_value_length (arms); a++)
    patients += sim_value_number (sim_value_get (sim_value_at (arms, a), "size"));
  if (!(events > patients) || !(patients > 0) || events > SIM_MAX_TOTAL)
    return;
  char *allowed = g_strdup_printf (_ ("a whole number up to %.0f"), patients);
  char *what = g_strdup_printf (_ ("%.0f patients have no more than one event each"), patients);
  tell (data, "events", NULL, 0, allowed, what);
  g_free (what);
  g_free (allowed);
}

static void
time_to_event_check (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data)
{
  const SimValue *medians = sim_value_get (outcome, "medians");
  const SimValue *hazards = sim_value_get (outcome, "hazards");
  check_events (outcome, arms, tell, data);
  if (medians && hazards) {
    tell (data, "hazards", NULL, 0, _ ("medians or hazards"),
          _ ("the same is said by \"medians\" already"));
    return;
  }
  if (!medians && !hazards) {
    tell (data, "medians", NULL, 0, _ ("medians or hazards"),
          _ ("\"medians\" or \"hazards\" is missing; one of them must be given"));
    return;
  }
  if (!check_pieces (outcome, tell, data) || (hazards && !check_each_arm (outcome, tell, data)))
    return;
  if (sim_value_kind (medians ? medians : hazards) == SIM_VALUE_MAP
      && sim_value_kind (arms) == SIM_VALUE_LIST)
    sim_arm_ratio_check (medians ? &by_medians : &by_hazards, outcome, arms, tell, data);
}

const SimOutcomeKind sim_outcome_time_to_event_kind = { .scores = time_to_event_scores,
                                                        .between = time_to_event_between,
                                                        .check = time_to_event_check,
                                                        .times = TRUE };
