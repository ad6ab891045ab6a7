/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kernels.c - which kernels this machine can run.
 */
#include "kernels.h"

#include "../analysis/analysis-lanes.h"
#include "../decision/multiplicity/verdict-lanes.h"
#include "whole-fits.h"

#if defined __x86_64__
#define FOR_ISAS(stem) \
  { sim_lanes_##stem##_scalar, sim_lanes_##stem##_avx2, sim_lanes_##stem##_avx512 }
#else
#define FOR_ISAS(stem) { sim_lanes_##stem##_scalar, NULL, NULL }
#endif

#define KERNELS(isa)                                                                               \
  {                                                                                                \
    #isa, sim_lanes_seed_##isa, sim_lanes_normal_##isa, sim_lanes_uniform_##isa,                   \
        sim_lanes_reduce_##isa, sim_lanes_decide_##isa, sim_lanes_count_##isa                      \
  }

static const SimKernels tables[] = {
  KERNELS (scalar),
#if defined __x86_64__
  KERNELS (avx2),
  KERNELS (avx512),
#endif
};

/* The analyses of sums; the tests of two proportions share a kernel. */
static const struct {
  const char *id;
  LaneFitFn fit[3];
} fits[] = {
  { "t-test", FOR_ISAS (t_test) },
  { "change-score", FOR_ISAS (change_score) },
  { "ancova", FOR_ISAS (ancova) },
  { "risk-difference", FOR_ISAS (risk_difference) },
  { "chi-squared", FOR_ISAS (risk_difference) },
  { "fisher", FOR_ISAS (risk_difference) },
};

/* Rules that differ only in their levels or constants share a kernel. */
static const LaneVerdictFn verdicts[][3] = {
  [SIM_PROCEDURE_NONE] = FOR_ISAS (single_step),
  [SIM_PROCEDURE_BONFERRONI] = FOR_ISAS (single_step),
  [SIM_PROCEDURE_SIDAK] = FOR_ISAS (single_step),
  [SIM_PROCEDURE_HOLM] = FOR_ISAS (holm),
  [SIM_PROCEDURE_HOCHBERG] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_HOMMEL] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_SHAFFER] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_FIXED_SEQUENCE] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_FALLBACK] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_DUNNETT] = FOR_ISAS (dunnett),
  [SIM_PROCEDURE_DUNNETT_STEP_DOWN] = FOR_ISAS (dunnett_step_down),
  [SIM_PROCEDURE_TUKEY] = FOR_ISAS (dunnett),
  [SIM_PROCEDURE_LSD] = FOR_ISAS (lsd),
  [SIM_PROCEDURE_GATEKEEPING] = FOR_ISAS (ranked),
  [SIM_PROCEDURE_GRAPH] = FOR_ISAS (ranked),
};

static const SimWholeRow wholes[] = {
  { .id = "mann-whitney", .whole = sim_whole_mann_whitney, .constant = TRUE,
    .group = FOR_ISAS (ranks) },
  { .id = "van-elteren", .whole = sim_whole_van_elteren, .constant = TRUE,
    .columns = LANE_COLUMN_STRATA },
  { .id = "log-rank", .whole = sim_whole_log_rank, .group = FOR_ISAS (log_rank_group) },
  { .id = "stratified-log-rank", .whole = sim_whole_stratified_log_rank,
    .columns = LANE_COLUMN_STRATA },
  { .id = "cox", .whole = sim_whole_cox, .linear = TRUE },
  { .id = "rmst", .whole = sim_whole_rmst },
  { .id = "cmh", .whole = sim_whole_cmh, .columns = LANE_COLUMN_STRATA, .own_test = TRUE },
  { .id = "logistic", .whole = sim_whole_logistic, .linear = TRUE },
  { .id = "g-computation", .whole = sim_whole_standardised, .linear = TRUE },
  { .id = "proportional-odds", .whole = sim_whole_proportional_odds },
  { .id = "negative-binomial", .whole = sim_whole_negative_binomial },
  { .id = "mmrm",
    .whole = sim_whole_mmrm,
    .columns = LANE_COLUMN_BASELINE | LANE_COLUMN_VISITS,
    .has_df = TRUE,
    .group = FOR_ISAS (mmrm_group) },
};

