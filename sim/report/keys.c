/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keys.c - the key reference of the scenario file, from the field table and nothing else, so that
 * it cannot go out of date.
 */
#include "../scenario/descriptor.h"
#include "report.h"

#include "grid.h"

#include <glib/gi18n.h>
#include <string.h>

#define INDENT      4
#define CHOICE      8
#define ANY_MEMBER  "ID"      /* a step that stands for a member of a list */
#define ANY_POINTER "POINTER" /* a step that stands for a free key of a map */

typedef struct {
  GString *out;
  char **wanted; /* steps of the pointer that was asked for */
  int columns;
  guint n_written;
} Writer;

/* text as lines of the writer's width, each after `indent` spaces. */
static void
write_indented (const Writer *writer, int indent, const char *text)
{
  GString *lines = g_string_new (NULL);

  sim_text_wrap (lines, text, writer->columns > 0 ? MAX (writer->columns - indent, 20) : 0);
  g_auto (GStrv) each = g_strsplit (lines->str, "\n", -1);
  for (guint i = 0; each[i] != NULL && each[i][0] != '\0'; i++)
    g_string_append_printf (writer->out, "%*s%s\n", indent, "", each[i]);
  g_string_free (lines, TRUE);
}

/* Whether the row at path is asked for: below the wanted pointer, or it leads into the row. */
static gboolean
is_wanted (const Writer *writer, const SimField *row, const char *path)
{
  g_auto (GStrv) steps = sim_pointer_split (path);
  guint i = 0;

  while (writer->wanted[i] != NULL && steps[i] != NULL) {
    gboolean any = strcmp (steps[i], ANY_MEMBER) == 0 || strcmp (steps[i], ANY_POINTER) == 0;
    if (!any && strcmp (steps[i], writer->wanted[i]) != 0)
      return FALSE;
    i++;
  }
  if (writer->wanted[i] == NULL)
    return TRUE;
  /* an element of a value per outcome, arm or visit, of a list of plain values, or of a matrix */
  return row->fields == NULL
         && (row->per != SIM_PER_NONE || row->kind == SIM_FIELD_LIST
             || row->kind == SIM_FIELD_MATRIX);
}

static const char *
unit_text (const SimField *row)
{
  if (row->unit == NULL || row->unit[0] == '\0')
    return NULL;
  if (strcmp (row->unit, "%") == 0)
    return _ ("a proportion: 0.05 is 5 %");
  return strcmp (row->unit, "outcome") == 0 ? _ ("the outcome's own") : _ (row->unit);
}

/* "Value: one of ...; default: holm; unit: weeks." */
static void
write_value (const Writer *writer, const SimField *row)
{
  g_autofree char *allowed = sim_field_allowed (row);
  const char *unit = unit_text (row);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Value: %s"), allowed);
  if (row->fields != NULL && (row->kind == SIM_FIELD_LIST || row->kind == SIM_FIELD_MAP))
    g_string_append (text, _ (", each an object"));
  if (row->required && row->computed == SIM_COMPUTED_NOT)
    g_string_append (text, _ ("; required"));
  else if (row->fallback != NULL && row->kind == SIM_FIELD_ENUM)
    g_string_append_printf (text, _ ("; default: %.*s"), (int)strlen (row->fallback) - 2,
                            row->fallback + 1);
  else if (row->fallback != NULL)
    g_string_append_printf (text, _ ("; default: %s"), row->fallback);
  if (unit != NULL)
    g_string_append_printf (text, _ ("; unit: %s"), unit);
  write_indented (writer, INDENT, text->str);
  g_string_free (text, TRUE);
}

