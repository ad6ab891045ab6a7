/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shown.c - text of scenario files as people read it.
 */
#include "shown.h"

#include <glib/gi18n.h>
#include <string.h>

void
sim_shown_init (void)
{
  const char *folder = g_getenv ("TREFOIL_LOCALE_DIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

const char *
sim_shown_text (const char *text)
{
  /* gettext translates "" to the header of the catalogue. */
  if (text == NULL || *text == '\0')
    return text;
  return g_dpgettext2 (GETTEXT_PACKAGE, SIM_SHOWN_CONTEXT, text);
}

gboolean
sim_shown_keeps_capitals (void)
{
  /* Translators: "keep" if the names of arms and methods keep their capital letter within a
     sentence, as nouns do in German; else "lower" */
  return strcmp (C_ ("capital letter of a name", "lower"), "keep") == 0;
}