#define IMPUTED(name, fit)                                                                         \
  {                                                                                                \
    .id = name, .whole = fit,                                                                      \
    .columns = LANE_COLUMN_BASELINE | LANE_COLUMN_VISITS | LANE_COLUMN_TREATED, .linear = TRUE,    \
    .has_df = TRUE                                                                                 \
  }

/* Of several data sets, whatever the method. */
static const SimWholeRow imputed[] = {
  [LANE_IMPUTE_SCORES] = IMPUTED ("imputed", sim_whole_imputed),
  [LANE_IMPUTE_BINARY] = IMPUTED ("binary-imputed", sim_whole_binary_imputed),
  [LANE_IMPUTE_RESPONSES] = IMPUTED ("responses-imputed", sim_whole_responses_imputed),
};

static gboolean has_isa (guint index)
{
#if defined __x86_64__
  if (index == 1)
    return __builtin_cpu_supports ("avx2") != 0;
  if (index == 2)
    return __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
           && __builtin_cpu_supports ("avx512vl");
#endif
  return index == 0;
}

const SimKernels *sim_kernels (SimIsa isa)
{
  if (isa != SIM_ISA_AUTO) {
    guint index = (guint) isa - SIM_ISA_SCALAR;
    return index < G_N_ELEMENTS (tables) && has_isa (index) ? &tables[index] : NULL;
  }
  guint best = G_N_ELEMENTS (tables) - 1;
  while (!has_isa (best))
    best--;
  return &tables[best];
}

LaneFitFn sim_kernels_fit (const SimKernels *kernels, const char *method)
{
  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    if (g_strcmp0 (fits[i].id, method) == 0)
      return fits[i].fit[kernels - tables];
  return NULL;
}

LaneFitFn sim_kernels_whole_fit (const SimKernels *kernels)
{
  static const LaneFitFn fit[3] = FOR_ISAS (whole);
  return fit[kernels - tables];
}

const SimWholeRow *sim_kernels_whole (const char *method, const SimModelTerms *terms)
{
  static const SimWholeRow linear = { .whole = sim_whole_linear, .linear = TRUE, .has_df = TRUE,
                                      .group = FOR_ISAS (linear_group) };
  static const SimWholeRow single = { .whole = sim_whole_linear, .linear = TRUE, .has_df = TRUE };
  static const SimWholeRow mixed = { .whole = sim_whole_mixed, .linear = TRUE, .has_df = TRUE };
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_strcmp0 (wholes[i].id, method) == 0)
      return &wholes[i];
  if (terms && terms->linear && !terms->patients)
    return NULL;
  if (terms && terms->linear && terms->se == SIM_SE_MIXED)
    return &mixed;
  if (terms && terms->linear) /* eight trials at once have neither changes nor practitioners */
    return terms->change || terms->se == SIM_SE_CR2 ? &single : &linear;
  return NULL;
}

const SimWholeRow *sim_kernels_imputed (LaneImputeKind kind)
{
  return &imputed[kind];
}

LaneGroupFn sim_kernels_group (const SimKernels *kernels, const SimWholeRow *row)
{
  return row->group[kernels - tables];
}

LaneVerdictFn sim_kernels_verdict (const SimKernels *kernels, SimProcedureKind rule)
{
  return verdicts[rule][kernels - tables];
}

gboolean sim_isa_parse (const char *text, SimIsa *isa)
{
  static const char *const names[] = { "auto", "scalar", "avx2", "avx512" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], text) == 0) {
      *isa = (SimIsa) i;
      return TRUE;
    }
  return FALSE;
}

const char *sim_isa_name (SimIsa isa)
{
  const SimKernels *kernels = sim_kernels (isa);
  return kernels ? kernels->name : NULL;
}
