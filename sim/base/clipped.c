/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clipped.c - moments of a clipped, rounded normal, and the normal behind given moments.
 *
 * A score s of 0 .. K is at least k where the normal is at least k - 1/2, so sums over these
 * thresholds give its moments about any whole centre c:
 *   E (s - c)   = sum over k > c of P (s >= k) - sum over k <= c of P (s < k),
 *   E (s - c)^2 = the same, the terms weighted by |2 (k - c) - 1|.
 * c near the mean keeps both free of cancellation. Where a step is small against sigma the sums
 * are integrals with the two end corrections of the midpoint rule (Euler and Maclaurin).
 */
#include "clipped.h"

#include <math.h>

#include "prob.h"

#define SMOOTH    32.0 /* sigma from which sums are integrals: next correction below 1e-12 */
#define TAIL      9.0  /* SDs beyond which a threshold is passed for certain, or never */
#define SIGMA_MIN 0.05
#define SIGMA_MAX 1000.0 /* times the scale */

/* Moments about c, and their derivatives by mu and by log sigma. */
typedef struct {
  double c, first, second;
  double first_mu, first_sigma, second_mu, second_sigma;
} Moments;

static double centre (double mu, double steps)
{
  return floor (CLAMP (mu, 0, steps) + 0.5);
}

static void sum_thresholds (double mu, double sigma, double steps, Moments *m)
{
  /* outside these every term is 0 */
  double low = MAX (MIN (m->c, floor (mu - TAIL * sigma)) + 1, 1);
  double high = MIN (MAX (m->c, ceil (mu + TAIL * sigma)), steps);
  for (double k = low; k <= high; k++) {
    double u = (mu - k + 0.5) / sigma, weight = 2 * (k - m->c) - 1;
    double p = k > m->c ? sim_normal_cdf (u) : -sim_normal_upper (u);
    double density = sim_normal_density (u), by_mu = density / sigma, by_sigma = -u * density;
    m->first += p;
    m->second += weight * p;
    m->first_mu += by_mu;
    m->first_sigma += by_sigma;
    m->second_mu += weight * by_mu;
    m->second_sigma += weight * by_sigma;
  }
}

/* What one end t of an integral over the thresholds adds to the sums, with its corrections. The
 * integrals stand in u = (mu - t) / sigma; the derivatives, which only steer Newton's steps, go
 * without corrections. */
static void add_end (double mu, double sigma, double t, double sign, Moments *m)
{
  double u = (mu - t) / sigma, cdf = sim_normal_cdf (u), density = sim_normal_density (u);
  double off = 2 * (mu - m->c), at = 2 * (t - m->c), per = density / sigma;
  double integral = u * cdf + density, moment = 0.5 * ((u * u - 1) * cdf + u * density);
  double slope = -per, bend = -u * per / sigma, third = (1 - u * u) * per / (sigma * sigma);
  double slope2 = 2 * cdf + at * slope, third2 = 6 * bend + at * third;
  m->first += sign * (sigma * integral + slope / 24 - 7 * third / 5760);
  m->second += sign
               * (sigma * (off * integral - 2 * sigma * moment) + slope2 / 24
                  - 7 * third2 / 5760);
  m->first_mu += sign * cdf;
  m->first_sigma += sign * sigma * density;
  m->second_mu += sign * (off * cdf + 2 * sigma * density);
  m->second_sigma
      += sign * (off * sigma * density + 2 * sigma * sigma * (cdf - u * density));
}

static void moments (double mu, double sigma, double steps, Moments *m)
{
  *m = (Moments){ .c = centre (mu, steps) };
  if (sigma < SMOOTH) {
    sum_thresholds (mu, sigma, steps, m);
    return;
  }
  /* from 0, not from c: s^2 sums then start at c^2, and s at -c */
  add_end (mu, sigma, 0, 1, m);
  add_end (mu, sigma, steps, -1, m);
  m->first -= m->c;
  m->second += m->c * m->c;
}

static double variance_of (const Moments *m)
{
  return MAX (m->second - m->first * m->first, 0);
}

void sim_clipped_moments (double mu, double sigma, double steps, double *mean, double *sd)
{
  Moments m;
  moments (mu, sigma, steps, &m);
  *mean = m.c + m.first;
  *sd = sqrt (variance_of (&m));
}

void sim_clipped_sd_range (double mean, double steps, double *least, double *most)
{
  double part = mean - floor (mean);
  *least = sqrt (part * (1 - part));
  *most = sqrt (mean * (steps - mean));
}

/* --- the way back -------------------------------------------------------------------------- */

typedef struct {
  double mean, variance, sd, steps;
} Wanted;

/* How far off, in SDs and as a share of the variance; both small numbers near the solution. */
static double misfit (const Wanted *w, double mu, double sigma, Moments *m, double *off_mean,
                      double *off_variance)
{
  moments (mu, sigma, w->steps, m);
  *off_mean = (m->c - w->mean + m->first) / w->sd;
  *off_variance = variance_of (m) / w->variance - 1;
  return hypot (*off_mean, *off_variance);
}

static gboolean within (const Wanted *w, double sigma)
{
  return sigma >= SIGMA_MIN && sigma <= SIGMA_MAX * w->steps;
}

