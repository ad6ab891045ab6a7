/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/style.c: contrast of the palettes, and strokes that can be told apart.
 */
#include "plot/style.h"

#include <math.h>
#include <string.h>

static void
test_contrast_formula (void)
{
  PlotColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  PlotColour grey = { 0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0, 1 };

  g_assert_cmpfloat_with_epsilon (plot_colour_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (plot_colour_contrast (white, white), 1, 1e-9);
  /* #777777 on white is the well-known near miss of 4.5. */
  g_assert_cmpfloat_with_epsilon (plot_colour_contrast (grey, white), 4.48, 0.005);
}

static void
test_palettes (void)
{
  for (guint theme = 0; theme < PLOT_N_THEMES; theme++)
    for (guint stale = 0; stale < 2; stale++) {
      PlotStyle style;
      gboolean high = theme >= PLOT_THEME_CONTRAST_LIGHT;
      double text = high ? 7 : 4.5;

      plot_style_init (&style, theme, PLOT_PRESET_SCREEN, 1);
      if (stale)
        plot_style_fade (&style);
      g_assert_cmpfloat (plot_colour_contrast (style.text, style.background), >=, 7);
      g_assert_cmpfloat (plot_colour_contrast (style.subtitle, style.background), >=, text);
      g_assert_cmpfloat (plot_colour_contrast (style.muted, style.background), >=, text);
      for (guint arm = 0; arm < PLOT_N_ARM_COLOURS; arm++) {
        PlotColour line = plot_style_arm (&style, arm);

        if (!stale)
          g_assert_cmpfloat (plot_colour_contrast (line, style.background), >=, high ? 4.5 : 3);
        g_assert_cmpfloat (
            plot_colour_contrast (plot_style_readable (&style, line), style.background), >=, text);
      }
    }
}

/* The colours that the editor, the icon and the documentation share. */
static void
test_arm_colours (void)
{
  PlotStyle style;
  PlotColour colour;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  colour = plot_style_arm (&style, 0);
  g_assert_cmpint ((int)lround (colour.blue * 255), ==, 0xb2);
  colour = plot_style_arm (&style, 1);
  g_assert_cmpint ((int)lround (colour.red * 255), ==, 0xd9);
  g_assert_true (memcmp (&style.arms[0], &style.arms[1], sizeof colour) != 0);
  colour = plot_style_arm (&style, PLOT_N_ARM_COLOURS);
  g_assert_cmpfloat (colour.blue, ==, style.arms[0].blue);
}

static void
test_strokes (void)
{
  PlotStyle style;
  PlotContrast reference = { 0, 1, 2, 2, 1, 2 }, reversed = { 1, 2, 1, 2, 2, 1 };
  PlotContrast active = { 2, 0, 1, 2, 0, 1 }, first_active = { 0, 0, 1, -1, 0, 1 };
  PlotContrast own = { 0, 1, 2, 2, 4, 0 }, alike = { 2, 0, 1, 2, 3, 3 };
  PlotStroke stroke;

  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1);
  stroke = plot_style_stroke (&style, &reference);
  g_assert_false (stroke.two_colours);
  g_assert_cmpmem (&stroke.colour, sizeof stroke.colour, &style.arms[1], sizeof stroke.colour);
  stroke = plot_style_stroke (&style, &reversed);
  g_assert_false (stroke.two_colours);
  g_assert_cmpmem (&stroke.colour, sizeof stroke.colour, &style.arms[1], sizeof stroke.colour);
  stroke = plot_style_stroke (&style, &active);
  g_assert_true (stroke.two_colours);
  g_assert_cmpmem (&stroke.colour, sizeof stroke.colour, &style.arms[0], sizeof stroke.colour);
  g_assert_cmpmem (&stroke.dashes, sizeof stroke.dashes, &style.arms[1], sizeof stroke.dashes);
  stroke = plot_style_stroke (&style, &first_active);
  g_assert_true (stroke.two_colours);
  g_assert_cmpuint (stroke.n_dash, >, 0);
  /* Who is the reference is told by the arms, what they look like by their colours. */
  stroke = plot_style_stroke (&style, &own);
  g_assert_cmpmem (&stroke.colour, sizeof stroke.colour, &style.arms[4], sizeof stroke.colour);
  stroke = plot_style_stroke (&style, &alike);
  g_assert_false (stroke.two_colours);
  g_assert_cmpuint (stroke.n_dash, >, 0);
}

