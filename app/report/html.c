/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html.c - a report as one page of HTML 5 with its pictures inside: nothing is fetched, and a
 * policy in its head forbids it.
 */
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <string.h>

#include "report/document.h"
#include "report/typeset.h"
#include "sim.h"

#define WIDTH  900
#define HEIGHT 560

static const char head[]
    = "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n";

static const char style[]
    = "body { font: 16px/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 60em; "
      "margin: 2em auto; padding: 0 1em; }\n"
      "h1 { line-height: 1.2; margin-bottom: .2em; }\n"
      "h2 { margin-top: 2em; border-bottom: 1px solid #bbb; }\n"
      ".subtitle { font-size: 1.1em; }\n.note, .imprint { font-size: .85em; color: #444; }\n"
      "table { border-collapse: collapse; width: 100%; font-size: .85em; margin: 1em 0; }\n"
      "caption { text-align: left; padding: .3em 0; }\n"
      "th, td { text-align: left; vertical-align: top; padding: .3em .8em .3em 0; "
      "border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }\n"
      "thead th { border-bottom: 1px solid #444; }\ntbody th { font-weight: normal; }\n"
      "figure { margin: 1em 0; }\nfigure svg { width: 100%; height: auto; }\n"
      "pre { background: #f4f4f4; padding: 1em; font-size: .8em; white-space: pre-wrap; "
      "overflow-wrap: anywhere; }\nnav ul { columns: 2; }\n"
      "@media print { body { font-size: 11px; margin: 0; max-width: none; } "
      "h2 { break-after: avoid; } figure, tr { break-inside: avoid; } }\n";

/* Text as HTML has it: what is no character there is a space. */
static char *
escaped (const char *text)
{
  g_autofree char *plain = g_strdup (text);

  for (char *c = plain; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) && *c != '\n' && *c != '\t')
      *c = ' ';
  return g_markup_escape_text (plain, -1);
}

static void
element (GString *out, const char *opening, const char *text, const char *closing)
{
  g_autofree char *safe = escaped (text);

  g_string_append_printf (out, "%s%s%s\n", opening, safe, closing);
}

/* --- figures ------------------------------------------------------------------------------- */

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Ids are of one page now, and cairo counts them from the start in every picture. */
static void
rename_ids (GString *svg, guint index)
{
  static const char *const marks[] = { "id=\"", "href=\"#", "url(#" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    g_autofree char *own = g_strdup_printf ("%sf%u-", marks[i], index);
    g_string_replace (svg, marks[i], own, 0);
  }
}

static char *
svg_of (PlotFigure *figure, guint index, GError **error)
{
  GString *svg = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (write_bytes, svg, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  PlotStyle print;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_USER);
  plot_style_init (&print, PLOT_THEME_LIGHT, PLOT_PRESET_PRINT, 1);
  gboolean drawn = plot_figure_draw (figure, cr, WIDTH, HEIGHT, &print, NULL);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = drawn && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  const char *start = strstr (svg->str, "<svg");
  if (!drawn || start == NULL) {
    g_string_free (svg, TRUE);
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, _ ("a figure could not be drawn"));
    return NULL;
  }
  g_string_erase (svg, 0, start - svg->str); /* the XML declaration */
  rename_ids (svg, index);
  return g_string_free (svg, FALSE);
}

/* What the figure shows stands in its label for whoever does not see it. */
static gboolean
write_figure (GString *out, PlotFigure *figure, guint index, GError **error)
{
  g_autofree char *svg = svg_of (figure, index, error);
  g_autofree char *words = plot_figure_describe (figure);
  g_autofree char *set = report_typeset_text (words), *label = escaped (set);

  if (svg == NULL)
    return FALSE;
  g_string_append_printf (out, "<figure>\n<svg role=\"img\" aria-label=\"%s\"%s</figure>\n", label,
                          svg + strlen ("<svg"));
  return TRUE;
}

/* --- blocks -------------------------------------------------------------------------------- */

static void
write_row (GString *out, char **cells, gboolean heading)
{
  g_string_append (out, "<tr>");
  for (guint i = 0; cells[i] != NULL; i++) {
    g_autofree char *safe = escaped (cells[i]);
    const char *tag = heading || i == 0 ? "th" : "td";
    const char *scope = heading ? " scope=\"col\"" : i == 0 ? " scope=\"row\"" : "";
    g_string_append_printf (out, "<%s%s>%s</%s>", tag, scope, safe, tag);
  }
  g_string_append (out, "</tr>\n");
}

static void
write_table (GString *out, const ReportBlock *block)
{
  if (block->rows->len < 2)
    return;
  g_string_append (out, "<table>\n");
  if (block->text != NULL)
    element (out, "<caption>", block->text, "</caption>");
  g_string_append (out, "<thead>\n");
  write_row (out, block->rows->pdata[0], TRUE);
  g_string_append (out, "</thead>\n<tbody>\n");
  for (guint i = 1; i < block->rows->len; i++)
    write_row (out, block->rows->pdata[i], FALSE);
  g_string_append (out, "</tbody>\n</table>\n");
}

static gboolean
write_block (GString *out, const ReportBlock *block, guint index, GError **error)
{
  switch (block->kind) {
  case REPORT_HEADING:
    g_string_append_printf (out, "<h2 id=\"%s\">", block->id);
    element (out, "", block->text, "</h2>");
    break;
  case REPORT_TEXT:
    element (out, "<p>", block->text, "</p>");
    break;
  case REPORT_NOTE:
    element (out, "<p class=\"note\">", block->text, "</p>");
    break;
  case REPORT_TABLE:
    write_table (out, block);
    break;
  case REPORT_CODE:
    element (out, "<pre>", block->text, "</pre>");
    break;
  case REPORT_FIGURE:
    return write_figure (out, block->figure, index, error);
  }
  return TRUE;
}

static void
write_contents (GString *out, const ReportDocument *document)
{
  g_string_append (out, "<nav>\n<ul>\n");
  for (guint i = 0; i < document->blocks->len; i++) {
    const ReportBlock *block = g_ptr_array_index (document->blocks, i);
    if (block->kind != REPORT_HEADING)
      continue;
    g_string_append_printf (out, "<li><a href=\"#%s\">", block->id);
    element (out, "", block->text, "</a></li>");
  }
  g_string_append (out, "</ul>\n</nav>\n");
}

char *
report_html (const ReportDocument *document, GError **error)
{
  GString *out = g_string_new (NULL);
  g_autofree char *title = escaped (document->title);

  g_string_append_printf (out, head, C_ ("language of the report, as HTML has it", "en"), title,
                          style);
  g_string_append_printf (out, "<h1>%s</h1>\n", title);
  if (*document->subtitle != '\0')
    element (out, "<p class=\"subtitle\">", document->subtitle, "</p>");
  element (out, "<p class=\"imprint\">", document->imprint, "</p>");
  write_contents (out, document);
  for (guint i = 0; i < document->blocks->len; i++)
    if (!write_block (out, g_ptr_array_index (document->blocks, i), i, error)) {
      g_string_free (out, TRUE);
      return NULL;
    }
  g_string_append (out, "</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
