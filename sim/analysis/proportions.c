/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proportions.c - tests and intervals of proportions from counts.
 */
#include "proportions.h"

#include "../base/elementary.h"

/* Halving an interval this often leaves nothing of it. */
enum { HALVINGS = 1100, ROUNDS = 200 };

static inline double least (double a, double b)
{
  return a < b ? a : b;
}
static inline double most (double a, double b)
{
  return a > b ? a : b;
}
static inline double square (double x)
{
  return x * x;
}
static inline double size_of (double x)
{
  return x < 0 ? -x : x;
}

double sim_pearson_chi_squared (int n_arms, const SimCount *arms)
{
  double x = 0, n = 0, sum = 0;
  for (int a = 0; a < n_arms; a++) {
    x += arms[a].x;
    n += arms[a].n;
  }
  if (x <= 0 || x >= n)
    return 0;
  for (int a = 0; a < n_arms; a++)
    sum += square (arms[a].x * n - arms[a].n * x) / arms[a].n;
  return sum / (x * (n - x));
}

/*
 * With p = p_b the derivative of the log likelihood, times all four probabilities, is
 *   p (1 - p) (x_a - n_a (p + d)) + (p + d) (1 - p - d) (x_b - n_b p),
 * positive below the maximum and negative above it. The maximum lies between the two that each arm
 * alone has.
 */
typedef struct {
  SimCount a, b;
  double difference;
} Likelihood;

static double slope_at (const Likelihood *l, double p, double *derivative)
{
  double pa = p + l->difference, own = p * (1 - p), other = pa * (1 - pa);
  double rest_a = l->a.x - l->a.n * pa, rest_b = l->b.x - l->b.n * p;
  *derivative = (1 - 2 * p) * rest_a - own * l->a.n + (1 - 2 * pa) * rest_b - other * l->b.n;
  return own * rest_a + other * rest_b;
}

/* An end of the range is a root of its own where nobody, or everybody, has the event; it is the
 * maximum where the derivative falls there. */
static double maximum (const Likelihood *l, double low, double high)
{
  double derivative, p = 0.5 * (low + high);
  if (slope_at (l, low, &derivative) <= 0 && derivative <= 0)
    return low;
  if (slope_at (l, high, &derivative) >= 0 && derivative <= 0)
    return high;
  for (int i = 0; i < ROUNDS && low < high; i++) {
    double slope = slope_at (l, p, &derivative), step = slope / derivative;
    if (slope == 0 || size_of (step) <= 1e-16)
      break;
    *(slope > 0 ? &low : &high) = p;
    p -= step;
    if (!(p > low && p < high))
      p = 0.5 * (low + high);
  }
  return p;
}

void sim_restricted_proportions (SimCount a, SimCount b, double difference, double *p_a,
                                 double *p_b)
{
  Likelihood l = { a, b, difference };
  double low = most (0, -difference), high = least (1, 1 - difference);
  double by_a = least (most (a.x / a.n - difference, low), high);
  double by_b = least (most (b.x / b.n, low), high);
  double p = maximum (&l, least (by_a, by_b), most (by_a, by_b));
  *p_b = p;
  *p_a = least (most (p + difference, 0), 1);
}

static double restricted_variance (SimCount a, SimCount b, double difference)
{
  double p_a, p_b;
  sim_restricted_proportions (a, b, difference, &p_a, &p_b);
  return p_a * (1 - p_a) / a.n + p_b * (1 - p_b) / b.n;
}

double sim_score_statistic (SimCount a, SimCount b, double difference)
{
  double variance = restricted_variance (a, b, difference);
  return variance > 0 ? (a.x / a.n - b.x / b.n - difference) / __builtin_sqrt (variance) : 0;
}

SimLimits sim_wilson_interval (SimCount a, double z)
{
  double zz = z * z, middle = a.x + zz / 2, sum = a.n + zz;
  double reach = z * __builtin_sqrt (a.x * (a.n - a.x) / a.n + zz / 4);
  return (SimLimits){ a.x > 0 ? (middle - reach) / sum : 0,
                      a.x < a.n ? (middle + reach) / sum : 1 };
}

SimLimits sim_newcombe_interval (SimCount a, SimCount b, double z)
{
  SimLimits of_a = sim_wilson_interval (a, z), of_b = sim_wilson_interval (b, z);
  double p_a = a.x / a.n, p_b = b.x / b.n, d = p_a - p_b;
  return (SimLimits){
    d - __builtin_sqrt (square (p_a - of_a.low) + square (of_b.high - p_b)),
    d + __builtin_sqrt (square (of_a.high - p_a) + square (p_b - of_b.low))
  };
}

/* Of the score test of a difference: above 0 where it lies outside of the interval. */
static double outside (SimCount a, SimCount b, double difference, double z)
{
  double n = a.n + b.n, away = size_of (a.x / a.n - b.x / b.n - difference);
  return away - z * __builtin_sqrt (restricted_variance (a, b, difference) * n / (n - 1));
}

/* The end of the interval between the observed difference and -1 or 1, where outside() changes
 * sign: false position, the value at an end that stays halved (Illinois). */
static double limit (SimCount a, SimCount b, double end, double z)
{
  double inner = a.x / a.n - b.x / b.n, outer = end, f_outer = size_of (end - inner);
  if (f_outer <= 0)
    return end;
  double f_inner = outside (a, b, inner, z);
  if (!(f_inner < 0)) { /* a variance of 0 at the estimate, but at once not beside it */
    inner += (end - inner) * 1e-13;
    f_inner = outside (a, b, inner, z);
  }
  for (int i = 0, last = 0; i < ROUNDS && size_of (outer - inner) > 1e-13 && f_inner < 0; i++) {
    double at = inner + (outer - inner) * (f_inner / (f_inner - f_outer));
    if (i % 8 == 7)
      at = 0.5 * (inner + outer);
    double f = outside (a, b, at, z);
    if (f == 0)
      return at;
    if (f < 0) {
      inner = at;
      f_inner = f;
      f_outer = last < 0 ? 0.5 * f_outer : f_outer;
      last = -1;
    } else {
      outer = at;
      f_outer = f;
      f_inner = last > 0 ? 0.5 * f_inner : f_inner;
      last = 1;
    }
  }
  return 0.5 * (inner + outer);
}

