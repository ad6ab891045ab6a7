/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-private.h - the parts of the table of cases; only verify-cases.c puts them together.
 */
#ifndef SIM_STUDY_VERIFY_PRIVATE_H
#define SIM_STUDY_VERIFY_PRIVATE_H

#include "verify.h"

G_BEGIN_DECLS

/** Each gives its rows and how many. */
const SimVerifyCase *sim_verify_means (guint *n);
const SimVerifyCase *sim_verify_designs (guint *n);

G_END_DECLS
#endif
