/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-scores.c - whether simulated scores are what was asked, for every type of outcome.
 *
 * Each row of outcomes.def must have an example here, with what is asked written out beside it: of
 * a million patients mean, SD, skewness, the whole distribution function and the correlations, of
 * latent values or of scores as asked, lie within 4 standard errors, which come from the sample
 * itself; and so do the correlations of the scores that latent ones are said to imply. Small trials
 * of each give the same bits on every path.
 */
#include "people-bits.h"
#include "people-fixture.h"

#define N_(text) text

/* What is asked of an arm at a point. */
typedef struct {
  double mean, sd;
  double a, b; /* of the distribution function */
  double up_to[3]; /* P (score <= 0, 1, 2) of categories */
} Asked;

typedef struct {
  const char *type, *name;
  const char *outcome; /* its keys, as of arms a, b and visits v, w */
  const char *method;
  Asked asked[2][PEOPLE_POINTS];
  double correlation[3]; /* baseline with v, with w, v with w */
  double skewness;       /* NAN: not asked */
  gboolean moments;      /* FALSE: the asked mean and SD do not exist, or are not asked */
  /* probability of a score up to x */
  double (*below) (const Asked *asked, double x);
  double at[9]; /* where it is tried, in SDs from the mean; or in scores */
  gboolean at_scores;
  gboolean no_baseline;
  const char *visits; /* NULL: v and w */
  gboolean of_scores; /* correlations are asked of the scores */
  double entry[2];    /* limits at entry; 0, 0: none */
} Example;

static double normal_below (const Asked *asked, double x)
{
  return people_phi ((x - asked->mean) / asked->sd);
}

/* Steps of 1 from 0 to 10: a and b are the mean and SD of the latent values. */
static double nrs_below (const Asked *asked, double x)
{
  return x >= 10 ? 1 : people_phi ((floor (x) + 0.5 - asked->a) / asked->b);
}

/* Shifted log-normal of skewness a: t^3 + 3 t = |a| by halving, variance of the logarithm
 * log (1 + t^2). */
static double log_normal_below (const Asked *asked, double x)
{
  double u = (asked->a < 0 ? -1 : 1) * (x - asked->mean) / asked->sd, low = 0, high = 10;
  for (guint i = 0; i < 100; i++) {
    double t = (low + high) / 2;
    *(t * t * t + 3 * t < fabs (asked->a) ? &low : &high) = t;
  }
  double s = sqrt (log1p (low * low));
  double p = u * low > -1 ? people_phi (log (1 + u * low) / s + s / 2) : 0;
  return asked->a < 0 ? 1 - p : p;
}

/* Gamma of a whole shape k = 4 / skewness^2, by Erlang's sum. */
static double gamma_below (const Asked *asked, double x)
{
  double k = 4 / (asked->a * asked->a), term = 1, sum = 0;
  double g = k + sqrt (k) * (asked->a < 0 ? -1 : 1) * (x - asked->mean) / asked->sd;
  for (int i = 0; i < k; i++) {
    sum += term;
    term *= g / (i + 1);
  }
  double p = g > 0 ? 1 - exp (-g) * sum : 0;
  return asked->a < 0 ? 1 - p : p;
}

/* Student's t of a df, 3 or even, scaled to the SD (Abramowitz & Stegun 1964, 26.7.3 and 4). */
static double student_below (const Asked *asked, double x)
{
  double df = asked->a, t = (x - asked->mean) / asked->sd * sqrt (df / (df - 2));
  double theta = atan (t / sqrt (df)), c = cos (theta), sum = 1, term = 1;
  if (df == 3)
    return 0.5 + (theta + sin (theta) * c) / G_PI;
  for (int i = 2; i < df; i += 2)
    sum += term *= (i - 1.0) / i * c * c;
  return 0.5 + sin (theta) * sum / 2;
}

/* At visits normal; at baseline, where a and b are given, those of a normal value of that mean and
 * SD that lie from up_to[0] to up_to[1]. */
