/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recovery.h - unsaved work outlives a crash or a logout.
 *
 * While a document is modified, its draft is written every few seconds to
 * $XDG_STATE_HOME/trefoil/recovery/NAME.trefoil. Beside it NAME.lock holds the path of the document
 * and is locked for as long as the process lives, and NAME.pins what the window has pinned; files
 * whose lock is free belong to nobody and are offered at the next start. Saving, undoing to the
 * saved state and a clean close remove them.
 *
 * What is discarded by closing a window stays, each for itself: NAME.lock becomes NAME.discarded.
 * A start offers the one that was discarded last; the others wait for the starts after it. Its
 * files go when it was brought back and written as unsaved work, or when the window that offered it
 * is closed; none is kept for its turn longer than a week.
 */
#ifndef APP_RECOVERY_H
#define APP_RECOVERY_H

#include "document.h"
#include "pins.h"

G_BEGIN_DECLS

#define APP_TYPE_RECOVERY (app_recovery_get_type ())
G_DECLARE_FINAL_TYPE (AppRecovery, app_recovery, APP, RECOVERY, GObject)

/** Watches document; folder NULL: the usual one. g_object_run_dispose() removes the files. */
AppRecovery *app_recovery_new (AppDocument *document, const char *folder);
/** Keeps what is pinned with the document's unsaved work. */
void app_recovery_keep_pins (AppRecovery *self, AppPins *pins);
/**
 * Writes what is unsaved now, not in a few seconds, and waits for the disk. TRUE if nothing is
 * unsaved or it is written.
 */
gboolean app_recovery_flush (AppRecovery *self);
/** Leaves the files where they are for the next start (the session ends). */
void app_recovery_abandon (AppRecovery *self);

/**
 * Puts aside what is unsaved, if anything is, which nobody wants: for app_recovery_discarded(),
 * lest it was a slip. Waits for the disk; what that does not take is not kept. Nothing is written
 * any more.
 */
void app_recovery_put_aside (AppRecovery *self);

/** Work that a dead process left behind; its lock is held while this exists. */
typedef struct {
  char *file;  /* the draft */
  char *lock;
  char *path;  /* where the document is saved; NULL if it never was */
  char *title;
  gint64 time;         /* of the last write, or of the discarding; µs since 1970 */
  int fd;
  SimDraft *draft;
  char *pins_file;
  char *pins;          /* for app_pins_read(); NULL: there were none, or they cannot be read */
  gboolean pins_lost;  /* there are some that cannot be read */
  gboolean keeps_pins; /* its new owner could not take all of them over: they stay on the disk */
} AppOrphan;

/**
 * All that is left behind in folder (NULL: the usual one), oldest first; of AppOrphan. What is
 * there but cannot be read stays where it is; its path is added to unreadable, which may be NULL.
 */
GPtrArray *app_recovery_orphans (const char *folder, GPtrArray *unreadable);
/** Removes the files, but for pins that stay: the work was taken over or is not wanted. */
void app_orphan_discard (AppOrphan *orphan);
/** Gives the files back to whoever starts next, unless they were removed. */
void app_orphan_free (AppOrphan *orphan);

/**
 * What was put aside last in folder (NULL: the usual one), its files still there; NULL: nothing
 * is. Free it with app_orphan_free(). Removes what has waited longer than a week. unreadable: as
 * for app_recovery_orphans().
 */
AppOrphan *app_recovery_discarded (const char *folder, GPtrArray *unreadable);

G_END_DECLS
#endif