/* Newton's method on mu and log sigma; a step that does not help is halved. */
static gboolean newton (const Wanted *w, double *mu, double *sigma)
{
  Moments m;
  double off_mean, off_variance, now = misfit (w, *mu, *sigma, &m, &off_mean, &off_variance);
  for (int i = 0; i < 60 && now > 1e-13; i++) {
    double a = m.first_mu / w->sd, b = m.first_sigma / w->sd;
    double c = (m.second_mu - 2 * m.first * m.first_mu) / w->variance;
    double d = (m.second_sigma - 2 * m.first * m.first_sigma) / w->variance;
    double det = a * d - b * c;
    double by_mu = (off_mean * d - b * off_variance) / det;
    double by_log = (a * off_variance - off_mean * c) / det;
    double cut = MAX (1, MAX (fabs (by_mu) / (4 * *sigma), fabs (by_log)));
    double next = INFINITY;
    if (!isfinite (cut))
      break;
    for (int halving = 0; halving < 12 && !(next < now); halving++, cut *= 2) {
      double try_mu = *mu - by_mu / cut, try_sigma = *sigma * exp (-by_log / cut);
      next = misfit (w, try_mu, try_sigma, &m, &off_mean, &off_variance);
      if (next < now) {
        *mu = try_mu;
        *sigma = try_sigma;
      }
    }
    if (!(next < now))
      break; /* as good as doubles get, or lost */
    now = next;
  }
  return now < 1e-9 && within (w, *sigma);
}

/* The mu that gives the wanted mean at such a sigma: Newton's steps within a shrinking bracket. */
static double mu_for_mean (const Wanted *w, double sigma)
{
  double low = -40 * sigma, high = w->steps + 40 * sigma, mu = CLAMP (w->mean, low, high);
  for (int i = 0; i < 100 && high - low > 1e-13 * (fabs (mu) + sigma); i++) {
    Moments m;
    moments (mu, sigma, w->steps, &m);
    double off = m.c - w->mean + m.first;
    if (fabs (off) < 1e-13 * w->mean)
      break;
    *(off > 0 ? &high : &low) = mu;
    double next = mu - off / m.first_mu;
    mu = next > low && next < high ? next : (low + high) / 2;
  }
  return mu;
}

static double variance_at (const Wanted *w, double sigma, double *mu)
{
  Moments m;
  *mu = mu_for_mean (w, sigma);
  moments (*mu, sigma, w->steps, &m);
  return variance_of (&m);
}

/* Halves the range of log sigma until Newton's method has an easy start. */
static gboolean bisect (const Wanted *w, double *mu, double *sigma)
{
  double low = SIGMA_MIN, high = SIGMA_MAX * w->steps;
  if (!(variance_at (w, low, mu) <= w->variance && variance_at (w, high, mu) >= w->variance))
    return FALSE;
  for (int i = 0; i < 40; i++) {
    *sigma = sqrt (low * high);
    *(variance_at (w, *sigma, mu) < w->variance ? &low : &high) = *sigma;
  }
  return newton (w, mu, sigma);
}

gboolean sim_clipped_solve (double mean, double sd, double steps, double *mu, double *sigma)
{
  double least, most;
  if (mean > 0 && mean < steps) {
    Wanted w = { mean, sd * sd, sd, steps };
    sim_clipped_sd_range (mean, steps, &least, &most);
    *mu = mean;
    *sigma = MAX (sd, 0.3);
    if (sd > least && sd < most && (newton (&w, mu, sigma) || bisect (&w, mu, sigma)))
      return TRUE;
  }
  *mu = *sigma = NAN;
  return FALSE;
}

/* --- correlation --------------------------------------------------------------------------- */

enum { TERMS = 64 };

/* The coefficients of a score in normalised Hermite polynomials of its standard normal. */
static void hermite (double mu, double sigma, double steps, double *coefficient)
{
  double low = MAX (1, floor (mu - TAIL * sigma)), high = MIN (steps, ceil (mu + TAIL * sigma) + 1);
  for (int n = 1; n <= TERMS; n++)
    coefficient[n] = 0;
  for (double k = low; k <= high; k++) {
    double t = (k - 0.5 - mu) / sigma, before = 0, now = sim_normal_density (t);
    for (int n = 1; n <= TERMS; n++) {
      coefficient[n] += now / sqrt (n);
      double next = (t * now - sqrt (n - 1) * before) / sqrt (n);
      before = now;
      now = next;
    }
  }
}

double sim_clipped_correlation (double mu1, double sigma1, double mu2, double sigma2, double steps,
                                double rho)
{
  double a[TERMS + 1], b[TERMS + 1], mean, sd1, sd2, power = 1, covariance = 0;
  hermite (mu1, sigma1, steps, a);
  hermite (mu2, sigma2, steps, b);
  for (int n = 1; n <= TERMS; n++) {
    power *= rho;
    covariance += power * a[n] * b[n];
  }
  sim_clipped_moments (mu1, sigma1, steps, &mean, &sd1);
  sim_clipped_moments (mu2, sigma2, steps, &mean, &sd2);
  return covariance / (sd1 * sd2);
}
