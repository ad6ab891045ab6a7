/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * in-favour.h - power of a goal in favour of the first arm: of a two-sided hypothesis only a
 * rejection whose estimate favours A counts, in criteria of success, any and all as well.
 *
 * Of one hypothesis it is what a run counts anyway. Of several it takes what every single trial
 * decided, so these runs keep their verdicts.
 */
#ifndef SIM_STUDY_IN_FAVOUR_H
#define SIM_STUDY_IN_FAVOUR_H

#include "../run/engine.h"
#include "goal.h"

G_BEGIN_DECLS

/** Whether some of the goals are to be counted trial by trial, so that runs of the scenario must be
 *  started with SimRunOptions.verdicts. Thread-safe, like the rest. */
gboolean sim_in_favour_needs_verdicts (const SimScenario *scenario, const SimGoal *goals, guint n);
/**
 * Simulated power in favour of n goals of the scenario at a size (an index) of a run with at least
 * one trial, which kept verdicts if it must; NaN where it did not.
 */
void sim_in_favour (const SimScenario *scenario, const SimGoal *goals, guint n,
                    SimSnapshot *snapshot, guint size, SimFigure *found);
/**
 * The same exactly; NaN where there is no closed form of it. That of several two-sided hypotheses
 * counts both directions, and stands only where the wrong one has a chance below 5e-7, too small to
 * be seen in what is reported.
 */
double sim_in_favour_exact (const SimScenario *scenario, const SimGoal *goal,
                            const SimTheorySize *size);

G_END_DECLS
#endif