static void
write_choices (const Writer *writer, const SimField *row)
{
  GString *later = g_string_new (NULL);

  for (const SimChoice *c = row->choices; c != NULL && c->id != NULL; c++) {
    g_autofree char *text
        = g_strdup_printf ("%s: %s%s%s", c->id, _ (c->label), c->help != NULL ? ". " : "",
                           c->help != NULL ? _ (c->help) : "");
    if (c->ready)
      write_indented (writer, CHOICE, text);
    else
      g_string_append_printf (later, "%s%s", later->len > 0 ? ", " : "", c->id);
  }
  if (later->len > 0) {
    g_autofree char *text
        = g_strdup_printf (_ ("In the format, not yet read by this version: %s"), later->str);
    write_indented (writer, CHOICE, text);
  }
  g_string_free (later, TRUE);
}

static void
write_later (const Writer *writer, const SimField *owner)
{
  g_autofree char *keys = owner->later != NULL ? g_strjoinv (", ", (char **)owner->later) : NULL;
  g_autofree char *text = NULL;

  if (keys == NULL)
    return;
  text = g_strdup_printf (_ ("Further keys of the format, not yet read by this version: %s"), keys);
  write_indented (writer, INDENT, text);
}

static void
write_row (Writer *writer, const SimField *row, const char *path, const SimField *tag,
           const char *variant)
{
  g_autofree char *title = variant != NULL
                               ? g_strdup_printf (_ ("%s (with %s %s)"), path, tag->key, variant)
                               : g_strdup (path);
  g_autofree char *text = g_strdup_printf ("%s. %s", _ (row->label), _ (row->help));

  if (writer->n_written++ > 0)
    g_string_append_c (writer->out, '\n');
  g_string_append_printf (writer->out, "%s\n", title);
  write_indented (writer, INDENT, text);
  write_value (writer, row);
  write_choices (writer, row);
  write_later (writer, row);
}

static void write_rows (Writer *writer, const SimField *owner, const char *path,
                        const SimField *rows, const SimField *tag, const char *variant);

/* A row, then what lies below it. tag and variant: what it belongs to, or NULL. */
static void
write_field (Writer *writer, const SimField *row, const char *parent, const SimField *tag,
             const char *variant)
{
  g_autofree char *path = sim_pointer_join (parent, row->key);
  g_autofree char *below = row->kind == SIM_FIELD_LIST  ? sim_pointer_join (path, ANY_MEMBER)
                           : row->kind == SIM_FIELD_MAP ? sim_pointer_join (path, ANY_POINTER)
                                                        : g_strdup (path);

  if (is_wanted (writer, row, path))
    write_row (writer, row, path, tag, variant);
  if (row->fields != NULL)
    write_rows (writer, row, below, row->fields, NULL, NULL);
  for (const SimField *named = row->named; named != NULL && named->key != NULL; named++)
    write_field (writer, named, path, NULL, NULL);
}

/* The rows of a record; after its tag those of every variant, as a file has them. */
static void
write_rows (Writer *writer, const SimField *owner, const char *path, const SimField *rows,
            const SimField *tag, const char *variant)
{
  const SimField *own_tag = variant == NULL ? sim_field_tag (owner) : NULL;

  for (const SimField *row = rows; row != NULL && row->key != NULL; row++) {
    write_field (writer, row, path, tag, variant);
    if (row != own_tag)
      continue;
    for (const SimVariant *v = owner->variants; v->tag != NULL; v++)
      write_rows (writer, owner, path, v->fields, own_tag, v->tag);
  }
}

char *
sim_report_keys (const char *pointer, int columns)
{
  const SimField *root = sim_field_root ();
  g_auto (GStrv) wanted = sim_pointer_split (pointer != NULL ? pointer : "");
  Writer writer = { .out = g_string_new (NULL), .wanted = wanted };

  writer.columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  if (wanted != NULL) {
    if (wanted[0] == NULL) {
      write_indented (&writer, 0,
                      _ ("The keys of a scenario file. In a pointer ID stands for the id or the "
                         "place of a member of a list, POINTER for a pointer to a value."));
      write_later (&writer, root);
      g_string_append_c (writer.out, '\n');
    }
    write_rows (&writer, root, "", root->fields, NULL, NULL);
  }
  if (writer.n_written == 0) {
    g_string_free (writer.out, TRUE);
    return NULL;
  }
  return g_string_free (writer.out, FALSE);
}
