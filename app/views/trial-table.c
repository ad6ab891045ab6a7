/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-table.c - the analysis of one trial: a row a hypothesis.
 *
 * Numbers of a single trial have no Monte Carlo error: they are written with two digits of their
 * standard error or deviation, as papers do.
 */
#include "views/trial-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "plot/plot.h"
#include "figure-label.h"
#include "tooltip.h"

/* Whether the confidence intervals of all hypotheses have one level. */
static gboolean
same_level (SimScenario *scenario, double *level)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    const SimHypothesis *one = sim_scenario_hypothesis (scenario, h);
    double its = 1 - 2 * one->alpha / one->sides;

    if (h > 0 && fabs (its - *level) > 1e-12)
      return FALSE;
    *level = its;
  }
  return TRUE;
}

static gboolean
is_type (SimScenario *scenario, guint outcome, const char *type)
{
  g_autofree char *pointer = g_strdup_printf ("/outcomes/%u/type", outcome);

  return g_strcmp0 (sim_scenario_text (scenario, pointer), type) == 0;
}

/* What an estimate is: "adjusted for baseline", "percentage points", both, or neither. */
static char *
note_of (SimScenario *scenario, guint index)
{
  g_autofree char *way = plot_text_way (scenario, index), *unit = NULL;

  if (plot_points_of (scenario, index) == 1)
    return g_steal_pointer (&way);
  unit = plot_text_unit (scenario, index);
  return g_strconcat (unit, way[0] != '\0' ? ", " : "", way, NULL);
}

/* The same of all estimates; NULL: they differ in it. */
static char *
same_note (SimScenario *scenario)
{
  g_autofree char *first = note_of (scenario, 0);

  for (guint h = 1; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *other = note_of (scenario, h);

    if (!g_str_equal (other, first))
      return NULL;
  }
  return g_steal_pointer (&first);
}

/* A text, and in a line of its own a note on it unless that is nothing; takes over text. */
static char *
with_note (char *text, const char *note)
{
  g_autofree char *plain = text;

  if (note == NULL || note[0] == '\0')
    return g_steal_pointer (&plain);
  /* Translators: "Difference (95 % CI)" or a difference, and "adjusted for baseline" or
     "percentage points" */
  return g_strdup_printf (_ ("%s,\n%s"), plain, note);
}

static char *
difference_heading (SimScenario *scenario)
{
  g_autofree char *note = same_note (scenario), *percent = NULL;
  double level = 0.95;

  if (!same_level (scenario, &level))
    return with_note (g_strdup (_ ("Difference (CI)")), note);
  percent = plot_words_percent (level, 0);
  /* Translators: heading of a column; "95 %" */
  return with_note (g_strdup_printf (_ ("Difference (%s CI)"), percent), note);
}

/* What an arm's cell says, where all comparisons are of one type. */
static char *
arm_heading (SimScenario *scenario, const char *arm)
{
  guint n = sim_scenario_n_hypotheses (scenario), binary = 0, times = 0;

  for (guint h = 0; h < n; h++) {
    guint outcome = sim_scenario_hypothesis (scenario, h)->outcome;

    binary += is_type (scenario, outcome, "binary");
    times += is_type (scenario, outcome, "time-to-event");
  }
  if (binary == n)
    /* Translators: heading; "A", of a proportion */
    return g_strdup_printf (_ ("%s: yes/n (%%)"), arm);
  if (times == n)
    return g_strdup (arm);
  if (binary + times > 0)
    return g_strdup_printf (_ ("%s: n, mean (SD), or a share"), arm);
  /* Translators: heading; "A" */
  return g_strdup_printf (_ ("%s: n, mean (SD)"), arm);
}

char *
app_trial_heading (SimScenario *scenario, AppTrialColumn column)
{
  switch (column) {
  case APP_TRIAL_COMPARISON:
    return g_strdup (_ ("Comparison A vs B"));
  case APP_TRIAL_ARM_A:
    return arm_heading (scenario, _ ("A"));
  case APP_TRIAL_ARM_B:
    return arm_heading (scenario, _ ("B"));
  case APP_TRIAL_ANALYSED:
    return g_strdup (_ ("Analysed"));
  case APP_TRIAL_DIFFERENCE:
    return difference_heading (scenario);
  case APP_TRIAL_P:
    return g_strdup (_ ("p"));
  case APP_TRIAL_ADJUSTED_P:
    return g_strdup (_ ("Adjusted p"));
  case APP_TRIAL_SIMULTANEOUS:
    /* Translators: heading of a column of intervals that hold together */
    return g_strdup (_ ("All at once"));
  case APP_TRIAL_ALPHA:
    return g_strdup (_ ("Tested at α"));
  case APP_TRIAL_VERDICT:
    return g_strdup (_ ("Verdict"));
  case APP_TRIAL_SE:
    return g_strdup (_ ("Standard error"));
  case APP_TRIAL_STATISTIC:
    return g_strdup (_ ("Statistic"));
  case APP_TRIAL_DF:
  default:
    return g_strdup (_ ("Degrees of freedom"));
  }
}

