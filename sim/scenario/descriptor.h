/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * descriptor.h - what every value of a scenario is: the field table.
 *
 * Reading, checking, defaults, editor rows, --set, stages, the JSON Schema and the key reference
 * come from these rows. A mechanism's rows live in the mechanism's own file and reach the table
 * through the X-macro lists (*.def). All of it is constant data: thread-safe, never freed.
 */
#ifndef SIM_SCENARIO_DESCRIPTOR_H
#define SIM_SCENARIO_DESCRIPTOR_H

#include "value.h"

G_BEGIN_DECLS

typedef enum {
  SIM_FIELD_BOOL,
  SIM_FIELD_INT,
  SIM_FIELD_REAL,
  SIM_FIELD_TEXT,    /* one line, or Markdown where the row says so */
  SIM_FIELD_ENUM,    /* one of choices; with target also the id of a member of that list */
  SIM_FIELD_ID,      /* [A-Za-z][A-Za-z0-9_.-]{0,63}, unique in its list */
  SIM_FIELD_REF,     /* the id of a member of the list named by target */
  SIM_FIELD_RECORD,  /* a map with fields */
  SIM_FIELD_LIST,    /* a list of records with fields, or (fields NULL) of plain values */
  SIM_FIELD_MAP,     /* a map with free keys (basis) */
  SIM_FIELD_ONE_OF,  /* a record whose tag field (ENUM) selects a variant with further fields */
  SIM_FIELD_ANY,     /* any value: what it is follows from something else */
  SIM_FIELD_MATRIX   /* a list of rows, over the baseline of the outcome, where it has one, and its
                        visits; with target "/outcomes" over the outcomes that are not derived, or
                        one number for all pairs. Symmetric, 1 on the diagonal, else min to max */
} SimFieldKind;

/**
 * What a REAL or INT may be given per: written as number, list (visit) or map (arm, outcome); the
 * map of outcomes is the outer one. Of an ENUM: ARM alone, and its full form is what is written.
 */
typedef enum {
  SIM_PER_NONE = 0,
  SIM_PER_ARM = 1 << 0,     /* a number for all, or a map arm -> number */
  SIM_PER_VISIT = 1 << 1,   /* a number for all, or a list per visit; with ARM also map -> list */
  SIM_PER_OUTCOME = 1 << 2, /* a number for the first, or a map outcome -> number; with ARM also
                               map -> map */
  SIM_PER_SOME = 1 << 3,    /* a map may leave out arms, outcomes, ...: `rest` counts for them */
  SIM_PER_ACTIVE = 1 << 4,  /* with ARM: the reference has `rest`, whatever number is for all */
  SIM_PER_HYPOTHESIS = 1 << 7, /* a map hypothesis -> number, and never one number for all */
  SIM_PER_BETWEEN = 1 << 8, /* with HYPOTHESIS: a map of such maps */
  SIM_PER_EACH = 1 << 5,    /* for one number also a list of 1 to `most`, of kind `item`; a list of
                               texts names what the number counts */
  SIM_PER_WEIGHTS = 1 << 6  /* with ARM: always a map; it means nothing once an arm of it has gone,
                               and an arm that comes new has no part in it */
} SimPer;

/** Where an edit re-enters the computation; a later stage includes the earlier ones' work. */
typedef enum {
  SIM_STAGE_LABEL,  /* changes no number */
  SIM_STAGE_LENGTH, /* how many trials: those simulated stay what they are */
  SIM_STAGE_DECIDE, /* rules of decision: alpha, multiplicity, ... */
  SIM_STAGE_TRUTH,  /* true means, SDs, correlations: kept sums can be re-analysed */
  SIM_STAGE_DRAW    /* patients must be drawn again */
} SimStage;

/** One allowed text of an ENUM. */
typedef struct {
  const char *id;
  const char *label; /* translatable (N_) */
  gboolean ready;    /* FALSE: in the format, not yet read by this version */
  const char *help;  /* translatable (N_), one or two sentences; may be NULL */
} SimChoice;

/** How one number given for all visits counts at each of them. */
typedef enum {
  SIM_SPREAD_REPEAT = 0, /* the same at every visit */
  SIM_SPREAD_HAZARD      /* a cumulative proportion at the last visit, at constant hazard in time */
} SimSpread;

/** Where the default of a row without a constant fallback comes from. */
typedef enum {
  SIM_COMPUTED_NOT = 0,
  SIM_COMPUTED_ID,            /* the id of the same record */
  SIM_COMPUTED_ORIGIN,        /* the example's, if the file has no arms of its own */
  SIM_COMPUTED_ARMS,          /* the example's arms */
  SIM_COMPUTED_OUTCOMES,      /* the example's outcomes, if the file has no arms of its own */
  SIM_COMPUTED_BETTER,        /* lower; of times later */
  SIM_COMPUTED_END,           /* one visit, at the follow-up of the same record */
  SIM_COMPUTED_SD,            /* the SD of the baseline; without a baseline 1 */
  SIM_COMPUTED_PROPORTION,    /* the example's, if the file has no arms of its own; else 0 */
  SIM_COMPUTED_ANALYSES,      /* the example's, if arms and outcomes are; else one, "main" */
  SIM_COMPUTED_FIRST_OUTCOME, /* id of the first outcome */
  SIM_COMPUTED_LAST_VISIT,    /* id of the last visit of the outcome of the same record */
  SIM_COMPUTED_FOLLOW_UP,     /* that of the outcome of the same record */
  SIM_COMPUTED_MISSING,       /* the fallback; of a method by likelihood that */
  SIM_COMPUTED_FIRST_ANALYSIS, /* id of the first analysis */
  SIM_COMPUTED_HYPOTHESES,    /* the example's, or every active arm against the reference, ... */
  SIM_COMPUTED_SIZES,         /* the example's, or multiples of the own total */
  SIM_COMPUTED_MATRIX,        /* 0.5 with baseline, 0.7 between visits */
  SIM_COMPUTED_BETWEEN,       /* 0.5 between outcomes of one direction, else -0.5; of one none */
  SIM_COMPUTED_CORRELATION,   /* the fallback; of a derived outcome none */
  SIM_COMPUTED_VISITS,        /* the fallback; of a derived outcome those of its source */
  SIM_COMPUTED_BLOCK_SIZES    /* one, twice the sum of the ratios */
} SimComputed;

