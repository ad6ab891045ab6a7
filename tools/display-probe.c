/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * display-probe.c - exits 0 if GTK can open the display that this shell points to.
 *
 * $DISPLAY alone does not tell: it may name a server that is gone, and Wayland has its own
 * variable. ./dev run asks this program before it opens the window.
 */
#include <gtk/gtk.h>

int
main (void)
{
  return gtk_init_check () ? 0 : 1;
}
