/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * blame.h - which assignment of --set and the like brought a problem into a scenario.
 */
#ifndef SIM_CLI_BLAME_H
#define SIM_CLI_BLAME_H

#include "sim.h"

G_BEGIN_DECLS

/** Assignments of one option, as they are applied. */
typedef struct {
  const char *option;           /* "--set" */
  const GPtrArray *assignments; /* of text: "/pointer=value" */
  SimDraft *(*apply) (SimDraft *draft, const char *assignment, GError **error);
} SimCliAssignments;

/**
 * For each of problems the assignment after which it was there first, as the words of the command
 * line ("--set /testing/alpha=7"), or NULL: it stands in draft, which is the file, or comes from
 * elsewhere. All assignments must be applicable, in the order of the n rows. Owned by the
 * caller.
 */
GPtrArray *sim_cli_blame (SimDraft *draft, const SimCliAssignments *rows, guint n,
                          const GPtrArray *problems);
/**
 * A problem that was brought in by blamed, on one line: "FILE: --set /testing/alpha=7: outside the
 * range: ..."; "FILE:164: /testing/...: ... (after --set ...)" where it is said of what stands in
 * draft, the file. Newly allocated.
 */
char *sim_cli_blame_line (SimDraft *draft, SimDraft *edited, const SimProblem *problem,
                          const char *file, const char *blamed);

G_END_DECLS
#endif
