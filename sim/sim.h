/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sim.h - the one header of the Trefoil engine for those outside it.
 *
 * The way of the data: bytes -> SimDraft (a located, strictly read value tree) ->
 * SimScenario (checked, frozen) -> SimRun (worker threads) -> SimSnapshot (immutable) ->
 * SimResults (plain numbers). SimTheory holds the exact values, computed apart.
 */
#ifndef SIM_H
#define SIM_H

#include "base/error.h"
#include "base/processor.h"
#include "scenario/value.h"
#include "scenario/json.h"
#include "scenario/descriptor.h"
#include "scenario/draft.h"
#include "scenario/choice.h"
#include "scenario/scenario.h"
#include "scenario/difference.h"
#include "scenario/edit.h"
#include "scenario/edit-alike.h"
#include "scenario/edit-null.h"
#include "scenario/priors.h"
#include "scenario/expected.h"
#include "scenario/lesson.h"
#include "scenario/shown.h"
#include "run/engine.h"
#include "run/part.h"
#include "run/results.h"
#include "run/verdicts.h"
#include "run/replay.h"
#include "run/trial.h"
#include "run/trial-arms.h"
#include "theory/theory.h"
#include "study/assurance.h"
#include "study/assumptions.h"
#include "study/batch.h"
#include "study/power-grid.h"
#include "study/tornado.h"
#include "study/truth.h"
#include "study/vary.h"
#include "study/allocation.h"
#include "study/effect.h"
#include "study/goal.h"
#include "study/nulls.h"
#include "study/reproduce.h"
#include "study/size.h"
#include "study/compare.h"
#include "study/verify.h"
#include "report/power-grid-report.h"
#include "report/part-file.h"
#include "report/protocol.h"
#include "report/r-script.h"
#include "report/report.h"
#include "report/text.h"
#include "report/lesson-report.h"
#include "report/deviation.h"
#include "report/goal-words.h"
#include "report/tornado-report.h"
#include "report/assurance-report.h"
#include "report/compare-report.h"
#include "report/difference-report.h"
#include "report/nulls-report.h"
#include "report/reproduction-report.h"
#include "report/size-report.h"
#include "report/verification.h"

#endif
