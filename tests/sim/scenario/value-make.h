/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * value-make.h - trees for tests, written as JSON with single quotes.
 */
#ifndef TESTS_VALUE_MAKE_H
#define TESTS_VALUE_MAKE_H

#include <string.h>

#include "base/error.h"
#include "scenario/json.h"

/** The tree that text says, which must be sound JSON but for its single quotes. */
static inline SimValue *
make (const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  SimValue *value = sim_json_parse (json, strlen (json), NULL, problems);

  g_assert_nonnull (value);
  g_assert_cmpuint (problems->len, ==, 0);
  return value;
}

/** Asserts that a tree is what text says. */
static inline void
assert_value (const SimValue *value, const char *text)
{
  g_autoptr (SimValue) expected = make (text);
  g_autofree char *is = sim_json_write_compact (value);
  g_autofree char *should = sim_json_write_compact (expected);

  g_assert_cmpstr (is, ==, should);
}

#endif
