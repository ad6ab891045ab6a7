/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * errors-table.c - figures with their Monte Carlo errors, and how far they are from exact ones.
 */
#include "views/errors-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/names.h"
#include "plot/words.h"
#include "tooltip.h"
#include "trial-focus.h"
#include "figure-label.h"
#include "scroller.h"

#define HEADING_CHARS 16

enum { NAME, VALUE, ERROR, EXACT, Z, N_COLUMNS };
enum { MAX_ROWS = 10 };

/* What trials a figure counts, by their marks. */
typedef struct {
  guint with, without; /* as SimTrialKind has them */
  const char *text;    /* of AppTrialKind, not translated yet */
  gboolean others;     /* those that the figure does not count */
} Kind;

static const Kind rejected = { SIM_TRIAL_REJECTED, 0, N_ ("significant trials") };
static const Kind in_favour = { SIM_TRIAL_REJECTED | SIM_TRIAL_FAVOURS, 0,
                                N_ ("trials that are significant in favour of the first arm") };
/* Those without an estimate too: a fit that fails rejects nothing. */
static const Kind missed = { 0, SIM_TRIAL_REJECTED, N_ ("trials that are not significant") };
static const Kind uncovered
    = { SIM_TRIAL_FITTED, SIM_TRIAL_COVERS, N_ ("trials whose interval misses the truth"), TRUE };
static const Kind wrong
    = { SIM_TRIAL_WRONG_SIGN, 0, N_ ("trials that are significant with the wrong sign") };
static const Kind failed_fits = { 0, SIM_TRIAL_FITTED, N_ ("trials without an estimate") };

struct _AppErrorsTable {
  GtkWidget parent_instance;

  GtkWidget *scroller, *grid;
  GtkWidget *cells[MAX_ROWS + 1][N_COLUMNS]; /* labels; the first row is the header */
  GtkWidget *links[MAX_ROWS + 1];            /* buttons, from 1 */
  const Kind *kinds[MAX_ROWS + 1];
  guint n_rows;
};

G_DEFINE_FINAL_TYPE (AppErrorsTable, app_errors_table, GTK_TYPE_WIDGET)

static guint kind_signal;

/* One row in words; texts are owned. */
typedef struct {
  const char *name;
  const Kind *kind;       /* whose trials can be looked at; NULL: of no kind */
  char *texts[N_COLUMNS]; /* from VALUE on */
  char *tip;
  gboolean flagged;
} Row;

