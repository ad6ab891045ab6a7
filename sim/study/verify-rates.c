/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-rates.c - cases of closed forms for proportions, hazards, repeated measures, errors of
 * sign and size, and assurance.
 */
#include "verify-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../analysis/proportions.h"
#include "../base/numeric.h"
#include "../base/prob.h"
#include "../theory/assurance.h"
#include "../theory/critical.h"
#include "../theory/mmrm.h"
#include "../theory/proportions.h"
#include "../theory/survival.h"
#include "../theory/type-s-m.h"

/* Pooled (1) or unpooled null variance, alpha of one tail, patients an arm, proportions. */
static double
normal_power (const double *x)
{
  return sim_power_proportions_normal (x[0] != 0, x[1], 1, x[2], x[3], x[2], x[4]);
}

typedef struct {
  const double *x;
} Wanted;

static double
missing_power (double n, gpointer data)
{
  const double *x = ((Wanted *)data)->x;

  return sim_power_proportions_normal (TRUE, x[0], 1, n, x[1], n, x[2]) - x[3];
}

/* Alpha of one tail, proportions, power: patients an arm, pooled variance. */
static double
normal_size (const double *x)
{
  Wanted wanted = { x };
  double n = NAN;

  return sim_root (missing_power, &wanted, 2, 1e6, 1e-9, &n) ? n : NAN;
}

/* Proportions, margin, ratio first to second, one-sided alpha, power: patients of the first arm by
   Farrington and Manning's restricted proportions (Stat Med 1990; 9: 1447-54). */
static double
margin_size (const double *x)
{
  double q1, q2, many = 1e9, ratio = x[3];
  SimCount a = { many * ratio * x[0], many * ratio }, b = { many * x[1], many };

  sim_restricted_proportions (a, b, x[2], &q1, &q2);
  double null = q1 * (1 - q1) / ratio + q2 * (1 - q2);
  double own = x[0] * (1 - x[0]) / ratio + x[1] * (1 - x[1]);
  double reach
      = sim_normal_upper_quantile (x[4]) * sqrt (null) + sim_normal_quantile (x[5]) * sqrt (own);
  return ratio * pow (reach / (x[0] - x[1] - x[2]), 2);
}

/* Hazard ratio, ratio of numbers, power, alpha: events. */
static double
schoenfeld (const double *x)
{
  return sim_events_schoenfeld (log (x[0]), x[1], x[3], 2, x[2]);
}

static double
freedman (const double *x)
{
  return sim_events_freedman (log (x[0]), x[1], x[3], 2, x[2]);
}

/* Correlation of two visits, share seen at the second: what the missing cost. */
static double
mmrm_factor (const double *x)
{
  const double covariance[] = { 1, x[0], x[0], 1 }, retention[] = { 1, x[1] };

  return 1 / sim_mmrm_share (2, covariance, retention);
}

/* Correlation of neighbours under AR(1), shares seen at the second and third visit, difference, SD,
   power: patients an arm. */
static double
mmrm_size (const double *x)
{
  const double retention[] = { 1, x[1], x[2] };
  double covariance[9];

  for (int i = 0; i < 9; i++)
    covariance[i] = x[4] * x[4] * pow (x[0], abs (i / 3 - i % 3));
  double z = sim_normal_upper_quantile (0.025) + sim_normal_quantile (x[5]);
  double units = z * x[4] / x[3];
  return 2 * units * units / sim_mmrm_share (3, covariance, retention);
}

/* True effect, its standard error. */
static SimTypeErrors
errors_z (const double *x)
{
  SimRejections rejections = sim_rejections_z (x[0], x[1], sim_critical_t (0.025, INFINITY), 2);

  return sim_type_errors (&rejections, x[0]);
}

static double
type_s_z (const double *x)
{
  return errors_z (x).type_s;
}

static double
type_m_z (const double *x)
{
  return errors_z (x).type_m;
}

/* Power of a z test, of which the tail against the effect has next to nothing. */
static double
exaggeration (const double *x)
{
  const double effect[] = { x[1], 1 };

  return type_m_z (effect);
}

/* Mean and SD of the prior, patients an arm, df: in SDs, towards benefit. */
static double
assurance (const double *x)
{
  return sim_assurance_t (x[0], x[1], sqrt (2 / x[2]), 0.05, 2, x[3]).upper;
}

#define R_PROP "R, help of power.prop.test"
#define FM     "Farrington & Manning 1990, Stat Med 9:1447-54; gsDesign"
#define LLC    "Lu, Luo & Chen 2008, Int J Biostat 4:9, table 2"
#define GC     "Gelman & Carlin 2014, Perspect Psychol Sci 9:641-51"

