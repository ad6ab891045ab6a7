/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search.h - where words stand in the guide.
 */
#ifndef APP_HELP_SEARCH_H
#define APP_HELP_SEARCH_H

#include "help/guide.h"

G_BEGIN_DECLS

/** A section, or the head of a page, with all of the words. */
typedef struct {
  char *place;              /* "page" or "page#section" */
  const char *title;        /* of the section, or of the page: markup; borrowed from the guide */
  const AppGuidePage *page; /* that it is in; borrowed */
  char *excerpt;            /* markup: what stands around the first word; "" if that is a title */
} AppGuideHit;

/**
 * The places of the guide where every word of a text stands, in whatever case, also as a part of
 * another word: those that have them in their titles first, else in the order of pages. Without
 * words none. Of AppGuideHit: free with g_ptr_array_unref() before the guide.
 */
GPtrArray *app_guide_search (const AppGuide *guide, const char *words);

G_END_DECLS
#endif
