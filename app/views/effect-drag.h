/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect-drag.h - the true effect of a hypothesis moved by hand: the value of its first arm
 * follows.
 *
 * All values of a drag are found from the scenario at its start, so that a drag that comes back to
 * where it began leaves nothing.
 */
#ifndef APP_VIEWS_EFFECT_DRAG_H
#define APP_VIEWS_EFFECT_DRAG_H

#include "document.h"

G_BEGIN_DECLS

typedef struct _AppEffectDrag AppEffectDrag;

AppEffectDrag *app_effect_drag_new (AppDocument *document);
void app_effect_drag_free (AppEffectDrag *drag); /* accepts NULL */
/** Whether the true effect of a hypothesis hangs on one value that may be edited. */
gboolean app_effect_drag_can (AppEffectDrag *drag, SimScenario *scenario, guint hypothesis);
/** The effect is to be so large, to the nearest value that people would write within tolerance. */
void app_effect_drag_to (AppEffectDrag *drag, guint hypothesis, double effect, double tolerance);
/** The value moves by so many steps of its field, to the right: towards a larger effect. */
void app_effect_drag_step (AppEffectDrag *drag, guint hypothesis, int by);
/** The drag, or the row of key presses, is over: what follows is another step of undo. */
void app_effect_drag_end (AppEffectDrag *drag);

G_END_DECLS
#endif
