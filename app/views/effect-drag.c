/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * effect-drag.c - from a true effect to the value that it hangs on.
 */
#include "views/effect-drag.h"

#include <math.h>

#include "pins.h"

#define GROUP "effect"

struct _AppEffectDrag {
  AppDocument *document;
  SimScenario *scenario; /* as it was when the drag began, or NULL */
  SimDraft *base;        /* and all that the document had then, its lesson too */
  SimTruthMove move;     /* of it */
  char *name;            /* of the edit */
};

AppEffectDrag *
app_effect_drag_new (AppDocument *document)
{
  AppEffectDrag *drag = g_new0 (AppEffectDrag, 1);

  drag->document = g_object_ref (document);
  return drag;
}

static void
forget (AppEffectDrag *drag)
{
  sim_truth_move_clear (&drag->move);
  g_clear_pointer (&drag->scenario, sim_scenario_unref);
  g_clear_pointer (&drag->base, sim_draft_unref);
  g_clear_pointer (&drag->name, g_free);
}

void
app_effect_drag_free (AppEffectDrag *drag)
{
  if (drag == NULL)
    return;
  forget (drag);
  g_object_unref (drag->document);
  g_free (drag);
}

gboolean
app_effect_drag_can (AppEffectDrag *drag, SimScenario *scenario, guint hypothesis)
{
  SimTruthMove move;
  gboolean can = sim_truth_move_init (&move, scenario, hypothesis)
                 && app_document_lock (drag->document, move.pointer) == NULL;

  sim_truth_move_clear (&move);
  return can;
}

/* FALSE where nothing can be moved: that of another drag ends first. */
static gboolean
begin (AppEffectDrag *drag, guint hypothesis)
{
  SimScenario *scenario = app_document_scenario (drag->document);

  if (drag->scenario != NULL && drag->move.hypothesis == hypothesis)
    return TRUE;
  if (drag->scenario != NULL)
    app_effect_drag_end (drag);
  if (scenario == NULL || !app_document_valid (drag->document)
      || hypothesis >= sim_scenario_n_hypotheses (scenario)
      || !app_effect_drag_can (drag, scenario, hypothesis))
    return FALSE;
  drag->scenario = sim_scenario_ref (scenario);
  drag->base = sim_draft_ref (app_document_draft (drag->document));
  return sim_truth_move_init (&drag->move, drag->scenario, hypothesis);
}

/* How undo calls it: by what differs from before. FALSE if the draft makes no scenario. */
static gboolean
find_name (AppEffectDrag *drag, SimDraft *draft)
{
  g_autoptr (GPtrArray) problems = sim_problems_new (), differences = NULL;
  g_autoptr (SimScenario) changed = sim_scenario_check (draft, problems);

  if (changed == NULL)
    return FALSE;
  differences = sim_scenario_differences (drag->scenario, changed);
  if (drag->name == NULL && differences->len > 0)
    drag->name = g_strdup (app_pins_what (changed, g_ptr_array_index (differences, 0)));
  return TRUE;
}

/* A value that makes no valid scenario is not taken: the line stops. */
static void
apply (AppEffectDrag *drag, double number)
{
  g_autoptr (SimValue) value = sim_value_new_number (number);
  SimDraft *base = drag->base;
  g_autofree char *pointer = sim_pointer_with_ids (sim_draft_root (base), drag->move.pointer);
  g_autoptr (SimValue) present
      = sim_draft_effective (app_document_draft (drag->document), drag->move.pointer);
  g_autoptr (SimDraft) draft = NULL;

  if (!isfinite (number) || number == sim_value_number (present))
    return;
  draft = sim_draft_set (base, pointer != NULL ? pointer : drag->move.pointer, value, NULL);
  if (draft != NULL && find_name (drag, draft))
    app_document_apply (drag->document, draft, drag->name != NULL ? drag->name : "", GROUP);
}

void
app_effect_drag_to (AppEffectDrag *drag, guint hypothesis, double effect, double tolerance)
{
  if (begin (drag, hypothesis))
    apply (drag, sim_truth_value_for (&drag->move, effect, tolerance));
}

/* On the grid of the steps, and within what the field allows. */
static double
stepped (const SimField *field, double value, double by)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double moved = nearbyint (value / field->step + by) * field->step;

  moved = CLAMP (moved, field->min, field->max);
  g_ascii_formatd (text, sizeof text, "%.12g", moved);
  return g_ascii_strtod (text, NULL);
}

void
app_effect_drag_step (AppEffectDrag *drag, guint hypothesis, int by)
{
  const SimField *field;
  SimDraft *draft = app_document_draft (drag->document);

  if (!begin (drag, hypothesis))
    return;
  field = sim_field_find (sim_draft_root (draft), drag->move.pointer);
  if (field != NULL && field->step > 0) {
    g_autoptr (SimValue) present = sim_draft_effective (draft, drag->move.pointer);

    apply (drag, stepped (field, sim_value_number (present), by * drag->move.direction));
  }
}

void
app_effect_drag_end (AppEffectDrag *drag)
{
  forget (drag);
  app_document_end_group (drag->document);
}
