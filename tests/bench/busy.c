/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * busy.c - stands between the main loop and its poll.
 */
#include "busy.h"

#include <time.h>

static BusyNote told;
static gint64 awake; /* since when the thread is; 0: not known yet */
static double awake_cpu;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static gint
poll_and_tell (GPollFD *fds, guint n, gint timeout)
{
  gint found;

  if (awake > 0)
    told ((double)(g_get_monotonic_time () - awake) / 1000, cpu_ms () - awake_cpu);
  found = g_poll (fds, n, timeout);
  awake = g_get_monotonic_time ();
  awake_cpu = cpu_ms ();
  return found;
}

void
busy_watch (BusyNote note)
{
  told = note;
  awake = 0;
  g_main_context_set_poll_func (NULL, note != NULL ? poll_and_tell : NULL);
}