static double entry_below (const Asked *asked, double x)
{
  double below = people_phi ((asked->up_to[0] - asked->a) / asked->b);
  double up_to = people_phi ((asked->up_to[1] - asked->a) / asked->b);
  if (asked->b == 0)
    return normal_below (asked, x);
  double p = (people_phi ((x - asked->a) / asked->b) - below) / (up_to - below);
  return CLAMP (p, 0, 1);
}

/* The same, with log-normal scores at visits. */
static double entry_or_log_normal_below (const Asked *asked, double x)
{
  return asked->b > 0 ? entry_below (asked, x) : log_normal_below (asked, x);
}

/* Scores are 0 and 1. */
static double binary_below (const Asked *asked, double x)
{
  return x < 0 ? 0 : x < 1 ? 1 - asked->mean : 1;
}

static double ordinal_below (const Asked *asked, double x)
{
  return x < 0 ? 0 : x >= 3 ? 1 : asked->up_to[(int) x];
}

/* Negative binomial of mean a and dispersion b, term by term; Poisson where b is 0. */
static double count_below (const Asked *asked, double x)
{
  double r = 1 / asked->b, q = asked->a / (r + asked->a), sum = 0;
  double p = asked->b > 0 ? pow (1 - q, r) : exp (-asked->a);
  for (int k = 0; k <= x; k++) {
    sum += p;
    p *= (asked->b > 0 ? (r + k) * q : asked->a) / (k + 1);
  }
  return sum;
}

/* Weibull of median a and shape b. */
static double weibull_below (const Asked *asked, double x)
{
  return 1 - pow (0.5, pow (x / asked->a, asked->b));
}

/* Hazards up_to[] until weeks 8 and 26 and from then on. */
static double pieces_below (const Asked *asked, double x)
{
  const double *h = asked->up_to;
  double sum = h[0] * MIN (x, 8) + h[1] * CLAMP (x - 8, 0, 18) + h[2] * MAX (0, x - 26);
  return 1 - exp (-sum);
}

