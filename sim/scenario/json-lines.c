/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-lines.c - the table from JSON pointers to lines.
 */
#include "json-lines.h"

#include <string.h>

SimLines *
sim_lines_new (void)
{
  SimLines *lines = g_new0 (SimLines, 1);

  g_atomic_ref_count_init (&lines->refs);
  lines->nodes = g_array_new (FALSE, FALSE, sizeof (SimLineNode));
  lines->order = g_array_new (FALSE, FALSE, sizeof (guint32));
  lines->keys = g_string_new (NULL);
  g_string_append_c (lines->keys, '\0'); /* offset 0: no key */
  return lines;
}

SimLines *
sim_lines_ref (SimLines *lines)
{
  g_atomic_ref_count_inc (&lines->refs);
  return lines;
}

void
sim_lines_unref (SimLines *lines)
{
  if (lines == NULL || !g_atomic_ref_count_dec (&lines->refs))
    return;
  g_array_unref (lines->nodes);
  g_array_unref (lines->order);
  g_string_free (lines->keys, TRUE);
  g_free (lines);
}

const char *
sim_lines_key (const SimLines *lines, guint32 key)
{
  return lines->keys->str + key;
}

static const SimLineNode *
node_at (const SimLines *lines, guint32 node)
{
  return &g_array_index (lines->nodes, SimLineNode, node);
}

/* By key, and equal keys in the order of the text. */
static int
compare_members (gconstpointer a, gconstpointer b, gpointer data)
{
  const SimLines *lines = data;
  guint32 x = *(const guint32 *)a;
  guint32 y = *(const guint32 *)b;
  int order = strcmp (sim_lines_key (lines, node_at (lines, x)->key),
                      sim_lines_key (lines, node_at (lines, y)->key));

  return order != 0 ? order : (x > y) - (x < y);
}

guint32
sim_lines_close (SimLines *lines, guint32 node, const guint32 *members, guint32 n, gboolean is_map,
                 guint32 *earlier)
{
  SimLineNode *mine = &g_array_index (lines->nodes, SimLineNode, node);
  guint32 twice = 0;

  mine->first = lines->order->len;
  mine->n = n;
  mine->is_map = is_map != FALSE;
  if (n == 0)
    return 0;
  g_array_append_vals (lines->order, members, n);
  if (!is_map)
    return 0;
  guint32 *sorted = &g_array_index (lines->order, guint32, mine->first);
  g_qsort_with_data (sorted, (int)n, sizeof *sorted, compare_members, lines);
  for (guint32 i = 1; i < n; i++) {
    const char *key = sim_lines_key (lines, node_at (lines, sorted[i])->key);
    const char *before = sim_lines_key (lines, node_at (lines, sorted[i - 1])->key);
    if (strcmp (key, before) == 0 && (twice == 0 || sorted[i] < twice)) {
      twice = sorted[i];
      *earlier = sorted[i - 1];
    }
  }
  return twice;
}

/* The member of a map with a key, or 0 (the root is no member). */
static guint32
find_key (const SimLines *lines, const SimLineNode *map, const char *key)
{
  guint32 low = 0;
  guint32 high = map->n;

  while (low < high) {
    guint32 middle = low + (high - low) / 2;
    guint32 member = g_array_index (lines->order, guint32, map->first + middle);
    int order = strcmp (key, sim_lines_key (lines, node_at (lines, member)->key));
    if (order == 0)
      return member;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}

/* The member of a list at a position written in digits, or 0. */
static guint32
find_index (const SimLines *lines, const SimLineNode *list, const char *step)
{
  gsize n = strspn (step, "0123456789");
  gint64 index = g_ascii_strtoll (step, NULL, 10);

  if (n == 0 || n > 9 || step[n] != '\0' || (n > 1 && step[0] == '0') || index >= list->n)
    return 0;
  return g_array_index (lines->order, guint32, list->first + (guint32)index);
}

int
sim_lines_find (const SimLines *lines, const char *pointer)
{
  g_auto (GStrv) steps = sim_pointer_split (pointer);
  guint32 node = 0;

  if (lines == NULL || steps == NULL)
    return 0;
  for (char **step = steps; *step != NULL; step++) {
    const SimLineNode *at = node_at (lines, node);
    node = at->is_map ? find_key (lines, at, *step) : find_index (lines, at, *step);
    if (node == 0)
      return 0;
  }
  return (int)node_at (lines, node)->line;
}