static char *
events_cell (const SimTrial *trial, guint outcome, guint arm)
{
  guint n = 0, events = 0;

  for (guint i = 0; i < trial->n_patients; i++) {
    SimSeen seen = trial->patients[i].outcomes[outcome].seen[0];

    if (trial->patients[i].arm != arm || seen == SIM_SEEN_NOT_ENTERED)
      continue;
    n++;
    events += seen == SIM_SEEN;
  }
  /* Translators: so many events among so many patients */
  return g_strdup_printf (_ ("%u/%u events"), events, n);
}

static char *
arm_cell (SimScenario *scenario, const SimTrial *trial, const SimHypothesis *hypothesis, guint arm)
{
  guint outcome = hypothesis->outcome;
  g_autofree char *mean = NULL, *sd = NULL;
  SimArmSummary found;

  if (!hypothesis->pair && hypothesis->type != SIM_WITHIN_ARM_CHANGE)
    return g_strdup ("–");
  if (is_type (scenario, outcome, "time-to-event"))
    return events_cell (trial, outcome, arm);
  found = sim_trial_arm (trial, outcome, arm, (int)hypothesis->visit);
  if (is_type (scenario, outcome, "binary") && found.seen > 0) {
    mean = g_strdup_printf ("%.0f", 100 * found.mean);
    return g_strdup_printf ("%.0f/%u (%s\u202f%%)", found.mean * found.seen, found.seen, mean);
  }
  mean = plot_words_fixed (found.mean, plot_words_decimals (found.sd));
  sd = plot_words_fixed (found.sd, plot_words_decimals (found.sd));
  /* Translators: number of patients, mean, standard deviation */
  return g_strdup_printf (_ ("%u, %s (%s)"), found.seen, mean, sd);
}

/* Whether the cells of the arms have the numbers that the analysis takes in. */
static gboolean
analyses_those_seen (SimScenario *scenario, const SimTrial *trial, guint index)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  guint outcome = hypothesis->outcome;
  const guint *analysed = trial->analysed[index];

  if (!hypothesis->pair || is_type (scenario, outcome, "time-to-event"))
    return TRUE;
  return sim_trial_arm (trial, outcome, hypothesis->arm_a, (int)hypothesis->visit).seen
             == analysed[hypothesis->arm_a]
         && sim_trial_arm (trial, outcome, hypothesis->arm_b, (int)hypothesis->visit).seen
                == analysed[hypothesis->arm_b];
}

static char *
analysed_cell (const SimTrial *trial, const SimHypothesis *hypothesis, guint index)
{
  if (!hypothesis->pair)
    return g_strdup ("–");
  /* Translators: numbers of patients in two arms */
  return g_strdup_printf (_ ("%u and %u"), trial->analysed[index][hypothesis->arm_a],
                          trial->analysed[index][hypothesis->arm_b]);
}

static char *
difference_cell (SimScenario *scenario, const SimTrialResult *result, guint index)
{
  g_autofree char *same = same_note (scenario);
  g_autofree char *note = same == NULL ? note_of (scenario, index) : NULL;
  double points = plot_points_of (scenario, index);

  if (!result->fitted)
    return g_strdup ("–");
  return with_note (plot_words_interval (points * result->estimate, points * result->low,
                                         points * result->high, points * result->se),
                    note);
}

