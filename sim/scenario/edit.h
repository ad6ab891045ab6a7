/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit.h - structural edits of a draft: they keep arms, visits, maps per arm, lists per visit,
 * hypotheses, basis and references in step. Each returns a new draft, or NULL with an error
 * (SIM_ERROR_LIMIT, SIM_ERROR_REFERENCE, SIM_ERROR_POINTER, SIM_ERROR_ID).
 */
#ifndef SIM_SCENARIO_EDIT_H
#define SIM_SCENARIO_EDIT_H

#include "draft.h"

G_BEGIN_DECLS

/** Adds an arm at the end as a copy of arm `like` (id), with a new id and name ("Arm 4"), and a
 *  colour that no other has. */
SimDraft *sim_edit_add_arm (SimDraft *draft, const char *like, GError **error);
/** Removes an arm, its members of maps per arm, its basis entries, and hypotheses that name it. The
 *  others keep their colours. */
SimDraft *sim_edit_remove_arm (SimDraft *draft, const char *arm, GError **error);
/** Moves an arm to position index (0-based). All keep their colours: whose place gives another has
 *  its own written. */
SimDraft *sim_edit_move_arm (SimDraft *draft, const char *arm, guint index, GError **error);
/**
 * Gives an arm, outcome, visit, analysis or hypothesis another id and follows all references to it.
 */
SimDraft *sim_edit_rename (SimDraft *draft, const char *pointer, const char *new_id,
                           GError **error);
/**
 * Adds a visit after the last one (time = last + the last gap); per-visit lists repeat their last.
 */
SimDraft *sim_edit_add_visit (SimDraft *draft, const char *outcome, GError **error);
SimDraft *sim_edit_remove_visit (SimDraft *draft, const char *outcome, const char *visit,
                                 GError **error);
/**
 * What follows when the type of an outcome has become another: keys that it shares with the type of
 * before, but whose value it does not know, fall away; analyses by a method that does not analyse
 * it have the first one that does; those of a visit that is not there have its last; an omnibus
 * test of means falls away where the type has none.
 */
SimDraft *sim_edit_fit_outcome (SimDraft *draft, const char *outcome, GError **error);
/**
 * Adds an outcome at the end as a copy of outcome `like` (id), with a new id and name
 * ("Outcome 2"); what is said of `like` elsewhere per outcome is said of it too. Nothing analyses
 * it yet.
 */
SimDraft *sim_edit_add_outcome (SimDraft *draft, const char *like, GError **error);
/**
 * Removes an outcome, what is said of it elsewhere, its basis entries, its analyses as
 * sim_edit_remove_analysis() does, and hypotheses that they test. Outcomes that are made of its
 * scores stay as sim_edit_remove_response() leaves them. Where nothing else is analysed,
 * one analysis stays, of the first outcome left.
 */
SimDraft *sim_edit_remove_outcome (SimDraft *draft, const char *outcome, GError **error);
/**
 * What follows when an outcome has become one that is made of another's scores: its own
 * proportions, visits and correlations fall away, and what covariates and strata do to it.
 */
SimDraft *sim_edit_fit_response (SimDraft *draft, const char *outcome, GError **error);
/**
 * Makes an outcome that is made of another's scores one of its own, with the visits and the true
 * proportions (to a tenth of a percent) that it had.
 */
SimDraft *sim_edit_remove_response (SimDraft *draft, const char *outcome, GError **error);
/**
 * Adds an analysis at the end: of the first outcome that none analyses, at the visit of the first
 * analysis or else its last; else of the latest visit that none analyses; by the method of the
 * first analysis if that fits, else by the first that does.
 */
SimDraft *sim_edit_add_analysis (SimDraft *draft, GError **error);
/**
 * Removes an analysis and the hypotheses that it tests; if no others are left these stay, and the
 * first analysis left tests them.
 */
SimDraft *sim_edit_remove_analysis (SimDraft *draft, const char *analysis, GError **error);
/** How many comparisons others test that this analysis does not. */
guint sim_edit_n_untested (SimDraft *draft, const char *analysis);
/** Adds a hypothesis of this analysis for each of them: a copy in all but id and analysis. */
SimDraft *sim_edit_test_too (SimDraft *draft, const char *analysis, GError **error);
/**
 * What follows when an analysis is of another outcome: a visit that this has not falls away, and a
 * method that does not take it becomes the one that sim_edit_add_analysis() would have.
 */
SimDraft *sim_edit_fit_analysis (SimDraft *draft, const char *analysis, GError **error);
/** Adds a superiority hypothesis "A-B" (id made unique) of arms a and b. */
SimDraft *sim_edit_add_hypothesis (SimDraft *draft, const char *a, const char *b, GError **error);
/**
 * What follows when the type of a hypothesis has become another: a change within an arm is that of
 * the first arm that was compared; two arms are compared again where none are; retention has for a
 * placebo the reference, in place of which the next arm is compared, or else a third arm.
 */
SimDraft *sim_edit_fit_hypothesis (SimDraft *draft, const char *hypothesis, GError **error);
/** Makes a hypothesis the contrast of all other arms, with equal weights, against the reference, or
 *  against the last arm where there is none. */
SimDraft *sim_edit_make_contrast (SimDraft *draft, const char *hypothesis, GError **error);
SimDraft *sim_edit_remove_hypothesis (SimDraft *draft, const char *hypothesis, GError **error);
/**
 * Sets the own total to total (all arms kept in proportion, largest remainder, each arm >= 2):
 * what dragging the N handle does.
 */
SimDraft *sim_edit_set_total (SimDraft *draft, guint total, GError **error);
/**
 * Splits a total (0: the own one) by ratio, a whole number from 1 to SIM_MAX_RATIO for each arm
 * (largest remainder, each arm >= 2). Where numbers are not fixed the ratios of the arms become
 * these, and sizes of blocks that they do not fill fall away.
 */
SimDraft *sim_edit_set_ratio (SimDraft *draft, const guint *ratio, guint total,
                              GError **error);

/**
 * What the basis says of values that are other ones in `after` than they were in `before` is said
 * of the earlier ones: each such entry gets the value that it is said of, and where a part of a
 * value per arm or visit has changed that part has a copy of the entry. Where the value that was
 * stated stands again, that is taken back. An entry that says something else in `after` has been
 * said anew. Takes `after` over; returns it or another draft.
 */
SimDraft *sim_edit_keep_basis (SimDraft *before, SimDraft *after);

G_END_DECLS
#endif
