/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analysis-name.c - what an analysis is called where there are several.
 */
#include "editor/analysis-name.h"

#include "editor/options.h"
#include "editor/row.h"
#include "editor/structure.h"

#define ANALYSES "/analyses"

static char *
text_at (SimDraft *draft, const char *id, const char *key)
{
  g_autofree char *pointer = g_strdup_printf (ANALYSES "/%s/%s", id, key);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);

  return g_strdup (sim_value_text (value) != NULL ? sim_value_text (value) : "");
}

static char *
method_name (SimDraft *draft, const char *id)
{
  g_autofree char *pointer = g_strdup_printf (ANALYSES "/%s/method", id);
  g_autoptr (GPtrArray) options = app_options_at (draft, pointer);
  g_autoptr (SimValue) value = sim_draft_effective (draft, pointer);
  const AppOption *option = app_options_find (options, value);

  return option != NULL ? g_strdup (option->label) : text_at (draft, id, "method");
}

static char *
visit_name (SimDraft *draft, const char *outcome, const char *visit)
{
  g_autofree char *list = g_strdup_printf ("/outcomes/%s/visits", outcome);

  return app_options_name (draft, list, visit);
}

char *
app_analysis_name (SimDraft *draft, const char *id)
{
  g_auto (GStrv) ids = app_structure_ids (draft, ANALYSES);
  g_autofree char *outcome = text_at (draft, id, "outcome");
  g_autofree char *visit = text_at (draft, id, "visit"), *method = text_at (draft, id, "method");
  g_autofree char *outcome_name = app_options_name (draft, "/outcomes", outcome);
  g_autofree char *visit_text = visit_name (draft, outcome, visit);
  g_autofree char *method_text = method_name (draft, id);
  gboolean say_outcome = TRUE, say_visit = FALSE, say_method = FALSE, say_id = FALSE;
  g_auto (GStrv) outcomes = app_structure_ids (draft, "/outcomes");

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *other = text_at (draft, ids[i], "outcome");
    g_autofree char *other_visit = text_at (draft, ids[i], "visit");
    g_autofree char *other_method = text_at (draft, ids[i], "method");

    if (g_str_equal (ids[i], id) || !g_str_equal (other, outcome))
      continue;
    if (!g_str_equal (other_visit, visit))
      say_visit = TRUE;
    else if (!g_str_equal (other_method, method))
      say_method = TRUE;
    else
      say_id = TRUE;
  }
  /* Of one outcome all are. */
  if (outcomes[0] != NULL && outcomes[1] == NULL)
    say_outcome = !(say_visit || say_method || say_id);
  return app_row_join_names (say_outcome ? outcome_name : "", say_visit ? visit_text : "",
                             say_method ? method_text : "", say_id ? id : "", NULL);
}
