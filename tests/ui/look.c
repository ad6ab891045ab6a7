/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * look.c - the judge of tests of what the window looks like.
 */
#include "look.h"

#include <math.h>
#include <string.h>

#include "../app/plot/sets.h"
#include "plot/plot.h"
#include "theme.h"
#include "tooltip.h"
#include "views/plot-area-private.h"
#include "views/views.h"

/* Cards are looked at in so many places each way; they keep this distance, px. */
#define PLACES 7
#define REACH  24
/* The height of an icon that is told from others, of that of a line beside it. */
#define LEAST_ICON 0.7

/* --- where a widget is --- */

/* The scroller that brings all of what a widget holds into sight that way, or NULL. The rows of a
   table scroll with the table. */
static GtkWidget *
scroller_of (GtkWidget *widget, gboolean across)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkPolicyType policies[2];

  if (parent != NULL && GTK_IS_COLUMN_VIEW (parent))
    parent = gtk_widget_get_parent (parent);
  if (parent == NULL || !GTK_IS_SCROLLED_WINDOW (parent))
    return NULL;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (parent), &policies[0], &policies[1]);
  return policies[across ? 0 : 1] != GTK_POLICY_NEVER ? parent : NULL;
}

/* Whether a widget sticks out of one that it is in; of what is scrolled the scroller must not. */
static gboolean
sticks_out (GtkWidget *widget, gboolean across)
{
  for (GtkWidget *room = gtk_widget_get_parent (widget); room != NULL;
       room = gtk_widget_get_parent (room)) {
    double size = across ? gtk_widget_get_width (room) : gtk_widget_get_height (room);
    GtkWidget *scroller = scroller_of (room, across);
    graphene_rect_t box;
    double from, to;

    if (scroller != NULL) {
      widget = room = scroller;
      continue;
    }
    if ((gtk_widget_get_overflow (room) != GTK_OVERFLOW_HIDDEN && !GTK_IS_ROOT (room))
        || !gtk_widget_compute_bounds (widget, room, &box))
      continue;
    from = across ? box.origin.x : box.origin.y;
    to = from + (across ? box.size.width : box.size.height);
    if (from < -1 || to > size + 1)
      return TRUE;
  }
  return FALSE;
}

/* Whether a widget is seen as a whole in the window, and where. */
static gboolean
is_seen (GtkWidget *widget, GtkWidget *window, graphene_rect_t *part)
{
  if (!gtk_widget_compute_bounds (widget, window, part))
    return FALSE;
  for (GtkWidget *room = gtk_widget_get_parent (widget); room != NULL;
       room = gtk_widget_get_parent (room)) {
    graphene_rect_t box;

    if (gtk_widget_get_overflow (room) != GTK_OVERFLOW_HIDDEN && room != window)
      continue;
    if (!gtk_widget_compute_bounds (room, window, &box)
        || !graphene_rect_intersection (part, &box, part))
      return FALSE;
  }
  return part->size.width > gtk_widget_get_width (widget) - 1
         && part->size.height > gtk_widget_get_height (widget) - 1;
}

/* A name by which to find a widget: the types that it is in, the nearest first. */
static char *
place_of (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (GtkWidget *at = widget; at != NULL && !GTK_IS_ROOT (at); at = gtk_widget_get_parent (at))
    g_string_append_printf (path, "%s%s", path->len > 0 ? " in " : "", G_OBJECT_TYPE_NAME (at));
  return g_string_free (path, FALSE);
}

/* --- words --- */

/* Of any length by what they are: the title of the document, which is its tooltip as well, the line
   that a folded card says of itself, what a card of the start page says below its title, and in a
   table what its tooltip says. */
static gboolean
may_be_cut (GtkWidget *label)
{
  const char *tip = app_tooltip_get (label);

  if (gtk_widget_get_ancestor (label, GTK_TYPE_COLUMN_VIEW) != NULL && tip != NULL
      && g_str_has_prefix (tip, gtk_label_get_text (GTK_LABEL (label))))
    return TRUE;
  return gtk_widget_has_css_class (gtk_widget_get_parent (label), "document-title")
         || gtk_widget_has_css_class (label, "summary")
         || gtk_widget_has_css_class (label, "question");
}

/* Figures without a letter, in a label whose words run from the right. */
static gboolean
reads_backwards (GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  return gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL
         && g_regex_match_simple ("^[^\\p{L}\\x{200e}]*$", text, 0, 0)
         && g_regex_match_simple ("[^0-9.][0-9]|[0-9][^0-9.]", text, 0, 0);
}

