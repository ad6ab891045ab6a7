/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * problems.h - what is wrong with the scenario and cannot be seen at a row.
 */
#ifndef APP_EDITOR_PROBLEMS_H
#define APP_EDITOR_PROBLEMS_H

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define APP_TYPE_PROBLEMS (app_problems_get_type ())
G_DECLARE_FINAL_TYPE (AppProblems, app_problems, APP, PROBLEMS, AdwBin)

/**
 * A list with a button each; it is hidden while it is empty.
 * Signal "jump" (const char *pointer): the button of the problem at pointer was pressed.
 */
AppProblems *app_problems_new (void);

/** Lists problems (of SimProblem, borrowed); the same list again changes nothing. */
void app_problems_show (AppProblems *self, GPtrArray *problems);

G_END_DECLS
#endif
