/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-exact.c - the smallest total by closed forms: doubling, halving, and a look at the teeth.
 */
#include "size-exact.h"

#include <math.h>

#define TEETH 40    /* totals beyond a candidate that are looked at */
#define CLOSE 0.003 /* so near to the target coarse values do not do */

typedef double (*Pick) (const SimGoal *goal, const SimTheorySize *size);

typedef struct {
  const SimTheoryForms *forms;
  const SimSizeGrid *grid;
  const SimGoal *goal;
  Pick pick;
  double target;
  const gint *cancel;
} Form;

static double
power_at (const Form *form, guint total, gboolean fine)
{
  guint split[SIM_MAX_ARMS];
  SimTheorySize size;

  sim_split_total (form->grid->weight, form->grid->n_arms, total, split);
  if (!sim_theory_forms_at (form->forms, split, fine, form->cancel, &size))
    return NAN;
  return form->pick (form->goal, &size);
}

/* FALSE also where there is none. */
static gboolean
reaches (const Form *form, guint total)
{
  double power = power_at (form, total, FALSE);

  if (fabs (power - form->target) < CLOSE)
    power = power_at (form, total, TRUE);
  return power >= form->target;
}

/* The smallest of a rising power; 0 if there is none. */
static guint
smallest (const Form *form)
{
  const SimSizeGrid *grid = form->grid;
  guint low = 0, high = grid->first; /* low does not reach it, high does, both over the step */

  while (high < grid->last && !reaches (form, high)) {
    if (isnan (power_at (form, high, FALSE)))
      return 0;
    low = high;
    high = sim_size_grid_nearest (grid, 2.0 * high);
  }
  if (!reaches (form, high))
    return 0;
  while (high - low > grid->step && low > 0) {
    guint middle = low + (high - low) / grid->step / 2 * grid->step;
    *(reaches (form, middle) ? &high : &low) = middle;
  }
  return high;
}

void
sim_size_exact (const SimTheoryForms *forms, const SimSizeGrid *grid, double target,
                const gint *cancel, SimSizeAnswer *answer)
{
  Form form = { forms, grid, &answer->goal, sim_goal_exact, target, cancel };
  guint total = smallest (&form), good = 0;

  answer->exact_total = 0;
  answer->exact_power_there = NAN;
  if (total == 0)
    return;
  for (guint next = total; good < TEETH && next + grid->step <= grid->last; good++) {
    next += grid->step;
    if (!reaches (&form, next)) {
      total = next + grid->step;
      good = 0;
    }
  }
  answer->exact_total = total;
  sim_split_total (grid->weight, grid->n_arms, total, answer->exact_arms);
  answer->exact_power_there = power_at (&form, total, TRUE);
}

guint
sim_size_approximate (const SimTheoryForms *forms, const SimSizeGrid *grid, double target,
                      const SimGoal *goal, const gint *cancel)
{
  Form form = { forms, grid, goal, sim_goal_approximation, target, cancel };

  return smallest (&form);
}