/* No two of twelve hypotheses have the same mark, filled or hollow, or the same mark and dash. */
static void
test_marks_differ (void)
{
  PlotStyle style;
  PlotStroke strokes[12];

  plot_style_init (&style, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, 1);
  for (guint i = 0; i < 12; i++) {
    PlotContrast contrast = { i, 0, 1, 1 };

    strokes[i] = plot_style_stroke (&style, &contrast);
    for (guint k = 0; k < i; k++)
      g_assert_true (strokes[k].mark != strokes[i].mark || strokes[k].hollow != strokes[i].hollow);
    if (i > 0 && i < 6)
      g_assert_true (memcmp (strokes[i].dash, strokes[i - 1].dash, sizeof strokes[i].dash) != 0);
  }
}

static void
test_presets (void)
{
  PlotStyle style;

  plot_style_init (&style, PLOT_THEME_DARK, PLOT_PRESET_PRINT, 1);
  g_assert_cmpfloat (style.background.red, ==, 1);
  g_assert_false (style.interactive);
  plot_style_init (&style, PLOT_THEME_DARK, PLOT_PRESET_SLIDE, 1);
  g_assert_cmpfloat (style.text_scale, >, 1.5);
  g_assert_cmpfloat (style.background.red, <, 0.2);
  plot_style_init (&style, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, 1);
  g_assert_true (style.interactive);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, NAN);
  g_assert_cmpfloat (style.text_scale, ==, 1);
  plot_style_init (&style, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, 1e9);
  g_assert_cmpfloat (style.text_scale, <=, 4);
}

static void
test_mark_corners (void)
{
  for (guint mark = 0; mark < PLOT_N_MARKS; mark++) {
    guint n = plot_mark_corners (mark);
    double x, y, sum_x = 0, sum_y = 0;

    g_assert_cmpuint (n, >=, 3);
    g_assert_cmpuint (n, <=, PLOT_MARK_MAX_CORNERS);
    for (guint i = 0; i < n; i++) {
      plot_mark_corner (mark, i, 10, &x, &y);
      g_assert_cmpfloat (hypot (x, y), <, 15);
      g_assert_cmpfloat (hypot (x, y), >, 9);
      sum_x += x;
      sum_y += y;
    }
    g_assert_cmpfloat_with_epsilon (sum_x, 0, 1e-9);
    g_assert_cmpfloat_with_epsilon (sum_y, 0, 1e-9);
  }
}

/* Who asks for contrast gets thicker lines as well, but not on paper. */
static void
test_contrast_lines (void)
{
  PlotStyle plain, strong;

  for (PlotTheme theme = PLOT_THEME_LIGHT; theme <= PLOT_THEME_DARK; theme++) {
    plot_style_init (&plain, theme, PLOT_PRESET_SCREEN, 1);
    plot_style_init (&strong, theme + PLOT_THEME_CONTRAST_LIGHT, PLOT_PRESET_SCREEN, 1);
    g_assert_cmpfloat (strong.line_scale, >, 1.2 * plain.line_scale);
    plot_style_init (&strong, theme + PLOT_THEME_CONTRAST_LIGHT, PLOT_PRESET_PRINT, 1);
    g_assert_cmpfloat (strong.line_scale, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/contrast-formula", test_contrast_formula);
  g_test_add_func ("/style/palettes", test_palettes);
  g_test_add_func ("/style/arm-colours", test_arm_colours);
  g_test_add_func ("/style/strokes", test_strokes);
  g_test_add_func ("/style/marks-differ", test_marks_differ);
  g_test_add_func ("/style/presets", test_presets);
  g_test_add_func ("/style/mark-corners", test_mark_corners);
  g_test_add_func ("/style/contrast-lines", test_contrast_lines);
  return g_test_run ();
}
