/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * count.c - digits in groups of three.
 */
#include "count.h"

#include <string.h>

#define THIN_SPACE "\xe2\x80\xaf" /* U+202F narrow no-break space */

char *
sim_format_count (guint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  size_t n = strlen (digits);

  if (n < 5)
    return g_steal_pointer (&digits);
  GString *text = g_string_new (NULL);
  for (size_t i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      g_string_append (text, THIN_SPACE);
    g_string_append_c (text, digits[i]);
  }
  return g_string_free (text, FALSE);
}
