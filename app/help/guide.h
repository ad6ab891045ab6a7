/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * guide.h - the user guide: its Mallard pages, read into what the help window shows.
 *
 * Of Mallard it knows what the pages use (tests/tree/help.py): text, lists, tables, code, links.
 * Immutable once read. Main thread only.
 */
#ifndef APP_HELP_GUIDE_H
#define APP_HELP_GUIDE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  APP_GUIDE_TEXT,
  APP_GUIDE_ITEM, /* of a list; of steps with its number */
  APP_GUIDE_TERM, /* what the texts below it are about */
  APP_GUIDE_CODE,
  APP_GUIDE_ROW /* of a table */
} AppGuideKind;

/** A paragraph, or a row of a table. Texts are Pango markup with links: <a href="page#section">. */
typedef struct {
  AppGuideKind kind;
  guint number;     /* of a step, from 1; else 0 */
  guint depth;      /* how far it is set in */
  gboolean first;   /* ROW: of its table */
  gboolean head;    /* ROW: of headings */
  GPtrArray *texts; /* of char*: one; ROW: one a cell */
} AppGuideBlock;

/** A section, or what stands before the first one: its id and title are then those of the page. */
typedef struct {
  char *id, *title;  /* title: markup */
  GPtrArray *blocks; /* of AppGuideBlock */
} AppGuideSection;

typedef struct {
  char *id, *title, *about; /* title: markup; about: a line on what it tells */
  char *order;              /* where it stands among others; NULL: by its title */
  GPtrArray *guides;        /* of char*: "index#views" and the like, whose topic it is */
  GPtrArray *more;          /* of char*: ids of pages on what goes with it */
  GPtrArray *sections;      /* of AppGuideSection, the head first */
} AppGuidePage;

typedef struct _AppGuide AppGuide;

/** Reads the pages of a folder; those that are no XML are left out with a warning. */
AppGuide *app_guide_new (const char *folder);
/** The guide of this program, read once: of the source tree if its data is used. Borrowed. */
const AppGuide *app_guide (void);
void app_guide_free (AppGuide *guide); /* accepts NULL */
/** Whether it is where help browsers look for it. */
gboolean app_guide_installed (const AppGuide *guide);
/** Where its pages were looked for. Borrowed. */
const char *app_guide_folder (const AppGuide *guide);
guint app_guide_length (const AppGuide *guide);
/** Pages in their order. Borrowed. */
const AppGuidePage *app_guide_page (const AppGuide *guide, guint index);
/** The page with an id, or NULL. Borrowed. */
const AppGuidePage *app_guide_find (const AppGuide *guide, const char *id);
/** The section with an id, NULL for the head; NULL if the page has none such. Borrowed. */
const AppGuideSection *app_guide_section (const AppGuidePage *page, const char *id);
/** The topics of "page" or "page#section", of AppGuidePage: free with g_ptr_array_unref(). */
GPtrArray *app_guide_topics (const AppGuide *guide, const char *place);

G_END_DECLS
#endif
