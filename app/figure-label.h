/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figure-label.h - figures in labels and entries, in whichever direction the words around run.
 */
#ifndef APP_FIGURE_LABEL_H
#define APP_FIGURE_LABEL_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Sets the text of a label. One without letters, such as "−0.5" or "74 – 77 %", reads from the left
 * also where words run from the right: there it begins with a mark (U+200E) that nobody sees.
 */
void app_figure_label_set (GtkWidget *label, const char *text);
/** What is typed here are figures: they read from the left, wherever the entry stands. */
void app_figure_entry (GtkEditable *entry);

/** The first length bytes of text (-1: all) as a whole number, also in groups ("1,000"). FALSE if
 *  they are none. */
gboolean app_figure_read_whole (const char *text, gssize length, double *value);
/** Whole numbers are typed here, and read so; what is none leaves the number as it was. */
void app_figure_spin (GtkSpinButton *number);

G_END_DECLS
#endif
