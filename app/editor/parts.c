/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts.c - the parts of a scenario that may be absent, and with what they start.
 *
 * Whether a start fits the rest of the scenario is not written here: each is tried on the draft,
 * from the one that shows most to the one that changes nothing, and the checker says.
 */
#include "editor/parts.h"

#include <glib/gi18n.h>

#include "editor/alternatives.h"
#include "editor/edit.h"
#include "editor/options.h"
#include "editor/parts-start.h"

#define EACH "/centres/practitioners-each"

static const AppPart parts[] = {
  { "strata", "strata", N_ ("Strata"), N_ ("Add strata"), N_ ("Remove strata") },
  { "covariates", "covariates", N_ ("Covariates"), N_ ("Add covariates"),
    N_ ("Remove covariates") },
  { "practitioners", "practitioners", N_ ("Practitioners"), N_ ("Add practitioners"),
    N_ ("Remove practitioners") },
  { "centres", "centres", N_ ("Centres"), N_ ("Add centres"), N_ ("Remove centres") },
  { "response-sd", "response", N_ ("Individual response"), N_ ("Add individual response"),
    N_ ("Remove individual response") },
  { "adherence", "adherence", N_ ("Adherence"), N_ ("Add adherence"), N_ ("Remove adherence") },
  { "switching", "switching", N_ ("Switching"), N_ ("Add switching"), N_ ("Remove switching") },
};

const AppPart *
app_parts (guint *n)
{
  *n = G_N_ELEMENTS (parts);
  return parts;
}

const AppPart *
app_part (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].key, key))
      return &parts[i];
  return NULL;
}

gboolean
app_part_there (SimDraft *draft, const char *key)
{
  g_autofree char *pointer = sim_pointer_join ("", key);

  return sim_draft_get (draft, pointer) != NULL;
}

/* --- adding --- */

SimDraft *
app_part_add (SimDraft *draft, const char *key, GError **error)
{
  g_autofree char *pointer = sim_pointer_join ("", key);
  g_autoptr (SimValue) start = NULL;

  for (guint attempt = 0; attempt < APP_N_STARTS; attempt++) {
    g_autofree char *objection = NULL;

    sim_value_unref (start);
    start = app_part_start (draft, key, attempt);
    if (start == NULL)
      break;
    objection = app_options_objection (draft, pointer, start);
    if (objection == NULL)
      break;
  }
  if (start == NULL) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER, _ ("There is nothing to start with"));
    return NULL;
  }
  return app_edit_set (draft, pointer, start, error);
}

/* --- removing --- */

/* Takes over draft (may be NULL). */
static SimDraft *
without (SimDraft *draft, const char *pointer, GError **error)
{
  g_autoptr (SimDraft) before = draft;

  return before != NULL ? app_edit_set (before, pointer, NULL, error) : NULL;
}

SimDraft *
app_part_remove (SimDraft *draft, const char *key, GError **error)
{
  g_autofree char *pointer = sim_pointer_join ("", key);
  SimDraft *next = sim_draft_ref (draft);

  /* Practitioners who were counted by centre are counted by themselves from now on. */
  if (g_str_equal (key, "centres") && sim_draft_get (draft, EACH) != NULL
      && app_part_there (draft, "practitioners")) {
    sim_draft_unref (next);
    next = app_alternatives_choose (draft, EACH, "/practitioners/count", error);
  }
  if (g_str_equal (key, "practitioners"))
    next = without (next, EACH, error);
  next = without (next, pointer, error);
  if (next != NULL && !app_part_there (next, "adherence") && !app_part_there (next, "switching")
      && (g_str_equal (key, "adherence") || g_str_equal (key, "switching")))
    next = without (next, "/estimand", error);
  return next;
}
