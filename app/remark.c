/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * remark.c - the button, and what it tells.
 */
#include "remark.h"

#include <glib/gi18n.h>

#include "button.h"
#include "tooltip.h"

#define LINE 46 /* characters of what it tells */

struct _AppRemark {
  GtkWidget parent_instance;

  AppDocument *document;
  GtkWidget *button;
  SimScenario *scenario; /* that it was set for; NULL: none */
  char *text;            /* of the first outcome with such scores; NULL: there is none */
  char *type;            /* the pointer of its type */
};

G_DEFINE_FINAL_TYPE (AppRemark, app_remark, GTK_TYPE_WIDGET)

/* --- what it tells --- */

static void
add_words (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_way (AppRemark *self, GtkWidget *box)
{
  GtkWidget *button = app_button_new (_ ("_Show the Type of the Outcome"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->type);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-setting");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_menu_button_popdown), self->button);
  gtk_box_append (GTK_BOX (box), button);
}

/* Made anew whenever it opens: a step of a lesson may lock what the one before left free. */
static void
fill_popover (GtkMenuButton *button, gpointer data)
{
  AppRemark *self = data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  /* Translators: %s is a type of outcome: Bounded score */
  g_autofree char *change = g_strdup_printf (
      _ ("This can be changed: with the type “%s” the outcome keeps to a lowest and a highest "
         "score. What would lie beyond them counts as these."),
      _ ("Bounded score"));

  add_words (box, self->text);
  add_words (box, change);
  if (app_document_lock (self->document, self->type) == NULL)
    add_way (self, box);
  else
    add_words (box, _ ("In this step of the lesson the outcome is locked and stays as it is."));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* --- following --- */

static void
find (AppRemark *self)
{
  guint n = self->scenario != NULL ? sim_scenario_n_outcomes (self->scenario) : 0;

  g_clear_pointer (&self->text, g_free);
  for (guint o = 0; self->text == NULL && o < n; o++) {
    g_autofree char *at = g_strdup_printf ("/outcomes/%u/id", o);
    g_autofree char *outcome
        = sim_pointer_join ("/outcomes", sim_value_text (sim_scenario_value (self->scenario, at)));

    g_free (self->type);
    self->type = g_strconcat (outcome, "/type", NULL);
    self->text = sim_report_below_zero (self->scenario, o);
  }
}

void
app_remark_set_scenario (AppRemark *self, SimScenario *scenario)
{
  if (scenario == self->scenario)
    return;
  g_clear_pointer (&self->scenario, sim_scenario_unref);
  self->scenario = scenario != NULL ? sim_scenario_ref (scenario) : NULL;
  find (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->text != NULL);
  if (self->text == NULL)
    return;
  app_tooltip_set (self->button, self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->text, -1);
}

/* --- life --- */

static void
app_remark_dispose (GObject *object)
{
  AppRemark *self = APP_REMARK (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->scenario, sim_scenario_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (app_remark_parent_class)->dispose (object);
}

static void
app_remark_class_init (AppRemarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_remark_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
app_remark_init (AppRemark *self)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  /* Translators: a button that tells of simulated scores below 0 */
  const char *name = _ ("Scores < 0");

  self->button = GTK_WIDGET (button);
  gtk_menu_button_set_label (button, name);
  gtk_menu_button_set_direction (button, GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (button, fill_popover, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
app_remark_new (AppDocument *document)
{
  AppRemark *self = g_object_new (APP_TYPE_REMARK, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
