/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c - trefoil: the window.
 */
#include <glib/gi18n.h>
#include <signal.h>

#include "application.h"

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  signal (SIGXFSZ, SIG_IGN); /* a file that may not grow is met as EFBIG, and said */
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (TREFOIL_APP_ID);
  application = app_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
