/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-script.c - what a scenario says, as R has it; and what the R program cannot say yet.
 */
#include "r-script.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/json.h"
#include "../scenario/people.h"
#include "r-engine.h"

#define MOST_SHOWN 40 /* characters of what was found */

/* --- what it can --------------------------------------------------------------------------- */

/* Keys that must be absent, or have one of these values, with what is said if they have another. */
static const struct {
  const char *pointer; /* of the full form */
  const char *allowed; /* words, as they are shown; NULL: nothing may be there */
} limits[] = { { "/allocation/method", "fixed" },
               { "/dropout/mechanism", "mcar" },
               { "/estimand", "treatment-policy" },
               { "/strata", NULL },
               { "/covariates", NULL },
               { "/practitioners", NULL },
               { "/centres", NULL },
               { "/response-sd", NULL },
               { "/adherence", NULL },
               { "/switching", NULL },
               { "/testing/omnibus", "none" },
               { "/testing/multiplicity/method",
                 "none, bonferroni, sidak, holm, hochberg, hommel, fixed-sequence" } };

/* Those of outcomes and analyses, below the pointer of the member. */
static const struct {
  const char *key, *allowed;
} outcome_limits[] = { { "type", "continuous, binary" },
                       { "responder", NULL },
                       { "baseline/min", NULL },
                       { "baseline/max", NULL },
                       { "correlation/scale", "latent" } },
  analysis_limits[]
  = { { "missing", "complete-cases" },
      { "set", "full" },
      { "se", "model" },
      { "exact", "false" },
      { "method", "t-test, change-score, ancova, risk-difference, chi-squared, mann-whitney" },
      { "variance", "all-arms, two-arms, welch, pooled, unpooled" } };

static gboolean
is_allowed (const SimValue *value, const char *allowed)
{
  const char *text = sim_value_text (value);

  if (value == NULL)
    return TRUE;
  if (sim_value_kind (value) == SIM_VALUE_BOOL)
    return !sim_value_bool (value);
  if (allowed == NULL) /* what is there and says nothing is as good as nothing */
    return (sim_value_kind (value) == SIM_VALUE_LIST || sim_value_kind (value) == SIM_VALUE_MAP)
           && sim_value_length (value) == 0;
  g_auto (GStrv) words = g_strsplit (allowed, ", ", -1);
  return text != NULL && g_strv_contains ((const char *const *)words, text);
}

static gboolean
check_one (const SimScenario *scenario, const char *pointer, const char *allowed, GError **error)
{
  const SimValue *value = sim_scenario_value (scenario, pointer);

  if (is_allowed (value, allowed))
    return TRUE;
  g_autofree char *found = sim_json_write_compact (value);
  gboolean short_enough = g_utf8_strlen (found, -1) <= MOST_SHOWN;
  g_set_error (error, SIM_ERROR, SIM_ERROR_NOT_YET,
               _ ("the R program cannot simulate this: %s: found %s; allowed: %s"), pointer,
               short_enough ? found : _ ("an entry"),
               allowed != NULL ? allowed : _ ("nothing there"));
  return FALSE;
}

static char *
member (const SimScenario *scenario, const char *list, guint index, const char *key)
{
  g_autofree char *id = g_strdup_printf ("/%s/%u/id", list, index);

  return g_strdup_printf ("/%s/%s/%s", list, sim_scenario_text (scenario, id), key);
}

static gboolean
all_zero (const SimValue *value)
{
  guint n = sim_value_length (value);

  for (guint i = 0; i < n; i++)
    if (!all_zero (sim_value_at (value, i)))
      return FALSE;
  return n > 0 || value == NULL || sim_value_number (value) == 0;
}

static gboolean
check_zero (const SimScenario *scenario, const char *pointer, GError **error)
{
  if (all_zero (sim_scenario_value (scenario, pointer)))
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_NOT_YET,
               _ ("the R program cannot simulate this: %s: allowed: 0"), pointer);
  return FALSE;
}