/* Whether a line begins where none may: within a word, where the script has words. */
static gboolean
breaks_word (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, NULL);

  for (GSList *at = pango_layout_get_lines_readonly (layout); at != NULL; at = at->next) {
    const PangoLayoutLine *line = at->data;
    const char *start = text + line->start_index;

    if (line->start_index > 0 && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (start)))
        && !attributes[g_utf8_pointer_to_offset (text, start)].is_line_break)
      return TRUE;
  }
  return FALSE;
}

static const char *
what_is_wrong (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width, height;

  if (pango_layout_is_ellipsized (layout) && !may_be_cut (label))
    return "ends in an ellipsis";
  if (breaks_word (layout))
    return "is broken within a word";
  pango_layout_get_pixel_size (layout, &width, &height);
  if (gtk_widget_get_width (label) < width || gtk_widget_get_height (label) < height)
    return "has less room than it needs";
  if (reads_backwards (label))
    return "reads backwards";
  if (sticks_out (label, TRUE) || sticks_out (label, FALSE))
    return "sticks out of what shows it";
  return NULL;
}

/* What is typed into a line that nobody types in, where that is not as long. */
static gboolean
is_cut (GtkWidget *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (!GTK_IS_TEXT (text) || gtk_widget_has_focus (text))
    return FALSE;
  layout = gtk_widget_create_pango_layout (text, gtk_editable_get_text (GTK_EDITABLE (text)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (text) + 1;
}

static const char *
what_is_wrong_with_icon (GtkWidget *icon)
{
  PangoContext *context = gtk_widget_get_pango_context (icon);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double line = pango_font_metrics_get_height (metrics) / (double)PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  if (gtk_widget_get_height (icon) < LEAST_ICON * line)
    return "is small beside text";
  return sticks_out (icon, TRUE) ? "sticks out of what shows it" : NULL;
}

static guint
complain (GtkWidget *widget, const char *where, const char *text, const char *wrong)
{
  g_autofree char *place = place_of (widget);

  g_test_message ("%s: “%s” %s (%s)", where, text, wrong, place);
  return 1;
}

/* Whether a sentence of what is wrong has been said before, from said on. */
static gboolean
is_said_again (GtkWidget *label, GPtrArray *said)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  if (!gtk_widget_has_css_class (label, "error"))
    return FALSE;
  for (guint i = 0; i < said->len; i++)
    if (strstr (text, said->pdata[i]) != NULL || strstr (said->pdata[i], text) != NULL)
      return TRUE;
  g_ptr_array_add (said, (gpointer)text);
  return FALSE;
}

static guint
look_at_frames (GtkWidget *widget, const char *where, GPtrArray *said)
{
  guint bad = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LABEL (widget) && is_said_again (widget, said))
    bad += complain (widget, where, gtk_label_get_text (GTK_LABEL (widget)), "is said twice");
  if (gtk_widget_has_css_class (widget, "prediction")
      && gtk_widget_get_first_child (widget) == NULL)
    bad += complain (widget, where, "", "is an empty frame");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bad += look_at_frames (child, where, said);
  return bad;
}

guint
look_at_lesson (GtkWidget *widget, const char *where)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new ();

  return look_at_frames (widget, where, said);
}

/* With text of the usual size: columns of the table of operating characteristics at whose start it
   stands that begin within what shows it, and end behind. */
static guint
look_at_columns (GtkWidget *view, const char *where)
{
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  double room = gtk_adjustment_get_page_size (across);
  guint bad = 0;

  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL || gtk_adjustment_get_value (across) > 0
      || app_theme_text_scale () > 1 || gtk_widget_get_ancestor (view, APP_TYPE_TABLE) == NULL)
    return 0;
  for (GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
       title != NULL; title = gtk_widget_get_next_sibling (title)) {
    graphene_rect_t box;

    if (!gtk_widget_compute_bounds (title, view, &box) || box.origin.x >= room - 1
        || box.origin.x + box.size.width <= room + 1)
      continue;
    g_test_message ("%s: of %.0f px of a column %.0f are in sight", where, box.size.width,
                    room - box.origin.x);
    bad++;
  }
  return bad;
}

guint
look_at_rows (GtkWidget *scroller, GtkWidget *widget, const char *where)
{
  double height = gtk_widget_get_height (scroller);
  guint bad = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    graphene_rect_t box;

    if (!gtk_widget_get_mapped (child) || !gtk_widget_compute_bounds (child, scroller, &box)
        || box.origin.y >= height - 1 || box.origin.y + box.size.height <= height + 1)
      continue;
    g_test_message ("%s: of %.0f px of a figure %.0f are in sight", where, box.size.height,
                    height - box.origin.y);
    bad++;
  }
  return bad;
}

