/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dialog.c - asking where to save, saving, and saying how it went.
 *
 * Files are encoded and synced to disk in a thread of their own: that takes longer than a frame.
 */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "export/export.h"
#include "help/topic.h"
#include "recent.h"
#include "report/make.h"
#include "toast.h"

#define CHOICE_LOOK     "look"
#define REPORT_THREADS  1
#define REPORT_NICENESS 8

void
app_toast (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL) {
    g_warning ("%s", text);
    return;
  }
  app_toast_show (ADW_TOAST_OVERLAY (overlay), text, NULL, NULL);
}

/** What is being saved while the dialog is open and the file written. */
typedef struct {
  GtkWidget *parent; /* a reference: toasts go there */
  PlotFigure *figure;
  AppRun *run;
  PlotStyle screen;
  AppPictureFormat picture_format;
  AppPictureOptions options;
  char **answer;         /* its texts in the order of the endings */
  char *text;            /* results; else a picture is saved */
  const char *ending;    /* of a text's file */
  SimSnapshot *snapshot; /* what a report is about */
  char *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->parent);
  g_clear_object (&saving->run);
  g_clear_pointer (&saving->figure, plot_figure_unref);
  g_strfreev (saving->answer);
  sim_snapshot_unref (saving->snapshot);
  g_free (saving->text);
  g_free (saving->path);
  g_free (saving);
}

static void
say_saved (GtkWidget *parent, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: %s is the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("Saved “%s”"), name);

  app_toast (parent, text);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
}

/* The chosen file; with the ending of the chosen filter if it has none that is known. */
static char *
chosen_path (GtkFileChooser *chooser, const char *const *endings)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  GListModel *filters = gtk_file_chooser_get_filters (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *small = path != NULL ? g_ascii_strdown (path, -1) : NULL;
  guint chosen = 0;

  for (guint i = 0; small != NULL && endings[i] != NULL; i++) {
    g_autoptr (GtkFileFilter) other = g_list_model_get_item (filters, i);
    g_autofree char *ending = g_ascii_strdown (endings[i], -1);

    if (g_str_has_suffix (small, ending)) {
      g_object_unref (filters);
      return g_steal_pointer (&path);
    }
    if (other == filter)
      chosen = i;
  }
  g_object_unref (filters);
  return path != NULL ? g_strconcat (path, endings[chosen], NULL) : NULL;
}

/* place: of the guide, about what is saved. */
static GtkFileChooserNative *
new_dialog (GtkWidget *parent, const char *title, const char *stem, const char *ending,
            const char *place)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autofree char *name = g_strconcat (stem, ending, NULL);
  g_autoptr (GFile) folder = app_recent_folder ();
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  if (GTK_IS_WINDOW (root))
    app_help_topic_set_chooser (GTK_WINDOW (root), place);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  return dialog;
}

/* --- writing --- */

/* The threads of the window's own runs are left to these: what is asked of them comes first. */
static gboolean
write_report (const Saving *saving, GError **error)
{
  ReportRequest request = { .snapshot = saving->snapshot, .program = "trefoil " TREFOIL_VERSION };
  gsize n = 0;
  gboolean saved = FALSE;

  request.engine = sim_engine_new (REPORT_THREADS, SIM_ISA_AUTO, error);
  if (request.engine == NULL)
    return FALSE;
  sim_engine_set_nice (request.engine, REPORT_NICENESS);
  GBytes *bytes = report_make (&request, saving->path, error);
  if (bytes != NULL) {
    const char *data = g_bytes_get_data (bytes, &n);
    saved = sim_file_save (saving->path, data, (gssize)n, error);
    g_bytes_unref (bytes);
  }
  sim_engine_free (request.engine);
  return saved;
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  gboolean saved;

  if (saving->snapshot != NULL)
    saved = write_report (saving, &error);
  else if (saving->text != NULL)
    saved = sim_file_save (saving->path, saving->text, -1, &error);
  else
    saved = app_picture_save (saving->figure, saving->path, saving->picture_format,
                              &saving->options, &error);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Who closes the window meanwhile gets the file all the same, and is told nothing any more. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = g_task_get_task_data (G_TASK (result));
  GApplication *application = g_application_get_default ();
  gboolean seen = gtk_widget_get_root (saving->parent) != NULL;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (seen)
      app_toast (saving->parent, error->message);
    else
      g_printerr ("%s\n", error->message);
  } else if (seen)
    say_saved (saving->parent, saving->path);
  if (application != NULL)
    g_application_release (application);
}

