/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * handmade.h - results made up by hand for the default scenario, to test the reports on.
 *
 * Every figure has its own value, so that a number in the wrong place is seen: at size i and
 * hypothesis h the power is 0.5 + i/100 + h/1000, and so on.
 */
#ifndef TESTS_SIM_REPORT_HANDMADE_H
#define TESTS_SIM_REPORT_HANDMADE_H

#include "report/view.h"

#define HANDMADE_REPLICATES 100000

typedef struct {
  SimReportView view;
  SimScenario *scenario;
  SimResults results;
  SimTheory theory;
} Handmade;

/** The default scenario with results and, where asked for, exact values. */
Handmade *handmade_new (gboolean with_theory);
/** The same of a scenario given as JSON text, which must be valid. */
Handmade *handmade_new_of (const char *json, gboolean with_theory);
/** Makes the second size one of times that end with 90 events. */
void handmade_add_times (Handmade *handmade);
void handmade_free (Handmade *handmade);
/** What a report says beside the numbers, in all tests the same. */
SimReportInfo handmade_info (void);

#endif
