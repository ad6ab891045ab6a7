/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * layout.c - type sizes, the title block, and tags.
 */
#include "plot/layout.h"

#include <math.h>
#include <string.h>

/* Below these (px at text scale 1) type and paddings shrink, down to four fifths. */
#define COMFORTABLE_WIDTH  560.0
#define COMFORTABLE_HEIGHT 360.0
#define SMALL_WIDTH        380.0
#define SMALL_HEIGHT       260.0
/* Of a title, and of a line of a subtitle: more than two are taken rather than cut a sentence. */
#define MOST_LINES 4

static PlotType
type_of (double size, PlotWeight weight, PlotColour colour)
{
  PlotType type = { colour, size, weight };

  return type;
}

void
plot_layout_init (PlotLayout *layout, PlotCanvas *canvas)
{
  const PlotStyle *style = plot_canvas_style (canvas);
  double width = plot_canvas_width (canvas) / style->text_scale;
  double height = plot_canvas_height (canvas) / style->text_scale;
  double shrink = MIN (width / COMFORTABLE_WIDTH, height / COMFORTABLE_HEIGHT);
  double u = style->text_scale * CLAMP (shrink, 0.8, 1.0);
  /* An answer of before is greyed, as what is drawn is, but can be read. */
  PlotColour answer = style->stale || style->waiting ? style->muted : style->text;

  layout->unit = u;
  layout->pad = (shrink < 1 ? 12 : 22) * u;
  layout->small = width < SMALL_WIDTH || height < SMALL_HEIGHT;
  layout->title = type_of (17 * u, PLOT_WEIGHT_BOLD, answer);
  if (layout->small)
    layout->title.size = 14 * u;
  layout->subtitle = type_of (13 * u, PLOT_WEIGHT_REGULAR, style->subtitle);
  layout->tick = type_of (12 * u, PLOT_WEIGHT_REGULAR, style->muted);
  layout->name = type_of (13 * u, PLOT_WEIGHT_MEDIUM, style->text);
  layout->detail = type_of (11.5 * u, PLOT_WEIGHT_REGULAR, style->muted);
  layout->label = type_of (12 * u, PLOT_WEIGHT_MEDIUM, style->text);
  layout->strong = type_of (12.5 * u, PLOT_WEIGHT_BOLD, answer);
}

double
plot_layout_foot (const PlotLayout *layout, gboolean titled)
{
  return (titled ? 6 + 1.75 * 12 : 6) * layout->unit + 5 + 1.5 * layout->tick.size;
}

/* A title that needs more lines than one gets lines of about the same length, unless it needs all
   that there may be: then it would be cut beside free space. */
static double
balanced_width (PlotCanvas *canvas, const char *title, double room, const PlotType *type)
{
  double width = plot_canvas_measure (canvas, title, type);
  double lines = ceil (width / MAX (room, 1));

  return lines > 1 && lines < MOST_LINES ? MIN (room, 1.15 * width / lines) : room;
}

/* Leaves off clauses from the end until the rest fits in a line; the first one alone may take more
   lines. Returns the number of lines. */
static guint
fit_clauses (PlotCanvas *canvas, const char *text, double room, const PlotType *type,
             const char **lines, guint most)
{
  char *rest = plot_canvas_keep (canvas, g_strdup (text));
  char *clause;

  while (plot_canvas_measure (canvas, rest, type) > room
         && (clause = g_strrstr (rest, PLOT_CLAUSE)) != NULL)
    *clause = '\0';
  return plot_canvas_wrap (canvas, rest, room, type, lines, most);
}

static double
draw_lines (const PlotLayout *layout, PlotCanvas *canvas, const char **lines, guint n, double y,
            const PlotType *type)
{
  for (guint i = 0; i < n; i++, y += 1.3 * type->size)
    plot_canvas_text (canvas, layout->pad, y, 0, lines[i], type);
  return y;
}

double
plot_layout_header (const PlotLayout *layout, PlotCanvas *canvas, const char *title,
                    const char *subtitle)
{
  const char *lines[MOST_LINES];
  double room = plot_canvas_width (canvas) - 2 * layout->pad;
  double y = layout->pad + 0.45 * layout->title.size;
  guint n = plot_canvas_wrap (canvas, title, balanced_width (canvas, title, room, &layout->title),
                              &layout->title, lines, MOST_LINES);

  y = draw_lines (layout, canvas, lines, n, y, &layout->title);
  for (char *next, *at = plot_canvas_keep (canvas, g_strdup (subtitle));
       !layout->small && at != NULL; at = next) {
    next = strchr (at, '\n');
    if (next != NULL)
      *next++ = '\0';
    n = fit_clauses (canvas, at, room, &layout->subtitle, lines, MOST_LINES);
    y = draw_lines (layout, canvas, lines, n, y, &layout->subtitle);
  }
  return y - 0.5 * layout->subtitle.size;
}

