/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-window.c - a bar while the cases are computed, then their table, to be copied and saved.
 */
#include "verify-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "button.h"
#include "columns.h"
#include "export/export.h"
#include "help/help-window.h"
#include "job.h"
#include "tooltip.h"

#define COLUMNS 100 /* of the text */

struct _AppVerifyWindow {
  AdwWindow parent_instance;

  AppJob *job;
  SimVerification *verification; /* NULL while it is computed */
  char *date;
  GtkStack *stack;
  GtkWidget *bar, *progress_label, *summary, *view;
};

G_DEFINE_FINAL_TYPE (AppVerifyWindow, app_verify_window, ADW_TYPE_WINDOW)

/* --- cells --- */

typedef enum { ID, EXPECTED, FOUND, DISTANCE, VERDICT, DESIGN, SOURCE, N_COLUMNS } Column;

#define LONG .words = TRUE, .expand = TRUE, .least = 24

static const AppColumnLook looks[N_COLUMNS] = {
  [ID] = { N_ ("Case"), .words = TRUE },
  [EXPECTED] = { N_ ("Expected") },
  [FOUND] = { N_ ("Found") },
  [DISTANCE] = { N_ ("Off by") },
  [VERDICT] = { N_ ("Verdict") },
  [DESIGN] = { N_ ("What is computed"), LONG },
  [SOURCE] = { N_ ("Source"), LONG },
};

static char *
cell_text (const SimVerifyResult *result, Column column)
{
  switch (column) {
  case ID:
    return g_strdup (result->row->id);
  case EXPECTED:
    return sim_verification_expected (result);
  case FOUND:
    return sim_verification_found (result);
  case DISTANCE:
    return sim_verification_distance (result);
  case VERDICT:
    return g_strdup (result->passed ? _ ("pass") : _ ("FAIL"));
  case DESIGN:
    return g_strdup (_ (result->row->design));
  default:
    return g_strdup (result->row->source);
  }
}

static void
show_cell (GtkListItem *item, guint column, gpointer data)
{
  AppVerifyWindow *self = data;
  const SimVerifyResult *result = &self->verification->results[gtk_list_item_get_position (item)];
  g_autofree char *text = cell_text (result, column);

  app_cell_set (item, text, column == SOURCE ? text : _ (result->row->design), !result->passed);
}

static const AppCells cells = { .show = show_cell };

/* --- what comes of it --- */

char *
app_verify_window_text (AppVerifyWindow *self)
{
  g_autofree char *processor = sim_processor_name ();
  const SimVerificationInfo info
      = { .program = "trefoil " TREFOIL_VERSION, .date = self->date, .processor = processor };

  return self->verification == NULL
             ? NULL
             : sim_report_verification_table (self->verification, &info, COLUMNS, FALSE);
}

const char *
app_verify_window_summary (AppVerifyWindow *self)
{
  return gtk_label_get_text (GTK_LABEL (self->summary));
}

/* "200 passed, 0 failed." and what that means. */
static char *
verdict (const SimVerification *verification)
{
  g_autofree char *counts = sim_verification_summary (verification);

  return g_strconcat (counts, " ",
                      verification->n_passed == verification->n
                          ? _ ("This installation computes what it should.")
                          : _ ("Do not rely on this installation."),
                      NULL);
}

static void
fill_list (AppVerifyWindow *self)
{
  GtkStringList *rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->verification->n; i++)
    gtk_string_list_append (rows, self->verification->results[i].row->id);
  GtkNoSelection *selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
enable_output (AppVerifyWindow *self, gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "verify.copy", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "verify.save", enabled);
}

/* --- the job --- */

typedef struct {
  const SimVerifyCase *cases; /* borrowed */
  guint n;
  AppTask *task;
} Wish;

typedef struct {
  guint done, n; /* cases */
  SimVerification *verification;
  GError *error; /* the engine could not be started */
} Found;

static void
found_free (Found *found)
{
  sim_verification_free (found->verification);
  g_clear_error (&found->error);
  g_free (found);
}

/* In the thread. */
static void
note_progress (guint done, guint n, gpointer data)
{
  Wish *wish = data;
  Found *found = g_new0 (Found, 1);

  found->done = done;
  found->n = n;
  app_task_report (wish->task, found);
}

static gpointer
compute (AppTask *task, gpointer input)
{
  Wish *wish = input;
  Found *found = g_new0 (Found, 1);
  SimEngine *engine = sim_engine_new (0, SIM_ISA_AUTO, &found->error);

  wish->task = task;
  if (engine != NULL)
    found->verification = sim_verify_run (engine, wish->cases, wish->n, note_progress, wish,
                                          app_task_cancel (task));
  g_clear_pointer (&engine, sim_engine_free);
  return found;
}

