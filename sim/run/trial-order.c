/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-order.c - a random order of patients: each draws a number, and they stand by these.
 */
#include "trial-order.h"

#include <stdlib.h>

#include "../base/stream.h"

typedef struct {
  double entered;
  guint64 draw;
  guint patient;
} Place;

/* Equal draws, which hardly any trial has, leave patients in the order of their arms. */
static int by_place (const void *a, const void *b)
{
  const Place *one = a, *other = b;
  if (one->entered != other->entered)
    return one->entered < other->entered ? -1 : 1;
  if (one->draw != other->draw)
    return one->draw < other->draw ? -1 : 1;
  return one->patient < other->patient ? -1 : 1;
}

void sim_trial_order (SimTrial *trial, const SimScenario *scenario)
{
  Place *places = g_new (Place, trial->n_patients + 1);
  SimStream stream = { 0, 0 };
  for (guint i = 0; i < trial->n_patients; i++) {
    const SimPatient *patient = &trial->patients[i];
    if (patient->number == 1)
      stream = sim_stream_new (sim_key_new (sim_scenario_seed (scenario), "order", NULL, NULL,
                                            sim_scenario_arm_id (scenario, patient->arm)),
                               trial->index);
    places[i] = (Place){ patient->entered, sim_stream_next (&stream), i };
  }
  qsort (places, trial->n_patients, sizeof *places, by_place);
  for (guint i = 0; i < trial->n_patients; i++)
    trial->patients[places[i].patient].recruit = i + 1;
  g_free (places);
}
