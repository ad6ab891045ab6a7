/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lattice.c - rank-1 lattices of Korobov.
 */
#include "lattice.h"

static const struct {
  guint n, generator;
} lattices[] = { { SIM_LATTICE_LEAST, 11 }, { 128, 29 }, { 256, 39 }, { 512, 187 },
                 { SIM_LATTICE_MOST, 389 } };

guint
sim_lattice_size (guint64 most)
{
  guint n = SIM_LATTICE_LEAST;

  for (guint k = 0; k < G_N_ELEMENTS (lattices); k++)
    if (lattices[k].n <= most)
      n = lattices[k].n;
  return n;
}

double
sim_lattice_point (guint n, guint i, guint j)
{
  guint64 step = 1, generator = 1;

  for (guint k = 0; k < G_N_ELEMENTS (lattices); k++)
    if (lattices[k].n == n)
      generator = lattices[k].generator;
  for (guint k = 0; k < j; k++)
    step = step * generator % n;
  return (double)(i * step % n) / n;
}
