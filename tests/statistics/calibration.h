/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration.h - what calibration.c is made of: the combinations of method, outcome, strategy for
 * missing scores and options that the checker accepts, and how often each is expected to reject a
 * true null hypothesis.
 */
#ifndef TESTS_STATISTICS_CALIBRATION_H
#define TESTS_STATISTICS_CALIBRATION_H

#include "sim.h"

/** Patients an arm of both sizes of every trial, and the proportion lost by the last visit. */
enum { CALIBRATION_SMALL = 20, CALIBRATION_LARGE = 120, CALIBRATION_SIZES = 2 };
#define CALIBRATION_LOST 0.2
/** Proportion of the active arms that is treated as allocated where that is asked about. */
#define CALIBRATION_TREATED 0.8

/** What patients have beside their scores, where an analysis asks for it. */
enum {
  CALIBRATION_STRATA = 1 << 0,
  CALIBRATION_PRACTITIONERS = 1 << 1,
  CALIBRATION_ADHERENCE = 1 << 2,
  CALIBRATION_GAPS = 1 << 3
};

/** The scenario of n analyses, each a record without its id, JSON with ' for "; the arms compared
 *  are the first and the third, and all of them by `omnibus`. NULL where the checker refuses it. */
SimScenario *calibration_scenario (guint outcome, guint parts, const char *omnibus,
                                   const char *const *records, guint n);
/** The types of outcome, and "responder"; NULL beyond the last. */
const char *calibration_outcome (guint index);

typedef struct {
  char *method; /* id of the method; "omnibus X" is the test of all arms at once */
  guint outcome;
  char *missing;
  char *option; /* what is not left to its default: "se=hc3"; "" where all is */
  char *name;   /* method/outcome/missing/option */
  char *record; /* of the analysis */
  const char *omnibus;
  guint parts;
} CalibrationCase;

/** The methods in their order: ids of analyses.def, then "omnibus X". g_ptr_array_unref() it. */
GPtrArray *calibration_methods (void);
/** Every combination that the checker accepts: CalibrationCase *; g_ptr_array_unref() it. */
GPtrArray *calibration_cases (void);

/** A deviation from the level that is documented where the method is. */
typedef struct {
  const char *pattern;  /* of the names of the combinations: * is any text */
  guint patients;       /* an arm */
  const char *reason;
  double low, high;     /* per cent of trials that are rejected at 5 % */
} CalibrationKnown;

/** The first row that speaks of the combination at so many patients an arm; NULL: none does. */
const CalibrationKnown *calibration_known (const CalibrationCase *c, guint patients);
/** All rows, n of them. */
const CalibrationKnown *calibration_all_known (guint *n);

/** What the square of a normal test statistic is compared with. */
#define CALIBRATION_SQUARED (1.959963984540054 * 1.959963984540054)
/** The probability that the test rejects at 5 %, added up over all data that there can be; NaN
 *  where it is not added up. */
double calibration_exact (const CalibrationCase *c, SimScenario *scenario, guint patients);
/** The same of ranks. */
double calibration_exact_ranks (const CalibrationCase *c, guint patients);

#endif
