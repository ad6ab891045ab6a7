/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * size-effect.c - what a trial of a given total can find, for people.
 */
#include "size-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "grid.h"

/* What a normal 95 % interval of such a width says of the standard error. */
static double
error_of (const SimEffectAnswer *answer)
{
  return (answer->high - answer->low) / (2 * SIM_Z95);
}

static char *
effect_text (const SimEffectAnswer *answer, double effect)
{
  return sim_format_figure (effect, error_of (answer));
}

char *
sim_effect_sentence (const SimScenario *scenario, const SimEffectStudy *study,
                     const SimEffectAnswer *answer)
{
  g_autofree char *power = sim_format_percent (answer->power.value, answer->power.mcse);
  g_autofree char *target = sim_format_percent (study->target, 0);
  g_autofree char *planned = sim_format_figure (answer->planned, 0);
  g_autofree char *effect = effect_text (answer, answer->effect);
  g_autofree char *low = effect_text (answer, answer->low);
  g_autofree char *high = effect_text (answer, answer->high);
  const char *unit = isnan (answer->planned)
                         ? ""
                         : sim_scenario_effect_unit (scenario, g_bit_nth_lsf (answer->goal.of, -1));
  g_autofree char *truth = g_strconcat (planned, *unit != '\0' ? " " : "", unit, NULL);
  gboolean error = answer->counts == SIM_COUNTS_ERROR;

  if (isnan (answer->planned))
    return g_strdup_printf (error
                                ? _ ("%s: the type I error is %s, for it takes the rejection of a "
                                     "true null hypothesis.")
                                : _ ("%s: the power is %s."),
                            answer->goal.id, power);
  if (isnan (answer->effect))
    return g_strdup_printf (error ? _ ("%s: the type I error is %s, with a true effect of %s.")
                                  : _ ("%s: the power is %s, with a true effect of %s."),
                            answer->goal.id, power, truth);
  return g_strdup_printf (error ? _ ("%s: the type I error is %s, with a true effect of %s; power "
                                     "would be %s with one of %s, between %s and %s.")
                                : _ ("%s: the power is %s, with a true effect of %s; it would be "
                                     "%s with one of %s, between %s and %s."),
                          answer->goal.id, power, truth, target, effect, low, high);
}

static void
write_grid (const SimEffectStudy *study, const SimReportInfo *info, GString *out, int columns)
{
  SimGrid *grid = sim_grid_new (7);

  sim_grid_add (grid, g_strdup (_ ("Goal")));
  sim_grid_add (grid, g_strdup (_ ("Power")));
  sim_grid_add (grid, g_strdup (_ ("Exact")));
  sim_grid_add (grid, g_strdup (_ ("True effect")));
  sim_grid_add (grid, g_strdup (_ ("Detectable")));
  sim_grid_add (grid, g_strdup (_ ("95 % MC CI")));
  sim_grid_add (grid, g_strdup (_ ("Exactly")));
  for (guint i = 0; i < study->n_answers; i++) {
    const SimEffectAnswer *answer = &study->answers[i];
    g_autofree char *low = effect_text (answer, answer->low);
    g_autofree char *high = effect_text (answer, answer->high);
    sim_grid_add (grid, g_strdup (answer->goal.id));
    sim_grid_add (grid, sim_format_percent (answer->power.value, answer->power.mcse));
    sim_grid_add (grid, sim_format_percent (answer->exact_power, 0));
    sim_grid_add (grid, sim_format_figure (answer->planned, 0));
    sim_grid_add (grid, effect_text (answer, answer->effect));
    sim_grid_add (grid, isnan (answer->low) ? sim_format_figure (NAN, 0)
                                            : g_strdup_printf (_ ("%s to %s"), low, high));
    sim_grid_add (grid, sim_format_figure (answer->exact_effect, 0));
  }
  sim_grid_write (grid, out, columns, info->colour);
  sim_grid_free (grid);
}

void
sim_size_write_effect (SimScenario *scenario, const SimEffectStudy *study,
                       const SimReportInfo *info, GString *out, int columns)
{
  g_autofree char *total = sim_format_count (study->total);
  g_autofree char *analysed = sim_size_patients (study->analysed);
  g_autofree char *title = g_strdup_printf (
      _ ("With %s patients, of whom %s are analysed on average"), total, analysed);
  guint of = 0; /* hypotheses */

  g_string_append_c (out, '\n');
  sim_text_heading (out, title, columns, info->colour);
  for (guint i = 0; i < study->n_answers; i++) {
    g_autofree char *sentence = sim_effect_sentence (scenario, study, &study->answers[i]);
    sim_text_wrap (out, sentence, columns);
    of |= study->answers[i].goal.of;
  }
  sim_size_write_against (scenario, of, out, columns);
  g_string_append_c (out, '\n');
  write_grid (study, info, out, columns);
}
