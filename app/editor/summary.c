/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * summary.c - what folded cards say of themselves, in one line.
 */
#include "editor/summary.h"

#include <math.h>

#include <glib/gi18n.h>

#include "editor/analysis-name.h"
#include "editor/cards.h"
#include "editor/number.h"
#include "editor/options.h"
#include "editor/shape.h"
#include "editor/structure.h"

static char *
text_at (SimDraft *draft, const char *pointer)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  const char *text = sim_value_text (value);

  return g_strdup (text != NULL ? sim_shown_text (sim_draft_root (draft), text) : "");
}

char *
app_summary_short (double number, gboolean percent)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    return g_strdup ("–");
  g_ascii_formatd (text, sizeof text, "%.6g", percent ? number * 100 : number);
  return g_strdup (text);
}

char *
app_summary_number (SimDraft *draft, const char *pointer)
{
  const SimField *row = sim_field_find (sim_draft_root (draft), pointer);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return app_summary_short (sim_value_number (value), app_number_in_percent (row));
}

char *
app_summary_choice (SimDraft *draft, const char *pointer)
{
  g_autoptr (GPtrArray) options = app_options_at (draft, pointer);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  const AppOption *option = app_options_find (options, value);

  return option != NULL ? g_strdup (option->label) : text_at (draft, pointer);
}

/* What one outcome says of itself; pointer: its own. Newly allocated. */
typedef char *(*Say) (SimDraft *draft, const char *pointer);

/* What is the same of all is said once; else each has its name before: "Pain: Week 8 · Disability:
   Week 8, Week 26". */
static char *
each_outcome (SimDraft *draft, Say say)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/outcomes");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *first = NULL;
  gboolean differ = FALSE;

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *pointer = sim_pointer_join ("/outcomes", ids[i]);
    g_autofree char *name = app_options_name (draft, "/outcomes", ids[i]);
    g_autofree char *said = say (draft, pointer);

    if (said[0] == '\0')
      continue;
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", name, said);
    differ = differ || (first != NULL && !g_str_equal (said, first));
    if (first == NULL)
      first = g_steal_pointer (&said);
  }
  return g_strdup (differ ? text->str : first != NULL ? first : "");
}

char *
app_summary_trial (SimDraft *draft)
{
  return text_at (draft, "/title");
}

char *
app_summary_arms (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/arms");
  g_autoptr (GString) sizes = g_string_new (NULL);
  g_autofree char *sum = NULL;
  double total = 0;

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *arm = sim_pointer_join ("/arms", ids[i]);
    g_autofree char *pointer = sim_pointer_join (arm, "size");
    g_autoptr (SimValue) size = sim_draft_effective (draft, pointer);
    g_autofree char *text = app_summary_short (sim_value_number (size), FALSE);

    total += sim_value_number (size);
    g_string_append_printf (sizes, "%s%s", i > 0 ? " / " : "", text);
  }
  sum = app_summary_short (total, FALSE);
  return g_strdup_printf (_ ("%s · %s patients"), sizes->str, sum);
}

char *
app_summary_outcome (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/outcomes");
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *outcome = sim_pointer_join ("/outcomes", ids[i]);
    g_autofree char *name_pointer = sim_pointer_join (outcome, "name");
    g_autofree char *sd_pointer = sim_pointer_join (outcome, "sd");
    g_autofree char *name = text_at (draft, name_pointer);
    gboolean has_sd = sim_field_find (sim_draft_root (draft), sd_pointer) != NULL;
    g_autoptr (SimValue) sd = app_shape_value (draft, sd_pointer, APP_SHAPE_ONE);
    g_autofree char *number = app_summary_short (sim_value_number (sd), FALSE);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    if (ids[1] == NULL && has_sd)
      g_string_append_printf (text, _ (" · SD %s"), number);
  }
  return g_string_free (text, FALSE);
}

static char *
say_visits (SimDraft *draft, const char *outcome)
{
  g_autofree char *visits = sim_pointer_join (outcome, "visits");
  g_auto (GStrv) ids = app_structure_ids (draft, visits);

  for (guint i = 0; ids[i] != NULL; i++) {
    char *name = app_options_name (draft, visits, ids[i]);

    g_free (ids[i]);
    ids[i] = name;
  }
  return g_strjoinv (", ", ids);
}

