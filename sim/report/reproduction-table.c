/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduction-table.c - what is expected beside what was found, for people.
 */
#include "reproduction-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "difference-private.h"
#include "grid.h"

typedef struct {
  GString *out;
  const SimReproduction *reproduction;
  const SimReportInfo *info;
  SimExpected expected;
  int columns;
} Writer;

/* Whether the scenario that gave them still gives the expected results to the last bit. */
static gboolean
same_fingerprint (const SimReproduction *reproduction, const SimExpected *expected)
{
  return expected->fingerprint != NULL
         && g_ascii_strcasecmp (expected->fingerprint,
                                sim_snapshot_fingerprint (reproduction->again))
                == 0;
}

/* Of a file that was changed: what the scenario that gave the expected results gives now. */
static const char *
changed_text (const SimReproduction *reproduction, const SimExpected *expected)
{
  switch (sim_reproduced_by (reproduction->scenario, reproduction->again)) {
  case SIM_REPRODUCED_EXACTLY:
    return _ ("Not reproduced: the scenario was changed since. As it was, it still gives the "
              "expected results exactly.");
  case SIM_REPRODUCED_NEARLY:
    return _ ("Not reproduced: the scenario was changed since. As it was, it still gives the "
              "expected figures within Monte Carlo error. The file tells no fingerprint, so more "
              "cannot be said.");
  case SIM_REPRODUCED_NOT:
    break;
  }
  if (expected->fingerprint == NULL)
    return _ ("Not reproduced: the scenario was changed since. As it was, it does not give the "
              "expected figures either.");
  if (same_fingerprint (reproduction, expected))
    return _ (
        "Not reproduced: the scenario was changed since. As it was, it has the expected "
        "fingerprint, but a figure in the file, or its standard error, is not what it gives.");
  return _ ("Not reproduced: the scenario was changed since. As it was, it does not give the "
            "expected results exactly either.");
}

char *
sim_report_reproduced_text (const SimReproduction *reproduction)
{
  SimExpected expected;

  sim_expected_read (sim_scenario_draft (reproduction->scenario), &expected);
  if (reproduction->changed)
    return g_strdup (changed_text (reproduction, &expected));
  switch (sim_reproduced (reproduction)) {
  case SIM_REPRODUCED_EXACTLY:
    return g_strdup (_ ("Reproduced exactly: the same fingerprint, and every figure the same to "
                        "its last digit."));
  case SIM_REPRODUCED_NEARLY:
    return g_strdup_printf (_ ("Reproduced within Monte Carlo error: every figure is within %g "
                               "standard errors. The file tells no fingerprint, so more cannot be "
                               "said."),
                            SIM_REPRODUCED_BOUND);
  case SIM_REPRODUCED_NOT:
    break;
  }
  if (same_fingerprint (reproduction, &expected))
    return g_strdup (_ ("Not reproduced: the fingerprint is the expected one, but a figure in the "
                        "file, or its standard error, is not what these results are."));
  if (expected.fingerprint == NULL)
    return g_strdup_printf (_ ("Not reproduced: a figure is more than %g standard errors off, or "
                               "another one that has no error."),
                            SIM_REPRODUCED_BOUND);
  return g_strdup (_ ("Not reproduced: the same scenario, seed and number of trials give another "
                      "fingerprint."));
}

/* --- parts --------------------------------------------------------------------------------- */

static void
write_head (const Writer *writer)
{
  const SimReproduction *reproduction = writer->reproduction;
  const char *title = sim_scenario_title (reproduction->scenario);
  const char *program = writer->expected.program;
  g_autofree char *trials = sim_format_count (sim_scenario_replicates (reproduction->given));
  g_autofree char *heading = sim_text_plain (*title != '\0' ? title : _ ("Untitled scenario"));
  g_autofree char *line
      = g_strdup_printf (_ ("Expected: %s trials, seed %" PRIu64 ", simulated by %s."), trials,
                         sim_scenario_seed (reproduction->given),
                         program != NULL ? program : _ ("a program that is not told"));
  g_autofree char *verdict = sim_report_reproduced_text (reproduction);

  sim_text_heading (writer->out, heading, writer->columns, writer->info->colour);
  sim_text_wrap (writer->out, line, writer->columns);
  sim_text_heading (writer->out, verdict, writer->columns, writer->info->colour);
}

/* "1.0.0" of "trefoil-sim 1.0.0", for the window and the command line compute the same. */
static const char *
version_of (const char *program)
{
  const char *blank = strrchr (program, ' ');

  return blank != NULL ? blank + 1 : program;
}

/* Both fingerprints where they differ, and the reason that there is for it. */
static void
write_fingerprints (const Writer *writer)
{
  const SimExpected *expected = &writer->expected;
  const char *found = sim_snapshot_fingerprint (writer->reproduction->again);

  if (expected->fingerprint == NULL)
    return;
  if (same_fingerprint (writer->reproduction, expected)) {
    g_autofree char *line = g_strdup_printf (_ ("Fingerprint: %s"), found);
    sim_text_wrap (writer->out, line, writer->columns);
    return;
  }
  g_autofree char *old = g_strdup_printf (_ ("Fingerprint expected: %s"), expected->fingerprint);
  g_autofree char *new = g_strdup_printf (_ ("Fingerprint found: %s"), found);
  sim_text_wrap (writer->out, old, writer->columns);
  sim_text_wrap (writer->out, new, writer->columns);
  if (expected->program == NULL)
    return;
  g_autofree char *why
      = strcmp (version_of (expected->program), version_of (writer->info->program)) == 0
            ? g_strdup (_ ("The version is the same. Perhaps the file was changed by hand: what is "
                           "expected, or the scenario in both places, its own and below "
                           "/expected/scenario. trefoil-sim verify checks this installation."))
            : g_strdup_printf (_ ("The versions differ: %s then, %s now. NEWS tells which numbers "
                                  "changed between them, and why."),
                               expected->program, writer->info->program);
  sim_text_wrap (writer->out, why, writer->columns);
}