static const Example examples[] = {
  { "continuous",
    "arms-differ",
    "'baseline':{'mean':11,'sd':5},'means':{'a':[5.7,5],'b':[8.9,-8]},"
    "'sd':{'a':[5,4],'b':[6,0.5]},'correlation':{'baseline':0.5,'visits':0.7}",
    "t-test",
    { { { .mean = 11, .sd = 5 }, { .mean = 5.7, .sd = 5 }, { .mean = 5, .sd = 4 } },
      { { .mean = 11, .sd = 5 }, { .mean = 8.9, .sd = 6 }, { .mean = -8, .sd = 0.5 } } },
    { 0.5, 0.5, 0.7 },
    0,
    TRUE,
    normal_below,
    { -3.5, -2.5, -1.5, -0.5, 0, 0.7, 1.7, 2.7, 3.7 } },
  { "continuous",
    "matrix",
    "'baseline':{'mean':0,'sd':1},'means':1,'sd':2,'correlation':{'type':'matrix','values':"
    "[[1,-0.3,0.2],[-0.3,1,0.6],[0.2,0.6,1]]}",
    "ancova",
    { { { .mean = 0, .sd = 1 }, { .mean = 1, .sd = 2 }, { .mean = 1, .sd = 2 } },
      { { .mean = 0, .sd = 1 }, { .mean = 1, .sd = 2 }, { .mean = 1, .sd = 2 } } },
    { -0.3, 0.2, 0.6 },
    0,
    TRUE,
    normal_below,
    { -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3 } },
  { "bounded",
    "observed",
    "'max':24,'baseline':{'mean':11,'sd':5},'means':{'a':[2,3],'b':[6,20]},"
    "'sd':{'a':[3.5,4],'b':[6.5,5]},'correlation':{'type':'ar1','rho':0.8,'lag':8}",
    "t-test",
    { { { .mean = 11, .sd = 5 }, { .mean = 2, .sd = 3.5 }, { .mean = 3, .sd = 4 } },
      { { .mean = 11, .sd = 5 }, { .mean = 6, .sd = 6.5 }, { .mean = 20, .sd = 5 } } },
    { 0.8, 0.4842197, 0.6052746 }, /* 0.8^(26/8), 0.8^(18/8) */
    NAN,
    TRUE,
    NULL,
    { 0 } },
  { "bounded",
    "beta-binomial",
    "'max':23,'shape':'beta-binomial','baseline':{'mean':10.6,'sd':5.2},"
    "'means':{'a':[6.3,4],'b':[8.9,18]},'sd':{'a':[5.2,4],'b':[5.4,6]}",
    "t-test",
    { { { .mean = 10.6, .sd = 5.2 }, { .mean = 6.3, .sd = 5.2 }, { .mean = 4, .sd = 4 } },
      { { .mean = 10.6, .sd = 5.2 }, { .mean = 8.9, .sd = 5.4 }, { .mean = 18, .sd = 6 } } },
    { 0.5, 0.5, 0.7 },
    NAN,
    TRUE,
    NULL,
    { 0 } },
  { "bounded",
    "latent",
    "'max':10,'given':'latent','baseline':{'mean':6,'sd':2},'means':{'a':[-1,1],'b':[9.5,4]},"
    "'sd':{'a':[3,2.5],'b':[2,8]},'correlation':{'type':'compound-symmetry','rho':0.4}",
    "t-test",
    { { { .a = 6, .b = 2 }, { .a = -1, .b = 3 }, { .a = 1, .b = 2.5 } },
      { { .a = 6, .b = 2 }, { .a = 9.5, .b = 2 }, { .a = 4, .b = 8 } } },
    { 0.4, 0.4, 0.4 },
    NAN,
    FALSE,
    nrs_below,
    { 0, 1, 2, 3, 4, 5, 7, 8, 9 },
    TRUE },
  { "skewed",
    "log-normal",
    "'skewness':2,'baseline':{'mean':20,'sd':8},'means':{'a':[12,10],'b':[18,-3]},"
    "'sd':{'a':[8,6],'b':[9,1]}",
    "t-test",
    { { { 20, 8, 2 }, { 12, 8, 2 }, { 10, 6, 2 } }, { { 20, 8, 2 }, { 18, 9, 2 }, { -3, 1, 2 } } },
    { 0.5, 0.5, 0.7 },
    2,
    TRUE,
    log_normal_below,
    { -1.2, -1, -0.7, -0.4, 0, 0.5, 1, 2, 4 } },
  { "skewed",
    "gamma-to-the-left",
    "'skewness':-1,'shape':'gamma','baseline':{'mean':20,'sd':8},'means':{'a':[12,10],"
    "'b':[18,15]},'sd':8,'correlation':{'baseline':0.2,'visits':0.4}",
    "ancova",
    { { { 20, 8, -1 }, { 12, 8, -1 }, { 10, 8, -1 } },
      { { 20, 8, -1 }, { 18, 8, -1 }, { 15, 8, -1 } } },
    { 0.2, 0.2, 0.4 },
    -1,
    TRUE,
    gamma_below,
    { -4, -3, -2, -1, -0.5, 0, 0.5, 1, 1.5 } },
  { "heavy-tailed",
    "df-3", /* no SD of the SD: the distribution function must do */
    "'df':3,'baseline':{'mean':20,'sd':8},'means':{'a':[12,10],'b':[18,15]},'sd':6",
    "t-test",
    { { { 20, 8, 3 }, { 12, 6, 3 }, { 10, 6, 3 } }, { { 20, 8, 3 }, { 18, 6, 3 }, { 15, 6, 3 } } },
    { 0.5, 0.5, 0.7 },
    NAN,
    FALSE,
    student_below,
    { -6, -3, -1.5, -0.5, 0, 0.3, 1, 2.5, 8 } },
  { "heavy-tailed",
    "df-10",
    "'df':10,'baseline':{'mean':20,'sd':8},'means':{'a':[12,10],'b':[18,15]},'sd':6",
    "t-test",
    { { { 20, 8, 10 }, { 12, 6, 10 }, { 10, 6, 10 } },
      { { 20, 8, 10 }, { 18, 6, 10 }, { 15, 6, 10 } } },
    { 0.5, 0.5, 0.7 },
    0,
    TRUE,
    student_below,
    { -5, -3, -1.5, -0.5, 0, 0.3, 1, 2.5, 4 } },
  { "binary",
    "proportions",
    "'proportions':{'a':[0.2,0.45],'b':[0.5,0.97]},'correlation':{'visits':0.6}",
    "risk-difference",
    { { { 0 }, { 0.2, 0.4 }, { 0.45, 0.4974937 } }, { { 0 }, { 0.5, 0.5 }, { 0.97, 0.1705872 } } },
    { NAN, NAN, 0.6 },
    NAN,
    FALSE,
    binary_below,
    { -0.5, 0, 0.5, 1, 0, 0, 0, 0, 0 },
    TRUE,
    TRUE },
  { "ordinal",
    "probabilities",
    "'categories':4,'probabilities':{'a':[0.1,0.2,0.3,0.4],'b':[0.25,0.05,0,0.7]},"
    "'correlation':{'visits':0.3}",
    "proportional-odds",
    { { { 0 }, { .up_to = { 0.1, 0.3, 0.6 } }, { .up_to = { 0.1, 0.3, 0.6 } } },
      { { 0 }, { .up_to = { 0.25, 0.3, 0.3 } }, { .up_to = { 0.25, 0.3, 0.3 } } } },
    { NAN, NAN, 0.3 },
    NAN,
    FALSE,
    ordinal_below,
    { 0, 1, 2, 3, -1, 0, 0, 0, 0 },
    TRUE,
    TRUE },
  { "ordinal",
    "odds-ratio", /* odds above 0, 1, 2 of 0.6/0.4, 0.3/0.7, 0.1/0.9, twice these in arm a */
    "'categories':4,'probabilities':{'b':[0.4,0.3,0.2,0.1]},'odds-ratio':{'a':2}",
    "proportional-odds",
    { { { 0 }, { .up_to = { 1 / 4.0, 7 / 13.0, 9 / 11.0 } },
        { .up_to = { 1 / 4.0, 7 / 13.0, 9 / 11.0 } } },
      { { 0 }, { .up_to = { 0.4, 0.7, 0.9 } }, { .up_to = { 0.4, 0.7, 0.9 } } } },
    { NAN, NAN, 0.7 },
    NAN,
    FALSE,
    ordinal_below,
    { 0, 1, 2, 3, -1, 0, 0, 0, 0 },
    TRUE,
    TRUE },
  { "count",
    "negative-binomial", /* variance mu + mu^2 / 2 */
    "'rates':{'a':[2,3],'b':[4,1.5]},'dispersion':0.5,'exposure':2,'correlation':{'visits':0.5}",
    "negative-binomial",
    { { { 0 }, { 4, 3.46410162, 4, 0.5 }, { 6, 4.89897949, 6, 0.5 } },
      { { 0 }, { 8, 6.32455532, 8, 0.5 }, { 3, 2.73861279, 3, 0.5 } } },
    { NAN, NAN, 0.5 },
    NAN,
    TRUE,
    count_below,
    { 0, 1, 2, 3, 5, 8, 12, 18, 25 },
    TRUE,
    TRUE },
  { "count",
    "poisson",
    "'rates':{'a':[1.5,0.2],'b':[9,16]}",
    "negative-binomial",
    { { { 0 }, { 1.5, 1.22474487, 1.5, 0 }, { 0.2, 0.4472136, 0.2, 0 } },
      { { 0 }, { 9, 3, 9, 0 }, { 16, 4, 16, 0 } } },
    { NAN, NAN, 0.7 },
    NAN,
    TRUE,
    count_below,
    { 0, 1, 2, 3, 3, 3, 3, 3, 3 },
    TRUE,
    TRUE },
  { "continuous",
    "entry-limits", /* normal behind: R 4.2.2, as in truncated.c */
    "'baseline':{'mean':65,'sd':14,'min':40,'max':100},'means':{'a':[40,35],'b':[50,48]},"
    "'sd':{'a':[20,22],'b':[22,24]}",
    "ancova",
    { { { 65, 14, 61.9234819709954, 18.0905051188943, { 40, 100 } }, { .mean = 40, .sd = 20 },
        { .mean = 35, .sd = 22 } },
      { { 65, 14, 61.9234819709954, 18.0905051188943, { 40, 100 } }, { .mean = 50, .sd = 22 },
        { .mean = 48, .sd = 24 } } },
    { 0.5, 0.5, 0.7 },
    NAN,
    TRUE,
    entry_below,
    { -1.9, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2.4 },
    .entry = { 40, 100 } },
  { "skewed",
    "entry-limit-below",
    "'skewness':1,'baseline':{'mean':11,'sd':5,'min':4},'means':{'a':[6,5],'b':[8,7]},'sd':6",
    "t-test",
    { { { 11, 5, 6.47733511746064, 7.52719430981926, { 4, INFINITY } }, { 6, 6, 1 },
        { 5, 6, 1 } },
      { { 11, 5, 6.47733511746064, 7.52719430981926, { 4, INFINITY } }, { 8, 6, 1 },
        { 7, 6, 1 } } },
    { 0.5, 0.5, 0.7 },
    NAN,
    TRUE,
    entry_or_log_normal_below,
    { -1.39, -1.2, -1, -0.5, 0, 0.5, 1, 2, 4 },
    .entry = { 4, INFINITY } },
  { "bounded",
    "entry-limits", /* SDs grow from the truncated baseline on */
    "'max':100,'baseline':{'mean':65,'sd':14,'min':40},'means':{'a':[40,35],'b':[50,48]},"
    "'sd':{'a':[20,22],'b':[22,24]}",
    "ancova",
    { { { .mean = 65, .sd = 14 }, { .mean = 40, .sd = 20 }, { .mean = 35, .sd = 22 } },
      { { .mean = 65, .sd = 14 }, { .mean = 50, .sd = 22 }, { .mean = 48, .sd = 24 } } },
    { 0.5, 0.5, 0.7 },
    NAN,
    TRUE,
    NULL,
    { 0 },
    .entry = { 40, 100 } },
  { "bounded",
    "of-scores", /* a heavy floor in arm a, a ceiling in arm b, and limits at entry */
    "'max':24,'baseline':{'mean':12,'sd':4,'min':5,'max':20},'means':{'a':[2,1.5],'b':[6,20]},"
    "'sd':{'a':[3.5,3],'b':[6.5,5]},"
    "'correlation':{'scale':'observed','baseline':0.4,'visits':0.6}",
    "t-test",
    { { { .mean = 12, .sd = 4 }, { .mean = 2, .sd = 3.5 }, { .mean = 1.5, .sd = 3 } },
      { { .mean = 12, .sd = 4 }, { .mean = 6, .sd = 6.5 }, { .mean = 20, .sd = 5 } } },
    { 0.4, 0.4, 0.6 },
    NAN,
    TRUE,
    NULL,
    { 0 },
    .of_scores = TRUE,
    .entry = { 5, 20 } },
  { "skewed",
    "of-scores",
    "'skewness':2,'baseline':{'mean':20,'sd':8},'means':{'a':[12,10],'b':[18,-3]},"
    "'sd':{'a':[8,6],'b':[9,1]},'correlation':{'scale':'observed','type':'matrix','values':"
    "[[1,-0.2,0.4],[-0.2,1,0.3],[0.4,0.3,1]]}",
    "t-test",
    { { { 20, 8, 2 }, { 12, 8, 2 }, { 10, 6, 2 } }, { { 20, 8, 2 }, { 18, 9, 2 }, { -3, 1, 2 } } },
    { -0.2, 0.4, 0.3 },
    NAN,
    FALSE,
    NULL,
    { 0 },
    .of_scores = TRUE },
  { "heavy-tailed",
    "of-scores",
    "'df':10,'baseline':{'mean':20,'sd':8},'means':{'a':[12,10],'b':[18,15]},'sd':6,"
    "'correlation':{'scale':'observed','type':'ar1','rho':0.8,'lag':26}",
    "t-test",
    { { { 20, 8, 10 }, { 12, 6, 10 }, { 10, 6, 10 } },
      { { 20, 8, 10 }, { 18, 6, 10 }, { 15, 6, 10 } } },
    { 0.9336445, 0.8, 0.8568572 }, /* 0.8^(8/26), 0.8, 0.8^(18/26) */
    NAN,
    FALSE,
    NULL,
    { 0 },
    .of_scores = TRUE },
  { "binary",
    "of-scores",
    "'proportions':{'a':[0.2,0.45],'b':[0.5,0.8]},"
    "'correlation':{'scale':'observed','visits':0.45}",
    "risk-difference",
    { { { 0 }, { 0.2, 0.4 }, { 0.45, 0.4974937 } }, { { 0 }, { 0.5, 0.5 }, { 0.8, 0.4 } } },
    { NAN, NAN, 0.45 },
    NAN,
    FALSE,
    binary_below,
    { -0.5, 0, 0.5, 1, 0, 0, 0, 0, 0 },
    TRUE,
    TRUE,
    .of_scores = TRUE },
  { "ordinal",
    "of-scores",
    "'categories':4,'probabilities':{'a':[0.1,0.2,0.3,0.4],'b':[0.25,0.05,0,0.7]},"
    "'correlation':{'scale':'observed','visits':-0.3}",
    "proportional-odds",
    { { { 0 }, { .up_to = { 0.1, 0.3, 0.6 } }, { .up_to = { 0.1, 0.3, 0.6 } } },
      { { 0 }, { .up_to = { 0.25, 0.3, 0.3 } }, { .up_to = { 0.25, 0.3, 0.3 } } } },
    { NAN, NAN, -0.3 },
    NAN,
    FALSE,
    ordinal_below,
    { 0, 1, 2, 3, -1, 0, 0, 0, 0 },
    TRUE,
    TRUE,
    .of_scores = TRUE },
  { "count",
    "of-scores",
    "'rates':{'a':[2,3],'b':[4,1.5]},'dispersion':0.5,'exposure':2,"
    "'correlation':{'scale':'observed','visits':0.6}",
    "negative-binomial",
    { { { 0 }, { 4, 3.46410162, 4, 0.5 }, { 6, 4.89897949, 6, 0.5 } },
      { { 0 }, { 8, 6.32455532, 8, 0.5 }, { 3, 2.73861279, 3, 0.5 } } },
    { NAN, NAN, 0.6 },
    NAN,
    TRUE,
    count_below,
    { 0, 1, 2, 3, 5, 8, 12, 18, 25 },
    TRUE,
    TRUE,
    .of_scores = TRUE },
  { "time-to-event",
    "weibull", /* watched until all have had the event */
    "'medians':{'a':20,'b':12},'shape':1.5,'accrual':10,'follow-up':5200",
    "log-rank",
    { { { 0 }, { .a = 20, .b = 1.5 }, { 0 } }, { { 0 }, { .a = 12, .b = 1.5 }, { 0 } } },
    { NAN, NAN, NAN },
    NAN,
    FALSE,
    weibull_below,
    { 1, 3, 6, 10, 14, 20, 30, 40, 50 },
    TRUE,
    TRUE,
    "'visits':[{'id':'w','time':5200}]" },
  { "time-to-event",
    "hazard-ratio", /* median of a: 12 / 0.4^(1 / 1.5) */
    "'medians':{'b':12},'hazard-ratio':{'a':0.4},'shape':1.5,'follow-up':5200",
    "log-rank",
    { { { 0 }, { .a = 22.10418898, .b = 1.5 }, { 0 } }, { { 0 }, { .a = 12, .b = 1.5 }, { 0 } } },
    { NAN, NAN, NAN },
    NAN,
    FALSE,
    weibull_below,
    { 1, 3, 6, 10, 14, 20, 30, 40, 50 },
    TRUE,
    TRUE,
    "'visits':[{'id':'w','time':5200}]" },
  { "time-to-event",
    "pieces", /* mean and SD: integrals of S and 2 t S, by Simpson's rule in each piece */
    "'intervals':[8,26],'hazards':{'a':[0.05,0.01,0.03],'b':[0.02,0.2,0.05]},'accrual':10,"
    "'follow-up':5200",
    "log-rank",
    { { { 0 }, { .mean = 36.2990459, .sd = 36.2740136, .up_to = { 0.05, 0.01, 0.03 } }, { 0 } },
      { { 0 }, { .mean = 12.0027856, .sd = 7.73963676, .up_to = { 0.02, 0.2, 0.05 } }, { 0 } } },
    { NAN, NAN, NAN },
    NAN,
    TRUE,
    pieces_below,
    { 0.5, 4, 7.99, 8.01, 15, 25.9, 26.1, 40, 90 },
    TRUE,
    TRUE,
    "'visits':[{'id':'w','time':5200}]" },
  { "time-to-event",
    "pieces-and-none", /* nobody until week 8 in b; a third has it never in a */
    "'intervals':[8,26],'hazards':{'a':[0.1,0.01658957,0],'b':[0,0.05,0.02]},'follow-up':5200",
    "log-rank",
    { { { 0 }, { .up_to = { 0.1, 0.01658957, 0 } }, { 0 } },
      { { 0 }, { .up_to = { 0, 0.05, 0.02 } }, { 0 } } },
    { NAN, NAN, NAN },
    NAN,
    FALSE,
    pieces_below,
    { 0.5, 4, 7.99, 8.01, 15, 25.9, 26.1, 100, 5000 },
    TRUE,
    TRUE,
    "'visits':[{'id':'w','time':5200}]" },
};

