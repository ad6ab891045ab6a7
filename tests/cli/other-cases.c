/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * other-cases.c - the table of cases of a test build of trefoil-sim, in place of the one that is
 * compiled in.
 */
#include "other-cases.h"

#ifdef ENDLESS
#define CASES endless
#else
#define CASES broken
#endif

const SimVerifyCase *
sim_verify_cases (guint *n)
{
  *n = G_N_ELEMENTS (CASES);
  return CASES;
}