static char *
simultaneous_cell (SimScenario *scenario, const SimTrial *trial, guint index)
{
  double points = plot_points_of (scenario, index);
  const SimAdjustment *found = &trial->adjustment;
  const SimTrialResult *result = &trial->results[index];
  int decimals = plot_words_decimals (points * result->se);
  g_autofree char *low = NULL, *high = NULL;

  if (!result->fitted)
    return g_strdup ("–");
  low = plot_words_fixed (points * found->low[index], decimals);
  high = plot_words_fixed (points * found->high[index], decimals);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

gboolean
app_trial_has_column (SimScenario *scenario, const SimTrial *trial, AppTrialColumn column)
{
  gboolean others = FALSE;

  if (column == APP_TRIAL_SIMULTANEOUS)
    return trial->adjustment.simultaneous;
  for (guint h = 0; h < trial->n_hypotheses && column == APP_TRIAL_ANALYSED; h++)
    others |= !analyses_those_seen (scenario, trial, h);
  return column != APP_TRIAL_ANALYSED || others;
}

static char *
verdict_cell (SimScenario *scenario, const SimTrialResult *result, const SimHypothesis *hypothesis)
{
  if (!result->fitted)
    return g_strdup (_ ("no estimate"));
  if (!result->rejected)
    return g_strdup (hypothesis->type == SIM_SUPERIORITY ? _ ("not significant") : _ ("not shown"));
  if (result->marks & SIM_TRIAL_WRONG_SIGN)
    return g_strdup (_ ("wrong sign"));
  if (hypothesis->type != SIM_SUPERIORITY)
    return g_strdup (_ ("shown"));
  return g_strdup (result->marks & SIM_TRIAL_FAVOURS ? _ ("A is better")
                                                     : _ ("B is better"));
}

static char *
se_cell (SimScenario *scenario, const SimTrialResult *result, guint index)
{
  double se = plot_points_of (scenario, index) * result->se;

  return isfinite (se) ? plot_words_fixed (se, plot_words_decimals (se)) : g_strdup ("–");
}

/* Those of methods that estimate them are no whole numbers; the normal distribution has none. */
static char *
df_cell (const SimTrialResult *result)
{
  if (!isfinite (result->df))
    return g_strdup ("–");
  return plot_words_fixed (result->df, result->df == floor (result->df) ? 0 : 1);
}

char *
app_trial_cell (SimScenario *scenario, const SimTrial *trial, guint index, AppTrialColumn column)
{
  const SimHypothesis *hypothesis = sim_scenario_hypothesis (scenario, index);
  const SimTrialResult *result = &trial->results[index];

  switch (column) {
  case APP_TRIAL_COMPARISON:
    return sim_scenario_hypothesis_label (scenario, index);
  case APP_TRIAL_ARM_A:
    return arm_cell (scenario, trial, hypothesis, hypothesis->arm_a);
  case APP_TRIAL_ARM_B:
    if (hypothesis->type == SIM_WITHIN_ARM_CHANGE)
      return g_strdup ("–");
    return arm_cell (scenario, trial, hypothesis, hypothesis->arm_b);
  case APP_TRIAL_ANALYSED:
    return analysed_cell (trial, hypothesis, index);
  case APP_TRIAL_DIFFERENCE:
    return difference_cell (scenario, result, index);
  case APP_TRIAL_P:
    return plot_words_p_cell (result->p_value);
  case APP_TRIAL_ADJUSTED_P:
    return plot_words_p_cell (result->fitted ? trial->adjustment.adjusted[index] : NAN);
  case APP_TRIAL_SIMULTANEOUS:
    return simultaneous_cell (scenario, trial, index);
  case APP_TRIAL_ALPHA:
    /* A hypothesis that the rule never came to has no level. */
    return trial->adjustment.level[index] == 0 ? g_strdup (_ ("not tested"))
                                               : plot_words_p_cell (trial->adjustment.level[index]);
  case APP_TRIAL_VERDICT:
    return verdict_cell (scenario, result, hypothesis);
  case APP_TRIAL_SE:
    return se_cell (scenario, result, index);
  case APP_TRIAL_STATISTIC:
    return isfinite (result->statistic) ? plot_words_fixed (result->statistic, 2) : g_strdup ("–");
  case APP_TRIAL_DF:
  default:
    return df_cell (result);
  }
}

/* A text of the grid among others in one line, with a tabulator or the end behind it; frees it. */
static void
append_cell (GString *out, char *text, guint column)
{
  g_strdelimit (text, "\n", ' ');
  g_string_append_printf (out, "%s%c", text, column + 1 < APP_TRIAL_N_COLUMNS ? '\t' : '\n');
  g_free (text);
}

char *
app_trial_text (SimScenario *scenario, const SimTrial *trial)
{
  GString *out = g_string_new (NULL);

  for (guint c = 0; c < APP_TRIAL_N_COLUMNS; c++)
    if (app_trial_has_column (scenario, trial, c))
      append_cell (out, app_trial_heading (scenario, c), c);
  for (guint h = 0; h < trial->n_hypotheses; h++)
    for (guint c = 0; c < APP_TRIAL_N_COLUMNS; c++)
      if (app_trial_has_column (scenario, trial, c))
        append_cell (out, app_trial_cell (scenario, trial, h, c), c);
  return g_string_free (out, FALSE);
}

/* --- the widget --- */

/* What a heading says no more than in a word; NULL: it says it. Newly allocated. */
static char *
heading_tooltip (SimScenario *scenario, AppTrialColumn column)
{
  SimProcedure procedure;
  g_autofree char *percent = NULL;

  if (column == APP_TRIAL_ANALYSED)
    return g_strdup (_ ("Patients of A and B whom the analysis takes in; n are those who were seen "
                        "at the visit"));
  if (column != APP_TRIAL_SIMULTANEOUS)
    return NULL;
  sim_scenario_procedure (scenario, &procedure);
  percent = plot_words_percent (1 - 2 * procedure.alpha / procedure.sides, 0);
  /* Translators: "95 %" */
  return g_strdup_printf (_ ("Intervals that all hold the true effects with at least %s"), percent);
}

/* What the interval and p come from, for which the table has no room. NULL: nothing. Newly
   allocated. */
static char *
difference_tooltip (SimScenario *scenario, const SimTrial *trial, guint index)
{
  const SimTrialResult *result = &trial->results[index];
  g_autofree char *se = se_cell (scenario, result, index), *df = df_cell (result), *t = NULL;

  if (!isfinite (result->se) || !isfinite (result->statistic))
    return NULL;
  t = plot_words_fixed (result->statistic, 2);
  if (!isfinite (result->df))
    /* Translators: a standard error, and an estimate in such */
    return g_strdup_printf (_ ("Standard error %s, z = %s"), se, t);
  /* Translators: a standard error, an estimate in such, degrees of freedom */
  return g_strdup_printf (_ ("Standard error %s, t = %s with %s degrees of freedom"), se, t, df);
}

/* What may take two lines in a narrow window, as long names do there anyway: no figures. */
static gboolean
may_break (int column, int row)
{
  return column == APP_TRIAL_COMPARISON || column == APP_TRIAL_VERDICT
         || (row == 0 && column > APP_TRIAL_DIFFERENCE);
}

/* What a difference is, below it, has as much room as that. */
static void
break_below (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, 20);
  gtk_label_set_max_width_chars (label, 24);
}

