/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * arm-colour.c - the colours of arms: which there are, who has which, and that they stay.
 */
#include "arm-colour.h"

#include <glib/gi18n.h>

#include "expand.h"

/* The colours of the palette of figures (app/plot/style.c), in its order. */
const SimChoice sim_arm_colour_choices[SIM_N_ARM_COLOURS + 2] = {
  /* Translators: the colour that the place of an arm in the list gives it. */
  { SIM_ARM_COLOUR_BY_PLACE, N_ ("By place"), TRUE, NULL },
  { "blue", N_ ("Blue"), TRUE, NULL },
  { "orange", N_ ("Orange"), TRUE, NULL },
  { "green", N_ ("Green"), TRUE, NULL },
  { "magenta", N_ ("Magenta"), TRUE, NULL },
  { "gold", N_ ("Gold"), TRUE, NULL },
  { "violet", N_ ("Violet"), TRUE, NULL },
  { NULL, NULL, FALSE, NULL },
};

const char *
sim_arm_colour_id (guint colour)
{
  return sim_arm_colour_choices[1 + colour % SIM_N_ARM_COLOURS].id;
}

const char *
sim_arm_colour_name (guint colour)
{
  return _ (sim_arm_colour_choices[1 + colour % SIM_N_ARM_COLOURS].label);
}

guint
sim_arm_colour (const SimValue *arms, guint arm)
{
  const char *own = sim_value_text (sim_value_get (sim_value_at (arms, arm), "colour"));
  for (guint colour = 0; own && colour < SIM_N_ARM_COLOURS; colour++)
    if (g_str_equal (own, sim_arm_colour_id (colour)))
      return colour;
  return arm % SIM_N_ARM_COLOURS;
}

guint
sim_arm_colour_free (const SimValue *arms)
{
  guint n = sim_value_length (arms), taken = 0;
  for (guint a = 0; a < n; a++)
    taken |= 1u << sim_arm_colour (arms, a);
  /* That of the next place first: nothing need be written then. */
  for (guint i = 0; i < SIM_N_ARM_COLOURS; i++)
    if (!(taken >> (n + i) % SIM_N_ARM_COLOURS & 1))
      return (n + i) % SIM_N_ARM_COLOURS;
  return n % SIM_N_ARM_COLOURS;
}

SimValue *
sim_arm_colours_kept (const SimValue *before, SimValue *after)
{
  for (guint a = 0; a < sim_value_length (after); a++) {
    const char *id = sim_id_at (after, a);
    int was = id ? sim_value_index_of (before, id) : -1;
    if (was < 0 || sim_arm_colour (before, (guint)was) == sim_arm_colour (after, a))
      continue;
    char *at = g_strdup_printf ("/%u/colour", a);
    SimValue *own = sim_value_new_text (sim_arm_colour_id (sim_arm_colour (before, (guint)was)));
    SimValue *kept = sim_value_with (after, at, own, NULL);
    sim_value_unref (own);
    g_free (at);
    if (kept) {
      sim_value_unref (after);
      after = kept;
    }
  }
  return after;
}
