/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-expected.c - the results on show become what the scenario expects, or none are any more.
 *
 * Both are edits, each one step of undo: the file has it once it is saved.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#define HERE   "/expected"
#define TRIALS "/run/replicates"

/* A step of a lesson is another scenario than that of the file, and its results may be covered. */
static gboolean
may_edit (AppWindow *self)
{
  return app_document_base (self->document) == NULL
         && app_document_lock (self->document, HERE) == NULL;
}

/* All trials of the scenario as it stands are done. */
static gboolean
has_results (AppWindow *self)
{
  AppRun *run = self->run;

  return app_document_valid (self->document)
         && app_run_scenario (run) == app_document_scenario (self->document)
         && app_run_state (run) == SIM_RUN_COMPLETE && app_run_done (run) >= app_run_target (run);
}

/* The document with what is expected and how many trials that takes, and nothing else: a lesson may
   have been written since its scenario was made. */
static SimDraft *
expecting (AppWindow *self)
{
  g_autoptr (SimDraft) with
      = sim_expected_draft (app_document_scenario (self->document), app_run_snapshot (self->run),
                            "trefoil " TREFOIL_VERSION);
  const SimValue *trials = sim_draft_get (with, TRIALS);
  g_autoptr (SimDraft) draft = sim_draft_set (app_document_draft (self->document), HERE,
                                              sim_draft_get (with, HERE), NULL);

  return trials != NULL ? sim_draft_set (draft, TRIALS, trials, NULL) : g_steal_pointer (&draft);
}

static void
on_expect (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;
  guint64 trials = sim_scenario_replicates (app_document_scenario (self->document));
  const char *text;
  g_autoptr (SimDraft) draft = expecting (self);

  if (!app_document_apply (self->document, draft, _ ("Expect these results"), NULL)) {
    app_window_toast (self, _ ("These results are expected already."), NULL, NULL);
    return;
  }
  text = trials == sim_scenario_replicates (app_document_scenario (self->document))
             ? _ ("Once it is saved, the file tells whoever opens it whether these results "
                  "come out again.")
             : _ ("Once it is saved, the file tells whoever opens it whether these results "
                  "come out again. Its number of trials is theirs.");
  app_window_toast (self, text, _ ("Undo"), "win.undo");
}

static void
on_forget (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *self = data;

  app_document_set (self->document, HERE, NULL, _ ("Expect no results"), NULL, NULL);
  app_window_toast (self, _ ("No results are expected any more."), _ ("Undo"), "win.undo");
}

static const GActionEntry entries[] = {
  { .name = "expect-results", .activate = on_expect },
  { .name = "expect-nothing", .activate = on_forget },
};

static void
enable (AppWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
app_window_update_expected (AppWindow *self)
{
  gboolean there = sim_draft_get (app_document_draft (self->document), HERE) != NULL;

  enable (self, "expect-results", may_edit (self) && has_results (self));
  enable (self, "expect-nothing", may_edit (self) && there);
}

/* A document without a file has as known what it was loaded with as a template. What its user wrote
   there is another claim, and stays. */
static gboolean
is_of_template (AppDocument *document)
{
  SimDraft *known = app_document_path (document) == NULL ? app_document_known (document) : NULL;
  const SimValue *there = sim_draft_get (app_document_kept (document), HERE);
  const SimValue *brought = known != NULL ? sim_draft_get (known, HERE) : NULL;

  return there != NULL && brought != NULL && sim_value_equal (there, brought);
}

/* With value at pointer; draft itself where there is no such place. */
static SimDraft *
with (SimDraft *draft, const char *pointer, const SimValue *value)
{
  SimDraft *set = sim_draft_set (draft, pointer, value, NULL);

  return set != NULL ? set : sim_draft_ref (draft);
}

gboolean
app_window_write_value (AppWindow *self, const char *pointer, const SimValue *value,
                        const char *what)
{
  AppDocument *document = self->document;
  SimDraft *base = app_document_base (document);
  g_autoptr (SimDraft) draft = with (app_document_draft (document), pointer, value);
  g_autoptr (SimDraft) under = NULL, shown = NULL;

  if (base == NULL)
    return app_document_apply (document, draft, what, NULL);
  under = with (base, pointer, value);
  shown = with (app_document_shown (document), pointer, value);
  app_document_revise (document, under, shown, draft, what, NULL);
  return TRUE;
}

gboolean
app_window_leaves_out_expected (AppWindow *self)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimScenario) kept = NULL;

  if (!is_of_template (self->document))
    return FALSE;
  kept = sim_scenario_check (app_document_kept (self->document), problems);
  return kept != NULL && sim_expected_changed (kept);
}

void
app_window_say_left_out (AppWindow *self)
{
  app_window_toast (self,
                    _ ("Saved without the results that came with the bundled scenario: they do not "
                       "belong to your numbers."),
                    _ ("Undo"), "win.undo");
}

void
app_window_init_expected (AppWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (app_window_update_expected), self,
                           G_CONNECT_SWAPPED);
}
