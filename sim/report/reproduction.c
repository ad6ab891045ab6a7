/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reproduction.c - what is expected beside what was found: the figures, the verdict, and both for
 * scripts.
 */
#include "reproduction-report.h"

#include <math.h>
#include <string.h>

#include "delimited.h"
#include "difference-private.h"
#include "json-map.h"
#include "lesson-report.h"

#define REPRODUCTION_VERSION 1

/* --- figures ------------------------------------------------------------------------------- */

/* The most that the error of an expected figure can be, so that a file cannot grant itself any. */
static double
most_error (const SimReproducedFigure *figure, guint64 trials)
{
  double n = (double)trials, p = figure->expected, q = figure->found;
  gboolean share = q >= 0 && q <= 1 && fabs (figure->found_mcse - sqrt (q * (1 - q) / n)) < 1e-12;

  if (!share)
    return figure->found_mcse;
  return p > 0 && p < 1 ? sqrt (p * (1 - p) / n) : 0;
}

/* The pointer at one size of another one at another size. */
static char *
at_size (const char *pointer, guint total, guint other)
{
  g_autofree char *from = g_strdup_printf ("/sizes/%u/", total);
  g_autofree char *to = g_strdup_printf ("/sizes/%u/", other);
  g_auto (GStrv) parts = g_strsplit (pointer, from, -1);

  return total != other && g_strv_length (parts) > 1 ? g_strjoinv (to, parts) : NULL;
}

/* at: where the figure is to be found, NULL: at its pointer; taken over. */
static SimReproducedFigure
figure_of (const char *pointer, char *at, const SimValue *record, const SimValue *results,
           guint64 trials)
{
  const SimValue *mcse = sim_value_get (record, "mcse");
  SimLessonFigure found = { .value = NAN };
  SimReproducedFigure figure = { .pointer = pointer,
                                 .at = at,
                                 .expected = sim_value_number (sim_value_get (record, "value")),
                                 .expected_mcse = mcse != NULL ? sim_value_number (mcse) : 0,
                                 .mcse_told = mcse != NULL };

  if (!sim_lesson_figure (results, at != NULL ? at : pointer, &found))
    found.mcse = NAN;
  figure.found = found.value;
  figure.found_mcse = found.mcse;
  figure.difference = figure.found - figure.expected;
  figure.counted = MIN (figure.expected_mcse, most_error (&figure, trials));
  double error = hypot (figure.counted, figure.found_mcse);
  figure.z = error > 0 ? figure.difference / error : NAN;
  return figure;
}

static void
clear_figure (gpointer figure)
{
  g_free (((SimReproducedFigure *)figure)->at);
}

static guint
own_total (const SimScenario *scenario)
{
  return sim_scenario_total (scenario, sim_scenario_own_size (scenario));
}

GArray *
sim_reproduced_figures (const SimScenario *scenario, const SimScenario *given,
                        SimSnapshot *snapshot)
{
  const SimReportInfo info = { .program = "", .complete = TRUE };
  g_autoptr (SimValue) results = sim_report_value (snapshot, NULL, &info);
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (SimReproducedFigure));
  guint total = own_total (given), own = own_total (sim_snapshot_scenario (snapshot));
  SimExpected expected;

  g_array_set_clear_func (figures, clear_figure);
  sim_expected_read (sim_scenario_draft (scenario), &expected);
  for (guint i = 0; i < sim_value_length (expected.results); i++) {
    const char *key = sim_value_key (expected.results, i);
    if (strncmp (key, "x-", 2) == 0)
      continue;
    SimReproducedFigure figure
        = figure_of (key, at_size (key, total, own), sim_value_at (expected.results, i), results,
                     sim_snapshot_replicates (snapshot));
    g_array_append_val (figures, figure);
  }
  return figures;
}

static gboolean
is_same (const SimReproducedFigure *figure)
{
  return figure->difference == 0
         && (!figure->mcse_told || figure->expected_mcse == figure->found_mcse);
}

static gboolean
is_near (const SimReproducedFigure *figure)
{
  return figure->difference == 0 || fabs (figure->z) <= SIM_REPRODUCED_BOUND;
}

static gboolean
all_are (const GArray *figures, gboolean (*good) (const SimReproducedFigure *figure))
{
  for (guint i = 0; i < figures->len; i++)
    if (!good (&g_array_index (figures, SimReproducedFigure, i)))
      return FALSE;
  return TRUE;
}

