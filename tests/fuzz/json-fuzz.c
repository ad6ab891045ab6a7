/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-fuzz.c - libFuzzer harness of the reader and the writer.
 *
 * Any bytes are either refused with exactly one problem or read to a tree that writing and reading
 * again gives back, and whose written form stays the same. Run: json-fuzz CORPUS-FOLDER
 */
#include <string.h>

#include "base/error.h"
#include "scenario/json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_refused (const GPtrArray *problems)
{
  g_assert_cmpuint (problems->len, ==, 1);
  g_autofree char *line = sim_problem_to_line (problems->pdata[0], "input");
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_null (strchr (line, '\n'));
}

static void
check_accepted (const SimValue *value, const SimLines *lines)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *written = sim_json_write (value);
  g_autoptr (SimValue) again = sim_json_parse (written, strlen (written), NULL, problems);

  g_assert_cmpint (sim_lines_find (lines, ""), >, 0);
  if (again == NULL) /* the written form, with its spaces, may be larger than a file may be */
    g_assert_cmpuint (strlen (written), >, SIM_JSON_MAX_BYTES);
  g_autofree char *rewritten = again != NULL ? sim_json_write (again) : g_strdup (written);
  g_assert_true (again == NULL || sim_value_equal (value, again));
  g_assert_cmpstr (written, ==, rewritten);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimLines *lines = NULL;
  g_autoptr (SimValue) value = sim_json_parse ((const char *)data, size, &lines, problems);

  if (value == NULL)
    check_refused (problems);
  else
    check_accepted (value, lines);
  sim_lines_unref (lines);
  return 0;
}
