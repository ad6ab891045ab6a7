/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wait.h - for tests of what comes from the main loop.
 */
#ifndef TESTS_APP_WAIT_H
#define TESTS_APP_WAIT_H

#include <glib.h>

/* Long, for machines with much else to do; what fails is seen to fail within a test's own limit. */
#define WAIT_TIMEOUT (200 * G_USEC_PER_SEC)

/* Runs the main loop until condition holds; fails where it does not come to hold. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + WAIT_TIMEOUT;                                          \
    while (!(condition)) {                                                                         \
      g_assert_cmpint (g_get_monotonic_time (), <, end_);                                          \
      g_main_context_iteration (NULL, FALSE);                                                      \
      g_usleep (1000);                                                                             \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

#endif