guint
look_at_words (GtkWidget *widget, const char *where)
{
  guint bad = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_COLUMN_VIEW (widget))
    bad += look_at_columns (widget, where);
  if (is_cut (widget))
    bad += complain (widget, where, gtk_editable_get_text (GTK_EDITABLE (widget)), "is cut");
  if (GTK_IS_IMAGE (widget) && gtk_widget_get_width (widget) > 0) {
    const char *wrong = what_is_wrong_with_icon (widget);

    if (wrong != NULL)
      bad += complain (widget, where, gtk_image_get_icon_name (GTK_IMAGE (widget)), wrong);
  }
  if (GTK_IS_LABEL (widget) && gtk_widget_get_width (widget) > 0) {
    const char *wrong = what_is_wrong (widget);

    if (wrong != NULL)
      bad += complain (widget, where, gtk_label_get_text (GTK_LABEL (widget)), wrong);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bad += look_at_words (child, where);
  return bad;
}

/* --- pictures --- */

GdkTexture *
look_picture (GtkWidget *widget, float scale)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture *texture = NULL;

  gtk_snapshot_scale (snapshot, scale, scale);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                           node, NULL);
  g_clear_pointer (&node, gsk_render_node_unref);
  return texture;
}

static guint32 *
pixels_of (GdkTexture *picture)
{
  gsize width = (gsize)gdk_texture_get_width (picture);
  guint32 *pixels = g_new (guint32, width * (gsize)gdk_texture_get_height (picture));

  gdk_texture_download (picture, (guchar *)pixels, 4 * width);
  return pixels;
}

static gboolean
is_of_one_colour (GtkWidget *widget)
{
  g_autoptr (GdkTexture) picture = look_picture (widget, 1);
  g_autofree guint32 *pixels = NULL;
  gsize n;

  if (picture == NULL)
    return FALSE;
  pixels = pixels_of (picture);
  n = (gsize)gdk_texture_get_width (picture) * (gsize)gdk_texture_get_height (picture);
  for (gsize i = 1; i < n; i++)
    if (pixels[i] != pixels[0])
      return FALSE;
  return TRUE;
}

/* --- plots --- */

gboolean __real_plot_figure_draw (PlotFigure *figure, cairo_t *cr, double width, double height,
                                  const PlotStyle *style, PlotGeometry *geometry);
gboolean __wrap_plot_figure_draw (PlotFigure *figure, cairo_t *cr, double width, double height,
                                  const PlotStyle *style, PlotGeometry *geometry);

static AppPlotArea *watched; /* borrowed */
static char *fault;          /* of the last drawing of its figure */

gboolean
__wrap_plot_figure_draw (PlotFigure *figure, cairo_t *cr, double width, double height,
                         const PlotStyle *style, PlotGeometry *geometry)
{
  gboolean drawn;

  sets_clear ();
  drawn = __real_plot_figure_draw (figure, cr, width, height, style, geometry);
  if (watched != NULL && figure == app_plot_area_figure (watched)) {
    g_free (fault);
    fault = sets_fault (width, height);
  }
  return drawn;
}

void
look_watch (AppPlotArea *area)
{
  watched = area;
  g_clear_pointer (&fault, g_free);
}

guint
look_at_plot (AppPlotArea *area, const char *where)
{
  guint bad = 0;

  if (app_plot_area_geometry (area)->n_cut > 0) {
    g_test_message ("%s: %u texts of the plot end in an ellipsis", where,
                    app_plot_area_geometry (area)->n_cut);
    bad++;
  }
  if (fault != NULL) {
    g_test_message ("%s: in the plot, %s", where, fault);
    bad++;
  }
  if (is_of_one_colour (GTK_WIDGET (area))) {
    g_test_message ("%s: the plot is empty", where);
    bad++;
  }
  return bad;
}

/* Whether a card lies over what it is not to, of which from and to are where it begins and ends. */
static gboolean
lies_over (double from, double to, double room, int at, int size)
{
  return at < to && at + size > from && (size + REACH < from || size + REACH < room - to);
}

static const char *
what_a_card_hides (AppPlotArea *area, double x, double y)
{
  const PlotGeometry *at = &area->geometry;
  const PlotReadout *read = area->readout;
  GdkRectangle card = { 0 };
  gboolean taken = FALSE;

  g_signal_emit_by_name (area->overlay, "get-child-position", area->card, &card, &taken);
  if (isfinite (read->x)) {
    double line = plot_geometry_x (at, read->x);

    return lies_over (line, line, at->width, card.x, card.width) ? "crosshair" : NULL;
  }
  if (isfinite (read->y)
      && lies_over (plot_geometry_y (at, read->y + 0.5), plot_geometry_y (at, read->y - 0.5),
                    at->height, card.y, card.height))
    return "row";
  return lies_over (y, y, at->height, card.y, card.height)
                 && lies_over (x, x, at->width, card.x, card.width)
             ? "place"
             : NULL;
}

