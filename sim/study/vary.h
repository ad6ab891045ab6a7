/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * vary.h - an assumption of a scenario that is varied: a pointer and the values it takes.
 *
 * Three ways, told by the sign before the '=':
 *
 *   /pointer=a:b:n    the value stands there, as with --set: one number counts for all arms and
 *                     visits of what is given per arm and visit; of shares that add up over the
 *                     visits it is the last, and those before keep their proportion to it
 *   /pointer+=a:b:n   the value is added to every number that counts there, so that several means
 *                     move together and keep their differences
 *   /pointer*=a:b:n   every number that counts there is multiplied by the value
 *
 * a:b:n are n equally spaced values from a to b; a,b,c are these. What lies between the ends is
 * rounded to twelve significant digits, so that 0:0.7:8 holds 0.1.
 *
 * Immutable once made; thread-safe.
 */
#ifndef SIM_STUDY_VARY_H
#define SIM_STUDY_VARY_H

#include "../base/error.h"
#include "../scenario/scenario.h"

G_BEGIN_DECLS

#define SIM_VARY_MAX_VALUES 10000

/** How a value counts at the pointer. */
typedef enum { SIM_VARY_SET, SIM_VARY_SHIFT, SIM_VARY_SCALE } SimVaryHow;

typedef struct {
  char *pointer; /* with ids or indices, as written */
  SimVaryHow how;
  guint n;        /* 1 to SIM_VARY_MAX_VALUES */
  double *values; /* all different, in the order asked for */
} SimVary;

/** Copies n values; fails with SIM_ERROR_USAGE where two are the same or one is not finite. */
SimVary *sim_vary_new (const char *pointer, SimVaryHow how, const double *values, guint n,
                       GError **error);
/** Reads "/pointer=a:b:n" and the like. Fails with SIM_ERROR_USAGE and a sentence. */
SimVary *sim_vary_parse (const char *text, GError **error);
/** Reads "/pointer=low:high" (or += or *=) as an assumption of two values. */
SimVary *sim_vary_parse_range (const char *text, GError **error);
SimVary *sim_vary_copy (const SimVary *vary);
void sim_vary_free (SimVary *vary); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimVary, sim_vary_free)

/** "/pointer", "/pointer+" or "/pointer*": what is varied, as it was asked for. New text. */
char *sim_vary_name (const SimVary *vary);
/**
 * Whether there are numbers at the pointer of a draft that can be varied so. Fails with
 * SIM_ERROR_POINTER where nothing of a scenario is there, with SIM_ERROR_KIND where what is there
 * is no number, with SIM_ERROR_CONFLICT where no trial hangs on it.
 */
gboolean sim_vary_check (const SimVary *vary, SimDraft *draft, GError **error);
/** Whether both change the same numbers in the same way, with whichever ids or indices. */
gboolean sim_vary_same (const SimVary *a, const SimVary *b, const SimScenario *scenario);
/** Whether of two that are put in one after the other both are of one pointer, both set the same
 *  number, or the second sets all that the first changed. */
gboolean sim_vary_collide (const SimVary *first, const SimVary *second,
                           const SimScenario *scenario);
/** Whether patients must be drawn again for another value; FALSE where only what is made of the
 *  same patients changes. */
gboolean sim_vary_redraws (const SimVary *vary, SimDraft *draft);
/** The draft with value i (below n) in it; unchecked. Fails with SIM_ERROR_POINTER as
 *  sim_draft_set() does. */
SimDraft *sim_vary_apply (const SimVary *vary, SimDraft *draft, guint i, GError **error);
/** Whether it sets by how much a course of shares that add up over the visits ends: its shape
 * stays, and the value is the share by the last visit. */
gboolean sim_vary_is_course (const SimVary *vary, SimDraft *draft);
/** The value that leaves a draft as it is: 0 of a shift, 1 of a scale, else the number that stands
 *  there, of a course the one by the last visit; NaN where several do that differ, or none. */
double sim_vary_planned (const SimVary *vary, SimDraft *draft);
/**
 * A scenario with value index[a] of each of n axes in it, in their order, and no other size than
 * its own total; with n 0 that alone. NULL with problems appended where it is invalid, with error
 * set where a value cannot be put in. Caller owns it.
 */
SimScenario *sim_vary_scenario (SimScenario *scenario, SimVary *const *axes, const guint *index,
                                guint n, GPtrArray *problems, GError **error);
/** The first of what sim_vary_scenario() found wrong, as a sentence with its pointer. New text. */
char *sim_vary_problem (const GPtrArray *problems, const GError *error);

G_END_DECLS
#endif
