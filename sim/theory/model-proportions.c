/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * model-proportions.c - power of tests of two proportions in a scenario: sums over all tables, and
 * over the numbers analysed, for power by tables is no smooth function of these.
 */
#include "model.h"

#include <math.h>

/* Tables, in units of about 10 ns: more of them are not worth their time. */
#define MOST_WORK 5e7
/* Numbers analysed that are less likely than this are left out. */
#define UNLIKELY 1e-11

static double
most_work (const SimTheoryEffort *effort)
{
  return effort->tables > 0 ? effort->tables : MOST_WORK;
}

static double
count_of (SimEvents events)
{
  return events.high - events.low + 1.0;
}

/* Of so many tables; p-values by tables need a sum over those of the same margins. */
static double
work_of (const SimProportionsTest *test, double in_a, double in_b)
{
  gboolean by_steps = test->kind == SIM_PROPORTIONS_RESTRICTED
                      && (test->lower != 0 || isfinite (test->upper));

  return in_a * in_b * (by_steps ? 60 : test->kind == SIM_PROPORTIONS_FISHER ? 4 : 1);
}

static SimProportionsTest
test_of (const SimTheoryModel *model, guint h)
{
  const SimHypothesis *source = model->tests[h];
  gboolean two_sided = source->test == SIM_TEST_DIFFERENT;

  return (SimProportionsTest){ .kind = model->fits[model->fit_of[h]].test,
                               .two_sided = two_sided,
                               .lower = two_sided ? 0 : source->lower,
                               .upper = source->test == SIM_TEST_BETWEEN ? source->upper
                                                                         : INFINITY };
}

/* Numbers analysed of an arm from the fewest to the most that matter. */
typedef struct {
  guint least, most;
  double *mass; /* from 0 on */
} Numbers;

static Numbers
numbers_of (guint size, double missing)
{
  Numbers numbers = { size, size, g_new0 (double, (gsize)size + 1) };

  if (missing <= 0) {
    numbers.mass[size] = 1;
    return numbers;
  }
  sim_proportions_mass (size, 1 - missing, numbers.mass);
  for (guint n = 0; n <= size; n++)
    if (numbers.mass[n] >= UNLIKELY) {
      numbers.least = MIN (numbers.least, n);
      numbers.most = n;
    }
  return numbers;
}

double
sim_theory_proportions (const SimTheoryModel *model, guint h, double divisor, const guint *size,
                        const SimTheoryEffort *effort)
{
  const SimHypothesis *source = model->tests[h];
  const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
  guint a = source->arm_a, b = source->arm_b;
  SimProportionsTest test = test_of (model, h);
  Numbers of_a, of_b;
  double in_a = 0, in_b = 0, work, sum = 0;

  if (!source->pair)
    return NAN;
  of_a = numbers_of (size[a], fit->missing[a]);
  of_b = numbers_of (size[b], fit->missing[b]);
  for (guint i = of_a.least; i <= of_a.most; i++)
    in_a += count_of (sim_proportions_likely (i, fit->proportion[a]));
  for (guint j = of_b.least; j <= of_b.most; j++)
    in_b += count_of (sim_proportions_likely (j, fit->proportion[b]));
  work = work_of (&test, in_a, in_b);
  /* an arm of fewer than two is a failed fit */
  for (guint i = MAX (of_a.least, 2); i <= of_a.most && work <= most_work (effort); i++)
    for (guint j = MAX (of_b.least, 2); j <= of_b.most && !sim_theory_cancelled (effort); j++)
      sum += of_a.mass[i] * of_b.mass[j]
             * sim_power_proportions (&test, source->alpha / source->sides / divisor, i,
                                      fit->proportion[a], j, fit->proportion[b]);
  g_free (of_a.mass);
  g_free (of_b.mass);
  return work <= most_work (effort) ? sum : NAN;
}

/* Of each hypothesis the levels that each of its tables passes; the arms that are compared. */
typedef struct {
  const SimTheoryModel *model;
  guint n_levels;
  double levels[SIM_MAX_HYPOTHESES];
  guint n_arms, arms[3], n[3]; /* the numbers of patients */
  SimEvents in[3];
  guint place[SIM_MAX_ARMS];   /* of an arm in arms */
  double *mass[3];
  guint8 *passed[SIM_MAX_HYPOTHESES];
} Tables;

static gboolean
note_arm (Tables *t, guint arm, guint size, double p)
{
  for (guint i = 0; i < t->n_arms; i++)
    if (t->arms[i] == arm)
      return TRUE;
  if (t->n_arms == 3)
    return FALSE;
  t->place[arm] = t->n_arms;
  t->n[t->n_arms] = size;
  t->in[t->n_arms] = sim_proportions_likely (size, p);
  t->arms[t->n_arms++] = arm;
  return TRUE;
}

