/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * run.c - starts, replaces and reads the simulation of the document.
 *
 * Three generations are held: the scenario that is wanted, the run that is on its way to its first
 * trials, and the snapshot that is shown. An edit cancels a run that has been shown and starts the
 * next at once. A run that has shown nothing yet is left alone for the moment it takes to do so:
 * edits that come faster than first trials (a drag) would else show nothing until they end. What a
 * cancelled run still delivers is never looked at.
 */
#include "run.h"

#include <glib/gi18n.h>
#include <math.h>

#include "elsewhere.h"
#include "exact.h"
#include "starter.h"
#include "theme.h"

/* Later snapshots come at this pace: a figure that changes sixty times a second cannot be read. */
#define UPDATE_INTERVAL (G_USEC_PER_SEC / 15)
/* Where power is to be saved, and where nothing is to move; an edit is answered at once all the
   same. */
#define SAVING_INTERVAL (2 * UPDATE_INTERVAL)
#define STILL_INTERVAL  G_USEC_PER_SEC
/* From then on what is shown counts as old, if the new run has nothing yet. */
#define PATIENCE (3 * G_USEC_PER_SEC / 10)
/* Without a widget to give the beat (in tests). */
#define FRAME_MS 16

struct _AppRun {
  GObject parent_instance;

  AppDocument *document;
  AppEngine *engine;
  char *error; /* why nothing runs, else NULL */

  SimScenario *wanted;   /* the document's last valid one */
  AppStarter *starter;   /* makes the next run; NULL while none is made */
  SimRun *run;           /* the newest; NULL before the first */
  SimScenario *scenario; /* of run or of starter, with the newest labels */
  gint64 started;
  guint64 elsewhere;   /* trials of run that it did not simulate itself */
  AppElsewhere *taken; /* all that were taken, for when their scenario is wanted again */

  SimSnapshot *snapshot; /* shown now */
  SimScenario *shown;    /* of snapshot, with the newest labels */
  gboolean fresh;        /* snapshot comes from run */
  gint64 updated;        /* when the last snapshot was taken */
  double rate;           /* of run, when the last snapshot was taken */
  gboolean was_stale;

  AppExact *exact;

  GtkWidget *clock;            /* weak */
  GPowerProfileMonitor *power; /* NULL: not known */
  guint tick;                  /* of clock, or a timeout where there is none */
};

G_DEFINE_FINAL_TYPE (AppRun, app_run, G_TYPE_OBJECT)

