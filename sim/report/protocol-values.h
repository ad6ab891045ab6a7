/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * protocol-values.h - the values of a scenario as a protocol tells them: what is assumed, why, and
 * the sources, numbered in the order in which they are named. Private to sim/report.
 */
#ifndef SIM_REPORT_PROTOCOL_VALUES_H
#define SIM_REPORT_PROTOCOL_VALUES_H

#include "../scenario/difference.h"

G_BEGIN_DECLS

/** What has been told so far. */
typedef struct {
  const SimScenario *scenario;
  const GPtrArray *statements; /* sim_scenario_statements() */
  GPtrArray *citations;        /* of const char*: each once */
} SimProtocolValues;

/** Whether a statement is told here. */
typedef gboolean (*SimProtocolPick) (const SimStatement *statement, gconstpointer data);

/**
 * The values that are picked, as one text without an end: "mean 5.7 points (Hand-ear acupuncture)
 * and 8.9 points (Usual care) [1]; SD 5 points (plausible 5 to 6)". Appends to notes what the file
 * says beside, in sentences, and to bare what has no basis. NULL where nothing is picked. Newly
 * allocated.
 */
char *sim_protocol_values (SimProtocolValues *values, SimProtocolPick pick, gconstpointer data,
                           GString *notes, GPtrArray *bare);
/** "a, b and c"; of nothing "". Newly allocated. */
char *sim_protocol_list (const GPtrArray *texts);

G_END_DECLS
#endif
