/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench.c - times, medians and output of the benchmarks.
 */
#include "bench.h"

#include <glib.h>
#include <stdlib.h>

static GString *json; /* of this program, which has one thread here */

double bench_seconds (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

static int compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

double bench_fractile (double *x, size_t n, double share)
{
  qsort (x, n, sizeof *x, compare);
  return x[MIN ((size_t) (share * (double) n), n - 1)];
}

void bench_say (const char *name, double value, const char *unit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  if (!json)
    json = g_string_new ("[");
  g_ascii_formatd (number, sizeof number, value >= 1000 ? "%.0f" : "%.3f", value);
  g_print ("%-58s %12s %s\n", name, number, unit);
  g_string_append_printf (json, "%s\n {\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\"}",
                          json->len > 1 ? "," : "", name, number, unit);
}

bool bench_write (const char *path)
{
  g_string_append (json, "\n]\n");
  bool written = g_file_set_contents (path, json->str, -1, NULL);
  g_string_free (json, TRUE);
  json = NULL;
  return written;
}
