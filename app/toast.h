/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * toast.h - short messages over a window. Main thread only.
 */
#ifndef APP_TOAST_H
#define APP_TOAST_H

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * Shows text in overlay at once; an earlier message goes. With button (else NULL) the message has
 * one that activates the detailed action name action, and stays for longer.
 */
void app_toast_show (AdwToastOverlay *overlay, const char *text, const char *button,
                     const char *action);

/**
 * A message stands at the bottom of overlay, in the place of line (below overlay; a reference is
 * taken), which cannot be seen meanwhile. What height it needs besides, or without a line that is
 * shown, the child of overlay gives up.
 */
void app_toast_set_line (AdwToastOverlay *overlay, GtkWidget *line);

/** TRUE if a message is shown, or on its way. */
gboolean app_toast_stands (AdwToastOverlay *overlay);

/** What leads to the detailed action goes: it has been done, or there is no need of it any more. */
void app_toast_withdraw (AdwToastOverlay *overlay, const char *action);

G_END_DECLS
#endif
