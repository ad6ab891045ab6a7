/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * protocol-values.c - the values of a scenario as a protocol tells them.
 */
#include "protocol-values.h"

#include <glib/gi18n.h>
#include <string.h>

#include "../scenario/basis.h"
#include "../scenario/shown.h"

/* One value with what is said of it in brackets and by a number. */
typedef struct {
  char *text, *mark;
} Part;

/* All that is of one field: of each arm or visit where they differ. */
typedef struct {
  char *whole; /* its pointer */
  char *name;  /* before its values; "": none */
  char *label; /* in a sentence about it */
  GArray *parts;
} Item;

/* What the file says beside values: one sentence, and all that it is said of. */
typedef struct {
  const char *text;
  GPtrArray *places;   /* of char*: entries that were read, each once */
  GPtrArray *subjects; /* of char*: "Mean, Usual care"; of the same label only the part */
  char *label;         /* of the last of them */
} Note;

/* What a field is called in a sentence, where its label is too short for that. */
static const struct {
  const char *key;   /* its pointer; of an outcome without that of the outcome */
  const char *name;  /* before its value; "": that says what it is */
  const char *label; /* where something is said of it; NULL: the name */
} names[] = {
  { "/dropout/mechanism", "", N_ ("mechanism of losses") },
  { "/dropout/proportion", N_ ("share lost"), NULL },
  { "/practitioners/count", "", N_ ("number of practitioners") },
  { "/practitioners/caseload", N_ ("patients of each"), NULL },
  { "/centres/count", "", N_ ("number of centres") },
  { "/centres/practitioners-each", N_ ("in each"), N_ ("number of practitioners in each centre") },
  { "/adherence/proportion", N_ ("share of patients who adhere"), NULL },
  { "/adherence/share-kept", N_ ("share of the effect without adherence"), NULL },
  { "responder/outcome", N_ ("response in"), NULL },
  { "responder/improvement", N_ ("improvement by at least"), N_ ("improvement") },
  { "responder/relative", N_ ("as a share of the baseline:"), NULL },
  { "sd", N_ ("standard deviation"), NULL },
  { "baseline/mean", N_ ("mean at baseline"), NULL },
  { "baseline/sd", N_ ("standard deviation at baseline"), NULL },
  { "correlation/baseline", N_ ("correlation of baseline and follow-up"), NULL },
  { "correlation/visits", N_ ("correlation between visits"), NULL },
  { "correlation/rho", N_ ("correlation between neighbouring visits"), NULL },
};

char *
sim_protocol_list (const GPtrArray *texts)
{
  char *list = g_strdup (texts->len > 0 ? g_ptr_array_index (texts, 0) : "");

  for (guint i = 1; i < texts->len; i++) {
    g_autofree char *before = list;
    const char *next = g_ptr_array_index (texts, i);
    /* Translators: the members of a list so far and the next one, then the last one */
    list = i + 1 < texts->len ? g_strdup_printf (C_ ("list", "%s, %s"), before, next)
                              : g_strdup_printf (C_ ("list", "%s and %s"), before, next);
  }
  return list;
}

/* The pointer of the value per arm or visit that a pointer is a part of. */
static char *
whole_of (const SimValue *full, const char *pointer)
{
  const SimField *row = sim_field_find (full, pointer);
  char *whole = g_strdup (pointer);

  for (char *cut = strrchr (whole, '/'); cut != NULL && cut != whole; cut = strrchr (whole, '/')) {
    *cut = '\0';
    if (row == NULL || sim_field_find (full, whole) != row) {
      *cut = '/';
      break;
    }
  }
  return whole;
}

static char *
label_of (const SimValue *full, const char *whole)
{
  const SimField *row = sim_field_find (full, whole);

  return sim_shown_small (row != NULL && row->label != NULL ? _ (row->label) : "");
}

static void
name_item (Item *item, const SimValue *full)
{
  const char *own
      = g_str_has_prefix (item->whole, "/outcomes/") ? strchr (item->whole + 10, '/') : NULL;
  const char *key = own != NULL ? own + 1 : item->whole;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (key, names[i].key) == 0) {
      const char *label = names[i].label != NULL ? names[i].label : names[i].name;
      item->name = g_strdup (names[i].name[0] != '\0' ? _ (names[i].name) : "");
      item->label = g_strdup (_ (label));
      return;
    }
  item->name = label_of (full, item->whole);
  item->label = g_strdup (item->name);
}

