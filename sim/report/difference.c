/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference.c - what differs between two scenarios, for people and for scripts.
 */
#include "difference-report.h"

#include "delimited.h"
#include "difference-private.h"
#include "grid.h"
#include "json-map.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIFFERENCES_VERSION 1
#define SEPARATOR           ','
#define MOST_SHOWN          72 /* cells of one value; notes may be pages */
#define NO_VALUE            "\xe2\x80\x93"

static const char *const kinds[] = { "value", "added", "removed", "order" };

/* ---- lines for people ---- */

static char *
shown (const char *text)
{
  g_autofree char *plain = text != NULL ? sim_text_plain (text) : g_strdup (NO_VALUE);

  return sim_text_clip (*plain != '\0' ? plain : NO_VALUE, MOST_SHOWN);
}

static char *
line_of (const SimDifference *difference)
{
  g_autofree char *a = shown (difference->a);
  g_autofree char *b = shown (difference->b);

  switch (difference->kind) {
  case SIM_DIFFERENCE_ADDED:
    return g_strdup_printf (_ ("%s: %s is added"), difference->what, difference->b);
  case SIM_DIFFERENCE_REMOVED:
    return g_strdup_printf (_ ("%s: %s is left out"), difference->what, difference->a);
  case SIM_DIFFERENCE_VALUE:
  case SIM_DIFFERENCE_ORDER:
    break;
  }
  return g_strdup_printf ("%s: %s \xe2\x86\x92 %s", difference->what, a, b);
}

void
sim_report_difference_line (GString *out, const SimDifference *difference, int columns)
{
  g_autofree char *line = line_of (difference);
  g_autofree char *plain = sim_text_plain (line);

  sim_text_wrap (out, plain, columns);
}

/* The first of those that change numbers, or of those that change none; how many there are. */
static guint
write_lines (GString *out, const GPtrArray *differences, gboolean labels, guint most, int columns)
{
  guint n = 0;

  for (guint i = 0; i < differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if ((difference->stage == SIM_STAGE_LABEL) != labels || n++ >= most)
      continue;
    if (labels && n == 1)
      sim_text_wrap (out, _ ("That changes no number:"), columns);
    sim_report_difference_line (out, difference, columns);
  }
  return n;
}

void
sim_report_differences_lines (GString *out, const GPtrArray *differences, guint most, int columns)
{
  guint n = write_lines (out, differences, FALSE, most, columns);
  g_autofree char *more = g_strdup_printf (
      ngettext ("and %u more", "and %u more", n - MIN (n, most)), n - MIN (n, most));

  if (n == 0)
    sim_text_wrap (out, _ ("In nothing that changes a number."), columns);
  else if (n > most)
    sim_text_wrap (out, more, columns);
}

static void
write_scenario (GString *out, char letter, const char *name, const SimScenario *scenario,
                int columns)
{
  const char *title = sim_scenario_title (scenario);
  g_autofree char *line
      = g_strdup_printf ("%c: %s%s%s", letter, name, *title != '\0' ? ": " : "", title);
  g_autofree char *plain = sim_text_plain (line);

  sim_text_wrap (out, plain, columns);
}

char *
sim_report_differences_table (const SimDifferenceReport *report, gboolean colour, int columns)
{
  GString *out = g_string_new (NULL);

  columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  g_string_append (out, colour ? "\033[1m" : "");
  write_scenario (out, 'A', report->name_a, report->a, columns);
  write_scenario (out, 'B', report->name_b, report->b, columns);
  g_string_append (out, colour ? "\033[0m" : "");
  sim_text_wrap (out, _ ("They differ:"), columns);
  sim_report_differences_lines (out, report->differences, G_MAXUINT, columns);
  write_lines (out, report->differences, TRUE, G_MAXUINT, columns);
  return g_string_free (out, FALSE);
}

/* ---- for scripts ---- */

static SimValue *
text_or_null (const char *text)
{
  return text != NULL ? sim_value_new_text (text) : sim_value_new_null ();
}

static SimValue *
value_or_null (const SimValue *value)
{
  return value != NULL ? sim_value_ref (value) : sim_value_new_null ();
}

static SimValue *
difference_value (const SimDifference *difference)
{
  SimValue *texts[2] = { text_or_null (difference->a), text_or_null (difference->b) };
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "pointer", sim_value_new_text (difference->pointer));
  sim_json_map_add (&map, "kind", sim_value_new_text (kinds[difference->kind]));
  sim_json_map_add (&map, "what", sim_value_new_text (difference->what));
  sim_json_map_add (&map, "a", value_or_null (difference->in_a));
  sim_json_map_add (&map, "b", value_or_null (difference->in_b));
  sim_json_map_add (&map, "in-words", sim_value_new_list (texts, 2));
  sim_json_map_add (&map, "changes-numbers",
                    sim_value_new_bool (difference->stage != SIM_STAGE_LABEL));
  return sim_json_map_end (&map);
}

SimValue *
sim_report_differences_value (const GPtrArray *differences)
{
  g_autofree SimValue **items = g_new (SimValue *, differences->len + 1);

  for (guint i = 0; i < differences->len; i++)
    items[i] = difference_value (g_ptr_array_index (differences, i));
  return sim_value_new_list (items, differences->len);
}

static SimValue *
scenario_value (const char *name, const SimScenario *scenario)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "name", sim_value_new_text (name));
  sim_json_map_add (&map, "title", sim_json_title (scenario));
  sim_json_map_add (&map, "sha256", sim_value_new_text (sim_scenario_hash (scenario)));
  return sim_json_map_end (&map);
}

char *
sim_report_differences_json (const SimDifferenceReport *report, const char *program)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "trefoil-differences", sim_json_figure (DIFFERENCES_VERSION));
  sim_json_map_add (&map, "program", sim_value_new_text (program));
  sim_json_map_add (&map, "a", scenario_value (report->name_a, report->a));
  sim_json_map_add (&map, "b", scenario_value (report->name_b, report->b));
  sim_json_map_add (&map, "differences", sim_report_differences_value (report->differences));
  g_autoptr (SimValue) root = sim_json_map_end (&map);
  return sim_json_write (root);
}

char *
sim_report_differences_csv (const SimDifferenceReport *report)
{
  static const char *const headings[] = { "pointer", "kind", "what", "a", "b", "changes-numbers" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_delimited_text (out, SEPARATOR, headings[i]);
  sim_delimited_end (out);
  for (guint i = 0; i < report->differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (report->differences, i);
    const char *const cells[] = { difference->pointer,
                                  kinds[difference->kind],
                                  difference->what,
                                  difference->a != NULL ? difference->a : "",
                                  difference->b != NULL ? difference->b : "",
                                  difference->stage != SIM_STAGE_LABEL ? "1" : "0" };
    for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
      sim_delimited_text (out, SEPARATOR, cells[k]);
    sim_delimited_end (out);
  }
  return g_string_free (out, FALSE);
}
