/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-script.c - a scenario as an R program: the design as R has it, and the parts that simulate it.
 *
 * The program has the scenario itself in front of it and nothing that was computed from it here.
 * Which parts it is made of follows from the values of some keys; a value that there is no part for
 * is one that R cannot simulate.
 */
#include "r-script.h"

#include <glib/gi18n.h>
#include <string.h>

#include "r-parts.h"
#include "r-value.h"

/* --- parts --------------------------------------------------------------------------------- */

/* Keys whose value names a part: "allocation-simple". Where there is no word there is none. */
static const struct {
  const char *pointer, *room;
  const char *plain; /* a word that needs no part; or NULL */
} rooms[] = { { "/allocation/method", "allocation", NULL },
              { "/testing/multiplicity/method", "multiplicity", NULL },
              { "/testing/multiplicity/local", "local", NULL },
              { "/testing/omnibus", "omnibus", "none" } };

/* The same of outcomes and of analyses, below the pointer of the member. */
static const struct {
  const char *key, *room, *plain;
} of_outcome[] = { { "type", "outcome", NULL }, { "correlation/scale", "scale", "latent" } },
  of_analysis[] = { { "method", "method", NULL },
                    { "missing", "missing", NULL },
                    { "se", "se", "model" },
                    { "df", "df", "satterthwaite" } };

/* Words of an analysis, and of a hypothesis, that need a part; no word: what is only yes or no. */
typedef struct {
  const char *key, *word, *part;
} Word;
static const Word analysis_words[]
    = { { "variance", "restricted", "restricted" }, { "exact", NULL, "exact-ranks" } },
    hypothesis_words[] = { { "scale", "logit", "restricted" } };

/* Keys that need a part if there is anything. */
static const struct {
  const char *pointer, *part;
} present[] = { { "/strata", "people" },        { "/covariates", "people" },
                { "/practitioners", "people" }, { "/centres", "people" },
                { "/response-sd", "people" },   { "/adherence", "treatment" },
                { "/switching", "treatment" },  { "/dropout/log-odds", "leaving" } },
  present_in_outcome[] = { { "baseline/min", "entry" }, { "baseline/max", "entry" } };

/* What parts a program has, by their place in sim_r_parts. */
typedef struct {
  const SimValue *design;
  gboolean *chosen;
  GError **error;
} Choice;

static gboolean
choose (Choice *choice, const char *name)
{
  for (guint i = 0; sim_r_parts[i].name != NULL; i++) {
    if (!g_str_equal (sim_r_parts[i].name, name))
      continue;
    if (choice->chosen[i])
      return TRUE;
    choice->chosen[i] = TRUE;
    g_auto (GStrv) needs = g_strsplit (sim_r_parts[i].needs, " ", -1);
    for (guint k = 0; needs[k] != NULL; k++)
      if (needs[k][0] != '\0')
        choose (choice, needs[k]);
    return TRUE;
  }
  return FALSE;
}

/* "a, b": the word that needs no part, and what parts a room has. */
static char *
parts_of (const char *room, const char *plain)
{
  GString *list = g_string_new (plain);
  gsize length = strlen (room);

  for (guint i = 0; sim_r_parts[i].name != NULL; i++)
    if (strncmp (sim_r_parts[i].name, room, length) == 0 && sim_r_parts[i].name[length] == '-')
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "",
                              sim_r_parts[i].name + length + 1);
  return g_string_free (list, FALSE);
}

/* Chooses the part that a value names. */
static gboolean
choose_by (Choice *choice, const char *pointer, const char *room, const char *plain)
{
  const char *word = sim_value_text (sim_value_resolve (choice->design, pointer));

  if (word == NULL || g_strcmp0 (word, plain) == 0)
    return TRUE;
  g_autofree char *name = g_strconcat (room, "-", word, NULL);
  if (choose (choice, name))
    return TRUE;
  g_autofree char *allowed = parts_of (room, plain);
  g_set_error (choice->error, SIM_ERROR, SIM_ERROR_NOT_YET,
               _ ("the R program cannot simulate this: %s: found \"%s\"; allowed: %s"), pointer,
               word, allowed);
  return FALSE;
}

static void
choose_present (Choice *choice, const char *pointer, const char *part)
{
  const SimValue *value = sim_value_resolve (choice->design, pointer);

  if (sim_value_length (value) > 0 || sim_value_kind (value) == SIM_VALUE_NUMBER)
    choose (choice, part);
}

static gboolean
choose_of_outcomes (Choice *choice)
{
  const SimValue *outcomes = sim_value_get (choice->design, "outcomes");

  for (guint k = 0; k < sim_value_length (outcomes); k++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (outcomes, k), "id"));
    for (guint i = 0; i < G_N_ELEMENTS (of_outcome); i++) {
      g_autofree char *at = g_strdup_printf ("/outcomes/%s/%s", id, of_outcome[i].key);
      if (!choose_by (choice, at, of_outcome[i].room, of_outcome[i].plain))
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS (present_in_outcome); i++) {
      g_autofree char *at = g_strdup_printf ("/outcomes/%s/%s", id, present_in_outcome[i].pointer);
      choose_present (choice, at, present_in_outcome[i].part);
    }
  }
  return TRUE;
}