enum { UPDATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void settle (AppRun *self);

static void
announce (AppRun *self)
{
  self->was_stale = app_run_stale (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
exact_ready (AppExact *exact, gpointer data)
{
  announce (data);
}

/* --- pulling snapshots --- */

/* The mean over the whole run is the smoothest estimate of a rate that hardly changes. */
static double
mean_rate (AppRun *self, SimSnapshot *snapshot)
{
  double seconds = sim_run_seconds (self->run);
  return seconds > 0 ? (double)(sim_snapshot_replicates (snapshot) - self->elsewhere) / seconds : 0;
}

static void
take_snapshot (AppRun *self, SimSnapshot *snapshot)
{
  sim_snapshot_unref (self->snapshot);
  self->snapshot = snapshot;
  self->updated = g_get_monotonic_time ();
  self->rate = mean_rate (self, snapshot);
  if (!self->fresh) {
    self->fresh = TRUE;
    sim_scenario_unref (self->shown);
    self->shown = sim_scenario_ref (self->scenario);
    /* Only now: the first curve must not wait for the exact one. */
    app_exact_want (self->exact, self->shown);
  }
  announce (self);
}

/* Takes over the run that the starter has made. */
static void
adopt_run (AppRun *self)
{
  g_autoptr (GError) error = NULL;

  self->run = app_starter_finish (g_steal_pointer (&self->starter), &error);
  if (self->run == NULL) {
    self->error = g_strdup (error->message);
    announce (self);
  }
}

static gint64
update_interval (AppRun *self)
{
  if (!app_theme_animated ())
    return STILL_INTERVAL;
  return self->power != NULL && g_power_profile_monitor_get_power_saver_enabled (self->power)
             ? SAVING_INTERVAL
             : UPDATE_INTERVAL;
}

/* Looks at the run once; returns FALSE when nothing more will come by itself. */
static gboolean
pull (AppRun *self)
{
  SimRunState state;
  SimSnapshot *snapshot;

  if (self->starter != NULL && app_starter_done (self->starter))
    adopt_run (self);
  if (self->starter != NULL || self->run == NULL) {
    if (app_run_stale (self) != self->was_stale)
      announce (self);
    return self->starter != NULL;
  }
  state = sim_run_state (self->run); /* before the snapshot: a final state has final counts */
  if (state == SIM_RUN_RUNNING && self->fresh
      && g_get_monotonic_time () - self->updated < update_interval (self))
    return TRUE;
  snapshot = sim_run_snapshot (self->run);
  if (snapshot != NULL && sim_snapshot_replicates (snapshot) > 0) {
    take_snapshot (self, snapshot);
  } else {
    sim_snapshot_unref (snapshot);
    if (state != SIM_RUN_RUNNING || app_run_stale (self) != self->was_stale)
      announce (self);
  }
  return state == SIM_RUN_RUNNING;
}

/* A listener may have replaced or extended the run that pull() found at its end. */
static gboolean
has_more (AppRun *self)
{
  SimRunState state = app_run_state (self);
  return state == SIM_RUN_RUNNING || (state == SIM_RUN_COMPLETE && !self->fresh);
}

static void
stop_pulling (AppRun *self)
{
  if (self->tick == 0)
    return;
  if (self->clock != NULL)
    gtk_widget_remove_tick_callback (self->clock, self->tick);
  else
    g_source_remove (self->tick);
  self->tick = 0;
}

static gboolean
pull_once (AppRun *self)
{
  g_autoptr (AppRun) alive G_GNUC_UNUSED = g_object_ref (self);
  guint tick = self->tick;
  gboolean more = pull (self);

  if (self->wanted != NULL)
    settle (self);
  if (more || has_more (self) || self->tick != tick)
    return self->tick == tick;
  self->tick = 0;
  return FALSE;
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return pull_once (data) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
on_timeout (gpointer data)
{
  return pull_once (data) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_pulling (AppRun *self)
{
  if (self->tick != 0)
    return;
  if (self->clock != NULL)
    self->tick = gtk_widget_add_tick_callback (self->clock, on_tick, self, NULL);
  else
    self->tick = g_timeout_add (FRAME_MS, on_timeout, self);
}

/* --- following the document --- */

static void
forget_run (AppRun *self)
{
  app_starter_cancel (g_steal_pointer (&self->starter));
  if (self->run != NULL)
    sim_run_cancel (self->run);
  g_clear_pointer (&self->run, sim_run_unref);
  g_clear_pointer (&self->scenario, sim_scenario_unref);
  g_clear_pointer (&self->error, g_free);
}

/* It begins with trials of elsewhere, where some were taken. */
static void
start_run (AppRun *self, SimScenario *scenario)
{
  SimRunPart *before = app_elsewhere_find (self->taken, scenario);

  forget_run (self);
  self->fresh = FALSE;
  self->started = g_get_monotonic_time ();
  self->scenario = sim_scenario_ref (scenario);
  app_exact_pause (self->exact);
  self->elsewhere = before != NULL ? sim_run_part_done (before) : 0;
  self->starter = app_starter_new (self->engine, scenario, before);
  start_pulling (self);
}

/* The numbers stay the same: keep the run, take the new names and the new count of trials. */
static void
relabel_run (AppRun *self, SimScenario *scenario)
{
  guint64 replicates = sim_scenario_replicates (scenario);
  gboolean extend = replicates != sim_scenario_replicates (self->scenario);

  sim_scenario_unref (self->scenario);
  self->scenario = sim_scenario_ref (scenario);
  if (self->fresh) {
    sim_scenario_unref (self->shown);
    self->shown = sim_scenario_ref (scenario);
    app_exact_relabel (self->exact, scenario);
  }
  if (extend) {
    sim_run_extend (self->run, MAX (replicates, sim_run_done (self->run)));
    start_pulling (self);
  }
  announce (self);
}

/* Brings the run to what is wanted, now or (then the pulling comes back here) in a moment. */
static void
settle (AppRun *self)
{
  if (self->scenario == self->wanted || self->starter != NULL || self->engine == NULL)
    return;
  if (self->run != NULL && sim_run_state (self->run) != SIM_RUN_FAILED
      && sim_scenario_stage_between (self->scenario, self->wanted) <= SIM_STAGE_LENGTH)
    relabel_run (self, self->wanted);
  else if (self->run == NULL || self->fresh || sim_run_state (self->run) != SIM_RUN_RUNNING
           || g_get_monotonic_time () - self->started > PATIENCE)
    start_run (self, self->wanted);
}

static void
on_scenario_changed (AppRun *self)
{
  SimScenario *scenario = app_document_scenario (self->document);

  sim_scenario_ref (scenario);
  sim_scenario_unref (self->wanted);
  self->wanted = scenario;
  settle (self);
}

/* An invalid draft keeps the last results; another document without any drops them. */
static void
on_changed (AppRun *self)
{
  if (app_document_scenario (self->document) == NULL) {
    stop_pulling (self);
    forget_run (self);
    g_clear_pointer (&self->wanted, sim_scenario_unref);
    app_exact_pause (self->exact);
    g_clear_pointer (&self->snapshot, sim_snapshot_unref);
    g_clear_pointer (&self->shown, sim_scenario_unref);
    self->fresh = FALSE;
    announce (self);
  } else if (app_run_stale (self) != self->was_stale) {
    announce (self);
  }
}

/* --- life --- */

static void
app_run_dispose (GObject *object)
{
  AppRun *self = APP_RUN (object);

  stop_pulling (self);
  g_clear_weak_pointer (&self->clock);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  forget_run (self);
  g_clear_pointer (&self->wanted, sim_scenario_unref);
  g_clear_pointer (&self->exact, app_exact_free);
  g_clear_pointer (&self->taken, app_elsewhere_free);
  g_clear_pointer (&self->snapshot, sim_snapshot_unref);
  g_clear_pointer (&self->shown, sim_scenario_unref);
  g_clear_pointer (&self->engine, app_engine_unref);
  g_clear_object (&self->document);
  g_clear_object (&self->power);
  G_OBJECT_CLASS (app_run_parent_class)->dispose (object);
}

static void
app_run_class_init (AppRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_run_dispose;
  signals[UPDATED] = g_signal_new ("updated", APP_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
app_run_init (AppRun *self)
{
  g_autoptr (GError) error = NULL;

  self->power = g_power_profile_monitor_dup_default ();
  self->exact = app_exact_new (exact_ready, self);
  self->taken = app_elsewhere_new ();
  self->engine = app_engine_new (&error);
  if (self->engine == NULL)
    self->error = g_strdup (error->message);
}

AppRun *
app_run_new (AppDocument *document)
{
  AppRun *self = g_object_new (APP_TYPE_RUN, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (document, "scenario-changed", G_CALLBACK (on_scenario_changed), self);
  if (app_document_scenario (document) != NULL)
    on_scenario_changed (self);
  return self;
}

void
app_run_set_clock (AppRun *self, GtkWidget *widget)
{
  gboolean pulling = self->tick != 0;

  stop_pulling (self);
  g_set_weak_pointer (&self->clock, widget);
  if (pulling)
    start_pulling (self);
}

/* --- what stands --- */

SimSnapshot *
app_run_snapshot (AppRun *self)
{
  return self->snapshot;
}

const SimResults *
app_run_results (AppRun *self)
{
  return self->snapshot != NULL ? sim_snapshot_results (self->snapshot) : NULL;
}

guint
app_run_generation (AppRun *self)
{
  return app_document_generation (self->document);
}

SimScenario *
app_run_scenario (AppRun *self)
{
  return self->shown;
}

const SimTheory *
app_run_theory (AppRun *self)
{
  return self->shown != NULL ? app_exact_get (self->exact, self->shown) : NULL;
}

gboolean
app_run_awaits_theory (AppRun *self)
{
  return self->shown != NULL && app_exact_awaited (self->exact, self->shown);
}

gboolean
app_run_needs (AppRun *self, SimNeeds *needs)
{
  if (self->shown == NULL || self->snapshot == NULL)
    return FALSE;
  sim_needs_join (self->shown, sim_snapshot_results (self->snapshot),
                  app_exact_needs (self->exact, self->shown), needs);
  return TRUE;
}

const char *
app_run_error (AppRun *self)
{
  return self->error;
}

gboolean
app_run_stale (AppRun *self)
{
  if (!app_document_valid (self->document) || self->error != NULL)
    return TRUE;
  return self->scenario != NULL && !self->fresh
         && g_get_monotonic_time () - self->started > PATIENCE;
}

SimRunState
app_run_state (AppRun *self)
{
  if (self->starter != NULL)
    return SIM_RUN_RUNNING;
  return self->run != NULL ? sim_run_state (self->run) : SIM_RUN_CANCELLED;
}

guint64
app_run_elsewhere (AppRun *self)
{
  return self->fresh ? self->elsewhere : 0;
}

/* That of the snapshot, so that a status line never disagrees with the figures beside it. */
guint64
app_run_done (AppRun *self)
{
  return self->fresh ? sim_snapshot_replicates (self->snapshot) : 0;
}

guint64
app_run_target (AppRun *self)
{
  if (self->run != NULL)
    return sim_run_target (self->run);
  return self->scenario != NULL ? sim_scenario_replicates (self->scenario) : 0;
}

double
app_run_seconds (AppRun *self)
{
  return self->run != NULL ? sim_run_seconds (self->run) : 0;
}

/* That of the snapshot as well: blocks that come in during a pause change nothing on the screen. */
double
app_run_rate (AppRun *self)
{
  return self->fresh ? self->rate : 0;
}

double
app_run_seconds_left (AppRun *self)
{
  double rate = app_run_rate (self);

  if (app_run_state (self) != SIM_RUN_RUNNING || rate <= 0)
    return NAN;
  return (double)(app_run_target (self) - app_run_done (self)) / rate;
}

guint
app_run_threads (AppRun *self)
{
  return self->engine != NULL ? app_engine_threads (self->engine) : 0;
}

/* --- control --- */

void
app_run_set_spare (AppRun *self, gboolean spare)
{
  if (self->engine != NULL)
    app_engine_set_spare (self->engine, spare ? 1 : 0);
}

/* Of the wanted scenario: by the run as far as it is, or of elsewhere. */
static guint64
trials_here (AppRun *self)
{
  g_autoptr (SimRunPart) before = app_elsewhere_find (self->taken, self->wanted);
  guint64 taken = before != NULL ? sim_run_part_done (before) : 0;

  if (self->run == NULL || sim_run_state (self->run) == SIM_RUN_FAILED
      || sim_scenario_stage_between (self->scenario, self->wanted) > SIM_STAGE_LENGTH)
    return taken;
  return MAX (taken, sim_run_done (self->run));
}

gboolean
app_run_take (AppRun *self, SimRunPart *part, const char *folder, GError **error)
{
  g_autoptr (SimRunPart) owned = part;
  guint64 here, there = sim_run_part_done (part);

  if (self->engine == NULL || self->wanted == NULL
      || sim_scenario_stage_between (self->wanted, sim_run_part_scenario (part))
             > SIM_STAGE_LENGTH) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("The scenario has changed while the parts were read."));
    return FALSE;
  }
  here = trials_here (self);
  if (there <= here) {
    g_autofree char *few = sim_format_count (there), *many = sim_format_count (here);
    /* Translators: numbers of trials */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                 _ ("Nothing changes: the %s trials there are among the %s that are here."), few,
                 many);
    return FALSE;
  }
  app_elsewhere_keep (self->taken, g_steal_pointer (&owned), folder);
  start_run (self, self->wanted);
  return TRUE;
}

char *
app_run_take_folder (AppRun *self)
{
  return app_run_elsewhere (self) > 0 ? app_elsewhere_take_folder (self->taken, self->scenario)
                                      : NULL;
}

void
app_run_pause (AppRun *self)
{
  if (self->run == NULL)
    return;
  sim_run_pause (self->run);
  start_pulling (self);
}

void
app_run_continue (AppRun *self)
{
  if (self->run == NULL)
    return;
  sim_run_resume (self->run);
  start_pulling (self);
}

void
app_run_more (AppRun *self)
{
  guint64 target;

  if (self->run == NULL)
    return;
  target = sim_run_target (self->run);
  sim_run_extend (self->run, MIN (target * 10, (guint64)SIM_MAX_REPLICATES));
  if (sim_run_state (self->run) == SIM_RUN_PAUSED)
    sim_run_resume (self->run);
  start_pulling (self);
}
