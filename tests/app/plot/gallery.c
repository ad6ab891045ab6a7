/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gallery.c - draws the sample figures into PNG files, to look at: gallery DIRECTORY [ITERATIONS]
 */
#include <stdlib.h>
#include <time.h>

#include "samples.h"

typedef struct {
  const char *name;
  PlotFigure *figure;
  int width, height;
  double scale, text_scale;
  PlotTheme theme;
  PlotPreset preset;
  gboolean stale;
} Picture;

static void
draw (const Picture *picture, const char *folder, int repeats)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, picture->name);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(picture->width * picture->scale),
                                    (int)(picture->height * picture->scale));
  cairo_t *cr;
  PlotStyle style;
  clock_t start;

  cairo_surface_set_device_scale (surface, picture->scale, picture->scale);
  cr = cairo_create (surface);
  plot_style_init (&style, picture->theme, picture->preset, picture->text_scale);
  style.stale = picture->stale;
  plot_figure_draw (picture->figure, cr, picture->width, picture->height, &style, NULL);
  start = clock ();
  for (int i = 0; i < repeats; i++)
    plot_figure_draw (picture->figure, cr, picture->width, picture->height, &style, NULL);
  if (repeats > 0)
    g_print ("%-24s %.2f ms\n", picture->name,
             1000.0 * (double)(clock () - start) / CLOCKS_PER_SEC / repeats);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  int repeats = argc > 2 ? atoi (argv[2]) : 0;
  PlotFigure *power, *rough, *many, *effects, *effects_rough, *effects_many, *outcomes;
  PlotFigure *heat, *heat_coarse, *heat_few, *tornado, *p_values, *p_null, *convergence;
  PlotFigure *scores, *groups, *bars, *curves, *forest;

  if (argc < 2) {
    g_printerr ("usage: gallery DIRECTORY [ITERATIONS]\n");
    return 2;
  }
  plot_init (NULL);
  power = plot_power_figure_new (sample_power (100000));
  rough = plot_power_figure_new (sample_power (2000));
  many = plot_power_figure_new (sample_power_many (12, 25));
  effects = plot_effects_figure_new (sample_effects (100000));
  effects_rough = plot_effects_figure_new (sample_effects (1000));
  outcomes = plot_effects_figure_new (sample_effects_outcomes (6));
  effects_many = plot_effects_figure_new (sample_effects_many (12));
  heat = plot_heat_figure_new (sample_heat (25, 25, 625));
  heat_coarse = plot_heat_figure_new (sample_heat (25, 25, 200));
  heat_few = plot_heat_figure_new (sample_heat (7, 6, 42));
  tornado = plot_tornado_figure_new (sample_tornado (8));
  p_values = plot_p_value_figure_new (sample_p_values (2.1, 0.05, TRUE));
  p_null = plot_p_value_figure_new (sample_p_values (0, 0.0125, TRUE));
  convergence = plot_convergence_figure_new (sample_convergence (20));
  scores = plot_trial_figure_new (sample_trial (PLOT_TRIAL_SCORES, 3, 3, 50));
  groups = plot_trial_figure_new (sample_trial (PLOT_TRIAL_SCORES, 3, 2, 50));
  bars = plot_trial_figure_new (sample_trial (PLOT_TRIAL_CATEGORIES, 3, 3, 60));
  forest = plot_forest_figure_new (sample_forest (40, 40));
  curves = plot_trial_figure_new (sample_trial (PLOT_TRIAL_TIMES, 3, 0, 80));
  {
    const Picture pictures[] = {
      { "power-light", power, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "power-dark", power, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "power-rough", rough, 900, 560, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "power-contrast", power, 970, 536, 1, 1, PLOT_THEME_CONTRAST_DARK, PLOT_PRESET_SCREEN,
        FALSE },
      { "power-stale", power, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, TRUE },
      { "power-small", power, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "power-medium", power, 560, 380, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "power-large", power, 3840, 2160, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "power-slide", power, 1600, 900, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SLIDE, FALSE },
      { "power-many", many, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "effects-light", effects, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "effects-dark", effects, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "effects-rough", effects_rough, 900, 560, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN,
        FALSE },
      { "effects-small", effects, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "effects-medium", effects, 560, 380, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "effects-many", effects_many, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "outcomes-light", outcomes, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "outcomes-dark", outcomes, 970, 330, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "outcomes-small", outcomes, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "effects-slide", effects, 1600, 900, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SLIDE, FALSE },
      { "heat-light", heat, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "heat-dark", heat, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "heat-coarse", heat_coarse, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "heat-few", heat_few, 560, 380, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "heat-small", heat, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "heat-slide", heat_few, 1600, 900, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SLIDE, FALSE },
      { "tornado-light", tornado, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "tornado-dark", tornado, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "tornado-medium", tornado, 560, 380, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "tornado-small", tornado, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "forest-light", forest, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "forest-dark", forest, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "forest-small", forest, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "trial-scores", scores, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "trial-groups", groups, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "trial-bars", bars, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "trial-curves", curves, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "trial-small", scores, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "trial-slide", bars, 1600, 900, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SLIDE, FALSE },
      { "p-values-light", p_values, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "p-values-dark", p_null, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN, FALSE },
      { "p-values-small", p_values, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN, FALSE },
      { "p-values-slide", p_null, 1600, 900, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SLIDE, FALSE },
      { "convergence-light", convergence, 970, 536, 1, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN,
        FALSE },
      { "convergence-dark", convergence, 970, 536, 1, 1, PLOT_THEME_DARK, PLOT_PRESET_SCREEN,
        FALSE },
      { "convergence-small", convergence, 300, 200, 2, 1, PLOT_THEME_LIGHT, PLOT_PRESET_SCREEN,
        FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
      draw (&pictures[i], argv[1], repeats);
  }
  plot_figure_unref (power);
  plot_figure_unref (rough);
  plot_figure_unref (many);
  plot_figure_unref (effects);
  plot_figure_unref (effects_rough);
  plot_figure_unref (effects_many);
  plot_figure_unref (outcomes);
  plot_figure_unref (heat);
  plot_figure_unref (heat_coarse);
  plot_figure_unref (heat_few);
  plot_figure_unref (tornado);
  plot_figure_unref (forest);
  plot_figure_unref (p_values);
  plot_figure_unref (p_null);
  plot_figure_unref (convergence);
  plot_figure_unref (scores);
  plot_figure_unref (groups);
  plot_figure_unref (bars);
  plot_figure_unref (curves);
  return 0;
}
