/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fullest.c - a scenario of the largest size, as the text of a file.
 */
#include "fullest.h"

#define ARM_SIZE 20

static void
add_arms (GString *text)
{
  g_string_append (text, "\"arms\": [");
  for (guint i = 0; i < SIM_MAX_ARMS; i++)
    g_string_append_printf (text,
                            "%s{\"id\": \"arm-%u\", \"name\": \"Acupuncture of kind %u\","
                            " \"size\": %d%s}",
                            i > 0 ? ", " : "", i, i, ARM_SIZE,
                            i == 0 ? ", \"reference\": true" : "");
  g_string_append (text,
                   "], \"outcomes\": [{\"id\": \"rmdq\", \"type\": \"continuous\", \"better\":"
                   " \"lower\", \"visits\": [{\"id\": \"w8\", \"time\": 8}], \"baseline\":"
                   " {\"mean\": 11, \"sd\": 5}, \"means\": {");
  for (guint i = 0; i < SIM_MAX_ARMS; i++)
    g_string_append_printf (text, "%s\"arm-%u\": [%g]", i > 0 ? ", " : "", i, 9 - 0.5 * i);
  g_string_append (text, "}, \"sd\": 5}], \"analyses\": [{\"id\": \"main\", \"outcome\": \"rmdq\","
                         " \"visit\": \"w8\", \"method\": \"ancova\", \"adjust-for\":"
                         " [\"baseline\"]}], ");
}

/* Every pair of arms until there are enough. */
static void
add_tests (GString *text)
{
  guint n = 0;

  g_string_append (text, "\"testing\": {\"hypotheses\": [");
  for (guint i = 0; i < SIM_MAX_ARMS; i++)
    for (guint k = 0; k < i && n < SIM_MAX_HYPOTHESES; k++, n++)
      g_string_append_printf (text, "%s{\"id\": \"h%u\", \"compare\": [\"arm-%u\", \"arm-%u\"]}",
                              n > 0 ? ", " : "", n, i, k);
  g_string_append (text, "], \"multiplicity\": {\"method\": \"holm\"}, \"success\": [");
  for (guint i = 0; i < SIM_MAX_SUCCESS; i++)
    g_string_append_printf (text, "%s{\"id\": \"s%u\", \"any-of\": [\"h%u\", \"h%u\"]}",
                            i > 0 ? ", " : "", i, i, (i + 1) % SIM_MAX_HYPOTHESES);
  g_string_append (text, "]}, \"run\": {\"replicates\": 2000, \"sizes\": [");
  for (guint i = 0; i < SIM_MAX_SIZES; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", (i + 2) * SIM_MAX_ARMS * 2);
  g_string_append (text, "]}");
}

static void
add_step (GString *text, guint i)
{
  guint h = i % SIM_MAX_HYPOTHESES;

  g_string_append_printf (
      text,
      "{\"text\": \"%s\", \"set\": {\"/outcomes/rmdq/sd\": %g}, \"view\": \"power\", \"about\":"
      " \"h%u\", \"lock\": [\"/arms\", \"/outcomes/rmdq/baseline\"], \"predict\": {\"question\":"
      " \"How often?\", \"kind\": \"number\", \"answer-from\":"
      " \"/sizes/120/hypotheses/h%u/power/value\", \"unit\": \"%%\"}, \"reveal\":"
      " \"{{/sizes/120/hypotheses/h%u/power/value}} and {{/sizes/120/trial/any/value}}\"}",
      i + 1 < SIM_MAX_LESSON_STEPS ? "Read this." : "", 4 + 0.01 * i, h, h, h);
}

SimDraft *
fullest_draft (void)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  GString *text = g_string_new ("{\"trefoil\": 1, \"title\": \"As much as there can be\", ");
  SimDraft *draft;

  add_arms (text);
  add_tests (text);
  g_string_append (text, ", \"lesson\": {\"title\": \"Long\", \"steps\": [");
  for (guint i = 0; i < SIM_MAX_LESSON_STEPS; i++) {
    g_string_append (text, i > 0 ? ", " : "");
    add_step (text, i);
  }
  g_string_append (text, "]}}");
  draft = sim_draft_parse (text->str, text->len, problems);
  g_string_free (text, TRUE);
  g_assert_nonnull (draft);
  return draft;
}
