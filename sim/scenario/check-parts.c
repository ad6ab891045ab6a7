/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-parts.c - whether the parts of the variance leave room for the patients themselves: of the
 * variance at each visit, and of the correlations between visits.
 */
#include "check.h"

#include <glib/gi18n.h>
#include "expand.h"
#include "scenario-private.h"

/* Where a part is given and what it is called; in the order of SimPartKind. */
static const struct {
  const char *pointer, *name;
} parts[SIM_N_PARTS] = { { "/strata", "strata" },
                         { "/covariates", "covariates" },
                         { "/practitioners", "practitioners" },
                         { "/centres", "centres" },
                         { "/response-sd", "response" } };

/* TRUE if no value that the parts are made from is in question: lists are within their limits. */
static gboolean
all_in_order (const SimCheck *check)
{
  static const char *const read[]
      = { "/arms",          "/outcomes", "/outcome-correlation", "/strata", "/covariates",
          "/practitioners", "/centres",  "/response-sd" };
  if (check->problems->len - check->before >= SIM_MAX_PROBLEMS)
    return FALSE; /* what came after so many is not listed */
  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    if (sim_check_said_below (check, read[i]))
      return FALSE;
  return TRUE;
}

/* "strata 0.4, centres 0.7" of those that there are. */
static char *
shares_text (const double shares[SIM_N_PARTS])
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  for (guint p = 0; p < SIM_N_PARTS; p++)
    if (shares[p] > 0)
      g_string_append_printf (text, "%s%s %s", text->len ? ", " : "", parts[p].name,
                              g_ascii_formatd (number, sizeof number, "%.4g", shares[p]));
  return g_string_free (text, FALSE);
}

/* Said at the largest part: that is the one to look at first. */
static void
too_much (SimCheck *check, const char *where, const double shares[SIM_N_PARTS], double sum)
{
  guint largest = 0;
  for (guint p = 1; p < SIM_N_PARTS; p++)
    if (shares[p] > shares[largest])
      largest = p;
  char *text = shares_text (shares);
  SimValue *found = sim_value_new_number (sum);
  sim_check_add_at (check, parts[largest].pointer, SIM_ERROR_CONFLICT, found,
                    _ ("shares that stay below 1 together"),
                    _ ("the parts leave nothing of the variance %s (shares of it: %s)"), where,
                    text);
  sim_value_unref (found);
  g_free (text);
}

/* The largest sum over the points from first to before last; its shares into worst. */
static double
worst_sum (const SimCheck *check, guint outcome, guint arm, guint first, guint last, guint *at,
           double worst[SIM_N_PARTS])
{
  double largest = -1;
  for (guint i = first; i < last; i++) {
    double shares[SIM_N_PARTS], sum = 0;
    sim_people_shares (check->full, outcome, arm, i, shares);
    for (guint p = 0; p < SIM_N_PARTS; p++)
      sum += shares[p];
    if (sum <= largest)
      continue;
    largest = sum;
    *at = i;
    for (guint p = 0; p < SIM_N_PARTS; p++)
      worst[p] = shares[p];
  }
  return largest;
}

/* TRUE if the parts leave something of the variance of an arm at every visit. */
static gboolean
check_variance (SimCheck *check, const SimValue *record, guint outcome, guint arm)
{
  double shares[SIM_N_PARTS];
  const SimValue *visits = sim_value_get (record, "visits");
  guint n = sim_value_length (visits) + 1, at = 0;
  double sum = worst_sum (check, outcome, arm, 1, n, &at, shares);
  if (sum < 1)
    return TRUE;
  char *where = g_strdup_printf (_ ("of arm \"%s\" at visit \"%s\""),
                                 sim_id_at (sim_value_get (check->full, "arms"), arm),
                                 sim_id_at (visits, at - 1));
  too_much (check, where, shares, sum);
  g_free (where);
  return FALSE;
}

