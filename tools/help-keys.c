/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * help-keys.c - writes the pages of the guide that tell every key of a scenario file, from the
 * field table: help-keys FOLDER.
 *
 * A page a key of the outermost object, a section a path. A path that several variants have is one
 * section, with what they have in common said once.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sim.h"

/* What the pages of the guide say of what a key is about: shown below it. */
static const struct {
  const char *key, *pages[3];
} about[] = {
  { "arms", { "methods-patients", "task-plan" } },
  { "outcomes", { "methods-patients" } },
  { "outcome-correlation", { "methods-patients" } },
  { "strata", { "methods-patients", "methods-randomisation" } },
  { "covariates", { "methods-patients" } },
  { "practitioners", { "methods-patients" } },
  { "centres", { "methods-patients" } },
  { "response-sd", { "methods-patients" } },
  { "adherence", { "methods-patients" } },
  { "switching", { "methods-patients" } },
  { "estimand", { "methods-patients" } },
  { "allocation", { "methods-randomisation" } },
  { "dropout", { "methods-missing" } },
  { "analyses", { "methods-analysis", "methods-missing" } },
  { "testing", { "methods-hypotheses", "methods-multiplicity" } },
  { "run", { "methods-results" } },
  { "basis", { "words" } },
  { "sources", { "words" } },
  { "priors", { "methods-studies" } },
  { "lesson", { "lessons" } },
  { "expected", { "sharing" } },
};

/* A row and the variant it belongs to. */
typedef struct {
  const SimField *row;
  const char *tag, *variant; /* NULL: every record has it */
} Entry;

/* All rows of one path. */
typedef struct {
  char *path;
  GArray *entries;
} Place;

static void
clear_place (gpointer data)
{
  Place *place = data;

  g_free (place->path);
  g_array_unref (place->entries);
  g_free (place);
}

/* --- what there is --- */

static void
add (GPtrArray *places, const char *path, const Entry *entry)
{
  for (guint i = 0; i < places->len; i++) {
    Place *place = g_ptr_array_index (places, i);
    if (strcmp (place->path, path) == 0) {
      g_array_append_val (place->entries, *entry);
      return;
    }
  }
  Place *place = g_new (Place, 1);
  *place = (Place){ g_strdup (path), g_array_new (FALSE, FALSE, sizeof (Entry)) };
  g_array_append_val (place->entries, *entry);
  g_ptr_array_add (places, place);
}

static void collect_rows (GPtrArray *places, const SimField *owner, const char *path);

static void
collect (GPtrArray *places, const char *parent, const Entry *entry)
{
  const SimField *row = entry->row;
  g_autofree char *path = sim_pointer_join (parent, row->key);
  g_autofree char *below = row->kind == SIM_FIELD_LIST  ? sim_pointer_join (path, "ID")
                           : row->kind == SIM_FIELD_MAP ? sim_pointer_join (path, "POINTER")
                                                        : g_strdup (path);

  add (places, path, entry);
  collect_rows (places, row, below);
  for (const SimField *named = row->named; named != NULL && named->key != NULL; named++)
    collect (places, path, &(Entry){ .row = named });
}

static void
collect_rows (GPtrArray *places, const SimField *owner, const char *path)
{
  const SimField *tag = sim_field_tag (owner);

  for (const SimField *row = owner->fields; row != NULL && row->key != NULL; row++)
    collect (places, path, &(Entry){ .row = row });
  for (const SimVariant *v = owner->variants; v != NULL && v->tag != NULL; v++)
    for (const SimField *row = v->fields; row != NULL && row->key != NULL; row++)
      collect (places, path, &(Entry){ row, tag->key, v->tag });
}

/* --- pages --- */

/* "outcomes.means" of "/outcomes/ID/means". */
static char *
id_of (const char *path)
{
  g_auto (GStrv) steps = sim_pointer_split (path);
  GString *id = g_string_new (NULL);

  for (guint i = 0; steps[i] != NULL; i++)
    if (strcmp (steps[i], "ID") != 0 && strcmp (steps[i], "POINTER") != 0)
      g_string_append_printf (id, "%s%s", id->len > 0 ? "." : "", steps[i]);
  return g_string_free (id, FALSE);
}

static void
put (GString *out, const char *format, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, format, escaped);
}

static void
write_value (GString *out, const SimField *row)
{
  g_autofree char *allowed = sim_field_allowed (row);
  gboolean records
      = row->fields != NULL && (row->kind == SIM_FIELD_LIST || row->kind == SIM_FIELD_MAP);

  put (out, "<p>Value: %s", allowed);
  g_string_append (out, records ? ", each an object." : ".");
  if (row->required && row->computed == SIM_COMPUTED_NOT)
    g_string_append (out, " Required.");
  else if (row->fallback != NULL)
    put (out, " Default: <code>%s</code>.", row->fallback);
  if (row->unit != NULL && strcmp (row->unit, "%") == 0)
    g_string_append (out, " A proportion: 0.05 is 5 %.");
  else if (row->unit != NULL && strcmp (row->unit, "outcome") == 0)
    g_string_append (out, " Unit: the outcome’s own.");
  else if (row->unit != NULL && row->unit[0] != '\0')
    put (out, " Unit: %s.", row->unit);
  g_string_append (out, "</p>\n");
}