SimReproduced
sim_reproduced_by (const SimScenario *scenario, SimSnapshot *snapshot)
{
  g_autoptr (GArray) figures
      = sim_reproduced_figures (scenario, sim_snapshot_scenario (snapshot), snapshot);
  SimExpected expected;

  sim_expected_read (sim_scenario_draft (scenario), &expected);
  if (expected.fingerprint == NULL)
    return figures->len > 0 && all_are (figures, is_near) ? SIM_REPRODUCED_NEARLY
                                                          : SIM_REPRODUCED_NOT;
  return g_ascii_strcasecmp (expected.fingerprint, sim_snapshot_fingerprint (snapshot)) == 0
                 && all_are (figures, is_same)
             ? SIM_REPRODUCED_EXACTLY
             : SIM_REPRODUCED_NOT;
}

SimReproduced
sim_reproduced (const SimReproduction *reproduction)
{
  return reproduction->changed ? SIM_REPRODUCED_NOT
                               : sim_reproduced_by (reproduction->scenario, reproduction->again);
}

SimExpectedVerdict
sim_expected_verdict (SimScenario *scenario, SimSnapshot *snapshot)
{
  static const SimExpectedVerdict verdicts[] = { [SIM_REPRODUCED_EXACTLY] = SIM_EXPECTED_SAME,
                                                 [SIM_REPRODUCED_NEARLY] = SIM_EXPECTED_NEAR,
                                                 [SIM_REPRODUCED_NOT] = SIM_EXPECTED_OTHER };
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  SimExpected expected;

  if (!sim_expected_read (sim_scenario_draft (scenario), &expected)
      || (expected.fingerprint == NULL && sim_value_length (expected.results) == 0))
    return SIM_EXPECTED_NOT;
  g_autoptr (SimScenario) given = sim_expected_scenario (sim_scenario_draft (scenario), problems);
  if (given == NULL)
    return SIM_EXPECTED_NOT;
  g_autoptr (SimScenario) own = sim_expected_own (scenario);
  if (own == NULL || strcmp (sim_scenario_hash (given), sim_scenario_hash (own)) != 0)
    return SIM_EXPECTED_CHANGED;
  if (sim_snapshot_replicates (snapshot) != sim_scenario_replicates (given))
    return SIM_EXPECTED_LENGTH;
  return verdicts[sim_reproduced_by (scenario, snapshot)];
}

/* --- for scripts --------------------------------------------------------------------------- */

static const char *
verdict_word (const SimReproduction *reproduction)
{
  static const char *const words[] = { [SIM_REPRODUCED_EXACTLY] = "reproduced-exactly",
                                       [SIM_REPRODUCED_NEARLY] = "within-error",
                                       [SIM_REPRODUCED_NOT] = "not-reproduced" };

  return words[sim_reproduced (reproduction)];
}

static SimValue *
figure_value (const SimReproducedFigure *figure)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add (&map, "pointer", sim_value_new_text (figure->pointer));
  if (figure->at != NULL)
    sim_json_map_add (&map, "found-at", sim_value_new_text (figure->at));
  sim_json_map_add (&map, "expected", sim_json_figure (figure->expected));
  sim_json_map_add (&map, "expected-mcse", sim_json_figure (figure->expected_mcse));
  sim_json_map_add (&map, "found", sim_json_figure (figure->found));
  sim_json_map_add (&map, "found-mcse", sim_json_figure (figure->found_mcse));
  sim_json_map_add (&map, "difference", sim_json_figure (figure->difference));
  sim_json_map_add (&map, "standard-errors", sim_json_figure (figure->z));
  return sim_json_map_end (&map);
}

/* What a snapshot has in place of what is expected; null where there is none. */
static SimValue *
found_value (const SimReproduction *reproduction, SimSnapshot *snapshot)
{
  SimJsonMap map = { .n = 0 };
  GPtrArray *list = g_ptr_array_new ();

  if (snapshot == NULL) {
    g_ptr_array_unref (list);
    return sim_value_new_null ();
  }
  g_autoptr (GArray) figures
      = sim_reproduced_figures (reproduction->scenario, reproduction->given, snapshot);
  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (list, figure_value (&g_array_index (figures, SimReproducedFigure, i)));
  sim_json_map_add (&map, "fingerprint", sim_value_new_text (sim_snapshot_fingerprint (snapshot)));
  sim_json_map_add (&map, "figures", sim_json_list (list));
  return sim_json_map_end (&map);
}

