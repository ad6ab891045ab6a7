/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-ratio.c - arms that differ from a described one by a ratio.
 */
#include "arm-ratio.h"

#include <glib/gi18n.h>

const SimValue *
sim_arm_ratio_base (const SimArmRatio *rule, const SimValue *outcome, const char *arm)
{
  const SimValue *given = sim_value_get (outcome, rule->given);
  const SimValue *own = sim_value_get (given, arm);
  return own ? own : sim_value_at (given, 0);
}

double
sim_arm_ratio_of (const SimArmRatio *rule, const SimValue *outcome, const char *arm)
{
  const SimValue *ratio = sim_value_get (sim_value_get (outcome, rule->ratio), arm);
  return ratio ? sim_value_number (ratio) : 1;
}

/* What ratios start from: the value of the reference arm, else the first. */
static const SimValue *
start_of (const SimValue *given, const SimValue *arms)
{
  for (guint a = 0; a < sim_value_length (arms); a++) {
    const SimValue *arm = sim_value_at (arms, a);
    const SimValue *own = sim_value_get (given, sim_value_text (sim_value_get (arm, "id")));
    if (own && sim_value_bool (sim_value_get (arm, "reference")))
      return own;
  }
  return sim_value_at (given, 0);
}

static void
tell_missing (const SimArmRatio *rule, const char *arm, SimTellFn tell, gpointer data)
{
  char *what = arm ? g_strdup_printf (_ ("no %s for arm \"%s\""), rule->given, arm)
                   : g_strdup_printf (_ ("no arm has %s"), rule->given);
  tell (data, rule->given, NULL, 0, _ (rule->every), what);
  g_free (what);
}

void
sim_arm_ratio_check (const SimArmRatio *rule, const SimValue *outcome, const SimValue *arms,
                     SimTellFn tell, gpointer data)
{
  const SimValue *given = sim_value_get (outcome, rule->given);
  const SimValue *ratios = sim_value_get (outcome, rule->ratio);
  gboolean unshifted = FALSE;
  if (sim_value_length (given) == 0) {
    tell_missing (rule, NULL, tell, data);
    return;
  }
  for (guint a = 0; a < sim_value_length (arms) && a < SIM_MAX_ARMS; a++) {
    const char *arm = sim_value_text (sim_value_get (sim_value_at (arms, a), "id"));
    const SimValue *own = sim_value_get (given, arm);
    unshifted |= sim_arm_ratio_of (rule, outcome, arm) == 1;
    if (!own && !ratios && arm) {
      tell_missing (rule, arm, tell, data);
      return;
    }
    if (own && ratios && !sim_value_equal (own, start_of (given, arms))) {
      tell (data, rule->given, arm, SIM_TELL_WHOLE, _ (rule->alone), _ (rule->one));
      return;
    }
  }
  if (ratios && !unshifted)
    tell (data, rule->ratio, NULL, 0, _ ("1 in some arm, which the reference arm has anyway"),
          _ (rule->as_given));
}