typedef struct _SimField SimField;

/** A variant of a ONE_OF: the fields that apply when the tag has this value. */
typedef struct {
  const char *tag;
  const SimField *fields; /* ends with a row whose key is NULL; may be NULL */
} SimVariant;

struct _SimField {
  const char *key;
  SimFieldKind kind;
  const char *label; /* translatable (N_), short, sentence case */
  const char *help;  /* translatable (N_), one or two sentences */
  const char *unit;  /* "", "%", "weeks", "patients", ..., or "outcome": the outcome's own unit.
                        "%" means: stored as a proportion 0-1, shown in percent */
  SimStage stage;
  unsigned per;         /* SimPer flags */
  double min, max;      /* INT, REAL: the range, ends included; LIST: lengths; TEXT: max */
  gboolean open_min;    /* REAL: min itself is not allowed */
  double step;          /* a sensible step for the editor, in the stored unit */
  const char *fallback; /* default as JSON text; NULL: computed or required (see required) */
  gboolean required;    /* absent and without a default is an error */
  const SimChoice *choices;   /* ENUM; REF: words that it may be besides; ends with id NULL */
  const char *target;         /* REF: "/arms", "/outcomes", "visits", "/analyses" */
  const SimField *fields;     /* RECORD, LIST of records, ONE_OF: ends with key NULL */
  const SimVariant *variants; /* ONE_OF, LIST of one-ofs: ends with tag NULL. The fields of the
                                 variant follow directly after the tag field */
  SimFieldKind item;          /* LIST with fields and each NULL: kind of each item; item_min.. its
                                 range. PER_EACH: of each in the list */
  double item_min, item_max;
  const char *tag;       /* key of the tag field; NULL: the first of fields */
  gboolean open_max;     /* REAL: max itself is not allowed */
  SimSpread spread;      /* per visit: how one number counts at each */
  SimComputed computed;  /* default that depends on other values */
  const char *const *later; /* keys of the format not yet read by this version; ends with NULL */
  const char *seed;         /* required: with what an editor starts, as JSON text; or NULL */
  const SimField *each;  /* LIST: the row of each item, itself a LIST of plain values */
  const char *rest;      /* PER_SOME, PER_ACTIVE: what counts for those left out, as JSON text;
                            NULL: nothing stands there */
  const SimField *named; /* MAP: keys that are no free ones, with their rows; ends with key NULL */
  guint most;            /* PER_EACH: longest list */
  gboolean vital;        /* not required, but where an edit takes it away its record goes too */
  const char *also;      /* REF: a second list, whose members it may name as well */
  gboolean markdown;     /* TEXT: more than a line, in Markdown */
  gboolean of_program;   /* what the simulator is told: no assumption about a trial */
  gboolean tacit;        /* the fallback counts but does not enter the full form, so that scenarios
                            from before there was the key keep their hash */
};

/** The fields of the whole scenario: a table that ends with key NULL. */
const SimField *sim_fields (void);
/** The whole scenario as one RECORD row, whose fields are sim_fields(). */
const SimField *sim_field_root (void);

/** More rows than any record has; the size of the array that sim_field_rows() fills. */
#define SIM_MAX_ROWS 32
/**
 * The rows that apply to a record described by owner (RECORD, ONE_OF, a member of a LIST or MAP):
 * the common ones, and after the tag those of the variant that record (may be NULL) selects.
 */
guint sim_field_rows (const SimField *owner, const SimValue *record,
                      const SimField *rows[SIM_MAX_ROWS]);
/** The row of a key of a MAP that is no free one; NULL of all others. */
const SimField *sim_field_named (const SimField *map, const char *key);
/** The row of owner's tag field; NULL if owner has no variants. */
const SimField *sim_field_tag (const SimField *owner);
/** The variant that record selects, by its tag or the tag's default; NULL if none. */
const SimVariant *sim_field_variant (const SimField *owner, const SimValue *record);

/**
 * The row that describes the value at pointer (ids or indices) in a tree; follows tags by the
 * values found in root, or by their defaults. For an element of a per-arm or per-visit value the
 * row of the whole. NULL if no row does (unknown key, x-* key).
 */
const SimField *sim_field_find (const SimValue *root, const char *pointer);

/**
 * Where the key reference has the value at pointer, whatever a scenario holds: ID stands for a
 * member of a list and POINTER for a free key, and what is below a row is the row's, so that
 * "/outcomes/rmdq/means/usual/0" is at "/outcomes/ID/means". NULL if no row has such a key. Newly
 * allocated.
 */
char *sim_field_path (const char *pointer);

/** The unit to show beside the value at pointer: "outcome" resolved in root. Newly allocated. */
char *sim_field_unit (const SimField *field, const SimValue *root, const char *pointer);

/** "a number from 0 to 1", "one of fixed, simple, ...": what a field allows. Newly allocated. */
char *sim_field_allowed (const SimField *field);

G_END_DECLS
#endif
