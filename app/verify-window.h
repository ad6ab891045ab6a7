/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-window.h - Verify This Installation: the cases by which the program checks itself.
 */
#ifndef APP_VERIFY_WINDOW_H
#define APP_VERIFY_WINDOW_H

#include <adwaita.h>

#include "sim.h"

G_BEGIN_DECLS

#define APP_TYPE_VERIFY_WINDOW (app_verify_window_get_type ())
G_DECLARE_FINAL_TYPE (AppVerifyWindow, app_verify_window, APP, VERIFY_WINDOW, AdwWindow)

/**
 * A window that starts at once to compute n cases (borrowed; sim_verify_cases() has those of the
 * program) and then lists them. Closing it stops the computation. parent may be NULL.
 */
AppVerifyWindow *app_verify_window_new (GtkWindow *parent, const SimVerifyCase *cases, guint n);

/** The verdict in words, "" while it computes; borrowed. */
const char *app_verify_window_summary (AppVerifyWindow *self);
/** The dated table, as it is copied and saved; NULL while it computes. Newly allocated. */
char *app_verify_window_text (AppVerifyWindow *self);

G_END_DECLS
#endif
