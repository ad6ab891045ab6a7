/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * actions.c - the table of actions, and what is made from it.
 */
#include "actions.h"

#include <glib/gi18n.h>

#include "help/topic.h"
#include "views/list.h"

typedef struct {
  const char *action; /* detailed name; NULL: a key that a widget handles by itself */
  const char *title;
  const char *accels[3];
} Row;

typedef struct {
  const char *title;
  Row rows[14];        /* ends with title NULL */
  gboolean views;      /* the table of views comes before them */
  const char *section; /* that begins with this group, in the window of shortcuts */
} Group;

static const Group groups[] = {
  { N_ ("Scenario"),
    { { "win.start", N_ ("Scenarios and lessons"), { "<Control>n" } },
      { "win.new", N_ ("New trial"), { "<Control><Shift>n" } },
      { "win.open", N_ ("Open"), { "<Control>o" } },
      { "win.save", N_ ("Save"), { "<Control>s" } },
      { "win.save-as", N_ ("Save as"), { "<Control><Shift>s" } },
      { "win.undo", N_ ("Undo"), { "<Control>z" } },
      { "win.redo", N_ ("Redo"), { "<Control><Shift>z", "<Control>y" } },
      { "win.pin", N_ ("Pin this scenario"), { "<Control>d" } },
      { "win.null-version", N_ ("Null version: no difference"), { "<Control>0" } },
      { "win.show-problem", N_ ("Go to the first problem"), { "<Control>j" } } },
    .section = N_ ("Scenario and simulation") },
  { N_ ("Simulation"),
    { { "win.run", N_ ("Pause, continue, more trials"), { "<Control>p" } },
      { "win.export-picture", N_ ("Save the plot as a picture"), { "<Control>e" } },
      { "win.export-results", N_ ("Save the results"), { "<Control><Shift>e" } },
      { "win.export-report", N_ ("Save a report"), { "<Control><Alt>e" } },
      { "win.cluster-write", N_ ("Run on a cluster"), { "<Control><Alt>k" } },
      { "win.cluster-read", N_ ("Results from a cluster"), { "<Control><Alt>l" } },
      { "win.export-program", N_ ("Save as an R program"), { "<Control><Alt>r" } },
      { "win.expect-results", N_ ("Expect these results"), { "<Control><Alt>x" } },
      { "win.expect-nothing", N_ ("Expect no results"), { "<Control><Alt>n" } },
      { "win.copy-picture", N_ ("Copy the plot"), { "<Control><Alt>c" } },
      { "win.copy-table", N_ ("Copy the table"), { "<Control><Shift>c" } },
      { "win.copy-sample-size", N_ ("Copy the sample-size paragraph"), { "<Control><Alt>s" } } } },
  { N_ ("In a plot"),
    { { NULL, N_ ("Read off the numbers"), { "Left Right" } },
      { NULL, N_ ("Move the sample size"), { "<Alt>Left <Alt>Right" } },
      { NULL, N_ ("Move the target power"), { "<Alt>Up <Alt>Down" } },
      { NULL, N_ ("Read off the first and the last"), { "Home End" } },
      { NULL, N_ ("Open what is read off"), { "Return" } },
      { NULL, N_ ("Choose an effect"), { "Up Down" } },
      { NULL, N_ ("Move its truth"), { "<Alt>Left <Alt>Right" } },
      { NULL, N_ ("Zoom in and out"), { "<Control>plus <Control>minus" } },
      { NULL, N_ ("Show all of the axis"), { "0" } },
      { NULL, N_ ("Menu of the plot"), { "<Shift>F10" } },
      { NULL, N_ ("Read off no more"), { "Escape" } } },
    .section = N_ ("Plots and settings") },
  { N_ ("Trials"),
    { { NULL, N_ ("Play and pause"), { "space" } },
      { NULL, N_ ("One step further"), { "period" } },
      { NULL, N_ ("Faster and slower"), { "plus minus" } } } },
  { N_ ("In a lesson"),
    { { NULL, N_ ("Along a curve that is drawn"), { "Left Right" } },
      { NULL, N_ ("Raise and lower it there"), { "Up Down" } } } },
  { N_ ("In a setting"),
    { { NULL, N_ ("Raise and lower a number"), { "Up Down" } },
      { NULL, N_ ("The same by ten steps"), { "Page_Up Page_Down" } },
      { NULL, N_ ("Say what the value rests on"), { "<Control>i" } },
      { NULL, N_ ("End a note"), { "Return" } },
      { NULL, N_ ("Take back what is not allowed"), { "Escape" } } } },
  { N_ ("View"),
    { { "win.view-back", N_ ("Back from one trial"), { "<Alt>Left" } },
      { "win.sidebar", N_ ("Show or hide the scenario"), { "F9" } },
      { "win.search", N_ ("Find a setting"), { "<Control>f" } },
      { "win.projector", N_ ("Projector: the plot alone, large"), { "F11" } },
      { "win.lesson", N_ ("Show or hide the lesson"), { "F8" } },
      { "win.write-lesson", N_ ("Write a lesson"), { "<Shift>F8" } },
      { NULL, N_ ("Rename a pinned scenario"), { "F2" } },
      { NULL, N_ ("Copy the table that has the focus"), { "<Control>c" } } },
    .views = TRUE,
    .section = N_ ("Views and program") },
  { N_ ("Program"),
    { { NULL, N_ ("Main menu"), { "F10" } },
      { "win.help", N_ ("Help on what has the focus"), { "F1" } },
      { "win.help-contents", N_ ("Contents of the guide"), { "<Shift>F1" } },
      { "app.shortcuts", N_ ("Keyboard shortcuts"), { "<Control>question" } },
      { "window.close", N_ ("Close the window"), { "<Control>w" } },
      { "app.quit", N_ ("Quit"), { "<Control>q" } },
      { NULL, N_ ("Leave a search, a message or the projector"), { "Escape" } } } },
  { N_ ("In the guide"),
    { { NULL, N_ ("Back"), { "<Alt>Left" } },
      { NULL, N_ ("Contents"), { "<Alt>Home F1" } },
      { NULL, N_ ("Search"), { "<Control>f" } },
      { NULL, N_ ("Close the guide"), { "Escape <Control>w" } } } },
};