static gboolean
check_hypotheses (const SimScenario *scenario, GError **error)
{
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);

  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
    g_autofree char *method = member (scenario, "analyses", hypothesis->analysis, "method");
    g_autofree char *variance = member (scenario, "analyses", hypothesis->analysis, "variance");
    gboolean linear = g_strcmp0 (sim_scenario_text (scenario, method), "ancova") == 0
                      || g_strcmp0 (sim_scenario_text (scenario, method), "change-score") == 0
                      || g_strcmp0 (sim_scenario_text (scenario, variance), "all-arms") == 0;
    const char *why = NULL;
    if (hypothesis->outcome != first->outcome)
      why = _ ("hypotheses of several outcomes; allowed: of one");
    else if (hypothesis->type == SIM_WITHIN_ARM_CHANGE)
      why = _ ("a change within an arm; allowed: comparisons of arms");
    else if (!hypothesis->pair && !linear)
      why = _ ("a contrast of several arms by this method; allowed: by ancova, change-score and "
               "t-test of all arms");
    else if (hypothesis->alpha != first->alpha)
      why = _ ("levels of their own; allowed: one for all");
    if (why == NULL)
      continue;
    g_set_error (error, SIM_ERROR, SIM_ERROR_NOT_YET,
                 _ ("the R program cannot simulate this: /testing/hypotheses/%s: %s"),
                 hypothesis->id, why);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_scenario (const SimScenario *scenario, GError **error)
{
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  g_autofree char *imbalance = member (scenario, "outcomes", first->outcome, "baseline/imbalance");

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (!check_one (scenario, limits[i].pointer, limits[i].allowed, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (outcome_limits); i++) {
    g_autofree char *at = member (scenario, "outcomes", first->outcome, outcome_limits[i].key);
    if (!check_one (scenario, at, outcome_limits[i].allowed, error))
      return FALSE;
  }
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    for (guint i = 0; i < G_N_ELEMENTS (analysis_limits); i++) {
      g_autofree char *at
          = member (scenario, "analyses", sim_scenario_hypothesis (scenario, h)->analysis,
                    analysis_limits[i].key);
      if (!check_one (scenario, at, analysis_limits[i].allowed, error))
        return FALSE;
    }
  return check_zero (scenario, "/dropout/gaps", error) && check_zero (scenario, imbalance, error)
         && check_hypotheses (scenario, error);
}

/* --- writing ------------------------------------------------------------------------------- */

/* A text as R reads it, whatever is in it. */
static void
put_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);
    if (u == '"' || u == '\\')
      g_string_append_printf (out, "\\%c", (char)u);
    else if (u < 32 || u > 126)
      g_string_append_printf (out, "\\U{%X}", u);
    else
      g_string_append_c (out, (char)u);
  }
  g_string_append_c (out, '"');
}

