/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * picture.h - a small picture of what some rows of a card say, with a text alternative.
 */
#ifndef APP_EDITOR_PICTURE_H
#define APP_EDITOR_PICTURE_H

#include <cairo.h>
#include <gtk/gtk.h>

#include "document.h"
#include "plot/plot.h"

G_BEGIN_DECLS

/** One kind of picture; constant. Drawing and describing are functions of their arguments alone. */
typedef struct {
  const char *name; /* translatable (N_): "Retention by arm" */
  int height;       /* px at a text scale of 1; 0: as high as wide is asked of tall() */
  /** How high it is for an outcome of that place; may be NULL: height. */
  int (*tall) (SimScenario *scenario, guint outcome);
  void (*draw) (cairo_t *cr, double width, double height, const PlotStyle *style,
                SimScenario *scenario, guint outcome);
  /** What it shows, in words. Newly allocated. */
  char *(*describe) (SimScenario *scenario, guint outcome);
} AppPictureKind;

/** A picture of the document's last valid scenario, greyed while the draft is not valid. */
GtkWidget *app_picture_new (AppDocument *document, const AppPictureKind *kind, guint outcome);
/** Follows the document; an AppCardRefresh. */
void app_picture_refresh (GtkWidget *picture, SimDraft *draft);

extern const AppPictureKind app_picture_retention, app_picture_correlation, app_picture_scores;

/* For the kinds. */

/** Text of size px, its middle at y; anchor 0: x is the left end, 0.5: the middle, 1: the right. */
void app_picture_text (cairo_t *cr, double x, double y, double anchor, const char *text,
                       double size, PlotColour colour);
double app_picture_text_width (cairo_t *cr, const char *text, double size);
void app_picture_colour (cairo_t *cr, PlotColour colour);
/** A line on whole pixels. */
void app_picture_line (cairo_t *cr, double x0, double y0, double x1, double y1, PlotColour colour);
/** The mark of an arm of the scenario, in its colour. */
void app_picture_mark (cairo_t *cr, double x, double y, double radius, SimScenario *scenario,
                       guint arm, const PlotStyle *style);
/** The colour of an arm of the scenario. */
PlotColour app_picture_arm_colour (SimScenario *scenario, guint arm, const PlotStyle *style);
/** The dashes of an arm's line; the first has none. */
void app_picture_dash (cairo_t *cr, guint arm);
/** Moves the n places of labels apart, so that each has its room within from and to. */
void app_picture_spread (double *places, guint n, double room, double from, double to);

G_END_DECLS
#endif
