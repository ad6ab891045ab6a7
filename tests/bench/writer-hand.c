/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * writer-hand.c - writes in the window's own widgets.
 */
#include "writer-hand.h"

#include <string.h>

#include "busy.h"
#include "../app/fullest.h"
#include "window-private.h"

/* What follows takes no longer, in so many turns of so many ms. */
#define TURNS 12
#define MS    25
/* A list that is open: its entry waits so long for more letters, ms. */
#define ENTRY_WAITS 200
/* What is out of sight has come into it after so many. */
#define SCROLLS 300

static double longest;

static void
on_turn (double ms, double cpu_ms)
{
  longest = MAX (longest, cpu_ms);
}

static void
on_time (gpointer over)
{
  *(gboolean *)over = TRUE;
}

static void
turn_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add_once (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_at_rest (AppWindow *window)
{
  return app_run_state (window->run) == SIM_RUN_COMPLETE
         && app_run_scenario (window->run) == app_document_scenario (window->document)
         && app_run_theory (window->run) != NULL && !app_author_checking (window->author);
}

void
writer_hand_begin (AppWindow *window)
{
  g_autoptr (SimDraft) draft = fullest_draft ();

  app_document_load_draft (window->document, draft, NULL, FALSE);
  app_course_miss (window->course);
  g_action_group_change_action_state (G_ACTION_GROUP (window), "write-lesson",
                                      g_variant_new_boolean (TRUE));
  g_assert_true (app_author_on (window->author));
  while (!is_at_rest (window))
    turn_for (MS);
}

double
writer_hand_longest (AppWindow *window, void (*act) (AppWindow *window, guint i), guint i)
{
  turn_for (MS);
  longest = 0;
  busy_watch (on_turn);
  g_main_context_iteration (NULL, FALSE); /* from a poll on */
  longest = 0;
  act (window, i);
  for (guint turn = 0; turn < TURNS || !is_at_rest (window); turn++)
    turn_for (MS);
  busy_watch (NULL);
  return longest;
}

/* --- the widgets --- */

static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (text == NULL
          || (type == GTK_TYPE_LABEL
              && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, text);
  return found;
}

static GtkWidget *
writer_of (AppWindow *window)
{
  return gtk_stack_get_child_by_name (window->teaching, "writer");
}

/* The text view below a heading. */
static void
type_below (AppWindow *window, const char *heading, guint i)
{
  GtkWidget *box = gtk_widget_get_parent (find (writer_of (window), GTK_TYPE_LABEL, heading));
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (box, GTK_TYPE_TEXT_VIEW, NULL)));
  char letter[] = { (char)('a' + i % 26), '\0' };
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, letter, -1);
}

void
writer_hand_type (AppWindow *window, guint i)
{
  type_below (window, "Text of the step", i);
}

void
writer_hand_explain (AppWindow *window, guint i)
{
  type_below (window, "Explanation", i);
}

static GtkMenuButton *
list_of (AppWindow *window)
{
  GtkWidget *label = find (writer_of (window), GTK_TYPE_LABEL, "Insert a Result");

  return GTK_MENU_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_MENU_BUTTON));
}

void
writer_hand_open (AppWindow *window, guint i)
{
  gtk_menu_button_popdown (list_of (window));
  gtk_widget_grab_focus (GTK_WIDGET (list_of (window))); /* which brings it into sight */
  turn_for (SCROLLS);
  gtk_menu_button_popup (list_of (window));
}

void
writer_hand_search (AppWindow *window, guint i)
{
  static const char words[] = "bias width power any";
  g_autofree char *text = g_strndup (words, 1 + i % strlen (words));
  GtkWidget *entry = find (GTK_WIDGET (list_of (window)), GTK_TYPE_SEARCH_ENTRY, NULL);

  if (entry == NULL || !gtk_widget_get_mapped (entry))
    writer_hand_open (window, i);
  entry = find (GTK_WIDGET (list_of (window)), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  turn_for (ENTRY_WAITS);
}

void
writer_hand_go (AppWindow *window, guint i)
{
  app_author_go (window->author, i);
}