/* What the parts leave of the correlations must be those of something. */
static void
check_residual (SimCheck *check, const SimValue *record, guint outcome, guint arm)
{
  double matrix[(SIM_MAX_VISITS + 1) * (SIM_MAX_VISITS + 1)];
  const SimValue *visits = sim_value_get (record, "visits");
  gboolean baseline = sim_value_get (record, "baseline") != NULL;
  guint n = sim_value_length (visits) + 1;
  if (sim_people_residual_read (check->full, outcome, arm, matrix))
    return;
  guint minor = baseline ? sim_correlation_failing_minor (matrix, n, n)
                         : sim_correlation_failing_minor (matrix + n + 1, n - 1, n);
  char *member = sim_pointer_join ("/outcomes", sim_value_text (sim_value_get (record, "id")));
  char *pointer = sim_pointer_join (member, "correlation");
  char *points = sim_check_points (visits, baseline, minor);
  sim_check_add_at (
      check, pointer, SIM_ERROR_CONFLICT, sim_value_get (record, "correlation"),
      _ ("correlations that leave room for those that the parts of the variance bring"),
      _ ("practitioners, centres, strata, covariates and responses leave too little of "
         "the variance: less their parts the matrix is not positive definite in arm "
         "\"%s\", its leading minor of order %u (%s) is not positive, or too near to "
         "zero to be simulated"),
      sim_id_at (sim_value_get (check->full, "arms"), arm), minor, points);
  g_free (points);
  g_free (pointer);
  g_free (member);
}

static void
tell_between (SimCheck *check, const SimValue *outcomes, const char *arm, const SimMixFault *fault)
{
  static const char at[] = "/outcome-correlation";
  const SimValue *outcome = sim_value_at (outcomes, fault->outcome);
  const SimValue *visits = sim_value_get (outcome, "visits");
  const char *id = sim_value_text (sim_value_get (outcome, "id"));
  if (sim_check_said_below (check, at))
    return;
  if (fault->point == G_MAXUINT)
    sim_check_add_at (check, at, SIM_ERROR_CONFLICT, sim_value_resolve (check->root, at),
                      _ ("correlations that can occur together"),
                      _ ("the matrix is not positive definite, or too near to where it is not"));
  else
    sim_check_add_at (
        check, at, SIM_ERROR_CONFLICT, sim_value_resolve (check->root, at),
        _ ("correlations that the correlations within the outcomes leave room for"),
        _ ("with the correlations within the outcomes, and what patients have in "
           "common, outcome \"%s\" cannot go with those before it like that at \"%s\" "
           "in arm \"%s\""),
        id, fault->point ? sim_id_at (visits, fault->point - 1) : "baseline", arm);
}

static void
check_between (SimCheck *check, const SimValue *outcomes, guint n_arms)
{
  guint own[SIM_MAX_OUTCOMES], n = sim_own_outcomes (outcomes, own);
  SimMix *mix = g_new (SimMix, 1);
  SimMixFault fault;
  for (guint a = 0; n > 1 && all_in_order (check) && a < n_arms; a++)
    if (!sim_mix_read (check->full, n - 1, a, mix, &fault))
      tell_between (check, outcomes, sim_id_at (sim_value_get (check->full, "arms"), a), &fault);
  g_free (mix);
}

void
sim_check_parts (SimCheck *check)
{
  const SimValue *outcomes = sim_value_get (check->full, "outcomes");
  guint n_arms = sim_value_length (sim_value_get (check->full, "arms"));
  double shares[SIM_N_PARTS];
  guint at;
  if (!sim_outcomes_usable (outcomes) || !all_in_order (check))
    return;
  for (guint o = 0; o < sim_value_length (outcomes); o++) {
    SimPeople people;
    const SimValue *record = sim_value_at (outcomes, o);
    sim_people_read (check->full, o, &people);
    if (!people.any || sim_outcome_is_derived (record))
      continue;
    /* Nothing of the baseline depends on the arm. */
    double sum = worst_sum (check, o, 0, 0, 1, &at, shares);
    if (!(sum < 1))
      too_much (check, _ ("at baseline"), shares, sum);
    for (guint a = 0; a < n_arms; a++)
      if (check_variance (check, record, o, a) && sum < 1)
        check_residual (check, record, o, a);
  }
  check_between (check, outcomes, n_arms);
}
