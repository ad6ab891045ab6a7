/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fullest.h - as much as a file may hold: most arms, hypotheses, criteria and sizes, and a lesson
 * of the most steps.
 */
#ifndef TESTS_APP_FULLEST_H
#define TESTS_APP_FULLEST_H

#include "sim.h"

/** A valid scenario with a lesson in order. Every step sets a value, locks, asks for a figure and
 *  explains with two of them; the last has no text yet. Owned by the caller. */
SimDraft *fullest_draft (void);

#endif
