/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * look.h - what is wrong with what is on the screen: cut, broken, hidden or pale words, texts that
 * touch in a plot, a plot of one colour.
 *
 * Each function prints a line for what it finds, which begins with where, and returns how many.
 */
#ifndef TESTS_UI_LOOK_H
#define TESTS_UI_LOOK_H

#include "views/plot-area.h"

/** Labels in a widget that are not to be read whole: they end in an ellipsis, are broken within a
 *  word, have less than their least size, read backwards, or stick out of what shows them and
 *  cannot be scrolled to. So do typed lines that are cut, columns of the table that are in sight in
 *  part, and icons that are small beside text. */
guint look_at_words (GtkWidget *widget, const char *where);
/** Children of a widget that the end of its scroller cuts through. */
guint look_at_rows (GtkWidget *scroller, GtkWidget *widget, const char *where);
/** Sentences of what is wrong in a lesson or its writer that are said twice, and frames around
 *  nothing. */
guint look_at_lesson (GtkWidget *widget, const char *where);
/** Texts of the figure on an area that are cut, touch each other or leave it, and a figure of one
 *  colour. The area must have been drawn since look_watch(). */
guint look_at_plot (AppPlotArea *area, const char *where);
/** From now on the texts of the figures of this area are kept. NULL: of none. */
void look_watch (AppPlotArea *area);
/** Cards of the numbers that are read off at places all over an area which stand over the
 *  crosshair, over the row that they tell of, or over the place itself, though there is room beside
 *  that. */
guint look_at_cards (AppPlotArea *area, const char *where);
/** How large on the screen (px) the type of the figure's title is, which is its largest. */
double look_title_size (AppPlotArea *area);
/** How much larger a widget is on the screen than it was laid out. */
double look_enlarged (GtkWidget *widget);
/** Labels in the window whose strongest colour stands out from what is behind it by less than that
 *  ratio (WCAG 2.1); what is disabled may. */
guint look_at_contrast (GtkWidget *window, const char *where, double least);

/** The picture of a widget, enlarged; NULL while it is about to be drawn again. */
GdkTexture *look_picture (GtkWidget *widget, float scale);

#endif