/* Takes over saving, whose widgets are let go in the main thread again. */
static void
start_writing (Saving *saving)
{
  GTask *task = g_task_new (NULL, NULL, on_written, NULL);
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_hold (application);
  g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
  g_task_run_in_thread (task, write_file);
  g_object_unref (task);
}

/* --- pictures --- */

static void
choose_options (Saving *saving, const char *look)
{
  if (g_strcmp0 (look, "slide") == 0)
    app_picture_options_for (&saving->options, PLOT_PRESET_SLIDE);
  else if (g_strcmp0 (look, "screen") == 0) {
    app_picture_options_for (&saving->options, PLOT_PRESET_SCREEN);
    saving->options.style = saving->screen;
    saving->options.style.interactive = FALSE;
  } else
    app_picture_options_for (&saving->options, PLOT_PRESET_PRINT);
  saving->options.style.zoom = saving->screen.zoom;
}

static void
on_picture_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf", NULL };
  Saving *saving = data;
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    saving->path = chosen_path (chooser, endings);
  if (saving->path == NULL || !app_picture_format_of (saving->path, &saving->picture_format)) {
    saving_free (saving);
    g_object_unref (dialog);
    return;
  }
  choose_options (saving, gtk_file_chooser_get_choice (chooser, CHOICE_LOOK));
  g_object_unref (dialog);
  start_writing (saving);
}

void
app_export_picture_dialog (GtkWidget *parent, PlotFigure *figure, const char *stem,
                           const PlotStyle *screen)
{
  const char *looks[] = { "print", "slide", "screen", NULL };
  const char *labels[] = { _ ("For print"), _ ("For slides"), _ ("As on screen"), NULL };
  GtkFileChooserNative *dialog
      = new_dialog (parent, _ ("Save Picture"), stem, ".png", "sharing#pictures");
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  Saving *saving = g_new0 (Saving, 1);

  saving->parent = g_object_ref (parent);
  saving->figure = plot_figure_ref (figure);
  saving->screen = *screen;
  add_filter (chooser, _ ("PNG image"), "*.png");
  add_filter (chooser, _ ("SVG drawing"), "*.svg");
  add_filter (chooser, _ ("PDF document"), "*.pdf");
  gtk_file_chooser_add_choice (chooser, CHOICE_LOOK, _ ("Look"), looks, labels);
  gtk_file_chooser_set_choice (chooser, CHOICE_LOOK, "print");
  g_signal_connect (dialog, "response", G_CALLBACK (on_picture_response), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- results --- */

static void
on_results_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  static const char *const endings[] = { ".csv", ".json", NULL };
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *small = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    saving->path = chosen_path (GTK_FILE_CHOOSER (dialog), endings);
  g_object_unref (dialog);
  if (saving->path == NULL) {
    saving_free (saving);
    return;
  }
  small = g_ascii_strdown (saving->path, -1);
  saving->text = app_results_text (
      saving->run, g_str_has_suffix (small, ".json") ? APP_RESULTS_JSON : APP_RESULTS_CSV, &error);
  if (saving->text != NULL) {
    start_writing (saving);
    return;
  }
  app_toast (saving->parent, error->message);
  saving_free (saving);
}

/* Asks where to save something of run; answered takes over what is being saved. The filters are
 * pairs of a name and a pattern, ended by NULL. */
static void
ask_where (GtkWidget *parent, AppRun *run, GtkFileChooserNative *dialog, const char *const *filters,
           GCallback answered)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->parent = g_object_ref (parent);
  saving->run = g_object_ref (run);
  for (; *filters != NULL; filters += 2)
    add_filter (GTK_FILE_CHOOSER (dialog), _ (filters[0]), filters[1]);
  g_signal_connect (dialog, "response", answered, saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
app_export_results_dialog (GtkWidget *parent, AppRun *run, const char *stem)
{
  static const char *const filters[]
      = { N_ ("CSV table"), "*.csv", N_ ("JSON results"), "*.json", NULL };

  ask_where (parent, run,
             new_dialog (parent, _ ("Save Results"), stem, ".csv", "sharing#pictures"), filters,
             G_CALLBACK (on_results_response));
}

/* --- reports --- */

static void
on_report_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  static const char *const endings[] = { ".pdf", ".html", NULL };
  Saving *saving = data;
  SimSnapshot *snapshot = app_run_snapshot (saving->run);

  if (response == GTK_RESPONSE_ACCEPT)
    saving->path = chosen_path (GTK_FILE_CHOOSER (dialog), endings);
  g_object_unref (dialog);
  if (saving->path == NULL || snapshot == NULL) {
    saving_free (saving);
    return;
  }
  saving->snapshot = sim_snapshot_ref (snapshot);
  app_toast (saving->parent, _ ("The report is being made…"));
  start_writing (saving);
}

void
app_export_report_dialog (GtkWidget *parent, AppRun *run, const char *stem)
{
  static const char *const filters[]
      = { N_ ("PDF document"), "*.pdf", N_ ("HTML page"), "*.html", NULL };

  ask_where (parent, run, new_dialog (parent, _ ("Save Report"), stem, ".pdf", "sharing#report"),
             filters, G_CALLBACK (on_report_response));
}

/* --- answers --- */

static const char *const answer_endings[] = { ".csv", ".json", ".txt", NULL };

static void
on_answer_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Saving *saving = data;
  g_autofree char *small = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    saving->path = chosen_path (GTK_FILE_CHOOSER (dialog), answer_endings);
  g_object_unref (dialog);
  if (saving->path == NULL) {
    saving_free (saving);
    return;
  }
  small = g_ascii_strdown (saving->path, -1);
  for (guint i = 0; answer_endings[i] != NULL; i++)
    if (g_str_has_suffix (small, answer_endings[i]))
      saving->text = g_strdup (saving->answer[i]);
  start_writing (saving);
}

