/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * processor.h - what this machine's processor calls itself.
 */
#ifndef SIM_BASE_PROCESSOR_H
#define SIM_BASE_PROCESSOR_H

#include <glib.h>

G_BEGIN_DECLS

/** The processor's own name ("AMD EPYC 7B13"), else the kernel's word for its kind ("aarch64").
 *  Newly allocated. Reads no file. Thread-safe. */
char *sim_processor_name (void);

G_END_DECLS
#endif
