/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration-exact.c - how often tests reject a true null hypothesis, added up over all data that
 * there can be: over the numbers of patients seen and of events among them. Plainly, and apart
 * from the engine.
 */
#include <math.h>
#include <string.h>

#include "base/prob.h"
#include "calibration.h"

typedef double (*Squared) (double n_a, double x_a, double n_b, double x_b);

static double
over (double difference, double variance)
{
  return variance > 0 ? difference * difference / variance : 0;
}

static double
pooled (double n_a, double x_a, double n_b, double x_b)
{
  double p = (x_a + x_b) / (n_a + n_b);
  return over (x_a / n_a - x_b / n_b, p * (1 - p) * (1 / n_a + 1 / n_b));
}

static double
unpooled (double n_a, double x_a, double n_b, double x_b)
{
  double a = x_a / n_a, b = x_b / n_b;
  return over (a - b, a * (1 - a) / n_a + b * (1 - b) / n_b);
}

/* Wald's of the log odds ratio; none where an arm has all or nothing. */
static double
log_odds (double n_a, double x_a, double n_b, double x_b)
{
  if (x_a == 0 || x_b == 0 || x_a == n_a || x_b == n_b)
    return 0;
  return over (log (x_a * (n_b - x_b) / (x_b * (n_a - x_a))),
               1 / x_a + 1 / (n_a - x_a) + 1 / x_b + 1 / (n_b - x_b));
}

/* That of proportions standardised by a logistic regression on the arms alone, which are the
 * proportions themselves; no fit where an arm has all or nothing. */
static double
standardised (double n_a, double x_a, double n_b, double x_b)
{
  if (x_a == 0 || x_b == 0 || x_a == n_a || x_b == n_b)
    return 0;
  return unpooled (n_a, x_a, n_b, x_b);
}

static double log_factorial[2 * CALIBRATION_LARGE + 1];

static double
log_ways (int n, int x)
{
  return log_factorial[n] - log_factorial[x] - log_factorial[n - x];
}

/* Fisher's: above the critical value where the tables that are no likelier have 5 % or less. */
static double
fisher (double n_a, double x_a, double n_b, double x_b)
{
  double mass[CALIBRATION_LARGE + 1], all = 0, tail = 0, m = x_a + x_b;
  int low = (int)fmax (0, m - n_b), high = (int)fmin (m, n_a);
  for (int x = low; x <= high; x++) {
    mass[x] = exp (log_ways ((int)n_a, x) + log_ways ((int)n_b, (int)m - x)
                   - log_ways ((int)(n_a + n_b), (int)m));
    all += mass[x];
  }
  for (int x = low; x <= high; x++)
    tail += mass[x] <= mass[(int)x_a] * (1 + 1e-7) ? mass[x] / all : 0;
  return tail <= 0.05 ? 2 * CALIBRATION_SQUARED : 0;
}

/* Binomial masses, and between which numbers they are worth counting. */
typedef struct {
  int first, last;
  double mass[CALIBRATION_LARGE + 1];
} Binomial;

static Binomial
binomial (int n, double p)
{
  Binomial b = { .first = n + 1 };
  for (int x = 0; x <= n; x++) {
    b.mass[x] = sim_binomial_mass (x, n, p);
    if (b.mass[x] < 1e-8)
      continue;
    b.first = MIN (b.first, x);
    b.last = x;
  }
  return b;
}

/* Of n patients in each of two arms, seen with these probabilities, events of probability p among
 * those seen. */
static double
by_tables (Squared squared, int n, const double seen[2], double p)
{
  static Binomial events[CALIBRATION_LARGE + 1];
  double sum = 0;
  Binomial a = binomial (n, seen[0]), b = binomial (n, seen[1]);
  for (int m = 0; m <= n; m++) {
    events[m] = binomial (m, p);
    for (int k = 0; k <= m + n; k++)
      log_factorial[k] = lgamma (k + 1);
  }
  for (int n_a = MAX (a.first, 1); n_a <= a.last; n_a++)
    for (int n_b = MAX (b.first, 1); n_b <= b.last; n_b++) {
      const Binomial *in_a = &events[n_a], *in_b = &events[n_b];
      double part = 0;
      for (int x_a = in_a->first; x_a <= in_a->last; x_a++)
        for (int x_b = in_b->first; x_b <= in_b->last; x_b++) {
          double mass = in_a->mass[x_a] * in_b->mass[x_b];
          if (mass > 1e-10 && squared (n_a, x_a, n_b, x_b) > CALIBRATION_SQUARED)
            part += mass;
        }
      sum += a.mass[n_a] * b.mass[n_b] * part;
    }
  return sum;
}

/* Cases differ in the data, not in the sum. */
static double
by_tables_once (Squared squared, int n, const double seen[2], double p)
{
  static struct {
    Squared squared;
    int n;
    double seen[2], p, sum;
  } known[200];
  static guint n_known;
  for (guint i = 0; i < n_known; i++)
    if (known[i].squared == squared && known[i].n == n && known[i].seen[0] == seen[0]
        && known[i].seen[1] == seen[1] && known[i].p == p)
      return known[i].sum;
  double sum = by_tables (squared, n, seen, p);
  if (n_known < G_N_ELEMENTS (known)) {
    known[n_known].squared = squared;
    known[n_known].n = n;
    known[n_known].seen[0] = seen[0];
    known[n_known].seen[1] = seen[1];
    known[n_known].p = p;
    known[n_known++].sum = sum;
  }
  return sum;
}

