/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * main.c - trefoil: the window.
 */
#include <signal.h>

#include "application.h"
#include "sim.h"

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  signal (SIGXFSZ, SIG_IGN); /* a file that may not grow is met as EFBIG, and said */
  sim_shown_init ();
  g_set_prgname (TREFOIL_APP_ID);
  application = app_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
