/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dealing.c - which practitioner and which centre each patient of an arm has.
 *
 * Every rule is one for prefixes: the first patients of a larger trial are those of a smaller one.
 */
#include "people.h"

static const SimValue *
of_arm (const SimScenario *scenario, const char *pointer, guint arm)
{
  return sim_value_get (sim_scenario_value (scenario, pointer),
                        sim_scenario_arm_id (scenario, arm));
}

/* A number of patients or practitioners; 0 where none is given. */
static guint
whole (const SimValue *value)
{
  double x = sim_value_number (value);
  return x > 0 ? (guint)x : 0;
}

static void
fill_up (const SimValue *caseload, guint n, gint32 *of)
{
  guint one = whole (caseload), period = sim_value_length (caseload), filled = 0;
  gint32 practitioner = 0;
  for (guint i = 0; i < n; i++) {
    guint room = period ? whole (sim_value_at (caseload, (guint)practitioner % period)) : one;
    of[i] = practitioner;
    if (++filled == room) {
      filled = 0;
      practitioner++;
    }
  }
}

/* Each patient goes where most is missing of what the shares ask for, the earlier one on ties. */
static void
deal_shares (const SimValue *shares, guint n, gint32 *of)
{
  double share[SIM_MAX_CASELOADS], given[SIM_MAX_CASELOADS] = { 0 }, sum = 0;
  guint count = MIN (sim_value_length (shares), SIM_MAX_CASELOADS);
  for (guint k = 0; k < count; k++)
    sum += share[k] = sim_value_number (sim_value_at (shares, k));
  for (guint i = 0; i < n; i++) {
    guint best = 0;
    double most = -G_MAXDOUBLE;
    for (guint k = 0; k < count; k++) {
      /* Times the sum, so that whole shares stay whole and ties are ties. */
      double missing = share[k] * (i + 1.0) - given[k] * sum;
      if (missing > most) {
        most = missing;
        best = k;
      }
    }
    given[best]++;
    of[i] = (gint32)best;
  }
}

void
sim_scenario_practitioners (const SimScenario *scenario, guint arm, guint n, gint32 *of)
{
  const SimValue *caseload = of_arm (scenario, "/practitioners/caseload", arm);
  const SimValue *count = of_arm (scenario, "/practitioners/count", arm);
  guint each = whole (of_arm (scenario, "/centres/practitioners-each", arm));
  guint centres = whole (sim_scenario_value (scenario, "/centres/count"));
  guint fixed = whole (count);
  if (whole (caseload) || sim_value_length (caseload))
    fill_up (caseload, n, of);
  else if (sim_value_length (count))
    deal_shares (count, n, of);
  else
    for (guint i = 0; i < n; i++)
      of[i] = each && centres ? (gint32)(i % centres * each + i / centres % each)
              : fixed         ? (gint32)(i % fixed)
                              : -1;
}

void
sim_scenario_centres (const SimScenario *scenario, guint arm, guint n, gint32 *of)
{
  guint centres = whole (sim_scenario_value (scenario, "/centres/count"));
  for (guint i = 0; i < n; i++)
    of[i] = centres ? (gint32)(i % centres) : 0;
}
