/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * error.h - what can go wrong, and how it is said.
 *
 * A failure that stops one call is a GError of domain SIM_ERROR. What is wrong with a scenario is
 * a list of SimProblem, all of them at once, each with place, finding and what is allowed.
 * All functions are thread-safe on distinct arguments.
 */
#ifndef SIM_BASE_ERROR_H
#define SIM_BASE_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

/** Every kind of failure; each has a row in the table of error.c and a test that raises it. */
typedef enum {
  SIM_ERROR_IO,            /* a file could not be read or written */
  SIM_ERROR_ENCODING,      /* not UTF-8, or a NUL byte */
  SIM_ERROR_SYNTAX,        /* not JSON */
  SIM_ERROR_LIMIT,         /* larger, deeper or more than the documented limit */
  SIM_ERROR_DUPLICATE_KEY, /* a key stands twice in one object */
  SIM_ERROR_VERSION,       /* no "trefoil" key, or a format newer than this program */
  SIM_ERROR_UNKNOWN_KEY,   /* a key that no format version has */
  SIM_ERROR_NOT_YET,       /* a key or value of the format that this version does not read */
  SIM_ERROR_MISSING,       /* a value that has no default is absent */
  SIM_ERROR_KIND,          /* e.g. text where a number is needed */
  SIM_ERROR_RANGE,         /* a number outside its range */
  SIM_ERROR_CHOICE,        /* a text that is none of the allowed ones */
  SIM_ERROR_ID,            /* an id that is malformed or used twice */
  SIM_ERROR_REFERENCE,     /* names an arm, visit, ... that does not exist */
  SIM_ERROR_SHAPE,         /* a list or map of the wrong length or with the wrong members */
  SIM_ERROR_CONFLICT,      /* values that are each allowed but not together */
  SIM_ERROR_POINTER,       /* a malformed JSON pointer, or one that leads nowhere */
  SIM_ERROR_LOCKED,        /* the value is locked by a lesson */
  SIM_ERROR_CANCELLED,     /* the caller asked to stop */
  SIM_ERROR_USAGE,         /* a call or a command line that makes no sense */
  SIM_ERROR_FAILED         /* a computation that did not converge, or no memory or threads */
} SimErrorCode;

#define SIM_N_ERRORS (SIM_ERROR_FAILED + 1)
#define SIM_ERROR    (sim_error_quark ())
GQuark sim_error_quark (void);

/** Returns the stable kebab-case name of a code, e.g. "unknown-key". Static text. */
const char *sim_error_name (SimErrorCode code);

/** One thing that is wrong with a scenario. */
typedef struct {
  SimErrorCode code;
  char *pointer; /* JSON pointer with ids; "" for the whole document; never NULL */
  int line;      /* 1-based line in the source text, 0 where there is none */
  char *found;   /* what stands there, as short JSON text; NULL where nothing stands there */
  char *allowed; /* what would be allowed, e.g. "a number from 0 to 1"; NULL if self-evident */
  char *message; /* the whole sentence, with found and allowed in it, without pointer and line */
} SimProblem;

/** A list of problems: a GPtrArray of SimProblem* that owns them. Free with g_ptr_array_unref(). */
GPtrArray *sim_problems_new (void);

/**
 * Appends a problem. The message is composed as "<what>: found <found>; allowed: <allowed>"; of
 * what stands in quotes, which may be a key of any length, at most 64 characters are kept.
 */
void sim_problems_add (GPtrArray *problems, SimErrorCode code, const char *pointer, int line,
                       const char *found, const char *allowed, const char *format, ...)
    G_GNUC_PRINTF (7, 8);

/** Another one of the same; to be added to a list. */
SimProblem *sim_problem_copy (const SimProblem *problem);

/**
 * Returns "NAME:LINE: /pointer: message" (line left out when 0), newly allocated. It is one line
 * that moves no cursor, and short: a step of the pointer that is longer than 64 characters is cut.
 */
char *sim_problem_to_line (const SimProblem *problem, const char *name);

G_END_DECLS
#endif