static void
choose_words (Choice *choice, const SimValue *record, const Word *words, guint n)
{
  for (guint i = 0; i < n; i++) {
    const SimValue *value = sim_value_get (record, words[i].key);
    if (words[i].word != NULL ? g_strcmp0 (sim_value_text (value), words[i].word) == 0
                              : sim_value_bool (value))
      choose (choice, words[i].part);
  }
}

static gboolean
choose_of_analysis (Choice *choice, const char *id)
{
  g_autofree char *analysis = g_strdup_printf ("/analyses/%s", id);

  choose_words (choice, sim_value_resolve (choice->design, analysis), analysis_words,
                G_N_ELEMENTS (analysis_words));
  for (guint i = 0; i < G_N_ELEMENTS (of_analysis); i++) {
    g_autofree char *at = g_strdup_printf ("%s/%s", analysis, of_analysis[i].key);
    if (!choose_by (choice, at, of_analysis[i].room, of_analysis[i].plain))
      return FALSE;
  }
  return TRUE;
}

/* Those of the analyses by which hypotheses are tested, and of the first, of whose data an omnibus
   test is. */
static gboolean
choose_of_analyses (Choice *choice)
{
  const SimValue *hypotheses = sim_value_resolve (choice->design, "/testing/hypotheses");
  const SimValue *analyses = sim_value_get (choice->design, "analyses");
  const char *first = sim_value_text (sim_value_get (sim_value_at (analyses, 0), "id"));

  if (!choose_of_analysis (choice, first))
    return FALSE;
  for (guint h = 0; h < sim_value_length (hypotheses); h++) {
    const SimValue *hypothesis = sim_value_at (hypotheses, h);
    const char *id = sim_value_text (sim_value_get (hypothesis, "analysis"));
    choose_words (choice, hypothesis, hypothesis_words, G_N_ELEMENTS (hypothesis_words));
    if (!choose_of_analysis (choice, id))
      return FALSE;
  }
  return TRUE;
}

static gboolean
choose_all (Choice *choice)
{
  choose (choice, "design");
  choose (choice, "simulation");
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (!choose_by (choice, rooms[i].pointer, rooms[i].room, rooms[i].plain))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    choose_present (choice, present[i].pointer, present[i].part);
  return choose_of_outcomes (choice) && choose_of_analyses (choice);
}

/* --- writing ------------------------------------------------------------------------------- */

static void
put_head (GString *out, const SimScenario *scenario, const char *program)
{
  sim_r_comment (out, sim_scenario_title (scenario));
  sim_r_comment (out, "Simulates this design independently:");
  sim_r_comment (out, "");
  sim_r_comment (out, "  Rscript SCRIPT [TRIALS [SEED]]");
  sim_r_comment (out, "");
  sim_r_comment (out, "It prints the power of every hypothesis, of any and of all of them, and of "
                      "what is called success, each with its Monte Carlo standard error.");
  g_autofree char *from
      = g_strdup_printf ("Written by %s from the scenario with the SHA-256", program);
  sim_r_comment (out, from);
  sim_r_comment (out, sim_scenario_hash (scenario));
}

static void
put_hypotheses (GString *out, const SimScenario *scenario)
{
  g_string_append (out, "\n# --- the hypotheses in words -----------------------------------------"
                        "----------------------\n");
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);
    g_autofree char *line
        = g_strdup_printf ("%s: %s", sim_scenario_hypothesis (scenario, h)->id, label);
    sim_r_comment (out, line);
  }
}

static void
put_design (GString *out, const SimValue *design)
{
  static const char *const apart[] = { "trefoil", "run", NULL }; /* say nothing of a trial */

  g_string_append (out, "\n# --- the design, as the scenario says it, with every default ----------"
                        "----------------------\n"
                        "design <- list(");
  gboolean first = TRUE;
  for (guint i = 0; i < sim_value_length (design); i++) {
    const char *key = sim_value_key (design, i);
    if (g_strv_contains (apart, key))
      continue;
    g_string_append (out, first ? "\n  " : ",\n  ");
    first = FALSE;
    sim_r_name (out, key);
    sim_r_value (out, sim_value_at (design, i), 2);
  }
  g_string_append (out, ")\n");
}

char *
sim_report_r (SimScenario *scenario, const char *program, GError **error)
{
  guint n_parts = 0;

  while (sim_r_parts[n_parts].name != NULL)
    n_parts++;
  g_autoptr (SimValue) design = sim_scenario_without_labels (scenario);
  g_autofree gboolean *chosen = g_new0 (gboolean, n_parts);
  Choice choice = { design, chosen, error };
  if (!choose_all (&choice))
    return NULL;
  GString *out = g_string_new (NULL);
  put_head (out, scenario, program);
  put_design (out, design);
  put_hypotheses (out, scenario);
  for (guint i = 0; i < n_parts; i++)
    if (chosen[i])
      g_string_append_printf (out, "\n%s", sim_r_parts[i].text);
  return g_string_free (out, FALSE);
}
