/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * output.h - where results go, and what the terminal is like.
 */
#ifndef SIM_CLI_OUTPUT_H
#define SIM_CLI_OUTPUT_H

#include "options.h"

G_BEGIN_DECLS

/**
 * Puts /dev/null, opened the wrong way round, where a standard stream is closed: a file opened
 * later does not take its place, and writing to it fails as it should.
 */
void sim_cli_output_init (void);
/** FALSE, and a sentence, if the results could not be written in the end: found before the work. */
gboolean sim_cli_output_check (const SimCliOptions *options);
/** Writes text to OUT (as a whole) or standard output. FALSE after a sentence if it fails. */
gboolean sim_cli_output_write (const SimCliOptions *options, const char *text, gsize n_bytes);
/** TRUE if OUT is given and is, or will be, a file: no pipe, device or the like. */
gboolean sim_cli_output_is_file (const SimCliOptions *options);
/** Closes standard output, where some file systems first say that they are full. */
gboolean sim_cli_output_finish (void);

/** The width of the terminal at fd, COLUMNS if set, else 100. */
int sim_cli_columns (int fd);
/** TRUE if fd is a terminal that takes escape sequences. */
gboolean sim_cli_terminal (int fd);
/** TRUE if colours may be written to fd. */
gboolean sim_cli_colour (const SimCliOptions *options, int fd);

G_END_DECLS
#endif
