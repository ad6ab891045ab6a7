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

/* A file without arms has those of the example, and all that goes with them. */
static gboolean
has_origin (const SimValue *root)
{
  const SimValue *origin = sim_value_get (root, "origin");
  const char *id = sim_value_text (origin);

  if (origin == NULL)
    return sim_value_kind (root) == SIM_VALUE_MAP && sim_value_get (root, "arms") == NULL;
  return id != NULL && *id != '\0';
}

const char *
sim_shown_end_of_follow_up (void)
{
  return NC_ ("scenario", "End of follow-up");
}

const char *
sim_shown_text (const SimValue *root, const char *text)
{
  gboolean ours = g_strcmp0 (text, sim_shown_end_of_follow_up ()) == 0;

  return has_origin (root) || ours ? sim_shown_own (text) : text;
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
sim_shown_amount (const char *number, const char *unit)
{
  const char *size = number;

  if (*size == '+' || *size == '-')
    size++;
  else if (g_str_has_prefix (size, "\u2212"))
    size += strlen ("\u2212");
  return unit != NULL && *unit != '\0'
             ? g_strconcat (number, " ", sim_shown_unit (unit, size), NULL)
             : g_strdup (number);
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

/* Labels that begin with somebody's name keep its capital letter. */
static const char *const people[]
    = { "Bonferroni", "Cochran", "Cox",     "Dunnett", "Fisher",    "Hochberg", "Holm",
        "Hommel",     "Kenward", "Kruskal", "Mann",    "Miettinen", "Newcombe", "Pearson",
        "Satterthwaite", "Shaffer", "Simes", "Tukey",  "Wald",      "Welch",
        "\xc5\xa0id\xc3\xa1k" };

static const char *
capitals (void)
{
  /* Translators: "lower"; or "keep" if the names of arms and methods keep their capital letter
     within a sentence, as nouns do in German, and behind it, after blanks, the first words of
     labels that are no nouns and lose it all the same */
  return C_ ("capital letter of a name", "lower");
}

gboolean
sim_shown_keeps_capitals (void)
{
  return g_str_has_prefix (capitals (), "keep");
}

static gboolean
is_noun (const char *label)
{
  g_autofree char *first = g_strndup (label, strcspn (label, " ,;"));
  g_auto (GStrv) words = g_strsplit (capitals (), " ", -1);

  return sim_shown_keeps_capitals () && !g_strv_contains ((const char *const *)words, first);
}

char *
sim_shown_small (const char *label)
{
  const char *rest = *label != '\0' ? g_utf8_next_char (label) : label;
  gunichar first = g_utf8_get_char (label);
  /* and no "SD" */
  gboolean word = g_unichar_isupper (first) && g_unichar_islower (g_utf8_get_char (rest));

  for (guint i = 0; i < G_N_ELEMENTS (people) && word; i++)
    word = !g_str_has_prefix (label, people[i]);
  if (!word || is_noun (label))
    return g_strdup (label);
  GString *small = g_string_new (NULL);
  g_string_append_unichar (small, g_unichar_tolower (first));
  g_string_append (small, rest);
  return g_string_free (small, FALSE);
}
