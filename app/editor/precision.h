/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * precision.h - the number of trials as what it is for: how exactly a run knows a power.
 *
 * A precision is half the width of the 95 % Monte Carlo interval of a power of one half, in points,
 * where that interval is widest: 100 z sqrt (1/4 / n) after n trials, z the 97.5 % point of the
 * normal distribution. A run that stops at the number of trials of a precision has reached it for
 * every power, and is the same run wherever it is made.
 */
#ifndef APP_EDITOR_PRECISION_H
#define APP_EDITOR_PRECISION_H

#include "editor/card.h"

G_BEGIN_DECLS

/** The precision of so many trials (above 0), in points. */
double app_precision_of (double trials);
/** The fewest trials that have a precision (points, above 0), within what a run may have. */
double app_precision_trials (double points);

/** Appends the row to a card: a button that tells the precision of the number of trials, and a menu
 *  of others, each of which sets that number. Insensitive while a lesson locks it. */
void app_card_add_precision (AppCard *card);

G_END_DECLS
#endif
