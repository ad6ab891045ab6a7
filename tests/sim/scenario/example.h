/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * example.h - the bytes of example.trefoil, a whole scenario in canonical form, for tests.
 */
#ifndef TESTS_EXAMPLE_H
#define TESTS_EXAMPLE_H

#include <glib.h>

/** Reads the example; free with g_free(). */
static inline char *
example_read (gsize *n)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "example.trefoil", NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, n, &error);
  g_assert_no_error (error);
  return text;
}

#endif