static GtkWidget *
put (GtkWidget *grid, char *text, int column, int row, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean words = column == APP_TRIAL_COMPARISON || column == APP_TRIAL_VERDICT;

  gtk_label_set_xalign (GTK_LABEL (label), words ? 0 : 1);
  gtk_label_set_justify (GTK_LABEL (label), words ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_label_set_yalign (GTK_LABEL (label), row == 0 ? 1 : 0.5);
  gtk_label_set_wrap (GTK_LABEL (label), may_break (column, row));
  app_figure_label_set (label, text);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (strchr (text, '\n') != NULL)
    break_below (GTK_LABEL (label));
  if (column == APP_TRIAL_COMPARISON) {
    gtk_label_set_width_chars (GTK_LABEL (label), 18);
    gtk_widget_set_hexpand (label, TRUE);
    app_tooltip_set (label, text);
  }
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  g_free (text);
  return label;
}

static void
empty (GtkWidget *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (grid)) != NULL)
    gtk_grid_remove (GTK_GRID (grid), child);
}

GtkWidget *
app_trial_table_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "trial-table");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Analysis of the trial"), -1);
  return grid;
}

void
app_trial_table_show (GtkWidget *table, SimScenario *scenario, const SimTrial *trial, guint chosen)
{
  empty (table);
  for (guint c = 0; c < APP_TRIAL_N_SHOWN; c++) {
    g_autofree char *tooltip = heading_tooltip (scenario, c);

    if (!app_trial_has_column (scenario, trial, c))
      continue;
    GtkWidget *heading = put (table, app_trial_heading (scenario, c), (int)c, 0, "heading");
    if (tooltip != NULL)
      app_tooltip_set (heading, tooltip);
  }
  for (guint h = 0; h < trial->n_hypotheses; h++)
    for (guint c = 0; c < APP_TRIAL_N_SHOWN; c++)
      if (app_trial_has_column (scenario, trial, c)) {
        GtkWidget *cell = put (table, app_trial_cell (scenario, trial, h, c), (int)c, (int)h + 1,
                               h == chosen ? "chosen" : NULL);
        g_autofree char *tooltip = c == APP_TRIAL_DIFFERENCE || c == APP_TRIAL_P
                                       ? difference_tooltip (scenario, trial, h)
                                       : NULL;

        if (tooltip != NULL)
          app_tooltip_set (cell, tooltip);
      }
}
