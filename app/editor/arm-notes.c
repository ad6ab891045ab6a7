/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-notes.c - sentences below the row of an arm.
 */
#include "editor/arm-notes.h"

#include <glib/gi18n.h>

#include "editor/arm-colour.h"
#include "editor/menu.h"
#include "editor/options.h"
#include "editor/structure.h"

#define HYPOTHESES "/testing/hypotheses"
#define ARM_KEY    "trefoil-arm"

static const char *
arm_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), ARM_KEY);
}

static void
set_arm (GtkWidget *widget, const char *arm)
{
  g_object_set_data_full (G_OBJECT (widget), ARM_KEY, g_strdup (arm), g_free);
}

/* --- its colour --- */

static void
refresh_colour (GtkWidget *label, SimDraft *draft)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  int place = sim_value_index_of (arms, arm_of (label));
  guint colour = sim_arm_colour (arms, (guint)MAX (0, place));
  g_autofree char *others
      = place < 0 ? NULL : app_arm_colour_others (draft, arm_of (label), colour);
  g_autofree char *text
      = others == NULL ? NULL : g_strdup_printf (_ ("Has the colour of another arm: %s"), others);

  gtk_widget_set_visible (label, text != NULL);
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
}

/* --- its hypotheses --- */

static gboolean
is_text (const SimValue *value, const char *text)
{
  return g_strcmp0 (sim_value_text (value), text) == 0;
}

/* Whether a hypothesis is about the arm: it compares it, or has it as its placebo. */
static gboolean
is_about (const SimValue *hypothesis, const char *arm)
{
  const SimValue *pair = sim_value_get (hypothesis, "compare");
  const SimValue *weight = sim_value_get (sim_value_get (hypothesis, "contrast"), arm);

  return is_text (sim_value_at (pair, 0), arm) || is_text (sim_value_at (pair, 1), arm)
         || is_text (sim_value_get (hypothesis, "arm"), arm)
         || is_text (sim_value_get (hypothesis, "placebo"), arm)
         || (weight != NULL && sim_value_number (weight) != 0);
}

static gboolean
is_compared (SimDraft *draft, const char *arm)
{
  g_autoptr (SimValue) hypotheses = sim_draft_effective (draft, HYPOTHESES);

  for (guint i = 0; i < sim_value_length (hypotheses); i++)
    if (is_about (sim_value_at (hypotheses, i), arm))
      return TRUE;
  return FALSE;
}

/* With what an arm is compared first: the reference, else the first of the others. */
static char *
partner_of (SimDraft *draft, const char *arm)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  const char *first = NULL;

  for (guint i = 0; i < sim_value_length (arms); i++) {
    const SimValue *other = sim_value_at (arms, i);
    const char *id = sim_value_text (sim_value_get (other, "id"));

    if (id == NULL || g_str_equal (id, arm))
      continue;
    if (sim_value_bool (sim_value_get (other, "reference")))
      return g_strdup (id);
    if (first == NULL)
      first = id;
  }
  return g_strdup (first);
}

static gboolean
is_reference (SimDraft *draft, const char *arm)
{
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/reference", arm);
  g_autoptr (SimValue) mark = sim_draft_effective (draft, pointer);

  return sim_value_bool (mark);
}

/* What is tested is that the first is better: never the reference. */
static void
compare (AppCard *card, const char *arm)
{
  SimDraft *draft = app_card_draft (card);
  g_autofree char *partner = partner_of (draft, arm);
  gboolean reversed = is_reference (draft, arm);
  GError *error = NULL;

  if (partner != NULL
      && app_card_apply (card,
                         sim_edit_add_hypothesis (draft, reversed ? partner : arm,
                                                  reversed ? arm : partner, &error),
                         _ ("Add a hypothesis"), &error)) {
    g_auto (GStrv) ids = app_structure_ids (app_card_draft (card), HYPOTHESES);
    g_autofree char *added
        = g_strdup_printf (HYPOTHESES "/%s/compare/0", ids[g_strv_length (ids) - 1]);

    app_card_lead (card, added);
  }
}

static void
refresh_compared (GtkWidget *box, SimDraft *draft)
{
  gtk_widget_set_visible (box, !is_compared (draft, arm_of (box)));
}

static void
refresh_offer (GtkWidget *label, SimDraft *draft)
{
  g_autofree char *partner = partner_of (draft, arm_of (label));
  g_autofree char *name = app_options_name (draft, "/arms", partner != NULL ? partner : "");
  /* Translators: a button that adds a hypothesis; %s is an arm. */
  g_autofree char *text = g_strdup_printf (_ ("Compare with %s"), name);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* --- both --- */

static GtkWidget *
note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "note");
  return label;
}

static GtkWidget *
compare_button (AppCard *card, const char *arm)
{
  GtkWidget *button
      = app_edit_button_new (card, "list-add-symbolic", _ ("Adds a hypothesis"), arm, compare);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *text = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (line), text);
  gtk_button_set_child (GTK_BUTTON (button), line);
  set_arm (text, arm);
  app_card_add_refresh (card, text, refresh_offer);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

void
app_arm_notes_add (AppCard *card, AppRow *row, const char *arm)
{
  GtkWidget *colour = note (NULL), *compared = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  set_arm (colour, arm);
  app_card_add_refresh (card, colour, refresh_colour);
  app_row_add_below (row, colour);
  gtk_box_append (GTK_BOX (compared), note (_ ("No hypothesis compares this arm yet.")));
  gtk_box_append (GTK_BOX (compared), compare_button (card, arm));
  set_arm (compared, arm);
  app_card_add_refresh (card, compared, refresh_compared);
  app_row_add_below (row, compared);
}
