/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words.c - the table of everyday words, and what is looked up in it.
 */
#include "words.h"

#include <string.h>

#include <glib/gi18n.h>

/* Translators: words that somebody may type to find a setting, not a sentence, between such commas
   (","). Any number of words in your language; the English ones are found as well. */
static const AppWords table[] = {
  { "/arms/ID/name", NULL,
    N_ ("sham, placebo, comparator, control group, treatment, intervention") },
  { "/arms/ID/colour", NULL, N_ ("color, hue, colour-blind") },
  { "/arms/ID/size", NULL,
    N_ ("sample size, N, number of patients, subjects, participants, enrolment") },
  { "/arms/ID/ratio", NULL, N_ ("randomization ratio, allocation ratio, unequal allocation, 2:1") },
  { "/allocation/method", NULL,
    N_ ("randomization ratio, allocation, blocked randomization, minimization") },
  { "/allocation/block-sizes", NULL, N_ ("permuted blocks, block length") },
  { "/outcomes/ID/name", NULL, N_ ("endpoint, outcome measure, questionnaire") },
  { "/outcomes/ID/type", NULL, N_ ("endpoint, distribution, scale, dichotomous") },
  { "/outcomes/ID/type", "time-to-event", N_ ("survival, hazard, events, censoring") },
  { "/outcomes/ID/type", "binary", N_ ("responder, proportion, yes or no") },
  { "/outcomes/ID/type", "bounded", N_ ("floor effect, ceiling effect, pain score") },
  { "/outcomes/ID/better", NULL, N_ ("benefit, harm, lower is better, higher is better") },
  { "/outcomes/ID/means", NULL,
    N_ ("effect size, mean difference, MCID, expected effect, delta, Cohen’s d") },
  { "/outcomes/ID/proportions", NULL, N_ ("response rate, risk, incidence, event rate") },
  { "/outcomes/ID/medians", NULL, N_ ("survival, time to event, median survival") },
  { "/outcomes/ID/hazard-ratio", NULL, N_ ("survival, HR, Cox") },
  { "/outcomes/ID/sd", NULL, N_ ("SD, variance, standard deviation, variability, sigma") },
  { "/outcomes/ID/min", NULL, N_ ("range of the scale, floor effect") },
  { "/outcomes/ID/max", NULL, N_ ("range of the scale, ceiling effect") },
  { "/outcomes/ID/baseline/mean", NULL, N_ ("pretest, score before treatment, entry") },
  { "/outcomes/ID/baseline/sd", NULL, N_ ("variance, standard deviation at baseline") },
  { "/outcomes/ID/correlation/baseline", NULL, N_ ("pre-post correlation, r, rho") },
  { "/outcomes/ID/correlation/rho", NULL, N_ ("repeated measures, autocorrelation, r") },
  { "/outcomes/ID/visits/ID/time", NULL, N_ ("follow-up, time point, schedule, weeks, months") },
  { "/outcomes/ID/responder/improvement", NULL, N_ ("MCID, cut-off, clinically relevant") },
  { "/strata/ID/name", NULL, N_ ("stratification, stratified, subgroup, prognostic factor") },
  { "/covariates/ID/name", NULL,
    N_ ("covariate, covariates, prognostic variable, risk factor, predictor") },
  { "/practitioners/icc", NULL,
    N_ ("ICC, intraclass correlation, clustering, cluster, design effect, therapist effect") },
  { "/practitioners/count", NULL,
    N_ ("number of clusters, therapists, providers, acupuncturists") },
  { "/practitioners/caseload", NULL, N_ ("cluster size, patients per therapist") },
  { "/centres/icc", NULL, N_ ("ICC, intraclass correlation, clustering, cluster, site effect") },
  { "/centres/count", NULL, N_ ("number of sites, multicentre, multicenter, hospitals") },
  { "/response-sd", NULL, N_ ("heterogeneity of the treatment effect, responders") },
  { "/adherence/proportion", NULL, N_ ("compliance, non-adherence, sessions attended") },
  { "/switching/ID/proportion", NULL, N_ ("cross-over, contamination, treatment switching") },
  { "/estimand", NULL, N_ ("intercurrent event, intention to treat, ITT") },
  { "/dropout/proportion", NULL,
    N_ ("attrition, loss to follow-up, drop-out, withdrawal, missing data, retention") },
  { "/dropout/mechanism", NULL,
    N_ ("missing at random, MCAR, MAR, MNAR, attrition, missing data") },
  { "/dropout/mechanism", "mar", N_ ("dropout, attrition, loss to follow-up") },
  { "/dropout/mechanism", "mnar", N_ ("dropout, attrition, loss to follow-up") },
  { "/dropout/gaps", NULL, N_ ("missed visits, intermittent missing data") },
  { "/analyses/ID/method", NULL,
    N_ ("statistical test, t-test, regression, mixed model, repeated measures, log-rank, Cox") },
  { "/analyses/ID/adjust-for", NULL, N_ ("ANCOVA, adjustment, covariates, regression") },
  { "/analyses/ID/visit", NULL, N_ ("primary endpoint, time point") },
  { "/analyses/ID/missing", NULL, N_ ("imputation, LOCF, MI, complete cases, attrition") },
  { "/analyses/ID/imputations", NULL, N_ ("multiple imputation, MI") },
  { "/analyses/ID/delta", NULL, N_ ("delta adjustment, tipping point, imputation") },
  { "/analyses/ID/se", NULL, N_ ("sandwich, robust, cluster-robust") },
  { "/analyses/ID/set", NULL, N_ ("ITT, intention to treat, per protocol, PP") },
  { "/testing/alpha", NULL,
    N_ ("alpha, type I error, significance level, false positive, 0.05") },
  { "/testing/sides", NULL, N_ ("one-sided, two-sided, one-tailed, two-tailed") },
  { "/testing/multiplicity/method", NULL,
    N_ ("multiple testing, family-wise error, Bonferroni, gatekeeping, alpha") },
  { "/testing/omnibus", NULL, N_ ("global test, F test, ANOVA") },
  { "/testing/hypotheses/ID/type", NULL,
    N_ ("noninferiority, NI, equivalence, TOST, superiority") },
  { "/testing/hypotheses/ID/type", "non-inferiority", N_ ("noninferiority, NI, margin") },
  { "/testing/hypotheses/ID/type", "retention", N_ ("gold standard design, noninferiority") },
  { "/testing/hypotheses/ID/margin", NULL, N_ ("margin, NI margin, noninferiority, delta") },
  { "/testing/hypotheses/ID/arm", NULL, N_ ("comparison, contrast, comparator, sham") },
  { "/run/target-power", NULL, N_ ("power, target, beta, type II error") },
  { "/run/sizes", NULL, N_ ("sample size, N, total number of patients") },
  { "/run/replicates", NULL, N_ ("number of trials, simulations, iterations, precision") },
  { "/run/seed", NULL, N_ ("reproducible, random numbers, random seed") },
};

