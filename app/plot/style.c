/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * style.c - palettes, strokes, and the arithmetic of colours.
 */
#include "plot/style.h"

#include <math.h>
#include <string.h>

/** The colours of one theme as 0xRRGGBB, so that the table can be read at a glance. */
typedef struct {
  guint32 background, text, subtitle, muted, grid, axis, alarm, neutral;
  guint32 arms[PLOT_N_ARM_COLOURS];
} Palette;

static const Palette palettes[PLOT_N_THEMES] = {
  [PLOT_THEME_LIGHT] = { 0xffffff,
                         0x1c1c1e,
                         0x4b4b52,
                         0x6a6a72,
                         0xe9e9ee,
                         0x9b9ba3,
                         0xd1451b,
                         0x5f5f68,
                         { 0x0072b2, 0xd9780f, 0x009e73, 0xb04a8c, 0x857200, 0x5a46c4 } },
  [PLOT_THEME_DARK] = { 0x1e1e1e,
                        0xf2f2f2,
                        0xc2c2c8,
                        0xa6a6ad,
                        0x343437,
                        0x6b6b72,
                        0xff7a59,
                        0xb4b4bc,
                        { 0x4ba3e3, 0xf0a43c, 0x3cc79b, 0xe08bc4, 0xd6c94a, 0xa99bff } },
  [PLOT_THEME_CONTRAST_LIGHT] = { 0xffffff,
                                  0x000000,
                                  0x1c1c1e,
                                  0x2e2e33,
                                  0xb4b4ba,
                                  0x000000,
                                  0xa02000,
                                  0x2e2e33,
                                  { 0x004f86, 0x934400, 0x00604a, 0x8a1f66, 0x5a4d00, 0x3a1f9e } },
  [PLOT_THEME_CONTRAST_DARK] = { 0x000000,
                                 0xffffff,
                                 0xf2f2f2,
                                 0xdcdce0,
                                 0x5a5a60,
                                 0xffffff,
                                 0xff9a80,
                                 0xdcdce0,
                                 { 0x7cc4ff, 0xffc46b, 0x6fe6bf, 0xffb0e0, 0xf5ea7a, 0xc9c0ff } },
};

/** Dash patterns by place in the list, px on and off at line width 1; the first is solid. */
static const struct {
  double px[4];
  guint n;
} dashes[] = {
  { { 0 }, 0 },          { { 11, 5, 0, 0 }, 2 }, { { 16, 5, 5, 5 }, 4 },
  { { 6, 5, 0, 0 }, 2 }, { { 22, 5, 0, 0 }, 2 }, { { 11, 5, 2, 5 }, 4 },
};

/* Corners and first angle of each mark, and the factor that gives all marks about equal areas. */
static const struct {
  guint corners;
  double start, scale;
} mark_shapes[PLOT_N_MARKS] = {
  [PLOT_MARK_DISC] = { PLOT_MARK_MAX_CORNERS, 0, 1 }, [PLOT_MARK_SQUARE] = { 4, G_PI_4, 1.25 },
  [PLOT_MARK_TRIANGLE] = { 3, -G_PI_2, 1.45 },        [PLOT_MARK_DIAMOND] = { 4, 0, 1.32 },
  [PLOT_MARK_TRIANGLE_DOWN] = { 3, G_PI_2, 1.45 },    [PLOT_MARK_PENTAGON] = { 5, -G_PI_2, 1.18 },
};

guint
plot_mark_corners (PlotMark mark)
{
  return mark_shapes[mark % PLOT_N_MARKS].corners;
}

void
plot_mark_corner (PlotMark mark, guint i, double radius, double *x, double *y)
{
  double reach = radius * mark_shapes[mark % PLOT_N_MARKS].scale;
  double turn = mark_shapes[mark % PLOT_N_MARKS].start
                + 2 * G_PI * i / mark_shapes[mark % PLOT_N_MARKS].corners;

  *x = reach * cos (turn);
  *y = reach * sin (turn);
}

static PlotColour
from_hex (guint32 hex)
{
  PlotColour colour
      = { ((hex >> 16) & 255) / 255.0, ((hex >> 8) & 255) / 255.0, (hex & 255) / 255.0, 1.0 };
  return colour;
}

void
plot_style_init (PlotStyle *style, PlotTheme theme, PlotPreset preset, double text_scale)
{
  const Palette *palette;

  memset (style, 0, sizeof *style);
  if (preset == PLOT_PRESET_PRINT)
    theme = PLOT_THEME_LIGHT;
  palette = &palettes[theme < PLOT_N_THEMES ? theme : PLOT_THEME_LIGHT];
  style->theme = theme;
  style->preset = preset;
  style->text_scale = text_scale > 0 && isfinite (text_scale) ? CLAMP (text_scale, 0.5, 4.0) : 1.0;
  style->line_scale = theme >= PLOT_THEME_CONTRAST_LIGHT ? 1.4 : 1.0;
  if (preset == PLOT_PRESET_SLIDE) {
    style->text_scale *= 1.7;
    style->line_scale = 1.8;
  }
  style->interactive = preset == PLOT_PRESET_SCREEN;
  style->background = from_hex (palette->background);
  style->text = from_hex (palette->text);
  style->subtitle = from_hex (palette->subtitle);
  style->muted = from_hex (palette->muted);
  style->grid = from_hex (palette->grid);
  style->axis = from_hex (palette->axis);
  style->alarm = from_hex (palette->alarm);
  style->neutral = from_hex (palette->neutral);
  for (guint i = 0; i < PLOT_N_ARM_COLOURS; i++)
    style->arms[i] = from_hex (palette->arms[i]);
}

