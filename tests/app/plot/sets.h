/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sets.h - the texts that a figure set, for programs linked with --wrap=plot_canvas_text.
 */
#ifndef TESTS_PLOT_SETS_H
#define TESTS_PLOT_SETS_H

#include "plot/labels.h"

typedef struct {
  PlotBox box; /* px, of its capitals */
  char *text;
  double size; /* px, of its type */
} SetText;

/** Forgets all texts; to be called before a figure is drawn. */
void sets_clear (void);
/** From now on texts are kept but not drawn, or drawn again. */
void sets_mute (gboolean mute);
/** How many texts were set since, and one of them. */
guint sets_n (void);
const SetText *sets_at (guint i);
/** The text of those words, or NULL. */
const SetText *sets_find (const char *words);
/** A sentence if two of them touch, or one leaves a figure of that size; else NULL. */
char *sets_fault (double width, double height);

#endif
