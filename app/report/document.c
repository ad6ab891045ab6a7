/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * document.c - blocks of a report, put together one by one.
 */
#include "report/document.h"

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static void
free_block (gpointer data)
{
  ReportBlock *block = data;

  if (block == NULL)
    return;
  g_free (block->id);
  g_free (block->text);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  plot_figure_unref (block->figure);
  g_free (block);
}

ReportDocument *
report_document_new (const char *title, const char *subtitle, const char *imprint)
{
  ReportDocument *document = g_new0 (ReportDocument, 1);

  document->title = g_strdup (title);
  document->subtitle = g_strdup (subtitle);
  document->imprint = g_strdup (imprint);
  document->blocks = g_ptr_array_new_with_free_func (free_block);
  return document;
}

void
report_document_free (ReportDocument *document)
{
  g_free (document->title);
  g_free (document->subtitle);
  g_free (document->imprint);
  g_ptr_array_unref (document->blocks);
  g_free (document);
}

static ReportBlock *
add_block (ReportDocument *document, ReportKind kind, char *text)
{
  ReportBlock *block = g_new0 (ReportBlock, 1);

  block->kind = kind;
  block->text = text;
  g_ptr_array_add (document->blocks, block);
  return block;
}

void
report_add_heading (ReportDocument *document, const char *id, const char *text)
{
  add_block (document, REPORT_HEADING, g_strdup (text))->id = g_strdup (id);
}

void
report_add_text (ReportDocument *document, ReportKind kind, char *text)
{
  if (text != NULL && *text != '\0')
    add_block (document, kind, text);
  else
    g_free (text);
}

ReportBlock *
report_add_table (ReportDocument *document, const char *caption)
{
  ReportBlock *block = add_block (document, REPORT_TABLE, g_strdup (caption));

  block->rows = g_ptr_array_new_with_free_func (free_row);
  return block;
}

void
report_table_row (ReportBlock *table, const char *const *cells)
{
  g_ptr_array_add (table->rows, g_strdupv ((char **)cells));
}

void
report_table_take (ReportBlock *table, char **cells, guint n)
{
  char **row = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = cells[i];
  g_ptr_array_add (table->rows, row);
}

guint
report_table_columns (const ReportBlock *table)
{
  return table->rows->len > 0 ? g_strv_length (table->rows->pdata[0]) : 0;
}

/* The columns from first on, at most `most` of them, after column 0. */
static ReportBlock *
part_of (const ReportBlock *table, guint first, guint most)
{
  ReportBlock *part = g_new0 (ReportBlock, 1);
  guint n = MIN (most, report_table_columns (table) - first);

  part->kind = REPORT_TABLE;
  part->text = first == 1 ? g_strdup (table->text) : NULL;
  part->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint r = 0; r < table->rows->len; r++) {
    char **cells = table->rows->pdata[r], **row = g_new0 (char *, n + 2);
    row[0] = g_strdup (cells[0]);
    for (guint i = 0; i < n; i++)
      row[i + 1] = g_strdup (cells[first + i]);
    g_ptr_array_add (part->rows, row);
  }
  return part;
}

void
report_split_tables (ReportDocument *document, guint most)
{
  g_autoptr (GPtrArray) before = document->blocks;

  document->blocks = g_ptr_array_new_with_free_func (free_block);
  for (guint i = 0; i < before->len; i++) {
    ReportBlock *block = g_ptr_array_index (before, i);
    if (block->kind != REPORT_TABLE || report_table_columns (block) <= most) {
      g_ptr_array_add (document->blocks, block);
      before->pdata[i] = NULL; /* it has moved */
      continue;
    }
    for (guint first = 1; first < report_table_columns (block); first += most - 1)
      g_ptr_array_add (document->blocks, part_of (block, first, most - 1));
  }
}

void
report_add_figure (ReportDocument *document, PlotFigure *figure)
{
  add_block (document, REPORT_FIGURE, NULL)->figure = figure;
}
