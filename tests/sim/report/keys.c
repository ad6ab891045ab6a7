/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keys.c - tests of the key reference: every row of the field table is in it, and nothing twice.
 */
#include "report/report.h"
#include "scenario/descriptor.h"

#include <string.h>

/* The reference without line breaks within a paragraph: what is looked for may have been broken. */
static char *
flat (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  GString *joined = g_string_new (" ");

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (joined, "%s ", words[i]);
  return g_string_free (joined, FALSE);
}

static void
expect (const char *text, const char *part)
{
  g_autofree char *single = flat (part);

  g_strchomp (single);
  if (strstr (text, single) == NULL)
    g_error ("'%s' is not in the reference", part);
}

/* Looks for all that a row says; returns how many rows there are from here on down. */
static guint
expect_rows (const char *text, const SimField *rows, const char *path, const char *suffix)
{
  guint n = 0;

  for (const SimField *row = rows; row != NULL && row->key != NULL; row++, n++) {
    g_autofree char *at = g_strdup_printf ("%s/%s", path, row->key);
    g_autofree char *allowed = sim_field_allowed (row);
    g_autofree char *whole
        = g_strdup_printf ("%s%s %s. %s Value: %s", at, suffix, row->label, row->help, allowed);
    g_autofree char *below = g_strconcat (at,
                                          row->kind == SIM_FIELD_LIST  ? "/ID"
                                          : row->kind == SIM_FIELD_MAP ? "/POINTER"
                                                                       : "",
                                          NULL);
    expect (text, whole);
    for (const SimChoice *c = row->choices; c != NULL && c->id != NULL; c++) {
      g_autofree char *choice
          = c->ready ? g_strdup_printf ("%s: %s%s%s", c->id, c->label, c->help != NULL ? ". " : "",
                                        c->help != NULL ? c->help : "")
                     : g_strdup (c->id);
      expect (text, choice);
    }
    for (guint i = 0; row->later != NULL && row->later[i] != NULL; i++)
      expect (text, row->later[i]);
    n += expect_rows (text, row->fields, below, "");
    n += expect_rows (text, row->named, at, "");
    for (const SimVariant *v = row->variants; v != NULL && v->tag != NULL; v++) {
      g_autofree char *with = g_strdup_printf (
          " (with %s %s)", row->tag != NULL ? row->tag : row->fields->key, v->tag);
      n += expect_rows (text, v->fields, below, with);
    }
  }
  return n;
}

/* How many lines start with a pointer. */
static guint
count_entries (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += lines[i][0] == '/';
  return n;
}

static void
test_every_row (void)
{
  g_autofree char *text = sim_report_keys (NULL, 100), *all = flat (text);
  guint n = expect_rows (all, sim_fields (), "", "");

  g_assert_cmpuint (n, >, 50);
  g_assert_cmpuint (count_entries (text), ==, n);
}

/* A row without a default in the table, which is not required, tells it in its help. */
static void
expect_defaults (const SimField *rows)
{
  for (const SimField *row = rows; row != NULL && row->key != NULL; row++) {
    if (row->fallback == NULL && (!row->required || row->computed != SIM_COMPUTED_NOT)
        && strstr (row->help, "Default") == NULL)
      g_error ("nothing tells the default of %s", row->key);
    expect_defaults (row->fields);
    for (const SimVariant *v = row->variants; v != NULL && v->tag != NULL; v++)
      expect_defaults (v->fields);
  }
}

static void
test_defaults (void)
{
  g_autofree char *text = sim_report_keys ("/testing/alpha", 100), *all = flat (text);

  expect_defaults (sim_fields ());
  expect (all, "default: 0.05; unit: a proportion");
}

static void
test_below (void)
{
  g_autofree char *whole = sim_report_keys ("", 100), *null = sim_report_keys (NULL, 100);
  g_autofree char *analyses = sim_report_keys ("/analyses", 100);
  g_autofree char *member = sim_report_keys ("/analyses/main/variance", 100);
  g_autofree char *element = sim_report_keys ("/outcomes/rmdq/sd/usual/1", 100);
  g_autofree char *entry = sim_report_keys ("/outcomes/rmdq/correlation/values/0/1", 100);
  g_autofree char *effect = sim_report_keys ("/strata/s/levels/l/effect/rmdq", 100);
  g_autofree char *shared = sim_report_keys ("/practitioners/shared/0/1", 100);
  g_autofree char *basis = sim_report_keys ("/basis/~1arms~1usual~1size/kind", 100);
  const char *const nowhere[] = { "/titel", "/title/x", "analyses", "/analyses/main/x", "/", "//" };

  g_assert_cmpstr (whole, ==, null);
  g_assert_nonnull (strstr (analyses, "\n        welch: "));
  g_assert_true (g_str_has_prefix (member, "/analyses/ID/variance (with method t-test)\n"));
  g_assert_cmpuint (count_entries (member), ==, 2); /* and with method risk-difference */
  g_assert_true (g_str_has_prefix (element, "/outcomes/ID/sd (with type continuous)\n"));
  g_assert_true (g_str_has_prefix (entry, "/outcomes/ID/correlation/values (with type matrix)\n"));
  g_assert_true (g_str_has_prefix (effect, "/strata/ID/levels/ID/effect\n"));
  g_autofree char *flat_effect = flat (effect);
  expect (flat_effect, "for some or all outcomes; default: 0; unit: the outcome's own");
  g_assert_true (g_str_has_prefix (shared, "/practitioners/shared\n"));
  g_assert_true (g_str_has_prefix (basis, "/basis/POINTER/kind\n"));
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    g_assert_null (sim_report_keys (nowhere[i], 100));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/keys/every-row", test_every_row);
  g_test_add_func ("/report/keys/defaults", test_defaults);
  g_test_add_func ("/report/keys/below", test_below);
  return g_test_run ();
}