const AppWords *
app_words (guint *n)
{
  *n = G_N_ELEMENTS (table);
  return table;
}

static void
add_words (GString *out, const char *words)
{
  if (words[0] != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", words);
}

/* In both languages, where there are two. */
static void
add (GString *out, const AppWords *entry)
{
  add_words (out, entry->words);
  if (_ (entry->words) != entry->words)
    add_words (out, _ (entry->words));
}

static gboolean
is_of_part (const AppWords *entry, const char *key)
{
  gsize n = strlen (key);

  return strncmp (entry->path + 1, key, n) == 0
         && (entry->path[n + 1] == '/' || entry->path[n + 1] == '\0');
}

static void
add_part (GString *out, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (is_of_part (&table[i], key))
      add (out, &table[i]);
}

char *
app_words_of (const char *pointer)
{
  GString *out = g_string_new (NULL);
  g_autofree char *path = pointer[0] == '/' ? sim_field_path (pointer) : NULL;

  if (pointer[0] != '/')
    add_part (out, pointer);
  for (gsize i = 0; path != NULL && i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].path, path))
      add (out, &table[i]);
  return g_string_free (out, FALSE);
}

/* --- scenarios --- */

/* What few scenarios have. */
static const char *const parts[] = { "strata",    "covariates", "practitioners", "centres",
                                     "adherence", "switching",  "response-sd" };

/* Where choices tell what a scenario is like. */
static const char *const choices[]
    = { "purpose", "outcomes", "allocation", "dropout", "analyses", "testing" };

/* A choice by its id, its label and its words. */
static void
add_choice (GString *out, const SimField *row, const char *path, const char *id)
{
  for (const SimChoice *choice = row->choices; choice != NULL && choice->id != NULL; choice++)
    if (g_str_equal (choice->id, id)) {
      add_words (out, choice->id);
      add_words (out, _ (choice->label));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].value != NULL && g_str_equal (table[i].value, id)
        && g_strcmp0 (table[i].path, path) == 0)
      add (out, &table[i]);
}

static void
add_chosen (GString *out, const SimValue *root, const SimValue *value, const char *pointer)
{
  const SimField *row = sim_field_find (root, pointer);

  if (row == NULL)
    return;
  if (row->kind == SIM_FIELD_ENUM && sim_value_text (value) != NULL) {
    g_autofree char *path = sim_field_path (pointer);
    add_choice (out, row, path, sim_value_text (value));
  }
  for (guint i = 0; i < sim_value_length (value); i++) {
    const char *key = sim_value_key (value, i);
    g_autofree char *place = key != NULL ? g_strdup (key) : g_strdup_printf ("%u", i);
    g_autofree char *below = sim_pointer_join (pointer, place);

    add_chosen (out, root, sim_value_at (value, i), below);
  }
}

char *
app_words_of_scenario (SimDraft *draft)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    g_autofree char *pointer = sim_pointer_join ("", choices[i]);
    const SimValue *value = sim_draft_get (draft, pointer);

    if (value != NULL)
      add_chosen (out, sim_draft_root (draft), value, pointer);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *pointer = sim_pointer_join ("", parts[i]);

    if (sim_draft_get (draft, pointer) == NULL)
      continue;
    add_words (out, parts[i]);
    add_part (out, parts[i]);
  }
  return g_string_free (out, FALSE);
}

char *
app_words_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (letter != '-' && letter != 0x2010 && letter != 0x2011)
      g_string_append_unichar (out, letter);
  }
  return g_string_free (out, FALSE);
}
