/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shown.h - text of scenario files as people read it.
 *
 * The bundled scenarios and lessons are written in English and stay so: in the file, in copies that
 * are saved, in hashes and in what machines read. Where their text is shown it is looked up among
 * the translations. A file that was made from one says so (`origin`), and one without arms is made
 * from the example; of other files all text is shown as it stands, also where it is, letter for
 * letter, one of theirs.
 */
#ifndef SIM_SCENARIO_SHOWN_H
#define SIM_SCENARIO_SHOWN_H

#include <glib.h>

#include "value.h"

G_BEGIN_DECLS

/** The context of such text among the translations; po/extract-bundled.py collects it. */
#define SIM_SHOWN_CONTEXT "scenario"

/**
 * Where translations are found, for a program to call first: where TREFOIL_LOCALE_DIR says, which
 * is how programs of the build tree find theirs, else where they are installed.
 */
void sim_shown_init (void);
/**
 * A text of the file with that root: in the user's language if the file has an origin and a bundled
 * file has the text, else itself; NULL of NULL. A root of NULL has no origin. Borrowed from text,
 * or there for good.
 */
const char *sim_shown_text (const SimValue *root, const char *text);
/** The same of a text that is known to be the program's. */
const char *sim_shown_own (const char *text);

/**
 * The title of a null version of what has that title, and why its values are what they are, as the
 * file is to have them: in English if it has an origin, else in the user's language, as whatever is
 * typed there. sim_shown_text() translates what is in English. Newly allocated; borrowed.
 */
char *sim_shown_null_title (const SimValue *root, const char *title);
const char *sim_shown_null_note (const SimValue *root);

/** The unit of scores behind a number: "point" behind "1" for the "points" that the program knows,
 *  in English or in the user's language; any other as it is. Borrowed, or there for good. */
const char *sim_shown_unit (const char *unit, const char *number);
/** A number as it is written, with its unit: "3.2 points", "+1 point"; alone where the unit is ""
 *  or NULL. Newly allocated. */
char *sim_shown_amount (const char *number, const char *unit);

/** The name of the only visit of times, where the file gives none: in English, as all text of a
 *  file. sim_shown_text() has it in the user's language. Static. */
const char *sim_shown_end_of_follow_up (void);

/** Whether a name keeps its capital letter within a sentence, as nouns do in German. */
gboolean sim_shown_keeps_capitals (void);

/** A label as it stands within a sentence: "Lower is better" as "lower is better". Names of people
 *  and abbreviations keep their capital letter, and nouns where the language has it so. Newly
 *  allocated. */
char *sim_shown_small (const char *label);

G_END_DECLS
#endif
