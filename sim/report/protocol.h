/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * protocol.h - what a trial protocol says of its sample size, in sentences. Thread-safe.
 */
#ifndef SIM_REPORT_PROTOCOL_H
#define SIM_REPORT_PROTOCOL_H

#include "../scenario/difference.h"
#include "report.h"

G_BEGIN_DECLS

/**
 * The sample-size section of a protocol from the results of a scenario: primary outcome, groups,
 * target differences and SDs with their bases, accrual, follow-up and events of times, losses,
 * practitioners and centres, tests, level, sides and multiplicity, power (or the type I error) with
 * its Monte Carlo error, patients randomised and analysed by group, and what gave the figures.
 * Prose to paste: arms by name, each source once, with a number. theory may be NULL, and so may
 * needs: then the numbers needed are those of the curve. Paragraphs, NULL-terminated; free with
 * g_strfreev().
 */
char **sim_report_protocol (SimSnapshot *snapshot, const SimTheory *theory, const SimNeeds *needs,
                            const char *program);

/** The true effects, "3.2 points for New vs usual care (NEW-UC); ...", without an end. Newly
 *  allocated. */
char *sim_report_effects (const SimScenario *scenario);
/** Whether any patients are expected to be lost, or to miss visits. */
gboolean sim_report_has_losses (const SimScenario *scenario);
/** "152", "147.3": a mean number of patients with at most one decimal. Newly allocated. */
char *sim_report_patients (double number);
/** How a hypothesis is analysed: "ANCOVA, adjusted for baseline, of Roland-Morris disability at
 *  week 8". From the statements of its scenario. Newly allocated. */
char *sim_report_method (const SimScenario *scenario, const GPtrArray *statements, guint analysis);

G_END_DECLS
#endif