static SimScenario *scenario_of (const Example *example, guint size)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%u},{'id':'b','size':%u,'reference':true}],"
      "'outcomes':[{'id':'y','type':'%s',"
      "%s,%s}],"
      "'analyses':[{'id':'m','visit':'w','method':'%s'}],'run':{'seed':7120,'sizes':[%u]},"
      "'testing':{'multiplicity':{'method':'none'}}}",
      size, size, example->type,
      example->visits ? example->visits : "'visits':[{'id':'v','time':8},{'id':'w','time':26}]",
      example->outcome, example->method, 2 * size);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static void check_law (PeopleTally *tally, const char *where, const Example *example,
                       const Asked *asked, const double *score, guint n)
{
  for (guint i = 0; example->below && i < G_N_ELEMENTS (example->at); i++) {
    double x = example->at_scores ? example->at[i] : asked->mean + asked->sd * example->at[i];
    double p = example->below (asked, x), found = 0;
    for (guint k = 0; k < n; k++)
      found += score[k] <= x;
    char *what = g_strdup_printf ("%s, up to %g", where, x);
    if (p > 1e-12 && p < 1 - 1e-12)
      people_z (tally, what, found / n, p, sqrt (p * (1 - p) / n));
    else
      g_assert_cmpfloat (found / n, ==, nearbyint (p));
    g_free (what);
  }
}

