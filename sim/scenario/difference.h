/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * difference.h - what differs between two scenarios, by meaning.
 *
 * The full forms are held against each other along the field table: a value that is left to its
 * default in one and written out in the other does not differ, nor do two ways of writing the same.
 * Members of lists are matched by id.
 */
#ifndef SIM_SCENARIO_DIFFERENCE_H
#define SIM_SCENARIO_DIFFERENCE_H

#include "scenario.h"

G_BEGIN_DECLS

typedef enum {
  SIM_DIFFERENCE_VALUE,   /* two values, or one that stands in one of the two only */
  SIM_DIFFERENCE_ADDED,   /* a member of a list that B has and A has not */
  SIM_DIFFERENCE_REMOVED, /* the other way round */
  SIM_DIFFERENCE_ORDER    /* the members that both have stand in another order */
} SimDifferenceKind;

/** One difference. A value of several arms or visits that changes alike in all is one difference;
 *  its pointer is that of the whole. */
typedef struct {
  SimDifferenceKind kind;
  SimStage stage;        /* LABEL: it changes no number */
  char *pointer;         /* with ids */
  char *what;            /* for people, translated: "Hand-ear acupuncture: Patients" */
  char *a, *b;           /* for people, with unit; of a member its name; NULL: nothing is there */
  SimValue *in_a, *in_b; /* as they stand; NULL: nothing does, or another kind of difference */
} SimDifference;

/** All differences, in the order of the file; owned by the caller. */
GPtrArray *sim_scenario_differences (const SimScenario *a, const SimScenario *b);
void sim_difference_free (SimDifference *difference); /* accepts NULL */

/** One thing that a scenario says. */
typedef struct {
  char *pointer; /* with ids */
  char *what;    /* for people, translated: "Hand-ear acupuncture: Patients" */
  char *value;   /* for people, with unit: "54 patients" */
  char *basis;   /* where it comes from, in sentences; NULL: the file does not say */
  gboolean given; /* the file has the value, or one of which it is a part: it is no default */
} SimStatement;

/** Everything that changes a number, defaults included, in the order of the file; what is the same
 *  for all arms or visits is one statement. Owned by the caller. */
GPtrArray *sim_scenario_statements (const SimScenario *scenario);
void sim_statement_free (SimStatement *statement); /* accepts NULL */
/** "by Week 8": a visit by its name, where a value counts all up to it. Newly allocated,
 * translated. */
char *sim_visit_by (const char *name);
/** "Usual care, Week 8": which part of the value per arm and visit at pointer is at a place below
 *  it; "" of itself. Newly allocated, translated. */
char *sim_scenario_part_name (const SimScenario *scenario, const char *pointer, const char *place);
/** What the value at a pointer is called: "Usual care: Patients"; a pointer that leads to no value
 * of a scenario is itself. Newly allocated, translated. */
char *sim_scenario_value_name (const SimScenario *scenario, const char *pointer);

G_END_DECLS
#endif
