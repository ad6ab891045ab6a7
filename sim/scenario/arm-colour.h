/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-colour.h - the colour of an arm in every figure: its own, or that of its place.
 */
#ifndef SIM_SCENARIO_ARM_COLOUR_H
#define SIM_SCENARIO_ARM_COLOUR_H

#include "descriptor.h"
#include "value.h"

G_BEGIN_DECLS

/** As many as there may be arms, so that arms coloured by their places all differ. */
#define SIM_N_ARM_COLOURS 6

/** What a file says for "that of its place". */
#define SIM_ARM_COLOUR_BY_PLACE "by-place"
/** The choices of the field table: by place, then colour 0, 1, ...; ends with id NULL. */
extern const SimChoice sim_arm_colour_choices[SIM_N_ARM_COLOURS + 2];
/** The name of a colour as a file has it, "blue", and as people read it, "Blue". */
const char *sim_arm_colour_id (guint colour);
const char *sim_arm_colour_name (guint colour);

/** The colour of the arm at a place of the list of arms, from 0. */
guint sim_arm_colour (const SimValue *arms, guint arm);
/** The first colour that no arm of the list has; that of the next place if all are taken. */
guint sim_arm_colour_free (const SimValue *arms);
/** The list `after` (taken over) in which every arm of `before` has the colour it had there: it is
 *  written where the place alone would give another. */
SimValue *sim_arm_colours_kept (const SimValue *before, SimValue *after);

G_END_DECLS
#endif