guint
look_at_cards (AppPlotArea *area, const char *where)
{
  const PlotGeometry *at = &area->geometry;
  guint bad = 0;

  for (guint i = 0; i < PLACES * PLACES; i++) {
    double x = at->left + (at->right - at->left) * (i % PLACES + 0.5) / PLACES;
    double y = at->top + (at->bottom - at->top) * (i / PLACES + 0.5) / PLACES;
    const char *hidden;

    app_plot_area_point_at (area, x, y);
    hidden = area->readout != NULL ? what_a_card_hides (area, x, y) : NULL;
    if (hidden != NULL) {
      g_test_message ("%s: the card of (%.0f, %.0f) lies over its %s", where, x, y, hidden);
      bad++;
    }
  }
  return bad;
}

double
look_enlarged (GtkWidget *widget)
{
  graphene_rect_t box;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)), &box))
    return 0;
  return box.size.width / gtk_widget_get_width (widget);
}

double
look_title_size (AppPlotArea *area)
{
  double largest = 0;

  for (guint i = 0; i < sets_n (); i++)
    largest = fmax (largest, sets_at (i)->size);
  return largest * look_enlarged (GTK_WIDGET (area));
}

/* --- contrast --- */

/* Enlarged, so that the middle of a thin stroke has its colour. */
#define ENLARGED 3

typedef struct {
  GtkWidget *window;
  guint32 *pixels;
  int width, height;
  const char *where;
  double least;
} Contrast;

static PlotColour
colour_of (guint32 pixel)
{
  return (PlotColour){ ((pixel >> 16) & 255) / 255.0, ((pixel >> 8) & 255) / 255.0,
                       (pixel & 255) / 255.0, 1 };
}

/* The ratio of the colour that is there most, which is that behind the text, to that which stands
   out from it most. */
static double
contrast_in (const Contrast *c, const graphene_rect_t *part)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  int left = (int)ceil (ENLARGED * part->origin.x), top = (int)ceil (ENLARGED * part->origin.y);
  int right = MIN (c->width, (int)(ENLARGED * (part->origin.x + part->size.width)));
  int bottom = MIN (c->height, (int)(ENLARGED * (part->origin.y + part->size.height)));
  guint32 back = 0;
  guint most = 0;
  double best = 1;
  GHashTableIter iter;
  gpointer key, value;

  for (int y = MAX (top, 0); y < bottom; y++)
    for (int x = MAX (left, 0); x < right; x++) {
      gpointer pixel = GUINT_TO_POINTER (c->pixels[y * c->width + x]);

      g_hash_table_insert (
          counts, pixel,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, pixel)) + 1));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most) {
      most = GPOINTER_TO_UINT (value);
      back = GPOINTER_TO_UINT (key);
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    best = fmax (best,
                 plot_colour_contrast (colour_of (GPOINTER_TO_UINT (key)), colour_of (back)));
  return best;
}

static guint
look_below (const Contrast *c, GtkWidget *widget)
{
  graphene_rect_t part;
  guint bad = 0;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget)
      || gtk_widget_get_opacity (widget) < 1)
    return 0;
  if (GTK_IS_LABEL (widget)
      && g_regex_match_simple ("[\\p{L}\\p{N}]", gtk_label_get_text (GTK_LABEL (widget)), 0, 0)
      && is_seen (widget, c->window, &part)) {
    double ratio = contrast_in (c, &part);

    if (ratio < c->least) {
      g_autofree char *place = place_of (widget);

      g_test_message ("%s: “%s” has a contrast of %.1f to 1 (%s)", c->where,
                      gtk_label_get_text (GTK_LABEL (widget)), ratio, place);
      bad++;
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bad += look_below (c, child);
  return bad;
}

guint
look_at_contrast (GtkWidget *window, const char *where, double least)
{
  g_autoptr (GdkTexture) picture = look_picture (window, ENLARGED);
  g_autofree guint32 *pixels = NULL;
  Contrast c = { .window = window, .where = where, .least = least };

  if (picture == NULL)
    return 0;
  c.pixels = pixels = pixels_of (picture);
  c.width = gdk_texture_get_width (picture);
  c.height = gdk_texture_get_height (picture);
  return look_below (&c, window);
}