double
plot_tag_leading (const PlotLayout *layout)
{
  return 15.5 * layout->unit;
}

static void
add_line (PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas, const char *text,
          gboolean is_name, gboolean cut, double limit)
{
  const PlotType *type = is_name ? &layout->name : &layout->detail;
  double width;

  if (text == NULL || text[0] == '\0' || tag->n_lines >= G_N_ELEMENTS (tag->lines))
    return;
  if (cut && is_name)
    text = plot_canvas_fit (canvas, text, limit, type);
  width = plot_canvas_measure (canvas, text, type);
  tag->width = MAX (tag->width, width);
  tag->lines[tag->n_lines++] = text;
  tag->n_names += is_name;
}

/* What a brief name does not tell: which outcome, visit or method. It is cut like a name. */
static void
add_remark (PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas, const PlotNames *names,
            double limit)
{
  if (names->remark == NULL || names->remark[0] == '\0')
    return;
  add_line (tag, layout, canvas, plot_canvas_fit (canvas, names->remark, limit, &layout->detail),
            FALSE, FALSE, limit);
}

/* The second line of a full name whose first is the first arm, as "A vs b" and "A: change from
   baseline"; NULL if it cannot be parted so. */
static const char *
second_line (const PlotNames *names)
{
  const char *rest = names->full + strlen (names->arm_a);

  if (names->arm_a[0] == '\0' || !g_str_has_prefix (names->full, names->arm_a)
      || (rest[0] != ' ' && rest[0] != ':'))
    return NULL;
  return rest + strspn (rest, ": ");
}

void
plot_tag_init (PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas, const PlotNames *names,
               const char *detail, PlotTagLevel level, double limit)
{
  const char *second = second_line (names);
  gboolean cut = level >= PLOT_TAG_BRIEF;

  memset (tag, 0, sizeof *tag);
  if ((level == PLOT_TAG_BROKEN || level == PLOT_TAG_NAME) && second != NULL) {
    add_line (tag, layout, canvas, names->arm_a, TRUE, FALSE, limit);
    add_line (tag, layout, canvas, second, TRUE, FALSE, limit);
  } else
    add_line (tag, layout, canvas, cut ? names->brief : names->full, TRUE, cut, limit);
  if (cut && level < PLOT_TAG_ID)
    add_remark (tag, layout, canvas, names, limit);
  if (level < PLOT_TAG_SHORT && level != PLOT_TAG_NAME)
    add_line (tag, layout, canvas, detail, FALSE, cut, limit);
  tag->height = tag->n_lines * plot_tag_leading (layout);
}

/* "A vs b" in two colours on one line. */
static void
draw_pair (const PlotLayout *layout, PlotCanvas *canvas, double x, double y, const char *line,
           gsize split, const PlotType *first, const PlotType *second)
{
  const char *head = plot_canvas_keep (canvas, g_strndup (line, split));
  double width = plot_canvas_measure (canvas, head, first);

  plot_canvas_text (canvas, x, y, 0, head, first);
  plot_canvas_text (canvas, x + width, y, 0, line + split, second);
}

void
plot_tag_draw (const PlotTag *tag, const PlotLayout *layout, PlotCanvas *canvas, double x, double y,
               const PlotNames *names, const PlotStroke *stroke)
{
  const PlotStyle *style = plot_canvas_style (canvas);
  PlotType first = layout->name;
  PlotType second = layout->name;

  first.colour = plot_style_readable (style, stroke->colour);
  second.colour = stroke->two_colours ? plot_style_readable (style, stroke->dashes) : first.colour;
  for (guint i = 0; i < tag->n_lines; i++, y += plot_tag_leading (layout)) {
    const char *line = tag->lines[i];

    if (i >= tag->n_names)
      plot_canvas_text (canvas, x, y, 0, line, &layout->detail);
    else if (i == 0 && stroke->two_colours && tag->n_names == 1 && names->arm_a[0] != '\0'
             && g_str_has_prefix (line, names->arm_a) && strlen (line) > strlen (names->arm_a))
      draw_pair (layout, canvas, x, y, line, strlen (names->arm_a), &first, &second);
    else
      plot_canvas_text (canvas, x, y, 0, line, i == 0 ? &first : &second);
  }
}
