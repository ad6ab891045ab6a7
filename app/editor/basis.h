/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * basis.h - where a value comes from: a small mark beside it, and a popover to read and edit it.
 *
 * R: reported; A: assumed; T: true in this simulation; a dot: nothing is said.
 */
#ifndef APP_EDITOR_BASIS_H
#define APP_EDITOR_BASIS_H

#include <gtk/gtk.h>

#include "document.h"

G_BEGIN_DECLS

/** The mark of the value at pointer; name: that of the value. Not in the Tab order (Ctrl+I). */
GtkWidget *app_basis_new (AppDocument *document, const char *pointer, const char *name);
/** Shows what the draft says now. */
void app_basis_refresh (GtkWidget *basis);
/** name: that of the value. */
void app_basis_set_name (GtkWidget *basis, const char *name);
/** Opens the popover. */
void app_basis_open (GtkWidget *basis);
/** What the popover holds, for the value at pointer; it writes to the draft when it is unmapped. */
GtkWidget *app_basis_form_new (AppDocument *document, const char *pointer, const char *name);

G_END_DECLS
#endif
