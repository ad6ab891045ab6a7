/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.h - how the command line speaks: messages, quoted words, hints.
 */
#ifndef SIM_CLI_WORDS_H
#define SIM_CLI_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

/** Writes "trefoil-sim: <text>" (the program's name, see g_set_prgname()) and a newline to standard
 *  error, in one piece. */
void sim_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
/** Writes text to standard error as it is. */
void sim_cli_say_text (const char *text);
/** text with bytes that are not printable UTF-8 written as \xNN, so that it drives no terminal. */
char *sim_cli_printable (const char *text);
/**
 * The word nearest to text among words (NULL-terminated), or NULL if none is near: at most two
 * letters inserted, left out, changed or swapped, and no more than half of it.
 */
const char *sim_cli_nearest (const char *text, const char *const *words);

G_END_DECLS
#endif