SimLimits sim_miettinen_nurminen_interval (SimCount a, SimCount b, double z)
{
  return (SimLimits){ limit (a, b, -1, z), limit (a, b, 1, z) };
}

/*
 * Under a restriction sum w p = bound the likelihood equations are (x - n p) / (p (1 - p)) = m w
 * with a multiplier m, of which each p is a falling function times the sign of w; so is their
 * contrast, and m is found by halving. On the logit scale they are x - n p = m w.
 */
typedef struct {
  int n_arms;
  const SimCount *arms;
  const double *weight;
  double bound;
} Restriction;

/* The root in [0, 1] of m w p^2 - (m w + n) p + x = 0. */
static double proportion_at (SimCount arm, double by)
{
  double b = by + arm.n;
  double root = __builtin_sqrt (most (square (by - arm.n) + 4 * by * (arm.n - arm.x), 0));
  if (b + root > 0 && b >= 0)
    return least (2 * arm.x / (b + root), 1);
  return least (most ((b - root) / (2 * by), 0), 1);
}

static double contrast_at (const Restriction *r, double m, double *p)
{
  double sum = -r->bound;
  for (int a = 0; a < r->n_arms; a++) {
    p[a] = r->weight[a] != 0 ? proportion_at (r->arms[a], m * r->weight[a]) : 0;
    sum += r->weight[a] * p[a];
  }
  return sum;
}

static double variance_at (const Restriction *r, const double *p)
{
  double sum = 0;
  for (int a = 0; a < r->n_arms; a++)
    sum += square (r->weight[a]) * p[a] * (1 - p[a]) / r->arms[a].n;
  return sum;
}

/* Fills p with the restricted proportions. */
static void restrict_contrast (const Restriction *r, double *p)
{
  double at_zero = contrast_at (r, 0, p), near = 0, far = at_zero > 0 ? 1 : -1;
  if (at_zero == 0)
    return;
  for (int i = 0; i < HALVINGS && contrast_at (r, far, p) * at_zero > 0; i++) {
    near = far;
    far *= 2;
  }
  for (int i = 0; i < ROUNDS; i++) {
    double middle = 0.5 * (near + far);
    if (middle == near || middle == far)
      break;
    *(contrast_at (r, middle, p) * at_zero > 0 ? &near : &far) = middle;
  }
}

bool sim_proportion_contrast (int n_arms, const SimCount *arms, const double *weight, double bound,
                              SimProportionContrast *contrast)
{
  Restriction r = { n_arms, arms, weight, bound };
  double *p = contrast->proportion, low = 0, high = 0;
  *contrast = (SimProportionContrast){ 0 };
  for (int a = 0; a < n_arms; a++) {
    low += least (weight[a], 0);
    high += most (weight[a], 0);
  }
  contrast->estimate = contrast_at (&r, 0, p) + bound;
  contrast->unrestricted = variance_at (&r, p);
  if (!(bound > low && bound < high))
    return false;
  restrict_contrast (&r, p);
  contrast->restricted = variance_at (&r, p);
  return true;
}

static double logit_at (const Restriction *r, double m, double *p)
{
  double sum = -r->bound;
  for (int a = 0; a < r->n_arms; a++) {
    double events = r->arms[a].x - m * r->weight[a], none = r->arms[a].n - events;
    p[a] = r->weight[a] != 0 ? events / r->arms[a].n : 0;
    if (r->weight[a] != 0)
      sum += r->weight[a] * (sim_log (events) - sim_log (none));
  }
  return sum;
}

static double logit_variance (const Restriction *r, const double *p)
{
  double sum = 0;
  for (int a = 0; a < r->n_arms; a++)
    if (r->weight[a] != 0)
      sum += square (r->weight[a]) / (r->arms[a].n * p[a] * (1 - p[a]));
  return sum;
}

/* Between the multipliers that leave every proportion within 0 and 1 the contrast falls from one
 * infinity to the other. */
static void restrict_logits (const Restriction *r, double *p)
{
  double low = -1e300, high = 1e300;
  for (int a = 0; a < r->n_arms; a++) {
    double w = r->weight[a], x = r->arms[a].x, rest = x - r->arms[a].n;
    if (w == 0)
      continue;
    low = most (low, w > 0 ? rest / w : x / w);
    high = least (high, w > 0 ? x / w : rest / w);
  }
  for (int i = 0; i < ROUNDS; i++) {
    double middle = 0.5 * (low + high);
    if (middle == low || middle == high)
      break;
    *(logit_at (r, middle, p) > 0 ? &low : &high) = middle;
  }
}

bool sim_logit_contrast (int n_arms, const SimCount *arms, const double *weight, double bound,
                         SimProportionContrast *contrast)
{
  Restriction r = { n_arms, arms, weight, bound };
  double *p = contrast->proportion;
  *contrast = (SimProportionContrast){ 0 };
  for (int a = 0; a < n_arms; a++)
    if (weight[a] != 0 && (arms[a].x <= 0 || arms[a].x >= arms[a].n))
      return false;
  contrast->estimate = logit_at (&r, 0, p) + bound;
  contrast->unrestricted = logit_variance (&r, p);
  restrict_logits (&r, p);
  contrast->restricted = logit_variance (&r, p);
  return true;
}