/* The number of a source, " [2]". */
static void
cite (SimProtocolValues *values, GString *mark, const char *citation)
{
  guint at;

  for (at = 0; at < values->citations->len; at++)
    if (strcmp (values->citations->pdata[at], citation) == 0)
      break;
  if (at == values->citations->len)
    g_ptr_array_add (values->citations, (gpointer)citation);
  g_autofree char *number = g_strdup_printf (" [%u]", at + 1);
  if (strstr (mark->str, number) == NULL)
    g_string_append (mark, number);
}

static void
free_note (gpointer data)
{
  Note *note = data;

  g_ptr_array_unref (note->places);
  g_ptr_array_unref (note->subjects);
  g_free (note->label);
  g_free (note);
}

static gboolean
holds (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), text) == 0)
      return TRUE;
  return FALSE;
}

static Note *
note_of (GPtrArray *notes, const char *text)
{
  for (guint i = 0; i < notes->len; i++) {
    Note *known = g_ptr_array_index (notes, i);
    if (strcmp (known->text, text) == 0)
      return known;
  }
  Note *note = g_new0 (Note, 1);
  note->text = text;
  note->places = g_ptr_array_new_with_free_func (g_free);
  note->subjects = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (notes, note);
  return note;
}

/* What an entry of the basis says beside the value: of what it stands at, not of each element. */
static void
add_note (SimProtocolValues *values, GPtrArray *notes, const Item *item, const SimBasis *basis)
{
  Note *note = note_of (notes, basis->note);

  if (holds (note->places, basis->place))
    return;
  g_ptr_array_add (note->places, g_strdup (basis->place));
  g_autofree char *part = sim_scenario_part_name (values->scenario, item->whole, basis->place);
  if (*part == '\0')
    g_ptr_array_add (note->subjects, g_strdup (item->label));
  else if (g_strcmp0 (note->label, item->label) == 0)
    g_ptr_array_add (note->subjects, g_strdup (part));
  else
    g_ptr_array_add (note->subjects, g_strdup_printf ("%s, %s", item->label, part));
  g_free (note->label);
  note->label = g_strdup (item->label);
}

/* "Mean, Usual care: The same in every trial." */
static void
write_notes (const GPtrArray *notes, GString *text)
{
  for (guint i = 0; i < notes->len; i++) {
    const Note *note = g_ptr_array_index (notes, i);
    g_autofree char *subjects = sim_protocol_list (note->subjects);
    g_autofree char *sentence = g_strdup_printf ("%s: %s", subjects, note->text);
    g_autofree char *first = g_utf8_substring (sentence, 0, 1);
    g_autofree char *large = g_utf8_strup (first, -1);
    g_autofree char *whole = g_strconcat (large, sentence + strlen (first), NULL);
    sim_basis_append_sentence (text, whole);
  }
}

/* What the basis says of one pointer: brackets and numbers to mark. FALSE if it says nothing. */
static gboolean
say_basis (SimProtocolValues *values, const char *pointer, const Item *item, GString *mark,
           GPtrArray *notes)
{
  SimBasis basis;

  if (!sim_basis_read (sim_scenario_draft (values->scenario), pointer, &basis))
    return FALSE;
  if (basis.said_of != NULL)
    g_string_append_printf (mark, _ (" (edited; the basis is that of %s)"), basis.said_of);
  else if (strcmp (basis.kind, "reported") == 0)
    g_string_append (mark, _ (" (as reported)"));
  if (basis.low != NULL && basis.said_of == NULL)
    g_string_append_printf (mark, _ (" (plausible %s to %s%s)"), basis.low, basis.high, basis.unit);
  if (basis.citation != NULL)
    cite (values, mark, basis.citation);
  if (basis.note != NULL && basis.said_of == NULL)
    add_note (values, notes, item, &basis);
  sim_basis_clear (&basis);
  return TRUE;
}

static gboolean
say_part (SimProtocolValues *values, const char *pointer, const Item *item, GString *mark,
          GPtrArray *notes)
{
  g_autoptr (GString) inner = g_string_new (NULL);
  gboolean said = say_basis (values, pointer, item, inner, notes);

  if (strstr (mark->str, inner->str) == NULL)
    g_string_append (mark, inner->str);
  return said;
}

