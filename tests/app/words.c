/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/words.c: every entry is about something that is there, and what people look for
 * leads to it.
 */
#include "words.h"

#include <string.h>

#include "library.h"

static gboolean
has_choice (const SimField *row, const char *value)
{
  for (const SimChoice *choice = row->choices; choice != NULL && choice->id != NULL; choice++)
    if (g_str_equal (choice->id, value))
      return TRUE;
  return FALSE;
}

/* Whether a row below owner has the rest of a path and, unless NULL, the choice. */
static gboolean
has_row (const SimField *owner, char **steps, const char *value)
{
  const SimVariant *v = owner->variants;

  if (steps[0] != NULL && g_str_equal (steps[0], "ID"))
    return owner->kind == SIM_FIELD_LIST && has_row (owner, steps + 1, value);
  if (steps[0] == NULL)
    return value == NULL || has_choice (owner, value);
  for (const SimField *row = owner->fields; row != NULL && row->key != NULL; row++)
    if (g_str_equal (row->key, steps[0]) && has_row (row, steps + 1, value))
      return TRUE;
  for (; v != NULL && v->tag != NULL; v++)
    for (const SimField *row = v->fields; row != NULL && row->key != NULL; row++)
      if (g_str_equal (row->key, steps[0]) && has_row (row, steps + 1, value))
        return TRUE;
  return FALSE;
}

static void
test_entries (void)
{
  guint n;
  const AppWords *words = app_words (&n);

  g_assert_cmpuint (n, >, 40);
  for (guint i = 0; i < n; i++) {
    g_auto (GStrv) steps = sim_pointer_split (words[i].path);
    g_autofree char *path = sim_field_path (words[i].path);

    g_test_message ("%s %s", words[i].path, words[i].value != NULL ? words[i].value : "");
    g_assert_true (has_row (sim_field_root (), steps, words[i].value));
    g_assert_cmpstr (path, ==, words[i].path);
    g_assert_cmpstr (words[i].words, !=, "");
  }
}

static gboolean
is_inside (const char *text, const char *at)
{
  return at > text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Whether text has what is looked for as words of its own: "ni" is none of "noninferiority". */
static gboolean
has_words (const char *text, const char *wanted)
{
  for (const char *at = strstr (text, wanted); at != NULL; at = strstr (at + 1, wanted))
    if (!is_inside (text, at) && !g_unichar_isalnum (g_utf8_get_char (at + strlen (wanted))))
      return TRUE;
  return FALSE;
}

/* Whether the words for a place have all that is looked for. */
static gboolean
finds (const char *place, const char *looked_for)
{
  g_autofree char *words = app_words_of (place), *folded = app_words_fold (words);
  g_autofree char *wanted = app_words_fold (looked_for);

  return has_words (folded, wanted);
}

static void
test_settings (void)
{
  static const char *const cases[][2] = {
    { "alpha", "/testing/alpha" },
    { "Type I error", "/testing/alpha" },
    { "ICC", "/practitioners/icc" },
    { "clustering", "/practitioners/icc" },
    { "ICC", "practitioners" },
    { "ICC", "centres" },
    { "NI", "/testing/hypotheses/HE-ST/margin" },
    { "delta", "/testing/hypotheses/HE-ST/margin" },
    { "sham", "/testing/hypotheses/HE-ST/arm" },
    { "comparator", "/arms/usual/name" },
    { "attrition", "/dropout/proportion" },
    { "loss to follow-up", "/dropout/proportion/usual/0" },
    { "dropout", "/dropout/proportion" },
    { "power", "/run/target-power" },
    { "target", "/run/target-power" },
    { "sample size", "/arms/usual/size" },
    { "randomization ratio", "/allocation/method" },
    { "imputation", "/analyses/primary/missing" },
    { "ANCOVA", "/analyses/primary/adjust-for" },
    { "variance", "/outcomes/rmdq/sd/0" },
    { "stratification", "strata" },
    { "covariate", "covariates" },
    { "reproducible", "/run/seed" },
    { "crossover", "switching" },
    { "contamination", "switching" },
    { "color", "/arms/usual/colour" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i][0]);
    g_assert_true (finds (cases[i][1], cases[i][0]));
  }
  g_assert_false (finds ("/run/seed", "alpha"));
  g_assert_false (finds ("/nowhere", "a"));
  g_assert_false (finds ("/testing/alpha", "alph")); /* no word, but the beginning of one */
  g_assert_false (finds ("arm", "sham")); /* no part is called so */
}

/* --- scenarios --- */

/* How many of what comes with the program have a word, and whether that one has. */
static gboolean
is_found (GPtrArray *entries, const char *word, const char *id, guint *n)
{
  g_autofree char *wanted = app_words_fold (word);
  gboolean found = FALSE;

  *n = 0;
  for (guint i = 0; i < entries->len; i++) {
    const AppLibraryEntry *entry = g_ptr_array_index (entries, i);
    g_autofree char *folded = app_words_fold (entry->words);
    gboolean has = has_words (folded, wanted);

    *n += has;
    found = found || (has && g_str_equal (entry->id, id));
  }
  return found;
}

static void
test_scenarios (void)
{
  static const char *const cases[][2] = {
    { "noninferiority", "gold-ni" },        { "cluster", "therapist-nested" },
    { "dropout", "dropout-mar" },           { "responder", "gerac-responder" },
    { "floor effect", "floor" },            { "gold standard design", "gold-standard" },
  };
  g_autofree char *folder = app_library_folder ();
  g_autoptr (GPtrArray) entries = app_library_list (folder);
  guint n;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i][0]);
    g_assert_true (is_found (entries, cases[i][0], cases[i][1], &n));
    g_assert_cmpuint (n, <, entries->len);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/entries", test_entries);
  g_test_add_func ("/words/settings", test_settings);
  g_test_add_func ("/words/scenarios", test_scenarios);
  return g_test_run ();
}
