/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-close.c - the question before work is lost: closing, or another document in the window.
 */
#include "window-files.h"

#include <glib/gi18n.h>

#include "help/topic.h"

struct _AppStep {
  AppWindow *self;
  AppThen then;
  gpointer data;
  GDestroyNotify destroy;
};

/* --- steps --- */

AppStep *
app_step_new (AppWindow *self, AppThen then, gpointer data, GDestroyNotify destroy)
{
  AppStep *step = g_new (AppStep, 1);
  step->self = g_object_ref (self);
  step->then = then;
  step->data = data;
  step->destroy = destroy;
  return step;
}

void
app_step_free (AppStep *step)
{
  if (step == NULL)
    return;
  if (step->destroy != NULL)
    step->destroy (step->data);
  g_object_unref (step->self);
  g_free (step);
}

static void
step_run (AppStep *step)
{
  if (step == NULL)
    return;
  step->then (step->self, step->data);
  app_step_free (step);
}

static gboolean
step_run_idle (gpointer data)
{
  step_run (data);
  return G_SOURCE_REMOVE;
}

/* --- closing --- */

gboolean
app_window_is_gone (AppWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self)) == NULL;
}

/* Closes; what still waits to be written is given up by now, or there is nothing left to ask. */
static void
close_now (AppWindow *self, gpointer data)
{
  self->closing = TRUE;
  app_recovery_put_aside (self->recovery); /* the next start may bring it back */
  g_clear_pointer (&self->question, gtk_window_destroy);
  app_window_drop_waiting (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* Another document in the window leaves the queue alone, closing does not. */
static gboolean
would_lose_waiting (AppWindow *self, const AppStep *step)
{
  return step->then == close_now && !g_queue_is_empty (&self->waiting);
}

/* --- the question --- */

/* A later wish takes the place of the earlier one: the disk may answer at last. */
static void
wait_for_disk (AppWindow *self, AppStep *step)
{
  if (self->saving == NULL) {
    app_window_when_safe (self, step);
    return;
  }
  app_step_free (self->then);
  self->then = step;
}

static void
on_unsaved_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  AppStep *step = g_object_steal_data (G_OBJECT (dialog), "step");

  step->self->question = NULL;
  if (g_str_equal (response, "save"))
    app_window_save (step->self, step);
  else if (g_str_equal (response, "wait"))
    wait_for_disk (step->self, step);
  else if (g_str_equal (response, "discard")) {
    app_window_put_aside (step->self);
    g_idle_add (step_run_idle, step); /* not before the dialog is gone: the window may go */
  } else
    app_step_free (step);
}

/* Shows dialog, whose answers are "discard", usual, and maybe more; the step goes with it. */
static void
ask (AppWindow *self, GtkWidget *dialog, const char *usual, AppStep *step)
{
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  self->question = GTK_WINDOW (dialog);
  adw_message_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (question, usual, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, usual);
  g_object_set_data_full (G_OBJECT (dialog), "step", step, (GDestroyNotify) app_step_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_unsaved_answer), NULL);
  gtk_window_present (self->question);
}

static void
ask_to_save (AppWindow *self, AppStep *step)
{
  g_autofree char *title = app_document_title (self->document);
  g_autofree char *waiting = NULL;
  g_autofree char *body
      = g_strdup_printf (_ ("“%s” has changes that are not saved. If they are discarded, one "
                            "message offers to bring them back."),
                         title);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Save changes?"), NULL);

  if (would_lose_waiting (self, step))
    waiting = app_window_describe_waiting (self);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s%s%s", body,
                                  waiting != NULL ? "\n\n" : "", waiting != NULL ? waiting : "");
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  app_help_topic_set (dialog, "sharing#send");
  ask (self, dialog, "save", step);
}

static void
ask_to_wait (AppWindow *self, AppStep *step)
{
  g_autofree char *waiting = app_window_describe_waiting (self);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Wait for the disk?"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), waiting);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "discard", _ ("_Discard"), "wait",
                                    _ ("_Wait"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "wait");
  app_help_topic_set (dialog, "sharing#send");
  ask (self, dialog, "wait", step);
}

void
app_window_when_safe (AppWindow *self, AppStep *step)
{
  gboolean modified = app_document_modified (self->document);

  /* A second wish while the first waits is impatience: the disk may never answer. */
  if (self->saving != NULL && self->then == NULL)
    self->then = step;
  else if (!modified && !would_lose_waiting (self, step))
    step_run (step);
  else if (self->question != NULL)
    app_step_free (step);
  else if (modified)
    ask_to_save (self, step);
  else
    ask_to_wait (self, step);
}

gboolean
app_window_may_close (AppWindow *self)
{
  if (self->closing || (self->saving == NULL && !app_document_modified (self->document)))
    return TRUE;
  app_window_when_safe (self, app_step_new (self, close_now, NULL, NULL));
  return self->closing; /* GTK does not close a window that is being asked whether it may */
}