static void
write_changes (const Writer *writer)
{
  g_string_append_c (writer->out, '\n');
  sim_text_wrap (writer->out, _ ("What was changed, from the scenario that gave them to the file:"),
                 writer->columns);
  sim_report_differences_lines (writer->out, writer->reproduction->differences, G_MAXUINT,
                                writer->columns);
}

/* Whether it is a name, or the like, of which the scenario that gave the results had another one.
   That scenario is kept without notes, sources and all else that it takes no number from. */
static gboolean
is_renamed (const SimReproduction *reproduction, const SimDifference *difference)
{
  const SimValue *given = sim_draft_root (sim_scenario_draft (reproduction->given));
  g_auto (GStrv) steps = sim_pointer_split (difference->pointer);

  return difference->stage == SIM_STAGE_LABEL && difference->kind == SIM_DIFFERENCE_VALUE
         && *steps != NULL && sim_value_get (given, *steps) != NULL;
}

/* The same numbers under other names may say something else: of arms that were exchanged, say. */
static void
write_names (const Writer *writer)
{
  const GPtrArray *differences = writer->reproduction->differences;
  guint n = 0;

  for (guint i = 0; i < differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if (!is_renamed (writer->reproduction, difference))
      continue;
    if (n++ == 0) {
      g_string_append_c (writer->out, '\n');
      sim_text_wrap (writer->out,
                     _ ("These names were changed since. The numbers are the same, but may be of "
                        "something else now:"),
                     writer->columns);
    }
    sim_report_difference_line (writer->out, difference, writer->columns);
  }
}

static char *
standard_errors (double z)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (z))
    return g_strdup ("\xe2\x80\x93");
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.1f", z));
}

/* Two digits, which is what an error is known to, and enough of a difference. */
static char *
two_digits (double error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (error))
    return g_strdup ("\xe2\x80\x93");
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.2g", error));
}

static void
add_figure (SimGrid *grid, const SimReproducedFigure *figure)
{
  sim_grid_add (grid, sim_text_plain (figure->at != NULL ? figure->at : figure->pointer));
  sim_grid_add (grid, sim_format_figure (figure->expected, figure->counted));
  sim_grid_add (grid, two_digits (figure->expected_mcse));
  sim_grid_add (grid, sim_format_figure (figure->found, figure->found_mcse));
  sim_grid_add (grid, two_digits (figure->found_mcse));
  sim_grid_add (grid, two_digits (figure->difference));
  sim_grid_add (grid, standard_errors (figure->z));
}

/* The figures of a snapshot beside the expected ones, under a line that says which. */
static void
write_figures (const Writer *writer, SimSnapshot *snapshot, const char *what)
{
  g_autoptr (GArray) figures = sim_reproduced_figures (writer->reproduction->scenario,
                                                       writer->reproduction->given, snapshot);
  const char *const headings[] = { _ ("Figure"), _ ("Expected"),   _ ("MCSE"), _ ("Found"),
                                   _ ("MCSE"),   _ ("Difference"), _ ("in SE") };
  gboolean missing = FALSE;
  SimGrid *grid;

  if (figures->len == 0)
    return;
  g_string_append_c (writer->out, '\n');
  sim_text_wrap (writer->out, what, writer->columns);
  grid = sim_grid_new (G_N_ELEMENTS (headings));
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_grid_add (grid, g_strdup (headings[i]));
  for (guint i = 0; i < figures->len; i++) {
    const SimReproducedFigure *figure = &g_array_index (figures, SimReproducedFigure, i);
    add_figure (grid, figure);
    missing = missing || isnan (figure->found);
  }
  sim_grid_write (grid, writer->out, writer->columns, writer->info->colour);
  sim_grid_free (grid);
  if (missing)
    sim_text_wrap (writer->out, _ ("–: this scenario has no such figure."), writer->columns);
}

/* Figures at the size that was the file's own are those of its own size now. */
static char *
now_text (const SimReproduction *reproduction)
{
  const SimScenario *given = reproduction->given, *own = reproduction->own;
  guint then = sim_scenario_total (given, sim_scenario_own_size (given));
  guint now = sim_scenario_total (own, sim_scenario_own_size (own));

  if (then == now)
    return g_strdup (_ ("As the file is now:"));
  return g_strdup_printf (_ ("As the file is now, at its own size of %u patients instead of %u:"),
                          now, then);
}

char *
sim_report_reproduction_table (const SimReproduction *reproduction, const SimReportInfo *info,
                               int columns)
{
  Writer writer = { .out = g_string_new (NULL), .reproduction = reproduction, .info = info };

  writer.columns = columns > 0 ? MAX (columns, SIM_GRID_LEAST_COLUMNS) : 0;
  sim_expected_read (sim_scenario_draft (reproduction->scenario), &writer.expected);
  write_head (&writer);
  write_fingerprints (&writer);
  if (reproduction->changed)
    write_changes (&writer);
  write_names (&writer);
  if (!reproduction->changed
      || sim_reproduced_by (reproduction->scenario, reproduction->again) != SIM_REPRODUCED_EXACTLY)
    write_figures (&writer, reproduction->again,
                   reproduction->changed ? _ ("As it was:") : _ ("Expected and found:"));
  if (reproduction->now != NULL) {
    g_autofree char *what = now_text (reproduction);
    write_figures (&writer, reproduction->now, what);
  }
  return g_string_free (writer.out, FALSE);
}
