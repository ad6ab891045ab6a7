/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * write-words.c - writes the words of many streams to standard output, for test programs that read
 * there: write-words LAYOUT ORDER SEED, without end until nobody reads any more.
 */
#include <stdio.h>

#include "layouts.h"

int main (int argc, char **argv)
{
  enum { WORDS = 1 << 16 };
  int layout = argc == 4 ? layout_find (argv[1]) : -1;
  int order = argc == 4 ? order_find (argv[2]) : -1;
  guint64 seed = 0;
  if (layout < 0 || order < 0
      || !g_ascii_string_to_unsigned (argv[3], 10, 0, G_MAXINT64, &seed, NULL)) {
    fprintf (stderr, "usage: write-words LAYOUT ORDER SEED\n");
    return 2;
  }
  Source *source = source_new ((Layout) layout, (Order) order, seed);
  guint64 *words = g_new (guint64, WORDS);
  do
    source_fill (source, words, WORDS);
  while (fwrite (words, sizeof *words, WORDS, stdout) == WORDS);
  g_free (words);
  source_free (source);
  return 0;
}
