/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * limit-words.c - where simulated scores are other than those of a trial, in words.
 */
#include "limit-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "report.h"

#define WORTH_A_WORD 0.01 /* a share of scores */

char *
sim_report_below_zero (const SimScenario *scenario, guint outcome)
{
  guint arm = 0, visit = 0;
  double share = sim_scenario_below_zero (scenario, outcome, &arm, &visit);

  if (!(share >= WORTH_A_WORD))
    return NULL;
  g_autofree char *percent = sim_format_percent (share, 0);
  g_autofree char *name = g_strdup_printf ("/outcomes/%u/name", outcome);
  g_autofree char *at = g_strdup_printf ("/outcomes/%u/visits/%u/name", outcome, visit);
  /* Translators: an outcome, a share, an arm, a visit */
  return g_strdup_printf (
      _ ("%s is drawn from normal distributions, which have no limits: %s of the "
         "scores are below 0 (%s, %s), and if the scale begins at 0 no patient "
         "can have such a score. A bounded score keeps to its scale."),
      sim_scenario_shown (scenario, name), percent, sim_scenario_arm_name (scenario, arm),
      sim_scenario_shown (scenario, at));
}
