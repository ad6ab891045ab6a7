/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * theme.c - the present style of the desktop, as what is drawn needs it.
 */
#include "theme.h"

#include <adwaita.h>

/* Of a symbolic icon and of what is ticked beside text of the usual size, px, as the desktop has
   them. */
#define ICON_SIZE  16
#define CHECK_SIZE 14
#define RULES "app-rules" /* of a style sheet, what it holds */
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
app_theme_set_rules (const char *key, guint priority, const char *rules)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkCssProvider *sheet = g_object_get_data (G_OBJECT (display), key);

  if (sheet == NULL) {
    sheet = gtk_css_provider_new ();
    g_object_set_data_full (G_OBJECT (display), key, sheet, g_object_unref);
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet), priority);
  }
  /* Another style sheet styles all anew. */
  if (g_strcmp0 (rules, g_object_get_data (G_OBJECT (sheet), RULES)) == 0)
    return;
  gtk_css_provider_load_from_data (sheet, rules, -1);
  g_object_set_data_full (G_OBJECT (sheet), RULES, g_strdup (rules), g_free);
}

/* Symbolic icons grow with the text that they stand beside or in place of. */
static void
on_text_scale (void)
{
  double scale = MIN (app_theme_text_scale (), 2);
  g_autofree char *rules
      = scale != 1 ? g_strdup_printf ("image:not(.icon):not(.large-icons), arrow, expander,\n"
                                      "spinbutton > button { -gtk-icon-size: %.0fpx; }\n"
                                      "check, radio { -gtk-icon-size: %.0fpx; }\n",
                                      ICON_SIZE * scale, CHECK_SIZE * scale)
                   : g_strdup ("");

  app_theme_set_rules ("app-icons", GTK_STYLE_PROVIDER_PRIORITY_THEME + 1, rules);
}

void
app_theme_init (void)
{
  GtkCssProvider *contrast = gtk_css_provider_new (); /* for the life of the program */

  g_signal_connect (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                    G_CALLBACK (on_text_scale), NULL);
  on_text_scale ();
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
