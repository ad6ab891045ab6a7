/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * setting.h - something that can be found by what it is called: a value of the scenario, a figure
 * of its results. Main thread only.
 */
#ifndef APP_SETTING_H
#define APP_SETTING_H

#include <glib.h>

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
/** g_rc_box_acquire() takes another reference. */
void app_setting_unref (gpointer setting);

/**
 * Those that have all words of text, in any case and whatever the hyphens, in their name, place,
 * help or other words: first those that are called so, then those whose name begins with it, then
 * those that have all but for the help, then the rest; else in their order.
 * Of borrowed AppSetting; the caller owns the array.
 */
GPtrArray *app_settings_find (GPtrArray *settings, const char *text);

/** What there is to be found at the moment; of AppSetting, owned by the caller with all in it. */
typedef GPtrArray *(*AppSettings) (gpointer data);

G_END_DECLS
#endif
