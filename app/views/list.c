/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * list.c - the table of views.
 */
#include "views/list.h"

#include <glib/gi18n.h>

#include "views/views.h"

static GtkWidget *
make_power (const AppSources *sources)
{
  return app_power_view_new (sources->document, sources->run, sources->focus);
}

static GtkWidget *
make_effects (const AppSources *sources)
{
  return app_effects_view_new (sources->document, sources->run, sources->focus);
}

static GtkWidget *
make_trials (const AppSources *sources)
{
  return app_trials_view_new (sources->run, sources->focus);
}

static GtkWidget *
make_trial (const AppSources *sources)
{
  return app_trial_view_new (sources->run, sources->focus);
}

static GtkWidget *
make_p_values (const AppSources *sources)
{
  return app_p_value_view_new (sources->run, sources->focus);
}

static GtkWidget *
make_errors (const AppSources *sources)
{
  return app_errors_view_new (sources->run, sources->focus);
}

static GtkWidget *
make_sensitivity (const AppSources *sources)
{
  return app_sensitivity_view_new (sources->run);
}

static GtkWidget *
make_compare (const AppSources *sources)
{
  return app_compare_view_new (sources->document, sources->pins);
}

static GtkWidget *
make_plan (const AppSources *sources)
{
  return app_plan_view_new (sources->document, sources->run);
}

/* An id, and the action that shows its view. */
#define ID(id_) .id = id_, .action = "win.view::" id_

static const AppView views[] = {
  { ID ("power"), .name = N_ ("Power"), .icon = "trefoil-power-symbolic", .accel = "<Alt>1",
    .make = make_power, .area = app_power_view_area },
  { ID ("effects"), .name = N_ ("Effects"), .icon = "trefoil-effects-symbolic", .accel = "<Alt>2",
    .make = make_effects, .area = app_effects_view_area },
  { ID ("trials"), .name = N_ ("Trials"), .icon = "trefoil-trials-symbolic", .accel = "<Alt>3",
    .whole = TRUE, .make = make_trials, .area = app_trials_view_area,
    .copy = app_trials_view_copy },
  { ID ("trial"), .name = N_ ("One trial"), .icon = "trefoil-trial-symbolic", .accel = "<Alt>4",
    .more = TRUE, .whole = TRUE, .make = make_trial, .area = app_trial_view_area,
    .copy = app_trial_view_copy, .show_trial = app_trial_view_show,
    .set_low = app_trial_view_set_low },
  { ID ("p-values"), .name = N_ ("p-values"), .icon = "trefoil-p-values-symbolic",
    .accel = "<Alt>5", .more = TRUE, .make = make_p_values, .area = app_p_value_view_area },
  { ID ("errors"), .name = N_ ("Errors"), .icon = "trefoil-errors-symbolic", .accel = "<Alt>6",
    .more = TRUE, .whole = TRUE, .make = make_errors, .area = app_errors_view_area,
    .copy = app_errors_view_copy },
  { ID ("sensitivity"), .name = N_ ("Sensitivity"), .icon = "trefoil-sensitivity-symbolic",
    .accel = "<Alt>7", .more = TRUE, .make = make_sensitivity, .area = app_sensitivity_view_area },
  { ID ("compare"), .name = N_ ("Compare"), .icon = "trefoil-compare-symbolic", .accel = "<Alt>8",
    .more = TRUE, .whole = TRUE, .make = make_compare, .area = app_compare_view_area,
    .copy = app_compare_view_copy },
  { ID ("size"), .name = N_ ("Sample size"), .icon = "trefoil-size-symbolic", .accel = "<Alt>9",
    .more = TRUE, .whole = TRUE, .make = make_plan, .area = app_plan_view_area,
    .copy = app_plan_view_copy, .save = app_plan_view_save },
};

const AppView *
app_views (guint *n)
{
  *n = G_N_ELEMENTS (views);
  return views;
}

const AppView *
app_view_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].id, id) == 0)
      return &views[i];
  return NULL;
}
