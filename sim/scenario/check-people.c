/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-people.c - what must hold between the values that say who the patients are.
 */
#include "check.h"

void
sim_check_people (SimCheck *check)
{
  (void)check;
}
