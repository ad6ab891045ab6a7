/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * setting.c - finds what has the words that somebody types.
 */
#include "setting.h"

#include <string.h>

#include "words.h"

AppSetting *
app_setting_new (const char *key, const char *name, const char *place, const char *help,
                 const char *words)
{
  AppSetting *setting = g_rc_box_new0 (AppSetting);

  setting->key = g_strdup (key);
  setting->name = g_strdup (name);
  setting->place = g_strdup (place);
  setting->help = g_strdup (help);
  setting->words = g_strdup (words);
  return setting;
}

static void
clear (gpointer data)
{
  AppSetting *setting = data;

  g_free (setting->key);
  g_free (setting->name);
  g_free (setting->place);
  g_free (setting->help);
  g_free (setting->words);
}

void
app_setting_unref (gpointer setting)
{
  g_rc_box_release_full (setting, clear);
}

static gboolean
has_all (const char *folded, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Whether one of what stands between commas is the text. */
static gboolean
is_one_of (const char *terms, const char *text)
{
  g_auto (GStrv) each = g_strsplit (terms, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (g_str_equal (g_strstrip (each[i]), text))
      return TRUE;
  return FALSE;
}

#define N_RANKS 4

/* The parts of a setting in the order of rank, folded at once, for there may be thousands. */
enum { NAME, PLACE, WORDS, HELP, N_PARTS };

/* 0 is best; N_RANKS: it is not meant. */
static guint
rank (const AppSetting *setting, const char *text, char **words)
{
  g_autofree char *all
      = g_strjoin ("\n", setting->name, setting->place, setting->words, setting->help, NULL);
  g_autofree char *folded = app_words_fold (all);
  g_auto (GStrv) parts = g_strsplit (folded, "\n", N_PARTS);

  if (!has_all (folded, words))
    return N_RANKS;
  if (g_str_equal (parts[NAME], text) || is_one_of (parts[WORDS], text))
    return 0;
  if (g_str_has_prefix (parts[NAME], text))
    return 1;
  *parts[HELP] = '\0';
  g_free (all);
  all = g_strjoinv ("\n", parts);
  return has_all (all, words) ? 2 : 3;
}

GPtrArray *
app_settings_find (GPtrArray *settings, const char *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = app_words_fold (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " ", -1);
  g_autofree guint *ranks = g_new (guint, settings->len);

  for (guint i = 0; i < settings->len; i++)
    ranks[i] = rank (g_ptr_array_index (settings, i), folded, words);
  for (guint wanted = 0; *folded != '\0' && wanted < N_RANKS; wanted++)
    for (guint i = 0; i < settings->len; i++)
      if (ranks[i] == wanted)
        g_ptr_array_add (found, g_ptr_array_index (settings, i));
  return found;
}
