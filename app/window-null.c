/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-null.c - the null version of the scenario in one click, as one step of undo.
 */
#include "window-private.h"

#include <glib/gi18n.h>

/* Named in front, where a long title is not cut; by the title of the file, which is to be read in
   other languages too. */
static SimDraft *
with_title (SimDraft *draft, const char *shown)
{
  const char *own = sim_value_text (sim_draft_get (draft, "/title"));
  g_autofree char *text = sim_shown_null_title (sim_draft_root (draft),
                                                own != NULL && *own != '\0' ? own : shown);
  SimValue *value = sim_value_new_text (text);
  SimDraft *named = sim_draft_set (draft, "/title", value, NULL);

  sim_value_unref (value);
  return named != NULL ? named : sim_draft_ref (draft);
}

static char *
arm_name (SimDraft *draft)
{
  g_autofree char *id = sim_edit_alike_arm (draft);
  g_autofree char *pointer = g_strdup_printf ("/arms/%s/name", id);
  g_autoptr (SimValue) name = sim_draft_effective (draft, pointer);
  const char *text = sim_value_text (name);

  return g_strdup (text != NULL && *text != '\0' ? sim_shown_text (sim_draft_root (draft), text)
                                                 : id);
}

static void
on_null (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  SimDraft *draft = app_document_draft (self->document);
  const char *note = sim_shown_null_note (sim_draft_root (draft));
  g_autoptr (SimDraft) alike = sim_edit_alike (draft, note, NULL);
  g_autoptr (SimDraft) bare = NULL, named = NULL;
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *arm = NULL, *text = NULL;

  if (alike == NULL) {
    app_window_toast (self, _ ("There is no difference between the arms to be taken away."), NULL,
                      NULL);
    return;
  }
  /* What is expected is of the plan. In a step of a lesson nobody speaks of it. */
  if (app_document_base (self->document) == NULL)
    bare = sim_draft_set (alike, "/expected", NULL, NULL);
  named = with_title (bare != NULL ? bare : alike, title);
  arm = arm_name (draft);
  if (!app_document_apply (self->document, named, _ ("No difference between the arms"), NULL))
    return; /* a lesson holds some of it, and that is told */
  /* Translators: %s is the name of an arm */
  text = g_strdup_printf (_ ("True in this simulation: no difference. All arms are as “%s” is."),
                          arm);
  app_window_toast (self, text, _ ("Undo"), "win.undo");
}

void
app_window_init_null (AppWindow *self)
{
  static const GActionEntry entries[] = { { .name = "null-version", .activate = on_null } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
