/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * laid-out.c - passing over what is hidden.
 */
#include "laid-out.h"

static GtkWidget *
from (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

GtkWidget *
app_laid_out_first (GtkWidget *widget)
{
  return from (gtk_widget_get_first_child (widget));
}

GtkWidget *
app_laid_out_next (GtkWidget *child)
{
  return from (gtk_widget_get_next_sibling (child));
}

void
app_laid_out_compute_expand (GtkWidget *widget, gboolean *across, gboolean *down)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *across = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
  *down = gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL);
}
