/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-number.h - the number of a trial as it is typed or pasted.
 */
#ifndef APP_VIEWS_TRIAL_NUMBER_H
#define APP_VIEWS_TRIAL_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

/**
 * Reads the number of a trial of a seed: "4711", "4,711", "1e3", and what somebody was sent, "Trial
 * 4711 of seed 2019", "trial-4711" or "4711, 2019". NULL, and number is set; else why it is none of
 * a trial here and what is allowed. Newly allocated.
 */
char *app_trial_number_read (const char *text, guint64 seed, guint64 *number);

G_END_DECLS
#endif