static void check_point (PeopleTally *tally, const char *where, const Example *example,
                         const Asked *asked, const PeopleColumns *arm, guint p)
{
  PeopleMoments latent = people_moments (arm->latent[p], arm->n, 1);
  people_z (tally, where, latent.mean, 0, latent.mean_se);
  people_z (tally, where, latent.sd, 1, latent.sd_se);
  if (example->moments) {
    PeopleMoments score = people_moments (arm->score[p], arm->n, 1);
    people_z (tally, where, score.mean, asked->mean, score.mean_se);
    people_z (tally, where, score.sd, asked->sd, score.sd_se);
    if (!isnan (example->skewness))
      people_z (tally, where, score.skewness, example->skewness, score.skewness_se);
  }
  check_law (tally, where, example, asked, arm->score[p], arm->n);
}

/* As asked, and those of the scores as implied: where they have a fourth moment, without which
 * there is no standard error. */
static void check_correlations (PeopleTally *tally, const Example *example,
                                const SimScenario *scenario, guint a, const PeopleColumns *arm)
{
  double implied[PEOPLE_POINTS * PEOPLE_POINTS];
  gboolean baseline = !example->no_baseline;
  people_correlations (tally, a ? "arm b" : "arm a", example->correlation,
                       example->of_scores ? arm->score : arm->latent, arm->n, 1);
  if (example->below == student_below && example->asked[0][0].a == 3)
    return;
  sim_scenario_observed_correlation (scenario, 0, a, implied);
  double pairs[] = { baseline ? implied[1] : NAN, baseline ? implied[2] : NAN, implied[5] };
  people_correlations (tally, a ? "arm b, scores" : "arm a, scores", pairs, arm->score, arm->n, 1);
}

