/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * markdown.h - the Markdown of lessons as widgets: headings, paragraphs, lists, strong and
 * emphasised words. Whatever else stands there is shown as it is.
 */
#ifndef APP_LESSON_MARKDOWN_H
#define APP_LESSON_MARKDOWN_H

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Fills a vertical box with the blocks of a text, in place of what is in it. */
void app_markdown_fill (GtkBox *box, const char *text);
/** A text without markup, in which a line does not end between a number and what it is of. Newly
 *  allocated. */
char *app_markdown_joined (const char *text);
/** One block's words as Pango markup. Newly allocated. */
char *app_markdown_markup (const char *text);

G_END_DECLS
#endif
