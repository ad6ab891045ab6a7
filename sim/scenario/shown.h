/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shown.h - text of scenario files as people read it.
 *
 * The bundled scenarios and lessons are written in English and stay so: in the file, in copies that
 * are saved, in hashes and in what machines read. Where their text is shown it is looked up among
 * the translations, so a text is translated as long as it is, letter for letter, one of theirs.
 */
#ifndef SIM_SCENARIO_SHOWN_H
#define SIM_SCENARIO_SHOWN_H

#include <glib.h>

G_BEGIN_DECLS

/** The context of such text among the translations; po/extract-bundled.py collects it. */
#define SIM_SHOWN_CONTEXT "scenario"

/**
 * Where translations are found, for a program to call first: where TREFOIL_LOCALE_DIR says, which
 * is how programs of the build tree find theirs, else where they are installed.
 */
void sim_shown_init (void);
/** The text in the user's language if a bundled file has it, else itself; NULL of NULL. Borrowed.
 */
const char *sim_shown_text (const char *text);

/** Whether a name keeps its capital letter within a sentence, as nouns do in German. */
gboolean sim_shown_keeps_capitals (void);

G_END_DECLS
#endif