/* Nobody with a score beyond the limits is there, and somebody near them is. */
static void check_entry (const Example *example, const PeopleColumns *arm)
{
  double least = INFINITY, most = -INFINITY;
  if (example->entry[1] == 0)
    return;
  for (guint i = 0; i < arm->n; i++) {
    least = MIN (least, arm->score[0][i]);
    most = MAX (most, arm->score[0][i]);
  }
  g_assert_cmpfloat (least, >=, example->entry[0]);
  g_assert_cmpfloat (least, <, example->entry[0] + 0.1);
  g_assert_cmpfloat (most, <=, example->entry[1]);
  if (isfinite (example->entry[1]))
    g_assert_cmpfloat (most, >, example->entry[1] - 0.1);
}

static void test_example (gconstpointer data)
{
  const Example *example = data;
  guint trials = g_test_slow () ? 100 : 10;
  PeopleTally tally = { 0, 0 };
  PeopleColumns arms[2];
  SimEngine *engine = fixture_engine (1, SIM_ISA_AUTO);
  SimScenario *scenario = scenario_of (example, 50000);
  people_replay (engine, scenario, trials, arms);
  for (guint a = 0; a < 2; a++) {
    guint n_points = sim_scenario_n_visits (scenario, 0) + 1;
    for (guint p = example->no_baseline ? 1 : 0; p < n_points; p++) {
      char *where = g_strdup_printf ("arm %u, point %u", a, p);
      check_point (&tally, where, example, &example->asked[a][p], &arms[a], p);
      g_free (where);
    }
    if (n_points > 2)
      check_correlations (&tally, example, scenario, a, &arms[a]);
    check_entry (example, &arms[a]);
    people_clear (&arms[a]);
  }
  people_report (example->name, &tally);
  sim_scenario_unref (scenario);
  sim_engine_free (engine);
}

static void test_same_bits (gconstpointer data)
{
  SimScenario *scenario = scenario_of (data, 30);
  people_check_bits_of (scenario, 1001, 56, 2);
  sim_scenario_unref (scenario);
}

/* A new type of outcome needs an example above. */
static void test_every_type (void)
{
  static const char *const types[] = {
#define SIM_OUTCOME(stem, id, label, help) id,
#include "model/outcome/outcomes.def"
  };
  for (guint t = 0; t < G_N_ELEMENTS (types); t++) {
    guint n = 0;
    for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
      n += g_str_equal (examples[i].type, types[t]);
    if (n == 0)
      g_printerr ("outcome type %s has no example in people-scores.c\n", types[t]);
    g_assert_cmpuint (n, >, 0);
  }
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/people-scores/every-type", test_every_type);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++) {
    char *path = g_strdup_printf ("/run/people-scores/examples/%s/%s", examples[i].type,
                                  examples[i].name);
    g_test_add_data_func (path, &examples[i], test_example);
    g_free (path);
    path = g_strdup_printf ("/run/people-scores/same-bits/%s/%s", examples[i].type,
                            examples[i].name);
    g_test_add_data_func (path, &examples[i], test_same_bits);
    g_free (path);
  }
  return g_test_run ();
}
