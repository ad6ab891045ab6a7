/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * p-edges.h - where the distribution of p-values is told: between 0, these edges, and 1.
 *
 * Twenty equal classes, of which the first, where significance is decided, is told more finely.
 * Constants; C headers only, for the lanes read them too.
 */
#ifndef SIM_BASE_P_EDGES_H
#define SIM_BASE_P_EDGES_H

enum {
  SIM_P_EDGES = 23,
  SIM_P_CLASSES = 20, /* of the same width */
  SIM_P_FINE = 4      /* edges within the first of them */
};

/** Rising. From the fifth on, each ends one of the equal classes. */
static const double sim_p_edges[SIM_P_EDGES]
    = { 0.001, 0.005, 0.01, 0.025, 0.05, 0.1,  0.15, 0.2,  0.25, 0.3,  0.35, 0.4,
        0.45,  0.5,   0.55, 0.6,   0.65, 0.7,  0.75, 0.8,  0.85, 0.9,  0.95 };

#endif
