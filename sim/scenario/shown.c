/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shown.c - text of scenario files as people read it.
 */
#include "shown.h"

#include <glib/gi18n.h>
#include <string.h>

#define NULL_TITLE "No difference: "

void
sim_shown_init (void)
{
  const char *folder = g_getenv ("TREFOIL_LOCALE_DIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* --- text of files --- */

static const char *
translation (const char *text)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, SIM_SHOWN_CONTEXT, text);
}

static char *
null_title (const char *title)
{
  /* Translators: the title of a scenario of which this is the version without a difference */
  return g_strdup_printf (C_ ("scenario", "No difference: %s"), title);
}

const char *
sim_shown_own (const char *text)
{
  const char *shown, *title;

  /* gettext translates "" to the header of the catalogue. */
  if (text == NULL || *text == '\0')
    return text;
  shown = translation (text);
  if (shown != text || !g_str_has_prefix (text, NULL_TITLE))
    return shown;
  title = translation (text + strlen (NULL_TITLE));
  if (title == text + strlen (NULL_TITLE))
    return text;
  /* Kept for good: there are no more of them than bundled texts. */
  g_autofree char *made = null_title (title);
  return g_intern_string (made);
}

static gboolean
has_origin (const SimValue *root)
{
  const char *origin = sim_value_text (sim_value_get (root, "origin"));

  return origin != NULL && *origin != '\0';
}

const char *
sim_shown_text (const SimValue *root, const char *text)
{
  return has_origin (root) ? sim_shown_own (text) : text;
}

const char *
sim_shown_unit (const char *unit, const char *number)
{
  if (strcmp (number, "1") != 0)
    return unit;
  if (strcmp (unit, "points") == 0)
    return "point";
  /* Translators: the unit of a score of 1, where that of others is "points" */
  return strcmp (unit, sim_shown_own ("points")) == 0 ? C_ ("unit", "point") : unit;
}

char *
sim_shown_null_title (const SimValue *root, const char *title)
{
  return has_origin (root) ? g_strconcat (NULL_TITLE, title, NULL) : null_title (title);
}

const char *
sim_shown_null_note (const SimValue *root)
{
  const char *note = NC_ ("scenario", "No difference between the arms.");

  return has_origin (root) ? note : translation (note);
}

/* --- the language --- */

gboolean
sim_shown_keeps_capitals (void)
{
  /* Translators: "keep" if the names of arms and methods keep their capital letter within a
     sentence, as nouns do in German; else "lower" */
  return strcmp (C_ ("capital letter of a name", "lower"), "keep") == 0;
}
