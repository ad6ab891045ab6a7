/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trials.c - the first trials of a scenario in full precision, for R to hold its own against:
 *
 *   trials SCENARIO N SIZE RESULTS
 *
 * SIZE: patients of a trial; 0: as many as the scenario says.
 * Patients go to standard output: a line with the names of the columns, then doubles, one row a
 * patient of a trial. RESULTS is a CSV table, one row a hypothesis of a trial.
 */
#include "sim.h"

#include <math.h>
#include <stdio.h>

/* The names of the columns, and the row that is being filled. */
typedef struct {
  GString *names; /* NULL once they are written */
  GArray *row;
} Columns;

static void
put (Columns *columns, double value, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
put (Columns *columns, double value, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (columns->names != NULL) {
    g_string_append (columns->names, columns->names->len > 0 ? " " : "");
    g_string_append_vprintf (columns->names, format, arguments);
  }
  va_end (arguments);
  g_array_append_val (columns->row, value);
}

static const char *
id_of (SimScenario *scenario, const char *list, guint index)
{
  g_autofree char *pointer = g_strdup_printf ("/%s/%u/id", list, index);

  return sim_scenario_text (scenario, pointer);
}

static void
put_outcome (Columns *columns, SimScenario *scenario, const SimTrial *trial,
             const SimPatient *patient, guint outcome)
{
  const SimScores *scores = &patient->outcomes[outcome];
  const char *id = id_of (scenario, "outcomes", outcome);

  if (trial->outcomes[outcome].has_baseline)
    put (columns, scores->baseline, "score:%s:0", id);
  for (guint v = 0; v < trial->outcomes[outcome].n_visits; v++) {
    SimSeen seen = scores->seen[v];
    put (columns, scores->scores[v], "score:%s:%u", id, v + 1);
    put (columns, seen == SIM_SEEN ? 1 : seen == SIM_SEEN_NOT_ENTERED ? -1 : 0, "seen:%s:%u", id,
         v + 1);
  }
}

/* A state of 0: treated as allocated, -1: not adherent, k: switched to arm k. */
static void
put_patient (Columns *columns, SimScenario *scenario, const SimTrial *trial,
             const SimPatient *patient)
{
  int state = patient->treated == SIM_TREATED_SWITCHED       ? (int)patient->switched_to + 1
              : patient->treated == SIM_TREATED_NOT_ADHERENT ? -1
                                                             : 0;
  g_array_set_size (columns->row, 0);
  put (columns, (double)trial->index, "trial");
  put (columns, patient->arm + 1, "arm");
  put (columns, patient->recruit, "recruit");
  put (columns, patient->practitioner + 1, "practitioner");
  put (columns, patient->centre + 1, "centre");
  put (columns, state, "state");
  put (columns, trial->has_times ? patient->entered : 0, "entered");
  for (guint i = 0; i < trial->n_strata; i++)
    put (columns, patient->levels[i] + 1, "stratum:%s", id_of (scenario, "strata", i));
  for (guint i = 0; i < trial->n_covariates; i++)
    put (columns, patient->covariates[i], "covariate:%s", id_of (scenario, "covariates", i));
  for (guint k = 0; k < trial->n_outcomes; k++)
    put_outcome (columns, scenario, trial, patient, k);
}

static void
write_patients (Columns *columns, SimScenario *scenario, const SimTrial *trial)
{
  for (guint i = 0; i < trial->n_patients; i++) {
    put_patient (columns, scenario, trial, &trial->patients[i]);
    if (columns->names != NULL) {
      printf ("%s\n", columns->names->str);
      g_string_free (columns->names, TRUE);
      columns->names = NULL;
    }
    fwrite (columns->row->data, sizeof (double), columns->row->len, stdout);
  }
}

/* As R reads it. */
static const char *
number_text (double value, char *text)
{
  if (isfinite (value))
    return g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.17g", value);
  return isnan (value) ? "NA" : value > 0 ? "Inf" : "-Inf";
}

static void
write_results (SimScenario *scenario, const SimTrial *trial, FILE *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint h = 0; h < trial->n_hypotheses; h++) {
    const SimTrialResult *result = &trial->results[h];
    const double values[] = { result->estimate, result->se, result->df, result->p_value };
    fprintf (out, "%u,%s,%d,%d", (guint)trial->index, sim_scenario_hypothesis (scenario, h)->id,
             result->fitted, result->rejected);
    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
      fprintf (out, ",%s", number_text (values[i], text));
    fprintf (out, "\n");
  }
}

static gboolean
write_trials (SimScenario *scenario, guint64 n, guint size, FILE *results)
{
  g_autoptr (GError) error = NULL;
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, &error);
  SimReplay *replay = engine != NULL ? sim_replay_new (engine, scenario, size, &error) : NULL;
  Columns columns = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (double)) };
  gboolean good = replay != NULL;

  fprintf (results, "trial,id,fitted,rejected,estimate,se,df,p\n");
  for (guint64 i = 0; good && i < n; i++) {
    SimTrial *trial = sim_replay_trial (replay, i, &error);
    good = trial != NULL;
    if (!good)
      break;
    write_patients (&columns, scenario, trial);
    write_results (scenario, trial, results);
    sim_trial_free (trial);
  }
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
  if (columns.names != NULL)
    g_string_free (columns.names, TRUE);
  g_array_unref (columns.row);
  sim_replay_free (replay);
  g_clear_pointer (&engine, sim_engine_free);
  return good;
}

static SimScenario *
read_scenario (const char *path, guint64 size)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *sizes = g_strdup_printf ("/run/sizes=[%" G_GUINT64_FORMAT "]", size);
  g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
  g_autoptr (SimDraft) sized
      = draft != NULL && size > 0 ? sim_draft_set_text (draft, sizes, NULL) : NULL;

  if (draft == NULL || (size > 0 && sized == NULL))
    return NULL;
  return sim_scenario_check (sized != NULL ? sized : draft, problems);
}

int
main (int argc, char *argv[])
{
  guint64 n = 0, size = 0;
  gboolean good = argc == 5 && g_ascii_string_to_unsigned (argv[2], 10, 1, 1000000, &n, NULL)
                  && g_ascii_string_to_unsigned (argv[3], 10, 0, 1000000, &size, NULL);
  g_autoptr (SimScenario) scenario = good ? read_scenario (argv[1], size) : NULL;

  if (scenario == NULL) {
    fprintf (stderr, "usage: trials SCENARIO N SIZE RESULTS; the scenario must be valid\n");
    return 2;
  }
  FILE *results = fopen (argv[4], "wb");
  good = results != NULL && write_trials (scenario, n, (guint)size, results);
  good &= results != NULL && fclose (results) == 0;
  return good && fflush (stdout) == 0 ? 0 : 1;
}