static gboolean
suits (Tables *t, const guint *size, const SimTheoryEffort *effort)
{
  const SimTheoryModel *model = t->model;
  double work = 0, together = 1;

  if (model->n_hypotheses < 2 || model->multiple > SIM_MULTIPLE_HOLM)
    return FALSE;
  for (guint h = 0; h < model->n_hypotheses; h++) {
    const SimHypothesis *source = model->tests[h];
    const SimTheoryFit *fit = &model->fits[model->fit_of[h]];
    SimProportionsTest test = test_of (model, h);
    gboolean same = model->fit_of[h] == model->fit_of[0];
    guint pair[2] = { source->arm_a, source->arm_b };
    if (!fit->proportions || !source->pair || !same)
      return FALSE;
    for (guint i = 0; i < 2; i++)
      if (fit->missing[pair[i]] > 0 || size[pair[i]] < 2
          || !note_arm (t, pair[i], size[pair[i]], fit->proportion[pair[i]]))
        return FALSE;
    guint a = t->place[pair[0]], b = t->place[pair[1]];
    work += work_of (&test, count_of (t->in[a]), count_of (t->in[b]));
  }
  for (guint i = 0; i < t->n_arms; i++)
    together *= count_of (t->in[i]);
  return work + together * model->n_hypotheses <= most_work (effort);
}

static void
fill_tables (Tables *t)
{
  const SimTheoryModel *model = t->model;
  const SimTheoryFit *fit = &model->fits[model->fit_of[0]];

  for (guint i = 0; i < t->n_arms; i++) {
    t->mass[i] = g_new (double, (gsize)t->n[i] + 1);
    sim_proportions_mass (t->n[i], fit->proportion[t->arms[i]], t->mass[i]);
  }
  for (guint h = 0; h < model->n_hypotheses; h++) {
    const SimHypothesis *source = model->tests[h];
    SimProportionsTest test = test_of (model, h);
    guint a = t->place[source->arm_a], b = t->place[source->arm_b];
    double level = source->alpha / source->sides;
    t->n_levels = model->multiple == SIM_MULTIPLE_HOLM ? model->n_hypotheses : 1;
    for (guint k = 0; k < t->n_levels; k++)
      t->levels[k] = level / (k + 1);
    if (model->multiple == SIM_MULTIPLE_BONFERRONI)
      t->levels[0] = level / model->n_hypotheses;
    t->passed[h] = g_new (guint8, (gsize)(count_of (t->in[a]) * count_of (t->in[b])));
    sim_proportions_passed (&test, t->n_levels, t->levels, t->n[a], t->in[a], t->n[b], t->in[b],
                            t->passed[h]);
  }
}

/* Holm goes on to level k while m - k + 1 hypotheses pass it; one level is a test each. Bits. */
static guint
rejected_of (const Tables *t, const guint *passed)
{
  guint m = t->model->n_hypotheses, rejected = 0;

  for (guint k = t->n_levels; k >= 1; k--) {
    guint now = 0, count = 0;
    for (guint h = 0; h < m; h++)
      if (passed[h] >= k) {
        now |= 1u << h;
        count++;
      }
    if (t->n_levels > 1 && count < m - k + 1)
      break;
    rejected = now;
  }
  return rejected;
}

static void
add_table (const Tables *t, const guint *x, double mass, SimJointPower *power)
{
  const SimTheoryModel *model = t->model;
  guint passed[SIM_MAX_HYPOTHESES];

  for (guint h = 0; h < model->n_hypotheses; h++) {
    guint a = t->place[model->tests[h]->arm_a], b = t->place[model->tests[h]->arm_b];
    guint wide = t->in[b].high - t->in[b].low + 1;
    passed[h] = t->passed[h][(x[a] - t->in[a].low) * wide + x[b] - t->in[b].low];
  }
  guint rejected = rejected_of (t, passed);
  for (guint h = 0; h < model->n_hypotheses; h++)
    power->power[h] += rejected >> h & 1 ? mass : 0;
  power->any += rejected ? mass : 0;
  for (guint i = 0; i < model->n_events; i++)
    power->event[i] += sim_joint_event_met (&model->events[i], rejected) ? mass : 0;
  power->all += rejected == (1u << model->n_hypotheses) - 1 ? mass : 0;
}

gboolean
sim_theory_proportions_joint (const SimTheoryModel *model, const guint *size,
                              const SimTheoryEffort *effort, SimJointPower *power)
{
  Tables t = { .model = model };
  guint x[3] = { 0 };

  if (!suits (&t, size, effort))
    return FALSE;
  *power = (SimJointPower){ .any = 0 };
  fill_tables (&t);
  /* where two arms are compared the third has one table of nobody */
  for (x[0] = t.in[0].low; x[0] <= t.in[0].high && !sim_theory_cancelled (effort); x[0]++)
    for (x[1] = t.in[1].low; x[1] <= t.in[1].high; x[1]++)
      for (x[2] = t.in[2].low; x[2] <= t.in[2].high; x[2]++)
        add_table (&t, x,
                   t.mass[0][x[0]] * t.mass[1][x[1]] * (t.n_arms > 2 ? t.mass[2][x[2]] : 1), power);
  for (guint i = 0; i < t.n_arms; i++)
    g_free (t.mass[i]);
  for (guint h = 0; h < model->n_hypotheses; h++)
    g_free (t.passed[h]);
  return TRUE;
}
