/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kernels.c - which kernels this machine can run.
 */
#include "kernels.h"

#include "../analysis/analysis-lanes.h"
#include "../decision/multiplicity/verdict-lanes.h"
#include "whole-fits.h"

/* the tests of two proportions share a kernel */
#define sim_lanes_chi_squared_scalar sim_lanes_risk_difference_scalar
#define sim_lanes_fisher_scalar sim_lanes_risk_difference_scalar
#define sim_lanes_chi_squared_avx2 sim_lanes_risk_difference_avx2
#define sim_lanes_fisher_avx2 sim_lanes_risk_difference_avx2
#define sim_lanes_chi_squared_avx512 sim_lanes_risk_difference_avx512
#define sim_lanes_fisher_avx512 sim_lanes_risk_difference_avx512

/* so do the analyses that fit the patients as they are */
#define sim_lanes_log_rank_scalar sim_lanes_whole_scalar
#define sim_lanes_cmh_scalar sim_lanes_whole_scalar
#define sim_lanes_cox_scalar sim_lanes_whole_scalar
#define sim_lanes_rmst_scalar sim_lanes_whole_scalar
#define sim_lanes_proportional_odds_scalar sim_lanes_whole_scalar
#define sim_lanes_negative_binomial_scalar sim_lanes_whole_scalar
#define sim_lanes_practitioner_mixed_model_scalar sim_lanes_whole_scalar
#define sim_lanes_log_rank_avx2 sim_lanes_whole_avx2
#define sim_lanes_cmh_avx2 sim_lanes_whole_avx2
#define sim_lanes_cox_avx2 sim_lanes_whole_avx2
#define sim_lanes_rmst_avx2 sim_lanes_whole_avx2
#define sim_lanes_proportional_odds_avx2 sim_lanes_whole_avx2
#define sim_lanes_negative_binomial_avx2 sim_lanes_whole_avx2
#define sim_lanes_practitioner_mixed_model_avx2 sim_lanes_whole_avx2
#define sim_lanes_log_rank_avx512 sim_lanes_whole_avx512
#define sim_lanes_cmh_avx512 sim_lanes_whole_avx512
#define sim_lanes_cox_avx512 sim_lanes_whole_avx512
#define sim_lanes_rmst_avx512 sim_lanes_whole_avx512
#define sim_lanes_proportional_odds_avx512 sim_lanes_whole_avx512
#define sim_lanes_negative_binomial_avx512 sim_lanes_whole_avx512
#define sim_lanes_practitioner_mixed_model_avx512 sim_lanes_whole_avx512

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

static const struct {
  const char *id;
  LaneFitFn fit[3];
} fits[] = {
#define SIM_ANALYSIS(stem, id, label, help) { id, FOR_ISAS (stem) },
#include "../analysis/analyses.def"
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
  { .id = "log-rank", .whole = sim_whole_log_rank, .group = FOR_ISAS (log_rank_group) },
  { .id = "cox", .whole = sim_whole_cox },
  { .id = "rmst", .whole = sim_whole_rmst },
  { .id = "cmh", .whole = sim_whole_cmh, .columns = LANE_COLUMN_STRATA, .own_test = TRUE },
  { .id = "proportional-odds", .whole = sim_whole_proportional_odds },
  { .id = "negative-binomial", .whole = sim_whole_negative_binomial },
};

static const SimWholeRow imputed
    = { .id = "imputed",
        .whole = sim_whole_imputed,
        .columns = LANE_COLUMN_BASELINE | LANE_COLUMN_VISITS | LANE_COLUMN_TREATED,
        .has_df = TRUE };

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

const SimWholeRow *sim_kernels_whole (const char *method, const SimAdjust *adjust)
{
  static const SimWholeRow linear = { .whole = sim_whole_linear, .linear = TRUE, .has_df = TRUE };
  static const SimWholeRow mixed = { .whole = sim_whole_mixed, .linear = TRUE, .has_df = TRUE };
  if (adjust && adjust->linear && !adjust->patients)
    return NULL;
  if (adjust && adjust->linear)
    return adjust->se == SIM_SE_MIXED ? &mixed : &linear;
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_strcmp0 (wholes[i].id, method) == 0)
      return &wholes[i];
  return NULL;
}

const SimWholeRow *sim_kernels_imputed (void)
{
  return &imputed;
}

LaneFitFn sim_kernels_whole_fit (const SimKernels *kernels)
{
  static const LaneFitFn whole[] = FOR_ISAS (whole);
  return whole[kernels - tables];
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