static void
show_link (AppErrorsTable *self, const Row *row)
{
  GtkWidget *link = self->links[self->n_rows];
  g_autofree char *text = NULL;

  self->kinds[self->n_rows] = row->kind;
  gtk_widget_set_visible (link, row->kind != NULL);
  if (row->kind == NULL)
    return;
  /* Translators: a kind of trials: "significant trials" */
  text = g_strdup_printf (_ ("Show %s"), _ (row->kind->text));
  app_tooltip_set (link, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Takes over the texts of a row. */
static void
add (AppErrorsTable *self, Row *row)
{
  g_return_if_fail (self->n_rows < MAX_ROWS);
  GtkWidget **cells = self->cells[++self->n_rows];

  app_figure_label_set (cells[NAME], row->name);
  show_link (self, row);
  for (guint c = VALUE; c < N_COLUMNS; c++) {
    app_figure_label_set (cells[c], row->texts[c]);
    g_free (row->texts[c]);
  }
  for (guint c = 0; c < N_COLUMNS; c++) {
    gtk_widget_set_visible (cells[c], TRUE);
    app_tooltip_set (cells[c], row->tip);
    if (row->flagged && c >= EXACT)
      gtk_widget_add_css_class (cells[c], "error");
    else
      gtk_widget_remove_css_class (cells[c], "error");
  }
  g_free (row->tip);
}

static char *
z_text (double z, gboolean flagged)
{
  g_autofree char *digits = plot_words_fixed (z, 1); /* its error is 1 */

  if (isnan (z))
    return g_strdup ("–");
  /* Translators: a difference in standard errors that is no chance any more */
  return flagged ? g_strdup_printf (_ ("%s, not by chance"), digits) : g_strdup (digits);
}

/* Half the width of the interval. Where nothing, or all, was counted it goes one way alone. */
static char *
points_text (const SimFigure *figure)
{
  g_autofree char *points = plot_words_points ((figure->high - figure->low) / (2 * SIM_Z95));

  if ((figure->value <= 0 || figure->value >= 1) && figure->high > figure->low)
    return plot_words_bound (figure->value, figure->low, figure->high);
  return points[0] != '\0' ? g_strdup_printf (_ ("%s points"), points) : g_strdup ("–");
}

/* The kind of a figure, unless there are no trials of it to be looked at. */
static const Kind *
if_any (const Kind *kind, double share)
{
  return kind != NULL && (kind->others ? share < 1 : share > 0) ? kind : NULL;
}

/* A proportion of so many trials. */
static void
add_share (AppErrorsTable *self, const char *name, const Kind *kind, const SimFigure *figure,
           double exact, guint64 trials)
{
  gboolean known = isfinite (exact) && isfinite (figure->value) && trials > 0;
  Row row = { .name = name, .kind = if_any (kind, figure->value) };

  row.flagged = known && sim_deviation_is_flagged (figure->value, exact, trials);
  row.texts[VALUE] = plot_words_percent (figure->value, figure->mcse);
  row.texts[ERROR] = points_text (figure);
  row.texts[EXACT] = isfinite (exact) ? plot_words_exact (exact) : g_strdup ("–");
  row.texts[Z] = z_text (known ? sim_deviation_z (figure->value, exact, trials) : NAN, row.flagged);
  if (row.flagged)
    row.tip = sim_deviation_text (name, figure->value, exact, trials);
  add (self, &row);
}

static void
add_ratio (AppErrorsTable *self, const char *name, const SimFigure *figure, double exact)
{
  double z = (figure->value - exact) / figure->mcse;
  g_autofree char *half = sim_format_figure (SIM_Z95 * figure->mcse, figure->mcse / 10);
  Row row = { .name = name, .flagged = fabs (z) > SIM_DEVIATION_BOUND };

  row.kind = isfinite (figure->value) ? &rejected : NULL; /* the mean of some */
  row.texts[VALUE]
      = isfinite (figure->value) ? plot_words_figure (figure->value, figure->mcse) : g_strdup ("–");
  row.texts[ERROR] = isfinite (figure->mcse) ? g_strdup_printf ("±%s", half) : g_strdup ("–");
  row.texts[EXACT] = isfinite (exact) ? plot_words_figure (exact, 0.005) : g_strdup ("–");
  row.texts[Z] = z_text (isfinite (z) ? z : NAN, row.flagged);
  add (self, &row);
}

static void
add_failed (AppErrorsTable *self, guint64 failed, guint64 trials)
{
  g_autofree char *all = sim_format_count (trials), *some = sim_format_count (failed);
  Row row = { .name = _ ("Fits that failed"), .kind = if_any (&failed_fits, (double)failed) };

  /* Translators: some of all trials */
  row.texts[VALUE] = g_strdup_printf (_ ("%s of %s"), some, all);
  for (guint c = ERROR; c < N_COLUMNS; c++)
    row.texts[c] = g_strdup ("–");
  add (self, &row);
}

/* What is not rejected although it is not true: power the other way round. */
static void
add_missed (AppErrorsTable *self, const SimFigure *power, double exact, guint64 trials)
{
  SimFigure figure = { 1 - power->value, power->mcse, 1 - power->high, 1 - power->low };

  add_share (self, _ ("Missed (type II error)"), &missed, &figure, 1 - exact, trials);
}

static void
add_hypothesis (AppErrorsTable *self, const SimResults *results, const SimHypothesisResult *result,
                const SimTheorySize *exact, guint h)
{
  guint64 n = results->replicates;
  guint64 significant = (guint64)llround (result->power.value * (double)n);
  double power = exact != NULL ? exact->power[h] : NAN;

  add_share (self, result->null_true ? _ ("Type I error") : _ ("Power"), &rejected, &result->power,
             power, n);
  if (!result->null_true)
    add_missed (self, &result->power, power, n);
  add_share (self, _ ("Power in favour of the first arm"), &in_favour, &result->power_benefit,
             exact != NULL ? exact->benefit[h] : NAN, n);
  add_share (self, _ ("Coverage of the interval"), &uncovered, &result->coverage, NAN, n);
  add_share (self, _ ("Wrong sign among the significant"), &wrong, &result->type_s,
             exact != NULL ? exact->type_s[h] : NAN, significant);
  add_ratio (self, _ ("Exaggeration by the significant"), &result->type_m,
             exact != NULL ? exact->type_m[h] : NAN);
  add_failed (self, result->failed_fits, n);
}

static void
add_trial (AppErrorsTable *self, const SimResults *results, const SimSizeResult *size,
           const SimTheorySize *exact)
{
  guint64 n = results->replicates;

  if (results->n_hypotheses > 1) {
    add_share (self, _ ("At least one significant"), NULL, &size->any,
               exact != NULL ? exact->any : NAN, n);
    add_share (self, _ ("All of them significant"), NULL, &size->all,
               exact != NULL ? exact->all : NAN, n);
  }
  if (isfinite (size->fwer.value))
    add_share (self, _ ("Family-wise error: some true null hypothesis rejected"), NULL, &size->fwer,
               exact != NULL ? exact->fwer : NAN, n);
}

void
app_errors_table_update (AppErrorsTable *self, SimScenario *scenario, const SimResults *results,
                         const SimTheory *theory, guint index)
{
  const SimSizeResult *size;
  const SimTheorySize *exact = NULL;

  self->n_rows = 0;
  if (results != NULL && results->own_size < results->n_sizes && index < results->n_hypotheses) {
    size = &results->sizes[results->own_size];
    if (theory != NULL && results->own_size < theory->n_sizes)
      exact = &theory->sizes[results->own_size];
    add_hypothesis (self, results, &size->hypotheses[index], exact, index);
    add_trial (self, results, size, exact);
  }
  for (guint r = self->n_rows + 1; r <= MAX_ROWS; r++)
    gtk_widget_set_visible (self->links[r], FALSE);
  for (guint r = self->n_rows + 1; r <= MAX_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      gtk_widget_set_visible (self->cells[r][c], FALSE);
}

char *
app_errors_table_text (AppErrorsTable *self)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r <= self->n_rows; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      g_string_append_printf (out, "%s%c", gtk_label_get_text (GTK_LABEL (self->cells[r][c])),
                              c + 1 < N_COLUMNS ? '\t' : '\n');
  return g_string_free (out, FALSE);
}

static GtkWidget *
new_cell (AppErrorsTable *self, guint row, guint column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == NAME ? 0 : 1);
  gtk_widget_set_hexpand (label, column == NAME);
  if (column != NAME)
    gtk_widget_add_css_class (label, "numeric");
  if (row == 0) {
    gtk_widget_add_css_class (label, "heading");
    gtk_widget_set_valign (label, GTK_ALIGN_END);
  }
  /* In a narrow window names and headings are broken into lines, for figures to have room. */
  gtk_label_set_wrap (GTK_LABEL (label), column == NAME || row == 0);
  if (column != NAME && row == 0) {
    gtk_label_set_max_width_chars (GTK_LABEL (label), HEADING_CHARS);
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  }
  gtk_grid_attach (GTK_GRID (self->grid), label, (int)column, (int)row, 1, 1);
  return label;
}

static void
on_link (GtkButton *button, gpointer data)
{
  AppErrorsTable *self
      = APP_ERRORS_TABLE (gtk_widget_get_ancestor (GTK_WIDGET (button), APP_TYPE_ERRORS_TABLE));
  const Kind *kind = self->kinds[GPOINTER_TO_UINT (data)];
  AppTrialKind trials = { .which = { .with = kind->with, .without = kind->without } };

  trials.text = g_strdup (_ (kind->text));
  g_signal_emit (self, kind_signal, 0, &trials);
  g_free (trials.text);
}

static GtkWidget *
new_link (AppErrorsTable *self, guint row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (on_link), GUINT_TO_POINTER (row));
  gtk_grid_attach (GTK_GRID (self->grid), button, N_COLUMNS, (int)row, 1, 1);
  return button;
}

