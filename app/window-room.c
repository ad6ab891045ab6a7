/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-room.c - what of the height of the window the big figures and the table have. The plot
 * comes first.
 */
#include "window-private.h"

#include "theme.h"

/* Heights of the window in px, in text of usual size. Below the first there is no table; below the
   second no room for long names above a view that has a table of its own, and mostly a bar, nor for
   a picture above a list; below the third a lesson, which is about its plot, gives that the room of
   the table, and takes that of results which are covered for its question. */
#define LOW_HEIGHT   420
#define SHORT_HEIGHT 640
#define ROOMY_HEIGHT 760
/* Of that height, what a plot has at least; and what the table may take by itself, more by dragging
   the handle above it. With less than the least (px, in text of usual size) it shows nothing, and
   is not there. */
#define PLOT_SHARE  (1.0 / 3)
#define TABLE_SHARE 0.24
#define TABLE_LEAST 84
/* What the big figures may take; what is more is scrolled, but for a wall, where nobody scrolls. */
#define FIGURES_SHARE 0.3
#define WALL_SHARE    0.45

static gboolean
lower_than (AppWindow *self, int height)
{
  return self->height > 0 && self->height < height * app_theme_text_scale ();
}

gboolean
app_window_is_roomy (AppWindow *self)
{
  return !lower_than (self, ROOMY_HEIGHT);
}

static int
least_of_table (void)
{
  return (int)(TABLE_LEAST * app_theme_text_scale ());
}

static int
least_height (GtkWidget *widget, int width)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

/* What the table can have below the figures, the controls of the view, and its plot. */
static int
room_of_table (AppWindow *self)
{
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);
  int all = gtk_widget_get_height (GTK_WIDGET (self->flap));
  int width = gtk_widget_get_width (GTK_WIDGET (self->curtain)), figures, controls;

  if (all <= 0 || width <= 0)
    return G_MAXINT;
  gtk_widget_measure (GTK_WIDGET (self->strip), GTK_ORIENTATION_VERTICAL, width, NULL, &figures,
                      NULL, NULL);
  controls
      = least_height (widget, width) - least_height (GTK_WIDGET (view->area (widget)), width);
  return all - figures - controls - (int)(PLOT_SHARE * self->height);
}

void
app_window_show_table (AppWindow *self)
{
  gboolean lesson = self->course != NULL && app_course_on (self->course);
  /* It has many a figure that a lesson asks for later. */
  gboolean early = self->course != NULL && app_course_asks_more (self->course);
  GtkWidget *widget;
  const AppView *view = app_window_view (self, &widget);
  gboolean whole = view->whole;

  gtk_widget_set_visible (GTK_WIDGET (self->table),
                          !whole && !self->projector && !early
                              && !lower_than (self, lesson ? ROOMY_HEIGHT : LOW_HEIGHT)
                              && room_of_table (self) >= least_of_table ());
  app_figures_set_brief (self->figures, lower_than (self, whole ? SHORT_HEIGHT : LOW_HEIGHT));
  if (view->set_low != NULL)
    view->set_low (widget, !self->projector && lower_than (self, SHORT_HEIGHT));
}

/* Half a figure cannot be read, and looks like a fault: it is cut between rows, and a bar tells. */
static void
fit_figures (AppWindow *self)
{
  double share = self->projector ? WALL_SHARE : FIGURES_SHARE;
  int most = app_figures_fit (self->figures, (int)(share * self->height));

  if (self->height > 0 && most != gtk_scrolled_window_get_max_content_height (self->strip))
    gtk_scrolled_window_set_max_content_height (self->strip, most);
}

/* All rows if there is room for them. */
void
app_window_fit_table (AppWindow *self)
{
  GtkWidget *table = GTK_WIDGET (self->table);
  int wanted = (int)(TABLE_SHARE * self->height), request;

  fit_figures (self);
  app_window_show_table (self);
  self->table_needs = app_table_height (self->table);
  wanted = MAX (MIN (wanted, room_of_table (self)), least_of_table ());
  wanted = MIN (wanted, self->table_needs);
  gtk_widget_get_size_request (table, NULL, &request);
  if (wanted != request)
    gtk_widget_set_size_request (table, -1, wanted);
}

void
app_window_follow_table (AppWindow *self)
{
  if (app_table_height (self->table) != self->table_needs)
    app_window_fit_table (self);
}

static gboolean
on_needs_known (gpointer data)
{
  AppWindow *self = data;

  self->strip_source = 0;
  app_window_fit_table (self);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given, when the heights of rows become known. */
void
app_window_fit_table_soon (AppWindow *self)
{
  if (self->strip_source == 0)
    self->strip_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_needs_known, self, NULL);
}

void
app_window_init_room (AppWindow *self)
{
  GtkAdjustment *needs[]
      = { gtk_scrolled_window_get_vadjustment (self->strip), app_table_rows (self->table) };

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    g_signal_connect_object (needs[i], "notify::upper", G_CALLBACK (app_window_fit_table_soon),
                             self, G_CONNECT_SWAPPED);
}

void
app_window_clear_room (AppWindow *self)
{
  g_clear_handle_id (&self->strip_source, g_source_remove);
}
