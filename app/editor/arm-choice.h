/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-choice.h - the choice of an arm with its colour.
 */
#ifndef APP_EDITOR_ARM_CHOICE_H
#define APP_EDITOR_ARM_CHOICE_H

#include "editor/card.h"

G_BEGIN_DECLS

/** The colour and the choice of the arm that pointer names, for row, which tends its field. */
GtkWidget *app_arm_choice_new (AppCard *card, AppRow *row, const char *pointer, const char *name);

G_END_DECLS
#endif
