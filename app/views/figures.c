/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * figures.c - the big figures: name in its colour, power, and how exactly it is known.
 */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "tooltip.h"
#include "plot/contrast.h"
#include "views/follow.h"
#include "theme.h"
#include "views/looks.h"
#include "views/strip-layout.h"
#include "views/views.h"
#include "figure-label.h"

#define NAME_MIN_CHARS 11
/* More hypotheses are called by their ids, that they leave the plot its room. */
#define MOST_NAMED 8

/** One figure of the strip: a name, what else tells it apart, a line with value and error. */
typedef struct {
  GtkWidget *box, *name, *remark, *value, *error, *short_error;
} Block;

struct _AppFigures {
  GtkWidget parent_instance;

  AppRun *run;
  AppTrialFocus *focus;
  GArray *blocks; /* of Block; those that are not needed are hidden */
  AppShown shown;
  gboolean low; /* the window, so that hypotheses are called by their ids */
  gboolean coded; /* a plot that has room for ids alone is told by these */
};

G_DEFINE_FINAL_TYPE (AppFigures, app_figures, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_block (AppFigures *self)
{
  Block block = { gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), new_label ("name"), new_label ("name"),
                  new_label ("value"), new_label ("spread"), new_label ("spread") };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *squeezer = adw_squeezer_new ();

  /* The unit gives way where there is no room, and the error never: a power without one would pass
     for exact. */
  adw_squeezer_add (ADW_SQUEEZER (squeezer), block.error);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), block.short_error);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  gtk_widget_set_hexpand (squeezer, TRUE);
  gtk_widget_set_valign (squeezer, GTK_ALIGN_BASELINE);
  gtk_label_set_wrap (GTK_LABEL (block.name), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (block.name), NAME_MIN_CHARS);
  gtk_label_set_wrap (GTK_LABEL (block.remark), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (block.remark), NAME_MIN_CHARS);
  gtk_widget_add_css_class (block.remark, "dim-label");
  gtk_widget_add_css_class (block.error, "dim-label");
  gtk_widget_add_css_class (block.short_error, "dim-label");
  gtk_widget_set_valign (block.value, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (block.box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), block.value);
  gtk_box_append (GTK_BOX (line), squeezer);
  gtk_box_append (GTK_BOX (block.box), block.name);
  gtk_box_append (GTK_BOX (block.box), block.remark);
  gtk_box_append (GTK_BOX (block.box), line);
  gtk_widget_set_parent (block.box, GTK_WIDGET (self));
  g_array_append_val (self->blocks, block);
}

/* points: "±0.05" */
static char *
error_text (const char *points)
{
  /* Translators: the error of a percentage, in percentage points */
  return points[0] != '\0' ? g_strdup_printf (_ ("%s points"), points) : g_strdup ("");
}

static void
show_block (AppFigures *self, guint index, const char *name, const char *remark,
            const SimFigure *power)
{
  Block *block = &g_array_index (self->blocks, Block, index);
  g_autofree char *value = plot_words_percent (power->value, power->mcse);
  g_autofree char *points = plot_words_points (power->mcse);
  g_autofree char *error = error_text (points);
  g_autofree char *range = plot_words_range (power->low, power->high, power->mcse);
  /* Translators: %s is an interval such as "89.4 – 89.8 %" */
  g_autofree char *full = g_strconcat (name, remark[0] != '\0' ? ", " : "", remark, NULL);
  g_autofree char *tip
      = g_strdup_printf (_ ("%s: 95\u202f%% Monte Carlo interval %s"), full, range);

  app_figure_label_set (block->name, name);
  app_figure_label_set (block->remark, remark);
  gtk_widget_set_visible (block->remark, remark[0] != '\0');
  app_figure_label_set (block->value, value);
  app_figure_label_set (block->error, error);
  app_figure_label_set (block->short_error, points);
  app_tooltip_set (block->box, range[0] != '\0' ? tip : full);
}

/* Below the name that it stands for. */
static void
add_code (AppFigures *self, guint index, const char *code)
{
  GtkWidget *remark = g_array_index (self->blocks, Block, index).remark;
  const char *other = gtk_label_get_text (GTK_LABEL (remark));
  g_autofree char *text = g_strconcat (code, other[0] != '\0' ? ", " : "", other, NULL);

  app_figure_label_set (remark, text);
  gtk_widget_set_visible (remark, TRUE);
}

/* The names say in their tooltips what they stand for. */
static void
shorten_block (AppFigures *self, guint index, const char *name, gboolean brief)
{
  const Block *block = &g_array_index (self->blocks, Block, index);

  gtk_label_set_width_chars (GTK_LABEL (block->name), brief ? -1 : NAME_MIN_CHARS);
  if (!brief)
    return;
  app_figure_label_set (block->name, name);
  gtk_widget_set_visible (block->remark, FALSE);
}

static void
fit_blocks (AppFigures *self, guint n)
{
  while (self->blocks->len < n)
    add_block (self);
  for (guint i = 0; i < self->blocks->len; i++)
    gtk_widget_set_visible (g_array_index (self->blocks, Block, i).box, i < n);
}