static const SimVerifyCase rows[] = {
  { "proportions-power-r", N_ ("z test of 0.75 and 0.50, 50 patients an arm, normal theory"),
    R_PROP, DIGITS (1e-7), .expected = 0.7401659, .closed = normal_power,
    .x = { 1, 0.025, 50, 0.75, 0.5 } },
  { "proportions-size-r", N_ ("z test of 0.75 and 0.50, power 0.9: patients an arm"), R_PROP,
    DIGITS (1e-3), .expected = 76.707, .closed = normal_size, .x = { 0.025, 0.75, 0.5, 0.9 } },
  { "proportions-unpooled",
    N_ ("z test of 0.30 and 0.181, 200 patients an arm, unpooled, one-sided "
        "0.025"),
    "graphicalMCP, vignette on power; R", DIGITS (1e-4), .expected = 0.8028, .closed = normal_power,
    .x = { 0, 0.025, 200, 0.3, 0.181 } },
  { "gerac-size-formula",
    N_ ("GERAC, 47.6 against 44.2 % responders, pooled z, power 0.8: patients "
        "an arm"),
    "R 4.2.2, uniroot of the formula (3,371)", EXACT (1e-3), .expected = 3370.8380666,
    .closed = normal_size, .x = { 0.025, 0.476, 0.442, 0.8 } },
  { "margin-size",
    N_ ("superiority by a margin of 0.2, proportions 0.40 and 0.05, one-sided 0.05, "
        "power 0.8: patients of one arm"),
    FM, DIGITS (1e-4), .expected = 79.8438, .closed = margin_size,
    .x = { 0.4, 0.05, 0.2, 1, 0.05, 0.8 } },
  { "non-inferiority-size",
    N_ ("non-inferiority by 0.2, proportions 0.1, 3 to 2, one-sided 0.05, "
        "power 0.9: patients of the larger arm"),
    FM, DIGITS (1e-2), .expected = 62.88, .closed = margin_size,
    .x = { 0.1, 0.1, -0.2, 1.5, 0.05, 0.9 } },
  { "non-inferiority-rpact",
    N_ ("non-inferiority by 0.1, proportions 0.7, one-sided 0.025, power "
        "0.9: patients of one arm"),
    "rpact 4.3.0, getSampleSizeRates", EXACT (1e-3), .expected = 440.478459560041,
    .closed = margin_size, .x = { 0.7, 0.7, -0.1, 1, 0.025, 0.9 } },
  { "schoenfeld-80", N_ ("log-rank test, hazard ratio 2/3, power 0.8: events"),
    "Schoenfeld 1981, Biometrika 68:316-9", DIGITS (1e-2), .expected = 190.97, .closed = schoenfeld,
    .x = { 2 / 3.0, 1, 0.8, 0.05 } },
  { "schoenfeld-90", N_ ("log-rank test, hazard ratio 0.5, power 0.9: events"),
    "Schoenfeld 1981, Biometrika 68:316-9", DIGITS (1e-2), .expected = 87.48, .closed = schoenfeld,
    .x = { 0.5, 1, 0.9, 0.05 } },
  { "freedman-80", N_ ("log-rank test by Freedman, hazard ratio 0.6, power 0.8: events"),
    "rpact 4.3.0, getSampleSizeSurvival", EXACT (1e-6), .expected = 125.582075749585,
    .closed = freedman, .x = { 0.6, 1, 0.8, 0.05 } },
  { "mmrm-factor-0", N_ ("mixed model, two visits, a tenth lost, visits uncorrelated: inflation"),
    LLC, DIGITS (1e-4), .expected = 1.1111, .closed = mmrm_factor, .x = { 0, 0.9 } },
  { "mmrm-factor-5", N_ ("mixed model, two visits, a tenth lost, correlation 0.5: inflation"), LLC,
    DIGITS (1e-4), .expected = 1.0833, .closed = mmrm_factor, .x = { 0.5, 0.9 } },
  { "mmrm-factor-9", N_ ("mixed model, two visits, a tenth lost, correlation 0.9: inflation"), LLC,
    DIGITS (1e-4), .expected = 1.0211, .closed = mmrm_factor, .x = { 0.9, 0.9 } },
  { "mmrm-size",
    /* xgettext:no-c-format */
    N_ ("mixed model, three visits, AR(1) 0.8, 95 and 90 % seen, difference 3, SD 6, "
        "power 0.9: patients an arm"),
    "longpower 1.0.27, power.mmrm", EXACT (1e-6), .expected = 88.441090512599, .closed = mmrm_size,
    .x = { 0.8, 0.95, 0.9, 3, 6, 0.9 } },
  { "type-s", N_ ("true effect 0.1, standard error 3.28: wrong sign among the significant"), GC,
    DIGITS (1e-3), .expected = 0.464, .closed = type_s_z, .x = { 0.1, 3.28 } },
  { "type-m", N_ ("true effect 0.1, standard error 3.28: exaggeration of the significant"), GC,
    DIGITS (1e-1), .expected = 76.7, .closed = type_m_z, .x = { 0.1, 3.28 } },
  { "exaggeration-50", N_ ("z test of power 0.5: exaggeration of the significant"),
    "R 4.2.2, truncated normal moments", DIGITS (1e-2), .expected = 1.41, .closed = exaggeration,
    .x = { 0.5, 1.9599 } },
  { "exaggeration-80", N_ ("z test of power 0.8: exaggeration of the significant"),
    "R 4.2.2, truncated normal moments", DIGITS (1e-3), .expected = 1.125, .closed = exaggeration,
    .x = { 0.8, 2.8016 } },
  { "assurance-z", N_ ("z test, 64 an arm, prior of the effect N(0.5, 0.2) SDs: assurance"),
    "closed form, O'Hagan et al. 2005, Pharm Stat 4:187-201", DIGITS (1e-4), .expected = 0.7174,
    .closed = assurance, .x = { 0.5, 0.2, 64, INFINITY } },
  { "assurance-t", N_ ("t test, 64 an arm, prior of the effect N(0.5, 0.2) SDs: assurance"),
    "R 4.2.2, integrate() over stats::pt", EXACT (1e-8), .expected = 0.71336956853617,
    .closed = assurance, .x = { 0.5, 0.2, 64, 126 } },
};

const SimVerifyCase *
sim_verify_rates (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