void
app_export_answer_dialog (GtkWidget *parent, const char *stem, const char *csv, const char *json,
                          const char *text)
{
  GtkFileChooserNative *dialog = new_dialog (parent, _ ("Save Answer"), stem, ".csv", "view-size");
  Saving *saving = g_new0 (Saving, 1);
  const char *const answer[] = { csv, json, text, NULL };

  saving->parent = g_object_ref (parent);
  saving->answer = g_strdupv ((char **) answer);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("CSV table"), "*.csv");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("JSON results"), "*.json");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Text"), "*.txt");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answer_response), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- texts --- */

static void
on_text_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Saving *saving = data;
  const char *const endings[] = { saving->ending, NULL };

  if (response == GTK_RESPONSE_ACCEPT)
    saving->path = chosen_path (GTK_FILE_CHOOSER (dialog), endings);
  g_object_unref (dialog);
  if (saving->path != NULL)
    start_writing (saving);
  else
    saving_free (saving);
}

/* ending: a constant, ".txt"; kind: what such a file is called; place: as above. */
static void
ask_for_text (GtkWidget *parent, const char *title, const char *stem, const char *ending,
              const char *kind, const char *place, char *text)
{
  GtkFileChooserNative *dialog = new_dialog (parent, title, stem, ending, place);
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *pattern = g_strconcat ("*", ending, NULL);

  saving->parent = g_object_ref (parent);
  saving->text = text;
  saving->ending = ending;
  add_filter (GTK_FILE_CHOOSER (dialog), kind, pattern);
  g_signal_connect (dialog, "response", G_CALLBACK (on_text_response), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
app_export_text_dialog (GtkWidget *parent, const char *title, const char *stem, char *text)
{
  ask_for_text (parent, title, stem, ".txt", _ ("Text"), "validation", text);
}

void
app_export_program_dialog (GtkWidget *parent, const char *stem, SimScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  char *text = app_results_program (scenario, &error);

  if (text != NULL)
    ask_for_text (parent, _ ("Save R Program"), stem, ".R", _ ("R program"), "sharing#independent",
                  text);
  else
    app_toast (parent, error->message);
}

void
app_export_csv_dialog (GtkWidget *parent, const char *title, const char *stem, char *text)
{
  ask_for_text (parent, title, stem, ".csv", _ ("CSV table"), "lessons#take", text);
}
