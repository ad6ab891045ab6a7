/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer-hand.h - a hand that writes in a lesson of the most steps, about a scenario that has the
 * most of everything, and what that costs.
 */
#ifndef TESTS_BENCH_WRITER_HAND_H
#define TESTS_BENCH_WRITER_HAND_H

#include "window.h"

/** Loads fullest_draft() and begins to write; returns once the run and the check are done. */
void writer_hand_begin (AppWindow *window);

/* What it does: the i-th letter in the text of the step, in its explanation; the list of figures
   opens; the i-th letter to find one in it; step i + 1 becomes the present one. */
void writer_hand_type (AppWindow *window, guint i);
void writer_hand_explain (AppWindow *window, guint i);
void writer_hand_open (AppWindow *window, guint i);
void writer_hand_search (AppWindow *window, guint i);
void writer_hand_go (AppWindow *window, guint i);

/** The longest turn of the main loop while act (window, i) is done, and all that follows from it;
 * ms of CPU time of the main thread. */
double writer_hand_longest (AppWindow *window, void (*act) (AppWindow *window, guint i), guint i);

#endif
