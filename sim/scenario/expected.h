/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expected.h - the results that the author of a scenario file saw, and the scenario that gave them.
 *
 * They change no number: a file with them gives the same bits as one without. What is wrong with
 * them beyond the field table does not keep the scenario from running; sim_expected_check() in
 * report/reproduction-report.h finds it.
 */
#ifndef SIM_SCENARIO_EXPECTED_H
#define SIM_SCENARIO_EXPECTED_H

#include "scenario.h"

G_BEGIN_DECLS

#define SIM_MAX_EXPECTED_PROGRAM 200 /* characters */
#define SIM_MAX_EXPECTED_RESULTS 256
#define SIM_MAX_EXPECTED_KEYS    64 /* of the scenario, at its top */

/** What a file expects; all of it is borrowed from the draft. */
typedef struct {
  const char *program;      /* NULL: not told */
  guint64 replicates;       /* 0: as many as the scenario says */
  const char *fingerprint;  /* NULL: not told */
  const SimValue *scenario; /* NULL: the file's own */
  const SimValue *results;  /* pointer -> {value, mcse}; NULL: none */
} SimExpected;

/** FALSE if the file, which is as the field table has it, expects nothing. */
gboolean sim_expected_read (const SimDraft *draft, SimExpected *expected);
/**
 * The scenario that gave what is expected, with as many trials as gave it. NULL, and problems at
 * pointers of the file, where that is no valid one, or where nothing is expected.
 */
SimScenario *sim_expected_scenario (SimDraft *draft, GPtrArray *problems);
/** The scenario of the file as it stands with as many trials as that; caller owns it. The scenario
 *  must be valid and expect something. */
SimScenario *sim_expected_own (SimScenario *scenario);
/** Whether a valid scenario is another one than that which gave what its file expects; a number of
 *  trials makes none. FALSE where nothing is expected, or where that is no valid one. */
gboolean sim_expected_changed (SimScenario *scenario);
/** The key that says that such results came from a scenario, for sim_draft_set(); results (may be
 *  NULL) as in SimExpected. Caller owns it. */
SimValue *sim_expected_new (const SimScenario *scenario, const char *program,
                            const char *fingerprint, const SimValue *results);

G_END_DECLS
#endif
