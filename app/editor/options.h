/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.h - what may stand at a pointer whose value is one of a few.
 */
#ifndef APP_EDITOR_OPTIONS_H
#define APP_EDITOR_OPTIONS_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct {
  SimValue *value; /* what is written */
  char *label;     /* what is shown, translated */
  char *help;      /* a sentence or two, or NULL */
} AppOption;

/** An empty list of AppOptions, which it owns. */
GPtrArray *app_options_new (void);
/** Appends an option; takes over value and label. */
void app_options_add (GPtrArray *options, SimValue *value, char *label, const char *help);

/**
 * The options at pointer: the choices of an ENUM that this version reads, the members of the list
 * that a REF names, the numbers of an INT of short range. Owns its AppOptions; maybe empty.
 */
GPtrArray *app_options_at (SimDraft *draft, const char *pointer);

/** The member that value is, or NULL. Borrowed. */
const AppOption *app_options_find (GPtrArray *options, const SimValue *value);

/** NULL if draft goes with value at pointer, and what comes with it; else why not, as
 *  sim_change_refused() has it. Newly allocated. */
char *app_options_objection (SimDraft *draft, const char *pointer, const SimValue *value);

/** The name of the member id of the list at pointer, else the id. Newly allocated. */
char *app_options_name (SimDraft *draft, const char *list, const char *id);

/** TRUE if the value that row describes is one of a few whole numbers. */
gboolean app_options_few_numbers (const SimField *row);

G_END_DECLS
#endif
