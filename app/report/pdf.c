/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf.c - a report as pages of A4, set by Pango and drawn by cairo, which embeds the fonts.
 */
#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "report/document.h"
#include "sim.h"

#define PAGE_WIDTH    595.276 /* pt */
#define PAGE_HEIGHT   841.89
#define MARGIN        54.0
#define FOOT          24.0 /* below the text: the number of the page */
#define WIDTH         (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM        (PAGE_HEIGHT - MARGIN - FOOT)
#define FIGURE_WIDTH  900 /* px */
#define FIGURE_HEIGHT 560
#define PAD           5.0  /* between the cells of a table */
#define MOST_COLUMNS  32
#define MOST_HEADINGS 200.0 /* of a page, for headings that are repeated */
#define LEAST_SLICE   40.0  /* of a row that goes on on another page */

typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  const ReportDocument *document;
  double y;
  guint page;
  gboolean failed;
} Pdf;

/* --- text ---------------------------------------------------------------------------------- */

/* Controls are no characters to be set. */
static char *
plain (const char *text)
{
  char *copy = g_strdup (text);

  for (char *c = copy; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && *c != '\n')
      *c = ' ';
  return copy;
}

static PangoLayout *
layout_of (const Pdf *pdf, const char *font, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (pdf->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  g_autofree char *safe = plain (text);

  /* Sizes in points of this surface, whatever the resolution of the screen. */
  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_text (layout, safe, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  PangoRectangle box;

  pango_layout_get_extents (layout, NULL, &box);
  return (double)box.height / PANGO_SCALE;
}

static void
write_foot (Pdf *pdf)
{
  g_autofree char *text = g_strdup_printf (_ ("Page %u"), pdf->page);
  PangoLayout *layout = layout_of (pdf, "Sans 8", text, WIDTH);

  cairo_move_to (pdf->cr, MARGIN, PAGE_HEIGHT - MARGIN);
  pango_cairo_show_layout (pdf->cr, layout);
  g_object_unref (layout);
}

static void
next_page (Pdf *pdf)
{
  write_foot (pdf);
  cairo_show_page (pdf->cr);
  pdf->page++;
  pdf->y = MARGIN;
}

/* Begins a page unless so much fits on this one. */
static void
make_room (Pdf *pdf, double height)
{
  if (pdf->y + height > BOTTOM && pdf->y > MARGIN)
    next_page (pdf);
}

/* Line by line, over as many pages as it takes. */
static void
write_text (Pdf *pdf, const char *font, const char *text, double before, double after)
{
  PangoLayout *layout = layout_of (pdf, font, text, WIDTH);
  PangoLayoutIter *line = pango_layout_get_iter (layout);

  pdf->y += before;
  do {
    PangoRectangle box;
    pango_layout_iter_get_line_extents (line, NULL, &box);
    double height = (double)box.height / PANGO_SCALE;
    double ascent = (double)(pango_layout_iter_get_baseline (line) - box.y) / PANGO_SCALE;
    make_room (pdf, height);
    cairo_move_to (pdf->cr, MARGIN, pdf->y + ascent);
    pango_cairo_show_layout_line (pdf->cr, pango_layout_iter_get_line_readonly (line));
    pdf->y += height;
  } while (pango_layout_iter_next_line (line));
  pango_layout_iter_free (line);
  g_object_unref (layout);
  pdf->y += after;
}

/* --- tables -------------------------------------------------------------------------------- */

static const char *
table_font (const ReportBlock *table, gboolean heading)
{
  gboolean wide = report_table_columns (table) > 6;

  return heading ? wide ? "Sans Bold 6.5" : "Sans Bold 8" : wide ? "Sans 6.5" : "Sans 8";
}

/* As wide as the text is, where all fits; else narrow columns as they are, and the others share. */
static void
find_widths (const Pdf *pdf, const ReportBlock *table, double widths[MOST_COLUMNS])
{
  guint n = MIN (report_table_columns (table), MOST_COLUMNS);
  double wanted[MOST_COLUMNS] = { 0 }, room = WIDTH - PAD * (n - 1), even = room / n;
  double narrow = 0, wide = 0;

  for (guint r = 0; r < table->rows->len; r++)
    for (guint i = 0; i < n; i++) {
      char **cells = table->rows->pdata[r];
      PangoRectangle box;
      PangoLayout *layout = layout_of (pdf, table_font (table, r == 0), cells[i], 0);
      pango_layout_get_extents (layout, NULL, &box);
      wanted[i] = MAX (wanted[i], (double)box.width / PANGO_SCALE + 1);
      g_object_unref (layout);
    }
  for (guint i = 0; i < n; i++) {
    wanted[i] = MIN (wanted[i], 2 * even); /* the longest text does not take all room */
    *(wanted[i] <= even ? &narrow : &wide) += wanted[i];
  }
  for (guint i = 0; i < n; i++)
    widths[i] = wanted[i] <= even || narrow + wide <= room ? wanted[i]
                                                           : wanted[i] / wide * (room - narrow);
}

/* What is still to be written of a cell. */
typedef struct {
  PangoLayout *layout;
  PangoLayoutIter *line;
  double x;
  gboolean done;
} Cell;

/* The cells of a row, and the height of the highest. */
static double
open_row (const Pdf *pdf, const ReportBlock *table, guint r, const double *widths,
          Cell row[MOST_COLUMNS])
{
  char **cells = table->rows->pdata[r];
  double x = MARGIN, height = 0;

  for (guint i = 0; i < MIN (g_strv_length (cells), MOST_COLUMNS); i++) {
    row[i].layout = layout_of (pdf, table_font (table, r == 0), cells[i], widths[i]);
    row[i].line = pango_layout_get_iter (row[i].layout);
    row[i].x = x;
    row[i].done = FALSE;
    height = MAX (height, height_of (row[i].layout));
    x += widths[i] + PAD;
  }
  return height;
}

static void
close_row (Cell *row, guint n)
{
  for (guint i = 0; i < n; i++) {
    pango_layout_iter_free (row[i].line);
    g_object_unref (row[i].layout);
  }
}

/* The lines of a cell that the page has room for, the first in any case. Returns their height. */
static double
write_lines (const Pdf *pdf, Cell *cell)
{
  double top = pdf->y + 2, y = top;

  while (!cell->done) {
    PangoRectangle box;
    pango_layout_iter_get_line_extents (cell->line, NULL, &box);
    double height = (double)box.height / PANGO_SCALE;
    double ascent = (double)(pango_layout_iter_get_baseline (cell->line) - box.y) / PANGO_SCALE;
    if (y + height > BOTTOM && y > top)
      break;
    cairo_move_to (pdf->cr, cell->x + (double)box.x / PANGO_SCALE, y + ascent);
    pango_cairo_show_layout_line (pdf->cr, pango_layout_iter_get_line_readonly (cell->line));
    y += height;
    cell->done = !pango_layout_iter_next_line (cell->line);
  }
  return y - top;
}

/* What the page has room for of a row, and the line below it. TRUE if that was all. */
static gboolean
write_slice (Pdf *pdf, Cell *row, guint n, double line)
{
  gboolean done = TRUE;
  double height = 0;

  for (guint i = 0; i < n; i++) {
    double of_cell = write_lines (pdf, &row[i]);
    height = MAX (height, of_cell);
    done &= row[i].done;
  }
  pdf->y += height + 4;
  cairo_save (pdf->cr);
  cairo_set_source_rgb (pdf->cr, 0.7, 0.7, 0.7);
  cairo_set_line_width (pdf->cr, line);
  cairo_move_to (pdf->cr, MARGIN, pdf->y);
  cairo_line_to (pdf->cr, MARGIN + WIDTH, pdf->y);
  cairo_stroke (pdf->cr);
  cairo_restore (pdf->cr);
  return done;
}

/* The headings; on another page once more, unless they would take most of it. */
static void
write_headings (Pdf *pdf, const ReportBlock *table, const double *widths, gboolean again)
{
  guint n = MIN (report_table_columns (table), MOST_COLUMNS);
  Cell row[MOST_COLUMNS];
  double height = open_row (pdf, table, 0, widths, row);

  if (!again)
    make_room (pdf, MIN (height + 4, MOST_HEADINGS));
  if (!again || height <= MOST_HEADINGS)
    while (!write_slice (pdf, row, n, 0.8))
      next_page (pdf);
  close_row (row, n);
}

/* A row; where it does not fit any more, on a new page under the headings again: who turns the page
   wants to know what is what. One that no page has room for goes on from page to page. */
static void
write_row (Pdf *pdf, const ReportBlock *table, guint r, const double *widths)
{
  guint n = MIN (g_strv_length (table->rows->pdata[r]), MOST_COLUMNS), page = pdf->page;
  Cell row[MOST_COLUMNS];
  double height = open_row (pdf, table, r, widths, row) + 4;

  make_room (pdf, height <= BOTTOM - MARGIN - MOST_HEADINGS ? height : LEAST_SLICE);
  if (pdf->page != page)
    write_headings (pdf, table, widths, TRUE);
  while (!write_slice (pdf, row, n, 0.3)) {
    next_page (pdf);
    write_headings (pdf, table, widths, TRUE);
  }
  close_row (row, n);
}

static void
write_table (Pdf *pdf, const ReportBlock *table)
{
  double widths[MOST_COLUMNS];

  if (table->rows->len < 2)
    return;
  if (table->text != NULL)
    write_text (pdf, "Sans 8", table->text, 4, 2);
  find_widths (pdf, table, widths);
  write_headings (pdf, table, widths, FALSE);
  for (guint r = 1; r < table->rows->len; r++)
    write_row (pdf, table, r, widths);
  pdf->y += 8;
}

/* --- the whole ----------------------------------------------------------------------------- */

static void
write_figure (Pdf *pdf, PlotFigure *figure)
{
  double scale = WIDTH / FIGURE_WIDTH, height = FIGURE_HEIGHT * scale;
  PlotStyle print;

  plot_style_init (&print, PLOT_THEME_LIGHT, PLOT_PRESET_PRINT, 1);
  make_room (pdf, height);
  cairo_save (pdf->cr);
  cairo_translate (pdf->cr, MARGIN, pdf->y);
  cairo_scale (pdf->cr, scale, scale);
  pdf->failed |= !plot_figure_draw (figure, pdf->cr, FIGURE_WIDTH, FIGURE_HEIGHT, &print, NULL);
  cairo_restore (pdf->cr);
  pdf->y += height + 10;
}

/* next: the block that follows, or NULL. */
static void
write_block (Pdf *pdf, const ReportBlock *block, const ReportBlock *next)
{
  gboolean figure = next != NULL && next->kind == REPORT_FIGURE;

  switch (block->kind) {
  case REPORT_HEADING: /* does not stand alone at the end of a page */
    make_room (pdf, figure ? 40 + FIGURE_HEIGHT * WIDTH / FIGURE_WIDTH : 70);
    write_text (pdf, "Sans Bold 13", block->text, 12, 4);
    break;
  case REPORT_TEXT:
    write_text (pdf, "Sans 9.5", block->text, 0, 6);
    break;
  case REPORT_NOTE:
    write_text (pdf, "Sans 8", block->text, 0, 5);
    break;
  case REPORT_TABLE:
    write_table (pdf, block);
    break;
  case REPORT_CODE:
    write_text (pdf, "Monospace 6.5", block->text, 2, 6);
    break;
  case REPORT_FIGURE:
    write_figure (pdf, block->figure);
    break;
  }
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
report_pdf (const ReportDocument *document, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  Pdf pdf = { .document = document, .y = MARGIN, .page = 1 };

  pdf.surface = cairo_pdf_surface_create_for_stream (write_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (pdf.surface, CAIRO_PDF_METADATA_TITLE, document->title);
  cairo_pdf_surface_set_metadata (pdf.surface, CAIRO_PDF_METADATA_CREATOR, "Trefoil");
  /* Without the date of writing the same report is the same file. */
  cairo_pdf_surface_set_metadata (pdf.surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  pdf.cr = cairo_create (pdf.surface);
  write_text (&pdf, "Sans Bold 18", document->title, 0, 4);
  if (*document->subtitle != '\0')
    write_text (&pdf, "Sans 11", document->subtitle, 0, 4);
  write_text (&pdf, "Sans 8", document->imprint, 0, 4);
  for (guint i = 0; i < document->blocks->len; i++)
    write_block (&pdf, g_ptr_array_index (document->blocks, i),
                 i + 1 < document->blocks->len ? document->blocks->pdata[i + 1] : NULL);
  write_foot (&pdf);
  cairo_destroy (pdf.cr);
  cairo_surface_finish (pdf.surface);
  gboolean good = !pdf.failed && cairo_surface_status (pdf.surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (pdf.surface);
  if (!good) {
    g_byte_array_unref (bytes);
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("the pages could not be drawn"));
    return NULL;
  }
  return g_byte_array_free_to_bytes (bytes);
}
