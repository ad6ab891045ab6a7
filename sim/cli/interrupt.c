/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * interrupt.c - SIGINT and SIGTERM, asked for rather than suffered.
 */
#include "interrupt.h"

#include <pthread.h>
#include <time.h>

void
sim_cli_interrupt_watch (SimCliInterrupt *interrupt)
{
  const int watched[] = { SIGINT, SIGTERM };

  interrupt->caught = 0;
  sigemptyset (&interrupt->signals);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    sigaddset (&interrupt->signals, watched[i]);
  pthread_sigmask (SIG_BLOCK, &interrupt->signals, NULL);
  /* A script's background jobs are started with SIGINT ignored; whoever sends it means it. */
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    signal (watched[i], SIG_DFL);
}

int
sim_cli_interrupt_poll (SimCliInterrupt *interrupt)
{
  const struct timespec now = { 0, 0 };
  int caught;

  if (interrupt->caught != 0)
    return interrupt->caught;
  caught = sigtimedwait (&interrupt->signals, NULL, &now);
  if (caught > 0) {
    interrupt->caught = caught;
    pthread_sigmask (SIG_UNBLOCK, &interrupt->signals, NULL);
  }
  return interrupt->caught;
}
