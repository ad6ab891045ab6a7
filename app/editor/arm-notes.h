/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-notes.h - what is remarkable about an arm, in sentences below its row.
 */
#ifndef APP_EDITOR_ARM_NOTES_H
#define APP_EDITOR_ARM_NOTES_H

#include "editor/card.h"

G_BEGIN_DECLS

/** Appends to row that another arm has the arm's colour, and that no hypothesis is about the arm,
 *  with a button that adds one. Either is seen only while it is so. */
void app_arm_notes_add (AppCard *card, AppRow *row, const char *arm);

G_END_DECLS
#endif
