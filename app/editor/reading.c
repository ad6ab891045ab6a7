/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading.c - the blocks of a text in a button.
 */
#include "editor/reading.h"

#include <glib/gi18n.h>

#include "lesson/markdown.h"

struct _AppReading {
  GtkButton parent_instance;
  GtkWidget *text;  /* box of the blocks */
  GtkWidget *offer; /* what the button is for */
};

G_DEFINE_FINAL_TYPE (AppReading, app_reading, GTK_TYPE_BUTTON)

/* A label that is asked which width it needs for a height tries many: a page of them took a second
   to be laid out. This width does not hang on the height. */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_button_get_child (GTK_BUTTON (widget)), orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                      NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_button_get_child (GTK_BUTTON (widget)), width, height, baseline, NULL);
}

static GtkSizeRequestMode
request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
app_reading_class_init (AppReadingClass *klass)
{
}

static void
app_reading_init (AppReading *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->offer = gtk_label_new (_ ("Edit"));
  gtk_widget_add_css_class (self->offer, "offer");
  gtk_widget_set_halign (self->offer, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (column), self->offer);
  gtk_box_append (GTK_BOX (column), self->text);
  gtk_button_set_child (GTK_BUTTON (self), column);
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (request_mode, measure, allocate));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "reading");
}

AppReading *
app_reading_new (const char *name)
{
  AppReading *self = g_object_new (APP_TYPE_READING, NULL);
  /* Translators: a button; %s is a text such as the notes */
  g_autofree char *label = g_strdup_printf (_ ("Edit: %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}

/* The words of all labels below widget, a block a line. */
static void
gather (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather (child, words);
}

void
app_reading_set_text (AppReading *self, const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);

  app_markdown_fill (GTK_BOX (self->text), text);
  gather (self->text, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

void
app_reading_set_offers (AppReading *self, gboolean offers)
{
  gtk_widget_set_visible (self->offer, offers);
}