static SimValue *
text_or_null (const char *text)
{
  return text != NULL ? sim_value_new_text (text) : sim_value_new_null ();
}

static SimValue *
expected_value (const SimReproduction *reproduction)
{
  SimJsonMap map = { .n = 0 };
  SimExpected expected;

  sim_expected_read (sim_scenario_draft (reproduction->scenario), &expected);
  sim_json_map_add (&map, "program", text_or_null (expected.program));
  sim_json_map_add (&map, "sha256", sim_value_new_text (sim_scenario_hash (reproduction->given)));
  sim_json_map_add (&map, "seed",
                    sim_json_figure ((double)sim_scenario_seed (reproduction->given)));
  sim_json_map_add (&map, "replicates",
                    sim_json_figure ((double)sim_scenario_replicates (reproduction->given)));
  sim_json_map_add (&map, "fingerprint", text_or_null (expected.fingerprint));
  return sim_json_map_end (&map);
}

char *
sim_report_reproduction_json (const SimReproduction *reproduction, const SimReportInfo *info)
{
  SimJsonMap map = { .n = 0 };

  sim_json_map_add_head (&map, "trefoil-reproduction", REPRODUCTION_VERSION, reproduction->scenario,
                         info);
  sim_json_map_add (&map, "verdict", sim_value_new_text (verdict_word (reproduction)));
  sim_json_map_add (&map, "expected", expected_value (reproduction));
  sim_json_map_add (&map, "found", found_value (reproduction, reproduction->again));
  sim_json_map_add (&map, "changed", sim_value_new_bool (reproduction->changed));
  sim_json_map_add (&map, "differences", sim_report_differences_value (reproduction->differences));
  sim_json_map_add (&map, "found-as-changed", found_value (reproduction, reproduction->now));
  sim_json_map_add (&map, "timing", sim_json_timing (info));
  g_autoptr (SimValue) value = sim_json_map_end (&map);
  return sim_json_write (value);
}

static void
write_rows (GString *out, const SimReproduction *reproduction, SimSnapshot *snapshot,
            const char *which)
{
  g_autoptr (GArray) figures
      = sim_reproduced_figures (reproduction->scenario, reproduction->given, snapshot);
  SimExpected expected;

  sim_expected_read (sim_scenario_draft (reproduction->scenario), &expected);
  sim_delimited_text (out, ',', which);
  sim_delimited_text (out, ',', "/fingerprint");
  sim_delimited_text (out, ',', expected.fingerprint != NULL ? expected.fingerprint : "");
  sim_delimited_number (out, ',', NAN);
  sim_delimited_text (out, ',', sim_snapshot_fingerprint (snapshot));
  for (guint i = 0; i < 3; i++)
    sim_delimited_number (out, ',', NAN);
  sim_delimited_text (out, ',', "");
  sim_delimited_end (out);
  for (guint i = 0; i < figures->len; i++) {
    const SimReproducedFigure *figure = &g_array_index (figures, SimReproducedFigure, i);
    const double numbers[] = { figure->expected,   figure->expected_mcse, figure->found,
                               figure->found_mcse, figure->difference,    figure->z };
    sim_delimited_text (out, ',', which);
    sim_delimited_text (out, ',', figure->pointer);
    for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
      sim_delimited_number (out, ',', numbers[k]);
    sim_delimited_text (out, ',', figure->at != NULL ? figure->at : "");
    sim_delimited_end (out);
  }
}

char *
sim_report_reproduction_csv (const SimReproduction *reproduction)
{
  static const char *const headings[]
      = { "scenario",   "pointer",    "expected",        "expected-mcse", "found",
          "found-mcse", "difference", "standard-errors", "found-at" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    sim_delimited_text (out, ',', headings[i]);
  sim_delimited_end (out);
  write_rows (out, reproduction, reproduction->again, "given");
  if (reproduction->now != NULL)
    write_rows (out, reproduction, reproduction->now, "file");
  return g_string_free (out, FALSE);
}
