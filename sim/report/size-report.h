/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-report.h - how many patients, as text: sentences and tables for people, JSON for scripts.
 */
#ifndef SIM_REPORT_SIZE_REPORT_H
#define SIM_REPORT_SIZE_REPORT_H

#include "../study/allocation.h"
#include "../study/effect.h"
#include "../study/size.h"
#include "report.h"

G_BEGIN_DECLS

/** What has been found; NULL what was not asked. Borrowed. */
typedef struct {
  const SimSizeStudy *size;
  const SimEffectStudy *effect;         /* at a given total */
  const SimAllocationStudy *allocation; /* a better ratio */
} SimSizeFound;

/** Newly allocated text that ends in a newline; columns as in sim_report_table(). Thread-safe. */
char *sim_report_size_table (SimScenario *scenario, const SimSizeFound *found,
                             const SimReportInfo *info, int columns);
/** Canonical JSON; "sample-size" has the keys of a results file, and more. */
char *sim_report_size_json (SimScenario *scenario, const SimSizeFound *found,
                            const SimReportInfo *info);
/** A row for each goal; size must be there, its answers are those of the other studies. */
char *sim_report_size_csv (const SimScenario *scenario, const SimSizeFound *found);
/**
 * One answer as a sentence: "HE-UC: 735 patients in all (245 in each arm), calculated exactly;
 * simulated as a check: 735 (729 to 741). Of the 735 patients 661.5 are analysed on
 * average." Newly allocated, without a newline, as the others.
 */
char *sim_size_sentence (const SimScenario *scenario, const SimSizeStudy *study,
                         const SimSizeAnswer *answer);
/** The power of an answer with the trials it is of and its error: "62.1 % exactly, and 61 % in 400
 *  simulated trials (95 % interval 57 % to 67 %)"; without the former where there is none. */
char *sim_size_power_text (const SimSizeAnswer *answer);
/** "HE-UC: the power is 80.1 % with 735 patients; an effect of 1.1 points would have 80 %." */
char *sim_effect_sentence (const SimScenario *scenario, const SimEffectStudy *study,
                           const SimEffectAnswer *answer);
/** "keeps: 788 patients as 5 : 4 : 1 instead of 993 as planned, 205 fewer.", and what warns of a
 *  small arm. */
char *sim_allocation_sentence (const SimScenario *scenario, const SimAllocationStudy *study,
                               const SimAllocationAnswer *answer);
/** Why the ratio that is offered is to be taken with care, in words that begin with the name of an
 *  arm and have no full stop; NULL where there is no reason. */
char *sim_allocation_caution (const SimScenario *scenario, const SimAllocationAnswer *answer);

G_END_DECLS
#endif
