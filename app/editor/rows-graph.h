/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows-graph.h - a rule whose levels go from hypothesis to hypothesis, as picture and as rows.
 */
#ifndef APP_EDITOR_ROWS_GRAPH_H
#define APP_EDITOR_ROWS_GRAPH_H

#include "editor/card.h"

G_BEGIN_DECLS

/**
 * Appends what a rule needs beside its fields: the picture of a graph or of fallback with a row for
 * each weight, one for each arrow of a graph and a button that adds one, and, where hypotheses are
 * rejected one after another, how that goes in a trial.
 */
void app_rows_add_graph (AppCard *card);

/** A draft in which `from` hands a share to `to` as well: what is left of it, else as much as to
 *  each of the others. NULL on failure. */
SimDraft *app_rows_graph_join (SimDraft *draft, const char *from, const char *to, GError **error);

G_END_DECLS
#endif