/* A comment on one line. */
static void
put_comment (GString *out, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r", ' ');

  for (char *c = line; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_string_append_printf (out, "#%s%s\n", *line != '\0' ? " " : "", line);
}

static void
put_number (GString *out, double number)
{
  g_autofree char *text
      = isfinite (number) ? sim_json_number (number) : g_strdup (number > 0 ? "Inf" : "-Inf");

  g_string_append (out, text);
}

/* A matrix by rows. */
static void
put_matrix (GString *out, const char *name, const double *values, guint rows, guint columns)
{
  g_string_append_printf (out, "%s <- matrix(c(\n  ", name);
  for (guint i = 0; i < rows * columns; i++) {
    g_string_append (out, i == 0 ? "" : i % columns == 0 ? ",\n  " : ", ");
    put_number (out, values[i]);
  }
  g_string_append_printf (out, "), nrow = %u, byrow = TRUE)\n", rows);
}

/* The share of each arm that is lost by each visit of an outcome: it is given at the visits of the
 * first outcome alone, and those of another have other times. */
static void
put_lost (GString *out, const SimScenario *scenario, guint outcome, guint n_visits)
{
  double values[SIM_MAX_ARMS * SIM_MAX_VISITS];
  guint n_arms = sim_scenario_n_arms (scenario);

  for (guint a = 0; a < n_arms; a++) {
    SimMissing missing;
    sim_scenario_missing (scenario, outcome, a, &missing);
    for (guint v = 0; v < n_visits; v++)
      values[a * n_visits + v] = missing.proportion[v];
  }
  put_matrix (out, "lost", values, n_arms, n_visits);
}

/* What is given per arm and visit. */
static void
put_by_visit (GString *out, const SimScenario *scenario, const char *name, const char *pointer,
              guint n_visits)
{
  double values[SIM_MAX_ARMS * SIM_MAX_VISITS];
  guint n_arms = sim_scenario_n_arms (scenario);

  for (guint a = 0; a < n_arms; a++)
    for (guint v = 0; v < n_visits; v++) {
      g_autofree char *at
          = g_strdup_printf ("%s/%s/%u", pointer, sim_scenario_arm_id (scenario, a), v);
      double value = sim_scenario_number (scenario, at);
      values[a * n_visits + v] = isnan (value) ? 0 : value;
    }
  put_matrix (out, name, values, n_arms, n_visits);
}

static void
put_arms (GString *out, const SimScenario *scenario)
{
  guint n_arms = sim_scenario_n_arms (scenario), own = sim_scenario_own_size (scenario);

  g_string_append (out, "arms <- c(");
  for (guint a = 0; a < n_arms; a++) {
    g_string_append (out, a == 0 ? "" : ", ");
    put_text (out, sim_scenario_arm_id (scenario, a));
  }
  g_string_append (out, ")\nn <- c(");
  for (guint a = 0; a < n_arms; a++)
    g_string_append_printf (out, "%s%u", a == 0 ? "" : ", ",
                            sim_scenario_arm_size (scenario, own, a));
  g_string_append (out, ")  # patients randomised\n");
}

static void
put_outcome (GString *out, const SimScenario *scenario, guint outcome)
{
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  guint n_visits = sim_scenario_n_visits (scenario, outcome);
  g_autofree char *type = member (scenario, "outcomes", outcome, "type");
  gboolean binary = g_strcmp0 (sim_scenario_text (scenario, type), "binary") == 0;
  g_autofree char *means = member (scenario, "outcomes", outcome, binary ? "proportions" : "means");
  g_autofree char *sd = member (scenario, "outcomes", outcome, "sd");
  g_autofree char *mean = member (scenario, "outcomes", outcome, "baseline/mean");
  g_autofree char *spread = member (scenario, "outcomes", outcome, "baseline/sd");
  double base[2] = { sim_scenario_number (scenario, mean), sim_scenario_number (scenario, spread) };

  g_string_append_printf (out, "binary <- %s\n", binary ? "TRUE" : "FALSE");
  g_string_append_printf (out, "better <- %d  # +1: more is better\n",
                          (int)sim_scenario_direction (scenario, outcome));
  put_by_visit (out, scenario, "means", means, n_visits);
  put_by_visit (out, scenario, "sd", sd, n_visits);
  g_string_append (out, "baseline <- c(");
  put_number (out, isnan (base[0]) ? 0 : base[0]);
  g_string_append (out, ", ");
  put_number (out, isnan (base[1]) ? 1 : base[1]);
  g_string_append (out, ")  # mean and SD\n");
  sim_scenario_correlation (scenario, outcome, matrix);
  g_string_append (out, "# of the baseline and the visits:\n");
  put_matrix (out, "correlation", matrix, n_visits + 1, n_visits + 1);
  g_string_append (out, "# cumulative share lost, by arm and visit:\n");
  put_lost (out, scenario, outcome, n_visits);
}

/* The branch of estimate() in the R program. */
static const char *
method_word (const SimScenario *scenario, guint analysis)
{
  g_autofree char *at = member (scenario, "analyses", analysis, "method");
  g_autofree char *how = member (scenario, "analyses", analysis, "variance");
  g_autofree char *adjust = member (scenario, "analyses", analysis, "adjust-for");
  const char *method = sim_scenario_text (scenario, at);

  if (strcmp (method, "change-score") == 0)
    return "change";
  if (strcmp (method, "mann-whitney") == 0)
    return "ranks";
  if (strcmp (method, "chi-squared") == 0)
    return "pooled";
  if (strcmp (method, "ancova") == 0) /* without a baseline it is a comparison of means */
    return sim_value_length (sim_scenario_value (scenario, adjust)) > 0 ? "ancova" : "all-arms";
  return sim_scenario_text (scenario, how);
}

static void
put_hypothesis (GString *out, const SimScenario *scenario, guint h)
{
  static const char *const tests[] = {
    [SIM_TEST_DIFFERENT] = "different", [SIM_TEST_ABOVE] = "above", [SIM_TEST_BETWEEN] = "between"
  };
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, h);
  g_autofree char *label = sim_scenario_hypothesis_label (scenario, h);

  g_string_append (out, h == 0 ? "  " : ",\n  ");
  put_comment (out, label);
  g_string_append (out, "  ");
  put_text (out, hypothesis->id);
  g_string_append_printf (out, " = list(visit = %u, method = \"%s\", test = \"%s\", sides = %u,\n",
                          hypothesis->visit + 1, method_word (scenario, hypothesis->analysis),
                          tests[hypothesis->test], hypothesis->sides);
  g_string_append (out, "    weights = c(");
  for (guint a = 0; a < sim_scenario_n_arms (scenario); a++) {
    g_string_append (out, a == 0 ? "" : ", ");
    put_number (out, hypothesis->weights[a]);
  }
  g_string_append (out, "), lower = ");
  put_number (out, hypothesis->test == SIM_TEST_DIFFERENT ? 0 : hypothesis->lower);
  g_string_append (out, ", upper = ");
  put_number (out, hypothesis->test == SIM_TEST_BETWEEN ? hypothesis->upper : INFINITY);
  g_string_append_c (out, ')');
}

