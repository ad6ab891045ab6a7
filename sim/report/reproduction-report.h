/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduction-report.h - whether a scenario file still gives what it is expected to give, as text,
 * and how what is expected is written. As report.h says: newly allocated, ended by a newline,
 * numbers whatever the locale. Thread-safe.
 */
#ifndef SIM_REPORT_REPRODUCTION_REPORT_H
#define SIM_REPORT_REPRODUCTION_REPORT_H

#include "../study/reproduce.h"
#include "report.h"

G_BEGIN_DECLS

/** More standard errors than this between two figures are more than chance. */
#define SIM_REPRODUCED_BOUND 4.0

typedef enum {
  SIM_REPRODUCED_EXACTLY, /* the same fingerprint, and every figure and its MCSE the same */
  SIM_REPRODUCED_NEARLY,  /* no fingerprint is told, and every figure is within the bound */
  SIM_REPRODUCED_NOT
} SimReproduced;

/** One figure that is expected, and what was found. */
typedef struct {
  const char *pointer; /* into the results file; borrowed from the scenario */
  char *at; /* where that is now: at the own size of a file that has another total; else NULL */
  double expected, expected_mcse; /* the latter 0 where none is told */
  gboolean mcse_told;
  double found, found_mcse; /* NaN where the results have none */
  double difference;        /* found - expected */
  double counted; /* of expected_mcse: no more than as many trials can have, which is of a share
                     that of the share expected, else that of what was found */
  double z; /* difference over sqrt (counted^2 + found_mcse^2), as of independent trials: those of
               one seed are nearer; NaN where both are without error */
} SimReproducedFigure;

/**
 * The expected figures in the order of the file, held against a snapshot; of SimReproducedFigure,
 * free with g_array_unref(). What is expected at the own size of given, the scenario that gave it,
 * is held against the own size of the snapshot's scenario.
 */
GArray *sim_reproduced_figures (const SimScenario *scenario, const SimScenario *given,
                                SimSnapshot *snapshot);
/** The one verdict on results of the scenario that gave what another one's file expects, of as many
 *  trials: over the fingerprint, the figures and their MCSEs. */
SimReproduced sim_reproduced_by (const SimScenario *scenario, SimSnapshot *snapshot);
/** The verdict on a file: that on the scenario that gave what it expects, unless it was changed. */
SimReproduced sim_reproduced (const SimReproduction *reproduction);

/** What can be told of the results of a run without simulating anything again. */
typedef enum {
  SIM_EXPECTED_NOT,     /* nothing is expected */
  SIM_EXPECTED_SAME,    /* SIM_REPRODUCED_EXACTLY */
  SIM_EXPECTED_NEAR,    /* SIM_REPRODUCED_NEARLY */
  SIM_EXPECTED_OTHER,   /* these are of the expected scenario and number of trials, but others */
  SIM_EXPECTED_CHANGED, /* the scenario is another one */
  SIM_EXPECTED_LENGTH   /* the number of trials is another one */
} SimExpectedVerdict;
/** Holds the results of a run against what its scenario expects, as sim_reproduced_by() does. The
 *  scenario is that of the snapshot, perhaps with other labels: what is expected is one of them. */
SimExpectedVerdict sim_expected_verdict (SimScenario *scenario, SimSnapshot *snapshot);

/** For people: the verdict, what was changed since with both values, names as well, which make no
 *  other verdict; what differs and by how many standard errors. */
char *sim_report_reproduction_table (const SimReproduction *reproduction, const SimReportInfo *info,
                                     int columns);
char *sim_report_reproduction_json (const SimReproduction *reproduction, const SimReportInfo *info);
/** A row for the fingerprint and each figure, of the scenario that gave them (given) and, where it
 *  was changed, of the file as it stands (file). */
char *sim_report_reproduction_csv (const SimReproduction *reproduction);

/** "reproduced exactly" and the like: the verdict as a sentence, without a newline. */
char *sim_report_reproduced_text (const SimReproduction *reproduction);

/**
 * What can be told of the results of a run without simulating anything again, in a few words:
 * "reproduced exactly", "reproduced within Monte Carlo error", that it is not, or what of the
 * scenario was changed since, with both values. NULL where
 * nothing is expected, or the number of trials is another one. The scenario as above.
 */
char *sim_report_expected_text (SimScenario *scenario, SimSnapshot *snapshot);

/**
 * The scenario of a snapshot, perhaps with other labels, as its author wrote it, with these results
 * as what is expected: the fingerprint and the power at its own size of every hypothesis, criterion
 * of success, of any and of all. It has as many trials as gave them. Caller owns it.
 */
SimDraft *sim_expected_draft (SimScenario *scenario, SimSnapshot *snapshot, const char *program);

/**
 * Adds what is wrong with what a draft that is valid otherwise expects: a scenario that is none, a
 * malformed fingerprint, figures that there are none of, which is one problem however many they
 * are. Simulates nothing.
 */
void sim_expected_check (SimDraft *draft, GPtrArray *problems);

G_END_DECLS
#endif
