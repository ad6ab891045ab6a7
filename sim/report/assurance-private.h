/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * assurance-private.h - a part of the table of assurance. Private to sim/report.
 */
#ifndef SIM_REPORT_ASSURANCE_PRIVATE_H
#define SIM_REPORT_ASSURANCE_PRIVATE_H

#include "assurance-report.h"

G_BEGIN_DECLS

/** Appends, after a blank line, a sentence for each reason for which exact values are missing at
 * the own size, with the goals that lack them; nothing where none are missing. */
void sim_assurance_write_reasons (const SimScenario *scenario, const SimAssuranceStudy *study,
                                  GString *out, int columns);

G_END_DECLS
#endif
