/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report.h - results as text: the results file (JSON), CSV, and a table for people.
 *
 * Numbers never depend on the locale. theory may be NULL (then exact and approximation are null).
 * All return newly allocated text; every report ends in a newline. Thread-safe.
 *
 * What a figure earns: a decimal is shown only if its unit is at least half the Monte Carlo
 * standard error, so the last digit on show is uncertain by at most two units (one standard
 * error). Percentages have at most two decimals, other figures at most six. In a table all figures
 * of a column have as many decimals as the one with the largest error.
 */
#ifndef SIM_REPORT_REPORT_H
#define SIM_REPORT_REPORT_H

#include "../base/count.h"
#include "../run/results.h"
#include "../run/trial.h"
#include "../study/needed.h"
#include "../theory/theory.h"

G_BEGIN_DECLS

/** What a report says beside the numbers. */
typedef struct {
  const char *program; /* "trefoil-sim 0.1.0" */
  gboolean complete;
  double seconds;
  guint threads;
  gboolean colour; /* the table alone: escape sequences for a terminal */
  const SimNeeds *needs; /* the table alone: the numbers needed; NULL: those of the curve */
} SimReportInfo;

/** The results file: canonical JSON; all but "timing" depends on scenario, seed and count only. */
char *sim_report_json (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info);
/** The same as a value tree; the caller owns it. */
SimValue *sim_report_value (SimSnapshot *snapshot, const SimTheory *theory,
                            const SimReportInfo *info);
/** The same of results that are there already, to look figures up in: without a fingerprint. theory
 *  may be NULL. The caller owns it. */
SimValue *sim_report_figures (SimScenario *scenario, const SimResults *results,
                              const SimTheory *theory);
/**
 * One row per size and hypothesis, then the size's any and all rows; header first. Quoted as
 * RFC 4180 has it, lines end in LF; a number that does not exist is an empty cell.
 */
char *sim_report_csv (SimSnapshot *snapshot, const SimTheory *theory);
/**
 * A table of the own size, then power by size; columns aligned by what a terminal shows, wrapped
 * into further blocks rather than cut; at most `columns` wide (40 if less, 0: no limit).
 */
char *sim_report_table (SimSnapshot *snapshot, const SimTheory *theory, const SimReportInfo *info,
                        int columns);
/** The rows of one size (an index) as tab-separated text for the clipboard: the CSV's columns. */
char *sim_report_tsv (SimSnapshot *snapshot, const SimTheory *theory, guint size);

/**
 * The patients of one trial, a row a patient and visit (the baseline first, as visit "baseline"
 * at time 0): trial,patient,arm,visit,time,score,observed,place. Patients are numbered through
 * the trial; place counts within the arm and means the same patient at every size. score is the
 * simulated score also where it was not observed (observed 0).
 */
char *sim_report_trial_csv (SimScenario *scenario, const SimTrial *trial);
/** The same rows, aligned for people. */
char *sim_report_trial_table (SimScenario *scenario, const SimTrial *trial, int columns);
/** The analysis of one trial: a row a hypothesis, with its verdict; colour as in SimReportInfo. */
char *sim_report_trial_analysis (SimScenario *scenario, const SimTrial *trial, int columns,
                                 gboolean colour);

/**
 * The keys of a scenario file at and below a pointer (NULL: all), with meaning, allowed values,
 * default, unit and when they apply; from the field table. NULL where the pointer leads to none.
 */
char *sim_report_keys (const char *pointer, int columns);

/**
 * The JSON Schema (draft 7) of a scenario file, from the field table; in English whatever the
 * language.
 */
char *sim_report_schema (void);

/** "89.6 %" with as many digits as mcse earns; mcse 0 (an exact value): one; NaN gives "–". What is
 *  not 0 or 100 % is not rounded to that: ">99.9 %". */
char *sim_format_percent (double proportion, double mcse);
/**
 * The number of percent that is shown of a share: 89.5 of 0.8947 with an error of 0.001, 89.47 of
 * an exact one (mcse 0). The one rule of all shares of trials that are told more coarsely, as “90
 * of 100” or in a cell of a map: they are rounded from that, a half away from 0, never from the
 * proportion itself, so that one power is not 89.5 here and 89 there. What would be rounded to 0 or
 * 100 comes as it is. Pure.
 */
double sim_shown_percent (double proportion, double mcse);
/**
 * A share in percent by that rule, with at most so many decimals (below 0: with all that are
 * shown): "90" of 0.8947, 0.001 and 0; ">99" and "<1" of what is neither 100 nor 0; NaN gives "–".
 * Newly allocated.
 */
char *sim_rounded_percent (double proportion, double mcse, int decimals);
/** The same of a difference of shares, from -1 to 1, which may well be 0 when rounded: "-24.5". */
char *sim_rounded_points (double difference, double mcse, int decimals);
/** Both ends of an interval, newly allocated into ends, with decimals enough to tell them apart
 *  from each other and from 0 and 100 %, up to three more than are earned. */
void sim_format_percent_ends (double low, double high, double mcse, char *ends[2]);
/** A number with as many decimals as its mcse earns; mcse 0: up to 4 significant digits. */
char *sim_format_figure (double value, double mcse);
/** An error of a proportion in points: two digits, which is what an error's own error earns, and at
 *  most two decimals, but never 0 unless it is 0; NaN gives "–". Newly allocated. */
char *sim_format_points (double error);

G_END_DECLS
#endif
