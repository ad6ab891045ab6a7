/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * status.h - the line below everything: how far, how fast, how exact, how long.
 */
#ifndef APP_STATUS_H
#define APP_STATUS_H

#include <gtk/gtk.h>

#include "run.h"

G_BEGIN_DECLS

/** What the status line says; plain data, so that its sentence can be tested. */
typedef struct {
  SimRunState state;
  guint64 done, target;
  guint64 elsewhere; /* of those done: simulated on a cluster */
  double rate;       /* trials a second */
  double seconds;    /* spent */
  double left;       /* NaN where unknown */
  double mcse;       /* the largest of results at the own size; NaN */
  const char *error;
  const char *expected; /* how these are the results that the file expects; NULL: it expects none */
} AppStatusFacts;

/** "412 000 of 1 000 000 trials · 1.2 M/s · ±0.05 points (95 %) · 3 s left". Newly allocated. */
char *app_status_sentence (const AppStatusFacts *facts);

/** The line; follows the document and the run by itself and holds a reference to both. */
GtkWidget *app_status_new (AppDocument *document, AppRun *run);
/** While results are covered their error, which tells how far from 0 and 100 % they are, is not
 *  told. */
void app_status_set_covered (GtkWidget *status, gboolean covered);

G_END_DECLS
#endif
