/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * session.h - what the window was like when it was last closed.
 *
 * Kept in the user's state folder. What cannot be read is as if nothing were kept, and what cannot
 * be written is only said in the log: it is a comfort, no work.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int width, height; /* of the window where it is not maximised; 0: not known */
  gboolean maximised;
  char *path;   /* of the scenario; NULL: it had no file */
  char *view;   /* id; NULL: not known */
  char **cards; /* "id folded" or "id open"; never NULL */
  gboolean bare;    /* the scenario was hidden */
  guint64 trial;    /* that was looked at, of the scenario at path */
  char *hypothesis; /* its id; NULL: the first */
  char *pins;       /* for app_pins_read(); NULL: none */
} AppSession;

/** folder: NULL for the usual one. Never NULL. */
AppSession *app_session_read (const char *folder);
void app_session_write (const AppSession *session, const char *folder);
void app_session_free (AppSession *session); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppSession, app_session_free)

G_END_DECLS
#endif