static void
show_progress (AppVerifyWindow *self, guint done, guint n)
{
  g_autofree char *text = g_strdup_printf (_ ("%u of %u cases"), done, n);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), (double)done / MAX (n, 1));
  gtk_label_set_text (GTK_LABEL (self->progress_label), text);
}

static void
show_verification (AppVerifyWindow *self)
{
  const SimVerification *verification = self->verification;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *text = verdict (verification);

  self->date = g_date_time_format (now, "%Y-%m-%d %H:%M:%S UTC");
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_add_css_class (self->summary,
                            verification->n_passed == verification->n ? "success" : "error");
  fill_list (self);
  enable_output (self, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "done");
}

static void
on_ready (gpointer result, gboolean last, gpointer data)
{
  AppVerifyWindow *self = data;
  Found *found = result;

  if (!last)
    show_progress (self, found->done, found->n);
  else if (found->error != NULL)
    gtk_label_set_text (GTK_LABEL (self->progress_label), found->error->message);
  else {
    self->verification = g_steal_pointer (&found->verification);
    show_verification (self);
  }
  found_free (found);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppVerifyWindow *self = APP_VERIFY_WINDOW (widget);
  g_autofree char *text = app_verify_window_text (self);

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  app_toast (GTK_WIDGET (self->stack), _ ("Table copied"));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppVerifyWindow *self = APP_VERIFY_WINDOW (widget);
  char *text = app_verify_window_text (self);

  if (text != NULL)
    app_export_text_dialog (GTK_WIDGET (self->stack), _ ("Save Verification"), "verification",
                            text);
}

/* The same cases as they came out for the guide. */
static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppHelpWindow *help = app_help_window_over (GTK_WINDOW (widget));

  app_help_window_show (help, "validation", NULL);
  gtk_window_present (GTK_WINDOW (help));
}

/* --- life --- */

static GtkWidget *
header_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  app_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_running_page (AppVerifyWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *words = gtk_label_new (
      _ ("Published and closed-form figures are computed on this machine and held against their "
         "sources."));
  GtkWidget *cancel = app_button_new (_ ("_Cancel"));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
  self->bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cases computed"), -1);
  self->progress_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->progress_label), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (page), words);
  gtk_box_append (GTK_BOX (page), self->bar);
  gtk_box_append (GTK_BOX (page), self->progress_label);
  gtk_box_append (GTK_BOX (page), cancel);
  gtk_widget_set_valign (page, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (page, 48);
  gtk_widget_set_margin_end (page, 48);
  return page;
}

static GtkWidget *
make_done_page (AppVerifyWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->summary = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "heading");
  gtk_widget_set_margin_top (self->summary, 6);
  self->view = app_columns_new (_ ("Cases of the verification"), NULL, looks, N_COLUMNS, &cells,
                                self);
  app_columns_name_scroller (scroller, _ ("Cases of the verification"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (page), self->summary);
  gtk_box_append (GTK_BOX (page), scroller);
  return page;
}

static void
app_verify_window_dispose (GObject *object)
{
  AppVerifyWindow *self = APP_VERIFY_WINDOW (object);

  g_clear_pointer (&self->job, app_job_free);
  if (self->view != NULL) /* its cells read the results */
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  self->view = NULL;
  g_clear_pointer (&self->verification, sim_verification_free);
  g_clear_pointer (&self->date, g_free);
  G_OBJECT_CLASS (app_verify_window_parent_class)->dispose (object);
}

static void
app_verify_window_class_init (AppVerifyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_verify_window_dispose;
  gtk_widget_class_install_action (widget_class, "verify.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "verify.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "verify.help", NULL, help_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "verify.help", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
app_verify_window_init (AppVerifyWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new (), *overlay = adw_toast_overlay_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_running_page (self), "running");
  gtk_stack_add_named (self->stack, make_done_page (self), "done");
  adw_header_bar_pack_end (
      ADW_HEADER_BAR (header),
      header_button ("document-save-symbolic", _ ("Save the table"), "verify.save"));
  adw_header_bar_pack_end (
      ADW_HEADER_BAR (header),
      header_button ("edit-copy-symbolic", _ ("Copy the table"), "verify.copy"));
  enable_output (self, FALSE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), overlay);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Verify This Installation"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1080, 640);
}

AppVerifyWindow *
app_verify_window_new (GtkWindow *parent, const SimVerifyCase *cases, guint n)
{
  static const AppJobKind kind
      = { "verify", compute, g_free, (GDestroyNotify) found_free, on_ready };
  AppVerifyWindow *self = g_object_new (APP_TYPE_VERIFY_WINDOW, "transient-for", parent,
                                        "destroy-with-parent", TRUE, NULL);
  Wish *wish = g_new0 (Wish, 1);

  wish->cases = cases;
  wish->n = n;
  self->job = app_job_new (&kind, self);
  show_progress (self, 0, n);
  app_job_want (self->job, wish);
  return self;
}
