/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-colour.h - the choice of an arm's colour: a dot that opens the palette.
 */
#ifndef APP_EDITOR_ARM_COLOUR_H
#define APP_EDITOR_ARM_COLOUR_H

#include "editor/card.h"

G_BEGIN_DECLS

/** The colour of an arm as a field of its own. */
AppField *app_arm_colour_new (AppDocument *document, const char *arm);
/** Its name: "Colour of Usual care". Newly allocated. */
char *app_arm_colour_field_name (SimDraft *draft, const char *arm);
/** The other arms that have a colour, as "A, B"; NULL: none. Newly allocated. */
char *app_arm_colour_others (SimDraft *draft, const char *arm, guint colour);

G_END_DECLS
#endif
