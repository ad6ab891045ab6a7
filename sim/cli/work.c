/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * work.c - a long computation on a thread of its own, so that a signal can stop it.
 */
#include "work.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

#include "output.h"
#include "words.h"

#define LOOK_EVERY (G_USEC_PER_SEC / 50) /* how long a signal may wait */
#define WIPE       "\r\033[K"

static gpointer
work_thread (gpointer data)
{
  SimCliWork *work = data;

  work->run (work, work->data);
  g_async_queue_push (work->end, work);
  return NULL;
}

void
sim_cli_work_note (double share, gpointer work)
{
  g_atomic_int_set (&((SimCliWork *)work)->per_mille, (gint)lround (1000 * share));
}

static void
draw (SimCliWork *work)
{
  g_autofree char *text
      = g_strdup_printf (WIPE "%d %%", g_atomic_int_get (&work->per_mille) / 10);

  sim_cli_say_text (text);
}

void
sim_cli_work (SimCliWork *work, const SimCliOptions *options, SimCliInterrupt *interrupt)
{
  gboolean shown = !options->quiet && sim_cli_terminal (STDERR_FILENO);

  work->end = g_async_queue_new ();
  GThread *thread = g_thread_new ("work", work_thread, work);
  while (g_async_queue_timeout_pop (work->end, LOOK_EVERY) == NULL)
    if (sim_cli_interrupt_poll (interrupt) != 0)
      g_atomic_int_set (&work->cancel, 1);
    else if (shown)
      draw (work);
  g_thread_join (thread);
  if (shown)
    sim_cli_say_text (WIPE);
  g_async_queue_unref (work->end);
}
