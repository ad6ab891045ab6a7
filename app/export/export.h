/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * export.h - figures and results as files.
 *
 * A figure is drawn on a cairo surface in memory and the bytes replace the file as a whole, so a
 * failure leaves an old file as it was. Errors are sentences of domain SIM_ERROR.
 */
#ifndef APP_EXPORT_EXPORT_H
#define APP_EXPORT_EXPORT_H

#include <gtk/gtk.h>

#include "plot/plot.h"
#include "run.h"

G_BEGIN_DECLS

typedef enum { APP_PICTURE_PNG, APP_PICTURE_SVG, APP_PICTURE_PDF } AppPictureFormat;

/** How a picture is drawn; see app_picture_options_for(). */
typedef struct {
  PlotStyle style;
  double width, height; /* in px of 1/96 inch */
  double scale;         /* PNG: device pixels per px */
} AppPictureOptions;

/** Print: white, 900 px wide, PNG at 300 dpi. Slide: 16:9, large text. Screen: as given. */
void app_picture_options_for (AppPictureOptions *options, PlotPreset preset);
/** The format that the name ends in (any case); FALSE for any other ending. */
gboolean app_picture_format_of (const char *path, AppPictureFormat *format);
/** The picture as bytes; NULL with an error if cairo refused (too large, no memory). */
GBytes *app_picture_render (PlotFigure *figure, AppPictureFormat format,
                            const AppPictureOptions *options, GError **error);
/** The picture as a texture of options->scale device pixels a px. */
GdkTexture *app_picture_texture (PlotFigure *figure, const AppPictureOptions *options);
/** The same as app_picture_render(), into a file. Any thread may do this. */
gboolean app_picture_save (PlotFigure *figure, const char *path, AppPictureFormat format,
                           const AppPictureOptions *options, GError **error);

typedef enum { APP_RESULTS_JSON, APP_RESULTS_CSV } AppResultsFormat;
/** The results as the run stands. Fails with SIM_ERROR_USAGE while there are none. */
char *app_results_text (AppRun *run, AppResultsFormat format, GError **error);
/** What the report says of the sample size, to be pasted into a protocol: paragraphs with an empty
 *  line between them. Fails with SIM_ERROR_USAGE while there are no results. */
char *app_results_protocol (AppRun *run, GError **error);
/** The R program of a scenario, the same in every language. Fails as sim_report_r() does, with a
 *  sentence in the user's. */
char *app_results_program (SimScenario *scenario, GError **error);
gboolean app_results_save (AppRun *run, const char *path, AppResultsFormat format, GError **error);

/**
 * Asks for a file and saves; parent: any widget of the window. Failures and success appear as a
 * toast in the nearest AdwToastOverlay. stem: the proposed name without extension.
 */
void app_export_picture_dialog (GtkWidget *parent, PlotFigure *figure, const char *stem,
                                const PlotStyle *screen);
void app_export_results_dialog (GtkWidget *parent, AppRun *run, const char *stem);
/** The same for a report on the results as they are when the file is chosen. It is made in a thread
 *  of its own, which takes seconds, for each assumption is put to both ends of its range. */
void app_export_report_dialog (GtkWidget *parent, AppRun *run, const char *stem);
/** The same for an answer that is there as CSV, JSON and a table of text: the file's ending says
 *  which of them is saved. The texts are copied. */
void app_export_answer_dialog (GtkWidget *parent, const char *stem, const char *csv,
                               const char *json, const char *text);
/** The same for a text, which is taken over, under a title of its own. */
void app_export_text_dialog (GtkWidget *parent, const char *title, const char *stem, char *text);

/** The same for the R program that simulates a scenario; where R cannot, the sentence that says
 * what of it is shown instead. */
void app_export_program_dialog (GtkWidget *parent, const char *stem, SimScenario *scenario);

/** The same for a table in CSV. */
void app_export_csv_dialog (GtkWidget *parent, const char *title, const char *stem, char *text);

/** Shows a sentence in the AdwToastOverlay above the widget; a warning where there is none. */
void app_toast (GtkWidget *widget, const char *text);

G_END_DECLS
#endif