static void
app_errors_table_dispose (GObject *object)
{
  AppErrorsTable *self = APP_ERRORS_TABLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (app_errors_table_parent_class)->dispose (object);
}

static void
app_errors_table_class_init (AppErrorsTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_errors_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "errors");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  kind_signal = g_signal_new ("kind", APP_TYPE_ERRORS_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
app_errors_table_init (AppErrorsTable *self)
{
  const char *const heads[N_COLUMNS]
      = { _ ("Figure"), _ ("Simulated"), _ ("Monte Carlo error (95\u202f%)"), _ ("Exact"),
          _ ("z") };

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 14);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  for (guint r = 0; r <= MAX_ROWS; r++)
    for (guint c = 0; c < N_COLUMNS; c++)
      self->cells[r][c] = new_cell (self, r, c);
  for (guint r = 1; r <= MAX_ROWS; r++)
    self->links[r] = new_link (self, r);
  for (guint c = 0; c < N_COLUMNS; c++)
    gtk_label_set_text (GTK_LABEL (self->cells[0][c]), heads[c]);
  app_tooltip_set (self->cells[0][Z],
                               _ ("Simulated less exact, in Monte Carlo standard errors; beyond 4 "
                                  "it is no chance any more"));
  self->scroller = app_scroller_new ();
  app_scroller_set_child (APP_SCROLLER (self->scroller), self->grid);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How well each figure is known"), -1);
}

GtkWidget *
app_errors_table_new (void)
{
  return g_object_new (APP_TYPE_ERRORS_TABLE, NULL);
}
