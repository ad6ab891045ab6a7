/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * names.h - the names of a hypothesis and of its arms as a figure needs them.
 */
#ifndef PLOT_NAMES_H
#define PLOT_NAMES_H

#include <glib.h>

#include "sim.h"

G_BEGIN_DECLS

/** Owned texts, all valid UTF-8 without control characters; never NULL once filled. */
typedef struct {
  char *brief;         /* the id, for narrow figures: "HE-UC"; "At least one" has none */
  char *full;          /* "Hand-ear acupuncture vs usual care" */
  char *detail;        /* "true difference 3.2 points", "true log hazard ratio 0.405" */
  char *arm_a, *arm_b; /* "Hand-ear acupuncture", "Usual care" */
  char *remark;        /* what the full name says beyond its arms: "ANCOVA"; else "" */
  char *pair;          /* the full name without the remark */
  gboolean claims;     /* more, or other, than that one arm is better than another: full says it */
} PlotNames;

/** The names of hypothesis index. */
void plot_names_fill (PlotNames *names, SimScenario *scenario, guint index);
/** The names of a goal: of a hypothesis, or "At least one of 12 tests", which have no arms. */
void plot_names_fill_goal (PlotNames *names, SimScenario *scenario, const SimGoal *goal);
/** The same from given texts (NULL counts as ""), each cleaned; the remark is read off full. */
void plot_names_set (PlotNames *names, const char *brief, const char *full, const char *detail,
                     const char *arm_a, const char *arm_b);
void plot_names_clear (PlotNames *names);
/** The full name where `known` (an outcome) need not be said once more. Newly allocated. */
char *plot_names_without (const PlotNames *names, const char *known);

/** What a goal is called in lists and sentences of the window: as a hypothesis or criterion is by
 *  its label, or "At least one", "All of them". Newly allocated. */
char *plot_text_goal (const SimScenario *scenario, const SimGoal *goal);
/** A copy that can be drawn: valid UTF-8, one line, no control characters. */
char *plot_text_clean (const char *text);
/**
 * A name as it stands inside a sentence: the first letter small, unless the word looks like an
 * abbreviation or a name with a capital further on ("TCM", "GERAC", "iRest").
 */
char *plot_text_within (const char *name);
/** The unit in which the estimates of hypothesis index are told, as it can be drawn: where
 *  plot_points_of() is 100 "percentage points". Newly allocated. */
char *plot_text_unit (SimScenario *scenario, guint index);
/** TRUE if that of a hypothesis names the scale of a ratio ("log hazard ratio"). */
gboolean plot_unit_is_scale (SimScenario *scenario, guint index);
/** What an estimate of a hypothesis is to be multiplied with to be told: 100 of a difference of
 *  proportions, which is told in percentage points; else 1. */
double plot_points_of (SimScenario *scenario, guint index);
/** plot_text_amount(); scale: unit is the name of one, "log hazard ratio 0.405". */
char *plot_text_effect (double value, const char *unit, gboolean scale);
/** "3.2 points", "0.52" without a unit, with U+2212 for minus and at most 3 significant digits. */
char *plot_text_amount (double value, const char *unit);

G_END_DECLS
#endif