PlotColour
plot_style_arm (const PlotStyle *style, guint colour)
{
  return style->arms[colour % PLOT_N_ARM_COLOURS];
}

static void
set_dash (PlotStroke *stroke, guint index)
{
  index %= G_N_ELEMENTS (dashes);
  memcpy (stroke->dash, dashes[index].px, sizeof stroke->dash);
  stroke->n_dash = dashes[index].n;
}

PlotStroke
plot_style_stroke (const PlotStyle *style, const PlotContrast *contrast)
{
  PlotStroke stroke;
  gboolean a_is_reference
      = contrast->reference >= 0 && contrast->arm_a == (guint)contrast->reference;
  gboolean b_is_reference
      = contrast->reference >= 0 && contrast->arm_b == (guint)contrast->reference;

  memset (&stroke, 0, sizeof stroke);
  stroke.colour = plot_style_arm (style, a_is_reference ? contrast->colour_b : contrast->colour_a);
  stroke.dashes = plot_style_arm (style, contrast->colour_b);
  stroke.two_colours
      = !a_is_reference && !b_is_reference && contrast->colour_a != contrast->colour_b;
  set_dash (&stroke, contrast->index);
  /* The second colour lies in dashes on the first, so such a line always needs a pattern. */
  if (stroke.two_colours && stroke.n_dash == 0)
    set_dash (&stroke, 1);
  stroke.mark = contrast->index % PLOT_N_MARKS;
  stroke.hollow = (contrast->index / PLOT_N_MARKS) % 2 == 1;
  return stroke;
}

PlotStroke
plot_style_neutral (const PlotStyle *style, guint index)
{
  PlotStroke stroke;

  memset (&stroke, 0, sizeof stroke);
  stroke.colour = style->neutral;
  stroke.dashes = style->neutral;
  stroke.hollow = TRUE;
  if (index > 1) {
    set_dash (&stroke, index - 2);
    stroke.mark = (index - 2) % PLOT_N_MARKS;
    return stroke;
  }
  stroke.dash[0] = index == 0 ? 8 : 2;
  stroke.dash[1] = index == 0 ? 4 : 5;
  stroke.n_dash = 2;
  stroke.mark = index == 0 ? PLOT_MARK_DIAMOND : PLOT_MARK_SQUARE;
  return stroke;
}

PlotColour
plot_colour_alpha (PlotColour colour, double alpha)
{
  colour.alpha = CLAMP (alpha, 0.0, 1.0);
  return colour;
}

PlotColour
plot_colour_mix (PlotColour from, PlotColour to, double part)
{
  PlotColour mixed;

  part = CLAMP (part, 0.0, 1.0);
  mixed.red = from.red + part * (to.red - from.red);
  mixed.green = from.green + part * (to.green - from.green);
  mixed.blue = from.blue + part * (to.blue - from.blue);
  mixed.alpha = from.alpha + part * (to.alpha - from.alpha);
  return mixed;
}

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (PlotColour colour)
{
  return 0.2126 * linear (colour.red) + 0.7152 * linear (colour.green)
         + 0.0722 * linear (colour.blue);
}

double
plot_colour_contrast (PlotColour one, PlotColour other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

PlotColour
plot_style_readable (const PlotStyle *style, PlotColour colour)
{
  gboolean high
      = style->theme == PLOT_THEME_CONTRAST_LIGHT || style->theme == PLOT_THEME_CONTRAST_DARK;
  double wanted = high ? 7.0 : 4.5;
  PlotColour readable = colour;

  for (int step = 1; step <= 20 && plot_colour_contrast (readable, style->background) < wanted;
       step++)
    readable = plot_colour_mix (colour, style->text, step / 20.0);
  return readable;
}

static void
fade (PlotColour *colour, PlotColour background)
{
  /* Grey of the same luminance, then halfway to the background: visibly out of date. */
  double grey = 0.3 * colour->red + 0.59 * colour->green + 0.11 * colour->blue;
  PlotColour neutral = { grey, grey, grey, 1.0 };

  *colour = plot_colour_mix (plot_colour_mix (*colour, neutral, 0.75), background, 0.45);
}

void
plot_style_fade (PlotStyle *style)
{
  fade (&style->neutral, style->background);
  fade (&style->alarm, style->background);
  for (guint i = 0; i < PLOT_N_ARM_COLOURS; i++)
    fade (&style->arms[i], style->background);
}
