/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-text.c - one trial in words: title, text alternative, table.
 */
#include "plot/trial-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/layout.h"
#include "plot/words.h"

static char *
index_text (guint64 index)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, index);
}

/* What is said of a hypothesis that claims more, or other, than that one arm is better. */
static char *
claim_sentence (const PlotTrialFinding *finding, const char *index)
{
  if (finding->result.rejected)
    /* Translators: a claim, as "A vs B: not worse by more than 1.5 points", and a trial's number */
    return g_strdup_printf (_ ("%s. Trial %s shows it"), finding->names.full, index);
  return g_strdup_printf (_ ("%s. Trial %s does not show it"), finding->names.full, index);
}

static char *
finding_sentence (const PlotTrialFinding *finding, const char *index)
{
  const SimTrialResult *result = &finding->result;
  g_autofree char *arm_a = plot_text_within (finding->names.arm_a);
  g_autofree char *arm_b = plot_text_within (finding->names.arm_b);
  g_autofree char *amount = NULL, *number = NULL;
  const char *format = NULL;

  if (!result->fitted)
    return g_strdup_printf (_ ("Trial %s has no estimate of %s"), index, finding->names.full);
  if (finding->names.claims)
    return claim_sentence (finding, index);
  number = plot_words_fixed (fabs (result->estimate), plot_words_decimals (result->se));
  amount = finding->scale ? g_strdup_printf (_ ("%s %s"), finding->unit, number)
                          : sim_shown_amount (number, finding->unit);
  if (result->rejected && (result->marks & SIM_TRIAL_FAVOURS))
    /* Translators: number of the trial, two arms, a difference such as "3.4 points" */
    format = _ ("Trial %s finds %s better than %s, by %s");
  else if (result->rejected)
    format = _ ("Trial %s finds %s worse than %s, by %s");
  else if (result->marks & SIM_TRIAL_FAVOURS)
    format = _ ("Trial %s cannot tell %s from %s, though it looks better by %s");
  else
    format = _ ("Trial %s cannot tell %s from %s, though it looks worse by %s");
  return g_strdup_printf (format, index, arm_a, arm_b, amount);
}

char *
plot_trial_title (const PlotTrialData *data)
{
  const PlotTrialFinding *finding = &data->finding;
  g_autofree char *index = index_text (data->index);
  g_autofree char *sentence = finding_sentence (finding, index);

  if (finding->result.marks & SIM_TRIAL_WRONG_SIGN)
    /* Translators: follows on what a trial finds */
    return g_strdup_printf (_ ("%s: the wrong sign"), sentence);
  if (finding->names.claims)
    return g_steal_pointer (&sentence);
  return plot_words_remark (sentence, finding->names.remark);
}

/* "2.39 (95 % CI 0.67 to 4.11) adjusted for baseline, p = 0.007, tested at 0.025" */
static char *
numbers (const PlotTrialFinding *finding)
{
  const SimTrialResult *result = &finding->result;
  int decimals = plot_words_decimals (result->se);
  g_autofree char *estimate = plot_words_fixed (result->estimate, decimals);
  g_autofree char *low = plot_words_fixed (result->low, decimals);
  g_autofree char *high = plot_words_fixed (result->high, decimals);
  g_autofree char *level = plot_words_percent (finding->level, 0);
  g_autofree char *p = plot_words_p_tested (finding->result.p_value, finding->tested);

  if (finding->way[0] == '\0')
    /* Translators: an estimate, the level and the ends of its confidence interval, a p-value */
    return g_strdup_printf (_ ("%s (%s CI %s to %s), %s"), estimate, level, low, high, p);
  /* Translators: the same with "adjusted for baseline", "by MMRM at Week 26" before the p-value */
  return g_strdup_printf (_ ("%s (%s CI %s to %s) %s, %s"), estimate, level, low, high,
                          finding->way, p);
}

static char *
truth_clause (const PlotTrialFinding *finding)
{
  g_autofree char *truth = plot_text_amount (finding->truth, NULL);

  if (finding->result.marks & SIM_TRIAL_COVERS)
    return g_strdup_printf (_ ("the interval holds the truth, %s"), truth);
  return g_strdup_printf (_ ("the interval misses the truth, %s"), truth);
}

static const char *
key (const PlotTrialData *data)
{
  if (data->kind == PLOT_TRIAL_TIMES)
    return _ ("tick = watched no longer");
  if (data->kind == PLOT_TRIAL_CATEGORIES)
    return _ ("hollow = not seen");
  return data->groups ? _ ("ring = left the trial, column = practitioner, bar = the mean there")
                      : _ ("ring = left the trial");
}

char *
plot_trial_subtitle (const PlotTrialData *data, gboolean stale)
{
  g_autofree char *found = NULL, *truth = NULL;

  if (stale)
    return g_strdup (plot_words_last_valid ());
  if (!data->finding.result.fitted)
    return g_strdup (key (data));
  found = numbers (&data->finding);
  truth = truth_clause (&data->finding);
  return g_strconcat (found, PLOT_CLAUSE, truth, PLOT_CLAUSE, key (data), NULL);
}

char *
plot_trial_axis_title (const PlotTrialData *data)
{
  const char *better = data->lower_better ? _ ("lower is better") : _ ("higher is better");

  if (data->kind == PLOT_TRIAL_TIMES)
    better = data->lower_better ? _ ("earlier is better") : _ ("later is better");
  if (data->unit[0] == '\0')
    /* Translators: an outcome, and "lower is better" */
    return g_strdup_printf (_ ("%s, %s"), data->outcome, better);
  /* Translators: an outcome, its unit, and "lower is better" */
  return g_strdup_printf (_ ("%s (%s), %s"), data->outcome, data->unit, better);
}

