/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plot-card.c - a title and one row a curve: sample of its stroke, name, value, note; below them
 * what a click does.
 */
#include "views/plot-card.h"

#include "views/looks.h"
#include "figure-label.h"

#define SAMPLE_WIDTH 24

typedef struct {
  GtkWidget *sample, *name, *value, *note;
  PlotStroke stroke;
} Row;

struct _AppPlotCard {
  GtkWidget parent_instance;
  GtkWidget *title, *grid, *click;
  GArray *rows; /* of Row */
  PlotStyle style;
};

G_DEFINE_FINAL_TYPE (AppPlotCard, app_plot_card, GTK_TYPE_WIDGET)

static void
draw_sample (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  AppPlotCard *self = data;

  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = &g_array_index (self->rows, Row, i);

    if (row->sample == GTK_WIDGET (area))
      app_looks_draw_stroke (cr, 1, height / 2.0, width - 2, &row->stroke, &self->style);
  }
}

static GtkWidget *
add_label (AppPlotCard *self, int column, guint row, const char *css_class, double align)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), (float)align);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, (int)row, 1, 1);
  return label;
}

static void
add_row (AppPlotCard *self)
{
  Row row = { 0 };
  guint index = self->rows->len;

  row.sample = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (row.sample), SAMPLE_WIDTH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (row.sample), draw_sample, self, NULL);
  gtk_grid_attach (GTK_GRID (self->grid), row.sample, 0, (int)index, 1, 1);
  row.name = add_label (self, 1, index, NULL, 0);
  /* Two lines: the card follows the pointer, and so cannot be pointed at for a tooltip. */
  gtk_label_set_wrap (GTK_LABEL (row.name), TRUE);
  gtk_label_set_lines (GTK_LABEL (row.name), 2);
  gtk_label_set_ellipsize (GTK_LABEL (row.name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (row.name), 44);
  row.value = add_label (self, 2, index, "value", 1);
  row.note = add_label (self, 3, index, "dim-label", 0);
  g_array_append_val (self->rows, row);
}

void
app_plot_card_show (AppPlotCard *self, const PlotReadout *readout, const char *click,
                    const PlotStyle *style)
{
  self->style = *style;
  gtk_label_set_text (GTK_LABEL (self->title), readout->title);
  gtk_label_set_text (GTK_LABEL (self->click), click != NULL ? click : "");
  gtk_widget_set_visible (self->click, click != NULL);
  while (self->rows->len < readout->n_readings)
    add_row (self);
  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = &g_array_index (self->rows, Row, i);
    gboolean used = i < readout->n_readings;

    gtk_widget_set_visible (row->sample, used);
    gtk_widget_set_visible (row->name, used);
    gtk_widget_set_visible (row->value, used);
    gtk_widget_set_visible (row->note, used);
    if (!used)
      continue;
    row->stroke = readout->readings[i].stroke;
    gtk_label_set_text (GTK_LABEL (row->name), readout->readings[i].name);
    app_figure_label_set (row->value, readout->readings[i].value);
    app_figure_label_set (row->note, readout->readings[i].note);
    gtk_widget_queue_draw (row->sample);
  }
}

static void
app_plot_card_dispose (GObject *object)
{
  AppPlotCard *self = APP_PLOT_CARD (object);

  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_pointer (&self->click, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (app_plot_card_parent_class)->dispose (object);
}

static void
app_plot_card_class_init (AppPlotCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plot_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
app_plot_card_init (AppPlotCard *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "title");
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  self->click = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->click), 0);
  gtk_widget_add_css_class (self->click, "dim-label");
  gtk_widget_set_parent (self->click, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "plot-card");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
app_plot_card_new (void)
{
  return g_object_new (APP_TYPE_PLOT_CARD, NULL);
}
