/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimited.h - cells of comma- or tab-separated text. Private to sim/report.
 */
#ifndef SIM_REPORT_DELIMITED_H
#define SIM_REPORT_DELIMITED_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * Appends a cell, after separator unless it opens its line; quoted where RFC 4180 says so. The
 * first cell of a line must not be empty.
 */
void sim_delimited_text (GString *out, char separator, const char *text);
/** The same for a number, shortest round trip; an empty cell where it is not finite. */
void sim_delimited_number (GString *out, char separator, double value);
/** Ends the line. */
void sim_delimited_end (GString *out);

G_END_DECLS
#endif