static void
write_choices (GString *out, const SimField *row)
{
  gboolean any = FALSE;

  for (const SimChoice *c = row->choices; c != NULL && c->id != NULL; c++) {
    if (!c->ready)
      continue;
    g_string_append (out, any ? "" : "<terms>\n");
    any = TRUE;
    put (out, "<item><title><code>%s</code>", c->id);
    put (out, " %s</title>", c->label);
    put (out, "<p>%s</p></item>\n", c->help != NULL ? c->help : c->label);
  }
  g_string_append (out, any ? "</terms>\n" : "");
}

static char *
words_of (const SimField *row)
{
  GString *out = g_string_new (NULL);

  put (out, "<p>%s</p>\n", row->help);
  write_value (out, row);
  write_choices (out, row);
  return g_string_free (out, FALSE);
}

/* The variants whose words are those of the entry at `first`, each once. */
static void
write_variants (GString *out, GArray *entries, char **words, guint first)
{
  const Entry *entry = &g_array_index (entries, Entry, first);
  guint n = 0;

  if (entry->variant == NULL)
    return;
  put (out, "<p>With <code>%s</code> ", entry->tag);
  for (guint i = first; i < entries->len; i++)
    if (g_strcmp0 (words[i], words[first]) == 0) {
      g_string_append (out, n++ > 0 ? ", " : "");
      put (out, "<code>%s</code>", g_array_index (entries, Entry, i).variant);
    }
  g_string_append (out, ":</p>\n");
}

static void
write_place (GString *out, const Place *place)
{
  const SimField *first = g_array_index (place->entries, Entry, 0).row;
  g_autofree char *id = id_of (place->path);
  g_auto (GStrv) words = g_new0 (char *, place->entries->len + 1);

  for (guint i = 0; i < place->entries->len; i++)
    words[i] = words_of (g_array_index (place->entries, Entry, i).row);
  put (out, "\n<section id=\"%s\">\n", id);
  put (out, "<title>%s", first->label);
  put (out, " <code>%s</code></title>\n", place->path);
  for (guint i = 0; i < place->entries->len; i++) {
    guint same = 0;
    while (strcmp (words[same], words[i]) != 0)
      same++;
    if (same < i)
      continue;
    write_variants (out, place->entries, words, i);
    g_string_append (out, words[i]);
  }
  g_string_append (out, "</section>\n");
}

static void
write_links (GString *out, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (about); i++)
    for (guint p = 0; strcmp (about[i].key, key) == 0 && about[i].pages[p] != NULL; p++)
      g_string_append_printf (out, "  <link type=\"seealso\" xref=\"%s\"/>\n", about[i].pages[p]);
}

/* The page of the places from the first to before the next of the outermost object. */
static char *
page_of (GPtrArray *places, guint first, guint next, const char *key)
{
  const Place *head = g_ptr_array_index (places, first);
  const SimField *row = g_array_index (head->entries, Entry, 0).row;
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                               "<!-- SPDX-License-Identifier: GPL-3.0-or-later; written by "
                               "tools/help-keys.c -->\n");

  put (out,
       "<page xmlns=\"http://projectmallard.org/1.0/\" type=\"topic\" style=\"reference\"\n"
       "      id=\"keys-%s\">\n<info>\n  <link type=\"guide\" xref=\"keys\"/>\n",
       key);
  write_links (out, key);
  put (out, "  <desc>%s</desc>\n</info>\n", row->help);
  put (out, "<title>%s", row->label);
  put (out, " <code>%s</code></title>\n", head->path);
  for (guint i = first; i < next; i++)
    write_place (out, g_ptr_array_index (places, i));
  g_string_append (out, "</page>\n");
  return g_string_free (out, FALSE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (clear_place);

  if (argc != 2) {
    g_printerr ("usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  collect_rows (places, sim_field_root (), "");
  for (guint first = 0, next; first < places->len; first = next) {
    const char *key = ((const Place *)g_ptr_array_index (places, first))->path + 1;
    g_autofree char *prefix = g_strdup_printf ("/%s/", key);
    g_autofree char *name = g_strdup_printf ("keys-%s.page", key);
    g_autofree char *path = g_build_filename (argv[1], name, NULL);
    g_autoptr (GError) error = NULL;

    next = first + 1;
    while (next < places->len
           && g_str_has_prefix (((const Place *)g_ptr_array_index (places, next))->path, prefix))
      next++;
    g_autofree char *page = page_of (places, first, next, key);
    if (!g_file_set_contents (path, page, -1, &error)) {
      g_printerr ("%s: %s\n", argv[0], error->message);
      return 1;
    }
  }
  return 0;
}
