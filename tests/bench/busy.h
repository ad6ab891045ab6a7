/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * busy.h - how long the main thread is busy without looking at what came in.
 */
#ifndef TESTS_BENCH_BUSY_H
#define TESTS_BENCH_BUSY_H

#include <glib.h>

/** Called after every turn of the main loop: how long it took in wall-clock time and in the CPU
 * time of the main thread, which other programs do not lengthen; ms. */
typedef void (*BusyNote) (double ms, double cpu_ms);

/** Begins to tell, of the default main context; note NULL: ends. */
void busy_watch (BusyNote note);

#endif
