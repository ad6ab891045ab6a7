/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields-expected.c - the rows of the results that a file's author saw. None of them changes a
 * number.
 */
#include <glib/gi18n.h>

#include "expected.h"
#include "fields-expected.h"

/* clang-format off: tables, laid out by hand */
static const SimField figure_fields[] = {
  { .key = "value", .kind = SIM_FIELD_REAL, .label = N_ ("Value"),
    .help = N_ ("The figure that was seen, as the results file has it."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = -1e15, .max = 1e15, .step = 0.01,
    .required = TRUE },
  { .key = "mcse", .kind = SIM_FIELD_REAL, .label = N_ ("Monte Carlo standard error"),
    .help = N_ ("How well that was known. Default 0: without error."),
    .unit = "", .stage = SIM_STAGE_LABEL, .min = 0, .max = 1e15, .step = 0.001,
    .fallback = "0" },
  { .key = NULL }
};

const SimField sim_expected_fields[] = {
  { .key = "program", .kind = SIM_FIELD_TEXT, .label = N_ ("Program"),
    .help = N_ ("What gave the results, with its version. Default: not told."),
    .stage = SIM_STAGE_LABEL, .max = SIM_MAX_EXPECTED_PROGRAM },
  { .key = "replicates", .kind = SIM_FIELD_INT, .label = N_ ("Trials"),
    .help = N_ ("How many trials gave the results. Default: as many as the scenario says."),
    .unit = N_ ("trials"), .stage = SIM_STAGE_LABEL, .min = 8, .max = 1e9, .step = 1000 },
  { .key = "fingerprint", .kind = SIM_FIELD_TEXT, .label = N_ ("Fingerprint"),
    .help = N_ ("That of the results: 64 hexadecimal digits, equal on every machine. Default: "
                "figures alone are held against each other."),
    .stage = SIM_STAGE_LABEL, .max = 64 },
  { .key = "results", .kind = SIM_FIELD_MAP, .label = N_ ("Figures"),
    .help = N_ ("Figures that were seen, by their pointers into the results file, such as "
                "/sizes/152/hypotheses/HE-UC/power/value: a size is named by its total. Default: "
                "none."),
    .stage = SIM_STAGE_LABEL, .min = 0, .max = SIM_MAX_EXPECTED_RESULTS,
    .fields = figure_fields, .fallback = "{}" },
  { .key = "scenario", .kind = SIM_FIELD_MAP, .label = N_ ("Scenario"),
    .help = N_ ("The whole scenario that gave the results, with its seed and every default "
                "written out. Default: that of the file as it stands."),
    .stage = SIM_STAGE_LABEL, .min = 1, .max = SIM_MAX_EXPECTED_KEYS },
  { .key = NULL }
};
