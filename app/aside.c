/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * aside.c - what stands beside a plot.
 */
#include "aside.h"

#include "laid-out.h"

struct _AppAside {
  GtkWidget parent_instance;
  gboolean hidden; /* whatever the child is */
};

G_DEFINE_FINAL_TYPE (AppAside, app_aside, GTK_TYPE_WIDGET)

static void
update (AppAside *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self), !self->hidden && gtk_widget_get_visible (child));
}

static void
app_aside_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_aside_parent_class)->dispose (object);
}

static void
app_aside_class_init (AppAsideClass *klass)
{
  GTK_WIDGET_CLASS (klass)->compute_expand = app_laid_out_compute_expand;
  G_OBJECT_CLASS (klass)->dispose = app_aside_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
app_aside_init (AppAside *self)
{
}

/* A box would give one whose child is hidden its spacing. */
GtkWidget *
app_aside_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (APP_TYPE_ASIDE, NULL);

  gtk_widget_set_parent (child, self);
  g_signal_connect_object (child, "notify::visible", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (APP_ASIDE (self));
  return self;
}

void
app_aside_show (GtkWidget *root, gboolean shown)
{
  if (APP_IS_ASIDE (root)) {
    APP_ASIDE (root)->hidden = !shown;
    update (APP_ASIDE (root));
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    app_aside_show (child, shown);
}
