/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fisher.h - which tables Fisher's exact test finds significant: of each number of events in both
 * arms those beyond two bounds.
 *
 * Written apart from the test as trials are decided by it (sim/analysis). Thread-safe.
 */
#ifndef SIM_THEORY_FISHER_H
#define SIM_THEORY_FISHER_H

#include <glib.h>

G_BEGIN_DECLS

/** Tables with more than above events in arm a are significant, and those with more than below in
 *  arm b. */
typedef struct {
  guint above, below;
} SimFisherBounds;

/**
 * The bounds of every number of events in both arms from first to last, of a level of one tail.
 * One-sided: that arm a has more events; below is then n_b. Two-sided: by the probabilities of
 * tables given their margins, twice the level in both tails together. n_a, n_b >= 1; 0 <= first <=
 * last <= n_a + n_b; 0 < level < 0.5; bounds: last - first + 1. The time is that of about ten
 * tables for each number of events, for from one to the next tails are carried on (adding a patient
 * with the event to the margin) instead of being summed anew.
 */
void sim_fisher_bounds (guint n_a, guint n_b, gboolean two_sided, double level, guint first,
                        guint last, SimFisherBounds *bounds);

G_END_DECLS
#endif
