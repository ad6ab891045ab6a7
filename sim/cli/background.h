/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * background.h - work of some time on a thread of its own, so that a signal can stop it.
 */
#ifndef SIM_CLI_BACKGROUND_H
#define SIM_CLI_BACKGROUND_H

#include "interrupt.h"

G_BEGIN_DECLS

/** The work: does what data says; returns soon after *cancel is not 0. */
typedef void (*SimCliWork) (gpointer data, const gint *cancel);
/** What is to be shown meanwhile, on the thread that called. */
typedef void (*SimCliLook) (gpointer data);

/**
 * Does work on another thread and returns when that ends; a signal cancels it. look (may be NULL)
 * is called some fifty times a second.
 */
void sim_cli_background (SimCliWork work, SimCliLook look, gpointer data,
                         SimCliInterrupt *interrupt);

G_END_DECLS
#endif
