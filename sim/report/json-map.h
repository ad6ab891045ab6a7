/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-map.h - a JSON map under construction, for the reports. Private to sim/report.
 *
 * A number that does not exist is null, never absent, so that scripts find every key.
 */
#ifndef SIM_REPORT_JSON_MAP_H
#define SIM_REPORT_JSON_MAP_H

#include "../run/results.h"
#include "../scenario/value.h"
#include "report.h"

G_BEGIN_DECLS

#define SIM_JSON_MOST 32 /* members of a map */

/** Keys in the order in which they are added, borrowed; zeroed at the start. */
typedef struct {
  const char *keys[SIM_JSON_MOST];
  SimValue *values[SIM_JSON_MOST];
  guint n;
} SimJsonMap;

/** Takes ownership of value. */
void sim_json_map_add (SimJsonMap *map, const char *key, SimValue *value);
/** The map as a value; caller owns it. */
SimValue *sim_json_map_end (SimJsonMap *map);

/** A list of the values of an array, which it frees; takes ownership of them. */
SimValue *sim_json_list (GPtrArray *items);

/** A number, or null where it is not finite. */
SimValue *sim_json_figure (double value);
/** The same in the six decimals that quadrature gives on every machine. */
SimValue *sim_json_exact (double value);
SimValue *sim_json_pair (double low, double high);
/** Adds value, mcse and ci95. */
void sim_json_map_add_figure (SimJsonMap *map, const SimFigure *figure);
/** Adds what a study's document begins with: its name and version, program, scenario (title and
 *  hash), seed, and whether it is complete. */
void sim_json_map_add_head (SimJsonMap *map, const char *name, guint version,
                            const SimScenario *scenario, const SimReportInfo *info);
/** The title as the file has it, in whatever language: text for machines is not translated. */
SimValue *sim_json_title (const SimScenario *scenario);
/** Seconds and threads. */
SimValue *sim_json_timing (const SimReportInfo *info);

G_END_DECLS
#endif
