/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lattice.h - rank-1 lattices of Korobov: points that fill a cube evenly, for averages over it.
 *
 * Point i of n is i (1, a, a^2, ...) / n modulo 1. The generators a were searched through by
 * P2 and P4 in two, three and four dimensions together (the worst ratio to the best of all odd a);
 * tests/sim/study/lattice.c goes through the dual vectors, whole numbers h with
 * h . (1, a, a^2, ...) = 0 modulo n, along which the points lie in few planes where h is short.
 */
#ifndef SIM_STUDY_LATTICE_H
#define SIM_STUDY_LATTICE_H

#include <glib.h>

G_BEGIN_DECLS

#define SIM_LATTICE_LEAST 64 /* points of the smallest; each further one has twice as many */
#define SIM_LATTICE_MOST  1024

/** The largest size of a lattice that is at most `most`, or SIM_LATTICE_LEAST. */
guint sim_lattice_size (guint64 most);
/** Coordinate j of point i (below n) of a lattice of n points, a size of sim_lattice_size() or any
 *  smaller number where j is 0; in [0, 1). */
double sim_lattice_point (guint n, guint i, guint j);

G_END_DECLS
#endif
