/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lsd.c - Fisher's least significant difference: its fields (none) and what it accepts. That the
 * gate keeps the error of all three pairs holds for three arms and no more (Hayter, J Am Stat Assoc
 * 1986; 81: 1000-4).
 */
#include "../../scenario/mechanism.h"

const SimField sim_multiplicity_lsd_fields[] = { { .key = NULL } };

const SimMultiplicityNeeds sim_multiplicity_lsd_needs = { .one_analysis = TRUE,
                                                          .all_arms = TRUE,
                                                          .superiority = TRUE,
                                                          .two_sided = TRUE,
                                                          .three_pairs = TRUE };
