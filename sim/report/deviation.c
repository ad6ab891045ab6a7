/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deviation.c - simulated powers beside the exact ones.
 */
#include "deviation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "../base/prob.h"
#include "report.h"

#define LEAST_CHANCE 1e-4

double
sim_deviation_z (double simulated, double exact, guint64 trials)
{
  double error = sqrt (exact * (1 - exact) / (double)trials);

  if (isnan (simulated) || isnan (exact) || trials == 0)
    return NAN;
  if (simulated == exact)
    return 0;
  return (simulated - exact) / error;
}

double
sim_deviation_two_decimals (double simulated, double exact, guint64 trials)
{
  return round (100 * sim_deviation_z (simulated, exact, trials)) / 100 + 0.0; /* never -0 */
}

gboolean
sim_deviation_is_flagged (double simulated, double exact, guint64 trials)
{
  double n = (double)trials, count = round (simulated * n);

  if (!(fabs (sim_deviation_z (simulated, exact, trials)) > SIM_DEVIATION_BOUND))
    return FALSE;
  return (simulated > exact ? 1 - sim_binomial_cdf (count - 1, n, exact)
                            : sim_binomial_cdf (count, n, exact))
         < LEAST_CHANCE;
}

char *
sim_deviation_text (const char *name, double simulated, double exact, guint64 trials)
{
  double error = sqrt (simulated * (1 - simulated) / (double)trials);
  g_autofree char *power = sim_format_percent (simulated, error);
  g_autofree char *value = sim_format_percent (exact, error);
  g_autofree char *z = sim_format_figure (sim_deviation_z (simulated, exact, trials), 0.2);

  return g_strdup_printf (
      _ ("%s: %s simulated and %s exact are z = %s Monte Carlo standard errors apart; chance "
         "explains 4. Run it again with another seed. If they stay apart rely on neither, let "
         "trefoil-sim verify check this installation, and report the scenario."),
      name, power, value, z);
}