static void
put_testing (GString *out, const SimScenario *scenario)
{
  g_string_append (out, "alpha <- ");
  put_number (out, sim_scenario_hypothesis (scenario, 0)->alpha);
  g_string_append (out, "\nmultiplicity <- ");
  put_text (out, sim_scenario_text (scenario, "/testing/multiplicity/method"));
  g_string_append (out, "\n# Effects are weights times means, in the direction of benefit.\n"
                        "hypotheses <- list(\n");
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    put_hypothesis (out, scenario, h);
  g_string_append (out, ")\n\n");
}

char *
sim_report_r (SimScenario *scenario, const char *program, GError **error)
{
  GString *out;

  if (!check_scenario (scenario, error))
    return NULL;
  out = g_string_new (NULL);
  put_comment (out, sim_scenario_title (scenario));
  put_comment (out, "Simulates this design independently, in base R:");
  put_comment (out, "");
  put_comment (out, "  Rscript SCRIPT [TRIALS [SEED]]");
  put_comment (out, "");
  put_comment (out, "It prints the power of every hypothesis, of any and of all, with its Monte");
  put_comment (out, "Carlo standard error.");
  g_autofree char *from
      = g_strdup_printf ("Written by %s from the scenario with the SHA-256", program);
  put_comment (out, from);
  put_comment (out, sim_scenario_hash (scenario));
  g_string_append_c (out, '\n');
  put_arms (out, scenario);
  put_outcome (out, scenario, sim_scenario_hypothesis (scenario, 0)->outcome);
  put_testing (out, scenario);
  g_string_append (out, sim_r_engine);
  return g_string_free (out, FALSE);
}
