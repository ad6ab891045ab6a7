/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelf.c - a job that reads the bundled scenarios and simulates each a little.
 */
#include "start/shelf.h"

#include "job.h"

/* A scenario that is slow to simulate is drawn from what it has by then. */
#define SECONDS 3.0
#define NICE    19

struct _AppShelf {
  AppShelfReady ready;
  gpointer data;
  AppJob *job;
};

/* What is there so far; a report is a copy. */
typedef struct {
  GPtrArray *entries;
  GPtrArray *figures;
  AppTask *task;
} Stock;

static void
unref_figure (gpointer figure)
{
  plot_figure_unref (figure);
}

static void
stock_free (gpointer data)
{
  Stock *stock = data;

  g_ptr_array_unref (stock->entries);
  g_ptr_array_unref (stock->figures);
  g_free (stock);
}

static Stock *
stock_new (GPtrArray *entries)
{
  Stock *stock = g_new0 (Stock, 1);

  stock->entries = g_ptr_array_ref (entries);
  stock->figures = g_ptr_array_new_with_free_func (unref_figure);
  g_ptr_array_set_size (stock->figures, (int)entries->len);
  return stock;
}

static Stock *
stock_copy (const Stock *stock)
{
  Stock *copy = stock_new (stock->entries);

  for (guint i = 0; i < stock->figures->len; i++) {
    PlotFigure *figure = g_ptr_array_index (stock->figures, i);

    g_ptr_array_index (copy->figures, i) = figure != NULL ? plot_figure_ref (figure) : NULL;
  }
  return copy;
}

/* --- in the thread --- */

/* A lesson has no curve: it would tell the answer before the question. */
static SimScenario *
make (gpointer data, guint cell)
{
  const Stock *stock = data;
  const AppLibraryEntry *entry = g_ptr_array_index (stock->entries, cell);
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft
      = entry->n_steps == 0 ? sim_draft_read_file (entry->path, problems) : NULL;

  return draft != NULL ? sim_scenario_check (draft, problems) : NULL;
}

static void
done (gpointer data, guint cell, SimSnapshot *snapshot)
{
  Stock *stock = data;
  const SimResults *results = sim_snapshot_results (snapshot);
  PlotPowerData *power = plot_power_data_new (sim_snapshot_scenario (snapshot), results, NULL);

  g_ptr_array_index (stock->figures, cell) = plot_power_thumbnail_new (power);
  app_task_report (stock->task, stock_copy (stock));
}

static gpointer
compute (AppTask *task, gpointer folder)
{
  static const SimRunOptions options = { .replicates = APP_SHELF_TRIALS, .seconds = SECONDS };
  g_autoptr (GPtrArray) entries = app_library_list (folder);
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, NULL);
  Stock *stock = stock_new (entries);
  const SimBatchCalls calls = { make, done, stock };

  stock->task = task;
  app_task_report (task, stock_copy (stock));
  if (engine != NULL) {
    sim_engine_set_nice (engine, NICE);
    sim_batch_run (engine, entries->len, &options, &calls, app_task_cancel (task), NULL);
    sim_engine_free (engine);
  }
  return stock;
}

/* --- in the main loop --- */

static void
on_ready (gpointer result, gboolean last, gpointer data)
{
  AppShelf *shelf = data;
  Stock *stock = result;

  if (stock == NULL)
    return;
  shelf->ready (stock->entries, stock->figures, shelf->data);
  stock_free (stock);
}

AppShelf *
app_shelf_new (const char *folder, AppShelfReady ready, gpointer data)
{
  static const AppJobKind kind = { "shelf", compute, g_free, stock_free, on_ready };
  AppShelf *shelf = g_new0 (AppShelf, 1);

  shelf->ready = ready;
  shelf->data = data;
  shelf->job = app_job_new (&kind, shelf);
  app_job_want (shelf->job, g_strdup (folder));
  return shelf;
}

void
app_shelf_free (AppShelf *shelf)
{
  if (shelf == NULL)
    return;
  app_job_free (shelf->job);
  g_free (shelf);
}

gboolean
app_shelf_busy (const AppShelf *shelf)
{
  return app_job_busy (shelf->job);
}
