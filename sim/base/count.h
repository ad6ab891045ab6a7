/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count.h - numbers of patients and trials as people read them.
 */
#ifndef SIM_BASE_COUNT_H
#define SIM_BASE_COUNT_H

#include <glib.h>

G_BEGIN_DECLS

/** 12345 -> "12 345" with U+202F narrow no-break spaces from 5 digits on. Newly allocated. */
char *sim_format_count (guint64 count);

G_END_DECLS
#endif
