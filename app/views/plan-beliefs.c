/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan-beliefs.c - a choice of values with an SD to add a prior, and the priors that there are.
 */
#include "views/plan-beliefs.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "export/export.h"
#include "name-choice.h"
#include "plot/plot.h"
#include "tooltip.h"

/* A plausible range as the 95 % interval of a normal distribution. */
#define SDS_OF_RANGE 4

/* A value that may have a prior. */
typedef struct {
  char *pointer, *label;
  double mean, sd; /* as planned, and what is offered */
} Choice;

struct _AppPlanBeliefs {
  GtkWidget parent_instance;

  AppDocument *document;
  GtkWidget *adder, *list, *sd, *add;
  GtkDropDown *down;
  GPtrArray *choices; /* of Choice */
  SimScenario *shown;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppPlanBeliefs, app_plan_beliefs, GTK_TYPE_WIDGET)

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->pointer);
  g_free (choice->label);
  g_free (choice);
}

/* --- what a prior can be of --- */

/* Of a list of values a visit, the one at the visit of the first hypothesis. */
static char *
number_pointer (SimScenario *scenario, const char *pointer, double *number)
{
  SimValue *value = sim_draft_effective (sim_scenario_draft (scenario), pointer);
  const SimHypothesis *first = sim_scenario_hypothesis (scenario, 0);
  guint n = sim_value_length (value), at = MIN (first->visit, MAX (n, 1) - 1);
  char *found = NULL;

  *number = sim_value_number (n > 0 ? sim_value_at (value, at) : value);
  if (!isnan (*number))
    found = n > 0 ? g_strdup_printf ("%s/%u", pointer, at) : g_strdup (pointer);
  sim_value_unref (value);
  return found;
}

static double
offered_sd (const SimAssumption *assumption, double mean)
{
  double width = assumption->range->values[1] - assumption->range->values[0];

  return fabs (assumption->range->how == SIM_VARY_SCALE ? width * mean : width) / SDS_OF_RANGE;
}

static void
find_choices (AppPlanBeliefs *self, SimScenario *scenario)
{
  g_autoptr (GPtrArray) assumptions = sim_assumptions (scenario);

  g_ptr_array_set_size (self->choices, 0);
  for (guint i = 0; i < assumptions->len; i++) {
    const SimAssumption *assumption = g_ptr_array_index (assumptions, i);
    double mean;
    char *pointer = number_pointer (scenario, assumption->range->pointer, &mean);
    Choice *choice;

    if (pointer == NULL)
      continue;
    choice = g_new0 (Choice, 1);
    choice->pointer = pointer;
    choice->label = plot_text_clean (assumption->label);
    choice->mean = mean;
    choice->sd = offered_sd (assumption, mean);
    g_ptr_array_add (self->choices, choice);
  }
}

static const Choice *
chosen (AppPlanBeliefs *self)
{
  guint i = gtk_drop_down_get_selected (self->down);

  return i < self->choices->len ? g_ptr_array_index (self->choices, i) : NULL;
}

static void
offer_sd (AppPlanBeliefs *self)
{
  const Choice *choice = chosen (self);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (choice == NULL || self->filling)
    return;
  g_ascii_formatd (text, sizeof text, "%.2g", choice->sd);
  gtk_editable_set_text (GTK_EDITABLE (self->sd), text);
}

/* What is uncertain first of all: how the first arm does. */
static guint
first_choice (AppPlanBeliefs *self)
{
  g_autofree char *key = g_strdup_printf ("/%s/", sim_scenario_arm_id (self->shown, 0));

  for (guint i = 0; i < self->choices->len; i++) {
    const Choice *choice = g_ptr_array_index (self->choices, i);
    g_autofree char *pointer = g_strconcat (choice->pointer, "/", NULL);

    if (strstr (pointer, key) != NULL && g_str_has_prefix (pointer, "/outcomes/"))
      return i;
  }
  return 0;
}

static void
fill_choices (AppPlanBeliefs *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean fresh = *gtk_editable_get_text (GTK_EDITABLE (self->sd)) == '\0';
  guint before = fresh ? first_choice (self) : gtk_drop_down_get_selected (self->down);

  self->filling = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (list, ((Choice *)g_ptr_array_index (self->choices, i))->label);
  gtk_drop_down_set_model (self->down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->down, before < self->choices->len ? before : 0);
  self->filling = FALSE;
  if (fresh)
    offer_sd (self);
}

/* --- editing --- */

static void
apply (AppPlanBeliefs *self, SimDraft *draft, const char *what, GError *error)
{
  if (draft == NULL) {
    app_toast (GTK_WIDGET (self), error->message);
    return;
  }
  app_document_apply (self->document, draft, what, NULL);
  sim_draft_unref (draft);
}

static void
on_add (AppPlanBeliefs *self)
{
  const Choice *choice = chosen (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sd = g_strdelimit (
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sd)))), ",", '.');
  char mean[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (choice == NULL)
    return;
  g_ascii_formatd (mean, sizeof mean, "%.15g", choice->mean);
  text = g_strdup_printf ("%s=normal(%s,%s)", choice->pointer, mean, sd);
  apply (self, sim_priors_set_text (app_document_draft (self->document), text, &error), _ ("Prior"),
         error);
}

/* A pointer as a key of the file's object of priors: "/" and "~" written as RFC 6901 has it. */
static char *
key_pointer (const char *pointer)
{
  g_auto (GStrv) tildes = g_strsplit (pointer, "~", -1);
  g_autofree char *without = g_strjoinv ("~0", tildes);
  g_auto (GStrv) parts = g_strsplit (without, "/", -1);
  g_autofree char *key = g_strjoinv ("~1", parts);

  return g_strconcat ("/priors/", key, NULL);
}

