/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json.h - bytes to value trees and back: strict, located, bounded.
 *
 * A locating scanner checks size, depth, encoding and duplicate keys and notes the line of every
 * pointer before jansson parses. Limits: SIM_JSON_MAX_BYTES, SIM_JSON_MAX_DEPTH.
 */
#ifndef SIM_SCENARIO_JSON_H
#define SIM_SCENARIO_JSON_H

#include "file-stamp.h"
#include "value.h"

G_BEGIN_DECLS

#define SIM_JSON_MAX_BYTES (4u * 1024u * 1024u)
#define SIM_JSON_MAX_DEPTH SIM_VALUE_MAX_DEPTH

/** pointer -> line, made by the reader; immutable, reference-counted. */
typedef struct _SimLines SimLines;
SimLines *sim_lines_ref (SimLines *lines);
void sim_lines_unref (SimLines *lines); /* accepts NULL */
/** Line, from 1, where the value at pointer (indices, not ids) starts; 0 if unknown or no lines. */
int sim_lines_find (const SimLines *lines, const char *pointer);

/**
 * Reads one JSON document. Returns NULL and adds exactly one problem (IO, ENCODING, SYNTAX, LIMIT
 * or DUPLICATE_KEY, with its line) if it is not acceptable. lines (optional out) gets the line
 * table. Numbers must be finite doubles; integers beyond 2^53 are refused as LIMIT.
 */
SimValue *sim_json_parse (const char *bytes, gsize n_bytes, SimLines **lines, GPtrArray *problems);
/** The same for a file; path "-" reads standard input. Never reads more than the limit. */
SimValue *sim_json_read_file (const char *path, SimLines **lines, GPtrArray *problems);

/**
 * The canonical text: two-space indent, containers on one line where they fit in 100 columns,
 * shortest round-trip numbers, '.' whatever the locale, a final newline. Newly allocated.
 */
char *sim_json_write (const SimValue *value);
/** One line without spaces of its own, for messages and hashing; no final newline. */
char *sim_json_write_compact (const SimValue *value);
/** The shortest decimal text that reads back as exactly this double; "null" if not finite. */
char *sim_json_number (double value);

/**
 * Replaces a file as a whole: follows a symlink to its target, writes a temporary file beside it,
 * fsync, rename, fsync of the directory. On failure the old file is untouched (SIM_ERROR_IO).
 */
gboolean sim_file_save (const char *path, const char *bytes, gssize n_bytes, GError **error);
/**
 * The same, in the place of what over says alone (NULL: whatever is there). Where something else
 * stands there, at the very moment of replacing, that stays: SIM_ERROR_CONFLICT. What is no file,
 * such as a pipe, is written to all the same.
 */
gboolean sim_file_save_over (const char *path, const SimFileStamp *over, const char *bytes,
                             gssize n_bytes, GError **error);

G_END_DECLS
#endif
