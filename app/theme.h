/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theme.h - the present style of the desktop, as what is drawn needs it.
 */
#ifndef APP_THEME_H
#define APP_THEME_H

#include <gtk/gtk.h>

#include "plot/plot.h"

G_BEGIN_DECLS

/** The style sheet of high contrast comes and goes with the desktop's setting from now on. Once,
 *  when there is a display and the resources are there. */
void app_theme_init (void);
/** Rules of CSS that hang on a size of the moment: they take the place of those of that key, on the
 *  display; nothing is styled anew by the same ones. priority as GTK has it, of the first rules. */
void app_theme_set_rules (const char *key, guint priority, const char *rules);
/** Fills style for the screen: light or dark, high contrast, and the desktop's text scale. */
void app_theme_fill (PlotStyle *style);
/** The desktop's text scale; 1 is usual. */
double app_theme_text_scale (void);
/** Whether things may move by themselves; FALSE where the desktop asks for reduced motion. */
gboolean app_theme_animated (void);
/** Calls callback (swapped: data first) whenever any of that changes, as long as data lives. */
void app_theme_watch (GCallback callback, GObject *data);

G_END_DECLS
#endif
