/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search.h - finds a setting by what it is called: an entry above the cards, and while there is
 * text in it a list of what has these words in place of the cards.
 */
#ifndef APP_EDITOR_SEARCH_H
#define APP_EDITOR_SEARCH_H

#include <adwaita.h>

G_BEGIN_DECLS

/** One thing that can be found. */
typedef struct {
  char *key;   /* what the one who asked knows it by: a pointer, ... */
  char *name;  /* "Mean, Usual care, Week 8" */
  char *place; /* "Outcome" */
  char *help;  /* one or two sentences; may be "" */
  char *words; /* what else it is called, between commas (words.h); may be "" */
} AppSetting;

AppSetting *app_setting_new (const char *key, const char *name, const char *place, const char *help,
                             const char *words);
void app_setting_free (gpointer setting); /* accepts NULL */

/**
 * Those that have all words of text, in any case and whatever the hyphens, in their name, place,
 * help or other words: first those that are called so, then those whose name begins with it, then
 * those that have all but for the help, then the rest; else in their order.
 * Of borrowed AppSetting; the caller owns the array.
 */
GPtrArray *app_settings_find (GPtrArray *settings, const char *text);

#define APP_TYPE_SEARCH (app_search_get_type ())
G_DECLARE_FINAL_TYPE (AppSearch, app_search, APP, SEARCH, AdwBin)

/** What there is to be found at the moment; of AppSetting, owned by the caller. */
typedef GPtrArray *(*AppSettings) (gpointer data);

/**
 * cards: what the list takes the place of. Signal "found" (key): that one was chosen; the search
 * is over then.
 */
AppSearch *app_search_new (AppSettings settings, gpointer data, GtkWidget *cards);
/** Gives the entry the focus, its text selected. */
void app_search_begin (AppSearch *self);

G_END_DECLS
#endif
