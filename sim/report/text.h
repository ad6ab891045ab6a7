/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text.h - text for a terminal, where Chinese characters are twice as wide as letters.
 */
#ifndef SIM_REPORT_TEXT_H
#define SIM_REPORT_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/** The cells that a terminal gives: 2 to wide characters, 0 to combining ones. */
int sim_char_width (gunichar c);
/** Those of all its characters. */
int sim_text_width (const char *text);
/** The longest start of text that fits, ended by an ellipsis if it is not all. Newly allocated. */
char *sim_text_clip (const char *text, int columns);
/** text with control characters, which might drive the terminal, as spaces. Newly allocated. */
char *sim_text_plain (const char *text);
/** Makes bold what has been appended to out since it was start long, but for the end of its last
 *  line; the bytes that a terminal takes for that are known here alone. */
void sim_text_embolden (GString *out, gsize start);
/** Appends text as a line or lines of its own, bold if colour; columns as in sim_text_wrap(). */
void sim_text_heading (GString *out, const char *text, int columns, gboolean colour);
/** Appends plain text in lines of at most columns (0: no limit), broken at spaces and, as Chinese
    is, between ideographs. */
void sim_text_wrap (GString *out, const char *text, int columns);

G_END_DECLS
#endif
