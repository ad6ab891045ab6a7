/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-exact.c - the smallest total by closed forms.
 */
#include "size-exact.h"

#include <math.h>

#include "../base/prob.h"

#define CLOSE    0.001 /* so near to the target coarse values, off by 0.0004, do not do */
#define TEETH    40    /* totals beyond an answer that are looked at one by one, */
#define WAVES    24    /* and so many more, */
#define WAVE     256.0 /* such a share of the answer apart: waves are some per cent of it long */
#define FROM     50    /* patients an arm to start with */
#define EDGE     1e-12 /* keeps probits finite */
#define PATIENCE 8     /* steps to a side before they are doubled */
#define SMALLEST_Z 1.0 /* of a target and its critical value together */

struct _SimSizeForms {
  SimTheoryForms *forms;
  const SimSizeGrid *grid;
  const gint *cancel;
  GArray *known[2]; /* of SimTheorySize: coarse ones, and fine ones */
};

SimSizeForms *
sim_size_forms_new (SimScenario *scenario, const SimSizeGrid *grid, const gint *cancel)
{
  SimSizeForms *forms = g_new (SimSizeForms, 1);

  *forms = (SimSizeForms){ sim_theory_forms_new (scenario), grid, cancel, { NULL } };
  for (guint i = 0; i < 2; i++)
    forms->known[i] = g_array_new (FALSE, FALSE, sizeof (SimTheorySize));
  return forms;
}

void
sim_size_forms_free (SimSizeForms *forms)
{
  for (guint i = 0; i < 2; i++)
    g_array_free (forms->known[i], TRUE);
  sim_theory_forms_free (forms->forms);
  g_free (forms);
}

gboolean
sim_size_forms_rise (const SimSizeForms *forms)
{
  return sim_theory_forms_rise (forms->forms);
}

const SimTheorySize *
sim_size_forms_at (SimSizeForms *forms, guint total, gboolean fine)
{
  GArray *known = forms->known[fine ? 1 : 0];
  guint split[SIM_MAX_ARMS];
  SimTheorySize size;

  for (guint i = 0; i < known->len; i++)
    if (g_array_index (known, SimTheorySize, i).total == total)
      return &g_array_index (known, SimTheorySize, i);
  sim_split_total (forms->grid->weight, forms->grid->n_arms, total, split);
  sim_theory_forms_at (forms->forms, split, fine, forms->cancel, &size);
  size.total = total;
  g_array_append_val (known, size);
  return &g_array_index (known, SimTheorySize, known->len - 1);
}

/* ---- the smallest of a rising power ---- */

typedef struct {
  SimSizeForms *forms;
  const SimGoal *goal;
  double (*pick) (const SimGoal *goal, const SimTheorySize *size);
  double target;
  gboolean fine; /* if there is no coarse value */
} Form;

static gboolean
cancelled (const Form *form)
{
  const gint *cancel = form->forms->cancel;

  return cancel != NULL && g_atomic_int_get (cancel) != 0;
}

/* NaN where there is none. */
static double
power_at (const Form *form, guint total)
{
  double power = form->pick (form->goal, sim_size_forms_at (form->forms, total, FALSE));

  return fabs (power - form->target) < CLOSE || (isnan (power) && form->fine)
             ? form->pick (form->goal, sim_size_forms_at (form->forms, total, TRUE))
             : power;
}

static double
probit (double p)
{
  return sim_normal_quantile (CLAMP (p, EDGE, 1 - EDGE));
}

/* The total at which power would be the target if its probit rose in proportion to the root of the
   total from minus its critical value on. */
static double
extrapolate (const Form *form, guint total, double power)
{
  double reached = MAX (probit (power) + SIM_Z95, 0.05);
  double ratio = MAX (probit (form->target) + SIM_Z95, SMALLEST_Z) / reached;

  return total * CLAMP (ratio * ratio, 0.1, 10);
}

/*
 * Between low, which does not reach the target (0: nothing is known below), and high, which does
 * (0: nothing is known above), the next total to look at: what the last one points to, but the
 * middle where that does not halve what is left.
 */
static guint
next_total (const Form *form, guint low, guint high, guint total, double power, guint tries)
{
  const SimSizeGrid *grid = form->forms->grid;
  guint next = sim_size_grid_nearest (grid, extrapolate (form, total, power));

  if (high > 0 && low > 0 && tries % 3 == 2)
    next = low + (high - low) / grid->step / 2 * grid->step;
  else if (tries > PATIENCE && high == 0)
    next = MAX (next, sim_size_grid_nearest (grid, 2.0 * low));
  else if (tries > PATIENCE && low == 0)
    next = MIN (next, sim_size_grid_nearest (grid, high / 2.0));
  if (high > 0)
    next = MIN (next, high - grid->step);
  return MAX (next, low > 0 ? low + grid->step : grid->first);
}

static guint
smallest (const Form *form)
{
  const SimSizeGrid *grid = form->forms->grid;
  guint low = 0, high = 0, total = sim_size_grid_nearest (grid, FROM * grid->n_arms);

  for (guint tries = 0;; tries++) {
    double power = power_at (form, total);
    if (isnan (power) || cancelled (form)) /* then power is any number */
      return 0;
    *(power >= form->target ? &high : &low) = total;
    if (high == 0 && low == grid->last)
      return 0;
    if (high > 0 && (high == grid->first || high - low == grid->step))
      return high;
    total = next_total (form, low, high, total, power, tries);
  }
}

/* Past the teeth, one by one, and past the waves. */
static guint
beyond_teeth (const Form *form, guint total)
{
  const SimSizeGrid *grid = form->forms->grid;
  guint wave = MAX (1, (guint)(total / WAVE / grid->step)) * grid->step, next = total, good = 0;

  while (good < TEETH + WAVES && next < grid->last && !cancelled (form)) {
    next = MIN (next + (good < TEETH ? grid->step : wave), grid->last);
    good++;
    if (power_at (form, next) < form->target) {
      total = MIN (next + grid->step, grid->last);
      good = 0;
    }
  }
  return total;
}

/* Whether an arm may have fewer patients of a larger total: by largest remainder one of three or
   more can, unless all have the same weight (the Alabama paradox; Balinski & Young 1975). */
static gboolean
arms_may_shrink (const SimSizeGrid *grid)
{
  gboolean alike = TRUE;

  for (guint arm = 1; arm < grid->n_arms; arm++)
    alike = alike && grid->weight[arm] == grid->weight[0];
  return grid->step == 1 && grid->n_arms > 2 && !alike;
}

guint
sim_size_exact (SimSizeForms *forms, const SimGoal *goal, double target)
{
  Form form = { forms, goal, sim_goal_exact, target, TRUE };
  guint total = smallest (&form);
  gboolean rises = sim_theory_forms_rise (forms->forms) && !arms_may_shrink (forms->grid);

  return total == 0 || rises ? total : beyond_teeth (&form, total);
}

guint
sim_size_approximate (SimSizeForms *forms, const SimGoal *goal, double target)
{
  Form form = { forms, goal, sim_goal_approximation, target, FALSE };

  return smallest (&form);
}
