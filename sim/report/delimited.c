/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * delimited.c - cells of comma- or tab-separated text.
 */
#include "delimited.h"

#include "../scenario/json.h"

#include <math.h>
#include <string.h>

static void
separate (GString *out, char separator)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, separator);
}

void
sim_delimited_text (GString *out, char separator, const char *text)
{
  separate (out, separator);
  if (strpbrk (text, "\"\r\n") == NULL && strchr (text, separator) == NULL) {
    g_string_append (out, text);
    return;
  }
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *c);
  }
  g_string_append_c (out, '"');
}

void
sim_delimited_number (GString *out, char separator, double value)
{
  g_autofree char *text = isfinite (value) ? sim_json_number (value) : g_strdup ("");

  sim_delimited_text (out, separator, text);
}

void
sim_delimited_end (GString *out)
{
  g_string_append_c (out, '\n');
}
