/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mmrm-fields.c - the fields of the mixed model for repeated measures and what it accepts.
 */
#include <glib/gi18n.h>

#include "../scenario/mechanism.h"

/* clang-format off: tables, laid out by hand */
static const SimChoice df_choices[] = {
  { "satterthwaite", N_ ("Satterthwaite"), TRUE,
    N_ ("Degrees of freedom of each contrast from the observed information on the covariance "
        "matrix.") },
  { "kenward-roger", N_ ("Kenward–Roger"), TRUE,
    N_ ("The same degrees of freedom, and the variance adjusted as the R package mmrm does by "
        "default. That is smaller, and with few patients hypotheses are rejected too often.") },
  { NULL, NULL, FALSE, NULL }
};

const SimField sim_analysis_mmrm_fields[]
    = { { .key = "df",
          .kind = SIM_FIELD_ENUM,
          .label = N_ ("Degrees of freedom"),
          .help = N_ ("Of the t tests of contrasts. Default satterthwaite."),
          .stage = SIM_STAGE_DRAW,
          .fallback = "\"satterthwaite\"",
          .choices = df_choices },
        { .key = NULL } };

/* It takes whatever was seen of a patient. */
static const char *const missing[] = { "likelihood", NULL };

const SimAnalysisNeeds sim_analysis_mmrm_needs
    = { .needs_baseline = TRUE,
        .outcomes = sim_score_outcomes,
        .missing = missing,
        .no_other = N_ ("its likelihood takes patients with what was seen of them"),
        .accepts = SIM_ACCEPTS_MARGINS | SIM_ACCEPTS_CONTRASTS };
