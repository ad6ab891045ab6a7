/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type.c - measuring, cutting and breaking text.
 */
#include "plot/type.h"

#include <pango/pangocairo.h>

/* A figure holds some 40 texts; most stay the same from frame to frame. */
#define MAX_REMEMBERED 600

struct _PlotRuler {
  PangoLayout *layout;
  PangoFontDescription *font;
  GHashTable *widths; /* "size weight text" -> width in 1/1024 px */
};

PlotRuler *
plot_ruler_new (const char *family)
{
  PlotRuler *ruler = g_new0 (PlotRuler, 1);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 96);
  ruler->layout = pango_layout_new (context);
  ruler->font = pango_font_description_new ();
  pango_font_description_set_family (ruler->font, family);
  ruler->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_unref (context);
  return ruler;
}

void
plot_ruler_free (PlotRuler *ruler)
{
  if (ruler == NULL)
    return;
  g_object_unref (ruler->layout);
  pango_font_description_free (ruler->font);
  g_hash_table_unref (ruler->widths);
  g_free (ruler);
}

static void
set_text (PlotRuler *ruler, const char *text, double size, PlotWeight weight)
{
  static const PangoWeight weights[]
      = { PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_MEDIUM, PANGO_WEIGHT_BOLD };

  pango_font_description_set_absolute_size (ruler->font, size * PANGO_SCALE);
  pango_font_description_set_weight (ruler->font, weights[weight]);
  pango_layout_set_font_description (ruler->layout, ruler->font);
  pango_layout_set_width (ruler->layout, -1);
  pango_layout_set_text (ruler->layout, text, -1);
}

double
plot_ruler_measure (PlotRuler *ruler, const char *text, double size, PlotWeight weight)
{
  g_autofree char *key = NULL;
  gpointer found;
  int width;

  if (text == NULL || text[0] == '\0')
    return 0;
  key = g_strdup_printf ("%d %d %s", (int)(size * 16), (int)weight, text);
  if (g_hash_table_lookup_extended (ruler->widths, key, NULL, &found))
    return GPOINTER_TO_INT (found) / (double)PANGO_SCALE;
  set_text (ruler, text, size, weight);
  pango_layout_get_size (ruler->layout, &width, NULL);
  if (g_hash_table_size (ruler->widths) >= MAX_REMEMBERED)
    g_hash_table_remove_all (ruler->widths);
  g_hash_table_insert (ruler->widths, g_steal_pointer (&key), GINT_TO_POINTER (width));
  return width / (double)PANGO_SCALE;
}

/** The text's first bytes up to a place where a cursor may stand, and an ellipsis. */
static char *
cut (const char *text, gsize bytes)
{
  g_autofree char *head = g_strndup (text, bytes);

  return g_strconcat (g_strchomp (head), "…", NULL);
}

char *
plot_ruler_fit (PlotRuler *ruler, const char *text, double width, double size, PlotWeight weight)
{
  const PangoLogAttr *attributes;
  g_autofree gsize *stops = NULL;
  int n_attributes;
  guint n_stops = 0, low = 0, high;
  const char *place;

  if (plot_ruler_measure (ruler, text, size, weight) <= width)
    return g_strdup (text);
  set_text (ruler, text, size, weight);
  attributes = pango_layout_get_log_attrs_readonly (ruler->layout, &n_attributes);
  stops = g_new (gsize, n_attributes + 1);
  place = pango_layout_get_text (ruler->layout);
  for (int i = 0; i < n_attributes; i++) {
    if (attributes[i].is_cursor_position)
      stops[n_stops++] = place - pango_layout_get_text (ruler->layout);
    if (*place != '\0')
      place = g_utf8_next_char (place);
  }
  high = n_stops;
  while (low + 1 < high) {
    guint middle = (low + high) / 2;
    g_autofree char *tried = cut (text, stops[middle]);

    if (plot_ruler_measure (ruler, tried, size, weight) <= width)
      low = middle;
    else
      high = middle;
  }
  return low == 0 ? g_strdup ("") : cut (text, stops[low]);
}

guint
plot_ruler_wrap (PlotRuler *ruler, const char *text, double width, double size, PlotWeight weight,
                 char **lines, guint max)
{
  guint n = 0;
  GSList *line;
  g_autofree char *all = NULL;

  if (max == 0 || text[0] == '\0')
    return 0;
  if (max == 1 || plot_ruler_measure (ruler, text, size, weight) <= width) {
    lines[0] = plot_ruler_fit (ruler, text, width, size, weight);
    return 1;
  }
  set_text (ruler, text, size, weight);
  pango_layout_set_width (ruler->layout, (int)(MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (ruler->layout, PANGO_WRAP_WORD);
  all = g_strdup (pango_layout_get_text (ruler->layout));
  for (line = pango_layout_get_lines_readonly (ruler->layout); line != NULL && n < max;
       line = line->next, n++) {
    PangoLayoutLine *at = line->data;

    lines[n] = n + 1 < max ? g_strchomp (g_strndup (all + at->start_index, at->length))
                           : g_strdup (all + at->start_index);
  }
  /* The last one may be all the rest, any one a word that is too wide. Measuring takes the layout,
     so it comes now. */
  for (guint i = 0; i < n; i++) {
    g_autofree char *whole = lines[i];

    lines[i] = plot_ruler_fit (ruler, whole, width, size, weight);
  }
  return n;
}