char *
plot_trial_arm_detail (const PlotTrialData *data, guint index, guint level)
{
  const PlotTrialArm *arm = &data->arms[index];
  const PlotTrialPoint *point = NULL;
  g_autofree char *mean = NULL, *sd = NULL, *n = NULL;

  if (data->kind == PLOT_TRIAL_TIMES)
    /* Translators: events among so many patients */
    return g_strdup_printf (_ ("%u events in %u"), arm->events, arm->randomised);
  if (data->n_points == 0)
    return g_strdup ("");
  point = &arm->points[data->tested];
  /* Translators: patients seen of those randomised */
  n = g_strdup_printf (_ ("n = %u of %u"), point->seen, arm->randomised);
  if (level > 0 || data->kind != PLOT_TRIAL_SCORES)
    return g_steal_pointer (&n);
  mean = plot_words_fixed (point->mean, plot_words_decimals (point->sd));
  sd = plot_words_fixed (point->sd, plot_words_decimals (point->sd));
  /* Translators: "n = 50 of 54", a mean and a standard deviation */
  return g_strdup_printf (_ ("%s, mean %s (SD %s)"), n, mean, sd);
}

/* --- the text alternative --- */

static void
describe_categories (GString *out, const PlotTrialData *data, const PlotTrialPoint *point)
{
  for (guint c = 0; c < data->n_categories; c++)
    g_string_append_printf (out, c == 0 ? _ (": %s %u") : _ (", %s %u"), data->categories[c],
                            point->counts[c]);
}

/* The means of the practitioners' patients at the visit that is tested. */
static void
describe_groups (GString *out, const PlotTrialData *data, const PlotTrialArm *arm)
{
  for (guint g = 0; g < arm->n_groups; g++) {
    double mean = arm->groups[g * data->n_points + data->tested].mean;
    g_autofree char *text
        = plot_words_fixed (mean, plot_words_decimals (arm->points[data->tested].sd));

    /* Translators: number of a practitioner, and the mean of the patients */
    g_string_append_printf (out, g == 0 ? _ ("Means of practitioners: %u: %s") : _ (", %u: %s"),
                            g + 1, text);
  }
  if (arm->n_groups > 0)
    g_string_append (out, ". ");
}

static void
describe_arm (GString *out, const PlotTrialData *data, guint a)
{
  g_autofree char *detail = plot_trial_arm_detail (data, a, 0);

  g_string_append_printf (out, "%s: %s", data->arms[a].name, detail);
  if (data->n_points > 0)
    /* Translators: at a visit */
    g_string_append_printf (out, _ (" at %s"), data->points[data->tested]);
  if (data->n_points > 0 && data->n_categories > 0)
    describe_categories (out, data, &data->arms[a].points[data->tested]);
  g_string_append (out, ". ");
  describe_groups (out, data, &data->arms[a]);
}

char *
plot_trial_describe (const PlotTrialData *data)
{
  GString *out = g_string_new (NULL);
  g_autofree char *index = index_text (data->index);
  g_autofree char *found = numbers (&data->finding), *truth = truth_clause (&data->finding);
  g_autofree char *axis = plot_trial_axis_title (data);

  /* Translators: number of the trial, and "Roland-Morris disability (points), lower is better" */
  g_string_append_printf (out, _ ("The patients of simulated trial %s: %s. "), index, axis);
  for (guint a = 0; a < data->n_arms; a++)
    describe_arm (out, data, a);
  if (data->finding.result.fitted)
    g_string_append_printf (out, "%s: %s; %s.", data->finding.names.full, found, truth);
  else
    g_string_append_printf (out, _ ("%s: no estimate."), data->finding.names.full);
  return g_strchomp (g_string_free (out, FALSE));
}

/* --- the table --- */

static void
table_of_patients (GString *out, const PlotTrialData *data, const PlotTrialArm *arm)
{
  for (guint i = 0; i < arm->n_patients; i++)
    for (guint p = 0; p < data->n_points; p++) {
      g_autofree char *score = plot_words_cell (arm->patients[i].scores[p]);

      g_string_append_printf (out, "%s\t%u\t%s\t%s\n", arm->name, arm->patients[i].number,
                              data->points[p], score);
    }
}

static void
table_of_steps (GString *out, const PlotTrialArm *arm)
{
  for (guint i = 0; arm->survival != NULL && i < arm->survival->len; i++) {
    const SimSurvivalStep *step = &g_array_index (arm->survival, SimSurvivalStep, i);
    g_autofree char *time = plot_words_cell (step->time);
    g_autofree char *share = plot_words_cell (step->share);

    g_string_append_printf (out, "%s\t%s\t%s\t%u\n", arm->name, time, share, step->at_risk);
  }
}

char *
plot_trial_table (const PlotTrialData *data)
{
  gboolean times = data->kind == PLOT_TRIAL_TIMES;
  GString *out = g_string_new (times ? "arm\ttime\twithout event\tat risk\n"
                                     : "arm\tpatient\tvisit\tscore\n");

  for (guint a = 0; a < data->n_arms; a++)
    if (times)
      table_of_steps (out, &data->arms[a]);
    else
      table_of_patients (out, data, &data->arms[a]);
  return g_string_free (out, FALSE);
}