static const struct {
  const char *method, *option;
  Squared squared;
  gboolean all_arms; /* no fit if the third arm has all or nothing */
} proportions[] = {
  { "risk-difference", "variance=unpooled", unpooled, FALSE },
  { "risk-difference", "variance=restricted", pooled, FALSE },
  { "risk-difference", "", pooled, FALSE },
  { "chi-squared", "", pooled, FALSE },
  { "fisher", "", fisher, FALSE },
  { "logistic", "", log_odds, TRUE },
  { "proportional-odds", "", log_odds, TRUE },
  { "g-computation", "", standardised, TRUE },
};

/* How likely a patient is to count, and to count as one with the event. */
static void
by_strategy (const CalibrationCase *c, SimScenario *scenario, double *counts, double *event)
{
  double last[3], none, gap = strcmp (c->option, "gaps") == 0 ? 0.1 : 0;
  double left = CALIBRATION_LOST / 2; /* between visits, two times */
  gboolean derived = strcmp (calibration_outcome (c->outcome), "responder") == 0;
  last[2] = (1 - CALIBRATION_LOST) * (1 - gap);
  last[1] = ((1 - CALIBRATION_LOST) * gap + left) * (1 - gap);
  none = (((1 - CALIBRATION_LOST) * gap + left) * gap + left) * gap;
  last[0] = 1 - last[2] - last[1] - none;
  *event = last[2] * sim_scenario_true_mean (scenario, 0, 0, 2);
  *counts = strcmp (c->missing, "complete-cases") == 0 ? last[2] : 1;
  if (strcmp (c->missing, "locf") == 0) {
    *counts = derived ? 1 : 1 - none; /* a baseline that is carried forward is no response */
    for (guint v = 0; v < 2; v++)
      *event += last[v] * sim_scenario_true_mean (scenario, 0, 0, v);
  }
}

/* Pearson's statistic of three arms, small ones or all of whose patients count, against its
 * quantile. */
static double
by_three (int n, double seen, double p)
{
  const double critical = 5.991464547107979; /* of chi squared on 2 df */
  static Binomial joint[CALIBRATION_LARGE + 1];
  Binomial size = binomial (n, seen);
  double sum = 0;
  for (int m = 1; m <= n; m++)
    joint[m] = binomial (m, p);
  for (int a = MAX (size.first, 1); a <= size.last; a++)
    for (int b = MAX (size.first, 1); b <= size.last; b++)
      for (int c = MAX (size.first, 1); c <= size.last; c++) {
        double part = 0;
        for (int x = joint[a].first; x <= joint[a].last; x++)
          for (int y = joint[b].first; y <= joint[b].last; y++)
            for (int z = joint[c].first; z <= joint[c].last; z++) {
              double all = (double)(x + y + z) / (a + b + c);
              double squares = (x - a * all) * (x - a * all) / a + (y - b * all) * (y - b * all) / b
                               + (z - c * all) * (z - c * all) / c;
              if (squares > critical * all * (1 - all))
                part += joint[a].mass[x] * joint[b].mass[y] * joint[c].mass[z];
            }
        sum += size.mass[a] * size.mass[b] * size.mass[c] * part;
      }
  return sum;
}

static double
of_proportions (const CalibrationCase *c, SimScenario *scenario, guint patients)
{
  gboolean set = strcmp (c->option, "set=per-protocol") == 0;
  double counts, event;
  by_strategy (c, scenario, &counts, &event);
  double treated = set ? CALIBRATION_TREATED : 1, p = event / counts;
  double seen[2] = { counts * treated, counts };
  if (strcmp (c->method, "omnibus chi-squared") == 0)
    return patients == CALIBRATION_SMALL || counts == 1 ? by_three ((int)patients, counts, p) : NAN;
  for (guint i = 0; i < G_N_ELEMENTS (proportions); i++) {
    if (strcmp (c->method, proportions[i].method) != 0
        || (strcmp (c->option, proportions[i].option) != 0
            && (*proportions[i].option || (!set && strcmp (c->option, "gaps") != 0))))
      continue;
    double fits = 1;
    if (proportions[i].all_arms)
      fits -= pow (1 - seen[0] + seen[0] * p, patients) + pow (1 - seen[0] * p, patients);
    return fits * by_tables_once (proportions[i].squared, (int)patients, seen, p);
  }
  return NAN;
}

double
calibration_exact (const CalibrationCase *c, SimScenario *scenario, guint patients)
{
  static const char *const yes_or_no[] = { "binary", "responder", NULL };
  static const char *const drawn[]
      = { "multiple-imputation", "jump-to-reference", "copy-increments", "delta", NULL };
  if (g_strv_contains (drawn, c->missing)) /* several data sets are no table */
    return NAN;
  if (g_strv_contains (yes_or_no, calibration_outcome (c->outcome)))
    return of_proportions (c, scenario, patients);
  return strcmp (c->method, "mann-whitney") == 0 ? calibration_exact_ranks (c, patients) : NAN;
}