static void
on_remove (GtkButton *button, AppPlanBeliefs *self)
{
  const char *pointer = g_object_get_data (G_OBJECT (button), "pointer");
  SimDraft *draft = app_document_draft (self->document);
  gboolean last = sim_value_length (sim_draft_get (draft, "/priors")) <= 1;
  g_autofree char *key = last ? g_strdup ("/priors") : key_pointer (pointer);
  g_autoptr (GError) error = NULL;

  apply (self, sim_draft_set (draft, key, NULL, &error), _ ("Prior"), error);
}

/* --- the priors that there are --- */

static const char *
label_of (AppPlanBeliefs *self, const char *pointer)
{
  for (guint i = 0; i < self->choices->len; i++) {
    const Choice *choice = g_ptr_array_index (self->choices, i);

    if (strcmp (choice->pointer, pointer) == 0)
      return choice->label;
  }
  return pointer;
}

static char *
prior_text (AppPlanBeliefs *self, const SimPrior *prior)
{
  const char *label = label_of (self, prior->pointer);
  g_autofree char *mean = plot_words_cell (prior->mean), *sd = plot_words_cell (prior->sd);
  g_autofree char *low = plot_words_cell (prior->min), *high = plot_words_cell (prior->max);

  if (isinf (prior->min) && isinf (prior->max))
    /* Translators: a value, and the mean and SD of what is believed of it */
    return g_strdup_printf (_ ("%s: normal, mean %s, SD %s"), label, mean, sd);
  return g_strdup_printf (_ ("%s: normal, mean %s, SD %s, cut at %s and %s"), label, mean, sd,
                          isinf (prior->min) ? "−∞" : low, isinf (prior->max) ? "∞" : high);
}

static void
add_line (AppPlanBeliefs *self, const char *text, const char *pointer)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label = gtk_label_new (text);
  GtkWidget *button;
  g_autofree char *help = NULL;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  app_tooltip_set (label, text);
  gtk_box_append (GTK_BOX (line), label);
  if (pointer != NULL) {
    /* Translators: a prior, "Mean, Usual care: normal, mean 8.9, SD 0.5" */
    help = g_strdup_printf (_ ("Remove the prior “%s”"), text);
    button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
    gtk_widget_add_css_class (button, "flat");
    app_tooltip_set (button, help);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help,
                                    -1);
    g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (pointer), g_free);
    g_signal_connect (button, "clicked", G_CALLBACK (on_remove), self);
    gtk_box_append (GTK_BOX (line), button);
  }
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
fill_list (AppPlanBeliefs *self, SimScenario *scenario)
{
  SimPriors *priors = sim_priors_new (scenario);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; priors != NULL && i < priors->n; i++) {
    g_autofree char *text = prior_text (self, &priors->priors[i]);

    add_line (self, text, priors->priors[i].pointer);
  }
  if (priors != NULL && priors->n_scenarios > 0) {
    g_autofree char *text
        = g_strdup_printf (ngettext ("%u weighted scenario in the file",
                                     "%u weighted scenarios in the file", priors->n_scenarios),
                           priors->n_scenarios);
    add_line (self, text, NULL);
  }
  gtk_widget_set_visible (self->list, priors != NULL);
  /* Either distributions or scenarios. */
  gtk_widget_set_visible (self->adder, priors == NULL || priors->n_scenarios == 0);
  sim_priors_free (priors);
}

void
app_plan_beliefs_show (AppPlanBeliefs *self, SimScenario *scenario)
{
  if (scenario == self->shown)
    return;
  sim_scenario_ref (scenario);
  sim_scenario_unref (self->shown);
  self->shown = scenario;
  find_choices (self, scenario);
  fill_choices (self);
  fill_list (self, scenario);
}

/* --- life --- */

static void
name (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static GtkWidget *
caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
fill_adder (AppPlanBeliefs *self)
{
  self->down = GTK_DROP_DOWN (app_name_choice_new (_ ("Value that is uncertain")));
  gtk_widget_set_hexpand (GTK_WIDGET (self->down), TRUE);
  self->sd = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->sd), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->sd), 6);
  app_tooltip_set (self->sd, _ ("How uncertain the value is: the SD of a normal "
                                            "distribution about the value as planned"));
  name (self->sd, _ ("SD of the prior"));
  self->add = gtk_button_new_with_label (_ ("Add prior"));
  gtk_box_append (GTK_BOX (self->adder), caption (_ ("Uncertain")));
  gtk_box_append (GTK_BOX (self->adder), GTK_WIDGET (self->down));
  gtk_box_append (GTK_BOX (self->adder), caption (_ ("SD")));
  gtk_box_append (GTK_BOX (self->adder), self->sd);
  gtk_box_append (GTK_BOX (self->adder), self->add);
  g_signal_connect_swapped (self->down, "notify::selected", G_CALLBACK (offer_sd), self);
  g_signal_connect_swapped (self->sd, "activate", G_CALLBACK (on_add), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
}

static void
app_plan_beliefs_dispose (GObject *object)
{
  AppPlanBeliefs *self = APP_PLAN_BELIEFS (object);

  g_clear_pointer (&self->adder, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->shown, sim_scenario_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (app_plan_beliefs_parent_class)->dispose (object);
}

static void
app_plan_beliefs_class_init (AppPlanBeliefsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plan_beliefs_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
app_plan_beliefs_init (AppPlanBeliefs *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  self->adder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  fill_adder (self);
  gtk_widget_set_parent (self->adder, GTK_WIDGET (self));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
app_plan_beliefs_new (AppDocument *document)
{
  AppPlanBeliefs *self = g_object_new (APP_TYPE_PLAN_BELIEFS, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