/* A hypothesis has the colours of its arms; what several have in common has none. */
static void
colour_block (AppFigures *self, guint index, SimScenario *scenario, const SimGoal *goal,
              const PlotNames *names)
{
  GtkLabel *label = GTK_LABEL (g_array_index (self->blocks, Block, index).name);
  PlotContrast contrast;
  PlotStroke stroke;
  PlotStyle style;

  if (goal->kind != SIM_GOAL_HYPOTHESIS) {
    gtk_label_set_attributes (label, NULL);
    gtk_label_set_width_chars (label, -1); /* long names need the room more */
    return;
  }
  contrast = plot_contrast_of (scenario, goal->index);
  app_theme_fill (&style);
  stroke = plot_style_stroke (&style, &contrast);
  app_looks_colour_name (label, names, &stroke, &style);
}

static guint
count_hypotheses (const SimGoal *goals, guint n)
{
  guint found = 0;

  for (guint i = 0; i < n; i++)
    found += goals[i].kind == SIM_GOAL_HYPOTHESIS;
  return found;
}

static void
show_size (AppFigures *self, SimScenario *scenario, const SimSizeResult *size,
           const SimGoal *goals, guint n)
{
  gboolean brief = self->low || count_hypotheses (goals, n) > MOST_NAMED;

  for (guint i = 0; i < n; i++) {
    PlotNames names = { .brief = NULL };
    gboolean harm = sim_goal_counts (&goals[i], scenario, size) == SIM_COUNTS_HARM;

    plot_names_fill_goal (&names, scenario, &goals[i]);
    /* Translators: of a power, where the first arm is truly the worse one */
    show_block (self, i, names.pair, harm ? _ ("to find harm") : names.remark,
                sim_goal_power (&goals[i], size));
    if (self->coded && !brief && goals[i].kind == SIM_GOAL_HYPOTHESIS)
      add_code (self, i, names.brief);
    shorten_block (self, i, goals[i].kind == SIM_GOAL_HYPOTHESIS ? names.brief : names.full, brief);
    colour_block (self, i, scenario, &goals[i], &names);
    plot_names_clear (&names);
  }
}

static void
refresh (AppFigures *self)
{
  const SimResults *results;
  SimGoal goals[SIM_MAX_GOALS];
  guint n;

  if (!app_shown_update (&self->shown, GTK_WIDGET (self), self->run))
    return;
  results = app_run_results (self->run);
  app_shown_mark (&self->shown, GTK_WIDGET (self));
  if (results == NULL || self->shown.scenario == NULL || results->own_size >= results->n_sizes) {
    fit_blocks (self, 0);
    return;
  }
  n = app_trial_focus_goals (self->focus, self->shown.scenario, goals);
  fit_blocks (self, n);
  show_size (self, self->shown.scenario, &results->sizes[results->own_size], goals, n);
}

static void
on_looks_changed (AppFigures *self)
{
  app_shown_clear (&self->shown);
  refresh (self);
}

void
app_figures_set_brief (GtkWidget *figures, gboolean brief)
{
  AppFigures *self = APP_FIGURES (figures);

  if (self->low == brief)
    return;
  self->low = brief;
  on_looks_changed (self);
}

void
app_figures_set_coded (GtkWidget *figures, gboolean coded)
{
  AppFigures *self = APP_FIGURES (figures);

  if (self->coded == coded)
    return;
  self->coded = coded;
  on_looks_changed (self);
}

int
app_figures_fit (GtkWidget *figures, int most)
{
  int all = app_strip_layout_whole_rows (figures, G_MAXINT), some;
  GtkBorder around;

  gtk_style_context_get_padding (gtk_widget_get_style_context (figures), &around);
  some = app_strip_layout_whole_rows (figures, most - around.top - around.bottom);
  return around.top + some + (some == all ? around.bottom : 0);
}

static void
app_figures_dispose (GObject *object)
{
  AppFigures *self = APP_FIGURES (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->blocks, g_array_unref);
  app_shown_clear (&self->shown);
  g_clear_object (&self->focus);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (app_figures_parent_class)->dispose (object);
}

static void
app_figures_class_init (AppFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_figures_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "figures");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), APP_TYPE_STRIP_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_figures_init (AppFigures *self)
{
  self->blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Power at the scenario’s own size"), -1);
}

GtkWidget *
app_figures_new (AppRun *run, AppTrialFocus *focus)
{
  AppFigures *self = g_object_new (APP_TYPE_FIGURES, NULL);

  self->run = g_object_ref (run);
  self->focus = g_object_ref (focus);
  app_follow (GTK_WIDGET (self), run, G_CALLBACK (refresh));
  g_signal_connect_object (focus, "changed", G_CALLBACK (on_looks_changed), self,
                           G_CONNECT_SWAPPED);
  app_theme_watch (G_CALLBACK (on_looks_changed), G_OBJECT (self));
  return GTK_WIDGET (self);
}
