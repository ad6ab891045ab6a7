/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-colour.c - the choice of an arm's colour.
 *
 * Every colour can be chosen, also one that another arm has: the palette says whose it is, and so
 * does the card once it has been chosen.
 */
#include "editor/arm-colour.h"

#include <glib/gi18n.h>

#include "editor/field-choice.h"
#include "editor/structure.h"
#include "editor/swatch.h"

char *
app_arm_colour_others (SimDraft *draft, const char *arm, guint colour)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  g_auto (GStrv) ids = app_structure_ids (draft, "/arms");
  GString *names = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_str_equal (ids[i], arm) && sim_arm_colour (arms, i) == colour) {
      g_autofree char *name = app_options_name (draft, "/arms", ids[i]);

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (names, names->len == 0);
}

/* The colour that the arm has once option is chosen. */
static guint
colour_of (SimDraft *draft, const char *arm, const SimValue *option)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  int place = sim_value_index_of (arms, arm);

  for (guint colour = 0; colour < SIM_N_ARM_COLOURS; colour++)
    if (g_strcmp0 (sim_value_text (option), sim_arm_colour_id (colour)) == 0)
      return colour;
  return sim_arm_colour (NULL, (guint)MAX (0, place));
}

static GPtrArray *
options (SimDraft *draft, const char *pointer, const char *arm)
{
  GPtrArray *all = app_options_at (draft, pointer);

  for (guint i = 0; i < all->len; i++) {
    AppOption *option = g_ptr_array_index (all, i);
    guint colour = colour_of (draft, arm, option->value);
    g_autofree char *others = app_arm_colour_others (draft, arm, colour);

    if (g_str_equal (sim_value_text (option->value), SIM_ARM_COLOUR_BY_PLACE)) {
      g_autofree char *label = g_steal_pointer (&option->label);

      option->label = app_row_join_names (label, sim_arm_colour_name (colour), NULL);
    }
    if (others != NULL)
      /* Translators: of a colour; %s is one arm or several. */
      option->help = g_strdup_printf (_ ("Used by %s"), others);
  }
  return all;
}

static SimValue *
chosen (SimDraft *draft, const char *pointer, const char *arm)
{
  return sim_draft_effective (draft, pointer);
}

/* A file need not say what counts anyway. */
static SimValue *
written (SimDraft *draft, const char *pointer, const char *arm, const SimValue *option)
{
  return g_str_equal (sim_value_text (option), SIM_ARM_COLOUR_BY_PLACE) ? NULL
                                                                        : sim_value_ref (option);
}

static GtkWidget *
picture (SimDraft *draft, const char *arm, const SimValue *option)
{
  return app_swatch_new (colour_of (draft, arm, option));
}

char *
app_arm_colour_field_name (SimDraft *draft, const char *arm)
{
  g_autofree char *name = app_options_name (draft, "/arms", arm);

  /* Translators: %s is an arm. */
  return g_strdup_printf (_ ("Colour of %s"), name);
}

AppField *
app_arm_colour_new (AppDocument *document, const char *arm)
{
  static const AppChoiceKind kind = {
    .options = options, .chosen = chosen, .written = written, .picture = picture
  };
  g_autofree char *member = sim_pointer_join ("/arms", arm);
  g_autofree char *pointer = sim_pointer_join (member, "colour");
  g_autofree char *name = app_arm_colour_field_name (app_document_draft (document), arm);
  AppField *field = app_field_choice_new_of (document, pointer, name, &kind, arm);

  gtk_widget_add_css_class (GTK_WIDGET (field), "colour");
  return field;
}
