/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theme.c - the present style of the desktop, as what is drawn needs it.
 */
#include "theme.h"

#include <adwaita.h>

/* Above the style sheets of the program, which are of the priority of applications. */
#define CONTRAST_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)

static void
on_contrast (GtkStyleProvider *provider)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_style_context_add_provider_for_display (display, provider, CONTRAST_PRIORITY);
  else
    gtk_style_context_remove_provider_for_display (display, provider);
}

void
app_theme_init (void)
{
  GtkCssProvider *contrast = gtk_css_provider_new (); /* for the life of the program */

  gtk_css_provider_load_from_resource (contrast, "/org/trefoil/Trefoil/contrast.css");
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (on_contrast), contrast, G_CONNECT_SWAPPED);
  on_contrast (GTK_STYLE_PROVIDER (contrast));
}

double
app_theme_text_scale (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

gboolean
app_theme_animated (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean enabled = TRUE;

  if (settings != NULL) /* else there is no display: nothing is seen to move */
    g_object_get (settings, "gtk-enable-animations", &enabled, NULL);
  return enabled;
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
  plot_style_init (style, present_theme (), PLOT_PRESET_SCREEN, app_theme_text_scale ());
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
