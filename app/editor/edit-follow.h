/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit-follow.h - what an edit of one value takes along, so that it is no mistake in itself.
 */
#ifndef APP_EDITOR_EDIT_FOLLOW_H
#define APP_EDITOR_EDIT_FOLLOW_H

#include "sim.h"

G_BEGIN_DECLS

/**
 * The draft (taken over) in which the value at pointer has just been set, and what follows: a new
 * type or method brings the keys that it needs and that have no default, and leaves a unit that is
 * none of its; losses that depend on
 * scores bring their log odds, others do without; a matrix of correlations starts with those of
 * before; one prevalence leaves the rest to another.
 * before: the draft before the edit. NULL on failure.
 */
SimDraft *app_edit_follow (SimDraft *before, SimDraft *draft, const char *pointer, GError **error);

/** TRUE if the losses of an arm (id) depend on scores. */
gboolean app_edit_depends_on_scores (SimDraft *draft, const char *arm);

/** The SD of the first outcome in an arm (id) at its first visit; NaN if there is none. */
double app_edit_sd (SimDraft *draft, const char *arm);

/** A number with so many significant digits: what a person would write. */
double app_edit_rounded (double number, int digits);

G_END_DECLS
#endif
