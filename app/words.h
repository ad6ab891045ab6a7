/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.h - everyday words by which people look for what the program calls otherwise: "alpha" for
 * the level, "attrition" for dropout. Any thread.
 */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include "sim.h"

G_BEGIN_DECLS

typedef struct {
  const char *path;  /* as sim_field_path() writes it */
  const char *value; /* one of the choices there, which the words are about; NULL: the field */
  const char *words; /* translatable (N_); between commas */
} AppWords;

/** All of them. */
const AppWords *app_words (guint *n);

/**
 * The words for the value at pointer, or for the part of a scenario with that top-level key
 * ("practitioners"): in the language of the program and in English, between commas; "" if there are
 * none. Newly allocated.
 */
char *app_words_of (const char *pointer);

/**
 * The words for a scenario: for the parts that few have, as practitioners, and for what is chosen
 * in it. Newly allocated.
 */
char *app_words_of_scenario (SimDraft *draft);

/** Text as it is compared in a search: no capitals and no hyphens, so that "drop-out" is "dropout".
 *  Newly allocated. */
char *app_words_fold (const char *text);

G_END_DECLS
#endif
