/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-lines.h - how the scanner fills the line table.
 *
 * The values of a document are nodes in the order in which they start. A container's members are
 * named in `order`: those of a list by position, those of a map sorted by key, so that a pointer
 * is followed in logarithmic time however large the file, and equal keys end up side by side.
 */
#ifndef SIM_SCENARIO_JSON_LINES_H
#define SIM_SCENARIO_JSON_LINES_H

#include "json.h"

G_BEGIN_DECLS

typedef struct {
  guint32 line;  /* where the value starts, from 1 */
  guint32 key;   /* offset of its key in `keys`; the empty string outside of maps */
  guint32 first; /* of its members in `order` */
  guint32 n;     /* members */
  guint32 is_map;
} SimLineNode;

struct _SimLines {
  gatomicrefcount refs;
  GArray *nodes; /* of SimLineNode */
  GArray *order; /* of guint32: node numbers */
  GString *keys; /* every key, unescaped, each with its NUL */
};

/** An empty table, to be filled by the scanner before anyone else sees it. */
SimLines *sim_lines_new (void);
/** Text of a key at an offset. */
const char *sim_lines_key (const SimLines *lines, guint32 key);
/**
 * Gives node its members (node numbers). Returns the first member, in the order of the text, whose
 * key another member of a map had before it, and that other one in *earlier; 0 if there is none.
 */
guint32 sim_lines_close (SimLines *lines, guint32 node, const guint32 *members, guint32 n,
                         gboolean is_map, guint32 *earlier);

G_END_DECLS
#endif
