/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * typeset.h - the punctuation of a report, as the language of the program has it.
 *
 * Sentences are put together of translations, names, numbers and signs between them. Where a comma
 * is as wide as a letter and no blank stands after it, as in Chinese, the signs between are made so
 * at the end, in one place.
 */
#ifndef REPORT_TYPESET_H
#define REPORT_TYPESET_H

#include "report/document.h"

G_BEGIN_DECLS

/** The text with such signs beside wide letters, and brackets around them, wide; as it is in other
 *  languages. Newly allocated; NULL of NULL. */
char *report_typeset_text (const char *text);
/** The same of all that a document says, but for code. */
void report_typeset (ReportDocument *document);

G_END_DECLS
#endif