/* Calls visit for every row of a group, until it returns TRUE, which is returned then. */
static gboolean
visit_rows (const Group *group, gboolean (*visit) (const Row *row, gpointer data), gpointer data)
{
  guint n = 0;
  const AppView *views = group->views ? app_views (&n) : NULL;

  for (guint i = 0; i < n; i++) {
    const Row row = { views[i].action, views[i].name, { views[i].accel } };

    if (visit (&row, data))
      return TRUE;
  }
  for (const Row *row = group->rows; row->title != NULL; row++)
    if (visit (row, data))
      return TRUE;
  return FALSE;
}

static gboolean
set_accels (const Row *row, gpointer application)
{
  if (row->action != NULL)
    gtk_application_set_accels_for_action (application, row->action, row->accels);
  return FALSE;
}

void
app_actions_set_accels (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    visit_rows (&groups[i], set_accels, application);
}

typedef struct {
  const char *action; /* that is looked for */
  const char *accel;  /* its first key, once it is found */
} Search;

static gboolean
find_accel (const Row *row, gpointer data)
{
  Search *search = data;

  if (g_strcmp0 (row->action, search->action) != 0)
    return FALSE;
  search->accel = row->accels[0];
  return TRUE;
}

char *
app_actions_tooltip (const char *action, const char *text)
{
  Search search = { action, NULL };
  g_autofree char *keys = NULL;
  GdkModifierType modifiers;
  guint key;

  for (guint i = 0; i < G_N_ELEMENTS (groups) && search.accel == NULL; i++)
    visit_rows (&groups[i], find_accel, &search);
  if (search.accel == NULL || !gtk_accelerator_parse (search.accel, &key, &modifiers))
    return g_strdup (text);
  keys = gtk_accelerator_get_label (key, modifiers);
  return g_strdup_printf ("%s (%s)", text, keys);
}

typedef struct {
  const Group *group;
  AppActionsVisit visit;
  gpointer data;
} Each;

static gboolean
visit_each (const Row *row, gpointer data)
{
  const Each *each = data;

  each->visit (_ (each->group->title), _ (row->title), row->accels, each->data);
  return FALSE;
}

void
app_actions_each (AppActionsVisit visit, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    Each each = { &groups[i], visit, data };
    visit_rows (&groups[i], visit_each, &each);
  }
}

static gboolean
append_row (const Row *row, gpointer xml)
{
  g_autofree char *keys = g_strjoinv (" ", (char **)row->accels);
  g_autofree char *item = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
      "<property name='accelerator'>%s</property></object></child>",
      _ (row->title), keys);

  g_string_append (xml, item);
  return FALSE;
}

/* GtkShortcutsWindow takes its groups only from a builder before GTK 4.14. */
static void
append_group (GString *xml, const Group *group)
{
  g_autofree char *title = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
      _ (group->title));

  g_string_append (xml, title);
  visit_rows (group, append_row, xml);
  g_string_append (xml, "</object></child>");
}

/* Each section fits on one page of two columns: GTK 4.8 measures the numbers of pages wrongly. */
static void
begin_section (GString *xml, const char *title, gboolean first)
{
  g_autofree char *section = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsSection'><property name='section-name'>%s</property>"
      "<property name='title'>%s</property><property name='max-height'>17</property>",
      title, _ (title));

  if (!first)
    g_string_append (xml, "</object></child>");
  g_string_append (xml, section);
}

GtkWidget *
app_actions_shortcuts_window (GtkWindow *parent)
{
  g_autoptr (GString) xml = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1"
      "</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (groups[i].section != NULL)
      begin_section (xml, groups[i].section, i == 0);
    append_group (xml, &groups[i]);
  }
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize)xml->len);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  app_help_topic_set (window, "shortcuts");
  return window;
}
