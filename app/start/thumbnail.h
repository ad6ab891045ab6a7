/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * thumbnail.h - a small figure without words that follows the style of the desktop.
 */
#ifndef APP_START_THUMBNAIL_H
#define APP_START_THUMBNAIL_H

#include <gtk/gtk.h>

#include "plot/plot.h"

G_BEGIN_DECLS

#define APP_TYPE_THUMBNAIL (app_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (AppThumbnail, app_thumbnail, APP, THUMBNAIL, GtkWidget)

/** Empty at first. */
GtkWidget *app_thumbnail_new (void);
/** Takes a reference; NULL: empty. The figure's title becomes the tooltip. */
void app_thumbnail_set_figure (AppThumbnail *self, PlotFigure *figure);

G_END_DECLS
#endif
