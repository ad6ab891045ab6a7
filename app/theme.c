/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theme.c - the present style of the desktop, as what is drawn needs it.
 */
#include "theme.h"

#include <adwaita.h>

static double
text_scale (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

static PlotTheme
present_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? PLOT_THEME_CONTRAST_DARK
                                                : PLOT_THEME_CONTRAST_LIGHT;
  return adw_style_manager_get_dark (manager) ? PLOT_THEME_DARK : PLOT_THEME_LIGHT;
}

void
app_theme_fill (PlotStyle *style)
{
  plot_style_init (style, present_theme (), PLOT_PRESET_SCREEN, text_scale ());
}

void
app_theme_watch (GCallback callback, GObject *data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_signal_connect_object (manager, "notify::dark", callback, data, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, data, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", callback, data, G_CONNECT_SWAPPED);
}
