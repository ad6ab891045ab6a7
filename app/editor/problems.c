/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * problems.c - the list at the top of the editor of what cannot be seen at a row.
 */
#include "editor/problems.h"
#include "editor/number.h"
#include "tooltip.h"

#include <glib/gi18n.h>

/* More would push the cards off the screen; the first ones are usually the cause of the rest. */
#define MAX_LISTED 5

struct _AppProblems {
  AdwBin parent_instance;
  GtkWidget *box;
  char *shown; /* what the list says, to be compared */
};

G_DEFINE_FINAL_TYPE (AppProblems, app_problems, ADW_TYPE_BIN)

enum { JUMP, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
finalize (GObject *object)
{
  g_free (APP_PROBLEMS (object)->shown);
  G_OBJECT_CLASS (app_problems_parent_class)->finalize (object);
}

static void
app_problems_class_init (AppProblemsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "editor-problems");
  signals[JUMP] = g_signal_new ("jump", APP_TYPE_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_problems_init (AppProblems *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

AppProblems *
app_problems_new (void)
{
  return g_object_new (APP_TYPE_PROBLEMS, NULL);
}

static void
on_clicked (GtkButton *button, gpointer data)
{
  g_autofree char *pointer = g_strdup (g_object_get_data (G_OBJECT (button), "pointer"));

  g_signal_emit (data, signals[JUMP], 0, pointer);
}

static void
add_text (AppProblems *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_problem (AppProblems *self, const SimProblem *problem)
{
  GtkWidget *button = gtk_button_new (), *label = NULL;
  const char *place = problem->pointer[0] != '\0' ? problem->pointer : _ ("The scenario");
  g_autofree char *message = app_number_problem (problem);
  g_autofree char *text = g_strdup_printf (_ ("%s: %s"), place, message);

  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  app_tooltip_set (button, _ ("Go to the card that this is about"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (problem->pointer), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static char *
digest (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_printf (text, "%s: %s\n", problem->pointer, problem->message);
  }
  return g_string_free (text, FALSE);
}

void
app_problems_show (AppProblems *self, GPtrArray *problems)
{
  g_autofree char *text = digest (problems);
  GtkWidget *child = NULL;

  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (problems->len > 0)
    add_text (self, _ ("To be mended before it can run"), "heading");
  for (guint i = 0; i < problems->len && i < MAX_LISTED; i++)
    add_problem (self, g_ptr_array_index (problems, i));
  if (problems->len > MAX_LISTED) {
    guint more = problems->len - MAX_LISTED;
    g_autofree char *rest = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

    add_text (self, rest, "rest");
  }
  gtk_widget_set_visible (GTK_WIDGET (self), problems->len > 0);
}
