/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table.c - reading a reference file, and comparing its numbers with ours.
 */
#include "table.h"

#include <math.h>
#include <string.h>

static const char *opened[200]; /* borrowed */
static guint n_opened;

/* The folder given by the caller, else the copy beside the test. */
static char *
path_of (const char *family)
{
  const char *folder = g_getenv ("TREFOIL_REFERENCE_DIR");
  char *name = g_strconcat (family, ".csv", NULL);

  if (folder == NULL || folder[0] == '\0')
    folder = g_getenv ("TREFOIL_REFERENCE_DEFAULT");
  char *path = g_build_filename (folder != NULL ? folder : "tests/reference", name, NULL);
  g_free (name);
  return path;
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

Table *
table_open (const char *family)
{
  char *path = path_of (family), *text = NULL;
  GError *error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    char *reason = g_strdup_printf ("no file %s", path);
    g_test_skip (reason);
    g_free (reason);
    g_free (path);
    return NULL;
  }
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  Table *table = g_new0 (Table, 1);
  table->family = family;
  g_assert_cmpuint (n_opened, <, G_N_ELEMENTS (opened));
  opened[n_opened++] = family;
  table->rows = g_ptr_array_new_with_free_func (free_row);
  table->largest = -1;
  char **lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_strchomp (lines[i]);
    if (lines[i][0] == '\0')
      continue;
    char **cells = g_strsplit (lines[i], ",", -1);
    if (table->columns == NULL) {
      table->columns = cells;
      continue;
    }
    if (g_strv_length (cells) != g_strv_length (table->columns))
      g_error ("%s:%u: %u cells, the header has %u", path, i + 1, g_strv_length (cells),
               g_strv_length (table->columns));
    g_ptr_array_add (table->rows, cells);
  }
  g_assert_cmpuint (table->rows->len, >, 0);
  g_strfreev (lines);
  g_free (text);
  g_free (path);
  return table;
}

gboolean
table_was_opened (const char *family)
{
  for (guint i = 0; i < n_opened; i++)
    if (strcmp (opened[i], family) == 0)
      return TRUE;
  return FALSE;
}

void
table_close (Table *table)
{
  g_test_message ("%s: %u rows, %u values; largest deviation %.2g, %.2g of what is allowed, at %s",
                  table->family, table->rows->len, table->checks, table->deviation, table->largest,
                  table->where != NULL ? table->where : "-");
  if (table->empty > 0)
    g_test_message ("%s: %u cells are empty and were not compared", table->family, table->empty);
  if (table->passed_over > 0)
    g_test_message ("%s: %u of these rows passed over", table->family, table->passed_over);
  if (!g_test_failed ())
    g_assert_cmpuint (table->checks + table->passed_over, >=, table->rows->len);
  table_free (table);
}

void
table_free (Table *table)
{
  g_strfreev (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table->where);
  g_free (table);
}

static const char *
find (const Table *table, const char *column)
{
  char **cells = g_ptr_array_index (table->rows, table->row);

  for (guint i = 0; table->columns[i] != NULL; i++)
    if (strcmp (table->columns[i], column) == 0)
      return cells[i];
  return NULL;
}

const char *
table_text (Table *table, const char *column)
{
  const char *cell = find (table, column);

  if (cell == NULL)
    table_fail (table, "there is no column %s", column);
  return cell != NULL ? cell : "";
}

gboolean
table_has (const Table *table, const char *column)
{
  const char *cell = find (table, column);

  return cell != NULL && cell[0] != '\0';
}

double
table_number (Table *table, const char *column)
{
  const char *cell = find (table, column);
  char *end;

  if (cell == NULL || cell[0] == '\0')
    return NAN;
  double value = g_ascii_strtod (cell, &end);
  if (*end != '\0')
    table_fail (table, "%s is no number: %s", column, cell);
  return value;
}

double
table_need (Table *table, const char *column)
{
  double value = table_number (table, column);

  if (isnan (value))
    table_fail (table, "%s is missing", column);
  return value;
}

int
table_list (Table *table, const char *column, double *numbers, int most)
{
  char **words = g_strsplit (table_text (table, column), ";", -1);
  int n = (int) g_strv_length (words);

  if (n > most)
    table_fail (table, "%s has more than %d numbers", column, most);
  n = MIN (n, most);
  for (int i = 0; i < n; i++) {
    char *end;
    numbers[i] = g_ascii_strtod (words[i], &end);
    if (end == words[i] || *end != '\0')
      table_fail (table, "%s is no list of numbers: %s", column, words[i]);
  }
  g_strfreev (words);
  return n;
}

void
table_check (Table *table, const char *column, double got, double allowed, gboolean relative)
{
  const char *cell = find (table, column);

  if (cell != NULL && cell[0] == '\0') {
    table->empty++;
    return;
  }
  double expected = table_need (table, column);
  double deviation = got == expected ? 0 : fabs (got - expected);
  double scale = relative ? allowed * fabs (expected) : allowed;
  if (scale > 0 && isfinite (expected)) /* cells have 15 digits */
    scale = fmax (scale, 2e-14 * fabs (expected));
  double share = deviation == 0 ? 0 : deviation / scale;

  table->checks++;
  if (!(share <= 1))
    table_fail (table, "%s: got %.15g, the file has %.15g", column, got, expected);
  if (share > table->largest) {
    g_free (table->where);
    table->largest = share;
    table->deviation = relative && expected != 0 ? deviation / fabs (expected) : deviation;
    table->where = g_strconcat (table_text (table, "id"), " ", column, NULL);
  }
}

void
table_pass (Table *table, const char *why)
{
  g_test_message ("%s: %s passed over: %s", table->family, table_text (table, "id"), why);
  table->passed_over++;
}

void
table_fail (Table *table, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  char *what = g_strdup_vprintf (format, args);
  va_end (args);
  const char *id = find (table, "id");
  g_test_message ("%s: %s: %s", table->family, id != NULL ? id : "?", what);
  g_test_fail ();
  g_free (what);
}
