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

/** What leads to the detailed action goes: it has been done, or there is no need of it any more. */
void app_toast_withdraw (AdwToastOverlay *overlay, const char *action);

G_END_DECLS
#endif
