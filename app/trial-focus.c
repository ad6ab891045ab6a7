/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trial-focus.c - the chosen trial and the chosen hypothesis, by its id.
 */
#include "trial-focus.h"

#include <string.h>

struct _AppTrialFocus {
  GObject parent_instance;

  guint64 trial;
  char *hypothesis;   /* NULL: the first */
  char *subject;      /* NULL: none */
  gboolean one;       /* the subject is a hypothesis */
  char **shown;       /* ids of goals */
  AppTrialKind *kind; /* NULL: all */
  AppDrawnCurve drawn;
};

G_DEFINE_FINAL_TYPE (AppTrialFocus, app_trial_focus, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

guint64
app_trial_focus_trial (AppTrialFocus *self)
{
  return self->trial;
}

void
app_trial_focus_set_trial (AppTrialFocus *self, guint64 trial)
{
  trial = MIN (trial, SIM_MAX_REPLICATES - 1u);
  if (trial == self->trial)
    return;
  self->trial = trial;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* -1 if the scenario has none of that id. */
static int
index_of (SimScenario *scenario, const char *id)
{
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++)
    if (g_strcmp0 (sim_scenario_hypothesis (scenario, h)->id, id) == 0)
      return (int)h;
  return -1;
}

guint
app_trial_focus_hypothesis (AppTrialFocus *self, SimScenario *scenario)
{
  return (guint)MAX (index_of (scenario, self->hypothesis), 0);
}

const char *
app_trial_focus_id (AppTrialFocus *self)
{
  return self->hypothesis;
}

void
app_trial_focus_set_hypothesis (AppTrialFocus *self, const char *id)
{
  if (g_strcmp0 (id, self->hypothesis) == 0)
    return;
  g_free (self->hypothesis);
  self->hypothesis = g_strdup (id);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
app_trial_focus_set_subject (AppTrialFocus *self, const char *id, SimScenario *scenario)
{
  if (g_strcmp0 (id, self->subject) == 0)
    return;
  g_free (self->subject);
  self->subject = g_strdup (id);
  self->one = id != NULL && scenario != NULL && index_of (scenario, id) >= 0;
  if (self->one) {
    g_free (self->hypothesis);
    self->hypothesis = g_strdup (id);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
app_trial_focus_subject (AppTrialFocus *self)
{
  return self->subject;
}

const char *
app_trial_focus_asked (AppTrialFocus *self)
{
  return self->one ? self->subject : NULL;
}

int
app_trial_focus_subject_of (AppTrialFocus *self, SimScenario *scenario)
{
  return self->subject != NULL ? index_of (scenario, self->subject) : -1;
}

void
app_trial_focus_set_shown (AppTrialFocus *self, const char *const *ids, guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) shown = NULL;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, ids[i]);
  shown = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *)shown, (const char *const *)self->shown))
    return;
  g_strfreev (self->shown);
  self->shown = g_steal_pointer (&shown);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
app_trial_focus_goals (AppTrialFocus *self, SimScenario *scenario, SimGoal goals[SIM_MAX_GOALS])
{
  guint n = 0;

  for (char **id = self->shown; *id != NULL && n < SIM_MAX_GOALS; id++)
    if (sim_goal_find (scenario, *id, &goals[n]))
      n++;
  return n > 0 ? n : sim_goals_of_tests (scenario, goals);
}

static gboolean
same_curve (const AppDrawnCurve *one, const AppDrawnCurve *other)
{
  gsize size = one->n * sizeof *one->totals;

  return one->n == other->n && memcmp (one->totals, other->totals, size) == 0
         && memcmp (one->values, other->values, size) == 0;
}

void
app_trial_focus_set_drawn (AppTrialFocus *self, const AppDrawnCurve *curve)
{
  static const AppDrawnCurve none = { .n = 0 };

  if (curve == NULL)
    curve = &none;
  if (same_curve (curve, &self->drawn))
    return;
  self->drawn = *curve;
  g_signal_emit (self, signals[CHANGED], 0);
}

const AppDrawnCurve *
app_trial_focus_drawn (AppTrialFocus *self)
{
  return &self->drawn;
}

/* --- kinds of trials --- */

AppTrialKind *
app_trial_kind_copy (const AppTrialKind *kind)
{
  AppTrialKind *copy = kind != NULL ? g_memdup2 (kind, sizeof *kind) : NULL;

  if (copy != NULL)
    copy->text = g_strdup (kind->text);
  return copy;
}

void
app_trial_kind_free (AppTrialKind *kind)
{
  if (kind == NULL)
    return;
  g_free (kind->text);
  g_free (kind);
}

const AppTrialKind *
app_trial_focus_kind (AppTrialFocus *self)
{
  return self->kind;
}

void
app_trial_focus_set_kind (AppTrialFocus *self, const AppTrialKind *kind)
{
  AppTrialKind *copy = app_trial_kind_copy (kind);

  app_trial_kind_free (self->kind);
  self->kind = copy;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- life --- */

static void
app_trial_focus_finalize (GObject *object)
{
  g_free (APP_TRIAL_FOCUS (object)->hypothesis);
  g_free (APP_TRIAL_FOCUS (object)->subject);
  g_strfreev (APP_TRIAL_FOCUS (object)->shown);
  app_trial_kind_free (APP_TRIAL_FOCUS (object)->kind);
  G_OBJECT_CLASS (app_trial_focus_parent_class)->finalize (object);
}

static void
app_trial_focus_class_init (AppTrialFocusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_trial_focus_finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_TRIAL_FOCUS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_trial_focus_init (AppTrialFocus *self)
{
  self->shown = g_new0 (char *, 1);
}

AppTrialFocus *
app_trial_focus_new (void)
{
  return g_object_new (APP_TYPE_TRIAL_FOCUS, NULL);
}