char *
app_summary_visits (SimDraft *draft)
{
  return each_outcome (draft, say_visits);
}

static char *
say_correlation (SimDraft *draft, const char *outcome)
{
  g_autofree char *pointer = sim_pointer_join (outcome, "correlation");
  const SimField *owner = sim_field_find (sim_draft_root (draft), pointer);
  g_autoptr (SimValue) record = sim_draft_effective (draft, pointer);
  g_autofree char *type_pointer = sim_pointer_join (pointer, "type");
  g_autofree char *type = app_summary_choice (draft, type_pointer);
  GString *text = g_string_new (type);
  const SimField *rows[SIM_MAX_ROWS];
  guint n = owner != NULL ? sim_field_rows (owner, record, rows) : 0;
  const char *gap = " · ";

  for (guint i = 0; i < n; i++) {
    g_autofree char *below = sim_pointer_join (pointer, rows[i]->key);
    g_autofree char *number = app_summary_number (draft, below);

    if (rows[i]->kind != SIM_FIELD_REAL)
      continue;
    g_string_append_printf (text, "%s%s", gap, number);
    gap = ", ";
  }
  return g_string_free (text, FALSE);
}

char *
app_summary_correlation (SimDraft *draft)
{
  return each_outcome (draft, say_correlation);
}

char *
app_summary_dropout (SimDraft *draft)
{
  g_autoptr (SimValue) map = app_shape_value (draft, "/dropout/proportion", APP_SHAPE_ARM);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sim_value_length (map); i++) {
    g_autofree char *number = app_summary_short (sim_value_number (sim_value_at (map, i)), TRUE);

    g_string_append_printf (text, "%s%s", i > 0 ? " / " : "", number);
  }
  return g_strdup_printf (_ ("%s %% lost"), text->str);
}

/* Of several their names; of one the method and the visit. */
char *
app_summary_analysis (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/analyses");
  g_autofree char *analysis = sim_pointer_join ("/analyses", ids[0] != NULL ? ids[0] : "0");
  g_autofree char *method_pointer = sim_pointer_join (analysis, "method");
  g_autofree char *visit_pointer = sim_pointer_join (analysis, "visit");
  g_autofree char *method = app_summary_choice (draft, method_pointer);
  g_autofree char *visit = app_summary_choice (draft, visit_pointer);

  if (ids[0] != NULL && ids[1] != NULL) {
    for (guint i = 0; ids[i] != NULL; i++) {
      char *name = app_analysis_name (draft, ids[i]);

      g_free (ids[i]);
      ids[i] = name;
    }
    return g_strjoinv (" · ", ids);
  }
  /* Translators: a method of analysis, a visit: "ANCOVA · Week 8". */
  return g_strdup_printf (_ ("%s · %s"), method, visit);
}

char *
app_summary_testing (SimDraft *draft)
{
  g_auto (GStrv) ids = app_structure_ids (draft, "/testing/hypotheses");
  g_autofree char *alpha = app_summary_number (draft, "/testing/alpha");
  g_autofree char *rule = app_summary_choice (draft, "/testing/multiplicity/method");
  g_autoptr (SimValue) sides = sim_draft_effective (draft, "/testing/sides");
  gboolean one_sided = sim_value_number (sides) == 1;

  /* Translators: number of hypotheses, level in percent, rule: "3 · two-sided 5 % · Holm". */
  return g_strdup_printf (one_sided ? _ ("%u · one-sided %s %% · %s")
                                    : _ ("%u · two-sided %s %% · %s"),
                          g_strv_length (ids), alpha, rule);
}

char *
app_summary_run (SimDraft *draft)
{
  g_autoptr (SimValue) replicates = sim_draft_effective (draft, "/run/replicates");
  g_autofree char *power = app_summary_number (draft, "/run/target-power");
  double n = sim_value_number (replicates);
  g_autofree char *trials = NULL;

  if (isnan (n) || n < 0 || n > 1e15)
    return g_strdup_printf (_ ("target %s %%"), power);
  trials = sim_format_count ((guint64)n);
  return g_strdup_printf (_ ("%s trials · target %s %%"), trials, power);
}
