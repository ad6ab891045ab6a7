/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-scan.h - the locating scanner, for json.c alone.
 */
#ifndef SIM_SCENARIO_JSON_SCAN_H
#define SIM_SCENARIO_JSON_SCAN_H

#include "json.h"

G_BEGIN_DECLS

/**
 * Checks that bytes are one JSON document within the limits of json.h: size, encoding, grammar,
 * depth, numbers, distinct keys. Returns the line of every value, or NULL and adds one problem.
 */
SimLines *sim_json_scan (const char *bytes, gsize n_bytes, GPtrArray *problems);

G_END_DECLS
#endif
