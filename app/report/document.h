/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document.h - a report as a list of blocks, which know nothing of the file they end up in.
 */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H

#include "plot/plot.h"

G_BEGIN_DECLS

typedef enum {
  REPORT_HEADING, /* text; id leads there */
  REPORT_TEXT,
  REPORT_NOTE,  /* the same, set smaller */
  REPORT_TABLE, /* rows, the first of which are its headings; text above it, or NULL */
  REPORT_FIGURE,
  REPORT_CODE, /* text as it is, line by line; heading above it */
} ReportKind;

typedef struct {
  ReportKind kind;
  char *id; /* of a heading; else NULL */
  char *text;
  GPtrArray *rows;    /* of char**, all of one length; NULL unless a table */
  PlotFigure *figure; /* NULL unless a figure */
} ReportBlock;

typedef struct {
  char *title;
  char *subtitle;    /* "" if there is none */
  char *imprint;     /* what made it, in a line */
  GPtrArray *blocks; /* of ReportBlock */
} ReportDocument;

ReportDocument *report_document_new (const char *title, const char *subtitle, const char *imprint);
void report_document_free (ReportDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportDocument, report_document_free)

void report_add_heading (ReportDocument *document, const char *id, const char *text);
/** kind: TEXT, NOTE or CODE; takes over text, and adds nothing where it is empty. */
void report_add_text (ReportDocument *document, ReportKind kind, char *text);
/** A table under a line (may be NULL), empty as yet. */
ReportBlock *report_add_table (ReportDocument *document, const char *caption);
/** Adds a row; cells are copied, NULL-terminated. */
void report_table_row (ReportBlock *table, const char *const *cells);
/** Adds a row of n cells, taking them over. */
void report_table_take (ReportBlock *table, char **cells, guint n);
/** Lays tables of more than so many columns out as several, one below the other, the first column
 *  repeated. */
void report_split_tables (ReportDocument *document, guint most);
guint report_table_columns (const ReportBlock *table);
/** Takes over figure. */
void report_add_figure (ReportDocument *document, PlotFigure *figure);

/** A self-contained page of HTML 5 that fetches nothing. NULL with an error where a figure cannot
 *  be drawn. */
char *report_html (const ReportDocument *document, GError **error);
/** Pages of A4 with embedded fonts. NULL with an error where they cannot be drawn. */
GBytes *report_pdf (const ReportDocument *document, GError **error);

G_END_DECLS
#endif
