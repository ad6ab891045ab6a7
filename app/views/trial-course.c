/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-course.c - what became of a patient, in words.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "plot/plot.h"
#include "views/trial-patients.h"

static char *
visit_name (SimScenario *scenario, guint outcome, guint visit)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/visits/%u/name", outcome, visit);

  return plot_text_clean (sim_scenario_shown (scenario, pointer));
}

/* Why patients of an arm leave, as the scenario has it. */
static const char *
reason (SimScenario *scenario, guint arm)
{
  g_autofree char *pointer
      = g_strdup_printf ("/dropout/mechanism/%s", sim_scenario_arm_id (scenario, arm));
  const char *id = sim_scenario_text (scenario, pointer);

  if (g_strcmp0 (id, "mar") == 0)
    return _ ("depending on the last score seen");
  if (g_strcmp0 (id, "mnar") == 0)
    return _ ("depending on the score not seen");
  return _ ("by chance");
}

static void
add (GString *out, char *text)
{
  if (out->len > 0)
    g_string_append (out, ", ");
  g_string_append (out, text);
  g_free (text);
}

static void
add_missing (GString *out, SimScenario *scenario, const SimTrial *trial, const SimPatient *patient,
             guint outcome)
{
  const SimScores *scores = &patient->outcomes[outcome];

  for (guint v = 0; v < trial->outcomes[outcome].n_visits; v++) {
    g_autofree char *name = visit_name (scenario, outcome, v);

    if (scores->seen[v] == SIM_SEEN_GAP)
      /* Translators: a visit */
      add (out, g_strdup_printf (_ ("missed %s"), name));
    if (scores->seen[v] != SIM_SEEN_LEFT)
      continue;
    /* Translators: a visit, and why patients leave */
    add (out, g_strdup_printf (_ ("left before %s (%s)"), name, reason (scenario, patient->arm)));
    return;
  }
}

static void
add_time (GString *out, const SimScores *scores)
{
  g_autofree char *time = plot_text_amount (scores->scores[0], NULL);

  switch (scores->seen[0]) {
  case SIM_SEEN:
    add (out, g_strdup_printf (_ ("event in week %s"), time));
    return;
  case SIM_SEEN_NOT_ENTERED:
    add (out, g_strdup (_ ("had not entered when the trial ended")));
    return;
  case SIM_SEEN_LEFT:
    add (out, g_strdup_printf (_ ("left in week %s"), time));
    return;
  case SIM_SEEN_CENSORED:
  case SIM_SEEN_GAP:
  default:
    add (out, g_strdup_printf (_ ("watched to the end, %s weeks"), time));
  }
}

char *
app_patient_course (SimScenario *scenario, const SimTrial *trial, const SimPatient *patient,
                    guint outcome)
{
  GString *out = g_string_new (NULL);
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/type", outcome);

  if (g_strcmp0 (sim_scenario_text (scenario, pointer), "time-to-event") == 0)
    add_time (out, &patient->outcomes[outcome]);
  else
    add_missing (out, scenario, trial, patient, outcome);
  if (patient->treated == SIM_TREATED_SWITCHED)
    add (out, g_strdup_printf (_ ("switched to %s"),
                               sim_scenario_arm_name (scenario, patient->switched_to)));
  if (patient->treated == SIM_TREATED_NOT_ADHERENT)
    add (out, g_strdup (_ ("did not adhere")));
  if (out->len == 0)
    g_string_append (out, _ ("seen at all visits"));
  return g_string_free (out, FALSE);
}