/* The same of all entries about parts of what stands at pointer. */
static gboolean
say_parts (SimProtocolValues *values, const char *pointer, const Item *item, GString *mark,
           GPtrArray *notes)
{
  const SimValue *full = sim_scenario_expanded (values->scenario);
  const SimValue *basis = sim_draft_get (sim_scenario_draft (values->scenario), "/basis");
  g_auto (GStrv) of_arms = sim_basis_by_arm (sim_scenario_draft (values->scenario), pointer);
  gboolean said = FALSE;

  for (guint i = 0; i < sim_value_length (basis); i++) {
    const char *key = sim_value_key (basis, i);
    if (*key == '/' && sim_pointer_within (full, pointer, key)
        && !sim_pointer_within (full, key, pointer))
      said |= say_part (values, key, item, mark, notes);
  }
  for (char **arm = of_arms; *arm != NULL; arm++)
    said |= say_part (values, *arm, item, mark, notes);
  return said;
}

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_free (part->mark);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->whole);
  g_free (item->name);
  g_free (item->label);
  g_array_unref (item->parts);
  g_free (item);
}

static Item *
item_of (GPtrArray *items, const SimValue *full, const char *pointer)
{
  g_autofree char *whole = whole_of (full, pointer);
  Item *last = items->len > 0 ? g_ptr_array_index (items, items->len - 1) : NULL;

  if (last != NULL && strcmp (last->whole, whole) == 0)
    return last;
  last = g_new0 (Item, 1);
  last->whole = g_steal_pointer (&whole);
  name_item (last, full);
  last->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (last->parts, clear_part);
  g_ptr_array_add (items, last);
  return last;
}

static void
add_statement (SimProtocolValues *values, GPtrArray *items, const SimStatement *statement,
               GPtrArray *notes, GPtrArray *bare)
{
  const SimValue *full = sim_scenario_expanded (values->scenario);
  Item *item = item_of (items, full, statement->pointer);
  g_autofree char *name
      = sim_scenario_part_name (values->scenario, item->whole, statement->pointer);
  const SimField *row = sim_field_find (full, statement->pointer);
  gboolean word = row != NULL && row->kind == SIM_FIELD_ENUM;
  /* what says how something is counted rests on nothing */
  gboolean choice
      = word || (row != NULL && (row->kind == SIM_FIELD_REF || row->kind == SIM_FIELD_BOOL));
  g_autofree char *value = word ? sim_shown_small (statement->value) : g_strdup (statement->value);
  GString *mark = g_string_new (NULL);
  Part part = { *name != '\0' ? g_strdup_printf ("%s (%s)", value, name) : g_steal_pointer (&value),
                NULL };
  gboolean said = say_basis (values, statement->pointer, item, mark, notes);

  said |= say_parts (values, statement->pointer, item, mark, notes);
  if (!said && !choice)
    g_ptr_array_add (bare, *name != '\0' ? g_strdup_printf ("%s (%s)", item->label, name)
                                         : g_strdup (item->label));
  part.mark = g_string_free (mark, FALSE);
  g_array_append_val (item->parts, part);
}

/* "mean 5.7 points (Hand-ear acupuncture) and 8.9 points (Usual care) [1]": what is said of all of
   them once. */
static void
append_item (GString *text, const Item *item)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const Part *first = &g_array_index (item->parts, Part, 0);
  gboolean alike = TRUE;

  for (guint i = 1; i < item->parts->len; i++)
    alike &= strcmp (g_array_index (item->parts, Part, i).mark, first->mark) == 0;
  for (guint i = 0; i < item->parts->len; i++) {
    const Part *part = &g_array_index (item->parts, Part, i);
    g_ptr_array_add (parts, g_strconcat (part->text, alike ? "" : part->mark, NULL));
  }
  g_autofree char *list = sim_protocol_list (parts);
  g_string_append_printf (text, "%s%s%s%s%s", text->len > 0 ? "; " : "", item->name,
                          *item->name != '\0' ? " " : "", list, alike ? first->mark : "");
}

char *
sim_protocol_values (SimProtocolValues *values, SimProtocolPick pick, gconstpointer data,
                     GString *notes, GPtrArray *bare)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item);
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (free_note);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->statements->len; i++) {
    const SimStatement *statement = g_ptr_array_index (values->statements, i);
    if (pick (statement, data))
      add_statement (values, items, statement, said, bare);
  }
  write_notes (said, notes);
  for (guint i = 0; i < items->len; i++)
    append_item (text, g_ptr_array_index (items, i));
  return g_string_free (text, text->len == 0);
}
