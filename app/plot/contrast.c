/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast.c - the one way from a hypothesis to the colours of its arms.
 */
#include "plot/contrast.h"

/* The scenario numbers its colours as the palette does. */
G_STATIC_ASSERT (PLOT_N_ARM_COLOURS == SIM_N_ARM_COLOURS);

PlotContrast
plot_contrast_of (SimScenario *scenario, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  PlotContrast contrast
      = { .index = index,
          .arm_a = hypothesis->arm_a,
          .arm_b = hypothesis->arm_b,
          .reference = sim_scenario_reference (scenario),
          .colour_a = sim_scenario_arm_colour (scenario, hypothesis->arm_a),
          .colour_b = sim_scenario_arm_colour (scenario, hypothesis->arm_b) };

  return contrast;
}
